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


# ---------------------------------------------------------------- what is drawn is what was given


def drawn(ax=None):
    """The lines of the axes by their names, as (x, y)."""
    return {line.get_label(): line.get_data() for line in (ax or plt.gca()).lines}


def legend(ax=None):
    box = (ax or plt.gca()).get_legend()
    return [text.get_text() for text in box.get_texts()] if box else None


def labels(ax=None):
    ax = ax or plt.gca()
    return ax.get_title(loc="left"), ax.get_xlabel(), ax.get_ylabel()


def test_lines_on_points_reach_over_all_points_and_are_named():
    x, y = np.array([3.0, 1.0, 2.0]), np.array([6.0, 2.0, 5.0])
    plots.lines_on_points(x, y, {"steep": (2, 1), "flat": (0, 4)}, "two lines", "dose", "effect")
    points, steep, flat = plt.gca().lines
    assert np.array_equal(points.get_data(), (x, y)) and points.get_linestyle() == "None"
    assert np.array_equal(steep.get_data(), ([1, 3], [3, 7])) and np.array_equal(flat.get_data(), ([1, 3], [4, 4]))
    assert steep.get_linestyle() != flat.get_linestyle() and steep.get_color() != flat.get_color()
    assert labels() == ("two lines", "dose", "effect") and legend() == ["steep", "flat"]
    plots.lines_on_points(x, y, {}, "none", "dose", "effect", ax=plt.subplots()[1])
    assert legend() is None


def test_a_dotted_line_is_black_so_that_it_is_not_lost_among_the_points():
    x = np.arange(4.0)
    plots.lines_on_points(x, x, {name: (1, k) for k, name in enumerate("abcd")}, "four", "x", "y")
    looks = [(line.get_linestyle(), line.get_color()) for line in plt.gca().lines[1:]]
    assert looks[3] == (":", plots.BLACK) and plots.BLACK not in [color for _, color in looks[:3]]


def bowl(slope, intercept):
    return 10 + 3 * (slope - 1) ** 2 + (intercept + 2) ** 2


def test_a_landscape_shows_low_pale_walks_in_it_and_where_it_is_lowest():
    inside, outside = np.array([[3.0, 0.0], [1.0, -2.0]]), np.array([[50.0, 50.0], [60.0, 60.0]])
    paths = {"walk": inside, "far away": outside}
    plots.landscape(bowl, (-4, 6), (-8, 4), "a bowl", paths, best=(1, -2))
    ax = plt.gca()
    assert labels() == ("a bowl", "slope", "intercept")
    assert ax.get_xlim() == (-4, 6) and ax.get_ylim() == (-8, 4)
    assert legend() == ["walk", "lowest point"], "a path that is not on the map is not named"
    assert np.array_equal(drawn()["walk"], inside.T)
    assert ax.lines[-1].get_label() == "lowest point" and np.array_equal(ax.lines[-1].get_data(), ([1], [-2]))
    written = {text.get_text() for text in ax.texts}
    assert written and written <= {"20", "50", "100"}, "a contour line carries its loss, of 1, 2, 5, 10, 20, ..."


def test_a_landscape_alone_has_no_legend_and_reads_slopes_across():
    calls = []
    plots.landscape(lambda a, b: calls.append((a, b)) or bowl(a, b), (-1, 2), (5, 9), "a part", ax=plt.subplots()[1])
    assert legend() is None and calls[0] == (-1, 5) and calls[1][0] > -1 and calls[1][1] == 5 and calls[-1] == (2, 9)
    assert len(plt.get_fignums()) == 1


def test_a_surface_is_as_high_as_the_loss():
    ax = plt.figure().add_subplot(projection="3d")
    plots.surface(bowl, (-4, 6), (-8, 4), "a bowl", ax)
    assert [ax.get_title(), ax.get_xlabel(), ax.get_ylabel(), ax.get_zlabel()] == [
        "a bowl",
        "slope",
        "intercept",
        "loss",
    ]
    low, high = ax.zz_dataLim.intervalx
    assert low == pytest.approx(10, abs=0.5) and high == pytest.approx(bowl(-4, 4))
    assert ax.xy_dataLim.intervalx.tolist() == [-4, 6] and ax.xy_dataLim.intervaly.tolist() == [-8, 4]


def test_curves_begin_at_the_first_step_and_are_told_apart():
    plots.curves({"one": [3, 2, 1], "two": [30, 20]}, "falling", "epoch", "loss", first=1)
    assert np.array_equal(drawn()["one"], ([1, 2, 3], [3, 2, 1])) and np.array_equal(drawn()["two"], ([1, 2], [30, 20]))
    assert labels() == ("falling", "epoch", "loss") and legend() == ["one", "two"]
    low, high = plt.gca().get_xlim()
    assert 0.9 < low < 1 and 3 < high < 3.1, "there is no step 0 to leave room for"
    assert plt.gca().get_yscale() == "linear"
    assert [line.get_linestyle() for line in plt.gca().lines] == ["-", "--"]
    plots.curves({"alone": [1, 10]}, "rising", "step", "loss", log=True, ax=plt.subplots()[1])
    assert plt.gca().get_yscale() == "log" and legend() is None and np.array_equal(drawn()["alone"][0], [0, 1])
    plots.curves({}, "none yet", "step", "loss", ax=plt.subplots()[1])


def test_a_boundary_asks_the_model_everywhere_and_draws_each_class_in_its_own_way():
    x, y = np.array([[0.0, 0.0], [2.0, 10.0], [1.0, 5.0]]), np.array([0, 1, 1])
    plots.boundary(lambda points: (points[:, 0] > 1) * 1.0, x, y, "right is 1", "width", "height", ["no", "yes"])
    ax = plt.gca()
    assert labels() == ("right is 1", "width", "height") and legend() == ["no", "yes"]
    assert np.array_equal(drawn()["no"], ([0], [0])) and np.array_equal(drawn()["yes"], ([2, 1], [10, 5]))
    assert ax.lines[0].get_marker() != ax.lines[1].get_marker()
    ground = ax.collections[0].get_array()
    assert ground.min() == 0 and ground.max() == 1 and (ground[:, 0] == 0).all() and (ground[:, -1] == 1).all()
    line = np.concatenate(ax.collections[1].get_paths()[0].to_polygons(closed_only=False))
    assert np.allclose(line[:, 0], 1, atol=0.05), "the line stands where the model says one half"
    assert ax.get_xlim() == pytest.approx((-0.8, 2.8)) and ax.get_ylim() == pytest.approx((-4, 14))


def test_with_many_points_they_are_small_and_the_margin_narrow():
    x = np.random.default_rng(0).random((50, 2))
    many, few = plt.subplots()[1], plt.subplots()[1]
    for ax, points in ((many, x), (few, x[:4])):
        plots.boundary(lambda at: at[:, 1], points, np.arange(len(points)) % 2, "", "", "", ["a", "b"], ax=ax)
    assert many.lines[0].get_markersize() < few.lines[0].get_markersize()
    assert np.ptp(many.get_xlim()) < 1.3 * np.ptp(x[:, 0]) and np.ptp(few.get_xlim()) > 1.7 * np.ptp(x[:4, 0])


def test_pictures_stand_in_rows_with_their_labels_and_limits():
    plots.pictures(PICTURES[:7], LABELS[:7], "seven", columns=3, limits=(-1, 2))
    axes = plt.gcf().axes
    assert len(axes) == 9 and [len(ax.images) for ax in axes] == 7 * [1] + 2 * [0]
    for ax, picture, label in zip(axes, PICTURES, LABELS, strict=False):
        if ax.images:
            assert np.array_equal(ax.images[0].get_array(), picture) and ax.images[0].get_clim() == (-1, 2)
            assert ax.get_title() == label and not ax.axison
    assert plt.gcf().get_suptitle() == "seven"
    wide, low = plt.gcf().get_size_inches()
    plots.pictures(PICTURES[:3], columns=3)
    assert plt.gcf().get_size_inches()[0] == wide and plt.gcf().get_size_inches()[1] < low / 2
    assert plt.gcf().axes[0].images[0].get_clim() == (PICTURES[0].min(), PICTURES[0].max())


def test_rows_of_pictures_have_their_names_at_the_left_and_above():
    plots.picture_rows({"before": PICTURES[:3], "after": PICTURES[3:6]}, ["a", "b", "c"], "twice three")
    axes = np.reshape(plt.gcf().axes, (2, 3))
    assert [[text.get_text() for text in ax.texts] for ax in axes[:, 0]] == [["before"], ["after"]]
    assert [ax.get_title() for ax in axes[0]] == ["a", "b", "c"] and [ax.get_title() for ax in axes[1]] == ["", "", ""]
    assert all(np.array_equal(ax.images[0].get_array(), PICTURES[k]) for k, ax in enumerate(axes.flat))
    with pytest.raises(ValueError):
        plots.picture_rows({"one": PICTURES[:2]}, ["a"])


def test_a_confusion_matrix_writes_every_count_and_colours_the_errors_alone():
    counts = np.array([[1500, 0, 9], [1, 0, 2], [0, 3, 7]])
    plots.confusion(counts, ["cat", "dog", "frog"], "who is taken for whom")
    ax = plt.gca()
    written = {text.get_position(): text for text in ax.texts}
    assert {place: text.get_text() for place, text in written.items()} == {
        (0, 0): "1,500", (1, 0): "·", (2, 0): "9", (0, 1): "1", (1, 1): "0", (2, 1): "2",
        (0, 2): "·", (1, 2): "3", (2, 2): "7",
    }  # fmt: skip
    assert {place for place, text in written.items() if text.get_fontweight() == "bold"} == {(0, 0), (1, 1), (2, 2)}
    assert np.array_equal(ax.images[0].get_array(), [[0, 0, 9], [1, 0, 2], [0, 3, 0]])
    assert [text.get_color() for text in (written[2, 0], written[1, 0], written[2, 1])] == [
        "white",
        plots.GREY,
        "#000000",
    ]
    assert [text.get_text() for text in ax.get_xticklabels()] == ["cat", "dog", "frog"]
    assert labels() == ("who is taken for whom", "the model says", "it is")
    assert counts[0, 0] == 1500, "the counts given stay as they are"
