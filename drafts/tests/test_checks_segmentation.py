"""Lesson 9: each check passes the solution and rights of another kind, and names the mistake in what is wrong."""

import keras
import numpy as np
import pytest
from answers import ALWAYS_WRONG, hand_in, own_exception, solutions, stub
from keras import layers
from scipy import ndimage

from workshop.checks import segmentation as check

GOOD = solutions("09_segmentation")
ONE_FUNCTION = ["otsu", "three_classes", "build_unet", "augment", "pieces", "precision_recall"]


@pytest.mark.parametrize("name", ONE_FUNCTION)
def test_the_solution_passes(name, capsys):
    getattr(check, name)(GOOD[name])
    assert capsys.readouterr().out.startswith("✓ 9.")


@pytest.mark.parametrize("name", ONE_FUNCTION)
@pytest.mark.parametrize("wrong, says", ALWAYS_WRONG)
def test_what_is_wrong_everywhere_is_told_apart(name, wrong, says):
    assert says in hand_in(getattr(check, name), wrong)


def test_both_measures_of_overlap_are_looked_at(capsys):
    check.overlap(GOOD["iou"], GOOD["dice"])
    assert capsys.readouterr().out.startswith("✓ 9.1")
    for wrong, says in (entry.values for entry in ALWAYS_WRONG):
        assert says in hand_in(check.overlap, wrong, GOOD["dice"])
        assert says in hand_in(check.overlap, GOOD["iou"], wrong)


# Overlap


def share(above, below, empty=1.0):
    return lambda f, t: above(f, t) / below(f, t) if below(f, t) else empty


def both(f, t):
    return (f & t).sum()


def either(f, t):
    return (f | t).sum()


def total(f, t):
    return f.sum() + t.sum()


@pytest.mark.parametrize(
    "iou, hint",
    [
        (share(lambda f, t: 2 * both(f, t), total), "That is Dice"),
        (share(both, total), "counted twice"),
        (share(both, lambda f, t: f.sum()), "share of the found pixels"),
        (share(both, lambda f, t: t.sum()), "share of what is there"),
        (share(both, lambda f, t: (f ^ t).sum()), "leaves out what lies in both"),
        (share(both, either, 0.0), "Two empty masks are a perfect fit"),
        (lambda f, t: both(f, t) / either(f, t), "Two empty masks are a perfect fit"),
        (lambda f, t: share(both, either)(f, t) if f.any() and t.any() else 1.0, "*both* are empty"),
        (lambda f, t: np.mean(f == t), "background"),
        (lambda f, t: 1 - share(both, either)(f, t), "a loss"),
        (lambda f, t: 100 * share(both, either)(f, t), "not per cent"),
        (lambda f, t: float(both(f, t) // max(1, either(f, t))) if either(f, t) else 1.0, "cuts the fraction off"),
        (both, "number of pixels"),
        (lambda f, t: np.sum(f and t) / np.sum(f or t), "pixel by pixel"),
    ],
)
def test_a_wrong_overlap_gets_its_hint(iou, hint):
    assert hint in hand_in(check.overlap, iou, GOOD["dice"])


@pytest.mark.parametrize(
    "dice, hint",
    [
        (share(both, either), "That is IoU"),
        (share(both, total), "Dice has twice the overlap above"),
        (lambda f, t: 2 * GOOD["iou"](f, t), "one of the two is wrong"),
    ],
)
def test_a_wrong_dice_gets_its_hint(dice, hint):
    assert hint in hand_in(check.overlap, GOOD["iou"], dice)


# Otsu's threshold, the border, pieces, precision and recall


def best(score, start=1, keep=max):
    """The t whose two groups score best; start: the first t that is tried."""

    def otsu(picture):
        scores = {}
        for t in range(start, 256):
            dark, light = picture[picture < t].astype(float), picture[picture >= t].astype(float)
            if len(dark) and len(light):
                scores[t] = score(dark, light)
        return keep(scores, key=scores.get)

    return otsu


def between(dark, light):
    return len(dark) * len(light) * (dark.mean() - light.mean()) ** 2


def within(dark, light):
    return len(dark) * dark.var() + len(light) * light.var()


def never_asks(picture):
    """Never asks for an empty group: no comparison with its NaN is true, so it does not win."""
    value, threshold = 0, 0
    for t in range(1, 256):
        dark, light = picture[picture < t], picture[picture >= t]
        new = len(dark) * len(light) * (dark.mean() - light.mean()) ** 2
        if new > value:
            value, threshold = new, t
    return threshold


def border(shifts, pad="edge", differs=np.not_equal):
    def three_classes(labels):
        wide, (h, w) = np.pad(labels, 1, mode=pad), labels.shape
        near = np.any([differs(wide[1 + r : 1 + r + h, 1 + c : 1 + c + w], labels) for r, c in shifts], axis=0)
        return np.where(labels == 0, 0, np.where(near, 2, 1)).astype("uint8")

    return three_classes


FOUR = [(-1, 0), (1, 0), (0, -1), (0, 1)]
EIGHT = [*FOUR, (-1, -1), (-1, 1), (1, -1), (1, 1)]


def by_erosion(labels):
    classes = np.where(labels > 0, 2, 0).astype("uint8")
    for number in np.unique(labels[labels > 0]):
        classes[ndimage.binary_erosion(labels == number, border_value=1)] = 1
    return classes


def eroded(labels):
    classes = np.where(labels > 0, 2, 0).astype("uint8")
    for number in np.unique(labels[labels > 0]):
        classes[ndimage.binary_erosion(labels == number)] = 1
    return classes


def numbered(inside=(1,), structure=None, least=0, gaps=False, given=True):
    """pieces with its parts to choose; least: how many pixels more than `smallest` a piece needs."""

    def pieces(classes, smallest):
        labels, number = ndimage.label(np.isin(classes, inside), structure)
        sizes = np.bincount(labels.ravel(), minlength=number + 1)
        kept = [n for n in range(1, number + 1) if sizes[n] >= smallest + least]
        result = np.zeros(classes.shape, int)
        for new, old in enumerate(kept, start=1):
            result[labels == old] = old if gaps else new
        return GOOD["give_back"](result, classes == 2) if given else result

    return pieces


def from_the_last(classes, smallest):
    labels = numbered()(classes, smallest)
    return np.where(labels > 0, labels.max() + 1 - labels, 0)


def hits(measure=lambda m, n: both(m, n) / either(m, n), least=0.5, strictly=True):
    def count(found, true):
        shares = [measure(found == m, true == n) for m in np.unique(found[found > 0])
                  for n in np.unique(true[(found == m) & (true > 0)])]  # fmt: skip
        return sum(one > least or (one == least and not strictly) for one in shares)

    return count


def rates(count, nothing=1.0, of=lambda labels: len(np.unique(labels[labels > 0]))):
    def precision_recall(found, true):
        return tuple(count(found, true) / of(part) if of(part) else nothing for part in (found, true))

    return precision_recall


@pytest.mark.parametrize(
    "name, answer",
    [
        ("otsu", best(lambda dark, light: -round(within(dark, light), 6))),
        ("otsu", never_asks),
        ("three_classes", by_erosion),
        ("three_classes", border(FOUR)),
        ("pieces", numbered()),
        ("pieces", from_the_last),
        ("precision_recall", rates(hits())),
        ("precision_recall", lambda found, true: np.array(rates(hits())(found, true))),
    ],
)
@pytest.mark.filterwarnings("ignore:Mean of empty slice")
def test_a_right_answer_of_another_kind_passes(name, answer):
    getattr(check, name)(answer)


@pytest.mark.parametrize(
    "name, wrong, hint",
    [
        ("otsu", lambda p: best(between)(p) - 1, "One too small"),
        ("otsu", lambda p: best(between)(p) + 1, "One too large"),
        ("otsu", lambda p: p.mean(), "the mean of the picture"),
        ("otsu", lambda p: np.median(p), "the median"),
        ("otsu", lambda p: 128, "whatever comes"),
        ("otsu", lambda p: (int(p.min()) + int(p.max())) // 2, "the middle between"),
        ("otsu", best(between, keep=min), "the *largest* is asked for"),
        ("otsu", best(lambda d, s: (s.mean() - d.mean()) ** 2), "sizes of the groups count"),
        ("otsu", best(lambda d, s: len(d) * len(s) * (s.mean() - d.mean())), "is squared"),
        ("otsu", best(lambda d, s: len(d) * len(s)), "their means count too"),
        ("otsu", best(between, keep=lambda s, key: max(sorted(s, reverse=True), key=key)), "keeps the first"),
        ("otsu", best(between, keep=lambda s, key: s[max(s, key=key)]), "how large the value becomes"),
        ("otsu", best(between, keep=lambda s, key: next(iter(s))), "inside the loop"),
        ("otsu", lambda p: best(between)(p) / 255, "not divided by 255"),
        ("otsu", lambda p: p >= best(between)(p), "the threshold alone"),
        ("three_classes", border(EIGHT), "over the corners"),
        ("three_classes", border(FOUR, "constant"), 'mode="edge"'),
        ("three_classes", eroded, "border_value=1 says"),
        ("three_classes", border(FOUR, "wrap"), "np.roll goes round"),
        ("three_classes", border(FOUR[:2]), "All four neighbours"),
        ("three_classes", border(FOUR, differs=lambda other, own: other == 0), "Where two nuclei touch"),
        ("three_classes", border(FOUR, differs=lambda other, own: (other > 0) & (other != own)), "the background a"),
        ("three_classes", border(FOUR, differs=np.less), "both get a border"),
        ("three_classes", lambda n: (n > 0).astype("uint8"), "its border is 2"),
        ("three_classes", lambda n: np.array([0, 2, 1])[border(FOUR)(n)], "swapped"),
        ("three_classes", lambda n: np.eye(3)[border(FOUR)(n)], "One number for each pixel"),
        ("three_classes", lambda n: border(FOUR)(n) * 1.0, "One byte a pixel"),
        ("three_classes", lambda n: border(FOUR)(n).astype(int), "One byte a pixel"),
        ("pieces", numbered(structure=np.ones((3, 3))), "not over their corners"),
        ("pieces", numbered(inside=(1, 2)), "touching nuclei are one"),
        ("pieces", numbered(inside=(2,)), "those are the borders"),
        ("pieces", numbered(least=1), "just as many stay"),
        ("pieces", numbered(least=-1000), "Small pieces are kept"),
        ("pieces", numbered(gaps=True), "have gaps"),
        ("pieces", numbered(given=False), "The border is not given back"),
        ("pieces", lambda c, smallest: numbered()(c, 10), "10 is written in"),
        ("pieces", lambda c, smallest: numbered()(c, smallest).max(), "how many there are"),
        ("pieces", lambda c, smallest: ndimage.label(c == 1), "Only one result"),
        ("pieces", lambda c, smallest: numbered()(c, smallest).astype(float), "whole numbers"),
        ("precision_recall", rates(hits(strictly=False)), "one half itself is no hit"),
        ("precision_recall", rates(lambda f, t: sum(GOOD["iou"](f == n, t == n) > 0.5 for n in np.unique(f[f > 0]))),
         "only names"),
        ("precision_recall", rates(lambda f, t: len({*f[f > 0].tolist()} & {*t[t > 0].tolist()})), "only names"),
        ("precision_recall", rates(lambda f, t: both(f == t, f > 0), of=np.count_nonzero), "only names"),
        ("precision_recall", rates(hits(least=0)), "A touch is not enough"),
        ("precision_recall", rates(hits(lambda m, n: 2 * both(m, n) / total(m, n))), "That is Dice"),
        ("precision_recall", rates(hits(lambda m, n: both(m, n) / n.sum())), "by the nucleus alone"),
        ("precision_recall", rates(hits(lambda m, n: both(m, n) / m.sum())), "by the piece alone"),
        ("precision_recall", rates(hits(), nothing=0.0), "Ask before dividing"),
        ("precision_recall", rates(hits(), of=lambda labels: int(labels.max())), "may have gaps"),
        ("precision_recall", lambda f, t: rates(hits())(f, t)[::-1], "precision, then recall"),
        ("precision_recall", lambda f, t: (hits()(f, t),) * 2, "divide by the pieces"),
        ("precision_recall", lambda f, t: rates(lambda f, t: both(f > 0, t > 0), of=np.count_nonzero)(f, t),
         "shares of pixels"),
    ],
)  # fmt: skip
def test_a_known_mistake_gets_its_hint(name, wrong, hint):
    assert hint in hand_in(getattr(check, name), wrong)


# The U-Net


def unet(up=None, join=None, keep_late=False, second=True, end=None, start=None, order=-1, bottom=None):
    """build_unet with its parts to choose."""

    def build_unet(filters, n_classes, channels=3):
        inputs = start(channels) if start else keras.Input((None, None, channels))
        x, bridges = layers.Rescaling(1 / 255)(inputs), []
        for n in filters[:-1]:
            x = GOOD["convolutions"](x, n)
            bridge, x = x, layers.MaxPooling2D(2)(x)
            bridges.append(x if keep_late else bridge)
        x = GOOD["convolutions"](x, filters[-1])
        x = bottom(x) if bottom else x
        for n in filters[-2::-1]:
            x = up(n)(x) if up else layers.Conv2DTranspose(n, 2, strides=2)(x)
            x = join(bridges.pop(order), x) if join else layers.Concatenate()([bridges.pop(order), x])
            x = GOOD["convolutions"](x, n) if second else x
        return keras.Model(inputs, end(n_classes)(x) if end else layers.Conv2D(n_classes, 1, activation="softmax")(x))

    return build_unet


def descending(filters, n_classes, channels=3):
    """A U-Net that calls itself for what lies below."""

    def level(x, rest):
        x = GOOD["convolutions"](x, rest[0])
        if not rest[1:]:
            return x
        up = layers.Conv2DTranspose(rest[0], 2, strides=2)(level(layers.MaxPooling2D()(x), rest[1:]))
        return GOOD["convolutions"](keras.ops.concatenate([x, up], axis=-1), rest[0])

    inputs = keras.Input((None, None, channels), dtype="uint8")
    scores = layers.Conv2D(n_classes, 1)(level(layers.Rescaling(1 / 255)(inputs), filters))
    return keras.Model(inputs, layers.Softmax()(scores))


@pytest.mark.parametrize("answer", [descending, unet(join=lambda bridge, x: layers.Concatenate()([x, bridge]))])
def test_the_network_built_in_another_way_passes(answer):
    check.build_unet(answer)


ALWAYS_THE_SAME = GOOD["build_unet"]((4, 6, 9), 3)


@pytest.mark.parametrize(
    "wrong, hint",
    [
        (unet(join=lambda bridge, x: x), "Concatenate is missing"),
        (unet(join=lambda bridge, x: layers.Add()([bridge, x])), "where Concatenate is asked for"),
        (unet(join=lambda bridge, x: layers.Concatenate(axis=1)([bridge, x])), "as high and wide as the picture"),
        (unet(join=lambda bridge, x: layers.Concatenate()(bridge, x)), "stand in one list"),
        (unet(keep_late=True), "keep the bridge *before* pooling"),
        (unet(order=0), "take the last first"),
        (unet(bottom=lambda x: layers.MaxPooling2D(2)(x)), "The bottom is not pooled"),
        (unet(up=lambda n: layers.UpSampling2D()), "where Conv2DTranspose"),
        (unet(up=lambda n: layers.Conv2DTranspose(n, 2)), "strides=2"),
        (unet(up=lambda n: layers.Conv2DTranspose(n, 3, strides=2, padding="same")), "kernel size is 3"),
        (unet(second=False), "are missing behind Concatenate"),
        (unet(end=lambda n: layers.Conv2D(n, 1)), "softmax is missing"),
        (unet(end=lambda n: layers.Conv2D(n, 1, activation="sigmoid")), "softmax is asked for"),
        (unet(end=lambda n: layers.Conv2D(3, 1, activation="softmax")), "one filter for each class"),
        (unet(start=lambda channels: keras.Input((64, 64, channels))), "Any size"),
        (lambda filters, n_classes, channels=3: unet()((4, 6, 9), n_classes, channels), "`filters` is handed in and n"),
        (lambda filters, n_classes, channels=3: unet()(filters, n_classes), "`channels` is handed in"),
        (lambda *sizes: GOOD["build_unet"](*sizes).layers, "Return keras.Model"),
        (lambda *sizes: ALWAYS_THE_SAME, "inside the function"),
    ],
)
def test_a_wrong_network_gets_its_hint(wrong, hint):
    assert hint in hand_in(check.build_unet, wrong)


# Augment


def changed(mirror_both=True, turn_both=True, places=1, mirrors=2, turns=(0, 1, 2, 3), after=lambda p, c: (p, c)):
    """augment with its parts to choose; places: how many more the corner has than fit beside the cut."""

    def augment(picture, classes, size, random):
        top, left = (random.integers(max(1, length - size + places)) for length in classes.shape)
        picture, classes = (part[top : top + size, left : left + size] for part in (picture, classes))
        if random.integers(mirrors) == 0:
            picture, classes = picture[:, ::-1], classes[:, ::-1] if mirror_both else classes
        turn = random.choice(turns)
        return after(np.rot90(picture, turn), np.rot90(classes, turn) if turn_both else classes)

    return augment


def places_first(picture, classes, size, random):
    """Augments the numbers of the pixels, and then takes them from both."""
    places = np.arange(classes.size).reshape(classes.shape)
    top, left = random.integers(np.subtract(classes.shape, size) + 1)
    places, way = places[top : top + size, left : left + size], random.integers(8)
    places = np.rot90(places.T if way > 3 else places, way)
    return [picture.reshape(classes.size, -1)[places], classes.ravel()[places]]


@pytest.mark.parametrize("answer", [changed(), places_first, lambda *given: changed()(*given)])
def test_an_augmentation_of_another_kind_passes(answer):
    check.augment(answer)


def in_place(picture, classes, size, random):
    picture[:] = picture[:, ::-1].copy()
    return changed()(picture, classes, size, random)


def drawn_twice(picture, classes, size, random):
    return changed()(picture, classes, size, random)[0], changed()(picture, classes, size, random)[1]


def of_its_own(picture, classes, size, random):
    random = np.random.default_rng(3)
    return changed()(picture, classes, size, random)


def along_the_diagonal(picture, classes, size, random):
    corner = random.integers(min(classes.shape) - size + 1)
    picture, classes = (part[corner : corner + size, corner : corner + size] for part in (picture, classes))
    return changed()(picture, classes, size, random)


@pytest.mark.parametrize(
    "wrong, hint",
    [
        (changed(mirror_both=False, turn_both=False), "neither turned nor mirrored"),
        (changed(turn_both=False), "The classes are mirrored, and not turned"),
        (changed(mirror_both=False), "The classes are turned, and not mirrored"),
        (changed(turns=(0,), after=lambda p, c: (p, np.rot90(c))), "The picture is mirrored, and not turned"),
        (changed(after=lambda p, c: (p, np.rot90(c))), "the same steps, in the same order"),
        (changed(after=lambda p, c: (p, c[:, ::-1])), "mirrored where the picture is not"),
        (drawn_twice, "Draw the place once"),
        (changed(turns=(0,)), "never turned"),
        (changed(turns=(0, 2)), "turns by 0 and 2 quarters"),
        (changed(turns=(0, 1, 2)), "3 quarter turns never come"),
        (changed(turns=(1, 2, 3)), "Not turned belongs to it"),
        (changed(turns=(0, 0, 0, 0, 0, 0, 1, 2, 3)), "each as often"),
        (changed(mirrors=1), "always mirrored"),
        (changed(mirrors=1, after=lambda p, c: (p[:, ::-1], c[:, ::-1])), "never mirrored"),
        (changed(mirrors=8), "below 0.5 so often"),
        (changed(places=0), "so + 1"),
        (changed(places=2), "wholly inside"),
        (along_the_diagonal, "Two numbers for each corner"),
        (in_place, "what was handed in changed"),
        (of_its_own, "All chance comes from `random`"),
        (lambda p, c, size, random: (p[:size, :size], c[:size, :size]), "Take all chance from `random`"),
        (changed(after=lambda p, c: (p / 255, c)), "0 to 255"),
        (changed(after=lambda p, c: (p, c / 2)), "nothing is divided"),
        (changed(after=lambda p, c: (p, c > 0)), "keep their numbers"),
        (changed(after=lambda p, c: (p[..., ::-1], c)), "its colours"),
        (changed(after=lambda p, c: (p, p[..., 1])), "a channel of the picture"),
        (changed(after=lambda p, c: (c, p)), "swapped"),
        (changed(after=lambda p, c: p), "Return both"),
        (changed(after=lambda p, c: (p[None], c[None])), "no axis in front"),
        (changed(after=lambda p, c: (p, c[..., None])), "no axis of channels"),
        (changed(after=lambda p, c: (p[..., 0], c)), "keeps its channels"),
        (changed(after=lambda p, c: (p, None)), "None"),
        (changed(after=lambda p, c: (p.T, c.T)), "The axes have changed places"),
        (lambda p, c, size, random: (p, c), "Nothing is cut"),
        (changed(after=lambda p, c: (np.roll(p, 1, axis=0), c)), "no resizing"),
        (changed(after=lambda p, c: (p, np.roll(c, 1, axis=0))), "no resizing"),
    ],
)
def test_a_wrong_augmentation_gets_its_hint(wrong, hint):
    assert hint in hand_in(check.augment, wrong)


# A mask that lies


@pytest.mark.parametrize("cause", ["b", "B", " (b) "])
def test_a_mended_training_passes(cause):
    check.stays_poor(cause, GOOD["augment"], 0.8, 0.3)


@pytest.mark.parametrize(
    "cause, mended, iou, hint",
    [
        ("a", changed(), 0.8, "as many pixels of ground"),
        ("c", changed(), 0.8, "Cuts of this size are enough"),
        ("d", changed(), 0.8, "learning rate is that"),
        (None, changed(), 0.8, "The letter alone"),
        ("b", stub, 0.8, "Replace the line"),
        ("b", own_exception, 0.8, "KeyError"),
        ("b", GOOD["colleagues_augment"], 0.8, "its colours"),
        ("b", changed(turns=(0,)), 0.8, "never turned"),
        ("b", changed(), 0.32, "Run the cell above again"),
        ("b", changed(), None, "one number"),
    ],
)
def test_a_training_that_is_not_mended_gets_a_hint(cause, mended, iou, hint):
    assert hint in hand_in(check.stays_poor, cause, mended, iou, 0.3)
