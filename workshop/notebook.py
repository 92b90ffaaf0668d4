"""What the setup cell of a lesson does to the notebook it runs in."""

import contextlib
import importlib.util
import json
import logging
import os
import re
import sys
import tomllib
import traceback
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from workshop import classroom, page, plots
from workshop.before_setup import names_made
from workshop.data import keras_models
from workshop.errors import WorkshopError
from workshop.line import Line, ipython

COURSE = Path(__file__).resolve().parents[1]
#: What the lessons run on; KERAS_BACKEND chooses.
BACKENDS = ("tensorflow", "jax", "torch")


class KerasCannotStart(WorkshopError):
    """A setting from outside the course keeps Keras from starting."""


class RunFirst(WorkshopError):
    """A cell was run before the cell that it builds on."""


class YourTurn(WorkshopError):
    """A cell of an exercise was run before it was filled in."""


class OtherVersion(WorkshopError):
    """A notebook asks for what this version of the course does not offer, or not in this way."""


def open_lesson(stem: str, version: str | None = None) -> None:
    """Prepare the notebook of a lesson: the figure style, a quiet Keras, messages of one line, figures with words.

    On the page one line says that the lesson starts, and then that it is ready.

    stem: the name of the lesson's file, such as "01_linear_regression"
    version: the course's version that the notebook was built from, such as "2.0.0"; notebooks before that say none
    Running it again changes nothing. Outside IPython only the style and Keras are set.
    Raises KerasCannotStart for a backend that is not here and for a settings file that Keras refuses.
    """
    differs = version_differs(version)
    if differs:
        print(differs)
    shell, number = ipython(), stem[:2].lstrip("0")
    line = Line()
    if shell is not None:
        line.write(lambda inside: f"Starting lesson {number} ...")
    plots.use_style()
    settle_keras()
    _check_backend()
    with _stderr_closed(), _settings_file_named():
        import keras  # TensorFlow's start-up lines cannot be switched off, see tensorflow#100442
    settle_keras()
    _full_precision(keras.backend.backend())
    if keras.backend.backend() == "tensorflow":
        _unhurried_pipelines()
    # Its advice on retracing is for long-lived programs; a lesson builds many small models on purpose.
    logging.getLogger("tensorflow").setLevel(logging.ERROR)
    # Without ipywidgets, which nothing here needs, the library that downloads would begin with a warning of its bar's.
    warnings.filterwarnings("ignore", message="IProgress not found")
    if shell is None:
        return

    def show(shell, kind, error, traceback, tb_offset=None):
        message = _one_line(error, stem)
        if message is None and differs and _of_workshop(error, shell.user_ns):
            message = OtherVersion(f"{error}. {differs}")
        if message is not None:
            kind, error = type(message), message
        shell.showtraceback((kind, error, traceback), tb_offset=tb_offset)

    page.follow(shell, stem)
    line.end(f"Ready: lesson {number}.")
    classroom.join_if_asked()
    shell.set_custom_exc((NameError, NotImplementedError, AttributeError, ImportError, TypeError), show)


def version_differs(version: str | None) -> str:
    """Say in one sentence that a notebook is of another version than the course that it found, and what to do.

    version: the notebook's; None for one from before 2.0.0
    returns: "" where they are the same, or where the course does not say its own
    """
    try:
        course = tomllib.loads((COURSE / "course.toml").read_text(encoding="utf-8"))["version"]
        older = _numbers(version or "1.0.0") < _numbers(course)
    except (OSError, ValueError, KeyError, AttributeError):
        return ""
    if version == course:
        return ""
    both = f"This notebook is of version {version or '1.0.0'} of the course, and the course that it found is {course}: "
    if older:
        return both + "if a cell stops, open the lesson anew from the course; your answers stay in this notebook."
    return both + "bring the course up to date with `python3 start.py update`, then run this cell again."


def _numbers(version: str) -> list[int]:
    return [int(number) for number in version.split(".")]


def settle_keras() -> None:
    """Keep settings of other courses, in variables or in Keras's own settings file, away from this one.

    Before Keras is imported this settles what the import reads, and after it what can be set. KERAS_BACKEND is heard.
    """
    os.environ["KERAS_BACKEND"] = os.environ.get("KERAS_BACKEND") or "tensorflow"
    os.environ["KERAS_NNX_ENABLED"] = "false"
    for name in ("KERAS_MAX_EPOCHS", "KERAS_MAX_STEPS_PER_EPOCH"):  # training would stop early, without a word
        os.environ.pop(name, None)
    # Otherwise the first of several open notebooks takes all memory of the GPU.
    os.environ.setdefault("TF_FORCE_GPU_ALLOW_GROWTH", "true")
    os.environ.setdefault("XLA_PYTHON_CLIENT_PREALLOCATE", "false")
    # TensorFlow's faster convolutions and LSTMs: by itself it leaves them off where a processor has AVX2 and no more.
    os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "1")
    keras = sys.modules.get("keras")
    if keras is not None:
        keras.config.set_image_data_format("channels_last")
        keras.config.set_floatx("float32")
        keras.config.set_epsilon(1e-7)
        keras.config.set_dtype_policy("float32")


def where_made(name: str, stem: str) -> str | None:
    """Say which cell of a lesson makes a name, in words, or None if no cell does.

    name: a variable or function of the lesson, also one that an exercise asks the student to make
    stem: the name of the lesson's file
    """
    # The solution has all names, the student's notebook what the student sees of each cell; a handout has that alone.
    try:
        student = _cells(COURSE / "notebooks" / f"{stem}.ipynb")
        solved = COURSE / "solutions" / f"{stem}.ipynb"
        solution = _cells(solved) if solved.exists() else student
        seen = {cell.get("id"): "".join(cell["source"]) for cell in student}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):  # not there, or damaged
        return None
    heading = "the beginning"
    for cell in solution:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            heading = next((line.lstrip("# ") for line in source.splitlines()[::-1] if line.startswith("#")), heading)
        elif name in names_made(source):
            if cell["id"] == "setup":
                return "the setup cell, the first one of this notebook"
            if name not in names_made(seen.get(cell["id"], "")):
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


def _of_workshop(error: BaseException, names: dict) -> bool:
    """Whether an error says that something of `workshop` is not there, or takes other arguments.

    names: those of the notebook
    """
    if isinstance(error, ImportError):
        return _in_workshop(error.name)
    if isinstance(error, AttributeError):
        owner = error.obj
        return _in_workshop(owner.__name__ if isinstance(owner, ModuleType) else type(owner).__module__)
    function = re.match(r"(?:\w+\.)*(\w+)\(\) (?:got|takes|missing)", str(error))
    if function is None or getattr(names.get(function[1]), "__module__", "") == "__main__":
        return False
    return any(hasattr(module, function[1]) for name, module in [*sys.modules.items()] if _in_workshop(name))


def _in_workshop(module: str | None) -> bool:
    return (module or "").split(".")[0] == "workshop"


def _check_backend() -> None:
    """Stop with a sentence where KERAS_BACKEND names what no lesson runs on, or what is not installed."""
    if "keras" in sys.modules:
        return
    backend = os.environ["KERAS_BACKEND"]
    here = [name for name in BACKENDS if importlib.util.find_spec(name)]
    if backend in here:
        return
    if not here:
        raise KerasCannotStart(
            "This Python has neither TensorFlow nor JAX nor PyTorch: choose the kernel of the course's folder .venv, "
            "or make it with `python3 start.py`."
        )
    fault = "is not installed here" if backend in BACKENDS else "is nothing that a lesson runs on"
    raise KerasCannotStart(
        f"KERAS_BACKEND is set to {backend}, which {fault}: run `%env KERAS_BACKEND={here[0]}` in a cell of its own, "
        "then this cell again."
    )


@contextlib.contextmanager
def _settings_file_named() -> Iterator[None]:
    """Where Keras stops at its own settings file, name the file."""
    try:
        yield
    except Exception as error:
        file = Path(traceback.extract_tb(error.__traceback__)[-1].filename)
        if not file.as_posix().endswith("keras/src/backend/config.py"):
            raise
        settings = keras_models.models_folder().with_name("keras.json")
        raise KerasCannotStart(
            f"Keras cannot use its settings file {settings} ({error}): rename or delete it, then restart the kernel."
        ) from None


def _full_precision(backend: str) -> None:
    """Multiply float32 with all of its digits on large GPUs as well.

    There the backends keep ten bits of each number (TensorFloat-32) unless told otherwise, and what a lesson computes
    by hand no longer equals what Keras computes: one step of lesson 5's recurrent layer on an H200 did not.
    """
    if backend == "tensorflow":
        import tensorflow

        tensorflow.config.experimental.enable_tensor_float_32_execution(False)
    elif backend == "jax":
        import jax

        jax.config.update("jax_default_matmul_precision", "float32")
    else:
        import torch

        torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = False


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
