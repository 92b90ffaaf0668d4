"""The setup cell: in Colab it fetches the course once, and installs nothing; elsewhere it finds it, or says how to."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from repository import git

from tools import course as course_toml
from tools import render

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
COURSE = course_toml.read(Path(__file__).resolve().parents[1])
LESSON = COURSE.lessons[0]
# What the cell imports from the clone; Keras and Matplotlib are stand-ins, so that a run takes no seconds.
FILES = {
    "notebooks/a.ipynb": "{}",
    "workshop/__init__.py": "SEED = claim = data = diagrams = plots = predicted = None\nedition = 'first'\n",
    "workshop/notebook.py": "open_lesson = lambda stem, version: __import__('keras')\n",
    "workshop/progress.py": "Progress = watch = None\n",
    f"workshop/checks/{LESSON.slug}.py": "",
    "keras.py": "",
    "matplotlib/pyplot.py": "",
}
IN_COLAB = "import sys, types\nsys.modules['google.colab'] = types.ModuleType('google.colab')\n"
SEEN = """
import workshop
print('SEEN', workshop.edition, os.path.realpath('.'), sys.path.count(os.path.realpath(course)))
"""
# As a page shows it: what the cell prints, and the error's own text where it has one.
AS_A_PAGE = """
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config
shell = InteractiveShell(config=Config(HistoryManager={"enabled": False}), colors="nocolor")
sys.exit(not shell.run_cell(SOURCE).success)
"""
# An environment without the course, and one in which none but IPython's packages are.
NO_COURSE = "import sys\nsys.meta_path[:] = [finder for finder in sys.meta_path if 'Editable' not in repr(finder)]\n"
NO_KERAS = NO_COURSE + "sys.modules['keras'] = None\n"


@pytest.fixture
def colab(tmp_path):
    """A machine as Colab lends it: `content` to clone into, and the course's repository at an address."""
    origin, address = tmp_path / "origin", tmp_path / "course.git"
    for name, text in FILES.items():
        (origin / name).parent.mkdir(parents=True, exist_ok=True)
        (origin / name).write_text(text, encoding="utf-8")
    git(tmp_path, "init", "--quiet", "--initial-branch=main", str(origin))
    git(origin, "add", ".")
    git(origin, "commit", "--quiet", "-m", "first")
    git(tmp_path, "clone", "--quiet", "--bare", str(origin), str(address))
    return Machine(tmp_path, address)


class Machine:
    def __init__(self, folder, address):
        self.folder, self.address = folder, address
        self.clone = folder / "content" / COURSE.name

    def publish(self, edition, branch="main"):
        """The teachers publish a new edition."""
        git(self.folder / "origin", "checkout", "--quiet", "-B", branch)
        path = self.folder / "origin" / "workshop" / "__init__.py"
        path.write_text(path.read_text(encoding="utf-8").replace("first", edition), encoding="utf-8")
        git(self.folder / "origin", "commit", "--quiet", "--all", "-m", edition)
        git(self.folder / "origin", "push", "--quiet", str(self.address), branch)

    def cell(self, address=None, ref="main"):
        source = render.setup(replace(COURSE, ref=ref), LESSON)
        return source.replace(COURSE.repository, (address or self.address).as_posix()).replace(
            "/content/", (self.folder / "content").as_posix() + "/"
        )

    def page(self, source, before=IN_COLAB, folder=None):
        """Run a cell in a fresh IPython, in a folder; returns what a page would show and whether the cell stopped."""
        shown = self.run(f"{before}\nSOURCE = {source!r}\n{AS_A_PAGE}", colab=False, folder=folder)
        assert "Traceback" not in shown.stderr
        return shown.stdout, shown.returncode == 1

    def run(self, source, colab=True, folder=None):
        """Run a cell in a fresh Python, as after a restart; returns what it printed and its exit status."""
        (self.folder / "content").mkdir(exist_ok=True)
        environment = {**os.environ, "PYTHONPATH": "", "GIT_TERMINAL_PROMPT": "0"}
        return subprocess.run(
            [sys.executable, "-c", (IN_COLAB if colab else "") + source],
            cwd=folder or self.folder,
            env=environment,
            capture_output=True,
            text=True,
        )

    def assert_ready(self, run, edition, words=""):
        notebooks = os.path.realpath(self.clone / "notebooks")
        assert run.stdout == f"{words}SEEN {edition} {notebooks} 1\n", run


def test_the_first_run_fetches_the_course_and_goes_to_its_notebooks(colab):
    colab.assert_ready(colab.run(colab.cell() + SEEN), "first")


def test_it_installs_nothing():
    assert not re.search(r"\b(pip|conda|uv|apt)\b|install", render.setup(COURSE, LESSON))


def test_a_second_run_changes_nothing(colab):
    twice = colab.cell() + "\n" + colab.cell() + SEEN
    colab.assert_ready(colab.run(twice), "first")
    colab.assert_ready(colab.run(twice), "first")


def test_what_a_student_saved_beside_the_notebooks_stays(colab):
    colab.run(colab.cell())
    (colab.clone / "notebooks" / "mine.keras").write_text("weights", encoding="utf-8")
    colab.publish("second")
    colab.assert_ready(colab.run(colab.cell() + SEEN), "second")
    assert (colab.clone / "notebooks" / "mine.keras").read_text(encoding="utf-8") == "weights"


def test_a_stale_clone_becomes_the_newest_edition(colab):
    git(colab.folder, "clone", "--quiet", "--depth=1", f"file://{colab.address}", str(colab.clone))
    colab.publish("second")
    colab.assert_ready(colab.run(colab.cell() + SEEN), "second")


@pytest.mark.parametrize("left", [[], ["init"], ["init", "fetch"]], ids=["a folder", "begun", "fetched"])
def test_a_clone_that_was_interrupted_is_finished(colab, left):
    colab.clone.mkdir(parents=True)
    if "init" in left:
        git(colab.clone, "init", "--quiet")
    if "fetch" in left:
        git(colab.clone, "fetch", "--quiet", "--depth=1", str(colab.address), "main")
    colab.assert_ready(colab.run(colab.cell() + SEEN), "first")


def test_a_file_that_was_damaged_is_mended(colab):
    colab.run(colab.cell())
    (colab.clone / "workshop" / "__init__.py").write_text("nonsense", encoding="utf-8")
    colab.assert_ready(colab.run(colab.cell() + SEEN), "first")


def test_it_fetches_the_courses_ref(colab):
    colab.publish("second", branch="v2")
    colab.assert_ready(colab.run(colab.cell(ref="v2") + SEEN), "second")
    colab.assert_ready(colab.run(colab.cell(ref="main") + SEEN), "first")


def test_without_a_network_the_first_run_stops_with_one_sentence(colab):
    shown = colab.page(colab.cell(address=colab.folder / "nowhere.git") + SEEN)
    assert shown == ("The course cannot be reached: wait a minute, then run this cell again.\n", True)
    colab.assert_ready(colab.run(colab.cell() + SEEN), "first")


def test_without_a_network_a_later_run_goes_on_with_the_copy_and_says_so(colab):
    colab.run(colab.cell())
    run = colab.run(colab.cell(address=colab.folder / "nowhere.git") + SEEN)
    colab.assert_ready(run, "first", "The course cannot be reached now: going on with the copy that is here.\n")


def test_outside_colab_it_fetches_nothing(colab):
    run = colab.run("import sys\nsys.path.insert(0, 'origin')\n" + colab.cell(), colab=False)
    assert run.returncode == 0 and run.stdout == run.stderr == ""
    assert not (colab.folder / "content" / COURSE.name).exists()


# --- anywhere else ---

WHAT_TO_DO = (
    " is missing: put this notebook into the course's folder notebooks and choose the kernel of its .venv, "
    f"or open it in Colab with the badge above. The course: {COURSE.repository}\n"
)
WHERE = "\nimport workshop\nprint(os.path.realpath(workshop.__file__))"


def test_without_the_course_it_says_in_one_sentence_what_to_do(colab):
    assert colab.page(render.setup(COURSE, LESSON), NO_COURSE) == ("workshop" + WHAT_TO_DO, True)


def test_a_folder_that_is_called_workshop_is_not_the_course(colab):
    (colab.folder / "workshop").mkdir()
    assert colab.page(render.setup(COURSE, LESSON), NO_COURSE) == ("workshop.notebook" + WHAT_TO_DO, True)


def test_in_a_kernel_without_the_packages_it_says_in_one_sentence_what_to_do(colab):
    shown = colab.page(render.setup(COURSE, LESSON), NO_KERAS, colab.folder / "origin" / "notebooks")
    assert shown == ("keras" + WHAT_TO_DO, True)


@pytest.mark.parametrize("place", ["notebooks", "notebooks/mine", "."])
def test_the_course_around_the_notebook_is_found_and_put_first_once(colab, place):
    folder = colab.folder / "origin" / place
    folder.mkdir(exist_ok=True)
    # One more course further up, which is not this notebook's.
    shutil.copytree(colab.folder / "origin" / "workshop", colab.folder / "workshop")
    cell = render.setup(COURSE, LESSON)
    count = "\nprint(len(sys.path) - len({*sys.path}))"
    run = colab.run(NO_COURSE + cell + "\n" + cell + WHERE + count, colab=False, folder=folder)
    found = os.path.realpath(colab.folder / "origin" / "workshop" / "__init__.py")
    assert run.stdout == f"{found}\n0\n", run
