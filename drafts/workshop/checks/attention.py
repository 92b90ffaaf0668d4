"""Checks of lesson 8. Each one tries a student's function or block and explains what is wrong, if anything is."""

import functools
import zlib
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from workshop.checks.calling import call, copied, overlooked
from workshop.checks.cases import any_of, array, close, compare, judge, tabled, to_numpy, with_hint
from workshop.checks.core import CheckFailed, diagnosis, exercise, fail, require, show
from workshop.checks.networks import network, same_network
from workshop.checks.rnn_next_word import DRAWING, LATE, OFF, attended_wrongly, places_drawn
from workshop.errors import hint_of

exp, sqrt = np.exp, np.sqrt


def _softmax(scores: Any, axis: int | None = -1) -> Any:
    exponentials = exp(scores - np.max(scores, axis=axis, keepdims=True))
    return exponentials / exponentials.sum(axis=axis, keepdims=True)


ATTENTION = ("weights", "mixture")
ROOT = "The root of how many numbers a *query* has: {}."


@exercise("8.1", "one word asks")
def attend(student: Callable) -> None:
    tried = []
    # Where words, size and contents are alike, a mistake in the products computes something, and shows which it is.
    for words, size, contents in [(2, 2, 2), (5, 3, 4), (4, 6, 3), (1, 3, 2), (3, 3, 3), (7, 12, 5)]:
        normal = np.random.default_rng(words).normal
        tried.append((f"attend of {words} word{'s' * (words > 1)}, keys of {size} and values of {contents} numbers",
                      (normal(size=size), normal(size=(words, size)), normal(size=(words, contents)))))  # fmt: skip

    def right(query: Any, keys: Any, values: Any) -> tuple:
        weights = _softmax(keys @ query / sqrt(len(query)))
        return weights, weights @ values

    def wrong(query: Any, keys: Any, values: Any) -> dict:
        plain, (weights, mixture), (words, size) = keys @ query, right(query, keys, values), keys.shape

        def by(weights: Any) -> tuple:
            return weights, weights @ values

        return {
            "The root is missing: divide the scores by it, before the softmax.": [by(_softmax(plain))],
            ROOT.format("here the scores are divided by that number itself"): [by(_softmax(plain / size))],
            ROOT.format("not of how many words there are"): [by(_softmax(plain / sqrt(words)))],
            ROOT.format("not of how many numbers a value has"): [by(_softmax(plain / sqrt(values.shape[1])))],
            ROOT.format("not always of 2, as in the example"): [by(_softmax(plain / sqrt(2)))],
            ROOT.format("not the length of its vector"): [by(_softmax(plain / np.linalg.norm(query)))],
            "Divide by the root; here the scores are multiplied by it.": [by(_softmax(plain * sqrt(size)))],
            "The root goes to the scores, before the softmax: weights add up to 1.":
                [by(_softmax(plain) / sqrt(size)), (_softmax(plain) / sqrt(size), _softmax(plain) @ values)],
            "Add up, no mean: the weights share 1 among them already.": [(weights, mixture / words)],
        } | attended_wrongly(query, keys, values, sqrt(size))  # fmt: skip

    judge(student, right, tried, tabled(wrong, tried[0][1]), "Softmax of the divided scores; then the values, each "
          "times its weight, added up.", names=ATTENTION, lists=True, tolerance=2e-5)  # fmt: skip


@exercise("8.2", "nobody looks ahead")
def causal_attention(student: Callable) -> None:
    tried = []
    for words, size, contents, loud in [(3, 3, 3, 1), (5, 3, 4, 1), (4, 6, 2, 1), (1, 2, 3, 1), (6, 5, 5, 25)]:
        normal = np.random.default_rng(words).normal
        queries, keys, values = (normal(size=(words, numbers)) for numbers in (size, size, contents))
        what = f"{words} word{'s' * (words > 1)}, queries of {size} and values of {contents} numbers"
        tried.append((f"causal_attention of {what}" + ", with large scores" * (loud > 1),
                      (loud * queries, keys, values)))  # fmt: skip

    def only(seen: Any, scores: Any, beyond: float = -np.inf) -> Any:
        return np.where(seen, scores, beyond)

    def right(queries: Any, keys: Any, values: Any) -> tuple:
        weights = _softmax(only(np.tri(len(queries)), queries @ keys.T / sqrt(queries.shape[1])))
        return weights, weights @ values

    def wrong(queries: Any, keys: Any, values: Any) -> dict:
        (words, size), plain, (weights, mixtures) = queries.shape, queries @ keys.T, right(queries, keys, values)
        scores, seen = plain / sqrt(size), np.tri(words) > 0

        def by(weights: Any) -> tuple:
            return weights, weights @ values

        def masked(scores: Any) -> tuple:
            return by(_softmax(only(seen, scores)))

        every, before = _softmax(scores), np.tri(words, k=-1) > 0
        none_before = only(before, scores, -1e9)
        shifted = np.vstack([np.zeros(words), _softmax(only(before, scores)[1:])]) if words > 1 else np.zeros((1, 1))
        cut = only(seen, every, 0)
        found = {
            "The mask is missing: every word sees those behind it.": [by(every)],
            "The mask comes before the softmax: here the rows no longer add up to 1.": [by(cut), (cut, every @ values)],
            "The weights are masked, and the mixtures are not: mix with these weights.": [(weights, every @ values)],
            "e to the power of 0 is 1: a score of 0 still gets a weight, minus infinity gets none.":
                [by(_softmax(only(seen, scores, 0))), by(_softmax(only(seen, plain, 0)))],
            "The other triangle: a word looks at itself and at what stands before it.":
                [by(_softmax(only(seen.T, scores))), by(_softmax(only(~seen, scores, -1e9))),
                 by(_softmax(only(~seen, scores)))],
            "A word may look at itself, too: the diagonal belongs to what it sees.":
                [by(_softmax(none_before)), by(_softmax(only(before, scores))), by(shifted)],
            "It sees one word ahead: on the diagonal and below, no further.":
                [by(_softmax(only(np.tri(words, k=1), scores)))],
            "Each row has a softmax of its own: axis=1.": [by(_softmax(only(seen, scores), 0))],
            "Each row has a softmax of its own: the sum goes along axis 1, not over the whole table.":
                [by(_softmax(only(seen, scores), None))],
            "The root is missing: divide the scores by it.": [masked(plain)],
            ROOT.format("here the scores are divided by that number itself"): [masked(plain / size)],
            ROOT.format("not of how many words there are"): [masked(plain / sqrt(words))],
            "Divide by the root; here the scores are multiplied by it.": [masked(plain * sqrt(size))],
            "What is masked is not low enough: some weight is left ahead, and it has to be exactly 0.":
                [by(_softmax(part)) for low in (1, 2, 5, 10)
                 for part in (only(seen, scores, -low), scores - low * ~seen)],
            "The queries ask, a row for each: queries @ keys.T.": [masked(scores.T)],
            "A row is a word that looks: the weights stand in front as they are, not turned round.":
                [(weights, weights.T @ values), (weights.T, weights.T @ values), (weights.T, mixtures)],
            "The scores are no weights yet: a softmax for each row.":
                [by(only(seen, scores, 0)), by(only(seen, scores))],
            "They have to add up to 1: divide the exponentials of a row by their sum.":
                [by(exp(only(seen, scores))), by(exp(only(seen, scores - scores.max(axis=1, keepdims=True))))],
            "The sum of a row belongs to the row: as a column, keepdims=True, or it goes to the columns.":
                [by(part / part.sum(axis=1)) for part in (exp(only(seen, scores)), cut,
                 exp(only(seen, scores - only(seen, scores).max(axis=1, keepdims=True))))],
            "0 times infinity is no number: put minus infinity only where something lies ahead, as np.where does.":
                [by(np.nan * scores)],
            "The order of the results: weights, then mixtures.": [(mixtures, weights)],
            "All that a word sees gives something: not the best alone.":
                [by(1.0 * (weights == weights.max(axis=1, keepdims=True)))],
            "What is mixed are the values, not the keys.": [(weights, weights @ keys)],
            "All that it sees counts alike here: the scores are missing.": [by(seen / seen.sum(axis=1, keepdims=True))],
        }  # fmt: skip
        if keys.shape == keys.T.shape:
            turned = queries @ keys / sqrt(size)
            found["Each query meets each key: the keys are turned round, .T."] = [masked(turned), by(_softmax(turned))]
        if keys.shape == values.shape:
            found["The queries are compared with the keys, not with the values."] = [
                masked(queries @ values.T / sqrt(size))
            ]
        return found

    try:
        judge(student, right, tried, tabled(wrong, tried[0][1]), "Mask, softmax for each row, then the values, each "
              "times its weight, added up.", names=("weights", "mixtures"), lists=True, tolerance=2e-5,
              stumbles={"zero-size": "The first word sees itself: no word is left without any."})  # fmt: skip
    except CheckFailed as failure:
        if "came      list: " in str(failure):
            rows = "All rows are as long as there are words: what a word does not see has the weight 0 there."
            raise with_hint(failure, rows) from None
        raise
    for words, at in tried:
        weights = to_numpy(call(student, *at, tried=words)[0])
        ahead = np.abs(weights[np.tri(len(weights)) == 0])
        require(not ahead.any(), f"{words}; weights of what comes behind", "exactly 0",
                f"up to {ahead.max(initial=0):.1e}", "Almost 0 is not 0: which score gives exactly 0?")  # fmt: skip


@exercise("8.3", "places")
def positions(student: Callable) -> None:
    tried = [(f"positions({length}, {size})", (length, size))
             for length, size in [(4, 6), (1, 2), (7, 2), (5, 12), (3, 10), (40, 16)]]  # fmt: skip

    def table(sines: Any, cosines: Any) -> Any:
        return np.stack([sines, cosines], axis=-1).reshape(len(sines), -1)

    def right(length: int, size: int) -> Any:
        angles = np.arange(length)[:, np.newaxis] / 10000 ** (np.arange(0, size, 2) / size)
        return table(np.sin(angles), np.cos(angles))

    def wrong(length: int, size: int) -> dict:
        hands, places = np.arange(0, size, 2), np.arange(length)[:, np.newaxis]
        angles, own = places / 10000 ** (hands / size), places / 10000 ** (np.arange(size) / size)

        def of(angles: Any) -> Any:
            return table(np.sin(angles), np.cos(angles))

        sines, cosines = np.sin(angles), np.cos(angles)
        return {
            "Side by side: a sine, its cosine, the next sine; not all sines in the left half.":
                [np.hstack([sines, cosines]), np.hstack([cosines, sines])],
            "The sine comes first: columns 0, 2, 4, ...": [table(cosines, sines)],
            "A cosine has the same angle as the sine on its left: one hand for two columns.":
                [table(np.sin(own[:, 0::2]), np.cos(own[:, 1::2]))],
            "The exponent counts columns, 0, 2, 4, ..., not hands, 0, 1, 2, ...":
                [of(places / 10000 ** (hands / 2 / size))],
            "np.arange(0, size, 2) holds the numbers 2k already: doubled once too often.":
                [of(places / 10000 ** (2 * hands / size))],
            "No 2 pi here: the sine goes round once in 2 pi by itself.":
                [of(angles / (2 * np.pi)), of(angles * 2 * np.pi), of(angles * np.pi)],
            "Divide by the power: each hand is slower than the one before.": [of(places * 10000 ** (hands / size))],
            "The angles are no degrees: leave them as they are.": [of(np.radians(angles)), of(np.degrees(angles))],
            "Places are counted from 0, as Python does.": [of((places + 1) / 10000 ** (hands / size))],
            "It is 10,000 to that power.": [of(places / base ** (hands / size)) for base in (10, 1000, 1e5, np.e)],
            "Only sines: columns 1, 3, 5, ... hold the cosines.": [table(sines, sines), np.sin(own)],
            "Only cosines: columns 0, 2, 4, ... hold the sines.": [table(cosines, cosines), np.cos(own)],
            "The columns 1, 3, 5, ... are still 0: the cosines go there.": [table(sines, 0 * sines)],
            "The columns 0, 2, 4, ... are still 0: the sines go there.": [table(0 * sines, cosines)],
            "Whole numbers have no fractions: an array of floats, please.": [np.trunc(table(sines, cosines))],
            "Divided by how many numbers a place has, not by how many places there are.":
                [of(places / 10000 ** (hands / length))],
            "`//` leaves the exponent at 0, and all hands go alike: `/`.": [of(places + 0 * angles)],
            "Those are the angles: now their sines and cosines.": [table(angles, angles), own],
            "Those are the places alone: divide them by the powers, then sine and cosine.":
                [table(places + 0 * angles, places + 0 * angles)],
            "The exponent is 2k by size, not by anything less: the slowest hand does not reach 10,000.":
                [of(places / 10000 ** (hands / max(size - 2, 1))), of(places / 10000 ** (hands / max(size - 1, 1)))],
            "The fastest hand comes first.": [of(places / 10000 ** (hands[::-1] / size)), right(length, size)[:, ::-1]],
            "Twice as many columns: there are size / 2 hands, and each has a sine and a cosine.":
                [any_of(length, 2 * size)],
            "Half of the columns: each hand has a sine and a cosine.": [any_of(length, size // 2)],
        }  # fmt: skip

    judge(student, right, tried, tabled(wrong, tried[0][1]), "Angles first, a row for each place and a column for each "
          "hand; then sine and cosine of each.", tolerance=1e-4)  # fmt: skip


class _Told:
    """A student's function whose pieces or text `judge` gets as numbers; what came in each case stays in `came`.

    tell: makes an array of numbers of what comes; raises CheckFailed for what it cannot
    """

    def __init__(self, student: Callable, tell: Callable, cases: Sequence) -> None:
        self.func, self.tell, self.cases, self.came = student, tell, cases, {}

    def __call__(self, *arguments: Any) -> Any:
        tried = next(words for words, before in self.cases if before == arguments)
        before, value = copied(arguments), self.func(*arguments)
        if arguments != before:
            fail(tried, "an answer, and what was handed in as it was", "an answer, and what was handed in changed",
                 "Begin with an empty list and append to it: the list that is handed in stays.")  # fmt: skip
        if value is None:
            return None
        told = self.tell(value, tried)
        self.came[tried] = value
        return told


def _number(part: bytes | str) -> float:
    """A number for a piece or a character: alike for alike ones, and else far enough apart."""
    return 1 + zlib.crc32(part if isinstance(part, bytes) else part.encode()) / 2**32


def _told(parts: Sequence) -> np.ndarray:
    return np.array([_number(part) for part in parts])


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 100 else text[:97] + "..."


def _pieces(value: Any, tried: str) -> np.ndarray:
    wanted = "a list of pieces, each of bytes"
    if not isinstance(value, list):
        joined = "Not joined: a list with an entry for each piece."
        hints = dict.fromkeys((bytes, bytearray, str), joined)
        fail(tried, wanted, f"{type(value).__name__}: {_short(value)}",
             hints.get(type(value), "Nearly: list(...) makes a list."))  # fmt: skip
    odd = next((part for part in value if not isinstance(part, bytes)), None)
    hints = {
        int: "Those are the numbers of the bytes: `extend` and list(...) take bytes apart; bytes([number]) is a piece.",
        str: "That is text: a piece stays of bytes, b'...', also behind a merge.",
        tuple: "The two stand there as a pair: one piece is made of them by `+`.",
        list: "A list within the list: append the piece itself.",
        type(None): "Something appends None: does each way give a piece?",
    }
    if odd is not None or None in value:
        fail(tried, wanted, f"among them {type(odd).__name__}: {_short(odd)}", hints.get(type(odd), "Bytes, please."))
    return _told(value)


def _judge_pieces(student: Any, right: Callable, tried: Sequence, wrong: Callable, hint: str, tell: Callable,
                  stumbles: dict) -> None:  # fmt: skip
    """`judge` for pieces or text: as numbers to it, as what they are in the message."""
    told = _Told(student, tell, tried)
    mistakes = tabled(lambda *at: {words: [*map(_told, results)] for words, results in wrong(*at).items()}, tried[0][1])
    try:
        judge(told if callable(student) else student, lambda *at: _told(right(*at)), tried, mistakes, hint,
              stumbles=stumbles)  # fmt: skip
    except CheckFailed as failure:
        first, hint_given = str(failure).splitlines()[0].split(maxsplit=1)[1], hint_of(str(failure))
        seen, sure = overlooked(student)
        named = any(hint_given == words for _, words in mistakes)
        if first not in told.came:  # it stopped, or gave no pieces
            raise (with_hint(failure, seen) if sure else failure) from None
        came, wanted = told.came[first], right(*dict(tried)[first])
        if not named:
            loose = f"{len(came)} came, {len(wanted)} are right. {hint}" if len(came) != len(wanted) else hint_given
            hint_given = seen or loose.replace("The numbers", "They")
        fail(first, *_beside(wanted, came), seen if sure else hint_given)


def _beside(wanted: Sequence, came: Sequence) -> tuple[str, str]:
    """What is right and what came: short ones in full, of longer ones from where they differ."""
    if max(len(repr(wanted)), len(repr(came))) <= 100:
        return repr(wanted), repr(came)
    pairs = zip(wanted, came, strict=False)
    place = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(wanted), len(came)))
    few = [f"... {_short(part[place : place + 3])} ..." if len(part) > place else "nothing" for part in (wanted, came)]
    return f"{few[0]} from place {place} on", f"{few[1]} there"


def _merged(pieces: list, pair: tuple) -> list:
    merged, place = [], 0
    while place < len(pieces):
        found = tuple(pieces[place : place + 2]) == pair
        merged.append(pair[0] + pair[1] if found else pieces[place])
        place += 1 + found
    return merged


def _bytes(text: str, code: str = "utf-8", errors: str = "strict") -> list:
    return [bytes([number]) for number in text.encode(code, errors)]


@exercise("8.4", "merge")
def merge(student: Callable) -> None:
    the = [b"th", b"e", b" ", b"o", b"th", b"e", b"r", b" ", b"th"]
    tried = [(f"merge({pieces!r}, {pair!r})", (pieces, pair)) for pieces, pair in [
        (_bytes("that path"), (b"t", b"h")), (the, (b"th", b"e")), (_bytes("aaa"), (b"a", b"a")),
        (_bytes("aaaa baa"), (b"a", b"a")), ([b"aa", b"a", b"a", b"aa"], (b"a", b"aa")), (_bytes("ab"), (b"a", b"b")),
        ([b"ab", b"c", b"a", b"bc"], (b"ab", b"c")), (_bytes("\u00e9t\u00e9"), (b"\xc3", b"\xa9")),
        (_bytes("baobab"), (b"b", b"a")), ([b"x"], (b"x", b"x")), ([], (b"a", b"b"))]]  # fmt: skip
    # A text has thousands of pieces, more than Python's depth of calls; of one pair it has hundreds.
    tried.append(("merge(4,000 pieces, (b'a', b'b'))", (_bytes("ab or not to be ") * 250, (b"a", b"b"))))

    def wrong(pieces: list, pair: tuple) -> dict:
        (left, right), both = pair, pair[0] + pair[1]
        n, merged = len(pieces), _merged(pieces, pair)
        starts = [i for i in range(n - 1) if (pieces[i], pieces[i + 1]) == pair]
        every = [both if i in starts else piece for i, piece in enumerate(pieces)]
        alike = [*pieces]
        for i in range(n - 1, -1, -1):  # from the right, so that places stay
            if i < len(alike) - 1 and alike[i] + alike[i + 1] == both:
                alike[i : i + 2] = [both]
        forth, i = [*pieces], 0
        while i < len(forth) - 1:
            if forth[i] + forth[i + 1] == both:
                forth[i : i + 2] = [both]
            else:
                i += 1

        def joined(test: Callable, join: Callable) -> list:
            found, i = [], 0
            while i < n:
                two = i < n - 1 and test(pieces[i], pieces[i + 1])
                found.append(join(pieces[i], pieces[i + 1]) if two else pieces[i])
                i += 1 + two
            return found

        def found(*two: bytes) -> bool:
            return two == pair

        text, apart = b"".join(pieces), []
        while text:
            size = len(both) if text.startswith(both) else 1
            apart, text = [*apart, text[:size]], text[size:]
        backward = [piece[::-1] for piece in _merged([p[::-1] for p in pieces[::-1]], (right[::-1], left[::-1]))][::-1]
        return {
            "Behind a merge the place moves on by two: the right one of the pair is used up.":
                [every, every[:-1], [p for i, piece in enumerate(pieces) for p in [both] * (i in starts) + [piece]]],
            "The last piece is lost: it has no neighbour, and stays.":
                [merged if n > 1 and n - 2 in starts and merged[-1] == both else merged[:-1], merged[:-1]],
            "Every place, not only the first.":
                [[*pieces[: starts[0]], both, *pieces[starts[0] + 2 :]] if starts else pieces],
            "From left to right: here it begins at the right.": [backward],
            "Both pieces must be those of the pair: that they read alike when joined is not enough.":
                [alike, forth, joined(lambda a, b: a + b == both, lambda a, b: a + b)],
            "What was one piece is cut up: compare pieces, do not join them all first.": [apart],
            "The order in a pair counts: the left one, then the right one.":
                [joined(lambda a, b: (a, b) in (pair, pair[::-1]), lambda a, b: a + b),
                 joined(lambda a, b: (b, a) == pair, lambda a, b: a + b)],
            "Joined the wrong way round: the left one comes first.": [joined(found, lambda a, b: b + a)],
            "What is not merged stays, too: it is missing here.":
                [[both for piece in merged if piece == both], [both for _ in starts]],
            "Only the left one is compared: the right one has to be that of the pair as well.":
                [joined(lambda a, b: a == left, join) for join in (lambda a, b: a + b, lambda a, b: both)],
            "Only the right one is compared: the left one has to be that of the pair as well.":
                [joined(lambda a, b: b == right, join) for join in (lambda a, b: a + b, lambda a, b: both)],
            "The right one of the pair is lost: one piece is made of both.": [joined(found, lambda a, b: a)],
            "Nothing is merged. A list never equals a tuple: is one compared with the other?": [pieces],
        }  # fmt: skip

    last = "The last piece has no neighbour to look at, and of no pieces there is not even a first."
    _judge_pieces(student, _merged, tried, wrong, "From left to right: two that are the pair become one piece, all "
                  "others stay.", _pieces, {"index out of range": last, "recursion": "It calls itself once for each "
                  "piece, and Python goes no deeper than a thousand calls: take a loop."})  # fmt: skip


@exercise("8.5", "there and back")
def byte_pairs(to_pieces: Callable, to_text: Callable) -> None:
    the, smile = [(b"t", b"h"), (b"th", b"e")], [(b"\xf0", b"\x9f"), (b"\x99", b"\x82")]
    tried = [(f"to_pieces({text!r}, {merges!r})", (text, merges)) for text, merges in [
        ("The other", [(b"e", b"r"), *the]), ("th\u00e9 \U0001f642", the), ("aaaa aaa", [(b"a", b"a"), (b"aa", b"aa")]),
        ("the", [(b"th", b"e"), (b"t", b"h")]), ("aba", [(b"b", b"a"), (b"a", b"b")]), (" Zo\u00eb e\u0301\n", []),
        ("", the), ("abcab", [(b"b", b"c"), (b"a", b"b"), (b"a", b"bc")]), ("\U0001f642", smile),
        (" 12\r\n", [(b" ", b"1")])]]  # fmt: skip

    def right(text: str, merges: list) -> list:
        return after(_bytes(text), merges)

    def after(pieces: list, merges: list) -> list:
        for pair in merges:
            pieces = _merged(pieces, pair)
        return pieces

    def wrong(text: str, merges: list) -> dict:
        known = sorted([left + right for left, right in merges], key=len, reverse=True)
        longest, rest = [], text.encode()
        while rest:
            piece = next((piece for piece in known if rest.startswith(piece)), rest[:1])
            longest, rest = [*longest, piece], rest[len(piece) :]
        rounds = right(text, merges)
        for _ in merges:
            rounds = after(rounds, merges)
        return {
            "A piece is one byte at first, not one character: encode the whole text, then one piece a byte.":
                [after([character.encode() for character in text], merges)],
            "Nothing is merged: `merge` gives a new list, which has to take the place of the old one.": [_bytes(text)],
            "Each merge works on what the one before has left, not on the single bytes again.":
                [after(_bytes(text), merges[-1:])],
            "Only the first merge is done: does `return` stand inside the loop?": [after(_bytes(text), merges[:1])],
            "The last merge is missing: where does the loop end?": [after(_bytes(text), merges[:-1])],
            "The merges come in the order of the list: later ones build upon earlier ones.":
                [after(_bytes(text), part) for part in (merges[::-1], sorted(merges), sorted(merges, reverse=True))],
            "What counts is the order of the merges, not which piece is the longest.": [longest],
            "Each merge once, in its turn: here they are done over and over.": [rounds],
            "White space is lost: a text is not cut into words first, and keeps its blanks and ends of lines.":
                [right(part, merges) for part in ("".join(text.split()), " ".join(text.split()), text.strip(),
                                                  text.replace("\r\n", "\n"))],
            "Capitals are lost: the text as it is.": [right(text.lower(), merges)],
            "That is another code than UTF-8, and loses letters: .encode() alone is UTF-8.":
                [after(_bytes(text, code, errors), merges) for code in ("ascii", "latin-1") for errors in
                 ("ignore", "replace", "xmlcharrefreplace", "backslashreplace")],
            "That is another code: .encode() alone is UTF-8.":
                [after(_bytes(text, code), merges) for code in ("utf-16", "utf-32", "utf-16-le", "utf-8-sig")],
            "bytes(5) is five zeros, and not the byte 5: the number goes into a list.":
                [after([bytes(number) for number in text.encode()], merges)],
        }  # fmt: skip

    code = "That code has no such letter: UTF-8 has all, and .encode() alone is UTF-8."
    _judge_pieces(to_pieces, right, tried, wrong, "Bytes first, one a piece; then one merge after the other, in their "
                  "order.", _pieces, {"UnicodeEncodeError": code})  # fmt: skip

    lists = [[b"the ", b"the ", b"end\n"], [b"th", b"e \xf0\x9f", b"\x99\x82", b"!"], _bytes(" Zo\u00eb"), [],
             [b"\xc3", b"\xa9t\xc3\xa9"], [b"A b", b" ", b"c\r\n"]]  # fmt: skip
    back = [(f"to_text({pieces!r})", (pieces,)) for pieces in lists]

    def lost(pieces: list) -> dict:
        def each(errors: str) -> str:
            return "".join(piece.decode(errors=errors) for piece in pieces)

        text = b"".join(pieces).decode()
        return {
            "A piece may end in the middle of a character: join all bytes first, then decode once.":
                [each(errors) for errors in ("ignore", "replace", "backslashreplace")],
            "That is what Python shows of bytes, not their text: .decode() gives it.":
                [str(b"".join(pieces)), "".join(map(str, pieces)), str(pieces), repr(b"".join(pieces))[2:-1]],
            "Nothing comes between the pieces: they are joined by b''.":
                [between.join(pieces).decode(errors="replace") for between in (b" ", b"\n", b",")],
            "That is another code than UTF-8: .decode() alone is UTF-8.":
                [b"".join(pieces).decode("latin-1"), "".join(piece.decode("latin-1") for piece in pieces)],
            "What UTF-8 makes of a letter outside English is lost: .decode() alone.":
                [b"".join(pieces).decode("ascii", errors) for errors in ("ignore", "replace")],
            "White space at the ends is lost: the text as it was.": [text.strip(), text.rstrip(), text.lstrip()],
            "Capitals are lost.": [text.lower()],
            "The pieces come in their order, none left out and none moved.":
                [text[::-1], *(b"".join(part).decode(errors="replace")
                               for part in (sorted(pieces), dict.fromkeys(pieces), pieces[::-1]))],
        }  # fmt: skip

    def characters(value: Any, tried: str) -> np.ndarray:
        if not isinstance(value, str):
            hint = "Those are still bytes: .decode() makes text of them." if isinstance(value, bytes | bytearray) else (
                "One text, from all pieces together.")  # fmt: skip
            fail(tried, "a text (str)", f"{type(value).__name__}: {_short(value)}", hint)
        return _told(value)

    joined = "A piece may end in the middle of a character: join all bytes first, then decode once."
    _judge_pieces(to_text, lambda pieces: b"".join(pieces).decode(), back, lost, "Join the pieces, then decode.",
                  characters, {"UnicodeDecodeError": joined})  # fmt: skip


def _blocks() -> list:
    """The lesson's block and those that make a mistake, each beside its hint; the lesson's own stands first.

    Each takes x, and makers of what it needs: normal(x), attend(asks, asked, mask), think(x), the dense layers.
    """

    def lesson(x: Any, normal: Callable, attend: Callable, think: Callable) -> Any:
        n = normal(x)
        x = x + attend(n, n)
        return x + think(normal(x))

    def without_mask(x: Any, normal: Callable, attend: Callable, think: Callable) -> Any:
        n = normal(x)
        x = x + attend(n, n, "none")
        return x + think(normal(x))

    def other_mask(x: Any, normal: Callable, attend: Callable, think: Callable) -> Any:
        n = normal(x)
        x = x + attend(n, n, "behind")
        return x + think(normal(x))

    def onto(first: bool, second: bool) -> Callable:
        def block(x: Any, normal: Callable, attend: Callable, think: Callable) -> Any:
            n = normal(x)
            x = (n if first else x) + attend(n, n)
            n = normal(x)
            return (n if second else x) + think(n)

        return block

    def alone(first: bool, second: bool) -> Callable:
        def block(x: Any, normal: Callable, attend: Callable, think: Callable) -> Any:
            n = normal(x)
            x = attend(n, n) if first else x + attend(n, n)
            return think(normal(x)) if second else x + think(normal(x))

        return block

    def half_normal(asks: bool) -> Callable:
        def block(x: Any, normal: Callable, attend: Callable, think: Callable) -> Any:
            n = normal(x)
            x = x + (attend(n, x) if asks else attend(x, n))
            return x + think(normal(x))

        return block

    def normal_last(x: Any, normal: Callable, attend: Callable, think: Callable) -> Any:
        x = normal(x + attend(x, x))
        return normal(x + think(x))

    def normal_answers(x: Any, normal: Callable, attend: Callable, think: Callable) -> Any:
        x = x + normal(attend(x, x))
        return x + normal(think(x))

    def forgotten(x: Any, normal: Callable, attend: Callable, think: Callable) -> Any:
        n = normal(x)
        return x + think(normal(x + attend(n, n)))

    def side_by_side(x: Any, normal: Callable, attend: Callable, think: Callable) -> Any:
        n = normal(x)
        return x + attend(n, n) + think(normal(x))

    def unheard(x: Any, normal: Callable, attend: Callable, think: Callable) -> Any:
        n = normal(x)
        return x + attend(n, n) + think(normal(attend.last))

    def old_numbers(x: Any, normal: Callable, attend: Callable, think: Callable) -> Any:
        n = normal(x)
        return x + attend(n, n) + think(n)

    def dense_first(x: Any, normal: Callable, attend: Callable, think: Callable) -> Any:
        x = x + think(normal(x))
        n = normal(x)
        return x + attend(n, n)

    kept = "What comes in is kept: the answer of the {} is added to it."
    added = "What is added to is the x that is *not* normalised: else the stream is dammed up at each block."
    both = "Who asks and who is asked: both are the normalised x."
    return [
        (lesson, ""), (without_mask, "Nobody looks ahead: `use_causal_mask=True` when the attention is called."),
        (other_mask, "The mask is turned round: who looks sees itself and what stands before it."),
        *((onto(*which), added) for which in [(True, True), (True, False), (False, True)]),
        (alone(True, False), kept.format("attention")), (alone(False, True), kept.format("dense layers")),
        (alone(True, True), kept.format("attention, and later that of the dense layers,")),
        (half_normal(True), both), (half_normal(False), both),
        (normal_last, "Normalise what goes into the attention and into the dense layers, not the sums behind them."),
        (normal_answers, "Normalise what goes into the attention and into the dense layers, not their answers."),
        (forgotten, "In the end the dense layers' answer is added to the sum, in which the attention's answer is."),
        (side_by_side, "What is normalised the second time is the sum: the dense layers work on what attention found."),
        (unheard, "What is normalised the second time is the sum, not the attention's answer alone."),
        (old_numbers, "The dense layers get the sum, normalised anew: those numbers are from before the attention."),
        (dense_first, "The attention comes first, then the dense layers."),
    ]  # fmt: skip


def _network_of(block: Callable, length: int, size: int, heads: int, convolved: tuple = (False, False)) -> Any:
    """A network of one of these blocks; convolved: which of its two dense layers are convolutions of width 1."""
    from keras import Input, Model, layers

    class Attend:
        def __call__(self, asks: Any, asked: Any, mask: str = "before") -> Any:
            attention = layers.MultiHeadAttention(heads, size // heads)
            behind = {"attention_mask": np.tri(length).T[np.newaxis] > 0} if mask == "behind" else {}
            self.last = attention(asks, asked, use_causal_mask=mask == "before", **behind)
            return self.last

    def dense(neurons: int, convolution: bool, activation: Any = None) -> Any:
        one = layers.Conv1D(neurons, 1, activation=activation) if convolution else None
        return one or layers.Dense(neurons, activation=activation)

    def think(x: Any) -> Any:
        return dense(size, convolved[1])(dense(4 * size, convolved[0], "gelu")(x))

    inputs = Input((length, size))
    return Model(inputs, block(inputs, lambda x: layers.LayerNormalization()(x), Attend(), think))


@exercise("8.6", "a block")
def block(student: Callable) -> None:
    import keras

    stumbles = {"'value'": "The attention is called with two things: who asks, and who is asked.",
                "passed to MultiHeadAttention": "That is said when the layer is called, not when it is made.",
                "argument `key_dim`": "How many numbers a head has is a whole number: `//`.",
                "Cannot broadcast shape": "All is as wide as x: its size is x.shape[-1], whatever it is in the "
                "example."}  # fmt: skip
    for length, size, heads in [(12, 24, 3), (7, 32, 2)]:
        tried = f"block of x, ({length}, {size}) for each text, with {heads} heads"

        def build(length: int = length, size: int = size, heads: int = heads, tried: str = tried) -> Any:
            inputs = keras.Input((length, size))
            value = call(student, inputs, heads, tried=tried, stumbles=stumbles)
            hints = {keras.Model: "Hand back what the last layer gives: the network is made of blocks later.",
                     keras.Layer: "A layer is not what it gives: call it.",
                     object: "One Keras tensor: what the last sum gives."}  # fmt: skip
            require(isinstance(value, keras.KerasTensor), tried, "a Keras tensor", show(value),
                    next(hint for kind, hint in hints.items() if isinstance(value, kind)))  # fmt: skip
            shape = tuple(value.shape)
            require(shape == (None, length, size), f"{tried}; shape of what goes out", f"(batch, {length}, {size})",
                    f"(batch, {', '.join(map(str, shape[1:]))})", "As wide as x: the last dense layer has `size` "
                    "neurons, and answers are added with +, not laid side by side.")  # fmt: skip
            return keras.Model(inputs, value)

        try:
            model = network(build, tried=tried, hand_back="Hand back what the last layer gives.")
        except CheckFailed as failure:
            if "a new model each time" in str(failure):
                fail(f"{tried}, twice", "two blocks, each with weights of its own", "the same layers in both",
                     "Make all layers inside the function: every block has its own.")  # fmt: skip
            raise
        for layer in model._flatten_layers():
            if isinstance(layer, keras.layers.MultiHeadAttention):
                shared = "The heads share the size of x among them: each has size / heads numbers."
                unused = "`heads` is handed in and not used: so many heads the attention has."
                require((layer.num_heads, layer.key_dim) == (heads, size // heads), f"{tried}; its attention",
                        f"heads: {heads}, numbers of each: {size // heads}",
                        f"heads: {layer.num_heads}, numbers of each: {layer.key_dim}",
                        unused if "`heads`" in overlooked(student)[0] else shared)  # fmt: skip
                require(not layer.dropout, f"{tried}; its attention", "no dropout", f"dropout of {layer.dropout:g}",
                        "No dropout is asked for, in the attention neither.")  # fmt: skip
        normal = np.random.default_rng(size).normal
        inputs = [normal(0, 2, (examples, length, size)).astype("float32") for examples in (6, 3)]
        at = (length, size, heads, _convolved(model, size))
        (lesson, _), *mistakes = _blocks()
        try:
            same_network(model, functools.partial(_network_of, lesson, *at), inputs, tried)
        except CheckFailed as failure:
            for mistake, hint in mistakes:
                if _alike(model, _network_of(mistake, *at), inputs[0]):
                    raise with_hint(failure, hint) from None
            raise


def _convolved(model: Any, size: int) -> tuple[bool, bool]:
    """Which of the two dense layers are convolutions of width 1: those do the same at each place."""
    from keras import layers

    reads = [layer.kernel.shape[1] for layer in model._flatten_layers()
             if isinstance(layer, layers.Conv1D) and tuple(layer.kernel_size) == (1,)]  # fmt: skip
    return any(numbers == size for numbers in reads), any(numbers != size for numbers in reads)


def _alike(model: Any, other: Any, x: np.ndarray) -> bool:
    """Whether two networks give the same with the same weights, in their order."""
    if [tuple(weight.shape) for weight in model.weights] != [tuple(weight.shape) for weight in other.weights]:
        return False
    normal = np.random.default_rng(6).normal
    for one, two in zip(model.weights, other.weights, strict=True):
        value = normal(0, 0.4, tuple(one.shape))
        one.assign(value)
        two.assign(value)
    return close(*(to_numpy(part(x)) for part in (model, other)), tolerance=1e-3)


@exercise("8.7", "temperature and top-k")
def sample(student: Callable) -> None:
    def drawn(scores: np.ndarray, temperature: float, k: int, generator: Any, n: int = 1500) -> np.ndarray:
        tried = f"sample({show(scores)}, temperature={temperature:g}, k={k})"
        shapes = {scores.shape: "Those are numbers for all places: draw one of them.",
                  (min(k, len(scores)),): "Those are numbers for the k best: draw one place of them."}  # fmt: skip
        return places_drawn(student, (scores, temperature, k, generator), n, tried, stumbles, shapes, "character")

    def shares(scores: np.ndarray, temperature: float, k: int) -> np.ndarray:
        places = drawn(scores, temperature, k, np.random.default_rng(2))
        return np.bincount(places, minlength=len(scores)) / len(places)

    def best(s: np.ndarray, k: int) -> np.ndarray:
        return np.isin(np.arange(len(s)), np.argsort(s)[-k:] if k > 0 else [])

    def among(chosen: np.ndarray, s: np.ndarray, t: float) -> np.ndarray:
        return _softmax(np.where(chosen, s, -np.inf) / t)

    def right(s: np.ndarray, t: float, k: int) -> np.ndarray:
        return among(best(s, k), s, t)

    seen = overlooked(student)[0]
    stumbles = {**DRAWING, "Generator'": "The arguments come in the order scores, temperature, k, random.",
                "out of bounds": "k may be larger than the number of scores: then all may be drawn.",
                "do not sum": "They add up to 1 only if the softmax is done over the k best alone, after the division.",
                "same size": seen or "One probability for each of the k best, no more and no less."}  # fmt: skip
    three = [np.random.default_rng(11) for _ in range(3)]
    one, other = (drawn(np.arange(30) / 1000, 1.0, 20, generator, 100) for generator in three[:2])
    require(np.array_equal(one, other) and (three[0].random() != three[2].random() or one.min() == one.max()),
            "sample of 30 scores, a hundred times", "chance from `random` alone", "chance from elsewhere",
            "Take all chance from `random`, the generator handed in.")  # fmt: skip
    few, more = [1.0, 3.0, 2.0, -1.0], [-2.0, -4.0, -2.5, 1.0, -1.2, 0.5, -3.0]
    whole, near = [0, 2, 1, -3, 7, 5, 4, -1, 6, 3, -2], [0.5, 0.53, 0.45, 0.51, 0.2]
    tried = [(f"sample({s}, temperature={t:g}, k={k}), share of each place", (np.array(s, dtype=float), t, k))
             for s, t, k in [(few, 1.0, 3), (few, 0.5, 2), (more, 3.0, 4), (whole, 3.0, 6), (near, 0.3, 3),
                             (more, 2.0, 7), (whole, 4.0, 1), (few, 2.0, 6)]]  # fmt: skip
    tried.append(("sample of eleven scores from -43 to -33, temperature=6, k=5, share of each place",
                  (np.array(whole) - 40.0, 6.0, 5)))  # fmt: skip

    def wrong(s: np.ndarray, t: float, k: int) -> dict:
        kept, n = best(s, k), len(s)
        rank, places = np.sort(s)[-k:], np.argsort(s)[-k:]

        def placed(shares: np.ndarray, at: np.ndarray) -> np.ndarray:
            found = np.zeros(n)
            found[at] = shares
            return found

        return {
            "It multiplies by the temperature: divide.": [among(kept, s * t, 1)],
            "The temperature has no effect: divide the scores by it, before the softmax.": [among(kept, s, 1)],
            "Every place comes: only the k best may be drawn.": [_softmax(s / t)],
            "Those are the k worst: np.argsort begins with the smallest.": [among(best(-s, k), s, t)],
            "That is a rank among the k best: what is asked for is its place among all scores.":
                [placed(_softmax(rank / t)[::by], np.arange(len(rank))) for by in (1, -1)],
            seen if "for good" in seen else "Always the best comes: draw by the probabilities.": [1.0 * (s == s.max())],
            "The k best come alike: hand the probabilities over, p=...": [kept / kept.sum()],
            "All places come alike: neither the scores nor k have an effect.": [np.full(n, 1 / n)],
            "e to the power of 0 is 1: a score of 0 is still drawn, minus infinity is not.":
                [_softmax(np.where(kept, s, 0) / t)],
            "One too few: the best k, the last of them counted.": [among(best(s, max(k - 1, 1)), s, t)],
            "One too many: count what your part of the sorted places holds.": [among(best(s, k + 1), s, t)],
            "Softmax twice: once, of the divided scores.":
                [among(kept, _softmax(s), t), among(kept, _softmax(s / t), 1)],
            "Softmax: raise e to the power of the divided scores first, then divide by the sum.":
                [kept * s / np.sum(kept * s)],
            "Places and probabilities stand in different orders: the first probability goes to the first place.":
                [placed(_softmax(rank / t)[::-1], places), placed(_softmax(s[kept] / t), places),
                 placed(_softmax(rank / t), np.flatnonzero(kept))],
            "The first k places come, not the k best.": [among(np.arange(n) < k, s, t)],
            "The last k places come, not the k best.": [among(np.arange(n) >= n - k, s, t)],
            "The best is missing.": [among(kept & (s < s.max()) if k > 1 else kept, s, t)],
        }  # fmt: skip

    judge(shares, right, tried, tabled(wrong, tried[0][1]), seen or "The k best, the division, the softmax over them, "
          "then draw.", tolerance=0.06)  # fmt: skip
    # Of many scores that are nearly alike a share of one more or less does not show: which come has to be right.
    many = np.random.default_rng(4).permutation(40) / 20
    came, wanted = {*drawn(many, 2.0, 25, np.random.default_rng(3)).tolist()}, {*np.argsort(many)[-25:].tolist()}
    require(came == wanted, "sample of 40 scores from 0 to 1.95, temperature=2, k=25, 1,500 times",
            "each of the 25 best places, and no other", f"{len(came & wanted)} of them, {len(came - wanted)} others",
            seen or "Keep the k best, for any k, and nothing else.")  # fmt: skip
    for *scores, temperature, k, hint in [(1000, 1001.5, 0, 1.0, 2, OFF), (-900, -902, 0.5, 2, OFF),
                                          (700, 701, 0, 0.01, 3, LATE), (-1e9, -1e9, 2, 2.5, 0.5, 4, OFF)]:  # fmt: skip
        stumbles.clear()
        stumbles[""], s = hint, np.array(scores, dtype=float)
        tried = f"sample({show(s)}, temperature={temperature:g}, k={k}), share of each place"
        compare(shares(s, temperature, k), right(s, temperature, k), tried, hint, tolerance=0.06)


@exercise("8.8", "too good, again")
def too_good(cause: Any, may_look: Callable, mended_nats: Any, best_entropy: float) -> None:
    diagnosis(cause, "d", "what makes it better than the grammar allows", {
        "a": "Write inputs and targets side by side: at a place stands the word *before* the one to be guessed.",
        "b": "Look at the loss: `ignore_class=0` leaves the padding out.",
        "c": "The best possible score knows that as well: the grammar says which word may stand where."})  # fmt: skip
    tried = [(f"may_look({length})", (length,)) for length in (4, 1, 7, 2)]

    def tell(value: Any, tried: str) -> np.ndarray:
        table = to_numpy(value)
        if table.dtype.kind not in "biuf" or not np.isin(table, (0, 1)).all():
            came = "minus infinity among them" if table.dtype.kind == "f" and np.isinf(table).any() else show(value)
            fail(tried, "a table of True and False", came, "True where it may look, else False: no scores, no weights.")
        return table.astype(int)

    def wrong(length: int) -> dict:
        all_of = np.ones((length, length))
        return {
            "That is the colleague's table: the first row is who looks first, and it sees all that comes.":
                [np.triu(all_of)],
            "It may look at itself, too, or the first word sees nothing at all: the diagonal belongs to it.":
                [np.tril(all_of, -1)],
            "One word ahead is still the one that it has to guess.": [np.tril(all_of, 1)],
            "Without a mask everybody sees what it has to guess.": [all_of],
            "It may look at all that stands before it, not only at itself.": [np.eye(length)],
            "The other way round: True where it *may* look, False for what lies ahead.": [np.triu(all_of, 1)],
            "That sees nothing at all: True where it may look.": [0 * all_of],
            "One row is not enough: a row for each word that looks.": [any_of(length), any_of(1, length)],
        }  # fmt: skip

    told = _Told(may_look, tell, tried)
    try:
        judge(told if callable(may_look) else may_look, lambda length: np.tri(length), tried, tabled(wrong, (4,)),
              "Row by row: the first word sees itself alone, the last one sees all.")  # fmt: skip
    except CheckFailed as failure:
        seen = overlooked(may_look)[0]
        raise with_hint(failure, seen) if seen else failure from None
    value, what = float(array(mended_nats, (), "mended_nats")), "nats a word with your table"
    require(value >= 0.97 * best_entropy, what, f"at least {best_entropy:.2f}, the best possible", f"{value:.2f}",
            "Run the cell above again, with your table.")  # fmt: skip
    require(value < best_entropy + 1.1, what, f"less than {best_entropy + 1.1:.2f}", f"{value:.2f}",
            "It has hardly learnt: does each place still see what stands before it?")  # fmt: skip
