"""What Shapes keep: pictures made from a seed, and a knob for each difficulty that turns nothing else."""

import hashlib

import numpy as np
import pytest
import simple_processor
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from workshop.data.shapes import DIFFICULTIES, KINDS, MORE_KINDS, draw

each_knob = pytest.mark.parametrize("knob", DIFFICULTIES)


def all_at(value):
    return dict.fromkeys(DIFFICULTIES, value)


def change(x, other):
    """How far two sets of pictures are apart, in levels of 255, on the mean."""
    return np.abs(x.astype(int) - other).mean()


def plain_pictures(n, seed, kinds=KINDS):
    """Pictures with all knobs at 0, and where on them the shape and the ground are whole."""
    x, _ = draw(n, seed, kinds=kinds)
    return x, (x == x.min(axis=(0, 1, 2))).all(axis=-1), (x == x.max(axis=(0, 1, 2))).all(axis=-1)


def test_there_are_ten_kinds_five_more_and_the_lectures_seven_difficulties():
    assert len(set(KINDS)) == len(KINDS) == 10
    assert len(set(MORE_KINDS)) == len(MORE_KINDS) == 5 and not set(KINDS) & set(MORE_KINDS)
    assert " ".join(DIFFICULTIES) == "viewpoint scale deformation occlusion illumination clutter variation"


def test_the_same_arguments_give_the_same_pictures_and_another_seed_gives_others():
    x, y = draw(60, 5, **all_at(0.4))
    again, y_again = draw(60, 5, **all_at(0.4))
    assert (x == again).all() and (y == y_again).all()
    other, y_other = draw(60, 6, **all_at(0.4))
    assert change(x, other) > 20 and (y != y_other).any()


def test_the_kinds_that_are_drawn_unless_told_are_as_they_always_were():
    x, y = draw(200, 7, **all_at(0.6))
    assert hashlib.sha256(x.tobytes() + y.tobytes()).hexdigest()[:16] == "79051a6da0c8abd3"
    same, _ = draw(200, 7, kinds=KINDS, **all_at(0.6))
    assert (x == same).all()


def test_the_kinds_that_the_backbone_has_to_learn_are_as_they_were_when_it_was_measured():
    x, y = draw(200, 7, kinds=MORE_KINDS, **all_at(0.6))
    assert hashlib.sha256(x.tobytes() + y.tobytes()).hexdigest()[:16] == "e2d3f7a1886bf2e6"


def test_a_knob_may_come_as_a_number_of_numpy():
    x, _ = draw(60, 5, **all_at(0.4))
    same, _ = draw(np.int64(60), np.int64(5), **all_at(np.float64(0.4)))
    assert (x == same).all()


def test_a_simpler_processor_draws_the_same_pictures():
    x, _ = draw(100, 1, **all_at(0.6))
    script = (
        "import hashlib; from workshop.data.shapes import DIFFICULTIES, draw; "
        "x, _ = draw(100, 1, **dict.fromkeys(DIFFICULTIES, 0.6)); print(hashlib.sha256(x.tobytes()).hexdigest())"
    )
    assert simple_processor.printed(script) == [hashlib.sha256(x.tobytes()).hexdigest()]


@pytest.mark.parametrize("n", [1, 10, 57, 120])
def test_pictures_are_bytes_and_kinds_are_equally_frequent(n):
    x, y = draw(n, 0)
    assert (x.shape, x.dtype, y.shape, y.dtype) == ((n, 32, 32, 3), np.uint8, (n,), np.uint8)
    counts = np.bincount(y, minlength=10)
    assert len(counts) == 10 and counts.max() - counts.min() <= 1


def test_the_kinds_come_in_mixed_order():
    _, y = draw(1000, 0)
    assert (y[:-1] == y[1:]).mean() < 0.2
    assert len(np.unique((y[1:].astype(int) - y[:-1]) % 10)) == 10


def test_labels_are_places_in_the_kinds_that_were_asked_for():
    chosen = ["fish", "circle", "boat"]
    x, y = draw(30, 0, kinds=chosen)
    everything, places = draw(15, 0, kinds=KINDS + MORE_KINDS)
    assert y.dtype == np.uint8 and np.bincount(y).tolist() == [10] * 3
    for label, kind in enumerate(chosen):
        one_of_all = everything[places == (KINDS + MORE_KINDS).index(kind)][0]
        assert (x[y == label] == one_of_all).all(), kind


def test_other_kinds_stand_on_the_same_ground():
    knobs = {"clutter": 1, "variation": 1}
    x, y = draw(100, 3, kinds=KINDS[:5], **knobs)
    other, same = draw(100, 3, kinds=MORE_KINDS, **knobs)
    assert (y == same).all() and (x[:, :3, :3] == other[:, :3, :3]).all() and change(x, other) > 5


def test_with_all_knobs_at_0_a_kind_is_one_picture_and_no_two_kinds_are_alike():
    x, y = draw(150, 0, kinds=KINDS + MORE_KINDS)
    plain = [x[y == kind] for kind in range(15)]
    assert all((pictures == pictures[0]).all() for pictures in plain)
    for kind, pictures in enumerate(plain):
        assert all(change(pictures[0], other[0]) > 2 for other in plain[:kind])


def test_with_all_knobs_at_0_the_shape_is_in_the_middle_and_of_one_size_and_colour():
    kinds = KINDS + MORE_KINDS
    x, shape, ground = plain_pictures(15, 0, kinds)
    _, y = draw(15, 0, kinds=kinds)
    assert shape.any(axis=(1, 2)).all() and ground[:, 0, 0].all()
    for kind, picture in zip(y, x, strict=True):
        ink = (picture[0, 0].astype(float) - picture).sum(axis=-1)
        ink /= ink.max()
        rows, columns = np.nonzero(ink > 0.5)
        height, width = np.ptp(rows) + 1, np.ptp(columns) + 1
        assert min(height, width) >= 12 and max(height, width) <= 23, kinds[kind]
        assert abs(ink.sum() - 170) < 6, kinds[kind]
        along = np.arange(32) - 15.5
        assert abs((ink.sum(axis=0) * along).sum() / ink.sum()) < 0.3, kinds[kind]
        assert abs((ink.sum(axis=1) * along).sum() / ink.sum()) < 0.3, kinds[kind]


@each_knob
def test_each_knob_changes_the_pictures_more_and_more_and_leaves_the_kinds(knob):
    plain, y = draw(200, 3)
    changes = []
    for value in (0.25, 0.5, 1):
        x, same = draw(200, 3, **{knob: value})
        assert (same == y).all()
        changes.append(change(x, plain))
    assert 1 < changes[0] < changes[1] < changes[2] < 110


@each_knob
def test_turning_a_knob_leaves_all_that_is_random_about_the_others(knob):
    others = all_at(0.5) | {knob: 0}
    before, _ = draw(100, 3, **others)
    after, _ = draw(100, 3, **others | {knob: 1e-4})
    assert change(before, after) < 0.5


@pytest.mark.parametrize("knob", ["viewpoint", "scale", "deformation"])
def test_geometry_leaves_the_colours(knob):
    plain, shape, ground = plain_pictures(50, 3)
    x, _ = draw(50, 3, **{knob: 1})
    ink, paper = plain[shape][0].astype(float), plain[ground][0].astype(float)
    share = (x - paper) @ (ink - paper) / ((ink - paper) @ (ink - paper))
    assert np.abs(x - paper - share[..., None] * (ink - paper)).max() < 1.5


def test_clutter_stays_behind_the_shape():
    plain, shape, ground = plain_pictures(50, 3)
    x, _ = draw(50, 3, clutter=1)
    assert (x[shape] == plain[shape]).all()
    assert change(x[ground], plain[ground]) > 20


def test_occlusion_hides_up_to_45_percent_of_the_shape():
    plain, shape, _ = plain_pictures(300, 3)
    x, _ = draw(300, 3, occlusion=1)
    hidden = (np.abs(x.astype(int) - plain).sum(axis=-1) > 60) & shape
    share = hidden.sum(axis=(1, 2)) / shape.sum(axis=(1, 2))
    assert share.min() > 0.1 and 0.25 < share.mean() < 0.45 and share.max() < 0.62  # a pixel half hidden counts


def test_light_moves_nothing():
    _, shape, ground = plain_pictures(100, 3)
    x, _ = draw(100, 3, illumination=0.6)
    beside = shape[:, :, :-3] & ground[:, :, 3:]  # close by in the same light, so the ground is the brighter
    x = x.astype(int).sum(axis=-1)
    assert (x[:, :, 3:][beside] > x[:, :, :-3][beside]).mean() > 0.98


def test_variation_keeps_the_shape_apart_from_its_ground():
    x, _ = draw(300, 3, variation=1)
    lightness = x @ np.array([0.30, 0.59, 0.11])
    assert np.ptp(lightness, axis=(1, 2)).min() > 45


@pytest.mark.parametrize("knobs", [all_at(0.35), {"variation": 1}])
def test_colour_does_not_tell_the_kind(knobs):
    scores = []
    for colours in (np.mean, np.min, np.max):
        (seen, y), (new, y_new) = (
            (colours(x, axis=(1, 2)), y) for x, y in [draw(2000, 1, **knobs), draw(1000, 2, **knobs)]
        )
        guess = make_pipeline(StandardScaler(), LogisticRegression()).fit(seen, y)
        scores.append(guess.score(new, y_new))
    assert max(scores) < 0.15


def test_what_is_easy_at_a_tenth_is_hard_at_six_tenths():
    scores = []
    for value in (0.1, 0.6):
        (x, y), (x_new, y_new) = (draw(n, seed, **all_at(value)) for n, seed in [(1000, 1), (300, 2)])
        nearest = KNeighborsClassifier(3).fit(x.reshape(len(x), -1) / 255, y)
        scores.append(nearest.score(x_new.reshape(len(x_new), -1) / 255, y_new))
    assert scores[0] > 0.9 and scores[1] < 0.3


@pytest.mark.parametrize(
    "n, seed, knobs, sentence",
    [
        (0, 0, {}, "n, the number of pictures, must be a whole number from 1 on; it is 0."),
        (2.5, 0, {}, "it is 2.5."),
        (10, -1, {}, "The seed must be a whole number from 0 on; it is -1."),
        (10, None, {}, "it is None."),
        (10, 0, {"scale": 1.1}, r"The knob scale goes from 0 \(off\) to 1 \(hard\); it is 1.1."),
        (10, 0, {"clutter": -0.1}, "The knob clutter goes"),
        (10, 0, {"occlusion": float("nan")}, "The knob occlusion goes"),
        (10, 0, {"variation": "much"}, "The knob variation goes"),
        (10, 0, {"blur": 0.5}, "no knob 'blur'. The knobs are viewpoint, scale, deformation, occlusion,"),
        (10, 0, {"kinds": ["fish", "cat"]}, "There is no kind 'cat' of shapes. The kinds are circle, .*, fish, "),
        (10, 0, {"kinds": [3]}, "There is no kind 3 of shapes."),
        (10, 0, {"kinds": "fish"}, r"kinds must be a list of names, such as \['drop', 'bolt'\]; it is 'fish'."),
        (10, 0, {"kinds": []}, "kinds must be a list of names"),
    ],
)
def test_nonsense_gets_a_sentence(n, seed, knobs, sentence):
    with pytest.raises(ValueError, match=sentence):
        draw(n, seed, **knobs)
