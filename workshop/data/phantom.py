"""A brain phantom: slices through heads that the course draws, with the true tissue of every pixel.

Phantoms test a method where the truth is known, which it never is inside a patient. Each knob is a difficulty of
seeing. Every step rounds alike on every machine, so that a seed gives the same bytes everywhere: no sines, no sums in
an order that the processor picks.
"""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from .knobs import turned, whole

#: What a pixel can be; its number in `tissues` is its place here.
TISSUES = ("outside", "fluid", "grey matter", "white matter", "tumour")
SIZE = 64  # pixels along one side of a slice
SLICES = 24  # of a whole head
#: Millimetres from one slice to the next, of a pixel's height and of its width.
VOXEL_MM = (5.0, 3.0, 3.0)
FINE = 2  # points along one side of a pixel: where two tissues meet, its brightness is a mixture
HALF_AXES = (69.0, 85.0, 60.0)  # millimetres from the middle of a brain to its side, front and top
WAVES = {7: 0.5, 11: 0.8, 16: 1.0, 22: 0.7}  # around the brain, and how strong: the folds of its surface
BRIGHTNESS = (0.02, 0.16, 0.48, 0.76, 0.62)  # of each tissue, at full contrast
SKULL, SKIN, RIM = 0.06, 0.68, 0.92  # the first two are outside as well; the last is the tumour's
MIDDLE = 0.45  # the brightness to which all come nearer as the contrast goes down


def draw(
    n: int, seed: int, *, contrast: float = 1.0, noise: float = 0.4, bias: float = 0.4
) -> tuple[np.ndarray, np.ndarray]:
    """n slices, each through another head at another height; the same arguments give the same bytes everywhere.

    Each knob goes from 0 to 1. Turning one leaves the heads, and everything random about the others, as they were.
    contrast: how far the tissues are apart
    noise: how much chance is in each pixel
    bias: how much brighter one end of a picture is than the other, as the coils of a scanner make it
    Returns slices, uint8 of shape (n, 64, 64, 1), the front above, and tissues, uint8 of shape (n, 64, 64): what each
    pixel is, as its place in TISSUES. About half of the slices show a tumour.
    Raises ValueError where an argument makes no sense.
    """
    whole("n, the number of slices,", n, 1)
    whole("The seed", seed, 0)
    _refuse_beyond(contrast, noise, bias)

    def one(index: int) -> tuple[np.ndarray, np.ndarray]:
        # Every slice has dice of its own, so the first ten of a hundred are the ten.
        dice = np.random.Generator(np.random.PCG64(np.random.SeedSequence((0, int(seed), index))))
        height = HALF_AXES[2] * (1.7 * dice.random() - 0.85)
        return _scanned(dice, [height], height if dice.random() < 0.5 else None, contrast, noise, bias)

    with ThreadPoolExecutor() as pool:  # NumPy lets go of the interpreter where it computes
        slices, tissues = zip(*pool.map(one, range(n)), strict=True)
    return np.concatenate(slices), np.concatenate(tissues)


def head(
    seed: int, *, contrast: float = 1.0, noise: float = 0.4, bias: float = 0.4
) -> tuple[np.ndarray, np.ndarray, dict[str, float]]:
    """One whole head with a tumour, in 24 slices from below to above; knobs and bytes as in draw.

    Returns slices, uint8 of shape (24, 64, 64, 1), tissues, uint8 of shape (24, 64, 64), and the true volume of each
    tissue in millilitres, by its name, but of what is outside. A voxel measures VOXEL_MM.
    Raises ValueError where an argument makes no sense.
    """
    whole("The seed", seed, 0)
    _refuse_beyond(contrast, noise, bias)
    dice = np.random.Generator(np.random.PCG64(np.random.SeedSequence((1, int(seed)))))
    heights = (np.arange(SLICES) + 0.5 - SLICES / 2) * VOXEL_MM[0]
    slices, tissues = _scanned(dice, heights, 0.6 * HALF_AXES[2] * (dice.random() - 0.4), contrast, noise, bias)
    voxel = VOXEL_MM[0] * VOXEL_MM[1] * VOXEL_MM[2] / 1000
    volumes = {name: float(voxel * np.count_nonzero(tissues == k)) for k, name in enumerate(TISSUES) if k}
    return slices, tissues, volumes


def _refuse_beyond(contrast: object, noise: object, bias: object) -> None:
    for name, value in {"contrast": contrast, "noise": noise, "bias": bias}.items():
        turned(name, value)


def _scanned(
    dice: np.random.Generator,
    heights: Iterable[float],
    tumour: float | None,
    contrast: float,
    noise: float,
    bias: float,
) -> tuple[np.ndarray, np.ndarray]:
    """The slices of one head at these heights, and their tissues. tumour: the height of its middle, if there is one."""
    z = np.array(heights, dtype=np.float64)[:, None, None]
    along = ((np.arange(SIZE * FINE) + 0.5) / (SIZE * FINE) - 0.5) * SIZE * VOXEL_MM[1]
    shape, lump, field = dice.random(32), dice.random(8), dice.random(6)
    tissues, bright = _head(shape, along[None, None, :], -along[None, :, None], z, lump, tumour)
    blocks = (len(z), SIZE, FINE, SIZE, FINE)
    shares = np.stack([(tissues == k).reshape(blocks).sum(axis=(2, 4)) for k in range(len(TISSUES))])
    tissues = shares.argmax(axis=0).astype(np.uint8)

    signal = MIDDLE + (0.2 + 0.8 * contrast) * (bright - MIDDLE)
    signal[bright < 0.03] = BRIGHTNESS[0]  # air gives no signal, whatever the contrast
    mixed = signal.reshape(blocks)
    mixed = (mixed[:, :, 0, :, 0] + mixed[:, :, 1, :, 0] + mixed[:, :, 0, :, 1] + mixed[:, :, 1, :, 1]) / FINE**2
    mixed *= 1 + 0.5 * bias * _field(field, z)
    chance = sum(dice.random((4, *mixed.shape))) - 2
    mixed = np.abs(mixed + 0.16 * noise * chance)  # a scanner shows how strong a signal is, never less than nothing
    return np.rint(np.clip(mixed, 0, 1) * 255).astype(np.uint8)[..., None], tissues


def _head(
    dice: np.ndarray, x: np.ndarray, y: np.ndarray, z: np.ndarray, lump: np.ndarray, tumour: float | None
) -> tuple[np.ndarray, np.ndarray]:
    """What each point is, and how bright it would be at full contrast. x to one side, y to the front, z up, in mm."""
    x, y = x - 6 * (dice[0] - 0.5), y - 6 * (dice[1] - 0.5)
    lean = 0.3 * (dice[2] - 0.5)
    x, y = (x + lean * y) / np.sqrt(1 + lean * lean), (y - lean * x) / np.sqrt(1 + lean * lean)
    wide, long, high = (half * (0.95 + 0.1 * chance) for half, chance in zip(HALF_AXES, dice[3:6], strict=True))
    u, v, w = x / wide, y / long * (1 + 0.06 * (x / wide) * (x / wide)), z / high
    radius = np.sqrt(u * u + v * v + w * w)  # 1 where the brain's surface would be if it were smooth
    flat = np.sqrt(u * u + v * v)
    edge = np.sqrt(np.maximum(1 - w * w, 0))  # where the surface is in this slice
    folds = _folds(dice[6:22], u, v, w) * np.minimum(flat / 0.6, 1)
    side = np.abs(x)

    white = 1 - radius - 0.195 + 0.12 * folds  # above 0 within the white matter, which reaches into each fold
    groove = (folds < -0.62) & (flat > edge - 0.17)
    cleft = (side < 1.7) & (radius > 0.5) & (np.abs(v) + 0.6 * w > 0.45)
    bark = (side < 7.5) & (radius > 0.55) & (np.abs(v) + 0.6 * w > 0.40)  # the grey matter along the cleft
    tissues = np.zeros(radius.shape, dtype=np.uint8)
    tissues[radius < 1.03] = 1
    tissues[(radius < 0.99) & ~groove & ~cleft] = 2
    tissues[(white > 0) & ~bark & ~groove] = 3
    _ball(tissues, 2, (side - 24) / (10 + 2 * dice[22]), (y - 2) / 26, (z + 4) / 18)  # the kernels of grey matter
    _ball(tissues, 2, (side - 10) / 8, (y + 15) / 16, (z + 4) / 14)
    full = 0.85 + 0.55 * dice[23]  # how wide the ventricles are
    middle = np.maximum(6 + 0.16 * (y - 14), 3)
    _ball(tissues, 1, (side - middle) / (6 * full), (y - 14) / 25, (z - 8) / (17 * full))
    middle = np.maximum(6 - 0.30 * (y + 26), 3)
    _ball(tissues, 1, (side - middle) / (6.5 * full), (y + 26) / 18, (z - 8) / (17 * full))
    _ball(tissues, 1, x / (2.4 * full), (y + 6) / 15, (z + 8) / 14)

    bright = np.array(BRIGHTNESS)[tissues]
    bright[(radius >= 1.03) & (radius < 1.11)] = SKULL
    bright[(radius >= 1.11) & (radius < 1.18)] = SKIN
    if tumour is not None:
        _tumour(lump, tissues, bright, x, y, z - tumour, folds)
    return tissues, bright


def _folds(dice: np.ndarray, u: np.ndarray, v: np.ndarray, w: np.ndarray) -> np.ndarray:
    """From -1 in the grooves to 1 on the ridges: waves around the brain that turn with the height."""
    length = np.sqrt(u * u + v * v) + 1e-9
    cosine, sine = u / length, v / length
    c, s, folds, chances = np.ones_like(cosine), np.zeros_like(sine), 0.0, iter(2 * dice - 1)
    for order in range(1, max(WAVES) + 1):
        c, s = c * cosine - s * sine, s * cosine + c * sine  # of `order` times the angle, from those before
        if order in WAVES:
            a, b = next(chances) + 1.5 * next(chances) * w, next(chances) + 1.5 * next(chances) * w
            folds = folds + WAVES[order] * (a * c + b * s) / (np.sqrt(a * a + b * b) + 1e-9)
    return np.clip(folds / 1.8, -1, 1)


def _ball(tissues: np.ndarray, tissue: int, a: np.ndarray, b: np.ndarray, c: np.ndarray) -> None:
    """Make what is brain within the ellipsoid where a, b and c are 1 at the ends of its axes this tissue."""
    tissues[(a * a + b * b + c * c < 1) & (tissues > 0)] = tissue


def _tumour(
    dice: np.ndarray, tissues: np.ndarray, bright: np.ndarray, x: np.ndarray, y: np.ndarray, z: np.ndarray, folds
) -> None:
    """One tumour, as bright inside as what is between grey and white, with a brighter rim. z: from its middle."""
    a = x - (1 if dice[0] < 0.5 else -1) * (27 + 9 * dice[1])
    b = y - 36 * (2 * dice[2] - 1)
    far = (1 + 0.4 * dice[3]) * a * a + (0.8 + 0.4 * dice[4]) * b * b + z * z + 0.6 * (dice[5] - 0.5) * a * b
    distance = np.sqrt(far) / (11 + 11 * dice[6]) + 0.06 * folds
    there = (distance < 1) & (tissues > 1)
    tissues[there] = 4
    bright[there] = BRIGHTNESS[4] - 0.10 * (1 - distance[there])
    bright[there & (distance > 0.72)] = RIM


def _field(dice: np.ndarray, z: np.ndarray) -> np.ndarray:
    """A smooth field from about -1 to 1."""
    along = (np.arange(SIZE) + 0.5) / SIZE * 2 - 1
    x, y, w = along[None, None, :], along[None, :, None], z / HALF_AXES[2]
    a, b, c, d, e, _ = 2 * dice - 1
    length = np.sqrt(a * a + b * b) + 1e-9
    return (a * x + b * y) / length + 0.3 * c * w + 0.4 * d * (x * x - 0.4) + 0.4 * e * x * y
