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

# %% [markdown] tags=["instructor"]
# **Minutes: 3.** Let two people try to define a 3 in words until the room sees that it fails (open loops? two bulges to the right? and a 3 with a flat top?). Then the four questions: they are the same for a tumour in a scan.

# %% [markdown]
# ## Data
#
# MNIST is a collection of such digits, written in the 1980s and 90s by employees of the US Census Bureau and by pupils, and for decades the first thing a new method had to read.

# %% tags=["nbval-ignore-output"]
mnist = data.load("mnist")

# %% tags=["nbval-check-output"]
print("one training picture:", mnist.x_train[0].shape, mnist.x_train.dtype, "from", mnist.x_train.min(), "to", mnist.x_train.max())
print("its label:", mnist.y_train.dtype, "out of", len(mnist.class_names), "classes:", " ".join(mnist.class_names))

# %% tags=["nbval-ignore-output"] alt="Thirty handwritten digits with their labels above, in many different hands."
plots.pictures(mnist.x_train[:30], [mnist.class_names[label] for label in mnist.y_train[:30]], "Every hand writes differently")

# %% [markdown]
# To the computer, a picture is a table of numbers: one per **pixel**, 0 for empty paper to 255 for full ink. Print the middle of one.

# %% [markdown] tags=["instructor"]
# **Minutes: 8.** Find the digit in the printed numbers together. Ask what flattening loses (which pixel was whose neighbour): a network of dense layers never knew. Keep that for the last part. In exercise 3.1 the error to expect is flattening everything into one long row.

# %% tags=["nbval-ignore-output"]
for row in mnist.x_train[0][6:22, 6:22]:
    print(" ".join(f"{pixel:3d}" for pixel in row))

# %% [markdown]
# A dense layer takes a row of numbers, not a table. So the 28 rows are laid one behind the other: the picture is **flattened** into 28 × 28 = 784 numbers. And 0 to 255 is a poor range to start from (lesson 1: the stretched valley), so divide by 255.
#
# ### Exercise 3.1: scale and flatten
#
# Write a function that does both, for pictures of any size: take the sizes from the array.
#
# <details><summary>Hint 1</summary>
#
# `images.reshape(len(images), -1)` keeps the first axis and lays out all others in one row; -1 means "whatever is left".
# </details>
# <details><summary>Hint 2</summary>
#
# `images / 255` makes floating-point numbers by itself. `//` would round down, to almost only zeros.
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
x_train, y_train = mnist.x_train[:-n_validation], mnist.y_train[:-n_validation]
x_validation, y_validation = mnist.x_train[-n_validation:], mnist.y_train[-n_validation:]
x_test, y_test = mnist.x_test, mnist.y_test

shares = np.bincount(y_train, minlength=10) / len(y_train)
claim("the ten classes are about equally frequent: the rarest has more than 8 of 100", shares.min(), at_least=0.08)
claim("and the most frequent fewer than 13 of 100", shares.max(), at_most=0.13)

# %% [markdown]
# ## Baseline
#
# **Predict.** Always answer the most frequent digit. What share is right? And a smarter rule without any training: average all training pictures of each digit, and answer the digit whose average picture is nearest. What share now?

# %% [markdown] tags=["instructor"]
# **Minutes: 3.** Collect guesses on the board for both. The second is usually guessed far too low; it is what "start with the simplest thing" earns. The averages are worth a look: blurred, and every one readable.

# %% tags=["nbval-ignore-output"] alt="Ten blurred pictures, the averages of all zeros, ones, twos and so on; each digit can be read."
averages = np.stack([x_train[y_train == digit].mean(axis=0) for digit in range(10)])
plots.pictures(averages, list(mnist.class_names), "The average of each digit can still be read")

# %% tags=["nbval-ignore-output"]
most_frequent = np.bincount(y_train).argmax()
always_accuracy = np.mean(y_validation == most_frequent)

flat_pictures, flat_averages = scale_and_flatten(x_validation), scale_and_flatten(averages)
distances = np.stack([((flat_pictures - average) ** 2).sum(axis=1) for average in flat_averages], axis=1)
nearest_accuracy = np.mean(distances.argmin(axis=1) == y_validation)

print(f"of the validation digits: most frequent {always_accuracy:.1%} right, nearest average {nearest_accuracy:.1%} right")

# %% tags=["nbval-check-output"]
claim("always answering the most frequent digit is right for about one in ten", always_accuracy, at_most=0.18)
claim("the nearest average is right for more than three of four", nearest_accuracy, at_least=0.75)

# %% [markdown]
# So anything that wants to be called learning has to beat the averages, not one tenth.
#
# ## Model
#
# One neuron per digit, each giving a **score**: how much does this look like mine? Ten scores come out, any numbers at all. Two steps are missing. Scores have to become probabilities, and the probabilities a loss.
#
# ### Exercise 3.2: softmax
#
# Write **softmax**, which does the first: raise e to the power of each score (so all are positive), then divide by their sum (so they add up to 1). It is the sigmoid's big sister, for more than two classes.
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

# %% [markdown] tags=["instructor"]
# **Minutes: 18.** Softmax 4, cross-entropy 4, counting 4, building 4, the loss before training 2. Softmax: let somebody compute scores (0, ln 3) in the head: 1/4 and 3/4. Mistakes to expect: the sum over the whole table in place of each row; the maximum forgotten (works until 710); the logarithm of the *largest* probability in place of the right one. The bet on the loss before training pays: write ln 10 on the board only after everybody has said a number.

# %% tags=["nbval-check-output"]
def softmax(scores):
    """Turn scores into probabilities.

    scores: array of shape (examples, classes), any real numbers, also 1000 or -1000
    returns: array of the same shape, every entry between 0 and 1, every row adding up to 1
    """
    ### BEGIN SOLUTION
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    return exponentials / exponentials.sum(axis=1, keepdims=True)
    ### END SOLUTION


print(softmax(np.array([[0.0, 1.0, 2.0], [1000.0, 1000.0, 0.0]])).round(3))

# %% tags=["nbval-check-output"]
check.softmax(softmax)

# %% [markdown]
# ### Exercise 3.3: cross-entropy
#
# Write the loss. It is the one of lesson 2, for ten classes: minus the logarithm of the probability that the network gave to the *right* digit. The other nine matter only through what they leave over.
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

    sizes: list of whole numbers: inputs, neurons of the first layer, ..., neurons of the last layer
    returns: a whole number
    """
    ### BEGIN SOLUTION
    return sum(inputs * neurons + neurons for inputs, neurons in zip(sizes[:-1], sizes[1:], strict=True))
    ### END SOLUTION


print(count_parameters([784, 512, 10]))

# %% tags=["nbval-check-output"]
check.count_parameters(count_parameters)

# %% [markdown]
# ### Exercise 3.5: build it in Keras
#
# Now the same network in Keras, layer upon layer. The pictures go in as they are, whole numbers from 0 to 255: scaling and flattening are the first two layers of the model, so that nobody who uses it later can forget them.
#
# | layer | what it does |
# |---|---|
# | `keras.Input(shape=(28, 28))` | says what comes in |
# | `keras.layers.Rescaling(1 / 255)` | scales |
# | `keras.layers.Flatten()` | flattens |
# | `keras.layers.Dense(512, activation="relu")` | 512 neurons |
# | `keras.layers.Dropout(0.2)` | **dropout**: switches a random fifth of them off while training; why, you see under *Revise* |
# | `keras.layers.Dense(10, activation="softmax")` | ten probabilities |
#
# The next cell takes its weights apart, the hidden layer's first.
#
# <details><summary>Hint 1</summary>
#
# `keras.Sequential([...])` takes the layers as one list, in square brackets, in order.
# </details>
# <details><summary>Hint 2</summary>
#
# Return the model from the function.
# </details>

# %% tags=["nbval-check-output"]
def build_model():
    """The MLP of the table above: pictures of shape (28, 28) in, ten probabilities out.

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
# Keras hides nothing that you could not do yourself. Take its weights and compute the **forward pass**, from pictures to probabilities, in NumPy.

# %% tags=["nbval-check-output"]
def forward(images, model):
    """The MLP's forward pass by hand: dense, ReLU, dense, softmax."""
    weights_1, biases_1, weights_2, biases_2 = model.get_weights()
    hidden = np.maximum(scale_and_flatten(images) @ weights_1 + biases_1, 0)
    return softmax(hidden @ weights_2 + biases_2)


by_keras = untrained.predict(x_validation[:100], verbose=0)
by_hand = forward(x_validation[:100], untrained)
claim("by hand and by Keras the probabilities are the same", np.max(np.abs(by_hand - by_keras)), at_most=1e-4)
claim("and so is the number of parameters", untrained.count_params() == count_parameters([784, 512, 10]))

# %% [markdown]
# **Predict.** The weights are random and nothing is trained. What is the loss? Think of a network that gives each of the ten digits about the same probability.

# %% tags=["nbval-ignore-output"]
before = cross_entropy(forward(x_validation, untrained), y_validation)
print(f"before training: {before:.2f}    ln 10: {np.log(10):.2f}")

# %% tags=["nbval-check-output"]
claim("before training the loss is about ln 10", abs(before - np.log(10)), at_most=0.4)

# %% [markdown]
# One tenth for each digit costs −ln(1/10) = ln 10 ≈ 2.3. Learn this number by heart: a ten-class network that starts far from it has a mistake in it, and you have found it before spending an hour on training.
#
# ## Train
#
# **Compile** fixes three things: the **optimiser** (how to walk: Adam, from lesson 2), the loss, and the measures that people want to see. `sparse_categorical_crossentropy` is your exercise 3.3. The learning rate starts at 0.002 and shrinks along a **cosine** curve to zero: long steps first, careful ones at the end.
#
# **Fit** trains: `batch_size=128` pictures a step, for `epochs` epochs. (`callbacks` are helpers that look on after each epoch; one comes later.)

# %% [markdown] tags=["instructor"]
# **Minutes: 4.** Ten to twenty seconds on a laptop. Talk while it runs: one epoch, how many steps? Afterwards read the curves aloud: where do the two part, and what does that mean?

# %% tags=["nbval-ignore-output"]
import math


def compile_and_fit(model, x, y, epochs, learning_rate=0.002, callbacks=None):
    """Train a classifier with Adam; returns what happened in each epoch."""
    steps = epochs * math.ceil(len(x) / 128)
    shrinking = keras.optimizers.schedules.CosineDecay(learning_rate, decay_steps=steps)
    model.compile(
        optimizer=keras.optimizers.Adam(shrinking), loss="sparse_categorical_crossentropy", metrics=["accuracy"]
    )
    fitted = model.fit(
        x, y, batch_size=128, epochs=epochs, validation_data=(x_validation, y_validation), callbacks=callbacks, verbose=0
    )
    return fitted.history


# %% tags=["nbval-ignore-output"] alt="Two panels over the epochs. Loss: training falls steadily, validation falls and then levels off above it. Accuracy: training rises close to 1, validation levels off slightly below."
epochs = {"full": 8, "sample": 24}[mnist.tier]  # "sample": the small stand-in, whose epochs have few steps

keras.utils.set_random_seed(SEED)
model = build_model()
history = compile_and_fit(model, x_train, y_train, epochs)

figure, (left, right) = plt.subplots(1, 2, figsize=(12, 4))
plots.curves({"training": history["loss"], "validation": history["val_loss"]},
             "The loss falls for both, and validation flattens first", "epoch", "cross-entropy", first=1, ax=left)
plots.curves({"training": history["accuracy"], "validation": history["val_accuracy"]},
             "Validation is the number to believe", "epoch", "accuracy", first=1, ax=right)

# %% tags=["nbval-check-output"]
claim("the network reads more validation digits than the nearest average does", history["val_accuracy"][-1] - nearest_accuracy, at_least=0)
claim("it knows its training digits better than the others", history["accuracy"][-1] > history["val_accuracy"][-1])

# %% [markdown]
# In the first epochs training looks *worse* than validation. Two reasons: dropout is switched on for it, and its number is a mean over the whole epoch, while the weights still improve.
#
# ## Validate
#
# Is one wide hidden layer the right choice? A famous result says that a single hidden layer, if wide enough, can come as close as you like to *any* continuous function (**universal approximation**). It does not say how wide, nor that training finds the weights. What a network could represent at all is its **capacity**; more neurons, more capacity.
#
# Many textbooks draw a deep stack instead, such as 500, 200, 100 and 50 neurons. Try three networks: this stack, the same stack *without* activations, and one with no hidden layer at all (each with half the epochs, to save your time). **Predict.** In which order do they end?

# %% [markdown] tags=["instructor"]
# **Minutes: 4.** Prediction first, in writing. The stack without activations is exercise 2.8 in practice: half a million parameters and no better than a single layer of ten neurons. Wide and deep end close together; on this task depth buys little.

# %% tags=["nbval-ignore-output"]
def build_stack(sizes, activation):
    """An MLP with hidden layers of the given sizes; activation None makes every hidden layer linear."""
    model = keras.Sequential([keras.Input(shape=(28, 28)), keras.layers.Rescaling(1 / 255), keras.layers.Flatten()])
    for size in sizes:
        model.add(keras.layers.Dense(size, activation=activation))
    model.add(keras.layers.Dense(10, activation="softmax"))
    return model


# %% tags=["nbval-ignore-output"]
import time

validation_accuracy = {"one wide layer": history["val_accuracy"][-1]}
print(f"{'one wide layer':26s} {model.count_params():8,d} parameters          {history['val_accuracy'][-1]:.1%} of validation")
for name, sizes, activation in [
    ("deep stack", [500, 200, 100, 50], "relu"),
    ("deep, without activations", [500, 200, 100, 50], None),
    ("no hidden layer at all", [], None),
]:
    keras.utils.set_random_seed(SEED)
    stack = build_stack(sizes, activation)
    start = time.perf_counter()
    validation_accuracy[name] = compile_and_fit(stack, x_train, y_train, epochs // 2)["val_accuracy"][-1]
    print(f"{name:26s} {stack.count_params():8,d} parameters {time.perf_counter() - start:6.1f} s {validation_accuracy[name]:.1%} of validation")

# %% tags=["nbval-check-output"]
near = {"full": 0.02, "sample": 0.12}[mnist.tier]  # the sample's validation set is small, and so its numbers jump
wide, deep, linear, none = validation_accuracy.values()
claim("deep and wide end close together", abs(deep - wide), at_most=near)
claim("without activations, half a million parameters stay near a model without hidden layers", abs(linear - none), at_most=near)

# %% [markdown]
# Layers without activations are one layer, as you showed in exercise 2.8. With half a million parameters they end within a point or two of a model without a hidden layer, and (on the full data) several points below the same stack with activations. Take the activations away, and depth is decoration.
#
# ## Test
#
# You have chosen: the wide layer. Now the test set, once. **Predict.** Above or below the validation accuracy?

# %% [markdown] tags=["instructor"]
# **Minutes: 6.** The mistakes are the best part of the hour. For each ask: could *you* read it? Some labels are debatable. Then: which mistake would matter on a bank cheque, and which on a drug label? In exercise 3.6 half the room will swap rows and columns.

# %% tags=["nbval-ignore-output"]
test_loss, test_accuracy = model.evaluate(x_test, y_test, batch_size=1000, verbose=0)
print(f"right: {test_accuracy:.2%} of the test digits")

bound = {"full": 0.98, "sample": 0.93}[mnist.tier]
claim(f"the network reads at least {bound:.1%} of digits it has never seen", test_accuracy, at_least=bound)

# %% [markdown]
# Usually the test is a little below the validation, since you chose by the latter. Here the difference is small, and partly chance.
#
# One number hides *which* mistakes. The **confusion matrix** counts them: row by what it was, column by what the network said. Right answers lie on the diagonal.
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
# `counts[truth, answer] += 1`: the row is the truth.
# </details>

# %% tags=["nbval-ignore-output"] alt="Confusion matrix of the ten digits: large numbers on the diagonal, few errors, the most frequent ones between similar digits such as 4 and 9."
def confusion_matrix(labels, answers, n_classes):
    """Count how often each class was taken for each.

    labels: array of shape (examples,), the right classes
    answers: array of shape (examples,), what the model said
    returns: array of shape (n_classes, n_classes) of whole numbers; row: the right class, column: the answer
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
plots.confusion(counts, mnist.class_names, "Errors are rare, and between look-alikes")

# %% tags=["nbval-check-output"]
check.confusion_matrix(confusion_matrix)
claim("the diagonal is the accuracy", abs(counts.trace() / counts.sum() - test_accuracy), at_most=1e-6)

# %% [markdown]
# Look at the worst ones: wrong, and sure of it.

# %% tags=["nbval-ignore-output"] alt="Twenty digits that the network got wrong while most sure; above each what it is and what the network said. Several are hard to read for a person."
wrong = np.flatnonzero(answers != y_test)
worst = wrong[np.argsort(-probabilities[wrong, answers[wrong]])][:20]
labels = [f"{y_test[i]}, said {answers[i]}" for i in worst]
plots.pictures(x_test[worst], labels, "Sure and wrong: could you read them?")

# %% [markdown]
# ## Revise
#
# ### Too few examples
#
# What if you had only 500 pictures? Train the same network without dropout on them, for long. **Predict.** Where do the two curves go?

# %% [markdown] tags=["instructor"]
# **Minutes: 9.** Overfitting 3, the shift 3, the diagnosis 3. Draw the two curves parting before the figure shows it. The shift is the emotional peak: the same digit, four pixels to the left, and the network is lost. Ask why *we* are not; the answer is lesson 4.

# %% tags=["nbval-ignore-output"] alt="Loss over the epochs for 500 training pictures: the training loss falls to zero, the validation loss falls at first, stays far above it and rises slowly."
x_few, y_few = x_train[:500], y_train[:500]

keras.utils.set_random_seed(SEED)
overfitted = compile_and_fit(build_stack([512], "relu"), x_few, y_few, epochs=30)

plots.curves({"training": overfitted["loss"], "validation": overfitted["val_loss"]},
             "It learns its 500 pictures by heart", "epoch", "cross-entropy", first=1)
plt.ylim(0, 1)
plt.show()

# %% tags=["nbval-check-output"]
claim("it knows all of its 500 pictures", overfitted["accuracy"][-1], at_least=0.99)
claim("and fewer of the others", overfitted["accuracy"][-1] - overfitted["val_accuracy"][-1], at_least=0.02)

# %% [markdown]
# Learning the examples by heart in place of what they have in common is called **overfitting**. You see it when the training loss falls on while the validation loss does not, or rises. Two treatments:
#
# - *Dropout*: in each training step a random part of the neurons (here also of the pixels) is switched off, so no neuron can rely on one other neuron's memory. At prediction time all are on.
# - **Early stopping**: stop when the validation loss has not fallen for a while (the *patience*), and go back to the best weights.
#
# Give the network both.

# %% tags=["nbval-ignore-output"] alt="Validation loss over the epochs, untreated and treated: with dropout and early stopping it reaches a lower value."
keras.utils.set_random_seed(SEED)
treated = keras.Sequential([
    keras.Input(shape=(28, 28)), keras.layers.Rescaling(1 / 255), keras.layers.Flatten(), keras.layers.Dropout(0.3),
    keras.layers.Dense(512, activation="relu"), keras.layers.Dropout(0.5), keras.layers.Dense(10, activation="softmax"),
])
stop = keras.callbacks.EarlyStopping(monitor="val_loss", patience=8, restore_best_weights=True)
treatment = compile_and_fit(treated, x_few, y_few, epochs=30, callbacks=[stop])

plots.curves({"untreated": overfitted["val_loss"], "treated": treatment["val_loss"]},
             "Treated, the validation loss ends lower", "epoch", "validation cross-entropy", first=1)
plt.ylim(0.2, 0.8)
plt.show()

# %% tags=["nbval-check-output"]
claim("with dropout and early stopping the validation loss ends lower (on the small sample: about as low)",
      overfitted["val_loss"][-1] - min(treatment["val_loss"]), at_least={"full": 0, "sample": -0.06}[mnist.tier])

# %% [markdown]
# It helps, and not by much. The best treatment is not on the list: more examples. With all of them you saw a far smaller gap.
#
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
# `width = images.shape[2]`, then `shifted[:, :, : width - pixels] = images[:, :, pixels:]`. It works for 0 pixels too, where `:-pixels` would not.
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
# **Predict.** Around each digit there are about four pixels of empty paper, so a shift by four loses hardly any ink, and for you nothing changes. What is left of the network's accuracy?

# %% tags=["nbval-ignore-output"] alt="Accuracy over the shift in pixels: it stays near the top for one pixel, falls steeply from two on, and comes near guessing at eight."
shifts = list(range(9))
shifted_accuracy = []
for pixels in shifts:
    said = model.predict(shift_left(x_validation, pixels), batch_size=1000, verbose=0).argmax(axis=1)
    shifted_accuracy.append(np.mean(said == y_validation))

plt.plot(shifts, shifted_accuracy, "o-")
plt.axhline(0.1, color=plots.GREY, linestyle=":", label="guessing")
plt.title("A few pixels to the left, and the accuracy falls off a cliff")
plt.xlabel("shift to the left (pixels)")
plt.ylabel("accuracy")
plt.ylim(0, 1.02)
plt.legend()
plt.show()

# %% tags=["nbval-check-output"]
claim("four pixels to the left cost at least 25 points of accuracy", shifted_accuracy[0] - shifted_accuracy[4], at_least=0.25)
claim("at eight pixels fewer than four of ten are read", shifted_accuracy[8], at_most=0.4)

# %% [markdown]
# The network never knew that pixels have neighbours. For each of the 784 places it has learnt separately what ink there means, and a shifted digit puts ink where it has seldom been. Lesson 4 builds a network that looks for the same thing everywhere.
#
# ### Exercise 3.8: two mistakes at once
#
# A colleague's network does not learn. Here is the code; run it. (Its optimiser is SGD, the stochastic gradient descent of lesson 1.)

# %% tags=["nbval-ignore-output"]
def colleagues_run(scale, learning_rate):
    """Train a small MLP for three epochs on 1,000 pictures; returns the model, ready to predict, and its losses."""
    keras.utils.set_random_seed(SEED)
    model = keras.Sequential(
        [
            keras.Input(shape=(28, 28)),
            keras.layers.Rescaling(scale),
            keras.layers.Flatten(),
            keras.layers.Dense(128, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer=keras.optimizers.SGD(float(learning_rate)), loss="sparse_categorical_crossentropy")
    fitted = model.fit(x_train[:1000], y_train[:1000], batch_size=20, epochs=3, verbose=0)
    return model, fitted.history["loss"]


# %% tags=["nbval-ignore-output"]
def share_read(model):
    """The share of validation digits that a model reads right."""
    return np.mean(model.predict(x_validation, batch_size=1000, verbose=0).argmax(axis=1) == y_validation)


broken, broken_loss = colleagues_run(scale=1, learning_rate=5.0)
print("loss in each epoch:", [float(f"{loss:.3g}") for loss in broken_loss])
print(f"validation digits read: {share_read(broken):.0%}")

# %% tags=["nbval-check-output"]
claim("its loss is higher than that of a network that knows nothing, in powers of ten", np.log10(broken_loss[0]), at_least=0.5)
claim("and it reads hardly more than guessing would", share_read(broken), at_most=0.35)

# %% [markdown]
# The loss begins astronomically high. Where it comes down, it stops at about 2.3, which is ln 10: the network knows nothing.
#
# **Diagnose.** There are two mistakes. Which pair?
#
# - **a** too few epochs, and too small a network
# - **b** pixels that come in as 0 to 255, and too large a learning rate
# - **c** labels that are shuffled, and a wrong loss
# - **d** no dropout, and too large a batch
#
# Set `cause` to your letter, in quotes, then `scale` and `learning_rate` to values with which the same code reads at least three of four validation digits.
#
# <details><summary>Hint 1</summary>
#
# Which number did this lesson divide all pixels by? `Rescaling(scale)` multiplies by its number; with 1, all pixels are 255 times too large.
# </details>
# <details><summary>Hint 2</summary>
#
# The learning rate is 5. Try ten times smaller, and again.
# </details>

# %% tags=["nbval-check-output"]
### BEGIN SOLUTION
cause = "b"
scale = 1 / 255
learning_rate = 0.1
### END SOLUTION
mended, mended_loss = colleagues_run(scale, learning_rate)
print("it reads at least three of four validation digits:", bool(share_read(mended) >= 0.75))

# %% tags=["nbval-check-output"]
check.two_mistakes(cause, scale, learning_rate, mended, x_validation, y_validation)

# %% [markdown]
# ## Save it and use it
#
# A trained network is worth nothing on your laptop alone. One file holds it all: the **architecture** (which layers), the weights, and the preprocessing, since that is part of the model.

# %% [markdown] tags=["instructor"]
# **Minutes: 5.** Save 1, draw 2, challenge and closing 2. Let people draw their own digit in the text; the funniest failures come from thin lines and from the corner, and both are explained by the shift. The challenge is homework, or a competition over lunch.

# %% tags=["nbval-check-output"]
import pathlib
import tempfile

with tempfile.TemporaryDirectory() as folder:
    file = pathlib.Path(folder) / "digits.keras"
    model.save(file)
    loaded = keras.models.load_model(file)

kept, read_back = (network.predict(x_validation, batch_size=1000, verbose=0) for network in (model, loaded))
claim("loaded from its file, the network gives the same probabilities", np.max(np.abs(kept - read_back)), at_most=1e-6)

# %% [markdown]
# Now read a digit that *you* drew: 14 lines of 14 characters; each `#` is ink. Change the drawing and run the cell again.

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
assert shape_of_drawing == [14] * 14, "the drawing needs 14 lines of 14 characters each"

# %% tags=["nbval-ignore-output"] alt="Left: the drawn digit, a three. Right: bars with the probability of each digit; the one for three is the highest."
small = np.array([[pixel == "#" for pixel in line.strip()] for line in drawing.split()], dtype=float)
large = np.kron(small, np.ones((2, 2)))  # every character becomes 2 x 2 pixels
soft = sum(np.roll(large, (down, right), axis=(0, 1)) for down in (-1, 0, 1) for right in (-1, 0, 1)) / 9
my_picture = (255 * np.maximum(soft, 0.6 * large)).astype("uint8")[np.newaxis]
says = loaded.predict(my_picture, verbose=0)[0]

figure, (left, right) = plt.subplots(1, 2, figsize=(8, 3))
left.imshow(my_picture[0])
left.axis("off")
left.set_title("Your digit")
right.bar(mnist.class_names, says, color=plots.BLUE)
right.set(title=f"The network reads a {says.argmax()}", xlabel="digit", ylabel="probability", ylim=(0, 1))
plt.show()

# %% [markdown]
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
compile_and_fit(my_network, x_train, y_train, epochs)
### END SOLUTION
print(f"{my_network.count_params():,d} parameters, {share_read(my_network):.1%} of the validation digits")

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
# **2. Before training, a network for 100 classes shows a loss of 4.6. And one for ten classes shows 12. Which one do you look into?**
#
# <details><summary>Answer</summary>
#
# The second. ln 100 ≈ 4.6 is what a network that knows nothing should cost; for ten classes it should be 2.3.
# </details>
#
# **3. The training accuracy is 100 %, the validation accuracy 85 %. Which of these help: more epochs, dropout, more pictures, a larger network?**
#
# <details><summary>Answer</summary>
#
# Dropout and, above all, more pictures. More epochs and a larger network let it learn by heart even better.
# </details>
#
# **4. You tried forty networks on the test set and report the best. What is wrong?**
#
# <details><summary>Answer</summary>
#
# You chose by the test set, so part of the best result is luck. Choose by validation; look at the test set once.
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
# - **Overfitting** shows where the two curves part; dropout, early stopping and more examples treat it.
# - A dense network reads each pixel at its own place. Move the picture, and it is lost.
#
# ## Go further
#
# 1. Train on pictures that are shifted by up to four pixels in every direction, at random. How much of the cliff is left, and what does it cost on the unshifted digits?
# 2. Draw the 784 weights of single hidden neurons as pictures of 28 × 28. What do they look for? Compare a network with dropout and one without.
# 3. Let the network say "I do not know" when its highest probability is below a threshold of your choice. How many digits must a person read so that of the rest 99.9 % are right?
