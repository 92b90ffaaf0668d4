"""`python -m tools.trials NAME`: what was tried for the lessons and takes too long in them.

speedrun: what each trick of lesson 4's speedrun brings. Trains the lesson's own `speedrun` on all 50,000 pictures, with
all its tricks, then without one after the other; half an hour on two cores. Prints the lesson's table.
rate: which learning rate suits lesson 5's network, by the perplexity on the last tenth of its training words. The test
words take no part. Two minutes for each rate and seed.
clip: what gradient clipping does in lesson 5, seed by seed: how long the gradient is, and the perplexity on the same
words without clipping and with it. Four minutes for each seed.
forger: how near lesson 7's forger comes to real digits, epoch by epoch, three epochs longer than in the lesson. To try
another forger or inspector, change the lesson's. Four to seven minutes for each seed.

Of a lesson nothing runs but its definitions, and lesson 7's judge. On an otherwise idle machine, or the seconds are not
true.
"""

import argparse
import ast
import contextlib
import statistics
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tools import course as course_toml

ROOT = Path(__file__).resolve().parents[1]
DEFINITIONS = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)
#: What the set-up cell of a lesson makes, as far as definitions use it.
SETUP = "import keras, numpy as np\nfrom workshop import SEED, data\nfrom workshop.progress import Progress\n"


def definitions(source: str) -> list[ast.stmt]:
    """What a script imports and defines at its top level, and its names in capital letters; nothing that it does."""
    return [node for node in ast.parse(source).body if isinstance(node, DEFINITIONS) or _constants(node)]


def _constants(node: ast.stmt) -> bool:
    if not isinstance(node, ast.Assign):
        return False
    names = [name.id for name in ast.walk(node.targets[0]) if isinstance(name, ast.Name)]
    return bool(names) and all(name.isupper() for name in names)


def names_of(number: int, root: Path = ROOT) -> dict[str, Any]:
    """The names that a lesson defines, and those of its set-up cell that they use.

    A definition that needs what the lesson has computed before is left out.
    """
    (lesson,) = course_toml.read(root).pick([str(number)])
    names: dict[str, Any] = {"__name__": "lesson"}
    exec(SETUP, names)
    for node in definitions((root / "lessons" / f"{lesson.stem}.py").read_text(encoding="utf-8")):
        with contextlib.suppress(NameError):
            exec(ast.unparse(node), names)
    return names


def speedrun(seeds: int, epochs: int = 12) -> None:
    """Print the table of lesson 4's speedrun."""
    names = names_of(4)
    cifar = names["data"].load("cifar10")

    def trial(pictures: int, tricks: set[str]) -> tuple[float, float, float]:
        model, seconds = names["speedrun"](cifar.x_train[:pictures], cifar.y_train[:pictures], epochs, tricks)
        test = names["middle"](cifar.x_test)
        twice = (names["ask_twice"](model, test).argmax(axis=1) == cifar.y_test).mean()
        return names["share_right"](model, test, cifar.y_test), twice, seconds

    every = set(names["TRICKS"])
    trials = {"all six": (50_000, every)}
    trials |= {f"without *{trick}*": (50_000, every - {trick}) for trick in sorted(every)}
    trials["without *all pictures*"] = (45_000, every)
    print("| | asked once | asked twice | seconds |\n|---|---|---|---|", flush=True)
    for words, (pictures, tricks) in trials.items():
        once, twice, seconds = _means(names, seeds, lambda few=pictures, some=tricks: trial(few, some))
        print(f"| {words} | {once:.1%} | {twice:.1%} | {seconds:.0f} |", flush=True)


def rate(seeds: int, rates: Sequence[float] = (0.006, 0.008, 0.01, 0.012)) -> None:
    """Print the perplexity on held-out training words for each learning rate."""
    names = names_of(5)
    trial = _next_word(names)
    print("| learning rate | perplexity on words held out |\n|---|---|", flush=True)
    for each in rates:
        (mean,) = _means(names, seeds, lambda value=each: trial(value, 1.0)[:1])
        print(f"| {each:g} | {mean:.1f} |", flush=True)


def clip(seeds: int) -> None:
    """Print for each seed how long lesson 5's gradient is, and how the network ends without clipping and with it."""
    names = names_of(5)
    trial = _next_word(names)
    print("| seed | gradient, mostly | longest | not clipped | clipped at 1 |\n|---|---|---|---|---|", flush=True)
    for seed in range(1, seeds + 1):
        names["SEED"] = seed
        free, lengths = trial(names["LEARNING_RATE"], None)
        clipped, _ = trial(names["LEARNING_RATE"], 1.0)
        print(
            f"| {seed} | {statistics.median(lengths):.2f} | {max(lengths):.1f} | {free:.1f} | {clipped:.1f} |",
            flush=True,
        )


def _next_word(names: dict[str, Any]) -> Callable[[float, float | None], tuple[float, list[float]]]:
    """Lesson 5's training on nine tenths of its training words: learning rate and longest gradient -> perplexity on the
    last tenth, and the length of the gradient of each step, before it is clipped. The test words stay closed.
    """
    keras, ops = names["keras"], names["keras"].ops
    words = names["data"].load("shakespeare").words
    words = words[: len(words) - len(words) // 10]
    aside = len(words) // 10
    vocabulary = names["make_vocabulary"](words, names["VOCABULARY_SIZE"])
    numbers = names["encode"](words, vocabulary)
    inputs, targets = names["windows"](numbers[-aside:], length=200)

    class Adam(keras.optimizers.Adam):
        length = keras.Variable(0.0)  # of the last step's gradient

        def apply(self, grads: Any, trainable_variables: Any = None) -> None:
            self.length.assign(ops.sqrt(sum(ops.sum(ops.square(ops.convert_to_tensor(each))) for each in grads)))
            super().apply(grads, trainable_variables)

    def trial(learning_rate: float, longest: float | None) -> tuple[float, list[float]]:
        keras.utils.set_random_seed(names["SEED"])
        model = names["build_language_model"](len(vocabulary))
        batches = names["TextBatches"](numbers[:-aside])
        steps = names["EPOCHS"] * len(batches)
        shrinking = keras.optimizers.schedules.CosineDecay(learning_rate, decay_steps=steps)
        optimizer, lengths = Adam(shrinking, global_clipnorm=longest), []
        model.compile(optimizer=optimizer, loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
        watch = keras.callbacks.LambdaCallback(
            on_train_batch_end=lambda batch, logs: lengths.append(float(optimizer.length))
        )
        model.fit(batches, epochs=names["EPOCHS"], verbose=0, callbacks=[watch])
        chosen = names["chosen_probabilities"](model, inputs, targets)
        return names["perplexity"](chosen, targets != 1), lengths

    return trial


def forger(seeds: int, longer: int = 3) -> None:
    """Print the Fréchet distance of lesson 7's forgeries after each epoch, in distances of two sets of real digits, and
    of what share of them the judge is sure.
    """
    names = names_of(7)
    keras, mnist = names["keras"], names["data"].load("mnist")
    real = names["to_network"](mnist.x_train)
    names.update(mnist=mnist, real=real)  # what the judge learns from
    text = (ROOT / "lessons" / "07_gan.py").read_text(encoding="utf-8")
    made = [ast.unparse(node) for node in ast.parse(text).body]
    for begin in ("n_noise =", "judge =", "judge.compile", "judge.fit", "features_of ="):
        exec(next(source for source in made if source.startswith(begin)), names)
    judge, cloud_of, distance = names.get("judge"), names["cloud_of"], names["frechet_distance"]
    clouds = [cloud_of(real[k::30]) for k in range(20)]  # 2,000 pictures each
    by_chance = statistics.mean(map(distance, clouds[:10], clouds[10:]))
    print("| seed | epoch | Fréchet distance | sure |\n|---|---|---|---|", flush=True)

    class Look(keras.callbacks.Callback):
        def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
            generator = self.model.generator
            names["take_averages"](generator)
            noise = keras.random.normal((2000, self.model.n_noise), seed=1)
            forged = generator.predict(noise, batch_size=500, verbose=0)
            sure = (judge.predict(forged, batch_size=500, verbose=0).max(axis=1) > 0.9).mean()
            cloud = cloud_of(forged)
            times = statistics.mean(distance(cloud, some) for some in clouds[:10]) / by_chance
            print(f"| {names['SEED']} | {epoch + 1} | {times:.2f} | {sure:.0%} |", flush=True)

    for seed in range(1, seeds + 1):
        names["SEED"] = seed
        keras.utils.set_random_seed(seed)
        gan = names["GAN"](names["build_generator"](names.get("n_noise")), names["build_discriminator"]())
        gan.compile(optimizer=names["game_optimizer"]())
        callbacks = [keras.callbacks.SwapEMAWeights(swap_on_epoch=True), Look()]
        epochs = names["EPOCHS"] + longer
        gan.fit(real, batch_size=names["BATCH_SIZE"], epochs=epochs, verbose=0, callbacks=callbacks)


def _means(names: dict[str, Any], seeds: int, trial: Callable[[], tuple[float, ...]]) -> list[float]:
    """The means of what a trial returns, over the seeds 1, 2, ..."""
    runs = []
    for seed in range(1, seeds + 1):
        names["SEED"] = seed  # the lesson's functions read it here
        runs.append(trial())
    return [statistics.mean(values) for values in zip(*runs, strict=True)]


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tools.trials", description=__doc__)
    trials = {"speedrun": speedrun, "rate": rate, "clip": clip, "forger": forger}
    parser.add_argument("trial", choices=trials)
    parser.add_argument("--seeds", type=int, default=1, help="runs for each row (default: 1)")
    options = parser.parse_args(arguments)
    trials[options.trial](options.seeds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
