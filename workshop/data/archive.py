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
    remedy = f"do not use this copy of {path.name}; delete it and fetch it again from another place"
    try:
        most = limits.unpacked(path.stat().st_size)
        if path.suffix == ".zip":
            yield from _read_zip(path, most, remedy)
            return
        with _Forwards(path) as stream, tarfile.open(fileobj=stream, mode="r:") as archive:
            line = _Reading(stream.myfileobj.tell, path)
            for count, member in enumerate(archive, 1):
                name, end = printable(member.name), member.offset_data + member.size
                if _leads_outside(member.name):
                    raise DataError(f"{path.name} holds a name that leads outside: {name}", remedy)
                if not 0 <= member.size <= limits.MEMBER or end > most or count > limits.MEMBERS:
                    raise DataError(f"{path.name} holds far more than it should: {name}", remedy)
                stream.end = end + limits.HEADERS
                if member.isdir():
                    continue
                if not member.isreg() or member.issparse():
                    raise DataError(f"{path.name} holds a link or device: {name}", remedy)
                line.show()
                yield member.name, archive.extractfile(member).read()
            line.end()
    except DataError:
        raise
    except Exception:  # gzip and tarfile raise all kinds of errors for what is damaged
        raise DataError(f"{path.name} is damaged or no archive", remedy) from None


def _read_zip(path: Path, most: int, remedy: str) -> Iterator[tuple[str, bytes]]:
    """The same for a .zip, whose list of members says before the first is read how large each will be."""
    with open(path, "rb") as file, zipfile.ZipFile(file) as archive:
        members = archive.infolist()
        for count, member in enumerate(members, 1):
            if _leads_outside(member.filename):
                raise DataError(f"{path.name} holds a name that leads outside: {printable(member.filename)}", remedy)
            most -= member.file_size
            if member.file_size > limits.MEMBER or most < 0 or count > limits.MEMBERS:
                raise DataError(f"{path.name} holds far more than it should: {printable(member.filename)}", remedy)
            kind = stat.S_IFMT(member.external_attr >> 16)  # 0 where it was packed under Windows
            if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
                raise DataError(f"{path.name} holds a link or device: {printable(member.filename)}", remedy)
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
