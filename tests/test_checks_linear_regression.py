"""Lesson 1: each check passes the solution and rights of another kind, and names the mistake in what is wrong."""

import numpy as np
import pytest
from answers import ALWAYS_WRONG, hand_in, solutions

from workshop.checks import linear_regression as check

GOOD = solutions("01_linear_regression")
ONE_FUNCTION = ["predict", "mse", "gradient", "gradient_descent", "standardise"]


@pytest.mark.parametrize("name", ONE_FUNCTION)
def test_the_solution_passes(name, capsys):
    getattr(check, name)(GOOD[name])
    assert capsys.readouterr().out.startswith("✓ 1.")


@pytest.mark.parametrize("name", ONE_FUNCTION)
@pytest.mark.parametrize("wrong, says", ALWAYS_WRONG)
def test_what_is_wrong_everywhere_is_told_apart(name, wrong, says):
    assert says in hand_in(getattr(check, name), wrong)


def loop_predict(x, slope, intercept):
    result = np.empty(len(x))
    for i, value in enumerate(x):
        result[i] = value * slope + intercept
    return result


def other_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    position, path = np.array(start, dtype=float), [np.array(start, dtype=float)]
    for _ in range(steps):
        position = position - learning_rate * np.array(GOOD["gradient"](x, y, *position))
        path.append(position)
    return np.stack(path)


@pytest.mark.parametrize(
    "name, answer",
    [
        ("predict", loop_predict),
        ("predict", lambda x, slope, intercept: np.polyval([slope, intercept], x)),
        ("predict", lambda x, slope, intercept: (slope * x + intercept).astype("float32")),
        ("mse", lambda y, p: float(np.sum((y - p) ** 2)) / len(y)),
        ("mse", lambda y, p: sum((a - b) ** 2 for a, b in zip(y, p, strict=True)) / len(y)),
        ("gradient", lambda x, y, s, i: np.array(GOOD["gradient"](x, y, s, i))),
        ("gradient", lambda x, y, s, i: list(GOOD["gradient"](x, y, s, i))),
        ("gradient_descent", other_descent),
        ("standardise", lambda v, r: (v - np.mean(r, axis=0)) / np.std(r, axis=0, ddof=1)),
    ],
)
def test_a_right_answer_of_another_kind_passes(name, answer):
    getattr(check, name)(answer)


good_descent = GOOD["gradient_descent"]


def forgetful_descent(x, y, learning_rate, steps, start):
    return GOOD["gradient_descent"](x, y, learning_rate, steps, start)[1:]


def climbing(x, y, learning_rate, steps, start):
    return GOOD["gradient_descent"](x, y, -learning_rate, steps, start)


def in_turn(x, y, learning_rate, steps, start):
    slope, intercept = start
    path = [start]
    for _ in range(steps):
        slope = slope - learning_rate * GOOD["gradient"](x, y, slope, intercept)[0]
        intercept = intercept - learning_rate * GOOD["gradient"](x, y, slope, intercept)[1]
        path.append((slope, intercept))
    return np.array(path)


@pytest.mark.parametrize(
    "name, wrong, hint",
    [
        ("predict", lambda x, s, i: s * x, "add it"),
        ("predict", lambda x, s, i: i * x + s, "swapped"),
        ("predict", lambda x, s, i: s * (x + i), "after the multiplication"),
        ("predict", lambda x, s, i: 10 * x + 3, "the number 10 stands there for good"),
        ("predict", lambda x, s, i: [s * v + i for v in x], "np.array(...)"),
        ("predict", lambda x, s, i: s * x.mean() + i, "shape (4,)"),
        ("predict", lambda x, s, i: x * np.nan, "NaN"),
        ("predict", lambda x, s, i: x + np.inf, "infinity"),
        ("mse", lambda y, p: np.sum((p - y) ** 2), "sum of the squares"),
        ("mse", lambda y, p: np.mean(p - y) ** 2, "Square each error first"),
        ("mse", lambda y, p: np.mean(abs(p - y)), "absolute"),
        ("mse", lambda y, p: np.mean((p - y) ** 2) ** 0.5, "square root"),
        ("mse", lambda y, p: np.mean((p - y) ** 2) / 2, "half of what is right"),
        ("mse", lambda y, p: (p - y) ** 2, "is a mean or a sum missing"),
        ("gradient", lambda x, y, s, i: tuple(-g for g in GOOD["gradient"](x, y, s, i)), "signs"),
        ("gradient", lambda x, y, s, i: tuple(g / 2 for g in GOOD["gradient"](x, y, s, i)), "a 2 is missing"),
        ("gradient", lambda x, y, s, i: tuple(g * len(x) for g in GOOD["gradient"](x, y, s, i)), "take the mean"),
        ("gradient", lambda x, y, s, i: GOOD["gradient"](x, y, s, i)[::-1], "swapped"),
        ("gradient", lambda x, y, s, i: [GOOD["gradient"](x, y, s, i)[1]] * 2, "multiplied by its x"),
        ("gradient", lambda x, y, s, i: GOOD["gradient"](x, y, s, i)[0], "Return them all"),
        ("gradient", lambda x, y, s, i: (2 * (s * x + i - y) * x, 2 * (s * x + i - y)), "here come two arrays"),
        ("gradient_descent", forgetful_descent, "start is row 0"),
        ("gradient_descent", climbing, "uphill"),
        ("gradient_descent", in_turn, "Compute both parts"),
        ("gradient_descent", lambda *a: GOOD["gradient_descent"](*a)[-1], "shape (4, 2)"),
        ("gradient_descent", lambda *a: list(GOOD["gradient_descent"](*a)), "np.array(...)"),
        ("gradient_descent", lambda *a: GOOD["gradient_descent"](*a)[:2], "inside the loop"),
        ("gradient_descent", lambda x, y, r, n, s: good_descent(x, y, 0.02, n, s), "0.02 stands there for good"),
        ("gradient_descent", lambda *a: tuple(GOOD["gradient_descent"](*a)[-1]), "Keep every point"),
        ("gradient_descent", lambda x, y, r, n, s: np.array([s] * (n + 1)), "Every row is the start"),
        ("gradient_descent", lambda x, y, r, n, s: good_descent(x, y, 1.0, n, s), "`r` is handed in and not used"),
        (
            "gradient_descent",
            lambda x, y, r, n, s: good_descent(x, y, r, n, (5.0, 120.0)),
            "`s` is handed in and not used",
        ),
        ("standardise", lambda v, r: (v - v.mean(axis=0)) / v.std(axis=0), "not from `values`"),
        ("standardise", lambda v, r: v - r.mean(axis=0), "divide by the standard deviation"),
        ("standardise", lambda v, r: (v - r.mean(axis=0)) / r.var(axis=0), "variance"),
        ("standardise", lambda v, r: v - r.mean(axis=0) / r.std(axis=0), "Brackets"),
        ("standardise", lambda v, r: (v - r.mean()) / r.std(), "Each feature"),
        ("standardise", lambda v, r: (v - r.min()) / np.ptp(r), "range"),
    ],
)
def test_a_known_mistake_gets_its_hint(name, wrong, hint):
    assert hint in hand_in(getattr(check, name), wrong)


X, Y = np.linspace(0, 10, 50), 3 * np.linspace(0, 10, 50) + np.sin(np.arange(50))


def run(learning_rate, steps):
    return GOOD["gradient_descent"](X, Y, learning_rate, steps)


def test_a_mended_run_passes():
    check.diverging_run("b", run(0.02, 1000), X, Y)
    check.diverging_run(" B ", run(0.015, 3000), X, Y)


@pytest.mark.parametrize(
    "cause, learning_rate, steps, hint",
    [
        ("a", 0.02, 1000, "further each time"),
        ("c", 0.02, 1000, "Her first step already"),
        ("d", 0.02, 1000, "tied in your valley"),
        ("x", 0.02, 1000, "The letter alone"),
        (2, 0.02, 1000, "The letter alone"),
        ("b", 0.1, 20, "must be smaller"),
        ("b", 0.1, 2000, "must be smaller"),
        ("b", 0.02, 5, "more steps"),
    ],
)
def test_a_run_that_is_not_mended_gets_a_hint(cause, learning_rate, steps, hint):
    with np.errstate(all="ignore"):
        assert hint in hand_in(check.diverging_run, cause, run(learning_rate, steps), X, Y)


@pytest.mark.parametrize("mended", [None, "words", 3.0, np.zeros(4)])
def test_a_mended_run_that_is_no_path_is_told(mended):
    assert "what gradient_descent returns" in hand_in(check.diverging_run, "b", mended, X, Y)


def test_a_run_in_another_unit_or_from_another_start_is_told():
    good = GOOD["gradient_descent"]
    other_unit = good(X / 2, Y, 0.05, 3000)
    assert "You changed the unit" in hand_in(check.diverging_run, "b", other_unit, X, Y)
    standard = good((X - X.mean()) / X.std(), Y, 0.1, 300)
    assert "You changed the unit" in hand_in(check.diverging_run, "b", standard, X, Y)
    assert "Leave out `start`" in hand_in(check.diverging_run, "b", good(X, Y, 0.02, 1000, (3.0, 0.0)), X, Y)


def test_a_place_changed_where_it_stands_is_told_apart_from_a_start_that_is_kept():
    def in_place(x, y, learning_rate, steps, start):
        point, path = np.array(start, dtype=float), [start]
        for _ in range(steps):
            point -= learning_rate * np.array(GOOD["gradient"](x, y, *point))
            path.append(point)
        return np.array(path)

    assert "Every row but the start" in hand_in(check.gradient_descent, in_place)


def test_a_number_of_examples_that_is_written_in_is_named():
    wrong = hand_in(check.mse, lambda y, p: sum((p[i] - y[i]) ** 2 for i in range(200)) / 200)
    assert "is their number written in" in wrong


@pytest.mark.parametrize("step", [1, 0.1, -0.01])
def test_a_step_to_one_side_is_named_by_its_size(step):
    def one_sided(x, y, slope, intercept):
        here = np.mean((slope * x + intercept - y) ** 2)
        higher = np.mean(((slope + step) * x + intercept - y) ** 2)
        raised = np.mean((slope * x + intercept + step - y) ** 2)
        return (higher - here) / step, (raised - here) / step

    assert f"Your step of {abs(step):g} to one side" in hand_in(check.gradient, one_sided)


split, baseline = GOOD["split"], GOOD["baseline"]


def take(x, y, order, n):
    return x[order[n:]], x[order[:n]], y[order[n:]], y[order[:n]]


def test_split_and_baseline_pass_in_two_ways():
    from sklearn.model_selection import train_test_split

    check.split_and_baseline(split, baseline)
    check.split_and_baseline(
        lambda x, y, share, g: train_test_split(x, y, test_size=share, random_state=int(g.integers(1000))),
        lambda y, n: np.ones(n) * np.mean(y),
    )


@pytest.mark.parametrize("wrong, says", ALWAYS_WRONG)
def test_a_split_or_baseline_that_is_wrong_everywhere_is_told(wrong, says):
    says_for_split = "Return all four" if says == "words" else says
    assert says_for_split in hand_in(check.split_and_baseline, wrong, baseline)
    assert says in hand_in(check.split_and_baseline, split, wrong)


@pytest.mark.parametrize(
    "wrong, hint",
    [
        (lambda x, y, s, g: take(x, y, np.arange(len(x)), 10), "permutation"),
        (lambda x, y, s, g: take(x, y, np.arange(len(x))[::-1], 10), "permutation"),
        (lambda x, y, s, g: take(x, y, g.permutation(len(x)), 30), "swapped"),
        (lambda x, y, s, g: take(x, y, g.integers(0, len(x), len(x)), 10), "may repeat"),
        (lambda x, y, s, g: take(x, y[g.permutation(len(x))], g.permutation(len(x)), 10), "one order for both"),
        (lambda x, y, s, g: take(x, y, np.random.default_rng(0).permutation(len(x)), 10), "handed in"),
        (lambda x, y, s, g: take(x, y, np.random.permutation(len(x)), 10), "handed in"),
        (lambda x, y, s, g: tuple(split(x, y, s, g)[i] for i in (0, 2, 1, 3)), "docstring's order"),
        (lambda x, y, s, g: split(x, y, s, g)[:2], "Return all four"),
        (lambda x, y, s, g: (x, split(x, y, s, g)[1], y, split(x, y, s, g)[3]), "in both parts"),
        (lambda x, y, s, g: split(x, y, 0.5, g), "it is handed in, `test_share`"),
    ],
)
def test_a_wrong_split_gets_its_hint(wrong, hint):
    assert hint in hand_in(check.split_and_baseline, wrong, baseline)


@pytest.mark.parametrize(
    "wrong, hint",
    [
        (lambda y, n: np.full(n, np.median(y)), "median"),
        (lambda y, n: np.zeros(n), "not 0"),
        (lambda y, n: y.mean(), "np.full(n, number)"),
        (lambda y, n: np.full(len(y), y.mean()), "not len(y_train)"),
        (lambda y, n: [y.mean()] * n, "np.array(...)"),
    ],
)
def test_a_wrong_baseline_gets_its_hint(wrong, hint):
    assert hint in hand_in(check.split_and_baseline, split, wrong)
