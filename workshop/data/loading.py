"""What a lesson calls: load a dataset in the best tier that can be had, and say which one that is."""

from functools import partial
from numbers import Integral
from types import SimpleNamespace

import numpy as np

from . import arrays, keras_models, places, registry, web
from .download import addresses, interrupted, joined, nearby, obtain
from .errors import DataError
from .places import Copy
from .registry import Entry, File
from .sources import NEW_PARTS, PARSERS, SAMPLES, SIDES, TABLES

SMALLEST, LARGEST = 32, 512  # pixels along one side, where the reader chooses
ASKED_FOR = "asked for with WORKSHOP_DATA=sample"


class Dataset(SimpleNamespace):
    """A dataset's arrays and names as attributes, and name, tier (full or sample) and note.

    note: what is different from the original data; empty if nothing is
    """

    def __repr__(self) -> str:
        parts = {key: part for key, part in vars(self).items() if not isinstance(part, str)}
        shapes = [f"{key} {getattr(part, 'shape', (len(part),))}" for key, part in parts.items()]
        return f"Dataset {self.name} ({self.tier}): {', '.join(shapes)}"


#: The tier of what was loaded last, of what comes in two.
_loaded = {"tier": "full"}


def load(name: str, size: int | None = None) -> Dataset:
    """Load a dataset of the course by its name.

    Data that scikit-learn carries or that the course makes come at once. The others come from the cache, the
    mirror or the internet, and when none of them has it a sample takes its place and says so; WORKSHOP_DATA
    (auto, full, sample) decides.
    size: for clothing, the side of its square photos in pixels (224 unless told); the sample's are always 32
    Raises DataError, whose message says what to do next.
    """
    known = registry.read()
    if name not in known:
        raise DataError(f"there is no dataset called {name!r}", f"use one of {', '.join(sorted(known))}")
    entry, wanted, size = known[name], places.wanted_tier(), _side(name, size)
    if not entry.files:
        return _dataset(entry, "full", "", TABLES[name]())
    trouble = DataError(ASKED_FOR, "unset WORKSHOP_DATA, restart the kernel and run it again")
    if wanted != "sample":
        try:
            dataset = _full(entry, size)
            _loaded["tier"] = "full"
            _announce(dataset, entry.title)
            return dataset
        except KeyboardInterrupt:
            raise interrupted() from None
        except DataError as error:
            if wanted == "full":
                raise
            trouble = error
    print(f"*** SAMPLE DATA *** {entry.sample}, instead of {entry.title}.")
    print(f"*** Why: {trouble.reason}.")
    print(f"*** For the full data: {trouble.remedy}.")
    dataset = _dataset(entry, "sample", f"{entry.sample}, instead of {entry.title}", SAMPLES[name]())
    _loaded["tier"] = "sample"
    _announce(dataset, f"Sample instead of {entry.title}")
    return dataset


def on_sample() -> bool:
    """Whether what was loaded last, of what there is a sample for, was the sample: `claim` holds to its bounds then."""
    return _loaded["tier"] == "sample"


def tiers() -> list[tuple[str, str, str]]:
    """For each dataset: its name, the tier that load would give, and where it would come from or why not.

    Downloads nothing; where only the network is left, it asks whether an address answers. With
    WORKSHOP_DATA=full the tier is none for data that cannot be had.
    """
    wanted = places.wanted_tier()
    return [(entry.name, *_outlook(entry, wanted)) for entry in registry.read().values()]


def _side(name: str, size: object) -> int | None:
    """The side of a dataset's pictures in pixels, where the reader chooses it, and None where it is what it is."""
    if size is None:
        return SIDES.get(name)
    if name not in SIDES:
        raise DataError(f"{name} comes in one size only", f"leave size out, as in data.load({name!r})")
    if not isinstance(size, Integral) or not SMALLEST <= size <= LARGEST:
        remedy = f"ask for a whole number of pixels from {SMALLEST} to {LARGEST}"
        raise DataError(f"photos cannot have size={size!r}", remedy)
    return int(size)


def _full(entry: Entry, size: int | None) -> Dataset:
    """The full data, from the kept arrays or made anew from the files; what Keras is to find is put in its folder."""
    near = places.mirror()
    places.sweep_cache()
    kept = _kept(entry, near, size)
    found = [(file, obtain(file, near)) for file in _still_needed(entry, bool(kept))]
    weights = [copy for file, copy in found if file.for_keras]
    for copy in weights:
        keras_models.put(copy)
    if kept:
        parts, note = kept
    else:
        copies = {copy.path.name: copy for file, copy in found if not file.for_keras}
        parts, note = decode(entry, copies, size), joined(copy.note for copy in copies.values())
        try:
            arrays.write(entry, near, parts, copies, note, size)
        except DataError as error:  # what is in memory is good, but the next load has to decode it again
            print(f"{entry.title} could not be kept because {error}")
    return _dataset(entry, "full", joined([note, *(copy.note for copy in weights)]), parts)


def _kept(
    entry: Entry, near: places.Place | None, size: int | None, mmap_mode: str | None = None
) -> tuple[arrays.Arrays, str] | None:
    """The kept arrays and their note, if all are there that a lesson asks for."""
    return arrays.read(entry, near, mmap_mode, size, NEW_PARTS.get(entry.name, ()))


def decode(entry: Entry, copies: dict[str, Copy], size: int | None = None) -> arrays.Arrays:
    """The arrays of a dataset from its files; DataError if they cannot be read or changed meanwhile."""
    parse = partial(PARSERS[entry.name], size=size) if size else PARSERS[entry.name]
    try:
        parts = parse({name: copy.path for name, copy in copies.items()})
    except DataError:
        raise
    except MemoryError:
        raise DataError(f"there is too little memory for {entry.title}", "close other notebooks and programs") from None
    except Exception:  # the decoders raise all kinds of errors for a broken file
        where = {str(copy.path.parent) for copy in copies.values()}
        reason = f"the files of {entry.name} in {' and '.join(sorted(where))} cannot be read"
        raise DataError(reason, "delete them and run it again") from None
    for copy in copies.values():
        if copy.has_changed:
            raise places.changed(copy)
    return parts


def _still_needed(entry: Entry, kept: bool) -> list[File]:
    """What Keras is to find and has not, and what the arrays are made from unless they are kept."""
    return [file for file in entry.files if not (keras_models.holds(file) if file.for_keras else kept)]


def _dataset(entry: Entry, tier: str, note: str, parts: arrays.Arrays) -> Dataset:
    return Dataset(name=entry.name, tier=tier, note=note, **{key: _plain(part) for key, part in parts.items()})


def _plain(part: np.ndarray) -> object:
    """What a lesson gets. Text is kept as arrays, because .npy files need no pickle for it: lists of texts as letters,
    one long text as its bytes."""
    if part.dtype.kind == "S":
        return part.item().decode()
    return part.tolist() if part.dtype.kind == "U" else part


def _announce(dataset: Dataset, what: str) -> None:
    if hasattr(dataset, "words"):
        size = f"{len(dataset.words):,} words and marks"
    else:
        size = f"{len(dataset.x_train):,} training and {len(dataset.x_test):,} test examples"
        if hasattr(dataset, "x_validation"):
            size = size.replace(" and", f", {len(dataset.x_validation):,} validation and")
    print(f"{what}: {size} ({dataset.tier})")
    if dataset.tier == "full" and dataset.note:
        print(f"This copy is {places.said_of(dataset.note)}")


def _outlook(entry: Entry, wanted: str) -> tuple[str, str]:
    if not entry.files:
        return "full", entry.source
    if wanted == "sample":
        return "sample", ASKED_FOR
    near = places.mirror()
    kept = _kept(entry, near, SIDES.get(entry.name), "r")
    files = _still_needed(entry, bool(kept))
    copies = [nearby(file, near) for file in files]
    missing = [file for file, copy in zip(files, copies, strict=True) if not copy]
    if kept and not missing:
        return "full", f"the cache {places.cache_folder()}"
    if not missing:
        what = "files" if len(copies) > 1 else copies[0].path.name
        return "full", f"{what} in {' and '.join(sorted({str(copy.path.parent) for copy in copies}))}"
    size = f"{sum(file.bytes for file in missing) / 1e6:.0f} MB to download"
    asked = addresses(missing[0], near)
    for url, choice, _ in asked:
        if web.answers(url):
            return "full", f"{web.host(url)}, {size}" + (f" as {choice.name}" if choice != missing[0] else "")
    hosts = ", ".join(dict.fromkeys(web.host(url) for url, _, _ in asked))
    return ("none" if wanted == "full" else "sample"), f"no answer from {hosts} ({size})"
