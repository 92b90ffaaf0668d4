"""`python3 start.py class`: the data of the course for a room with bad Wi-Fi, and a board that shows where the room is.

The board counts, for each exercise, how many have passed, how many have tried three times and more, and which hint
came to most. Students report with `join("<address>")` (workshop/classroom.py). Whatever reaches the board from the
network is a number or the number of a text that stands in this repository: nobody can write on the projector.

All counts are in memory. A board that is killed and started again, here and within half a day, has the address that it
had, and hears from each kernel that still runs where its exercises stand (docs/CLASS.md). Only machines of the local
network are answered, and only under the token in the address.

Exit status 0: stopped with Ctrl-C; 2: one sentence on stderr says what to do.
"""

import argparse
import ast
import asyncio
import contextlib
import datetime
import functools
import ipaddress
import json
import os
import re
import secrets
import socket
import sys
import time
import urllib.request
import webbrowser
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil
import tornado.httpserver
import tornado.iostream
import tornado.locks
import tornado.netutil
import tornado.web

from tools import course as course_toml
from tools.course import Course, LessonError
from workshop import classroom
from workshop.data import DataError, manifest, places, registry

ROOT = Path(__file__).resolve().parents[1]
BOARD = Path(__file__).with_name("board.html")
#: What a killed board finds its address by: the token and the port, nothing of what was reported.
MEMORY = ROOT / ".start" / "class.json"
MEMORY_SECONDS = 12 * 3600
PORT, PORTS = 8765, 20  # the port, and how many after it are tried
#: Letters of a token that nobody takes for one another on a projector; eight of them are 40 bits.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"

#: The most that is taken: bytes of a report, students, boards, exercises in a report, kernels of a student.
BODY, STUDENTS, BOARDS, EXERCISES, KERNELS = 16_384, 1000, 100, 100, 8
#: Requests a second and at once: of one student, of all together, and without the right token.
EACH, ALL, STRANGERS = (5, 25), (1000, 2000), (5, 50)
#: Students a second and at once who are new, from one address; a room behind one router is one address.
NEW = (5, 500)
OFTEN = 3  # tries from which an exercise counts as tried often
HERE = 60.0  # seconds after a kernel's last sign of life in which its student counts as here
FADES = 120.0  # seconds in which half of a lesson's activity is forgotten
DRAW, ALIVE, KEEP = 0.5, 15.0, 60.0  # seconds: between two pictures, signs of life to a board, lines of --keep


class Refused(Exception):
    """A request that is not answered: the status of HTTP, and the sentence for whoever sent it."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


class Problem(Exception):
    """Something that keeps the class from starting; the text is the one sentence that says what to do."""


# --- what is counted ---


class Bucket:
    """A limit by a bucket of tokens: so many a second in the long run, and so many at once.

    clock: the seconds are its own; no clock of a sender's matters
    """

    def __init__(self, limit: tuple[float, float], clock: Callable[[], float] = time.monotonic) -> None:
        self.rate, self.most = limit
        self.clock, self.left, self.seen = clock, self.most, clock()

    def take(self) -> bool:
        """Whether one more is within the limit."""
        now = self.clock()
        self.left = min(self.most, self.left + (now - self.seen) * self.rate)
        self.seen = now
        if self.left < 1:
            return False
        self.left -= 1
        return True


@dataclass
class Tried:
    """What is known of one student and one exercise: the runs of the check in each kernel, and the hints that came."""

    tries: dict[str, int] = field(default_factory=dict)
    passed: bool = False
    hints: set[str] = field(default_factory=set)

    @property
    def often(self) -> bool:
        """Whether it took, or has taken so far, OFTEN tries or more."""
        return sum(self.tries.values()) >= OFTEN


@dataclass
class Student:
    """A random number that reports: since when it is silent, its limit, and its exercises."""

    seen: float
    bucket: Bucket
    exercises: dict[str, Tried] = field(default_factory=dict)


@dataclass
class Count:
    """One exercise on the board, each number in students; `stuck` have tried often and not passed."""

    tried: int = 0
    passed: int = 0
    often: int = 0
    stuck: int = 0
    hints: Counter[str] = field(default_factory=Counter)

    def add(self, tried: Tried, sign: int) -> None:
        """Count a student in (sign 1) or out (-1)."""
        self.tried += sign
        self.passed += sign * tried.passed
        self.often += sign * tried.often
        self.stuck += sign * (tried.often and not tried.passed)
        for hint in tried.hints:
            self.hints[hint] += sign


@functools.cache
def exercises() -> dict[str, str]:
    """The exercises that have a check, their titles by their numbers, in the order of the numbers."""
    found = {}
    for path in classroom.CHECKS.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "exercise" and len(node.args) == 2:
                number, title = map(ast.literal_eval, node.args)
                found[number] = title
    return dict(sorted(found.items(), key=lambda row: [int(part) for part in row[0].split(".")]))


def parsed(body: bytes) -> dict[str, Any]:
    """A report as it came: `{"session": 16 hexadecimal digits, "kernel": 8, "exercises": {NUMBER: standing}}`.

    A standing is `{"tries": n, "passed": truth, "hints": [8 hexadecimal digits, ...]}`; other fields are passed over.
    Raises Refused (400) for anything else.
    """
    wrong = Refused(400, "This is not a report of the course.")
    if len(body) > BODY:
        raise Refused(413, f"A report has at most {BODY} bytes.")
    try:
        report = json.loads(body)
        session, kernel, standings = report["session"], report["kernel"], report["exercises"]
        rows = {number: (row["tries"], row["passed"], row["hints"]) for number, row in standings.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise wrong from None
    fits = _number(session, 16) and _number(kernel, 8) and len(rows) <= EXERCISES
    for tries, passed, hints in rows.values():
        fits = fits and type(tries) is int and 0 <= tries <= classroom.TRIES and type(passed) is bool
        fits = (
            fits and type(hints) is list and len(hints) <= classroom.HINTS and all(_number(hint, 8) for hint in hints)
        )
    if not fits:
        raise wrong
    return {"session": session, "kernel": kernel, "exercises": rows}


def _number(value: object, digits: int) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(f"[0-9a-f]{{{digits}}}", value))


class Room:
    """Everything that the board knows. Nothing of it is written down.

    run: another one after each start, by which a kernel sees that it has to tell all again
    """

    def __init__(self, course: Course, address: str, data: Path | None, clock: Callable = time.monotonic) -> None:
        self.address, self.data, self.clock = address, data, clock
        self.run = secrets.token_hex(4)
        self.titles, self.texts = exercises(), classroom.hints()
        self.lessons = {str(lesson.number): lesson.title for lesson in course.lessons}
        self.students: dict[str, Student] = {}
        self.counts = {number: Count() for number in self.titles}
        self.reports = 0
        self.activity = {number: (0.0, clock()) for number in self.lessons}
        self.all, self.strangers, self.new = Bucket(ALL, clock), Bucket(STRANGERS, clock), {}
        self.boards, self.picture, self.drawn = 0, "", tornado.locks.Condition()

    def take(self, report: dict[str, Any], sender: str) -> None:
        """Count a report, as `parsed` gives it. What it says once may be said again, and later than what follows it.

        Raises Refused where a limit is reached; nothing is lost then, for the next report says it all.
        """
        student = self._student(report["session"], sender)
        student.seen = self.clock()
        self.reports += 1
        for number, (tries, passed, hints) in report["exercises"].items():
            if number not in self.counts:
                continue  # of another version of the course
            count, tried = self.counts[number], student.exercises.get(number)
            if tried is None:
                tried = student.exercises[number] = Tried()
            else:
                count.add(tried, -1)
            if report["kernel"] in tried.tries or len(tried.tries) < KERNELS:
                tried.tries[report["kernel"]] = max(tries, tried.tries.get(report["kernel"], 0))
            tried.passed = tried.passed or passed
            for hint in hints:
                if hint in self.texts and len(tried.hints) < 2 * classroom.HINTS:
                    tried.hints.add(hint)
            count.add(tried, 1)
            self._happened(number.split(".")[0])

    def _student(self, session: str, sender: str) -> Student:
        if not self.all.take():
            raise Refused(429, "Too many reports at once: send it again in a second.")
        student = self.students.get(session)
        if student is None:
            if len(self.new) > STUDENTS:
                self.new.clear()
            if not self.new.setdefault(sender, Bucket(NEW, self.clock)).take():
                raise Refused(429, "Too many new students from one address: send it again in a second.")
            if len(self.students) >= STUDENTS:
                self._make_room()
            student = self.students[session] = Student(self.clock(), Bucket(EACH, self.clock))
        if not student.bucket.take():
            raise Refused(429, "Too many reports of one student: send it again in a second.")
        return student

    def _happened(self, lesson: str) -> None:
        if lesson in self.activity:
            self.activity[lesson] = self._activity(lesson) + 1, self.clock()

    def _activity(self, lesson: str) -> float:
        """How much a lesson was reported from, what is FADES seconds old by half: one late student moves no board."""
        value, since = self.activity[lesson]
        return value * 0.5 ** ((self.clock() - since) / FADES)

    def _make_room(self) -> None:
        """Forget who never tried anything and has been silent longest; where all have, the room is full."""
        idle = [name for name, student in self.students.items() if not student.exercises]
        silent = min(idle, key=lambda name: self.students[name].seen, default=None)
        if silent is None or self.clock() - self.students[silent].seen < HERE:
            raise Refused(503, f"The room is full: a board counts at most {STUDENTS} students.")
        del self.students[silent]

    def here(self) -> int:
        """How many students have a kernel that was heard of lately."""
        since = self.clock() - HERE
        return sum(student.seen >= since for student in self.students.values())

    def state(self) -> dict[str, Any]:
        """What a board shows."""
        rows: dict[str, list] = {number: [] for number in self.lessons}
        for number, count in self.counts.items():
            hint, to = next(iter(count.hints.most_common(1)), ("", 0))
            row = {"number": number, "title": self.titles[number], "tried": count.tried, "passed": count.passed,
                   "often": count.often, "stuck": count.stuck, "hint": self.texts.get(hint, "") if to else "",
                   "to": to}  # fmt: skip
            rows.setdefault(number.split(".")[0], []).append(row)
        lessons = [
            {"number": number, "title": self.lessons.get(number, ""), "exercises": of} for number, of in rows.items()
        ]
        active = max(self.lessons, key=self._activity, default="")
        return {"address": self.address, "joined": len(self.students), "here": self.here(), "reports": self.reports,
                "active": active, "lessons": lessons}  # fmt: skip

    async def draw(self) -> None:
        """Hand the boards a new picture whenever there is one, for ever."""
        while True:
            picture = json.dumps(self.state())
            if picture != self.picture:
                self.picture = picture
                self.drawn.notify_all()
            await asyncio.sleep(DRAW)


# --- what is answered ---


def is_local(address: str) -> bool:
    """Whether an address is not one of the internet, or is one of a network that this machine is in."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    found = getattr(found, "ipv4_mapped", None) or found
    if not found.is_global:
        return True
    for interface in psutil.net_if_addrs().values():  # a campus may give its Wi-Fi public addresses
        for own in interface:
            with contextlib.suppress(ValueError):
                if own.netmask and found in ipaddress.ip_network(f"{own.address}/{own.netmask}", strict=False):
                    return True
    return False


class Answer(tornado.web.RequestHandler):
    """What all answers share: who is answered, and the headers that keep a page to itself."""

    def initialize(self, room: Room) -> None:
        self.room = room

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        self.set_header("Cache-Control", "no-store")

    def prepare(self) -> None:
        if not is_local(self.request.remote_ip or ""):
            self.refuse(Refused(403, "Only the local network is answered."))

    def refuse(self, refused: Refused) -> None:
        """Answer with a sentence in place of what was asked for."""
        self.clear()
        self.set_status(refused.status)
        if refused.status in (429, 503):
            self.set_header("Retry-After", "2")
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{refused}\n")

    def write_error(self, status_code: int, **_: Any) -> None:
        self.refuse(Refused(status_code, "This cannot be answered."))


class Stranger(Answer):
    """Whatever has not the token."""

    def prepare(self) -> None:
        super().prepare()
        if self._finished:
            return
        if not self.room.strangers.take():
            self.refuse(Refused(429, "Too many wrong addresses: wait a second."))
        else:
            said = "There is another class here, or none: compare the address with the board, to its last letter."
            self.refuse(Refused(404, said))


class Board(Answer):
    """The page."""

    def get(self, stroke: str) -> None:
        if not stroke:  # what the page asks for stands beside it, whatever a hub puts before the token
            self.redirect(self.request.path.rpartition("/")[2] + "/")
            return
        nonce = secrets.token_urlsafe(12)
        self.set_header(
            "Content-Security-Policy",
            f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; connect-src 'self'; "
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        )
        self.finish(BOARD.read_text(encoding="utf-8").replace("NONCE", nonce))


class Events(Answer):
    """The board's picture, and each new one, as server-sent events."""

    async def get(self) -> None:
        if self.room.boards >= BOARDS:
            self.refuse(Refused(503, f"At most {BOARDS} boards are open at once: close one."))
            return
        self.set_header("Content-Type", "text/event-stream")
        self.set_header("X-Accel-Buffering", "no")  # a proxy that gathers would keep it back
        shown, self.room.boards = "", self.room.boards + 1
        try:
            while True:
                if self.room.picture != shown:
                    shown = self.room.picture
                    self.write(f"data: {shown}\n\n")
                else:
                    self.write(": here\n\n")
                await self.flush()
                if self.room.picture == shown:
                    await self.room.drawn.wait(timeout=datetime.timedelta(seconds=ALIVE))
        except tornado.iostream.StreamClosedError:
            pass
        finally:
            self.room.boards -= 1


@tornado.web.stream_request_body
class Report(Answer):
    """What kernels send. A browser, on whatever page, cannot: it would name its page, or ask first, in vain."""

    def prepare(self) -> None:
        super().prepare()
        self.body = bytearray()
        if self._finished:
            return
        if "Origin" in self.request.headers or self.request.headers.get("Sec-Fetch-Site", "none") != "none":
            self.refuse(Refused(403, "Reports come from kernels, not from pages."))
        elif self.request.headers.get("Content-Type", "").partition(";")[0].strip() != "application/json":
            self.refuse(Refused(415, "A report is JSON."))
        elif not 0 < self._length() <= BODY:
            self.refuse(Refused(413, f"A report has at most {BODY} bytes, and says how many."))

    def _length(self) -> int:
        length = self.request.headers.get("Content-Length", "")
        return int(length) if re.fullmatch("[0-9]{1,9}", length) else -1

    def data_received(self, chunk: bytes) -> None:
        self.body += chunk

    def post(self) -> None:
        try:
            self.room.take(parsed(bytes(self.body)), self.request.remote_ip or "")
        except Refused as refused:
            self.refuse(refused)
            return
        self.finish({"run": self.room.run, "data": self.room.data is not None})


class Data(tornado.web.StaticFileHandler, Answer):
    """The files of the registry and the manifest, by their names, and nothing else of the folder."""

    def initialize(self, room: Room) -> None:
        Answer.initialize(self, room)
        tornado.web.StaticFileHandler.initialize(self, str(room.data or ROOT))

    async def get(self, path: str, include_body: bool = True) -> None:
        if self.room.data is None or path not in known_files():
            self.refuse(Refused(404, "The course has no data of this name here."))
            return
        await super().get(path, include_body)

    @classmethod
    def get_content_version(cls, abspath: str) -> str:
        """Size and time: to hash 170 MB would keep everybody waiting."""
        found = os.stat(abspath)
        return f"{found.st_size:x}-{found.st_mtime_ns:x}"


def known_files() -> set[str]:
    """The names under which a mirror may have something."""
    files = [file for entry in registry.read().values() for file in entry.files]
    return {manifest.NAME, *(choice.name for file in files for choice in file.choices)}


def application(room: Room, token: str) -> tornado.web.Application:
    """The web application of a class. Whatever stands before the token, a hub's prefix, is passed over."""
    here, room_ = rf"(?:/.*)?/{re.escape(token)}", {"room": room}
    return tornado.web.Application(
        [
            (rf"{here}(/?)", Board, room_),
            (rf"{here}/events", Events, room_),
            (rf"{here}/report", Report, room_),
            (rf"{here}/data/([^/]+)", Data, room_),
        ],
        default_handler_class=Stranger,
        default_handler_args=room_,
        log_function=lambda _: None,
        compress_response=False,
    )


def serve(room: Room, token: str, sockets: Sequence[socket.socket]) -> tornado.httpserver.HTTPServer:
    """Answer on these sockets, in the loop that is running."""
    server = tornado.httpserver.HTTPServer(
        application(room, token),
        max_body_size=BODY,
        max_header_size=BODY,
        idle_connection_timeout=60,
        body_timeout=5,
    )
    server.add_sockets(sockets)
    return server


# --- where it stands ---


def addresses() -> list[str]:
    """The IPv4 addresses of this machine in networks, the likeliest of the room first; none where it is in none."""
    found: list[tuple[int, str]] = []
    for name, interface in psutil.net_if_addrs().items():
        for own in interface:
            if own.family == socket.AF_INET and not own.address.startswith("127."):
                made = re.match(r"docker|br-|veth|virbr|vmnet|vboxnet|vethernet|utun|tun|tap|wsl", name.lower())
                alone = own.address.startswith("169.254.")
                found.append((2 * bool(made) + alone - 4 * (own.address == _way_out()), own.address))
    return [address for _, address in sorted(found)]


def _way_out() -> str:
    """The address from which this machine would reach the internet; nothing is sent."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))
        return probe.getsockname()[0]
    return ""


def listen(wanted: int | None, remembered: int | None) -> list[socket.socket]:
    """The sockets of a port: the one that is wanted, else that of before, else the first free one from PORT on.

    Raises Problem where none can be had.
    """
    ports = [wanted] if wanted is not None else [*([remembered] if remembered else []), *range(PORT, PORT + PORTS)]
    for port in ports:
        with contextlib.suppress(OSError):
            return tornado.netutil.bind_sockets(port, "0.0.0.0", socket.AF_INET, backlog=1024)
    tried = f"Port {wanted} is" if wanted is not None else f"The ports {PORT} to {PORT + PORTS - 1} are"
    raise Problem(f"{tried} taken by another program: choose another with --port.")


def remembered() -> tuple[str, int] | None:
    """The token and the port of the class that ran here last, if that was not long ago."""
    try:
        kept = json.loads(MEMORY.read_text(encoding="utf-8"))
        token, port = kept["token"], kept["port"]
        fresh = 0 <= time.time() - MEMORY.stat().st_mtime < MEMORY_SECONDS
    except (OSError, ValueError, KeyError, TypeError):
        return None
    fits = (
        isinstance(token, str) and re.fullmatch(f"[{LETTERS}]{{8}}", token) and type(port) is int and 0 < port < 65536
    )
    return (token, port) if fits and fresh else None


def remember(token: str, port: int) -> None:
    """Write down what `remembered` reads, for this user's eyes alone; not being able to is no reason to stop."""
    with contextlib.suppress(OSError):
        MEMORY.parent.mkdir(exist_ok=True)
        MEMORY.unlink(missing_ok=True)
        with open(os.open(MEMORY, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            json.dump({"token": token, "port": port}, file)


def is_running(token: str, port: int) -> bool:
    """Whether a class of this token answers on this machine."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with contextlib.suppress(OSError, ValueError), opener.open(f"http://127.0.0.1:{port}/{token}/", timeout=1) as page:
        return page.status == 200
    return False


def data_folder(chosen: Path | None) -> Path | None:
    """The folder of the data: the one that was chosen, WORKSHOP_MIRROR, or the cache's; None where there is none.

    Raises Problem for a choice that is no folder, DataError for a variable that is neither folder nor address.
    """
    if chosen is not None:
        if not chosen.is_dir():
            raise Problem(f"{chosen} is not a folder: `python3 start.py fetch {chosen}` makes it, with all data.")
        return chosen.absolute()
    near = places.mirror()
    folder = near.folder if near and near.folder else places.downloads().folder
    return folder if folder and folder.is_dir() else None


def data_line(folder: Path | None) -> str:
    """How much of the data a folder has, in one line."""
    files = [file for entry in registry.read().values() for file in entry.files]
    there = sum(any((folder / choice.name).is_file() for choice in file.choices) for file in files) if folder else 0
    said = f"{there} of {len(files)} files" + (f", from {folder}" if there else "")
    return said if there == len(files) else f"{said}; `python3 start.py fetch` gets the others, then start again"


def join_line(address: str) -> str:
    """What a student runs, in one line."""
    return f'from workshop import join; join("{address}")'


def base_of(chosen: str | None, port: int) -> tuple[str, list[str]]:
    """The address that students use, without the token, and others that this machine has.

    chosen: an address of this machine, or of a hub with its prefix
    """
    if chosen and "/" in chosen:
        parts = urlsplit(chosen)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Problem(f"{chosen} is not an address: write 192.168.1.20, or https://hub.example.org/services/class.")
        return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}", []
    own = [chosen] if chosen else addresses()
    first, *others = own or ["127.0.0.1"]
    return f"http://{first}:{port}", [f"http://{other}:{port}" for other in others]


# --- what is kept, if the instructor says so ---


class Keeper:
    """Appends what the board shows to a file: one line of JSON a minute in which something came, and one at the end.

    There are no random numbers in it. Raises Problem where the file cannot be written to.
    """

    def __init__(self, path: Path, room: Room) -> None:
        self.path, self.room, self.reports = path, room, 0
        try:
            open(path, "a", encoding="utf-8").close()
        except OSError as error:
            raise Problem(f"{path} cannot be written to ({error.strerror}): name another file with --keep.") from None

    def keep(self) -> None:
        """Append a line, if something came since the last one."""
        if self.room.reports == self.reports:
            return
        state = self.room.state()
        tried = [{key: row[key] for key in ("number", "tried", "passed", "often", "stuck", "hint", "to")}
                 for lesson in state["lessons"] for row in lesson["exercises"] if row["tried"]]  # fmt: skip
        now = datetime.datetime.now().astimezone().isoformat(timespec="seconds")
        line = {"time": now, "joined": state["joined"], "here": state["here"], "exercises": tried}
        try:
            with open(self.path, "a", encoding="utf-8") as file:
                file.write(json.dumps(line) + "\n")
            self.reports = self.room.reports
        except OSError as error:
            print(f"{self.path} takes nothing more ({error.strerror}); the board goes on.", file=sys.stderr, flush=True)

    async def go_on(self) -> None:
        """Keep, for ever."""
        while True:
            await asyncio.sleep(KEEP)
            self.keep()


# --- the command ---


def parser() -> argparse.ArgumentParser:
    """The options of the command."""
    options = argparse.ArgumentParser(prog="python3 start.py class", description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--data", type=Path, metavar="FOLDER", help="the data to serve (else: WORKSHOP_MIRROR, cache)")
    options.add_argument("--keep", type=Path, metavar="FILE", help="append the board's counts to a file, every minute")
    options.add_argument("--address", help="the address that students use, where another is guessed; on a hub, its URL")
    options.add_argument("--port", type=int, help=f"the port (else {PORT}, or the next that is free)")
    options.add_argument("--token", help="the last part of the address, 6 letters or digits at least (else by chance)")
    options.add_argument("--new", action="store_true", help="a new address, though a class ran here today")
    options.add_argument("--no-browser", action="store_true", help="do not open the board")
    return options


async def _run(room: Room, token: str, sockets: list, keeper: Keeper | None) -> None:
    serve(room, token, sockets)
    tasks = [asyncio.create_task(room.draw())]
    if keeper:
        tasks.append(asyncio.create_task(keeper.go_on()))
    await asyncio.gather(*tasks)


def _many_connections() -> None:
    """Allow as many open connections as the system lets us: some begin with 256."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        most = 4096 if hard == resource.RLIM_INFINITY else min(4096, hard)
        if soft != resource.RLIM_INFINITY and soft < most:
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the class until Ctrl-C; return the exit status."""
    chosen = parser().parse_args(arguments)
    try:
        if chosen.token and not re.fullmatch("[A-Za-z0-9_-]{6,64}", chosen.token):
            raise Problem("--token takes 6 to 64 letters, digits, - and _.")
        if chosen.port is not None and not 0 < chosen.port < 65536:
            raise Problem("--port takes a number from 1 to 65535.")
        before = None if chosen.new or chosen.token else remembered()
        if before and is_running(*before):
            raise Problem(
                f"A class of this folder runs already, its board is http://127.0.0.1:{before[1]}/{before[0]}/ : "
                "stop it with Ctrl-C in its window, or start a second one with --new."
            )
        course, data = course_toml.read(ROOT), data_folder(chosen.data)
        sockets = listen(chosen.port, before[1] if before else None)
        port = sockets[0].getsockname()[1]
        token = chosen.token or (before[0] if before else "".join(secrets.choice(LETTERS) for _ in range(8)))
        base, others = base_of(chosen.address, port)
        room = Room(course, f"{base}/{token}", data)
        keeper = Keeper(chosen.keep, room) if chosen.keep else None
    except (Problem, LessonError, DataError) as problem:
        print(problem, file=sys.stderr)
        return 2
    if not chosen.token:
        remember(token, port)
    _many_connections()
    print(f"The board:      {room.address}/")
    print(f"Students run:   {join_line(room.address)}")
    print(f"Data:           {data_line(data)}")
    if before and before[1] != port:
        print(f"Port {before[1]}, of before, is taken: all who joined have to join again, with the line above.")
    if not chosen.address and others:
        print(f"If students do not reach it, this machine has other addresses: {', '.join(others)} (see --address).")
    if base.startswith("http://127.0.0.1"):
        print("This machine is in no network: students cannot join. Connect it, then start again.")
    print("Ctrl-C stops it. Started again today, it has this address, and the counts come back.", flush=True)
    if not chosen.no_browser:
        webbrowser.open(f"http://127.0.0.1:{port}/{token}/")
    try:
        asyncio.run(_run(room, token, sockets, keeper))
    except KeyboardInterrupt:
        print("\nStopped.")
    finally:
        if keeper:
            keeper.keep()
    return 0


if __name__ == "__main__":
    sys.exit(main())
