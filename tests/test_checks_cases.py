"""How a function is judged by cases: right in every style, a mistake named only where it explains everything."""

import numpy as np
import pytest

from workshop.checks import CheckFailed
from workshop.checks.cases import any_of, array, cases, compare, judge

CASES = cases("f", (np.array([1.0, -2.0, 4.0]), 3.0), (np.array([0.5, 7.0]), -2.0), (np.array([2.0]), 0.25))
MISTAKES = [
    (lambda x, a: x + a, "Times, not plus."),
    (lambda x, a: any_of(len(x), 1), "A column came."),
    (lambda x, a: np.abs(a * x), "The sign counts."),
]


def right(x, a):
    return a * x


def says(student, function=right, tried=CASES, mistakes=MISTAKES, hint="Follow one number.", **more) -> str:
    with pytest.raises(CheckFailed) as caught:
        judge(student, function, tried, mistakes, hint, **more)
    message = str(caught.value)
    assert "Traceback" not in message and len(message.splitlines()) <= 4
    return message


class Called:
    def __call__(self, x, a):
        return a * x


def as_tensor(x, a):
    from keras import ops

    return ops.convert_to_tensor(a * x)


@pytest.mark.parametrize(
    "student",
    [
        right,
        lambda x, a: np.array([a * value for value in x]),
        lambda x, a: np.float32(a) * x.astype("float32"),
        lambda x, a: (a * (x + 0.001)).astype("float16"),
        lambda x, a: np.ma.array(a * x),
        lambda x, a: (a * x)[::1],
        np.multiply,
        as_tensor,
        Called(),
    ],
)
def test_what_is_right_passes_in_any_style(student):
    judge(student, right, CASES, MISTAKES)


def test_a_mistake_is_named_where_it_explains_every_case():
    assert "hint      Times, not plus." in says(lambda x, a: x + a)


def test_a_mistake_that_explains_one_case_only_is_not_named():
    def student(x, a):
        return x + a if len(x) == 3 else a * x * 7 + 1

    assert "Times, not plus." not in says(student)


def test_a_mistake_that_explains_all_cases_but_one_is_not_named():
    def student(x, a):
        return a * x * 7 + 1 if len(x) == 2 else x + a

    assert "Times, not plus." not in says(student)


def test_a_mistake_is_known_by_its_shape():
    assert "hint      A column came." in says(lambda x, a: (a * x + 9)[:, np.newaxis])


def test_a_mistake_that_happens_to_be_right_in_the_first_case_is_found_in_the_next():
    said = says(lambda x, a: np.abs(a * x), tried=cases("f", (np.array([1.0]), 2.0), (np.array([-1.0, 3.0]), 2.0)))
    assert "The sign counts." in said and "f([-1, 3], 2)" in said


def test_of_several_right_functions_any_will_do():
    judge(lambda x, a: a * x + 1, (right, lambda x, a: a * x + 1), CASES)


def test_a_name_of_the_notebook_in_place_of_an_argument_comes_before_a_mistake():
    names = {"rate": np.array([1.0, -2.0, 4.0])}
    exec("def f(x, a):\n    return rate * a", names)
    assert "`rate` is a name of the notebook" in says(names["f"])
    known = [(lambda x, a: names["rate"] * a, "Another mistake.")]
    assert "`rate` is a name of the notebook" in says(names["f"], mistakes=known)


def test_an_argument_that_is_not_used_comes_behind_a_mistake():
    mistakes = [(lambda x, a: 3 * x, "The factor is handed in.")]
    assert "The factor is handed in." in says(lambda x, a: 3 * x, mistakes=mistakes)
    assert "`a` is handed in and not used; the number 5" in says(lambda x, a: 5 * x)


@pytest.mark.parametrize(
    "student, words",
    [
        (lambda x, a: -a * x, "right but for the sign"),
        (lambda x, a: 2 * a * x, "twice what is right"),
        (lambda x, a: a * x / 2, "half of what is right"),
        (lambda x, a: (a * x) ** 2, "the square of what is right"),
        (lambda x, a: a * x + 1, "1 too much"),
        (lambda x, a: np.maximum(a * x, 0), "cut off"),
        (lambda x, a: np.exp(a * x), "e to the power"),
        (lambda x, a: 1.5 * a * x, "Follow one number."),
    ],
)
def test_how_it_differs_is_described_where_no_mistake_is_known(student, words):
    assert words in says(student, mistakes=[])


@pytest.mark.parametrize(
    "student, words",
    [
        (lambda x: x.sum(), "a sum, not a mean?"),
        (lambda x: x.mean() / len(x), "once too often"),
        (lambda x: x.sum() / (len(x) - 1), "divides by one less"),
        (lambda x: np.round(x.mean()), "rounded"),
        (lambda x: np.trunc(x.mean()), "fractions are cut off"),
        (lambda x: x, "is a mean or a sum missing?"),
    ],
)
def test_a_mean_that_is_none_is_described(student, words):
    tried = cases("f", (np.array([1.0, 5.0, 9.0, 7.7]),), (np.array([1.5, 4.0, 3.2, 2.0]),))
    assert words in says(student, np.mean, tried, [])


@pytest.mark.parametrize(
    "student, words",
    [
        (lambda x: x[::-1], "reverse order"),
        (lambda x: np.roll(x, 1), "one place too far"),
        (lambda x: np.sort(x), "another order"),
        (lambda x: x / x.sum(), "divided by its sum"),
        (lambda x: x * 0.7, "multiplied, or divided, by one and the same number"),
        (lambda x: x + 0.3, "the same amount is added"),
        (lambda x: np.round(x + 0.01) + (x == x[0]), "Only the first is wrong"),
        (lambda x: x + (np.arange(len(x)) == len(x) - 1), "Only the last is wrong"),
    ],
)
def test_the_right_numbers_in_another_order_are_told(student, words):
    tried = cases("f", (np.array([4.0, 9.0, 1.0, 7.0, -3.0]),), (np.array([2.0, -8.0, 5.0, 0.0, 6.0]),))
    assert words in says(student, lambda x: x, tried, [])


@pytest.mark.parametrize(
    "value, words",
    [
        ([3.0, -6.0, 12.0], "np.array(...) makes an array of it"),
        ((np.zeros(3), np.zeros(3)), "Only one result is asked for"),
        (3.0, "a `return` inside the loop?"),
        (np.zeros(4), "Axis 0, counted from 0, has 4 entries in place of 3"),
        (np.zeros((3, 1, 1)), "An axis of length 1"),
        (np.zeros((3, 5)), "an axis too many"),
        (np.array([True, False, True]), "Truth values are no numbers"),
        (np.array([1.0, np.nan, 2.0]), "NaN comes from"),
        (np.array([1.0, np.inf, 2.0]), "A number grew too large"),
        (np.array(["a", "b", "c"]), "Text is no number"),
        (np.array(value for value in (1, 2, 3)), "square brackets inside"),
        (np.array([1j, 2, 3]), "numbers of type complex128"),
        (np.ma.masked_less(np.arange(3.0), 2), "no np.ma here"),
        (np.mean, "call it, with brackets"),
        (object(), "numbers"),
        ("three", "'three'"),
        ({"a": 1}, "Plain numbers are asked for"),
        (b"3", "Text is no number"),
    ],
)
def test_what_cannot_be_compared_is_told_apart(value, words):
    assert words in says(lambda x, a: value if a == 3 else a * x, mistakes=[])


def test_a_place_in_a_network_is_no_number():
    import keras

    assert "holds no numbers yet" in says(lambda x, a: keras.Input((3,)))


@pytest.mark.parametrize(
    "value, words",
    [
        ((1.0, 2.0), "Only one is asked for"),
        ([1.0], "The number itself, not in a list"),
        (np.array([1.0]), "not yet a number"),
        (np.ones((2, 2)), "is a mean or a sum missing?"),
    ],
)
def test_one_number_is_one_number(value, words):
    with pytest.raises(CheckFailed, match=words.replace("?", r"\?")):
        array(value, (), "it")


def two(x, a):
    return x * a, x.sum()


@pytest.mark.parametrize(
    "value, words",
    [
        (lambda x, a: x * a, "results"),
        (lambda x, a: (x * a, x.sum(), 1), "3 results"),
        (lambda x, a: (x.sum(), x * a), "The order of the results: the products, then the sum."),
        (lambda x, a: (x * a, None), "None"),
        (lambda x, a: (x * a, x.mean()), "the sum"),
        (lambda x, a: 3.0, "2 results: the products, the sum"),
        (lambda x, a: x * a, "came      one: [ 3, -6, 12]"),
        (lambda x, a: (np.ones(5), np.ones(2)), "the products"),
    ],
)
def test_several_results_are_told_apart(value, words):
    assert words in says(value, two, CASES[:1], [], names=("the products", "the sum"))


@pytest.mark.parametrize("style", [list, tuple, lambda parts: (part for part in parts)])
def test_several_results_come_in_any_style(style):
    judge(lambda x, a: style(two(x, a)), two, CASES, names=("the products", "the sum"))


def test_two_numbers_may_come_as_an_array():
    judge(lambda x, a: np.array([x.sum(), a]), lambda x, a: (x.sum(), a), CASES)


def places(x):
    return np.arange(len(x))


def test_places_are_whole_numbers_and_a_list_will_do():
    judge(lambda x: [*range(len(x))], places, cases("f", (np.ones(3),)), dtype="whole", lists=True)
    said = says(lambda x: np.arange(len(x)) * 1.0, places, cases("f", (np.ones(3),)), [], dtype="whole", lists=True)
    assert "whole numbers (int)" in said


def test_the_same_type_is_asked_for_where_it_is_promised():
    tried = cases("f", (np.arange(3, dtype="uint8"),))
    assert "here uint8" in says(lambda x: x * 1.0, lambda x: x, tried, [], dtype="same")


def test_of_a_table_the_first_place_that_differs_is_shown():
    came = np.arange(12.0).reshape(3, 4)
    came[1, 2] = 99
    with pytest.raises(CheckFailed, match=r"expected  6 at row 1, column 2, counted from 0\n  came      99 there"):
        compare(came, np.arange(12.0).reshape(3, 4), "it")
    with pytest.raises(CheckFailed, match=r"place \[0, 1, 0\]"):
        compare(np.zeros((2, 2, 2)), np.array([[[0, 0], [1, 0]], [[0, 0], [0, 0]]]), "it")


def test_numbers_that_differ_by_rounding_only_are_the_same():
    judge(lambda x, a: (a * x).astype("float32"), right, CASES)
    assert says(lambda x, a: a * x * 1.001, mistakes=[])


def test_a_stub_and_one_that_takes_other_arguments_hear_of_that_and_not_of_what_they_do_not_use():
    def stub(x, a):
        raise NotImplementedError("Exercise 1.1: f. Replace this line with your code.")

    assert "Replace the line that raises" in says(stub)
    assert "not used" not in says(stub)
    assert "not used" not in says(lambda x: x)
    assert "not used" not in says(lambda x, a, more: x)
