"""`python -m tools.glossary`: write docs/GLOSSARY.md, the terms of the course in the words that introduce them.

A term is what a student's text sets in bold for the first time, outside the quiz, the recap and what follows. Bold
text is no term where it is a label (**Predict.**, **a**), and it is used for nothing else: stress is *italic*.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools import course as course_toml
from tools import cut, files
from tools import lesson as lesson_file
from tools.course import Lesson

ROOT = Path(__file__).resolve().parents[1]
BOLD = re.compile(r"\*\*([^*\n]+)\*\*")
LABEL = re.compile(r".*[.?!:]$|[a-f]|\d+")  # Predict., What goes in?, the letters of answers
AFTER_THE_LESSON = ("Quiz", "Recap", "Go further")
ITEM = re.compile(r"^(?:[-*>] |\d+\. )+")
#: What begins so says nothing without the sentence before.
POINTS_BACK = re.compile(r"(This|That|These|Both|It|Such)\b")
#: Terms that the sentence which introduces them does not explain alone: how many before it, and behind it, do.
MORE = {
    "activation": (1, 0),
    "ask twice": (0, 1),
    "Attention": (1, 0),
    "backbone": (1, 0),
    "batch size": (2, 0),
    "Batch normalisation": (0, 1),
    "chain rule": (0, 1),
    "class activation map": (2, 0),
    "confusion matrix": (1, 0),
    "convolution": (3, 0),
    "cross-validation": (2, 0),
    "CUDA": (0, 0),
    "dropout": (1, 0),
    "Early stopping": (0, 0),
    "end mark": (1, 0),
    "feature map": (3, 0),
    "filter": (3, 0),
    "generative adversarial network": (3, 0),
    "gradient": (1, 1),
    "gradient clipping": (3, 0),
    "kernel": (3, 0),
    "k-means": (0, 1),
    "landscape": (1, 0),
    "mask": (1, 0),
    "mean squared error": (3, 0),
    "mode collapse": (2, 0),
    "neuron": (1, 0),
    "normalise": (2, 0),
    "parameters": (2, 0),
    "perplexity": (2, 0),
    "rank": (1, 0),
    "recurrent": (0, 0),
    "recurrent neural network": (4, 0),
    "standardise": (2, 0),
    "stochastic gradient descent": (2, 0),
    "temperature": (0, 1),
    "test set": (0, 2),
    "time series": (1, 0),
    "training set": (1, 1),
    "Transfer learning": (1, 0),
    "vanishing gradient": (0, 0),
    "windows": (1, 0),
}
#: What is set in bold where it is introduced, and is nothing to be looked up.
LEFT_OUT = {
    "development flow": "six steps, to be read where they stand",
    "Multiplications": "an ordinary word, counted in one exercise",
    "one-word": "a row of one table",
    "two-word": "a row of one table",
    "three-word": "a row of one table",
}


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


def sentences(line: str) -> list[str]:
    """The sentences of a line of Markdown; what stands in parentheses between two of them is one."""
    parts: list[str] = []
    for part in re.split(r"(?<=[.?!]) (?=[A-Z*(])|(?<=[.?!][)*]) (?=[A-Z*(])", ITEM.sub("", line, count=1)):
        if parts and parts[-1].count("(") > parts[-1].count(")"):
            parts[-1] += f" {part}"
        else:
            parts.append(part)
    return [part for part in parts if part.strip()]


def explanation(term: Term, text: list[Line]) -> str:
    """The words that explain a term where it is introduced.

    text: all lines, as `lines` gives them
    """
    if term.line.text.startswith("|"):
        return _row(term, text)
    around = [(place, part) for place, line in _beside(term, text) for part in sentences(line)]
    own = [(place, part) for place, part in around if not _aside(part) or f"**{term.name}**" in part]
    at = next(k for k, (place, part) in enumerate(own) if place == term.place and f"**{term.name}**" in part)
    first = own[at][1]
    before, behind = MORE.get(term.name, (1 if POINTS_BACK.match(first) else 0, 0))
    opens = re.match(rf"(the )?\*\*{re.escape(term.name)}\*\*", first) and term.name not in MORE
    if opens and own[at - 1][1].endswith(":"):
        before = 1  # one of a list that a sentence announces
    words = " ".join(part for _, part in own[max(0, at - before) : at + behind + 1])
    words = words[1:-1] if _aside(words) else words
    return re.sub(r"[:;,]$", ".", BOLD.sub(r"\1", words).strip())


def _aside(part: str) -> bool:
    return part.startswith("(") and part.endswith(")")


def _beside(term: Term, text: list[Line]) -> Iterator[tuple[int, str]]:
    """The prose around a term, from its heading to the next, with the lines' places: of a list its own item alone."""
    for place, line in enumerate(text):
        same = (line.lesson, line.section, line.heading) == (term.line.lesson, term.line.section, term.line.heading)
        prose = line.text and not line.text.startswith(("|", "#", "<", "$$", "```")) and not ITEM.match(line.text)
        if place == term.place or (same and prose):
            yield place, line.text


def _row(term: Term, text: list[Line]) -> str:
    """A row of a table as a sentence: what the second column says, and the third with its heading."""
    head = next(k for k in range(term.place, -1, -1) if k == 0 or not text[k - 1].text.startswith("|"))
    (name, second, *rest), (_, _, *heads) = (
        [part.strip() for part in line.text.strip("|").split("|")] for line in (term.line, text[head])
    )
    more = "; ".join(f"{head}: {part}" for head, part in zip(heads, rest, strict=True))
    return BOLD.sub(r"\1", f"{name}: {second} ({more})." if more else f"{name}: {second}.")


def page(root: Path = ROOT) -> str:
    """docs/GLOSSARY.md: the terms from A to Z."""
    text = lines(root)

    def entries() -> Iterator[str]:
        for term in sorted(terms(text), key=lambda term: term.key):
            lesson, place = term.line.lesson, term.line.heading
            where = f"[lesson {lesson.number}](../notebooks/{lesson.stem}.ipynb), *{place}*"
            if term.name not in LEFT_OUT:
                yield f"- **{term.name}** ({where}): {explanation(term, text)}\n"

    return (
        "# Glossary\n\nThe terms of the course, each in the words that introduce it. "
        "Written by `python -m tools.glossary`.\n\n" + "".join(entries())
    )


def main(root: Path = ROOT) -> int:
    """The command line."""
    files.write_whole(root / "docs" / "GLOSSARY.md", page(root))
    return 0


if __name__ == "__main__":
    sys.exit(main())
