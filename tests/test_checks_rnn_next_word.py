"""Lesson 5: each check passes the solution and rights of another kind, and names the mistake in what is wrong."""

import keras
import numpy as np
import pytest
from answers import ALWAYS_WRONG, hand_in, solutions, stub
from keras import layers

from workshop.checks import rnn_next_word as check

GOOD = solutions("05_rnn_next_word")
ONE_FUNCTION = ["rnn_step", "gated_step", "encode", "windows", "perplexity", "build_language_model", "sample", "attend"]


@pytest.mark.parametrize("name", ONE_FUNCTION)
def test_the_solution_passes(name, capsys):
    getattr(check, name)(GOOD[name])
    assert capsys.readouterr().out.startswith("✓ 5.")


@pytest.mark.parametrize("name", ONE_FUNCTION)
@pytest.mark.parametrize("wrong, says", ALWAYS_WRONG)
def test_what_is_wrong_everywhere_is_told_apart(name, wrong, says):
    assert says in hand_in(getattr(check, name), wrong)


def by_loop(numbers, length, start=0):
    inputs, targets = [], []
    while start + length < len(numbers):
        inputs.append(numbers[start : start + length])
        targets.append(numbers[start + 1 : start + length + 1])
        start += length
    return [np.array(inputs), np.array(targets)]


def by_gumbel(scores, temperature, random):
    return int(np.argmax(scores / temperature + random.gumbel(size=len(scores))))


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def with_gate(gate):
    """A step with a gate: `gate` takes the gate's sum of inputs, of states and its biases, and gives the share kept."""

    def gated_step(x, h, W, U, b, W_gate, U_gate, b_gate):
        keep = gate(x @ W_gate, h @ U_gate, b_gate)
        return keep * h + (1 - keep) * np.tanh(x @ W + h @ U + b)

    return gated_step


def what_is_new(step):
    """A step with the right gate: `step` takes the share kept, the last state and what is new."""

    def gated_step(x, h, W, U, b, W_gate, U_gate, b_gate):
        return step(sigmoid(x @ W_gate + h @ U_gate + b_gate), h, np.tanh(x @ W + h @ U + b))

    return gated_step


def looking(weigh, compared=lambda keys, values: keys, mixed=lambda keys, values: values):
    """Attention for one word: `weigh` makes weights of the scores."""

    def attend(query, keys, values):
        weights = weigh(compared(keys, values) @ query)
        return weights, weights @ mixed(keys, values)

    return attend


def summed(x):
    return np.exp(x) / np.exp(x).sum()


@pytest.mark.parametrize(
    "name, answer",
    [
        ("gated_step", what_is_new(lambda keep, h, new: new + keep * (h - new))),
        ("gated_step", with_gate(lambda i, s, b: 0.5 + np.tanh((i + s + b) / 2) / 2)),
        ("gated_step", with_gate(lambda i, s, b: keras.ops.sigmoid(i + s + b))),
        ("attend", looking(summed)),
        ("attend", looking(lambda scores: np.array(keras.ops.softmax(scores)))),
        ("attend", looking(lambda scores: 1 / np.exp(scores - scores[:, np.newaxis]).sum(axis=1))),
        ("rnn_step", lambda x, h, W, U, b: np.tanh(np.concatenate([x, h], axis=1) @ np.concatenate([W, U]) + b)),
        ("rnn_step", lambda x, h, W, U, b: keras.ops.tanh(x @ W + h @ U + b)),
        ("encode", lambda words, v: np.array([v.index(word) if word in v else 1 for word in words])),
        ("windows", by_loop),
        ("perplexity", lambda chosen, mask: 2 ** -np.mean(np.log2(chosen[mask]))),
        ("perplexity", lambda chosen, mask: np.exp(-np.sum(np.log(np.where(mask, chosen, 1))) / np.sum(mask))),
        ("sample", by_gumbel),
    ],
)
def test_a_right_answer_of_another_kind_passes(name, answer):
    getattr(check, name)(answer)


def softmax(scores):
    exponentials = np.exp(scores - scores.max())
    return exponentials / exponentials.sum()


def drawn(probabilities):
    return lambda scores, temperature, random: random.choice(len(scores), p=probabilities(scores, temperature))


def overflowing(scores, temperature, random):
    exponentials = np.exp(scores / temperature)
    return random.choice(len(scores), p=exponentials / exponentials.sum())


def cut(inputs_from=0, targets_from=1, last=1, after_start=True):
    def windows(numbers, length, start=0):
        start = start if after_start else 0
        n = (len(numbers) - start - last) // length
        text = np.concatenate([numbers, numbers])
        first, second = (
            text[start + by : start + by + n * length].reshape(n, length) for by in (inputs_from, targets_from)
        )
        return first, second

    return windows


def off_by_one_error(numbers, length, start=0):
    n = (len(numbers) - start) // length
    return tuple(numbers[start + by :][: n * length].reshape(n, length) for by in (0, 1))


def without_start(numbers, length, start=0):
    n = len(numbers) // length
    return numbers[: n * length].reshape(n, length), numbers[1 : n * length + 1].reshape(n, length)


def one_added(numbers, length, start=0):
    inputs, _ = by_loop(numbers, length, start)
    return inputs, inputs + 1


def rolled(numbers, length, start=0):
    inputs, _ = by_loop(numbers, length, start)
    return inputs, np.roll(inputs, -1, axis=1)


def mean_of_sentences(chosen, mask):
    return np.mean([GOOD["perplexity"](row, row_mask) for row, row_mask in zip(chosen, mask, strict=True)])


def overlapping(numbers, length, start=0):
    inputs = np.lib.stride_tricks.sliding_window_view(numbers[start:-1], length)
    return inputs, inputs + 1


@pytest.mark.parametrize(
    "name, wrong, hint",
    [
        ("rnn_step", lambda x, h, W, U, b: x @ W + h @ U + b, "tanh is missing"),
        ("rnn_step", lambda x, h, W, U, b: 1 / (1 + np.exp(-(x @ W + h @ U + b))), "sigmoid"),
        ("rnn_step", lambda x, h, W, U, b: np.maximum(x @ W + h @ U + b, 0), "ReLU"),
        ("rnn_step", lambda x, h, W, U, b: np.tanh(x @ W + b), "state of the step before"),
        ("rnn_step", lambda x, h, W, U, b: np.tanh(h @ U + b), "inputs @ W"),
        ("rnn_step", lambda x, h, W, U, b: np.tanh(x @ W + h @ U), "biases"),
        ("rnn_step", lambda x, h, W, U, b: np.tanh(x @ W + b) + h @ U, "tanh comes last"),
        ("rnn_step", lambda x, h, W, U, b: np.tanh(x @ W + h @ U.T + b), "turned round"),
        ("rnn_step", lambda x, h, W, U, b: h + np.tanh(x @ W + h @ U + b), "replaces the old one"),
        ("rnn_step", lambda x, h, W, U, b: np.tanh(x @ W + h @ U + b)[0], "shape"),
        ("encode", lambda words, v: np.array([v.index(word) for word in words]), "`get` takes a default"),
        ("rnn_step", lambda x, h, W, U, b: np.tanh(W @ x + h @ U + b), "stand in front of their weights"),
        ("encode", lambda words, v: [v.index(word) if word in v else 1 for word in words], "np.array(...)"),
        ("encode", lambda words, v: np.array([v.index(word) if word in v else 0 for word in words]), "for padding"),
        ("encode", lambda words, v: np.array([v.index(word) if word in v else len(v) for word in words]), "new number"),
        ("encode", lambda words, v: np.array([v.index(word) for word in words if word in v]), "keeps its place"),
        ("encode", lambda words, v: GOOD["encode"](words, v) + 1, "counted from 0"),
        ("encode", lambda words, v: GOOD["encode"](words, v) - 2, "reserved places"),
        ("encode", lambda words, v: np.eye(len(v))[GOOD["encode"](words, v)], "not a vector"),
        ("encode", lambda words, v: np.array([2 + sorted(set(words), key=words.index).index(w) for w in words]),
         "order in the text"),
        ("encode", lambda words, v: GOOD["encode"](words, v) / 1.0, "whole numbers"),
        ("windows", cut(0, 0), "comes *next*"),
        ("windows", cut(0, 2), "moved by two"),
        ("windows", cut(1, 2), "one word too late"),
        ("windows", cut(0, 1, last=0), "is the first word again"),
        ("windows", one_added, "*next word*"),
        ("windows", lambda n, length, start=0: [part.tolist() for part in by_loop(n, length, start)], "np.array(...)"),
        ("windows", off_by_one_error, "needs one word more"),
        ("windows", without_start, "`start` is handed in and not used. So many windows there are not"),
        ("windows", cut(0, 1, last=5), "2 entries in place of 3"),
        ("windows", cut(after_start=False), "begin at `start`"),
        ("windows", rolled, "its own first word"),
        ("windows", overlapping, "overlap"),
        ("windows", lambda n, length, start=0: tuple(part.T for part in by_loop(n, length, start)), "row is a window"),
        ("windows", lambda n, length, start=0: by_loop(n, length, start)[0], "2 results: inputs, targets"),
        ("windows", lambda n, length, start=0: (by_loop(n, length, start)[0], n[1:]), "An axis is gone"),
        ("perplexity", lambda chosen, mask: np.exp(-np.mean(np.log(chosen))), "Padding is counted"),
        ("perplexity", lambda chosen, mask: np.exp(-np.mean(np.log(chosen) * mask)), "divide by the words"),
        ("perplexity", lambda chosen, mask: -np.mean(np.log(chosen[mask])), "cross-entropy"),
        ("perplexity", lambda chosen, mask: np.exp(np.mean(np.log(chosen[mask]))), "minus is missing"),
        ("perplexity", lambda chosen, mask: 1 / np.mean(chosen[mask]), "Logarithm first"),
        ("perplexity", lambda chosen, mask: np.exp(-np.sum(np.log(chosen[mask]))), "take the mean"),
        ("perplexity", lambda chosen, mask: 2 ** -np.mean(np.log(chosen[mask])), "np.exp with np.log"),
        ("perplexity", mean_of_sentences, "not each sentence"),
        ("perplexity", lambda chosen, mask: np.prod(chosen[mask]) ** (-1 / mask.sum()), "add up logarithms"),
        (
            "perplexity",
            lambda chosen, mask: float(np.prod(chosen[mask].astype(np.longdouble)) ** (-1 / np.longdouble(mask.sum()))),
            "add up logarithms",
        ),
        ("perplexity", lambda chosen, mask: np.exp(-np.sum(np.log(chosen) * mask) / np.sum(mask)), "minus infinity"),
        ("gated_step", with_gate(lambda i, s, b: sigmoid(-i - s - b)), "The other way round"),
        ("gated_step", with_gate(lambda i, s, b: np.tanh(i + s + b)), "tanh for the gate"),
        ("gated_step", with_gate(lambda i, s, b: i + s + b), "goes through the sigmoid"),
        ("gated_step", with_gate(lambda i, s, b: sigmoid(np.tanh(i + s + b))), "still a tanh in your gate"),
        ("gated_step", what_is_new(lambda keep, h, new: keep @ h + (1 - keep) @ new), "entry by entry"),
        ("gated_step", what_is_new(lambda keep, h, new: keep @ h + (1 - keep) * new), "entry by entry"),
        ("gated_step", with_gate(lambda i, s, b: sigmoid(s + b)), "inputs @ W_gate"),
        ("gated_step", with_gate(lambda i, s, b: sigmoid(i + b)), "state @ U_gate"),
        ("gated_step", with_gate(lambda i, s, b: sigmoid(i + s)), "biases are missing"),
        ("gated_step", with_gate(lambda i, s, b: (i + s + b > 0) * 1.0), "not yes or no"),
        ("gated_step", with_gate(lambda i, s, b: sigmoid(i + s + b).mean(axis=1, keepdims=True)), "gate of its own"),
        ("gated_step", what_is_new(lambda keep, h, new: keep * h + new), "Only 1 - keep"),
        ("gated_step", what_is_new(lambda keep, h, new: h + keep * new), "Only the share keep"),
        ("gated_step", what_is_new(lambda keep, h, new: keep * h), "What is new is missing"),
        ("gated_step", what_is_new(lambda keep, h, new: keep), "the gate itself"),
        ("gated_step", what_is_new(lambda keep, h, new: new), "where is the gate"),
        ("gated_step", what_is_new(lambda keep, h, new: np.tanh(keep * h + (1 - keep) * new)), "No tanh"),
        ("attend", looking(lambda scores: scores), "no weights yet"),
        ("attend", looking(lambda scores: scores / scores.sum()), "raise e to the power"),
        ("attend", looking(np.exp), "add up to 1"),
        ("attend", looking(lambda scores: (scores == scores.max()) * 1.0), "not the best alone"),
        ("attend", looking(lambda scores: summed(-scores)), "no minus"),
        ("attend", looking(summed, compared=lambda keys, values: values), "compared with the keys"),
        ("attend", looking(summed, mixed=lambda keys, values: keys), "not the keys"),
        ("attend", lambda q, k, v: (summed(k @ q / np.sqrt(len(q))), summed(k @ q / np.sqrt(len(q))) @ v), "root"),
        ("attend", lambda q, k, v: (summed(k @ q), v.mean(axis=0)), "as much as its weight"),
        ("attend", lambda q, k, v: (summed(k @ q), v @ summed(k @ q)), "The weights stand in front"),
        ("attend", lambda q, k, v: (summed(q @ k), summed(q @ k) @ v), "The keys stand in front"),
        ("attend", lambda q, k, v: summed(k @ q), "2 results: weights, mixture"),
        ("attend", lambda q, k, v: looking(summed)(q, k, v)[::-1], "weights, then mixture"),
        ("sample", drawn(lambda s, t: softmax(s * t)), "multiplies"),
        ("sample", drawn(lambda s, t: softmax(np.where(s >= np.sort(s)[-10:][0], s / t, -np.inf))), "the best few"),
        ("sample", drawn(lambda s, t: softmax(s)), "no effect"),
        ("sample", lambda s, t, random: random.choice(len(s)), "come alike"),
        ("sample", lambda s, t, random: int(np.argmax(s)), "best word"),
        ("sample", drawn(lambda s, t: softmax(softmax(s) / t)), "Softmax twice"),
        ("sample", overflowing, "overflows"),
        ("sample", lambda s, t, random: by_gumbel(s, t, np.random.default_rng()), "generator handed in"),
        ("sample", lambda s, t, random: by_gumbel(s, t, random) / 10, "whole number"),
        ("sample", lambda s, t, random: softmax(s / t), "draw one place"),
    ],
)  # fmt: skip
def test_a_known_mistake_gets_its_hint(name, wrong, hint):
    assert hint in hand_in(getattr(check, name), wrong)


def turned_round(size):
    inputs, embedding = keras.Input((None,), dtype="int32"), layers.ReversibleEmbedding(128, size)
    x = layers.LSTM(256, return_sequences=True)(layers.Dropout(0.4)(embedding(inputs)))
    return keras.Model(inputs, embedding(layers.Dense(128)(layers.Dropout(0.4)(x)), reverse=True))


def dropout_of_the_lstm(size):
    inputs, embedding = keras.Input((None,), dtype="int32"), layers.ReversibleEmbedding(size, 128)
    x = layers.LSTM(256, return_sequences=True, dropout=0.4)(embedding(inputs))
    return keras.Model(inputs, embedding(layers.Dense(128)(layers.Dropout(0.4)(x)), reverse=True))


def network(
    size,
    sequences=True,
    tied=True,
    units=256,
    dropout=2,
    width=128,
    last=None,
    two=False,
    plain=False,
    rate=0.4,
    bend=None,
):
    inputs = keras.Input((None,), dtype="int32")
    embedding = layers.ReversibleEmbedding(size, width)
    x = embedding(inputs)
    x = layers.Dropout(rate)(x) if dropout else x
    x = layers.Dropout(rate)(x) if dropout == 3 else x
    layer = layers.SimpleRNN if plain else layers.LSTM
    x = layer(units, return_sequences=sequences)(x)
    x = layers.Dropout(rate)(x) if dropout == 2 else x
    x = layers.Dense(width, activation=bend)(x)
    if two:
        embedding = layers.ReversibleEmbedding(size, width)
    x = embedding(x, reverse=True) if tied else layers.Dense(size)(x)
    return keras.Model(inputs, layers.Softmax()(x) if last else x)


SAME = network(50)


def part(model):
    return keras.Model(model.inputs, next(layer for layer in model.layers if isinstance(layer, layers.Dense)).output)


def two_inputs(model):
    return keras.Model([model.inputs[0], keras.Input((3,))], model.outputs)


@pytest.mark.parametrize(
    "wrong, hint",
    [
        (lambda size: network(size, sequences=False), "return_sequences=True"),
        (lambda size: network(size, tied=False), "where ReversibleEmbedding is asked for"),
        (lambda size: network(size, two=True), "make one embedding, and use it twice"),
        (lambda size: network(size, units=128), "neurons is 128; asked for is 256"),
        (lambda size: network(size, width=64), "numbers per word is 64; asked for is 128"),
        (lambda size: network(size, dropout=1), "Dropout is missing behind LSTM(256)"),
        (lambda size: network(size, dropout=0), "Dropout is missing behind ReversibleEmbedding"),
        (lambda size: network(size, dropout=3), "it belongs behind LSTM(256)"),
        (lambda size: network(size, rate=0.9), "share dropped is 0.9; asked for is 0.4"),
        (lambda size: network(size, bend="relu"), "ReLU is not asked for behind Dense(128)"),
        (lambda size: network(size, last="softmax"), "softmax is not asked for"),
        (lambda size: network(size, plain=True), "where LSTM(256) is asked for"),
        (lambda size: part(network(size)), "embedding again, backwards"),
        (lambda size: network(size).layers, "Return the model"),
        (lambda size: keras.Sequential([layers.Embedding(size, 128), layers.LSTM(256)]), "It begins with one Input"),
        (lambda size: two_inputs(network(size)), "one input"),
        (lambda size: SAME, "a new model each time"),
        (lambda size: network(size + 1), "score for each word"),
        (turned_round, "how many words comes first"),
        (dropout_of_the_lstm, "Dropout is missing behind ReversibleEmbedding. (The LSTM's own dropout"),
    ],
)
def test_a_wrong_network_gets_its_hint(wrong, hint):
    assert hint in hand_in(check.build_language_model, wrong)


ENTROPY = np.log(3.0)


def one_word_less(numbers, length):
    rows = numbers[: len(numbers) // length * length].reshape(-1, length)
    return rows[:, :-1], rows[:, 1:]


def rolled_as_a_whole(numbers, length):
    rows = numbers[: len(numbers) // length * length].reshape(-1, length)
    return rows, np.roll(rows, -1)


@pytest.mark.parametrize(
    "cause, answer, value", [("b", GOOD["windows"], 3.4), ("B", by_loop, 4.0), ("b", one_word_less, 4.0)]
)
def test_a_mended_cut_passes(cause, answer, value):
    check.too_good(cause, answer, value, ENTROPY)


@pytest.mark.parametrize(
    "cause, answer, value, hint",
    [
        ("a", by_loop, 3.4, "hardly any"),
        ("c", by_loop, 3.4, "each is written by itself"),
        ("d", by_loop, 3.4, "counts commas"),
        (2, by_loop, 3.4, "The letter alone"),
        ("b", stub, 3.4, "Replace the line"),
        ("b", cut(0, 0), 1.1, "The targets are the inputs"),
        ("b", cut(0, 2), 3.4, "by two words"),
        ("b", rolled_as_a_whole, 3.4, "drop that window"),
        ("b", lambda numbers, length: without_start(numbers, length), 3.4, "needs one word more"),
        ("b", by_loop, 1.1, "Run the cell above again"),
        ("b", by_loop, 60.0, "hardly learnt"),
        ("b", lambda numbers, length: numbers, 3.4, "inputs, targets"),
    ],
)
def test_a_cut_that_is_not_mended_gets_a_hint(cause, answer, value, hint):
    assert hint in hand_in(check.too_good, cause, answer, value, ENTROPY)
