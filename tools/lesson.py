"""One lesson's text (jupytext py:percent), read cell by cell with its line numbers, and held to the rules."""

import ast
import io
import re
import symtable
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import jupytext

from tools import cut, rules
from tools.course import Lesson, LessonError

# Without this, jupytext would turn a comment such as `# %matplotlib inline` into code.
PERCENT = {"extension": ".py", "format_name": "percent", "comment_magics": False}
NBVAL_TAGS = {"nbval-check-output", "nbval-ignore-output"}
OPTIONAL = "optional"
ALLOWED_TAGS = {"markdown": cut.DROPPED | {OPTIONAL}, "code": cut.DROPPED | {OPTIONAL} | NBVAL_TAGS}
ALLOWED_KEYS = {"markdown": {"tags"}, "code": {"tags", "alt"}}
MINUTES = re.compile(r"\*\*Minutes: (\d+(?:\.\d+)?)\.\*\*")


@dataclass(frozen=True)
class Cell:
    """One cell; `marker` and `line` are the lines (from 1) of its `# %%` and of its first line of source."""

    kind: str
    source: str
    metadata: dict[str, Any]
    id: str
    marker: int
    line: int

    @property
    def tags(self) -> list[str]:
        return self.metadata.get("tags", [])


@dataclass(frozen=True)
class Piece:
    """What stands in one cell under one heading: of the section `section` ("" before the first), and, where a class
    may skip it, of the part that begins at the heading `optional` ("" for what is needed)."""

    cell: Cell
    line: int
    source: str
    section: str
    optional: str


@dataclass
class Script:
    """A lesson that keeps the rules. `name`: its path for messages; `sections`: (heading, minutes) in order, of what
    a class needs; `optional`: the same of what it may skip."""

    lesson: Lesson
    name: str
    cells: list[Cell] = field(default_factory=list)
    sections: list[tuple[str, float]] = field(default_factory=list)
    optional: list[tuple[str, float]] = field(default_factory=list)

    def line(self, id: str) -> int | None:
        """The first line of the cell with this id; None for a rendered cell, which has no line here."""
        return next((cell.line for cell in self.cells if cell.id == id), None)

    def fail(self, line: int | None, message: str) -> NoReturn:
        raise LessonError(f"{self.name}:{line}: {message}" if line else f"{self.name}: {message}")


def read(root: Path, lesson: Lesson) -> Script:
    """Read and check one lesson. Raises LessonError, with file and line, at the first rule that is broken."""
    script = split(root, lesson)
    for cell in script.cells:
        _check_metadata(script, cell)
        if cell.kind == "code":
            _check_code(script, cell)
    _check_exercises(script)
    _check_minutes(script)
    _check_optional(script)
    _check_page(script)
    return script


def split(root: Path, lesson: Lesson) -> Script:
    """A lesson as its cells, held to no rule but that they can be read. Raises LessonError where they cannot."""
    script = Script(lesson, lesson.path(root).relative_to(root).as_posix())
    try:
        text = lesson.path(root).read_text(encoding="utf-8")
    except FileNotFoundError:
        script.fail(None, "course.toml lists this lesson, but there is no such file")
    # jupytext reads; the scan beside it knows the lines, and the two must agree.
    lines = text.split("\n")
    starts = [row for row, line in enumerate(lines) if re.match(r"# %%(\s|$)", line)]
    if not starts or "".join(lines[: starts[0]]).strip():
        script.fail(1, "a lesson begins with a line `# %% [markdown]`, nothing before it")
    for start in starts:
        # Metadata that is no notebook's makes jupytext raise without a line, so each line is tried by itself.
        try:
            jupytext.reads(lines[start] + "\n# text\n", fmt=PERCENT)
        except Exception as error:
            script.fail(start + 1, f"metadata of this cell cannot be read: tags are a list of strings ({error})")
    cells = jupytext.reads(text, fmt=PERCENT).cells
    taken: set[str] = set()
    for start, end, cell in zip(starts, [*starts[1:], len(lines)], cells, strict=False):
        first = start + 1
        while first < end and not lines[first].strip():
            first += 1
        source, written = cell.source.strip("\n"), lines[first:end]
        plain = cell.cell_type == "code"
        if cell.cell_type == "markdown":
            plain = all(line.startswith("#") for line in written if line.strip())
            written = [re.sub("^# ?", "", line) for line in written]
        # Says no to a raw cell, markdown in quotes, code under markdown, `#%%`, and a `# %%` inside a string.
        if not plain or source.strip() != "\n".join(written).strip():
            script.fail(
                start + 1,
                "jupytext reads this cell otherwise than it looks: write plain code, or `# ` before each line "
                "of markdown, and no `# %%` inside a string",
            )
        if not source.strip():
            script.fail(start + 1, "an empty cell")
        if cell.cell_type == "code":
            _check_parses(script, source, first + 1)
        metadata = {key: value for key, value in cell.metadata.items() if key != "lines_to_next_cell"}
        new = cut.cell_id(cell.cell_type, source, taken)
        script.cells.append(Cell(cell.cell_type, source, metadata, new, start + 1, first + 1))
    assert len(cells) == len(starts), "the comparison of texts lets no cell more or less through"
    return script


def begins_optional(cell: Cell) -> bool:
    """Whether a class may skip all from the heading that this cell begins with to the next of its level or above."""
    return cell.kind == "markdown" and OPTIONAL in cell.tags and any(row == 0 for row, *_ in cut.headings(cell.source))


def pieces(cells: list[Cell]) -> Iterator[Piece]:
    """The cells, the text cut at its headings. What students do not get neither begins nor ends what is optional."""
    section, optional, above = "", "", 0
    for cell in cells:
        headings = {}
        if cell.kind == "markdown":
            headings = {row: (level, text) for row, level, text in cut.headings(cell.source)}
        lines = cell.source.split("\n")
        starts = sorted({0, *headings})
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
            level, text = headings.get(start, (99, ""))
            section = text if level == 2 else section
            if not cut.DROPPED & set(cell.tags):
                optional = optional if level > above else ""
                if start == 0 and not optional and begins_optional(cell):
                    optional, above = text, level
            yield Piece(cell, cell.line + start, "\n".join(lines[start:end]), section, optional)


def _check_parses(script: Script, source: str, line: int) -> None:
    try:
        ast.parse(source)
    except SyntaxError as error:
        row = min(error.lineno or 1, source.count("\n") + 1) - 1
        if source.split("\n")[row].lstrip().startswith(("%", "!")):
            script.fail(line + row, "no `%` magics and no `!` commands in a lesson: it must be plain Python")
        script.fail(line + row, f"this code cell is not Python: {error.msg}")


def _check_metadata(script: Script, cell: Cell) -> None:
    for key in cell.metadata.keys() - ALLOWED_KEYS[cell.kind]:
        allowed = " and ".join(sorted(ALLOWED_KEYS[cell.kind]))
        script.fail(cell.marker, f"metadata {key!r} ({cell.metadata[key]}): a {cell.kind} cell has {allowed} only")
    if not isinstance(cell.metadata.get("alt", ""), str):
        script.fail(cell.marker, "alt is a string: what the figure shows")
    for tag in cell.tags:
        if tag not in ALLOWED_TAGS[cell.kind]:
            known = ", ".join(sorted(ALLOWED_TAGS[cell.kind]))
            script.fail(cell.marker, f"unknown tag {tag!r}: a {cell.kind} cell may have {known}")
    if set(cell.tags) >= NBVAL_TAGS:
        script.fail(cell.marker, "both nbval tags: an output is either compared or ignored")


def _check_code(script: Script, cell: Cell) -> None:
    """Marks that pair up, in a cell that students get, and no nbval comment."""
    for token in tokenize.generate_tokens(io.StringIO(cell.source).readline):
        if token.type == tokenize.COMMENT and "nbval" in token.string.lower():
            script.fail(cell.line + token.start[0] - 1, "nbval misses a misspelt comment silently: use a tag")
    opened = None
    for row, kind in cut.marks(cell.source):
        line = cell.line + row
        if not kind:
            script.fail(line, "a mark is `### BEGIN SOLUTION` or `### END SOLUTION`, alone on its line")
        if cut.DROPPED & set(cell.tags):
            script.fail(line, f"a marked region in a cell tagged {cell.tags[0]}: students do not get this cell at all")
        if kind == "BEGIN" and opened:
            script.fail(line, f"a solution begins inside the one that began in line {opened}")
        if kind == "END" and not opened:
            script.fail(line, "a stray END mark: no solution began before it in this cell")
        opened = line if kind == "BEGIN" else None
    if opened:
        script.fail(opened, "this solution does not end in its cell: `### END SOLUTION` is missing")


def _check_exercises(script: Script) -> None:
    """Numbers lesson.1, lesson.2, ... without a gap, each with a region, each region with an exercise before it.

    One that was added between others has the next free number: others refer to the numbers that stand.
    """
    lines: dict[str, int] = {}  # of each exercise's heading
    solved = set()
    number, heading = "", ""
    for cell in script.cells:
        if cell.kind == "code":
            if found := cut.marks(cell.source):
                if not heading:
                    script.fail(cell.line + found[0][0], "a solution with no `### Exercise` heading before it")
                solved.add(number)
                _check_stub(script, cell, heading)
            continue
        for row, line in enumerate(cell.source.split("\n")):
            if line.strip() in cut.MARKS:
                script.fail(cell.line + row, "a mark in a markdown cell cuts nothing")
        for row, level, text in cut.headings(cell.source):
            line = cell.line + row
            match = cut.EXERCISE.fullmatch(text)
            if level != 3 or not match:
                if re.match(r"exercise\s*\d", text, re.IGNORECASE):
                    script.fail(line, "an exercise is announced as `### Exercise 2.3: its title`")
                continue
            number, heading = f"{match[1]}.{match[2]}", text
            if cut.DROPPED & set(cell.tags):
                script.fail(line, f"exercise {number} is announced in a cell that students do not get")
            if int(match[1]) != script.lesson.number:
                script.fail(line, f"exercise {number} in lesson {script.lesson.number}")
            if number in lines:
                script.fail(line, f"exercise {number} stands in line {lines[number]} already")
            lines[number] = line
    wanted = [f"{script.lesson.number}.{k + 1}" for k in range(len(lines))]
    for number, line in lines.items():
        if number not in wanted:
            missing = next(other for other in wanted if other not in lines)
            script.fail(line, f"exercise {number}, and there is none with the number {missing}")
    for number, line in lines.items():
        if number not in solved:
            script.fail(line, f"exercise {number} has no marked region: nothing to solve")


def _check_stub(script: Script, cell: Cell, heading: str) -> None:
    try:
        ast.parse(cut.stubbed(cell.source, heading))
    except SyntaxError as error:
        begin = cell.line + cut.marks(cell.source)[0][0]
        script.fail(begin, f"with its solution cut out, this cell is not Python: {error.msg}")


def _check_minutes(script: Script) -> None:
    """Collect the minutes of the sections, which add up to the lesson's, and of the parts that a class may skip."""
    last = 1
    for piece in pieces(script.cells):
        if piece.cell.kind == "code" or not piece.source.lower().startswith("**minutes"):
            continue
        match = MINUTES.match(piece.source)
        if not match or "instructor" not in piece.cell.tags:
            script.fail(piece.line, "minutes are a markdown cell tagged instructor that begins `**Minutes: 8.**`")
        if not piece.section:
            script.fail(piece.line, "minutes before any `## ` heading")
        table, heading = script.sections, piece.section
        if piece.optional:
            table, heading = script.optional, piece.optional
        before = table.pop()[1] if table and table[-1][0] == heading else 0
        table.append((heading, before + float(match[1])))
        last = piece.line
    total = sum(minutes for _, minutes in script.sections)
    if total != script.lesson.minutes:
        sums = ", ".join(f"{section} {minutes:g}" for section, minutes in script.sections) or "none"
        script.fail(
            last, f"course.toml says {script.lesson.minutes:g} minutes, the sections add up to {total:g} ({sums})"
        )


def _check_page(script: Script) -> None:
    """The page can be read: lines that fit, cells that are short, nothing set by hand."""
    for line, what in rules.breaches(script.cells):
        script.fail(line, what)


def _check_optional(script: Script) -> None:
    """Who skips what is optional misses nothing: no name that it makes is needed behind it."""
    makers: dict[str, Piece] = {}  # of each name, where it was made last
    for piece in pieces(script.cells):
        if OPTIONAL in piece.cell.tags and not piece.optional:
            script.fail(piece.cell.marker, "optional begins at a heading: here none stands, and no such part is open")
        if piece.cell.kind == "markdown":
            continue
        for line, used, made in statements(piece.source):
            for name in sorted(used):
                maker = makers.get(name, piece)
                if maker.optional and not piece.optional:
                    script.fail(
                        piece.line + line - 1,
                        f"{name!r} is what the optional part {maker.optional!r} has made of it (line {maker.line}): "
                        "who skips that part has none, or another",
                    )
            makers |= dict.fromkeys(made, piece)


def statements(source: str) -> Iterator[tuple[int, set[str], set[str]]]:
    """Of each statement of a cell: its line, the names that it needs from before it, and those it makes."""
    for statement in ast.parse(source).body:
        table = symtable.symtable(ast.unparse(statement), "cell", "exec")
        inner, tables = set(), table.get_children()
        while tables:
            scope = tables.pop()
            inner |= {one.get_name() for one in scope.get_symbols() if one.is_global()}
            tables += scope.get_children()
        own = table.get_symbols()
        made = {one.get_name() for one in own if one.is_assigned() or one.is_imported() or one.is_namespace()}
        used = {one.get_name() for one in own if one.is_referenced()} | inner
        if isinstance(statement, ast.AugAssign):
            used |= made
        elif not isinstance(statement, ast.Assign | ast.AnnAssign | ast.Expr):
            used -= made  # a loop's own names, a function that calls itself
        yield statement.lineno, used, made
