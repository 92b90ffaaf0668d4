"""`python -m tools.minutes [LESSON ...]`: how long a lesson takes somebody alone, and whether its core fits a class.

THE RULE. Alone, a beginner reads 110 words a minute, and half of what is folded; reads ten characters a second of the
code that is given; takes 45 seconds for each figure and a minute for each Predict, Diagnose and question of the quiz;
needs eight minutes for an exercise, and 45 seconds more for each line of its solution; and waits as long as course.toml
lets the lesson compute. In a class the words are told, 150 a minute, without what is folded; the code and the figures
are shown meanwhile; an exercise takes half of its minutes alone; and the waits are the same. What is optional counts by
itself. The numbers lie between two series of readers: of the first edition, lessons 1 to 7 (105, 135, 130, 185, 150,
102 and 120 minutes, where the rule gives 138, 142, 158, 237, 155, 152 and 158), and of the second, lessons 1 to 3 (175,
228 and 198, where it gives 160, 188 and 180).
"""

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools import course, cut, lesson

READ, TOLD = 110, 150  # words a minute
CODE = 600  # characters a minute
LOOK, THINK = 0.75, 1  # minutes a figure, a question
EXERCISE, SOLUTION_LINE = 8, 0.75  # minutes
IN_CLASS = 0.5  # of an exercise's minutes alone
FOLDED = re.compile(r"<details>.*?</details>", re.DOTALL)
QUESTION = re.compile(r"\*\*(?:Predict|Diagnose)\.\*\*|<summary>Answer</summary>")


@dataclass
class Work:
    """What a text asks of its reader."""

    words: int = 0
    folded: int = 0
    code: int = 0
    figures: int = 0
    questions: int = 0
    exercises: int = 0
    lines: int = 0  # of the solutions

    @property
    def solving(self) -> float:
        """The minutes of its exercises, for somebody alone."""
        return self.exercises * EXERCISE + self.lines * SOLUTION_LINE

    @property
    def alone(self) -> float:
        """All its minutes but the waits."""
        reading = (self.words + self.folded / 2) / READ + self.code / CODE
        return reading + self.figures * LOOK + self.questions * THINK + self.solving

    @property
    def told(self) -> float:
        """Its minutes in a class, but the waits."""
        return self.words / TOLD + self.solving * IN_CLASS


@dataclass
class Times:
    """A lesson's core, what is optional in it, and the minutes that its computer needs."""

    core: Work
    optional: Work
    waits: float

    @property
    def alone(self) -> float:
        return self.core.alone + self.waits

    @property
    def in_class(self) -> float:
        return self.core.told + self.waits


def of(script: lesson.Script) -> Times:
    """The times of a lesson, by the rule."""
    times = Times(Work(), Work(), script.lesson.seconds / 60)
    for piece in lesson.pieces(script.cells):
        if not cut.DROPPED & set(piece.cell.tags):
            work = times.optional if piece.optional else times.core
            (text if piece.cell.kind == "markdown" else _code)(work, piece)
    return times


def text(work: Work, piece: lesson.Piece) -> None:
    """Add what a piece of a lesson's text asks."""
    work.words += words(FOLDED.sub("", piece.source))
    work.folded += words(" ".join(FOLDED.findall(piece.source)))
    work.questions += len(QUESTION.findall(piece.source))
    work.exercises += sum(
        level == 3 and bool(cut.EXERCISE.fullmatch(text)) for _, level, text in cut.headings(piece.source)
    )


def _code(work: Work, piece: lesson.Piece) -> None:
    solving = False
    marks = dict(cut.marks(piece.source))
    for row, line in enumerate(piece.source.split("\n")):
        if row in marks:
            solving = marks[row] == "BEGIN"
        elif solving:
            work.lines += bool(line.strip()) and not line.lstrip().startswith("#")
        else:
            work.code += len(line.strip())
    work.figures += "alt" in piece.cell.metadata


def words(text: str) -> int:
    """What stands between blanks and holds a letter or a digit; no addresses, no tags of HTML."""
    text = re.sub(r"<[^<>]*>|\]\([^)]*\)", " ", text)
    return sum(bool(re.search(r"\w", word)) for word in text.split())


def rounded(count: float, step: int = 15) -> int:
    """Minutes to the nearest `step`, one step at least."""
    return max(step, step * round(count / step))


def spoken(count: float, step: int = 15) -> str:
    """Minutes as one says them: `1 hour 45 minutes`."""
    hours, rest = divmod(rounded(count, step), 60)
    parts = [f"{hours} hour{'s' if hours > 1 else ''}"] * (hours > 0) + [f"{rest} minutes"] * (rest > 0)
    return " ".join(parts)


def table(root: Path, names: Sequence[str | int] = ()) -> str:
    """What the rule finds in each lesson; `too long` where the core does not fit the minutes of course.toml."""
    columns = ("lesson", "words", "exercises", "waits", "alone", "optional", "told", "class")
    lines = ["{:<26}{:>6}{:>10}{:>6}{:>6}{:>9}{:>6}{:>6}".format(*columns)]
    for entry in course.read(root).pick(names):
        times = of(lesson.split(root, entry))
        found = (times.waits, times.alone, times.optional.alone, times.in_class, entry.minutes)
        numbers = "{:>6.1f}{:>6.0f}{:>9.0f}{:>6.0f}{:>6g}".format(*found)
        told = f"{entry.stem:<26}{times.core.words:>6}{times.core.exercises:>10}{numbers}"
        lines.append(told + "  too long" * (times.in_class > entry.minutes))
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(Path(__file__).resolve().parents[1], sys.argv[1:]))
