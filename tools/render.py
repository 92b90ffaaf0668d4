"""What is rendered from course.toml: header, time plan, setup cell, footer, the README's tables and badges; and boxes:
under the heading of what is optional, and around what is for instructors."""

from collections.abc import Sequence
from urllib.parse import quote

from tools import minutes
from tools.course import Course, Lesson, LessonError
from tools.lesson import Script

BADGE = "https://colab.research.google.com/assets/colab-badge.svg"
OPTIONAL = "> **Optional.** A class may skip this, and so may you: nothing later needs it."
# JupyterLab, Notebook, VS Code and exported HTML draw the frame and its ground, which darkens with the page. Colab and
# GitHub take away every `style`: there the bar of a quotation and the line on top remain, and Colab keeps the colour of
# `<font>`, of the square alone: no colour of letters can be read on white and on black.
FRAME = (
    '<div style="border: 2px solid #c2570c; border-left-width: 12px; border-radius: 4px; padding: 4px 16px; '
    'background-color: rgba(234, 88, 12, 0.12)">'
)
FOR_INSTRUCTORS = '<font color="#c2570c">■</font> **INSTRUCTOR** (students do not get this box)'
ELECTIVE = "An elective: no other lesson needs it."
BEGIN, END = "<!-- lessons: begin -->", "<!-- lessons: end -->"
# Where else the course opens: pictures of the badges, on the hosts that the addresses lead to.
BINDER_BADGE = "https://mybinder.org/badge_logo.svg"
CODESPACES_BADGE = "https://github.com/codespaces/badge.svg"


def badge(course: Course, path: str) -> str:
    """The Colab badge that opens the notebook at `path` (relative to the repository)."""
    return f"[![Open in Colab]({BADGE})]({course.colab(path)})"


def _title(lesson: Lesson) -> str:
    return f"Lesson {lesson.number}. {lesson.title}"


def header(course: Course, script: Script, folder: str) -> str:
    """The first cell; its badge opens this very notebook. folder: "notebooks" or "solutions"."""
    lesson = script.lesson
    if folder == "notebooks":
        how = (
            "**How to work.** Run the cells in order with Shift+Enter, beginning with the setup cell below. Where "
            "an exercise is marked, replace the line that raises `NotImplementedError` with your code. The check below "
            "it prints ✓ or tells you what to look at; run it also when your own cell stops with an error, for it "
            "often says more. Stuck? Take the course's hints first: they leave the thought to you. Editors that "
            "suggest code would solve the exercises for you, so switch that off. Colab: *Settings*, *AI Assistance*, "
            "*Hide generative AI features*. VS Code: the setting `chat.disableAIFeatures`. JupyterLab, where an "
            "extension such as jupyter-ai is installed: *Settings*, *Settings Editor*, *Inline Completer*, no provider "
            "*Enabled*."
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
            time(lesson, minutes.of(script)),
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


def time(lesson: Lesson, times: minutes.Times) -> str:
    """The header's line: the minutes in a class, alone, and of what is optional."""
    said = f"**Time:** {lesson.minutes:g} minutes in class; about {minutes.spoken(times.alone)} alone."
    if times.optional.alone:
        said += f" What is marked *optional* adds about {minutes.spoken(times.optional.alone, 5)} alone."
    return f"{said} {ELECTIVE}" if lesson.elective else said


def optional(source: str) -> str:
    """The source of a markdown cell, with the box under the heading that it begins with."""
    heading, _, rest = source.partition("\n")
    return "\n".join([heading, "", OPTIONAL, "", rest.lstrip("\n")]).rstrip("\n")


def instructor(source: str) -> str:
    """The source of an instructor's markdown cell in a box that cannot be taken for the lesson's text."""
    quoted, table = [], False
    for line in source.split("\n"):
        if line.startswith("|") != table:  # a table stands outside: nbconvert's markdown knows none in a quotation
            quoted.append("")
            table = not table
        quoted.append(line if table else f"> {line}".rstrip())
    return "\n".join([FRAME, "", f"> {FOR_INSTRUCTORS}", ">", *quoted, "", "</div>"])


def time_plan(script: Script) -> str:
    """The instructor's table of (heading, minutes), what a class may skip apart from it, and the lesson's budget."""
    lesson = script.lesson
    needed = ", ".join([*lesson.datasets, *lesson.weights]) or "none"
    return "\n".join(
        [
            "**Time plan**",
            "",
            "| section | minutes |",
            "|---|---:|",
            *[f"| {section} | {count:g} |" for section, count in script.sections],
            f"| **together** | **{lesson.minutes:g}** |",
            *[f"| optional: {section} | {count:g} |" for section, count in script.optional],
            "",
            f"**Budget.** The whole notebook runs in {lesson.seconds:g} s on 2 CPU cores, in at most "
            f"{lesson.memory_gb:g} GB of memory. Data: {needed}."
            + (" A GPU makes it much faster." if lesson.gpu else ""),
            "",
            "**Suggestions by machines.** The course's policy: an exercise is solved without them, for what is not "
            "thought is not learnt; once its check has passed, all may ask a machine about it, and judge the answer. "
            "Have them switched off now; *How to work* at the top of the student's notebook says how.",
        ]
    )


def setup(course: Course, lesson: Lesson) -> str:
    """The setup cell: idempotent; it fetches the course in Colab, finds it elsewhere, or says in a sentence how to."""
    return f'''\
# Setup: run this cell first; you need not read it. In Colab it fetches the course.
import os, subprocess, sys
from pathlib import Path

REPOSITORY = "{course.repository}"
Stop = type("Stop", (Exception,), {{"_render_traceback_": lambda error: [str(error)]}})
if "google.colab" in sys.modules:
    course = "/content/{course.name}"
    git = ["git", "-C", course]
    fetch = [*git, "fetch", "--quiet", "--depth=1", REPOSITORY, "{course.ref}"]
    lost = "The course cannot be reached"
    subprocess.run(["git", "init", "--quiet", course], check=True)
    if not subprocess.run(fetch).returncode:
        checkout = [*git, "checkout", "--quiet", "--force", "FETCH_HEAD"]
        subprocess.run(checkout, check=True)
    elif os.path.isdir(course + "/notebooks"):
        print(lost + " now: going on with the copy that is here.")
    else:
        raise Stop(lost + ": wait a minute, then run this cell again.")
    os.chdir(course + "/notebooks")
for folder in map(str, Path("this").absolute().parents[::-1]):  # is it here, or above?
    if os.path.isfile(folder + "/workshop/notebook.py") and folder not in sys.path:
        sys.path.insert(0, folder)
try:
    from workshop.notebook import open_lesson
    open_lesson("{lesson.stem}", version="{course.version}")
except ModuleNotFoundError as error:
    raise Stop(f"{{error.name}} is missing: put this notebook into the course's folder "
               "notebooks and choose the kernel of its .venv, or open it in Colab with "
               f"the badge above. The course: {{REPOSITORY}}")
import keras
import matplotlib.pyplot as plt
import numpy as np
from workshop import SEED, claim, data, diagrams, plots, predicted
from workshop.progress import Progress, watch
from workshop.checks import {lesson.slug} as check'''


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
            "When you are done, shut down the kernel (JupyterLab: *Kernel*, *Shut Down Kernel*; Colab: *Runtime*, "
            "*Disconnect and delete runtime*). Until then this notebook keeps its memory, the graphics card's too.",
            "",
            "---",
            *links,
            f"*{course.title}*: text under "
            "[CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), code under "
            "[Apache-2.0](https://www.apache.org/licenses/LICENSE-2.0). "
            f"[The course's repository]({course.repository})",
        ]
    )


def badges(course: Course) -> str:
    """The badges of the whole course: lesson 1 in Colab and on Binder, the folder in a codespace."""
    place, first = course.repository.removeprefix("https://github.com/"), f"notebooks/{course.lessons[0].stem}.ipynb"
    binder = f"https://mybinder.org/v2/gh/{place}/{quote(course.ref, safe='')}?urlpath=lab/tree/{first}"
    codespaces = f"https://codespaces.new/{place}/tree/{course.ref}?quickstart=1"
    return "\n".join(
        [
            badge(course, first),
            f"[![Open on Binder]({BINDER_BADGE})]({binder})",
            f"[![Open in GitHub Codespaces]({CODESPACES_BADGE})]({codespaces})",
        ]
    )


def get_it(course: Course) -> str:
    """How the course comes to one's machine."""
    return "\n".join(
        [
            f"**[Download the ZIP]({course.repository}/archive/{course.ref}.zip)** and unpack it, or, with "
            "[git](https://git-scm.com):",
            "",
            "```",
            f"git clone {course.repository}",
            "```",
        ]
    )


def lesson_table(course: Course, times: Sequence[minutes.Times]) -> str:
    """The README's table of lessons. times: of each lesson, in the course's order"""
    rows = [
        f"| {lesson.number} | [{lesson.title}](notebooks/{lesson.stem}.ipynb) | {lesson.question} "
        f"| {lesson.minutes:g} | {minutes.rounded(alone.alone):g} | {badge(course, f'notebooks/{lesson.stem}.ipynb')} "
        f"| [solution](solutions/{lesson.stem}.ipynb) |"
        for lesson, alone in zip(course.lessons, times, strict=True)
    ]
    first = next((place for place, lesson in enumerate(course.lessons) if lesson.elective), None)
    if first is not None:
        rows.insert(first, "| | *Electives, each by itself:* | | | | | |")
    top = [
        "| | Lesson | The question | Minutes in class | alone, about | Student | Instructor |",
        "|---:|---|---|---:|---:|---|---|",
    ]
    return "\n".join([*top, *rows])


def total(course: Course, times: Sequence[minutes.Times]) -> str:
    """How long the whole course takes."""

    def hours(elective: bool) -> str:
        chosen = [pair for pair in zip(course.lessons, times, strict=True) if pair[0].elective is elective]
        in_class = sum(lesson.minutes for lesson, _ in chosen) / 60
        alone = sum(minutes.rounded(one.alone) for _, one in chosen) / 60
        return f"about {round(in_class)} hours in class, or {round(alone)} hours alone"

    more = f" The electives: {hours(True)}." if any(lesson.elective for lesson in course.lessons) else ""
    return f"All of it: {hours(False)}.{more}"


def readme(course: Course, text: str, times: Sequence[minutes.Times]) -> str:
    """The README with its table of lessons rendered anew, and its badges, how to get it and the time where it has them.

    times: of each lesson, in the course's order
    Raises LessonError when the two markers of the table are not there, or one that has lost its other.
    """
    if BEGIN not in text:
        raise LessonError(f"README.md: the lesson table belongs between `{BEGIN}` and `{END}`")
    parts = {"lessons": lesson_table(course, times), "time": total(course, times)}
    if course.lessons:
        parts |= {"badges": badges(course), "get it": get_it(course)}
    for name, part in parts.items():
        begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
        before, begins, rest = text.partition(begin)
        _, ends, after = rest.partition(end)
        if begins and not ends:
            what = "the lesson table belongs" if begin == BEGIN else "what is rendered stands"
            raise LessonError(f"README.md: {what} between `{begin}` and `{end}`")
        text = "\n".join([before + begin, part, end + after]) if begins else text
    return text
