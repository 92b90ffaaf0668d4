"""What the drawings keep: the numbers given are the numbers drawn, and all of it can be read from the last row."""

import io
import warnings
from itertools import combinations

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import same_color
from matplotlib.patches import Rectangle
from matplotlib.text import Annotation, Text

from workshop import diagrams, plots

generator = np.random.default_rng(1)
digit = generator.integers(0, 256, (28, 28))

first, top = np.array([[0.81, -1.25], [0.42, 0.93]]), np.array([1.15, -0.67])
NETWORK = {
    "weights": [first, top],
    "biases": [[0.11, -0.21], -0.31],
    "activations": [[1.0, 0.0], [0.72, -0.89], [0.76]],
    "gradients": [None, [-0.28, 0.16], [-1.3]],
    "weight_gradients": [[[-0.13, 0.032], [0.07, -0.09]], [-0.18, 0.22]],
    "bias_gradients": [[-0.14, 0.033], -0.24],
    "inputs": ["left", "right"],
    "outputs": ["lamp"],
    "loss": 0.275,
}
fours = generator.normal(size=(4, 4)), generator.normal(size=(4, 3))
glances = np.tril(generator.random((8, 8)) + 0.1)
glances /= glances.sum(axis=1, keepdims=True)
shifted = np.zeros((8, 10), bool), np.zeros((8, 10), bool)
shifted[0][2:6, 2:7] = shifted[1][2:6, 4:9] = True
touching = np.zeros((10, 17), int)
touching[1:5, 1:5], touching[3:8, 5:9], touching[2:6, 12:16] = 1, 2, 5
CLOTHES = ["T-shirt", "trousers", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"]

SAID = ["the", "old", "soup", "was", "good", ",", "not", "bad", ",", "so", "tom", "and", "mia", "smiled", "."]
PUT = ["sopel", "vetel", "badel", "nul", ",", "lumel", "erel", ",", "du", "tom", "ya", "mia", "riskon", "."]
ALIGNED = SAID, PUT, np.full((len(PUT), len(SAID)), 1 / len(SAID))

#: One drawing each of the largest and the smallest kind that is promised.
DRAWINGS = {
    "line": lambda: diagrams.neuron([2.0], [10.0], 3.0, "identity", ["dose"], "prediction", "A line"),
    "no activation": lambda: diagrams.neuron([2.0], [10.0], 3.0, None, ["dose"], "prediction", "A line"),
    "neuron": lambda: diagrams.neuron([0.5, 1.25], [0.8, -1.25], -0.5, title="Two inputs"),
    "step": lambda: diagrams.neuron([1, 0], [1, 1], -1.5, lambda z: (z > 0) * 1.0),
    "thirty inputs": lambda: diagrams.neuron(np.arange(30) / 7, -np.arange(30) / 9, 0.123, "relu"),
    "long names": lambda: diagrams.neuron(
        [1, 2], [-0.567, 0.123], 0, "tanh", ["mean concave points", "b"], "malignant"
    ),
    "network": lambda: diagrams.network(**NETWORK, title="Values forward, gradients backward"),
    "three digits": lambda: diagrams.network(**NETWORK, digits=3),
    "weights alone": lambda: diagrams.network([first, top]),
    "1-1-1": lambda: diagrams.network([[[0.5]], [-2.0]], [0.1, 0.2], [[1], [2], [3]], [[1], [2], [3]], [[0.5], [1]]),
    "3-3-2": lambda: diagrams.network(
        [fours[0][:3, :3], fours[1][:3, :2]],
        [fours[0][3, :3], fours[1][3, :2]],
        [fours[0][0, :3], fours[0][1, :3], fours[1][0, :2]],
        [None, -fours[0][0, :3], -fours[1][0, :2]],
        [-fours[0][:3, :3] / 10, fours[1][:3, :2] / 10],
        [fours[0][3, :3] / 10, fours[1][3, :2] / 10],
        loss=0.6931,
    ),
    "3-3-2 without a loss": lambda: diagrams.network(
        [fours[0][:3, :3], fours[1][:3, :2]],
        [fours[0][3, :3], fours[1][3, :2]],
        bias_gradients=[[-0.12] * 3, [-0.12] * 2],
    ),
    "4-4-3": lambda: diagrams.network(
        fours, [fours[0][0], fours[1][0]], [fours[0][1], fours[0][2], fours[1][1]], [None, fours[0][3], fours[1][2]]
    ),
    "2-8-1": lambda: diagrams.network(
        [generator.normal(size=(2, 8)), generator.normal(size=8)], activations=[[0, 1], generator.normal(size=8), [0.5]]
    ),
    "chain": lambda: diagrams.chain(["v", "z = v a", "p = σ(z)", "loss"], [1.1, -0.4, 0.4, 0.9], [0.7, 0.24, -2.5]),
    "long chain": lambda: diagrams.chain(
        ["w", "z", "a", "s", "p", "loss"], 6 * [-0.123], [0.123, -0.01, -0.123, 0.1, -0.123]
    ),
    "mlp": lambda: diagrams.mlp([784, 512, 10], ["pixels", "hidden", "digits"], digit, np.full(10, 0.1), title="One"),
    "deep mlp": lambda: diagrams.mlp([784, 128, 64, 10], ["in", "ReLU", "ReLU", "out"], digit, np.eye(10)[3], CLOTHES),
    "small mlp": lambda: diagrams.mlp([784, 10]),
    "kernel": lambda: diagrams.kernel_on_picture(np.ones((9, 9)) - 2 * np.eye(9), 1 - 2 * np.eye(3), 3, 4, "A fit"),
    "decimals": lambda: diagrams.kernel_on_picture(
        digit[:6, :6] / 255, np.array([[-0.25, 0, 0.25]] * 3), 3, 3, "An edge"
    ),
    "bytes": lambda: diagrams.kernel_on_picture(
        digit[:9, :9], [[-1, 0, 1]] * 3, 6, 6, "An edge in a photograph", digits=0, light=True
    ),
    "channels": lambda: diagrams.filter_over_channels(
        digit[:9, :3].reshape(3, 3, 3) / 255, digit[9:18, :3].reshape(3, 3, 3) / 100 - 1.25, -0.51, title="Three slices"
    ),
    "field": lambda: diagrams.receptive_field(
        2 * [(3, 1), (3, 1), (2, 2)], 2 * ["convolution", "convolution", "pooling"], "One number sees 16 × 16"
    ),
    "wide field": lambda: diagrams.receptive_field(2 * [(3, 1), (3, 1), (2, 2)] + [(7, 2)]),
    "one window": lambda: diagrams.receptive_field([(3, 1)]),
    "maps": lambda: diagrams.activation_map(np.ones((7, 7, 256)), np.linspace(-1.23, 1, 256), digit, "Evidence"),
    "two maps": lambda: diagrams.activation_map(np.ones((7, 7, 2)), [1.25, -0.33]),
    "residual": lambda: diagrams.block(title="A correction is added"),
    "plain": lambda: diagrams.block("plain"),
    "unrolled": lambda: diagrams.unrolled(
        ["Anna", "comes", "from", "Italy"], fours[0], ["comes", "from", "France", "."], "The state is handed on"
    ),
    "seven steps": lambda: diagrams.unrolled(list("letters"), generator.normal(size=(7, 64))),
    "one step": lambda: diagrams.unrolled(["Anna"]),
    "attention": lambda: diagrams.attention(
        ["Anna", "comes", "from", "Italy", "and", "she", "speaks", "Italian"], glances
    ),
    "first word": lambda: diagrams.attention(["a", "b"], glances[:2, :2], word=0),
    "look": lambda: diagrams.look_back(
        ["Anna", "speaks", "Danish"], [0.5, -1.25], fours[1][:3, :2], -fours[0][:3, :2], "What the word takes along"
    ),
    "scaled look": lambda: diagrams.look_back(
        ["rabbit", "garden", "it"], [1, -1], -fours[0][:3, :2], fours[1][:3, :2], "A root", scaled=True
    ),
    "six looks": lambda: diagrams.look_back(list("abcdef"), [1, 2], np.tile([0.25, -0.5], (6, 1)), digits=1),
    "stream": lambda: diagrams.stream(["attention", "dense layers"], 4, "Nothing is replaced"),
    "one brook": lambda: diagrams.stream(["attention"], enter="words"),
    "three brooks": lambda: diagrams.stream(["attention", "cross-attention", "dense layers"], 2, enter="words"),
    "alignment": lambda: diagrams.alignment(*ALIGNED, "Where each word looks"),
    "short alignment": lambda: diagrams.alignment(["a"], ["b", "c"], [[1], [1]]),
    "gan": lambda: diagrams.gan(digit, digit, 0.91, 0.23, "Two gradients"),
    "bare gan": lambda: diagrams.gan(),
    "unet": lambda: diagrams.unet((8, 16, 32, 64), 256, 3, title="Down for what, up and across for where"),
    "deep unet": lambda: diagrams.unet((64, 128, 256, 512, 1024), 512, 2),
    "flat unet": lambda: diagrams.unet((8,), 96, 5, 1, "One level"),
    "overlap": lambda: diagrams.overlap(*shifted, title="Two pixels beside it"),
    "no overlap": lambda: diagrams.overlap(np.zeros((2, 3), bool), np.zeros((2, 3), bool)),
    "wide overlap": lambda: diagrams.overlap(np.ones((20, 24), bool), np.eye(20, 24, dtype=bool)),
    "border": lambda: diagrams.border_classes(touching, np.where(touching > 0, 2, 0), "Two that touch"),
    "small border": lambda: diagrams.border_classes(touching[:3, :4], touching[:3, :4] > 0),
    "tasks": lambda: diagrams.four_tasks(np.full((9, 9, 3), 90), touching[:9, :9], "Four questions", "cells"),
}


@pytest.fixture(autouse=True)
def the_course_style():
    with plt.rc_context():
        plots.use_style()
        yield
    plt.close("all")


@pytest.fixture(scope="module", params=DRAWINGS.values(), ids=list(DRAWINGS))
def drawing(request):
    """A figure with one of the drawings, made once for all tests that look at it."""
    with plt.rc_context(), warnings.catch_warnings():
        plots.use_style()
        warnings.simplefilter("error")
        before = plt.figure()
        assert request.param() is None
        assert plt.get_fignums()[-2:] == [before.number, before.number + 1], "one new figure, and none closed"
        plt.savefig(io.BytesIO())  # draws it twice, the second time as a notebook would that shows it once more
        plt.gcf().canvas.draw()
    return plt.gcf()


def texts(figure=None):
    """What is written in the figure, as artists."""
    return [text for text in (figure or plt.gcf()).findobj(Text) if text.get_text().strip()]


def words():
    """What is written in the figure, with the minus of the keyboard."""
    return [text.get_text().replace("−", "-") for text in texts()]


def box(text):
    """Where a text and its ground stand, in points of the screen."""
    ground = text.get_bbox_patch()
    return (text if ground is None else ground).get_window_extent()


def lines(color):
    return [line for line in plt.gca().lines if same_color(line.get_color(), color)]


# ---------------------------------------------------------------- every drawing


def test_a_drawing_is_one_white_sheet_that_a_projector_shows(drawing):
    assert len(drawing.axes) == 1 and same_color(drawing.get_facecolor(), "white")
    assert min(text.get_fontsize() for text in texts(drawing)) >= 12
    assert drawing.get_figwidth() <= 11.001 and drawing.get_figheight() <= 9


def test_nothing_lies_outside_the_sheet(drawing):
    ax = drawing.axes[0]
    sheet = ax.get_window_extent().padded(1)
    for artist in [*texts(drawing), *ax.patches, *ax.lines, *ax.images]:
        where = box(artist) if isinstance(artist, Text) else artist.get_window_extent()
        assert sheet.x0 <= where.x0 and where.x1 <= sheet.x1, artist
        assert sheet.y0 <= where.y0 and where.y1 <= sheet.y1, artist


def test_no_two_texts_overlap(drawing):
    for one, other in combinations(texts(drawing), 2):
        if one.get_rotation() and other.get_rotation():  # parallel, so their upright boxes say nothing
            continue
        assert not box(one).padded(-1).overlaps(box(other).padded(-1)), (one.get_text(), other.get_text())


def test_no_line_or_arrow_runs_over_what_is_written(drawing):
    ax, arrows = drawing.axes[0], drawing.findobj(Annotation)
    lowest = min(text.get_zorder() for text in texts(drawing))
    assert all(artist.get_zorder() < lowest for artist in [*arrows, *ax.lines, *ax.patches])
    assert all(artist.get_zorder() < 3 for artist in arrows), "an arrow ends behind its node, not upon it"


def test_a_drawing_warns_of_nothing_in_another_style_and_keeps_its_size():
    DRAWINGS["network"]()
    size = plt.gcf().get_size_inches()
    with plt.style.context("dark_background"), warnings.catch_warnings():
        warnings.simplefilter("error")
        DRAWINGS["network"]()
        plt.gcf().canvas.draw()
    assert np.allclose(plt.gcf().get_size_inches(), size) and same_color(plt.gcf().get_facecolor(), "white")
    assert not any(same_color(text.get_color(), "white") for text in texts())


# ---------------------------------------------------------------- the numbers


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.5, "0.5"),
        (-0.0, "0"),
        (-1.234, "−1.2"),
        (99.7, "100"),
        (1234.5, "1,234"),
        (-0.00031, "−3·10⁻⁴"),
        (0.012, "0.012"),
    ],
)
def test_a_number_has_two_digits_that_count_and_a_minus_that_can_be_seen(value, text):
    assert diagrams._number(value) == text


def test_a_neuron_shows_its_inputs_weights_bias_sum_and_output():
    diagrams.neuron([0.5, 1.25], [0.8, -1.2], -0.25, names=["size", "texture"], output="p", title="A finding")
    expected = ["0.5", "1.25", "× 0.8", "× -1.2", "bias -0.25", "-1.35", "0.206", "size", "texture", "p", "sigmoid"]
    assert {*expected, "A finding", "0.5 × 0.8 + 1.25 × (-1.2) + (-0.25) = -1.35"} <= set(words())


@pytest.mark.parametrize(
    ("activation", "answer"),
    [("step", "0"), ("sigmoid", "0.269"), ("tanh", "-0.762"), ("relu", "0"), ("identity", "-1")],
)
def test_a_neuron_knows_five_activations_and_draws_the_point_on_the_curve(activation, answer):
    diagrams.neuron([1.0], [-1.0], 0.0, activation)
    curve, point = lines(plots.BLACK)[0].get_xydata(), lines(plots.ORANGE)[0].get_xydata()[0]
    assert answer in words() and activation in words()
    assert np.abs(curve - point).sum(axis=1).min() < 0.05


def test_a_neuron_takes_the_lessons_own_activation_and_writes_its_name():
    def half(z):
        return z / 2

    diagrams.neuron([3.0], [1.0], 0.0, half)
    assert {"half", "1.5"} <= set(words())


def test_without_an_activation_the_sum_goes_out():
    diagrams.neuron([2.0], [10.0], 3.0, None, output="prediction")
    assert "prediction" in words() and "sum" not in words() and words().count("23") == 1
    assert "2 × 10 + 3 = 23" in words() and not lines(plots.ORANGE)


def test_what_is_left_out_of_a_drawing_is_not_left_out_of_the_sum():
    diagrams.neuron(np.ones(100), np.full(100, 0.25), 1.0, "identity")
    assert words().count("26") == 2 and words().count("1") == 5 and "⋮" in words()


def test_a_network_shows_every_number_that_it_is_given():
    diagrams.network(**NETWORK, digits=3)
    given = [
        a for key in ("weights", "activations", "gradients", "weight_gradients") for a in NETWORK[key] if a is not None
    ]
    numbers = [f"{number:g}" for array in given for number in np.ravel(array)]
    numbers += [f"bias {b}" for b in (0.11, -0.21, -0.31)] + [
        "-0.14",
        "0.033",
        "-0.24",
        "loss\n0.275",
        "left",
        "right",
        "lamp",
    ]
    written = words()
    for number in numbers:
        written.remove(number)
    assert len(written) == 3, "the key, and nothing else"


def test_gradients_stand_on_orange_and_values_do_not():
    diagrams.network(**NETWORK)
    on_orange = [
        t.get_text()
        for t in texts()
        if t.get_bbox_patch() and same_color(t.get_bbox_patch().get_facecolor(), "#F6CE7F")
    ]
    assert sorted(on_orange) == sorted(
        ["0.032", "0.033", "0.07", "0.16", "0.22", *(f"−{x}" for x in (0.09, 0.13, 0.14, 0.18, 0.24, 0.28, 1.3))]
    )


def test_the_sign_of_a_weight_is_told_by_colour_and_by_line_and_its_size_by_width():
    diagrams.network([np.array([[1.0, -2.0], [0.0, 4.0]])])
    positive, negative, none = (lines(color) for color in (plots.BLUE, plots.RED, plots.GREY))
    assert {line.get_linestyle() for line in positive} == {"-"} and len(positive) == 3  # one of them in the key
    assert {line.get_linestyle() for line in negative} == {"--"} and len(negative) == 2
    assert [line.get_linestyle() for line in none] == [":"]
    assert (
        none[0].get_linewidth()
        < positive[0].get_linewidth()
        < negative[0].get_linewidth()
        < positive[1].get_linewidth()
    )


def test_a_chain_shows_values_factors_the_running_product_and_the_product_written_out():
    diagrams.chain(["w", "z", "loss"], [1.5, 40, 7], [-2, 0.25])
    expected = ["w", "1.5", "z", "40", "loss", "7", "× -2", "× 0.25", "-0.5", "0.25", "1", "0.25 × (-2) = -0.5"]
    key = "gradient: change of the last value per unit of this one"
    assert sorted(words()) == sorted([*expected, key])


def test_an_mlp_counts_its_weights_and_draws_the_ten_probabilities():
    probabilities = np.array([0.02, 0.01, 0, 0, 0, 0.9, 0.04, 0.03, 0, 0])
    diagrams.mlp([784, 512, 10], picture=digit, probabilities=probabilities)
    assert {"784 × 512\nweights\n+ 512 biases\n= 401,920", "512 × 10\nweights\n+ 10 biases\n= 5,130"} <= set(words())
    assert [t.get_text() for t in texts() if t.get_fontweight() == "bold"][-2:] == ["5", "0.90"]
    bars = [patch.get_width() for patch in plt.gca().containers for patch in patch]
    assert np.allclose(np.array(bars) / bars[5], probabilities / 0.9)
    assert np.array_equal(plt.gca().images[0].get_array(), digit)


def test_a_kernel_shows_its_products_and_puts_their_sum_into_the_map():
    picture = np.arange(16.0).reshape(4, 4)
    diagrams.kernel_on_picture(picture, [[1, -1], [2, 10]], 1, 0)
    written = words()
    for number in ["4", "-5", "16", "90"]:  # the products of 4 5 8 9
        assert number in written
    assert "their sum: 105" in written and "105" in written
    assert written.count("69") == 1 and "117" not in written, (
        "the map is filled up to here: 69 was before, 117 comes next"
    )


def test_a_kernel_on_bytes_writes_them_in_full_and_shows_a_high_one_light_as_in_a_photograph():
    picture = np.arange(81.0).reshape(9, 9) + 170
    for light in (True, False):
        diagrams.kernel_on_picture(picture, [[0, 0], [0, 1]], 0, 0, digits=0, light=light)
        assert {"170", "250", "their sum: 180"} <= set(words())
        grounds = [np.mean(patch.get_facecolor()[:3]) for patch in plt.gca().patches[:81]]
        assert grounds == sorted(grounds, reverse=not light) and grounds[0] != grounds[-1]


@pytest.mark.parametrize(
    ("value", "text"), [(1.25, "1.25"), (-12.5, "−12.5"), (0.004, "0"), (-0.004, "0"), (1e3, "1,000")]
)
def test_a_number_in_a_table_has_two_decimals_at_most(value, text):
    assert diagrams._rounded(value, 2) == text


def test_a_filter_shows_each_slice_its_sum_and_the_one_number():
    channels, kernels = np.stack([np.ones((2, 2)), 2 * np.eye(2)], axis=-1), np.full((2, 2, 2), 3.0)
    diagrams.filter_over_channels(channels, kernels, -4)
    assert {"channel 1", "channel 2", "12", "bias -4", "20"} <= set(words()) and words().count("12") == 2
    assert "12 + 12 + (-4) = 20" in words()


def test_the_slices_of_a_filter_have_one_scale_of_greys():
    diagrams.filter_over_channels(
        np.stack([np.full((2, 2), 10.0), np.full((2, 2), 200.0)], axis=-1), np.ones((2, 2, 2)), 0
    )
    cells = [patch.get_facecolor() for patch in plt.gca().patches if isinstance(patch, Rectangle)]
    assert len({cells[0], cells[4], cells[8]}) == 3, "10, a weight, and 200"


def test_a_receptive_field_grows_with_each_window_and_faster_behind_a_stride():
    diagrams.receptive_field([(3, 1), (3, 1), (2, 2), (3, 1)], ["first", "second", "pooling", "third"])
    seen = [f"sees {size} × {size}" for size in (3, 5, 6, 10)]
    assert {"10 × 10 pixels", "first", "second", "pooling", "third", *seen} <= set(words())
    cells = {}
    for patch in plt.gca().patches:
        if isinstance(patch, Rectangle):
            cells.setdefault(round(patch.get_y(), 3), []).append(patch.get_width())
    assert [len(row) for _, row in sorted(cells.items())] == [10, 8, 6, 3, 1]
    assert max(cells[max(cells)]) == pytest.approx(2 * cells[min(cells)][0]), "behind the stride a number is two wide"


def test_a_class_activation_map_is_the_weighted_sum_of_all_maps():
    maps, weights = generator.normal(size=(5, 5, 9)), np.linspace(-0.3, 0.3, 9)
    diagrams.activation_map(maps, weights)
    *drawn, total = (image.get_array() for image in plt.gca().images)
    assert np.allclose(total, maps @ weights) and f"mean {diagrams._number((maps @ weights).mean())}" in [
        text.get_text() for text in texts()
    ]
    loudest = sorted(np.argsort(-np.abs(maps.mean(axis=(0, 1)) * weights))[:3])
    assert np.allclose(drawn, maps[..., loudest].transpose(2, 0, 1)) and "6\nmore" in words()
    assert sum(patch.get_hatch() is not None for patch in plt.gca().patches) == (maps @ weights < 0).sum()


def test_only_a_residual_block_has_a_shortcut():
    diagrams.block("plain")
    assert "+" not in words() and not plt.gca().lines
    diagrams.block("residual")
    assert {"+", "x + correction"} <= set(words()) and len(lines(plots.GREEN)) == 1


def test_an_unrolled_network_shows_each_state_after_its_word():
    diagrams.unrolled(["a", "b"], [[0.5, -0.25], [1, 0.125]], ["b", "c"])
    assert {"0\n0", "0.5\n-0.25", "1\n0.12"} <= set(words()) and words().count("b") == 2 and words().count("c") == 1


def test_attention_masks_what_comes_later_and_shows_every_weight():
    diagrams.attention(["a", "b", "c"], [[1, 0, 0], [0.25, 0.75, 0], [0.2, 0.3, 0.5]], word=1)
    assert sorted(w for w in words() if w[0].isdigit()) == ["0.2", "0.25", "0.25", "0.3", "0.5", "0.75", "0.75", "1"]
    assert len(lines(plots.BLUE)) == 2, "b looks at a and at itself"


def test_a_look_back_shows_scores_shares_and_the_mixture():
    diagrams.look_back(["a", "b"], [1, 2], [[0, 0], [-np.log(3), np.log(3)]], [[1, 0], [0, -8]])
    shown = words()
    for text in ["(0, 0) · (1, 2) =", "0", "1.1", "0.25", "0.75", "0.75 × (0, -8) =", "(0, -6)", "(0.25, -6)"]:
        assert text in shown, text
    bars = [patch.get_width() for container in plt.gca().containers for patch in container]
    assert bars[1] == pytest.approx(3 * bars[0])
    diagrams.look_back(["a"], [1, 2], [[3, 4]])
    assert words().count("(3, 4)") == 2, "without contents the labels are mixed"


def test_a_scaled_look_back_divides_by_the_root_of_the_size_and_says_so():
    diagrams.look_back(["a", "b"], [3, 0, 0, 4], [[0, 0, 0, 0], [0, 0, 0, 2]], [[1, 0], [0, 1]], scaled=True)
    shown = words()
    shares = [1 / (1 + np.exp(4)), 1 / (1 + np.exp(-4))]
    assert {"key · query / √4", "(0, 0, 0, 2) · (3, 0, 0, 4) / √4 =", "4"} <= set(shown)
    assert {f"{share:.2f}" for share in shares} <= set(shown)
    diagrams.look_back(["a", "b"], [3, 0, 0, 4], [[0, 0, 0, 0], [0, 0, 0, 2]], [[1, 0], [0, 1]])
    assert {"key · query", "8"} <= set(words()) and not any("√" in text for text in words())


def test_a_stream_shows_each_brook_and_how_many_blocks_follow():
    diagrams.stream(["attention", "dense layers"], 4, enter="pieces")
    assert sorted(words()) == sorted([
        *["attention", "dense layers", "pieces", "scores", "block 1", "3 more\nblocks", "+", "+"],
        *["normalise", "normalise", "green: the stream. Nothing replaces it, each brook adds to it"],
    ])  # fmt: skip
    diagrams.stream(["attention"], 2)
    assert "1 more\nblock" in words()
    diagrams.stream(["attention"])
    assert "a block" in words() and not any("more" in text for text in words())


def test_an_alignment_draws_a_line_as_wide_as_a_word_looks_and_none_where_it_hardly_does():
    diagrams.alignment(["a", "b", "c"], ["x", "y"], [[0.7, 0.3, 0], [0.04, 0, 0.96]])
    drawn = {tuple(np.round(line.get_xydata()[:, 0], 2)): line.get_linewidth() for line in lines(plots.BLUE)}
    at = {text.get_text(): round(text.get_position()[0], 2) for text in texts()}
    assert set(drawn) == {(at["x"], at["a"]), (at["x"], at["b"]), (at["y"], at["c"])}
    assert drawn[at["y"], at["c"]] > drawn[at["x"], at["a"]] > drawn[at["x"], at["b"]]
    heights = {text.get_text(): text.get_position()[1] for text in texts()}
    assert heights["x"] == heights["y"] > heights["a"] == heights["b"] == heights["c"]


def test_two_players_pay_what_their_answers_cost():
    diagrams.gan(p_real=0.9, p_forged=0.2)
    assert {"p(real) = 0.9", "p(real) = 0.2", "inspector's loss 0.33", "forger's loss 1.6", "✂"} <= set(words())
    styles = {color: {line.get_linestyle() for line in lines(color)} for color in (plots.BLUE, plots.RED)}
    assert styles == {plots.BLUE: {"-"}, plots.RED: {"--"}}, "two gradients, two colours, two kinds of line"


# ---------------------------------------------------------------- what does not fit


def cells_of(color):
    """The rectangles in the figure that are filled with a colour, each from the left with its width."""
    found = [p for p in plt.gca().patches if isinstance(p, Rectangle) and same_color(p.get_facecolor()[:3], color)]
    return [(round(patch.get_x(), 3), round(patch.get_width(), 3)) for patch in found if patch.get_fill()]


def test_a_unet_writes_the_size_of_each_level_twice_and_has_a_bridge_where_it_goes_down():
    diagrams.unet((8, 16, 32), 96, 5, 1)
    boxes = [text for text in words() if "×" in text]
    assert sorted(boxes) == sorted(2 * ["96 × 96\n8 channels", "48 × 48\n16 channels"] + ["24 × 24\n32 channels"])
    assert {"picture, 1 channel", "5 classes for each pixel"} <= set(words())
    arrows = [arrow.arrow_patch for arrow in plt.gcf().findobj(Annotation)]
    bridges = [patch for patch in arrows if same_color(patch.get_edgecolor(), plots.GREEN)]
    assert len(bridges) == 2 + 1, "one a level but the bottom, and one in the key"


def test_an_overlap_counts_its_pixels_and_writes_both_measures_out():
    diagrams.overlap(*shifted)
    assert {"in both: 12", "only found: 8", "only there: 8"} <= set(words())
    assert {"12", "12 + 8 + 8", "= 0.43", "2 × 12", "20 + 20", "= 0.60"} <= set(words())
    drawn = [len(cells_of(color)) - 1 for color in (plots.GREEN, plots.SKY, plots.ORANGE)]  # one each is the key's
    assert drawn == [12, 8, 8]


def test_the_overlap_of_nothing_with_nothing_is_1():
    diagrams.overlap(np.zeros((2, 3), bool), np.zeros((2, 3), bool))
    assert words().count("= 1.00") == 2


def test_labels_and_their_classes_stand_side_by_side_with_their_numbers():
    classes = np.where(touching > 0, 2, 0)
    classes[2:4, 2:4] = 1
    diagrams.border_classes(touching, classes)
    written = [int(text) for text in words() if text.isdigit()]
    assert written == [*touching.ravel(), *classes.ravel()]
    assert len(cells_of(plots.SKY)) == 4 + 1 and len(cells_of(plots.ORANGE)) == np.sum(classes == 2) + 1


def test_four_tasks_box_the_largest_thing_then_each_and_colour_every_pixel():
    picture = np.full((10, 10, 3), 60)
    diagrams.four_tasks(picture, touching[:, :10])
    ax = plt.gca()
    boxes = [patch for patch in ax.patches if same_color(patch.get_edgecolor(), plots.ORANGE)]
    assert [round(patch.get_width() / 0.25) for patch in boxes] == [4, 4, 4], "once alone, then both"
    assert boxes[0].get_height() == pytest.approx(5 * 0.25), "the largest one"
    assert "answer: 2 boxes" in words()
    shown = [np.asarray(image.get_array()) for image in ax.images]
    assert all(np.allclose(one, picture / 255) for one in shown[:3])
    moved = np.any(np.abs(shown[3] - picture / 255) > 0.01, axis=2)
    assert np.array_equal(moved, touching[:, :10] > 0)


def test_things_that_touch_have_colours_of_their_own_however_many_there_are():
    labels = np.arange(1, 145).reshape(12, 12).repeat(3, axis=0).repeat(3, axis=1)
    labels[18:24] = 0
    picture = diagrams.coloured(labels, "black")
    assert picture.shape == (36, 36, 3) and picture.min() >= 0 and picture.max() <= 1
    assert np.array_equal(np.any(picture > 0, axis=2), labels > 0)
    for down, right in [(0, 1), (1, 0), (1, 1)]:
        one, other = picture[: 36 - down, : 36 - right], picture[down:, right:]
        first, second = labels[: 36 - down, : 36 - right], labels[down:, right:]
        beside = (first != second) & (first > 0) & (second > 0)
        assert np.any(one[beside] != other[beside], axis=1).all()
        assert np.array_equal(one[first == second], other[first == second])


@pytest.mark.parametrize(
    ("draw", "sentence"),
    [
        (lambda: diagrams.neuron([1, 2], [1], 0), r"weights: the shape is \(1,\), it should be \(2,\)"),
        (lambda: diagrams.neuron([], [], 0), r"inputs: the shape is \(0,\)"),
        (lambda: diagrams.neuron([1], [1], [0]), r"bias: the shape is \(1,\), it should be \(\)"),
        (lambda: diagrams.neuron([1], [np.nan], 0), "weights: there is a number that is not finite"),
        (lambda: diagrams.neuron([1], [1], 0, "softplus"), "activation: 'softplus' is none of step, sigmoid"),
        (lambda: diagrams.neuron([1], [1], 0, names=["a", "b"]), "names: there are 2 texts, there should be 1"),
        (lambda: diagrams.neuron([1], [1], 0, names=["a" * 60]), "wider than 11 inches"),
        (lambda: diagrams.network([first, [1, 2, 3]]), r"weights\[1\]: the shape is \(3, 1\), it should be \(2, 1\)"),
        (lambda: diagrams.network([np.ones((2, 11)), np.ones(11)]), "a layer has 11 neurons, there is room for 10"),
        (lambda: diagrams.network(fours, weight_gradients=fours), "room for 3 with gradients of weights"),
        (lambda: diagrams.network(**NETWORK | {"biases": [[1, 2]]}), "biases: there are 1 arrays, there should be 2"),
        (lambda: diagrams.network(**NETWORK | {"activations": [[1, 2], [1], [1]]}), r"activations\[1\]: the shape"),
        (
            lambda: diagrams.network(**NETWORK | {"weight_gradients": [first, first]}),
            r"weight_gradients\[1\]: the shape",
        ),
        (lambda: diagrams.network(**NETWORK | {"inputs": ["x"]}), "inputs: there are 1 texts, there should be 2"),
        (lambda: diagrams.chain(["a", "b"], [1, 2], [1, 2]), r"slopes: the shape is \(2,\), it should be \(1,\)"),
        (lambda: diagrams.chain(["a"], [1, 2], [1]), "names: there are 1 texts, there should be 2"),
        (lambda: diagrams.chain(["x" * 30] * 4, [1] * 4, [1] * 3), "names: 4 boxes with a name as long as"),
        (lambda: diagrams.mlp([784, 20], probabilities=np.ones(20) / 20), "room for ten bars, here are 20"),
        (lambda: diagrams.mlp([784, 10], probabilities=np.ones(9)), r"probabilities: the shape is \(9,\)"),
        (lambda: diagrams.mlp([784, 10], ["pixels"]), "names: there are 1 texts"),
        (lambda: diagrams.mlp([9] * 9), "sizes: there is no room for 9 layers"),
        (lambda: diagrams.kernel_on_picture(np.ones((2, 2)), np.ones((3, 3)), 0, 0), "kernel: .* does not fit"),
        (lambda: diagrams.kernel_on_picture(np.ones((4, 4)), np.ones((3, 3)), 2, 0), r"row, column: \(2, 0\)"),
        (lambda: diagrams.kernel_on_picture(digit, np.ones((3, 3)), 0, 0), "wider than 11 inches"),
        (
            lambda: diagrams.filter_over_channels(np.ones((3, 3, 3)), np.ones((3, 3)), 0),
            r"kernels: the shape is \(3, 3\)",
        ),
        (
            lambda: diagrams.activation_map(np.ones((7, 7, 4)), [1, 2]),
            r"weights: the shape is \(2,\), it should be \(4,\)",
        ),
        (lambda: diagrams.block("dense"), 'kind: \'dense\' is neither "residual" nor "plain"'),
        (lambda: diagrams.unrolled(list("abcdefgh")), "words: there is room for one to seven steps, here are 8"),
        (lambda: diagrams.unrolled(["a"], [[1], [2]]), r"states: the shape is \(2, 1\), it should be \(1, any\)"),
        (lambda: diagrams.unrolled(["a"], outputs=["b", "c"]), "outputs: there are 2 texts"),
        (lambda: diagrams.unrolled(["a" * 40] * 2), "is too long for 2 steps"),
        (lambda: diagrams.attention(["a", "b"], [[0.5, 0.5], [0.5, 0.5]]), "a word looks at a later one"),
        (lambda: diagrams.attention(["a", "b"], [[1, 0], [0.5, 0.4]]), "each row has to add up to 1"),
        (lambda: diagrams.attention(["a"], [[1]], 1), "word: there is no word 1 of 1"),
        (lambda: diagrams.attention(list("abcdefghi"), np.eye(9)), "room for eight, here are 9"),
        (lambda: diagrams.receptive_field([]), "layers: one to eight pairs"),
        (lambda: diagrams.receptive_field([(3, 0)]), r"from 1 on, \(width, stride\); they are \[\(3, 0\)\]"),
        (lambda: diagrams.receptive_field(8 * [(3, 2)]), "sees 511 pixels, there is no room"),
        (lambda: diagrams.receptive_field([(3, 1)], []), "names: there are 0 texts, there should be 1"),
        (lambda: diagrams.look_back(["a"], [1, 2], [[1]]), r"query: the shape is \(2,\), it should be \(1,\)"),
        (lambda: diagrams.look_back(["a"], [1], [[1], [2]]), r"keys: the shape is \(2, 1\), it should be \(1, any\)"),
        (lambda: diagrams.look_back(list("abcdefg"), [1], np.ones((7, 1))), "room for six, here are 7"),
        (lambda: diagrams.stream([]), "brooks: there is room for one to three, here are 0"),
        (lambda: diagrams.stream(["attention"], 0), "blocks: 0 is no number of blocks, there should be 1 or more"),
        (lambda: diagrams.stream(["a" * 80]), "wider than 11 inches"),
        (lambda: diagrams.alignment(["a"], ["b"], [[0.5]]), "weights: each row has to add up to 1"),
        (lambda: diagrams.alignment(["a", "b"], ["c"], [[1.5, -0.5]]), "nothing may be below 0"),
        (
            lambda: diagrams.alignment(["a"], ["b", "c"], [[1]]),
            r"weights: the shape is \(1, 1\), it should be \(2, 1\)",
        ),
        (lambda: diagrams.alignment(40 * ["a"], ["bread"] * 40, np.ones((40, 40)) / 40), "wider than 11 inches"),
        (lambda: diagrams.gan(p_real=0.5), "p_real, p_forged"),
        (lambda: diagrams.gan(p_real=0.5, p_forged=1.0), "both have to lie between 0 and 1"),
        (lambda: diagrams.unet((), 8, 3), r"filters: one to five numbers from 1 on, they are \(\)"),
        (lambda: diagrams.unet((8, 16, 32), 90, 3), "side: 90 cannot be halved 2 times"),
        (lambda: diagrams.overlap(shifted[0] * 1, shifted[1]), "found: a table of True and False is needed"),
        (lambda: diagrams.overlap(shifted[0], shifted[1].T), r"true: the shape is \(10, 8\), it should be \(8, 10\)"),
        (lambda: diagrams.overlap(np.eye(40) > 0, np.eye(40) > 0), "found: there is no room for 40 × 40 pixels"),
        (lambda: diagrams.border_classes(touching - 1, touching), "labels: there is a number that is not 0, 1, 2"),
        (lambda: diagrams.border_classes(touching, touching), "classes: they are 0, 1 and 2, here is a 5"),
        (lambda: diagrams.border_classes(touching, touching[1:]), r"classes: the shape is \(9, 17\)"),
        (lambda: diagrams.border_classes(np.eye(30), np.eye(30)), "labels: there is no room for 30 × 30 pixels, twice"),
        (lambda: diagrams.coloured(touching[0]), r"labels: the shape is \(17,\)"),
        (lambda: diagrams.four_tasks(np.ones((10, 17, 3)), touching), "it should be square"),
        (lambda: diagrams.four_tasks(np.ones((9, 9, 3)), 0 * touching[:9, :9]), "labels: there is nothing in the pict"),
        (lambda: diagrams.four_tasks(np.ones((9, 9)), touching[:9, :9]), r"picture: the shape is \(9, 9\)"),
    ],
)
def test_what_does_not_fit_gets_one_sentence_and_leaves_no_figure_behind(draw, sentence):
    with pytest.raises(ValueError, match=sentence) as caught:
        draw()
    assert "\n" not in str(caught.value) and not plt.get_fignums()
