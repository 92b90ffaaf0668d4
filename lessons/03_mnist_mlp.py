# %% [markdown]
# ## Goal
#
# How do you tell a 3 from an 8? You do it at a glance, and you cannot say how. Nobody can write down the rule, so let a network find it, from many thousands of digits that people wrote by hand and others read for it.
#
# Write down what the task is before you touch a network:
#
# - **What goes in?** A small grey picture.
# - **What comes out?** One of ten digits: classification, with ten classes where lesson 2 had two.
# - **What is needed?** Pictures with the right answer (a **label**) for each, from the same source as the pictures to be read later.
# - **What counts as success?** The share of unseen digits that are read right.
#
# And go by a **recipe**, the one that people who train networks for a living go by: *look at the data, begin with the simplest, overfit ten examples, hold back what is learnt by heart, then tune.* The words come back below, each where you take the step.

# %% [markdown] tags=["instructor"]
# **Minutes: 3.** Let two people try to define a 3 in words until the room sees that it fails (open loops? two bulges to the right? and a 3 with a flat top?). Then the four questions: they are the same for a tumour in a scan. The recipe is worth writing on the board, its five steps one below the other, to be ticked off.

# %% [markdown]
# ## Data
#
# MNIST is a collection of such digits, written in the 1980s and 90s by employees of the US Census Bureau and by pupils, and for decades the first thing a new method had to read.

# %% tags=["nbval-ignore-output"]
mnist = data.load("mnist")

# %% [markdown]
# The line above says which data you have. Offline you get a small *sample*; the numbers and times in the text are those of the *full* data.

# %%
if mnist.tier == "sample":  # its epochs have few steps, so there are more of them
    epochs, few_epochs = 24, 12
else:
    epochs, few_epochs = 10, 4

# %% [markdown]
# *Look at the data*, the first step.

# %% tags=["nbval-check-output"]
first = mnist.x_train[0]
print("one training picture:", first.shape, first.dtype,
      "from", first.min(), "to", first.max())
print("its label:", mnist.y_train.dtype, "out of", len(mnist.class_names), "classes")

# %% tags=["nbval-ignore-output"] alt="Thirty handwritten digits with their labels above, in many different hands."
names = [mnist.class_names[label] for label in mnist.y_train[:30]]
plots.pictures(mnist.x_train[:30], names, "Every hand writes differently")

# %% [markdown]
# To the computer, a picture is a table of numbers: one per **pixel**, 0 for empty paper to 255 for full ink. Here is the part of the first picture that holds ink, with a point for empty paper. Narrow your eyes.

# %% [markdown] tags=["instructor"]
# **Minutes: 8.** Find the digit in the printed numbers together: from the last row it can be read. Ask what flattening loses (which pixel was whose neighbour): a network of dense layers never knew. Keep that for the last part. In exercise 3.1 the error to expect is flattening everything into one long row.

# %% tags=["nbval-ignore-output"]
with_ink = first[first.any(axis=1)][:, first.any(axis=0)]
for row in with_ink:
    print("".join(f"{pixel:4d}" if pixel else "   ." for pixel in row))

# %% [markdown]
# A dense layer takes a row of numbers, not a table. So the 28 rows are laid one behind the other: the picture is **flattened** into 28 × 28 = 784 numbers. And 0 to 255 is a poor range to start from (lesson 1: the stretched valley), so divide by 255.
#
# ### Exercise 3.1: scale and flatten
#
# Write a function that does both, for pictures of any size: take the sizes from the array.
#
# <details><summary>Hint 1</summary>
#
# `np.zeros((5, 2, 3)).reshape(5, -1)` has shape (5, 6): in a new shape, −1 means "whatever is left". Which axis has to stay as it is here?
# </details>
# <details><summary>Hint 2</summary>
#
# Dividing by 255 with `/` makes floating-point numbers by itself. `//` would round down, to almost only zeros.
# </details>
# <details><summary>Hint 3: Python says "cannot reshape array"</summary>
#
# A size is written in as a number, such as 784, or height and width are taken to be equal. Read both from `images.shape`, or let −1 do it.
# </details>

# %% tags=["nbval-check-output"]
def scale_and_flatten(images):
    """Turn pictures into rows of numbers between 0 and 1.

    images: array of shape (pictures, height, width), whole numbers from 0 to 255
    returns: array of shape (pictures, height * width), floating point, from 0 to 1
    """
    ### BEGIN SOLUTION
    return images.reshape(len(images), -1) / 255
    ### END SOLUTION


rows = scale_and_flatten(mnist.x_train[:100])
print("shape", rows.shape, "from", rows.min(), "to", rows.max())

# %% tags=["nbval-check-output"]
check.scale_and_flatten(scale_and_flatten)

# %% [markdown]
# Now split. MNIST comes in two parts, training and test. The test part is for the very end. But you will want to try things and choose the best, and every choice fits your network a little to the pictures you chose by. So put a twelfth of the training part aside for choosing: the **validation set**. (The pictures come in mixed order, so here you may cut off the last ones.)
#
# | part | used for | how often |
# |---|---|---|
# | training | finding the weights | all the time |
# | validation | choosing: how long, how large, which network | whenever you choose |
# | test | one honest number | once, when all choices are made |

# %% tags=["nbval-check-output"]
n_validation = len(mnist.x_train) // 12
x_train, x_validation = mnist.x_train[:-n_validation], mnist.x_train[-n_validation:]
y_train, y_validation = mnist.y_train[:-n_validation], mnist.y_train[-n_validation:]
x_test, y_test = mnist.x_test, mnist.y_test

shares = np.bincount(y_train, minlength=10) / len(y_train)
claim("the ten classes are about equally frequent: the rarest has more than 8 of 100",
      shares.min(), at_least=0.08)
claim("and the most frequent fewer than 13 of 100", shares.max(), at_most=0.13)

# %% [markdown]
# ## Baseline
#
# *Begin with the simplest*, the second step. Two rules without any training. One: always answer the most frequent digit. Two: average all training pictures of each digit, and answer the digit whose average picture is nearest (the differences, pixel by pixel, squared and added up).
#
# **Predict.** What share of the validation digits does the second rule read? A number from 0 to 1, written into the next cell.

# %%
guess_average = None  # write your number here

# %% [markdown] tags=["instructor"]
# **Minutes: 3.** Collect guesses on the board for both rules. The second is usually guessed far too low; it is what "start with the simplest thing" earns. The averages are worth a look: blurred, and every one readable.

# %% tags=["nbval-ignore-output"] alt="Ten blurred pictures, the averages of all zeros, ones, twos and so on; each digit can be read."
averages = np.stack([x_train[y_train == digit].mean(axis=0) for digit in range(10)])
plots.pictures(averages, list(mnist.class_names),
               "The average of each digit can still be read")

# %% tags=["nbval-ignore-output"]
always_accuracy = np.mean(y_validation == np.bincount(y_train).argmax())

flat_pictures = scale_and_flatten(x_validation)
distances = [((flat_pictures - average) ** 2).sum(axis=1)
             for average in scale_and_flatten(averages)]
nearest_accuracy = np.mean(np.argmin(distances, axis=0) == y_validation)

print(f"always the most frequent digit: {always_accuracy:.1%} right")
predicted("share that the nearest average reads", guess_average, nearest_accuracy)

# %% tags=["nbval-check-output"]
claim("always answering the most frequent digit is right for about one in ten",
      always_accuracy, at_most=0.18)
claim("the nearest average is right for more than three of four",
      nearest_accuracy, at_least=0.75)

# %% [markdown]
# So anything that wants to be called learning has to beat the averages, not one tenth.
#
# ## Model
#
# One neuron per digit, each giving a **score**: how much does this look like mine? Ten scores come out, any numbers at all. Two steps are missing. Scores have to become probabilities, and the probabilities a loss.
#
# ### Exercise 3.2: softmax
#
# Write **softmax**, which does the first: raise e to the power of each score (so all are positive), then divide by their sum (so they add up to 1).
#
# Scores may be large, and $e^{1000}$ overflows. But only *differences* of scores matter: taking the same number off all ten changes nothing in the result.
#
# <details><summary>Hint 1</summary>
#
# `np.exp(scores)`, then divide each row by its own sum: `sum(axis=1, keepdims=True)` keeps the shape that divides row by row.
# </details>
# <details><summary>Hint 2</summary>
#
# Which number to take off? The largest of the row: then the largest exponent is 0, and nothing can overflow.
# </details>
# <details><summary>Hint 3: Python says "operands could not be broadcast together"</summary>
#
# `scores.sum(axis=1)` is a row of numbers, one for each example, and NumPy lays it across the table instead of beside it. `keepdims=True` keeps it a column. The largest of each row needs it too.
# </details>

# %% [markdown] tags=["instructor"]
# **Minutes: 18.** Softmax 4, cross-entropy 4, counting 3, building 5, the loss before training 2. Softmax: let somebody compute scores (0, ln 3) in the head: 1/4 and 3/4. Mistakes to expect: the sum over the whole table in place of each row; the maximum forgotten (works until 710); the logarithm of the *largest* probability in place of the right one. In exercise 3.5 let pairs draw the network first and name the layers afterwards; dropout behind the wrong layer and a sigmoid at the end are the usual ones. The bet on the loss before training pays: write ln 10 on the board only after everybody has said a number.

# %% tags=["nbval-check-output"]
def softmax(scores):
    """Turn scores into probabilities.

    scores: array of shape (examples, classes), any real numbers, also 1000 or -1000
    returns: array of the same shape, entries between 0 and 1, every row adding up to 1
    """
    ### BEGIN SOLUTION
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    return exponentials / exponentials.sum(axis=1, keepdims=True)
    ### END SOLUTION


print(softmax(np.array([[0.0, 1.0, 2.0], [1000.0, 1000.0, 0.0]])).round(3))

# %% tags=["nbval-check-output"]
check.softmax(softmax)

# %% [markdown]
# With two classes this is nothing new. Give one of them the score z and the other 0: softmax says $e^z / (e^z + 1)$, and that is lesson 2's sigmoid, $1 / (1 + e^{-z})$, with $e^z$ multiplied above and below.

# %% tags=["nbval-check-output"]
z = np.array([-2.0, 0.0, 3.0])
of_two = softmax(np.column_stack([z, np.zeros(3)]))[:, 0]
print("softmax of z and 0:", of_two.round(3))
print("sigmoid of z:      ", (1 / (1 + np.exp(-z))).round(3))
claim("softmax of two scores, z and 0, is the sigmoid of z",
      np.max(np.abs(of_two - 1 / (1 + np.exp(-z)))), at_most=1e-5)

# %% [markdown]
# ### Exercise 3.3: cross-entropy
#
# Write the loss. It is the idea of lesson 2's, and the formula is shorter: minus the logarithm of the probability that the network gave to the *right* digit. The other nine matter only through what they leave over.
#
# Why not count mistakes, if accuracy is what we want? Because it moves in jumps: change a weight a little, and it does not change at all. Its slope is 0 almost everywhere. Accuracy is for people; the loss is what stands in for it on the way down.
#
# <details><summary>Hint 1</summary>
#
# To pick from each row the entry of its label: `probabilities[np.arange(len(labels)), labels]`.
# </details>
# <details><summary>Hint 2</summary>
#
# The logarithm of 0 is minus infinity. `np.maximum(chosen, 1e-7)` keeps the loss finite.
# </details>

# %% tags=["nbval-check-output"]
def cross_entropy(probabilities, labels):
    """Mean cross-entropy.

    probabilities: array of shape (examples, classes), every row adding up to 1
    labels: array of shape (examples,), the number of the right class, from 0
    returns: one number; a probability of 0 counts as 1e-7, so that it stays finite
    """
    ### BEGIN SOLUTION
    given_to_truth = probabilities[np.arange(len(labels)), labels]
    return -np.mean(np.log(np.maximum(given_to_truth, 1e-7)))
    ### END SOLUTION


print(f"{cross_entropy(np.array([[0.1, 0.9], [0.5, 0.5]]), np.array([1, 0])):.3f}")

# %% tags=["nbval-check-output"]
check.cross_entropy(cross_entropy)

# %% [markdown]
# ### Exercise 3.4: count parameters
#
# Our network: 784 inputs, a hidden layer of 512 ReLU neurons, ten outputs. Such a stack of dense layers is called a **multi-layer perceptron**, MLP for short. How many weights and biases does it have? Write a function that counts them for any such stack. Count before you build, always: it tells you how much memory you need.
#
# <details><summary>Hint 1</summary>
#
# A dense layer with 3 inputs and 2 neurons has 3 × 2 weights and 2 biases.
# </details>
# <details><summary>Hint 2</summary>
#
# `zip(sizes[:-1], sizes[1:])` walks over the pairs (784, 512) and (512, 10).
# </details>

# %% tags=["nbval-check-output"]
def count_parameters(sizes):
    """Number of weights and biases of a stack of dense layers.

    sizes: list of whole numbers: inputs, neurons of the first layer, ..., of the last
    returns: a whole number
    """
    ### BEGIN SOLUTION
    layers = zip(sizes[:-1], sizes[1:], strict=True)
    return sum(inputs * neurons + neurons for inputs, neurons in layers)
    ### END SOLUTION


print(count_parameters([784, 512, 10]))

# %% tags=["nbval-check-output"]
check.count_parameters(count_parameters)

# %% [markdown]
# ### Exercise 3.5: build it in Keras
#
# Now the same network in Keras, layer upon layer. This is what it has to do:
#
# - Pictures come in as they are, 28 × 28 whole numbers from 0 to 255. Scaling and flattening belong inside, so that nobody who uses the network later can forget them.
# - Then the 512 ReLU neurons. While training, a random fifth of *them* is switched off in each step (**dropout**; why, you see under *Train*).
# - Ten probabilities come out, which add up to 1.
#
# And this is what Keras has for it, in the order of the alphabet. Which numbers, which activations, which order, and which of them twice: that is for you to decide.
#
# | layer | what it does |
# |---|---|
# | `keras.Input(shape=...)` | says what one example looks like; stands first |
# | `keras.layers.Dense(neurons, activation=...)` | a dense layer; activations have names such as `"relu"`, `"sigmoid"`, `"softmax"` |
# | `keras.layers.Dropout(share)` | switches off a random share of what comes in, while training |
# | `keras.layers.Flatten()` | lays out each example in one row |
# | `keras.layers.Rescaling(factor)` | *multiplies* every number by the factor |
#
# <details><summary>Hint 1</summary>
#
# `keras.Sequential([...])` takes the layers as one list, in square brackets, from the input to the output. Return it.
# </details>
# <details><summary>Hint 2</summary>
#
# Follow one picture: its shape is (28, 28) at first, and (784,) before the first dense layer. Which activation makes ten numbers that add up to 1? You wrote it; Keras knows it by its name, in quotes.
# </details>
# <details><summary>Hint 3: Keras says "takes from 1 to 4 positional arguments"</summary>
#
# The square brackets are missing: the layers must stand in one list.
# </details>

# %% tags=["nbval-check-output"]
def build_model():
    """The MLP described above: pictures of shape (28, 28) in, ten probabilities out.

    returns: a new Keras model each time, not compiled
    """
    ### BEGIN SOLUTION
    return keras.Sequential(
        [
            keras.Input(shape=(28, 28)),
            keras.layers.Rescaling(1 / 255),
            keras.layers.Flatten(),
            keras.layers.Dense(512, activation="relu"),
            keras.layers.Dropout(0.2),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    ### END SOLUTION


keras.utils.set_random_seed(SEED)
untrained = build_model()
print("parameters, counted by Keras:", untrained.count_params())

# %% tags=["nbval-check-output"]
check.build_model(build_model)

# %% [markdown]
# Keras hides nothing that you could not do yourself. Take its weights and compute the **forward pass**, from pictures to probabilities, with your own functions: `dense` is your layer of exercise 2.5, once with ReLU and once with softmax as its activation. (Dropout is not in it: it acts only in training.)

# %% tags=["nbval-check-output"]
def dense(x, weights, biases, activation):
    """The layer of exercise 2.5."""
    return activation(x @ weights + biases)


def relu(z):
    """ReLU, of exercise 2.2."""
    return np.maximum(z, 0)


def forward(images, model):
    """The forward pass of the MLP by hand."""
    weights_1, biases_1, weights_2, biases_2 = model.get_weights()
    hidden = dense(scale_and_flatten(images), weights_1, biases_1, relu)
    return dense(hidden, weights_2, biases_2, softmax)


by_keras = untrained.predict(x_validation[:100], verbose=0)
by_hand = forward(x_validation[:100], untrained)
claim("by hand and by Keras the probabilities are the same",
      np.max(np.abs(by_hand - by_keras)), at_most=1e-4)
claim("and so is the number of parameters",
      untrained.count_params() == count_parameters([784, 512, 10]))

# %% [markdown]
# One real picture, all the way through. Each line that is drawn is a weight, and for every one drawn there are thousands that are not.

# %% tags=["nbval-ignore-output"] alt="A handwritten digit goes into a column of 784 pixels, from there by lines to a column of 512 hidden neurons, and on to ten neurons, one a digit; bars at the right show ten probabilities, none far above the others. Between the columns the weights and biases are counted."
layers = ["pixels", "hidden", "digits"]
diagrams.mlp([784, 512, 10], layers, x_validation[8], by_hand[8],
             title="Untrained: no digit stands out")

# %% [markdown]
# **Predict.** The weights are random and nothing is trained. What is the loss? Think of a network that gives each of the ten digits the same probability.

# %%
guess_loss = None  # write your number here

# %% tags=["nbval-ignore-output"]
before = cross_entropy(forward(x_validation, untrained), y_validation)
predicted("the loss before any training", guess_loss, before)
print(f"ln 10: {np.log(10):.2f}")

# %% tags=["nbval-check-output"]
claim("before training the loss is about ln 10", abs(before - np.log(10)), at_most=0.4)

# %% [markdown]
# One tenth for each digit costs −ln(1/10) = ln 10 ≈ 2.3. Learn this number by heart: a ten-class network that starts far from it has a mistake in it, and you have found it before spending an hour on training.
#
# ## Train
#
# **Compile** fixes three things: the **optimiser** (how to walk: Adam, from lesson 2, here with a learning rate of 0.002), the loss (`sparse_categorical_crossentropy` is your exercise 3.3), and the measures that people want to see. **Fit** trains: so many `epochs`, with `batch_size` pictures a step.
#
# ### Ten pictures first
#
# *Overfit ten examples*, the third step of the recipe. Ten pictures are learnt by heart in seconds, by any network that can learn at all. If the loss does not come near 0, then something is broken: the labels, the loss, the scaling, the layers. You know it now, and not after an hour.
#
# A **callback** is a helper that `fit` calls after each epoch. `Progress` is one: it writes the line that says how far the training is, and how many seconds are left.

# %% [markdown] tags=["instructor"]
# **Minutes: 12.** Ten pictures 2, all pictures 5, too few examples 5. The ten pictures are the best habit of the lesson: ask what it would mean if the loss stayed at 2.3 (shuffled labels, a frozen layer, black pictures). The long training is ten to twenty seconds on a laptop. Talk while it runs: one epoch, how many steps? Afterwards read the curves aloud: where do the two part, and what does that mean? Before the untreated run draw the two curves parting on the board.

# %% tags=["nbval-ignore-output"]
keras.utils.set_random_seed(SEED)
ten = build_model()
ten.compile(
    optimizer=keras.optimizers.Adam(0.002),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
ten.fit(x_train[:10], y_train[:10], epochs=40, verbose=0,
        callbacks=[Progress("ten pictures")])
loss_of_ten = cross_entropy(forward(x_train[:10], ten), y_train[:10])
print(f"the loss on its ten pictures: {loss_of_ten:.4f}")

# %% tags=["nbval-check-output"]
claim("ten pictures are learnt by heart: their loss is near 0",
      loss_of_ten, at_most=0.02)

# %% [markdown]
# Nothing is broken. (Of the other pictures it reads about four in ten, which is not bad for ten examples.)
#
# ### All of them
#
# Now the whole training part. One thing is new: the learning rate does not stay. It starts at 0.002 and shrinks along a **cosine** curve to zero, long steps first and careful ones at the end, because near the bottom a long step jumps over it (lesson 1).

# %% tags=["nbval-ignore-output"] alt="The learning rate over the share of the training that is done: it starts at 0.002, stays high for a while, falls fastest in the middle, and ends flat at zero."
shrinking = keras.optimizers.schedules.CosineDecay(0.002, decay_steps=100)
plt.figure(figsize=(6, 2.4))
plt.plot([float(shrinking(step)) for step in range(101)])
plt.title("Long steps first, careful ones at the end")
plt.xlabel("share of the training done (%)")
plt.ylabel("learning rate")
plt.show()

# %% [markdown]
# One function for all trainings from here on, with what you have seen in it and nothing else. After each epoch it also measures loss and accuracy on the validation part: names that begin with `val_` are measured there, the others on the training part.

# %%
import math


def compile_and_fit(model, x, y, epochs, learning_rate=0.002, shrink=True,
                    words="training", callbacks=()):
    """Train a classifier with Adam; returns what happened in each epoch.

    shrink: let the learning rate fall to 0 along a cosine; otherwise it stays
    words: what is trained, for the line that says how far it is
    """
    if shrink:
        steps = epochs * math.ceil(len(x) / 128)
        learning_rate = keras.optimizers.schedules.CosineDecay(learning_rate, steps)
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    fitted = model.fit(
        x, y, batch_size=128, epochs=epochs, verbose=0,
        validation_data=(x_validation, y_validation), validation_batch_size=1000,
        callbacks=[Progress(words), *callbacks],
    )
    return fitted.history


# %% [markdown]
# This takes about 15 seconds on a laptop that does nothing else, and the times further down are meant in the same way.

# %% tags=["nbval-ignore-output"] alt="Two panels over the epochs. Loss: training falls steadily, validation falls and then levels off above it. Accuracy: training rises close to 1, validation levels off slightly below."
keras.utils.set_random_seed(SEED)
model = build_model()
history = compile_and_fit(model, x_train, y_train, epochs, words="the MLP")

figure, (left, right) = plt.subplots(1, 2, figsize=(12, 4))
plots.curves({"training": history["loss"], "validation": history["val_loss"]},
             "The loss falls for both, and validation flattens first",
             "epoch", "cross-entropy", first=1, ax=left)
plots.curves({"training": history["accuracy"], "validation": history["val_accuracy"]},
             "Validation is the number to believe",
             "epoch", "accuracy", first=1, ax=right)

# %% tags=["nbval-check-output"]
claim("the network reads more validation digits than the nearest average does",
      history["val_accuracy"][-1] - nearest_accuracy, at_least=0)
claim("it knows its training digits better than the others",
      history["accuracy"][-1] > history["val_accuracy"][-1])

# %% [markdown]
# In the first epochs training looks *worse* than validation. Two reasons: dropout is switched on for it, and its number is a mean over the whole epoch, while the weights still improve.
#
# The same picture as before goes through once more.

# %% tags=["nbval-ignore-output"] alt="The same drawing of the network, now trained: one of the ten bars is nearly 1, the one of the right digit, and the others are nearly 0."
now = forward(x_validation[8:9], model)[0]
diagrams.mlp([784, 512, 10], layers, x_validation[8], now,
             title=f"Trained: it says {now.argmax()}, with probability {now.max():.2f}")

# %% [markdown]
# ### Too few examples
#
# What if you had only 500 pictures? Train a network without dropout on them, for 40 epochs and with a learning rate that stays, so that nothing but the pictures is to blame. (About 10 seconds.) **Predict.** Where do the two curves go?

# %% tags=["nbval-ignore-output"]
def build_stack(sizes, activation):
    """An MLP with hidden layers of the given sizes, without dropout.

    activation: of every hidden layer; None for none at all
    """
    model = keras.Sequential()
    model.add(keras.Input(shape=(28, 28)))
    model.add(keras.layers.Rescaling(1 / 255))
    model.add(keras.layers.Flatten())
    for size in sizes:
        model.add(keras.layers.Dense(size, activation=activation))
    model.add(keras.layers.Dense(10, activation="softmax"))
    return model


x_few, y_few = x_train[:500], y_train[:500]

keras.utils.set_random_seed(SEED)
untreated = compile_and_fit(build_stack([512], "relu"), x_few, y_few, 40,
                            shrink=False, words="untreated")

# %% tags=["nbval-ignore-output"] alt="Loss over 40 epochs for 500 training pictures: the training loss falls to zero, the validation loss falls at first, has its lowest point within the first ten epochs, and rises from there on."
plots.curves({"training": untreated["loss"], "validation": untreated["val_loss"]},
             "It learns its 500 pictures by heart, and the others' loss rises again",
             "epoch", "cross-entropy", first=1)
plt.ylim(0, 1)
plt.show()
print(f"right: {untreated['accuracy'][-1]:.1%} of its 500 pictures,",
      f"{untreated['val_accuracy'][-1]:.1%} of the validation pictures")

# %% tags=["nbval-check-output"]
claim("it knows all of its 500 pictures", untreated["accuracy"][-1], at_least=0.99)
claim("and fewer of the others",
      untreated["accuracy"][-1] - untreated["val_accuracy"][-1], at_least=0.02)
claim("its validation loss has a lowest point and rises again",
      untreated["val_loss"][-1] - min(untreated["val_loss"]), at_least=0.05, sample=0)

# %% [markdown]
# Learning the examples by heart in place of what they have in common is called **overfitting**. You see it when the training loss falls on while the validation loss does not, or rises. To *hold back what is learnt by heart* is the fourth step of the recipe; its name is **regularisation**. Two treatments:
#
# - **Early stopping**: stop when the validation loss has not fallen for a while (the *patience*, here eight epochs), and go back to the weights of the best epoch. It is a callback too.
# - *Dropout*: in each training step a random part of the neurons (here also of the pixels) is switched off, so that no neuron can rely on one other neuron's memory. When the network is used, all are on.
#
# Give each of them to the same network: same pictures, same epochs, same learning rate, same first weights. (About 15 seconds.)

# %% tags=["nbval-ignore-output"]
stop = keras.callbacks.EarlyStopping("val_loss", patience=8, restore_best_weights=True)
keras.utils.set_random_seed(SEED)
stopped = compile_and_fit(build_stack([512], "relu"), x_few, y_few, 40, shrink=False,
                          words="stopped early", callbacks=[stop])

keras.utils.set_random_seed(SEED)
with_dropout = keras.Sequential(
    [
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(),
        keras.layers.Dropout(0.3),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(10, activation="softmax"),
    ]
)
dropped = compile_and_fit(with_dropout, x_few, y_few, 40, shrink=False, words="dropout")

# %% tags=["nbval-ignore-output"] alt="Validation loss over 40 epochs, three curves. Untreated: lowest within ten epochs, then rising. Stopped early: the same curve, which ends eight epochs after its lowest point, where a large dot marks the weights that are kept. Dropout: falls more slowly, reaches about the same lowest point later, and rises far less."
trainings = {"untreated": untreated, "stopped early": stopped, "dropout": dropped}
plots.curves({name: training["val_loss"] for name, training in trainings.items()},
             "Early stopping goes back to the lowest point; dropout rises less",
             "epoch", "validation cross-entropy", first=1)
plt.plot(np.argmin(stopped["val_loss"]) + 1, min(stopped["val_loss"]), "o",
         color=plots.RED, markersize=10)
lowest = min(untreated["val_loss"])
plt.ylim(0.7 * lowest, 1.8 * lowest)
plt.show()
for name, training in trainings.items():
    loss, best = training["val_loss"], int(np.argmin(training["val_loss"]))
    used = best if training is stopped else -1  # early stopping goes back to its best
    print(f"{name:14s} lowest {loss[best]:.3f} in epoch {best + 1:2d},",
          f"kept {loss[used]:.3f}; right: {training['accuracy'][used]:.1%} of its own,",
          f"{training['val_accuracy'][used]:.1%} of validation")

# %% tags=["nbval-check-output"]
end = untreated["val_loss"][-1]
# On the small sample both are about as low as the untreated network.
claim("stopped early, the validation loss is lower than untreated at the end",
      end - min(stopped["val_loss"]), at_least=0.05, sample=-0.03)
claim("with dropout it ends lower, too",
      end - dropped["val_loss"][-1], at_least=0.02, sample=-0.03)
claim("the lowest points lie close together: no treatment works a miracle",
      abs(min(dropped["val_loss"]) - lowest), at_most=0.06, sample=0.12)

# %% [markdown]
# Read the table by column. The *lowest* numbers are nearly the same: 500 pictures hold no more. Untreated, you lose by going on what you had; stopped early, you keep it; with dropout you lose less of it, and (on the full data) you read about one digit in a hundred more. The untreated network does not read *fewer* digits in the end than at its best. It is wrong as often (compare the first two rows), and surer of it: that is what the loss sees and the accuracy does not. The best treatment is not on the list: more examples. With all of them you saw a far smaller gap.
#
# ## Validate
#
# ### Wide or deep
#
# Is one wide hidden layer the right choice? A famous result says that a single hidden layer, if wide enough, can come as close as you like to *any* continuous function, one without jumps (**universal approximation**). It does not say how wide, nor that training finds the weights. What a network could represent at all is its **capacity**; more neurons, more capacity.
#
# Many textbooks draw a deep stack instead, such as 500, 200, 100 and 50 neurons. Try four networks on equal terms, all without dropout and for the same few epochs: one wide layer, the stack, the same stack *without* activations, and one with no hidden layer at all. (About 25 seconds for the four.) **Predict.** In which order do they end?

# %% [markdown] tags=["instructor"]
# **Minutes: 8.** Wide or deep 4, choosing 4. Predictions first, in writing. The stack without activations is exercise 2.8 in practice: half a million parameters and no better than a single layer of ten neurons. Wide and deep end close together; on this task depth buys little. On the table of fifteen networks ask which numbers they would believe to a tenth of a per cent. Then the luck of the winner: everybody who ever picked the best of many drugs, funds or students by one exam has met it.

# %% tags=["nbval-ignore-output"]
stacks = {
    "one wide layer": ([512], "relu"),
    "deep stack": ([500, 200, 100, 50], "relu"),
    "deep, without activations": ([500, 200, 100, 50], None),
    "no hidden layer at all": ([], None),
}
validation_accuracy = {}
for name, (sizes, activation) in stacks.items():
    keras.utils.set_random_seed(SEED)
    stack = build_stack(sizes, activation)
    fitted = compile_and_fit(stack, x_train, y_train, few_epochs, words=name)
    validation_accuracy[name] = fitted["val_accuracy"][-1]

# %% tags=["nbval-ignore-output"]
for name, (sizes, _) in stacks.items():
    parameters = count_parameters([784, *sizes, 10])
    accuracy = validation_accuracy[name]
    print(f"{name:26s} {parameters:8,d} parameters, {accuracy:.1%} of validation")

# %% tags=["nbval-check-output"]
wide, deep, linear, none = validation_accuracy.values()
claim("deep and wide end close together", abs(deep - wide), at_most=0.02, sample=0.12)
claim("without activations, half a million parameters stay near no hidden layer at all",
      abs(linear - none), at_most=0.02, sample=0.12)

# %% [markdown]
# Layers without activations are one layer, as you showed in exercise 2.8. With half a million parameters they end within a point or two of a model without a hidden layer, and (on the full data) several points below the same stack with activations. Take the activations away, and depth is decoration.
#
# ### Choose two numbers
#
# *Tune*, the last step of the recipe. A number that training does not find, because you set it before, is called a **hyperparameter**: how many neurons, how many layers, the learning rate, the share of dropout. You choose it by trying, on the validation part. Two of them at once, on 1,000 pictures: three sizes of the hidden layer, five learning rates, fifteen small networks. (About 15 seconds.) **Predict.** Which corner of the table is the worst?

# %% tags=["nbval-ignore-output"]
neurons, rates = [16, 64, 256], [0.0003, 0.001, 0.003, 0.01, 0.03]
pairs = [(n, rate) for n in neurons for rate in rates]
read = []  # for each network, which of the validation digits it reads
for n, rate in watch(pairs, "fifteen small networks"):
    keras.utils.set_random_seed(SEED)
    small = build_stack([n], "relu")
    small.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy")
    small.fit(x_train[:1000], y_train[:1000], batch_size=32, epochs=5, verbose=0)
    read.append(forward(x_validation, small).argmax(axis=1) == y_validation)
read = np.array(read)

# %% tags=["nbval-ignore-output"] alt="A table of fifteen numbers, darker is better: learning rate from 0.0003 to 0.03 to the right, 16, 64 and 256 neurons downwards. The lowest number is at the top left, few neurons and a small rate; most others are nearly equal."
table = read.mean(axis=1).reshape(len(neurons), len(rates))
figure, ax = plt.subplots(figsize=(7.5, 3.4))
best = table.max()
ax.imshow(table, cmap="Blues", vmin=best - 0.1, vmax=best + 0.1, aspect="auto")
for row, column in np.ndindex(table.shape):
    ax.text(column, row, f"{table[row, column]:.1%}", ha="center", va="center")
ax.set(title="Few neurons and short steps are too little; the middle is a plateau",
       xlabel="learning rate", ylabel="neurons")
ax.set_xticks(range(len(rates)), rates)
ax.set_yticks(range(len(neurons)), neurons)
plt.show()

# %% tags=["nbval-check-output"]
claim("the fewest neurons with the shortest steps read less than the best pair",
      table.max() - table[0, 0], at_least=0.01)

# %% [markdown]
# On the plateau the best pairs lie hardly more than one digit in a hundred apart, and which of them comes first is partly luck. Luck does not come again, so the winner's number is too good. Measure how much: let 100 of the validation pictures choose the winner of the fifteen, then ask the same network about all the others. Two hundred times, each time with another 100.

# %% tags=["nbval-ignore-output"]
random = np.random.default_rng(SEED)
n_choosing = min(100, len(x_validation) // 3)
on_choosing, on_others = [], []
for _ in range(200):
    order = random.permutation(len(x_validation))
    choosing, others = order[:n_choosing], order[n_choosing:]
    winner = read[:, choosing].mean(axis=1).argmax()
    on_choosing.append(read[winner, choosing].mean())
    on_others.append(read[winner, others].mean())

print(f"the winner reads {np.mean(on_choosing):.1%} of the {n_choosing} that chose it,",
      f"and {np.mean(on_others):.1%} of the others")

# %% tags=["nbval-check-output"]
claim("the pictures that chose the winner flatter it",
      np.mean(on_choosing) - np.mean(on_others), at_least=0.01, sample=0.005)

# %% [markdown]
# That is the whole reason for a third part. Choose by validation, and then the validation number has done its work: what you tell others comes from pictures that chose nothing.
#
# ## Test
#
# Now choose. Deep and wide differ by no more than luck, so take the simpler one: the wide layer, with dropout, trained on everything above. (The fifteen showed how to search; on 1,000 pictures they say little about all of them.) Then the test set, once. **Predict.** Above or below the validation accuracy?

# %% [markdown] tags=["instructor"]
# **Minutes: 6.** The mistakes are the best part of the hour. For each ask: could *you* read it? Some labels are debatable. Then: which mistake would matter on a bank cheque, and which on a drug label? In exercise 3.6 half the room will swap rows and columns.

# %% tags=["nbval-ignore-output"]
test_loss, test_accuracy = model.evaluate(x_test, y_test, batch_size=1000, verbose=0)
print(f"right: {history['val_accuracy'][-1]:.2%} of the validation digits,",
      f"{test_accuracy:.2%} of the test digits")

claim("of 100 digits that it has never seen it reads more than 98 (on the sample: 93)",
      test_accuracy, at_least=0.982, sample=0.93)

# %% [markdown]
# Usually the test is a little below the validation, since you chose by the latter. Here you have chosen among few, so the difference is small, and partly chance.
#
# One number hides *which* mistakes. The **confusion matrix** counts them: row by what it was, column by what the network said. Right answers lie on the diagonal. In the figure the colour is for the mistakes alone, the darker the more often; the diagonal is left without, or it would outshine them all.
#
# ### Exercise 3.6: confusion matrix
#
# Write the function that counts, anew each time it is called.
#
# <details><summary>Hint 1</summary>
#
# Begin with `np.zeros((n_classes, n_classes), dtype=int)` and go through the pairs of truth and answer with `zip`.
# </details>
# <details><summary>Hint 2</summary>
#
# Each pair raises one place of the table by 1: the row is the truth, the column the answer.
# </details>
# <details><summary>Hint 3: no number in your table is above 1</summary>
#
# `counts[labels, answers] += 1` with whole arrays looks right, and counts a pair that comes a hundred times once: NumPy reads all places first, adds 1, and writes them back. One example at a time, or `np.add.at`, which was made for this.
# </details>

# %% tags=["nbval-ignore-output"] alt="Confusion matrix of the ten digits: large numbers on the diagonal, few errors beside it; the title names the most frequent one."
def confusion_matrix(labels, answers, n_classes):
    """Count how often each class was taken for each.

    labels: array of shape (examples,), the right classes
    answers: array of shape (examples,), what the model said
    returns: array of shape (n_classes, n_classes) of whole numbers;
        row: the right class, column: the answer
    """
    ### BEGIN SOLUTION
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for label, answer in zip(labels, answers, strict=True):
        counts[label, answer] += 1
    return counts
    ### END SOLUTION


probabilities = model.predict(x_test, batch_size=1000, verbose=0)
answers = probabilities.argmax(axis=1)
counts = confusion_matrix(y_test, answers, 10)
errors = counts - np.diag(np.diag(counts))
was, said = np.unravel_index(errors.argmax(), errors.shape)
plots.confusion(counts, mnist.class_names,
                f"Errors are rare; the most frequent: {was} read as {said}")

# %% tags=["nbval-check-output"]
check.confusion_matrix(confusion_matrix)
claim("the diagonal is the accuracy",
      abs(counts.trace() / counts.sum() - test_accuracy), at_most=1e-6)

# %% [markdown]
# Look at the worst ones: wrong, and sure of it. Above each stand what it is, what the network says, and how sure it is. (On the full data some are sevens with a bar through the stem, which it takes for 2s. Who wrote its training pictures?)

# %% tags=["nbval-ignore-output"] alt="Twenty digits that the network got wrong while most sure; above each what it is, what the network said, and how sure it was. Several are hard to read for a person."
wrong = np.flatnonzero(answers != y_test)
worst = wrong[np.argsort(-probabilities[wrong, answers[wrong]])][:20]
labels = [f"{y_test[i]} → {answers[i]}, {probabilities[i].max():.0%}" for i in worst]
plots.pictures(x_test[worst], labels, "Sure and wrong: could you read them?",
               size=1.2)

# %% [markdown]
# ## Revise
#
# ### What the neurons look for
#
# 512 hidden neurons, each with one weight for each pixel: so the weights of a neuron are a picture of 28 × 28, too. Look at the ten that matter most (their output varies most from digit to digit, times the size of the weights that carry it on). Blue: ink at this place excites the neuron. Red: ink here silences it. Below each stands the validation digit that excites it most. Outside the black line no training picture has any ink.

# %% [markdown] tags=["instructor"]
# **Minutes: 12.** The neurons 3, the shift 3, pictures unlike any 2, the diagnosis 4. The weights are the picture that people take home: hardly any neuron looks for a whole digit; many look for a *gap*, paper where other digits have a stroke. The pale edge then explains the shift, which is the emotional peak: the same digit, four pixels to the left, and the network is lost. Ask why *we* are not; the answer is lesson 4. In the diagnosis let them try what they believe, also the wrong options: more neurons or more dropout are one call away.

# %% tags=["nbval-ignore-output"] alt="Ten pairs of pictures. Above, the weights of a hidden neuron: patches and short strokes of strong red and blue on a noisy ground; outside a thin black line the edge is pale. Below, the digit that excites it most; it has no ink where the red stroke is."
weights_1, biases_1, weights_2, biases_2 = model.get_weights()
hidden = dense(scale_and_flatten(x_validation), weights_1, biases_1, relu)
never = x_train.max(axis=0) == 0  # pixels that never hold ink
says_much = hidden.std(axis=0) * np.linalg.norm(weights_2, axis=1)

figure, axes = plt.subplots(2, 10, figsize=(11, 2.8))
for neuron, (above, below) in zip(np.argsort(-says_much), axes.T, strict=False):
    limit = np.quantile(np.abs(weights_1[:, neuron]), 0.995)
    weights = weights_1[:, neuron].reshape(28, 28)
    above.imshow(weights, cmap="RdBu", vmin=-limit, vmax=limit)
    above.contour(never, levels=[0.5], colors="black", linewidths=1.2)
    below.imshow(x_validation[hidden[:, neuron].argmax()])
    above.axis("off")
    below.axis("off")
figure.suptitle("Short strokes, and gaps: ink in the red place silences the neuron",
                fontsize=13, fontweight="bold", x=0.01, ha="left")
plt.show()

# %% [markdown]
# No neuron has a 3 in it. They look for short strokes, and for *gaps*: the digit below has no ink where the red patch is, and a look-alike would. The ten output neurons add such hints up.
#
# Look at the pale edge as well, outside the black line. No training picture has ink there, so these inputs are always 0. The slope of a weight is its input times what comes from above (lesson 2): 0. They have never moved from where chance put them.

# %% tags=["nbval-ignore-output"]
no_ink = never.ravel()
moved = np.abs(weights_1 - untrained.get_weights()[0])
print(f"{no_ink.sum()} of 784 pixels never hold ink; elsewhere a weight has moved by",
      f"{moved[~no_ink].mean():.3f} on average")
claim("where there is never any ink, no weight has moved",
      moved[no_ink].max(), at_most=1e-6)

# %% [markdown]
# ### Move the picture
#
# Is a nine still a nine when it stands a little further left?
#
# ### Exercise 3.7: shift
#
# Write the function that moves pictures to the left.
#
# <details><summary>Hint 1</summary>
#
# Begin with `np.zeros_like(images)` and copy a part: to the left means that column 4 of the picture becomes column 0.
# </details>
# <details><summary>Hint 2</summary>
#
# On the right of the `=` stand the columns from `pixels` on, `images[:, :, pixels:]`. How many are they? As many, counted from the left, must stand on the left of the `=`. (`:-pixels` is the right number but for 0 pixels, where it is none.)
# </details>

# %% tags=["nbval-check-output"]
def shift_left(images, pixels):
    """Move every picture to the left; empty paper (0) comes in from the right.

    images: array of shape (pictures, height, width)
    pixels: a whole number from 0 to width
    returns: a new array of the same shape and type
    """
    ### BEGIN SOLUTION
    shifted = np.zeros_like(images)
    width = images.shape[2]
    shifted[:, :, : width - pixels] = images[:, :, pixels:]
    return shifted
    ### END SOLUTION


print(shift_left(np.arange(1, 9).reshape(1, 2, 4), 1))

# %% tags=["nbval-check-output"]
check.shift_left(shift_left)

# %% [markdown]
# **Predict.** Around each digit there are about four pixels of empty paper, so a shift by four loses hardly any ink, and for you nothing changes. What share does the network still read, from 0 to 1?

# %%
guess_shift = None  # write your number here

# %% tags=["nbval-ignore-output"] alt="Accuracy over the shift in pixels: about 0.98 up to one pixel, then falling faster and faster to about one half at four pixels, and slowly on towards guessing at eight."
def share_read(model, x=None):
    """The share of validation digits that a model reads right.

    x: the validation pictures, where something was done to them
    """
    x = x_validation if x is None else x
    said = model.predict(x, batch_size=1000, verbose=0).argmax(axis=1)
    return np.mean(said == y_validation)


shifted_accuracy = [share_read(model, shift_left(x_validation, k)) for k in range(9)]
plt.plot(shifted_accuracy, "o-")
plt.axhline(0.1, color=plots.GREY, linestyle=":", label="guessing")
lost = 100 * (shifted_accuracy[0] - np.array(shifted_accuracy))
plt.title(f"One pixel costs {lost[1]:.0f} in a hundred digits, four cost {lost[4]:.0f}")
plt.xlabel("shift to the left (pixels)")
plt.ylabel("accuracy")
plt.ylim(0, 1.02)
plt.legend()
plt.show()
print("share read, by the shift:", *[f"{share:.1%}" for share in shifted_accuracy])
predicted("share read at a shift of four", guess_shift, shifted_accuracy[4])

# %% tags=["nbval-check-output"]
claim("one pixel to the left costs at most 3 points of accuracy (on the sample: 15)",
      shifted_accuracy[0] - shifted_accuracy[1], at_most=0.03, sample=0.15)
claim("four pixels cost at least 25",
      shifted_accuracy[0] - shifted_accuracy[4], at_least=0.25)
claim("at eight pixels fewer than four of ten are read",
      shifted_accuracy[8], at_most=0.4)

# %% [markdown]
# The network never knew that pixels have neighbours. For each of the 784 places it has learnt separately what ink there means: a shifted stroke no longer lies on its patch, and ink comes to the edge, where the weights are still chance. Lesson 4 builds a network that looks for the same thing everywhere.
#
# ### Pictures unlike any it has seen
#
# Softmax has ten answers and no eleventh, "this is no digit that I know". Turn the pictures upside down; then **invert** them, light ink on dark paper. (X-ray pictures come both ways round, depending on the machine.)
#
# **Predict.** On inverted digits, how sure is the network, as the mean of its highest probability? And is it right?

# %%
guess_sure = None  # write your number here, from 0 to 1

# %% tags=["nbval-ignore-output"]
kinds = {
    "as they are": x_validation,
    "upside down": x_validation[:, ::-1, ::-1],
    "inverted": 255 - x_validation,
}
share_right, share_sure = {}, {}
for name, pictures in kinds.items():
    says = model.predict(pictures, batch_size=1000, verbose=0)
    share_right[name] = np.mean(says.argmax(axis=1) == y_validation)
    share_sure[name] = np.mean(says.max(axis=1))
    print(f"{name:12s} {share_right[name]:6.1%} right,",
          f"{share_sure[name]:6.1%} sure on average")
predicted("how sure it is of inverted digits", guess_sure, share_sure["inverted"])

# %% [markdown]
# Upside down it still reads some: a 0, a 1 or an 8 is then still one (and a 6 becomes a 9). Look at ten of these pictures. Above each stand the digit, what the network says, and how sure it is.

# %% tags=["nbval-ignore-output"] alt="Ten digits, five upside down and five in light ink on dark paper; above each the digit, what the network says and how sure it is. Most answers are wrong, and most are given with more than 90 per cent."
ten_strange = np.concatenate([kinds["upside down"][:5], kinds["inverted"][5:10]])
says = model.predict(ten_strange, verbose=0)
labels = [f"{label} → {row.argmax()}, {row.max():.0%}"
          for label, row in zip(y_validation, says, strict=False)]
plots.pictures(ten_strange, labels, "It has never seen such pictures, and it is sure",
               size=1.2, limits=(0, 255))

# %% tags=["nbval-check-output"]
claim("of inverted digits it reads at most three in ten",
      share_right["inverted"], at_most=0.3)
claim("and it is sure of them, more than seven in ten on average",
      share_sure["inverted"], at_least=0.7)

# %% [markdown]
# The probability says how this picture compares with *the other nine digits*. It does not say how it compares with what the network was trained on. Before you believe a network's certainty, make sure that its pictures come from where its training pictures came from.
#
# ### Exercise 3.8: two mistakes at once
#
# A colleague's network does not learn. Here is the code, with the colleague's five settings; run it. (Its optimiser is SGD, the stochastic gradient descent of lesson 1.)

# %%
def colleagues_run(scale=1, neurons=128, dropout=0.0, batch_size=20, learning_rate=5.0):
    """Train a small MLP for three epochs on 1,000 pictures.

    returns: the model, ready to predict, and its loss in each epoch
    """
    keras.utils.set_random_seed(SEED)
    model = keras.Sequential(
        [
            keras.Input(shape=(28, 28)),
            keras.layers.Rescaling(scale),
            keras.layers.Flatten(),
            keras.layers.Dense(neurons, activation="relu"),
            keras.layers.Dropout(dropout),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    descent = keras.optimizers.SGD(float(learning_rate))
    model.compile(optimizer=descent, loss="sparse_categorical_crossentropy")
    x, y = x_train[:1000], y_train[:1000]
    fitted = model.fit(x, y, batch_size=batch_size, epochs=3, verbose=0)
    return model, fitted.history["loss"]


# %% tags=["nbval-ignore-output"]
broken, broken_loss = colleagues_run()
print("loss in each epoch:", [float(f"{loss:.3g}") for loss in broken_loss])
print(f"validation digits read: {share_read(broken):.0%}")

# %% tags=["nbval-check-output"]
claim("its first loss is far above ln 10",
      np.log10(broken_loss[0]), at_least=0.5)
claim("and it reads hardly more than guessing would", share_read(broken), at_most=0.35)

# %% [markdown]
# **Diagnose.** Two of the colleague's choices are mistakes, and either of them would do harm alone. Which two?
#
# - **a** batches of 20 pictures are too small, and steps with a rate of 5 too long
# - **b** pixels of up to 255 are too large, and steps with a rate of 5 too long
# - **c** pixels of up to 255 are too large, and 128 neurons too few for them
# - **d** batches of 20 pictures are too small, and 128 neurons too few for them
#
# Set `cause` to your letter, in quotes, and `repair` to the settings that you change, such as `repair = dict(neurons=512)`; the others stay as they are. Try what you believe. Mend *both*, and the same code has to read at least three of four validation digits.
#
# <details><summary>Hint 1</summary>
#
# Where does so huge a loss come from? It was there in the *first* epoch already, before anything could be learnt by heart, or forgotten.
# </details>
# <details><summary>Hint 2</summary>
#
# Compare the colleague's network with yours, layer by layer and number by number. Which two differ by a factor of more than a hundred?
# </details>
# <details><summary>Hint 3</summary>
#
# If the loss is about 2.3 in every epoch, one of the two is mended. SGD's steps may be longer than Adam's: try powers of ten.
# </details>

# %% tags=["nbval-check-output"]
### BEGIN SOLUTION
cause = "b"
repair = dict(scale=1 / 255, learning_rate=0.1)
### END SOLUTION
mended, mended_loss = colleagues_run(**repair)
enough = bool(share_read(mended) >= 0.75)
print("it reads at least three of four validation digits:", enough)

# %% tags=["nbval-check-output"]
check.two_mistakes(cause, repair, mended, x_validation, y_validation)

# %% [markdown]
# ## Save it and use it
#
# A trained network is worth nothing on your laptop alone. One file holds it all: the **architecture** (which layers), the weights, and the preprocessing (your scaling and flattening), since that is part of the model.

# %% [markdown] tags=["instructor"]
# **Minutes: 3.** Save 1, draw 2. Let people draw their own digit in the text; the funniest failures come from thin lines and from the corner, and both are explained by the shift. The challenge behind it is homework, or a competition over lunch.

# %% tags=["nbval-check-output"]
import pathlib
import tempfile

with tempfile.TemporaryDirectory() as folder:
    file = pathlib.Path(folder) / "digits.keras"
    model.save(file)
    loaded = keras.models.load_model(file)

kept = model.predict(x_validation, batch_size=1000, verbose=0)
read_back = loaded.predict(x_validation, batch_size=1000, verbose=0)
claim("loaded from its file, the network gives the same probabilities",
      np.max(np.abs(kept - read_back)), at_most=1e-6)

# %% [markdown]
# Now read a digit that *you* drew: 14 lines of 14 characters; each `#` is ink. Change the drawing, then run the next two cells again: the first takes it in, the second reads it.

# %% tags=["nbval-ignore-output"]
drawing = """
    ..............
    ..............
    ....######....
    ...########...
    ........###...
    ........##....
    .....####.....
    .....#####....
    ........###...
    .........##...
    ...##...###...
    ...#######....
    ....#####.....
    ..............
"""
shape_of_drawing = [len(line.strip()) for line in drawing.split()]
assert shape_of_drawing == [14] * 14, "14 lines of 14 characters each, please"

# %% tags=["nbval-ignore-output"] alt="Left: the drawn digit, a three. Right: bars with the probability of each digit; the one for three is the highest."
ink = [[character == "#" for character in line] for line in drawing.split()]
large = np.kron(np.array(ink, dtype=float), np.ones((2, 2)))  # each one 2 x 2 pixels
near = [np.roll(large, (down, across), axis=(0, 1))
        for down in (-1, 0, 1) for across in (-1, 0, 1)]
soft = np.mean(near, axis=0)  # a pen has soft edges
my_picture = (255 * np.maximum(soft, 0.6 * large)).astype("uint8")[np.newaxis]
says = loaded.predict(my_picture, verbose=0)[0]

figure, (left, right) = plt.subplots(1, 2, figsize=(8, 3))
left.imshow(my_picture[0])
left.axis("off")
left.set_title("Your digit")
right.bar(mnist.class_names, says, color=plots.BLUE)
right.set(title=f"The network reads a {says.argmax()}", xlabel="digit",
          ylabel="probability", ylim=(0, 1))
plt.show()

# %% [markdown]
# Does it misread yours? It has never seen a digit made of squares: that is *Pictures unlike any it has seen*, on your own desk. Strokes two characters thick, in the middle, help.

# %% [markdown] tags=["optional"]
# ### Exercise 3.9: the challenge
#
# Your own network for digits, with *at most 100,000 parameters*, at least as good as the course's small entry (one hidden layer of 64 neurons: 97 % of the test digits). Layers, sizes, dropout, learning rate, epochs: all yours; call the network `my_network`, compiled and trained in this notebook. Choose by the validation set; the check looks at the test set and tells you your rank: bronze from 97 % (on the sample from 96 %), silver and gold 0.6 and 1.2 points above. (Every look at it wears it out a little: a leader board that everybody tries a hundred times measures luck.)
#
# <details><summary>Hint 1</summary>
#
# `count_parameters([784, n, 10])` tells how large n may be.
# </details>
# <details><summary>Hint 2</summary>
#
# `build_stack` and `compile_and_fit` are there (the latter returns what happened, not the network). More epochs with a shrinking learning rate, and a little dropout, are worth more than another layer.
# </details>

# %% tags=["nbval-ignore-output"]
keras.utils.set_random_seed(SEED)
### BEGIN SOLUTION
my_network = build_stack([120], "relu")
compile_and_fit(my_network, x_train, y_train, epochs, words="my network")
### END SOLUTION
print(f"{my_network.count_params():,d} parameters,",
      f"{share_read(my_network):.1%} of the validation digits")

# %% tags=["nbval-ignore-output"]
check.challenge(my_network, mnist)

# %% [markdown]
# ## Quiz
#
# **1. A picture of 100 × 100 pixels goes into a dense layer of 200 neurons. How many parameters?**
#
# <details><summary>Answer</summary>
#
# 10,000 × 200 weights and 200 biases: 2,000,200. This is why lesson 4 looks for something thriftier.
# </details>
#
# **2. Before training, a network for 100 classes shows a loss of 4.6. One for ten classes shows 12. Which one do you look into?**
#
# - **a** the first: an untrained network should cost about 2.3
# - **b** neither: before training, a loss has nothing to say
# - **c** the second: it costs far more than knowing nothing
# - **d** both: a loss above 1 means that something is broken
#
# <details><summary>Answer</summary>
#
# **c**. ln 100 ≈ 4.6 is what a network that knows nothing costs with 100 classes, ln 10 ≈ 2.3 with ten. Who says **a** has learnt 2.3 by heart and not where it comes from; who says **b** thinks of the accuracy, which says little there; **d** takes the loss for a share, and it may be any number above 0.
# </details>
#
# **3. A network reads 93.9 % of its training digits and 93.5 % of the validation digits, and both curves have been level for ten epochs. What helps most?**
#
# - **a** twice as many pictures
# - **b** ten times as many neurons
# - **c** twice as much dropout
# - **d** half as many epochs
#
# <details><summary>Answer</summary>
#
# **b**. The two numbers are nearly the same, so little is learnt by heart: the network cannot even tell its own pictures apart, and lacks capacity. **a**, **c** and **d** treat overfitting, which shows in a wide gap. Who says **a** remembers that more examples are the best treatment, and not of what.
# </details>
#
# **4. You choose among forty networks by 100 validation pictures, a friend among the same forty by 5,000. Each reports the winner's validation accuracy. Whose is further above what new digits will show?**
#
# - **a** neither's, because no network was trained on any of these pictures
# - **b** your friend's, because more pictures were looked at forty times
# - **c** both alike, because the winner is the best of forty either way
# - **d** yours, because on few pictures luck sets the forty further apart
#
# <details><summary>Answer</summary>
#
# **d**. The winner is good *and* lucky, and on 100 pictures there is more luck to be had: one digit more is a whole point. **a** is what most say: the weights never saw the pictures, but your choice did. **b** takes looking for wear; what wears out is a small set. **c** forgets that the luck of one network shrinks with the number of pictures.
# </details>
#
# **5. Why is the softmax's result unchanged when 5 is added to every score?**
#
# <details><summary>Answer</summary>
#
# Every exponential is multiplied by the same number, e to the 5, and so is their sum: it cancels.
# </details>
#
# ## Recap
#
# - A picture is a table of numbers; **scale** it, **flatten** it, and let the model do both.
# - **Softmax** turns scores into probabilities, **cross-entropy** into a loss; untrained, the loss is about ln(number of classes).
# - **Training, validation, test**: learn, choose, report.
# - The **recipe**: look at the data, begin with the simplest, overfit ten examples, regularise, tune.
# - **Overfitting** shows where the two curves part; dropout, early stopping and more examples treat it.
# - **Hyperparameters** are chosen on the validation part, and the winner's number there is too good.
# - A dense network reads each pixel at its own place. Move the picture, and it is lost; invert it, and it is wrong and sure.
#
# ## Go further
#
# 1. Train on pictures that are shifted by up to four pixels in every direction, at random. How much of the slope is left, and what does it cost on the unshifted digits? Then draw the weights of its neurons.
# 2. Train the same network without dropout, and draw the weights of its neurons beside those above. Which are the smoother ones, and why?
# 3. Let the network say "I do not know" when its highest probability is below a threshold of your choice. How many digits must a person read so that of the rest 99.9 % are right?
