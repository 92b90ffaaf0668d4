"""Checks of lesson 5. Each one tries a student's function or network and explains what is wrong, if anything is."""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from workshop.checks.core import (
    CheckFailed,
    answer,
    array,
    call,
    close,
    compare,
    diagnosis,
    exercise,
    fail,
    require,
    show,
)
from workshop.checks.networks import network


@exercise("5.1", "one step")
def rnn_step(student: Callable) -> None:
    generator = np.random.default_rng(5)
    inputs, state = generator.normal(size=(3, 2)), generator.normal(size=(3, 4))
    W, U, b = generator.normal(size=(2, 4)), generator.normal(size=(4, 4)), generator.normal(size=4)
    tried = "rnn_step of 3 sequences with 2 features and 4 units"
    fit = (
        "The shapes do not fit. Write them down: (batch, features) @ (features, units), (batch, units) @ (units, units)"
    )
    stumbles = {"matmul": fit, "broadcast": fit}
    came = answer(student, inputs, state, W, U, b, shape=(3, 4), tried=tried, stumbles=stumbles)
    total = inputs @ W + state @ U + b
    mistakes = [
        (total, "tanh is missing."),
        (1 / (1 + np.exp(-total)), "That is the sigmoid: a plain recurrent layer uses tanh."),
        (np.maximum(total, 0), "That is ReLU: a plain recurrent layer uses tanh."),
        (np.tanh(inputs @ W + b), "The state of the step before is missing: state @ U."),
        (np.tanh(state @ U + b), "What comes in is missing: inputs @ W."),
        (np.tanh(inputs @ W + state @ U), "The biases are missing."),
        (np.tanh(inputs @ W + b) + state @ U, "tanh comes last, over the whole sum."),
        (np.tanh(inputs @ W) + np.tanh(state @ U) + b, "One tanh, over the whole sum."),
        (np.tanh(inputs @ W + state * np.diag(U) + b), "state @ U is a matrix product, not entry by entry."),
        (np.tanh(inputs @ W + state @ U.T + b), "U is turned round: state @ U."),
        (state + np.tanh(total), "The new state replaces the old one; it is not added to it."),
    ]
    compare(came, np.tanh(total), tried, mistakes, "tanh(inputs @ W + state @ U + b)")


@exercise("5.2", "encode")
def encode(student: Callable) -> None:
    vocabulary = ["<pad>", "<other>", "the", ".", "dog", "sees", "cat"]
    words = ["the", "dog", "sees", "the", "wombat", "."]
    right = np.array([2, 4, 5, 2, 1, 3])
    tried = f"encode({' '.join(words)}), 'wombat' not being in the vocabulary"
    stumbles = {"wombat": "A word that is not there is number 1: .get(word, 1)"}
    value = call(student, words, vocabulary, tried=tried, stumbles=stumbles)
    hints = {
        (5,): "A word that is not in the vocabulary keeps its place in the text: number 1.",
        (6, 7): "The place alone, not a vector: the embedding does the rest.",
    }
    came = array(value, (6,), tried, hints)
    by_first_use = np.array([2, 3, 4, 2, 5, 6])
    mistakes = [
        (np.where(right == 1, 0, right), "Place 0 is for padding: a word that is not there is number 1."),
        (np.where(right == 1, 7, right), "A word that is not there is number 1, not a new number."),
        (np.where(right == 1, -1, right), "A word that is not there is number 1."),
        (right + 1, "Places are counted from 0, as Python does."),
        (right - 2, "The two reserved places count too: the vocabulary's own places are asked for."),
        (by_first_use, "The numbers come from the vocabulary, not from the order in the text."),
    ]
    compare(came, right, tried, mistakes, "The place of each word in the vocabulary.")
    require(np.asarray(value).dtype.kind in "iu", tried, "whole numbers", str(np.asarray(value).dtype), "dtype=int")


#: A text in which no word follows from the one before it, so that a target cannot be computed from its input.
TEXT = np.array([31, 7, 52, 18, 3, 44, 26, 9, 60, 15, 38, 21])


@exercise("5.3", "windows")
def windows(student: Callable) -> None:
    tried = "windows(a text of 12 words, length=4)"
    too_many = "12 words make only 2 windows: the last target of a third would be word 13. One word less can be cut."
    inputs, targets = _two(student, TEXT, 4, tried=tried, stumbles={"reshape": too_many})
    if inputs.shape == (3, 4):
        fail(tried, "2 windows", "3 windows", too_many)
    if inputs.shape == (8, 4) or inputs.shape == (9, 4):
        hint = "They overlap: the next one begins behind the last."
        fail(tried, "2 windows side by side", f"{len(inputs)} windows", hint)
    if inputs.shape == (1, 4):
        fail(tried, "2 windows", "1 window", "As many whole windows as there are: (len(numbers) - start - 1) // length")
    if inputs.shape == (4, 2):
        fail(tried, "shape (2, 4)", "shape (4, 2)", "reshape(n, length): a row is a window.")
    right, following = TEXT[:8].reshape(2, 4), TEXT[1:9].reshape(2, 4)
    mistakes = [
        (following, "The inputs begin one word too late: at `start`."),
        (TEXT[:8].reshape(4, 2).T, "A window holds words that are neighbours: reshape(n, length)."),
    ]
    compare(array(inputs, (2, 4), tried), right, f"{tried}, inputs", mistakes, "Neighbouring words, from start.")
    again = [
        (right, "The targets are the inputs: each must be the word that comes *next*."),
        (right + 1, "1 is added to the words' numbers: the target is the *next word* of the text."),
        (TEXT[2:10].reshape(2, 4), "The targets are moved by two: the word that comes next is one further."),
        (np.roll(TEXT, 1)[:8].reshape(2, 4), "The targets are moved the wrong way: they are the words before."),
        (np.roll(right, -1, axis=1), "At the end of a window comes the first word of the next one: cut the targets "
         "from the text, do not roll the inputs."),
        (np.roll(right.ravel(), -1).reshape(2, 4), "The very last target is the first word again: cut targets from the "
         "text, do not roll the inputs."),
    ]  # fmt: skip
    hint = "The target at each place is the next word of the text."
    compare(array(targets, (2, 4), tried), following, f"{tried}, targets", again, hint)
    tried = "windows(a text of 12 words, length=4, start=3)"
    inputs, targets = _two(student, TEXT, 4, tried=tried, start=3)
    compare(array(inputs, (2, 4), tried), TEXT[3:11].reshape(2, 4), f"{tried}, inputs",
            [(right, "It begins at the first word: begin at `start`.")], "Begin at `start`.")  # fmt: skip
    compare(array(targets, (2, 4), tried), TEXT[4:12].reshape(2, 4), f"{tried}, targets",
            [(TEXT[2:10].reshape(2, 4), "The targets are moved the wrong way: they are the words before.")],
            "The targets begin at start + 1.")  # fmt: skip


def _two(student: Callable, *arguments: Any, tried: str, **named: Any) -> tuple[np.ndarray, np.ndarray]:
    value = call(student, *arguments, tried=tried, **named)
    if not isinstance(value, list | tuple) or len(value) != 2:
        fail(tried, "inputs and targets", show(value), "return inputs, targets")
    if any(isinstance(part, list | tuple) for part in value):
        fail(tried, "two arrays", "lists of windows", "Make arrays of them: np.array(...)")
    inputs, targets = (np.asarray(part) for part in value)
    if inputs.shape != targets.shape:
        fail(tried, "inputs and targets of one shape", f"shapes {inputs.shape} and {targets.shape}",
             "Every place has one target.")  # fmt: skip
    return inputs, targets


@exercise("5.4", "perplexity")
def perplexity(student: Callable) -> None:
    chosen = np.array([[0.5, 0.1, 0.2, 0.9], [0.25, 0.8, 1e-9, 1e-9]])
    mask = np.array([[True, True, True, True], [True, True, False, False]])
    logs = np.log(chosen[mask])
    tried = "perplexity of two sentences, the second with two places of padding"
    came = answer(student, chosen, mask, shape=(), tried=tried)
    rows = [np.mean(np.log(row[row_mask])) for row, row_mask in zip(chosen, mask, strict=True)]
    everywhere = np.log(chosen)
    mistakes = [
        (np.exp(-np.mean(everywhere)), "Padding is counted: take chosen[mask]."),
        (
            np.exp(-np.sum(everywhere * mask) / mask.size),
            "The sum is right, the number is not: divide by the words alone.",
        ),
        (-np.mean(logs), "That is the cross-entropy: now e to the power of it."),
        (np.exp(np.mean(logs)), "The minus is missing: a perplexity is 1 or more."),
        (1 / np.mean(chosen[mask]), "Logarithm first, mean afterwards."),
        (np.mean(1 / chosen[mask]), "Logarithm first, then the mean, then the exponential."),
        (np.exp(-np.sum(logs)), "That is the sum: take the mean over the words."),
        (2 ** -np.mean(logs), "Logarithm to the base e and power of 2: use np.exp with np.log."),
        (np.exp(-np.mean(np.log2(chosen[mask]))), "Logarithm to the base 2 and power of e: use np.log with np.exp."),
        (np.exp(-np.mean(rows)), "Each word counts the same, not each sentence: one mean over all words."),
        (np.mean(np.exp(-np.array(rows))), "Each word counts the same, not each sentence: one mean over all words."),
    ]
    compare(
        came, np.exp(-np.mean(logs)), tried, mistakes, "e to the power of minus the mean logarithm of the real words."
    )
    tried = "perplexity of a model that always gives 1/6, as a die would"
    came = answer(student, np.full((2, 5), 1 / 6), np.full((2, 5), True), shape=(), tried=tried)
    compare(came, 6.0, tried, hint="A die is torn between six.")


@exercise("5.5", "build the network")
def build_language_model(student: Callable) -> None:
    import keras

    size = 50
    tried = f"build_language_model({size})"
    model = network(
        student,
        size,
        tried=tried,
        shape=(None,),
        takes="windows of any length",
        begin='inputs = keras.Input(shape=(None,), dtype="int32")',
        hand_back="return keras.Model(inputs, scores)",
    )
    kinds = [type(layer).__name__ for layer in model.layers]
    recurrent = [layer for layer in model.layers if isinstance(layer, keras.layers.LSTM | keras.layers.GRU)]
    require(len(recurrent) == 1, f"the layers of {tried}", "one LSTM", ", ".join(kinds), "keras.layers.LSTM(256, ...)")
    require(recurrent[0].return_sequences, tried, "a state for every word", "only the last one",
            "return_sequences=True: each place of the window has a target.")  # fmt: skip
    hints = {
        (None, None, 128): "A score for every word is asked for: the last step is embedding(x, reverse=True).",
        (None, None, 256): "A score for every word is asked for: the last step is embedding(x, reverse=True).",
        (None, None, 128, 128): "reverse=True is missing in the last step: embedding(x, reverse=True).",
        (None, size): "One answer for the whole window: return_sequences=True.",
    }
    require(model.output_shape == (None, None, size), tried, f"shape (None, None, {size})", f"{model.output_shape}",
            hints.get(model.output_shape, "The last step gives a score for each word of the vocabulary."))  # fmt: skip
    require(recurrent[0].units == 256, f"{tried}; units of the LSTM", "256", str(recurrent[0].units), "LSTM(256, ...)")
    came, right = model.count_params(), size * 128 + 4 * (128 + 256 + 1) * 256 + 257 * 128
    hints = {
        right + size * 128: "Two embeddings: make one, and use it twice.",
        right + size * 128 + size: "The scores come from a layer of their own: use embedding(x, reverse=True).",
    }
    require(came == right, f"{tried}; number of parameters", f"{right:,}", f"{came:,}",
            hints.get(came, "An embedding of 128, an LSTM of 256, a dense layer of 128."))  # fmt: skip
    dropout = kinds.count("Dropout")
    require(dropout == 2, f"the layers of {tried}", "two Dropout layers", f"{dropout}",
            "One before the LSTM, one behind it: one megabyte of text is soon learnt by heart.")  # fmt: skip
    order = [kind for kind in kinds if kind in ("Dropout", "LSTM", "GRU")]
    require(order[0] == order[2] == "Dropout", f"the order of the layers of {tried}", "Dropout, LSTM, Dropout",
            ", ".join(order), "One Dropout before the LSTM, one behind it.")  # fmt: skip
    rates = [layer.rate for layer in model.layers if isinstance(layer, keras.layers.Dropout)]
    require(
        max(rates) <= 0.6 and min(rates) >= 0.2, f"{tried}; shares that are dropped", "0.4", show(rates), "Dropout(0.4)"
    )
    bent = [layer.activation.__name__ for layer in model.layers if isinstance(layer, keras.layers.Dense)]
    require(set(bent) <= {"linear"}, f"{tried}; activation of the dense layer", "none", ", ".join(bent),
            "Dense(128) alone: it says where the next word should lie, and that may be below 0.")  # fmt: skip
    scores = np.asarray(model.predict(np.arange(size).reshape(2, -1), verbose=0), dtype=float)
    sums = scores.sum(axis=-1)
    require(not close(sums, np.ones(sums.shape), 1e-3), f"{tried}; what comes out", "scores",
            "probabilities that add up to 1",
            "No softmax here: the loss does it (from_logits=True). Twice makes all words nearly equal.")  # fmt: skip


@exercise("5.6", "sample with temperature")
def sample(student: Callable) -> None:
    scores = np.array([1.0, 3.0, 2.0, -1.0])
    draws = 2000
    for temperature in (1.0, 0.5, 3.0):
        tried = f"2,000 draws by sample([1, 3, 2, -1], temperature={temperature:g})"
        generator = np.random.default_rng(11)
        answer(student, scores, temperature, generator, shape=(), tried=tried)
        places = call(partial(_draws, student, scores, temperature, generator, draws), tried=tried)
        require(bool(np.all(np.isin(places, [0, 1, 2, 3]))), tried, "places from 0 to 3", show(places[:5]),
                "The word's place, a whole number: random.choice(len(probabilities), p=probabilities).")  # fmt: skip
        shares = np.bincount(places.astype(int), minlength=4) / draws
        if _near(shares, _softmax(scores / temperature)):
            continue
        mistakes = [
            (_softmax(scores * temperature), "It multiplies by the temperature: divide."),
            (_softmax(scores), "The temperature has no effect: divide the scores by it."),
            (np.full(4, 0.25), "All words come alike: hand the probabilities over, p=probabilities."),
            (np.eye(4)[1], "Always the best word comes: draw by the probabilities."),
            (_softmax(_softmax(scores) / temperature), "Softmax twice: divide the scores by the temperature."),
            (_softmax(scores) / temperature / np.sum(_softmax(scores) / temperature),
             "Divide the scores, before the softmax, not the probabilities."),
        ]  # fmt: skip
        hint = next((text for wrong, text in mistakes if _near(shares, wrong)), "Softmax of scores / temperature.")
        fail(f"{tried}, share of each place", show(_softmax(scores / temperature)), show(shares), hint)
    tried = "sample([1000, 999, 0], temperature=0.01)"
    hint = "Take the largest score off before the exponential, or it overflows."
    try:
        came = answer(student, np.array([1000.0, 999.0, 0.0]), 0.01, np.random.default_rng(1), shape=(), tried=tried)
    except CheckFailed:
        fail(tried, "0, the place of the largest", "no place", hint)
    compare(came, 0.0, tried, hint=hint)
    one, other = (_draws(student, scores, 1.0, np.random.default_rng(3), 20) for _ in range(2))
    require(np.array_equal(one, other), "20 draws, twice with equal generators", "the same places", "others",
            "Take all chance from `random`, the generator handed in.")  # fmt: skip


def _draws(student: Callable, scores: np.ndarray, temperature: float, generator: Any, n: int) -> np.ndarray:
    """Many draws with one generator; `call` alone would hand over a fresh copy of it each time."""
    return np.array([float(student(scores, temperature, generator)) for _ in range(n)])


def _softmax(scores: np.ndarray) -> np.ndarray:
    exponentials = np.exp(scores - scores.max())
    return exponentials / exponentials.sum()


def _near(shares: np.ndarray, right: np.ndarray) -> bool:
    # Five standard deviations of a share of 2,000 draws are at most 0.056.
    return bool(np.all(np.abs(shares - right) < 0.056))


@exercise("5.7", "too good to be true")
def too_good(cause: Any, cut: Callable, mended: Any, best_entropy: float) -> None:
    hints = {
        "a": "The perplexity is measured on other sentences than those it was trained on.",
        "c": "The best that is possible was computed for this very vocabulary, and it is beaten.",
        "d": "More epochs make it better still: it is too good already.",
    }
    diagnosis(cause, "b", "what makes it easy to be right", hints)
    tried = "cut(a text of 12 words, 4)"
    inputs, targets = _two(cut, TEXT, 4, tried=tried)
    place = {word: number for number, word in enumerate(TEXT.tolist())}
    places = np.array([place.get(word, -9) for word in inputs.ravel().tolist()])
    moved = np.array([place.get(word, -9) for word in targets.ravel().tolist()]) - places
    hints = {0: "The targets are still the inputs.", 2: "The targets are moved by two words: by one.",
             -1: "The targets are the words before: those that come next are asked for."}  # fmt: skip
    first = int(moved[0]) if len(moved) else 0
    require(len(moved) > 0 and bool(np.all(moved == 1)) and places.min() >= 0, f"{tried}, targets",
            "the next word of the text at each place", f"targets moved by {first}",
            hints.get(first, "The target at each place is the next word."))  # fmt: skip
    value = float(array(mended, (), "mended_perplexity"))
    best = float(np.exp(best_entropy))
    require(value > 0.97 * best, "the perplexity of the run with your cut", f"more than {best:.2f}, the best possible",
            f"{value:.2f}", "Run the cell above again, with your cut.")  # fmt: skip
    require(value < 3 * best, "the perplexity of the run with your cut", f"less than {3 * best:.1f}", f"{value:.2f}",
            "It has hardly learnt: are the inputs neighbouring words of the text?")  # fmt: skip
