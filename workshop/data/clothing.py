"""Photographs of clothing, small and square, and the sample that takes their place."""

from pathlib import Path, PurePosixPath

import numpy as np

from . import limits, shapes
from .archive import read_archive
from .arrays import Arrays
from .errors import DataError
from .photo import square_photo

ARCHIVE = "clothing-dataset-small.tgz"
CLASSES = ["dress", "hat", "longsleeve", "outwear", "pants", "shirt", "shoes", "shorts", "skirt", "t-shirt"]
SIZES = {"train": 3_068, "validation": 341, "test": 372}
SIDE = 224  # pixels, unless the reader wants another: what MobileNet was trained with

SAMPLE_SIZES = {"train": 200, "validation": 100, "test": 500}
SAMPLE_DIFFICULTY = 0.4  # of every knob of Shapes, from 0 (none) to 1


def read_clothing(paths: dict[str, Path], size: int) -> Arrays:
    """The photographs of clothing: x_train, x_validation, x_test (n, size, size, 3) and y_... (n,), uint8.

    Each is cut to a square and scaled exactly as read_photo does it. The archive is sorted by class, so the photos of
    each split are mixed, once and always the same way (fixed seed).
    Raises ValueError for an archive that does not hold exactly these numbers of photos, in `train/CLASS/NAME.jpg` and
    so on, whatever folder that is in; other files are passed over.
    """
    parts = {}
    for split, number in SIZES.items():
        parts[f"x_{split}"] = np.empty((number, size, size, 3), dtype=np.uint8)
        parts[f"y_{split}"] = np.empty(number, dtype=np.uint8)
    # Each photo is decoded into the place where it ends up: mixing them afterwards would take a second copy.
    random = np.random.default_rng(0)
    free = {split: iter(random.permutation(number)) for split, number in SIZES.items()}
    for name, content in read_archive(paths[ARCHIVE]):
        if not name.lower().endswith((".png", ".jpg", ".jpeg")):
            continue
        split, label = PurePosixPath(name).parts[-3:-1]
        target = next(free.get(split, iter(())), None)
        if target is None:
            raise ValueError(f"{name} does not belong here")
        try:
            parts[f"x_{split}"][target] = square_photo(name, content, size, limits.PIXELS)
        except DataError as error:  # its remedy is for a photo of the reader's own
            raise ValueError(error.reason) from None
        parts[f"y_{split}"][target] = CLASSES.index(label)
    if any(next(targets, None) is not None for targets in free.values()):
        raise ValueError("photos are missing")
    return {**parts, "class_names": np.array(CLASSES)}


def sample_clothing() -> Arrays:
    """Five kinds of shapes that CIFAR-10's sample has not, 32x32, with few labels: 40 training pictures a kind."""
    difficulties = dict.fromkeys(shapes.DIFFICULTIES, SAMPLE_DIFFICULTY)
    parts = {}
    for seed, (split, number) in enumerate(SAMPLE_SIZES.items(), start=3):
        pictures, labels = shapes.draw(number, seed, kinds=shapes.MORE_KINDS, **difficulties)
        parts |= {f"x_{split}": pictures, f"y_{split}": labels}
    return {**parts, "class_names": np.array(shapes.MORE_KINDS)}
