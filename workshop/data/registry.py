"""What data/registry.toml says about each dataset."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

PATH = Path(__file__).parents[2] / "data" / "registry.toml"


@dataclass(frozen=True)
class File:
    """One file of a dataset: its name everywhere, its public addresses, the size of its download in bytes.

    begins: the first bytes, as hexadecimal digits, of a file for which no hash can be known
    shape: the axes of the array in an IDX file
    instead: files with the same content in other formats, any one of which will do
    for_keras: whether Keras looks for it, under this name, among its own downloaded models
    """

    name: str
    urls: list[str]
    bytes: int
    sha256: str = ""
    sha256_decompressed: str = ""
    md5: str = ""
    begins: str = ""
    shape: tuple[int, ...] = ()
    instead: tuple["File", ...] = ()
    for_keras: bool = False

    @property
    def fingerprint(self) -> str:
        """What tells the original: `sha256:...`, `sha256_decompressed:...`, `md5:...`, or no more than `begins:...`."""
        for kind in ("sha256", "sha256_decompressed", "md5"):
            if getattr(self, kind):
                return f"{kind}:{getattr(self, kind)}"
        return f"begins:{self.begins}"

    @property
    def choices(self) -> tuple["File", ...]:
        """This file and those that may take its place, the best first."""
        return self, *self.instead


@dataclass(frozen=True)
class Entry:
    """One dataset. Without files, `source` says where it comes from; with files, `sample` what replaces it."""

    name: str
    title: str
    licence: str
    citation: str
    source: str = ""
    sample: str = ""
    files: tuple[File, ...] = ()


def read() -> dict[str, Entry]:
    """Every dataset of the registry, by name."""
    table = tomllib.loads(PATH.read_text(encoding="utf-8"))
    return {name: Entry(name, **{**fields, "files": _files(fields.get("files", []))}) for name, fields in table.items()}


def _files(tables: list[dict]) -> tuple[File, ...]:
    return tuple(
        File(**{**table, "instead": _files(table.get("instead", [])), "shape": tuple(table.get("shape", ()))})
        for table in tables
    )
