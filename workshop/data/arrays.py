"""The decoded arrays of a dataset in the cache: plain .npy files and about.json, renamed into place as a whole."""

import json
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import numpy as np

from .places import Copy, Place, cache_folder, disk_error, part_name, sweep
from .registry import Entry, File

Arrays = dict[str, np.ndarray]


def folder_of(entry: Entry, size: int | None = None) -> Path:
    """Where the arrays of a dataset are kept; each size of its pictures, where there are several, by itself."""
    return cache_folder() / "arrays" / (f"{entry.name}_{size}" if size else entry.name)


def read(
    entry: Entry, near: Place | None, mmap_mode: str | None = None, size: int | None = None
) -> tuple[Arrays, str] | None:
    """The kept arrays and their note, or None if they are not there, damaged or made from other files.

    Arrays from the originals are always wanted; those from stand-ins unless the mirror has something else.
    """
    folder = folder_of(entry, size)
    try:
        about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
        if not all(_is_wanted(about["made_from"], file, near) for file in entry.files):
            return None
        found = {
            name: np.load(folder / f"{name}.npy", mmap_mode=mmap_mode, allow_pickle=False) for name in about["shapes"]
        }
        return (found, str(about["note"])) if _shapes(found) == about["shapes"] else None
    except (OSError, ValueError, EOFError, KeyError, TypeError):
        return None


def write(
    entry: Entry, near: Place | None, made: Arrays, copies: Mapping[str, Copy], note: str, size: int | None = None
) -> None:
    """Keep the arrays; DataError if the cache cannot take them. What another kernel finished meanwhile stays."""
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
        sweep(folder.parent)
        part.mkdir()
        for name, array in made.items():
            np.save(part / f"{name}.npy", array, allow_pickle=False)
        text = json.dumps({"note": note, "made_from": sources, "shapes": _shapes(made)}, indent=2)
        (part / "about.json").write_text(text, encoding="utf-8")
        if not read(entry, near, "r", size):
            _swap_in(part, folder)
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


def _swap_in(part: Path, folder: Path) -> None:
    old = part_name(folder)
    with suppress(FileNotFoundError):
        os.rename(folder, old)  # what stands there is damaged or outdated
    shutil.rmtree(old, ignore_errors=True)
    try:
        os.rename(part, folder)
    except OSError:
        if not folder.exists():  # it exists if another kernel was faster by a moment
            raise


def _shapes(arrays: Arrays) -> dict[str, list]:
    return {name: [str(array.dtype), *array.shape] for name, array in arrays.items()}
