"""What the project adds to nbval: what it only expects to fail counts as failed, and electives run on the sample."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from tools import course, fingerprint

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.trains
def test_cells_after_the_kernels_death_count_as_failed(tmp_path):
    notebook = nbformat.v4.new_notebook()
    notebook.cells = [nbformat.v4.new_code_cell(source) for source in ("import os\nos._exit(1)", "print('never')")]
    nbformat.write(notebook, tmp_path / "dies.ipynb")
    shutil.copy(ROOT / "conftest.py", tmp_path)
    options = ["--nbval-lax", "--nbval-current-env", "--nbval-cell-timeout=3", "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "pytest", *options, "--rootdir", str(tmp_path), str(tmp_path / "dies.ipynb")]
    result = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    assert "2 failed" in result.stdout and "xfailed" not in result.stdout, result.stdout[-2000:]


@pytest.mark.trains
@pytest.mark.parametrize(
    "options, variables, tiers",
    [
        ([], {}, (None, "sample", None)),
        (["--full"], {}, (None, None, None)),
        ([], {"WORKSHOP_DATA": "full"}, ("full", "full", "full")),
    ],
    ids=["by itself", "--full", "WORKSHOP_DATA"],
)
def test_an_elective_runs_on_the_sample_unless_more_is_asked_for(tmp_path, options, variables, tiers):
    """Three lessons of one cell each, the second an elective: each kernel is told what it should be told."""
    shutil.copy(ROOT / "conftest.py", tmp_path)
    shutil.copytree(ROOT / "tools", tmp_path / "tools")
    head, *entries = (ROOT / "course.toml").read_text(encoding="utf-8").split("[[lesson]]")[:4]
    entries[1] = entries[1].replace("elective = false", "elective = true")
    (tmp_path / "course.toml").write_text("[[lesson]]".join([head, *entries]), encoding="utf-8")
    (tmp_path / "solutions").mkdir()
    for lesson, tier in zip(course.read(tmp_path).lessons, tiers, strict=True):
        cell = f"import os; assert os.environ.get('WORKSHOP_DATA') == {tier!r}"
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell)])
        fingerprint.stamp(notebook, "2.0.0")  # otherwise it is somebody's own, and left alone
        nbformat.write(notebook, lesson.solution(tmp_path))
    nbval = ["--nbval-lax", "--nbval-current-env", "-p", "no:cacheprovider", "--rootdir", str(tmp_path)]
    command = [sys.executable, "-m", "pytest", *nbval, *options, str(tmp_path / "solutions")]
    kept = {name: value for name, value in os.environ.items() if name != "WORKSHOP_DATA"}
    result = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=kept | variables)
    assert "3 passed" in result.stdout, result.stdout[-2000:]
