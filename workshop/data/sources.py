"""Each dataset's own part: files to arrays, the sample that needs no network, the tables of scikit-learn."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np

from . import registry, tiny_town
from .arrays import Arrays
from .cifar10 import read_cifar10, sample_cifar10
from .clothing import SIDE, read_clothing, sample_clothing
from .nuclei import read_nuclei, sample_nuclei

DIGITS = np.array([str(digit) for digit in range(10)])
MNIST = {
    "x_train": "train-images-idx3-ubyte.gz",
    "y_train": "train-labels-idx1-ubyte.gz",
    "x_test": "t10k-images-idx3-ubyte.gz",
    "y_test": "t10k-labels-idx1-ubyte.gz",
}
LONGEST_WORD = 100  # letters, because an array takes as much room for every word as for the longest


def read_mnist(paths: dict[str, Path]) -> Arrays:
    """MNIST from its four IDX files: pictures (n, 28, 28) and labels (n,), uint8.

    Raises ValueError for files of other shapes than the registry has and for labels that are no digits.
    """
    shapes = {file.name: file.shape for file in registry.read()["mnist"].files}
    parts = {part: _read_idx(paths[name], shapes[name]) for part, name in MNIST.items()}
    if max(parts["y_train"].max(), parts["y_test"].max()) >= len(DIGITS):
        raise ValueError("labels that are no digits")
    return {**parts, "class_names": DIGITS}


def _read_idx(path: Path, shape: tuple[int, ...]) -> np.ndarray:
    """An IDX file of bytes: 0, 0, 8 (for uint8), the number of axes, each length as 4 bytes, then the values."""
    with gzip.open(path) as content:
        zero, kind, axes = np.frombuffer(content.read(4), dtype=[("", ">u2"), ("", "u1"), ("", "u1")])[0]
        if (zero, kind) != (0, 8):
            raise ValueError("not an IDX file of bytes")
        if tuple(np.frombuffer(content.read(4 * int(axes)), dtype=">u4")) != shape:
            raise ValueError("not the shape that the registry has")
        values = np.empty(shape, dtype=np.uint8)
        # In pieces, because gzip makes a second copy of whatever is asked for at once.
        flat = values.reshape(-1)
        for start in range(0, flat.size, 2**20):
            piece = content.read(min(2**20, flat.size - start))
            if len(piece) < min(2**20, flat.size - start):  # a single byte would fill all of the rest
                raise ValueError("breaks off")
            flat[start : start + 2**20] = np.frombuffer(piece, dtype=np.uint8)
    return values


def sample_mnist() -> Arrays:
    """scikit-learn's 1,797 real digits, made the way MNIST was: scaled to 20x20, centred in 28x28, uint8.

    1,297 to train on and 500 to test, mixed once and always the same way.
    """
    from PIL import Image
    from sklearn.datasets import load_digits

    digits = load_digits()
    order = np.random.default_rng(0).permutation(len(digits.target))
    small = np.round(digits.images[order] * (255 / 16)).astype(np.uint8)
    pictures = np.zeros((len(small), 28, 28), dtype=np.uint8)
    for picture, image in zip(pictures, small, strict=True):
        picture[4:24, 4:24] = Image.fromarray(image).resize((20, 20), Image.Resampling.BICUBIC)
    labels = digits.target[order].astype(np.uint8)
    return {
        "x_train": pictures[:-500],
        "y_train": labels[:-500],
        "x_test": pictures[-500:],
        "y_test": labels[-500:],
        "class_names": DIGITS,
    }


def read_shakespeare(paths: dict[str, Path]) -> Arrays:
    """Tiny Shakespeare as it is written, 1,115,394 characters, and in lower case, cut into 257,592 words and marks.

    A word is letters and apostrophes ("let's", "'tis"); a mark is one of . , ; : ! ? or an empty line, which ends
    a speech. Hyphens, a few digits and other signs are left out of the words, not of the text. What load hands over is
    a plain list of words, and the text as one str.
    Raises ValueError for what is no text in words.
    """
    text = paths["shakespeare.txt"].read_text(encoding="utf-8")
    words = re.findall(r"[a-z']+|[.,;:!?]|\n\n", text.lower())
    if "\0" in text or not 0 < max(map(len, words), default=0) <= LONGEST_WORD:
        raise ValueError("no words")
    return {"words": np.array(words), "text": _bytes(text)}


def _bytes(text: str) -> np.ndarray:
    """A long text as an array of one element: its bytes in UTF-8, which take a quarter of the room of its letters."""
    return np.array([text.encode()])


def sample_shakespeare() -> Arrays:
    """3,000 sentences of Tiny Town, as words and marks in a row, and as readable text, one a line."""
    sentences = tiny_town.write(3_000, 1)
    text = "".join(tiny_town.readable(sentence) + "\n" for sentence in sentences)
    return {"words": np.array([word for sentence in sentences for word in sentence]), "text": _bytes(text)}


def table_breast_cancer() -> Arrays:
    """569 tumours: x (569, 30) measured on cell nuclei, y (569,) with 1 for malignant and 0 for benign.

    scikit-learn codes it the other way round; here 1 means that the disease is there.
    """
    from sklearn.datasets import load_breast_cancer

    table = load_breast_cancer()
    return {
        "x": table.data,
        "y": 1 - table.target,
        "feature_names": np.array(table.feature_names, dtype=str),
        "class_names": np.array(["benign", "malignant"]),
    }


def table_diabetes() -> Arrays:
    """442 patients: x (442, 10) in the units they were measured in, y (442,) how far the disease got in a year."""
    from sklearn.datasets import load_diabetes

    table = load_diabetes(scaled=False)
    return {"x": table.data, "y": table.target, "feature_names": np.array(table.feature_names)}


def table_line() -> Arrays:
    """200 invented patients: x (200,) the dose of a drug in mg, y (200,) its concentration in blood in micrograms/l.

    The numbers are made up, always the same ones whatever WORKSHOP_SEED says. The scatter (standard deviation 25)
    is made perpendicular to the constant and to the dose, so that the least-squares line is y = 35.59 x + 2.227.
    """
    random = np.random.default_rng(1)
    dose = random.uniform(0, 10, 200)
    scatter = random.normal(0, 25, 200)
    basis, _ = np.linalg.qr(np.column_stack([np.ones(200), dose]))
    for _ in range(2):  # the second time removes what rounding left
        scatter -= basis @ (basis.T @ scatter)
    return {"x": dose, "y": 35.59 * dose + 2.227 + scatter}


# A dataset of SIDES takes the side of its pictures as a second argument.
PARSERS: dict[str, Callable[..., Arrays]] = {
    "mnist": read_mnist,
    "cifar10": read_cifar10,
    "shakespeare": read_shakespeare,
    "clothing": read_clothing,
    "nuclei": read_nuclei,
}
SIDES: dict[str, int] = {"clothing": SIDE}
SAMPLES: dict[str, Callable[[], Arrays]] = {
    "mnist": sample_mnist,
    "cifar10": sample_cifar10,
    "shakespeare": sample_shakespeare,
    "clothing": sample_clothing,
    "nuclei": sample_nuclei,
}
# What an older version of the course did not keep: without it, kept arrays are made again.
NEW_PARTS: dict[str, tuple[str, ...]] = {"shakespeare": ("text",)}
TABLES: dict[str, Callable[[], Arrays]] = {
    "line": table_line,
    "diabetes": table_diabetes,
    "breast_cancer": table_breast_cancer,
}
