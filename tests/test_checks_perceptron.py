"""Lesson 2: each check passes the solution and rights of another kind, and names the mistake in what is wrong."""

import numpy as np
import pytest
from answers import ALWAYS_WRONG, hand_in, solutions

from workshop.checks import perceptron as check

GOOD = solutions("02_perceptron")
ONE_FUNCTION = [
    "neuron", "rosenblatt", "cross_entropy_gradient", "dense", "backpropagate", "collapse", "safe_sigmoid"
]  # fmt: skip
step, sigmoid, relu = GOOD["step"], GOOD["sigmoid"], GOOD["relu"]


@pytest.mark.parametrize("name", ONE_FUNCTION)
def test_the_solution_passes(name, capsys):
    getattr(check, name)(GOOD[name])
    assert capsys.readouterr().out.startswith("✓ 2.")


@pytest.mark.parametrize("name", ONE_FUNCTION)
@pytest.mark.parametrize("wrong, says", ALWAYS_WRONG)
def test_what_is_wrong_everywhere_is_told_apart(name, wrong, says):
    assert says in hand_in(getattr(check, name), wrong)


@pytest.mark.parametrize("wrong, says", ALWAYS_WRONG)
@pytest.mark.parametrize("place", range(3))
def test_each_activation_that_is_wrong_everywhere_is_told(place, wrong, says):
    functions = [step, sigmoid, relu]
    functions[place] = wrong
    assert says in hand_in(check.activations, *functions)


def patient_by_patient(x, weights, bias, activation):
    return np.array([float(activation(np.array(np.dot(row, weights) + bias))) for row in x])


def with_an_if(inputs, answer, weights, bias):
    said = 1 if np.dot(inputs, weights) + bias > 0 else 0
    if said == answer:
        return weights, bias
    sign = 1 if answer == 1 else -1
    return [weights + sign * inputs, bias + sign]


def by_small_differences(x, y, weights, bias):
    def loss(w, b):
        p = sigmoid(x @ w + b)
        return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))

    h = 1e-5
    along = [(loss(weights + h * e, bias) - loss(weights - h * e, bias)) / (2 * h) for e in np.eye(len(weights))]
    return np.array(along), (loss(weights, bias + h) - loss(weights, bias - h)) / (2 * h)


def per_example(x, y, w1, b1, w2, b2):
    grads = [np.zeros_like(w1), np.zeros_like(b1), np.zeros_like(w2), 0.0]
    for row, truth in zip(x, y, strict=True):
        hidden = np.tanh(row @ w1 + b1)
        error = sigmoid(hidden @ w2 + b2) - truth
        back = error * w2 * (1 - hidden**2)
        for i, part in enumerate([np.outer(row, back), back, error * hidden, error]):
            grads[i] = grads[i] + part / len(y)
    return tuple(grads)


@pytest.mark.parametrize(
    "name, answer",
    [
        ("neuron", patient_by_patient),
        ("neuron", lambda x, w, b, g: g((x * w).sum(axis=1) + b)),
        ("rosenblatt", with_an_if),
        ("cross_entropy_gradient", by_small_differences),
        ("cross_entropy_gradient", lambda x, y, w, b: [((sigmoid(x @ w + b) - y)[:, None] * x).mean(axis=0),
                                                       np.float32(np.mean(sigmoid(x @ w + b) - y))]),
        ("dense", lambda x, w, b, g: np.stack([g(row @ w + b) for row in x])),
        ("backpropagate", per_example),
        ("collapse", lambda a, b, c, d: (np.dot(a, c), np.matmul(b, c) + d)),
    ],
)  # fmt: skip
def test_a_right_answer_of_another_kind_passes(name, answer):
    getattr(check, name)(answer)


def safe_by_halves(z):
    z = np.asarray(z)
    result = np.empty_like(z)
    right = z >= 0
    result[right] = 1 / (1 + np.exp(-z[right]))
    result[~right] = np.exp(z[~right]) / (1 + np.exp(z[~right]))
    return result


def naive(z):
    return 1 / (1 + np.exp(-z))


def other_form(z):
    return np.exp(z) / (1 + np.exp(z))


def test_other_activations_pass_and_the_sigmoid_need_not_be_safe_yet():
    check.activations(lambda z: np.where(z > 0, 1, 0), safe_by_halves, lambda z: z * (z > 0))
    check.activations(lambda z: np.heaviside(z, 0), other_form, lambda z: np.where(z > 0, z, 0))
    check.activations(step, lambda z: np.where(z >= 0, naive(z), other_form(z)), relu)


def test_other_safe_sigmoids_pass():
    from scipy.special import expit

    for safe in [expit, safe_by_halves, lambda z: 1 / (1 + np.exp(-np.clip(z, -500, 500)))]:
        check.safe_sigmoid(safe)


@pytest.mark.parametrize(
    "functions, hint",
    [
        ((np.sign, sigmoid, relu), "not -1"),
        ((lambda z: z > 0, sigmoid, relu), "times 1.0"),
        ((lambda z: z >= 0, sigmoid, relu), "times 1.0"),
        ((lambda z: (z >= 0) * 1.0, sigmoid, relu), "still 0"),
        ((lambda z: np.array([1.0 if v > 0 else 0.0 for v in z]), sigmoid, relu), "TypeError"),
        ((step, sigmoid, lambda z: np.array([max(v, 0) for v in np.ravel(z)])), "shape (1,)"),
        ((lambda z: (z < 0) * 1.0, sigmoid, relu), "turned round"),
        ((step, np.tanh, relu), "That is tanh"),
        ((step, lambda z: naive(-z), relu), "The sign in the exponent"),
        ((step, lambda z: 1 / 1 + np.exp(-z), relu), "Brackets"),
        ((step, sigmoid, np.abs), "not the size of z"),
        ((step, sigmoid, lambda z: np.minimum(z, 0)), "the larger"),
        ((step, sigmoid, step), "it is z itself, not 1"),
        ((step, sigmoid, lambda z: [max(v, 0) for v in z]), "np.array(...)"),
    ],
)
def test_a_wrong_activation_gets_its_hint(functions, hint):
    assert hint in hand_in(check.activations, *functions)


def shifted_answer(change):
    """The right back-propagation with another slope at the hidden layer."""

    def answer(x, y, w1, b1, w2, b2):
        hidden = np.tanh(x @ w1 + b1)
        error = (sigmoid(hidden @ w2 + b2) - y) / len(y)
        back = change(error, w2, hidden)
        return x.T @ back, back.sum(axis=0), hidden.T @ error, error.sum()

    return answer


def in_place(inputs, answer, weights, bias):
    error = answer - step(inputs @ weights + bias)
    weights += error * inputs
    return weights, bias + error


def times(factor, position=None):
    """The right answer with all parts, or one, multiplied; factor: of the right answers y."""

    def answer(name):
        right = GOOD[name]

        def changed(x, y, *more):
            parts = right(x, y, *more)
            return tuple(p * factor(y) if position in (None, i) else p for i, p in enumerate(parts))

        return changed

    return answer


def minus(y):
    return -1


gradients = GOOD["backpropagate"]


@pytest.mark.parametrize(
    "name, wrong, hint",
    [
        ("neuron", lambda x, w, b, g: x @ w + b, "activation is missing"),
        ("neuron", lambda x, w, b, g: g(x @ w), "bias is missing"),
        ("neuron", lambda x, w, b, g: g(x @ w) + b, "before the activation"),
        ("neuron", lambda x, w, b, g: g(x * w + b), "use `@`"),
        ("neuron", lambda x, w, b, g: g(np.sum(x * w) + b), "its own sum"),
        ("neuron", lambda x, w, b, g: g(sum(x[i] * w[i] for i in range(len(w))) + b), "one whole patient"),
        ("safe_sigmoid", naive, "An exponential grew too large"),
        ("safe_sigmoid", other_form, "An exponential grew too large"),
        ("safe_sigmoid", lambda z: np.where(z >= 0, naive(z), other_form(z)), "np.where computes both sides"),
        ("safe_sigmoid", np.tanh, "That is tanh"),
        ("safe_sigmoid", lambda z: GOOD["safe_sigmoid"](-z), "The sign in the exponent"),
        ("rosenblatt", lambda x, y, w, b: (w + (step(x @ w + b) - y) * x, b + step(x @ w + b) - y), "wrong direction"),
        ("rosenblatt", lambda x, y, w, b: (w + (y - step(x @ w + b)) * x, b), "The bias learns too"),
        ("rosenblatt", lambda x, y, w, b: (w + y * x, b + y), "use the error, not the answer"),
        ("rosenblatt", lambda x, y, w, b: (w + y - step(x @ w + b), b + y - step(x @ w + b)), "times its input"),
        ("rosenblatt", lambda x, y, w, b: (w, b), "Nothing was learnt"),
        ("rosenblatt", lambda x, y, w, b: (w + (y - step(x @ w)) * x, b + y - step(x @ w)), "belongs into the sum"),
        ("rosenblatt", in_place, "rather than changing old ones"),
        ("rosenblatt", lambda x, y, w, b: w, "Return them all"),
        ("cross_entropy_gradient", times(minus)("cross_entropy_gradient"), "The sign"),
        ("cross_entropy_gradient", times(len)("cross_entropy_gradient"), "take the mean"),
        ("cross_entropy_gradient", times(len, 1)("cross_entropy_gradient"), "bias's part is a mean"),
        ("cross_entropy_gradient", times(len, 0)("cross_entropy_gradient"), "weights' part is a mean"),
        ("cross_entropy_gradient",
         lambda x, y, w, b: (x.T @ ((sigmoid(x @ w + b) - y) * sigmoid(x @ w + b) * (1 - sigmoid(x @ w + b))) / len(y),
                             np.mean((sigmoid(x @ w + b) - y) * sigmoid(x @ w + b) * (1 - sigmoid(x @ w + b)))),
         "too many"),
        ("cross_entropy_gradient",
         lambda x, y, w, b: (x.T @ (step(x @ w + b) - y) / len(y), np.mean(step(x @ w + b) - y)), "not the step"),
        ("dense", lambda x, w, b, g: x @ w + b, "activation is missing"),
        ("dense", lambda x, w, b, g: g(x @ w), "bias is missing"),
        ("dense", lambda x, w, b, g: g(x @ w.T + b), "no `.T`"),
        ("dense", lambda x, w, b, g: g(x @ w) + b, "inside"),
        ("dense", lambda x, w, b, g: g((x @ w + b)[:, :1]), "Axis 1"),
        ("backpropagate", shifted_answer(lambda e, w, h: np.outer(e, w)), "slope of tanh is missing"),
        ("backpropagate", shifted_answer(lambda e, w, h: np.outer(e, w) * (1 - h)), "the square is missing"),
        ("backpropagate", shifted_answer(lambda e, w, h: np.outer(e, w) * h * (1 - h)), "sigmoid's slope"),
        ("backpropagate", shifted_answer(lambda e, w, h: np.outer(e, w) * (1 - np.tanh(h) ** 2)), "already"),
        ("backpropagate", shifted_answer(lambda e, w, h: np.outer(e, w) * (1 - np.arctanh(h) ** 2)), "not with"),
        ("backpropagate", shifted_answer(lambda e, w, h: np.outer(e, np.ones(3)) * (1 - h**2)), "times weights_2"),
        ("backpropagate", times(minus)("backpropagate"), "The sign"),
        ("backpropagate", times(len)("backpropagate"), "Divide by the number of examples"),
        ("backpropagate", lambda *a: gradients(*a)[::-1], "yours is bias_2, weights_2, biases_1, weights_1"),
        ("backpropagate", shifted_answer(lambda e, w, h: e * w * (1 - h**2)), "the errors as a column"),
        ("backpropagate", lambda *a: gradients(*a)[:3], "As many as are asked for"),
        ("backpropagate", lambda *a: (gradients(*a)[0].T, *gradients(*a)[1:]), "swapped"),
        ("collapse", lambda a, b, c, d: (c @ a, b @ c + d), "order of the matrices"),
        ("collapse", lambda a, b, c, d: (a @ c, b + d), "go through the second layer as well"),
        ("collapse", lambda a, b, c, d: (a @ c, d), "biases are lost"),
        ("collapse", lambda a, b, c, d: (a @ c, b @ c), "second layer's biases"),
        ("collapse", lambda a, b, c, d: (a * c, b @ c + d), "entry by entry"),
        ("collapse", lambda a, b, c, d: (a + c, b + d), "multiply"),
    ],
)  # fmt: skip
def test_a_known_mistake_gets_its_hint(name, wrong, hint):
    assert hint in hand_in(getattr(check, name), wrong)


GENERATOR = np.random.default_rng(0)
GOOD_START = [GENERATOR.normal(size=(2, 8)), np.zeros(8), GENERATOR.normal(size=8), 0.0]
SOLVED, UNSOLVED = np.array([0.1, 0.9, 0.8, 0.2]), np.full(4, 0.5)
#: Starts of another shape, and the hint.
SHAPELESS = [
    (GOOD_START[:2], "Three arrays and one number"),
    (None, "a list of 4"),
    ([GOOD_START[0].T, *GOOD_START[1:]], "Rows and columns are swapped"),
    ([*GOOD_START[:2], GOOD_START[2][:, np.newaxis], 0.0], "axis of length 1"),
    ([GOOD_START[0][:, :1], *GOOD_START[1:]], "in place of 8"),
    ([GENERATOR.normal(2, 8), *GOOD_START[1:]], "an array needs `size=(2, 8)`"),
    ([*GOOD_START[:2], GENERATOR.normal(8), 0.0], "`size=8`"),
]


def test_a_network_that_starts_passes():
    check.zero_start("c", GOOD_START, lambda start: SOLVED)
    check.zero_start("C", tuple(GOOD_START), lambda start: SOLVED * 0.9)
    check.zero_start("c", GOOD_START, SOLVED)  # as the notebook of version 2.0.0 hands it in


@pytest.mark.parametrize("start, hint", SHAPELESS)
def test_a_start_of_another_shape_is_told_before_anything_is_trained(start, hint):
    def train(start):
        raise AssertionError("it was trained")

    assert hint in hand_in(check.zero_start, "c", start, train)


@pytest.mark.parametrize(
    "cause, start, output, hint",
    [
        ("a", GOOD_START, SOLVED, "From all ones they are alike as well"),
        ("b", GOOD_START, SOLVED, "slope of tanh is at its largest"),
        ("d", GOOD_START, SOLVED, "this is no lowest point"),
        (None, GOOD_START, SOLVED, "The letter alone"),
        ("c", [np.zeros((2, 8)), np.zeros(8), np.zeros(8), 0.0], UNSOLVED, "first weights are zero"),
        ("c", [np.ones((2, 8)), np.zeros(8), np.ones(8), 0.0], UNSOLVED, "Equal hidden neurons"),
        ("c", GOOD_START, UNSOLVED, "gets stuck"),
    ],
)
def test_a_network_that_does_not_start_gets_a_hint(cause, start, output, hint):
    assert hint in hand_in(check.zero_start, cause, start, lambda start: output)
