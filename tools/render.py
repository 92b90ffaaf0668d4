"""What is rendered from course.toml: header, time plan, setup cell, footer, the README's lesson table; and the box
under the heading of what is optional."""

from collections.abc import Sequence

from tools import minutes
from tools.course import Course, Lesson, LessonError
from tools.lesson import Script

BADGE = "https://colab.research.google.com/assets/colab-badge.svg"
OPTIONAL = "> **Optional.** A class may skip this, and so may you: nothing later needs it."
BEGIN, END = "<!-- lessons: begin -->", "<!-- lessons: end -->"


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
    return said


def optional(source: str) -> str:
    """The source of a markdown cell, with the box under the heading that it begins with."""
    heading, _, rest = source.partition("\n")
    return "\n".join([heading, "", OPTIONAL, "", rest.lstrip("\n")]).rstrip("\n")


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


def readme(course: Course, text: str, times: Sequence[minutes.Times]) -> str:
    """The README with its lesson table rendered anew. Raises LessonError when the two markers are not there.

    times: of each lesson, in the course's order
    """
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise LessonError(f"README.md: the lesson table belongs between `{BEGIN}` and `{END}`")
    rows = [
        f"| {lesson.number} | [{lesson.title}](notebooks/{lesson.stem}.ipynb) | {lesson.question} "
        f"| {lesson.minutes:g} | {minutes.rounded(alone.alone):g} | {badge(course, f'notebooks/{lesson.stem}.ipynb')} "
        f"| [solution](solutions/{lesson.stem}.ipynb) |"
        for lesson, alone in zip(course.lessons, times, strict=True)
    ]
    top = [
        "| | Lesson | The question | Minutes in class | alone, about | Student | Instructor |",
        "|---:|---|---|---:|---:|---|---|",
    ]
    return "\n".join([before + begin, *top, *rows, end + after])
