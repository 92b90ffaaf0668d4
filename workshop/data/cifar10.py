"""CIFAR-10 from either of its two public formats, and the sample that takes its place."""

import io
from pathlib import Path, PurePosixPath

import numpy as np

from . import shapes
from .archive import read_archive
from .arrays import Arrays

CLASSES = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"]
SIZES = {"train": 50_000, "test": 10_000}
SAMPLE_DIFFICULTY = 0.35  # of every knob of Shapes, from 0 (none) to 1


def read_cifar10(paths: dict[str, Path]) -> Arrays:
    """CIFAR-10 from its class folders or its binary batches: pictures (n, 32, 32, 3) and labels (n,), uint8.

    The batches keep the order of the original. Class folders come sorted by class, so their pictures are mixed,
    once and always the same way (fixed seed): the two formats give the same pictures in different orders.
    Raises ValueError for an archive that does not hold exactly these pictures, and what Pillow raises for broken ones.
    """
    [path] = paths.values()
    parts = {}
    for split, size in SIZES.items():
        parts[f"x_{split}"] = np.empty((size, 32, 32, 3), dtype=np.uint8)
        parts[f"y_{split}"] = np.empty(size, dtype=np.uint8)
    fill = _from_folders if path.name == "cifar10.tgz" else _from_batches
    fill(path, parts)
    return {**parts, "class_names": np.array(CLASSES)}


def _from_folders(path: Path, parts: Arrays) -> None:
    """Decode `.../train/CLASS/NAME.png` and `.../test/CLASS/NAME.png`, or .jpg; other files are passed over."""
    from PIL import Image

    # Each picture is decoded into the place where it ends up: mixing them afterwards would take a second copy.
    random = np.random.default_rng(0)
    free = {split: iter(random.permutation(size)) for split, size in SIZES.items()}
    for name, content in read_archive(path):
        if not name.lower().endswith((".png", ".jpg", ".jpeg")):
            continue
        split, label = PurePosixPath(name).parts[-3:-1]
        target = next(free.get(split, iter(())), None)
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as picture:  # the head, no pixels yet
            if target is None or picture.size != (32, 32):
                raise ValueError(f"{name} is not 32x32 or does not belong here")
            parts[f"x_{split}"][target] = picture.convert("RGB")
        parts[f"y_{split}"][target] = CLASSES.index(label)
    if any(next(targets, None) is not None for targets in free.values()):
        raise ValueError("pictures are missing")


def _from_batches(path: Path, parts: Arrays) -> None:
    """Read `data_batch_1.bin` to `data_batch_5.bin` and `test_batch.bin`, each as large as the test set.

    A picture is one byte with the label, then 32x32 bytes of red, of green and of blue.
    """
    size = SIZES["test"]
    targets = {f"data_batch_{k + 1}.bin": ("train", k * size) for k in range(SIZES["train"] // size)}
    targets["test_batch.bin"] = ("test", 0)
    for name, content in read_archive(path):
        split, start = targets.pop(PurePosixPath(name).name, (None, 0))
        if split is None:
            continue
        records = np.frombuffer(content, dtype=np.uint8).reshape(size, 1 + 3 * 32 * 32)
        if records[:, 0].max() >= len(CLASSES):
            raise ValueError(f"{name} has labels of no class")
        parts[f"y_{split}"][start : start + size] = records[:, 0]
        parts[f"x_{split}"][start : start + size] = records[:, 1:].reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1)
    if targets:
        raise ValueError(f"batches are missing: {', '.join(targets)}")


def sample_cifar10() -> Arrays:
    """Shapes instead of CIFAR-10: 3,000 pictures to train on and 1,000 to test, each knob at SAMPLE_DIFFICULTY."""
    difficulties = dict.fromkeys(shapes.DIFFICULTIES, SAMPLE_DIFFICULTY)
    x_train, y_train = shapes.draw(3_000, 1, **difficulties)
    x_test, y_test = shapes.draw(1_000, 2, **difficulties)
    return {
        "x_train": x_train,
        "y_train": y_train,
        "x_test": x_test,
        "y_test": y_test,
        "class_names": np.array(shapes.KINDS),
    }
