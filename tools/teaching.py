"""`python -m tools.teaching [--check]`: the time tables of docs/TEACHING.md, each from the plan that stands above it.

A plan is a comment of the page, in TOML:

    <!-- plan
    minutes = 90       # of each session
    parts = [
      {session = "Day 1", begins = "9:00"},            # only where there are several, or where a clock is to be read
      {minutes = 10, what = "Everybody starts"},
      {lesson = 1, shown = true, skip = ["Revise"]},   # shown on the projector, nobody types
      {lesson = 3, until = "Train"},                   # led: everybody works; section names of the lesson
      {minutes = 15, what = "Break"},
      {lesson = 3, from = "Validate", also = ["Exercise 3.9: the challenge"]},  # and a part that is optional
      {lesson = 4, only = ["Exercise 4.9: the leader board"]},                  # nothing but what is optional
      {what = "Questions, and what took longer"},      # without minutes: what remains of the session
    ]
    -->

What a section takes when it is led stands in the lesson (`**Minutes: 4.**`). Shown, it takes as long as its words need
when they are told, and a minute for each Predict and Diagnose, by the rule of tools/minutes.py. A plan that does not
add up is refused, and so is one that skips a section whose names a later one needs.
"""

import argparse
import math
import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from tools import course as course_toml
from tools import cut, files, lesson, minutes
from tools.course import LessonError
from tools.lesson import Script

ROOT = Path(__file__).resolve().parents[1]
PAGE = "docs/TEACHING.md"
BEGIN, END = "<!-- plan\n", "<!-- plan: end -->"
PLAN = re.compile(re.escape(BEGIN) + r"(?P<text>.*?)\n-->\n(?P<table>.*?)" + re.escape(END), re.DOTALL)
CLOCK = re.compile(r"\d{1,2}:[0-5]\d")
NOT_TOLD = cut.DROPPED | {"Quiz", "Recap", "Go further"}  # tags and sections
KINDS = ({"session"}, {"session", "begins"}, {"what"}, {"what", "minutes"})  # the keys of a part that is no lesson's
OF_A_LESSON = {"lesson", "shown", "skip", "from", "until", "also", "only"}


@dataclass
class Section:
    """A section of a lesson: its minutes when it is led and when it is shown, what is optional in it."""

    name: str
    led: float
    shown: int = 0
    optional: dict[str, float] = field(default_factory=dict)


@dataclass
class Row:
    """A line of a table; `minutes` is None for what takes the rest of its session."""

    what: str
    minutes: float | None


@dataclass
class Session:
    """A stretch of a plan that has its minutes; `begins` as a clock says it."""

    name: str
    begins: str
    rows: list[Row] = field(default_factory=list)


@dataclass
class Taught:
    """What a plan takes of one lesson: names of sections, led or shown, and of optional parts."""

    led: set[str] = field(default_factory=set)
    shown: set[str] = field(default_factory=set)
    also: set[str] = field(default_factory=set)


def groups(script: Script) -> Iterator[tuple[lesson.Piece, str]]:
    """The pieces of a lesson, each with the section whose minutes hold it: its own, or the last before it that has."""
    names, group = {name for name, _ in script.sections}, ""
    for piece in lesson.pieces(script.cells):
        group = piece.section if piece.section in names else group
        yield piece, group


def sections(script: Script) -> dict[str, Section]:
    """The sections of a lesson that have minutes, in its order."""
    found = {name: Section(name, led) for name, led in script.sections}
    told = {name: minutes.Work() for name in found}
    optional = dict(script.optional)
    for piece, group in groups(script):
        if piece.optional in optional:
            found[group].optional[piece.optional] = optional[piece.optional]
        elif piece.cell.kind == "markdown" and group and not {*piece.cell.tags, piece.section} & NOT_TOLD:
            minutes.text(told[group], piece)
    for name, work in told.items():
        found[name].shown = max(1, math.ceil(work.words / minutes.TOLD + work.questions * minutes.THINK))
    return found


def needs(script: Script) -> list[tuple[str, str, str]]:
    """Each name that a section or an optional part needs of another: the name, who makes it, who needs it."""
    makers: dict[str, str] = {}
    found = []
    for piece, group in groups(script):
        here = piece.optional or group
        if piece.cell.kind == "code" and not cut.DROPPED & set(piece.cell.tags):
            for _, used, made in lesson.statements(piece.source):
                found += [(name, makers[name], here) for name in sorted(used) if makers.get(name, here) != here]
                makers |= dict.fromkeys(made, here)
    return found


class Reader:
    """The lessons that plans speak of, each read once."""

    def __init__(self, root: Path) -> None:
        self.course = course_toml.read(root)
        self.script = cache(lambda number: lesson.read(root, self.course.pick([number])[0]))
        self.sections = cache(lambda number: sections(self.script(number)))
        self.needs = cache(lambda number: needs(self.script(number)))


def _lesson(part: dict[str, Any], reader: Reader, taught: dict[int, Taught]) -> Row:
    """The line of a part of a lesson, which is added to `taught`."""
    number, shown = part["lesson"], part.get("shown", False)
    script, known = reader.script(number), reader.sections(number)
    names = list(known)
    optional = {name: count for section in known.values() for name, count in section.optional.items()}
    skipped, also = part.get("skip", []), part.get("also", part.get("only", []))
    first, last = part.get("from", names[0]), part.get("until", names[-1])
    for name in [first, last, *skipped]:
        if name not in known:
            raise LessonError(f"lesson {number} has no section {name!r} with minutes; it has {', '.join(names)}")
    if names.index(first) > names.index(last):
        raise LessonError(f"lesson {number}: {first!r} comes behind {last!r}")
    for name in also:
        if name not in optional:
            others = ", ".join(optional) or "none"
            raise LessonError(f"lesson {number} has no optional part {name!r} with minutes; it has {others}")
    chosen = [name for name in names[names.index(first) : names.index(last) + 1] if name not in skipped]
    chosen = [] if "only" in part else chosen
    lines = [f"{name} {known[name].shown if shown else known[name].led:g}" for name in chosen]
    lines += [f"{name} {optional[name]:g} (optional)" for name in also]
    taken = taught.setdefault(number, Taught())
    if twice := {*chosen, *also} & (taken.led | taken.shown | taken.also):
        raise LessonError(f"lesson {number}: {sorted(twice)[0]!r} stands twice in one plan")
    (taken.shown if shown else taken.led).update(chosen)
    taken.also.update(also)
    count = sum(known[name].shown if shown else known[name].led for name in chosen)
    link = f"**[Lesson {number}](../notebooks/{script.lesson.stem}.ipynb)**"
    return Row(f"{link}{', shown' * shown}: {'; '.join(lines)}", count + sum(optional[name] for name in also))


def _sessions(plan: dict[str, Any], reader: Reader, taught: dict[int, Taught]) -> list[Session]:
    """The sessions of a plan, whose rows add up to its minutes. Fills `taught`. Raises LessonError otherwise."""
    if plan.keys() != {"minutes", "parts"}:
        raise LessonError("a plan has `minutes` and `parts`, and nothing else")
    found: list[Session] = []
    for part in plan["parts"]:
        keys = part.keys()
        if "session" in keys or not found:
            found.append(Session(part.get("session", ""), part.get("begins", "0:00")))
            if not CLOCK.fullmatch(str(found[-1].begins)):
                raise LessonError(f'`begins` is a time such as "9:30", and this is {found[-1].begins!r}')
        if "lesson" in keys and keys <= OF_A_LESSON:
            found[-1].rows.append(_lesson(part, reader, taught))
        elif keys not in KINDS:
            raise LessonError(f"a part is a session, a lesson, or what it is and its minutes; this is {part}")
        elif "what" in keys:
            count = part.get("minutes")
            if "minutes" in keys and not (isinstance(count, int | float) and count > 0):
                raise LessonError(f"`minutes` is a number above 0, and this is {count!r}")
            found[-1].rows.append(Row(part["what"], count))
    for session in found:
        named = f" of {session.name}" if session.name else ""
        count = sum(row.minutes or 0 for row in session.rows)
        rest = [row for row in session.rows if row.minutes is None]
        left = plan["minutes"] - count
        if len(rest) > 1 or (left <= 0 if rest else left):
            raise LessonError(
                f"the parts{named} add up to {count:g} minutes of {plan['minutes']:g}"
                + (", and nothing is left for what has no minutes" if left <= 0 and rest else "")
                + (", and two parts have no minutes" if len(rest) > 1 else "")
            )
        for row in rest:
            row.minutes = left
    return found


def _skipped(taught: dict[int, Taught], reader: Reader) -> str:
    """What a class of this plan does not see of the lessons that it does see."""
    lines = []
    for number, taken in sorted(taught.items()):
        known = reader.sections(number)
        core = [f"*{name}*" for name in known if name not in taken.led | taken.shown]
        more = [name for section in known.values() for name in section.optional if name not in taken.also]
        if more:
            core.append("optional: " + ", ".join(f"*{name}*" for name in more))
        if core:
            lines.append(f"lesson {number} ({'; '.join(core)})")
    return f"Left out: {'; '.join(lines)}." if lines else "Nothing is left out."


def _clock(count: float) -> str:
    """Minutes since midnight as a clock says them."""
    return f"{int(count) // 60}:{int(count) % 60:02d}"


def table(text: str, reader: Reader) -> str:
    """The table of a plan. Raises LessonError where it does not fit."""
    try:
        plan = tomllib.loads(text)
    except ValueError as error:
        raise LessonError(f"this plan is not TOML: {error}") from error
    taught: dict[int, Taught] = {}
    found = _sessions(plan, reader, taught)
    for number, taken in taught.items():
        done = taken.led | taken.also
        for name, maker, user in reader.needs(number):
            if user in done and maker not in done:
                raise LessonError(
                    f"lesson {number}: {user!r} needs {name!r}, which {maker!r} makes, and that is skipped"
                )
    lines = ["| at | minutes | |", "|---:|---:|---|"]
    for session in found:
        hour, minute = map(int, session.begins.split(":"))
        now = 60 * hour + minute
        if session.name:
            lines.append(f"| | | **{session.name}** |")
        for row in session.rows:
            lines.append(f"| {_clock(now)} | {row.minutes:g} | {row.what} |")
            now += row.minutes
        lines.append(f"| {_clock(now)} | **{plan['minutes']:g}** | the end |")
    return "\n".join(lines) + f"\n\n{_skipped(taught, reader)}\n"


def page(root: Path = ROOT) -> str:
    """docs/TEACHING.md with each table rendered anew. Raises LessonError, with its line, where a plan does not fit."""
    text, reader = (root / PAGE).read_text(encoding="utf-8"), Reader(root)

    def rendered(match: re.Match) -> str:
        line = text.count("\n", 0, match.start()) + 1
        try:
            new = table(match["text"], reader)
        except LessonError as error:
            raise LessonError(f"{PAGE}:{line}: {error}") from error
        return f"{BEGIN}{match['text']}\n-->\n\n{new}\n{END}"

    if not text.count(BEGIN) == text.count(END) == len(PLAN.findall(text)):
        raise LessonError(f"{PAGE}: a plan is `{BEGIN.strip()}`, its lines, `-->`, and below its table `{END}`")
    return PLAN.sub(rendered, text)


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.teaching", description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing, say whether the tables are up to date")
    options = parser.parse_args(arguments)
    try:
        text = page(root)
    except LessonError as error:
        print(error, file=sys.stderr)
        return 1
    path = root / PAGE
    if options.check:
        differs = path.read_text(encoding="utf-8") != text
        print(f"{PAGE}: its tables differ: render them with python -m tools.teaching\n" * differs, end="")
        return int(differs)
    files.write_whole(path, text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
