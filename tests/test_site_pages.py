"""The site in a real browser: built, opened from disk without network, looked at by Chromium and by axe-core.

`python3 start.py test --site` runs these; anywhere else they are skipped. The site stays in build/site/.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tools import course as course_toml
from tools import site

playwright = pytest.importorskip("playwright.sync_api", reason="python3 start.py test --site installs playwright")
pytest.importorskip("sphinx", reason="python3 start.py test --site installs Sphinx")

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "build" / "site"
COURSE = course_toml.read(ROOT)
LESSONS = [pytest.param(lesson, id=lesson.stem) for lesson in COURSE.lessons]
OTHERS = ["index", "search", *site.documents(ROOT).values()]
PAGES = sorted([*OTHERS, *(page for one in COURSE.lessons for page in (one.stem, site.notes_of(one)))])
PHONE, LAPTOP = {"width": 390, "height": 844}, {"width": 1366, "height": 900}
# What sticks out on the right and cannot be scrolled to.
CUT = """() => [...document.querySelectorAll('main article *, main article')].filter(element => {
    if (element.getBoundingClientRect().right <= document.documentElement.clientWidth + 1) return false;
    for (let box = element.parentElement; box; box = box.parentElement)
        if (['auto', 'scroll'].includes(getComputedStyle(box).overflowX)) return false;
    return true;
}).map(element => element.outerHTML.slice(0, 100))"""
# All that a page takes from elsewhere: links that one follows are not among it.
TAKEN = """() => [...document.querySelectorAll('[src], link[href], object[data], [srcset]')].map(
    element => element.getAttribute('src') || element.getAttribute('href') || element.getAttribute('data') || ''
).filter(address => /^(https?:)?\\/\\//.test(address))"""
PICTURES = "images => images.map(image => [image.src, image.alt, image.complete && image.naturalWidth > 0])"
OPEN = "() => document.querySelectorAll('article details').forEach(box => box.open = true)"


@pytest.fixture(scope="module")
def chromium():
    """The site, built anew, and a browser."""
    subprocess.run([sys.executable, "-m", "tools.site", str(FOLDER)], cwd=ROOT, check=True)
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=os.environ["WORKSHOP_CHROMIUM"], args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium):
    """A function that opens a page of the site from disk, with the network cut; fails where a page asks for it."""
    contexts, asked, errors = [], [], []

    def visit(name, size=LAPTOP, theme="light"):
        contexts.append(chromium.new_context(viewport=size, color_scheme=theme, offline=True))
        contexts[-1].set_default_timeout(120_000)  # for machines that do something else as well
        page = contexts[-1].new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto((FOLDER / f"{name}.html").as_uri())
        return page

    yield visit
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    # From disk a browser lets no page read another: the search finds, and shows no excerpts.
    assert [error for error in errors if error != "Failed to fetch"] == []
    for context in contexts:
        context.close()


def test_every_file_that_is_a_page_is_looked_at(chromium):
    assert sorted(path.stem for path in FOLDER.glob("*.html")) == PAGES


@pytest.mark.parametrize("name", PAGES)
def test_a_page_needs_no_network_and_its_pictures_are_there_and_described(visit, name):
    page = visit(name)
    assert page.evaluate(TAKEN) == []
    page.evaluate("() => document.querySelectorAll('img').forEach(image => image.loading = 'eager')")
    page.wait_for_function("() => [...document.images].every(image => image.complete)")
    for address, alt, shown in page.locator("article img").evaluate_all(PICTURES):
        assert shown and len(alt) > 20, address
    text = (FOLDER / f"{name}.html").read_text(encoding="utf-8")
    assert len(text.encode()) < 1_000_000 and "base64," not in re.sub(r"url\([^)]*\)", "", text)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("size, theme", [(LAPTOP, "light"), (PHONE, "dark")], ids=["laptop-light", "phone-dark"])
def test_nothing_is_cut_and_axe_finds_nothing_serious(visit, name, size, theme):
    page = visit(name, size, theme)
    assert page.locator("html").get_attribute("data-theme") == theme
    page.evaluate(OPEN)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert page.evaluate(CUT) == []
    page.add_script_tag(path=os.environ["WORKSHOP_AXE"])
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    serious = [one for one in found if one["impact"] in ("serious", "critical")]
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in serious] == []


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lessons_page_bears_its_title_and_keeps_hints_and_solutions_folded(visit, lesson):
    page = visit(lesson.stem, PHONE)
    assert page.title().startswith(f"Lesson {lesson.number}. {lesson.title}")
    for words in ("Hint 1", "Solution", "Answer"):
        box = page.locator("article details", has=page.locator("summary", has_text=re.compile(f"^{words}$"))).first
        inside = box.locator(":scope > :not(summary)").first
        assert not inside.is_visible()
        box.locator("summary").click()
        assert inside.is_visible()
    assert page.locator(".cell_output", has_text="✓").first.is_visible()


def test_formulas_are_drawn_by_the_browser(visit):
    page = visit(COURSE.lessons[0].stem)
    assert page.locator("math").count() > 10 and page.locator(".formula math mfrac").count() > 0
    assert "$$" not in page.locator("article").inner_text()


def test_figures_keep_their_colours_on_white_in_the_dark(visit):
    page = visit(COURSE.lessons[0].stem, theme="dark")
    look = "image => [getComputedStyle(image).backgroundColor, getComputedStyle(image).filter]"
    assert page.locator(".cell_output img").first.evaluate(look) == ["rgb(255, 255, 255)", "none"]


def test_the_search_finds_from_disk(visit):
    page = visit("index")
    page.keyboard.press("Control+k")
    page.keyboard.type("back-propagation")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    page.locator("#search-results li a", has_text="The perceptron").first.wait_for()


def test_the_notes_lead_to_the_place_in_the_lesson(visit):
    lesson = COURSE.lessons[1]
    page = visit(site.notes_of(lesson))
    page.locator("article a", has_text="In the lesson").last.click()
    page.wait_for_url(f"**/{lesson.stem}.html#*")
    assert page.locator(f"[id='{page.url.partition('#')[2]}']").count() == 1
