"""The line that says how far a training is: live where somebody looks, one line in the end, everywhere."""

import re
import subprocess
import sys
import time
from pathlib import Path

import keras
import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient

from workshop import line, progress
from workshop.progress import Progress, watch

ROOT = Path(__file__).resolve().parents[1]
X, Y = np.arange(40.0)[:, None] / 40, np.arange(40.0) / 20


def model():
    network = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    network.compile("sgd", "mse", metrics=["mae"])
    return network


def fit(words="the line", **options):
    return model().fit(X, Y, batch_size=10, verbose=0, callbacks=[Progress(words)], **{"epochs": 3, **options})


def assert_matches(text, pattern):
    assert re.fullmatch(pattern, text), text


class Stop(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        self.model.stop_training = epoch == 1


@pytest.fixture
def states(monkeypatch, capsys):
    """A terminal that shows every state: a function that returns them, the last one last."""
    monkeypatch.setattr(line, "_in_terminal", lambda: True)
    monkeypatch.setattr(line, "PAUSE", 0)
    monkeypatch.setenv("COLUMNS", "100")
    return lambda: [state.strip() for state in capsys.readouterr().out.split("\r")[1:]]


def test_where_nobody_looks_a_training_prints_one_line(capsys):
    fit()
    assert_matches(capsys.readouterr().out, r"the line: 3 epochs in \d.* s, loss \d\S+, mae \d\S+\n")
    fit(epochs=1)
    assert capsys.readouterr().out.startswith("the line: 1 epoch in ")


def test_what_was_validated_is_said_in_place_of_what_was_trained_on(capsys):
    fit(validation_split=0.25)
    assert_matches(capsys.readouterr().out, r"the line: 3 epochs in \S+ s, loss \S+, val_mae \S+\n")


@pytest.mark.parametrize(
    "names, shown",
    [
        ("loss", "loss"),
        ("loss val_loss", "loss val_loss"),
        ("accuracy loss", "loss accuracy"),
        ("accuracy loss val_accuracy val_loss", "loss val_accuracy"),
        ("a b c loss val_a val_b val_c val_loss", "loss val_a val_b"),
        ("loss learning_rate", "loss"),
        ("d_loss g_loss", "d_loss g_loss"),
    ],
)
def test_few_measures_are_shown(names, shown):
    said = progress.measures(dict.fromkeys(names.split(), 0.03127))
    assert said == [f"{name} 0.0313" for name in shown.split()]


def test_a_training_that_stops_early_says_how_many_epochs_it_took(capsys):
    stop = keras.callbacks.EarlyStopping(monitor="loss", min_delta=100, patience=1)
    model().fit(X, Y, epochs=9, verbose=0, callbacks=[Progress("the line"), stop])
    assert capsys.readouterr().out.startswith("the line: 2 epochs in ")


def test_in_a_terminal_the_line_is_rewritten_while_one_long_epoch_goes_on(states):
    fit(epochs=1)
    first, *others, last = states()
    assert first == "the line: epoch 1 of 1" and len(others) >= 4
    assert_matches(others[-1], r"the line: epoch 1 of 1, loss \S+, mae \S+, 1 s left")
    assert last.startswith("the line: 1 epoch in")


def test_a_state_is_cut_to_the_terminals_width(states, monkeypatch):
    monkeypatch.setenv("COLUMNS", "20")
    fit()
    assert all(len(state) <= 19 for state in states()[:-1])


def test_states_that_come_too_soon_are_passed_over(states, monkeypatch):
    monkeypatch.setattr(line, "PAUSE", 1000)
    fit()
    assert len(states()) == 2


def test_a_training_of_unknown_length_learns_it_from_the_first_epoch(states):
    callback = Progress("the line")
    callback.set_params({"epochs": 4, "steps": None})
    callback.on_train_begin()
    for epoch in range(2):
        callback.on_epoch_begin(epoch)
        for batch in range(3):
            callback.on_train_batch_begin(batch)
            callback.on_train_batch_end(batch, {"loss": 1.5})
        callback.on_epoch_end(epoch, {"loss": 1.25})
    said = states()
    assert "the line: epoch 1 of 4, loss 1.50" in said
    assert "the line: epoch 2 of 4, loss 1.25, 1 s left" in said


def test_the_seconds_left_are_those_of_the_batches_that_are_left(states, monkeypatch):
    ticks = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: ticks[0])
    callback = Progress("the line")
    callback.set_params({"epochs": 2, "steps": 10})
    callback.on_train_begin()
    callback.on_epoch_begin(0)
    for batch in range(5):
        callback.on_train_batch_begin(batch)
        ticks[0] += 60 if batch == 0 else 3  # the first one takes long, and says nothing of the others
        callback.on_train_batch_end(batch, {"loss": 1.5})
    callback.on_train_batch_begin(5)
    assert states()[-1] == "the line: epoch 1 of 2, loss 1.50, 45 s left"


def test_where_a_training_lasts_some_seconds_the_epochs_are_not_counted_down(states):
    model().fit(X, Y, epochs=1000, verbose=0, callbacks=[Progress("the line", seconds=20), Stop()])
    first, *_, last = states()
    assert_matches(first, r"the line: epoch 1, 20 s left")
    assert last.startswith("the line: 2 epochs in ")


def test_a_loop_is_watched_and_gives_its_items(capsys):
    assert list(watch("abc", "three letters")) == ["a", "b", "c"]
    assert list(watch(iter(range(2)), "two numbers")) == [0, 1]
    assert list(watch([], "nothing")) == []
    assert capsys.readouterr().out.splitlines() == [
        "three letters: 3 of 3 in 0.0 s",
        "two numbers: 2 of 2 in 0.0 s",
        "nothing: 0 of 0 in 0.0 s",
    ]


def test_a_loop_that_is_left_says_where(capsys):
    for letter in watch("abc", "three letters"):
        if letter == "b":
            break
    assert capsys.readouterr().out == "three letters: 2 of 3 in 0.0 s\n"


def test_a_training_inside_a_watched_loop_is_part_of_its_line(states):
    for _ in watch(range(2), "two trainings"):
        fit()
    *said, last = states()
    assert last == "two trainings: 2 of 2 in " + last.split(" in ")[1]
    assert all(state.startswith("two trainings: ") for state in said)
    assert any(state.startswith("two trainings: 1 of 2 | the line: epoch 3 of 3, loss ") for state in said)
    assert any(re.fullmatch(r"two trainings: 2 of 2, \d+ s left \| the line: epoch 1 of 3", state) for state in said)
    fit()
    assert states()[-1].startswith("the line: 3 epochs")


def test_a_loop_inside_a_loop_is_part_of_its_line(capsys):
    for _ in watch(range(2), "outer"):
        for _ in watch(range(3), "inner"):
            fit()
    assert_matches(capsys.readouterr().out, r"outer: 2 of 2 in \S+ s\n")


@pytest.mark.parametrize(
    "count, text", [(0.04, "0.0 s"), (0.94, "0.9 s"), (0.96, "1 s"), (15.4, "15 s"), (99, "99 s"), (130, "2 min 10 s")]
)
def test_times_are_no_more_exact_than_they_need_be(count, text):
    assert line.seconds(count) == text


FIT = """\
import keras, numpy as np, time
from workshop.progress import Progress, watch
x = np.arange(40.0)[:, None]
def fit(words, **options):
    network = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    network.compile("sgd", "mse")
    network.fit(x, x[:, 0], batch_size=10, verbose=0, callbacks=[Progress(words), Slow()], **options)
class Slow(keras.callbacks.Callback):
    def on_train_batch_end(self, batch, logs=None):
        time.sleep(0.2)
        if stop and batch == 3:
            raise KeyboardInterrupt
stop = False
"""
CELLS = [
    FIT,
    'fit("first", epochs=2, validation_split=0.25)\nprint("between")\nfit("second")',
    'for _ in watch(range(2), "both"):\n    fit("inner")',
    "stop = True",
    'for _ in watch(range(2), "both"):\n    fit("inner")',
    'fit("third", epochs=2)',
    'held = watch(range(2), "held")\nassert next(held) == 0',
    'stop = False\nfit("fourth")',
]


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """A notebook that was run, as the build runs one, and its folder."""
    notebook = nbformat.v4.new_notebook()
    tags = {"tags": ["nbval-ignore-output"]}
    notebook.cells = [nbformat.v4.new_code_cell(source, metadata=tags) for source in CELLS]
    folder = tmp_path_factory.mktemp("ran")
    client = NotebookClient(notebook, kernel_name="python3", resources={"metadata": {"path": str(ROOT / "tests")}})
    notebook.cells[0].source = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{FIT}"
    client.allow_errors = True
    client.execute()
    return notebook, folder


def shown(cell):
    return [output.get("text") or output.get("data", output.get("ename")) for output in cell.outputs]


@pytest.mark.trains
def test_a_stored_notebook_keeps_the_last_line_of_each_training(ran):
    first, between, second = shown(ran[0].cells[1])
    assert_matches(first["text/plain"], r"first: 2 epochs in \S+ s, loss \S+, val_loss \S+")
    assert between == "between\n"
    assert_matches(second["text/plain"], r"second: 1 epoch in \S+ s, loss \S+")
    [both] = shown(ran[0].cells[2])
    assert_matches(both["text/plain"], r"both: 2 of 2 in \S+ s")


@pytest.mark.trains
def test_an_interrupted_training_leaves_the_line_as_it_was_and_the_next_is_not_part_of_it(ran):
    both, error = shown(ran[0].cells[4])
    assert both["text/plain"].startswith("both: 1 of 2 in ") and error == "KeyboardInterrupt"
    third, error = shown(ran[0].cells[5])
    assert third["text/plain"].startswith("third: epoch 1 of 2, loss ") and error == "KeyboardInterrupt"
    [held], [fourth] = shown(ran[0].cells[6]), shown(ran[0].cells[7])
    assert held["text/plain"] == "held: 1 of 2"
    assert fourth["text/plain"].startswith("fourth: 1 epoch in ")


@pytest.mark.trains
def test_nbval_takes_a_line_that_is_rewritten(ran):
    notebook, folder = ran
    notebook = nbformat.v4.new_notebook(cells=notebook.cells[:3], metadata=notebook.metadata)
    nbformat.write(notebook, folder / "ran.ipynb")
    command = [sys.executable, "-m", "pytest", "--nbval-lax", "--nbval-current-env", "-p", "no:cacheprovider"]
    result = subprocess.run([*command, "ran.ipynb"], cwd=folder, capture_output=True, text=True)
    assert "3 passed" in result.stdout, result.stdout[-2000:]
