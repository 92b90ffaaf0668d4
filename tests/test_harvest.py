"""Answers of people: what is right passes, what is wrong is refused with the piece of a hint that names the mistake.

And every mistake that a check knows: on the check's own data it differs from what is right and from all others, and the
answer that makes it gets its hint. (In one file, for both need every notebook's state, one step an epoch; it is made
once a process.)
"""

import collections
import functools
import importlib

import matplotlib.pyplot as plt
import numpy as np
import pytest
from answers import ROOT, stub
from test_checks_calling import MADE

from tools import course, harvest
from workshop.checks import CheckFailed, cases
from workshop.checks.cases import agree, any_of, judge

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


@pytest.mark.trains
def test_what_an_answer_draws_is_put_away_with_it():
    drawn = "import matplotlib.pyplot as plt\nplt.plot([1, 2])"
    harvest.hand_in(harvest.Answer("1.1", False, "drawn", "", "", drawn, "01_x.py:1"))
    assert plt.get_fignums() == []


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


# What the checks know

Judged = collections.namedtuple("Judged", "exercise right cases mistakes more")
EXERCISES = sorted({answer.exercise for answer in harvest.chosen([])} - {"4.9"})  # the leader board compares nothing


@functools.cache
def judgements(number) -> list[Judged]:
    """What the check of an exercise hands to `judge` when the lesson's own solution is handed in."""
    [lesson] = course.read(ROOT).pick([number.split(".")[0]])
    module = importlib.import_module(f"workshop.checks.{lesson.stem[3:]}")
    exercise = harvest.exercises(str(lesson.number))[number]
    found, original = [], module.judge

    def listen(student, right, tried, mistakes=(), hint="", **more):
        found.append(Judged(number, right, tried, [*mistakes], more))
        original(student, right, tried, mistakes, hint, **more)

    module.judge = listen
    try:
        with harvest.quiet():
            names = dict(exercise.names)
            for source in (exercise.solution, exercise.rest, exercise.call):
                exec(source, names)
    finally:
        module.judge = original
        plt.close("all")
    return found


def first(right):
    return right[0] if isinstance(right, tuple) else right


def made(mistake, right):
    """An answer that makes a mistake: where only a shape is known, with some numbers in it; where it cannot, right."""

    def filled(value):
        if isinstance(value, any_of):
            return np.random.default_rng(1).normal(size=tuple(value)) * 1e3
        return tuple(map(filled, value)) if isinstance(value, tuple) else value

    def student(*arguments, **named):
        try:
            return filled(mistake(*arguments, **named))
        except Exception:
            return first(right)(*arguments, **named)

    return student


def says(judged, student) -> str:
    with pytest.raises(CheckFailed) as caught:
        judge(student, judged.right, judged.cases, judged.mistakes, **judged.more)
    message = str(caught.value)
    assert "Traceback" not in message and len(message.splitlines()) <= 4
    return message


@pytest.mark.trains
@pytest.mark.parametrize("number", EXERCISES)
def test_the_answer_that_makes_a_mistake_gets_its_hint(number):
    for judged in judgements(number):
        for mistake, hint in judged.mistakes:
            assert hint in says(judged, made(mistake, judged.right)), f"{number}: {hint}"


@pytest.mark.trains
@pytest.mark.parametrize("number", EXERCISES)
def test_a_mistake_differs_from_every_other_on_the_checks_own_data(number):
    for judged in judgements(number):
        found = []
        for mistake, hint in judged.mistakes:
            came = [cases._apply(made(mistake, judged.right), arguments) for _, arguments in judged.cases]
            for other, other_hint in found:
                same = all(agree(a, b) for a, b in zip(came, other, strict=True))
                assert not same or hint == other_hint, f"{number}: {hint!r} and {other_hint!r} are one"
            found.append((came, hint))


@pytest.mark.trains
@pytest.mark.parametrize("number", EXERCISES)
def test_there_are_several_cases_and_no_two_are_alike(number):
    tried = [repr(arguments) for judged in judgements(number) for _, arguments in judged.cases]
    assert len(tried) != 1, f"{number}: one case only, so that sizes can coincide"
    for judged in judgements(number):
        assert len({repr(arguments) for _, arguments in judged.cases}) == len(judged.cases)


@pytest.mark.trains
@pytest.mark.parametrize("number", EXERCISES)
def test_what_is_wrong_everywhere_is_told_apart(number):
    for judged in judgements(number):
        right = first(judged.right)

        def each(change, right=right):
            def spoilt(*arguments, **named):
                value = right(*arguments, **named)
                return tuple(map(change, value)) if isinstance(value, tuple) else change(value)

            return spoilt

        assert "the untouched stub" in says(judged, stub)
        assert "None, which is Python's word for nothing" in says(judged, lambda *a, **k: None)
        assert "NaN" in says(judged, each(lambda value: np.asarray(value) * np.nan))
        assert "infinity" in says(judged, each(lambda value: np.full(np.shape(value), np.inf)))
        assert "hint" in says(judged, each(lambda value: np.asarray(value)[np.newaxis]))
        assert "hint" in says(judged, each(lambda value: np.asarray(value)[..., np.newaxis]))
        assert "hint" in says(judged, each(lambda value: np.concatenate([np.atleast_1d(value)] * 2)))
        assert "hint" in says(judged, each(lambda value: np.atleast_1d(value)[:0]))
        assert "text" in says(judged, each(lambda value: np.asarray(value).astype(str)))
        assert "words" in says(judged, lambda *a, **k: "words")
        assert "Hand over the function itself" in says(judged, 3)


@pytest.mark.trains
@pytest.mark.parametrize("number", EXERCISES)
def test_every_error_of_beginners_gets_its_next_step_in_every_check(number):
    for judged in judgements(number)[:1]:
        for raises, hint in MADE:

            def student(*arguments, raises=raises, **named):
                raises()

            said = says(judged, student)
            assert hint in said or any(text in said for text in judged.more.get("stumbles", {}).values())


@pytest.mark.trains
def test_most_exercises_are_judged_by_cases():
    assert sum(bool(judgements(number)) for number in EXERCISES) >= 30
