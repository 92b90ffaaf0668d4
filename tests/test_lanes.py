"""What the lanes of noxfile.py say where they cannot run; that they run is shown by running them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def lane(tmp_path):
    """A function that runs one lane in a copy of what it reads; returns its exit status and what it printed."""
    for name in ("noxfile.py", "requirements.txt", "requirements.lock", "constraints-colab.txt"):
        shutil.copy(ROOT / name, tmp_path)

    def run(name, **env):
        command = [sys.executable, "-m", "nox", "--session", name]
        done = subprocess.run(command, cwd=tmp_path, env={**os.environ, **env}, capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr

    return run


def test_without_chromium_the_browsers_lane_fails_and_says_what_to_install(lane, tmp_path):
    status, said = lane("browser", PATH=str(tmp_path))
    assert status != 0
    assert "Chromium is not here: install it (Debian and Ubuntu: `sudo apt install chromium`), start again." in said


def test_without_node_the_hubs_lane_fails_and_says_what_to_install(lane, tmp_path):
    status, said = lane("hub", PATH=str(tmp_path))
    assert status != 0
    assert (
        "Node.js is not here, and JupyterHub's proxy needs it: install it (Debian and Ubuntu: "
        "`sudo apt install nodejs npm`), start again." in said
    )


@pytest.mark.parametrize("name, what", [
    ("colab", "Colab's package set"), ("jax", "Keras on jax"), ("torch", "Keras on torch"),
    ("oldest", "The oldest package set"), ("newest", "The newest package set"),
])  # fmt: skip
def test_a_package_set_that_does_not_resolve_is_one_sentence_and_a_failure(lane, name, what):
    status, said = lane(name, PIP_NO_INDEX="1")  # an index that holds nothing
    assert status != 0
    assert f"{what} cannot be installed here: see what pip says above." in said
    assert "ERROR: " in said  # in the words of pip
