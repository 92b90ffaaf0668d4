"""Where data may lie (cache, mirror) and how a copy there is recognised.

A mirror and the cache's `downloads` folder look the same: files under the registry's names, and where a file is
not the original, a manifest.json with the sha256 of what stands there and a note that says what is different.
"""

import errno
import gzip
import hashlib
import json
import os
import secrets
import shutil
import time
import zlib
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from urllib.parse import urlsplit

from .errors import DataError, Unfit
from .registry import File

TIERS = ("auto", "full", "sample")
TIMEOUT = (5, 20)  # seconds to connect, seconds between two pieces of the answer


def wanted_tier() -> str:
    """What WORKSHOP_DATA asks for: auto (the default), full or sample."""
    tier = os.environ.get("WORKSHOP_DATA") or "auto"
    if tier not in TIERS:
        raise DataError(f"WORKSHOP_DATA={tier} is not known", "set it to auto, full or sample")
    return tier


def cache_folder() -> Path:
    """WORKSHOP_CACHE, or the place where this system keeps caches."""
    chosen = os.environ.get("WORKSHOP_CACHE")
    if not chosen:
        import pooch  # here, because it takes a moment and the variable may make it unnecessary

        chosen = pooch.os_cache("line-to-gan")
    return Path(chosen).expanduser().absolute()


def host(url: str) -> str:
    """The name of the machine in a web address."""
    return urlsplit(url).netloc


@dataclass(frozen=True)
class Copy:
    """A file that was checked: what it is, and for a stand-in the manifest's entry with its note."""

    path: Path
    fingerprint: str
    entry: dict | None = None

    @property
    def note(self) -> str:
        """What is different from the original; empty for the original itself."""
        return (self.entry or {}).get("note", "a copy without a note") if self.entry else ""


class Place:
    """A folder or a web address with files under the registry's names, and perhaps a manifest.json."""

    def __init__(self, address: str | Path) -> None:
        is_web = str(address).startswith(("http://", "https://"))
        self.url = str(address).rstrip("/") if is_web else None
        self.folder = None if is_web else Path(address).expanduser().absolute()

    def __str__(self) -> str:
        return self.url or str(self.folder)

    @cached_property
    def entries(self) -> dict[str, dict]:
        """The manifest's entry for each file that it names; no manifest is an empty one."""
        try:
            text = self._manifest_text()
            files = json.loads(text)["files"] if text else {}
            if all(isinstance(entry["sha256"], str) for entry in files.values()):
                return files
        except (ValueError, KeyError, TypeError, AttributeError):
            pass
        raise Unfit(f"manifest.json in {self} is broken")

    def _manifest_text(self) -> str:
        if self.folder:
            try:
                return (self.folder / "manifest.json").read_text(encoding="utf-8")
            except FileNotFoundError:
                return ""
            except OSError:
                raise Unfit(f"manifest.json in {self} cannot be read") from None
        import requests

        try:
            answer = requests.get(f"{self.url}/manifest.json", timeout=TIMEOUT)
        except requests.RequestException:
            raise Unfit(f"the connection to {host(self.url)} failed") from None
        return answer.text if answer.ok else ""

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
    """The place that WORKSHOP_MIRROR names, if any."""
    address = os.environ.get("WORKSHOP_MIRROR")
    return Place(address) if address else None


def identify(path: Path, file: File, origin: Place | None) -> Copy:
    """What stands at path: the original, or the stand-in that its origin's manifest names; otherwise Unfit."""
    # By its beginning alone a stand-in would pass for the original: there a manifest that names the file decides.
    if not (file.begins and origin and file.name in origin.entries) and _fits(path, file.fingerprint):
        return Copy(path, file.fingerprint)
    entry = origin.entries.get(file.name) if origin else None
    if entry and _fits(path, f"sha256:{entry['sha256']}"):
        return Copy(path, f"sha256:{entry['sha256']}", entry)
    raise Unfit(f"{file.name} in {origin} is damaged" if origin else f"{file.name} is damaged")


def _fits(path: Path, fingerprint: str) -> bool:
    kind, digest = fingerprint.split(":")
    algorithm = kind.removesuffix("_decompressed")
    try:
        if kind == "begins":
            with open(path, "rb") as content:
                return content.read(len(digest) // 2) == bytes.fromhex(digest)
        with open(path, "rb") if kind == algorithm else gzip.open(path) as content:
            return hashlib.file_digest(content, partial(hashlib.new, algorithm)).hexdigest() == digest
    except (OSError, EOFError, zlib.error):
        return False


def part_name(path: Path) -> Path:
    """A name beside path for what is not finished yet; no other process uses it.

    The tempfile module would make it unreadable for the other users of a shared cache.
    """
    return path.with_name(f"{path.name}.{os.getpid()}-{secrets.token_hex(4)}.part")


def sweep(folder: Path) -> None:
    """Remove what killed processes left behind: unfinished parts that are a day old."""
    for part in folder.glob("*.part"):
        if time.time() - part.stat().st_mtime > 86400:
            shutil.rmtree(part, ignore_errors=True) if part.is_dir() else part.unlink(missing_ok=True)


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
