"""What the setup cell does to the notebook that it runs in, beyond what running the notebooks shows."""

import json
import os
import runpy
import subprocess
import sys
import types
import warnings
from pathlib import Path

import IPython
import pytest
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from workshop import notebook

ROOT = Path(__file__).resolve().parents[1]


def test_the_input_pipelines_of_fit_are_not_tuned_however_often_a_lesson_is_opened(monkeypatch):
    tensorflow = pytest.importorskip("tensorflow")
    begun = []

    def begin(dataset):
        begun.append(dataset.options().autotune.enabled)
        return iter([1, 2])

    monkeypatch.setattr(tensorflow.data.Dataset, "__iter__", begin)
    for _ in range(2):
        notebook._unhurried_pipelines()
    assert list(tensorflow.data.Dataset.range(3)) == [1, 2]
    assert begun == [False]


def test_what_a_pipeline_hands_out_is_unchanged():
    tensorflow = pytest.importorskip("tensorflow")
    notebook.open_lesson("01_linear_regression")
    assert [int(number) for number in tensorflow.data.Dataset.range(3)] == [0, 1, 2]


# --- an old notebook with a newer course ---


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A function that makes the course beside the notebook one of this version."""

    def of_version(version):
        (tmp_path / "course.toml").write_text(f'version = "{version}"', encoding="utf-8")
        monkeypatch.setattr(notebook, "COURSE", tmp_path)

    return of_version


@pytest.fixture
def page(capsys):
    """A page: a function that runs a cell in IPython and returns what is shown, as one text."""
    quiet = Config(HistoryManager={"enabled": False})
    shell = InteractiveShell(config=quiet, colors="nocolor")

    def run(source):
        capsys.readouterr()
        shell.run_cell(source)
        return capsys.readouterr().out.strip()

    run.shell = shell
    return run


OLDER = "if a cell stops, open the lesson anew from the course; your answers stay in this notebook."
NEWER = "bring the course up to date with `python3 start.py update`, then run this cell again."


@pytest.mark.parametrize(
    "of_notebook, of_course, remedy",
    [(None, "2.0.0", OLDER), ("2.0.0", "2.0.1", OLDER), ("2.9.0", "2.10.0", OLDER), ("3.0.0", "2.0.1", NEWER)],
)
def test_a_notebook_of_another_version_than_the_course_is_told_what_to_do(course, of_notebook, of_course, remedy):
    course(of_course)
    which = f"This notebook is of version {of_notebook or '1.0.0'} of the course, and the course that it found is"
    assert notebook.version_differs(of_notebook) == f"{which} {of_course}: {remedy}"


@pytest.mark.parametrize("text", ['version = "2.0.0"', "version = 2", "version", "", None], ids=str)
def test_of_the_same_version_or_of_one_that_the_course_does_not_say_nothing_is_told(text, tmp_path, monkeypatch):
    monkeypatch.setattr(notebook, "COURSE", tmp_path)
    if text is not None:
        (tmp_path / "course.toml").write_text(text, encoding="utf-8")
    assert notebook.version_differs("2.0.0") == ""


def test_the_versions_are_compared_when_a_lesson_is_opened(course, capsys):
    course("2.1.0")
    notebook.open_lesson("01_linear_regression", version="2.0.0")
    assert capsys.readouterr().out == notebook.version_differs("2.0.0") + "\n"
    notebook.open_lesson("01_linear_regression", version="2.1.0")
    assert capsys.readouterr().out == ""


GONE = {
    "a name that is gone": ("data.lode('line')", "module 'workshop.data' has no attribute 'lode'"),
    "an import that is gone": ("from workshop import lode", "cannot import name 'lode' from 'workshop'"),
    "a module that is gone": ("from workshop.checks import gone", "cannot import name 'gone' from 'workshop.checks'"),
    "an argument that is gone": ("plots.curves(lines=[])", "curves() got an unexpected keyword argument 'lines'"),
    "an attribute that is gone": ("loaded.tiers", "'Loaded' object has no attribute 'tiers'"),
}
OWN = ["None.x", "import nowhere", "len()", "def curves(a): pass\ncurves(lines=3)", "int('x')", "np.nothing"]


@pytest.fixture
def opened(course, page, monkeypatch):
    """A page on which a lesson of another version was opened."""
    monkeypatch.setattr(IPython, "get_ipython", lambda: page.shell)

    def open_of(version):
        course("2.0.0")
        notebook.open_lesson("01_linear_regression", version)
        page.shell.run_cell("from workshop import data, plots\nimport numpy as np")
        # As what `data.load` gives: of a class of the course's own.
        page.shell.user_ns["loaded"] = type("Loaded", (), {"__module__": "workshop.data.loading"})()
        return page

    return open_of


@pytest.mark.parametrize("what", GONE)
def test_what_another_version_does_not_offer_is_said_in_one_sentence(opened, what):
    source, words = GONE[what]
    shown = opened("1.5.0")(source)
    assert shown.startswith(words) and shown.endswith(f". {notebook.version_differs('1.5.0')}")
    assert "\n" not in shown
    assert "Traceback" in opened("2.0.0")(source)


@pytest.mark.parametrize("source", OWN)
def test_a_mistake_of_ones_own_keeps_its_traceback_whatever_the_versions(opened, source):
    shown = opened("1.5.0")(source)
    assert "Traceback" in shown and "version" not in shown


# --- a cell before the setup cell ---


@pytest.fixture
def fresh(page, monkeypatch):
    """A page as IPython begins it in the course's environment, on a copy of a lesson."""
    config = types.SimpleNamespace(InteractiveShellApp=types.SimpleNamespace())
    monkeypatch.setattr(sys, "prefix", str(ROOT / ".venv"))
    runpy.run_path(str(ROOT / "workshop" / "ipython_config.py"), {"get_config": lambda: config})
    page.shell.user_ns["get_ipython"] = lambda: page.shell
    before = {*page.shell.user_ns}
    for line in config.InteractiveShellApp.exec_lines:
        page.shell.run_cell(line)
    assert {name for name in page.shell.user_ns if name[0] != "_"} == {name for name in before if name[0] != "_"}
    return page


def lesson_at(path: Path) -> str:
    """A lesson's notebook, as it would be built, somewhere else."""
    setup = {"cell_type": "code", "id": "setup", "source": ["import numpy as np\n", "check = 1"]}
    own = {"cell_type": "code", "id": "own", "source": "def predict(x):\n    return x"}
    text = {"cell_type": "markdown", "id": "text", "source": "word = 1"}
    path.write_text(json.dumps({"cells": [setup, text, own]}), encoding="utf-8")
    return str(path)


def test_a_name_of_the_lesson_before_the_setup_cell_is_one_sentence(fresh, tmp_path, monkeypatch):
    monkeypatch.setenv("JPY_SESSION_NAME", lesson_at(tmp_path / "mine 深.ipynb"))
    for name in ("check", "np", "predict"):
        assert fresh(f"{name}.line") == (
            f"`{name}` is not there yet: run the setup cell, the first one of this notebook, then this cell again."
        )
    for name in ("word", "print_it"):
        assert f"NameError: name '{name}' is not defined" in fresh(name)


def test_visual_studio_code_names_the_notebook_in_its_own_way(fresh, tmp_path, monkeypatch):
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    assert "NameError" in fresh("check.line")
    fresh.shell.user_ns["__vsc_ipynb_file__"] = lesson_at(tmp_path / "mine.ipynb")
    assert fresh("check.line").startswith("`check` is not there yet: run the setup cell")


@pytest.mark.parametrize(
    "text", ["{", "[]", "{}", '{"cells": [{"id": "setup"}]}', '{"cells": [{"cell_type": "code"}]}']
)
def test_in_any_other_notebook_a_name_error_stays_what_it_is(fresh, tmp_path, monkeypatch, text):
    path = tmp_path / "mine.ipynb"
    monkeypatch.setenv("JPY_SESSION_NAME", str(path))
    first = fresh("check.line")
    assert "NameError: name 'check' is not defined" in first
    path.write_text(text, encoding="utf-8")
    assert len(fresh("check.line").splitlines()) == len(first.splitlines())


def test_once_a_lesson_is_open_the_lesson_names_the_cell(fresh, monkeypatch, tmp_path):
    monkeypatch.setenv("JPY_SESSION_NAME", lesson_at(tmp_path / "mine.ipynb"))
    monkeypatch.setattr(IPython, "get_ipython", lambda: fresh.shell)
    notebook.open_lesson("01_linear_regression")
    assert "Run the setup cell" not in fresh("predict") and "`predict` is not there yet. Run the cell" in fresh(
        "predict"
    )


def test_what_ipython_loads_at_its_start_needs_no_package():
    program = "import runpy, sys; runpy.run_path('workshop/before_setup.py'); print('workshop' in sys.modules)"
    ran = subprocess.run([sys.executable, "-S", "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"


@pytest.mark.parametrize("damage", ["{", "{}", None])
def test_without_a_whole_notebook_to_look_into_no_cell_is_named(tmp_path, monkeypatch, damage):
    for folder in ("solutions", "notebooks"):
        (tmp_path / folder).mkdir()
        lesson_at(tmp_path / folder / "01.ipynb")
    monkeypatch.setattr(notebook, "COURSE", tmp_path)
    assert notebook.where_made("predict", "01")
    path = tmp_path / "notebooks" / "01.ipynb"
    path.unlink() if damage is None else path.write_text(damage, encoding="utf-8")
    assert notebook.where_made("predict", "01") is None


def test_what_c_code_says_while_keras_is_imported_is_not_heard_and_what_it_says_later_is(capfd):
    with notebook._stderr_closed():
        os.write(2, b"cannot find a GPU")
    os.write(2, b"later")
    assert capfd.readouterr().err == "later"


def test_on_the_page_a_lesson_says_that_it_is_ready_and_nothing_else(monkeypatch, course, page):
    course("2.1.0")
    monkeypatch.setattr(IPython, "get_ipython", lambda: page.shell)
    assert page("from workshop.notebook import open_lesson\nopen_lesson('03_mnist_mlp', '2.1.0')") == "Ready: lesson 3."


def test_where_ipywidgets_are_missing_nothing_is_said_of_it():
    notebook.open_lesson("01_linear_regression")
    with warnings.catch_warnings(record=True) as heard:
        notebook.open_lesson("01_linear_regression")
        warnings.warn("IProgress not found. Please update jupyter and ipywidgets.", stacklevel=1)
        warnings.warn("anything else", stacklevel=1)
    assert [str(warning.message) for warning in heard] == ["anything else"]


def test_the_figures_of_a_lesson_are_in_the_courses_style():
    import matplotlib.pyplot as plt

    plt.rcdefaults()
    notebook.open_lesson("01_linear_regression")
    assert plt.rcParams["axes.titlelocation"] == "left" != plt.rcParamsDefault["axes.titlelocation"]


def test_matrices_are_multiplied_with_all_their_digits_on_every_device():
    tensorflow = pytest.importorskip("tensorflow")
    tensorflow.config.experimental.enable_tensor_float_32_execution(True)
    notebook.open_lesson("01_linear_regression")
    assert not tensorflow.config.experimental.tensor_float_32_execution_enabled()
