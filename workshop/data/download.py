"""Files from the cache, a mirror or the internet: checked first, then in place, never half-written."""

import json
import os
import shutil
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path

from workshop.keeping import set_aside

from . import limits, manifest, registry, web
from .errors import DataError, Unfit
from .places import (
    Copy,
    Place,
    changed,
    disk_error,
    downloads,
    fits,
    identify,
    mirror,
    part_name,
    said_of,
    same,
    sweep,
    sweep_cache,
)
from .registry import File


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


def fetch(folder: str | Path | None = None) -> list[str]:
    """Bring every file of the registry into the cache, or into `folder` as a mirror for others.

    Of a file in several formats one is enough. What a person has put into the folder under the same name is set aside.
    Complete files are skipped and a file that fails does not stop the others, so a second run goes on with what
    is missing. Prints one line a file. The arrays are made from the files when a dataset is first loaded.
    returns: the names of the files that are still missing
    """
    target = Place(folder) if folder else downloads()
    if not target.folder:
        raise DataError(f"{target} is a web address", "name a folder to fetch the data into")
    sweep_cache()
    sweep(target.folder)
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
            copy = _copied(copy, file, target)
    if reasons and copy.path.name != file.name:
        done += f" instead of {file.name} ({joined(reasons)})"
    return f"{copy.path.name}: {done}" + (f", {said_of(copy.note)}" if copy.note else "")


def _copied(copy: Copy, file: File, target: Place) -> Copy:
    """A copy of the copy in the target folder; DataError if it was written to meanwhile."""
    [choice] = [choice for choice in file.choices if choice.name == copy.path.name]

    def check(part: Path) -> Copy:
        if copy.has_changed or not fits(part, choice, copy.fingerprint):
            raise changed(copy)
        return copy

    return _put(target, choice, partial(shutil.copyfile, copy.path), check)


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
                    time.sleep(limits.PAUSE)
    raise DataError(
        f"{' and '.join(choice.name for choice in file.choices)} could not be fetched ({joined(reasons)})",
        "check the network and run it again, or set WORKSHOP_MIRROR to a folder with the course's data",
    )


def joined(sentences: Iterable[str]) -> str:
    """Reasons or notes as one, each of them once; empty ones are left out."""
    return "; ".join(dict.fromkeys(filter(None, sentences)))


def _download(url: str, file: File, folder: Path, origin: Place | None) -> Copy:
    """One try at one address."""

    def check(part: Path) -> Copy:
        try:
            return identify(part, file, origin)
        except Unfit:
            with open(part, "rb") as content:
                start = content.read(512).lstrip().lower()
            if start.startswith((b"<!doctype html", b"<html")):
                page = "answered with a web page instead of the file, perhaps a login page of this network"
                raise Unfit(f"{web.host(url)} {page}") from None
            if origin:  # a mirror: what identify found wrong there is the better reason
                raise
            raise Unfit(f"{web.host(url)} sent something else under this name") from None

    return _put(Place(folder), file, lambda part: web.save(url, part, file.name, limits.download(file)), check)


def _put(place: Place, file: File, fill: Callable[[Path], object], check: Callable[[Path], Copy]) -> Copy:
    """Fill a temporary file in the folder, check it, then rename it: the file is whole or not there.

    What a person put there under this name is set aside.
    """
    folder, target = place.folder, place.folder / file.name
    part = part_name(target)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        fill(part)
        copy = check(part)
        with manifest.alone(folder):
            _swap_in(part, target, file, copy, place.is_own)
    except OSError as error:
        raise disk_error(error, folder) from None
    finally:
        with suppress(OSError):  # most often it was renamed, or could not even be begun
            part.unlink()
    return Copy(target, copy.fingerprint, copy.entry)


def _swap_in(part: Path, target: Path, file: File, copy: Copy, is_own: bool) -> None:
    """Rename the part, with the entry of a stand-in noted before and that of one that it replaces taken out after.

    So whoever is killed between leaves a file that its manifest calls damaged, never a stand-in without a note.
    """
    if os.path.lexists(target) and not is_own and not same(part, target):
        _set_aside(target)
    if copy.entry:
        _note(target, copy.entry, is_own)
    try:
        os.replace(part, target)
    except PermissionError:  # Windows, while another kernel reads the file that it just finished
        if not fits(target, file, copy.fingerprint):
            raise
    if not copy.entry:
        with suppress(PermissionError):  # another user's manifest in a shared cache: the original's hash tells enough
            _note(target, None, is_own)


def _note(target: Path, entry: dict | None, is_own: bool) -> None:
    """Carry the entry of a stand-in along, so that its hash and its note stay known; an original has none."""
    path, whole = target.with_name(manifest.NAME), {"files": {}}
    try:
        text = Place(target.parent).manifest_text()
        if (manifest.entries_in(text) if text else {}).get(target.name) == entry:
            return
        whole = json.loads(text) if text else whole
    except (Unfit, ValueError):  # a broken one helps nobody: begin a new one
        if not is_own:
            _set_aside(path)
    whole["files"] = {name: each for name, each in whole["files"].items() if name != target.name}
    whole["files"] |= {target.name: entry} if entry else {}
    part = part_name(path)
    try:
        part.write_text(json.dumps(whole, indent=2, ensure_ascii=False), encoding="utf-8")
        os.replace(part, path)
    finally:
        with suppress(OSError):
            part.unlink()


def _set_aside(path: Path) -> None:
    kept = set_aside(path)
    print(f"{path.name}: what stood in {path.parent} under this name is not the course's, and is now {kept.name}")
