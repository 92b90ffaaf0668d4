"""course.toml, read: headers, badges, tables, time plans and budgets are rendered from it.

`python -m tools.course ADDRESS` says in one sentence whether the badges of a course that stands at this address lead
somewhere else, in the form that GitHub's runs show; it fails nothing, for a fork may be made to propose a change.
"""

import keyword
import re
import sys
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class LessonError(Exception):
    """What is wrong with the course's own text; the message begins with the file and, where known, the line."""


@dataclass(frozen=True)
class Lesson:
    """One `[[lesson]]` of course.toml; `minutes` of class, a budget of `seconds` and `memory_gb` on 2 cores.

    elective: it stands beyond the course's own path, and no other lesson needs it
    """

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
    elective: bool = False

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
    """The course at a glance; `repository` is an address https://github.com/owner/name, `ref` a branch or tag of it."""

    title: str
    repository: str
    ref: str
    lessons: list[Lesson]
    version: str = ""

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


def _line(value: Any) -> bool:
    """A line of a table in Markdown: no control characters, and no bar, which would end its cell."""
    return isinstance(value, str) and bool(value.strip()) and not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029|]", value)


def _number(most: float) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= most


def _repository(value: Any) -> bool:
    """An address as GitHub gives them: it becomes a folder, an argument of git, and a part of the setup cell."""
    owner, name = r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*", r"[\w.-]{1,100}"
    match = isinstance(value, str) and re.fullmatch(f"https://github\\.com/({owner})/({name})", value, re.ASCII)
    return bool(match) and len(match[1]) <= 39 and match[2] not in (".", "..") and not re.search(r"^-|\.git$", match[2])


def _ref(value: Any) -> bool:
    """A name by the rules of `git check-ref-format`, of the letters that an address can hold as they are."""
    if not isinstance(value, str) or not re.fullmatch(r"[\w./@+-]{1,200}", value, re.ASCII):
        return False
    parts = value.split("/")
    return (
        all(part and part[0] != "." and not part.endswith(".lock") for part in parts)
        and value[0] != "-"
        and value[-1] != "."
        and value != "@"
        and ".." not in value
    )


def _slug(value: Any) -> bool:
    fits = isinstance(value, str) and re.fullmatch(r"[a-z][a-z0-9_]{0,60}", value)
    return bool(fits) and not keyword.iskeyword(value)


#: The fields of course.toml and of each [[lesson]]: whether a value fits, and what it has to be.
LINE = (_line, "one line of text without `|`")
LINES = (lambda value: isinstance(value, list) and all(map(_line, value)), "a list of lines of text without `|`")
COURSE_FIELDS = {
    "title": LINE,
    "version": (lambda value: isinstance(value, str) and re.fullmatch(r"\d{1,4}(\.\d{1,4}){2}", value), 'like "2.0.0"'),
    "repository": (_repository, "an address https://github.com/owner/name, without `.git`"),
    "ref": (_ref, "the name of a branch or tag, of letters, digits and ./_@+-"),
}
LESSON_FIELDS = {
    "number": (lambda value: type(value) is int, "a whole number"),
    "slug": (_slug, "the name of a Python module in small letters"),
    "title": LINE,
    "question": LINE,
    "minutes": (_number(600), "a number of minutes, at most 600"),
    "needs": LINES,
    "goals": LINES,
    "datasets": LINES,
    "weights": LINES,
    "gpu": (lambda value: isinstance(value, bool), "true or false"),
    "seconds": (_number(86400), "a number of seconds, at most a day's"),
    "memory_gb": (_number(1000), "a number of gigabytes, at most 1000"),
    "elective": (lambda value: isinstance(value, bool), "true or false"),
}


def _fields(table: Any, fields: dict[str, tuple], where: str) -> dict[str, Any]:
    """The table, if it has these fields and no others, and each value fits. Raises LessonError otherwise."""
    if not isinstance(table, dict):
        raise LessonError(f"{where}: it must be a table")
    for name in sorted(fields.keys() ^ table.keys()):
        what = "is missing" if name in fields else f"is not known; known are {', '.join(fields)}"
        raise LessonError(f"{where}: {name!r} {what}")
    for name, (fits, what) in fields.items():
        if not fits(table[name]):
            raise LessonError(f"{where}: `{name}` must be {what}")
    return table


def read(root: Path) -> Course:
    """Read course.toml in the folder `root`. Raises LessonError, nothing else, when it is missing or does not fit."""
    try:
        table = tomllib.loads((root / "course.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:  # a ValueError is what TOML and UTF-8 raise
        raise LessonError(f"course.toml: {error}") from error
    entries = table.pop("lesson", [])
    _fields(table, COURSE_FIELDS, "course.toml")
    if not isinstance(entries, list):
        raise LessonError("course.toml: a lesson begins with [[lesson]], in two pairs of brackets")
    lessons = []
    for position, entry in enumerate(entries, start=1):
        lesson = Lesson(**_fields(entry, LESSON_FIELDS, f"course.toml: lesson {position}"))
        if lesson.number != position:
            raise LessonError(f"course.toml: lesson {position} is expected here: its `number` must be {position}")
        if lesson.slug in [other.slug for other in lessons]:
            raise LessonError(f"course.toml: lesson {position}: another lesson has the slug {lesson.slug} already")
        lessons.append(lesson)
    return Course(**table, lessons=lessons)


def moved(text: str, repository: str) -> str:
    """The text of course.toml with another address of the repository, all else as it was.

    Raises LessonError for what is no address, and where the text writes its own in a way that cannot be replaced.
    """
    fits, what = COURSE_FIELDS["repository"]
    if not fits(repository):
        raise LessonError(f"--repository: it must be {what}, and {repository!r} is none")
    own = re.compile(r"""^(repository\s*=\s*)("[^"\n]*"|'[^'\n]*')(?!["'])""", re.MULTILINE)
    new = own.sub(rf'\g<1>"{repository}"', text, count=1)
    if tomllib.loads(new).get("repository") != repository:
        raise LessonError('course.toml: write its address in one line, `repository = "..."`, then run this again')
    return new


def elsewhere(course: Course, address: str) -> str:
    """A sentence if the course's badges do not lead to the address where it stands; "" if they do."""
    if course.repository.lower() == address.lower():  # GitHub does not tell capitals from small letters
        return ""
    return (
        f"Badges and Colab cells lead to {course.repository}, and this is {address}. In a course of your own, run "
        f"`python -m tools.build --repository {address}` and commit what it writes; in a fork that you propose "
        "changes from, leave it."
    )


if __name__ == "__main__":
    if sentence := elsewhere(read(Path(__file__).resolve().parents[1]), sys.argv[1]):
        print(f"::warning file=course.toml::{sentence}")
