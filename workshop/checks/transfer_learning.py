"""Checks of lesson 6. Each one tries a student's function or network and explains what is wrong, if anything is."""

from collections.abc import Callable
from typing import Any

import numpy as np

from workshop.checks.core import (
    answer,
    array,
    call,
    close,
    compare,
    diagnosis,
    exercise,
    fail,
    indices,
    require,
    show,
    uncopied,
)
from workshop.checks.networks import activation, network


@exercise("6.1", "preprocessing belongs inside")
def with_preprocessing(student: Callable) -> None:
    import keras

    generator = np.random.default_rng(6)
    kernel, bias = generator.normal(size=(3, 5)), generator.normal(size=5) / 4
    backbone = keras.Sequential([keras.Input(shape=(8, 6, 3)), keras.layers.Conv2D(5, 1, activation="relu")])
    backbone.set_weights([kernel[np.newaxis, np.newaxis], bias])
    tried = "with_preprocessing(a backbone for pictures of shape (8, 6, 3), which gives 5 maps)"
    model = network(
        uncopied(student, backbone),
        tried=tried,
        shape=(8, 6, 3),
        takes="pictures of shape (8, 6, 3) as input, as the backbone does",
        begin="Begin with keras.Input(shape=backbone.input_shape[1:]).",
        hand_back="return keras.Sequential([...])",
        stumbles={"incompatible with the layer": "Take the size from the backbone: backbone.input_shape[1:]."},
    )
    pictures = generator.integers(0, 256, size=(4, 8, 6, 3)).astype("uint8")
    hints = {
        (4, 8, 6, 5): "Maps come out: keras.layers.GlobalAveragePooling2D() makes one number of each.",
        (4, 240): "Flattened maps keep every place: average each with keras.layers.GlobalAveragePooling2D().",
        (4, 3): "The backbone itself is missing: it stands between scaling and pooling.",
    }
    tried = f"{tried}, used on 4 pictures"
    came = array(np.asarray(model.predict(pictures, verbose=0)), (4, 5), tried, hints)

    def maps(pixels: np.ndarray) -> np.ndarray:
        return np.maximum(pixels @ kernel + bias, 0)

    x = pictures.astype(float)
    right = maps(x / 127.5 - 1)
    mistakes = [
        (maps(x).mean(axis=(1, 2)), "The pixels reach the backbone as 0 to 255: Rescaling stands before it."),
        (maps(x / 255).mean(axis=(1, 2)), "That scales to 0 to 1; this backbone wants -1 to 1: an offset is missing."),
        (maps(x / 127.5).mean(axis=(1, 2)), "That scales to 0 to 2: the offset of -1 is missing."),
        (maps(x / 255 - 1).mean(axis=(1, 2)), "That scales to -1 to 0: 255 has to become 1, so divide by 127.5."),
        (maps(x - 127.5).mean(axis=(1, 2)), "The middle is right and the range is not: scale by 1 / 127.5."),
        (maps(x / 127.5 + 1).mean(axis=(1, 2)), "The offset has the wrong sign: 0 has to become -1."),
        (maps(x).mean(axis=(1, 2)) / 127.5 - 1, "The scaling comes first, then the backbone; here it comes last."),
        (right.max(axis=(1, 2)), "That is the largest number of each map: average them."),
    ]
    compare(came, right.mean(axis=(1, 2)), tried, mistakes,
            "Rescaling(1 / 127.5, offset=-1), the backbone, GlobalAveragePooling2D().", tolerance=1e-4)  # fmt: skip


def _crowd_refuser() -> Any:
    """A layer that refuses more pictures at once than any batch should have; it does nothing else."""
    import keras

    class Door(keras.layers.Layer):
        def call(self, pictures: Any) -> Any:
            if isinstance(pictures.shape[0], int) and pictures.shape[0] > 512:  # JAX asks with a symbol, too
                raise ValueError("all pictures at once do not fit into the memory")
            return pictures

    return Door()


@exercise("6.2", "pictures to features")
def extract_features(student: Callable) -> None:
    import keras

    generator = np.random.default_rng(62)
    pictures = generator.integers(0, 256, size=(700, 4, 4, 3)).astype("uint8")
    pictures[350:] //= 4  # the later half is darker, so that a batch's own statistics differ
    normalise = keras.layers.BatchNormalization()
    model = keras.Sequential([
        keras.Input(shape=(4, 4, 3)), _crowd_refuser(), keras.layers.Rescaling(1 / 255), normalise,
        keras.layers.GlobalAveragePooling2D(),
    ])  # fmt: skip
    normalise.set_weights([np.array([2.0, 1, 3]), np.zeros(3), np.array([0.5, 0.3, 0.4]), np.array([0.2, 0.1, 0.3])])
    mean, spread = np.array([0.5, 0.3, 0.4]), np.sqrt(np.array([0.2, 0.1, 0.3]) + normalise.epsilon)
    right = ((pictures / 255 - mean) / spread * np.array([2.0, 1, 3])).mean(axis=(1, 2))
    tried = "extract_features(a model that gives 3 numbers, 700 pictures)"
    stumbles = {"at once": "Hand them over in batches: model.predict(pictures, batch_size=64, verbose=0)."}
    value = call(uncopied(student, model, pictures), tried=tried, stumbles=stumbles)
    if isinstance(value, list | tuple):
        fail(
            tried, "one array", f"a {type(value).__name__} of {len(value)}", "np.concatenate makes one table of parts."
        )
    shape = getattr(value, "shape", None)
    if shape is not None and tuple(shape) != (700, 3):
        few = len(shape) == 2 and shape[0] < 700
        hint = f"{700 - shape[0]} pictures are missing: the last batch may be smaller." if few else ""
        if tuple(shape) == (64, 3):
            hint = "Only one batch came: go on with the next ones, and put them together."
        fail(tried, "an array of shape (700, 3)", f"an array of shape {tuple(shape)}", hint)
    came = array(value, (700, 3), tried)
    if close(np.sort(came, axis=0), np.sort(right, axis=0), 1e-3) and not close(came, right, 1e-3):
        fail(tried, "the rows in the order of the pictures", "another order", "Row 5 belongs to picture 5.")
    require(close(came, right, 1e-3), tried, "the features of the model in use", "others",
            "Do a picture's numbers depend on its neighbours? That is training=True: use predict, or "
            "training=False.")  # fmt: skip


@exercise("6.3", "a head")
def build_head(student: Callable) -> None:
    import keras

    tried = "build_head(7, 3)"
    model = network(
        student,
        7,
        3,
        tried=tried,
        shape=(7,),
        takes="7 numbers as input",
        begin="Begin with keras.Input(shape=(n_features,)).",
        hand_back="return keras.Sequential([...])",
    )
    require(model.output_shape == (None, 3), tried, "three outputs", f"output shape {model.output_shape[1:]}",
            "One neuron for each kind: Dense(n_classes, ...).")  # fmt: skip
    came = model.count_params()
    hint = "There is no hidden layer: one dense layer, from the features to the kinds." if came > 24 else ""
    require(came == 24, f"{tried}; number of parameters", "24", str(came), hint or "7 times 3 weights and 3 biases.")
    output = np.asarray(model.predict(np.random.default_rng(1).normal(size=(16, 7)), verbose=0), dtype=float)
    if not close(output.sum(axis=1), np.ones(16), 1e-4) or output.min() < 0:
        fail(f"{tried}, used on noise", "probabilities, adding up to 1", show(output[0]), 'activation="softmax"')
    softmaxes = [layer for layer in model.layers if activation(layer) == "softmax"]
    require(len(softmaxes) == 1, f"{tried}; layers with a softmax", "1", str(len(softmaxes)),
            "Twice makes all kinds nearly equally probable.")  # fmt: skip
    [dense] = [layer for layer in model.layers if isinstance(layer, keras.layers.Dense)]
    held = getattr(dense.kernel_regularizer, "l2", None)
    tried = f"{tried}; what holds its weights small"
    if held is None:
        came = "nothing" if dense.kernel_regularizer is None else show(dense.kernel_regularizer)
        fail(tried, "L2", came, "kernel_regularizer=keras.regularizers.L2(0.001)")
    require(0.0003 <= float(held) <= 0.003, tried, "L2(0.001)", f"L2({float(held):g})",
            "keras.regularizers.L2 takes the factor; its own default is ten times larger.")  # fmt: skip
    require(call(student, 7, 3, tried="build_head(7, 3)") is not model, "build_head(7, 3) twice",
            "a new model each time", "the same one", "Make the model inside the function.")  # fmt: skip


@exercise("6.4", "a few of each kind")
def choose(student: Callable) -> None:
    y = np.repeat([0, 1, 2, 3], [9, 6, 20, 5])[np.random.default_rng(64).permutation(40)]
    tried = "choose(40 labels of four classes, 5 of each)"
    hints = {
        (5,): "That is 5 altogether: 5 of every class are asked for.",
        (4, 5): "One row for each class: put them one behind the other, np.concatenate(...).",
        (40,): "That is one entry for each example: the places of the chosen ones are asked for, np.flatnonzero(...).",
        (4,): "That is one of each class.",
    }
    came = indices(call(student, y, 5, np.random.default_rng(1), tried=tried), (20,), tried, hints)
    require(bool(np.all(came == np.round(came)) and came.min() >= 0 and came.max() < 40), tried, "places in y, 0 to 39",
            show(came), "np.flatnonzero(y == label) gives the places.")  # fmt: skip
    places = came.astype(int)
    if set(places.tolist()) <= {0, 1, 2, 3}:
        fail(tried, "places in y", "labels", "Return where they stand, not what they are.")
    of_each = np.bincount(y[places], minlength=4)
    if len(set(places.tolist())) < 20:
        hint = "Without putting back: replace=False."
        if places.max() < 20 and not np.all(of_each == 5):
            hint = "Are those places among the examples of one class, in place of places in y?"
        fail(tried, "no place twice", f"{20 - len(set(places.tolist()))} of them twice", hint)
    require(bool(np.all(of_each == 5)), f"{tried}; how many of each class", "[5, 5, 5, 5]", show(of_each),
            "Draw from the places of each class by itself.")  # fmt: skip
    again = np.asarray(call(student, y, 5, np.random.default_rng(1), tried=tried))
    require(bool(np.array_equal(places, again)), f"{tried}, twice with equal generators", "the same places", "others",
            "Take all chance from `random`, the generator handed in.")  # fmt: skip
    other = np.asarray(call(student, y, 5, np.random.default_rng(2), tried=tried))
    require(set(other.tolist()) != set(places.tolist()), f"{tried}, with another generator", "others than before",
            "the same ones", "At random, not the first: random.choice(places, n_each, replace=False).")  # fmt: skip


@exercise("6.5", "set the top free")
def unfreeze_top(student: Callable) -> None:
    import keras

    for frozen, n_layers in [(True, 6), (False, 4)]:
        backbone = keras.Sequential([keras.Input(shape=(8, 8, 3))])
        for _ in range(3):
            backbone.add(keras.layers.Conv2D(4, 3, padding="same"))
            backbone.add(keras.layers.BatchNormalization())
            backbone.add(keras.layers.ReLU())
        backbone.trainable = not frozen
        state = "frozen" if frozen else "that learns"
        tried = f"unfreeze_top(a backbone of 9 layers {state}, {n_layers})"
        came = call(uncopied(student, backbone, n_layers), tried=tried)
        require(came is backbone, tried, "the backbone that was handed in", show(came), "return backbone")
        learns = [place for place, layer in enumerate(backbone.layers) if layer.trainable and layer.weights]
        norms = [place for place, layer in enumerate(backbone.layers) if place % 3 == 1]
        right = [place for place in range(9 - n_layers, 9) if place % 3 == 0]
        tried = f"{tried}; layers that learn, counted from 0"
        if not backbone.trainable:
            fail(tried, show(right), "none, since the whole is still frozen", "Begin with backbone.trainable = True.")
        hints = {
            (): "Nothing learns: does backbone.trainable = True come after the loop, or is it missing?",
            (0, 1, 3, 4, 6, 7): "Everything learns: set layer.trainable for each layer, after backbone.trainable.",
            tuple(place for place in range(9 - n_layers, 9) if place % 3 < 2):
                "Batch normalisation learns too: it has to stay frozen.",
            (0, 3, 6): "The first layers have to stay frozen: only the last n_layers learn.",
            tuple(place for place in range(n_layers) if place % 3 == 0):
                "Those are the first ones: the last are backbone.layers[-n_layers:].",
            tuple(place for place in range(9 - n_layers) if place % 3 == 0):
                "The wrong way round: the last ones learn, the first ones do not.",
            tuple(place for place in norms if place >= 9 - n_layers):
                "The wrong way round: batch normalisation stays frozen.",
        }  # fmt: skip
        require(learns == right, tried, show(right), show(learns) if learns else "none", hints.get(tuple(learns), ""))


@exercise("6.6", "activation map")
def activation_map(student: Callable) -> None:
    generator = np.random.default_rng(66)
    maps, weights = generator.normal(size=(2, 3, 4)), generator.normal(size=4)
    tried = "activation_map(maps of 2 x 3 places with 4 channels, 4 weights)"
    hints = {
        (2, 3, 4): "One number for each place is asked for: add up over the channels.",
        (4,): "The places are gone: add up over the channels, the last axis.",
        (): "One number for each place is asked for, not one for all.",
        (2, 4): "The sum goes over the channels, the last axis.",
        (3, 4): "The sum goes over the channels, the last axis.",
    }
    value = call(student, maps, weights, tried=tried)
    right = maps @ weights
    mistakes = [
        (right / 4, "That is the mean over the channels: the score is their sum."),
        (maps.sum(axis=-1), "The weights are missing: map times weight, then the sum."),
        (maps.mean(axis=-1), "The weights are missing: map times weight, then the sum."),
        (np.maximum(right, 0), "Places that speak against the class count too: keep what is below 0."),
        (np.abs(right), "The sign says whether a place speaks for or against: keep it."),
        ((maps * weights).max(axis=-1), "That is the largest contribution: add them up."),
        (np.maximum(maps, 0) @ weights, "The maps come as they are: no ReLU here."),
        (right - right.min(), "As they are, not scaled for drawing."),
        ((right - right.min()) / (right.max() - right.min()), "As they are, not scaled for drawing."),
    ]
    compare(array(value, (2, 3), tried, hints), right, tried, mistakes, "The sum over the channels of map * weight.")


@exercise("6.7", "right here, wrong there")
def wrong_range(cause: Any, prepare: Callable, mended: Any, before: Any) -> None:
    """mended, before: share of pictures named rightly with the student's `prepare`, and in the notebook"""
    hints = {
        "a": "Then it would be bad in your notebook too, on the validation pictures.",
        "c": "Nobody augments a picture that is to be named; that costs nothing here.",
        "d": "The same network answers in both places; only the preparation differs.",
    }
    diagnosis(cause, "b", "what differs between the page and the notebook", hints)
    pictures = np.random.default_rng(67).integers(0, 256, size=(3, 4, 4, 3)).astype("uint8")
    pictures[0, 0, 0], pictures[0, 0, 1] = 0, 255
    tried = "prepare(3 pictures, 0 to 255)"
    came = answer(prepare, pictures, shape=pictures.shape, tried=tried)
    mistakes = [
        (pictures / 255, "That is what the page did: the network scales by itself."),
        (pictures / 127.5 - 1, "The network's first layer does that: do not do it again."),
        (pictures / 127.5, "The network's first layer does that: do not do it again."),
        (pictures // 255, "That leaves 0 and 1."),
        (255.0 - pictures, "That is the negative."),
    ]
    compare(came, pictures.astype(float), tried, mistakes, "Hand the pictures over as they come, 0 to 255.")
    mended, before = (float(array(value, (), "mended_accuracy")) for value in (mended, before))
    require(abs(mended - before) < 0.02, "the network with your prepare", f"{before:.0%} of the pictures named rightly",
            f"{mended:.0%}", "Run the cell above again, with your prepare.")  # fmt: skip
