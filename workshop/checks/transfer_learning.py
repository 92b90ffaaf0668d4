"""Checks of lesson 6. Each one tries a student's function or network and explains what is wrong, if anything is."""

import contextlib
import functools
import numbers
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from workshop.checks.calling import call, overlooked
from workshop.checks.cases import any_of, array, close, compare, judge, to_numpy
from workshop.checks.core import CheckFailed, diagnosis, exercise, fail, first_line, require, show
from workshop.checks.networks import network, same_network

RNG = np.random.default_rng


def _opens_elsewhere(model: Any, tried: str) -> None:
    """Stop unless a model can be opened from its file by somebody who has only Keras."""
    import keras

    tried, wanted = f"{tried}, saved to a file and opened by somebody else", "a model that opens"
    for layer in [model, *model._flatten_layers()]:
        own = type(layer).__name__
        require(own != "Lambda", tried, wanted, "a Lambda layer: Python code of yours, which Keras will not open",
                "Take layers that Keras has a name for: Rescaling scales and shifts.")  # fmt: skip
        require(type(layer).__module__.startswith("keras."), tried, wanted, f"{own}, a class of your own",
                "Whoever opens the file has not got your code: use Keras's own layers.")  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        try:
            model.save(Path(folder) / "model.keras")
            keras.models.load_model(Path(folder) / "model.keras")
        except Exception as error:
            fail(tried, wanted, f"{type(error).__name__}: {first_line(error)[:90]}",
                 "A function or class of your own does not travel with the file: name one of Keras's.")  # fmt: skip


@exercise("6.1", "preprocessing belongs inside")
def with_preprocessing(student: Callable, low: Any = -1, high: Any = 1) -> None:
    """low, high: the range that the student has found for the lesson's backbone"""
    import keras

    # The first three maps are what comes in, and show what reaches the backbone; four bend it.
    x = keras.Input((6, 9, 3))
    backbone = keras.Model(x, keras.layers.Concatenate()([x, keras.layers.Conv2D(4, 1, activation="relu")(x)]))
    kernel, bias = RNG(6).normal(size=(3, 4)), RNG(61).normal(size=4) / 4
    backbone.set_weights([kernel[np.newaxis, np.newaxis], bias])
    tried = "with_preprocessing(a backbone for pictures of shape (6, 9, 3), which gives 7 maps, -1, 1)"
    model = call(student, backbone, -1, 1, tried=tried, stumbles={
        "found shape=(None, None": "input_shape begins with the place of the batch; keras.Input leaves that off.",
        "expected shape=": "Take the size from the backbone: backbone.input_shape, but for its first entry.",
        "expected ndim=3": "Maps have two axes of places, height and width: the pooling for those ends in 2D.",
        "missing a required argument": "A model stands among the layers as it is, without a call.",
        "must be at least": "The backbone is handed in: no new network, which has learnt nothing.",
    })  # fmt: skip
    require(isinstance(model, keras.Model), tried, "a Keras model", show(model), "Put all into a keras.Sequential.")
    rest = "Is something done to the backbone's maps, beside the average?"
    if {*map(id, backbone.layers[1:])} & {*map(id, model.layers)}:
        rest = "The backbone goes in as a whole, as one layer of the new model: its layers are no plain row."
    shape = getattr(model, "input_shape", None) or ()
    fits = len(shape) == 4 and all(a in (None, b) for a, b in zip(shape, backbone.input_shape, strict=True))
    size = rest if "whole" in rest else "Begin with keras.Input, and take the size from backbone.input_shape."
    require(fits, tried, "a model for pictures of shape (6, 9, 3)", f"one for {shape[1:] or 'no known shape'}", size)
    pictures = RNG(62).integers(0, 256, size=(8, 6, 9, 3)).astype("uint8")
    pictures[0], pictures[1] = 0, 255
    shapes = {
        (8, 6, 9, 7): "Maps come out: keras.layers.GlobalAveragePooling2D() makes one number of each.",
        (8, 3, 4, 7): "Smaller maps come out: average over all places of a map, not over small windows.",
        (8, 1, 1, 7): "Two axes of length one are left: one row for each picture, as without `keepdims`.",
        (8, 378): "Flattened maps keep every place: average each with keras.layers.GlobalAveragePooling2D().",
        (8, 84): "Flattened maps keep every place, of smaller maps: average each over all of its places.",
        (8, 3): "The backbone itself is missing: it stands between scaling and pooling.",
        (8, 54): "One number for each place: average over the places, not over the maps.",
        (8, 6): "The average runs over width and maps: the maps stand on the last axis (channels_last).",
    }
    tried, came = f"{tried}, used on 8 pictures", to_numpy(model.predict(pictures, verbose=0))
    if came.ndim == 2:
        shapes.setdefault(came.shape, "One number for each map: is there a dense layer? It comes in a later exercise.")
    came = array(came, (8, 7), tried, shapes)
    require({*map(id, backbone.weights)} <= {*map(id, model.weights)}, tried, "the backbone handed in", "another one",
            "A clone, or one of your own, has not learnt what the backbone has: use `backbone`.")  # fmt: skip

    def maps(x: np.ndarray) -> np.ndarray:
        return np.concatenate([x, np.maximum(x @ kernel + bias, 0)], axis=-1)

    right, (of_0, of_255), colours = maps(pictures / 127.5 - 1), came[:2, 0].round(6) + 0.0, came[:2, :3]
    if close(came, maps(pictures.astype(float)).mean(axis=(1, 2)) / 127.5 - 1, 1e-4):
        rest = "The scaling comes first, then the backbone; here it comes last."
    if close(came, right.max(axis=(1, 2)), 1e-4):
        rest = "That is the largest number of each map: average them."
    if not close(colours, colours[:, :1] * [1, 1, 1], 1e-4):
        rest = "Red, green and blue are each changed: this backbone wants all colours alike, by one Rescaling."
    scaled_so = close(came, maps(pictures / 255 * (of_255 - of_0) + of_0).mean(axis=(1, 2)), 1e-5)
    if not close([of_0, of_255], [-1, 1], 1e-4) and scaled_so:
        hint = f"That scales to {of_0:.3g} to {of_255:.3g}: " + next(text for holds, text in [
            (of_255 < of_0, "the scale has the wrong sign."),
            (of_0 == 1, "the offset has the wrong sign."),
            (of_0 == 0 and of_255 == 2, "the offset is missing."),
            (close(of_255 - of_0, 2), "the offset is wrong; it is added after the scale."),
            (close(of_0, -1) and of_255 > 2, "the scale is a factor: dividing by a number is another."),
            (close(of_0, -1) and of_255 < -0.9, "once is enough, and here are two scalings."),
            (close(of_0, -1), "255 has to become `high`: which factor takes 255 to high - low?"),
            (close(of_0, -of_255), "the middle is right and the range is not: how wide is it, from low to high?"),
            (True, "an offset is missing, or wrong."),
        ] if holds)  # fmt: skip
        if abs(of_0) < 0.01 and abs(of_255 - 255) < 1:
            hint = "The pixels reach the backbone as 0 to 255: Rescaling stands before it."
        fail("what reaches the backbone for pixels of 0 and 255", "[-1, 1]", show(np.array([of_0, of_255])), hint)
    compare(came, right.mean(axis=(1, 2)), tried, rest, tolerance=1e-4)

    # The same for other ranges: what holds for -1 to 1 alone shows here.
    for begin, end in [(-2, 3), (0.5, 1.25)]:
        tried = f"with_preprocessing(the same backbone, {begin}, {end}); what reaches it for pixels of 0 and 255"
        other = to_numpy(call(student, backbone, begin, end, tried=tried).predict(pictures, verbose=0))[:2, 0]
        written = "-1 and 1 are written into the function: compute with `low` and `high`."
        wide = "From low to high it is high - low, and 255 has to become that; low itself is the offset."
        hint = written if close(other, [-1, 1], 1e-4) else overlooked(student)[0] or wide
        require(close(other, [begin, end], 1e-4), tried, show([begin, end]), show(other), hint)
    _opens_elsewhere(model, "the model")

    tried = f"low, high = {show(low)}, {show(high)}"
    known = all(isinstance(value, numbers.Real) for value in (low, high))
    wanted = "one of the three common ranges, that for which spread(low, high) is about 1"
    hints = {(0, 255): "So wide the numbers never were in its training: more than a hundred times.",
             (0, 1): "There the spread is well below what it was: the range is too narrow.",
             (1, -1): "spread measures the width, not the direction: 0 becomes the smaller one."}  # fmt: skip
    hint = "Set both in the cell before: measure spread(0, 255), spread(0, 1), spread(-1, 1); which one is remembered?"
    if known and 1.7 < abs(high - low) < 2.5:
        hint = "So wide it is, but spread does not say where it lies: which of the three common ranges is it?"
    require(known and (low, high) == (-1, 1), tried, wanted, "another", hints.get((low, high), hint) if known else hint)


#: A model for 6.2 in NumPy: what its batch normalisation holds.
GAMMA, MEAN, SPREAD = np.array([[2.0, 1, 3], [0.5, 0.3, 0.4], [0.2, 0.1, 0.3]])


def _feature_model(height: int, width: int, n_features: int) -> Any:
    """A model with weights that are known, which refuses more pictures at once than any batch should have."""
    import keras

    class Door(keras.layers.Layer):
        def call(self, pictures: Any) -> Any:
            if isinstance(pictures.shape[0], int) and pictures.shape[0] > 512:  # JAX asks with a symbol, too
                raise ValueError("all pictures at once do not fit into the memory")
            return pictures

    norm, inputs = keras.layers.BatchNormalization(epsilon=1e-3), keras.Input((height, width, 3))
    last = [keras.layers.Flatten(), keras.layers.Dense(n_features)]
    model = keras.Sequential([inputs, Door(), keras.layers.Rescaling(1 / 255), norm, *last])
    kernel = RNG(n_features).normal(size=(height * width * 3, n_features))
    model.set_weights([GAMMA, np.zeros(3), MEAN, SPREAD, kernel, np.zeros(n_features)])
    return model


@exercise("6.2", "pictures to features")
def extract_features(student: Callable) -> None:
    def right(model: Any, p: np.ndarray) -> np.ndarray:
        flat, n = ((p / 255 - MEAN) / np.sqrt(SPREAD + 1e-3) * GAMMA).reshape(len(p), -1), model.output_shape[-1]
        return flat @ RNG(n).normal(size=(flat.shape[1], n))

    def batched(step: int, size: int, until: int = 0) -> Callable:
        return lambda m, p: right(m, np.concatenate([p[i : i + size] for i in range(0, max(1, len(p) - until), step)]))

    tried = []
    for n, height, width, n_features in [(700, 4, 4, 3), (1, 3, 5, 4), (192, 5, 2, 2), (33, 2, 3, 5)]:
        pictures = RNG(n).integers(0, 256, size=(n, height, width, 3)).astype("uint8")
        words = f"extract_features(a model that gives {n_features} numbers, {n} picture{'s' * (n > 1)})"
        tried.append((words, (_feature_model(height, width, n_features), pictures)))
    stumbles = {
        "at once": "Hand them over in batches, 64 at a time for example.",
        "incompatible shape (4, 4, 3)": "The model takes a table of pictures: a single one has lost its first axis.",
        "inhomogeneous": "The last batch has fewer rows: np.concatenate(parts) puts them one below the other.",
        "must have the same shape": "The last part may be smaller: put the parts one behind the other, np.concatenate.",
        "except for the concatenation axis": "The rows of the parts belong one below the other, along axis 0.",
        "incompatible with the layer": "Other pictures than those handed in do not fit this model: only `pictures`.",
        "could not broadcast": "How many pictures and features there are differs: `pictures` and `model` know it.",
    }
    words, model = tried[0][0], _feature_model(4, 4, 3)
    value = call(student, model, tried[0][1][1], tried=words, stumbles=stumbles)
    if isinstance(value, list | tuple) and value and np.ndim(to_numpy(value[0])) == 2:
        fail(words, "one array", f"a list of {len(value)}", "np.concatenate makes one table of parts.")
    require(close(to_numpy(model.weights[2]), MEAN), words, "a model that stays as it is", "other running averages",
            "Do a picture's numbers depend on its neighbours? That is training=True: use predict, or "
            "training=False.")  # fmt: skip
    inside, missing = "The scaling is inside the model: hand the pictures over as they are.", "Pictures are missing: "
    overlap = "The batches overlap or leave a gap: the range goes in steps as long as a batch."
    mistakes = [
        *[(lambda m, p: right(m, p / 255), inside), (lambda m, p: right(m, p / 127.5 - 1), inside)],
        (lambda m, p: right(m, p).argmax(axis=1), "argmax gives the place of the largest: the whole row is asked for."),
        (lambda m, p: right(m, p).T, "Each picture is a row: rows and columns are swapped."),
        (lambda m, p: right(m, p).squeeze(), "With a single picture an axis is lost: no squeeze."),
    ]
    for change in (lambda f: f / np.linalg.norm(f, axis=1)[:, None], lambda f: (f - f.min(axis=0)) / np.ptp(f, axis=0),
                   lambda f: (f - f.mean(axis=0)) / f.std(axis=0)):  # fmt: skip
        mistakes.append((lambda m, p, change=change: change(right(m, p)), "The features as they come: not normalised."))
    for size in (16, 32, 50, 64, 100, 128, 256):
        mistakes += [
            (batched(10**6, size), "Only one batch came: go on with the next ones, and put them together."),
            (lambda m, p, s=size: right(m, p[(len(p) - 1) // s * s :]), "Only the last batch came: collect the parts."),
            (lambda m, p, s=size: right(m, p[: max(1, len(p) // s) * s]), f"{missing}the last batch may be smaller."),
            (batched(size, size, size), f"{missing}the last batch may be smaller."),
            (batched(size, size - 1), f"{missing}the end of a slice is not in it, so each batch is one short."),
            *[(batched(step, size), overlap) for step in (size // 2, 1, 2 * size, size - 1)],
        ]
    judge(student, right, tried, mistakes, "Is something done to the pictures before, or to the features behind?",
          tolerance=1e-3, stumbles=stumbles)  # fmt: skip


@exercise("6.3", "a head")
def build_head(student: Callable) -> None:
    import keras

    def head() -> Any:
        dense = keras.layers.Dense(n_classes, activation="softmax", kernel_regularizer=keras.regularizers.L2(0.001))
        return keras.Sequential([keras.Input((n_features,)), dense])

    stumbles = {
        "to a shape": "A number in brackets is no shape: a comma behind it makes it one.",
        "regularizer": "A number alone is no regulariser: keras.regularizers has them, and takes the number.",
    }
    seen, back = overlooked(student)[0], "Put it into a keras.Sequential."
    for n_features, n_classes in [(7, 3), (4, 6)]:
        tried = f"build_head({n_features}, {n_classes})"
        model = network(student, n_features, n_classes, tried=tried, hand_back=back, stumbles=stumbles)
        size = getattr(model, "input_shape", (None, n_features)) if model.weights else None
        came = f"{size[-1]} numbers" if size else "a network that does not know its input yet"
        require(size == (None, n_features), tried, f"{n_features} numbers as input", came,
                seen or "Begin with keras.Input, and as many as n_features says.")  # fmt: skip
        inputs = [RNG(n).normal(size=(n, n_features)) * n for n in (3, 8)]
        try:
            same_network(model, head, inputs, tried, lambda shape: seen or "One neuron for each kind: n_classes.")
        except CheckFailed as failure:
            factor = float(getattr(getattr(model.layers[-1], "kernel_regularizer", None), "l2", 0.001))
            if abs(factor - 0.001) < 1e-6 or "L2" in str(failure):
                raise
            others = {type(layer).__name__ for layer in model.layers[:-1]} - {"InputLayer", "Dense"}
            nor = "".join(f" Nor is {name}." for name in sorted(others) if name not in str(failure))
            raise CheckFailed(f"{failure}{nor} And asked for is L2(0.001), not L2({factor:.3g}).") from None
        shapes = [tuple(weight.shape) for weight in model.layers[-1].weights]
        require(shapes == [(n_features, n_classes), (n_classes,)], f"{tried}; its last layer", "the dense one",
                type(model.layers[-1]).__name__, "Later cells read weights there: softmax inside it.")  # fmt: skip
    _opens_elsewhere(model, tried)


@exercise("6.4", "a few of each kind")
def choose(student: Callable) -> None:
    stumbles = {
        "cannot be empty": "That asks for a label which does not occur: np.unique(y) gives those that do.",
        "larger sample": "There are fewer to draw from than wanted: print them. (np.where gives a tuple of arrays.)",
        "Generator' object has no": "NumPy's generator has choice and permutation; others are of the module random.",
    }
    four, three, two = np.repeat([0, 1, 2, 3], [9, 6, 20, 5]), np.repeat([2, 5, 11], [7, 12, 4]), np.repeat([7, 8], 3)
    for y, n in [(RNG(64).permutation(four), 5), (RNG(6).permutation(three), 2), (four, 4), (two, 3)]:
        kinds, many, times = np.unique(y), RNG(1), 120
        tried = f"choose({len(y)} labels of {len(kinds)} classes, {n} of each)"
        seen, sure = overlooked(student, (y, n, many))
        seen = seen if sure or "not used" in seen else ""
        same = [_places(call(student, y, n, RNG(1), tried=tried, stumbles=stumbles), y, n, tried, seen) for _ in "ab"]
        require(np.array_equal(*same), f"{tried}, twice with equal generators", "the same places", "others",
                seen or "Take all chance from `random`, the generator handed in.")  # fmt: skip
        tried, drawing = f"{tried}, {times} times", functools.partial(student, y.copy(), n, many)
        draws = np.sort([_places(call(drawing, tried=tried), y, n, tried, seen) for _ in range(times)])
        if n * len(kinds) == len(y):
            continue
        ends = [np.sort([np.flatnonzero(y == kind)[i] for kind in kinds], axis=None) for i in (np.s_[:n], np.s_[-n:])]
        hint = "Draw from `random` itself, which moves on: not from a copy, not from a generator of your own."
        if draws[0].tolist() in [end.tolist() for end in ends]:
            hint = "At random, not the first: every example of a class must be able to come. (Nor only the last.)"
        require(np.any(draws != draws[0]), tried, "others each time", "the same", seen or hint)
        share = np.array([n / np.sum(y == label) for label in y])
        came = np.bincount(draws.ravel(), minlength=len(y)) / times
        odd = np.abs(came - share) > 5 * np.sqrt(share * (1 - share) / times) + 1e-9
        at = np.argmin(np.where(odd, came, 2))
        hint = "Every example needs the same chance, the first, the last, all of a larger class: draw each by itself."
        right, often = (f"{part[at] * times:.0f} times" for part in (share, came))
        require(not odd.any(), f"{tried}; place {at}", right, often, hint)


def _places(value: Any, y: np.ndarray, n: int, tried: str, seen: str) -> np.ndarray:
    """The chosen places, if there are n different ones of every class."""
    kinds, counts = np.unique(y, return_counts=True)
    total, wanted = n * len(kinds), f"{n * len(kinds)} places in y, in one array"
    places = np.array(None)
    with contextlib.suppress(ValueError):  # rows that are not of one length
        places = places if isinstance(value, dict | set | tuple) else to_numpy(value)
    behind = "Put the places of all classes one behind the other, np.concatenate(...)."
    what = show(value) if isinstance(value, str) else f"a {type(value).__name__}"
    require(places.dtype.kind in "iufb", tried, wanted, what, behind)
    require(places.dtype.kind != "b", tried, wanted, "a mask", "The places where it is True are asked for.")
    other = f"{n} of each of {len(kinds)} classes: is one left out, or are others taken than `n_each`?"
    other = behind if places.size == total else other
    shapes = {(len(kinds), n): behind, (n,): f"That is {n} altogether: {n} of every class. Does the loop collect them?"}
    require(places.shape == (total,), tried, wanted, f"an array of shape {places.shape}",
            shapes.get(places.shape) or seen or other)  # fmt: skip
    require(places.dtype.kind in "iu", tried, "whole numbers (int)", "floats", "Floats pick nothing from an array: "
            "np.zeros and np.empty make floats, unless they get a dtype.")  # fmt: skip
    require(np.any(np.sort(places) != np.repeat(kinds, n)), tried, "places in y", "labels",
            "Return where they stand, not what they are.")  # fmt: skip
    require(places.min() >= 0 and places.max() < len(y), tried, f"places in y, 0 to {len(y) - 1}", show(places), seen)
    of_each, if_sorted = ([int(np.sum(row[places] == kind)) for kind in kinds] for row in (y, np.sort(y)))
    twice, equal = total - len(np.unique(places)), set(of_each) == {n}
    hint = "Draw from the places of each class by itself, as many of each."
    if set(if_sorted) == {n}:
        hint = "That would be right if y were sorted: the examples of a class stand anywhere."
    elif places.max() < counts.max() and not equal:
        hint = "Are those places among the examples of one class, in place of places in y?"
    elif twice:
        hint = "Without putting back: replace=False. (`integers` always puts back.)"
    require(not twice, tried, "no place twice", f"{twice} of them twice", seen or hint)
    require(equal, f"{tried}; how many of each class", show([n] * len(kinds)), show(of_each), seen or hint)
    return places


#: For 6.5: layers by a letter, convolution, depthwise, layer and batch normalisation, ReLU; names that mislead.
NAMES = {"c": "subnet", "d": "depthwise", "l": "layer_norm", "b": "averages", "r": "relu"}
LOW = "The first layers have to stay frozen: only the last n_layers learn."
TURNED = "The wrong way round: the last ones learn, the first ones do not, and batch normalisation never."
COUNT = "Every layer counts, of whatever kind: batch normalisation and layers without weights, too."
FEW, MANY = (f"One layer too {word} learns: the last n begin at -n_layers." for word in ("few", "many"))
BY_KIND = "Batch normalisation is told by its kind: a name may be anything, ask with isinstance."
#: Which kinds learn below the top, which in it, and what is wrong then.
WRONG_KINDS = [
    ("cdlb", "cdlb", "Everything learns: set each layer's `trainable` after the model's, with one `=`, spelt so."),
    ("", "", "Nothing learns: is the model's `trainable` set to False at the end, or that of every layer?"),
    ("", "cdlb", "Batch normalisation learns too, and has to stay frozen: ask with isinstance; a name tells nothing."),
    ("", "dlb", BY_KIND),
    ("", "cdb", BY_KIND),
    *[("cdl", "cdl", LOW), ("cdlb", "cdl", LOW), ("cdl", "", TURNED), ("cdlb", "", TURNED), ("", "b", TURNED)],
    ("", "c", "In the top all kinds of layers learn but batch normalisation, not the convolutions alone."),
    ("", "cd", "Only *batch* normalisation stays frozen: another normalisation learns."),
]
#: Other mistakes: which layers learn, from their places and kinds, n, and which learnt before.
WRONG_PLACES = [
    (lambda at, n, was: [i for i, kind in at[-n + 1 :] if kind in "cdl"], FEW),
    (lambda at, n, was: [i for i, kind in at[len(at) - n + 1 :] if kind in "cdl"], FEW),
    (lambda at, n, was: [i for i, kind in at[-n - 1 :] if kind in "cdl"], MANY),
    (lambda at, n, was: [i for i, kind in at[-n:][:1] if kind in "cdlb"], "Only one layer learns: [-n] is no slice."),
    (lambda at, n, was: [i for i, kind in at[:n] if kind in "cdl"], "Those are the first: the last n_layers learn."),
    (lambda at, n, was: [i for i, kind in at[n:] if kind in "cdl"], "Counted from the beginning: count from the end."),
    (lambda at, n, was: [i for i in was if i < len(at) - n] + [i for i, kind in at[-n:] if kind in "cdl"],
     "The layers below the top are as before: freeze them, whatever they were."),
    (lambda at, n, was: [i for i, kind in at[-n:] if kind in "cdl" and (not was or i in was)],
     "What was frozen before stays frozen: say it for the layers of the top too, whatever they were."),
    *[(lambda at, n, was, counted=counted: [i for i, kind in [pair for pair in at if pair[1] in counted][-n:]
       if kind in "cdl"], COUNT) for counted in ("cdlri", "cdlb", "cdl")],
]  # fmt: skip


def _backbone(kinds: str, state: str) -> Any:
    import keras

    make = {"c": lambda name: keras.layers.Conv2D(3, 1, name=name), "b": keras.layers.BatchNormalization,
            "d": lambda name: keras.layers.DepthwiseConv2D(1, name=name), "l": keras.layers.LayerNormalization,
            "r": keras.layers.ReLU}  # fmt: skip
    layers = [make[kind](name=f"{NAMES[kind]}_{place}") for place, kind in enumerate(kinds) if kind != "i"]
    backbone = keras.Sequential([keras.Input((4, 5, 3)), *layers])
    if kinds[0] == "i":  # a functional model counts its input as a layer
        backbone = keras.Model(backbone.inputs, backbone.outputs)
    # Not a model that learns with some layers frozen: see below.
    backbone.trainable = state == "learning"
    for layer in backbone.layers[::2] if state == "partly frozen" else []:
        layer.trainable = True
    return backbone


def _learning(backbone: Any) -> list[int]:
    return [i for i, layer in enumerate(backbone.layers) if layer.weights and layer.trainable and backbone.trainable]


@exercise("6.5", "set the top free")
def unfreeze_top(student: Callable) -> None:
    def learn(below: str, top: str) -> Callable:
        return lambda at, n, was: [i for i, kind in at if kind in (top if i >= len(at) - n else below)]

    right, tries, wrong, changed = learn("", "cdl"), [], [], False
    stumbles = {"isinstance() arg 2": "isinstance asks for the class itself, without quotes."}
    for kinds, first, state, then in [
        *[("cbrccldbrcr", 6, "frozen", 9), ("icbrdbrcdbr", 5, "learning", 8), ("cccdbclr", 2, "partly frozen", 4)],
        *[("ccblr", 5, "frozen", 3), ("cbcr", 1, "frozen", 1), ("cdblcbrcr", 7, "partly frozen", 3)],
    ]:
        backbone, at = _backbone(kinds, state), [*enumerate(kinds)]
        once = f"unfreeze_top(a backbone of {len(kinds)} layers, {state}, {first})"
        for again, n, tried in [(False, first, once), (True, then, f"{once}, and then once more with {then}")]:
            was = _learning(backbone)
            # Where the model learns already, TensorFlow passes over `trainable = True`: what is wrong may be right.
            passed_over = backbone.trainable
            came = call(student, backbone, n, tried=tried, stumbles=stumbles)
            require(came is backbone, tried, "the backbone that was handed in", show(came),
                    "Give back the same backbone, changed: no copy, no list.")  # fmt: skip
            learns = _learning(backbone)
            changed = changed or learns != was
            if not passed_over or learns != right(at, n, was):
                tries.append((again, (at, n, was, learns)))
            if learns != right(at, n, was):
                words = f"{tried}; layers that learn, counted from 0"
                wrong.append((again, backbone.trainable, (words, show(right(at, n, was)), show(learns))))
    if wrong:
        again, whole, said = min(wrong, key=lambda entry: entry[0])  # what shows at once, before what shows later
        done = [case for later, case in tries if later == again]
        mistakes = [*WRONG_PLACES, *[(learn(below, top), hint) for below, top, hint in WRONG_KINDS]]
        hint = next((hint for way, hint in mistakes if all(way(*case) == learns for *case, learns in done)), "")
        if not changed:
            hint = "Nothing has changed: are those the layers of the backbone that is handed in?"
        elif not whole:
            hint = "The whole is frozen, so no layer in it learns, whatever it says: set the model's `trainable` first."
        seen = overlooked(student)[0]
        hint = seen if "stands there" in seen else hint or seen or "Count from the end, and look at the border."
        fail(*said, hint)


@exercise("6.6", "activation map")
def activation_map(student: Callable) -> None:
    tried = []
    for shape in [(2, 3, 4), (5, 4, 4), (3, 3, 2), (1, 6, 5)]:
        words = f"activation_map(maps of {shape[0]} x {shape[1]} places with {shape[2]} channels, {shape[2]} weights)"
        tried.append((words, (RNG(sum(shape)).normal(size=shape), RNG(shape[1]).normal(size=shape[2]))))
    mistakes = [
        (lambda m, w: m @ w / len(w), "That is the mean over the channels: the score is their sum."),
        (lambda m, w: m @ w / m[..., 0].size, "Not divided by the number of places: the mean is taken later."),
        *[(way, "The weights are missing: map times weight, then the sum.") for way in (
            lambda m, w: m.sum(axis=-1), lambda m, w: m.mean(axis=-1))],
        (lambda m, w: np.maximum(m @ w, 0), "Places that speak against the class count too: keep what is below 0."),
        (lambda m, w: np.abs(m * w).sum(axis=-1), "The sign says whether a place speaks for or against: keep it."),
        (lambda m, w: m @ np.abs(w), "A weight below 0 speaks against the class: keep its sign."),
        (lambda m, w: m @ np.maximum(w, 0), "Weights below 0 count too: they speak against the class."),
        (lambda m, w: np.maximum(m, 0) @ w, "The maps come as they are: no ReLU here."),
        (lambda m, w: np.maximum(m * w, 0).sum(axis=-1), "What is below 0 speaks against the class, and counts too."),
        (lambda m, w: (m * w).max(axis=-1), "That is the largest contribution: add them up."),
        *[(way, "That is one channel, of the largest weight: add up over all.") for way in (
            lambda m, w: m[..., np.argmax(w)], lambda m, w: m[..., np.argmax(w)] * w.max())],
        (lambda m, w: m[..., :-1] @ w[:-1], "The last channel is left out: does a loop stop too early?"),
        (lambda m, w: m[..., 1:] @ w[1:], "The first channel is left out: counting begins at 0."),
        (lambda m, w: (m + w).sum(axis=-1), "Map *times* weight; here they are added."),
        (lambda m, w: np.average(m, axis=-1, weights=w), "That divides by the sum of the weights: the sum itself."),
        (lambda m, w: (w @ m.reshape(len(w), -1)).reshape(m.shape[:2]), "reshape moves no axes: channels stand last."),
        (lambda m, w: sum(a * b for a, b in zip(w, m, strict=False)), "The channels stand on the last axis."),
        (lambda m, w: w @ m, "The order: the maps come first, since their last axis meets the weights."),
        (lambda m, w: (m @ w).T, "Height first, then width: rows and columns are swapped."),
        (lambda m, w: (m * w).sum(axis=(0, 1)), "The places are gone: add up over the channels, the last axis."),
        (lambda m, w: m * w, "One number for each place is asked for: add up over the channels."),
        *[(lambda m, w, axis=axis: (m * w).sum(axis=axis), "The sum goes over the channels, the last axis.")
          for axis in (0, 1)],
        (lambda m, w: (m * w).sum(), "One number for each place is asked for, not one for all."),
        (lambda m, w: any_of(len(m), len(m)), "A map may be wider than high: take both sizes from its shape."),
        (lambda m, w: 1 / (1 + np.exp(-(m @ w))), "No sigmoid: the contributions themselves, below 0 too."),
        (lambda m, w: np.exp(m @ w) / np.exp(m @ w).sum(), "No softmax over the places: the contributions themselves."),
        *[(lambda m, w, way=way: way(m @ w), "As they are, not scaled for drawing.") for way in (
            lambda h: h / h.max(), lambda h: h / np.abs(h).max(), lambda h: h - h.min(), lambda h: h - h.mean(),
            lambda h: (h - h.min()) / np.ptp(h), lambda h: np.maximum(h, 0) / h.max())],
    ]  # fmt: skip
    stumbles = {
        "cannot reshape": "Maps may have any size: feature_maps.shape says which.",
        "shape-mismatch": "tensordot goes over two axes unless it is told: only the channels are to go.",
        "core dimension": "With `@` the last axis of what stands first meets the weights: is that the channels?",
        "not aligned": "The last axis of what stands first meets the weights: is that the channels?",
    }
    hint = "At each place: the sum over the channels of map * weight."
    judge(student, lambda m, w: m @ w, tried, mistakes, hint, stumbles=stumbles)


@exercise("6.7", "right here, wrong there")
def wrong_range(cause: Any, prepare: Callable, mended: Any, before: Any) -> None:
    """mended, before: share of pictures named rightly with the student's `prepare`, and in the notebook"""
    hints = {
        "a": "Draw what that step hands on, plt.imshow(np.rot90(sent[0], 3)): does it lie, or stand?",
        "c": "Four pixels of these photographs are alike, and their mean is what each was: compare with `hundred`.",
        "d": "In use batch normalisation keeps to what it has stored; your notebook sends a hundred at once, too.",
    }
    diagnosis(cause, "b", "what differs between the page and the notebook", hints)
    tried = []
    for n, height, width in [(3, 4, 4), (1, 6, 2), (2, 4, 8)]:
        small = RNG(width).integers(0, 256, size=(n, height, width, 3)).astype("uint8")
        small[0, 0, 0], small[0, 0, 1] = 0, 255
        words = f"prepare({n} photograph{'s' * (n > 1)} of shape ({2 * height}, {2 * width}, 3), 0 to 255, lying)"
        tried.append((words, (small.repeat(2, axis=1).repeat(2, axis=2),)))

    def halved(p: np.ndarray) -> np.ndarray:
        return p[:, ::2, ::2]

    def right(p: np.ndarray) -> np.ndarray:
        return np.rot90(halved(p), 3, axes=(1, 2))

    again, standard = "The network's first layer does that: do not do it again.", "As they come: not standardised."
    turning = "They are turned the wrong way: np.rot90(..., 3, axes=(1, 2)), as on the page, sets them upright."
    large = "They are still twice as large: `shrink` was not at fault."
    small_too = "They still lie on their side, and are twice as large: only the third step is at fault."
    of_right = [
        (lambda p: p / 255, "That is what the page did: the network scales by itself."),
        *[(lambda p: p / 127.5 - 1, again), (lambda p: p / 127.5, again), (lambda p: p / 255 - 0.5, again)],
        (lambda p: p // 255, "That leaves 0 and 1."),
        *[(lambda p, n=n: p * n, "Nothing is divided any more, 0 to 255 come: so do not multiply.")
          for n in (255, 255.0)],
        (lambda p: 255.0 - p, "That is the negative."),
        (lambda p: p[..., ::-1], "Red and blue are swapped: leave the colours as they come."),
        (lambda p: p[:, :, ::-1], "They are mirrored as well: np.rot90 turns, to swap the axes does both."),
        (lambda p: p[np.newaxis], "The pictures are several already: no new axis in front."),
        *[(lambda p, n=n: any_of(len(p), n), "Pictures are asked for, not the network's answers.") for n in (5, 10)],
        (lambda p: p[0], "That is the first picture alone: all of them are asked for."),
        (lambda p: (p - p.mean()) / p.std(), standard),
        (lambda p: (p - p.mean(axis=(0, 1, 2))) / p.std(axis=(0, 1, 2)), standard),
    ]  # fmt: skip
    mistakes = [(lambda p, way=way: way(right(p)), hint) for way, hint in of_right]
    mistakes += [
        *[(lambda p: p, small_too), (lambda p: p / 255, small_too)],
        (halved, "They still lie on their side: np.rot90 was not at fault."),
        *[(lambda p, k=k: np.rot90(halved(p), k, axes=(1, 2)), turning) for k in (1, 2)],
        *[(lambda p, n=n: np.rot90(p, 3, axes=(1, 2)) / n, large) for n in (1, 255)],
        (lambda p: any_of(len(p), p.shape[2] // 4, p.shape[1] // 4, 3), "Twice smaller than wanted: once, by 2."),
        *[(lambda p, n=n: any_of(len(p), n, n, 3), "To half of what comes, not to a size of its own: shrink by 2.")
          for n in (32, 224)],
    ]  # fmt: skip
    hint = "Which of the three steps is at fault? The others stay."
    judge(prepare, lambda p: right(p).astype(float), tried, mistakes, hint)
    mended, before = (float(array(value, (), "mended_accuracy")) for value in (mended, before))
    require(abs(mended - before) < 0.02, "the network with your prepare", f"{before:.0%} of the pictures named rightly",
            f"{mended:.0%}", "Run the cell above again, with your prepare.")  # fmt: skip
