"""`python tests/walk.py LESSON`: work through a lesson as a student would, in one kernel; print as JSON what is wrong.

The lesson is a number. One kernel and one training serve for all that a run can show, for a kernel costs seconds and a
training minutes: what a check says too early and of nothing at all, where the stubs stop, and that every cell of the
solution runs and prints what is stored, as nbval compares it. Sample data; test_notebooks.py cuts the network off.
"""

import ast
import json
import re
import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tools import build, fingerprint  # noqa: E402
from tools import course as course_toml  # noqa: E402
from tools import lesson as lesson_file  # noqa: E402
from tools.course import Lesson  # noqa: E402
from tools.evidence import printed  # noqa: E402

COURSE = course_toml.read(ROOT)
TWICE = 1.0  # seconds: a cell that takes no longer is run twice


def error_of(cell: nbformat.NotebookNode) -> str | None:
    """What the page shows where a cell stopped, as one text; None for a cell that ran through."""
    errors = ["\n".join(output.traceback) for output in cell.outputs if output.output_type == "error"]
    return errors[0] if errors else None


def walk(lesson: Lesson) -> dict[str, list[str]]:
    """Work through a lesson; returns what was not as it should be, by what was tried.

    early: each check before anything but the setup cell; nothing: each check of None; stubs: each exercise as students
    get it; cells: each cell of the solution, and its output where it is compared
    """
    solved = nbformat.read(lesson.solution(ROOT), as_version=4)
    script = lesson_file.read(ROOT, lesson)
    cut = build.student(COURSE, script, build.solution(COURSE, script, solved))
    stubs = {cell.id: cell.source for cell in cut.cells if cell.cell_type == "code"}
    cells = [cell for cell in solved.cells if cell.cell_type == "code"]
    wrong: dict[str, list[str]] = {"early": [], "nothing": [], "stubs": [], "cells": []}

    notebook = nbformat.v4.new_notebook()
    resources = {"metadata": {"path": str(ROOT / "notebooks")}}
    client = NotebookClient(notebook, timeout=900, kernel_name="python3", resources=resources, allow_errors=True)

    def run(source: str) -> nbformat.NotebookNode:
        notebook.cells.append(nbformat.v4.new_code_cell(source))
        return client.execute_cell(notebook.cells[-1], len(notebook.cells) - 1)

    def expect(kind: str, source: str, pattern: str) -> None:
        said = error_of(run(source))
        if not re.match(pattern, said or ""):
            wrong[kind].append(f"{source[:80]!r} says {said!r}")

    with client.setup_kernel():
        run(next(cell.source for cell in cells if cell.id == "setup"))
        checks = [cell.source for cell in cells if cell.source.startswith("check.")]
        for source in checks:
            expect("early", source, r"`\w+` is not there yet\. Run .*, then this cell again\.\Z")
        for source in checks:
            call = ast.parse(source).body[0].value
            nothing = ", ".join(["None"] * len(call.args))
            expect("nothing", f"{ast.unparse(call.func)}({nothing})", rf"✗ {lesson.number}\.\d+ .*\n  (tried|came) ")
        for cell in cells:
            if stubs.get(cell.id, cell.source) != cell.source:
                expect("stubs", stubs[cell.id], rf"Exercise {lesson.number}\.\d+: .*your code\.\Z")
            for _ in range(2):
                began = time.monotonic()
                ran = run(cell.source)
                if error_of(ran) is not None:
                    wrong["cells"].append(f"{cell.source[:80]!r} stops: {error_of(ran)}")
                elif "nbval-check-output" in cell.metadata.get("tags", []) and printed(ran) != printed(cell):
                    wrong["cells"].append(f"{cell.source[:80]!r} prints {printed(ran)!r}, not {printed(cell)!r}")
                if time.monotonic() - began > TWICE:
                    break
    counts = {"checks": len(checks), "stubs": sum(stubs[cell.id] != cell.source for cell in cells if cell.id in stubs)}
    return {**wrong, "counts": counts}


if __name__ == "__main__":
    [chosen] = COURSE.pick(sys.argv[1:])
    assert chosen.solution(ROOT) not in fingerprint.left_alone(ROOT), "somebody has worked in this solution"
    print(json.dumps(walk(chosen)))
