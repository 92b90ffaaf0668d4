"""Several processes on one machine: what is shown of them, and that all of them end, whatever happens."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace

import psutil
import pytest

from workshop import processes, worker
from workshop.processes import CannotStart, Workers, WorkersFailed, run

ROOT = Path(__file__).resolve().parents[1]
POSIX = pytest.mark.skipif(os.name == "nt", reason="signals as POSIX has them")
START = """
import os, sys, time
me = int(os.environ["KERAS_DISTRIBUTION_PROCESS_ID"])
port = int(os.environ["KERAS_DISTRIBUTION_JOB_ADDRESSES"].rpartition(":")[2])
print("process", os.getpid())
"""
FOREVER = "time.sleep(60)"


@pytest.fixture
def script(tmp_path, monkeypatch):
    """Writes a script; its lines go on from START. The folder of the test is the notebook's."""
    monkeypatch.chdir(tmp_path)

    def write(text: str, name: str = "script.py") -> Path:
        path = tmp_path / name
        path.write_text(START + textwrap.dedent(text), encoding="utf-8")
        return path

    return write


def gone(process: int) -> bool:
    """Whether a process has ended, or does within a few seconds."""
    with contextlib.suppress(psutil.NoSuchProcess):
        psutil.Process(process).wait(10)
    return not psutil.pid_exists(process)


def processes_of(lines: list[str]) -> list[int]:
    return [int(line.split()[-1]) for line in lines if " process " in f" {line}"]


def shown(capsys) -> list[str]:
    return capsys.readouterr().out.splitlines()


def failed(*arguments, **settings) -> str:
    """The sentence with which a run ends that cannot go on; nothing of it is left."""
    with pytest.raises(WorkersFailed) as failure:
        run(*arguments, **settings)
    sentence = str(failure.value)
    assert "\n" not in sentence and len(sentence) < 400
    return sentence


def refused(*arguments, **settings) -> str:
    with pytest.raises(CannotStart) as failure:
        run(*arguments, **settings)
    return str(failure.value)


# --- what is shown, and what comes back ---


def test_each_line_comes_with_its_workers_number(script, capsys):
    finished = run(script("print('hello', sys.argv[1:], __name__)"), 2, "--epochs", 3)
    lines = shown(capsys)
    assert (
        "worker 0 | hello ['--epochs', '3'] __main__" in lines
        and "worker 1 | hello ['--epochs', '3'] __main__" in lines
    )
    assert [own[-1] for own in finished.lines] == ["hello ['--epochs', '3'] __main__"] * 2
    assert finished.codes == [0, 0] and finished.killed == () and 0 < finished.seconds < 60


def test_lines_come_while_the_worker_runs(script):
    with Workers(script(FOREVER), 1) as workers:
        assert next(iter(workers))[1].startswith("process")


def test_one_line_stands_for_all_where_none_is_to_be_shown(script, capsys):
    run(script("print('a'); print('b')"), 2, show=False, words="two that print")
    (line,) = shown(capsys)
    assert line.startswith("two that print: ") and line.endswith(" s")


def test_a_worker_may_have_arguments_of_its_own(script):
    finished = run(script("print(sys.argv[1:])"), 2, "x", arguments_of=lambda worker: ["slow"] if worker == 1 else [])
    assert [own[-1] for own in finished.lines] == ["['x']", "['x', 'slow']"]


def test_a_script_imports_what_lies_beside_it_and_nothing_of_the_course_by_accident(script):
    script("", "neighbour.py")
    finished = run(script("import neighbour, importlib.util\nprint(importlib.util.find_spec('plots'))"), 1, show=False)
    assert finished.lines[0][-1] == "None"


@pytest.mark.parametrize("text, line", [
    ("sys.stdout.write('without an end')", "without an end"),
    ("sys.stdout.buffer.write(b'caf\\xe9\\n')", "caf�"),
    ("print('Übung → 3')", "Übung → 3"),
    ("sys.stdout.write('10 %\\r20 %\\n')", "20 %"),
    ("print('error', file=sys.stderr)", "error"),
    ("print('[Gloo] Rank 0 is connected to 1 peer ranks.')\nprint('on')", "on"),
    ("print()\nprint('behind an empty one')", "behind an empty one"),
])  # fmt: skip
def test_whatever_a_worker_prints_arrives_as_a_line(script, text, line):
    assert run(script(text), 1, show=False).lines[0][1:] == [line]


def test_ten_thousand_lines_all_come_and_in_order(script):
    finished = run(script("for n in range(10_000): print('line', n)"), 1, show=False)
    assert finished.lines[0][1:] == [f"line {n}" for n in range(10_000)]


# --- what a worker is told ---


def test_a_worker_is_told_who_it_is_and_nothing_of_another_cluster(script, monkeypatch):
    for name in ("SLURM_PROCID", "JOB_COMPLETION_INDEX", "KUBERNETES_SERVICE_HOST", "JAX_PLATFORMS", "HTTPS_PROXY",
                 "http_proxy", "KERAS_DISTRIBUTION_JOB_ADDRESSES", "XLA_FLAGS", "WORKSHOP_CLASS"):  # fmt: skip
        monkeypatch.setenv(name, "other")
    monkeypatch.setenv("KEPT", "as it is")
    workers = Workers("x", 3, devices=2, threads=1)
    told = workers.environment(2, 5555)
    assert "other" not in told.values() and told["KEPT"] == "as it is"
    assert told["KERAS_DISTRIBUTION_PROCESS_ID"] == "2" and told["KERAS_DISTRIBUTION_NUM_PROCESSES"] == "3"
    assert told["KERAS_DISTRIBUTION_JOB_ADDRESSES"] == told["JAX_COORDINATOR_BIND_ADDRESS"] == "127.0.0.1:5555"
    assert told["KERAS_BACKEND"] == "jax" and told["JAX_PLATFORMS"] == "cpu" and told["NPROC"] == "1"
    assert "device_count=2" in told["XLA_FLAGS"] and "eigen=false" in told["XLA_FLAGS"]
    assert "NPROC" not in Workers("x", 3).environment(0, 5555)


# --- the bad inputs ---


@pytest.mark.parametrize("count", [0, -1, 65, "two", 2.0, None, True])
def test_a_count_that_is_none_is_refused(script, count):
    assert "How many workers? A whole number from 1 to 64" in refused(script(""), count)


def test_a_script_that_is_not_there_is_named_with_the_folder(script, tmp_path):
    sentence = refused("jobs/nothing.py", 2)
    assert "There is no script" in sentence and "nothing.py" in sentence and str(tmp_path) in sentence


@pytest.mark.parametrize("settings", [{"kill": {2: 1.0}}, {"absent": [7]}])
def test_a_worker_that_does_not_exist_is_refused(script, settings):
    assert "the workers are 0 to 1" in refused(script(""), 2, **settings)


@pytest.mark.parametrize("address", ["127.0.0.1", "0.0.0.0"])
def test_a_port_that_is_taken_is_said_before_anything_starts(script, capsys, address):
    with socket.socket() as other:
        other.bind((address, 0))
        other.listen()
        port = other.getsockname()[1]
        assert f"Port {port} of this machine is taken" in refused(script(""), 2, port=port)
    assert shown(capsys) == []
    assert run(script(""), 2, port=port, show=False).codes == [0, 0]


def test_a_port_that_cannot_be_is_refused(script):
    assert "There is no port 70000" in refused(script(""), 2, port=70000)


def test_the_port_is_free_again_at_the_end(script):
    """Worker 0 listens, worker 1 talks to it, and both are killed in the middle of it."""
    text = """
    import socket
    if me == 0:
        listener = socket.create_server(("127.0.0.1", port))
        there, _ = listener.accept()
        print("port", port)
    else:
        there = None
        while there is None:
            try: there = socket.create_connection(("127.0.0.1", port))
            except OSError: time.sleep(0.05)
    time.sleep(60)
    """
    finished = run(script(text), 2, kill={0: "port"}, show=False)
    port = int(finished.lines[0][-1].split()[-1])
    assert not processes._taken(port)
    assert run(script(text), 2, kill={0: "port"}, show=False, port=port).killed == (0,)


def test_a_worker_that_is_never_started_is_named_in_time(script, capsys):
    began = time.monotonic()
    sentence = failed(script(FOREVER), 3, absent=[1], silence=5)
    assert sentence.startswith("Worker 1 never came (it was never started)") and time.monotonic() - began < 20
    assert all(map(gone, processes_of(shown(capsys))))


def test_a_worker_that_never_says_a_word_is_named_though_the_others_talk(script, tmp_path):
    silent = tmp_path / "silent.py"
    silent.write_text(
        "import os, time\nwhile True:\n  time.sleep(0.1)\n"
        "  if os.environ['KERAS_DISTRIBUTION_PROCESS_ID'] == '0': print('on')"
    )
    sentence = failed(silent, 2, silence=5, show=False)
    assert sentence.startswith("Worker 1 never came (it was started and has not said a word)")


def test_workers_that_fall_silent_are_ended_and_the_slowest_is_named(script, capsys):
    text = "for step in range(3 if me else 5): print('step', step)\ntime.sleep(60)"
    sentence = failed(script(text), 2, silence=5)
    assert sentence.startswith("No worker has said a word for 5 s") and "Worker 1 had got least far" in sentence
    assert sentence.endswith("Its last line: step 2") and all(map(gone, processes_of(shown(capsys))))


def test_a_run_that_is_slow_is_ended_at_its_limit(script, capsys):
    text = "n = 0\nwhile True:\n    print('step', n); n += 1; time.sleep(0.3 if me else 0.05)"
    began = time.monotonic()
    sentence = failed(script(text), 2, seconds=2)
    assert sentence.startswith("Workers 0 and 1 were not done after 2 s, which is the limit") and "Worker 1" in sentence
    assert time.monotonic() - began < 20 and all(map(gone, processes_of(shown(capsys))))


def test_the_limit_holds_though_lines_never_cease(script):
    began = time.monotonic()
    failed(script("while True: print('x' * 100)"), 2, seconds=1, show=False)
    assert time.monotonic() - began < 30


@pytest.mark.parametrize("end, code, last", [
    ("raise ValueError('no such picture')", "exit code 1", "ValueError: no such picture"),
    ("sys.exit('The data is not there.')", "exit code 1", "The data is not there."),
    ("sys.exit(3)", "exit code 3", "process"),
    ("os._exit(4)", "exit code 4", "process"),
    ("import nothing_like_it", "exit code 1", "No module named 'nothing_like_it'"),
    pytest.param("os.kill(os.getpid(), 9)", "killed by signal 9 from outside", "process", marks=POSIX),
    pytest.param("os.abort()", "killed by signal 6", "process", marks=POSIX),
])  # fmt: skip
def test_where_one_dies_all_end_and_the_sentence_says_who_and_why(script, capsys, end, code, last):
    began = time.monotonic()
    sentence = failed(script(f"if me == 1: {end}\ntime.sleep(60)"), 3)
    assert sentence.startswith("Worker 1 died ") and code in sentence and last in sentence.partition("Its last line")[2]
    assert time.monotonic() - began < 30 and all(map(gone, processes_of(shown(capsys))))


def test_an_error_is_shown_from_the_scripts_own_lines_on(script):
    failed(script("def inner(): return 1 / 0\ninner()"), 1, show=False)
    with Workers(script("def inner(): return 1 / 0\ninner()"), 1) as workers, contextlib.suppress(WorkersFailed):
        for _ in workers:
            pass
    text = "\n".join(workers.lines[0])
    assert "script.py" in text and "in inner" in text and "worker.py" not in text and "runpy" not in text


def test_a_script_that_does_not_parse_is_named(script):
    assert "SyntaxError" in failed(script("this is no Python"), 2, show=False)


def test_a_death_is_not_blamed_on_those_who_only_feel_it(script, capsys):
    """Worker 0 raises as soon as the connection to worker 1 breaks off, as JAX does."""
    text = """
    import socket
    if me == 0:
        listener = socket.create_server(("127.0.0.1", port))
        there, _ = listener.accept()
        there.recv(1)
        raise ConnectionError("worker 1 is gone")
    while True:
        try: there = socket.create_connection(("127.0.0.1", port)); break
        except OSError: time.sleep(0.05)
    os._exit(5)
    """
    for _ in range(5):
        assert failed(script(text), 2).startswith("Worker 1 died")
    assert "ConnectionError" not in capsys.readouterr().out


def test_a_worker_that_has_ended_well_does_not_end_the_others(script):
    finished = run(script("if me: time.sleep(1)\nprint('done')"), 2, show=False)
    assert finished.codes == [0, 0] and finished.lines[1][-1] == "done"


def test_what_a_script_leaves_for_its_end_is_still_done(script):
    finished = run(script("import atexit\natexit.register(print, 'at the end')\nsys.exit(0)"), 1, show=False)
    assert finished.lines[0][-1] == "at the end" and finished.codes == [0]


# --- a kill on purpose ---


def test_a_kill_at_a_line_is_no_error_and_ends_all(script, capsys):
    text = "for step in range(1000): print('step', step); time.sleep(0.05)"
    finished = run(script(text), 2, kill={1: "step 4"})
    assert finished.killed == (1,) and finished.lines[1][-1] in ("step 4", "step 5")
    assert 0 not in finished.codes and all(map(gone, processes_of(shown(capsys))))


def test_a_kill_after_seconds_comes_though_nobody_says_a_word(script):
    finished = run(script(FOREVER), 2, kill={0: 1.0}, show=False)
    assert finished.killed == (0,) and 0.9 < finished.seconds < 30


def test_a_kill_that_comes_too_late_kills_nobody(script):
    finished = run(script("print('done')"), 2, kill={0: 50, 1: "never said"}, show=False)
    assert finished.killed == () and finished.codes == [0, 0]


@POSIX
def test_a_killed_worker_has_no_say(script, tmp_path):
    text = """
    import signal
    signal.signal(signal.SIGTERM, lambda *_: open("said", "w").close())
    print("ready")
    time.sleep(60)
    """
    assert run(script(text), 1, kill={0: "ready"}, show=False).codes == [-9]
    assert not (tmp_path / "said").exists()


# --- two runs in one folder ---


def test_two_runs_in_one_folder_are_refused_and_the_first_goes_on(script, tmp_path):
    with Workers(script("print('go')\ntime.sleep(0.5)"), 1, folder="runs/a") as first:
        assert "Another run writes into the folder" in refused(
            script(FOREVER, "other.py"), 2, folder=tmp_path / "runs" / "a"
        )
        assert [text for _, text in first][-1] == "go"
    assert run(script(""), 1, folder="runs/a", show=False).codes == [0]
    assert list((tmp_path / "runs" / "a").iterdir()) == []


def test_a_folder_is_free_again_after_a_run_that_failed(script):
    failed(script("sys.exit(1)"), 1, folder="runs", show=False)
    assert run(script(""), 1, folder="runs", show=False).codes == [0]


def test_many_runs_that_begin_at_once_in_one_folder_are_one(script, tmp_path):
    inside, most = [], []

    def try_it() -> None:
        for _ in range(100):
            with contextlib.suppress(CannotStart), processes._only_run_in(tmp_path / "one"):
                inside.append(1)
                most.append(len(inside))
                inside.pop()

    threads = [threading.Thread(target=try_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(most) == 1 and len(most) > 10


@POSIX
def test_a_lock_that_the_run_before_has_just_tidied_away_is_none(tmp_path, monkeypatch):
    """Between opening the lock's file and locking it, the run before ends and deletes the file."""
    lock, times = processes._lock, []

    def late(descriptor: int) -> None:
        times.append(1)
        if len(times) == 1:
            (tmp_path / ".in-use").unlink()
        lock(descriptor)

    monkeypatch.setattr(processes, "_lock", late)
    with processes._only_run_in(tmp_path):
        with pytest.raises(CannotStart), processes._only_run_in(tmp_path):
            pass
        assert len(times) == 3


# --- one core ---


def test_one_core_is_said_once_and_the_run_goes_on(script, capsys, monkeypatch):
    monkeypatch.setattr(processes, "cores", lambda: 1)
    assert run(script(""), 2).cores == 1
    lines = shown(capsys)
    assert lines[0].startswith("This machine has one core: 2 processes take turns on it") and len(lines) == 3
    run(script(""), 1)
    assert "one core" not in "".join(shown(capsys))


# --- no network ---


@pytest.mark.parametrize("known", [True, False])
def test_where_nobody_knows_the_machines_name_the_workers_meet_inside_it(monkeypatch, known):
    def getaddrinfo(*_):
        if not known:
            raise socket.gaierror("no such name")

    jax = SimpleNamespace(make_gloo_tcp_collectives=lambda **arguments: arguments)
    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setitem(sys.modules, "jax", ModuleType("jax"))
    monkeypatch.setitem(sys.modules, "jax._src", SimpleNamespace(xla_bridge=SimpleNamespace(_jax=jax)))
    worker.meet_on_this_machine()
    asked = jax.make_gloo_tcp_collectives(distributed_client=1)
    assert asked == {"distributed_client": 1, **({} if known else {"hostname": "127.0.0.1"})}


def test_a_script_without_jax_does_not_mind(monkeypatch):
    monkeypatch.setattr(socket, "gethostname", lambda: "nowhere-to-be-found.invalid")
    monkeypatch.setitem(sys.modules, "jax", None)
    worker.meet_on_this_machine()


# --- the end is certain ---


@pytest.fixture
def interrupt():
    """Interrupts this process some times, after a while; what comes when the run is over already is felt once."""
    inside = [True]

    def feel(*_: object) -> None:
        if inside[0]:
            inside[0] = False
            raise KeyboardInterrupt

    def send(after: float, times: int) -> None:
        time.sleep(after)
        for _ in range(times):
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.02)

    def begin(after: float, times: int) -> None:
        inside[0] = True
        threading.Thread(target=send, args=(after, times)).start()

    @contextlib.contextmanager
    def stopped() -> Iterator[None]:
        with pytest.raises(KeyboardInterrupt):
            try:
                yield
            finally:
                inside[0] = False

    before = signal.signal(signal.SIGINT, feel)
    yield begin, stopped, feel
    inside[0] = False
    time.sleep(0.2)
    signal.signal(signal.SIGINT, before)


@POSIX
@pytest.mark.parametrize("times", [1, 2, 5])
@pytest.mark.parametrize("after", [0.0, 0.01, 0.05, 0.3, 1.0])
def test_an_interruption_ends_all_workers_at_any_moment(script, capsys, interrupt, after, times):
    begin, stopped, feel = interrupt
    path = script(FOREVER)
    with stopped():
        begin(after, times)
        run(path, 3)
    assert all(map(gone, processes_of(shown(capsys))))
    assert psutil.Process().children() == [] and signal.getsignal(signal.SIGINT) is feel


@POSIX
def test_a_second_interruption_stops_what_is_done_with_a_line(script, interrupt):
    begin, stopped, _ = interrupt
    began = time.monotonic()
    with stopped(), Workers(script(FOREVER), 1) as workers:
        for _ in workers:
            begin(0.1, 2)
            time.sleep(20)
    assert time.monotonic() - began < 18 and psutil.Process().children() == []


def test_a_loop_that_is_left_ends_all_workers(script):
    with Workers(script(FOREVER), 2) as workers:
        for _ in workers:
            break
        started = [process.pid for process in workers._processes.values()]
    assert len(started) == 2 and all(map(gone, started))


def test_what_a_worker_has_started_ends_with_it(script):
    text = """
    import subprocess
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    print("process", child.pid)
    """
    began = time.monotonic()
    finished = run(script(text), 2, show=False)
    assert time.monotonic() - began < 30 and finished.codes == [0, 0]
    children = [processes_of(own)[1] for own in finished.lines]
    assert all(map(gone, children))


@POSIX
@pytest.mark.parametrize("stuck", ["time.sleep(60)", "while True: pass", "import threading\nthreading.Event().wait()"])
def test_workers_end_with_a_kernel_that_is_killed(script, tmp_path, stuck):
    text = "import subprocess\nprint('process', subprocess.Popen(['sleep', '60']).pid)\n"
    path = script(text + stuck)
    code = f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nfrom workshop import processes\n"
    code += f"processes.run({str(path)!r}, 2)"
    kernel = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    workers = [process for _ in range(4) for process in processes_of([kernel.stdout.readline()])]
    kernel.kill()
    kernel.wait()
    assert len(workers) == 4 and all(map(gone, workers))


@pytest.mark.trains
@pytest.mark.parametrize("end", ["interrupt", "restart", "shut down"])
def test_no_worker_outlives_its_cell_in_a_notebook(script, capsys, end):
    from jupyter_client.manager import start_new_kernel

    manager, client = start_new_kernel()
    try:
        path = script(FOREVER)
        client.execute(f"import sys; sys.path.insert(0, {str(ROOT)!r})\nfrom workshop import processes")
        client.execute(f"processes.run({str(path)!r}, 2)")
        workers, said = [], ""

        def read_on(enough: str) -> None:
            nonlocal said
            while enough not in said:
                content = client.get_iopub_msg(timeout=60)["content"]
                said += content.get("text", "") + content.get("ename", "")

        while len(workers) < 2:
            read_on("process")
            read_on("\n")
            workers, said = workers + processes_of(said.splitlines()), ""
        if end == "interrupt":
            manager.interrupt_kernel()
            read_on("KeyboardInterrupt")
            time.sleep(1)  # what is asked before the cell's end is dropped
            client.execute("print('and', 'on')")
            read_on("and on")
        elif end == "restart":
            manager.restart_kernel(now=True)
        else:
            manager.shutdown_kernel(now=True)
        assert all(map(gone, workers))
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def test_workers_may_be_started_from_any_thread(script):
    results = []
    thread = threading.Thread(target=lambda: results.append(run(script(""), 2, show=False).codes))
    thread.start()
    thread.join(30)
    assert results == [[0, 0]]


def test_where_the_second_worker_cannot_start_the_first_is_ended(script, monkeypatch):
    real, started = subprocess.Popen, []

    def scarce(*arguments, **settings):
        if started:
            raise OSError(11, "Resource temporarily unavailable")
        started.append(real(*arguments, **settings))
        return started[-1]

    monkeypatch.setattr(processes.subprocess, "Popen", scarce)
    sentence = refused(script(FOREVER), 2)
    assert sentence == "Worker 1 cannot be started (Resource temporarily unavailable): close other programs."
    assert gone(started[0].pid)
