"""`python -m tools.glossary`: write docs/GLOSSARY.md, every term of the course with the sentence that introduces it.

A term is what a student's text sets in bold for the first time, outside the quiz, the recap and what follows. Bold
text is no term where it is a label (**Predict.**, **a**), and it is used for nothing else: stress is *italic*.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools import course as course_toml
from tools import cut
from tools import lesson as lesson_file
from tools.course import Lesson

ROOT = Path(__file__).resolve().parents[1]
BOLD = re.compile(r"\*\*([^*\n]+)\*\*")
LABEL = re.compile(r".*[.?!:]$|[a-f]|\d+")  # Predict., What goes in?, the letters of answers
AFTER_THE_LESSON = ("Quiz", "Recap", "Go further")


@dataclass(frozen=True)
class Line:
    """A line of a student's text: the lesson, the section and subsection that it stands in, and its words."""

    lesson: Lesson
    section: str
    heading: str
    text: str


@dataclass(frozen=True)
class Term:
    """A term: its name as it is first written, the line that introduces it, and that line's place among all lines."""

    name: str
    line: Line
    place: int

    @property
    def key(self) -> str:
        """The name without its plural, to be looked for in other lines."""
        return re.sub(r"(?<=[^s]{3})s$", "", self.name.lower())


def lines(root: Path = ROOT) -> list[Line]:
    """Every line of text of the student's notebooks, in the course's order."""
    found = []
    for entry in course_toml.read(root).lessons:
        section = heading = ""
        for cell in lesson_file.read(root, entry).cells:
            if cell.kind != "markdown" or cut.DROPPED & set(cell.tags):
                continue
            for text in cell.source.split("\n"):
                if text.startswith("## "):
                    section = text[3:]
                if text.startswith(("## ", "### ")):
                    heading = text.lstrip("# ")
                found.append(Line(entry, section, heading, text))
    return found


def terms(text: list[Line]) -> list[Term]:
    """The terms in the order in which they are introduced."""
    found: dict[str, Term] = {}
    for place, line in enumerate(text):
        if line.section in AFTER_THE_LESSON:
            continue
        for name in BOLD.findall(line.text):
            if not LABEL.fullmatch(name):
                term = Term(name, line, place)
                found.setdefault(term.key, term)
    return list(found.values())


def sentence(term: Term) -> str:
    """The sentence that introduces a term; with the one before where it only points back ("This is ...")."""
    parts = re.split(r"(?<=[.?!]) (?=[A-Z*])", re.sub(r"^(?:[-*>|] |\d+\. )+|\|$", "", term.line.text))
    place = next(place for place, part in enumerate(parts) if f"**{term.name}**" in part)
    begin = place - 1 if place and re.match(r"(This|That|These|Both|It) ", parts[place]) else place
    return BOLD.sub(r"\1", " ".join(parts[begin : place + 1])).replace(" | ", "; ").strip()


def page(root: Path = ROOT) -> str:
    """docs/GLOSSARY.md: the terms from A to Z."""

    def entries() -> Iterator[str]:
        for term in sorted(terms(lines(root)), key=lambda term: term.key):
            lesson, place = term.line.lesson, term.line.heading
            where = f"[lesson {lesson.number}](../notebooks/{lesson.stem}.ipynb), *{place}*"
            yield f"- **{term.name}** ({where}): {sentence(term)}\n"

    return (
        "# Glossary\n\nEvery term of the course, in the sentence that introduces it. "
        "Written by `python -m tools.glossary`.\n\n" + "".join(entries())
    )


def main(root: Path = ROOT) -> int:
    """The command line."""
    (root / "docs" / "GLOSSARY.md").write_text(page(root), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
