"""Checks of lesson 7. Each one tries a student's function or network and explains what is wrong, if anything is."""

import itertools
from collections.abc import Callable
from typing import Any

import numpy as np
from keras import Input, Sequential, layers, ops

from workshop.checks.calling import call, overlooked
from workshop.checks.cases import array, cases, close, judge, to_numpy
from workshop.checks.core import CheckFailed, diagnosis, exercise, fail, require, show
from workshop.checks.networks import network, same_network, stepped, steps

AXIS = "The largest of each picture is along axis 1: axis 0 goes over the pictures."
TENSOR = "The number is right and teaches nothing: no stop_gradient, float(...), len(...) or NumPy, only keras.ops."
UNEVEN = "Real and forged are not always equally many: a mean over all of each, then the sum of the two numbers."
BROADCAST = ("ncompatible shapes", "must match", "broadcast")  # TensorFlow and JAX, PyTorch, NumPy


@exercise("7.1", "coverage")
def coverage(student: Callable) -> None:
    def digits(p: np.ndarray, sure: float = 0.9) -> np.ndarray:
        return p[p.max(axis=1) > sure].argmax(axis=1)

    def right(p: np.ndarray, sure: float = 0.9) -> np.ndarray:
        return np.bincount(digits(p, sure), minlength=10)

    chance, weights = np.random.default_rng(71), [1e-5, 0.1, 0.1, 0.1, 1e-5, 0.1, 0.1, 0.1, 0.1, 1e-5]
    many, few, bound = (chance.dirichlet(weights, size=n) for n in (210, 37, 4))  # never a 0, a 4, a 9
    bound[:] = 0.75 * np.eye(10)[[5, 5, 1, 2]] + 0.02 + np.eye(10)[5] * 0.01
    bound[[0, 2], [5, 1]] = 0.75
    mistakes = [
        (lambda p, s=0.9: right(p, 0), "All pictures are counted, also those the judge is not sure of."),
        (lambda p, s=0.9: right(p, 0) - right(p, np.nextafter(s, 0)), "Those are the ones it is not sure of."),
        (lambda p, s=0.9: right(p, np.nextafter(s, 0)), "Above `sure`: a probability of just that is not above."),
        (lambda p, s=0.9: right(p), "The bound is handed in, `sure`; here 0.9 is used."),
        (lambda p, s=0.9: right(p, s) + ([(p.max(1) <= s).sum()] + [0] * 9), "Unsure ones count as 0: leave them out."),
        (lambda p, s=0.9: right(p, s) / len(p), "Those are shares: counts are asked for."),
        (lambda p, s=0.9: (p * (p > s)).sum(0), "Those are probabilities added up: count the pictures."),
        (lambda p, s=0.9: np.round(p[p.max(1) > s].sum(0)), "Those are probabilities added up: count the pictures."),
        (lambda p, s=0.9: np.minimum(right(p, s), 1), "Each digit counts once: `any` and `counts[digits] += 1` do so."),
        (lambda p, s=0.9: np.histogram(digits(p, s), 10)[0], "The bins reach from smallest to largest: one a digit."),
        (lambda p, s=0.9: np.bincount(digits(p, s)), "A digit that never occurs is missing: `minlength=10`."),
        (lambda p, s=0.9: np.unique(digits(p, s), return_counts=True)[1], "Digits that never occur are missing."),
        (lambda p, s=0.9: right(p[:1], s), "Only the first picture counts: does `return` stand inside the loop?"),
        (lambda p, s=0.9: right(p[:3], s), "Only three pictures are looked at, as in the example."),
        (lambda p, s=0.9: digits(p, s), "That is one entry for each picture: count them, np.bincount helps."),
        (lambda p, s=0.9: np.bincount(p.argmax(0)[p.max(0) > s], minlength=10), AXIS),
    ]  # fmt: skip
    tried = cases("coverage", (many.astype("float32"),), (few, 0.6), (bound, 0.75))
    hint = "Of the pictures whose largest probability is above `sure`: how many of each."
    judge(student, right, tried, mistakes, hint, stumbles={"boolean index": AXIS})


def _loss_g(forged: Any) -> Any:
    return ops.mean(ops.softplus(-forged))


def _loss_d(real: Any, forged: Any) -> Any:
    return _loss_g(real) + _loss_g(-forged)


@exercise("7.2", "the two losses")
def two_losses(of_discriminator: Callable, of_generator: Callable) -> None:
    parts = [  # the loss of scores with label y; t is the score, its sign turned where the label is 0
        (lambda t, y: ops.sum(ops.softplus(-t)), "The mean of each, not the sum: batches differ in size."),
        (lambda t, y: ops.softplus(-ops.mean(t)), "That is the loss of the mean score: softplus first, then the mean."),
        (lambda t, y: ops.softplus(-t)[0, 0], "Only the first picture counts: take the mean over all."),
        (lambda t, y: -ops.mean(t), "Those are bare scores: -ln p is softplus(-score)."),
        (lambda t, y: ops.mean(ops.relu(1 - t)), "That is the hinge loss, with a corner: softplus is asked for."),
        (lambda t, y: _loss_g(t) / np.log(2), "The logarithm is the natural one, not that to the base 2."),
        (lambda t, y: ops.mean(ops.binary_crossentropy(0 * t + y, t * (2 * y - 1))),
         "A score is no probability: that cross-entropy needs `from_logits=True`."),
        (lambda t, y: _loss_g(t) + 0.1 * y * ops.mean(t), "The label of real is 1 here, not 0.9."),
    ]  # fmt: skip
    of_both = [(lambda r, f, h=h: h(r, 1) + h(-f, 0), hint) for h, hint in parts] + [
        (lambda r, f: _loss_d(-r, -f), "Real and forged are swapped: real ones want high scores."),
        (lambda r, f: _loss_d(-r, f), "The real ones have the wrong sign: -ln p is softplus(-score)."),
        (lambda r, f: _loss_d(r, -f), "The forged ones have the wrong sign: -ln (1 - p) is softplus(score)."),
        (lambda r, f: _loss_g(r), "The forgeries are missing."),
        (lambda r, f: _loss_g(-f), "The real pictures are missing."),
        (lambda r, f: _loss_g(r) - _loss_g(-f), "The two means are added up, not subtracted."),
        (lambda r, f: _loss_g(ops.concatenate([r, -f])), "A mean for each, then the sum of the two."),
        (lambda r, f: 2 * _loss_g(ops.concatenate([r, -f])), UNEVEN),
    ]  # fmt: skip
    of_forged = [(lambda f, h=h: h(f, 1), hint) for h, hint in parts] + [
        (lambda f: _loss_g(-f), "That is small where forgeries are found out: the forger wants *high* scores."),
        (lambda f: -_loss_g(-f), "So a forger always caught gets hardly any gradient: -ln p is softplus(-score)."),
        (lambda f: -_loss_d(f, f), "The forger's loss is not minus the inspector's: only the forged, label 1."),
    ]  # fmt: skip
    unsafe = "By way of e^x or the sigmoid it is not safe: e^1000 is too large, and ln 0 is infinite. softplus is safe."
    far = "Nothing is cut off or added: far from 0, too, the loss goes on growing with the score. softplus is safe."
    hint = "Put one score in by hand: a real one of 2 costs ln (1 + e^-2). Then the means."
    some = [([2, -1, 0.5], [-3, 1]), ([0.25], [-2, -0.75, 4, 1.5]), ([3, -1.25], [0.5, -2]),
            ([1000, -1000, 50],) * 2, ([-400, 90], [700, -300, 20, -2])]  # fmt: skip
    for name, student, right, mistakes, used in [
        ("discriminator_loss", of_discriminator, _loss_d, of_both, slice(0, 2)),
        ("generator_loss", of_generator, _loss_g, of_forged, slice(1, 2)),
    ]:
        tensors = [[ops.convert_to_tensor(np.array(x, "float32")[:, None]) for x in scores[used]] for scores in some]
        told = [
            (f"{name}({', '.join(map(show, scores[used]))})", (*x,)) for scores, x in zip(some, tensors, strict=True)
        ]
        judge(student, right, told[:3], mistakes, hint, stumbles=dict.fromkeys(BROADCAST, UNEVEN))
        judge(student, right, told[3:], [(lambda *scores, n=n: n, unsafe) for n in (np.inf, np.nan)], far)
        tried = f"one step of learning with {name}"
        came, wanted = (_after(lambda _, d, f=f, x=tensors[0]: f(*map(d, x)), tried)[1] for f in (student, right))
        require(close(came, wanted, 1e-4), tried, "a network that learns from all the scores", "one that does not",
                TENSOR)  # fmt: skip


def _players() -> tuple[list[Any], list[tuple]]:
    """A forger and an inspector, small and always the same, and a list of what each is asked: who, training, inputs."""
    asked: list[tuple] = []

    class Batch(layers.Layer):
        def call(self, x: Any, training: bool = False) -> Any:
            asked.append((self.name, training, x))
            # It depends on the batch, as batch normalisation does.
            return x - ops.mean(x, axis=0) / 2 if training else x / 2

    players = []
    for n, name in ((2, "generator"), (1, "discriminator")):
        players.append(Sequential([Input((n,)), Batch(name=name), layers.Dense(3, "tanh"), layers.Dense(1)]))
        chance = np.random.default_rng(n)
        players[-1].set_weights([chance.normal(size=weight.shape) for weight in players[-1].get_weights()])
    asked.clear()  # building them was a call as well
    return players, asked


def _after(loss: Callable, tried: str) -> list[np.ndarray]:
    """The weights of forger and inspector, in one row each, after a step on a loss of the two."""
    players, _ = _players()
    try:
        after = stepped(players, lambda x: loss(*players), np.zeros((1, 1), "float32"), tried)
    except CheckFailed as failure:
        fail(tried, "a loss that teaches", str(failure).splitlines()[2][12:], TENSOR)
    return [np.concatenate([weight.ravel() for weight in weights]) for weights in after]


def _losses(forger: Any, inspector: Any, real: Any, noise: Any, of: Callable | None = None) -> tuple:
    """The step done right; of: other losses from the scores of real and forged ones"""
    forged = forger(noise, training=True)
    r, f = inspector(real, training=True), inspector(ops.stop_gradient(forged), training=True)
    weights = [ops.stop_gradient(weight) for weight in inspector.trainable_variables]
    lie, _ = inspector.stateless_call(weights, inspector.non_trainable_variables, forged, training=True)
    return tuple(map(to_numpy, of(r, f))) if of else (_loss_d(r, f), _loss_g(lie))


@exercise("7.3", "the training step")
def gan_losses(student: Callable) -> None:
    def predict(*arguments: Any, **named: Any) -> None:
        fail(tried, "networks called like functions", "predict", "predict gives plain numbers: no gradient comes back.")

    tried = "gan_losses(a small generator, a small discriminator, 4 real numbers, 4 rows of noise)"
    chance, (players, asked) = np.random.default_rng(73), _players()
    data = [chance.normal(size=shape).astype("float32") for shape in ((4, 1), (4, 2), (7, 1), (7, 2))]
    real, noise, *others = map(ops.convert_to_tensor, data)
    players[0].predict = players[1].predict = predict
    try:
        about = "The inspector is asked about pictures, real or forged; noise is for the forger."
        call(student, *players, real, noise, tried=tried, stumbles={"ncompatible": about})
    except CheckFailed as failure:
        if str(failure.__context__).startswith("Exercise 7.2"):  # it is called from here
            fail(tried, "your losses of exercise 7.2", "the untouched stub of 7.2",
                 "Exercise 7.2 is still the stub: run your 7.2 cell first.")  # fmt: skip
        raise
    for name, training, x in [*asked]:
        x, forging = to_numpy(x), name == "generator"
        require(not forging or close(x, data[1]), tried, "forgeries from the noise handed in", "from other noise",
                "Use `noise` as it comes: draw none of your own.")  # fmt: skip
        require(len(x) == 4, tried, "real and forged ones asked about each by itself", "in one batch",
                "Ask twice: in one batch, batch normalisation mixes real and forged.")  # fmt: skip
        about = "noise" if forging else "real ones" if close(x, data[0]) else "forged ones"
        require(bool(training), f"{tried}; how the {name} is asked about the {about}", "training=True", "without it",
                f"{name}(..., training=True): else dropout and batch normalisation behave as in use.")  # fmt: skip
    require(all(player.trainable for player in players), tried, "networks as they were", "trainable = False in one",
            "That freezes it for its own loss too: `frozen` freezes it for one question alone.")  # fmt: skip
    mistakes = [
        (lambda r, f: (_loss_g(f), _loss_d(r, f)), "The order is wrong: the discriminator's comes first."),
        (lambda r, f: (_loss_d(f, r), _loss_g(f)), "Real and forged are swapped in the discriminator's."),
        (lambda r, f: (_loss_d(r, f), _loss_g(r)), "The generator is judged by its forgeries alone."),
        (lambda r, f: (_loss_d(f, f), _loss_g(f)), "The real pictures are missing: their scores come first."),
        (lambda r, f: (_loss_d(r, r), _loss_g(f)), "The forgeries are missing in the discriminator's."),
        (lambda r, f: tuple(loss(*map(ops.sigmoid, x)) for loss, x in ((_loss_d, (r, f)), (_loss_g, (f,)))),
         "The losses take scores: no sigmoid."),
    ]  # fmt: skip
    mistakes = [(lambda *at, of=of: _losses(*at, of), hint) for of, hint in mistakes]
    names = ("the discriminator's loss", "the generator's loss")
    tries = [(tried, (*players, real, noise)), (tried.replace("4", "7"), (*players, *others))]
    judge(student, lambda *at: tuple(map(to_numpy, _losses(*at))), tries, mistakes, "Which scores make each?",
          names=names, tolerance=1e-4)  # fmt: skip
    start = [np.concatenate([weight.ravel() for weight in player.get_weights()]) for player in _players()[0]]
    for k, (own, other, stays, learns, much) in enumerate([
        ("discriminator", "generator", "In the discriminator's loss, hand over keras.ops.stop_gradient(forged).",
         "In its own loss the discriminator is asked as it is, not frozen.",
         "It learns from both: no stop_gradient round the scores, and nothing frozen in its own loss."),
        ("generator", "discriminator", "In the generator's loss the scores come from frozen(discriminator, forged).",
         "Its way back goes through forged: no stop_gradient there, only in the discriminator's loss; no frozen one.",
         "All scores of its forgeries teach it."),
    ]):  # fmt: skip
        tried = f"one step by the {own}'s loss alone"
        came, right = (_after(lambda *at, f=f, k=k: f(*at, real, noise)[k], tried) for f in (student, _losses))
        require(close(came[k], start[k]), tried, f"a {other} that stays where it is", "one that moves", stays)
        moves = not close(came[1 - k], start[1 - k])
        require(moves, tried, f"a {own} that learns", "one that stays where it is", learns)
        require(close(came[1 - k], right[1 - k], 1e-4), tried, f"a {own} that learns from all", "from a part", much)


def _judge(
    student: Callable, arguments: tuple, shape: tuple, lessons: Callable, hints: dict, look: Callable, fit: str = ""
) -> None:
    """look: is shown the student's network before it is compared"""
    tried, chance = f"{'build_generator(5)' if arguments else 'build_discriminator()'}", np.random.default_rng(74)
    stumbles = {
        "total size": fit, "cannot reshape": fit, "min_ndim=4": "The input lacks the channel: (28, 28, 1).",
        "layer 'batch_norm": "Is one layer used in two places? Make a new BatchNormalization() for each.",
        "required argument: 'inputs'": "That is a model: a function that builds one is asked for.",
    }  # fmt: skip
    model = network(student, *arguments, tried=tried, hand_back="return keras.Sequential([...])", stumbles=stumbles)
    came = getattr(model, "input_shape", None)
    hint = "Begin with keras.Input as in the table; its shape is that of one example, without their number."
    if arguments and came == (None, 32):
        hint = "`n_noise` is handed in; 32 is only the example's."
    require(came == (None, *shape), tried, f"a network that takes shape {shape}", f"{came and came[1:]}", hint)
    look(model)
    inputs = [chance.normal(size=(n, *shape)).astype("float32") for n in (16, 3)]
    same_network(model, lessons, inputs, tried, lambda shape: hints.get(shape[1:], ""))


#: The three faults of the lesson's hasty generator: where to look, as a question.
FAULTS = ("How large are its pictures?", "Which values can they have?", "What can two layers do that one cannot?")


def _forger(size: bool = False, values: bool = False, bend: bool = False) -> Any:
    """The generator for five random numbers, with none or some of the three faults."""
    last = layers.Conv2DTranspose(
        1, 4, strides=2, padding="valid" if size else "same", activation="relu" if values else "tanh"
    )
    return Sequential([
        Input((5,)), layers.Dense(128), layers.BatchNormalization(momentum=0.9), *([] if bend else [layers.ReLU()]),
        layers.Dense(3136), layers.Reshape((7, 7, 64)), layers.BatchNormalization(momentum=0.9), layers.ReLU(),
        layers.Conv2DTranspose(32, 4, strides=2, padding="same"), layers.BatchNormalization(momentum=0.9),
        layers.ReLU(), last,
    ])  # fmt: skip


def _faults_left(model: Any) -> None:
    """Stop if a network is right but for some of the three faults; it is said how many, and not which layer."""

    def seen(network: Any) -> list[tuple]:
        return [(step.kind, step.settings) for step in steps(network, (5,)) or ()]

    came = seen(model)
    for faults in itertools.product((True, False), repeat=3):
        if any(faults) and came == seen(_forger(*faults)):
            n = sum(faults)
            where = " ".join(itertools.compress(FAULTS, faults))
            fail("build_generator(5)", "none of the three faults", f"{n} left",
                 f"{n} {'fault is' if n == 1 else 'faults are'} left: read from layer to layer what each can make of "
                 f"the one before. {where}")  # fmt: skip


@exercise("7.4", "three faults in a generator")
def build_generator(student: Callable) -> None:
    same = 'padding="same" in both Conv2DTranspose.'
    hints = {
        (14, 14, 1): "Two layers double the size: 7, 14, 28.", (30, 30, 1): same, (34, 34, 1): same,
        (7, 7, 1): "strides=2 in both doubles the size.", (28, 28): "The channel is missing: (28, 28, 1).",
    }  # fmt: skip
    fit = "The dense layer before Reshape gives as many numbers as 7 x 7 maps of 64 hold: multiply."
    _judge(student, (5,), (5,), _forger, hints, _faults_left, fit)


def _usual_momentum(model: Any) -> None:
    """Any momentum will do: the inspector is asked in training alone, so its running averages are never used."""
    for layer in model._flatten_layers():
        if isinstance(layer, layers.BatchNormalization):
            layer.momentum = 0.99


@exercise("7.5", "the discriminator")
def build_discriminator(student: Callable) -> None:
    flat = {(7, 7, 1): "Flatten() is missing before the dense layers: one score for each picture."}
    _judge(student, (), (28, 28, 1), lambda: Sequential([
        Input((28, 28, 1)), layers.Conv2D(16, 4, strides=2, padding="same"), layers.LeakyReLU(0.2),
        layers.Conv2D(32, 4, strides=2, padding="same"), layers.BatchNormalization(), layers.LeakyReLU(0.2),
        layers.Flatten(), layers.Dropout(0.5), layers.Dense(128), layers.BatchNormalization(), layers.LeakyReLU(0.2),
        layers.Dense(1),
    ]), flat, _usual_momentum)  # fmt: skip


@exercise("7.6", "interpolation")
def interpolate(student: Callable) -> None:
    def along(shares: Callable) -> Callable:
        return lambda a, b, n: a + np.reshape(shares(n), (-1, 1)) * (b - a)

    def right(a: np.ndarray, b: np.ndarray, n: int) -> np.ndarray:
        return along(lambda n: np.linspace(0, 1, n))(a, b, n)

    tried = cases(
        "interpolate", (np.array([1.0, -2, 0]), np.array([3, 2, 5.5]), 5), (np.array([2.0]), np.array([-1.0]), 7),
        (np.array([0.25, 6]), np.array([-1, 2.75]), 2), (np.array([1, 7, -3, 2]), np.array([4, 0, 2, 9]), 4),
        (np.linspace(-1, 2, 6) ** 2, np.array([3, 1, -4, 0.5, 0, 2]), 48),
    )  # fmt: skip
    mistakes = [
        (lambda a, b, n: right(b, a, n), "It goes from end to start: at share 0 stands the start."),
        (along(lambda n: np.arange(n) / n), "The end is not reached: between n points lie n - 1 steps."),
        (along(lambda n: np.arange(n) / (n + 1)), "The end is not reached: between n points lie n - 1 steps."),
        (along(lambda n: np.arange(1, n + 1) / (n + 1)), "Start and end belong to the n points."),
        (along(lambda n: np.arange(1, n + 1) / n), "The start is missing: at share 0 stands the start."),
        (along(lambda n: np.arange(1, n + 1) / (n - 1)), "One step too far: the first point is the start itself."),
        (along(lambda n: np.linspace(0, 1, n + 1)), "One point too many: start and end are among the n."),
        (along(lambda n: np.linspace(0, 1, n + 2)), "Two points too many: start and end are among the n."),
        (along(lambda n: np.linspace(0, 1, n)[1:]), "One point is missing: start and end are both included."),
        (along(lambda n: np.linspace(0, 1, n)[:-1]), "One point is missing: start and end are both included."),
        (along(lambda n: np.arange(0, n / (n - 1), 1 / (n - 1))), "np.arange with fractions may give one too many."),
        (along(lambda n: np.linspace(0, 1, 5)), "`n` is handed in; here there are always five points."),
        (along(lambda n: 1 - 0.5 ** np.arange(n)), "Each step is half of what is left: equal steps are asked for."),
        (along(lambda n: np.polyval([-2, 3, 0, 0], np.linspace(0, 1, n))), "It starts and ends slowly: equal steps."),
        (along(lambda n: np.arange(n) // (n - 1)), "`//` cuts the shares to 0 and 1: divide with `/`."),
        (along(lambda n: np.full(n, 0.5)), "That is the middle, n times."),
        (along(lambda n: np.full(n, n / (n - 1))), "The rows are all one and the same: append a copy each time."),
        (lambda a, b, n: right(a, a + b, n), "The share is that of the way, (end - start): take the start off first."),
        (lambda a, b, n: right(0 * a, b, n), "The start is missing: it counts with 1 - share."),
        (lambda a, b, n: right(0 * a, a + b, n), "The start counts less the further one goes: with 1 - share."),
        (lambda a, b, n: right(0 * a, b - a, n), "That is the way alone: it sets out from the start."),
        (lambda a, b, n: right(b, 2 * b - a, n), "It sets out from the end, not from the start."),
        (lambda a, b, n: right(np.minimum(a, b), np.maximum(a, b), n), "From start to end, whichever is larger."),
        (lambda a, b, n: right(a[:2], b[:2], n), "Only two dimensions, as in the example: take as many as start has."),
        (lambda a, b, n: right(a, b, n)[:, 0], "Only the first numbers are used: take the whole arrays."),
        (lambda a, b, n: right(a, b, n).T, "Rows and columns are swapped: one row for each point."),
        (lambda a, b, n: right(a, b, n).astype(a.dtype), "An array of start's type cuts the fractions off."),
    ]  # fmt: skip
    stumbles = dict.fromkeys(BROADCAST, "Each share goes with a whole point: a column of shares, `[:, np.newaxis]`.")
    stumbles["Geometric"] = "np.geomspace grows by equal factors: equal steps are asked for."
    judge(student, right, tried, mistakes, "In equal steps on the straight line.", stumbles=stumbles)


@exercise("7.7", "where have the digits gone?")
def collapse(cause: Any, order_of: Callable, mended: Any, broken: Any) -> None:
    """mended, broken: how many forgeries are surely each digit, with the student's order and with the colleague's"""
    diagnosis(cause, "c", "what is different in the colleague's run", {
        "a": "The same forger made all ten digits, from the same losses, a moment ago: what is different in this run?",
        "b": "It met most of these pictures before and made all ten digits: what is different in this run?",
        "d": "Much is as in the run that made all ten digits, the step among them: what is different that matters?",
    })  # fmt: skip
    mixed = np.random.default_rng(77).integers(0, 10, size=5003).astype("uint8")
    for words, labels in (("mixed", mixed), ("sorted", np.sort(mixed)), ("few", mixed[:7])):
        n = len(labels)
        tried, wanted = f"order_of({n:,} labels, {words})", f"every place from 0 to {n - 1:,} once"
        came = to_numpy(call(order_of, labels, tried=tried, stumbles={
            "cannot reshape": "It works for any number of labels, also where ten does not divide it."}))  # fmt: skip
        whole = "A mask picks some: the places in a new order." if came.dtype == bool else "Places are whole numbers."
        require(came.dtype.kind in "iu", tried, f"{wanted}, whole numbers", f"{came.dtype}: {show(came)}", whole)
        hint = "" if came.shape == (n,) else overlooked(order_of)[0] or "One place for each label, no more, no fewer."
        require(not hint, tried, wanted, f"shape {came.shape}", hint)
        hint = "Every place comes once: `permutation` gives each once, `integers` and `choice` may repeat."
        if came.max() >= n:
            hint = "Places are counted from 0, so the last is the length minus 1."
        if np.array_equal(np.sort(came), np.sort(labels)):
            hint = "Those are the labels in another order: the places are asked for."
        require(np.array_equal(np.sort(came), np.arange(n)), tried, wanted, show(came), hint)
        kinds = [len(np.unique(labels[came[i : i + 50]])) for i in range(0, max(n - 50, 1), 50)]
        hint = f"Mixed: a random order of the places{', also of sorted ones' * (words == 'sorted')}."
        if min(kinds[: len(kinds) // 2], default=0) >= 7:
            hint = f"At the end, 50 in a row hold only {min(kinds)} kinds: mixed to the last."
        require(n < 50 or min(kinds) >= 7, f"{tried}; kinds in 50 pictures in a row", "nearly all ten",
                str(min(kinds)), hint)  # fmt: skip
    mended, broken = (array(counts, (10,), "the judge's counts", lists=True) for counts in (mended, broken))
    more = int((mended > 40).sum()), int((broken > 40).sum())
    sure = int(mended.sum()), int(broken.sum())
    require(more[0] > more[1] or sure[0] > 1.5 * sure[1],
            "the run with your order; digits in more than 40 pictures, and pictures that can be read",
            f"more digits than {more[1]}, or far more pictures than {sure[1]:,}", f"{more[0]}, and {sure[0]:,}",
            "Run the cell above again, with your order_of.")  # fmt: skip
