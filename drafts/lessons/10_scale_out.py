# %% [markdown]
# ## Goal
#
# Lesson 4's network trains in a few minutes. The networks in the news train for months, on thousands of machines that work on *one* model. How do they share the work? What do they have to tell each other? And what happens in the night when one of them dies?
#
# This lesson trains the network of lesson 4, unchanged, on several devices and then in several processes that talk over a network, as on a cluster. Your machine plays the cluster: it starts two and four processes, each with a core for itself as long as there are cores. That is a small stage, and the lesson says each time what it can show and what it cannot.
#
# Two words first. A **process** is a running program with a memory of its own: your notebook is one. Two processes cannot look into each other's memory, so it makes no difference to them whether they run on one machine or on two. All they can do is send messages. A process that takes part in a training is a **worker**.
#
# ## Baseline
#
# ### Counted, then waited for
#
# When does one machine stop being enough? Count, as in lesson 4: multiplications for one picture, times three for learning (forward, back to the inputs, back to the weights), times pictures, times epochs. For the two language models the makers say how much they computed.
#
# | network | year | multiplications of its training | how they are counted |
# |---|---|---|---|
# | LeNet | 1998 | 1.4 trillion | 0.4 million × 3 × 60,000 pictures × 20 epochs (LeCun and others, 1998) |
# | lesson 4's CNN | today | 9 trillion | 8.7 million × 3 × 45,000 pictures × 8 epochs |
# | AlexNet | 2012 | 230,000 trillion | 0.7 billion × 3 × 1.2 million × 90 (Krizhevsky and others, 2012) |
# | ResNet-50 | 2015 | 1.8 million trillion | 4 billion × 3 × 600,000 steps of 256 pictures (He and others, 2015) |
# | GPT-3 | 2020 | 1.6 × 10²³ | Brown and others, 2020, table D.1 (half of their operations are additions) |
# | Llama 3.1, the largest | 2024 | 1.9 × 10²⁵ | *The Llama 3 Herd of Models*, 2024 (the same) |
#
# The largest is 3.8 × 10²⁵ operations, half of them additions. At a million trillion (10¹⁸) a second, that is more than a year. One graphics card of the kind it was trained on (an H100) managed about 400 trillion operations a second in that training, so 200 trillion multiplications. It takes up to 700 watts. How much does your machine manage?
#
# **Predict.** How many *years* would your machine need for GPT-3?

# %%
my_guess = None  # write your number here: years

# %% [markdown] tags=["instructor"]
# **Minutes: 7.** Goal 2, counting 5. Collect guesses for GPT-3 on a laptop before the cell runs; most are far too low. The price of an hour is an assumption: look up what your cloud asks today.

# %% tags=["nbval-ignore-output"]
import time


def matrix_rate(side=2048, times=3):
    """Multiplications a second of a large matrix product, the fastest of a few."""
    matrix = np.random.default_rng(SEED).random((side, side), dtype="float32")
    durations = []
    for _ in range(times):
        start = time.perf_counter()
        matrix @ matrix
        durations.append(time.perf_counter() - start)
    return side**3 / min(durations)


here, graphics_card = matrix_rate(), 200e12
print(f"this machine: {here / 1e9:.0f} billion multiplications a second")

# %% tags=["nbval-ignore-output"]
WORK = {
    "LeNet": 1.4e12,
    "lesson 4's CNN": 9.4e12,
    "AlexNet": 2.3e17,
    "ResNet-50": 1.8e18,
    "GPT-3": 1.6e23,
    "Llama 3.1": 1.9e25,
}
YEAR, DAY = 365.25 * 24 * 3600, 24 * 3600
WATTS, DOLLARS = 700, 3  # of one card; for an hour of it, an assumption


def in_words(seconds):
    """A time in the unit that suits it."""
    for unit, size in [("years", YEAR), ("days", DAY), ("hours", 3600), ("min", 60)]:
        if seconds >= size:
            return f"{seconds / size:,.0f} {unit}"
    return f"{seconds:.2g} s"


for name, work in WORK.items():
    one_card = work / graphics_card
    print(f"{name:14s} here {in_words(work / here):>16s},", end=" ")
    print(f"a card {in_words(one_card):>11s},", end=" ")
    print(f"a thousand {in_words(one_card / 1000):>9s},", end=" ")
    print(f"{one_card * WATTS / 3.6e9:,.3f} MWh,", end=" ")
    print(f"{one_card / 3600 * DOLLARS:,.0f} dollars")
predicted("years for GPT-3 on this machine", my_guess, WORK["GPT-3"] / here / YEAR)

# %% [markdown]
# (At the best speed that this machine has, which no training reaches. The dollars assume three for an hour of a card. A megawatt-hour, MWh, is what a household in Europe uses in three to four months.) Is that anywhere near the truth? For Llama 3.1 the makers have published the bill, in the *model card* that comes with it: 30.84 million hours of such cards. (The card's speed above was measured in that same training, so this tests the counting, not the speed.)

# %% tags=["nbval-check-output"]
computed_hours = WORK["Llama 3.1"] / graphics_card / 3600
print(f"counted: {computed_hours / 1e6:.1f} million hours; published: 30.84 million")
claim(
    "counting comes within a fifth of the published hours",
    abs(computed_hours / 30.84e6 - 1),
    at_most=0.2,
)
years = computed_hours * 3600 / YEAR
claim("on one card, that is longer than 2,000 years", years > 2000)

# %% [markdown]
# So there is no choice: thousands of cards, or no such model. (And a bill that few can pay. 30.84 million hours at 700 watts are about 22,000 MWh, for the cards alone. GPT-3, on older cards, is estimated at 1,287 MWh: Patterson and others, 2021.) But "divide by a thousand" in the table is a wish. The rest of the lesson is about what becomes of it.
#
# ## Data
#
# The pictures of lesson 4. (On the sample, drawings of shapes.) They are cut to 28 × 28 once and for all, since augmentation has no part in this lesson, and a small number of them is enough: what counts here is whether many workers do the same as one.

# %% tags=["nbval-ignore-output"]
cifar = data.load("cifar10")

# %% tags=["nbval-check-output"]
WORKER_PICTURES, WORKER_EPOCHS, BATCH_SIZE = 2048, 4, 128
TEAM = 4  # the most workers at a time
KILLED_BEHIND = 1, 3  # epochs; a worker is killed somewhere in the next
N_PICTURES, EPOCHS = 8000, 8  # for the large batch
SMALL_BATCH, TIMES, SMALL_RATE, WARM_UP = 32, 4, 0.02, 0.1

if cifar.tier == "sample":  # few pictures; every start of a process counts
    WORKER_PICTURES, WORKER_EPOCHS, TEAM, KILLED_BEHIND = 384, 3, 2, [1]
    N_PICTURES, EPOCHS, SMALL_BATCH = 2000, 5, 16

x_train, y_train = cifar.x_train[:N_PICTURES, 2:30, 2:30], cifar.y_train[:N_PICTURES]
x_test, y_test = cifar.x_test[:2000, 2:30, 2:30], cifar.y_test[:2000]
print("one picture:", x_train[0].shape, x_train.dtype)

# %% [markdown]
# ## Model
#
# ### Data parallel, by hand
#
# The gradient of a batch is a mean: the mean of the gradients of its pictures. A mean can be taken in parts. Four workers take a quarter of the batch each, and *each has a copy of all weights*. Each computes the gradient of its own quarter. Then they tell each other their gradients, and all of them take the mean, make the same step, and so have the same weights again. This is **data parallel** training: the data are split, the model is not.

# %% tags=["nbval-ignore-output"] alt="From left to right: a batch, cut into four parts; each part goes to a worker with a copy of the weights; each worker has a gradient; all four gradients go into one mean, and from it comes the same step for all four."
figure, ax = plt.subplots(figsize=(11, 4.6))
look = {"ha": "center", "va": "center", "size": 12}
box = {"boxstyle": "round,pad=0.45", "facecolor": diagrams.RESULT, "edgecolor": "black"}
arrow = {"arrowstyle": "-|>", "color": "black", "shrinkA": 2, "shrinkB": 2}
for number in range(4):
    height = 3 - number
    ax.text(0.6, height, f"quarter {number + 1}\nof the batch", bbox=box, **look)
    ax.text(3.2, height, f"worker {number}\nall weights", bbox=box, **look)
    ax.text(5.6, height, f"gradient {number}", bbox=box, **look)
    ax.annotate("", (2.7, height), (1.15, height), arrowprops=arrow)
    ax.annotate("", (5.1, height), (3.7, height), arrowprops=arrow)
    ax.annotate("", (7.65, 1.5), (6.1, height), arrowprops=arrow)
ax.text(8.1, 1.5, "the mean", bbox={**box, "facecolor": "white"}, **look)
ax.text(8.1, 0.7, "the same step\nfor all four", **look)
ax.set(xlim=(-0.4, 9.2), ylim=(-0.6, 3.6), title="Four workers, one step")
ax.axis("off")
plt.show()

# %% [markdown]
# Try it on the smallest network there is: one layer from the pixels to ten scores, and softmax. Lesson 3 had its gradient: for each picture, pixels times (probabilities minus the right answer).

# %% tags=["nbval-check-output"]
def gradient_of(weights, x, y):
    """The gradient of the mean cross-entropy of a layer with softmax.

    weights: array of shape (pixels, classes)
    x, y: array of shape (pictures, pixels), and the labels
    """
    scores = x @ weights
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    errors = exponentials / exponentials.sum(axis=1, keepdims=True)
    errors[np.arange(len(y)), y] -= 1
    return x.T @ errors / len(x)


x_batch = x_train[:BATCH_SIZE].reshape(BATCH_SIZE, -1) / 255
y_batch = y_train[:BATCH_SIZE]
no_weights = np.zeros((x_batch.shape[1], 10))
print("a batch:", x_batch.shape, "and its gradient:", end=" ")
print(gradient_of(no_weights, x_batch, y_batch).shape)

# %% [markdown]
# ### Exercise 10.1: many workers, one gradient
#
# Write the gradient of a whole batch as several workers find it. Nobody may look at more than a part. The number of pictures need not be a multiple of the number of workers: 10 pictures for 4 workers are parts of 3, 3, 2 and 2. Then not all gradients count the same.
#
# <details><summary>Hint 1</summary>
#
# `np.array_split(x, workers)` cuts an array into parts that are as equal as possible. Pictures and labels have to be cut alike.
# </details>
# <details><summary>Hint 2</summary>
#
# The mean of a class is not the mean of the girls' mean and the boys' mean, unless there are equally many. How much does each of the two count?
# </details>
# <details><summary>Hint 3</summary>
#
# Begin with `mean = 0` and add each part's gradient, multiplied by the share of the batch that this part is. All the shares add up to 1.
# </details>

# %% [markdown] tags=["instructor"]
# **Minutes: 9.** Data 1, the drawing 2, the exercise 6. Expect `np.mean(gradients, axis=0)`, which is right for equal parts only: ask what a picture in a part of two then counts against one in a part of three.

# %% tags=["nbval-check-output"]
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    """The gradient of the mean loss over a batch, found by several workers.

    gradient_of: a function of weights, pictures and labels; it returns the gradient of
        the mean loss over these pictures, an array like the weights
    x, y: the batch: pictures and labels; at least as many as there are workers
    workers: how many; each calls gradient_of once, with its own part of the batch; the
        sizes of the parts differ by at most one
    returns: an array like the weights, the same as gradient_of(weights, x, y)
    """
    ### BEGIN SOLUTION
    mean = 0
    x_parts, y_parts = np.array_split(x, workers), np.array_split(y, workers)
    for x_part, y_part in zip(x_parts, y_parts, strict=True):
        share = len(x_part) / len(x)
        mean = mean + share * gradient_of(weights, x_part, y_part)
    return mean
    ### END SOLUTION


by_four = data_parallel_gradient(gradient_of, no_weights, x_batch, y_batch, workers=4)
print("the gradient of four workers:", by_four.shape)

# %% tags=["nbval-check-output"]
check.data_parallel_gradient(data_parallel_gradient)

# %% tags=["nbval-check-output"]
whole = gradient_of(no_weights, x_batch, y_batch)
by_seven = data_parallel_gradient(gradient_of, no_weights, x_batch, y_batch, workers=7)
for name, gradient in [("four", by_four), ("seven", by_seven)]:
    claim(
        f"{name} workers find the gradient of the whole batch, to six digits",
        np.abs(gradient - whole).max() / np.abs(whole).max(),
        at_most=1e-6,
    )

# %% [markdown]
# Nothing is approximate in this. Four workers with 32 pictures each *are* one worker with 128: the same gradients, the same steps, the same network in the end, up to the rounding of the last digits. All that may differ is the time.
#
# (One layer breaks the rule. Batch normalisation needs mean and standard deviation of the *whole* batch, and a worker sees its own part. Either it takes those of its part, which is a little different network, or the workers have to talk inside the forward pass as well. The engine that comes now talks.)
#
# ## Train
#
# ### The same with an engine
#
# Keras has this built in: `keras.distribution`. It works on the framework JAX (lesson 4 named it; it is what your Keras runs on in this lesson). You say which devices there are and that the data are to be split, and `fit` does the rest: splits each batch, computes in parallel, takes the mean.
#
# A laptop has one processor, and JAX can be told to treat it as four devices. They share its cores, so nothing gets faster. But it is the same program that runs on four graphics cards, and you can see whether it is right. (This has to be said before JAX computes for the first time. If the claim below fails, restart the kernel and run the cells again from the top.)

# %% tags=["nbval-check-output"]
import os

four = "--xla_force_host_platform_device_count=4"
if four not in os.environ.get("XLA_FLAGS", ""):
    os.environ["XLA_FLAGS"] = os.environ.get("XLA_FLAGS", "") + " " + four
devices = keras.distribution.list_devices("cpu")
print("devices:", *devices)
claim("JAX shows four devices", len(devices) == 4)

# %% tags=["nbval-check-output"]
def gradient_by_engine(devices):
    """The gradient of the batch: the weights start at 0, and one step with the
    learning rate 1 takes the gradient off."""
    engine = keras.distribution.DataParallel(devices=devices)
    with engine.scope():
        model = keras.Sequential([
            keras.Input(shape=(x_batch.shape[1],)),
            keras.layers.Dense(
                10, activation="softmax", use_bias=False, kernel_initializer="zeros"
            ),
        ])
        model.compile(
            optimizer=keras.optimizers.SGD(learning_rate=1.0),
            loss="sparse_categorical_crossentropy",
        )
        model.fit(x_batch, y_batch, batch_size=BATCH_SIZE, epochs=1, verbose=0)
        return -model.get_weights()[0]


claim(
    "four devices of the engine find the gradient that you found by hand",
    np.abs(gradient_by_engine(devices) - by_four).max(),
    at_most=1e-6,
)

# %% [markdown]
# Now lesson 4's network, with not a letter changed. The only new line is the one with `DataParallel`: what is built in its scope is copied to all devices, and what is trained in it is split. **Predict.** (On paper.) It trains for two epochs, once on one device and once on four. Will the losses be the same, nearly the same, or different? (About half a minute: the network is compiled twice.)

# %%
def convolution_block(filters, stride=1):
    """Convolution, batch normalisation, ReLU: three layers, as a list."""
    return [
        keras.layers.Conv2D(filters, 3, strides=stride, padding="same", use_bias=False),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
    ]


def build_cnn():
    """Lesson 4's network: pictures of shape (28, 28, 3) in, ten probabilities out."""
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)),
        keras.layers.Rescaling(1 / 255),
        *convolution_block(32, stride=2),
        *convolution_block(64),
        keras.layers.MaxPooling2D(),
        *convolution_block(128),
        keras.layers.MaxPooling2D(),
        *convolution_block(128),
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dense(10, activation="softmax"),
    ])


# %% tags=["nbval-ignore-output"]
def two_epochs(words):
    """Train lesson 4's network for two epochs; returns it and its losses."""
    keras.utils.set_random_seed(SEED)
    model = build_cnn()
    model.compile(
        optimizer=keras.optimizers.SGD(learning_rate=0.01),
        loss="sparse_categorical_crossentropy",
    )
    settings = {"epochs": 2, "callbacks": [Progress(words)], "verbose": 0}
    fitted = model.fit(x_train[:256], y_train[:256], batch_size=64, **settings)
    return model, np.array(fitted.history["loss"])


_, one_device = two_epochs("one device")
with keras.distribution.DataParallel(devices=devices).scope():
    model, four_devices = two_epochs("four devices")

# %% tags=["nbval-ignore-output"]
print("one device:  ", *one_device.round(6))
print("four devices:", *four_devices.round(6))
on_each = {shard.data.shape for shard in model.weights[0].value.addressable_shards}
print("the first layer's weights, on each of the four:", *on_each)
claim(
    "on one device and on four, the losses agree to three digits",
    np.abs(one_device / four_devices - 1).max(),
    at_most=0.005,
)

# %% [markdown] tags=["instructor"]
# **Minutes: 12.** Four devices 4, the script 4, the two processes 4. Why are the losses not the same to the last digit? Because a sum of numbers of 32 bits depends on the order in which it is made: (a + b) + c is not a + (b + c) in the last digit, and each step of a training makes such a difference a little larger. This is true of every cluster.

# %% [markdown]
# The same up to rounding, and each step starts from the rounding of the last, so the difference grows. Batch normalisation is included: the engine has the devices share their means, too. Each of them holds *all* weights; the batch alone is split.
#
# ### Two processes that talk
#
# The four devices live in one process and share its memory. On a cluster they do not. So now in earnest: a file, `jobs/train.py`, that is started several times, and nothing in common between the processes but a network. It is the same file that runs on one machine and on a cluster (the end of this lesson), and here are its most important pieces. First, how a worker joins the others, and what it takes of each batch. `WORKERS` is how many there are, `WORKER` which of them this one is; `stop` prints a sentence and ends it.

# %% tags=["nbval-ignore-output"]
import ast
from pathlib import Path

SCRIPT = Path("../jobs/train.py")


def show_parts(*names):
    """Print the functions and classes of these names, as they stand in the script."""
    text = SCRIPT.read_text(encoding="utf-8")
    for node in ast.parse(text).body:
        if getattr(node, "name", None) in names:
            print(ast.get_source_segment(text, node), end="\n\n\n")


show_parts("join", "Part")

# %% [markdown]
# `keras.distribution.initialize()` is where they meet. Each worker has been told three things in variables of its environment: how many workers there are (`KERAS_DISTRIBUTION_NUM_PROCESSES`), which number it has (`..._PROCESS_ID`), and at which address worker 0 waits (`..._JOB_ADDRESSES`). (`address:port`: a machine has one address and many **ports**, numbered doors; a program listens at one.) From then on they exchange gradients through **gloo**, a library for this; between graphics cards it would be NCCL.
#
# In `Part`, all workers draw the *same* order, and each takes another part of every batch: `batch[WORKER::WORKERS]`, beginning at its own number, every second one if there are two. The main function puts it together:

# %% tags=["nbval-ignore-output"]
show_parts("main")

# %% [markdown]
# (`auto_shard_dataset=False`: the engine need not split the batches, `Part` has done it.)
#
# Every worker runs all of it, from the first line to the last. Nobody is the master: worker 0 is where they meet, and it alone writes files; it trains like the others. Now start it: once alone, and then as two. Each worker is given one core, so that two have twice as much as one. (Ten to twenty seconds each. To start Python and to compile the network takes a good part of that.) In the last epoch of the two, worker 1 is made to sleep for half a second after each step. What does worker 0 say of that? (The answer comes under *The slowest one sets the pace*.)

# %% tags=["nbval-ignore-output"]
import json
import shutil
import tempfile

from workshop import processes

runs = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)  # until the kernel ends
pictures = Path(runs.name) / "pictures.npz"
np.savez(pictures, x_train=x_train[:WORKER_PICTURES], y_train=y_train[:WORKER_PICTURES])


LIMITS = {"threads": 1, "seconds": 600, "silence": 300}  # a quiet machine needs twenty


def command_of(name, *more):
    """What stands behind train.py; its files go to a folder of this name."""
    arguments = ["--data", pictures, "--folder", Path(runs.name) / name]
    arguments += ["--compiled", Path(runs.name) / "compiled", "--seed", SEED]
    arguments += ["--epochs", WORKER_EPOCHS, "--batch", BATCH_SIZE, "--rate", 0.01]
    return [*arguments, *more]


def empty(name):
    """Leave nothing of an earlier run with this name, or it would go on from there."""
    shutil.rmtree(Path(runs.name) / name, ignore_errors=True)


def train(workers, name, *more, **settings):
    """Run the script with some workers, until all are done."""
    command = command_of(name, *more)
    return processes.run(SCRIPT, workers, *command, **LIMITS, **settings)


def report(name):
    """What worker 0 wrote about each epoch: epoch, loss, step_seconds."""
    return json.loads((Path(runs.name) / name / "report.json").read_text())


# %% tags=["nbval-ignore-output"]
empty("one")
alone = train(1, "one")

# %% tags=["nbval-ignore-output"]
sleeps = ["--straggler", 1, "--pause", 0.5, "--slow-from", WORKER_EPOCHS]
empty("two")
pair = train(2, "two", *sleeps)

# %% tags=["nbval-ignore-output"]
def losses_said(lines):
    """The losses in the lines of one worker, as it printed them."""
    return [line.split("loss ")[1].split(",")[0] for line in lines if "loss" in line]


one = [entry["loss"] for entry in report("one")]
two = [entry["loss"] for entry in report("two")]
print("one process:  ", *np.round(one, 4))
print("two processes:", *np.round(two, 4))
claim(
    "the two workers have the same loss in each epoch, to the last digit printed",
    losses_said(pair.lines[0]) == losses_said(pair.lines[1]),
)
claim(
    "and one worker alone has the same, to one part in a hundred",
    np.abs(np.divide(two, one) - 1).max(),
    at_most=0.01,
)

# %% [markdown]
# Two processes that share no memory print the same loss. It is the mean over the *whole* batch: between them went the gradients, the losses and the means of batch normalisation, and the engine took the mean of each. That their steps are right, you see from the other claim: one worker alone, who saw all pictures of each batch, has the same losses.
#
# ## Validate
#
# ### What does not scale
#
# Twice as many workers, twice as fast? Write down what you expect, then look at the seconds. The next cell starts a team of four as well, for half a minute or so. (Not on the sample, where a start takes longer than the training.)
#
# **Predict.** One worker needs some milliseconds for a step of 128 pictures. How many times faster is a step of two workers, with 64 pictures each?

# %%
my_guess = None  # write your number here: times as fast

# %% tags=["nbval-ignore-output"]
runs_of = {1: "one", 2: "two"}
if TEAM > 2:
    empty("team")
    train(TEAM, "team", show=False, words=f"{TEAM} workers")
    runs_of[TEAM] = "team"


def step_seconds(name):
    """The seconds of a step, without the first epoch, which compiles, and the last."""
    return min(entry["step_seconds"] for entry in report(name)[1:-1])


measured = {workers: step_seconds(name) for workers, name in runs_of.items()}
cores = processes.cores()
for workers, seconds in measured.items():
    print(f"workers: {workers}, cores: {min(workers, cores)},", end=" ")
    print(f"{1000 * seconds:6.1f} ms a step,", end=" ")
    print(f"{measured[1] / seconds:.2f} times as fast as one")
predicted("how many times as fast two are", my_guess, measured[1] / measured[2])
claim(
    "twice the workers are not much more than twice as fast",
    measured[1] / measured[2],
    at_most=2.5,
    sample=6,
)

# %% [markdown]
# Three things eat what is missing: what nobody shares, the slowest worker, and the exchange (under *Test*). A fourth costs no time and yet something: a large batch learns differently. One by one.
#
# But first, how many cores has your machine? On two cores, four workers cannot be faster than two. They take turns. What four workers can show here is that it *works*, and what the talking costs. How it scales, they cannot show: that is computed further down.
#
# ### Exercise 10.2: the part that nobody shares
#
# Of each step, some part can be split among machines (the multiplications), and some part cannot: fetching the batch, starting the step, writing results to a disk. Say the part that can be split is 95 % of the time of one machine. On a thousand machines it takes nearly nothing, and the other 5 % take what they took. So a thousand machines are at most 20 times as fast as one. This is **Amdahl's law** (1967). Write it.
#
# <details><summary>Hint 1</summary>
#
# Say one machine takes 1 second. How long do `machines` machines take: for the one part, and for the other?
# </details>
# <details><summary>Hint 2</summary>
#
# How many times as fast: the time of one machine (1) divided by the time of many.
# </details>

# %% [markdown] tags=["instructor"]
# **Minutes: 8.** The measurement 2, the exercise 4, the straggler 2. How much faster two are depends on the machine, and on what else it does. If somebody gets more than 2: the single worker was disturbed. Do not explain it away; measure again. Why does the script pause at the *end* of a step? At its beginning JAX would compute on while Python sleeps, and a pause that is no longer than the computing would hide behind it (tried: 100 ms there made a step 40 to 55 ms longer).

# %% tags=["nbval-check-output"]
def amdahl(parallel_share, machines):
    """How many times as fast as one machine many are.

    parallel_share: the share of one machine's time that can be split, from 0 to 1
    machines: how many, a number or an array of numbers
    returns: a number, or an array of them
    """
    ### BEGIN SOLUTION
    return 1 / (1 - parallel_share + parallel_share / machines)
    ### END SOLUTION


print("95 % on 1000 machines:", round(amdahl(0.95, 1000), 1), "times as fast")

# %% tags=["nbval-check-output"]
check.amdahl(amdahl)

# %% tags=["nbval-ignore-output"] alt="Four curves over the number of machines from 1 to 64, both axes doubling. The one for a share of 100 percent is a straight line; those for 99, 95 and 80 percent bend away from it and reach 39, 15 and 5 at 64 machines."
machines = np.array([1, 2, 4, 8, 16, 32, 64])
for share in [1, 0.99, 0.95, 0.8]:
    plt.plot(machines, amdahl(share, machines), "o-", label=f"{share:.0%}")
plt.xscale("log", base=2)
plt.yscale("log", base=2)
plt.xticks(machines, machines)
plt.yticks(machines, machines)
plt.xlabel("machines")
plt.ylabel("times as fast as one")
plt.title("With 5 % that nobody shares, 64 machines are worth 15")
plt.legend(title="can be split")
plt.show()

# %% [markdown]
# ### The slowest one sets the pace
#
# The mean needs *all* gradients, so all wait for the last. Somebody always is the last: another program on that machine, a hot processor, a bad cable. Such a worker is called a **straggler**. You have had one already: in the last epoch of the two, worker 1 slept for half a second after each step. And worker 0, which was never slow? Its own clock says:

# %% tags=["nbval-ignore-output"]
slow = report("two")[-1]["step_seconds"]  # worker 0 writes the report
print(f"a step took {1000 * measured[2]:.0f} ms, and in the last epoch", end=" ")
print(f"{1000 * slow:.0f} ms")
claim(
    "worker 0 loses most of the half second that worker 1 slept",
    slow - measured[2],
    at_least=0.3,
    sample=0.2,
)

# %% [markdown]
# It waited, in every step. And the more workers, the surer one of them is late. Here is a computation in place of a cluster: each worker needs 100 ms a step, 10 % more or less by chance, and once in a hundred steps 300 ms.
#
# **Predict.** (On paper.) How long do 64 such workers need for a step, on average: about 110 ms, 200 or 300?

# %% tags=["nbval-check-output"]
random = np.random.default_rng(SEED)
times = 0.1 * random.lognormal(sigma=0.1, size=(1000, 64))
times[random.random(times.shape) < 0.01] = 0.3
lasts = [times[:, :n].max(axis=1).mean() for n in (1, 64)]
print(f"one alone: {1000 * lasts[0]:.0f} ms,", end=" ")
print(f"the last of 64: {1000 * lasts[1]:.0f} ms")
claim("64 wait about twice as long as one works", lasts[1] / lasts[0], at_least=1.8)

# %% [markdown]
# ### A large batch learns differently
#
# This is no matter of machines. For 4 workers to have enough to do, each should get as many pictures as one had: so the batch becomes 4 times as large, and an epoch has a quarter of the *steps*. Each step goes in a better direction (its mean is over more pictures). But with the same learning rate it is no longer than before. Fewer steps of the same length: after the same epochs the network is not as far.
#
# What if the step is made 4 times as long, since its direction can be trusted more? That is the rule: **batch times k, learning rate times k**. At the very beginning it is too much: the first weights are random, directions change with each step, and a long step may throw the network to where it does not come back from. So the rate begins as the small one and grows to the large one in a number of steps: the **warm-up** (Goyal and others, 2017, who trained ResNet-50 in one hour on 256 cards in this way).
#
# ### Exercise 10.3: scale the learning rate
#
# Write the rate of one step: in the warm-up it grows evenly from the small rate to the large one, and then it stays.
#
# <details><summary>Hint 1</summary>
#
# Two numbers first: where it begins (`small_rate`) and where it ends (`times * small_rate`).
# </details>
# <details><summary>Hint 2</summary>
#
# What share of the warm-up is over at this step? In step 0 it is 0, in step `warm_up_steps` and ever after it is 1. Beware of dividing by 0 where there is no warm-up.
# </details>
# <details><summary>Hint 3</summary>
#
# The beginning, plus that share of the way from the beginning to the end.
# </details>

# %% [markdown] tags=["instructor"]
# **Minutes: 9.** The idea 2, the exercise 4, three trainings and their table 3. The rule is for gradient descent with or without momentum; for Adam people often take the square root of k. It holds as long as the small batch's gradient is mostly noise: somewhere a larger batch stops helping.

# %% tags=["nbval-check-output"]
def learning_rate(step, small_rate, times, warm_up_steps):
    """The learning rate of one step, for a batch `times` as large as the small one.

    step: which step, a whole number; the first is 0
    small_rate: the rate that suits the small batch
    times: how many times as large the batch is
    warm_up_steps: over so many steps the rate grows, by the same amount in each, from
        small_rate (in step 0) to times * small_rate (in step warm_up_steps), and stays
        there; 0 for no warm-up: times * small_rate from the start
    returns: a number
    """
    ### BEGIN SOLUTION
    if step >= warm_up_steps:
        return times * small_rate
    return small_rate + step / warm_up_steps * (times * small_rate - small_rate)
    ### END SOLUTION


print([round(learning_rate(step, 0.1, 8, 4), 3) for step in range(7)])

# %% tags=["nbval-check-output"]
check.learning_rate(learning_rate)

# %% [markdown]
# Three trainings of the small network of lesson 4, equally many epochs: the small batch; the large one with the small one's rate; the large one with your rate. In all three the rate also shrinks towards the end, to nothing, as in lesson 4. (Together about a minute on two cores. They run in the notebook, on one device: as you have seen, four workers would do the same.)
#
# **Predict.** (On paper.) In which order will the three be, and how far apart?

# %%
def build_small_cnn():
    """Three blocks, each with stride 2, as in lesson 4's *Revise*."""
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)),
        keras.layers.Rescaling(1 / 255),
        *convolution_block(16, stride=2),
        *convolution_block(32, stride=2),
        *convolution_block(64, stride=2),
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dense(10, activation="softmax"),
    ])


# %%
import math


class FromTable(keras.optimizers.schedules.LearningRateSchedule):
    """Takes the learning rate of each step from a list."""

    def __init__(self, rates):
        super().__init__()
        self.rates = np.array(rates, dtype="float32")

    def __call__(self, step):
        number = keras.ops.minimum(keras.ops.cast(step, "int32"), len(self.rates) - 1)
        return keras.ops.take(self.rates, number)


def share_right(model):
    """The share of the test pictures whose most probable class is the right one."""
    answers = model.predict(x_test, batch_size=500, verbose=0).argmax(axis=1)
    return np.mean(answers == y_test)


# %%
def train_with(batch_size, times, warm_up, words):
    """Train lesson 4's small network; returns its losses and how often it is right."""
    steps = EPOCHS * math.ceil(len(x_train) / batch_size)
    warm_up_steps = int(warm_up * steps)
    rates = [learning_rate(n, SMALL_RATE, times, warm_up_steps) for n in range(steps)]
    rates *= np.linspace(1, 0, steps)  # all shrink towards the end, as in lesson 4
    keras.utils.set_random_seed(SEED)
    model = build_small_cnn()
    model.compile(
        optimizer=keras.optimizers.SGD(FromTable(rates), momentum=0.9),
        loss="sparse_categorical_crossentropy",
    )
    settings = {"epochs": EPOCHS, "callbacks": [Progress(words)], "verbose": 0}
    fitted = model.fit(x_train, y_train, batch_size=batch_size, **settings)
    return fitted.history["loss"], share_right(model)


# %% tags=["nbval-ignore-output"]
LARGE_BATCH = TIMES * SMALL_BATCH
trials = {
    "small batch": (SMALL_BATCH, 1, 0),
    "large, same rate": (LARGE_BATCH, 1, 0),
    "large, scaled, warm-up": (LARGE_BATCH, TIMES, WARM_UP),
}
curves, right = {}, {}
for name, settings in trials.items():
    curves[name], right[name] = train_with(*settings, words=name)
for name, share in right.items():
    print(f"{name:24s} {share:.1%} of the test pictures right")

# %% tags=["nbval-ignore-output"] alt="Three losses over the epochs: the large batch with the small one's rate stays highest; the small batch and the large one with the scaled rate come near to each other."
plots.curves(curves, "The large batch needs larger steps", "epoch", "loss", first=1)
plt.show()

# %% tags=["nbval-ignore-output"]
small, same, scaled = right.values()
claim("with the same rate, the large batch is behind", small - same, at_least=0.02)
claim(
    "scaled, with warm-up, it is within two points (on the small sample: near)",
    small - scaled,
    at_most=0.02,
    sample=0.1,
)

# %% [markdown]
# (One run of each, and 2,000 test pictures: a point more or less is chance. What if the rate is scaled without warm-up? Write `0` in place of `WARM_UP` two cells above and run it again, for another minute. Goyal and others needed the warm-up for their large network. Does this small one?)
#
# ## Revise
#
# ### A worker dies
#
# Machines break. One breaks perhaps every three years; then a thousand of them break once a day. (The training of Llama 3.1 had 419 unplanned interruptions in 54 days, on 16,384 cards, more than half of them through faults of the cards: *The Llama 3 Herd of Models*.) When one worker is gone, the others cannot take the mean, and all must stop. So a training that lasts longer than a day has to be one that can be killed at any moment and goes on.
#
# The remedy is a **checkpoint**: a file with all that is needed to go on: the weights, what the optimiser remembers, which epoch it was. Keras's own `.keras` file holds the first two; the epoch stands in its name. Two thoughts make it safe:
#
# - *Whole or not at all.* If the worker dies while it writes, half a file is left. So it writes under another name, and renames when all is written: renaming happens in one moment.
# - *Two generations.* Disks fill up and break, too. If the newest file is damaged all the same, there is one more.
#
# ### Exercise 10.4: where to go on
#
# Choose the checkpoint to go on from: the newest one that is whole. The files are called `epoch-7.keras`, `epoch-12.keras`; other files may lie beside them, such as `unfinished-epoch-13.keras`, whose writer died before renaming it. What the clock says of a file means nothing: somebody may have copied it.

# %%
import zipfile


def is_whole(file):
    """Whether nothing is missing from a .keras file, which is a zip file."""
    try:
        with zipfile.ZipFile(file) as parts:
            return parts.testzip() is None
    except (OSError, zipfile.BadZipFile):
        return False


# %% [markdown]
# <details><summary>Hint 1</summary>
#
# `folder.glob("epoch-*.keras")` gives all files with such names. `file.stem` is the name without its ending: `"epoch-12"`.
# </details>
# <details><summary>Hint 2</summary>
#
# Sorted as text, `"epoch-12"` comes before `"epoch-7"`. Which number do you have to sort by? A function can be handed to `sorted` with `key=`, and `reverse=True` turns the order round.
# </details>
# <details><summary>Hint 3</summary>
#
# Go from the newest to the oldest and return the first that `is_whole`. What remains to be returned if there is none?
# </details>

# %% [markdown] tags=["instructor"]
# **Minutes: 8.** The idea 2, the exercise 4, the kills 2. Expect `max(files)`, which sorts as text, and the newest by the clock. Who has lost a long computation to a power cut? How much would have been lost here?

# %% tags=["nbval-ignore-output"]
def latest(folder):
    """The checkpoint to go on from: the newest that is whole.

    folder: a pathlib.Path; checkpoints in it are called epoch-1.keras, epoch-12.keras
    returns: the path of the file, or None if no checkpoint is whole
    """
    ### BEGIN SOLUTION
    def epoch_of(file):
        return int(file.stem.split("-")[1])

    for file in sorted(folder.glob("epoch-*.keras"), key=epoch_of, reverse=True):
        if is_whole(file):
            return file
    return None
    ### END SOLUTION


found = latest(Path(runs.name) / "one")
print("to go on from:", found and Path(found).name)

# %% tags=["nbval-check-output"]
check.latest(latest)

# %% [markdown]
# This is how the script does it, with what belongs to it:

# %% tags=["nbval-ignore-output"]
show_parts("epoch_of", "checkpoints", "latest", "write_whole", "Keep")

# %% [markdown]
# Now kill it. The moments come from the seed: some time after the end of an epoch, somewhere in the next. The killing is real: the system ends worker 1 at once, with no chance to tidy up, as if the plug were pulled. When one is gone, the notebook, which started both, ends the other as well; then both are started anew, until they get through. (Three starts, up to a minute.)
#
# **Predict.** (On paper.) Compared with the run that nobody disturbed: will the last loss be the same, nearly the same, or worse? And the network?

# %% tags=["nbval-ignore-output"]
random = np.random.default_rng(SEED)
epoch_seconds = measured[2] * (WORKER_PICTURES // BATCH_SIZE)
kills = 0
empty("killed")
for last_epoch in KILLED_BEHIND:
    with processes.Workers(SCRIPT, 2, *command_of("killed"), **LIMITS) as workers:
        for number, line in workers:
            if number == 1 and f"epoch {last_epoch} of" in line:
                time.sleep(epoch_seconds * random.uniform(0, 0.9))
                workers.kill(1)
    kills += len(workers.killed)
print("killed", kills, "times")
train(2, "killed", show=False, words="the last start")

# %% tags=["nbval-ignore-output"]
undisturbed, disturbed = report("two"), report("killed")
for calm, killed in zip(undisturbed, disturbed, strict=True):
    print(f"epoch {calm['epoch']}: loss {calm['loss']:.6f},", end=" ")
    print(f"killed {killed['loss']:.6f}")
epochs = [entry["epoch"] for entry in disturbed]
claim("a worker was killed each time", kills == len(KILLED_BEHIND))
claim("every epoch is there, once", epochs == [*range(1, WORKER_EPOCHS + 1)])
claim(
    "the killed run ends where the undisturbed one ended",
    abs(disturbed[-1]["loss"] / undisturbed[-1]["loss"] - 1),
    at_most=0.001,
)

# %% tags=["nbval-ignore-output"]
probabilities = []
for name in ("two", "killed"):
    model = keras.models.load_model(latest(Path(runs.name) / name))
    probabilities.append(model.predict(x_test, batch_size=500, verbose=0))
rights = [np.mean(each.argmax(axis=1) == y_test) for each in probabilities]
print(f"test pictures right: undisturbed {rights[0]:.1%}, killed {rights[1]:.1%}")
claim(
    "and the network of the killed run is right as often",
    abs(rights[0] - rights[1]),
    at_most=0.005,
)
claim(
    "because it gives every test picture the same probabilities",
    np.abs(probabilities[0] - probabilities[1]).max(),
    at_most=0.01,
)

# %% [markdown]
# Nothing is lost but the steps since the last checkpoint, which are made again. For that the order of the pictures must not be lost either. Look at `Part`: the order of an epoch depends on the seed and the number of the epoch, and on nothing else, so a worker that begins in the middle draws the same order as one that was there from the start. (How often should one write? Often enough that little is lost, seldom enough that writing costs little.)
#
# ### The model in parts
#
# All this time each worker held *all* weights. What if they do not fit into one machine's memory? The largest Llama 3.1 has 405 billion weights: 810 gigabytes at two bytes each, and its cards have 80. Then the model itself has to be split: **model parallel**. A layer's matrix is cut into columns, each device holds some of them and computes some of the outputs. In ten lines: the *mesh* lays out two devices; the *layout* says that weights called `wide/kernel` keep their rows whole (`None`) and have their columns spread along the axis `model`. (Here the wide layer alone is split.)

# %% tags=["nbval-check-output"]
mesh = keras.distribution.DeviceMesh((1, 2), ["batch", "model"], devices[:2])
layout = keras.distribution.LayoutMap(mesh)
layout[".*wide/kernel"] = (None, "model")  # columns to different devices
engine = keras.distribution.ModelParallel(layout_map=layout, batch_dim_name="batch")
with engine.scope():
    split_model = keras.Sequential([
        keras.Input(shape=(x_batch.shape[1],)),
        keras.layers.Dense(512, activation="relu", name="wide"),
        keras.layers.Dense(10, activation="softmax"),
    ])
    by_halves = split_model.predict(x_batch, verbose=0)
kernel = split_model.layers[0].kernel.value
pieces = [shard.data.shape for shard in kernel.addressable_shards]
print("the whole layer:", kernel.shape, "on each device:", *pieces)

# %% tags=["nbval-check-output"]
half = kernel.shape[0], kernel.shape[1] // 2
claim("each device holds half of the layer", pieces == [half, half])
whole_model = keras.models.clone_model(split_model)  # outside of the scope: not split
whole_model.set_weights(split_model.get_weights())
claim(
    "and the answers are those of the whole network",
    np.abs(whole_model.predict(x_batch, verbose=0) - by_halves).max(),
    at_most=1e-4,
)

# %% tags=["nbval-ignore-output"] alt="Two panels. Left, data parallel: two devices, each with the whole network of three layers, each with another half of the batch. Right, model parallel: two devices, each with one half of every layer, both with the whole batch, and arrows between the halves."
figure, axes = plt.subplots(1, 2, figsize=(11, 4.2))
for ax, split in zip(axes, [False, True], strict=True):
    for device, color in enumerate([plots.SKY, plots.ORANGE]):
        left = 3.2 * device
        part = "the whole batch" if split else f"half {device + 1} of the batch"
        ax.text(left + 1.2, -0.4, part, ha="center", size=12)
        ax.text(left + 1.2, 3.5, f"device {device}", ha="center", size=12)
        for layer in range(3):
            width, start = (1.2, 0.6) if split else (2.4, 0)
            box = plt.Rectangle((left + start, layer + 0.2), width, 0.6)
            box.set(facecolor=color, edgecolor="black")
            ax.add_patch(box)
    if split:
        for layer in range(3):
            style = {"arrowstyle": "<->", "color": "black"}
            ax.annotate("", (3.75, layer + 0.5), (1.85, layer + 0.5), arrowprops=style)
    ax.set(xlim=(-0.3, 6), ylim=(-0.8, 4))
    ax.axis("off")
axes[0].set_title("Data parallel: the network is copied")
axes[1].set_title("Model parallel: each layer is split")
plt.show()

# %% [markdown]
# The price: the halves have to be exchanged in *every layer*, forward and backward, where data parallel exchanges once a step. So model parallel is for devices with very fast connections, mostly inside one machine, and data parallel between machines. The largest trainings do both, and a third: the first layers here, the last ones there, one behind the other as on an assembly line (**pipeline parallel**).

# %% [markdown] tags=["instructor"]
# **Minutes: 3.** The drawing is enough for a class. Which of the two would you take for a network that fits into one card? (Data parallel, always: fewer messages.)

# %% [markdown]
# ## Test
#
# ### Exercise 10.5: predict the time
#
# Before you ask for 64 machines: how long will a step take on them? Three parts.
#
# - *Computing* is divided by the number of machines.
# - *Fixed* is what no machine saves (Amdahl).
# - *The exchange*: all gradients have to be added up, and all machines need the sum. A way that sends as few bytes as can be is a **ring**. The gradient is cut into n parts, as many as there are machines. In each turn every machine sends one part to its neighbour: n − 1 turns until each part has been added up on one of them, and n − 1 more until all have all the sums. So each one sends 2 (n − 1) parts, 2 (n − 1) / n times the bytes of the gradient: for 2 machines once the gradient, for many machines nearly twice, never more. These bytes, divided by the **bandwidth** (the bytes that go through the network in a second), are the seconds.
#
# <details><summary>Hint 1</summary>
#
# Three terms, added. The first and the third depend on the number of machines.
# </details>
# <details><summary>Hint 2</summary>
#
# Put in 1 for the number of machines: the exchange must vanish.
# </details>

# %% [markdown] tags=["instructor"]
# **Minutes: 8.** The exercise 4, prediction and measurement 2, the job files 2. Let somebody stand with three others in a ring, each with four numbers on paper, and add them up by passing on one number at a time: after twice three rounds everybody has all four sums.

# %% tags=["nbval-check-output"]
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    """The seconds of one step on many machines.

    machines: how many, a number or an array of numbers
    computing: seconds that one machine computes, and that can be split
    fixed: seconds that nobody saves
    gradient_bytes: the size of the gradient
    bandwidth: bytes a second between neighbours in the ring
    returns: a number, or an array of them
    """
    ### BEGIN SOLUTION
    exchange = 2 * (machines - 1) / machines * gradient_bytes / bandwidth
    return computing / machines + fixed + exchange
    ### END SOLUTION


print([round(predicted_seconds(n, 0.8, 0.05, 1e6, 1e8), 4) for n in (1, 2, 4)])

# %% tags=["nbval-check-output"]
check.predicted_seconds(predicted_seconds)

# %% [markdown]
# Now for the team of four, from what was measured with one worker and with two. (On the sample there is no such team, and the prediction is made for the two that it was made from.) With one worker nothing is exchanged, so its whole step counts as computing. What two need more than half of that is put down to the exchange; it gives a bandwidth. And four workers? On a machine with two cores, each core works for two of them, so each part of the computing takes twice as long: the factor `turns`.

# %% tags=["nbval-ignore-output"]
gradient_bytes = 4 * build_cnn().count_params()  # four bytes a number


def turns(workers):
    """How many workers each core has to work for."""
    return workers / min(workers, cores)


computing = measured[1]
exchange = max(measured[2] - turns(2) * computing / 2, 1e-4)
bandwidth = gradient_bytes / exchange
work = turns(TEAM) * computing
team_predicted = predicted_seconds(TEAM, work, 0, gradient_bytes, bandwidth)
print(f"the gradient: {gradient_bytes / 1e6:.1f} MB,", end=" ")
print(f"between two: {bandwidth / 1e6:.0f} MB a second")
print(f"{TEAM} workers: predicted {1000 * team_predicted:.0f} ms a step,", end=" ")
print(f"measured {1000 * measured[TEAM]:.0f} ms")
claim(
    "the prediction for the team is right within a factor of two",
    max(team_predicted / measured[TEAM], measured[TEAM] / team_predicted),
    at_most=2,
    sample=6,
)

# %% [markdown]
# (The bandwidth that comes out is no property of a cable: it holds all that two processes on two cores lose to each other, also the waiting of one for the other, and a small gradient is mostly waiting.) What would a real cluster do? Suppose machines that compute as your one core does, and a network of 10 gigabits a second, 1.25 billion bytes. Say 3 ms of each step are fixed. First with lesson 4's batch of 128 for all machines together; then with 128 pictures for *each* machine.

# %% tags=["nbval-ignore-output"] alt="Times as fast over the number of machines from 1 to 64, both axes doubling. Dotted: as many times as machines. The curve of a batch of 128 for all bends down; the one of 128 for each machine stays near the dotted line; the points measured here for up to 4 workers lie at or below both."
network = {"fixed": 0.003, "gradient_bytes": gradient_bytes, "bandwidth": 1.25e9}
one_step = predicted_seconds(1, computing, **network)
same_batch = one_step / predicted_seconds(machines, computing, **network)
each = machines * computing  # so many times the pictures, so many times the work
batch_each = machines * one_step / predicted_seconds(machines, each, **network)
plt.plot(machines, machines, ":", color=plots.BLACK, label="as many times as machines")
plt.plot(machines, batch_each, "o-", color=plots.GREEN, label="128 pictures for each")
plt.plot(machines, same_batch, "s-", color=plots.BLUE, label="128 pictures for all")
found = [measured[1] / measured[n] for n in measured]
marks = {"color": plots.RED, "markersize": 11, "label": f"measured, {cores} cores"}
plt.plot([*measured], found, "X", **marks)
plt.xscale("log", base=2)
plt.yscale("log", base=2)
plt.xticks(machines, machines)
plt.yticks(machines, machines)
plt.xlabel("machines")
plt.ylabel("speed (one machine: 1)")
plt.title("Predicted for a cluster, measured here")
plt.legend()
plt.show()

# %% tags=["nbval-check-output"]
# With round numbers, so that every machine prints the same: 0.2 s of computing.
step = predicted_seconds(machines, 0.2, 0.003, 1e6, 1.25e9)
print("128 pictures for all:", *(f"{step[0] / each:.1f}" for each in step))
claim("64 machines are less than half of 64 times as fast", step[0] / step[-1] < 32)

# %% [markdown]
# With a fixed batch, 64 machines have two pictures each and mostly wait. With a batch that grows, they have enough to do, and then exercise 10.3 decides how much is *learnt*. Between these two limits lies every large training.
#
# ### On a cluster
#
# A cluster has many users and a program that gives out machines. You hand it a file that says what you need. The training script stays as it is. In universities that program is mostly **Slurm**:

# %% tags=["nbval-ignore-output"]
print(Path("../jobs/slurm.sh").read_text(encoding="utf-8"))

# %% [markdown]
# `sbatch slurm.sh` hands it in. And in companies it is often **Kubernetes**, which starts containers, programs packed with all they need:

# %% tags=["nbval-ignore-output"]
print(Path("../jobs/kubernetes.yaml").read_text(encoding="utf-8"))

# %% [markdown]
# Look for the three variables in both. With the command behind `train.py`, they are all that the script wants to know. (Nothing here has run on a cluster: the two files are checked against the rules of Slurm and of Kubernetes, and the script runs as you have seen. And in Colab, *Runtime*, *Change runtime type* gives one graphics card: leave out `devices=`, and `keras.distribution.DataParallel()` takes all the cards there are. On a machine with eight it is the same line.)
#
# ### Diagnose
#
# A colleague has four workers at last. The training runs, all four are busy all night, nothing is reported. But the loss goes exactly as it did on one machine with a quarter of the batch. This is the beginning of the run, with the loss of each worker on its own part of the batch. (The network is that of exercise 10.1, so that it takes no time. `Worker` is the colleague's class: you may look, and look again after you have read the table.)

# %% tags=["nbval-ignore-output"]
class Worker:
    """One of the colleague's workers."""

    def __init__(self, number, workers, batch_size):
        self.number, self.share = number, batch_size // workers
        self.order = np.random.default_rng(SEED).permutation(len(x_train))

    def next_part(self, step):
        chosen = self.order[step * self.share : (step + 1) * self.share]
        return x_train[chosen].reshape(self.share, -1) / 255, y_train[chosen]


def loss_of(weights, x, y):
    scores = x @ weights
    return np.mean(np.log(np.exp(scores).sum(axis=1)) - scores[np.arange(len(y)), y])


def steps_of(team, steps=6, rate=0.001):
    """Train together; returns the losses of all workers, step by step."""
    weights = np.random.default_rng(SEED).normal(size=no_weights.shape) / 100
    losses = []
    for step in range(steps):
        parts = [worker.next_part(step) for worker in team]
        losses.append([loss_of(weights, *part) for part in parts])
        gradients = [gradient_of(weights, *part) for part in parts]
        weights = weights - rate * np.mean(gradients, axis=0)
    return losses


# %% tags=["nbval-ignore-output"]
together = steps_of([Worker(number, workers=4, batch_size=128) for number in range(4)])
single = steps_of([Worker(0, workers=1, batch_size=32)])
print("        the four workers                      one, a quarter of the batch")
for step, (losses_of_four, (loss,)) in enumerate(zip(together, single, strict=True)):
    print(f"step {step}:", *(f"{each:.6f}" for each in losses_of_four), f" {loss:.6f}")

# %% [markdown]
# ### Exercise 10.6: four times the work for nothing
#
# **Diagnose.** What is wrong?
#
# - `"a"`: the four gradients are added up, and nobody divides by four;
# - `"b"`: each worker takes the same pictures out of the order;
# - `"c"`: the gradients of three workers come too late and are dropped;
# - `"d"`: the learning rate was not scaled to the larger batch.
#
# Set `cause` to your letter, in quotes, and mend it: write the function that says which pictures a worker takes in a step. (Two lines to replace: one in the function, one below it.)
#
# <details><summary>Hint 1</summary>
#
# Each of the four would make the loss fall otherwise than hoped. But which of them explains the four columns of the table?
# </details>
# <details><summary>Hint 2</summary>
#
# First the whole batch of this step, a slice of `order` that does not depend on the worker. Then this worker's part of it.
# </details>
# <details><summary>Hint 3</summary>
#
# `Part` in the script does it with a slice that begins at the worker's number. Blocks, one behind the other, do it as well.
# </details>

# %% [markdown] tags=["instructor"]
# **Minutes: 6.** Most say d, since the lesson has just said so; d would not make the four losses equal. c explains the speed, but then the columns would differ. This happens often: in many libraries each process makes its own shuffled data set, from the same seed. What makes it so bad is that nothing fails.

# %% tags=["nbval-check-output"]
def part_of(order, step, batch_size, worker, workers):
    """The pictures that one worker takes in one step.

    order: array with the numbers of all pictures, the same for all workers
    step: which step, from 0; batch_size: pictures of one step, all workers together
    worker: which worker, from 0; workers: how many; batch_size is a multiple of it
    returns: array of batch_size // workers numbers out of order; the parts of all
        workers together are the numbers of this step's batch, each once
    """
    ### BEGIN SOLUTION
    batch = order[step * batch_size : (step + 1) * batch_size]
    return batch[worker::workers]
    ### END SOLUTION


cause = None  # so that nothing is left of an earlier try
### BEGIN SOLUTION
cause = "b"
### END SOLUTION
for worker in range(4):
    print("worker", worker, "takes", *part_of(np.arange(10, 26), 1, 8, worker, 4))

# %% tags=["nbval-check-output"]
check.same_data(cause, part_of)

# %% [markdown]
# All four drew the same order, which is right, and all four took the same part of it. Four equal gradients have a mean that is equal to each of them: one machine's work, done four times. Your function mends it, and the losses of the workers differ again:

# %% tags=["nbval-ignore-output"]
class MendedWorker(Worker):
    """Takes its pictures by your function."""

    def __init__(self, number, workers, batch_size):
        super().__init__(number, workers, batch_size)
        self.settings = batch_size, number, workers

    def next_part(self, step):
        chosen = part_of(self.order, step, *self.settings)
        return x_train[chosen].reshape(len(chosen), -1) / 255, y_train[chosen]


mended = steps_of([MendedWorker(n, workers=4, batch_size=128) for n in range(4)])
for step, losses_of_four in enumerate(mended):
    print(f"step {step}:", *(f"{each:.6f}" for each in losses_of_four))

# %% tags=["nbval-check-output"]
different = {len(np.unique(np.round(step, 6))) for step in mended}
claim("mended, each worker has a loss of its own in each step", different == {4})

# %% [markdown]
# ## Quiz
#
# **1. Eight workers, batches of 256 in all. How many pictures does each worker see in a step, and how many different gradients are there after the exchange?**
#
# <details><summary>Answer</summary>
#
# 32 pictures, and one gradient: the mean, the same for all. Whoever says eight thinks of the moment before.
# </details>
#
# **2. Ten percent of a step cannot be split. A colleague wants a hundred machines in place of ten. What does it bring?**
#
# <details><summary>Answer</summary>
#
# Ten machines: 1 / (0.1 + 0.09) = 5.3 times as fast. A hundred: 1 / (0.1 + 0.009) = 9.2 times. Ten times the machines for less than twice the speed; and as they are needed for little more than half the time, nearly six times the bill. (Never more than 10, with any number.)
# </details>
#
# **3. A training on 64 workers writes a checkpoint each hour; about every ten hours a worker dies. Which share of the time is lost by this, on average, if the restart takes five minutes?**
#
# <details><summary>Answer</summary>
#
# A death costs half an hour on average (the work since the last checkpoint) and five minutes: 35 minutes in ten hours, about 6 %. Checkpoints every ten minutes would make it 10 minutes, less than 2 %, plus what the writing costs.
# </details>
#
# **4. A network of 3 billion weights fits into one card, but the batch you want does not. Data parallel or model parallel?**
#
# <details><summary>Answer</summary>
#
# Data parallel: each card takes a part of the batch. Model parallel is for weights that do not fit, and pays for it with messages in each layer.
# </details>
#
# ## Recap
#
# - **Data parallel**: each worker has all weights and a part of the batch; the mean of the gradients, weighted by the sizes, is the gradient of the whole batch.
# - With Keras on JAX it is two lines, on devices of one machine and, with `initialize`, on processes that talk over a network.
# - It does not scale for ever: what cannot be split (**Amdahl**), the slowest worker (**straggler**), the exchange (a **ring**).
# - A larger batch wants a larger learning rate, with a **warm-up**.
# - Workers die. **Checkpoints**, whole or not at all, and an order that depends on the seed and the epoch alone, make it harmless.
# - **Model parallel** is for what does not fit.
#
# ## Go further
#
# 1. Write a checkpoint every 20 steps in place of every epoch. What has to be known to go on in the middle of an epoch?
# 2. How large can the batch become? Train with 4, 16 and 64 times the small one, scaled with warm-up, and draw how often each is right.
# 3. Send gradients with half the digits (`bfloat16`, lesson 4's *Speedrun*): how far do they differ from the whole ones, and how does that change the prediction for 64 machines?
