"""A handout: one zip for students that holds what they need and no answer, and nobody's work is lost or given away."""

import ast
import errno
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from offline import run_offline
from repository import git
from small_course import call, clean_environment, load

from tools import build, fingerprint, handout
from tools import course as course_toml
from tools import lesson as lesson_file
from workshop.data import places
from workshop.data.errors import DataError
from workshop.keeping import is_set_aside

ROOT = Path(__file__).resolve().parents[1]
COURSE = course_toml.read(ROOT)
ONE, THREE = COURSE.lessons[0], COURSE.lessons[2]
STALE = handout._stale


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The course with lessons 1 and 3 as a build writes them, without outputs: nobody's work in the real one counts."""
    root = tmp_path_factory.mktemp("built")
    for name in ("LICENSE", "LICENSE-TEXT", "README.md", "course.toml", "pyproject.toml", "requirements.lock"):
        shutil.copy(ROOT / name, root)
    for name in ("data", "docs", "lessons", "workshop"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__", "mirror"))
    shutil.copy(ROOT / "start.py", root)
    for lesson in (ONE, THREE):
        script = lesson_file.read(root, lesson)
        solved = build.solution(COURSE, script)
        for path, notebook in ((lesson.solution(root), solved), (lesson.notebook(root), None)):
            path.parent.mkdir(exist_ok=True)
            path.write_text(build.text_of(notebook or build.student(COURSE, script, solved)), encoding="utf-8")
    return root


@pytest.fixture
def root(built, tmp_path, monkeypatch):
    """A copy that a test may change. Whether a lesson's text has changed is asked in the test of that alone."""
    monkeypatch.setattr(handout, "_stale", lambda *_: False)
    return Path(shutil.copytree(built, tmp_path / "course"))


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def make(root, stick, lessons=(ONE,), **more):
    """Write a handout; returns its path and what its maker was told."""
    said = []
    return handout.write(COURSE, lessons, stick, root=root, say=said.append, **more), said


def held(path):
    """What a zip holds, by name inside its one folder."""
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        assert {name.partition("/")[0] for name in names} == {path.stem}
        return {name.partition("/")[2]: archive.read(name) for name in names}


def notebook_in(path, lesson=ONE):
    return nbformat.reads(held(path)[f"notebooks/{lesson.stem}.ipynb"].decode(), as_version=4)


def unpacked(path, folder):
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    return folder / path.stem


def work_in(path, answer="print('my answer')"):
    """Somebody works in a notebook and saves it."""
    notebook = nbformat.read(path, as_version=4)
    stub = next(cell for cell in notebook.cells if "NotImplementedError" in cell.source or cell.id == "setup")
    stub.source = answer
    path.write_text(build.text_of(notebook), encoding="utf-8")


# --- what it holds ---


def test_it_holds_the_lessons_what_they_import_and_the_set_up_and_nothing_else(root, stick):
    path, said = make(root, stick, [ONE, THREE])
    names = set(held(path))
    assert path.name == f"{COURSE.name}-1-and-3.zip" and said == []
    assert {name for name in names if name.startswith("notebooks/")} == {
        f"notebooks/{ONE.stem}.ipynb",
        f"notebooks/{THREE.stem}.ipynb",
    }
    assert {"README.txt", "start.py", "course.toml", "data/registry.toml", "data/shapes_backbone.keras"} <= names
    assert {name.partition("/")[0] for name in names if "/" in name} == {"data", "notebooks", "workshop"}
    code = {path.relative_to(root).as_posix() for path in (root / "workshop").rglob("*") if path.is_file()}
    assert {name for name in names if name.startswith("workshop/")} == code
    read = {name for path in code for name in re.findall(r'"data" / "([\w.]+)"', (root / path).read_text("utf-8"))}
    assert "shapes_backbone.keras" in read and {f"data/{name}" for name in read - {"mirror"}} <= names


def test_all_that_start_py_and_the_notebooks_need_is_in_it(root, stick):
    path, _ = make(root, stick)
    files, start = held(path), load(unpacked(path, stick))
    assert {*start.RECIPE, *start.COURSE_FILES} <= files.keys()
    assert re.search(rb'readme = "(.*)"', files["pyproject.toml"])[1].decode() in files
    sources = [text.decode() for name, text in files.items() if name.endswith(".py")]
    sources += [cell.source for cell in notebook_in(path).cells if cell.cell_type == "code"]
    for source in sources:
        for node in ast.walk(ast.parse(source)):
            module = node.module if isinstance(node, ast.ImportFrom) and not node.level else ""
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [module or ""]
            for module in modules:
                assert module.partition(".")[0] not in ("tools", "tests"), source
                place = module.replace(".", "/")
                is_in = not module.startswith("workshop") or {f"{place}.py", f"{place}/__init__.py"} & files.keys()
                assert is_in, module


def test_no_answer_is_in_it(root, stick):
    notebook = notebook_in(make(root, stick)[0])
    assert all(not {"solution", "instructor"} & {*cell.metadata.get("tags", [])} for cell in notebook.cells)
    assert sum("raise NotImplementedError" in cell.source for cell in notebook.cells) >= 4
    assert "### BEGIN SOLUTION" not in build.text_of(notebook)


def test_a_page_that_a_lesson_names_goes_along(root, stick):
    path = ONE.notebook(root)
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[2].source += "\nSee `docs/YOUR_PROJECT.md`."
    fingerprint.stamp(notebook, COURSE.version)
    path.write_text(build.text_of(notebook), encoding="utf-8")
    files = held(make(root, stick)[0])
    assert {name for name in files if name.startswith("docs/")} == {"docs/YOUR_PROJECT.md"}


def test_the_last_cell_names_no_lesson_that_is_not_there(root, stick):
    footer = notebook_in(make(root, stick, [ONE, THREE])[0], THREE).cells[-1].source
    assert COURSE.repository in footer and ".ipynb" not in footer
    two = COURSE.lessons[1]
    assert f"{two.stem}.ipynb" in handout.render.footer(COURSE, ONE, "notebooks")


def test_the_readme_tells_a_student_in_ten_lines_what_to_do(root, stick):
    path, _ = make(root, stick)
    lines = held(path)["README.txt"].decode().splitlines()
    assert len(lines) == 10 and max(map(len, lines)) <= 130
    text = "\n".join(lines)
    for words in (ONE.title, path.name, f"{ONE.stem}.ipynb", "python3 start.py 1", "doctor", COURSE.repository):
        assert words in text


@pytest.mark.parametrize("numbers, full, name", [
    ([4], False, "4"), ([1, 3], False, "1-and-3"), ([1, 2], False, "1-and-2"), ([1, 2, 3], False, "1-to-3"),
    ([1, 2, 4], False, "1-and-2-and-4"), ([1, 2, 3, 4, 5, 6, 7], True, "1-to-7-full"),
])  # fmt: skip
def test_its_name_says_which_lessons_and_whether_the_data_are_in_it(numbers, full, name):
    assert handout.name(COURSE, COURSE.pick(numbers), full) == f"{COURSE.name}-{name}"


# --- the same each time ---


def test_the_same_course_makes_the_same_bytes(root, stick):
    path, _ = make(root, stick)
    before = path.read_bytes()
    for file in root.rglob("*.py"):
        os.utime(file, (0, 0))
    notebook = json.loads(ONE.notebook(root).read_text(encoding="utf-8"))
    notebook["metadata"]["language_info"]["version"] = "3.13.0"
    notebook["metadata"]["widgets"] = {"state": "what was looked at"}
    for cell in notebook["cells"]:
        cell["metadata"]["collapsed"] = True
        if cell["cell_type"] == "code":
            cell["execution_count"] = 7
    ONE.notebook(root).write_text(json.dumps(notebook), encoding="utf-8")
    again, said = make(root, stick)
    assert said == [] and again == path and path.read_bytes() == before
    assert [*stick.iterdir()] == [path]


def test_a_notebook_in_it_is_one_that_was_built(root, stick):
    folder = unpacked(make(root, stick)[0], stick)
    assert fingerprint.as_built(ONE.notebook(folder))


# --- local changes ---


def test_what_somebody_has_written_into_a_notebook_is_not_handed_out(root, stick):
    path, _ = make(root, stick)
    before = path.read_bytes()
    work_in(ONE.notebook(root))
    mine = ONE.notebook(root).read_bytes()
    path, said = make(root, stick)
    assert path.read_bytes() == before and ONE.notebook(root).read_bytes() == mine
    assert said == [
        f"notebooks/{ONE.stem}.ipynb: somebody has worked in it; the handout has the lesson as it was built."
    ]


def test_a_notebook_that_is_missing_is_cut_from_its_solution(root, stick):
    path, _ = make(root, stick)
    before = path.read_bytes()
    ONE.notebook(root).unlink()
    path, said = make(root, stick)
    assert path.read_bytes() == before and "it is missing" in said[0]


def test_a_lesson_that_is_nowhere_as_it_was_built_is_not_handed_out(root, stick):
    work_in(ONE.notebook(root))
    work_in(ONE.solution(root))
    with pytest.raises(handout.HandoutError, match=r"worked in it, .*solutions/.* build both with .*tools\.build 1"):
        make(root, stick)
    assert [*stick.iterdir()] == []


def test_a_lesson_whose_text_has_changed_is_handed_out_as_it_was_built_and_that_is_said(root, stick, monkeypatch):
    monkeypatch.setattr(handout, "_stale", STALE)
    path, said = make(root, stick)
    before = path.read_bytes()
    assert said == []
    with ONE.path(root).open("a", encoding="utf-8") as text:
        text.write("\n# %% [markdown]\n# One sentence more.\n")
    path, said = make(root, stick)
    assert path.read_bytes() == before
    assert len(said) == 1 and f"lessons/{ONE.stem}.py says more by now: " in said[0]


def test_what_is_not_committed_is_handed_out_and_named(root, stick):
    git(root, "init", "--quiet")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "the course")
    assert make(root, stick)[1] == []
    (root / "tests").mkdir()
    (root / "tests" / "mine.py").touch()  # not in a handout
    (root / "workshop" / "mine.py").write_text("A = 1\n", encoding="utf-8")
    with (root / "workshop" / "errors.py").open("a") as file:
        file.write("# mended\n")
    work_in(ONE.notebook(root))  # is not handed out
    path, said = make(root, stick)
    assert "Not committed, and in the handout as it is now: workshop/errors.py, workshop/mine.py." in said
    files = held(path)
    assert files["workshop/errors.py"].endswith(b"# mended\n") and "workshop/mine.py" in files
    assert b"my answer" not in files[f"notebooks/{ONE.stem}.ipynb"]


def test_a_file_of_the_course_that_is_missing_is_named(root, stick):
    (root / "requirements.lock").unlink()
    with pytest.raises(handout.HandoutError, match=r"lacks requirements\.lock: "):
        make(root, stick)


# --- where it goes ---


def test_an_earlier_handout_is_replaced(root, stick):
    make(root, stick)
    (root / "workshop" / "errors.py").write_text("# new\n", encoding="utf-8")
    path, said = make(root, stick)
    assert held(path)["workshop/errors.py"] == b"# new\n"
    assert said == [] and [*stick.iterdir()] == [path]


def theirs_text(path):
    path.write_text("my notes", encoding="utf-8")


def theirs_zip(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mine.txt", "mine")


def theirs_inside(path):
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("mine.txt", "mine")


def theirs_cut_off(path):
    path.write_bytes(path.read_bytes()[:-1000])


def theirs_link(path):
    path.rename(path.with_name("elsewhere.zip"))
    path.symlink_to("elsewhere.zip")


def theirs_folder(path):
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("theirs", [theirs_text, theirs_zip, theirs_inside, theirs_cut_off, theirs_link, theirs_folder])
def test_what_is_somebodys_there_is_set_aside(root, stick, theirs):
    path, _ = make(root, stick)
    theirs(path)
    kind, content = path.lstat().st_mode, path.read_bytes() if path.is_file() else None
    again, said = make(root, stick)
    assert again == path and handout.is_handout(path)
    (kept,) = [other for other in stick.iterdir() if is_set_aside(other)]
    assert said == [f"{path.name} is here already and no handout of the course: it is now {kept.name}."]
    assert kept.lstat().st_mode == kind and content == (kept.read_bytes() if kept.is_file() else None)


def test_a_folder_that_is_not_there_is_not_made(root, stick):
    with pytest.raises(handout.HandoutError, match=r"There is no folder .*nowhere: plug the stick in"):
        make(root, stick / "nowhere")
    assert [*stick.iterdir()] == []


def test_a_disk_without_room_is_found_out_before_anything_is_written(root, stick, monkeypatch):
    monkeypatch.setattr(handout.shutil, "disk_usage", lambda folder: SimpleNamespace(free=1_500_000))
    with pytest.raises(handout.HandoutError, match=r"has 2 MB free and the handout may need [3-9] MB: make room, or"):
        make(root, stick)
    assert [*stick.iterdir()] == []


@pytest.mark.parametrize("number, words", [
    (errno.ENOSPC, "the disk of .* is full: free some space or choose another folder"),
    (errno.EROFS, "cannot be written to: choose another folder"),
])  # fmt: skip
def test_a_disk_that_takes_no_more_keeps_the_earlier_handout(root, stick, monkeypatch, number, words):
    path, _ = make(root, stick)
    before = path.read_bytes()
    monkeypatch.setattr(handout.os, "fsync", lambda file: (_ for _ in ()).throw(OSError(number, "no")))
    with pytest.raises(handout.HandoutError, match=f"No handout was written, because .*{words}"):
        make(root, stick)
    assert [*stick.iterdir()] == [path] and path.read_bytes() == before


def test_a_making_that_is_stopped_leaves_nothing(root, stick, monkeypatch):
    monkeypatch.setattr(handout.os, "fsync", lambda file: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        make(root, stick)
    assert [*stick.iterdir()] == []


# --- with the data ---


@pytest.fixture
def data(tmp_path, monkeypatch):
    """Small files in place of the data, the first of them a stand-in with a note."""
    (tmp_path / "cache").mkdir()

    def obtain(file, near):
        path = tmp_path / "cache" / file.name
        path.write_bytes(file.name.encode() * 100)
        entry = {"sha256": "0" * 64, "note": "re-encoded"} if file.name.startswith("train-images") else None
        state = places._state(path)
        return places.Copy(path, file.fingerprint, entry, state)

    monkeypatch.setattr(handout, "obtain", obtain)
    return tmp_path / "cache"


def test_the_data_of_its_lessons_and_no_others_come_along_as_a_mirror(root, stick, data):
    path, said = make(root, stick, [ONE, THREE], with_data=True)
    assert said[0] == "With the full data of these lessons, about 12 MB." and path.stem.endswith("-full")
    assert said[1:] == ["train-images-idx3-ubyte.gz is not the original: re-encoded."]
    files = {name: text for name, text in held(path).items() if name.startswith("data/mirror/")}
    manifest = json.loads(files.pop("data/mirror/manifest.json"))
    assert files == {f"data/mirror/{file.name}": file.read_bytes() for file in data.iterdir()} and len(files) == 4
    assert [*manifest["files"]] == ["train-images-idx3-ubyte.gz"]
    assert places.manifest.entries_in(json.dumps(manifest))["train-images-idx3-ubyte.gz"]["note"] == "re-encoded"
    before = path.read_bytes()
    assert make(root, stick, [ONE, THREE], with_data=True)[0].read_bytes() == before


def test_a_lesson_without_data_says_so(root, stick, data):
    path, said = make(root, stick, with_data=True)
    assert said == ["These lessons need no data but what each handout has."]
    assert not any(name.startswith(handout.MIRROR) for name in held(path))


def test_the_data_in_a_handout_are_found_unless_a_mirror_is_named(monkeypatch, tmp_path):
    monkeypatch.delenv("WORKSHOP_MIRROR", raising=False)
    assert places.INSIDE == ROOT / handout.MIRROR
    monkeypatch.setattr(places, "INSIDE", tmp_path / "mirror")
    assert places.mirror() is None
    (tmp_path / "mirror").mkdir()
    assert places.mirror().folder == tmp_path / "mirror"
    monkeypatch.setenv("WORKSHOP_MIRROR", str(tmp_path))
    assert places.mirror().folder == tmp_path


def test_without_room_for_the_data_nothing_is_downloaded(root, stick, monkeypatch):
    monkeypatch.setattr(handout, "obtain", None)
    monkeypatch.setattr(handout.shutil, "disk_usage", lambda folder: SimpleNamespace(free=10_000_000))
    with pytest.raises(handout.HandoutError, match=r"has 10 MB free and the handout may need 13 MB"):
        make(root, stick, [THREE], with_data=True)


def test_data_that_change_while_they_are_packed_are_not_handed_out(root, stick, data, monkeypatch):
    monkeypatch.setattr(places.Copy, "has_changed", True)
    with pytest.raises(DataError, match="changed while it was read"):
        make(root, stick, [THREE], with_data=True)
    assert [*stick.iterdir()] == []


# --- the command ---


def test_the_command_says_what_it_wrote(root, stick, monkeypatch, capsys):
    monkeypatch.chdir(stick)
    assert handout.main([ONE.slug], root) == 0
    written = stick / f"{COURSE.name}-1.zip"
    assert re.fullmatch(rf"Written: {re.escape(str(written))}, \d\.\d MB, with lesson 1\n", capsys.readouterr().out)
    assert handout.main(["3", "1", "--to", str(root)], root) == 0
    assert (root / f"{COURSE.name}-1-and-3.zip").is_file()


@pytest.mark.parametrize("arguments, words", [
    (["9"], r"There is no lesson 9: choose from 1, 2, 3, 4, 5, 6, 7"),
    (["1", "--to", "nowhere"], r"There is no folder .*nowhere: plug the stick in"),
])  # fmt: skip
def test_bad_input_gets_one_sentence(root, stick, monkeypatch, capsys, arguments, words):
    monkeypatch.chdir(stick)
    assert handout.main(arguments, root) == 2
    said = capsys.readouterr()
    assert re.match(words, said.err) and said.err.count("\n") == 1 and said.out == ""
    assert [*stick.iterdir()] == []


# --- unpacked, on a student's machine ---


@pytest.fixture(scope="module")
def student(built, tmp_path_factory):
    """A handout of lessons 1 and 3, unpacked in an empty folder."""
    folder = tmp_path_factory.mktemp("student")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(handout, "_stale", lambda *_: False)
        return unpacked(handout.write(COURSE, [ONE, THREE], folder, root=built, say=list), folder)


def test_start_py_knows_its_lessons_and_those_that_are_put_there(student):
    start = load(student)
    assert [lesson["number"] for lesson in start.lessons_here()] == [1, 3]
    more = student / "notebooks" / f"{COURSE.lessons[3].stem}.ipynb"
    more.touch()
    assert [lesson["number"] for lesson in start.lessons_here()] == [1, 3, 4]
    more.unlink()


@pytest.mark.parametrize("command", ["update", "test", "handout"])
def test_a_command_for_the_whole_course_says_one_sentence(student, command):
    answer = call(student, command)
    assert answer.returncode == 2 and answer.stdout == ""
    assert re.fullmatch(r"This folder is a handout[^\n]*README\.txt[^\n]*\n", answer.stderr)


def test_the_doctor_finds_all_files_and_only_misses_the_set_up(student):
    answer = call(student, "doctor", HTTPS_PROXY="http://127.0.0.1:9")
    failed = [line for line in answer.stdout.splitlines() if line.startswith("FAIL")]
    assert "ok   the course's files are here" in answer.stdout and answer.stderr == ""
    assert len(failed) == 1 and "run `python3 start.py`" in failed[0]


#: Run cells one after the other as IPython does, and print as JSON what a page shows for each and where things are.
CELLS = """
import contextlib, io, json, sys
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config
sys.meta_path[:] = [finder for finder in sys.meta_path if "Editable" not in repr(finder)]
shell = InteractiveShell.instance(config=Config(HistoryManager={"enabled": False}), colors="nocolor")
shown = []
for cell in json.load(open(sys.argv[1])):
    with contextlib.redirect_stdout(io.StringIO()) as page:
        shell.run_cell(cell)
    shown.append(page.getvalue())
print("SHOWN " + json.dumps([shown, sys.modules["workshop"].__file__]))
"""


@pytest.mark.trains  # no training, but a Keras to import
def test_unpacked_it_runs_without_a_network(student, tmp_path):
    """The setup cell and the cells up to the first check of lesson 3, on the sample, with the exercise solved."""
    solved = {cell.id: cell.source for cell in build.solution(COURSE, lesson_file.read(ROOT, THREE)).cells}
    notebook = nbformat.read(THREE.notebook(student), as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    last = next(place for place, cell in enumerate(cells) if cell.source.startswith("check."))
    sources = [solved[cell.id] if "NotImplementedError" in cell.source else cell.source for cell in cells[: last + 1]]
    first, *rest = sources
    (tmp_path / "cells.json").write_text(json.dumps([first, sources[-1], *rest]))
    variables = clean_environment(MPLBACKEND="agg", WORKSHOP_CACHE=str(tmp_path / "cache"), TF_CPP_MIN_LOG_LEVEL="3")
    command = [sys.executable, "-c", CELLS, str(tmp_path / "cells.json")]
    ran = run_offline(command, tmp_path, cwd=student / "notebooks", env=variables)
    (line,) = [line for line in ran.stdout.splitlines() if line.startswith("SHOWN ")]
    shown, where = json.loads(line.removeprefix("SHOWN "))
    assert Path(where).is_relative_to(student)
    assert shown[0].endswith("Ready: lesson 3.\n")
    assert "is not there yet. Run the cell" in shown[1]  # found without the solution
    assert "*** SAMPLE DATA ***" in "".join(shown)
    assert "✓ 3.1 " in shown[-1], shown


# --- unpacked in Colab ---

#: What the setup cell imports from the handout; Keras and Matplotlib are stand-ins, so that a run takes no seconds.
STAND_INS = {
    "README.txt": "",
    "keras.py": "",
    "matplotlib/pyplot.py": "",
    f"notebooks/{ONE.stem}.ipynb": "{}",
    "workshop/__init__.py": "SEED = claim = data = diagrams = plots = predicted = None\n",
    "workshop/notebook.py": "open_lesson = lambda stem, version: __import__('keras')\n",
    "workshop/progress.py": "Progress = watch = None\n",
    f"workshop/checks/{ONE.slug}.py": "",
}
IN_COLAB = """
import sys, types
colab, files = types.ModuleType("google.colab"), types.ModuleType("google.colab.files")
def upload():
    print("ASKED")
    return {name: open(name, "rb").read() for name in sys.argv[1:]}
files.upload, colab.files = upload, files
sys.modules.update({"google": types.ModuleType("google"), "google.colab": colab, "google.colab.files": files})
sys.meta_path[:] = [finder for finder in sys.meta_path if "Editable" not in repr(finder)]
"""
SEEN = "\nimport workshop\nprint('SEEN', os.path.realpath('.'), os.path.realpath(workshop.__file__))"
CHOOSE = f"Choose the file that you were given, {COURSE.name}-1.zip:\nASKED\n"


class Colab:
    """A machine as Colab lends it, and the zip on the student's own."""

    def __init__(self, folder):
        self.folder, self.content = folder, folder / "content"
        self.content.mkdir()
        self.zip = folder / f"{COURSE.name}-1.zip"
        self.unpacked = self.content / self.zip.stem
        with zipfile.ZipFile(self.zip, "w") as archive:
            for name in sorted(STAND_INS, key=lambda name: name == "README.txt"):
                archive.writestr(f"{self.zip.stem}/{name}", STAND_INS[name])

    def run(self, *uploads):
        """Run the setup cell in a fresh Python; the student chooses these files if asked."""
        cell = handout.setup(COURSE, ONE, self.zip.stem).replace("/content", self.content.as_posix())
        command = [sys.executable, "-c", IN_COLAB + cell + SEEN, *map(str, uploads)]
        return subprocess.run(command, cwd=self.content, capture_output=True, text=True, env=clean_environment())

    def assert_ready(self, run, words):
        place = os.path.realpath(self.unpacked)
        assert run.stdout == f"{words}SEEN {place}/notebooks {place}/workshop/__init__.py\n", run

    def assert_stopped(self, run, words):
        assert run.returncode == 1 and re.search(rf"Stop: {re.escape(self.zip.name)} {words}$", run.stderr.strip()), run


@pytest.fixture
def colab(tmp_path):
    return Colab(tmp_path)


def test_in_colab_the_setup_cell_asks_for_the_zip_once(colab):
    colab.assert_ready(colab.run(colab.zip), CHOOSE)
    (colab.unpacked / "notebooks" / "mine.keras").touch()
    colab.assert_ready(colab.run(), "")
    assert (colab.unpacked / "notebooks" / "mine.keras").is_file()


def test_in_colab_a_zip_that_was_put_there_is_taken(colab):
    shutil.copy(colab.zip, colab.content)
    colab.assert_ready(colab.run(), "")


def test_in_colab_it_asks_again_after_nothing_or_another_file_was_chosen(colab):
    other = colab.folder / "other.zip"
    theirs_zip(other)
    for uploads in ([], [other]):
        colab.assert_stopped(colab.run(*uploads), "is needed: run this cell again, and choose it.")
    colab.assert_ready(colab.run(colab.zip), CHOOSE)


def test_in_colab_an_upload_that_has_not_ended_is_waited_for(colab):
    whole = colab.zip.read_bytes()
    (colab.content / colab.zip.name).write_bytes(whole[:-100])
    colab.assert_stopped(colab.run(), "is not whole: wait until its upload has ended or delete it .* again.")
    (colab.content / colab.zip.name).write_bytes(whole)
    colab.assert_ready(colab.run(), "")


def test_in_colab_what_was_not_unpacked_to_its_end_is_unpacked_again(colab):
    with zipfile.ZipFile(colab.zip) as archive:
        archive.extract(f"{colab.zip.stem}/keras.py", colab.content)
    colab.assert_ready(colab.run(colab.zip), CHOOSE)


def test_the_readme_is_packed_last(root, stick):
    assert [*held(make(root, stick)[0])][-1] == "README.txt"


def test_outside_colab_the_setup_cell_is_that_of_the_course():
    def outside(cell):
        return re.sub(r'(?ms)^if "google.*?^for ', "for ", cell.partition("\n")[2])

    assert outside(handout.setup(COURSE, ONE, "x")) == outside(handout.render.setup(COURSE, ONE))
