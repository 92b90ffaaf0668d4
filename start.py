"""The one command of the course.

    python3 start.py                      set up .venv and open JupyterLab on the first lesson
    python3 start.py --no-browser         the same on a server: open the address that is printed
    python3 start.py test [OPTIONS]       set up .venv and run every test (OPTIONS go to pytest)
    python3 start.py test --colab         run the solutions with Colab's package versions; other lanes: --backend jax,
                                          --backend torch, --oldest, --newest, --browser (see noxfile.py)
    python3 start.py fetch [FOLDER]       download all data, into the cache or as a mirror folder
    python3 start.py doctor               say what works on this machine, and how to mend what does not

Other options after the first form go to JupyterLab (--port 9000, --allow-root).
"""

# Standard library only, and syntax that Python 3.6 parses: an old Python must get as far as its sentence.

import contextlib
import csv
import errno
import hashlib
import http.client
import importlib.util
import json
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOG = VENV / "install.log"
STAMP = VENV / "ready.json"

OLDEST, NEWEST = (3, 11), (3, 13)
INSTALL_GB = 4.7  # the environment, the installer's own cache beside it, and the data
DATA_GB = 1.2  # with the environment in place: 0.3 to download, 0.8 for arrays (0.57 of them photos, 224 px)
TEMP_GB = 1.2  # what pip downloads lies here until it is installed; to begin with, a tenth of it is enough
# Of the 259 characters that Windows allows, TensorFlow's longest path takes 163, and what stands before it, from the
# environment's folder (with a name of up to 16 letters) to site-packages, 36.
WINDOWS_ROOM = 60

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
# Variables of other courses and programs that the course's own processes do not get, and what they do elsewhere.
FOREIGN = {
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
            return "The disk is full: make room, then start again."
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


def wanted_stamp() -> dict:
    """What a finished environment was made from; one that differs in any of this is made again."""
    content = b"".join((ROOT / name).read_bytes() for name in ("requirements.lock", "pyproject.toml"))
    return {
        "python": list(sys.version_info[:2]),
        "folder": str(ROOT),
        "files": hashlib.sha256(content).hexdigest(),
    }


def environment_ready() -> bool:
    """Whether .venv was finished, here, by this Python, from these files, and its Python still starts."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
        return stamp == wanted_stamp() and ask(["-c", ""]).returncode == 0
    except (OSError, ValueError):
        return False


def ask(arguments: list) -> "subprocess.CompletedProcess":
    """Run the Python of .venv with these arguments and keep what it says, as text."""
    return subprocess.run(
        [str(PYTHON), *arguments],
        cwd=str(ROOT),
        env=dict(os.environ, PYTHONUTF8="1", TF_CPP_MIN_LOG_LEVEL="3"),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
    )


def set_up() -> None:
    """Make .venv complete; return at once if it is. An interrupted set-up leaves no stamp and is done again."""
    if environment_ready():
        return
    problem = write_problem(ROOT) or venv_problem()
    if problem:
        raise Problem(problem)
    if Path(sys.prefix).resolve() == VENV.resolve():
        raise Problem(".venv must be made again, and this Python runs from it: type `deactivate`, then start again.")

    print("Making the virtual environment .venv ...", flush=True)
    with contextlib.suppress(OSError):
        STAMP.unlink()
    make_venv()
    # Only now: what an interrupted set-up had filled is free again.
    if disk_problem(INSTALL_GB):
        raise Problem(disk_problem(INSTALL_GB))
    uv = shutil.which("uv")
    if uv:
        # Compiled now as pip does it, or the first import of Keras takes ten seconds instead of five.
        install = [uv, "pip", "install", "--compile-bytecode", "--python", str(PYTHON)]
    else:
        install = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
        install += ["--progress-bar", "off"]
    print("Installing (about 1 GB, 1 to 5 minutes) ", end="", flush=True)
    run_logged([*install, "--require-hashes", "-r", "requirements.lock"], install_problem)
    # The build tool is in the lock, so this step downloads nothing.
    run_logged([*install, "--no-deps", "--no-build-isolation", "-e", "."], install_problem)
    print("\nTesting the installation ", end="", flush=True)
    run_logged([str(PYTHON), "-c", SELF_TEST], self_test_problem)
    settings = VENV / "share" / "jupyter" / "lab" / "settings"
    settings.mkdir(parents=True, exist_ok=True)
    (settings / "overrides.json").write_text(json.dumps(LAB_SETTINGS), encoding="utf-8")
    STAMP.write_text(json.dumps(wanted_stamp()), encoding="utf-8")
    print("\nReady.", flush=True)


def make_venv() -> None:
    """Make an empty .venv in place of the one that may be there."""
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    if made.returncode != 0:
        reason = last_lines(made.stdout, 1)
        remedy = "close JupyterLab, delete .venv, then start again"
        raise Problem(disk_full_in(made.stdout) or f"The folder .venv could not be made ({reason}): {remedy}.")


def run_logged(command: list, problem) -> None:
    """Run a command with its output in the log and a dot on the screen every five seconds.

    problem: turns the output of a command that failed into the sentence for the student
    """
    # A user-wide `user = true` in pip's settings would make pip refuse to install into .venv.
    environment = dict(os.environ, PIP_USER="0", PYTHONUTF8="1", TF_CPP_MIN_LOG_LEVEL="3")
    with LOG.open("ab") as log:
        start = log.seek(0, os.SEEK_END)
        process = subprocess.Popen(
            command, cwd=str(ROOT), env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            while True:
                try:
                    code = process.wait(timeout=5)
                    break
                except subprocess.TimeoutExpired:
                    print(".", end="", flush=True)
        except KeyboardInterrupt:
            process.terminate()
            process.wait()
            raise
    if code != 0:
        print(flush=True)
        raise Problem(problem(LOG.read_bytes()[start:].decode("utf-8", "replace")))


def last_lines(output: str, count: int) -> str:
    """The last lines of an output that are not empty."""
    return "\n".join([line.rstrip() for line in output.splitlines() if line.strip()][-count:])


def disk_full_in(output: str) -> str:
    """The sentence for a full disk if the output tells of one, or ""."""
    if any(mark in output.lower() for mark in DISK_FULL):
        return temp_problem(TEMP_GB) or f"The disk is full: make room ({INSTALL_GB:g} GB are needed), then start again."
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


def lab(arguments: list) -> int:
    """Open JupyterLab on the first lesson."""
    set_up()
    first = course()["lesson"][0]
    # As the default address, not as a file to open: so the printed address leads to the lesson too.
    page = "/lab/tree/notebooks/{:02d}_{}.ipynb".format(first["number"], first["slug"])
    command = [str(PYTHON), "-m", "jupyterlab", "--LabApp.default_url=" + page, *arguments]
    return run(command, cwd=str(ROOT))


def test(arguments: list) -> int:
    """Run the tests, and every solution under nbval; or the solutions alone, in a lane's own environment."""
    lane, arguments = lane_of(arguments)
    set_up()
    environment = dict(os.environ, TF_CPP_MIN_LOG_LEVEL="3")
    mirror = ROOT.parent / "shared" / "data"
    if mirror.is_dir():
        environment.setdefault("WORKSHOP_MIRROR", str(mirror))
    if lane:
        command = [str(PYTHON), "-m", "nox", "--session", lane, "--", *arguments]
    else:
        # Two at a time, each file in one process: the cells of a notebook share a kernel.
        command = [str(PYTHON), "-m", "pytest", "--numprocesses=2", "--dist=loadfile"]
        command += ["--nbval-lax", "--nbval-current-env", "--nbval-cell-timeout=600"]
        command += ["tests", "solutions", *arguments]
    return run(command, cwd=str(ROOT), env=environment)


def lane_of(arguments: list) -> tuple:
    """The lane of noxfile.py that the options of `test` ask for, or "", and the options that remain."""
    if arguments[:1] == ["--backend"]:
        if arguments[1:2] not in (["jax"], ["torch"]):
            raise Problem("Usage: python3 start.py test --backend jax (or torch)")
        return arguments[1], arguments[2:]
    if arguments[:1] in (["--colab"], ["--oldest"], ["--newest"], ["--browser"]):
        return arguments[0][2:], arguments[1:]
    return "", arguments


def fetch(arguments: list) -> int:
    """Download all data. The folder is one of the caller's, so the working directory stays."""
    if len(arguments) > 1:
        raise Problem("Usage: python3 start.py fetch [FOLDER]")
    set_up()
    return run([str(PYTHON), "-m", "workshop.data", "fetch", *arguments])


def doctor(arguments: list) -> int:
    """Print one line per finding; return 1 if any of them needs mending."""
    if arguments:
        raise Problem("Usage: python3 start.py doctor")
    failed = False
    with contextlib.suppress(BrokenPipeError):  # `doctor | head`: whoever reads has seen enough
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
    yield verdict(temp_problem(TEMP_GB / 10), "the folder for temporary files has room")
    yield verdict(write_problem(ROOT), f"the course folder can be written to: {ROOT}")
    yield verdict(home_problem(), f"the home folder can be written to: {os.path.expanduser('~')}")
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
        if json.loads(STAMP.read_text(encoding="utf-8")) != wanted_stamp():
            return []
    except (OSError, ValueError):
        return []
    library = VENV / ("Lib" if os.name == "nt" else "lib/python{}.{}".format(*sys.version_info)) / "site-packages"
    whole = set()
    for record in library.glob("*.dist-info/RECORD"):
        rows = csv.reader(record.read_text(encoding="utf-8", errors="replace").splitlines())
        if all(os.path.exists(str(library / row[0])) for row in rows if row and row[0].endswith(".py")):
            whole.add(re.sub("[-_.]+", "-", record.parent.name.split("-")[0]).lower())
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    # What the lock has for some systems only, with a condition behind a semicolon, may rightly be missing.
    return [name for name in re.findall(r"^([a-z0-9-]+)==[^ ;]+ \\$", lock, re.MULTILINE) if name not in whole]


def settings_findings():
    """Yield what another course or program has left in this environment, and what it does to this course."""
    for name, harm in FOREIGN.items():
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
    needed = max(lesson["memory_gb"] for lesson in course()["lesson"])
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
        answer = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=10)
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
    for answer in (cache, tiers):
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
    for lesson in course()["lesson"]:
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
    if arguments[:1] in (["-h"], ["--help"], ["help"]):
        print(__doc__.strip())
        return 0
    with contextlib.suppress(AttributeError):  # Python 3.6 cannot
        for stream in (sys.stdout, sys.stderr):
            stream.reconfigure(errors="replace")  # a Windows console does not know each letter of a message
    for name in ("WORKSHOP_MIRROR", "WORKSHOP_CACHE"):
        # A folder means one of the caller's; notebooks run in a folder of their own.
        if os.environ.get(name) and "://" not in os.environ[name]:
            os.environ[name] = os.path.abspath(os.path.expanduser(os.environ[name]))
    commands = {"test": test, "fetch": fetch, "doctor": doctor}
    try:
        if not arguments or arguments[0].startswith("-"):
            command, rest = lab, arguments
        elif arguments[0] in commands:
            command, rest = commands[arguments[0]], arguments[1:]
        else:
            raise Problem("Usage: python3 start.py [--no-browser] | test [OPTIONS] | fetch [FOLDER] | doctor")
        if command is not doctor and this_python_problem():
            raise Problem(this_python_problem())
        return command(rest)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped: start again whenever you like.", file=sys.stderr)
        return 130
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        print("The disk is full: make room, then start again.", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
