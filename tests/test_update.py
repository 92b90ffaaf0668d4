"""`python3 start.py update`: the newest course comes in, and nothing that a person made is lost.

The upstream repository and the student's copies are small ones, made here; the notebooks in them are edited with
nbformat, as JupyterLab's server does it.
"""

import io
import os
import shutil
import signal
import subprocess
import sys
import tarfile
import time
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from repository import git

from tools import update

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")

ADDRESS = "https://github.com/line-to-gan/line-to-gan"
FIRST, SECOND = "notebooks/01_line.ipynb", "notebooks/02_neuron.ipynb"
COURSE = f'title = "A course"\nversion = "2.0.0"\nrepository = "{ADDRESS}"\nref = "main"\n'
CODE = "first = 1\n\n\nsecond = 2\n\n\nthird = 3\n"
STUB = "def predict(x):\n    # your code\n    raise NotImplementedError"
ANSWER = "def predict(x):\n    # your code\n    return 3 * x"


def notebook(title):
    cells = [
        new_markdown_cell(f"# {title}\n\nWhat is a line?", id="header"),
        new_code_cell("import numpy as np\nprint(np.pi)", id="setup"),
        new_markdown_cell("Text between the two.\n\nIt has two paragraphs.", id="text"),
        new_code_cell(STUB, id="exercise"),
        new_code_cell("check.predict(predict)", id="check"),
        new_markdown_cell("And so it goes on.", id="more"),
        new_code_cell("draw(predict)", id="drawing"),
        new_markdown_cell("The end.", id="footer"),
    ]
    return nbformat.writes(new_notebook(cells=cells)) + "\n"


def put(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def commit(folder, message="A mend"):
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", message)


def edit(path, change, cell=None):
    """Change a notebook as an editor does: read, change the cell of that id or all of it, write."""
    book = nbformat.read(path, as_version=4)
    change(book if cell is None else next(one for one in book.cells if one.id == cell))
    nbformat.write(book, path)


def solve(path, answer=ANSWER):
    """Write an answer, run it and its check."""

    def exercise(cell):
        cell.source, cell.execution_count = answer, 2

    def check(cell):
        cell.outputs, cell.execution_count = [new_output("stream", name="stdout", text="✓ predict\n")], 3

    edit(path, exercise, "exercise")
    edit(path, check, "check")


def retell(cell):
    cell.source = cell.source.replace("Text", "A better text").replace("a line", "a straight line")


def cell(path, name):
    return next(one for one in nbformat.read(path, as_version=4).cells if one.id == name)


def is_solved(path):
    check = cell(path, "check")
    return cell(path, "exercise").source == ANSWER and check.outputs[0].text == "✓ predict\n"


def files(folder):
    """Every file by name, but those of git."""
    paths = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.relative_to(folder).parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """An upstream repository and a clone of it, to be copied: quicker than making them for each test."""
    folder = tmp_path_factory.mktemp("made")
    upstream = folder / "upstream"
    put(upstream, "course.toml", COURSE)
    put(upstream, ".gitattributes", (ROOT / ".gitattributes").read_bytes())
    put(upstream, update.COMMIT, (ROOT / update.COMMIT).read_bytes())
    put(upstream, FIRST, notebook("Lesson 1"))
    put(upstream, SECOND, notebook("Lesson 2"))
    put(upstream, "workshop/code.py", CODE)
    put(upstream, "requirements.lock", "numpy==2.1\n")
    git(upstream, "init", "--quiet")
    git(upstream, "symbolic-ref", "HEAD", "refs/heads/main")
    commit(upstream, "The course")
    return folder


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A home without settings: git knows nobody's name."""
    home = tmp_path / "home"
    put(
        home,
        ".gitconfig",
        f'[user]\nuseConfigOnly = true\n[url "{(tmp_path / "upstream").as_uri()}"]\ninsteadOf = {ADDRESS}\n',
    )
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    return home


@pytest.fixture
def upstream(made, tmp_path):
    return Path(shutil.copytree(made / "upstream", tmp_path / "upstream"))


@pytest.fixture
def copy(upstream, tmp_path):
    """A student's clone."""
    git(tmp_path, "clone", "--quiet", upstream.as_uri(), "Kurs für Ärzte 深度 (1)")
    return tmp_path / "Kurs für Ärzte 深度 (1)"


@pytest.fixture
def unpacked(upstream, tmp_path):
    """A student's copy from a ZIP, as GitHub packs it."""
    archive = subprocess.run(["git", "archive", "HEAD"], cwd=upstream, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        tar.extractall(tmp_path / "unpacked", filter="data")
    return tmp_path / "unpacked"


@pytest.fixture
def run(capsys):
    """Update a folder; returns the exit status and what was printed."""

    def run(folder, good=True):
        status = update.main([], root=folder)
        printed = capsys.readouterr()
        said = printed.out + printed.err
        assert status == (0 if good else 2), said
        assert bool(printed.err) is not good and "Traceback" not in said
        assert good or len(printed.err.splitlines()) == 1
        return said

    return run


# ------------------------------------------------------------------------------------------------ what stays


def test_answers_and_outputs_stay_and_a_mend_of_another_cell_comes_in(copy, upstream, run):
    solve(copy / FIRST)
    edit(upstream / FIRST, retell, "text")
    put(upstream, "workshop/code.py", CODE.replace("third = 3", "third = 4"))
    commit(upstream)
    said = run(copy)
    assert is_solved(copy / FIRST)
    assert "A better text" in cell(copy / FIRST, "text").source
    assert "third = 4" in (copy / "workshop/code.py").read_text()
    assert "notebooks that changed: 01_line; other files: 1" in said
    assert f"Kept: what you changed in {FIRST}" in said and "close and open them again" in said
    assert git(copy, "status", "--porcelain") == ""
    solve(copy / SECOND)
    before = files(copy)
    said = run(copy)
    assert said.startswith("Nothing new: this is the newest course, of 2") and len(said.splitlines()) == 1
    assert files(copy) == before


def test_a_cell_that_was_only_run_gets_the_mend_and_keeps_its_output(copy, upstream, run):
    def ran(cell):
        cell.outputs, cell.execution_count = [new_output("stream", name="stdout", text="3.14\n")], 1

    edit(copy / FIRST, ran, "setup")
    edit(upstream / FIRST, lambda cell: cell.update(source="import numpy as np\n\nprint(np.pi)"), "setup")
    commit(upstream)
    run(copy)
    assert cell(copy / FIRST, "setup").source == "import numpy as np\n\nprint(np.pi)"
    assert cell(copy / FIRST, "setup").outputs[0].text == "3.14\n"


def test_where_both_changed_a_cell_the_answer_stays_and_the_new_version_is_put_beside_it(copy, upstream, run):
    solve(copy / FIRST)
    edit(upstream / FIRST, lambda cell: cell.update(source=STUB + "  # a line"), "exercise")
    edit(upstream / FIRST, retell, "header")
    commit(upstream)
    said = run(copy)
    assert is_solved(copy / FIRST)
    assert "a straight line" in cell(copy / FIRST, "header").source
    (new,) = (copy / "notebooks").glob("01_line (new 2*).ipynb")
    assert new.read_bytes() == (upstream / FIRST).read_bytes()
    assert f"Kept twice: {FIRST} is yours" in said and new.name in said
    commit(upstream)
    run(copy)
    assert [*(copy / "notebooks").glob("* (new*")] == [new], "what was said once is not said again"


def test_a_new_version_never_takes_the_place_of_a_file_that_has_its_name(tmp_path):
    place = tmp_path / "answers.ipynb"
    first = update.beside(place, "2026-11-26", b"new")
    assert first.name == "answers (new 2026-11-26).ipynb"
    first.write_bytes(b"mine")
    second = update.beside(place, "2026-11-26", b"new")
    assert second.name == "answers (new 2026-11-26, 2).ipynb"
    second.write_bytes(b"new")
    assert update.beside(place, "2026-11-26", b"new") == second


def test_two_texts_that_merge_into_no_notebook_are_kept_apart(copy, upstream, run):
    """Both have added a cell of the same id: each text is a notebook, the merged text is none."""
    solve(copy / FIRST)
    edit(copy / FIRST, lambda book: book.cells.insert(1, new_markdown_cell("Mine.", id="twin")))
    mine = (copy / FIRST).read_bytes()
    edit(upstream / FIRST, lambda book: book.cells.insert(-1, new_markdown_cell("Theirs.", id="twin")))
    commit(upstream)
    assert "Kept twice" in run(copy)
    assert (copy / FIRST).read_bytes() == mine
    (new,) = (copy / "notebooks").glob("01_line (new 2*).ipynb")
    assert new.read_bytes() == (upstream / FIRST).read_bytes()
    assert git(copy, "status", "--porcelain", "--untracked-files=no") == ""


def test_a_merge_that_has_lost_an_answer_is_not_taken(copy, upstream, run, monkeypatch):
    """Whatever the merge does: here nbgitpuller, after its work, takes the answer for the stub."""
    solve(copy / FIRST)
    mine = (copy / FIRST).read_bytes()
    edit(upstream / FIRST, retell, "text")
    commit(upstream)
    pull = update.pull

    def lose(bench):
        pull(bench)
        edit(bench.folder / FIRST, lambda cell: cell.update(source=STUB), "exercise")
        bench("-c", "user.name=x", "-c", "user.email=x@y", "commit", "--all", "--amend", "--no-edit", "--quiet")

    monkeypatch.setattr(update, "pull", lose)
    assert "Kept twice" in run(copy)
    assert (copy / FIRST).read_bytes() == mine


def change_source(cells):
    cells[3].source = STUB


def change_output(cells):
    cells[4].outputs[0].text = "something else"


def lose_output(cells):
    cells[4].outputs = []


def lose_cell(cells):
    del cells[3]


@pytest.mark.parametrize("damage", [change_source, change_output, lose_output, lose_cell])
def test_a_merged_notebook_is_sound_only_with_every_answer_and_output(tmp_path, damage):
    base, mine, merged = (put(tmp_path, name, notebook("Lesson 1")) for name in ("base", "mine", "merged"))
    for path in (mine, merged):
        solve(path)
    edit(merged, retell, "text")
    texts = base.read_bytes(), mine.read_bytes()
    assert update.sound(FIRST, *texts, merged.read_bytes())
    edit(merged, lambda book: damage(book.cells))
    assert not update.sound(FIRST, *texts, merged.read_bytes())


def test_a_merged_notebook_without_a_cell_that_only_the_course_wrote_is_sound(tmp_path):
    base, mine = (put(tmp_path, name, notebook("Lesson 1")) for name in ("base", "mine"))
    merged = put(tmp_path, "merged", notebook("Lesson 1"))
    edit(merged, lambda book: book.cells.pop(2))
    assert update.sound(FIRST, base.read_bytes(), mine.read_bytes(), merged.read_bytes())


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("a.ipynb", notebook("A"), "<<<<<<<"),
        ("a.ipynb", notebook("A"), '{"cells": [{}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'),
        ("a.ipynb", notebook("A"), notebook("A").replace('"id": "header"', '"id": "text"')),
        ("a.py", "a = 1", "a = ("),
        ("a.toml", "a = 1", "a = ("),
        ("a.json", "[1]", "[1"),
    ],
)
def test_a_merged_file_must_be_one_that_can_be_read(name, good, bad):
    assert update.sound(name, good.encode(), good.encode(), good.encode())
    assert not update.sound(name, good.encode(), good.encode(), bad.encode())


def test_python_that_does_not_compile_any_more_is_kept_apart(copy, upstream, run):
    mine = put(copy, "workshop/code.py", f'"""\n{CODE}"""\n').read_bytes()
    new = put(upstream, "workshop/code.py", CODE.replace("second", '"""Two"""\nsecond')).read_bytes()
    commit(upstream)
    assert "Kept twice: workshop/code.py" in run(copy)
    assert (copy / "workshop/code.py").read_bytes() == mine
    (beside,) = (copy / "workshop").glob("code (new 2*).py")
    assert beside.read_bytes() == new


def test_a_file_of_the_student_in_the_way_of_a_new_one_is_set_aside(copy, upstream, run):
    mine = put(copy, "notebooks/03_new.ipynb", notebook("My own")).read_bytes()
    put(copy, "extra", "a file where the course has a folder now")
    put(copy, "data.txt/notes", "a folder where the course has a file now")
    new = put(upstream, "notebooks/03_new.ipynb", notebook("Lesson 3")).read_bytes()
    put(upstream, "extra/deep/file.txt", "new")
    put(upstream, "data.txt", "new")
    put(upstream, "same.txt", "both")
    put(copy, "same.txt", "both")
    commit(upstream)
    said = run(copy)
    assert (copy / "notebooks/03_new.ipynb").read_bytes() == new
    (kept,) = (copy / "notebooks").glob("03_new (kept *).ipynb")
    assert kept.read_bytes() == mine
    assert f"Set aside: notebooks/03_new.ipynb stood in the course's way, and is now notebooks/{kept.name}" in said
    assert next(copy.glob("extra (kept *)")).read_text().startswith("a file")
    assert next(copy.glob("data (kept *).txt/notes")).read_text().startswith("a folder")
    assert (copy / "data.txt").read_text() == (copy / "extra/deep/file.txt").read_text() == "new"
    assert not [*copy.glob("same (kept*")]


def test_what_nobody_knows_of_is_not_touched(copy, upstream, run):
    mine = put(copy, "notebooks/mine.ipynb", notebook("My own"))
    edit(upstream / FIRST, retell, "text")
    commit(upstream)
    before = mine.read_bytes(), mine.stat().st_mtime_ns
    run(copy)
    assert (mine.read_bytes(), mine.stat().st_mtime_ns) == before


@pytest.mark.parametrize("new", [True, False])
def test_a_file_that_the_student_deleted_is_there_again(copy, upstream, run, new):
    (copy / FIRST).unlink()
    if new:
        edit(upstream / FIRST, retell, "text")
        commit(upstream)
    assert f"Restored: {FIRST}" in run(copy)
    assert (copy / FIRST).read_bytes() == (upstream / FIRST).read_bytes()


def test_a_notebook_that_the_course_no_longer_has_stays_if_it_was_worked_in(copy, upstream, run):
    solve(copy / FIRST)
    mine = (copy / FIRST).read_bytes()
    (upstream / FIRST).unlink()
    (upstream / SECOND).unlink()
    commit(upstream)
    said = run(copy)
    assert (copy / FIRST).read_bytes() == mine
    assert f"Kept: {FIRST}, which the course no longer has" in said
    assert not (copy / SECOND).exists()
    commit(upstream)
    run(copy)
    assert (copy / FIRST).read_bytes() == mine


def test_a_lesson_with_a_new_name_takes_the_answers_along_and_they_stay_where_they_were(copy, upstream, run):
    solve(copy / FIRST)
    mine = (copy / FIRST).read_bytes()
    git(upstream, "mv", FIRST, "notebooks/05_line.ipynb")
    git(upstream, "mv", SECOND, "notebooks/06_neuron.ipynb")
    edit(upstream / "notebooks/05_line.ipynb", retell, "text")
    commit(upstream)
    said = run(copy)
    assert is_solved(copy / "notebooks/05_line.ipynb")
    assert "A better text" in cell(copy / "notebooks/05_line.ipynb", "text").source
    assert (copy / FIRST).read_bytes() == mine
    assert f"Kept: {FIRST}; the course calls it notebooks/05_line.ipynb now" in said
    assert (copy / "notebooks/06_neuron.ipynb").exists() and not (copy / SECOND).exists()


def test_a_lesson_with_a_new_name_that_does_not_merge_is_the_courses_and_the_old_one_the_students(copy, upstream, run):
    edit(copy / FIRST, lambda book: book.cells.insert(1, new_markdown_cell("Mine.", id="twin")))
    mine = (copy / FIRST).read_bytes()
    git(upstream, "mv", FIRST, "notebooks/05_line.ipynb")
    new = upstream / "notebooks/05_line.ipynb"
    edit(new, lambda book: book.cells.insert(-1, new_markdown_cell("Theirs.", id="twin")))
    commit(upstream)
    run(copy)
    assert (copy / FIRST).read_bytes() == mine
    assert (copy / "notebooks/05_line.ipynb").read_bytes() == new.read_bytes()
    assert git(copy, "status", "--porcelain", "--untracked-files=no") == ""


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own on Windows")
def test_a_notebook_that_is_a_link_is_written_where_it_leads(copy, upstream, run, tmp_path):
    elsewhere = tmp_path / "elsewhere.ipynb"
    shutil.move(copy / FIRST, elsewhere)
    (copy / FIRST).symlink_to(elsewhere)
    solve(elsewhere)
    edit(upstream / FIRST, retell, "text")
    commit(upstream)
    run(copy)
    assert (copy / FIRST).is_symlink() and is_solved(elsewhere)
    assert "A better text" in cell(elsewhere, "text").source


def test_it_says_when_the_packages_have_changed_too(copy, upstream, run):
    edit(upstream / FIRST, retell, "text")
    commit(upstream)
    assert "packages" not in run(copy)
    put(upstream, "requirements.lock", "numpy==2.2\n")
    commit(upstream)
    assert "the next `python3 start.py` sets them up" in run(copy)


# ------------------------------------------------------------------------------------------------ states of a clone


def start_change(copy, upstream):
    """The student has solved an exercise, the course has mended another cell."""
    solve(copy / FIRST)
    edit(upstream / FIRST, retell, "text")
    commit(upstream)


def is_updated(copy):
    return is_solved(copy / FIRST) and "A better text" in cell(copy / FIRST, "text").source


def test_the_students_own_commits_and_branch_stay(copy, upstream, run):
    git(copy, "checkout", "--quiet", "-b", "mine")
    put(copy, "notes.txt", "my notes")
    commit(copy, "My notes")
    start_change(copy, upstream)
    run(copy)
    assert is_updated(copy)
    assert git(copy, "symbolic-ref", "--short", "HEAD") == "mine"
    assert "My notes" in git(copy, "log", "--format=%s")
    assert git(copy, "rev-parse", "main") == git(copy, "rev-parse", "origin/main~1")


def test_the_branch_that_the_checkout_follows_is_the_one_that_comes(copy, upstream, run):
    git(upstream, "checkout", "--quiet", "-b", "autumn")
    edit(upstream / FIRST, retell, "text")
    commit(upstream)
    run(copy)
    assert "A better text" not in cell(copy / FIRST, "text").source
    git(copy, "fetch", "--quiet")
    git(copy, "checkout", "--quiet", "-b", "elsewhere", "origin/autumn~1")
    git(copy, "config", "branch.elsewhere.remote", "origin")
    git(copy, "config", "branch.elsewhere.merge", "refs/heads/autumn")
    run(copy)
    assert "A better text" in cell(copy / FIRST, "text").source


def test_a_detached_head_and_a_shallow_clone_are_updated(upstream, tmp_path, run):
    commit(upstream, "So that there is a past")
    git(tmp_path, "clone", "--quiet", "--depth=1", upstream.as_uri(), "shallow")
    copy = tmp_path / "shallow"
    git(copy, "checkout", "--quiet", "--detach")
    start_change(copy, upstream)
    run(copy)
    assert is_updated(copy) and git(copy, "status", "--porcelain") == ""
    assert (copy / ".git" / "shallow").exists()


def test_a_partial_clone_is_updated(upstream, tmp_path, run):
    git(upstream, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", upstream.as_uri(), "partial")
    start_change(tmp_path / "partial", upstream)
    run(tmp_path / "partial")
    assert is_updated(tmp_path / "partial")


def test_a_clone_without_origin_takes_the_address_of_course_toml(copy, upstream, run):
    git(copy, "remote", "remove", "origin")
    start_change(copy, upstream)
    run(copy)
    assert is_updated(copy)


def test_a_staged_version_that_is_nowhere_else_is_kept_as_a_commit(copy, upstream, run):
    put(copy, "workshop/code.py", CODE.replace("first = 1", "first = 'staged'"))
    put(copy, "added.txt", "added")
    git(copy, "add", "--all")
    put(copy, "workshop/code.py", CODE.replace("first = 1", "first = 'later'"))
    start_change(copy, upstream)
    run(copy)
    assert is_updated(copy)
    assert "later" in (copy / "workshop/code.py").read_text() and (copy / "added.txt").read_text() == "added"
    (staged,) = git(copy, "log", "--format=%H", "--grep=Staged before").splitlines()
    assert "'staged'" in git(copy, "show", f"{staged}:workshop/code.py")


def test_a_merge_that_is_not_finished_is_refused(copy, upstream, run):
    solve(copy / FIRST)
    commit(copy, "Mine")
    edit(upstream / FIRST, lambda cell: cell.update(source=STUB + "  # a line"), "exercise")
    commit(upstream)
    with pytest.raises(subprocess.CalledProcessError):
        git(copy, "pull", "--quiet", "--no-rebase")
    before, status = files(copy), git(copy, "status")
    assert "git merge --abort" in run(copy, good=False)
    assert (files(copy), git(copy, "status")) == (before, status)
    git(copy, "merge", "--abort")
    run(copy)
    assert is_solved(copy / FIRST)


def test_the_lock_of_a_dead_git_is_taken_away_and_that_of_a_living_one_is_not(copy, upstream, run):
    start_change(copy, upstream)
    lock = put(copy, ".git/index.lock", "")
    assert "index.lock" in run(copy, good=False) and lock.exists()
    for moment in (time.time() + 3600, time.time() - 3600):  # clocks jump
        put(copy, ".git/index.lock", "")
        os.utime(lock, (moment, moment))
        run(copy)
    assert is_updated(copy) and not lock.exists()


# ------------------------------------------------------------------------------------------------ settings


def test_no_setting_of_the_persons_git_changes_what_stays(copy, upstream, run, home, monkeypatch, tmp_path):
    """Hooks that fail, signatures, a filter that strips outputs, a merge driver, fast-forwards only, variables."""
    with (home / ".gitconfig").open("a") as settings:
        settings.write(
            "[core]\nautocrlf = true\nhooksPath = ~/hooks\nattributesFile = ~/attributes\n[commit]\ngpgsign = true\n"
            "[merge]\nff = only\n[diff]\nexternal = false\nmnemonicPrefix = true\n[fetch]\nprune = true\n"
            '[filter "strip"]\nclean = "printf stripped"\nrequired = true\n[merge "theirs"]\ndriver = false\n'
        )
    put(home, "attributes", "*.ipynb filter=strip merge=theirs\n")
    put(home, "git/attributes", "*.ipynb filter=strip merge=theirs\n")
    for name in ("pre-commit", "commit-msg", "post-merge", "pre-merge-commit", "reference-transaction"):
        put(home, f"hooks/{name}", "#!/bin/sh\nexit 1\n").chmod(0o755)
    solve(copy / FIRST)
    edit(upstream / FIRST, retell, "text")
    with monkeypatch.context() as quiet:
        quiet.setenv("HOME", str(tmp_path))
        quiet.setenv("XDG_CONFIG_HOME", str(tmp_path))
        commit(upstream)
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(tmp_path / "objects"))
    monkeypatch.setenv("GIT_AUTHOR_DATE", "yesterday or so")
    run(copy)
    assert is_updated(copy)


def test_a_copy_with_windows_line_ends_merges_as_well(upstream, tmp_path, run):
    (upstream / ".gitattributes").unlink()
    commit(upstream)
    git(
        tmp_path,
        "-c",
        "core.autocrlf=true",
        "clone",
        "--quiet",
        "--config=core.autocrlf=true",
        upstream.as_uri(),
        "crlf",
    )
    copy = tmp_path / "crlf"
    solve(copy / FIRST)
    (copy / FIRST).write_bytes((copy / FIRST).read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    edit(upstream / FIRST, retell, "text")
    commit(upstream)
    second = (copy / SECOND).read_bytes()
    assert b"\r\n" in second
    assert "Kept twice" not in run(copy)
    assert is_updated(copy) and (copy / SECOND).read_bytes() == second
    assert git(copy, "status", "--porcelain") == ""


# ------------------------------------------------------------------------------------------------ what can go wrong


def test_without_a_network_nothing_changes_and_no_password_is_printed(copy, upstream, run):
    start_change(copy, upstream)
    before = files(copy)
    git(copy, "remote", "set-url", "origin", "file:///no/such/place")
    said = run(copy, good=False)
    assert "could not be fetched from file:///no/such/place" in said and "look at the network" in said
    git(copy, "remote", "set-url", "origin", "http://somebody:secret@127.0.0.1:9/course")
    said = run(copy, good=False)
    assert "http://127.0.0.1:9/course" in said and "secret" not in said and "somebody" not in said
    assert files(copy) == before


@pytest.mark.parametrize("kind", ["copy", "unpacked"])
def test_without_git_it_says_what_to_do(kind, request, run, monkeypatch, tmp_path):
    folder = request.getfixturevalue(kind)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert f"{ADDRESS}/archive/main.zip" in run(folder, good=False)


def test_without_nbgitpuller_it_says_what_to_do(copy, upstream, run, monkeypatch):
    start_change(copy, upstream)
    before = files(copy)
    monkeypatch.setitem(sys.modules, "nbgitpuller", None)
    assert "run `python3 start.py` once" in run(copy, good=False)
    assert files(copy) == before


def test_another_history_is_refused(copy, upstream, tmp_path, run):
    git(tmp_path, "init", "--quiet", "other")
    git(tmp_path / "other", "symbolic-ref", "HEAD", "refs/heads/main")
    commit(tmp_path / "other")
    git(copy, "remote", "set-url", "origin", (tmp_path / "other").as_uri())
    before = files(copy)
    assert "no commit in common" in run(copy, good=False)
    assert files(copy) == before


def test_what_git_cannot_merge_is_refused_and_nothing_changes(copy, upstream, run):
    git(copy, "mv", FIRST, "notebooks/mine.ipynb")
    commit(copy, "My name for it")
    git(upstream, "mv", FIRST, "notebooks/theirs.ipynb")
    commit(upstream)
    before = files(copy)
    assert "do not go together (CONFLICT (rename/rename)" in run(copy, good=False)
    assert files(copy) == before


def test_a_notebook_that_is_saved_while_the_update_runs_stays_as_saved(copy, upstream, run, monkeypatch):
    start_change(copy, upstream)
    merge = update.merge

    def autosave(*arguments):
        merged = merge(*arguments)
        edit(copy / FIRST, lambda cell: cell.update(source="# more"), "drawing")
        return merged

    monkeypatch.setattr(update, "merge", autosave)
    assert "01_line.ipynb was saved while the update ran" in run(copy, good=False)
    assert cell(copy / FIRST, "drawing").source == "# more"
    monkeypatch.undo()
    run(copy)
    assert is_updated(copy) and cell(copy / FIRST, "drawing").source == "# more"


def test_a_full_disk_is_one_sentence(copy, upstream, run, monkeypatch):
    start_change(copy, upstream)
    before = files(copy)

    def full(*_):
        raise OSError(28, "No space left on device", "the notebook")

    monkeypatch.setattr(os, "replace", full)
    assert "No space left on device" in run(copy, good=False)
    assert files(copy) == before


def everything_changes(copy, upstream):
    """A change of each kind, on both sides."""
    start_change(copy, upstream)
    solve(copy / SECOND)
    edit(upstream / SECOND, lambda cell: cell.update(source=STUB + "  # a line"), "exercise")
    put(upstream, "notebooks/03_new.ipynb", notebook("Lesson 3"))
    put(copy, "notebooks/03_new.ipynb", notebook("My own"))
    (upstream / "requirements.lock").unlink()
    put(upstream, "workshop/code.py", CODE + "fourth = 4\n")
    commit(upstream)


class Killed(BaseException):
    """Nothing catches it."""


def test_an_update_that_dies_at_any_step_loses_nothing_and_the_next_one_does_the_rest(
    copy, upstream, run, monkeypatch, tmp_path
):
    """The folder is photographed before each git command, and before a file is put in place, renamed or removed.

    Each photograph is what an update leaves that dies there; from each one the next update goes on.
    """
    everything_changes(copy, upstream)
    mine = (copy / "notebooks/03_new.ipynb").read_bytes()
    photographs, steps = {}, []

    def watched(function):
        def step(*arguments, **named):
            steps.append(function.__qualname__)
            state = (
                repr(sorted(files(copy).items())),
                (copy / ".git/index").read_bytes(),
                git(copy, "rev-parse", "HEAD"),
            )
            if state not in photographs:
                photographs[state] = tmp_path / f"photograph {len(photographs)}"
                shutil.copytree(copy, photographs[state], symlinks=True)
            return function(*arguments, **named)

        return step

    with monkeypatch.context() as patch:
        for owner, name in [(update.Git, "run"), (os, "replace"), (Path, "unlink"), (Path, "rename")]:
            patch.setattr(owner, name, watched(getattr(owner, name)))
        run(copy)
    assert len(steps) > 40 and len(photographs) > 10
    for died in [*photographs.values(), copy]:
        assert is_solved(died / FIRST) and is_solved(died / SECOND), died.name
        assert mine in [path.read_bytes() for path in (died / "notebooks").glob("03_new*")], died.name
        run(died)
        assert is_updated(died) and is_solved(died / SECOND), died.name
        assert mine in [path.read_bytes() for path in (died / "notebooks").glob("03_new (kept*")], died.name
        names = sorted(path.name.partition(" (")[0] for path in (died / "notebooks").iterdir())
        assert names == ["01_line.ipynb", "02_neuron", "02_neuron.ipynb", "03_new", "03_new.ipynb"], died.name
        assert not (died / "requirements.lock").exists() and "fourth" in (died / "workshop/code.py").read_text()
        assert git(died, "status", "--porcelain", "--untracked-files=no") == "", died.name


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
def test_an_update_that_is_killed_between_two_files_is_finished_by_the_next(copy, upstream, run):
    everything_changes(copy, upstream)
    kill = (
        "import os, signal, sys, pathlib\n"
        "from tools import update\n"
        "write = update.write\n"
        "def once(path, *rest):\n"
        "    write(path, *rest)\n"
        "    if path.name == '01_line.ipynb': os.kill(os.getpid(), signal.SIGKILL)\n"
        "update.write = once\n"
        "update.main([], root=pathlib.Path(sys.argv[1]))\n"
    )
    died = subprocess.run([sys.executable, "-c", kill, str(copy)], cwd=ROOT, env=dict(os.environ, PYTHONPATH=str(ROOT)))
    assert died.returncode == -signal.SIGKILL
    assert is_updated(copy) and not list((copy / "notebooks").glob("03_new (kept*"))
    run(copy)
    assert is_updated(copy) and is_solved(copy / SECOND)
    assert len(list((copy / "notebooks").glob("03_new*"))) == len(list((copy / "notebooks").glob("02*"))) == 2


def test_ctrl_c_is_said_in_a_line(copy, upstream, capsys, monkeypatch):
    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(update, "merge", stopped)
    assert update.main([], root=copy) == 130
    assert "nothing is lost" in capsys.readouterr().err


def test_a_broken_course_toml_is_one_sentence(copy, run):
    put(copy, "course.toml", "title = ")
    assert "course.toml" in run(copy, good=False)


# ------------------------------------------------------------------------------------------------ a copy from a ZIP


@pytest.mark.parametrize("enclosed", [False, True])
def test_a_copy_from_a_zip_is_updated_and_no_repository_is_made_or_touched(unpacked, upstream, run, enclosed):
    home = unpacked.parent
    if enclosed:
        git(home, "init", "--quiet")
        git(home, "remote", "add", "origin", "file:///no/such/place")
        put(home, "letter.txt", "mine")
        git(home, "add", "letter.txt")
        git(home, "commit", "--quiet", "-m", "My letters")
    status = git(home, "status", "--porcelain") if enclosed else ""
    assert (unpacked / update.COMMIT).read_text().strip() == git(upstream, "rev-parse", "HEAD")
    assert "Nothing new" in run(unpacked)
    start_change(unpacked, upstream)
    assert "notebooks that changed: 01_line" in run(unpacked)
    assert is_updated(unpacked) and not (unpacked / ".git").exists()
    assert (unpacked / update.COMMIT).read_text().strip() == git(upstream, "rev-parse", "HEAD")
    if enclosed:
        assert git(home, "status", "--porcelain") == status and git(home, "log", "--format=%s") == "My letters"
    edit(upstream / FIRST, lambda cell: cell.update(source="# a check"), "drawing")
    commit(upstream)
    assert "Kept twice" not in run(unpacked)
    assert is_updated(unpacked) and cell(unpacked / FIRST, "drawing").source == "# a check"
    assert "Nothing new" in run(unpacked)


def test_a_zip_that_the_student_made_a_repository_of_is_updated_and_the_repository_left_alone(unpacked, upstream, run):
    git(unpacked, "init", "--quiet")
    commit(unpacked, "My start")
    start_change(unpacked, upstream)
    run(unpacked)
    assert is_updated(unpacked) and git(unpacked, "log", "--format=%s") == "My start"


def test_an_interrupted_update_of_a_zip_is_finished_by_the_next(unpacked, upstream, run, monkeypatch):
    everything_changes(unpacked, upstream)

    def killed(*_):
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(update, "finish", killed)
        update.main([], root=unpacked)
    run(unpacked)
    assert is_updated(unpacked) and is_solved(unpacked / SECOND)
    assert len(list((unpacked / "notebooks").glob("02_neuron (new*"))) == 1
    assert "Nothing new" in run(unpacked)


@pytest.mark.parametrize("text", ["$Format:%H$\n", "", "\xff\xfe", None, "0123456789" * 4])
def test_a_copy_whose_version_nobody_knows_says_what_to_do(unpacked, run, text):
    (unpacked / update.COMMIT).unlink()
    if text is not None:
        put(unpacked, update.COMMIT, text.encode("latin-1"))
    said = run(unpacked, good=False)
    assert f"{ADDRESS}/archive/main.zip" in said and "your notebooks stay here" in said and "network" not in said


def test_the_file_that_says_the_version_of_a_zip_is_filled_in_by_git_archive():
    assert (ROOT / update.COMMIT).read_text(encoding="utf-8") == "$Format:%H$\n"
    assert f"{update.COMMIT} export-subst" in (ROOT / ".gitattributes").read_text(encoding="utf-8").splitlines()
