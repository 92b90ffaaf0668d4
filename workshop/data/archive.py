"""Archives are read, never unpacked: nothing in them can write outside its folder."""

import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath

from .errors import DataError


def read_archive(path: str | Path) -> Iterator[tuple[str, bytes]]:
    """Yield (name, content) of each regular file in a .tgz, in its order.

    Raises DataError for a name that leads outside the archive's folder, for links and devices, and for an archive
    that breaks off or is none.
    """
    path = Path(path)
    remedy = f"do not use this copy of {path.name}; delete it and fetch it again from another place"
    try:
        with tarfile.open(path, "r:gz") as archive:
            for member in archive:
                if _leads_outside(member.name):
                    raise DataError(f"{path.name} holds a name that leads outside: {member.name}", remedy)
                if member.isdir():
                    continue
                if not member.isreg():
                    raise DataError(f"{path.name} holds a link or device: {member.name}", remedy)
                yield member.name, archive.extractfile(member).read()
    except (tarfile.TarError, EOFError, OSError, zlib.error):
        raise DataError(f"{path.name} is damaged or no archive", remedy) from None


def _leads_outside(name: str) -> bool:
    windows = PureWindowsPath(name)  # also takes / for a separator
    return PurePosixPath(name).is_absolute() or bool(windows.anchor) or ".." in windows.parts
