"""The notebooks in a real browser: JupyterLab, opened and run by Chromium as a student would.

`python3 start.py test --browser` runs these; anywhere else they are skipped. Screenshots are kept in build/browser/.
"""

import html
import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tools import course as course_toml
from tools import fingerprint

playwright = pytest.importorskip("playwright.sync_api", reason="python3 start.py test --browser installs playwright")

ROOT = Path(__file__).resolve().parents[1]
SHOTS = ROOT / "build" / "browser"
LESSONS = [pytest.param(lesson, id=lesson.stem) for lesson in course_toml.read(ROOT).lessons]
LEFT_ALONE = fingerprint.left_alone(ROOT)
# The course's own Python, and the browser: the lane says which.
PYTHON = os.environ.get("WORKSHOP_PYTHON", sys.executable)
CHROMIUM = os.environ.get("WORKSHOP_CHROMIUM") or shutil.which("chromium")
# Every cell in the page, not only those in sight.
ALL_CELLS = {"windowingMode": "none"}
READY = "() => window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
RUN_ALL = "() => window.jupyterapp.commands.execute('notebook:run-all-cells')"
# As if the reader had touched it: what is not changed would not be saved at all.
SAVE = """async () => {
    window.jupyterapp.shell.currentWidget.context.model.dirty = true;
    await window.jupyterapp.commands.execute('docmanager:save');
}"""
MODEL = "() => JSON.stringify(window.jupyterapp.shell.currentWidget.content.model.toJSON())"
# The badge comes from Colab, and not at all without a network.
OWN_PICTURES = ".jp-Notebook img[src]:not([src^='https://'])"  # the editor has some of its own, without a source
FIGURES = ".jp-OutputArea-output img"
TARGETS = ".jp-MarkdownOutput img[src^='data:']"
GROUNDS = "images => images.map(image => getComputedStyle(image).backgroundColor)"
FITS = """images => [...document.querySelectorAll(images)].every(
    image => image.getBoundingClientRect().width <= image.parentElement.getBoundingClientRect().width + 1)"""
PICTURES = "images => images.map(image => image.complete && image.naturalWidth > 0)"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Where JupyterLab runs: a copy of the course, its settings and its log."""
    folder = tmp_path_factory.mktemp("lab")
    for name in ("notebooks", "solutions", "workshop", "data"):
        shutil.copytree(ROOT / name, folder / "course" / name)
    settings = folder / "settings" / "@jupyterlab" / "notebook-extension"
    settings.mkdir(parents=True)
    (settings / "tracker.jupyterlab-settings").write_text(json.dumps(ALL_CELLS), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def lab(folder):
    """A running JupyterLab on a copy of the course: the address of a notebook in it, given its path."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(16)
    command = [PYTHON, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--ServerApp.port={port}",
               "--ServerApp.port_retries=0", f"--IdentityProvider.token={token}",
               f"--ServerApp.root_dir={folder}/course", "--LabApp.expose_app_in_browser=True"]  # fmt: skip
    environment = {**os.environ, "WORKSHOP_DATA": "sample", "WORKSHOP_CACHE": str(folder / "cache"),
                   "PYTHONPATH": str(folder / "course"), "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"),
                   "TF_CPP_MIN_LOG_LEVEL": "3"}  # fmt: skip
    with (folder / "lab.log").open("w") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        address = f"http://127.0.0.1:{port}"
        try:
            for _ in range(120):
                assert process.poll() is None, (folder / "lab.log").read_text()[-2000:]
                try:
                    urllib.request.urlopen(f"{address}/api/status?token={token}", timeout=5).close()
                    break
                except OSError:
                    time.sleep(0.5)
            # reset: one notebook in a page; JupyterLab would open the earlier ones beside it.
            yield lambda path: f"{address}/lab/tree/{path}?token={token}&reset"
        finally:
            process.terminate()
            process.wait(timeout=30)


@pytest.fixture(scope="module")
def browser():
    """Chromium, without a window."""
    assert CHROMIUM, "no Chromium here: install it (Debian and Ubuntu: `sudo apt install chromium`)"
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=quiet)
        yield chromium
        chromium.close()


@pytest.fixture
def open_notebook(lab, browser):
    """A function that opens a notebook in a page of its own and waits for its kernel."""
    page = browser.new_page(viewport={"width": 1280, "height": 1024})

    def open_path(path):
        if ROOT / path in LEFT_ALONE:
            pytest.skip(LEFT_ALONE[ROOT / path])
        page.goto(lab(path))
        page.wait_for_function(READY, timeout=120_000)
        return page

    yield open_path
    page.evaluate("() => window.jupyterapp?.shell.currentWidget.sessionContext.shutdown()")
    page.close()


def run_all(page):
    """Run All, as in the menu; returns the notebook as the page holds it then."""
    page.set_default_timeout(600_000)
    page.evaluate(RUN_ALL)
    page.set_default_timeout(30_000)
    return json.loads(page.evaluate(MODEL))


def errors(notebook):
    """(place, text) of every cell that shows an error."""
    return [
        (place, "\n".join(output["traceback"]))
        for place, cell in enumerate(notebook["cells"])
        for output in cell.get("outputs", [])
        if output["output_type"] == "error"
    ]


def shoot(page, name):
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png")


def described(notebook):
    """The descriptions of a notebook's figures: of those below cells, and of those in the text."""
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    below = [output["metadata"]["image/png"]["alt"] for output in outputs if "image/png" in output.get("data", {})]
    texts = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown"]
    inside = [html.unescape(alt) for text in texts for alt in re.findall(r'<img alt="([^"]*)"[^>]*src="data:', text)]
    return below, inside


def assert_described(page, notebook):
    """Each figure is on the page, whole, with its description, on a white ground."""
    for where, descriptions in zip((FIGURES, TARGETS), described(notebook), strict=True):
        pictures = page.locator(where)
        assert pictures.evaluate_all("images => images.map(image => image.alt)") == descriptions
        assert all(pictures.evaluate_all(PICTURES))
        assert set(pictures.evaluate_all(GROUNDS)) <= {"rgb(255, 255, 255)"}


def assert_rendered(page, notebook):
    """No dialog, no mathematics that was left as text or went wrong, no picture that is broken."""
    assert page.locator(".jp-Dialog").count() == 0
    formulas = sum("$" in "".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown")
    if formulas:
        page.wait_for_selector("mjx-container", state="attached")
    assert page.locator("mjx-merror, .MathJax_Error").count() == 0
    for text in page.locator(".jp-MarkdownOutput").all_inner_texts():
        assert not re.search(r"\$[^$\n]*\\[a-z]+[^$\n]*\$", text), text[:200]
    assert all(page.locator(OWN_PICTURES).evaluate_all(PICTURES))


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_student_opens_the_notebook_and_runs_it_to_the_first_exercise(lesson, open_notebook):
    page = open_notebook(f"notebooks/{lesson.stem}.ipynb")
    assert page.locator(".jp-Dialog").count() == 0
    notebook = run_all(page)
    (place, message), *more = errors(notebook)
    cells = notebook["cells"]
    stubs = [n for n, cell in enumerate(cells) if "raise NotImplementedError(" in "".join(cell["source"])]
    code = [n for n, cell in enumerate(cells) if cell["cell_type"] == "code"]
    # It stops in the first cell that calls what is not written yet, at its definition at the earliest.
    assert not more and place >= stubs[0]
    assert re.fullmatch(rf"Exercise {lesson.number}\.1: .*your code\.", message)
    assert not any(cells[n]["execution_count"] for n in code if n > place)
    shown = page.locator(".jp-OutputArea-output", has_text=message).last
    shown.scroll_into_view_if_needed()
    assert shown.inner_text().strip() == message
    shoot(page, f"{lesson.stem}_stopped")
    assert_rendered(page, notebook)


@pytest.mark.parametrize("lesson", LESSONS)
def test_hints_are_folded_and_open_with_a_click(lesson, open_notebook):
    page = open_notebook(f"notebooks/{lesson.stem}.ipynb")
    page.wait_for_selector("details", state="attached")
    hints = page.locator("details")
    assert hints.count() >= 10 and page.locator("details[open]").count() == 0
    first = hints.first
    first.scroll_into_view_if_needed()
    first.locator("summary").click()
    assert page.locator("details[open]").count() == 1
    assert first.locator("p").first.is_visible()
    shoot(page, f"{lesson.stem}_hint")


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_solution_runs_to_its_end_in_the_page(lesson, open_notebook):
    page = open_notebook(f"solutions/{lesson.stem}.ipynb")
    notebook = run_all(page)
    assert errors(notebook) == []
    assert all(cell["execution_count"] for cell in notebook["cells"] if cell["cell_type"] == "code")
    assert_rendered(page, notebook)
    assert_described(page, notebook)
    picture = page.locator(FIGURES).last
    picture.scroll_into_view_if_needed()
    shoot(page, f"{lesson.stem}_solution")


@pytest.mark.parametrize("where", ["notebooks", "solutions"])
@pytest.mark.parametrize("lesson", LESSONS)
def test_stored_figures_and_targets_are_there_with_their_descriptions_and_fit(lesson, where, open_notebook):
    """As a reader meets them: no cell was run, so JupyterLab trusts nothing and cleans all HTML."""
    page = open_notebook(f"{where}/{lesson.stem}.ipynb")
    page.wait_for_selector(".jp-MarkdownOutput", state="attached")
    assert_described(page, json.loads(page.evaluate(MODEL)))
    for width in (390, 1366):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function(FITS, arg=f"{FIGURES}, {TARGETS}")
    if page.locator(FIGURES).count():
        page.locator(FIGURES).first.scroll_into_view_if_needed()
        shoot(page, f"{lesson.stem}_{where}_figure")


@pytest.mark.parametrize("where", ["notebooks", "solutions"])
@pytest.mark.parametrize("lesson", LESSONS)
def test_a_notebook_that_is_opened_and_saved_stays_as_it_was(lesson, where, folder, open_notebook):
    path = folder / "course" / where / f"{lesson.stem}.ipynb"
    before = path.read_bytes()
    # Away first: what is there afterwards was saved.
    page = open_notebook(f"{where}/{lesson.stem}.ipynb")
    path.unlink()
    page.evaluate(SAVE)
    # But for what the kernel says of itself: its own Python.
    own = re.compile(rb'"version": "3[.0-9]+"')
    assert len(own.findall(before)) == 1
    assert own.sub(own.search(before)[0], path.read_bytes()) == before


def test_the_line_of_what_takes_long_is_rewritten_while_one_looks(folder, open_notebook):
    source = "import time\nfrom workshop.line import watch\nfor _ in watch(range(8), 'eight'):\n    time.sleep(0.7)"
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    cell = {"cell_type": "code", "id": "line", "source": source, "metadata": {}, "outputs": [], "execution_count": None}
    notebook = {"cells": [cell], "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    (folder / "course" / "line.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    page = open_notebook("line.ipynb")
    page.evaluate(RUN_ALL.replace("=> ", "=> { ") + "; }")  # not waited for
    line = page.locator(".jp-OutputArea-output")
    seen = []
    while not seen or " in " not in seen[-1]:
        line.first.wait_for(timeout=60_000)
        seen += [text for text in line.all_inner_texts() if seen[-1:] != [text]]
        page.wait_for_timeout(100)
    assert len(seen) >= 5 and line.count() == 1, seen
    assert re.fullmatch(r"eight: 8 of 8 in \d+ s", seen[-1].strip())
    assert any(re.fullmatch(r"eight: 4 of 8, \d+ s left", text.strip()) for text in seen), seen


def test_what_is_for_instructors_stands_in_boxes(open_notebook):
    page = open_notebook("solutions/03_mnist_mlp.ipynb")
    cells = json.loads(page.evaluate(MODEL))["cells"]
    boxed = sum("instructor" in cell["metadata"].get("tags", []) for cell in cells)
    frames = ".jp-MarkdownOutput > div[style*='border']"
    page.wait_for_selector(frames)
    widths = page.eval_on_selector_all(frames, "boxes => boxes.map(box => getComputedStyle(box).borderLeftWidth)")
    assert widths == ["12px"] * boxed
    shoot(page, "instructor")
