"""How the tools put things in their places: whole or not at all, and nothing that works goes before what follows it."""

import contextlib
import os
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Write a text file; a full disk, or an end halfway, leaves what stood there. Raises OSError."""
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_text(text, encoding="utf-8", newline="\n")
        os.replace(new, path)
    finally:
        new.unlink(missing_ok=True)


def swap(new: Path, place: Path, old: Path) -> None:
    """Put a folder in a place, and what stands there, if anything, to `old`; all three on one disk.

    Raises OSError where the new one cannot take the place; then the old one is back.
    """
    there = os.path.lexists(place)
    if there:
        place.rename(old)
    try:
        new.rename(place)
    except OSError:
        if there:
            with contextlib.suppress(OSError):
                old.rename(place)
        raise
