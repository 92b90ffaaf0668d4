"""Slides and instructor boxes: what the rule makes of a small lesson and of the seven; and, with a browser, that
every slide fits.

`python3 start.py test --slides` has the browser; without it those tests are skipped.
"""

import errno
import html.parser
import os
import re
import shutil
import socket
import subprocess
import sys
import types
import urllib.request
from pathlib import Path

import nbformat
import pytest
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_notebook, new_output

from tools import build, cut, lesson, minutes, render, slides
from tools import course as course_toml

ROOT = Path(__file__).resolve().parents[1]
COURSE = course_toml.read(ROOT)
LESSONS = [pytest.param(entry, id=entry.stem) for entry in COURSE.lessons]
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
SMALL = '''\
# %% [markdown]
# ## Goal
#
# How much is enough? Nobody knows it before. (A remark.) A **margin** is what is left over. Run the next cell.

# %% [markdown] tags=["instructor"]
# **Minutes: 3.** Ask the room.

# %% [markdown]
# ## Model
#
# ### Exercise 1.1: add
#
# Write the function that adds two numbers, any two.
#
# <details><summary>Hint 1</summary>
#
# A sign that looks like a cross.
# </details>

# %%
def add(a, b):
    """Return the sum."""
    ### BEGIN SOLUTION
    return secret(a, b)
    ### END SOLUTION

# %% tags=["nbval-check-output"]
check.add(add)

# %% [markdown]
# **Predict.** How much is one and one?

# %%
guess = None

# %% tags=["nbval-ignore-output"]
predicted("one and one", guess, add(1, 1))

# %% [markdown]
# ## Train
#
# The curve of the losses over all the epochs is what comes. **Predict.** Where does it go?

# %% tags=["nbval-ignore-output"] alt="a <falling> line"
plot_the_losses(hidden=True)

# %% tags=["nbval-check-output"]
claim("it falls", True)

# %% [markdown] tags=["optional"]
# ### More
#
# What else is there to be said of it, if there is time?

# %%
network = keras.Sequential([
    keras.layers.Dense(3),
    keras.layers.Dense(2),
    keras.layers.Dense(1),
])

# %% [markdown] tags=["instructor"]
# **Minutes: 2.** For the fast ones.

# %% [markdown]
# ## Quiz
#
# **1. Which?**
#
# - **a** this
# - **b** that
#
# <details><summary>Answer</summary>
#
# **b**. Because of all that was said.
# </details>
#
# ## Recap
#
# - All of it. Every word.

# %% [markdown] tags=["instructor"]
# **Minutes: 1.** Vote.
'''
ENTRY = course_toml.Lesson(1, "small", "A small one", "How?", 3, [], ["see"], [], [], False, 7, 1.0)


def figure(alt, width=600, height=300):
    tag = f'<img alt="{alt}" width="{width}" style="max-width: 100%" src="data:image/png;base64,{PNG}">'
    about = {"image/png": {"alt": alt, "width": width, "height": height}}
    return new_output("display_data", {"text/html": tag, "image/png": PNG}, metadata=about)


def printed(text):
    return new_output("stream", name="stdout", text=text)


def read(root, text=SMALL):
    (root / "lessons").mkdir()
    ENTRY.path(root).write_text(text, encoding="utf-8")
    return lesson.split(root, ENTRY)


def ran(script, outputs):
    """A notebook with these outputs, each of the first cell whose code holds the key."""
    cells = []
    for cell in script.cells:
        if cell.kind == "code":
            found = [output for key, output in outputs.items() if key in cell.source]
            cells.append(new_code_cell(cell.source, id=cell.id, outputs=found[:1]))
    return new_notebook(cells=cells)


OUTPUTS = {
    "check.add": printed("✓ 1.1 add\n"),
    "predicted(": printed("one and one: you wrote nothing down, it is 2\n"),
    "plot_the": figure("a line"),
    "claim(": printed("✓ it falls (-0.25)\n✓ and so does the other (on the sample: hardly)\n"),
}


@pytest.fixture
def deck(tmp_path):
    script = read(tmp_path)
    return slides.slides(script, ran(script, OUTPUTS))


def shorts(slide):
    return [point.short for point in slide.points]


# --- the rule ---


def test_headings_begin_slides_and_a_predict_and_what_came_are_two(deck):
    assert [slide.title for slide in deck] == [
        "Lesson 1. A small one", "Goal", "Exercise 1.1: add", "Add", "Train", "Train", "More", "Quiz", "Recap",
    ]  # fmt: skip
    asked, came = deck[4:6]
    assert asked.question == "Where does it go?" and not asked.visuals
    assert len(came.visuals) == 1 and not came.question


def test_a_slide_has_first_sentences_and_new_words_and_no_remarks(deck):
    (text,) = shorts(deck[1])
    assert text == "How much is enough? Nobody knows it before. A **margin** is what is left over."


def test_an_answer_without_a_figure_is_a_second_step(deck):
    assert (deck[3].question, deck[3].printed, deck[3].steps) == ("How much is one and one?", "one and one: 2", 2)


def test_code_is_hidden_but_for_a_stub_and_a_network(deck):
    shown = re.sub("<[^>]*>", "", "".join(visual for slide in deck for visual in slide.visuals))
    assert "def add(a, b)" in shown and "keras.Sequential" in shown
    assert "secret" not in shown and "plot_the_losses" not in shown and "check.add" not in shown


def test_claims_stand_below_the_figure_without_what_was_measured(deck):
    assert deck[5].claims == ["it falls", "and so does the other"]
    assert not any("1.1" in claim for slide in deck for claim in slide.claims)


def test_a_figure_keeps_its_description(deck):
    assert 'alt="a line"' in deck[5].visuals[0]


def test_instructor_cells_are_notes_of_what_the_text_before_began(deck):
    assert deck[1].told == ["**Minutes: 3.** Ask the room."]
    assert "**Time plan**" in deck[0].told[0]
    assert deck[6].told == ["**Minutes: 2.** For the fast ones."]
    assert deck[7].told == ["**Minutes: 1.** Vote."] and not deck[8].told  # of the quiz, which that cell began


def test_solutions_hints_and_answers_are_in_the_notes_alone(deck):
    exercise, quiz = deck[2], deck[7]
    assert "secret(a, b)" in "".join(exercise.text) and "looks like a cross" in "".join(exercise.text)
    assert quiz.quiz == [("**1. Which?**\n\n- **a** this\n- **b** that", "**b**. Because of all that was said.")]
    assert quiz.steps == 2


def test_what_a_class_may_skip_lies_below(deck):
    lies = [[slide.title for slide in column] for column in slides.columns(deck)]
    assert lies[5] == ["Train", "More"] and all(len(column) == 1 for column in lies[:5])


def test_a_slide_that_says_too_much_says_less(tmp_path):
    long = "\n#\n".join(
        f"# This is sentence number {number}, and it is as long as they come here." for number in range(30)
    )
    script = read(tmp_path, f"# %% [markdown]\n# ## Goal\n#\n{long}\n")
    slide = slides.slides(script, new_notebook())[1]
    assert 1 <= len(slide.points) < 30 and sum(map(len, shorts(slide))) <= slides.ALONE
    assert len(slide.text) == 30  # but all of it is in the notes


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("One. Two? Three!", ["One.", "Two?", "Three!"]),
        ("About 2.5 of it. `a. B` too.", ["About 2.5 of it.", "`a. B` too."]),
        ("Take **one. Two** and go. On.", ["Take **one. Two** and go.", "On."]),
        ("(Here. There.) And on.", ["(Here. There.)", "And on."]),
        ("Some, e.g. Adam, do. $x. Y$ not.", ["Some, e.g. Adam, do.", "$x. Y$ not."]),
    ],
)
def test_sentences_end_where_they_end(text, apart):
    assert slides.sentences(text) == apart


# --- the seven lessons ---


@pytest.fixture(scope="module", params=LESSONS)
def one(request):
    """A lesson's script and its slides."""
    script = lesson.read(ROOT, request.param)
    solution = nbformat.read(request.param.solution(ROOT), as_version=4)
    return script, slides.slides(script, solution)


def test_a_lesson_has_twenty_to_forty_slides(one):
    script, deck = one
    way = [slide for slide in deck if not slide.skipped]
    most = 45 if script.lesson.minutes > 75 else 40
    assert 20 <= len(way) <= most and len(deck) <= 1.3 * most


def test_every_instructor_cell_is_told_once_and_every_word_is_in_the_notes(one):
    script, deck = one
    told = [text for slide in deck for text in slide.told]
    assert sorted(told[1:]) == sorted(cell.source for cell in script.cells if "instructor" in cell.tags)
    noted = "".join(re.sub(r"\W", "", text) for slide in deck for text in slide.text)
    for cell in script.cells:
        if cell.kind == "markdown" and not cut.DROPPED & set(cell.tags):
            plain = minutes.FOLDED.sub("\n\n", cell.source)
            for paragraph in re.split(r"\n\s*\n", plain):
                if not paragraph.startswith("#"):
                    words = re.sub(r"\W", "", re.sub(r"^\W*", "", paragraph.split("\n#")[0]))
                    assert words in noted, paragraph


def test_no_solution_is_on_a_slide(one):
    script, deck = one
    shown = "".join(re.sub(r"<[^>]*>|\s", "", visual) for slide in deck for visual in slide.visuals)
    for cell in script.cells:
        if cell.kind == "code" and (found := cut.marks(cell.source)):
            lines = cell.source.split("\n")[found[0][0] + 1 : found[1][0]]
            solved = re.sub(r"\s", "", "".join(lines))
            assert len(solved) < 12 or solved not in shown


def test_every_figure_of_a_lesson_is_on_a_slide(one):
    script, deck = one
    solution = nbformat.read(script.lesson.solution(ROOT), as_version=4)
    alts = [out.metadata["image/png"]["alt"] for cell in solution.cells if cell.cell_type == "code"
            for out in cell.outputs if "image/png" in out.get("data", {})]  # fmt: skip
    shown = "".join(visual for slide in deck for visual in slide.visuals)
    assert all(f'alt="{slides.html.escape(alt)}"' in shown for alt in alts)


# --- what can go wrong ---


def said(capsys, *arguments, root=ROOT):
    """What the command says on standard error: one sentence, and exit code 2."""
    assert slides.main([*map(str, arguments)], root) == 2
    text = capsys.readouterr().err
    assert text.count("\n") == 1 and "Traceback" not in text
    return text


@pytest.fixture
def no_page(monkeypatch):
    """The lessons as a page that needs neither reveal.js nor time."""
    monkeypatch.setattr(slides, "of", lambda *_: "<p>slides</p>")


def test_a_lesson_that_is_not_there(capsys):
    assert "no lesson '9'; known are 1," in said(capsys, 9)


def test_several_lessons_can_only_be_written(capsys, monkeypatch, no_page):
    monkeypatch.setattr(slides, "show", lambda *_: pytest.fail("shown"))
    assert "--to FOLDER" in said(capsys, 1, 2) and "--to FOLDER" in said(capsys)


def test_a_port_that_is_taken(capsys, no_page):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert f"port {port} is taken" in said(capsys, 1, "--port", port, "--no-browser")


def test_a_port_that_cannot_be(capsys, no_page):
    assert "port 99999" in said(capsys, 1, "--port", 99999, "--no-browser")


def test_a_pdf_without_chromium(capsys, monkeypatch, tmp_path):
    for name in ("WORKSHOP_CHROMIUM", "PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(Path, "is_file", lambda _: False)
    monkeypatch.setattr(slides, "of", lambda *_: pytest.fail("asked only after minutes of work"))
    assert "install one" in said(capsys, 1, "--pdf", "--to", tmp_path)


def test_a_chromium_that_makes_none(capsys, monkeypatch, no_page, tmp_path):
    monkeypatch.setattr(slides, "chromium", lambda: sys.executable)  # does not know these options
    assert "makes no PDF" in said(capsys, 1, "--pdf", "--to", tmp_path)


def test_a_folder_that_cannot_be_made(capsys, no_page, tmp_path):
    (tmp_path / "file").write_text("")
    assert "choose another folder" in said(capsys, 1, "--to", tmp_path / "file" / "in")


def test_a_full_disk_leaves_nothing_behind(capsys, monkeypatch, no_page, tmp_path):
    def full(path, content):
        path.touch()
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", full)
    assert "No space left" in said(capsys, 1, "--to", tmp_path)
    assert not [*tmp_path.iterdir()]


def test_what_stands_there_is_set_aside_and_the_same_again_is_left(capsys, no_page, tmp_path):
    target = tmp_path / "01_linear_regression.html"
    target.write_text("my own")
    for _ in range(2):
        assert slides.main(["1", "--to", str(tmp_path)]) == 0
    kept = next(path for path in tmp_path.iterdir() if path != target)
    assert (target.read_text(), kept.read_text()) == ("<p>slides</p>", "my own") and len([*tmp_path.iterdir()]) == 2


def test_reveal_js_cannot_be_had(capsys, monkeypatch, tmp_path):
    failed = types.SimpleNamespace(returncode=1, stderr="WARNING: x\nERROR: No matching distribution\n")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: failed)
    monkeypatch.setattr(slides, "PARTS", tmp_path / "parts")
    text = said(capsys, 1, "--to", tmp_path)
    assert "connect this machine to the internet once" in text and "No matching distribution" in text
    assert not (tmp_path / "parts").exists()


def test_parts_of_other_versions_are_replaced_only_by_parts_that_are_there(monkeypatch, tmp_path):
    old = tmp_path / "parts"
    old.mkdir()
    (old / "wanted.txt").write_text("older")
    monkeypatch.setattr(slides, "PARTS", old)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: types.SimpleNamespace(returncode=1, stderr=""))
    with pytest.raises(slides.SlidesError):
        slides.parts()
    assert (old / "wanted.txt").read_text() == "older"

    def install(command, **_):
        folder = Path(command[command.index("--target") + 1])
        folder.mkdir()
        return types.SimpleNamespace(returncode=0)

    monkeypatch.setattr(subprocess, "run", install)
    assert slides.parts() == old and (old / "wanted.txt").read_text() == slides.WANTED.read_text()


@pytest.mark.parametrize(
    ("text", "about"), [("{", "missing or damaged"), ("", "missing or damaged"), (None, "no outputs")]
)
def test_a_solution_without_anything_to_show(capsys, tmp_path, text, about):
    for name in ("course.toml", "lessons"):
        (tmp_path / name).symlink_to(ROOT / name)
    path = COURSE.lessons[0].solution(tmp_path)
    path.parent.mkdir()
    if text is None:
        text = nbformat.writes(new_notebook(cells=[new_code_cell("1")]))
    path.write_text(text)
    assert about in said(capsys, 1, "--to", tmp_path, root=tmp_path)


# --- instructor boxes ---


class Boxes(html.parser.HTMLParser):
    """What lies in a page's boxes for instructors: tags and text."""

    def __init__(self, text):
        super().__init__()
        self.depth, self.tags, self.words = 0, [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        if tag == "div" and (self.depth or "border-left-width" in dict(attrs).get("style", "")):
            self.depth += 1
        elif self.depth:
            self.tags.append(tag)

    def handle_endtag(self, tag):
        if tag == "div" and self.depth:
            self.depth -= 1

    def handle_data(self, data):
        self.words += data if self.depth else ""


@pytest.fixture(scope="module")
def solution():
    """The solution of lesson 3 as the build writes it now."""
    script = lesson.read(ROOT, COURSE.lessons[2])
    return script, build.solution(COURSE, script)


def test_each_instructor_cell_is_a_box_and_its_words_are_all_in_it(solution):
    script, made = solution
    boxed = [cell for cell in made.cells if "instructor" in cell.metadata.get("tags", [])]
    assert all(cell.source.startswith(render.FRAME) and render.FOR_INSTRUCTORS in cell.source for cell in boxed)
    assert sum(render.FRAME in cell.source for cell in made.cells) == len(boxed) > 5
    plain = {cell.id: cell.source for cell in script.cells if "instructor" in cell.tags}
    for cell in boxed[1:]:  # the first is the time plan
        assert re.sub(r"\W", "", plain[cell.id]) in re.sub(r"\W", "", cell.source)


def test_on_a_page_of_html_a_box_holds_label_text_and_table(solution):
    few = nbformat.from_dict({**solution[1], "cells": solution[1].cells[:6]})
    page = HTMLExporter().from_notebook_node(few)[0]
    boxes = Boxes(page)
    assert (
        "INSTRUCTOR" in boxes.words
        and "Suggestions by machines." in boxes.words
        and "How do you tell" not in boxes.words
    )
    assert boxes.tags.count("table") == 1 and boxes.tags.count("tr") > 8
    assert "blockquote" in boxes.tags and "font" in boxes.tags  # what is left where styles are taken away


def test_students_get_no_box_and_the_lesson_has_none(solution):
    script, made = solution
    student = build.student(COURSE, script, made)
    assert not any("INSTRUCTOR" in cell.source for cell in student.cells)
    assert not any("INSTRUCTOR" in cell.source for cell in script.cells)


def test_what_is_quoted_is_what_was_written():
    source = "One.\n\n- a\n- b\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\nTwo."
    assert render.instructor(source).split("\n")[2:-2] == [
        f"> {render.FOR_INSTRUCTORS}", ">", "> One.", ">", "> - a", "> - b", ">", "",
        "| x | y |", "|---|---|", "| 1 | 2 |", "", ">", "> Two.",
    ]  # fmt: skip


# --- in a browser ---

CHROMIUM = os.environ.get("WORKSHOP_CHROMIUM")
READY = "() => window.Reveal?.isReady()"
PLACES = "() => Reveal.getSlides().map(slide => { const at = Reveal.getIndices(slide); return [at.h, at.v || 0] })"
# Of the slide that is on: what lies outside it, what is cut off, its letters, its pictures.
LOOK = """() => {
    const slide = Reveal.getCurrentSlide(), outside = [], cut = [];
    for (const part of [slide, ...slide.querySelectorAll("*")]) {
        if (part.closest("aside, math")) continue;
        const box = part.getBoundingClientRect();
        if (box.width && (box.left < -0.5 || box.top < -0.5 || box.right > 1280.5 || box.bottom > 720.5))
            outside.push(part.outerHTML.slice(0, 120));
        if (part.matches("section, .body, .shown, .one, pre, table") &&
            (part.scrollHeight > part.clientHeight + 1 || part.scrollWidth > part.clientWidth + 1))
            cut.push(part.outerHTML.slice(0, 120));
    }
    const pictures = [...slide.querySelectorAll("img:not(.still)")];
    return {outside, cut, title: slide.querySelector("h1, h2").innerText,
            letters: parseFloat(getComputedStyle(slide).fontSize),
            loaded: pictures.every(picture => picture.complete && picture.naturalWidth > 0),
            heights: pictures.map(picture => picture.getBoundingClientRect().height)};
}"""


@pytest.fixture(scope="module")
def browser():
    """Chromium, without a window."""
    sys.path += filter(None, [os.environ.get("WORKSHOP_DRIVER")])  # the lane's, behind the course's own packages
    driver = pytest.importorskip("playwright.sync_api", reason="python3 start.py test --slides installs playwright")
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
    with driver.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM or shutil.which("chromium"), args=quiet)
        yield chromium
        chromium.close()


@pytest.mark.parametrize("entry", LESSONS)
def test_every_slide_and_every_step_fits(browser, entry, tmp_path):
    path = tmp_path / "slides.html"
    path.write_text(slides.of(ROOT, COURSE, entry), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    asked, errors = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(path.as_uri())
    page.wait_for_function(READY)
    places = page.evaluate(PLACES)
    shots = ROOT / "build" / "slides" / entry.stem
    shutil.rmtree(shots, ignore_errors=True)
    shots.mkdir(parents=True)
    for number, (across, down) in enumerate(places, start=1):
        for step in (-1, 999):  # the first step, and all of them
            page.evaluate(f"Reveal.slide({across}, {down}, {step})")
            seen = page.evaluate(LOOK)
            assert not seen["outside"] and not seen["cut"], (number, seen)
            assert seen["letters"] >= 20 and seen["loaded"], (number, seen)
            assert all(height >= 100 for height in seen["heights"]), (number, seen)
        page.screenshot(path=shots / f"{number:02d}.png")
    assert not errors and not [url for url in asked if not url.startswith(("file:", "data:"))]
    assert len(places) == len(
        slides.slides(lesson.read(ROOT, entry), nbformat.read(entry.solution(ROOT), as_version=4))
    )
    page.close()


def test_the_presenter_sees_notes_and_a_quiz_question_by_question(browser, tmp_path):
    command = [sys.executable, "-m", "tools.slides", "7", "--no-browser"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        address = re.search(r"http://127\.0\.0\.1:\d+/\S+", process.stdout.readline())[0]
        context = browser.new_context(viewport={"width": 1280, "height": 720})
        page = context.new_page()
        page.goto(address)
        page.wait_for_function(READY)
        page.evaluate("Reveal.slide(1)")
        with context.expect_page() as opened:
            page.keyboard.press("s")
        opened.value.wait_for_function("() => document.body.innerText.includes('Minutes:')", timeout=30_000)
        titles = page.evaluate("() => Reveal.getSlides().map(slide => slide.querySelector('h1, h2').innerText)")
        across = page.evaluate(PLACES)[titles.index("Quiz")][0]
        page.evaluate(f"Reveal.slide({across}, 0, -1)")
        visible = "parts => parts.map(part => getComputedStyle(part).visibility)"
        parts = ".present .one, .present .answer"
        assert page.eval_on_selector_all(parts, visible)[:3] == ["visible", "hidden", "hidden"]
        page.keyboard.press("ArrowRight")
        assert page.eval_on_selector_all(parts, visible)[:3] == ["visible", "visible", "hidden"]
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(address.rsplit("/", 1)[0] + "/course.toml", timeout=5)
        context.close()
    finally:
        process.terminate()
        process.wait(timeout=30)


def test_the_pdf_has_a_page_for_each_step(browser, tmp_path, capsys):
    assert slides.main(["3", "--pdf", "--to", str(tmp_path)]) == 0
    content = (tmp_path / "03_mnist_mlp.pdf").read_bytes()
    entry = COURSE.lessons[2]
    deck = slides.slides(lesson.read(ROOT, entry), nbformat.read(entry.solution(ROOT), as_version=4))
    assert len(re.findall(rb"/Type\s*/Page\b", content)) == sum(slide.steps for slide in deck)
    assert set(re.findall(rb"/MediaBox\s*\[([^\]]*)\]", content)) == {b"0 0 960 540"}
