"""Lesson 6: each check passes the solution and rights of another kind, and names the mistake in what is wrong."""

import keras
import numpy as np
import pytest
from answers import ALWAYS_WRONG, hand_in, solutions, stub
from keras import layers

from workshop.checks import transfer_learning as check

GOOD = solutions("06_transfer_learning")
ONE_FUNCTION = ["with_preprocessing", "extract_features", "build_head", "choose", "unfreeze_top", "activation_map"]
RNG = np.random.default_rng


@pytest.mark.parametrize("name", ONE_FUNCTION)
def test_the_solution_passes(name, capsys):
    getattr(check, name)(GOOD[name])
    assert capsys.readouterr().out.startswith("✓ 6.")


@pytest.mark.parametrize("name", ONE_FUNCTION)
@pytest.mark.parametrize("wrong, says", ALWAYS_WRONG)
def test_what_is_wrong_everywhere_is_told_apart(name, wrong, says):
    assert says in hand_in(getattr(check, name), wrong)


def functional(backbone, low, high):
    inputs = keras.Input(shape=backbone.input_shape[1:])
    maps = backbone(keras.ops.cast(inputs, "float32") / 255 * (high - low) + low)
    return keras.Model(inputs, keras.ops.mean(maps, axis=(1, 2)))


def by_hand(model, pictures):
    parts = [model(pictures[start : start + 100], training=False) for start in range(0, len(pictures), 100)]
    return np.concatenate([keras.ops.convert_to_numpy(part) for part in parts])


def of_functions(n_features, n_classes):
    inputs = keras.Input(shape=(n_features,))
    held = {"kernel_regularizer": keras.regularizers.L1L2(l2=0.001)}
    return keras.Model(inputs, layers.Dense(n_classes, keras.activations.softmax, **held)(inputs))


def with_a_function_of_its_own(n_features, n_classes):
    regularizer = lambda weights: 0.001 * keras.ops.sum(keras.ops.square(weights))  # noqa: E731
    dense = layers.Dense(n_classes, activation="softmax", kernel_regularizer=regularizer)
    return keras.Sequential([keras.Input(shape=(n_features,)), dense])


def with_softmax_behind(n_features, n_classes):
    inputs = keras.Input(shape=(n_features,))
    scores = layers.Dense(n_classes, kernel_regularizer=keras.regularizers.L2(1e-3))(inputs)
    return keras.Model(inputs, layers.Softmax()(scores))


def with_dropout(n_features, n_classes):
    model = head()(n_features, n_classes)
    return keras.Sequential([keras.Input(shape=(n_features,)), layers.Dropout(0.2), *model.layers])


def by_sorting(y, n_each, random):
    mixed = random.permutation(len(y))
    return [int(place) for label in sorted(set(y)) for place in [p for p in mixed if y[p] == label][:n_each]]


def one_by_one(backbone, n_layers):
    backbone.trainable = True
    for place, layer in enumerate(backbone.layers):
        late = place >= len(backbone.layers) - n_layers
        layer.trainable = late and "BatchNorm" not in type(layer).__name__
    return backbone


@pytest.mark.parametrize(
    "name, answer",
    [
        ("with_preprocessing", functional),
        ("extract_features", by_hand),
        ("extract_features", lambda model, pictures: model.predict(pictures, verbose=0)),
        ("build_head", of_functions),
        ("choose", by_sorting),
        ("choose", lambda y, n, random: np.array(by_sorting(y, n, random))),
        ("unfreeze_top", one_by_one),
        ("activation_map", lambda maps, weights: np.einsum("rcf,f->rc", maps, weights)),
        ("activation_map", lambda maps, weights: (maps * weights).sum(axis=2)),
    ],
)
def test_a_right_answer_of_another_kind_passes(name, answer):
    getattr(check, name)(answer)


def preprocessed(scale=None, offset=None, pool=layers.GlobalAveragePooling2D, late=False, shape=None, body=True):
    """The right model with a change; scale and offset: functions of low and high, scale False: no scaling at all."""

    def build(backbone, low, high):
        factor = (high - low) / 255 if scale is None else scale and scale(low, high)
        scaling = [layers.Rescaling(factor, offset=low if offset is None else offset(low, high))] if factor else []
        middle = [*([backbone] if body else []), *([pool()] if pool else [])]
        parts = [*middle, *scaling] if late else [*scaling, *middle]
        return keras.Sequential([keras.Input(shape=shape or backbone.input_shape[1:]), *parts])

    return build


def with_lambda(backbone, low, high):
    scaling = layers.Lambda(lambda x: keras.ops.cast(x, "float32") / 255 * (high - low) + low)
    pool = layers.GlobalAveragePooling2D()
    return keras.Sequential([keras.Input(shape=backbone.input_shape[1:]), scaling, backbone, pool])


@pytest.mark.parametrize(
    "wrong, hint",
    [
        (preprocessed(scale=False), "Rescaling stands before it"),
        (preprocessed(lambda low, high: 1 / 255, lambda low, high: 0.0), "0 to 1"),
        (preprocessed(offset=lambda low, high: 0.0), "0 to 2"),
        (preprocessed(lambda low, high: 1 / 255), "-1 to 0"),
        (preprocessed(lambda low, high: 1.0, lambda low, high: -127.5), "how wide is it"),
        (preprocessed(offset=lambda low, high: 1.0), "wrong sign"),
        (preprocessed(lambda low, high: 1 / 127.5, lambda low, high: -1), "are written into the function"),
        (preprocessed(offset=lambda low, high: -1.0), "low itself is the offset"),
        (preprocessed(lambda low, high: 2 * high / 255), "low itself is the offset"),
        (with_lambda, "Lambda"),
        (preprocessed(late=True), "here it comes last"),
        (preprocessed(pool=layers.GlobalMaxPooling2D), "average them"),
        (preprocessed(pool=layers.Flatten), "keep every place"),
        (preprocessed(pool=None), "Maps come out"),
        (preprocessed(body=False), "backbone itself is missing"),
        (preprocessed(shape=(8, 8, 3)), "backbone.input_shape"),
        (lambda backbone, low, high: keras.Sequential([layers.Rescaling(2 / 255, offset=-1)]), "backbone.input_shape"),
        (lambda backbone, low, high: [backbone], "keras.Sequential"),
    ],
)
def test_preprocessing_that_is_wrong_gets_its_hint(wrong, hint):
    assert hint in hand_in(check.with_preprocessing, wrong)


@pytest.mark.parametrize(
    "low, high, hint",
    [
        (0, 255, "more than a hundred times"),
        (0, 1, "too narrow"),
        (1, -1, "not the direction"),
        (-1.1, 1, "three common ranges"),
        (0, 2, "does not say where it lies"),
        ("-1", "1", "Set both in the cell before"),
        (None, None, "Set both in the cell before"),
        (0.5, 1.0, "Set both in the cell before"),
    ],
)
def test_another_range_than_the_backbone_wants_gets_its_hint(low, high, hint):
    assert hint in hand_in(check.with_preprocessing, GOOD["with_preprocessing"], low, high)


def batches(change):
    def extract(model, pictures):
        parts = [pictures[start : start + 64] for start in range(0, len(pictures), 64)]
        return change(lambda part, **how: keras.ops.convert_to_numpy(model(part, **how)), parts)

    return extract


@pytest.mark.parametrize(
    "wrong, hint",
    [
        (batches(lambda see, parts: np.concatenate([see(part, training=True) for part in parts])), "training=True"),
        (batches(lambda see, parts: see(parts[0], training=False)), "Only one batch"),
        (batches(lambda see, parts: np.concatenate([see(part, training=False) for part in parts[:-1]])), "last batch"),
        (batches(lambda see, parts: [see(part, training=False) for part in parts]), "np.concatenate"),
        (
            batches(lambda see, parts: np.concatenate([see(part, training=False) for part in parts[::-1]])),
            "in another order",
        ),
        (lambda model, pictures: model(pictures, training=False), "in batches"),
        (lambda model, pictures: model.predict(pictures / 255, verbose=0), "scaling is inside"),
    ],
)
def test_features_that_are_wrong_get_their_hint(wrong, hint):
    assert hint in hand_in(check.extract_features, wrong)


def head(hidden=None, last="softmax", held=1e-3, extra=None, outputs=None, decay=keras.regularizers.L2):
    def build(n_features, n_classes):
        regularizer = decay(held) if held else None
        model = keras.Sequential([keras.Input(shape=(n_features,))])
        if hidden:
            model.add(layers.Dense(hidden, activation="relu"))
        model.add(layers.Dense(outputs or n_classes, activation=last, kernel_regularizer=regularizer))
        if extra:
            model.add(extra())
        return model

    return build


SAME = head()(7, 3)


@pytest.mark.parametrize(
    "wrong, hint",
    [
        (head(hidden=20), "ReLU are not asked for at the beginning"),
        (head(last=None), "softmax is missing"),
        (head(last="sigmoid"), "sigmoid stands behind Dense(3)"),
        (head(extra=layers.Softmax), "softmax is not asked for behind softmax"),
        (head(held=None), "is nothing; asked for is L2(0.001)"),
        (head(held=0.01), "is L2(0.01); asked for is L2(0.001)"),
        (head(decay=keras.regularizers.L1), "is L1(0.001); asked for is L2(0.001)"),
        (head(outputs=10), "One neuron for each kind"),
        (lambda n_features, n_classes: head()(n_classes, n_features), "n_features"),
        (lambda n_features, n_classes: SAME, "inside the function"),
        (with_softmax_behind, "Later cells read weights there"),
        (with_a_function_of_its_own, "does not travel"),
        (with_dropout, "Dropout is not asked for"),
    ],
)
def test_a_head_that_is_wrong_gets_its_hint(wrong, hint):
    assert hint in hand_in(check.build_head, wrong)


def of_each(draw):
    return lambda y, n, random: np.concatenate([draw(np.flatnonzero(y == label), n, random) for label in np.unique(y)])


@pytest.mark.parametrize(
    "wrong, hint",
    [
        (of_each(lambda places, n, random: random.choice(places, n)), "replace=False"),
        (of_each(lambda places, n, random: places[:n]), "not the first:"),
        (of_each(lambda places, n, random: np.random.choice(places, n, replace=False)), "the generator handed in"),
        (of_each(lambda places, n, random: random.choice(len(places), n, replace=False)), "in place of places in y"),
        (lambda y, n, random: y[of_each(lambda places, n, random: places[:n])(y, n, random)], "not what they are"),
        (lambda y, n, random: random.choice(len(y), n, replace=False), "5 of every class"),
        (lambda y, n, random: random.choice(len(y), 4 * n, replace=False), "each class by itself"),
        (lambda y, n, random: np.stack([np.flatnonzero(y == c)[:n] for c in np.unique(y)]), "one behind the other"),
    ],
)
def test_a_choice_that_is_wrong_gets_its_hint(wrong, hint):
    assert hint in hand_in(check.choose, wrong)


def free(of_whole, of_layer, hand_back=True):
    def unfreeze(backbone, n_layers):
        if of_whole is not None:
            backbone.trainable = of_whole
        for place, layer in enumerate(backbone.layers):
            late = place >= len(backbone.layers) - n_layers
            layer.trainable = of_layer(late, isinstance(layer, layers.BatchNormalization), place, n_layers)
        return backbone if hand_back else backbone.layers

    return unfreeze


def only_the_whole(backbone, n_layers):
    backbone.trainable = True
    return backbone


def whole_last(backbone, n_layers):
    return only_the_whole(free(None, lambda late, norm, place, n: late and not norm)(backbone, n_layers), n_layers)


def as_in_the_guide(backbone, n_layers):
    if not backbone.trainable:
        backbone.trainable = True
    for layer in backbone.layers[:-n_layers]:
        layer.trainable = False
    for layer in backbone.layers:
        layer.trainable = layer.trainable and not isinstance(layer, layers.BatchNormalization)
    return backbone


@pytest.mark.parametrize(
    "wrong, hint",
    [
        (as_in_the_guide, "What was frozen before stays frozen"),
        (free(None, lambda late, norm, place, n: late and not norm), "set the model's `trainable` first"),
        (free(True, lambda late, norm, place, n: late), "has to stay frozen"),
        (free(True, lambda late, norm, place, n: not norm), "first layers have to stay frozen"),
        (free(True, lambda late, norm, place, n: not late and not norm), "wrong way round"),
        (free(True, lambda late, norm, place, n: late and norm), "wrong way round"),
        (free(True, lambda late, norm, place, n: False), "Nothing learns"),
        (free(True, lambda late, norm, place, n: late and not norm, hand_back=False), "Give back the same backbone"),
        (only_the_whole, "Everything learns"),
        (whole_last, "Everything learns"),
    ],
)
def test_a_top_set_free_wrongly_gets_its_hint(wrong, hint):
    assert hint in hand_in(check.unfreeze_top, wrong)


@pytest.mark.parametrize(
    "wrong, hint",
    [
        (lambda maps, weights: maps * weights, "add up over the channels"),
        (lambda maps, weights: (maps * weights).mean(axis=-1), "the mean over the channels"),
        (lambda maps, weights: (maps * weights).max(axis=-1), "largest contribution"),
        (lambda maps, weights: maps.mean(axis=-1), "weights are missing"),
        (lambda maps, weights: maps.sum(axis=-1), "weights are missing"),
        (lambda maps, weights: np.maximum(maps @ weights, 0), "below 0"),
        (lambda maps, weights: np.abs(maps @ weights), "sign"),
        (lambda maps, weights: (maps * weights).sum(axis=(0, 1)), "The places are gone"),
        (lambda maps, weights: (maps * weights).sum(), "not one for all"),
        (lambda maps, weights: (maps @ weights) / np.abs(maps @ weights).max(), "not scaled for drawing"),
    ],
)
def test_a_map_that_is_wrong_gets_its_hint(wrong, hint):
    assert hint in hand_in(check.activation_map, wrong)


def turned(photographs, k=3):
    return np.rot90(photographs, k, axes=(1, 2))


def halved(photographs):
    return photographs[:, ::2, ::2]


def as_wanted(photographs):
    n, height, width, _ = photographs.shape
    blocks = photographs.reshape(n, height // 2, 2, width // 2, 2, 3)
    return turned(blocks.mean(axis=(2, 4)).astype("uint8"))


def test_the_diagnosis_passes_with_the_letter_and_the_two_steps_that_were_right(capsys):
    check.wrong_range("b", as_wanted, 0.81, 0.81)
    check.wrong_range("B", lambda x: halved(turned(x)).astype("float32"), 0.81, 0.815)
    assert capsys.readouterr().out.count("✓ 6.7") == 2


@pytest.mark.parametrize(
    "cause, prepare, mended, hint",
    [
        ("a", as_wanted, 0.8, "does it lie, or stand"),
        ("c", as_wanted, 0.8, "Four pixels of these photographs are alike"),
        ("d", as_wanted, 0.8, "what it has stored"),
        (2, as_wanted, 0.8, "The letter alone, in quotes"),
        (None, None, 0.8, "The letter alone, in quotes"),
        ("b", None, 0.8, "Hand over the function itself"),
        ("b", lambda x: as_wanted(x) / 255, 0.8, "what the page did"),
        ("b", lambda x: as_wanted(x) / 127.5 - 1, 0.8, "do not do it again"),
        ("b", lambda x: as_wanted(x) // 255, 0.8, "leaves 0 and 1"),
        ("b", lambda x: 255 - as_wanted(x), 0.8, "negative"),
        ("b", lambda x: x, 0.8, "only the third step is at fault"),
        ("b", halved, 0.8, "still lie on their side"),
        ("b", turned, 0.8, "twice as large"),
        ("b", lambda x: turned(halved(x), 1), 0.8, "the wrong way"),
        ("b", lambda x: halved(x).swapaxes(1, 2), 0.8, "np.rot90 turns"),
        ("b", lambda x: halved(halved(turned(x))), 0.8, "Twice smaller"),
        ("b", lambda x: np.zeros((len(x), 224, 224, 3)), 0.8, "not to a size of its own"),
        ("b", as_wanted, 0.3, "Run the cell above again"),
        ("b", stub, 0.8, "the untouched stub"),
    ],
)
def test_a_wrong_diagnosis_gets_its_hint(cause, prepare, mended, hint):
    assert hint in hand_in(check.wrong_range, cause, prepare, mended, 0.8)
