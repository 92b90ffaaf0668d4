"""The data layer: both tiers, the cache, mirrors, and one short sentence for everything that can go wrong."""

import contextlib
import errno
import gzip
import hashlib
import io
import itertools
import json
import os
import re
import shutil
import socket
import stat
import subprocess
import sys
import tarfile
import threading
import time
import tracemalloc
import types
import zipfile
from pathlib import Path

import numpy as np
import pooch
import pytest
from archives import tgz, zipped
from misbehaving_server import MisbehavingServer
from PIL import Image

from workshop import data
from workshop.data import __main__ as command
from workshop.data import archive, arrays, cifar10, download, limits, loading, places, registry, sources, web
from workshop.data.errors import Unfit
from workshop.keeping import is_set_aside

ROOT = Path(__file__).parents[1]
REAL_MIRROR = ROOT.parent / "shared" / "data"
IMAGES, LABELS, TEST_IMAGES, TEST_LABELS = NAMES = [
    "train-images-idx3-ubyte.gz",
    "train-labels-idx1-ubyte.gz",
    "t10k-images-idx3-ubyte.gz",
    "t10k-labels-idx1-ubyte.gz",
]
FOLDERS, BATCHES = "cifar10.tgz", "cifar-10-binary.tar.gz"


def idx(values: np.ndarray) -> bytes:
    header = bytes([0, 0, 8, values.ndim]) + np.array(values.shape, dtype=">u4").tobytes()
    return gzip.compress(header + values.tobytes(), compresslevel=1)


def tiny_mnist(folder: Path, seed: int = 0) -> dict[str, np.ndarray]:
    """Six training and three test pictures, as the four files of MNIST."""
    random = np.random.default_rng(seed)
    folder.mkdir(parents=True, exist_ok=True)
    shapes = [(6, 28, 28), (6,), (3, 28, 28), (3,)]
    values = {name: random.integers(0, 10, shape, dtype=np.uint8) for name, shape in zip(NAMES, shapes, strict=True)}
    for name, value in values.items():
        (folder / name).write_bytes(idx(value))
    return values


class Course:
    """A tiny MNIST on a server of our own, a registry that knows it, and an empty cache."""

    def __init__(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: MisbehavingServer) -> None:
        self.originals, self.cache, self.server = server.folder, tmp_path / "cache", server
        self.values = tiny_mnist(self.originals)
        self.registry = tmp_path / "registry.toml"
        monkeypatch.setattr(registry, "PATH", self.registry)
        self.served("good")

    def served(self, *manners: str, folder: Path | None = None, **each: str) -> None:
        """Write the registry: every file at these addresses, a file named in `each` at that one alone."""
        lines = ["[mnist]", 'title = "Tiny MNIST"', 'sample = "digits"', 'licence = "x"', 'citation = "x"']
        for name in NAMES:
            content = gzip.decompress(((folder or self.originals) / name).read_bytes())
            chosen = [each[name.split("-")[1]]] if name.startswith("t10k") and each else manners
            urls = [m if "://" in m else f"{self.server.url}/{m}/{name}" for m in chosen]
            lines += ["[[mnist.files]]", f'name = "{name}"', f"urls = {json.dumps(urls)}", "bytes = 1000000"]
            shape = np.frombuffer(content[4 : 4 + 4 * content[3]], dtype=">u4").tolist()
            lines += [f'sha256_decompressed = "{hashlib.sha256(content).hexdigest()}"', f"shape = {shape}"]
        lines += ["[line]", 'title = "t"', 'source = "made from a seed"', 'licence = "x"', 'citation = "x"']
        self.registry.write_text("\n".join(lines), encoding="utf-8")

    def files(self) -> dict[str, bytes]:
        """Everything in the cache."""
        found = self.cache.rglob("*") if self.cache.is_dir() else []
        return {str(path.relative_to(self.cache)): path.read_bytes() for path in found if path.is_file()}

    def stand_in(self, folder: Path, seed: int = 5, note: str = "other pictures") -> Path:
        """A mirror whose pictures to train on are not the original's, and say so."""
        tiny_mnist(folder)
        other = idx(np.random.default_rng(seed).integers(0, 10, (6, 28, 28), dtype=np.uint8))
        (folder / IMAGES).write_bytes(other)
        entry = {"bytes": len(other), "sha256": hashlib.sha256(other).hexdigest(), "note": note}
        (folder / "manifest.json").write_text(json.dumps({"files": {IMAGES: entry}}), encoding="utf-8")
        return folder


class Cifar:
    """A tiny CIFAR-10 in both of its formats on a server of our own, and a registry that knows them."""

    def __init__(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: MisbehavingServer) -> None:
        self.server, self.originals, self.cache = server, server.folder, tmp_path / "cache"
        self.registry, self.kept = tmp_path / "registry.toml", tmp_path / "cache/downloads"
        monkeypatch.setattr(registry, "PATH", self.registry)
        monkeypatch.setattr(cifar10, "SIZES", {"train": 50, "test": 10})
        self.pictures = np.random.default_rng(0).integers(0, 256, (60, 32, 32, 3), dtype=np.uint8)
        self.labels = np.arange(60, dtype=np.uint8) * 7 % 10
        self.originals.mkdir()
        tgz(self.originals / FOLDERS, self.in_folders())
        tgz(self.originals / BATCHES, self.in_batches())
        self.served()

    def in_folders(self) -> dict[str, bytes]:
        """The pictures as fast.ai packs them: sorted by class, beside a list of the classes."""
        members = {"cifar10/labels.txt": "\n".join(cifar10.CLASSES).encode()}
        for index in np.argsort(self.labels, kind="stable"):
            name = cifar10.CLASSES[self.labels[index]]
            split = "train" if index < 50 else "test"
            members[f"cifar10/{split}/{name}/{index}_{name}.png"] = encoded(self.pictures[index])
        return members

    def in_batches(self) -> dict[str, bytes]:
        """The pictures as their authors pack them: five batches and one more, not in this order."""
        flat = self.pictures.transpose(0, 3, 1, 2).reshape(60, -1)
        records = np.column_stack([self.labels, flat]).reshape(6, -1)
        names = [*(f"data_batch_{number}.bin" for number in range(1, 6)), "test_batch.bin"]
        batches = {f"cifar-10-batches-bin/{name}": part.tobytes() for name, part in zip(names, records, strict=True)}
        return {"cifar-10-batches-bin/batches.meta.txt": b"airplane", **dict(reversed(batches.items()))}

    def served(self, folders: str = "good", batches: str = "good") -> None:
        """Write the registry: each of the two formats at one address."""
        lines = ["[cifar10]", 'title = "Tiny CIFAR"', 'sample = "shapes"', 'licence = "x"', 'citation = "x"']
        for table, name, manner, kind in [("", FOLDERS, folders, "md5"), (".instead", BATCHES, batches, "sha256")]:
            digest = hashlib.new(kind, (self.originals / name).read_bytes()).hexdigest()
            lines += [f"[[cifar10.files{table}]]", f'name = "{name}"', "bytes = 1000000", f'{kind} = "{digest}"']
            lines += [f'urls = ["{self.server.url}/{manner}/{name}"]']
        self.registry.write_text("\n".join(lines), encoding="utf-8")

    def are_in(self, dataset: data.Dataset) -> bool:
        """Whether the dataset holds each picture once, in its split and with its label."""
        found = {}
        for split in ("train", "test"):
            pictures, labels = getattr(dataset, f"x_{split}"), getattr(dataset, f"y_{split}")
            found |= {picture.tobytes(): (split, label) for picture, label in zip(pictures, labels, strict=True)}
        splits = ["train"] * 50 + ["test"] * 10
        known = zip(self.pictures, zip(splits, self.labels, strict=True), strict=True)
        return found == {picture.tobytes(): place for picture, place in known}


def encoded(picture: np.ndarray, kind: str = "PNG") -> bytes:
    content = io.BytesIO()
    Image.fromarray(picture).save(content, kind)
    return content.getvalue()


@pytest.fixture(autouse=True)
def clean_environment(tmp_path, monkeypatch):
    """No variable of the caller's, no pause, and no way to the real internet."""
    monkeypatch.delenv("WORKSHOP_DATA", raising=False)
    monkeypatch.delenv("WORKSHOP_MIRROR", raising=False)
    monkeypatch.setenv("WORKSHOP_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(limits, "PAUSE", 0)
    monkeypatch.setattr(limits, "TIMEOUT", (5, 5))
    real = socket.getaddrinfo

    def local_only(name, *rest, **more):
        if name != "127.0.0.1":
            raise socket.gaierror(f"a test asked for {name}")
        return real(name, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", local_only)


@pytest.fixture
def server(tmp_path):
    server = MisbehavingServer(tmp_path / "served")
    yield server
    server.close()


@pytest.fixture
def course(tmp_path, monkeypatch, server):
    return Course(tmp_path, monkeypatch, server)


@pytest.fixture
def cifar(tmp_path, monkeypatch, server):
    return Cifar(tmp_path, monkeypatch, server)


def is_tiny(dataset: data.Dataset, values: dict[str, np.ndarray]) -> bool:
    parts = (dataset.x_train, dataset.y_train, dataset.x_test, dataset.y_test)
    return all(np.array_equal(part, values[name]) for part, name in zip(parts, NAMES, strict=True))


def sentence(error: BaseException) -> str:
    """The message, after checking that it is one short sentence and that no library's traceback comes with it."""
    text = str(error)
    assert "\n" not in text and text.endswith(".") and len(text) < 420, text
    assert error.__cause__ is None and (error.__context__ is None or error.__suppress_context__)
    return text


def refused_load(monkeypatch, name: str = "mnist") -> str:
    """The sentence with which loading the full tier stops."""
    monkeypatch.setenv("WORKSHOP_DATA", "full")
    with pytest.raises(data.DataError) as caught:
        data.load(name)
    return sentence(caught.value)


# ---------------------------------------------------------------- the registry


def test_every_entry_of_the_registry_is_complete():
    entries = registry.read()
    assert set(entries) == set(sources.TABLES) | set(sources.PARSERS)
    assert set(sources.PARSERS) == set(sources.SAMPLES)
    for entry in entries.values():
        assert entry.title and entry.licence and entry.citation
        assert bool(entry.files) == bool(entry.sample) == (entry.name in sources.PARSERS)
        assert bool(entry.source) == (entry.name in sources.TABLES)
        for file in (choice for each in entry.files for choice in each.choices):
            assert len(set(file.urls)) == len(file.urls) >= 1
            assert all(url.startswith("https://") for url in file.urls)
            # Karpathy calls his text input.txt, and GitHub an archive by the commit that it holds.
            elsewhere = ("/tinyshakespeare/input.txt", "/archive/refs/heads/master.tar.gz")
            pinned = r"https://codeload\.github\.com/[^/]+/[^/]+/tar\.gz/[0-9a-f]{40}"
            assert all(url.endswith((f"/{file.name}", *elsewhere)) or re.fullmatch(pinned, url) for url in file.urls)
            known = r"sha256(_decompressed)?:[0-9a-f]{64}|md5:[0-9a-f]{32}|begins:([0-9a-f]{2})+"
            assert file.bytes > 0 and re.fullmatch(known, file.fingerprint)
        for file in entry.files:
            assert len(file.urls) >= 2
            assert len({web.host(url) for choice in file.choices for url in choice.urls}) >= 2


def test_importing_the_data_layer_imports_no_deep_learning_library():
    code = "import sys, workshop.data; print({'keras', 'tensorflow', 'torch', 'sklearn'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout == "set()\n"


# ---------------------------------------------------------------- data without files


def test_the_line_is_the_least_squares_line_whatever_the_seed(monkeypatch, capsys):
    monkeypatch.setenv("WORKSHOP_SEED", "7")
    line = data.load("line")
    slope, intercept = np.polyfit(line.x, line.y, 1)
    assert abs(slope - 35.59) < 1e-9 and abs(intercept - 2.227) < 1e-9
    assert line.x.shape == line.y.shape == (200,)
    assert line.x.min() >= 0 and line.x.max() <= 10
    assert 20 < np.std(line.y - 35.59 * line.x - 2.227) < 30
    assert np.array_equal(line.y, data.load("line").y)
    assert capsys.readouterr().out == ""


def test_in_the_breast_cancer_data_one_means_malignant(capsys):
    table = data.load("breast_cancer")
    assert table.x.shape == (569, 30) and table.x.dtype == np.float64 and len(table.feature_names) == 30
    assert table.class_names == ["benign", "malignant"]
    assert np.bincount(table.y).tolist() == [357, 212]
    radius = table.x[:, table.feature_names.index("mean radius")]
    assert radius[table.y == 1].mean() > radius[table.y == 0].mean()
    assert (table.tier, table.note) == ("full", "") and capsys.readouterr().out == ""


def test_the_diabetes_data_come_in_the_units_they_were_measured_in(monkeypatch):
    monkeypatch.setenv("WORKSHOP_DATA", "full")
    table = data.load("diabetes")
    assert table.x.shape == (442, 10) and table.y.shape == (442,)
    assert 19 <= table.x[:, table.feature_names.index("age")].min() < 30


# ---------------------------------------------------------------- the two tiers


def test_the_full_data_are_what_the_files_hold(course, capsys):
    mnist = data.load("mnist")
    assert is_tiny(mnist, course.values)
    assert mnist.x_train.dtype == mnist.y_train.dtype == np.uint8
    assert (mnist.name, mnist.tier, mnist.note) == ("mnist", "full", "")
    assert capsys.readouterr().out == "Tiny MNIST: 6 training and 3 test examples (full)\n"
    assert repr(mnist).startswith("Dataset mnist (full): x_train (6, 28, 28)")


def test_a_second_load_asks_nobody(course, monkeypatch):
    data.load("mnist")
    asked = len(course.server.requests)
    assert is_tiny(data.load("mnist"), course.values)
    assert len(course.server.requests) == asked == 4


def test_the_sample_needs_neither_network_nor_cache_and_is_loud(course, monkeypatch, capsys):
    monkeypatch.setenv("WORKSHOP_DATA", "sample")
    mnist = data.load("mnist")
    assert mnist.x_train.shape == (1297, 28, 28) and mnist.x_test.shape == (500, 28, 28)
    assert mnist.tier == "sample" and mnist.note
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 4 and all(line.startswith("***") for line in lines[:3])
    assert "SAMPLE DATA" in lines[0] and "instead of Tiny MNIST" in lines[0]
    assert "asked for" in lines[1] and "unset WORKSHOP_DATA" in lines[2] and "(sample)" in lines[3]
    assert course.server.requests == [] and not course.cache.exists()


def test_both_tiers_have_the_same_names_and_types(course, monkeypatch):
    full = data.load("mnist")
    monkeypatch.setenv("WORKSHOP_DATA", "sample")
    sample = data.load("mnist")
    assert vars(full).keys() == vars(sample).keys()
    for key in ("x_train", "y_train", "x_test", "y_test"):
        one, other = getattr(full, key), getattr(sample, key)
        assert one.dtype == other.dtype == np.uint8 and one.shape[1:] == other.shape[1:]
    assert full.class_names == sample.class_names == list("0123456789")


def test_the_sample_looks_like_mnist_and_is_always_the_same(monkeypatch):
    monkeypatch.setenv("WORKSHOP_DATA", "sample")
    mnist, again = data.load("mnist"), data.load("mnist")
    assert np.array_equal(mnist.x_train, again.x_train) and np.array_equal(mnist.y_test, again.y_test)
    assert mnist.x_train.max() > 250 and mnist.x_train[:, :4].max() == 0 and mnist.x_train[:, :, 24:].max() == 0
    assert np.bincount(mnist.y_test, minlength=10).min() >= 30
    # The labels still belong to the pictures: the nearest class mean reads most digits.
    means = np.stack([mnist.x_train[mnist.y_train == digit].mean(0) for digit in range(10)])
    distances = ((mnist.x_test[:, None] - means) ** 2).sum((2, 3))
    assert np.mean(distances.argmin(1) == mnist.y_test) > 0.85


def test_an_unknown_name_gets_the_known_ones(monkeypatch):
    assert "use one of breast_cancer, cifar10, clothing, diabetes, line, mnist, nuclei, shakespeare." in refused_load(
        monkeypatch, "minst"
    )


@pytest.mark.parametrize("name", ["mnist", "line"])
def test_a_wrong_tier_gets_the_three_right_ones(monkeypatch, name):
    monkeypatch.setenv("WORKSHOP_DATA", "big")
    with pytest.raises(data.DataError, match=r"WORKSHOP_DATA=big .* auto, full or sample"):
        data.load(name)


# ---------------------------------------------------------------- faults of hosts and networks

FAULTS = {
    "html": "answered with a web page instead of the file",
    "truncated": "broke off in the middle",
    "short": "sent something else",
    "wrong": "sent something else",
    "missing": "answered with error 404",
    "broken": "answered with error 500",
    "hanging": "did not answer in time",
    "closed": r"the connection to 127.0.0.1:\d+ failed",
    "endless": "sends far more than .* can have",
    "http://127.0.0.1:9/x": "the connection to 127.0.0.1:9 failed",
    "http://no-such-host.invalid/x": "the connection to no-such-host.invalid failed",
}


def be_impatient(monkeypatch, manner: str) -> None:
    """Only a host that never answers is not waited for: a busy machine may take its time to fail otherwise."""
    if manner == "hanging":
        monkeypatch.setattr(limits, "TIMEOUT", (5, 0.2))


@pytest.mark.parametrize("manner", FAULTS)
def test_a_fault_of_the_host_gets_a_sentence_and_leaves_the_cache_as_it_was(course, monkeypatch, manner):
    course.served("good", images=manner, labels=manner)
    be_impatient(monkeypatch, manner)
    text = refused_load(monkeypatch)
    assert re.search(FAULTS[manner], text) and TEST_IMAGES in text
    assert "check the network" in text and "set WORKSHOP_MIRROR" in text
    # What came whole stays; of the other file nothing does.
    assert course.files().keys() == {f"downloads/{IMAGES}", f"downloads/{LABELS}"}
    course.served("good")
    asked = course.server.downloads()
    assert is_tiny(data.load("mnist"), course.values)
    assert course.server.downloads() == asked + 2


@pytest.mark.parametrize("manner", FAULTS)
def test_in_auto_a_fault_leads_to_the_sample_and_says_why(course, monkeypatch, capsys, manner):
    course.served(manner)
    be_impatient(monkeypatch, manner)
    assert data.load("mnist").tier == "sample"
    lines = capsys.readouterr().out.splitlines()
    assert "SAMPLE DATA" in lines[0] and re.search(FAULTS[manner], lines[1]) and "WORKSHOP_MIRROR" in lines[2]
    assert course.files() == {}


def test_a_host_that_fails_once_is_asked_again(course):
    course.served("flaky")
    assert is_tiny(data.load("mnist"), course.values)
    assert course.server.downloads() == 8


def test_each_address_is_tried_in_order(course):
    course.served("missing", "html", "good")
    assert is_tiny(data.load("mnist"), course.values)
    assert [path.split("/")[1] for path in course.server.requests[:5]] == ["missing"] * 2 + ["html"] * 2 + ["good"]


def stop_in_the_middle(monkeypatch, error: BaseException, after: int = 0):
    """From the given download on, some bytes come and then the error."""
    real, count = pooch.HTTPDownloader.__call__, iter(range(100))

    def call(self, url, output_file, *rest, **more):
        if next(count) < after:
            return real(self, url, output_file, *rest, **more)
        Path(output_file).write_bytes(b"some bytes")
        raise error

    monkeypatch.setattr(pooch.HTTPDownloader, "__call__", call)


@pytest.mark.parametrize("tier", ["auto", "full"])
def test_an_interrupted_download_goes_on_with_what_is_missing(course, monkeypatch, tier):
    monkeypatch.setenv("WORKSHOP_DATA", tier)
    with monkeypatch.context() as patch:
        stop_in_the_middle(patch, KeyboardInterrupt(), after=2)
        with pytest.raises(data.DataError, match="interrupted: run it again and it goes on") as caught:
            data.load("mnist")
        sentence(caught.value)
    assert course.files().keys() == {f"downloads/{IMAGES}", f"downloads/{LABELS}"}
    assert is_tiny(data.load("mnist"), course.values)
    assert course.server.downloads() == 4


@pytest.mark.parametrize("manner", ["dribbling", "dribbling_headers"])
def test_a_host_that_sends_a_byte_now_and_then_is_given_up(server, monkeypatch, tmp_path, manner):
    monkeypatch.setattr(limits, "WINDOW", 0.15)
    end = threading.Timer(30, server.released.set)  # or a course that waits for ever would do so here
    end.start()
    with pytest.raises(Unfit, match=r"127.0.0.1:\d+ did not answer in time"):
        web.save(f"{server.url}/{manner}/x", tmp_path / "x", "x", 10**6)
    assert web.answers(f"{server.url}/dribbling_headers/x") is False
    assert not server.released.is_set()
    end.cancel()


def test_a_host_that_is_slow_and_steady_is_waited_for(monkeypatch, tmp_path):
    monkeypatch.setattr(limits, "WINDOW", 0.2)
    monkeypatch.setattr(limits, "FEWEST_BYTES", 10)
    sizes = iter(range(0, 10**6, 10))  # asked for every WINDOW / 30 seconds
    assert web._while_it_moves(lambda: time.sleep(0.5) or "done", lambda: next(sizes)) == "done"
    for_ever = threading.Event()
    threading.Timer(10, for_ever.set).start()
    with pytest.raises(TimeoutError):  # what came at the beginning does not count for ever
        web._while_it_moves(for_ever.wait, lambda: 1000)
    for_ever.set()


# ---------------------------------------------------------------- limits from the registry


def test_a_mirror_file_far_larger_than_the_original_is_not_read(course, monkeypatch, tmp_path):
    folder = course.stand_in(tmp_path / "stick")
    content = bytes(2_000_001)  # the registry says 1,000,000
    (folder / IMAGES).write_bytes(content)
    entry = {"sha256": hashlib.sha256(content).hexdigest(), "note": "large"}
    (folder / "manifest.json").write_text(json.dumps({"files": {IMAGES: entry}}))
    monkeypatch.setenv("WORKSHOP_MIRROR", str(folder))
    monkeypatch.setattr(places, "fits", None)
    course.served("missing")
    assert f"{IMAGES} in {folder} is far larger than it can be" in refused_load(monkeypatch)


def test_a_bomb_in_a_gz_is_not_decompressed_to_its_end(monkeypatch, tmp_path):
    file = registry.File("a.gz", [], 20_000, sha256_decompressed="0" * 64, shape=(100,))
    (tmp_path / "a.gz").write_bytes(gzip.compress(bytes(10**7)))
    read, real = [], gzip.GzipFile.read
    monkeypatch.setattr(gzip.GzipFile, "read", lambda *given: read.append(real(*given)) or read[-1])
    with pytest.raises(Unfit, match=r"a.gz is damaged"):
        places.identify(tmp_path / "a.gz", file, None)
    assert sum(map(len, read)) < 10**6


@pytest.mark.parametrize("kind", ["folder", "web"])
def test_a_manifest_of_more_than_a_megabyte_is_not_read(course, monkeypatch, kind):
    course.stand_in(course.originals)
    manifest = course.originals / "manifest.json"
    manifest.write_text(manifest.read_text() + " " * limits.MANIFEST)
    monkeypatch.setenv("WORKSHOP_MIRROR", str(course.originals) if kind == "folder" else f"{course.server.url}/good")
    course.served("missing")
    (course.originals / IMAGES).write_bytes(b"neither")
    said = "is far too large" if kind == "folder" else "sends far more than manifest.json can have"
    assert said in refused_load(monkeypatch)


def stand_ins(course: Course, folder: Path, **contents: bytes) -> Path:
    """A mirror in which a manifest names files with these contents, by the parts of MNIST."""
    tiny_mnist(folder)
    entries = {}
    for part, content in contents.items():
        name = sources.MNIST[part]
        (folder / name).write_bytes(content)
        entries[name] = {"sha256": hashlib.sha256(content).hexdigest(), "note": "other numbers"}
    (folder / "manifest.json").write_text(json.dumps({"files": entries}))
    return folder


def idx_header(*shape: int, kind: int = 8) -> bytes:
    return bytes([0, 0, kind, len(shape)]) + np.array(shape, dtype=">u4").tobytes()


@pytest.mark.parametrize(
    "contents",
    [
        {"x_train": idx(np.zeros((4, 28, 28), np.uint8)), "y_train": idx(np.zeros(3, np.uint8))},
        {"x_train": idx(np.zeros((6, 14, 56), np.uint8))},
        {"x_train": gzip.compress(idx_header(2**31, 2**31, 2**31))},
        {"x_train": gzip.compress(idx_header(*[2**31] * 99))},
        {"x_train": gzip.compress(idx_header(6, 28, 28) + bytes(6 * 784 - 3))},
        {"x_train": gzip.compress(idx_header(6, 28, 28, kind=9) + bytes(6 * 784))},
        {"y_train": gzip.compress(idx_header(6) + b"\x07")},  # NumPy would take one value for all six
        {"y_train": gzip.compress(b"\0\0")},
        {"y_train": b"\x1f\x8b" + bytes(99)},
        {"y_test": idx(np.array([0, 9, 10], np.uint8))},
    ],
)
def test_idx_files_of_another_shape_or_with_other_labels_are_refused(course, monkeypatch, tmp_path, contents):
    monkeypatch.setenv("WORKSHOP_MIRROR", str(stand_ins(course, tmp_path / "stick", **contents)))
    text = refused_load(monkeypatch)
    assert f"the files of mnist in {tmp_path / 'stick'} cannot be read: delete them" in text
    assert not (course.cache / "arrays").exists()


def test_too_little_memory_is_called_so(course, monkeypatch):
    monkeypatch.setitem(sources.PARSERS, "mnist", lambda paths: np.empty(2**62, np.uint8))
    assert refused_load(monkeypatch) == "there is too little memory for Tiny MNIST: close other notebooks and programs."


# ---------------------------------------------------------------- faults of the disk


def test_a_full_disk_says_so_and_leaves_nothing_behind(course, monkeypatch):
    stop_in_the_middle(monkeypatch, OSError(errno.ENOSPC, "No space left on device"))
    text = refused_load(monkeypatch)
    assert f"the disk of {course.cache} is full: free some space or set WORKSHOP_CACHE" in text
    assert course.files() == {}


def test_data_that_cannot_be_kept_are_still_loaded(course, monkeypatch, capsys):
    def full_disk(file, *_, **__):
        file.write(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(np, "save", full_disk)
        assert is_tiny(data.load("mnist"), course.values)
    assert "could not be kept because the disk" in capsys.readouterr().out
    assert course.files().keys() == {f"downloads/{name}" for name in NAMES}
    assert [path.name for path in (course.cache / "arrays").iterdir()] == []


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has a device that is always full")
def test_a_disk_that_fills_up_while_arrays_are_kept_is_called_full(course, monkeypatch, capsys):
    real = open
    monkeypatch.setattr(
        arrays, "open", lambda path, mode: real("/dev/full" if mode == "wb" else path, mode), raising=False
    )
    assert is_tiny(data.load("mnist"), course.values)
    assert f"could not be kept because the disk of {course.cache} is full" in capsys.readouterr().out


def test_what_stops_an_array_in_its_middle_is_known(course, monkeypatch):
    resource = pytest.importorskip("resource", reason="only POSIX limits the size of files")
    found, real, limits_before = [], arrays.disk_error, resource.getrlimit(resource.RLIMIT_FSIZE)
    monkeypatch.setattr(arrays, "disk_error", lambda error, folder: found.append(error.errno) or real(error, folder))
    resource.setrlimit(resource.RLIMIT_FSIZE, (2**22, limits_before[1]))
    try:
        with pytest.raises(data.DataError):
            arrays.write(registry.read()["mnist"], None, {"x": np.zeros(2**23, np.uint8)}, {}, "")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits_before)
    assert found == [errno.EFBIG]  # of which NumPy itself says no more than how many values were written


def test_a_read_only_cache_serves_what_it_holds(course, monkeypatch, capsys):
    data.load("mnist")
    before = course.files()
    read_only(monkeypatch)
    assert is_tiny(data.load("mnist"), course.values)
    assert "could not" not in capsys.readouterr().out
    for path in (course.cache / "arrays/mnist").iterdir():
        path.unlink()
    assert is_tiny(data.load("mnist"), course.values)
    assert "cannot be written to: set WORKSHOP_CACHE" in capsys.readouterr().out
    assert course.files().items() <= before.items()


def test_a_read_only_cache_that_lacks_a_file_says_what_to_set(course, monkeypatch):
    read_only(monkeypatch)
    text = refused_load(monkeypatch)
    assert f"{course.cache} cannot be written to: set WORKSHOP_CACHE to another folder." == text
    assert course.files() == {}


def read_only(monkeypatch):
    """Every way in which the data layer starts to write is refused (chmod does not stop root)."""

    def refuse(self, *_, **__):
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "mkdir", refuse)


def test_a_cache_that_is_a_file_says_so(course, monkeypatch):
    course.cache.write_text("a file")
    assert refused_load(monkeypatch) == f"{course.cache} is not a folder: set WORKSHOP_CACHE to another folder."
    monkeypatch.setenv("WORKSHOP_DATA", "auto")
    assert data.load("mnist").tier == "sample"
    assert course.cache.read_text() == "a file"


def replace(path: Path, old: bytes, new: bytes) -> None:
    content = path.read_bytes()
    assert old in content and new not in content
    path.write_bytes(content.replace(old, new))


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 0x40
    path.write_bytes(content)


@pytest.mark.parametrize(
    "damage",
    [
        lambda folder: (folder / "x_train.npy").write_bytes((folder / "x_train.npy").read_bytes()[:-5]),
        lambda folder: (folder / "x_test.npy").write_bytes(b""),
        lambda folder: (folder / "y_test.npy").unlink(),
        lambda folder: np.save(folder / "y_train.npy", np.zeros((7,), np.uint8)),
        lambda folder: np.save(folder / "y_train.npy", np.array([{}]), allow_pickle=True),
        lambda folder: (folder / "about.json").write_text("{"),
        lambda folder: (folder / "about.json").write_text("[]"),
        lambda folder: (folder / "about.json").write_text("[" * 10**5),
        lambda folder: (folder / "about.json").write_text('{"a": ' * 10**5),
        lambda folder: replace(folder / "about.json", b'"uint8"', b'"O"'),
        lambda folder: replace(folder / "about.json", b'"sha256_dec', b'"sha255_dec'),
        lambda folder: replace(folder / "about.json", b'"note": ""', b'"note": []'),
        lambda folder: replace(folder / "x_train.npy", b"'descr'", b"'descr("),
        lambda folder: replace(folder / "x_train.npy", b"'descr': '|u1'", b"'descr': u1[-]"),
        lambda folder: replace(folder / "x_train.npy", b"(6, 28, 28), }     ", b"(6**9**9**9,), }   "),
        lambda folder: replace(folder / "x_train.npy", b"(6, 28, 28), }    ", b"(99999999999,), } "),
        lambda folder: replace(folder / "x_train.npy", b"(6, 28, 28)", b"(6, 14, 56)"),
        lambda folder: replace(folder / "class_names.npy", b"9\0\0\0", b"9\xff\xff\xff"),  # a letter that there is not
        lambda folder: flip(folder / "x_test.npy", -1),
        lambda folder: flip(folder / "x_test.npy", 6),
        lambda folder: flip(folder / "x_test.npy", 8),
        lambda folder: (folder / "about.json").unlink(),
    ],
)
def test_damaged_arrays_are_made_again(course, damage):
    data.load("mnist")
    damage(course.cache / "arrays/mnist")
    mnist = data.load("mnist")
    assert is_tiny(mnist, course.values) and mnist.class_names == list("0123456789") and mnist.note == ""
    assert course.server.downloads() == 4
    assert arrays.read(registry.read()["mnist"], None) is not None
    assert [path.name for path in (course.cache / "arrays").iterdir()] == ["mnist"]


def test_a_huge_shape_on_which_all_agree_is_found_by_the_size_of_the_file(course, monkeypatch):
    data.load("mnist")
    folder = course.cache / "arrays/mnist"
    replace(
        folder / "about.json",
        b"        6,\n        28,\n        28\n",
        b"        6,\n        28,\n        2800000000\n",
    )
    replace(folder / "x_train.npy", b"(6, 28, 28), }        ", b"(6, 28, 2800000000), }")
    loaded, real = [], np.load
    monkeypatch.setattr(np, "load", lambda path, **more: loaded.append(Path(path).stem) or real(path, **more))
    assert arrays.read(registry.read()["mnist"], None) is None
    assert "x_train" not in loaded


class Planted:
    """Something that runs when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self):
        return os.mkdir, (str(self.path),)


def test_nothing_in_the_cache_is_unpickled(course, tmp_path):
    data.load("mnist")
    planted = np.array([Planted(tmp_path / "ran")], dtype=object)
    np.save(course.cache / "arrays/mnist/x_train.npy", planted, allow_pickle=True)
    assert is_tiny(data.load("mnist"), course.values)
    assert not (tmp_path / "ran").exists()


def test_a_damaged_download_is_fetched_again(course):
    data.fetch()
    (course.cache / "downloads" / LABELS).write_bytes(b"bit rot")
    assert is_tiny(data.load("mnist"), course.values)
    assert course.server.downloads() == 5


def test_a_new_hash_in_the_registry_replaces_the_old_copy(course):
    data.load("mnist")
    values = tiny_mnist(course.originals, seed=1)
    course.served("good")
    assert is_tiny(data.load("mnist"), values)


LEFT = ["a person's.part", "new.2-0123abcd.part"]  # not the course's, and not yet a day old


@pytest.mark.parametrize("call", ["load", "fetch"])
@pytest.mark.parametrize("complete", [False, True])
def test_what_killed_processes_left_is_swept_after_a_day(course, call, complete):
    if complete:  # nothing is written any more
        data.load("mnist")
    for kind in ("downloads", "arrays"):
        folder = course.cache / kind
        (folder / "old.1-0123abcd.part").mkdir(parents=True)
        for name, hours in [("old.7-89abcdef.part", 25), ("new.2-0123abcd.part", 23), ("a person's.part", 99)]:
            (folder / name).write_text("x")
            then = time.time() - 3600 * hours
            os.utime(folder / name, (then, then))
        os.utime(folder / "old.1-0123abcd.part", (then, then))
    {"load": lambda: data.load("mnist"), "fetch": data.fetch}[call]()
    left = [path for path in course.files() if path.endswith(".part")]
    assert sorted(left) == [f"{kind}/{name}" for kind in ("arrays", "downloads") for name in LEFT]
    assert not list(course.cache.rglob("old*"))


def test_fetch_sweeps_a_mirror_to_which_nothing_is_added(course, tmp_path):
    data.fetch(tmp_path / "stick")
    (tmp_path / "stick" / "old.1-0123abcd.part").touch()
    os.utime(tmp_path / "stick" / "old.1-0123abcd.part", (0, 0))
    data.fetch(tmp_path / "stick")
    assert {path.name for path in (tmp_path / "stick").iterdir()} == set(NAMES)


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_a_shared_cache_can_be_read_by_others(course):
    old = os.umask(0o022)
    try:
        data.load("mnist")
    finally:
        os.umask(old)
    for path in course.cache.rglob("*"):
        assert path.stat().st_mode & 0o044 == 0o044, path


# ---------------------------------------------------------------- two kernels


def test_two_kernels_at_once_both_get_the_data(course):
    course.served("slow")
    code = (
        f"from workshop.data import registry, load; from pathlib import Path;"
        f"registry.PATH = Path({str(course.registry)!r}); print(load('mnist').x_train.sum())"
    )
    environment = {**os.environ, "WORKSHOP_DATA": "full", "PYTHONPATH": str(ROOT)}
    kernels = [
        subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    answers = [kernel.communicate(timeout=60)[0] for kernel in kernels]
    expected = str(course.values[IMAGES].sum())
    assert [kernel.returncode for kernel in kernels] == [0, 0]
    assert all(answer.splitlines()[-1] == expected for answer in answers)
    assert not list(course.cache.rglob("*.part"))
    assert {path.name for path in course.cache.rglob("*.gz")} == set(NAMES)
    assert is_tiny(data.load("mnist"), course.values)


def test_the_slower_kernel_discards_its_arrays(course):
    entry = registry.read()["mnist"]
    data.load("mnist")
    stamp = (course.cache / "arrays/mnist/about.json").stat().st_ino
    copies = {file.name: download.obtain(file, None) for file in entry.files}
    made = sources.PARSERS["mnist"]({name: copy.path for name, copy in copies.items()})
    arrays.write(entry, None, made, copies, "")
    assert (course.cache / "arrays/mnist/about.json").stat().st_ino == stamp


def test_a_kernel_that_is_slower_by_a_moment_discards_its_arrays_too(course, monkeypatch, capsys):
    folder, real = course.cache / "arrays/mnist", os.rename

    def overtaken(source, target):
        if Path(target) == folder:
            shutil.copytree(source, target)
            raise OSError(errno.ENOTEMPTY, "Directory not empty")
        real(source, target)

    monkeypatch.setattr(os, "rename", overtaken)
    assert is_tiny(data.load("mnist"), course.values)
    assert [path.name for path in folder.parent.iterdir()] == ["mnist"]
    assert "could not be kept" not in capsys.readouterr().out


def test_a_file_that_another_kernel_holds_open_on_windows_is_taken_as_finished(course, monkeypatch):
    real, renamed = os.replace, []

    def held_open(source, target):
        real(source, target)
        Path(source).touch()
        renamed.append(Path(target).name)
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(os, "replace", held_open)
    assert is_tiny(data.load("mnist"), course.values)
    assert renamed == NAMES
    assert not list(course.cache.rglob("*.part"))


# ---------------------------------------------------------------- mirrors


def test_a_mirror_folder_is_read_in_place(course, monkeypatch, tmp_path, capsys):
    tiny_mnist(tmp_path / "stick")
    monkeypatch.setenv("WORKSHOP_MIRROR", str(tmp_path / "stick"))
    mnist = data.load("mnist")
    assert is_tiny(mnist, course.values) and mnist.note == ""
    assert course.server.requests == [] and not (course.cache / "downloads").exists()


def test_a_copy_that_is_not_the_original_says_so_each_time(course, monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("WORKSHOP_MIRROR", str(course.stand_in(tmp_path / "stick")))
    for _ in range(2):
        mnist = data.load("mnist")
        assert (mnist.tier, mnist.note) == ("full", "other pictures")
        assert not np.array_equal(mnist.x_train, course.values[IMAGES])
        assert "This copy is not the original: other pictures\n" in capsys.readouterr().out
    assert course.server.requests == []


def test_an_original_that_a_manifest_describes_has_no_note(course, monkeypatch, tmp_path):
    folder = tmp_path / "stick"
    tiny_mnist(folder)
    entry = {"sha256": hashlib.sha256((folder / IMAGES).read_bytes()).hexdigest(), "note": "byte for byte"}
    (folder / "manifest.json").write_text(json.dumps({"files": {IMAGES: entry}}))
    monkeypatch.setenv("WORKSHOP_MIRROR", str(folder))
    assert data.load("mnist").note == ""


def test_arrays_of_a_stand_in_give_way_when_the_mirror_changes(course, monkeypatch, tmp_path):
    folder = course.stand_in(tmp_path / "stick")
    monkeypatch.setenv("WORKSHOP_MIRROR", str(folder))
    first = data.load("mnist").x_train
    course.stand_in(folder, seed=6, note="yet others")
    second = data.load("mnist")
    assert second.note == "yet others" and not np.array_equal(first, second.x_train)
    # The stick pulled out, the kept arrays are served with their note.
    monkeypatch.delenv("WORKSHOP_MIRROR")
    assert data.load("mnist").note == "yet others"


def test_what_a_mirror_lacks_comes_from_the_internet(course, monkeypatch, tmp_path):
    tiny_mnist(tmp_path / "stick")
    (tmp_path / "stick" / LABELS).unlink()
    monkeypatch.setenv("WORKSHOP_MIRROR", str(tmp_path / "stick"))
    assert is_tiny(data.load("mnist"), course.values)
    assert course.server.requests == [f"/good/{LABELS}"]


@pytest.mark.parametrize(
    "spoil, words",
    [
        (lambda folder: (folder / IMAGES).unlink(), "stick lacks train-images"),
        (lambda folder: (folder / IMAGES).write_bytes(b"cut"), "stick is damaged"),
        (lambda folder: folder.rename(folder.with_name("elsewhere")), "stick does not exist"),
        (lambda folder: (folder / "manifest.json").write_text("{"), "manifest.json in .*stick is broken"),
        (lambda folder: (folder / "manifest.json").write_text('{"files": {"a": 1}}'), "manifest.json in .* is broken"),
        (lambda folder: (folder / "manifest.json").write_text("[]"), "manifest.json in .* is broken"),
        (lambda folder: (folder / "manifest.json").unlink(), "train-images-idx3-ubyte.gz in .*stick is damaged"),
    ],
)
def test_what_is_wrong_with_a_mirror_is_said_when_nothing_else_helps(course, monkeypatch, tmp_path, spoil, words):
    folder = course.stand_in(tmp_path / "stick")
    spoil(folder)
    monkeypatch.setenv("WORKSHOP_MIRROR", str(folder))
    course.served("missing")
    text = refused_load(monkeypatch)
    assert re.search(words, text) and "error 404" in text
    assert course.files() == {}
    course.served("good")
    assert is_tiny(data.load("mnist"), course.values)


def test_a_web_mirror_is_asked_first_and_its_note_stays_with_the_file(course, monkeypatch, capsys):
    originals = course.originals
    course.served("missing")
    course.stand_in(originals)
    monkeypatch.setenv("WORKSHOP_MIRROR", f"{course.server.url}/good/")
    assert data.load("mnist").note == "other pictures"
    assert course.server.requests[0] == f"/good/{IMAGES}"
    kept = json.loads((course.cache / "downloads/manifest.json").read_text())
    assert list(kept["files"]) == [IMAGES]
    # Made anew from the kept files, without the mirror, it still is no original.
    monkeypatch.delenv("WORKSHOP_MIRROR")
    (course.cache / "arrays/mnist/x_train.npy").unlink()
    capsys.readouterr()
    assert data.load("mnist").note == "other pictures"
    assert "This copy is not the original" in capsys.readouterr().out


def test_what_is_wrong_with_a_web_mirror_is_said_when_nothing_else_helps(course, monkeypatch):
    monkeypatch.setenv("WORKSHOP_MIRROR", f"{course.server.url}/good")
    course.stand_in(course.originals)
    course.served("missing", folder=course.originals)
    (course.originals / IMAGES).write_bytes(b"cut")
    assert f"{IMAGES} in {course.server.url}/good is damaged" in refused_load(monkeypatch)
    (course.originals / "manifest.json").unlink()
    assert f"{IMAGES} in {course.server.url}/good is damaged" in refused_load(monkeypatch)
    (course.originals / "manifest.json").write_text("<html>")
    assert f"manifest.json in {course.server.url}/good is broken" in refused_load(monkeypatch)
    assert course.files() == {}


@pytest.mark.parametrize("manner", ["html", "closed"])
def test_a_web_mirror_that_fails_leaves_the_internet(course, monkeypatch, manner):
    monkeypatch.setenv("WORKSHOP_MIRROR", f"{course.server.url}/{manner}")
    assert is_tiny(data.load("mnist"), course.values)


NOTES = {
    "": "a copy without a note",
    " \n\t ": "a copy without a note",
    "\x1b[2J\x1b]0;title\x07\u202ered\r\n": "[2J ]0;title red",
    "shrunk  photos": "shrunk photos",
    "lone \ud800 half": "lone half",
    "long " * 200: "long " * 59 + "long…",
}


@pytest.mark.parametrize("note", [*NOTES, None])
@pytest.mark.parametrize("kind", ["folder", "web"])
def test_whatever_the_note_a_copy_that_is_not_the_original_is_said(course, monkeypatch, capsys, note, kind):
    course.stand_in(course.originals)
    manifest = json.loads((course.originals / "manifest.json").read_text())
    manifest["files"][IMAGES] |= {"note": note}
    if note is None:
        del manifest["files"][IMAGES]["note"]
    (course.originals / "manifest.json").write_text(json.dumps(manifest))
    monkeypatch.setenv("WORKSHOP_MIRROR", str(course.originals) if kind == "folder" else f"{course.server.url}/good")
    course.served("missing", folder=tiny_folder(course))
    expected = NOTES.get(note, "a copy without a note")
    for _ in range(2):  # decoded, kept
        assert data.load("mnist").note == expected
        assert capsys.readouterr().out.splitlines()[-1] == f"This copy is not the original: {expected}"


def tiny_folder(course: Course) -> Path:
    """The originals again, for a registry that does not take a stand-in for one."""
    tiny_mnist(course.cache.with_name("originals"))
    return course.cache.with_name("originals")


def test_kept_arrays_of_a_stand_in_without_a_note_are_made_again(course, monkeypatch, tmp_path):
    monkeypatch.setenv("WORKSHOP_MIRROR", str(course.stand_in(tmp_path / "stick")))
    data.load("mnist")
    replace(course.cache / "arrays/mnist/about.json", b'"other pictures"', b'" \\u001b "')
    assert data.load("mnist").note == "other pictures"


def with_entry(**fields: object) -> str:
    return json.dumps({"files": {IMAGES: {"sha256": "0" * 64, "note": "x"} | fields}})


BROKEN_MANIFESTS = [
    "null",
    "5",
    "{}",
    '"files"',
    '{"files": null}',
    '{"files": []}',
    '{"files": "a"}',
    '{"files": 5}',
    *(json.dumps({"files": {IMAGES: value}}) for value in (None, 5, [], {}, "text", ["sha256"])),
    *(with_entry(sha256=value) for value in (None, 5, [], {}, "", "0" * 32, "0" * 63 + "g", "0" * 65, "\ud800" * 64)),
    with_entry(sha256="0" * 64 + ":md5"),
    with_entry(sha256="0" * 64 + "\n"),
    *(with_entry(note=value) for value in (None, 5, [], {"a": 1}, True)),
    *(with_entry(bytes=value) for value in (None, "5", -1, 1.5, True)),
    *(json.dumps({"files": {name: {"sha256": "0" * 64}}}) for name in ("", ".", "..", "a/b", "a\\b", "a\n", "a" * 256)),
    '{"files": ' + "[" * 10**5,
    '{"files": {"a": ' * 10**4,
    '{"files": {"a": {"sha256": ' + "9" * 5000 + "}}}",
]


@pytest.mark.parametrize("text", BROKEN_MANIFESTS, ids=lambda text: text[:50])
def test_a_manifest_is_valid_as_a_whole_or_broken(tmp_path, text):
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(Unfit) as caught:
        places.Place(tmp_path).entries  # noqa: B018
    assert str(caught.value) == f"manifest.json in {tmp_path} is broken"


@pytest.mark.parametrize("content", [b"\xff\xfe{", b"\x80"])
def test_a_manifest_in_no_known_letters_is_broken(tmp_path, content):
    (tmp_path / "manifest.json").write_bytes(content)
    with pytest.raises(Unfit, match="is broken"):
        places.Place(tmp_path).entries  # noqa: B018


@pytest.mark.parametrize("kind", ["folder", "pipe", "locked"])
def test_a_manifest_that_is_no_file_or_not_for_everybody_cannot_be_read(tmp_path, monkeypatch, kind):
    path = tmp_path / "manifest.json"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        if not hasattr(os, "mkfifo"):
            pytest.skip("this system has no named pipes")
        os.mkfifo(path)
        threading.Timer(1, os.close, [os.open(path, os.O_RDWR | os.O_NONBLOCK)]).start()  # or it would be waited for
    else:

        def refuse(*_):
            raise PermissionError(errno.EACCES, "Permission denied")

        path.write_text("{}")
        monkeypatch.setattr(places, "open", refuse, raising=False)
    with pytest.raises(Unfit, match=r"manifest.json in .* cannot be read"):
        places.Place(tmp_path).entries  # noqa: B018


def test_a_hash_may_be_in_capitals_and_a_manifest_begin_as_windows_writes_it(course, monkeypatch, tmp_path):
    folder = course.stand_in(tmp_path / "stick")
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["files"][IMAGES]["sha256"] = manifest["files"][IMAGES]["sha256"].upper()
    (folder / "manifest.json").write_text(json.dumps(manifest | {"made by": "a teacher"}), encoding="utf-8-sig")
    monkeypatch.setenv("WORKSHOP_MIRROR", str(folder))
    for _ in range(2):
        assert data.load("mnist").note == "other pictures"
    assert course.server.requests == []


@pytest.mark.parametrize("written", ["in place", "renamed"])
def test_a_mirror_file_that_is_written_to_while_it_is_read_is_refused(course, monkeypatch, tmp_path, written):
    tiny_mnist(tmp_path / "stick")
    other = course.stand_in(tmp_path / "other") / IMAGES
    monkeypatch.setenv("WORKSHOP_MIRROR", str(tmp_path / "stick"))
    real = sources.PARSERS["mnist"]

    def meanwhile(paths):
        if written == "in place":
            paths[IMAGES].write_bytes(other.read_bytes())
        else:
            os.replace(other, paths[IMAGES])
        return real(paths)

    monkeypatch.setitem(sources.PARSERS, "mnist", meanwhile)
    assert f"{IMAGES} in {tmp_path / 'stick'} changed while it was read: run it again" in refused_load(monkeypatch)
    assert not (course.cache / "arrays").exists()


@pytest.mark.parametrize("damage", [lambda path: path.write_bytes(b"other"), lambda path: path.unlink()])
def test_a_mirror_file_that_changes_while_it_is_copied_is_refused(course, monkeypatch, tmp_path, capsys, damage):
    tiny_mnist(tmp_path / "stick")
    monkeypatch.setenv("WORKSHOP_MIRROR", str(tmp_path / "stick"))
    real = shutil.copyfile

    def meanwhile(source, target):
        real(source, target)
        if Path(source).name == LABELS:
            damage(Path(source))

    monkeypatch.setattr(shutil, "copyfile", meanwhile)
    assert data.fetch(tmp_path / "second") == [LABELS]
    assert f"{LABELS}: FAILED, {LABELS} in {tmp_path / 'stick'} changed while it was read" in capsys.readouterr().out
    assert not (tmp_path / "second" / LABELS).exists()


def test_a_copy_that_came_out_wrong_is_refused(course, monkeypatch, tmp_path, capsys):
    tiny_mnist(tmp_path / "stick")
    monkeypatch.setenv("WORKSHOP_MIRROR", str(tmp_path / "stick"))
    monkeypatch.setattr(shutil, "copyfile", lambda source, target: Path(target).write_bytes(b"other"))
    assert data.fetch(tmp_path / "second") == NAMES
    assert list((tmp_path / "second").iterdir()) == []


# ---------------------------------------------------------------- how people write places


SECRET = "http://teacher:pass@w/ord@127.0.0.1:{}/{}"


def test_a_password_is_used_and_never_printed(course, monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("WORKSHOP_MIRROR", f"http://teacher:pass%40word@127.0.0.1:{course.server.http.server_port}/good")
    course.served("missing")
    course.stand_in(course.originals)
    assert outlook(monkeypatch, capsys)["mnist"][0] == "full"
    assert data.load("mnist").note == "other pictures"
    (course.originals / "manifest.json").write_text("{")
    shutil.rmtree(course.cache)
    said = [refused_load(monkeypatch)]
    assert f"manifest.json in {course.server.url}/good is broken" in said[0]
    monkeypatch.delenv("WORKSHOP_DATA")
    data.load("mnist")
    data.fetch(tmp_path / "stick")
    for manner in ("html", "broken", "closed", "truncated", "endless"):
        monkeypatch.setenv("WORKSHOP_MIRROR", SECRET.format(course.server.http.server_port, manner))
        data.load("mnist")
        said += [*outlook(monkeypatch, capsys)["mnist"], str(places.mirror())]
    said += capsys.readouterr()
    written = [path.read_text() for path in tmp_path.rglob("*.json")]
    assert not [text for text in [*said, *written] if "teacher" in text or "word" in text.replace("password", "")]


@pytest.mark.parametrize(
    "written",
    [
        "  {folder}\t",
        "file://{folder}",
        "file://localhost{folder}",
        "FILE://{folder}",
        "file:{folder}",
        "~/stick",
        "{folder}/",
    ],
)
def test_a_mirror_folder_may_be_written_in_many_ways(course, monkeypatch, tmp_path, written):
    tiny_mnist(tmp_path / "stick")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("WORKSHOP_MIRROR", written.format(folder=(tmp_path / "stick").as_posix()))
    assert is_tiny(data.load("mnist"), course.values)
    assert course.server.requests == []


def test_a_folder_with_odd_letters_may_be_written_as_an_address(course, monkeypatch, tmp_path):
    tiny_mnist(tmp_path / "Übung #1 @home")
    for written in ((tmp_path / "Übung #1 @home").as_uri(), str(tmp_path / "Übung #1 @home")):
        monkeypatch.setenv("WORKSHOP_MIRROR", written)
        assert str(places.mirror()) == str(tmp_path / "Übung #1 @home")
        assert is_tiny(data.load("mnist"), course.values)


@pytest.mark.skipif(os.name != "posix", reason="Windows drops a blank at the end of a name")
def test_a_folder_whose_name_ends_in_a_blank_can_be_used(course, monkeypatch, tmp_path):
    tiny_mnist(tmp_path / "stick ")
    monkeypatch.setenv("WORKSHOP_MIRROR", str(tmp_path / "stick "))
    data.load("mnist")
    assert course.server.requests == []


@pytest.mark.parametrize("scheme, end", [("HTTP", ""), (" http", "/ "), ("Http", "//"), ("http", "?key=1#part")])
def test_a_web_mirror_may_be_written_in_many_ways(course, monkeypatch, scheme, end):
    course.served("missing")
    monkeypatch.setenv("WORKSHOP_MIRROR", f"{scheme}://127.0.0.1:{course.server.http.server_port}/good{end}")
    assert is_tiny(data.load("mnist"), course.values)


@pytest.mark.parametrize(
    "written",
    ["http://[::1", "http://", "http:/10.0.0.1", "https://u:secret@", "http://u:secret@host:99999/x", "http://u:secret@h:0",
     "ftp://u:secret@host/x", "s3://bucket", "file://server/share", "~nobody-of-this-name/data", "HTTP://[::1"],
)  # fmt: skip
def test_a_place_that_is_none_gets_a_sentence(course, monkeypatch, capsys, written):
    monkeypatch.setenv("WORKSHOP_MIRROR", written)
    text = refused_load(monkeypatch)
    assert text.startswith("WORKSHOP_MIRROR=") and "is neither a folder nor a web address: write a folder" in text
    assert "secret" not in text
    monkeypatch.setattr(sys, "argv", ["data", "tiers"])
    assert command.main() == 1 and capsys.readouterr().err == f"{text}\n"
    monkeypatch.delenv("WORKSHOP_DATA")
    assert data.load("mnist").tier == "sample"


def test_a_cache_may_be_written_in_many_ways_but_is_a_folder(course, monkeypatch, tmp_path):
    for written in (f" {tmp_path / 'cache'} ", (tmp_path / "cache").as_uri()):
        monkeypatch.setenv("WORKSHOP_CACHE", written)
        assert places.cache_folder() == tmp_path / "cache"
    monkeypatch.setenv("WORKSHOP_CACHE", "http://u:secret@10.0.0.1/x")
    assert refused_load(monkeypatch) == (
        "WORKSHOP_CACHE=http://10.0.0.1/x is a web address: set it to a folder of your own."
    )
    monkeypatch.setenv("WORKSHOP_CACHE", "~nobody-of-this-name/x")
    assert "WORKSHOP_CACHE=~nobody-of-this-name/x is neither a folder" in refused_load(monkeypatch)


def test_blanks_around_the_tier_do_not_matter(course, monkeypatch):
    monkeypatch.setenv("WORKSHOP_DATA", " sample ")
    assert data.load("mnist").tier == "sample"


def test_fetch_goes_into_folders_only(course):
    with pytest.raises(data.DataError, match=r"http://10.0.0.1 is a web address: name a folder"):
        data.fetch("http://u:secret@10.0.0.1")


# ---------------------------------------------------------------- what others have put there


def kept_aside(folder: Path) -> dict[str, bytes]:
    return {path.name.split(" (kept 2")[0]: path.read_bytes() for path in folder.iterdir() if is_set_aside(path)}


def test_fetch_sets_aside_what_a_person_has_put_under_a_name_of_the_registry(course, tmp_path, capsys):
    folder = tmp_path / "Downloads"
    folder.mkdir()
    (folder / IMAGES).write_bytes(b"my own numbers")
    (folder / LABELS).mkdir()
    (folder / "manifest.json").write_text('{"name": "my web app"}')
    (folder / "film.mkv.part").write_text("the browser's")
    assert data.fetch(folder) == []
    out = capsys.readouterr().out
    assert f"{IMAGES}: what stood in {folder} under this name is not the course's, and is now train-images" in out
    assert sorted(path.name.split(" (kept")[0] for path in folder.iterdir() if is_set_aside(path)) == [
        "manifest", "train-images-idx3-ubyte", "train-labels-idx1-ubyte"
    ]  # fmt: skip
    kept = {path.read_bytes() for path in folder.iterdir() if is_set_aside(path) and path.is_file()}
    assert kept == {b"my own numbers", b'{"name": "my web app"}'}
    assert (folder / "film.mkv.part").read_text() == "the browser's"
    before = sorted(folder.iterdir())
    assert data.fetch(folder) == [] and sorted(folder.iterdir()) == before


def test_nothing_is_set_aside_for_a_file_that_cannot_be_had(course, tmp_path):
    folder = tmp_path / "Downloads"
    folder.mkdir()
    (folder / IMAGES).write_bytes(b"my own numbers")
    course.served("missing")
    assert data.fetch(folder) == NAMES
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {IMAGES: b"my own numbers"}


def test_in_the_cache_what_is_damaged_is_the_courses_own(course):
    data.fetch()
    (course.cache / "downloads" / IMAGES).write_bytes(b"bit rot")
    (course.cache / "downloads/manifest.json").write_text("bit rot")
    assert data.fetch() == []
    assert not [path for path in (course.cache / "downloads").iterdir() if is_set_aside(path)]


def test_what_else_a_manifest_says_stays_in_it(course, monkeypatch, tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    mine = {"by": "a teacher", "files": {"other.zip": {"sha256": "0" * 64, "note": "my own", "pages": 7}}}
    (folder / "manifest.json").write_text(json.dumps(mine))
    monkeypatch.setenv("WORKSHOP_MIRROR", str(course.stand_in(tmp_path / "stick")))
    assert data.fetch(folder) == []
    found = json.loads((folder / "manifest.json").read_text())
    assert found.pop("by") == "a teacher" and found["files"].pop("other.zip") == mine["files"]["other.zip"]
    assert list(found["files"]) == [IMAGES] and not [path for path in folder.iterdir() if is_set_aside(path)]


def test_the_part_of_another_user_does_not_stop_anybody(course, monkeypatch):
    folder = course.cache / "downloads"
    (folder / "old.1-0123abcd.part").mkdir(parents=True)
    (folder / "old.2-0123abcd.part").write_text("x")
    for number in range(9):  # of our own, and whatever comes first in the folder
        (folder / f"ours.{number}-0123abcd.part").touch()
    for path in folder.iterdir():
        os.utime(path, (0, 0))

    def refusing(real):
        def remove(path, *rest, **more):
            if Path(path).name.startswith("old"):
                raise PermissionError(errno.EPERM, "Operation not permitted")
            real(path, *rest, **more)

        return remove

    monkeypatch.setattr(shutil, "rmtree", refusing(shutil.rmtree))
    monkeypatch.setattr(Path, "unlink", refusing(Path.unlink))
    assert is_tiny(data.load("mnist"), course.values)
    assert {path.name for path in folder.glob("*.part")} == {"old.1-0123abcd.part", "old.2-0123abcd.part"}


def test_the_manifest_of_another_user_does_not_stop_originals(course, monkeypatch):
    (course.cache / "downloads").mkdir(parents=True)
    (course.cache / "downloads/manifest.json").write_text("bit rot")
    real = os.replace

    def refuse_manifest(source, target):
        if Path(target).name == "manifest.json":
            raise PermissionError(errno.EPERM, "Operation not permitted")
        real(source, target)

    monkeypatch.setattr(os, "replace", refuse_manifest)
    for _ in range(2):
        assert is_tiny(data.load("mnist"), course.values)
        shutil.rmtree(course.cache / "arrays")
    assert course.server.downloads() == 4 and not list(course.cache.rglob("*.part"))


def test_the_damaged_file_of_another_user_is_not_taken_for_a_finished_one(course, monkeypatch):
    data.fetch()
    (course.cache / "downloads" / IMAGES).write_bytes(b"bit rot")

    def refuse(*_):
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "replace", refuse)
    assert f"{course.cache} cannot be written to: set WORKSHOP_CACHE" in refused_load(monkeypatch)


def test_two_processes_that_note_in_one_manifest_lose_nothing(monkeypatch, tmp_path):
    both, real = threading.Barrier(2), os.replace

    def replace_together(source, target):
        with contextlib.suppress(threading.BrokenBarrierError):
            both.wait(0.15)  # the other is here as well only if nothing keeps them apart
        real(source, target)

    monkeypatch.setattr(os, "replace", replace_together)
    entries = {name: {"sha256": "0" * 64, "note": name} for name in ("a.gz", "b.gz")}

    def put(name):
        copy = places.Copy(tmp_path / name, "sha256:0", entries[name])
        download._put(places.Place(tmp_path), registry.File(name, [], 9), Path.touch, lambda part: copy)

    threads = [threading.Thread(target=put, args=(name,)) for name in entries]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert places.Place(tmp_path).entries == entries


def test_a_stand_in_is_noted_before_it_stands_there_and_an_original_after(course, monkeypatch, tmp_path):
    monkeypatch.setenv("WORKSHOP_MIRROR", str(course.stand_in(tmp_path / "stick")))
    replaced, real = [], os.replace
    monkeypatch.setattr(
        os, "replace", lambda source, target: replaced.append(Path(target).name) or real(source, target)
    )
    data.fetch()
    assert replaced[:2] == ["manifest.json", IMAGES]
    monkeypatch.delenv("WORKSHOP_MIRROR")
    (course.cache / "downloads" / IMAGES).unlink()
    replaced.clear()
    data.fetch()
    assert replaced == [IMAGES, "manifest.json"]
    assert places.downloads().entries == {}


# ---------------------------------------------------------------- fetch and tiers


def test_fetch_makes_a_mirror_and_skips_what_is_complete(course, tmp_path, capsys, monkeypatch):
    folder = tmp_path / "new" / "stick"
    assert data.fetch(folder) == []
    assert {path.name for path in folder.iterdir()} == set(NAMES)
    lines = capsys.readouterr().out.splitlines()
    assert lines[:4] == [f"{name}: fetched" for name in NAMES] and f"WORKSHOP_MIRROR={folder}" in lines[4]
    assert data.fetch(folder) == []
    assert f"{IMAGES}: complete" in capsys.readouterr().out and course.server.downloads() == 4
    course.served("missing")
    monkeypatch.setenv("WORKSHOP_MIRROR", str(folder))
    assert is_tiny(data.load("mnist"), course.values)


def test_fetch_goes_on_after_a_failure_and_again_later(course, tmp_path, capsys):
    course.served("good", images="html", labels="good")
    assert data.fetch(tmp_path / "stick") == [TEST_IMAGES]
    out = capsys.readouterr().out
    assert f"{TEST_IMAGES}: FAILED" in out and f"{TEST_LABELS}: fetched" in out and "1 of 4 files are missing" in out
    assert not (tmp_path / "stick" / TEST_IMAGES).exists() and not list((tmp_path / "stick").glob("*.part"))
    course.served("good")
    asked = course.server.downloads()
    assert data.fetch(tmp_path / "stick") == []
    assert course.server.downloads() == asked + 1


def test_fetch_from_a_mirror_carries_hashes_and_notes_along(course, tmp_path, monkeypatch):
    monkeypatch.setenv("WORKSHOP_MIRROR", str(course.stand_in(tmp_path / "stick")))
    data.fetch(tmp_path / "second")
    monkeypatch.setenv("WORKSHOP_MIRROR", str(tmp_path / "second"))
    data.fetch()
    monkeypatch.delenv("WORKSHOP_MIRROR")
    course.served("missing")
    assert data.load("mnist").note == "other pictures"
    assert course.server.requests == []


def test_fetch_into_a_place_that_takes_no_files_says_so(course, tmp_path, capsys):
    (tmp_path / "stick").write_text("a file")
    assert data.fetch(tmp_path / "stick") == NAMES
    assert f"FAILED, {tmp_path / 'stick'} is not a folder: choose another folder." in capsys.readouterr().out


def test_fetch_that_is_interrupted_keeps_what_is_complete(course, tmp_path, monkeypatch):
    stop_in_the_middle(monkeypatch, KeyboardInterrupt(), after=1)
    with pytest.raises(data.DataError, match="interrupted"):
        data.fetch(tmp_path / "stick")
    assert [path.name for path in (tmp_path / "stick").iterdir()] == [IMAGES]


@pytest.mark.parametrize("manner, code", [("good", 0), ("missing", 1)])
def test_the_fetch_command_ends_with_its_verdict(course, tmp_path, monkeypatch, manner, code):
    course.served(manner)
    monkeypatch.setattr(sys, "argv", ["data", "fetch", str(tmp_path / "stick")])
    assert command.main() == code


def outlook(monkeypatch, capsys) -> dict[str, list[str]]:
    monkeypatch.setattr(sys, "argv", ["data", "tiers"])
    assert command.main() == 0
    return {name: rest for name, *rest in (line.split("\t") for line in capsys.readouterr().out.splitlines())}


def test_tiers_says_what_each_dataset_would_be_and_downloads_nothing(course, tmp_path, monkeypatch, capsys):
    assert outlook(monkeypatch, capsys)["line"] == ["full", "made from a seed"]
    tier, where = outlook(monkeypatch, capsys)["mnist"]
    assert tier == "full" and where.startswith("127.0.0.1") and "4 MB to download" in where
    course.served("missing")
    tier, why = outlook(monkeypatch, capsys)["mnist"]
    assert tier == "sample" and "no answer from 127.0.0.1" in why
    monkeypatch.setenv("WORKSHOP_DATA", "full")
    assert outlook(monkeypatch, capsys)["mnist"][0] == "none"
    monkeypatch.setenv("WORKSHOP_DATA", "sample")
    assert outlook(monkeypatch, capsys)["mnist"] == ["sample", "asked for with WORKSHOP_DATA=sample"]
    assert course.server.downloads() == 0 and course.files() == {}
    monkeypatch.delenv("WORKSHOP_DATA")
    tiny_mnist(tmp_path / "stick")
    monkeypatch.setenv("WORKSHOP_MIRROR", str(tmp_path / "stick"))
    assert outlook(monkeypatch, capsys)["mnist"] == ["full", f"files in {tmp_path / 'stick'}"]
    data.load("mnist")
    assert outlook(monkeypatch, capsys)["mnist"] == ["full", f"the cache {course.cache}"]


# ---------------------------------------------------------------- CIFAR-10, a file in either of two formats


@pytest.mark.parametrize("folders, batches", [("good", "missing"), ("missing", "good")])
def test_both_formats_of_cifar_hold_the_same_pictures_with_their_labels(cifar, capsys, folders, batches):
    cifar.served(folders, batches)
    dataset = data.load("cifar10")
    assert cifar.are_in(dataset)
    assert dataset.x_train.dtype == dataset.y_train.dtype == np.uint8
    assert dataset.class_names[:2] == ["airplane", "automobile"] and dataset.note == ""
    assert capsys.readouterr().out == "Tiny CIFAR: 50 training and 10 test examples (full)\n"


def test_class_folders_are_mixed_always_the_same_way_and_batches_keep_their_order(cifar):
    folders = sources.read_cifar10({FOLDERS: cifar.originals / FOLDERS})
    again = sources.read_cifar10({FOLDERS: cifar.originals / FOLDERS})
    assert np.array_equal(folders["x_train"], again["x_train"])
    assert np.count_nonzero(np.diff(folders["y_train"])) > 30  # sorted by class it would be 9
    # Another order is another course: the evidence was measured with this one.
    assert np.array_equal(folders["y_train"][np.random.default_rng(0).permutation(50)], np.sort(cifar.labels[:50]))
    batches = sources.read_cifar10({BATCHES: cifar.originals / BATCHES})
    assert np.array_equal(batches["x_train"], cifar.pictures[:50])
    assert np.array_equal(batches["y_test"], cifar.labels[50:])


def test_class_folders_may_hold_jpegs_and_files_that_are_no_pictures(cifar, tmp_path):
    members = {
        name.replace(".png", ".jpg"): encoded(np.full((32, 32, 3), index, np.uint8), "JPEG")
        for index, name in enumerate(cifar.in_folders())
        if name.endswith(".png")
    }
    path = tgz(tmp_path / FOLDERS, {"cifar10/train/README": b"not a picture", **members})
    parts = sources.read_cifar10({FOLDERS: path})
    assert sorted(np.concatenate([parts["x_train"], parts["x_test"]])[:, 5, 5, 1]) == list(range(1, 61))


def first_picture(members: dict[str, bytes]) -> str:
    return next(name for name in members if name.endswith(".png"))


FOLDER_FAULTS = {
    "a picture missing": lambda members: members.pop(first_picture(members)),
    "a picture too many": lambda members: members.update(
        {"cifar10/test/cat/more.png": members[first_picture(members)]}
    ),
    "another size": lambda members: members.update({first_picture(members): encoded(np.zeros((1, 32, 3), np.uint8))}),
    "an unknown class": lambda members: members.update(
        {"cifar10/train/fish/0.png": members.pop(first_picture(members))}
    ),
    "another split": lambda members: members.update({"cifar10/extra/cat/0.png": members.popitem()[1]}),
    "no folder at all": lambda members: members.update({"0.png": members[first_picture(members)]}),
    "a broken picture": lambda members: members.update({first_picture(members): members[first_picture(members)][:99]}),
}
BATCH = "cifar-10-batches-bin/data_batch_2.bin"
BATCH_FAULTS = {
    "a batch missing": lambda members: members.pop(BATCH),
    "a batch cut off": lambda members: members.update({BATCH: members[BATCH][:-5]}),
    "a label of no class": lambda members: members.update({BATCH: b"\x0a" + members[BATCH][1:]}),
}


@pytest.mark.parametrize("fault", [*FOLDER_FAULTS, *BATCH_FAULTS])
def test_an_archive_with_other_than_the_expected_pictures_is_refused(cifar, monkeypatch, fault):
    name, members = (FOLDERS, cifar.in_folders()) if fault in FOLDER_FAULTS else (BATCHES, cifar.in_batches())
    {**FOLDER_FAULTS, **BATCH_FAULTS}[fault](members)
    tgz(cifar.originals / name, members)
    cifar.served(**{"batches" if name == FOLDERS else "folders": "missing"})
    assert f"the files of cifar10 in {cifar.kept} cannot be read: delete them" in refused_load(monkeypatch, "cifar10")
    assert not (cifar.cache / "arrays").exists()


def test_the_first_format_that_can_be_had_is_enough(cifar):
    data.load("cifar10")
    assert cifar.server.requests == [f"/good/{FOLDERS}"]


@pytest.mark.parametrize("manner", ["missing", "html", "wrong", "closed"])
def test_the_other_format_takes_the_place_of_one_that_cannot_be_had(cifar, manner):
    cifar.served(folders=manner)
    for _ in range(2):
        assert cifar.are_in(data.load("cifar10"))
    assert cifar.server.requests == [f"/{manner}/{FOLDERS}"] * 2 + [f"/good/{BATCHES}"]
    assert [path.name for path in cifar.kept.iterdir()] == [BATCHES]


@pytest.mark.parametrize("name", [FOLDERS, BATCHES])
@pytest.mark.parametrize("where", ["the cache", "the mirror"])
def test_nothing_is_fetched_while_either_format_is_near(cifar, monkeypatch, tmp_path, capsys, name, where):
    folder = cifar.kept if where == "the cache" else tmp_path / "stick"
    folder.mkdir(parents=True)
    shutil.copy(cifar.originals / name, folder)
    if where == "the mirror":
        monkeypatch.setenv("WORKSHOP_MIRROR", str(folder))
    assert outlook(monkeypatch, capsys)["cifar10"] == ["full", f"{name} in {folder}"]
    assert cifar.are_in(data.load("cifar10"))
    assert data.fetch(tmp_path / "second") == []
    assert [path.name for path in (tmp_path / "second").iterdir()] == [name]
    assert cifar.server.requests == []


def test_a_web_mirror_may_have_either_format(cifar, monkeypatch):
    cifar.served("missing", "missing")
    (cifar.originals / FOLDERS).unlink()
    monkeypatch.setenv("WORKSHOP_MIRROR", f"{cifar.server.url}/good")
    assert cifar.are_in(data.load("cifar10"))
    assert cifar.server.requests == [f"/good/{FOLDERS}"] * 2 + [f"/good/{BATCHES}"]


def test_when_neither_format_can_be_had_the_sentence_names_both(cifar, monkeypatch):
    cifar.served("missing", "broken")
    text = refused_load(monkeypatch, "cifar10")
    assert f"{FOLDERS} and {BATCHES} could not be fetched" in text and "error 404" in text and "error 500" in text
    cifar.served("missing", "missing")
    assert refused_load(monkeypatch, "cifar10").count("answered with error 404") == 1


def test_fetch_is_content_with_one_format_and_says_why_it_is_not_the_first(cifar, tmp_path, capsys):
    cifar.served(folders="missing")
    assert data.fetch(tmp_path / "stick") == []
    assert [path.name for path in (tmp_path / "stick").iterdir()] == [BATCHES]
    line = capsys.readouterr().out.splitlines()[0]
    assert line.startswith(f"{BATCHES}: fetched instead of {FOLDERS} (127.0.0.1") and "error 404)" in line
    cifar.served()
    asked = cifar.server.downloads()
    assert data.fetch(tmp_path / "stick") == []
    assert f"{BATCHES}: complete\n" in capsys.readouterr().out and cifar.server.downloads() == asked


def test_tiers_says_which_format_would_come(cifar, monkeypatch, capsys):
    tier, where = outlook(monkeypatch, capsys)["cifar10"]
    assert tier == "full" and where.endswith("1 MB to download")
    cifar.served(folders="missing")
    tier, where = outlook(monkeypatch, capsys)["cifar10"]
    assert tier == "full" and where.endswith(f"1 MB to download as {BATCHES}")
    cifar.served("missing", "missing")
    assert outlook(monkeypatch, capsys)["cifar10"][0] == "sample"


def test_arrays_of_a_stand_in_give_way_to_the_other_format(cifar, monkeypatch, tmp_path, capsys):
    folder = tmp_path / "stick"
    folder.mkdir()
    cifar.pictures[:] = 255 - cifar.pictures
    content = tgz(folder / FOLDERS, cifar.in_folders()).read_bytes()
    entry = {"sha256": hashlib.sha256(content).hexdigest(), "note": "negatives"}
    (folder / "manifest.json").write_text(json.dumps({"files": {FOLDERS: entry}}))
    monkeypatch.setenv("WORKSHOP_MIRROR", str(folder))
    for _ in range(2):
        dataset = data.load("cifar10")
        assert cifar.are_in(dataset) and dataset.note == "negatives"
    assert outlook(monkeypatch, capsys)["cifar10"] == ["full", f"the cache {cifar.cache}"]
    (folder / FOLDERS).unlink()
    shutil.copy(cifar.originals / BATCHES, folder)
    cifar.pictures[:] = 255 - cifar.pictures
    dataset = data.load("cifar10")
    assert cifar.are_in(dataset) and dataset.note == ""
    assert cifar.server.requests == []


def test_the_sample_of_cifar_has_its_names_shapes_and_types(cifar, monkeypatch):
    full = data.load("cifar10")
    monkeypatch.setenv("WORKSHOP_DATA", "sample")
    sample = data.load("cifar10")
    assert vars(full).keys() == vars(sample).keys()
    assert sample.x_train.shape == (3000, 32, 32, 3) and sample.x_test.shape == (1000, 32, 32, 3)
    assert sample.x_train.dtype == sample.y_train.dtype == sample.x_test.dtype == sample.y_test.dtype == np.uint8
    assert set(sample.y_train) == set(sample.y_test) == set(range(10)) and "circle" in sample.class_names
    assert not {picture.tobytes() for picture in sample.x_train} & {picture.tobytes() for picture in sample.x_test}


# ---------------------------------------------------------------- Shakespeare


def test_a_text_becomes_words_and_marks_in_order(tmp_path):
    text = "First Citizen:\nLet's on, 'tis well-kept\nby 3 & me; why?\n\n\nALL:\nNo!"
    (tmp_path / "shakespeare.txt").write_text(text)
    parts = sources.read_shakespeare({"shakespeare.txt": tmp_path / "shakespeare.txt"})
    assert parts["text"].item().decode() == text
    words = parts["words"].tolist()
    assert words[:9] == ["first", "citizen", ":", "let's", "on", ",", "'tis", "well", "kept"]
    assert words[9:] == ["by", "me", ";", "why", "?", "\n\n", "all", ":", "no", "!"]


GO = "Gö, go!".encode()


def tiny_shakespeare(folder, monkeypatch):
    """A mirror that has a text of four words, and a registry that knows it."""
    (folder / "registry.toml").write_text(
        '[shakespeare]\ntitle = "Tiny text"\nsample = "a town"\nlicence = "x"\ncitation = "x"\n[[shakespeare.files]]\n'
        f'name = "shakespeare.txt"\nurls = []\nbytes = 8\nsha256 = "{hashlib.sha256(GO).hexdigest()}"\n'
    )
    (folder / "shakespeare.txt").write_bytes(GO)
    monkeypatch.setattr(registry, "PATH", folder / "registry.toml")
    monkeypatch.setenv("WORKSHOP_MIRROR", str(folder))


@pytest.mark.parametrize("tier", ["full", "sample"])
def test_words_are_a_plain_list_and_are_announced_by_their_number(monkeypatch, tmp_path, capsys, tier):
    tiny_shakespeare(tmp_path, monkeypatch)
    monkeypatch.setenv("WORKSHOP_DATA", tier)
    for _ in range(2):
        dataset = data.load("shakespeare")
        assert type(dataset.words) is list and {type(word) for word in dataset.words} == {str}
        assert type(dataset.text) is str
        assert capsys.readouterr().out.endswith(f": {len(dataset.words):,} words and marks ({tier})\n")
    if tier == "full":
        assert dataset.words == ["g", ",", "go", "!"] and dataset.text == "Gö, go!"
        assert repr(dataset) == "Dataset shakespeare (full): words (4,)"
    else:
        assert sum(word in ".!?" for word in dataset.words) == 3000 and dataset.words[-1] in ".!?"
        lines = dataset.text.splitlines()
        assert len(lines) == 3000 and all(line[0].isupper() and line[-1] == "." for line in lines)
        assert re.findall(r"\w+|[.,]", dataset.text.lower()) == dataset.words


@pytest.mark.parametrize("tier", ["auto", "full"])
def test_arrays_that_an_older_course_kept_without_the_text_are_made_again(monkeypatch, tmp_path, capsys, tier):
    tiny_shakespeare(tmp_path, monkeypatch)
    with monkeypatch.context() as older:
        older.setattr(loading, "NEW_PARTS", {})
        older.setitem(sources.PARSERS, "shakespeare", lambda paths: {"words": np.array(["g", ",", "go", "!"])})
        assert not hasattr(data.load("shakespeare"), "text")
    monkeypatch.setenv("WORKSHOP_DATA", tier)
    [(_, seen, where)] = [row for row in data.tiers() if row[0] == "shakespeare"]
    assert seen == "full" and str(tmp_path) in where and "cache" not in where
    capsys.readouterr()
    for _ in range(2):
        dataset = data.load("shakespeare")
        assert (dataset.tier, dataset.text, dataset.words[0]) == ("full", "Gö, go!", "g")
        assert capsys.readouterr().out == "Tiny text: 4 words and marks (full)\n"
    folder = tmp_path / "cache/arrays"
    assert [path.name for path in folder.iterdir()] == ["shakespeare"]
    assert {path.name for path in (folder / "shakespeare").iterdir()} == {"about.json", "text.npy", "words.npy"}
    (tmp_path / "shakespeare.txt").unlink()
    assert data.load("shakespeare").text == "Gö, go!"


def test_without_the_file_an_older_cache_leads_to_the_sample_and_not_to_an_error(monkeypatch, tmp_path, capsys):
    tiny_shakespeare(tmp_path, monkeypatch)
    with monkeypatch.context() as older:
        older.setattr(loading, "NEW_PARTS", {})
        older.setitem(sources.PARSERS, "shakespeare", lambda paths: {"words": np.array(["go"])})
        data.load("shakespeare")
    (tmp_path / "shakespeare.txt").unlink()
    dataset = data.load("shakespeare")
    assert dataset.tier == "sample" and dataset.text and "*** SAMPLE DATA ***" in capsys.readouterr().out


@pytest.mark.parametrize("content", [b"123 456", b"", b"a" * 101 + b" b", b"\xff\xfe", b"go\0"])
def test_a_text_without_words_or_with_one_endless_word_is_refused(tmp_path, content):
    (tmp_path / "shakespeare.txt").write_bytes(content)
    with pytest.raises(ValueError):
        sources.read_shakespeare({"shakespeare.txt": tmp_path / "shakespeare.txt"})


# ---------------------------------------------------------------- archives


def archive_with(path: Path, name: str, kind: bytes = tarfile.REGTYPE) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for member, member_kind in [("photos", tarfile.DIRTYPE), ("photos/a.txt", tarfile.REGTYPE), (name, kind)]:
            info = tarfile.TarInfo(member)
            info.type, info.linkname = member_kind, "/etc/passwd"
            info.size = 5 if member_kind == tarfile.REGTYPE else 0
            archive.addfile(info, io.BytesIO(b"hello") if info.size else None)
    return path


def test_an_archive_is_read_in_its_order(tmp_path):
    path = archive_with(tmp_path / "good.tgz", "photos/b..txt")
    assert list(data.read_archive(path)) == [("photos/a.txt", b"hello"), ("photos/b..txt", b"hello")]


@pytest.mark.parametrize(
    "name, kind, words",
    [
        ("../outside.txt", tarfile.REGTYPE, "leads outside: ../outside.txt"),
        ("photos/../../outside.txt", tarfile.REGTYPE, "leads outside"),
        ("/etc/outside.txt", tarfile.REGTYPE, "leads outside"),
        ("C:\\outside.txt", tarfile.REGTYPE, "leads outside"),
        ("photos\\..\\..\\outside.txt", tarfile.REGTYPE, "leads outside"),
        ("photos/link", tarfile.SYMTYPE, "holds a link or device: photos/link"),
        ("photos/hard", tarfile.LNKTYPE, "holds a link or device"),
        ("photos/pipe", tarfile.FIFOTYPE, "holds a link or device"),
    ],
)
def test_an_archive_with_paths_outside_is_refused(tmp_path, name, kind, words):
    path = archive_with(tmp_path / "bad.tgz", name, kind)
    with pytest.raises(data.DataError) as caught:
        list(data.read_archive(path))
    assert words in sentence(caught.value) and "do not use this copy" in str(caught.value)
    assert [path.name for path in tmp_path.iterdir()] == ["bad.tgz"]


def test_an_archive_that_takes_long_says_how_far_it_is(tmp_path, monkeypatch, capsys):
    path = archive_with(tmp_path / "good.tgz", "photos/b.txt")
    list(data.read_archive(path))
    assert capsys.readouterr().out == ""
    clock = itertools.count(step=2)
    monkeypatch.setattr(archive, "time", types.SimpleNamespace(monotonic=lambda: next(clock)))
    list(data.read_archive(path))
    assert re.fullmatch(r"good\.tgz read in \d+ s\n", capsys.readouterr().out)


def test_a_damaged_archive_gets_a_sentence(tmp_path):
    path = archive_with(tmp_path / "cut.tgz", "photos/b.txt")
    whole = path.read_bytes()
    for content in (whole[: len(whole) // 2], b"no archive at all", b""):
        path.write_bytes(content)
        with pytest.raises(data.DataError, match=r"cut.tgz is damaged or no archive") as caught:
            list(data.read_archive(path))
        sentence(caught.value)


def tar_gz(path: Path, *blocks: bytes) -> Path:
    """A .tgz of these bytes, headers and contents, as no archiver would write them."""
    path.write_bytes(gzip.compress(b"".join(blocks) + bytes(1024), compresslevel=1))
    return path


def header(name: str, size: int, kind: bytes = tarfile.REGTYPE) -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.type = size, kind
    return info.tobuf(tarfile.GNU_FORMAT)


def pax(size: int | None = None, **fields: str) -> bytes:
    """An extended header for the member behind it; size: what it claims instead of its own."""
    content = b""
    for key, value in fields.items():
        line = f" {key.replace('_', '.')}={value}\n".encode()
        length = len(line) + 2
        content += str(length if length < 100 else length + 1).encode() + line
    padded = content + bytes(-len(content) % 512)
    return header("pax", len(content) if size is None else size, tarfile.XHDTYPE) + padded


BOMBS = {
    "a member that claims 8 GB": [header("a.txt", 8 * 2**30), bytes(512)],
    "a member of a negative size": [header("a.txt", -512), bytes(512)],
    "a member that leads back to itself": [header("a.txt", -512, b"V"), bytes(512)],
    "a sparse petabyte": [
        pax(GNU_sparse_major="0", GNU_sparse_minor="1", GNU_sparse_size=f"{2**50}", GNU_sparse_map="0,512"),
        header("a.txt", 512),
        bytes(512),
    ],
    "a sparse file": [
        pax(GNU_sparse_major="0", GNU_sparse_minor="1", GNU_sparse_size="1024", GNU_sparse_map="0,512"),
        header("a.txt", 512),
        bytes(512),
    ],
    "a name that claims 8 GB": [header("long", 8 * 2**30, tarfile.GNUTYPE_LONGNAME), bytes(2**21)],
    "a name of two megabytes": [header("long", 2**21, tarfile.GNUTYPE_LONGNAME), b"a" * 2**21, header("a", 0)],
    "names of names of names": [header("long", 1, tarfile.GNUTYPE_LONGNAME) + b"a" + bytes(511)] * 1000,
    "a negative name": [header("long", -512, tarfile.GNUTYPE_LONGNAME), bytes(512)],
    "a header that claims 8 GB": [pax(size=8 * 2**30), header("a.txt", 0)],
    "a field that is no number": [pax(size=None, GNU_sparse_size="x", size_="y"), header("a.txt", 0)],
    "a number of 5,000 digits": [pax(GNU_sparse_size="9" * 5000), header("a.txt", 0)],
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_an_archive_that_would_fill_the_memory_or_an_hour_is_refused(tmp_path, bomb):
    path = tar_gz(tmp_path / "bomb.tgz", *BOMBS[bomb])
    tracemalloc.start()
    with pytest.raises(data.DataError) as caught:
        list(data.read_archive(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "do not use this copy of bomb.tgz" in sentence(caught.value)
    assert peak < 20e6


def test_an_archive_is_read_forwards_and_not_beyond_what_was_announced(tmp_path):
    path = tar_gz(tmp_path / "a.tgz", bytes(5000))
    with archive._Forwards(path) as stream:
        stream.end = 1000
        assert len(stream.read(100)) == 100
        for places_to_go in ((99,), (1001,), (0, io.SEEK_END)):
            with pytest.raises(tarfile.ReadError):
                stream.seek(*places_to_go)
        for size in (901, -1, None):
            with pytest.raises(tarfile.ReadError):
                stream.read(size)
        assert stream.seek(900) == stream.tell() == 900 and len(stream.read(100)) == 100


@pytest.mark.parametrize("limit, value", [("MEMBER", 99), ("MEMBERS", 9), ("unpacked", lambda size: 9000)])
def test_an_archive_may_have_so_much_and_no_more(tmp_path, monkeypatch, limit, value):
    path = tgz(tmp_path / "a.tgz", {f"{number}.txt": bytes(100) for number in range(10)})
    assert len(list(data.read_archive(path))) == 10
    monkeypatch.setattr(limits, limit, value)
    with pytest.raises(data.DataError, match=r"a.tgz holds far more than it should: \d.txt: do not use"):
        list(data.read_archive(path))


def test_the_limits_leave_room_for_the_course_archives():
    assert limits.MEMBER > 30_730_000  # a batch of CIFAR-10
    assert limits.MEMBERS > 60_000 + 100
    assert limits.unpacked(170_052_171) > 6 * 30_730_000 + 2**16
    assert limits.unpacked(19_214_413) > 60_000 * 2048  # CIFAR-10 as small JPEGs, each in two headers' room


def test_names_in_an_archive_are_printed_without_control_characters(tmp_path):
    path = archive_with(tmp_path / "bad.tgz", "photos/\x1b[2J\x07\n" + "long" * 200, tarfile.SYMTYPE)
    with pytest.raises(data.DataError) as caught:
        list(data.read_archive(path))
    text = str(caught.value)
    assert "photos/ [2J long" in text and text.isprintable() and len(text) < 500


def test_a_picture_bomb_among_the_pictures_is_refused_before_it_is_decoded(cifar, monkeypatch, recwarn):
    bomb = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(bomb, "PNG")
    members = cifar.in_folders()
    members[first_picture(members)] = bomb.getvalue()
    tgz(cifar.originals / FOLDERS, members)
    cifar.served(batches="missing")
    monkeypatch.setattr(Image.Image, "convert", lambda *_: pytest.fail("decoded"))
    assert f"the files of cifar10 in {cifar.kept} cannot be read: delete them" in refused_load(monkeypatch, "cifar10")
    assert len(recwarn) == 0


def zip_with(path: Path, name: str, mode: int = stat.S_IFREG, **fields: int) -> Path:
    """A .zip whose last member has this name and mode; of its entry in the list, other fields may be wrong as well."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("photos/", "")
        archive.writestr("photos/a.txt", b"hello")
        info = zipfile.ZipInfo(name)
        info.external_attr = (mode | 0o644) << 16
        archive.writestr(info, b"hello")
        for field, value in fields.items():
            setattr(info, field, value)
    return path


def test_a_zip_is_read_like_any_archive(tmp_path):
    path = zip_with(tmp_path / "good.zip", "photos/b..txt")
    assert list(data.read_archive(path)) == [("photos/a.txt", b"hello"), ("photos/b..txt", b"hello")]
    windows = zip_with(tmp_path / "windows.zip", "b.txt", external_attr=32)
    assert list(data.read_archive(windows))[-1] == ("b.txt", b"hello")


@pytest.mark.parametrize(
    "name, fields, words",
    [
        ("../outside.txt", {}, "leads outside: ../outside.txt"),
        ("photos/../../outside.txt", {}, "leads outside"),
        ("/etc/outside.txt", {}, "leads outside"),
        ("C:\\outside.txt", {}, "leads outside"),
        ("photos/link", {"mode": stat.S_IFLNK}, "holds a link or device: photos/link"),
        ("photos/pipe", {"mode": stat.S_IFIFO}, "holds a link or device"),
        ("a.txt", {"file_size": limits.MEMBER + 1}, "holds far more than it should: a.txt"),
        ("a.txt", {"file_size": 4}, "is damaged or no archive"),
        ("a.txt", {"CRC": 7}, "is damaged or no archive"),
        ("a.txt", {"flag_bits": 1}, "is damaged or no archive"),
        ("a.txt", {"compress_type": 99}, "is damaged or no archive"),
    ],
)
def test_a_zip_with_what_does_not_belong_in_it_is_refused(tmp_path, name, fields, words):
    path = zip_with(tmp_path / "bad.zip", name, **fields)
    with pytest.raises(data.DataError) as caught:
        list(data.read_archive(path))
    assert words in sentence(caught.value) and "do not use this copy" in str(caught.value)
    assert [path.name for path in tmp_path.iterdir()] == ["bad.zip"]


@pytest.mark.parametrize("limit, value", [("MEMBER", 99), ("MEMBERS", 9), ("unpacked", lambda size: 900)])
def test_a_zip_may_have_so_much_and_no_more(tmp_path, monkeypatch, limit, value):
    path = zipped(tmp_path / "a.zip", {f"{number}.txt": bytes(100) for number in range(10)})
    assert len(list(data.read_archive(path))) == 10
    monkeypatch.setattr(limits, limit, value)
    with pytest.raises(data.DataError, match=r"a.zip holds far more than it should: \d.txt: do not use"):
        list(data.read_archive(path))


def test_a_damaged_zip_gets_a_sentence_and_a_slow_one_says_how_far_it_is(tmp_path, monkeypatch, capsys):
    path = zip_with(tmp_path / "cut.zip", "photos/b.txt")
    clock = itertools.count(step=2)
    monkeypatch.setattr(archive, "time", types.SimpleNamespace(monotonic=lambda: next(clock)))
    list(data.read_archive(path))
    assert re.fullmatch(r"cut\.zip read in \d+ s\n", capsys.readouterr().out)
    whole = path.read_bytes()
    for content in (whole[: len(whole) // 2], b"no archive at all", b""):
        path.write_bytes(content)
        with pytest.raises(data.DataError, match=r"cut.zip is damaged or no archive") as caught:
            list(data.read_archive(path))
        sentence(caught.value)


# ---------------------------------------------------------------- memory, and the real thing


def test_loading_takes_no_more_memory_than_the_arrays_and_50_mb(course, monkeypatch):
    pictures = np.zeros((100_000, 28, 28), dtype=np.uint8)  # 78 MB: a second copy would not go unseen
    (course.originals / IMAGES).write_bytes(idx(pictures))
    size = pictures.nbytes
    del pictures
    course.served("good")
    data.fetch()
    for _ in ("decoded", "from the kept arrays"):
        tracemalloc.start()
        mnist = data.load("mnist")
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert mnist.x_train.nbytes == size and peak < size + 50e6
        del mnist


@pytest.mark.skipif(not (REAL_MIRROR / IMAGES).is_file(), reason="the mirror of the real data is not here")
def test_the_real_mnist_loads_from_a_mirror(monkeypatch):
    monkeypatch.setenv("WORKSHOP_MIRROR", str(REAL_MIRROR))
    monkeypatch.setenv("WORKSHOP_DATA", "full")
    mnist = data.load("mnist")
    assert mnist.x_train.shape == (60_000, 28, 28) and mnist.x_test.shape == (10_000, 28, 28)
    assert mnist.y_train[:10].tolist() == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4] and mnist.note == ""
    assert round(float(mnist.x_train.mean()), 2) == 33.32


@pytest.mark.skipif(not (REAL_MIRROR / FOLDERS).is_file(), reason="the mirror of the real data is not here")
@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="only Linux says how much memory it was")
def test_the_real_cifar_takes_no_more_memory_than_the_arrays_and_250_mb():
    code = """
import re, PIL.Image, workshop.data
def kilobytes(which): return int(re.search(which + r":\\s+(\\d+)", open("/proc/self/status").read())[1])
before = kilobytes("VmRSS")
cifar = workshop.data.load("cifar10")
size = sum(part.nbytes for part in (cifar.x_train, cifar.y_train, cifar.x_test, cifar.y_test))
print(*cifar.x_train.shape, *cifar.x_test.shape, *set(cifar.y_train[:500]), *set(cifar.y_test), "JPEG" in cifar.note)
print((kilobytes("VmHWM") - before) * 1024 - size)
"""
    environment = {**os.environ, "WORKSHOP_DATA": "full", "WORKSHOP_MIRROR": str(REAL_MIRROR), "PYTHONPATH": str(ROOT)}
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    digits = "0 1 2 3 4 5 6 7 8 9"
    *_, seen, extra = run.stdout.splitlines()
    assert seen == f"50000 32 32 3 10000 32 32 3 {digits} {digits} True"
    assert int(extra) < 250e6


@pytest.mark.skipif(not (REAL_MIRROR / "shakespeare.txt").is_file(), reason="the mirror of the real data is not here")
def test_the_real_shakespeare_loads_from_a_mirror(monkeypatch):
    monkeypatch.setenv("WORKSHOP_MIRROR", str(REAL_MIRROR))
    monkeypatch.setenv("WORKSHOP_DATA", "full")
    text = data.load("shakespeare")
    assert len(text.words) == 257_592 and len(set(text.words)) == 12_638 and text.note == ""
    assert text.words[:7] == ["first", "citizen", ":", "before", "we", "proceed", "any"]
    assert len(text.text) == 1_115_394 and len(set(text.text)) == 65
    assert text.text.startswith("First Citizen:\nBefore we proceed any further, hear me speak.\n\nAll:")


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_what_a_person_has_where_arrays_are_kept_is_set_aside(course, kind, capsys):
    folder, elsewhere = course.cache / "arrays" / "mnist", course.cache / "elsewhere"
    folder.parent.mkdir(parents=True)
    elsewhere.mkdir()
    if kind == "folder":
        folder.mkdir()
        (folder / "thesis.txt").write_text("mine")
    elif kind == "file":
        folder.write_text("mine")
    else:
        (elsewhere / "thesis.txt").write_text("mine")
        folder.symlink_to(elsewhere, target_is_directory=True)
    assert data.load("mnist").tier == "full" and (folder / "about.json").is_file()
    [kept] = [path for path in folder.parent.iterdir() if is_set_aside(path)]
    assert (kept if kind == "file" else kept / "thesis.txt").read_text() == "mine"
    assert f"{folder} was not the course's, and is now {kept.name}" in capsys.readouterr().out


def test_the_command_gives_back_whether_all_went_well(tmp_path):
    def run(tier):
        environment = {**os.environ, "WORKSHOP_DATA": tier, "WORKSHOP_CACHE": str(tmp_path)}
        command = [sys.executable, "-m", "workshop.data", "tiers"]
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8")

    good, bad = run("sample"), run("nonsense")
    assert good.returncode == 0 and "mnist\tsample\t" in good.stdout
    assert bad.returncode == 1
    assert bad.stderr == "WORKSHOP_DATA=nonsense is not known: set it to auto, full or sample.\n"
