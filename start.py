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

SELF_TEST = """
import keras, matplotlib, nbval, numpy, sklearn, workshop
model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
model.compile("sgd", "mse")
x = numpy.linspace(-1, 1, 32)[:, None]
loss = model.fit(x, 2 * x, epochs=2, verbose=0).history["loss"]
assert numpy.isfinite(loss).all(), "the loss of a tiny network is not a number"
"""

PROBE = """
import json
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

CACHE = "from workshop.data.places import cache_folder; print(cache_folder())"

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
        return f"The disk is full: make room ({INSTALL_GB:g} GB are needed), then start again."
    return ""


def install_problem(output: str) -> str:
    """The sentence for an installer's output that ended in a failure."""
    if disk_full_in(output):
        return disk_full_in(output)
    if any(mark in output.lower() for mark in NO_NETWORK):
        return (
            "The packages could not be downloaded: connect to the internet "
            f"(behind a proxy, set HTTPS_PROXY), then start again. Details: {LOG}"
        )
    return (
        f"{last_lines(output, 5)}\n"
        f"The installation failed: mend what the lines above name, then start again. Details: {LOG}"
    )


def self_test_problem(output: str) -> str:
    """The sentence for an environment that was installed and does not work."""
    reason = last_lines(output, 1)
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
    ready = environment_ready()
    if ready:
        yield "ok", "virtual environment .venv is ready"
    else:
        state = "out of date or not finished" if VENV.exists() else "not there yet"
        yield verdict(venv_problem(), "this Python can make virtual environments")
        yield "FAIL", f"virtual environment .venv is {state}  -> run `python3 start.py`"
    needed_gb = DATA_GB if ready else INSTALL_GB
    yield verdict(disk_problem(needed_gb), f"disk has the {needed_gb:g} GB that are needed")
    yield verdict(write_problem(ROOT), f"the course folder can be written to: {ROOT}")
    yield network_finding()
    if ready:
        yield from keras_findings()
        yield from data_findings()
    else:
        yield "note", "Keras, GPU, memory and data can be looked at once .venv is ready"


def network_finding() -> tuple:
    """Whether a data address answers. A missing network is only worth a note: the lessons run on samples too."""
    registry = ROOT / "data" / "registry.toml"
    addresses = re.findall('"(https://[^"]+)"', registry.read_text(encoding="utf-8")) if registry.exists() else []
    if not addresses:
        return "FAIL", "network: data/registry.toml names no address to try  -> git checkout data"
    request = urllib.request.Request(addresses[0], method="HEAD")
    try:
        with urllib.request.urlopen(request, timeout=4):
            return "ok", f"network: {request.host} answers"
    except urllib.error.HTTPError:
        return "ok", f"network: {request.host} answers"
    except (OSError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", error)
        return "note", f"network: {request.host} does not answer ({reason})  -> connect, or set WORKSHOP_MIRROR"


def keras_findings():
    """Yield what Keras and its backend say of themselves; takes some seconds."""
    probe = ask(["-c", PROBE])
    lines = [line for line in probe.stdout.splitlines() if line.startswith("PROBE ")]
    if not lines:
        reason = last_lines(probe.stderr, 1)
        yield "FAIL", f"Keras does not start ({reason})  -> delete the folder .venv, then run `python3 start.py`"
        return
    seen = json.loads(lines[0][len("PROBE ") :])
    yield "ok", "Keras {keras} on {backend}".format(**seen)
    if seen["gpus"]:
        yield "ok", "GPU: {}".format(", ".join(seen["gpus"]))
    else:
        yield "note", "GPU: none, and none is needed: the lessons are sized for two processor cores"
    needed = max(lesson["memory_gb"] for lesson in course()["lesson"])
    memory = "memory {:.1f} GB free, {:g} GB needed".format(seen["memory_gb"], needed)
    yield verdict("" if seen["memory_gb"] >= needed else f"{memory}: close other programs", memory)


def data_findings():
    """Yield whether the data cache can be written to, and which data each lesson would get."""
    cache, tiers = ask(["-c", CACHE]), ask(["-m", "workshop.data", "tiers"])
    for answer in (cache, tiers):
        if answer.returncode != 0:
            yield "FAIL", f"data: {last_lines(answer.stderr, 1)}  -> mend that, or git checkout data workshop"
            return
    folder = Path(cache.stdout.strip())
    problem = write_problem(folder)
    if problem:
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
            remedy = {"sample": "  -> python3 start.py fetch", "missing": "  -> git checkout data"}.get(tier, "")
            yield level, "lesson {}: {} {}, {}{}".format(lesson["number"], name, tier, where, remedy)


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
