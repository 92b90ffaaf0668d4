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
#: on so many pictures. A rank begins so many points of accuracy above the course's entry, and never below FLOOR. On the
#: sample's few pictures the same network reads now 52 %, now 56 %: there bronze begins LESS below.
PARAMETERS, TIMES, PICTURES, FLOOR = 100_000, 3.0, {"full": 10_000, "sample": 1_000}, 0.23
LESS = {"full": 0.0, "sample": 0.1}
RANKS = [(0.10, "gold"), (0.05, "silver"), (0.0, "bronze")]
TAKES = "The network takes the pictures as they are: scaling and cutting belong inside.", "Ten outputs: one a class."
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
    pairs = [(np.array([[1.0, 2, 0, 1], [0, 3, 1, 2], [4, 0, 2, 5]]), np.array([[1.0, 0], [3, -1]])),
             (np.arange(20).reshape(5, 4) ** 2, np.array([[0.5, -2.25, 3]])),
             (np.array([[0.5, 1, 0, 2, 1.5], [3, 0.5, 1, 0, 0.5]]), np.array([[2.0, -1]])),
             *((CHANCE.normal(size=a), CHANCE.normal(size=b)) for a, b in [((7, 5), (3, 2)), ((3, 9), (3, 3))]),
             ]  # fmt: skip
    sizes = "Take both sizes from kernel.shape: it need not be square."
    edge = "It lets the kernel hang over the edge: it must lie wholly inside."
    mistakes = [
        *((lambda i, k, at=at: _slide(i, k, at), hint) for at, hint in [  # what is computed at each place
            (lambda a, k: np.sum(a * k[::-1, ::-1]), "The kernel is turned round: mathematics does, networks do not."),
            (lambda a, k: np.mean(a * k), "That is the mean of the products: add them up."),
            (lambda a, k: np.sum(a), "The kernel's numbers are missing: multiply before you add up."),
            (lambda a, k: np.sum(a + k), "Multiply the part by the kernel; it is added here."),
            (lambda a, k: np.sum(a @ k), "`@` is the matrix product: multiply entry by entry, with *."),
            (lambda a, k: np.sum(a == k), "That counts equal pixels: multiply, then add up."),
            (lambda a, k: np.sum(a * k) / np.sum(k), "Divided by the kernel's sum: leave the sum as it is."),
            (lambda a, k: np.sum(a[:-1, :-1] * k), "The part is a row and a column too small: a slice omits its end."),
        ]),
        (lambda i, k: _slide(i, k.T), "Rows and columns of the kernel are swapped."),
        (lambda i, k: _slide(i, k[:, :2]), sizes), (lambda i, k: _slide(i, k[:2]), sizes),
        (lambda i, k: _only(_slide(i, k), slice(-1), slice(-1)), "Last row and column are empty: loops one too short?"),
        (lambda i, k: _only(_slide(i, k), 0), "Only the first row is filled: does `return` stand inside the loop?"),
        (lambda i, k: np.cumsum(_slide(i, k)).reshape(_slide(i, k).shape), "The sum goes on from place to place."),
        *((lambda i, k, of=of: any_of(*of(*i.shape, *k.shape)), hint) for of, hint in [  # the shape of the map
            (lambda h, w, p, q: (h, w), "It keeps the picture's size: the kernel must lie wholly inside."),
            (lambda h, w, p, q: (h + p - 1, w + q - 1), edge), (lambda h, w, p, q: (h + 3 - p, w + 3 - q), edge),
            (lambda h, w, p, q: (h - p, w - q), "A row and a column are missing: a kernel 3 wide fits 7 times into 9."),
            (lambda h, w, p, q: (h // p, w // q), "It jumps by the size of the kernel: slide by one pixel."),
            (lambda h, w, p, q: (h - p + 1, h - q + 1), "Take both sizes from image.shape: it need not be square."),
            (lambda h, w, p, q: (h - p + 1, w - p + 1), sizes), (lambda h, w, p, q: (h - q + 1, w - q + 1), sizes),
            (lambda h, w, p, q: (h - p + 1, w - q + 1, p, q), "Each place holds a table of products: use np.sum."),
            (lambda h, w, p, q: (), "One number came: the loops must fill a whole map, one number for each place."),
        ]),
    ]  # fmt: skip
    judge(student, _slide, cases("convolve", *pairs), mistakes, "At each place: part times kernel, then the sum.",
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
    rest, gone = "What is left over is dropped: only whole windows.", "The channels are gone: each keeps its own map."
    every = "That is the maximum over everything: each window has its own."
    corner = "That is the upper left pixel of each window, not the largest."
    mistakes = [
        *((lambda m, s=2, take=take: _pool(m, s, take), f"That is the {name} of each window: keep the largest.")
          for take, name in [(np.mean, "mean"), (np.min, "smallest"), (np.sum, "sum")]),
        (lambda m, s=2: _pool(np.abs(m), s), "That is the largest without its sign: the sign counts."),
        (lambda m, s=2: np.maximum(_pool(m, s), 0), "Some maxima are below 0: is the result filled up from zeros?"),
        (_windows(lambda n, s: n * s, lambda n, s: n * s + 1), corner), (lambda m, s=2: m[::s, ::s], corner),
        (_windows(lambda n, s: n * s + s - 1, lambda n, s: n * s + s), "That is the lower right pixel of each."),
        (_windows(lambda n, s: n, lambda n, s: n + s), "The windows overlap: number 1 begins at `size`, not at 1."),
        (_windows(lambda n, s: n * s, lambda n, s: n * s + s + 1), "The windows are a row and a column too large."),
        (_windows(lambda n, s: n * s, lambda n, s: n * s + 2), "The windows are 2 high and wide, in place of `size`."),
        (lambda m, s=2: _pool(m[m.shape[0] % s :, m.shape[1] % s :], s), "The rest is dropped at the wrong end."),
        (lambda m, s=2: _cut(m, s).reshape(m.shape[0] // s, m.shape[1] // s, s, s, -1).max(axis=(2, 3)),
         "Reshaped so, a window is a piece of one row: each `size` belongs behind the direction that it cuts."),
        (lambda m, s=2: 0 * _pool(m, s) + _pool(m, s).max(2)[..., None], "The maximum goes over the channels too."),
        (lambda m, s=2: _pool(m[..., :1], s), "That is the first channel alone: each keeps a map of its own."),
        (lambda m, s=2: _only(_pool(m, s), ..., 0), "Only the first channel is filled: each keeps a map of its own."),
        *((lambda m, s=2, of=of: any_of(*of(*m.shape, s)), hint) for of, hint in [  # the shape of what came
            (lambda h, w, c, s: (h // 2, w // 2, c), "The windows have the size that is handed in, `size`, not 2."),
            (lambda h, w, c, s: (-(-h // s), -(-w // s), c), rest), (lambda h, w, c, s: (h // s, -(-w // s), c), rest),
            (lambda h, w, c, s: ((h - 1) // s, (w - 1) // s, c), "Windows are dropped where nothing is left over."),
            (lambda h, w, c, s: (h - s + 1, w - s + 1, c), "The windows overlap: they lie side by side."),
            (lambda h, w, c, s: (h, w, c), "It has kept its size: one number must remain of each window."),
            (lambda h, w, c, s: (h // s, h // s, c), "Take height and width from maps.shape: it need not be square."),
            (lambda h, w, c, s: (h, w // s, c // s), "The axes are height, width, channels: the channels come last."),
            (lambda h, w, c, s: (h // s, w // s), gone), (lambda h, w, c, s: (h // s, w // s, 1), gone),
            (lambda h, w, c, s: (c,), every), (lambda h, w, c, s: (), every),
        ]),
    ]  # fmt: skip
    stumbles = {
        "could not broadcast": "One number for each window and channel: the maximum goes over rows and columns.",
        "size 0": "Nothing is left of the maps: a slice that ends at -0 is empty.",
        "cannot reshape": "Cut the maps first: what is left over fits into no window.",
        "missing 1 required": "Without a size the windows are 2 x 2: keep the first line of the function as it was.",
    }
    judge(student, _pool, cases("max_pool", *maps), mistakes, "Of each window the largest.", stumbles=stumbles)


def _counts(h: int, w: int, c: int, f: int, s: int) -> tuple[list, list]:
    """Parameters and multiplications, in two lists: the right number, then wrong ones with their hints."""
    one, places, work = s * s * c, h * w, "The same weights serve every place: height and width do not matter."
    return [
        (one * f + f, ""),
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
        (one * f * places, ""),
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
    first, second = _counts(1, 1, 1, 1, 1)
    mistakes = [(lambda *a, n=n: (_counts(*a)[0][n][0], any_of()), first[n][1]) for n in range(1, len(first))]
    mistakes += [(lambda *a, n=n: (any_of(), _counts(*a)[1][n][0]), second[n][1]) for n in range(1, len(second))]
    judge(student, lambda *a: tuple(table[0][0] for table in _counts(*a)), tried, mistakes, "Count for one filter.",
          names=("parameters", "multiplications"), dtype="whole", tolerance=1e-9)  # fmt: skip


def _kernels(model: Any, shape: tuple) -> tuple[list, list]:
    """The kernel sizes of its convolutions, and for each whether it has a bias: before a normalisation it may or not.

    How long a normalisation looks back is left open as well, and set here as Keras does.
    """
    for layer in model._flatten_layers():
        if type(layer).__name__ == "BatchNormalization":
            layer.momentum, layer.epsilon = 0.99, 0.001
    found = [step.settings for step in steps(model, shape) or [] if step.kind == "Conv2D"]
    return [each["kernel size"] for each in found], [each["use_bias"] for each in found]


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
    require(came == shape, tried, f"pictures of {shape=} as input", f"{came}", "See the first line of the table.")
    softmaxes = sum(step.kind == "softmax" for step in steps(model, shape) or [])
    require(softmaxes < 2, f"{tried}; how many softmax layers", "1", f"{softmaxes}",
            "Softmax twice makes all ten probabilities nearly equal: it stands in the last layer alone.")  # fmt: skip
    biases = _kernels(model, shape)[1] or [False]

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
    "in other colours": (lambda p: p[..., ::-1], "The last axis is the colours; left and right come before."),
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
    twice, others = f"{tried}, twice with equal generators", f"{tried}, with another generator"
    require(same, twice, "the same pictures", "others", "Take all chance from `random`, the generator handed in.")
    hint = "Draw from the `random` handed in: an own seed cuts every batch alike."
    require(not other or np.ptp(top) == 0, others, "other places and sides", "the same ones", hint)
    share, whole = mirrored.mean(), set(mirrored.mean(axis=1)) <= {0.0, 1.0}
    hint = anew if whole else "Each with probability one half: which random number is below 0.5 so often?"
    hint = f"No picture is mirrored, or its mirror image is not kept. {anew}" if share == 0 else hint
    hint = f"Every picture is mirrored. {anew}" if share == 1 else hint
    came = "all of a batch or none" if whole and 0 < share < 1 else f"{share:.0%}"
    require(0.4 < share < 0.6 and not whole, f"{tried}; how many are mirrored", "about half of each batch", came, hint)
    one = (np.ptp(top[0]) == 0) != (np.ptp(left[0]) == 0)
    for name, corner in [("upper", top[0]), ("left", left[0])]:
        seen, missing = sorted({int(place) for place in corner}), [place for place in range(5) if place not in corner]
        hint = "The other direction is drawn at random; this one must be too." if one else f"Each has its place. {anew}"
        require(len(seen) > 1, f"{tried}; their {name} edges", "0 to 4, at random", f"always {seen[0]}", hint)
        hint = f"{missing} never comes: there are five places, and the upper end of a draw is left out."
        require(not missing, f"{tried}; their {name} edges", "0, 1, 2, 3 and 4", show(seen), hint)
    corners, hint = len({*zip(top[0], left[0], strict=True)}), "Two numbers for each picture, drawn one by one."
    require(corners > 15, f"{tried}; their corners", "rows and columns, each at random", "the same for both", hint)
    hint = "Not every second one in turn, but each with probability one half."
    require(not np.array_equal(*mirrored[:2]), others, "others mirrored than before", "the same ones", hint)
    _augmented(student, images[:61].astype("int16"), 3, "augment of 61 pictures of another type, int16")


def _augmented(student: Callable, images: np.ndarray, seed: int, tried: str) -> tuple:
    """What came for a batch; for each picture whether it is mirrored, and the upper left corner of its cut."""
    short = "A cut is smaller than 28 pixels: it begins at 4 at the latest, and ends 28 pixels further on."
    value = call(student, images, np.random.default_rng(seed), tried=tried, stumbles={"could not broadcast": short})
    n, size = len(images), tuple(getattr(value, "shape", ()))
    hint = "As many pictures as came in, whatever their number: each once, mirrored or not."
    hint = "Cut 28 x 28 pixels out of each." if size[:1] == (n,) else hint
    came, type_ = array(value, (n, 28, 28, 3), tried, {size: hint}), to_numpy(value).dtype
    hint = "Whole numbers, of the type that came in; the network itself scales them."
    require(type_ == images.dtype, f"{tried}; type", f"{images.dtype}", f"{type_}", hint)
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
            hint = "Picture 5 must stay picture 5, or its label belongs to another one."
            require(not moved, tried, "the pictures in their order", "another order", hint)
            hint = overlooked(student)[0] or "The cut lies wholly inside, with nothing around it."
            fail(tried, "28 rows and columns that are neighbours in the picture", "other pixels", hint)
    return value, *zip(*found, strict=True)


@exercise("4.6", "residual block")
def residual_block(student: Callable) -> None:
    for shape, filters in [((6, 5, 4), 4), ((6, 7, 4), 6), ((5, 4, 6), 3)]:
        _judge_block(student, shape, filters)


def _judge_block(student: Callable, shape: tuple, filters: int) -> None:
    import keras

    layers, bridge = keras.layers, shape[2] != filters
    tried = f"residual_block({shape[0]} x {shape[1]} places with {shape[2]} channels, filters={filters})"
    keep = "Both paths need the same height and width: stride 1, padding that keeps them."
    stumbles = {"ncompatible shapes": keep}
    if bridge:
        hint = "Where channels differ, to more or to fewer, a convolution of size 1 brings the shortcut there."
        stumbles = {", ".join(map(str, shape)) + ")": hint, **stumbles}

    def build() -> Any:
        x = keras.Input(shape=shape)
        output = call(student, x, filters, tried=tried, stumbles=stumbles)
        hint = "Call layers on x, and return what the last one gives, that alone."
        hint = "Return what the last layer gives, without a model around." if hasattr(output, "layers") else hint
        require(isinstance(output, keras.KerasTensor), tried, "a Keras tensor", show(output), hint)
        return keras.Model(x, output)

    def outputs(size: tuple) -> str:
        joined = size[-1] in (2 * filters, filters + shape[2])
        if size[1:3] != shape[:2]:
            return keep
        return "The paths are put side by side: add them." if joined else overlooked(student)[0]

    def reference(begin: str = "x") -> Any:
        x = keras.Input(shape=shape)
        first = layers.Conv2D(filters, 3, padding="same", use_bias=large[0])(x)
        y = layers.ReLU()(layers.BatchNormalization()(first))
        y = layers.BatchNormalization()(layers.Conv2D(filters, 3, padding="same", use_bias=large[-1])(y))
        shortcut = {"x": x, "first": first, "y": y}[begin]
        if begin == "x" and bridge:
            shortcut = layers.Conv2D(filters, 1, use_bias=small[0])(x)
            shortcut = layers.BatchNormalization()(shortcut) if normal else shortcut
        return keras.Model(x, layers.ReLU()(layers.Add()([shortcut, y])))

    model = network(build, tried=tried, hand_back="")
    sizes, biases = _kernels(model, shape)
    large, small = ([bias for size, bias in zip(sizes, biases, strict=True) if (size != 1) == is_large] or [False]
                    for is_large in (True, False))  # fmt: skip
    # The paper's shortcut is normalised as well; the text leaves that open.
    normal = sum(step.kind == "BatchNormalization" for step in steps(model, shape) or []) == 3
    inputs = [CHANCE.normal(size=(8, *shape)).astype("float32") for _ in range(2)]
    try:
        if model.output_shape[-1] == filters and sizes:
            wanted, came = [1] * bridge + [3, 3], sorted(sizes, key=str)
            hint = "Two of 3 x 3 in the correction; on the shortcut one of size 1 where the channels differ, else none."
            require(came == wanted, f"{tried}; kernels of its convolutions", show(wanted), show(came), hint)
        same_network(model, reference, inputs, tried, outputs)
    except CheckFailed as failure:
        for begin, hint in [("y", "The correction is added to itself: keep what came in under a name of its own."),
                            ("first", "The shortcut begins behind the first convolution: it is what came in.")
                            ] * ("those of the lesson" in str(failure)):  # fmt: skip
            with contextlib.suppress(CheckFailed):
                same_network(model, lambda begin=begin: reference(begin), inputs, tried)
                failure = _with_hint(failure, hint)
        raise failure from None


@exercise("4.7", "three broken networks")
def mended_shapes(end: Callable, depth: Callable, total: Callable) -> None:
    import keras

    block = [Step("Conv2D", {"kernel size": 3, "stride": 1}), Step("ReLU")]
    pictures = (np.arange(6)[:, None, None, None] * CHANCE.integers(20, 51, size=(6, 28, 28, 3))).astype("uint8")
    stumbles = {"ncompatible shapes": "What is added must agree in height, width and channels: write both shapes down."}
    flat = "One answer per picture: flatten the maps, or pool them globally, before the dense layer."
    for name, student, inside in [("mended_end", end, block), ("mended_depth", depth, block * 4),
                                  ("mended_sum", total, [*block * 2, Step("Add")])]:  # fmt: skip
        tried, wanted, bridged = f"{name}()", [3] * (len(inside) // 2), name == "mended_sum"
        require(not isinstance(student, keras.Model), name, "a function", "a model", "Write a function that builds it.")
        model = call(student, tried=tried, stumbles=stumbles)
        require(isinstance(model, keras.Model), tried, "a Keras model", show(model), "Return the model itself.")
        shape = (getattr(model, "input_shape", None) or (None, 28, 28, 3))[1:]
        hint = "The pictures stay as they are; mend the network."
        require(shape == (28, 28, 3), tried, "pictures of shape (28, 28, 3) as input", f"{shape}", hint)
        used = f"{tried}, used on six pictures"
        value = to_numpy(call(model, pictures, tried=used))
        hint = "Ten probabilities: one neuron for each class." if value.ndim == 2 and value.shape[1] < 10 else flat
        output, found = array(value, (6, 10), used, {value.shape: hint}), steps(model, shape) or []
        came, hint = _kernels(model, shape)[0], "As many 3 x 3 convolutions as before: change only what does not fit."
        same = [size for size in came if size != 1 or not bridged] == wanted
        require(same, f"{tried}; kernels of its convolutions", show(wanted), show(came), hint)
        ends = [Step("Rescaling")], [Step("Dense", {"neurons": 10}), Step("softmax")]
        hint = first_difference(_kept(found, bridged), [*ends[0], *inside, *ends[1]])
        require(not hint, tried, "only what the text lets you change is changed", "more", hint)
        holds, wanted = close(output.sum(axis=1), np.ones(6), 1e-4) and output.min() >= 0, "probabilities, with sum 1"
        require(holds, tried, wanted, show(output[0]), "Keep the softmax at the end.")
    around = [0.0]
    for layer in model._flatten_layers():  # of the sum: with its second convolution at zero the other path is left
        if getattr(layer, "kernel_size", (1, 1)) != (1, 1):
            weights = layer.get_weights()
            layer.set_weights([0 * weight for weight in weights])
            around.append(np.ptp(to_numpy(model(pictures)), axis=0).max())
            layer.set_weights(weights)
    hint = "Two *different* paths are added: what enters the second convolution, and what leaves it."
    tried = f"{tried}, with the second convolution at zero"
    require(max(around) > 1e-6, tried, "what the other path lets through", "nothing", hint)


def _kept(found: list[Step], bridged: bool) -> list[Step]:
    """What the text does not let one change, with the settings that count; a bridge to the sum may have a ReLU."""
    free = ("Pool", "mean", "maximum", "Flatten", "Reshape", "Padding", "Squeeze", "Cast")
    kept, behind_bridge = [], False
    dense, spare = ([step for step in found if step.kind == kind] for kind in ("Dense", "ReLU"))
    for step in found:
        settings = {key: value for key, value in step.settings.items() if key in ("kernel size", "stride", "neurons")}
        bridge = bridged and (settings.get("kernel size") == 1 or (step.kind == "Dense" and step is not dense[-1]))
        if bridge or any(kind in step.kind for kind in free):
            behind_bridge = bridge
        elif behind_bridge and step.kind == "ReLU" and len(spare) > 2:
            spare, behind_bridge = spare[1:], False
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
        y, tried = CHANCE.permutation(n), f"mix({n} pictures, {n} labels), the label being the picture's number"
        x = y[:, None, None, None] * 36.0 + own
        value = call(mix, x, y, tried=tried, stumbles={"out of bounds": long})
        both = isinstance(value, list | tuple) and len(value) == 2
        require(both, tried, "pictures and labels", show(value), "Return both, with a comma between.")
        shapes, (seen, sure) = [np.shape(part) for part in value], overlooked(mix)
        require(shapes != [y.shape, x.shape], tried, "pictures, then labels", "labels first", "The two are swapped.")
        lost = seen if sure else "Every picture must come back, once: how long is the order?"
        pictures, labels = (array(part, want.shape, tried, {size: lost} if hasattr(part, "shape") else {})
                            for part, want, size in zip(value, (x, y), shapes, strict=True))  # fmt: skip
        numbers = pictures[:, 0, 0, 0] // 36
        hint = "The order is one of pictures: it belongs to the first axis."
        whole = np.array_equal(pictures, numbers[:, None, None, None] * 36 + own)
        require(whole, tried, "whole pictures, moved", "changed pictures", hint)
        once = all(np.array_equal(np.sort(part), np.arange(n)) for part in (labels, numbers))
        require(once, tried, "every one once", "some lost or doubled", "A permutation has every number once.")
        still = [name for name, part in [("labels", labels), ("pictures", numbers)] if np.array_equal(part, y)]
        hint = "Two orders are not one: draw `order` once and use it for both."
        hint = f"The {still[0]} still stand in their old order: they need the same new one." if still else hint
        came = f"picture {show(numbers[0])} with label {show(labels[0])}"
        require(np.array_equal(numbers, labels), tried, "each label beside its picture", came, hint)
        require(not still, tried, "a new order", "the old one", "It must still mix.")
    share, hint = float(array(accuracy, (), "mended_accuracy")), "Run the cell above again, with your mix."
    require(share >= 0.75, "the run with your mix", "at least 75 % of other shapes named", f"{share:.0%}", hint)


@exercise("4.9", "the leader board")
def leader_board(student: Callable, cifar: Any) -> None:
    import keras

    # The ten classes get other numbers, by a secret order in which none keeps its own: who has learnt elsewhere, or
    # from other labels than those handed in, names the wrong ones.
    order, renamed = np.random.default_rng().permutation(10), np.zeros(10, int)
    renamed[order] = np.roll(order, 1)
    x, y = cifar.x_train[: PICTURES[cifar.tier]], renamed[cifar.y_train[: PICTURES[cifar.tier]]]
    seed, tried, answers = int(np.random.randint(2**31)), "train_entry(pictures, labels)", "your network when tested"
    course, course_seconds = _timed(_course_entry, x, y)
    keras.utils.set_random_seed(seed)
    before = [thing for thing in gc.get_objects() if issubclass(type(thing), keras.layers.Layer)]
    budget, slow = TIMES * course_seconds, "Fewer epochs, or fewer multiplications: stride 2 in the first layer."
    limit = f"at most {budget:.0f} s, {TIMES:g} times the course's entry"
    known = {"seconds": 60 + 3 * budget, "stumbles": {"must have rank": "A `sparse` loss takes labels as they are."}}
    try:
        mine, seconds = _timed(lambda x, y: call(student, x, y, tried=tried, **known), x, y)
    except CheckFailed as failure:
        require("still running" not in str(failure), "your training", limit, "far more; it was stopped", slow)
        raise
    require(isinstance(mine, keras.Model), tried, "a Keras model", show(mine), "Return the trained model, it alone.")
    there = {id(thing) for thing in before}
    hint = "Build it anew inside the function, and train it on the x and y handed in."
    old = any(id(layer) in there and layer.weights for layer in mine._flatten_layers())
    require(not old, tried, "a new network", "one that was there before", hint)
    parameters, came = mine.count_params(), (getattr(mine, "input_shape", None) or (None,) * 4)[1:]
    hint = "Fewer filters where there are many; GlobalAveragePooling2D in place of Flatten."
    require(parameters <= PARAMETERS, tried, f"at most {PARAMETERS:,} parameters", f"{parameters:,}", hint)
    fits = all(a in (None, b) for a, b in zip(came, x.shape[1:], strict=False))
    hint = "The pictures here are 32 x 32: put the cutting inside the network, or do without."
    require(fits, "your network's input", f"pictures of shape {x.shape[1:]}", f"shape {came}", hint)
    require(seconds <= budget, "your training", limit, f"{seconds:.0f} s", slow)
    theirs = accuracy(course, cifar.x_test, renamed[cifar.y_test], "the course's entry", *TAKES)
    both = renamed[cifar.y_test], cifar.y_test
    own, elsewhere = (accuracy(mine, cifar.x_test, labels, answers, *TAKES) for labels in both)
    few = np.asarray(mine.predict(cifar.x_test[:100], verbose=0), dtype=float)
    sure, hint = few.min() >= 0 and close(few.sum(axis=1), np.ones(len(few)), 1e-3), "Is the softmax missing?"
    require(sure, answers, "ten probabilities, not below 0 and with sum 1", show(few[0]), hint)
    hint = "Train on the x and y handed in alone: there the ten classes have other numbers."
    require(elsewhere < max(FLOOR, own), answers, "the classes by the numbers in y", "by those of the notebook", hint)
    hint = "It hardly does more than guess: is it trained, on pictures from 0 to 255, each with its own label?"
    require(own >= FLOOR, answers, f"at least {FLOOR:.0%}: guessing gives 10%", f"{own:.1%}", hint)
    wanted, hint = theirs - LESS[cifar.tier], "Is it trained to the end? Look at the training accuracy, epoch by epoch."
    require(own >= wanted, answers, f"at least {wanted:.1%}, as the course's own entry", f"{own:.1%}", hint)
    print("                 seconds  parameters  test accuracy")
    for name, n, spent, share in [
        ("course's entry", course.count_params(), course_seconds, theirs),
        ("your entry", parameters, seconds, own),
    ]:
        print(f"{name:15s} {spent:8.1f} {n:11,d} {share:14.1%}")
    print(f"rank: {next((name for gap, name in RANKS if own >= theirs + gap), RANKS[-1][1])}")


def _timed(train: Callable, x: np.ndarray, y: np.ndarray) -> tuple[Any, float]:
    start = time.perf_counter()
    return train(x, y), time.perf_counter() - start


def _course_entry(x: np.ndarray, y: np.ndarray) -> Any:
    """The course's own entry: the plain network of the lesson, trained for three epochs."""
    import keras

    keras.utils.set_random_seed(4)
    layers = keras.layers
    parts = [keras.Input(shape=x.shape[1:]), layers.Rescaling(1 / 255)]
    for filters, behind in [(32, layers.MaxPooling2D()), (64, layers.MaxPooling2D()), (32, layers.Flatten())]:
        parts += [layers.Conv2D(filters, 3, activation="relu"), behind]
    parts += [layers.Dense(64, activation="relu"), layers.Dense(10, activation="softmax")]
    model = keras.Sequential(parts)
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    model.fit(x, y, batch_size=64, epochs=3, verbose=0)
    return model
