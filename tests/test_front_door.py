"""What somebody sees first: the README, its pictures and badges, a fork's address, the forms and the changelog."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import numpy as np
import pytest
import yaml
from PIL import Image
from test_build import PLAIN, edit, make

from tools import build, colab_gpu, course, hub, picture, render
from workshop.checks import linear_regression
from workshop.checks.core import CheckFailed

ROOT = build.ROOT
COURSE = course.read(ROOT)
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [
    "README.md", "CONTRIBUTING.md", "CODE_OF_CONDUCT.md", "SECURITY.md", "CHANGELOG.md", "docs/TEACHING.md",
]  # fmt: skip
FORK = "https://github.com/somebody-else/my-course"


# --- the README ---


def test_the_readme_goes_from_getting_it_to_contributing():
    places = [README.index(f"\n{line}\n") for line in (
        "### 1. Get it", "### 2. Start it", "### 3. What you will see", "## The lessons", "## Help", "## Updating",
        "## For instructors", "## For contributors", "## Licence and citation")]  # fmt: skip
    assert places == sorted(places)
    assert README.index("<!-- time: end -->") < places[0] > README.index("docs/course.png")
    assert "*File*, *Save a copy in Drive*" in README[places[0] : places[1]]
    assert "\npython3 start.py\n" in README[places[1] : places[2]]


@pytest.mark.parametrize("name", ["course", "check"])
def test_a_picture_of_the_readme_is_sharp_light_and_described(name):
    (alt,) = re.findall(rf"!\[([^\]]+)\]\(docs/{name}\.png\)", README)
    assert len(alt) > 100
    path = ROOT / "docs" / f"{name}.png"
    assert path.stat().st_size < 400_000
    with Image.open(path) as image:
        assert image.width == picture.WIDTH == 2 * 830


@pytest.mark.parametrize("stem, description, part, caption", picture.FIGURES)
def test_the_solutions_keep_the_figures_of_the_readmes_picture(stem, description, part, caption):
    assert picture.figure(stem, description).width > 800
    assert caption[0] == stem[1] and max(part) <= 1


def test_a_figure_that_is_none_is_said():
    with pytest.raises(LookupError, match=r"solutions/01_linear_regression.ipynb has no figure described as 'No"):
        picture.figure("01_linear_regression", "No such figure")


def test_the_check_still_says_what_the_readmes_picture_shows():
    stem, exercise = picture.CHECKED
    assert stem == "01_linear_regression" and exercise == "mse"
    namespace = {"np": np}
    exec(f"def mse(y, prediction):\n{picture.WRONG}\n", namespace)
    with pytest.raises(CheckFailed) as caught:
        linear_regression.mse(namespace["mse"])
    said = " ".join(str(caught.value).split())
    (alt,) = re.findall(r"!\[([^\]]+)\]\(docs/check\.png\)", README)
    assert f"hint {alt.partition('and a hint: ')[2]}" in said
    for number in re.findall(r"\d\.\d+", alt):
        assert number in said


@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_a_document_leads_to_is_there(document):
    path = ROOT / document
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    headings = {re.sub(r"[^\w -]", "", line.lower()).replace(" ", "-") for line in re.findall(r"^#+ (.*)$", text, re.M)}
    links = re.findall(r"\]\(([^)\s]+)\)", text)
    for link in links:
        if link.startswith("#"):
            assert link[1:] in headings, link
        elif not link.startswith("https://"):
            assert (path.parent / link).exists(), link


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_commands_of_a_document_are_there(document):
    said = subprocess.run([sys.executable, "start.py", "--help"], cwd=ROOT, capture_output=True, text=True).stdout
    text = (ROOT / document).read_text(encoding="utf-8")
    for command in set(re.findall(r"python3 start\.py ([a-z]+)\b", text)):
        assert f"python3 start.py {command} " in said, command
    for lane in set(re.findall(r"start\.py test --([a-z]+)", text)):
        assert f"--{lane}" in said, lane
    for module in set(re.findall(r"python -m (tools\.\w+)", text)):
        assert (ROOT / (module.replace(".", "/") + ".py")).is_file(), module


# --- badges ---


def test_the_badges_lead_to_the_first_lesson_and_to_the_courses_own_folder():
    colab, binder, codespaces = re.findall(r"\]\(([^)]+)\)$", render.badges(COURSE), re.MULTILINE)
    place = COURSE.repository.removeprefix("https://github.com/")
    first = f"notebooks/{COURSE.lessons[0].stem}.ipynb"
    assert colab == f"https://colab.research.google.com/github/{place}/blob/{COURSE.ref}/{first}"
    assert binder == f"https://mybinder.org/v2/gh/{place}/{COURSE.ref}?urlpath=lab/tree/{first}"
    assert codespaces == f"https://codespaces.new/{place}/tree/{COURSE.ref}?quickstart=1"
    assert (ROOT / first).is_file() and render.badges(COURSE) in README and render.get_it(COURSE) in README


def test_a_branch_with_a_slash_is_one_part_of_binders_address(tmp_path):
    make(tmp_path, PLAIN)
    about = tmp_path / "course.toml"
    about.write_text(about.read_text().replace('ref = "main"', 'ref = "feature/x"'))
    assert "/v2/gh/somebody/tiny/feature%2Fx?urlpath=" in render.badges(course.read(tmp_path))
    assert "somebody/tiny/archive/feature/x.zip" in render.get_it(course.read(tmp_path))


def test_binder_and_the_codespace_get_a_python_that_the_course_supports():
    container = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))
    supported = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    oldest, newest = re.fullmatch(r">=3\.(\d+),<3\.(\d+)", supported).groups()
    name, _, version = container["image"].rpartition(":3.")
    assert name == "mcr.microsoft.com/devcontainers/python" and int(oldest) <= int(version) < int(newest)
    assert container["name"] == COURSE.title
    assert container["postCreateCommand"] == "python3 start.py fetch"
    for path in container["customizations"]["codespaces"]["openFiles"]:
        assert (ROOT / path).is_file()
    # Binder takes a Dockerfile, if there is one, and not environment.yml.
    assert (ROOT / "environment.yml").is_file()
    assert not any((ROOT / name).exists() for name in ("Dockerfile", "binder", ".binder", "apt.txt", "postBuild"))


# --- a fork's address ---


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A small course that is built, with a README that has all that can be rendered."""
    root = make(tmp_path / "course", PLAIN, PLAIN)
    names = ("time", "badges", "get it", "lessons")
    text = "# Tiny\n" + "".join(f"<!-- {name}: begin -->\n<!-- {name}: end -->\n" for name in names)
    (root / "README.md").write_text(text, encoding="utf-8")
    monkeypatch.delenv("WORKSHOP_DATA", raising=False)
    monkeypatch.setattr(build, "run", lambda root, book, script: build.solution(book, script))
    build.build(root)
    (root / "tests").mkdir()
    (root / "tests" / "colab_gpu.ipynb").write_text(colab_gpu.notebook(course.read(root)), encoding="utf-8")
    return root


def contents(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_one_command_makes_all_badges_of_a_fork_right(small, monkeypatch):
    before = contents(small)
    monkeypatch.setattr(build, "run", lambda *_: pytest.fail("it ran"))
    assert build.main(["--repository", FORK], small) == 0
    after = contents(small)
    changed = {name for name in before if before[name] != after[name]}
    notebooks = {f"{folder}/0{n}_{slug}.ipynb" for folder in ("solutions", "notebooks") for n, slug in SLUGS}
    assert changed == {"course.toml", "README.md", "tests/colab_gpu.ipynb", *notebooks}
    assert after.keys() == before.keys()
    for name in changed:
        assert b"somebody/tiny" not in after[name] and b"somebody-else/my-course" in after[name], name
    assert after["course.toml"] == before["course.toml"].replace(b"https://github.com/somebody/tiny", FORK.encode())
    assert after["README.md"].count(b"somebody-else/my-course") == 3 + 2 + 2  # badges, ZIP and clone, two lessons
    assert build.check(small) == []
    assert build.main(["--repository", FORK], small) == 0 and contents(small) == after


SLUGS = [(1, "adding"), (2, "other")]
NONE = {
    "ends in .git": FORK + ".git",
    "another host": "https://gitlab.com/somebody/course",
    "ssh": "git@github.com:somebody/course.git",
    "a slash behind": FORK + "/",
    "no encryption": "http://github.com/somebody/course",
    "an option": "https://github.com/somebody/--upload-pack=x",
    "empty": "",
}


@pytest.mark.parametrize("address", NONE.values(), ids=NONE)
def test_an_address_that_is_none_is_one_sentence_and_changes_nothing(small, address, capsys):
    before = contents(small)
    assert build.main(["--repository", address], small) == 1
    (line,) = capsys.readouterr().err.splitlines()
    wanted = "--repository: it must be an address https://github.com/owner/name, without `.git`, and "
    assert line == f"{wanted}{address!r} is none"
    assert contents(small) == before


def test_an_address_goes_with_all_lessons_and_with_nothing_else(small, capsys):
    for others in (["1"], ["--check"], ["--text"]):
        with pytest.raises(SystemExit) as caught:
            build.main(["--repository", FORK, *others], small)
        assert caught.value.code == 2
    assert "--repository is for all lessons: name none" in capsys.readouterr().err


def test_a_build_that_is_refused_leaves_the_old_address(small, capsys):
    path = small / "lessons" / "01_adding.py"
    path.write_text(path.read_text(encoding="utf-8").replace('print("hello")', 'print("bye")'), encoding="utf-8")
    before = contents(small)
    assert build.main(["--repository", FORK], small) == 1
    assert "its code has changed since it was run" in capsys.readouterr().err and contents(small) == before


def test_a_notebook_that_somebody_has_worked_in_is_set_aside_by_it(small, monkeypatch, capsys):
    monkeypatch.delenv("CI", raising=False)
    path = small / "notebooks" / "01_adding.ipynb"
    edit(path, lambda notebook: notebook["cells"][-2]["source"].append("\nmine = 1"))
    mine = path.read_bytes()
    assert build.main(["--repository", FORK], small) == 0
    assert "somebody has worked in it: kept as" in capsys.readouterr().out
    assert mine in contents(small).values() and FORK in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "written, read",
    [
        ("repository = 'https://github.com/a/b'", True),
        ('repository   =   "https://github.com/a/b"  # ours', True),
        ('repository = """https://github.com/a/b"""', False),
    ],
)
def test_the_address_is_replaced_where_it_is_written_in_one_line(written, read):
    text = f'title = "A"\n{written}\nref = "main"\n'
    if read:
        assert tomllib.loads(course.moved(text, FORK)) == {"title": "A", "repository": FORK, "ref": "main"}
    else:
        with pytest.raises(course.LessonError, match="write its address in one line"):
            course.moved(text, FORK)


def test_github_says_in_one_sentence_that_the_badges_lead_elsewhere():
    def say(address: str) -> str:
        # Without site-packages: the job installs nothing.
        command = [sys.executable, "-S", "-m", "tools.course", address]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout

    (line,) = say(FORK).splitlines()
    assert line.startswith(f"::warning file=course.toml::Badges and Colab cells lead to {COURSE.repository}, and this")
    assert f"`python -m tools.build --repository {FORK}`" in line
    assert say(COURSE.repository) == say(COURSE.repository.upper().replace("HTTPS://GITHUB.COM", "https://github.com"))
    assert say(COURSE.repository) == ""
    job = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))["jobs"]["address"]
    assert job["if"] == "github.event_name == 'push'"
    assert job["steps"][-1]["run"] == 'python3 -m tools.course "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY"'


def test_the_links_of_a_hub_and_the_notebook_for_a_gpu_follow_a_forks_address():
    assert set(build.ALSO_LEAD_TO_IT) == {"docs/HUB.md", "tests/colab_gpu.ipynb"}
    for name, render_anew in build.ALSO_LEAD_TO_IT.items():
        assert render_anew(ROOT, COURSE) == (ROOT / name).read_text(encoding="utf-8")
    assert hub.PAGE == "docs/HUB.md"


# --- forms, changelog ---


@pytest.mark.parametrize("name", ["verdict", "start", "text"])
def test_an_issue_form_is_one_that_github_takes(name):
    form = yaml.safe_load((ROOT / ".github" / "ISSUE_TEMPLATE" / f"{name}.yml").read_text(encoding="utf-8"))
    assert form.keys() <= {"name", "description", "title", "labels", "body"}
    assert form["name"] and form["description"] and len(form["body"]) >= 3
    questions = [element for element in form["body"] if element["type"] != "markdown"]
    names = [element["id"] for element in questions]
    assert len(set(names)) == len(names)
    for element in form["body"]:
        assert element.keys() <= {"type", "id", "attributes", "validations"}
        if element["type"] == "markdown":
            assert element["attributes"].keys() == {"value"}
            continue
        assert element["type"] in ("input", "textarea", "dropdown") and element["attributes"]["label"]
        assert ("options" in element["attributes"]) == (element["type"] == "dropdown")
    assert any(element.get("validations", {}).get("required") for element in questions)


def test_the_changelogs_newest_version_is_the_courses():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## (\d+\.\d+\.\d+) \(\d+ \w+ \d{4}\)$", text, re.MULTILINE)
    assert versions[0] == COURSE.version
    assert versions == sorted(versions, key=lambda one: [int(part) for part in one.split(".")], reverse=True)
