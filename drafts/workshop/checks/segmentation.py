"""Checks of lesson 9. Each one tries a student's function or network and explains what is wrong, if anything is."""

import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import ndimage

from workshop.checks.calling import call, overlooked
from workshop.checks.cases import any_of, array, judge, to_numpy, with_hint
from workshop.checks.core import CheckFailed, diagnosis, exercise, fail, require, show
from workshop.checks.networks import network, same_network

RNG = np.random.default_rng

# ---------------------------------------------------------------- 9.1


def _masks() -> list[tuple]:
    """Pairs of masks, in words and as arguments."""
    found, true = (RNG(seed).random((6, 9)) < share for seed, share in [(1, 0.3), (2, 0.5)])
    block, part, empty = np.ones((4, 5), bool), np.zeros((4, 5), bool), np.zeros((5, 3), bool)
    part[1:3, 1:4] = True
    return [
        ("(two masks of 6 x 9)", (found, true)),
        ("(a mask that lies inside the other)", (part, block)),
        ("(a mask that holds the other)", (block, part)),
        ("(the same mask twice)", (true, true)),
        ("(two masks that lie apart)", (part, ~block | (np.arange(5) == 4))),
        ("(an empty mask, one with pixels)", (empty, ~empty)),
        ("(a mask with pixels, an empty one)", (~empty, empty)),
        ("(masks of three pictures)", (RNG(3).random((3, 4, 5)) < 0.7, RNG(4).random((3, 4, 5)) < 0.4)),
        ("(two empty masks)", (empty, empty)),
    ]


def _overlap(above: Callable, below: Callable, empty: float = 1.0) -> Callable:
    """A measure of two masks, above divided by below, and what it is where both are empty."""
    return lambda f, t: above(f, t) / below(f, t) if below(f, t) else empty


def _both(f: np.ndarray, t: np.ndarray) -> int:
    return np.sum(f & t)


def _either(f: np.ndarray, t: np.ndarray) -> int:
    return np.sum(f | t)


def _twice(f: np.ndarray, t: np.ndarray) -> int:
    return 2 * _both(f, t)


def _found(f: np.ndarray, t: np.ndarray) -> int:
    return np.sum(f)


def _true(f: np.ndarray, t: np.ndarray) -> int:
    return np.sum(t)


def _total(f: np.ndarray, t: np.ndarray) -> int:
    return np.sum(f) + np.sum(t)


@exercise("9.1", "overlap")
def overlap(iou: Callable, dice: Callable) -> None:
    _judge_overlap(iou, "iou", _both, _either, "IoU: pixels in both masks, divided by pixels in at least one.")
    _judge_overlap(dice, "dice", _twice, _total, "Dice: twice the pixels in both, by the sizes of the two, added.")


def _judge_overlap(student: Callable, name: str, above: Callable, below: Callable, hint: str) -> None:
    right = _overlap(above, below)
    empty = "Two empty masks are a perfect fit, 1.0: ask before you divide."
    mistakes = [
        *((_overlap(above, below, e), empty) for e in (0.0, np.nan)),
        *((way, "1.0 where *both* are empty, not only one.") for way in (
            lambda f, t: right(f, t) if f.any() and t.any() else 1.0,
            lambda f, t: right(f, t) if t.any() else 1.0, lambda f, t: right(f, t) if f.any() else 1.0)),
        (lambda f, t: 1 - right(f, t), "That is 1 minus what is asked for: a loss."),
        (lambda f, t: 100 * right(f, t), "A share from 0 to 1 is asked for, not per cent."),
        (lambda f, t: float(right(f, t) // 1), "`//` cuts the fraction off: a single `/` divides."),
        (lambda f, t: np.mean(f == t), "That counts background that is alike, too: only pixels of the masks count."),
        (_overlap(_either, _either), "`+` of truth values means `or`: in both is `&`."),
        *((way, "That is a number of pixels: divide.") for way in (_both, _either, _twice, _total)),
        *((_overlap(*way, e), said) for e in (1.0, 0.0, np.nan, 2.0) for way, said in [
            ((_both, _found), "That is the share of the found pixels that are there: divide by both masks together."),
            ((_both, _true), "That is the share of what is there that was found: divide by both masks together."),
            ((above, lambda f, t: np.sum(f ^ t)), "`^` leaves out what lies in both: the union is `|`."),
            ((_both, _total), "By the sum of the sizes, in which the overlap is counted twice: IoU divides by the "
             "union, `|`, and Dice has twice the overlap above."),
            ((_twice, _total), "That is Dice: IoU divides the overlap by the union, `|`."),
            ((_both, _either), "That is IoU: Dice divides twice the overlap by the sizes of the two masks, added."),
            ((_twice, _either), "Twice the overlap belongs to Dice, the union to IoU: one of the two is wrong here."),
        ] if way != (above, below)),
    ]  # fmt: skip
    stumbles = {"truth value": "`and` asks one question of a whole array: `&` goes pixel by pixel, and `|` for or."}
    judge(student, right, [(name + words, masks) for words, masks in _masks()], mistakes, hint, stumbles=stumbles)


# ---------------------------------------------------------------- 9.2


def _groups(picture: np.ndarray) -> tuple[np.ndarray, ...]:
    """For each t from 1 to 255 the sizes, means and variances of the pixels below t, and of the others."""
    counts, grey = np.bincount(picture.ravel(), minlength=256).astype(float), np.arange(256.0)
    found = []
    for part in (lambda a: np.cumsum(a)[:-1], lambda a: np.cumsum(a[::-1])[::-1][1:]):
        n, total, squares = part(counts), part(counts * grey), part(counts * grey**2)
        mean = total / n
        found += [n, mean, squares / n - mean**2]
    return tuple(found)


def _best(score: Callable, pick: Callable = np.nanargmax, every: int = 1) -> Callable:
    """The t whose groups have the largest score; of several, the one that `pick` takes."""

    def threshold(picture: np.ndarray) -> int:
        values = score(*_groups(picture)).round(6)
        at = np.arange(1, 256)
        chosen = at % every == 0
        return at[chosen][pick(values[chosen])]

    return threshold


def _between(n: Any, m: Any, v: Any, k: Any, q: Any, u: Any) -> np.ndarray:
    return n * k * (q - m) ** 2


def _root(variance: np.ndarray) -> np.ndarray:
    return np.sqrt(np.maximum(variance, 0))  # rounding can make it negative


def _last(values: np.ndarray) -> int:
    return np.flatnonzero(values == np.nanmax(values))[-1]


def _middle(values: np.ndarray) -> int:
    return int(np.mean(np.flatnonzero(values == np.nanmax(values))))


def _grew(values: np.ndarray) -> int:
    return np.flatnonzero(np.diff(np.nan_to_num(values), prepend=0.0) > 0)[-1]


def _byte_sums(n: Any, m: Any, v: Any, k: Any, q: Any, u: Any) -> np.ndarray:
    dark, light = (np.round(size * mean) % 256 / size for size, mean in [(n, m), (k, q)])
    return n * k * (light - dark) ** 2


def _byte_difference(n: Any, m: Any, v: Any, k: Any, q: Any, u: Any) -> np.ndarray:
    gap = (np.trunc(m) - np.trunc(q)) % 256
    return n * k * (gap**2 % 256)


def _two_greys(seed: int, shape: tuple, dark: tuple, bright: tuple, share: float) -> np.ndarray:
    """A picture of two groups of pixels, each given by its mean and spread."""
    chance = RNG(seed)
    picture = np.where(chance.random(shape) < share, chance.normal(*bright, shape), chance.normal(*dark, shape))
    return picture.clip(1, 254).round().astype("uint8")


@exercise("9.2", "Otsu's threshold")
def otsu(student: Callable) -> None:
    right = _best(_between)
    tried = [(f"otsu({words})", (picture,)) for words, picture in [
        ("a picture of 20 x 30, a fifth of it light", _two_greys(1, (20, 30), (31, 9), (118, 30), 0.2)),
        ("a picture of 15 x 12, nearly all of it light", _two_greys(2, (15, 12), (70, 22), (203, 14), 0.9)),
        ("a picture of 24 x 18 with little contrast", _two_greys(3, (24, 18), (93, 6), (112, 9), 0.35)),
        ("a dark picture of 30 x 30 with a few light pixels", _two_greys(4, (30, 30), (14, 6), (90, 35), 0.06)),
        ("a picture of 16 x 25 with dark, grey and light pixels", np.choose(
            RNG(5).choice(3, p=[0.4, 0.3, 0.3], size=(16, 25)), RNG(6).integers([[[20]], [[140]], [[225]]],
            [[[31]], [[154]], [[245]]], size=(3, 16, 25))).astype("uint8")),
        *((f"a picture of {h} x {w} whose pixels are {dark} or {light}",
           np.where(RNG(h).random((h, w)) < 0.35, light, dark).astype("uint8"))
          for h, w, dark, light in [(8, 9, 60, 140), (5, 7, 254, 255), (6, 4, 0, 1)]),
    ]]  # fmt: skip
    sizes = "The sizes of the groups count: without them a few extreme pixels win."
    bytes_ = "Sums and differences of bytes begin anew at 256: .mean() is safe, or .astype(float) first."
    how_large = "That is how large the value becomes: the t at which it does is asked for."
    mistakes = [
        (lambda p: right(p) - 1, "One too small: pixels equal to t are light (`<` and `>=`), and the first place of a "
         "list is 0, where t is 1."),
        (lambda p: right(p) + 1, "One too large: dark are the pixels *below* t, not t itself."),
        *((way, "That is the mean of the picture: try every t, and keep the best.") for way in (
            np.mean, lambda p: int(p.mean()), lambda p: round(p.mean()))),
        *((way, "That is the median: try every t, and keep the best.") for way in (
            np.median, lambda p: int(np.median(p)))),
        *((way, "That is the middle between the darkest and the lightest pixel.") for way in (
            lambda p: (int(p.min()) + int(p.max())) // 2, lambda p: (int(p.min()) + int(p.max())) / 2)),
        *((lambda p, n=n: n, f"{n}, whatever comes: every picture has a threshold of its own.") for n in (127, 128)),
        *((way, "A group without pixels wins here: its mean is NaN, so go on to the next t.") for way in (
            lambda p: 1, _best(_between, np.argmax))),
        (_best(_between, lambda values: np.flatnonzero(values >= 0)[0]), "The first t that makes two groups: does "
         "`return` stand inside the loop?"),
        (_best(lambda *g: -_between(*g)), "That is the t of the smallest value: the *largest* is asked for."),
        (_best(lambda n, m, v, k, q, u: (q - m) ** 2), sizes),
        (_best(lambda n, m, v, k, q, u: -v - u), sizes),
        *((_best(way), "With standard deviations it is another rule: their squares, the variances, add up.") for way in
          (lambda n, m, v, k, q, u: -n * _root(v) - k * _root(u), lambda n, m, v, k, q, u: -_root(v) - _root(u))),
        (_best(lambda n, m, v, k, q, u: n * k * (q - m)), "The difference of the means is squared."),
        (_best(lambda n, m, v, k, q, u: n * k), "That makes the groups equally large: their means count too."),
        (_best(_between, _last), "Of several equally good t the smallest: `>` keeps the first, `>=` the last. And t "
         "need not be a brightness that occurs."),
        (_best(_between, _middle), "Of several equally good t the smallest, not the one in their middle."),
        (_best(_between, _grew), "Compare with the best so far, not with the one before."),
        *((_best(_between, every=n), "Every t is tried, from 1 to 255, one by one.") for n in (2, 5, 10)),
        *((lambda p, n=n: np.nanmax(_between(*_groups(p))) / p.size**n, how_large) for n in (0, 1, 2)),
        (lambda p: right(p) / 255, "A whole number from 1 to 255, as the pixels have them: not divided by 255."),
        (lambda p: any_of(*p.shape), "A picture came: the threshold alone is asked for."),
        (_best(_byte_sums), bytes_), (_best(_byte_difference), bytes_),
    ]  # fmt: skip
    hint = "The largest (number of dark ones) * (number of light ones) * (difference of the two means)**2 wins."
    no_mean = "A group without pixels has no mean: go on to the next t."
    stumbles = {"zero-size": no_mean, "All-NaN": no_mean, "empty sequence": no_mean, "no data points": no_mean,
                 "out of bounds for uint8": bytes_}  # fmt: skip
    judge(student, right, tried, mistakes, hint, stumbles=stumbles)


# ---------------------------------------------------------------- 9.3

UP, DOWN, LEFT, RIGHT = (-1, 0), (1, 0), (0, -1), (0, 1)
FOUR = (UP, DOWN, LEFT, RIGHT)
EIGHT = tuple((r, c) for r in (-1, 0, 1) for c in (-1, 0, 1) if (r, c) != (0, 0))


def _near(
    labels: np.ndarray, sides: Sequence[tuple] = FOUR, pad: str = "edge", differs: Callable = operator.ne
) -> np.ndarray:
    """Where a pixel has a neighbour on one of some sides that differs; pad: what lies beyond the picture's edge."""
    wide, (h, w) = np.pad(labels.astype(int), 1, mode=pad), labels.shape
    return np.any([differs(wide[1 + r :, 1 + c :][:h, :w], labels.astype(int)) for r, c in sides], axis=0)


def _classes(labels: np.ndarray, border: np.ndarray) -> np.ndarray:
    return np.where(labels == 0, 0, np.where(border, 2, 1)).astype("uint8")


def _three(labels: np.ndarray, **how: Any) -> np.ndarray:
    return _classes(labels, _near(labels, **how))


def _crowd(seed: int, shape: tuple, numbers: Sequence[int], radius: float) -> np.ndarray:
    """A label image of round cells, many of which touch, and some of which the picture's edge cuts."""
    chance, labels = RNG(seed), np.zeros(shape, "uint16")
    rows, columns = np.indices(shape)
    for number in numbers:
        r, c = chance.random(2) * shape
        labels[((rows - r) ** 2 + (columns - c) ** 2 < radius**2) & (labels == 0)] = number
    return labels


def _cells() -> list[np.ndarray]:
    small = np.array([
        [1, 1, 1, 2, 2, 2, 0, 0, 3],
        [1, 1, 1, 2, 2, 2, 0, 0, 0],
        [1, 1, 1, 2, 2, 2, 0, 4, 0],
        [0, 0, 0, 0, 0, 0, 0, 0, 0],
        [0, 5, 5, 5, 5, 5, 0, 6, 6],
        [0, 5, 5, 5, 5, 5, 0, 6, 6],
        [0, 5, 5, 5, 5, 5, 0, 6, 6],
        [0, 5, 5, 5, 5, 5, 0, 6, 6],
        [0, 5, 5, 5, 5, 5, 7, 7, 0],
        [0, 0, 0, 0, 0, 0, 7, 7, 0],
    ], "uint16")  # fmt: skip
    return [small, _crowd(1, (24, 17), range(1, 9), 4.6), _crowd(5, (15, 26), [1, 2, 256, 4, 5, 300], 4.2),
            np.zeros((4, 6), "uint16"), np.ones((5, 4), "uint16")]  # fmt: skip


@exercise("9.3", "the border")
def three_classes(student: Callable) -> None:
    ring = "Pixels at the picture's edge belong to it as well: do the loops leave out the outermost row and column?"
    beyond = 'Beyond the picture\'s edge there is nothing, and that makes no border: np.pad(labels, 1, mode="edge").'
    if "binary_erosion" in (*getattr(getattr(student, "__code__", None), "co_names", ()),):
        beyond = "Beyond the picture's edge there is nothing, and that makes no border: binary_erosion takes it for "
        beyond += "something else, unless border_value=1 says that it is not."
    side = "All four neighbours count: above, below, left and right."
    round_ = "The first and the last row are no neighbours: np.roll goes round, and so does the place -1."

    def ringless(labels: np.ndarray) -> np.ndarray:
        classes = np.zeros(labels.shape)
        classes[1:-1, 1:-1] = _three(labels)[1:-1, 1:-1]
        return classes

    def wide(labels: np.ndarray) -> np.ndarray:
        once = _near(labels) & (labels > 0)
        return _classes(labels, once | _near(np.where(once, 0, labels)))

    def only(labels: np.ndarray, numbers: Sequence[int]) -> np.ndarray:
        return _three(labels) * np.isin(labels, numbers)

    mistakes = [
        (lambda n: np.where(n > 0, 1, 2 * _near(n)), "The border is made of the nucleus's own pixels, not of the "
         "background around it."),
        (lambda n: np.where(_near(n), 2, n > 0), "Pixels of the background beside a nucleus stay 0."),
        (lambda n: _three(n, differs=lambda o, i: o == 0), "Where two nuclei touch there is no border: compare their "
         "numbers, not only whether they are 0."),
        (lambda n: _three(n, differs=lambda o, i: (o > 0) & (o != i)), "Towards the background a nucleus has a border, "
         "too."),
        *((lambda n, how=how: _three(n, differs=how), "Of two nuclei that touch both get a border: not equal, `!=`, "
           "in both directions.") for how in (operator.lt, operator.gt)),
        (lambda n: _three(n, sides=EIGHT), "Four neighbours are asked for: those over the corners do not count."),
        *((lambda n, sides=sides: _three(n, sides=sides), side) for sides in [
            (LEFT, RIGHT), (UP, DOWN), (UP, LEFT), (DOWN, RIGHT), (UP,), (DOWN,), (LEFT,), (RIGHT,), (UP, DOWN, LEFT),
            (UP, DOWN, RIGHT), (UP, LEFT, RIGHT), (DOWN, LEFT, RIGHT)]),
        (lambda n: _three(n, pad="constant"), beyond),
        (lambda n: _three(n, pad="wrap"), round_),
        (lambda n: _three(n, sides=EIGHT, pad="constant"), "Four neighbours are asked for, and beyond the picture's "
         "edge there is nothing: that alone makes no border."),
        (lambda n: np.array([0, 2, 1])[_three(n)], "1 is inside, 2 is border: here they are swapped."),
        (lambda n: n > 0, "All of a nucleus is 1 here: its border is 2."),
        (lambda n: 1 * (n > 0), "All of a nucleus is 1 here: its border is 2."),
        (lambda n: 2 * (n > 0), "All of a nucleus is 2 here: inside it is 1."),
        (lambda n: np.where(_three(n) == 2, 2, 0), "The inside is missing: 1."),
        (lambda n: np.where(_three(n) == 2, 1, 0), "The inside is missing, 1; and border is 2."),
        (lambda n: np.where(_three(n) == 1, 1, 0), "The border is missing: 2."),
        *((lambda n, of=of: np.where(_three(n) == 2, 2, n.astype(of)), "Inside it is 1 in every nucleus, not the "
           "nucleus's number.") for of in ("uint8", "int64")),
        (wide, "The border is two pixels wide: only pixels with a neighbour of something else."),
        (ringless, ring),
        (lambda n: only(n, [1]), "Only the first nucleus came: does `return` stand inside the loop?"),
        (lambda n: only(n, range(1, n.max())), "The last nucleus is missing: range leaves out its end."),
        (lambda n: any_of(*n.shape, 3), "One number for each pixel is asked for: 0, 1 or 2."),
    ]  # fmt: skip
    tried = [(f"three_classes(labels of {n.shape[0]} x {n.shape[1]} pixels, {len(np.unique(n[n > 0]))} nuclei)", (n,))
             for n in _cells()]  # fmt: skip
    stumbles = {"out of bounds": 'At the picture\'s edge a neighbour is missing: np.pad(labels, 1, mode="edge") first.'}
    hint = "Inside: all four neighbours have the pixel's own number, as far as there are neighbours. Else: border."
    judge(student, _three, tried, mistakes, hint, stumbles=stumbles)
    words, arguments = tried[0]
    came = to_numpy(call(student, *arguments, tried=words)).dtype
    require(came == np.uint8, f"{words}; type", "uint8", f"{came}",
            'One byte a pixel is enough: .astype("uint8"), or dtype="uint8" where the array is made.')  # fmt: skip


# ---------------------------------------------------------------- 9.4


def _unet(filters: Sequence[int], n_classes: int, channels: int = 3, bridge_first: bool = True) -> Any:
    """The lesson's own network."""
    import keras

    layers = keras.layers

    def convolutions(x: Any, n: int) -> Any:
        for _ in range(2):
            x = layers.Conv2D(n, 3, padding="same", use_bias=False)(x)
            x = layers.ReLU()(layers.BatchNormalization(momentum=0.9)(x))
        return x

    inputs, bridges = keras.Input((None, None, channels)), []
    x = layers.Rescaling(1 / 255)(inputs)
    for n in filters[:-1]:
        bridges.append(convolutions(x, n))
        x = layers.MaxPooling2D(2)(bridges[-1])
    x = convolutions(x, filters[-1])
    for n in filters[-2::-1]:
        pair = [bridges.pop(), layers.Conv2DTranspose(n, 2, strides=2)(x)]
        x = convolutions(layers.Concatenate()(pair if bridge_first else pair[::-1]), n)
    return keras.Model(inputs, layers.Conv2D(n_classes, 1, activation="softmax")(x))


@exercise("9.4", "the U-Net")
def build_unet(student: Callable) -> None:
    unused = seen if "not used" in (seen := overlooked(student)[0]) else ""
    fit = "Side by side only maps of one size fit: keep the bridge *before* pooling, take the last first, strides=2."
    fit = unused or fit
    stumbles = {
        "oncat": fit, "Sizes of tensors must match": fit,
        "positional argument": "Concatenate()([bridge, up]): the two stand in one list.",
        "expected axis -1": "A layer that was made once has weights of one size: make a new one for each level.",
        "tuple index out of range": "There are as many levels as `filters` has numbers: loop over filters.",
        "pop from empty": "There are as many steps up as bridges: one fewer than `filters` has numbers.",
    }  # fmt: skip
    for filters, n_classes, more in [((4, 6, 9), 3, ()), ((5, 3), 2, (1,)), ((4,), 5, ())]:
        channels, side = [*more, 3][0], 2 ** len(filters)
        tried = f"build_unet({', '.join(map(str, (filters, n_classes, *more)))})"
        model = network(student, filters, n_classes, *more, tried=tried, stumbles=stumbles,
                        hand_back="Return keras.Model(inputs, outputs), from first to last.")  # fmt: skip
        wanted, came = (None, None, channels), (getattr(model, "input_shape", None) or (None,) * 4)[1:]
        hint = unused if came[-1:] != wanted[-1:] and unused else "Any size: keras.Input(shape=(None, None, channels))."
        require(came == wanted, f"{tried}; its input", f"shape {wanted}", f"shape {came}", hint)
        pools, most = _poolings(model), len(filters) - 1
        require(pools <= most, f"{tried}; its pooling layers", f"{most}, one between two levels", f"{pools}",
                unused or "The bottom is not pooled: nothing lies below it. Go down over filters[:-1].")  # fmt: skip
        pictures = [RNG(n).integers(0, 256, size=(n, side, 2 * side, channels)).astype("uint8") for n in (4, 2)]
        call(model, pictures[0], tried=f"{tried}, used on pictures of {side} x {2 * side}", stumbles=stumbles)

        def outputs(shape: tuple, size: tuple = pictures[0].shape[:3]) -> str:
            if len(shape) == 2:
                return "Each pixel gets an answer of its own: no pooling over the whole picture, no Flatten."
            if shape[:3] != size:
                return "As many steps up as down, each by two: the answer is as high and wide as the picture."
            return unused or "The last convolution has one filter for each class: n_classes."

        def reference(sizes: tuple = (filters, n_classes, channels, _bridge_first(model))) -> Any:
            return _unet(*sizes)

        try:
            same_network(model, reference, pictures, tried, outputs)
        except CheckFailed as failure:
            raise with_hint(failure, unused) if unused else failure from None


def _poolings(model: Any) -> int:
    return sum(type(operation).__name__ == "MaxPooling2D" for operation in getattr(model, "operations", []))


def _bridge_first(model: Any) -> bool:
    """Whether the bridge lies before what comes up, as in the lesson; behind it is as good."""
    for operation in getattr(model, "operations", []):
        if type(operation).__name__ == "Concatenate":
            first = operation._inbound_nodes[0].input_tensors[0]._keras_history.operation
            return type(first).__name__ != "Conv2DTranspose"
    return True


# ---------------------------------------------------------------- 9.5 and 9.8

#: A cut of `SIDE` out of HEIGHT x WIDTH pixels, so often.
HEIGHT, WIDTH, SIDE, DRAWS = 9, 11, 6, 480
#: A way: mirrored from left to right or not, and then so many quarter turns against the clock.
WAYS = [(mirrored, turns) for mirrored in (False, True) for turns in range(4)]
#: What goes wrong between picture and classes: the ways of both in all draws, and a hint.
APART = [
    (lambda p, c: c == (False, 0), "The classes are neither turned nor mirrored: they stay as they were cut."),
    (lambda p, c: p == (False, 0), "Only the classes are turned and mirrored: the picture stays as it was cut."),
    (lambda p, c: c == (p[0], 0), "The classes are mirrored, and not turned."),
    (lambda p, c: p == (c[0], 0), "The picture is mirrored, and not turned."),
    (lambda p, c: c == (False, -p[1] % 4 if p[0] else p[1]), "The classes are turned, and not mirrored."),
    (lambda p, c: c == (False, p[1]), "The classes are turned, and not mirrored."),
    (lambda p, c: p in [(False, c[1]), (False, -c[1] % 4)], "The picture is turned, and not mirrored."),
    (lambda p, c: c == (p[0], -p[1] % 4), "The classes are turned the other way round: the same turn for both."),
    (lambda p, c: c == (p[0], (p[1] + 2 * p[0]) % 4), "The classes are mirrored along another axis than the picture."),
    (lambda p, c: c == (p[0], (-p[1] if p[0] else p[1]) % 4), "Mirror and turn come in another order: the same for "
     "both."),
    (lambda p, c: c[0] != p[0], "The classes are mirrored where the picture is not, and the other way about."),
]  # fmt: skip


def _turned(part: np.ndarray, way: tuple[bool, int]) -> np.ndarray:
    mirrored, turns = way
    return np.rot90(part[:, ::-1] if mirrored else part, turns)


def _back(part: np.ndarray, way: tuple[bool, int]) -> np.ndarray:
    mirrored, turns = way
    part = np.rot90(part, -turns)
    return part[:, ::-1] if mirrored else part


def _example(height: int, width: int, channels: int) -> tuple[np.ndarray, np.ndarray]:
    """A picture whose first channel numbers the pixels from 1 on, and classes by which every cut is known."""
    picture = RNG(height).integers(0, 256, size=(height, width, channels)).astype("uint8")
    picture[..., 0] = np.arange(1, height * width + 1).reshape(height, width)
    return picture, RNG(width).integers(0, 3, size=(height, width)).astype("uint8")


def _origin(picture: np.ndarray, came: np.ndarray) -> tuple | None:
    """The corner of a cut and its way, ((top, left), way), from a picture as `_example` makes it."""
    size = len(came)
    for way in WAYS:
        back = _back(came, way)
        top, left = divmod(int(np.nan_to_num(back[0, 0, 0])) - 1, picture.shape[1])
        if top >= 0 and left >= 0 and np.array_equal(picture[top:, left:][:size, :size], back):
            return (top, left), way
    return None


def _origins(classes: np.ndarray, came: np.ndarray) -> list[tuple]:
    """All corners and ways by which a cut of the classes may have come about."""
    size, (h, w) = len(came), classes.shape
    corners = [(top, left) for top in range(h - size + 1) for left in range(w - size + 1)]
    backs = [(way, _back(came, way)) for way in WAYS]
    return [((top, left), way) for way, back in backs for top, left in corners
            if np.array_equal(classes[top : top + size, left : left + size], back)]  # fmt: skip


@dataclass
class _Drawing:
    """A student's function called so often, with a generator bound to it that moves on from call to call."""

    func: Callable
    random: np.random.Generator
    times: int

    def __call__(self, picture: np.ndarray, classes: np.ndarray, size: int) -> Any:
        return [self.func(picture, classes, size, self.random) for _ in range(self.times)]


ONE_LEFT = "Where size is the height, place 0 is left, and the upper end of a draw is never drawn: so + 1."
SCALED = "The pixels stay 0 to 255: the network itself scales them."
#: What may have been done to a picture's pixels, or to classes, as the way back, and a hint.
PIXELS = [
    (lambda p: p[..., ::-1], "The last axis of a picture is its colours: they stay as they are."),
    (lambda p: p[::-1, ::-1, ::-1], "np.flip without an axis turns the colours round as well: name an axis."),
    *((way, SCALED) for way in (lambda p: np.round(p * 255), lambda p: np.round((p + 1) * 127.5))),
    (lambda p: p, "Every pixel that comes out is one of the picture's: cut, turn by quarters, mirror; no resizing."),
]  # fmt: skip
NUMBERS = [
    *((lambda c, n=n: c * n, "The classes stay as they are, 0, 1 and 2: nothing is divided.") for n in (2, 3, 255)),
    *((lambda c, n=n: c - n, "The classes stay as they are, 0, 1 and 2: nothing is added.") for n in (1, -1)),
    (lambda c: c, "Every class that comes out is one that came in: cut, turn by quarters, mirror; no resizing."),
]  # fmt: skip


def _cuts(student: Callable, name: str, sizes: tuple, random: np.random.Generator, seen: str, times: int) -> list:
    """What `_cut` says of so many draws, in which picture and classes may not change; seen: as `overlooked` says it."""
    height, width, channels, size = sizes
    picture, classes = _example(height, width, channels)
    tried = f"{name}(a picture of {height} x {width}, its classes, {size}, a generator)"
    values = call(_Drawing(student, random, times), picture, classes, size, tried=tried, stumbles={
        "low >= high": seen or ONE_LEFT, "high <= 0": seen or ONE_LEFT,
        "must match exactly": "The picture has one axis more than its classes: np.dstack puts them together.",
    })  # fmt: skip
    return [_cut(value, picture, classes, sizes, seen, tried) for value in values]


def _cut(value: Any, picture: np.ndarray, classes: np.ndarray, sizes: tuple, seen: str, tried: str) -> tuple:
    """Where the picture's cut comes from, and all places where its classes may come from; in words what was tried."""
    *_, channels, size = sizes
    if value is None:
        call(lambda: None, tried=tried)  # which says so
    if not isinstance(value, list | tuple) or len(value) != 2:
        what = f"{len(value)} results" if isinstance(value, list | tuple) else show(value)
        fail(tried, "picture and classes", what, "Return both, with a comma between.")
    shapes, wanted = [np.shape(to_numpy(part)) for part in value], [(size, size, channels), (size, size)]
    require(shapes != wanted[::-1], tried, "the picture, then its classes", "the classes first", "The two are swapped.")
    parts = []
    for part, what, shape in zip(value, ("picture", "classes"), wanted, strict=True):
        came = np.shape(to_numpy(part))
        hint = "The same rows and columns as of the picture: one place, for both."
        if came[:2] == shape and parts:
            hint = "Height and width alone: the classes have no axis of channels behind."
        require(to_numpy(part).dtype.kind != "b", f"{tried}; {what}", "the classes themselves: 0, 1, 2",
                "True and False", "The classes keep their numbers: 2 is the border.")  # fmt: skip
        hint = hint if parts else _wrong_shape(came, shape, sizes, seen)
        parts.append(array(part, shape, f"{tried}; {what}", {came: hint}))
    found = _origin(picture, parts[0])
    if found is None:
        hint = next((said for back, said in PIXELS if _origin(picture, back(parts[0]))), PIXELS[-1][1])
        fail(f"{tried}; picture", "a square of the picture's own pixels, mirrored or turned", "other pixels", hint)
    (top, left), way = found
    if np.array_equal(parts[1], _turned(classes[top : top + size, left : left + size], way)):
        return found, [found], tried
    places = _origins(classes, parts[1])
    if not places:
        hint = next((said for back, said in NUMBERS if _origins(classes, back(parts[1]))), NUMBERS[-1][1])
        if any(np.array_equal(parts[1], parts[0][..., place]) for place in range(channels)):
            hint = "That is a channel of the picture: the classes stand behind all of its channels."
        fail(f"{tried}; classes", "the same square of the classes", "other numbers", hint)
    return found, places, tried


def _wrong_shape(came: tuple, wanted: tuple, sizes: tuple, seen: str) -> str:
    height, width, _, size = sizes
    if came == (1, *wanted):
        return "One picture comes in, one goes out: no axis in front."
    if came != wanted and sorted(came) == sorted(wanted):
        return "The axes have changed places: height and width are the first two, and only they are turned."
    if came[2:] == wanted[2:] and sorted(came[:2]) == sorted((height, width)):
        return "Nothing is cut: it is as large as before."
    if "not used" in seen:
        return seen
    if came[-1:] != wanted[-1:]:
        return "The picture keeps its channels, no more and no less."
    return f"The cut lies wholly inside: from row {height - size}, column {width - size} on at the latest."


def _judge_augment(student: Callable, name: str, channels: int) -> None:
    """Whether a function cuts, mirrors and turns a picture and its classes alike, by chance that is handed in."""
    main, random = (HEIGHT, WIDTH, channels, SIDE), RNG(9)
    if not callable(student):
        call(student, tried=f"{name}(...)")  # which says so
    seen, sure = overlooked(student, (None, None, SIDE, random))
    chance = seen if sure else "Take all chance from `random`, the generator handed in."

    def draw(times: int, sizes: tuple = main, random: np.random.Generator = random) -> list:
        return _cuts(student, name, sizes, random, seen, times)

    drawn = draw(40)
    tried = drawn[0][2]
    _alike(drawn, tried)
    for height, width, side in [(6, 13, 6), (14, 7, 7), (8, 8, 8), (12, 7, 4)]:
        more = draw(25, (height, width, channels if channels == 3 else 1, side))
        _alike(more, more[0][2])
    require(len({found for found, *_ in drawn}) > 1, f"{tried}, 40 times", "another cut each time", "always the same",
            chance)  # fmt: skip
    equal = [[found for found, *_ in draw(8, random=RNG(3))] for _ in range(2)]
    require(equal[0] == equal[1], f"{tried}, twice with equal generators", "the same cuts", "others", chance)
    drawn += draw(DRAWS - len(drawn))
    _alike(drawn, tried)
    corners, ways = (np.array([found[part] for found, *_ in drawn]) for part in (0, 1))
    often = f"{tried}, {DRAWS} times"
    _judge_places(corners, often)
    _judge_ways([(bool(mirrored), int(turns)) for mirrored, turns in ways], often)
    kinds = len({found for found, *_ in drawn})
    require(kinds > 140, f"{often}; different results", "nearly all of 192", f"{kinds}",
            "Place, mirror and turn hang together: a random number of its own for each.")  # fmt: skip


def _judge_places(corners: np.ndarray, often: str) -> None:
    """Stop unless all places come about equally often, rows and columns by draws of their own."""
    require(np.ptp(corners, axis=0).any(), f"{often}; their corners", "every place", "one place alone",
            "Draw row and column of the corner from `random`.")  # fmt: skip
    hint = "Two numbers for each corner, drawn one by one."
    require(np.any(corners[:, 0] != corners[:, 1]), f"{often}; their corners", "rows and columns, each by itself",
            "the same number for both", hint)  # fmt: skip
    for what, came, count in [("rows", corners[:, 0], HEIGHT - SIDE + 1), ("columns", corners[:, 1], WIDTH - SIDE + 1)]:
        missing = [place for place in range(count) if place not in came]
        hint = f"{show(missing)} never comes: the upper end of a draw is never drawn, so + 1."
        if missing != [count - 1]:
            hint = "Height is shape[0], width is shape[1]; from 0 to that minus size, each of them."
        if len(missing) == count - 1:
            hint = f"The {what} are drawn as well."
        require(not missing, f"{often}; {what} of their corners", f"0 to {count - 1}", show(sorted({*came.tolist()})),
                hint)  # fmt: skip
        least = np.bincount(came, minlength=count).min() / len(came)
        require(least > 0.5 / count, f"{often}; {what} of their corners", "each about as often",
                f"one of them in only {least:.0%}", "random.integers gives each place the same chance.")  # fmt: skip
    pairs, places = len(np.unique(corners, axis=0)), (HEIGHT - SIDE + 1) * (WIDTH - SIDE + 1)
    hint = "Two numbers for each corner, drawn one by one."
    require(pairs == places, f"{often}; different corners", f"{places}", f"{pairs}", hint)


#: Ways that come where something is forgotten, and a hint.
FORGOTTEN = [
    ({(False, 0)}, "It is only cut: neither mirrored nor turned."),
    ({(False, 0), (True, 0)}, "It is never turned: np.rot90, by 0, 1, 2 or 3 quarter turns."),
    ({(False, 0), (True, 2)}, "It is never turned: np.rot90, by 0, 1, 2 or 3 quarter turns."),
    ({(False, 0), (False, 2), (True, 0), (True, 2)}, "Two mirrors, or turns by 0 and 2 quarters: np.rot90 by "
     "0, 1, 2 or 3."),
    ({(False, turns) for turns in range(4)}, "It is never mirrored. (`random.integers(0, 1)` gives only 0.)"),
    ({(True, turns) for turns in range(4)}, "It is always mirrored: half the time is asked for."),
    ({*WAYS} - {(False, 3), (True, 3)}, "3 quarter turns never come: the upper end of a draw is never drawn, "
     "random.integers(4)."),
    ({*WAYS} - {(False, 0), (True, 0)}, "Not turned belongs to it as well: 0, 1, 2 or 3 quarters, random.integers(4)."),
]  # fmt: skip


def _judge_ways(ways: list[tuple[bool, int]], often: str) -> None:
    """Stop unless all eight ways to lie come, mirrored half the time, each turn about as often."""
    came = {*ways}
    hint = next((said for some, said in FORGOTTEN if some == came), "")
    if not hint:
        hint = "Mirror and turn hang together: a random number of its own for each."
        hint = hint if len({turns for _, turns in came}) == 4 else "0, 1, 2 and 3 quarter turns, random.integers(4)."
    require(len(came) == 8, f"{often}; ways to lie", "all eight: mirrored or not, turned by 0 to 3 quarters",
            f"{len(came)} of them", hint)  # fmt: skip
    share = np.mean([mirrored for mirrored, _ in ways])
    require(0.38 < share < 0.62, f"{often}; mirrored", "half of them", f"{share:.0%}",
            "Mirrored or not, each half the time: which random number is below 0.5 so often?")  # fmt: skip
    for turn in range(4):
        share = np.mean([turns == turn for _, turns in ways])
        require(0.15 < share < 0.36, f"{often}; turned by {turn} quarters", "a quarter of them", f"{share:.0%}",
                "0, 1, 2 and 3 quarters, each as often: random.integers(4).")  # fmt: skip


def _alike(drawn: list, tried: str) -> None:
    """Stop unless in every draw the classes are cut, mirrored and turned as the picture is."""
    wrong = [(found, places) for found, places, _ in drawn if found not in places]
    if not wrong:
        return
    pairs = [(found, next((p for p in places if p[0] == found[0]), places[0])) for found, places, _ in drawn]
    moved = [(picture, classes) for picture, classes in pairs if picture[0] != classes[0]]
    expected = "the same place, mirror and turn for both"
    if moved:
        crossed = all(classes[0] == picture[0][::-1] for picture, classes in pairs)
        hint = "Row and column are swapped for the classes." if crossed else "Draw the place once, and cut both there."
        fail(tried, expected, f"the picture from {_corner(moved[0][0])}, the classes from {_corner(moved[0][1])}", hint)
    ways = [(picture[1], classes[1]) for picture, classes in pairs]
    answers = {way: {c for p, c in ways if p == way} for way, _ in ways}
    hint = next((said for holds, said in APART if all(holds(p, c) for p, c in ways)), "")
    if not hint:
        hint = "One draw for both: keep the random number under a name, and use it for picture and classes."
        if all(len(found) == 1 for found in answers.values()):
            hint = "Whatever is done to the picture is done to the classes: the same steps, in the same order."
    picture, classes = next((p, c) for p, c in ways if p != c)
    fail(tried, expected, f"a picture {_in_words(picture)}, classes {_in_words(classes)}", hint)


def _corner(place: tuple) -> str:
    return f"row {place[0][0]}, column {place[0][1]} on"


def _in_words(way: tuple[bool, int]) -> str:
    mirrored, turns = way
    turn = ["not turned", "turned by a quarter", "turned by two quarters", "turned by three quarters"][turns]
    return f"{'mirrored' if mirrored else 'not mirrored'} and {turn}"


@exercise("9.5", "augment a picture and its mask")
def augment(student: Callable) -> None:
    _judge_augment(student, "augment", 2)


@exercise("9.8", "the network that stays poor")
def stays_poor(cause: Any, mended: Callable, mended_iou: Any, broken_iou: Any) -> None:
    """mended_iou, broken_iou: IoU on unseen pictures, trained with the student's function and with the broken one"""
    hints = {
        "a": "With as many pixels of ground the network above has learnt. What is different here?",
        "c": "Cuts of this size are enough once the rest is right. Draw a picture and its mask, as they go in.",
        "d": "The learning rate is that of the network above, and its loss fell. What is different here?",
    }
    diagnosis(cause, "b", "what is different in her training", hints)
    _judge_augment(mended, "mended", 3)
    after, before = (float(array(value, (), name)) for value, name in [
        (mended_iou, "mended_iou"), (broken_iou, "broken_iou")])  # fmt: skip
    require(after >= before + 0.05, "the training with your function", f"an IoU well above {before:.2f}",
            f"{after:.2f}", "Run the cell above again, with your function.")  # fmt: skip


# ---------------------------------------------------------------- 9.6

BIG = ndimage.generate_binary_structure(2, 2)


def _give_back(labels: np.ndarray, border: np.ndarray, reach: float = 3) -> np.ndarray:
    """The lesson's helper: each pixel of the border gets the number of the nearest numbered one, within reach."""
    if not labels.any():
        return labels.copy()
    far, (rows, columns) = ndimage.distance_transform_edt(labels == 0, return_indices=True)
    return np.where(border & (far <= reach), labels[rows, columns], labels)


def _pieces(
    classes: np.ndarray,
    smallest: int,
    inside: Sequence[int] = (1,),
    structure: Any = None,
    keep: Callable = operator.ge,
    given: Callable = lambda labels, classes: _give_back(labels, classes == 2),
    early: bool = False,
) -> np.ndarray:
    """Pieces in order; early: the border is given back before small ones are dropped."""
    labels, number = ndimage.label(np.isin(classes, inside), structure)
    labels = given(labels, classes) if early else labels
    kept = [n for n in range(1, number + 1) if keep(np.sum(labels == n), smallest)]
    new = np.zeros(number + 1, int)
    new[kept] = np.arange(1, len(kept) + 1)
    return new[labels] if early else given(new[labels], classes)


def _in_order(value: Any) -> Any:
    """The same label image with its numbers in the order in which they come first, if none is left out."""
    try:
        labels = to_numpy(value)
        numbers, first = np.unique(labels, return_index=True)
        numbers, first = numbers[numbers != 0], first[numbers != 0]
        if labels.ndim != 2 or not np.array_equal(numbers, np.arange(1, len(numbers) + 1)):
            return value
        order = np.zeros(len(numbers) + 1, labels.dtype if labels.dtype.kind in "iuf" else int)
        order[1 + np.argsort(first)] = np.arange(1, len(numbers) + 1)
        return order[labels.astype(int)]
    except Exception:
        return value


@dataclass
class _Ordered:
    """A student's function whose label image comes with its numbers in order."""

    func: Callable

    def __call__(self, classes: np.ndarray, smallest: int) -> Any:
        value = self.func(classes, smallest)
        return value if isinstance(value, tuple | list) or value is None else _in_order(value)


def _class_pictures() -> list[tuple[np.ndarray, int]]:
    """Classes of several pictures, and the size from which on a piece counts."""
    drawn = np.array([[int(c) for c in row] for row in [
        "0000000000000000",
        "0222220000022222",
        "0211122222221112",
        "0211121112211112",
        "0222221112221112",
        "0000022222022222",
        "0210000000000000",
        "0022201000122222",
        "0021120000022222",
        "0021220010022222",
        "0022200100022222",
        "1000000000022222",
        "1101000000022212",
    ]])  # fmt: skip
    crowd = _three(_crowd(3, (26, 19), range(1, 12), 4.4))
    noisy = np.where(RNG(8).random(crowd.shape) < 0.06, RNG(9).integers(0, 3, crowd.shape), crowd)
    dots = np.zeros((42, 30), int)
    dots[::2, ::2] = 1
    return [(drawn, 4), (drawn, 2), (noisy.astype("uint8"), 6), (noisy.T.copy(), 3), (dots, 1),
            (_three(_crowd(4, (18, 30), range(1, 9), 4.8)), 12)]  # fmt: skip


@exercise("9.6", "from classes to nuclei")
def pieces(student: Callable) -> None:
    tried = [(f"pieces(classes of {c.shape[0]} x {c.shape[1]} pixels, smallest={n})", (c, n))
             for c, n in _class_pictures()]  # fmt: skip

    def gaps(classes: np.ndarray, smallest: int, given: bool = True) -> np.ndarray:
        labels, number = ndimage.label(classes == 1)
        small = [n for n in range(1, number + 1) if np.sum(labels == n) < smallest]
        labels = np.where(np.isin(labels, small), 0, labels)
        return _give_back(labels, classes == 2) if given else labels

    def some(classes: np.ndarray, smallest: int, which: Callable) -> np.ndarray:
        labels, number = ndimage.label(classes == 1)
        kept = [n for n in which(range(1, number + 1)) if np.sum(labels == n) >= smallest]
        new = np.zeros(number + 1, int)
        new[kept] = np.arange(1, len(kept) + 1)
        return _give_back(new[labels], classes == 2)

    def from_0(classes: np.ndarray, smallest: int) -> np.ndarray:
        labels = _pieces(classes, smallest, given=lambda labels, classes: labels)
        return _give_back(np.maximum(labels - 1, 0), classes == 2)

    def in_bytes(classes: np.ndarray, smallest: int) -> np.ndarray:
        labels = _pieces(classes, smallest, given=lambda labels, classes: labels)
        return _give_back(labels % 256, classes == 2)

    def by_sum(classes: np.ndarray, smallest: int) -> np.ndarray:
        labels, number = ndimage.label(classes == 1)
        kept = [n for n in range(1, number + 1) if n * np.sum(labels == n) >= smallest]
        new = np.zeros(number + 1, int)
        new[kept] = np.arange(1, len(kept) + 1)
        return _give_back(new[labels], classes == 2)

    only = "Pieces are made of class 1 alone, `classes == 1`: "
    back = "The border is not given back: give_back(labels, classes == 2)."
    count = "Pieces with fewer than `smallest` pixels are dropped; those with just as many stay, `>=`."
    mistakes = [
        (lambda c, n: _pieces(c, n, structure=BIG), "Pieces hang together over their sides, not over their corners."),
        *((lambda c, n, k=k: _pieces(c, n, inside=(1, 2), keep=k), f"{only}with the border, touching nuclei are one.")
          for k in (operator.ge, lambda size, n: True)),
        (lambda c, n: _pieces(c, n, inside=(2,)), f"{only}those are the borders."),
        (lambda c, n: _pieces(c, n, inside=(0,)), f"{only}those are pieces of the background."),
        (lambda c, n: _pieces(c, n, inside=(0, 2)), f"{only}those are pieces of all the rest."),
        (lambda c, n: _pieces(c, n, given=lambda labels, c: labels), back),
        (lambda c, n: _pieces(c, n, given=lambda labels, c: labels, keep=lambda size, n: True), back),
        (lambda c, n: gaps(c, n, False), back),
        (lambda c, n: _pieces(c, n, keep=lambda size, n: True), "Small pieces are kept: those with fewer than "
         "`smallest` pixels are dropped."),
        (gaps, "The numbers have gaps where small pieces were dropped: number the rest anew, 1 to n."),
        (lambda c, n: _pieces(c, n, keep=operator.gt), count),
        (lambda c, n: _pieces(c, n, keep=operator.lt), "Those are the small ones: the large ones stay."),
        (lambda c, n: _pieces(c, n, keep=operator.le), "Those are the small ones: the large ones stay."),
        (lambda c, n: _pieces(c, n, early=True), "First drop the small pieces, then give the border back: with its "
         "border a small one is large."),
        *((lambda c, n, m=m: _pieces(c, m), f"{m} is written in: use `smallest`.") for m in (5, 10, 15, 20, 30)),
        *((lambda c, n, mask=mask: _pieces(c, n, given=lambda labels, c: _give_back(labels, mask(c))), "give_back has "
           "to be told where the border is, as a boolean mask: `classes == 2`.") for mask in (
            lambda c: c % 2 == 1, lambda c: c > 0)),
        (lambda c, n: _pieces(c, n, given=lambda labels, c: _give_back(labels, c != 1)), "Only pixels of class 2 are "
         "given back: background stays 0."),
        (lambda c, n: _pieces(c, n, given=lambda labels, c: np.where(c == 2, labels.max() + 1, labels)), "The border "
         "is no piece of its own: each of its pixels goes to the nearest piece, by give_back."),
        (lambda c, n: _pieces(c, n, given=lambda labels, c: _give_back(labels, c == 2, 1e9)), "A pixel of the border "
         "that is more than 3 pixels away from every piece becomes 0: give_back does that."),
        (lambda c, n: some(c, n, lambda r: r[:-1]), "The last piece is missing: range leaves out its end."),
        (lambda c, n: some(c, n, lambda r: r[:1]), "Only the first piece came: does `return` stand inside the loop?"),
        (from_0, "The first piece got the number 0, which is the background: count from 1."),
        (in_bytes, "Bytes end at 255, and there can be more pieces: an array of whole numbers that are larger."),
        (lambda c, n: 1 * (_pieces(c, n) > 0), "All pieces have the same number: each has its own."),
        (by_sum, "How many pixels a piece has is the sum of `labels == number`, not of the numbers in it."),
        (lambda c, n: any_of(), "The picture with the numbers is asked for, not how many there are."),
    ]  # fmt: skip
    two = "ndimage.label gives two things: labels, number = ndimage.label(...)."
    stumbles = dict.fromkeys(["'tuple' object", "tuple indices", "inhomogeneous", "'tuple' and"], two)
    if not callable(student):
        call(student, tried="pieces(...)")  # which says so
    hint = overlooked(student)[0] or "Label class 1, drop what is small, number anew, then give the border back."
    judge(_Ordered(student), lambda c, n: _in_order(_pieces(c, n)), tried, [
        (lambda c, n, way=way: _in_order(way(c, n)), said) for way, said in mistakes
    ], hint, dtype="whole", stumbles=stumbles)  # fmt: skip


# ---------------------------------------------------------------- 9.7


def _numbers(labels: np.ndarray) -> list[int]:
    return [int(n) for n in np.unique(labels) if n]


def _jaccard(both: int, piece: int, nucleus: int) -> float:
    return both / (piece + nucleus - both)


def _hits(found: np.ndarray, true: np.ndarray, measure: Callable = _jaccard, above: Callable = operator.gt) -> int:
    """How many pairs of a piece and a nucleus overlap by more than one half."""
    pairs = [(m, n) for n in _numbers(true) for m in _numbers(found[true == n])]
    return sum(above(measure(np.sum((found == m) & (true == n)), np.sum(found == m), np.sum(true == n)), 0.5)
               for m, n in pairs)  # fmt: skip


def _shares(hits: int, n_found: int, n_true: int, nothing: tuple = (1.0, 1.0)) -> tuple:
    return (hits / n_found if n_found else nothing[0]), (hits / n_true if n_true else nothing[1])


def _precision_recall(found: np.ndarray, true: np.ndarray, nothing: tuple = (1.0, 1.0), **how: Any) -> tuple:
    return _shares(_hits(found, true, **how), len(_numbers(found)), len(_numbers(true)), nothing)


def _finds() -> list[tuple]:
    """What was found and what is there, in words and as label images."""
    true = np.zeros((12, 16), "uint16")
    true[1:5, 1:5], true[1:5, 5:9], true[7:11, 1:7], true[6:10, 10:14], true[0, 12:16], true[11, 15] = 1, 2, 4, 5, 7, 8
    found = np.zeros((12, 16), "uint16")
    found[1:5, 1:4], found[1:5, 6:8], found[7:11, 2:9], found[6:8, 10:14], found[8:10, 10:14] = 3, 1, 2, 6, 9
    found[0:3, 13:16], found[11, 8:12] = 4, 7
    few = np.zeros((8, 9), "uint16")
    few[1:6, 1:5], few[2:4, 6:8] = 2, 1
    large = np.zeros((8, 9), "uint16")
    large[0:7, 0:6], large[6:8, 7:9] = 5, 3
    nothing, cells = np.zeros((8, 9), "uint16"), _crowd(6, (22, 25), range(1, 9), 4.5)
    joined = np.where(cells == 2, 1, np.roll(cells, 1, axis=1))
    joined[RNG(3).random(cells.shape) < 0.1] = 0
    high, over = np.zeros((10, 12), "uint16"), np.zeros((10, 12), "uint16")
    high[0:2, 0:6], high[2:9, 0:6], high[:, 7:12] = 150, 50, 151
    over[1:9, 0:6], over[:, 8:12] = 1, 2  # the first piece touches two nuclei, and finds the lower one
    full, strips = np.repeat([[1, 2]], [5, 7], axis=1), np.repeat([[1, 2, 3]], 4, axis=1)
    full, strips = (np.repeat(one, 6, axis=0).astype("uint16") for one in (full, strips))
    return [("7 pieces, 6 nuclei", (found, true)), ("2 pieces, 2 nuclei", (large, few)),
            ("the same, changed about", (few, large)),
            ("pieces that join nuclei", (joined, cells)), ("2 pieces, nuclei 50, 150 and 151", (over, high)),
            ("2 pieces, 3 nuclei, no background", (full, strips)), ("nothing found, 2 nuclei", (nothing, few)),
            ("2 pieces, no nuclei", (few, nothing)), ("nothing found, no nuclei", (nothing, nothing))]  # fmt: skip


@exercise("9.7", "precision and recall")
def precision_recall(student: Callable) -> None:
    def same_number(found: np.ndarray, true: np.ndarray) -> tuple:
        same = [n for n in _numbers(true) if n in _numbers(found)]
        hits = sum(np.sum((found == n) & (true == n)) > 0.5 * np.sum((found == n) | (true == n)) for n in same)
        return _shares(hits, len(_numbers(found)), len(_numbers(true)))

    def same_pixels(found: np.ndarray, true: np.ndarray, empty: float) -> tuple:
        return _shares(np.sum((found == true) & (found > 0)), np.sum(found > 0), np.sum(true > 0), (empty, empty))

    def in_both_lists(found: np.ndarray, true: np.ndarray) -> tuple:
        same = {*_numbers(found)} & {*_numbers(true)}
        return _shares(len(same), len(_numbers(found)), len(_numbers(true)))

    def pixels(found: np.ndarray, true: np.ndarray, empty: float) -> tuple:
        both, f, t = np.sum((found > 0) & (true > 0)), np.sum(found > 0), np.sum(true > 0)
        return _shares(both, f, t, (empty, empty))

    def best(found: np.ndarray, true: np.ndarray) -> tuple:
        def mean(one: np.ndarray, other: np.ndarray) -> float:
            found = [max([np.sum((one == n) & (other == m)) / np.sum((one == n) | (other == m))
                          for m in _numbers(other)] or [0.0]) for n in _numbers(one)]  # fmt: skip
            return np.mean(found) if found else 1.0

        return mean(found, true), mean(true, found)

    def all_but(found: np.ndarray, true: np.ndarray, part: slice) -> tuple:
        kept = np.where(np.isin(true, _numbers(true)[part]), true, 0)
        return _shares(_hits(found, kept), len(_numbers(found)), len(_numbers(true)))

    def with_background(found: np.ndarray, true: np.ndarray) -> tuple:
        return _precision_recall(found + 1, true + 1)

    def few(found: np.ndarray, true: np.ndarray) -> int:
        return min(len(_numbers(found)), len(_numbers(true)))

    def up_to_the_highest(found: np.ndarray, true: np.ndarray, counted: bool) -> tuple:
        """Each number up to the highest is asked for; where one is missing in both, two empty masks are a hit."""
        there = [len(_numbers(part)) for part in (found, true)]
        highest = [int(part.max()) for part in (found, true)]
        hits = _hits(found, true) + (highest[0] - there[0]) * (highest[1] - there[1])
        return _shares(hits, *(there if counted else highest))

    nothing = "Nothing found: precision 1.0; nothing there: recall 1.0. Ask before dividing."
    names = "Numbers are only names: piece 3 may lie on nucleus 5. Try each piece with every nucleus that it touches."
    mistakes = [
        (lambda f, t: _precision_recall(f, t)[::-1], "The order: precision, then recall."),
        *((lambda f, t, e=e: pixels(f, t, e), "Those are shares of pixels: whole pieces are counted.")
          for e in (0.0, 1.0, np.nan)),
        (lambda f, t: _precision_recall(f, t, above=lambda share, half: True), "A touch is not enough: IoU above one "
         "half."),
        (lambda f, t: _precision_recall(f, t, above=operator.ge), "*Above* one half: one half itself is no hit, `>`."),
        *((way, names) for way in (same_number, in_both_lists)),
        *((lambda f, t, e=e: same_pixels(f, t, e), names) for e in (0.0, 1.0, np.nan)),
        (lambda f, t: _shares(few(f, t), len(_numbers(f)), len(_numbers(t))), "Those compare how many there are: a "
         "piece counts only where it overlaps a nucleus by more than one half."),
        (with_background, "0 is the background, neither piece nor nucleus: leave it out."),
        (lambda f, t: _precision_recall(f, t, measure=lambda both, piece, nucleus: both / nucleus), "That divides by "
         "the nucleus alone: IoU divides by both together, so that a piece over three nuclei finds none."),
        (lambda f, t: _precision_recall(f, t, measure=lambda both, piece, nucleus: both / piece), "That divides by the "
         "piece alone: IoU divides by both together."),
        (lambda f, t: _precision_recall(f, t, measure=lambda both, piece, nucleus: 2 * both / (piece + nucleus)),
         "That is Dice: IoU above one half is asked for."),
        (lambda f, t: _precision_recall(f, t, measure=lambda both, piece, nucleus: both / (piece + nucleus)),
         "The sum of both counts the overlap twice: IoU divides by the union."),
        *((lambda f, t, e=e: _precision_recall(f, t, e), nothing) for e in [
            (0.0, 0.0), (np.nan, np.nan), (0.0, 1.0), (1.0, 0.0)]),
        (lambda f, t: _precision_recall(f, t) if _numbers(f) and _numbers(t) else (1.0, 1.0), "Nothing found is "
         "precision 1.0, and the recall is 0 all the same: nuclei are there."),
        (lambda f, t: _precision_recall(f, t) if _numbers(f) and _numbers(t) else (0.0, 0.0), nothing),
        *((lambda f, t, e=e: tuple(1 - part for part in _precision_recall(f, t, e)), "Those are the misses and the "
           "false ones: the hits are asked for.") for e in [(1.0, 1.0), (0.0, 0.0)]),
        *((lambda f, t, counted=counted: up_to_the_highest(f, t, counted), "Not every number up to the highest occurs, "
           "and two empty masks have an IoU of 1: loop over np.unique, not over range.") for counted in (True, False)),
        (lambda f, t: _shares(_hits(f, t), int(f.max()), int(t.max())), "Numbers may have gaps: the highest number is "
         "not how many there are, len(np.unique(...)) is."),
        (lambda f, t: (_hits(f, t), _hits(f, t)), "Those are the hits: divide by the pieces, and by the nuclei."),
        (lambda f, t: (_shares(_hits(f, t), 0, len(_numbers(t)))[1],) * 2, "Precision divides by the pieces found, "
         "recall by the nuclei."),
        (lambda f, t: (_shares(_hits(f, t), len(_numbers(f)), 0)[0],) * 2, "Precision divides by the pieces found, "
         "recall by the nuclei."),
        (lambda f, t: tuple((_hits(f, t) + 1) / (len(_numbers(part)) + 1) for part in (f, t)), "Nothing is added above "
         "and below: ask first whether there is anything to divide by."),
        (lambda f, t: all_but(f, t, slice(-1)), "The last nucleus is left out: range leaves out its end."),
        (lambda f, t: all_but(f, t, slice(1)), "Only the first nucleus is looked at: does `return` stand inside the "
         "loop?"),
        (best, "Those are means of the best IoUs: count the hits."),
        (lambda f, t: tuple(100 * part for part in _precision_recall(f, t)), "Shares from 0 to 1, not percent."),
    ]  # fmt: skip
    tried = [(f"precision_recall({words})", arguments) for words, arguments in _finds()]
    stumbles = {
        "division by zero": "Nothing found, nothing there, or a number that does not occur: ask before dividing.",
        "truth value": "`and` asks one question of a whole array: `&` goes pixel by pixel.",
    }
    hint = "A hit: a piece and a nucleus with IoU above one half. Hits by pieces is precision, hits by nuclei recall."
    judge(student, _precision_recall, tried, mistakes, hint, names=("precision", "recall"), stumbles=stumbles)
