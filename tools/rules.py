"""`python -m tools.rules [LESSON ...]`: what a lesson's page keeps to, so that it can be read: every breach, by line.

A code cell has lines of at most 88 characters and at most 25 of them (45 where a network is written out), asks for
the tier nowhere but in one cell of the lesson, and is set as it stands; what is folded begins with a blank line.
"""

import ast
import io
import re
import sys
import tokenize
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tools import cut

ROOT = Path(__file__).resolve().parents[1]
WIDEST, LONGEST, LONGEST_MODEL = 88, 25, 45
MODELS = {"keras.Sequential", "keras.Model", "keras.Input"}
FORMATTED_BY_HAND = re.compile(r"#\s*fmt:")


def breaches(cells: Sequence[Any]) -> list[tuple[int, str]]:
    """Line and sentence of each breach in a lesson's cells (tools.lesson.Cell), in the lesson's order."""
    found = [breach for cell in cells for breach in (_code(cell) if cell.kind == "code" else _markdown(cell))]
    asking = [(cell.line + row) for cell in cells if cell.kind == "code" for row in _asks_for_the_tier(cell.source)[:1]]
    for line in asking[1:]:
        first = f"the cell of line {asking[0]} does already: read what it sets by its name"
        found.append((line, f"this cell asks for the tier, and {first}"))
    return sorted(found)


def _code(cell: Any) -> Iterator[tuple[int, str]]:
    for row, line in enumerate(cell.source.split("\n")):
        if len(line) > WIDEST:
            yield cell.line + row, f"a line of {len(line)} characters; {WIDEST} fit on the page"
    for token in tokenize.generate_tokens(io.StringIO(cell.source).readline):
        if token.type == tokenize.COMMENT and FORMATTED_BY_HAND.match(token.string):
            yield cell.line + token.start[0] - 1, f"`{token.string}`: write it so that it needs none"
    tree = ast.parse(cell.source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict) and _texts(node.keys) >= {"full", "sample"}:
            yield cell.line + node.lineno - 1, "a dictionary of the tiers: choose once in the lesson, or claim(sample=)"
    most = LONGEST_MODEL if writes_a_model_out(tree) else LONGEST
    if (count := lines_of_code(cell.source)) > most:
        yield cell.line, f"a cell of {count} lines; at most {most} (blank lines, docstrings and marks not counted)"


def _markdown(cell: Any) -> Iterator[tuple[int, str]]:
    lines = cell.source.split("\n")
    for row, line in enumerate(lines):
        if "<summary>" in line and "".join(lines[row + 1 : row + 2]).strip():
            yield cell.line + row + 1, "a blank line belongs behind `<summary>`: else no editor reads what is folded"


def lines_of_code(source: str) -> int:
    """The lines that a reader of this cell reads: without blank ones, docstrings, and the marks of solutions."""
    lines = source.split("\n")
    hidden = {row for row, _ in cut.marks(source)}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node) is not None:
            hidden |= set(range(node.body[0].lineno - 1, node.body[0].end_lineno))
    return sum(bool(line.strip()) and row not in hidden for row, line in enumerate(lines))


def writes_a_model_out(tree: ast.AST) -> bool:
    """Whether this code builds a network of Keras, or a class of one of Keras's."""
    calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    bases = [ast.unparse(base) for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for base in node.bases]
    return bool(calls & MODELS) or any(base.startswith("keras.") for base in bases)


def _asks_for_the_tier(source: str) -> list[int]:
    """The lines (from 0) that compare with a tier or look something up by it."""
    rows = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Compare | ast.Subscript):
            asked = [node.left, *node.comparators] if isinstance(node, ast.Compare) else [node.slice]
            if any(isinstance(one, ast.Attribute) and one.attr == "tier" for one in asked):
                rows.append(node.lineno - 1)
    return sorted(rows)


def _texts(keys: list[ast.expr | None]) -> set[Any]:
    return {key.value for key in keys if isinstance(key, ast.Constant)}


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """The command line; returns the exit status."""
    from tools import course, lesson  # which read a lesson by these rules

    said: list[str] = []
    for entry in course.read(root).pick(sys.argv[1:] if arguments is None else arguments):
        try:
            script = lesson.split(root, entry)
            said += [f"{script.name}:{line}: {what}" for line, what in breaches(script.cells)]
            lesson.read(root, entry)
        except course.LessonError as error:
            said.append(str(error))
    print("\n".join(said) or "every page keeps the rules")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())
