"""Checks of lesson 1. Each one tries a student's function and explains what is wrong, if anything is."""

from collections.abc import Callable
from typing import Any

import numpy as np

from workshop.checks.core import answer, array, call, close, compare, diagnosis, exercise, fail, require, show


def _line_data() -> tuple[np.ndarray, np.ndarray]:
    """Seven made points near y = 3 x + 1, not centred and not sorted."""
    x = np.array([4.0, 1.0, 2.5, 6.0, 0.5, 3.0, 5.0])
    return x, 3 * x + 1 + np.array([0.5, -0.3, 0.1, -0.6, 0.4, 0.2, -0.5])


@exercise("1.1", "predict")
def predict(student: Callable) -> None:
    x = np.array([0.0, 1.0, 2.0, 5.0])
    tried = "predict([0, 1, 2, 5], slope=10, intercept=3)"
    came = answer(student, x, 10.0, 3.0, shape=(4,), tried=tried)
    mistakes = [
        (10 * x, "Every prediction is too small by the intercept: add it."),
        (3 * x + 10, "Slope and intercept are swapped: x is multiplied by the slope."),
        (10 * (x + 3), "The intercept is added after the multiplication, not before."),
        (10 * x - 3, "The intercept is added, not subtracted."),
    ]
    compare(came, 10 * x + 3, tried, mistakes, "prediction = slope times x, plus intercept")
    tried = "predict([1, 4], slope=-2, intercept=0.5)"
    came = answer(student, np.array([1.0, 4.0]), -2.0, 0.5, shape=(2,), tried=tried)
    compare(came, [-1.5, -7.5], tried, hint="Does the function use its own slope and intercept, whatever they are?")


@exercise("1.2", "mean squared error")
def mse(student: Callable) -> None:
    y, prediction = np.array([1.0, 2.0, 3.0, 4.0]), np.array([1.0, 2.0, 5.0, 3.0])
    errors = prediction - y
    tried = "mse([1, 2, 3, 4], [1, 2, 5, 3])"
    came = answer(student, y, prediction, shape=(), tried=tried)
    mistakes = [
        (np.sum(errors**2), "That is the sum of the squares. Divide it by the number of examples: the mean."),
        (np.mean(errors) ** 2, "You square the mean. Square each error first; else high and low cancel."),
        (np.mean(np.abs(errors)), "That is the mean absolute error: square the errors in place of their size."),
        (np.mean(errors), "The errors are not squared, so that high and low cancel."),
        (np.sqrt(np.mean(errors**2)), "You took the square root as well. The mean of the squares is asked for."),
        (np.mean(errors**2) / 2, "Half of it: some books divide by two. Here it is the plain mean."),
        (np.mean((y + prediction) ** 2), "Prediction *minus* answer."),
    ]
    compare(came, np.mean(errors**2), tried, mistakes, "The errors are 0, 0, 2, -1.")
    tried = "mse(y, y), a perfect model"
    compare(answer(student, y, y, shape=(), tried=tried), 0.0, tried, hint="A perfect model has loss 0.")


@exercise("1.3", "gradient")
def gradient(student: Callable) -> None:
    x, y = _line_data()
    for slope, intercept in [(0.0, 0.0), (5.0, -2.0)]:
        tried = f"gradient at slope {slope:g} and intercept {intercept:g}, on seven points"
        came = _pair(call(student, x, y, slope, intercept, tried=tried), tried)
        errors = slope * x + intercept - y
        right = np.array([np.mean(2 * errors * x), np.mean(2 * errors)])
        step = 1e-5
        by_difference = [
            (_loss(x, y, slope + step, intercept) - _loss(x, y, slope - step, intercept)) / (2 * step),
            (_loss(x, y, slope, intercept + step) - _loss(x, y, slope, intercept - step)) / (2 * step),
        ]
        mistakes = [
            (
                -right,
                "The signs are turned round: the error is prediction minus answer, and the gradient points uphill.",
            ),
            (right / 2, "Half of it: the derivative of a square brings down a factor 2."),
            (right * len(x), "That is a sum over the examples: take the mean."),
            (right[::-1], "The two are swapped: first along the slope, then along the intercept."),
            ([right[1], right[1]], "Along the slope each error is multiplied by its x."),
            (
                [np.mean(2 * errors) * np.mean(x), right[1]],
                "Multiply each error by its own x first, then take the mean.",
            ),
        ]
        compare(
            came,
            by_difference,
            tried,
            mistakes,
            "The expected numbers come from tiny steps to either side, without a formula.",
            tolerance=1e-4,
        )


@exercise("1.4", "gradient descent")
def gradient_descent(student: Callable) -> None:
    x, y = _line_data()
    rate, start = 0.01, (2.0, -1.0)
    tried = "gradient_descent on seven points, learning rate 0.01, 3 steps, start (2, -1)"
    value = call(student, x, y, rate, 3, start, tried=tried)
    came = np.asarray(value, dtype=float) if isinstance(value, np.ndarray) else value
    if isinstance(came, np.ndarray) and came.shape == (3, 2):
        fail(
            tried,
            "an array of shape (4, 2)",
            "an array of shape (3, 2)",
            "The start is row 0 of the path: keep it too.",
        )
    if isinstance(came, tuple | list) and len(came) == 2:
        fail(
            tried,
            "the whole path, an array of shape (4, 2)",
            f"two values: {show(value)}",
            "Keep every point in a list and return np.array(path).",
        )
    if isinstance(came, list) and len(came) == 4:
        fail(tried, "an array of shape (4, 2)", "a list of 4", "Almost: return np.array(path).")
    if isinstance(came, np.ndarray) and came.shape == (2, 2):
        fail(tried, "an array of shape (4, 2)", "an array of shape (2, 2)", "Does `return` stand inside the loop?")
    came = array(value, (4, 2), tried)
    require(
        close(came[0], start), tried, "the start (2, -1) in row 0", show(came[0]), "Begin at `start`, whatever it is."
    )
    right = _walk(x, y, rate, 3, start)
    mistakes = [
        (_walk(x, y, -rate, 3, start), "It walks uphill: subtract the gradient times the learning rate."),
        (
            _walk(x, y, rate, 3, start, in_turn=True),
            "The intercept's part was felt after the slope had moved already. "
            "Compute both parts of the gradient first, then change both numbers.",
        ),
        (_walk(x, y, 1.0, 3, start), "The learning rate is not used."),
        (_walk(x, y, 0.02, 3, start), "Use the `learning_rate` that is handed in, not a number of your own."),
        (np.array([start] * 4), "Every row is the start: are the new numbers stored, and appended after the change?"),
        (np.repeat(right[-1:], 4, axis=0), "Every row is the last point: append a new pair each time."),
    ]
    compare(came, right, tried, mistakes, "Each row is the row before, minus 0.01 times the gradient there.")
    tried = "gradient_descent with 0 steps and start (7, 8)"
    came = answer(student, x, y, rate, 0, (7.0, 8.0), shape=(1, 2), tried=tried)
    compare(came, [[7.0, 8.0]], tried, hint="Begin at `start`, whatever it is.")


@exercise("1.5", "mend a diverging run")
def diverging_run(cause: Any, mended: Any, x: np.ndarray, y: np.ndarray) -> None:
    hints = {
        "a": "Walking uphill, the slope would move away in one direction. It jumps from side to side.",
        "c": "With more steps the loss grows further.",
        "d": "The same examples served for the run that worked.",
    }
    diagnosis(cause, "b", "what makes the loss grow at each step", hints)
    tried = "the loss at the end of the mended run"
    if not isinstance(mended, np.ndarray) or mended.ndim != 2 or mended.shape[1] != 2:
        fail(tried, "the path that gradient_descent returns", show(mended), "Keep the line that makes `mended`.")
    lowest = _loss(x, y, *np.polyfit(x, y, 1))
    with np.errstate(all="ignore"):
        ends = _loss(x, y, *mended[-1])
    wanted = f"at most {1.01 * lowest:.1f}"
    if not np.isfinite(ends) or ends > _loss(x, y, *mended[0]):
        fail(
            tried,
            wanted,
            f"{ends:.3g}, more than at its start",
            "It still diverges: the learning rate must be smaller.",
        )
    if ends > 1.01 * lowest:
        fail(
            tried,
            wanted,
            f"{ends:.1f}",
            "It goes down and has not arrived: more steps, or a bolder learning rate (0.02 worked above).",
        )


@exercise("1.6", "standardise")
def standardise(student: Callable) -> None:
    values, reference = np.array([1.0, 2.0, 6.0]), np.array([0.0, 4.0, 8.0, 4.0])
    tried = "standardise([1, 2, 6], reference=[0, 4, 8, 4])"
    came = answer(student, values, reference, shape=(3,), tried=tried)
    mean, spread = reference.mean(), reference.std()
    mistakes = [
        (
            (values - values.mean()) / values.std(),
            "Mean and standard deviation come from `reference`, not from `values`.",
        ),
        (values - mean, "The mean is taken off; now divide by the standard deviation."),
        ((values - mean) / spread**2, "That divides by the variance: use the standard deviation, `.std`."),
        (values / spread, "Subtract the mean first."),
        (values - mean / spread, "Brackets: subtract first, then divide the difference."),
        (
            (values - reference.min()) / np.ptp(reference),
            "That brings the range to 0 to 1; asked for are mean and spread.",
        ),
    ]
    expected = (values - mean) / spread
    # The other common standard deviation, with n - 1, serves as well.
    if not np.allclose(came, (values - mean) / reference.std(ddof=1)):
        compare(came, expected, tried, mistakes, "(values - mean) / standard deviation")
    table = np.array([[1.0, 100.0], [3.0, 300.0], [5.0, 800.0]])
    tried = "standardise of a table with two features of different size"
    came = answer(student, table, table, shape=(3, 2), tried=tried)
    mistakes = [((table - table.mean()) / table.std(), "Each feature has its own mean and spread: `axis=0`.")]
    spread = table.std(axis=0) if np.allclose(came.std(axis=0), 1) else table.std(axis=0, ddof=1)
    compare(came, (table - table.mean(axis=0)) / spread, tried, mistakes, "Column by column: `axis=0`.")


@exercise("1.7", "split and baseline")
def split_and_baseline(split: Callable, baseline: Callable) -> None:
    n = 40
    x = np.stack([np.arange(n), np.arange(n) * 10.0], axis=1)
    y = np.arange(n) + 0.5  # each answer names its row
    tried = "split of 40 patients with test_share=0.25"
    parts = call(split, x, y, 0.25, np.random.default_rng(3), tried=tried)
    names = "x_train, x_test, y_train, y_test"
    if not isinstance(parts, tuple | list) or len(parts) != 4:
        fail(tried, f"four arrays: {names}", show(parts), f"return {names}")
    shapes = [getattr(part, "shape", None) for part in parts]
    wanted = [(30, 2), (10, 2), (30,), (10,)]
    if shapes == [(10, 2), (30, 2), (10,), (30,)]:
        fail(tried, "30 to learn from, 10 to test on", "10 and 30", "Training and test are swapped.")
    if shapes == [(30, 2), (30,), (10, 2), (10,)]:
        fail(tried, f"the order {names}", "x_train, y_train, x_test, y_test", "Return them in the docstring's order.")
    together = sum(shape[0] for shape in shapes[:2] if shape)
    if together != n:
        fail(
            tried,
            "40 patients in both parts together",
            f"{together}",
            "Some are in both parts, or in none: cut one order of all positions into two.",
        )
    require(shapes == wanted, tried, f"shapes {wanted}", f"shapes {shapes}", "A quarter of 40 is 10.")
    x_train, x_test, y_train, y_test = (array(part, shape, tried) for part, shape in zip(parts, wanted, strict=True))
    rows = np.concatenate([x_train, x_test])[:, 0]
    for part_x, part_y in [(x_train, y_train), (x_test, y_test)]:
        require(
            bool(np.allclose(part_x[:, 0] + 0.5, part_y)),
            tried,
            "each patient with their own answer",
            "answers of other patients",
            "Use one order for both x and y.",
        )
    twice = n - len(np.unique(rows))
    require(
        twice == 0,
        tried,
        "each patient in one part, once",
        f"{twice} of them twice or not at all",
        "`generator.permutation` gives every position once; `integers` and `choice` may repeat.",
    )
    require(
        not np.array_equal(np.sort(x_test[:, 0]), np.arange(30, 40))
        and not np.array_equal(np.sort(x_test[:, 0]), np.arange(10)),
        tried,
        "patients drawn by chance",
        "the first or the last ones of the list",
        "Draw an order with `generator.permutation(len(x))`.",
    )
    again = call(split, x, y, 0.25, np.random.default_rng(3), tried=tried)
    other = call(split, x, y, 0.25, np.random.default_rng(4), tried=tried)
    require(
        np.array_equal(x_test, again[1]),
        tried,
        "the same split for the same generator seed",
        "another split",
        "Draw from the `generator` that is handed in, not from `np.random`.",
    )
    require(
        not np.array_equal(x_test, other[1]),
        tried,
        "another split for another seed",
        "the same split",
        "Draw from the `generator` that is handed in; a seed of your own fixes the split for ever.",
    )
    tried = "baseline([1, 2, 6], n=4)"
    value = call(baseline, np.array([1.0, 2.0, 6.0]), 4, tried=tried)
    hints = {
        (): "The same number n times: np.full(n, number).",
        (3,): "n predictions: n is handed in, and is not len(y_train).",
    }
    shape = np.shape(value)
    if shape in hints and not isinstance(value, str):
        fail(tried, "an array of shape (4,)", "one number" if shape == () else f"shape {shape}", hints[shape])
    came = array(value, (4,), tried)
    mistakes = [
        (np.full(4, 2.0), "That is the median: the mean makes the squared error smallest."),
        (np.zeros(4), "The mean of the training answers, not 0."),
    ]
    compare(came, np.full(4, 3.0), tried, mistakes, "The mean of the training answers, n times.")


def _loss(x: np.ndarray, y: np.ndarray, slope: float, intercept: float) -> float:
    return float(np.mean((slope * x + intercept - y) ** 2))


def _pair(value: Any, tried: str) -> np.ndarray:
    """Two numbers from a tuple, a list or an array."""
    if not isinstance(value, tuple | list | np.ndarray) or len(value) != 2:
        fail(tried, "two numbers", show(value), "Return both: return along_slope, along_intercept")
    return np.array([array(part, (), tried) for part in value])


def _walk(
    x: np.ndarray, y: np.ndarray, rate: float, steps: int, start: tuple[float, float], in_turn: bool = False
) -> np.ndarray:
    """Gradient descent; in_turn moves the slope before the intercept's part is computed, a common slip."""
    slope, intercept = start
    path = [start]
    for _ in range(steps):
        errors = slope * x + intercept - y
        new_slope = slope - rate * np.mean(2 * errors * x)
        if in_turn:
            errors = new_slope * x + intercept - y
        slope, intercept = new_slope, intercept - rate * np.mean(2 * errors)
        path.append((slope, intercept))
    return np.array(path)
