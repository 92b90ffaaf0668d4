"""Lesson 10: each check passes the solution and rights of another kind, and names the mistake in what is wrong."""

import zipfile

import numpy as np
import pytest
from answers import ALWAYS_WRONG, hand_in, solutions, stub

from workshop.checks import scale_out as check

GOOD = solutions("10_scale_out")
ONE_FUNCTION = ["data_parallel_gradient", "amdahl", "learning_rate", "latest", "predicted_seconds"]
part_of = GOOD["part_of"]


@pytest.mark.parametrize("name", ONE_FUNCTION)
def test_the_solution_passes(name, capsys):
    getattr(check, name)(GOOD[name])
    assert capsys.readouterr().out.startswith("✓ 10.")


def test_the_solution_of_the_diagnose_passes(capsys):
    check.same_data("b", part_of)
    assert capsys.readouterr().out.startswith("✓ 10.6")


@pytest.mark.parametrize("name", ONE_FUNCTION)
@pytest.mark.parametrize("wrong, says", ALWAYS_WRONG)
def test_what_is_wrong_everywhere_is_told_apart(name, wrong, says):
    if name == "latest" and says.startswith("None"):
        says = "one that is whole"  # None is right where there is none
    if name == "latest" and says == "words":
        says = "no such file"  # a path may be text
    assert says in hand_in(getattr(check, name), wrong)


@pytest.mark.parametrize("wrong, says", ALWAYS_WRONG)
def test_what_is_wrong_everywhere_is_told_apart_in_the_diagnose(wrong, says):
    assert says in hand_in(check.same_data, "b", wrong)


# --- 10.1 ---


def by_turns(gradient_of, weights, x, y, workers):
    return sum(
        gradient_of(weights, x[worker::workers], y[worker::workers]) * len(x[worker::workers]) / len(x)
        for worker in range(workers)
    )


def test_any_way_of_cutting_passes():
    check.data_parallel_gradient(by_turns)
    check.data_parallel_gradient(lambda of, w, x, y, n: by_turns(of, w, x[::-1], y[::-1], n))


def in_parts(of, w, x, y, parts):
    return sum(of(w, x[part], y[part]) * len(x[part]) for part in parts) / len(x)


def rest_to_the_last(of, w, x, y, n):
    size = len(x) // n
    return in_parts(of, w, x, y, [slice(i * size, (i + 1) * size if i < n - 1 else None) for i in range(n)])


def one_takes_a_picture_again(of, w, x, y, n):
    result = by_turns(of, w, x, y, n)
    if n > 1:
        of(w, x[:1], y[:1])
    return result


def asks_for_the_same_picture(of, w, x, y, n):
    result = of(w, x, y)
    for _ in range(n - 1):
        of(w, x[:1], y[:1])
    return result


@pytest.mark.parametrize("wrong, says", [
    (lambda of, w, x, y, n: of(w, x, y), "somebody has seen the whole batch"),
    (asks_for_the_same_picture, "somebody has seen the whole batch"),
    (rest_to_the_last, "waits for the one with the largest part"),
    (one_takes_a_picture_again, "Each worker calls it once"),
    (lambda of, w, x, y, n: np.mean([of(w, x[i::n], y[i::n]) for i in range(n)], axis=0), "counts the same here"),
    (lambda of, w, x, y, n: by_turns(of, w, x, np.roll(y, 1, axis=0), n), "hint"),
    (lambda of, w, x, y, n: in_parts(of, w, x, y, [slice(i * -(-len(x) // n), (i + 1) * -(-len(x) // n))
                                                   for i in range(n)]), "hint"),
    (lambda of, w, x, y, n: of(w, x, y[: len(y) // n]), "Cut the labels as the pictures"),
    (lambda of, w, x, y, n: by_turns(of, w - 0.1, x, y, n), "All workers hold the same weights"),
    (lambda of, w, x, y, n: sum(of(w, x[i::n], part) * len(part) for i, part in enumerate(np.array_split(y, n)))
     / len(x), "cut in different ways"),
])  # fmt: skip
def test_who_looks_at_what_is_judged(wrong, says):
    assert says in hand_in(check.data_parallel_gradient, wrong)


def test_the_weights_must_stay_as_they_are():
    def changes(of, w, x, y, n):
        result = by_turns(of, w, x, y, n)
        w -= result
        return result

    assert "changed" in hand_in(check.data_parallel_gradient, changes)


# --- 10.2, 10.3, 10.5 ---


@pytest.mark.parametrize("right", [
    lambda p, n: n / (n - n * p + p),
    lambda p, n: np.array(1 / (1 - p + p / n)),
])  # fmt: skip
def test_amdahl_of_another_kind_passes(right):
    check.amdahl(right)


@pytest.mark.parametrize("wrong, says", [
    (lambda p, n: 1 - p + p / n, "the time of many machines"),
    (lambda p, n: n, "if all could be split"),
    (lambda p, n: 1 - p + p * n, "Gustafson"),
    (lambda p, n: 1 / (p + (1 - p) / n), "Turned round"),
    (lambda p, n: 1 / (1 - p + p / n) - 1, "as fast as one is 1"),
    (lambda p, n: 1 / (1 - p + p / n) if n > 1 else 1.0, "without `if`"),
    (lambda p, n: -1 / (1 - p + p / n), "but for the sign"),
])  # fmt: skip
def test_the_mistakes_of_amdahl_are_named(wrong, says):
    assert says in hand_in(check.amdahl, wrong)


def rate(share):
    return lambda step, small, times, over: small + share(step, over) * (times * small - small)


@pytest.mark.parametrize("wrong, says", [
    (rate(lambda s, w: min(1, s / w)), "nothing may be divided by its 0 steps"),
    (rate(lambda s, w: 1.0), "There is no warm-up"),
    (rate(lambda s, w: min(1, (s + 1) / w) if w else 1), "one step early"),
    (rate(lambda s, w: s / w if w else 1), "it has to stay"),
    (lambda s, a, k, w: k * a * (min(1, s / w) if w else 1), "begins at small_rate, in step 0, not at 0"),
    (lambda s, a, k, w: a * k ** (min(1, s / w) if w else 1), "the same amount is to be added"),
])  # fmt: skip
def test_the_mistakes_of_the_rate_are_named(wrong, says):
    assert says in hand_in(check.learning_rate, wrong)


@pytest.mark.parametrize("wrong, says", [
    (lambda n, c, f, g, b: c / n + f + (n - 1) / n * g / b, "a 2 is missing"),
    (lambda n, c, f, g, b: c / n + f + 2 * (n - 1) * g / b, "an n-th of the gradient"),
    (lambda n, c, f, g, b: c / n + f + 2 * g / b, "the exchange must vanish"),
    (lambda n, c, f, g, b: (c + f) / n + 2 * (n - 1) / n * g / b, "not divided"),
    (lambda n, c, f, g, b: c / n + f + 2 * (n - 1) / n * g * b, "divided by the bandwidth"),
])  # fmt: skip
def test_the_mistakes_of_the_prediction_are_named(wrong, says):
    assert says in hand_in(check.predicted_seconds, wrong)


# --- 10.4 ---


def is_whole(file):
    try:
        with zipfile.ZipFile(file) as parts:
            return parts.testzip() is None
    except (OSError, zipfile.BadZipFile):
        return False


def number(file):
    return int(file.stem.rpartition("-")[2])


def newest(folder, key=number, pattern="epoch-*.keras", whole=is_whole):
    return max(filter(whole, folder.glob(pattern)), key=key, default=None)


def test_a_path_as_text_passes():
    check.latest(lambda folder: str(newest(folder)) if newest(folder) else None)


@pytest.mark.parametrize("wrong, says", [
    (lambda folder: None, "one that is whole"),
    (lambda folder: newest(folder, whole=zipfile.is_zipfile), "hint"),
    (lambda folder: newest(folder, key=str), "Sorted as text"),
    (lambda folder: newest(folder, key=lambda file: file.stat().st_mtime), "newest by the clock"),
    (lambda folder: newest(folder, whole=lambda file: True), "ask is_whole before"),
    (lambda folder: newest(folder, pattern="*.keras"), "called unfinished"),
    (lambda folder: newest(folder).name if newest(folder) else None, "where it lies"),
    (lambda folder: number(newest(folder)) if newest(folder) else None, "The number is not yet the file"),
    (lambda folder: folder / "epoch-99.keras", "no such file"),
    (lambda folder: folder, "hint"),
    (lambda folder: [newest(folder)], "One file alone"),
    (lambda folder: max(filter(is_whole, folder.glob("epoch-*.keras")), key=number), "nothing to choose from"),
])  # fmt: skip
def test_the_mistakes_of_the_checkpoint_are_named(wrong, says):
    assert says in hand_in(check.latest, wrong)


def test_a_byte_that_has_changed_is_damage_too():
    """A file that opens, and in which zipfile finds no fault until it reads it."""

    def opens(file):
        try:
            with zipfile.ZipFile(file):
                return True
        except zipfile.BadZipFile:
            return False

    assert "(damaged)" in hand_in(check.latest, lambda folder: newest(folder, whole=opens))


# --- 10.6 ---


@pytest.mark.parametrize("letter, says", [
    ("a", "would differ"), ("c", "of other pictures"), ("d", "have four losses"), ("e", 'one of "a"'), (2, "in quotes"),
])  # fmt: skip
def test_a_wrong_letter_gets_its_reason(letter, says):
    assert says in hand_in(check.same_data, letter, part_of)


@pytest.mark.parametrize("right", [
    lambda order, step, size, worker, workers: np.split(order[step * size : (step + 1) * size], workers)[worker],
    lambda order, step, size, worker, workers: order[step * size : (step + 1) * size][::-1][worker::workers],
    lambda order, step, size, worker, workers: order[worker::workers][step * size // workers : (step + 1) * size
                                                                      // workers],
])  # fmt: skip
def test_any_way_of_cutting_the_batch_passes(right):
    check.same_data("B", right)


@pytest.mark.parametrize("wrong, says", [
    (lambda o, s, b, w, n: o[s * (b // n) : (s + 1) * (b // n)], "All workers take the same numbers"),
    (lambda o, s, b, w, n: o[s * b : (s + 1) * b], "That is the whole batch"),
    (lambda o, s, b, w, n: o[w::n][s * b : (s + 1) * b], "As many as a whole batch has"),
    (lambda o, s, b, w, n: [[1, 2, 3]] + [[1, 2]] * (b - 1), "All parts came"),
    (lambda o, s, b, w, n: o[:b][w::n], "The step makes no difference"),
    (lambda o, s, b, w, n: o[w::n][s * b : s * b + b // n], "hint"),
    (lambda o, s, b, w, n: np.arange(s * b, (s + 1) * b)[w::n], "places in the order"),
    (lambda o, s, b, w, n: o[s * b : (s + 1) * b][w::n] / 1, "numbers of another type"),
    (lambda o, s, b, w, n: o[s * b + w], "One number came"),
    (lambda o, s, b, w, n: o[s * b : (s + 1) * b].reshape(n, -1), "All parts came"),
    (lambda o, s, b, w, n: "all", "text"),
    (lambda o, s, b, w, n: {1, 2}, "set"),
])  # fmt: skip
def test_the_mistakes_of_the_parts_are_named(wrong, says):
    assert says in hand_in(check.same_data, "b", wrong)


def test_a_stub_is_told_in_both_parts_of_the_diagnose():
    assert "in quotes" in hand_in(check.same_data, None, stub)
