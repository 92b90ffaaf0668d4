"""What data/registry.toml says about each dataset."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

PATH = Path(__file__).parents[2] / "data" / "registry.toml"


@dataclass(frozen=True)
class File:
    """One file of a dataset: its name everywhere, its public addresses, the size of its download in bytes.

    instead: files with the same content in other formats, any one of which will do
    """

    name: str
    urls: list[str]
    bytes: int
    sha256: str = ""
    sha256_decompressed: str = ""
    md5: str = ""
    instead: tuple["File", ...] = ()

    @property
    def fingerprint(self) -> str:
        """The hash of the original and what is hashed: `sha256:...`, `sha256_decompressed:...` or `md5:...`."""
        for kind in ("sha256", "sha256_decompressed"):
            if getattr(self, kind):
                return f"{kind}:{getattr(self, kind)}"
        return f"md5:{self.md5}"

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
    return tuple(File(**{**table, "instead": _files(table.get("instead", []))}) for table in tables)
