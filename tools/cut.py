"""From a solution to a student's notebook: nbgrader's marks, exercise headings, stubs, targets, cell ids."""

import hashlib
import html
import io
import json
import re
import tokenize
from collections.abc import Iterator
from copy import deepcopy

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

MARKS = {"### BEGIN SOLUTION": "BEGIN", "### END SOLUTION": "END"}
# Three hashes in code are for marks alone, so a mark with any letter wrong is caught; so are "# end solution"
# and the like, which somebody meant as a mark.
LIKE_A_MARK = re.compile(r"###|#+\W*(begin|end)\W*solu", re.IGNORECASE)
EXERCISE = re.compile(r"Exercise ([1-9]\d*)\.([1-9]\d*): (\S.*)")
DROPPED = {"solution", "instructor"}
#: How a figure in HTML begins, as workshop.page makes it.
FIGURE = re.compile(r'<img alt="[^"]*"')


def marks(source: str) -> list[tuple[int, str]]:
    """Line (from 0) and kind of each mark in code that parses: "BEGIN", "END", or "" for one that is misspelt
    or shares its line with code. Only comments count: the words inside a string are no mark."""
    lines = source.split("\n")
    found = []
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT and LIKE_A_MARK.match(token.string):
            row = token.start[0] - 1
            found.append((row, MARKS.get(lines[row].strip(), "")))
    return found


def headings(source: str) -> Iterator[tuple[int, int, str]]:
    """Line (from 0), level and text of each heading in markdown, those in fenced blocks left out."""
    fenced = False
    for row, line in enumerate(source.split("\n")):
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        elif not fenced and (match := re.match(r"(#+)\s+(.*?)\s*$", line)):
            yield row, len(match[1]), match[2]


def exercise(source: str) -> str | None:
    """The last exercise that a markdown cell announces, as in `Exercise 2.3: the title`."""
    found = [text for _, level, text in headings(source) if level == 3 and EXERCISE.fullmatch(text)]
    return found[-1] if found else None


def stubbed(source: str, heading: str) -> str:
    """Code whose marks pair up, with each marked region replaced by one line that stops."""
    lines = source.split("\n")
    rows = [row for row, _ in marks(source)]
    stop = heading if heading[-1] in ".?!" else heading + "."
    message = json.dumps(f"{stop} Replace this line with your code.", ensure_ascii=False)
    for begin, end in reversed(list(zip(rows[::2], rows[1::2], strict=True))):
        indent = lines[begin][: lines[begin].index("#")]
        lines[begin : end + 1] = [f"{indent}raise NotImplementedError({message})"]
    return "\n".join(lines)


def cell_id(kind: str, source: str, taken: set[str]) -> str:
    """An id made of what the cell says and of nothing else, so that tags, marks and order never change it.

    A cell that says the same as an earlier one gets -2, -3 behind it; the new id is added to `taken`.
    """
    hidden = {row for row, _ in marks(source)} if kind == "code" else set()
    text = "\n".join(line for row, line in enumerate(source.split("\n")) if row not in hidden)
    first = new = hashlib.sha256(f"{kind}\n{text}".encode()).hexdigest()[:12]
    copy = 1
    while new in taken:
        copy += 1
        new = f"{first}-{copy}"
    taken.add(new)
    return new


def target(cell: NotebookNode) -> NotebookNode | None:
    """A markdown cell that shows what the solution's cell made, or None when it made nothing to show."""
    parts = []
    for output in cell.outputs:
        data = output.get("data", {})
        text = output.get("text") or data.get("text/plain", "")
        if FIGURE.match(data.get("text/html", "")):
            parts.append(data["text/html"])
        elif "image/png" in data:
            words = html.escape(cell.metadata.get("alt", "the figure"))
            parts.append(f'<img alt="{words}" src="data:image/png;base64,{data["image/png"].strip()}">')
        elif text.strip():
            # One tilde more than the longest run in the text: the fence holds whatever the cell printed.
            fence = "~" * max(3, 1 + max(map(len, re.findall(r"~+", text)), default=0))
            parts.append(f"{fence}text\n{text.rstrip()}\n{fence}")
    if not parts:
        return None
    same = "nbval-ignore-output" not in cell.metadata.get("tags", [])
    shows = "shows:" if same else "shows something like this:"
    source = "\n\n".join([f"**Target.** Once your code works, the cell above {shows}", *parts])
    return new_markdown_cell(source, id=f"{cell.id}-target")


def cut(solution: NotebookNode, rendered: dict[str, str]) -> NotebookNode:
    """The student's notebook: dropped cells gone, regions stubbed, outputs cleared, targets shown.

    rendered: by id, the markdown cells whose badges and links are the student's own.
    """
    cells, heading = [], None
    for cell in solution.cells:
        if cell.cell_type == "markdown":
            heading = exercise(cell.source) or heading
        if DROPPED & set(cell.metadata.get("tags", [])):
            continue
        metadata = deepcopy(cell.metadata)
        if cell.cell_type == "markdown":
            source = rendered.get(cell.id, cell.source)
            cells.append(new_markdown_cell(source, id=cell.id, metadata=metadata))
            continue
        has_stub = bool(marks(cell.source))
        source = stubbed(cell.source, heading) if has_stub else cell.source
        cells.append(new_code_cell(source, id=cell.id, metadata=metadata))
        if has_stub and (shown := target(cell)):
            cells.append(shown)
    return NotebookNode({**deepcopy(solution), "cells": cells})
