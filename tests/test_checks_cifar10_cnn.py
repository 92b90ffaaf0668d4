"""Lesson 4: each check passes the solution and rights of another kind, and names the mistake in what is wrong."""

from types import SimpleNamespace

import keras
import numpy as np
import pytest
from answers import ALWAYS_WRONG, hand_in, own_exception, solutions, stub
from keras import layers
from numpy.lib.stride_tricks import sliding_window_view

from workshop.checks import cifar10_cnn as check

GOOD = solutions("04_cifar10_cnn")
ONE_FUNCTION = [
    "convolve",
    "convolve_channels",
    "max_pool",
    "count_convolution",
    "build_cnn",
    "augment",
    "residual_block",
]


@pytest.mark.parametrize("name", ONE_FUNCTION)
def test_the_solution_passes(name, capsys):
    getattr(check, name)(GOOD[name])
    assert capsys.readouterr().out.startswith("✓ 4.")


@pytest.mark.parametrize("name", ONE_FUNCTION)
@pytest.mark.parametrize("wrong, says", ALWAYS_WRONG)
def test_what_is_wrong_everywhere_is_told_apart(name, wrong, says):
    if name == "build_cnn" and says == "TypeError":
        says = "a Keras model"  # build_cnn takes no arguments, so a function of none is called and gives 1
    assert says in hand_in(getattr(check, name), wrong)


def by_windows(image, kernel):
    return np.einsum("rcij,ij->rc", sliding_window_view(image, kernel.shape), kernel)


def by_keras(image, kernel):
    image = image.astype("float32")[None, :, :, None]
    return keras.ops.conv(image, kernel.astype("float32")[:, :, None, None])[0, :, :, 0]


def over_channels(picture, kernels, bias):
    return np.einsum("rcnij,ijn->rc", sliding_window_view(picture, kernels.shape[:2], axis=(0, 1)), kernels) + bias


def channel_by_channel(join):
    def convolve_channels(picture, kernels, bias):
        return join([by_windows(picture[..., n], kernels[..., n]) for n in range(picture.shape[2])], bias)

    return convolve_channels


def pool_by_reshaping(maps, size=2):
    height, width = (length // size * size for length in maps.shape[:2])
    windows = maps[:height, :width].reshape(height // size, size, width // size, size, -1)
    return windows.max(axis=(1, 3))


def cut_by_windows(images, random):
    corner = random.integers(5, size=(2, len(images)))
    cuts = sliding_window_view(images, (28, 28), axis=(1, 2))[np.arange(len(images)), corner[0], corner[1]]
    mirrored = random.integers(2, size=len(images)).astype(bool)
    cuts = cuts.transpose(0, 2, 3, 1).copy()
    cuts[mirrored] = np.flip(cuts[mirrored], axis=2)
    return cuts


@pytest.mark.parametrize(
    "name, answer",
    [
        ("convolve", by_windows),
        ("convolve", by_keras),
        ("convolve_channels", over_channels),
        ("convolve_channels", channel_by_channel(lambda maps, bias: sum(maps, bias))),
        ("max_pool", pool_by_reshaping),
        ("count_convolution", lambda h, w, c, f, s: [(s**2 * c + 1) * f, h * w * s**2 * c * f]),
        ("count_convolution", lambda h, w, c, f, s: np.array([(s**2 * c + 1) * f, h * w * s**2 * c * f])),
        ("augment", cut_by_windows),
    ],
)
def test_a_right_answer_of_another_kind_passes(name, answer):
    getattr(check, name)(answer)


def with_border(image, kernel):
    return by_windows(np.pad(image, ((0, kernel.shape[0] - 1), (0, kernel.shape[1] - 1))), kernel)


def one_too_short(image, kernel):
    feature_map = np.zeros(np.subtract(image.shape, kernel.shape) + 1)
    feature_map[:-1, :-1] = by_windows(image, kernel)[:-1, :-1]
    return feature_map


def square_only(image, kernel):
    size = kernel.shape[0]
    return by_windows(image, np.pad(kernel, ((0, 0), (0, max(0, size - kernel.shape[1]))))[:, :size])


def from_zeros(maps, size=2):
    return np.maximum(pool_by_reshaping(maps, size), 0)


def pooled(reduce):
    def pool(maps, size=2):
        height, width = (length // size * size for length in maps.shape[:2])
        return reduce(maps[:height, :width].reshape(height // size, size, width // size, size, -1), axis=(1, 3))

    return pool


def overlapping(maps, size=2):
    return sliding_window_view(maps, (size, size), axis=(0, 1)).max(axis=(3, 4))


def count(parameters, work):
    return lambda h, w, c, f, s: (parameters(h, w, c, f, s), work(h, w, c, f, s))


def good_parameters(h, w, c, f, s):
    return s * s * c * f + f


def good_work(h, w, c, f, s):
    return s * s * c * f * h * w


def cut(change):
    """augment by loops; `change` gets one picture and a generator and returns what is cut out."""

    def augment(images, random):
        return np.stack([change(image, random) for image in images])

    return augment


def any_cut(image, random, places=5):
    top, left = random.integers(0, places, size=2)
    return image[top : top + 28, left : left + 28]


def in_turn(images, random):
    cuts = [any_cut(image, random) for image in images]
    return np.stack([picture[:, ::-1] if number % 2 else picture for number, picture in enumerate(cuts)])


def keeps_the_rest(maps, size=2):
    height, width = (-(-length // size) * size for length in maps.shape[:2])
    padded = np.pad(maps, ((0, height - maps.shape[0]), (0, width - maps.shape[1]), (0, 0)), mode="edge")
    return pool_by_reshaping(padded, size)


def from_the_picture(image, kernel):
    feature_map = np.zeros_like(image[: image.shape[0] - kernel.shape[0] + 1, : image.shape[1] - kernel.shape[1] + 1])
    feature_map[:] = by_windows(image, kernel)
    return feature_map


def mirrored_at_times(picture, random):
    return picture[:, ::-1] if random.random() < 0.5 else picture


@pytest.mark.parametrize(
    "name, wrong, hint",
    [
        ("convolve", lambda i, k: by_windows(i, k[::-1, ::-1]), "turned round"),
        ("convolve", lambda i, k: by_windows(i, k.T), "swapped"),
        ("convolve", with_border, "keeps the picture's size"),
        ("convolve", lambda i, k: by_windows(np.pad(i, 1), k), "hang over the edge"),
        ("convolve", lambda i, k: by_windows(i, k)[:-1, :-1], "are missing"),
        ("convolve", one_too_short, "one too short"),
        ("convolve", lambda i, k: by_windows(i, k) / k.size, "mean of the products"),
        ("convolve", lambda i, k: sliding_window_view(i, k.shape) * k, "np.sum"),
        ("convolve", lambda i, k: np.sum(i[: k.shape[0], : k.shape[1]] * k), "fill a whole map"),
        ("convolve", lambda i, k: by_windows(i, np.ones_like(k)), "numbers are missing"),
        ("convolve", lambda i, k: (sliding_window_view(i, k.shape) @ k).sum(axis=(2, 3)), "matrix product"),
        ("convolve", lambda i, k: by_windows(i, k).tolist(), "np.array"),
        ("convolve", lambda i, k: by_windows(i, k[:, :2]), "need not be square"),
        ("convolve_channels", channel_by_channel(lambda maps, bias: sum(m + bias for m in maps)), "for each channel"),
        ("convolve_channels", channel_by_channel(lambda maps, bias: sum(maps)), "bias is missing"),
        ("convolve_channels", channel_by_channel(lambda maps, bias: sum(maps) * bias), "not multiplied"),
        ("convolve_channels", channel_by_channel(lambda maps, bias: maps[-1] + bias), "forget the sum"),
        ("convolve_channels", channel_by_channel(lambda maps, bias: maps[0] + bias), "inside the loop"),
        ("convolve_channels", channel_by_channel(lambda maps, bias: np.mean(maps, axis=0) + bias), "the mean of"),
        ("convolve_channels", channel_by_channel(lambda maps, bias: np.max(maps, axis=0) + bias), "the largest of"),
        ("convolve_channels", channel_by_channel(lambda maps, bias: np.array(maps) + bias), "One map comes out"),
        ("convolve_channels", channel_by_channel(lambda maps, bias: np.stack(maps, 2) + bias), "One map comes out"),
        ("convolve_channels", lambda x, k, b: over_channels(x, k[..., ::-1], b), "has its own kernel"),
        ("convolve_channels", lambda x, k, b: over_channels(x, k[..., :1] + 0 * k, b), "has its own kernel"),
        ("convolve_channels", lambda x, k, b: by_windows(x.sum(2), k.sum(2)) + b, "Convolve first"),
        ("convolve_channels", lambda x, k, b: over_channels(x + b, k, 0), "behind the sum"),
        ("convolve_channels", lambda x, k, b: over_channels(x[..., [0, 1, 2]], k[..., :3], b), "how many"),
        ("max_pool", pooled(np.mean), "the mean of each window"),
        ("max_pool", pooled(np.min), "the smallest"),
        ("max_pool", pooled(np.sum), "the sum of each window"),
        ("max_pool", from_zeros, "below 0"),
        ("max_pool", overlapping, "overlap"),
        ("max_pool", lambda m, size=2: m[::size, ::size], "upper left pixel"),
        ("max_pool", lambda m, size=2: pool_by_reshaping(m, size).max(axis=2), "channels are gone"),
        ("max_pool", lambda m, size=2: pool_by_reshaping(m, size).max(axis=2, keepdims=True), "channels are gone"),
        ("max_pool", lambda m, size=2: m.max(axis=(0, 1)), "has its own"),
        ("max_pool", lambda m, size=2: pool_by_reshaping(m, size).max(axis=2, keepdims=True) * np.ones(m.shape[2]),
         "over the channels too"),
        ("max_pool", lambda m, size=2: pool_by_reshaping(m, 2), "not 2"),
        ("max_pool", keeps_the_rest, "left over"),
        ("convolve", from_the_picture, "fractions"),
        ("count_convolution", count(good_parameters, lambda *sizes: good_work(*sizes) / 7), "whole numbers"),
        ("count_convolution", count(lambda h, w, c, f, s: s * s * c * f, good_work), "biases are missing"),
        ("count_convolution", count(lambda h, w, c, f, s: s * s * c * f + 1, good_work), "not the whole layer"),
        ("count_convolution", count(lambda h, w, c, f, s: s * s * f + f, good_work), "all channels"),
        ("count_convolution", count(lambda h, w, c, f, s: s * s * c * f * h * w + f, good_work), "do not matter"),
        ("count_convolution", count(lambda h, w, c, f, s: s * s * c + 1, good_work), "one filter"),
        ("count_convolution", count(good_parameters, lambda *sizes: good_parameters(*sizes) * sizes[0] * sizes[1]),
         "added, not multiplied"),
        ("count_convolution", count(good_parameters, lambda h, w, c, f, s: s * s * c * f), "at one place"),
        ("count_convolution", count(good_parameters, lambda h, w, c, f, s: s * s * f * h * w), "all channels"),
        ("count_convolution", count(good_parameters,
                                    lambda h, w, c, f, s: s * s * c * f * (h - s + 1) * (w - s + 1)), "padding"),
        ("count_convolution", good_parameters, "parameters, multiplications"),
        ("augment", lambda images, random: images, "Cut 28 x 28"),
        ("augment", lambda images, random: images[:, 2:30, 2:30], "No picture is mirrored"),
        ("augment", lambda images, random: cut_by_windows(images, random) / 255, "Whole numbers"),
        ("augment", cut(any_cut), "No picture is mirrored"),
        ("augment", cut(lambda i, r: any_cut(i, r)[:, ::-1]), "Every picture is mirrored"),
        ("augment", in_turn, "in turn"),
        ("augment", cut(lambda i, r: any_cut(i, r)[::-1] if r.random() < 0.5 else any_cut(i, r)), "ship"),
        ("augment", cut(lambda i, r: mirrored_at_times(i[2:30, 2:30], r)), "inside the loop"),
        ("augment", cut(lambda i, r: mirrored_at_times(any_cut(i, r, 4), r)), "upper end"),
        ("augment", cut(lambda i, r: mirrored_at_times(any_cut(i, np.random.default_rng()), r)), "generator handed in"),
        ("augment", lambda images, random: cut_by_windows(random.permutation(images), random), "Picture 5"),
        ("augment", cut(lambda i, r: mirrored_at_times(i[(k := r.integers(5)) : k + 28, k : k + 28], r)),
         "Two numbers"),
    ],
)  # fmt: skip
def test_a_known_mistake_gets_its_hint(name, wrong, hint):
    assert hint in hand_in(getattr(check, name), wrong)


def block(filters, stride=1, normalise=True):
    made = [layers.Conv2D(filters, 3, strides=stride, padding="same", use_bias=not normalise)]
    return made + ([layers.BatchNormalization()] if normalise else []) + [layers.ReLU()]


def cnn(
    start=None,
    first=None,
    pool=layers.MaxPooling2D,
    filters=(32, 64, 128, 128),
    end=None,
    last="softmax",
    normalise=True,
):
    return keras.Sequential(
        [
            *(start or [keras.Input((28, 28, 3)), layers.Rescaling(1 / 255)]),
            *(first or block(filters[0], 2, normalise)),
            *block(filters[1], normalise=normalise),
            pool(),
            *block(filters[2], normalise=normalise),
            pool(),
            *block(filters[3], normalise=normalise),
            *(end if end is not None else [layers.GlobalAveragePooling2D()]),
            layers.Dense(10, activation=last),
        ]
    )


def functional():
    inputs = keras.Input((28, 28, 3), dtype="uint8")
    x = layers.Rescaling(1.0 / 255)(inputs)
    for filters, stride, pool in [(32, 2, False), (64, 1, True), (128, 1, True), (128, 1, False)]:
        x = layers.Conv2D(filters, (3, 3), strides=stride, padding="same", use_bias=False)(x)
        x = layers.Activation("relu")(layers.BatchNormalization()(x))
        x = layers.MaxPooling2D((2, 2))(x) if pool else x
    x = layers.Dense(10)(layers.GlobalAveragePooling2D()(x))
    return keras.Model(inputs, layers.Softmax()(x))


@pytest.mark.parametrize("answer", [functional, cnn])
def test_the_network_built_in_another_way_passes(answer):
    check.build_cnn(answer)


ALWAYS_THE_SAME = cnn()


@pytest.mark.parametrize(
    "wrong, hint",
    [
        (lambda: cnn(start=[keras.Input((28, 28, 3))]), "Rescaling"),
        (lambda: cnn(start=[keras.Input((32, 32, 3)), layers.Rescaling(1 / 255)]), "shape=(28, 28, 3)"),
        (lambda: cnn(end=[]), "GlobalAveragePooling2D is missing"),
        (lambda: cnn(end=[layers.Flatten()]), "GlobalAveragePooling2D"),
        (lambda: cnn(pool=layers.AveragePooling2D), "missing 1 required"),
        (lambda: cnn(pool=lambda: layers.AveragePooling2D(2)), "MaxPooling2D"),
        (lambda: cnn(first=block(32, 1)), "stride is 1; asked for is 2"),
        (lambda: cnn(filters=(32, 64, 128, 256)), "filters is 256; asked for is 128"),
        (lambda: cnn(pool=layers.ReLU), "MaxPooling2D"),
        (lambda: cnn(normalise=False), "BatchNormalization is missing"),
        (lambda: cnn(last=None), "softmax is missing"),
        (lambda: cnn(last="sigmoid"), "softmax is asked for"),
        (lambda: keras.Sequential([keras.Input((28, 28, 3)), *cnn().layers, layers.Softmax()]), "Softmax twice"),
        (lambda: ALWAYS_THE_SAME, "inside the function"),
        (
            lambda: keras.Sequential([keras.Input((28, 28, 3)), *cnn().layers[:-1], layers.Dense(1)]),
            "one neuron per class",
        ),
        (lambda: cnn().layers, "keras.Sequential"),
        (lambda: keras.Sequential([keras.Input((28, 28, 3)), GOOD["convolution_block"](32)]), "A star unpacks"),
    ],
)
def test_a_wrong_network_gets_its_hint(wrong, hint):
    assert hint in hand_in(check.build_cnn, wrong)


def residual(
    join=layers.Add,
    adapt=True,
    last=True,
    convolutions=2,
    normalise=True,
    padding="same",
    late=False,
    relus=(True, False),
):
    def build(x, filters):
        shortcut = layers.Conv2D(filters, 1)(x) if adapt and x.shape[-1] != filters else x
        y = x
        for number in range(convolutions):
            y = layers.Conv2D(filters, 3, padding=padding, use_bias=False)(y)
            y = layers.BatchNormalization()(y) if normalise else y
            y = layers.ReLU()(y) if relus[number] else y
        if late:
            return layers.Add()([layers.ReLU()(y), shortcut])
        y = join()([shortcut, y]) if join else y
        return layers.ReLU()(y) if last else y

    return build


def with_operators(x, filters):
    y = layers.Conv2D(filters, 3, padding="same")(x)
    y = layers.Activation("relu")(layers.BatchNormalization()(y))
    y = layers.BatchNormalization()(layers.Conv2D(filters, 3, padding="same")(y))
    if x.shape[-1] != filters:
        x = layers.BatchNormalization()(layers.Conv2D(filters, 1)(x))
    return keras.ops.relu(x + y)


@pytest.mark.parametrize("answer", [residual(), with_operators])
def test_a_residual_block_written_in_another_way_passes(answer):
    check.residual_block(answer)


@pytest.mark.parametrize(
    "wrong, hint",
    [
        (residual(join=None), "Add is missing"),
        (residual(join=layers.Concatenate), "side by side"),
        (residual(adapt=False), "a convolution of size 1"),
        (residual(last=False), "ReLU is missing behind Add"),
        (residual(late=True), "belongs behind Add"),
        (residual(convolutions=1), "Two of 3 x 3 in the correction"),
        (residual(relus=(False, False)), "ReLU is missing behind BatchNormalization"),
        (residual(relus=(True, True)), "ReLU is not asked for behind BatchNormalization"),
        (residual(padding="valid"), "the same height and width"),
        (residual(normalise=False), "BatchNormalization is missing behind Conv2D"),
        (residual(padding="valid", join=None), "padding that keeps them"),
        (lambda x, filters: layers.ReLU(), "Call layers on x"),
    ],
)
def test_a_wrong_residual_block_gets_its_hint(wrong, hint):
    assert hint in hand_in(check.residual_block, wrong)


MENDED = [GOOD["mended_end"], GOOD["mended_depth"], GOOD["mended_sum"]]


def instead(place, answer):
    return [answer if number == place else mended for number, mended in enumerate(MENDED)]


def pooled_end():
    return keras.Sequential(
        [keras.Input((28, 28, 3)), layers.Rescaling(1 / 255), layers.Conv2D(16, 3, activation="relu"),
         layers.GlobalAveragePooling2D(), layers.Dense(10, activation="softmax")]
    )  # fmt: skip


def sum_with_a_plus():
    inputs = keras.Input((28, 28, 3))
    x = layers.Conv2D(16, 3, padding="same", activation="relu")(layers.Rescaling(1 / 255)(inputs))
    x = x + layers.Conv2D(16, 3, padding="same", activation="relu")(x)
    return keras.Model(inputs, layers.Dense(10, activation="softmax")(layers.GlobalAveragePooling2D()(x)))


def sum_with_small_convolution(join=layers.Add, last="softmax"):
    inputs = keras.Input((28, 28, 3))
    x = layers.Conv2D(16, 3, padding="same", activation="relu")(layers.Rescaling(1 / 255)(inputs))
    y = layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    x = join()([layers.Conv2D(32, 1)(x), y])
    return keras.Model(inputs, layers.Dense(10, activation=last)(layers.GlobalAveragePooling2D()(x)))


@pytest.mark.parametrize(
    "answers", [MENDED, instead(0, pooled_end), instead(2, sum_with_small_convolution), instead(2, sum_with_a_plus)]
)
def test_mended_networks_pass(answers):
    check.mended_shapes(*answers)


@pytest.mark.parametrize(
    "place, wrong, hint",
    [
        (0, stub, "Replace the line"),
        (1, own_exception, "KeyError"),
        (2, lambda: None, "return"),
        (0, GOOD["broken_end"], "flatten the maps"),
        (1, GOOD["broken_depth"], "ValueError"),
        (2, GOOD["broken_sum"], "ValueError"),
        (1, pooled_end, "As many 3 x 3 convolutions"),
        (2, lambda: sum_with_small_convolution(layers.Concatenate), "Add is asked for"),
        (2, lambda: sum_with_small_convolution(last=None), "softmax is missing"),
        (0, lambda: 3, "Return the model"),
        (0, GOOD["build_lenet"], "mend the network"),
    ],
)
def test_a_network_that_is_not_mended_gets_a_hint(place, wrong, hint):
    assert hint in hand_in(check.mended_shapes, *instead(place, wrong))


def mix(x, y):
    order = np.random.default_rng(1).permutation(len(x))
    return x[order], y[order]


def test_a_mended_mix_passes():
    check.nothing_learnt("C", mix, 0.9)


@pytest.mark.parametrize(
    "cause, answer, accuracy, hint",
    [
        ("a", mix, 0.9, "lies still at ln 10"),
        ("b", mix, 0.9, "same network"),
        ("d", mix, 0.9, "five epochs are enough"),
        (3, mix, 0.9, "The letter alone"),
        ("c", stub, 0.9, "Replace the line"),
        ("c", lambda x, y: (mix(x, y)[0], y), 0.1, "labels still stand in their old order"),
        ("c", lambda x, y: (mix(x, y)[0], mix(x[::-1], y[::-1])[1]), 0.1, "Two orders"),
        ("c", lambda x, y: (x, y), 0.9, "still mix"),
        ("c", lambda x, y: mix(x, y)[0], 0.9, "Return both"),
        ("c", lambda x, y: (x[np.zeros(len(x), int)], y[np.zeros(len(x), int)]), 0.9, "every number once"),
        ("c", mix, 0.1, "Run the cell above again"),
    ],
)
def test_a_mix_that_is_not_mended_gets_a_hint(cause, answer, accuracy, hint):
    assert hint in hand_in(check.nothing_learnt, cause, answer, accuracy)


class Entry(keras.Model):
    """A stand-in for a network trained on labels: right on a share of the pictures, after some seconds."""

    input_shape = (None, 32, 32, 3)

    def __init__(self, labels, share, parameters=1000, seconds=1.0):
        super().__init__()
        self.labels, self.share, self.seconds = np.array(labels), share, seconds
        self.count_params = lambda: parameters

    def predict(self, x, **named):
        labels = self.labels[: len(x)]
        # Wrong by another number each time: no other way to number the classes makes them right.
        others = (labels + np.random.default_rng(0).integers(1, 10, len(x))) % 10
        answers = np.where(np.arange(len(x)) < self.share * len(x), labels, others)
        return np.eye(10)[answers]


TRAINED_BEFORE = keras.Sequential([keras.Input((32, 32, 3)), layers.Flatten(), layers.Dense(10)])
X, Y = np.zeros((200, 32, 32, 3), "uint8"), np.arange(200) % 10
PICTURES = SimpleNamespace(x_train=X, y_train=Y, x_test=X, y_test=Y, tier="full")


@pytest.fixture
def course_entry(monkeypatch):
    """The course's own entry needs 10 seconds and names half of the pictures; an entry needs what it says."""
    monkeypatch.setattr(check, "_course_entry", lambda x, y: Entry(y, 0.5, seconds=10.0))

    def timed(train, x, y):
        model = train(x, y)
        return model, getattr(model, "seconds", 1.0)

    monkeypatch.setattr(check, "_timed", timed)


@pytest.mark.parametrize(
    "tier, share, rank",
    [
        ("full", 0.485, "bronze"),
        ("full", 0.54, "bronze"),
        ("full", 0.56, "silver"),
        ("full", 0.61, "gold"),
        ("sample", 0.42, "bronze"),
        ("sample", 0.79, "bronze"),
        ("sample", 0.81, "silver"),
        ("sample", 1.0, "gold"),
    ],
)
def test_the_leader_board_ranks_an_entry_against_the_courses_own(course_entry, tier, share, rank, capsys):
    pictures = SimpleNamespace(**{**vars(PICTURES), "tier": tier})
    check.leader_board(lambda x, y: Entry(y, share, seconds=29.0), pictures)
    assert f"rank: {rank}" in capsys.readouterr().out


def test_an_untrained_network_wins_nothing_even_where_the_courses_entry_guesses(course_entry, monkeypatch):
    monkeypatch.setattr(check, "_course_entry", lambda x, y: Entry(y, 0.12, seconds=10.0))
    pictures = SimpleNamespace(**{**vars(PICTURES), "tier": "sample"})
    assert "more than guess" in hand_in(check.leader_board, lambda x, y: Entry(y, 0.11), pictures)


@pytest.mark.parametrize(
    "train, hint",
    [
        (stub, "Replace the line"),
        (lambda x, y: None, "None"),
        (lambda x, y: 3, "Return the trained model"),
        (lambda x, y: Entry(y, 0.9, parameters=100_001), "Fewer filters"),
        (lambda x, y: Entry(y, 0.9, seconds=30.1), "Fewer epochs"),
        (lambda x, y: Entry(y, 0.47), "trained to the end"),
        (lambda x, y: Entry(y, 0.15), "more than guess"),
        (lambda x, y: Entry(Y, 0.9), "Train on the x and y handed in"),
        (lambda x, y: TRAINED_BEFORE, "Build it anew inside the function"),
        (lambda x, y: keras.Sequential([keras.Input((28, 28, 3)), layers.Flatten(), layers.Dense(10)]), "32 x 32"),
        (
            lambda x, y: keras.Sequential(
                [keras.Input((28, 28, 3)), layers.GlobalAveragePooling2D(), layers.Dense(10)]
            ),
            "put the cutting inside",
        ),
        (lambda x, y: keras.Sequential([keras.Input((32, 32, 3)), layers.Flatten(), layers.Dense(3)]), "Ten outputs"),
    ],
)
def test_an_entry_that_does_not_meet_the_terms_is_told_why(course_entry, train, hint):
    assert hint in hand_in(check.leader_board, train, PICTURES)


def test_the_courses_entry_is_a_network_within_its_own_terms():
    assert check._course_entry(X, Y).count_params() <= check.PARAMETERS
