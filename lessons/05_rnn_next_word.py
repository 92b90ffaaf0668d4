# %% [markdown]
# ## Goal
#
# A ball hangs in the air, in a photograph. Where will it be a moment later? From one picture nobody knows: it may be rising or falling. From three pictures, one after the other, everybody does.
#
# So far every network of this course looked at one thing and answered. Much of the world comes in **sequences**, where the order carries the meaning: a heartbeat, a temperature chart, a melody, a sentence. Numbers measured one after another, as in the first two, are a **time series**. This lesson builds a network that reads a sequence step by step and *remembers*. In the end it writes.

# %% tags=["nbval-ignore-output"] alt="Two panels. Left: one dot, a ball in the air. Right: eight dots on an arc, numbered 1 to 8, and an open circle where the ninth is."
random = np.random.default_rng(SEED)


def throw_balls(n, steps, random):
    """Where n thrown balls are, every tenth of a second.

    returns: positions in metres, array of shape (n, steps, 2)
    """
    seconds = 0.1 * np.arange(steps)[np.newaxis, :, np.newaxis]
    start = random.uniform(-1, 1, size=(n, 1, 2))
    velocity = random.uniform(-3, 3, size=(n, 1, 2))
    gravity = np.array([0, -9.81])
    return start + velocity * seconds + gravity * seconds**2 / 2


path = throw_balls(1, 9, random)[0]
path[:, 0] *= np.sign(path[8, 0] - path[0, 0])  # it flies from left to right
figure, (left, right) = plt.subplots(1, 2, figsize=(10, 3.6), sharex=True, sharey=True)
left.plot(*path[7], "o", color=plots.BLUE, markersize=14)
left.set(title="One picture: where next?", xlabel="metres", ylabel="metres")
right.plot(*path[:8].T, "o", color=plots.BLUE, markersize=14)
middle = {"ha": "center", "va": "center"}
for number, place in enumerate(path[:8], start=1):
    right.annotate(str(number), place, color="white", fontsize=9, **middle)
right.plot(*path[8], "o", color=plots.RED, markersize=14, fillstyle="none")
right.set(title="Eight pictures: there", xlabel="metres")
plt.locator_params(axis="x", nbins=5)
plt.show()

# %% [markdown] tags=["instructor"]
# **Minutes: 7.** Cover the right panel with your hand and let people point. Then: what would you need to know from the path so far? Position and velocity: two numbers more, not the whole film. That is what a state is. Most bet that the flattened network wins: it sees everything at once. Somebody will say that it would catch up with more training: it comes nearer (try 100 epochs), and it still cannot take a ninth position. The table of four kinds is worth a minute: let the room sort three examples of its own.

# %% [markdown]
# Measure it. Eight positions are known; where is the ball next? Four ways to answer:
#
# - *one position*: a dense network, as in lesson 2, that sees the last position alone;
# - *straight on*: no network at all; go on as between the last two positions;
# - *flattened*: a dense network that sees all eight, laid out in one row of 16 numbers, as lesson 3 does with pictures;
# - **recurrent**: a layer that takes in the eight positions one after the other. You build it by hand in a moment; Keras calls it `SimpleRNN`.
#
# The comparison is fair: each of the three networks has about 1,180 weights and biases, and all get the same training (together about 8 seconds on two cores; a busy or older machine needs two to three times as long, for this and for all that follows).
#
# **Predict.** *Straight on* is always 9.8 cm off: gravity makes each step 9.8 cm lower than the one before. How many centimetres is the recurrent network off?

# %%
guess_recurrent = None  # write your number here

# %% tags=["nbval-ignore-output"]
paths = throw_balls(2000, 9, random)
seen, following = paths[:, :8], paths[:, 8]

keras.utils.set_random_seed(SEED)
from_one = keras.Sequential([
    keras.Input((2,)),
    keras.layers.Dense(236, activation="tanh"),
    keras.layers.Dense(2),
])
from_row = keras.Sequential([
    keras.Input((8, 2)),
    keras.layers.Flatten(),
    keras.layers.Dense(62, activation="tanh"),
    keras.layers.Dense(2),
])
from_path = keras.Sequential([
    keras.Input((8, 2)),
    keras.layers.SimpleRNN(32),
    keras.layers.Dense(2),
])
networks = {
    "one position": (from_one, seen[:, -1]),
    "flattened": (from_row, seen),
    "recurrent": (from_path, seen),
}

# %% tags=["nbval-ignore-output"]
def centimetres_off(answers):
    """How far the answers for the last 500 balls are from where those balls went."""
    misses = answers - following[1500:]
    return 100 * np.sqrt(np.mean(np.sum(misses**2, axis=1)))


off = {"straight on": centimetres_off(2 * seen[1500:, -1] - seen[1500:, -2])}
for name, (network, inputs) in watch(networks.items(), "three small networks"):
    shrinking = keras.optimizers.schedules.CosineDecay(0.02, decay_steps=20 * 30)
    network.compile(optimizer=keras.optimizers.Adam(shrinking), loss="mse")
    network.fit(inputs[:1500], following[:1500], batch_size=50, epochs=20, verbose=0)
    off[name] = centimetres_off(network.predict(inputs[1500:], verbose=0))

for name in ["one position", "straight on", "flattened", "recurrent"]:
    weights = f"{networks[name][0].count_params():,d}" if name in networks else "none"
    print(f"{name:12s}  weights: {weights:>5s}  off by {off[name]:4.1f} cm")
predicted("the recurrent network, in cm", guess_recurrent, off["recurrent"])

# %% tags=["nbval-check-output"]
claim(
    "with the path, less than half of the error is left",
    off["recurrent"] / off["one position"],
    at_most=0.5,
)
claim(
    "the recurrent network is closer than going straight on",
    off["recurrent"] / off["straight on"],
    at_most=0.6,
)
claim(
    "and closer than a flattened one of its size after the same training",
    off["recurrent"] / off["flattened"],
    at_most=0.95,
)

# %% [markdown]
# One position gives away more than it seems: all balls have flown for 0.7 seconds, so where one is betrays roughly how it was thrown. Still it is the worst of the four: nearly 12 cm. *Straight on* knows the direction, and no gravity. The flattened network sees all that the recurrent one sees, and after the same training it is still further off. What sets the two apart, and both return with words:
#
# - The recurrent layer has *one* set of weights for all eight steps, as a filter has one for all places of a picture. What it learns about one step, it knows at every step. The flattened network has to learn it anew for each of its places.
# - The flattened network has weights for eight positions. For a ninth it has none. The recurrent layer takes sequences of any length, and no sentence says beforehand how long it will be.
#
# (Whoever knows that the path is a parabola needs three positions and no network: the last times 3, minus the one before times 3, plus the one before that. A network is for what nobody has a formula for.)
#
# Tasks with sequences come in four kinds:
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
# Lesson 2's dense layer with the activation tanh computes output = tanh(input · weights + biases). A recurrent layer also takes in its own output of the step before, called the **state**. Before the first step of each sequence, the state is all zeros: it knows nothing yet.
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
# **Minutes: 19.** One step 5, unrolling 2, vanishing 4, the gate 8. Draw the loop, then unroll it: the same box, copied for each step, with an arrow from box to box. For the vanishing gradient let everybody compute 0.5 to the power of 50 in their head (roughly: a thousandth to the power of five). In exercise 5.8 expect *keep* and *1 − keep* the wrong way round (nothing crashes), tanh in place of the sigmoid for the gate, and the gate computed from *new*. On the board: keep = 1 copies, keep = 0 forgets; both are useful.

# %% tags=["nbval-check-output"]
def rnn_step(inputs, state, W, U, b):
    """One step of a recurrent layer.

    inputs: array of shape (batch, features), what comes in at this step
    state: array of shape (batch, units), what the layer said at the step before
    W: array of shape (features, units)
    U: array of shape (units, units)
    b: array of shape (units,)
    returns: array of shape (batch, units), the new state
    """
    ### BEGIN SOLUTION
    return np.tanh(inputs @ W + state @ U + b)
    ### END SOLUTION


two_units = {
    "W": np.array([[0.2, -0.4], [0.7, 0.1]]),
    "U": np.array([[2.0, 0.5], [0.0, -1.0]]),
    "b": np.array([-1.0, 0.3]),
}
print(rnn_step(np.array([[1.0, 0.5]]), np.array([[0.5, -0.2]]), **two_units).round(3))

# %% tags=["nbval-check-output"]
check.rnn_step(rnn_step)

# %% [markdown]
# Run it step after step and you have **unrolled** the network: the same box once for each step, with the same weights in each, and the state handed on from box to box. Here are the two neurons of your example, and what goes in are the first four positions of the ball at the top. Follow the state from left to right.

# %% tags=["nbval-ignore-output"] alt="A recurrent layer unrolled over four steps: four boxes in a row, each with its state of two numbers. From below, a position of the ball goes into each box; green arrows hand the state on from box to box, beginning with zeros."
state, states = np.zeros((1, 2)), []
for position in path[:4]:
    state = rnn_step(position[np.newaxis], state, **two_units)
    states.append(state[0])

positions = [f"{across:.2f}, {up:.2f}".replace("-", "−") for across, up in path[:4]]
title = "One box, used four times: the state is all that is handed on"
diagrams.unrolled(positions, np.array(states), title=title)

# %% [markdown]
# Keras's `SimpleRNN` does nothing else. Take the weights that it has just learnt, and follow ten balls by hand.

# %% tags=["nbval-check-output"]
W, U, b = from_path.layers[0].get_weights()
state = np.zeros((10, 32))
for step in range(8):
    state = rnn_step(seen[:10, step], state, W, U, b)

by_keras = from_path.layers[0](seen[:10].astype("float32"))
difference = np.abs(state - keras.ops.convert_to_numpy(by_keras)).max()
claim("step by step by hand, or by Keras: the same state", difference, at_most=1e-4)

# %% [markdown]
# ### What is left after fifty steps?
#
# To learn from the distant past, a network must feel it: changing something fifty steps ago has to change something now. (That is what the gradient says, factor by factor, back through fifty steps: lesson 2's chain rule.) Measure it. Start the layer twice from states that differ by very little, feed both the same inputs, and watch the difference.
#
# The weights U are random here, once times 0.75 ("small") and once times 3 ("large"). Each step multiplies the difference by the weights and by the slope of tanh, which is below 1; with small weights, by 0.6 or so in all. **Predict.** What is left of it after fifty steps?

# %%
units, steps = 32, 50
noise = np.random.default_rng(SEED)
W, b = noise.normal(size=(2, units)), np.zeros(units)
U = noise.normal(size=(units, units)) / np.sqrt(units)
inputs = noise.normal(size=(steps, 1, 2)) / 2


def difference_left(step_function, *weights):
    """Two states that differ a little, fed alike: how much they differ, step by step.

    returns: array of shape (steps + 1,), as shares of the difference at the beginning
    """
    one = np.zeros((1, units))
    other = one + 0.001
    differences = [np.linalg.norm(other - one)]
    for step in range(steps):
        one = step_function(inputs[step], one, *weights)
        other = step_function(inputs[step], other, *weights)
        differences.append(np.linalg.norm(other - one))
    return np.maximum(np.array(differences) / differences[0], 1e-13)


# %% tags=["nbval-ignore-output"] alt="The difference between two states over fifty steps, on a logarithmic axis. With small weights it falls by many powers of ten. With large weights it grows, until it comes near a dotted line, named 'as different as two states can be'."
left_over = {
    "small weights": difference_left(rnn_step, W, 0.75 * U, b),
    "large weights": difference_left(rnn_step, W, 3 * U, b),
}
title = "With small weights it vanishes, with large ones it explodes"
plots.curves(left_over, title, "steps", "share of the difference left", log=True)
most = 2 / 0.001  # between −1 and 1
plt.axhline(most, color=plots.GREY, linestyle=":", linewidth=1.5)
plt.text(0, 2 * most, "as different as two states can be", color="dimgrey")
plt.ylim(top=1e5)
plt.xticks(range(0, steps + 1, 10))
plt.show()
for name, shares in left_over.items():
    print(f"{name}: left after fifty steps: {shares[-1]:.2g}")

# %% tags=["nbval-check-output"]
small, large = left_over["small weights"], left_over["large weights"]
claim(
    "with small weights, after fifty steps less than a millionth is left",
    np.log10(small[-1]),
    at_most=-6,
)
claim(
    "with large weights it grows at least a hundredfold",
    np.log10(large.max()),
    at_least=2,
)

# %% [markdown]
# (And the bet: 0.6 to the power of 50 is 8e-12, that is 8 divided by a 1 with twelve zeros. Measured is 2e-10, which is 0.64 at each step.)
#
# This is the **vanishing gradient**: what has no effect gets no gradient, so nothing can be learnt from it. With weights that are too large it is the opposite: the gradient **explodes**, and the smallest change far back turns everything over. (The upper curve cannot rise for ever: tanh keeps each number of a state between −1 and 1. The dotted line is where two states differ as much as states can.)
#
# ### A gate that decides
#
# The remedy is not to overwrite the whole state at every step. A **gate** says how much of the old state is kept, as a share between 0 and 1:
#
# state = keep × last state + (1 − keep) × new
#
# Where *keep* is near 1, the old state is multiplied by nearly 1, and no longer by a small weight and a slope. (0.98 to the power of 50 is 0.36.) But a gate that always keeps has its price: little that is new comes in. So *keep* is no fixed number. At every step each neuron computes its own, by a small layer with weights of its own, from the same input and the same last state. And training sets these weights too: the network learns *when* to remember and *when* to forget.
#
# ### Exercise 5.8: a gate
#
# Write one step of a layer with such a gate. What is *new* comes from your `rnn_step`, with W, U and b as before. (The exercises are not in the order of their numbers here; 5.2 comes next.)
#
# <details><summary>Hint 1</summary>
#
# *keep* has to lie between 0 and 1, whatever goes in. Which activation of lesson 2 does that? What goes into it is the sum that you know from `rnn_step`, with the gate's weights in place of W, U and b.
# </details>
# <details><summary>Hint 2</summary>
#
# `keep` has the shape of the state, one number for each neuron of each sequence. So in the formula it stands before `*`, entry by entry, and not before `@`.
# </details>

# %% tags=["nbval-check-output"]
def gated_step(inputs, state, W, U, b, W_gate, U_gate, b_gate):
    """One step of a recurrent layer that decides how much of its state it keeps.

    inputs, state, W, U, b: as in `rnn_step`, which gives what is new
    W_gate, U_gate, b_gate: the gate's own weights and biases, of the same shapes
    returns: array of shape (batch, units), the new state
    """
    ### BEGIN SOLUTION
    keep = 1 / (1 + np.exp(-(inputs @ W_gate + state @ U_gate + b_gate)))
    return keep * state + (1 - keep) * rnn_step(inputs, state, W, U, b)
    ### END SOLUTION


two_gates = {
    "W_gate": np.array([[3.0, 0.0], [0.0, -2.0]]),
    "U_gate": np.array([[0.0, 0.5], [0.0, 0.0]]),
    "b_gate": np.array([0.0, 1.0]),
}
one_input, one_state = np.array([[1.0, 0.5]]), np.array([[-0.9, 0.8]])
print(gated_step(one_input, one_state, **two_units, **two_gates).round(3))

# %% tags=["nbval-check-output"]
check.gated_step(gated_step)

# %% [markdown]
# Layers with gates are called **GRU** (two gates) and **LSTM** (three gates, and a second state beside the first). They are used like any other layer: `keras.layers.LSTM(256)`. Your gate is the first one of a GRU. The second one decides how much of the last state goes into what is new; where it is held open, by a bias of 50, a GRU does what you wrote. (You may run the next cell without reading it.)

# %% tags=["nbval-check-output"]
gru_by_keras, draw = keras.layers.GRU(3), np.random.default_rng(SEED).normal
gru_by_keras.build((None, 8, 2))
new, gate = ([draw(size=size) for size in [(2, 3), (3, 3), 3]] for _ in range(2))
gru_by_keras.set_weights([
    np.hstack([gate[0], np.zeros((2, 3)), new[0]]),  # gate, second gate, new
    np.hstack([gate[1], np.zeros((3, 3)), new[1]]),
    np.array([[*gate[2], 50, 50, 50, *new[2]], np.zeros(9)]),
])

state = np.zeros((10, 3))
for step in range(8):
    state = gated_step(seen[:10, step], state, *new, *gate)
by_keras = gru_by_keras(seen[:10].astype("float32"))
difference = np.abs(state - keras.ops.convert_to_numpy(by_keras)).max()
claim(
    "your gate and Keras's GRU, its second gate open: the same",
    difference,
    at_most=1e-4,
)

# %% [markdown]
# Now the two figures that show what it is good for. On the left the measurement from above, with small weights and a gate whose bias is 4: its sigmoid is 0.98. On the right one neuron, with a gate that listens. Two numbers go in at each step: something to remember, up and down by chance, and a mark, mostly 0. The gate's bias is 6, and its weight for the mark is −12. **Predict.** What does the state do when the mark is 1, and what afterwards?

# %%
always = [0 * W, 0 * U, 4 + b]  # no weights, and a bias of 4: it keeps 98 %, always
by_gate = difference_left(gated_step, W, 0.75 * U, b, *always)
left_over["small weights and a gate"] = by_gate

content, mark = noise.uniform(-0.8, 0.8, size=steps), np.zeros(steps)
content[[8, 30]], mark[[8, 30]] = [0.7, -0.6], 1
state, kept = np.zeros((1, 1)), []
writes = [np.array([[1.0], [0.0]]), np.zeros((1, 1)), np.zeros(1)]  # new: tanh(content)
listens = [np.array([[0.0], [-12.0]]), np.zeros((1, 1)), np.array([6.0])]
for step in range(steps):
    both = np.array([[content[step], mark[step]]])
    state = gated_step(both, state, *writes, *listens)
    kept.append(state[0, 0])

# %% tags=["nbval-ignore-output"] alt="Two panels. Left: the difference between two states over fifty steps; with small weights it vanishes, with the same weights and a gate nearly half of it is left. Right: dots up and down by chance, two vertical lines named 'the mark is 1', and the state: at each line it jumps to the dot there, and afterwards it keeps nearly that height."
figure, (left, right) = plt.subplots(1, 2, figsize=(12, 4))
title, up = "A gate keeps what small weights lose", "share of the difference left"
plots.curves(left_over, title, "steps", up, log=True, ax=left)
left.set_xticks(range(0, steps + 1, 10))
goes_in = np.tanh(content)
right.plot(goes_in, "o", color=plots.GREY, markersize=4, label="tanh of what goes in")
right.plot(kept, color=plots.BLUE, linewidth=2.5, label="the state")
for step in np.flatnonzero(mark):
    right.vlines(step, -0.9, 0.9, color=plots.RED, linestyle="--", linewidth=1.5)
    right.text(step, 0.95, "the mark is 1", color=plots.RED, ha="center")
title = "It writes when it is told to, and keeps it"
right.set(title=title, xlabel="steps", ylim=(-1.25, 1.1))
right.legend(loc="lower left", ncols=2)
plt.show()

# %% tags=["nbval-check-output"]
gated = by_gate[-1]
claim("with a gate that keeps 98 %, more than a tenth is left", gated, at_least=0.1)
claim(
    "and the gate that listens still has, 20 steps later, what went in at its mark",
    abs(kept[29] - np.tanh(content[8])),
    at_most=0.1,
)

# %% [markdown]
# The mark turns the gate's sum from 6 to −6, *keep* from nearly 1 to nearly 0, and the neuron takes over what goes in. Then it keeps again. These weights are set by hand, so that one sees it; in a network that reads, training finds them, and the mark is a word: *france*, or the full stop behind which a new sentence begins.
#
# ## Data
#
# One megabyte of Shakespeare's plays, in lower case, cut into words and marks. The empty line between two speeches is a mark too. (On the sample data, sentences of a small town stand in: the numbers are then much smaller, and what is said below about Shakespeare does not apply.)

# %% tags=["nbval-ignore-output"]
shakespeare = data.load("shakespeare")
words = shakespeare.words
print(" ".join(words[:60]))

# %% [markdown]
# How much is read and how long the networks of this lesson train is said once, in the next cell, in names of capital letters. Run it and read on; you can look a name up when you meet it.

# %%
VOCABULARY_SIZE, BEGINNING = 5000, "my lord , i"  # of what it will write
ASKED = ["king", "brother", "good", "my"]  # words whose neighbours you will see
EPOCHS, LEARNING_RATE = 5, 0.01
TOWN_SENTENCES, TOWN_BATCH_SIZE = 20_000, 64  # of Tiny Town, which comes below
GRU_RATE, PLAIN_RATE, ATTENTION_EPOCHS = 0.02, 0.02, 2

if shakespeare.tier == "sample":  # fewer words and sentences: larger steps, more epochs
    VOCABULARY_SIZE, BEGINNING = 200, "this morning"
    ASKED = ["mia", "brother", "good", "her"]
    EPOCHS, LEARNING_RATE = 2, 0.016
    TOWN_SENTENCES, TOWN_BATCH_SIZE = 4_500, 32
    GRU_RATE, PLAIN_RATE, ATTENTION_EPOCHS = 0.03, 0.015, 3

# %% [markdown]
# ### Words to numbers
#
# A network takes numbers. Make a list of the words that occur most often, the **vocabulary**; a word's number is its place there. Two places are reserved: 0 is **padding**, which fills up sentences that are too short (you will see why), and 1 stands for every word that is not in the list.

# %% tags=["nbval-ignore-output"]
from collections import Counter


def make_vocabulary(words, size):
    """The most frequent words, the first one most often, behind two reserved places."""
    most_frequent = Counter(words).most_common(size - 2)
    return ["<pad>", "<other>", *(word for word, count in most_frequent)]


n_test = len(words) // 10
training_words, test_words = words[:-n_test], words[-n_test:]
vocabulary = make_vocabulary(training_words, VOCABULARY_SIZE)
print(len(vocabulary), "words; the most frequent:", vocabulary[2:12])

# %% [markdown]
# The last tenth of the text is held out as the test part. Text is not shuffled before it is split: neighbouring sentences share names and phrases, and with their neighbours in the training part the test would be too easy. (No validation part for the network: you choose nothing about it here. Its learning rate was chosen before, on the last tenth of the training words: all from 0.008 to 0.012 do about as well there.)
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
# **Minutes: 14.** Words to numbers 4, embedding 2, padding 2, windows 6. The target that is shifted by one is the heart of it: write a sentence on the board, and the same sentence under it, moved one word to the left. The frequent mistake is a target that equals the input; exercise 5.7 comes back to it.

# %% tags=["nbval-check-output"]
def encode(words, vocabulary):
    """Turn words into their places in the vocabulary.

    words: list of words
    vocabulary: list of words, each once; place 0 is for padding, place 1 for words
        that are not in it
    returns: array of shape (len(words),), whole numbers
    """
    ### BEGIN SOLUTION
    places = {word: place for place, word in enumerate(vocabulary)}
    return np.array([places.get(word, 1) for word in words])
    ### END SOLUTION


five_words = ["a", "dog", "and", "a", "zebra"]
print(encode(five_words, ["<pad>", "<other>", "and", "a", "dog"]))

# %% tags=["nbval-check-output"]
check.encode(encode)

# %% [markdown]
# A number is a name, not an amount: word 40 is not twice word 20. The remedy is a **one-hot vector**: as long as the vocabulary, all 0, with a single 1 at the word's place. Times a matrix of weights, it picks one row.
#
# So each word has a row of its own, a point in a space that training arranges: words that are used alike come to lie together (you will see who lives next to *king*). This layer is called an **embedding**. It leaves the one-hot vector out and takes the row at once.

# %% tags=["nbval-check-output"]
embedding = keras.layers.Embedding(5, 3)
some_numbers = np.array([3, 4, 2, 3, 1])
taken = keras.ops.convert_to_numpy(embedding(some_numbers))
multiplied = np.eye(5)[some_numbers] @ embedding.get_weights()[0]
claim(
    "taking a row, or a one-hot vector times the matrix: the same",
    np.abs(taken - multiplied).max(),
    at_most=1e-6,
)

# %% [markdown]
# ### Sentences of different lengths
#
# "this morning i took my cat for a ___": eight words before the gap. Other sentences have three, or thirty. A batch must be a table, so the short ones are filled up with padding, place 0. Padding is not text, and the network must neither learn from it nor be judged by it. So a **mask** is kept beside the table: true where there is a word, false where there is padding. The loss and the measure will use it.
#
# For sentences, the course has a town of its own: **Tiny Town**, whose sentences are written by a small grammar, a set of rules with probabilities. Each ends with a full stop, a word of the vocabulary like any other. Without this **end mark** a network that writes could not say that it has finished.

# %% tags=["nbval-check-output"]
town_vocabulary = ["<pad>", "<other>", *data.tiny_town.WORDS]
sentences = data.tiny_town.write(4, seed=2)
for sentence in sentences:
    print(" ".join(sentence))

rows = [encode(sentence, town_vocabulary) for sentence in sentences]
padded = keras.utils.pad_sequences(rows, padding="post")  # zeros behind
print(padded[2])
print((padded != 0)[2])
claim(
    "the mask is true for as many places as there are words",
    np.sum(padded != 0) == sum(len(sentence) for sentence in sentences),
)

# %% [markdown]
# ### Windows
#
# Shakespeare is one long row of words. Cut it into **windows** of 32 words. And the answers? They are in the text already: the target at each place is the *next* word. (At the beginning of every window the state is all zeros again: what came before the window, the network does not know.)
#
# ```
# inputs    to   be   ,   or   not   to
# targets   be   ,    or  not  to    be
# ```
#
# ### Exercise 5.3: windows
#
# Write the function that cuts. For example, a text of twelve words in windows of four:
#
# ```
# text      7 3 9 1 4 8 2 6 5 3 9 4
# inputs    7 3 9 1   4 8 2 6
# targets   3 9 1 4   8 2 6 5
# ```
#
# - The windows begin at word number `start`, `start + length`, `start + 2 * length` and so on. The last target of a window is the first input of the next.
# - Use as many whole windows as there are, each with all its targets, and drop the rest.
# - Inputs and targets stay whole numbers.
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
# **Minutes: 8.** Perplexity 5, counting 3. A die has perplexity 6, a coin 2, a loaded coin less than 2: let the room compute 0.9 and 0.1. For the counts, ask why three words are better than two and why nobody counts ten (nearly every row of ten words is new). Mixing is what saves the three-word model from zeros.

# %% tags=["nbval-check-output"]
def perplexity(chosen, mask):
    """Between how many words is the model torn?

    chosen: array of any shape, often (sentences, length): the probability that the
        model gave to the word that came
    mask: array of the same shape, True where there is a word, False at padding
    returns: one number, 1 or more
    """
    ### BEGIN SOLUTION
    return np.exp(-np.mean(np.log(chosen[mask])))
    ### END SOLUTION


given = np.array([[0.5, 0.25], [0.125, 0.0]])
a_word = np.array([[True, True], [True, False]])
print(f"{perplexity(given, a_word):.3f}")

# %% tags=["nbval-check-output"]
check.perplexity(perplexity)

# %% [markdown]
# Now the simplest model there is: count. How often does each word occur (**one-word** model)? How often does it follow the word before it (**two-word**), or the two before it (**three-word**)? If ", not" occurred 40 times (the comma counts as a word), and "bad" followed 31 times, then the three-word share of "bad" is 31/40.
#
# Three details, in the order of the three cells (which you may run without reading every line):
#
# - Many groups of three words in the test text never occur in the training text. So the three shares are mixed, for example two tenths, five tenths and three tenths, and a hundredth goes to all words alike, so that none is impossible.
# - The best mixture is chosen on a validation part, cut off the training text.
# - Only words of the vocabulary are judged: to guess "some rare word or other" is easy and worth nothing, so place 1 is masked out.

# %% tags=["nbval-ignore-output"]
def groups_of(length, numbers):
    """All groups of so many neighbouring words."""
    n = len(numbers) - length + 1
    columns = [numbers[start : start + n].tolist() for start in range(length)]
    return list(zip(*columns, strict=True))


def count_shares(numbers, counted_on):
    """The shares in another text of each word from the third on.

    returns: array of shape (words - 2, 3): alone, after one word, after two words
    """
    columns = []
    for n_before in range(3):
        counted = groups_of(n_before + 1, counted_on)
        whole, before = Counter(counted), Counter(group[:-1] for group in counted)
        groups = groups_of(n_before + 1, numbers)[2 - n_before :]
        columns.append([whole[group] / max(before[group[:-1]], 1) for group in groups])
    return np.array(columns).T


def mixed(shares, one, two, three):
    """The probability of each word: shares mixed, and a hundredth for any word."""
    return shares @ np.array([one, two, three]) * 0.99 + 0.01 / len(vocabulary)


# %% tags=["nbval-ignore-output"]
training, test = encode(training_words, vocabulary), encode(test_words, vocabulary)
aside = len(training) // 10
shares_aside = count_shares(training[-aside:], training[:-aside])
tenths = [
    (one / 10, two / 10, (10 - one - two) / 10)
    for one in range(1, 10)
    for two in range(1, 10 - one)
]
mask = training[-aside:][2:] != 1
best_mixture = min(
    tenths, key=lambda mixture: perplexity(mixed(shares_aside, *mixture), mask)
)

# %% tags=["nbval-ignore-output"]
shares = count_shares(test, training)
mask = test[2:] != 1
count_perplexity = {
    "one word": perplexity(mixed(shares, 1, 0, 0), mask),
    "two words": perplexity(mixed(shares, 0.3, 0.7, 0), mask),  # tenths: three, seven
    "three words": perplexity(mixed(shares, *best_mixture), mask),
}
print("best mixture of one, two and three words:", best_mixture)
for name, value in count_perplexity.items():
    print(f"{name:12s} perplexity {value:6.1f}")

# %% tags=["nbval-check-output"]
by_one, by_two, by_three = count_perplexity.values()
claim("two words are better than one", by_two / by_one, at_most=0.9)
claim(
    "and three, mixed with the others, no worse than two",
    by_three / by_two,
    at_most=1,
)

# %% [markdown]
# ## Train
#
# ### Exercise 5.5: build the network
#
# This is what the network has to do. There are 5,000 words in the vocabulary, but build it for any number of them.
#
# - Windows of word numbers come in, of any length: an array of shape (batch, length).
# - Each word becomes a point of 128 numbers.
# - An LSTM of 256 neurons reads them, one after the other. It has to answer after *every* word: each place of a window has a target of its own.
# - From the 256 numbers of each answer, a layer without an activation makes a point: where the next word should lie.
# - Each word of the vocabulary gets a score: the dot product of its own point with that one. There are no new weights for this: the matrix that turns words into points is used once more, backwards. (What is learnt about a word as input then helps it as output.)
# - In training, a random 0.4 of what goes into the LSTM is switched off, and 0.4 of what comes out of it.
#
# And this is what Keras has for it, in the order of the alphabet. Which numbers, which order, which of them twice: that is for you to decide.
#
# | layer | what it does |
# |---|---|
# | `keras.Input(shape=(None,), dtype="int32")` | whole numbers come in; `None` leaves open how many |
# | `keras.layers.Dense(neurons)` | a dense layer, here at each place of the window by itself |
# | `keras.layers.Dropout(share)` | switches off a random share of what comes in, while training |
# | `keras.layers.LSTM(neurons, return_sequences=...)` | reads a sequence; gives all its answers (`True`), or the last one alone (`False`) |
# | `keras.layers.ReversibleEmbedding(words, numbers)` | an embedding; called once more with `reverse=True`, it turns points into scores |
#
# The scores are not probabilities yet: the loss does the softmax (`from_logits=True`; scores before the softmax are also called **logits**).
#
# **Predict.** How many weights and biases will it have? The embedding has 5,000 × 128. An LSTM has four times as many as a plain recurrent layer of its size: three gates, and what is new. Count before you build.
#
# <details><summary>Hint 1</summary>
#
# Since one layer is used twice, build as in exercise 4.6: `inputs = keras.Input(...)`, then `x = embedding(inputs)`, and so on, and in the end `keras.Model(inputs, scores)`. `embedding` must be the same object in both places: two embeddings would be two matrices.
# </details>
# <details><summary>Hint 2</summary>
#
# Follow one window of 32 words and write down the shape behind each layer, without the batch: (32,) comes in, (32, 128) are its points. What must come out, so that each of 32 places has a score for each of 5,000 words? And how long must a point be, so that its dot product with a word's point can be taken?
# </details>

# %%
guess_parameters = None  # write your number here

# %% [markdown] tags=["instructor"]
# **Minutes: 9.** The network 6, training 3. Let pairs draw it first, with the shape on each arrow. The usual mistakes: `return_sequences` left out (one answer for 32 targets), the dense layer left out or with 256 neurons, two embeddings. Why an answer after every word? 32 lessons from one window, not one. The count: 640,000 for the words, 4 × (128 × 256 + 256 × 256 + 256) = 394,240 for the LSTM, 32,896 for the dense layer; three fifths of it are the words. Start the training as soon as the first ones have built it.

# %% tags=["nbval-check-output"]
def build_language_model(vocabulary_size):
    """The network described above: windows of word numbers in, scores out.

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


scores = build_language_model(50)(np.ones((2, 32), dtype="int32"))
print("for 50 words and two windows of 32:", tuple(scores.shape))

# %% tags=["nbval-check-output"]
check.build_language_model(build_language_model)

# %% tags=["nbval-ignore-output"]
parameters = build_language_model(5000).count_params()
predicted("weights and biases for 5,000 words", guess_parameters, parameters)

# %% [markdown]
# The next cells hand your windows to Keras in batches, newly cut in every epoch, and train. (You may run the first one without reading it.)

# %% tags=["nbval-ignore-output"]
class TextBatches(keras.utils.PyDataset):
    """Batches of windows; every epoch begins at another word and cuts the text anew."""

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
        start = int(self.random.integers(self.length))
        self.inputs, self.targets = windows(self.numbers, self.length, start)
        self.order = self.random.permutation(len(self.inputs))


# %% [markdown]
# Training takes nearly two minutes on two cores. Meanwhile you can read what the network would say: after each epoch `GoesOn` gives it a beginning, adds the word that it thinks most probable, and the next one, and the next. (Keras calls its `on_epoch_end` when an epoch is over.)
#
# `global_clipnorm=1` is new. It is the remedy for a gradient that explodes: take all its numbers together as one long arrow, and if the arrow is longer than 1, shorten it to 1. Its direction stays. This is called **gradient clipping**. Here the arrow is mostly shorter, and in a rare batch many times as long. Without clipping, nine of ten trainings ended at a perplexity of 94 to 97, and one at 104: done again with an eye on the arrow, it was thrown back by two such batches.

# %% tags=["nbval-ignore-output"]
class GoesOn(keras.callbacks.Callback):
    """Prints after each epoch how a beginning goes on, most probable word by word."""

    def on_epoch_end(self, epoch, logs=None):
        numbers = encode(BEGINNING.split(), vocabulary).tolist()
        for _ in range(12):
            scores = self.model.predict_on_batch(np.array([numbers]))[0, -1]
            numbers.append(2 + int(scores[2:].argmax()))  # never <pad>, never <other>
        said = " ".join(vocabulary[number] for number in numbers).replace("\n\n", "/")
        print(f"epoch {epoch + 1}, perplexity {np.exp(logs['loss']):3.0f}: {said}")


keras.utils.set_random_seed(SEED)
model = build_language_model(len(vocabulary))
batches = TextBatches(training)
shrinking = keras.optimizers.schedules.CosineDecay(
    LEARNING_RATE, decay_steps=EPOCHS * len(batches)
)
loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
optimizer = keras.optimizers.Adam(shrinking, global_clipnorm=1)
model.compile(optimizer=optimizer, loss=loss)
callbacks = [Progress("the network"), GoesOn()]
fitted = model.fit(batches, epochs=EPOCHS, verbose=0, callbacks=callbacks)

# %% [markdown]
# It repeats itself, even in the last epoch: the most probable word is the safe one. What it learns shows in the perplexity. (There is a better way to choose, under *Let it write*.)
#
# Do not compare these perplexities with the test result below: here the rare words (place 1) count too, dropout is on, and each number is a mean over an epoch in which the network was still learning.
#
# ## Test
#
# **Predict.** The three-word model is torn between as many words as you saw above. And the network, on (nearly) the same words?

# %%
guess_perplexity = None  # write your number here

# %% tags=["nbval-ignore-output"]
def chosen_probabilities(model, inputs, targets):
    """The probability that a model gives to each target; shape as the targets'."""
    parts = []
    few = max(1, 4000 // inputs.shape[1])  # at a time: the scores need much memory
    for start in range(0, len(inputs), few):
        scores = model.predict_on_batch(inputs[start : start + few])
        scores = scores - scores.max(axis=-1, keepdims=True)
        places = targets[start : start + few, :, np.newaxis]
        of_target = np.take_along_axis(scores, places, axis=-1)[..., 0]
        parts.append(np.exp(of_target) / np.exp(scores).sum(axis=-1))
    return np.concatenate(parts)


# Longer windows here: fewer words without a past.
test_inputs, test_targets = windows(test, length=200)
chosen = chosen_probabilities(model, test_inputs, test_targets)
test_perplexity = perplexity(chosen, test_targets != 1)
print(f"perplexity of the three-word model on the test words: {by_three:.1f}")
predicted("perplexity of the network", guess_perplexity, test_perplexity)
claim(
    "on text that it has never seen, the network is torn between at most 105 words "
    "(on the sample: 6)",
    test_perplexity,
    at_most=105,
    sample=6,
)

# %% tags=["nbval-check-output"]
claim(
    "and between fewer than the three-word model",
    test_perplexity / by_three,
    at_most=0.95,
    sample=1,
)

# %% [markdown] tags=["instructor"]
# **Minutes: 3.** The test 1, the neighbours 2. The number is not comparable across vocabularies: with 500 words in place of 5,000, everything is easier. Ask what a perplexity of 1 on real text would mean. For the neighbours, collect bets before the table is shown; somebody will say *queen* for *king*.

# %% [markdown]
# The counts look back two words. The network looks back as far as its state reaches, at most to the beginning of the window: there the state is all zeros.
#
# ## Revise
#
# ### Who lives next door?
#
# Words that are used alike come to lie together, it was said. Nobody told the network what a word means; all that it has ever seen are numbers, and which number follows. Look at the points that it has learnt, and ask for the six words that lie in most nearly the same direction.
#
# **Predict.** Who lives next to *king*? To *brother*, *good*, *my*? (On the sample: *mia*, *brother*, *good*, *her*.) Write down one word for the first.

# %%
guess_neighbour = None  # write a word here, in quotes

# %% tags=["nbval-ignore-output"]
points = next(part for part in model.get_weights() if len(part) == len(vocabulary))
directions = points / np.linalg.norm(points, axis=1, keepdims=True)


def neighbours(word, n=6):
    """The words whose points lie in most nearly the same direction, nearest first."""
    place = vocabulary.index(word)
    nearness = directions @ directions[place]
    nearness[[0, 1, place]] = -1  # not <pad>, not <other>, and not the word itself
    return [vocabulary[other] for other in np.argsort(-nearness)[:n]]


for word in ASKED:
    print(f"{word:8s} {', '.join(neighbours(word))}")
predicted(f"next to {ASKED[0]}", guess_neighbour, neighbours(ASKED[0])[0])

# %% [markdown]
# Four words prove nothing: they may be picked. So measure it. What does *used alike* mean? A word's *company* are the words right before it and right behind it. Count the company of each word that is frequent in the test text, which the network has never seen. Two words keep like company where their counts point in the same direction. The word next door is now the nearest among these frequent words. Is its company more similar than that of a typical word? (Typical is the one in the middle: half of all words are more similar, half are less.)

# %% tags=["nbval-ignore-output"]
def company(numbers, asked):
    """Which words stand right before and right behind each word asked for, counted.

    returns: array of shape (len(asked), 2 * len(vocabulary)), each row of length 1
    """
    size, rows = len(vocabulary), []
    for word in asked:
        before = numbers[:-1][numbers[1:] == word]
        behind = numbers[1:][numbers[:-1] == word]
        counts = [np.bincount(part, minlength=size) for part in (before, behind)]
        rows.append(np.concatenate(counts))
    return np.array(rows) / np.linalg.norm(rows, axis=1, keepdims=True)


# %% tags=["nbval-ignore-output"]
often = np.bincount(test, minlength=len(vocabulary)) >= 20
often[:2] = False  # not <pad>, not <other>
asked = np.flatnonzero(often)
companies = company(test, asked)
alike = companies @ companies.T
near = directions[asked] @ directions[asked].T
np.fill_diagonal(near, -1)
with_neighbour = alike[np.arange(len(asked)), near.argmax(axis=1)]
better = np.mean(with_neighbour > np.median(alike, axis=1))
print(f"how alike is the company of {len(asked)} words, from 0 (not at all) to 1?")
print(f"with the word next door {with_neighbour.mean():.2f},", end=" ")
print(f"with any word {alike.mean():.2f}")
claim(
    "for nine words of ten, the word next door keeps more similar company "
    "than a typical word does",
    better,
    at_least=0.9,
)

# %% [markdown]
# So it is true, and on text that the network has never seen. In one training, Shakespeare's *king* lived next to *prince*, *queen* and *lady*: they look like relatives in meaning. Do not be fooled: in another training *king* also lived next to *first* and *young*, because each speech begins with the speaker's name, *king richard ii :*, *first citizen :*, *young marcius :*. They are used alike. That is all the network knows: not what a king is, but where the word stands.

# %% [markdown] tags=["optional"]
# ### Inside the LSTM
#
# Open the layer that you have trained. An LSTM has a second state beside the first, called its *cell*, and three gates, each a sigmoid like yours with weights of its own:
#
# - *keep*: how much of the cell stays. (Books call it the forget gate.)
# - *let in*: how much of what is new is added. With your gate that was 1 − keep; here it is computed by itself. (The input gate.)
# - *show*: how much of the cell goes out as the state. (The output gate.)
#
# Keras lays the weights of all four sums side by side: *let in*, *keep*, *new*, *show*.

# %% [markdown] tags=["instructor"]
# **Minutes: 5.** Read the row *keep* aloud along the words: where does it fall? Nobody told the network what a full stop is. Ask why forgetting is worth learning.

# %% tags=["nbval-check-output"]
def lstm_step(inputs, state, cell, W, U, b):
    """One step of an LSTM.

    returns: the new state, the new cell, and what its gates said: keep, let in, show
    """
    sums = np.split(inputs @ W + state @ U + b, 4, axis=1)
    let_in, keep, show = (1 / (1 + np.exp(-sums[place])) for place in (0, 1, 3))
    cell = keep * cell + let_in * np.tanh(sums[2])
    return show * np.tanh(cell), cell, (keep, let_in, show)


W, U, b = (part for part in model.get_weights() if part.shape[-1] == 4 * 256)
state = cell = np.zeros((1, 256), dtype="float32")
read, said = test[:600], []
for number in read:
    state, cell, gates = lstm_step(points[[number]], state, cell, W, U, b)
    said.append([gate.mean() for gate in gates])  # over its 256 neurons
said = np.array(said)

lstm_by_keras = keras.layers.LSTM(256)
lstm_by_keras.build((None, None, 128))
lstm_by_keras.set_weights([W, U, b])
by_keras = lstm_by_keras(points[read][np.newaxis])
difference = np.abs(state - keras.ops.convert_to_numpy(by_keras)).max()
claim("by hand or by Keras, the same state after 600 words", difference, at_most=1e-3)

# %% [markdown]
# Eighteen words of the test text come next, with what the gates say at each, and with a full stop among them. **Predict.** At which words does it keep least?

# %% tags=["nbval-ignore-output"] alt="A table of numbers in colour: a column for each of eighteen words of the test text, rows for the three gates keep, let in and show. In the row keep the numbers under commas and under the full stop are among the lowest."
shown = said[72:90].T
plt.figure(figsize=(12, 3.6))
plt.imshow(shown, cmap="Blues", vmin=0, vmax=1, aspect="auto")
for (row, column), share in np.ndenumerate(shown):
    color = "white" if share > 0.6 else "black"
    how = {"ha": "center", "va": "center", "fontsize": 15}
    plt.text(column, row, f"{share:.2f}", color=color, **how)
names = [word.replace("\n\n", "(end)") for word in test_words[72:90]]
plt.xticks(range(18), names, rotation=45, ha="right", fontsize=16)
plt.yticks(range(3), ["keep", "let in", "show"], fontsize=16)
plt.title("What the gates say, word by word (mean of 256 neurons)", fontsize=16)
plt.show()

# %% [markdown]
# Is that so everywhere? Take all 600 words: the marks that end a sentence, the commas, the ten commonest words, and what is left.

# %% tags=["nbval-ignore-output"]
commonest = [word for word in vocabulary[2:] if word[0].isalpha()][:10]
groups = {"a sentence ends (. ! ?)": list(".!?"), "commas": [","]}
groups["the ten commonest words"] = commonest
left = np.full(len(read), True)
for name, members in groups.items():
    among = np.isin(read, encode(members, vocabulary)) & (read != 1)
    left &= ~among
    print(f"{name:24s} keep {said[among, 0].mean():.2f}")
print(f"{'all others':24s} keep {said[left, 0].mean():.2f}")
print("the ten commonest:", *commonest)

ends = np.isin(read, encode(list(".!?"), vocabulary)) & (read != 1)
claim(
    "where a sentence ends, the network keeps less than at all other words together",
    said[ends, 0].mean() / said[~ends, 0].mean(),
    at_most=0.97,
)

# %% [markdown]
# Nobody told it what a full stop is. To forget where something ends is worth learning: it makes room for what begins. But the full stop is not alone: a comma is low as well, and so are common words such as *and* and *to*. A likely reason: what follows them depends mostly on themselves, so the past matters less. (How much it forgets depends on the text. On the sample data nothing crosses from one sentence to the next, and at a full stop *keep* falls to about a quarter. In Shakespeare a speech goes on behind a full stop, and the difference is smaller.)

# %% [markdown]
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


three_scores = np.array([1.0, 2.0, 3.0])
draws = [sample(three_scores, 0.01, np.random.default_rng(seed)) for seed in range(5)]
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


for temperature in (0.3, 1.0, 2.0):
    print(f"--- temperature {temperature}")
    print(write(model, BEGINNING, 40, temperature))

# %% [markdown]
# At a low temperature it repeats what is safe; at a high one the words no longer hang together; in between it sounds like the text it was trained on, as long as you do not ask what it means. On Shakespeare it has learnt from one megabyte that speakers take turns, that a comma needs something behind it, and a little grammar.

# %% [markdown] tags=["instructor"]
# **Minutes: 15.** Writing 4, the town 3, long memory and order 4, the diagnosis 4. Let people vote for the best text before you say which temperature it was. For the grammar, put the point on the board: here we *know* the best possible score, as nobody ever does for real text, so we can say how far a network is from it.

# %% [markdown]
# ### How good can it get? A town where we know
#
# Nobody knows how predictable Shakespeare is. For Tiny Town we do know: its grammar wrote the sentences, so the probability of each next word follows exactly, and with it the lowest cross-entropy that any model can reach. It is called the **entropy** of the text.
#
# Train a network on the town's sentences, this time with a GRU: for so small a town two gates are enough. Two things are new in the next two cells:
#
# - The first word of a sentence is to be guessed too, so something has to stand before it: place 1, which is free here, since every word of the town is in its vocabulary.
# - `ignore_class=0` leaves padding out of the loss. That is the mask of exercise 5.4, by Keras.
#
# This training takes about 25 seconds.

# %% tags=["nbval-ignore-output"]
import math


def sentence_batch(sentences):
    """Inputs and targets of padded sentences: inputs begin with 1, one word earlier."""
    rows = [encode(sentence, town_vocabulary) for sentence in sentences]
    longest = data.tiny_town.LONGEST
    targets = keras.utils.pad_sequences(rows, maxlen=longest, padding="post")
    ones = np.ones((len(rows), 1), dtype=int)
    return np.concatenate([ones, targets[:, :-1]], axis=1), targets


def train_on_town(layer, learning_rate, words):
    """A small language model with this layer, trained on sentences of Tiny Town."""
    keras.utils.set_random_seed(SEED)
    size = len(town_vocabulary)
    town_model = keras.Sequential([
        keras.Input((None,), dtype="int32"),
        keras.layers.Embedding(size, 48),
        layer,
        keras.layers.Dense(size),
    ])
    steps = 4 * math.ceil(len(town_inputs) / TOWN_BATCH_SIZE)
    shrinking = keras.optimizers.schedules.CosineDecay(learning_rate, decay_steps=steps)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True, ignore_class=0)
    town_model.compile(optimizer=keras.optimizers.Adam(shrinking), loss=loss)
    how = {"batch_size": TOWN_BATCH_SIZE, "epochs": 4, "verbose": 0}
    town_model.fit(town_inputs, town_targets, **how, callbacks=[Progress(words)])
    return town_model


# %% tags=["nbval-ignore-output"]
town_sentences = data.tiny_town.write(TOWN_SENTENCES, seed=SEED)
town_inputs, town_targets = sentence_batch(town_sentences)
gru = keras.layers.GRU(96, return_sequences=True)
town_gru = train_on_town(gru, GRU_RATE, "the GRU in Tiny Town")

# %% tags=["nbval-ignore-output"]
new_inputs, new_targets = sentence_batch(data.tiny_town.write(2000, seed=1000 + SEED))
chosen = chosen_probabilities(town_gru, new_inputs, new_targets)
town_perplexity = perplexity(chosen, new_targets != 0)
town_entropy, best_entropy = np.log(town_perplexity), data.tiny_town.entropy()
best_perplexity = np.exp(best_entropy)
print(f"cross-entropy {town_entropy:.3f}, the best possible {best_entropy:.3f}")
print(f"perplexity    {town_perplexity:.3f}, the best possible {best_perplexity:.3f}")
share = town_entropy / best_entropy
claim(
    "the network comes within 5 % of the best possible cross-entropy "
    "(on the sample, with fewer sentences: 8 %)",
    share,
    at_most=1.05,
    sample=1.08,
)

# %% tags=["nbval-check-output"]
claim(
    "nobody beats the grammar (but by the luck of these sentences)",
    share,
    at_least=0.98,
)

# %% [markdown]
# ### Long memory, and order
#
# Two questions that a model which looks back two words can never answer.
#
# **Memory.** "mia grew up in france , … , so she speaks ___". Up to four clauses (such as ", drawing good honey") may stand between, twenty words and more. The town has eight languages: guessing is right in one of eight. **Predict.** With 0, 1, 2, 3 and 4 clauses between, how often does the network name the language? And a plain recurrent layer with as many neurons, without gates? (Its training takes about 15 seconds.) Write down your share for the plain layer with one clause between.

# %%
guess_plain = None  # a share, from 0 to 1

# %% tags=["nbval-ignore-output"]
plain = keras.layers.SimpleRNN(96, return_sequences=True)
town_plain = train_on_town(plain, PLAIN_RATE, "the plain layer in Tiny Town")
chosen = chosen_probabilities(town_plain, new_inputs, new_targets)
plain_perplexity = perplexity(chosen, new_targets != 0)
print(f"perplexity on new sentences: GRU {town_perplexity:.2f},", end=" ")
print(f"plain recurrent layer {plain_perplexity:.2f}")

# %% tags=["nbval-ignore-output"] alt="Share of languages named rightly over the number of clauses between. The GRU stays at the top; the plain recurrent layer is right with no clause between, and from the first one on it is little above a dotted line, named 'guessing: 1 of 8'."
languages = set(data.tiny_town.LANGUAGE_OF.values())


def languages_right(town_model, distance):
    """The share of sentences at this distance whose language the model names."""
    sentences = data.tiny_town.write(300, seed=2000 + SEED, distance=distance)
    inputs, targets = sentence_batch(sentences)
    is_language = np.isin(targets, encode(sorted(languages), town_vocabulary))
    says = town_model.predict(inputs, batch_size=100, verbose=0).argmax(axis=-1)
    return np.mean(says[is_language] == targets[is_language])


distances = data.tiny_town.DISTANCES
memory = {
    name: [languages_right(town_model, distance) for distance in distances]
    for name, town_model in [("GRU", town_gru), ("plain recurrent layer", town_plain)]
}
title = "With a gate it remembers the country"
across, up = "clauses between country and language", "languages named rightly"
plots.curves(memory, title, across, up)
plt.axhline(1 / len(languages), color=plots.GREY, linestyle=":", linewidth=1.5)
guessing = f"guessing: 1 of {len(languages)}"
plt.text(4, 0.1, guessing, color="dimgrey", ha="right", va="top")
plt.ylim(0, 1.05)
plt.show()
plain_after_one = memory["plain recurrent layer"][1]
predicted("the plain layer with one clause between", guess_plain, plain_after_one)

# %% tags=["nbval-ignore-output"]
with_gate, without_gate = memory["GRU"], memory["plain recurrent layer"]
claim(
    "with nothing between, even the plain layer is far better than guessing",
    without_gate[0],
    at_least=0.8,
    sample=0.3,
)
claim(
    "over every distance the GRU names most of them",
    min(with_gate),
    at_least=0.8,
    sample=0.5,
)
claim(
    "and from one clause on the plain layer does little more than guess",
    max(without_gate[1:]),
    at_most=0.35,
)
claim(
    "though the plain layer's perplexity is hardly higher",
    plain_perplexity / town_perplexity,
    at_most=1.15,
)

# %% [markdown]
# One clause between is enough, and the plain layer has lost the country; the gate carries it over all of them. (It does not take fifty steps. With one clause between, language and country stand eight words apart or more. If 0.6 were left at each step, as with the small weights above, then 0.6 to the power of eight would be left, less than a fiftieth. Next to what the nearer words say, that is too little to learn from.)
#
# And yet the two differ little in perplexity: the languages are a few words of many. A mean over all words can hide that a model never gets one thing right. When one thing matters to you (a dose, a "not"), measure that thing by itself.

# %% [markdown]
# **Order.** "the soup was good , not bad , so tom ___" and "the soup was bad , not good , so tom ___": the same words in another order, and another ending.

# %% tags=["nbval-ignore-output"]
def happy_share(town_model, beginning):
    """Of the probability for a happy or a sad ending, the share of the happy ones."""
    numbers = encode(beginning.split(), town_vocabulary)
    scores = town_model.predict(np.array([[1, *numbers]]), verbose=0)[0, -1]
    happy = np.exp(scores[encode(list(data.tiny_town.HAPPY), town_vocabulary)]).sum()
    sad = np.exp(scores[encode(list(data.tiny_town.SAD), town_vocabulary)]).sum()
    return happy / (happy + sad)


good_first = happy_share(town_gru, "the soup was good , not bad , so tom")
bad_first = happy_share(town_gru, "the soup was bad , not good , so tom")
print(f"tom is happy: good, not bad {good_first:.0%}; bad, not good {bad_first:.0%}")

# %% tags=["nbval-check-output"]
claim(
    "the same words in the other order make a happy ending much less probable",
    good_first - bad_first,
    at_least=0.5,
)

# %% [markdown]
# ### Exercise 5.7: too good to be true
#
# A colleague trains a network on Tiny Town and reports a perplexity that beats everything, yours included. Here is the code; run it.

# %% tags=["nbval-ignore-output"]
def town_words(n_sentences, seed):
    """Sentences of Tiny Town as one long row of numbers."""
    sentences = data.tiny_town.write(n_sentences, seed=seed)
    words = [word for sentence in sentences for word in sentence]
    return encode(words, town_vocabulary)


town_text, new_town_text = town_words(2000, seed=5), town_words(300, seed=6)


def colleagues_cut(numbers, length, ahead=0):
    """Cut a text into windows: inputs and targets."""
    n = (len(numbers) - ahead) // length
    inputs = numbers[: n * length].reshape(n, length)
    targets = numbers[ahead : ahead + n * length].reshape(n, length)
    return inputs, targets


# %% tags=["nbval-ignore-output"]
def colleagues_run(cut):
    """Train a small network on windows made by `cut`.

    returns: its perplexity on other sentences, cut in the same way
    """
    keras.utils.set_random_seed(SEED)
    size = len(town_vocabulary)
    town_model = keras.Sequential([
        keras.Input((None,), dtype="int32"),
        keras.layers.Embedding(size, 32),
        keras.layers.LSTM(64, return_sequences=True),
        keras.layers.Dense(size),
    ])
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    town_model.compile(optimizer=keras.optimizers.Adam(0.01), loss=loss)
    town_model.fit(*cut(town_text, 25), batch_size=32, epochs=3, verbose=0)
    inputs, targets = cut(new_town_text, 25)
    chosen = chosen_probabilities(town_model, inputs, targets)
    return perplexity(chosen, np.full(targets.shape, True))


broken_perplexity = colleagues_run(colleagues_cut)
print(f"perplexity {broken_perplexity:.2f}; the best possible {best_perplexity:.2f}")

# %% tags=["nbval-check-output"]
ratio = broken_perplexity / best_perplexity
claim("it beats the best that is possible", ratio, at_most=0.8)

# %% [markdown]
# **Diagnose.** What is the cause?
#
# - **a** Many of the new sentences stand in the training text, so what is learnt by heart is rewarded.
# - **b** At each place the word is asked for that has gone in there, so it only has to be handed on.
# - **c** The windows run across the ends of sentences, so the end of one helps to guess the next.
# - **d** Commas and full stops count as words, and they are so easy that they pull the mean down.
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
no_longer = bool(mended_perplexity > 0.97 * np.exp(best_entropy))
print("it is no longer better than possible:", no_longer)

# %% tags=["nbval-check-output"]
check.too_good(cause, cut, mended_perplexity, best_entropy)

# %% tags=["nbval-ignore-output"]
print(f"perplexity with the colleague's cut {broken_perplexity:.2f}, ", end="")
print(f"with yours {mended_perplexity:.2f}; the best possible {best_perplexity:.2f}")

# %% [markdown]
# Mended, the network is well above the best possible, and it should be: it has read only 2,000 sentences, three times, and the windows begin in the middle of a sentence, whose beginning it does not know.
#
# A result that is too good is a result about your mistake. Know what is possible, or at least what the best known model reaches, before you celebrate.

# %% [markdown] tags=["optional"]
# ### Attention: look back where it matters
#
# A state is a small backpack: all of the past has to fit in. **Attention** does without it: every word looks back at all words up to it, and takes from each as much as it needs. For this, every word has three vectors, computed from its embedding:
#
# - the **query**: what it asks for;
# - the **key**: a label on it, which others compare with what they ask for;
# - the **value**: its content, which others take over.
#
# The word that asks takes the dot product of its query with each key: the better label and question match, the larger is this score. A softmax turns the scores into weights, which add up to 1. What comes out is the mixture of the values by these weights (which are computed anew for each sentence; no training sets them):
#
# $$\text{weight}_i = \frac{e^{\text{query} \cdot \text{key}_i}}{\sum_j e^{\text{query} \cdot \text{key}_j}} \qquad \text{mixture} = \sum_i \text{weight}_i \, \text{value}_i$$
#
# Nothing fades with the distance: the first word is as near as the last. And in training all words are computed at the same time. Stack some dozens of such layers, each with dense layers behind it and with its input added to its output, and you have a **transformer**, which is what the large language models of today are.

# %% [markdown] tags=["instructor"]
# **Minutes: 12.** By hand 8, the town 4. Let the room ask the question and hold up the labels before the code: who has to name the language, and which word answers? The exponentials of 0, 2 and 1 are 1, 7.4 and 2.7, 11.1 in all: let everybody compute the three weights before the function does. Common mistakes: the values compared with the query, and the largest weight alone taken.

# %% [markdown] tags=["optional"]
# ### Exercise 5.9: attention by hand
#
# Write it for one word that asks. Below the function are three words, *mia*, *france* and *speaks*, with vectors of two numbers made up by hand. In a key, the first number says "I am a country", the second "I am a person". The query of *speaks* is (2, 0): it looks for a country. **Predict.** Which weight will *france* get? (Its score is 2, the others' are 0 and 1; the powers of e are 7.4, 1 and 2.7.)
#
# <details><summary>Hint 1</summary>
#
# `keys @ query` has one number for each word: a matrix with a row for each word, times a vector.
# </details>
# <details><summary>Hint 2</summary>
#
# The softmax is that of exercise 5.6, without a temperature. The mixture has as many numbers as one value has: which of the two factors stands in front of `@`, weights or values?
# </details>

# %% tags=["nbval-check-output"]
def attend(query, keys, values):
    """Where one word looks, and what it takes from there.

    query: array of shape (numbers,), of the word that asks
    keys: array of shape (words, numbers), a row for each word that it may look at
    values: array of shape (words, contents), likewise
    returns: two arrays: the weights, of shape (words,), and the mixture, (contents,)
    """
    ### BEGIN SOLUTION
    scores = keys @ query
    weights = np.exp(scores - scores.max())
    weights = weights / weights.sum()
    return weights, weights @ values
    ### END SOLUTION


three_words = ["mia", "france", "speaks"]
queries = np.array([[0.0, 1.0], [0.5, 0.5], [2.0, 0.0]])
keys = np.array([[0.0, 2.0], [1.0, 0.0], [0.5, 0.0]])
values = np.array([[0.0, 1.0], [3.0, 0.0], [0.0, 0.0]])
weights, mixture = attend(queries[2], keys, values)
print("weights", weights.round(3), "mixture", mixture.round(3))

# %% tags=["nbval-check-output"]
check.attend(attend)

# %% [markdown]
# Written out:

# %% tags=["nbval-ignore-output"] alt="Three rows, for mia, france and speaks: its key times the query written out as a dot product, its weight after the softmax as a bar, and the weight times its value; below, their sum in a box."
title = "'speaks' asks for a country, and looks most at 'france'"
diagrams.look_back(three_words, queries[2], keys, values, title)

# %% [markdown]
# Every word asks, each with its own query, and none may look ahead: *mia* can look at itself alone, *france* at two words, *speaks* at three. That is a table with a triangle, and again a mask: what lies ahead gets the weight 0.

# %% tags=["nbval-ignore-output"] alt="Left: the word speaks and lines to mia, france and itself, the widest to france. Right: a table of three rows and columns, the weights of each word that looks; the places to the right of the diagonal are hatched."
table = np.zeros((3, 3))
for place, query in enumerate(queries):
    up_to = place + 1
    table[place, :up_to] = attend(query, keys[:up_to], values[:up_to])[0]
title = "Who looks where: nobody looks ahead"
diagrams.attention(three_words, table, title=title)

# %% [markdown] tags=["optional"]
# ### Attention in Tiny Town
#
# In a network, queries, keys and values are computed from the words' embeddings by three matrices, and training finds them. (Attention alone knows no order, so each word's place gets an embedding too and is added.)
#
# One layer is enough for Tiny Town: Keras calls it `MultiHeadAttention`. One set of queries, keys and values will do (`num_heads=1`); `key_dim` is how many numbers a query has. (`LayerNormalization` is batch normalisation's cousin: it brings the numbers of each word, by themselves, to mean 0 and standard deviation 1.)
#
# Train it, for about ten seconds, and ask: when it has to name the language, where does it look?

# %% tags=["nbval-ignore-output"]
def build_attention_model():
    """Words and their places, one layer of attention, a dense layer.

    returns: two Keras models: one gives scores, the other the weights of the attention
    """
    size, length = len(town_vocabulary), data.tiny_town.LONGEST
    inputs = keras.Input(shape=(length,), dtype="int32")
    places = 0 * inputs + np.arange(length)  # 0, 1, 2, ... for each sentence
    x = keras.layers.Embedding(size, 64)(inputs)
    x = x + keras.layers.Embedding(length, 64)(places)
    attention = keras.layers.MultiHeadAttention(num_heads=1, key_dim=64)
    found, weights = attention(
        x,
        x,
        use_causal_mask=True,  # no word looks ahead
        return_attention_scores=True,
    )
    x = keras.layers.LayerNormalization()(x + found)
    x = keras.layers.Dense(128, activation="relu")(x)
    scores = keras.layers.Dense(size)(x)
    return keras.Model(inputs, scores), keras.Model(inputs, weights)


keras.utils.set_random_seed(SEED)
attention_model, attention_weights = build_attention_model()
loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True, ignore_class=0)
attention_model.compile(optimizer=keras.optimizers.Adam(0.003), loss=loss)
fitted = attention_model.fit(
    town_inputs,
    town_targets,
    batch_size=64,
    epochs=ATTENTION_EPOCHS,
    verbose=0,
    callbacks=[Progress("attention in Tiny Town")],
)

# %% tags=["nbval-ignore-output"] alt="A sentence of Tiny Town and a bar for each of its words: how much the network looks at it before it names the language. The tallest bar stands over the country."
sentence = data.tiny_town.write(1, seed=3, distance=2)[0]
inputs, _ = sentence_batch([sentence])
n_before = len(sentence) - 2  # words before the language; the start mark before them
weights = attention_weights.predict(inputs, verbose=0)[0, 0, n_before, : n_before + 1]

plt.figure(figsize=(12, 3.2))
plt.bar(range(len(weights)), weights, color=plots.BLUE)
labels = ["(start)", *sentence[:n_before]]
plt.xticks(range(len(weights)), labels, rotation=60, ha="right")
plt.ylabel("weight")
plt.title(f"To say {sentence[-2]}, it looks back at the country")
plt.show()

# %% tags=["nbval-ignore-output"]
many = data.tiny_town.write(300, seed=7, distance=4)
inputs, _ = sentence_batch(many)
all_weights = attention_weights.predict(inputs, verbose=0)[:, 0]
countries = data.tiny_town.LANGUAGE_OF
at_a_country = []
for sentence, weights in zip(many, all_weights, strict=True):
    place = weights[len(sentence) - 2].argmax() - 1  # -1: the start mark
    at_a_country.append(sentence[place] in countries)
looked_rightly = np.mean(at_a_country)
named_rightly = languages_right(attention_model, distance=4)
print("of 300 sentences with the longest distance:")
print(f"it looks at the country most in {looked_rightly:.0%}")
print(f"it names the language in {named_rightly:.0%}, the GRU in {with_gate[-1]:.0%}")

# %% tags=["nbval-check-output"]
claim(
    "before it names the language, it looks at the country most, "
    "in nine of ten sentences",
    looked_rightly,
    at_least=0.9,
)

# %% [markdown]
# Nobody told it about countries. It looks there because that is where the answer is; here we know, since we wrote the grammar. In a large network, attention is a hint and no proof of why it answered as it did.

# %% [markdown]
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
# - A **recurrent** layer reads step by step and carries a **state**; the weights are the same at every step, so the sequence may have any length.
# - What has no effect after fifty steps gets no gradient. A **gate** (in LSTM and GRU) computes at every step how much of the state is kept.
# - Words become places in a **vocabulary**, places become points in an **embedding**, where words that are used alike are neighbours; **padding** is masked out.
# - The target is the input moved by one. **Perplexity**: between how many words is the model torn?
# - **Temperature**: careful or bold. **Attention**: look back where it matters.
#
# ## Go further
#
# 1. Train on a text of your own, in your own language: a novel, or your lecture notes. How does the perplexity depend on the size of the vocabulary?
# 2. Replace the LSTM by a GRU, and by a plain recurrent layer, with the same number of parameters. Which one wins after the same time?
# 3. Let the attention model write: begin with 1, fill up with 0 to `data.tiny_town.LONGEST` places, and draw from the scores at the last real word. Where does it look when it closes a sentence?
