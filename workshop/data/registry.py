"""What data/registry.toml says about each dataset."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

PATH = Path(__file__).parents[2] / "data" / "registry.toml"


@dataclass(frozen=True)
class File:
    """One file of a dataset: its name everywhere, its public addresses, the size of its download in bytes."""

    name: str
    urls: list[str]
    bytes: int
    sha256: str = ""
    sha256_decompressed: str = ""

    @property
    def fingerprint(self) -> str:
        """The hash of the original and what is hashed, as `sha256:...` or `sha256_decompressed:...`."""
        if self.sha256_decompressed:
            return f"sha256_decompressed:{self.sha256_decompressed}"
        return f"sha256:{self.sha256}"


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
    return {
        name: Entry(name, **{**fields, "files": tuple(File(**file) for file in fields.get("files", []))})
        for name, fields in table.items()
    }
