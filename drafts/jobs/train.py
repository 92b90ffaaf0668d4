"""Train lesson 4's network, on one machine or on many: the same file, the same command.

    python train.py --data pictures.npz --folder run

Who takes part stands in three variables that Keras reads; whoever starts the workers
sets them (lesson 10, slurm.sh, kubernetes.yaml). Without them there is one worker.
Killed at any moment and started again, it goes on from its last checkpoint.
"""

import argparse
import contextlib
import json
import os
import socket
import sys
import threading
import time
import zipfile
from pathlib import Path

import numpy as np

print("starting", flush=True)  # what comes next takes seconds
os.environ["KERAS_BACKEND"] = "jax"  # the one that can do this
os.environ["KERAS_NNX_ENABLED"] = "false"

WORKERS = int(os.environ.get("KERAS_DISTRIBUTION_NUM_PROCESSES") or 1)
WORKER = int(os.environ.get("KERAS_DISTRIBUTION_PROCESS_ID") or 0)


def stop(sentence):
    """End this worker at once, with a sentence."""
    print(f"worker {WORKER} stops: {sentence}", flush=True)
    os._exit(1)  # an ordinary end would wait for the other workers, for minutes


class NotNeeded:
    """Keras loads these where they are installed, for seconds. None is used here."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name in ("tensorflow", "matplotlib", "sklearn", "IPython"):
            raise ModuleNotFoundError(f"{name} is not needed here", name=name)


sys.meta_path.insert(0, NotNeeded)  # Python asks it first where a package lies

try:
    import jax
    import keras
except ModuleNotFoundError as error:
    stop(f"no {error.name} here: python -m pip install -r requirements-scale.txt")


def read_command():
    """What stands behind `train.py` in the command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    add = parser.add_argument
    add("--data", type=Path, required=True, help=".npz file with x_train and y_train")
    add("--folder", type=Path, required=True, help="for checkpoints and the report")
    add("--compiled", type=Path, help="for compiled programs (otherwise in --folder)")
    add("--epochs", type=int, default=6, help="times through all pictures")
    add("--batch", type=int, default=128, help="pictures a step, all workers together")
    add("--rate", type=float, default=0.05, help="the largest learning rate")
    add("--warm-up", type=int, default=0, help="steps in which the rate grows to it")
    add("--seed", type=int, default=1, help="of the first weights and of the order")
    add("--patience", type=float, default=60, help="seconds to wait for all workers")
    add("--straggler", type=int, default=-1, help="a worker that is slow on purpose")
    add("--pause", type=float, default=0, help="the seconds that it loses in each step")
    add("--slow-from", type=int, default=1, help="the epoch in which that begins")
    return parser.parse_args()


# Taking part --------------------------------------------------------------------------


def join(patience):
    """Meet the other workers. All call worker 0, whose address everybody knows."""
    if WORKERS == 1:
        return
    address = os.environ.get("KERAS_DISTRIBUTION_JOB_ADDRESSES", "").split(",")[0]
    port = address.rpartition(":")[2]
    if not port.isdigit():
        stop(f"KERAS_DISTRIBUTION_JOB_ADDRESSES is {address!r}, not machine:port.")
    if WORKER == 0:
        try:
            socket.create_server(("", int(port))).close()
        except OSError:
            stop(f"port {port} is taken: start all workers anew, with another one.")
    late = f"not all of {WORKERS} workers came within {patience:g} s: start all anew."
    timer = threading.Timer(patience, stop, [late])
    timer.daemon = True
    timer.start()
    keras.distribution.initialize()
    timer.cancel()
    print(f"worker {WORKER} of {WORKERS} is here", flush=True)


class Part(keras.utils.PyDataset):
    """One worker's part of every batch, in a new order in each epoch.

    The order is drawn from the seed and the epoch alone: all workers draw the same, and
    so does one that begins anew in the middle.
    """

    def __init__(self, x, y, batch_size, seed, epoch):
        super().__init__()
        self.x, self.y, self.seed, self.epoch = x, y, seed, epoch
        self.batch_size = batch_size
        self.shuffle()

    def shuffle(self):
        random = np.random.default_rng([self.seed, self.epoch])
        self.order = random.permutation(len(self.x))

    def __len__(self):
        return len(self.x) // self.batch_size  # a rest that fills no batch is left out

    def __getitem__(self, number):
        batch = self.order[number * self.batch_size : (number + 1) * self.batch_size]
        mine = batch[WORKER::WORKERS]
        return self.x[mine], self.y[mine]

    def on_epoch_end(self):
        self.epoch += 1
        self.shuffle()


# The network of lesson 4 --------------------------------------------------------------


def convolution_block(filters, stride=1):
    return [
        keras.layers.Conv2D(filters, 3, strides=stride, padding="same", use_bias=False),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
    ]


def build_cnn():
    return keras.Sequential(
        [
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
        ]
    )


def new_model(rate, warm_up, steps):
    """The network and its optimiser; the rate grows, then shrinks."""
    schedule = keras.optimizers.schedules.CosineDecay(
        rate / 10 if warm_up else rate,
        max(1, steps - warm_up),
        warmup_target=rate if warm_up else None,
        warmup_steps=warm_up,
    )
    model = build_cnn()
    model.compile(
        optimizer=keras.optimizers.SGD(schedule, momentum=0.9),
        loss="sparse_categorical_crossentropy",
    )
    return model


# Checkpoints --------------------------------------------------------------------------


def is_whole(file):
    """Whether nothing is missing from a checkpoint: it is a zip file that says so."""
    try:
        with zipfile.ZipFile(file) as parts:
            return parts.testzip() is None
    except (OSError, zipfile.BadZipFile):
        return False


def epoch_of(file):
    return int(file.stem.removeprefix("epoch-"))


def checkpoints(folder):
    """All checkpoints of a folder, the newest first."""
    return sorted(folder.glob("epoch-*.keras"), key=epoch_of, reverse=True)


def latest(folder):
    """The newest checkpoint that is whole, or None."""
    return next(filter(is_whole, checkpoints(folder)), None)


def write_whole(file, write):
    """Write a file whole or not at all: under another name first."""
    unfinished = file.with_name("unfinished-" + file.name)
    write(unfinished)
    os.replace(unfinished, file)  # in one moment: before it the old file, then the new


def take(folder):
    """Keep a second run out of the folder, until this process ends, however it ends."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = open(folder / "in-use", "w")  # noqa: SIM115 (open for as long as we run)
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        stop(f"another run writes into {folder} now: choose another --folder.")
    return lock


@contextlib.contextmanager
def alone():
    """What happens in here concerns this worker only; no other one has to take part."""
    together = keras.distribution.distribution()
    keras.distribution.set_distribution(None)
    yield
    keras.distribution.set_distribution(together)


class Keep(keras.callbacks.Callback):
    """After each epoch one line from each worker, and from worker 0 a checkpoint."""

    def __init__(self, folder, done, options):
        super().__init__()
        self.folder, self.done, self.options = folder, done, options

    def on_train_begin(self, logs=None):
        print("compiles", flush=True)

    def on_epoch_begin(self, epoch, logs=None):
        self.start, self.slow = time.perf_counter(), epoch + 1 >= self.options.slow_from

    def on_train_batch_end(self, batch, logs=None):
        # The step is done. At its beginning JAX would compute on while Python sleeps.
        if self.slow and self.options.straggler == WORKER:
            time.sleep(self.options.pause)

    def on_epoch_end(self, epoch, logs=None):
        seconds = (time.perf_counter() - self.start) / self.params["steps"]
        words = f"epoch {epoch + 1} of {self.options.epochs}: loss {logs['loss']:.4f}"
        if WORKER == 0:
            entry = {"epoch": epoch + 1, "loss": logs["loss"], "step_seconds": seconds}
            self.done.append(entry)
            report, text = self.folder / "report.json", json.dumps(self.done)
            write_whole(report, lambda file: file.write_text(text))
            with alone():
                write_whole(self.folder / f"epoch-{epoch + 1}.keras", self.model.save)
            for old in checkpoints(self.folder)[2:]:  # two stay: one may be damaged
                old.unlink()
        print(f"{words}, {1000 * seconds:.0f} ms a step", flush=True)


# The training -------------------------------------------------------------------------


def read_pictures(options):
    try:
        with np.load(options.data) as arrays:
            x, y = arrays["x_train"], arrays["y_train"]
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        stop(f"{options.data} has no pictures for us ({error}).")
    if options.batch < 1 or options.batch % WORKERS or options.batch > len(x):
        stop(f"a batch of {options.batch} of {len(x)} pictures for {WORKERS} workers?")
    return x, y


def main(options):
    x, y = read_pictures(options)
    lock = take(options.folder) if WORKER == 0 else None
    # What one start has compiled, the next need not.
    compiled = options.compiled or options.folder / "compiled"
    jax.config.update("jax_compilation_cache_dir", str(compiled))
    jax.config.update("jax_persistent_cache_min_compile_time_secs", 0)
    # Before they meet: without a seed, the engine would draw one for all of them.
    keras.utils.set_random_seed(options.seed)
    join(options.patience)

    if len(keras.distribution.list_devices()) > 1:  # of all workers
        together = keras.distribution.DataParallel(auto_shard_dataset=False)
        keras.distribution.set_distribution(together)

    file, done = latest(options.folder), []
    if file is None:
        steps = options.epochs * (len(x) // options.batch)
        model, epoch = new_model(options.rate, options.warm_up, steps), 0
    else:
        model, epoch = keras.models.load_model(file), epoch_of(file)
        report = json.loads((options.folder / "report.json").read_text())
        done = [entry for entry in report if entry["epoch"] <= epoch]
        print(f"goes on behind {file.name}", flush=True)

    part = Part(x, y, options.batch, options.seed, epoch)
    keep = Keep(options.folder, done, options)
    epochs = {"initial_epoch": epoch, "epochs": options.epochs}
    model.fit(part, **epochs, callbacks=[keep], shuffle=False, verbose=0)
    print("done", flush=True)
    return lock


if __name__ == "__main__":
    try:
        main(read_command())
    except Exception as error:
        if WORKERS == 1:
            raise
        stop(f"{type(error).__name__}: {error}")
