"""What all checks and claims keep."""

import json

import numpy as np
import pytest

from workshop import claim
from workshop.checks import CheckFailed
from workshop.checks.core import diagnosis, exercise, show
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
