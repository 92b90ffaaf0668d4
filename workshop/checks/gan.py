"""Checks of lesson 7. Each one tries a student's function or network and explains what is wrong, if anything is."""

import math
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from workshop.checks.core import array, call, compare, diagnosis, exercise, fail, indices, require, show, uncopied
from workshop.checks.networks import activation, network


@exercise("7.1", "coverage")
def coverage(student: Callable) -> None:
    generator = np.random.default_rng(71)
    digits, sure = generator.integers(0, 9, size=200), generator.uniform(0.3, 1, size=200)  # no 9 among them
    probabilities = np.repeat((1 - sure[:, np.newaxis]) / 9, 10, axis=1)
    probabilities[np.arange(200), digits] = sure
    hints = {
        (9,): "A digit that never occurs is missing: np.bincount(..., minlength=10).",
        (200,): "That is one entry for each picture: count how many there are of each digit.",
        (): "One number came: one for each digit is asked for.",
        (200, 10): "That is one row for each picture: count over the pictures.",
        (int((sure > 0.9).sum()),): "That is one entry for each picture: count them, np.bincount(..., minlength=10).",
    }
    for threshold, arguments in [(0.9, ()), (0.6, (0.6,))]:
        tried = f"coverage(probabilities of 200 pictures{', sure=0.6' if arguments else ''})"
        came = array(call(student, probabilities, *arguments, tried=tried), (10,), tried, hints)
        right = np.bincount(digits[sure > threshold], minlength=10)
        above = probabilities > threshold
        mistakes = [
            (np.bincount(digits, minlength=10), "All pictures are counted, also those the judge is not sure of."),
            (np.bincount(digits[sure <= threshold], minlength=10), "Those are the ones it is not sure of."),
            (right / 200, "Those are shares: counts are asked for."),
            (right / right.sum(), "Those are shares: counts are asked for."),
            ((probabilities * above).sum(axis=0), "Those are probabilities added up: count the pictures."),
            (np.bincount(digits[sure > 0.9], minlength=10), "The bound is handed in, `sure`; here 0.9 is used."),
        ]
        hint = "Of the pictures whose largest probability is above sure: how many of each."
        compare(came, right, tried, mistakes, hint)


def _softplus(x: np.ndarray) -> np.ndarray:
    return np.logaddexp(0, x)


@exercise("7.2", "the two losses")
def two_losses(of_discriminator: Callable, of_generator: Callable) -> None:
    from keras import ops

    real, fake = np.array([[2.0], [-1.0], [0.5]]), np.array([[-3.0], [1.0]])
    tensors = [ops.convert_to_tensor(scores, dtype="float32") for scores in (real, fake)]
    log_real, log_fake = _softplus(-real).mean(), _softplus(fake).mean()
    tried = "discriminator_loss(scores 2, -1, 0.5 of real pictures, scores -3, 1 of forgeries)"
    came = array(call(uncopied(of_discriminator, *tensors), tried=tried), (), tried)
    mistakes = [
        (-log_real - log_fake, "The sign is wrong: a loss is small where the inspector is right."),
        (_softplus(real).mean() + _softplus(-fake).mean(), "Real and forged are swapped: real ones want high scores."),
        (_softplus(real).mean() + log_fake, "The real ones have the wrong sign: -ln p is softplus(-score)."),
        (log_real + _softplus(-fake).mean(), "The forged ones have the wrong sign: -ln (1 - p) is softplus(score)."),
        (log_real, "The forgeries are missing."),
        (log_fake, "The real pictures are missing."),
        ((log_real + log_fake) / 2, "The sum of the two means, not half of it."),
        (_softplus(-real).sum() + _softplus(fake).sum(), "The mean of each, not the sum: batches differ in size."),
        (np.concatenate([_softplus(-real), _softplus(fake)]).mean(), "A mean for each, then the sum of the two."),
        (fake.mean() - real.mean(), "Those are bare scores: -ln p is softplus(-score)."),
    ]  # fmt: skip
    hint = "mean of softplus(-real_scores) + mean of softplus(fake_scores)"
    compare(came, log_real + log_fake, tried, mistakes, hint)
    tried = "generator_loss(scores -3, 1)"
    came = array(call(uncopied(of_generator, tensors[1]), tried=tried), (), tried)
    mistakes = [
        (-_softplus(-fake).mean(), "The sign is wrong: the loss is small where forgeries get high scores."),
        (log_fake, "That is small where forgeries are found out: the forger wants *high* scores, softplus(-score)."),
        (-log_fake, "That is the inspector's part with its sign turned, which gives a forger that is always caught "
                    "hardly any gradient: -ln p is softplus(-score)."),
        (_softplus(-fake).sum(), "The mean, not the sum."),
        (-fake.mean(), "Those are bare scores: -ln p is softplus(-score)."),
    ]  # fmt: skip
    compare(came, _softplus(-fake).mean(), tried, mistakes, "mean of softplus(-fake_scores)")
    far = ops.convert_to_tensor([[1000.0], [-1000.0]], dtype="float32")
    for name, student, scores, right in [
        ("discriminator_loss", of_discriminator, (far, far), 1000.0),
        ("generator_loss", of_generator, (far,), 500.0),
    ]:
        tried = f"{name} for the scores 1000 and -1000"
        value = float(np.asarray(ops.convert_to_numpy(call(uncopied(student, *scores), tried=tried)), dtype=float))
        hint = "The sigmoid is rounded to 0 or 1 there, and ln 0 is infinite: keras.ops.softplus of the scores."
        require(math.isfinite(value), tried, show(right), show(value), hint)
        compare(np.array(value), right, tried, hint=hint)


def _players(modes: dict[str, list[bool]] | None = None) -> tuple[Any, Any]:
    """A forger and an inspector, small, always the same; in modes each notes whether it is called in training."""
    import keras

    class Note(keras.layers.Layer):
        def __init__(self, notes: list[bool]) -> None:
            super().__init__()
            self.notes = lambda training: notes.append(bool(training))  # a list would become a copy that Keras tracks

        def call(self, x: Any, training: bool = False) -> Any:
            self.notes(training)
            return x

    players = []
    for seed, (name, n_inputs) in enumerate([("generator", 2), ("discriminator", 1)], start=1):
        parts = [keras.Input((n_inputs,)), keras.layers.Dense(3, activation="tanh"), keras.layers.Dense(1)]
        player = keras.Sequential([*parts, Note(modes[name])] if modes else parts)
        generator = np.random.default_rng(seed)
        player.set_weights([generator.normal(size=weight.shape) for weight in player.get_weights()])
        players.append(player)
    for notes in (modes or {}).values():
        notes.clear()  # building them was a call as well
    return tuple(players)


def _by_hand(player: Any, x: np.ndarray) -> np.ndarray:
    kernel, bias, last_kernel, last_bias = player.get_weights()
    return np.tanh(x @ kernel + bias) @ last_kernel + last_bias


def _moved(student: Callable, shares: tuple[float, float], real: np.ndarray, noise: np.ndarray) -> tuple[float, float]:
    """How far forger and inspector move in one step with so much of each of the student's losses."""
    import keras

    forger, inspector = _players()
    before = [np.concatenate([w.ravel() for w in player.get_weights()]) for player in (forger, inspector)]

    class OneStep(keras.Model):
        def __init__(self) -> None:
            super().__init__()
            self.forger, self.inspector = forger, inspector

        def call(self, x: Any) -> Any:
            return x

        def compute_loss(self, x: Any = None, *others: Any, **more: Any) -> Any:
            losses = student(self.forger, self.inspector, x, keras.ops.convert_to_tensor(noise))
            return shares[0] * losses[0] + shares[1] * losses[1]

    step = OneStep()
    step.compile(optimizer=keras.optimizers.SGD(0.1))
    with warnings.catch_warnings(action="ignore"):  # Keras warns where a loss moves nothing; the check says it better
        step.fit(real, batch_size=len(real), verbose=0)
    after = [np.concatenate([w.ravel() for w in player.get_weights()]) for player in (forger, inspector)]
    return tuple(float(np.abs(new - old).max()) for new, old in zip(after, before, strict=True))


@exercise("7.3", "the training step")
def gan_losses(student: Callable) -> None:
    from keras import ops

    generator = np.random.default_rng(73)
    real, noise = generator.normal(size=(4, 1)).astype("float32"), generator.normal(size=(4, 2)).astype("float32")
    modes: dict[str, list[bool]] = {"generator": [], "discriminator": []}
    forger, inspector = _players(modes)
    tried = "gan_losses(a small generator, a small discriminator, 4 real numbers, 4 rows of noise)"
    arguments = (forger, inspector, ops.convert_to_tensor(real), ops.convert_to_tensor(noise))
    value = call(uncopied(student, *arguments), tried=tried)
    if not isinstance(value, list | tuple) or len(value) != 2:
        fail(tried, "two losses", show(value), "return the discriminator's loss, the generator's loss")
    came = np.array([float(array(part, (), tried)) for part in value])
    on_real, on_fake = _by_hand(inspector, real), _by_hand(inspector, _by_hand(forger, noise))
    right = np.array([_softplus(-on_real).mean() + _softplus(on_fake).mean(), _softplus(-on_fake).mean()])
    mistakes = [
        (right[::-1], "The order is wrong: the discriminator's loss comes first."),
        (np.array([_softplus(-on_fake).mean() + _softplus(on_real).mean(), right[1]]),
         "Real and forged are swapped in the discriminator's loss."),
        (np.array([right[0], _softplus(-on_real).mean()]),
         "The generator is judged by its forgeries, not by the real ones."),
        (np.array([_softplus(on_fake).mean() + _softplus(-on_fake).mean(), right[1]]),
         "The real pictures are missing: their scores come first."),
    ]  # fmt: skip
    compare(came, right, tried, mistakes, "discriminator_loss(real scores, fake scores), generator_loss(fake scores)",
            tolerance=1e-4)  # fmt: skip
    for name, notes in modes.items():
        require(all(notes), f"{tried}; how the {name} is called", "training=True", "without it",
                f"{name}(..., training=True): else dropout and batch normalisation behave as in use.")  # fmt: skip
    tried = "one step by the discriminator's loss alone"
    forger_moved, inspector_moved = _moved(student, (1.0, 0.0), real, noise)
    require(forger_moved == 0, tried, "a generator that stays where it is", "one that moves",
            "In the discriminator's loss, hand over keras.ops.stop_gradient(fake).")  # fmt: skip
    require(inspector_moved > 0, tried, "a discriminator that learns", "one that stays where it is",
            "In its own loss the discriminator is asked as it is, discriminator(..., training=True), not "
            "frozen.")  # fmt: skip
    tried = "one step by the generator's loss alone"
    forger_moved, inspector_moved = _moved(student, (0.0, 1.0), real, noise)
    require(forger_moved > 0, tried, "a generator that learns", "one that stays where it is",
            "Its way back goes through fake: no stop_gradient there, only in the discriminator's loss.")  # fmt: skip
    require(inspector_moved == 0, tried, "a discriminator that stays where it is", "one that moves",
            "In the generator's loss the scores come from frozen(discriminator, fake).")  # fmt: skip


@exercise("7.4", "the generator")
def build_generator(student: Callable) -> None:
    import keras

    tried = "build_generator(5)"
    model = network(
        student,
        5,
        tried=tried,
        shape=(5,),
        takes="5 random numbers as input",
        begin="Begin with keras.Input(shape=(n_noise,)).",
        hand_back="return keras.Sequential([...])",
        stumbles={"total size of the tensor must be unchanged": "Dense(7 * 7 * 64), then Reshape((7, 7, 64))."},
    )
    hints = {
        (None, 14, 14, 1): "Two layers double the size: 7, 14, 28.",
        (None, 7, 7, 1): "strides=2 in both Conv2DTranspose doubles the size: 7, 14, 28.",
        (None, 30, 30, 1): 'padding="same" in both Conv2DTranspose.',
        (None, 34, 34, 1): 'padding="same" in both Conv2DTranspose.',
        (None, 28, 28): "The channel is missing: (28, 28, 1).",
        (None, 28, 28, 32): "The last layer makes one map: Conv2DTranspose(1, ...).",
    }
    came = model.output_shape
    if came != (None, 28, 28, 1):
        fail(tried, "pictures of shape (28, 28, 1)", f"output shape {came[1:]}", hints.get(came, ""))
    last = [activation(layer) for layer in model.layers if activation(layer) not in ("", "linear")][-1:]
    noise = 50 * np.random.default_rng(74).normal(size=(64, 5))
    pictures = np.asarray(model.predict(noise, verbose=0), dtype=float)
    require(
        bool(np.all(np.abs(pictures) <= 1 + 1e-6)),
        f"{tried}, used on noise",
        "pixels from -1 to 1",
        f"pixels from {pictures.min():.3g} to {pictures.max():.3g}",
        'The last layer ends in activation="tanh".',
    )
    require(last == ["tanh"], f"{tried}; its last activation", "tanh", last[0] if last else "none",
            "Only tanh reaches from paper, -1, to ink, 1.")  # fmt: skip
    kinds = [type(layer).__name__ for layer in model.layers]
    doubling = [layer for layer in model.layers if isinstance(layer, keras.layers.Conv2DTranspose)]
    require(len(doubling) == 2, f"the layers of {tried}", "two of Conv2DTranspose", str(len(doubling)),
            "One from 7 to 14, one from 14 to 28.")  # fmt: skip
    norms = kinds.count("BatchNormalization")
    require(norms == 3, f"{tried}; layers of batch normalisation", "3", str(norms),
            "One behind each dense layer, one behind the first Conv2DTranspose; none at the end.")  # fmt: skip
    dense = [layer.units for layer in model.layers if isinstance(layer, keras.layers.Dense)]
    require(dense == [128, 3136], f"{tried}; neurons of its dense layers", "[128, 3136]", show(dense),
            "Dense(128) first, then Dense(7 * 7 * 64).")  # fmt: skip
    filters = [layer.filters for layer in doubling]
    require(
        filters == [32, 1], f"{tried}; maps of the two Conv2DTranspose", "[32, 1]", show(filters), "As in the table."
    )
    came = model.count_params()
    # Weights and biases, and four numbers for each normalised channel.
    right = 6 * 128 + 4 * 128 + 129 * 3136 + 4 * 64 + 16 * 64 * 32 + 32 + 4 * 32 + 16 * 32 + 1
    flat = right + 4 * 3136 - 4 * 64
    hint = "Reshape comes before the first batch normalisation: it normalises 64 maps." if came == flat else ""
    require(came == right, f"{tried}; number of parameters", f"{right:,}", f"{came:,}",
            hint or "Kernels of size 4.")  # fmt: skip
    bent = sum(activation(layer) == "relu" for layer in model.layers)
    require(bent == 3, f"{tried}; layers with ReLU", "3", str(bent), "One behind each batch normalisation.")


@exercise("7.5", "the discriminator")
def build_discriminator(student: Callable) -> None:
    import keras

    tried = "build_discriminator()"
    model = network(
        student,
        tried=tried,
        shape=(28, 28, 1),
        takes="pictures of shape (28, 28, 1) as input",
        begin="Begin with keras.Input(shape=(28, 28, 1)).",
        hand_back="return keras.Sequential([...])",
    )
    hint = "Flatten() is missing before the last layer." if len(model.output_shape) > 2 else "The last layer: Dense(1)."
    require(model.output_shape == (None, 1), tried, "one score", f"output shape {model.output_shape[1:]}", hint)
    convolutions = [layer for layer in model.layers if isinstance(layer, keras.layers.Conv2D)]
    filters = [layer.filters for layer in convolutions]
    require(filters == [16, 32], f"{tried}; filters of its convolutions", "[16, 32]", show(filters), "As in the table.")
    sizes = [layer.output.shape[1] for layer in convolutions]
    require(sizes == [14, 7], f"{tried}; sizes of its maps", "[14, 7]", show(sizes),
            'strides=2 and padding="same" in both.')  # fmt: skip
    last = activation(model.layers[-1])
    require(last in ("", "linear"), f"{tried}; activation of the last layer", "none", last,
            "It gives a score, any number: the losses do the rest.")  # fmt: skip
    dense = [layer for layer in model.layers if isinstance(layer, keras.layers.Dense)]
    units = [layer.units for layer in dense]
    require(units == [128, 1], f"{tried}; neurons of its dense layers", "[128, 1]", show(units),
            "Dense(128) sees how the strokes belong together, Dense(1) gives the score.")  # fmt: skip
    leaky = [layer for layer in model.layers if _is_leaky(layer)]
    require(len(leaky) == 3, f"{tried}; leaky ReLUs", "3", str(len(leaky)),
            "keras.layers.LeakyReLU(0.2) closes every row of the table but the first and the last.")  # fmt: skip
    kinds = [type(layer).__name__ for layer in model.layers]
    norms = kinds.count("BatchNormalization")
    require(norms == 2, f"{tried}; layers of batch normalisation", "2", str(norms),
            "One behind the second convolution, one behind Dense(128), as in the table.")  # fmt: skip
    require("Dropout" in kinds, f"the layers of {tried}", "Dropout among them", ", ".join(kinds),
            "Without it the inspector wins too easily: keras.layers.Dropout(0.4).")  # fmt: skip
    came = model.count_params()
    right = 16 * 16 + 16 + 16 * 16 * 32 + 32 + 4 * 32 + 1568 * 128 + 128 + 4 * 128 + 129
    first = right - 4 * 32 + 4 * 16
    hint = "The first convolution has no batch normalisation, the second has." if came == first else ""
    require(came == right, f"{tried}; number of parameters", f"{right:,}", f"{came:,}",
            hint or "Kernels of size 4, with biases.")  # fmt: skip


def _is_leaky(layer: Any) -> bool:
    """Whether a layer is a leaky ReLU, or has one as its activation."""
    names = (type(layer).__name__, type(getattr(layer, "activation", None)).__name__, activation(layer))
    return any(name in ("LeakyReLU", "leaky_relu") for name in names)


@exercise("7.6", "interpolation")
def interpolate(student: Callable) -> None:
    start, end = np.array([1.0, -2.0, 0.0]), np.array([3.0, 2.0, 5.0])
    for n in (5, 2):
        tried = f"interpolate(start, end, {n}) for points in 3 dimensions"
        shares = np.linspace(0, 1, n)[:, np.newaxis]
        right = (1 - shares) * start + shares * end
        hints = {
            (3, n): "Rows and columns are swapped: one row for each point.",
            (n + 1, 3): "One point too many: start and end are among the n.",
            (n - 1, 3): "One point is missing: start and end are both included.",
            (n + 2, 3): "Two points too many: start and end are among the n.",
            (n,): "One row for each point: make the shares a column, np.linspace(0, 1, n)[:, np.newaxis].",
        }
        came = array(call(student, start, end, n, tried=tried), (n, 3), tried, hints)
        without_end = np.linspace(0, 1, n, endpoint=False)[:, np.newaxis]
        inside = (np.arange(1, n + 1) / (n + 1))[:, np.newaxis]
        mistakes = [
            (right[::-1], "It goes from end to start: at share 0 stands the start."),
            (
                (1 - without_end) * start + without_end * end,
                "The end is not reached: np.linspace(0, 1, n) includes it.",
            ),
            ((1 - inside) * start + inside * end, "Start and end belong to the n points."),
            (start + shares * end, "start + share x (end - start), or (1 - share) x start + share x end."),
            (shares * end, "The start is missing: (1 - share) x start + share x end."),
            (np.repeat(((start + end) / 2)[np.newaxis], n, axis=0), "That is the middle, n times."),
        ]
        compare(came, right, tried, mistakes, "In equal steps on the straight line.")


@exercise("7.7", "where have the digits gone?")
def collapse(cause: Any, order_of: Callable, mended: Any, broken: Any) -> None:
    """mended, broken: how many forgeries are surely each digit, with the student's order and with the colleague's"""
    hints = {
        "a": "The same generator made all ten digits a moment ago.",
        "b": "A smaller step would change less, not other things.",
        "d": "The judge was not trained again: it is the same one as before.",
    }
    diagnosis(cause, "c", "what is different in the colleague's run", hints)
    labels = np.random.default_rng(77).integers(0, 10, size=500)
    tried = "order_of(500 labels)"
    came = indices(call(order_of, labels, tried=tried), (500,), tried)
    require(bool(np.array_equal(np.sort(came), np.arange(500))), tried, "every place from 0 to 499 once", show(came),
            "A random order of the places: np.random.default_rng(SEED).permutation(len(labels)).")  # fmt: skip
    shown = labels[came.astype(int)].reshape(10, 50)
    fewest = min(len(set(batch.tolist())) for batch in shown)
    require(fewest >= 7, f"{tried}; kinds in 50 pictures in a row", "nearly all ten", str(fewest),
            "Mixed: a random order of the places.")  # fmt: skip
    mended, broken = (array(np.asarray(counts), (10,), "the judge's counts") for counts in (mended, broken))
    more = int((mended > 40).sum()), int((broken > 40).sum())
    tried = "the run with your order; digits in more than 40 pictures"
    require(
        more[0] > more[1], tried, f"more than {more[1]}", str(more[0]), "Run the cell above again, with your order_of."
    )
