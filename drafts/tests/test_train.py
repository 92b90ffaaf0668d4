"""jobs/train.py with real workers on JAX: the same training on one and on two, and every bad end has its sentence."""

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest

from workshop import processes
from workshop.processes import WorkersFailed, free_port

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = ROOT / "jobs" / "train.py"
EPOCHS = 3
with_jax = pytest.mark.skipif(
    not importlib.util.find_spec("jax"), reason="JAX is not installed here: `python3 start.py test --scale` runs this"
)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder with few pictures, which classes can be told from; what has been compiled stays here from run to run."""
    folder, random = tmp_path_factory.mktemp("train"), np.random.default_rng(1)
    y = random.integers(0, 10, 128)
    x = (random.normal(size=(128, 28, 28, 3)) * 20 + 25 * y[:, None, None, None]).clip(0, 255).astype("uint8")
    np.savez(folder / "pictures.npz", x_train=x, y_train=y)
    return folder


@pytest.fixture
def start(place):
    """A function that starts workers; it returns their lines and how they ended."""

    def start(workers, name, *more, data="pictures.npz", **settings):
        command = ["--data", place / data, "--folder", place / name, "--compiled", place / "compiled"]
        command += ["--epochs", EPOCHS, "--batch", 64, "--rate", 0.01, *more]
        settings = {"threads": 1, "show": False, "seconds": 600, "silence": 500, **settings}
        return processes.run(SCRIPT, workers, *command, **settings)

    return start


@pytest.fixture(scope="module")
def done(place):
    """The folder of a run of two workers that nobody has disturbed; made by the first test that asks for it."""
    command = ["--data", place / "pictures.npz", "--folder", place / "two", "--compiled", place / "compiled"]
    command += ["--epochs", EPOCHS, "--batch", 64, "--rate", 0.01]
    processes.run(SCRIPT, 2, *command, threads=1, show=False, seconds=600, silence=500)
    return place / "two"


def losses(folder):
    if not (folder / "report.json").exists():
        return []
    return [entry["loss"] for entry in json.loads((folder / "report.json").read_text(encoding="utf-8"))]


def alone(*arguments, **environment):
    """Start the script as a cluster does, without the course's launcher; returns its exit status and what it said."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("KERAS_DISTRIBUTION")}
    env = {**env, "JAX_PLATFORMS": "cpu", **environment}
    command = [sys.executable, str(SCRIPT), *map(str, arguments)]
    ended = subprocess.run(command, env=env, capture_output=True, text=True, timeout=300)
    return ended.returncode, ended.stdout


# --- it is one training ---


@pytest.mark.trains
@with_jax
def test_two_workers_train_what_one_trains(start, place, done):
    start(1, "one")
    assert losses(done) == pytest.approx(losses(place / "one"), rel=0.01) and len(losses(done)) == EPOCHS
    assert losses(done)[-1] < losses(done)[0]
    assert sorted(file.name for file in done.glob("*.keras")) == ["epoch-2.keras", "epoch-3.keras"]


@pytest.mark.trains
@with_jax
@pytest.mark.parametrize("worker, at", [(1, "epoch 1 of"), (0, "epoch 2 of"), (0, "compiles")])
def test_killed_and_started_again_it_ends_where_nobody_was_killed(start, place, done, worker, at):
    name = f"killed {worker} at {at}"
    assert start(2, name, kill={worker: at}).killed == (worker,)
    start(2, name)
    assert losses(place / name) == pytest.approx(losses(done), rel=1e-4) and len(losses(done)) == EPOCHS


@pytest.mark.trains
@with_jax
def test_a_checkpoint_that_was_cut_off_is_passed_over(start, place, done):
    folder = Path(shutil.copytree(done, place / "cut off"))
    newest = folder / "epoch-3.keras"
    shutil.copy(newest, folder / "unfinished-epoch-4.keras")  # whole, and somebody did not live to rename it
    newest.write_bytes(newest.read_bytes()[:-1000])
    finished = start(2, "cut off")
    assert "goes on behind epoch-2.keras" in finished.lines[0]
    assert losses(folder) == pytest.approx(losses(done), rel=1e-4)
    with zipfile.ZipFile(newest) as parts:
        assert parts.testzip() is None


@pytest.mark.trains
@with_jax
def test_the_step_of_both_takes_as_long_as_the_slow_ones(start, place, done):
    shutil.copytree(done, place / "slow")
    start(2, "slow", "--epochs", EPOCHS + 3, "--straggler", 1, "--pause", 2, "--slow-from", EPOCHS + 3)
    *_, before, slow = [entry["step_seconds"] for entry in json.loads((place / "slow" / "report.json").read_text())]
    assert slow - before > 0.8  # two steps an epoch, and only the first pause lies between them


# --- the bad ends ---


def test_without_jax_one_sentence_says_what_to_install(tmp_path):
    (tmp_path / "jax.py").write_text("raise ModuleNotFoundError('no', name='jax')\n", encoding="utf-8")
    code, said = alone("--data", "x", "--folder", tmp_path / "run", PYTHONPATH=str(tmp_path))
    assert code == 1
    assert said.splitlines()[-1] == "worker 0 stops: no jax here: python -m pip install -r requirements-scale.txt"


@pytest.mark.trains
@with_jax
def test_a_worker_that_never_comes_is_not_waited_for_longer_than_said(start):
    with pytest.raises(WorkersFailed, match="not all of 2 workers came within 5 s: start all anew"):
        start(2, "never", "--patience", 5, absent={1})


@pytest.mark.trains
@with_jax
def test_a_port_that_is_taken_is_said(place):
    import socket

    with socket.create_server(("", free_port())) as listener:
        port = listener.getsockname()[1]
        environment = {"JOB_ADDRESSES": f"127.0.0.1:{port}", "NUM_PROCESSES": "2", "PROCESS_ID": "0"}
        environment = {f"KERAS_DISTRIBUTION_{name}": value for name, value in environment.items()}
        code, said = alone("--data", place / "pictures.npz", "--folder", place / "taken", **environment)
    assert code == 1 and f"port {port} is taken: start all workers anew, with another one" in said


@pytest.mark.trains
@with_jax
def test_a_second_run_in_the_same_folder_is_refused_and_the_first_goes_on(start, place):
    arguments = ["--data", place / "pictures.npz", "--folder", place / "same", "--compiled", place / "compiled"]
    arguments += ["--epochs", 1000, "--batch", 64, "--rate", 0.01]
    with processes.Workers(SCRIPT, 1, *arguments, threads=1, seconds=600, silence=500) as workers:
        second, before = None, 0
        for _, line in workers:
            if second is None and "compiles" in line:
                second = alone(*arguments)
                before = len(losses(place / "same"))
            if second is not None and f"epoch {before + 2} of" in line:
                break  # it went on; and leaving here ends it
        else:
            pytest.fail("the first run has ended")
    assert second[0] == 1 and f"another run writes into {place / 'same'} now: choose another --folder" in second[1]


@pytest.mark.trains
@with_jax
@pytest.mark.parametrize("content, more, says", [
    (None, [], "has no pictures for us"),
    (b"no archive", [], "has no pictures for us"),
    ("whole", ["--batch", "100"], "a batch of 100 of 128 pictures for 3 workers?"),
])  # fmt: skip
def test_data_that_do_not_do_are_named(place, tmp_path, content, more, says):
    file = tmp_path / "pictures.npz"
    if content == "whole":
        shutil.copy(place / "pictures.npz", file)
    elif content:
        file.write_bytes(content)
    code, said = alone("--data", file, "--folder", tmp_path / "run", *more, KERAS_DISTRIBUTION_NUM_PROCESSES="3")
    assert code == 1 and says in said


@pytest.mark.trains
@with_jax
def test_the_trial_of_kills_loses_nothing_and_leaves_nothing_over(capsys, monkeypatch):
    from tools import trials

    monkeypatch.setenv("KERAS_BACKEND", "jax")
    trials.kills(1, times=1, epochs=2)
    row = capsys.readouterr().out.splitlines()[-1]
    assert re.match(
        r"\| 1, 1 \| [01] \| \d+\.\d s \| [12] \| each once \| [+-]\d\.\de[+-]\d\d \| .* \| nothing \|", row
    )


@pytest.mark.trains
@with_jax
def test_the_lesson_on_jax_does_not_load_tensorflow_as_well():
    code = "from workshop.notebook import open_lesson\nopen_lesson('10_scale_out')\nimport keras, sys\n"
    code += "keras.utils.set_random_seed(1)\nprint(keras.backend.backend(), 'tensorflow' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.split()[-2:] == ["jax", "False"], done.stderr
