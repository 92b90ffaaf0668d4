"""What every check is made of: its heading, its message of up to five lines, the letter of a *diagnose*, and `claim`.

A check never crashes and never shows a traceback: whatever the student's code does becomes one short message.
"""

import functools
import json
import numbers
import os
import re
import textwrap
from collections.abc import Callable
from typing import Any, NoReturn

import numpy as np

from workshop import classroom, page
from workshop.data.loading import on_sample
from workshop.errors import WorkshopError

#: Columns of a message on the page.
WIDTH = 80
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


class CheckFailed(WorkshopError):
    """An answer or a claim that is not right yet. The message says what was tried, expected and got.

    Each of them is one line of the text; on the page long ones are wrapped, under the word that they begin with.
    """

    def _render_traceback_(self) -> list[str]:
        return [part for line in str(self).split("\n") for part in _wrapped(line)]


def _wrapped(line: str) -> list[str]:
    """A line in lines of at most WIDTH, the second and all after it under where the text of the first begins."""
    name = re.match(r"  [a-z]+ +|", line)[0]
    indent = " " * (len(name) or 2)
    return textwrap.wrap(line[len(name) :], WIDTH, initial_indent=name, subsequent_indent=indent,
                         break_long_words=False, break_on_hyphens=False) or [line]  # fmt: skip


def exercise(number: str, title: str) -> Callable:
    """Decorate the check of an exercise: print `✓ number title` when it passes, head its message when not."""

    def decorate(check: Callable) -> Callable:
        @functools.wraps(check)
        def run(*answers: Any) -> None:
            try:
                with np.errstate(all="ignore"):
                    check(*answers)
            except CheckFailed as failure:
                raise CheckFailed(f"✗ {number} {title}\n{failure}") from None
            except Exception as error:
                # Nothing that a student hands in may show as a crash of the check.
                raise CheckFailed(
                    f"✗ {number} {title}\n  came      something this check cannot judge "
                    f"({type(error).__name__}: {first_line(error)})\n  hint      Compare what you return with the "
                    "docstring."
                ) from None
            print(f"✓ {number} {title}")

        return classroom.reporting(number, run)

    return decorate


def fail(tried: str, expected: str, came: str, hint: str = "") -> NoReturn:
    """Stop the check with a message of up to four lines."""
    lines = [f"  tried     {tried}", f"  expected  {expected}", f"  came      {came}"]
    if hint:
        lines.append(f"  hint      {hint}")
    raise CheckFailed("\n".join(lines))


def require(condition: bool, tried: str, expected: str, came: str, hint: str = "") -> None:
    """Go on if the condition holds, else `fail`."""
    if not condition:
        fail(tried, expected, came, hint)


def diagnosis(cause: Any, right: str, what: str, hints: dict[str, str]) -> None:
    """Check the letter of a *diagnose*: one of a to d, upper or lower case.

    what: what the right letter explains, in words
    hints: for each wrong letter why it is not the cause
    """
    tried = f"cause = {show(cause)}"
    letter = cause.strip(" .()").lower() if isinstance(cause, str) else None
    if letter not in ("a", "b", "c", "d"):
        fail(tried, 'one of "a", "b", "c", "d"', show(cause), 'The letter alone, in quotes, such as cause = "a".')
    if letter != right:
        fail(tried, what, f"answer {letter}", hints[letter])


def show(value: Any) -> str:
    """A value in at most one short line: numbers and rows of numbers in full, of larger things what they are."""
    if isinstance(value, str):
        value = str(value)
    if isinstance(value, list | tuple) and value and all(isinstance(part, numbers.Real) for part in value):
        value = np.array(value)
    if isinstance(value, numbers.Real) or (
        isinstance(value, np.ndarray) and not value.shape and value.dtype.kind in "biuf"
    ):
        if isinstance(value, bool | np.bool):
            return str(value)
        number = float(value)
        return f"{number:,.0f}" if number.is_integer() and abs(number) < 1e9 else f"{number:.5g}"
    if isinstance(value, np.ndarray) and value.dtype.kind in "biuf" and value.ndim == 1:
        if value.dtype.kind == "f" and np.all(np.abs(value) < 1e9) and np.all(value == np.round(value)):
            value = value.astype(int)  # whole numbers without points, as the student sees them
        text = np.array2string(value, precision=4, suppress_small=True, threshold=12, separator=", ")
    elif isinstance(value, np.ndarray):
        text = f"an array of shape {value.shape}"
    elif isinstance(value, list | tuple) and len(value) and not isinstance(value[0], str):
        text = f"a {type(value).__name__} of {len(value)}"
    elif isinstance(value, str | list | tuple | dict | type(None)):
        text = repr(value)
    else:
        text = getattr(value, "__name__", None) or f"something of the kind {type(value).__name__}"
    text = " ".join(text.split())
    return text if len(text) <= 100 else text[:97] + "..."


def first_line(error: BaseException) -> str:
    """What an exception says, in one line; Keras wraps what a layer says into several, in colours."""
    lines = [line.strip() for line in re.sub(r"\x1b\[\d+m", "", str(error)).splitlines() if line.strip()]
    text = next((line for line in lines if not line.startswith("Exception encountered when calling")), "")
    return text if len(text) <= 200 else text[:197] + "..."


def claim(
    sentence: str,
    measured: bool | float,
    at_least: float | None = None,
    at_most: float | None = None,
    sample: float | tuple[float | None, float | None] | None = None,
) -> None:
    """State a result of the lesson, and stop if it is not true.

    sentence: what holds, in words; the measured digits, which differ between machines, stand behind it where the cell's
        output is not compared with what is stored
    measured: a truth value, or a number to hold against one bound or two
    at_least, at_most: the bounds, from the seeds in docs/EVIDENCE.md
    sample: the bound that holds in place of the one given where the lesson runs on its small sample; of two bounds
        both, (at least, at most)
    """
    value = float(measured)
    if sample is not None and on_sample():
        low, high = sample if isinstance(sample, tuple) else (sample, sample)
        at_least, at_most = (None if at_least is None else low), (None if at_most is None else high)
    if at_least is None and at_most is None:
        holds, wanted = bool(measured), "true"
    else:
        bounds = [("at least", at_least), ("at most", at_most)]
        wanted = " and ".join(f"{words} {bound:.5g}" for words, bound in bounds if bound is not None)
        holds = (at_least is None or value >= at_least) and (at_most is None or value <= at_most)
    _record(sentence, value, at_least, at_most)
    if not holds:
        came = "false" if wanted == "true" else f"{value:.5g}"
        raise CheckFailed(f"✗ does not hold here: {sentence}\n  expected  {wanted}\n  measured  {came}")
    shown = wanted != "true" and page.shows_measured()
    print(f"✓ {sentence} ({page.digits(measured, at_least, at_most)})" if shown else f"✓ {sentence}")


def predicted(what: str, guess: Any, came: Any) -> None:
    """Print what somebody wrote down before beside what came, and judge nothing.

    what: what was predicted, in words, such as "the loss before any training"
    guess: whatever was written down; None where nothing was
    came: what was measured, a number or words
    """
    before = "you wrote nothing down" if guess is None or guess is ... else f"you said {_in_words(guess)}"
    measured = isinstance(came, numbers.Real) and not isinstance(came, bool)
    print(f"{what}: {before}, it is {page.digits(came) if measured else _in_words(came)}")


def _in_words(value: Any) -> str:
    """A value as `show` has it, but words without quotes and a truth value of NumPy's as Python's."""
    if isinstance(value, str):
        return " ".join(value.split())
    return str(value) if isinstance(value, np.bool) else show(value)


def _record(sentence: str, value: float, at_least: float | None, at_most: float | None) -> None:
    """Append a claim to the file that `tools/evidence` reads; nothing where it did not ask."""
    path = os.environ.get("WORKSHOP_CLAIMS")
    if path:
        row = {"claim": sentence, "measured": value, "at_least": at_least, "at_most": at_most}
        with open(path, "a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")
