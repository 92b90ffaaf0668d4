"""The pages of the site as Sphinx gets them; tests/test_site_pages.py opens what Sphinx makes of them."""

import html
import json
import re
import shutil
from pathlib import Path

import nbformat
import pytest

from tools import course as course_toml
from tools import lesson as lesson_file
from tools import site

ROOT = Path(__file__).resolve().parents[1]
COURSE = course_toml.read(ROOT)
LESSONS = [pytest.param(lesson, id=lesson.stem) for lesson in COURSE.lessons]


@pytest.fixture(scope="module")
def made():
    """All pages of the course."""
    return site.pages(ROOT)


@pytest.fixture
def course(tmp_path):
    """A course of one lesson, with what the site is made of."""
    text = (ROOT / "course.toml").read_text(encoding="utf-8")
    (tmp_path / "course.toml").write_text("[[lesson]]".join(text.split("[[lesson]]")[:2]), encoding="utf-8")
    for name in ("lessons/01_linear_regression.py", "solutions/01_linear_regression.ipynb", "README.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "docs").mkdir()
    return tmp_path


def printed(notebook):
    return [output.text for cell in notebook.cells for output in cell.get("outputs", []) if "text" in output]


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lessons_page_shows_all_that_its_solution_prints(made, lesson):
    page = nbformat.reads(made.texts[f"{lesson.stem}.ipynb"], as_version=4)
    solved = nbformat.read(lesson.solution(ROOT), as_version=4)
    assert printed(page) == printed(solved) and any("✓" in text for text in printed(page))
    assert page.cells[0].source.startswith(f"# Lesson {lesson.number}. {lesson.title}\n")


@pytest.mark.parametrize("lesson", LESSONS)
def test_notes_for_instructors_stand_on_their_own_page_and_on_no_other(made, lesson):
    page, notes = made.texts[f"{lesson.stem}.ipynb"], made.texts[f"{lesson.stem}_notes.md"]
    own = [cell.source for cell in lesson_file.split(ROOT, lesson).cells if "instructor" in cell.tags]
    for source in ["**Time plan**", *own]:
        assert source in notes and json.dumps(source)[1:60] not in page
    assert len(own) >= notes.count("\n## ") > 4


@pytest.mark.parametrize("lesson", LESSONS)
def test_solutions_are_folded_under_what_is_asked(made, lesson):
    cells = nbformat.reads(made.texts[f"{lesson.stem}.ipynb"], as_version=4).cells
    folds = [place for place, cell in enumerate(cells) if "<summary>Solution</summary>" in cell.source]
    exercises = len(re.findall(r"^# ### Exercise", lesson.path(ROOT).read_text(encoding="utf-8"), re.MULTILINE))
    assert len(folds) >= exercises > 0
    for place in folds:
        assert "raise NotImplementedError" in cells[place - 1].source
        assert "SOLUTION" not in cells[place].source.replace("<summary>Solution", "")
        after = cells[place + 1]  # what it makes, without its code once more
        assert f"{after.id}-fold" != cells[place].id or after.metadata["tags"] == ["remove-input"]


@pytest.mark.parametrize("lesson", LESSONS)
def test_figures_are_files_with_a_description_and_a_size(made, lesson):
    page, solved = made.texts[f"{lesson.stem}.ipynb"], lesson.solution(ROOT).read_text(encoding="utf-8")
    assert "base64," not in page
    outputs = [out for cell in json.loads(page)["cells"] for out in cell.get("outputs", [])]
    figures = ["".join(out["data"]["text/html"]) for out in outputs if "text/html" in out.get("data", {})]
    assert len(figures) == solved.count('"text/html": ') > 0
    names = set()
    for figure in figures:
        alt, width, height, name = re.fullmatch(
            r'<img alt="([^"]+)" width="(\d+)" style="[^"]*" height="(\d+)" loading="lazy" src="([^"]+)">', figure
        ).groups()
        assert len(html.unescape(alt)) > 20 and int(width) > 0 and int(height) > 0
        assert len(made.files[f"extra/{name}"]) > 200
        names.add(name)
    assert len(names) == len(figures), "each has a file of its own"


def test_a_solution_that_is_a_whole_cell_is_folded_too():
    cell = nbformat.v4.new_code_cell("x = 1", metadata={"tags": ["solution"]})
    page = site.lesson_page(COURSE, COURSE.lessons[0], nbformat.v4.new_notebook(cells=[cell]), ROOT, site.Pages())
    assert [cell.source for cell in page.cells] == [site.FOLD.format(words="Solution", source="x = 1")]


@pytest.mark.parametrize("text, folder, made", [
    ("[a](../notebooks/01_linear_regression.ipynb)", "docs", "[a](01_linear_regression.ipynb)"),
    ("[`a`](IDEAS.md#b)", "docs", "[`a`](ideas.md#b)"),
    ("[a](docs/GLOSSARY.md)", "", "[a](glossary.md)"),
    ("[a](../LICENSE)", "docs", f"[a]({COURSE.repository}/blob/{COURSE.ref}/LICENSE)"),
    ("[a](../tests)", "docs", f"[a]({COURSE.repository}/tree/{COURSE.ref}/tests)"),
    ("[a](https://b.org) [b](#c) [d](mailto:e@f.g)", "docs", "[a](https://b.org) [b](#c) [d](mailto:e@f.g)"),
    ("`a[b](c)` ~~~\na[b](c)\n~~~ [d](IDEAS.md)", "docs", "`a[b](c)` ~~~\na[b](c)\n~~~ [d](ideas.md)"),
    ("```python\na[b](c)\n```", "docs", "```python\na[b](c)\n```"),
])  # fmt: skip
def test_links_lead_to_pages_of_the_site_else_to_the_repository(text, folder, made):
    assert site.relinked(text, folder, ROOT, COURSE) == made


def test_a_picture_of_the_repository_comes_along_and_one_from_elsewhere_does_not(course):
    (course / "docs" / "a.png").write_bytes(b"PNG")
    badges = "[![a badge](https://example.org/a.svg)](https://example.org)\n\n![another](https://example.org/b.svg)"
    readme = f"# T\n\n{badges}\n\nWords.\n\n![What it shows](docs/a.png)\n\n## More\n"
    (course / "README.md").write_text(readme, encoding="utf-8")
    made = site.pages(course)
    assert "Words.\n\n![What it shows](a.png)\n\n## The lessons" in made.texts["index.md"]
    assert made.files["a.png"] == b"PNG" and "example.org" not in made.texts["index.md"]


def test_the_course_without_its_other_pages_is_still_a_site(course):
    assert set(site.pages(course).texts) == {"01_linear_regression.ipynb", "01_linear_regression_notes.md", "index.md"}


def test_the_glossary_leads_to_the_heading_under_which_a_term_is_introduced(made):
    assert "- **accuracy** ([lesson 2](02_perceptron.ipynb#baseline), *Baseline*): " in made.texts["glossary.md"]


def test_every_page_is_in_the_table_of_contents_once(made):
    lists = re.findall(r"```{toctree}\n:hidden:\n:caption: [^\n]+\n\n(.+?)\n```", made.texts["index.md"], re.DOTALL)
    listed = [re.sub(r".*<(.+)>", r"\1", entry) for entry in "\n".join(lists).split("\n")]
    assert sorted(listed) == sorted(name.rsplit(".", 1)[0] for name in made.texts if name != "index.md")
    assert listed[: len(COURSE.lessons)] == [lesson.stem for lesson in COURSE.lessons]


# --- bad input ---


@pytest.fixture
def sphinx_is_here(monkeypatch):
    monkeypatch.setattr(site.importlib.util, "find_spec", lambda name: True)


def test_without_sphinx_one_sentence_says_how_to_get_it(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(site.importlib.util, "find_spec", lambda name: None)
    assert site.main([str(tmp_path / "out")]) == 2
    assert capsys.readouterr() == ("", site.MISSING + "\n") and not (tmp_path / "out").exists()


@pytest.mark.parametrize("damage, sentence", [
    (lambda path: path.unlink(), "missing or not a valid notebook"),
    (lambda path: path.write_text("{", encoding="utf-8"), "missing or not a valid notebook"),
    (lambda path: path.write_text(path.read_text(encoding="utf-8").replace("✓", "!"), encoding="utf-8"),
     "somebody has worked in it, or run it"),
])  # fmt: skip
def test_a_solution_that_no_build_has_made_is_named(course, capsys, sphinx_is_here, damage, sentence):
    damage(course / "solutions" / "01_linear_regression.ipynb")
    assert site.main([str(course / "out")], course) == 2
    said = capsys.readouterr().err
    assert said == f"solutions/01_linear_regression.ipynb: {sentence}: build it with python -m tools.build\n"


def test_a_folder_that_is_somebodys_is_left_as_it_is(course, capsys, sphinx_is_here):
    mine = course / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("years of work", encoding="utf-8")
    for target in (mine, mine / "thesis.txt"):
        assert site.main([str(target)], course) == 2
        said = capsys.readouterr().err
        assert said == f"{target.name}: what is there is no site that this has built: name an empty or a new folder\n"
    assert [path.name for path in mine.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("left, said", [
    (".buildinfo", "what is there is no site that this has built"),  # another site, which Sphinx has made as well
    (site.MARK, "CNAME was not made by this: move it"),
])  # fmt: skip
def test_what_somebody_has_put_beside_an_earlier_build_is_left_as_it_is(course, capsys, sphinx_is_here, left, said):
    earlier = course / "site-built"
    earlier.mkdir()
    (earlier / "index.html").touch()
    (earlier / "CNAME").write_text("course.example.org", encoding="utf-8")
    (earlier / left).write_text(f"{left}\nindex.html", encoding="utf-8")
    assert site.main([str(earlier)], course) == 2
    assert said in capsys.readouterr().err
    assert (earlier / "CNAME").read_text(encoding="utf-8") == "course.example.org"
