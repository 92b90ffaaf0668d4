"""What the project adds to nbval: cells that it only expects to fail count as failed."""

import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

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
