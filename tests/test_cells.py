"""What the drawn cells keep: pictures made from a seed, the true outline of each nucleus, their knobs."""

import hashlib

import numpy as np
import pytest
import simple_processor
from scipy import ndimage

from workshop.data.cells import FEWEST, draw


def fingerprint(*arrays):
    return hashlib.sha256(b"".join(array.tobytes() for array in arrays)).hexdigest()[:16]


def touching(labels):
    """How many pixels lie beside a pixel of another nucleus."""
    pairs = [(labels[1:], labels[:-1]), (labels[:, 1:], labels[:, :-1])]
    return sum(np.count_nonzero((one > 0) & (other > 0) & (one != other)) for one, other in pairs)


def test_the_same_arguments_give_the_same_pictures_and_another_seed_gives_others():
    x, y = draw(8, 5)
    again, y_again = draw(8, 5)
    assert np.array_equal(x, again) and np.array_equal(y, y_again)
    other, y_other = draw(8, 6)
    assert all((one != two).any() for one, two in zip(x, other, strict=True))
    assert all((one != two).any() for one, two in zip(y, y_other, strict=True))


def test_the_pictures_are_as_they_always_were():
    assert fingerprint(*draw(6, 7)) == "9ad5795cde0d013a"
    assert fingerprint(*draw(6, 7, stained=True)) == "2915d5819d56e6aa"


def test_a_simpler_processor_draws_the_same_pictures():
    script = (
        "import hashlib; from workshop.data.cells import draw; "
        "print(*(hashlib.sha256(draw(12, 1, stained=stained)[0].tobytes()).hexdigest() for stained in (False, True)))"
    )
    here = [hashlib.sha256(draw(12, 1, stained=stained)[0].tobytes()).hexdigest() for stained in (False, True)]
    assert simple_processor.printed(script) == here


def test_the_first_pictures_of_many_are_those_of_few():
    x, y = draw(9, 3)
    few, y_few = draw(4, 3)
    assert np.array_equal(x[:4], few) and np.array_equal(y[:4], y_few)
    assert len({picture.tobytes() for picture in x}) == len({labels.tobytes() for labels in y}) == 9


@pytest.mark.parametrize("size", [16, 64, 97, 256])
@pytest.mark.parametrize("stained", [False, True])
def test_pictures_and_label_images_have_the_shapes_and_types_of_the_real_ones(size, stained):
    x, y = draw(3, 0, size, stained=stained)
    assert (x.shape, x.dtype) == ((3, size, size, 3), np.uint8)
    assert (y.shape, y.dtype) == ((3, size, size), np.uint16)


@pytest.mark.parametrize("crowding", [0, 0.5, 1])
def test_nuclei_are_numbered_without_gap_and_each_is_one_piece_to_be_seen(crowding):
    for labels in draw(6, 2, 160, crowding=crowding)[1]:
        numbers, pixels = np.unique(labels, return_counts=True)
        assert numbers.tolist() == list(range(labels.max() + 1)) and len(numbers) > 3
        assert pixels[1:].min() >= FEWEST
        assert all(ndimage.label(labels == number)[1] == 1 for number in numbers[1:])


def test_crowding_brings_more_cells_and_at_0_none_touches_another():
    numbers, contacts = [], []
    for crowding in (0, 0.3, 0.6, 1):
        labels = draw(10, 4, 128, crowding=crowding)[1]
        numbers.append(labels.max(axis=(1, 2)).mean())
        contacts.append(sum(map(touching, labels)))
    assert numbers == sorted(numbers) and numbers[-1] > 2.5 * numbers[0]
    assert contacts[0] == 0 < contacts[1] < contacts[2] < contacts[3]


def test_the_other_knobs_leave_every_nucleus_where_it_is():
    _, y = draw(3, 8)
    for knobs in ({"contrast": 0.1}, {"noise": 0.9}, {"stained": True}):
        assert np.array_equal(draw(3, 8, **knobs)[1], y)


def test_contrast_is_how_far_nuclei_stand_out():
    for stained in (False, True):
        apart = []
        for contrast in (0, 0.3, 0.6, 1):
            x, y = draw(6, 1, contrast=contrast, noise=0, stained=stained)
            grey = x.mean(axis=-1)
            apart.append(grey[y > 0].mean() - grey[y == 0].mean())
        if stained:
            apart = [-each for each in apart]
        assert apart == sorted(apart) and apart[0] > 5 and apart[-1] > 2 * apart[0]


def test_noise_is_the_chance_in_each_pixel():
    still, _ = draw(4, 1, noise=0)
    spread = [np.std(draw(4, 1, noise=noise)[0].astype(int) - still) for noise in (0, 0.2, 0.5, 1)]
    assert spread[0] == 0 and spread == sorted(spread) and 10 < spread[-1] < 40


def test_grey_is_grey_with_bright_nuclei_and_stained_is_purple_on_pink():
    x, y = draw(5, 9, noise=0)
    assert (x == x[..., :1]).all()
    stained, _ = draw(5, 9, noise=0, stained=True)
    red, green, blue = stained[y > 0].mean(axis=0)
    assert blue > red > green and blue < 200
    red, green, blue = stained[y == 0].mean(axis=0)
    assert red > blue > green > 150


def test_touching_cells_are_one_piece_for_a_threshold():
    x, y = draw(20, 3, contrast=1, noise=0)
    pieces = sum(ndimage.label(picture[:, :, 0] > 100)[1] for picture in x)
    assert pieces < 0.8 * sum(labels.max() for labels in y)


def test_a_knob_may_come_as_a_number_of_numpy():
    same = draw(np.int64(2), np.uint8(5), np.int32(96), crowding=np.float64(0.5), contrast=np.float32(0.7))
    assert np.array_equal(draw(2, 5, contrast=float(np.float32(0.7)))[0], same[0])


@pytest.mark.parametrize(
    "arguments, named, words",
    [
        ((0, 1), {}, "n, the number of pictures, must be a whole number from 1 on; it is 0."),
        ((2.5, 1), {}, "it is 2.5."),
        ((2, -1), {}, "The seed must be a whole number from 0 on; it is -1."),
        ((2, 1, 15), {}, "The size must be a whole number of pixels from 16 to 1024; it is 15."),
        ((2, 1, 96.0), {}, "it is 96.0."),
        ((2, 1), {"crowding": 1.1}, "The knob crowding goes from 0 to 1; it is 1.1."),
        ((2, 1), {"contrast": -0.1}, "The knob contrast goes from 0 to 1; it is -0.1."),
        ((2, 1), {"noise": "much"}, "The knob noise goes from 0 to 1; it is 'much'."),
        ((2, 1), {"noise": float("nan")}, "it is nan."),
    ],
)
def test_what_makes_no_sense_gets_a_sentence(arguments, named, words):
    with pytest.raises(ValueError) as caught:
        draw(*arguments, **named)
    assert str(caught.value).endswith(words)
