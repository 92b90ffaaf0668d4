"""The one rule for everything that the course writes: what a person made is never overwritten, it is set aside.

Who writes to a place that people use as well (the build, an update, a mirror's folder, Keras's own folder) first asks
whether what stands there is the course's own work, which has a mark of its own kind: a notebook the fingerprint that
the build gave it, a data file its registered hash. Whatever has no such mark is a person's, and goes through here.
"""

import datetime
import re
from pathlib import Path


def set_aside(path: Path) -> Path:
    """Rename what stands at path so that the place is free; returns its new path, in the same folder.

    `answers.ipynb` becomes `answers (kept 2026-11-26 14.03.59).ipynb`, with a number behind where that exists too.
    Raises OSError where the folder does not allow it; then nothing has changed.
    """
    moment = f"{datetime.datetime.now():%Y-%m-%d %H.%M.%S}"  # no colons: Windows
    count = 1
    while True:
        name = f"{path.stem} (kept {moment}{f', {count}' if count > 1 else ''}){path.suffix}"
        kept = path.with_name(name)
        if not kept.exists() and not kept.is_symlink():
            return path.rename(kept)
        count += 1


def is_set_aside(path: Path) -> bool:
    """Whether the name is one that `set_aside` gives."""
    return re.search(r" \(kept 2[^()]*\)(\.[^.]+)?$", path.name) is not None
