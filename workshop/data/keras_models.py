"""Pretrained weights where Keras looks for them, so that `keras.applications` finds them and downloads nothing."""

import filecmp
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from .errors import DataError, Unfit
from .places import Copy, disk_error, identify, part_name
from .registry import File


def models_folder() -> Path:
    """Where Keras keeps the weights that it downloads, found the way Keras finds it but without importing it.

    KERAS_HOME or ~/.keras, made if it is not there, as Keras makes it when it is imported; and where that cannot be
    written to, the folder for temporary files.
    """
    home = os.environ.get("KERAS_HOME")
    if home is None:
        user = os.path.expanduser("~")
        home = os.path.join(user if os.access(user, os.W_OK) else "/tmp", ".keras")
    home = os.path.expanduser(home)
    with suppress(OSError):
        os.makedirs(home, exist_ok=True)
    if not os.access(home, os.W_OK):
        home = os.path.join("/tmp" if os.path.isdir("/tmp") else tempfile.gettempdir(), ".keras")
    return Path(home).absolute() / "models"


def holds(file: File) -> bool:
    """Whether Keras already has this file, the original."""
    try:
        return bool(identify(models_folder() / file.name, file, None))
    except Unfit:
        return False


def put(copy: Copy) -> None:
    """Copy a file to where Keras looks for it, whole or not at all; do nothing if it is there.

    Raises DataError if the folder cannot take it.
    """
    target = models_folder() / copy.path.name
    if _same(copy.path, target):
        return
    part = part_name(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(copy.path, part)
        try:
            os.replace(part, target)
        except PermissionError:  # Windows, while another kernel reads the file that it just finished
            if not _same(copy.path, target):
                raise
    except OSError as error:
        trouble = disk_error(error, target.parent)
        raise DataError(trouble.reason, trouble.remedy.replace("choose", "set KERAS_HOME to")) from None
    finally:
        with suppress(OSError):  # most often it was renamed, or could not even be begun
            part.unlink()


def _same(one: Path, other: Path) -> bool:
    try:
        return filecmp.cmp(one, other, shallow=False)
    except OSError:
        return False
