"""Nuclei under the microscope: what is read, cut, numbered, refused, and what the sample is."""

import hashlib
import io
import json
import os
import re
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import numpy as np
import pytest
from archives import tgz, zipped
from PIL import Image

from workshop import data
from workshop.data import cells, limits, nuclei, places, registry, sources

ROOT = Path(__file__).parents[1]
REAL_MIRROR = ROOT.parent / "shared" / "data"
ARCHIVE, ZIP = "nuclei.tgz", "stage1_train.zip"
SPLITS = ("train", "validation", "test")
needs_mirror = pytest.mark.skipif(
    not (REAL_MIRROR / ARCHIVE).is_file(), reason="the mirror of the real data is not here"
)


def named(start: str) -> str:
    """A name as the pictures have it, 64 hexadecimal digits, from its beginning."""
    return start + hashlib.sha256(start.encode()).hexdigest()[len(start) :]


GREY, STAINED, WIDE = named("000001"), named("000002"), named("000003")
CHECKED, TESTED = named(nuclei.VALIDATION.split()[0]), named(nuclei.TEST.split()[0])


def png(values: np.ndarray) -> bytes:
    content = io.BytesIO()
    Image.fromarray(values).save(content, "PNG")
    return content.getvalue()


def picture(width: int, height: int, seed: int, colour: int = 0) -> np.ndarray:
    """Grey chance, or with some colour in it."""
    grey = np.random.default_rng(seed).integers(20, 200, (height, width), dtype=np.uint8)
    return grey if not colour else np.stack([grey + np.uint8(colour), grey, grey], axis=-1)


def mask(width: int, height: int, left: int, top: int, right: int, bottom: int) -> np.ndarray:
    """A nucleus that fills a rectangle."""
    values = np.zeros((height, width), dtype=bool)
    values[top:bottom, left:right] = True
    return values


class Laboratory:
    """Five pictures in a mirror folder, in both archives, and a registry that knows them."""

    def __init__(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.cache, self.mirror = tmp_path / "cache", tmp_path / "mirror"
        self.pictures = {
            GREY: picture(256, 256, 1),
            STAINED: picture(320, 256, 2, colour=20),
            WIDE: picture(301, 400, 3),
            CHECKED: picture(256, 256, 4),
            TESTED: picture(256, 256, 5, colour=6),
        }
        self.masks = {
            GREY: [mask(256, 256, 10, 20, 40, 50), mask(256, 256, 39, 20, 69, 50), mask(256, 256, 250, 250, 256, 256)],
            STAINED: [mask(320, 256, 0, 0, 30, 30), mask(320, 256, 60, 60, 90, 90), mask(320, 256, 20, 100, 50, 130)],
            WIDE: [mask(301, 400, 100, 10, 130, 40), mask(301, 400, 100, 300, 160, 350)],
            CHECKED: [mask(256, 256, 5, 5, 15, 15)],
            TESTED: [mask(256, 256, 5, 5, 15, 15), mask(256, 256, 100, 100, 130, 130)],
        }
        self.registry = tmp_path / "registry.toml"
        self.mirror.mkdir()
        lines = ["[nuclei]", 'title = "A few nuclei"', 'sample = "cells"', 'licence = "x"', 'citation = "x"']
        for table, name, begins in [("", ARCHIVE, "1f8b"), (".instead", ZIP, "504b0304")]:
            lines += [f"[[nuclei.files{table}]]", f'name = "{name}"', "bytes = 1000000", f'begins = "{begins}"']
            lines += ["urls = []"]
        self.registry.write_text("\n".join(lines), encoding="utf-8")
        monkeypatch.setattr(registry, "PATH", self.registry)
        monkeypatch.setattr(nuclei, "HOLDS", {ARCHIVE: (5, 11), ZIP: (5, None)})

    def members(self, folder: str = "fixes-abc/stage1_train/") -> dict[str, bytes]:
        """What the archive holds, beside files that are not asked for."""
        members = {"fixes-abc/README.rst": b"fixes", "fixes-abc/tool.png": b"no picture"}
        members["__MACOSX/stage1_train/x/images/._x.png"] = b"rubbish"
        for name, values in self.pictures.items():
            members[f"{folder}{name}/images/{name}.png"] = png(values)
            for number, values in enumerate(self.masks[name]):
                members[f"{folder}{name}/masks/{number:04d}.png"] = png(values)
        return members

    def pack(self, change: Callable[[dict[str, bytes]], object] = lambda members: None) -> None:
        members = self.members()
        change(members)
        tgz(self.mirror / ARCHIVE, members)


@pytest.fixture(autouse=True)
def clean_environment(tmp_path, monkeypatch):
    monkeypatch.delenv("WORKSHOP_DATA", raising=False)
    monkeypatch.setenv("WORKSHOP_MIRROR", str(tmp_path / "mirror"))
    monkeypatch.setenv("WORKSHOP_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def laboratory(tmp_path, monkeypatch):
    laboratory = Laboratory(tmp_path, monkeypatch)
    laboratory.pack()
    return laboratory


def refused_load(monkeypatch) -> str:
    """The sentence with which loading the full tier stops."""
    monkeypatch.setenv("WORKSHOP_DATA", "full")
    with pytest.raises(data.DataError) as caught:
        data.load("nuclei")
    text = str(caught.value)
    assert "\n" not in text and text.endswith(".") and len(text) < 420, text
    assert caught.value.__cause__ is None and (caught.value.__context__ is None or caught.value.__suppress_context__)
    return text


# ---------------------------------------------------------------- what is read


def test_each_picture_is_one_cut_with_its_nuclei_numbered_and_its_stain(laboratory, capsys):
    dataset = data.load("nuclei")
    for split, names in [("train", [GREY, STAINED, WIDE]), ("validation", [CHECKED]), ("test", [TESTED])]:
        x, y, stained = (getattr(dataset, f"{part}_{split}") for part in ("x", "y", "stained"))
        assert (x.shape, x.dtype) == ((len(names), 256, 256, 3), np.uint8)
        assert (y.shape, y.dtype) == ((len(names), 256, 256), np.uint16)
        assert (stained.shape, stained.dtype) == ((len(names),), bool)
        assert stained.tolist() == [name in (STAINED, TESTED) for name in names]
        for cut, name in zip(x, names, strict=True):
            whole = laboratory.pictures[name]
            top, left = (whole.shape[0] - 256) // 2, (whole.shape[1] - 256) // 2
            expected = whole[top : top + 256, left : left + 256]
            assert np.array_equal(cut, expected if expected.ndim == 3 else np.stack([expected] * 3, axis=-1))
    assert (dataset.tier, dataset.note) == ("full", places.UNCOMPARED)
    said = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r"5 pictures and their masks: 5 of 5 in [\d.]+ s", said[0])
    assert said[1] == "A few nuclei: 3 training, 1 validation and 1 test examples (full)"


def test_the_numbers_of_a_cut_have_no_gap_though_nuclei_lie_outside_of_it(laboratory):
    labels = data.load("nuclei").y_train
    assert [np.unique(each).tolist() for each in labels] == [[0, 1, 2, 3], [0, 1, 2], [0, 1]]
    # Of the stained picture 32 pixels are cut away at the left: the first nucleus is gone, of the third 12 are left.
    expected = np.zeros((256, 256), dtype=np.uint16)
    expected[60:90, 28:58], expected[100:130, 0:18] = 1, 2
    assert np.array_equal(labels[1], expected)


def test_a_pixel_that_two_masks_claim_belongs_to_the_first(laboratory):
    labels = data.load("nuclei").y_train[0]
    assert labels[30, 38] == labels[30, 39] == 1 and labels[30, 40] == 2
    assert [np.count_nonzero(labels == number) for number in (1, 2, 3)] == [900, 870, 36]


def test_where_the_middle_is_empty_the_largest_nucleus_is_cut_out(laboratory):
    laboratory.masks[WIDE] = [mask(301, 400, 100, 10, 130, 40), mask(301, 400, 100, 360, 160, 390)]
    laboratory.pack()
    dataset = data.load("nuclei")
    # Its middle would be row 375, and the last cut ends with row 399; column 130 is two rows off the edge.
    assert np.array_equal(dataset.x_train[2][:, :, 0], laboratory.pictures[WIDE][144:400, 1:257])
    assert np.array_equal(dataset.y_train[2] > 0, laboratory.masks[WIDE][1][144:400, 1:257])


@pytest.mark.parametrize("number", [1, 375])
def test_a_picture_may_hold_a_single_nucleus_or_375(laboratory, monkeypatch, number):
    places_for_them = [(12 * (k % 20), 12 * (k // 20)) for k in range(number)]
    laboratory.masks[GREY] = [mask(256, 256, left, top, left + 10, top + 10) for left, top in places_for_them]
    laboratory.pack()
    monkeypatch.setattr(nuclei, "HOLDS", {ARCHIVE: (5, 8 + number)})
    labels = data.load("nuclei").y_train[0]
    assert np.bincount(labels.ravel()).tolist() == [256 * 256 - 100 * number] + [100] * number
    assert labels[5, 5] == 1 and labels[12 * ((number - 1) // 20) + 5, 12 * ((number - 1) % 20) + 5] == number


def test_both_archives_give_the_same_in_whatever_order_and_form_they_are_packed(laboratory):
    known = sources.read_nuclei({ARCHIVE: laboratory.mirror / ARCHIVE})
    members = dict(reversed(laboratory.members(folder="").items()))
    for name, content in members.items():  # the originals have four channels, and masks with levels of grey
        if name.endswith(".png") and "/" in name and "MACOSX" not in name and "tool" not in name:
            image = Image.open(io.BytesIO(content))
            values = np.asarray(image.convert("L") if "masks" in name else image.convert("RGBA"))
            members[name] = png(np.maximum(values, 100) if "masks" in name else values)  # dark grey is not white
    (laboratory.mirror / ARCHIVE).unlink()
    zipped(laboratory.mirror / ZIP, members)
    dataset = data.load("nuclei")
    assert all(np.array_equal(getattr(dataset, name), part) for name, part in known.items())
    kept = json.loads((laboratory.cache / "arrays/nuclei/about.json").read_text())
    assert list(kept["made_from"]) == [ZIP]


def test_a_second_load_decodes_nothing(laboratory, monkeypatch, capsys):
    first = data.load("nuclei")
    monkeypatch.setitem(sources.PARSERS, "nuclei", lambda paths: pytest.fail("decoded again"))
    again = data.load("nuclei")
    assert all(np.array_equal(getattr(first, name), getattr(again, name)) for name in vars(first) if "_" in name)


def test_the_splits_are_told_by_name_and_no_name_is_in_two(laboratory):
    validation, test = nuclei.VALIDATION.split(), nuclei.TEST.split()
    assert (len(validation), len(test)) == (58, 163)
    assert len({*validation, *test}) == 58 + 163
    assert all(re.fullmatch(f"[0-9a-f]{{{nuclei.NAMED}}}", start) for start in validation + test)
    assert [nuclei._split(name) for name in (GREY, CHECKED, TESTED)] == ["train", "validation", "test"]


# ---------------------------------------------------------------- what is refused


def place(name: str, number: int) -> str:
    return f"fixes-abc/stage1_train/{name}/masks/{number:04d}.png"


def image_of(name: str) -> str:
    return f"fixes-abc/stage1_train/{name}/images/{name}.png"


def without_folder(name: str, folder: str) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        for member in [member for member in members if f"{name}/{folder}" in member]:
            del members[member]

    return change


FAULTS = {
    "masks that overlap": (
        lambda members: members.update({place(GREY, 1): png(mask(256, 256, 30, 20, 60, 50))}),
        "masks of picture 000001.. overlap, in 300 pixels",
    ),
    "the same mask twice": (
        lambda members: members.update({place(TESTED, 1): members[place(TESTED, 0)]}),
        "masks of picture 0121d6.. overlap, in 100 pixels",
    ),
    "an empty mask": (
        lambda members: members.update({place(GREY, 2): png(np.zeros((256, 256), dtype=bool))}),
        "a mask of picture 000001.. is empty",
    ),
    "a mask of another size": (
        lambda members: members.update({place(GREY, 2): png(mask(200, 256, 1, 1, 9, 9))}),
        "a mask of picture 000001.. is 200 x 256 pixels and the picture 256 x 256",
    ),
    "a mask turned by a quarter": (
        lambda members: members.update({place(WIDE, 0): png(mask(400, 301, 1, 1, 9, 9))}),
        "a mask of picture 000003.. is 400 x 301 pixels and the picture 301 x 400",
    ),
    "a broken mask": (
        lambda members: members.update({place(GREY, 2): members[place(GREY, 2)][:60]}),
        "a file of picture 000001.. is no picture that can be read",
    ),
    "a broken picture": (
        lambda members: members.update({image_of(GREY): members[image_of(GREY)][:300]}),
        "a file of picture 000001.. is no picture that can be read",
    ),
    "a text in place of a picture": (
        lambda members: members.update({image_of(GREY): b"I am a nucleus"}),
        "a file of picture 000001.. is no picture that can be read",
    ),
    "a picture bomb": (
        lambda members: members.update({place(GREY, 2): png(np.zeros((5001, 5001), dtype=bool))}),
        "a file of picture 000001.. is no picture that can be read",
    ),
    "a small picture": (
        lambda members: members.update({image_of(GREY): png(picture(300, 255, 1))}),
        "picture 000001.. is 300 x 255 pixels, less than 256 x 256",
    ),
    "a picture without nuclei": (without_folder(GREY, "masks"), "picture 000001.. has no masks"),
    "masks without a picture": (without_folder(GREY, "images"), "the masks 000001.. have no picture"),
    "a whole picture missing": (without_folder(GREY, ""), "it holds 4 pictures and not 5"),
    "a picture too many": (
        lambda members: members.update(
            {image_of(named("ab")): members[image_of(GREY)], place(named("ab"), 0): members[place(GREY, 0)]}
        ),
        "it holds 6 pictures and not 5",
    ),
    "a picture twice": (
        lambda members: members.update({image_of(GREY).replace(".png", "b.png"): members[image_of(GREY)]}),
        "picture 000001.. is there twice",
    ),
    "a mask missing": (lambda members: members.pop(place(GREY, 2)), "it holds 10 masks and not 11"),
    "all folders missing": (lambda members: members.clear(), "it holds 0 pictures and not 5"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_wrong_in_the_archive_gets_a_sentence_and_nothing_is_kept(laboratory, monkeypatch, fault):
    change, words = FAULTS[fault]
    laboratory.pack(change)
    text = refused_load(monkeypatch)
    assert re.fullmatch(f"{ARCHIVE} cannot be used, because {words}: do not use this copy of {ARCHIVE}; .*", text), text
    assert not (laboratory.cache / "arrays").exists()


def test_with_a_faulty_archive_the_sample_takes_its_place_and_says_why(laboratory, capsys):
    laboratory.pack(FAULTS["an empty mask"][0])
    assert data.load("nuclei").tier == "sample"
    said = capsys.readouterr().out
    assert "SAMPLE DATA" in said and f"Why: {ARCHIVE} cannot be used, because a mask of picture 000001" in said


def test_a_slip_of_the_pen_is_no_overlap(laboratory):
    assert np.count_nonzero(laboratory.masks[GREY][0] & laboratory.masks[GREY][1]) == 30
    assert data.load("nuclei").tier == "full"


def test_an_archive_that_breaks_off_is_refused(laboratory, monkeypatch):
    whole = (laboratory.mirror / ARCHIVE).read_bytes()
    (laboratory.mirror / ARCHIVE).write_bytes(whole[: len(whole) // 2])
    assert f"{ARCHIVE} is damaged or no archive" in refused_load(monkeypatch)


def test_the_limits_leave_room_for_the_real_archive():
    [file] = registry.read()["nuclei"].files
    pictures, masks = nuclei.HOLDS[ARCHIVE]
    assert 2 * pictures + masks + 1000 < limits.MEMBERS
    assert limits.unpacked(48_286_750) > file.bytes + 2048 * (masks + 3 * pictures)
    assert {choice.name for choice in file.choices} == set(nuclei.HOLDS)


# ---------------------------------------------------------------- the sample


def test_the_sample_has_the_names_and_types_of_the_real_ones_and_needs_nothing(laboratory, monkeypatch, capsys):
    full = data.load("nuclei")
    capsys.readouterr()
    monkeypatch.setenv("WORKSHOP_DATA", "sample")
    sample = data.load("nuclei")
    assert capsys.readouterr().out.splitlines()[-1] == (
        "Sample instead of A few nuclei: 56 training, 14 validation and 28 test examples (sample)"
    )
    assert vars(full).keys() == vars(sample).keys()
    seen = set()
    for split, number, stained in [("train", 56, 12), ("validation", 14, 4), ("test", 28, 8)]:
        x, y = getattr(sample, f"x_{split}"), getattr(sample, f"y_{split}")
        assert (x.shape, x.dtype, y.shape, y.dtype) == ((number, 96, 96, 3), np.uint8, (number, 96, 96), np.uint16)
        marked = getattr(sample, f"stained_{split}")
        assert marked.dtype == bool and marked.sum() == stained
        assert [nuclei._is_colourful(picture) for picture in x] == marked.tolist()
        assert y.max(axis=(1, 2)).min() >= 3 and y.max() <= 30
        pictures = {picture.tobytes() for picture in x}
        assert len(pictures) == number and not pictures & seen
        seen |= pictures


def test_the_title_of_the_sample_counts_its_pictures():
    number = sum(map(sum, nuclei.SAMPLE_SIZES.values()))
    assert registry.read()["nuclei"].sample.startswith(f"{number} pictures of crowded cells")


# ---------------------------------------------------------------- the real thing


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    """The real data, loaded twice by another process, and what that took."""
    code = """
import re, time, numpy, PIL.Image, workshop.data
def kilobytes(which): return int(re.search(which + r":\\s+(\\d+)", open("/proc/self/status").read())[1])
before = kilobytes("VmRSS")
nuclei = workshop.data.load("nuclei")
extra = (kilobytes("VmHWM") - before) * 1024
print(extra / sum(part.nbytes for part in vars(nuclei).values() if hasattr(part, "nbytes")))
"""
    cache = tmp_path_factory.mktemp("cache")
    environment = {"WORKSHOP_DATA": "full", "WORKSHOP_MIRROR": str(REAL_MIRROR), "WORKSHOP_CACHE": str(cache)}
    environment = {**os.environ, **environment, "PYTHONPATH": str(ROOT)}
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    with pytest.MonkeyPatch.context() as monkeypatch:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        began = time.monotonic()
        dataset = data.load("nuclei")
        return dataset, float(run.stdout.splitlines()[-1]), time.monotonic() - began


@needs_mirror
@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="only Linux says how much memory it was")
def test_the_real_nuclei_take_twice_the_memory_of_their_arrays_at_most_and_come_back_at_once(real):
    dataset, times_the_arrays, seconds = real
    assert times_the_arrays < 2 and seconds < 5  # 0.4 s, where nothing else goes on
    known = [("train", 371, 72, 10_797), ("validation", 50, 8, 1_789), ("test", 136, 27, 4_818)]
    for split, grey, stained, number in known:
        marked, labels = getattr(dataset, f"stained_{split}"), getattr(dataset, f"y_{split}")
        assert (np.count_nonzero(~marked), np.count_nonzero(marked)) == (grey, stained)
        highest = labels.max(axis=(1, 2)).astype(int)
        assert highest.min() >= 1 and highest.sum() == number
        assert all(len(np.unique(each)) == top + 1 for each, top in zip(labels, highest, strict=True))


@needs_mirror
def test_no_photograph_is_cut_across_the_splits():
    by_size = defaultdict(list)
    for member, content in data.read_archive(REAL_MIRROR / ARCHIVE):
        if "/images/" in member:
            values = np.asarray(Image.open(io.BytesIO(content)).convert("RGB"), dtype=np.float32).mean(axis=-1)
            by_size[values.shape].append((values, nuclei._split(PurePosixPath(member).stem)))
    found = 0
    for pictures in by_size.values():
        x, split = np.stack([values for values, _ in pictures]), np.array([split for _, split in pictures])
        beside = x[:, :, -1], x[:, :, -2], x[:, :, 0], x[:, :, 1]
        below = x[:, -1], x[:, -2], x[:, 0], x[:, 1]
        for edges in (beside, below):
            one, other = np.nonzero(continued(*edges))
            assert (split[one] == split[other]).all()
            found += len(one)
    assert found > 500  # pairs of neighbours: a split by chance would part a third of them


def continued(end: np.ndarray, before: np.ndarray, start: np.ndarray, after: np.ndarray) -> np.ndarray:
    """Which pictures go on in which others: the last line of one and the first of the other are as if side by side."""
    inner = (np.abs(end - before).mean(axis=1)[:, None] + np.abs(start - after).mean(axis=1)[None]) / 2
    apart = np.abs(end[:, None] - start[None]).mean(axis=-1)
    alike = scored(end) @ scored(start).T / end.shape[1]
    varied = np.minimum(end.std(axis=1)[:, None], start.std(axis=1)[None]) > 2
    return (alike > 0.9) & (apart < 2.5 * inner + 1) & varied & ~np.eye(len(end), dtype=bool)


def scored(edges: np.ndarray) -> np.ndarray:
    return (edges - edges.mean(axis=1, keepdims=True)) / (edges.std(axis=1, keepdims=True) + 1e-6)


def test_the_knobs_of_the_sample_are_those_of_the_cells():
    drawn, labels = cells.draw(44, 0, nuclei.SAMPLE_SIDE, crowding=0.4, contrast=0.6, noise=0.4)
    parts = sources.SAMPLES["nuclei"]()
    assert np.array_equal(parts["x_train"][:44], drawn) and np.array_equal(parts["y_train"][:44], labels)
