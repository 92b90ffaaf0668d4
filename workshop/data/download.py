"""Files from the cache, a mirror or the internet: checked first, then in place, never half-written."""

import json
import os
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from . import registry
from .errors import DataError, Unfit
from .places import TIMEOUT, Copy, Place, cache_folder, disk_error, host, identify, mirror, part_name, sweep
from .registry import File

PAUSE = 1.0  # seconds before the second try at the same address


def downloads() -> Place:
    """The cache's folder of downloaded files."""
    return Place(cache_folder() / "downloads")


def interrupted() -> DataError:
    """The sentence for a download that the user stopped."""
    return DataError("the download was interrupted", "run it again and it goes on with what is missing")


def obtain(file: File, near: Place | None) -> Copy:
    """The file, checked: from the cache, the mirror `near` or the internet; DataError if it cannot be had.

    Of a file in several formats any one will do: a format that is near wins, then the one that comes first in the
    registry. A mirror folder is read in place; what comes over the network is kept in the cache.
    """
    kept = downloads()
    return _copy_in(kept, file, []) or _from_elsewhere(file, near, kept.folder, [])


def nearby(file: File, near: Place | None) -> Copy | None:
    """The file in the cache or in a mirror folder, without asking the network."""
    return _copy_in(downloads(), file, []) or _copy_in(near, file, [])


def addresses(file: File, near: Place | None) -> list[tuple[str, File, Place | None]]:
    """Where the network may have the file, in the order to ask: address, the file there, the mirror if it is one."""
    mirrored = [(f"{near.url}/{choice.name}", choice, near) for choice in file.choices] if near and near.url else []
    return mirrored + [(url, choice, None) for choice in file.choices for url in choice.urls]


def answers(url: str) -> bool:
    """Whether a web address has a file to give, asked without downloading it."""
    from pooch import HTTPDownloader
    from requests import RequestException

    try:
        return HTTPDownloader(timeout=3)(url, None, None, check_only=True)
    except RequestException:
        return False


def fetch(folder: str | Path | None = None) -> list[str]:
    """Bring every file of the registry into the cache, or into `folder` as a mirror for others.

    Of a file in several formats one is enough.
    Complete files are skipped and a file that fails does not stop the others, so a second run goes on with what
    is missing. Prints one line a file. The arrays are made from the files when a dataset is first loaded.
    returns: the names of the files that are still missing
    """
    target = Place(folder) if folder else downloads()
    files = [file for entry in registry.read().values() for file in entry.files]
    missing = []
    for file in files:
        try:
            print(_bring(file, target), flush=True)
        except DataError as error:
            missing.append(file.name)
            print(f"{file.name}: FAILED, {error}", flush=True)
        except KeyboardInterrupt:
            raise interrupted() from None
    if missing:
        print(f"{len(missing)} of {len(files)} files are missing: run it again and it goes on with them.")
    elif folder:
        print(f"Complete. To use this folder set WORKSHOP_MIRROR={target}")
    return missing


def _bring(file: File, target: Place) -> str:
    """Have the file, in one of its formats, in the target folder, and say what was done."""
    copy, done, reasons = _copy_in(target, file, []), "complete", []
    if not copy:
        kept = _copy_in(downloads(), file, [])
        copy, done = kept or _from_elsewhere(file, mirror(), target.folder, reasons), "fetched"
        if copy.path.parent != target.folder:
            _put(target.folder / copy.path.name, partial(shutil.copyfile, copy.path), lambda part: copy)
    if reasons and copy.path.name != file.name:
        done += f" instead of {file.name} ({_joined(reasons)})"
    return f"{copy.path.name}: {done}" + (f", not the original: {copy.note}" if copy.entry else "")


def _copy_in(place: Place | None, file: File, reasons: list[str]) -> Copy | None:
    """The file, in one of its formats, in this folder if it is whole; otherwise the reasons are added to the list."""
    if place and place.folder:
        for choice in file.choices:
            try:
                return place.copy_of(choice)
            except Unfit as unfit:
                reasons.append(str(unfit))
    return None


def _from_elsewhere(file: File, near: Place | None, folder: Path, reasons: list[str]) -> Copy:
    """The file from the mirror, in place if that is a folder, or else from the network into `folder`.

    Why a place could not give it is added to the list.
    """
    copy = _copy_in(near, file, reasons)
    if copy:
        return copy
    for url, choice, origin in addresses(file, near):
        for last_try in (False, True):
            try:
                return _download(url, choice, folder, origin)
            except Unfit as unfit:
                if last_try:
                    reasons.append(str(unfit))
                else:
                    time.sleep(PAUSE)
    raise DataError(
        f"{' and '.join(choice.name for choice in file.choices)} could not be fetched ({_joined(reasons)})",
        "check the network and run it again, or set WORKSHOP_MIRROR to a folder with the course's data",
    )


def _joined(reasons: list[str]) -> str:
    return "; ".join(dict.fromkeys(reasons))


def _download(url: str, file: File, folder: Path, origin: Place | None) -> Copy:
    """One try at one address. pooch asks and writes; the mistakes of its HTTP library become one reason."""
    import requests
    from pooch import HTTPDownloader
    from tqdm import tqdm

    def fill(part: Path) -> None:
        with tqdm(desc=file.name, total=file.bytes, unit="B", unit_scale=True, leave=False, delay=0.5) as bar:
            # Without this header a host may send the file unpacked or packed twice.
            plain = {"Accept-Encoding": "identity"}
            get = HTTPDownloader(progressbar=bar, chunk_size=2**16, timeout=TIMEOUT, headers=plain)
            get(url, str(part), None)

    def check(part: Path) -> Copy:
        try:
            return identify(part, file, origin)
        except Unfit:
            with open(part, "rb") as content:
                start = content.read(512).lstrip().lower()
            if start.startswith((b"<!doctype html", b"<html")):
                page = "answered with a web page instead of the file, perhaps a login page of this network"
                raise Unfit(f"{host(url)} {page}") from None
            if origin:  # a mirror: what identify found wrong there is the better reason
                raise
            raise Unfit(f"{host(url)} sent something else under this name") from None

    try:
        return _put(folder / file.name, fill, check)
    except requests.Timeout:
        raise Unfit(f"{host(url)} did not answer in time") from None
    except requests.HTTPError as error:
        raise Unfit(f"{host(url)} answered with error {error.response.status_code}") from None
    except requests.exceptions.ChunkedEncodingError:
        raise Unfit(f"{host(url)} broke off in the middle of the file") from None
    except requests.RequestException:
        raise Unfit(f"the connection to {host(url)} failed") from None


def _put(target: Path, fill: Callable[[Path], object], check: Callable[[Path], Copy]) -> Copy:
    """Fill a temporary file beside the target, check it, then rename it: the target is whole or not there."""
    from requests import RequestException

    folder = target.parent
    part = part_name(target)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        sweep(folder)
        fill(part)
        copy = check(part)
        _note_in_manifest(target, copy.entry)
        try:
            os.replace(part, target)
        except PermissionError:  # Windows, while another kernel reads the file that it just finished
            if not target.is_file():
                raise
    except RequestException:  # an OSError too, but not the disk's
        raise
    except OSError as error:
        raise disk_error(error, folder) from None
    finally:
        with suppress(OSError):  # most often it was renamed, or could not even be begun
            part.unlink()
    return Copy(target, copy.fingerprint, copy.entry)


def _note_in_manifest(target: Path, entry: dict | None) -> None:
    """Carry the entry of a stand-in along, so that its hash and its note stay known; an original has none."""
    folder = target.parent
    try:
        entries = Place(folder).entries
    except Unfit:  # a broken one helps nobody: begin a new one
        entries = {}
    if entries.get(target.name) == entry:
        return
    others = {name: each for name, each in entries.items() if name != target.name}
    part = part_name(folder / "manifest.json")
    try:
        text = json.dumps({"files": others | ({target.name: entry} if entry else {})}, indent=2, ensure_ascii=False)
        part.write_text(text, encoding="utf-8")
        os.replace(part, folder / "manifest.json")
    finally:
        with suppress(OSError):
            part.unlink()
