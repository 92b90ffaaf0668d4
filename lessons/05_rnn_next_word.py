# %% [markdown]
# ## Goal
#
# A ball hangs in the air, in a photograph. Where will it be a moment later? From one picture nobody knows: it may be rising or falling. From three pictures, one after the other, everybody does.
#
# So far every network of this course looked at one thing and answered. Much of the world comes in **sequences**, where the order carries the meaning: a heartbeat, a temperature chart, a melody, a sentence. Numbers measured one after another, as in the first two, are a **time series**. This lesson builds a network that reads a sequence step by step and *remembers*. In the end it writes.

# %% tags=["nbval-ignore-output"] alt="Two panels. Left: one dot, a ball in the air. Right: eight dots on an arc, numbered 1 to 8, and an open circle where the ninth is."
random = np.random.default_rng(SEED)


def throw_balls(n, steps, random):
    """Where n thrown balls are, every tenth of a second: positions in metres, shape (n, steps, 2)."""
    seconds = 0.1 * np.arange(steps)[np.newaxis, :, np.newaxis]
    start = random.uniform(-1, 1, size=(n, 1, 2))
    velocity = random.uniform(-3, 3, size=(n, 1, 2))
    gravity = np.array([0, -9.81])
    return start + velocity * seconds + gravity * seconds**2 / 2


path = throw_balls(1, 9, random)[0]
figure, (left, right) = plt.subplots(1, 2, figsize=(10, 3.6), sharex=True, sharey=True)
left.plot(*path[7], "o", color=plots.BLUE, markersize=14)
left.set(title="One picture: where next?", xlabel="metres", ylabel="metres")
right.plot(*path[:8].T, "o", color=plots.BLUE, markersize=14)
for number, place in enumerate(path[:8], start=1):
    right.annotate(str(number), place, color="white", fontsize=9, ha="center", va="center")
right.plot(*path[8], "o", color=plots.RED, markersize=14, fillstyle="none")
right.set(title="Eight pictures: there", xlabel="metres")
plt.show()

# %% [markdown] tags=["instructor"]
# **Minutes: 6.** Cover the right panel with your hand and let people point. Then: what would you need to know from the path so far? Position and velocity: two numbers more, not the whole film. That is what a state is. The table of four kinds is worth a minute: let the room sort three examples of its own.

# %% [markdown]
# Measure it. One network sees the last position alone. The other sees eight positions, one after the other, through a layer that you will build by hand in a moment (Keras calls it `SimpleRNN`). Both say where the ball is next. **Predict.** By what factor does the error fall?

# %% tags=["nbval-ignore-output"]
paths = throw_balls(2000, 9, random)
seen, following = paths[:, :8], paths[:, 8]

keras.utils.set_random_seed(SEED)
from_one = keras.Sequential([keras.Input((2,)), keras.layers.Dense(32, activation="tanh"), keras.layers.Dense(2)])
from_path = keras.Sequential([keras.Input((8, 2)), keras.layers.SimpleRNN(32), keras.layers.Dense(2)])

error = {}
for name, network, inputs in [("one position", from_one, seen[:, -1]), ("eight positions", from_path, seen)]:
    network.compile(optimizer=keras.optimizers.Adam(0.005), loss="mse")
    network.fit(inputs[:1500], following[:1500], batch_size=50, epochs=12, verbose=0)
    misses = network.predict(inputs[1500:], verbose=0) - following[1500:]
    error[name] = np.sqrt(np.mean(np.sum(misses**2, axis=1)))
    print(f"{name:16s} the answer is {100 * error[name]:4.1f} cm off the ball")
print(f"a factor of {error['one position'] / error['eight positions']:.1f}")

# %% tags=["nbval-check-output"]
claim("with the path, less than half of the error is left", error["eight positions"] / error["one position"], at_most=0.5)

# %% [markdown]
# Both have 32 neurons in the middle. (The second has more weights. More weights would not help the first one: what it needs is not in its input.) The path makes the difference. Tasks with sequences come in four kinds:
#
# | goes in | comes out | for example |
# |---|---|---|
# | one | one | a picture, its class (lessons 3 and 4) |
# | many | one | a path, the next position; a heartbeat, the diagnosis; a film review, good or bad |
# | one | many | a picture, a sentence that describes it |
# | many | many | a sentence, its translation; each word, the word that follows |
#
# The rest of the lesson is about the last: *read words, and say the next one*. It sounds like a game. It is the task that large language models are trained on.
#
# ## Model
#
# ### A neuron with a memory
#
# Lesson 2's dense layer with the activation tanh computes output = tanh(input · weights + biases). A **recurrent** layer also takes in its own output of the step before, called the **state**. (Before the first step, the state is all zeros.)
#
# state = tanh(input · W + last state · U + b)
#
# The weights W, U and b are the same at every step, as a filter is the same at every place. A network with such a layer is a **recurrent neural network**, RNN for short.
#
# ### Exercise 5.1: one step
#
# Write one step, for a batch of sequences.
#
# <details><summary>Hint 1</summary>
#
# `inputs @ W` has shape (batch, units), and so has `state @ U`.
# </details>
# <details><summary>Hint 2</summary>
#
# Add the two and the biases, then `np.tanh` of it all.
# </details>

# %% [markdown] tags=["instructor"]
# **Minutes: 13.** One step 5, unrolling 2, vanishing 6. Draw the loop, then unroll it: the same box, copied for each step, with an arrow from box to box. For the vanishing gradient let everybody compute 0.5 to the power of 50 in their head (roughly: a thousandth to the power of five).

# %% tags=["nbval-check-output"]
def rnn_step(inputs, state, W, U, b):
    """One step of a recurrent layer.

    inputs: array of shape (batch, features), what comes in at this step
    state: array of shape (batch, units), what the layer said at the step before
    W: array of shape (features, units); U: array of shape (units, units); b: array of shape (units,)
    returns: array of shape (batch, units), the new state
    """
    ### BEGIN SOLUTION
    return np.tanh(inputs @ W + state @ U + b)
    ### END SOLUTION


two_units = {"W": np.array([[0.2, -0.4], [0.7, 0.1]]), "U": np.array([[2.0, 0.5], [0.0, -1.0]]), "b": np.array([-1.0, 0.3])}
print(rnn_step(np.array([[1.0, 0.5]]), np.array([[0.5, -0.2]]), **two_units).round(3))

# %% tags=["nbval-check-output"]
check.rnn_step(rnn_step)

# %% [markdown]
# Run it step after step and you have **unrolled** the network. Keras's `SimpleRNN` does nothing else: take its weights and follow ten balls by hand.

# %% tags=["nbval-check-output"]
W, U, b = from_path.layers[0].get_weights()
state = np.zeros((10, 32))
for step in range(8):
    state = rnn_step(seen[:10, step], state, W, U, b)

by_keras = from_path.layers[0](seen[:10].astype("float32"))
claim("step by step by hand, or by Keras: the same state", np.abs(state - keras.ops.convert_to_numpy(by_keras)).max(), at_most=1e-4)

# %% [markdown]
# ### What is left after fifty steps?
#
# To learn from the distant past, a network must feel it: changing something fifty steps ago has to change something now. (That is what the gradient says, factor by factor, back through fifty steps: lesson 2's chain rule.) Measure it. Start the layer twice from states that differ by very little, feed both the same inputs, and watch the difference.
#
# The weights U are random here, once times 0.8 ("small") and once times 3 ("large"). Each step multiplies the difference by the weights and by the slope of tanh, which is below 1; with small weights, say by 0.6 in all. **Predict.** What is left of it after fifty steps? (The figure has a third curve: that is a remedy, and its turn comes after the other two.)

# %% tags=["nbval-ignore-output"] alt="The difference between two states over fifty steps, on a logarithmic axis. With small weights it falls by ten powers of ten. With large weights it grows a thousandfold. With the gate that keeps 98 percent it hardly falls."
def gated_step(inputs, state, W, U, b, keep=0.98):
    """A step with a gate: keep most of the old state, and let a little of the new one in."""
    return keep * state + (1 - keep) * rnn_step(inputs, state, W, U, b)


units, steps = 32, 50
noise = np.random.default_rng(SEED)
W, b = noise.normal(size=(2, units)), np.zeros(units)
U = noise.normal(size=(units, units)) / np.sqrt(units)
inputs = noise.normal(size=(steps, 1, 2)) / 2

left_over = {}
for name, step_function, factor in [
    ("small weights", rnn_step, 0.8), ("large weights", rnn_step, 3), ("small weights and a gate", gated_step, 0.8),
]:  # fmt: skip
    one = np.zeros((1, units))
    other = one + 0.001 * noise.normal(size=(1, units))
    differences = [np.linalg.norm(other - one)]
    for step in range(steps):
        one, other = (step_function(inputs[step], state, W, factor * U, b) for state in (one, other))
        differences.append(np.linalg.norm(other - one))
    left_over[name] = np.maximum(np.array(differences) / differences[0], 1e-13)  # below that, rounding decides

plots.curves(left_over, "It vanishes, it explodes, or a gate keeps it", "steps", "share of the difference left", log=True)
plt.show()

# %% tags=["nbval-check-output"]
claim("with small weights, after fifty steps less than a millionth is left", np.log10(left_over["small weights"][-1]), at_most=-6)
claim("with large weights it has grown at least a hundredfold", np.log10(left_over["large weights"][-1]), at_least=2)
claim("with a gate that keeps 98 %, more than a tenth is left", left_over["small weights and a gate"][-1], at_least=0.1)

# %% [markdown]
# This is the **vanishing gradient**: what has no effect gets no gradient, so nothing can be learnt from it. With weights that are too large it is the opposite: the gradient **explodes**, and the smallest change far back turns everything over. (The curve stops rising because tanh stays between −1 and 1: by then the two states are as different as they can be.)
#
# The remedy is the third curve. A **gate** decides how much of the old state is kept: state = keep × old + (1 − keep) × new. (0.98 to the power of 50 is 0.36.) A fixed gate has its price: little that is new comes in. So *keep* is not fixed but computed at every step, one number for each neuron, by a small layer with a sigmoid, from the input and the state. The network learns *when to remember and when to forget*. Layers with such gates are called **GRU** (two gates) and **LSTM** (three gates and a second state). They are used like any other layer: `keras.layers.LSTM(256)`.
#
# ## Data
#
# One megabyte of Shakespeare's plays, in lower case, cut into words and marks. The empty line between two speeches is a mark too. (On the sample data, sentences of a small town stand in: the numbers are then much smaller, and what is said below about Shakespeare does not apply.)

# %% tags=["nbval-ignore-output"]
shakespeare = data.load("shakespeare")
words = shakespeare.words
print(" ".join(words[:60]))

# %% [markdown]
# ### Words to numbers
#
# A network takes numbers. Make a list of the words that occur most often, the **vocabulary**; a word's number is its place there. Two places are reserved: 0 is **padding** (you will see what for), and 1 stands for every word that is not in the list.

# %% tags=["nbval-ignore-output"]
from collections import Counter


def make_vocabulary(words, size):
    """The most frequent words, in order of frequency, behind the two reserved places."""
    return ["<pad>", "<other>", *(word for word, _ in Counter(words).most_common(size - 2))]


n_test = len(words) // 10
training_words, test_words = words[:-n_test], words[-n_test:]
vocabulary = make_vocabulary(training_words, {"full": 5000, "sample": 200}[shakespeare.tier])
print(len(vocabulary), "words; the most frequent:", vocabulary[2:12])

# %% [markdown]
# The last tenth of the text is held out as the test part. Text is not shuffled before it is split: neighbouring sentences share names and phrases, and with their neighbours in the training part the test would be too easy. (No validation part for the network: nothing about it is chosen here.)
#
# ### Exercise 5.2: encode
#
# Write the function that turns words into numbers. (The first two words of the vocabulary, `<pad>` and `<other>`, have their places like all others.)
#
# <details><summary>Hint 1</summary>
#
# `{word: number for number, word in enumerate(vocabulary)}` is a dictionary that knows each word's number. Make it once, not for each word.
# </details>
# <details><summary>Hint 2</summary>
#
# `numbers.get(word, 1)` gives 1 for a word that is not there.
# </details>

# %% [markdown] tags=["instructor"]
# **Minutes: 14.** Words to numbers 3, embedding 2, padding 3, windows 6. The target that is shifted by one is the heart of it: write a sentence on the board, and the same sentence under it, moved one word to the left. The frequent mistake is a target that equals the input; exercise 5.7 comes back to it.

# %% tags=["nbval-check-output"]
def encode(words, vocabulary):
    """Turn words into their places in the vocabulary.

    words: list of words
    vocabulary: list of words, each once; place 0 is for padding, place 1 for words that are not in it
    returns: array of shape (len(words),), whole numbers
    """
    ### BEGIN SOLUTION
    places = {word: place for place, word in enumerate(vocabulary)}
    return np.array([places.get(word, 1) for word in words])
    ### END SOLUTION


print(encode(["a", "dog", "and", "a", "zebra"], ["<pad>", "<other>", "and", "a", "dog"]))

# %% tags=["nbval-check-output"]
check.encode(encode)

# %% [markdown]
# A number is a name, not an amount: word 40 is not twice word 20. The remedy is a **one-hot vector**: as long as the vocabulary, all 0, with a single 1 at the word's place. Times a matrix of weights, it picks one row. So each word has a row of its own, a point in a space that training arranges: words that are used alike come to lie together. This layer is called an **embedding**, and it leaves the one-hot vector out and takes the row at once.

# %% tags=["nbval-check-output"]
embedding = keras.layers.Embedding(5, 3)
some_numbers = np.array([3, 4, 2, 3, 1])
taken = keras.ops.convert_to_numpy(embedding(some_numbers))
multiplied = np.eye(5)[some_numbers] @ embedding.get_weights()[0]
claim("taking a row, or a one-hot vector times the matrix: the same", np.abs(taken - multiplied).max(), at_most=1e-6)

# %% [markdown]
# ### Sentences of different lengths
#
# "this morning i took my cat for a ___": eight words before the gap. Other sentences have three, or thirty. A batch must be a table, so the short ones are filled up with padding, place 0. Padding is not text, and the network must neither learn from it nor be judged by it. So a **mask** is kept beside the table: true where there is a word, false where there is padding. The loss and the measure will use it.
#
# For sentences, the course has a town of its own: **Tiny Town**, whose sentences are written by a small grammar. Each ends with a full stop, a word of the vocabulary like any other. Without this **end mark** a network that writes could not say that it has finished.

# %% tags=["nbval-check-output"]
town_vocabulary = ["<pad>", "<other>", *data.tiny_town.WORDS]
sentences = data.tiny_town.write(4, seed=2)
for sentence in sentences:
    print(" ".join(sentence))
padded = keras.utils.pad_sequences([encode(sentence, town_vocabulary) for sentence in sentences], padding="post")  # zeros behind
print(padded[2])
print((padded != 0)[2])
claim("the mask is true for as many places as there are words", np.sum(padded != 0) == sum(len(s) for s in sentences))

# %% [markdown]
# ### Windows
#
# Shakespeare is one long row of words. Cut it into **windows** of 32 words. And the answers? They are in the text already: the target at each place is the *next* word.
#
# ```
# inputs    to   be   ,   or   not   to
# targets   be   ,    or  not  to    be
# ```
#
# ### Exercise 5.3: windows
#
# Write the function that cuts; inputs and targets stay whole numbers. The windows begin at word number `start`, `start + length`, `start + 2 * length` and so on; use as many whole ones as there are, each with all its targets, and drop the rest. (So the last target of a window is the first input of the next.) In the example, the inputs are 7 3 9 1 and 4 8 2 6, and the targets 3 9 1 4 and 8 2 6 5.
#
# <details><summary>Hint 1</summary>
#
# The last window needs one word more, for its last target. So put one word aside, and count how many times `length` goes into the rest.
# </details>
# <details><summary>Hint 2</summary>
#
# `n = (len(numbers) - start - 1) // length`. Then `numbers[start : start + n * length].reshape(n, length)` are the inputs; for the targets, both ends of the cut move by one.
# </details>

# %% tags=["nbval-check-output"]
def windows(numbers, length, start=0):
    """Cut a text into windows, and give the next word for each place.

    numbers: array of shape (words,)
    length: words in a window
    start: where the first window begins
    returns: two arrays of shape (windows, length): inputs and targets
    """
    ### BEGIN SOLUTION
    n = (len(numbers) - start - 1) // length
    inputs = numbers[start : start + n * length].reshape(n, length)
    targets = numbers[start + 1 : start + 1 + n * length].reshape(n, length)
    return inputs, targets
    ### END SOLUTION


for part in windows(np.array([7, 3, 9, 1, 4, 8, 2, 6, 5, 3, 9, 4]), length=4):
    print(part)

# %% tags=["nbval-check-output"]
check.windows(windows)

# %% [markdown]
# ## Baseline
#
# How good is good? There is a number for it. The model gives a probability to each word that could follow; look only at the one given to the word that *did* follow. The mean of minus its logarithm is the cross-entropy (lesson 3). Raise e to that, and you have the **perplexity**: *between how many equally probable words is the model torn?* 1: it always knows. As many as the vocabulary has words: it guesses blindly.
#
# ### Exercise 5.4: perplexity
#
# Write it, for sentences that may be padded: only real words count. Take the mean over all real words together, not sentence by sentence.
#
# <details><summary>Hint 1</summary>
#
# `chosen[mask]` takes those entries for which the mask is true, from all rows, in one long row.
# </details>
# <details><summary>Hint 2</summary>
#
# `np.exp(-np.mean(np.log(...)))`: logarithm, then mean, then exponential.
# </details>

# %% [markdown] tags=["instructor"]
# **Minutes: 9.** Perplexity 5, counting 4. A die has perplexity 6, a coin 2, a loaded coin less than 2: let the room compute 0.9 and 0.1. For the counts, ask why three words are better than two and why nobody counts ten (nearly every row of ten words is new). Mixing is what saves the three-word model from zeros.

# %% tags=["nbval-check-output"]
def perplexity(chosen, mask):
    """Between how many words is the model torn?

    chosen: array of any shape, often (sentences, length): the probability that the model gave to the word that came
    mask: array of the same shape, True where there is a word, False where there is padding
    returns: one number, 1 or more
    """
    ### BEGIN SOLUTION
    return np.exp(-np.mean(np.log(chosen[mask])))
    ### END SOLUTION


print(f"{perplexity(np.array([[0.5, 0.25], [0.125, 0.0]]), np.array([[True, True], [True, False]])):.3f}")

# %% tags=["nbval-check-output"]
check.perplexity(perplexity)

# %% [markdown]
# Now the simplest model there is: count. How often does each word occur (**one-word** model)? How often does it follow the word before it (**two-word**), or the two before it (**three-word**)? If ", not" occurred 40 times (the comma counts as a word), and "bad" followed 31 times, then the three-word share of "bad" is 31/40.
#
# Many groups of three words in the test text never occur in the training text. So the three shares are mixed, for example two tenths, five tenths and three tenths. The best mixture is chosen on a validation part, cut off the training text. A hundredth goes to all words alike, so that none is impossible. Only words of the vocabulary are judged: to guess "some rare word or other" is easy and worth nothing, so place 1 is masked out. (You may run the two cells without reading every line.)

# %% tags=["nbval-ignore-output"]
def groups_of(length, numbers):
    """All groups of so many neighbouring words."""
    return list(zip(*(numbers[start : len(numbers) - length + 1 + start].tolist() for start in range(length)), strict=True))


def count_shares(numbers, counted_on):
    """For each word from the third on: its share in another text, alone, after one word, after two; shape (words - 2, 3)."""
    columns = []
    for n_before in range(3):
        counted = groups_of(n_before + 1, counted_on)
        whole, before = Counter(counted), Counter(group[:-1] for group in counted)
        groups = groups_of(n_before + 1, numbers)[2 - n_before :]
        columns.append([whole[group] / max(before[group[:-1]], 1) for group in groups])
    return np.array(columns).T


def mixed(shares, one, two, three):
    """The probability of each word: the three shares mixed, and a hundredth for any word of the vocabulary."""
    return shares @ np.array([one, two, three]) * 0.99 + 0.01 / len(vocabulary)


training, test = encode(training_words, vocabulary), encode(test_words, vocabulary)
aside = len(training) // 10
shares_aside = count_shares(training[-aside:], training[:-aside])
tenths = [(one / 10, two / 10, (10 - one - two) / 10) for one in range(1, 10) for two in range(1, 10 - one)]
mask = training[-aside:][2:] != 1
best_mixture = min(tenths, key=lambda mixture: perplexity(mixed(shares_aside, *mixture), mask))

# %% tags=["nbval-ignore-output"]
shares = count_shares(test, training)
mask = test[2:] != 1
count_perplexity = {
    "one word": perplexity(mixed(shares, 1, 0, 0), mask),
    "two words": perplexity(mixed(shares, 0.3, 0.7, 0), mask),  # three tenths of one-word shares, seven of two-word
    "three words": perplexity(mixed(shares, *best_mixture), mask),
}
print("best mixture of one, two and three words:", best_mixture)
for name, value in count_perplexity.items():
    print(f"{name:12s} perplexity {value:6.1f}")

# %% tags=["nbval-check-output"]
claim("two words are better than one", count_perplexity["two words"] / count_perplexity["one word"], at_most=0.9)
claim("and three, mixed with the others, no worse than two", count_perplexity["three words"] / count_perplexity["two words"], at_most=1)

# %% [markdown]
# ## Train
#
# ### Exercise 5.5: build the network
#
# | layer | what comes out |
# |---|---|
# | `keras.Input(shape=(None,), dtype="int32")` | windows of any length: (batch, length) |
# | `embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)` | (batch, length, 128) |
# | `keras.layers.Dropout(0.4)` | the same |
# | `keras.layers.LSTM(256, return_sequences=True)` | (batch, length, 256): its output after *every* word, not only the last |
# | `keras.layers.Dropout(0.4)` | the same |
# | `keras.layers.Dense(128)` | (batch, length, 128): where the next word should lie |
# | `embedding(x, reverse=True)` | (batch, length, vocabulary): a score for every word |
#
# Build the network of the table; `x` in the last row is what the row above gives. That row is a neat thought: the same matrix that turns a word into a point also gives each word a score, the dot product of its row with the point. It saves 640,000 parameters, and what is learnt about a word as input helps it as output. The scores are not probabilities yet: the loss does the softmax (`from_logits=True`; scores before the softmax are also called **logits**).
#
# <details><summary>Hint 1</summary>
#
# Since one layer is used twice, build as in exercise 4.6: `inputs = keras.Input(...)`, then `x = embedding(inputs)`, and so on, and in the end `keras.Model(inputs, scores)`.
# </details>
# <details><summary>Hint 2</summary>
#
# `embedding` must be the same object in both places; two embeddings would be two matrices.
# </details>

# %% [markdown] tags=["instructor"]
# **Minutes: 8.** Start the training as soon as the first ones have built it, and talk about the table while it runs. Why `return_sequences`? Because each place of the window has a target of its own: 32 lessons from one window, not one.

# %% tags=["nbval-check-output"]
def build_language_model(vocabulary_size):
    """The network of the table: windows of word numbers in, a score for every word at every place out.

    returns: a new Keras model each time, not compiled
    """
    ### BEGIN SOLUTION
    inputs = keras.Input(shape=(None,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(vocabulary_size, 128)
    x = embedding(inputs)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.LSTM(256, return_sequences=True)(x)
    x = keras.layers.Dropout(0.4)(x)
    x = keras.layers.Dense(128)(x)
    return keras.Model(inputs, embedding(x, reverse=True))
    ### END SOLUTION


print(f"{build_language_model(5000).count_params():,d} parameters for 5,000 words")

# %% tags=["nbval-check-output"]
check.build_language_model(build_language_model)

# %% [markdown]
# The next two cells hand your windows to Keras in batches, newly cut in every epoch, and train: about two minutes on a laptop. (You may run them without reading every line.)

# %% tags=["nbval-ignore-output"]
class TextBatches(keras.utils.PyDataset):
    """Batches of windows; every epoch begins at another word, so that no two epochs cut the text alike."""

    def __init__(self, numbers, length=32, batch_size=32):
        super().__init__()
        self.numbers, self.length, self.batch_size = numbers, length, batch_size
        self.random = np.random.default_rng(SEED)
        self.on_epoch_end()

    def __len__(self):
        return (len(self.numbers) - self.length - 1) // (self.length * self.batch_size)

    def __getitem__(self, number):
        chosen = self.order[number * self.batch_size : (number + 1) * self.batch_size]
        return self.inputs[chosen], self.targets[chosen]

    def on_epoch_end(self):
        self.inputs, self.targets = windows(self.numbers, self.length, start=int(self.random.integers(self.length)))
        self.order = self.random.permutation(len(self.inputs))


def compile_and_fit(model, batches, epochs, learning_rate):
    """Train with Adam and a learning rate that shrinks to zero; returns the perplexity of each epoch."""
    shrinking = keras.optimizers.schedules.CosineDecay(learning_rate, decay_steps=epochs * len(batches))
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer=keras.optimizers.Adam(shrinking), loss=loss)
    return np.exp(model.fit(batches, epochs=epochs, verbose=0).history["loss"])


# %% tags=["nbval-ignore-output"] alt="Perplexity on the training windows over the epochs: it falls steeply at first, then more slowly."
import math
import time

epochs, learning_rate = {"full": (5, 0.008), "sample": (2, 0.016)}[shakespeare.tier]

keras.utils.set_random_seed(SEED)
model = build_language_model(len(vocabulary))
start = time.perf_counter()
training_perplexity = compile_and_fit(model, TextBatches(training), epochs, learning_rate)
print(f"{time.perf_counter() - start:.0f} s")

plots.curves({"training": training_perplexity}, "It is torn between fewer and fewer words", "epoch", "perplexity", first=1)
plt.ylim(bottom=0)
plt.show()

# %% [markdown]
# Do not compare this curve with the test result below: here the rare words (place 1) count too, dropout is on, and each point is a mean over an epoch in which the network was still learning.
#
# ## Test
#
# **Predict.** The three-word model is torn between as many words as you saw above. And the network, on (nearly) the same words?

# %% tags=["nbval-ignore-output"]
def chosen_probabilities(model, inputs, targets):
    """The probability that a model gives to each target; shape as the targets'."""
    parts = []
    few = max(1, 4000 // inputs.shape[1])  # at a time: scores for every word of the vocabulary need much memory
    for start in range(0, len(inputs), few):
        scores = model.predict_on_batch(inputs[start : start + few])
        scores = scores - scores.max(axis=-1, keepdims=True)
        of_target = np.take_along_axis(scores, targets[start : start + few, :, np.newaxis], axis=-1)[..., 0]
        parts.append(np.exp(of_target) / np.exp(scores).sum(axis=-1))
    return np.concatenate(parts)


test_inputs, test_targets = windows(test, length=200)  # longer windows: fewer words without a past
chosen = chosen_probabilities(model, test_inputs, test_targets)
test_perplexity = perplexity(chosen, test_targets != 1)
print(f"on the test words: network {test_perplexity:.1f}, three-word model {count_perplexity['three words']:.1f}")

bound = {"full": 120, "sample": 6}[shakespeare.tier]
claim(f"on text that it has never seen, the network is torn between at most {bound}", test_perplexity, at_most=bound)

# %% tags=["nbval-check-output"]
claim("and between fewer than the three-word model", test_perplexity / count_perplexity["three words"], at_most={"full": 0.95, "sample": 1}[shakespeare.tier])

# %% [markdown] tags=["instructor"]
# **Minutes: 2.** The number is not comparable across vocabularies: with 500 words in place of 5,000, everything is easier. Ask what a perplexity of 1 on real text would mean.

# %% [markdown]
# The counts look back two words. The network looks back as far as its state reaches.
#
# ## Revise
#
# ### Let it write
#
# Give it a beginning; it says how probable each next word is; draw one, add it, go on. How to draw? A **temperature** divides the scores before the softmax. At a low one, the best word nearly always wins; at a high one, everything becomes possible.
#
# ### Exercise 5.6: sample with temperature
#
# Write the function that draws one word, with the random generator that is handed in.
#
# <details><summary>Hint 1</summary>
#
# Divide the scores by the temperature; then softmax, here for a single row: the exponentials of `scores - scores.max()`, divided by their sum.
# </details>
# <details><summary>Hint 2</summary>
#
# `random.choice(len(probabilities), p=probabilities)` draws a place with these probabilities.
# </details>

# %% tags=["nbval-check-output"]
def sample(scores, temperature, random):
    """Draw a word by its scores.

    scores: array of shape (vocabulary,), any real numbers
    temperature: above 0; low is careful, high is bold
    random: a NumPy random generator
    returns: one whole number, the place of the word
    """
    ### BEGIN SOLUTION
    scaled = np.asarray(scores, dtype="float64") / temperature
    exponentials = np.exp(scaled - scaled.max())
    return random.choice(len(exponentials), p=exponentials / exponentials.sum())
    ### END SOLUTION


draws = [sample(np.array([1.0, 2.0, 3.0]), 0.01, np.random.default_rng(seed)) for seed in range(5)]
print("at temperature 0.01:", *draws)

# %% tags=["nbval-check-output"]
check.sample(sample)

# %% tags=["nbval-ignore-output"]
def write(model, beginning, n_words, temperature):
    """Let a model go on from a beginning, word by word."""
    random = np.random.default_rng(SEED)
    numbers = encode(beginning.split(), vocabulary).tolist()
    for _ in range(n_words):
        scores = model.predict_on_batch(np.array([numbers[-32:]]))[0, -1].copy()
        scores[:2] = -1e9  # never padding, never <other>
        numbers.append(int(sample(scores, temperature, random)))
    return " ".join(vocabulary[number] for number in numbers)


beginning = {"full": "my lord , i", "sample": "this morning"}[shakespeare.tier]
for temperature in (0.3, 1.0, 2.0):
    print(f"--- temperature {temperature}")
    print(write(model, beginning, 40, temperature))

# %% [markdown]
# At a low temperature it repeats what is safe; at a high one the words no longer hang together; in between it sounds like the text it was trained on, as long as you do not ask what it means. On Shakespeare it has learnt from one megabyte that speakers take turns, that a comma needs something behind it, and a little grammar.

# %% [markdown] tags=["instructor"]
# **Minutes: 18.** Writing 6, long memory and order 6, the diagnosis 3, attention 3. Let people vote for the best text before you say which temperature it was. For the grammar, put the point on the board: here we *know* the best possible score, as nobody ever does for real text, so we can say how far a network is from it.

# %% [markdown]
# ### How good can it get? A town where we know
#
# Nobody knows how predictable Shakespeare is. For Tiny Town we do know: its grammar wrote the sentences, so the probability of each next word follows exactly, and with it the lowest cross-entropy that any model can reach. It is called the **entropy** of the text. Train a network on the town's sentences, this time with a GRU: for so small a town two gates are enough. (Place 1 is free here, since every word of the town is in its vocabulary: it stands before each sentence, so that the first word has something before it. `ignore_class=0` leaves padding out of the loss.)

# %% tags=["nbval-ignore-output"]
def sentence_batch(sentences):
    """Inputs and targets for padded sentences: each input row begins with 1 and ends one word earlier."""
    rows = [encode(sentence, town_vocabulary) for sentence in sentences]
    targets = keras.utils.pad_sequences(rows, maxlen=data.tiny_town.LONGEST, padding="post")
    inputs = np.concatenate([np.ones((len(rows), 1), dtype=int), targets[:, :-1]], axis=1)
    return inputs, targets


town_sentences = data.tiny_town.write({"full": 20_000, "sample": 4_500}[shakespeare.tier], seed=SEED)
town_inputs, town_targets = sentence_batch(town_sentences)


batch_size, gru_rate, plain_rate = {"full": (64, 0.02, 0.02), "sample": (32, 0.03, 0.015)}[shakespeare.tier]


def train_on_town(layer, learning_rate):
    """A small language model with the given recurrent layer, trained on sentences of Tiny Town."""
    keras.utils.set_random_seed(SEED)
    size = len(town_vocabulary)
    town_model = keras.Sequential([keras.Input((None,), dtype="int32"), keras.layers.Embedding(size, 48), layer, keras.layers.Dense(size)])
    shrinking = keras.optimizers.schedules.CosineDecay(learning_rate, decay_steps=4 * math.ceil(len(town_inputs) / batch_size))
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True, ignore_class=0)
    town_model.compile(optimizer=keras.optimizers.Adam(shrinking), loss=loss)
    town_model.fit(town_inputs, town_targets, batch_size=batch_size, epochs=4, verbose=0)
    return town_model


town_gru = train_on_town(keras.layers.GRU(96, return_sequences=True), gru_rate)

new_inputs, new_targets = sentence_batch(data.tiny_town.write(2000, seed=1000 + SEED))
town_perplexity = perplexity(chosen_probabilities(town_gru, new_inputs, new_targets), new_targets != 0)
best_entropy = data.tiny_town.entropy()
print(f"cross-entropy {np.log(town_perplexity):.3f}, the best that is possible {best_entropy:.3f}")
print(f"perplexity    {town_perplexity:.3f}, the best that is possible {np.exp(best_entropy):.3f}")

above = {"full": 0.05, "sample": 0.08}[shakespeare.tier]  # the sample has fewer sentences
claim(f"the network comes within {above:.0%} of the best possible cross-entropy", np.log(town_perplexity) / best_entropy, at_most=1 + above)

# %% tags=["nbval-check-output"]
claim("nobody beats the grammar (but by the luck of these sentences)", np.log(town_perplexity) / best_entropy, at_least=0.98)

# %% [markdown]
# ### Long memory, and order
#
# Two questions that a model which looks back two words can never answer.
#
# **Memory.** "mia grew up in france , … , so she speaks ___". Up to four clauses may stand between, twenty words and more. **Predict.** With 0, 1, 2, 3 and 4 clauses between, how often does the network name the language? And a plain recurrent layer with as many neurons, without gates?

# %% tags=["nbval-ignore-output"] alt="Share of languages named rightly over the number of clauses between. The GRU stays at the top; the plain recurrent layer is right with no clause between, and guesses from the first one on."
town_plain = train_on_town(keras.layers.SimpleRNN(96, return_sequences=True), plain_rate)
languages = set(data.tiny_town.LANGUAGE_OF.values())


def languages_right(town_model, distance):
    """The share of sentences at this distance whose language the model names as the most probable next word."""
    inputs, targets = sentence_batch(data.tiny_town.write(300, seed=2000 + SEED, distance=distance))
    is_language = np.isin(targets, encode(sorted(languages), town_vocabulary))
    return np.mean(town_model.predict(inputs, batch_size=100, verbose=0).argmax(axis=-1)[is_language] == targets[is_language])


memory = {
    name: [languages_right(town_model, distance) for distance in data.tiny_town.DISTANCES]
    for name, town_model in [("GRU", town_gru), ("plain recurrent layer", town_plain)]
}
plain_perplexity = perplexity(chosen_probabilities(town_plain, new_inputs, new_targets), new_targets != 0)
print(f"perplexity on new sentences: GRU {town_perplexity:.2f}, plain recurrent layer {plain_perplexity:.2f}")

plots.curves(memory, "With a gate it remembers the country; without, it guesses (dotted)", "clauses between country and language", "languages named rightly")
plt.axhline(1 / len(languages), color=plots.GREY, linestyle=":", linewidth=1.5)
plt.ylim(0, 1.05)
plt.show()

# %% tags=["nbval-check-output"]
far_above_guessing = {"full": 0.8, "sample": 0.3}[shakespeare.tier]
claim("with nothing between, even the plain layer is far better than guessing", memory["plain recurrent layer"][0], at_least=far_above_guessing)
claim("over every distance the GRU names most of them", min(memory["GRU"]), at_least={"full": 0.8, "sample": 0.5}[shakespeare.tier])
claim("and from one clause on the plain layer does little more than guess", max(memory["plain recurrent layer"][1:]), at_most=0.35)
claim("though the plain layer's perplexity is hardly higher", plain_perplexity / town_perplexity, at_most=1.15)

# %% [markdown]
# One clause between is enough, and the plain layer has lost the country; the gate carries it over all of them. (It does not take fifty steps: with one clause between, language and country stand eight words apart or more, and 0.6 to the power of eight is less than a fiftieth. Next to what the nearer words say, that is too little to learn from.) Note that the two differ little in perplexity: the languages are a few words of many. A mean over all words can hide that a model never gets one thing right. When one thing matters to you (a dose, a "not"), measure that thing by itself.

# %% [markdown]
# **Order.** "the soup was good , not bad , so tom ___" and "the soup was bad , not good , so tom ___": the same words in another order, and another ending.

# %% tags=["nbval-ignore-output"]
def happy_share(town_model, beginning):
    """Of the probability for a happy or a sad ending, the share of the happy ones."""
    numbers = encode(beginning.split(), town_vocabulary)
    scores = town_model.predict(np.array([[1, *numbers]]), verbose=0)[0, -1]
    happy, sad = (np.exp(scores[encode(list(endings), town_vocabulary)]).sum() for endings in (data.tiny_town.HAPPY, data.tiny_town.SAD))
    return happy / (happy + sad)


good_first = happy_share(town_gru, "the soup was good , not bad , so tom")
bad_first = happy_share(town_gru, "the soup was bad , not good , so tom")
print(f"tom is happy: good, not bad {good_first:.0%}; bad, not good {bad_first:.0%}")

# %% tags=["nbval-check-output"]
claim("the same words in the other order make a happy ending much less probable", good_first - bad_first, at_least=0.5)

# %% [markdown]
# ### Exercise 5.7: too good to be true
#
# A colleague trains a network on Tiny Town and reports a perplexity that beats everything, yours included. Here is the code; run it.

# %% tags=["nbval-ignore-output"]
town_text = encode([word for sentence in data.tiny_town.write(2000, seed=5) for word in sentence], town_vocabulary)
new_town_text = encode([word for sentence in data.tiny_town.write(300, seed=6) for word in sentence], town_vocabulary)


def colleagues_cut(numbers, length):
    """Cut a text into windows: inputs and targets."""
    n = len(numbers) // length
    return numbers[: n * length].reshape(n, length), numbers[: n * length].reshape(n, length)


def colleagues_run(cut):
    """Train a small network on windows cut by `cut`; returns its perplexity on other sentences, cut in the same way."""
    keras.utils.set_random_seed(SEED)
    size = len(town_vocabulary)
    town_model = keras.Sequential(
        [
            keras.Input((None,), dtype="int32"),
            keras.layers.Embedding(size, 32),
            keras.layers.LSTM(64, return_sequences=True),
            keras.layers.Dense(size),
        ]
    )
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    town_model.compile(optimizer=keras.optimizers.Adam(0.01), loss=loss)
    town_model.fit(*cut(town_text, 25), batch_size=32, epochs=3, verbose=0)
    inputs, targets = cut(new_town_text, 25)
    return perplexity(chosen_probabilities(town_model, inputs, targets), np.full(targets.shape, True))


broken_perplexity = colleagues_run(colleagues_cut)
print(f"perplexity {broken_perplexity:.2f}; the best that is possible {np.exp(best_entropy):.2f}")

# %% tags=["nbval-check-output"]
claim("it beats the best that is possible", broken_perplexity / np.exp(best_entropy), at_most=0.8)

# %% [markdown]
# **Diagnose.** What is the cause?
#
# - **a** it has learnt the training sentences by heart
# - **b** the targets are the inputs: it only has to repeat the word that it has just read
# - **c** the vocabulary is too small, so guessing is easy
# - **d** three epochs are too few to tell
#
# Set `cause` to your letter, in quotes, and `cut` to a function that gives each place the next word of the text. (You have written one.)
#
# <details><summary>Hint 1</summary>
#
# Print the inputs and the targets of one window, one above the other.
# </details>
# <details><summary>Hint 2</summary>
#
# Exercise 5.3 moves the targets by one.
# </details>

# %% tags=["nbval-check-output"]
### BEGIN SOLUTION
cause = "b"
cut = windows
### END SOLUTION
mended_perplexity = colleagues_run(cut)
print("it is no longer better than possible:", bool(mended_perplexity > 0.97 * np.exp(best_entropy)))

# %% tags=["nbval-check-output"]
check.too_good(cause, cut, mended_perplexity, best_entropy)

# %% [markdown]
# A result that is too good is a result about your mistake. Know what is possible, or at least what the best known model reaches, before you celebrate.

# %% [markdown]
# ### Attention: look back where it matters
#
# A state is a small backpack: all of the past has to fit in. **Attention** does without it. Every word asks a question (the **query**). Every word up to it carries a label (the **key**) and a content (the **value**). All three are vectors, computed from the word's embedding. Where question and label match, their dot product is large; a softmax makes weights of the dot products, which add up to 1; and the network takes the contents, mixed by these weights. Nothing fades with the distance, and in training all words are computed at the same time. (Attention alone knows no order, so each word's place gets an embedding too and is added.) Stack some dozens of such layers, each with dense layers behind it and with its input added to its output, and you have a **transformer**, which is what the large language models of today are.
#
# One layer of it is enough for Tiny Town: Keras calls it `MultiHeadAttention`. One set of questions, labels and contents will do (`num_heads=1`); `key_dim` is how long its vectors are. (`LayerNormalization` is batch normalisation's cousin: it brings the numbers of each word, by themselves, to mean 0 and standard deviation 1.) Train it and ask: when it has to name the language, where does it look?

# %% tags=["nbval-ignore-output"] alt="A sentence of Tiny Town and a bar for each of its words: how much the network looks at it before it names the language. The tallest bar stands over the country."
def build_attention_model():
    """Words and their places, one layer of attention, a dense layer; also gives the weights of the attention."""
    size, length = len(town_vocabulary), data.tiny_town.LONGEST
    inputs = keras.Input(shape=(length,), dtype="int32")
    places = 0 * inputs + np.arange(length)  # 0, 1, 2, ... for each sentence
    x = keras.layers.Embedding(size, 64)(inputs) + keras.layers.Embedding(length, 64)(places)
    attention = keras.layers.MultiHeadAttention(num_heads=1, key_dim=64)
    found, weights = attention(x, x, use_causal_mask=True, return_attention_scores=True)  # causal: no look ahead
    hidden = keras.layers.Dense(128, activation="relu")(keras.layers.LayerNormalization()(x + found))
    return keras.Model(inputs, keras.layers.Dense(size)(hidden)), keras.Model(inputs, weights)


keras.utils.set_random_seed(SEED)
attention_model, attention_weights = build_attention_model()
loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True, ignore_class=0)
attention_model.compile(optimizer=keras.optimizers.Adam(0.003), loss=loss)
attention_model.fit(town_inputs, town_targets, batch_size=64, epochs={"full": 2, "sample": 3}[shakespeare.tier], verbose=0)

sentence = data.tiny_town.write(1, seed=3, distance=2)[0]
inputs, _ = sentence_batch([sentence])
n_before = len(sentence) - 2  # words in front of the language; the start mark stands in front of them
weights = attention_weights.predict(inputs, verbose=0)[0, 0, n_before, : n_before + 1]

plt.figure(figsize=(12, 3.2))
plt.bar(range(len(weights)), weights, color=plots.BLUE)
plt.xticks(range(len(weights)), ["(start)", *sentence[:n_before]], rotation=60, ha="right")
plt.ylabel("weight")
plt.title(f"To say {sentence[-2]}, it looks back at the country")
plt.show()

# %% tags=["nbval-ignore-output"]
many = data.tiny_town.write(300, seed=7, distance=4)
inputs, _ = sentence_batch(many)
all_weights = attention_weights.predict(inputs, verbose=0)[:, 0]
looks_at = [all_weights[number, len(sentence) - 2].argmax() - 1 for number, sentence in enumerate(many)]  # -1: the start mark
looked_rightly = np.mean([sentence[place] in data.tiny_town.LANGUAGE_OF for sentence, place in zip(many, looks_at, strict=True)])
print(f"looks at the country most: in {looked_rightly:.0%} of 300 sentences with the longest distance")
print(f"names the language rightly: {languages_right(attention_model, distance=4):.0%}; the GRU {memory['GRU'][-1]:.0%}")

# %% tags=["nbval-check-output"]
claim("before it names the language, it looks at the country most, in nine of ten sentences", looked_rightly, at_least=0.9)

# %% [markdown]
# Nobody told it about countries. It looks there because that is where the answer is; here we know, since we wrote the grammar. In a large network, attention is a hint and no proof of why it answered as it did.
#
# ## Quiz
#
# **1. An embedding of 10,000 words with 64 numbers each. How many parameters? Does an LSTM behind it have more of them for longer sentences?**
#
# <details><summary>Answer</summary>
#
# 640,000. And no: the same weights are used at every step, however many steps there are.
# </details>
#
# **2. A model gives the four words of a sentence the probabilities 1/2, 1/4, 1/4 and 1/2. Its perplexity?**
#
# <details><summary>Answer</summary>
#
# The mean of *minus* the logarithms: (ln 2 + ln 4 + ln 4 + ln 2) / 4 = 1.5 ln 2. So 2 to the power of 1.5, about 2.8. Between two and four, as it should be.
# </details>
#
# **3. Your model of hospital letters reaches a perplexity of 1.2, your colleagues' 18. What do you check first?**
#
# <details><summary>Answer</summary>
#
# Whether the targets are shifted by one, and whether letters of the same patient stand on both sides of the split. A result that is too good is a result about a mistake.
# </details>
#
# **4. Which task is of which kind: a day of blood pressure to "dangerous or not"; a picture to a caption; speech to text?**
#
# <details><summary>Answer</summary>
#
# Many to one, one to many, many to many.
# </details>
#
# **5. Why does a gate help against the vanishing gradient?**
#
# <details><summary>Answer</summary>
#
# Where it keeps the old state, it multiplies by a number near 1 in place of a small weight and a slope. Fifty times nearly 1 is still something.
# </details>
#
# ## Recap
#
# - A **recurrent** layer reads step by step and carries a **state**; the weights are the same at every step.
# - What has no effect after fifty steps gets no gradient. **Gates** (LSTM, GRU) keep it alive.
# - Words become places in a **vocabulary**, places become points in an **embedding**; **padding** is masked out.
# - The target is the input moved by one. **Perplexity**: between how many words is the model torn?
# - **Temperature**: careful or bold. **Attention**: look back where it matters.
#
# ## Go further
#
# 1. Train on a text of your own, in your own language: a novel, or your lecture notes. How does the perplexity depend on the size of the vocabulary?
# 2. Replace the LSTM by a GRU, and by a plain recurrent layer, with the same number of parameters. Which one wins after the same time?
# 3. Let the attention model write: begin with 1, fill up with 0 to `data.tiny_town.LONGEST` places, and draw from the scores at the last real word. Where does it look when it closes a sentence?
