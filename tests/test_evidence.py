"""The evidence says what was measured, and what did not hold."""

import json
import os
import shutil

import nbformat
import pytest

from tools import course as course_toml
from tools import evidence, fingerprint
from tools.course import Course, Lesson

LESSON = Lesson(1, "line", "Line", "Why?", 40, [], [], [], [], False, 30, 1.5)
COURSE = Course("A course", "https://github.com/owner/name", "main", [LESSON])


def run(seed, measured, failed=()):
    claim = {"claim": "it learns", "measured": measured, "at_least": 0.5, "at_most": None}
    return {"seed": seed, "seconds": 10.0 + seed, "peak": 1e9, "training": {"Train": 2.0}, "claims": [claim],
            "failed": list(failed)}  # fmt: skip


def page(*runs):
    about = {"lesson": "01_line", "tier": "full", "backend": "tensorflow", "device": "CPU", "machine": "2 cores"}
    return evidence.page(COURSE, [{**about, "versions": "Keras 3", "seeds": list(runs)}])


@pytest.mark.parametrize(
    "source, does",
    [
        ("model.fit(x, y, epochs=3)", True),
        ("history = thrice(model, x, y)", True),
        ("losses = [again(size) for size in sizes]", True),
        ("accuracy = model.evaluate(x, y)", False),
        ("def train(model):\n    return model.fit(x, y)", False),
        ("for size in sizes:\n    if size:\n        build(size).fit(x, y)", True),
        ("print('model.fit(x, y)')", False),
    ],
)
def test_a_cell_that_trains_is_known_by_what_it_calls(source, does):
    cells = [
        "def thrice(model, x, y):\n    model.fit(x, y, epochs=3)",
        "def again(size):\n    return thrice(build(size), x, y)",
    ]
    assert evidence.trains(source, evidence.trainers(cells)) is does


def test_the_margin_is_the_distance_to_the_bound_in_standard_deviations():
    row = next(line for line in page(run(1, 0.8), run(2, 0.9), run(3, 1.0)).splitlines() if "it learns" in line)
    assert row == "| it learns | at least 0.5 | 0.9 | 0.1 | 4.0 | 3 of 3 |"


def test_a_seed_below_the_bound_is_counted():
    assert "| 1 of 2 |" in page(run(1, 0.4), run(2, 0.9))


def test_a_cell_that_failed_is_named_with_its_seed():
    assert "Failed: seed 2: Train: it broke" in page(run(1, 0.9), run(2, 0.9, ["Train: it broke"]))


def test_a_claim_that_a_stopped_seed_never_reached_is_not_held_by_it():
    stopped = {**run(2, 0.9, ["Setup: broken"]), "claims": []}
    assert "| 1 of 2 |" in page(run(1, 0.9), stopped)


CONDITIONS = {"lesson": "01_line", "tier": "full", "backend": "tensorflow", "device": "CPU", "machine": "2 cores",
              "versions": "Keras 3", "code": "abc"}  # fmt: skip


def seeds_of(*entries):
    return [[run["seed"] for run in entry["seeds"]] for entry in entries]


def test_an_interrupted_measurement_goes_on_with_the_seeds_that_are_missing():
    runs = evidence.keep([], CONDITIONS, run(1, 0.8))
    runs = evidence.keep(runs, CONDITIONS, run(3, 0.8))
    assert evidence._measured(runs, CONDITIONS) == {1, 3}
    assert seeds_of(*evidence.keep(runs, CONDITIONS, run(2, 0.8))) == [[1, 2, 3]]


@pytest.mark.parametrize("name", ["code", "versions", "machine"])
def test_a_measurement_under_other_conditions_replaces_the_earlier_ones(name):
    runs = evidence.keep([], CONDITIONS, run(1, 0.8))
    other = {**CONDITIONS, name: "another"}
    assert evidence._measured(runs, other) == set()
    assert seeds_of(*evidence.keep(runs, other, run(2, 0.8))) == [[2]]


def test_another_tier_stands_beside_it():
    runs = evidence.keep([], CONDITIONS, run(1, 0.8))
    assert seeds_of(*evidence.keep(runs, {**CONDITIONS, "tier": "sample"}, run(2, 0.8))) == [[1], [2]]


def test_a_whole_lesson_is_held_against_its_budget():
    assert "| whole lesson (s) | 11.5 | 0.7 | 12.0 | 30 |" in page(run(1, 0.9), run(2, 0.9))


def test_the_page_in_the_repository_is_rendered_from_the_numbers_beside_it():
    docs = evidence.ROOT / "docs"
    runs = json.loads((docs / "evidence.json").read_text(encoding="utf-8"))
    course = course_toml.read(evidence.ROOT)
    if any(lesson.solution(evidence.ROOT) in fingerprint.left_alone(evidence.ROOT) for lesson in course.lessons):
        pytest.skip("somebody has worked in a solution")
    page = evidence.page(course, runs, evidence.codes(course))
    assert (docs / "EVIDENCE.md").read_text(encoding="utf-8") == page, "run python -m tools.evidence --seeds 0"


@pytest.mark.parametrize("code, said", [("same", False), ("another", True), (None, True)])
def test_runs_of_another_code_are_said_to_be_so(code, said):
    about = {"lesson": "01_line", "tier": "full", "backend": "tensorflow", "device": "CPU", "machine": "2 cores"}
    about |= {"versions": "Keras 3", "seeds": [run(1, 0.9)]} | ({"code": code} if code else {})
    assert (evidence.CHANGED in evidence.page(COURSE, [about], {"01_line": "same"})) is said
    assert evidence.CHANGED not in evidence.page(COURSE, [about])


def test_no_claim_of_the_course_was_missed_by_any_seed_or_stands_within_three_deviations_of_its_bound():
    runs = json.loads((evidence.ROOT / "docs" / "evidence.json").read_text(encoding="utf-8"))
    lessons = course_toml.read(evidence.ROOT).lessons
    runs = [entry for entry in runs if entry["lesson"] in {lesson.stem for lesson in lessons}]
    measured = {(entry["lesson"], entry["tier"]) for entry in runs}
    assert measured >= {(lesson.stem, tier) for lesson in lessons for tier in ("full", "sample")}
    for entry in runs:
        assert len(entry["seeds"]) >= 10
        assert not any(seed["failed"] for seed in entry["seeds"])
        for sentence in dict.fromkeys(claim["claim"] for claim in entry["seeds"][0]["claims"]):
            margin = evidence.margin(sentence, entry["seeds"])
            assert margin is None or margin > 3, f"{entry['lesson']} {entry['tier']}: {sentence}: {margin:.1f}"


def test_prose_and_the_setup_cell_need_no_new_measurement(tmp_path):
    lesson = course_toml.read(evidence.ROOT).lessons[0]
    path = lesson.solution(tmp_path)
    path.parent.mkdir()
    shutil.copy(lesson.solution(evidence.ROOT), path)
    before, text = evidence._code(lesson, tmp_path), path.read_text(encoding="utf-8")
    for old, same in [("## Goal", True), ("google.colab", True), ("def predict", False)]:
        assert old in text
        path.write_text(text.replace(old, "# other"), encoding="utf-8")
        assert (evidence._code(lesson, tmp_path) == before) is same, old


@pytest.mark.trains
@pytest.mark.parametrize("tag, differs", [("nbval-check-output", True), ("nbval-ignore-output", False)])
def test_a_seed_that_prints_otherwise_than_is_stored_fails_as_it_would_under_nbval(tmp_path, tag, differs):
    cell = nbformat.v4.new_code_cell("import os\nprint(os.environ['WORKSHOP_SEED'])", metadata={"tags": [tag]})
    training = "import time\n\ndef fit():\n    time.sleep(0.1)\n\nfit()"
    trains, again = nbformat.v4.new_code_cell(training), nbformat.v4.new_code_cell(training)
    cell.outputs = [nbformat.v4.new_output("stream", text="1\n")]
    title = nbformat.v4.new_markdown_cell("## Seeds")
    path = LESSON.solution(tmp_path)
    path.parent.mkdir()
    nbformat.write(nbformat.v4.new_notebook(cells=[title, trains, cell, again]), path)
    first = evidence.measure(LESSON, "sample", 1, tmp_path)
    assert first["failed"] == [] and list(first["training"]) == ["Seeds"]
    assert 0.2 <= first["training"]["Seeds"] < first["seconds"]
    failed = evidence.measure(LESSON, "sample", 2, tmp_path)["failed"]
    assert failed == ["Seeds: another output than the stored one"] * differs


@pytest.mark.parametrize(
    "flags, said",
    [("fma avx avx2 avx512f", " with AVX-512"), ("fma avx avx2", " with AVX2"), ("fma avx", ""), (None, "")],
)
def test_machines_that_compute_at_another_pace_are_kept_apart(tmp_path, flags, said):
    processor = tmp_path / "cpuinfo"
    if flags is not None:
        processor.write_text(f"flags\t\t: fpu {flags} sha_ni\n", encoding="utf-8")
    assert evidence._machine(processor).startswith(f"{os.cpu_count()} cores{said}, ")


def test_ten_seeds_are_measured_unless_told_otherwise(tmp_path, monkeypatch):
    for name in ("course.toml", "solutions"):
        copy = shutil.copytree if (evidence.ROOT / name).is_dir() else shutil.copy
        copy(evidence.ROOT / name, tmp_path / name)
    seen = []

    def measure(lesson, tier, seed, root):
        seen.append((lesson.number, tier, seed))
        return {**run(seed, 0.9), "versions": {"Keras": "3"}, "backend": "tensorflow", "device": "CPU"}

    monkeypatch.setattr(evidence, "measure", measure)
    assert evidence.main(["2"], tmp_path) == 0
    assert seen == [(2, "full", seed) for seed in range(1, 11)]
    rendered = tmp_path / "docs" / "EVIDENCE.md"
    before = rendered.read_text(encoding="utf-8")
    rendered.unlink()
    assert evidence.main(["--seeds", "0"], tmp_path) == 0
    assert rendered.read_text(encoding="utf-8") == before and len(seen) == 10
    assert evidence.main(["--seeds", "2", "--tier", "sample", "1"], tmp_path) == 0
    assert seen[10:] == [(1, "sample", 1), (1, "sample", 2)]


def test_a_lesson_that_is_not_in_the_course_yet_is_not_on_the_page():
    about = {"lesson": "09_next", "tier": "full", "backend": "tensorflow", "device": "CPU", "machine": "2 cores"}
    waiting = {**about, "versions": "Keras 3", "seeds": [run(1, 0.9)]}
    assert evidence.page(COURSE, [waiting]) == evidence.page(COURSE, [])


def test_what_a_library_says_on_standard_error_is_not_what_a_cell_printed():
    outputs = [
        nbformat.v4.new_output("stream", name="stderr", text="a library's own trouble\n"),
        nbformat.v4.new_output("stream", name="stdout", text="✓ it holds\n"),
        nbformat.v4.new_output("execute_result", data={"text/plain": "3"}),
    ]
    assert evidence.printed(nbformat.v4.new_code_cell("", outputs=outputs)) == "✓ it holds\n3"
