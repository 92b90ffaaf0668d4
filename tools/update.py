"""`python -m tools.update`: bring the newest course into this copy, with nbgitpuller's rules. Nothing is lost.

`python3 start.py update` runs it. Answers, outputs and whatever else a person changed stay; mends of the course come
in around them. Where both changed the same place, the person's file stays and the new one is put beside it. A file is
the course's only as long as it is what one of the course's commits has; else it is a person's, and is never removed.

nbgitpuller never sees the folder itself: it merges on a bench, a repository in a temporary folder that holds a copy of
the files. What comes out is looked at, and only then brought over, each file in one step. An update that is
interrupted leaves whole files, old ones and new ones, and the next update does the rest.

Exit status 0: done, or nothing new; 2: one sentence on stderr says what to do; 130: stopped with Ctrl-C.
"""

import argparse
import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import nbformat

from tools import course as course_toml
from tools.course import Course, LessonError
from workshop.keeping import set_aside

ROOT = Path(__file__).resolve().parents[1]
#: `git archive`, and so GitHub's ZIP, writes its commit into this file; an update of such a copy writes the newest.
COMMIT = "tools/commit.txt"
LOCK_SECONDS = 600  # nbgitpuller's rule: an older index.lock was left by a git that died
LOCKS = [
    "index.lock",
    "HEAD.lock",
    "packed-refs.lock",
    "shallow.lock",
    "refs/course/newest.lock",
    "refs/course/merged.lock",
]
UNFINISHED = ["MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply"]

# What of GIT_* has to do with reaching the network; the rest (GIT_DIR, GIT_INDEX_FILE, ...) means another repository.
NETWORK = re.compile(r"GIT_(SSH|SSL|PROXY|HTTP|ASKPASS|EXEC_PATH|CONFIG_(GLOBAL|SYSTEM|NOSYSTEM)$)")
# In the person's repository and over the network: their settings hold (proxies, keys), but for hooks and clean-ups.
# A folder that somebody else owns is taken too: who runs its start.py trusts it already.
OURS = {
    "core.hooksPath": os.devnull,
    "core.fsmonitor": "false",
    "gc.auto": "0",
    "maintenance.auto": "false",
    "safe.directory": "*",
    "protocol.file.allow": "always",
    "http.lowSpeedLimit": "1000",  # bytes a second, and the seconds after which a slower network is given up
    "http.lowSpeedTime": "60",
}
# On the bench no setting of the person's holds: a filter that strips outputs, a driver that merges, a signature.
BENCH = """
[core]
    autocrlf = input
    safecrlf = false
    quotePath = false
[diff]
    renames = false
[merge]
    renames = true
    directoryRenames = false
[gc]
    auto = 0
"""


class UpdateError(Exception):
    """What keeps the course from being updated; the message is the one sentence to print."""


class Git:
    """git, in one folder and one environment."""

    def __init__(self, folder: Path, environment: dict[str, str], settings: dict[str, str] | None = None):
        self.folder, self.environment = folder, environment
        self.settings = [word for name, value in (settings or {}).items() for word in ("-c", f"{name}={value}")]

    def run(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        """Run it; the exit status is the caller's to read."""
        command = ["git", *self.settings, *arguments]
        return subprocess.run(
            command, cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL, capture_output=True
        )

    def __call__(self, *arguments: str) -> str:
        """What it prints. Raises UpdateError where it fails."""
        done = self.run(*arguments)
        if done.returncode:
            raise UpdateError(f"git {arguments[0]} failed ({reason(done)}): update again; nothing is lost.")
        return os.fsdecode(done.stdout).rstrip("\r\n")

    def ask(self, *arguments: str) -> str:
        """What it prints, or "" where it fails."""
        done = self.run(*arguments)
        return "" if done.returncode else os.fsdecode(done.stdout).rstrip("\r\n")

    def names(self, *arguments: str) -> set[str]:
        """The names that a command with -z prints."""
        return set(self(*arguments).split("\0")) - {""}

    def changed(self, one: str, other: str) -> set[str]:
        """The files that differ between two commits."""
        return self.names("diff", "--name-only", "--no-renames", "--no-ext-diff", "-z", one, other)

    def blob(self, name: str) -> bytes:
        """A file of a commit, `commit:path`, or b"" where there is none."""
        done = self.run("cat-file", "blob", name)
        return b"" if done.returncode else done.stdout


def reason(done: subprocess.CompletedProcess[bytes]) -> str:
    """Why git failed, in its own words: one line, and no password of an address."""
    lines = [line.strip() for line in done.stderr.decode("utf-8", "replace").splitlines() if line.strip()]
    fatal = [line for line in lines if line.startswith(("fatal:", "error:"))]
    return public(([*fatal, *lines, "it does not say why"])[0].partition(": ")[2] or "it does not say why")


def public(address: str) -> str:
    """An address without a name and a password."""
    return re.sub(r"//[^/@\s]*@", "//", address)


def environment() -> dict[str, str]:
    """The person's environment without what names another repository; git speaks English and asks nothing."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or NETWORK.match(name)}
    return {**kept, "LC_ALL": "C", "LANGUAGE": "", "GIT_TERMINAL_PROMPT": "0"}


# ------------------------------------------------------------------------------------------------ where it starts


@dataclass(frozen=True)
class Start:
    """What an update starts from: commits, all but `version` on the bench.

    head: where the clone is, or "" for a ZIP
    mine: what the person's files stand on: `head`, with what was staged; for a ZIP, the commit that it was made from
    base: the newest commit of the course that is in `mine`
    newest: the course as it is now
    version: the same, as the course's own repository names it
    """

    head: str
    mine: str
    base: str
    newest: str
    version: str


def is_clone(root: Path, course: Course) -> bool:
    """Whether the folder is a clone; a repository that encloses it is somebody else's business.

    Raises UpdateError where there is no git, or it does not read the clone.
    """
    here = Git(root, environment(), OURS)
    try:
        works = here.run("--version").returncode == 0  # macOS has a git that only says how to get one
    except FileNotFoundError:
        works = False
    if not works:
        raise UpdateError(f"Updating needs git: install it from git-scm.com and update again, or {by_hand(course)}")
    done = here.run("rev-parse", "--show-toplevel")
    if done.returncode and (root / ".git").exists():
        raise UpdateError(f"git does not read this clone ({reason(done)}): mend that, or {by_hand(course)}")
    own = not done.returncode and os.path.samefile(os.fsdecode(done.stdout).rstrip("\r\n"), root)
    # Who makes a repository of an unpacked ZIP begins a history that does not join the course's.
    return own and bool(here.ask("remote", "get-url", "origin") or not commit_of_zip(root))


def by_hand(course: Course) -> str:
    """How to update without git."""
    address = f"{course.repository}/archive/{course.ref}.zip"
    return f"download {address}, unpack it beside this folder and go on there; your notebooks stay here."


def commit_of_zip(root: Path) -> str:
    """The commit that a ZIP was made from, or ""."""
    try:
        text = (root / COMMIT).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""
    return text if re.fullmatch(r"[0-9a-f]{40}|[0-9a-f]{64}", text) else ""


def fetch(git: Git, source: str, refspec: str, *options: str) -> None:
    """Fetch from an address or a remote. Raises UpdateError where that fails."""
    quiet = ["--quiet", "--no-tags", "--no-prune", "--no-recurse-submodules"]
    done = git.run("fetch", *quiet, *options, source, refspec)
    if done.returncode:
        address = public(git.ask("remote", "get-url", source) or source)
        raise UpdateError(
            f"The newest course could not be fetched from {address} ({reason(done)}): look at the network and that "
            "address, then update again; nothing has changed."
        )


def start_from_clone(root: Path, course: Course, bench: Git) -> Start:
    """Fetch into the clone, and let the bench see what it has.

    Raises UpdateError where the clone must be mended first, or has nothing to do with the course.
    """
    here = Git(root, environment(), OURS)
    refuse_unfinished(root, here)
    origin = here.ask("remote", "get-url", "origin")
    branch = here.ask("symbolic-ref", "--quiet", "--short", "HEAD")  # "" where none is checked out
    follows = branch and here.ask("config", f"branch.{branch}.remote") == "origin"
    ref = (follows and here.ask("config", f"branch.{branch}.merge")) or course.ref
    fetch(here, "origin" if origin else course.repository, f"+{ref}:refs/course/newest")
    newest = here("rev-parse", "refs/course/newest^{commit}")
    head = here.ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    base = here.ask("merge-base", head, newest) if head else ""
    if not base:
        raise UpdateError(f"This clone and the newest course have no commit in common: {by_hand(course)}")

    here("diff", "--shortstat", "--no-ext-diff", base, newest)  # a partial clone fetches here what it lacks
    # Objects are lent, not copied: nothing that the bench does can reach the clone.
    store = bench.folder / ".git"
    objects, shallow = inside(root, here, ["objects", "shallow"])
    lent = f"{objects.resolve().as_posix()}\n"
    (store / "objects" / "info" / "alternates").write_text(lent, encoding="utf-8", newline="\n")
    if shallow.exists():
        shutil.copy(shallow, store / "shallow")
    # What is staged becomes a commit: nbgitpuller only unstages, and what was staged can be there and nowhere else.
    mine, staged = head, here("write-tree")
    if staged != here("rev-parse", f"{head}^{{tree}}"):
        mine = commit(bench, staged, head, "Staged before the update")
    return Start(head, mine, base, newest, newest)


def inside(root: Path, here: Git, names: list[str]) -> list[Path]:
    """Where these files of git's own are, there or not."""
    words = [word for name in names for word in ("--git-path", name)]
    return [root / line for line in here("rev-parse", *words).splitlines()]


def refuse_unfinished(root: Path, here: Git) -> None:
    """Raises UpdateError for a merge that is not finished, or a git at work; removes the locks of a dead one."""
    if any(path.exists() for path in inside(root, here, UNFINISHED)) or here("ls-files", "--unmerged"):
        raise UpdateError(
            "A merge in this folder is not finished, `git status` says which: finish it or take it back (often "
            "`git merge --abort`), then update again; nothing has changed."
        )
    for lock in inside(root, here, LOCKS):
        with contextlib.suppress(FileNotFoundError):
            if abs(time.time() - lock.stat().st_mtime) < LOCK_SECONDS:  # abs: clocks jump
                raise UpdateError(
                    f"Another git is at work in this folder, or died a moment ago ({lock.name} is there): update again "
                    "in ten minutes; nothing has changed."
                )
            lock.unlink()


def start_from_zip(root: Path, course: Course, bench: Git) -> Start:
    """Fetch the ZIP's commit and the newest onto the bench. Raises UpdateError where the ZIP's commit is not known."""
    base = commit_of_zip(root)
    if not base:
        raise UpdateError(f"This copy does not know which version it is: {by_hand(course)}")
    outside = Git(bench.folder, environment(), OURS)
    fetch(outside, course.repository, f"+{course.ref}:refs/course/newest", "--depth=1")
    version = newest = outside("rev-parse", "refs/course/newest^{commit}")
    if newest != base:
        try:
            fetch(outside, course.repository, f"+{base}:refs/course/base", "--depth=1")
        except UpdateError as error:
            raise UpdateError(f"The course has no version like this copy's any more: {by_hand(course)}") from error
        # Without the history between the two: the newest as if it had been made from the ZIP's commit in one step.
        day = bench("show", "--no-patch", "--format=%cI", version)
        newest = commit(bench, bench("rev-parse", f"{version}^{{tree}}"), base, "The newest course", day)
    return Start("", base, base, newest, version)


def commit(git: Git, tree: str, parent: str, message: str, day: str = "") -> str:
    """Make a commit of a tree; returns it. day: its date, today's if empty."""
    who = {"NAME": "course", "EMAIL": "course@localhost"} | ({"DATE": day} if day else {})
    names = {f"GIT_{role}_{name}": value for role in ("AUTHOR", "COMMITTER") for name, value in who.items()}
    return Git(git.folder, git.environment | names)("commit-tree", tree, "-p", parent, "-m", message)


# ------------------------------------------------------------------------------------------------ on the bench


@dataclass
class Merged:
    """What came out on the bench.

    commit: its commit, which a clone moves to
    mine: the commit of the person's files as they were
    changed: the names of the files that the person changed
    files: the bytes of each file that the course has now, by name
    twice: the course's new version of each file where both changed the same place, by name
    moved: the new name of each file that the person changed and the course renamed, by its old one
    """

    commit: str
    mine: str
    changed: set[str]
    files: dict[str, bytes]
    twice: dict[str, bytes]
    moved: dict[str, str]


def make_bench(folder: Path) -> Git:
    """An empty repository in a folder that exists, with settings of its own."""
    home, course = folder / "home", folder / "course"
    home.mkdir()
    course.mkdir()
    (home / ".gitconfig").write_text(BENCH, encoding="utf-8")
    alone = {name: value for name, value in environment().items() if not name.startswith("GIT_CONFIG")}
    alone |= {"HOME": str(home), "XDG_CONFIG_HOME": str(home), "GIT_CONFIG_NOSYSTEM": "1", "GIT_ATTR_NOSYSTEM": "1"}
    bench = Git(course, alone)
    bench("init", "--quiet", "--template=")
    bench("config", "core.fileMode", "false")
    (course / ".git" / "objects" / "info").mkdir(exist_ok=True)
    return bench


def copy_files(root: Path, bench: Git, start: Start) -> dict[str, bytes]:
    """Put the person's files on the bench, those that git knows or the newest course has; returns them by name."""
    copies = {}
    for name in tree(bench, start.mine) | tree(bench, start.newest):
        stamp = name == COMMIT and not start.head  # differs in a ZIP, and nobody changed it
        if (root / name).is_file() and not stamp:
            copies[name] = (root / name).read_bytes()
            (bench.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (bench.folder / name).write_bytes(copies[name])
    return copies


def tree(git: Git, commit: str) -> set[str]:
    """The names of a commit's files."""
    return git.names("ls-tree", "-r", "-z", "--name-only", commit)


def merge(bench: Git, start: Start, copies: dict[str, bytes]) -> Merged:
    """Let nbgitpuller merge the newest course into the files on the bench, and mend what is not sound.

    Raises UpdateError where it cannot be merged.
    """
    bench("update-ref", "refs/heads/course", start.newest)
    bench("update-ref", "refs/heads/mine", start.mine)
    bench("symbolic-ref", "HEAD", "refs/heads/mine")
    bench("read-tree", start.mine)
    bench("remote", "add", "origin", str(bench.folder))
    pull(bench)
    result, *parents = bench("rev-list", "--parents", "-1", "HEAD").split()
    twice = {}
    if result == start.newest:  # nothing of the person's
        mine = start.mine
    elif start.base == start.newest:  # nothing new
        mine = result
    else:
        mine = parents[0]
        conflicts = conflicts_of(bench, mine, start.newest, result)
        twice = {name: bench.blob(blob) for name, blob in conflicts.items()}
    merged = Merged(result, mine, bench.changed(start.base, mine), {}, twice, {})
    mend(bench, start, merged, copies)
    merged.files = {name: (bench.folder / name).read_bytes() for name in tree(bench, merged.commit)}
    return merged


def pull(bench: Git) -> None:
    """nbgitpuller, on the bench. Raises UpdateError where it fails."""
    try:
        from nbgitpuller import GitPuller
    except ImportError as error:
        raise UpdateError("nbgitpuller is not installed: run `python3 start.py` once, then update again.") from error
    said: list[str] = []
    try:
        with mock.patch.dict(os.environ, bench.environment, clear=True):
            said.extend(GitPuller(str(bench.folder), str(bench.folder), branch="course").pull())
    except subprocess.CalledProcessError as error:
        lines = [line.strip() for line in said if line.startswith(("CONFLICT", "fatal:", "error:"))]
        raise UpdateError(
            f"Your changes and the newest course do not go together ({(lines or ['git merge failed'])[0]}): merge "
            "`refs/course/newest` yourself; nothing has changed."
        ) from error


def conflicts_of(bench: Git, mine: str, newest: str, result: str) -> dict[str, str]:
    """The files where both changed the same place, and the course's new version (a blob's name) of each.

    result: the commit that is checked out, and is so again afterwards
    """
    bench("checkout", "--quiet", "--detach", mine)
    bench.run("-c", "user.name=course", "-c", "user.email=course@localhost", "merge", "--no-commit", "--no-ff", newest)
    stages: dict[str, dict[str, str]] = {}
    for entry in bench("ls-files", "-u", "-z").split("\0"):
        if entry:
            about, _, name = entry.partition("\t")
            _, blob, stage = about.split()
            stages.setdefault(name, {})[stage] = blob
    bench("reset", "--quiet", "--hard", result)
    return {name: blobs["3"] for name, blobs in stages.items() if {"2", "3"} <= blobs.keys()}


def mend(bench: Git, start: Start, merged: Merged, copies: dict[str, bytes]) -> None:
    """Where the merge of two texts is not sound: on the bench what the person had, and the course's version beside."""
    old_names = renamed(bench, start)
    for name in bench.changed(merged.mine, merged.commit) & tree(bench, merged.commit):
        old = old_names.get(name, name)
        if old not in merged.changed or old not in copies:
            continue
        now, new = bench.blob(f"{merged.commit}:{name}"), bench.blob(f"{start.newest}:{name}")
        if sound(name, bench.blob(f"{start.base}:{old}"), copies[old], now):
            if old != name:
                merged.moved[old] = name
        elif old == name:
            merged.twice[name] = new
            (bench.folder / name).write_bytes(copies[name])
        else:  # under the old name stands what the person has, under the new one what the course has
            merged.twice.pop(name, None)
            (bench.folder / name).write_bytes(new)
    bench("add", "--update")
    if bench.run("diff", "--cached", "--quiet").returncode:
        merged.commit = commit(bench, bench("write-tree"), merged.commit, "What does not go together stays apart")


def renamed(bench: Git, start: Start) -> dict[str, str]:
    """The course's files that have a new name, and the old one of each."""
    words = bench("diff", "--name-status", "--find-renames", "--diff-filter=R", "-z", start.base, start.newest)
    fields = words.rstrip("\0").split("\0")
    return {new: old for _, old, new in zip(fields[::3], fields[1::3], fields[2::3], strict=False)}


def sound(name: str, base: bytes, mine: bytes, merged: bytes) -> bool:
    """Whether a merged file can be read by what reads it, and a notebook has every answer and output of the person."""
    readers: dict[str, Callable[[bytes], object]] = {
        ".py": lambda text: compile(text, name, "exec"),
        ".toml": lambda text: tomllib.loads(text.decode("utf-8")),
        ".json": json.loads,
        ".ipynb": lambda text: answers_stay(base, mine, text),
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return readers.get(Path(name).suffix, lambda text: True)(merged) is not False
        except Exception:  # whatever a broken file makes its reader raise
            return False


def answers_stay(base: bytes, mine: bytes, merged: bytes) -> bool:
    """Whether a merged notebook is valid and has each source and each output that the person changed, cell by cell.

    Raises what nbformat raises for a notebook that cannot be read.
    """
    before, person, after = (cells(text) for text in (base, mine, merged))
    for key, cell in person.items():
        for part in ("source", "outputs", "attachments"):
            was_changed = key not in before or cell.get(part) != before[key].get(part)
            if was_changed and (key not in after or cell.get(part) != after[key].get(part)):
                return False
    return True


def cells(text: bytes) -> dict[str, dict]:
    """A notebook's cells by id. Raises what nbformat raises for an invalid one, ValueError for an id used twice."""
    notebook = json.loads(text)
    found = {cell["id"]: {**cell, "source": "".join(cell["source"])} for cell in notebook["cells"]}
    if len(found) != len(notebook["cells"]):
        raise ValueError("two cells have the same id")
    nbformat.validate(notebook, version=4)  # last: it gives new ids where it does not like them
    return found


# ------------------------------------------------------------------------------------------------ into the folder


def bring(root: Path, bench: Git, start: Start, merged: Merged, copies: dict[str, bytes]) -> Iterator[str]:
    """Bring what came out into the folder; yields a line for each thing that was not simply replaced.

    Raises UpdateError where a file was saved meanwhile; then the next update begins where this one stopped.
    """
    day, mine = date(bench, start), tree(bench, start.mine)
    replaced = bench.changed(merged.mine, merged.commit)
    for name, data in sorted(merged.twice.items()):
        path = beside(root / name, day, data)
        write(path, data, None)
        yield f"Kept twice: {name} is yours, and the course's new version is beside it: {path.name}"
    # The tools come last: an update that was interrupted needs them.
    for name in sorted(merged.files, key=lambda name: (name.startswith(("tools/", "workshop/")), name)):
        path, data, before = root / name, merged.files[name], copies.get(name)
        if data == before or (name == COMMIT and not start.head):
            continue
        if before is None or name not in mine:
            yield from free(root, path)
            write(path, data, None)
            if name in mine:
                yield f"Restored: {name}"
        elif name in replaced:
            write(path, data, before)
    for name in sorted(replaced - merged.files.keys() - merged.changed):
        if name in copies:
            remove(root, root / name, copies[name])


def kept(bench: Git, start: Start, merged: Merged) -> Iterator[str]:
    """Yields a line for each file in which something of the person's stays."""
    for name in sorted(merged.changed):
        base, new = bench.blob(f"{start.base}:{name}"), bench.blob(f"{start.newest}:{name}")
        if name in merged.moved:
            yield f"Kept: {name}; the course calls it {merged.moved[name]} now, and what you changed is there too"
        elif base and not new:
            yield f"Kept: {name}, which the course no longer has"
        elif name not in merged.twice and name in merged.files and merged.files[name] != new:
            yield f"Kept: what you changed in {name}"


def date(bench: Git, start: Start) -> str:
    """The day of the newest course, as 2026-11-26."""
    return bench("show", "--no-patch", "--format=%cs", start.newest)


def beside(path: Path, day: str, data: bytes) -> Path:
    """The place for a new version beside a file that stays: `answers (new 2026-11-26).ipynb`, or where it is already.

    day: the date of the course's commit
    """
    count = 1
    while True:
        name = f"{path.stem} (new {day}{f', {count}' if count > 1 else ''}){path.suffix}"
        place = path.with_name(name)
        if not os.path.lexists(place) or (place.is_file() and place.read_bytes() == data):
            return place
        count += 1


def free(root: Path, path: Path) -> Iterator[str]:
    """Set aside what stands where a file of the course must be: it, or a file in place of a folder above it."""
    for place in [*reversed(path.relative_to(root).parents), path.relative_to(root)]:
        there = root / place
        if os.path.lexists(there) and (there == path or not there.is_dir()):
            kept = set_aside(there).relative_to(root)
            yield f"Set aside: {place.as_posix()} stood in the course's way, and is now {kept.as_posix()}"


def write(path: Path, data: bytes, before: bytes | None) -> None:
    """Put data at path in one step; behind a link it goes where the link leads.

    before: what is there; None for nothing
    Raises UpdateError if that has changed.
    """
    path = Path(os.path.realpath(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.update")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.is_file():
            shutil.copymode(path, part)
        unchanged(path, before)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def remove(root: Path, path: Path, before: bytes) -> None:
    """Remove a file of the course that nobody has changed, and folders that are empty then.

    Raises UpdateError if it has changed.
    """
    unchanged(path, before)
    path.unlink()
    with contextlib.suppress(OSError):
        while path.parent != root:
            path = path.parent
            path.rmdir()


def unchanged(path: Path, before: bytes | None) -> None:
    """Raises UpdateError unless path holds these bytes still, or for None nothing else than before."""
    if before is not None and not (path.is_file() and path.read_bytes() == before):
        raise UpdateError(f"{path.name} was saved while the update ran: close it, then update again; nothing is lost.")


def finish(root: Path, bench: Git, start: Start, merged: Merged) -> None:
    """Let a clone, or the file of a ZIP, say which course this is; the files themselves are there already.

    Raises UpdateError where somebody else has moved the clone meanwhile.
    """
    if not start.head:
        write(root / COMMIT, f"{start.version}\n".encode(), None)
        return
    here = Git(root, environment(), OURS)
    here("fetch", "--quiet", "--no-tags", "--no-prune", str(bench.folder), f"+{merged.commit}:refs/course/merged")
    if here("rev-parse", "HEAD") != start.head:
        raise UpdateError("A commit was made while the update ran: update again; nothing is lost.")
    here("reset", "--quiet", "--mixed", merged.commit)  # the index first, then the branch


def update(root: Path) -> Iterator[str]:
    """Bring the newest course into the folder `root`; yields the lines to print, each when it is true.

    Raises UpdateError, LessonError or OSError where that cannot be done; nothing is lost then.
    """
    course = course_toml.read(root)
    starts = start_from_clone if is_clone(root, course) else start_from_zip
    with tempfile.TemporaryDirectory(prefix="course-update-", ignore_cleanup_errors=True) as folder:
        bench = make_bench(Path(folder).resolve())
        start = starts(root, course, bench)
        copies = copy_files(root, bench, start)
        merged = merge(bench, start, copies)
        new = start.base != start.newest
        yield news(bench, start) if new else f"Nothing new: this is the newest course, of {date(bench, start)}"
        yield from bring(root, bench, start, merged, copies)
        if new:
            yield from kept(bench, start, merged)
            finish(root, bench, start, merged)
            yield "Open notebooks are still the old ones: close and open them again"
            if bench.changed(start.base, start.newest) & {"requirements.lock", "pyproject.toml"}:
                yield "The packages changed too: the next `python3 start.py` sets them up"


def news(bench: Git, start: Start) -> str:
    """What is new, in a line."""
    changed = bench.changed(start.base, start.newest)
    names = sorted(Path(name).stem for name in changed if name.startswith("notebooks/"))
    notebooks = f"notebooks that changed: {', '.join(names) or 'none'}"
    return f"New, the course of {date(bench, start)}: {notebooks}; other files: {len(changed) - len(names)}"


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """The command line; returns the exit status."""
    summary = "Bring the newest course into this copy; what you changed stays."
    argparse.ArgumentParser(prog="python -m tools.update", description=summary).parse_args(arguments)
    with contextlib.suppress(AttributeError):  # not every stream can
        for stream in (sys.stdout, sys.stderr):
            stream.reconfigure(errors="replace")  # a Windows console does not know each letter of a name
    try:
        for line in update(root):
            print(line, flush=True)
    except (UpdateError, LessonError) as problem:
        print(problem, file=sys.stderr)
        return 2
    except OSError as error:
        what = f"{error.filename or 'A file'} cannot be read or written ({error.strerror or error})"
        print(f"{what}: mend that, then update again; nothing is lost.", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped: update again whenever you like; nothing is lost.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
