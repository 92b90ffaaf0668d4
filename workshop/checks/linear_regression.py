"""Checks of lesson 1. Each one tries a student's function and explains what is wrong, if anything is."""

import contextlib
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from workshop.checks.calling import call
from workshop.checks.cases import array, cases, judge, to_numpy
from workshop.checks.core import diagnosis, exercise, fail, require, show

#: Seven made points near y = 3 x + 1, not centred and not sorted, four others, and three in whole numbers.
X = np.array([4.0, 1.0, 2.5, 6.0, 0.5, 3.0, 5.0])
SEVEN = X, 3 * X + 1 + np.array([0.5, -0.3, 0.1, -0.6, 0.4, 0.2, -0.5])
FOUR = np.array([-2.0, 0.5, 7.25, 1.0]), np.array([3.0, -1.5, 0.25, 10.0])
WHOLE = np.array([3, 1, 8]), np.array([7, 1, 30])
COUNT = "Only as many examples as come in: is their number written in, or does a loop go one too far? Use len(...)."


@exercise("1.1", "predict")
def predict(student: Callable) -> None:
    tried = cases("predict", (np.array([0.0, 1.0, 2.0, 5.0]), 10.0, 3.0), (np.array([1.5, -4.0, 0.2, 3]), -2.25, 0.6),
                  (np.array([7, 2, 3, 0, 9]), 0.8, -6.0))  # fmt: skip
    mistakes = [
        (lambda x, a, b: a * x, "Every prediction is off by the intercept: add it."),
        (lambda x, a, b: b * x + a, "Slope and intercept are swapped: x is multiplied by the slope."),
        (lambda x, a, b: a * (x + b), "The intercept is added after the multiplication, not before."),
        (lambda x, a, b: a * x - b, "The intercept is added, not subtracted."),
        (lambda x, a, b: a + x + b, "x is multiplied by the slope: here all three are added up."),
        (lambda x, a, b: a * x * b, "The intercept is added; here all three are multiplied."),
        (lambda x, a, b: x + b, "The slope is missing: x is multiplied by it."),
    ]
    judge(student, lambda x, a, b: a * x + b, tried, mistakes, "Each x has one prediction: follow one x by hand.",
          stumbles={"IndexError": COUNT})  # fmt: skip


@exercise("1.2", "mean squared error")
def mse(student: Callable) -> None:
    tried = cases("mse", (np.array([1.0, 2.0, 3.0, 4.0]), np.array([1.5, 2.0, 5.5, 3.0])),
                  (np.array([-3.0, 0.5, 7.0]), np.array([1.0, 2.5, 6.0])), (np.array([2.0, 5.0]), np.array([2.0, 5.0])),
                  (np.array([1, 0, 1, 1, 0, 2]), np.array([0.5, 0.25, 2.0, 4.0, -1.0, 0.0])))  # fmt: skip
    mistakes = [
        (lambda y, p: np.mean(p - y) ** 2, "You square the mean. Square each error first; else high and low cancel."),
        (lambda y, p: np.mean(np.abs(p - y)), "That is the mean absolute error: square the errors instead."),
        *((lambda y, p, k=k: k * np.mean(p - y), "The errors are not squared: high and low cancel.") for k in (1, -1)),
        *((lambda y, p, k=k: k * np.mean(p**2 - y**2), "Subtract first, then square the difference.") for k in (1, -1)),
        *((lambda y, p, f=f: f((p - y) ** 2), f"That is the {what} of the squares: their mean is asked for.")
          for f, what in ((np.sum, "sum"), (np.median, "median"), (np.max, "largest"), (np.std, "spread"))),
        *((lambda y, p, i=i, n=n: (p[i] - y[i]) ** 2 / n(y), f"Only the {what}") for n in (len, lambda y: 1) for i, what
          in ((0, "first example counts: is `return` inside the loop?"), (-1, "last one counts: add up in the loop."))),
        (lambda y, p: np.sum((p - y) ** 2) / 200, "200 is the number of volunteers: divide by how many come in."),
        (lambda y, p: np.mean((y + p) ** 2), "Prediction *minus* answer."),
        (lambda y, p: np.mean(p - y**2), "Brackets: the whole difference is squared, not one of the two."),
        (lambda y, p: np.var(p - y), "That is the variance of the errors: it takes their mean off first."),
        (lambda y, p: np.mean(((p - y) / y) ** 2), "The errors are not divided by the answers."),
    ]  # fmt: skip
    hint = "Three steps, in this order: each error, its square, the mean of the squares."
    judge(student, lambda y, p: np.mean((p - y) ** 2), tried, mistakes, hint,
          stumbles={"IndexError": COUNT})  # fmt: skip


@exercise("1.3", "gradient")
def gradient(student: Callable) -> None:
    def of(errors: Callable = lambda e, *at: e, along: Callable = lambda x, *at: x) -> Callable:
        """The gradient with something else made of the errors, or with another factor than x along the slope."""
        return lambda x, y, a, b: tuple(np.mean(2 * errors(a * x + b - y, x, y, a, b) * factor)
                                        for factor in (along(x, y, a, b), 1))  # fmt: skip

    mistakes = [
        (lambda x, y, a, b: (2 * (a * x + b - y) * x, 2 * (a * x + b - y)), "Two numbers, and here come two "
         "arrays with one number for each example: take the mean of each."),
        (of(lambda e, *at: -e),
         "The signs are turned round: the error is prediction minus answer, and the gradient points uphill."),
        (of(lambda e, *at: e / 2), "Half of it: the square of e grows by 2 e times as much as e, and a 2 is missing."),
        *((of(lambda e, x, *at, k=k: e * len(x) * k), hint) for k, hint in (
            (1, "That is a sum over the examples: take the mean."), (0.5, "That is half of a sum: a mean, times 2."),
            (1 / 200, "200 is the number of volunteers: divide by how many come in."))),
        (lambda *at: of()(*at)[::-1], "The two are swapped: first along the slope, then along the intercept."),
        (lambda *at: of()(*at)[:1] * 2, "Along the intercept the errors are not multiplied by x."),
        (of(along=lambda x, *at: np.mean(x)), "Multiply each error by its own x first, then take the mean."),
        *((of(along=factor), f"Along the slope each error is multiplied by its x{what}.") for factor, what in (
            (lambda *at: 1, ""), (lambda *at: at[1], ", not by its y"), (lambda *at: at[2], ", not by the slope"),
            (lambda *at: 1 / at[0], ", not divided"), (lambda *at: at[0] ** 2, " once, not by its square"))),
        (of(lambda e, x, y, a, b: e - b), "The intercept is missing in the prediction."),
        (of(lambda e, x, y, a, b: e + y), "The right answers are missing: an error is prediction minus answer."),
        *((of(lambda e, *at, k=k: k * e**2), "The errors themselves, not their squares: the square of e grows by 2 e "
           "times as much as e.") for k in (1, 0.5)),
        *((lambda x, *at, h=h: (of()(x, *at)[0] + h * np.mean(x**2), of()(x, *at)[1] + h),
           f"Your step of {abs(h):g} to one side is too large: use the formula.") for size in (1, 0.1, 0.01, 0.001)
          for h in (size, -size)),
    ]  # fmt: skip
    tried = cases("gradient", (*SEVEN, 1.5, 0.5), (*SEVEN, 5.0, -2.0), (*FOUR, -1.0, 0.5), (*WHOLE, 2, 3))
    hint = (
        "Tiny steps to either side give the expected numbers, without a formula: compare the two means with the text."
    )
    judge(student, of(), tried, mistakes, hint, names=("along the slope", "along the intercept"), tolerance=1e-4,
          stumbles={"IndexError": COUNT})  # fmt: skip


@exercise("1.4", "gradient descent")
def gradient_descent(student: Callable) -> None:
    def walk(to: Callable, x: np.ndarray, y: np.ndarray, rate: float, steps: int, start: tuple = (5.0, 120.0)) -> Any:
        """A path; to: the next place, from this one, the step that is right at any place, and the learning rate."""
        line, path = np.stack([x, x**0]), [np.array(start, dtype=float)]
        for _ in range(steps):
            path.append(to(path[-1], lambda place: 2 * rate * line @ (place @ line - y) / len(x), rate))
        return np.array(path)

    right = partial(walk, lambda p, step, rate: p - step(p))
    mistakes = [
        *((partial(walk, to), hint) for to, hint in [
            (lambda p, step, rate: p + step(p), "It walks uphill: subtract the gradient times the learning rate."),
            (lambda p, step, rate: p - step(p)[::-1], "The gradient's parts are swapped: along the slope comes first."),
            (lambda p, step, rate: -step(p), "That is the step alone: go on from the old place, do not forget it."),
            (lambda p, step, rate: p - rate * step(p) / np.hypot(*step(p)), "Do not divide by the gradient's length."),
            (lambda p, step, rate: p - [step(p)[0], step(p - step(p) * [1, 0])[1]], "The intercept's part is felt "
             "where the slope has moved already. Compute both parts of the gradient first, then change both.")]),
        (lambda *at: np.stack([*right(*at)[1:]]), "The start is row 0 of the path: keep it too."),
        (lambda *at: np.stack([*right(*at)[:-1]]), "The last step is missing: there are steps + 1 rows."),
        (lambda x, y, r, n, *at: right(x, y, r, n + 1, *at)[1:], "Row 0 is the start: append it before any step."),
        (lambda x, y, r, n, *at: right(x, y, r, n + 1, *at), "One step too many: the start, then `steps` steps."),
        (lambda *at: np.vstack([right(*at)[:1], right(*at)])[: at[3] + 1], "The start comes twice: step, then append."),
        (lambda *at: right(*at)[-1], "That is the last point alone. Keep every point, and return the whole path."),
        (lambda *at: right(*at)[:2], "Only one step came: does `return` stand inside the loop?"),
        (lambda *at: right(*at)[:, ::-1], "Each row is a slope, then an intercept: the two are swapped."),
        (lambda x, y, r, *at: right(x, y, r / len(x), *at), "The gradient is a mean already: do not divide once more."),
        (lambda *at: np.array([at[4]] * (at[3] + 1)), "Every row is the start: are new numbers stored, then appended?"),
        (lambda *at: np.repeat(right(*at)[-1:], at[3] + 1, axis=0), "Every row is the last point: append a new pair "
         "each time, not the same list or array again."),
        (lambda *at: np.vstack([right(*at)[:1], np.repeat(right(*at)[-1:], at[3], axis=0)]), "Every row but the start "
         "is the last point: `-=` changes the array that the path holds already. Make a new one: new = old - ..."),
        (lambda *at: right(*at)[0] + np.outer(range(at[3] + 1), np.subtract(*right(*at)[1::-1])),
         "The gradient is felt once, at the start: feel it anew at every place, inside the loop."),
        (lambda *at: walk(lambda p, step, rate: (p - step(p)).astype(type(at[4][0])), *at),
         "A start in whole numbers cuts off the fractions of the path: make it an array of floats."),
    ]  # fmt: skip
    name, long = "gradient_descent", (np.array([-1.0, 1.5, 0.25]), np.ones(3), 0.3, 150, (4.0, 2.0))
    judge(student, right, cases(name, (*SEVEN, 0.01, 3, (2.0, -1.0)), (*SEVEN, 0.03, 5, (0.0, 4.0)),
          (*FOUR, 0.007, 2, (7, -3)), (*SEVEN, 0.01, 0, (7.0, 8.0))), mistakes,
          "Each row is the row before, minus the gradient there times the learning rate, the same always.")  # fmt: skip
    judge(student, right, cases(name, (*FOUR, 0.002, 2)), hint="The start must stay (5.0, 120.0) if none comes in.")
    rows = len(to_numpy(call(student, *long, tried=(tried := cases(name, long)[0][0]))))
    require(rows == 151, tried, "151 rows", f"{rows}", "Take all `steps`, even where it hardly moves.")


@exercise("1.5", "mend a diverging run")
def diverging_run(cause: Any, mended: Any, x: np.ndarray, y: np.ndarray) -> None:
    diagnosis(cause, "b", "what makes the loss grow at each step", {
        "a": "Walking uphill, the slope would go on in one direction. It jumps from side to side, further each time.",
        "c": "Her first step already makes the loss larger: this rate is too large from the beginning.",
        "d": "They are tied in your valley of milligrams too, and there the walk arrived."})  # fmt: skip
    tried = "the loss at the end of the mended run"
    given = mended
    with contextlib.suppress(TypeError, ValueError):  # a path in a list is one as well
        mended = np.array(given, dtype=float)
    require(isinstance(mended, np.ndarray) and mended.ndim == 2 and mended.shape[1] == 2, tried,
            "the path that gradient_descent returns", show(given),
            "Set `mended` to what gradient_descent returns.")  # fmt: skip
    require(np.array_equal(mended[0], (5.0, 120.0)), "the first row of `mended`", "(5.0, 120.0), where she began",
            show(mended[0]), "Leave out `start`: from there too the lowest point can be reached.")  # fmt: skip
    errors = mended[:, :1] * x + mended[:, 1:] - y
    losses, wanted = np.mean(errors**2, axis=1), 1.01 * np.mean((y - np.polyval(np.polyfit(x, y, 1), x)) ** 2)
    hint = "It goes down and has not arrived: more steps, or a bolder learning rate, less bold than the broken run's."
    other_units = [
        np.mean((mended[-1, 0] * other + mended[-1, 1] - y) ** 2) for other in (x / 2, (x - x.mean()) / x.std())
    ]
    if losses[-1] > wanted and min(other_units) <= wanted:
        hint = "You changed the unit: a good idea, and the next section's. Here mend it with the rate."
    elif np.all(mended == mended[0]):
        hint = "Nothing moves: learning rate and steps are above 0."
    elif not losses[-1] <= losses[0]:
        uphill = (mended[1] - mended[0]) @ [np.mean(errors[0] * x), np.mean(errors[0])] > 0
        hint = "It walks uphill: a learning rate is above 0." if uphill else "The learning rate must be smaller."
    came = f"{losses[-1]:.5g} after {len(mended) - 1} steps, from {losses[0]:.5g}"
    require(bool(losses[-1] <= wanted), tried, f"at most {wanted:.1f}", came, hint)


@exercise("1.6", "standardise")
def standardise(student: Callable) -> None:
    square = np.array([[1.0, 120.0, 0.1], [3.5, 300.0, 0.7], [5.0, 800.0, 0.2]])
    table = np.array([[2.0, -30.0, 0.6], [0.25, 500.0, 0.5], [7.0, 90.0, 0.1], [4.0, 10.0, 0.9]])
    tried = cases("standardise", (np.array([1.0, 2.0, 7.0]), np.array([0.0, 4.0, 9.0, 4.5, 10.0])), (square, table[1:]),
                  (np.array([-20, 3]), np.array([2, 9, 4, 1])), (square[:2, :2], table[:, :2]))  # fmt: skip

    def right(v: np.ndarray, r: np.ndarray, ddof: int = 0) -> np.ndarray:
        return (v - r.mean(axis=0)) / r.std(axis=0, ddof=ddof)

    rows = "Down the rows, feature by feature: `axis=0`; here it runs along them."
    mistakes = [
        (lambda v, r: right(v, v), "Mean and standard deviation come from `reference`, not from `values`."),
        (lambda v, r: (v - v.mean(axis=0)) / r.std(axis=0), "The mean comes from `reference` too."),
        (lambda v, r: (v - r.mean(axis=0)) / v.std(axis=0), "The standard deviation comes from `reference` too."),
        (lambda v, r: right(r, r), "What is converted is `values`: the reference only gives mean and spread."),
        (lambda v, r: right(r, v), "The two are swapped: `values` is converted, `reference` gives mean and spread."),
        (lambda v, r: v - r.mean(axis=0), "The mean is taken off; now divide by the standard deviation."),
        (lambda v, r: v / r.std(axis=0), "Subtract the mean first."),
        (lambda v, r: v - r.mean(axis=0) / r.std(axis=0), "Brackets: subtract first, then divide the difference."),
        *((lambda v, r, f=f: (v - r.mean(axis=0)) / f(r), f"That divides by the {what}, not by the standard deviation.")
          for f, what in ((lambda r: np.var(r, axis=0), "variance"), (lambda r: np.ptp(r, axis=0), "range"),
          (lambda r: r.max(axis=0), "largest"), (lambda r: r.std(axis=0) + 1, "standard deviation and 1 more"),
          (lambda r: abs(r - r.mean(axis=0)).mean(axis=0), "mean distance from the mean"))),
        *((lambda v, r, k=k: (v - r.min(**k)) / np.ptp(r, **k), "That brings the range to 0 to 1: mean and spread "
           "are asked for.") for k in ({"axis": 0}, {})),
        (lambda v, r: (v - np.median(r, axis=0)) / r.std(axis=0), "That takes the median off: the mean is asked for."),
        (lambda v, r: np.clip(right(v, r), -3, 3), "Values far from the mean are cut off at 3: keep them."),
        (lambda v, r: (v - r.mean()) / r.std(), "Each feature of a table has its own mean and spread: `axis=0`."),
        (lambda v, r: (v - r.mean(axis=0)) / r.std(), "In a table each feature has its own spread as well: `axis=0`."),
        *((lambda v, r, k=k: (v - r.mean(axis=-1, **k)) / r.std(axis=-1, **k), rows) for k in ({}, {"keepdims": True})),
    ]  # fmt: skip
    # The other common standard deviation, with n - 1, serves as well.
    both = right, lambda v, r: right(v, r, ddof=1)
    stumbles = {"axis 1 is out": rows, "Expected 2D": "A row must work too: make it a column, and undo it afterwards."}
    judge(student, both, tried, mistakes, "How many standard deviations above the mean is a value?", stumbles=stumbles)
    judge(student, both, cases("standardise", (table[:1], square)), hint="A table of one row stays a table.")


@exercise("1.7", "split and baseline")
def split_and_baseline(split: Callable, baseline: Callable) -> None:
    names = "x_train, x_test, y_train, y_test"
    stumbles = {"slice indices must be integers": "How many is a whole number: round it.",
                "random_state": "scikit-learn takes no NumPy generator: draw a whole number from it."}  # fmt: skip
    for n, share, n_test in [(40, 0.25, 10), (31, 0.35, 11), (37, 0.29, 11), (50, 0.62, 31)]:
        # Each answer names its row; they are sorted neither upwards nor downwards.
        y, draws = np.arange(n) * 17 % 101 + 0.5, []
        tried = f"split of {n} patients with test_share={share:g}"
        for seed in (n, n, 500, 501, 502, 503):
            x, generator = np.stack([3 * y, y - 100], axis=1), np.random.default_rng(seed)
            parts = call(split, x, y, share, generator, tried=tried, stumbles=stumbles)
            if not isinstance(parts, tuple | list) or len(parts) != 4:
                fail(tried, f"four arrays: {names}", show(parts), "Return all four, in the docstring's order.")
            axes = [np.ndim(part) for part in parts]
            require(axes == [2, 2, 1, 1] or sorted(axes) != [1, 1, 2, 2], tried, f"the order {names}", "another order",
                    "The docstring's order is another one.")  # fmt: skip
            draws.append([array(p, (*np.shape(p)[:1], 2)[:k], tried) for p, k in zip(parts, (2, 2, 1, 1), strict=True)])
        train, test, y_train, y_test = draws[0][0][:, 0] / 3, draws[0][1][:, 0] / 3, *draws[0][2:]
        twice = len(train) + len(test) - len(np.unique(train)) - len(np.unique(test))
        both, lost = len(np.intersect1d(train, test)), n - len(np.union1d(train, test))
        sizes = {len(draw[1]) for draw in draws}
        size_hint = "Draw just this share of all patients: it is handed in, `test_share`."
        if len(sizes) > 1:
            size_hint = "Chance decides who, not how many: each time just so many, the rounded share of all."
        elif abs(len(test) - share * n) < 1:
            size_hint = f"Round to the nearest, not always {'down, as `int` does' if len(test) < n_test else 'up'}."
        pairs = np.array_equal(np.r_[train, test].round(3), np.r_[y_train, y_test].round(3))
        gaps = np.unique(np.diff(np.flatnonzero(np.isin(y, test.round(3)))), return_counts=True)[1]
        once, size = "each patient in one part, once", f"{n_test} test patients"
        for fault, wanted, came, hint in [
            (twice, once, f"{twice} drawn twice",
             "Every place comes once: `permutation` gives each once, `integers` and `choice` may repeat."),
            (both, once, f"{both} in both parts", "Some are in both parts: learn from those who are not in the test."),
            (lost, once, f"{lost} in neither", "Some are in neither part: the training begins where the test ends."),
            (len(train) == n_test, size, f"{len(test)}", "Training and test are swapped: `test_share` is the test's."),
            (sizes != {n_test}, size, " or ".join(map(str, sorted(sizes))), size_hint),
            (len(y_test) != n_test, f"the order {names}", "another order", "The docstring's order is another one."),
            (not pairs, "each patient with their own answer", "answers of other patients",
             "Use one order for both x and y: a second draw is another order."),
            (not all(map(np.array_equal, draws[0], draws[1])), "from an equal generator the same", "another split",
             "All chance comes from the `generator` that is handed in, not from `np.random`."),
            (max(gaps, default=0) > n_test - 3, "patients drawn one by one", "the first, the last, or every so many",
             "Patients may be sorted: mix all places first, `generator.permutation` does so."),
            (set(y_test) == set(draws[2][3]), "from another generator another split", "the same split",
             "Draw from the `generator` that is handed in; a seed of your own fixes the split for ever."),
        ]:  # fmt: skip
            require(not fault, tried, wanted, came, hint)
    mistakes = [
        *((lambda y, n, f=f: np.full(n, f(y)), f"That is the {what}: the mean is asked for.") for f, what in (
            (np.median, "median"), (np.sum, "sum"), (np.max, "largest answer"), (lambda y: y[0], "first answer"),
            (lambda y: y[-1], "last answer"), (lambda y: (y.max() + y.min()) / 2, "middle between the extremes"))),
        (lambda y, n: np.zeros(n), "The mean of the training answers, not 0."),
        (lambda y, n: np.mean(y), "The same number n times: np.full(n, number)."),
        (lambda y, n: np.full(len(y), np.mean(y)), "n predictions: n is handed in, and is not len(y_train)."),
        (lambda y, n: np.full(n, np.sum(y) / n), "Divided by n, how many to predict: divide by how many answers."),
        (lambda y, n: y[:n], "Those are answers themselves: the same number for all, their mean."),
    ]  # fmt: skip
    judge(baseline, lambda y, n: np.full(n, np.mean(y)), cases("baseline", (np.array([1.0, 2, 6, 2.2]), 5),
          (np.array([4, 1, 2, 8, 4, 7]), 3), (np.array([-0.5, -8.0]), 1)), mistakes,
          "The same number for every patient: the mean of all training answers.")  # fmt: skip
