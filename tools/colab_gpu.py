"""`python -m tools.colab_gpu [--gpu T4] [LESSON ...]`: the solutions on a Colab GPU, by Google's command-line client.

The client (`pip install google-colab-cli`) needs the credential of a person who has signed in with it. It runs one
script on a machine that Colab lends and passes its exit status on; the script that it gets is this file, followed by
a call of `check_here` for the commit that is checked out now, which must have been pushed. `--here` is for a machine
that has Colab's packages and a GPU by itself. tests/colab_gpu.ipynb does the same for somebody who has a browser and
nothing else; `--notebook` writes it.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tools.course import Course

# On Colab's machine there is this text alone, run in a notebook's kernel: nothing of the course before its clone, no
# __file__, and of another process only what is printed here.
DEVICES = """
import json, tensorflow
gpus = tensorflow.config.list_physical_devices("GPU")
print(json.dumps([tensorflow.config.experimental.get_device_details(gpu).get("device_name", "GPU") for gpu in gpus]))
"""
NBVAL = ["--nbval-lax", "--nbval-current-env", "--nbval-cell-timeout=900", "-p", "no:cacheprovider"]


class Stop(Exception):
    """What keeps the solutions from being run; the message is the one sentence to print."""


def _run(command: Sequence[str], what: str) -> str:
    """A step that must succeed; returns what it printed. Raises Stop, with the last line of what it said."""
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines() or ["it does not say why"]
        raise Stop(f"{what}: {said[-1]}")
    return done.stdout


def _show(command: Sequence[str], **options: object) -> int:
    """A step whose output is printed line by line; returns its exit status."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options) as process:
        for line in process.stdout:
            print(line, end="", flush=True)
    return process.returncode


def check_here(
    repository: str, commit: str, lessons: Sequence[str] = (), need_gpu: bool = True, folder: str | None = None
) -> int:
    """On this machine: clone the commit, install nbval alone, run the solutions under nbval, print the evidence.

    repository, commit: an address that git can fetch from, and what to fetch
    lessons: numbers or slugs; all of them for none
    need_gpu: stop where there is none; the tests of this file run without
    folder: where the clone goes; a new temporary folder for none
    Returns nbval's exit status, or that of the evidence if nbval is content; 2 where nothing could be run.
    """
    try:
        gpus = json.loads(_run([sys.executable, "-c", DEVICES], "TensorFlow does not start").splitlines()[-1])
        if need_gpu and not gpus:
            raise Stop("There is no GPU here: choose one (Runtime, Change runtime type), then start again.")
        print("running on", ", ".join(gpus) or "the CPU", flush=True)
        course = Path(folder or tempfile.mkdtemp()) / "course"
        _run(["git", "init", "--quiet", str(course)], "git does not work")
        _run(["git", "-C", str(course), "fetch", "--quiet", "--depth=1", repository, commit], "no such commit")
        _run(["git", "-C", str(course), "checkout", "--quiet", "--force", "FETCH_HEAD"], "it cannot be checked out")
        pip = [sys.executable, "-m", "pip"]
        # nbval alone: whatever it would like to be newer stays as it is.
        pins = [line for line in _run([*pip, "freeze"], "pip does not work").splitlines() if "==" in line]
        (course / "frozen.txt").write_text("\n".join(pins), encoding="utf-8")
        _run([*pip, "install", "-c", str(course / "frozen.txt"), "nbval>=0.11"], "nbval cannot be installed")
    except Stop as stop:
        print(stop)
        return 2
    tier = os.environ.get("WORKSHOP_DATA", "full")
    here = {"cwd": course, "env": {**os.environ, "PYTHONPATH": str(course), "WORKSHOP_DATA": tier}}
    solutions = sorted((course / "solutions").glob("*.ipynb"))
    # 03_mnist_mlp is asked for as 3, or as mnist_mlp.
    chosen = [str(path) for path in solutions if not lessons or {path.stem[:2].lstrip("0"), path.stem[3:]} & {*lessons}]
    status = _show([sys.executable, "-m", "pytest", *NBVAL, *chosen], **here)
    (course / "docs" / "evidence.json").write_text("[]\n", encoding="utf-8")  # what is printed was measured here
    evidence = [sys.executable, "-m", "tools.evidence", "--seeds", "1", "--tier", tier, *lessons]
    measured = _show(evidence, **here)
    print((course / "docs" / "EVIDENCE.md").read_text(encoding="utf-8"))
    return status or measured


def main(arguments: Sequence[str] | None = None, root: Path | None = None) -> int:
    """The command line; returns the exit status of what ran on Colab's machine, 2 where it could not be started."""
    from tools import course as course_toml

    parser = argparse.ArgumentParser(prog="python -m tools.colab_gpu", description=__doc__)
    parser.add_argument("lesson", nargs="*", help="number or slug (default: all)")
    parser.add_argument("--gpu", default="T4", help="which GPU to ask for (default: T4)")
    parser.add_argument("--here", action="store_true", help="on this machine, which has a GPU")
    parser.add_argument("--notebook", action="store_true", help="write tests/colab_gpu.ipynb and run nothing")
    options = parser.parse_args(arguments)
    root = root or Path(__file__).resolve().parents[1]
    course = course_toml.read(root)
    if options.notebook:
        (root / "tests" / "colab_gpu.ipynb").write_text(notebook(course), encoding="utf-8", newline="\n")
        return 0
    try:
        commit = _run(["git", "-C", str(root), "rev-parse", "HEAD"], "no commit is checked out here").strip()
    except Stop as stop:
        print(stop)
        return 2
    if options.here:
        return check_here(str(root), commit, options.lesson)
    client = shutil.which("colab")
    if client is None:
        print("Google's client is not here: pip install google-colab-cli, sign in with it, then start again.")
        return 2
    call = f"check_here({course.repository!r}, {commit!r}, {options.lesson!r})"
    with tempfile.TemporaryDirectory() as folder:
        driver = Path(folder) / "driver.py"
        driver.write_text(script(call), encoding="utf-8")
        # Without its --timeout the client gives a script half a minute.
        return subprocess.run([client, "run", "--gpu", options.gpu, "--timeout", "7200", str(driver)]).returncode


def notebook(course: "Course") -> str:
    """tests/colab_gpu.ipynb as the text of its file."""
    import nbformat
    from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

    clone = f"/content/{course.name}-gpu"
    cells = [
        new_markdown_cell(
            "# The solutions on a Colab GPU\n\nChoose a GPU (*Runtime*, *Change runtime type*), then *Run all*. Every "
            "solution is run and checked, about half an hour. The last cell stops with an error if anything failed; "
            "above it stands what was measured.",
            id="what",
        ),
        new_code_cell(
            f"!git clone --quiet --depth=1 --branch={course.ref} {course.repository} {clone}\n"
            f"%cd {clone}\n"
            "from tools.colab_gpu import check_here\n\n"
            f'status = check_here("{course.repository}", "{course.ref}")',
            id="run",
        ),
        new_code_cell('assert status == 0, "something failed: see above"', id="verdict"),
    ]
    metadata = {
        "accelerator": "GPU",
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    }
    return nbformat.writes(new_notebook(cells=cells, metadata=metadata), version=4).rstrip("\n") + "\n"


def script(call: str) -> str:
    """This file as a script that does nothing but `call`."""
    source = Path(__file__).read_text(encoding="utf-8")
    body, _, _ = source.rpartition('\nif __name__ == "__main__":\n')
    return f"{body}\nsys.exit({call})\n"


if __name__ == "__main__":
    sys.exit(main())
