"""manifest.json: what stands in a folder in place of the originals, with one schema for folders and web addresses.

`{"files": {NAME: {"sha256": 64 hexadecimal digits, "note": text, "bytes": number}}}`; of the three only the hash has
to be there, and other fields are passed over.
"""

import json
import os
import re
import tempfile
import unicodedata
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from . import limits

NAME = "manifest.json"


def entries_in(text: str) -> dict[str, dict]:
    """The entries of a manifest by the name of the file, hashes in lower case and notes fit to be printed.

    Raises ValueError if any part of it is not as the schema has it.
    """
    try:
        files = json.loads(text)["files"]
        return {_plain_name(name): _entry(**fields) for name, fields in files.items()}
    except (KeyError, TypeError, AttributeError, RecursionError):
        raise ValueError("not the schema of a manifest") from None


def printable(text: str) -> str:
    """What somebody else wrote, as one short line: no control characters, no terminal's escapes, no lone surrogates."""
    seen = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in text[: 10 * limits.NOTE])
    line = " ".join(seen.split())
    return line if len(line) <= limits.NOTE else f"{line[: limits.NOTE - 1]}…"


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One process at a time in this block for this folder, or everybody where the system cannot lock.

    A lock ends with its process, and leaves no file in the folder.
    """
    with ExitStack() as stack:
        with suppress(OSError):
            stack.enter_context(_lock(folder))
        yield


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    if os.name == "nt":  # a folder cannot be locked there, a file of this name can
        import msvcrt

        path = Path(tempfile.gettempdir(), f"line-to-gan-{zlib.crc32(str(folder).encode())}.lock")
        with open(path, "ab") as file:
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
            yield
    else:
        import fcntl

        handle = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)


def _plain_name(name: str) -> str:
    if name in ("", ".", "..") or len(name) > 255 or re.search(r"[/\\]", name) or printable(name) != name:
        raise ValueError("not the name of a file")
    return name


def _entry(sha256: object, note: object = "", bytes: object = 0, **_: object) -> dict:
    if not isinstance(sha256, str) or not re.fullmatch("[0-9a-fA-F]{64}", sha256):
        raise ValueError("not a sha256")
    if not isinstance(note, str) or type(bytes) is not int or bytes < 0:
        raise ValueError("not a note or not a number of bytes")
    return {"sha256": sha256.lower(), "note": printable(note)} | ({"bytes": bytes} if bytes else {})
