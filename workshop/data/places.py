"""Where data may lie (cache, mirror) and how a copy there is recognised.

A mirror and the cache's `downloads` folder look the same: files under the registry's names, and where a file is
not the original, a manifest.json with the sha256 of what stands there and a note that says what is different.
"""

import errno
import filecmp
import gzip
import hashlib
import io
import os
import re
import secrets
import shutil
import time
import zlib
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from urllib.parse import urlsplit

from . import limits, manifest, web
from .errors import DataError, Missing, Unfit
from .registry import File

TIERS = ("auto", "full", "sample")
#: A mirror that travels with the course, as a handout with data has one.
INSIDE = Path(__file__).parents[2] / "data" / "mirror"
NO_NOTE = "a copy without a note"
#: The note of a copy for which there is no hash to compare it with, neither the registry's nor a manifest's.
UNCOMPARED = "its archive has no fixed hash to compare with"


def setting(name: str) -> str:
    """What the environment says under this name, without the blanks at its ends unless a folder is called so."""
    value = os.environ.get(name, "")
    return value if os.path.isdir(value) else value.strip()


def wanted_tier() -> str:
    """What WORKSHOP_DATA asks for: auto (the default), full or sample."""
    tier = setting("WORKSHOP_DATA") or "auto"
    if tier not in TIERS:
        raise DataError(f"WORKSHOP_DATA={tier} is not known", "set it to auto, full or sample")
    return tier


def cache_folder() -> Path:
    """WORKSHOP_CACHE, or the place where this system keeps caches."""
    chosen = setting("WORKSHOP_CACHE")
    if not chosen:
        import pooch  # here, because it takes a moment and the variable may make it unnecessary

        chosen = pooch.os_cache("line-to-gan")
    cache = Place(chosen, "WORKSHOP_CACHE")
    if not cache.folder:
        raise DataError(f"WORKSHOP_CACHE={cache} is a web address", "set it to a folder of your own")
    return cache.folder


def downloads() -> "Place":
    """The cache's folder of downloaded files."""
    return Place(cache_folder() / "downloads")


@dataclass(frozen=True)
class Copy:
    """A file that was checked: what it is, and for a stand-in the manifest's entry with its note.

    state: what changes when the file is written to, for a file in a place that others write to as well
    """

    path: Path
    fingerprint: str
    entry: dict | None = None
    state: tuple | None = None

    @property
    def note(self) -> str:
        """What is different from the original, or that nobody can tell; empty for the original itself."""
        if self.entry:
            return self.entry["note"] or NO_NOTE
        return UNCOMPARED if self.fingerprint.startswith("begins:") else ""

    @property
    def has_changed(self) -> bool:
        """Whether the file is not the one any more that was checked."""
        return self.state is not None and _state(self.path) != self.state


def said_of(note: str) -> str:
    """The words for a copy with this note."""
    return f"{'perhaps ' if note == UNCOMPARED else ''}not the original: {note}"


def changed(copy: Copy) -> DataError:
    """The sentence for a file that somebody wrote to while it was read."""
    reason = f"{copy.path.name} in {copy.path.parent} changed while it was read"
    return DataError(reason, "run it again once nobody writes there")


class Place:
    """A folder or a web address with files under the registry's names, and perhaps a manifest.json.

    Takes a folder as people write it (~ and file:// included) or an address, and the variable that it comes from.
    As text it has no user and no password. Raises DataError for what is neither.
    """

    def __init__(self, address: str | Path, variable: str = "") -> None:
        self.url = self.folder = None
        text = str(address)
        try:
            if not re.match(r"[\w.+-]{2,}:/", text):  # C:/ is a folder
                self.folder = Path(text).expanduser().absolute()
                return
            parts = urlsplit(text)
            if parts.scheme in ("http", "https") and parts.hostname and parts.port != 0:
                self.url = parts._replace(query="", fragment="").geturl().rstrip("/")
                return
            if parts.scheme == "file" and parts.netloc in ("", "localhost"):
                from urllib.request import url2pathname  # takes a moment

                self.folder = Path(url2pathname(parts.path)).absolute()
                return
        except (ValueError, RuntimeError):  # an address with half a bracket, the home of an unknown user
            pass
        remedy = "write a folder such as /media/stick or an address such as http://10.0.0.1:8000"
        shown = f"{variable}={web.without_user(text)}" if variable else web.without_user(text)
        raise DataError(f"{shown} is neither a folder nor a web address", remedy)

    def __str__(self) -> str:
        return web.without_user(self.url) if self.url else str(self.folder)

    @property
    def is_own(self) -> bool:
        """Whether it is the cache, where nobody but the course puts files."""
        return bool(self.folder) and self.folder.is_relative_to(cache_folder())

    @cached_property
    def entries(self) -> dict[str, dict]:
        """The manifest's entry for each file that it names; no manifest is an empty one."""
        text = self.manifest_text()
        try:
            return manifest.entries_in(text) if text else {}
        except ValueError:
            raise Unfit(f"{manifest.NAME} in {self} is broken") from None

    def manifest_text(self) -> str:
        """The manifest as it stands there, empty if there is none; Unfit if it cannot be read."""
        try:
            content = self._manifest_in_folder() if self.folder else self._manifest_from_web()
            return content.decode("utf-8-sig")
        except (FileNotFoundError, Missing):
            return ""
        except OSError:
            raise Unfit(f"{manifest.NAME} in {self} cannot be read") from None
        except UnicodeDecodeError:
            raise Unfit(f"{manifest.NAME} in {self} is broken") from None

    def _manifest_in_folder(self) -> bytes:
        path = self.folder / manifest.NAME
        if path.exists() and not path.is_file():  # a pipe would be waited for
            raise Unfit(f"{manifest.NAME} in {self} cannot be read")
        with open(path, "rb") as file:
            content = file.read(limits.MANIFEST + 1)
        if len(content) > limits.MANIFEST:
            raise Unfit(f"{manifest.NAME} in {self} is far too large")
        return content

    def _manifest_from_web(self) -> bytes:
        content = io.BytesIO()
        web.save(f"{self.url}/{manifest.NAME}", content, manifest.NAME, limits.MANIFEST)
        return content.getvalue()

    def offers(self, file: File) -> str | None:
        """The fingerprint that a folder promises for a file, without reading the file; None if it lacks it."""
        if not self.folder or not os.path.isfile(self.folder / file.name):
            return None
        try:
            entry = self.entries.get(file.name)
        except Unfit:
            return None
        return f"sha256:{entry['sha256']}" if entry else file.fingerprint

    def copy_of(self, file: File) -> Copy:
        """The file in this folder, checked; Unfit if it is missing or damaged."""
        if not os.path.isdir(self.folder):
            raise Unfit(f"the folder {self} does not exist")
        path = self.folder / file.name
        if not os.path.isfile(path):
            raise Unfit(f"{self} lacks {file.name}")
        return identify(path, file, self)


def mirror() -> Place | None:
    """The place that WORKSHOP_MIRROR names, or else the mirror inside the course's folder, if any."""
    address = setting("WORKSHOP_MIRROR")
    if not address and INSIDE.is_dir():
        return Place(INSIDE)
    return Place(address, "WORKSHOP_MIRROR") if address else None


def identify(path: Path, file: File, origin: Place | None) -> Copy:
    """What stands at path: the original, or the stand-in that its origin's manifest names; otherwise Unfit."""
    where = f"{file.name} in {origin}" if origin else file.name
    state = _state(path)
    if state and state[0] > limits.download(file):
        raise Unfit(f"{where} is far larger than it can be")
    if not origin or origin.is_own:  # there files are renamed into place, and never written to
        state = None
    # By its beginning alone a stand-in would pass for the original: there a manifest that names the file decides.
    if not (file.begins and origin and file.name in origin.entries) and fits(path, file, file.fingerprint):
        return Copy(path, file.fingerprint, None, state)
    entry = origin.entries.get(file.name) if origin else None
    if entry and fits(path, file, f"sha256:{entry['sha256']}"):
        return Copy(path, f"sha256:{entry['sha256']}", entry, state)
    raise Unfit(f"{where} is damaged")


def fits(path: Path, file: File, fingerprint: str) -> bool:
    """Whether what stands at path has this fingerprint; no more of it is read than a copy of the file can have."""
    kind, digest = fingerprint.split(":")
    algorithm = kind.removesuffix("_decompressed")
    most = limits.download(file) if kind == algorithm else limits.decompressed(file)
    try:
        if kind == "begins":
            with open(path, "rb") as content:
                return content.read(len(digest) // 2) == bytes.fromhex(digest)
        found, seen = hashlib.new(algorithm, usedforsecurity=False), 0
        with open(path, "rb") if kind == algorithm else gzip.open(path) as content:
            for piece in iter(partial(content.read, 2**18), b""):
                found.update(piece)
                seen += len(piece)
                if seen > most:
                    return False
        return found.hexdigest() == digest
    except (OSError, EOFError, zlib.error):
        return False


def _state(path: Path) -> tuple:
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_dev, found.st_ino


def same(one: Path, other: Path) -> bool:
    """Whether two files have the same content."""
    try:
        return filecmp.cmp(one, other, shallow=False)
    except OSError:
        return False


def part_name(path: Path) -> Path:
    """A name beside path for what is not finished yet; no other process uses it.

    The tempfile module would make it unreadable for the other users of a shared cache.
    """
    return path.with_name(f"{path.name}.{os.getpid()}-{secrets.token_hex(4)}.part")


def sweep(folder: Path) -> None:
    """Remove what killed processes left behind: unfinished parts of the course's own that are a day old.

    Those of somebody else stay where the system protects them, and so does whatever part_name did not name.
    """
    with suppress(OSError):
        for part in folder.iterdir():
            if not re.fullmatch(r".+\.\d+-[0-9a-f]{8}\.part", part.name):
                continue
            with suppress(OSError):
                if time.time() - part.stat().st_mtime > 86400:
                    shutil.rmtree(part) if part.is_dir() else part.unlink()


def sweep_cache() -> None:
    """The same in the cache, also where nothing is written any more."""
    for name in ("downloads", "arrays"):
        sweep(cache_folder() / name)


def disk_error(error: OSError, folder: Path) -> DataError:
    """The sentence for a folder that cannot take a file."""
    cache = cache_folder()
    if folder.is_relative_to(cache):
        folder, elsewhere = cache, "set WORKSHOP_CACHE to another folder"
    else:
        elsewhere = "choose another folder"
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", None)):
        return DataError(f"the disk of {folder} is full", f"free some space or {elsewhere}")
    if any(os.path.isfile(part) for part in (folder, *folder.parents)):
        return DataError(f"{folder} is not a folder", elsewhere)
    return DataError(f"{folder} cannot be written to", elsewhere)
