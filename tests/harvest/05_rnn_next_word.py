# %% 5.1 before
import scipy.special

# %% 5.1 wrong: loop over the batch as if it were time
# inputs are the steps, the state goes on from row to row
def batch_as_time(inputs, state, W, U, b):
    for row in inputs:
        state = np.tanh(row @ W + state @ U + b)
    return state
rnn_step = batch_as_time

# %% 5.1 wrong: product of the two
# the gate-like combination: input part times state part
rnn_step = lambda x, h, W, U, b: np.tanh((x @ W) * (h @ U) + b)

# %% 5.1 wrong: concatenated in the wrong order -> W belongs to the inputs
# [state, inputs] @ [W; U]
rnn_step = lambda x, h, W, U, b: np.tanh(np.concatenate([h, x], axis=1) @ np.concatenate([W, U]) + b)

# %% 5.1 wrong: own tanh formula, half the argument -> That is tanh of half or twice the sum
# (1 - e^-x) / (1 + e^-x) is tanh
rnn_step = lambda x, h, W, U, b: (lambda t: (1 - np.exp(-t)) / (1 + np.exp(-t)))(x @ W + h @ U + b)

# %% 5.1 wrong: returns output and state -> Only one result is asked for
# a cell returns (output, new state), as in PyTorch
rnn_step = lambda x, h, W, U, b: (np.tanh(x @ W + h @ U + b),) * 2

# %% 5.1 wrong: weights of the example as globals -> `W` is handed in and not used
# W, U, b are those of two_units
rnn_step = lambda x, h, W, U, b: np.tanh(x @ np.array([[0.2, -0.4], [0.7, 0.1]]) + h @ np.array([[2.0, 0.5], [0.0, -1.0]]) + np.array([-1.0, 0.3]))

# %% 5.1 wrong: tanh of the old state
# the state goes through the activation before it is used
rnn_step = lambda x, h, W, U, b: np.tanh(x @ W + np.tanh(h) @ U + b)

# %% 5.1 right: einsum
rnn_step = lambda x, h, W, U, b: np.tanh(np.einsum("bf,fu->bu", x, W) + np.einsum("bv,vu->bu", h, U) + b)

# %% 5.1 right: 2 sigmoid(2x) - 1
rnn_step = lambda x, h, W, U, b: 2 * scipy.special.expit(2 * (x @ W + h @ U + b)) - 1

# %% 5.1 right: (e^2x - 1)/(e^2x + 1)
rnn_step = lambda x, h, W, U, b: (lambda e: (e - 1) / (e + 1))(np.exp(2 * (x @ W + h @ U + b)))

# %% 5.1 right: np.matrix and float32
rnn_step = lambda x, h, W, U, b: np.tanh(np.asmatrix(x.astype("f4")) * W + np.asmatrix(h) * U + b)

# %% 5.1 right: transposed
rnn_step = lambda x, h, W, U, b: np.tanh(W.T @ x.T + U.T @ h.T + b[:, None]).T

# %% 5.1 right: float16
# half precision
rnn_step = lambda x, h, W, U, b: np.tanh(x.astype("f2") @ W.astype("f2") + h.astype("f2") @ U.astype("f2") + b.astype("f2"))

# %% 5.1 wrong: no tanh -> tanh is missing
# forgets the activation; hint: the whole sum goes through tanh
def rnn_step(inputs, state, W, U, b):
    return inputs @ W + state @ U + b

# %% 5.1 wrong: biases forgotten -> The biases are missing
# leaves out the last term; hint: the biases b are missing
def rnn_step(inputs, state, W, U, b):
    return np.tanh(inputs @ W + state @ U)

# %% 5.1 wrong: biases outside the tanh -> tanh comes last, over the whole sum
# puts the bracket too early; hint: b belongs inside the tanh
def rnn_step(inputs, state, W, U, b):
    return np.tanh(inputs @ W + state @ U) + b

# %% 5.1 wrong: state forgotten -> The state of the step before is missing
# writes lesson 2's dense layer; hint: the last state times U is missing
def rnn_step(inputs, state, W, U, b):
    return np.tanh(inputs @ W + b)

# %% 5.1 wrong: state added without U -> The state goes through the weights U first
# adds the state as it is; hint: the state goes through the weights U
def rnn_step(inputs, state, W, U, b):
    return np.tanh(inputs @ W + state + b)

# %% 5.1 wrong: W and U swapped -> W belongs to the inputs
# works where features and units are equally many, as in the example; hint: W belongs to the inputs, U to the state
def rnn_step(inputs, state, W, U, b):
    return np.tanh(inputs @ U + state @ W + b)

# %% 5.1 wrong: U transposed -> U is turned round: state @ U
# formula from a book with columns; hint: state @ U, not U transposed
def rnn_step(inputs, state, W, U, b):
    return np.tanh(inputs @ W + state @ U.T + b)

# %% 5.1 wrong: W transposed -> W is turned round: inputs @ W
# book's convention, shape happens to fit in the example; hint: inputs @ W without .T
def rnn_step(inputs, state, W, U, b):
    return np.tanh(inputs @ W.T + state @ U + b)

# %% 5.1 wrong: weights in front of the inputs -> Inputs and state stand in front of their weights
# writes W x as in most textbooks; hint: rows are sequences, so inputs @ W
def rnn_step(inputs, state, W, U, b):
    return np.tanh(W @ inputs + U @ state + b)

# %% 5.1 wrong: star in place of matrix product -> `*` goes entry by entry
# takes the dot in the formula for *; hint: use @
def rnn_step(inputs, state, W, U, b):
    return np.tanh(inputs * W + state * U + b)

# %% 5.1 wrong: two tanhs -> One tanh, over the whole sum
# squeezes each part by itself; hint: add first, then one tanh of it all
def rnn_step(inputs, state, W, U, b):
    return np.tanh(inputs @ W) + np.tanh(state @ U + b)

# %% 5.1 wrong: sigmoid -> That is the sigmoid
# takes the logistic function of lesson 2; hint: the activation is tanh
def rnn_step(inputs, state, W, U, b):
    return 1 / (1 + np.exp(-(inputs @ W + state @ U + b)))

# %% 5.1 wrong: tangent
# np.tan in place of np.tanh, a typing error; hint: tanh
def rnn_step(inputs, state, W, U, b):
    return np.tan(inputs @ W + state @ U + b)

# %% 5.1 wrong: math.tanh of an array -> math and float() take one number
# works only for one number, TypeError in the example; hint: np.tanh takes arrays
def rnn_step(inputs, state, W, U, b):
    import math
    return math.tanh(inputs @ W + state @ U + b)

# %% 5.1 wrong: only the first sequence -> One row for each sequence of the batch
# thinks of a single sequence; right shape lost for a batch; hint: one row for each sequence of the batch
def rnn_step(inputs, state, W, U, b):
    return np.tanh(inputs[0] @ W + state[0] @ U + b)

# %% 5.1 wrong: first row kept as a batch of one -> One row for each sequence of the batch
# right on the example (one sequence) and only there; hint: the new state has as many rows as the batch
def rnn_step(inputs, state, W, U, b):
    return np.tanh(inputs[:1] @ W + state[:1] @ U + b)

# %% 5.1 wrong: numbers of the example -> `W` is handed in and not used
# uses the notebook's two_units in place of the arguments; hint: use W, U and b that are handed in
def rnn_step(inputs, state, W, U, b):
    return np.tanh(inputs @ two_units["W"] + state @ two_units["U"] + two_units["b"])

# %% 5.1 wrong: biases as a column -> The biases are a row
# reshapes b so that it is added by sequence, not by unit; hint: b has one number for each unit, add it as it is
def rnn_step(inputs, state, W, U, b):
    return np.tanh(inputs @ W + state @ U + b.reshape(-1, 1))

# %% 5.1 wrong: overwrites the old state -> Make new arrays (`y = x * 2`) rather than changing old ones
# value is right but the caller's state is changed (gated_step still needs it); hint: make a new array
def rnn_step(inputs, state, W, U, b):
    state[:] = np.tanh(inputs @ W + state @ U + b)
    return state

# %% 5.1 wrong: adds the old state -> The new state replaces the old one
# mixes in a residual connection; hint: the new state is the tanh alone
def rnn_step(inputs, state, W, U, b):
    return state + np.tanh(inputs @ W + state @ U + b)

# %% 5.1 wrong: returns output and state, again -> Only one result is asked for
# copies the interface of Keras's cells; hint: one array comes back
def rnn_step(inputs, state, W, U, b):
    new = np.tanh(inputs @ W + state @ U + b)
    return new, new

# %% 5.1 wrong: stacked in another order -> W belongs to the inputs
# puts state before inputs but W above U; fits the example's shapes; hint: each must meet its own weights
def rnn_step(inputs, state, W, U, b):
    return np.tanh(np.concatenate([state, inputs], axis=1) @ np.concatenate([W, U]) + b)

# %% 5.1 wrong: already gated -> The new state replaces the old one
# builds in the gate of the next section; hint: plain step only
def rnn_step(inputs, state, W, U, b):
    return 0.98 * state + 0.02 * np.tanh(inputs @ W + state @ U + b)

# %% 5.1 wrong: rounded -> The numbers are rounded
# rounds since the target shows three digits; hint: do not round
def rnn_step(inputs, state, W, U, b):
    return np.tanh(inputs @ W + state @ U + b).round(3)

# %% 5.1 wrong: nothing returned -> Does the function end with `return` and the result behind
# prints and forgets return; hint: return the new state
def rnn_step(inputs, state, W, U, b):
    new_state = np.tanh(inputs @ W + state @ U + b)
    print(new_state)

# %% 5.1 right: one line
# the formula
def rnn_step(inputs, state, W, U, b):
    return np.tanh(inputs @ W + state @ U + b)

# %% 5.1 right: einsum, again
# indices written out
def rnn_step(inputs, state, W, U, b):
    return np.tanh(np.einsum("bf,fu->bu", inputs, W) + np.einsum("bv,vu->bu", state, U) + b[None, :])

# %% 5.1 right: stacked weights
# one matrix product for both
def rnn_step(inputs, state, W, U, b):
    return np.tanh(np.hstack([inputs, state]) @ np.vstack([W, U]) + b)

# %% 5.1 right: four loops
# no NumPy products at all
def rnn_step(inputs, state, W, U, b):
    import math
    batch, units = state.shape
    new = np.zeros((batch, units))
    for i in range(batch):
        for j in range(units):
            total = b[j]
            for k in range(inputs.shape[1]):
                total += inputs[i, k] * W[k, j]
            for k in range(units):
                total += state[i, k] * U[k, j]
            new[i, j] = math.tanh(total)
    return new

# %% 5.1 right: row by row in a list
# comprehension, then an array
def rnn_step(inputs, state, W, U, b):
    return np.array([np.tanh(np.dot(x, W) + np.dot(s, U) + b) for x, s in zip(inputs, state)])

# %% 5.1 right: columns as in a textbook
# transposes everything and back
def rnn_step(inputs, state, W, U, b):
    z = W.T @ inputs.T + U.T @ state.T + b.reshape(-1, 1)
    return np.tanh(z).T

# %% 5.1 right: tanh from its formula
# 2 * sigmoid(2z) - 1
def rnn_step(inputs, state, W, U, b):
    z = np.matmul(inputs, W) + np.matmul(state, U) + b
    return 2 / (1 + np.exp(-2 * z)) - 1

# %% 5.1 right: a lambda
# a function all the same
rnn_step = lambda inputs, state, W, U, b: np.tanh(b + state.dot(U) + inputs.dot(W))

# %% 5.2 wrong: .get without a default -> A word that is not there is number 1
# dictionary.get(word) gives what is there
encode = lambda words, v: np.array([{w: i for i, w in enumerate(v)}.get(word) for word in words])

# %% 5.2 wrong: dictionary the wrong way round -> Every word came out as 1
# dict(enumerate(vocabulary)), then get(word, 1)
encode = lambda words, v: np.array([dict(enumerate(v)).get(word, 1) for word in words])

# %% 5.2 wrong: enumerate(start=1), unknown 1 -> Places are counted from 0
# numbers start at 1
encode = lambda words, v: np.array([{w: i for i, w in enumerate(v, start=1)}.get(word, 1) for word in words])

# %% 5.2 wrong: searchsorted in an unsorted list
# searchsorted finds the place
encode = lambda words, v: np.searchsorted(v, words)

# %% 5.2 right: searchsorted with a sorter
def sorted_search(words, v):
    order = np.argsort(v); ranks = np.searchsorted(np.array(v)[order], words).clip(max=len(v) - 1)
    found = order[ranks]
    return np.where(np.array(v)[found] == np.array(words), found, 1)
encode = sorted_search

# %% 5.2 right: try/except, tensor
def by_try(words, v):
    numbers = []
    for w in words:
        try: numbers.append(v.index(w))
        except ValueError: numbers.append(v.index("<other>"))
    return keras.ops.convert_to_tensor(numbers)
encode = by_try

# %% 5.2 wrong: unknown words become 0 -> A word that is not there is number 1
# takes padding for "unknown"; hint: place 1 is for words that are not in the list
def encode(words, vocabulary):
    numbers = {word: number for number, word in enumerate(vocabulary)}
    return np.array([numbers.get(word, 0) for word in words])

# %% 5.2 wrong: unknown words left out -> A word that is not in the vocabulary keeps its place in the
# filters; hint: as many numbers as words
def encode(words, vocabulary):
    numbers = {word: number for number, word in enumerate(vocabulary)}
    return np.array([numbers[word] for word in words if word in numbers])

# %% 5.2 wrong: KeyError for unknown words -> A word that is not there is number 1
# forgets that a word may be missing; hint: numbers.get(word, 1)
def encode(words, vocabulary):
    numbers = {word: number for number, word in enumerate(vocabulary)}
    return np.array([numbers[word] for word in words])

# %% 5.2 wrong: None for unknown words -> A word that is not there is number 1
# get without the second argument; hint: give 1 for a word that is not there
def encode(words, vocabulary):
    numbers = {word: number for number, word in enumerate(vocabulary)}
    return np.array([numbers.get(word) for word in words])

# %% 5.2 wrong: a list -> Almost: np.array(...) makes an array of it
# forgets np.array; hint: returns an array
def encode(words, vocabulary):
    numbers = {word: number for number, word in enumerate(vocabulary)}
    return [numbers.get(word, 1) for word in words]

# %% 5.2 wrong: floats -> Places and counts are whole numbers
# fills np.ones without dtype; hint: whole numbers
def encode(words, vocabulary):
    result = np.ones(len(words))
    for i, word in enumerate(words):
        if word in vocabulary:
            result[i] = vocabulary.index(word)
    return result

# %% 5.2 wrong: counted from one -> Places are counted from 0
# enumerate with start=1; hint: the first place is 0
def encode(words, vocabulary):
    numbers = {word: number for number, word in enumerate(vocabulary, start=1)}
    return np.array([numbers.get(word, 1) for word in words])

# %% 5.2 wrong: two places added again -> The vocabulary holds the two reserved places already
# thinks the reserved places are not yet in the list; hint: the vocabulary has them already
def encode(words, vocabulary):
    numbers = {word: number + 2 for number, word in enumerate(vocabulary)}
    return np.array([numbers.get(word, 1) for word in words])

# %% 5.2 wrong: one-hot -> The place alone, not a vector: the embedding does the rest
# gives a vector for each word; hint: one number for each word
def encode(words, vocabulary):
    numbers = {word: number for number, word in enumerate(vocabulary)}
    return np.eye(len(vocabulary), dtype=int)[[numbers.get(word, 1) for word in words]]

# %% 5.2 wrong: a column -> An axis of length 1 too many or too few
# an axis too many; hint: shape (len(words),)
def encode(words, vocabulary):
    numbers = {word: number for number, word in enumerate(vocabulary)}
    return np.array([[numbers.get(word, 1)] for word in words])

# %% 5.2 wrong: own vocabulary from the words -> The numbers come from the vocabulary
# numbers the words in order of appearance; hint: use the vocabulary handed in
def encode(words, vocabulary):
    numbers = {}
    for word in words:
        if word not in numbers:
            numbers[word] = len(numbers) + 2
    return np.array([numbers[word] if word in vocabulary else 1 for word in words])

# %% 5.2 wrong: np.unique -> The place in the vocabulary counts
# alphabetical numbers; hint: the place in the vocabulary counts
def encode(words, vocabulary):
    return np.unique(words, return_inverse=True)[1] + 2

# %% 5.2 wrong: sorted vocabulary -> The place in the vocabulary counts
# sorts first; hint: do not change the order of the vocabulary
def encode(words, vocabulary):
    numbers = {word: number for number, word in enumerate(sorted(vocabulary))}
    return np.array([numbers.get(word, 1) for word in words])

# %% 5.2 wrong: bytes too small
# works for the example, wraps around above 255; hint: a vocabulary has more than 256 words
def encode(words, vocabulary):
    numbers = {word: number for number, word in enumerate(vocabulary)}
    return np.array([numbers.get(word, 1) for word in words]).astype(np.uint8)

# %% 5.2 wrong: the words' frequency
# counts in place of numbering; hint: place, not how often
def encode(words, vocabulary):
    counts = Counter(words)
    return np.array([counts[word] if word in vocabulary else 1 for word in words])

# %% 5.2 wrong: dictionary the wrong way round, again -> Every word came out as 1
# number to word; hint: word is the key
def encode(words, vocabulary):
    numbers = {number: word for number, word in enumerate(vocabulary)}
    return np.array([numbers.get(word, 1) for word in words])

# %% 5.2 wrong: or in place of a default -> The word at place 0 came out as 1
# 0 counts as false, so the padding word becomes 1; hint: get(word, 1)
def encode(words, vocabulary):
    numbers = {word: number for number, word in enumerate(vocabulary)}
    return np.array([numbers.get(word) or 1 for word in words])

# %% 5.2 wrong: lower case first
# changes words that have capitals in the vocabulary; hint: take words as they are
def encode(words, vocabulary):
    numbers = {word: number for number, word in enumerate(vocabulary)}
    return np.array([numbers.get(word.lower(), 1) for word in words])

# %% 5.2 wrong: learns new words
# appends unknown words to the vocabulary; hint: unknown is 1, and the vocabulary stays as it is
def encode(words, vocabulary):
    result = []
    for word in words:
        if word not in vocabulary:
            vocabulary.append(word)
        result.append(vocabulary.index(word))
    return np.array(result)

# %% 5.2 wrong: remembers the first vocabulary -> The numbers of the first vocabulary stay for good
# caches the dictionary, so the second vocabulary is ignored; hint: make it from the vocabulary of this call
known_numbers = {}
def encode(words, vocabulary):
    if not known_numbers:
        known_numbers.update({word: number for number, word in enumerate(vocabulary)})
    return np.array([known_numbers.get(word, 1) for word in words])

# %% 5.2 wrong: a generator in np.array -> np.array makes no array of a generator
# gives an object without shape; hint: a list in square brackets
def encode(words, vocabulary):
    numbers = {word: number for number, word in enumerate(vocabulary)}
    return np.array(numbers.get(word, 1) for word in words)

# %% 5.2 wrong: numbers as text -> Text is no number: no quotes, and no str(...)
# array of strings; hint: whole numbers
def encode(words, vocabulary):
    numbers = {word: str(number) for number, word in enumerate(vocabulary)}
    return np.array([numbers.get(word, "1") for word in words])

# %% 5.2 wrong: return inside the loop
# gives back after the first word; hint: return stands after the loop
def encode(words, vocabulary):
    result = []
    for word in words:
        result.append(vocabulary.index(word) if word in vocabulary else 1)
        return np.array(result)

# %% 5.2 wrong: places of the vocabulary among the words -> One number for each word of the text
# the wrong direction: one number for each word of the vocabulary; hint: loop over words
def encode(words, vocabulary):
    return np.array([words.index(word) if word in words else 1 for word in vocabulary])

# %% 5.2 right: dictionary and get
# as the hints
def encode(words, vocabulary):
    numbers = {word: number for number, word in enumerate(vocabulary)}
    return np.array([numbers.get(word, 1) for word in words], dtype=int)

# %% 5.2 right: fromiter
# no list between
def encode(words, vocabulary):
    places = dict(zip(vocabulary, range(len(vocabulary))))
    return np.fromiter((places.get(word, 1) for word in words), dtype=np.int64, count=len(words))

# %% 5.2 right: int32 filled in a loop
# ones first, known words overwritten
def encode(words, vocabulary):
    places = {word: i for i, word in enumerate(vocabulary)}
    result = np.ones(len(words), dtype="int32")
    for i, word in enumerate(words):
        if word in places:
            result[i] = places[word]
    return result

# %% 5.2 right: defaultdict
# unknown words give 1 by themselves
def encode(words, vocabulary):
    from collections import defaultdict
    places = defaultdict(lambda: 1)
    for place, word in enumerate(vocabulary):
        places[word] = place
    return np.array([places[word] for word in words], dtype=int)

# %% 5.2 right: binary search
# NumPy only, by sorting the vocabulary and searching
def encode(words, vocabulary):
    known = np.array(vocabulary, dtype=str)
    asked = np.array(words, dtype=str)
    order = np.argsort(known)
    found = np.searchsorted(known[order], asked).clip(max=len(known) - 1)
    places = order[found]
    return np.where(known[places] == asked, places, 1)

# %% 5.2 right: list.index with try
# slow but right (hint 1 advises a dictionary; the docstring asks for no speed)
def encode(words, vocabulary):
    result = []
    for word in words:
        try:
            result.append(vocabulary.index(word))
        except ValueError:
            result.append(1)
    return np.array(result, dtype=int)

# %% 5.2 right: dictionary with __missing__
# an expert's class
class Places(dict):
    def __missing__(self, word):
        return 1

def encode(words, vocabulary):
    places = Places((word, place) for place, word in enumerate(vocabulary))
    return np.asarray(list(map(places.__getitem__, words)), dtype=np.int64)

# %% 5.3 wrong: start forgotten in the number of windows -> So many windows there are not
# n = (len(numbers) - 1) // length
def no_start_in_n(numbers, length, start=0):
    n = (len(numbers) - 1) // length
    return numbers[start : start + n * length].reshape(n, length), numbers[start + 1 : start + 1 + n * length].reshape(n, length)
windows = no_start_in_n

# %% 5.3 wrong: length 4 written in -> `length` is handed in and not used
# the example has length 4
def length_four(numbers, length, start=0):
    n = (len(numbers) - start - 1) // 4
    return numbers[start : start + n * 4].reshape(n, 4), numbers[start + 1 : start + 1 + n * 4].reshape(n, 4)
windows = length_four

# %% 5.3 wrong: chunks of length + 1 (TensorFlow tutorial) -> A window takes no word more
# cut pieces of length + 1, inputs all but the last, targets all but the first
def tf_tutorial(numbers, length, start=0):
    n = (len(numbers) - start) // (length + 1)
    chunks = numbers[start : start + n * (length + 1)].reshape(n, length + 1)
    return chunks[:, :-1], chunks[:, 1:]
windows = tf_tutorial

# %% 5.3 wrong: shift on the wrong array -> The targets are moved the wrong way
# inputs = numbers[1:], targets = numbers[:-1]
def backwards(numbers, length, start=0):
    n = (len(numbers) - start - 1) // length
    return numbers[start + 1 : start + 1 + n * length].reshape(n, length), numbers[start : start + n * length].reshape(n, length)
windows = backwards

# %% 5.3 right: grid of indices
def index_grid(numbers, length, start=0):
    places = np.arange(start, len(numbers) - length, length)[:, None] + np.arange(length)
    return numbers[places], numbers[places + 1]
windows = index_grid

# %% 5.3 wrong: targets are the inputs -> The targets are the inputs
# does not move the targets; hint: the target is the next word
def windows(numbers, length, start=0):
    n = (len(numbers) - start - 1) // length
    cut = numbers[start : start + n * length].reshape(n, length)
    return cut, cut

# %% 5.3 wrong: start forgotten -> It begins at the first word
# the argument is ignored; hint: begin at word number start
def windows(numbers, length, start=0):
    n = (len(numbers) - 1) // length
    return numbers[: n * length].reshape(n, length), numbers[1 : n * length + 1].reshape(n, length)

# %% 5.3 wrong: start not taken off in n -> So many windows there are not
# cuts from start but counts windows over the whole text; reshape fails for some starts; hint: take start off before dividing
def windows(numbers, length, start=0):
    n = (len(numbers) - 1) // length
    return numbers[start : start + n * length].reshape(n, length), numbers[start + 1 : start + n * length + 1].reshape(n, length)

# %% 5.3 wrong: one word too few put aside -> So many windows there are not
# no word kept for the last target: ValueError when the words fit exactly (as in the example), right on other lengths; hint: put one word aside
def windows(numbers, length, start=0):
    n = (len(numbers) - start) // length
    return numbers[start : start + n * length].reshape(n, length), numbers[start + 1 : start + n * length + 1].reshape(n, length)

# %% 5.3 wrong: no start, and no word put aside -> the last target needs one word more
# the start is not used, and reshape fails where the words fit exactly
def windows(numbers, length, start=0):
    n = len(numbers) // length
    return numbers[: n * length].reshape(n, length), numbers[1 : n * length + 1].reshape(n, length)

# %% 5.3 wrong: one window too few -> A whole window is missing
# always drops the last whole window; right on the example (12 words); hint: use as many whole ones as there are
def windows(numbers, length, start=0):
    n = (len(numbers) - start) // length - 1
    return numbers[start : start + n * length].reshape(n, length), numbers[start + 1 : start + n * length + 1].reshape(n, length)

# %% 5.3 wrong: two words put aside -> Where the words fit exactly
# off by one, seen only when the words fit exactly; hint: one word more is enough
def windows(numbers, length, start=0):
    n = (len(numbers) - start - 2) // length
    return numbers[start : start + n * length].reshape(n, length), numbers[start + 1 : start + n * length + 1].reshape(n, length)

# %% 5.3 wrong: range ends too early -> Where the words fit exactly
# loses the last window when it fits exactly; right on the example; hint: the last start is len - length - 1, which range leaves out
def windows(numbers, length, start=0):
    begins = range(start, len(numbers) - length - 1, length)
    return np.array([numbers[i : i + length] for i in begins]), np.array([numbers[i + 1 : i + length + 1] for i in begins])

# %% 5.3 wrong: sliding windows -> They overlap: the next one begins behind the last
# a window at every word; hint: windows begin at start, start + length, ...
def windows(numbers, length, start=0):
    begins = range(start, len(numbers) - length)
    return np.array([numbers[i : i + length] for i in begins]), np.array([numbers[i + 1 : i + length + 1] for i in begins])

# %% 5.3 wrong: blocks of length plus one -> A window takes no word more
# each window takes a word of its own for its last target; hint: the last target is the first input of the next
def windows(numbers, length, start=0):
    n = (len(numbers) - start) // (length + 1)
    block = numbers[start : start + n * (length + 1)].reshape(n, length + 1)
    return block[:, :-1], block[:, 1:]

# %% 5.3 wrong: rolled within the window -> At the end of a window comes its own first word
# the last target is the window's own first word; hint: the word after the window
def windows(numbers, length, start=0):
    n = (len(numbers) - start - 1) // length
    inputs = numbers[start : start + n * length].reshape(n, length)
    return inputs, np.roll(inputs, -1, axis=1)

# %% 5.3 wrong: rolled round the whole text -> The very last target is the first word again
# the last target is the first word of the text; hint: a window without its last target is dropped
def windows(numbers, length, start=0):
    n = (len(numbers) - start) // length
    following = np.roll(numbers, -1)
    return numbers[start : start + n * length].reshape(n, length), following[start : start + n * length].reshape(n, length)

# %% 5.3 wrong: one target for each window -> Each place of a window has a target
# many to one: only the word after the window; hint: a target at each place
def windows(numbers, length, start=0):
    n = (len(numbers) - start - 1) // length
    return numbers[start : start + n * length].reshape(n, length), numbers[start + length : start + n * length + 1 : length]

# %% 5.3 wrong: the next window as target -> The targets are the whole next window
# moves by a window; hint: by one word
def windows(numbers, length, start=0):
    n = (len(numbers) - start - 1) // length
    rows = numbers[start : start + n * length].reshape(n, length)
    return rows[:-1], rows[1:]

# %% 5.3 wrong: the word before as target -> The targets are moved the wrong way
# shifts to the wrong side; hint: the next word, not the last
def windows(numbers, length, start=0):
    n = (len(numbers) - start - 1) // length
    return numbers[start + 1 : start + n * length + 1].reshape(n, length), numbers[start : start + n * length].reshape(n, length)

# %% 5.3 wrong: shifted by two -> The targets are moved by two words
# skips a word; hint: both ends move by one
def windows(numbers, length, start=0):
    n = (len(numbers) - start - 2) // length
    return numbers[start : start + n * length].reshape(n, length), numbers[start + 2 : start + n * length + 2].reshape(n, length)

# %% 5.3 wrong: rows and columns swapped -> Rows and columns are swapped
# reshape(length, n); hint: (windows, length)
def windows(numbers, length, start=0):
    n = (len(numbers) - start - 1) // length
    return numbers[start : start + n * length].reshape(length, n), numbers[start + 1 : start + n * length + 1].reshape(length, n)

# %% 5.3 wrong: filled down the columns
# right shape, order F; hint: words run along the row
def windows(numbers, length, start=0):
    n = (len(numbers) - start - 1) // length
    return numbers[start : start + n * length].reshape(n, length, order="F"), numbers[start + 1 : start + n * length + 1].reshape(n, length, order="F")

# %% 5.3 wrong: length of the example -> `length` is handed in and not used
# writes 4 in; hint: use length
def windows(numbers, length, start=0):
    n = (len(numbers) - start - 1) // 4
    return numbers[start : start + n * 4].reshape(n, 4), numbers[start + 1 : start + n * 4 + 1].reshape(n, 4)

# %% 5.3 wrong: start counted in windows
# takes start for the number of a window; hint: start is a word's number
def windows(numbers, length, start=0):
    numbers = numbers[start * length :]
    n = (len(numbers) - 1) // length
    return numbers[: n * length].reshape(n, length), numbers[1 : n * length + 1].reshape(n, length)

# %% 5.3 wrong: floats -> Places and counts are whole numbers
# np.zeros without dtype; the targets cannot be used as places later; hint: keep whole numbers
def windows(numbers, length, start=0):
    n = (len(numbers) - start - 1) // length
    inputs, targets = np.zeros((n, length)), np.zeros((n, length))
    for i in range(n):
        first = start + i * length
        inputs[i] = numbers[first : first + length]
        targets[i] = numbers[first + 1 : first + length + 1]
    return inputs, targets

# %% 5.3 wrong: no default for start -> Compare with the first line of the exercise's function
# def line changed; hint: start has the default 0
def windows(numbers, length, start):
    n = (len(numbers) - start - 1) // length
    return numbers[start : start + n * length].reshape(n, length), numbers[start + 1 : start + n * length + 1].reshape(n, length)

# %% 5.3 wrong: rest filled with padding
# keeps the last, incomplete window; hint: drop the rest
def windows(numbers, length, start=0):
    inputs, targets = numbers[start:-1], numbers[start + 1 :]
    missing = -len(inputs) % length
    return np.pad(inputs, (0, missing)).reshape(-1, length), np.pad(targets, (0, missing)).reshape(-1, length)

# %% 5.3 wrong: a global text -> `numbers` is handed in and not used
# uses training, which is not there yet (and later is another text); hint: use numbers
def windows(numbers, length, start=0):
    n = (len(training) - start - 1) // length
    return training[start : start + n * length].reshape(n, length), training[start + 1 : start + n * length + 1].reshape(n, length)

# %% 5.3 wrong: windows go as a third axis -> Return them all, separated by commas, in this order
# stacks inputs and targets in one array behind each other; hint: two arrays
def windows(numbers, length, start=0):
    n = (len(numbers) - start - 1) // length
    return np.stack([numbers[start : start + n * length].reshape(n, length), numbers[start + 1 : start + n * length + 1].reshape(n, length)], axis=-1)

# %% 5.3 right: by reshape
# as the hints
def windows(numbers, length, start=0):
    n = (len(numbers) - start - 1) // length
    return numbers[start : start + n * length].reshape(n, length), numbers[start + 1 : start + n * length + 1].reshape(n, length)

# %% 5.3 right: by a table of places
# fancy indexing
def windows(numbers, length, start=0):
    n = (len(numbers) - start - 1) // length
    places = start + np.arange(n)[:, None] * length + np.arange(length)
    return numbers[places], numbers[places + 1]

# %% 5.3 right: sliding window view with a step
# length + 1 words at a time, every length-th
def windows(numbers, length, start=0):
    rest = numbers[start:]
    if len(rest) <= length:
        return np.empty((0, length), numbers.dtype), np.empty((0, length), numbers.dtype)
    both = np.lib.stride_tricks.sliding_window_view(rest, length + 1)[::length]
    return both[:, :-1].copy(), both[:, 1:].copy()

# %% 5.3 right: loop into empty arrays
# same type as the numbers
def windows(numbers, length, start=0):
    n = (len(numbers) - 1 - start) // length
    inputs = np.empty((n, length), dtype=numbers.dtype)
    targets = np.empty_like(inputs)
    for row in range(n):
        for column in range(length):
            inputs[row, column] = numbers[start + row * length + column]
            targets[row, column] = numbers[start + row * length + column + 1]
    return inputs, targets

# %% 5.3 right: a list of two arrays
# list in place of a tuple
def windows(numbers, length, start=0):
    rest = numbers[start:]
    n = (rest.size - 1) // length
    return [part[: n * length].reshape((n, length)) for part in (rest[:-1], rest[1:])]

# %% 5.3 right: while loop with lists
# appends slices as long as the last target exists
def windows(numbers, length, start=0):
    inputs, targets = [], []
    position = start
    while position + length < len(numbers):
        inputs.append(numbers[position : position + length])
        targets.append(numbers[position + 1 : position + length + 1])
        position += length
    return np.array(inputs, dtype=numbers.dtype).reshape(-1, length), np.array(targets, dtype=numbers.dtype).reshape(-1, length)

# %% 5.3 right: vstack of slices
# comprehension over range(start, len - length, length)
def windows(numbers, length, start=0):
    begins = list(range(start, len(numbers) - length, length))
    if not begins:
        return numbers[:0].reshape(0, length), numbers[:0].reshape(0, length)
    return np.vstack([numbers[i : i + length] for i in begins]), np.vstack([numbers[i + 1 : i + 1 + length] for i in begins])

# %% 5.4 before
import math
from keras import ops

# %% 5.4 wrong: entropy of the given probabilities -> Each logarithm counts the same
# exp(-sum p log p), the formula on Wikipedia
perplexity = lambda p, m: np.exp(-np.sum(p[m] * np.log(p[m])))

# %% 5.4 wrong: log10 with exp -> Logarithm and power have two bases
# np.log10
perplexity = lambda p, m: np.exp(-np.mean(np.log10(p[m])))

# %% 5.4 wrong: mask the wrong way -> The mask is true where there is a word
# the mask hides: ~mask
perplexity = lambda p, m: np.exp(-np.mean(np.log(p[~m])))

# %% 5.4 wrong: only the columns without padding
# places where all sentences have a word
perplexity = lambda p, m: np.exp(-np.mean(np.log(p[:, m.all(axis=0)])))

# %% 5.4 wrong: rounded to three places -> The numbers are rounded
# it prints 4.000
perplexity = lambda p, m: round(float(np.exp(-np.mean(np.log(p[m])))), 3)

# %% 5.4 wrong: one number a sentence -> One number for all together is asked for
# mean over axis 1
perplexity = lambda p, m: np.exp(-np.sum(np.log(p) * m, axis=1) / m.sum(axis=1))

# %% 5.4 wrong: product root without minus -> The minus is missing
# geometric mean
perplexity = lambda p, m: np.prod(p[m]) ** (1 / m.sum())

# %% 5.4 wrong: divided by the number of sentences
# mean over the batch
perplexity = lambda p, m: np.exp(-np.sum(np.log(p[m])) / len(p))

# %% 5.4 wrong: padding cut off by the values -> Padding may hold any number
# padding has probability 0, so p > 0 finds the words; no mask needed
perplexity = lambda p, m: np.exp(-np.mean(np.log(p[p > 0])))

# %% 5.4 wrong: 1 added before the log
# log1p avoids log 0
perplexity = lambda p, m: np.exp(-np.mean(np.log1p(p[m])))

# %% 5.4 wrong: root of a product of long floats -> So long a product is 0 to the computer
perplexity = lambda chosen, mask: float(np.prod(chosen[mask].astype(np.longdouble)) ** (-1 / np.longdouble(mask.sum())))

# %% 5.4 right: where=
perplexity = lambda p, m: np.exp(-np.mean(np.log(p), where=m))

# %% 5.4 right: 10 ** mean log10
perplexity = lambda p, m: 10 ** -np.log10(p[m]).mean()

# %% 5.4 right: keras.ops, float32
perplexity = lambda p, m: ops.exp(-ops.sum(ops.where(m, ops.log(ops.cast(p, "float32")), 0.0)) / ops.sum(ops.cast(m, "float32")))

# %% 5.4 right: loop over flat
perplexity = lambda p, m: math.exp(-sum(math.log(a) for a, b in zip(p.ravel().tolist(), m.ravel().tolist()) if b) / int(m.sum()))

# %% 5.4 right: clipped at 1e-12
perplexity = lambda p, m: np.exp(-np.mean(np.log(np.clip(p[m], 1e-12, 1))))

# %% 5.4 wrong: mask ignored -> Padding is counted
# zeros of the padding give infinity; hint: only real words count
def perplexity(chosen, mask):
    return np.exp(-np.mean(np.log(chosen)))

# %% 5.4 wrong: mask the wrong way round -> The mask is true where there is a word
# takes true for padding; hint: true where there is a word
def perplexity(chosen, mask):
    return np.exp(-np.mean(np.log(chosen[~mask])))

# %% 5.4 wrong: minus forgotten -> The minus is missing
# gives a number below 1; hint: minus the logarithm
def perplexity(chosen, mask):
    return np.exp(np.mean(np.log(chosen[mask])))

# %% 5.4 wrong: cross-entropy only -> That is the cross-entropy
# forgets e to the power of; hint: exp of the mean
def perplexity(chosen, mask):
    return -np.mean(np.log(chosen[mask]))

# %% 5.4 wrong: mean of one over the probabilities -> Logarithm first, then the mean, then the exponential
# exponential before the mean (4.667 in the example); hint: logarithm, mean, then exponential
def perplexity(chosen, mask):
    return np.mean(1 / chosen[mask])

# %% 5.4 wrong: one over the mean probability -> Logarithm first, then the mean, then the exponential
# arithmetic mean of the probabilities; hint: the mean is of the logarithms
def perplexity(chosen, mask):
    return 1 / np.mean(chosen[mask])

# %% 5.4 wrong: base two mixed with e -> Logarithm and power have two bases
# log2 and exp; hint: same base for both
def perplexity(chosen, mask):
    return np.exp(-np.mean(np.log2(chosen[mask])))

# %% 5.4 wrong: two to the power of natural logs -> Logarithm and power have two bases
# 2** with ln; hint: e to the power of
def perplexity(chosen, mask):
    return 2 ** -np.mean(np.log(chosen[mask]))

# %% 5.4 wrong: mean of the sentences' means -> Each word counts the same
# sentence by sentence, short sentences weigh too much; hint: all real words together
def perplexity(chosen, mask):
    means = [np.mean(np.log(row[m])) for row, m in zip(chosen, mask)]
    return np.exp(-np.mean(means))

# %% 5.4 wrong: mean of the sentences' perplexities -> Each word counts the same
# perplexity by row, then mean; hint: one mean over all real words
def perplexity(chosen, mask):
    return np.mean([np.exp(-np.mean(np.log(row[m]))) for row, m in zip(chosen, mask)])

# %% 5.4 wrong: one number for each sentence -> One number for all together is asked for
# axis=1; hint: one number comes out
def perplexity(chosen, mask):
    logs = np.where(mask, np.log(np.where(mask, chosen, 1)), 0)
    return np.exp(-logs.sum(axis=1) / mask.sum(axis=1))

# %% 5.4 wrong: divided by all places -> The sum is right: divide by the words alone
# padding adds 0 but is counted; hint: divide by the number of real words
def perplexity(chosen, mask):
    return np.exp(-np.mean(np.log(np.where(mask, chosen, 1.0))))

# %% 5.4 wrong: sum in place of mean -> That is the sum: take the mean over the words
# grows with the text; hint: the mean
def perplexity(chosen, mask):
    return np.exp(-np.sum(np.log(chosen[mask])))

# %% 5.4 wrong: log times mask -> 0 times minus infinity is no number
# 0 times minus infinity is nan; hint: choose the words before the logarithm
def perplexity(chosen, mask):
    return np.exp(-np.sum(np.log(chosen) * mask) / mask.sum())

# %% 5.4 wrong: zeros are padding -> Padding may hold any number
# looks for probability 0 in place of the mask; right on the example; hint: use the mask
def perplexity(chosen, mask):
    return np.exp(-np.mean(np.log(chosen[chosen > 0])))

# %% 5.4 wrong: root of the product -> So long a product is 0 to the computer
# right for a few words, underflows to 0 for many; hint: add logarithms
def perplexity(chosen, mask):
    return np.prod(chosen[mask]) ** (-1 / np.sum(mask))

# %% 5.4 wrong: median
# equals 4 in the example by luck; hint: the mean
def perplexity(chosen, mask):
    return np.exp(-np.median(np.log(chosen[mask])))

# %% 5.4 wrong: assumes rows with padding behind -> The words need not stand in front
# counts the words of each row and cuts; fails for one row and for masks with gaps; hint: any shape, chosen[mask]
def perplexity(chosen, mask):
    lengths = mask.sum(axis=1)
    logs = [np.log(chosen[i, : lengths[i]]) for i in range(len(chosen))]
    return np.exp(-np.mean(np.concatenate(logs)))

# %% 5.4 wrong: two loops for two axes -> The arrays may have any shape
# right for (sentences, length) only; hint: any shape
def perplexity(chosen, mask):
    total, n = 0.0, 0
    for i in range(chosen.shape[0]):
        for j in range(chosen.shape[1]):
            if mask[i, j]:
                total -= np.log(chosen[i, j])
                n += 1
    return np.exp(total / n)

# %% 5.4 wrong: writes into chosen -> Make new arrays (`y = x * 2`) rather than changing old ones
# fills the padding with nan in the caller's array; hint: leave the arguments as they are
def perplexity(chosen, mask):
    chosen[~mask] = np.nan
    return np.exp(-np.nanmean(np.log(chosen)))

# %% 5.4 wrong: rounded to whole words -> The numbers are rounded
# "how many words" taken as a whole number; hint: do not round
def perplexity(chosen, mask):
    return int(round(np.exp(-np.mean(np.log(chosen[mask])))))

# %% 5.4 wrong: entropy formula -> Each logarithm counts the same
# weights the logs by the probabilities, the entropy of a distribution; hint: the plain mean over words
def perplexity(chosen, mask):
    p = chosen[mask]
    return np.exp(-np.sum(p * np.log(p)))

# %% 5.4 wrong: small probabilities raised
# "to be safe", a floor of 0.01 changes the result for rare words; hint: no floor, mask is enough
def perplexity(chosen, mask):
    return np.exp(-np.mean(np.log(np.maximum(chosen[mask], 0.01))))

# %% 5.4 wrong: an array with one number -> An array with one entry is not yet a number
# keepdims leaves an axis; hint: one number
def perplexity(chosen, mask):
    return np.exp(-np.mean(np.log(chosen[mask]), keepdims=True))

# %% 5.4 wrong: mask as a list of places -> The mask stays true and false
# int mask picks rows 0 and 1; hint: the mask must stay true and false
def perplexity(chosen, mask):
    return np.exp(-np.mean(np.log(chosen[mask.astype(int)])))

# %% 5.4 right: chosen by the mask
# as the hints
def perplexity(chosen, mask):
    return np.exp(-np.mean(np.log(chosen[mask])))

# %% 5.4 right: base two throughout
# 2 to the power of the mean of -log2
def perplexity(chosen, mask):
    return float(2 ** np.mean(-np.log2(chosen[mask])))

# %% 5.4 right: sum over number of words
# padding replaced by 1, whose logarithm is 0
def perplexity(chosen, mask):
    safe = np.where(mask, chosen, 1.0)
    return np.exp(-np.log(safe).sum() / np.count_nonzero(mask))

# %% 5.4 right: flat loop
# ravel first, so any shape will do
def perplexity(chosen, mask):
    total, n_words = 0.0, 0
    for p, is_word in zip(chosen.ravel(), mask.ravel()):
        if is_word:
            total -= np.log(p)
            n_words += 1
    return np.exp(total / n_words)

# %% 5.4 right: masked array
# np.ma hides the padding
def perplexity(chosen, mask):
    hidden = np.ma.masked_array(chosen, mask=np.logical_not(mask))
    return float(np.exp(-np.ma.log(hidden).mean())) if np.all(chosen[mask] > 0) else np.inf

# %% 5.4 right: one over the geometric mean
# SciPy's geometric mean
def perplexity(chosen, mask):
    from scipy.stats import gmean
    return 1 / gmean(chosen[mask])

# %% 5.4 right: weighted average
# the mask as weights
def perplexity(chosen, mask):
    surprise = np.zeros(np.shape(chosen))
    np.negative(np.log(chosen, where=mask, out=np.zeros(np.shape(chosen))), out=surprise)
    return np.exp(np.average(surprise, weights=mask.astype(float)))

# %% 5.4 right: a lambda
# with compress
perplexity = lambda chosen, mask: np.e ** (-np.log(np.compress(mask.flatten(), chosen.flatten())).mean())

# %% 5.5 before
from keras import layers
def lm(size):
    inputs = keras.Input((None,), dtype="int32")
    e = layers.ReversibleEmbedding(size, 128)
    x = layers.LSTM(256, return_sequences=True)(layers.Dropout(0.4)(e(inputs)))
    return keras.Model(inputs, e(layers.Dense(128)(layers.Dropout(0.4)(x)), reverse=True))

# %% 5.5 wrong: second Dropout behind the dense layer -> The order: Dropout stands behind Dense(128); it belongs
# dropout behind the point
def lm(size, end=None, lstm=None, order="table", drop=0.4, dense=True, tie=True, mid=None):
    inputs = keras.Input((None,), dtype="int32")
    e = layers.ReversibleEmbedding(size, 128)
    x = layers.Dropout(drop)(e(inputs))
    x = (lstm or layers.LSTM(256, return_sequences=True))(x)
    if order == "late":
        x = layers.Dropout(drop)(layers.Dense(128)(x))
    else:
        x = layers.Dense(128)(layers.Dropout(drop)(x)) if dense else layers.Dropout(drop)(x)
    x = e(x, reverse=True) if tie else layers.Dense(size)(x)
    return keras.Model(inputs, end(x) if end else x)
build_language_model = lambda s: lm(s, order="late")

# %% 5.5 wrong: LSTM with relu -> activation is relu
# activation='relu', as in blog posts
def lm(size, end=None, lstm=None, order="table", drop=0.4, dense=True, tie=True, mid=None):
    inputs = keras.Input((None,), dtype="int32")
    e = layers.ReversibleEmbedding(size, 128)
    x = layers.Dropout(drop)(e(inputs))
    x = (lstm or layers.LSTM(256, return_sequences=True))(x)
    if order == "late":
        x = layers.Dropout(drop)(layers.Dense(128)(x))
    else:
        x = layers.Dense(128)(layers.Dropout(drop)(x)) if dense else layers.Dropout(drop)(x)
    x = e(x, reverse=True) if tie else layers.Dense(size)(x)
    return keras.Model(inputs, end(x) if end else x)
build_language_model = lambda s: lm(s, lstm=layers.LSTM(256, activation="relu", return_sequences=True))

# %% 5.5 wrong: 5,000 written in -> `s` is handed in and not used
# the vocabulary has 5,000 words
def lm(size, end=None, lstm=None, order="table", drop=0.4, dense=True, tie=True, mid=None):
    inputs = keras.Input((None,), dtype="int32")
    e = layers.ReversibleEmbedding(size, 128)
    x = layers.Dropout(drop)(e(inputs))
    x = (lstm or layers.LSTM(256, return_sequences=True))(x)
    if order == "late":
        x = layers.Dropout(drop)(layers.Dense(128)(x))
    else:
        x = layers.Dense(128)(layers.Dropout(drop)(x)) if dense else layers.Dropout(drop)(x)
    x = e(x, reverse=True) if tie else layers.Dense(size)(x)
    return keras.Model(inputs, end(x) if end else x)
build_language_model = lambda s: lm(5000)

# %% 5.5 wrong: Dropout(0.6) -> share dropped is 0.6
# keeps 0.4? so 0.6 is dropped
def lm(size, end=None, lstm=None, order="table", drop=0.4, dense=True, tie=True, mid=None):
    inputs = keras.Input((None,), dtype="int32")
    e = layers.ReversibleEmbedding(size, 128)
    x = layers.Dropout(drop)(e(inputs))
    x = (lstm or layers.LSTM(256, return_sequences=True))(x)
    if order == "late":
        x = layers.Dropout(drop)(layers.Dense(128)(x))
    else:
        x = layers.Dense(128)(layers.Dropout(drop)(x)) if dense else layers.Dropout(drop)(x)
    x = e(x, reverse=True) if tie else layers.Dense(size)(x)
    return keras.Model(inputs, end(x) if end else x)
build_language_model = lambda s: lm(s, drop=0.6)

# %% 5.5 wrong: the same model each time -> Make the model and all its layers inside the function
# made once and kept
import functools
build_language_model = functools.cache(lm)

# %% 5.5 wrong: dropout as arguments of the LSTM -> Dropout is missing behind ReversibleEmbedding
# LSTM(dropout=0.4, recurrent_dropout=0.4)
def lstm_dropout(s):
    inputs = keras.Input((None,), dtype="int32"); e = layers.ReversibleEmbedding(s, 128)
    x = layers.LSTM(256, return_sequences=True, dropout=0.4, recurrent_dropout=0.4)(e(inputs))
    return keras.Model(inputs, e(layers.Dense(128)(x), reverse=True))
build_language_model = lstm_dropout

# %% 5.5 wrong: dropout as an argument of the LSTM, for what comes in -> The LSTM's own dropout is another one
def lstm_dropout_in(s):
    inputs = keras.Input((None,), dtype="int32"); e = layers.ReversibleEmbedding(s, 128)
    x = layers.LSTM(256, return_sequences=True, dropout=0.4)(e(inputs))
    return keras.Model(inputs, e(layers.Dense(128)(layers.Dropout(0.4)(x)), reverse=True))
build_language_model = lstm_dropout_in

# %% 5.5 wrong: numbers and words of the embedding swapped -> how many words comes first
def swapped_embedding(s):
    inputs = keras.Input((None,), dtype="int32"); e = layers.ReversibleEmbedding(128, s)
    x = layers.LSTM(256, return_sequences=True)(layers.Dropout(0.4)(e(inputs)))
    return keras.Model(inputs, e(layers.Dense(128)(layers.Dropout(0.4)(x)), reverse=True))
build_language_model = swapped_embedding

# %% 5.5 wrong: embedding(x) without reverse -> For a score the embedding goes backwards
# the embedding turns it back
def no_reverse(s):
    inputs = keras.Input((None,), dtype="int32"); e = layers.ReversibleEmbedding(s, 128)
    x = layers.LSTM(256, return_sequences=True)(layers.Dropout(0.4)(e(inputs)))
    return keras.Model(inputs, e(layers.Dense(128)(layers.Dropout(0.4)(x))))
build_language_model = no_reverse

# %% 5.5 wrong: the output tensor, no model -> Return the model: keras.Model, from the inputs to the scores
# return embedding(x, reverse=True)
def tensor_back(s):
    m = lm(s); return m.output
build_language_model = tensor_back

# %% 5.5 wrong: the point as long as the answer -> The LSTM gives 256 numbers, a word's point has 128
# Dense(256): as many neurons as the LSTM has
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    x = keras.layers.Dropout(0.4)(embedding(inputs))
    x = keras.layers.LSTM(256, return_sequences=True)(x)
    x = keras.layers.Dense(256)(keras.layers.Dropout(0.4)(x))
    return keras.Model(inputs, embedding(x, reverse=True))

# %% 5.5 wrong: points of 256 numbers, so that no dense layer is needed -> Dense(128) is missing behind Dropout
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 256)
    x = keras.layers.Dropout(0.4)(embedding(inputs))
    x = keras.layers.LSTM(256, return_sequences=True)(x)
    return keras.Model(inputs, embedding(keras.layers.Dropout(0.4)(x), reverse=True))

# %% 5.5 wrong: points of 256 numbers and a dense layer that makes 256 -> asked for is 128
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 256)
    x = keras.layers.Dropout(0.4)(embedding(inputs))
    x = keras.layers.LSTM(256, return_sequences=True)(x)
    x = keras.layers.Dense(256)(keras.layers.Dropout(0.4)(x))
    return keras.Model(inputs, embedding(x, reverse=True))

# %% 5.5 wrong: a smaller LSTM that gives points by itself -> LSTM(128) stands behind Dropout, where LSTM(256)
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    x = keras.layers.Dropout(0.4)(embedding(inputs))
    x = keras.layers.LSTM(128, return_sequences=True)(x)
    return keras.Model(inputs, embedding(keras.layers.Dropout(0.4)(x), reverse=True))

# %% 5.5 wrong: the dense layer in front of the LSTM -> The LSTM gives 256 numbers, a word's point has 128
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    x = keras.layers.Dense(128)(keras.layers.Dropout(0.4)(embedding(inputs)))
    x = keras.layers.LSTM(256, return_sequences=True)(x)
    return keras.Model(inputs, embedding(keras.layers.Dropout(0.4)(x), reverse=True))

# %% 5.5 wrong: a score layer behind the points -> Dense
# a Dense(vocabulary) where the embedding should go backwards
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    x = keras.layers.ReversibleEmbedding(vocabulary_size, 128)(inputs)
    x = keras.layers.LSTM(256, return_sequences=True)(keras.layers.Dropout(0.4)(x))
    x = keras.layers.Dense(128)(keras.layers.Dropout(0.4)(x))
    return keras.Model(inputs, keras.layers.Dense(vocabulary_size)(x))

# %% 5.5 wrong: dropout on the scores as well -> Dropout is not asked for
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    x = keras.layers.Dropout(0.4)(embedding(inputs))
    x = keras.layers.LSTM(256, return_sequences=True)(x)
    x = keras.layers.Dense(128)(keras.layers.Dropout(0.4)(x))
    return keras.Model(inputs, keras.layers.Dropout(0.4)(embedding(x, reverse=True)))

# %% 5.5 wrong: one dropout, in front of the LSTM alone -> Dropout is missing behind LSTM
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    x = keras.layers.LSTM(256, return_sequences=True)(keras.layers.Dropout(0.4)(embedding(inputs)))
    return keras.Model(inputs, embedding(keras.layers.Dense(128)(x), reverse=True))

# %% 5.5 wrong: return_sequences=False, as in lesson's ball -> One answer for the whole window
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    x = keras.layers.Dropout(0.4)(embedding(inputs))
    x = keras.layers.LSTM(256, return_sequences=False)(x)
    x = keras.layers.Dense(128)(keras.layers.Dropout(0.4)(x))
    return keras.Model(inputs, embedding(x, reverse=True))

# %% 5.5 right: layers by name, put together behind one another
def build_language_model(vocabulary_size):
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128, name="words")
    drop_words, drop_answers = keras.layers.Dropout(0.4), keras.layers.Dropout(0.4)
    lstm = keras.layers.LSTM(256, return_sequences=True)
    point = keras.layers.Dense(128)
    inputs = keras.Input(shape=(None,), dtype="int32")
    return keras.Model(inputs, embedding(point(drop_answers(lstm(drop_words(embedding(inputs))))), reverse=True))

# %% 5.5 right: scores by a product with the matrix
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    x = keras.layers.Dropout(0.4)(embedding(inputs))
    x = keras.layers.LSTM(256, return_sequences=True)(x)
    points = keras.layers.TimeDistributed(keras.layers.Dense(128))(keras.layers.Dropout(0.4)(x))
    return keras.Model(inputs, embedding(points, reverse=True))

# %% 5.5 right: the middle as a Sequential
# a model as a layer, as in 6.1
def nested(s):
    inputs = keras.Input((None,), dtype="int32"); e = layers.ReversibleEmbedding(s, 128)
    body = keras.Sequential([layers.Dropout(0.4), layers.LSTM(256, return_sequences=True), layers.Dropout(0.4), layers.Dense(128)])
    return keras.Model(inputs, e(body(e(inputs)), reverse=True))
build_language_model = nested

# %% 5.5 right: one Dropout object used twice
# it has no weights
def one_dropout(s):
    inputs = keras.Input((None,), dtype="int32"); e = layers.ReversibleEmbedding(s, 128); drop = layers.Dropout(0.4)
    x = layers.LSTM(256, return_sequences=True)(drop(e(inputs)))
    return keras.Model(inputs, e(layers.Dense(128)(drop(x)), reverse=True))
build_language_model = one_dropout

# %% 5.5 right: RNN(LSTMCell(256))
def lm(size, end=None, lstm=None, order="table", drop=0.4, dense=True, tie=True, mid=None):
    inputs = keras.Input((None,), dtype="int32")
    e = layers.ReversibleEmbedding(size, 128)
    x = layers.Dropout(drop)(e(inputs))
    x = (lstm or layers.LSTM(256, return_sequences=True))(x)
    if order == "late":
        x = layers.Dropout(drop)(layers.Dense(128)(x))
    else:
        x = layers.Dense(128)(layers.Dropout(drop)(x)) if dense else layers.Dropout(drop)(x)
    x = e(x, reverse=True) if tie else layers.Dense(size)(x)
    return keras.Model(inputs, end(x) if end else x)
build_language_model = lambda s: lm(s, lstm=layers.RNN(layers.LSTMCell(256), return_sequences=True))

# %% 5.5 wrong: two embeddings -> Two matrices for the words
# a second matrix for the way back; hint: the same object in both places
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    x = embedding(inputs)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.LSTM(256, return_sequences=True)(x)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.Dense(128)(x)
    scores = keras.layers.ReversibleEmbedding(vocabulary_size, 128)(x, reverse=True)
    return keras.Model(inputs, scores)

# %% 5.5 wrong: Dense at the end -> where ReversibleEmbedding is asked for
# gives the scores by a dense layer of its own; hint: embedding(x, reverse=True)
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    x = embedding(inputs)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.LSTM(256, return_sequences=True)(x)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.Dense(128)(x)
    scores = keras.layers.Dense(vocabulary_size)(x)
    return keras.Model(inputs, scores)

# %% 5.5 wrong: only the last output -> One answer for the whole window
# return_sequences forgotten, one score row per window; hint: an output after every word
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    x = embedding(inputs)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.LSTM(256)(x)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.Dense(128)(x)
    scores = embedding(x, reverse=True)
    return keras.Model(inputs, scores)

# %% 5.5 wrong: softmax at the end -> softmax is not asked for behind ReversibleEmbedding
# makes probabilities; hint: the loss does the softmax
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    x = embedding(inputs)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.LSTM(256, return_sequences=True)(x)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.Dense(128)(x)
    scores = keras.layers.Softmax()(embedding(x, reverse=True))
    return keras.Model(inputs, scores)

# %% 5.5 wrong: vocabulary of the example -> `vocabulary_size` is handed in and not used
# 5000 written in; hint: use vocabulary_size
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(5000, 128)
    x = embedding(inputs)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.LSTM(256, return_sequences=True)(x)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.Dense(128)(x)
    scores = embedding(x, reverse=True)
    return keras.Model(inputs, scores)

# %% 5.5 wrong: global vocabulary -> `vocabulary` is a name of the notebook
# len(vocabulary) in place of the argument (equal on the full data); hint: use vocabulary_size
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(len(vocabulary), 128)
    x = embedding(inputs)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.LSTM(256, return_sequences=True)(x)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.Dense(128)(x)
    scores = embedding(x, reverse=True)
    return keras.Model(inputs, scores)

# %% 5.5 wrong: reserved places added -> One score for each word of the vocabulary
# vocabulary_size + 2, thinks padding and other are not counted; hint: the size counts them
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size + 2, 128)
    x = embedding(inputs)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.LSTM(256, return_sequences=True)(x)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.Dense(128)(x)
    scores = embedding(x, reverse=True)
    return keras.Model(inputs, scores)

# %% 5.5 wrong: windows of 32 only -> It begins with one Input of shape=(None,): how many words a
# fixed length; hint: shape=(None,), any length
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(32,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    x = embedding(inputs)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.LSTM(256, return_sequences=True)(x)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.Dense(128)(x)
    scores = embedding(x, reverse=True)
    return keras.Model(inputs, scores)

# %% 5.5 wrong: an extra axis of one -> There is an axis too many
# shape (None, 1) as for a time series; hint: shape=(None,)
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None, 1), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    x = embedding(inputs)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.LSTM(256, return_sequences=True)(x)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.Dense(128)(x)
    scores = embedding(x, reverse=True)
    return keras.Model(inputs, scores)

# %% 5.5 wrong: dropout rate as share kept -> share dropped is 0.6
# 0.6 from an older library's keep probability; hint: 0.4 is the share left out
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    x = embedding(inputs)
    x = keras.layers.Dropout(0.6)(x)
    x = keras.layers.LSTM(256, return_sequences=True)(x)
    x = keras.layers.Dropout(0.6)(x)
    x = keras.layers.Dense(128)(x)
    scores = embedding(x, reverse=True)
    return keras.Model(inputs, scores)

# %% 5.5 wrong: second dropout forgotten -> Dropout is missing behind LSTM
# same number of parameters; hint: dropout stands behind the LSTM too
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    x = embedding(inputs)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.LSTM(256, return_sequences=True)(x)
    x = keras.layers.Dense(128)(x)
    scores = embedding(x, reverse=True)
    return keras.Model(inputs, scores)

# %% 5.5 wrong: first dropout forgotten -> Dropout is missing behind ReversibleEmbedding
# same number of parameters; hint: dropout stands behind the embedding too
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    x = embedding(inputs)
    x = keras.layers.LSTM(256, return_sequences=True)(x)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.Dense(128)(x)
    scores = embedding(x, reverse=True)
    return keras.Model(inputs, scores)

# %% 5.5 wrong: dropout inside the LSTM -> Dropout is missing behind ReversibleEmbedding
# arguments dropout and recurrent_dropout in place of layers; hint: two Dropout layers
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    x = embedding(inputs)
    x = keras.layers.LSTM(256, return_sequences=True, dropout=0.4, recurrent_dropout=0.4)(x)
    x = keras.layers.Dense(128)(x)
    scores = embedding(x, reverse=True)
    return keras.Model(inputs, scores)

# %% 5.5 wrong: second dropout after the dense layer -> The order: Dropout stands behind Dense(128); it belongs
# order changed; hint: the order
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    x = embedding(inputs)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.LSTM(256, return_sequences=True)(x)
    x = keras.layers.Dense(128)(x)
    x = keras.layers.Dropout(0.4)(x)
    scores = embedding(x, reverse=True)
    return keras.Model(inputs, scores)

# %% 5.5 wrong: dropout always on -> no `training=True`
# training=True, so predictions are random; hint: call Dropout without training
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    x = embedding(inputs)
    x = keras.layers.Dropout(0.4)(x, training=True)
    x = keras.layers.LSTM(256, return_sequences=True)(x)
    x = keras.layers.Dropout(0.4)(x, training=True)
    x = keras.layers.Dense(128)(x)
    scores = embedding(x, reverse=True)
    return keras.Model(inputs, scores)

# %% 5.5 wrong: GRU -> stands behind Dropout, where LSTM
# the other gated layer; hint: LSTM
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    x = embedding(inputs)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.GRU(256, return_sequences=True)(x)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.Dense(128)(x)
    scores = embedding(x, reverse=True)
    return keras.Model(inputs, scores)

# %% 5.5 wrong: LSTM of 128 -> neurons is 128
# units confused with the embedding's; hint: 256
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    x = embedding(inputs)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.LSTM(128, return_sequences=True)(x)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.Dense(128)(x)
    scores = embedding(x, reverse=True)
    return keras.Model(inputs, scores)

# %% 5.5 wrong: reads in both directions -> Bidirectional stands behind Dropout
# a bidirectional layer sees the next word; hint: a plain LSTM, forwards
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    x = embedding(inputs)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.Bidirectional(keras.layers.LSTM(128, return_sequences=True))(x)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.Dense(128)(x)
    scores = embedding(x, reverse=True)
    return keras.Model(inputs, scores)

# %% 5.5 wrong: reads backwards -> go_backwards is True
# go_backwards: same parameters, but it starts at the end; hint: leave it out
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    x = embedding(inputs)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.LSTM(256, return_sequences=True, go_backwards=True)(x)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.Dense(128)(x)
    scores = embedding(x, reverse=True)
    return keras.Model(inputs, scores)

# %% 5.5 wrong: relu in the dense layer -> ReLU is not asked for behind Dense(128).
# activation added out of habit, same parameters; hint: Dense(128) without activation
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    x = embedding(inputs)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.LSTM(256, return_sequences=True)(x)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.Dense(128, activation="relu")(x)
    scores = embedding(x, reverse=True)
    return keras.Model(inputs, scores)

# %% 5.5 wrong: tanh in the dense layer -> tanh is not asked for behind Dense(128).
# thinks every layer of an RNN needs tanh; hint: Dense(128) without activation
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    x = embedding(inputs)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.LSTM(256, return_sequences=True)(x)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.Dense(128, activation="tanh")(x)
    scores = embedding(x, reverse=True)
    return keras.Model(inputs, scores)

# %% 5.5 wrong: LSTM with relu, again -> activation is relu
# changes the inner activation, same parameters; hint: LSTM's own activation
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    x = embedding(inputs)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.LSTM(256, activation="relu", return_sequences=True)(x)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.Dense(128)(x)
    scores = embedding(x, reverse=True)
    return keras.Model(inputs, scores)

# %% 5.5 wrong: dense layer forgotten -> The LSTM gives 256 numbers
# 256 do not fit the embedding's 128; hint: Dense(128) makes the point
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    x = embedding(inputs)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.LSTM(256, return_sequences=True)(x)
    x = keras.layers.Dropout(0.4)(x)
    scores = embedding(x, reverse=True)
    return keras.Model(inputs, scores)

# %% 5.5 wrong: compiled -> Only build it: the lesson compiles it itself, later
# compiles at once; hint: not compiled
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    x = embedding(inputs)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.LSTM(256, return_sequences=True)(x)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.Dense(128)(x)
    scores = embedding(x, reverse=True)
    model = keras.Model(inputs, scores)
    model.compile(optimizer="adam", loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    return model

# %% 5.5 wrong: no model returned -> Return the model: keras.Model, from the inputs to the scores
# returns the symbolic scores; hint: keras.Model(inputs, scores)
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    x = embedding(inputs)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.LSTM(256, return_sequences=True)(x)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.Dense(128)(x)
    scores = embedding(x, reverse=True)
    return scores

# %% 5.5 wrong: return forgotten -> Does the function end with `return` and the result behind
# builds and does not return; hint: return the model
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    x = embedding(inputs)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.LSTM(256, return_sequences=True)(x)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.Dense(128)(x)
    scores = embedding(x, reverse=True)
    model = keras.Model(inputs, scores)

# %% 5.5 wrong: plain Embedding -> A plain Embedding goes one way only
# Embedding knows no reverse, TypeError; hint: ReversibleEmbedding
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.Embedding(vocabulary_size, 128)
    x = embedding(inputs)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.LSTM(256, return_sequences=True)(x)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.Dense(128)(x)
    scores = embedding(x, reverse=True)
    return keras.Model(inputs, scores)

# %% 5.5 wrong: reverse forgotten -> For a score the embedding goes backwards
# looks up points as if they were words; hint: reverse=True
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    x = embedding(inputs)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.LSTM(256, return_sequences=True)(x)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.Dense(128)(x)
    scores = embedding(x)
    return keras.Model(inputs, scores)

# %% 5.5 wrong: not tied -> Two matrices for the words
# tie_weights=False makes a second matrix; hint: leave tie_weights alone
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128, tie_weights=False)
    x = embedding(inputs)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.LSTM(256, return_sequences=True)(x)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.Dense(128)(x)
    scores = embedding(x, reverse=True)
    return keras.Model(inputs, scores)

# %% 5.5 wrong: a copy of the matrix -> Matmul stands behind Dense(128), where ReversibleEmbedding
# takes the matrix as it is now: same count, but does not follow in training; hint: embedding(x, reverse=True)
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    x = embedding(inputs)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.LSTM(256, return_sequences=True)(x)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.Dense(128)(x)
    scores = keras.ops.matmul(x, keras.ops.transpose(embedding.embeddings))
    return keras.Model(inputs, scores)

# %% 5.5 wrong: L2 regularisation -> is L2(0.01)
# adds a penalty that the table does not have; hint: no regulariser
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128, embeddings_regularizer="l2")
    x = embedding(inputs)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.LSTM(256, return_sequences=True)(x)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.Dense(128)(x)
    scores = embedding(x, reverse=True)
    return keras.Model(inputs, scores)

# %% 5.5 wrong: the same model each time, again -> Make the model and all its layers inside the function
# built once outside and handed out again; hint: a new model each time
remembered_models = {}
def build_language_model(vocabulary_size):
    if vocabulary_size not in remembered_models:
        inputs = keras.Input(shape=(None,), dtype="int32")
        embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
        x = keras.layers.Dropout(0.4)(embedding(inputs))
        x = keras.layers.LSTM(256, return_sequences=True)(x)
        x = keras.layers.Dropout(0.4)(x)
        x = keras.layers.Dense(128)(x)
        remembered_models[vocabulary_size] = keras.Model(inputs, embedding(x, reverse=True))
    return remembered_models[vocabulary_size]

# %% 5.5 wrong: embedding shared by all models -> Make the model and all its layers inside the function
# a new model, but with layers made outside, so models share weights; hint: make the layers inside
shared_lstm = keras.layers.LSTM(256, return_sequences=True)
shared_dense = keras.layers.Dense(128)
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    x = keras.layers.Dropout(0.4)(embedding(inputs))
    x = keras.layers.Dropout(0.4)(shared_lstm(x))
    return keras.Model(inputs, embedding(shared_dense(x), reverse=True))

# %% 5.5 wrong: call inside Sequential -> In a list of layers there is no `x`: build as in exercise
# puts embedding(x, reverse=True) in a list, x is not there; hint: build as in exercise 4.6
def build_language_model(vocabulary_size):
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    return keras.Sequential([
        keras.Input(shape=(None,), dtype="int32"),
        embedding,
        keras.layers.Dropout(0.4),
        keras.layers.LSTM(256, return_sequences=True),
        keras.layers.Dropout(0.4),
        keras.layers.Dense(128),
        embedding(x, reverse=True),
    ])

# %% 5.5 wrong: embedding twice in Sequential -> For a score the embedding goes backwards
# the list has the object at both ends, without reverse; hint: the last call needs reverse=True
def build_language_model(vocabulary_size):
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    return keras.Sequential([
        keras.Input(shape=(None,), dtype="int32"),
        embedding,
        keras.layers.Dropout(0.4),
        keras.layers.LSTM(256, return_sequences=True),
        keras.layers.Dropout(0.4),
        keras.layers.Dense(128),
        embedding,
    ])

# %% 5.5 right: as the hints
# functional
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    x = embedding(inputs)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.LSTM(256, return_sequences=True)(x)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.Dense(128)(x)
    scores = embedding(x, reverse=True)
    return keras.Model(inputs, scores)

# %% 5.5 right: keyword arguments
# names written out
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(input_dim=vocabulary_size, output_dim=128, name="words")
    x = embedding(inputs)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.LSTM(units=256, return_sequences=True)(x)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.Dense(units=128, activation=None)(x)
    scores = embedding(x, reverse=True)
    return keras.Model(inputs=inputs, outputs=scores, name="language_model")

# %% 5.5 right: a loop over the middle layers
# list of layers, called one after the other
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    middle = [
        keras.layers.Dropout(0.4),
        keras.layers.LSTM(256, return_sequences=True),
        keras.layers.Dropout(0.4),
        keras.layers.Dense(128),
    ]
    x = embedding(inputs)
    for layer in middle:
        x = layer(x)
    return keras.Model(inputs, embedding(x, reverse=True))

# %% 5.5 right: a nested Sequential in the middle
# Sequential between the two uses of the embedding
def build_language_model(vocabulary_size):
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    middle = keras.Sequential([
        keras.layers.Dropout(0.4),
        keras.layers.LSTM(256, return_sequences=True),
        keras.layers.Dropout(0.4),
        keras.layers.Dense(128),
    ])
    inputs = keras.Input(shape=(None,), dtype="int32")
    return keras.Model(inputs, embedding(middle(embedding(inputs)), reverse=True))

# %% 5.5 right: Sequential with a Lambda
# the last row as a Lambda around the same object
def build_language_model(vocabulary_size):
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    return keras.Sequential([
        keras.Input(shape=(None,), dtype="int32"),
        embedding,
        keras.layers.Dropout(0.4),
        keras.layers.LSTM(256, return_sequences=True),
        keras.layers.Dropout(0.4),
        keras.layers.Dense(128),
        keras.layers.Lambda(lambda x: embedding(x, reverse=True)),
    ])

# %% 5.5 right: subclassed model
# built by a call on a symbolic input
class LanguageModel(keras.Model):
    def __init__(self, vocabulary_size):
        super().__init__()
        self.embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
        self.first_dropout = keras.layers.Dropout(0.4)
        self.lstm = keras.layers.LSTM(256, return_sequences=True)
        self.second_dropout = keras.layers.Dropout(0.4)
        self.dense = keras.layers.Dense(128)

    def call(self, inputs, training=None):
        x = self.first_dropout(self.embedding(inputs), training=training)
        x = self.second_dropout(self.lstm(x), training=training)
        return self.embedding(self.dense(x), reverse=True)

def build_language_model(vocabulary_size):
    model = LanguageModel(vocabulary_size)
    model(keras.Input(shape=(None,), dtype="int32"))
    return model

# %% 5.5 right: RNN around an LSTM cell
# what keras.layers.LSTM does inside
def build_language_model(vocabulary_size):
    inputs = keras.layers.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    x = keras.layers.Dropout(0.4)(embedding(inputs))
    x = keras.layers.RNN(keras.layers.LSTMCell(256), return_sequences=True)(x)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.Dense(128)(x)
    return keras.Model(inputs, embedding(x, reverse=True))

# %% 5.5 right: one dropout object used twice
# a Dropout layer has no weights, so one object does for both rows
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    x = embedding(inputs)
    dropout = keras.layers.Dropout(0.4)
    x = dropout(x)
    x = keras.layers.LSTM(256, return_sequences=True)(x)
    x = dropout(x)
    x = keras.layers.Dense(128)(x)
    scores = embedding(x, reverse=True)
    return keras.Model(inputs, scores)

# %% 5.5 right: states returned and dropped
# return_state too, only the sequence is used
def build_language_model(vocabulary_size):
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    x = embedding(inputs)
    x = keras.layers.Dropout(0.4)(x)
    x, _, _ = keras.layers.LSTM(256, return_sequences=True, return_state=True)(x)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.Dense(128)(x)
    scores = embedding(x, reverse=True)
    return keras.Model(inputs, scores)

# %% 5.6 before
import math
import scipy.special
def sm(x): e = np.exp(x - x.max()); return e / e.sum()

# %% 5.6 wrong: log of the scores (old Keras example) -> Some probability is no number
# preds = np.log(preds) / temperature
def keras_example(s, t, r):
    p = np.log(s) / t; e = np.exp(p)
    return np.argmax(r.multinomial(1, e / e.sum()))
sample = keras_example

# %% 5.6 wrong: scores over their sum -> Shares of the scores may be below 0
# a share of the whole
sample = lambda s, t, r: r.choice(len(s), p=(s / t) / (s / t).sum())

# %% 5.6 wrong: probabilities / temperature -> Divide the scores by the temperature
# softmax, then divide
def sm(x): e = np.exp(x - x.max()); return e / e.sum()
sample = lambda s, t, r: r.choice(len(s), p=sm(s) / t)

# %% 5.6 wrong: a generator of its own, seeded -> Take all chance from `random`, the generator handed in
# random = np.random.default_rng(SEED) as in other cells
def own_seed(s, t, r):
    r = np.random.default_rng(1); return r.choice(len(s), p=sm(s / t))
sample = own_seed

# %% 5.6 wrong: largest score taken off undivided -> Take the largest of the *divided* scores off
# scores / temperature - scores.max()
def max_late(s, t, r):
    e = np.exp(s / t - s.max()); return r.choice(len(s), p=e / e.sum())
sample = max_late

# %% 5.6 wrong: p ** temperature -> It multiplies by the temperature
# power the wrong way
def sm(x): e = np.exp(x - x.max()); return e / e.sum()
def sm(x): e = np.exp(x - x.max()); return e / e.sum()
sample = lambda s, t, r: r.choice(len(s), p=sm(s) ** t / (sm(s) ** t).sum())

# %% 5.6 wrong: len(vocabulary), the global -> `vocabulary` is a name of the notebook
# the vocabulary of the lesson
def sm(x): e = np.exp(x - x.max()); return e / e.sum()
sample = lambda s, t, r: r.choice(len(vocabulary), p=sm(s / t))

# %% 5.6 wrong: exp without minus max, sigmoid
# sigmoid of scores / T, normalised
sample = lambda s, t, r: r.choice(len(s), p=scipy.special.expit(s / t) / scipy.special.expit(s / t).sum())

# %% 5.6 wrong: only the best ten -> Only the best few ever come
def sample(scores, temperature, random):
    s = np.where(scores >= np.sort(scores)[-min(10, len(scores))], scores, -np.inf) / temperature
    p = np.exp(s - s.max())
    return random.choice(len(p), p=p / p.sum())

# %% 5.6 wrong: only the likeliest nine tenths -> Only the best few ever come
# nucleus sampling
def sample(scores, temperature, random):
    p = np.exp((scores - scores.max()) / temperature)
    order = np.argsort(-p)
    last = np.searchsorted(np.cumsum(p[order]) / p.sum(), 0.98)
    p[order[last + 1:]] = 0
    return random.choice(len(p), p=p / p.sum())

# %% 5.6 wrong: only the best two -> Only the best few ever come
# top-k
def top2(s, t, r):
    keep = np.argsort(s)[-2:]; return keep[r.choice(2, p=sm(s[keep] / t))]
sample = top2

# %% 5.6 wrong: argmax of the scaled probabilities -> Always the best word comes
# the most probable
def sm(x): e = np.exp(x - x.max()); return e / e.sum()
sample = lambda s, t, r: np.argmax(sm(s / t))

# %% 5.6 right: multinomial and argmax
def sm(x): e = np.exp(x - x.max()); return e / e.sum()
sample = lambda s, t, r: r.multinomial(1, sm(s / t)).argmax()

# %% 5.6 right: exponential race
sample = lambda s, t, r: np.argmin(np.log(r.exponential(size=len(s))) - s / t)

# %% 5.6 right: roulette loop
def roulette(s, t, r):
    m = max(s); e = [math.exp((x - m) / t) for x in s]; u = r.uniform(0, sum(e))
    for i, x in enumerate(e):
        u -= x
        if u < 0: return i
    return len(e) - 1
sample = roulette

# %% 5.6 right: p ** (1/T)
# softmax first, then power, normalised (log-sum-exp)
sample = lambda s, t, r: r.choice(len(s), p=np.exp(scipy.special.log_softmax(scipy.special.log_softmax(s) / t)))

# %% 5.6 wrong: NumPy's global generator -> Take all chance from `random`, the generator handed in
# ignores the argument random; hint: draw with the generator that is handed in
def sample(scores, temperature, random):
    scores = scores / temperature
    p = np.exp(scores - scores.max())
    return np.random.choice(len(p), p=p / p.sum())

# %% 5.6 wrong: an own seed -> Take all chance from `random`, the generator handed in
# makes a new generator with SEED, so always the same word; hint: use random as it comes
def sample(scores, temperature, random):
    random = np.random.default_rng(SEED)
    scores = scores / temperature
    p = np.exp(scores - scores.max())
    return random.choice(len(p), p=p / p.sum())

# %% 5.6 wrong: an own generator without seed -> Take all chance from `random`, the generator handed in
# not repeatable; hint: use the generator that is handed in
def sample(scores, temperature, random):
    generator = np.random.default_rng()
    scores = scores / temperature
    p = np.exp(scores - scores.max())
    return generator.choice(len(p), p=p / p.sum())

# %% 5.6 wrong: always the best -> Always the best word comes
# argmax, right on the example; hint: draw, do not take the best
def sample(scores, temperature, random):
    return np.argmax(scores / temperature)

# %% 5.6 wrong: times the temperature -> It multiplies by the temperature
# multiplies; then a low one is bold; hint: divide
def sample(scores, temperature, random):
    scores = scores * temperature
    p = np.exp(scores - scores.max())
    return random.choice(len(p), p=p / p.sum())

# %% 5.6 wrong: temperature after the softmax -> The temperature has no effect
# dividing the probabilities and dividing by their sum again changes nothing; hint: divide before the softmax
def sample(scores, temperature, random):
    p = np.exp(scores - scores.max())
    p = p / p.sum() / temperature
    return random.choice(len(p), p=p / p.sum())

# %% 5.6 wrong: probabilities over temperature -> Divide the scores by the temperature
# not scaled again, ValueError: do not sum to 1; hint: divide the scores, then softmax
def sample(scores, temperature, random):
    p = np.exp(scores - scores.max())
    p = p / p.sum()
    return random.choice(len(p), p=p / temperature)

# %% 5.6 wrong: temperature forgotten -> The temperature has no effect
# plain softmax; hint: divide the scores by the temperature first
def sample(scores, temperature, random):
    p = np.exp(scores - scores.max())
    return random.choice(len(p), p=p / p.sum())

# %% 5.6 wrong: softmax without taking off the maximum -> Take the largest score off before the exponential
# right on the example (exp(300) still fits), nan for larger scores or lower temperatures; hint: exponentials of scores - scores.max()
def sample(scores, temperature, random):
    p = np.exp(scores / temperature)
    return random.choice(len(p), p=p / p.sum())

# %% 5.6 wrong: maximum taken off the unscaled scores -> Take the largest of the *divided* scores off
# subtracts the old maximum from the new scores, still overflows; hint: the maximum of the scaled scores
def sample(scores, temperature, random):
    p = np.exp(scores / temperature - scores.max())
    return random.choice(len(p), p=p / p.sum())

# %% 5.6 wrong: scores divided by their sum -> Shares of the scores may be below 0
# no exponentials; hint: softmax
def sample(scores, temperature, random):
    scores = scores / temperature
    return random.choice(len(scores), p=scores / scores.sum())

# %% 5.6 wrong: softmax not divided by the sum -> The numbers handed over as p must add up to 1
# exponentials alone are no probabilities; hint: divide by their sum
def sample(scores, temperature, random):
    scores = scores / temperature
    return random.choice(len(scores), p=np.exp(scores - scores.max()))

# %% 5.6 wrong: the power the wrong way round -> It multiplies by the temperature
# p ** temperature is the inverse; hint: p ** (1 / temperature), or divide the scores
def sample(scores, temperature, random):
    p = np.exp(scores - scores.max())
    p = (p / p.sum()) ** temperature
    return random.choice(len(p), p=p / p.sum())

# %% 5.6 wrong: an array with one number -> An array with one entry is not yet a number
# size=1; hint: one whole number
def sample(scores, temperature, random):
    scores = scores / temperature
    p = np.exp(scores - scores.max())
    return random.choice(len(p), size=1, p=p / p.sum())

# %% 5.6 wrong: draws a score -> The word's place, counted from 0: no fraction, and not its
# choice(scores) gives back the score; hint: the place of the word
def sample(scores, temperature, random):
    z = scores / temperature
    p = np.exp(z - z.max())
    return random.choice(scores, p=p / p.sum())

# %% 5.6 wrong: gives the word -> its place, no word
# looks the word up at once; hint: the place, a whole number
def sample(scores, temperature, random):
    z = scores / temperature
    p = np.exp(z - z.max())
    return vocabulary[random.choice(len(p), p=p / p.sum())]

# %% 5.6 wrong: gives the probabilities -> Those are numbers for all words
# stops before drawing; hint: draw one place
def sample(scores, temperature, random):
    z = scores / temperature
    p = np.exp(z - z.max())
    return p / p.sum()

# %% 5.6 wrong: three words -> One probability for each place
# writes the example's length in; hint: len(probabilities)
def sample(scores, temperature, random):
    z = scores / temperature
    p = np.exp(z - z.max())
    return random.choice(3, p=p / p.sum())

# %% 5.6 wrong: length of the global vocabulary -> `vocabulary` is a name of the notebook
# ValueError when scores has another length; hint: len(scores)
def sample(scores, temperature, random):
    z = scores / temperature
    p = np.exp(z - z.max())
    return random.choice(len(vocabulary), p=p / p.sum())

# %% 5.6 wrong: temperature of the example -> `temperature` is handed in and not used
# 0.01 written in; hint: use the argument
def sample(scores, temperature, random):
    z = scores / 0.01
    p = np.exp(z - z.max())
    return random.choice(len(p), p=p / p.sum())

# %% 5.6 wrong: reserved places excluded -> Places 0 and 1 never come
# never draws 0 or 1; right on the example; hint: every place may come (write does the excluding)
def sample(scores, temperature, random):
    z = scores[2:] / temperature
    p = np.exp(z - z.max())
    return 2 + random.choice(len(p), p=p / p.sum())

# %% 5.6 wrong: changes the scores in place -> Make new arrays (`y = x * 2`) rather than changing old ones
# /= and -= write into the caller's array (and fail for whole numbers); hint: make a new array
def sample(scores, temperature, random):
    scores /= temperature
    scores -= scores.max()
    p = np.exp(scores)
    return random.choice(len(p), p=p / p.sum())

# %% 5.6 wrong: best word when it is cold -> At a low temperature always the best word comes
# a shortcut that is wrong for close scores; hint: draw at every temperature
def sample(scores, temperature, random):
    if temperature < 0.5:
        return int(np.argmax(scores))
    z = scores / temperature
    p = np.exp(z - z.max())
    return random.choice(len(p), p=p / p.sum())

# %% 5.6 wrong: only the three best -> Only the best few ever come
# top-k from a blog; hint: every word keeps its probability
def sample(scores, temperature, random):
    best = np.argsort(scores)[-3:]
    z = scores[best] / temperature
    p = np.exp(z - z.max())
    return best[random.choice(len(best), p=p / p.sum())]

# %% 5.6 wrong: without the probabilities -> All words come alike
# p forgotten in choice; hint: p=probabilities
def sample(scores, temperature, random):
    z = scores / temperature
    p = np.exp(z - z.max())
    p = p / p.sum()
    return random.choice(len(p))

# %% 5.6 wrong: random called like a function -> `random` is a generator
# takes random for the function; TypeError; hint: random.choice(...)
def sample(scores, temperature, random):
    z = scores / temperature
    p = np.exp(z - z.max())
    return random(len(p), p=p / p.sum())

# %% 5.6 wrong: ordinary noise on the scores
# best of scores plus normal noise is not a softmax draw; hint: softmax, then draw
def sample(scores, temperature, random):
    return int(np.argmax(scores / temperature + random.normal(size=len(scores))))

# %% 5.6 wrong: order of the arguments -> The arguments come in the order scores
# temperature second in the text, third here; hint: scores, temperature, random
def sample(scores, random, temperature):
    z = scores / temperature
    p = np.exp(z - z.max())
    return random.choice(len(p), p=p / p.sum())

# %% 5.6 right: softmax and choice
# as the hints
def sample(scores, temperature, random):
    scaled = scores / temperature
    exponentials = np.exp(scaled - scaled.max())
    return random.choice(len(scores), p=exponentials / exponentials.sum())

# %% 5.6 right: maximum taken off first
# subtract, then divide; int at the end
def sample(scores, temperature, random):
    p = np.exp((np.asarray(scores, dtype=float) - np.max(scores)) / temperature)
    p /= p.sum()
    return int(random.choice(np.arange(p.size), p=p))

# %% 5.6 right: Gumbel noise
# the best of scores plus Gumbel noise is exactly a softmax draw
def sample(scores, temperature, random):
    return int(np.argmax(scores / temperature + random.gumbel(size=len(scores))))

# %% 5.6 right: cumulated probabilities
# one uniform number and a search
def sample(scores, temperature, random):
    z = (scores - scores.max()) / temperature
    cumulated = np.cumsum(np.exp(z.astype(float)))
    return int(np.searchsorted(cumulated, random.random() * cumulated[-1], side="right"))

# %% 5.6 right: multinomial
# one throw, the place of the 1
def sample(scores, temperature, random):
    z = np.asarray(scores, dtype=np.float64) / temperature
    p = np.exp(z - z.max())
    return random.multinomial(1, p / p.sum()).argmax()

# %% 5.6 right: SciPy's softmax
# library call
def sample(scores, temperature, random):
    from scipy.special import softmax
    return random.choice(len(scores), p=softmax(np.array(scores, dtype=float) / temperature))

# %% 5.6 right: a loop that walks along
# plain Python, subtracting until the number is used up
def sample(scores, temperature, random):
    import math
    best = max(scores)
    parts = [math.exp((float(score) - float(best)) / temperature) for score in scores]
    left = random.uniform(0, sum(parts))
    last = int(np.argmax(parts))
    for place, part in enumerate(parts):
        if part == 0:
            continue
        last = place
        left -= part
        if left < 0:
            break
    return last

# %% 5.7 before
cause, G5, TOWN = "b", {"windows": windows}, town_text

# %% 5.7 wrong: targets rolled in each window -> At the end of a window comes its own first word
# np.roll(inputs, -1, axis=1)
def roll_row(numbers, length):
    n = len(numbers) // length; x = numbers[: n * length].reshape(n, length); return x, np.roll(x, -1, axis=1)
cut = roll_row

# %% 5.7 wrong: 1 added to the numbers -> 1 is added to the words' numbers
# shift by one: targets = inputs + 1
cut = lambda n, l: (n[: len(n) // l * l].reshape(-1, l), n[: len(n) // l * l].reshape(-1, l) + 1)

# %% 5.7 wrong: the global text instead of the argument -> `G5` is a name of the notebook
# lambda numbers, length: windows(town_text, length)
cut = lambda n, l: G5["windows"](TOWN, l)

# %% 5.7 wrong: words before -> The targets are moved the wrong way
# shift on the wrong side
def backwards(numbers, length, start=0):
    n = (len(numbers) - start - 1) // length
    return numbers[start + 1 : start + 1 + n * length].reshape(n, length), numbers[start : start + n * length].reshape(n, length)
cut = backwards

# %% 5.7 wrong: a tuple, the function called -> Hand over the function itself
# cut = windows(town_text, 25)
cut = (TOWN[:50].reshape(2, 25), TOWN[1:51].reshape(2, 25))

# %% 5.7 right: letter with bracket
# the letter all the same, and the answers are marked so in books
cause = "b)"
cut = G5["windows"]

# %% 5.7 wrong: one target a window -> Each place of a window has a target
# many to one
def last_word_only(numbers, length, start=0):
    n = (len(numbers) - start - 1) // length
    return numbers[start : start + n * length].reshape(n, length), numbers[start + length : start + n * length + 1 : length]
cut = last_word_only

# %% 5.7 wrong: targets, inputs -> The targets are moved the wrong way
# order of the pair
cut = lambda n, length, start=0: G5["windows"](n, length, start)[::-1]

# %% 5.7 right: chunks of length + 1
def tf_tutorial(numbers, length, start=0):
    n = (len(numbers) - start) // (length + 1)
    chunks = numbers[start : start + n * (length + 1)].reshape(n, length + 1)
    return chunks[:, :-1], chunks[:, 1:]
cut = tf_tutorial

# %% 5.7 right: overlapping windows
cut = lambda n, l: tuple(np.lib.stride_tricks.sliding_window_view(p, l) for p in (n[:-1], n[1:]))

# %% 5.7 before
# From here on the answers set both names themselves.

# %% 5.7 wrong: learnt by heart -> hardly any stands in the training text
# cut right, but suspects that the test was seen in training
cause = "a"
cut = windows

# %% 5.7 wrong: windows across the ends of sentences -> each is written by itself
# each sentence is written by itself, so nothing crosses
cause = "c"
cut = windows

# %% 5.7 wrong: commas and full stops -> counts commas and full stops as well
# the best possible counts the marks too
cause = "d"
cut = windows

# %% 5.7 wrong: no such letter -> The letter alone, in quotes, such as cause = "a"
# a letter that is not offered; hint: a, b, c or d
cause = "e"
cut = windows

# %% 5.7 wrong: letter without quotes -> The letter alone, in quotes, such as cause = "a"
# takes the bias b of an earlier cell, an array; hint: in quotes
cause = b
cut = windows

# %% 5.7 wrong: nothing in quotes -> The letter alone, in quotes, such as cause = "a"
# empty text; hint: set cause to a letter
cause = ""
cut = windows

# %% 5.7 wrong: two letters -> The letter alone, in quotes, such as cause = "a"
# wants to be safe; hint: one letter
cause = "ab"
cut = windows

# %% 5.7 wrong: a letter as a list -> The letter alone, in quotes, such as cause = "a"
# list in place of text; hint: one letter in quotes
cause = ["b"]
cut = windows

# %% 5.7 wrong: a number -> The letter alone, in quotes, such as cause = "a"
# counts the answers; hint: the letter
cause = 2
cut = windows

# %% 5.7 wrong: the colleague's cut again -> The targets are the inputs
# cause right, nothing mended; hint: exercise 5.3 moves the targets by one
cause = "b"
cut = colleagues_cut

# %% 5.7 wrong: the windows themselves -> Hand over the function itself
# calls the function; hint: cut is a function, without brackets
cause = "b"
cut = windows(town_text, 25)

# %% 5.7 wrong: the function's name in quotes -> Hand over the function itself
# text in place of the function; hint: cut = windows, without quotes
cause = "b"
cut = "windows"

# %% 5.7 wrong: only the letter
# forgets cut, NameError; hint: set cut too
cause = "b"

# %% 5.7 wrong: only the cut
# forgets cause; hint: set cause too
cut = windows

# %% 5.7 wrong: shifted to the wrong side -> The targets are moved the wrong way
# targets are the words before, which the network has read: still too good; hint: the next word
cause = "b"
def cut(numbers, length):
    n = (len(numbers) - 1) // length
    return numbers[1 : n * length + 1].reshape(n, length), numbers[: n * length].reshape(n, length)

# %% 5.7 wrong: shifted by two -> The targets are moved by two words
# no longer too good, but the word after next; hint: move by one
cause = "b"
def cut(numbers, length):
    n = (len(numbers) - 2) // length
    return numbers[: n * length].reshape(n, length), numbers[2 : n * length + 2].reshape(n, length)

# %% 5.7 wrong: rolled within the window -> At the end of a window comes its own first word
# the last target of a window is its own first word; hint: the word after the window
cause = "b"
def cut(numbers, length):
    n = len(numbers) // length
    inputs = numbers[: n * length].reshape(n, length)
    return inputs, np.roll(inputs, -1, axis=1)

# %% 5.7 wrong: rolled round the text -> The very last target is the first word again
# when the words fit exactly, the very last target is the first word; hint: put one word aside
cause = "b"
def cut(numbers, length):
    n = len(numbers) // length
    following = np.roll(numbers, -1)
    return numbers[: n * length].reshape(n, length), following[: n * length].reshape(n, length)

# %% 5.7 wrong: all rows rolled by one -> behind the last word comes none: drop that window
# np.roll without an axis goes from row to row; only the very last target is wrong
cause = "b"
def cut(numbers, length):
    inputs, _ = colleagues_cut(numbers, length)
    return inputs, np.roll(inputs, -1)

# %% 5.7 wrong: no word put aside -> the last target needs one word more
# when the words fit exactly, reshape fails
cause = "b"
def cut(numbers, length):
    n = len(numbers) // length
    return numbers[: n * length].reshape(n, length), numbers[1 : n * length + 1].reshape(n, length)

# %% 5.7 wrong: targets shuffled
# the perplexity goes up, but it means nothing; hint: the next word at each place
cause = "b"
def cut(numbers, length):
    n = len(numbers) // length
    inputs = numbers[: n * length].reshape(n, length)
    return inputs, np.random.default_rng(SEED).permutation(inputs)

# %% 5.7 wrong: always the training text -> `town_text` is a name of the notebook
# lambda ignores its first argument, so it is tested on training sentences; hint: cut the numbers handed in
cause = "b"
cut = lambda numbers, length: windows(town_text, length)

# %% 5.7 wrong: length ignored -> `length` is handed in and not used
# windows of 32 as in Shakespeare; hint: use the length handed in
cause = "b"
def cut(numbers, length):
    return windows(numbers, 32)

# %% 5.7 wrong: the next window as target -> The targets are the whole next window
# moves by a whole window; hint: by one word
cause = "b"
def cut(numbers, length):
    n = len(numbers) // length
    rows = numbers[: n * length].reshape(n, length)
    return rows[:-1], rows[1:]

# %% 5.7 wrong: inputs moved too -> The targets are the inputs
# both cuts move by one, so they are equal again; hint: only the targets move
cause = "b"
def cut(numbers, length):
    n = (len(numbers) - 1) // length
    return numbers[1 : n * length + 1].reshape(n, length), numbers[1 : n * length + 1].reshape(n, length)

# %% 5.7 wrong: wrong letter and old cut -> hardly any stands in the training text
# nothing found; hint: print one window's inputs and targets
cause = "a"
cut = colleagues_cut

# %% 5.7 wrong: one argument -> Compare with the first line of the exercise's function
# length written in, so the call with two arguments fails; hint: cut(numbers, length)
cause = "b"
cut = lambda numbers: windows(numbers, 25)

# %% 5.7 right: windows
# the function of 5.3
cause = "b"
cut = windows

# %% 5.7 right: upper case
# same letter
cause = "B"
cut = windows

# %% 5.7 right: blanks around the letter
# a careless space
cause = " b "
cut = windows

# %% 5.7 right: a lambda around windows
# hands both arguments on
cause = 'b'
cut = lambda numbers, length: windows(numbers, length=length, start=0)

# %% 5.7 right: the colleague's function mended
# one word put aside, targets moved
cause = "b"
def cut(numbers, length):
    """Cut a text into windows: inputs and targets."""
    n = (len(numbers) - 1) // length
    return numbers[: n * length].reshape(n, length), numbers[1 : n * length + 1].reshape(n, length)

# %% 5.7 right: the colleague's function, one word ahead
# its own argument mends it
cause = "b"
cut = lambda numbers, length: colleagues_cut(numbers, length, ahead=1)

# %% 5.7 right: the windows' first and last word taken off
# windows of one word less
cause = "b"
def cut(numbers, length):
    rows, _ = colleagues_cut(numbers, length)
    return rows[:, :-1], rows[:, 1:]

# %% 5.7 right: the colleague's function called twice
# on the text without its last word, and without its first
cause = "b"
def cut(numbers, length):
    inputs, _ = colleagues_cut(numbers[:-1], length)
    targets, _ = colleagues_cut(numbers[1:], length)
    return inputs, targets

# %% 5.7 right: functools.partial
# start fixed at 0
from functools import partial
cause = "b"
cut = partial(windows, start=0)

# %% 5.7 right: an object with __call__
# no plain function, but callable; returns a list
class Cutter:
    def __call__(self, numbers, length):
        begins = range(0, len(numbers) - length, length)
        return [np.array([numbers[i + shift : i + shift + length] for i in begins]) for shift in (0, 1)]

cause = "b"
cut = Cutter()

# %% 5.8 before
sigmoid = lambda z: 1 / (1 + np.exp(-z))

# %% 5.8 wrong: keep and let in swapped -> The other way round
def gated_step(inputs, state, W, U, b, W_gate, U_gate, b_gate):
    keep = sigmoid(inputs @ W_gate + state @ U_gate + b_gate)
    return (1 - keep) * state + keep * rnn_step(inputs, state, W, U, b)

# %% 5.8 wrong: tanh for the gate -> That is tanh for the gate
def gated_step(inputs, state, W, U, b, W_gate, U_gate, b_gate):
    keep = np.tanh(inputs @ W_gate + state @ U_gate + b_gate)
    return keep * state + (1 - keep) * rnn_step(inputs, state, W, U, b)

# %% 5.8 wrong: rnn_step for the gate, too -> That is tanh for the gate
def gated_step(inputs, state, W, U, b, W_gate, U_gate, b_gate):
    keep = rnn_step(inputs, state, W_gate, U_gate, b_gate)
    return keep * state + (1 - keep) * rnn_step(inputs, state, W, U, b)

# %% 5.8 wrong: the gate is left without its sigmoid -> The gate's sum goes through the sigmoid
def gated_step(inputs, state, W, U, b, W_gate, U_gate, b_gate):
    keep = inputs @ W_gate + state @ U_gate + b_gate
    return keep * state + (1 - keep) * rnn_step(inputs, state, W, U, b)

# %% 5.8 wrong: the text's 0.98 -> `W_gate` is handed in and not used
def gated_step(inputs, state, W, U, b, W_gate, U_gate, b_gate):
    return 0.98 * state + 0.02 * rnn_step(inputs, state, W, U, b)

# %% 5.8 wrong: the gate does not look at the input -> The gate listens to the input
def gated_step(inputs, state, W, U, b, W_gate, U_gate, b_gate):
    keep = sigmoid(state @ U_gate + b_gate)
    return keep * state + (1 - keep) * rnn_step(inputs, state, W, U, b)

# %% 5.8 wrong: the gate does not look at the state -> The gate listens to the last state
def gated_step(inputs, state, W, U, b, W_gate, U_gate, b_gate):
    keep = sigmoid(inputs @ W_gate + b_gate)
    return keep * state + (1 - keep) * rnn_step(inputs, state, W, U, b)

# %% 5.8 wrong: the gate's bias forgotten -> The gate's biases are missing
def gated_step(inputs, state, W, U, b, W_gate, U_gate, b_gate):
    keep = sigmoid(inputs @ W_gate + state @ U_gate)
    return keep * state + (1 - keep) * rnn_step(inputs, state, W, U, b)

# %% 5.8 wrong: the gate with the layer's own weights -> `W_gate` is handed in and not used
def gated_step(inputs, state, W, U, b, W_gate, U_gate, b_gate):
    keep = sigmoid(inputs @ W + state @ U + b)
    return keep * state + (1 - keep) * rnn_step(inputs, state, W, U, b)

# %% 5.8 wrong: all of the new is added -> Only 1 - keep of what is new comes in
def gated_step(inputs, state, W, U, b, W_gate, U_gate, b_gate):
    keep = sigmoid(inputs @ W_gate + state @ U_gate + b_gate)
    return keep * state + rnn_step(inputs, state, W, U, b)

# %% 5.8 wrong: new is the bare sum -> What is new comes from rnn_step, tanh and all
def gated_step(inputs, state, W, U, b, W_gate, U_gate, b_gate):
    keep = sigmoid(inputs @ W_gate + state @ U_gate + b_gate)
    return keep * state + (1 - keep) * (inputs @ W + state @ U + b)

# %% 5.8 wrong: the gate on the old state goes into the new one -> That is the gate in another place
def gated_step(inputs, state, W, U, b, W_gate, U_gate, b_gate):
    keep = sigmoid(inputs @ W_gate + state @ U_gate + b_gate)
    return rnn_step(inputs, keep * state, W, U, b)

# %% 5.8 wrong: tanh around the whole -> No tanh around the mixture
def gated_step(inputs, state, W, U, b, W_gate, U_gate, b_gate):
    keep = sigmoid(inputs @ W_gate + state @ U_gate + b_gate)
    return np.tanh(keep * state + (1 - keep) * rnn_step(inputs, state, W, U, b))

# %% 5.8 wrong: one gate for all neurons -> Each neuron has a gate of its own
def gated_step(inputs, state, W, U, b, W_gate, U_gate, b_gate):
    keep = sigmoid(inputs @ W_gate + state @ U_gate + b_gate).mean(axis=1, keepdims=True)
    return keep * state + (1 - keep) * rnn_step(inputs, state, W, U, b)

# %% 5.8 wrong: yes or no -> A share, not yes or no
def gated_step(inputs, state, W, U, b, W_gate, U_gate, b_gate):
    keep = (sigmoid(inputs @ W_gate + state @ U_gate + b_gate) > 0.5) * 1.0
    return keep * state + (1 - keep) * rnn_step(inputs, state, W, U, b)

# %% 5.8 wrong: the gate is computed from what is new -> The gate looks at the last state
def gated_step(inputs, state, W, U, b, W_gate, U_gate, b_gate):
    new = rnn_step(inputs, state, W, U, b)
    keep = sigmoid(inputs @ W_gate + new @ U_gate + b_gate)
    return keep * state + (1 - keep) * new

# %% 5.8 wrong: the gate alone comes back -> That is the gate itself
def gated_step(inputs, state, W, U, b, W_gate, U_gate, b_gate):
    return sigmoid(inputs @ W_gate + state @ U_gate + b_gate)

# %% 5.8 wrong: no minus in the sigmoid -> The other way round
def gated_step(inputs, state, W, U, b, W_gate, U_gate, b_gate):
    keep = 1 / (1 + np.exp(inputs @ W_gate + state @ U_gate + b_gate))
    return keep * state + (1 - keep) * rnn_step(inputs, state, W, U, b)

# %% 5.8 wrong: the state is written over -> Make new arrays
def gated_step(inputs, state, W, U, b, W_gate, U_gate, b_gate):
    keep = sigmoid(inputs @ W_gate + state @ U_gate + b_gate)
    new = rnn_step(inputs, state, W, U, b)
    state *= keep
    state += (1 - keep) * new
    return state

# %% 5.8 wrong: the sigmoid of what rnn_step returns -> There is still a tanh in your gate
def gated_step(inputs, state, W, U, b, W_gate, U_gate, b_gate):
    keep = 1 / (1 + np.exp(-rnn_step(inputs, state, W_gate, U_gate, b_gate)))
    return keep * state + (1 - keep) * rnn_step(inputs, state, W, U, b)

# %% 5.8 wrong: matrix product with the gate, no transpose -> `keep` goes entry by entry
def gated_step(inputs, state, W, U, b, W_gate, U_gate, b_gate):
    keep = sigmoid(inputs @ W_gate + state @ U_gate + b_gate)
    return keep @ state + (1 - keep) @ rnn_step(inputs, state, W, U, b)

# %% 5.8 wrong: matrix product with the gate -> `keep` goes entry by entry
def gated_step(inputs, state, W, U, b, W_gate, U_gate, b_gate):
    keep = sigmoid(inputs @ W_gate + state @ U_gate + b_gate)
    return keep @ state.T + (1 - keep) @ rnn_step(inputs, state, W, U, b).T

# %% 5.8 wrong: state and gate come back -> Only one result is asked for
def gated_step(inputs, state, W, U, b, W_gate, U_gate, b_gate):
    keep = sigmoid(inputs @ W_gate + state @ U_gate + b_gate)
    return keep * state + (1 - keep) * rnn_step(inputs, state, W, U, b), keep

# %% 5.8 right: new plus what is kept of the difference
def gated_step(inputs, state, W, U, b, W_gate, U_gate, b_gate):
    new = rnn_step(inputs, state, W, U, b)
    return new + (state - new) * sigmoid(inputs @ W_gate + state @ U_gate + b_gate)

# %% 5.8 right: the sigmoid from rnn_step
# sigmoid(z) = (1 + tanh(z / 2)) / 2
def gated_step(inputs, state, W, U, b, W_gate, U_gate, b_gate):
    keep = 0.5 + rnn_step(inputs, state, W_gate / 2, U_gate / 2, b_gate / 2) / 2
    return keep * state + (1 - keep) * rnn_step(inputs, state, W, U, b)

# %% 5.8 right: both sums at once, from stacked weights
def gated_step(inputs, state, W, U, b, W_gate, U_gate, b_gate):
    both = np.hstack([inputs, state])
    g = both @ np.vstack([W_gate, U_gate]) + b_gate
    n = both @ np.vstack([W, U]) + b
    return np.where(g > 700, state, state * sigmoid(g) + np.tanh(n) * sigmoid(-g))

# %% 5.8 right: keras.ops throughout
gated_step = lambda x, s, W, U, b, Wg, Ug, bg: (lambda k: k * s + (1 - k) * keras.ops.tanh(x @ W + s @ U + b))(keras.ops.sigmoid(x @ Wg + s @ Ug + bg))

# %% 5.8 right: row by row
def gated_step(inputs, state, W, U, b, W_gate, U_gate, b_gate):
    rows = []
    for x, h in zip(inputs, state):
        k = sigmoid(x @ W_gate + h @ U_gate + b_gate)
        rows.append([k[n] * h[n] + (1 - k[n]) * np.tanh(x @ W[:, n] + h @ U[:, n] + b[n]) for n in range(len(h))])
    return np.array(rows)

# %% 5.8 right: forget in place of keep
def gated_step(inputs, state, W, U, b, W_gate, U_gate, b_gate):
    forget = sigmoid(-(inputs @ W_gate) - state @ U_gate - b_gate)
    return (1 - forget) * state + forget * rnn_step(inputs, state, W, U, b)

# %% 5.9 wrong: without the softmax -> The scores are no weights yet
def attend(query, keys, values):
    weights = keys @ query
    return weights, weights @ values

# %% 5.9 wrong: the sum without the exponentials -> Softmax: raise e to the power of the scores first
def attend(query, keys, values):
    scores = keys @ query
    weights = scores / scores.sum()
    return weights, weights @ values

# %% 5.9 wrong: exponentials not divided -> They have to add up to 1
def attend(query, keys, values):
    weights = np.exp(keys @ query)
    return weights, weights @ values

# %% 5.9 wrong: the largest alone -> All words give something
def attend(query, keys, values):
    scores = keys @ query
    weights = (scores == scores.max()) * 1.0
    return weights, weights @ values

# %% 5.9 wrong: the values are compared -> The query is compared with the keys
def attend(query, keys, values):
    scores = values @ query
    weights = np.exp(scores - scores.max())
    weights = weights / weights.sum()
    return weights, weights @ values

# %% 5.9 wrong: the keys are mixed -> What is mixed are the values
def attend(query, keys, values):
    scores = keys @ query
    weights = np.exp(scores - scores.max())
    weights = weights / weights.sum()
    return weights, weights @ keys

# %% 5.9 wrong: the scores come back as weights -> The scores are no weights yet
def attend(query, keys, values):
    scores = keys @ query
    weights = np.exp(scores) / np.exp(scores).sum()
    return scores, weights @ values

# %% 5.9 wrong: each value times its weight, not added up -> Add the values up
def attend(query, keys, values):
    scores = keys @ query
    weights = np.exp(scores) / np.exp(scores).sum()
    return weights, weights[:, np.newaxis] * values

# %% 5.9 wrong: the mean of the values -> Each value counts as much as its weight
def attend(query, keys, values):
    scores = keys @ query
    weights = np.exp(scores) / np.exp(scores).sum()
    return weights, values.mean(axis=0)

# %% 5.9 wrong: the weights alone -> 2 results
def attend(query, keys, values):
    scores = keys @ query
    return np.exp(scores) / np.exp(scores).sum()

# %% 5.9 wrong: mixture, weights -> The order of the results
def attend(query, keys, values):
    scores = keys @ query
    weights = np.exp(scores) / np.exp(scores).sum()
    return weights @ values, weights

# %% 5.9 wrong: divided by the root of the length -> Not divided
def attend(query, keys, values):
    scores = keys @ query / np.sqrt(len(query))
    weights = np.exp(scores) / np.exp(scores).sum()
    return weights, weights @ values

# %% 5.9 wrong: cosine in place of the dot product -> The dot product as it is
def attend(query, keys, values):
    scores = keys @ query / np.linalg.norm(keys, axis=1) / np.linalg.norm(query)
    weights = np.exp(scores) / np.exp(scores).sum()
    return weights, weights @ values

# %% 5.9 wrong: the nearest, by distance -> A large dot product is a match
def attend(query, keys, values):
    scores = -np.sum((keys - query) ** 2, axis=1)
    weights = np.exp(scores) / np.exp(scores).sum()
    return weights, weights @ values

# %% 5.9 wrong: values in front of the weights -> The weights stand in front
def attend(query, keys, values):
    weights = np.exp(keys @ query) / np.exp(keys @ query).sum()
    return weights, values @ weights

# %% 5.9 wrong: query in front of the keys -> The keys stand in front
def attend(query, keys, values):
    weights = np.exp(query @ keys) / np.exp(query @ keys).sum()
    return weights, weights @ values

# %% 5.9 wrong: the example's three words
def attend(query, keys, values):
    weights = np.array([0.09, 0.665, 0.245])
    return weights, weights @ values

# %% 5.9 wrong: keys turned round
def attend(query, keys, values):
    scores = keys.T @ query
    weights = np.exp(scores) / np.exp(scores).sum()
    return weights, weights @ values

# %% 5.9 wrong: a sigmoid of each score -> A sigmoid looks at each score by itself
def attend(query, keys, values):
    weights = 1 / (1 + np.exp(-(keys @ query)))
    return weights, weights @ values

# %% 5.9 wrong: sigmoids over their sum -> A sigmoid looks at each score by itself
def attend(query, keys, values):
    gates = 1 / (1 + np.exp(-(keys @ query)))
    weights = gates / gates.sum()
    return weights, weights @ values

# %% 5.9 wrong: the logarithm of softmax -> Those are logarithms
def attend(query, keys, values):
    scores = keys @ query
    weights = scores - np.log(np.exp(scores).sum())
    return weights, weights @ values

# %% 5.9 right: exponentials over their sum
def attend(query, keys, values):
    weights = np.exp(keys @ query)
    weights = weights / weights.sum()
    return weights, weights @ values

# %% 5.9 right: einsum
def attend(query, keys, values):
    scores = np.einsum("wn,n->w", keys, query)
    weights = np.exp(scores - np.max(scores))
    weights /= weights.sum()
    return weights, np.einsum("w,wc->c", weights, values)

# %% 5.9 right: a loop, word by word
def attend(query, keys, values):
    scores = [sum(k * q for k, q in zip(key, query)) for key in keys]
    top = max(scores)
    total = sum(np.exp(score - top) for score in scores)
    weights = np.array([np.exp(score - top) / total for score in scores])
    mixture = 0 * values[0]
    for weight, value in zip(weights, values):
        mixture = mixture + weight * value
    return weights, mixture

# %% 5.9 right: keras.ops
def attend(query, keys, values):
    weights = keras.ops.softmax(keras.ops.matmul(keys, query))
    return weights, keras.ops.matmul(weights, values)

# %% 5.9 right: SciPy's softmax, a list
def attend(query, keys, values):
    from scipy.special import softmax
    weights = softmax(query @ keys.T)
    return [weights, values.T @ weights]

# %% 5.9 right: differences of scores
# 1 / sum of e to the power of the differences
def attend(query, keys, values):
    scores = keys @ query
    weights = 1 / np.exp(scores[np.newaxis] - scores[:, np.newaxis]).sum(axis=1)
    return weights, weights @ values
