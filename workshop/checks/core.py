"""What every check is made of: call the student's function, tell the usual wrong answers apart, compare, explain.

A check never crashes and never shows a traceback: whatever the student's code does becomes one short message.
"""

import copy
import functools
import json
import numbers
import os
import re
import traceback
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, NoReturn

import numpy as np

from workshop.errors import WorkshopError

#: An answer that shows a known mistake, and the hint for whoever made it.
Mistake = tuple[Any, str]
NO_HINTS: Mapping = MappingProxyType({})


class CheckFailed(WorkshopError):
    """An answer or a claim that is not right yet. The message says what was tried, expected and got."""


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
                    f"({type(error).__name__}: {error})\n  hint      Compare what you return with the docstring."
                ) from None
            print(f"✓ {number} {title}")

        return run

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


def call(function: Callable, *arguments: Any, tried: str, stumbles: Mapping[str, str] = NO_HINTS, **named: Any) -> Any:
    """Call a student's function on copies of the arguments; a stub, an exception and None are told apart.

    stumbles: hints for exceptions of a known kind, each under a piece of the exception's message
    """
    if not callable(function):
        fail(
            tried,
            "a function",
            f"{type(function).__name__}: {show(function)}",
            "Hand over the function itself, without brackets behind its name.",
        )
    handed, handed_named = copy.deepcopy(arguments), copy.deepcopy(named)
    try:
        with np.errstate(all="ignore"):
            result = function(*handed, **handed_named)
    except NotImplementedError:
        fail(
            tried,
            "your code",
            "the untouched stub",
            "Replace the line that raises NotImplementedError, run that cell, then run this one.",
        )
    except Exception as error:
        hint = next((text for piece, text in stumbles.items() if piece in str(error)), _where(error, function))
        fail(tried, "an answer", f"{type(error).__name__}: {first_line(error)}", hint)
    for before, after in zip([*arguments, *named.values()], [*handed, *handed_named.values()], strict=True):
        if isinstance(before, np.ndarray) and not np.array_equal(before, after):
            fail(
                tried,
                "an answer, and the arrays handed in as they were",
                "an answer, and one of those arrays changed",
                "Make new arrays (`y = x * 2`) rather than changing old ones (`x *= 2`, `x[:] = ...`), or later cells "
                "go wrong. Then run the cells above again.",
            )
    if result is None:
        fail(
            tried,
            "an answer",
            "None, which is Python's word for nothing",
            "Does the function end with `return` and the result behind it?",
        )
    return result


def uncopied(student: Any, *arguments: Any) -> Any:
    """A student's function for `call`, with arguments that must not be copied: tensors and Keras models."""
    return functools.partial(student, *arguments) if callable(student) else student


def answer(function: Callable, *arguments: Any, shape: tuple[int, ...], tried: str, **named: Any) -> np.ndarray:
    """Call a student's function and return its result as a float array of the given shape; () is one number."""
    return array(call(function, *arguments, tried=tried, **named), shape=shape, tried=tried)


def array(
    value: Any, shape: tuple[int, ...], tried: str, shapes: Mapping[tuple[int, ...], str] = NO_HINTS
) -> np.ndarray:
    """Return a value as a float array of a shape; a list, text, NaN, infinity or another shape is told apart.

    shapes: hints for other shapes that show a known mistake
    """
    wanted = "one number" if shape == () else f"an array of shape {shape}"
    if value is None:
        fail(tried, wanted, "None, which is Python's word for nothing")
    if isinstance(value, list | tuple) and shape != ():
        fail(
            tried,
            wanted,
            f"a {type(value).__name__} of {len(value)}",
            "Compute with arrays (np.array(...)) rather than lists: they do it for all numbers at once.",
        )
    try:
        result = _to_numpy(value)
    except Exception:
        fail(tried, wanted, f"{type(value).__name__}: {show(value)}")
    if result.dtype.kind == "b":
        fail(tried, f"{wanted}, of numbers", f"True and False: {show(result)}", "Times 1.0 makes numbers of them.")
    if result.dtype.kind not in "fiu":
        fail(tried, wanted, f"{type(value).__name__}: {show(value)}")
    if result.shape != shape:
        came = "one number" if result.shape == () else f"an array of shape {result.shape}"
        fail(tried, wanted, came, shapes.get(result.shape) or _shape_hint(result.shape, shape))
    result = result.astype(float)
    if np.isnan(result).any():
        fail(
            tried,
            wanted,
            f"NaN (not a number): {show(result)}",
            "NaN comes from 0/0, infinity minus infinity, or the logarithm of a negative number.",
        )
    if np.isinf(result).any():
        fail(
            tried,
            wanted,
            f"infinity: {show(result)}",
            "A number grew too large for the computer, or something was divided by zero.",
        )
    return result


def indices(
    value: Any, shape: tuple[int, ...], tried: str, shapes: Mapping[tuple[int, ...], str] = NO_HINTS
) -> np.ndarray:
    """Like `array`, for numbers that pick from an array: a list picks as well as an array does."""
    return array(np.array(value) if isinstance(value, list) else value, shape, tried, shapes)


def diagnosis(cause: Any, right: str, what: str, hints: dict[str, str]) -> None:
    """Check the letter of a *diagnose*: one of a to d, upper or lower case.

    what: what the right letter explains, in words
    hints: for each wrong letter why it is not the cause
    """
    tried = f"cause = {cause!r}"
    letter = cause.strip().lower() if isinstance(cause, str) else None
    if letter not in ("a", "b", "c", "d"):
        fail(tried, 'one of "a", "b", "c", "d"', show(cause), 'Write the letter in quotes: cause = "a".')
    if letter != right:
        fail(tried, what, f"answer {letter}", hints[letter])


def compare(
    came: np.ndarray,
    expected: Any,
    tried: str,
    mistakes: Iterable[Mistake] = (),
    hint: str = "",
    tolerance: float = 1e-5,
) -> None:
    """Compare a result with what is right; where it equals a known mistake, give the hint for that one.

    tolerance: relative to the largest expected entry, so that float32 and another summation order pass
    """
    if close(came, expected, tolerance):
        return
    for wrong, its_hint in mistakes:
        if close(came, wrong, tolerance):
            hint = its_hint
            break
    fail(tried, show(expected), show(came), hint)


def close(one: Any, other: Any, tolerance: float = 1e-5) -> bool:
    """Whether two arrays have one shape and agree, up to a tolerance relative to the largest entry."""
    one, other = np.asarray(one, dtype=float), np.asarray(other, dtype=float)
    if one.shape != other.shape:
        return False
    scale = max(1.0, float(np.max(np.abs(other), initial=0.0)))
    return bool(np.all(np.abs(one - other) <= tolerance * scale))


def show(value: Any) -> str:
    """A value in at most one short line."""
    if isinstance(value, list | tuple) and all(isinstance(part, numbers.Real) for part in value):
        value = np.array(value)
    if isinstance(value, numbers.Real) or (isinstance(value, np.ndarray) and value.shape == ()):
        number = float(value)
        return f"{number:,.0f}" if number.is_integer() and abs(number) < 1e9 else f"{number:.5g}"
    if isinstance(value, np.ndarray):
        if value.dtype.kind == "f" and np.all(np.abs(value) < 1e9) and np.all(value == np.round(value)):
            value = value.astype(int)  # whole numbers without points, as the student sees them
        text = np.array2string(value, precision=4, suppress_small=True, threshold=12, separator=", ")
    else:
        text = repr(value)
    text = " ".join(text.split())
    return text if len(text) <= 100 else text[:97] + "..."


def claim(sentence: str, measured: bool | float, at_least: float | None = None, at_most: float | None = None) -> None:
    """State a result of the lesson, and stop if it is not true.

    sentence: what holds, in words; it prints without the measured digits, which differ between machines
    measured: a truth value, or a number to hold against one bound or two
    at_least, at_most: the bounds, from the seeds in docs/EVIDENCE.md
    """
    value = float(measured)
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
    print(f"✓ {sentence}")


def _record(sentence: str, value: float, at_least: float | None, at_most: float | None) -> None:
    """Append a claim to the file that `tools/evidence` reads; nothing where it did not ask."""
    path = os.environ.get("WORKSHOP_CLAIMS")
    if path:
        row = {"claim": sentence, "measured": value, "at_least": at_least, "at_most": at_most}
        with open(path, "a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")


def _to_numpy(value: Any) -> np.ndarray:
    """A number, an array or a tensor of any backend as a NumPy array."""
    if isinstance(value, np.ndarray | numbers.Number | list | tuple):
        return np.asarray(value)
    try:
        return np.asarray(value)
    except Exception:  # a torch tensor that needs its gradient refuses; Keras knows how
        from keras import ops

        return ops.convert_to_numpy(value)


def first_line(error: BaseException) -> str:
    """What an exception says, in one line; Keras wraps what a layer says into several, in colours."""
    lines = [line for line in re.sub(r"\x1b\[\d+m", "", str(error)).splitlines() if line.strip()]
    return next((line for line in lines if not line.startswith("Exception encountered when calling")), "")


def _where(error: BaseException, function: Callable) -> str:
    """The line of the student's own function in which an exception arose."""
    name = getattr(function, "__name__", "")
    lines = [frame.line for frame in traceback.extract_tb(error.__traceback__) if frame.name == name and frame.line]
    return f"It stopped in the line `{lines[-1]}`." if lines else ""


def _shape_hint(came: tuple[int, ...], wanted: tuple[int, ...]) -> str:
    if came == (1,) and not wanted:
        return "An array with one entry is not yet a number: take the number out, or compute with numbers."
    if came and not wanted:
        return "One number for all examples together: is a mean or a sum missing?"
    if wanted and not came:
        return "One number came where several are asked for: a mean or a sum too many, or a `return` inside the loop?"
    if came == wanted[::-1]:
        return "Rows and columns are swapped."
    return ""
