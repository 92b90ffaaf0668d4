"""`python -m tools.site [FOLDER]`: the course as a site in FOLDER (default: build/site), to be read without network.

A page for every lesson, made of its solution as it stands: the outputs are there, the solutions of the exercises are
folded, the notes for instructors are on a page of their own. With it the pages of docs/ and a search. Nothing is run.
Sphinx and MyST-NB set the pages (site/conf.py); both come with requirements-site.txt and not with the course.
"""

import argparse
import base64
import contextlib
import importlib.util
import os
import posixpath
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tools import course as course_toml
from tools import cut, files, fingerprint, render
from tools import lesson as lesson_file
from tools.course import Course, Lesson, LessonError
from tools.lesson import Script

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("sphinx", "myst_nb", "pydata_sphinx_theme", "latex2mathml")
MARK = ".made-by-the-course.txt"  # names each file that a build has made; whatever it does not name is somebody's
MISSING = (
    "Sphinx is not here: `python3 start.py test --site` gets it, builds the site in build/site and looks at it; "
    "or install requirements-site.txt into an environment of its own and run this there."
)
#: The pages of docs/ that students look things up in; all others are for those who teach, these first.
STUDENTS = ("GLOSSARY", "IDEAS", "YOUR_PROJECT")
TEACHERS = ("TEACHING", "CLASS", "HUB", "EVIDENCE", "GPU")
SETUP = "The setup cell: it fetches the course in Colab, and imports what the lesson uses"
FOLD = "<details><summary>{words}</summary>\n\n~~~~python\n{source}\n~~~~\n\n</details>"
#: Code, in which nothing is a link, or a link or picture: what stands before its target, the target, what follows.
LINK = re.compile(r"(?s:```.*?```|~~~.*?~~~)|`[^`\n]*`|(!?\[(?:[^\[\]]|\[[^\]]*\])*\]\()([^()\s]+)(\))")
#: Where the glossary says that a term is introduced: a lesson and, behind it, a heading.
PLACE = re.compile(r"(\]\([^()]+\.ipynb)\), \*([^*]+)\*")
PICTURE = re.compile(r'src="data:image/(\w+);base64,([^"]+)"')


@dataclass
class Pages:
    """What Sphinx reads: `texts` by file name, pages and notebooks; `files` by path, figures beside them."""

    texts: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)


def slug(heading: str) -> str:
    """The anchor of a heading, as GitHub makes it; MyST calls this for each heading of a page."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def notes_of(lesson: Lesson) -> str:
    """The name of the page with the notes for instructors, without its ending."""
    return f"{lesson.stem}_notes"


def documents(root: Path) -> dict[str, str]:
    """The pages of docs/ by their place in the repository, those for students first: the name of each on the site."""
    order = {name: place for place, name in enumerate([*STUDENTS, *TEACHERS])}
    names = [path.relative_to(root / "docs").with_suffix("").as_posix() for path in (root / "docs").rglob("*.md")]
    names.sort(key=lambda name: (order.get(name, len(order)), name))
    return {f"docs/{name}.md": name.replace("/", "_").lower() for name in names}


def relinked(text: str, folder: str, root: Path, course: Course, pages: Pages | None = None) -> str:
    """Markdown whose relative links lead to the site's pages, and to the repository where the site has no such page.

    folder: where the text stands in the repository, "" or "docs"
    pages: gets the pictures that the text shows
    """
    known = {path: f"{name}.md" for path, name in documents(root).items()}
    for lesson in course.lessons:
        known |= {f"{kind}/{lesson.stem}.ipynb": f"{lesson.stem}.ipynb" for kind in ("notebooks", "solutions")}

    def new(match: re.Match[str]) -> str:
        before, target, after = match.groups()
        if not target or re.match(r"[a-z]+:|#|//", target):
            return match[0]
        path, _, anchor = target.partition("#")
        path = posixpath.normpath(posixpath.join(folder, path))
        if before.startswith("!") and pages is not None and (root / path).is_file():
            name = posixpath.basename(path)
            pages.files[name] = (root / path).read_bytes()
            return f"{before}{name}{after}"
        if path in known:
            return f"{before}{known[path]}{'#' + anchor if anchor else ''}{after}"
        kind = "tree" if (root / path).is_dir() else "blob"
        return f"{before}{course.repository}/{kind}/{course.ref}/{path}{after}"

    return LINK.sub(new, text)


def lesson_page(course: Course, lesson: Lesson, solved: NotebookNode, root: Path, pages: Pages) -> NotebookNode:
    """A lesson to be read: what its solution shows, without the notes, each solution folded under what is asked.

    pages: gets the figures
    """
    cells, heading = [], ""
    for cell in solved.cells:
        tags = cell.metadata.get("tags", [])
        if cell.id == "footer" or "instructor" in tags:
            continue
        if cell.cell_type == "markdown":
            heading = cut.exercise(cell.source) or heading
            source = opening(course, lesson, cell.source) if cell.id == "header" else cell.source
            cells.append(new_markdown_cell(relinked(source, "solutions", root, course), id=cell.id))
            continue
        source = cell.source
        if cut.marks(source):
            cells.append(new_code_cell(cut.stubbed(source, heading), id=f"{cell.id}-stub"))
            source = "\n".join(line for line in source.split("\n") if line.strip() not in cut.MARKS)
        fold = SETUP if cell.id == "setup" else "Solution" if cut.marks(cell.source) or "solution" in tags else ""
        if fold:
            cells.append(new_markdown_cell(FOLD.format(words=fold, source=source), id=f"{cell.id}-fold"))
        outputs = [_shown(output, lesson, pages) for output in cell.outputs]
        if outputs or not fold:
            metadata = {"tags": ["remove-input"]} if fold else {}
            cells.append(new_code_cell(source, id=cell.id, outputs=outputs, metadata=metadata))
    return new_notebook(cells=cells, metadata=deepcopy(solved.metadata))


def _shown(output: NotebookNode, lesson: Lesson, pages: Pages) -> NotebookNode:
    """An output as the page shows it: each picture in a file of its own, with its size so that nothing jumps."""
    output = deepcopy(output)
    data = output.get("data", {})
    if "text/html" not in data:
        return output
    size = output.metadata.get("image/png", {})
    height = f'height="{size["height"]}" ' if "height" in size else ""

    def file(match: re.Match[str]) -> str:
        first = f"figures/{lesson.stem}_"
        name = f"{first}{1 + sum(path.startswith(f'extra/{first}') for path in pages.files)}.{match[1]}"
        pages.files[f"extra/{name}"] = base64.b64decode(match[2])
        return f'{height}loading="lazy" src="{name}"'

    output.data = NotebookNode({"text/html": PICTURE.sub(file, data["text/html"])})
    output.metadata = NotebookNode()
    return output


def opening(course: Course, lesson: Lesson, header: str) -> str:
    """The header of a lesson's page: that of the notebook, with words that fit a page in place of its badge and how."""
    parts = header.split("\n\n")
    kept = [part for part in parts if not part.startswith(("[![", "**This is the solution**"))]
    colab = course.colab(f"notebooks/{lesson.stem}.ipynb")
    return "\n\n".join(
        [
            *kept,
            f"**This page is for reading**: it shows what each cell makes, and the solutions are folded. To work on "
            f"the lesson, [open it in Colab]({colab}) and save a copy in Drive first, or get "
            f"[the course]({course.repository}) and type `python3 start.py {lesson.number}`. "
            f"The [notes for instructors]({notes_of(lesson)}.md) stand apart.",
        ]
    )


def notes_page(script: Script) -> str:
    """The notes for instructors of a lesson, each under the heading that it belongs to, which leads to the lesson."""
    lesson, place, written, taken = script.lesson, "", "", Counter[str]()
    parts = [
        f"# Notes for lesson {lesson.number}",
        f"For instructors of [{lesson.title}]({lesson.stem}.ipynb): minutes, talking points, answers to expect.",
        render.time_plan(script),
    ]
    for cell in script.cells:
        if "instructor" in cell.tags:
            if place != written:
                parts.append(place)
                written = place
            parts.append(cell.source if cell.kind == "markdown" else f"~~~~python\n{cell.source}\n~~~~")
        elif cell.kind == "markdown":
            for _, _, text in cut.headings(cell.source):
                anchor = slug(text) + (f"-{taken[slug(text)]}" if taken[slug(text)] else "")
                taken[slug(text)] += 1
                place = f"## {text}\n\n[In the lesson]({lesson.stem}.ipynb#{anchor})"
    return "\n\n".join(parts) + "\n"


def front_page(course: Course, root: Path, pages: Pages) -> str:
    """The first page: the README's first words and own pictures, the lessons, and the table of contents for Sphinx."""
    readme = (root / "README.md").read_text(encoding="utf-8").partition("\n## ")[0].split("\n\n")[1:]
    words = [part.strip() for part in readme if re.match(r"\w|!\[[^\]]*\]\((?!https?:)", part.strip())]
    lessons = [
        f"{lesson.number}. [{lesson.title}]({lesson.stem}.ipynb)  \n   *{lesson.question}* {lesson.minutes:g} minutes."
        for lesson in course.lessons
    ]
    students = [name.lower() for name in STUDENTS]
    sheets = {lesson.stem: f"pages_{lesson.stem}" for lesson in course.lessons}
    others = [name for name in documents(root).values() if name not in sheets.values()]
    tables = {
        "Lessons": [lesson.stem for lesson in course.lessons],
        "To look up": [name for name in others if name in students],
        "For instructors": [name for name in others if name not in students],
        "Notes for instructors": [f"Lesson {lesson.number} <{notes_of(lesson)}>" for lesson in course.lessons],
        "On one page, to print": [
            f"Lesson {lesson.number} <{sheets[lesson.stem]}>"
            for lesson in course.lessons
            if sheets[lesson.stem] in documents(root).values()
        ],
    }
    return "\n\n".join(
        [
            f"# {course.title}",
            relinked("\n\n".join(words), "", root, course, pages),
            "## The lessons",
            *lessons,
            f"Work through them in notebooks: [get the course]({course.repository}).",
            *[
                "\n".join(["```{toctree}", ":hidden:", f":caption: {caption}", "", *entries, "```"])
                for caption, entries in tables.items()
                if entries
            ],
        ]
    )


def pages(root: Path = ROOT) -> Pages:
    """All that Sphinx reads.

    Raises LessonError for a solution that is missing, damaged, or that somebody has worked in.
    """
    course, made = course_toml.read(root), Pages()
    for lesson in course.lessons:
        path = lesson.solution(root)
        name = path.relative_to(root).as_posix()
        if fingerprint.read(path) is None:
            raise LessonError(f"{name}: missing or not a valid notebook: build it with python -m tools.build")
        if not fingerprint.as_built(path):
            raise LessonError(f"{name}: somebody has worked in it, or run it: build it with python -m tools.build")
        solved = nbformat.read(path, as_version=4)
        page = lesson_page(course, lesson, solved, root, made)
        made.texts[f"{lesson.stem}.ipynb"] = nbformat.writes(page)
        notes = notes_page(lesson_file.read(root, lesson))
        made.texts[f"{notes_of(lesson)}.md"] = relinked(notes, "solutions", root, course)
    for path, name in documents(root).items():
        text = (root / path).read_text(encoding="utf-8").replace("- [ ] ", "- \N{BALLOT BOX} ")
        if name.startswith("pages_"):  # a lesson's own page has the same title
            text = re.sub(r"\A# .*", r"\g<0>, on one page", text)
        if name == "glossary":
            text = PLACE.sub(lambda match: f"{match[1]}#{slug(match[2])}), *{match[2]}*", text)
        made.texts[f"{name}.md"] = relinked(text, posixpath.dirname(path), root, course, made)
    made.texts["index.md"] = front_page(course, root, made)
    return made


def build(folder: Path, root: Path = ROOT) -> None:
    """Build the site in a folder; what an earlier build has put there is replaced once the new one is whole.

    Raises LessonError, with one sentence: Sphinx is not here, something in the folder is somebody's, a page cannot be
    made.
    """
    if any(importlib.util.find_spec(name) is None for name in PACKAGES):
        raise LessonError(MISSING)
    folder = folder.absolute()
    _refuse_somebodys(folder)
    made = pages(root)
    from sphinx.cmd.build import main as sphinx

    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as beside:
        source, new = Path(beside, "source"), Path(beside, "site")
        shutil.copytree(root / "site", source)
        for name, content in {**made.texts, **made.files}.items():
            path = source / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        course = course_toml.read(root)
        said = {
            "project": course.title,
            "version": course.version,
            "release": course.version,
            "html_title": course.title,
            "html_theme_options.github_url": course.repository,
        }
        options = [f"--define={key}={value}" for key, value in said.items()]
        quietly = ["--quiet", "--fail-on-warning", "--keep-going"]
        if sphinx([*quietly, *options, f"--doctree-dir={beside}/doctrees", str(source), str(new)]):
            raise LessonError("The site is not built: Sphinx says above what is wrong with it")
        (new / MARK).write_text("\n".join(sorted({MARK, *_files(new)})), encoding="utf-8")
        _refuse_somebodys(folder)  # once more: that took a while
        files.swap(new, folder, Path(beside, "old"))


def _files(folder: Path) -> list[str]:
    """The names of all files and links below a folder."""
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_symlink() or path.is_file()]


def _refuse_somebodys(folder: Path) -> None:
    """Raise LessonError where a folder holds anything but what a build has made."""
    if not os.path.lexists(folder):
        return
    made: list[str] = []
    with contextlib.suppress(OSError, ValueError):
        made = (folder / MARK).read_text(encoding="utf-8").split("\n")
    if folder.is_symlink() or not folder.is_dir() or (any(folder.iterdir()) and not made):
        raise LessonError(f"{folder.name}: what is there is no site that this has built: name an empty or a new folder")
    if own := sorted({*_files(folder)} - {*made}):
        raise LessonError(f"{folder.name}: {own[0]} was not made by this: move it, or name another folder")


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.site", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=root / "build" / "site", metavar="FOLDER")
    options = parser.parse_args(arguments)
    try:
        build(options.folder, root)
    except (LessonError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    print(f"The site is in {options.folder}: open index.html there.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
