"""Signs of life: one line, rewritten in place, that says how far a training is and how long it still takes.

Live in JupyterLab, Colab, VS Code and a terminal; what stays, there and everywhere else, is its last state alone.
"""

import time

import keras

from workshop.line import Line, left, seconds, watch
from workshop.page import digits

__all__ = ["Progress", "watch"]


class Progress(keras.callbacks.Callback):
    """A callback for `fit`: epoch, what is measured, and seconds left; in the end one line that stays.

    words: what is trained, such as "the MLP"
    seconds: the seconds after which another callback ends the training, whatever `epochs` says
    """

    #: Keras may hand over the numbers of a batch from another thread, as it does to its own callbacks, so that a
    #: training on a graphics card does not wait for them. They are only kept here; the line is written between batches.
    async_safe = True

    def __init__(self, words: str = "training", seconds: float | None = None) -> None:
        super().__init__()
        self.words, self.seconds = words, seconds

    def on_train_begin(self, logs: dict[str, float] | None = None) -> None:
        self._line = Line()
        self._began, self._first = time.monotonic(), None
        self._epoch = self._batch = self._done = self._ran = 0
        self._steps = self.params.get("steps")
        self._logs: dict[str, float] = {}
        self._line.write(self._state)

    def on_epoch_begin(self, epoch: int, logs: dict[str, float] | None = None) -> None:
        self._epoch, self._batch = epoch, 0
        self._line.write(self._state)

    def on_train_batch_begin(self, batch: int, logs: dict[str, float] | None = None) -> None:
        self._line.write(self._state)

    def on_train_batch_end(self, batch: int, logs: dict[str, float] | None = None) -> None:
        if self._first is None:  # the seconds of the first batch are those of making ready
            self._first = time.monotonic()
        self._logs = {**self._logs, **(logs or {})}
        self._batch = batch + 1

    def on_epoch_end(self, epoch: int, logs: dict[str, float] | None = None) -> None:
        self._ran += 1
        self._done += self._batch
        self._steps = self._steps or self._batch
        self._logs = dict(logs or {})

    def on_train_end(self, logs: dict[str, float] | None = None) -> None:
        epochs = "1 epoch" if self._ran == 1 else f"{self._ran} epochs"
        words = [f"{self.words}: {epochs} in {seconds(time.monotonic() - self._began)}", *measures(self._logs)]
        self._line.end(", ".join(words))

    def _state(self, inside: bool) -> str:
        """How far the training is; inside: behind what a `watch` says, so in few words."""
        epochs = self.params.get("epochs") or 1
        of = "" if self.seconds else f" of {epochs}"
        words = [f"{self.words}: epoch {self._epoch + 1}{of}", *measures(self._logs)]
        if inside:
            return ", ".join(words[:2])
        done = self._done + self._batch
        if self.seconds:
            words.append(left(self.seconds - (time.monotonic() - self._began)))
        elif self._steps and self._first is not None and done > 1:
            per_batch = (time.monotonic() - self._first) / (done - 1)
            words.append(left(per_batch * ((epochs - self._epoch) * self._steps - self._batch)))
        return ", ".join(words)


def measures(logs: dict[str, float]) -> list[str]:
    """What `fit` measured, as texts: the loss, and of each metric what it is on the validation data, if it is there."""
    names = [name for name in logs if name not in ("learning_rate", "val_loss") and f"val_{name}" not in logs]
    if "loss" in logs:
        names = ["loss", *(name for name in names if name != "loss")]
    if "val_loss" in logs and not any(name.startswith("val_") for name in names):
        names.append("val_loss")
    return [f"{name} {digits(logs[name])}" for name in names[:3]]
