"""What all checks and claims keep."""

import json

import numpy as np
import pytest

from workshop import claim
from workshop.checks import CheckFailed
from workshop.checks.core import answer, array, call, exercise
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


def test_an_exception_names_the_students_own_line():
    def student(x):
        total = x.sum()
        return total / {}["missing"]

    with pytest.raises(CheckFailed, match=r"KeyError: 'missing'(.|\n)*`return total / \{\}\[\"missing\"\]`"):
        answer(student, np.ones(3), shape=(), tried="student(x)")


def test_a_function_that_changes_what_it_was_handed_is_told_and_does_no_harm():
    x = np.ones(3)

    def student(x):
        x += 1
        return x

    with pytest.raises(CheckFailed, match="rather than changing old ones"):
        answer(student, x, shape=(3,), tried="student(x)")
    assert x.tolist() == [1, 1, 1]


def test_a_tensor_counts_as_an_array():
    from keras import ops

    came = answer(lambda x: ops.convert_to_tensor(x) * 2, np.ones(2), shape=(2,), tried="student(x)")
    assert came.tolist() == [2, 2]


def test_a_tensor_that_needs_its_gradient_counts_as_an_array_too(monkeypatch):
    class Tensor:
        """As PyTorch's do, it refuses NumPy as long as it needs its gradient."""

        def __array__(self, *arguments, **named):
            raise RuntimeError("Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.")

    from keras import ops

    monkeypatch.setattr(ops, "convert_to_numpy", lambda value: np.array([3.0, 4.0]))
    assert array(Tensor(), (2,), "it").tolist() == [3, 4]


def test_an_exception_of_a_known_kind_gets_its_hint_and_others_the_line_they_arose_in():
    def student(x):
        return x["missing"]

    with pytest.raises(CheckFailed, match=r"hint      Look at the keys\."):
        call(student, {}, tried="it", stumbles={"missing": "Look at the keys."})
    with pytest.raises(CheckFailed, match="It stopped in the line"):
        call(student, {}, tried="it", stumbles={"elsewhere": "Look at the keys."})


def test_another_shape_that_shows_a_known_mistake_gets_its_hint():
    with pytest.raises(CheckFailed, match=r"hint      One row is missing\."):
        array(np.zeros((2, 3)), (3, 3), "it", {(2, 3): "One row is missing."})
