"""One line of text, rewritten in place where somebody may be looking; nothing here imports more than Python's own.

Live in JupyterLab, Colab, VS Code and a terminal; what stays, there and everywhere else, is its last state alone.
"""

import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sized
from typing import Any

#: Seconds between two states of a line.
PAUSE = 0.5


def watch(items: Iterable, words: str) -> Iterator[Any]:
    """Go through items as a `for` loop does, with the same line: which of them, and seconds left.

    items: anything that has a length, or a list is made of it
    words: what all of them are together, such as "thirty trainings"
    """
    items = items if isinstance(items, Sized) else list(items)
    began, line, done = time.monotonic(), Line(), 0

    def state(inside: bool) -> str:
        text = f"{words}: {min(done + 1, len(items))} of {len(items)}"
        if not done or inside:
            return text
        each = (item_began - began) / done
        return f"{text}, {left(each * (len(items) - done) - (time.monotonic() - item_began))}"

    line.open()
    try:
        for item in items:
            item_began = time.monotonic()
            line.write(state)
            yield item
            done += 1
    except GeneratorExit:  # the loop was left, by `break` or by an error
        line.close()
        if line.in_use():
            line.end(f"{words}: {done + 1} of {len(items)} in {seconds(time.monotonic() - began)}")
        raise
    line.close()
    line.end(f"{words}: {done} of {len(items)} in {seconds(time.monotonic() - began)}")


class Line:
    """One line of text, rewritten in place where somebody may be looking: a notebook's page, or a terminal.

    A line that begins while a `watch` goes on is shown behind the watch's own, and leaves nothing.
    """

    def __init__(self) -> None:
        shell = ipython()
        self._run = _count()
        self._in_page = shell is not None and hasattr(shell, "kernel")
        self._in_terminal = not self._in_page and _in_terminal()
        self._outer = next((line for line in _watched if line.in_use()), None)
        self._handle, self._written = None, float("-inf")

    def in_use(self) -> bool:
        """Whether the run of the cell that began the line still goes on."""
        return self._run == _count() and not sys.is_finalizing()

    def open(self) -> None:
        """Be the line behind which others are shown, until `close`."""
        _watched.append(self)

    def close(self) -> None:
        """Others are lines of their own again."""
        if self in _watched:
            _watched.remove(self)

    def write(self, state: Callable[[bool], str]) -> None:
        """Show what `state` says in place of what stood there; one that comes too soon after the last is passed over.

        state: takes whether the line stands behind another one
        """
        self._state = state
        first = self._outer or self
        if time.monotonic() - first._written < PAUSE:
            return
        first._written = time.monotonic()
        text = state(False) if first is self else f"{first._state(False)} | {state(True)}"
        if self._in_page:
            first._publish(text)
        elif self._in_terminal:
            width = shutil.get_terminal_size().columns - 1
            print(f"\r{text[:width]:<{width}}", end="", flush=True)

    def end(self, text: str) -> None:
        """Show the text that stays."""
        if self._outer is not None:
            return
        if self._in_page:
            self._publish(text)
        elif self._in_terminal:
            print(f"\r{text:<{shutil.get_terminal_size().columns - 1}}")
        else:
            print(text)

    def _publish(self, text: str) -> None:
        from IPython.display import display

        data = {"text/plain": text}
        if self._handle is None:
            self._handle = display(data, raw=True, display_id=True)
        else:
            self._handle.update(data, raw=True)


#: The loops that are watched just now, the outermost first.
_watched: list[Line] = []


def seconds(count: float) -> str:
    """A time as text, no more exact than it need be: "0.4 s", "15 s", "2 min 10 s"."""
    if count < 0.95:
        return f"{count:.1f} s"
    whole = round(count)
    return f"{whole} s" if whole < 100 else f"{whole // 60} min {whole % 60} s"


def left(count: float) -> str:
    """The time that is left, in whole seconds."""
    return f"{seconds(max(1.0, round(count)))} left"


def _in_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def ipython() -> Any:
    """IPython's shell that this runs in, or None."""
    return sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None


def _count() -> int:
    """Which run of a cell this is; 0 outside IPython."""
    return getattr(ipython(), "execution_count", 0)
