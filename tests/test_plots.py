"""The course's figures: tables of pictures fill their sheet, each picture in its place, also when printed again."""

import io
import warnings

import matplotlib.pyplot as plt
import numpy as np
import pytest

from workshop import plots

PICTURES = np.random.default_rng(0).random((20, 28, 28))
LABELS = [f"{label % 10} → {label % 7}, 100%" for label in range(20)]


@pytest.fixture(autouse=True)
def style():
    with plt.rc_context():
        plots.use_style()
        yield
        plt.close("all")


def tables():
    yield lambda: plots.pictures(PICTURES, LABELS, "twenty", size=1.1)
    yield lambda: plots.pictures(PICTURES, title="without labels")
    yield lambda: plots.picture_rows({"one": PICTURES[:10], "two": PICTURES[10:]}, LABELS[:10], "two rows")


@pytest.mark.parametrize("draw", list(tables()))
def test_a_table_of_pictures_fills_its_sheet_and_printed_again_stays_as_it_was(draw):
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # matplotlib only warns where it does not place what is to be placed
        draw()
        figure = plt.gcf()
        places = []
        for _ in range(2):
            figure.savefig(io.BytesIO())
            places.append([ax.get_position().bounds for ax in figure.axes])
    assert places[0] == places[1]
    names = figure.axes[0].texts
    left = min(x for x, *_ in places[0])
    right = max(x + width for x, _, width, _ in places[0])
    assert right > 0.97 and (names or left < 0.02)
