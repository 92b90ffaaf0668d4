"""`python -m tools.build [--check | --text] [LESSON ...]`: lessons/ -> solutions/ -> notebooks/ and the README's table.

LESSON is a number or a slug of course.toml; all lessons when none is named. With --check nothing is run or
written: every difference between what stands in the folders and what the lessons make is printed. With --text
nothing is run either: the outputs stay, which is right as long as only prose has changed, and refused otherwise.
A notebook that somebody has worked in is never overwritten: a build sets it aside, --check passes over it and says so.
With --repository URL a fork's address goes into course.toml, and from there, as with --text, into every badge and cell.
"""

import argparse
import contextlib
import html
import json
import os
import platform
import re
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellControlSignal, DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tools import colab_gpu, cut, files, fingerprint, hub, lesson, minutes, render
from tools import course as course_toml
from tools.course import Course, LessonError
from tools.lesson import Script
from workshop import page
from workshop.keeping import set_aside

ROOT = Path(__file__).resolve().parents[1]
CELL_TIMEOUT = 600  # seconds
KERNEL = {"WORKSHOP_DATA": "full", "WORKSHOP_CLASS": ""}  # a build is no student of a class
REBUILD = "rebuild with python -m tools.build"
# What JupyterLab would write at the first saving, so that a notebook that is only opened and saved stays as it was.
# The version of Python that ran the outputs is added; nobody compares it.
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {
        "codemirror_mode": {"name": "ipython", "version": 3},
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "nbconvert_exporter": "python",
        "pygments_lexer": "ipython3",
    },
}
#: What else is rendered from the course's address, by tools of its own.
ALSO_LEAD_TO_IT: dict[str, Callable[[Path, Course], str]] = {
    hub.PAGE: lambda root, _: hub.page(root),
    "tests/colab_gpu.ipynb": lambda _, course: colab_gpu.notebook(course),
}
PYTHON = re.compile(r"\d+\.\d+\.\d+\S*")
# What would differ from one machine to the next: absolute paths (not addresses, not HTML's closing tags),
# and the places of objects in memory.
PATH = re.compile(
    r"(?<![\w:/.])/(?:[\w.-]+/){2,}|(?<![\w:/.])/(?:content|home|private|root|tmp|Users)/|\b[A-Za-z]:\\Users\b"
)
ADDRESS = re.compile(r"0x[0-9a-fA-F]{6,}")


def clean(outputs: list[NotebookNode], alt: str = "") -> list[NotebookNode]:
    """Outputs as they are stored: no stderr, consecutive prints as one, the cell's description in each figure.

    alt: what the cell's figures show; several are numbered

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
        kept.append(NotebookNode(deepcopy(output)))
    figures = [output for output in kept if cut.FIGURE.match(output.get("data", {}).get("text/html", ""))]
    for number, output in enumerate(figures, start=1):
        words = page.numbered(alt, number, len(figures)) if alt else output.metadata["image/png"]["alt"]
        output.metadata["image/png"]["alt"] = words
        described = f'<img alt="{html.escape(words)}"'
        output.data["text/html"] = cut.FIGURE.sub(lambda _, new=described: new, output.data["text/html"], count=1)
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


def solution(course: Course, script: Script, ran: NotebookNode | None = None) -> NotebookNode:
    """The solution notebook of a lesson.

    ran: the notebook that its outputs come from, by cell id, with the Python that made them; None for no outputs
    Raises LessonError, with file and line, for outputs that `clean` refuses.
    """
    entry, outputs = script.lesson, _outputs(ran)
    cells = [
        new_markdown_cell(render.header(course, script, "solutions"), id="header"),
        new_markdown_cell(
            render.instructor(render.time_plan(script)), id="time-plan", metadata={"tags": ["instructor"]}
        ),
        new_code_cell(render.setup(course, entry), id="setup", metadata={"tags": ["nbval-ignore-output"]}),
    ]
    for cell in script.cells:
        new = new_markdown_cell if cell.kind == "markdown" else new_code_cell
        source = render.optional(cell.source) if lesson.begins_optional(cell) else cell.source
        if cell.kind == "markdown" and "instructor" in cell.tags:
            source = render.instructor(source)
        cells.append(new(source, id=cell.id, metadata=cell.metadata))
    cells.append(new_markdown_cell(render.footer(course, entry, "solutions"), id="footer"))
    count = 0
    for cell in cells:
        if cell.cell_type == "code":
            count += 1
            cell.execution_count = count
            try:
                cell.outputs = clean(outputs.get(cell.id, []), cell.metadata.get("alt", ""))
            except ValueError as error:
                script.fail(script.line(cell.id), str(error))
            for output in cell.outputs:
                if output.output_type == "execute_result":
                    output.execution_count = count
    notebook = NotebookNode(new_notebook(cells=cells, metadata=deepcopy(METADATA)), nbformat_minor=5)
    notebook.metadata.language_info["version"] = _python(ran) or platform.python_version()
    fingerprint.stamp(notebook, course.version)
    return notebook


def _outputs(notebook: NotebookNode | None) -> dict[str, list[NotebookNode]]:
    return {cell.id: cell.outputs for cell in notebook.cells if cell.cell_type == "code"} if notebook else {}


def _python(notebook: dict[str, Any] | None) -> str:
    """The version of the Python that a notebook was run or saved with; "" if it does not say."""
    with contextlib.suppress(KeyError, TypeError):
        version = notebook["metadata"]["language_info"]["version"]
        return version if PYTHON.fullmatch(version) else ""
    return ""


def student(course: Course, script: Script, solved: NotebookNode) -> NotebookNode:
    """The student's notebook, cut from the solution."""
    entry = script.lesson
    notebook = cut.cut(
        solved,
        {
            "header": render.header(course, script, "notebooks"),
            "footer": render.footer(course, entry, "notebooks"),
        },
    )
    fingerprint.stamp(notebook, course.version)
    return notebook


def text_of(notebook: NotebookNode) -> str:
    """A notebook as the text of its file, the same each time."""
    return nbformat.writes(notebook, version=4).rstrip("\n") + "\n"


def run(root: Path, course: Course, script: Script) -> NotebookNode:
    """Run a lesson's solution on the full data and return the notebook that ran.

    Raises LessonError, with file and line, at the first cell that fails.
    """
    notebook = solution(course, script)
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
        with tempfile.TemporaryDirectory() as beside:  # what is not stored yet, for the kernel to know its cells by
            plain = Path(beside) / f"{script.lesson.stem}.ipynb"
            plain.write_text(text_of(notebook), encoding="utf-8")
            client.execute(env={**os.environ, **KERNEL, "WORKSHOP_NOTEBOOK": str(plain)})
    except (CellControlSignal, DeadKernelError) as error:
        failed = next(cell for cell in notebook.cells if cell.id == current)
        trace = [line for out in failed.outputs for line in out.get("traceback", [])] or [str(error)]
        last = re.sub(r"\x1b\[[\d;]*m", "", "\n".join(trace)).strip().split("\n")[-1]
        place = "the setup cell" if current == "setup" else "this cell"
        script.fail(script.line(current), f"{place} fails: {last}")
    return notebook


def kept(root: Path, course: Course, script: Script) -> NotebookNode:
    """A lesson's solution as it stands, for its outputs.

    Raises LessonError if they are not those of the code as it stands (the setup cell may differ, it has none), or
    if somebody has worked in it: then they may be of anything, the sample data for example.
    """
    path = script.lesson.solution(root)
    stored = _stored(path)
    if stored is None:
        script.fail(1, f"{_name(root, path)} is missing or not a valid notebook: build it without --text")
    if not fingerprint.as_built(path):
        script.fail(1, f"somebody has worked in {_name(root, path)}, or run it: build it without --text")
    cells = {cell.id: cell.source for cell in stored.cells if cell.cell_type == "code"}
    now = {cell.id: cell.source for cell in solution(course, script).cells if cell.cell_type == "code"}
    cells.pop("setup", None)
    now.pop("setup")
    if list(cells.items()) != list(now.items()):
        script.fail(1, "its code has changed since it was run: build it without --text")
    return stored


def build(
    root: Path = ROOT, names: Sequence[str | int] = (), text_only: bool = False, repository: str | None = None
) -> list[Path]:
    """Build the named lessons (all by default) and the README's table; returns the paths written.

    text_only: run nothing, and keep the outputs of code that is what it was
    repository: the course's new address
    Raises LessonError when anything is wrong with any of them; then nothing is written.
    """
    if os.environ.get("WORKSHOP_DATA") == "sample":
        raise LessonError("WORKSHOP_DATA=sample: a solution keeps the outputs of the full data; unset it, build again")
    course = course_toml.read(root)
    about = root / "course.toml"
    if repository is not None:
        moved = course_toml.moved(about.read_text(encoding="utf-8"), repository)
        course = replace(course, repository=repository)
    scripts = [lesson.read(root, entry) for entry in course.pick(names)]
    times = _times(root, course)
    render.readme(course, _readme(root), times)  # so that a README without its markers stops here
    texts = {}
    for script in scripts:
        began = time.monotonic()
        solved = solution(course, script, (kept if text_only else run)(root, course, script))
        texts[script.lesson.solution(root)] = text_of(solved)
        texts[script.lesson.notebook(root)] = text_of(student(course, script, solved))
        ran = "not run" if text_only else f"ran in {time.monotonic() - began:.0f} s"
        print(f"{script.name}: {ran}", flush=True)
    texts[root / "README.md"] = render.readme(course, _readme(root), times)  # as it is by now, around the table
    if repository is not None:
        texts[about] = moved
    for path, text in texts.items():
        try:
            _write(root, path, text)
        except OSError as error:
            raise LessonError(f"{_name(root, path)}: it cannot be written ({error}): mend that, build again") from error
    if repository is not None:
        for name, render_anew in ALSO_LEAD_TO_IT.items():
            if (root / name).is_file():
                files.write_whole(root / name, render_anew(root, course))
    return list(texts)


def _write(root: Path, path: Path, text: str) -> None:
    """Put a file in its place, whole or not at all; a notebook there that somebody has worked in is set aside."""
    path.parent.mkdir(exist_ok=True)
    with contextlib.suppress(OSError):
        if path.read_bytes() == text.encode():
            return
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_text(text, encoding="utf-8", newline="\n")
        # Asked only now: somebody may have worked in it while the lessons ran.
        if path.suffix == ".ipynb" and os.path.lexists(path) and not fingerprint.as_built(path):
            print(f"{_name(root, path)}: somebody has worked in it: kept as {_name(root, set_aside(path))}", flush=True)
        os.replace(new, path)
    finally:
        new.unlink(missing_ok=True)


def check(root: Path = ROOT, names: Sequence[str | int] = ()) -> list[str]:
    """Every difference between the folders and what the lessons make, one line each; nothing is run.

    A solution's outputs are taken as they stand (nbval compares them), but a target is cut from them. What somebody
    has worked in is no difference, `fingerprint.left_alone` lists it; but in CI it is one, for nobody works there.
    Raises LessonError when course.toml, a lesson or the README's markers are broken.
    """
    course = course_toml.read(root)
    left = fingerprint.left_alone(root)
    differences = []
    for entry in course.pick(names):
        script = lesson.read(root, entry)
        path, notebook = entry.solution(root), entry.notebook(root)
        if path in left:
            if not notebook.is_file():
                differences.append(f"{_name(root, notebook)}: missing: {REBUILD}")
            continue
        stored = _stored(path)
        if stored is None:
            differences.append(f"{_name(root, path)}: missing or not a valid notebook: {REBUILD}")
            continue
        try:
            solved = solution(course, script, stored)
        except LessonError as error:
            differences.append(f"{error} ({_name(root, path)}): {REBUILD}")
            continue
        differences += _compare(root, path, solved)
        if notebook not in left:
            differences += _compare(root, notebook, student(course, script, solved))
    if render.readme(course, _readme(root), _times(root, course)) != _readme(root):
        differences.append(f"README.md: the lesson table differs: {REBUILD}")
    made = {f"{entry.stem}.ipynb" for entry in course.lessons}
    for path in [*fingerprint.strangers(root / "solutions", made), *fingerprint.strangers(root / "notebooks", made)]:
        if path not in left:
            differences.append(f"{_name(root, path)}: no lesson makes this file: remove it")
    return differences


def _name(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()


def _times(root: Path, course: Course) -> list[minutes.Times]:
    return [minutes.of(lesson.split(root, entry)) for entry in course.lessons]


def _readme(root: Path) -> str:
    try:
        return (root / "README.md").read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise LessonError("README.md: there is no such file, and the lesson table belongs in it") from error


def _stored(path: Path) -> NotebookNode | None:
    """The notebook in a file; None for a file that is missing or damaged."""
    try:
        notebook = nbformat.reader.reads(path.read_text(encoding="utf-8"))
        return None if any(nbformat.validator.iter_validate(notebook)) else notebook
    except Exception:  # whatever a damaged file makes nbformat raise
        return None


def _compare(root: Path, path: Path, expected: NotebookNode) -> list[str]:
    """Each place where a file is not the notebook that is expected: in CI each letter but the version of Python counts,
    elsewhere what editors write by themselves does not."""
    name = _name(root, path)
    try:
        stored = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return [f"{name}: missing: {REBUILD}"]
    except UnicodeDecodeError:
        return [f"{name}: not a notebook: {REBUILD}"]
    other: Any = fingerprint.read(path)
    if other is None:
        return [f"{name}: not a notebook: {REBUILD}"]
    expected.metadata.language_info["version"] = _python(other) or platform.python_version()
    text = text_of(expected)
    one: Any = json.loads(text)
    if not fingerprint.in_ci():
        one, other = fingerprint.essence(one), fingerprint.essence(other)
    if stored == text or (one == other and not fingerprint.in_ci()):
        return []
    cells, others = one["cells"], other["cells"]
    places = [n for n, (one, other) in enumerate(zip_longest(cells, others), start=1) if one != other]
    if len(cells) != len(others):  # all that follows is shifted: the first place says it
        places = places[:1]
    outside = "differs outside its cells" if fingerprint.as_built(path) else "an output is not the one that was built"
    return [f"{name}: cell {place} differs: {REBUILD}" for place in places] or [f"{name}: {outside}: {REBUILD}"]


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.build", description=__doc__)
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--check", action="store_true", help="write nothing, print what differs")
    how.add_argument("--text", action="store_true", help="run nothing, keep the outputs: for changes of prose")
    how.add_argument("--repository", metavar="URL", help="make this fork's address the course's; run nothing")
    parser.add_argument("lesson", nargs="*", help="number or slug (default: all)")
    options = parser.parse_args(arguments)
    if options.repository is not None and options.lesson:
        parser.error("--repository is for all lessons: name none")
    try:
        if not options.check:
            build(root, options.lesson, options.text or options.repository is not None, options.repository)
            return 0
        differences = check(root, options.lesson)
        for line in fingerprint.left_alone(root).values():
            print(line)
    except LessonError as error:
        differences = [str(error)]
    for difference in differences:
        print(difference, file=sys.stdout if options.check else sys.stderr)
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
