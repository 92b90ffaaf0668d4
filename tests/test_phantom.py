"""What the brain phantom keeps: heads made from a seed, the true tissue of each pixel, volumes, and its knobs."""

import hashlib

import numpy as np
import pytest
import simple_processor
from scipy import ndimage

from workshop.data.phantom import TISSUES, VOXEL_MM, draw, head

OUTSIDE, FLUID, GREY, WHITE, TUMOUR = range(5)
knobs_at_rest = {"noise": 0, "bias": 0}


def fingerprint(*arrays):
    return hashlib.sha256(b"".join(array.tobytes() for array in arrays)).hexdigest()[:16]


def brightness(slices, tissues):
    """The mean brightness of each tissue."""
    return [slices[..., 0][tissues == tissue].mean() for tissue in range(5)]


def test_the_same_arguments_give_the_same_slices_and_another_seed_gives_others():
    x, y = draw(8, 5)
    again, y_again = draw(8, 5)
    assert np.array_equal(x, again) and np.array_equal(y, y_again)
    other, y_other = draw(8, 6)
    assert all((one != two).any() for one, two in zip(x, other, strict=True))
    assert all((one != two).any() for one, two in zip(y, y_other, strict=True))
    (slices, tissues, volumes), (same, same_tissues, same_volumes) = head(3), head(3)
    assert np.array_equal(slices, same) and np.array_equal(tissues, same_tissues) and volumes == same_volumes
    assert (head(4)[1] != tissues).any()


def test_the_heads_are_as_they_always_were():
    assert fingerprint(*draw(6, 7)) == "ddb32d325060fdbf"
    assert fingerprint(*head(7)[:2]) == "8c292b4e72c07444"


def test_a_simpler_processor_draws_the_same_slices():
    script = (
        "import hashlib; from workshop.data.phantom import draw; "
        "print(*(hashlib.sha256(part.tobytes()).hexdigest() for part in draw(30, 1)))"
    )
    assert simple_processor.printed(script) == [hashlib.sha256(part.tobytes()).hexdigest() for part in draw(30, 1)]


def test_the_first_slices_of_many_are_those_of_few():
    x, y = draw(9, 3)
    few, y_few = draw(4, 3)
    assert np.array_equal(x[:4], few) and np.array_equal(y[:4], y_few)


def test_shapes_and_types():
    x, y = draw(5, 0)
    assert (x.shape, x.dtype, y.shape, y.dtype) == ((5, 64, 64, 1), np.uint8, (5, 64, 64), np.uint8)
    slices, tissues, volumes = head(0)
    assert (slices.shape, slices.dtype) == ((24, 64, 64, 1), np.uint8)
    assert (tissues.shape, tissues.dtype) == ((24, 64, 64), np.uint8)
    assert tuple(volumes) == TISSUES[1:] == ("fluid", "grey matter", "white matter", "tumour")
    assert all(type(volume) is float for volume in volumes.values())


@pytest.mark.parametrize("seed", range(6))
def test_the_volumes_are_those_of_the_voxels_and_of_a_human_brain(seed):
    _, tissues, volumes = head(seed)
    voxel = np.prod(VOXEL_MM) / 1000
    for tissue, (low, high) in zip(TISSUES[1:], [(150, 400), (550, 720), (450, 680), (4, 60)], strict=True):
        assert volumes[tissue] == pytest.approx(voxel * np.count_nonzero(tissues == TISSUES.index(tissue)))
        assert low <= volumes[tissue] <= high


@pytest.mark.parametrize("seed", range(6))
def test_a_head_begins_and_ends_small_and_holds_one_tumour_within_the_brain(seed):
    _, tissues, _ = head(seed)
    brain = (tissues > OUTSIDE).sum(axis=(1, 2))
    assert brain.argmax() in range(9, 15) and max(brain[0], brain[-1]) < 0.5 * brain.max()
    assert ndimage.label(tissues == TUMOUR)[1] == 1
    assert 3 <= (tissues == TUMOUR).any(axis=(1, 2)).sum() <= 12
    around = ndimage.binary_dilation(tissues == TUMOUR) & (tissues != TUMOUR)
    assert np.mean(tissues[around] == OUTSIDE) < 0.01


def test_about_half_of_the_slices_show_a_tumour_and_all_the_other_tissues():
    _, y = draw(300, 1)
    assert 0.42 <= (y == TUMOUR).any(axis=(1, 2)).mean() <= 0.58
    for tissue in (OUTSIDE, FLUID, GREY):
        assert (y == tissue).any(axis=(1, 2)).all()
    assert (y == WHITE).any(axis=(1, 2)).mean() > 0.95  # right below the top there is none
    assert y.max() == TUMOUR


def test_every_slice_is_through_another_head_at_another_height():
    _, y = draw(100, 2)
    area = (y > OUTSIDE).sum(axis=(1, 2))
    assert len({tissues.tobytes() for tissues in y}) == 100 and area.max() > 1.5 * area.min()


def test_the_knobs_leave_the_heads_as_they_are():
    _, y = draw(4, 8)
    for knobs in ({"contrast": 0}, {"noise": 1}, {"bias": 1}):
        assert np.array_equal(draw(4, 8, **knobs)[1], y)
        assert np.array_equal(head(8, **knobs)[1], head(8)[1])


def test_contrast_is_how_far_the_tissues_are_apart():
    for contrast, least in [(1, 40), (0.5, 25), (0, 8)]:
        _, fluid, grey, white, tumour = brightness(*draw(60, 1, contrast=contrast, **knobs_at_rest))
        assert grey - fluid > least and white - grey > least
        assert fluid < grey < tumour
    assert white - fluid < 45  # at 0 hardly anything is left


def test_noise_is_the_chance_in_each_pixel_and_bias_bends_the_brightness():
    still, y = draw(20, 1, **knobs_at_rest)
    inside = y == WHITE
    spread = [np.std((draw(20, 1, noise=noise, bias=0)[0].astype(int) - still)[inside]) for noise in (0, 0.3, 0.6, 1)]
    assert spread[0] == 0 and spread == sorted(spread) and 15 < spread[-1] < 40
    spread = [np.std(draw(20, 1, noise=0, bias=bias)[0][inside]) for bias in (0, 0.3, 0.6, 1)]
    assert spread == sorted(spread) and spread[-1] > 2 * spread[0]


def test_where_tissues_meet_the_brightness_is_a_mixture():
    x, y = draw(40, 1, **knobs_at_rest)
    pure = np.median(x[..., 0][y == GREY]), np.median(x[..., 0][y == WHITE])
    between = (x[..., 0] > pure[0] + 10) & (x[..., 0] < pure[1] - 10) & ((y == GREY) | (y == WHITE))
    assert between.sum() > 0.03 * ((y == GREY) | (y == WHITE)).sum()


def test_a_threshold_for_each_tissue_is_not_enough():
    x, y = draw(60, 1)
    levels = np.array(brightness(x, y)[:4])
    nearest = np.abs(x[..., 0][..., None] - levels).argmin(axis=-1)
    for tissue in (GREY, WHITE):
        found, true = nearest == tissue, y == tissue
        assert 2 * (found & true).sum() / (found.sum() + true.sum()) < 0.87


@pytest.mark.parametrize(
    "call, words",
    [
        (lambda: draw(0, 1), "n, the number of slices, must be a whole number from 1 on; it is 0."),
        (lambda: draw(2.5, 1), "it is 2.5."),
        (lambda: draw(2, -1), "The seed must be a whole number from 0 on; it is -1."),
        (lambda: head("a"), "The seed must be a whole number from 0 on; it is 'a'."),
        (lambda: draw(2, 1, contrast=1.1), "The knob contrast goes from 0 to 1; it is 1.1."),
        (lambda: head(1, noise=-1), "The knob noise goes from 0 to 1; it is -1."),
        (lambda: head(1, bias=float("nan")), "The knob bias goes from 0 to 1; it is nan."),
    ],
)
def test_what_makes_no_sense_gets_a_sentence(call, words):
    with pytest.raises(ValueError) as caught:
        call()
    assert str(caught.value).endswith(words)
