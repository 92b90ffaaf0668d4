"""Lesson 8: each check passes the solution and rights of another kind, and names the mistake in what is wrong."""

import itertools

import keras
import numpy as np
import pytest
from answers import ALWAYS_WRONG, hand_in, solutions, stub
from keras import layers, ops

from workshop.checks import attention as check

GOOD = solutions("08_attention")
ATTEND, ATTEND_ALL, POSITIONS = (GOOD[name] for name in ("attend", "causal_attention", "positions"))
ONE_FUNCTION = ["attend", "causal_attention", "positions", "merge", "block", "sample"]


@pytest.mark.parametrize("name", ONE_FUNCTION)
def test_the_solution_passes(name, capsys):
    getattr(check, name)(GOOD[name])
    assert capsys.readouterr().out.startswith("✓ 8.")


@pytest.mark.parametrize("name", ONE_FUNCTION)
@pytest.mark.parametrize("wrong, says", ALWAYS_WRONG)
def test_what_is_wrong_everywhere_is_told_apart(name, wrong, says):
    assert says in hand_in(getattr(check, name), wrong)


def test_there_and_back_pass_together(capsys):
    check.byte_pairs(GOOD["to_pieces"], GOOD["to_text"])
    assert capsys.readouterr().out == "✓ 8.5 there and back\n"


@pytest.mark.parametrize("wrong, says", ALWAYS_WRONG)
def test_there_and_back_what_is_wrong_everywhere_is_told_apart(wrong, says):
    assert says in hand_in(check.byte_pairs, wrong, GOOD["to_text"])
    if "words" not in says:  # a text is what is asked for there
        assert says in hand_in(check.byte_pairs, GOOD["to_pieces"], wrong)


# Attention


def softmax(scores, axis=-1):
    exponentials = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return exponentials / exponentials.sum(axis=axis, keepdims=True)


def looking(weigh, mixed=lambda keys, values: values):
    """Attention for one word: `weigh` makes weights of the plain dot products and the size of a query."""

    def attend(query, keys, values):
        weights = weigh(keys @ query, len(query))
        return weights, weights @ mixed(keys, values)

    return attend


def masked(hide, weigh=softmax):
    """Attention for all words: `hide` lays a mask over the divided scores, `weigh` makes weights of them."""

    def causal_attention(queries, keys, values):
        scores = queries @ keys.T / np.sqrt(queries.shape[1])
        weights = weigh(hide(scores, np.tri(len(scores), dtype=bool)))
        return weights, weights @ values

    return causal_attention


def row_by_row(queries, keys, values):
    weights, mixtures = np.zeros((len(queries), len(keys))), []
    for place, query in enumerate(queries):
        seen = slice(place + 1)
        weights[place, seen], mixture = ATTEND(query, keys[seen], values[seen])
        mixtures.append(mixture)
    return weights, mixtures


def by_keras(queries, keys, values):
    scores = ops.matmul(queries, ops.transpose(keys)) / queries.shape[1] ** 0.5
    weights = ops.softmax(ops.where(np.tri(len(queries), dtype=bool), scores, -1e9))
    return weights, ops.matmul(weights, values)


def clocks(angle, join=None):
    """Places: `angle` takes place, column and size; `join` lays sines and cosines side by side."""

    def positions(length, size):
        angles = angle(np.arange(length)[:, np.newaxis], np.arange(0, size, 2), size)
        if join:
            return join(np.sin(angles), np.cos(angles))
        return np.stack([np.sin(angles), np.cos(angles)], axis=-1).reshape(length, size)

    return positions


def right_angle(place, column, size):
    return place / 10000 ** (column / size)


# Pieces


def by_looking_back(pieces, pair):
    merged, fresh = [], True
    for piece in pieces:
        if not fresh and (merged[-1], piece) == pair:
            merged[-1] += piece
            fresh = True
        else:
            merged.append(piece)
            fresh = False
    return merged


def overlapping(pieces, pair):
    following = [*pieces[1:], None]
    return [a + b if (a, b) == pair else a for a, b in zip(pieces, following, strict=True)]


def from_the_right(pieces, pair):
    turned = [piece[::-1] for piece in pieces[::-1]]
    return [piece[::-1] for piece in by_looking_back(turned, (pair[1][::-1], pair[0][::-1]))][::-1]


def first_only(pieces, pair):
    for place in range(len(pieces) - 1):
        if tuple(pieces[place : place + 2]) == pair:
            return [*pieces[:place], pair[0] + pair[1], *pieces[place + 2 :]]
    return pieces


def alike_when_joined(pieces, pair):
    merged, place = [], 0
    while place < len(pieces):
        two = b"".join(pieces[place : place + 2]) == b"".join(pair) and place + 1 < len(pieces)
        merged.append(b"".join(pieces[place : place + 1 + two]))
        place += 1 + two
    return merged


def in_place(pieces, pair):
    pieces[:] = by_looking_back(pieces, pair)
    return pieces


def cut(code="utf-8", errors="strict", order=list, before=str):
    """To pieces: in another code, with the merges in another order, with something done to the text before."""

    def to_pieces(text, merges):
        pieces = [bytes([number]) for number in before(text).encode(code, errors)]
        for pair in order(merges):
            pieces = by_looking_back(pieces, pair)
        return pieces

    return to_pieces


def character_by_character(text, merges):
    pieces = [character.encode() for character in text]
    for pair in merges:
        pieces = by_looking_back(pieces, pair)
    return pieces


# Sampling


def drawn(choose):
    """Sampling: `choose` takes scores, temperature and k, and gives places and their probabilities."""

    def sample(scores, temperature, k, random):
        places, probabilities = choose(scores, temperature, k)
        return random.choice(places, p=probabilities)

    return sample


def of_the_best(weigh):
    def choose(scores, temperature, k):
        best = np.argsort(scores)[-k:]
        return best, weigh(scores[best], temperature)

    return drawn(choose)


def by_gumbel(scores, temperature, k, random):
    best = sorted(range(len(scores)), key=lambda place: scores[place])[-k:]
    return max((scores[place] / temperature + random.gumbel(), place) for place in best)[1]


def overflowing(scores, temperature):
    exponentials = np.exp(scores / temperature)
    return exponentials / exponentials.sum()


@pytest.mark.parametrize(
    "name, answer",
    [
        ("attend", looking(lambda scores, n: 1 / np.exp((scores - scores[:, np.newaxis]) / n**0.5).sum(axis=1))),
        ("attend", looking(lambda scores, n: np.array(ops.softmax(scores / np.sqrt(n))))),
        ("attend", lambda q, k, v: [*ATTEND(q, k, v)]),
        ("causal_attention", row_by_row),
        ("causal_attention", by_keras),
        ("causal_attention", masked(lambda s, seen: np.exp(s) * seen, lambda e: e / e.sum(1, keepdims=True))),
        ("causal_attention", masked(lambda s, seen: s - 1e9 * ~seen)),
        ("positions", clocks(lambda place, column, size: place * np.exp(-np.log(10000) * column / size))),
        ("positions", lambda length, size: ops.convert_to_tensor(POSITIONS(length, size), dtype="float32")),
        ("merge", by_looking_back),
        ("sample", by_gumbel),
        ("sample", drawn(lambda s, t, k: (len(s), softmax(np.where(s < np.sort(s)[-k:][0], -np.inf, s) / t)))),
    ],
)  # fmt: skip
def test_a_right_answer_of_another_kind_passes(name, answer):
    getattr(check, name)(answer)


@pytest.mark.parametrize(
    "name, wrong, hint",
    [
        ("attend", looking(lambda scores, n: softmax(scores)), "The root is missing"),
        ("attend", looking(lambda scores, n: softmax(scores / n)), "by that number itself"),
        ("attend", looking(lambda scores, n: softmax(scores / len(scores) ** 0.5)), "not of how many words"),
        ("attend", looking(lambda scores, n: softmax(scores / 2**0.5)), "not always of 2"),
        ("attend", looking(lambda scores, n: softmax(scores * n**0.5)), "multiplied by it"),
        ("attend", looking(lambda scores, n: softmax(scores) / n**0.5), "before the softmax: weights"),
        ("attend", looking(lambda scores, n: scores / n**0.5), "no weights yet"),
        ("attend", looking(lambda scores, n: np.exp(scores / n**0.5)), "add up to 1"),
        ("attend", looking(lambda scores, n: 1.0 * (scores == scores.max())), "not the best alone"),
        ("attend", looking(lambda scores, n: softmax(-scores / n**0.5)), "no minus"),
        ("attend", looking(lambda scores, n: softmax(scores / n**0.5), lambda keys, values: keys), "not the keys"),
        ("attend", lambda q, k, v: ATTEND(q, v, v), "compared with the keys"),
        ("attend", lambda q, k, v: ATTEND(q, k, v)[::-1], "weights, then mixture"),
        ("attend", lambda q, k, v: ATTEND(q, k, v)[1], "2 results: weights, mixture"),
        ("causal_attention", masked(lambda s, seen: s), "The mask is missing"),
        ("causal_attention", masked(lambda s, seen: np.tril(softmax(s)), lambda w: w), "before the softmax"),
        ("causal_attention", masked(lambda s, seen: np.where(seen, s, 0)), "a score of 0 still gets a weight"),
        ("causal_attention", masked(lambda s, seen: np.where(seen.T, s, -np.inf)), "The other triangle"),
        ("causal_attention", masked(lambda s, seen: np.where(np.tril(seen, -1), s, -1e9)), "look at itself, too"),
        ("causal_attention", masked(lambda s, seen: np.where(np.tri(len(s), k=1), s, -np.inf)), "one word ahead"),
        ("causal_attention", masked(lambda s, seen: np.where(seen, s, -np.inf), lambda s: softmax(s, 0)), "axis=1"),
        ("causal_attention", masked(lambda s, seen: np.where(seen, s, -5.0)), "not low enough"),
        ("causal_attention", masked(lambda s, seen: np.where(seen, s, -120.0)), "Almost 0 is not 0"),
        ("causal_attention", masked(lambda s, seen: s + -np.inf * ~seen), "0 times infinity"),
        ("causal_attention", lambda q, k, v: ATTEND_ALL(k, q, v), "a row for each: queries @ keys.T"),
        ("causal_attention", lambda q, k, v: ATTEND_ALL(q * 5**0.5, k * 2, v), "Mask, softmax"),
        ("positions", clocks(right_angle, lambda s, c: np.hstack([s, c])), "Side by side"),
        ("positions", clocks(right_angle, lambda s, c: np.hstack([c, s])), "Side by side"),
        ("positions", clocks(right_angle, lambda s, c: s), "Half of the columns"),
        ("positions", clocks(lambda p, c, n: p / 10000 ** (c / 2 / n)), "counts columns"),
        ("positions", clocks(lambda p, c, n: p / 10000 ** (2 * c / n)), "doubled once too often"),
        ("positions", clocks(lambda p, c, n: p * 10000 ** (c / n)), "Divide by the power"),
        ("positions", clocks(lambda p, c, n: (p + 1) / 10000 ** (c / n)), "counted from 0"),
        ("positions", clocks(lambda p, c, n: p / 1000 ** (c / n)), "It is 10,000"),
        ("positions", clocks(lambda p, c, n: 2 * np.pi * right_angle(p, c, n)), "No 2 pi"),
        ("positions", lambda length, size: POSITIONS(length, size).T, "Rows and columns"),
        ("positions", lambda length, size: POSITIONS(4, 6), "not used"),
        ("merge", overlapping, "the place moves on by two"),
        ("merge", from_the_right, "here it begins at the right"),
        ("merge", first_only, "not only the first"),
        ("merge", alike_when_joined, "alike when joined"),
        ("merge", lambda pieces, pair: by_looking_back(pieces, pair)[:-1], "The last piece is lost"),
        ("merge", lambda pieces, pair: [*pieces], "Nothing is merged"),
        ("merge", lambda pieces, pair: tuple(by_looking_back(pieces, pair)), "list(...) makes a list"),
        ("merge", lambda pieces, pair: b"".join(pieces), "Not joined"),
        ("merge", lambda pieces, pair: [*b"".join(pieces)], "numbers of the bytes"),
        ("merge", lambda pieces, pair: [str(piece) for piece in pieces], "That is text"),
        ("merge", in_place, "the list that is handed in stays"),
        ("sample", of_the_best(lambda s, t: softmax(s * t)), "divide"),
        ("sample", of_the_best(lambda s, t: softmax(s)), "The temperature has no effect"),
        ("sample", of_the_best(lambda s, t: None), "come alike"),
        ("sample", of_the_best(overflowing), "overflows"),
        ("sample", drawn(lambda s, t, k: (len(s), softmax(s / t))), "only the k best may be drawn"),
        ("sample", drawn(lambda s, t, k: (np.argsort(s)[:k], softmax(np.sort(s)[:k] / t))), "the k worst"),
        ("sample", drawn(lambda s, t, k: (min(k, len(s)), softmax(np.sort(s)[-k:] / t))), "a rank among the k best"),
        ("sample", drawn(lambda s, t, k: (np.argsort(s)[-k:][::-1], softmax(np.sort(s)[-k:] / t))), "different orders"),
        ("sample", drawn(lambda s, t, k: (np.argsort(s)[-k - 1:], softmax(np.sort(s)[-k - 1:] / t))), "One too many"),
        ("sample", lambda s, t, k, random: int(np.argmax(s)), "Always the best"),
        ("sample", lambda s, t, k, random: by_gumbel(s, t, k, np.random.default_rng()), "generator handed in"),
        ("sample", lambda s, t, k, random: by_gumbel(s, t, k, random) / 10, "no fraction"),
        ("sample", lambda s, t, k, random: softmax(s[-k:]), "draw one"),
    ],
)  # fmt: skip
def test_a_known_mistake_gets_its_hint(name, wrong, hint):
    assert hint in hand_in(getattr(check, name), wrong)


@pytest.mark.parametrize(
    "to_pieces, to_text, hint",
    [
        (character_by_character, GOOD["to_text"], "one byte at first"),
        (lambda text, merges: [*text.encode()], GOOD["to_text"], "numbers of the bytes"),
        (lambda text, merges: cut()(text, []), GOOD["to_text"], "Nothing is merged"),
        (cut("ascii"), GOOD["to_text"], "UTF-8 has all"),
        (cut("ascii", "ignore"), GOOD["to_text"], "another code than UTF-8"),
        (cut("utf-16"), GOOD["to_text"], "That is another code"),
        (cut(order=reversed), GOOD["to_text"], "in the order of the list"),
        (cut(order=sorted), GOOD["to_text"], "in the order of the list"),
        (cut(order=lambda merges: merges[:1]), GOOD["to_text"], "Only the first merge"),
        (cut(before=str.strip), GOOD["to_text"], "White space is lost"),
        (cut(before=str.lower), GOOD["to_text"], "Capitals are lost"),
        (cut(), lambda pieces: "".join(piece.decode() for piece in pieces), "join all bytes first"),
        (cut(), lambda pieces: "".join(piece.decode(errors="ignore") for piece in pieces), "join all bytes first"),
        (cut(), b"".join, "still bytes"),
        (cut(), lambda pieces: str(b"".join(pieces)), "what Python shows of bytes"),
        (cut(), lambda pieces: b" ".join(pieces).decode(), "Nothing comes between"),
        (cut(), lambda pieces: b"".join(pieces).decode("latin-1"), "another code"),
    ],
)
def test_a_mistake_in_there_and_back_gets_its_hint(to_pieces, to_text, hint):
    assert hint in hand_in(check.byte_pairs, to_pieces, to_text)


# A block


def transformer(mask=True, bend="gelu", wide=4, heads_of=None, dropout=0.0, inner=0.0, norm=layers.LayerNormalization):
    def block(x, heads):
        size = x.shape[-1]
        n = norm()(x)
        heads = heads_of or heads
        found = layers.MultiHeadAttention(heads, size // heads, dropout=inner)(n, n, use_causal_mask=mask)
        x = x + (layers.Dropout(dropout)(found) if dropout else found)
        return x + layers.Dense(size)(layers.Dense(wide * size, activation=bend)(norm()(x)))

    return block


class Block(layers.Layer):
    """The block as a layer of its own, its parts in another order than they are used in."""

    def __init__(self, size, heads):
        super().__init__()
        self.attention = layers.MultiHeadAttention(heads, size // heads)
        self.wide, self.back = layers.Dense(4 * size, activation="gelu"), layers.Dense(size)
        self.first, self.second = layers.LayerNormalization(), layers.LayerNormalization()

    def call(self, x):
        n = self.first(x)
        x = x + self.attention(n, n, use_causal_mask=True)
        return x + self.back(self.wide(self.second(x)))


def own_mask(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    mask = np.tri(x.shape[1], dtype=bool)[np.newaxis]
    x = layers.Add()([x, layers.MultiHeadAttention(heads, size // heads)(n, n, attention_mask=mask)])
    thinks = [layers.LayerNormalization(), layers.Dense(4 * size), layers.Activation("gelu"), layers.Dense(size)]
    return layers.Add()([x, keras.Sequential(thinks)(x)])


def convolved(wide=4, width=1, mask=True, back=True):
    """The block with a convolution for the first dense layer, and for the second one too if `back`."""

    def block(x, heads):
        size = x.shape[-1]
        n = layers.LayerNormalization()(x)
        x = x + layers.MultiHeadAttention(heads, size // heads)(n, n, use_causal_mask=mask)
        n = layers.LayerNormalization()(x)
        n = layers.Conv1D(wide * size, width, padding="same", activation="gelu")(n)
        return x + (layers.Conv1D(size, 1) if back else layers.Dense(size))(n)

    return block


@pytest.mark.parametrize(
    "answer", [lambda x, heads: Block(x.shape[-1], heads)(x), own_mask, convolved(), convolved(back=False)]
)
def test_a_block_of_another_kind_passes(answer):
    check.block(answer)


SHARED = layers.LayerNormalization(), layers.LayerNormalization()


def with_one_normalisation(x, heads):
    norm = layers.LayerNormalization()
    return transformer(norm=lambda: norm)(x, heads)


def with_layers_outside(x, heads):
    norms = iter(SHARED)
    return transformer(norm=lambda: next(norms))(x, heads) if x.shape[-1] == 24 else transformer()(x, heads)


@pytest.mark.parametrize(
    "wrong, hint",
    [
        (transformer(mask=False), "Nobody looks ahead"),
        (transformer(bend="relu"), "ReLU stands behind Dense(96), where gelu is asked for"),
        (transformer(bend=None), "gelu is missing"),
        (transformer(wide=2), "neurons is 48; asked for is 96"),
        (transformer(heads_of=4), "each has size / heads numbers"),
        (transformer(dropout=0.2), "Dropout is not asked for"),
        (transformer(inner=0.2), "in the attention neither"),
        (transformer(norm=layers.BatchNormalization), "where LayerNormalization is asked for"),
        (convolved(mask=False), "Nobody looks ahead"),
        (convolved(wide=2), "filters is 48; asked for is 96"),
        (convolved(width=3), "Conv1D"),
        (with_one_normalisation, "called twice has its weights only once"),
        (with_layers_outside, "every block has its own"),
        (lambda x, heads: keras.Model(x, transformer()(x, heads)), "the network is made of blocks later"),
        (lambda x, heads: layers.Dense(x.shape[-1]), "A layer is not what it gives"),
        (lambda x, heads: layers.Dense(7)(transformer()(x, heads)), "As wide as x"),
        (lambda x, heads: x + layers.MultiHeadAttention(heads, 8)(x), "who asks, and who is asked"),
        (lambda x, heads: x + layers.MultiHeadAttention(heads, x.shape[-1] / heads)(x, x), "`//`"),
        (lambda x, heads: layers.MultiHeadAttention(heads, 8, use_causal_mask=True)(x, x), "not when it is made"),
    ],
)
def test_a_wrong_block_gets_its_hint(wrong, hint):
    assert hint in hand_in(check.block, wrong)


def as_answer(block):
    """A block of the check's own table as a student's answer."""

    def answer(x, heads):
        length, size = x.shape[1:]
        return check._network_of(block, length, size, heads)(x)

    return answer


@pytest.mark.parametrize("place", range(1, len(check._blocks())))
def test_each_block_that_the_check_knows_gets_its_hint(place):
    block, hint = check._blocks()[place]
    assert hint in hand_in(check.block, as_answer(block))


def test_no_two_blocks_that_the_check_knows_are_one():
    x = np.random.default_rng(1).normal(0, 2, (2, 5, 8)).astype("float32")
    networks = [(check._network_of(block, 5, 8, 2), hint) for block, hint in check._blocks()]
    for (one, hint), (other, other_hint) in itertools.combinations(networks, 2):
        assert not check._alike(one, other, x), f"{hint!r} and {other_hint!r} are one"


# Too good, again


@pytest.mark.parametrize(
    "cause, answer",
    [
        ("d", np.tri),
        ("D", lambda length: np.tri(length, dtype=bool)),
        (" d.", lambda length: [[column <= row for column in range(length)] for row in range(length)]),
        ("d", lambda length: ops.arange(length)[:, None] >= ops.arange(length)[None, :]),
    ],
)
def test_a_mended_table_passes(cause, answer):
    check.too_good(cause, answer, 1.45, 1.4)


@pytest.mark.parametrize(
    "cause, answer, nats, hint",
    [
        ("a", np.tri, 1.45, "stands the word *before*"),
        ("b", np.tri, 1.45, "leaves the padding out"),
        ("c", np.tri, 1.45, "knows that as well"),
        (2, np.tri, 1.45, "The letter alone"),
        ("d", stub, 1.45, "Replace the line"),
        ("d", 3, 1.45, "Hand over the function itself"),
        ("d", lambda length: np.tri(length).T, 0.5, "the colleague's table"),
        ("d", lambda length: np.tri(length, k=-1), 1.45, "the diagonal belongs to it"),
        ("d", lambda length: np.tri(length, k=1), 1.45, "still the one that it has to guess"),
        ("d", lambda length: np.ones((length, length)), 0.5, "everybody sees"),
        ("d", np.eye, 1.45, "not only at itself"),
        ("d", lambda length: np.tri(length, k=-1).T, 1.45, "The other way round"),
        ("d", lambda length: np.tri(3), 1.45, "not used"),
        ("d", lambda length: np.log(np.tri(length)), 1.45, "no scores, no weights"),
        ("d", lambda length: np.arange(length) > 0, 1.45, "One row is not enough"),
        ("d", np.tri, 0.5, "Run the cell above again"),
        ("d", np.tri, 9.0, "hardly learnt"),
        ("d", np.tri, np.nan, "NaN"),
    ],
)
def test_a_table_that_is_not_mended_gets_a_hint(cause, answer, nats, hint):
    assert hint in hand_in(check.too_good, cause, answer, nats, 1.4)
