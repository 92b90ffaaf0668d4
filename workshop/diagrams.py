"""Drawings of mechanisms, computed from the lesson's own numbers: a neuron, a network, a step of a filter.

Every function draws into a new figure and returns nothing, so that a cell may end with it; `coloured` alone gives back
what a lesson shows itself. One language for all:

- a positive number is blue and its line solid, a negative one red and its line dashed; the wider, the larger;
- values flow forward, in black; gradients flow backward and stand on orange.

A sheet is measured in inches, at most `WIDTH` of them across, and no letter is smaller than 12 points, so that it can
be read from the last row. What does not fit raises ValueError with one sentence.
"""

import textwrap
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, to_rgb
from matplotlib.patches import Circle, FancyBboxPatch, Rectangle

from workshop.plots import BLACK, BLUE, GREEN, GREY, ORANGE, PINK, RED, SKY

WIDTH = 11.0
SMALL, MIDDLE, LARGE = 12, 13, 14
#: Words that explain; the ground under a gradient; the ground under what was computed.
QUIET, GRADIENT, RESULT = "#505050", "#F6CE7F", "#E4F0F8"
AGAINST_FOR = LinearSegmentedColormap.from_list("against_for", [RED, "white", BLUE])
DASHES = (0, (4, 2))
LETTER = 0.105  # inches, the mean width of a letter

Numbers = Sequence[float] | np.ndarray
Layers = Sequence[Numbers | float | None] | None
Names = Sequence[str] | None
Picture = np.ndarray | None

ACTIVATIONS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "step": lambda z: (z > 0).astype(float),
    "sigmoid": lambda z: (1 + np.tanh(z / 2)) / 2,
    "tanh": np.tanh,
    "relu": lambda z: np.maximum(z, 0),
    "identity": lambda z: z,
}

# ---------------------------------------------------------------- what goes in


def _array(name: str, values: object, *shape: int | None) -> np.ndarray:
    """The values as an array of this shape (None: any length), or a sentence that names what does not fit."""
    array = np.asarray(values, dtype=float)
    fits = array.ndim == len(shape) and all(w in (None, n) for w, n in zip(shape, array.shape, strict=True))
    if not fits or 0 in array.shape:
        wanted = ", ".join("any" if length is None else str(length) for length in shape)
        raise ValueError(f"{name}: the shape is {array.shape}, it should be ({wanted}{',' * (len(shape) == 1)})")
    if not np.isfinite(array).all():
        raise ValueError(f"{name}: there is a number that is not finite")
    return array


def _layers(name: str, given: Layers, shapes: Sequence[tuple[int, ...]]) -> list[np.ndarray | None]:
    """An array of numbers for each layer; what leads to a single neuron may have a dimension less."""
    if given is None:
        return [None] * len(shapes)
    if len(given) != len(shapes):
        raise ValueError(f"{name}: there are {len(given)} arrays, there should be {len(shapes)}")
    lifted = [
        v if v is None or np.ndim(v) == len(s) else np.reshape(v, (-1, 1)[: len(s)])
        for v, s in zip(given, shapes, strict=True)
    ]
    return [None if v is None else _array(f"{name}[{k}]", v, *shapes[k]) for k, v in enumerate(lifted)]


def _names(name: str, given: Names, otherwise: Iterable[str], wanted: int) -> list[str]:
    texts = list(otherwise if given is None else given)
    if len(texts) != wanted:
        raise ValueError(f"{name}: there are {len(texts)} texts, there should be {wanted}")
    return texts


def _number(value: float, digits: int = 2) -> str:
    """A number with so many significant digits and a minus that can be seen."""
    value = float(value) + 0.0  # no minus before zero
    if 0 < abs(value) < 1e-3:
        mantissa, exponent = f"{value:.{max(digits - 2, 0)}e}".split("e-")
        text = f"{mantissa}·10⁻{str(int(exponent)).translate(str.maketrans('0123456789', '⁰¹²³⁴⁵⁶⁷⁸⁹'))}"
    elif abs(value) >= 100:
        text = f"{value:,.0f}"
    else:
        text = np.format_float_positional(value, digits, fractional=False, trim="-")
    return text.replace("-", "−")


def _in_brackets(value: float, digits: int, write: Callable[[float, int], str] = _number) -> str:
    text = write(value, digits)
    return f"({text})" if text.startswith("−") else text


def _rounded(value: float, digits: int) -> str:
    """A number in a table: at most so many decimals, none that is 0 at the end, so that the columns stay narrow."""
    text = f"{np.round(float(value), digits) + 0.0:,.{digits}f}"  # no minus before zero
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "−")


def _left_out(count: int, most: int) -> list[int | None]:
    """The indices of what is drawn; None stands for what is left out."""
    return list(range(count)) if count <= most else [*range(most // 2), None, *range(count - (most - 1) // 2, count)]


# ---------------------------------------------------------------- what all drawings are made of


def _canvas(width: float, height: float, title: str) -> Axes:
    """A white sheet measured in inches from its lower left corner; the title comes on top of the height."""
    if width > WIDTH + 1e-9:
        raise ValueError(f"the drawing would be wider than {WIDTH:.0f} inches: give it fewer or shorter things")
    lines = textwrap.wrap(title, int(width / 0.128))
    whole = height + 0.15 + 0.26 * len(lines)
    figure = plt.figure(figsize=(width, whole), facecolor="white")
    figure.set_layout_engine("none")  # as an argument of `figure` it would be forgotten once the figure was saved
    ax = figure.add_axes((0, 0, 1, 1), xlim=(0, width), ylim=(0, whole))
    ax.axis("off")
    look = {"ha": "left", "va": "top", "fontweight": "bold", "linespacing": 1.2}
    _text(ax, 0.1, whole - 0.1, "\n".join(lines), LARGE, **look)
    return ax


def _text(ax: Axes, x: float, y: float, text: str, size: float = MIDDLE, **look: object) -> None:
    ax.text(x, y, text, fontsize=size, **{"ha": "center", "va": "center", "color": BLACK, "zorder": 5, **look})


def _quiet(ax: Axes, x: float, y: float, text: str, **look: object) -> None:
    _text(ax, x, y, text, SMALL, **{"color": QUIET, **look})


def _pill(ax: Axes, x: float, y: float, text: str, ha: str = "center") -> None:
    """A gradient on its ground."""
    ground = {"boxstyle": "round,pad=0.2,rounding_size=0.4", "facecolor": GRADIENT, "edgecolor": ORANGE}
    _text(ax, x, y, text, ha=ha, bbox=ground)


def _node(ax: Axes, x: float, y: float, text: str = "", radius: float = 0.42, color: str = "white") -> None:
    ax.add_patch(Circle((x, y), radius, facecolor=color, edgecolor=BLACK, linewidth=1.5, zorder=3))
    _text(ax, x, y, text)


def _box(ax: Axes, x: float, y: float, width: float, height: float, text: str = "", color: str = "white") -> None:
    """A box around its middle."""
    corner, style = (x - width / 2, y - height / 2), "round,pad=0,rounding_size=0.08"
    look = {"facecolor": color, "edgecolor": BLACK, "linewidth": 1.5, "zorder": 3}
    ax.add_patch(FancyBboxPatch(corner, width, height, style, **look))
    _text(ax, x, y, text)


def _rectangle(ax: Axes, left: float, top: float, width: float, height: float, **look: object) -> None:
    ax.add_patch(Rectangle((left, top - height), width, height, **{"edgecolor": GREY, "linewidth": 0.6, **look}))


def _frame(ax: Axes, left: float, top: float, width: float, height: float, color: str = GREEN) -> None:
    _rectangle(ax, left, top, width, height, fill=False, edgecolor=color, linewidth=3, zorder=4)


def _arrow(ax: Axes, start: tuple, end: tuple, color: str = BLACK, width: float = 1.6) -> None:
    style = {"arrowstyle": "-|>,head_length=0.5,head_width=0.25", "color": color, "linewidth": width}
    ax.annotate("", end, start, arrowprops=style | {"shrinkA": 0, "shrinkB": 0}, zorder=2)


def _edge(ax: Axes, start: tuple, end: tuple, weight: float, most: float, thin: float = 1.0) -> None:
    """A line as wide as the weight is large, against the largest; solid and blue above 0, dashed and red below."""
    color, style = (BLUE, "-") if weight > 0 else (RED, DASHES) if weight < 0 else (GREY, ":")
    width = thin * (0.8 + 3.2 * abs(weight) / (most or 1))
    ax.plot(*zip(start, end, strict=True), color=color, linestyle=style, linewidth=width, zorder=1)


def _on_edge(ax: Axes, x: float, y: float, weight: str, gradient: str | None = None) -> None:
    """The number of a weight on its line, and its gradient beside it."""
    ground = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
    _text(ax, x if gradient is None else x - 0.04, y, weight, ha="center" if gradient is None else "right", bbox=ground)
    if gradient is not None:
        _pill(ax, x + 0.09, y, gradient, ha="left")


def _key(ax: Axes, gradients: bool = False) -> None:
    """What the lines and the orange ground mean, in one row at the foot."""
    for x, weight, words in [(0.2, 1, "positive weight"), (2.5, -1, "negative weight (the wider, the larger)")]:
        _edge(ax, (x, 0.25), (x + 0.6, 0.25), weight, 2)
        _quiet(ax, x + 0.7, 0.25, words, ha="left")
    if gradients:
        _pill(ax, 7.2, 0.25, "   ")
        _quiet(ax, 7.5, 0.25, "gradient of the loss", ha="left")


def _heights(count: int, middle: float, spacing: float) -> np.ndarray:
    """Where so many things stand one above the other, from the top down."""
    return middle + spacing * ((count - 1) / 2 - np.arange(count))


def _picture(
    ax: Axes, left: float, top: float, size: float, picture: np.ndarray, words: str = "", **look: object
) -> None:
    """A picture in a square, with words above."""
    limits = ax.get_xlim(), ax.get_ylim()  # imshow changes them
    ax.imshow(
        picture, extent=(left, left + size, top - size, top), aspect="auto", zorder=2, **{"cmap": "gray_r", **look}
    )
    ax.set(xlim=limits[0], ylim=limits[1])
    _rectangle(ax, left, top, size, size, fill=False, zorder=3)
    _quiet(ax, left + size / 2, top + 0.18, words)


def _cell(digits: int, *arrays: np.ndarray) -> float:
    """How wide a cell has to be for the longest of these numbers, in inches."""
    texts = [_rounded(value, digits) for array in arrays for value in array[np.isfinite(array)]]
    return max(0.42, 0.12 + LETTER * max(map(len, texts)))


def _grid(
    ax: Axes,
    left: float,
    top: float,
    array: np.ndarray,
    cell: float,
    digits: int,
    grey: str = "",
    among: np.ndarray | None = None,
) -> None:
    """Numbers in cells: blue above 0 and red below, or grey; what is not finite stays an empty cell.

    grey: "ink", a high number is dark, or "light", it is light
    among: the numbers of which the extreme ones get the strongest colours, of several grids that are compared; if none
        are given, those of this one
    """
    known = array if among is None else among
    known = known[np.isfinite(known)]
    low, high = (known.min(), known.max()) if grey else (0.0, np.abs(known).max())
    white, dark = (high, low) if grey == "light" else (low, high)
    for (row, column), value in np.ndenumerate(array):
        share = 0.45 * abs(value - white) / (abs(dark - white) or 1) if np.isfinite(value) else 0.0
        ground = 1 - share * (1 - np.array(to_rgb(BLACK if grey else BLUE if value > 0 else RED)))
        x, y = left + column * cell, top - row * cell
        _rectangle(ax, x, y, cell, cell, facecolor=tuple(ground))
        if np.isfinite(value):
            _text(ax, x + cell / 2, y - cell / 2, _rounded(value, digits), SMALL)


# ---------------------------------------------------------------- neurons and networks


def neuron(
    inputs: Numbers,
    weights: Numbers,
    bias: float,
    activation: str | Callable | None = "sigmoid",
    names: Names = None,
    output: str = "output",
    title: str = "",
    digits: int = 3,
) -> None:
    """One neuron at work: inputs times weights, their sum with the bias, the activation, the output.

    inputs, weights: arrays of shape (inputs,); of more than six some are left out of the drawing, not of the sum
    activation: "step", "sigmoid", "tanh", "relu", "identity", a function from array to array, or None: the sum goes out
    names: one text an input; output: the name of what comes out
    digits: significant digits of the numbers
    """
    inputs = _array("inputs", inputs, None)
    weights, bias = _array("weights", weights, len(inputs)), float(_array("bias", bias))
    names = _names("names", names, [f"input {k + 1}" for k in range(len(inputs))], len(inputs))
    function = activation if callable(activation) else ACTIVATIONS.get(activation or "identity")
    if function is None:
        raise ValueError(f"activation: {activation!r} is none of {', '.join(ACTIVATIONS)}")
    z = float(inputs @ weights + bias)
    answer = float(np.ravel(function(np.array([z])))[0])

    drawn = _left_out(len(inputs), 6)
    left, right = 0.25 + LETTER * max(map(len, names)), max(0.65, 0.15 + LETTER * len(output) / 2)
    behind = 0 if activation is None else 4.0  # from the sum to the output
    span = max(2.2, min(3.15, WIDTH - left - right - 0.55 - behind))  # from the inputs to the sum
    height = max(3.3, 0.95 * len(drawn) + 0.9)
    ax = _canvas(max(left + 0.55 + span + behind + right, 7.2), height, title)
    middle, x_in, x_sum = height / 2 + 0.35, left + 0.55, left + 0.55 + span
    for index, y in zip(drawn, _heights(len(drawn), middle, 0.95), strict=True):
        if index is None:
            _text(ax, x_in, y, "⋮", 22)
            continue
        _text(ax, left, y, names[index], ha="right")
        _edge(ax, (x_in, y), (x_sum, middle), weights[index], np.abs(weights).max())
        _node(ax, x_in, y, _number(inputs[index], digits))
        _on_edge(ax, x_in + 0.4 * span, y + 0.4 * (middle - y), "× " + _number(weights[index], digits))
    _text(ax, x_sum, middle + 1.15, f"bias {_number(bias, digits)}")
    _arrow(ax, (x_sum, middle + 1.0), (x_sum, middle + 0.48))
    _node(ax, x_sum, middle, _number(z, digits), 0.48, RESULT)
    _quiet(ax, x_sum, middle - 0.68, "sum" if behind else output)
    if behind:
        x_out = x_sum + behind
        _arrow(ax, (x_sum, middle), (x_sum + 1.2, middle))
        _arrow(ax, (x_sum + 2.05, middle), (x_out - 0.48, middle))
        _activation(ax, x_sum + 2.05, middle, function, z, answer)
        _text(ax, x_sum + 2.05, middle + 0.95, getattr(activation, "__name__", str(activation)))
        _node(ax, x_out, middle, _number(answer, digits), 0.48, RESULT)
        _quiet(ax, x_out, middle - (0.68 if len(output) < 19 else 0.95), output)
    if len(inputs) <= 4:
        terms = [f"{_number(x, digits)} × {_in_brackets(w, digits)}" for x, w in zip(inputs, weights, strict=True)]
        _text(ax, 0.2, 0.62, f"{' + '.join(terms)} + {_in_brackets(bias, digits)} = {_number(z, digits)}", ha="left")
    _key(ax)


def _activation(ax: Axes, x: float, y: float, function: Callable, z: float, answer: float) -> None:
    """An activation in its box, with the point where the neuron is."""
    _box(ax, x, y, 1.7, 1.5)
    reach = max(4.0, 1.25 * abs(z))
    across = np.linspace(-reach, reach, 201)
    up = np.asarray(function(across), dtype=float)
    low, high = min(up.min(), 0.0), max(up.max(), 0.0)

    def line(across: Numbers, up: Numbers, style: str = "-", **look: object) -> None:
        heights = y - 0.58 + 1.16 * (np.asarray(up) - low) / (high - low or 1)
        ax.plot(x + 0.72 * np.asarray(across) / reach, heights, style, **{"zorder": 4, **look})

    line([-reach, reach], [0, 0], color=GREY, linewidth=0.8)
    line([0, 0], [low, high], color=GREY, linewidth=0.8)
    line(across, up, color=BLACK, linewidth=2)
    line([z, z, 0], [0, answer, answer], ":", color=QUIET, linewidth=1)
    line([z], [answer], "o", color=ORANGE, markeredgecolor=BLACK, markersize=10)


def network(
    weights: Layers,
    biases: Layers = None,
    activations: Layers = None,
    gradients: Layers = None,
    weight_gradients: Layers = None,
    bias_gradients: Layers = None,
    inputs: Names = None,
    outputs: Names = None,
    loss: float | None = None,
    title: str = "",
    digits: int = 2,
) -> None:
    """A small dense network; if given, with the values that flow forward and the gradients that flow backward.

    weights: one array of shape (in, out) a layer, to a single neuron also (in,); weight_gradients: alike
    biases, bias_gradients: one array of shape (out,) a layer, or a number
    activations: one array a layer, the inputs first
    gradients: alike, of the loss with respect to these activations; None for a layer without
    inputs, outputs: names at both ends; loss: a number, in a box at the end
    Room is for ten neurons a layer; with numbers on the lines and with gradients for four, with gradients of weights
    or biases for three.
    """
    sizes = [len(np.atleast_1d(weights[0])), *(1 if np.ndim(w) < 2 else np.shape(w)[1] for w in weights)]
    pairs = weight_gradients is not None or bias_gradients is not None
    backward = pairs or gradients is not None
    room = 3 if pairs else 4 if backward else 10
    if max(sizes) > room:
        given = " with gradients of weights or biases" if pairs else " with gradients" if backward else ""
        raise ValueError(f"weights: a layer has {max(sizes)} neurons, there is room for {room}{given}")
    shapes, ends = list(zip(sizes, sizes[1:], strict=False)), [(size,) for size in sizes]
    weights, slopes = _layers("weights", weights, shapes), _layers("weight_gradients", weight_gradients, shapes)
    biases, bias_slopes = _layers("biases", biases, ends[1:]), _layers("bias_gradients", bias_gradients, ends[1:])
    activations, gradients = _layers("activations", activations, ends), _layers("gradients", gradients, ends)
    inputs, outputs = (
        _names("inputs", inputs, [""] * sizes[0], sizes[0]),
        _names("outputs", outputs, [""] * sizes[-1], sizes[-1]),
    )

    numbers, row = max(sizes) <= 4, 1.65 if pairs else 1.5
    left, right = (0.75 + LETTER * max(map(len, names)) for names in (inputs, outputs))
    right = max(right, 1.1 if pairs else 0) if loss is None else right + 1.75
    gap = min(4.6 if numbers else 3.5, (WIDTH - left - right) / len(weights))
    height = 0.75 + (row if numbers else 0.85) * max(sizes)
    ax = _canvas(max(left + right + gap * len(weights), 9.6 if backward else 7), height, title)
    middle, xs = height / 2 + 0.3, left + gap * np.arange(len(sizes))
    rows = [_heights(size, middle, row if size <= 4 else 0.85) for size in sizes]

    def text(values: np.ndarray | None, index: object) -> str | None:
        return None if values is None else _number(values[index], digits)

    for k, w in enumerate(weights):
        # This part of the way, the numbers have about equal distances one above the other.
        part = (0.4, 0.33, 0.27 if pairs else 0.25, 0.2)[w.shape[1] - 1] if numbers else 0.0
        for i, j in np.ndindex(*w.shape):
            start, end = rows[k][i], rows[k + 1][j]
            most = max(np.abs(w).max() for w in weights)
            _edge(ax, (xs[k], start), (xs[k + 1], end), w[i, j], most, 1.0 if numbers else 0.6)
            if numbers:
                _on_edge(ax, xs[k] + part * gap, start + part * (end - start), text(w, (i, j)), text(slopes[k], (i, j)))
    for k, x in enumerate(xs):
        for i, y in enumerate(rows[k]):
            _node(ax, x, y, text(activations[k], i) or "", 0.42 if numbers else 0.38, "white" if k else RESULT)
            if gradients[k] is not None:
                _pill(ax, x, y - 0.6, text(gradients[k], i))
            if k and numbers and biases[k - 1] is not None:
                _on_edge(
                    ax,
                    x if bias_slopes[k - 1] is None else x + 0.2,
                    y + 0.6,
                    "bias " + text(biases[k - 1], i),
                    text(bias_slopes[k - 1], i),
                )
    for x, heights, names, ha in [(left - 0.53, rows[0], inputs, "right"), (xs[-1] + 0.53, rows[-1], outputs, "left")]:
        for y, name in zip(heights, names, strict=True):
            _text(ax, x, y, name, ha=ha)
    if loss is not None:
        x = xs[-1] + right - 0.7
        for y in rows[-1]:
            _arrow(ax, (x - 1.05, y), (x - 0.6, middle + 0.2 * np.sign(y - middle)))
        _box(ax, x, middle, 1.2, 0.8, f"loss\n{_number(loss, digits)}", RESULT)
    _key(ax, backward)


def chain(names: Sequence[str], values: Numbers, slopes: Numbers, title: str = "", digits: int = 3) -> None:
    """The chain rule, factor by factor: values forward, the product of the local slopes backward.

    names, values: what is computed one from the other, from a parameter to the loss
    slopes: one number an arrow: how much what stands right of it changes per unit of what stands left of it
    """
    values = _array("values", values, None)
    names, slopes = _names("names", names, [], len(values)), _array("slopes", slopes, len(values) - 1)
    step = min(2.6, (WIDTH - 0.3) / len(names))
    wide = max(1.0, 0.25 + 0.115 * max(len(line) for name in names for line in name.split("\n")))
    if wide + 0.75 > step:
        raise ValueError(f"names: {len(names)} boxes with a name as long as {max(names, key=len)!r} do not fit")
    ax = _canvas(max(step * len(names) + 0.3, 6), 3.6, title)
    so_far = np.append(np.cumprod(slopes[::-1])[::-1], 1.0)
    for k, name in enumerate(names):
        x = 0.15 + step * (k + 0.5)
        _text(ax, x, 3.3, _number(values[k], digits))
        _box(ax, x, 2.7, wide, 0.75, name, RESULT)
        _pill(ax, x, 1.35, _number(so_far[k], digits))
        if k < len(slopes):
            _arrow(ax, (x + wide / 2, 2.7), (x + step - wide / 2, 2.7))
            _arrow(ax, (x + step - 0.5, 1.35), (x + 0.5, 1.35), ORANGE)
            _text(ax, x + step / 2, 2.15, "× " + _number(slopes[k], digits))
    if len(slopes) > 1:
        product = " × ".join(_in_brackets(slope, digits) for slope in slopes[::-1])
        _text(ax, 0.2, 0.75, f"{product} = {_number(so_far[0], digits)}", LARGE, ha="left")
    _pill(ax, 0.4, 0.28, "   ")
    _quiet(ax, 0.7, 0.28, "gradient: change of the last value per unit of this one", ha="left")


def mlp(
    sizes: Sequence[int],
    names: Names = None,
    picture: Picture = None,
    probabilities: Numbers | None = None,
    labels: Names = None,
    title: str = "",
) -> None:
    """A large dense network: layers as columns, dots for what is left out, the weights counted.

    sizes: neurons a layer, the inputs first; names: one text a layer
    picture: what goes in, of shape (height, width) or (height, width, 3)
    probabilities: what comes out, of shape (outputs,), at most ten
    labels: one text an output, without them 0, 1, 2, ...
    """
    names = _names("names", names, [""] * len(sizes), len(sizes))
    labels = _names("labels", labels, map(str, range(sizes[-1])), sizes[-1])
    if probabilities is not None:
        probabilities = _array("probabilities", probabilities, sizes[-1])
        if sizes[-1] > 10:
            raise ValueError(f"probabilities: there is room for ten bars, here are {sizes[-1]}")

    left = 0.9 if picture is None else 2.7
    right = 0.9 if probabilities is None else 2.1 + LETTER * max(map(len, labels))
    gap = min(2.6, (WIDTH - left - right) / (len(sizes) - 1))
    if gap < 1.4:
        raise ValueError(f"sizes: there is no room for {len(sizes)} layers")
    ax = _canvas(left + right + gap * (len(sizes) - 1), 6.2, title)
    middle, xs, columns = 3.05, left + gap * np.arange(len(sizes)), []
    for x, size, name in zip(xs, sizes, names, strict=True):
        drawn = _left_out(size, 9 if size > 10 else 10)
        rows = _heights(len(drawn), middle, 0.42)
        columns.append([y for y, index in zip(rows, drawn, strict=True) if index is not None])
        if None in drawn:
            _text(ax, x, rows[drawn.index(None)], "⋮", 20)
        for y in columns[-1]:
            _node(ax, x, y, "", 0.14, RESULT)
        _text(ax, x, 0.7, f"{size:,}", LARGE, fontweight="bold")
        _text(ax, x, 0.36, name)
    for k, (into, out) in enumerate(zip(sizes, sizes[1:], strict=False)):
        ends = [(start, end) for start in columns[k] for end in columns[k + 1]]
        ax.plot(xs[k : k + 2], np.transpose(ends), color=GREY, linewidth=0.5, alpha=0.6, zorder=1)
        words = f"{into:,} × {out:,}\nweights\n+ {out:,} biases\n= {into * out + out:,}"
        _text(ax, xs[k] + gap / 2, 5.68, words, SMALL, linespacing=1.25)
    if picture is not None:
        _picture(ax, 0.2, middle + 0.85, 1.7, picture)
        _arrow(ax, (2.0, middle), (left - 0.3, middle))
    if probabilities is not None:
        start = xs[-1] + 0.5 + LETTER * max(map(len, labels))
        for label, p, y in zip(labels, probabilities, columns[-1], strict=True):
            best = p == probabilities.max()
            ax.barh(y, 0.95 * p, 0.28, left=start, color=BLUE if best else GREY, zorder=3)
            for x, text in [(xs[-1] + 0.35, label), (start + 0.95 * p + 0.08, f"{p:.2f}")]:
                _text(ax, x, y, text, ha="left", fontweight="bold" if best else "normal")


# ---------------------------------------------------------------- filters and maps


def kernel_on_picture(
    picture: np.ndarray,
    kernel: np.ndarray,
    row: int,
    column: int,
    title: str = "",
    digits: int = 2,
    light: bool = False,
) -> None:
    """One step of a kernel that slides over a picture: the window, the products, and where their sum goes.

    picture: array of shape (height, width); kernel: array of shape (kernel height, kernel width)
    row, column: the place in the feature map; what comes before it, row by row, is already there
    digits: decimals of the numbers. A picture of 9 x 9 has room for one decimal, or for bytes from 0 to 255 and none
    light: whether a high number is light, as in a photograph, and not dark, like ink
    """
    picture, kernel = _array("picture", picture, None, None), _array("kernel", kernel, None, None)
    rows, columns = np.subtract(picture.shape, kernel.shape) + 1
    if min(rows, columns) < 1:
        raise ValueError(f"kernel: {kernel.shape} does not fit into a picture of {picture.shape}")
    if not (0 <= row < rows and 0 <= column < columns):
        raise ValueError(f"row, column: ({row}, {column}) is not in the map, whose shape is ({rows}, {columns})")
    windows = np.lib.stride_tricks.sliding_window_view(picture, kernel.shape)
    products, answers = windows[row, column] * kernel, (windows * kernel).sum(axis=(2, 3))
    answers.flat[row * columns + column + 1 :] = np.nan

    cells = [_cell(digits, picture), _cell(digits, kernel, products), _cell(digits, answers)]
    (height, width), (tall, wide) = np.multiply(kernel.shape, cells[1]), np.multiply(kernel.shape, cells[0])
    lefts = np.cumsum([0.2, picture.shape[1] * cells[0] + 0.4, max(width, 1.6) + 0.7])
    top = max(len(picture) * cells[0], rows * cells[2], 2 * height + 1.15) + 0.2
    ax = _canvas(lefts[2] + columns * cells[2] + 0.2, top + 0.45, title)
    second = top - height - 0.5
    for words, array, left, y, cell in [
        ("picture", picture, lefts[0], top, cells[0]),
        ("kernel", kernel, lefts[1], top, cells[1]),
        ("products", products, lefts[1], second, cells[1]),
        ("map", answers, lefts[2], top, cells[2]),
    ]:
        _text(ax, left, y + 0.2, words, ha="left")
        _grid(ax, left, y, array, cell, digits, ("light" if light else "ink") if words == "picture" else "")
    x, y = lefts[2] + column * cells[2], top - row * cells[2]
    _frame(ax, lefts[0] + column * cells[0], top - row * cells[0], wide, tall)
    _frame(ax, lefts[1], second, width, height)
    _frame(ax, x, y, cells[2], cells[2])
    total = f"their sum: {_rounded(products.sum(), digits)}"
    _text(ax, lefts[1], second - height - 0.3, total, ha="left", fontweight="bold")
    _arrow(ax, (lefts[1] + width + 0.08, second - height / 2), (x, y - 0.7 * cells[2]), GREEN, 2)


def filter_over_channels(
    channels: np.ndarray,
    kernels: np.ndarray,
    bias: float,
    names: Names = None,
    title: str = "",
    digits: int = 2,
    light: bool = True,
) -> None:
    """One filter at one place of a picture with several channels: slice by slice, all sums added.

    channels, kernels: arrays of shape (height, width, channels), the patch and the filter; up to 3 x 3 and 4 channels
    names: one text a channel, without them red, green, blue if there are three
    light: whether a high number is light, as in a photograph, and not dark, like ink
    """
    channels = _array("channels", channels, None, None, None)
    kernels, bias = _array("kernels", kernels, *channels.shape), float(_array("bias", bias))
    count = channels.shape[2]
    colours = ["red", "green", "blue"] if count == 3 else [f"channel {k + 1}" for k in range(count)]
    names = _names("names", names, colours, count)
    sums = (channels * kernels).sum(axis=(0, 1))

    cell = _cell(digits, channels, kernels)
    tall, wide = np.multiply(channels.shape[:2], cell)
    ax = _canvas(2 * wide + 5.85, count * (tall + 0.55) + 0.7, title)
    x_sum, x_out, middle = 2 * wide + 2.15, 2 * wide + 5.15, count * (tall + 0.55) / 2 + 0.55
    for k, y in enumerate(_heights(count, middle, tall + 0.55)):
        _quiet(ax, 0.25, y + tall / 2 + 0.2, names[k], ha="left")
        _grid(ax, 0.25, y + tall / 2, channels[..., k], cell, digits, "light" if light else "ink", channels)
        _text(ax, 0.5 + wide, y, "×", LARGE)
        _grid(ax, 0.75 + wide, y + tall / 2, kernels[..., k], cell, digits, among=kernels)
        _arrow(ax, (0.85 + 2 * wide, y), (x_sum - 0.42, y))
        _node(ax, x_sum, y, _rounded(sums[k], digits))
        _quiet(ax, x_sum, y + 0.55, f"sum of {channels[..., k].size}")
        _arrow(ax, (x_sum + 0.42, y), (x_out - 0.5, middle + 0.25 * np.sign(y - middle)))
    _node(ax, x_out, middle, _rounded(sums.sum() + bias, digits), 0.5, RESULT)
    _text(ax, x_out, middle + 1.15, f"bias {_rounded(bias, digits)}")
    _arrow(ax, (x_out, middle + 1.0), (x_out, middle + 0.5))
    _quiet(ax, x_out, middle - 0.75, "one number\nof one map")
    terms = " + ".join(_in_brackets(term, digits, _rounded) for term in [*sums, bias])
    _text(ax, 0.25, 0.3, f"{terms} = {_rounded(sums.sum() + bias, digits)}", ha="left")


def receptive_field(layers: Sequence[tuple[int, int]], names: Names = None, title: str = "") -> None:
    """How much of the picture one number sees: a cut through the maps, from the picture below to one number on top.

    layers: for each layer the width of its window and its stride, such as (3, 1) for a convolution and (2, 2) for
        pooling, the one at the picture first; at most eight
    names: one text a layer
    """
    if not 1 <= len(layers) <= 8 or any(len(layer) != 2 or min(layer) < 1 for layer in layers):
        raise ValueError(f"layers: one to eight pairs of numbers from 1 on, (width, stride); they are {layers}")
    names = _names("names", names, [f"window {width} × {width}" for width, _ in layers], len(layers))
    fields, jumps = [1], [1]  # of one number of each map: what it sees, and the distance to the next one, in pixels
    for width, stride in layers:
        fields.append(fields[-1] + (width - 1) * jumps[-1])
        jumps.append(jumps[-1] * stride)
    counts = [1]  # how many numbers of each map take part
    for width, stride in layers[::-1]:
        counts.insert(0, (counts[0] - 1) * stride + width)

    left, right = 0.35 + LETTER * max(map(len, [*names, "picture"])), 2.35
    unit, row = min(0.5, (WIDTH - left - right) / fields[-1]), 0.85
    if unit < 0.07:
        raise ValueError(f"layers: one number sees {fields[-1]} pixels, there is no room for so many")
    ax = _canvas(max(left + right + unit * fields[-1], 6.5), 0.95 + row * len(layers), title)
    middle = left + (ax.get_xlim()[1] - left - right) / 2
    ys = 0.65 + row * np.arange(len(counts))
    for k, (y, count, jump) in enumerate(zip(ys, counts, jumps, strict=True)):
        wide, tall = unit * jump, 0.36
        if k:
            below = unit * jumps[k - 1] * counts[k - 1] / 2
            corners = [(middle - wide * count / 2, y), (middle + wide * count / 2, y)]
            corners += [(middle + below, ys[k - 1] + tall / 2), (middle - below, ys[k - 1] + tall / 2)]
            ax.fill(*zip(*corners, strict=True), color=GREEN, alpha=0.13, linewidth=0, zorder=1)
        for x in middle + wide * (np.arange(count) - count / 2):
            color = RESULT if k < len(layers) else GREEN
            _rectangle(ax, x, y + tall / 2, wide, tall, facecolor=color, edgecolor=BLACK, linewidth=0.8, zorder=3)
        _text(ax, left - 0.2, y, names[k - 1] if k else "picture", ha="right")
        words = f"sees {fields[k]} × {fields[k]}" if k else f"{count} × {count} pixels"
        _text(
            ax,
            ax.get_xlim()[1] - right + 0.25,
            y,
            words,
            ha="left",
            fontweight="bold" if k in (0, len(layers)) else None,
        )
    _quiet(ax, left - 0.2, 0.2, "a cut from left to right; from top to bottom it is the same", ha="left")


def activation_map(
    maps: np.ndarray, weights: Numbers, picture: Picture = None, title: str = "", digits: int = 2
) -> None:
    """A class activation map: the feature maps, each times its weight, added place by place.

    maps: array of shape (height, width, maps); weights: array of shape (maps,), of one class
    picture: what was looked at, drawn first; of more than three maps the three are drawn that speak loudest
    """
    maps = _array("maps", maps, None, None, None)
    weights = _array("weights", weights, maps.shape[2])
    total, most = maps @ weights, maps.max()
    drawn = np.sort(np.argsort(-np.abs(weights * maps.mean(axis=(0, 1))))[:3])
    rest, size, x = len(weights) - len(drawn), 1.5, 0.2 if picture is None else 2.2
    ax = _canvas(x + 1.9 * len(drawn) + (1.15 if rest else 0) + 1.85, 2.75, title)
    top, middle = 2.25, 1.5
    if picture is not None:
        _picture(ax, 0.2, top, size, picture, "picture")
        _arrow(ax, (1.75, middle), (x - 0.05, middle))
        _text(ax, 0.95, 0.5, f"in maps: black = {_number(most, digits)}", color=QUIET)
    for k in drawn:
        _picture(ax, x, top, size, maps[..., k], f"map {k}", vmin=min(0.0, maps.min()), vmax=most)
        _text(ax, x + 0.75, 0.5, "× " + _number(weights[k], digits), LARGE, color=BLUE if weights[k] > 0 else RED)
        _text(ax, x + 1.7, middle, "=" if k == drawn[-1] and not rest else "+", 20)
        x += 1.9
    if rest:
        _text(ax, x + 0.3, middle, f"{rest}\nmore")
        _text(ax, x + 0.9, middle, "=", 20)
        x += 1.15
    most = np.abs(total).max() or 1
    _picture(ax, x, top, size, total, "for / against (hatched)", cmap=AGAINST_FOR, vmin=-most, vmax=most)
    tall, wide = np.divide(size, total.shape)
    for row, column in np.argwhere(total < 0):
        look = {"fill": False, "hatch": "///", "edgecolor": (0, 0, 0, 0.3), "linewidth": 0, "zorder": 2.5}
        _rectangle(ax, x + column * wide, top - row * tall, wide, tall, **look)
    _text(ax, x + 0.75, 0.5, f"mean {_number(total.mean(), digits)}", LARGE)


# ---------------------------------------------------------------- architectures

CONVOLUTION, NORM = "3 × 3\nconvolution", "batch\nnorm."


def block(
    kind: str = "residual",
    layers: Sequence[str] = (CONVOLUTION, NORM, "ReLU", CONVOLUTION, NORM),
    shortcut: str = "the shortcut: what came in, unchanged",
    last: str = "ReLU",
    title: str = "",
) -> None:
    """A block of layers as boxes; a residual one adds what came in to what they answer.

    kind: "residual" or "plain"; layers: one text a box; last: the box behind the addition
    """
    if kind not in ("residual", "plain"):
        raise ValueError(f'kind: {kind!r} is neither "residual" nor "plain"')
    boxes = [*layers, *["+"] * (kind == "residual"), last]
    widths = [0.5 if text == "+" else 0.25 + LETTER * max(map(len, text.split("\n"))) for text in boxes]
    space, x, y = 0.36, 0.5, 0.8
    ax = _canvas(1.0 + sum(widths) + space * (len(boxes) + 1), 2.6 if kind == "residual" else 1.6, title)
    _text(ax, 0.3, y, "x", LARGE)
    for text, width in zip(boxes, widths, strict=True):
        _arrow(ax, (x, y), (x + space, y))
        middle = x + space + width / 2
        if text == "+":
            ax.plot([0.3, 0.3, middle], [y + 0.25, 2.2, 2.2], color=GREEN, linewidth=2.5)
            _arrow(ax, (middle, 2.2), (middle, y + 0.25), GREEN, 2.5)
            _node(ax, middle, y, "+", 0.25, RESULT)
            for at, up, words in [
                (middle / 2, 2.4, shortcut),
                (middle / 2, 1.5, "the correction"),
                (middle, 0.25, "x + correction"),
            ]:
                _text(ax, at, up, words, color=QUIET)
        else:
            _box(ax, middle, y, width, 0.75, text, RESULT)
        x += space + width
    _arrow(ax, (x, y), (x + space, y))


def unrolled(
    words: Sequence[str], states: np.ndarray | None = None, outputs: Names = None, title: str = "", digits: int = 2
) -> None:
    """A recurrent network, unrolled: the same weights at every step, and the state that is handed on.

    words: what comes in, one text a step, at most seven
    states: array of shape (steps, units), the state after each step; of more than four units some are left out
    outputs: what comes out, one text a step
    """
    steps, shown = len(words), ["start"] + ["state"] * len(words)
    if not 1 <= steps <= 7:
        raise ValueError(f"words: there is room for one to seven steps, here are {steps}")
    outputs = _names("outputs", outputs, [""] * steps, steps)
    step = min(2.2, (WIDTH - 2.75) / max(steps - 1, 1))
    longest = max([*words, *outputs], key=len)
    if 0.12 * len(longest) > step:
        raise ValueError(f"words, outputs: {longest!r} is too long for {steps} steps")
    tall = 0.75
    if states is not None:
        states = _array("states", states, steps, None)
        units = _left_out(states.shape[1], 4)
        shown = [
            "\n".join("⋮" if k is None else _rounded(s[k], digits) for k in units) for s in [0 * states[0], *states]
        ]
        tall = 0.3 + 0.27 * len(units)
    ax = _canvas(max(2.75 + step * (steps - 1), 8.6), tall + (2.7 if any(outputs) else 1.9), title)
    middle = 1.75 + tall / 2
    _text(ax, 0.65, middle, shown[0])
    if states is not None:
        _quiet(ax, 0.65, middle + tall / 2 + 0.05, "start")
    for t in range(steps):
        x = 2.0 + step * t
        _arrow(ax, (x - step + 0.45 if t else 1.0, middle), (x - 0.45, middle), GREEN, 3)
        _arrow(ax, (x, 1.2), (x, 1.75))
        _box(ax, x, middle, 0.9, tall, shown[t + 1], RESULT)
        _text(ax, x, 1.0, words[t], LARGE)
        if outputs[t]:
            _arrow(ax, (x, middle + tall / 2), (x, middle + tall / 2 + 0.5))
            _text(ax, x, middle + tall / 2 + 0.7, outputs[t])
    for x, color, width, words in [
        (0.2, BLACK, 1.6, "weights from what comes in"),
        (3.6, GREEN, 3, "weights from the state; both stay the same"),
    ]:
        _arrow(ax, (x, 0.3), (x + 0.55, 0.3), color, width)
        _quiet(ax, x + 0.65, 0.3, words, ha="left")


def attention(words: Sequence[str], weights: np.ndarray, word: int = -1, title: str = "", digits: int = 2) -> None:
    """Attention with its mask: where one word looks, and the table of where each one does.

    words: at most eight texts
    weights: array of shape (words, words), a row for each word that looks: 0 behind the word itself, adding up to 1
    word: the index of the word whose glances are drawn at the left
    """
    size, cell = len(words), 0.62
    weights = _array("weights", weights, size, size)
    if size > 8:
        raise ValueError(f"words: there is room for eight, here are {size}")
    if np.abs(np.triu(weights, 1)).max() > 1e-6 or (weights < 0).any():
        raise ValueError("weights: a word looks at a later one, or a weight is below 0")
    if np.abs(weights.sum(axis=1) - 1).max() > 1e-3:
        raise ValueError("weights: each row has to add up to 1")
    if not -size <= word < size:
        raise ValueError(f"word: there is no word {word} of {size}")
    word %= size

    longest = 0.115 * max(map(len, words))
    glance = np.clip(WIDTH - size * cell - 3 * longest - 1.95, 0.8, 1.8)  # how far the lines at the left reach
    left = 3 * longest + 1.55 + glance
    ax = _canvas(left + max(size * cell, 4.2) + 0.4, size * cell + longest + 0.75, title)
    rows = _heights(size, longest + 0.2 + size * cell / 2, cell)
    top = rows[0] + cell / 2
    _grid(ax, left, top, np.where(np.tri(size, dtype=bool), weights, np.nan), cell, digits)
    _frame(ax, left, rows[word] + cell / 2, (word + 1) * cell, cell, BLACK)
    _quiet(ax, left, top + 0.2, "row: who looks, column: where; hatched: masked", ha="left")
    _text(ax, 0.95 + glance + longest, rows[word], words[word], ha="left", fontweight="bold")
    for k, y in enumerate(rows):
        weight = weights[word, k]
        _text(ax, 0.75 + longest, y, words[k], ha="right", color=BLACK if k <= word else GREY)
        if k <= word:
            _text(ax, 0.1, y, _rounded(weight, digits), ha="left")
            _edge(ax, (0.85 + longest, y), (0.85 + glance + longest, rows[word]), weight, weights[word].max(), 1.5)
        _rectangle(ax, left + (k + 1) * cell, y + cell / 2, (size - k - 1) * cell, cell, facecolor="white", hatch="///")
        _text(ax, left - 0.1, y, words[k], ha="right", fontweight="bold" if k == word else "normal")
        look = {"rotation": 45, "rotation_mode": "anchor", "ha": "right", "va": "top"}
        _text(ax, left + (k + 0.6) * cell, rows[-1] - cell / 2 - 0.05, words[k], **look)


def look_back(
    words: Sequence[str],
    query: Numbers,
    keys: np.ndarray,
    values: np.ndarray | None = None,
    title: str = "",
    digits: int = 2,
    scaled: bool = False,
) -> None:
    """One look of attention by hand: dot products of a query with keys, their softmax, and the values mixed by it.

    words: at most six texts, what may be looked at
    query: array of shape (size,), the question of the word that looks, of two or three numbers
    keys, values: arrays of shape (words, size), for each word its label and its content; without values the keys again
    digits: decimals of the numbers
    scaled: whether each dot product is divided by the root of the size
    """
    keys = _array("keys", keys, len(words), None)
    query = _array("query", query, keys.shape[1])
    values = keys if values is None else _array("values", values, len(words), None)
    if len(words) > 6:
        raise ValueError(f"words: there is room for six, here are {len(words)}")
    root = f" / √{len(query)}" if scaled else ""
    scores = keys @ query / (np.sqrt(len(query)) if scaled else 1)
    shares = np.exp(scores - scores.max())
    shares /= shares.sum()

    def vector(numbers: Numbers) -> str:
        return "(" + ", ".join(_rounded(number, digits) for number in numbers) + ")"

    products = [f"{vector(key)} · {vector(query)}{root} =" for key in keys]
    mixed = [f"{_rounded(p, digits)} × {vector(value)} =" for p, value in zip(shares, values, strict=True)]
    terms = [vector(p * value) for p, value in zip(shares, values, strict=True)]
    wide = [LETTER * max(map(len, [*texts, least])) for texts, least in [
        (words, ""), (products, "key · query" + root), (mixed, "weight × value"), (terms, vector(shares @ values))
    ]]  # fmt: skip
    # Where the columns end, the numbers of the first and last but one of which stand in nodes and bars.
    product = 0.4 + wide[0] + wide[1]
    share = product + 1.1
    mix = share + 1.45 + wide[2]
    rows = _heights(len(words), 1.2 + 0.31 * len(words), 0.62)
    ax = _canvas(max(mix + 0.25 + wide[3], 6.0), rows[0] + 0.8, title)
    for x, ha, text in [
        (product, "right", "key · query" + root),
        (product + 0.4, "center", "score"),
        (share + 0.1, "left", "softmax"),
        (mix, "right", "weight × value"),
    ]:
        _quiet(ax, x, rows[0] + 0.55, text, ha=ha)
    for k, y in enumerate(rows):
        _text(ax, 0.2 + wide[0], y, words[k], ha="right", fontweight="bold")
        _text(ax, product, y, products[k], ha="right")
        _text(ax, product + 0.12, y, _rounded(scores[k], digits), ha="left")
        _arrow(ax, (product + 0.75, y), (share, y))
        ax.barh(y, 0.8 * shares[k], 0.34, left=share + 0.1, color=BLUE, zorder=3)
        _text(ax, share + 0.17 + 0.8 * shares[k], y, _rounded(shares[k], digits), ha="left")
        _text(ax, mix, y, mixed[k], ha="right")
        _text(ax, mix + 0.12, y, terms[k], ha="left")
    ax.plot([mix + 0.05, mix + 0.2 + wide[3]], [rows[-1] - 0.35] * 2, color=BLACK, linewidth=1.2)
    _text(ax, mix, 0.5, "what is handed on: their sum", ha="right", color=QUIET)
    ground = {"boxstyle": "round,pad=0.25", "facecolor": RESULT, "edgecolor": BLACK}
    _text(ax, mix + 0.12, 0.5, vector(shares @ values), ha="left", fontweight="bold", bbox=ground)


def stream(brooks: Sequence[str], blocks: int = 1, title: str = "", enter: str = "characters\n+ places") -> None:
    """The residual stream of a transformer: a line that runs through, and the brooks of a block that add to it.

    brooks: one to three texts, what each brook does behind its normalisation; all of the first block is drawn
    blocks: how many there are; those behind the first are one box
    enter: what the stream begins with
    """
    if not 1 <= len(brooks) <= 3:
        raise ValueError(f"brooks: there is room for one to three, here are {len(brooks)}")
    if blocks < 1:
        raise ValueError(f"blocks: {blocks} is no number of blocks, there should be 1 or more")
    # From where a brook leaves the stream to where it joins it again.
    spans = [max(1.2, LETTER * max(map(len, text.split("\n"))) - 0.3) for text in brooks]
    start, more = 0.35 + LETTER * max(map(len, enter.split("\n"))), 1.5 if blocks > 1 else 0.0
    block = sum(spans) + 0.85 * len(brooks) + 0.65  # its ground
    ax = _canvas(max(start + block + 0.6 + more + 0.9, 6.4), 4.0, title)
    line, low, high, x = 1.05, 2.05, 3.1, start + 1.2
    end = start + 0.3 + block + more
    _rectangle(ax, start + 0.3, 3.95, block, 3.35, facecolor="#F4F4F4", edgecolor="none", zorder=0)
    _quiet(ax, start + 0.4, 3.75, "block 1" if blocks > 1 else "a block", ha="left")
    _text(ax, start - 0.1, line, enter, ha="right")
    _arrow(ax, (start, line), (end + 0.3, line), GREEN, 6)
    for text, span in zip(brooks, spans, strict=True):
        _arrow(ax, (x, line), (x, low - 0.3))
        _box(ax, x, low, 1.2, 0.6, "normalise")
        _arrow(ax, (x, low + 0.3), (x, high - 0.32))
        _box(ax, x + span / 2, high, span + 0.7, 0.64, text, RESULT)
        _arrow(ax, (x + span, high - 0.32), (x + span, line + 0.24))
        _node(ax, x + span, line, "+", 0.24, RESULT)
        x += span + 0.85
    if more:
        _box(ax, end - more / 2, line, 1.1, 0.8, f"{blocks - 1} more\nblock{'s' * (blocks > 2)}", "#F4F4F4")
    _text(ax, end + 0.4, line, "scores", ha="left")
    _quiet(ax, 0.1, 0.3, "green: the stream. Nothing replaces it, each brook adds to it", ha="left")


def alignment(sentence: Sequence[str], translation: Sequence[str], weights: np.ndarray, title: str = "") -> None:
    """Where each word of a translation looks in the sentence: a line is the wider, the more it looks there.

    sentence, translation: their words and marks, about fourteen each
    weights: array of shape (words of the translation, words of the sentence), each row adding up to 1; what is below
        0.05 is not drawn
    """
    weights = _array("weights", weights, len(translation), len(sentence))
    if (weights < 0).any() or np.abs(weights.sum(axis=1) - 1).max() > 1e-3:
        raise ValueError("weights: each row has to add up to 1, and nothing may be below 0")
    rows = [np.array([0.1 + 0.115 * len(word) for word in words]) for words in (translation, sentence)]
    wide = max(row.sum() + 0.16 * (len(row) - 1) for row in rows)
    ax = _canvas(max(wide + 0.5, 6.0), 3.3, title)
    left = (ax.get_xlim()[1] - wide) / 2
    places = []
    for row, words, y in zip(rows, (translation, sentence), (2.65, 0.85), strict=True):
        space = (wide - row.sum()) / max(len(row) - 1, 1)
        places.append(left + np.cumsum(row + space) - space - row / 2)
        for x, word in zip(places[-1], words, strict=True):
            _text(ax, x, y, word)
    for (to, source), weight in np.ndenumerate(weights):
        if weight >= 0.05:
            ends = [places[0][to], places[1][source]], [2.45, 1.05]
            ax.plot(*ends, color=BLUE, linewidth=0.5 + 5 * weight, alpha=0.3 + 0.6 * weight, zorder=1)
    _quiet(ax, 0.1, 3.1, "the translation, as it is said", ha="left")
    _quiet(ax, 0.1, 0.35, "the sentence; the wider a line, the more the word above looks there", ha="left")


def gan(
    real: Picture = None,
    forged: Picture = None,
    p_real: float | None = None,
    p_forged: float | None = None,
    title: str = "",
) -> None:
    """The two players of a GAN: pictures forward, and two gradients backward, each to one player only.

    real, forged: pictures of shape (height, width) or (height, width, 3)
    p_real, p_forged: how probably real the inspector calls each of them, between 0 and 1; both or none
    """
    ps, costs = ["p(real)"] * 2, ["", ""]
    if p_real is not None or p_forged is not None:
        p, q = _array("p_real, p_forged", [p_real, p_forged], 2)
        if not (0 < p < 1 and 0 < q < 1):
            raise ValueError(f"p_real, p_forged: both have to lie between 0 and 1, they are {p} and {q}")
        ps, costs = [f"p(real) = {_number(x)}" for x in (p, q)], [_number(-np.log(p * (1 - q))), _number(-np.log(q))]
    ax = _canvas(WIDTH, 5.0, title)
    upper, lower = 3.75, 1.75
    _text(ax, 0.6, lower, "noise", LARGE)
    _arrow(ax, (0.95, lower), (1.4, lower))
    _box(ax, 2.2, lower, 1.6, 1.1, "forger\n(generator)", RESULT)
    _arrow(ax, (3.0, lower), (3.6, lower))
    _box(ax, 7.15, 2.4, 1.7, 3.8)
    _text(ax, 7.15, (upper + lower) / 2, "inspector\n(discriminator)")
    for y, picture, words, p in [(upper, real, "real", ps[0]), (lower, forged, "forged", ps[1])]:
        if picture is None:
            _box(ax, 4.25, y, 1.3, 1.3, words)
        else:
            _picture(ax, 3.6, y + 0.65, 1.3, picture, words)
        _arrow(ax, (4.9, y), (6.3, y))
        _arrow(ax, (8.0, y), (8.5, y))
        _text(ax, 8.6, y, p, ha="left")
    # The gradients: the inspector's over the top, cut before the forger; the forger's along the bottom.
    ax.plot([8.5, 7.15, 7.15], [4.75, 4.75, 4.6], color=BLUE, linewidth=2.5)
    _arrow(ax, (7.15, 4.7), (7.15, 4.3), BLUE, 2.5)
    ax.plot([6.3, 5.75], [1.3, 1.3], color=BLUE, linewidth=2.5)
    _text(ax, 5.52, 1.3, "✂", 20, color=BLUE)
    _quiet(ax, 5.6, 1.0, "stop_gradient", color=BLUE)
    ax.plot([8.5, 2.2, 2.2], [0.75, 0.75, 0.9], color=RED, linewidth=2.5, linestyle=DASHES, zorder=4)
    _arrow(ax, (2.2, 0.8), (2.2, 1.2), RED, 2.5)
    _quiet(ax, 7.15, 1.0, "frozen for this", color=RED)
    for y, color, player, other, cost in [
        (4.75, BLUE, "inspector", "forger", costs[0]),
        (0.75, RED, "forger", "inspector", costs[1]),
    ]:
        _text(ax, 8.6, y, f"{player}'s loss {cost}".strip(), ha="left", fontweight="bold", color=color)
        _quiet(ax, 8.6, y - 0.42, f"moves the {player},\nnot the {other}", ha="left", color=color)


# ---------------------------------------------------------------- pictures and masks

#: A colour for each thing in a picture, in turn.
THINGS = (GREEN, PINK, "#F0E442", SKY, RED, BLUE, ORANGE)


def _whole(name: str, values: object, *shape: int | None) -> np.ndarray:
    """The values as an array of whole numbers from 0 on, of this shape."""
    array = _array(name, values, *shape)
    if (array < 0).any() or (array != np.round(array)).any():
        raise ValueError(f"{name}: there is a number that is not 0, 1, 2 or another whole one")
    return array.astype(int)


def coloured(labels: np.ndarray, ground: str | np.ndarray = "white") -> np.ndarray:
    """A label image as a picture: each thing has a colour, and two that touch have different ones while there are any.

    labels: array of shape (height, width): 0 is background, each other number a thing
    ground: what the background becomes, a colour or a picture
    Returns an array of shape (height, width, 3), from 0 to 1.
    """
    labels = _whole("labels", labels, None, None)
    picture = np.broadcast_to(
        np.array(to_rgb(ground)) if isinstance(ground, str) else ground, (*labels.shape, 3)
    ).copy()
    beside, chosen = _beside(labels), {}
    for place, number in enumerate(np.unique(labels[labels > 0])):
        taken = {chosen.get(other) for other in beside[number]}
        turn = range(place, place + len(THINGS))  # the colours, from this thing's own on
        chosen[number] = next((k % len(THINGS) for k in turn if k % len(THINGS) not in taken), place % len(THINGS))
        picture[labels == number] = to_rgb(THINGS[chosen[number]])
    return picture


def _beside(labels: np.ndarray) -> dict[int, set[int]]:
    """For each number but 0 the others that lie beside it, over a corner, or with a single pixel between."""
    found = defaultdict(set)
    padded = np.pad(labels, 2)
    height, width = labels.shape
    for down, right in [(0, 1), (1, 0), (1, 1), (1, -1), (0, 2), (2, 0)]:
        other = padded[2 + down :, 2 + right :][:height, :width]
        meet = (labels != other) & (labels > 0) & (other > 0)
        for one, two in np.unique(np.stack([labels[meet], other[meet]], axis=1), axis=0).tolist():
            found[one].add(two)
            found[two].add(one)
    return found


def _pixels(
    ax: Axes, left: float, top: float, colours: np.ndarray, cell: float, texts: np.ndarray | None = None
) -> None:
    """Pixels as cells of a grid, each in its colour and with its text."""
    for row, column in np.ndindex(colours.shape[:2]):
        x, y = left + column * cell, top - row * cell
        _rectangle(ax, x, y, cell, cell, facecolor=tuple(colours[row, column]))
        if texts is not None:
            _text(ax, x + cell / 2, y - cell / 2, str(texts[row, column]), SMALL)


def unet(filters: Sequence[int], side: int, n_classes: int, channels: int = 3, title: str = "") -> None:
    """A U-Net: down by pooling, up by transposed convolutions, and a bridge at each level.

    filters: one number for each level, from the full size to the bottom, at most five
    side: height and width of the picture; channels: of the picture
    """
    depth = len(filters) - 1
    if not 0 <= depth <= 4 or min(filters) < 1:
        raise ValueError(f"filters: one to five numbers from 1 on, they are {tuple(filters)}")
    if side % 2**depth or side < 1:
        raise ValueError(f"side: {side} cannot be halved {depth} times")
    words = [f"{side // 2**k} × {side // 2**k}\n{count} channels" for k, count in enumerate(filters)]
    wide, high, row = 0.3 + LETTER * max(len(line) for text in words for line in text.split("\n")), 0.75, 1.2
    step = min(wide / 2 + 0.55, (WIDTH - 0.4 - wide) / 2 / max(depth, 1))
    whole = max(wide + 2 * depth * step + 0.4, 9.4)
    ax = _canvas(whole, 1.9 + row * depth + high, title)
    middle, ys = whole / 2, 0.95 + high / 2 + row * np.arange(depth, -1, -1)
    for k, (text, y) in enumerate(zip(words, ys, strict=True)):
        left, right = middle - step * (depth - k), middle + step * (depth - k)
        for x in {left, right}:
            _box(ax, x, y, wide, high, text, RESULT)
        if k < depth:
            _arrow(ax, (left + wide / 2, y), (right - wide / 2, y), GREEN, 2.5)
            below = ys[k + 1]
            ax.plot([left, left], [y - high / 2, below], color=BLACK, linewidth=1.6)
            _arrow(ax, (left, below), (left + step - wide / 2, below))
            ax.plot([right - step + wide / 2, right], [below, below], color=BLACK, linewidth=1.6)
            _arrow(ax, (right, below), (right, y - high / 2))
    left, right, top = middle - step * depth, middle + step * depth, ys[0] + high / 2
    shift = 0 if depth else wide / 4
    _arrow(ax, (left - shift, top + 0.45), (left - shift, top))
    _arrow(ax, (right + shift, top), (right + shift, top + 0.45))
    sides = ("left", "right") if depth else ("right", "left")
    edges = (left - wide / 2, right + wide / 2) if depth else (left - 0.15, right + 0.15)
    _text(ax, edges[0], top + 0.62, f"picture, {channels} channel{'s' * (channels > 1)}", ha=sides[0])
    _text(ax, edges[1], top + 0.62, f"{n_classes} classes for each pixel", ha=sides[1])
    key = [(0.62, BLACK, 1.6, "down: max-pooling, half as high and wide; up: Conv2DTranspose, twice as high and wide"),
           (0.25, GREEN, 2.5, "bridge: laid beside what comes up (each box: two convolutions)")]  # fmt: skip
    for y, color, thick, words in key:
        _arrow(ax, (0.2, y), (0.8, y), color, thick)
        _quiet(ax, 0.95, y, words, ha="left")


def overlap(found: np.ndarray, true: np.ndarray, title: str = "") -> None:
    """Two masks over each other, pixel by pixel, and what IoU and Dice make of them.

    found, true: boolean arrays of one shape, at most 24 columns
    """
    found, true = (np.asarray(mask) for mask in (found, true))
    for name, mask in [("found", found), ("true", true)]:
        if mask.dtype != bool or mask.ndim != 2 or not mask.size:
            raise ValueError(f"{name}: a table of True and False is needed, it is one of {mask.dtype}, {mask.shape}")
    if found.shape != true.shape:
        raise ValueError(f"true: the shape is {true.shape}, it should be {found.shape}")
    kinds = [
        ("in both", found & true, GREEN),
        ("only found", found & ~true, SKY),
        ("only there", true & ~found, ORANGE),
    ]
    both, extra, missed = (int(np.sum(mask)) for _, mask, _ in kinds)
    cell = min(0.36, 6.0 / found.shape[1], 7.0 / found.shape[0])
    if cell < 0.2:
        raise ValueError(f"found: there is no room for {found.shape[0]} × {found.shape[1]} pixels")
    left = 0.2 + cell * found.shape[1] + 0.5
    height = max(cell * found.shape[0] + 0.3, 2.95)
    ax = _canvas(left + 4.3, height, title)
    colours = np.ones((*found.shape, 3))
    for _, mask, color in kinds:
        colours[mask] = to_rgb(color)
    top = height - 0.1
    _pixels(ax, 0.2, top, colours, cell)
    for row, column in np.argwhere(true & ~found):
        look = {"fill": False, "hatch": "///", "edgecolor": (0, 0, 0, 0.45), "linewidth": 0, "zorder": 2}
        _rectangle(ax, 0.2 + column * cell, top - row * cell, cell, cell, **look)
    for place, ((words, _, color), count) in enumerate(zip(kinds, (both, extra, missed), strict=True)):
        y = top - 0.15 - 0.4 * place
        _rectangle(ax, left, y + 0.14, 0.28, 0.28, facecolor=color, hatch="///" if words == "only there" else None)
        _text(ax, left + 0.42, y, f"{words}: {count}", ha="left")
    union, sizes = both + extra + missed, 2 * both + extra + missed
    for place, (name, above, below, share) in enumerate([
        ("IoU", f"{both}", f"{both} + {extra} + {missed}", both / union if union else 1.0),
        ("Dice", f"2 × {both}", f"{both + extra} + {both + missed}", 2 * both / sizes if sizes else 1.0),
    ]):  # fmt: skip
        y = top - 1.65 - 0.8 * place
        wide = 0.25 + LETTER * max(len(above), len(below))
        _text(ax, left, y, f"{name} =", LARGE, ha="left")
        _text(ax, left + 0.85 + wide / 2, y + 0.18, above)
        _text(ax, left + 0.85 + wide / 2, y - 0.19, below)
        ax.plot([left + 0.85, left + 0.85 + wide], [y, y], color=BLACK, linewidth=1.3)
        _text(ax, left + 1.0 + wide, y, f"= {share:.2f}", LARGE, ha="left", fontweight="bold")


def border_classes(labels: np.ndarray, classes: np.ndarray, title: str = "") -> None:
    """A small label image, and beside it its three classes: 0 background, 1 inside, 2 border.

    labels, classes: arrays of one shape, at most 17 columns
    """
    labels = _whole("labels", labels, None, None)
    classes = _whole("classes", classes, *labels.shape)
    if classes.max() > 2:
        raise ValueError(f"classes: they are 0, 1 and 2, here is a {classes.max()}")
    rows, columns = labels.shape
    cell = min(0.38, (WIDTH - 1.3) / 2 / columns, 7.5 / rows)
    if cell < 0.28:
        raise ValueError(f"labels: there is no room for {rows} × {columns} pixels, twice")
    right = 0.2 + columns * cell + 0.9
    ax = _canvas(max(right + columns * cell + 0.2, 6.5), rows * cell + 0.8, title)
    top = rows * cell + 0.45
    three = np.array([to_rgb(color) for color in ("white", SKY, ORANGE)])[classes]
    _pixels(ax, 0.2, top, 0.4 + 0.6 * coloured(labels), cell, labels)
    _pixels(ax, right, top, three, cell, classes)
    _arrow(ax, (right - 0.75, top - rows * cell / 2), (right - 0.15, top - rows * cell / 2))
    _quiet(ax, 0.2, top + 0.18, "whose pixel it is", ha="left")
    _quiet(ax, right, top + 0.18, "what the network is asked for", ha="left")
    for x, color, words in [(0.2, SKY, "1  inside"), (1.6, ORANGE, "2  border"), (3.0, "white", "0  background")]:
        x += right if right + 4.8 <= ax.get_xlim()[1] else ax.get_xlim()[1] - 4.8
        _rectangle(ax, x - 0.2, 0.32, 0.24, 0.24, facecolor=color)
        _quiet(ax, x + 0.12, 0.2, words, ha="left")


def four_tasks(picture: np.ndarray, labels: np.ndarray, title: str = "", word: str = "nuclei") -> None:
    """One square picture four times: named, the largest thing in a box, a box for each, each pixel in a colour.

    picture: array of shape (side, side, 3), whole numbers from 0 to 255
    labels: array of shape (side, side): 0 is background, each other number a thing; word: what the things are
    """
    labels = _whole("labels", labels, None, None)
    picture = _array("picture", picture, *labels.shape, 3) / 255
    side, numbers = len(labels), np.unique(labels[labels > 0])
    if labels.shape[0] != labels.shape[1]:
        raise ValueError(f"labels: the picture is {labels.shape[0]} × {labels.shape[1]} pixels, it should be square")
    if not len(numbers):
        raise ValueError("labels: there is nothing in the picture, all of them are 0")
    size, gap, top = 2.5, 0.2, 3.2
    ax = _canvas(4 * size + 5 * gap, 3.75, title)
    boxes = [[(places.min(), places.max() + 1) for places in np.nonzero(labels == n)] for n in numbers]
    largest = boxes[int(np.argmax([np.sum(labels == n) for n in numbers]))]
    painted = np.where((labels > 0)[..., None], 0.3 * picture + 0.7 * coloured(labels, picture), picture)
    many = f"{len(numbers)} box{'es' * (len(numbers) > 1)}"
    for place, (words, answer, shown, drawn) in enumerate([
        ("classification", f"answer: {word}", picture, []),
        ("localisation", "answer: one box", picture, [largest]),
        ("detection", f"answer: {many}", picture, boxes),
        ("segmentation", "answer: for each pixel", painted, []),
    ]):  # fmt: skip
        left, unit = gap + place * (size + gap), size / side
        _picture(ax, left, top, size, shown)
        _text(ax, left + size / 2, top + 0.22, words, fontweight="bold")
        _text(ax, left + size / 2, top - size - 0.28, answer, color=QUIET)
        for (first, last), (start, end) in drawn:
            look = {"fill": False, "edgecolor": ORANGE, "linewidth": 1.8, "zorder": 4}
            _rectangle(ax, left + start * unit, top - first * unit, (end - start) * unit, (last - first) * unit, **look)
