"""Checks of lesson 3. Each one tries a student's function or network and explains what is wrong, if anything is."""

from collections.abc import Callable
from typing import Any

import numpy as np

from workshop.checks.core import answer, array, call, close, compare, diagnosis, exercise, fail, require, show
from workshop.checks.networks import accuracy, activation, network

#: Test accuracy of the course's own small network (one hidden layer of 64 neurons): the mean of ten seeds in
#: docs/EVIDENCE.md, rounded down to half a point.
COURSE_ENTRY = {"full": 0.97, "sample": 0.92}

#: The hints of `accuracy` for networks that read digits.
FOR_DIGITS = {
    "inside": "The model takes the pictures as they are: scaling and flattening belong inside.",
    "outputs": "It must give one number per digit: ten outputs.",
}

#: How many points above the course's entry each rank of the challenge begins.
RANKS = [(0.012, "gold"), (0.006, "silver"), (0.0, "bronze")]


@exercise("3.1", "scale and flatten")
def scale_and_flatten(student: Callable) -> None:
    images = np.zeros((2, 3, 4), dtype="uint8")
    images[0] = np.arange(12).reshape(3, 4) * 20
    images[1, 2, 3] = 200
    tried = "scale_and_flatten of two pictures with 3 rows and 4 columns, the largest pixel 220"
    value = call(student, images, tried=tried)
    shape = getattr(value, "shape", None)
    if shape == (24,):
        fail(tried, "shape (2, 12)", "shape (24,)", "Keep the first axis: one row per picture.")
    if shape == (2, 3, 4):
        fail(tried, "shape (2, 12)", "shape (2, 3, 4)", "Scaled or not, it is not flattened yet: use `reshape`.")
    came = array(value, (2, 12), tried)
    flat = images.reshape(2, -1).astype(float)
    mistakes = [
        (flat, "Flattened, and not scaled yet: divide by 255."),
        (flat / 256, "The largest pixel is 255, not 256: full ink must become exactly 1."),
        (images.reshape(2, -1) // 255, "`//` rounds down to whole numbers: use `/`."),
        (images.transpose(0, 2, 1).reshape(2, -1) / 255, "The picture is laid out column by column: go row by row."),
        (flat / 220, "Divide by 255, the most a pixel can be, not by the largest that happens to be there."),
        (flat / 12, "Divide by the largest pixel value, 255, not by the number of pixels."),
    ]
    compare(came, flat / 255, tried, mistakes, "Row behind row, each pixel divided by 255.", tolerance=1e-3)


@exercise("3.2", "softmax")
def softmax(student: Callable) -> None:
    scores = np.array([[0.0, 1.0, 2.0], [-1.0, -1.0, 3.0]])
    exponentials = np.exp(scores)
    right = exponentials / exponentials.sum(axis=1, keepdims=True)
    tried = "softmax([[0, 1, 2], [-1, -1, 3]])"
    came = answer(student, scores, shape=(2, 3), tried=tried)
    mistakes = [
        (exponentials / exponentials.sum(), "It divides by the sum of the whole table. Each row has its own: axis=1."),
        (exponentials / exponentials.sum(axis=0), "It adds up the columns. Each row is one example: axis=1."),
        (exponentials, "Now divide each row by its sum."),
        (scores / scores.sum(axis=1, keepdims=True), "The exponential is missing: e to the power of each score."),
        (1 / (1 + np.exp(-scores)), "That is the sigmoid, entry by entry: its rows do not add up to 1."),
        (np.log(right), "That is its logarithm."),
    ]
    compare(came, right, tried, mistakes, "e to the score, divided by the sum of the row.")
    for big, tried in [
        (
            np.array([[1000.0, 1000.0, 0.0], [-1000.0, -1001.0, -1002.0]]),
            "softmax([[1000, 1000, 0], [-1000, -1001, -1002]])",
        ),
        (np.array([[1000.0] + [0.0] * 9]), "softmax of 1000 and nine zeros"),
    ]:
        came = np.asarray(call(student, big, tried=tried), dtype=float)
        require(
            bool(np.all(np.isfinite(came))),
            tried,
            "finite numbers",
            show(came),
            "e to the 1000 overflows. Take the largest score of each row off first: it changes nothing else.",
        )
        shifted = np.exp(big - big.max(axis=1, keepdims=True))
        compare(
            came,
            shifted / shifted.sum(axis=1, keepdims=True),
            tried,
            hint="Take off the largest score of each row, not that of the whole table.",
        )


@exercise("3.3", "cross-entropy")
def cross_entropy(student: Callable) -> None:
    probabilities = np.array([[0.7, 0.2, 0.1], [0.1, 0.1, 0.8], [0.3, 0.4, 0.3], [0.5, 0.3, 0.2]])
    labels = np.array([0, 1, 2, 0])
    chosen = np.array([0.7, 0.1, 0.3, 0.5])
    tried = "cross_entropy of four examples that gave 0.7, 0.1, 0.3 and 0.5 to the right class"
    came = answer(student, probabilities, labels, shape=(), tried=tried)
    logs = np.log(chosen)
    mistakes = [
        (np.mean(logs), "The sign: *minus* the logarithm. A loss is above 0."),
        (-np.sum(logs), "That is the sum over the examples: take the mean."),
        (-np.mean(np.log10(chosen)), "That is the logarithm to the base 10: use np.log."),
        (-np.mean(np.log2(chosen)), "That is the logarithm to the base 2: use np.log."),
        (-np.mean(np.log(probabilities.max(axis=1))), "It takes the largest probability: take the right class's."),
        (-np.mean(np.log(probabilities)), "It takes all classes: only the right one counts."),
        (-np.sum(np.log(probabilities)), "It takes all classes: only the right one counts."),
        (-np.log(np.mean(chosen)), "Logarithm first, mean afterwards."),
        (1 - np.mean(chosen), "The logarithm is missing."),
        (-np.mean(np.log(probabilities[:, labels])), "`probabilities[:, labels]` takes all rows each time: "
         "probabilities[np.arange(len(labels)), labels] takes one entry per row."),
    ]  # fmt: skip
    compare(came, -np.mean(logs), tried, mistakes, "Minus the mean of ln 0.7, ln 0.1, ln 0.3 and ln 0.5.")
    tried = "cross_entropy of one example that gave 0 to the right class"
    value = call(student, np.array([[1.0, 0.0]]), np.array([1]), tried=tried)
    finite = np.asarray(value, dtype=float)
    require(
        bool(np.all(np.isfinite(finite))),
        tried,
        "a finite loss",
        show(finite),
        "The logarithm of 0 is minus infinity: np.maximum(chosen, 1e-7).",
    )
    require(float(finite) > 5, tried, "a large loss", show(finite), "Sure and wrong must cost a lot.")


@exercise("3.4", "count parameters")
def count_parameters(student: Callable) -> None:
    for sizes in ([3, 2], [784, 512, 10], [5, 4, 3, 2]):
        tried = f"count_parameters({sizes})"
        came = answer(student, sizes, shape=(), tried=tried)
        weights = sum(a * b for a, b in zip(sizes[:-1], sizes[1:], strict=True))
        mistakes = [
            (weights, "The biases are missing: one for each neuron."),
            (weights + sum(sizes), "Inputs have no bias: count those of the layers alone."),
            (weights + sum(sizes[:-1]), "Each *neuron* has a bias, not each input."),
            (weights + len(sizes) - 1, "One bias for each neuron, not one for each layer."),
            (sum(sizes[:-1]) + sum(sizes[1:]), "Weights multiply: inputs times neurons."),
            (int(np.prod(sizes)), "Layer by layer: multiply neighbours, then add up."),
            (sizes[0] * sizes[1] + sizes[1], "Only the first layer is counted: does `return` stand inside the loop?"),
        ]
        compare(came, weights + sum(sizes[1:]), tried, mistakes, "For each layer: inputs times neurons, plus neurons.")


@exercise("3.5", "build it in Keras")
def build_model(student: Callable) -> None:
    import keras

    tried = "build_model()"
    model = network(
        student,
        tried=tried,
        shape=(28, 28),
        takes="pictures of shape (28, 28) as input",
        begin="Begin the list with keras.Input(shape=(28, 28)): flattening is a layer of the model.",
        hand_back="return keras.Sequential([...])",
    )
    if model.output_shape != (None, 10):
        hint = (
            "A Flatten layer is missing before the first Dense."
            if len(model.output_shape) > 2
            else ("The last layer has one neuron per digit.")
        )
        fail(tried, "ten outputs", f"output shape {model.output_shape[1:]}", hint)
    came = model.count_params()
    hints = {7850: "The hidden layer of 512 neurons is missing.", 1333770: "There is a dense layer too many."}
    require(
        came == 407050,
        f"{tried}; number of parameters",
        "407,050",
        f"{came:,}",
        hints.get(came, "784 inputs, 512 neurons, 10 outputs."),
    )
    generator = np.random.default_rng(0)
    pictures = generator.integers(0, 256, size=(64, 28, 28)).astype("uint8")
    output = np.asarray(model.predict(pictures, verbose=0), dtype=float)
    tried = "build_model()(64 pictures of noise)"
    if not close(output.sum(axis=1), np.ones(64), 1e-4) or output.min() < 0:
        fail(
            tried,
            "probabilities, adding up to 1 for each picture",
            show(output[0]),
            'The last layer needs activation="softmax".',
        )
    # Glorot's random weights and pixels from 0 to 1 give every digit a fair chance; pixels to 255 do not.
    require(
        output.max(axis=1).mean() < 0.7,
        tried,
        "an untrained network in doubt",
        "one that is sure of its guesses",
        "Are the pixels scaled? keras.layers.Rescaling(1 / 255) comes before Flatten.",
    )
    tried = "the layers of build_model()"
    kinds = [activation(layer) for layer in model.layers]
    dense = [place for place, layer in enumerate(model.layers) if isinstance(layer, keras.layers.Dense)]
    between = kinds[dense[0] : dense[-1]]
    require(
        "relu" in between,
        tried,
        "a hidden layer that bends, with ReLU",
        f"activation {next((kind for kind in between if kind not in ('linear', '')), 'linear')}",
        'keras.layers.Dense(512, activation="relu")',
    )
    dropout = [place for place, layer in enumerate(model.layers) if isinstance(layer, keras.layers.Dropout)]
    require(
        any(dense[0] < place < dense[-1] for place in dropout),
        tried,
        "a Dropout layer between the dense layers",
        "one elsewhere" if dropout else "none",
        "keras.layers.Dropout(0.2) stands between the two dense layers.",
    )
    require(
        call(student, tried=tried) is not model,
        "build_model() twice",
        "a new model each time",
        "the same one",
        "Make the model inside the function, so that training always starts afresh.",
    )


@exercise("3.6", "confusion matrix")
def confusion_matrix(student: Callable) -> None:
    labels, answers = np.array([0, 0, 1, 2, 2, 2, 1]), np.array([0, 1, 1, 0, 2, 2, 0])
    right = np.array([[1, 1, 0, 0], [1, 1, 0, 0], [1, 0, 2, 0], [0, 0, 0, 0]])
    tried = "confusion_matrix(truth [0, 0, 1, 2, 2, 2, 1], answers [0, 1, 1, 0, 2, 2, 0], 4 classes)"
    value = call(student, labels, answers, 4, tried=tried)
    if getattr(value, "shape", None) == (3, 3):
        fail(
            tried,
            "shape (4, 4)",
            "shape (3, 3)",
            "A class that never occurs has a row and a column too: use n_classes.",
        )
    came = array(value, (4, 4), tried)
    by_row = right / np.maximum(right.sum(axis=1, keepdims=True), 1)
    mistakes = [
        (right.T, "Rows and columns are swapped: the row is the truth."),
        (by_row, "Those are shares: counts are asked for."),
        (right / 7, "Those are shares: counts are asked for."),
        (np.eye(4)[[0]].T @ np.eye(4)[[0]], "Only the first example is counted: does `return` stand inside the loop?"),
        (np.minimum(right, 1), "Each pair is marked once: add 1 each time it occurs (+=)."),
        (right * (1 - np.eye(4)), "The right answers belong on the diagonal."),
        (np.diag(np.diag(right)), "Only right answers are counted: wrong ones go beside the diagonal."),
    ]
    compare(came, right, tried, mistakes, "counts[truth, answer] += 1 for each example.")


@exercise("3.7", "shift")
def shift_left(student: Callable) -> None:
    images = np.arange(1, 25, dtype="uint8").reshape(2, 3, 4)

    def shifted(pixels: int) -> np.ndarray:
        result = np.zeros_like(images)
        result[:, :, : 4 - pixels] = images[:, :, pixels:]
        return result

    up, right_way = np.zeros_like(images), np.zeros_like(images)
    up[:, :2] = images[:, 1:]
    right_way[:, :, 1:] = images[:, :, :-1]
    tried = "shift_left of two pictures with 3 rows and 4 columns, by 1 pixel"
    value = call(student, images, 1, tried=tried)
    if getattr(value, "shape", None) == (2, 3, 3):
        fail(tried, "shape (2, 3, 4)", "shape (2, 3, 3)", "The width stays: a column of zeros comes in from the right.")
    came = array(value, (2, 3, 4), tried)
    mistakes = [
        (
            np.roll(images, -1, axis=2),
            "What leaves on the left comes back on the right: empty paper (0) belongs there.",
        ),
        (np.roll(images, 1, axis=2), "That goes to the right, and comes back on the left."),
        (right_way, "That goes to the right: column 1 must become column 0."),
        (up, "That goes up: the last axis runs from left to right."),
        (np.roll(images, -1, axis=1), "That goes up: the last axis runs from left to right."),
        (np.roll(images, -1), "np.roll without an axis mixes rows and pictures."),
        (images, "Nothing moved."),
    ]
    compare(came, shifted(1), tried, mistakes, "Column 1 becomes column 0, and so on; zeros come in from the right.")
    tried = "shift_left by 4 of 4 columns"
    came = answer(student, images, 4, shape=(2, 3, 4), tried=tried)
    compare(came, shifted(4), tried, hint="All the ink has left: only zeros remain.")
    # The slice [:-0] fails as an exception in one way of writing it and as a wrong result in another.
    tried = "shift_left by 0 pixels (mind that `:-pixels` is then `:-0`, which is empty)"
    came = answer(student, images, 0, shape=(2, 3, 4), tried=tried)
    compare(came, shifted(0), tried, hint="Write `: width - pixels`.")


@exercise("3.8", "two mistakes at once")
def two_mistakes(cause: Any, scale: Any, learning_rate: Any, mended: Any, x: np.ndarray, y: np.ndarray) -> None:
    hints = {
        "a": "A larger network trained for longer climbs just as high: look at the loss, it is far above ln 10.",
        "c": "The same labels and the same loss worked for your own network.",
        "d": "Dropout treats overfitting; this network does not even learn its own pictures.",
    }
    diagnosis(cause, "b", "the pair that makes the loss so large", hints)
    tried = f"the mended network (scale {show(scale)}, learning rate {show(learning_rate)}) on the validation digits"
    if not isinstance(scale, int | float) or not isinstance(learning_rate, int | float):
        fail(tried, "two numbers", f"{show(scale)} and {show(learning_rate)}", "For example scale = 1 / 255.")
    full_ink = 255 * scale
    require(
        full_ink <= 10,
        tried,
        "pixels from 0 to about 1",
        f"pixels up to {full_ink:.5g}",
        "The pixels still come in as large numbers: 1 / 255 brings them to 0 to 1.",
    )
    require(
        full_ink >= 0.1,
        tried,
        "pixels from 0 to about 1",
        f"pixels up to {full_ink:.2g}",
        "The pixels are scaled to almost nothing: 1 / 255 brings them to 0 to 1.",
    )
    reads = accuracy(mended, x, y, tried, **FOR_DIGITS)
    hint = (
        "Scaled, and the steps are still too long: a smaller learning rate."
        if learning_rate > 0.3
        else "Now the steps are too short to arrive in three epochs: a larger learning rate."
    )
    require(reads >= 0.75, tried, "at least 75 % read", f"{reads:.0%}", hint)


@exercise("3.9", "the challenge")
def challenge(model: Any, mnist: Any) -> None:
    tried = "your network on the test digits"
    parameters = getattr(model, "count_params", lambda: None)()
    if parameters is None:
        fail(tried, "a Keras model", show(model), "Hand over the trained model itself.")
    require(
        parameters <= 100_000,
        "your network's size",
        "at most 100,000 parameters",
        f"{parameters:,}",
        "count_parameters([784, n, 10]): which n fits?",
    )
    reads = accuracy(model, mnist.x_test, mnist.y_test, tried, **FOR_DIGITS)
    entry = COURSE_ENTRY[mnist.tier]
    require(
        reads >= entry,
        tried,
        f"at least {entry:.1%}, the course's own small network",
        f"{reads:.2%}",
        "Is it trained? A wider layer within the limit, more epochs, a learning rate that shrinks.",
    )
    rank = next(name for gap, name in RANKS if reads >= entry + gap)
    print(f"{reads:.2%} with {parameters:,} parameters: {rank}")
