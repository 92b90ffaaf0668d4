"""A small course for the tests of start.py: stand-ins for all that would be installed or take long."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

START = Path(__file__).resolve().parents[1] / "start.py"

COURSE = """
[[lesson]]
number = 4
slug = "first"
title = "The first"
datasets = ["line", "digits"]
memory_gb = 1.5
elective = false

[[lesson]]
number = 5
slug = "second"
title = "The second"
datasets = []
memory_gb = 1.5
elective = false
"""
# Stand-ins for what an installed environment holds. Each tells what it was asked; keras also leaves a trace.
REPORT = (
    "import json, os, sys\n"
    "if __name__ == '__main__':\n"
    "    print('SEEN ' + json.dumps([sys.argv[1:], os.getcwd(), dict(os.environ)]))\n"
)
FAKES = {
    "pytest.py": REPORT + "    sys.exit(3)\n",
    "nbval.py": "",
    "xdist.py": "",
    "jupyterlab.py": REPORT,
    "ipykernel.py": "",
    "nox.py": REPORT + "    sys.exit(3)\n",
    "nbgitpuller.py": "",
    "tools/__init__.py": "",
    **{f"tools/{name}.py": REPORT + "    sys.exit(3)\n" for name in ("update", "slides", "handout", "classroom")},
    "requests.py": (
        "RequestException = OSError\ndef head(address, timeout):\n    raise OSError('the network is cut off')\n"
    ),
    "psutil.py": "class virtual_memory:\n    available = 8e9\n",
    "keras.py": (
        "open('keras-was-imported', 'w')\n"
        "__version__ = '3.99'\n"
        "class backend:\n    backend = staticmethod(lambda: 'tensorflow')\n"
        "class distribution:\n    list_devices = staticmethod(lambda: ['cpu:0'])\n"
    ),
    "workshop/__init__.py": "",
    "workshop/data/__init__.py": "",
    "workshop/data/places.py": "def cache_folder():\n    return 'cache/not/made/yet'\n",
    "workshop/data/__main__.py": (
        REPORT + "if sys.argv[1] == 'tiers':\n"
        "    print('line\\tfull\\tmade from a seed\\ndigits\\tsample\\tno network')\n"
    ),
}


def small_course(parent):
    """A small course in a new folder: start.py, what it reads, and stand-ins for what it would install."""
    folder = parent / "a course"
    folder.mkdir()
    shutil.copy(START, folder)
    files = {
        "course.toml": COURSE,
        "pyproject.toml": "[project]\n",
        "workshop/ipython_config.py": "# for IPython\n",
        "requirements.lock": "no-such-package==1.0 --hash=sha256:" + "0" * 64 + "\n",
        "data/registry.toml": 'files = [{urls = ["https://127.0.0.1:9/file"]}]\n',
        **FAKES,
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def load(folder):
    """The start.py of a folder as a module."""
    spec = importlib.util.spec_from_file_location("start_under_test", folder / "start.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def finish(folder):
    """Make the folder's .venv as a finished set-up leaves it, without any package."""
    start = load(folder)
    fill(start, start.VENV)
    return start


def fill(start, place):
    """A finished environment at a place: marked, stamped, and with the course on its path."""
    venv.create(place, symlinks=os.name != "nt")
    (place / start.MARK).touch()
    (site_packages(place) / "course.pth").write_text(f"import sys; sys.path.append({str(start.ROOT)!a})")
    (place / start.STAMP.name).write_text(json.dumps(start.wanted_stamp()), encoding="utf-8")


def site_packages(environment):
    (folder,) = [*environment.glob("lib/python*/site-packages"), *environment.glob("Lib/site-packages")]
    return folder


def clean_environment(**extra):
    """The environment without the variables of the course and of what it starts."""
    own = ("WORKSHOP_", "PIP_", "UV_", "KERAS_", "JUPYTER_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    return {**kept, **extra}


def call(folder, *arguments, **extra):
    """Run start.py as a student does, from another folder than its own."""
    return subprocess.run(
        [sys.executable, folder / "start.py", *arguments],
        cwd=folder.parent,
        env=clean_environment(**extra),
        capture_output=True,
        text=True,
        timeout=60,
    )


def seen(answer):
    """Arguments, working directory and environment that a stand-in was started with."""
    lines = [line for line in answer.stdout.splitlines() if line.startswith("SEEN ")]
    assert len(lines) == 1, answer
    return json.loads(lines[0].removeprefix("SEEN "))
