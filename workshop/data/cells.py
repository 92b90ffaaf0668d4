"""Crowded cells: pictures as a microscope gives them, drawn by the course, with the true outline of every nucleus.

Each knob is a difficulty of seeing. Every step is one that rounds alike on every machine, so that a seed gives the
same bytes everywhere: no sums in an order that the processor picks, nothing that needs a sine.
"""

from concurrent.futures import ThreadPoolExecutor
from numbers import Integral

import numpy as np

from .knobs import turned, whole

SMALLEST, LARGEST = 16, 1024  # pixels along one side of a picture
KNOBS = ("crowding", "contrast", "noise")
RADIUS = (7.0, 12.0)  # pixels, from the smallest to the largest kind of cell; a picture has one kind
FEWEST = 20  # pixels that a cell shows, or it is left out
GAP = 1.3  # times its radius: what a cell that stands apart has for itself

PURPLE, PINK, GLASS = np.float32([0.36, 0.22, 0.52]), np.float32([0.88, 0.66, 0.80]), np.float32([0.95, 0.93, 0.95])


def draw(
    n: int,
    seed: int,
    size: int = 96,
    *,
    crowding: float = 0.5,
    contrast: float = 0.7,
    noise: float = 0.3,
    stained: bool = False,
) -> tuple[np.ndarray, np.ndarray]:
    """n pictures of cell nuclei; the same arguments give the same bytes everywhere.

    Each knob goes from 0 to 1. Turning contrast, noise or the stain leaves every nucleus where it is.
    size: pixels along one side
    crowding: how many cells there are, and how many of them touch another; at 0 none does
    contrast: how far the nuclei stand out from what is behind them
    noise: how much chance is in each pixel
    stained: purple nuclei in pink tissue on bright ground, instead of bright nuclei on dark ground
    Returns pictures, uint8 of shape (n, size, size, 3), and labels, uint16 of shape (n, size, size): 0 for background,
    1 to k for the k nuclei of that picture.
    Raises ValueError where an argument makes no sense.
    """
    _refuse_nonsense(n, seed, size, {"crowding": crowding, "contrast": contrast, "noise": noise})
    pictures = np.empty((n, size, size, 3), dtype=np.uint8)
    labels = np.empty((n, size, size), dtype=np.uint16)

    def fill(index: int) -> None:
        # Every picture has dice of its own, so the first ten of a hundred are the ten.
        children = np.random.SeedSequence((int(seed), index)).spawn(3)
        places, looks, grain = (np.random.Generator(np.random.PCG64(child)) for child in children)
        labels[index], depth = _layout(places, size, float(crowding))
        shade = _shade(looks, labels[index], depth)
        light = _tissue if stained else _fluorescence
        picture = light(looks, shade, np.float32(contrast))
        chance = sum(grain.random((4, size, size, 1 if not stained else 3), dtype=np.float32)) - 2
        picture = picture + np.float32(0.16 * noise) * chance * np.sqrt(0.15 + 0.85 * picture)
        pictures[index] = np.rint(np.clip(picture, 0, 1) * 255)

    with ThreadPoolExecutor() as pool:  # NumPy lets go of the interpreter where it computes
        list(pool.map(fill, range(n)))
    return pictures, labels


def _refuse_nonsense(n: int, seed: int, size: int, knobs: dict[str, float]) -> None:
    whole("n, the number of pictures,", n, 1)
    whole("The seed", seed, 0)
    if not isinstance(size, Integral) or not SMALLEST <= size <= LARGEST:
        raise ValueError(f"The size must be a whole number of pixels from {SMALLEST} to {LARGEST}; it is {size!r}.")
    for name, value in knobs.items():
        turned(name, value)


def _layout(random: np.random.Generator, size: int, crowding: float) -> tuple[np.ndarray, np.ndarray]:
    """The label image, and of each pixel of a cell how far it is from the middle (0) to the edge (1)."""
    labels = np.zeros((size, size), dtype=np.uint16)
    depth = np.zeros((size, size), dtype=np.float32)
    usual = RADIUS[0] + (RADIUS[1] - RADIUS[0]) * random.random()
    tries = round(size * size / (usual * usual) * (0.06 + 0.34 * crowding)) + 1
    placed = []
    for dice in random.random((tries, 10)):
        radius = usual * (0.8 + 0.4 * dice[0])
        beside = bool(placed) and dice[1] < 0.9 * crowding
        if beside:
            row, column, other = placed[int(dice[2] * len(placed))]
            away = (other + radius) * (0.8 + 0.15 * dice[3])
            down, right = _direction(dice[4])
            row, column = row + away * down, column + away * right
        else:
            row, column = (size + 2 * radius) * dice[2:4] - radius
        _place(labels, depth, placed, (row, column, radius), dice[5:], 1.0 if beside else GAP)
    return labels, depth


def _direction(chance: float) -> tuple[float, float]:
    """A random direction, as a step of length 1: a place on the edge of a square, brought to the circle."""
    side, along = divmod(4 * chance, 1)
    x, y = 2 * along - 1, 1.0
    length = np.sqrt(x * x + y * y)
    x, y = [(x, y), (y, -x), (-x, -y), (-y, x)][int(side)]
    return x / length, y / length


def _place(labels, depth, placed, cell, dice, room) -> None:
    """Draw one cell where it has room: round it if it stands apart, or at the side of others, a little under them."""
    row, column, radius = cell
    reach = 1.5 * room * radius
    top, left = (max(int(place - reach), 0) for place in (row, column))
    bottom, right = (min(int(place + reach) + 1, len(labels)) for place in (row, column))
    if bottom <= top or right <= left:
        return
    y = (np.arange(top, bottom) + 0.5 - row)[:, None] / radius
    x = (np.arange(left, right) + 0.5 - column)[None, :] / radius
    down, along = _direction(dice[0])
    u, v = along * x + down * y, along * y - down * x
    longer = 1 + 0.22 * dice[1]
    u, v = u / longer, v * longer
    length = np.sqrt(u * u + v * v) + 1e-9
    c, s = u / length, v / length
    # The outline: a circle with two, three and a little of five corners.
    outline = 1 + 0.10 * (dice[2] - 0.5) * (2 * c * s) + 0.16 * (dice[3] - 0.5) * (4 * c * c - 3) * c
    outline += 0.12 * (dice[4] - 0.5) * s * (1 - 4 * c * c)
    distance = length / outline
    there, deep = labels[top:bottom, left:right], depth[top:bottom, left:right]
    inside = distance < 1
    free = inside & (there == 0)
    seen, whole = np.count_nonzero(free), np.count_nonzero(inside)
    if seen < FEWEST or (room > 1 and there[distance < room].any()) or seen < 0.8 * whole:
        return
    placed.append(cell)
    there[free] = len(placed)
    deep[free] = distance[free]


def _shade(random: np.random.Generator, labels: np.ndarray, depth: np.ndarray) -> np.ndarray:
    """How much of a nucleus is seen at each pixel, 0 to 1: some are fuller than others, all thin out to the edge."""
    fullness = 0.55 + 0.45 * random.random(int(labels.max()) + 1, dtype=np.float32)
    fullness[0] = 0
    spots = 0.75 + 0.5 * _clouds(random, len(labels), 5)
    shade = fullness[labels] * (1 - 0.4 * depth * depth * depth) * spots
    return _blurred(shade, 1)


def _fluorescence(random: np.random.Generator, shade: np.ndarray, contrast: np.float32) -> np.ndarray:
    """Bright nuclei on dark ground, with the haze of what lies out of focus."""
    haze = _blurred(_blurred(shade, 6), 6)
    ground = 0.04 + 0.16 * _clouds(random, len(shade), len(shade) // 2)
    exposure = 0.4 + 0.6 * random.random(dtype=np.float32)
    return (ground + exposure * (0.15 + 0.75 * contrast) * (0.85 * shade + 0.25 * haze))[:, :, None].astype(np.float32)


def _tissue(random: np.random.Generator, shade: np.ndarray, contrast: np.float32) -> np.ndarray:
    """Purple nuclei in pink tissue, with gaps through which the glass is seen."""
    size = len(shade)
    fibres = 0.6 * _clouds(random, size, max(size // 6, 4)) + 0.4 * _clouds(random, size, 8)
    near = _blurred(_blurred(shade, 4), 4)
    pink = np.clip(1.6 * fibres - 0.35 + 1.2 * near, 0, 1)[:, :, None]
    ground = GLASS + pink * (PINK - GLASS)
    ground = ground * (0.9 + 0.1 * _clouds(random, size, 3))[:, :, None]
    stain = np.clip((0.25 + 0.95 * contrast) * shade, 0, 1)[:, :, None]
    return (ground + stain * (PURPLE - ground)).astype(np.float32)


def _clouds(random: np.random.Generator, size: int, step: int) -> np.ndarray:
    """Smooth chance from 0 to 1, of shape (size, size): random numbers every `step` pixels, and between them."""
    step = max(step, 1)
    coarse = random.random((size // step + 2, size // step + 2), dtype=np.float32)
    place = np.arange(size) / step
    start = place.astype(np.intp)
    part = (place - start).astype(np.float32)
    part = part * part * (3 - 2 * part)
    rows = coarse[start] + part[:, None] * (coarse[start + 1] - coarse[start])
    return rows[:, start] + part[None, :] * (rows[:, start + 1] - rows[:, start])


def _blurred(values: np.ndarray, reach: int) -> np.ndarray:
    """Each pixel as the mean of its square of 2 reach + 1 pixels; beyond the edge it goes on as at the edge."""
    for axis in (0, 1):
        wide = np.pad(values, [(reach + 1, reach) if each == axis else (0, 0) for each in (0, 1)], mode="edge")
        # Whole numbers add up alike in any order.
        sums = np.cumsum(np.rint(wide * 65536).astype(np.int64), axis=axis)
        width = 2 * reach + 1
        upper, lower = np.split(sums, [width], axis=axis)[1], np.split(sums, [-width], axis=axis)[0]
        values = ((upper - lower) / (65536 * width)).astype(np.float32)
    return values
