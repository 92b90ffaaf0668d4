"""Checks of lesson 5. Each one tries a student's function or network and explains what is wrong, if anything is."""

from collections.abc import Callable
from typing import Any

import numpy as np

from workshop.checks.calling import call, overlooked
from workshop.checks.cases import any_of, array, compare, judge, tabled, to_numpy, with_hint
from workshop.checks.core import CheckFailed, diagnosis, exercise, require, show
from workshop.checks.networks import network, same_network
from workshop.errors import hint_of

tanh, exp, log, mean = np.tanh, np.exp, np.log, np.mean
PAIR = ("inputs", "targets")


@exercise("5.1", "one step")
def rnn_step(student: Callable) -> None:
    tried = []
    # Where all sizes are the same, a mistake in the products computes something, and shows which it is.
    for n, f, u in [(2, 2, 2), (3, 2, 4), (1, 5, 3), (4, 3, 3)]:
        normal = np.random.default_rng(n).normal
        x, *at = (normal(size=size) for size in [(n, f), (n, u), (f, u), (u, u), u])
        x = np.round(2 * x).astype(int) if n == 4 else x
        tried.append((f"rnn_step of a batch of {n}, {f} features, {u} units", (x, *at)))

    def right(x: Any, h: Any, W: Any, U: Any, b: Any) -> Any:
        return tanh(x @ W + h @ U + b)

    def wrong(x: Any, h: Any, W: Any, U: Any, b: Any) -> dict:
        i, s, new = x @ W, h @ U, right(x, h, W, U, b)
        found = {
            "tanh is missing.": [i + s + b], "The biases are missing.": [tanh(i + s)],
            "The state of the step before is missing: state @ U.": [tanh(i + b), tanh(i)],
            "What comes in is missing: inputs @ W.": [tanh(s + b), tanh(s)],
            "That is the sigmoid: a plain recurrent layer uses tanh.": [1 / (1 + exp(-i - s - b))],
            "That is ReLU: a plain recurrent layer uses tanh.": [np.maximum(i + s + b, 0)],
            "That is tanh of half or twice the sum: look its formula up.": [tanh((i + s + b) * n) for n in (0.5, 2)],
            "tanh comes last, over the whole sum.": [tanh(i + s) + b, tanh(i + b) + s, tanh(i) + s + b],
            "One tanh, over the whole sum.": [tanh(i) + tanh(s) + b, tanh(i) + tanh(s + b), tanh(i + b) + tanh(s)],
            "The state goes through the weights U first.": [tanh(i + h + b)],
            "The new state replaces the old one; it is not added to it.": [h + new, 0.98 * h + 0.02 * new],
            "One row for each sequence of the batch: that is a single one's.": [new[:1], new[0], new[-1]],
            "W belongs to the inputs, U to the state.": [tanh(np.hstack([h, x]) @ np.vstack([W, U]) + b)],
        }  # fmt: skip
        return found if x.shape != U.shape else found | {
            "The biases are a row, added once.": [tanh(i + s + c) for c in (b[:, np.newaxis], -b, 2 * b, b.sum())],
            "U is turned round: state @ U.": [right(x, h, W, U.T, b)],
            "W is turned round: inputs @ W.": [right(x, h, W.T, U, b), right(x, h, W.T, U.T, b)],
            "Inputs and state stand in front of their weights.": [tanh(W @ x + U @ h + b), tanh(W @ x + s + b)],
            "`*` goes entry by entry: a matrix product is `@`.": [tanh(x * W + h * U + b), tanh(i + h * U + b)],
        }  # fmt: skip

    judge(student, right, tried, tabled(wrong, tried[0][1]), "Follow one sequence by hand: what comes in times W, the "
          "last state times U, the biases, and tanh of it all.", tolerance=2e-5)  # fmt: skip


@exercise("5.8", "a gate")
def gated_step(student: Callable) -> None:
    tried = []
    for n, f, u in [(2, 2, 2), (3, 2, 4), (1, 5, 3), (4, 3, 3)]:
        normal = np.random.default_rng(n).normal
        x, *at = (normal(size=size) for size in [(n, f), *[(f, u), (u, u), u] * 2])
        state = np.random.default_rng(n).uniform(-0.9, 0.9, (n, u))  # tanh keeps states between -1 and 1
        tried.append((f"gated_step of a batch of {n}, {f} features, {u} units", (x, state, *at)))

    def sigmoid(z: Any) -> Any:
        return 1 / (1 + exp(-z))

    def right(x: Any, h: Any, W: Any, U: Any, b: Any, W_gate: Any, U_gate: Any, b_gate: Any) -> Any:
        keep = sigmoid(x @ W_gate + h @ U_gate + b_gate)
        return keep * h + (1 - keep) * tanh(x @ W + h @ U + b)

    def wrong(x: Any, h: Any, W: Any, U: Any, b: Any, W_gate: Any, U_gate: Any, b_gate: Any) -> dict:
        i, s, total = x @ W_gate, h @ U_gate, x @ W + h @ U + b
        new, keep = tanh(total), sigmoid(i + s + b_gate)

        def with_gate(gate: Any) -> Any:
            return gate * h + (1 - gate) * new

        one_new = sigmoid(i + new @ U_gate + b_gate)
        square = {} if x.shape != U.shape else {
            "`keep` goes entry by entry: `*`, not `@`.": [keep @ h + (1 - keep) @ new, keep @ h + (1 - keep) * new,
                keep * h + (1 - keep) @ new, keep @ h.T + (1 - keep) @ new.T]}  # fmt: skip
        return square | {
            "The other way round: where keep is near 1, the *last* state stays.": [with_gate(1 - keep)],
            "That is tanh for the gate: a share between 0 and 1 takes the sigmoid.": [with_gate(tanh(i + s + b_gate))],
            "There is still a tanh in your gate: the sigmoid takes the bare sum, not what rnn_step returns.":
                [with_gate(sigmoid(tanh(i + s + b_gate))), with_gate(sigmoid(-tanh(i + s + b_gate)))],
            "The gate's sum goes through the sigmoid.": [with_gate(i + s + b_gate)],
            "The gate listens to the input, too: inputs @ W_gate.": [with_gate(sigmoid(s + b_gate))],
            "The gate listens to the last state, too: state @ U_gate.": [with_gate(sigmoid(i + b_gate))],
            "The gate's biases are missing.": [with_gate(sigmoid(i + s))],
            "Only 1 - keep of what is new comes in.": [keep * h + new, h + (1 - keep) * new],
            "Only the share keep of the last state stays.": [h + keep * new, (1 - keep) * new, keep * new],
            "What is new comes from rnn_step, tanh and all.": [keep * h + (1 - keep) * total],
            "What is new is missing: (1 - keep) times it is added.": [keep * h],
            "That is the gate in another place: keep the last state, do not feed less of it to what is new.":
                [tanh(x @ W + (keep * h) @ U + b), keep * h + (1 - keep) * tanh(x @ W + (keep * h) @ U + b)],
            "No tanh around the mixture: it would shrink what is kept.": [tanh(with_gate(keep))],
            "Each neuron has a gate of its own: no mean over them.":
                [with_gate(keep.mean(axis=1, keepdims=True)), with_gate(keep.mean())],
            "A share, not yes or no: the gate may stand half open.": [with_gate(1.0 * (keep > 0.5)),
                                                                       with_gate(np.round(keep))],
            "The gate looks at the last state, not at the new one.":
                [one_new * h + (1 - one_new) * new, with_gate(sigmoid(new))],
            "That is the gate itself: now mix the last state and what is new by it.": [keep],
            "That is rnn_step alone: where is the gate?": [new],
        }  # fmt: skip

    judge(student, right, tried, tabled(wrong, tried[0][1]), "keep is a sigmoid of the gate's own sum; then keep times "
          "the last state, and 1 - keep times what rnn_step gives.", tolerance=2e-5)  # fmt: skip


def softmax(scores: Any, temperature: float = 1.0) -> Any:
    """The softmax of a row of scores."""
    exponentials = exp((scores - scores.max()) / temperature)
    return exponentials / exponentials.sum()


def attended_wrongly(query: Any, keys: Any, values: Any, root: float = 1.0) -> dict:
    """What attention for one word gives with a mistake in it, under the mistake's hint; lesson 8 asks for it again.

    root: what the scores are divided by; 1 where they are the dot products
    """
    scores = keys @ query / root

    def by(weights: Any) -> tuple:
        return weights, weights @ values

    (weights, mixture), apart = by(softmax(scores)), np.sum((keys - query) ** 2, axis=1)
    lengths, gates = np.linalg.norm(keys, axis=1), 1 / (1 + exp(-scores))
    found = {
        "The scores are no weights yet: softmax makes them add up to 1.": [by(scores), (scores, mixture)],
        "Softmax: raise e to the power of the scores first, then divide by the sum.":
            [by(part / part.sum()) for part in (scores, np.abs(scores))],
        "They have to add up to 1: divide the exponentials by their sum.":
            [by(exp(scores)), by(exp(scores - scores.max())), (exp(scores), mixture)],
        "A sigmoid looks at each score by itself: divide the exponential of each score by the sum of them all.":
            [by(gates), by(gates / gates.sum())],
        "Those are logarithms of the weights: softmax as it is, without a logarithm.":
            [by(log(weights)), (log(weights), mixture)],
        "All words give something, each by its weight: not the best alone.":
            [by(1.0 * (scores == scores.max())), (weights, values[scores.argmax()])],
        "What is mixed are the values, not the keys.": [(weights, weights @ keys)],
        "The order of the results: weights, then mixture.": [(mixture, weights)],
        "Each value counts as much as its weight.": [(weights, values.mean(axis=0)), (weights, values.sum(axis=0))],
        "The dot product as it is: a long key may speak louder.":
            [by(softmax(part / lengths)) for part in (scores, keys @ query, keys @ query / np.linalg.norm(query))],
        "A large dot product is a match: no distances.":
            [by(softmax(sign * apart**power / part)) for sign in (-1, 1) for power in (0.5, 1) for part in (1, root)],
        "Where question and label match, the weight is large: no minus.": [by(softmax(-scores))],
        "Add the values up, each times its weight: the mixture has as many numbers as one value.":
            [(weights, weights[:, np.newaxis] * values)],
    }  # fmt: skip
    if keys.shape == values.shape:
        other = softmax(values @ query / root)
        found["The query is compared with the keys, not with the values."] = [by(other), (other, mixture)]
    if keys.shape == values.shape == values.T.shape:
        turned = softmax(query @ keys / root)
        found["The weights stand in front, one for each row: weights @ values."] = [(weights, values @ weights)]
        found["The keys stand in front: keys @ query has one score for each word."] = [
            by(turned),
            (turned, values @ turned),
        ]
    return found


@exercise("5.9", "attention by hand")
def attend(student: Callable) -> None:
    tried = []
    for words, n, contents in [(2, 2, 2), (5, 3, 4), (4, 2, 3), (1, 3, 2), (3, 3, 3)]:
        normal = np.random.default_rng(words).normal
        tried.append((f"attend of {words} word{'s' * (words > 1)}, keys of {n} and values of {contents} numbers",
                      (normal(size=n), normal(size=(words, n)), normal(size=(words, contents)))))  # fmt: skip

    def right(query: Any, keys: Any, values: Any) -> tuple:
        weights = softmax(keys @ query)
        return weights, weights @ values

    def wrong(query: Any, keys: Any, values: Any) -> dict:
        divided = [softmax(keys @ query / by) for by in (np.sqrt(len(query)), len(query))]
        return attended_wrongly(query, keys, values) | {
            "Not divided by a root or a length here: the scores are the dot products.":
                [(weights, weights @ values) for weights in divided],
        }  # fmt: skip

    judge(student, right, tried, tabled(wrong, tried[0][1]), "Softmax of keys @ query; then the values, each times "
          "its weight, added up.", names=("weights", "mixture"), lists=True, tolerance=2e-5)  # fmt: skip


@exercise("5.2", "encode")
def encode(student: Callable) -> None:
    first = ["<pad>", "<other>", "and", "a", "dog"]  # the notebook has called the function with it already
    small = ["<pad>", "<other>", "the", ".", "Tom", "dog", "sees", "tom", "cat"]
    large = ["<pad>", "<other>", *(f"word{n * 7 % 500}" for n in range(500))]
    tried = [(f"encode({text}), {len(v)} words in the vocabulary", (text.split(), v)) for text, v in [
        ("a dog and a zebra and", first), ("the dog sees Tom , tom sees the cat .", small), ("yeti", small),
        ("word3 word410 word77 yeti word3 word250", large), ("cat <other> dog <pad>", small)]]  # fmt: skip

    def right(words: list, v: list, unknown: float = 1, known: int = 0) -> np.ndarray:
        places = {word: place + known for place, word in enumerate(v)}
        return np.array([places.get(word, unknown) for word in words])

    mistakes = tabled(lambda w, v: {
        "A word that is not there is number 1: 0 is for padding, and no new number is made.":
            [right(w, v, n) for n in (0, len(v), len(v) - 1, -1, 2, np.nan)],
        "A word that is not in the vocabulary keeps its place in the text.": [right([x for x in w if x in v], v)],
        "Places are counted from 0, as Python does.": [right(w, v, 1, 1), right(w, v) + 1],
        "The vocabulary holds the two reserved places already.": [right(w, v) - 2, right(w, v, 1, 2)],
        "The place alone, not a vector: the embedding does the rest.": [np.eye(len(v))[right(w, v)]],
        "The numbers come from the vocabulary, not from the order in the text.":
            [np.where(np.isin(w, words), right(w, [*dict.fromkeys(w)]) + n, 1) for n in range(3) for words in (v, w)],
        "The place in the vocabulary counts, not in the alphabet.":
            [right(w, sorted(v)), *(np.unique(w, return_inverse=True)[1] + n for n in (0, 2))],
        "Every word came out as 1: the word is the dictionary's key, its place the value.": [np.ones(len(w))],
        "The numbers of the first vocabulary stay for good: make them from the one handed in.": [right(w, first)],
        "The word at place 0 came out as 1: `or` and `if` take a 0 for nothing.": [np.maximum(right(w, v), 1)],
        "One number for each word of the text, not for each of the vocabulary.": [any_of(len(v))],
    }, tried[0][1])  # fmt: skip
    missing = "A word that is not there is number 1: a dictionary's `get` takes a default."
    judge(student, right, tried, mistakes, "The place of each word in the vocabulary.", dtype="whole",
          stumbles=dict.fromkeys(("KeyError: 'zebra'", "KeyError: ','", "is not in list"), missing))  # fmt: skip


def _cut(x: np.ndarray, length: int, start: int = 0, by: int = 1, aside: int = 1) -> tuple:
    """Inputs and targets of windows: targets that many words further, so many words put aside at the end."""
    places = np.arange(max(0, (len(x) - start - aside) // length) * length).reshape(-1, length) + start
    return x[places % len(x)], x[(places + by) % len(x)]


def _cut_wrongly(text: np.ndarray, n: int, start: int = 0) -> dict:
    (x, y), (more, _) = _cut(text, n, start), _cut(text, n, start, 1, 0)
    rows = _cut(np.append(text, 0), n + 1, start)[0]
    return {
        "The targets are the inputs: each must be the word that comes *next*.": [(x, x), (more, more), (y, y)],
        "1 is added to the words' numbers: the target is the *next word* of the text.": [(x, x + 1), (more, more + 1)],
        "The inputs begin one word too late or too early: at word number `start`, counted from 0.":
            [_cut(text, n, start + by, 1, aside) for by in (1, -1) for aside in (1, 1 - by)],
        "The targets are moved the wrong way: they are the words before.": [(y, x), _cut(text, n, start, -1)],
        "The targets are moved by two words: by one.": [_cut(text, n, start, 2, aside) for aside in (2, 1)],
        "At the end of a window comes its own first word: cut targets from the text, do not roll the inputs.":
            [(part, np.roll(part, -1, axis=1)) for part in (x, more)],
        "The very last target is the first word again, but behind the last word comes none: drop that window.":
            [_cut(text, n, start, 1, 0), _cut(np.append(text, text[start]), n, start), (x, np.roll(x, -1)),
             (more, np.roll(more, -1))],
        "A whole window is missing: use as many as there are.": [(x[:-1], y[:-1]), _cut(text, n, start, 1, n)],
        "Where the words fit exactly, the last window is missing.": [_cut(text, n, start, 1, 2)],
        "Each place of a window has a target, not only the last.": [(x, y[:, -1]), (x, y[:, -1:])],
        "The targets are the whole next window: move by one word.": [(part[:-1], part[1:]) for part in (x, more)],
        "Rows and columns are swapped: a row is a window.": [(x.T, y.T), (x.reshape(n, -1), y.reshape(n, -1))],
        "They overlap: the next one begins behind the last.": [(any_of(len(text) - start - n, n),) * 2],
        "A window takes no word more: its last target is the next one's first input.": [(rows[:, :-1], rows[:, 1:])],
        "It begins at the first word: begin at `start`.": [_cut(text, n), (x, _cut(text, n, 0, 1, 1 + start)[1])],
    }  # fmt: skip


def _texts(name: str, *sizes: tuple) -> list:
    """Cases of cutting texts in which no word follows from the one before it: no target comes from its input alone."""
    return [(f"{name}(a text of {words} words, {', '.join(map(str, at))})",
             (np.random.default_rng(words).permutation(1000)[:words] * 2, *at)) for words, *at in sizes]  # fmt: skip


MANY = "So many windows there are not: the last target needs one word more{}."


@exercise("5.3", "windows")
def windows(student: Callable) -> None:
    tried = _texts("windows", (16, 4), (14, 3, 4), (19, 5, 3), (26, 5), (10, 8), (700, 32, 17))
    tried.append(("windows(a text of 12 words, length=4, start=1)", (tried[0][1][0][:12], {"length": 4, "start": 1})))
    many = MANY.format(", those before `start` do not count")
    try:
        judge(student, _cut, tried, tabled(_cut_wrongly, tried[0][1]), names=PAIR, dtype="whole",
              hint="Windows side by side; to each place the next word.",
              stumbles=dict.fromkeys(("reshape", "inhomogeneous"), many))  # fmt: skip
    except CheckFailed as failure:
        hint = hint_of(str(failure))
        if "`start` is handed in and not used" in hint and "reshape" in str(failure).removesuffix(hint):
            raise with_hint(failure, f"{hint} {MANY.format('')}") from None
        raise


@exercise("5.4", "perplexity")
def perplexity(student: Callable) -> None:
    draw = np.random.default_rng(5).uniform
    padded = np.array([[0.5, 0.1, 0.2, 0.9, 0.04], [0.25, 0.8, 0, 0, 0], [0.03, 0.7, 0.6, 0, 0]])
    gaps, row, three, long = (draw(0.003, 1, shape) for shape in ((4, 6), 9, (2, 3, 4), (200, 90)))
    tried = [(f"perplexity of {words}", at) for words, at in [
        ("three sentences of 5, 2 and 3 words", (padded, padded > 0)),
        ("four sentences, with gaps in the mask", (gaps, np.arange(24).reshape(4, 6) % 5 > 1)),
        ("one row of 9 words, two of them masked", (row, np.arange(9) % 5 > 0)),
        ("an array of shape (2, 3, 4)", (three, three > 0.3)),
        ("a model that always gives 1/6, as a die would", (np.full((2, 5), 1 / 6), np.full((2, 5), True))),
        ("a long text", (long**3, np.arange(90) < np.arange(200)[:, np.newaxis] % 60 + 30))]]  # fmt: skip

    def wrong(p: np.ndarray, mask: np.ndarray) -> dict:
        words, logs, every, hidden = p[mask], log(p[mask]), log(p), log(p[~mask])
        found = {
            "That is the cross-entropy: now e to the power of it.": [-mean(logs)],
            "The minus is missing: a perplexity is 1 or more.": [exp(mean(logs)), words.prod() ** (1 / words.size)],
            "Logarithm first, then the mean, then the exponential.": [1 / mean(words), mean(1 / words)],
            "That is the sum: take the mean over the words.": [exp(-np.sum(logs)), 1 / words.prod()],
            "Logarithm and power have two bases: use np.exp with np.log.":
                [base ** -mean(logs) for n in (2, 10) for base in (n, exp(1 / log(n)))],
            "Each logarithm counts the same: no weights.": [exp(-np.sum(words * logs)), exp(-mean(words * logs))],
            "So long a product is 0 to the computer: add up logarithms.": [words.prod() ** (-1 / words.size)],
            "Padding is counted: only the words of the mask.": [exp(-mean(every)), exp(-mean(log(p * mask)))],
            "The sum is right: divide by the words alone.": [exp(-np.sum(logs) / mask.size), exp(-mean(every * mask))],
            "0 times minus infinity is no number: choose the words first.": [exp(-np.sum(every * mask) / mask.sum())],
            "The mask is true where there is a word: here it is turned round.": [exp(-hidden.sum() / hidden.size)],
            "Padding may hold any number: the mask says where a word is.": [exp(-mean(every[p > 0]))],
        }  # fmt: skip
        if p.ndim != 2:
            return found
        each = np.mean(every, axis=1, where=mask)
        return found | {
            "Each word counts the same, not each sentence.": [exp(-mean(each)), mean(exp(-each))],
            "The mask stays true and false: as 1 and 0 it picks rows.": [exp(-mean(every[mask.astype(int)]))],
            "The words need not stand in front: the mask says where they are.":
                [exp(-mean(every[np.arange(p.shape[1]) < mask.sum(axis=1)[:, np.newaxis]]))],
        }  # fmt: skip

    shapes = "The arrays may have any shape, one axis or three: nothing here may rely on rows and columns."
    judge(student, lambda p, mask: exp(-mean(log(p[mask]))), tried, tabled(wrong, tried[0][1]), tolerance=2e-5,
          hint="e to the power of the cross-entropy of the real words.",
          stumbles=dict.fromkeys(("tuple index", "axis 1", "too many indices", "invalid index"), shapes))  # fmt: skip


@exercise("5.5", "build the network")
def build_language_model(student: Callable) -> None:
    import keras

    def lesson() -> Any:
        inputs, embedding = keras.Input(shape=(None,), dtype="int32"), keras.layers.ReversibleEmbedding(50, 128)
        x = keras.layers.LSTM(256, return_sequences=True)(keras.layers.Dropout(0.4)(embedding(inputs)))
        return keras.Model(inputs, embedding(keras.layers.Dense(128)(keras.layers.Dropout(0.4)(x)), reverse=True))

    tried, draw = "build_language_model(50)", np.random.default_rng(5).integers
    stumbles = {"'reverse'": "A plain Embedding goes one way only: ReversibleEmbedding.",
                "name 'x'": "In a list of layers there is no `x`: build as in exercise 4.6.",
                "ndim=4": "There is an axis too many: the input is windows of numbers, shape=(None,).",
                "256": "The LSTM gives 256 numbers, a word's point has 128: Dense(128) stands between."}  # fmt: skip
    model = network(student, 50, tried=tried, stumbles=stumbles,
                    hand_back="Return the model: keras.Model, from the inputs to the scores.")  # fmt: skip
    came = getattr(model, "input_shape", (None, None)) if model.built else "none yet"
    require(came == (None, None), f"{tried}; its input", "one input: windows of any length", str(came),
            "It begins with one Input of shape=(None,): how many words a window has stays open.")  # fmt: skip
    embeddings = [layer for layer in model._flatten_layers() if isinstance(layer, keras.layers.ReversibleEmbedding)]
    require(not any((layer.input_dim, layer.output_dim) == (128, 50) for layer in embeddings),
            f"{tried}; its embedding", "ReversibleEmbedding(50, 128)", "ReversibleEmbedding(128, 50)",
            "ReversibleEmbedding(words, numbers): how many words comes first.")  # fmt: skip
    inputs = [draw(0, 50, shape).astype("int32") for shape in [(9, 6), (4, 11)]]
    call(model, inputs[0], tried=f"{tried}, used on windows of 6 words", stumbles=stumbles)
    require(model.count_params() != 439936, f"{tried}; number of parameters", "433,536", "439,936",
            "Two matrices for the words: make one embedding, and use it twice.")  # fmt: skip
    back = "For a score the embedding goes backwards, reverse=True: else it takes points for words."
    hints = {(9, 50): "One answer for the whole window: return_sequences=True.", (9, 6, 128, 128): back,
             (9, 6, 128): "A score for every word: last comes the embedding again, backwards."}  # fmt: skip
    size = overlooked(student)[0] or "One score for each word of the vocabulary, the two reserved places counted."
    try:
        same_network(model, lesson, inputs, tried, lambda shape: hints.get(shape, size))
    except CheckFailed as failure:
        hint = hint_of(str(failure))
        inside = [layer for layer in model._flatten_layers() if getattr(layer, "return_sequences", None) is not None]
        if "Dropout is missing" in hint and any(getattr(layer, "dropout", 0) for layer in inside):
            raise with_hint(failure, f"{hint} (The LSTM's own dropout is another one: it switches off the same numbers "
                            "at every step. Use the layer.)") from None  # fmt: skip
        raise


#: What somebody who draws by scores stumbles over, and the hints; lesson 8 draws again.
DRAWING = {
    "not callable": "`random` is a generator: one of its methods draws.",
    "not non-negative": "Shares of the scores may be below 0: softmax takes exponentials first.",
    "NaN": "Some probability is no number: scores may be below 0, and have no logarithm and no root.",
}
OFF = "Take the largest score off before the exponential, or it overflows."
LATE = "Take the largest of the *divided* scores off, or it overflows: the division comes first."


def places_drawn(
    student: Callable, arguments: tuple, n: int, tried: str, stumbles: dict, shapes: dict, thing: str
) -> np.ndarray:
    """Many places that a student's function draws by scores, one after the other; what is no place becomes a message.

    arguments: what it takes, the scores first and the generator last
    shapes: hints for arrays that are no place, by their shape; thing: what has the places, such as "word"
    """
    scores, *at = arguments
    value = call(student, *arguments, tried=tried, stumbles=stumbles)
    require(not isinstance(value, str), tried, f"the place of a {thing}", show(value), f"Return its place, no {thing}.")
    array(value, (), tried, shapes)
    values = call(lambda: [student(scores.copy(), *at) for _ in range(n)], tried=tried)
    places, whole = np.array([float(to_numpy(one)) for one in values]), to_numpy(value).dtype.kind in "iu"
    require(whole and places.min() >= 0 and places.max() < len(scores), f"{tried}, many times",
            f"whole numbers, places from 0 to {len(scores) - 1}", show(places[:5]),
            f"The {thing}'s place, counted from 0: no fraction, and not its score.")  # fmt: skip
    return places.astype(int)


@exercise("5.6", "sample with temperature")
def sample(student: Callable) -> None:
    def drawn(scores: np.ndarray, temperature: float, generator: np.random.Generator, n: int = 1500) -> np.ndarray:
        tried = f"sample({show(scores)}, temperature={temperature:g})"
        shapes = {scores.shape: "Those are numbers for all words: draw one place by them."}
        return places_drawn(student, (scores, temperature, generator), n, tried, stumbles, shapes, "word")

    def shares(scores: np.ndarray, temperature: float) -> np.ndarray:
        places = drawn(scores, temperature, np.random.default_rng(2))
        return np.bincount(places, minlength=len(scores)) / len(places)

    seen, three = overlooked(student)[0], [np.random.default_rng(11) for _ in range(3)]
    stumbles = {**DRAWING, "Generator'": "The arguments come in the order scores, temperature, random.",
                "same size": seen or "One probability for each place, no more and no less."}  # fmt: skip
    one, other = (drawn(np.arange(30) / 1000, 1.0, generator, 100) for generator in three[:2])
    require(np.array_equal(one, other) and (three[0].random() != three[2].random() or one.min() == 29),
            "sample of 30 scores, a hundred times", "chance from `random` alone", "chance from elsewhere",
            "Take all chance from `random`, the generator handed in.")  # fmt: skip
    stumbles["do not sum"] = "Divide the scores by the temperature, before the softmax, not the probabilities."
    few, whole = [1.0, 3.0, 2.0, -1.0], [0, 2, 1, -3, 7, 5, 4, -1, 6, 3, -2]
    more, close = [-2.0, -4.0, -2.5, 1.0, -1.2, 0.5, -3.0], [0.5, 0.53, 0.45, 0.51, 0.2]
    tried = [(f"sample({s}, temperature={t:g}), share of each place", (np.array(s), t)) for s, t in [
        (few, 1.0), (few, 0.5), (more, 3.0), (whole, 3.0), (close, 0.3), (close, 0.05)]]  # fmt: skip
    best = seen if "for good" in seen else "Always the best word comes: draw by the probabilities."
    mistakes = tabled(lambda s, t: {
        "It multiplies by the temperature, or takes it as a power: divide.": [softmax(s * t)],
        "The temperature has no effect: divide the scores by it.": [softmax(s)],
        "All words come alike: hand the probabilities over, p=probabilities.": [np.full(len(s), 1 / len(s))],
        best: [s == s.max()],
        "Softmax twice: divide the scores by the temperature.": [softmax(softmax(s), t), softmax(softmax(s, t))],
        "Places 0 and 1 never come: every place may be drawn.": [softmax(np.append([-np.inf] * 2, s[2:]), t)],
        "Only the best few ever come: each word keeps its probability.":
            [softmax(np.where(s >= np.sort(s)[-k:][0], s, -np.inf), t) for k in (2, 3, 4, 5)],
        "At a low temperature always the best word comes: it is drawn there too.":
            [s == s.max() if t < least else softmax(s, t) for least in (0.1, 0.2, 0.4, 0.5, 1.0)],
    }, tried[0][1])  # fmt: skip
    judge(shares, softmax, tried, mistakes, seen or "First the division, then the softmax, then draw.", tolerance=0.06)
    # Of many words that are nearly alike, the best ten or nine tenths would do for few: each of them has to come.
    many = np.arange(40) / 20
    came = len(set(drawn(many, 2.0, np.random.default_rng(3))))
    require(came == len(many), "sample of 40 scores from 0 to 1.95, temperature=2, 1,500 times", "each of 40 places",
            f"{came} different ones", "Only the best few ever come: each word keeps its probability.")  # fmt: skip
    for *scores, temperature, hint in [(1000, 1001.5, 0, 1.0, OFF), (-900, -902, 0.5, LATE), (700, 701, 0, 0.01, LATE),
                                       (-1e9, -1e9, 2, 2.5, 0.5, OFF)]:  # fmt: skip
        stumbles.clear()
        stumbles[""], s = hint, np.array(scores, dtype=float)
        tried = f"sample({show(s)}, temperature={temperature:g}), share of each place"
        compare(shares(s, temperature), softmax(s, temperature), tried, hint, tolerance=0.06)


@exercise("5.7", "too good to be true")
def too_good(cause: Any, cut: Callable, mended: Any, best_entropy: float) -> None:
    diagnosis(cause, "b", "what makes it easy to be right", {
        "a": "Count them: of the new sentences hardly any stands in the training text.",
        "c": "What one sentence says about the next is nothing here: each is written by itself.",
        "d": "The best that is possible counts commas and full stops as well, and it is beaten."})  # fmt: skip
    tried = _texts("cut", (24, 4), (33, 5))
    # Other ways to cut have right targets as well: windows that take a word more, that overlap, one window less.
    others = (lambda x, n: tuple(_cut(np.append(x, 0), n + 1)[0][:, part] for part in (slice(n), slice(1, None))),
              lambda x, n: tuple(np.lib.stride_tricks.sliding_window_view(part, n) for part in (x[:-1], x[1:])),
              lambda x, n: tuple(x[: len(x) // n * n].reshape(-1, n)[:, part] for part in (slice(-1), slice(1, None))),
              lambda x, n: _cut(x, n, 0, 1, n))  # fmt: skip
    hint, what = "The target at each place is the next word of the text.", "the perplexity with your cut"
    mistakes = [mistake for mistake in tabled(_cut_wrongly, tried[0][1])
                if not any(word in mistake[1] for word in ("start", "no word more", "overlap", "missing"))]  # fmt: skip
    judge(cut, (_cut, *others), tried, mistakes, hint, names=PAIR, stumbles={"reshape": MANY.format("")})
    value, best = float(array(mended, (), "mended_perplexity")), float(exp(best_entropy))
    require(value > 0.97 * best, what, f"more than {best:.2f}, the best possible", f"{value:.2f}",
            "Run the cell above again, with your cut.")  # fmt: skip
    require(value < 3 * best, what, f"less than {3 * best:.1f}", f"{value:.2f}",
            "It has hardly learnt: are the inputs neighbouring words of the text?")  # fmt: skip
