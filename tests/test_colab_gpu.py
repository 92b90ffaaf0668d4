"""The driver for a Colab GPU, run for real on this machine's CPU against a local repository."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from repository import git

from tools import colab_gpu, fingerprint
from tools import course as course_toml

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.skipif(not (ROOT / ".git").exists() or shutil.which("git") is None, reason="needs git")
COURSE = course_toml.read(ROOT)
PARTS = ("course.toml", "conftest.py", "pyproject.toml", "requirements.txt", "workshop", "tools", "data", "docs")


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """The course with the beginning of lesson 1 alone, in a repository of its own."""
    if COURSE.lessons[0].solution(ROOT) in fingerprint.left_alone(ROOT):
        pytest.skip("somebody has worked in the solution of lesson 1")
    folder = tmp_path_factory.mktemp("repository")
    for name in PARTS:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    (folder / "solutions").mkdir()
    solution = nbformat.read(COURSE.lessons[0].solution(ROOT), as_version=4)
    solution.cells = solution.cells[:16]  # up to its first check; that the rest runs is shown elsewhere
    nbformat.write(solution, folder / "solutions" / f"{COURSE.lessons[0].stem}.ipynb")
    git(folder, "init", "--quiet")
    return folder


def commit(folder):
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", "now")
    return git(folder, "rev-parse", "HEAD")


def drive(folder, sha, tmp_path, need_gpu=False, data="sample"):
    """Run the driver as Colab's machine does: the one file, somewhere else, without the course beside it."""
    call = f"check_here({str(folder)!r}, {sha!r}, ['1'], need_gpu={need_gpu}, folder={str(tmp_path)!r})"
    (tmp_path / "driver.py").write_text(colab_gpu.script(call), encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "WORKSHOP_MIRROR")}
    environment |= {"WORKSHOP_DATA": data, "WORKSHOP_CACHE": str(tmp_path / "cache"), "CUDA_VISIBLE_DEVICES": ""}
    return subprocess.run(
        [sys.executable, "driver.py"], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=300
    )


@pytest.mark.trains
def test_the_solutions_are_run_and_the_evidence_is_printed(repository, tmp_path):
    run = drive(repository, commit(repository), tmp_path)
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr[-3000:]
    assert "running on the CPU" in run.stdout and " passed in " in run.stdout
    assert "## Lesson 1, sample data, tensorflow, CPU" in run.stdout and "1 seeds on" in run.stdout
    assert "## Lesson 2" not in run.stdout


@pytest.mark.trains
def test_a_solution_that_fails_gives_its_exit_status(repository, tmp_path):
    path = repository / "solutions" / COURSE.lessons[0].solution(ROOT).name
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace("import numpy as np", "import numpy as np\\nraise SystemError('spoilt')"))
    run = drive(repository, commit(repository), tmp_path)
    path.write_text(before, encoding="utf-8")
    assert run.returncode == 1 and " failed" in run.stdout


def test_without_a_gpu_it_stops_with_one_sentence(repository, tmp_path):
    run = drive(repository, commit(repository), tmp_path, need_gpu=True)
    assert run.returncode == 2
    assert run.stdout == "There is no GPU here: choose one (Runtime, Change runtime type), then start again.\n"


def test_a_commit_that_was_not_pushed_is_one_sentence(repository, tmp_path):
    run = drive(repository, "0" * 40, tmp_path)
    assert run.returncode == 2 and run.stdout.splitlines()[-1].startswith("no such commit: ")
    assert "Traceback" not in run.stdout + run.stderr


@pytest.mark.skipif(os.name == "nt", reason="Google's client does not run on Windows")
def test_the_client_gets_the_driver_and_gives_back_its_exit_status(tmp_path, monkeypatch):
    client = tmp_path / "colab"
    client.write_text('#!/bin/sh\nprintf "%s " "$1" "$2" "$3" "$4" > "$0.seen"\nfor last; do :; done\n'
                      'tail -n 1 "$last" >> "$0.seen"\nexit 7\n')  # fmt: skip
    client.chmod(client.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert colab_gpu.main(["--gpu", "L4", "3"]) == 7
    sha = git(ROOT, "rev-parse", "HEAD")
    seen = (tmp_path / "colab.seen").read_text(encoding="utf-8")
    assert seen == f"run --gpu L4 --timeout sys.exit(check_here({COURSE.repository!r}, {sha!r}, ['3']))\n"


def test_without_the_client_it_says_how_to_get_it(monkeypatch, capsys):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert colab_gpu.main([]) == 2
    assert capsys.readouterr().out.startswith("Google's client is not here: pip install google-colab-cli")


def test_the_notebook_for_a_browser_is_up_to_date():
    stored = (ROOT / "tests" / "colab_gpu.ipynb").read_text(encoding="utf-8")
    assert stored == colab_gpu.notebook(COURSE), "run python -m tools.colab_gpu --notebook"
