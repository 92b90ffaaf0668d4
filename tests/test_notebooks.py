"""The contract that every lesson keeps: what stands in solutions/ and notebooks/, and what it does when it is run.

Nobody's work turns these red: the students' notebooks are cut anew, in memory, and a solution that somebody has worked
in is skipped. (Not in CI, where a notebook that was changed by hand is a fault.)
"""

import ast
import base64
import functools
import html
import io
import json
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

import nbformat
import pytest
from jupyter_server.services.contents.filemanager import FileContentsManager
from nbconvert import HTMLExporter
from offline import run_offline
from PIL import Image

from tools import build, fingerprint
from tools import course as course_toml
from tools import lesson as lesson_file
from tools.evidence import trainers, trains
from workshop import page

ROOT = Path(__file__).resolve().parents[1]
COURSE = course_toml.read(ROOT)
LESSONS = [pytest.param(lesson, id=lesson.stem) for lesson in COURSE.lessons]
FOLDERS = ["solutions", "notebooks"]
LEFT_ALONE = fingerprint.left_alone(ROOT)


def read(folder: str, lesson):
    path = lesson.solution(ROOT)
    if path in LEFT_ALONE:
        pytest.skip(LEFT_ALONE[path])
    solution = nbformat.read(path, as_version=4)
    return built(folder, lesson, solution) if folder == "notebooks" else solution


def built(folder: str, lesson, ran):
    """The notebook as a build writes it, with the outputs of the one that ran."""
    script = lesson_file.read(ROOT, lesson)
    solution = build.solution(COURSE, script, ran)
    return solution if folder == "solutions" else build.student(COURSE, script, solution)


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def tags(cell):
    return set(cell.metadata.get("tags", []))


def prints(cell):
    return any(output.output_type == "stream" for output in cell.outputs)


def figures(cell):
    """What stands on the page for each of a cell's figures, and beside it for readers of image/png."""
    return [output for output in cell.outputs if "image/png" in output.get("data", {})]


# What stands in the folders


def test_lessons_solutions_and_notebooks_have_not_drifted():
    assert build.check(ROOT) == []


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("lesson", LESSONS)
def test_one_changed_letter_is_drift(folder, lesson, tmp_path, monkeypatch):
    monkeypatch.setenv("CI", "true")  # anywhere else it may be somebody's work
    shutil.copytree(ROOT / "lessons", tmp_path / "lessons")
    for name in ("course.toml", "README.md"):
        shutil.copy(ROOT / name, tmp_path)
    for name in FOLDERS:
        (tmp_path / name).mkdir()
        # Made anew: an editor may have saved what stands there.
        text = build.text_of(built(name, lesson, read("solutions", lesson)))
        (tmp_path / name / f"{lesson.stem}.ipynb").write_text(text, encoding="utf-8", newline="\n")
    path = tmp_path / folder / f"{lesson.stem}.ipynb"
    before = path.read_text(encoding="utf-8")
    for old, new in [("## Goal", "## Gaol"), ("import keras", "import kexas"), ('"nbval-ignore', '"nbval-ignoer')]:
        path.write_text(before.replace(old, new, 1), encoding="utf-8")
        differences = build.check(tmp_path, [lesson.number])
        assert len(differences) >= 1 and path.name in differences[0], f"{old} -> {new} was not seen"
    path.write_text(before, encoding="utf-8")
    assert build.check(tmp_path, [lesson.number]) == []


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("lesson", LESSONS)
def test_jupyters_server_reads_and_saves_a_notebook_and_not_a_byte_changes(folder, lesson, tmp_path, monkeypatch):
    """What is left for the page to change, tests/test_browser.py sees."""
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "signatures"))
    before = build.text_of(read(folder, lesson)).encode()
    (tmp_path / "a.ipynb").write_bytes(before)
    contents = FileContentsManager(root_dir=str(tmp_path))
    sent = json.loads(json.dumps(contents.get("a.ipynb", type="notebook"), default=str))
    (tmp_path / "a.ipynb").unlink()
    contents.save(sent, "a.ipynb")
    contents.notary.store.close()
    assert (tmp_path / "a.ipynb").read_bytes() == before


@pytest.mark.parametrize("lesson", LESSONS)
def test_each_cell_that_shows_something_says_whether_it_is_compared(lesson):
    for cell in code(read("solutions", lesson)):
        marks = tags(cell) & {"nbval-check-output", "nbval-ignore-output"}
        assert len(marks) == 1 or not cell.outputs, f"{cell.source[:80]!r} has {marks or 'no nbval tag'}"


@pytest.mark.parametrize("lesson", LESSONS)
def test_at_least_half_of_the_cells_that_print_are_compared(lesson):
    printing = [cell for cell in code(read("solutions", lesson)) if prints(cell)]
    compared = [cell for cell in printing if "nbval-check-output" in tags(cell)]
    assert len(compared) >= len(printing) / 2


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_solution_was_run_from_top_to_bottom_and_keeps_its_outputs(lesson):
    cells = code(read("solutions", lesson))
    counts = [cell.execution_count for cell in cells]
    assert counts == list(range(1, len(cells) + 1)) or not fingerprint.in_ci()  # who runs it again counts on
    for cell in cells:
        compared = "nbval-check-output" in tags(cell)
        assert cell.outputs or not compared, f"{cell.source[:80]!r} is compared and shows nothing"
        said = "".join(output.get("text", "") for output in cell.outputs) + str(cell.outputs[:1])
        assert cell.id != "setup" or f"Ready: lesson {lesson.number}." in said
        for output in cell.outputs:
            assert output.output_type != "error"
            assert output.get("name") != "stderr"


@pytest.mark.parametrize("lesson", LESSONS)
def test_each_trained_model_is_followed_by_a_claim_or_a_check(lesson):
    waiting, cells = None, code(read("solutions", lesson))
    names = trainers([cell.source for cell in cells])
    for cell in cells:
        if re.search(r"^\s*(claim|check\.\w+)\(", cell.source, re.MULTILINE):
            waiting = None
        elif trains(cell.source, names):
            assert waiting is None, f"nothing is claimed of what this cell trained: {waiting[:80]!r}"
            waiting = cell.source
    assert waiting is None, f"nothing is claimed of what this cell trained: {waiting[:80]!r}"


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_cell_that_trains_does_not_begin_by_keeping_what_it_changes(lesson):
    """Run twice, it would keep what its first run has made of it. (A copy that is trained itself is made anew.)"""
    sources = [cell.source for cell in lesson_file.read(ROOT, lesson).cells if cell.kind == "code"]
    names = trainers(sources)
    for source in sources:
        assert (kept := kept_and_changed(source, names)) is None, f"kept before the training in the same cell: {kept}"


def kept_and_changed(source, names):
    """The statement of a cell that keeps a network's weights before they are trained further below, or None."""
    kept = {}  # the names of what was copied: the statement
    for statement in ast.parse(source).body:
        text = ast.unparse(statement)
        used = {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}
        if isinstance(statement, ast.Assign) and re.search(r"\bcopy_of\(|\.get_weights\(", text):
            copied = {node.id for node in ast.walk(statement.value) if isinstance(node, ast.Name)}
            kept |= dict.fromkeys(copied - {"copy_of"}, text)
        elif found := used & set(kept):
            if trains(text, names):
                return kept[min(found)]
            if isinstance(statement, ast.Assign):  # a network that is made of what was copied changes with it
                kept |= dict.fromkeys(ast.unparse(statement.targets).split(", "), kept[min(found)])
    return None


@pytest.mark.parametrize(
    "source",
    [
        "kept = copy_of(model)\nmodel.fit(x, y)",
        "kept = model.get_weights()\nfitted = compile_and_fit(model, batches)",
        "kept = copy_of(part)\nmodel = keras.Sequential([part, head])\nmodel.fit(x, y)",
    ],
)
def test_what_is_kept_and_then_trained_is_found(source):
    names = {"compile_and_fit", "fit"}
    assert kept_and_changed(source, names)
    other = source.replace("(model, ", "(kept, ").replace("model.fit", "kept.fit").replace("[part, ", "[kept, ")
    assert kept_and_changed(other, names) is None


@pytest.mark.parametrize("lesson", LESSONS)
def test_each_figure_has_a_description(lesson):
    for cell in code(read("solutions", lesson)):
        shown = figures(cell)
        assert bool(cell.metadata.get("alt")) == bool(shown), cell.source[:80]
        for number, output in enumerate(shown, start=1):
            words = page.numbered(cell.metadata.alt, number, len(shown))
            assert output.data["text/html"].startswith(f'<img alt="{html.escape(words)}" '), cell.source[:80]
            assert output.metadata["image/png"].alt == words


@pytest.mark.parametrize("lesson", LESSONS)
def test_each_figure_is_sharp_and_light(lesson):
    for cell in code(read("solutions", lesson)):
        for output in figures(cell):
            size = output.metadata["image/png"]
            data = re.search(r'src="data:image/(?:webp|png|gif);base64,([^"]+)"', output.data["text/html"])[1]
            picture = Image.open(io.BytesIO(base64.b64decode(data)))
            if picture.format == "GIF":
                assert picture.n_frames > 1 and picture.info["loop"] == 0, cell.source[:80]
                assert len(data) + len(output.data["image/png"]) <= page.FILM, cell.source[:80]
                continue
            assert picture.width >= 1.875 * size.width, f"fewer than 150 dpi: {cell.source[:80]}"
            assert len(data) + len(output.data["image/png"]) <= page.WEIGHT, cell.source[:80]


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_cell_that_draws_is_not_compared(lesson):
    """Two versions of matplotlib draw no two equal pictures."""
    for cell in code(read("solutions", lesson)):
        assert not (figures(cell) and "nbval-check-output" in tags(cell)), cell.source[:80]


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("lesson", LESSONS)
def test_every_picture_on_the_page_has_its_description(folder, lesson):
    """On the page that nbconvert makes; in JupyterLab, tests/test_browser.py sees it."""
    text, _ = HTMLExporter(template_name="lab").from_notebook_node(read(folder, lesson))
    assert "No description has been provided" not in text
    pictures = [tag for tag in re.findall(r"<img\b[^>]*>", text) if "data:image/" in tag or "attachment:" in tag]
    assert pictures or folder == "notebooks"
    for tag in pictures:
        assert re.search(r'\balt="[^"]{20,}"', tag), tag[:120]
        assert 'src="data:image/' in tag, tag[:120]


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_claim_prints_no_measured_digits_where_it_is_compared(lesson):
    for cell in code(read("solutions", lesson)):
        if "nbval-check-output" in tags(cell):
            assert not re.search(r"\bclaim\(\s*f[\"']", cell.source), cell.source[:80]


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_uses_keras_alone_so_that_it_runs_on_every_backend(lesson):
    for cell in code(read("solutions", lesson)):
        imported = {
            alias.name.split(".")[0]
            for node in ast.walk(ast.parse(cell.source))
            if isinstance(node, ast.Import)
            for alias in node.names
        }
        imported |= {
            (node.module or "").split(".")[0]
            for node in ast.walk(ast.parse(cell.source))
            if isinstance(node, ast.ImportFrom)
        }
        assert not imported & {"tensorflow", "torch", "jax"}


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_has_all_its_parts(lesson):
    solution, student = read("solutions", lesson), read("notebooks", lesson)
    words = "\n".join(cell.source for cell in student.cells)
    for part in (
        "## Goal",
        "## Data",
        "## Model",
        "## Train",
        "## Test",
        "## Quiz",
        "## Recap",
        "## Go further",
        "**Predict.**",
        "**Diagnose.**",
    ):
        assert part in words, f"{part} is missing"
    quiz = words[words.index("## Quiz") : words.index("## Recap")]
    assert 3 <= quiz.count("<summary>Answer</summary>") <= 5
    for exercise in words.split("### Exercise ")[1:]:
        assert 2 <= exercise.split("\n## ")[0].count("<summary>Hint") <= 3, exercise[:60]
    assert any("instructor" in tags(cell) for cell in solution.cells)


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_student_sees_no_answer_no_note_and_no_output(lesson):
    for cell in read("notebooks", lesson).cells:
        assert not tags(cell) & {"solution", "instructor"}
        assert "END SOLUTION" not in cell.source
        if cell.cell_type == "code":
            assert cell.outputs == [] and cell.execution_count is None
            ast.parse(cell.source)


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_filled_notebook_is_the_solution_cell_by_cell(lesson):
    """So nbval over the solutions is nbval over what a student has in the end."""
    solved = {cell.id: cell.source for cell in code(read("solutions", lesson)) if "solution" not in tags(cell)}
    student = code(read("notebooks", lesson))
    assert [cell.id for cell in student] == list(solved)
    changed = [cell for cell in student if cell.source != solved[cell.id]]
    assert changed and all("raise NotImplementedError(" in cell.source for cell in changed)


@pytest.mark.parametrize("lesson", LESSONS)
def test_each_stub_is_followed_by_its_target(lesson):
    cells = read("notebooks", lesson).cells
    for cell, below in zip(cells, cells[1:], strict=False):
        if cell.cell_type == "code" and "raise NotImplementedError(" in cell.source:
            assert below.source.startswith("**Target.**"), cell.source[:80]


# What a notebook does when it is run (sample data without a network: the contract is the same in both tiers)


@functools.cache
def walked(number: int) -> dict:
    """What tests/walk.py found in a lesson, run once for all the tests below."""
    lesson = COURSE.lessons[number - 1]
    read("solutions", lesson)  # somebody's own is not walked through
    with tempfile.TemporaryDirectory() as folder:
        env = {key: value for key, value in os.environ.items() if key not in ("WORKSHOP_MIRROR", "WORKSHOP_SEED")}
        env |= {"WORKSHOP_DATA": "sample", "WORKSHOP_CACHE": str(Path(folder) / "cache")}
        command = [sys.executable, str(ROOT / "tests" / "walk.py"), str(number)]
        result = run_offline(command, Path(folder), env=env, cwd=ROOT)
    assert result.returncode == 0, result.stderr[-3000:]
    return json.loads(result.stdout.splitlines()[-1])


@pytest.mark.trains
@pytest.mark.parametrize("lesson", LESSONS)
def test_a_solution_runs_on_sample_data_without_a_network_and_prints_what_is_stored(lesson):
    """And run twice, a cell says the same (only where that takes no time: a training would cost minutes)."""
    assert walked(lesson.number)["cells"] == []


@pytest.mark.trains
@pytest.mark.parametrize("lesson", LESSONS)
def test_a_student_is_stopped_at_each_exercise_in_turn_and_nowhere_else(lesson):
    """Each stub stops with its one sentence; filled in, all runs on to the next."""
    found = walked(lesson.number)
    assert found["stubs"] == [] and found["cells"] == []
    assert found["counts"]["stubs"] >= 5


@pytest.mark.trains
@pytest.mark.parametrize("lesson", LESSONS)
def test_a_check_run_too_early_names_the_cell_to_run_first(lesson):
    found = walked(lesson.number)
    assert found["early"] == [] and found["counts"]["checks"] >= 5


@pytest.mark.trains
@pytest.mark.parametrize("lesson", LESSONS)
def test_a_failed_check_shows_its_message_alone(lesson):
    found = walked(lesson.number)
    assert found["nothing"] == [] and found["counts"]["checks"] >= 5


def test_the_network_is_really_cut_off(tmp_path):
    # A documentation address, which nobody answers at: only a cut network refuses it at once.
    probe = "import socket; s = socket.socket(); s.settimeout(5); s.connect(('192.0.2.1', 9))"
    result = run_offline([sys.executable, "-c", probe], tmp_path)
    assert "unreachable" in result.stderr or "cut off" in result.stderr
