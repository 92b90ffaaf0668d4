"""The decoded arrays of a dataset in the cache: plain .npy files and about.json, renamed into place as a whole.

about.json says what each file has to be, to the byte: whatever is found otherwise is damaged, and is made again.
"""

import io
import json
import math
import os
import shutil
import zlib
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import numpy as np

from workshop.keeping import set_aside

from . import limits
from .manifest import printable
from .places import Copy, Place, cache_folder, disk_error, part_name
from .registry import Entry, File

Arrays = dict[str, np.ndarray]


def folder_of(entry: Entry, size: int | None = None) -> Path:
    """Where the arrays of a dataset are kept; each size of its pictures, where there are several, by itself."""
    return cache_folder() / "arrays" / (f"{entry.name}_{size}" if size else entry.name)


def read(
    entry: Entry,
    near: Place | None,
    mmap_mode: str | None = None,
    size: int | None = None,
    needed: Collection[str] = (),
) -> tuple[Arrays, str] | None:
    """The kept arrays and their note, or None if they are not there, damaged or made from other files.

    Arrays from the originals are always wanted; those from stand-ins unless the mirror has something else.
    needed: names that have to be among them; what an older version of the course kept may lack one
    """
    folder = folder_of(entry, size)
    try:
        with open(folder / "about.json", "rb") as file:
            about = json.loads(file.read(limits.MANIFEST))
        sources, note = about["made_from"], printable(about["note"])
        if not set(needed) <= set(about["arrays"]):
            return None
        if not all(_is_wanted(sources, file, near) for file in entry.files if not file.for_keras):
            return None
        if not note and any(source["fingerprint"] != source["original"] for source in sources.values()):
            return None
        return {name: _array(folder, name, *of, mmap_mode) for name, of in about["arrays"].items()}, note
    except Exception:  # damage of any kind, and there are many: not there, not JSON, nested too deep, no shape
        return None


def write(
    entry: Entry, near: Place | None, made: Arrays, copies: Mapping[str, Copy], note: str, size: int | None = None
) -> None:
    """Keep the arrays and the note, which only originals lack; DataError if the cache cannot take them.

    What another kernel finished meanwhile stays.
    """
    folder = folder_of(entry, size)
    part = part_name(folder)
    sources = {
        file.name: {"fingerprint": copies[file.name].fingerprint, "original": file.fingerprint}
        for each in entry.files
        for file in each.choices
        if file.name in copies
    }
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        part.mkdir()
        for name, array in made.items():
            with open(part / f"{name}.npy", "wb") as file:
                # Handed a file itself, NumPy writes past Python, and what stopped it (a full disk) is lost.
                np.save(SimpleNamespace(write=file.write), np.ascontiguousarray(array), allow_pickle=False)
        of = {name: [str(array.dtype), list(array.shape), _checksum(array)] for name, array in made.items()}
        text = json.dumps({"note": note, "made_from": sources, "arrays": of}, indent=2)
        (part / "about.json").write_text(text, encoding="utf-8")
        if not read(entry, near, "r", size, made):
            _swap_in(part, folder, {"about.json", *(f"{name}.npy" for name in made)})
    except OSError as error:
        raise disk_error(error, folder) from None
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _is_wanted(made_from: dict[str, dict[str, str]], file: File, near: Place | None) -> bool:
    [chosen] = [choice for choice in file.choices if choice.name in made_from]
    source = made_from[chosen.name]
    if source["original"] != chosen.fingerprint:
        return False
    if source["fingerprint"] == chosen.fingerprint or not near:
        return True
    offers = {near.offers(choice) for choice in file.choices} - {None}
    return not offers or source["fingerprint"] in offers


def _array(folder: Path, name: str, kind: str, shape: list[int], checksum: int, mmap_mode: str | None) -> np.ndarray:
    """A kept array. Its header is compared before NumPy evaluates it, its size before anything is made so large."""
    kind, path, expected = np.dtype(kind), folder / f"{name}.npy", io.BytesIO()
    header = {"descr": np.lib.format.dtype_to_descr(kind), "fortran_order": False, "shape": tuple(shape)}
    np.lib.format.write_array_header_1_0(expected, header)
    start = expected.getvalue()
    with open(path, "rb") as file:
        if file.read(len(start)) != start or path.stat().st_size != len(start) + kind.itemsize * math.prod(shape):
            raise ValueError("not the array that was kept")
    array = np.load(path, mmap_mode=mmap_mode, allow_pickle=False)
    if _checksum(array) != checksum:
        raise ValueError("not the values that were kept")
    return array


def _checksum(array: np.ndarray) -> int:
    return zlib.crc32(np.ascontiguousarray(array).reshape(-1).view(np.uint8))


def _swap_in(part: Path, folder: Path, names: set[str]) -> None:
    """Put the part in the folder's place. names: what a folder of the course's own holds; any other is set aside."""
    old = part_name(folder)
    with suppress(FileNotFoundError):
        is_own = folder.is_dir() and not folder.is_symlink() and {path.name for path in folder.iterdir()} <= names
        if is_own or not os.path.lexists(folder):
            os.rename(folder, old)  # what stands there is damaged or outdated
        else:
            kept = set_aside(folder)
            print(f"{folder} was not the course's, and is now {kept.name}")
    shutil.rmtree(old, ignore_errors=True)
    try:
        os.rename(part, folder)
    except OSError:
        if not folder.exists():  # it exists if another kernel was faster by a moment
            raise
