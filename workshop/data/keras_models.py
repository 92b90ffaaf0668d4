"""Pretrained weights where Keras looks for them, so that `keras.applications` finds them and downloads nothing."""

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from workshop.keeping import set_aside

from .errors import DataError
from .places import Copy, changed, disk_error, fits, part_name, same, sweep
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
    return fits(models_folder() / file.name, file, file.fingerprint)


def put(copy: Copy) -> None:
    """Copy a file to where Keras looks for it, whole or not at all; do nothing if it is there.

    Keras's folder is not the course's: what else has this name there is set aside, and that is said.
    Raises DataError if the folder cannot take it.
    """
    target = models_folder() / copy.path.name
    if same(copy.path, target):
        return
    part = part_name(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        sweep(target.parent)
        shutil.copyfile(copy.path, part)
        if copy.has_changed:
            raise changed(copy)
        if os.path.lexists(target) and not same(part, target):
            kept = set_aside(target)
            print(f"Keras had another {target.name} in {target.parent}; it is now {kept.name}")
        try:
            os.replace(part, target)
        except PermissionError:  # Windows, while another kernel reads the file that it just finished
            if not same(copy.path, target):
                raise
    except OSError as error:
        trouble = disk_error(error, target.parent)
        raise DataError(trouble.reason, trouble.remedy.replace("choose", "set KERAS_HOME to")) from None
    finally:
        with suppress(OSError):  # most often it was renamed, or could not even be begun
            part.unlink()
