"""Checks of lesson 1. Each one tries a student's function and explains what is wrong, if anything is."""

from collections.abc import Callable
from typing import Any

import numpy as np

from workshop.checks.calling import call
from workshop.checks.cases import any_of, array, cases, judge
from workshop.checks.core import diagnosis, exercise, fail, require, show

#: Seven made points near y = 3 x + 1, not centred and not sorted, and four others.
X = np.array([4.0, 1.0, 2.5, 6.0, 0.5, 3.0, 5.0])
Y = 3 * X + 1 + np.array([0.5, -0.3, 0.1, -0.6, 0.4, 0.2, -0.5])
FEW = np.array([-2.0, 0.5, 7.25, 1.0]), np.array([3.0, -1.5, 0.25, 10.0])


@exercise("1.1", "predict")
def predict(student: Callable) -> None:
    tried = cases(
        "predict",
        (np.array([0.0, 1.0, 2.0, 5.0]), 10.0, 3.0),
        (np.array([1.5, -4.0]), -2.0, 0.5),
        (np.array([7.0, 2.0, 2.5]), 0.25, -6.0),
    )
    mistakes = [
        (lambda x, a, b: a * x, "Every prediction is off by the intercept: add it."),
        (lambda x, a, b: b * x + a, "Slope and intercept are swapped: x is multiplied by the slope."),
        (lambda x, a, b: a * (x + b), "The intercept is added after the multiplication, not before."),
        (lambda x, a, b: a * x - b, "The intercept is added, not subtracted."),
        (lambda x, a, b: b - a * x, "Slope times x is added to the intercept, not subtracted from it."),
        (lambda x, a, b: a + x + b, "x is multiplied by the slope: here all three are added up."),
        (lambda x, a, b: a * x * b, "The intercept is added; here all three are multiplied."),
        (lambda x, a, b: x + b, "The slope is missing: x is multiplied by it."),
        (lambda x, a, b: x**a + b, "`**` is a power: the slope times x is `*`."),
        (lambda x, a, b: x / a + b, "x is divided by the slope: multiply."),
        (lambda x, a, b: (x - b) / a, "That goes from y back to x: the prediction is asked for."),
        (lambda x, a, b: np.trunc(a * x + b), "The fractions are cut off: keep the numbers as they are."),
    ]
    judge(student, lambda x, a, b: a * x + b, tried, mistakes, "Each x has one prediction: follow one x by hand.")


@exercise("1.2", "mean squared error")
def mse(student: Callable) -> None:
    tried = cases(
        "mse",
        (np.array([1.0, 2.0, 3.0, 4.0]), np.array([1.0, 2.0, 5.5, 3.0])),
        (np.array([-3.0, 0.5, 7.0]), np.array([1.0, 2.5, 6.0])),
        (np.array([1, 0, 1, 1, 0, 2]), np.array([0.5, 0.25, 2.0, 4.0, -1.0, 0.0])),
        (np.array([2.0, 5.0]), np.array([2.0, 5.0])),
    )
    mistakes = [
        (lambda y, p: np.sum((p - y) ** 2), "That is the sum of the squares: divide it by the number of examples."),
        (lambda y, p: np.mean(p - y) ** 2, "You square the mean. Square each error first; else high and low cancel."),
        (lambda y, p: np.mean(np.abs(p - y)), "That is the mean absolute error: square the errors instead."),
        (lambda y, p: np.mean(p - y), "The errors are not squared, so that high and low cancel."),
        (lambda y, p: np.mean(y - p), "The errors are not squared, so that high and low cancel."),
        (lambda y, p: np.sqrt(np.mean((p - y) ** 2)), "You took the square root as well: the mean of the squares."),
        (lambda y, p: np.sqrt(np.sum((p - y) ** 2)), "That is the length of all errors together: no root, and a mean."),
        (lambda y, p: np.mean((p - y) ** 2) / 2, "Half of it: some books divide by two. Here it is the plain mean."),
        (lambda y, p: np.sum((p - y) ** 2) / 2, "Half of the sum: some books do so. Here it is the plain mean."),
        (lambda y, p: np.sum((p - y) ** 2) / (len(y) - 1), "Divided by one too few: by the number of examples."),
        (lambda y, p: np.sum(p - y) ** 2 / len(y), "You square the sum. Square each error first, then add up."),
        (lambda y, p: np.mean((y + p) ** 2), "Prediction *minus* answer."),
        (lambda y, p: np.mean(p**2 - y**2), "Subtract first, then square the difference."),
        (lambda y, p: np.mean(y**2 - p**2), "Subtract first, then square the difference."),
        (lambda y, p: np.var(p - y), "That is the variance of the errors: it takes their mean off first."),
        (lambda y, p: np.median((p - y) ** 2), "That is the median of the squares: take the mean."),
        (lambda y, p: np.max((p - y) ** 2), "That is the largest square: take the mean of all."),
        (lambda y, p: np.mean(((p - y) / y) ** 2), "The errors are not divided by the answers."),
        (lambda y, p: (p[0] - y[0]) ** 2, "Only the first example counts: does `return` stand inside the loop?"),
        (lambda y, p: (p[-1] - y[-1]) ** 2, "Only the last example counts: add up over the loop."),
        (lambda y, p: np.mean((p - y) * 2), "`* 2` doubles: a square is `** 2`."),
        (lambda y, p: np.mean((p - y) ** 3), "A square is `** 2`."),
        (lambda y, p: any_of(len(y)), "Those are the squares one by one: now their mean."),
    ]
    hint = "Three steps, in this order: each error, its square, the mean of the squares."
    judge(student, lambda y, p: np.mean((p - y) ** 2), tried, mistakes, hint)


@exercise("1.3", "gradient")
def gradient(student: Callable) -> None:
    def right(x: np.ndarray, y: np.ndarray, a: float, b: float, inner: float = 2.0) -> tuple[float, float]:
        errors = a * x + b - y
        return np.mean(inner * errors * x), np.mean(inner * errors)

    def turned(x: np.ndarray, y: np.ndarray, a: float, b: float) -> tuple:
        return tuple(-part for part in right(x, y, a, b))

    tried = [
        ("gradient at slope 1.5 and intercept 0.5, on seven points", (X, Y, 1.5, 0.5)),
        ("gradient at slope 5 and intercept -2, on seven points", (X, Y, 5.0, -2.0)),
        ("gradient at slope -1 and intercept 0.5, on four points", (*FEW, -1.0, 0.5)),
    ]
    mistakes = [
        (turned, "The signs are turned round: the error is prediction minus answer, and the gradient points uphill."),
        (lambda *at: right(*at, inner=1.0), "Half of it: the derivative of a square brings down a factor 2."),
        (lambda x, *at: tuple(len(x) * part for part in right(x, *at)),
         "That is a sum over the examples: take the mean."),
        (lambda x, *at: tuple(len(x) * part for part in right(x, *at, inner=1.0)),
         "That is a sum over the examples, and half of it: the mean, and the factor 2 of the square."),
        (lambda x, *at: (len(x) * right(x, *at)[0], right(x, *at)[1]), "The slope's part is a mean as well."),
        (lambda x, *at: (right(x, *at)[0], len(x) * right(x, *at)[1]), "The intercept's part is a mean as well."),
        (lambda *at: right(*at)[::-1], "The two are swapped: first along the slope, then along the intercept."),
        (lambda *at: (right(*at)[1], right(*at)[1]), "Along the slope each error is multiplied by its x."),
        (lambda *at: (right(*at)[0], right(*at)[0]), "Along the intercept the errors are not multiplied by x."),
        (lambda x, *at: (right(x, *at)[1] * np.mean(x), right(x, *at)[1]),
         "Multiply each error by its own x first, then take the mean."),
        (lambda *at: (right(*at)[0], right(*at, inner=1.0)[1]), "The factor 2 belongs to the intercept's part too."),
        (lambda *at: (right(*at, inner=1.0)[0], right(*at)[1]), "The factor 2 belongs to the slope's part too."),
        (lambda *at: (-right(*at)[0], right(*at)[1]), "The slope's part has the wrong sign."),
        (lambda *at: (right(*at)[0], -right(*at)[1]), "The intercept's part has the wrong sign."),
        (lambda x, y, a, b: (np.mean(2 * (a * x - y) * x), np.mean(2 * (a * x - y))),
         "The intercept is missing in the prediction."),
        (lambda x, y, a, b: (np.mean(2 * (a * x + b) * x), np.mean(2 * (a * x + b))),
         "The right answers are missing: an error is prediction minus answer."),
        (lambda x, y, a, b: (np.mean(2 * np.abs(a * x + b - y) * x), np.mean(2 * np.abs(a * x + b - y))),
         "The errors keep their signs: no np.abs."),
        (lambda x, y, a, b: (np.mean((a * x + b - y) ** 2 * x), np.mean((a * x + b - y) ** 2)),
         "The derivative of a square is twice what was squared: the errors themselves, not their squares."),
        (lambda x, y, a, b: (np.mean(2 * (a * x + b - y) * y), np.mean(2 * (a * x + b - y))),
         "Along the slope each error is multiplied by its x, not by its y."),
        (lambda x, y, a, b: (np.mean(2 * (a * x + b - y) * a), np.mean(2 * (a * x + b - y))),
         "Along the slope each error is multiplied by its x, not by the slope."),
        (lambda x, y, a, b: (np.mean(2 * (a * x + b - y) / x), np.mean(2 * (a * x + b - y))),
         "Along the slope each error is multiplied by its x, not divided."),
        (lambda x, y, a, b: (np.mean(2 * (a * x + b - y) * x**2), np.mean(2 * (a * x + b - y))),
         "Along the slope each error is multiplied by its x once, not by its square."),
        (lambda x, *at: (any_of(len(x)), any_of(len(x))), "Those are the parts of single examples: take the mean."),
    ]  # fmt: skip
    hint = "Tiny steps to either side give the expected numbers, without a formula: write the derivative down again."
    judge(student, right, tried, mistakes, hint, names=("along the slope", "along the intercept"), tolerance=1e-4)


def _walk(x: np.ndarray, y: np.ndarray, rate: float, steps: int, start: tuple, in_turn: bool = False) -> np.ndarray:
    """Gradient descent; in_turn moves the slope before the intercept's part is computed, a common slip."""
    path = [tuple(start)]
    for _ in range(steps):
        slope, intercept = path[-1]
        errors = slope * x + intercept - y
        new_slope = slope - rate * np.mean(2 * errors * x)
        if in_turn:
            errors = new_slope * x + intercept - y
        path.append((new_slope, intercept - rate * np.mean(2 * errors)))
    return np.array(path, dtype=float)


@exercise("1.4", "gradient descent")
def gradient_descent(student: Callable) -> None:
    walk = "gradient_descent on seven points, learning rate"
    tried = [
        (f"{walk} 0.01, 3 steps, start (2, -1)", (X, Y, 0.01, 3, (2.0, -1.0))),
        (f"{walk} 0.03, 5 steps, start (0, 4)", (X, Y, 0.03, 5, (0.0, 4.0))),
        ("gradient_descent on four points, learning rate 0.002, 2 steps", (*FEW, 0.002, 2)),
        ("gradient_descent with 0 steps and start (7, 8)", (X, Y, 0.01, 0, (7.0, 8.0))),
    ]

    def right(x: np.ndarray, y: np.ndarray, rate: float, steps: int, start: tuple = (5.0, 120.0)) -> np.ndarray:
        return _walk(x, y, rate, steps, start)

    mistakes = [
        (lambda *at: right(*at)[1:], "The start is row 0 of the path: keep it too."),
        (lambda *at: right(*at)[:-1], "The last step is missing: there are steps + 1 rows."),
        (lambda *at: right(*at)[-1], "That is the last point alone: keep every point, and return the whole path."),
        (lambda *at: tuple(right(*at)[-1]), "That is the last point alone: keep every point, return the whole path."),
        (lambda *at: right(*at)[:2], "Only one step came: does `return` stand inside the loop?"),
        (lambda *at: right(*at).T, "Rows and columns are swapped: each row is a slope and an intercept."),
        (lambda *at: right(*at)[:, ::-1], "Each row is a slope, then an intercept: the two are swapped."),
        (lambda *at: right(*at)[::-1], "The start is row 0: the path is turned round."),
        (lambda x, y, rate, *at: right(x, y, -rate, *at),
         "It walks uphill: subtract the gradient times the learning rate."),
        (lambda x, y, rate, steps, start=(5.0, 120.0): _walk(x, y, rate, steps, start, in_turn=True),
         "The intercept's part was felt after the slope had moved already. Compute both parts of the gradient first, "
         "then change both numbers."),
        (lambda x, y, rate, *at: right(x, y, 1.0, *at), "The learning rate is not used: a step is it times the gradient."),
        (lambda x, y, rate, *at: right(x, y, 0.02, *at), "Use the `learning_rate` that is handed in, not one of your own."),
        (lambda x, y, rate, *at: right(x, y, rate / 2, *at), "Every step is half as long as it should be."),
        (lambda x, y, rate, *at: right(x, y, rate * len(x), *at), "Every step adds up the examples: take their mean."),
        (lambda x, y, rate, steps, start=(5.0, 120.0): _walk(x, y, rate, steps, (5.0, 120.0)),
         "It begins at the default: begin at `start`, whatever it is."),
        (lambda x, y, rate, steps, start=(5.0, 120.0): _walk(x, y, rate, steps, (0.0, 0.0)),
         "It begins at 0, 0: begin at `start`, whatever it is."),
        (lambda x, y, rate, steps, start=(5.0, 120.0): np.array([start] * (steps + 1)),
         "Every row is the start: are the new numbers stored, and appended after the change?"),
        (lambda x, y, rate, steps, *at: np.repeat(right(x, y, rate, steps, *at)[-1:], steps + 1, axis=0),
         "Every row is the last point: append a new pair each time, not the same list again."),
        (lambda x, y, rate, steps, start=(5.0, 120.0):
            np.array([start] + [_walk(x, y, rate, 1, start)[1]] * steps, dtype=float),
         "Each step sets out from the start again: go on from where the last one ended."),
        (lambda x, y, rate, steps, *at: np.diff(right(x, y, rate, steps + 1, *at), axis=0),
         "Those are the steps: the places where one stands are asked for."),
    ]  # fmt: skip
    hint = "Each row is the row before, minus the learning rate times the gradient there."
    judge(student, right, tried, mistakes, hint)


@exercise("1.5", "mend a diverging run")
def diverging_run(cause: Any, mended: Any, x: np.ndarray, y: np.ndarray) -> None:
    hints = {
        "a": "Walking uphill, the slope would move away in one direction. It jumps from side to side.",
        "c": "With more steps the loss grows further.",
        "d": "The same examples served for the run that worked.",
    }
    diagnosis(cause, "b", "what makes the loss grow at each step", hints)

    def loss(slope: float, intercept: float) -> float:
        return float(np.mean((slope * x + intercept - y) ** 2))

    tried = "the loss at the end of the mended run"
    if not isinstance(mended, np.ndarray) or mended.ndim != 2 or mended.shape[1] != 2:
        fail(tried, "the path that gradient_descent returns", show(mended), "Keep the line that makes `mended`.")
    lowest, ends = loss(*np.polyfit(x, y, 1)), loss(*mended[-1])
    wanted = f"at most {1.01 * lowest:.1f}"
    require(len(mended) > 1, tried, wanted, "no step taken", "`mended_steps` is how many steps: 0 goes nowhere.")
    if not np.isfinite(ends) or ends > loss(*mended[0]):
        first, second = loss(*mended[0]), loss(*mended[1])
        uphill = first < second and np.sign(mended[1] - mended[0]).tolist() == np.sign(mended[2:3] - mended[1]).tolist()
        hint = "It walks uphill: a learning rate is above 0." if uphill else "It still diverges: a smaller learning rate."
        fail(tried, wanted, f"{ends:.3g}, more than at its start", hint)
    require(ends <= 1.01 * lowest, tried, wanted, f"{ends:.1f}",
            "It goes down and has not arrived: more steps, or a bolder learning rate, though not as bold as the "
            "broken run's.")  # fmt: skip


@exercise("1.6", "standardise")
def standardise(student: Callable) -> None:
    values, reference = np.array([1.0, 2.0, 7.0]), np.array([0.0, 4.0, 9.0, 4.5, 10.0])
    table = np.array([[1.0, 120.0], [3.5, 300.0], [5.0, 800.0]])
    others = np.array([[2.0, -30.0], [0.25, 500.0], [7.0, 90.0], [4.0, 10.0]])
    tried = cases("standardise", (values, reference), (np.array([-2.5]), reference[1:]), (table, others))

    def right(v: np.ndarray, r: np.ndarray, ddof: int = 0) -> np.ndarray:
        return (v - r.mean(axis=0)) / r.std(axis=0, ddof=ddof)

    mistakes = [
        (lambda v, r: right(v, v), "Mean and standard deviation come from `reference`, not from `values`."),
        (lambda v, r: (v - v.mean(axis=0)) / r.std(axis=0), "The mean comes from `reference` too."),
        (lambda v, r: (v - r.mean(axis=0)) / v.std(axis=0), "The standard deviation comes from `reference` too."),
        (lambda v, r: v - r.mean(axis=0), "The mean is taken off; now divide by the standard deviation."),
        (lambda v, r: (v - r.mean(axis=0)) / r.var(axis=0), "That divides by the variance, the square of it."),
        (lambda v, r: (v - r.mean(axis=0)) * r.std(axis=0), "Divide by the standard deviation, do not multiply."),
        (lambda v, r: v / r.std(axis=0), "Subtract the mean first."),
        (lambda v, r: v - r.mean(axis=0) / r.std(axis=0), "Brackets: subtract first, then divide the difference."),
        (lambda v, r: (r.mean(axis=0) - v) / r.std(axis=0), "The other way round: the value minus the mean."),
        (lambda v, r: (v + r.mean(axis=0)) / r.std(axis=0), "The mean is subtracted, not added."),
        (lambda v, r: (v - r.min(axis=0)) / np.ptp(r, axis=0), "That brings the range to 0 to 1: mean and spread are asked for."),
        (lambda v, r: (v - r.mean(axis=0)) / np.ptp(r, axis=0), "That divides by the range: by the standard deviation."),
        (lambda v, r: (v - np.median(r, axis=0)) / r.std(axis=0), "That takes the median off: the mean is asked for."),
        (lambda v, r: (v - r.mean(axis=0)) / r.mean(axis=0), "That divides by the mean: by the standard deviation."),
        (lambda v, r: (v - r.mean(axis=0)) / r.max(axis=0), "That divides by the largest: by the standard deviation."),
        (lambda v, r: np.abs(right(v, r)), "A value below the mean gives a number below 0: keep the sign."),
        (lambda v, r: (v - r.mean()) / r.std(), "In a table each feature has its own mean and spread: `axis=0`."),
        (lambda v, r: (v - r.mean(axis=0)) / r.std(), "In a table each feature has its own spread as well: `axis=0`."),
        (lambda v, r: (v - r.mean()) / r.std(axis=0), "In a table each feature has its own mean as well: `axis=0`."),
        (lambda v, r: right(r, r), "What is converted is `values`: the reference only gives mean and spread."),
        (lambda v, r: right(r, v), "The two are swapped: `values` is converted, `reference` gives mean and spread."),
    ]  # fmt: skip
    # The other common standard deviation, with n - 1, serves as well.
    judge(student, (right, lambda v, r: right(v, r, ddof=1)), tried, mistakes,
          "How many standard deviations above the mean is a value?")  # fmt: skip


@exercise("1.7", "split and baseline")
def split_and_baseline(split: Callable, baseline: Callable) -> None:
    names = ("x_train", "x_test", "y_train", "y_test")
    drawn = []
    for n, share, n_test in [(40, 0.25, 10), (31, 0.3, 9), (50, 0.35, 18), (7, 0.4, 3)]:
        # Each answer names its row, and the rows are no places: sorted neither upwards nor downwards.
        y = (np.arange(n) * 17 % 101) + 0.5
        x = np.stack([y * 3, y - 100], axis=1)
        tried = f"split of {n} patients with test_share={share:g}"
        parts = call(split, x, y, share, np.random.default_rng(n), tried=tried)
        _judge_split(parts, x, y, n_test, names, tried)
        again = call(split, x, y, share, np.random.default_rng(n), tried=tried)
        same = all(np.array_equal(a, b) for a, b in zip(parts, again, strict=True))
        require(same, f"{tried}, twice with equal generators", "the same split", "another split",
                "All chance comes from the `generator` that is handed in, not from `np.random`.")  # fmt: skip
        other = call(split, x, y, share, np.random.default_rng(n + 500), tried=tried)
        drawn.append(not np.array_equal(np.sort(parts[3]), np.sort(other[3])))
        in_place = {tuple(np.sort(y[:n_test])), tuple(np.sort(y[n - n_test :])), tuple(np.sort(y[:: n // n_test][:n_test]))}
        if not drawn[-1] and tuple(np.sort(parts[3])) in in_place:
            fail(tried, "test patients drawn by chance", "the first ones, the last ones, or every so many",
                 "Patients may be sorted: mix their places with the `generator` first.")  # fmt: skip
    require(any(drawn), "split with two different generators", "two different splits", "the same split",
            "Draw from the `generator` that is handed in; a seed of your own fixes the split for ever.")  # fmt: skip
    mistakes = [
        (lambda y, n: np.full(n, np.median(y)), "That is the median: the mean makes the squared error smallest."),
        (lambda y, n: np.zeros(n), "The mean of the training answers, not 0."),
        (lambda y, n: np.mean(y), "The same number n times, in an array."),
        (lambda y, n: np.full(len(y), np.mean(y)), "n predictions: n is handed in, and is not len(y_train)."),
        (lambda y, n: np.full(n, np.sum(y)), "That is the sum: the mean is asked for."),
        (lambda y, n: np.full(n, np.trunc(np.mean(y))), "The mean is cut to a whole number: np.full_like and astype do so."),
        (lambda y, n: np.full(n, np.round(np.mean(y))), "The mean is rounded: keep its fraction."),
        (lambda y, n: np.full(n, y[0]), "That is the first answer: the mean is asked for."),
        (lambda y, n: np.full(n, y[-1]), "That is the last answer: the mean is asked for."),
        (lambda y, n: np.full(n, (y.max() + y.min()) / 2), "That is the middle between the extremes, not the mean."),
        (lambda y, n: np.full(n, np.sum(y) / n), "Divided by n, how many predictions to make: by the number of answers."),
        (lambda y, n: np.full(n, np.max(y)), "That is the largest answer: the mean is asked for."),
        (lambda y, n: np.full((n, 1), np.mean(y)), "That is a column: one axis is asked for, np.full(n, ...)."),
        (lambda y, n: any_of(n + 1), "One prediction too many."),
    ]  # fmt: skip
    judge(baseline, lambda y, n: np.full(n, np.mean(y)), cases("baseline", (np.array([1.0, 2, 6, 2.2]), 5),
          (np.array([4, 1, 2, 8, 4, 7]), 3), (np.array([-0.5, -8.0]), 1)), mistakes)  # fmt: skip


def _judge_split(parts: Any, x: np.ndarray, y: np.ndarray, n_test: int, names: tuple, tried: str) -> None:
    """One split: four arrays, every patient in one of them, each with the own answer."""
    if not isinstance(parts, tuple | list) or len(parts) != 4:
        fail(tried, f"four arrays: {', '.join(names)}", show(parts), "Return all four, in the docstring's order.")
    n, features = x.shape
    wanted = [(n - n_test, features), (n_test, features), (n - n_test,), (n_test,)]
    shapes = [np.shape(part) for part in parts]
    swapped = "Training and test are swapped: the test set is the smaller part."
    if sorted(shapes) == sorted(wanted) and shapes != wanted:
        hint = swapped if [len(shape) for shape in shapes] == [2, 2, 1, 1] else "The docstring's order is another one."
        fail(tried, f"the order {', '.join(names)}", f"shapes {', '.join(map(str, shapes))}", hint)
    if shapes != wanted and all(shapes) and shapes[0][0] + shapes[1][0] != n:
        fail(tried, f"{n} patients in both parts together", f"{shapes[0][0] + shapes[1][0]}",
             "Some are in both parts, or in none: cut one order of all places into two.")  # fmt: skip
    if shapes != wanted and [len(shape) for shape in shapes] == [2, 2, 1, 1]:
        came = shapes[1][0]
        hint = "Exactly so many, rounded to the nearest whole number: `round`; `int` and `//` cut off."
        if abs(came - n_test) > 1:
            hint = "Draw exactly this share of all patients; it is handed in, `test_share`."
        fail(tried, f"{n_test} test patients", f"{came}", hint)
    parts = [array(part, shape, f"{tried}; {name}") for part, shape, name in zip(parts, wanted, names, strict=True)]
    together = np.sort(np.concatenate([parts[2], parts[3]]))
    twice = n - len(np.unique(np.concatenate([parts[0], parts[1]])[:, 0]))
    require(twice == 0, tried, "each patient in one part, once", f"{twice} of them twice or not at all",
            "Every place comes once: `permutation` gives each once, `integers` and `choice` may repeat.")  # fmt: skip
    for part_x, part_y in [(parts[0], parts[2]), (parts[1], parts[3])]:
        require(bool(np.allclose(part_x[:, 0], part_y * 3)) and np.array_equal(together, np.sort(y)), tried,
                "each patient with their own answer", "answers of other patients",
                "One order for both x and y: a second draw is another order.")  # fmt: skip
