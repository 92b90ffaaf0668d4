"""What the setup cell of a lesson does to the notebook it runs in."""

import ast
import contextlib
import json
import logging
import os
from collections.abc import Iterator
from pathlib import Path

from workshop import plots
from workshop.errors import WorkshopError

COURSE = Path(__file__).resolve().parents[1]


class RunFirst(WorkshopError):
    """A cell was run before the cell that it builds on."""


class YourTurn(WorkshopError):
    """A cell of an exercise was run before it was filled in."""


def open_lesson(stem: str) -> None:
    """Prepare the notebook of a lesson: the figure style, a quiet Keras, messages of one line.

    stem: the name of the lesson's file, such as "01_linear_regression"
    Running it again changes nothing. Outside IPython only the style is set.
    """
    plots.use_style()
    with _stderr_closed():
        import keras  # TensorFlow's start-up lines cannot be switched off, see tensorflow#100442
    if keras.backend.backend() == "tensorflow":
        _unhurried_pipelines()
    # Its advice on retracing is for long-lived programs; a lesson builds many small models on purpose.
    logging.getLogger("tensorflow").setLevel(logging.ERROR)
    try:
        from IPython import get_ipython
    except ImportError:
        return
    shell = get_ipython()
    if shell is None:
        return

    def show(shell, kind, error, traceback, tb_offset=None):
        message = _one_line(error, stem)
        if message is not None:
            kind, error = type(message), message
        shell.showtraceback((kind, error, traceback), tb_offset=tb_offset)

    shell.set_custom_exc((NameError, NotImplementedError), show)


def where_made(name: str, stem: str) -> str | None:
    """Say which cell of a lesson makes a name, in words, or None if no cell does.

    name: a variable or function of the lesson, also one that an exercise asks the student to make
    stem: the name of the lesson's file
    """
    # The solution has all names, the student's notebook what the student sees of each cell.
    solution, student = (COURSE / folder / f"{stem}.ipynb" for folder in ("solutions", "notebooks"))
    if not (solution.is_file() and student.is_file()):
        return None
    seen = {cell["id"]: "".join(cell["source"]) for cell in _cells(student)}
    heading = "the beginning"
    for cell in _cells(solution):
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            heading = next((line.lstrip("# ") for line in source.splitlines()[::-1] if line.startswith("#")), heading)
        elif name in _names_made(source):
            if cell["id"] == "setup":
                return "the setup cell, the first one of this notebook"
            if name not in _names_made(seen.get(cell["id"], "")):
                return f'the cell in which you make it, under "{heading}"'
            first = next(line for line in source.splitlines() if line and not line.startswith("#"))
            return f'the cell that begins with "{first}", under "{heading}"'
    return None


def _cells(path: Path) -> list[dict]:
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def _one_line(error: BaseException, stem: str) -> WorkshopError | None:
    """The sentence to show in place of a traceback, or None where the traceback says more."""
    if isinstance(error, NotImplementedError) and str(error).startswith("Exercise "):
        return YourTurn(str(error))
    if isinstance(error, NameError) and error.name:
        place = where_made(error.name, stem)
        if place:
            return RunFirst(f"`{error.name}` is not there yet. Run {place}, then this cell again.")
    return None


def _names_made(source: str) -> set[str]:
    """The names that the top level of a cell assigns, defines or imports."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return set()
    made = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            made.add(node.id)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            made.add(node.name)
        elif isinstance(node, ast.alias):
            made.add(node.asname or node.name)
    return made


def _unhurried_pipelines() -> None:
    """Switch off TensorFlow's tuning of its input pipelines, which makes `fit` wait at the end of epochs.

    Every epoch of `fit` has a thread that tunes the pipeline after 10 ms, then after twice as long, and so on. In
    TensorFlow 2.21 an epoch that is over often waits for that thread to wake once more: two epochs of 16 s of
    computing (lesson 4, 2 cores) took 63 s with the tuning and 33 s without, and nothing here needs tuning.
    """
    from tensorflow.data import Dataset, Options

    if hasattr(Dataset.__iter__, "untuned"):
        return
    begin = Dataset.__iter__

    def begin_untuned(dataset: Dataset) -> Iterator:
        options = Options()
        options.autotune.enabled = False
        return begin(dataset.with_options(options))

    begin_untuned.untuned = True
    Dataset.__iter__ = begin_untuned


@contextlib.contextmanager
def _stderr_closed() -> Iterator[None]:
    """Send what C++ code writes to file descriptor 2 nowhere for a while."""
    try:
        kept = os.dup(2)
    except OSError:  # no standard error at all (pythonw on Windows)
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(nowhere)
        os.close(kept)
