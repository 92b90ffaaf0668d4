"""A class on a real JupyterHub: they log in, pull the course by the link, solve, and pull an update over their work.

`python3 start.py test --hub` runs these with twenty students (HUB_USERS=2 for two); anywhere else they are skipped.
What it took is printed, and kept in build/hub/room.json for `python -m tools.hub --measured`.
"""

import json
import os
import platform
import re
import statistics
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path

import pytest

pytest.importorskip("jupyterhub", reason="python3 start.py test --hub installs JupyterHub")
nbformat = pytest.importorskip("nbformat")

import psutil  # noqa: E402
import requests  # noqa: E402
from hub_room import ROOT, TOKEN, Student, gigabytes, hub, processes, shown  # noqa: E402
from repository import git  # noqa: E402

from tools import course as course_toml  # noqa: E402
from tools import fingerprint  # noqa: E402
from tools import hub as hub_page  # noqa: E402

COURSE = course_toml.read(ROOT)
LESSON = COURSE.pick([1])[0]
NOTEBOOK = f"notebooks/{LESSON.stem}.ipynb"
EXERCISE = "1.1"
USERS = int(os.environ.get("HUB_USERS", "20"))
NEWS = "The course's news: this sentence is new."
NOTES = "My notes: the slope is per mg."
OWN = "print('my own cell')"


@dataclass
class Room:
    """The hub, the class, and what each student met and needed."""

    address: str
    hub_id: int
    folder: Path
    upstream: Path
    students: list[Student]
    link: str
    seconds: dict[str, list[float]] = field(default_factory=dict)
    gigabytes: dict[str, list[float]] = field(default_factory=dict)
    core_seconds: dict[str, list[float]] = field(default_factory=dict)  # of its processor, not of the clock
    hub_gb: float = 0.0
    began: float = field(default_factory=time.monotonic)

    def all_at_once(self, what: str, do) -> list:
        """Let every student do it at the same moment: what each came to, in their order. Keeps the seconds of each."""
        print(f"{len(self.students)} students: {what}", flush=True)
        together = threading.Barrier(len(self.students))

        def timed(student):
            together.wait()
            began = time.monotonic()
            came = do(student)
            return came, time.monotonic() - began

        with ThreadPoolExecutor(len(self.students)) as threads:
            answers = list(threads.map(timed, self.students))
        self.seconds[what] = [seconds for _, seconds in answers]
        return [came for came, _ in answers]

    def home(self, student: Student) -> Path:
        return self.folder / "homes" / student.name

    def copy(self, student: Student) -> Path:
        """The course as the student has it."""
        return self.home(student) / COURSE.name

    def measure(self) -> None:
        """Note what each student's server and kernel have in memory, and the core seconds of the kernel so far."""
        found = {kind: {} for kind in ("server", "kernel")}
        for owner, kind, process in processes(self.hub_id):
            times = process.cpu_times()
            found[kind][owner] = (gigabytes(process), times.user + times.system)
        for kind, name in (("server", "the student's server"), ("kernel", "the kernel of lesson 1")):
            assert found[kind].keys() == {student.name for student in self.students}
            self.gigabytes[name] = [gb for gb, _ in found[kind].values()]
            self.core_seconds[f"{name}, until then"] = [seconds for _, seconds in found[kind].values()]
        own = psutil.Process(self.hub_id)
        proxy = [child for child in own.children() if "configurable-http-proxy" in " ".join(child.cmdline())]
        self.hub_gb = sum(map(gigabytes, [own, *proxy]))

    def report(self) -> dict:
        """What is kept of the run."""
        memory = f"{round(psutil.virtual_memory().total / 2**30)} GiB"
        versions = [f"JupyterHub {metadata.version('jupyterhub')}", f"nbgitpuller {metadata.version('nbgitpuller')}",
                    f"JupyterLab {metadata.version('jupyterlab')}"]  # fmt: skip
        return {
            "users": len(self.students),
            "machine": f"{os.cpu_count()} cores, {memory}, {platform.machine()}, {platform.system()}",
            "versions": ", ".join(versions),
            "seconds": self.seconds,
            "gigabytes": self.gigabytes,
            "core_seconds": self.core_seconds,
            "hub_gb": self.hub_gb,
            "total_seconds": time.monotonic() - self.began,
        }


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """A running hub with a class at its door, and the course's repository as it is at this checkout's HEAD."""
    folder = tmp_path_factory.mktemp("hub")
    upstream = folder / COURSE.name
    subprocess.run(["git", "clone", "--quiet", "--depth=1", f"file://{ROOT}", str(upstream)], check=True)
    git(upstream, "checkout", "--quiet", "-B", COURSE.ref)
    with hub(folder, os.environ["WORKSHOP_PYTHON"], upstream) as (address, hub_id):
        students = [Student(f"student{number:02d}", address) for number in range(1, USERS + 1)]
        link = hub_page.link(COURSE, LESSON, address, f"file://{upstream}")
        room = Room(address, hub_id, folder, upstream, students, link)
        yield room
        say(room.report())


def say(report: dict) -> None:
    """Print what the run took, student by student and in short, and keep it."""
    kept = ROOT / "build" / "hub" / "room.json"
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    columns = {**{f"{what} (s)": values for what, values in report["seconds"].items()},
               **{f"{what} (core seconds)": values for what, values in report["core_seconds"].items()},
               **{f"{what} (GB)": values for what, values in report["gigabytes"].items()}}  # fmt: skip
    print("\n\nstudent", *columns, sep="; ")
    for number, values in enumerate(zip(*columns.values(), strict=False), start=1):
        print(f"{number:7d}", *(f"{value:.2f}" for value in values), sep="; ")
    for what, values in columns.items():
        print(f"{what}: median {statistics.median(values):.2f}, worst {max(values):.2f}")
    print(f"hub and proxy: {report['hub_gb']:.2f} GB; together {report['total_seconds']:.0f} s")
    print(f"To keep these numbers: python -m tools.hub --measured {kept.relative_to(ROOT)}", file=sys.stdout)


@pytest.fixture(scope="module")
def pulled(room):
    """All log in and click on the link: the path of the page that opened for each."""

    def arrive(student):
        student.log_in()
        return student.follow(room.link)

    pages = room.all_at_once("log in, and the server starts", arrive)
    waiting = dict(zip((student.name for student in room.students), pages, strict=True))
    return room.all_at_once("pull the course", lambda student: student.pull(waiting[student.name])[0])


@dataclass
class Work:
    """What a student did: the kernel, the notebook that was saved, and what the cells showed."""

    kernel: object
    notebook: dict
    saved: dict
    place: int  # of the exercise's cell
    where: str  # where the kernel found the course
    setup: str
    solved: str


def answer_of(cell: dict) -> str:
    """The student's answer: the stub with the code of the solution in place of its line."""
    solution = nbformat.read(ROOT / "solutions" / f"{LESSON.stem}.ipynb", as_version=4)
    (right,) = [other.source for other in solution.cells if other.id == cell["id"]]
    lines = [line for line in right.splitlines() if not line.strip().startswith("### ")]
    return "\n".join(lines)


@pytest.fixture(scope="module")
def solved(room, pulled):
    """All run the notebook up to the first exercise, solve it, and save; each makes something of their own as well."""
    path = f"{COURSE.name}/{NOTEBOOK}"
    kernels = room.all_at_once("open the notebook: a kernel starts", lambda student: student.open_kernel(path))
    kernel_of = dict(zip((student.name for student in room.students), kernels, strict=True))
    notebooks = {student.name: student.read(path) for student in room.students}

    def set_up(student):
        (cell,) = [cell for cell in notebooks[student.name]["cells"] if cell["id"] == "setup"]
        kernel = kernel_of[student.name]
        cell["outputs"] = kernel.run("".join(cell["source"]))
        cell["execution_count"] = 1
        return shown(cell["outputs"])

    set_ups = dict(
        zip((student.name for student in room.students), room.all_at_once("run the setup cell", set_up), strict=True)
    )

    def solve(student):
        notebook, kernel = notebooks[student.name], kernel_of[student.name]
        cells = notebook["cells"]
        place = next(n for n, cell in enumerate(cells) if f'"Exercise {EXERCISE}' in "".join(cell["source"]))
        cells[place]["source"] = answer_of(cells[place])
        check = next(n for n in range(place + 1, len(cells)) if cells[n]["cell_type"] == "code")
        for count, cell in enumerate((cell for cell in cells[: check + 1] if cell["cell_type"] == "code"), start=1):
            if cell["id"] != "setup":
                cell["outputs"] = kernel.run("".join(cell["source"]))
                cell["execution_count"] = count
        own = nbformat.v4.new_code_cell(OWN)
        cells.insert(check + 1, own)
        student.write(path, notebook)
        student.write(f"{COURSE.name}/notes.md", NOTES, "file")
        where = shown(kernel.run("import workshop; print(workshop.__file__)")).strip()
        return Work(kernel, notebook, student.read(path), place, where, set_ups[student.name],
                    shown(cells[check]["outputs"]))  # fmt: skip

    work = room.all_at_once(f"up to exercise {EXERCISE}, solve it, save", solve)
    room.measure()
    return work


@pytest.fixture(scope="module")
def updated(room, solved):
    """The course is mended, in the very cell that they have edited too, and all click on the link again."""
    path = room.upstream / NOTEBOOK
    notebook = nbformat.read(path, as_version=4)
    stub = next(cell for cell in notebook.cells if f'"Exercise {EXERCISE}' in cell.source)
    stub.source = stub.source.replace(
        "raise NotImplementedError(", "# a mend in the same place\n    raise NotImplementedError("
    )
    notebook.cells[-1].source += f"\n\n{NEWS}"
    fingerprint.stamp(notebook, "99.0.0")
    nbformat.write(notebook, path)
    (room.upstream / "notes.md").write_text("The course has such a file now, too.\n", encoding="utf-8")
    git(room.upstream, "add", "--all")
    git(room.upstream, "commit", "--quiet", "--message=A mend")

    def pull(student):
        student.pull(student.follow(room.link))
        return student.read(f"{COURSE.name}/{NOTEBOOK}")

    return room.all_at_once("pull an update over it", pull)


def test_each_logs_in_and_the_link_brings_the_course_and_opens_the_lesson(room, pulled):
    for student, path in zip(room.students, pulled, strict=True):
        assert path.endswith(f"lab/tree/{COURSE.name}/{NOTEBOOK}")
        assert student.opens(f"lab/tree/{COURSE.name}/{NOTEBOOK}")
        assert (room.copy(student) / "course.toml").is_file()


def test_each_kernel_is_the_courses_own_and_takes_the_copy_that_was_pulled(room, solved):
    for student, work in zip(room.students, solved, strict=True):
        assert Path(work.where) == room.copy(student) / "workshop" / "__init__.py"
        python = shown(work.kernel.run("import sys; print(sys.executable)")).strip()
        assert Path(python) == Path(os.environ["WORKSHOP_PYTHON"])


def test_the_setup_cell_runs_and_exercise_1_1_passes_for_each(solved):
    for work in solved:
        assert "Error" not in work.setup and "Traceback" not in work.setup
        assert re.search(rf"^✓ {re.escape(EXERCISE)}\b", work.solved, re.MULTILINE), work.solved


def test_an_update_over_their_work_loses_nothing(room, solved, updated):
    for student, work, after in zip(room.students, solved, updated, strict=True):
        nbformat.validate(nbformat.from_dict(after))
        before = {cell["id"]: cell for cell in work.saved["cells"]}
        cells = {cell["id"]: cell for cell in after["cells"]}
        # Whatever they wrote or ran is there as it was; the one cell that is new is the course's.
        for cell_id, cell in before.items():
            if cell["cell_type"] == "code":
                assert cells[cell_id] == cell
        assert [cell["id"] for cell in after["cells"]] == [cell["id"] for cell in work.saved["cells"]]
        assert after["cells"][work.place]["source"] == answer_of(after["cells"][work.place])
        assert NEWS in "".join(after["cells"][-1]["source"])
        # A file of their own in the place of a new one of the course: theirs has another name now.
        (notes,) = room.copy(student).glob("notes__*.md")
        assert notes.read_text() == NOTES


def test_the_course_takes_the_notebook_for_the_students_after_the_update(room, updated):
    for student in room.students:
        assert not fingerprint.as_built(room.copy(student) / NOTEBOOK)


def test_after_the_update_the_exercise_still_passes_in_the_kernel_that_ran_all_the_while(solved, updated):
    for work, after in zip(solved, updated, strict=True):
        cells = after["cells"][work.place :]
        code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"][:2]
        assert f"✓ {EXERCISE}" in [shown(work.kernel.run(source)) for source in code][1]


def test_the_threads_and_the_growing_memory_of_the_hubs_file_reach_each_server_and_kernel(room, solved):
    # As they were started with it: the lessons set some of it themselves where it is not set.
    found = [process.environ() for _, _, process in processes(room.hub_id)]
    assert len(found) == 2 * len(room.students)
    for environment in found:
        assert environment["TF_NUM_INTRAOP_THREADS"] == environment["OMP_NUM_THREADS"] == "2"
        assert environment["TF_FORCE_GPU_ALLOW_GROWTH"] == "true"
        assert environment["XLA_PYTHON_CLIENT_PREALLOCATE"] == "false"


def test_the_mirror_is_read_where_it_lies_and_each_caches_at_home(room, solved):
    mirror = os.environ.get("WORKSHOP_MIRROR")
    if not mirror:
        pytest.skip("WORKSHOP_MIRROR names no folder with the course's data")
    before = {path: path.stat().st_mtime_ns for path in Path(mirror).rglob("*")}
    work, home = solved[0], room.home(room.students[0])
    said = shown(
        work.kernel.run("from workshop.data.places import cache_folder\ndata.load('mnist')\nprint(cache_folder())")
    )
    assert Path(said.splitlines()[-1]).is_relative_to(home)
    kept = [path for path in Path(said.splitlines()[-1]).rglob("*") if path.is_file()]
    assert kept and not any(path.name.endswith(".gz") for path in kept)  # arrays, and no second copy of the files
    assert {path: path.stat().st_mtime_ns for path in Path(mirror).rglob("*")} == before


def test_a_kernel_that_the_memory_killed_starts_again_and_what_was_saved_is_there(room, solved, updated):
    student, work = room.students[-1], solved[-1]
    (kernel,) = [
        process for owner, kind, process in processes(room.hub_id) if (owner, kind) == (student.name, "kernel")
    ]
    kernel.kill()  # what the system does to it
    work.kernel.wait_for_state("restarting")  # JupyterLab's dialog: "Kernel Restarting"
    work.kernel.wait_for_output()  # while the student reads it
    said = shown(work.kernel.run(answer_of(updated[-1]["cells"][work.place]) + "\nplots"))
    assert "run the setup cell, the first one of this notebook" in said
    assert student.read(f"{COURSE.name}/{NOTEBOOK}") == updated[-1]
    others = {owner for owner, kind, _ in processes(room.hub_id) if kind == "kernel"}
    assert others == {student.name for student in room.students}


def test_start_py_update_goes_on_where_the_links_have_merged(room, solved, updated):
    student, work = room.students[0], solved[0]
    (room.upstream / "LATER.md").write_text("A later mend.\n", encoding="utf-8")
    git(room.upstream, "add", "--all")
    git(room.upstream, "commit", "--quiet", "--message=Later")
    command = [os.environ["WORKSHOP_PYTHON"], "-m", "tools.update"]
    done = subprocess.run(command, cwd=room.copy(student), capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    assert "New, the course of" in done.stdout and f"Kept: what you changed in {NOTEBOOK}" in done.stdout
    assert (room.copy(student) / "LATER.md").is_file()
    after = student.read(f"{COURSE.name}/{NOTEBOOK}")
    assert after["cells"] == updated[0]["cells"] and after["cells"][work.place] == work.saved["cells"][work.place]


def test_the_board_counts_the_class_by_way_of_the_hub(room, solved):
    events = f"{room.address}/services/class/{TOKEN}/events"
    passed, end = 0, time.monotonic() + 60
    while passed < len(room.students) and time.monotonic() < end:  # kernels report in their own time
        with requests.get(events, stream=True, timeout=60) as stream:
            first = next(line for line in stream.iter_lines(decode_unicode=True) if line.startswith("data: "))
        lessons = json.loads(first.removeprefix("data: "))["lessons"]
        exercises = [exercise for lesson in lessons for exercise in lesson["exercises"]]
        passed = sum(exercise["passed"] for exercise in exercises if exercise["number"] == EXERCISE)
    assert passed == len(room.students)
