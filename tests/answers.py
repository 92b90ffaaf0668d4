"""What the tests of the checks share: the lessons' own solutions, and a way to hand in an answer."""

import functools
from collections.abc import Callable
from pathlib import Path

import pytest

from tools.trials import names_of
from workshop.checks import CheckFailed

ROOT = Path(__file__).resolve().parents[1]


@functools.cache
def solutions(stem: str) -> dict:
    """The functions that a lesson defines, by name, ready to be called."""
    return names_of(int(stem[:2]))


def hand_in(check: Callable, *answers) -> str:
    """Hand in a wrong answer: the message that the student sees. An answer that passes fails the test."""
    with pytest.raises(CheckFailed) as caught:
        check(*answers)
    message = str(caught.value)
    # One short message, nothing of Python's own.
    assert message.startswith("✗ ")
    assert len(message.splitlines()) <= 5
    assert "Traceback" not in message
    return message


def stub(*arguments, **named):
    raise NotImplementedError("Exercise: replace this line with your code.")


def own_exception(*arguments, **named):
    return {}["missing"]


#: Answers that are wrong for every exercise, and what must be said about each.
ALWAYS_WRONG = [
    pytest.param(stub, "the untouched stub", id="stub"),
    pytest.param(lambda *a, **k: None, "None, which is Python's word for nothing", id="None"),
    pytest.param(own_exception, "KeyError", id="own exception"),
    pytest.param(lambda: 1, "TypeError", id="takes no arguments"),
    pytest.param(3, "Hand over the function itself", id="not a function"),
    pytest.param(lambda *a, **k: "words", "words", id="text"),
]
