"""Checks of lesson 2. Each one tries a student's function and explains what is wrong, if anything is."""

import itertools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from workshop.checks.calling import call
from workshop.checks.cases import Case, any_of, array, cases, close, judge, with_hint
from workshop.checks.core import CheckFailed, diagnosis, exercise, fail, show


def _judge(student: Callable, ways: Callable, tried: Sequence[Case], hint: str, **more: Any) -> None:
    """ways: for the arguments of a case what each mistake gives, under its hint; what is right, under no hint."""
    mistakes = [(lambda *at, said=said: ways(*at)[said], said) for said in ways(*tried[0][1]) if said]
    judge(student, lambda *at: ways(*at)[""], tried, mistakes, hint, **more)


def _sigmoid(z: np.ndarray) -> np.ndarray:
    return 0.5 * (1 + np.tanh(z / 2))


def _neurons(x: np.ndarray, w: np.ndarray, b: Any, g: Callable, sums: dict) -> dict:
    """Ways to a neuron or a layer. sums: some that go wrong before the activation."""
    sums |= {
        "The bias is missing.": x @ w, "The bias is added, not subtracted.": x @ w - b,
        "The bias is added to the sum; here it multiplies.": x @ w * b,
        "The bias is added to the sum, not to the weights.": x @ (w + b),
        "The sums' fractions are cut off: is it an array of whole numbers?": np.trunc(x @ w + b),
        "Only the first example came: each row of x has its own output.": x[0] @ w + b,
        "Only the first row of x is used: each has its own output.": x[:1] @ w + b,
    }  # fmt: skip
    if len(x) == x.shape[1]:  # slips of shape give numbers only where x is square
        loop = " Or, in a loop: `x[i]` is one whole patient, not one feature." if w.ndim == 1 else ""
        sums |= {f"The order counts: x comes first, then the weights.{loop}": w @ x + b,
                 "The bias is added to the sum, not to the inputs.": (x + b) @ w}  # fmt: skip
    return {said: g(s) for said, s in sums.items()} | {
        "": g(x @ w + b), "The activation is missing: hand the sum to it.": x @ w + b,
        "The bias belongs inside: add it before the activation.": g(x @ w) + b,
        "The activation comes last: it is applied to the sum, not to the inputs.": g(x) @ w + b,
    }  # fmt: skip


@exercise("2.1", "a neuron")
def neuron(student: Callable) -> None:
    draw = np.random.default_rng(1).normal
    tried = cases("neuron",
        (np.array([[1, 2, -1], [0.5, 1.5, 1], [-1, 0.25, 2]]), np.array([1.5, -1, 0.75]), 0.75, np.exp),
        (draw(size=(5, 2)), np.array([0.5, -1.25]), -0.25, np.arctan), (draw(size=(2, 6)), draw(size=6), 0.5, np.exp),
        (np.array([[2.0, 0, 1], [1, 3, 0], [0, 1, 1], [1, 1, 2]]), np.array([1.0, -1, 1]), -0.5, np.sinh),
        (draw(size=(1, 4)), draw(size=4), 0.625, np.tanh))  # fmt: skip
    _judge(student, lambda x, w, b, g: _neurons(x, w, b, g, {
        "The bias counts once for each example; here once for each product.": (x * w + b).sum(axis=1),
        "The products are added up: here their mean is taken.": (x * w).mean(axis=1) + b,
        "Everything is added up into one number: each example has its own sum.": np.sum(x * w) + b,
        "Each example has its own sum, over its features: the other axis.": (x * w).sum(axis=0) + b,
        "Every example gets the output of the first: use its own row.": np.full(len(x), x[0] @ w + b),
        "Only the first two features count: take all, however many there are.": x[:, :2] @ w[:2] + b,
    }) | {"Inputs times weights must be added up for each example: use `@` in place of `*`.": any_of(*x.shape)},
        tried, "Follow one example by hand, as in hint 2.")  # fmt: skip


TABLE, WHOLE = np.array([[0.125, -7, 1.5], [-0.25, 8, -1]]), (np.array([-2, 0, 3]),)
#: What an activation is tried with: rows, single numbers, tables.
EVERY = [(np.array([-3, -0.625, 0.25, 2.375]),), (np.float64(0.5),), (np.float64(-1.75),), (TABLE,),
         (np.array([0, 1e-20]),), (np.linspace(-2, 3.1, 12).reshape(2, 3, 2),)]  # fmt: skip
SINGLE = dict.fromkeys(
    ["not iterable", "over a 0-d", "unsized", "invalid index to scalar"],
    "A single number comes in as well: compute with z as a whole, that serves every shape.",
)


def _sigmoids(z: np.ndarray) -> dict:
    return {
        "": _sigmoid(z), "The sign in the exponent: e to the *minus* z.": _sigmoid(-z),
        "That is tanh, from -1 to 1. The sigmoid goes from 0 to 1.": np.tanh(z),
        "That goes from -1 to 1. The sigmoid goes from 0 to 1: move it up, and halve it.": np.tanh(z / 2),
        "It is twice too steep: the relation takes the tanh of half of z.": _sigmoid(2 * z),
        "Brackets: 1 / (1 + ...).": 1 / 1 + np.exp(-z), "Brackets: the half belongs to both.": 0.5 + np.tanh(z / 2),
        "Above 0 it is right; below 0 it must fall under a half.": _sigmoid(np.abs(z)),
        "Below 0 it is right; above 0 it must rise over a half.": _sigmoid(-np.abs(z)),
        "That is the softmax, shares of a whole: each entry stands by itself.": np.exp(z) / np.exp(z).sum(),
        "Far out z is cut off, too early: e to the 700 is still safe.": _sigmoid(np.clip(z, -5, 5)),
    }  # fmt: skip


def _judge_step(step: Callable) -> None:
    _judge(step, lambda z: {
        "": (z > 0) * 1.0, "Below 0 the step is 0, not -1.": np.sign(z),
        "At exactly 0 it is still 0: `>`, not `>=`.": z >= 0, "At exactly 0 it is 0, not a half.": np.sign(z) / 2 + 0.5,
        "Above 0 it is 1; here z itself came.": np.maximum(z, 0), "The step is at 0; here it comes at 0.5.": z > 0.5,
        "That asks one question of the whole array: each entry has its own answer.": np.any(z > 0),
        "It is turned round: 1 where z is above 0.": z < 0,
    }, cases("step", *EVERY, WHOLE), "1 where z is above 0, else 0.", stumbles=SINGLE)  # fmt: skip


@exercise("2.2", "activations")
def activations(step: Callable, sigmoid: Callable, relu: Callable) -> None:
    try:
        _judge_step(step)
    except CheckFailed as failure:
        if "True and False, no numbers" not in str(failure):
            raise
        # Whatever else is wrong comes next: first the hint that belongs to what came.
        raise with_hint(failure, "Truth values are no numbers yet: times 1.0, or np.where.") from None
    _judge(relu, lambda z: {
        "": np.maximum(z, 0), "Below 0 it is 0, not the size of z.": np.abs(z), "Above 0 it is z itself, not 1.": z > 0,
        "That keeps the negative side: take the larger of z and 0.": np.minimum(z, 0),
        "The entries below 0 are left out: they become 0, and keep their places.": z[z > 0],
        "np.max finds one largest entry: compare each with 0.": np.max(z, 0 if z.ndim else None),
        **{f"Below 0 it is 0; here it keeps a slope of {a:g}.": np.where(z > 0, z, a * z) for a in (0.01, 0.1, 0.2, 1)},
    }, cases("relu", *EVERY, WHOLE), "The larger of z and 0.", stumbles=SINGLE)  # fmt: skip
    _judge(sigmoid, _sigmoids, cases("sigmoid", *EVERY), "Compute one entry by hand.", stumbles=SINGLE)


class _Strictly:
    """A function in which an overflow is an error; one that silences it has thought of it."""

    def __init__(self, func: Callable) -> None:
        self.func = func  # the name under which a message finds the student's own line

    def __call__(self, z: np.ndarray) -> Any:
        with np.errstate(over="raise"):
            return self.func(z)


@exercise("2.9", "a sigmoid for every sum")
def safe_sigmoid(student: Callable) -> None:
    large = "e to the 1000. The second hint of the exercise shows two ways round it."
    if "where" in getattr(getattr(student, "__code__", None), "co_names", ()):
        large = "for np.where computes both sides for every entry, also the one that it does not take."
    large = dict.fromkeys(["FloatingPoint", "OverflowError"], f"An exponential grew too large, {large}")
    name = "safe_sigmoid"
    _judge(student, _sigmoids, cases(name, *EVERY), "Compute one entry by hand.", stumbles=SINGLE | large)
    far = cases(name, (np.array([-1000.0, 0, 1000]),), (np.float64(-1000),), (np.float64(1000),), (TABLE * 1250,))
    judge(_Strictly(student), _sigmoid, far, (), "Far to the left it is 0, far to the right 1.", stumbles=large)


@exercise("2.3", "Rosenblatt's rule")
def rosenblatt(student: Callable) -> None:
    inputs, weights = np.array([2.0, -1.0, 0.5]), np.array([0.5, 1.0, -1.0])
    tried = [(f"one step on {words}", tuple(at)) for words, *at in [
        ("a patient it misses (it says 0, right is 1)", inputs, 1, weights - 1, 1.875),
        ("a false alarm (it says 1, right is 0)", inputs, 0, weights + 1, -0.875),
        ("a patient it gets right (it says 1, right is 1)", inputs, 1, weights + 1, 0.25),
        ("a patient it gets right (it says 0, right is 0)", inputs, 0, weights - 1, 0.25),
        ("a patient for whom the bias decides (without it 0, with it 1, right is 1)", inputs, 1, weights - 1, 5.0),
        ("a patient with a sum of exactly 0 (so it says 0, right is 1)", inputs[:2], 1, inputs[:0:-1], -2.0),
        ("a patient with a sum of exactly 0 (so it says 0, right is 0)", inputs[:2], 0, np.zeros(2), 0.0),
        ("a false alarm with five features, by far", np.arange(5) - 1.5, 0, 40 * np.arange(5) - 90.5, -0.5),
        ("a patient with five features whom it misses by far", np.arange(5) - 1.5, 1, 90.5 - 40 * np.arange(5), -0.5),
    ]]  # fmt: skip

    def ways(x: np.ndarray, y: int, w: np.ndarray, b: float) -> dict:
        z, always = x @ w + b, "It changes when the answer was right: use the error, not "
        e = y - 1.0 * (z > 0)
        errors = {
            "It learns in the wrong direction: a step goes against the error.": -e,
            f"{always}the answer.": y, f"{always}plus and minus 1.": 2 * y - 1, "Nothing was learnt from a mistake.": 0,
            "The bias belongs into the sum.": y - (x @ w > 0), "It always adds: after a false alarm, subtract.": abs(e),
            "A sum of exactly 0 does not fire: the step is 1 only above 0.": y - (z >= 0),
            "A false alarm changes nothing here: then the inputs are subtracted.": max(e, 0),
            "The perceptron answers with the step, 0 or 1; here with the sigmoid.": y - _sigmoid(z),
            "The step is missing: its answer is 0 or 1, not the sum.": y - z,
            **{f"There is no learning rate here, as {r}: whole inputs are added.": r * e for r in (0.01, 0.1, 0.5)},
        }  # fmt: skip
        return {said: (w + error * x, b + error) for said, error in errors.items()} | {
            "": (w + e * x, b + e), "That is the change alone: add it to what was there.": (e * x, e),
            "Each weight changes by error times its input.": (w + e, any_of()),
            "The bias learns too, as a weight whose input is always 1.": (w + e * x, b),
            "The error is multiplied by the inputs, not by the weights.": (w + e * w, any_of()),
            "The bias always goes up: for a false alarm it goes down.": (w + e * x, b + abs(e)),
            "The bias is a weight whose input is always 1: it moves by the error alone.": (w + e * x, b + e * x.sum()),
            "The error is computed anew after the change: one for both.": (w + e * x, b + y - (z + e * x @ x > 0)),
        }  # fmt: skip

    _judge(student, ways, tried, "Right answers change nothing; a miss adds the inputs, a false alarm subtracts them.",
           names=("the new weights", "the new bias"))  # fmt: skip


def _errors(p: np.ndarray, y: np.ndarray, z: np.ndarray) -> dict:
    """Ways to the error of a sigmoid neuron, from its probability, the right answer and the sum."""
    e, divide = p - y, "Divide by as many examples as are handed in"
    return {
        "": e, "The sign: the error is p minus y.": -e, "Divide by the number of examples: take the mean.": e * len(y),
        f"{divide}, not by the 4 of XOR.": e * len(y) / 4, f"{divide}, not by 569.": e * len(y) / 569,
        "There is a factor p (1 - p) too many: it cancels in the chain.": e * p * (1 - p),
        "That is the slope of the loss along p: the sigmoid's slope is missing.": e / (p * (1 - p)),
        "The factor 2 belongs to a square, as in lesson 1: here is none.": 2 * e,
        "Use the sigmoid, not the step: the error is p minus y.": (z > 0) - y,
        "The sigmoid is missing: p is what it makes of the sum.": z - y,
    }  # fmt: skip


@exercise("2.4", "gradient of the cross-entropy")
def cross_entropy_gradient(student: Callable) -> None:
    draw = np.random.default_rng(5).normal
    tried = [(f"the gradient for {n} examples with {f} features",
              (draw(0.5, 2, (n, f)).astype(int if n == 6 else float), np.arange(n) * 3 % 5 % 2, draw(size=f), b))
             for n, f, b in [(7, 3, 0.3), (4, 2, -1.25), (6, 5, 0.5), (1, 4, -0.5)]]  # fmt: skip

    def ways(x: np.ndarray, y: np.ndarray, w: np.ndarray, b: float) -> dict:
        of, z, n = lambda e: (x.T @ e / len(y), e.mean()), x @ w + b, len(y)
        e = _sigmoid(z) - y
        along, bias = of(e)
        return {said: of(error) for said, error in _errors(_sigmoid(z), y, z).items()} | {
            "Divide by the number of examples, not of features.": of(e * n / len(w)),
            "The weights' part is a mean as well: divide by the number of examples.": (x.T @ e, any_of()),
            "Multiply each error by its own inputs first, then take the mean.": (x.mean(axis=0) * bias, any_of()),
            "The error is multiplied by the inputs, not by the weights.": (bias * w, any_of()),
            "One number came for all weights: each weight has its own.": (any_of(), any_of()),
            "Average over the examples, `axis=0`: one number for each weight is left.": (any_of(n), any_of()),
            "The bias's part is a mean as well.": (along, e.sum()),
            "The bias's input is always 1: here the error is multiplied by the bias.": (along, bias * b),
            "Those are weights and bias after a step: the gradient alone is asked for.": (w - along, b - bias),
        }  # fmt: skip

    _judge(student, ways, tried, "For each weight: the mean of error times input.",
           names=("along the weights", "along the bias"))  # fmt: skip


@exercise("2.5", "a dense layer")
def dense(student: Callable) -> None:
    draw = np.random.default_rng(3).normal
    sizes = [(3, 3, 3, np.tanh), (4, 2, 5, np.arctan), (2, 4, 3, np.exp), (5, 3, 1, np.tanh), (1, 2, 4, np.arctan)]
    tried = [(f"a layer of {k} neurons with {i} inputs and {g.__name__}, on {n} examples",
              (draw(size=(n, i)), draw(size=(i, k)), draw(size=k), g)) for n, i, k, g in sizes]  # fmt: skip
    _judge(student, lambda x, w, b, g: _neurons(x, w, b, g, {
        "The first bias serves for all neurons: each has its own.": x @ w + b[0],
        "All biases are added to every neuron: each has its own.": x @ w + b.sum(),
        "The neurons are added up: each keeps a column of its own.": (x @ w + b).sum(axis=1),
        "Rows and columns are swapped: one row for each example.": (x @ w + b).T,
    } | ({} if len(x) != x.shape[1] else {
        "The weights are turned: one *column* per neuron, so no `.T`.": x @ w.T + b,
        "The examples are turned: x goes in as it is, one row for each.": x.T @ w + b,
        "`*` multiplies entry by entry: `@` adds the products up for each neuron.": x * w + b,
        "The biases stand in a column, one for each example: one for each neuron.": x @ w + b[:, np.newaxis],
    })), tried, "Each column is one neuron, as in exercise 2.1.")  # fmt: skip


@exercise("2.6", "back-propagation")
def backpropagate(student: Callable) -> None:
    draw = np.random.default_rng(11).normal
    tried = [(f"the gradients of a network with {i} inputs and {h} hidden neurons, {n} examples",
              (draw(size=(n, i)), np.arange(n) * 3 % 5 % 2, draw(size=(i, h)), draw(size=h), draw(size=h), 0.2 * n - 1))
             for n, i, h in [(5, 2, 5), (7, 4, 2), (3, 3, 4), (1, 2, 3)]]  # fmt: skip

    def ways(x: np.ndarray, y: np.ndarray, w: np.ndarray, b: np.ndarray, top: np.ndarray, bias: float) -> dict:
        def back(a: np.ndarray, slope: Any = None, through: Any = top, wrong: str = "") -> tuple:
            z = a @ top + bias
            e = _errors(_sigmoid(z), y, z)[wrong] / n
            d = np.outer(e, through) * (1 - a**2 if slope is None else slope)
            return x.T @ d, d.sum(axis=0), a.T @ e, e.sum()

        n, a = len(y), np.tanh(x @ w + b)
        rows = (_sigmoid(a @ top + bias) - y) / n * top * (1 - a**2) if n == len(top) else None
        twice = "The number of examples divides {} twice: use sums, the error is divided already."
        p1, p2, p3, p4 = back(a)
        return {said: back(a, wrong=said) for said in _errors(y, y, y)} | {
            "The slope of tanh is missing: times 1 - hidden**2.": back(a, 1),
            "The slope of tanh is 1 - hidden**2: the square is missing.": back(a, 1 - a),
            "That is the sigmoid's slope. The hidden neurons have tanh: 1 - hidden**2.": back(a, a * (1 - a)),
            "The slope of tanh is 1 - hidden**2, with the output of the neurons, not with their sum.":
                back(a, 1 - (x @ w + b) ** 2),
            "`hidden` is the output of tanh already: its slope there is 1 - hidden**2.": back(a, 1 - np.tanh(a) ** 2),
            "Going back, the error passes through the top weights: times weights_2.": back(a, through=top**0),
            "The hidden neurons have tanh: on the way forward they have the sigmoid here.": back(_sigmoid(x @ w + b)),
            "The first biases: add up over the examples, one for each neuron is left.": (p1, any_of(n), p3, p4),
            twice.format("bias_2"): (p1, p2, p3, p4 / n), twice.format("biases_1"): (p1, p2 / n, p3, p4),
            twice.format("biases_1 and bias_2"): (p1, p2 / n, p3, p4 / n),
            "The first layer's part is not divided by the number of examples.": (p1 * n, p2 * n, p3, p4),
            "Those are the parameters after a step: the gradients alone are asked for.":
                (w - p1, b - p2, top - p3, bias - p4),
            **({meet: (x.T @ rows, rows.sum(axis=0), p3, p4)} if n == len(top) else {}),
            **{f"The order is that of the parameters; yours is {', '.join(names[k] for k in order)}.":
               tuple((p1, p2, p3, p4)[k] for k in order) for order in orders},
        }  # fmt: skip

    names = ("weights_1", "biases_1", "weights_2", "bias_2")
    orders = list(itertools.permutations(range(4)))[1:]
    meet = "Each error meets each top weight: the errors as a column, the weights as a row."
    _judge(student, ways, tried, "From the top down: is the top bias right, the top weights, then the first layer?",
           names=names, stumbles={"could not be broadcast": meet})  # fmt: skip


@exercise("2.7", "a network that does not start")
def zero_start(cause: Any, better_start: Any, after_training: Any) -> None:
    """after_training: start -> what the network says to the four cases; in notebooks before 2.1.0 that itself."""
    diagnosis(cause, "c", "why the loss does not move at all", {
        "a": "From all ones they are alike as well, and yet the loss moves: here not even one neuron learns.",
        "b": "At 0 the slope of tanh is at its largest, 1: the figure of the activations shows it.",
        "d": "From another start the same network reaches a loss near 0, so this is no lowest point.",
    })  # fmt: skip
    parts = [f"better_start; {part}" for part in ("first weights", "first biases", "top weights", "top bias")]
    if not isinstance(better_start, list | tuple) or len(better_start) != 4:
        fail("better_start", "a list of 4", show(better_start), "Three arrays and one number, as in `zero_start`.")
    single = "That is one number, where an array is asked for: "
    tables = {(): single + "`normal(2, 8)` is one with mean 2 and spread 8; an array needs `size=(2, 8)`."}
    rows = {(): single + "`normal(8)` is one with mean 8; an array needs its size, `size=8` or np.zeros(8)."}
    first, *others = map(array, better_start, [(2, 8), (8,), (8,), ()], parts, [tables, rows, rows, {}])
    tried = "the mended network on the four cases of XOR"
    if callable(after_training):
        after_training = call(after_training, [first, *others], tried=tried)
    came, size = array(after_training, (4,), tried), np.abs(first).max()
    hints = {
        "The first weights are zero: nothing that enters reaches the hidden neurons.": size == 0,
        "Equal hidden neurons get equal gradients and stay equal for ever: draw the weights by chance.":
            np.ptp(np.vstack([first, *others[:2]]), axis=1).max() < 1e-6 * size,
        "So near to zero, 200 steps do not lead away: larger numbers, of the size of 1.": size < 0.01,
        "So large, tanh is flat everywhere and the gradients vanish: smaller numbers, of the size of 1.": size > 20,
        "It starts and gets stuck: another spread or other random numbers. Not every start leads to the goal.": True,
    }  # fmt: skip
    if not close((came > 0.5) * 1.0, [0, 1, 1, 0]):
        hint = next(hint for hint, holds in hints.items() if holds)
        fail(tried, "lamp off, on, on, off (above 0.5 is on)", show(came), hint)


@exercise("2.8", "collapse two layers into one")
def collapse(student: Callable) -> None:
    draw, through = np.random.default_rng(2).normal, "The first biases go through the second layer as well; here "
    tried = [(f"layers with {i} inputs, {m} neurons in the middle and {o} outputs",
              (draw(size=(i, m)), draw(size=m), draw(size=(m, o)), draw(size=o)))
             for i, m, o in [(3, 3, 3), (4, 5, 2), (5, 1, 4), (1, 4, 1)]]  # fmt: skip
    _judge(student, lambda A, a, B, b: {
        "": (A @ B, a @ B + b), "The second layer's biases are missing.": (A @ B, a @ B),
        "The first layer's biases are lost: they go through the second layer.": (A @ B, b),
        f"{through}only their sum is added.": (A @ B, a.sum() + b),
        "Rows and columns of the weights are swapped: one row for each input.": ((A @ B).T, a @ B + b),
        **({} if len({*A.shape, *B.shape}) > 1 else {
            "The order of the matrices: the first layer comes first.": (B @ A, any_of(3)),
            "Layers in a row multiply; they do not add.": (A + B, any_of(3)),
            "`*` multiplies entry by entry: use `@`.": (A * B, any_of(3)),
            f"{through}they are only added.": (A @ B, a + b), f"{through}they pass the first.": (A @ B, A @ a + b),
            "The order counts: the first biases stand before the second weights.": (A @ B, B @ a + b),
            "The second biases come last: they go through no layer.": (A @ B, (a + b) @ B),
        }),
    }, tried, "What both layers make of inputs of 0 are the biases.", names=("weights", "biases"))  # fmt: skip
