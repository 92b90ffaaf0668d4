"""`python3 start.py handout [LESSON ...] [--with-data] [--to FOLDER]`: one zip for students, which runs by itself.

LESSON is a number or a name; all lessons when none is named. The zip holds one folder, and in it the students'
notebooks of these lessons, what they import, the set-up, the small samples and a README.txt: no solutions, no tests,
no tools. With the data of these lessons, if asked for, as a mirror inside that folder, where `workshop.data` finds it.

A notebook is handed out as it was built, whatever somebody has written into it since. It differs from the built one in
two cells: in Colab its setup cell asks for the zip in place of fetching the course, and its last cell names no lesson
that is not there. The same course makes the same bytes each time.
"""

import argparse
import hashlib
import json
import os
import re
import shutil
import sys
import zipfile
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from tools import build, fingerprint, render, update
from tools import course as course_toml
from tools import lesson as lesson_file
from tools.course import Course, Lesson, LessonError
from workshop.data import places, registry
from workshop.data.download import obtain
from workshop.data.errors import DataError
from workshop.data.places import Copy
from workshop.keeping import set_aside

ROOT = Path(__file__).resolve().parents[1]
#: What each handout holds of the course's folder, beside notebooks; what starts with a dot is passed over.
TAKEN = (
    "LICENSE",
    "LICENSE-TEXT",
    "course.toml",
    "data/README.md",
    "data/registry.toml",
    "data/shapes_backbone.*",
    "pyproject.toml",
    "requirements.lock",
    "start.py",
    "workshop/**/*.py",
    "workshop/*.mplstyle",
)
MIRROR = "data/mirror"  # `workshop.data.places.INSIDE`
README = "README.txt"  # packed last: where it is, the zip was unpacked to its end
# One day for all files, so that the day of the making changes no byte. Not the first that a zip can hold: unpacked east
# of Greenwich, that would be before it.
DATE = (2000, 1, 1, 0, 0, 0)
MARK = "A handout made by the course; what it holds:"
ROOM = 1_000_000  # bytes more than the files themselves, for names and folders
IN_COLAB = re.compile(r'^if "google\.colab" in .*?^    os\.chdir\([^\n]*\n', re.MULTILINE | re.DOTALL)


class HandoutError(Exception):
    """What keeps a handout from being made; the message is the one sentence to print."""


@dataclass
class Handout:
    """What a zip will hold, and what its maker should know.

    name: of the zip, without `.zip`, and of its folder
    files: by name inside the folder, the bytes, or a file of the data to copy
    notes: one sentence each, for the maker
    """

    name: str
    files: dict[str, bytes | Copy] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def bytes(self) -> int:
        """The size of all files before they are packed."""
        return sum(len(it) if isinstance(it, bytes) else it.path.stat().st_size for it in self.files.values())


def name(course: Course, lessons: Sequence[Lesson], with_data: bool = False) -> str:
    """What the zip (with `.zip` behind) and its folder are called: `line-to-gan-4`, `line-to-gan-1-to-3-full`.

    Short, because Windows leaves few letters for the path of the course's folder.
    """
    numbers = [lesson.number for lesson in lessons]
    row = len(numbers) > 2 and numbers == [*range(numbers[0], numbers[-1] + 1)]
    which = f"{numbers[0]}-to-{numbers[-1]}" if row else "-and-".join(map(str, numbers))
    return f"{course.name}-{which}{'-full' if with_data else ''}"


def write(
    course: Course,
    lessons: Sequence[Lesson],
    target: Path,
    with_data: bool = False,
    root: Path = ROOT,
    say: Callable[[str], object] = print,
) -> Path:
    """Write the handout of these lessons into the folder `target`; returns the zip's path.

    An earlier handout there is replaced, whole; anything else of its name is set aside.
    say: gets, line by line, what the maker of the handout should know
    Raises HandoutError, LessonError or DataError, one sentence each, and then the folder is as it was.
    """
    if not target.is_dir():
        raise HandoutError(f"There is no folder {target}: plug the stick in or make the folder, then start again.")
    if with_data:
        about = sum(file.bytes for file in data_files(lessons))
        size = f"With the full data of these lessons, about {about / 1e6:.0f} MB."
        say(size if about else "These lessons need no data but what each handout has.")
        _check_room(target, about)
    handout = gather(root, course, lessons, with_data)
    for note in handout.notes:
        say(f"{note}.")
    _check_room(target, handout.bytes)
    path = target / f"{handout.name}.zip"
    part = places.part_name(path)
    try:
        places.sweep(target)
        _pack(handout, part)
        if os.path.lexists(path) and not is_handout(path):
            kept = set_aside(path)
            say(f"{path.name} is here already and no handout of the course: it is now {kept.name}.")
        os.replace(part, path)
    except OSError as error:
        raise HandoutError(f"No handout was written, because {places.disk_error(error, target)}") from error
    finally:
        part.unlink(missing_ok=True)
    return path


def gather(root: Path, course: Course, lessons: Sequence[Lesson], with_data: bool) -> Handout:
    """All that a handout of these lessons holds. Raises HandoutError, LessonError or DataError."""
    handout = Handout(name(course, lessons, with_data))
    names = _taken(root)
    for lesson in lessons:
        notebook, note = _notebook(root, course, lesson)
        handout.notes += [note] if note else []
        handout.files[f"notebooks/{lesson.stem}.ipynb"] = _fitted(course, lessons, lesson, notebook, handout.name)
        text = "".join(cell.source for cell in notebook.cells)
        names += [page for page in re.findall(r"\bdocs/\w+\.md\b", text) if page not in names]
    handout.files |= {name: (root / name).read_bytes() for name in names}
    # The README of the course, which installers look for, is about what is not in here.
    project = handout.files["pyproject.toml"].replace(b'"README.md"', f'"{README}"'.encode())
    handout.files["pyproject.toml"] = project
    if with_data:
        copies = [obtain(file, places.mirror()) for file in data_files(lessons)]
        handout.files |= _mirror(copies)
        handout.notes += [f"{copy.path.name} is {places.said_of(copy.note)}" for copy in copies if copy.note]
    handout.files = dict(sorted(handout.files.items()))
    handout.files[README] = readme(course, lessons, with_data).encode()
    built = [lesson.notebook(root) for lesson in lessons if fingerprint.as_built(lesson.notebook(root))]
    changed = _uncommitted(root, names + [path.relative_to(root).as_posix() for path in built])
    if changed:
        more = f" and {len(changed) - 5} more" if changed[5:] else ""
        handout.notes.append(f"Not committed, and in the handout as it is now: {', '.join(changed[:5])}{more}")
    return handout


def _taken(root: Path) -> list[str]:
    """The course's own files by name. Raises HandoutError where one is missing."""
    names = []
    for pattern in TAKEN:
        found = [path.relative_to(root) for path in root.glob(pattern)]
        found = [path for path in found if not any(part.startswith(".") for part in path.parts)]
        if not found:
            raise HandoutError(f"The course's folder lacks {pattern}: get it back, `git status` says how.")
        names += [path.as_posix() for path in found]
    return names


# ----------------------------------------------------------------------------------------------------- notebooks


def _notebook(root: Path, course: Course, lesson: Lesson) -> tuple[NotebookNode, str]:
    """The student's notebook as it was built, and what its maker should know of it, or "".

    Raises HandoutError where it is somebody's work, and so is the solution.
    """
    path = lesson.notebook(root)
    own = f"notebooks/{path.name}"
    if fingerprint.as_built(path):
        notebook = nbformat.read(path, as_version=4)
        if not _stale(root, course, lesson, notebook):
            return notebook, ""
        remedy = f"`python -m tools.build {lesson.number}` makes it anew"
        return notebook, f"{own} is handed out as it was built, and lessons/{lesson.stem}.py says more by now: {remedy}"
    state = "somebody has worked in it" if path.is_file() else "it is missing"
    try:
        return _cut(root, course, lesson), f"{own}: {state}; the handout has the lesson as it was built"
    except LessonError as error:
        raise HandoutError(
            f"{own}: {state}, and no other can be cut from its solution ({error}): build both with "
            f"`python -m tools.build {lesson.number}`, which keeps what was written, then start again."
        ) from error


def _cut(root: Path, course: Course, lesson: Lesson) -> NotebookNode:
    """The student's notebook, cut anew from the solution as it was built.

    Raises LessonError where somebody has worked in the solution, or the lesson's code has changed since.
    """
    script = lesson_file.read(root, lesson)
    return build.student(course, script, build.solution(course, script, build.kept(root, course, script)))


def _stale(root: Path, course: Course, lesson: Lesson, notebook: NotebookNode) -> bool:
    """Whether a notebook, as it was built, is not what the lesson's text makes now."""
    if not fingerprint.as_built(lesson.solution(root)):  # somebody teaches from it: there is nothing to compare with
        return False
    try:
        return fingerprint.essence(_cut(root, course, lesson)) != fingerprint.essence(notebook)
    except LessonError:
        return True


def _fitted(course: Course, lessons: Sequence[Lesson], lesson: Lesson, notebook: NotebookNode, folder: str) -> bytes:
    """A notebook for a handout, as the bytes of its file: without what editors leave, which nobody has looked at."""
    sources = {
        "setup": setup(course, lesson, folder),
        "footer": render.footer(replace(course, lessons=[*lessons]), lesson, "notebooks"),
    }
    for cell in notebook.cells:
        cell.source = sources.get(cell.id, cell.source)
        for key in fingerprint.EDITORS["cell"] & cell.metadata.keys():
            del cell.metadata[key]
        if cell.cell_type == "code":
            cell.execution_count, cell.outputs = None, []
    version = notebook.metadata[fingerprint.KEY]["version"]
    notebook.metadata = nbformat.from_dict(deepcopy(build.METADATA))
    fingerprint.stamp(notebook, version)
    return build.text_of(notebook).encode()


def setup(course: Course, lesson: Lesson, folder: str) -> str:
    """The setup cell in a handout: in Colab it unpacks the zip, which it asks for; elsewhere it is that of the course.

    folder: what the zip and its folder are called
    """
    # Whole is a folder that has README.txt, which is unpacked last.
    source = render.setup(course, lesson).replace("it fetches the course.", f"it asks for {folder}.zip.")
    block = f'''\
if "google.colab" in sys.modules:
    import io, zipfile
    course = "/content/{folder}"
    if not os.path.isfile(course + "/{README}"):
        zips = [course + ".zip"]
        if not os.path.isfile(zips[0]):
            from google.colab import files
            print("Choose the file that you were given, {folder}.zip:")
            zips = [io.BytesIO(content) for content in files.upload().values()]
        try:
            for each in zips:
                zipfile.ZipFile(each).extractall("/content")
        except zipfile.BadZipFile:
            raise Stop("{folder}.zip is not whole: wait until its upload has ended "
                       "or delete it (folder symbol, at the left), then run this cell "
                       "again.") from None
    if not os.path.isfile(course + "/{README}"):
        raise Stop("{folder}.zip is needed: run this cell again, and choose it.")
    os.chdir(course + "/notebooks")
'''
    source, count = IN_COLAB.subn(lambda _: block, source)
    assert count == 1, "tools/render.py makes another setup cell now"
    return source


def readme(course: Course, lessons: Sequence[Lesson], with_data: bool) -> str:
    """README.txt, for students: ten lines."""
    which = f"lesson {lessons[0].number}, {lessons[0].title}"
    if len(lessons) > 1:
        which = f"lessons {', '.join(str(lesson.number) for lesson in lessons)}"
    number, stem = lessons[0].number, lessons[0].stem
    zipped = f"{name(course, lessons, with_data)}.zip"
    data = "The data come with this handout: once it is set up, nothing more is downloaded."
    if not with_data:
        data = "Data are downloaded where a lesson needs them. Without a network it runs on small samples, and says so."
    return f"""\
{course.title}, version {course.version}: {which}
1. You need Python 3.11, 3.12 or 3.13 (from python.org) and about 5 GB of free disk space.
2. Unpack {zipped} in a folder of your own. In a terminal, where start.py lies: python3 start.py
   (Windows: py start.py). The first time it installs about 1 GB, then JupyterLab opens lesson {number}.
3. Run the cells in order with Shift+Enter. Where it says Exercise, replace the line that stops with your code.
4. {data}
5. Nothing to install: on colab.research.google.com choose File, Upload notebook, {stem}.ipynb
   (from the folder notebooks). Run its first cell; when it asks for {zipped}, choose that file.
6. You have set up an earlier handout? Put the new notebook into its folder notebooks: python3 start.py {number}
7. Help: python3 start.py doctor. Newer handouts come from your teacher. The course: {course.repository}
"""


# ---------------------------------------------------------------------------------------------------------- data


def data_files(lessons: Sequence[Lesson]) -> list[registry.File]:
    """The files that the data of these lessons are made from, weights included. Raises HandoutError."""
    known = registry.read()
    wanted = dict.fromkeys(dataset for lesson in lessons for dataset in lesson.datasets)
    for dataset in wanted:
        if dataset not in known:
            raise HandoutError(f"course.toml names the dataset {dataset}, which is not in data/registry.toml: add it.")
    return [file for dataset in wanted for file in known[dataset].files]


def _mirror(copies: Sequence[Copy]) -> dict[str, bytes | Copy]:
    """The files of a mirror that holds these copies."""
    found: dict[str, bytes | Copy] = {f"{MIRROR}/{copy.path.name}": copy for copy in copies}
    entries = {copy.path.name: copy.entry for copy in copies if copy.entry}
    if entries:  # stand-ins: their hashes and their notes go along
        text = json.dumps({"files": entries}, indent=2, sort_keys=True, ensure_ascii=False)
        found[f"{MIRROR}/{places.manifest.NAME}"] = text.encode()
    return found


def _check_room(target: Path, needed: int) -> None:
    """Raises HandoutError where the disk of a folder has less than `needed` bytes free, and some for the zip itself."""
    free, needed = shutil.disk_usage(target).free, needed + ROOM
    if free < needed:
        raise HandoutError(
            f"The disk of {target} has {free / 1e6:.0f} MB free and the handout may need {needed / 1e6:.0f} MB: "
            "make room, or choose another folder with --to."
        )


# ----------------------------------------------------------------------------------------------------------- zip


def _pack(handout: Handout, path: Path) -> None:
    """Write the zip, and wait until the disk has it: a stick may be pulled out right after.

    Raises DataError for a file of the data that changed meanwhile.
    """
    with path.open("wb") as file:
        with zipfile.ZipFile(file, "w") as archive:
            for name, content in handout.files.items():
                entry = zipfile.ZipInfo(f"{handout.name}/{name}", DATE)
                entry.create_system, entry.external_attr = 3, 0o100644 << 16  # the same from Windows
                if isinstance(content, bytes):
                    entry.compress_type = zipfile.ZIP_DEFLATED
                    archive.writestr(entry, content)
                else:  # data: large, and compressed already
                    entry.file_size = content.path.stat().st_size
                    with content.path.open("rb") as source, archive.open(entry, "w") as target:
                        shutil.copyfileobj(source, target, 2**20)
                    if content.has_changed:
                        raise places.changed(content)
            archive.comment = _mark(archive)
        file.flush()
        os.fsync(file.fileno())


def _mark(archive: zipfile.ZipFile) -> bytes:
    """What tells a handout from somebody's work: the course's words and the hash of what the zip holds."""
    held = [(entry.filename, entry.file_size, entry.CRC) for entry in archive.infolist()]
    return f"{MARK} {hashlib.sha256(repr(held).encode()).hexdigest()[:16]}".encode()


def is_handout(path: Path) -> bool:
    """Whether this is a handout as the course made it, with nothing taken out or put in."""
    try:
        with zipfile.ZipFile(path) as archive:
            return not path.is_symlink() and archive.comment == _mark(archive)
    except (OSError, zipfile.BadZipFile):
        return False


def _uncommitted(root: Path, names: Sequence[str]) -> list[str]:
    """Those of these files that git would commit; none where the course's folder is no clone."""
    if not (root / ".git").exists():
        return []
    try:
        git = update.Git(root, update.environment(), update.OURS)
        done = git.run("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", *names)
    except OSError:  # no git
        return []
    return sorted(line[3:] for line in os.fsdecode(done.stdout).split("\0") if line)


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """The command line; returns the exit status."""
    summary = "Write one zip for students: these lessons and all that they need, without the solutions."
    parser = argparse.ArgumentParser(prog="python3 start.py handout", description=summary)
    parser.add_argument("lesson", nargs="*", help="number or name (default: all lessons)")
    parser.add_argument("--with-data", action="store_true", help="put their full data in as well")
    parser.add_argument("--to", metavar="FOLDER", type=Path, default=Path(), help="where to (default: this folder)")
    options = parser.parse_args(arguments)
    try:
        course = course_toml.read(root)
        known = {word for lesson in course.lessons for word in (str(lesson.number), lesson.slug)}
        for word in options.lesson:
            if word not in known:
                there = ", ".join(str(lesson.number) for lesson in course.lessons)
                raise HandoutError(f"There is no lesson {word}: choose from {there}.")
        lessons = course.pick(options.lesson)
        target = options.to.expanduser().absolute()
        path = write(course, lessons, target, options.with_data, root, lambda line: print(line, flush=True))
    except (HandoutError, LessonError, DataError) as problem:
        print(problem, file=sys.stderr)
        return 2
    except OSError as error:
        what = f"{error.filename or 'A file'} cannot be read ({error.strerror or error})"
        print(f"{what}: mend that, then start again.", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped: no handout was written.", file=sys.stderr)
        return 130
    numbers = ", ".join(str(lesson.number) for lesson in lessons)
    print(f"Written: {path}, {path.stat().st_size / 1e6:.1f} MB, with lesson{'s' if lessons[1:] else ''} {numbers}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
