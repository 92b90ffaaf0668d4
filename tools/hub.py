"""`python -m tools.hub [--address URL [--repository URL] | --measured FILE]`: the links and numbers of docs/HUB.md.

The links come from course.toml, the sizes from docs/evidence.json and docs/hub.json (what `python3 start.py test --hub`
measured last). With --address it only prints the links of your own hub; with --measured it first keeps the numbers of
a new run, the file that the lane names at its end, as docs/hub.json.
"""

import argparse
import json
import math
import re
import statistics
import sys
import urllib.parse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools import course as course_toml
from tools import files
from tools.course import Course, Lesson, LessonError

ROOT = Path(__file__).resolve().parents[1]
PAGE = "docs/HUB.md"
EXAMPLE = "https://hub.example.org"
STUDENTS = (30, 100, 200)
#: Of each machine, for its system and the hub's own parts.
SYSTEM_GB = 4
#: The rule for cores: each runs everything this often, within this part of the lesson's minutes.
TIMES, PART = 2, 0.5
#: What the second table counts: machines as clouds rent them, so many cores and GB.
MACHINE = (16, 64)
#: In a numbered step of the page.
COMMANDS = """\
   ```
   sudo apt install git python3-venv
   sudo git clone --depth=1 {repository} /opt/course
   cd /opt/course
   sudo python3 start.py --version
   sudo .venv/bin/python -m ipykernel install --prefix=/opt/tljh/user --name=python3
   ```"""


@dataclass(frozen=True)
class Need:
    """What one student needs in one lesson: memory in GB, and core seconds for the whole notebook."""

    lesson: Lesson
    gigabytes: float
    core_seconds: float

    @property
    def cores(self) -> float:
        """The cores for one student, by the rule that the page states."""
        return TIMES * self.core_seconds / (PART * self.lesson.minutes * 60)


def link(course: Course, lesson: Lesson, address: str = EXAMPLE, repository: str = "") -> str:
    """The link that brings the course into a student's home, or up to date, and opens the lesson.

    address: of the hub; repository: of the course, where it is not the one of course.toml
    """
    repository = repository or course.repository
    folder = repository.rstrip("/").rsplit("/", 1)[1]
    page = f"lab/tree/{folder}/notebooks/{lesson.stem}.ipynb"
    query = urllib.parse.urlencode({"repo": repository, "branch": course.ref, "urlpath": page}, safe="/:")
    return f"{address.rstrip('/')}/hub/user-redirect/git-pull?{query}"


def links(course: Course, address: str = EXAMPLE, repository: str = "") -> str:
    """The table of the links, in Markdown; address and repository as for `link`."""
    rows = [
        f"| {lesson.number} | [{lesson.title}]({link(course, lesson, address, repository)}) |"
        for lesson in course.lessons
    ]
    return "\n".join(["| | the link for students |", "|---:|---|", *rows])


def needs(course: Course, runs: list[dict[str, Any]], server_gb: float) -> list[Need]:
    """What a student needs in each lesson that was measured on full data: the worst seed of what the evidence has.

    server_gb: what a student's own server takes beside the kernel
    """
    found = []
    for lesson in course.lessons:
        for entry in runs:
            if (entry["lesson"], entry["tier"], entry["backend"]) == (lesson.stem, "full", "tensorflow"):
                cores = int(entry["machine"].split()[0])  # "2 cores, 24 GiB, ..."
                peak = max(run["peak"] for run in entry["seeds"]) / 1e9
                # As if both cores were busy all the time: at most so many, and seldom fewer than half.
                seconds = cores * max(run["seconds"] for run in entry["seeds"])
                found.append(Need(lesson, peak + server_gb, seconds))
                break
    return found


def machines(need: Need, students: int) -> int:
    """How many of MACHINE hold these students in this lesson."""
    cores, gigabytes = MACHINE
    each = min(cores / need.cores, (gigabytes - SYSTEM_GB) / need.gigabytes)
    return math.ceil(students / math.floor(each))


def sizing(needs: list[Need]) -> str:
    """The two tables of the sizes, in Markdown."""

    def size(need: Need, students: int) -> tuple[int, int]:
        return math.ceil(students * need.cores), math.ceil(students * need.gigabytes + SYSTEM_GB)

    heads = [f"{students} students: cores, memory" for students in STUDENTS]
    lines = [f"| lesson | GB each | core seconds each | {' | '.join(heads)} |", "|---:|" + "---:|" * (2 + len(heads))]
    for need in needs:
        sizes = ["{}, {} GB".format(*size(need, students)) for students in STUDENTS]
        lines.append(f"| {need.lesson.number} | {need.gigabytes:.1f} | {need.core_seconds:.0f} | {' | '.join(sizes)} |")
    lines += [
        "",
        f"| students | one machine for every lesson | or machines of {MACHINE[0]} cores, {MACHINE[1]} GB |",
        "|---:|---|---:|",
    ]
    for students in STUDENTS:
        cores, gigabytes = (max(column) for column in zip(*(size(need, students) for need in needs), strict=True))
        count = max(machines(need, students) for need in needs)
        lines.append(f"| {students} | {cores} cores, {gigabytes} GB | {count} |")
    return "\n".join(lines)


def measured(room: dict[str, Any]) -> str:
    """What the lane measured, in Markdown."""
    lines = [
        f"{room['users']} students at once on one machine ({room['machine']}; {room['versions']}), each with a server "
        "and a kernel:",
        "",
        "| | median | worst |",
        "|---|---:|---:|",
        *[f"| {what} (s) | {worst_of(values, 0)} |" for what, values in room["seconds"].items()],
        *[f"| {what} (core seconds) | {worst_of(values, 0)} |" for what, values in room["core_seconds"].items()],
        *[f"| {what} (GB) | {worst_of(values, 2)} |" for what, values in room["gigabytes"].items()],
        "",
        f"The hub and its proxy together took {room['hub_gb']:.2f} GB; everything, from the first login to the last "
        f"update, {room['total_seconds']:.0f} s.",
    ]
    return "\n".join(lines)


def worst_of(values: list[float], digits: int) -> str:
    """The median and the largest, as two cells of a table."""
    return f"{statistics.median(values):.{digits}f} | {max(values):.{digits}f}"


def page(root: Path = ROOT) -> str:
    """docs/HUB.md with its links and numbers rendered anew. Raises LessonError where marks or numbers are missing."""
    course = course_toml.read(root)
    text = (root / PAGE).read_text(encoding="utf-8")
    runs = json.loads((root / "docs" / "evidence.json").read_text(encoding="utf-8"))
    room = json.loads((root / "docs" / "hub.json").read_text(encoding="utf-8"))
    server_gb = max(room["gigabytes"]["the student's server"])
    parts = {
        "links": links(course),
        "course": COMMANDS.format(repository=course.repository),
        "sizing": sizing(needs(course, runs, server_gb)),
        "measured": measured(room),
    }
    for name, part in parts.items():
        marks = re.compile(rf"^( *)<!-- {name}: begin -->\n.*?<!-- {name}: end -->", re.MULTILINE | re.DOTALL)
        if len(marks.findall(text)) != 1:
            raise LessonError(f"{PAGE}: the {name} belong between `<!-- {name}: begin -->` and `<!-- {name}: end -->`")
        begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
        text = marks.sub(lambda found: f"{found[1]}{begin}\n{part}\n{found[1]}{end}", text)  # noqa: B023
    return text


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.hub", description="Write the links and sizes of docs/HUB.md")
    parser.add_argument("--address", help="print the links of the hub at this address, and write nothing")
    parser.add_argument("--repository", default="", help="with --address: the course's, or that of your handouts")
    parser.add_argument("--measured", type=Path, metavar="FILE", help="keep these numbers of the lane `hub` first")
    options = parser.parse_args(arguments)
    try:
        if options.address is not None:
            if not re.match(r"https?://[^/\s]+", options.address):
                raise LessonError(f"{options.address!r} is no address of a hub: write one such as {EXAMPLE}")
            print(links(course_toml.read(root), options.address, options.repository))
            return 0
        if options.repository:
            raise LessonError(f"--repository goes with --address, which says where the hub is, such as {EXAMPLE}")
        if options.measured:
            text = options.measured.read_text(encoding="utf-8")
            measured(json.loads(text))  # not one of the lane's files? Then before anything is written.
            files.write_whole(root / "docs" / "hub.json", text)
        files.write_whole(root / PAGE, page(root))
    except LessonError as problem:
        print(problem, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{error.filename} cannot be read or written ({error.strerror}): mend that, then again.", file=sys.stderr)
        return 2
    except (ValueError, KeyError, TypeError) as error:
        print(f"The numbers cannot be used ({error!r}): measure anew, python3 start.py test --hub.", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
