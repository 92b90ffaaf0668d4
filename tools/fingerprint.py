"""Which notebooks are as a build made them, and which somebody has worked in.

The build writes into a notebook's metadata which version of the course it is of, and the hash of what it holds. Where
the two still fit, the notebook is the course's and may be replaced; where not, or without a hash, it is a person's.
Nothing but the standard library: conftest.py asks this in lanes that install little.
"""

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from tools import course as course_toml

KEY = "line_to_gan"
# What editors write by themselves when a notebook is opened, scrolled, run or saved. Whatever is not named here counts
# as a person's: better one copy too many than an answer lost.
EDITORS = {
    "notebook": {"kernelspec", "language_info", "widgets", "colab", "accelerator", "vscode", "signature", "toc"},
    "cell": {"collapsed", "scrolled", "trusted", "execution", "ExecuteTime", "jupyter", "vscode", "editable", "colab"},
    "output": {"execution_count", "metadata", "transient"},
}
CELL = ("id", "cell_type", "source", "metadata", "attachments", "outputs")


def essence(notebook: dict[str, Any]) -> dict[str, Any]:
    """What the course or a person wrote into a notebook: all of it but what editors write by themselves.

    notebook: as JSON has it, or as nbformat holds it
    Raises TypeError, KeyError or AttributeError for what is no notebook.
    """
    metadata = _without(notebook["metadata"], "notebook")
    metadata[KEY] = dict(metadata.get(KEY, {}))
    metadata[KEY].pop("built", None)
    return {"metadata": metadata, "cells": [_cell(cell) for cell in notebook["cells"]]}


def _without(table: dict[str, Any], kind: str) -> dict[str, Any]:
    return {key: value for key, value in table.items() if key not in EDITORS[kind]}


def _cell(cell: dict[str, Any]) -> dict[str, Any]:
    kept = {key: cell[key] for key in CELL if cell.get(key)}
    kept["source"] = _joined(cell["source"])
    kept["metadata"] = _without(cell["metadata"], "cell")
    kept["outputs"] = [_joined(_without(output, "output")) for output in cell.get("outputs", [])]
    return kept


def _joined(value: Any) -> Any:
    """The same with each list of lines as one text: files have the one, memory the other."""
    if isinstance(value, dict):
        return {key: _joined(inner) for key, inner in value.items()}
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        return "".join(value)
    return value


def fingerprint(notebook: dict[str, Any]) -> str:
    """The hash of a notebook's essence, its version included."""
    text = json.dumps(essence(notebook), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def stamp(notebook: dict[str, Any], version: str) -> None:
    """Mark a notebook as made by a build of this version of the course."""
    notebook["metadata"][KEY] = {"version": version}
    notebook["metadata"][KEY]["built"] = fingerprint(notebook)


def read(path: Path) -> dict[str, Any] | None:
    """The notebook in a file, as JSON has it; None where there is none, or only a damaged one."""
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        essence(notebook)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return notebook


def as_built(path: Path) -> bool:
    """Whether the file is a notebook as some build made it, of whatever version; opened and saved is still so."""
    notebook = read(path)
    return bool(notebook) and notebook["metadata"].get(KEY, {}).get("built") == fingerprint(notebook)


def in_ci() -> bool:
    """Whether this is a machine on which nobody works: there a notebook changed by hand is a fault."""
    return os.environ.get("CI", "").lower() not in ("", "0", "false")


def left_alone(root: Path) -> dict[Path, str]:
    """The files in solutions/ and notebooks/ that are somebody's work, and one line for each; none in CI.

    They are not compared with the lessons, and not tested; what stands in the way of a build is set aside.
    Raises LessonError when course.toml is broken.
    """
    if in_ci():
        return {}
    made = {f"{entry.stem}.ipynb" for entry in course_toml.read(root).lessons}
    left = {}
    for folder in ("solutions", "notebooks"):
        for path in strangers(root / folder, made):
            left[path] = "no lesson makes this file: it is left alone"
        for name in sorted(made):
            path = root / folder / name
            if read(path) and not as_built(path):
                answers = "these look like answers; they are not touched and not compared"
                left[path] = answers if folder == "notebooks" else "somebody has worked in it; it is not compared"
            elif folder == "notebooks" and root / "solutions" / name in left:
                left[path] = "it is cut from the solution, which somebody has worked in; it is not compared"
    return {path: f"{path.relative_to(root).as_posix()}: {line}" for path, line in left.items()}


def strangers(folder: Path, made: set[str]) -> list[Path]:
    """The files of a folder that no lesson makes, but for what running leaves there and git ignores."""
    paths = sorted(folder.glob("*"))
    return [path for path in paths if path.name not in made and path.name[0] != "." and path.suffix != ".keras"]
