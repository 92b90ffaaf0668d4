"""The one command of the course.

    python3 start.py                      set up .venv and open JupyterLab on the lesson that was opened last
    python3 start.py 4                    the same, on lesson 4
    python3 start.py --no-browser         the same on a server: open the address that is printed
    python3 start.py update               bring the newest course into this copy; what you wrote stays
    python3 start.py test [OPTIONS]       set up .venv and run every test (OPTIONS go to pytest)
    python3 start.py test --quick         only the tests that train no network: about five minutes
    python3 start.py test --colab         run the solutions with Colab's package versions; other lanes: --backend jax,
                                          --backend torch, --oldest, --newest, --browser, --slides, --hub, --site
                                          (see noxfile.py)
    python3 start.py fetch [FOLDER]       download all data, into the cache or as a mirror folder
    python3 start.py slides 4             for teachers: show lesson 4 as slides; --help says more, here and below
    python3 start.py handout 4            write one file that holds lesson 4 and all it needs, for students
    python3 start.py class                serve data to the room, and a board that shows where the room is
    python3 start.py doctor               say what works on this machine, and how to mend what does not

Other options after the first three forms go to JupyterLab (--port 9000, --allow-root).
"""

# Standard library only, and syntax that Python 3.6 parses: an old Python must get as far as its sentence.

import os
import sys

if __name__ == "__main__":
    # Until main() hears it itself, Ctrl-C would end in a traceback; reading the rest of this file takes a moment.
    def say_stopped(kind, error, trace):
        if not issubclass(kind, KeyboardInterrupt):
            return sys.__excepthook__(kind, error, trace)
        sys.stderr.write("\nStopped: start again whenever you like.\n")
        os._exit(130)

    sys.excepthook = say_stopped

import contextlib
import csv
import errno
import functools
import hashlib
import http.client
import importlib.util
import json
import platform
import re
import shutil
import signal
import subprocess
import sysconfig
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

# A Python before 3.6 stops at the first line that it cannot parse, and prints that line. It is this one:
TOO_OLD = f"This Python is too old for this course: install Python 3.13 (64 bit) from python.org."  # noqa: F541

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
# A new environment grows beside the one in use. Names of one length: in a script's first line one fits for the other,
# and no path is too long for Windows before the swap that fits after it.
NEW, OLD = ROOT / ".vnew", ROOT / ".vold"
MARK = "made-by-start.py.txt"
BIN = "Scripts" if os.name == "nt" else "bin"
PYTHON = VENV / BIN / ("python.exe" if os.name == "nt" else "python")
LOG = NEW / "install.log"
STAMP = VENV / "ready.json"
RECIPE = ("requirements.lock", "pyproject.toml", "workshop/ipython_config.py")  # what an environment is made from
OWN = ROOT / ".start"  # what this file keeps: the lock of a set-up, and JupyterLab's memory of what was open

OLDEST, NEWEST = (3, 11), (3, 13)
INSTALL_GB = 4.7  # the environment, the installer's own cache beside it, and the data
DATA_GB = 1.2  # with the environment in place: 0.3 to download, 0.8 for arrays (0.57 of them photos, 224 px)
TEMP_GB = 0.1  # in the folder for temporary files, for the lessons; the installers get one of their own
# Of the 259 characters that Windows allows, TensorFlow's longest path takes 163 and \.venv\Lib\site-packages\ 25.
WINDOWS_ROOM = 70

# Sessions of noxfile.py by which `test` knows them; the two backends have an option of their own.
LANES = ("colab", "oldest", "newest", "browser", "slides", "hub", "site")
# Commands for teachers: modules of tools/ in the course's environment, which read their arguments themselves.
TEACHING = {"slides": "tools.slides", "handout": "tools.handout", "class": "tools.classroom"}

HANDOUT = "This folder is a handout, made to learn from; that command needs the whole course: see README.txt."
DISK_IS_FULL = "The disk is full: make room, then start again."
# What the installers print, in lower case. A full disk can look like a failed download, so it is asked for first.
DISK_FULL = ("no space left on device", "not enough space on the disk", "errno 28", "os error 28", "os error 112")
NO_NETWORK = (
    "failed to establish a new connection",
    "newconnectionerror",
    "connection refused",
    "connection reset",
    "connection broken",
    "connection aborted",
    "name resolution",
    "getaddrinfo failed",
    "network is unreachable",
    "timed out",
    "proxyerror",
    "failed to connect",
    "error sending request",
    "dns error",
)
# Asked for before the network, for pip calls a certificate that it refuses a broken connection.
WRONG_DATE = (
    "certificate has expired",
    "certificate is not yet valid",
    "certificate not valid yet",
    "certificate expired",
    "certificate: expired",
    "certificate: notvalidyet",
)
CERTIFICATE = (
    "certificate_verify_failed",
    "certificate verify failed",
    "sslcertverificationerror",
    "invalid peer certificate",
    "unknownissuer",
)

# What they are doing, of all that they print.
DONE = re.compile(r"^ ?((?:Downloaded|Collecting) \S+)", re.MULTILINE)

SELF_TEST = """
import os
os.environ["KERAS_BACKEND"] = "tensorflow"  # what was installed; for another one the lessons have their sentence
import matplotlib, nbval, numpy, sklearn, workshop
import keras
workshop.open_lesson("")
model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
model.compile("sgd", "mse")
x = numpy.linspace(-1, 1, 32)[:, None]
loss = model.fit(x, 2 * x, epochs=2, verbose=0).history["loss"]
assert numpy.isfinite(loss).all(), "the loss of a tiny network is not a number"
"""

WARM_UP = "import sklearn.linear_model, jupyterlab.labapp, ipykernel.kernelapp, matplotlib.pyplot"

PROBE = """
import json, os
if os.environ.get("KERAS_BACKEND") not in ("jax", "torch"):
    os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["KERAS_NNX_ENABLED"] = "false"
os.environ.setdefault("TF_FORCE_GPU_ALLOW_GROWTH", "true")
os.environ.setdefault("XLA_PYTHON_CLIENT_PREALLOCATE", "false")
import keras, psutil
if keras.backend.backend() == "torch":
    import torch
    gpus = [torch.cuda.get_device_name(index) for index in range(torch.cuda.device_count())]
else:
    gpus = [device for device in keras.distribution.list_devices() if not device.startswith("cpu")]
print("PROBE " + json.dumps({
    "keras": keras.__version__,
    "backend": keras.backend.backend(),
    "gpus": gpus,
    "memory_gb": psutil.virtual_memory().available / 1e9,
}))
"""

# The library that the lessons download with: it has certificates and proxies of its own.
ADDRESS = """
import requests, sys
try:
    requests.head(sys.argv[1], timeout=4)
except requests.RequestException as error:
    cause = error.args[0] if error.args else error
    sys.exit(str(getattr(cause, "reason", cause)))
"""

CACHE = "from workshop.data.places import cache_folder; print(cache_folder())"

AGAIN = "run `python3 start.py`"
COURSE_FILES = ("course.toml", "requirements.lock", "pyproject.toml", "data/registry.toml")
BACKENDS = ("tensorflow", "jax", "torch")
# What variables of other courses do to this one where they are not kept away, as `environment` does.
HARM = {
    "PYTHONPATH": "modules from there can take the place of the course's",
    "PYTHONHOME": "Python takes its own library from there",
    "PIP_TARGET": "pip installs there",
    "JUPYTER_PATH": "kernels from there can take the place of the course's",
    "JUPYTER_PREFER_ENV_PATH": "other kernels can take the place of the course's",
}

# JupyterLab asks each new user whether to fetch news from the internet, on top of the first lesson. Not here.
LAB_SETTINGS = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}}


class Problem(Exception):
    """Something that stops us; its text is the one sentence that says what to do."""


# ---------------------------------------------------------------------------------------------- this machine


def python_problem(version: tuple, system: str, machine: str, bits: int) -> str:
    """The sentence for a Python that the course does not support, or "" if it does.

    version: at least (major, minor); system, machine: as the platform module names them; bits: 32 or 64
    """
    here = "Python {}.{}".format(*version[:2])
    remedy = "install Python 3.13 (64 bit) from python.org and start again with it, or open the lessons in Colab"
    if tuple(version[:2]) < OLDEST:
        return f"{here} is too old for this course: {remedy}."
    if tuple(version[:2]) > NEWEST:
        return f"{here} is too new for TensorFlow: {remedy}."
    if system == "Darwin" and machine == "x86_64":
        return "TensorFlow no longer runs on Intel Macs, nor with an Intel Python: open the lessons in Colab."
    if bits < 64:
        return f"This is a 32-bit Python, which TensorFlow does not support: {remedy}."
    return ""


def this_python_problem() -> str:
    """`python_problem` for the Python that runs this file."""
    return python_problem(sys.version_info, platform.system(), platform.machine(), 64 if sys.maxsize > 2**32 else 32)


def venv_problem() -> str:
    """The sentence for a Python that cannot make virtual environments, or ""."""
    if importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        return ""
    return (
        "This Python cannot make virtual environments: install the module venv "
        "(Debian and Ubuntu: `sudo apt install python3-venv`), then start again."
    )


def disk_problem(needed_gb: float) -> str:
    """The sentence for too little free disk where the course lies, or ""."""
    free_gb = shutil.disk_usage(str(ROOT)).free / 1e9
    if free_gb >= needed_gb:
        return ""
    return f"The disk has {free_gb:.1f} GB free and the course needs {needed_gb:g} GB: make room, then start again."


def write_problem(folder: Path) -> str:
    """The sentence for a folder in which nothing can be written, or "". One still to be made counts by its parent."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        # Asking for permissions is not reliable (Windows, network drives): write something.
        with tempfile.TemporaryFile(dir=str(folder)):
            return ""
    except OSError as error:
        if error.errno == errno.ENOSPC:
            return DISK_IS_FULL
        return f"The folder {folder} cannot be written to: move the course to a folder of your own, then start again."


def temp_problem(needed_gb: float) -> str:
    """The sentence for too little free disk in the folder for temporary files, or ""."""
    folder = os.environ.get("TMPDIR") or os.environ.get("TEMP") or os.environ.get("TMP") or "/tmp"
    try:
        free_gb = shutil.disk_usage(folder).free / 1e9
    except OSError:  # not there: then Python and the installers take another
        return ""
    if free_gb >= needed_gb:
        return ""
    return (
        f"The folder for temporary files, {folder}, has {free_gb:.1f} GB free and {needed_gb:g} GB are needed: "
        f"make room in it, or set {'TEMP' if os.name == 'nt' else 'TMPDIR'} to another folder, then start again."
    )


def home_problem() -> str:
    """The sentence for a home folder in which JupyterLab cannot keep its own files, or ""."""
    home = os.path.expanduser("~")
    if not write_problem(Path(home)):
        return ""
    name = "USERPROFILE" if os.name == "nt" else "HOME"
    return f"The home folder {home} cannot be written to: set {name} to a folder of your own, then start again."


def path_problem(root: Path, windows: bool, long_paths: bool) -> str:
    """The sentence for a folder whose path is too long for what will be installed in it, or "".

    windows: whether the system is Windows; long_paths: whether it was told to allow more than 259 characters
    """
    length = len(str(root))
    if not windows or long_paths or length <= WINDOWS_ROOM:
        return ""
    return (
        f"The path of the course's folder has {length} characters and Windows leaves {WINDOWS_ROOM} for it: "
        "move the course to a folder such as C:\\course, then start again."
    )


def long_paths_allowed() -> bool:
    """Whether this Windows was told to allow paths of more than 259 characters; False elsewhere."""
    try:
        import winreg

        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SYSTEM\CurrentControlSet\Control\FileSystem") as key:
            return winreg.QueryValueEx(key, "LongPathsEnabled")[0] == 1
    except (ImportError, OSError):
        return False


def this_path_problem() -> str:
    """`path_problem` for the folder that this file lies in."""
    return path_problem(ROOT, os.name == "nt", long_paths_allowed())


# ----------------------------------------------------------------------------------------------- environment

# What other programs' set-ups leave behind, and what would send a child's imports, packages or pictures elsewhere.
FOREIGN = re.compile(
    "PYTHON.*|JUPYTER(LAB)?_.*|IPYTHONDIR|MPLBACKEND|PIP_(TARGET|PREFIX|ROOT|USER|PYTHON|CONSTRAINT|REQUIREMENT|NO_DEPS)"
    "|UV_(SYSTEM_PYTHON|CONSTRAINT|OVERRIDE|EXCLUDE_NEWER|REQUIRE_HASHES|NO_DEPS)"
)


def environment(**more: str) -> dict:
    """The variables that every child of this file gets: its caller's, without FOREIGN, and `more`."""
    kept = {name: value for name, value in os.environ.items() if not FOREIGN.fullmatch(name)}
    kept.update(PYTHONUTF8="1", PYTHONNOUSERSITE="1", JUPYTER_PREFER_ENV_PATH="1", PIP_USER="0")
    if os.name != "nt" and home_problem():
        # JupyterLab, Keras and Matplotlib write into their user's folder. Where they cannot, they get one here.
        kept["HOME"] = str(OWN / "home")
        with contextlib.suppress(OSError):
            (OWN / "home").mkdir(parents=True, exist_ok=True)
    return {**kept, **more}


def wanted_stamp() -> dict:
    """What a finished environment was made from; one that differs in any of this is made again."""
    content = b"".join((ROOT / name).read_bytes() for name in RECIPE)
    return {
        "python": list(sys.version_info[:2]),
        "folder": str(ROOT),
        "files": hashlib.sha256(content).hexdigest(),
    }


def python_of(folder: Path) -> str:
    """The Python of an environment."""
    return str(folder / PYTHON.relative_to(VENV))


def site_packages(folder: Path) -> Path:
    """Where the packages of an environment lie."""
    return Path(sysconfig.get_path("purelib", "venv", {"base": str(folder), "platbase": str(folder)}))


def importable(folder: Path) -> set:
    """What lies in an environment to be imported, by name; versions do not count, a person may have changed one."""
    names = os.listdir(str(site_packages(folder)))
    return {name for name in names if not name.endswith((".dist-info", "__pycache__"))}


def environment_ready(folder: Path = VENV) -> bool:
    """Whether an environment was finished, here, by this Python, from these files, and is still whole."""
    try:
        stamp = json.loads((folder / STAMP.name).read_text(encoding="utf-8"))
        packages = stamp.pop("packages", [])
        whole = stamp == wanted_stamp() and importable(folder).issuperset(packages)
        return whole and ask(["-c", ""], folder).returncode == 0
    except (OSError, ValueError, AttributeError, TypeError):
        return False


def ask(arguments: list, folder: Path = VENV) -> "subprocess.CompletedProcess":
    """Run the Python of .venv (or of another environment) with these arguments and keep what it says, as text."""
    return subprocess.run(
        [python_of(folder), *arguments],
        cwd=str(ROOT),
        env=environment(TF_CPP_MIN_LOG_LEVEL="3"),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
    )


def set_up(modules: str) -> str:
    """Make .venv complete; return at once if it is. An interrupted set-up leaves no stamp and is done again.

    modules: what the command imports. A .venv that is out of date and can import it is used where the new one cannot
    be had; the sentence that says so is printed and returned. Otherwise returns "".
    """
    if environment_ready():
        return ""
    refuse_foreign(VENV)
    problem = write_problem(ROOT) or this_path_problem() or venv_problem()
    try:
        if not problem:
            with alone():
                if not environment_ready():  # another start may have made it while this one waited
                    make_environment()
            return ""
    except Problem as error:
        problem = str(error)
    except OSError as error:
        stopped = f"The set-up stopped ({error}): close JupyterLab, then start again."
        problem = DISK_IS_FULL if error.errno == errno.ENOSPC else stopped
    show("", last=True)
    with contextlib.suppress(OSError):
        if ask(["-c", f"import {modules}"]).returncode == 0:
            problem = f".venv is out of date, but works and stays in use, for a new one could not be had. {problem}"
            print(problem, file=sys.stderr, flush=True)
            return problem
    raise Problem(problem)


def refuse_foreign(folder: Path) -> None:
    """Stop at an environment that the course did not make, or that lies elsewhere: it is somebody's own."""
    marks = (MARK, "ready.json", "install.log")  # the last two are those of the course's first versions
    own = os.path.realpath(str(folder)) == str(folder) and any((folder / name).is_file() for name in marks)
    if os.path.lexists(str(folder)) and not own:
        raise Problem(
            f"{folder} is a link or was not made by this course, so it is left alone: "
            "rename it or delete it, then start again."
        )


@contextlib.contextmanager
def alone():
    """Hold the lock of the set-up, which another start may hold first. A process that dies lets go of it."""
    OWN.mkdir(exist_ok=True)
    with (OWN / "lock").open("a") as file:
        if not locked(file):
            print("Another start is setting up the course: waiting for it ...", flush=True)
            while not locked(file):
                time.sleep(0.2)
        yield


def locked(file) -> bool:
    """Take the system's lock on an open file; False if another process has it."""
    try:
        if os.name == "nt":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in (errno.EACCES, errno.EAGAIN)  # anything else: a disk that knows no locks
    return True


def make_environment() -> None:
    """Make, fill and test an environment beside .venv; only then does it take the place."""
    if Path(sys.prefix).resolve() == VENV.resolve():
        raise Problem(".venv must be made again, and this Python runs from it: type `deactivate`, then start again.")
    for folder in (NEW, OLD):
        refuse_foreign(folder)
    if OLD.exists() and not VENV.exists():
        OLD.rename(VENV)  # a swap that was interrupted
    start = time.monotonic()
    remove(OLD)
    if not environment_ready(NEW):
        remove(NEW)
        show("Step 1 of 4: making the environment .venv")
        make_venv()
        # Only now: what an interrupted set-up had filled is free again.
        if disk_problem(INSTALL_GB):
            raise Problem(disk_problem(INSTALL_GB))
        python = python_of(NEW)
        install(python)
        self_test(python)
        write_settings()
        name_the_place()
        stamp = dict(wanted_stamp(), packages=sorted(importable(NEW)))
        (NEW / STAMP.name).write_text(json.dumps(stamp), encoding="utf-8")
    swap()
    show(f"Ready, after {time.monotonic() - start:.0f} s.", last=True)


def write_settings() -> None:
    """Settings of JupyterLab and IPython, in the new environment alone: nobody's own are touched."""
    lab, ipython = NEW / "share" / "jupyter" / "lab" / "settings", NEW / "etc" / "ipython"
    for folder in (lab, ipython):
        folder.mkdir(parents=True, exist_ok=True)
    (lab / "overrides.json").write_text(json.dumps(LAB_SETTINGS), encoding="utf-8")
    shutil.copy(str(ROOT / "workshop" / "ipython_config.py"), str(ipython))


def make_venv() -> None:
    """Make an empty new environment. The course's mark comes first: so an interrupted one can be told and deleted."""
    NEW.mkdir()
    (NEW / MARK).write_text("start.py made this folder and may delete it.\n", encoding="utf-8")
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--without-pip", str(NEW)],
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    if made.returncode != 0:
        reason = last_lines(made.stdout, 1)
        remedy = "close JupyterLab, delete .vnew, then start again"
        raise Problem(disk_full_in(made.stdout) or f"The folder {NEW} could not be made ({reason}): {remedy}.")
    # uv then writes scripts that find their Python from where they lie.
    with (NEW / "pyvenv.cfg").open("a", encoding="utf-8") as settings:
        settings.write("relocatable = true\n")


def install(python: str) -> None:
    """Fill the new environment from the lock: with uv, and with pip where uv cannot be had or fails."""
    lock = ["--require-hashes", "-r", "requirements.lock"]
    # The build tool is in the lock, so this step downloads nothing.
    course_itself = ["--no-deps", "--no-build-isolation", "-e", "."]
    step = "Step 3 of 4: installing the packages (about 1 GB)"
    try:
        uv = [*uv_command(python), "pip", "install", "--python", python]
        run_logged([*uv, *lock], install_problem, step)
        run_logged([*uv, *course_itself], install_problem, step)
    except Problem:
        if disk_full_in(LOG.read_text(encoding="utf-8", errors="replace")):
            raise
        # pip has settings of its own, and knows the certificates of more networks.
        pip = pip_command(python)
        step = step.replace("(", "with pip (1 to 5 minutes, ")
        run_logged([*pip, *lock], install_problem, step)
        run_logged([*pip, *course_itself], install_problem, step)


def self_test(python: str) -> None:
    """Train a tiny network in the new environment. What it imports is compiled on the way, and no more than that."""
    # Meanwhile the other core compiles what the test does not import: so the first lesson opens sooner.
    options = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
    warm_up = subprocess.Popen([python, "-c", WARM_UP], cwd=str(ROOT), env=environment(), **options)
    try:
        run_logged([python, "-c", SELF_TEST], self_test_problem, "Step 4 of 4: testing the installation")
    finally:
        warm_up.kill()
        warm_up.wait()


def uv_command(python: str) -> list:
    """uv as this machine has it; or the lock's own, installed into the new environment."""
    step, uv = "Step 2 of 4: getting the installer", shutil.which("uv")
    if uv:
        with contextlib.suppress(Problem, OSError):  # a name on the path is not enough
            run_logged([uv, "--version"], install_problem, step)
            return [uv]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    (NEW / "uv.txt").write_text("".join(re.findall(r"^uv==.*\n(?: .*\n)*", lock, re.MULTILINE)), encoding="utf-8")
    # Where nothing can be downloaded, pip will say so again, for the whole lock: one retry will do.
    pip = [*pip_command(python), "--retries=1"]
    run_logged([*pip, "--require-hashes", "-r", str(NEW / "uv.txt")], install_problem, step)
    return [python, "-m", "uv"]


def pip_command(python: str) -> list:
    """`pip install` with the pip that came with this Python: out of its wheel, for installing it takes four seconds."""
    import ensurepip

    bundled = Path(ensurepip.__file__).with_name("_bundled")
    folders = [bundled, Path(sysconfig.get_config_var("WHEEL_PKG_DIR") or bundled)]
    wheels = [[str(wheel / "pip")] for folder in folders for wheel in folder.glob("pip-*.whl")]
    if not wheels:
        run_logged([python, "-m", "ensurepip"], install_problem, "Step 2 of 4: getting the installer")
    pip = [python, *(wheels or [["-m", "pip"]])[0], "--disable-pip-version-check", "--no-input"]
    return [*pip, "install", "--no-compile", "--progress-bar=off"]


def name_the_place() -> None:
    """Write the name of .venv over that of the new environment, in each script that holds it."""
    for path in [NEW / "pyvenv.cfg", *(NEW / BIN).iterdir()]:
        if path.is_file() and not path.is_symlink() and path.stat().st_size < 1e6:
            content = path.read_bytes()
            if NEW.name.encode() in content:
                path.write_bytes(content.replace(NEW.name.encode(), VENV.name.encode()))


def swap() -> None:
    """Put the new environment, finished and tested, in the place of .venv. That one comes back if this fails."""
    if VENV.exists():
        VENV.rename(OLD)
    try:
        NEW.rename(VENV)
    except OSError:
        if OLD.exists():
            OLD.rename(VENV)
        raise
    with contextlib.suppress(OSError):
        remove(OLD)


def remove(folder: Path) -> None:
    """Delete an environment of the course: first its stamp, last its mark, or half of one would pass for something."""
    if not folder.exists():
        return
    show(f"Deleting what is no longer needed: {folder.name}")
    (folder / MARK).touch()
    with contextlib.suppress(FileNotFoundError):
        (folder / STAMP.name).unlink()
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(str(path))
        elif path.name != MARK:
            path.unlink()
    shutil.rmtree(str(folder))


def show(text: str, last: bool = False) -> None:
    """Say how far the set-up is: on a terminal in one line that is written over, anywhere else in lines."""
    if sys.stdout.isatty():
        width = shutil.get_terminal_size().columns - 1
        print("\r" + text[:width].ljust(width), end="\n" if last else "", flush=True)
    elif text:
        print(text, flush=True)


def run_logged(command: list, problem, step: str) -> None:
    """Run a command with its output in the log, and say which step it is and for how long it has run.

    problem: turns the output and the exit status of a command that failed into the sentence for the student
    """
    show(step)
    (NEW / "tmp").mkdir(exist_ok=True)
    with LOG.open("ab") as log:
        begin, start = log.seek(0, os.SEEK_END), time.monotonic()
        process = subprocess.Popen(
            command,
            cwd=str(ROOT),
            # Not the system's folder for temporary files: on many machines that one is small.
            env=environment(TMPDIR=str(NEW / "tmp"), TF_CPP_MIN_LOG_LEVEL="3"),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            code = None
            while code is None:
                try:
                    code = process.wait(timeout=1 if sys.stdout.isatty() else 30)
                except subprocess.TimeoutExpired:
                    done = DONE.findall(LOG.read_bytes()[begin:].decode("utf-8", "replace"))
                    show(f"{step}, {time.monotonic() - start:.0f} s" + "".join(f" ({what})" for what in done[-1:]))
        except KeyboardInterrupt:
            process.terminate()
            process.wait()
            raise
    if code != 0:
        raise Problem(problem(LOG.read_bytes()[begin:].decode("utf-8", "replace"), code))


def last_lines(output: str, count: int) -> str:
    """The last lines of an output that are not empty."""
    return "\n".join([line.rstrip() for line in output.splitlines() if line.strip()][-count:])


def disk_full_in(output: str) -> str:
    """The sentence for a full disk if the output tells of one, or ""."""
    if any(mark in output.lower() for mark in DISK_FULL):
        return f"The disk is full: make room ({INSTALL_GB:g} GB are needed), then start again."
    return ""


def certificate_in(output: str) -> str:
    """The sentence for a certificate that was refused if the output tells of one, or ""."""
    output = output.lower()
    if any(mark in output for mark in WRONG_DATE):
        return (
            "A certificate on the way is out of date, or this computer's date is wrong: "
            "set the date and the time, then start again."
        )
    if any(mark in output for mark in CERTIFICATE):
        return (
            "This network inspects encrypted traffic, and its certificate is not known here: "
            "set SSL_CERT_FILE and REQUESTS_CA_BUNDLE to your institution's certificate file (ask its IT for it), "
            "then start again."
        )
    return ""


def crash_in(output: str, code: int) -> str:
    """The sentence for a process that the machine could not run, or "" if it ended in another way.

    output: what it printed; code: its exit status, on POSIX minus the signal that ended it
    """
    # From a shell, the system, TensorFlow and NumPy.
    marks = ("illegal instruction", "compiled to use avx", "built with baseline optimizations")
    if code in (-4, 0xC000001D) or any(mark in output.lower() for mark in marks):
        return "The processor lacks instructions that TensorFlow needs (AVX): open the lessons in Colab."
    if code in (-9, 137):
        return (
            "The process was killed, most often because the memory is full: "
            "close other programs and open lessons, then start again."
        )
    if "DLL load failed" in output:
        return (
            "A library of Windows is missing or too old: install the Microsoft Visual C++ Redistributable (x64) "
            "from https://aka.ms/vs/17/release/vc_redist.x64.exe, then start again."
        )
    return ""


def keras_settings_in(output: str) -> str:
    """The sentence for a settings file that Keras refuses if the output tells of one, or ""."""
    # The last file of the traceback: where Keras reads keras.json.
    files = re.findall(r'File "([^"]+)"', output)
    if not files or not Path(files[-1]).as_posix().endswith("keras/src/backend/config.py"):
        return ""
    path = os.path.expanduser(os.path.join(os.environ.get("KERAS_HOME") or os.path.join("~", ".keras"), "keras.json"))
    reason = last_lines(output, 1).replace(": ", ", ")
    return f"Keras cannot use its settings file {path} ({reason}): rename or delete it, then start again."


def install_problem(output: str, code: int = 0) -> str:
    """The sentence for an installer's output that ended in a failure; code: its exit status."""
    if disk_full_in(output):
        return disk_full_in(output)
    known = certificate_in(output) or crash_in(output, code)
    if known:
        return f"{known} Details: {LOG}"
    if any(mark in output.lower() for mark in NO_NETWORK):
        return (
            "The packages could not be downloaded: connect to the internet "
            f"(behind a proxy, set HTTPS_PROXY), then start again. Details: {LOG}"
        )
    return (
        f"{last_lines(output, 5)}\n"
        f"The installation failed: mend what the lines above name, then start again. Details: {LOG}"
    )


def self_test_problem(output: str, code: int = 0) -> str:
    """The sentence for an environment that was installed and does not work; code: its exit status."""
    known = disk_full_in(output) or crash_in(output, code) or keras_settings_in(output)
    if known:
        return f"{known} Details: {LOG}"
    reason = last_lines(output, 1) or f"exit status {code}"
    return f"The installation does not work ({reason}): start again, and if it stays, report it. Details: {LOG}"


# -------------------------------------------------------------------------------------------------- commands


def run(command: list, **options) -> int:
    """Run a command in the foreground; return its exit code."""
    interrupted = []
    # Ctrl-C reaches the command as well, and it decides: JupyterLab asks before it stops. Only noted here, for an
    # exception in the middle of wait() can lose the exit code. Where Ctrl-C is ignored, it stays so.
    before = signal.getsignal(signal.SIGINT)
    if before is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, lambda *_: interrupted.append(True))
    try:
        code = subprocess.Popen(command, **options).wait()
    finally:
        signal.signal(signal.SIGINT, before)
    if interrupted and code != 0:
        raise KeyboardInterrupt
    return code if code >= 0 else 128 - code


def course() -> dict:
    """course.toml, read."""
    import tomllib  # only there from Python 3.11 on

    return tomllib.loads((ROOT / "course.toml").read_text(encoding="utf-8"))


def lessons_here() -> list:
    """The lessons of course.toml; in a handout, those whose notebooks are in it."""
    lessons = course()["lesson"]
    if (ROOT / "tools").is_dir():
        return lessons
    notebooks = ROOT / "notebooks"
    return [lesson for lesson in lessons if (notebooks / "{number:02d}_{slug}.ipynb".format(**lesson)).exists()]


def last_lesson(lessons: list) -> dict:
    """The lesson whose notebook was in front when JupyterLab last noted its layout; the first where it has not."""
    try:
        newest = max((OWN / "workspaces").iterdir(), key=os.path.getmtime)
        layout = json.loads(newest.read_text(encoding="utf-8"))["data"]["layout-restorer:data"]
        number = int(re.search(r"^notebook:.*/(\d\d)_[^/]*$", layout["main"]["current"]).group(1))
        return next(lesson for lesson in lessons if lesson["number"] == number)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError, StopIteration):
        return lessons[0]


def lab(arguments: list) -> int:
    """Open JupyterLab on the lesson whose number or name is the first argument, or on the one that was open last."""
    lessons = lessons_here()
    if not lessons:
        raise Problem("There is no lesson in the folder notebooks: unpack the handout again, in a new folder.")
    if arguments and not arguments[0].startswith("-"):
        word, *arguments = arguments
        chosen = [lesson for lesson in lessons if word in (str(lesson["number"]), lesson["slug"])]
        if not chosen:
            there = ", ".join(str(lesson["number"]) for lesson in lessons)
            raise Problem(f"There is no lesson or command {word}: choose a lesson ({there}) or see --help.")
    else:
        chosen = [last_lesson(lessons)]
    set_up("jupyterlab, ipykernel, keras, workshop")
    # As the default address, not as a file to open: so the printed address leads to the lesson too.
    page = "/lab/tree/notebooks/{number:02d}_{slug}.ipynb".format(**chosen[0])
    command = [str(PYTHON), "-m", "jupyterlab", "--LabApp.default_url=" + page]
    command.append(f"--LabApp.workspaces_dir={OWN / 'workspaces'}")
    if not any("log" in argument for argument in arguments):
        command.append("--Application.log_level=ERROR")  # among twenty lines nobody finds the address
    print("JupyterLab opens lesson {number}, {title}. Ctrl-C, twice, stops it.".format(**chosen[0]), flush=True)
    return run([*command, *arguments], cwd=str(ROOT), env=environment())


def update(arguments: list) -> int:
    """Bring the newest course into this copy."""
    set_up("nbgitpuller")
    return run([str(PYTHON), "-m", "tools.update", *arguments], cwd=str(ROOT), env=environment())


def test(arguments: list) -> int:
    """Run the tests, and every solution under nbval; or the solutions alone, in a lane's own environment."""
    lane, arguments = lane_of(arguments)
    out_of_date = set_up("nox" if lane else "pytest, nbval, xdist, keras, workshop")
    variables = environment(TF_CPP_MIN_LOG_LEVEL="3", WORKSHOP_CLASS="")  # tests are no student of a class
    mirror = ROOT.parent / "shared" / "data"
    if mirror.is_dir():
        variables.setdefault("WORKSHOP_MIRROR", str(mirror))
    if lane:
        command = [str(PYTHON), "-m", "nox", "--session", lane, "--", *arguments]
    else:
        # Two at a time, each file in one process: the cells of a notebook share a kernel. Each gets half of the cores:
        # two trainings with a thread on every core would wait for each other.
        half = str(max(1, (os.cpu_count() or 2) // 2))
        variables.setdefault("TF_NUM_INTRAOP_THREADS", half)
        variables.setdefault("OMP_NUM_THREADS", half)
        command = [str(PYTHON), "-m", "pytest", "--numprocesses=2", "--dist=loadfile"]
        if arguments[:1] == ["--quick"]:
            command += ["tests", "-m", "not trains", *arguments[1:]]
        else:
            # A guard against what hangs, not a budget: a slow machine trains lesson 4 for many minutes in one cell.
            command += ["--nbval-lax", "--nbval-current-env", "--nbval-cell-timeout=1800"]
            command += ["tests", "solutions", *arguments]
    code = run(command, cwd=str(ROOT), env=variables)
    if out_of_date:
        print(out_of_date, file=sys.stderr)  # again, below what the tests said
    return code


def lane_of(arguments: list) -> tuple:
    """The lane of noxfile.py that the options of `test` ask for, or "", and the options that remain."""
    if arguments[:1] == ["--backend"]:
        if arguments[1:2] not in (["jax"], ["torch"]):
            raise Problem("Usage: python3 start.py test --backend jax (or torch)")
        return arguments[1], arguments[2:]
    if arguments[:1] in ([f"--{lane}"] for lane in LANES):
        return arguments[0][2:], arguments[1:]
    return "", arguments


def fetch(arguments: list) -> int:
    """Download all data. The folder is one of the caller's, so the working directory stays."""
    if len(arguments) > 1:
        raise Problem("Usage: python3 start.py fetch [FOLDER]")
    set_up("workshop.data")
    return run([str(PYTHON), "-m", "workshop.data", "fetch", *arguments], env=environment())


def teach(module: str, arguments: list) -> int:
    """Run one of the tools for teachers. Its paths are the caller's, so the working directory stays."""
    set_up("workshop, nbconvert, tornado")
    # -P: what lies in the caller's folder is not imported.
    return run([str(PYTHON), "-P", "-m", module, *arguments], env=environment(PYTHONPATH=str(ROOT)))


def doctor(arguments: list) -> int:
    """Print one line per finding; return 1 if any of them needs mending."""
    if arguments:
        raise Problem("Usage: python3 start.py doctor")
    failed = False
    for level, text in findings():
        print(f"{level:4} {text}", flush=True)
        failed = failed or level == "FAIL"
    return 1 if failed else 0


def verdict(problem: str, good: str) -> tuple:
    """One finding: the problem, whose sentence has the form "what: remedy", or else the good news."""
    if not problem:
        return "ok", good
    what, _, remedy = problem.partition(": ")
    return "FAIL", f"{what}  -> {remedy}"


def findings():
    """Yield (level, text) for the doctor; level is ok, note or FAIL."""
    python = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    yield verdict(this_python_problem(), python)
    lost = [name for name in COURSE_FILES if not (ROOT / name).is_file()]
    yield verdict(
        f"the course's folder lacks {', '.join(lost)}: {restored(*lost)}" if lost else "", "the course's files are here"
    )
    if lost:
        return
    ready = environment_ready()
    yield from environment_findings(ready)
    needed_gb = DATA_GB if ready else INSTALL_GB
    yield verdict(disk_problem(needed_gb), f"disk has the {needed_gb:g} GB that are needed")
    yield verdict(temp_problem(TEMP_GB), "the folder for temporary files has room")
    yield verdict(write_problem(ROOT), f"the course folder can be written to: {ROOT}")
    yield home_finding()
    yield from settings_findings()
    yield network_finding(ready)
    if ready:
        try:
            yield from keras_findings()
            yield from data_findings()
        except (ValueError, KeyError, TypeError, Problem) as error:  # from course.toml
            yield "FAIL", f"course.toml cannot be used ({error!r})  -> {restored('course.toml')}"
    else:
        yield "note", "Keras, GPU, memory and data can be looked at once .venv is ready"


def restored(*names: str) -> str:
    """How to get files of the course back as they were published, with what stands there now kept."""
    if (ROOT / ".git").exists():
        return "git stash push -- " + " ".join(names)
    return "unpack the course's ZIP in a new folder and copy them from there: " + ", ".join(names)


def environment_findings(ready: bool):
    """Yield what stands in the way of .venv, or that it is ready."""
    lost = lost_packages()
    if lost:
        several = f"{', '.join(lost[:5])}{' and others' if lost[5:] else ''}"
        yield "FAIL", f"virtual environment .venv lacks {several}  -> close JupyterLab, delete .venv, then {AGAIN}"
    elif ready:
        yield "ok", "virtual environment .venv is ready"
    else:
        state = "out of date or not finished" if VENV.exists() else "not there yet"
        yield verdict(venv_problem(), "this Python can make virtual environments")
        yield verdict(this_path_problem(), "the path of the course's folder is short enough")
        yield "FAIL", f"virtual environment .venv is {state}  -> {AGAIN}"


def lost_packages() -> list:
    """Of an environment that was finished: the packages of the lock that are gone or have lost modules."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
        if not stamp.items() >= wanted_stamp().items():
            return []
    except (OSError, ValueError, AttributeError):
        return []
    library, whole = site_packages(VENV), set()
    for record in library.glob("*.dist-info/RECORD"):
        rows = csv.reader(record.read_text(encoding="utf-8", errors="replace").splitlines())
        if all(os.path.exists(str(library / row[0])) for row in rows if row and row[0].endswith(".py")):
            whole.add(re.sub("[-_.]+", "-", record.parent.name.split("-")[0]).lower())
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    # What the lock has for some systems only, with a condition behind a semicolon, may rightly be missing.
    return [name for name in re.findall(r"^([a-z0-9-]+)==[^ ;]+ \\$", lock, re.MULTILINE) if name not in whole]


def home_finding() -> tuple:
    """Whether JupyterLab can keep its own files in the home folder, or where it does instead."""
    problem = home_problem()
    if not problem or os.name == "nt":
        return verdict(problem, f"the home folder can be written to: {os.path.expanduser('~')}")
    what, _, remedy = problem.partition(": ")
    return "note", f"{what}, so start.py gives the course one in {OWN}; for another way to open it  -> {remedy}"


def settings_findings():
    """Yield what another course or program has left in this environment, and what it does to this course."""
    for name, harm in HARM.items():
        if os.environ.get(name, "") not in ("", "1"):  # JUPYTER_PREFER_ENV_PATH=1 is what the course wants
            what = f"{name} is set: {harm} in a notebook that is opened otherwise (VS Code); start.py runs without it"
            yield "note", f"{what}  -> {removed(name)}"
    for name in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "PIP_CERT"):
        path = os.environ.get(name)
        if path and not os.path.exists(path):
            yield "FAIL", f"{name} names {path}, which is not there  -> correct it, or {removed(name)}"
    backend = os.environ.get("KERAS_BACKEND")
    if backend and backend not in BACKENDS:
        yield "FAIL", f"KERAS_BACKEND is set to {backend}, on which no lesson runs  -> {removed('KERAS_BACKEND')}"


def removed(name: str) -> str:
    """How to take a variable out of the environment."""
    return f"remove {name} from Windows's environment variables" if os.name == "nt" else f"`unset {name}`"


def network_finding(ready: bool) -> tuple:
    """Whether a data address answers. A missing network is only worth a note: the lessons run on samples too.

    ready: whether .venv is, so that it can be asked in the way of the lessons
    """
    registry = ROOT / "data" / "registry.toml"
    addresses = re.findall('"(https://[^"]+)"', registry.read_text(encoding="utf-8", errors="replace"))
    if not addresses:
        return "FAIL", f"network: data/registry.toml names no address to try  -> {restored('data/registry.toml')}"
    host = addresses[0].split("/")[2]
    reason = unreachable(addresses[0], ready)
    if not reason:
        return "ok", f"network: {host} answers"
    certificate = certificate_in(reason)
    if certificate:
        _, what = verdict(certificate, "")
        if platform.system() == "Darwin":  # Python from python.org trusts nobody before that
            what += " Or is it this Python? Then run its Install Certificates.command."
        return "note", f"network: {what} For the data alone, WORKSHOP_MIRROR will do."
    remedy = "connect (behind a proxy, set HTTPS_PROXY), or set WORKSHOP_MIRROR to a folder with the course's data"
    return "note", f"network: {host} does not answer ({reason})  -> {remedy}"


def unreachable(address: str, ready: bool) -> str:
    """Why an address does not answer, in the words of the library, or "" if it does."""
    if ready:
        asked = ask(["-c", ADDRESS, address])
        return last_lines(asked.stderr, 1) if asked.returncode else ""
    try:
        with urllib.request.urlopen(urllib.request.Request(address, method="HEAD"), timeout=4):
            return ""
    except urllib.error.HTTPError:
        return ""
    except (OSError, http.client.HTTPException) as error:
        return str(getattr(error, "reason", error))


def keras_findings():
    """Yield what Keras and its backend say of themselves; takes some seconds."""
    probe = ask(["-c", PROBE])
    lines = [line for line in probe.stdout.splitlines() if line.startswith("PROBE ")]
    if not lines:
        yield "FAIL", keras_failure(probe.stdout + probe.stderr, probe.returncode)
        return
    seen = json.loads(lines[0][len("PROBE ") :])
    yield "ok", "Keras {keras} on {backend}".format(**seen)
    yield gpu_finding(seen["gpus"], graphics_cards())
    needed = max(lesson["memory_gb"] for lesson in lessons_here() or course()["lesson"])
    memory = "memory {:.1f} GB free, {:g} GB needed by a lesson".format(seen["memory_gb"], needed)
    remedy = "close other programs, and in JupyterLab lessons that you have finished (Kernel, Shut Down Kernel)"
    problem = "" if seen["memory_gb"] >= needed else f"{memory}: {remedy}"
    yield verdict(problem, f"{memory}; each open one keeps its own until Kernel, Shut Down Kernel")


def keras_failure(output: str, code: int) -> str:
    """What keeps Keras from starting, and the remedy, from what the probe printed and its exit status."""
    known = disk_full_in(output) or crash_in(output, code) or keras_settings_in(output)
    if known:
        return verdict(known, "")[1]
    reason = last_lines(output, 1) or f"exit status {code}"
    backend = os.environ.get("KERAS_BACKEND") or "tensorflow"
    if backend != "tensorflow":
        return f"KERAS_BACKEND is set to {backend}, and Keras does not start ({reason})  -> {removed('KERAS_BACKEND')}"
    return f"Keras does not start ({reason})  -> close JupyterLab, delete the folder .venv, then {AGAIN}"


def graphics_cards() -> list:
    """The name and the memory of each NVIDIA card, as its driver says them; none where there is no driver."""
    try:
        command = ["nvidia-smi", "--query-gpu=name,memory.total", "--format=csv,noheader"]
        answer = subprocess.run(
            command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=10
        )
    except (OSError, subprocess.TimeoutExpired):
        return []
    return answer.stdout.decode("utf-8", "replace").splitlines() if answer.returncode == 0 else []


def gpu_finding(used: list, cards: list) -> tuple:
    """What a lesson computes on. used: the devices that Keras names; cards: as `graphics_cards` gives them."""
    none_needed = "none is needed: the lessons are sized for two processor cores"
    if not used:
        return "note", f"GPU: {'; '.join(cards)}, which Keras does not use, and {none_needed}" if cards else (
            f"GPU: none, and {none_needed}"
        )
    what = f"GPU: {'; '.join(cards or used)}"
    if os.environ.get("TF_FORCE_GPU_ALLOW_GROWTH", "true") != "true":
        return "note", f"{what}; the first open lesson takes all its memory  -> {removed('TF_FORCE_GPU_ALLOW_GROWTH')}"
    return "ok", f"{what}; each open lesson takes what it needs of its memory until Kernel, Shut Down Kernel"


def data_findings():
    """Yield whether the data cache can be written to, and which data each lesson would get."""
    cache, tiers = ask(["-c", CACHE]), ask(["-m", "workshop.data", "tiers"])
    for answer in (tiers, cache):  # the first says in a sentence what the second stops at
        if answer.returncode != 0:
            yield "FAIL", data_failure(answer.stderr)
            return
    folder = Path(cache.stdout.strip())
    if write_problem(folder):
        yield "FAIL", f"the data cache {folder} cannot be written to  -> set WORKSHOP_CACHE to a folder of your own"
    else:
        yield "ok", f"the data cache can be written to: {folder}"
    datasets = {}
    for fields in (line.split("\t") for line in tiers.stdout.splitlines()):
        if len(fields) == 3:  # and no warning of a library
            datasets[fields[0]] = fields[1:]
    for lesson in lessons_here():
        for name in lesson["datasets"]:
            tier, where = datasets.get(name, ("missing", "data/registry.toml does not name it"))
            level = {"full": "ok", "sample": "note"}.get(tier, "FAIL")
            remedy = "" if tier == "full" else "  -> " + tier_remedy(tier)
            yield level, "lesson {}: {} {}, {}{}".format(lesson["number"], name, tier, where, remedy)


def data_failure(output: str) -> str:
    """What keeps the data from being looked at, and the remedy: the sentence's own, or the course's files again."""
    reason = last_lines(output, 1)
    if "Traceback" not in output and ": " in reason:  # a sentence of the course
        return "data: " + verdict(reason, "")[1]
    return f"data: {reason}  -> {restored('data', 'workshop')}"


def tier_remedy(tier: str) -> str:
    """How to get the full data where a lesson would get less."""
    if tier == "missing":
        return restored("data")
    if os.environ.get("WORKSHOP_DATA") == "sample":
        return removed("WORKSHOP_DATA")
    return "connect, or set WORKSHOP_MIRROR to a folder that has it, then run `python3 start.py fetch`"


def main(arguments: list) -> int:
    """Run one command; return the exit code."""
    with contextlib.suppress(AttributeError):  # Python 3.6 cannot
        for stream in (sys.stdout, sys.stderr):
            stream.reconfigure(errors="replace")  # a Windows console does not know each letter of a message
    for name in ("WORKSHOP_MIRROR", "WORKSHOP_CACHE"):
        # A folder means one of the caller's; notebooks run in a folder of their own. (A drive has one letter.)
        place = os.environ.get(name, "")
        if place.strip() and not re.match(r"\s*[\w.+-]{2,}:/", place):
            place = place if os.path.isdir(place) else place.strip()
            os.environ[name] = os.path.abspath(os.path.expanduser(place))
    commands = {"update": update, "test": test, "fetch": fetch, "doctor": doctor}
    try:
        if arguments[:1] in (["-h"], ["--help"], ["help"]):
            print(__doc__.strip(), flush=True)
            return 0
        command, rest = lab, arguments
        if arguments and arguments[0] in TEACHING:
            command, rest = functools.partial(teach, TEACHING[arguments[0]]), arguments[1:]
        elif arguments and arguments[0] in commands:
            command, rest = commands[arguments[0]], arguments[1:]
        if command not in (lab, fetch, doctor) and not (ROOT / "tools").is_dir():
            raise Problem(HANDOUT)
        if command is not doctor and this_python_problem():
            raise Problem(this_python_problem())
        return command(rest)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped: start again whenever you like.", file=sys.stderr)
        return 130
    except BrokenPipeError:  # `doctor | head`: nobody reads on, and Python would write once more at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        print(DISK_IS_FULL, file=sys.stderr)
        return 2


if __name__ == "__main__":
    if sys.getfilesystemencoding() == "ascii":  # and so a folder Übung has no name
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.argv])
    sys.exit(main(sys.argv[1:]))
