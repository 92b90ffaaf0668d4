"""Checks of lesson 3. Each one tries a student's function or network and explains what is wrong, if anything is."""

import numbers
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from workshop.checks.calling import call
from workshop.checks.cases import any_of, cases, judge, to_numpy
from workshop.checks.core import diagnosis, exercise, fail, require, show
from workshop.checks.networks import accuracy, network, same_network

#: Test accuracy of the course's own small network, the mean of ten seeds, rounded down; guessing reads about a tenth.
COURSE_ENTRY = {"full": 0.97, "sample": 0.96}
RANKS = [(0.012, "gold"), (0.006, "silver"), (0.0, "bronze")]  # each begins so much above the course's entry
#: What the colleague of 3.8 has set.
SETTINGS = ("scale", "neurons", "dropout", "batch_size", "learning_rate")
FOR_DIGITS = {"inside": "The model takes the pictures as they are: scaling and flattening belong inside.",
              "outputs": "It must give one number per digit: ten outputs."}  # fmt: skip


@exercise("3.1", "scale and flatten")
def scale_and_flatten(student: Callable) -> None:
    flat, draw = lambda x: x.reshape(len(x), -1).astype(float), np.random.default_rng(3).integers
    small = np.arange(24, dtype="uint8").reshape(2, 3, 4) % 12 * 20
    tried = cases("scale_and_flatten", (small,), (draw(0, 200, (3, 5, 2)),), (draw(0, 256, (1, 4, 4), "uint8"),))
    mistakes = [
        (flat, "Flattened, and not scaled yet: divide by 255."),
        (lambda x: flat(x) / 256, "The largest pixel is 255, not 256: full ink must become exactly 1."),
        (lambda x: flat(x) // 255, "Only 0 and 1 are left: `//` and whole-number types cut off. So use `/` alone."),
        (lambda x: flat(x.swapaxes(1, 2)) / 255, "The picture is laid out column by column: go row by row."),
        *[(f, "Divide by 255, not by what happens to be there: no largest, no smallest, no mean, no spread.")
          for a in (None, 1) for f in (
            lambda x, a=a: flat(x) / flat(x).max(a, keepdims=True),
            lambda x, a=a: (flat(x) - flat(x).min(a, keepdims=True)) / np.ptp(flat(x), a, keepdims=True),
            lambda x, a=a: (flat(x) - flat(x).mean(a, keepdims=True)) / flat(x).std(a, keepdims=True))],
        (lambda x: flat(x) / 127.5 - 1, "That goes from -1 to 1: empty paper stays 0, full ink becomes 1."),
        (lambda x: x.reshape(-1, len(x)) / 255, "That mixes the pictures: their number comes first, the -1 second."),
        (lambda x: any_of(*x.shape), "It is not flattened yet: `reshape` gives back a new array, the old one stays."),
        *[(lambda x, a=a: any_of(*a, x.size), "Keep the first axis: one row per picture.") for a in [(), (1,)]],
    ]  # fmt: skip
    size = "Pictures come in any size: each row is height times width long, both from the array (no 784, no square)."
    judge(student, lambda x: flat(x) / 255, tried, mistakes, "Row behind row, each pixel divided by 255.",
          tolerance=3e-4, stumbles={"cannot reshape": size, "cannot resize": size})  # fmt: skip


def _softmax(s: np.ndarray, off: Any = None, base: float = np.e) -> np.ndarray:
    powers = np.power(float(base), s - (s.max(axis=1, keepdims=True) if off is None else off))
    return powers / powers.sum(axis=1, keepdims=True)


NEAR = "A fixed number suits only rows near it: take it from the row itself, its largest."


@exercise("3.2", "softmax")
def softmax(student: Callable) -> None:
    exp, top, row = np.exp, lambda s: np.exp(s - s.max(axis=1, keepdims=True)), {"axis": 1, "keepdims": True}
    plain = [("softmax([[0, 1, 2], [-1, -1, 3]])", (np.array([[0.0, 1, 2], [-1, -1, 3]]),)),
             *cases("softmax", (np.arange(8.0).reshape(4, 2) ** 1.5 % 2,), (np.array([[3, 1], [-2, 0]]),))]  # fmt: skip
    large = [("softmax([[1000, 1000, 0], [-1000, -1001, -1002]])", (np.array([[1e3, 1e3, 0], [-1000, -1001, -1002]]),)),
             ("softmax of 1000 and nine zeros", (np.array([[1000.0] + [0.0] * 9]),)),
             ("softmax([[2000, 2000, 0]])", (np.array([[2e3, 2e3, 0]]),)),
             ("softmax([[-1000, 1000, 998.5, -30]])", (np.array([[-1000, 1000, 998.5, -30]]),))]  # fmt: skip
    mistakes = [
        *[(lambda s, e=e: e(s) / e(s).sum(), "The sum of the whole table: each row has its own.") for e in (exp, top)],
        *[(f, "It adds up the columns. Each row is one example: axis=1.")
          for f in (lambda s: _softmax(s.T).T, lambda s: top(s) / top(s).sum(axis=0))],
        *[(e, "Now divide each row by its sum.") for e in (exp, top)],
        (lambda s: _softmax(s, 1000), NEAR),
        (lambda s: s / s.sum(**row), "The exponential is missing: e to the power of each score."),
        (lambda s: 1 / (1 + exp(-s)), "That is the sigmoid, entry by entry: its rows do not add up to 1."),
        (lambda s: _softmax(-s), "The sign: the largest score gets the largest probability."),
        *[(lambda s, b=b: _softmax(s, None, b), "e to the power of each score, not another number.") for b in (2, 10)],
    ]  # fmt: skip
    judge(student, _softmax, plain, mistakes, "e to the score, divided by the sum of the row.")
    far = [
        (lambda s: _softmax(s, 0), "e to the 1000 overflows. Take the largest of each row off first, it cancels."),
        (lambda s: _softmax(s, s.max()), "Take off the largest score of each row, not that of the whole table."),
        (lambda s: _softmax(s, 500), NEAR),
        *[(lambda s, f=f: _softmax(s, f(s)), "Another score of the row lies far above that, and overflows.")
          for f in (lambda s: s.mean(**row), lambda s: s[:, :1], lambda s: s.min(**row))],
    ]  # fmt: skip
    judge(student, _softmax, large, far, "Right for small scores. No clip, no nan_to_num: lower the whole row first.")


@exercise("3.3", "cross-entropy")
def cross_entropy(student: Callable) -> None:
    few, draw = [[0.7, 0.2, 0.1], [0.1, 0.1, 0.8], [0.3, 0.4, 0.3], [0.5, 0.3, 0.2]], np.random.default_rng(3).normal
    tried = [("cross_entropy of four examples that gave 0.7, 0.1, 0.3 and 0.5 to the right class",
              (np.array(few), np.array([0, 1, 2, 0]))),
             *cases("cross_entropy", (_softmax(draw(0, 1, (7, 5))), np.array([1, 4, 0, 3, 3, 2, 1], "uint8")),
                    (_softmax(draw(0, 1, (2, 4))).astype("float32"), np.array([3, 1])))]  # fmt: skip
    zero = [("cross_entropy of one example that gave 0 to the right class", (np.array([[1.0, 0.0]]), np.array([1]))),
            ("cross_entropy of 0 and 0.5", (np.array([[0, 1, 0], [0.2, 0.5, 0.3]]), np.array([0, 1])))]  # fmt: skip
    log, mean, take = np.log, np.mean, lambda p, t, floor=1e-7: np.maximum(p[np.arange(len(t)), t], floor)
    logs, right = lambda p: log(np.maximum(p, 1e-7)), lambda p, t, floor=1e-7: -np.mean(np.log(take(p, t, floor)))
    mistakes = [
        (lambda p, t: -right(p, t), "The sign: *minus* the logarithm. A loss is above 0."),
        (lambda p, t: right(p, t) * len(t), "That is the sum over the examples: take the mean."),
        *[(lambda p, t, b=b: right(p, t) / log(b), f"The logarithm to the base {b}: use np.log.") for b in (2, 10)],
        (lambda p, t: -mean(logs(p.max(axis=1))), "It takes the largest probability: take the right class's."),
        *[(lambda p, t, f=f: -f(logs(p)), "It takes all classes: only the right one counts.") for f in (mean, np.sum)],
        *[(lambda p, t, n=n: right(p, t) * len(t) ** n / p.shape[1], f"You divided by {by}; divide by the examples.")
          for n, by in enumerate(("examples times classes", "the number of classes"))],
        (lambda p, t: -log(mean(take(p, t))), "Logarithm first, mean afterwards."),
        (lambda p, t: 1 - mean(take(p, t)), "The logarithm is missing."),
        (lambda p, t: -mean(logs(p[:, t])), "`[:, labels]` takes all rows each time: one entry from each row."),
        (lambda p, t: -mean(logs(p[t % len(t), np.arange(len(t)) % p.shape[1]])), "The label chooses the column."),
        (lambda p, t: right(p, (t + p.shape[1] - 1) % p.shape[1]), "Labels count from 0: take nothing off."),
        *[(f, "That is lesson 2's loss for two classes, with 1 - p: only the label's probability counts.") for f in (
            lambda p, t: -mean(t * log(p[:, 1]) + (1 - t) * log(1 - p[:, 1])),
            lambda p, t: right(p, t) - mean(log(1 - p).sum(axis=1) - log(1 - take(p, t))),
            *[lambda p, t, f=f, one=one: -mean(f(t[:, None] * log(p) + (one - t[:, None]) * log(1 - p)))
              for one in (1, 1.0) for f in (np.array, lambda z: z.sum(axis=1))])],
        (lambda p, t: right(_softmax(p), t), "These are probabilities already: no softmax once more."),
        *[(lambda p, t, e=e: -mean(log(take(p, t, 0) + e)), "Adding moves every loss.") for e in (0.01, 1e-3, 1e-4)],
    ]  # fmt: skip
    factor = "Labels are no factors here, as in lesson 2's loss for two classes: each picks one entry of its row."
    stumbles = {"(4,) (4,3)": factor, "(4,3) (4,)": factor, "[4] vs. [4,3]": factor, "[4,3] vs. [4]": factor,
                "indexing arrays": "As many row numbers as labels: one for each example, not for each class.",
                "(4,10)": "There need not be ten classes: take their number from the table."}  # fmt: skip
    judge(student, right, tried, mistakes, "Minus the mean of ln 0.7, ln 0.1, ln 0.3 and ln 0.5.", stumbles=stumbles)
    nought = [
        (lambda p, t: right(p, t, 0.0), "The logarithm of 0 is minus infinity: the docstring says what a 0 counts as."),
        (lambda p, t: right(p[take(p, t, 0) > 0], t[take(p, t, 0) > 0]), "Zeros are not left out: a 0 counts as 1e-7."),
    ]  # fmt: skip
    judge(student, right, zero, nought, "Right but where a probability is 0: it counts as 1e-7, no other number.")


@exercise("3.4", "count parameters")
def count_parameters(student: Callable) -> None:
    weights, right = lambda s: np.dot(s[:-1], s[1:]), lambda s: np.dot(s[:-1], s[1:]) + sum(s[1:])
    tried = cases("count_parameters", ([784, 512, 10],), ([5, 4, 3, 2],), ([3, 2],), ([7, 2, 9, 4, 6],))
    mistakes = [
        (weights, "The biases are missing: one for each neuron."),
        (lambda s: weights(s) + sum(s), "Inputs have no bias: count those of the layers alone."),
        (lambda s: weights(s) + sum(s[:-1]), "Each *neuron* has a bias, not each input."),
        *[(lambda s, f=f: weights(s) + f(s), "One bias for each neuron, not one for each layer or for all.")
          for f in (lambda s: 1, lambda s: len(s) - 1)],
        (lambda s: weights(s) + sum(s[1:-1]), "The last layer's neurons have a bias as well."),
        (lambda s: np.array([weights(s), sum(s[1:])]), "Weights and biases are added up: one number."),
        *[(lambda s, k=k: np.prod(s) + k * sum(s[1:]), "Layer by layer: multiply neighbours, add up.") for k in (0, 1)],
        (lambda s: right(s[:2]), "Only the first layer is counted: does `return` stand inside the loop?"),
        (lambda s: right(s[-2:]), "Only the last layer is counted: add up (`+=`) over the loop."),
        (lambda s: right(s[:-1]), "The last layer is left out: the loop ends too early."),
        (lambda s: right([s[0], s[1], s[2]]), "That is for two layers: a stack may have more, or one."),
        (lambda s: sum(n * n + n for n in s), "The list meets itself: one of the two begins a place later."),
        *[(lambda s, k=k: right([784, *s[k:]]), "The first of `sizes` is the inputs, not always 784.") for k in (0, 1)],
        (lambda s: any_of(len(s) - 1), "One number for each layer came: now add them up."),
    ]  # fmt: skip
    stumbles = {"unpack": "A stack may have any number of layers: go through the list in a loop."}
    judge(student, right, tried, mistakes, "For each layer: inputs times neurons, plus neurons.", stumbles=stumbles)


@exercise("3.5", "build it in Keras")
def build_model(student: Callable) -> None:
    import keras

    tried, ks, draw = "build_model()", keras.layers, np.random.default_rng(3).integers
    quotes = 'Keras has its own: write the name in quotes, "{}".'
    stumbles = {f"NameError: name '{name}'": quotes.format(name) for name in ("relu", "softmax")}
    stumbles["Expected a float value between 0 and 1"] = "The share lies between 0 and 1: a fifth is 0.2."
    model = network(student, tried=tried, hand_back="The layers go into keras.Sequential; return that.",
                    stumbles=stumbles)  # fmt: skip
    comes = getattr(model, "input_shape", (None, 28, 28)) if model.built else "not known yet"
    require(comes[1:3] == (28, 28), tried, "input of shape (None, 28, 28)", f"{comes}",
            "Begin with keras.Input and the shape of a picture, (28, 28).")  # fmt: skip
    for layer in model._flatten_layers():
        own = getattr(layer, "activation", None)
        if getattr(own, "__name__", "") in ("relu", "softmax") and not str(own.__module__).startswith("keras"):
            try:
                model.predict(np.zeros((1, 28, 28)), verbose=0)
            except Exception as error:
                fail(f"{tried}.predict", "ten probabilities", type(error).__name__, quotes.format(own.__name__))
    spreads = [np.std(weight) for weight in model.get_weights() if weight.ndim > 1]
    same_network(model, lambda: keras.Sequential([
        keras.Input((28, 28)), ks.Rescaling(1 / 255), ks.Flatten(), ks.Dense(512, "relu"), ks.Dropout(0.2),
        ks.Dense(10, "softmax")]), [draw(0, 256, (16, 28, 28), "uint8"), draw(0, 30, (3, 28, 28))], tried)  # fmt: skip
    # Said behind the comparison: in a (1, 10) even weights of the usual size sometimes spread as wide.
    require(all(0 < spread < 0.5 for spread in spreads), tried,
            "small weights drawn by chance", "equal or large ones", "Equal neurons stay equal.")  # fmt: skip
    shapes = [weight.shape for weight in model.get_weights()]
    require(shapes == [(784, 512), (512,), (512, 10), (10,)], f"{tried}.get_weights()", "those of the layers in order",
            f"shapes {shapes}", "The next cell takes them apart: make the layers in the order of use.")  # fmt: skip


@exercise("3.6", "confusion matrix")
def confusion_matrix(student: Callable) -> None:
    right = lambda t, a, n: np.bincount(t.astype(int) * n + a, minlength=n * n).reshape(n, n)  # noqa: E731
    only = lambda pick: lambda t, a, n: right(t[pick(t, a, n)], a[pick(t, a, n)], n)  # noqa: E731
    tried = cases("confusion_matrix", (np.array([0, 0, 1, 2, 2, 2, 1]), np.array([0, 1, 1, 0, 2, 2, 0]), 4),
                  (np.array([1, 2, 2, 0, 2, 1] * 150, "uint8"), np.array([1, 2, 0, 0, 2, 0] * 150), 3),
                  (np.array([11, 5, 11, 0, 5]), np.array([5, 5, 11, 7, 5]), 12))  # fmt: skip
    mistakes = [
        (lambda t, a, n: right(a, t, n), "Rows and columns are swapped: the row is the truth."),
        *[(lambda t, a, n, x=x, f=f: f(right(t, a, n) / right(t, a, n).sum(x, keepdims=True)),
           "Those are shares: counts are asked for.") for x in (0, 1, None) for f in (np.array, np.nan_to_num)],
        *[(only(f), "Only the first are counted: does the loop go over all examples, and `return` stand behind it?")
          for f in (lambda t, a, n: slice(1), lambda t, a, n: slice(n), lambda t, a, n: slice(100))],
        (only(lambda t, a, n: t != a), "The right answers belong on the diagonal."),
        (only(lambda t, a, n: t == a), "Only right answers are counted: wrong ones go beside the diagonal."),
        (lambda t, a, n: np.minimum(right(t, a, n), 1), "A pair that repeats counts once: add 1 each time (`+=`, not "
         "`=`), example by example. At whole arrays of places `+=` adds 1 to each place only once."),
        (lambda t, a, n: right(t, a, n) % 256, "Above 255 it starts again at 0: bytes are too small for counts."),
        (lambda t, a, n: right(t * 0, a, n)[np.zeros(n, int)], "All rows are the same list: `* n` copies none."),
        (lambda t, a, n: np.histogram2d(t, a, n)[0], "np.histogram2d fits its bins to the numbers there: give edges."),
        (lambda t, a, n: any_of(n), "A table of pairs is asked for: the row is the truth, the column the answer."),
        (lambda t, a, n: any_of(*[max(*t, *a) + 1] * 2), "A class that never occurs counts too: use n_classes."),
    ]  # fmt: skip
    stumbles = {"cannot reshape": "np.bincount ends at the largest number there is: `minlength` says how far it goes.",
                "too many values to unpack": "One pair at a time: `zip` walks over both arrays together."}  # fmt: skip
    kept = "What the first call counted is still there: begin with zeros in each call."
    judge(student, right, tried, mistakes, "Each example once: row the truth, column the answer.", stumbles=stumbles)
    judge(student, right, tried[:2], [(lambda *at: 2 * right(*at), kept)], kept)
    came = to_numpy(call(student, *tried[0][1], tried=tried[0][0])).dtype
    require(came.kind in "iu", tried[0][0], "whole numbers", f"numbers of type {came}",
            "The counts are right, and floating point: begin with dtype=int, or end with .astype(int).")  # fmt: skip


@exercise("3.7", "shift")
def shift_left(student: Callable) -> None:
    right = lambda x, k, axis=2, paper=0: np.where(  # noqa: E731
        np.indices(x.shape)[axis] < x.shape[axis] - k, np.roll(x, -k, axis), paper).astype(x.dtype)  # fmt: skip
    draw, small = np.random.default_rng(4), np.random.default_rng(3).integers(1, 256, (2, 3, 5), "uint8")
    other, fractions = draw.integers(-900, 900, (3, 4, 7)), draw.normal(0, 3, (1, 6, 4)).astype("float32")
    tried = cases("shift_left", (small, 1), (other, 3), (fractions, 2), (small, 5), (small, 0))
    mistakes = [
        (lambda x, k: x, "Nothing moved."),
        (lambda x, k: np.roll(x, -k, 2), "What leaves on the left comes back on the right: empty paper belongs there."),
        (lambda x, k: right(x[..., ::-1], k)[..., ::-1], "That goes to the right: column 1 must become column 0."),
        *[(f, "That goes up: the last axis runs from left to right.")
          for f in (lambda x, k: right(x, k, 1), lambda x, k: np.roll(x, -k, 1))],
        (lambda x, k: right(x, k, 2, x[..., -1:]), "The last column is repeated: empty paper (0) comes in."),
        (lambda x, k: right(x, k, 2, x), "What was there shines through on the right: zeros come in."),
        (lambda x, k: np.where(np.indices(x.shape)[2] < k, 0, x), "Columns are emptied and none has moved."),
        (lambda x, k: right(x, k) * (np.indices(x.shape)[0] < 1), "Only the first picture moves: each of them."),
        (lambda x, k: right(x, 1), "It always moves by one: by `pixels`."),
        (lambda x, k: right(x, k) * (np.indices(x.shape)[2] < x.shape[2] - k - 1), "One column too few is copied."),
        (lambda x, k: right(x, k or 99), "For 0 pixels `-pixels:` is everything, so that all is emptied."),
        (lambda x, k: any_of(*x.shape[:2], x.shape[2] - k), "The width stays: zeros come in from the right."),
    ]  # fmt: skip
    stumbles = {"(2,3,0)": "For 0 pixels `:-pixels` is `:-0`, which is empty: count from the width instead.",
                "could not broadcast": "As many columns on both sides: is it the array's width?"}  # fmt: skip
    judge(student, right, tried, mistakes, "Column 1 becomes column 0; zeros come in.", dtype="same", stumbles=stumbles)
    shared = call(lambda x, k: np.shares_memory(to_numpy(student(x, k)), x), small, 0, tried="shift_left")
    require(not shared, "shift_left by 0 pixels", "a new array", "the one that was handed in, or a part of it",
            "Whoever changes the result would change the old pictures too: make a new array.")  # fmt: skip


@exercise("3.8", "two mistakes at once")
def two_mistakes(cause: Any, repair: Any, mended: Any, x: np.ndarray, y: np.ndarray) -> None:
    hints = {"a": "Half of it: small batches give noisy steps, and with them it learns well. What else is large?",
             "c": "Half of it: fewer neurons learn less, and no loss is huge for that. What else is large?",
             "d": "Both make it learn less well, and no loss is huge for that: look for large numbers."}  # fmt: skip
    diagnosis(cause, "b", "the pair that makes the loss so large", hints)
    if not isinstance(repair, Mapping):
        fail("repair", "settings with their names", show(repair), "As in the example, dict(neurons=512).")
    numbers_only = all(isinstance(value, numbers.Real) for value in repair.values())
    changed = ", ".join(f"{name} {show(value)}" for name, value in repair.items())
    tried = f"the mended network ({changed or 'nothing changed'}) on the validation digits"
    if not numbers_only:
        fail(tried, "a number for each setting", changed, "No quotes, a point and no comma.")
    reads, ink = accuracy(mended, x, y, tried, **FOR_DIGITS), abs(255 * repair.get("scale", 1))
    rate = repair.get("learning_rate", 5.0)
    strange = ", ".join(str(name) for name in repair if name not in SETTINGS)
    ways = [(strange, f"{strange} is no setting of colleagues_run: look at its first line."),
            (rate <= 0, "A learning rate is above 0: at 0 nothing moves, and below 0 it walks uphill."),
            (ink > 10 and rate * ink**2 > 0.1, "Pixels still come in as large numbers: Rescaling multiplies."),
            (ink < 0.1, "Almost nothing is left of the pixels (`//` rounds down to 0): full ink should be about 1."),
            (rate > 0.3, "Scaled, and the steps are still too long: a smaller learning rate."),
            (True, "Now the steps are too short to arrive in three epochs: a larger learning rate.")]  # fmt: skip
    require(reads >= 0.75, tried, "at least 75 % read", f"{reads:.0%}", next(hint for holds, hint in ways if holds))
    for left, question in [(ink > 100, "what are the largest pixels?"), (rate > 2, "how long are the steps?")]:
        require(not left, tried, "both mistakes mended", "one of them alone",
                f"It reads enough, but one of the two is still there: {question}")  # fmt: skip


@exercise("3.9", "the challenge")
def challenge(model: Any, mnist: Any) -> None:
    tried, entry, x, y = "your network on the test digits", COURSE_ENTRY[mnist.tier], mnist.x_test, mnist.y_test
    if not hasattr(model, "count_params") or not hasattr(model, "predict"):
        fail(tried, "a Keras model", show(model), "Hand over the trained model itself: no history, number or function.")
    parameters = model.count_params() if getattr(model, "built", True) else 0
    require(parameters <= 100_000, "your network's size", "at most 100,000 parameters", f"{parameters:,}",
            "All of them count. count_parameters([784, n, 10]): which n fits?")  # fmt: skip
    reads = accuracy(model, x, y, tried, **FOR_DIGITS)
    parts = [model, *getattr(model, "_flatten_layers", list)()]
    steps = max(int(getattr(getattr(part, "optimizer", None), "iterations", 0)) for part in parts)
    require(steps > 0, tried, "a network trained here", "one whose optimiser has taken no step",
            "Is it trained? Compile it, then fit it; a copy, or compiling anew, begins at 0.")  # fmt: skip
    if reads < entry:
        hint = "Trained, and not enough: a wider layer within the limit, more epochs, a shrinking learning rate."
        if reads < 0.8:
            hint = "It has hardly learnt: too few epochs or neurons, or too large a learning rate?"
        if accuracy(model, x / 255, y, tried, **FOR_DIGITS) > reads + 0.01:
            hint = "It reads more if the pixels are divided by 255 before: scaling belongs inside the model."
        fail(tried, f"at least {entry:.1%}, the course's own small network", f"{reads:.2%}", hint)
    print(f"{reads:.2%} with {parameters:,} parameters: {next(rank for gap, rank in RANKS if reads >= entry + gap)}")
