"""The lanes: the solutions in other environments than the course's own; `python3 start.py test --colab` runs one.

    --colab            exactly Colab's package versions (constraints-colab.txt), on Colab's Python where there is one
    --backend jax      Keras on JAX; or torch
    --oldest           the oldest versions that requirements.txt allows
    --newest           the newest versions there are, pre-releases included
    --browser          the course's own environment, opened and run by a real browser (sample tier)
    --slides           the slides of every lesson, in Chromium: all fit, and each step is there
    --site             the site, built and looked at by Chromium and axe-core (build/site/)
    --hub              a JupyterHub with a class of twenty, or of HUB_USERS, in the course's own environment

Each of the first four installs nothing but what the lessons import and nbval, in a virtual environment of its own under
.nox/, and runs every solution under nbval: on the sample tier always, and then on the full tier where --full asks for
it (--colab asks by itself where WORKSHOP_MIRROR has the data). What follows goes to pytest.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nox

ROOT = Path(__file__).resolve().parent
NBVAL = ["--nbval-lax", "--nbval-current-env", "--nbval-cell-timeout=900"]

nox.options.default_venv_backend = "virtualenv"
nox.options.reuse_existing_virtualenvs = True


def wanted() -> dict[str, str]:
    """What requirements.txt asks for, name by name with its lower bound, but for the course itself and JupyterLab."""
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    pairs = dict(line.split(">=") for line in lines if ">=" in line)
    return {name: bound for name, bound in pairs.items() if name != "jupyterlab"}


def python(*versions: str) -> str | None:
    """The first of these Pythons that this machine has; None, this Python, if it has none of them."""
    for version in versions:
        try:  # a name on the path is not enough: pyenv's are there for versions that are not
            subprocess.run([f"python{version}", "-c", ""], check=True, capture_output=True)
            return version
        except (OSError, subprocess.CalledProcessError):
            pass
    return None


def install(session: nox.Session, what: str, *arguments: str) -> None:
    """Install, or stop with one sentence below what pip said."""
    try:
        session.install(*arguments, "pytest", "ipykernel", env={"PIP_USER": "0"}, silent=True)
    except nox.command.CommandFailed:
        session.error(f"{what} cannot be installed here: see what pip says above.")


def run(session: nox.Session, full: bool = False, **env: str) -> None:
    """Every solution under nbval; the course is on the path and not installed, as in Colab."""
    arguments = [argument for argument in session.posargs if argument != "--full"]
    env = {"PYTHONPATH": str(ROOT), "TF_CPP_MIN_LOG_LEVEL": "3", **env}
    for tier in ["sample"] + ["full"] * (full or "--full" in session.posargs):
        session.log(f"{session.name}: every solution on the {tier} tier")
        session.run("python", "-m", "pytest", *NBVAL, *(arguments or ["solutions"]), env={**env, "WORKSHOP_DATA": tier})


@nox.session(python=python("3.13", "3.11"))
def colab(session: nox.Session) -> None:
    """Colab's package set."""
    names = [name for name in wanted() if name != "nbval"]
    install(session, "Colab's package set", "-c", "constraints-colab.txt", *names, f"nbval=={wanted()['nbval']}.*")
    run(session, full="WORKSHOP_MIRROR" in os.environ)


def locked(session: nox.Session) -> str:
    """A file of constraints: the lock without its hashes, for pip would ask for those of everything else, too."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    constraints = Path(session.create_tmp()) / "locked.txt"
    constraints.write_text("\n".join(re.findall(r"^(\S+==.*) \\$", lock, re.MULTILINE)), encoding="utf-8")
    return str(constraints)


def on_backend(session: nox.Session, requirement: str) -> None:
    """Keras on a backend that the lock does not hold; everything else as in the lock."""
    backend = session.name
    names = [name for name in wanted() if name != "tensorflow"]
    install(session, f"Keras on {backend}", "-c", locked(session), *names, requirement)
    run(session, KERAS_BACKEND=backend)


@nox.session
def jax(session: nox.Session) -> None:
    """Keras on JAX."""
    on_backend(session, "jax==0.10.2")


@nox.session
def torch(session: nox.Session) -> None:
    """Keras on PyTorch."""
    on_backend(session, "torch==2.13.0")


def chromium(session: nox.Session) -> str:
    """Where Chromium is, or one sentence."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    if not found:
        session.error("Chromium is not here: install it (Debian and Ubuntu: `sudo apt install chromium`), start again.")
    return found


@nox.session
def browser(session: nox.Session) -> None:
    """The notebooks in JupyterLab, driven by Chromium."""
    found = chromium(session)
    install(session, "The browser's driver", "playwright==1.65.2")
    arguments = session.posargs or ["tests/test_browser.py"]
    # The lessons run in the course's environment, which is the one that nox runs in.
    env = {"WORKSHOP_PYTHON": sys.executable, "WORKSHOP_CHROMIUM": found}
    session.run("python", "-m", "pytest", *arguments, env=env)


@nox.session
def site(session: nox.Session) -> None:
    """The site, built and opened from disk by Chromium; axe-core judges how accessible its pages are."""
    browser, axe = chromium(session), Path(session.create_tmp()) / "node_modules" / "axe-core" / "axe.min.js"
    if not shutil.which("npm"):
        session.error("npm is not here, which brings axe-core: install Node.js from nodejs.org, start again.")
    install(session, "The site's tools", "-r", "requirements-site.txt", "playwright==1.65.2")
    npm = ["npm", "install", "--silent", "--ignore-scripts", "--prefix", str(session.create_tmp()), "axe-core@4.14.1"]
    session.run(*npm, external=True)
    env = {"WORKSHOP_CHROMIUM": browser, "WORKSHOP_AXE": str(axe)}
    session.run("python", "-m", "pytest", *(session.posargs or ["tests/test_site_pages.py"]), env=env)


@nox.session
def hub(session: nox.Session) -> None:
    """A JupyterHub with a class in it: local processes, and the course's environment as their kernel."""
    if not (shutil.which("node") and shutil.which("npm")):
        session.error(
            "Node.js is not here, and JupyterHub's proxy needs it: install it (Debian and Ubuntu: "
            "`sudo apt install nodejs npm`), start again."
        )
    packages = ["jupyterhub==6.1.1", "jupyterhub-kubespawner==7.1.0", "jupyterlab", "nbgitpuller", "pyyaml"]
    install(session, "JupyterHub", "-c", locked(session), *packages)
    proxy = Path(session.create_tmp()).resolve() / "proxy"
    npm = ["npm", "install", "--no-audit", "--no-fund", f"--prefix={proxy}", "configurable-http-proxy@5.3.0"]
    try:
        session.run(*npm, external=True, silent=True)
    except nox.command.CommandFailed:
        session.error("JupyterHub's proxy cannot be installed here: see what npm says above.")
    # Whole paths: each student's server starts in a home of its own.
    path = [str(Path(session.bin).resolve()), str(proxy / "node_modules" / ".bin"), os.environ["PATH"]]
    arguments = session.posargs or ["tests/test_hub_room.py", "tests/test_hub.py"]
    # The kernels run in the course's environment, which is the one that nox runs in.
    env = {"WORKSHOP_PYTHON": sys.executable, "PATH": os.pathsep.join(path)}
    session.run("python", "-m", "pytest", "--capture=no", *arguments, env=env)


@nox.session(python=python("3.11"))
def oldest(session: nox.Session) -> None:
    """The oldest versions that requirements.txt allows."""
    install(session, "The oldest package set", *(f"{name}=={bound}.*" for name, bound in wanted().items()))
    run(session)


@nox.session(python=python("3.13"))
def newest(session: nox.Session) -> None:
    """Tomorrow's versions: pre-releases included."""
    install(session, "The newest package set", "--pre", "--upgrade", *wanted())
    run(session)


@nox.session
def slides(session: nox.Session) -> None:
    """Every slide of every lesson, its steps, the presenter's view and the PDF, in Chromium."""
    found = chromium(session)
    install(session, "The browser's driver", "playwright==1.65.2")
    driver = session.run("python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", silent=True)
    # The course's environment, which is the one that nox runs in, makes the slides; from here it takes the driver.
    env = {"WORKSHOP_DRIVER": str(driver).strip(), "WORKSHOP_CHROMIUM": found}
    arguments = session.posargs or ["tests/test_slides.py"]
    session.run(sys.executable, "-m", "pytest", *arguments, env=env, external=True)
