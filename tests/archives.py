"""Archives for tests of the data layer."""

import io
import tarfile
import zipfile
from pathlib import Path


def tgz(path: Path, members: dict[str, bytes]) -> Path:
    """Write files, given by name, into a .tgz; returns its path."""
    with tarfile.open(path, "w:gz", compresslevel=1) as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return path


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    """Write files, given by name, into a .zip; returns its path."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path
