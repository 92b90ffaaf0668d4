"""What reaches the page of a notebook: figures that carry their description, numbers as people read them.

A figure's description stands once, as `alt` in the metadata of the cell that draws it. The kernel gets no metadata, so
this module knows which cell is running and looks it up in the lesson's own notebook. Where that fails, nothing is said
and nothing breaks: then a figure is described by its titles and labels.
"""

import base64
import contextlib
import difflib
import functools
import hashlib
import html
import importlib
import io
import json
import math
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from numbers import Integral
from pathlib import Path
from typing import Any, NamedTuple

import matplotlib.pyplot as plt
import numpy as np
from matplotlib._pylab_helpers import Gcf
from matplotlib.figure import Figure
from PIL import Image, features

from workshop.line import ipython

COURSE = Path(__file__).resolve().parents[1]
#: Pixels an inch: twice those of the page's own size, so that a projector and a sharp screen show clean lines.
DPI = 160
#: What one figure may weigh in a notebook, in bytes of text: the picture of the page and the one for other readers.
WEIGHT = 300_000
#: What one film may weigh, alike: its GIF and its last frame for other readers.
FILM = 1_000_000
#: How alike two sources must be for one to count as an edited copy of the other, from 0 to 1.
ALIKE = 0.7


# --- the cell that is running ---


class Cell(NamedTuple):
    """A code cell of a lesson: its id, its source, its metadata."""

    id: str
    source: str
    metadata: dict[str, Any]


@dataclass
class Running:
    """What is known of the cell that is running."""

    stem: str = ""  # of the lesson
    source: str = ""
    id: str | None = None
    cell: Cell | None = None  # once it is found
    place: int = -1  # of the last cell found, so that of two that are alike the next one is taken
    figures: dict[Figure, bytes] = field(default_factory=dict)  # shown by the cell, each with a digest of it then
    made: tuple[Figure, "Picture"] | None = None  # the figure drawn last, for the formatter that asks next


_running = Running()


def follow(shell: Any, stem: str) -> None:
    """Know from now on which cell is running, and hand figures to the page as `picture` makes them.

    shell: IPython's
    stem: the name of the lesson's file
    Calling it again changes nothing.
    """
    _running.stem, _running.source, _running.id, _running.cell = stem, "", None, None
    shell.events.register("pre_run_cell", _started)
    with contextlib.suppress(Exception):  # figures go the usual way then
        if "inline" in plt.get_backend():  # loaded with the first figure, it would take the figures over
            importlib.import_module("matplotlib_inline.backend_inline")
        _take_figures(shell)


def metadata() -> dict[str, Any]:
    """The metadata of the cell that is running; empty outside a lesson's notebook and for a cell of one's own."""
    try:
        if _running.cell is None and _running.source.strip():
            _running.cell = _find(_cells(_running.stem), _running.id, _running.source)
        return _running.cell.metadata if _running.cell else {}
    except Exception:  # whatever a damaged notebook makes the search raise: the cell of a student goes on
        return {}


def shows_measured() -> bool:
    """Whether the cell that is running shows what was measured, and nobody compares it with what is stored."""
    tags = metadata().get("tags")
    return isinstance(tags, list) and "nbval-ignore-output" in tags


def _started(info: Any) -> None:
    """IPython calls this before each cell."""
    _running.source, _running.id = info.raw_cell or "", getattr(info, "cell_id", None)
    _running.cell, _running.figures = None, {}
    with contextlib.suppress(Exception):
        from IPython import get_ipython

        _take_figures(get_ipython())


@functools.cache
def _cells(stem: str) -> list[Cell]:
    """The code cells of a lesson, those of the solution and then as students get them."""
    own = os.environ.get("WORKSHOP_NOTEBOOK")  # the build's, which runs what is not stored yet
    found = []
    for path in [Path(own)] if own else [COURSE / folder / f"{stem}.ipynb" for folder in ("solutions", "notebooks")]:
        try:
            for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
                if cell["cell_type"] == "code":
                    found.append(Cell(cell.get("id", ""), "".join(cell["source"]), dict(cell["metadata"])))
        except (OSError, ValueError, TypeError, KeyError, AttributeError):  # not there, or damaged
            continue
    return found


def _find(cells: list[Cell], cell_id: str | None, source: str) -> Cell | None:
    """The cell with an id; else the next one with this source; else the one with the most similar source."""
    places = [place for place, cell in enumerate(cells) if cell_id and cell.id == cell_id]
    places = places or [place for place, cell in enumerate(cells) if cell.source.strip() == source.strip()]
    if places:
        _running.place = next((place for place in places if place > _running.place), places[0])
        return cells[_running.place]
    best, most = None, ALIKE
    matcher = difflib.SequenceMatcher(None, "", source, autojunk=False)
    for cell in cells:
        matcher.set_seq1(cell.source)
        if matcher.real_quick_ratio() > most and matcher.quick_ratio() > most and (alike := matcher.ratio()) > most:
            best, most = cell, alike
    return best


# --- figures ---


class Picture(NamedTuple):
    """A figure or a film as it is handed over: one picture for pages, one for readers that know only image/png."""

    page: bytes
    kind: str  # of `page`: "webp", "png" or "gif"
    png: bytes
    width: int  # on the page, in CSS pixels
    height: int


def description(figure: Figure) -> str:
    """What a figure shows, in words: the `alt` of its cell, else its titles and labels. Several are numbered."""
    words = metadata().get("alt")
    words = words if words and isinstance(words, str) else _own_words(figure)
    all_of_cell = list(dict.fromkeys([*_running.figures, figure, *_open()]))
    return numbered(words, all_of_cell.index(figure) + 1, len(all_of_cell))


def numbered(words: str, number: int, count: int) -> str:
    """The description of one of several figures of a cell."""
    return words if count == 1 else f"Figure {number} of {count}: {words}"


def tag(picture: Picture, words: str) -> str:
    """A picture in HTML: its description, its size, a white ground that can be read on a dark page."""
    data = f"data:image/{picture.kind};base64,{base64.b64encode(picture.page).decode()}"
    return (
        f'<img alt="{html.escape(words)}" width="{picture.width}" '
        f'style="max-width: 100%; height: auto; background: white" src="{data}">'
    )


def picture(figure: Figure) -> Picture:
    """A figure in few bytes: 160 dpi, in 256 colours where nobody sees a difference, at most WEIGHT together."""
    return packed(*_drawn(figure))


def _drawn(figure: Figure) -> tuple[Image.Image, float]:
    """A figure's pixels, and CSS pixels a pixel."""
    dpi = max(DPI, figure.dpi)
    file = io.BytesIO()
    figure.canvas.print_figure(file, format="png", dpi=dpi, bbox_inches="tight", pil_kwargs={"compress_level": 1})
    drawn = Image.open(file).convert("RGBA")
    ground = Image.new("RGBA", drawn.size, "white")
    ground.alpha_composite(drawn)
    return ground.convert("RGB"), figure.dpi / dpi


def _digest(image: Image.Image) -> bytes:
    return hashlib.sha256(image.tobytes()).digest()


def _open() -> list[Figure]:
    """The figures that pyplot holds, and will show when the cell ends."""
    return [manager.canvas.figure for manager in Gcf.get_all_fig_managers()]


def packed(image: Image.Image, scale: float) -> Picture:
    """A picture in the fewest bytes that show it; scale: CSS pixels a pixel."""
    size = round(image.width * scale), round(image.height * scale)
    methods = Image.Quantize.MEDIANCUT, Image.Quantize.FASTOCTREE  # the first is finer, the second loses no rare colour
    fewer = (image.quantize(256, method=method, dither=Image.Dither.NONE) for method in methods)
    few = next((few for few in fewer if _same(few, image)), None)
    page = b"" if few is None else _webp(few.convert("RGB"), lossless=True)
    if few is None or 2 * len(page) > WEIGHT:  # photographs, and colours that run into each other
        few = image.quantize(256, method=Image.Quantize.MEDIANCUT)
        finest_first = (_webp(image, quality=quality) for quality in (88, 75, 60, 45))
        page = next((page for page in finest_first if 2 * len(page) <= WEIGHT), b"")
    png, small = _png(few), image
    while 4 / 3 * (len(page or png) + len(png)) > WEIGHT and small.width > 300:  # for other readers than the page
        small = small.resize((small.width * 3 // 4, small.height * 3 // 4), Image.Resampling.LANCZOS)
        png = _png(small.quantize(256, method=Image.Quantize.MEDIANCUT))
    return Picture(page or png, "webp" if page else "png", png, *size)


def _same(few: Image.Image, image: Image.Image) -> bool:
    """Whether fewer colours look the same: hardly a pixel is off by what an eye sees, none by a colour of its own."""
    off = np.abs(np.asarray(few.convert("RGB"), np.int16) - np.asarray(image, np.int16)).max(axis=-1)
    return np.mean(off >= 24) <= 0.001 and off.max() < 100


def _webp(image: Image.Image, **options: Any) -> bytes:
    """A picture as WebP; empty where this Pillow cannot."""
    file = io.BytesIO()
    if features.check("webp"):
        image.save(file, "webp", method=4, **options)
    return file.getvalue()


def _png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "png", optimize=True)
    return file.getvalue()


def _own_words(figure: Figure) -> str:
    """A description made of what a figure says of itself."""
    said = [figure.get_suptitle()] if figure.get_suptitle() else []
    for ax in figure.axes:
        titles = [ax.get_title(loc) for loc in ("left", "center", "right")]
        labels = [f"{axis}: {label}" for axis, label in (("across", ax.get_xlabel()), ("up", ax.get_ylabel())) if label]
        said += [", ".join(text for text in [*titles, *labels] if text)]
    said = [re.sub(r"\s+", " ", text).strip() for text in said if text.strip()]
    return "A figure: " + "; ".join(dict.fromkeys(said)) if said else "A figure without a title"


def film(frames: Sequence[Image.Image], scale: float, durations: Sequence[float]) -> Picture:
    """Frames of one size as a GIF that begins again when it ends, and the last of them as a picture.

    scale: CSS pixels a pixel
    durations: seconds of each frame
    Raises ValueError for a film heavier than FILM.
    """
    size, columns = frames[0].size, math.ceil(math.sqrt(len(frames)))
    sheet = Image.new("RGB", (size[0] * columns, size[1] * -(-len(frames) // columns)))
    for k, frame in enumerate(frames):
        sheet.paste(frame, (size[0] * (k % columns), size[1] * (k // columns)))
    # The same colours in all frames: else what stands still would flicker.
    colours = sheet.quantize(128, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    entries = np.reshape(colours.getpalette(), (-1, 3))
    entries[entries.min(axis=1) > 240] = 255  # paper stays white
    colours.putpalette(entries.ravel().tolist())
    first, *others = (frame.quantize(palette=colours, dither=Image.Dither.NONE) for frame in frames)
    file = io.BytesIO()
    milliseconds = [round(1000 * seconds) for seconds in durations]
    first.save(file, "gif", save_all=True, append_images=others, duration=milliseconds, loop=0, optimize=True)
    gif, png = file.getvalue(), _png([first, *others][-1])
    weight = 4 / 3 * (len(gif) + len(png))
    if weight > FILM:
        bound = f"more than the {FILM / 1e6:g} MB of a film"
        raise ValueError(f"frames: the film would weigh {weight / 1e6:.1f} MB, {bound}: give it fewer or smaller ones")
    return Picture(gif, "gif", png, round(size[0] * scale), round(size[1] * scale))


def show_film(made: Picture, count: int) -> None:
    """Put a film of so many frames on the page, with the `alt` of its cell; nothing happens outside a notebook."""
    if ipython() is None:
        return
    from IPython.display import display

    words = metadata().get("alt")
    words = words if words and isinstance(words, str) else f"A film of {count} pictures"
    png = base64.b64encode(made.png).decode()
    about = {"image/png": {"width": made.width, "height": made.height, "alt": words}}
    shown = {"text/html": tag(made, words), "image/png": png, "text/plain": f"<a film of {count} pictures>"}
    display(shown, metadata=about, raw=True)


def _as_html(figure: Figure) -> str:
    image, scale = _drawn(figure)
    _running.figures[figure] = _digest(image)
    _running.made = figure, packed(image, scale)
    return tag(_running.made[1], description(figure))


def _as_png(figure: Figure) -> tuple[str, dict[str, Any]]:
    made = _running.made[1] if _running.made and _running.made[0] is figure else picture(figure)
    _running.made = None
    size = {"width": made.width, "height": made.height, "alt": description(figure)}
    return base64.b64encode(made.png).decode(), size


def _take_figures(shell: Any) -> None:
    """Have IPython ask this module for figures; `%matplotlib inline` would have it ask somebody else again."""
    formatters = shell.display_formatter.formatters
    for kind, function in (("text/html", _as_html), ("image/png", _as_png)):
        formatters[kind].for_type(Figure, function)
    after = shell.events.callbacks["post_execute"]
    flush = [function for function in after if getattr(function, "__name__", "") == "flush_figures"]
    for function in [*flush, _close_shown]:
        if function in after:
            shell.events.unregister("post_execute", function)
    for function in [_close_shown, *flush]:  # in this order
        shell.events.register("post_execute", function)


def _close_shown() -> None:
    """Close the figures that a cell has shown itself, and not changed since: they would be shown once more."""
    for figure in _open():
        if figure in _running.figures and _running.figures[figure] == _digest(_drawn(figure)[0]):
            plt.close(figure)


# --- numbers ---


def digits(value: float, at_least: float | None = None, at_most: float | None = None) -> str:
    """A measured number as people read it: counts in full, of all else three digits that count, and no exponents.

    at_least, at_most: bounds that it keeps; it gets as many digits more as it takes to be seen keeping them
    """
    number = float(value)
    if not math.isfinite(number) or isinstance(value, Integral) or (number.is_integer() and abs(number) >= 10):
        return f"{number:,.0f}" if abs(number) < 1e12 else f"{number:.3g}"
    whole = len(str(int(abs(number))))  # digits before the point, which all count
    for places in range(max(3, whole), max(3, whole) + 6):
        rounded = float(f"{number:.{places}g}")
        if (at_least is None or rounded >= at_least) and (at_most is None or rounded <= at_most):
            break
    if not 1e-6 <= abs(rounded) < 1e12:
        return "0" if rounded == 0 else f"{rounded:.{places}g}"
    behind = max(0, places - 1 - math.floor(math.log10(abs(rounded))))
    return f"{rounded:,.{behind}f}"
