"""Nuclei under the microscope, outlined one by one by experts, and the sample that takes their place."""

import io
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath

import numpy as np

from workshop.line import watch

from . import cells, limits
from .archive import read_archive, unusable
from .arrays import Arrays
from .errors import DataError

SIDE = 256  # pixels along one side of a cut; no picture of the archives is smaller
#: What each archive holds: pictures, and masks where their number is known.
HOLDS: dict[str, tuple[int, int | None]] = {"nuclei.tgz": (664, 28_986), "stage1_train.zip": (670, None)}
COLOURFUL = 5  # levels between a pixel's largest and smallest channel, on average: no grey picture has any
OVERLAP = 0.1  # of a nucleus: more than a slip of the pen
WHITE = [0] * 128 + [255] * 128  # of a mask with levels of grey, whatever is more than half white

# Many pictures are cuts of one larger photograph: where the edges of two continue each other, both belong on the same
# side, or the test would ask for what was trained on. So whole groups of such pictures were drawn once, from each size
# and stain its share, and the beginnings of their names stand here. All other pictures are there to train on.
NAMED = 6  # signs of a name are enough to tell it
VALIDATION = """
00ae65 03f583 07fb37 091944 0acd2c 0bf4b1 0d2bf9 0ea221 1740b0 1a75e9 1b2bf5 1c8b90 1d02c4 20468e 20b20a 237802
2a1a29 2cfa85 3852c7 4590d7 4bf6a5 4dbbb2 55f98f 5953af 5b0bde 610f32 619429 66612c 6af82a 724b6b 79dfcb 7f2b15
8bef20 930f24 97126a 9bf9f3 a0325c a22b78 a486f6 aa47f0 ae9f76 b4d902 bff985 c6216c cc8862 d1b173 d7fc0d da79a2
eb1df8 ec031f ed8c31 edd36e f0a75e f26f4c f4b7c2 f6863b f6cb37 fe80a2
"""
TEST = """
0121d6 01d44a 0287e7 03b930 0402a8 04acab 05a8f6 06c779 08275a 0a7d30 0d3640 0e21d7 0e5edb 136000 13c8ff 150b0f
193ffa 1a75de 1b6044 1c2f9e 1d4a5e 1e488c 1e61ec 1f6b7c 212b85 2349e9 2869fa 28d33e 29dd28 29ea4f 2ab91a 2ad489
2bf594 2cfa61 2dd335 303115 309ba7 33d0a9 344182 351771 358216 35ca5f 3a3fee 3a508d 3b0709 3f9fc8 40b00d 4185b9
4217e2 442c4e 459696 483b89 4c0326 4cbd6c 4d14a3 4d4ebf 4ff152 52a4ac 53ad09 547ef2 54cb33 57d88f 58406e 58cc12
5b12df 5c235b 5c6eb9 5cc036 5d5860 61a15c 61dc24 623cf6 65c852 662369 6b61ab 6c67b7 6fc83b 6fe2df 70827e 708eb4
709e09 76c4f1 785555 797945 7aa1aa 7c3181 84e642 88d5a0 8a65e4 8cdbdd 8e8a7a 8f6e49 91cc2e 93cfd4 947c0d 94a5a3
953211 9620c3 97158b 9774c8 98c5ea 9b25b8 9c95ea 9cdac2 9d4291 a02290 a02ec0 a10253 a31dea a7f619 a891bb a9d884
aaa521 abbfff ad4730 ae570a af576e b0d6df b1f23c b3bfd8 b560db b6edad b8fdc0 bb481e bf4a61 c35e6e c39587 c75139
c7d546 c8ca94 c96109 cf26c4 d2ce59 d35f25 d3ce38 d4d6c6 d7ec80 d827a7 d8607b d910b2 da5f98 db4594 df5cdd e1bcb5
e23e11 e321cf e49fc2 e4ae1c e4fc93 e5a7b8 e5f8ad e9b8ad ead946 ebc188 eeb142 f0c9f1 f20eb4 f4c4db f534b4 f73e37
f952cc fc22db fec226
"""
SPLITS = dict.fromkeys(VALIDATION.split(), "validation") | dict.fromkeys(TEST.split(), "test")

SAMPLE_SIZES = {"train": (44, 12), "validation": (10, 4), "test": (20, 8)}  # grey pictures, stained ones
SAMPLE_SIDE = 96  # pixels


def read_nuclei(paths: dict[str, Path]) -> Arrays:
    """The middle of each picture, 256 x 256, with its nuclei numbered: three arrays a split, one cut a picture.

    In five pictures the middle holds no nucleus: there it is the middle of the largest that is cut out.

    x_train, x_validation, x_test: (n, 256, 256, 3) uint8
    y_...: (n, 256, 256) uint16, 0 for background, 1 to n for the n nuclei of this cut; a pixel that two masks claim
        belongs to the first of them
    stained_...: (n,) bool, whether it is a tissue in the colours of its stain; the others are grey
    The pictures come in the order of their names, which are random. Which split a picture is in depends on its name
    alone, so both archives agree about it, and no two cuts of one photograph are in different splits.
    Raises DataError for an archive that does not hold exactly its pictures, `NAME/images/NAME.png` in any folder, and
    for each its masks, `NAME/masks/*.png`, whole and fitting; other files are passed over.
    """
    [path] = paths.values()
    pictures, masks = _contents(path)
    names = sorted(pictures)
    splits = [_split(name) for name in names]
    parts = _empty({split: splits.count(split) for split in SAMPLE_SIZES})
    places = [splits[:index].count(split) for index, split in enumerate(splits)]

    def decode(index: int) -> None:
        name, split, place = names[index], splits[index], places[index]
        try:  # the content goes as it is decoded: that is half of the memory that all of this takes
            picture, labels = _decode(name[:8], pictures.pop(name), masks.pop(name))
        except DataError as error:
            raise _refused(path, error.reason) from None
        parts[f"x_{split}"][place] = picture
        parts[f"y_{split}"][place] = labels
        parts[f"stained_{split}"][place] = _is_colourful(picture)

    # Pillow lets go of the interpreter where it decodes, so threads help.
    with ThreadPoolExecutor() as pool:
        tasks = [pool.submit(decode, index) for index in range(len(names))]
        try:
            for task in watch(tasks, f"{len(names)} pictures and their masks"):
                task.result()
        finally:
            pool.shutdown(cancel_futures=True)
    return parts


def sample_nuclei() -> Arrays:
    """Crowded cells that the course draws, 96 x 96: grey ones, and fewer in the colours of a stained tissue."""
    parts = _empty({split: sum(numbers) for split, numbers in SAMPLE_SIZES.items()}, SAMPLE_SIDE)
    for seed, (split, (grey, stained)) in enumerate(SAMPLE_SIZES.items()):
        knobs = {"size": SAMPLE_SIDE, "crowding": 0.4, "contrast": 0.6, "noise": 0.4}
        drawn = [cells.draw(grey, 2 * seed, **knobs), cells.draw(stained, 2 * seed + 1, stained=True, **knobs)]
        parts[f"x_{split}"][:] = np.concatenate([pictures for pictures, _ in drawn])
        parts[f"y_{split}"][:] = np.concatenate([labels for _, labels in drawn])
        parts[f"stained_{split}"][grey:] = True
    return parts


def _empty(sizes: dict[str, int], side: int = SIDE) -> Arrays:
    parts = {}
    for split, number in sizes.items():
        parts[f"x_{split}"] = np.zeros((number, side, side, 3), dtype=np.uint8)
        parts[f"y_{split}"] = np.zeros((number, side, side), dtype=np.uint16)
        parts[f"stained_{split}"] = np.zeros(number, dtype=bool)
    return parts


def _contents(path: Path) -> tuple[dict[str, bytes], dict[str, list[bytes]]]:
    """The undecoded picture of each name, and its masks in the order of theirs."""
    pictures, found = {}, defaultdict(dict)
    for member, content in read_archive(path):
        place = PurePosixPath(member)
        if place.suffix.lower() != ".png" or place.name.startswith(".") or len(place.parts) < 3:
            continue
        name, folder = place.parts[-3:-1]
        if folder == "masks":
            found[name][place.name] = content
        elif folder == "images" and pictures.setdefault(name, content) is not content:
            raise _refused(path, f"picture {name[:8]} is there twice")
    for name in pictures.keys() ^ found.keys():
        reason = f"picture {name[:8]} has no masks" if name in pictures else f"the masks {name[:8]} have no picture"
        raise _refused(path, reason)
    number, outlined = HOLDS[path.name]
    if len(pictures) != number:
        raise _refused(path, f"it holds {len(pictures)} pictures and not {number}")
    masks = {name: [of[key] for key in sorted(of)] for name, of in found.items()}
    total = sum(map(len, masks.values()))
    if outlined and total != outlined:
        raise _refused(path, f"it holds {total:,} masks and not {outlined:,}")
    return pictures, masks


def _split(name: str) -> str:
    """Which split the picture of this name is in."""
    return SPLITS.get(name[:NAMED], "train")


def _decode(name: str, picture: bytes, masks: Iterable[bytes]) -> tuple[np.ndarray, np.ndarray]:
    """The cut of a picture (256, 256, 3) and of its label image (256, 256), numbered without gap."""
    whole = _opened(name, picture)
    width, height = whole.size
    if min(width, height) < SIDE:
        raise DataError(f"picture {name} is {width} x {height} pixels, less than {SIDE} x {SIDE}", "")
    labels = np.zeros((height, width), dtype=np.uint16)
    for number, content in enumerate(masks, 1):
        mask = _opened(name, content)
        if mask.size != whole.size:
            sizes = "{} x {} pixels and the picture {} x {}".format(*mask.size, width, height)
            raise DataError(f"a mask of picture {name} is {sizes}", "")
        if mask.mode != "1":
            mask = mask.convert("L").point(WHITE)
        box = mask.getbbox()
        if box is None:
            raise DataError(f"a mask of picture {name} is empty", "")
        nucleus = np.asarray(mask.crop(box)) > 0
        there = labels[box[1] : box[3], box[0] : box[2]]
        free = nucleus & (there == 0)
        taken = np.count_nonzero(nucleus) - np.count_nonzero(free)
        if taken > OVERLAP * np.count_nonzero(nucleus):
            raise DataError(f"masks of picture {name} overlap, in {taken} pixels", "")
        there[free] = number
    left, top = (width - SIDE) // 2, (height - SIDE) // 2
    if not labels[top : top + SIDE, left : left + SIDE].any():
        left, top = _around_the_largest(labels)
    cut = labels[top : top + SIDE, left : left + SIDE]
    present = np.bincount(cut.ravel(), minlength=2) > 0
    present[0] = False
    renumbered = (np.cumsum(present) * present).astype(np.uint16)
    return np.asarray(whole.crop((left, top, left + SIDE, top + SIDE)).convert("RGB")), renumbered[cut]


def _around_the_largest(labels: np.ndarray) -> tuple[int, int]:
    """Left and top of the cut that has the largest nucleus in its middle, as far as the picture reaches."""
    largest = np.bincount(labels[labels > 0]).argmax()
    rows, columns = np.nonzero(labels == largest)
    centres = (int(columns.min()) + int(columns.max())) // 2, (int(rows.min()) + int(rows.max())) // 2
    left, top = (
        min(max(centre - SIDE // 2, 0), side - SIDE) for centre, side in zip(centres, labels.shape[::-1], strict=True)
    )
    return left, top


def _opened(name: str, content: bytes):
    """The PNG, decoded; DataError if it is none."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(content), formats=("PNG",)) as picture:
            if picture.width * picture.height > limits.PIXELS:
                raise ValueError("far too many pixels")
            picture.load()
            return picture
    except MemoryError:
        raise
    except Exception:  # the decoder raises all kinds of errors for a broken file
        raise DataError(f"a file of picture {name} is no picture that can be read", "") from None


def _is_colourful(picture: np.ndarray) -> bool:
    channels = picture.reshape(-1, 3).T
    return float((channels.max(axis=0) - channels.min(axis=0)).mean()) > COLOURFUL


def _refused(path: Path, reason: str) -> DataError:
    return unusable(path, f"cannot be used, because {reason}")
