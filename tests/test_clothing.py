"""The photographs of clothing and the weights that Keras is to find: what is read, kept, refused and replaced."""

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from archives import tgz
from misbehaving_server import MisbehavingServer
from offline import run_offline
from PIL import Image

from workshop import data
from workshop.data import __main__ as command
from workshop.data import clothing, download, keras_models, limits, places, registry, shapes, sources, web
from workshop.data.photo import square_photo
from workshop.keeping import is_set_aside

ROOT = Path(__file__).parents[1]
REAL_MIRROR = ROOT.parent / "shared" / "data"
ARCHIVE, WEIGHTS = "clothing-dataset-small.tgz", "mobilenet_2_5_224_tf_no_top.h5"
SPLITS = {"train": 30, "validation": 10, "test": 20}
needs_mirror = pytest.mark.skipif(
    not (REAL_MIRROR / ARCHIVE).is_file(), reason="the mirror of the real data is not here"
)


def photo(number: int, **options) -> bytes:
    """A JPEG that stands upright or lies, of one colour at the left and another at the right; no two are alike."""
    picture = Image.new("RGB", [(60, 40), (40, 60), (50, 50)][number % 3], (4 * number, 40, 200))
    picture.paste((250 - 4 * number, 90, 30), (0, 0, 20, 60))
    content = io.BytesIO()
    picture.save(content, "JPEG", quality=95, **options)
    return content.getvalue()


def large(side: int) -> bytes:
    """A square picture of one colour: few bytes, many pixels."""
    content = io.BytesIO()
    Image.new("1", (side, side)).save(content, "PNG")
    return content.getvalue()


def lying(number: int) -> bytes:
    """The same, stored on its side with the tag that says so, as phones do."""
    upright = Image.open(io.BytesIO(photo(number)))
    exif, content = Image.Exif(), io.BytesIO()
    exif[0x0112] = 6
    upright.transpose(Image.Transpose.ROTATE_90).save(content, "JPEG", quality=95, exif=exif)
    return content.getvalue()


def photos() -> dict[str, bytes]:
    """The members of a tiny archive as GitHub packs it: a folder named after the commit, sorted, a README."""
    members, number = {}, 0
    for split, size in SPLITS.items():
        for position in range(size):
            label = clothing.CLASSES[position * 10 // size]
            members[f"clothing-abc/{split}/{label}/{number:03d}.jpg"] = (
                lying(number) if number % 7 == 0 else photo(number)
            )
            number += 1
    return {"clothing-abc/README.md": b"# Clothing", **members}


class Wardrobe:
    """A tiny clothing dataset on a stick (a mirror folder) and on a server, a registry, empty folders for the rest."""

    def __init__(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: MisbehavingServer) -> None:
        self.cache, self.stick, self.server = tmp_path / "cache", tmp_path / "stick", server
        self.models, self.registry = tmp_path / "keras" / "models", tmp_path / "registry.toml"
        self.members, self.weights = photos(), b"\x89HDF the weights"
        self.stick.mkdir()
        tgz(self.stick / ARCHIVE, self.members)
        (self.stick / WEIGHTS).write_bytes(self.weights)
        monkeypatch.setattr(clothing, "SIZES", SPLITS)
        monkeypatch.setattr(registry, "PATH", self.registry)
        self.served("missing", "missing")

    def served(self, archive: str, weights: str) -> None:
        """Write the registry: each file at one address on the server."""
        lines = ["[clothing]", 'title = "Tiny wardrobe"', 'sample = "shapes"', 'licence = "x"', 'citation = "x"']
        for name, manner, known in [
            (ARCHIVE, archive, 'begins = "1f8b"'),
            (WEIGHTS, weights, f'sha256 = "{hashlib.sha256(self.weights).hexdigest()}"\nfor_keras = true'),
        ]:
            lines += ["[[clothing.files]]", f'name = "{name}"', "bytes = 1000000", known]
            lines += [f'urls = ["{self.server.url}/{manner}/{name}"]']
        lines += ["[mnist]", 'title = "MNIST"', 'sample = "digits"', 'licence = "x"', 'citation = "x"']
        lines += ["[[mnist.files]]", 'name = "a.gz"', "bytes = 1", 'md5 = "0"', "urls = []"]
        self.registry.write_text("\n".join(lines), encoding="utf-8")

    def serve(self, name: str, content: bytes) -> None:
        """Put a file on the server."""
        self.server.folder.mkdir(exist_ok=True)
        (self.server.folder / name).write_bytes(content)

    def describe(self, note: str) -> None:
        """A manifest on the stick that calls the archive there a stand-in."""
        entry = {"sha256": hashlib.sha256((self.stick / ARCHIVE).read_bytes()).hexdigest(), "note": note}
        (self.stick / "manifest.json").write_text(json.dumps({"files": {ARCHIVE: entry}}), encoding="utf-8")

    def found(self, dataset: data.Dataset, size: int) -> bool:
        """Whether the dataset holds each photo of the archive once, as read_photo reads it, with split and label."""
        known = {}
        for name, content in self.members.items():
            if name.endswith(".jpg"):
                _, split, label, _ = name.split("/")
                known[data.read_photo(content, size).tobytes()] = (split, label)
        held = {}
        for split in SPLITS:
            pictures, labels = getattr(dataset, f"x_{split}"), getattr(dataset, f"y_{split}")
            for picture, label in zip(pictures, labels, strict=True):
                held[picture.tobytes()] = (split, dataset.class_names[label])
        return len(known) == sum(SPLITS.values()) and held == known


@pytest.fixture(autouse=True)
def clean_environment(tmp_path, monkeypatch):
    monkeypatch.delenv("WORKSHOP_DATA", raising=False)
    monkeypatch.delenv("WORKSHOP_MIRROR", raising=False)
    monkeypatch.setenv("WORKSHOP_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(limits, "PAUSE", 0)


@pytest.fixture
def wardrobe(tmp_path, monkeypatch):
    server = MisbehavingServer(tmp_path / "served")
    yield Wardrobe(tmp_path, monkeypatch, server)
    server.close()


@pytest.fixture
def stick(wardrobe, monkeypatch):
    """The wardrobe, with its stick plugged in."""
    monkeypatch.setenv("WORKSHOP_MIRROR", str(wardrobe.stick))
    return wardrobe


def refused_load(monkeypatch, *arguments, **named) -> str:
    """The sentence with which loading the full tier stops."""
    monkeypatch.setenv("WORKSHOP_DATA", "full")
    with pytest.raises(data.DataError) as caught:
        data.load(*arguments, **named)
    text = str(caught.value)
    assert "\n" not in text and text.endswith(".") and len(text) < 420, text
    assert caught.value.__cause__ is None and (caught.value.__context__ is None or caught.value.__suppress_context__)
    return text


# ---------------------------------------------------------------- the photos


def test_every_photo_is_there_once_upright_and_square_as_read_photo_makes_it(stick, capsys):
    dataset = data.load("clothing", size=40)
    assert stick.found(dataset, 40)
    for split, number in SPLITS.items():
        x, y = getattr(dataset, f"x_{split}"), getattr(dataset, f"y_{split}")
        assert (x.shape, y.shape, x.dtype, y.dtype) == ((number, 40, 40, 3), (number,), np.uint8, np.uint8)
    assert dataset.class_names == sorted(dataset.class_names) and len(dataset.class_names) == 10
    assert all(type(name) is str for name in dataset.class_names)
    assert (dataset.tier, dataset.note) == ("full", places.UNCOMPARED)
    said = "Tiny wardrobe: 30 training, 10 validation and 20 test examples (full)\n"
    said += "This copy is perhaps not the original: its archive has no fixed hash to compare with\n"
    assert capsys.readouterr().out == said


def test_without_a_size_photos_are_as_large_as_mobilenets(stick):
    assert data.load("clothing").x_test.shape == (20, 224, 224, 3)


def test_photos_come_mixed_and_always_the_same_way(stick):
    first, again = (sources.read_clothing({ARCHIVE: stick.stick / ARCHIVE}, 32) for _ in range(2))
    for split in SPLITS:
        assert np.array_equal(first[f"x_{split}"], again[f"x_{split}"])
        assert np.count_nonzero(np.diff(first[f"y_{split}"])) > 0.6 * SPLITS[split] > 5  # sorted it would be 9
    # Another order is another validation of the same course: the evidence was measured with this one.
    assert np.array_equal(first["y_train"][np.random.default_rng(0).permutation(30)], np.arange(30) // 3)


FAULTS = {
    "a photo missing": lambda members: members.popitem(),
    "a photo too many": lambda members: members.update({"a/test/hat/more.jpg": photo(99)}),
    "an unknown class": lambda members: members.update({"a/test/sock/0.jpg": members.popitem()[1]}),
    "another split": lambda members: members.update({"a/extra/hat/0.jpg": photo(99)}),
    "no folder at all": lambda members: members.update({"0.jpg": members.popitem()[1]}),
    "a picture bomb": lambda members: members.update({"a/test/hat/0.png": (members.popitem(), large(5001))[1]}),
    "a broken photo": lambda members: members.update({"a/test/hat/0.jpg": members.popitem()[1][:300]}),
    "an empty photo": lambda members: members.update({"a/test/hat/0.jpg": members.popitem()[1][:0]}),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_an_archive_with_other_than_the_expected_photos_is_refused(stick, monkeypatch, fault):
    FAULTS[fault](stick.members)
    tgz(stick.stick / ARCHIVE, stick.members)
    text = refused_load(monkeypatch, "clothing", size=32)
    assert f"the files of clothing in {stick.stick} cannot be read: delete them" in text
    assert not (stick.cache / "arrays").exists()


def test_a_picture_with_too_many_pixels_is_refused_before_it_is_decoded(monkeypatch):
    content = large(5001)
    monkeypatch.setattr(Image.Image, "convert", lambda *_: pytest.fail("decoded"))
    with pytest.raises(data.DataError, match=r"a.png has far too many pixels"):
        square_photo("a.png", content, 32, limits.PIXELS)


# ---------------------------------------------------------------- sizes


def test_each_size_is_decoded_once_and_kept_by_itself(stick, monkeypatch):
    decoded, real = [], sources.PARSERS["clothing"]
    monkeypatch.setitem(sources.PARSERS, "clothing", lambda paths, size: decoded.append(size) or real(paths, size))
    for size in (32, 48, 32, np.int64(48)):
        assert stick.found(data.load("clothing", size=size), int(size))
    assert decoded == [32, 48]
    assert sorted(path.name for path in (stick.cache / "arrays").iterdir()) == ["clothing_32", "clothing_48"]


@pytest.mark.parametrize("size", [31, 513, 0, -224, 64.0, "64", True, (64, 64)])
@pytest.mark.parametrize("tier", ["full", "sample"])
def test_a_size_that_no_photo_can_have_gets_a_sentence(wardrobe, monkeypatch, size, tier):
    monkeypatch.setenv("WORKSHOP_DATA", tier)
    with pytest.raises(data.DataError) as caught:
        data.load("clothing", size=size)
    assert str(caught.value) == f"photos cannot have size={size!r}: ask for a whole number of pixels from 32 to 512."


def test_other_data_come_in_one_size_only(wardrobe, monkeypatch):
    for tier in ("full", "sample"):
        monkeypatch.setenv("WORKSHOP_DATA", tier)
        with pytest.raises(data.DataError) as caught:
            data.load("mnist", size=3)
        assert str(caught.value) == "mnist comes in one size only: leave size out, as in data.load('mnist')."


# ---------------------------------------------------------------- a file without a hash


def test_a_page_of_a_network_is_not_taken_for_an_archive_without_a_hash(wardrobe, monkeypatch):
    wardrobe.served("html", "good")
    text = refused_load(monkeypatch, "clothing", size=32)
    assert "answered with a web page instead of the file" in text and ARCHIVE in text
    wardrobe.served("wrong", "good")
    assert "sent something else under this name" in refused_load(monkeypatch, "clothing", size=32)
    assert not (wardrobe.cache / "downloads" / ARCHIVE).exists()


def test_an_archive_without_a_hash_is_fetched_once_and_nobody_can_tell_whether_it_is_the_original(wardrobe):
    wardrobe.served("good", "good")
    wardrobe.serve(ARCHIVE, (wardrobe.stick / ARCHIVE).read_bytes())
    wardrobe.serve(WEIGHTS, wardrobe.weights)
    for size in (32, 40, 32):
        dataset = data.load("clothing", size=size)
        assert wardrobe.found(dataset, size) and dataset.note == places.UNCOMPARED
    assert wardrobe.server.requests == [f"/good/{ARCHIVE}", f"/good/{WEIGHTS}"]
    assert sorted(path.name for path in (wardrobe.cache / "downloads").iterdir()) == [ARCHIVE, WEIGHTS]


def test_what_a_manifest_says_of_a_file_without_a_hash_counts(stick, monkeypatch, capsys):
    stick.describe("shrunk photos")
    for _ in range(2):
        assert data.load("clothing", size=32).note == "shrunk photos"
        assert "This copy is not the original: shrunk photos" in capsys.readouterr().out
    # Another archive than the manifest's is a damaged one, though it begins rightly.
    tgz(stick.stick / ARCHIVE, {**stick.members, "a/more.txt": b"more"})
    shutil.rmtree(stick.cache)
    assert f"{ARCHIVE} in {stick.stick} is damaged" in refused_load(monkeypatch, "clothing", size=32)


def test_an_original_without_a_hash_that_replaces_a_stand_in_loses_its_note(stick, monkeypatch):
    stick.describe("shrunk photos")
    data.fetch()
    monkeypatch.delenv("WORKSHOP_MIRROR")
    stick.served("good", "good")
    stick.serve(ARCHIVE, tgz(stick.stick / "other.tgz", dict(reversed(stick.members.items()))).read_bytes())
    assert data.load("clothing", size=32).note == "shrunk photos"
    assert stick.server.requests == []
    (stick.cache / "downloads" / ARCHIVE).unlink()
    shutil.rmtree(stick.cache / "arrays")
    for size in (32, 40):
        assert data.load("clothing", size=size).note == places.UNCOMPARED
    assert stick.server.requests == [f"/good/{ARCHIVE}"]


def test_a_damaged_archive_without_a_hash_leads_to_the_sample(stick, capsys):
    whole = (stick.stick / ARCHIVE).read_bytes()
    (stick.stick / ARCHIVE).write_bytes(whole[: len(whole) // 2])
    assert data.load("clothing", size=32).tier == "sample"
    assert f"{ARCHIVE} is damaged or no archive" in capsys.readouterr().out


# ---------------------------------------------------------------- the weights, in Keras's own folder


def test_loading_puts_the_weights_where_keras_looks_and_leaves_nothing_else(stick):
    data.load("clothing", size=32)
    assert [(path.name, path.read_bytes()) for path in stick.models.iterdir()] == [(WEIGHTS, stick.weights)]


def test_weights_that_are_there_are_left_alone_and_others_are_replaced(stick, capsys):
    data.load("clothing", size=32)
    before = (stick.models / WEIGHTS).stat()
    data.load("clothing", size=40)  # decoded
    data.load("clothing", size=40)  # kept
    after = (stick.models / WEIGHTS).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    for size in (40, 48):  # kept, decoded
        (stick.models / WEIGHTS).write_bytes(b"half a download")
        data.load("clothing", size=size)
        assert (stick.models / WEIGHTS).read_bytes() == stick.weights
        [kept] = [path for path in stick.models.iterdir() if is_set_aside(path)]
        assert kept.read_bytes() == b"half a download"
        assert f"Keras had another {WEIGHTS} in {stick.models}; it is now {kept.name}\n" in capsys.readouterr().out
        shutil.rmtree(stick.models.parent)
        data.load("clothing", size=size)
        assert (stick.models / WEIGHTS).read_bytes() == stick.weights


@pytest.mark.parametrize("found", ["decoded", "kept"])
def test_a_stand_in_never_takes_the_place_of_genuine_weights(stick, found):
    if found == "kept":
        data.load("clothing", size=32)
    stick.models.mkdir(parents=True, exist_ok=True)
    (stick.models / WEIGHTS).write_bytes(stick.weights)
    before = (stick.models / WEIGHTS).stat()
    stand_in_weights(stick)
    assert data.load("clothing", size=32).note == places.UNCOMPARED  # the photos' note, none of the weights
    after = (stick.models / WEIGHTS).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert [path.name for path in stick.models.iterdir()] == [WEIGHTS]


def stand_in_weights(stick: Wardrobe) -> None:
    """Other weights on the stick, and a manifest that says so."""
    (stick.stick / WEIGHTS).write_bytes(b"\x89HDF others")
    entry = {"sha256": hashlib.sha256(b"\x89HDF others").hexdigest(), "note": "other weights"}
    (stick.stick / "manifest.json").write_text(json.dumps({"files": {WEIGHTS: entry}}))


def test_weights_that_are_a_stand_in_are_said_each_time_and_give_way_to_the_genuine_ones(stick, capsys):
    stand_in_weights(stick)
    for _ in range(2):
        assert data.load("clothing", size=32).note == f"{places.UNCOMPARED}; other weights"
        assert "is not the original: its archive has no fixed hash to compare with; other" in capsys.readouterr().out
    assert [path.name for path in stick.models.iterdir()] == [WEIGHTS]
    (stick.stick / WEIGHTS).write_bytes(stick.weights)
    (stick.stick / "manifest.json").unlink()
    assert data.load("clothing", size=32).note == places.UNCOMPARED
    assert (stick.models / WEIGHTS).read_bytes() == stick.weights


def test_weights_that_change_while_they_are_copied_are_not_put_there(stick, monkeypatch):
    real = shutil.copyfile

    def meanwhile(source, target):
        real(source, target)
        Path(source).write_bytes(b"others")

    monkeypatch.setattr(shutil, "copyfile", meanwhile)
    assert f"{WEIGHTS} in {stick.stick} changed while it was read" in refused_load(monkeypatch, "clothing", size=32)
    assert list(stick.models.iterdir()) == []


def test_with_the_stick_pulled_out_what_was_kept_is_enough(stick, monkeypatch):
    data.load("clothing", size=32)
    monkeypatch.delenv("WORKSHOP_MIRROR")
    assert stick.found(data.load("clothing", size=32), 32)
    assert stick.server.requests == []


@pytest.mark.parametrize("lost", [ARCHIVE, WEIGHTS])
def test_the_full_tier_means_photos_and_weights(stick, monkeypatch, capsys, lost):
    (stick.stick / lost).unlink()
    assert data.load("clothing", size=32).tier == "sample"
    out = capsys.readouterr().out
    assert "SAMPLE DATA" in out and f"{lost} could not be fetched" in out and f"{stick.stick} lacks {lost}" in out
    assert not stick.models.exists()
    assert f"{lost} could not be fetched" in refused_load(monkeypatch, "clothing", size=32)


def test_kept_photos_without_weights_are_not_the_full_tier(stick, monkeypatch, capsys):
    data.load("clothing", size=32)
    shutil.rmtree(stick.models)
    monkeypatch.delenv("WORKSHOP_MIRROR")
    assert data.load("clothing", size=32).tier == "sample"
    assert f"{WEIGHTS} could not be fetched" in capsys.readouterr().out


def test_a_keras_folder_that_takes_no_files_gets_a_sentence(stick, monkeypatch, tmp_path):
    stick.models.parent.mkdir()
    stick.models.write_text("a file")
    text = refused_load(monkeypatch, "clothing", size=32)
    assert text == f"{stick.models} is not a folder: set KERAS_HOME to another folder."


def test_an_unfinished_copy_of_the_weights_leaves_nothing(stick, monkeypatch):
    def full_disk(source, target):
        Path(target).write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full_disk)
    text = refused_load(monkeypatch, "clothing", size=32)
    assert text == f"the disk of {stick.models} is full: free some space or set KERAS_HOME to another folder."
    assert list(stick.models.iterdir()) == []


@pytest.mark.parametrize("variable", ["KERAS_HOME", "HOME"])
def test_keras_looks_where_the_weights_are_put(tmp_path, monkeypatch, variable):
    monkeypatch.delenv("KERAS_HOME")
    monkeypatch.setenv(variable, str(tmp_path / "new" if variable == "KERAS_HOME" else tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    (tmp_path / WEIGHTS).write_bytes(b"the weights")
    keras_models.put(places.Copy(tmp_path / WEIGHTS, "sha256:0"))
    code = f"import keras; print(keras.utils.get_file({WEIGHTS!r}, 'http://127.0.0.1:9/x', cache_subdir='models'))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.stdout.splitlines()[-1:] == [str(keras_models.models_folder() / WEIGHTS)], run.stderr[-500:]


@pytest.mark.skipif(not os.path.isdir("/tmp"), reason="only where there is a /tmp Keras knows where to go")
@pytest.mark.parametrize("variable, locked", [("KERAS_HOME", ""), ("HOME", ""), ("HOME", ".keras")])
def test_a_home_that_cannot_be_written_to_is_replaced_as_keras_does_it(tmp_path, monkeypatch, variable, locked):
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != tmp_path / locked and real(path, mode))
    (tmp_path / ".keras").mkdir()
    monkeypatch.setattr(os, "makedirs", lambda path, exist_ok: None)  # or it would be made, in the real /tmp
    monkeypatch.delenv("KERAS_HOME")
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv(variable, str(tmp_path))
    assert keras_models.models_folder() == Path("/tmp/.keras/models")


# ---------------------------------------------------------------- the sample, fetch and tiers


@pytest.mark.parametrize("size", [None, 224, 64])
def test_the_sample_has_the_names_and_types_of_the_photos_and_pictures_of_32_pixels(stick, monkeypatch, capsys, size):
    full = data.load("clothing", size=32)
    capsys.readouterr()
    monkeypatch.setenv("WORKSHOP_DATA", "sample")
    sample = data.load("clothing", size=size)
    assert capsys.readouterr().out.splitlines()[-1] == (
        "Sample instead of Tiny wardrobe: 200 training, 100 validation and 500 test examples (sample)"
    )
    assert vars(full).keys() == vars(sample).keys()
    assert sample.class_names == list(shapes.MORE_KINDS) and len(sample.class_names) == 5
    seen = set()
    for split, number in [("train", 200), ("validation", 100), ("test", 500)]:
        x, y = getattr(sample, f"x_{split}"), getattr(sample, f"y_{split}")
        assert (x.shape, x.dtype, y.dtype) == ((number, 32, 32, 3), np.uint8, np.uint8)
        assert np.bincount(y).tolist() == [number // 5] * 5
        pictures = {picture.tobytes() for picture in x}
        assert len(pictures) == number and not pictures & seen
        seen |= pictures


def test_the_sample_needs_neither_network_nor_folders(wardrobe, monkeypatch):
    monkeypatch.setenv("WORKSHOP_DATA", "sample")
    data.load("clothing")
    assert wardrobe.server.requests == [] and not wardrobe.cache.exists() and not wardrobe.models.exists()


def test_fetch_makes_a_mirror_with_photos_and_weights(stick, monkeypatch, tmp_path, capsys):
    stick.describe("shrunk photos")
    assert data.fetch(tmp_path / "second") == ["a.gz"]
    out = capsys.readouterr().out
    assert f"{ARCHIVE}: fetched, not the original: shrunk photos\n{WEIGHTS}: fetched\n" in out
    monkeypatch.setenv("WORKSHOP_MIRROR", str(tmp_path / "second"))
    dataset = data.load("clothing", size=32)
    assert stick.found(dataset, 32) and dataset.note == "shrunk photos"
    data.fetch(tmp_path / "second")
    assert f"{ARCHIVE}: complete, not the original" in capsys.readouterr().out


def outlook(monkeypatch, capsys) -> list[str]:
    capsys.readouterr()
    monkeypatch.setattr(sys, "argv", ["data", "tiers"])
    assert command.main() == 0
    return next(line.split("\t")[1:] for line in capsys.readouterr().out.splitlines() if line.startswith("clothing"))


def test_tiers_says_what_the_clothing_would_be(wardrobe, monkeypatch, capsys):
    assert outlook(monkeypatch, capsys)[0] == "sample"
    wardrobe.served("good", "good")
    assert outlook(monkeypatch, capsys) == ["full", f"{web.host(wardrobe.server.url)}, 2 MB to download"]
    wardrobe.served("missing", "missing")
    monkeypatch.setenv("WORKSHOP_MIRROR", str(wardrobe.stick))
    assert outlook(monkeypatch, capsys) == ["full", f"files in {wardrobe.stick}"]
    data.load("clothing")
    assert outlook(monkeypatch, capsys) == ["full", f"the cache {wardrobe.cache}"]
    (wardrobe.models / WEIGHTS).unlink()
    assert outlook(monkeypatch, capsys) == ["full", f"the cache {wardrobe.cache}"]
    monkeypatch.delenv("WORKSHOP_MIRROR")
    tier, why = outlook(monkeypatch, capsys)
    assert tier == "sample" and why.endswith("(1 MB to download)")


# ---------------------------------------------------------------- the real thing


@needs_mirror
@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="only Linux says how much memory it was")
def test_the_real_photos_take_no_more_memory_than_their_arrays_and_150_mb():
    code = """
import re, numpy, PIL.Image, workshop.data
def kilobytes(which): return int(re.search(which + r":\\s+(\\d+)", open("/proc/self/status").read())[1])
before = kilobytes("VmRSS")
photos = workshop.data.load("clothing", size=96)
extra = (kilobytes("VmHWM") - before) * 1024
parts = [getattr(photos, f"x_{split}") for split in ("train", "validation", "test")]
print(*numpy.bincount(photos.y_train), *map(len, parts), min(part[:99].std() for part in parts) > 50)
print(extra - sum(part.nbytes for part in parts))
"""
    environment = {**os.environ, "WORKSHOP_DATA": "full", "WORKSHOP_MIRROR": str(REAL_MIRROR), "PYTHONPATH": str(ROOT)}
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    *_, seen, extra = run.stdout.splitlines()
    assert seen == "241 123 455 184 468 290 198 202 112 795 3068 341 372 True"
    assert int(extra) < 150e6


@needs_mirror
def test_keras_finds_the_real_weights_without_a_network(monkeypatch, tmp_path):
    [weights] = [file for file in registry.read()["clothing"].files if file.for_keras]
    copy = download.obtain(weights, places.Place(REAL_MIRROR))
    assert not keras_models.holds(weights) and copy.note == ""
    keras_models.put(copy)
    assert keras_models.holds(weights)
    code = (
        "import keras; print(keras.applications.MobileNet(alpha=0.25, include_top=False, weights='imagenet', "
        "input_shape=(224, 224, 3)).output_shape)"
    )
    run = run_offline([sys.executable, "-c", code], tmp_path)
    assert run.stdout.splitlines()[-1:] == ["(None, 7, 7, 256)"], run.stderr[-500:]
