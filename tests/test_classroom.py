"""The class: what is sent, what the board counts, and what becomes of everything that should not come."""

import asyncio
import contextlib
import functools
import http.client
import json
import re
import socket
import threading
import time
from types import SimpleNamespace

import numpy as np
import pytest

from tools import classroom as board
from tools import course as course_toml
from workshop import classroom
from workshop.checks import CheckFailed, linear_regression
from workshop.checks.core import exercise, fail
from workshop.data import places

TOKEN = "abcdefgh"
HEX = re.compile("[0-9a-f]+")
COURSE = course_toml.read(board.ROOT)


@pytest.fixture(autouse=True)
def own_account(tmp_path, monkeypatch):
    """An account of its own, no class joined, and little patience."""
    for name in ("WORKSHOP_CLASS", "WORKSHOP_MIRROR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "runtime"))
    monkeypatch.setenv("WORKSHOP_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(board, "MEMORY", tmp_path / ".start" / "class.json")
    monkeypatch.setattr(board, "DRAW", 0.02)
    for name, value in {"BEAT": 0.1, "LEAST": 0.0, "BUSY": 0.05, "PAUSES": (0.05,)}.items():
        monkeypatch.setattr(classroom, name, value)
    monkeypatch.setattr(classroom, "_room", None)
    classroom._beginnings()
    before = set(threading.enumerate())
    yield
    if classroom._room is not None:
        classroom._room.leave()
    for thread in set(threading.enumerate()) - before:  # a last report would be taken for one of the next test's
        if thread.name == "class":
            thread.join(5)
            assert not thread.is_alive(), "a class that was joined has to be left"


def start(port: int = 0, token: str = TOKEN, data=None) -> SimpleNamespace:
    """A class on this machine, in a thread; `stop()` ends it as a kill would: nothing is said to anybody."""
    sockets = board.tornado.netutil.bind_sockets(port, "127.0.0.1", socket.AF_INET)
    url = f"http://127.0.0.1:{sockets[0].getsockname()[1]}/{token}"
    room, ready = board.Room(COURSE, url, data), threading.Event()
    loop = asyncio.new_event_loop()

    async def run() -> None:
        server = board.serve(room, token, sockets)
        drawing = asyncio.create_task(room.draw())
        running.end = asyncio.Event()
        ready.set()
        await running.end.wait()
        drawing.cancel()
        server.stop()
        await server.close_all_connections()

    running = SimpleNamespace(room=room, url=url, port=int(url.split(":")[2].split("/")[0]))
    thread = threading.Thread(target=lambda: loop.run_until_complete(run()), daemon=True)
    thread.start()
    assert ready.wait(5)

    def stop() -> None:
        if thread.is_alive():
            loop.call_soon_threadsafe(running.end.set)
            thread.join(5)
            loop.close()

    running.stop = stop
    return running


@pytest.fixture
def running():
    here = start()
    yield here
    here.stop()


def until(holds, seconds: float = 10.0) -> bool:
    """Whether something becomes true in time."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.005)
    return True


def ask(here, path: str, method: str = "GET", body=None, headers=None) -> SimpleNamespace:
    """One request, as nobody's client: status, headers and text."""
    connection = http.client.HTTPConnection("127.0.0.1", here.port, timeout=5)
    try:
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        return SimpleNamespace(status=answer.status, headers=answer.headers, text=answer.read().decode())
    finally:
        connection.close()


def report(here, body, **headers: str) -> SimpleNamespace:
    body = body if isinstance(body, bytes) else json.dumps(body).encode()
    return ask(here, f"/{TOKEN}/report", "POST", body, {"Content-Type": "application/json", **headers})


def student(number: int, kernel: int = 0, **standings: tuple) -> dict:
    """A report: `_1_1=(2, True)` is two tries and passed; hints may follow."""
    rows = {}
    for name, (tries, passed, *hints) in standings.items():
        rows[name.strip("_").replace("_", ".")] = {"tries": tries, "passed": passed, "hints": hints}
    return {"session": f"{number:016x}", "kernel": f"{kernel:08x}", "exercises": rows}


def row(here, number: str) -> dict:
    lessons = here.room.state()["lessons"]
    return next(row for lesson in lessons for row in lesson["exercises"] if row["number"] == number)


@exercise("1.2", "mean squared error")
def asked(answer):
    if answer is NotImplemented:
        fail("it", "your code", "the untouched stub", "Replace the line that raises NotImplementedError.")
    if answer != 1:
        fail("it", "1", str(answer), str(answer))


def hand_in(answer) -> None:
    with contextlib.suppress(CheckFailed):
        asked(answer)


# --- what is sent, and when ---


def test_without_a_class_a_check_starts_nothing_and_asks_nobody(monkeypatch):
    monkeypatch.setattr(classroom, "send", lambda *_: pytest.fail("it was sent"))
    before = threading.active_count()
    hand_in(2)
    asked(1)
    assert classroom._room is None and threading.active_count() == before


def test_the_board_shows_the_hint_that_came_and_then_that_it_passed(running, capsys):
    classroom.join(running.url)
    assert capsys.readouterr().out.startswith("You are in the class.")
    with pytest.raises(CheckFailed) as caught:
        linear_regression.predict(lambda x, a, b: b * x + a)
    assert until(lambda: row(running, "1.1")["hint"])
    assert row(running, "1.1")["hint"] in str(caught.value) and row(running, "1.1")["to"] == 1
    linear_regression.predict(lambda x, a, b: a * x + b)
    assert until(lambda: row(running, "1.1")["passed"] == 1)
    assert capsys.readouterr().out == "✓ 1.1 predict\n"


def test_what_is_sent_has_no_word_and_no_value_of_the_students(running, monkeypatch):
    sent, send = [], classroom.send
    monkeypatch.setattr(classroom, "send", lambda url, report: sent.append(report) or send(url, report))
    classroom.join(running.url)
    secret = np.array([31415.0])

    def mine(x, a, my_private_name):
        return x * a + secret[0]

    for answer in (mine, lambda x, a, b: undefined_private_name, lambda x, a, b: {}["private words"], None):  # noqa: F821
        with pytest.raises(CheckFailed):
            linear_regression.predict(answer)
    hand_in("private words that no check says")
    assert until(lambda: row(running, "1.1")["often"] == 1 and row(running, "1.2")["tried"] == 1)
    assert until(lambda: any("1.1" in report["exercises"] for report in sent))
    for one in sent:
        assert one.keys() == {"session", "kernel", "exercises"}
        for number, standing in one["exercises"].items():
            assert number in board.exercises() and standing.keys() == {"tries", "passed", "hints"}
            assert all(HEX.fullmatch(hint) and hint in classroom.hints() for hint in standing["hints"])
    assert not re.search("private|secret|31415", json.dumps([sent, running.room.state()]))


@pytest.mark.parametrize(
    "hint, text",
    [
        ("`my_secret` is handed in and not used.", "`…` is handed in and not used…"),
        ("There is no such key: look at which there are, and at the quotes. It stopped in the line `secret = 1`.",
         "There is no such key: look at which there are, and at the quotes."),
        ("my secret", None),
        ("", None),
        ("There", None),
    ],
)  # fmt: skip
def test_a_hint_is_sent_as_the_number_of_the_courses_own_words(hint, text):
    number = classroom.hint_number(hint)
    assert classroom.hints().get(number) == text and (number or text is None)
    assert number == "" or HEX.fullmatch(number)


@pytest.mark.parametrize("hint", ["`" * 4000, " a" * 2000, ", " * 2000, "x=1, " * 1000, "(" * 4000])
def test_no_hint_takes_long_to_recognise(hint):
    began = time.process_time()
    classroom.hint_number(hint)
    assert time.process_time() - began < 0.5


def test_the_untouched_stub_is_no_try_and_after_a_pass_nothing_counts(running):
    classroom.join(running.url)
    hand_in(NotImplemented)
    for answer in (2, 2, 1, 2, 2, 1):
        hand_in(answer)
    assert until(lambda: row(running, "1.2")["passed"] == 1)
    assert classroom._room.standings["1.2"].tries == 3 and row(running, "1.2")["often"] == 1


def test_a_kernel_that_ends_still_sends_what_came_last(running):
    classroom.join(running.url)
    hand_in(2)
    classroom._room.end()
    assert row(running, "1.2")["tried"] == 1


def test_what_counts_does_not_wait_for_the_texts_of_the_hints_to_be_read(running, monkeypatch):
    reading, read = threading.Event(), functools.cache(lambda: reading.wait(10) and [("0" * 8, "2")])
    monkeypatch.setattr(classroom, "_beginnings", read)
    running.room.texts["0" * 8] = "the hint"
    classroom.join(running.url)
    hand_in(2)
    assert until(lambda: row(running, "1.2")["tried"] == 1, 5) and row(running, "1.2")["to"] == 0
    reading.set()
    assert until(lambda: row(running, "1.2")["hint"] == "the hint")


# --- joining ---


def test_a_student_who_joins_twice_or_in_two_notebooks_counts_once(running, capsys, monkeypatch, tmp_path):
    classroom.join(running.url)
    hand_in(2)
    assert until(lambda: row(running, "1.2")["tried"] == 1)
    room = classroom._room
    classroom.join(f" {running.url}/ ")
    first, second = capsys.readouterr().out.splitlines()
    assert first == second and classroom._room is room
    classroom._room.leave()
    monkeypatch.setattr(classroom, "_room", None)
    monkeypatch.setattr(classroom, "KERNEL", "0123abcd")  # another kernel of the same account
    classroom.join(running.url)
    for answer in (2, 2):
        hand_in(answer)
    assert until(lambda: row(running, "1.2")["often"] == 1)
    assert len(running.room.students) == 1 and row(running, "1.2")["tried"] == 1
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "of somebody else"))
    classroom._room.leave()
    monkeypatch.setattr(classroom, "_room", None)
    classroom.join(running.url)
    assert until(lambda: len(running.room.students) == 2)


def test_where_no_number_can_be_kept_joining_works_all_the_same(running, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "file"))
    classroom.join(running.url)
    assert until(lambda: len(running.room.students) == 1)


@pytest.mark.parametrize("address", ["", "  ", None, 7, "http://192.168.1.20:8765", "http:///abc", "ftp://a/b", "board",
                                     "http://me:word@a/b", "http://[::1/b", "http://a:0/b"])  # fmt: skip
def test_what_is_no_address_is_refused_in_one_sentence(address):
    with pytest.raises(classroom.NoClass, match="It stands on the board") as caught:
        classroom.join(address)
    assert caught.value._render_traceback_() == [str(caught.value)]


@pytest.mark.parametrize("address", ["192.168.1.20:8765/abc", ' "http://192.168.1.20:8765/abc/" ',
                                     "http://192.168.1.20:8765/abc/#", "http://192.168.1.20:8765/abc?x"])  # fmt: skip
def test_an_address_may_come_from_a_browser_or_by_hand(address):
    assert classroom.plain(address) == "http://192.168.1.20:8765/abc"


def test_the_variable_joins_and_a_wrong_one_stops_nothing(running, monkeypatch, capsys):
    classroom.join_if_asked()
    monkeypatch.setenv("WORKSHOP_CLASS", "nowhere")
    classroom.join_if_asked()
    assert classroom._room is None and capsys.readouterr().out.startswith("WORKSHOP_CLASS: This is not the address")
    monkeypatch.setenv("WORKSHOP_CLASS", running.url)
    classroom.join_if_asked()
    assert until(lambda: len(running.room.students) == 1)


def test_two_instructors_on_one_network_each_see_their_own_room(running, capsys):
    other = start(token="stuvwxyz")
    try:
        classroom.join(other.url)
        hand_in(2)
        assert until(lambda: row(other, "1.2")["tried"] == 1) and not running.room.students
        capsys.readouterr()
        classroom.join(running.url.replace(TOKEN, "stuvwxyz"))  # the one's machine, the other's last part
        assert "another class" in capsys.readouterr().out and not running.room.students
        classroom.join(running.url)  # who joined the wrong one moves, with what was done
        assert until(lambda: row(running, "1.2")["tried"] == 1)
    finally:
        other.stop()


# --- a server that is gone ---


@pytest.fixture
def silent():
    """A machine that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/{TOKEN}"


def test_a_server_that_says_nothing_delays_all_cells_together_by_half_a_second(silent, capsys):
    began = time.monotonic()
    classroom.join(silent)
    assert classroom._room._asked.is_set()  # whoever joins again does not wait again
    classroom.join(silent)
    for _ in range(100):
        hand_in(2)
    asked(1)
    assert 0.4 < time.monotonic() - began < classroom.TIMEOUT - 0.5  # the half second, and a slow machine's share
    assert "has not answered yet" in capsys.readouterr().out


def test_a_server_that_is_gone_fails_no_cell_and_what_was_done_is_told_later(running, capsys):
    running.stop()
    began = time.monotonic()
    classroom.join(running.url)
    hand_in(2)
    asked(1)
    assert time.monotonic() - began < classroom.TIMEOUT - 0.5 and "does not answer" in capsys.readouterr().out
    again = start(running.port)
    try:
        assert until(lambda: row(again, "1.2")["passed"] == 1)
    finally:
        again.stop()


def test_a_board_that_was_killed_and_started_again_has_its_counts_back_by_signs_of_life(running):
    classroom.join(running.url)
    hand_in(2)
    asked(1)
    assert until(lambda: row(running, "1.2")["passed"] == 1)
    running.stop()
    again = start(running.port)
    try:
        assert until(lambda: row(again, "1.2")["passed"] == 1)  # nobody ran a cell meanwhile
    finally:
        again.stop()


def test_reports_that_are_lost_are_made_up_for(running, monkeypatch):
    send, tries = classroom.send, []

    def unreliable(url, report):
        tries.append(report)
        if len(tries) in (2, 3):
            raise ConnectionResetError
        answer = send(url, report)
        if len(tries) == 4:
            raise TimeoutError  # it arrived, and nobody knows
        return answer

    monkeypatch.setattr(classroom, "send", unreliable)
    classroom.join(running.url)
    hand_in(2)
    asked(1)
    assert until(lambda: len(tries) > 5 and row(running, "1.2")["passed"] == 1)
    assert running.room.students[tries[0]["session"]].exercises["1.2"].tries == {tries[0]["kernel"]: 2}


def test_something_else_at_the_address_is_named(monkeypatch, capsys):
    monkeypatch.setattr(classroom, "send", lambda *_: json.loads("<html>"))
    classroom.join("http://127.0.0.1:9/login/page")
    assert "is not a class" in capsys.readouterr().out


# --- what the board counts ---


def test_reports_in_another_order_and_twice_change_nothing(running):
    late, early = student(1, _1_1=(3, True, *list(classroom.hints())[:1])), student(1, _1_1=(2, False))
    for body in (late, early, late, early):
        assert report(running, body).status == 200
    found = row(running, "1.1")
    assert (found["tried"], found["passed"], found["often"], found["stuck"], found["to"]) == (1, 1, 1, 0, 1)


def test_tries_add_up_over_the_kernels_of_a_student_and_passing_once_is_enough(running):
    report(running, student(1, 1, _2_1=(2, False)))
    assert row(running, "2.1")["often"] == 0
    report(running, student(1, 2, _2_1=(1, False)))
    assert row(running, "2.1")["often"] == row(running, "2.1")["stuck"] == 1
    report(running, student(1, 3, _2_1=(1, True)))
    report(running, student(1, 4, _2_1=(1, False)))
    assert row(running, "2.1")["passed"] == 1 and row(running, "2.1")["stuck"] == 0


def test_the_hint_of_an_exercise_is_the_one_that_came_to_most_students(running):
    first, second, *_ = classroom.hints()
    for number, hints in enumerate([(first,), (second, first), (second,), (second, "00000000")]):
        report(running, student(number, _3_2=(9, False, *hints)))
    assert row(running, "3.2")["hint"] == classroom.hints()[second] and row(running, "3.2")["to"] == 3


def test_the_board_follows_the_room_and_not_one_who_is_late():
    now = [0.0]
    room = board.Room(COURSE, "", None, lambda: now[0])
    for number in range(9):
        room.take(board.parsed(json.dumps(student(number, _4_1=(1, True))).encode()), "a")
    room.take(board.parsed(json.dumps(student(9, _1_1=(1, True))).encode()), "a")
    assert room.state()["active"] == "4"
    now[0] += 3600
    room.take(board.parsed(json.dumps(student(9, _5_1=(1, True))).encode()), "a")
    assert room.state()["active"] == "5"


def test_every_exercise_with_a_check_has_its_row():
    listed = [
        row["number"] for lesson in board.Room(COURSE, "", None).state()["lessons"] for row in lesson["exercises"]
    ]
    assert listed == list(board.exercises()) and len(listed) > 50 and board.exercises()["1.1"] == "predict"


def test_a_clock_that_differs_changes_nothing(running, monkeypatch):
    monkeypatch.setattr(time, "time", lambda: 0.0)
    assert report(running, student(1, _1_1=(1, True)), Date="Thu, 01 Jan 1970 00:00:00 GMT").status == 200
    assert report(running, {**student(2, _1_1=(1, True)), "time": 9e99}).status == 200
    assert running.room.here() == 2
    monkeypatch.undo()
    now = [50.0]
    room = board.Room(COURSE, "", None, lambda: now[0])
    room.take(board.parsed(json.dumps(student(1)).encode()), "a")
    now[0] += board.HERE + 1
    assert room.here() == 0 and room.state()["joined"] == 1


# --- what should not come ---


def test_a_wrong_token_gets_one_sentence_whatever_it_asks_for(running, monkeypatch):
    for path in ("/", "/abcdefgX/", "/abcdefg", f"/x{TOKEN}/", "/abcdefgX/events", "/abcdefgX/data/manifest.json"):
        answer = ask(running, path)
        assert answer.status == 404 and answer.text.startswith("There is another class here, or none")
    monkeypatch.setattr(running.room, "strangers", board.Bucket((0, 2)))
    assert [ask(running, f"/guess{i}/").status for i in range(3)] == [404, 404, 429]
    assert ask(running, f"/{TOKEN}/").status == 200


def test_a_flood_of_one_student_is_stemmed_and_the_others_are_heard(running, monkeypatch):
    monkeypatch.setattr(board, "EACH", (0, 25))
    answers = [report(running, student(1, _1_1=(1, False))) for _ in range(40)]
    assert [answer.status for answer in answers] == 25 * [200] + 15 * [429]
    assert answers[-1].text == "Too many reports of one student: send it again in a second.\n"
    assert [report(running, student(number, _1_1=(1, True))).status for number in range(2, 30)] == 28 * [200]


def test_two_hundred_students_behind_one_address_all_get_in_at_once(running):
    room = running.room
    for number in range(200):
        room.take(board.parsed(json.dumps(student(number)).encode()), "192.168.1.1")
    assert room.here() == 200


def test_a_flood_of_invented_students_stops_at_a_limit_and_leaves_those_who_work(monkeypatch):
    now = [0.0]
    room = board.Room(COURSE, "", None, lambda: now[0])

    def come(number, **standings):
        room.take(board.parsed(json.dumps(student(number, **standings)).encode()), "10.0.0.7")

    come(0, _1_1=(1, True))
    with pytest.raises(board.Refused, match="new students from one address"):
        for number in range(1, 2000):
            come(number)
    assert len(room.students) == board.NEW[1]
    monkeypatch.setattr(board, "STUDENTS", len(room.students))
    now[0] += 2
    with pytest.raises(board.Refused, match="The room is full") as full:
        come(5000)
    assert full.value.status == 503
    now[0] += board.HERE
    come(5000)  # takes the place of one who never tried anything and is gone
    assert len(room.students) == board.STUDENTS and f"{0:016x}" in room.students


def test_more_reports_than_the_board_can_take_are_refused_and_made_up_for(running, monkeypatch):
    monkeypatch.setattr(running.room, "all", board.Bucket((20, 1)))
    classroom.join(running.url)
    for _ in range(5):
        hand_in(2)
    assert until(lambda: row(running, "1.2")["often"] == 1)


def test_a_report_of_10_mb_is_refused_before_it_is_read(running):
    head = f"POST /{TOKEN}/report HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
    for length in ("Content-Length: 10000000", "Transfer-Encoding: chunked", "Content-Length: 0"):
        with socket.create_connection(("127.0.0.1", running.port), timeout=5) as line:
            line.sendall(f"{head}{length}\r\n\r\n".encode())
            answer = line.recv(2000)
        assert b" 413 " in answer and b"A report has at most 16384 bytes" in answer
    with contextlib.suppress(OSError, http.client.HTTPException):  # whoever sends it all the same is cut off
        report(running, b"x" * 10_000_000)
    assert report(running, student(1, _1_1=(1, True))).status == 200 and running.room.reports == 1


GOOD = student(1, _1_1=(1, True))


@pytest.mark.parametrize(
    "body",
    [
        b"{", b"\xff", b"null", b"[]", b"5", b'"a"', b"[" * 9000, b'{"session": 1}',
        {**GOOD, "session": "me"}, {**GOOD, "session": 16 * "0" + "0"}, {**GOOD, "kernel": None},
        {**GOOD, "exercises": []}, {**GOOD, "exercises": {"1.1": None}}, {**GOOD, "exercises": {"1.1": {}}},
        student(1, _1_1=(-1, True)), student(1, _1_1=(True, True)), student(1, _1_1=(10**30, True)),
        student(1, _1_1=(1.5, True)), student(1, _1_1=(1, 1)), student(1, _1_1=(1, False, "<script>")),
        student(1, _1_1=(1, False, *9 * ["00000000"])), student(1, _1_1=(1, False, [])),
        student(1, **{f"_9_{i}": (1, True) for i in range(101)}),
    ],
)  # fmt: skip
def test_what_is_no_report_gets_one_sentence_and_counts_nothing(running, body):
    answer = report(running, body)
    assert answer.status == 400 and answer.text == "This is not a report of the course.\n"
    assert not running.room.students


def test_an_exercise_that_this_course_has_not_is_passed_over(running):
    assert report(running, student(1, _99_1=(1, True), _1_1=(1, True))).status == 200
    assert "99" not in json.dumps(running.room.state()["lessons"]) and row(running, "1.1")["passed"] == 1


def test_a_page_in_a_browser_cannot_report(running):
    for headers in ({"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        assert report(running, GOOD, **headers).status == 403
    assert report(running, GOOD, **{"Content-Type": "text/plain"}).status == 415
    assert ask(running, f"/{TOKEN}/report", "OPTIONS", headers={"Origin": "http://evil.example"}).status == 403
    answers = [ask(running, f"/{TOKEN}/"), report(running, GOOD)]
    assert all("Access-Control-Allow-Origin" not in answer.headers for answer in answers)


def test_the_board_takes_nothing_from_elsewhere_and_runs_nothing_but_its_own(running):
    page, again = ask(running, f"/{TOKEN}/"), ask(running, f"/{TOKEN}/")
    policy = page.headers["Content-Security-Policy"]
    nonce = re.search("script-src 'nonce-([^']+)'", policy)[1]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and nonce not in again.text
    assert page.text.count(f'nonce="{nonce}"') == 2 and "NONCE" not in page.text
    assert not re.search(r"innerHTML|\son\w+=|\sstyle=|src=|@import|url\(", page.text)
    assert set(re.findall(r"https?:[^\"'` <]*", page.text)) <= {"http://www.w3.org/2000/svg", "https:"}
    assert "Server" not in page.headers and page.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    "address, answered",
    [("192.168.1.9", True), ("10.2.3.4", True), ("127.0.0.1", True), ("::1", True), ("fe80::1%eth0", True),
     ("100.64.0.3", True), ("::ffff:192.168.1.9", True), ("8.8.8.8", False), ("2606:4700::1111", False),
     ("::ffff:8.8.8.8", False), ("131.159.1.77", True), ("131.159.9.77", False), ("", False)],
)  # fmt: skip
def test_only_the_local_network_is_answered(address, answered, monkeypatch):
    campus = SimpleNamespace(address="131.159.1.5", netmask="255.255.255.0")
    odd = SimpleNamespace(address="00:00:5e", netmask=None)
    monkeypatch.setattr(board.psutil, "net_if_addrs", lambda: {"wlan0": [odd, campus]})
    assert board.is_local(address) == answered


def test_whoever_is_not_of_the_local_network_gets_one_sentence(running, monkeypatch):
    monkeypatch.setattr(board, "is_local", lambda address: False)
    for answer in (ask(running, f"/{TOKEN}/"), ask(running, "/"), report(running, GOOD)):
        assert answer.status == 403 and answer.text == "Only the local network is answered.\n"


def opened(here) -> tuple[http.client.HTTPConnection, http.client.HTTPResponse]:
    connection = http.client.HTTPConnection("127.0.0.1", here.port, timeout=5)
    connection.request("GET", f"/{TOKEN}/events")
    return connection, connection.getresponse()


def picture(answer) -> dict:
    while line := answer.readline():
        if line.startswith(b"data: "):
            return json.loads(line[6:])
    raise AssertionError("the board was closed")


def test_fifty_browsers_see_the_same_board_and_one_more_than_allowed_gets_a_sentence(running, monkeypatch):
    monkeypatch.setattr(board, "BOARDS", 50)
    boards = [opened(running) for _ in range(50)]
    assert [picture(answer)["joined"] for _, answer in boards] == 50 * [0]
    began = time.monotonic()
    report(running, student(1, _1_1=(1, True)))
    assert {picture(answer)["lessons"][0]["exercises"][0]["passed"] for _, answer in boards} == {1}
    assert time.monotonic() - began < board.ALIVE / 2  # when it happened, and not with the next sign of life
    connection, answer = opened(running)
    assert answer.status == 503 and answer.read() == b"At most 50 boards are open at once: close one.\n"
    connection.close()
    for connection, answer in boards:
        answer.close()
        connection.close()
    report(running, student(2, _1_1=(1, True)))
    assert until(lambda: running.room.boards == 0)


# --- the data ---


@pytest.fixture
def with_data(tmp_path):
    (tmp_path / "stick").mkdir()
    (tmp_path / "stick" / "shakespeare.txt").write_text("To be")
    (tmp_path / "stick" / "grades.txt").write_text("not for you")
    (tmp_path / "outside.txt").write_text("not for you")
    here = start(data=tmp_path / "stick")
    yield here
    here.stop()


def test_the_data_of_the_course_is_served_and_nothing_else(with_data):
    answer = ask(with_data, f"/{TOKEN}/data/shakespeare.txt")
    assert answer.status == 200 and answer.text == "To be"
    assert ask(with_data, f"/{TOKEN}/data/shakespeare.txt", "HEAD").status == 200
    for name in ("grades.txt", "manifest.json", "cifar10.tgz", "..%2Foutside.txt", "%2e%2e/outside.txt", ""):
        answer = ask(with_data, f"/{TOKEN}/data/{name}")
        assert answer.status in (403, 404) and "not for you" not in answer.text
    assert ask(with_data, "/data/shakespeare.txt").status == 404


def test_who_joins_gets_data_from_the_class_as_long_as_it_answers(with_data, monkeypatch, capsys):
    classroom.join(with_data.url)
    assert until(lambda: places.mirror() is not None) and str(places.mirror()) == f"{with_data.url}/data"
    assert "Data that is not here yet" in capsys.readouterr().out
    with_data.stop()
    assert until(lambda: "WORKSHOP_MIRROR" not in places.os.environ)


def test_a_mirror_of_ones_own_stays_and_a_class_without_data_offers_none(with_data, running, monkeypatch, capsys):
    classroom.join(running.url)
    assert "Data" not in capsys.readouterr().out and "WORKSHOP_MIRROR" not in places.os.environ
    monkeypatch.setenv("WORKSHOP_MIRROR", "/media/stick")
    classroom.join(with_data.url)
    assert until(lambda: len(with_data.room.students) == 1) and places.os.environ["WORKSHOP_MIRROR"] == "/media/stick"


# --- a hub ---


def test_any_prefix_before_the_token_is_passed_over_as_a_hub_sets_one(running):
    for prefix in ("/services/class", "/user/teacher/proxy/8765"):
        answer = ask(running, f"{prefix}/{TOKEN}")
        assert answer.status == 302 and answer.headers["Location"] == f"{TOKEN}/"  # beside where the browser is
        assert ask(running, f"{prefix}/{TOKEN}/").status == 200
        assert ask(running, f"{prefix}/{TOKEN}/report", "POST", json.dumps(GOOD), {
            "Content-Type": "application/json", "X-Forwarded-For": "8.8.8.8"}).status == 200  # fmt: skip


@pytest.mark.parametrize(
    "chosen, base",
    [("192.168.1.20", "http://192.168.1.20:8765"), ("https://hub.example.org/services/class/",
     "https://hub.example.org/services/class")],
)  # fmt: skip
def test_the_address_that_students_use_can_be_said(chosen, base):
    assert board.base_of(chosen, 8765) == (base, [])


# --- the command ---


def run_main(*arguments: str) -> int:
    return board.main([*arguments, "--no-browser"])


def test_what_is_wrong_is_said_in_one_sentence_with_status_2(tmp_path, capsys):
    with socket.create_server(("0.0.0.0", 0)) as taken:
        port = str(taken.getsockname()[1])
        for arguments, sentence in [
            (("--port", port), f"Port {port} is taken by another program"),
            (("--port", "70000"), "--port takes a number"),
            (("--token", "a b"), "--token takes 6 to 64"),
            (("--data", str(tmp_path / "none")), "is not a folder"),
            (("--address", "hub/class"), "is not an address"),
            (("--keep", str(tmp_path / "none" / "file")), "cannot be written to"),
        ]:
            assert run_main(*arguments) == 2
            said = capsys.readouterr()
            assert sentence in said.err and said.err.count("\n") == 1 and not said.out


def test_a_port_that_is_taken_is_passed_over(monkeypatch):
    with socket.create_server(("0.0.0.0", 0)) as taken:
        monkeypatch.setattr(board, "PORT", taken.getsockname()[1])
        found = board.listen(None, None)
        assert found[0].getsockname()[1] != board.PORT
        found[0].close()
        monkeypatch.setattr(board, "PORTS", 1)
        with pytest.raises(board.Problem, match="taken"):
            board.listen(None, None)


def stop_at_once(coroutine) -> None:
    coroutine.close()
    raise KeyboardInterrupt


def test_started_again_it_has_the_address_that_it_had_and_with_new_another(monkeypatch, capsys):
    monkeypatch.setattr(board.asyncio, "run", stop_at_once)
    monkeypatch.setattr(board, "addresses", lambda: ["192.168.1.20", "10.0.0.2"])
    monkeypatch.setattr(board, "listen", lambda wanted, remembered: [SimpleNamespace(getsockname=lambda: ("", 8765))])
    said = []
    for arguments in ((), (), ("--new",)):
        assert run_main(*arguments) == 0
        said.append(capsys.readouterr().out)
    lines = [re.search(r'join\("http://192\.168\.1\.20:8765/[a-z2-9]{8}"\)', text)[0] for text in said]
    assert lines[0] == lines[1] != lines[2] and "http://10.0.0.2:8765" in said[0]
    assert board.MEMORY.stat().st_mode & 0o77 == 0 or board.os.name == "nt"
    for content in ("", "[]", '{"token": "../../x", "port": 1}', '{"token": "abcdefgh", "port": "x"}'):
        board.MEMORY.write_text(content)
        assert board.remembered() is None
    board.remember("abcdefgh", 8765)
    assert board.remembered() == ("abcdefgh", 8765)
    for age in (board.MEMORY_SECONDS + 60, -3600):  # yesterday's, and one from a clock that was wrong
        board.os.utime(board.MEMORY, (time.time() - age,) * 2)
        assert board.remembered() is None


def test_a_second_start_in_the_same_folder_says_that_it_runs(running, capsys, monkeypatch):
    monkeypatch.setattr(board.asyncio, "run", stop_at_once)
    board.remember(TOKEN, running.port)
    assert run_main() == 2
    assert f"runs already, its board is {running.url}/" in capsys.readouterr().err


def test_the_likeliest_address_comes_first_and_a_machine_without_network_says_so(monkeypatch, capsys):
    own = {
        "lo": "127.0.0.1",
        "docker0": "172.17.0.1",
        "eth1": "169.254.3.4",
        "eth0": "10.0.0.2",
        "wlan0": "192.168.1.20",
    }
    interfaces = {name: [SimpleNamespace(family=socket.AF_INET, address=at)] for name, at in own.items()}
    monkeypatch.setattr(board.psutil, "net_if_addrs", lambda: interfaces)
    monkeypatch.setattr(board, "_way_out", lambda: "192.168.1.20")
    assert board.addresses() == ["192.168.1.20", "10.0.0.2", "169.254.3.4", "172.17.0.1"]
    interfaces.clear()
    monkeypatch.setattr(board.asyncio, "run", stop_at_once)
    assert run_main() == 0 and "in no network: students cannot join" in capsys.readouterr().out


def test_nothing_is_kept_unless_asked_for_and_then_counts_alone_are_appended(running, tmp_path, monkeypatch, capsys):
    path = tmp_path / "kept.jsonl"
    path.write_text("of yesterday\n")
    keeper = board.Keeper(path, running.room)
    keeper.keep()
    assert path.read_text() == "of yesterday\n"
    report(running, student(0x5E551017, 0xCE12E1, _1_1=(3, False)))
    keeper.keep()
    keeper.keep()
    first, line = path.read_text().splitlines()
    assert first == "of yesterday" and not re.search("5e551017|ce12e1", line)
    assert json.loads(line)["exercises"] == [
        {"number": "1.1", "tried": 1, "passed": 0, "often": 1, "stuck": 1, "hint": "", "to": 0}
    ]
    report(running, student(2))
    monkeypatch.setattr(keeper, "path", tmp_path)  # as a stick that was pulled out
    keeper.keep()
    assert "takes nothing more" in capsys.readouterr().err


def test_what_the_data_lacks_is_said(tmp_path, monkeypatch):
    assert board.data_folder(None) is None and board.data_line(None).startswith("0 of ")
    (tmp_path / "shakespeare.txt").write_text("")
    monkeypatch.setenv("WORKSHOP_MIRROR", str(tmp_path))
    assert board.data_folder(None) == tmp_path
    assert re.match(r"1 of \d+ files, from .*; `python3 start.py fetch` gets the others", board.data_line(tmp_path))
