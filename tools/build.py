"""`python -m tools.build [--check | --text] [LESSON ...]`: lessons/ -> solutions/ -> notebooks/ and the README's table.

LESSON is a number or a slug of course.toml; all lessons when none is named. With --check nothing is run or
written: every difference between what stands in the folders and what the lessons make is printed. With --text
nothing is run either: the outputs stay, which is right as long as only prose has changed, and refused otherwise.
"""

import argparse
import json
import os
import re
import sys
import time
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellControlSignal, DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tools import course as course_toml
from tools import cut, lesson, render
from tools.course import Course, LessonError
from tools.lesson import Script

ROOT = Path(__file__).resolve().parents[1]
CELL_TIMEOUT = 600  # seconds
REBUILD = "rebuild with python -m tools.build"
# No version of Python in it, or every build elsewhere would change every notebook.
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
# What would differ from one machine to the next: absolute paths (not addresses, not HTML's closing tags),
# and the places of objects in memory.
PATH = re.compile(
    r"(?<![\w:/.])/(?:[\w.-]+/){2,}|(?<![\w:/.])/(?:content|home|private|root|tmp|Users)/|\b[A-Za-z]:\\Users\b"
)
ADDRESS = re.compile(r"0x[0-9a-fA-F]{6,}")


def clean(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Outputs as they are stored: no stderr, consecutive prints as one.

    Raises ValueError for what would be different on another machine: an absolute path, an address in memory.
    """
    kept: list[NotebookNode] = []
    for output in outputs:
        if output.output_type == "stream":
            if output.name != "stdout":
                continue
            if kept and kept[-1].output_type == "stream":
                kept[-1].text += output.text
                continue
        kept.append(NotebookNode(output))
    for output in kept:
        data = output.get("data", {})
        texts = [output.get("text", "")]
        texts += [text for kind, text in data.items() if kind.startswith("text/") or kind == "image/svg+xml"]
        for text in texts:
            text = re.sub(r"base64,[\w+/=\s]+", "", text)
            for pattern, what in ((PATH, "an absolute path"), (ADDRESS, "an address in memory")):
                if found := pattern.search(text):
                    raise ValueError(f"its output holds {what}, {found[0]!r}, which is different elsewhere")
    return kept


def solution(course: Course, script: Script, outputs: dict[str, list[NotebookNode]]) -> NotebookNode:
    """The solution notebook of a lesson, with the outputs given by cell id.

    Raises LessonError, with file and line, for outputs that `clean` refuses.
    """
    entry = script.lesson
    cells = [
        new_markdown_cell(render.header(course, entry, "solutions"), id="header"),
        new_markdown_cell(render.time_plan(entry, script.sections), id="time-plan", metadata={"tags": ["instructor"]}),
        new_code_cell(render.setup(course, entry), id="setup", metadata={"tags": ["nbval-ignore-output"]}),
    ]
    for cell in script.cells:
        new = new_markdown_cell if cell.kind == "markdown" else new_code_cell
        cells.append(new(cell.source, id=cell.id, metadata=cell.metadata))
    cells.append(new_markdown_cell(render.footer(course, entry, "solutions"), id="footer"))
    count = 0
    for cell in cells:
        if cell.cell_type == "code":
            count += 1
            cell.execution_count = count
            try:
                cell.outputs = clean(outputs.get(cell.id, []))
            except ValueError as error:
                script.fail(script.line(cell.id), str(error))
            for output in cell.outputs:
                if output.output_type == "execute_result":
                    output.execution_count = count
    return NotebookNode(new_notebook(cells=cells, metadata=METADATA), nbformat_minor=5)


def student(course: Course, script: Script, solved: NotebookNode) -> NotebookNode:
    """The student's notebook, cut from the solution."""
    entry = script.lesson
    return cut.cut(
        solved,
        {
            "header": render.header(course, entry, "notebooks"),
            "footer": render.footer(course, entry, "notebooks"),
        },
    )


def text_of(notebook: NotebookNode) -> str:
    """A notebook as the text of its file, the same each time."""
    return nbformat.writes(notebook, version=4).rstrip("\n") + "\n"


def run(root: Path, course: Course, script: Script) -> dict[str, list[NotebookNode]]:
    """Run a lesson's solution on the full data and return each cell's outputs.

    Raises LessonError, with file and line, at the first cell that fails.
    """
    notebook = solution(course, script, {})
    folder = root / "solutions"
    folder.mkdir(exist_ok=True)
    current = "setup"

    def started(cell: NotebookNode, cell_index: int) -> None:
        nonlocal current
        current = cell.id

    client = NotebookClient(
        notebook,
        timeout=CELL_TIMEOUT,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
        record_timing=False,
        on_cell_start=started,
    )
    try:
        client.execute(env={**os.environ, "WORKSHOP_DATA": "full"})
    except (CellControlSignal, DeadKernelError) as error:
        failed = next(cell for cell in notebook.cells if cell.id == current)
        trace = [line for out in failed.outputs for line in out.get("traceback", [])] or [str(error)]
        last = re.sub(r"\x1b\[[\d;]*m", "", "\n".join(trace)).strip().split("\n")[-1]
        place = "the setup cell" if current == "setup" else "this cell"
        script.fail(script.line(current), f"{place} fails: {last}")
    return {cell.id: cell.outputs for cell in notebook.cells if cell.cell_type == "code"}


def kept(root: Path, course: Course, script: Script) -> dict[str, list[NotebookNode]]:
    """The outputs that a lesson's solution has, by cell id.

    Raises LessonError if they are not those of the code as it stands; the setup cell may differ, it has none.
    """
    path = script.lesson.solution(root)
    outputs = _outputs(path)
    if outputs is None:
        script.fail(1, f"{_name(root, path)} is missing or not a valid notebook: build it without --text")
    cells = {cell.id: cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"}
    now = {cell.id: cell.source for cell in solution(course, script, {}).cells if cell.cell_type == "code"}
    cells.pop("setup", None)
    now.pop("setup")
    if list(cells.items()) != list(now.items()):
        script.fail(1, "its code has changed since it was run: build it without --text")
    return outputs


def build(root: Path = ROOT, names: Sequence[str | int] = (), text_only: bool = False) -> list[Path]:
    """Build the named lessons (all by default) and the README's table; returns the paths written.

    text_only: run nothing, and keep the outputs of code that is what it was
    Raises LessonError when anything is wrong with any of them; then nothing is written.
    """
    if os.environ.get("WORKSHOP_DATA") == "sample":
        raise LessonError("WORKSHOP_DATA=sample: a solution keeps the outputs of the full data; unset it, build again")
    course = course_toml.read(root)
    scripts = [lesson.read(root, entry) for entry in course.pick(names)]
    texts = {root / "README.md": render.readme(course, _readme(root))}
    for script in scripts:
        began = time.monotonic()
        solved = solution(course, script, (kept if text_only else run)(root, course, script))
        texts[script.lesson.solution(root)] = text_of(solved)
        texts[script.lesson.notebook(root)] = text_of(student(course, script, solved))
        ran = "not run" if text_only else f"ran in {time.monotonic() - began:.0f} s"
        print(f"{script.name}: {ran}", flush=True)
    for path, text in texts.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return list(texts)


def check(root: Path = ROOT, names: Sequence[str | int] = ()) -> list[str]:
    """Every difference between the folders and what the lessons make, one line each; nothing is run.

    A solution's outputs are taken as they stand (nbval compares them), but a target is cut from them.
    Raises LessonError when course.toml, a lesson or the README's markers are broken.
    """
    course = course_toml.read(root)
    differences = []
    for entry in course.pick(names):
        script = lesson.read(root, entry)
        path = entry.solution(root)
        outputs = _outputs(path)
        if outputs is None:
            differences.append(f"{_name(root, path)}: missing or not a valid notebook: {REBUILD}")
            continue
        try:
            solved = solution(course, script, outputs)
        except LessonError as error:
            differences.append(f"{error} ({_name(root, path)}): {REBUILD}")
            continue
        differences += _compare(root, path, text_of(solved))
        differences += _compare(root, entry.notebook(root), text_of(student(course, script, solved)))
    if render.readme(course, _readme(root)) != _readme(root):
        differences.append(f"README.md: the lesson table differs: {REBUILD}")
    for folder in ("solutions", "notebooks"):
        made = {f"{entry.stem}.ipynb" for entry in course.lessons}
        for path in sorted((root / folder).glob("*")):
            # What running leaves there and git ignores: checkpoints of JupyterLab, models that a lesson saved.
            if path.name not in made and not path.name.startswith(".") and path.suffix != ".keras":
                differences.append(f"{_name(root, path)}: no lesson makes this file: remove it")
    return differences


def _name(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()


def _readme(root: Path) -> str:
    try:
        return (root / "README.md").read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise LessonError("README.md: there is no such file, and the lesson table belongs in it") from error


def _outputs(path: Path) -> dict[str, list[NotebookNode]] | None:
    """The stored outputs by cell id; None for a file that is missing or damaged."""
    try:
        notebook = nbformat.reader.reads(path.read_text(encoding="utf-8"))
        valid = not any(nbformat.validator.iter_validate(notebook))
        return {cell.id: cell.outputs for cell in notebook.cells if cell.cell_type == "code"} if valid else None
    except Exception:  # whatever a damaged file makes nbformat raise
        return None


def _compare(root: Path, path: Path, expected: str) -> list[str]:
    name = _name(root, path)
    try:
        stored = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return [f"{name}: missing: {REBUILD}"]
    except UnicodeDecodeError:
        return [f"{name}: not a notebook: {REBUILD}"]
    if stored == expected:
        return []
    cells: Any = json.loads(expected)["cells"]
    try:
        others = list(json.loads(stored)["cells"])
    except (ValueError, KeyError, TypeError):
        return [f"{name}: not a notebook: {REBUILD}"]
    places = [n for n, (one, other) in enumerate(zip_longest(cells, others), start=1) if one != other]
    if len(cells) != len(others):  # all that follows is shifted: the first place says it
        places = places[:1]
    return [f"{name}: cell {place} differs: {REBUILD}" for place in places] or [
        f"{name}: differs outside its cells: {REBUILD}"
    ]


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.build", description=__doc__)
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--check", action="store_true", help="write nothing, print what differs")
    how.add_argument("--text", action="store_true", help="run nothing, keep the outputs: for changes of prose")
    parser.add_argument("lesson", nargs="*", help="number or slug (default: all)")
    options = parser.parse_args(arguments)
    try:
        if not options.check:
            build(root, options.lesson, options.text)
            return 0
        differences = check(root, options.lesson)
    except LessonError as error:
        differences = [str(error)]
    for difference in differences:
        print(difference, file=sys.stdout if options.check else sys.stderr)
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
