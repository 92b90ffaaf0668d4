"""`python -m tools.backbone`: train the backbone of lesson 6's sample on Shapes, measure it, write its card.

Writes data/shapes_backbone.keras (the network without its last layers), data/shapes_backbone.json (what was measured,
with the hash of that file) and data/shapes_backbone.md (the card, rendered from it). All of it follows from SEED; on
another machine the last digits differ. `--card` renders the card anew without training.
"""

import argparse
import hashlib
import inspect
import json
import os
import platform
import statistics
import sys
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import keras
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from workshop import data
from workshop.data import clothing, shapes

SEED = 1
PICTURES, EPOCHS = 100_000, 6
BLOCKS = ((32, 2), (64, 1), (96, 2), (128, 2))  # filters and stride of each
HARDEST = 0.8  # each knob of Shapes is between 0 and this
SERIES = 500  # pictures with the same knobs
BATCH, RATE = 128, 0.004
UNSEEN = 2_000  # pictures to measure on
SEEDS = 10  # of the comparison on few labels
FEW_EPOCHS = 60  # of the network from scratch there, over 200 pictures


class Batches(keras.utils.PyDataset):
    """Batches in a new order in every epoch; pictures mirrored with probability one half, colours in any order.

    x: (n, 32, 32, 3), uint8; y: (n,)
    """

    def __init__(self, x: np.ndarray, y: np.ndarray, batch: int, seed: int) -> None:
        super().__init__()
        self.x, self.y, self.batch = x, y, batch
        self.random = np.random.default_rng(seed)
        self.on_epoch_end()

    def __len__(self) -> int:
        return len(self.x) // self.batch

    def __getitem__(self, number: int) -> tuple[np.ndarray, np.ndarray]:
        chosen = self.order[number * self.batch : (number + 1) * self.batch]
        pictures = self.x[chosen]
        mirrored = self.random.random(len(chosen)) < 0.5
        pictures[mirrored] = pictures[mirrored][:, :, ::-1]
        return pictures[..., self.random.permutation(3)], self.y[chosen]

    def on_epoch_end(self) -> None:
        self.order = self.random.permutation(len(self.x))


def pictures(n: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """n pictures of the ten kinds, and their labels, in series; each series has knobs of its own, 0 to HARDEST."""
    random = np.random.default_rng(seed)
    series = []
    for number in range(n // SERIES):
        knobs = dict(zip(shapes.DIFFICULTIES, random.uniform(0, HARDEST, len(shapes.DIFFICULTIES)), strict=True))
        series.append(shapes.draw(SERIES, 1_000 * seed + number, **knobs))
    x, y = zip(*series, strict=True)
    return np.concatenate(x), np.concatenate(y)


def build_backbone() -> keras.Model:
    """Pictures (32, 32, 3) from -1 to 1, as MobileNet takes them, become maps (4, 4, 128)."""
    layers = [keras.Input((shapes.SIZE, shapes.SIZE, 3))]
    for filters, stride in BLOCKS:
        layers += [
            keras.layers.Conv2D(filters, 3, strides=stride, padding="same", use_bias=False),
            keras.layers.BatchNormalization(momentum=0.9),
            keras.layers.ReLU(),
        ]
    return keras.Sequential(layers, name="shapes_backbone")


def with_head(backbone: keras.Model, kinds: int) -> keras.Model:
    """Pictures from 0 to 255, scaled; the backbone, its maps averaged, and one output a kind."""
    scaling = [keras.Input(backbone.input_shape[1:]), keras.layers.Rescaling(1 / 127.5, offset=-1)]
    head = [keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(kinds)]
    return keras.Sequential([*scaling, backbone, *head])


def fit(model: keras.Model, batches: Batches, epochs: int, rate: float) -> float:
    """Train with Adam, whose steps grow for a quarter of the time and then shrink to zero.

    returns: the seconds of one core that it took
    """
    steps = epochs * len(batches)
    one_cycle = keras.optimizers.schedules.CosineDecay(
        0.0, steps - steps // 4, warmup_target=rate, warmup_steps=steps // 4
    )
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(one_cycle), loss)
    start = time.process_time()
    model.fit(batches, epochs=epochs, verbose=0)
    return time.process_time() - start


def share_right(model: keras.Model, x: np.ndarray, y: np.ndarray) -> float:
    """The share of pictures whose largest output is that of their kind."""
    return float(np.mean(model.predict(x, batch_size=256, verbose=0).argmax(axis=1) == y))


def features(backbone: keras.Model, x: np.ndarray) -> np.ndarray:
    """The backbone's maps of pictures from 0 to 255, each averaged over its places: (n, 128)."""
    return backbone.predict(x / np.float32(127.5) - 1, batch_size=256, verbose=0).mean(axis=(1, 2))


def regression(x: np.ndarray, y: np.ndarray) -> Any:
    """Logistic regression on features, brought to one scale first."""
    return make_pipeline(StandardScaler(), LogisticRegression(C=0.01, max_iter=1_000)).fit(x, y)


def few_labels(backbone: keras.Model) -> dict[str, list[float]]:
    """Accuracies on the sample's test pictures after 200 training pictures, drawn anew for each of SEEDS seeds.

    "backbone": logistic regression on its features; "scratch": the same network, trained on them alone
    """
    difficulties = dict.fromkeys(shapes.DIFFICULTIES, clothing.SAMPLE_DIFFICULTY)
    sample = clothing.sample_clothing()
    x_test, y_test = sample["x_test"], sample["y_test"]
    right: dict[str, list[float]] = {"backbone": [], "scratch": []}
    for seed in range(1, SEEDS + 1):
        n = clothing.SAMPLE_SIZES["train"]
        x, y = shapes.draw(n, 100 + seed, kinds=shapes.MORE_KINDS, **difficulties)
        right["backbone"].append(float(regression(features(backbone, x), y).score(features(backbone, x_test), y_test)))
        keras.utils.set_random_seed(seed)
        scratch = with_head(build_backbone(), len(shapes.MORE_KINDS))
        fit(scratch, Batches(x, y, 20, seed), FEW_EPOCHS, RATE)
        right["scratch"].append(share_right(scratch, x_test, y_test))
        print(f"seed {seed}: backbone {right['backbone'][-1]:.1%}, from scratch {right['scratch'][-1]:.1%}", flush=True)
    return right


def measure() -> tuple[keras.Model, dict[str, Any]]:
    """Train and measure; returns the backbone and the numbers of the card."""
    keras.utils.set_random_seed(SEED)
    backbone = build_backbone()
    model = with_head(backbone, len(shapes.KINDS))
    x, y = pictures(PICTURES, SEED)
    print(f"{len(x):,} pictures are drawn; training takes some minutes", flush=True)
    seconds = fit(model, Batches(x, y, BATCH, SEED), EPOCHS, RATE)
    unseen = {"mixed": pictures(UNSEEN, SEED + 1)}
    for value in (0.35, 0.5):
        unseen[str(value)] = shapes.draw(UNSEEN, SEED + 2, **dict.fromkeys(shapes.DIFFICULTIES, value))
    right = {name: share_right(model, *each) for name, each in unseen.items()}
    print(f"after {seconds:.0f} s of the processor, right on unseen pictures: {right}", flush=True)
    return backbone, {
        "seconds": seconds,
        "machine": f"{os.cpu_count()} cores, {platform.machine()}",
        "versions": f"Keras {keras.__version__} on {keras.backend.backend()}",
        "weights": backbone.count_params(),
        "output": list(backbone.output_shape[1:]),
        "unseen": right,
        "few_labels": few_labels(backbone),
    }


def card(measured: dict[str, Any]) -> str:
    """data/shapes_backbone.md, rendered from what was measured."""
    height, width, maps = measured["output"]
    few = {name: (statistics.mean(each), statistics.stdev(each)) for name, each in measured["few_labels"].items()}
    blocks = ", ".join(f"{filters} (stride {stride})" for filters, stride in BLOCKS)
    n, others = clothing.SAMPLE_SIZES["train"], clothing.SAMPLE_SIZES["test"]
    return f"""# shapes_backbone.keras

Written by `python -m tools.backbone` from `shapes_backbone.json`; do not edit.

A small convolutional network that has learnt to tell ten kinds of coloured shapes apart, without its last layers. In
lesson 6's sample it takes the place of MobileNet: it has never seen the five kinds that are to be learnt there. It is
good for nothing else; photographs it does not know.

- **In and out.** Pictures (32, 32, 3), -1 to 1 as MobileNet takes them; {maps} maps of {height}x{width}. Load it with
  `keras.models.load_model(data.BACKBONE)`, on TensorFlow, JAX or PyTorch.
- **Architecture.** Blocks of 3x3 convolution, batch normalisation (momentum 0.9) and ReLU, filters
  {blocks}: {measured["weights"]:,} weights.
- **Data.** {PICTURES:,} pictures of *Shapes* (`workshop/data/shapes.py`), drawn by the course from seed {SEED}: the ten
  kinds {", ".join(shapes.KINDS)}; in series
  of {SERIES}, each knob of a series random between 0 and {HARDEST}. No photograph and nobody's work is in it.
- **Recipe.** {EPOCHS} epochs with a last layer of ten outputs on the averaged maps, batches of {BATCH}, Adam with one
  cycle of the learning rate up to {RATE}, cross-entropy; pictures mirrored and their colours shuffled. Seed {SEED}.
- **Licence.** Apache-2.0, as the code that made it.

Measured by the script on a machine with {measured["machine"]} ({measured["versions"]}); training took
{measured["seconds"]:.0f} s of one core.

| {UNSEEN:,} unseen pictures of the ten kinds | named rightly |
|---|---|
| knobs random as in training | {measured["unseen"]["mixed"]:.1%} |
| all knobs at 0.35, as in CIFAR-10's sample | {measured["unseen"]["0.35"]:.1%} |
| all knobs at 0.5 | {measured["unseen"]["0.5"]:.1%} |

After {n} pictures of five other kinds ({", ".join(shapes.MORE_KINDS)}), all knobs at
{clothing.SAMPLE_DIFFICULTY}, drawn anew {SEEDS} times:

| {others} unseen pictures of the five kinds | named rightly, mean | standard deviation |
|---|---|---|
| logistic regression on this network's averaged maps | {few["backbone"][0]:.1%} | {few["backbone"][1]:.1%} |
| the same network from scratch, {FEW_EPOCHS} epochs | {few["scratch"][0]:.1%} | {few["scratch"][1]:.1%} |
"""


def save(backbone: keras.Model, path: Path) -> None:
    """Save a trained network so that Keras from 3.13 on, which Colab has, can load it.

    Keras writes down every argument of every layer, and an older one refuses those that it does not know. So what has
    its default value is left out, and so are the first values of weights, which are of no use any more.
    """
    backbone.save(path)
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    network = json.loads(parts["config.json"])
    for layer in network["config"]["layers"]:
        known = inspect.signature(getattr(keras.layers, layer["class_name"])).parameters
        for name in set(layer["config"]) & set(known):
            if name.endswith("_initializer") or layer["config"][name] == known[name].default:
                del layer["config"][name]
    parts["config.json"] = json.dumps(network).encode()
    with zipfile.ZipFile(path, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)


def digest(path: Path) -> str:
    """The sha256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tools.backbone", description=__doc__)
    parser.add_argument("--card", action="store_true", help="render the card from the numbers that are there")
    options = parser.parse_args(arguments)
    numbers = data.BACKBONE.with_suffix(".json")
    if not options.card:
        backbone, measured = measure()
        save(backbone, data.BACKBONE)
        text = json.dumps({"sha256": digest(data.BACKBONE), **measured}, indent=1)
        numbers.write_text(text + "\n", encoding="utf-8")
    page = card(json.loads(numbers.read_text(encoding="utf-8")))
    data.BACKBONE.with_suffix(".md").write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
