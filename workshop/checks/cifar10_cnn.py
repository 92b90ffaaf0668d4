"""Checks of lesson 4. Each one tries a student's function or network and explains what is wrong, if anything is."""

import contextlib
import gc
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from workshop.checks.calling import call, overlooked
from workshop.checks.cases import _with_hint, any_of, array, cases, close, judge, to_numpy
from workshop.checks.core import CheckFailed, diagnosis, exercise, fail, require, show
from workshop.checks.networks import Step, accuracy, first_difference, network, same_network, steps

#: The leader board: at most so many parameters, at most so many times the seconds of the course's own entry, trained
#: on so many pictures. A rank begins so many points of accuracy above the course's entry, and never below FLOOR.
PARAMETERS, TIMES, PICTURES, FLOOR = 100_000, 3.0, {"full": 10_000, "sample": 1_000}, 0.2
RANKS = [(0.10, "gold"), (0.05, "silver"), (0.0, "bronze")]
WORDS = {"inside": "The network takes the pictures as they are: scaling and cutting belong inside.",
         "outputs": "Ten outputs for each picture: one for each class."}  # fmt: skip
CHANCE = np.random.default_rng(1)


def _slide(image: np.ndarray, kernel: np.ndarray, at: Callable = lambda part, kernel: np.sum(part * kernel)) -> Any:
    """What `at` makes of the part under the kernel and the kernel, at each place."""
    return np.array([[at(part, kernel) for part in row] for row in sliding_window_view(image, kernel.shape)], float)


def _only(values: np.ndarray, *where: Any) -> np.ndarray:
    """The values at some places, 0 elsewhere."""
    kept = np.zeros_like(values)
    kept[where] = values[where]
    return kept


@exercise("4.1", "convolve")
def convolve(student: Callable) -> None:
    pairs = [
        (np.array([[1.0, 2, 0, 1], [0, 3, 1, 2], [4, 0, 2, 5]]), np.array([[1.0, 0], [3, -1]])),
        (np.arange(20).reshape(5, 4) ** 2, np.array([[0.5, -2.25, 3]])),
        (np.array([[0.5, 1, 0, 2, 1.5], [3, 0.5, 1, 0, 0.5]]), np.array([[2.0, -1]])),
        *((CHANCE.normal(size=size), CHANCE.normal(size=kernel)) for size, kernel in [((7, 5), (3, 2)), ((3, 9), (3, 3))]),
    ]
    sizes = "The kernel is the one handed in, of whatever size: take both from kernel.shape, it need not be square."
    edge, square = "It lets the kernel hang over the edge: it must lie wholly inside.", "Take both sizes from image.shape."
    parts = [  # what is computed at each place
        (lambda a, k: np.sum(a * k[::-1, ::-1]), "The kernel is turned round. Mathematicians define it so; networks "
         "do not, and neither does this exercise."),
        (lambda a, k: np.mean(a * k), "That is the mean of the products: add them up."),
        (lambda a, k: np.sum(a), "The kernel's numbers are missing: multiply before you add up."),
        (lambda a, k: np.sum(a + k), "Multiply the part by the kernel; it is added here."),
        (lambda a, k: np.sum(a @ k), "`@` is the matrix product: multiply entry by entry, with *."),
        (lambda a, k: np.sum(a == k), "That counts equal pixels: multiply, then add up."),
        (lambda a, k: np.sum(a * k) / np.sum(k), "Divided by the kernel's sum: the sum of the products as it is."),
        (lambda a, k: np.sum(a[:-1, :-1] * k), "The part is a row and a column too small: a slice leaves out its end."),
    ]  # fmt: skip
    shapes = [  # of the map, from height and width of picture and kernel
        (lambda h, w, kh, kw: (h, w), "It keeps the picture's size: the kernel must lie wholly inside, without a border."),
        (lambda h, w, kh, kw: (h + kh - 1, w + kw - 1), edge), (lambda h, w, kh, kw: (h + 3 - kh, w + 3 - kw), edge),
        (lambda h, w, kh, kw: (h - kh, w - kw), "One row and one column are missing: a kernel 3 wide fits 7 times into 9."),
        (lambda h, w, kh, kw: (h // kh, w // kw), "It jumps by the size of the kernel: slide by one pixel."),
        (lambda h, w, kh, kw: (h - kh + 1, h - kw + 1), f"{square} A picture need not be square."),
        (lambda h, w, kh, kw: (h - kh + 1, w - kh + 1), sizes), (lambda h, w, kh, kw: (h - kw + 1, w - kw + 1), sizes),
        (lambda h, w, kh, kw: (h - kh + 1, w - kw + 1, kh, kw), "Each place holds a whole table of products: use np.sum."),
        (lambda h, w, kh, kw: (), "One number came: the loops must fill a whole map, one number for each place."),
    ]  # fmt: skip
    mistakes = [
        *((lambda i, k, at=at: _slide(i, k, at), hint) for at, hint in parts),
        (lambda i, k: _slide(i, k.T), "Rows and columns of the kernel are swapped."),
        (lambda i, k: _only(_slide(i, k), slice(-1), slice(-1)), "The map's last row and column are empty: one too short?"),
        (lambda i, k: _only(_slide(i, k), 0), "Only the first row is filled: does `return` stand inside the loop?"),
        (lambda i, k: np.cumsum(_slide(i, k)).reshape(_slide(i, k).shape), "The sum goes on from place to place: begin anew."),
        *((lambda i, k, of=of: any_of(*of(*i.shape, *k.shape)), hint) for of, hint in shapes),
    ]  # fmt: skip
    judge(student, _slide, cases("convolve", *pairs), mistakes, "At each place: part times kernel, entry by entry; the sum.",
          stumbles={"could not be broadcast": f"A part must be as large as the kernel. {sizes}"})  # fmt: skip


def _cut(maps: np.ndarray, size: int) -> np.ndarray:
    return maps[: maps.shape[0] // size * size, : maps.shape[1] // size * size]


def _pool(maps: np.ndarray, size: int = 2, take: Callable = np.max) -> np.ndarray:
    return take(_cut(maps, size).reshape(maps.shape[0] // size, size, maps.shape[1] // size, size, -1), axis=(1, 3))


def _windows(begin: Callable, end: Callable) -> Callable:
    """Pooling whose window number n begins and ends elsewhere, in both directions."""

    def pool(m: np.ndarray, s: int = 2) -> np.ndarray:
        shape = m.shape[0] // s, m.shape[1] // s
        parts = [m[begin(r, s) : end(r, s), begin(c, s) : end(c, s)].max(axis=(0, 1)) for r, c in np.ndindex(shape)]
        return np.reshape(parts, (*shape, -1))

    return pool


@exercise("4.2", "pool")
def max_pool(student: Callable) -> None:
    maps = [(CHANCE.permutation(48).reshape(4, 6, 2) - 30.0,), (CHANCE.normal(size=(8, 5, 1)), 3),
            (CHANCE.permutation(162).reshape(9, 6, 3) - 200, 2), (CHANCE.normal(size=(6, 13, 2)), 4)]  # fmt: skip
    gone = "The channels are gone: each keeps a map of its own, a window's maximum goes over rows and columns alone."
    rest = "What is left over at the bottom and on the right is dropped: only whole windows count."
    every = "that is the maximum over everything. Each window has its own."
    mistakes = [
        *((lambda m, s=2, take=take: _pool(m, s, take), f"That is the {name} of each window: keep the largest.")
          for take, name in [(np.mean, "mean"), (np.min, "smallest"), (np.sum, "sum")]),
        (lambda m, s=2: _pool(np.abs(m), s), "That is the largest without its sign: the sign counts."),
        (lambda m, s=2: np.maximum(_pool(m, s), 0), "Some maxima are below 0: is the result filled up from zeros?"),
        (_windows(lambda n, s: n * s, lambda n, s: n * s + 1), "That is the upper left pixel of each window: the largest."),
        (_windows(lambda n, s: n * s + s - 1, lambda n, s: n * s + s), "That is the lower right pixel of each: the largest."),
        (_windows(lambda n, s: n, lambda n, s: n + s), "The windows overlap: window number 1 begins at `size`, not at 1."),
        (_windows(lambda n, s: n * s, lambda n, s: n * s + s + 1), "The windows are a row and a column too large."),
        (_windows(lambda n, s: n * s, lambda n, s: n * s + 2), "The windows are 2 high and wide: they have the size `size`."),
        (lambda m, s=2: _pool(m[m.shape[0] % s :, m.shape[1] % s :], s), "The rest is dropped at the wrong end."),
        (lambda m, s=2: _cut(m, s).reshape(m.shape[0] // s, m.shape[1] // s, s, s, -1).max(axis=(2, 3)),
         "Reshaped so, a window is a piece of one row: each `size` belongs behind the direction that it cuts."),
        (lambda m, s=2: np.repeat(_pool(m, s).max(axis=2, keepdims=True), m.shape[2], axis=2), "The maximum goes over "
         "the channels too: each channel keeps its own."),
        (lambda m, s=2: _pool(m[..., :1], s), "That is the first channel alone: each keeps a map of its own."),
        (lambda m, s=2: _only(_pool(m, s), ..., 0), "Only the first channel is filled: each keeps a map of its own."),
        *((lambda m, s=2, of=of: any_of(*of(*m.shape, s)), hint) for of, hint in [
            (lambda h, w, c, s: (h // 2, w // 2, c), "The windows have the size that is handed in, `size`, not 2."),
            (lambda h, w, c, s: (-(-h // s), -(-w // s), c), rest), (lambda h, w, c, s: (h // s, -(-w // s), c), rest),
            (lambda h, w, c, s: (-(-h // s), w // s, c), rest),
            (lambda h, w, c, s: ((h - 1) // s, (w - 1) // s, c), "Windows are dropped even where nothing is left over."),
            (lambda h, w, c, s: (h - s + 1, w - s + 1, c), "The windows overlap: they lie side by side, `size` apart."),
            (lambda h, w, c, s: (h, w, c), "It has kept its size: one number must remain of each window."),
            (lambda h, w, c, s: (h // s, h // s, c), "Take height and width from maps.shape: maps need not be square."),
            (lambda h, w, c, s: (h, w // s, c // s), "The axes are height, width, channels: the channels come last."),
            (lambda h, w, c, s: (h // s, w // s), gone), (lambda h, w, c, s: (h // s, w // s, 1), gone),
            (lambda h, w, c, s: (c,), f"One number per map: {every}"), (lambda h, w, c, s: (), f"One number: {every}"),
        ]),
    ]  # fmt: skip
    stumbles = {
        "could not broadcast": "One number for each window and channel: the maximum goes over rows and columns, two axes.",
        "size 0": "Nothing is left of the maps: a slice that ends at -0 is empty.",
        "cannot reshape": "Cut the maps first: what is left over fits into no window.",
        "missing 1 required": "Without a size the windows are 2 x 2: keep the first line of the function as it was.",
    }
    hint = "Of each window the largest, each channel for itself."
    judge(student, _pool, cases("max_pool", *maps), mistakes, hint, stumbles=stumbles)


def _counts(h: int, w: int, c: int, f: int, s: int) -> tuple[list, list]:
    """Parameters and multiplications, in two lists: the right number, then wrong ones with their hints."""
    one, places = s * s * c, h * w  # the weights of a filter
    work = "The same weights serve every place: height and width do not matter."
    return [
        (one * f + f, "Count for one filter first: its weights, and its bias."),
        (one * f * places, "That is the work: parameters come first, and are the same at every place."),
        (one * f, "The biases are missing: one for each filter."),
        (one * f + 1, "Each filter has a bias, not the whole layer."),
        (one * f + c, "Each *filter* has a bias, not each channel that comes in."),
        ((s * s + 1) * c * f, "A filter has one bias, not one for each channel."),
        (s * s * f + f, "Each filter looks at all channels: times channels."),
        (s * c * f + f, "A filter has size x size places, not size."),
        (2 * s * c * f + f, "size x size is a product: here it is size + size."),
        (one * f * places + f, work), ((one * f + f) * places, work),
        (places * c * f + f, "A filter has size x size places, not height x width."),
        ((places * c + 1) * places * f, "Those are a dense layer's: a filter has size x size places."),
        (one + c * f + f, "Each filter looks at all channels, with weights of its own."),
        (one + 1, "That is one filter: there are several."),
    ], [
        (one * f * places, "Count for one place first."),
        ((one * f + f) * places, "A bias is added, not multiplied: it does not count here."),
        (one * f, "That is the work at one place: there are height x width of them."),
        (one * f + f, "Those are the parameters again: each weight is used at every place."),
        (one * f * (h - s + 1) * (w - s + 1), "With a border of zeros (padding) the map is as large as the picture."),
        (one * f * (h + s - 1) * (w + s - 1), "The border is no place of the map: it is as large as the picture."),
        (s * s * f * places, "Each filter looks at all channels: times channels."),
        (one * places, "That is the work of one filter: there are several."),
        (f * places, "That counts the places: at each, every weight of a filter is multiplied."),
        (one * c * f * places, "Times channels once too often: they are in the filter's weights already."),
        (one * f * places * 32, "The work for one picture is asked for, not for a batch."),
    ]  # fmt: skip


@exercise("4.3", "parameters and work")
def count_convolution(student: Callable) -> None:
    tried = cases("count_convolution", (32, 32, 3, 32, 3), (10, 20, 8, 4, 5), (28, 9, 5, 6, 2), (7, 12, 4, 2, 1))
    mistakes = []
    for which, table in enumerate(_counts(1, 1, 1, 1, 1)):
        for n, (_, hint) in [*enumerate(table)][1:]:
            mistakes.append((lambda *a, i=which, n=n: (any_of(),) * i + (_counts(*a)[i][n][0],) + (any_of(),) * (1 - i), hint))
    judge(student, lambda *a: tuple(table[0][0] for table in _counts(*a)), tried, mistakes, "Count for one filter first.",
          names=("parameters", "multiplications"), dtype="whole", tolerance=1e-9)  # fmt: skip


def _biases(model: Any, shape: tuple, large: bool = True) -> list[bool]:
    """Whether each convolution has a bias, the large ones or those of 1 x 1: before a normalisation it may or not.

    How long a normalisation looks back is left open as well, and set here as Keras does.
    """
    for layer in model._flatten_layers():
        if type(layer).__name__ == "BatchNormalization":
            layer.momentum, layer.epsilon = 0.99, 0.001
    found = [step for step in steps(model, shape) or [] if step.kind == "Conv2D"]
    return [step.settings["use_bias"] for step in found if (step.settings["kernel size"] != 1) == large] or [False]


@exercise("4.4", "build the network")
def build_cnn(student: Callable) -> None:
    import keras

    layers, tried, shape = keras.layers, "build_cnn()", (28, 28, 3)
    model = network(student, tried=tried, hand_back="Return the model: keras.Sequential around the list.", stumbles={
        "'list' object is not callable": "A block is a list of three layers: call them one after the other, in a loop.",
        "Received: [": "A star unpacks it: a block is a list of three layers.",
        "zero or negative": "A map has become too small: filters come first in convolution_block, the stride second.",
        "expected axis -1": "A layer made once keeps its weights: call convolution_block anew for each block.",
        "AveragePooling2D": "The table pools with MaxPooling2D.",
    })  # fmt: skip
    require(model.built, tried, "a model that knows its input", "one without", "Begin with the Input of the table.")
    came = (getattr(model, "input_shape", None) or (None, *shape))[1:]
    require(came == shape, tried, f"pictures of {shape=} as input", f"{came}", "The first line of the table says which.")
    softmaxes = sum(step.kind == "softmax" for step in steps(model, shape) or [])
    require(softmaxes < 2, f"{tried}; how many softmax layers", "1", f"{softmaxes}",
            "Softmax twice makes all ten probabilities nearly equal: it stands in the last layer alone.")  # fmt: skip
    biases = _biases(model, shape)

    def reference() -> Any:
        parts = [keras.Input(shape=shape), layers.Rescaling(1 / 255)]
        for n, filters in enumerate((32, 64, 128, 128)):
            bias = biases[n % len(biases)]
            parts.append(layers.Conv2D(filters, 3, strides=1 if n else 2, padding="same", use_bias=bias))
            parts += [layers.BatchNormalization(), layers.ReLU()] + [layers.MaxPooling2D()] * (n in (1, 2))
        return keras.Sequential([*parts, layers.GlobalAveragePooling2D(), layers.Dense(10, activation="softmax")])

    inputs = [CHANCE.integers(0, top, size=(16, *shape)).astype("uint8") for top in (256, 40)]
    same_network(model, reference, inputs, tried, lambda size: "The last layer has one neuron per class." if len(size)
                 == 2 else "A picture goes in, a whole map comes out: GlobalAveragePooling2D is missing.")  # fmt: skip


#: How to turn a picture back, and what to say of pictures that were changed so.
TURNS = {
    "": (lambda p: p, ""),
    "mirrored": (lambda p: p[:, ::-1], ""),
    "upside down": (lambda p: p[::-1], "Mirror from left to right: a ship does not hang from the sky."),
    "turned half round": (lambda p: p[::-1, ::-1], "Mirror along one axis alone: the rows are turned round as well."),
    "in other colours": (lambda p: p[..., ::-1], "The last axis is the colours; left and right are the axis before it."),
    "turned round in all axes": (lambda p: p[::-1, ::-1, ::-1], "Mirror along one axis alone: np.flip needs `axis`."),
    "on their side": (lambda p: p.swapaxes(0, 1), "Rows and columns are exchanged: mirror from left to right."),
}


@exercise("4.5", "augment")
def augment(student: Callable) -> None:
    # Every pixel of every picture says where it comes from: picture, row, column, each counted from 1.
    images = np.stack(np.broadcast_arrays(*np.ogrid[1:201, 1:33, 1:33]), axis=-1).astype("uint8")
    tried, anew = "augment of 200 pictures of 32 x 32", "Ask the generator for each picture anew, inside the loop."
    drawn = [_augmented(student, images, seed, tried) for seed in (7, 8, 9, 10, 7)]
    mirrored, top, left = (np.array([each[part] for each in drawn]) for part in (1, 2, 3))
    same, other = (np.array_equal(drawn[0][0], drawn[n][0]) for n in (4, 1))
    require(same, f"{tried}, twice with equal generators", "the same pictures", "others",
            "Take all chance from `random`, the generator handed in.")  # fmt: skip
    require(not other or np.ptp(top) == 0, f"{tried}, with another generator", "other places and sides", "the same ones",
            "Draw from the `random` handed in: an own seed cuts every batch alike.")  # fmt: skip
    share, whole = mirrored.mean(), set(mirrored.mean(axis=1)) <= {0.0, 1.0}
    hint = "Each with probability one half: which random number is below 0.5 so often?"
    hint = {0.0: f"No picture is mirrored, or its mirror image is not kept. {anew}", 1.0: f"Every picture is mirrored. {anew}"
            }.get(share, anew if whole else hint)  # fmt: skip
    require(0.4 < share < 0.6 and not whole, f"{tried}; share that is mirrored", "about a half of each batch",
            "all of a batch or none" if whole and 0 < share < 1 else f"{share:.0%}", hint)  # fmt: skip
    one = (np.ptp(top[0]) == 0) != (np.ptp(left[0]) == 0)
    for name, corner in [("upper", top[0]), ("left", left[0])]:
        seen, missing = sorted({int(place) for place in corner}), [place for place in range(5) if place not in corner]
        hint = "The other direction is drawn at random; this one must be too." if one else f"Each has its own place. {anew}"
        require(len(seen) > 1, f"{tried}; their {name} edges", "0 to 4, at random", f"always {seen[0]}", hint)
        require(not missing, f"{tried}; their {name} edges", "0, 1, 2, 3 and 4", show(seen),
                f"{missing} never comes: there are five places, and the upper end of a draw is left out.")  # fmt: skip
    require(len({*zip(top[0], left[0], strict=True)}) > 15, f"{tried}; their corners", "rows and columns at random, each "
            "for itself", "the same number for both", "Two numbers for each picture, drawn one by one.")  # fmt: skip
    require(not np.array_equal(mirrored[0], mirrored[1]), f"{tried}, with another generator", "others mirrored than before",
            "the same ones", "Not every second one in turn, but each with probability one half.")  # fmt: skip
    _augmented(student, images[:61].astype("int16"), 3, "augment of 61 pictures of another type, int16")


def _augmented(student: Callable, images: np.ndarray, seed: int, tried: str) -> tuple:
    """What came for a batch; for each picture whether it is mirrored, and the upper left corner of its cut."""
    short = "A cut is smaller than 28 pixels: it begins at 4 at the latest, and ends 28 pixels further on."
    value, n = call(student, images, np.random.default_rng(seed), tried=tried, stumbles={"could not broadcast": short}), len(images)
    came_shape = np.shape(value) if hasattr(value, "shape") else ()
    hint = "As many pictures as came in, whatever their number: each once, mirrored or not."
    hint = "Cut 28 x 28 pixels out of each." if came_shape[:1] == (n,) else hint
    came, type_ = array(value, (n, 28, 28, 3), tried, {came_shape: hint}), to_numpy(value).dtype
    require(type_ == images.dtype, f"{tried}; type", f"{images.dtype}", f"{type_}",
            "Whole numbers, of the type that came in; the network itself scales them.")  # fmt: skip
    found = []
    for image, picture in zip(images, came, strict=True):
        for way, (back, hint) in TURNS.items():
            top, left = (int(place) - 1 for place in back(picture)[0, 0, 1:])
            if np.array_equal(image[max(top, 0) :][:28, max(left, 0) :][:, :28], back(picture)):
                require(not hint, tried, "pictures that stand upright, in their colours", f"some {way}", hint)
                found.append((way == "mirrored", top, left))
                break
        else:
            moved = came.min() > 0 and came.max() <= max(n, 32) and (came[..., 0] == came[:, :1, :1, 0]).all()
            require(not moved, tried, "the pictures in their order", "another order",
                    "Picture 5 must stay picture 5, or its label belongs to another one.")  # fmt: skip
            fail(tried, "28 rows and columns that are neighbours in the picture", "black parts" if came.min() == 0 else
                 "something else", overlooked(student)[0] or "The cut lies wholly inside, with nothing around it.")  # fmt: skip
    return value, *zip(*found, strict=True)


@exercise("4.6", "residual block")
def residual_block(student: Callable) -> None:
    for shape, filters in [((6, 5, 4), 4), ((6, 7, 4), 6), ((5, 4, 6), 3)]:
        _judge_block(student, shape, filters)


def _judge_block(student: Callable, shape: tuple, filters: int) -> None:
    import keras

    layers, bridge = keras.layers, shape[2] != filters
    tried = f"residual_block({shape[0]} x {shape[1]} places with {shape[2]} channels, filters={filters})"
    stumbles = {"ncompatible shapes": "Both paths need the same height and width: stride 1, and padding that keeps them."}
    if bridge:
        hint = "Where channels differ, to more or to fewer, a convolution of size 1 brings the shortcut there."
        stumbles = {", ".join(map(str, shape)) + ")": hint, **stumbles}

    def build() -> Any:
        x = keras.Input(shape=shape)
        output = call(student, x, filters, tried=tried, stumbles=stumbles)
        hint = "Call layers on x, and return what the last one gives, that alone."
        hint = "Return what the last layer gives; the model around it is made later." if hasattr(output, "layers") else hint
        require(isinstance(output, keras.KerasTensor), tried, "a Keras tensor", show(output), hint)
        return keras.Model(x, output)

    model = network(build, tried=tried, hand_back="")
    large, small = (_biases(model, shape, size) for size in (True, False))
    normal = sum(step.kind == "BatchNormalization" for step in steps(model, shape) or []) == 3

    def reference(begin: str = "x") -> Any:
        x = keras.Input(shape=shape)
        first = layers.Conv2D(filters, 3, padding="same", use_bias=large[0])(x)
        y = layers.ReLU()(layers.BatchNormalization()(first))
        y = layers.BatchNormalization()(layers.Conv2D(filters, 3, padding="same", use_bias=large[-1])(y))
        shortcut = {"x": x, "first": first, "y": y}[begin]
        if begin == "x" and bridge:
            shortcut = layers.Conv2D(filters, 1, use_bias=small[0])(x)
            # The paper's shortcut is normalised as well; the text leaves that open.
            shortcut = layers.BatchNormalization()(shortcut) if normal else shortcut
        return keras.Model(x, layers.ReLU()(layers.Add()([shortcut, y])))

    def outputs(size: tuple) -> str:
        joined = size[-1] in (2 * filters, filters + shape[2])
        return "The paths are put side by side: add them." if joined else overlooked(student)[0]

    inputs = [CHANCE.normal(size=(8, *shape)).astype("float32") for _ in range(2)]
    try:
        same_network(model, reference, inputs, tried, outputs)
    except CheckFailed as failure:
        if "those of the lesson" in str(failure):
            for begin, hint in [
                ("y", "The correction is added to itself: keep what came in under a name of its own."),
                ("first", "The shortcut begins behind the first convolution: it is what came in."),
            ]:
                with contextlib.suppress(CheckFailed):
                    same_network(model, lambda begin=begin: reference(begin), inputs, tried)
                    failure = _with_hint(failure, hint)
        raise failure from None


@exercise("4.7", "three broken networks")
def mended_shapes(end: Callable, depth: Callable, total: Callable) -> None:
    import keras

    block, last = [Step("Conv2D", {"kernel size": 3, "stride": 1}), Step("ReLU")], [Step("Dense", {"neurons": 10}), Step("softmax")]
    pictures = (np.arange(6)[:, None, None, None] * CHANCE.integers(20, 51, size=(6, 28, 28, 3))).astype("uint8")
    sizes = {"ncompatible shapes": "What is added must agree in height, width and channels: write both shapes down."}
    for name, student, inside in [("mended_end", end, block), ("mended_depth", depth, block * 4),
                                  ("mended_sum", total, [*block * 2, Step("Add")])]:  # fmt: skip
        tried, wanted = f"{name}()", [3] * (len(inside) // 2)
        require(not isinstance(student, keras.Model), name, "a function", "a model", "Write a function that builds it.")
        model = call(student, tried=tried, stumbles=sizes)
        require(isinstance(model, keras.Model), tried, "a Keras model", show(model), "Return the model itself.")
        shape = (getattr(model, "input_shape", None) or (None, 28, 28, 3))[1:]
        require(shape == (28, 28, 3), tried, "pictures of shape (28, 28, 3) as input", f"{shape}",
                "The pictures stay as they are; mend the network.")  # fmt: skip
        value = call(model, pictures, tried=f"{tried}, used on six pictures")
        hint = "One answer per picture: flatten the maps, or pool them globally, before the dense layer."
        hint = "Ten probabilities: one neuron for each class." if len(value.shape) == 2 and value.shape[1] < 10 else hint
        output = array(value, (6, 10), f"{tried}, used on six pictures", {tuple(value.shape): hint})
        found = steps(model, shape) or []
        came = [step.settings["kernel size"] for step in found if step.kind == "Conv2D"]
        require([size for size in came if size != 1 or len(inside) % 2 == 0] == wanted, f"{tried}; kernels of its convolutions",
                show(wanted), show(came), "As many 3 x 3 convolutions as before: change only what does not fit.")  # fmt: skip
        hint = first_difference(_kept(found, len(inside) % 2 == 1), [Step("Rescaling"), *inside, *last])
        require(not hint, tried, "only what the text lets you change is changed", "more", hint)
        require(close(output.sum(axis=1), np.ones(6), 1e-4) and output.min() >= 0, tried, "probabilities that add up to 1",
                show(output[0]), "Keep the softmax at the end.")  # fmt: skip
    around = []
    for layer in model._flatten_layers():  # of the sum: with its second convolution at zero the other path is left
        if getattr(layer, "kernel_size", (1, 1)) != (1, 1):
            weights = layer.get_weights()
            layer.set_weights([0 * weight for weight in weights])
            around.append(np.ptp(to_numpy(model(pictures)), axis=0).max())
            layer.set_weights(weights)
    require(max(around) > 1e-6, f"{tried}, with the second convolution at zero", "what the other path lets through", "nothing",
            "Two *different* paths are added: what goes into the second convolution, and what comes out.")  # fmt: skip


def _kept(found: list[Step], bridged: bool) -> list[Step]:
    """What the text does not let one change, with the settings that count."""
    free = ("Pool", "mean", "maximum", "Flatten", "Reshape", "Padding", "Squeeze", "Cast")
    dense, spare, skipped, kept = [step for step in found if step.kind == "Dense"], sum(step.kind == "ReLU" for step in found) - 2, False, []
    for step in found:
        settings = {key: value for key, value in step.settings.items() if key in ("kernel size", "stride", "neurons")}
        bridge = bridged and (settings.get("kernel size") == 1 or (step.kind == "Dense" and step is not dense[-1]))
        activated = skipped and spare > 0 and step.kind == "ReLU"
        spare -= activated
        if bridge or activated or any(kind in step.kind for kind in free):
            skipped = bridge
        elif step.kind in ("Rescaling", "a division", "a multiplication") and not kept:
            kept.append(Step("Rescaling"))
        else:
            kept.append(Step(step.kind, settings, step.place))
    return kept


@exercise("4.8", "a network that learns nothing")
def nothing_learnt(cause: Any, mix: Callable, accuracy: Any) -> None:
    hints = {
        "a": "Too large a step makes the loss jump or grow; this one lies still at ln 10.",
        "b": "The same network names nearly all shapes in the comparison above.",
        "d": "Without augmentation a network learns its own pictures by heart; this one does not even learn those.",
    }
    diagnosis(cause, "c", "what makes the pictures useless for guessing the labels", hints)
    own = np.arange(36).reshape(6, 2, 3)  # every pixel says which picture it is of, and which pixel
    long = "The order has more places than there are pictures: it is as long as what is handed in."
    for n in (40, 57):
        y = CHANCE.permutation(n)
        x, tried = y[:, None, None, None] * 36.0 + own, f"mix({n} pictures, {n} labels), the label being the picture's number"
        value = call(mix, x, y, tried=tried, stumbles={"out of bounds": long})
        both = isinstance(value, list | tuple) and len(value) == 2
        require(both, tried, "pictures and labels", show(value), "Return both, in their new order, with a comma between.")
        shapes, (seen, sure) = [np.shape(part) for part in value], overlooked(mix)
        require(shapes != [y.shape, x.shape], tried, "pictures, then labels", "labels, then pictures", "The two are swapped.")
        lost = seen if sure else "Every picture must come back, once: how long is the order?"
        pictures, labels = (array(part, want.shape, tried, {size: lost} if isinstance(part, np.ndarray) else {})
                            for part, want, size in zip(value, (x, y), shapes, strict=True))  # fmt: skip
        numbers = pictures[:, 0, 0, 0] // 36
        require(np.array_equal(pictures, numbers[:, None, None, None] * 36 + own), tried, "whole pictures, moved", "changed "
                "pictures", "The order is one of pictures: it belongs to the first axis, and to no other.")  # fmt: skip
        once = all(np.array_equal(np.sort(part), np.arange(n)) for part in (labels, numbers))
        require(once, tried, "every picture and label once", "some lost or doubled", "A permutation has every number once.")
        hint = "Two orders are not one: draw `order` once and use it for both."
        for what, part in [("labels", labels), ("pictures", numbers)]:
            hint = f"The {what} still stand in their old order: they need the same new one." if np.array_equal(part, y) else hint
        require(np.array_equal(numbers, labels), tried, "each label beside its picture",
                f"picture {show(numbers[0])} with label {show(labels[0])}", hint)  # fmt: skip
        require(not np.array_equal(labels, y), tried, "a new order", "the old one", "It must still mix.")
    accuracy = array(accuracy, (), "mended_accuracy")
    require(float(accuracy) >= 0.75, "the run with your mix", "at least 75 % of other shapes named", f"{accuracy:.0%}",
            "Run the cell above again, with your mix.")  # fmt: skip


@exercise("4.9", "the leader board")
def leader_board(student: Callable, cifar: Any) -> None:
    import keras

    # The ten classes get other numbers, by a secret order in which none keeps its own: who has learnt elsewhere, or from
    # other labels than those handed in, names the wrong ones.
    order, renamed = np.random.default_rng().permutation(10), np.zeros(10, int)
    renamed[order] = np.roll(order, 1)
    x, y = cifar.x_train[: PICTURES[cifar.tier]], renamed[cifar.y_train[: PICTURES[cifar.tier]]]
    seed, tried = int(np.random.randint(2**31)), "train_entry(pictures, labels)"
    course, course_seconds = _timed(_course_entry, x, y)
    keras.utils.set_random_seed(seed)
    before = [thing for thing in gc.get_objects() if issubclass(type(thing), keras.layers.Layer)]
    budget, slow = TIMES * course_seconds, "Fewer epochs, or fewer multiplications: stride 2 in the first layer."
    limit = f"at most {budget:.0f} s, {TIMES:g} times the course's entry"
    try:
        mine, seconds = _timed(lambda x, y: call(student, x, y, tried=tried, seconds=60 + 3 * budget), x, y)
    except CheckFailed as failure:
        require("still running" not in str(failure), "your training", limit, "more than three times as long", slow)
        raise
    require(isinstance(mine, keras.Model), tried, "a Keras model", show(mine), "Return the trained model itself, it alone.")
    known = {id(thing) for thing in before}
    require(not any(id(layer) in known and layer.weights for layer in mine._flatten_layers()), tried, "a new network", "one "
            "that was there before", "Build it anew inside the function, and train it on the x and y handed in.")  # fmt: skip
    parameters, answers = mine.count_params(), "your network on the test pictures"
    require(parameters <= PARAMETERS, "your network's size", f"at most {PARAMETERS:,} parameters", f"{parameters:,}",
            "Fewer filters where there are many; GlobalAveragePooling2D in place of Flatten.")  # fmt: skip
    came = (getattr(mine, "input_shape", None) or (None,) * 4)[1:]
    require(all(a in (None, b) for a, b in zip(came, x.shape[1:], strict=False)), "your network's input", f"pictures of shape "
            f"{x.shape[1:]}", f"shape {came}", "The pictures here are 32 x 32: put the cutting inside the network.")  # fmt: skip
    require(seconds <= budget, "your training", limit, f"{seconds:.0f} s", slow)
    theirs, own = (accuracy(model, cifar.x_test, renamed[cifar.y_test], what, **WORDS)
                   for model, what in [(course, "the course's entry"), (mine, answers)])  # fmt: skip
    few = np.asarray(mine.predict(cifar.x_test[:100], verbose=0), dtype=float)
    require(few.min() >= 0 and close(few.sum(axis=1), np.ones(len(few)), 1e-3), answers, "ten probabilities each", show(few[0]),
            "They are not below 0 and add up to 1: is the softmax missing at the end?")  # fmt: skip
    elsewhere = accuracy(mine, cifar.x_test, cifar.y_test, answers, **WORDS)
    require(elsewhere < max(FLOOR, own), answers, "the classes by the numbers in y", "by the numbers of the notebook",
            "Train on the x and y handed in alone: there the ten classes have other numbers.")  # fmt: skip
    require(own >= FLOOR, answers, f"at least {FLOOR:.0%}, twice what guessing gives", f"{own:.1%}",
            "It guesses: is it trained, on pictures from 0 to 255, each with its own label?")  # fmt: skip
    require(own >= theirs, answers, f"at least {theirs:.1%}, the course's own entry", f"{own:.1%}",
            "Is it trained to the end? Look at the training accuracy, epoch by epoch.")  # fmt: skip
    print("                 seconds  parameters  test accuracy")
    for name, model, spent, share in [("course's entry", course, course_seconds, theirs), ("your entry", mine, seconds, own)]:
        print(f"{name:15s} {spent:8.1f} {model.count_params():11,d} {share:14.1%}")
    print(f"rank: {next(name for gap, name in RANKS if own >= theirs + gap)}")


def _timed(train: Callable, x: np.ndarray, y: np.ndarray) -> tuple[Any, float]:
    start = time.perf_counter()
    return train(x, y), time.perf_counter() - start


def _course_entry(x: np.ndarray, y: np.ndarray) -> Any:
    """The course's own entry: the plain network of the lesson, trained for three epochs."""
    import keras

    keras.utils.set_random_seed(4)
    layers = keras.layers
    model = keras.Sequential([
        keras.Input(shape=x.shape[1:]), layers.Rescaling(1 / 255),
        layers.Conv2D(32, 3, activation="relu"), layers.MaxPooling2D(),
        layers.Conv2D(64, 3, activation="relu"), layers.MaxPooling2D(),
        layers.Conv2D(32, 3, activation="relu"), layers.Flatten(),
        layers.Dense(64, activation="relu"), layers.Dense(10, activation="softmax"),
    ])  # fmt: skip
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    model.fit(x, y, batch_size=64, epochs=3, verbose=0)
    return model
