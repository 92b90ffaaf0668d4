"""Answers of people: what is right passes, what is wrong is refused with the piece of a hint that names the mistake."""

import collections

import pytest

from tools import harvest

ANSWERS = harvest.chosen([])
#: The leader boards train up to two networks for each answer: `tools.harvest 3.9 4.9` hands them in, and the tests of
#: their lessons' checks have their own.
QUICK = [pytest.param(answer, id=answer.id) for answer in ANSWERS if answer.exercise not in ("3.9", "4.9")]


@pytest.mark.trains
@pytest.mark.parametrize("answer", QUICK)
def test_an_answer_is_judged_rightly(answer):
    said = harvest.hand_in(answer)
    assert harvest.verdict(answer, said) not in harvest.BAD, f"{answer.place}: {said or 'accepted'}"
    if said.startswith("✗"):
        lines = said.splitlines()
        assert len(lines) <= 5 and "Traceback" not in said
        assert max(map(len, lines)) < 420, "a message is short"


def test_every_answer_has_a_name_of_its_own():
    twice = [name for name, count in collections.Counter(answer.id for answer in ANSWERS).items() if count > 1]
    assert twice == []


def test_of_the_wrong_answers_three_in_four_are_named():
    wrong = [answer for answer in ANSWERS if not answer.right]
    assert sum(bool(answer.hint) for answer in wrong) >= 0.75 * len(wrong)


@pytest.mark.trains
def test_every_exercise_has_answers_of_both_kinds():
    from tools import course

    kinds = collections.defaultdict(set)
    for answer in ANSWERS:
        kinds[answer.exercise].add(answer.right)
    for lesson in course.read(harvest.ROOT).lessons:
        assert [number for number in harvest.exercises(str(lesson.number)) if len(kinds[number]) < 2] == []


def test_a_title_of_another_form_names_its_file_and_line(tmp_path):
    path = tmp_path / "01_x.py"
    path.write_text("# %% 1.1 right: a\npass\n# %% 1.1 wrng: b\npass\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"01_x\.py:3: a title reads"):
        harvest.read(path)


def test_what_stands_before_serves_the_answers_behind_it(tmp_path):
    path = tmp_path / "01_x.py"
    path.write_text(
        "# %% 1.1 before\na = 1\n# %% 1.1 wrong: b -> piece\nc = a\n# %% 1.2 right: d\ne = 1\n", encoding="utf-8"
    )
    first, second = harvest.read(path)
    assert (first.exercise, first.right, first.name, first.hint) == ("1.1", False, "b", "piece")
    assert first.before.strip() == "a = 1" and first.code.strip() == "c = a"
    assert second.before == "" and second.right and second.hint == ""


@pytest.mark.parametrize(
    "right, said, hint, verdict",
    [
        (True, "", "", "right"),
        (True, "✗", "", "right refused"),
        (False, "", "", "wrong accepted"),
        (False, "✗ no", "", "refused"),
        (False, "✗ the mean", "mean", "named"),
        (False, "✗ the sum", "mean", "not named"),
    ],
)
def test_a_verdict_is_told(right, said, hint, verdict):
    assert harvest.verdict(harvest.Answer("1.1", right, "a", hint, "", "", "x:1"), said) == verdict
