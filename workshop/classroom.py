"""A class on one network: `join("http://192.168.1.20:8765/k7mq2xwd")` lets the instructor's board count this student.

Off unless asked for, by `join` or by the variable WORKSHOP_CLASS. What is sent for an exercise: its number, how often
its check was run, whether it passed, and which of the course's own hints came, by a number that is made from the
hint's text in this repository. No name, no code, no value; a hint that quotes the student's code is sent without the
quotation. A student is a random number, the same in all notebooks of one account, another one in each class.

A report says where an exercise stands and not what has just happened. So reports may be late, lost, repeated or
mixed up in order, and the newest one makes up for it; nothing has to be queued, for what waits is at most one entry an
exercise. A thread sends them: a cell never waits for the network, but for half a second in `join`.
"""

import ast
import atexit
import contextlib
import functools
import hashlib
import http.client
import json
import os
import platform
import random
import re
import secrets
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from workshop.errors import WorkshopError, hint_of

CHECKS = Path(__file__).with_name("checks")
#: Seconds: what a cell, and the end of a kernel, wait at most; a try to reach the class; from one sign of life to the
#: next, by which a board that was started anew gets its counts back; and the pauses while nobody answers.
WAIT, TIMEOUT, BEAT, PAUSES = 0.5, 3.0, 20.0, (1, 2, 4, 8, 15)
#: And the least from one report to the next, for a check that is run in a loop; and the pause that a busy class gets.
LEAST, BUSY = 0.2, 2.0
#: The random number of this kernel: tries add up over a student's kernels, and one that joins anew is not another.
KERNEL = secrets.token_hex(4)
#: What is kept of one exercise: different hints, and the number at which tries are no longer counted.
HINTS, TRIES = 8, 1000
#: A template's holes, where a hint has words of the student's, and the least that it must have besides.
HOLE, WORDS = "…", 12


class NoClass(WorkshopError):
    """What was handed to `join` is not the address of a class."""


@dataclass
class Standing:
    """Where one exercise stands in this kernel: runs of its check until it passed, and the hints that came."""

    tries: int = 0
    passed: bool = False
    hints: list[str] = field(default_factory=list)


# --- what a student does ---


def join(address: str) -> None:
    """Join the class at an address, the one on the instructor's board, and say whether it answers.

    From now on the checks of this kernel report to it, and data that is not here yet comes from there as well, unless
    WORKSHOP_MIRROR names a place of its own. Joining again changes nothing; another address takes the place of the
    first. Waits for at most half a second. Raises NoClass, with what to do, for what is not an address.
    """
    global _room
    address = plain(address)
    if _room is None or _room.address != address:
        before, _room = _room, None
        if before is not None:
            before.leave()
        _room = Room(address, before.standings if before else {})
        _room.start()
    print(_room.outcome(WAIT))


def join_if_asked() -> None:
    """Join the class that WORKSHOP_CLASS names, if it names one; an address that is none is said, and nothing stops."""
    address = os.environ.get("WORKSHOP_CLASS", "").strip()
    if address and _room is None:
        try:
            join(address)
        except NoClass as error:
            print(f"WORKSHOP_CLASS: {error}")


def plain(address: str) -> str:
    """The address of a class as reports need it, from what was typed, or copied from a browser. Raises NoClass."""
    text = address.strip(" \t\r\n\"'<>") if isinstance(address, str) else ""
    if text and "://" not in text:
        text = f"http://{text}"
    with contextlib.suppress(ValueError):
        parts = urlsplit(text)
        path = parts.path.strip("/")
        if parts.scheme in ("http", "https") and parts.hostname and parts.port != 0 and path and not re.search(
            r"[\s@]", parts.netloc + path
        ):  # fmt: skip
            return f"{parts.scheme}://{parts.netloc}/{path}"
    raise NoClass(
        'This is not the address of a class. It stands on the board, such as join("http://192.168.1.20:8765/k7mq2xwd"),'
        " in quotes and with all that follows the last stroke."
    )


# --- what a check does ---


def reporting(number: str, check: Callable) -> Callable:
    """A check of an exercise that tells the class, if one was joined, whether it passed or which hint came."""

    @functools.wraps(check)
    def run(*answers: Any) -> None:
        try:
            check(*answers)
        except WorkshopError as failure:
            _tell(number, str(failure))
            raise
        _tell(number, None)

    return run


def _tell(number: str, failure: str | None) -> None:
    """Note an outcome for the class, if one was joined; whatever goes wrong here, the check goes on."""
    if _room is not None:
        with contextlib.suppress(Exception):
            _room.note(number, failure)


# --- hints without the student's words ---


@functools.cache
def hints() -> dict[str, str]:
    """Every text of the checks from which a hint can be made, by its number: 8 hexadecimal digits.

    Read from the source of `workshop/checks`. An f-string is a template, with HOLE where values go in.
    """
    found = set()
    for path in sorted(CHECKS.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                parts = [part.value if isinstance(part, ast.Constant) else HOLE for part in node.values]
                found.add("".join(map(str, parts)))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    texts = [text for text in found if len(text.replace(HOLE, "").strip()) >= WORDS and "\n" not in text]
    return {hashlib.sha256(text.encode()).hexdigest()[:8]: text for text in texts}


@functools.cache
def _beginnings() -> list[tuple[str, str | re.Pattern]]:
    """How a hint may begin, by numbers: a text, or the pattern of a template; what has most words of its own first."""
    texts = sorted(hints().items(), key=lambda row: -len(row[1].replace(HOLE, "")))
    return [(number, _pattern(text) if HOLE in text else text) for number, text in texts]


def _pattern(template: str) -> re.Pattern:
    # Short holes: whatever of the student's stands in a hint, the search is soon over.
    return re.compile(".{0,120}?".join(map(re.escape, template.split(HOLE))))


def hint_number(hint: str) -> str:
    """The number of the text that a hint was made from, the longest that it begins with; "" where none is known."""
    for number, beginning in _beginnings():
        if hint.startswith(beginning) if isinstance(beginning, str) else beginning.match(hint):
            return number
    return ""


# --- what the thread does ---


class Room:
    """The class that this kernel has joined.

    address: as `plain` gives it
    standings: those that were reported to another class before
    """

    def __init__(self, address: str, standings: dict[str, Standing] | None = None) -> None:
        self.address = address
        self.standings = standings or {}
        self.session, self.kernel = _student(address), KERNEL
        self._raw: list[tuple[str, str]] = []  # exercises and hints as they came; the thread makes numbers of them
        self._changed = set(self.standings)
        self._lock, self._wake, self._done = threading.Lock(), threading.Event(), threading.Event()
        self._outcome, self._asked = "", threading.Event()  # the last try's, and whether there was one
        self._left, self._run, self._failures = False, None, 0
        self._mirror = ""

    def start(self) -> None:
        """Begin to report, in a thread of its own that ends with the kernel."""
        atexit.register(self.end)
        threading.Thread(target=self._work, name="class", daemon=True).start()

    def leave(self) -> None:
        """Send nothing any more."""
        self._left = True
        self._no_mirror()
        self._wake.set()
        atexit.unregister(self.end)

    def note(self, number: str, failure: str | None) -> None:
        """Take down one run of a check.

        failure: its message; None where it passed
        """
        if failure is not None and "the untouched stub" in failure:
            return  # nothing was tried yet
        with self._lock:
            standing = self.standings.setdefault(number, Standing())
            if not standing.passed:
                standing.tries = min(standing.tries + 1, TRIES)
                hint = hint_of(failure or "")
                if hint and len(self._raw) < 100:
                    self._raw.append((number, hint))
                standing.passed = failure is None
                self._changed.add(number)
                self._done.clear()
        self._wake.set()

    def outcome(self, seconds: float) -> str:
        """The sentence for the student; waits this long for an answer to the first try."""
        self._asked.wait(seconds)
        self._asked.set()  # whoever joins again has waited already
        return self._outcome or f"The class at {self.address} has not answered yet. {LATER}"

    def end(self) -> None:
        """Let what was noted last still go out, when the kernel ends; half a second, and none where nobody answers."""
        if self._changed and not self._failures:
            self._wake.set()
            self._done.wait(WAIT)

    def report(self) -> dict[str, Any]:
        """What has changed since the last report, as it is sent; nothing changed is a sign of life."""
        with self._lock:
            # To read all texts takes a moment, the first time: until then what counts goes out without the hints.
            raw, self._raw = (self._raw, []) if _beginnings.cache_info().currsize else ([], self._raw)
        numbers = [(exercise, hint_number(hint)) for exercise, hint in raw]
        with self._lock:
            for exercise, number in numbers:
                known = self.standings[exercise].hints
                if number and number not in known and len(known) < HINTS:
                    known.append(number)
            changed, self._changed = self._changed, set()
            exercises = {name: asdict(self.standings[name]) for name in sorted(changed)}
        return {"session": self.session, "kernel": self.kernel, "exercises": exercises}

    def _work(self) -> None:
        while not self._left:
            self._wake.clear()
            report, pause = self.report(), BEAT
            try:
                answer = send(f"{self.address}/report", report)
            except Exception as error:  # a thread has nobody to tell, and the next try may do
                self._failures += 1
                with self._lock:
                    self._changed |= report["exercises"].keys()
                self._no_mirror()
                self._outcome, pause = _trouble(self.address, error, self._failures)
                self._asked.set()
                time.sleep(pause * random.uniform(0.7, 1.3))  # not all at once; and no check ends it early
                continue
            self._failures = 0
            self._take_mirror(bool(answer.get("data")))
            self._outcome = JOINED + (FROM_THERE if self._mirror else "")
            self._asked.set()
            with self._lock:
                if answer["run"] != self._run:  # the board began anew: tell it all
                    self._changed |= self.standings.keys() - report["exercises"].keys()
                self._run = answer["run"]
                if not self._changed:
                    self._done.set()
            time.sleep(LEAST)
            if self._raw and not self._changed:
                _beginnings()
                with self._lock:
                    self._changed |= {exercise for exercise, _ in self._raw}
            if not self._changed:
                self._wake.wait(pause * random.uniform(0.8, 1.2))

    def _take_mirror(self, offered: bool) -> None:
        if offered and not self._left and not os.environ.get("WORKSHOP_MIRROR"):
            self._mirror = os.environ["WORKSHOP_MIRROR"] = f"{self.address}/data"

    def _no_mirror(self) -> None:
        """A class that does not answer is no place to wait for data."""
        if self._mirror and os.environ.get("WORKSHOP_MIRROR") == self._mirror:
            del os.environ["WORKSHOP_MIRROR"]
        self._mirror = ""


JOINED = (
    "You are in the class. The board counts which exercises pass and which hints come, under a random number: "
    "no name, no code."
)
FROM_THERE = " Data that is not here yet comes from there as well."
LATER = "Work on: what you do is reported as soon as it answers, and nothing waits for it."

_room: Room | None = None


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Whoever sends a report elsewhere is not a class: the page of a log-in, say."""

    def redirect_request(self, *_: Any) -> None:
        return None


def send(url: str, report: dict[str, Any]) -> dict[str, Any]:
    """Send a report and return the answer. Raises OSError, HTTPException or ValueError where none comes."""
    request = urllib.request.Request(url, json.dumps(report).encode(), {"Content-Type": "application/json"})
    # The class is on this network: a proxy to the internet does not know it.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirects())
    with opener.open(request, timeout=TIMEOUT) as response:
        answer = json.loads(response.read(10_000))
    if not isinstance(answer, dict) or not isinstance(answer.get("run"), str):
        raise ValueError("not the answer of a class")
    return answer


def _trouble(address: str, error: Exception, failures: int) -> tuple[str, float]:
    """The sentence for a try that failed, and how many seconds to wait for the next one."""
    pause = PAUSES[min(failures, len(PAUSES)) - 1]
    if isinstance(error, urllib.error.HTTPError):
        error.close()
        if error.code in (429, 503):
            return f"The class at {address} is busy. {LATER}", max(pause, BUSY)
        if error.code in (403, 404):
            return f"There is another class at {address}, or none: compare the address with the board.", PAUSES[-1]
    if isinstance(error, urllib.error.HTTPError | ValueError | http.client.HTTPException):
        return f"What answers at {address} is not a class: compare the address with the board.", PAUSES[-1]
    said = f"The class at {address} does not answer: are you in the same network, and is the address right? {LATER}"
    return said, pause


def _student(address: str) -> str:
    """The random number of this student in a class, 16 hexadecimal digits: one for all notebooks of an account here.

    It is kept among Jupyter's own passing files, so that a kernel that is restarted does not count as another student;
    where that cannot be, it holds for this kernel.
    """
    number = secrets.token_hex(8)
    with contextlib.suppress(Exception):
        from jupyter_core.paths import jupyter_runtime_dir

        place = f"{platform.node()} {address}"  # a room of machines may have one account and one home for all
        path = Path(jupyter_runtime_dir(), f"line-to-gan-class-{hashlib.sha256(place.encode()).hexdigest()[:8]}")
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with open(path, "x", encoding="ascii") as file:
                file.write(number)
        except FileExistsError:
            kept = path.read_text(encoding="ascii")
            number = kept if re.fullmatch("[0-9a-f]{16}", kept) else number
    return number
