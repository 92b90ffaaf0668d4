"""Checks of lesson 4. Each one tries a student's function or network and explains what is wrong, if anything is."""

import time
from collections.abc import Callable
from typing import Any

import numpy as np

from workshop.checks.core import (
    array,
    call,
    close,
    compare,
    diagnosis,
    exercise,
    fail,
    require,
    show,
    uncopied,
)
from workshop.checks.networks import accuracy, activation, network

#: The leader board: at most so many parameters, at most so many times the seconds of the course's own entry,
#: trained on so many pictures; a rank begins so many points of accuracy above the course's entry.
PARAMETERS, TIMES, PICTURES = 100_000, 3.0, {"full": 10_000, "sample": 1_000}
FOR_PICTURES = {
    "inside": "The network takes the pictures as they are: scaling and cutting belong inside.",
    "outputs": "Ten outputs: one for each class.",
}
RANKS = [(0.10, "gold"), (0.05, "silver"), (0.0, "bronze")]


@exercise("4.1", "convolve")
def convolve(student: Callable) -> None:
    image = np.array([[1.0, 2, 0, 1], [0, 3, 1, 2], [4, 0, 2, 5]])
    kernel = np.array([[1.0, 0], [3, -1]])
    tried = "convolve of a picture with 3 rows and 4 columns and a kernel of 2 x 2"
    value = call(student, image, kernel, tried=tried)
    hints = {
        (3, 4): "It keeps the picture's size: the kernel must lie wholly inside, without a border.",
        (4, 5): "It lets the kernel hang over the edge: it must lie wholly inside.",
        (1, 2): "One row and one column are missing: there are height - kernel_height + 1 places.",
        (2, 3, 2, 2): "Each place holds a whole table of products: add them up with np.sum.",
        (): "One number came: the loops must fill a whole map, one number for each place.",
    }
    came = array(value, (2, 3), tried, hints)
    windows = np.lib.stride_tricks.sliding_window_view(image, (2, 2))
    products = windows * kernel
    right = products.sum(axis=(2, 3))
    one_too_short = right.copy()
    one_too_short[-1], one_too_short[:, -1] = 0, 0
    mistakes = [
        ((windows * kernel[::-1, ::-1]).sum(axis=(2, 3)),
         "The kernel is turned round. Mathematicians define it so; networks do not, and neither does this exercise."),
        ((windows * kernel.T).sum(axis=(2, 3)), "Rows and columns of the kernel are swapped."),
        (products.mean(axis=(2, 3)), "That is the mean of the products: add them up."),
        (products.max(axis=(2, 3)), "That is the largest product: add them up."),
        (windows.sum(axis=(2, 3)), "The kernel's numbers are missing: multiply before you add up."),
        ((windows + kernel).sum(axis=(2, 3)), "Multiply the part by the kernel; it is added here."),
        ((windows @ kernel).sum(axis=(2, 3)), "`@` is the matrix product: multiply entry by entry, with *."),
        (one_too_short, "The last row and column of the map are empty: are the loops one too short?"),
    ]  # fmt: skip
    compare(came, right, tried, mistakes, "At each place: the sum of part * kernel.")
    tried = "convolve of a picture with 5 rows and 4 columns and a kernel with 1 row and 3 columns"
    image, kernel = np.arange(20).reshape(5, 4) ** 2, np.array([[0.5, -2.25, 3]])
    hint = "Take both sizes from kernel.shape: a kernel need not be square."
    value = call(student, image, kernel, tried=tried)
    shape = getattr(value, "shape", None)
    require(shape == (5, 2), tried, "an array of shape (5, 2)", f"an array of shape {shape}", hint)
    right = (np.lib.stride_tricks.sliding_window_view(image, (1, 3)) * kernel).sum(axis=(2, 3))
    cut_off = [(np.trunc(right), "The map cannot hold fractions: make it with np.zeros(...), not from the picture.")]
    compare(array(value, (5, 2), tried), right, tried, cut_off, hint)


@exercise("4.2", "pool")
def max_pool(student: Callable) -> None:
    maps = np.random.default_rng(4).permutation(48).reshape(4, 6, 2).astype(float) - 30
    windows = maps.reshape(2, 2, 3, 2, 2)
    right = windows.max(axis=(1, 3))
    tried = "max_pool of two maps with 4 rows and 6 columns, size 2"
    value = call(student, maps, tried=tried)
    hints = {
        (3, 5, 2): "The windows overlap: they lie side by side, two pixels apart.",
        (2, 3): "The channels are gone: each keeps a map of its own, `.max(axis=(0, 1))` of a window.",
        (2, 3, 1): "The channels are gone: each keeps a map of its own, `.max(axis=(0, 1))` of a window.",
        (2,): "One number per map: that is the maximum over everything. Each window of 2 x 2 has its own.",
        (4, 6, 2): "It has kept its size: one number must remain of each window.",
        (4, 3, 2): "Only the columns are pooled: a window has two rows and two columns.",
        (2, 6, 2): "Only the rows are pooled: a window has two rows and two columns.",
    }
    came = array(value, (2, 3, 2), tried, hints)
    mistakes = [
        (windows.mean(axis=(1, 3)), "That is the mean of each window: keep the largest."),
        (windows.min(axis=(1, 3)), "That is the smallest of each window: keep the largest."),
        (windows.sum(axis=(1, 3)), "That is the sum of each window: keep the largest."),
        (np.maximum(right, 0), "Some maxima are below 0 and must stay so: is the result filled up from zeros?"),
        (maps[::2, ::2], "That takes the upper left pixel of each window: take the largest of the four."),
        (np.abs(windows).max(axis=(1, 3)), "That is the largest without its sign: the sign counts."),
        (np.repeat(right.max(axis=2, keepdims=True), 2, axis=2),
         "The maximum goes over the channels too: each channel keeps its own, `.max(axis=(0, 1))`."),
        (maps[:2, :3], "That cuts a corner off: every part of the map counts."),
    ]  # fmt: skip
    compare(came, right, tried, mistakes, "Of each 2 x 2 places the largest, each channel for itself.")
    tried = "max_pool of one map with 8 rows and 5 columns, size 3"
    maps = np.arange(40.0).reshape(8, 5, 1)[::-1]
    value = call(student, maps, 3, tried=tried)
    hints = {
        (3, 2, 1): "What is left over at the bottom and on the right is dropped: height // size rows.",
        (3, 1, 1): "What is left over at the bottom is dropped: height // size rows.",
        (2, 2, 1): "What is left over on the right is dropped: width // size columns.",
        (3, 2): "The channels are gone.",
        (4, 2, 1): "The windows have the size that is handed in, `size`, not 2.",
    }
    compare(
        array(value, (2, 1, 1), tried, hints),
        maps[:6, :3].reshape(2, 3, 1, 3, 1).max(axis=(1, 3)),
        tried,
        hint="Windows of size x size; what is left over at the bottom and on the right is dropped.",
    )


@exercise("4.3", "parameters and work")
def count_convolution(student: Callable) -> None:
    for height, width, channels, filters, size in [(32, 32, 3, 32, 3), (10, 20, 8, 4, 5)]:
        tried = f"count_convolution({height}, {width}, {channels}, filters={filters}, size={size})"
        value = call(student, height, width, channels, filters, size, tried=tried)
        if not isinstance(value, list | tuple | np.ndarray) or len(value) != 2:
            fail(tried, "two numbers", show(value), "return parameters, multiplications")
        came = array(np.array([array(part, (), tried) for part in value]), (2,), tried)
        require(bool(np.all(came == np.round(came))), tried, "two whole numbers", show(came), "Use * and +, and no /.")
        weights = size * size * channels * filters
        places = height * width
        right = np.array([weights + filters, weights * places])
        inside = (height - size + 1) * (width - size + 1)
        for index, what, mistakes in [
            (0, "parameters", [
                (weights, "The biases are missing: one for each filter."),
                (weights + 1, "Each filter has a bias, not the whole layer."),
                (weights + channels, "Each *filter* has a bias, not each channel that comes in."),
                (size * size * filters + filters, "Each filter looks at all channels: times channels."),
                (size * channels * filters + filters, "A filter has size x size places, not size."),
                (right[1], "That is the work: the parameters are the same at every place."),
                (weights * places + filters, "The same weights serve every place: height and width do not matter."),
                (size * size * channels + 1, "That is one filter: there are several."),
            ]),
            (1, "multiplications", [
                (right[0] * places, "A bias is added, not multiplied: it does not count here."),
                (weights, "That is the work at one place: there are height x width of them."),
                (right[0], "Those are the parameters again: each weight is used at every place."),
                (weights * inside, 'With padding="same" the map has as many places as the picture.'),
                (size * size * filters * places, "Each filter looks at all channels: times channels."),
                (size * size * channels * places, "That is the work of one filter: there are several."),
                (filters * places, "That counts the places: each costs size x size x channels multiplications."),
            ]),
        ]:  # fmt: skip
            if not close(came[index], right[index]):
                hint = next((text for wrong, text in mistakes if close(came[index], wrong)), "")
                fail(f"{tried}, {what}", f"{right[index]:,}", f"{came[index]:,.0f}", hint)


@exercise("4.4", "build the network")
def build_cnn(student: Callable) -> None:
    import keras

    tried = "build_cnn()"
    model = network(
        student,
        tried=tried,
        shape=(28, 28, 3),
        takes="pictures of shape (28, 28, 3) as input",
        begin="Begin with keras.Input(shape=(28, 28, 3)).",
        hand_back="return keras.Sequential([...])",
        stumbles={"list": "A star unpacks it: *convolution_block(32, stride=2)"},
    )
    if model.output_shape != (None, 10):
        hint = (
            "A picture goes in, a whole map comes out: GlobalAveragePooling2D is missing."
            if len(model.output_shape) > 2
            else "The last layer has one neuron per class."
        )
        fail(tried, "ten outputs", f"output shape {model.output_shape[1:]}", hint)
    kinds = [type(layer).__name__ for layer in model.layers]
    convolutions = [layer for layer in model.layers if isinstance(layer, keras.layers.Conv2D)]
    filters = [layer.filters for layer in convolutions]
    require(
        filters == [32, 64, 128, 128],
        f"{tried}; filters of its convolutions",
        "[32, 64, 128, 128]",
        show(filters),
        "Four blocks, in the order of the table.",
    )
    sizes = [layer.output.shape[1] for layer in convolutions]
    hint = (
        "The first block has stride 2." if sizes[0] == 28 else "MaxPooling2D stands after the second and third block."
    )
    require(sizes == [14, 14, 7, 3], f"{tried}; sizes of its maps", "[14, 14, 7, 3]", show(sizes), hint)
    require(
        kinds.count("BatchNormalization") == 4,
        f"{tried}; layers of batch normalisation",
        "4, one in each block",
        str(kinds.count("BatchNormalization")),
        "convolution_block(...) brings its own: use it four times.",
    )
    for pool, hint in [
        ("MaxPooling2D", "keras.layers.MaxPooling2D(), after the second and the third block."),
        ("GlobalAveragePooling2D", "Before the last layer: keras.layers.GlobalAveragePooling2D()."),
    ]:
        require(pool in kinds, f"the layers of {tried}", f"{pool} among them", ", ".join(kinds[-6:]), hint)
    softmaxes = [layer for layer in model.layers if activation(layer) == "softmax"]
    require(
        len(softmaxes) < 2,
        f"{tried}; how many softmax layers",
        "1",
        str(len(softmaxes)),
        "Softmax twice makes all ten probabilities nearly equal: it stands in the last layer alone.",
    )
    pictures = np.random.default_rng(0).integers(0, 256, size=(32, 28, 28, 3)).astype("uint8")
    output = np.asarray(model.predict(pictures, verbose=0), dtype=float)
    if not close(output.sum(axis=1), np.ones(32), 1e-4) or output.min() < 0:
        fail(
            "build_cnn()(32 pictures of noise)",
            "probabilities, adding up to 1 for each picture",
            show(output[0]),
            'The last layer needs activation="softmax".',
        )
    rescaled = [layer for layer in model.layers if isinstance(layer, keras.layers.Rescaling)]
    largest = np.max(np.abs(255 * np.asarray(rescaled[0].scale) + np.asarray(rescaled[0].offset))) if rescaled else 255
    require(
        largest <= 2,
        f"the layers of {tried}",
        "pixels that are scaled first",
        f"pixels up to {largest:.5g}",
        "keras.layers.Rescaling(1 / 255) comes right after the input.",
    )
    require(
        call(student, tried=tried) is not model,
        "build_cnn() twice",
        "a new model each time",
        "the same one",
        "Make the model inside the function, so that training always starts afresh.",
    )


@exercise("4.5", "augment")
def augment(student: Callable) -> None:
    # Every pixel of every picture says where it comes from: picture, row, column.
    images = np.zeros((200, 32, 32, 3), dtype="uint8")
    images[..., 0] = np.arange(200)[:, None, None]
    images[..., 1], images[..., 2] = np.arange(32)[:, None], np.arange(32)
    tried = "augment of 200 pictures of 32 x 32"
    value = call(student, images, np.random.default_rng(7), tried=tried)
    hints = {(200, 32, 32, 3): "Cut 28 x 28 pixels out of each."}
    came = array(value, (200, 28, 28, 3), tried, hints).astype(int)
    require(
        value.dtype == images.dtype,
        f"{tried}; type",
        "uint8",
        str(value.dtype),
        "Whole numbers from 0 to 255, as they came: dtype=images.dtype.",
    )
    require(
        bool(np.all(came[..., 0] == np.arange(200)[:, None, None])),
        tried,
        "the pictures in their order",
        "another order, or parts left empty",
        "Picture 5 must stay picture 5, or its label belongs to another one.",
    )
    rows, columns = came[..., 1], came[..., 2]
    require(
        not np.any(rows[:, 0, 0] > rows[:, -1, 0]),
        tried,
        "pictures that stand upright",
        "some upside down",
        "Mirror from left to right, `picture[:, ::-1]`: a ship does not hang from the sky.",
    )
    top, mirrored = rows[:, 0, 0], columns[:, 0, 0] > columns[:, 0, -1]
    left = np.minimum(columns[:, 0, 0], columns[:, 0, -1])
    across = left[:, None] + np.arange(28)
    across = np.where(mirrored[:, None], across[:, ::-1], across)
    whole = np.all(rows == (top[:, None] + np.arange(28))[:, :, None]) and np.all(columns == across[:, None, :])
    require(bool(whole), tried, "28 rows and columns that are neighbours in the picture", "something else",
            "picture[top : top + 28, left : left + 28]")  # fmt: skip
    share = mirrored.mean()
    hint = {
        0.0: "No picture is mirrored. Ask the generator for each picture anew, inside the loop.",
        1.0: "Every picture is mirrored. Ask the generator for each picture anew, inside the loop.",
    }
    require(0.3 < share < 0.7, f"{tried}; share that is mirrored", "about a half", f"{share:.0%}",
            hint.get(share, "random.random() < 0.5, asked anew for each picture."))  # fmt: skip
    for name, corner in [("upper", top), ("left", left)]:
        seen = sorted({int(place) for place in corner})
        if len(seen) == 1:
            fail(f"{tried}; their {name} edges", "0 to 4, at random", f"always {seen[0]}",
                 "Each picture gets a place of its own: ask the generator inside the loop.")  # fmt: skip
        require(seen == [0, 1, 2, 3, 4], f"{tried}; their {name} edges", "0, 1, 2, 3 and 4", show(seen),
                "random.integers(0, 5): the upper end, 5, is not included.")  # fmt: skip
    require(len({(int(a), int(b)) for a, b in zip(top, left, strict=True)}) > 15, f"{tried}; their corners",
            "rows and columns at random, each for itself", "the same number for both",
            "top, left = random.integers(0, 5, size=2)")  # fmt: skip
    other = np.asarray(call(student, images, np.random.default_rng(8), tried=tried)).astype(int)
    require(np.any((other[:, 0, 0, 2] > other[:, 0, -1, 2]) != mirrored), f"{tried}, with another generator",
            "others mirrored than before", "the same ones",
            "Not every second one in turn, but each with probability one half: random.random() < 0.5.")  # fmt: skip
    again = call(student, images, np.random.default_rng(7), tried=tried)
    require(np.array_equal(value, again), f"{tried}, twice with equal generators", "the same pictures",
            "others", "Take all chance from `random`, the generator handed in.")  # fmt: skip


@exercise("4.6", "residual block")
def residual_block(student: Callable) -> None:
    import keras

    generator = np.random.default_rng(1)
    pictures = generator.normal(size=(2, 6, 6, 4)).astype("float32")
    for filters in (4, 8):
        tried = f"residual_block(6 x 6 places with 4 channels, filters={filters})"
        inputs = keras.Input(shape=(6, 6, 4))
        hint = (
            'Each 3 x 3 convolution needs padding="same".'
            if filters == 4
            else "Where channels differ, bring the shortcut there: keras.layers.Conv2D(filters, 1)."
        )
        output = call(uncopied(student, inputs, filters), tried=tried, stumbles={"shapes": hint})
        if not isinstance(output, keras.KerasTensor):
            fail(tried, "a Keras tensor", show(output), "Call layers on x, and return what the last one gives.")
        if output.shape != (None, 6, 6, filters):
            hints = {
                (None, 6, 6, 2 * filters): "The paths are put side by side: keras.layers.Add() adds them.",
                (None, 6, 6, 4 + filters): "The paths are put side by side: keras.layers.Add() adds them.",
                (None, 2, 2, filters): 'The maps shrink: padding="same" in each 3 x 3 convolution.',
            }
            fail(tried, f"shape (None, 6, 6, {filters})", f"shape {tuple(output.shape)}", hints.get(output.shape, ""))
        model = keras.Model(inputs, output)
        large = [
            layer for layer in model.layers if isinstance(layer, keras.layers.Conv2D) and layer.kernel_size != (1, 1)
        ]
        require(len(large) == 2, f"{tried}; its 3 x 3 convolutions", "2", str(len(large)),
                "The correction: convolution, normalisation, ReLU, convolution, normalisation.")  # fmt: skip
        norms = [layer for layer in model.layers if isinstance(layer, keras.layers.BatchNormalization)]
        require(len(norms) >= 2, f"{tried}; its batch normalisations", "2", str(len(norms)),
                "One after each 3 x 3 convolution.")  # fmt: skip
        came = np.asarray(model.predict(pictures, verbose=0))
        require(came.min() >= 0, tried, "no negative numbers", show(came.min()), "Last of all comes a ReLU.")
        for layer in large:
            layer.set_weights([0 * weight for weight in layer.get_weights()])
        came = np.asarray(model.predict(pictures, verbose=0))
        tried = f"{tried}, with both 3 x 3 convolutions at zero"
        if filters == 8:
            require(came.max() > 0, tried, "what the shortcut lets through", "zeros",
                    "The shortcut is missing: add what came in.")  # fmt: skip
            continue
        mistakes = [
            (0 * pictures, "The shortcut is missing: add what came in."),
            (pictures, "Last of all comes a ReLU."),
            (2 * np.maximum(pictures, 0), "What came in is added twice."),
        ]
        compare(came, np.maximum(pictures, 0), tried, mistakes,
                "What came in must pass unchanged, up to the last ReLU: `shortcut = x`.")  # fmt: skip
        for signs, what, right, hint in [
            ((-1, 1), "the first convolution turns the sign, the second copies", np.maximum(pictures, 0),
             "Between the two convolutions, behind the first normalisation, stands a ReLU."),
            ((1, -1), "the first convolution copies, the second turns the sign", 0 * pictures,
             "The correction ends with the normalisation: after a ReLU it could only add, never take away."),
        ]:  # fmt: skip
            for layer, sign in zip(large, signs, strict=True):
                kernel = np.zeros(layer.kernel.shape, dtype="float32")
                kernel[1, 1] = sign * np.eye(4)
                layer.set_weights([kernel, *(0 * weight for weight in layer.get_weights()[1:])])
            came = np.asarray(model.predict(pictures, verbose=0))
            compare(came, right, f"residual_block(6 x 6 places, filters=4); {what}", hint=hint, tolerance=0.01)


@exercise("4.7", "three broken networks")
def mended_shapes(end: Callable, depth: Callable, total: Callable) -> None:
    import keras

    pictures = np.random.default_rng(2).integers(0, 256, size=(4, 28, 28, 3)).astype("uint8")
    for name, student, convolutions in [("mended_end", end, 1), ("mended_depth", depth, 4), ("mended_sum", total, 2)]:
        tried = f"{name}()"
        model = call(student, tried=tried)
        if not isinstance(model, keras.Model):
            fail(tried, "a Keras model", show(model), "return the model.")
        require(model.input_shape == (None, 28, 28, 3), tried, "pictures of shape (28, 28, 3) as input",
                f"input shape {model.input_shape[1:]}", "The pictures stay as they are; mend the network.")  # fmt: skip
        came = sum(isinstance(layer, keras.layers.Conv2D) for layer in model.layers)
        if name == "mended_sum" and came == 3:  # a 1 x 1 convolution on the shortcut is a good answer too
            came = sum(isinstance(layer, keras.layers.Conv2D) and layer.kernel_size != (1, 1) for layer in model.layers)
        require(came == convolutions, f"{tried}; its convolutions", str(convolutions), str(came),
                "Keep the network's convolutions; change only what does not fit.")  # fmt: skip
        if name == "mended_sum":
            # `x + y` leaves an operation of the same name, which is no layer.
            added = any(type(operation).__name__ == "Add" for operation in model.operations)
            require(added, tried, "two paths that are added", "no addition", "Keep the addition, and make it fit.")
        hint = "One answer per picture: flatten the maps, or pool them globally, before the dense layer."
        require(model.output_shape == (None, 10), tried, "output shape (None, 10)", f"{model.output_shape}", hint)
        output = np.asarray(model.predict(pictures, verbose=0), dtype=float)
        require(close(output.sum(axis=1), np.ones(4), 1e-4), tried, "probabilities that add up to 1",
                show(output[0]), "Keep the softmax at the end.")  # fmt: skip


@exercise("4.8", "a network that learns nothing")
def nothing_learnt(cause: Any, mix: Callable, accuracy: Any) -> None:
    hints = {
        "a": "Too large a step makes the loss jump or grow; this one lies still at ln 10.",
        "b": "The same network names nearly all shapes in the comparison above.",
        "d": "Without augmentation a network learns its own pictures by heart; this one does not even learn those.",
    }
    diagnosis(cause, "c", "what makes the pictures useless for guessing the labels", hints)
    x = np.arange(40.0).reshape(40, 1, 1, 1) * np.ones((1, 2, 2, 3))
    y = np.arange(40)
    tried = "mix(40 pictures, 40 labels), the label being the picture's number"
    value = call(mix, x, y, tried=tried)
    if not isinstance(value, list | tuple) or len(value) != 2:
        fail(tried, "pictures and labels", show(value), "return x[order], y[order]")
    pictures, labels = array(value[0], x.shape, tried), array(value[1], y.shape, tried)
    require(bool(np.all(np.sort(labels) == y)) and bool(np.all(np.sort(pictures[:, 0, 0, 0]) == y)), tried,
            "every picture and label once", "some lost or doubled",
            "A permutation has every number once: random.permutation(len(x)).")  # fmt: skip
    if not np.array_equal(pictures[:, 0, 0, 0], labels):
        hint = (
            "The labels still stand in their old order: y[order]."
            if np.array_equal(labels, y)
            else "Two orders are not one: draw `order` once and use it for both."
        )
        fail(
            tried,
            "each label beside its picture",
            f"picture {pictures[0, 0, 0, 0]:.0f} with label {labels[0]:.0f}",
            hint,
        )
    require(not np.array_equal(labels, y), tried, "a new order", "the old one", "It must still mix.")
    accuracy = array(accuracy, (), "mended_accuracy")
    require(float(accuracy) >= 0.75, "the run with your mix", "at least 75 % of other shapes named", f"{accuracy:.0%}",
            "Run the cell above again, with your mix.")  # fmt: skip


@exercise("4.9", "the leader board")
def leader_board(student: Callable, cifar: Any) -> None:
    import keras

    n = PICTURES[cifar.tier]
    x, y = cifar.x_train[:n], cifar.y_train[:n]
    tried = "train_entry(pictures, labels)"
    mine, seconds = _timed(lambda x, y: call(student, x, y, tried=tried), x, y)
    if not isinstance(mine, keras.Model):
        fail(tried, "a Keras model", show(mine), "return the trained model itself.")
    parameters = mine.count_params()
    require(parameters <= PARAMETERS, "your network's size", f"at most {PARAMETERS:,} parameters", f"{parameters:,}",
            "Fewer filters where there are many; GlobalAveragePooling2D in place of Flatten.")  # fmt: skip
    came, wanted = (getattr(mine, "input_shape", None) or (None,) * 4)[1:], x.shape[1:]
    require(all(a in (None, b) for a, b in zip(came, wanted, strict=False)), "your network's input",
            f"pictures of shape {wanted}", f"shape {came}",
            "The pictures here are 32 x 32: put the cutting inside the network, or do without.")  # fmt: skip
    course, course_seconds = _timed(_course_entry, x, y)
    course_accuracy = accuracy(course, cifar.x_test, cifar.y_test, "the course's entry", **FOR_PICTURES)
    budget = TIMES * course_seconds
    require(seconds <= budget, "your training", f"at most {budget:.0f} s, {TIMES:g} times the course's entry",
            f"{seconds:.0f} s", "Fewer epochs, or fewer multiplications: stride 2 in the first layer.")  # fmt: skip
    reached = accuracy(mine, cifar.x_test, cifar.y_test, "your network on the test pictures", **FOR_PICTURES)
    require(reached >= course_accuracy, "your network on the test pictures",
            f"at least {course_accuracy:.1%}, the course's own entry", f"{reached:.1%}",
            "Is it trained to the end? Look at the training accuracy, epoch by epoch.")  # fmt: skip
    rank = next(name for gap, name in RANKS if reached >= course_accuracy + gap)
    print("                 seconds  parameters  test accuracy")
    for name, model, spent, share in [("course's entry", course, course_seconds, course_accuracy),
                                      ("your entry", mine, seconds, reached)]:  # fmt: skip
        print(f"{name:15s} {spent:8.1f} {model.count_params():11,d} {share:14.1%}")
    print(f"rank: {rank}")


def _timed(train: Callable, x: np.ndarray, y: np.ndarray) -> tuple[Any, float]:
    start = time.perf_counter()
    return train(x, y), time.perf_counter() - start


def _course_entry(x: np.ndarray, y: np.ndarray) -> Any:
    """The course's own entry: the plain network of the lesson, trained for three epochs."""
    import keras

    keras.utils.set_random_seed(4)
    model = keras.Sequential(
        [
            keras.Input(shape=x.shape[1:]),
            keras.layers.Rescaling(1 / 255),
            keras.layers.Conv2D(32, 3, activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(64, 3, activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(32, 3, activation="relu"),
            keras.layers.Flatten(),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    model.fit(x, y, batch_size=64, epochs=3, verbose=0)
    return model
