"""Checks of lesson 10. Each one tries a student's function and explains what is wrong, if anything is."""

import os
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np

from workshop.checks.calling import call, overlooked
from workshop.checks.cases import any_of, array, cases, judge, to_numpy
from workshop.checks.core import diagnosis, exercise, fail, require, show

RNG = np.random.default_rng


def gradient_of_a_line(weights: Any, x: Any, y: Any) -> np.ndarray:
    """The gradient of the mean squared error of x @ weights; it looks after its pictures and labels."""
    x, y = to_numpy(x).astype(float), to_numpy(y).astype(float)
    if len(x) != len(y):
        raise ValueError(f"{len(x)} pictures came with {len(y)} labels")
    if not len(x):
        raise ValueError("a part without any picture")
    return 2 * x.T @ (x @ to_numpy(weights) - y) / len(x)


def _at(weights: np.ndarray) -> Callable:
    """The same gradient, for these weights alone."""
    kept = weights.copy()

    def gradient_of(given: Any, x: Any, y: Any) -> np.ndarray:
        if np.shape(given) != kept.shape or not np.allclose(to_numpy(given), kept):
            raise ValueError("other weights than those that came")
        return gradient_of_a_line(given, x, y)

    return gradient_of


class _Watched:
    """The same gradient; notes what it is asked for. The first number of each picture is its own."""

    __name__ = "gradient_of"

    def __init__(self) -> None:
        self.parts: list[list[int]] = []

    def __call__(self, weights: Any, x: Any, y: Any) -> np.ndarray:
        gradient = gradient_of_a_line(weights, x, y)
        self.parts.append([int(row[0]) for row in to_numpy(x)])
        return gradient


def _batch(pictures: int, pixels: int, *more: int) -> tuple[np.ndarray, ...]:
    """Weights, pictures and labels; the pictures are numbered in their first pixel."""
    random = RNG(pictures)
    x = random.normal(size=(pictures, pixels))
    x[:, 0] = range(pictures)
    return random.normal(size=(pixels, *more)), x, random.normal(size=(pictures, *more))


def _parts(x: np.ndarray, workers: int) -> list[np.ndarray]:
    return np.array_split(np.arange(len(x)), workers)


@exercise("10.1", "many workers, one gradient")
def data_parallel_gradient(student: Callable) -> None:
    def mixed(by: Callable, cut: Callable = _parts) -> Callable:
        """The gradients of the parts added up, each times a number made of its size, the batch's and the workers."""

        def mistake(of: Callable, w: Any, x: Any, y: Any, n: int) -> Any:
            parts = cut(x, n)
            return sum(of(w, x[part], y[part]) * by(len(x[part]), len(x), n) for part in parts)

        return mistake

    def turns(x: np.ndarray, n: int) -> list:
        return [slice(worker, None, n) for worker in range(n)]

    def rest_to_the_last(x: np.ndarray, n: int) -> list:
        size = len(x) // n
        return [slice(worker * size, (worker + 1) * size if worker < n - 1 else None) for worker in range(n)]

    def rest_to_nobody(x: np.ndarray, n: int) -> list:
        return [slice(worker * (len(x) // n), (worker + 1) * (len(x) // n)) for worker in range(n)]

    def labels_otherwise(of: Callable, w: Any, x: Any, y: Any, n: int) -> Any:
        blocks, others = _parts(x, n), sorted((np.arange(i, len(x), n) for i in range(n)), key=len, reverse=True)
        pairs = zip(blocks, others, strict=True)
        return sum(of(w, x[part], y[other]) * len(part) for part, other in pairs) / len(x)

    def pictures_otherwise(of: Callable, w: Any, x: Any, y: Any, n: int) -> Any:
        pairs = zip(turns(x, n), _parts(x, n), strict=True)
        return sum(of(w, x[part], y[other]) * len(other) for part, other in pairs) / len(x)

    def each(of: Callable, w: Any, x: Any, y: Any, n: int) -> list:
        return [of(w, x[part], y[part]) for part in _parts(x, n)]

    lost = "Some pictures are lost: 10 divided by 4 is 2, and then nobody takes the last 2."
    weights = [
        (lambda size, total, n: 1 / n, "Each gradient counts the same here, though not all parts are equally large: "
         "a part of 3 has to count more than a part of 2."),
        (lambda size, total, n: 1, "The gradients are added up: a mean is asked for."),
        (lambda size, total, n: size, "Each gradient is multiplied by how many pictures it stands for: that is still "
         "to be divided by all of them together."),
        (lambda size, total, n: size / n, "Each gradient is multiplied by its number of pictures, and the sum divided "
         "by the number of workers: by what do those numbers add up?"),
        (lambda size, total, n: size / total / n, "That is divided by the workers once too often: the shares add up to "
         "1 already, and a mean of means does not get smaller."),
        (lambda size, total, n: 1 / size, "A larger part counts less here: it has to count more."),
        (lambda size, total, n: 1 / total, "The sum is divided by the number of pictures; each gradient is a mean "
         "already, and has to be multiplied by the size of its part before."),
    ]  # fmt: skip
    right = mixed(lambda size, total, n: size / total)
    mistakes = [
        *((mixed(by, cut), hint) for by, hint in weights for cut in (_parts, turns, rest_to_the_last)),
        (mixed(lambda size, total, n: 1 / n, rest_to_nobody), lost),
        (mixed(lambda size, total, n: size / total, rest_to_nobody), lost),
        (lambda *at: each(*at)[0], "Only the first worker's gradient came: does `return` stand inside the loop?"),
        (lambda *at: each(*at)[-1], "Only the last worker's gradient came: add them up in the loop."),
        (lambda of, w, x, y, n: each(of, w, x, y, n)[-1] * len(_parts(x, n)[-1]) / len(x), "Only the last worker's "
         "gradient came: add them up in the loop."),
        (lambda *at: np.mean(each(*at)), "The mean runs over all numbers; it has to run over the workers alone."),
        *((cut, "Pictures and labels are cut in different ways: a picture needs its own label.")
          for cut in (labels_otherwise, pictures_otherwise)),
        (lambda of, w, x, y, n: any_of(n, *np.shape(w)), "One gradient for each worker came: one is asked for, their "
         "mean."),
        (lambda of, w, x, y, n: w - of(w, x, y), "The gradient alone is asked for; the step is made later."),
    ]  # fmt: skip
    stumbles = {
        "pictures came with": "Cut the labels as the pictures: each part of x goes with its own part of y.",
        "a part without any picture": "Somebody got no picture at all: the sizes of the parts may differ by one.",
        "other weights than those that came": "All workers hold the same weights: none waits for a step of another.",
        "Axis must be specified": "The mean runs over the workers alone: `axis=0`.",
        "inhomogeneous": "Parts of several sizes make no array: keep them in a list, and take one at a time.",
        "array split does not result": "The parts need not be equally large: np.array_split cuts such, too.",
    }
    tried = []
    for (pictures, pixels, *more), workers in [((10, 3), 4), ((6, 4), 2), ((11, 2, 3), 3), ((5, 3), 1), ((4, 2), 4)]:
        of = "" if pictures % workers == 0 else f"; not a multiple of {workers}" if workers > 1 else ""
        words = f"data_parallel_gradient(gradient_of, weights, {pictures} pictures, {pictures} labels, {workers}){of}"
        w, x, y = _batch(pictures, pixels, *more)
        tried.append((words, (_at(w), w, x, y, workers)))
    judge(student, right, tried, mistakes, "It must be what gradient_of gives for the whole batch: compare.",
          stumbles=stumbles)  # fmt: skip
    for words, (_, w, x, y, workers) in tried:
        watched = _Watched()
        call(student, watched, w, x, y, workers, tried=words, stumbles=stumbles)
        sizes, seen = (
            [len(part) for part in watched.parts],
            sorted(picture for part in watched.parts for picture in part),
        )
        wanted, came = f"{workers} calls of gradient_of, one a worker", f"parts of {_row(sizes)} pictures"
        whole = workers > 1 and len(x) in sizes
        require(not whole, words, wanted, f"a call with all {len(x)} pictures",
                "The result is right, but somebody has seen the whole batch: each is handed a part.")  # fmt: skip
        hint = overlooked(student)[0] or "Each worker calls it once."
        require(len(sizes) == workers, words, wanted, f"{len(sizes)} calls", hint)
        require(seen == [*range(len(x))], words, "each picture in one part", came, "Some picture is in two parts.")
        require(max(sizes) - min(sizes) <= 1, words, "parts whose sizes differ by at most one", came,
                "The mean is right, but somebody waits for the one with the largest part: np.array_split.")  # fmt: skip


def _row(sizes: list[int]) -> str:
    return ", ".join(map(str, sizes)) or "no"


@exercise("10.2", "the part that nobody shares")
def amdahl(student: Callable) -> None:
    mistakes = [
        (lambda p, n: 1 - p + p / n, "That is the time of many machines, where one takes 1. How many times as fast? "
         "(Or were brackets forgotten?)"),
        (lambda p, n: 1 / (1 - p + p // n), "That is what ever so many machines reach: divide the share by the "
         "machines (`//` cuts the fraction off: `/` divides)."),
        (lambda p, n: n * 1.0, "That would be so if all could be split: what cannot be split takes its time still."),
        (lambda p, n: p * n, "What cannot be split takes its time still: add up the times first, then divide."),
        (lambda p, n: 1 - p + p * n, "That is another law (Gustafson's), where the work grows with the machines."),
        (lambda p, n: 1 / (1 - p) + 0 * n, "That is the most that ever so many machines reach: here they are counted."),
        (lambda p, n: 1 / (p + (1 - p) / n), "Turned round: the part that *can* be split is divided by the machines."),
        (lambda p, n: 1 / (1 - p + p * n), "What can be split takes less time with more machines: divide it by them."),
        (lambda p, n: 1 / (1 - p) + p / n, "Brackets: the whole time stands below the stroke."),
        (lambda p, n: 1 / (1 - p) + n / p, "Add up the two times first, then divide 1 by their sum."),
        (lambda p, n: (1 - p) + n / p, "Add up the two times, and divide 1 by their sum."),
        (lambda p, n: 1 / (p / n), "The part that cannot be split is missing."),
        (lambda p, n: 1 / (1 + p / n), "The part that cannot be split is 1 minus the share, not 1."),
        (lambda p, n: 1 / (1 - p + p / n) / n, "That is for each machine: do not divide by them once more."),
        (lambda p, n: 1 / (1 - p / 100 + p / 100 / n), "The share comes as a number from 0 to 1, not in percent."),
        (lambda p, n: 1 / (1 - (p + p / n)), "Brackets: what is taken from 1 is the share alone."),
        (lambda p, n: np.minimum(n, 1 / (1 - p)), "Those are two bounds, and the truth lies below both: add up the "
         "times."),
        (lambda p, n: 1 - 1 / (1 - p + p / n), "How many times as fast, and not how much faster."),
        (lambda p, n: 1 / (1 - p + p / n) - 1, "How many times as fast: as fast as one is 1."),
    ]  # fmt: skip
    some = np.array([1, 2, 3, 10, 64])
    tried = cases("amdahl", (0.75, 4), (0.95, 1000), (0.5, some), (0.0, 7), (1.0, np.array([1, 16])), (0.9, 1))
    judge(student, lambda p, n: 1 / (1 - p + p / n), tried, mistakes,
          "Say one machine takes 1 second, and write down how long each of the two parts takes on many.",
          stumbles={"truth value": "Machines may be an array: compute with all of them at once, without `if`.",
                    "ZeroDivisionError": "The share may be 0 or 1: the sum of the two times never is 0."})  # fmt: skip


@exercise("10.3", "scale the learning rate")
def learning_rate(student: Callable) -> None:
    def share(step: int, over: int) -> float:
        return min(1.0, step / over) if over else 1.0

    def along(path: Callable, end: Callable = lambda small, times: times * small) -> Callable:
        """A rate that moves from `small` to an end; path: the share of the way, of step and warm-up."""
        return lambda step, small, times, over: small + path(step, over) * (end(small, times) - small)

    right = along(share)
    mistakes = [
        (lambda s, a, k, w: k * a * share(s, w), "The warm-up begins at small_rate, in step 0, not at 0."),
        (along(lambda s, w: share(s + 1, w)), "In step 0 it is still small_rate: the warm-up is one step early."),
        (along(lambda s, w: share(max(0, s - 1), w)), "The warm-up is one step late: in step warm_up_steps it is "
         "over."),
        (along(lambda s, w: min(1.0, s / (w - 1)) if w else 1.0), "The rate arrives one step too early: it is "
         "divided by one less than warm_up_steps."),
        (along(lambda s, w: min(1.0, s / (w + 1))), "The rate arrives too late: in step warm_up_steps it is there."),
        (along(lambda s, w: 1.0), "There is no warm-up: in its steps the rate has to grow."),
        (lambda s, a, k, w: a if s == 0 else right(s, a, k, w), "Without a warm-up step 0 has the large rate already."),
        (along(lambda s, w: 0.0), "The rate stays small: it is to become `times` as large."),
        (along(lambda s, w: float(s >= w)), "The rate jumps: in the warm-up it grows by the same amount in each step."),
        (along(lambda s, w: s / w if w else 1.0), "After the warm-up the rate grows on: it has to stay."),
        (lambda s, a, k, w: a if s >= w else right(s, a, k, w), "After the warm-up the rate stays at times * "
         "small_rate; here it falls back."),
        (along(lambda s, w: 1 - share(s, w)), "Turned round: the rate begins small and becomes large."),
        (lambda s, a, k, w: a + share(s, w) * k * a, "It ends at small_rate more than it should: the way is from "
         "small_rate to times * small_rate, so how long is it?"),
        (lambda s, a, k, w: a * k ** share(s, w), "The rate is multiplied by the same number in each step: the same "
         "amount is to be added."),
        (along(share, lambda a, k: a * np.sqrt(k)), "It grows to `times` the small rate, not to the root of that."),
        (along(share, lambda a, k: a / k), "A larger batch takes a larger rate: multiply by `times`."),
        (along(share, lambda a, k: a + k), "`times` says how many times as large: multiply, do not add."),
        (along(share, lambda a, k: k), "It grows to `times` the small rate, not to `times`."),
        (lambda s, a, k, w: k * a if s > w or not w else right(s, a, k, w) if s < w else a, "In step warm_up_steps the "
         "rate has arrived."),
        (lambda s, a, k, w: s / w * (k * a - a) if s < w else k * a, "The beginning is missing: small_rate, and then "
         "the way that is done."),
    ]  # fmt: skip
    tried = cases("learning_rate", (0, 0.1, 8, 4), (1, 0.1, 8, 4), (3, 0.1, 8, 4), (4, 0.1, 8, 4), (5, 0.1, 8, 4),
                  (900, 0.02, 2.5, 10), (7, 0.02, 2.5, 10), (0, 0.02, 4, 0), (6, 0.3, 2, 0), (0, 0.5, 3, 1),
                  (1, 0.5, 3, 1), (2, 0.01, 1, 5))  # fmt: skip
    judge(student, right, tried, mistakes, "Take 4 steps from 0.1 to 0.8 on paper: how much is added in each?",
          stumbles={"ZeroDivisionError": "Without a warm-up nothing may be divided by its 0 steps."})  # fmt: skip


class _Boxed:
    """A function whose results come in a box, so that None may be one."""

    def __init__(self, func: Callable) -> None:
        self.func = func

    def __call__(self, *arguments: Any) -> tuple:
        return (self.func(*arguments),)


#: Files of a folder of checkpoints: what is in them, from the one that the clock calls the oldest to the newest.
FOLDERS = [
    ("epoch-1.keras epoch-2.keras epoch-3.keras", ""),
    ("epoch-7.keras epoch-12.keras", ""),
    ("epoch-12.keras epoch-7.keras epoch-8.keras", ""),
    ("epoch-13.keras epoch-21.keras", ""),
    ("epoch-9.keras epoch-10.keras epoch-11.keras", "epoch-11.keras"),
    ("epoch-3.keras epoch-2.keras epoch-4.keras epoch-5.keras", "epoch-5.keras epoch-4.keras"),
    (
        "report.json epoch-98.keras epoch-101.keras unfinished-epoch-102.keras notes-103.txt",
        "notes-103.txt report.json",
    ),
    ("epoch-30.keras unfinished-epoch-31.keras epoch-4.keras", "epoch-4.keras unfinished-epoch-31.keras"),
    ("", ""),
    ("epoch-1.keras epoch-2.keras", "epoch-1.keras epoch-2.keras"),
    ("report.json unfinished-epoch-1.keras", "report.json"),
]


def _fill(folder: Path, names: list[str], damaged: list[str]) -> None:
    for age, name in enumerate(names):
        file = folder / name
        with zipfile.ZipFile(file, "w") as parts:
            parts.writestr("model.weights.h5", bytes(range(256)) * 8)
        content = file.read_bytes()
        if name in damaged:
            # Cut off, empty, or a byte that has changed: testzip sees the last, is_zipfile does not.
            changed = content[:600] + bytes([content[600] ^ 1]) + content[601:]
            file.write_bytes([content[:1000], changed, b""][age % 3])
        os.utime(file, (1_700_000_000 + 60 * age,) * 2)


@exercise("10.4", "where to go on")
def latest(student: Callable) -> None:
    def number(name: str) -> int:
        return int(name.removesuffix(".keras").rpartition("-")[2])

    def last(names: Iterable[str], key: Callable | None = None) -> str | None:
        return max(names, key=key, default=None)

    def at(names: list[str], place: int) -> str | None:
        return names[place] if len(names) >= abs(place) and names else None

    def right(names: list[str], whole: list[str]) -> str | None:
        return last([name for name in names if name in whole], number)

    def counted_up(names: list[str], those: list[str]) -> str | None:
        """The last of those before the first gap in the numbers 1, 2, 3, ..."""
        row = []
        while (name := f"epoch-{len(row) + 1}.keras") in names:
            row.append(name)
        return last([name for name in row if name in those], number)

    # Each of names, the checkpoints as the clock orders them, those of them that are whole, and what is unfinished.
    mistakes = [
        (lambda n, w, u: last(n, number), "The newest is taken, whole or not: ask is_whole before you return it."),
        (lambda n, w, u: last(w), 'Sorted as text, "epoch-7" comes behind "epoch-12": compare the numbers.'),
        (lambda n, w, u: last(n), 'Sorted as text, and whole or not: compare the numbers, and ask is_whole.'),
        (lambda n, w, u: at(w, -1), "That is the newest by the clock, which says nothing of a copy: take the number in "
         "the name."),
        (lambda n, w, u: at(n, -1), "That is the newest by the clock, whole or not: take the number in the name, and "
         "ask is_whole."),
        (lambda n, w, u: last(w + u, number), "A file that is called unfinished is no checkpoint, whole as it may be."),
        (lambda n, w, u: min(w, key=number, default=None), "That is the oldest that is whole: begin with the newest."),
        (lambda n, w, u: last(n, number) if last(n, number) in w else None, "Where the newest is damaged, the one "
         "before it may be whole: go on looking."),
        (lambda n, w, u: at(sorted(n, key=number), -1) if last(n, number) in w else at(sorted(n, key=number), -2),
         "The one before the newest may be damaged as well: go on until one is whole."),
        (lambda n, w, u: last([name for name in sorted(n, key=number)[-2:] if name in w], number), "Not the last two "
         "alone: look through all, until one is whole."),
        (lambda n, w, u: last([name for name in n if name not in w], number), "That is one that is *not* whole."),
        (lambda n, w, u: last(w, lambda name: name[-7]), "Only the last digit is compared: 12 counts as 2."),
        (lambda n, w, u: at(w, 0), "The first file that is found is taken: they come in any order."),
        *((gap, "The first ones need not be there any more, and others may be missing: look for all files that are "
           "called so.") for gap in (lambda n, w, u: counted_up(n, w), lambda n, w, u: counted_up(n, n),
                                     lambda n, w, u: counted_up(w, w))),
    ]  # fmt: skip
    nothing = "Where no checkpoint is whole there is nothing to choose from: None."
    strange = (
        "Not each file's name holds a number, and the folder's may hold a - as well: take files called epoch-*.keras "
        "alone, and the number from file.stem."
    )
    came, first = [], None
    for listed, broken in FOLDERS:
        names, damaged = listed.split(), broken.split()
        own = [name for name in names if name.startswith("epoch-")]
        unfinished = [name for name in names if name.startswith("unfinished") and name not in damaged]
        whole = [name for name in own if name not in damaged]
        words = ", ".join(f"{name} (damaged)" if name in damaged and name in own else name for name in names)
        tried = f"latest(a folder with {words})" if names else "latest(an empty folder)"
        with tempfile.TemporaryDirectory(prefix="run-five-") as place:
            folder = Path(place)
            _fill(folder, names, damaged)
            boxed = _Boxed(student) if callable(student) else student
            (value,) = call(boxed, folder, tried=tried, stumbles={
                "invalid literal for int": strange,
                "StopIteration": "Where none is whole, None is to be returned: next() can be handed it as well.",
                "max() arg is an empty": nothing,
                "max() iterable argument is empty": nothing,
                "IndexError": strange if own else nothing,
                "BadZipFile": "A damaged file cannot be opened: is_whole says so without stopping.",
            })  # fmt: skip
            name = _name(value, folder, right(own, whole), tried)
            if first is None and name != right(own, whole):
                first = tried, right(own, whole), name
            came.append((name, own, whole, unfinished))
            left = sorted(file.name for file in folder.iterdir())
        require(left == sorted(names), tried, "all files as they were", f"now {', '.join(left) or 'none'}",
                "Choose only: nothing is to be deleted or renamed here.")  # fmt: skip
    if first is None:
        return
    tried, wanted, name = first
    rights = [right(own, whole) for _, own, whole, _ in came]
    hint = "Follow the files of this folder by hand, from the newest to the oldest."
    for mistake, text in mistakes:
        gives = [mistake(own, whole, unfinished) for _, own, whole, unfinished in came]
        if gives != rights and gives == [name for name, *_ in came]:
            hint = text
            break
    else:
        if name is None:
            hint = "There is one that is whole: does `return None` stand inside the loop?"
    fail(tried, wanted or "None, for no checkpoint is whole", name or "None", hint)


def _name(value: Any, folder: Path, wanted: str | None, tried: str) -> str | None:
    """The file that came, by its name; stops at what is no path of a file of the folder."""
    words = wanted or "None, for no checkpoint is whole"
    if value is None:
        return None
    if not isinstance(value, str | os.PathLike) or not str(value):
        hints = {
            str: "Where none is whole, None itself is asked for, not an empty text.",
            bool: "Whether one is whole is only the question: return the path of the file.",
            int: "The number is not yet the file: return its path.",
            list: "One file alone is asked for: the newest that is whole.",
        }
        hint = next((text for kind, text in hints.items() if isinstance(value, kind)), "Return the path of the file.")
        fail(tried, words, show(value), hint)
    path = Path(value)
    if not path.exists() and (folder / path.name).exists():
        fail(tried, words, show(str(path)), "The name alone does not say where it lies: return the path of the file.")
    if not path.exists() or not path.is_file() or not path.parent.samefile(folder):
        fail(tried, words, show(path.name), "There is no such file in this folder: return one of those that are there.")
    return path.name


@exercise("10.5", "predict the time")
def predicted_seconds(student: Callable) -> None:
    def of(
        compute: Callable = lambda c, n: c / n,
        fixed: Callable = lambda f, n: f,
        exchange: Callable = lambda n: 2 * (n - 1) / n,
        through: Callable = lambda g, b: g / b,
    ) -> Callable:
        """The prediction with another term."""
        return lambda n, c, f, g, b: compute(c, n) + fixed(f, n) + exchange(n) * through(g, b)

    right = of()
    mistakes = [
        (of(exchange=lambda n: 2 / n), "For 1 machine nothing is exchanged: (n - 1) is missing."),
        (of(exchange=lambda n: 2), "For 1 machine nothing is exchanged: put in 1 for n, the exchange must vanish."),
        (of(exchange=lambda n: 1), "The exchange depends on the number of machines: put in 1, and it must vanish."),
        (of(exchange=lambda n: (n - 1) / n), "Twice around the ring: a 2 is missing in the exchange."),
        (of(exchange=lambda n: 2 * (n - 1)), "In the ring each machine sends a part alone, an n-th of the gradient, in "
         "each turn: the exchange is divided by n."),
        (of(exchange=lambda n: n - 1), "That is one machine that all send to, without the ring."),
        (of(exchange=lambda n: n), "That is all sending all of it: in the ring it is never more than twice the "
         "gradient."),
        (of(exchange=lambda n: 2 * n - 1 / n), "Brackets: one less than n, all of it divided by n."),
        (lambda n, c, f, g, b: c / n + f + 2 * n - 1 / n * g / b, "Brackets: one less than n, all of it divided by n."),
        (of(exchange=lambda n: 2 * n - 1), "Brackets: one less than n, all of it divided by n."),
        (of(exchange=lambda n: (2 * n - 1) / n), "Brackets: twice (n - 1), not twice n and then one less."),
        (of(exchange=lambda n: 2 * (n + 1) / n), "One less than n, not one more."),
        (of(exchange=lambda n: 2 * n / (n - 1)), "Turned round: (n - 1) / n."),
        (of(exchange=lambda n: 2 * (n - 1) / n / 2), "Twice around the ring: a 2 is missing in the exchange."),
        (of(exchange=lambda n: 2 * (n - 1) // n), "`//` cuts the fraction off: `/` divides."),
        (of(through=lambda g, b: g * b), "The bytes are divided by the bandwidth, the bytes a second."),
        (of(through=lambda g, b: b / g), "Turned round: the bytes are divided by the bandwidth."),
        *((of(through=way), "Brackets: the bytes do not divide, they stand above the line.") for way in (
            lambda g, b: 1 / g / b, lambda g, b: 1 / g)),
        (of(through=lambda g, b: g), "Bytes are no seconds yet: divide by the bandwidth."),
        (of(through=lambda g, b: 8 * g / b), "The bandwidth is in bytes a second, not in bits."),
        (of(exchange=lambda n: 2 * np.log2(n)), "That is a tree; in the ring the exchange is as the text says."),
        (of(exchange=lambda n: 2 * (n - 1 / n)), "Brackets: one less than n, all of it divided by n."),
        (of(exchange=lambda n: 2 * (n - 1) / n / n), "The exchange is divided by n once too often."),
        (lambda n, c, f, g, b: right(n, f, c, g, b), "`computing` and `fixed` are swapped."),
        (of(exchange=lambda n: 0), "The exchange is missing."),
        (of(fixed=lambda f, n: 0), "What nobody saves is missing: `fixed`."),
        (of(fixed=lambda f, n: f / n), "`fixed` is what no machine saves: it is not divided."),
        (of(fixed=lambda f, n: f * n), "`fixed` is there once, however many machines there are."),
        (of(compute=lambda c, n: c), "Computing is divided by the number of machines."),
        (of(compute=lambda c, n: c * n), "Computing is divided by the number of machines, not multiplied."),
        (of(compute=lambda c, n: 0), "The computing is missing."),
        (lambda n, c, f, g, b: (c + f + 2 * (n - 1) / n * g / b) / n, "Only computing is divided by the machines."),
        (lambda n, c, f, g, b: (c + f) / n + 2 * (n - 1) / n * g / b, "`fixed` is what no machine saves: it is not "
         "divided."),
        (lambda n, c, f, g, b: n * right(n, c, f, g, b), "All machines work at the same time: the seconds are not "
         "added up over them."),
        (lambda n, c, f, g, b: (c + f) / right(n, c, f, g, b), "That is how many times as fast: the seconds are asked "
         "for."),
        (lambda n, c, f, g, b: c / n + f - 2 * (n - 1) / n * g / b, "The exchange costs time: add it."),
        *((longest, "One after the other: all three are added up.") for longest in (
            lambda n, c, f, g, b: np.maximum(c / n + f, 2 * (n - 1) / n * g / b),
            lambda n, c, f, g, b: f + np.maximum(c / n, 2 * (n - 1) / n * g / b))),
    ]  # fmt: skip
    some = np.array([1, 2, 3, 8, 64])
    tried = cases("predicted_seconds", (2, 0.8, 0.05, 3e6, 1e7), (1, 0.8, 0.05, 1e6, 1e7), (some, 2.5, 0.25, 5e7, 2e8),
                  (4, 1.5, 0.0, 1e6, 4e6), (some[1:], 0.3, 0.7, 1e5, 1e6), (16, 8, 1, 300, 100))  # fmt: skip
    judge(student, right, tried, mistakes, "Three terms: compute each of them for 2 machines on paper.",
          stumbles={"truth value": "Machines may be an array: compute with all of them at once, without `if`.",
                    "ZeroDivisionError": "For 1 machine something is divided by 0: divide by n."})  # fmt: skip


@exercise("10.6", "four times the work for nothing")
def same_data(cause: Any, student: Callable) -> None:
    diagnosis(cause, "b", "what makes the losses of all four workers equal, to the last digit", {
        "a": "Then the steps would be four times too large; but the losses of four different parts would differ.",
        "c": "What comes too late is lost, but it is of other pictures: the four losses would differ.",
        "d": "A small rate makes it slower, but four different parts still have four losses."})  # fmt: skip
    order = RNG(10).permutation(50) + 100
    for step, batch_size, workers in [(0, 8, 4), (1, 8, 4), (2, 12, 3), (5, 6, 2), (3, 10, 1)]:
        batch = order[step * batch_size : (step + 1) * batch_size]
        parts: list[np.ndarray] = []
        for worker in range(workers):
            tried = f"part_of(order, {step}, {batch_size}, worker {worker}, workers {workers})"
            part = call(student, order, step, batch_size, worker, workers, tried=tried)
            parts.append(_part(part, order, batch, workers, tried, overlooked(student)[0]))
        together = np.sort(np.concatenate(parts))
        tried = f"part_of(order, {step}, {batch_size}, ...) for all {workers} workers"
        wanted = f"together the batch of step {step}: {show(batch)}"
        twice = len(np.unique(together)) < len(together)
        same = workers > 1 and all(np.array_equal(np.sort(part), np.sort(parts[0])) for part in parts)
        hint = "Follow one number of the batch: exactly one worker takes it."
        if same:
            hint = "All workers take the same numbers, as the colleague's do: `worker` has to make a difference."
        elif twice:
            hint = "Some number is taken by two workers: where does one's part end, and the next one's begin?"
        elif step and np.array_equal(together, np.sort(order[:batch_size])):
            hint = "The step makes no difference: in each of them the next batch is due."
        elif np.isin(together, batch).any():
            hint = "Some of these belong to another step: cut the whole batch out first, then this worker's part of it."
        elif not np.isin(together, batch).any():
            hint = (
                "These numbers belong to another step: step 0 takes the first batch_size of the order, step 1 the next."
            )
        require(np.array_equal(together, np.sort(batch)), tried, wanted, f"together {show(together)}", hint)


def _part(value: Any, order: np.ndarray, batch: np.ndarray, workers: int, tried: str, seen: str) -> np.ndarray:
    """What one worker takes: as many whole numbers of the order as it should.

    seen: what the function's own code shows
    """
    size = len(batch) // workers
    shapes = {
        (len(batch),): "That is the whole batch: each worker takes its part of it alone.",
        (len(order),): "That is the whole order: this step's batch first, then this worker's part of it.",
        (0,): "Nothing is left: print where the slice begins and ends.",
        (): "One number came: a slice gives several, a place in brackets only one.",
        (workers, size): "All parts came: this worker's alone is asked for.",
    }
    if isinstance(value, list | tuple) and len(value) and all(np.ndim(one) for one in value):
        fail(tried, f"an array of shape ({size},)", show(value), shapes[workers, size])
    length = len(np.atleast_1d(to_numpy(value))) if not isinstance(value, str | dict | set) else 0
    if length == len(batch) and not np.isin(np.asarray(value, dtype=object), batch).all():
        shapes[(length,)] = "As many as a whole batch has: each worker takes batch_size // workers numbers."
    elif 0 < length < size:
        shapes[(length,)] = "Too few: is the order or the batch cut once too often, or does a slice run over the end?"
    elif length > size:
        shapes.setdefault((length,), "Too many: each worker takes batch_size // workers numbers.")
    part = array(value, (size,), tried, shapes)
    require(to_numpy(value).dtype.kind in "iu", tried, "whole numbers of the order", "numbers of another type",
            "These are numbers of pictures: `//` divides without a rest.")  # fmt: skip
    hint = "Return numbers that stand in `order`."
    if "name of the notebook" in seen:
        hint = seen
    elif np.all((part >= 0) & (part < len(order))):
        hint = "Those are places in the order: return what stands in the order there."
    require(bool(np.isin(part, order).all()), tried, "numbers out of the order", show(part), hint)
    return part.astype(int)
