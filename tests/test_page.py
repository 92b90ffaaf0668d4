"""What reaches the page: each figure with its description, sharp, light, once; and numbers as people read them."""

import base64
import html.parser
import io
import json
import types
from pathlib import Path

import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from PIL import Image

from tools import build, cut
from workshop import page, plots

ROOT = Path(__file__).resolve().parents[1]


class Pictures(html.parser.HTMLParser):
    """The attributes of every picture on a page of HTML."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        if tag == "img":
            self.found.append(dict(attrs))


def opened(source):
    """The picture that a data: address holds."""
    kind, _, data = source.partition(";base64,")
    picture = Image.open(io.BytesIO(base64.b64decode(data)))
    assert kind == f"data:image/{picture.format.lower()}"
    return picture


# --- on the page ---

LINE = "plt.plot([1, 3, 2])\nplt.title('up and down')\nplt.show()"
FILM = "frames = [[[row == k] * 9 for row in range(8)] for k in range(8)]\nplots.film(frames, list('abcdefgh'))"
TWO = "for title in ('first', 'second'):\n    plt.figure()\n    plt.plot([1, 2])\n    plt.title(title)"
CELLS = {  # source -> alt
    LINE: 'a line that goes <up> and "down" & ends',
    TWO: "two rising lines",
    "fig, ax = plt.subplots()\nax.plot([1, 2])\nfig": "a figure that ends the cell",
    "fig, ax = plt.subplots()\ndisplay(fig)\n_ = ax.plot([1, 2])": "empty, then with a line",
    "fig, ax = plt.subplots()\nhand = display(fig, display_id=True)\nax.plot([1, 2])\nhand.update(fig)": "redrawn",
    "%matplotlib inline\nplt.plot([2, 1])\nplt.title('falling')\nplt.ylabel('height in m')\nplt.show()": "",
    "plt.figure(figsize=(4, 3), facecolor='none')\nplt.plot([2, 1]);": "no ground of its own",
    "from IPython.display import HTML\nHTML('<b>no figure</b>')": "",
    FILM: "a bar that falls",
}
SETUP = f"""\
import sys
sys.path.insert(0, {str(ROOT)!r})
from workshop import page, plots
page.follow(get_ipython(), "a_lesson")
plots.use_style()
import matplotlib.pyplot as plt"""


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """A notebook that was run as the build runs one, with the outputs as the build stores them."""
    tags = {"tags": ["nbval-ignore-output"]}
    cells = [nbformat.v4.new_code_cell(source, metadata={**tags, "alt": alt}) for source, alt in CELLS.items()]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(SETUP), *cells], metadata=build.METADATA)
    path = tmp_path_factory.mktemp("lesson") / "a_lesson.ipynb"
    nbformat.write(notebook, path)
    notebook.cells[0].source = f"import os; os.environ['WORKSHOP_NOTEBOOK'] = {str(path)!r}\n{SETUP}"
    NotebookClient(notebook, kernel_name="python3").execute()
    return notebook


@pytest.fixture(scope="module")
def stored(ran):
    """For each cell the outputs that hold a picture."""
    cells = {cell.source: build.clean(cell.outputs, cell.metadata.get("alt", "")) for cell in ran.cells}
    return {source: [out for out in outputs if "image/png" in out.get("data", {})] for source, outputs in cells.items()}


def alts(outputs):
    return [Pictures(output.data["text/html"]).found[0]["alt"] for output in outputs]


@pytest.mark.trains
def test_the_kernel_gives_a_figure_the_description_of_its_cell(ran):
    for cell in ran.cells[1:]:
        for output in cell.outputs:
            if "image/png" in output.get("data", {}) and cell.metadata.alt:
                [picture] = Pictures(output.data["text/html"]).found
                assert picture["alt"].endswith(cell.metadata.alt)
                assert output.metadata["image/png"]["alt"] == picture["alt"]


@pytest.mark.trains
def test_each_figure_is_shown_once_and_several_are_numbered(stored):
    found = {source: alts(outputs) for source, outputs in stored.items()}
    assert found[LINE] == ['a line that goes <up> and "down" & ends']
    assert found[TWO] == ["Figure 1 of 2: two rising lines", "Figure 2 of 2: two rising lines"]
    bare, changed, redrawn, falling, _, other, film = list(CELLS)[2:]
    assert found[bare] == ["a figure that ends the cell"]
    assert len(found[changed]) == 2, "it was shown, changed, and is shown as it is now"
    assert found[redrawn] == ["redrawn"]
    assert found[falling] == ["A figure: falling, up: height in m"]
    assert found[other] == []
    assert found[film] == ["a bar that falls"]


@pytest.mark.trains
def test_every_picture_of_a_page_made_by_nbconvert_has_its_description(ran):
    for template in ("lab", "classic", "basic"):
        text, _ = HTMLExporter(template_name=template).from_notebook_node(ran)
        pictures = [picture for picture in Pictures(text).found if picture.get("src", "").startswith("data:image/")]
        assert len(pictures) == 10 and all(picture.get("alt") for picture in pictures)
        assert "No description has been provided" not in text


@pytest.mark.trains
def test_a_picture_is_sharp_and_as_wide_on_the_page_as_it_was_drawn(stored):
    for outputs in (outputs for source, outputs in stored.items() if source != FILM):
        for output in outputs:
            [shown] = Pictures(output.data["text/html"]).found
            picture = opened(shown["src"])
            # 80 CSS pixels an inch, as before: 150 dpi are at least 1.875 pixels each.
            assert picture.width >= 1.875 * int(shown["width"])
            assert int(shown["width"]) == pytest.approx(80 * 7.5, rel=0.1) or int(shown["width"]) < 400
            assert "max-width: 100%" in shown["style"]
            size = output.metadata["image/png"]
            assert size.width == int(shown["width"]) and size.height == pytest.approx(picture.height / 2, abs=1)


@pytest.mark.trains
def test_a_picture_has_a_white_ground_that_lets_nothing_through(stored):
    for source, outputs in stored.items():
        for output in outputs:
            for picture in (opened(Pictures(output.data["text/html"]).found[0]["src"]),
                            Image.open(io.BytesIO(base64.b64decode(output.data["image/png"])))):  # fmt: skip
                assert not picture.has_transparency_data, source
                assert picture.convert("RGB").getpixel((0, 0)) == (255, 255, 255), source


@pytest.mark.trains
def test_a_target_is_the_stored_figure_to_the_last_bit(ran):
    cell = next(cell for cell in ran.cells if cell.source == LINE)
    [output] = build.clean(cell.outputs, cell.metadata.alt)
    cell = nbformat.v4.new_code_cell(LINE, outputs=[output], metadata=cell.metadata)
    shown = cut.target(cell)
    assert shown.source.endswith(output.data["text/html"]) and "attachments" not in shown
    assert "shows something like this:" in shown.source


@pytest.mark.trains
def test_a_changed_description_reaches_the_stored_figures_without_a_new_run(ran):
    cell = next(cell for cell in ran.cells if cell.source == TWO)
    before = json.dumps(cell.outputs)
    found = [output for output in build.clean(cell.outputs, 'new "words"') if "image/png" in output.get("data", {})]
    assert alts(found) == ['Figure 1 of 2: new "words"', 'Figure 2 of 2: new "words"']
    assert [output.metadata["image/png"].alt for output in found] == alts(found)
    assert json.dumps(cell.outputs) == before


@pytest.mark.trains
def test_a_film_runs_again_and_again_and_its_last_frame_stands_beside_it(stored, ran):
    [output] = stored[FILM]
    [shown] = Pictures(output.data["text/html"]).found
    film, last = opened(shown["src"]), Image.open(io.BytesIO(base64.b64decode(output.data["image/png"])))
    assert film.n_frames == 8 and film.info["loop"] == 0 and film.info["duration"] == 150
    film.seek(7)
    assert film.info["duration"] == 2000 and film.convert("RGB").tobytes() == last.convert("RGB").tobytes()
    assert output.metadata["image/png"] == {"alt": shown["alt"], "width": int(shown["width"]), "height": film.height}
    assert output.data["text/plain"] == "<a film of 8 pictures>"
    [again] = build.clean(ran.cells[-1].outputs, "new words")
    assert alts([again]) == ["new words"] and opened(Pictures(again.data["text/html"]).found[0]["src"]).n_frames == 8


# --- the cell that is running ---


def lesson_file(folder, cells):
    """A notebook of (id, source, alt)."""
    made = [
        {"cell_type": "code", "id": name, "source": source, "metadata": {"alt": alt}} for name, source, alt in cells
    ]
    text = {"cell_type": "markdown", "id": "text", "source": "words", "metadata": {}}
    folder.mkdir(exist_ok=True)
    (folder / "a.ipynb").write_text(json.dumps({"cells": [text, *made]}), encoding="utf-8")


STUB = '''\
def line(x):
    """A line through zero.

    x: array of shape (points,)
    """
    raise NotImplementedError'''
SOLVED = STUB.replace("raise NotImplementedError", "return 2.5 * x")


@pytest.fixture
def running(tmp_path, monkeypatch):
    """A function that begins a cell of a lesson and returns the description that its figures get."""
    lesson_file(tmp_path / "solutions", [("a", "one()", "first"), ("b", SOLVED, "line"), ("a-2", "one()", "again")])
    lesson_file(tmp_path / "notebooks", [("a", "one()", "first"), ("b", STUB, "line"), ("a-2", "one()", "again")])
    monkeypatch.setattr(page, "COURSE", tmp_path)
    monkeypatch.setattr(page, "_running", page.Running(stem="a"))
    monkeypatch.delenv("WORKSHOP_NOTEBOOK", raising=False)
    page._cells.cache_clear()
    plt.close("all")  # an open figure counts as one of the cell's

    def begin(source, cell_id=None):
        page._started(types.SimpleNamespace(raw_cell=source, cell_id=cell_id))
        return page.metadata().get("alt")

    yield begin
    page._cells.cache_clear()


def test_a_cell_is_known_by_its_id_whatever_it_says(running):
    assert running("something_else(2)", "b") == "line"


def test_a_cell_is_known_by_its_source_where_no_id_is_sent_or_a_strange_one(running):
    assert running(STUB) == running(SOLVED + "\n", "vscode-cell-7") == "line"
    assert running("one()") == "again", "the next one of two that say the same"
    assert running("one()") == "first"


def test_a_cell_that_was_filled_in_is_known_by_what_is_left_of_it(running):
    assert running(STUB.replace("raise NotImplementedError", "y = x + x\n    return y + x / 2")) == "line"


@pytest.mark.parametrize(
    "source", ["", "  \n", "import os", "plt.plot(x, y)\nplt.title('mine')", "one(), two(), three()"]
)
def test_a_cell_of_ones_own_is_nobodys(running, source):
    assert running(source) is None and page.metadata() == {}


def test_cells_of_other_shells_have_no_id(running):
    page._started(types.SimpleNamespace(raw_cell=STUB))  # as IPython 7 does, which Colab has
    assert page.metadata()["alt"] == "line"


STRANGE = json.dumps({"cells": [{"cell_type": "code", "source": STUB, "metadata": {"alt": 3, "tags": 3}}]})


@pytest.mark.parametrize(
    "damage",
    [
        STRANGE,
        STRANGE.replace('{"alt": 3, "tags": 3}', "3"),
        "{",
        "[]",
        '{"cells": 3}',
        '{"cells": [{"cell_type": "code"}]}',
        "\0",
        None,
    ],
)
def test_a_notebook_that_is_missing_or_damaged_stops_no_cell(running, tmp_path, damage):
    for folder in ("solutions", "notebooks"):
        path = tmp_path / folder / "a.ipynb"
        path.unlink() if damage is None else path.write_text(damage, encoding="utf-8")
    assert running(STUB) in (None, 3)
    figure, ax = plt.subplots()
    ax.set(title="the title", xlabel="dose\nin mg", ylabel="outcome")
    assert page.description(figure) == "A figure: the title, across: dose in mg, up: outcome"
    assert not page.shows_measured()
    plt.close(figure)


def test_whatever_goes_wrong_in_the_search_the_cell_goes_on(running, monkeypatch):
    monkeypatch.setattr(page, "_find", lambda *cell: 1 / 0)
    assert running(STUB) is None


def test_a_figure_that_says_nothing_is_described_as_such(running):
    assert page.description(plt.Figure()) == "A figure without a title"


def test_outside_a_notebook_no_cell_is_running(monkeypatch):
    monkeypatch.setattr(page, "_running", page.Running())
    assert page.metadata() == {} and not page.shows_measured()


# --- pictures ---


def weight(made):
    return len(base64.b64encode(made.page)) + len(base64.b64encode(made.png))


def test_few_colours_stay_what_they_are():
    image = Image.new("RGB", (600, 400), "white")
    image.paste("#D55E00", (50, 50, 60, 60))  # a colour that is rare
    image.paste("#0072B2", (100, 100, 500, 300))
    made = page.packed(image, 0.5)
    for data in (made.page, made.png):
        shown = Image.open(io.BytesIO(data)).convert("RGB")
        assert shown.tobytes() == image.tobytes()
    assert (made.width, made.height) == (300, 200)


def test_a_rare_colour_is_not_lost_among_many():
    across = np.linspace(0, 255, 1200)
    image = np.stack(
        np.broadcast_arrays(across[None, :], 255 - across[None, :] / 2, np.linspace(0, 90, 600)[:, None]), -1
    )
    image = Image.fromarray(image.astype("uint8"))
    image.paste("#FF00FF", (10, 10, 18, 18))
    made = page.packed(image, 0.5)
    red, green, blue = Image.open(io.BytesIO(made.page)).convert("RGB").getpixel((14, 14))
    assert red > 200 and green < 60 and blue > 200


def test_even_noise_in_all_colours_weighs_no_more_than_a_figure_may():
    noise = np.random.default_rng(1).integers(0, 256, (900, 1400, 3), np.uint8)
    smooth = np.asarray(Image.fromarray(noise[::9, ::9]).resize((1400, 900), Image.Resampling.BICUBIC))
    made = page.packed(Image.fromarray(smooth), 0.5)
    assert weight(made) <= page.WEIGHT
    assert Image.open(io.BytesIO(made.page)).size == (1400, 900) and (made.width, made.height) == (700, 450)


def test_few_colours_that_are_too_heavy_without_loss_go_as_a_photograph_does():
    greys = np.random.default_rng(1).integers(0, 128, size=(400, 600, 1)) * 2
    made = page.packed(Image.fromarray(np.repeat(greys, 3, axis=2).astype(np.uint8)), 0.5)
    assert weight(made) <= page.WEIGHT


def test_a_figure_without_a_ground_looks_as_one_on_white():
    shown = []
    for ground in ("white", "none"):
        figure = plt.Figure(figsize=(3, 2), facecolor=ground)
        figure.subplots(subplot_kw={"facecolor": ground}).plot([1, 3, 2], color="black")
        shown.append(np.asarray(Image.open(io.BytesIO(page.picture(figure).page)).convert("RGB"), int))
    assert np.abs(shown[0] - shown[1]).max() <= 8


def test_where_pillow_knows_no_webp_the_page_gets_the_png(monkeypatch):
    monkeypatch.setattr(page.features, "check", lambda name: False)
    made = page.packed(Image.new("RGB", (30, 20), "white"), 0.5)
    assert made.kind == "png" and made.page == made.png


# --- films ---


@pytest.fixture
def films(monkeypatch):
    """What plots.film hands to the page."""
    made = []
    monkeypatch.setattr(page, "show_film", lambda film, count: made.append((film, count)))
    return made


def frames_of(film):
    gif = Image.open(io.BytesIO(film.page))
    for k in range(gif.n_frames):
        gif.seek(k)
        yield np.asarray(gif.convert("RGB"))


def test_a_film_shows_ink_dark_and_each_pixel_as_a_square(films):
    frames = np.array([[[-1, 1], [0.0, -9]], [[1, -1], [0, 9]]])
    plots.film(frames, limits=(-1, 1))
    [(film, count)] = films
    first, last = frames_of(film)
    side = first.shape[0] // 2
    assert count == 2 and side == 240 and first.shape == (480, 480, 3) and (film.width, film.height) == (480, 480)
    assert [first[row * side + 7, column * side + 9, 0] for row in (0, 1) for column in (0, 1)] == [255, 0, 119, 255]
    assert last[-1, -1, 0] == 0 and last[-1, 0, 0] == 119


def test_a_film_in_colours_keeps_them_in_bytes_and_between_0_and_1(films):
    frames = np.zeros((2, 3, 4, 3))
    frames[0, ..., 0] = frames[1, ..., 2] = 1
    plots.film(frames)
    plots.film((255 * frames).astype(np.uint8))
    for film, _ in films:
        first, last = frames_of(film)
        assert first[5, 5].tolist() == [255, 0, 0] and last[5, 5].tolist() == [0, 0, 255]


def test_a_film_of_figures_closes_them_and_keeps_paper_white(films):
    def figures():
        for k in range(3):
            assert len(plt.get_fignums()) == before, "the one before is closed"
            figure = plt.figure(figsize=(4, 2))
            figure.text(0.5, 0.5, str(k))
            yield figure

    before = len(plt.get_fignums())
    plots.film(figures(), ["one", "two", "three"])
    [(film, count)] = films
    assert count == 3 and film.width == pytest.approx(4 * plt.rcParams["figure.dpi"], abs=1)
    assert all((frame[0, -1] == 255).all() for frame in frames_of(film)) and len(list(frames_of(film))) == 3


@pytest.mark.parametrize(
    ("frames", "labels", "sentence"),
    [
        (np.zeros((1, 4, 4)), None, "a film has two or more, and as many labels or none; here are 1"),
        (np.zeros((3, 4, 4)), ["a", "b"], "here are 3, and 2 labels"),
        ([np.zeros((4, 4)), np.zeros((4, 5))], None, "they have to be of one size"),
        (np.zeros((3, 4, 4, 4)), None, r"the shape is \(3, 4, 4, 4\)"),
        (
            np.random.default_rng(1).random((40, 90, 90)),
            None,
            r"the film would weigh \d\.\d MB, more than the 1 MB of a film: give it fewer",
        ),
    ],
)
def test_what_is_no_film_or_too_heavy_gets_one_sentence(films, frames, labels, sentence):
    with pytest.raises(ValueError, match=sentence):
        plots.film(frames, labels)
    assert films == []


def test_outside_a_notebook_a_film_is_made_and_not_shown(capsys):
    plots.film(np.eye(4)[:, np.newaxis])
    assert capsys.readouterr() == ("", "")


# --- numbers ---


@pytest.mark.parametrize(
    "value, text",
    [
        (0.98412, "0.984"), (0.5, "0.500"), (1.0, "1.00"), (0.0, "0"), (0, "0"), (3, "3"), (np.int64(12345), "12,345"),
        (12345.6, "12,346"), (60000.0, "60,000"), (407050, "407,050"), (57.25, "57.2"), (-2.3026, "-2.30"),
        (0.00009137, "0.0000914"), (3e-9, "3e-09"), (9.996, "10.0"), (float("nan"), "nan"), (1e15, "1e+15"),
    ],
)  # fmt: skip
def test_a_number_is_written_as_people_read_it(value, text):
    assert page.digits(value) == text


@pytest.mark.parametrize(
    "value, bounds, text",
    [(0.98461, {"at_most": 0.9848}, "0.9846"), (0.99997, {"at_most": 0.9999701}, "0.99997"), (2.0004, {}, "2.00")],
)
def test_a_number_never_seems_to_break_a_bound_that_it_keeps(value, bounds, text):
    assert page.digits(value, **bounds) == text
