"""Signs of life: one line, rewritten in place, that says how far a training is and how long it still takes.

Live in JupyterLab, Colab, VS Code and a terminal; what a notebook keeps is the last line alone.
"""

import time
from collections.abc import Iterable, Iterator, Sized
from typing import Any

import keras


class Progress(keras.callbacks.Callback):
    """A callback for `fit`: epoch, what is measured, and seconds left; in the end one line that stays.

    words: what is trained, such as "the MLP"
    """

    def __init__(self, words: str = "training") -> None:
        super().__init__()
        self.words = words

    def on_train_begin(self, logs: dict[str, float] | None = None) -> None:
        self.began = time.monotonic()

    def on_train_end(self, logs: dict[str, float] | None = None) -> None:
        print(f"{self.words}: {time.monotonic() - self.began:.0f} s")


def watch(items: Iterable, words: str) -> Iterator[Any]:
    """Go through items as a `for` loop does, with the same line: which of them, and seconds left.

    items: anything that has a length, or a list is made of it
    words: what each is, such as "thirty trainings"
    """
    items = items if isinstance(items, Sized) else list(items)
    began = time.monotonic()
    yield from items
    print(f"{words}: {len(items)} in {time.monotonic() - began:.0f} s")
