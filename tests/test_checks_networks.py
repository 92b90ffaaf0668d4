"""Two networks are the same if they compute the same, in use and in training; else the first difference is named."""

import keras
import numpy as np
import pytest
from keras import layers, ops

from workshop.checks import CheckFailed
from workshop.checks.networks import network, same_network, stepped

PICTURES = [np.random.default_rng(3).integers(0, 256, (10, 6, 5)).astype("float32"), np.full((2, 6, 5), 90, "float32")]


def stack(*parts, shape=(6, 5)):
    return keras.Sequential([keras.Input(shape), *parts])


def lesson():
    return stack(
        layers.Rescaling(1 / 255), layers.Flatten(), layers.Dense(8), layers.BatchNormalization(), layers.ReLU(),
        layers.Dropout(0.4), layers.Dense(8, activation="relu"), layers.Dense(3, activation="softmax"),
    )  # fmt: skip


class Subclassed(keras.Model):
    def __init__(self):
        super().__init__()
        # In another order than they are called.
        self.last, self.hidden = layers.Dense(3), layers.Dense(8)
        self.norm, self.drop, self.first = layers.BatchNormalization(), layers.Dropout(0.4), layers.Dense(8)

    def call(self, x, training=False):
        x = ops.relu(self.norm(self.first(ops.reshape(x / 255, (-1, 30))), training=training))
        return ops.softmax(self.last(ops.relu(self.hidden(self.drop(x, training=training)))))


class Block(layers.Layer):
    def __init__(self):
        super().__init__()
        self.dense, self.norm, self.drop = layers.Dense(8), layers.BatchNormalization(), layers.Dropout(0.4)

    def call(self, x, training=False):
        return self.drop(ops.relu(self.norm(self.dense(x), training=training)), training=training)


def functional():
    inputs = keras.Input((6, 5))
    x = layers.Rescaling(1 / 255)(layers.Reshape((30,))(inputs))
    x = layers.Dropout(0.4)(layers.BatchNormalization()(layers.Dense(8)(x)))
    x = layers.Dense(8, activation=ops.relu)(layers.Activation("relu")(x))
    return keras.Model(inputs, layers.Softmax()(layers.Dense(3)(x)))


def nested():
    block = keras.Sequential([layers.Dense(8), layers.BatchNormalization(), layers.ReLU(), layers.Dropout(0.4)])
    top = layers.Dense(8, "relu"), layers.Dense(3, "softmax")
    return stack(layers.Rescaling(1 / 255), layers.Flatten(), block, *top)


def own_layer():
    return stack(
        layers.Rescaling(1 / 255), layers.Flatten(), Block(), layers.Dense(8, "relu"), layers.Dense(3, "softmax")
    )


@pytest.mark.parametrize("model", [lesson, Subclassed, functional, nested, own_layer])
def test_the_same_network_passes_whatever_it_is_built_of(model):
    same_network(model(), lesson, PICTURES, "build()")


def altered(**changes):
    """The lesson's network with some of its parts in place of others; None leaves one out."""
    parts = {
        "scale": layers.Rescaling(1 / 255), "flat": layers.Flatten(), "first": layers.Dense(8),
        "norm": layers.BatchNormalization(), "relu": layers.ReLU(), "drop": layers.Dropout(0.4),
        "hidden": layers.Dense(8, activation="relu"), "last": layers.Dense(3, activation="softmax"), "end": None,
    }  # fmt: skip
    return stack(*(part for part in {**parts, **changes}.values() if part is not None))


def swapped():
    return altered(norm=layers.ReLU(), relu=layers.BatchNormalization())


def dropped_late():
    return altered(drop=None, hidden=keras.Sequential([layers.Dense(8, "relu"), layers.Dropout(0.4)]))


def test_a_layer_that_is_called_twice_is_told():
    def model(*dense):
        inputs = keras.Input((6,))
        return keras.Model(inputs, dense[0](dense[-1](inputs)))

    one = layers.Dense(6)
    with pytest.raises(CheckFailed, match="has its weights only once"):
        same_network(model(one), lambda: model(layers.Dense(6), layers.Dense(6)), [np.ones((4, 6), "float32")], "it")


class AlwaysTraining(Subclassed):
    def call(self, x, training=False):
        return super().call(x, training=True)


class Deaf(Subclassed):
    """Its dropout and its normalisation never hear that it is training."""

    def call(self, x, training=False):
        return super().call(x, training=False)


def frozen():
    model = lesson()
    model.layers[2].trainable = False
    return model


@pytest.mark.parametrize(
    "model, hint",
    [
        (lambda: altered(scale=None), "Rescaling is missing at the beginning"),
        (lambda: altered(scale=layers.Rescaling(1 / 256)), "Rescaling at the beginning: scale is 0.003906"),
        (lambda: altered(flat=None), "Flatten is missing behind Rescaling"),
        (lambda: altered(norm=None), "BatchNormalization is missing behind Dense(8)"),
        (lambda: altered(drop=None), "Dropout is missing behind ReLU"),
        (lambda: altered(drop=layers.Dropout(0.5)), "share dropped is 0.5; asked for is 0.4"),
        (dropped_late, "The order: Dropout stands behind ReLU, after Dense(8); it belongs behind ReLU"),
        (swapped, "The order: ReLU stands behind Dense(8); it belongs behind BatchNormalization, after"),
        (lambda: altered(first=layers.Dense(9)), "neurons is 9; asked for is 8"),
        (lambda: altered(first=layers.Dense(8, use_bias=False)), "use_bias is False"),
        (lambda: altered(relu=layers.LeakyReLU(0.2)), "LeakyReLU stands behind BatchNormalization, after Dense(8)"),
        (lambda: stack(layers.Dense(3, "softmax")), "Rescaling, Flatten, Dense(8), BatchNormalization"),
        (lambda: altered(relu=None), "ReLU is missing behind BatchNormalization"),
        (lambda: altered(hidden=layers.Dense(8, "tanh")), "tanh stands behind Dense(8), where ReLU"),
        (lambda: altered(last=layers.Dense(3)), "softmax is missing behind Dense(3)"),
        (lambda: altered(end=layers.Softmax()), "softmax is not asked for behind softmax"),
        (lambda: altered(end=layers.Dropout(0.1)), "Dropout is not asked for behind softmax"),
        (lambda: altered(first=layers.Dense(8, kernel_regularizer="l2")), "holds its weights small is L2(0.01)"),
        (lambda: altered(norm=layers.BatchNormalization(momentum=0.5)), "momentum is 0.5"),
        (lambda: altered(drop=layers.GaussianDropout(0.4)), "GaussianDropout stands behind ReLU"),
        (AlwaysTraining, "It drops by chance in use as well"),
        (lambda: altered(first=layers.Dense(8, bias_regularizer="l1")), "its bias weights small is L1(0.01)"),
        (Deaf, "hear that it is training?"),
        (frozen, "Something is frozen"),
        (lambda: stack(layers.Dense(3), shape=(30,)), "another shape than it needs"),
    ],
)
def test_another_network_is_refused_and_the_difference_named(model, hint):
    with pytest.raises(CheckFailed) as caught:
        same_network(model(), lesson, PICTURES, "build()")
    assert hint in str(caught.value) and len(str(caught.value).splitlines()) <= 4


def test_a_model_of_another_precision_is_judged_by_it():
    policy = keras.config.dtype_policy()
    keras.config.set_dtype_policy("mixed_bfloat16")
    try:
        model = lesson()
    finally:
        keras.config.set_dtype_policy(policy)
    same_network(model, lesson, PICTURES, "build()")


KEPT = lesson()


def compiled():
    model = lesson()
    model.compile(loss="mse")
    return model


@pytest.mark.parametrize(
    "build, words",
    [
        (lambda: KEPT, "a new model each time"),
        (lambda: keras.Sequential(KEPT.layers), "the same layers in another"),
        (compiled, "a model that is not compiled"),
        (lambda: [layers.Dense(3)], "a list of 1"),
        (lambda: keras.Input((3,)), "a place in a network"),
        (lambda: layers.Dense(3), "something of the kind Dense"),
        (lambda: 3, "came      3"),
    ],
)
def test_what_is_no_new_model_is_told(build, words):
    with pytest.raises(CheckFailed, match=words):
        network(build, tried="build()", hand_back="Return the model.")


def part():
    model = stack(layers.Dense(1), shape=(2,))
    model.set_weights([np.array([[1.0], [-2.0]]), np.array([0.5])])
    return model


def test_a_step_is_plain_gradient_descent():
    model, x = part(), np.array([[1.0, 2.0], [3.0, -1.0], [0.5, 0.0]], dtype="float32")
    [[kernel, bias]] = stepped([model], lambda x: ops.mean(model(x) ** 2), x, "it")
    errors = x @ np.array([[1.0], [-2.0]]) + 0.5
    np.testing.assert_allclose(bias, 0.5 - 0.1 * np.mean(2 * errors), rtol=1e-5)
    np.testing.assert_allclose(kernel, np.array([[1.0], [-2.0]]) - 0.1 * np.mean(2 * errors * x, axis=0)[:, None], 1e-5)


def test_a_step_of_a_loss_that_is_stopped_moves_nothing():
    model = part()
    x = np.ones((2, 2), dtype="float32")
    [[kernel, bias]] = stepped([model], lambda x: ops.mean(ops.stop_gradient(model(x))), x, "it")
    assert kernel.ravel().tolist() == [1, -2] and bias.tolist() == [0.5]


def test_a_loss_that_stops_is_told():
    with pytest.raises(CheckFailed, match="a step of learning"):
        stepped([part()], lambda x: {}["missing"], np.ones((2, 2), dtype="float32"), "it")
