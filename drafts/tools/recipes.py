"""recipes.py NAME [key=value ...]: train lesson 8's GPT by a recipe; nats on a VALIDATION part, seconds, steps.

The validation part is the tenth before the last one. It is not trained on; the last tenth (the lesson's test part) is
never read. All is the lesson's own (positions, windows, warm-up, cosine, how it is judged) but what a recipe changes.

    recipes.py list                          the recipes, and what each changes
    recipes.py count                         what counting leaves on the validation part (5 s), to compare with
    recipes.py present                       the lesson's recipe as it stands
    recipes.py present seconds=170           the same, with as many steps as fit in 170 s of this machine
    recipes.py present steps=20 held=0.05    a try
Each run prints one line `RESULT ...` at the end.
"""

import ast
import os
import sys
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import keras
import numpy as np

TEXT = os.path.join(os.environ["WORKSHOP_MIRROR"], "shakespeare.txt")
LESSON = dict(
    width=128, blocks=4, heads=4, wide=4, bend="gelu", length=64, batch=32, steps=1500, rate=0.003,
    warm=100, fall="cosine", decay=0.1, beta_2=0.99, drop=0.0, optimizer="adamw", jit="auto", tied=True,
    even=False,  # windows side by side, shifted anew in each pass, in place of windows from anywhere
    short=0.0,  # the share of the steps that read windows of half the length, twice as many of them
    small=0.0,  # the share of the steps that read batches of half the size
    qk=False,  # queries and keys are normalised
    small_out=False,  # what is added to the stream begins small: divided by the root of how many parts add
    seconds=0.0, seed=0,
    held=1.0,  # the share of the validation part that is judged (small for a try)
)  # fmt: skip
#: What each changes, and the sentence for the learner.
RECIPES = {
    "present": ({}, "the lesson as it stands"),
    "xla": ({"jit": True}, "(no change but the time: XLA compiles each step; Keras's own choice here is not to)"),
    "even": ({"even": True, "fall": "linear"}, "each character is read equally often; the rate falls in a straight line to 0"),
    "muon": ({"optimizer": "muon"}, "Muon: the step of a matrix is turned so that all its directions count alike"),
    "narrow": ({"width": 96, "steps": 2400}, "a narrower stream, and more steps in the same time"),
    "halves": ({"batch": 16, "steps": 2700, "rate": 0.0025}, "half the batch, nearly twice as many steps in the same time"),
    "growing": ({"small": 0.5, "steps": 1950}, "small batches first: as long as all is wrong, a rough direction will do"),
    "short": ({"short": 0.4}, "short windows first: what is to be learnt at first stands close by"),
    "drop": ({"drop": 0.05, "steps": 1800}, "dropout of 5 %, and longer"),
    "decay": ({"decay": 0.3, "beta_2": 0.95, "steps": 1800}, "weights pulled harder towards 0, and longer"),
    "thin": ({"wide": 2, "heads": 8, "steps": 2000}, "dense layers half as wide, twice as many heads, more steps"),
    "relu": ({"bend": "relu"}, "ReLU in place of gelu: as in lesson 2, and cheaper"),
    "begin": ({"small_out": True, "rate": 0.004}, "what is added to the stream begins small, and so the steps may be larger"),
    "qk": ({"qk": True, "rate": 0.006}, "queries and keys normalised: no spikes, so larger steps (not with Keras's own layer)"),
    "untied": ({"tied": False}, "another matrix for the scores than for the points"),
}  # fmt: skip


def positions(length, size):
    hands = np.arange(0, size, 2)
    angles = np.arange(length)[:, np.newaxis] / 10000 ** (hands / size)
    table = np.zeros((length, size))
    table[:, 0::2], table[:, 1::2] = np.sin(angles), np.cos(angles)
    return table.astype("float32")


@keras.saving.register_keras_serializable("recipes")
class Looks(keras.layers.Layer):
    """Attention with queries and keys normalised, by hand."""

    def __init__(self, heads, size):
        super().__init__()
        self.heads, self.of_each = heads, size // heads
        self.makes = keras.layers.Dense(3 * size)
        self.norms = [keras.layers.LayerNormalization() for _ in range(2)]
        self.back = keras.layers.Dense(size)

    def call(self, x):
        ops = keras.ops
        length, size = x.shape[1], x.shape[2]
        q, k, v = (
            ops.transpose(ops.reshape(part, (-1, length, self.heads, self.of_each)), (0, 2, 1, 3))
            for part in ops.split(self.makes(x), 3, axis=-1)
        )
        q, k = self.norms[0](q), self.norms[1](k)
        scores = ops.matmul(q, ops.transpose(k, (0, 1, 3, 2))) / self.of_each**0.5
        scores = ops.where(np.tri(length, dtype=bool), scores, -1e9)
        found = ops.transpose(ops.matmul(ops.softmax(scores), v), (0, 2, 1, 3))
        return self.back(ops.reshape(found, (-1, length, size)))


def block(x, how):
    """The lesson's block, where the recipe changes nothing."""
    size, layers = x.shape[-1], keras.layers
    shares = (2 * how["blocks"]) ** 0.5 if how["small_out"] else 1

    def added(found):
        found = found / shares if shares > 1 else found
        return x + (layers.Dropout(how["drop"])(found) if how["drop"] else found)

    normal = layers.LayerNormalization()(x)
    if how["qk"]:
        found = Looks(how["heads"], size)(normal)
    else:
        attention = layers.MultiHeadAttention(how["heads"], size // how["heads"])
        found = attention(normal, normal, use_causal_mask=True)
    x = added(found)
    normal = layers.LayerNormalization()(x)
    return added(layers.Dense(size)(layers.Dense(how["wide"] * size, activation=how["bend"])(normal)))


def build(n_characters, length, how):
    inputs = keras.Input((length,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(n_characters, how["width"], tie_weights=how["tied"])
    x = embedding(inputs) * how["width"] ** 0.5 + positions(length, how["width"])
    for _ in range(how["blocks"]):
        x = block(x, how)
    return keras.Model(inputs, embedding(keras.layers.LayerNormalization()(x), reverse=True))


class Windows(keras.utils.PyDataset):
    def __init__(self, text, steps, length, batch, seed, even):
        super().__init__()
        self.text, self.steps, self.length, self.batch, self.even = text, steps, length, batch, even
        self.random, self.left = np.random.default_rng(seed), np.zeros(0, dtype=int)

    def __len__(self):
        return self.steps

    def __getitem__(self, number):
        if self.even:
            while len(self.left) < self.batch:
                begin = self.random.integers(self.length)
                starts = np.arange(begin, len(self.text) - self.length - 1, self.length)
                self.left = np.concatenate([self.left, self.random.permutation(starts)])
            starts, self.left = self.left[: self.batch], self.left[self.batch :]
        else:
            starts = self.random.integers(0, len(self.text) - self.length, size=self.batch)
        cut = self.text[starts[:, np.newaxis] + np.arange(self.length + 1)]
        return cut[:, :-1], cut[:, 1:]


@keras.saving.register_keras_serializable("recipes")
class Rate(keras.optimizers.schedules.LearningRateSchedule):
    def __init__(self, rate, steps, warm, fall):
        self.rate, self.steps, self.warm, self.fall = rate, steps, warm, fall

    def __call__(self, step):
        ops = keras.ops
        step = ops.cast(step, "float32")
        left = 1 - ops.clip((step - self.warm) / max(self.steps - self.warm, 1), 0, 1)
        falls = left if self.fall == "linear" else (1 - ops.cos(np.pi * left)) / 2
        return self.rate * ops.minimum(step / max(self.warm, 1), 1.0) * falls


class Clock(keras.callbacks.Callback):
    """Seconds of training, with and without the first batch of each fit, and of each of the rest."""

    def __init__(self):
        super().__init__()
        self.all = self.steady = self.busy = 0.0
        self.n = 0

    def on_train_begin(self, logs=None):
        self.began, self.first = time.monotonic(), None

    def on_train_batch_end(self, batch, logs=None):
        if self.first is None:
            self.first, self.first_busy = time.monotonic(), time.process_time()
        else:
            self.n += 1

    def on_train_end(self, logs=None):
        now = time.monotonic()
        self.all += now - self.began
        self.steady += now - self.first
        self.busy += time.process_time() - self.first_busy


def nats(model, text, length):
    """As the lesson judges: the second half of each window, windows half a window apart."""
    half, parts = length // 2, []
    starts = np.arange(0, len(text) - length - 1, half)
    cut = text[starts[:, np.newaxis] + np.arange(length + 1)]
    for begin in range(0, len(cut), 128):
        scores = model.predict_on_batch(cut[begin : begin + 128, :-1])
        scores = scores - scores.max(axis=-1, keepdims=True)
        came = cut[begin : begin + 128, 1:, np.newaxis]
        parts.append(np.log(np.exp(scores).sum(axis=-1)) - np.take_along_axis(scores, came, axis=-1)[..., 0])
    return np.concatenate(parts)[:, half:].mean()


def optimizer_of(how):
    warm = min(how["warm"], how["steps"] // 10)
    rate = Rate(how["rate"], how["steps"], warm, how["fall"])
    if how["optimizer"] == "muon":
        return keras.optimizers.Muon(
            rate, weight_decay=how["decay"], adam_weight_decay=how["decay"], adam_beta_2=how["beta_2"]
        )
    return keras.optimizers.AdamW(rate, weight_decay=how["decay"], beta_2=how["beta_2"])


def train(how, training, n_characters):
    """A trained GPT, its clock and the loss of its last fit."""
    keras.utils.set_random_seed(how["seed"])
    model = build(n_characters, how["length"], how)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    optimizer, clock = optimizer_of(how), Clock()
    length, batch, steps = how["length"], how["batch"], how["steps"]
    parts = []
    if how["short"]:
        parts.append((int(steps * how["short"]), length // 2, 2 * batch))
    if how["small"]:
        parts.append((int(steps * how["small"]), length, batch // 2))
    parts.append((steps - sum(part[0] for part in parts), length, batch))
    logs = {}
    for place, (n, its_length, its_batch) in enumerate(parts):
        now = model
        if its_length != length:  # the same weights, for another length
            now = build(n_characters, its_length, how)
            now.set_weights(model.get_weights())
        now.compile(optimizer=optimizer, loss=loss, jit_compile=how["jit"])
        windows = Windows(training, n, its_length, its_batch, how["seed"] + 1000 * place, how["even"])
        logs = now.fit(windows, epochs=1, verbose=0, callbacks=[clock]).history
        if now is not model:
            model.set_weights(now.get_weights())
            kept = [keras.ops.convert_to_numpy(v) for v in optimizer.variables]
            optimizer = optimizer_of(how)
            optimizer.build(model.trainable_variables)
            for variable, value in zip(optimizer.variables, kept, strict=True):
                variable.assign(value)
    return model, clock, logs["loss"][-1]


def counted(training, held, n_characters):
    from collections import Counter

    chance, row, test = 1 / n_characters, "".join(map(chr, training)), "".join(map(chr, held))
    for back in range(8):
        groups = Counter(row[k - back : k + 1] for k in range(back, len(row)))
        before = Counter(row[k - back : k] for k in range(back, len(row)))
        asked = [test[k - back : k + 1] for k in range(7, len(test))]
        seen = np.array([groups[group] for group in asked])
        chance = (seen + 40 * chance) / (np.array([before[group[:-1]] for group in asked]) + 40)
    return -np.log(chance).mean()


def main(name, *settings):
    if name == "list":
        for key, (changes, sentence) in RECIPES.items():
            print(f"{key:9s} {changes}  {sentence}")
        return
    with open(TEXT, encoding="utf-8") as file:
        text = file.read()
    characters = sorted(set(text))
    numbers = np.searchsorted(characters, list(text)).astype("int32")
    tenth = len(text) // 10
    training, held = numbers[: -2 * tenth], numbers[-2 * tenth : -tenth]
    if name == "count":
        print(f"RESULT\tcount\t{counted(training, held, len(characters)):.4f}")
        return
    how = {**LESSON, **RECIPES[name][0]}
    for setting in settings:
        key, value = setting.split("=")
        if key not in how:
            raise SystemExit(f"{key}: one of {', '.join(how)}")
        try:
            how[key] = ast.literal_eval(value)
        except ValueError:
            how[key] = value
    if how["seconds"]:  # how many steps fit: forty are timed
        tries = {**how, "steps": 40, "short": 0.0, "small": 0.0}
        _, clock, _ = train(tries, training, len(characters))
        each = clock.steady / clock.n
        worth = 1 - how["small"] * 0.45  # batches of half the size cost a little more than half
        how["steps"] = int(how["seconds"] / each / worth)
        print(f"{1000 * each:.0f} ms a step, so {how['steps']} steps", flush=True)
    model, clock, loss = train(how, training, len(characters))
    left = nats(model, held[: int(how["held"] * len(held))], how["length"])
    changed = {key: value for key, value in how.items() if value != LESSON[key]}
    row = [name, f"{left:.4f}", f"train {loss:.4f}", f"steps {how['steps']}", f"{clock.all:.1f} s in all",
           f"{clock.steady:.1f} s after the first batch", f"{1000 * clock.steady / max(clock.n, 1):.1f} ms a step",
           f"{1000 * clock.busy / max(clock.n, 1):.1f} ms of processor a step", f"{model.count_params():,} weights", str(changed)]  # fmt: skip
    print("RESULT\t" + "\t".join(row), flush=True)


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in ("list", "count", *RECIPES):
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
