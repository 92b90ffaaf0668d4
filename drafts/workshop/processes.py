"""Several processes of one script on this machine: started, shown line by line, and ended for certain.

    finished = run("../jobs/train.py", 2, "--data", "shapes.npz", "--folder", "run")

is for one machine what Slurm or Kubernetes does for many: each process is told how many there are, which of them it is
and where number 0 is found, in the variables that `keras.distribution.initialize()` reads. Here they are called
workers, and counted from 0. All of them end when the call ends: when they are done, when one of them dies, when the
time is over, when the cell is interrupted, and when the kernel itself is gone.
"""

import contextlib
import os
import queue
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workshop.errors import WorkshopError
from workshop.line import Line
from workshop.line import seconds as in_words

#: Seconds: from one look at the clock to the next, and what the end of a process may take.
TICK, END = 0.1, 10.0
#: As many as make sense on one machine; a slip of the finger must not start ten thousand.
MOST = 64
#: Variables that would send a worker to another cluster, to a proxy or to another class.
FOREIGN = re.compile(
    "SLURM_.*|OMPI_.*|PMI_.*|KUBERNETES_.*|JOB_COMPLETION_INDEX|JAX_(COORDINATOR|LOCAL|PLATFORM|NUM_CPU).*|KERAS_DISTRIBUTION_.*|XLA_FLAGS|NPROC"
    "|WORKSHOP_CLASS|MPLBACKEND|(?i:http|https|all|grpc)_(?i:proxy)"
)
#: What JAX's transport prints by itself, whenever workers have found each other.
NOISE = "[Gloo] Rank"
WINDOWS = os.name == "nt"


class CannotStart(WorkshopError):
    """The workers were not started; the message says why, and what to do."""


class WorkersFailed(WorkshopError):
    """The workers were ended before they were done; the message says which of them was at fault, and why."""


@dataclass(frozen=True)
class Finished:
    """How a run ended.

    lines: of each worker, the lines that it printed, in their order
    seconds: from the start of the first to the end of the last
    codes: of each worker, how its process ended: 0 is well, below 0 is killed, None is never started
    killed: the workers that were killed on purpose
    cores: the cores that the workers shared
    """

    lines: list[list[str]]
    seconds: float
    codes: list[int | None]
    killed: tuple[int, ...]
    cores: int


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run(
    script: str | Path,
    count: int,
    *arguments: object,
    show: bool = True,
    words: str = "",
    **settings: Any,
) -> Finished:
    """Run a script in several processes at once until all are done, and show their lines with the worker's number.

    script, count, arguments and settings: as for `Workers`
    show: print the lines; False keeps one line of them in view, and one in the end
    words: what the workers do, for that one line
    Raises CannotStart or WorkersFailed with one sentence. Nothing that it started goes on.
    """
    words, line = words or f"{count} worker{'s'[: count != 1]}", Line()
    if cores() == 1 and count > 1:
        print(f"This machine has one core: {count} processes take turns on it, and no time will be saved.", flush=True)
    with Workers(script, count, *arguments, **settings) as workers:
        for number, text in workers:
            if show:
                print(f"worker {number} | {text}", flush=True)
            else:
                line.write(lambda inside, number=number, text=text: f"{words}: worker {number}: {text}")
    if not show:
        line.end(f"{words}: {in_words(workers.seconds)}")
    return Finished(workers.lines, workers.seconds, workers.codes, tuple(workers.killed), cores())


class Workers:
    """Several processes of one script, to be used with `with`; going through them gives (number, line) as lines come.

    script: the file, seen from the notebook's folder
    count: how many there are
    arguments: what the script is handed, as text
    seconds: after so many all are ended
    silence: so long may a worker take to its first line, and all of them together from one line to the next
    kill: of workers to be killed on purpose, after how many seconds, or at which piece of a line of theirs
    arguments_of: further arguments for one worker, made from its number
    absent: workers that are counted and never started
    folder: where the script writes; no two runs may use one folder at the same time
    port: on which worker 0 waits for the others; one that is free, unless given
    devices: how many devices each worker shows to JAX
    threads: on how many cores each worker computes; as many as it likes, unless given
    """

    def __init__(
        self,
        script: str | Path,
        count: int,
        *arguments: object,
        seconds: float = 300.0,
        silence: float = 120.0,
        kill: Mapping[int, float | str] | None = None,
        arguments_of: Callable[[int], Collection[object]] | None = None,
        absent: Collection[int] = (),
        folder: str | Path | None = None,
        port: int | None = None,
        devices: int = 1,
        threads: int | None = None,
    ) -> None:
        self.script, self.count, self.arguments = Path(script), count, arguments
        self.limit, self.silence, self.folder, self.port = seconds, silence, folder, port
        self.at, self.arguments_of, self.absent = dict(kill or {}), arguments_of, set(absent)
        self.devices, self.threads = devices, threads
        self.lines: list[list[str]] = []
        self.codes: list[int | None] = []
        self.killed: list[int] = []
        self.seconds = 0.0

    def __enter__(self) -> "Workers":
        self._check()
        self._lines: queue.Queue = queue.Queue()
        self._processes: dict[int, subprocess.Popen] = {}
        self._readers: dict[int, threading.Thread] = {}
        self.lines, self.codes, self.killed = [[] for _ in range(self.count)], [None] * self.count, []
        self._interrupted = self._with_caller = False
        self._ended: set[int] = set()
        self._tidied: set[int] = set()
        self._held = contextlib.ExitStack()
        try:
            self._hold_interrupts()
            if self.folder is not None:
                self._held.enter_context(_only_run_in(Path(self.folder)))
            port = free_port() if self.port is None else self.port
            if _taken(port):
                raise CannotStart(
                    f"Port {port} of this machine is taken by another program: leave out `port`, and a free one is "
                    "chosen."
                )
            self._began = self._heard = time.monotonic()
            for number in range(self.count):
                if number not in self.absent:
                    self._start(number, port)
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            self._end()
        except KeyboardInterrupt:  # came between the last line and here
            self._end()
            raise
        if self._interrupted and kind is None:
            raise KeyboardInterrupt("the workers were ended, too")

    def __iter__(self) -> Iterator[tuple[int, str]]:
        """Yield the lines until all workers are done, or one was killed on purpose. Raises WorkersFailed."""
        running = set(self._processes)
        while running:
            number, text = self._next(running)
            if text is not None:
                if self.killed and number not in self.killed:
                    continue  # what it says now comes of that death
                self._heard = time.monotonic()
                self.lines[number].append(text)
                self._with_caller = True
                yield number, text
                self._with_caller = False
                if isinstance(self.at.get(number), str) and self.at[number] in text:
                    self.kill(number)
            elif number in running:
                running.discard(number)
                self._tidy(number)
                self.codes[number] = self._processes[number].returncode
                if number in self.killed:
                    return
                if self.codes[number] != 0:
                    raise WorkersFailed(self._death(number))
            self._look_at_the_clock(running)

    def kill(self, worker: int) -> None:
        """Kill a worker on purpose, as a machine that fails would: at once, and without its having a say."""
        process = self._processes.get(worker)
        if process is not None and process.poll() is None:
            self.killed.append(worker)
            _kill(process)

    # --- the start ---

    def _check(self) -> None:
        if isinstance(self.count, bool) or not hasattr(self.count, "__index__") or not 1 <= self.count <= MOST:
            raise CannotStart(f"How many workers? A whole number from 1 to {MOST}, not {self.count!r}.")
        if not self.script.is_file():
            raise CannotStart(f"There is no script {self.script}, seen from the folder {Path.cwd()}.")
        for name, workers in (("kill", self.at), ("absent", self.absent)):
            strange = [worker for worker in workers if worker not in range(self.count)]
            if strange:
                raise CannotStart(f"`{name}` names worker {strange[0]}: the workers are 0 to {self.count - 1}.")

    def _start(self, number: int, port: int) -> None:
        own = self.arguments_of(number) if self.arguments_of else ()
        command = [sys.executable, str(Path(__file__).with_name("worker.py")), str(self.script)]
        command += [str(argument) for argument in (*self.arguments, *own)]
        # A group of their own: an interruption of the kernel does not reach them, and what they start ends with them.
        apart: dict[str, Any] = {"start_new_session": True}
        if WINDOWS:
            apart = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,  # held open for as long as the worker is to live, see worker.py
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                env=self.environment(number, port),
                **apart,
            )
        except OSError as error:
            raise CannotStart(f"Worker {number} cannot be started ({error.strerror}): close other programs.") from None
        self._processes[number] = process
        reader = threading.Thread(target=self._read, args=(number, process), daemon=True)
        self._readers[number] = reader
        reader.start()

    def environment(self, number: int, port: int) -> dict[str, str]:
        """The variables that a worker gets: this process's own, without FOREIGN, and what makes it one of several."""
        kept = {name: value for name, value in os.environ.items() if not FOREIGN.fullmatch(name)}
        # By itself XLA takes a second to compile random numbers of one shape, and another for those of the next.
        flags = [f"--xla_force_host_platform_device_count={self.devices}", "--xla_backend_optimization_level=2"]
        if self.threads is not None:
            kept["NPROC"] = str(self.threads)
            flags += ["--xla_cpu_multi_thread_eigen=false"] if self.threads == 1 else []
        return {
            **kept,
            "KERAS_BACKEND": "jax",
            "JAX_PLATFORMS": "cpu",
            "XLA_FLAGS": " ".join(flags),
            "TF_CPP_MIN_LOG_LEVEL": "3",
            "PYTHONUNBUFFERED": "1",
            "PYTHONIOENCODING": "utf-8:replace",
            "KERAS_DISTRIBUTION_JOB_ADDRESSES": f"127.0.0.1:{port}",
            "KERAS_DISTRIBUTION_NUM_PROCESSES": str(self.count),
            "KERAS_DISTRIBUTION_PROCESS_ID": str(number),
            # To this machine alone; otherwise JAX listens on every network that the machine is in.
            "JAX_COORDINATOR_BIND_ADDRESS": f"127.0.0.1:{port}",
        }

    # --- while they run ---

    def _read(self, number: int, process: subprocess.Popen) -> None:
        """Hand over the lines of a worker, and None when it has ended; runs in a thread of its own."""
        for line in process.stdout:
            text = line.decode("utf-8", "replace").rstrip().rpartition("\r")[2]
            if text and not text.startswith(NOISE):
                self._lines.put((number, text))
        process.wait()
        self._lines.put((number, None))

    def _next(self, running: set[int]) -> tuple[int | None, str | None]:
        """The next line of a worker; (number, None) if it has ended, (None, None) if nothing came."""
        if self._interrupted:
            raise KeyboardInterrupt("the workers were ended, too")
        try:
            return self._lines.get(timeout=TICK)
        except queue.Empty:
            # A process that it started may hold its output open: nothing more is worth waiting for.
            ended = {number for number in running if self._processes[number].poll() is not None}
            before, self._ended = self._ended & ended, ended
            return (min(before), None) if before else (None, None)

    def _look_at_the_clock(self, running: set[int]) -> None:
        now = time.monotonic()
        for worker, moment in self.at.items():
            if not isinstance(moment, str) and worker not in self.killed and now - self._began >= moment:
                self.kill(worker)
        if self.killed or not running:
            return
        after = in_words(now - self._began)
        mute = [number for number in range(self.count) if not self.lines[number]]
        if mute and now - self._began > self.silence:
            state = "it was never started" if mute[0] in self.absent else "it was started and has not said a word"
            raise WorkersFailed(f"Worker {mute[0]} never came ({state}): all were ended after {after}.")
        if now - self._heard > self.silence:
            least = min(running, key=lambda number: len(self.lines[number]))
            raise WorkersFailed(
                f"No worker has said a word for {in_words(self.silence)}: all were ended after {after}. "
                f"Worker {least} had got least far{self._last(least)}"
            )
        if now - self._began > self.limit:
            names = _listed(sorted(running))
            least = min(running, key=lambda number: len(self.lines[number]))
            raise WorkersFailed(
                f"{names} not done after {in_words(self.limit)}, which is the limit (`seconds`): all were ended. "
                f"Worker {least} had got least far{self._last(least)}"
            )

    def _death(self, number: int) -> str:
        code = self.codes[number]
        how = f"with exit code {code}" if code > 0 else f"killed by signal {-code}"
        if code == -9:
            how += " from outside, as the system does where memory runs out"
        others = ", and the others were ended with it" if self.count > 1 else ""
        died = f"Worker {number} died {in_words(time.monotonic() - self._began)} after the start, {how}{others}"
        return died + self._last(number)

    def _last(self, number: int) -> str:
        said = self.lines[number]
        return f". Its last line: {said[-1][:300]}" if said else ", before its first line."

    # --- the end ---

    def _hold_interrupts(self) -> None:
        """Keep an interruption until nothing can be left behind by it; a second one stops what is done with a line."""
        if threading.current_thread() is not threading.main_thread():
            return

        def note(*_: object) -> None:
            at_once, self._interrupted = self._interrupted and self._with_caller, True
            if at_once:
                self._with_caller = False
                raise KeyboardInterrupt

        before = signal.signal(signal.SIGINT, note)
        self._held.callback(signal.signal, signal.SIGINT, before or signal.default_int_handler)

    def _end(self) -> None:
        """End all workers, and wait until they are gone."""
        self._with_caller = False
        for number in self._processes:
            self._tidy(number)
        for number, process in self._processes.items():
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.codes[number] = process.wait(END)
            self._readers[number].join(1.0)
            for stream in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):
                    stream.close()
        if self._processes:
            self.seconds = time.monotonic() - self._began
        self._held.close()

    def _tidy(self, number: int) -> None:
        """Kill a worker, if it still runs, and what it has started; once, for later the number may be another's."""
        if number not in self._tidied:
            self._tidied.add(number)
            _kill(self._processes[number])


def _kill(process: subprocess.Popen) -> None:
    """Kill a process and what it has started."""
    if WINDOWS:
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
        with contextlib.suppress(OSError):
            process.kill()
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):  # gone already
        os.killpg(process.pid, signal.SIGKILL)


def _listed(workers: list[int]) -> str:
    names = ", ".join(map(str, workers[:-1]))
    return f"Worker {workers[0]} was" if len(workers) == 1 else f"Workers {names} and {workers[-1]} were"


def free_port() -> int:
    """A port of this machine on which nobody listens just now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def _taken(port: int) -> bool:
    """Whether a program of this machine has a port already."""
    with socket.socket() as listener:
        if not WINDOWS:  # here it lets closed connections pass; there it would let open ones pass, too
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError:
            return True
        except OverflowError:
            raise CannotStart(f"There is no port {port}: ports go from 1 to 65535.") from None
    return False


@contextlib.contextmanager
def _only_run_in(folder: Path) -> Iterator[None]:
    """Keep every other run out of a folder for a while. Raises CannotStart where one is there already.

    The system forgets the lock together with the process that holds it, so none is ever left behind.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / ".in-use"
    while True:
        lock = file.open("a")
        try:
            _lock(lock.fileno())
            if file.exists() and os.path.samestat(os.fstat(lock.fileno()), file.stat()):
                break
        except OSError:
            lock.close()
            raise CannotStart(
                f"Another run writes into the folder {folder}: wait for its end, or give this one a folder of its own."
            ) from None
        lock.close()  # the run before has just tidied it away
    try:
        yield
    finally:
        if not WINDOWS:  # under the lock, so nobody else's
            file.unlink(missing_ok=True)
        lock.close()
        if WINDOWS:  # where a file that is open cannot be deleted
            with contextlib.suppress(OSError):
                file.unlink(missing_ok=True)


def _lock(descriptor: int) -> None:
    if WINDOWS:
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
