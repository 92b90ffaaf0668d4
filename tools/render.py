"""What is rendered from course.toml: header, time plan, setup cell, footer, the README's lesson table."""

from tools.course import Course, Lesson, LessonError

BADGE = "https://colab.research.google.com/assets/colab-badge.svg"
BEGIN, END = "<!-- lessons: begin -->", "<!-- lessons: end -->"


def badge(course: Course, path: str) -> str:
    """The Colab badge that opens the notebook at `path` (relative to the repository)."""
    return f"[![Open in Colab]({BADGE})]({course.colab(path)})"


def _title(lesson: Lesson) -> str:
    return f"Lesson {lesson.number}. {lesson.title}"


def header(course: Course, lesson: Lesson, folder: str) -> str:
    """The first cell; its badge opens this very notebook. folder: "notebooks" or "solutions"."""
    if folder == "notebooks":
        how = (
            "**How to work.** Run the cells in order with Shift+Enter, beginning with the setup cell below. Where "
            "an exercise is marked, replace the line that raises `NotImplementedError` with your code. The check below "
            "it prints ✓ or tells you what to look at; run it also when your own cell stops with an error, for it "
            "often says more."
        )
    else:
        how = (
            "**This is the solution**, with every answer and the notes for instructors. "
            f"[The student's notebook](../notebooks/{lesson.stem}.ipynb) is cut from it."
        )
    return "\n".join(
        [
            f"# {_title(lesson)}",
            "",
            badge(course, f"{folder}/{lesson.stem}.ipynb"),
            "",
            f"*{lesson.question}*",
            "",
            f"**Time:** about {lesson.minutes:g} minutes in class, up to twice that on your own.",
            "",
            "**What you need to know**",
            "",
            *[f"- {need}" for need in lesson.needs],
            "",
            "**What you will be able to do**",
            "",
            *[f"- {goal}" for goal in lesson.goals],
            "",
            how,
        ]
    )


def time_plan(lesson: Lesson, sections: list[tuple[str, float]]) -> str:
    """The instructor's table of (heading, minutes), and the lesson's budget."""
    needed = ", ".join([*lesson.datasets, *lesson.weights]) or "none"
    return "\n".join(
        [
            "**Time plan**",
            "",
            "| section | minutes |",
            "|---|---:|",
            *[f"| {section} | {minutes:g} |" for section, minutes in sections],
            f"| **together** | **{lesson.minutes:g}** |",
            "",
            f"**Budget.** The whole notebook runs in {lesson.seconds:g} s on 2 CPU cores, in at most "
            f"{lesson.memory_gb:g} GB of memory. Data: {needed}."
            + (" A GPU makes it much faster." if lesson.gpu else ""),
        ]
    )


def setup(course: Course, lesson: Lesson) -> str:
    """The setup cell: idempotent; it fetches the course in Colab and only imports elsewhere."""
    return f'''\
# Setup: run this cell first. In Colab it fetches the course; anywhere else it only imports.
import os
import subprocess
import sys

if "google.colab" in sys.modules:
    course = "/content/{course.name}"
    git = ["git", "-C", course]
    subprocess.run(["git", "init", "--quiet", course], check=True)
    if not subprocess.run([*git, "fetch", "--quiet", "--depth=1", "{course.repository}", "{course.ref}"]).returncode:
        subprocess.run([*git, "checkout", "--quiet", "--force", "FETCH_HEAD"], check=True)
    elif os.path.isdir(course + "/notebooks"):
        print("The course cannot be reached now: going on with the copy that is here.")
    else:
        sys.exit("The course cannot be reached: wait a minute, then run this cell again.")
    if course not in sys.path:
        sys.path.insert(0, course)
    os.chdir(course + "/notebooks")

from workshop import SEED, claim, data, open_lesson, plots
from workshop.checks import {lesson.slug} as check

open_lesson("{lesson.stem}")  # quiet imports, the course's figure style, one-line messages
import keras
import matplotlib.pyplot as plt
import numpy as np'''


def footer(course: Course, lesson: Lesson, folder: str) -> str:
    """The last cell: the neighbours in the same folder, the licences, the repository."""
    links = []
    for label, number in (("Previous", lesson.number - 1), ("Next", lesson.number + 1)):
        for other in course.lessons:
            if other.number == number:
                colab = course.colab(f"{folder}/{other.stem}.ipynb")
                links.append(f"{label}: [{_title(other)}]({other.stem}.ipynb) ([in Colab]({colab}))  ")
    return "\n".join(
        [
            "---",
            *links,
            f"*{course.title}*: text under "
            "[CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), code under "
            "[Apache-2.0](https://www.apache.org/licenses/LICENSE-2.0). "
            f"[The course's repository]({course.repository})",
        ]
    )


def readme(course: Course, text: str) -> str:
    """The README with its lesson table rendered anew. Raises LessonError when the two markers are not there."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise LessonError(f"README.md: the lesson table belongs between `{BEGIN}` and `{END}`")
    rows = [
        f"| {lesson.number} | [{lesson.title}](notebooks/{lesson.stem}.ipynb) | {lesson.question} "
        f"| {lesson.minutes:g} | {badge(course, f'notebooks/{lesson.stem}.ipynb')} "
        f"| [solution](solutions/{lesson.stem}.ipynb) |"
        for lesson in course.lessons
    ]
    top = ["| | Lesson | The question | Minutes | Student | Instructor |", "|---:|---|---|---:|---|---|"]
    return "\n".join([before + begin, *top, *rows, end + after])
