"""Checks of lesson 2. Each one tries a student's function and explains what is wrong, if anything is."""

from collections.abc import Callable
from typing import Any

import numpy as np

from workshop.checks.core import answer, array, call, close, compare, diagnosis, exercise, fail, show


@exercise("2.1", "a neuron")
def neuron(student: Callable) -> None:
    x = np.array([[1.0, 2.0, -1.0], [0.0, 3.0, 1.0]])
    weights, bias = np.array([3.0, -1.0, 2.0]), 0.5

    def square(total: np.ndarray) -> np.ndarray:
        return total**2

    sums = x @ weights + bias
    tried = "neuron with weights (3, -1, 2), bias 0.5 and the square as activation, on two examples"
    value = call(student, x, weights, bias, square, tried=tried)
    if getattr(value, "shape", None) == (2, 3):
        fail(
            tried,
            "one number per example: shape (2,)",
            "shape (2, 3)",
            "Inputs times weights must be added up for each example: use `@` in place of `*`.",
        )
    came = array(value, (2,), tried)
    mistakes = [
        (sums, "The activation is missing: hand the sum to it."),
        (square(x @ weights), "The bias is missing."),
        (square(x @ weights) + bias, "The bias belongs inside: add it before the activation."),
        (square(x @ weights - bias), "The bias is added, not subtracted."),
    ]
    compare(came, square(sums), tried, mistakes, f"The two sums are {show(sums)}.")


@exercise("2.2", "activations")
def activations(step: Callable, sigmoid: Callable, relu: Callable) -> None:
    z = np.array([-3.0, -0.5, 0.25, 2.0])
    tried = "step([-3, -0.5, 0.25, 2])"
    came = answer(step, z, shape=(4,), tried=tried)
    mistakes = [
        (np.sign(z), "Below 0 the step is 0, not -1."),
        ([1, 1, 0, 0], "It is turned round: 1 where z is above 0."),
    ]
    compare(came, [0, 0, 1, 1], tried, mistakes, "1 where z is above 0, else 0.")
    tried = "step of exactly 0"
    compare(
        answer(step, np.zeros(1), shape=(1,), tried=tried),
        [0],
        tried,
        hint="At exactly 0 it is still 0: `>`, not `>=`.",
    )

    tried = "relu([-3, -0.5, 0.25, 2])"
    came = answer(relu, z, shape=(4,), tried=tried)
    mistakes = [
        (np.abs(z), "Below 0 it is 0, not the size of z."),
        (np.minimum(z, 0), "That keeps the negative side: take the larger of z and 0."),
        ((z > 0) * 1.0, "Above 0 it is z itself, not 1."),
        (np.clip(z, 0, 1), "Above 0 it is z itself, without a limit."),
    ]
    compare(came, [0, 0, 0.25, 2], tried, mistakes, "The larger of z and 0.")

    tried = "sigmoid([-3, -0.5, 0.25, 2])"
    came = answer(sigmoid, z, shape=(4,), tried=tried)
    right = 1 / (1 + np.exp(-z))
    mistakes = [
        (1 - right, "The sign in the exponent: e to the *minus* z."),
        (np.tanh(z), "That is tanh, from -1 to 1. The sigmoid goes from 0 to 1."),
        (1 / 1 + np.exp(-z), "Brackets: 1 / (1 + ...)."),
    ]
    compare(came, right, tried, mistakes, "1 / (1 + e to the minus z)")

    tried = "sigmoid([-1000, 0, 1000])"
    extreme = np.array([-1000.0, 0.0, 1000.0])
    came = answer(sigmoid, extreme, shape=(3,), tried=tried)
    compare(came, [0, 0.5, 1], tried, hint="Far to the left it is 0, far to the right 1.")
    try:
        with np.errstate(over="raise", invalid="raise", divide="raise"):
            sigmoid(extreme.copy())
    except FloatingPointError as error:
        fail(
            tried,
            "no overflow on the way",
            str(error),
            "An exponential grew too large: e to the 1000. The second hint of the exercise shows two ways round it.",
        )

    for name, function, right in [
        ("step", step, 1.0),
        ("sigmoid", sigmoid, 1 / (1 + np.exp(-0.5))),
        ("relu", relu, 0.5),
    ]:
        for value in [np.float64(0.5), np.full((2, 3), 0.5)]:
            tried = f"{name} of one number" if value.shape == () else f"{name} of a table with 2 rows and 3 columns"
            came = answer(function, value, shape=value.shape, tried=tried)
            compare(came, np.full(value.shape, right), tried, hint="Without a loop the same line serves every shape.")


@exercise("2.3", "Rosenblatt's rule")
def rosenblatt(student: Callable) -> None:
    inputs, weights, bias = np.array([2.0, -1.0, 0.5]), np.array([0.5, 1.0, -1.0]), 0.25
    cases = [
        ("a patient it misses (it says 0, right is 1)", inputs, weights - 1, bias, 1),
        ("a false alarm (it says 1, right is 0)", inputs, weights + 1, bias, 0),
        ("a patient it gets right (it says 1, right is 1)", inputs, weights + 1, bias, 1),
        ("a patient it gets right (it says 0, right is 0)", inputs, weights - 1, bias, 0),
        (
            "a patient for whom the bias decides (the inputs say 0, with a bias of 5 it says 1)",
            inputs,
            weights - 1,
            5.0,
            1,
        ),
    ]
    for name, x, w, b, truth in cases:
        tried = f"one step on {name}"
        said = float(x @ w + b > 0)
        error = truth - said
        value = call(student, x, truth, w, b, tried=tried)
        came = _parts(value, [(3,), ()], ["the new weights", "the new bias"], tried)
        mistakes = [
            (
                (w + (truth - float(x @ w > 0)) * x, b + truth - float(x @ w > 0)),
                "The bias belongs into the sum: x @ w + bias.",
            ),
            (
                (w - error * x, b - error),
                "It learns in the wrong direction: the error is right answer minus its answer.",
            ),
            ((w + error * x, b), "The bias learns too: add the error."),
            ((w + truth * x, b + truth), "It changes when the answer was right: use the error, not the answer."),
            ((w + error, b + error), "Each weight changes by error times its input."),
            ((w, b), "Nothing was learnt from a mistake."),
        ]
        _compare_parts(
            came,
            (w + error * x, b + error),
            tried,
            mistakes,
            "Right answers change nothing; wrong ones add error times inputs.",
        )


@exercise("2.4", "gradient of the cross-entropy")
def cross_entropy_gradient(student: Callable) -> None:
    generator = np.random.default_rng(5)
    x, y = generator.normal(size=(7, 3)) + 0.5, np.array([0, 1, 1, 0, 1, 0, 1])
    weights, bias = np.array([0.7, -1.2, 0.4]), 0.3
    p = _sigmoid(x @ weights + bias)

    def loss(w: np.ndarray, b: float) -> float:
        q = _sigmoid(x @ w + b)
        return float(-np.mean(np.log(np.where(y == 1, q, 1 - q))))

    tried = "the gradient for seven examples with three features"
    value = call(student, x, y, weights, bias, tried=tried)
    came = _parts(value, [(3,), ()], ["along the weights", "along the bias"], tried)
    right = (
        _slopes(lambda w: loss(w, bias), weights),
        _slopes(lambda b: loss(weights, float(b[0])), np.array([bias]))[0],
    )
    error, squared = p - y, (p - y) * p * (1 - p)
    stepped = (x @ weights + bias > 0) - y
    mistakes = [
        ((-right[0], -right[1]), "The sign: the error is p minus y."),
        ((x.T @ error, error.sum()), "That is the sum over the examples: take the mean."),
        ((x.T @ squared / 7, squared.mean()), "There is a factor p (1 - p) too many: it cancels in the chain."),
        ((x.T @ error / 7, error.sum()), "The bias's part is a mean as well."),
        ((x.T @ error, error.mean()), "The weights' part is a mean as well: divide by the number of examples."),
        ((np.full(3, error.mean()), error.mean()), "For each weight the error is multiplied by its input."),
        ((x.T @ stepped / 7, stepped.mean()), "Use the sigmoid, not the step: the error is p minus y."),
    ]
    _compare_parts(
        came,
        right,
        tried,
        mistakes,
        "The expected numbers come from tiny steps to either side, without a formula.",
        tolerance=1e-4,
    )


@exercise("2.5", "a dense layer")
def dense(student: Callable) -> None:
    x = np.array([[1.0, 2.0], [0.0, -1.0], [3.0, 0.5]])
    weights, biases = np.array([[1.0, -2.0], [0.5, 3.0]]), np.array([0.25, -1.0])
    sums = x @ weights + biases
    tried = "a layer of two neurons with two inputs and tanh, on three examples"
    came = answer(student, x, weights, biases, np.tanh, shape=(3, 2), tried=tried)
    mistakes = [
        (sums, "The activation is missing."),
        (np.tanh(x @ weights), "The biases are missing."),
        (np.tanh(x @ weights.T + biases), "The weights are turned: one *column* per neuron, so no `.T`."),
        (np.tanh(x @ weights) + biases, "The biases belong inside the activation."),
    ]
    compare(came, np.tanh(sums), tried, mistakes, "activation(x @ weights + biases)")
    tried = "a layer of four neurons with two inputs, on three examples"
    weights, biases = np.arange(8.0).reshape(2, 4), np.arange(4.0)
    came = answer(student, x, weights, biases, np.tanh, shape=(3, 4), tried=tried)
    compare(came, np.tanh(x @ weights + biases), tried, hint="Does it work for any number of neurons?")


@exercise("2.6", "back-propagation")
def backpropagate(student: Callable) -> None:
    generator = np.random.default_rng(11)
    x, y = generator.normal(size=(5, 2)), np.array([1, 0, 1, 1, 0])
    parameters = [generator.normal(size=(2, 3)), generator.normal(size=3), generator.normal(size=3), 0.2]
    names = ["weights_1", "biases_1", "weights_2", "bias_2"]

    def loss(w1: np.ndarray, b1: np.ndarray, w2: np.ndarray, b2: float) -> float:
        p = _sigmoid(np.tanh(x @ w1 + b1) @ w2 + b2)
        return float(-np.mean(np.log(np.where(y == 1, p, 1 - p))))

    tried = "the gradients of a network with 2 inputs and 3 hidden neurons, 5 examples"
    came = _parts(call(student, x, y, *parameters, tried=tried), [(2, 3), (3,), (3,), ()], names, tried)
    hidden = np.tanh(x @ parameters[0] + parameters[1])
    error = (_sigmoid(hidden @ parameters[2] + parameters[3]) - y) / 5

    def at_hidden(slope: np.ndarray) -> np.ndarray:
        return np.outer(error, parameters[2]) * slope

    wrong_slopes = [
        (at_hidden(np.ones_like(hidden)), "The slope of tanh is missing: times 1 - hidden**2."),
        (at_hidden(1 - hidden), "The slope of tanh is 1 - hidden**2: the square is missing."),
        (at_hidden(hidden * (1 - hidden)), "That is the sigmoid's slope. The hidden neurons have tanh: 1 - hidden**2."),
        (
            at_hidden(1 - np.tanh(hidden) ** 2),
            "`hidden` is the output of tanh already: its slope there is 1 - hidden**2.",
        ),
        (
            np.outer(error, np.ones(3)) * (1 - hidden**2),
            "Going back, the error passes through the top weights: times weights_2.",
        ),
    ]
    right = []
    for index, value in enumerate(parameters):

        def part(changed: np.ndarray, index: int = index, value: Any = value) -> float:
            new = changed.reshape(np.shape(value)) if np.shape(value) else float(changed[0])
            return loss(*(new if other == index else parameters[other] for other in range(4)))

        right.append(_slopes(part, np.atleast_1d(value)).reshape(np.shape(value)))
    # From the top backwards: what is wrong at the top makes everything below it wrong.
    for index in (3, 2, 1, 0):
        mistakes = [
            (-right[index], "The sign: the error at the top is p minus y."),
            (right[index] * 5, "Divide the error at the top by the number of examples, once."),
            (right[index] / 5, "The number of examples divides twice: use sums after the error has been divided."),
        ]
        for slope, hint in wrong_slopes:
            if index == 0:
                mistakes.append((x.T @ slope, hint))
            if index == 1:
                mistakes.append((slope.sum(axis=0), hint))
        compare(
            came[index],
            right[index],
            f"{tried}; the part for {names[index]}",
            mistakes,
            "The expected numbers come from tiny steps to either side, without a formula.",
            tolerance=1e-4,
        )


@exercise("2.7", "a network that does not start")
def zero_start(cause: Any, better_start: Any, output: Any) -> None:
    hints = {
        "a": "A larger step times a gradient of zero is still no step.",
        "b": "The same network solved it from another start.",
        "d": "The loss has not moved at all in 2,000 steps. Nothing will happen later.",
    }
    diagnosis(cause, "c", "why the loss stands still", hints)
    tried = "better_start"
    shapes, names = [(2, 8), (8,), (8,), ()], ["first weights", "first biases", "top weights", "top bias"]
    first, first_biases, top, _ = _parts(better_start, shapes, names, tried)
    tried = "the mended network on the four cases of XOR"
    came = array(output, (4,), tried)
    if close((came > 0.5) * 1.0, [0, 1, 1, 0]):
        return
    neurons = np.vstack([first, first_biases, top]).T
    if not np.any(first):
        hint = "The first weights are zero: nothing that enters reaches the hidden neurons."
    elif len(np.unique(neurons.round(12), axis=0)) == 1:
        hint = "Equal hidden neurons get equal gradients and stay equal for ever: draw the weights by chance."
    else:
        hint = "It starts and gets stuck: another spread or other random numbers. Not every start leads to the goal."
    fail(tried, "lamp off, on, on, off (above 0.5 is on)", show(came), hint)


@exercise("2.8", "collapse two layers into one")
def collapse(student: Callable) -> None:
    generator = np.random.default_rng(2)
    w1, b1 = generator.normal(size=(3, 3)), generator.normal(size=3)
    w2, b2 = generator.normal(size=(3, 3)), generator.normal(size=3)
    tried = "two layers of three neurons with three inputs"
    came = _parts(call(student, w1, b1, w2, b2, tried=tried), [(3, 3), (3,)], ["weights", "biases"], tried)
    mistakes = [
        ((w2 @ w1, b1 @ w2 + b2), "The order of the matrices: the first layer comes first, weights_1 @ weights_2."),
        ((w1 @ w2, b1 + b2), "The first biases go through the second layer as well: biases_1 @ weights_2."),
        ((w1 @ w2, b2), "The first layer's biases are lost: they go through the second layer."),
        ((w1 @ w2, b1 @ w2), "The second layer's biases are missing."),
        ((w1 * w2, b1 @ w2 + b2), "`*` multiplies entry by entry: use `@`."),
        ((w1 + w2, b1 + b2), "Layers in a row multiply; they do not add."),
    ]
    _compare_parts(came, (w1 @ w2, b1 @ w2 + b2), tried, mistakes, "(x @ A + a) @ B + b = x @ (A @ B) + (a @ B + b)")
    tried = "layers of different size: 4 inputs, 5 in the middle, 2 outputs"
    w1, b1 = generator.normal(size=(4, 5)), generator.normal(size=5)
    w2, b2 = generator.normal(size=(5, 2)), generator.normal(size=2)
    came = _parts(call(student, w1, b1, w2, b2, tried=tried), [(4, 2), (2,)], ["weights", "biases"], tried)
    _compare_parts(came, (w1 @ w2, b1 @ w2 + b2), tried)


def _sigmoid(z: np.ndarray) -> np.ndarray:
    return 0.5 * (1 + np.tanh(z / 2))


def _slopes(function: Callable, at: np.ndarray, step: float = 1e-5) -> np.ndarray:
    """The gradient of a function of one array by small differences."""
    slopes = np.zeros(at.shape)
    for index in np.ndindex(at.shape):
        change = np.zeros(at.shape)
        change[index] = step
        slopes[index] = (function(at + change) - function(at - change)) / (2 * step)
    return slopes


def _parts(value: Any, shapes: list[tuple[int, ...]], names: list[str], tried: str) -> list[np.ndarray]:
    """Several results, each as an array of its shape."""
    wanted = ", ".join(names)
    if not isinstance(value, tuple | list) or len(value) != len(shapes):
        fail(
            tried,
            f"{len(shapes)} results: {wanted}",
            show(value),
            "Return them all, separated by commas, in this order.",
        )
    return [array(part, shape, f"{tried}; {name}") for part, shape, name in zip(value, shapes, names, strict=True)]


def _compare_parts(
    came: list[np.ndarray],
    expected: tuple,
    tried: str,
    mistakes: list | tuple = (),
    hint: str = "",
    tolerance: float = 1e-5,
) -> None:
    """Compare several results at once: a mistake is known by all of them together, the first wrong one is shown."""
    hint = next((its for wrong, its in mistakes if _all_close(came, wrong, tolerance)), hint)
    if not _all_close(came, expected, tolerance):
        first = next(i for i, part in enumerate(came) if not close(part, expected[i], tolerance))
        place = ["first", "second", "third", "fourth"][first]
        fail(f"{tried}; the {place} result", show(np.asarray(expected[first])), show(came[first]), hint)


def _all_close(one: Any, other: Any, tolerance: float) -> bool:
    return all(close(a, b, tolerance) for a, b in zip(one, other, strict=True))
