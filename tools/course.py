"""course.toml, read: headers, badges, tables, time plans and budgets are rendered from it."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


class LessonError(Exception):
    """What is wrong with the course's own text; the message begins with the file and, where known, the line."""


@dataclass(frozen=True)
class Lesson:
    """One `[[lesson]]` of course.toml; `minutes` of class, a budget of `seconds` and `memory_gb` on 2 cores."""

    number: int
    slug: str
    title: str
    question: str
    minutes: float
    needs: list[str]
    goals: list[str]
    datasets: list[str]
    weights: list[str]
    gpu: bool
    seconds: float
    memory_gb: float

    @property
    def stem(self) -> str:
        """The lesson's file name without its ending: `01_linear_regression`."""
        return f"{self.number:02d}_{self.slug}"

    def path(self, root: Path) -> Path:
        """The hand-written text."""
        return root / "lessons" / f"{self.stem}.py"

    def solution(self, root: Path) -> Path:
        """The notebook with answers and outputs."""
        return root / "solutions" / f"{self.stem}.ipynb"

    def notebook(self, root: Path) -> Path:
        """The student's notebook."""
        return root / "notebooks" / f"{self.stem}.ipynb"


@dataclass(frozen=True)
class Course:
    """The course at a glance; `repository` is an address https://github.com/owner/name."""

    title: str
    repository: str
    ref: str
    lessons: list[Lesson]

    @property
    def name(self) -> str:
        """The repository's name, and so the folder that a clone makes."""
        return self.repository.rsplit("/", 1)[1]

    def colab(self, path: str) -> str:
        """The address that opens the notebook at `path` (relative to the repository) in Colab."""
        owner_and_name = self.repository.removeprefix("https://github.com/")
        return f"https://colab.research.google.com/github/{owner_and_name}/blob/{self.ref}/{path}"

    def pick(self, names: Sequence[str | int] = ()) -> list[Lesson]:
        """The lessons with these numbers or slugs, in the course's order; all of them for no names.

        Raises LessonError for a name that no lesson has, and says the known ones.
        """
        wanted = [str(name) for name in names]
        known = {str(lesson.number): lesson for lesson in self.lessons}
        known |= {lesson.slug: lesson for lesson in self.lessons}
        for name in wanted:
            if name not in known:
                raise LessonError(f"course.toml: no lesson {name!r}; known are {', '.join(known)}")
        return [lesson for lesson in self.lessons if not wanted or {str(lesson.number), lesson.slug} & {*wanted}]


def read(root: Path) -> Course:
    """Read course.toml in the folder `root`. Raises LessonError when it is missing or does not fit."""
    try:
        table = tomllib.loads((root / "course.toml").read_text(encoding="utf-8"))
        lessons = [Lesson(**entry) for entry in table.pop("lesson", [])]
        course = Course(**table, lessons=lessons)
    except (OSError, tomllib.TOMLDecodeError, TypeError) as error:
        raise LessonError(f"course.toml: {error}") from error
    if not re.fullmatch(r"https://github\.com/[\w.-]+/[\w.-]+", course.repository):
        raise LessonError(f"course.toml: repository {course.repository!r} is not https://github.com/owner/name")
    for position, lesson in enumerate(lessons, start=1):
        if lesson.number != position:
            raise LessonError(f"course.toml: lesson {lesson.number} stands where lesson {position} is expected")
        if not lesson.slug.isidentifier():
            raise LessonError(f"course.toml: lesson {position}: slug {lesson.slug!r} cannot name a module")
    return course
