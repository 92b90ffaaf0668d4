"""Lesson 3: each check passes the solution and rights of another kind, and names the mistake in what is wrong."""

from types import MappingProxyType, SimpleNamespace

import keras
import numpy as np
import pytest
from answers import ALWAYS_WRONG, hand_in, solutions
from keras import layers

from workshop.checks import mnist_mlp as check

GOOD = solutions("03_mnist_mlp")
ONE_FUNCTION = ["scale_and_flatten", "softmax", "cross_entropy", "count_parameters", "confusion_matrix", "shift_left"]


@pytest.mark.parametrize("name", [*ONE_FUNCTION, "build_model"])
def test_the_solution_passes(name, capsys):
    getattr(check, name)(GOOD[name])
    assert capsys.readouterr().out.startswith("✓ 3.")


@pytest.mark.parametrize("name", [*ONE_FUNCTION, "build_model"])
@pytest.mark.parametrize("wrong, says", ALWAYS_WRONG)
def test_what_is_wrong_everywhere_is_told_apart(name, wrong, says):
    if name == "build_model" and says == "TypeError":
        says = "a Keras model"  # build_model takes no arguments, so a function of none is called and gives 1
    assert says in hand_in(getattr(check, name), wrong)


def by_hand_matrix(labels, answers, n):
    return np.bincount(labels * n + answers, minlength=n * n).reshape(n, n)


@pytest.mark.parametrize(
    "name, answer",
    [
        ("scale_and_flatten", lambda images: np.array([image.ravel() / 255 for image in images], dtype="float32")),
        ("softmax", lambda s: np.exp(s - np.log(np.exp(s - s.max(1, keepdims=True)).sum(1, keepdims=True))
                                     - s.max(1, keepdims=True))),
        ("softmax", lambda s: keras.ops.softmax(s.astype("float64"))),
        ("cross_entropy", lambda p, t: -sum(np.log(max(p[i][t[i]], 1e-7)) for i in range(len(t))) / len(t)),
        ("count_parameters", lambda sizes: sum((sizes[i] + 1) * sizes[i + 1] for i in range(len(sizes) - 1))),
        ("confusion_matrix", by_hand_matrix),
        ("shift_left", lambda images, k: np.pad(images, ((0, 0), (0, 0), (0, k)))[:, :, k:]),
    ],
)  # fmt: skip
def test_a_right_answer_of_another_kind_passes(name, answer):
    getattr(check, name)(answer)


def repeated(row_sum):
    return lambda s: np.exp(s) / row_sum(np.exp(s))


def kept(images, pixels):
    result = images.copy()
    result[:, :, : images.shape[2] - pixels] = images[:, :, pixels:]
    return result


def cut_badly(images, pixels):
    result = np.zeros_like(images)
    result[:, :, :-pixels] = images[:, :, pixels:]
    return result


def to_the_right(images, pixels):
    return GOOD["shift_left"](images[:, :, ::-1], pixels)[:, :, ::-1]


@pytest.mark.parametrize(
    "name, wrong, hint",
    [
        ("scale_and_flatten", lambda images: images.reshape(len(images), -1), "divide by 255"),
        ("scale_and_flatten", lambda images: images.reshape(len(images), -1) / 256, "not 256"),
        ("scale_and_flatten", lambda images: images.reshape(len(images), -1) // 255, "use `/`"),
        ("scale_and_flatten", lambda images: images.reshape(len(images), -1) / images.max(), "happens to be there"),
        ("scale_and_flatten", lambda images: images.ravel() / 255, "one row per picture"),
        ("scale_and_flatten", lambda images: images / 255, "not flattened yet"),
        ("scale_and_flatten", lambda images: images.reshape(len(images), -1).T / 255, "swapped"),
        ("softmax", repeated(lambda e: e.sum()), "sum of the whole table"),
        ("softmax", repeated(lambda e: e.sum(axis=0)), "adds up the columns"),
        ("softmax", repeated(lambda e: e.sum(axis=1, keepdims=True)), "overflows"),
        (
            "softmax",
            lambda s: np.exp(s - s.mean(1, keepdims=True)) / np.exp(s - s.mean(1, keepdims=True)).sum(1)[:, None],
            "overflows",
        ),
        ("softmax", lambda s: np.exp(s - 1000) / np.exp(s - 1000).sum(1, keepdims=True), "suits only rows near it"),
        ("softmax", lambda s: np.exp(s - 700) / np.exp(s - 700).sum(1, keepdims=True), "suits only rows near it"),
        ("softmax", np.exp, "divide each row"),
        ("softmax", lambda s: s / s.sum(axis=1, keepdims=True), "exponential is missing"),
        ("softmax", lambda s: 1 / (1 + np.exp(-s)), "sigmoid"),
        ("softmax", lambda s: np.exp(s - s.max()) / np.exp(s - s.max()).sum(axis=1, keepdims=True), "of each row"),
        ("cross_entropy", lambda p, t: np.mean(np.log(p[np.arange(len(t)), t])), "*minus*"),
        ("cross_entropy", lambda p, t: -np.sum(np.log(p[np.arange(len(t)), t])), "take the mean"),
        ("cross_entropy", lambda p, t: -np.mean(np.log10(p[np.arange(len(t)), t])), "base 10"),
        ("cross_entropy", lambda p, t: -np.mean(np.log2(p[np.arange(len(t)), t])), "base 2"),
        ("cross_entropy", lambda p, t: -np.mean(np.log(p.max(axis=1))), "largest probability"),
        ("cross_entropy", lambda p, t: -np.mean(np.log(p)), "all classes"),
        ("cross_entropy", lambda p, t: -np.mean(np.log(p[:, t])), "takes all rows"),
        ("cross_entropy", lambda p, t: -np.mean(np.eye(p.shape[1])[t] * np.log(p)), "by examples times classes"),
        ("cross_entropy", lambda p, t: -np.mean(t * np.log(p) + (1 - t) * np.log(1 - p)), "Labels are no factors"),
        (
            "cross_entropy",
            lambda p, t: -np.mean(t[:, None] * np.log(p) + (1.0 - t[:, None]) * np.log(1 - p)),
            "lesson 2's loss for two classes",
        ),
        ("cross_entropy", lambda p, t: -np.log(p[np.arange(len(t)), t]), "is a mean or a sum missing"),
        ("cross_entropy", lambda p, t: -np.mean(np.log(p[np.arange(len(t)), t])), "minus infinity"),
        ("count_parameters", lambda s: sum(a * b for a, b in zip(s[:-1], s[1:], strict=True)), "biases are missing"),
        ("count_parameters", lambda s: GOOD["count_parameters"](s) + s[0], "Inputs have no bias"),
        ("count_parameters", lambda s: GOOD["count_parameters"](s) - sum(s[1:]) + sum(s[:-1]), "not each input"),
        ("count_parameters", lambda s: GOOD["count_parameters"](s) - sum(s[1:]) + len(s) - 1, "not one for each layer"),
        ("count_parameters", lambda s: (s[0] + 1) * s[1], "inside the loop"),
        ("count_parameters", lambda s: 407050, "not used"),
        ("confusion_matrix", lambda t, a, n: by_hand_matrix(a, t, n), "swapped"),
        ("confusion_matrix", lambda t, a, n: by_hand_matrix(t, a, n) / len(t), "shares"),
        ("confusion_matrix", lambda t, a, n: np.minimum(by_hand_matrix(t, a, n), 1), "adds 1 to each place only once"),
        ("confusion_matrix", lambda t, a, n: by_hand_matrix(t, a, 3), "use n_classes"),
        ("confusion_matrix", lambda t, a, n: np.diag(np.diag(by_hand_matrix(t, a, n))), "beside the diagonal"),
        ("confusion_matrix", lambda t, a, n: by_hand_matrix(t, a, n).tolist(), "np.array(...)"),
        ("confusion_matrix", lambda t, a, n: by_hand_matrix(t, a, n) * 1.0, "dtype=int"),
        ("shift_left", lambda images, k: np.roll(images, -k, axis=2), "comes back on the right"),
        ("shift_left", to_the_right, "goes to the right"),
        ("shift_left", lambda images, k: np.roll(images, -k, axis=1), "goes up"),
        ("shift_left", lambda images, k: images[:, :, k:], "width stays"),
        ("shift_left", cut_badly, "which is empty"),
        ("shift_left", kept, "zeros come in"),
        ("shift_left", lambda images, k: images, "Nothing moved"),
    ],
)
def test_a_known_mistake_gets_its_hint(name, wrong, hint):
    assert hint in hand_in(getattr(check, name), wrong)


def network(*middle, scale=1 / 255, last="softmax", size=512):
    return keras.Sequential(
        [keras.Input(shape=(28, 28)), layers.Rescaling(scale), layers.Flatten(), *middle,
         layers.Dense(10, activation=last)]
    )  # fmt: skip


def functional():
    inputs = keras.Input(shape=(28, 28), dtype="uint8")
    x = layers.Flatten()(inputs)
    x = layers.Rescaling(1.0 / 255)(x)
    x = layers.Dense(512)(x)
    x = layers.ReLU()(x)
    x = layers.Dropout(0.2)(x)
    x = layers.Dense(10)(x)
    return keras.Model(inputs, layers.Softmax()(x))


@pytest.mark.parametrize(
    "answer",
    [functional, lambda: network(layers.Dense(512), layers.Activation("relu"), layers.Dropout(0.2))],
)
def test_the_network_built_in_another_way_passes(answer):
    check.build_model(answer)


def wide(activation="relu"):
    return layers.Dense(512, activation=activation)


def relu(z):
    return np.maximum(z, 0)


def without_quotes():
    return network(wide(softmax), layers.Dropout(0.2))  # noqa: F821, a name that is not there yet


ALWAYS_THE_SAME = network(wide(), layers.Dropout(0.2))


@pytest.mark.parametrize(
    "wrong, hint",
    [
        (lambda: network(wide(), layers.Dropout(0.2), scale=1.0), "Rescaling at the beginning"),
        (lambda: network(wide(), layers.Dropout(0.2), last=None), "softmax"),
        (lambda: network(wide(), layers.Dropout(0.2), last="sigmoid"), "softmax"),
        (lambda: network(wide(None), layers.Dropout(0.2)), "ReLU is missing"),
        (lambda: network(wide("sigmoid"), layers.Dropout(0.2)), "where ReLU is asked for"),
        (lambda: network(wide()), "Dropout"),
        (lambda: network(layers.Dropout(0.2), wide()), "belongs behind ReLU"),
        (lambda: ALWAYS_THE_SAME, "inside the function"),
        (lambda: network(), "are missing behind"),
        (lambda: network(layers.Dense(100, activation="relu"), layers.Dropout(0.2)), "neurons is 100"),
        (lambda: keras.Sequential([keras.Input(shape=(28, 28)), wide(), layers.Dense(10)]), "Flatten"),
        (lambda: keras.Sequential([keras.Input(shape=(784,)), wide(), layers.Dense(10)]), "shape of a picture"),
        (lambda: keras.Sequential([layers.Flatten(), wide()]), "not known yet"),
        (lambda: network(wide(), layers.Dense(1)), "where Dropout is asked for"),
        (lambda: [wide()], "keras.Sequential"),
        (without_quotes, 'in quotes, "softmax"'),
        (lambda: network(wide(relu), layers.Dropout(0.2)), 'in quotes, "relu"'),
        (lambda: network(wide(), layers.Dropout(0.2), last=GOOD["softmax"]), 'in quotes, "softmax"'),
        (lambda: network(wide(), layers.Dropout(5)), "a fifth is 0.2"),
    ],
)
def test_a_wrong_network_gets_its_hint(wrong, hint):
    assert hint in hand_in(check.build_model, wrong)


class Reader:
    """A stand-in for a trained network that reads a share of the pictures right."""

    def __init__(self, share, parameters=1000, steps=100):
        self.share, self.count_params = share, lambda: parameters
        self.optimizer = SimpleNamespace(iterations=steps)

    def predict(self, x, **named):
        answers = np.where(np.arange(len(x)) < self.share * len(x), Y[: len(x)], (Y[: len(x)] + 1) % 10)
        return np.eye(10)[answers]


X, Y = np.zeros((200, 28, 28), "uint8"), np.arange(200) % 10
DIGITS = SimpleNamespace(x_test=X, y_test=Y, tier="full")


SCALED = {"scale": 1 / 255, "learning_rate": 0.1}


@pytest.mark.parametrize(
    "repair",
    [
        SCALED,
        {"scale": 0.1, "learning_rate": 0.002},  # whatever the pair of numbers, if both differ and it reads
        {**SCALED, "neurons": 512, "dropout": 0.2},
        MappingProxyType({"scale": np.float32(1 / 255), "learning_rate": np.float64(0.05)}),
    ],
)
def test_a_mended_network_passes(repair):
    check.two_mistakes("b", repair, Reader(0.8), X, Y)


@pytest.mark.parametrize(
    "cause, repair, model, hint",
    [
        ("a", SCALED, Reader(0.8), "noisy steps"),
        ("c", SCALED, Reader(0.8), "fewer neurons learn less"),
        ("d", SCALED, Reader(0.8), "look for large numbers"),
        (["b"], SCALED, Reader(0.8), "The letter alone"),
        ("b", (1 / 255, 0.1), Reader(0.9), "dict(neurons=512)"),
        ("b", None, Reader(0.9), "dict(neurons=512)"),
        ("b", {"scale": "1/255"}, Reader(0.9), "No quotes"),
        ("b", {**SCALED, "learning_rate": (0, 1)}, Reader(0.9), "no comma"),
        ("b", {}, Reader(0.1), "large numbers"),
        ("b", {"neurons": 512}, Reader(0.1), "large numbers"),
        ("b", {"learning_rate": 0.1}, Reader(0.1), "large numbers"),
        ("b", {"scale": 1 / 255, "lr": 0.1}, Reader(0.1), "lr is no setting"),
        ("b", {"scale": 1e-5, "learning_rate": 0.1}, Reader(0.1), "Almost nothing"),
        ("b", {"scale": 1 / 255}, Reader(0.1), "smaller learning rate"),
        ("b", {"scale": 1 / 255, "learning_rate": 0.0001}, Reader(0.1), "larger learning rate"),
        ("b", {"scale": 1 / 255, "learning_rate": -0.1}, Reader(0.1), "uphill"),
        ("b", {"learning_rate": 3e-4}, Reader(0.8), "what are the largest pixels"),
        ("b", {"scale": 1, "learning_rate": 3e-5}, Reader(0.8), "what are the largest pixels"),
        ("b", {"scale": 1e-4}, Reader(0.8), "how long are the steps"),
        ("b", SCALED, None, "keep the line"),
    ],
)
def test_a_network_that_is_not_mended_gets_a_hint(cause, repair, model, hint):
    assert hint in hand_in(check.two_mistakes, cause, repair, model, X, Y)


@pytest.mark.parametrize("gap, rank", [(0.0, "bronze"), (0.01, "silver"), (0.02, "gold")])
def test_the_challenge_ranks_a_network_that_beats_the_courses_entry(gap, rank, capsys):
    check.challenge(Reader(check.COURSE_ENTRY["full"] + gap), DIGITS)
    assert rank in capsys.readouterr().out


@pytest.mark.parametrize(
    "model, hint",
    [
        (None, "Hand over the trained model"),
        (Reader(0.99, parameters=100_001), "which n fits"),
        ({"loss": [0.1]}, "Hand over the trained model"),
        ([Reader(0.99)], "Hand over the trained model"),
        (Reader(0.99, steps=0), "Is it trained"),
        (Reader(check.COURSE_ENTRY["full"] - 0.01), "not enough"),
        (Reader(0.1), "hardly learnt"),
        (keras.Sequential([keras.Input(shape=(784,)), layers.Dense(10)]), "take"),
        (keras.Sequential([keras.Input(shape=(28, 28)), layers.Flatten(), layers.Dense(3)]), "ten outputs"),
    ],
)
def test_a_network_that_does_not_meet_the_challenge_is_told_why(model, hint):
    assert hint in hand_in(check.challenge, model, DIGITS)
