"""Shapes: the course's own pictures, ten kinds of coloured shapes with a knob for each difficulty of seeing.

A kind is an outline. Its signed distance is tabulated once; a picture looks it up at the place where each of its
points came from, so that turning, bending and cutting are done to thousands of pictures at a time. Points are
looked up on a grid twice as fine as the picture. Every step is one that rounds alike on every machine, so that a
seed gives the same bytes everywhere: no sums in an order that the processor picks, cosines rounded to six places.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import numpy as np

from .knobs import turned, whole

#: What makes seeing hard, a knob each.
DIFFICULTIES = ("viewpoint", "scale", "deformation", "occlusion", "illumination", "clutter", "variation")

SIZE = 32  # pixels along one side
FINE = 2  # points along one side of a pixel
UNIT = 9.0  # pixels in one unit of an outline: a shape reaches from about -1 to 1
AREA = 2.1  # of every outline, in square units: the ink in a picture does not tell its kind
LEVELS = 5  # proportions in which each kind is tabulated; the middle one is the plain kind
REACH, STEPS = 1.8, 96  # a table goes from -REACH to REACH in so many steps
BATCH = 50  # pictures at a time: few enough to stay in the processor's cache

PAPER, INK = np.float32([0.84, 0.84, 0.80]), np.float32([0.13, 0.34, 0.62])
LUMINANCE = np.float32([0.30, 0.59, 0.11])


def _arc(x: float, y: float, radius: float, start: float, end: float, points: int = 24) -> list[tuple[float, float]]:
    """Points on a circle around (x, y), angles in degrees counted from the right against the clock."""
    angles = np.radians(np.linspace(start, end, points))
    return list(zip(x + radius * np.cos(angles), y + radius * np.sin(angles), strict=True))


def _star(points: int, inner: float) -> list[tuple[float, float]]:
    """A star with one point straight up; inner: how far its notches are from the middle, its points being at 1."""
    tips, notches = (
        _arc(0, 0, radius, 90 + turn, 450 + turn, points + 1)[:-1] for radius, turn in [(1, 0), (inner, 180 / points)]
    )
    return [corner for pair in zip(tips, notches, strict=True) for corner in pair]


def _crescent(centre: float) -> list[tuple[float, float]]:
    """The left of a circle around 0 up to its horns at 60 degrees, less a circle around centre through the horns."""
    x, y = np.cos(np.radians(60)) - centre, np.sin(np.radians(60))
    horn = np.degrees(np.arctan2(y, x))
    return _arc(0, 0, 1, 60, 300, 30) + _arc(centre, 0, np.sqrt(x * x + y * y), 360 - horn, horn)[1:-1]


#: Each kind's outline, a polygon in a box from about -1 to 1, y upwards. t, from -1 to 1, is how far its
#: proportions are from the plain ones. Size and place do not matter: all are brought to one area and centred.
OUTLINES: dict[str, Callable[[float], list[tuple[float, float]]]] = {
    "circle": lambda t: _arc(0, 0, 1, 0, 360, 49)[:-1],
    "square": lambda t: [(-1, -1), (1, -1), (1, 1), (-1, 1)],
    "triangle": lambda t: [(-1, -0.8), (1, -0.8), (0.6 * t, 0.95)],
    "star": lambda t: _star(5 + round(abs(2 * t)), 0.44 + 0.06 * t),
    "cross": lambda t: [(x * i, y * j) if i * j > 0 else (y * i, x * j)
                        for w in [0.31 + 0.1 * t] for i, j in [(1, 1), (-1, 1), (-1, -1), (1, -1)]
                        for x, y in [(1, w), (w, w), (w, 1)]],
    "heart": lambda t: [*_arc(0.5, 0.35, 0.52, -38, 164), *_arc(-0.5, 0.35, 0.52, 16, 218), (0, -1 - 0.15 * t)],
    "arrow": lambda t: [(-1.1, -0.25), (0.1 + 0.2 * t, -0.25), (0.1 + 0.2 * t, -0.85), (1.1, 0),
                        (0.1 + 0.2 * t, 0.85), (0.1 + 0.2 * t, 0.25), (-1.1, 0.25)],
    "crescent": lambda t: _crescent(0.55 + 0.2 * t),
    "house": lambda t: [(-0.75, -1), (-0.25, -1), (-0.25, -0.35), (0.25, -0.35), (0.25, -1), (0.75, -1),
                        (0.75, 0.05), (1.1, 0.05), (0, 1 + 0.3 * t), (-1.1, 0.05), (-0.75, 0.05)],
    "hourglass": lambda t: [(-0.85, -1), (0.85, -1), (0.14 + 0.08 * t, 0), (0.85, 1), (-0.85, 1),
                            (-0.14 - 0.08 * t, 0)],
}  # fmt: skip
KINDS = tuple(OUTLINES)

#: Five kinds more, for a network that knows the ten and has to learn others from a few pictures.
MORE_OUTLINES: dict[str, Callable[[float], list[tuple[float, float]]]] = {
    "drop": lambda t: [*_arc(0, -0.35, 0.66, 150, 390, 36), (0.24, 0.4), (0, 1 + 0.15 * t), (-0.24, 0.4)],
    "bolt": lambda t: [(-0.2, 0.95), (0.65, 0.95), (0.25 + 0.1 * t, 0.3), (0.85, 0.3), (-0.4, -1),
                       (-0.1 + 0.1 * t, -0.15), (-0.75, -0.15)],
    "fish": lambda t: [*_arc(0.25, -0.36 + 0.08 * t, 1, 21 - 5 * t, 145), (-1, 0.75), (-0.85, 0), (-1, -0.75),
                       *_arc(0.25, 0.36 - 0.08 * t, 1, 215, 339 + 5 * t)],
    "mushroom": lambda t: [*_arc(0, 0, 1, 0, 180), (-0.25 - 0.06 * t, 0), (-0.35 - 0.06 * t, -0.9),
                           (0.35 + 0.06 * t, -0.9), (0.25 + 0.06 * t, 0)],
    "boat": lambda t: [(-1, -0.3), (-0.6, -0.9), (0.6, -0.9), (1, -0.3), (0.1, -0.3), (0.1, -0.15), (0.9, -0.15),
                       (0.1, 0.95 + 0.2 * t), (-0.1, 0.95 + 0.2 * t), (-0.1, -0.3)],
}  # fmt: skip
MORE_KINDS = tuple(MORE_OUTLINES)

#: How many random numbers a picture takes for each knob.
NUMBERS = {
    "viewpoint": 6,
    "scale": 1,
    "deformation": 12,
    "occlusion": 20,
    "illumination": 7,
    "clutter": 98,
    "variation": 16,
}


def draw(
    n: int,
    seed: int,
    *,
    viewpoint: float = 0.0,
    scale: float = 0.0,
    deformation: float = 0.0,
    occlusion: float = 0.0,
    illumination: float = 0.0,
    clutter: float = 0.0,
    variation: float = 0.0,
    kinds: Sequence[str] = KINDS,
    **unknown: float,
) -> tuple[np.ndarray, np.ndarray]:
    """n pictures of shapes, each kind equally often, mixed; the same arguments give the same bytes everywhere.

    Each knob goes from 0 (all pictures of a kind are the same picture) to 1 (hard for a person). Turning one leaves
    the kinds, their order and everything random about the other knobs as they were.
    viewpoint: shifted, turned, foreshortened
    scale: 0.45 to 1.5 times the size
    deformation: the plane bends in waves
    occlusion: bars and patches hide up to 45 % of what is seen of the shape
    illumination: exposure, a gradient, a colour cast, less contrast
    clutter: texture, lines and pieces of shapes on the ground behind
    variation: colours; filled, outlined or striped; proportions and corners
    kinds: names from KINDS and MORE_KINDS; whichever they are, clutter is made of pieces of KINDS
    Returns x, uint8 of shape (n, 32, 32, 3), and y, uint8 of shape (n,): places in kinds.
    Raises ValueError where n, the seed, a knob or a kind makes no sense.
    """
    settings = (viewpoint, scale, deformation, occlusion, illumination, clutter, variation)
    knobs = dict(zip(DIFFICULTIES, settings, strict=True)) | unknown
    _refuse_nonsense(n, seed, knobs, kinds)
    # A NumPy number would make all arithmetic with it double, and round otherwise.
    knobs = {name: float(value) for name, value in knobs.items()}
    order, *streams = (np.random.Generator(np.random.PCG64(child)) for child in np.random.SeedSequence(seed).spawn(8))
    labels = (np.argsort(order.random(n), kind="stable") % len(kinds)).astype(np.uint8)
    outlines = np.array([(KINDS + MORE_KINDS).index(kind) for kind in kinds])[labels]
    dice = {
        name: stream.random((n, NUMBERS[name]), dtype=np.float32)
        for name, stream in zip(DIFFICULTIES, streams, strict=True)
    }
    pictures = np.empty((n, SIZE, SIZE, 3), dtype=np.uint8)

    def render(part: slice) -> None:
        pictures[part] = _render(outlines[part], {name: numbers[part] for name, numbers in dice.items()}, knobs)

    _tables()  # made once, and not by each thread
    with ThreadPoolExecutor() as pool:  # NumPy lets go of the interpreter where it computes
        list(pool.map(render, (slice(start, start + BATCH) for start in range(0, n, BATCH))))
    return pictures, labels


def _refuse_nonsense(n: int, seed: int, knobs: dict[str, float], kinds: Sequence[str]) -> None:
    whole("n, the number of pictures,", n, 1)
    whole("The seed", seed, 0)
    for name, value in knobs.items():
        if name not in DIFFICULTIES:
            raise ValueError(f"Shapes have no knob {name!r}. The knobs are {', '.join(DIFFICULTIES)}.")
        turned(name, value, "0 (off) to 1 (hard)")
    if isinstance(kinds, str) or len(kinds) == 0:
        raise ValueError(f"kinds must be a list of names, such as {list(MORE_KINDS[:2])}; it is {kinds!r}.")
    for kind in kinds:
        if kind not in KINDS + MORE_KINDS:
            raise ValueError(f"There is no kind {kind!r} of shapes. The kinds are {', '.join(KINDS + MORE_KINDS)}.")


def _render(outlines: np.ndarray, dice: dict[str, np.ndarray], knobs: dict[str, float]) -> np.ndarray:
    """A batch of pictures, uint8 of shape (batch, 32, 32, 3); outlines (batch,): places in KINDS + MORE_KINDS."""
    look = _looks(dice["variation"], knobs["variation"])
    inverse, shift, pixels = _placement(dice["viewpoint"], dice["scale"], look, knobs)

    u, v = _seen_from(*_grid(FINE), inverse, shift)
    u, v = _bend(u, v, dice["deformation"], knobs["deformation"])
    rounding = _wide(look["rounding"])
    distance = _look_up(outlines, look["level"], u, v) * (1 - rounding) - rounding
    fine = _wide(pixels * FINE)
    body = _coverage(distance, fine)
    hollow = np.maximum(distance, -_wide(look["line"]) - distance)
    ink = _coverage(hollow, fine)
    stripes = ink * np.clip(_wave(u, v, look["stripe"]) * 4, 0, 1) * _wide(look["striped"])

    pictures = _ground(look, dice["clutter"], knobs["clutter"])
    _paint(pictures, _coarse(ink), look["ink"])
    _paint(pictures, _coarse(stripes), look["second"])
    if knobs["occlusion"]:
        seen = _seen_from(*_grid(1), inverse, shift)
        cover = _cover(_coarse(body) > 0.5, *seen, pixels, dice["occlusion"], knobs["occlusion"])
        _paint(pictures, cover, _another_colour(dice["occlusion"], look))
    _light(pictures, dice["illumination"], knobs["illumination"])
    np.clip(pictures, 0, 1, out=pictures)
    return np.rint(pictures * 255).astype(np.uint8).transpose(0, 2, 3, 1)


def _looks(dice: np.ndarray, knob: float) -> dict[str, np.ndarray]:
    """How each picture's shape looks: its colours, its style, its proportions."""
    swap, paper_light, contrast, style, level, aspect, rounding = dice[:, :7].T
    swapped = (swap < knob / 2)[:, None]
    paper, ink = np.where(swapped, INK, PAPER), np.where(swapped, PAPER, INK)
    # Two random colours well apart in lightness and the same way round as the plain ones, so that no mixture of
    # plain and random has less contrast.
    apart = 0.4 + 0.35 * contrast
    light = (0.95 - 0.9 * apart) * paper_light + apart
    light, dark = np.where(swapped[:, 0], [light - apart, light], [light, light - apart])
    paper, ink = _mix(paper, _tint(dice[:, 7:10], light), knob), _mix(ink, _tint(dice[:, 10:13], dark), knob)
    return {
        "paper": paper,
        "ink": ink,
        "second": _mix(ink, paper, 0.55),
        "level": np.rint((LEVELS // 2) * (1 + knob * (2 * level - 1))).astype(np.intp),
        "aspect": 1 + 0.22 * knob * (2 * aspect - 1),
        "rounding": 0.2 * knob * rounding,
        "line": np.where(style < knob / 3, np.float32(0.32), np.float32(9)),
        "striped": (style > 1 - knob / 3).astype(np.float32),
        "stripe": np.stack([1.6 * (dice[:, 13] - 0.5), 0.6 + 0.5 * dice[:, 14], dice[:, 15]], axis=-1),
    }


def _tint(dice: np.ndarray, lightness: np.ndarray) -> np.ndarray:
    """Random colours of a given lightness."""
    grey = dice[:, 0] * LUMINANCE[0] + dice[:, 1] * LUMINANCE[1] + dice[:, 2] * LUMINANCE[2]
    return np.clip(lightness[:, None] + 0.75 * (dice - grey[:, None]), 0, 1)


def _placement(
    view: np.ndarray, size: np.ndarray, look: dict[str, np.ndarray], knobs: dict[str, float]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """From the picture back to the outline: matrices (batch, 2, 2), shifts (batch, 2), pixels in a unit (batch,)."""
    knob = knobs["viewpoint"]
    signed = 2 * view - 1
    size = 2 * size[:, 0] - 1
    factor = UNIT * (1 + knobs["scale"] * np.where(size < 0, 0.55, 0.5) * size)
    turn = _rotation(50 * knob * signed[:, 2])
    axis = _rotation(180 * view[:, 3])[:, :, :1]
    shrunk = 1 - 0.4 * knob * view[:, 4]
    shear = 0.3 * knob * signed[:, 5]
    one, none = np.ones_like(shrunk), np.zeros_like(shrunk)
    # The inverses of: stretch, shear, shrink along an axis, turn. Each is exactly nothing where its knob is at 0.
    stretch = _matrix(1 / look["aspect"], none, none, look["aspect"])
    unshear = _matrix(one, -shear, none, one)
    widen = np.eye(2) + _wide(1 / shrunk - 1) * axis * axis.transpose(0, 2, 1)
    inverse = _times(stretch, _times(unshear, _times(widen, turn.transpose(0, 2, 1))))
    inverse /= (factor * (1 - look["rounding"]))[:, None, None]
    inverse[:, :, 1] *= -1  # a picture's rows go down
    return inverse.astype(np.float32), 7 * knob * signed[:, :2], (factor * np.sqrt(shrunk)).astype(np.float32)


def _rotation(degrees: np.ndarray) -> np.ndarray:
    angle = np.radians(degrees.astype(np.float64))
    cosine, sine = np.round(np.cos(angle), 6), np.round(np.sin(angle), 6)
    return _matrix(cosine, -sine, sine, cosine)


def _matrix(a: np.ndarray, b: np.ndarray, c: np.ndarray, d: np.ndarray) -> np.ndarray:
    return np.stack([np.stack([a, b], axis=-1), np.stack([c, d], axis=-1)], axis=-2)


def _times(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """a @ b for stacks of 2 x 2 matrices, in one order of sums on every machine."""
    return a[:, :, :1] * b[:, :1, :] + a[:, :, 1:] * b[:, 1:, :]


def _wide(numbers: np.ndarray) -> np.ndarray:
    """(batch,) as (batch, 1, 1), ready to meet pictures."""
    return numbers[:, None, None]


@cache
def _grid(fine: int) -> tuple[np.ndarray, np.ndarray]:
    """Where the points of a picture are, in pixels from its middle: x (1, side), y (side, 1)."""
    along = ((np.arange(SIZE * fine) + 0.5) / fine - SIZE / 2).astype(np.float32)
    return along[None, :], along[:, None]


def _seen_from(x: np.ndarray, y: np.ndarray, inverse: np.ndarray, shift: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The places on the outline's plane that a picture's points show, two arrays (batch, side, side)."""
    x, y = x - _wide(shift[:, 0]), y - _wide(shift[:, 1])
    u, v = (_wide(inverse[:, row, 0]) * x + _wide(inverse[:, row, 1]) * y for row in (0, 1))
    return u, v


def _wave(u: np.ndarray, v: np.ndarray, numbers: np.ndarray) -> np.ndarray:
    """A wave over the plane, from -1 to 1; numbers (batch, 3): cycles a unit along u and along v, and its start.

    Made of parabolas: close to a sine, and alike on every machine.
    """
    phase = _wide(numbers[:, 0]) * u + _wide(numbers[:, 1]) * v + _wide(numbers[:, 2])
    phase -= np.rint(phase)
    return phase * (8 - 16 * np.abs(phase))


def _bend(u: np.ndarray, v: np.ndarray, dice: np.ndarray, knob: float) -> tuple[np.ndarray, np.ndarray]:
    if not knob:
        return u, v
    waves = dice.reshape(-1, 2, 2, 3) - np.float32([0.5, 0.5, 0])
    across, up = (0.12 * knob * (_wave(u, v, waves[:, i, 0]) + _wave(u, v, waves[:, i, 1])) for i in (0, 1))
    return u + across, v + up


@cache
def _tables() -> np.ndarray:
    """Signed distances from each kind's outline in each proportion, (kinds * LEVELS * STEPS * STEPS,)."""
    outlines = (OUTLINES | MORE_OUTLINES).values()
    return np.stack([_distances(outline(t)) for outline in outlines for t in np.linspace(-1, 1, LEVELS)]).reshape(-1)


def _distances(outline: list[tuple[float, float]]) -> np.ndarray:
    """How far each place of a grid is from a polygon, negative inside: float32 of shape (STEPS, STEPS)."""
    x, y = _normal(np.round(outline, 6)).T
    along = np.linspace(-REACH, REACH, STEPS)
    u, v = along[None, :], along[:, None]
    nearest = np.full((STEPS, STEPS), np.inf)
    inside = np.zeros((STEPS, STEPS), dtype=bool)
    for x1, y1, x2, y2 in zip(x, y, np.roll(x, -1), np.roll(y, -1), strict=True):
        dx, dy = x2 - x1, y2 - y1
        share = np.clip(((u - x1) * dx + (v - y1) * dy) / (dx * dx + dy * dy), 0, 1)
        nearest = np.minimum(nearest, (u - x1 - share * dx) ** 2 + (v - y1 - share * dy) ** 2)
        if y1 != y2:
            inside ^= ((y1 <= v) != (y2 <= v)) & (u < x1 + (v - y1) * dx / dy)
    return (np.sqrt(nearest) * np.where(inside, -1, 1)).astype(np.float32)


def _normal(corners: np.ndarray) -> np.ndarray:
    """A polygon brought to the common area, its middle of mass at 0."""
    x, y = corners.T
    x2, y2 = np.roll(x, -1), np.roll(y, -1)
    cross = x * y2 - x2 * y
    area = cross.sum() / 2
    middle = np.array([((x + x2) * cross).sum(), ((y + y2) * cross).sum()]) / (6 * area)
    return np.round((corners - middle) * np.sqrt(AREA / abs(area)), 6)


def _look_up(kinds: np.ndarray, levels: np.ndarray, u: np.ndarray, v: np.ndarray) -> np.ndarray:
    """The distance from the outline at each place, between the table's steps in proportion to the four around."""
    tables = _tables()
    steps = (STEPS - 1) / (2 * REACH)
    column, row = (np.clip((place + REACH) * steps, 0, STEPS - 1.001) for place in (u, v))
    left, low = column.astype(np.intp), row.astype(np.intp)
    column -= left
    row -= low
    index = (_wide(kinds.astype(np.intp) * LEVELS + levels) * STEPS + low) * STEPS + left
    lower, upper = tables[index], tables[index + STEPS]
    lower += (tables[index + 1] - lower) * column
    upper += (tables[index + STEPS + 1] - upper) * column
    return lower + (upper - lower) * row


def _coverage(distance: np.ndarray, points: np.ndarray) -> np.ndarray:
    """How much of each point lies inside, 0 to 1; points: how many of them make a unit."""
    return np.clip(0.5 - distance * points, 0, 1)


def _coarse(fine: np.ndarray) -> np.ndarray:
    """The mean of the points of each pixel."""
    rows = fine[:, ::2] + fine[:, 1::2]
    return (rows[:, :, ::2] + rows[:, :, 1::2]) / 4


def _paint(pictures: np.ndarray, cover: np.ndarray, colour: np.ndarray) -> None:
    """Lay a colour (batch, 3) over pictures (batch, 3, 32, 32) where cover (batch, 32, 32) says how much."""
    pictures += (colour[:, :, None, None] - pictures) * cover[:, None]


def _ground(look: dict[str, np.ndarray], dice: np.ndarray, knob: float) -> np.ndarray:
    """What is behind the shape, (batch, 3, 32, 32)."""
    paper, ink = look["paper"], look["ink"]
    pictures = np.empty((len(paper), 3, SIZE, SIZE), dtype=np.float32)
    pictures[:] = paper[:, :, None, None]
    if not knob:
        return pictures
    x, y = _grid(1)
    texture, blots, lines, pieces = np.split(dice, [9, 21, 48], axis=1)

    weave = texture[:, :6].reshape(-1, 2, 3) * np.float32([0.5, 0.5, 1]) - np.float32([0.25, 0.25, 0])
    weave = _wave(x, y, weave[:, 0]) + _wave(x, y, weave[:, 1])
    pictures += (0.18 * knob * (2 * texture[:, 6:9] - 1))[:, :, None, None] * weave[:, None]

    waves = blots[:, :9].reshape(-1, 3, 3) * np.float32([0.12, 0.12, 1]) - np.float32([0.06, 0.06, 0])
    hills = _wave(x, y, waves[:, 0]) + _wave(x, y, waves[:, 1]) + _wave(x, y, waves[:, 2])
    _paint(pictures, knob * np.clip(2 * hills - 0.6, 0, 1), _mix(paper, blots[:, 9:12], 0.5))

    for number, line in enumerate(lines.reshape(-1, 3, 9).transpose(1, 2, 0)):
        x1, y1, x2, y2 = (_wide(36 * place - 18) for place in line[:4])
        dx, dy = x2 - x1, y2 - y1
        share = np.clip(((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy + 1e-3), 0, 1)
        away = np.sqrt((x - x1 - share * dx) ** 2 + (y - y1 - share * dy) ** 2)
        cover = np.clip(1 + _wide(line[4]) - away, 0, 1) * _wide(line[5] < knob)
        _paint(pictures, cover, _mix((paper, ink)[number % 2], line[6:9].T, 0.6))

    for number, piece in enumerate(pieces.reshape(-1, 5, 10).transpose(1, 2, 0)):
        # Half of the stroke around some kind: an arc, a corner, a hook, never a whole kind.
        turned = _rotation(360 * piece[2]).astype(np.float32) / (5 + 4 * _wide(piece[3]))
        u, v = _seen_from(x, y, turned, 32 * piece[:2].T - 16)
        kind = (piece[4] * len(KINDS)).astype(np.intp)
        distance = np.abs(_look_up(kind, np.full_like(kind, LEVELS // 2), u, v)) - _wide(0.12 + 0.25 * piece[5])
        cover = _coverage(np.maximum(distance, u), np.float32(6)) * _wide(piece[6] < knob)
        _paint(pictures, cover, _mix((paper, ink)[number % 2], piece[7:10].T, 0.6))
    return pictures


def _mix(colour: np.ndarray, other: np.ndarray, share: float) -> np.ndarray:
    return colour + share * (other - colour)


def _cover(
    shape: np.ndarray, u: np.ndarray, v: np.ndarray, pixels: np.ndarray, dice: np.ndarray, knob: float
) -> np.ndarray:
    """Bars or patches, grown from two spots on the shape until together they hide their share of it.

    shape: (batch, 32, 32), True on the shape; returns how much of each pixel is hidden, the same shape.
    """
    flat = shape.reshape(len(shape), -1)
    counts = np.cumsum(flat, axis=1)
    total = counts[:, -1]
    far = []  # from the bar's middle line or the patch's middle
    for numbers in dice[:, :10].reshape(-1, 2, 5).transpose(1, 2, 0):
        spot = np.argmax(counts > (numbers[0] * total)[:, None], axis=1)
        turned = _rotation(180 * numbers[1]).astype(np.float32)
        across, along = (_wide(turned[:, row, 0]) * u + _wide(turned[:, row, 1]) * v for row in (0, 1))
        across, along = (np.abs(a - _wide(a.reshape(len(a), -1)[np.arange(len(a)), spot])) for a in (across, along))
        patch = np.where(numbers[2] < 0.5, np.float32(0), np.float32(0.8))
        thinner = np.where(numbers[3] < 0.5, np.float32(0), 0.25 * numbers[4])
        far.append(np.maximum(across, _wide(patch) * along) + _wide(thinner))
    far = np.minimum(*far)
    ranked = np.sort(np.where(flat, far.reshape(len(far), -1), np.inf), axis=1)
    hidden = (0.42 * knob * (0.5 + 0.5 * dice[:, 10]) * total).astype(np.intp)
    edge = ranked[np.arange(len(ranked)), hidden]
    half = _wide(np.where(total > 0, edge, 0) * pixels)
    # A bar thinner than a pixel hides part of it.
    return np.minimum(np.clip(half + 0.5 - far * _wide(pixels), 0, 1), 2 * half)


def _another_colour(dice: np.ndarray, look: dict[str, np.ndarray]) -> np.ndarray:
    """Of three random colours the one farthest from both the shape's and the ground's, (batch, 3)."""
    offers = dice[:, 11:20].reshape(-1, 3, 3)
    gaps = [np.abs(offers - look[name][:, None]).max(axis=-1) for name in ("paper", "ink")]
    return offers[np.arange(len(offers)), np.argmax(np.minimum(*gaps), axis=1)]


def _light(pictures: np.ndarray, dice: np.ndarray, knob: float) -> None:
    """Less contrast, then light: its strength, its colour, and more of it on one side."""
    if not knob:
        return
    x, y = _grid(1)
    contrast = 1 - 0.7 * knob * dice[:, 0]
    pictures -= 0.5
    pictures *= contrast[:, None, None, None]
    pictures += 0.5
    strength = 1 + knob * (1.2 * dice[:, 1] - 0.7)
    cast = 1 + knob * 0.35 * (2 * dice[:, 2:5] - 1)
    slope = (_rotation(360 * dice[:, 5])[:, 0] * (0.75 * knob * dice[:, 6])[:, None] / (SIZE / 2)).astype(np.float32)
    light = 1 + _wide(slope[:, 0]) * x + _wide(slope[:, 1]) * y
    pictures *= (strength[:, None] * cast)[:, :, None, None]
    pictures *= light[:, None]
