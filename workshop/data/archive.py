"""Archives are read, never unpacked: nothing in them can write outside its folder, or fill the memory or an hour."""

import gzip
import io
import stat
import tarfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath

from workshop.line import Line, left, seconds

from . import limits
from .errors import DataError
from .manifest import printable


def read_archive(path: str | Path) -> Iterator[tuple[str, bytes]]:
    """Yield (name, content) of each regular file in a .tgz or .zip, in its order, with a line that says how far it is.

    Raises DataError for a name that leads outside the archive's folder, for links and devices, for more or larger
    files than data of the course can have (`limits`), and for an archive that breaks off or is none.
    """
    path = Path(path)
    try:
        most = limits.unpacked(path.stat().st_size)
        if path.suffix == ".zip":
            yield from _read_zip(path, most)
            return
        with _Forwards(path) as stream, tarfile.open(fileobj=stream, mode="r:") as archive:
            line = _Reading(stream.myfileobj.tell, path)
            for count, member in enumerate(archive, 1):
                end = member.offset_data + member.size
                fits = 0 <= member.size <= limits.MEMBER and end <= most and count <= limits.MEMBERS
                _check(path, member.name, fits, member.isdir() or (member.isreg() and not member.issparse()))
                stream.end = end + limits.HEADERS
                if member.isdir():
                    continue
                line.show()
                yield member.name, archive.extractfile(member).read()
            line.end()
    except DataError:
        raise
    except Exception:  # gzip and tarfile raise all kinds of errors for what is damaged
        raise unusable(path, "is damaged or no archive") from None


def unusable(path: Path, what: str) -> DataError:
    """The error for an archive that must not be used. what: it is or does, in words that follow its name"""
    remedy = f"do not use this copy of {path.name}; delete it and fetch it again from another place"
    return DataError(f"{path.name} {what}", remedy)


def _check(path: Path, name: str, fits: bool, plain: bool) -> None:
    """Refuse the archive for this member. fits: it is no larger than it may be; plain: it is a file or a folder"""
    if _leads_outside(name):
        raise unusable(path, f"holds a name that leads outside: {printable(name)}")
    if not fits:
        raise unusable(path, f"holds far more than it should: {printable(name)}")
    if not plain:
        raise unusable(path, f"holds a link or device: {printable(name)}")


def _read_zip(path: Path, most: int) -> Iterator[tuple[str, bytes]]:
    """The same for a .zip, whose list of members says before the first is read how large each will be."""
    with open(path, "rb") as file, zipfile.ZipFile(file) as archive:
        members = archive.infolist()
        for count, member in enumerate(members, 1):
            most -= member.file_size
            fits = member.file_size <= limits.MEMBER and most >= 0 and count <= limits.MEMBERS
            kind = stat.S_IFMT(member.external_attr >> 16)  # 0 where it was packed under Windows
            _check(path, member.filename, fits, kind in (0, stat.S_IFREG, stat.S_IFDIR))
        line = _Reading(file.tell, path)
        for member in members:
            if not member.is_dir():
                line.show()
                yield member.filename, archive.read(member)
        line.end()


class _Forwards(gzip.GzipFile):
    """A .gz that is read forwards and never beyond `end`, wherever the headers in it would lead tarfile."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.end = limits.HEADERS

    def read(self, size: int | None = -1) -> bytes:
        if size is None or not 0 <= size <= self.end - self.tell():
            raise tarfile.ReadError("more than was announced")
        return super().read(size)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if whence != io.SEEK_SET or not self.tell() <= offset <= self.end:
            raise tarfile.ReadError("not forwards")
        return super().seek(offset)

    def tell(self) -> int:
        return super().seek(0, io.SEEK_CUR)


class _Reading:
    """Reading thousands of pictures takes half a minute, the first time, so it says how far it is."""

    def __init__(self, tell: Callable[[], int], path: Path) -> None:
        self._tell, self._size, self._name = tell, path.stat().st_size, path.name
        self._began, self._line = time.monotonic(), None

    def show(self) -> None:
        took = time.monotonic() - self._began
        if took > 1:  # a small archive is read without a word
            self._line = self._line or Line()
            share = max(self._tell() / self._size, 1e-3)
            self._line.write(lambda inside: f"reading {self._name}: {share:.0%}, {left(took / share - took)}")

    def end(self) -> None:
        if self._line:
            self._line.end(f"{self._name} read in {seconds(time.monotonic() - self._began)}")


def _leads_outside(name: str) -> bool:
    windows = PureWindowsPath(name)  # also takes / for a separator
    return PurePosixPath(name).is_absolute() or bool(windows.anchor) or ".." in windows.parts
