"""The backbone of lesson 6's sample: its file, what its features are worth, and a card that tells the truth."""

import importlib.util
import json
import os
import statistics
import subprocess
import sys
import zipfile

import keras
import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from tools import backbone
from workshop import data
from workshop.data import clothing, shapes


@pytest.fixture(scope="module")
def network():
    return keras.models.load_model(data.BACKBONE)


@pytest.fixture(scope="module")
def sample():
    return clothing.sample_clothing()


@pytest.fixture(scope="module")
def numbers():
    return json.loads(data.BACKBONE.with_suffix(".json").read_text(encoding="utf-8"))


def test_the_file_is_small_and_what_comes_out_are_maps(network, numbers):
    assert data.BACKBONE.stat().st_size < 1e6
    assert network.input_shape == (None, 32, 32, 3) and network.output_shape == (None, *numbers["output"])
    _, height, width, maps = network.output_shape
    assert height == width < 8 and maps > 32
    assert network.count_params() == numbers["weights"] and not network.compiled


def test_the_file_is_a_network_as_the_script_builds_it(network):
    built = backbone.build_backbone()
    assert [type(layer) for layer in network.layers] == [type(layer) for layer in built.layers]
    assert [weight.shape for weight in network.weights] == [weight.shape for weight in built.weights]


def test_the_file_names_no_argument_that_an_older_keras_would_refuse():
    with zipfile.ZipFile(data.BACKBONE) as file:
        layers = json.loads(file.read("config.json"))["config"]["layers"]
    named = {name for layer in layers for name in layer["config"]}
    # What the network needs, and Keras 3.13 knows all of it.
    assert named == {
        "activation", "batch_shape", "data_format", "dilation_rate", "dtype", "filters", "kernel_size", "momentum",
        "name", "padding", "ragged", "sparse", "strides", "trainable", "use_bias",
    }  # fmt: skip


def test_pictures_go_in_from_minus_1_to_1(network, sample):
    maps = network.predict(sample["x_train"][:20] / 127.5 - 1, verbose=0)
    assert maps.min() == 0 and 0.1 < maps.mean() < 10
    assert (maps.std(axis=0) > 0).mean() > 0.5


@pytest.mark.trains
def test_its_features_tell_shapes_apart_that_it_has_never_seen(network, sample):
    x_train, x_test = (backbone.features(network, sample[f"x_{split}"]) for split in ("train", "test"))
    right = backbone.regression(x_train, sample["y_train"]).score(x_test, sample["y_test"])
    pixels = LogisticRegression(max_iter=50).fit(sample["x_train"].reshape(200, -1) / 255, sample["y_train"])
    assert right > 0.8 and pixels.score(sample["x_test"].reshape(500, -1) / 255, sample["y_test"]) < 0.5


def test_the_card_says_what_was_measured_of_this_very_file(numbers):
    assert data.BACKBONE.with_suffix(".md").read_text(encoding="utf-8") == backbone.card(numbers)
    assert numbers["sha256"] == backbone.digest(data.BACKBONE)
    assert set(numbers["unseen"]) == {"mixed", "0.35", "0.5"} and min(numbers["unseen"].values()) >= 0.85
    right = numbers["few_labels"]
    assert len(right["backbone"]) == len(right["scratch"]) == 10
    assert statistics.mean(right["backbone"]) - statistics.mean(right["scratch"]) >= 0.2


def test_what_was_measured_can_be_measured_again(network, sample, numbers):
    difficulties = dict.fromkeys(shapes.DIFFICULTIES, clothing.SAMPLE_DIFFICULTY)
    x, y = shapes.draw(200, 101, kinds=shapes.MORE_KINDS, **difficulties)
    model = backbone.regression(backbone.features(network, x), y)
    right = model.score(backbone.features(network, sample["x_test"]), sample["y_test"])
    assert right == pytest.approx(numbers["few_labels"]["backbone"][0], abs=0.01)


@pytest.mark.parametrize("library", ["tensorflow", "jax", "torch"])
def test_it_loads_on_every_backend_that_is_there(network, library):
    if not importlib.util.find_spec(library):
        pytest.skip(f"{library} is not installed")
    code = (
        "import keras, numpy; from workshop import data; network = keras.models.load_model(data.BACKBONE); "
        "print(keras.backend.backend(), network.predict(numpy.full((1, 32, 32, 3), 100), verbose=0).sum())"
    )
    environment = os.environ | {"KERAS_BACKEND": library}
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
    assert run.stdout, run.stderr[-500:]
    name, total = run.stdout.splitlines()[-1].split()
    here = network.predict(np.full((1, 32, 32, 3), 100), verbose=0).sum()
    assert name == library and float(total) == pytest.approx(here, rel=1e-3)


def test_pictures_to_train_on_are_the_ten_kinds_always_the_same_and_never_those_of_the_sample(sample):
    (x, y), (again, _), (other, _) = (backbone.pictures(1_000, seed) for seed in (1, 1, 2))
    assert (x == again).all() and (x != other).any() and np.bincount(y).tolist() == [100] * 10
    assert not set(sample["class_names"]) & set(shapes.KINDS)


def test_batches_mirror_and_shuffle_colours_and_nothing_else():
    x = np.random.default_rng(0).integers(0, 256, (40, 4, 4, 3), dtype=np.uint8)
    batches = backbone.Batches(x.copy(), np.arange(40), 10, 1)
    labels, mirrored, colours = [], 0, set()
    for number in range(len(batches)):
        pictures, chosen = batches[number]
        for picture, label in zip(pictures, chosen, strict=True):
            flip = sorted(picture[:, 0].reshape(-1)) != sorted(x[label][:, 0].reshape(-1))
            like = x[label][:, ::-1] if flip else x[label]
            order = tuple(int(np.argmax([(like[..., k] == picture[..., c]).all() for k in range(3)])) for c in range(3))
            assert (picture == like[..., list(order)]).all()
            mirrored += flip
            colours.add(order)
        labels += chosen.tolist()
    assert sorted(labels) == list(range(40)) and 10 <= mirrored <= 30 and len(colours) > 1
    assert (batches.x == x).all()


@pytest.mark.trains
def test_the_command_trains_measures_and_writes_all_three_files(tmp_path, monkeypatch, capsys):
    small = {"PICTURES": 500, "EPOCHS": 1, "BLOCKS": ((4, 2), (8, 2)), "UNSEEN": 500, "SEEDS": 2, "FEW_EPOCHS": 1}
    for name, value in small.items():
        monkeypatch.setattr(backbone, name, value)
    monkeypatch.setattr(data, "BACKBONE", tmp_path / "shapes_backbone.keras")
    assert backbone.main([]) == 0
    written = json.loads((tmp_path / "shapes_backbone.json").read_text(encoding="utf-8"))
    card = (tmp_path / "shapes_backbone.md").read_text(encoding="utf-8")
    assert keras.models.load_model(data.BACKBONE).output_shape == (None, 8, 8, 8)
    assert written["sha256"] == backbone.digest(data.BACKBONE) and written["output"] == [8, 8, 8]
    assert card == backbone.card(written) and f"{written['unseen']['0.5']:.1%}" in card and "8 maps of 8x8" in card
    assert [len(right) for right in written["few_labels"].values()] == [2, 2]
    (tmp_path / "shapes_backbone.md").unlink()
    assert backbone.main(["--card"]) == 0
    assert (tmp_path / "shapes_backbone.md").read_text(encoding="utf-8") == card
