"""Judge a function by cases: the same inputs go to the student's function and to the right one.

A mistake is written as the function that makes it, beside its hint. It is named only where it explains what came in
*every* case, so that data which happen to agree name no wrong one. What no mistake explains is described: how it
differs from what is right, and where first.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from workshop.checks.calling import NO_HINTS, call, copied, overlooked
from workshop.checks.core import ORDINALS, CheckFailed, fail, show

#: What is tried, in words, and the arguments; a dict at the end holds those that go by name.
Case = tuple[str, tuple]
#: A function with the arguments of the right one that makes a mistake, and the hint for whoever makes it.
Mistake = tuple[Callable, str]


class any_of(tuple):
    """What a mistake gives that is known by its shape: `any_of(3, 4)` is any numbers of shape (3, 4)."""

    def __new__(cls, *shape: int) -> "any_of":
        return super().__new__(cls, shape)


def cases(name: str, *arguments: tuple) -> list[Case]:
    """Cases of one function, each with its call in words: short values in full, arrays by their shape."""
    found = []
    for values in arguments:
        positional, named = _split(values)
        shown = [*map(show, positional), *(f"{key}={show(value)}" for key, value in named.items())]
        found.append((f"{name}({', '.join(shown)})", values))
    return found


def tabled(wrong: Callable, example: tuple) -> list[Mistake]:
    """Mistakes for `judge` that one function makes: wrong(arguments of a case) holds, under each hint, what they give.

    example: the arguments of one case; which hints there are, and how many mistakes each has, is the same in all
    """
    return [
        (lambda *at, hint=hint, n=n, **named: wrong(*at, **named)[hint][n], hint)
        for hint, results in wrong(*example).items()
        for n in range(len(results))
    ]


def judge(
    student: Callable,
    right: Callable | tuple[Callable, ...],
    cases: Sequence[Case],
    mistakes: Iterable[Mistake] = (),
    hint: str = "",
    *,
    names: Sequence[str] = (),
    dtype: str = "",
    lists: bool = False,
    tolerance: float = 1e-5,
    stumbles: Mapping[str, str] = NO_HINTS,
) -> None:
    """Hold a student's function against the right one in all cases; stop at the first that differs.

    right: takes the arguments of a case and gives a number, an array, or a tuple of several results; where several
        functions are right, all of them, the lesson's own first
    hint: where no mistake is known; names: of several results, in their order
    dtype: "same" asks for the type of the right answer, "whole" for integers; lists: whether a list serves as an array
    tolerance: relative to the largest expected entry, so that float32 and another summation order pass
    """
    right, *others = right if isinstance(right, tuple) else (right,)
    came, expected, first = [], [_apply(right, arguments) for _, arguments in cases], None
    for place, (tried, arguments) in enumerate(cases):
        arguments, named = _split(arguments)
        try:
            value = call(student, *arguments, tried=tried, stumbles=stumbles, **named)
        except CheckFailed as failure:
            seen, sure = overlooked(student, arguments)
            # A stub uses nothing yet, and one that takes other arguments was not even begun: their own hints say so.
            begun = "the untouched stub" not in str(failure) and " positional argument" not in str(failure)
            value, trouble = None, with_hint(failure, seen) if begun and (sure or "not used" in seen) else failure
        else:
            try:
                value, trouble = _read(value, expected[place], names, dtype, lists, tried)
            except CheckFailed as failure:
                value, trouble = None, failure
        if first is None and (trouble or not agree(value, expected[place], tolerance)):
            first = place
            if value is None:
                raise trouble
        came.append((value, trouble))
    if first is None or any(_explains(other, came, cases, tolerance) for other in others):
        return
    tried, arguments = cases[first]
    value, trouble = came[first]
    seen, sure = overlooked(student, _split(arguments)[0])
    known = "" if sure else _known(came, expected, cases, mistakes, tolerance)
    if trouble and not known and not sure:
        if seen and (_shapes(value) != _shapes(expected[first]) or "hint" not in str(trouble)):
            raise with_hint(trouble, seen)
        raise trouble
    if trouble:
        raise with_hint(trouble, known or seen)
    hints = [known, seen if sure else "", _relations(came, expected, cases, tolerance), seen, hint]
    show_difference(value, expected[first], tried, next((text for text in hints if text), ""), names, tolerance)


def _shapes(value: Any) -> list[tuple]:
    return [np.shape(part) for part in (value if isinstance(value, tuple) else (value,))]


def with_hint(failure: CheckFailed, hint: str) -> CheckFailed:
    """The same message with another hint."""
    return CheckFailed("\n".join([*str(failure).splitlines()[:3], f"  hint      {hint}"]))


def compare(came: Any, expected: Any, tried: str, hint: str = "", tolerance: float = 1e-5) -> None:
    """Compare one array with what is right; show where they differ first."""
    if not close(came, expected, tolerance):
        show_difference(np.asarray(came), expected, tried, hint, (), tolerance)


def show_difference(value: Any, expected: Any, tried: str, hint: str, names: Sequence[str], tolerance: float) -> None:
    """Fail with what was expected and came: short rows in full, of larger things the first place that differs."""
    if isinstance(expected, tuple):
        first = next(i for i, (a, b) in enumerate(zip(value, expected, strict=True)) if not close(a, b, tolerance))
        what = names[first] if names else f"the {ORDINALS[first]} result"
        tried, value, expected = f"{tried}; {what}", value[first], expected[first]
    value, expected = np.asarray(value), np.asarray(expected)
    if expected.shape != value.shape:
        fail(tried, _shape(expected.shape), _shape(value.shape), hint)
    if expected.ndim == 0 or (expected.ndim == 1 and expected.size <= 12):
        fail(tried, show(expected), show(value), hint)
    wrong = np.argwhere(~_close_entries(value, expected, tolerance))[0]
    fail(tried, f"{show(expected[tuple(wrong)])} at {_position(wrong)}", f"{show(value[tuple(wrong)])} there", hint)


def _position(place: np.ndarray) -> str:
    words = {1: "place {}", 2: "row {}, column {}"}.get(len(place), "place [" + ", ".join(["{}"] * len(place)) + "]")
    return words.format(*place) + ", counted from 0"


def _shape(shape: tuple[int, ...]) -> str:
    return "one number" if shape == () else f"an array of shape {shape}"


def _split(arguments: tuple) -> tuple[tuple, dict]:
    """Positional arguments, and those by name that a case holds as a dict at its end."""
    if arguments and isinstance(arguments[-1], dict):
        return arguments[:-1], arguments[-1]
    return arguments, {}


def _read(value: Any, expected: Any, names: Sequence[str], dtype: str, lists: bool, tried: str) -> tuple:
    """What came as arrays, and what keeps it from being judged as it stands: another shape or type, NaN.

    Raises CheckFailed where there is nothing to compute with.
    """
    if not isinstance(expected, tuple):
        return _one(value, np.asarray(expected), tried, dtype, lists)
    if not isinstance(value, tuple | list | np.ndarray) and hasattr(value, "__array__"):
        value = to_numpy(value)
    wanted = f"{len(expected)} results: {', '.join(names)}" if names else f"{len(expected)} results"
    # An array is several results only where each of them is one number.
    one = isinstance(value, np.ndarray) and (value.ndim == 0 or any(np.ndim(part) for part in expected))
    if one or not isinstance(value, tuple | list | np.ndarray):
        fail(tried, wanted, f"one: {show(value)}", "Return them all, separated by commas, in this order.")
    if len(value) != len(expected):
        fail(tried, wanted, f"{len(value)} results", "As many as are asked for, separated by commas, in this order.")
    parts, trouble = [], None
    for place, (part, right) in enumerate(zip(value, expected, strict=True)):
        what = names[place] if names else f"the {ORDINALS[place]} result"
        if part is None:
            fail(f"{tried}; {what}", _shape(np.shape(right)), "None, which is Python's word for nothing")
        read, problem = _one(part, np.asarray(right), f"{tried}; {what}", dtype, lists)
        parts.append(read)
        trouble = trouble or problem
    shapes, wanted_shapes = [part.shape for part in parts], [np.shape(part) for part in expected]
    if trouble and len(parts) == 2 and shapes == wanted_shapes[::-1] != wanted_shapes:
        order = f"The order of the results: {', then '.join(names)}." if names else "The two results are swapped."
        trouble = with_hint(trouble, order)
    return tuple(parts), trouble


#: What is asked for by dtype, and a hint.
_TYPES = {
    "same": ("the type of what came in", "The result keeps that type: np.zeros_like does, np.zeros makes floats."),
    "whole": (
        "whole numbers (int)",
        "Places and counts are whole numbers; a float picks nothing from an array, and `/` makes one.",
    ),
}


def _one(
    value: Any, expected: np.ndarray, tried: str, dtype: str, lists: bool
) -> tuple[np.ndarray, CheckFailed | None]:
    """One result as an array of floats, and what keeps it from being judged."""
    try:
        array(value, expected.shape, tried, lists=lists)
        came = to_numpy(value).dtype
        if dtype and not (came == expected.dtype if dtype == "same" else came.kind in "iu"):
            fail(tried, f"{_TYPES[dtype][0]}, here {expected.dtype}", f"numbers of type {came}", _TYPES[dtype][1])
    except CheckFailed as failure:
        try:
            read = to_numpy(value)
            return read.astype(complex if read.dtype.kind == "c" else float), failure
        except Exception:
            raise failure from None
    read = to_numpy(value)
    if read.dtype == np.float16 and close(read, expected, 3e-3):  # half precision holds three digits
        read = expected
    return read.astype(float), None


def array(
    value: Any,
    shape: tuple[int, ...],
    tried: str,
    shapes: Mapping[tuple[int, ...], str] = NO_HINTS,
    lists: bool = False,
) -> np.ndarray:
    """Return a value as a float array of a shape; a list, text, NaN, infinity or another shape is told apart.

    shapes: hints for other shapes that show a known mistake; lists: whether a list serves as well
    """
    wanted, several = _shape(shape), isinstance(value, tuple | list) and len(value) > 1
    if value is None:
        fail(tried, wanted, "None, which is Python's word for nothing")
    if isinstance(value, tuple | list) and shape == ():
        hint = "Only one is asked for: return that one alone." if several else "The number itself, not in a list."
        fail(tried, wanted, f"{len(value)} results: {show(value)}" if several else show(value), hint)
    if isinstance(value, list | tuple) and not lists:
        parts = [np.shape(part) for part in value if not isinstance(part, str)] or [()]
        several = isinstance(value, tuple) and (len(set(parts)) > 1 or shape in parts)
        one = "Only one result is asked for: return that one alone."
        hint = one if several else "Almost: np.array(...) makes an array of it."
        fail(tried, wanted, f"a {type(value).__name__} of {len(value)}", hint)
    try:
        result = to_numpy(value)
    except Exception:
        result = np.array(None)
    kind, no_array = result.dtype.kind, isinstance(value, np.ndarray) and not value.shape
    for trouble, came, hint in [
        (isinstance(value, np.ma.MaskedArray) and np.ma.is_masked(value), "an array with masked places",
         "Every place needs a number: no np.ma here."),
        (callable(value) and not hasattr(value, "__array__"), show(value),
         "A function or layer, not its result: call it, with brackets ( )."),
        (type(value).__name__ == "KerasTensor", "a place in a network, which holds no numbers yet",
         "Compute with what is handed in; do not build a network from it."),
        (kind == "b", "True and False, no numbers", "Truth values are no numbers yet: times 1.0, or np.where."),
        (kind in "US", f"text: {show(value)}", "Text is no number: no quotes, and no str(...)."),
        (kind == "O" and no_array, "an array that holds one object",
         "np.array makes no array of a generator: square brackets inside, np.array([... for ...])."),
        (kind == "c", f"numbers of type {result.dtype}", "Plain numbers are asked for."),
        (kind not in "fiu", f"{type(value).__name__}: {show(value)}", "Plain numbers are asked for."),
        (result.shape != shape, _shape(result.shape),
         shapes.get(result.shape) or _shape_hint(result.shape, shape)),
        (kind == "f" and np.isnan(result).any(), "NaN (not a number)" + " among them" * bool(shape),
         "NaN comes from 0/0, infinity minus infinity, or the logarithm of a negative number."),
        (kind == "f" and np.isinf(result).any(), "infinity" + " among them" * bool(shape),
         "A number grew too large for the computer, or something was divided by zero."),
    ]:  # fmt: skip
        if trouble:
            fail(tried, wanted, came, hint)
    return result.astype(float)


def to_numpy(value: Any) -> np.ndarray:
    """A number, an array, a sparse one or a tensor of any backend as a NumPy array."""
    if isinstance(value, np.ndarray | int | float | np.generic | list | tuple):
        if isinstance(value, list | tuple) and any(hasattr(part, "__array__") for part in value):
            return np.stack([to_numpy(part) for part in value])
        return np.asarray(value)
    if hasattr(value, "toarray"):
        return np.asarray(value.toarray())
    from keras import ops

    try:
        result = np.asarray(value)
    except Exception:  # a torch tensor that needs its gradient refuses; Keras knows how
        result = np.asarray(ops.convert_to_numpy(value))
    return result.astype(float) if result.dtype.kind == "V" else result  # bfloat16


def _known(came: list, expected: list, cases: Sequence[Case], mistakes: Iterable[Mistake], tolerance: float) -> str:
    """The hint of the mistake that explains what came in every case; "" if none does."""
    right = [(value, None) for value in expected]
    for mistake, hint in mistakes:
        if _explains(mistake, came, cases, tolerance) and not _explains(mistake, right, cases):
            return hint
    return ""


def _explains(function: Callable, came: list, cases: Sequence[Case], tolerance: float = 1e-5) -> bool:
    """Whether a function gives what came in every case in which something came, and in one at least."""
    found = False
    for (value, _), (_, arguments) in zip(came, cases, strict=True):
        if value is not None:
            try:
                found = agree(value, _apply(function, arguments), tolerance)
            except Exception:  # a mistake need not work for every case
                continue
            if not found:
                return False
    return found


def _apply(function: Callable, arguments: tuple) -> Any:
    positional, named = _split(arguments)
    with np.errstate(all="ignore"):
        return function(*copied(positional), **copied(named))


def agree(came: Any, wanted: Any, tolerance: float = 1e-5) -> bool:
    """Whether one result or several are what is wanted: numbers, arrays, or `any_of` a shape."""
    if isinstance(wanted, any_of):
        return np.shape(came) == tuple(wanted)
    if isinstance(wanted, tuple) and isinstance(came, tuple) and len(came) == len(wanted):
        return all(agree(a, b, tolerance) for a, b in zip(came, wanted, strict=True))
    return not isinstance(came, tuple) and not isinstance(wanted, tuple) and close(came, wanted, tolerance)


def close(one: Any, other: Any, tolerance: float = 1e-5) -> bool:
    """Whether two arrays have one shape and agree, up to a tolerance relative to the largest entry."""
    one, other = np.asarray(one, dtype=float), np.asarray(other, dtype=float)
    return one.shape == other.shape and bool(np.all(_close_entries(one, other, tolerance)))


def _close_entries(one: np.ndarray, other: np.ndarray, tolerance: float) -> np.ndarray:
    finite = np.abs(other[np.isfinite(other)])
    scale = max(1.0, float(np.max(finite, initial=0.0)))
    with np.errstate(all="ignore"):
        return (np.abs(one - other) <= tolerance * scale) | (one == other) | (np.isnan(one) & np.isnan(other))


def _relations(came: list, expected: list, cases: Sequence[Case], tolerance: float) -> str:
    """How what came relates to what is right, if it does so in all cases that differ: twice as much, the other sign."""
    said: list[str] | None = None
    for (value, trouble), right, (_, arguments) in zip(came, expected, cases, strict=True):
        if value is None or trouble:
            return ""
        if not agree(value, right, tolerance):
            parts = zip(value, right, strict=True) if isinstance(right, tuple) else [(value, right)]
            sizes = {size for part in _split(arguments)[0] for size in [*np.shape(part)] if size > 2}
            for one, other in parts:
                if not close(one, other, tolerance):
                    here = _relation(np.asarray(one), np.asarray(other, dtype=float), sizes, tolerance)
                    said = here if said is None else [text for text in said if text in here]
    return said[0] if said else ""


def _relation(came: np.ndarray, right: np.ndarray, sizes: set[int], tolerance: float) -> list[str]:
    """All sentences that say how one result relates to what is right."""
    if came.shape != right.shape or not right.any():
        return []
    with np.errstate(all="ignore"):
        ways = [
            (-right, "The numbers are right but for the sign."),
            (2 * right, "That is twice what is right."),
            (right / 2, "That is half of what is right."),
            (right**2, "That is the square of what is right."),
            (np.sqrt(right), "That is the square root of what is right."),
            (np.abs(right), "The sign is lost: some numbers must be below 0."),
            (np.maximum(right, 0), "Numbers below 0 are cut off."),
            (np.exp(right), "That is e to the power of what is right."),
            (np.log(right), "That is the logarithm of what is right."),
            (1 / right, "That is 1 divided by what is right."),
            (1 - right, "That is 1 minus what is right."),
            (right + 1, "That is 1 too much."),
            (right - 1, "That is 1 too little."),
            (np.trunc(right), "The fractions are cut off: is the result written into an array of whole numbers?"),
            *((np.round(right, digits), "The numbers are rounded: keep them as they are.") for digits in range(4)),
        ]
        for size in sorted(sizes):
            ways.append((right * size, "That is too large by as many times as there are examples: a sum, not a mean?"))
            ways.append((right / size, "That is divided by the number of examples once too often."))
            ways.append((right * size / (size - 1), "That divides by one less than the number of examples."))
    if right.ndim and right.size > 2:
        if right.ndim == 2 and right.shape[0] == right.shape[1]:
            ways.append((right.T, "Rows and columns are swapped."))
        for axis in range(right.ndim):
            along = "" if right.ndim == 1 else f" along axis {axis}"
            ways.append((np.flip(right, axis), f"The numbers are right, and stand in reverse order{along}."))
            for step in (1, -1):
                ways.append((np.roll(right, step, axis), f"The numbers are right, and stand one place too far{along}."))
        ways.append((right / right.sum(), "That is divided by its sum: the numbers themselves are asked for."))
    found = [text for wrong, text in ways if np.all(np.isfinite(wrong)) and close(came, wrong, tolerance)]
    if right.size > 2:
        with np.errstate(all="ignore"):
            factors, steps = came[right != 0] / right[right != 0], came - right
        if np.ptp(factors) < 1e-3 * np.abs(factors - 1).max() and factors.any():
            found.append("Everywhere the right number is multiplied, or divided, by one and the same number.")
        if np.ptp(steps) < 1e-3 * np.abs(steps).max():
            found.append("Everywhere the same amount is added or taken off.")
    if right.ndim == 1 and right.size > 2 and close(came[1:], right[1:], tolerance):
        found.append("Only the first is wrong: where does the loop or the part begin?")
    if right.ndim == 1 and right.size > 2 and close(came[:-1], right[:-1], tolerance):
        found.append("Only the last is wrong: does a loop or a part end too early?")
    if right.size > 3 and close(np.sort(came, axis=None), np.sort(right, axis=None), tolerance):
        found.append("The numbers are right, and stand in another order.")
    return found


def _shape_hint(came: tuple[int, ...], wanted: tuple[int, ...]) -> str:
    if not wanted:
        if came and np.prod(came) == 1:
            return "An array with one entry is not yet a number: take the number out, or compute with numbers."
        return "One number for all together is asked for: is a mean or a sum missing?"
    if not came:
        return "One number came where several are asked for: a mean or a sum too many, or a `return` inside the loop?"
    if came == wanted[::-1] and len(wanted) == 2:
        return "Rows and columns are swapped."
    if tuple(size for size in came if size != 1) == tuple(size for size in wanted if size != 1):
        return "An axis of length 1 too many or too few: print the `.shape` after each step."
    if len(came) == 1 and came[0] == np.prod(wanted):
        return "All numbers in one row: keep the axes apart."
    if len(came) == len(wanted) and sum(a != b for a, b in zip(came, wanted, strict=True)) == 1:
        axis = next(i for i, (a, b) in enumerate(zip(came, wanted, strict=True)) if a != b)
        return f"Axis {axis}, counted from 0, has {came[axis]} entries in place of {wanted[axis]}: count them by hand."
    if len(came) > len(wanted):
        return "There is an axis too many: over which one is still to be added up, averaged or chosen?"
    if len(came) < len(wanted):
        return "An axis is gone: over which one was added up, averaged or chosen too much?"
    return ""
