"""What all checks and claims keep."""

import contextlib
import json

import numpy as np
import pytest

from workshop import claim, page, predicted
from workshop.checks import CheckFailed, core
from workshop.checks.core import diagnosis, exercise, fail, show
from workshop.errors import WorkshopError


def test_a_true_claim_prints_its_sentence_and_no_digits(capsys):
    claim("the network reads most digits", 0.98123, at_least=0.975)
    assert capsys.readouterr().out == "✓ the network reads most digits\n"


@pytest.mark.parametrize(
    "measured, bounds, shown",
    [
        (0.9312, {"at_least": 0.975}, ["0.9312", "at least 0.975"]),
        (3.2, {"at_most": 3}, ["3.2", "at most 3"]),
        (5, {"at_least": 1, "at_most": 3}, ["5", "at least 1 and at most 3"]),
        (False, {}, ["false"]),
        (float("nan"), {"at_least": 0}, ["nan"]),
    ],
)
def test_a_false_claim_stops_and_shows_what_was_measured(measured, bounds, shown):
    with pytest.raises(CheckFailed) as caught:
        claim("it holds", measured, **bounds)
    assert all(text in str(caught.value) for text in shown)


def test_a_claim_exactly_at_a_bound_holds(capsys):
    claim("it reaches its lower bound", 0.98, at_least=0.98)
    claim("it reaches its upper bound", 1.25, at_most=1.25)
    claim("it has no room", 2, at_least=2, at_most=2)
    assert capsys.readouterr().out.count("✓") == 3


def test_claims_are_written_down_where_the_evidence_asks_for_it(tmp_path, monkeypatch):
    path = tmp_path / "claims.jsonl"
    monkeypatch.setenv("WORKSHOP_CLAIMS", str(path))
    claim("it is large", 3.0, at_least=2)
    with pytest.raises(CheckFailed):
        claim("it is small", 3.0, at_most=2)
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [(row["measured"], row["at_least"], row["at_most"]) for row in rows] == [(3.0, 2, None), (3.0, None, 2)]


def test_an_error_of_the_course_shows_as_its_message_alone():
    assert WorkshopError("do this next")._render_traceback_() == ["do this next"]


LONG = "Sum over the classes, axis -1, not over the examples: " * 3


def test_on_the_page_a_message_is_wrapped_under_its_words_and_as_text_it_is_not():
    @exercise("9.9", "long")
    def check(student):
        fail("something short", LONG, f"an_array_with_a_long_name[{'0' * 90}]", "one  two")

    with pytest.raises(CheckFailed) as caught:
        check(None)
    assert len(str(caught.value).split("\n")) == 5
    lines = caught.value._render_traceback_()
    assert lines[0] == "✗ 9.9 long" and lines[1] == "  tried     something short"
    assert lines[2].startswith("  expected  Sum over") and lines[3].startswith(12 * " " + "classes")
    assert lines[-1] == "  hint      one  two"
    assert [line for line in lines if len(line) > 80] == [line for line in lines if "an_array" in line]
    assert " ".join("\n".join(lines).split()) == " ".join(str(caught.value).split())


def test_a_claim_that_does_not_hold_is_wrapped_too():
    with pytest.raises(CheckFailed) as caught:
        claim("what the lesson says of its network, " * 4, 0.5, at_least=0.75)
    first, second, *others = caught.value._render_traceback_()
    assert len(first) <= 80 and second.startswith("  ") and others[-1] == "  measured  0.5"


def test_in_a_cell_that_is_not_compared_a_claim_shows_what_was_measured(capsys, monkeypatch):
    monkeypatch.setattr(page, "metadata", lambda: {"tags": ["nbval-ignore-output"]})
    claim("the network reads most digits", 0.98123, at_least=0.975)
    claim("it finds almost all", 240, at_least=230, at_most=250)
    claim("it is true", True)
    monkeypatch.setattr(page, "metadata", lambda: {"tags": ["nbval-check-output"]})
    claim("it is compared", 0.98123, at_least=0.975)
    assert capsys.readouterr().out.splitlines() == [
        "✓ the network reads most digits (0.981)",
        "✓ it finds almost all (240)",
        "✓ it is true",
        "✓ it is compared",
    ]


@pytest.mark.parametrize(
    "guess, came, words",
    [
        (0.5, 0.11312, "you said 0.5, it is 0.113"),
        (None, 12, "you wrote nothing down, it is 12"),
        (..., "the first", "you wrote nothing down, it is the first"),
        ("about  ten", np.float32(2.25), "you said about ten, it is 2.25"),
        (True, np.bool(False), "you said True, it is False"),
        ([1, 2], np.array([1.0, 2.5]), "you said [1, 2], it is [1. , 2.5]"),
        (object(), 0.0, "you said something of the kind object, it is 0"),
    ],
)
def test_a_prediction_is_printed_beside_what_came_and_not_judged(guess, came, words, capsys):
    predicted("the loss", guess, came)
    assert capsys.readouterr().out == f"the loss: {words}\n"


@pytest.mark.parametrize(
    "tier, bounds, measured, holds",
    [
        ("sample", {"at_least": 0.9, "sample": 0.5}, 0.6, True),
        ("full", {"at_least": 0.9, "sample": 0.5}, 0.6, False),
        ("sample", {"at_most": 0.1, "sample": 0.5}, 0.6, False),
        ("sample", {"at_least": 1, "at_most": 2, "sample": (3, 4)}, 3.5, True),
        ("sample", {"at_least": 1, "at_most": 2, "sample": (3, 4)}, 1.5, False),
        ("sample", {"at_least": 1}, 0.5, False),
    ],
)
def test_on_the_sample_its_own_bound_holds(tier, bounds, measured, holds, monkeypatch):
    monkeypatch.setattr(core, "on_sample", lambda: tier == "sample")
    with contextlib.nullcontext() if holds else pytest.raises(CheckFailed):
        claim("it holds", measured, **bounds)


def test_a_check_that_breaks_still_says_a_sentence():
    @exercise("9.9", "broken")
    def check(student):
        raise ZeroDivisionError("inside the check")

    with pytest.raises(CheckFailed, match="cannot judge"):
        check(None)


@pytest.mark.parametrize("cause", ["b", "B", " b ", "b)", "(b)", np.str_("b")])
def test_a_letter_counts_in_every_form(cause):
    diagnosis(cause, "b", "the cause", {})


@pytest.mark.parametrize("cause", [None, 2, "because it is b", "a, b", ["b"], np.array(["b"]), "", "e", b"b", ...])
def test_what_is_no_letter_is_told(cause):
    with pytest.raises(CheckFailed, match="The letter alone, in quotes"):
        diagnosis(cause, "b", "the cause", {})


def test_another_letter_gets_its_own_hint():
    with pytest.raises(CheckFailed, match=r"came      answer c(.|\n)*hint      not that"):
        diagnosis("c", "b", "the cause", {"c": "not that"})


@pytest.mark.parametrize(
    "value, words",
    [
        (3, "3"),
        (0.1 + 0.2, "0.3"),
        (True, "True"),
        ([1, 2], "[1, 2]"),
        (np.array([1.0, 2.5]), "[1. , 2.5]"),
        (np.zeros((2, 3)), "an array of shape (2, 3)"),
        ([np.zeros(2), np.zeros(3)], "a list of 2"),
        (["a", "b"], "['a', 'b']"),
        (len, "len"),
        (object(), "something of the kind object"),
        ("x" * 300, "'" + "x" * 96 + "..."),
    ],
)
def test_a_value_is_shown_in_one_short_line(value, words):
    assert show(value) == words
