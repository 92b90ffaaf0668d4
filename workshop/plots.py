"""The course's figures: each function draws one kind, so that a lesson's cell says only what is shown and why.

Every function draws into the axes given, or into a new figure, and returns nothing, so that a cell may end with
it. Titles say the finding.
"""

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
from matplotlib import get_data_path
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, LogNorm
from matplotlib.figure import Figure
from matplotlib.layout_engine import PlaceHolderLayoutEngine
from matplotlib.ticker import MaxNLocator
from PIL import Image, ImageDraw, ImageFont

from workshop import page

STYLE = Path(__file__).with_name("course.mplstyle")

#: Okabe and Ito's colours, told apart with any kind of colour vision.
BLUE, RED, GREEN, PINK, ORANGE, SKY, BLACK = (
    "#0072B2",
    "#D55E00",
    "#009E73",
    "#CC79A7",
    "#E69F00",
    "#56B4E9",
    "#000000",
)
GREY = "#8A8A8A"
#: The ground behind two classes: one side, doubt, the other side.
SIDES = LinearSegmentedColormap.from_list("sides", ["#A9CFEA", "#FAFAFA", "#F7BFA0"])

#: For figures whose axes are placed by hand. "none" is forgotten after the first printing, and set later it forbids
#: `subplots_adjust`, as the style's own layout does.
BY_HAND = PlaceHolderLayoutEngine(adjust_compatible=True, colorbar_gridspec=True)


def use_style() -> None:
    """Use the course's style for all figures from here on."""
    plt.style.use(STYLE)


def lines_on_points(
    x: np.ndarray,
    y: np.ndarray,
    lines: Mapping[str, tuple[float, float]],
    title: str,
    x_label: str,
    y_label: str,
    ax: Axes | None = None,
) -> None:
    """Points and straight lines through them.

    x, y: arrays of shape (points,)
    lines: name -> (slope, intercept), each drawn over the whole width and named in the legend
    """
    ax = ax or plt.subplots()[1]
    ax.plot(x, y, "o", color=GREY, alpha=0.5, markersize=4)
    ends = np.array([x.min(), x.max()])
    for (name, (slope, intercept)), style in zip(lines.items(), ["-", "--", "-.", ":"] * 3, strict=False):
        look = {"color": BLACK, "linewidth": 3} if style == ":" else {}  # dots in a pale colour are lost among points
        ax.plot(ends, slope * ends + intercept, style, label=name, **look)
    ax.set(title=title, xlabel=x_label, ylabel=y_label)
    if lines:
        ax.legend()


def landscape(
    loss: Callable[[float, float], float],
    slopes: tuple[float, float],
    intercepts: tuple[float, float],
    title: str,
    paths: Mapping[str, np.ndarray] | None = None,
    best: tuple[float, float] | None = None,
    ax: Axes | None = None,
) -> None:
    """A loss over slope and intercept as a map: each contour line carries its loss; and the paths walked on it.

    loss: slope, intercept -> the loss there
    slopes, intercepts: the range of the map, (from, to)
    paths: name -> array of shape (steps + 1, 2), one (slope, intercept) a row
    best: where the loss is lowest, marked with a ring through which the paths are seen
    """
    ax = ax or plt.subplots()[1]
    slope_axis, intercept_axis, heights = _heights(loss, slopes, intercepts, 80)
    low, high = heights.min(), heights.max()
    shades = np.geomspace(low * 0.999, high, 40)
    ax.contourf(slope_axis, intercept_axis, heights, levels=shades, cmap="Blues", norm=LogNorm(low, high * 1.5))
    lines = [first * 10.0**power for power in range(-3, 9) for first in (1, 2, 5)]
    drawn = [level for level in lines if low < level < high]
    contours = ax.contour(slope_axis, intercept_axis, heights, levels=drawn, colors=BLACK, linewidths=0.6, alpha=0.6)
    corner, size = np.array([slopes[0], intercepts[0]]), np.ptp([slopes, intercepts], axis=1)
    covered = [*(paths or {}).values(), *([] if best is None else [[best]])]
    places = _labels(
        [(line - corner) / size for level in contours.allsegs for line in level if len(line) > 8],
        [(np.asarray(points) - corner) / size for points in covered],
    )
    ax.clabel(contours, fmt="{:,.0f}".format, fontsize=9, manual=[tuple(corner + size * place) for place in places])
    ax.set_autoscale_on(False)
    for (name, path), color in zip((paths or {}).items(), [RED, BLACK, GREEN], strict=False):
        inside = np.all((path >= corner) & (path <= corner + size), axis=1).any()
        look = {"color": color, "markersize": 3.5, "linewidth": 1.4, "label": name if inside else None}
        ax.plot(path[:, 0], path[:, 1], "o-", **look)
    if best is not None:
        ring = {"markersize": 15, "markerfacecolor": "none", "linestyle": "none"}
        ax.plot(*best, "o", **ring, markeredgecolor="white", markeredgewidth=4.5)
        ax.plot(*best, "o", **ring, markeredgecolor=ORANGE, markeredgewidth=2.5, label="lowest point")
    ax.set(title=title, xlabel="slope", ylabel="intercept", xlim=slopes, ylim=intercepts)
    if paths or best is not None:
        ax.legend(loc="upper right", frameon=True, framealpha=0.9)


def surface(
    loss: Callable[[float, float], float],
    slopes: tuple[float, float],
    intercepts: tuple[float, float],
    title: str,
    ax: Axes,
) -> None:
    """A loss over slope and intercept as a surface, low in pale, high in dark, in the colours of `landscape`.

    loss, slopes, intercepts: as for `landscape`
    ax: axes with `projection="3d"`
    """
    slope_axis, intercept_axis, heights = _heights(loss, slopes, intercepts, 50)
    across, along = np.meshgrid(slope_axis, intercept_axis)
    norm = LogNorm(heights.min(), heights.max() * 1.5)
    look = {"cmap": "Blues", "norm": norm, "linewidth": 0.2, "edgecolor": GREY}
    ax.plot_surface(across, along, heights, rcount=50, ccount=50, **look)
    ax.view_init(elev=28, azim=-60)
    ax.set(title=title, xlabel="slope", ylabel="intercept", zlabel="loss")
    for axis, pad in [(ax.xaxis, 4), (ax.yaxis, 10), (ax.zaxis, 25)]:
        axis.set_major_locator(MaxNLocator(4))
        axis.set_tick_params(labelsize=10, pad=9 if axis is ax.zaxis else 2)
        axis.labelpad = pad
    ax.zaxis.set_major_formatter("{x:,.0f}")
    ax.set_box_aspect(None, zoom=0.8)  # room for the numbers on the right


def _labels(lines: Sequence[np.ndarray], covered: Sequence[np.ndarray]) -> list[np.ndarray]:
    """Where each contour line gets its number: far from the edges, the legend's corner, what is drawn and each other.

    lines, covered: arrays of shape (points, 2), in parts of the map's width and height
    returns: one place for each line that has room
    """
    taken = np.array([(x, y) for x in (0.6, 0.75, 0.9, 1.0) for y in (0.87, 1.0)] if covered else []).reshape(-1, 2)
    taken = np.concatenate([taken, *covered])
    places = []
    for line in lines:
        to_edges = np.minimum(line, 1 - line).min(axis=1)
        to_taken = np.linalg.norm(line[:, np.newaxis] - taken, axis=2).min(axis=1, initial=1.0)
        room = np.minimum(np.minimum(to_edges, 0.12) * 1.5, to_taken)
        if room.max() > 0.07:
            places.append(line[room.argmax()])
            taken = np.vstack([taken, places[-1]])
    return places


def _heights(
    loss: Callable[[float, float], float], slopes: tuple[float, float], intercepts: tuple[float, float], points: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The two axes of a landscape, and the loss at each crossing, one row an intercept."""
    slope_axis, intercept_axis = np.linspace(*slopes, points), np.linspace(*intercepts, points)
    return slope_axis, intercept_axis, np.array([[loss(a, b) for a in slope_axis] for b in intercept_axis])


def curves(
    values: Mapping[str, Sequence[float] | np.ndarray],
    title: str,
    x_label: str,
    y_label: str,
    log: bool = False,
    first: int = 0,
    ax: Axes | None = None,
) -> None:
    """Numbers that change step by step or epoch by epoch, one named line each.

    values: name -> sequence of numbers
    log: a logarithmic height axis
    first: the number of the first step on the axis below
    """
    ax = ax or plt.subplots()[1]
    for (name, numbers), style in zip(values.items(), ["-", "--", "-.", ":"] * 3, strict=False):
        ax.plot(np.arange(first, first + len(numbers)), numbers, style, label=name)
    ax.set(title=title, xlabel=x_label, ylabel=y_label)
    if log:
        ax.set_yscale("log")
    last = first + max((len(numbers) for numbers in values.values()), default=1) - 1
    if last > first:  # no room for a step 0 that there is not
        margin = 0.02 * (last - first)
        ax.set_xlim(first - margin, last + margin)
    ax.grid(axis="y")
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    if len(values) > 1:
        ax.legend()


def boundary(
    decide: Callable[[np.ndarray], np.ndarray],
    x: np.ndarray,
    y: np.ndarray,
    title: str,
    x_label: str,
    y_label: str,
    class_names: Sequence[str],
    ax: Axes | None = None,
) -> None:
    """Two classes of points on a ground that shows what a model says, with a line where it says one half.

    decide: array of shape (points, 2) -> array of shape (points,), from 0 (first class) to 1 (second)
    x: array of shape (points, 2); y: array of shape (points,) of 0 and 1
    """
    ax = ax or plt.subplots()[1]
    low, high = x.min(axis=0), x.max(axis=0)
    few = len(x) < 20
    margin = (0.4 if few else 0.12) * (high - low)
    across = np.linspace(low[0] - margin[0], high[0] + margin[0], 160)
    up = np.linspace(low[1] - margin[1], high[1] + margin[1], 160)
    grid = np.stack(np.meshgrid(across, up), axis=-1)
    says = np.asarray(decide(grid.reshape(-1, 2)), dtype=float).reshape(grid.shape[:2])
    ax.pcolormesh(across, up, says, cmap=SIDES, vmin=0, vmax=1, shading="auto")
    ax.contour(across, up, says, levels=[0.5], colors="black", linewidths=1)
    for label, (color, marker) in enumerate([(BLUE, "o"), (RED, "^")]):
        chosen = y == label
        ax.plot(
            x[chosen, 0],
            x[chosen, 1],
            marker,
            color=color,
            markersize=13 if few else 5,
            alpha=0.75,
            markeredgecolor="white",
            markeredgewidth=0.4,
            label=class_names[label],
        )
    ax.set(title=title, xlabel=x_label, ylabel=y_label, xlim=across[[0, -1]], ylim=up[[0, -1]])
    ax.legend(loc="upper right", frameon=True, framealpha=0.9)


def pictures(
    images: np.ndarray | Sequence[np.ndarray],
    labels: Sequence[str] | None = None,
    title: str = "",
    columns: int = 10,
    size: float = 0.95,
    limits: tuple[float | None, float | None] = (None, None),
) -> None:
    """A table of pictures, each with its label above; in grey ones a high number is dark, like ink.

    images: array of shape (pictures, height, width), or (pictures, height, width, 3) for colours; or a list of such
        pictures
    labels: one text a picture
    size: width of a picture, in inches
    limits: the numbers drawn white and black; without them each grey picture is stretched to its own range
    """
    rows = -(-len(images) // columns)
    height = rows * (size + (0.3 if labels else 0.03)) + 0.45  # inches, the last ones for the title
    # Placed by hand: the automatic layout takes longer for thirty small pictures than drawing them.
    figure, axes = plt.subplots(rows, columns, figsize=(columns * size, height), squeeze=False, layout=BY_HAND)
    above, between = (0.75, 0.35) if labels else (0.4, 0.05)  # labels stand there
    figure.subplots_adjust(left=0.01, right=0.99, bottom=0.02, top=1 - above / height, wspace=0.1, hspace=between)
    for ax in axes.flat:
        ax.axis("off")
    for index, (image, ax) in enumerate(zip(images, axes.flat, strict=False)):
        ax.imshow(image, vmin=limits[0], vmax=limits[1])
        if labels is not None:
            ax.set_title(labels[index], fontsize=11, fontweight="normal", loc="center", pad=3)
    figure.suptitle(title, fontsize=13, fontweight="bold", x=0.01, y=0.99, ha="left", va="top")


def film(
    frames: np.ndarray | Iterable[np.ndarray] | Iterable[Figure],
    labels: Sequence[str] | None = None,
    limits: tuple[float | None, float | None] = (None, None),
    seconds: float = 0.15,
    hold: float = 2.0,
) -> None:
    """A film on the page: frame after frame, the last one held, then from the beginning.

    frames: array of shape (frames, height, width), or (frames, height, width, 3) for colours (bytes, or from 0 to 1);
        or figures of one size, each of which is closed before the next is asked for
    labels: one text a frame, written above it
    limits: the numbers drawn white and black; without them a grey film is stretched to its own range
    seconds: how long a frame is seen; hold: the last one
    Its cell says in its `alt` what is seen. Raises ValueError for a film of more than 1 MB.
    """
    drawn = [_frame(frame) if isinstance(frame, Figure) else frame for frame in frames]
    if len(drawn) < 2 or len(drawn) != len(labels or drawn):
        given = "" if labels is None else f", and {len(labels)} labels"
        raise ValueError(f"frames: a film has two or more, and as many labels or none; here are {len(drawn)}{given}")
    if len({np.shape(frame) for frame in drawn}) > 1:
        raise ValueError("frames: they have to be of one size")
    figures = isinstance(drawn[0], Image.Image)
    images = drawn if figures else _scaled(np.asarray(drawn), limits)
    if labels is not None:
        images = [_labelled(image, label) for image, label in zip(images, labels, strict=True)]
    durations = [seconds] * (len(images) - 1) + [hold]
    page.show_film(page.film(images, 2 / 3 if figures else 1.0, durations), len(images))


def _frame(figure: Figure) -> Image.Image:
    """A figure's pixels, one and a half for each of the page; all of its sheet, so that all are of one size."""
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=1.5 * figure.dpi, bbox_inches=None, facecolor="white")
    plt.close(figure)
    return Image.open(file).convert("RGB")


def _scaled(frames: np.ndarray, limits: tuple[float | None, float | None]) -> list[Image.Image]:
    """Frames as pictures, each pixel a square as large as the page has room for."""
    if not (frames.ndim == 3 or (frames.ndim == 4 and frames.shape[3] == 3)):
        raise ValueError(f"frames: the shape is {frames.shape}, not (frames, height, width) nor with 3 colours behind")
    if frames.ndim == 3:  # 16 greys, a high number dark as in `pictures`
        frames = frames.astype(float)
        low = frames.min() if limits[0] is None else limits[0]
        high = frames.max() if limits[1] is None else limits[1]
        shares = np.clip((frames - low) / (high - low or 1), 0, 1)
        frames = np.repeat(255 - 17 * np.round(15 * shares[..., np.newaxis]), 3, axis=3)
    elif frames.dtype != np.uint8:
        frames = 255 * np.clip(frames, 0, 1)
    side = max(1, min(720 // frames.shape[2], 480 // frames.shape[1]))
    return [Image.fromarray(np.kron(np.round(frame), np.ones((side, side, 1))).astype(np.uint8)) for frame in frames]


def _labelled(image: Image.Image, label: str) -> Image.Image:
    """A picture with a line of text above."""
    size = 16 if image.width < 900 else 22
    sheet = Image.new("RGB", (image.width, image.height + 2 * size), "white")
    sheet.paste(image, (0, 2 * size))
    font = ImageFont.truetype(Path(get_data_path(), "fonts", "ttf", "DejaVuSans.ttf"), size)
    ImageDraw.Draw(sheet).text((4, size), label, fill="black", font=font, anchor="lm")
    return sheet


def picture_rows(
    rows: Mapping[str, Sequence[np.ndarray]],
    columns: Sequence[str],
    title: str = "",
) -> None:
    """A table of colour pictures, each row and each column with its name.

    rows: name -> one array of shape (height, width, 3) a column
    columns: one text a column
    """
    # Placed by hand, as in `pictures`: far faster than the automatic layout.
    size = 1.05  # inches a picture
    height, width = len(rows) * size + 0.8, len(columns) * size + 1.5
    figure, axes = plt.subplots(len(rows), len(columns), figsize=(width, height), squeeze=False, layout=BY_HAND)
    figure.subplots_adjust(left=1.4 / width, right=0.99, bottom=0.02, top=1 - 0.75 / height, wspace=0.06, hspace=0.06)
    for row, (name, images) in zip(axes, rows.items(), strict=True):
        row[0].text(-0.08, 0.5, name, ha="right", va="center", fontsize=12, transform=row[0].transAxes)
        for ax, image in zip(row, images, strict=True):
            ax.imshow(image)
            ax.axis("off")
    for ax, name in zip(axes[0], columns, strict=True):
        ax.set_title(name, fontsize=11, fontweight="normal", loc="center", pad=4)
    figure.suptitle(title, fontsize=13, fontweight="bold", x=0.01, y=0.99, ha="left", va="top")


def confusion(counts: np.ndarray, class_names: Sequence[str], title: str, ax: Axes | None = None) -> None:
    """A confusion matrix: rows are what it was, columns what the model said; errors are coloured, the diagonal is bold.

    counts: array of shape (classes, classes) of whole numbers
    """
    ax = ax or plt.subplots(figsize=(7, 6))[1]
    errors = counts.astype(float)
    np.fill_diagonal(errors, 0)
    ax.imshow(errors, cmap="Oranges")
    for row, column in np.ndindex(*counts.shape):
        number, right = counts[row, column], row == column
        dark = errors[row, column] > 0.6 * errors.max()
        ax.text(
            column,
            row,
            f"{number:,}" if number or right else "·",
            ha="center",
            va="center",
            fontsize=10 if len(counts) > 8 and counts.max() > 999 else 11,
            fontweight="bold" if right else "normal",
            color="white" if dark else BLACK if number else GREY,
        )
    ticks = range(len(class_names))
    ax.set(
        title=title,
        xlabel="the model says",
        ylabel="it is",
        xticks=ticks,
        yticks=ticks,
        xticklabels=class_names,
        yticklabels=class_names,
    )
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)
