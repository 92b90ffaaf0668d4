"""course.toml: whatever stands in it, it is read or one sentence says what is wrong with it."""

import ast
import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools import course, minutes, render
from tools.lesson import Script

ROOT = Path(__file__).resolve().parents[1]
LESSON = {
    "number": 1,
    "slug": "line",
    "title": "A line",
    "question": "Why?",
    "minutes": 40,
    "needs": ["Python"],
    "goals": ["a goal"],
    "datasets": ["line"],
    "weights": [],
    "gpu": False,
    "seconds": 30,
    "memory_gb": 1.5,
    "elective": False,
}
COURSE = {"title": "A course", "version": "2.0.0", "repository": "https://github.com/owner/name", "ref": "main"}


def toml(table: dict, lessons: list[dict]) -> str:
    """TOML of a course; JSON's values are TOML's as well, but for null, and strings with what TOML does not know."""
    lines = [f"{key} = {value}" for key, value in written(table)]
    for lesson in lessons:
        lines += ["[[lesson]]", *(f"{key} = {value}" for key, value in written(lesson))]
    return "\n".join(lines)


def written(table):
    return [(key, value if isinstance(value, Raw) else json.dumps(value)) for key, value in table.items()]


class Raw(str):
    """A value as it stands in the file."""


def read(folder: Path, text: str | bytes) -> course.Course:
    (folder / "course.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return course.read(folder)


def refused(folder: Path, **changed) -> str:
    """The sentence for a course with a field changed: of the course where it has it, of its lesson otherwise."""
    table = {key: changed.get(key, value) for key, value in COURSE.items()}
    lesson = {key: changed.get(key, value) for key, value in LESSON.items()}
    with pytest.raises(course.LessonError) as caught:
        read(folder, toml(table, [lesson]))
    return str(caught.value)


def test_the_course_of_the_tests_is_good(tmp_path):
    assert read(tmp_path, toml(COURSE, [LESSON])).lessons[0].stem == "01_line"


def test_the_course_and_its_package_have_the_same_version():
    package = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert course.read(ROOT).version == package["version"]


REPOSITORIES = {
    "its own folder": "https://github.com/owner/.",
    "the folder above": "https://github.com/owner/..",
    "ends in .git": "https://github.com/owner/b.git",
    "a quote": 'https://github.com/owner/na"me',
    "an apostrophe": "https://github.com/owner/na'me",
    "a blank": "https://github.com/owner/na me",
    "an option": "https://github.com/owner/--upload-pack=x",
    "what git takes for an option": "https://github.com/owner/-name",
    "an owner that is an option": "https://github.com/-owner/name",
    "an owner with a dot": "https://github.com/ow.ner/name",
    "an owner with two hyphens": "https://github.com/ow--ner/name",
    "a long owner": f"https://github.com/{'o' * 40}/name",
    "a long name": f"https://github.com/owner/{'n' * 101}",
    "a newline": "https://github.com/owner/name\n",
    "a slash more": "https://github.com/owner/name/",
    "another host": "https://example.org/owner/name",
    "no encryption": "http://github.com/owner/name",
    "a letter that is none of GitHub's": "https://github.com/owner/näme",
    "a question": "https://github.com/owner/name?x",
    "an empty one": "",
    "a number": 5,
    "a list": ["https://github.com/owner/name"],
}


@pytest.mark.parametrize("repository", REPOSITORIES.values(), ids=REPOSITORIES)
def test_a_repository_that_is_none_is_one_sentence(tmp_path, repository):
    sentence = "course.toml: `repository` must be an address https://github.com/owner/name, without `.git`"
    assert refused(tmp_path, repository=repository) == sentence


REFS = [
    "--upload-pack=x", "-b", "a..b", "..", ".", ".hidden", "a/.b", "a/", "/a", "a//b", "a.lock", "a.lock/b", "a.", "@",
    "a@{1}", "a b", "a~1", "a^", "a:b", "a?", "a*", "a[b", "a\\b", 'a"b', "a'b", "a\n", "a\x7f", "", "ä", "a#b",
    "a%20b", "a" * 201, 5, None, ["main"],
]  # fmt: skip


@pytest.mark.parametrize("ref", REFS, ids=repr)
def test_a_ref_that_is_none_is_one_sentence(tmp_path, ref):
    ref = Raw("nan") if ref is None else ref
    sentence = "course.toml: `ref` must be the name of a branch or tag, of letters, digits and ./_@+-"
    assert refused(tmp_path, ref=ref) == sentence


@pytest.mark.parametrize("ref", ["main", "v2.0.0", "feature/x", "release-2", "a@b", "2024+1", "c0ffee", "a_b"])
def test_a_ref_that_git_and_an_address_can_hold_is_taken(tmp_path, ref):
    assert read(tmp_path, toml({**COURSE, "ref": ref}, [LESSON])).ref == ref


@pytest.mark.parametrize("name", ["name", "na.me", "na-me", "na_me", ".github", "n" * 100])
def test_a_repository_that_github_can_hold_is_taken(tmp_path, name):
    address = f"https://github.com/own-er/{name}"
    assert read(tmp_path, toml({**COURSE, "repository": address}, [LESSON])).name == name


@pytest.mark.parametrize("field, most", [("minutes", 600), ("seconds", 86400), ("memory_gb", 1000)])
def test_the_most_that_a_number_may_be_is_taken(tmp_path, field, most):
    assert getattr(read(tmp_path, toml(COURSE, [{**LESSON, field: most}])).lessons[0], field) == most


WRONG = [
    ("version", "2.0", "`version` must be like \"2.0.0\""),
    ("version", 2, "`version` must be like"),
    ("title", "", "`title` must be one line of text"),
    ("title", "two\nlines", "`title` must be one line of text"),
    ("question", "a | b", "lesson 1: `question` must be one line of text without `|`"),
    ("minutes", Raw("nan"), "lesson 1: `minutes` must be a number of minutes"),
    ("minutes", Raw("1e400"), "lesson 1: `minutes` must be a number of minutes"),
    ("minutes", 0, "lesson 1: `minutes` must be a number of minutes"),
    ("minutes", True, "lesson 1: `minutes` must be a number of minutes"),
    ("minutes", Raw("0x" + "f" * 6000), "lesson 1: `minutes` must be a number of minutes"),
    ("minutes", Raw("9" * 6000), "course.toml: "),
    ("minutes", 600.5, "lesson 1: `minutes` must be a number of minutes, at most 600"),
    ("seconds", 86401, "lesson 1: `seconds` must be a number of seconds, at most a day's"),
    ("memory_gb", 1001, "lesson 1: `memory_gb` must be a number of gigabytes, at most 1000"),
    ("seconds", "30", "lesson 1: `seconds` must be a number of seconds"),
    ("memory_gb", -1, "lesson 1: `memory_gb` must be a number of gigabytes"),
    ("needs", "Python", "lesson 1: `needs` must be a list of lines"),
    ("goals", [1], "lesson 1: `goals` must be a list of lines"),
    ("datasets", [["line"]], "lesson 1: `datasets` must be a list of lines"),
    ("gpu", 1, "lesson 1: `gpu` must be true or false"),
    ("elective", "yes", "lesson 1: `elective` must be true or false"),
    ("number", True, "lesson 1: `number` must be a whole number"),
    ("number", 2, "lesson 1 is expected here"),
    ("slug", "Line", "lesson 1: `slug` must be the name of a Python module"),
    ("slug", "class", "lesson 1: `slug` must be the name of a Python module"),
    ("slug", "../x", "lesson 1: `slug` must be the name of a Python module"),
]  # fmt: skip


@pytest.mark.parametrize("field, value, words", WRONG, ids=[f"{field}={value!r:.20}" for field, value, _ in WRONG])
def test_a_value_that_does_not_fit_is_named_with_its_lesson(tmp_path, field, value, words):
    sentence = refused(tmp_path, **{field: value})
    assert sentence.startswith("course.toml: ") and words in sentence and "\n" not in sentence


@pytest.mark.parametrize(
    "text, words",
    [
        (toml({**COURSE, "titel": "x"}, [LESSON]), "course.toml: 'titel' is not known; known are title, version"),
        (toml({**COURSE, "ref": Raw("")}, [LESSON]), "course.toml: "),
        (toml({"title": "A course"}, [LESSON]), "course.toml: 'ref' is missing"),
        (toml(COURSE, [{**LESSON, "minute": 5}]), "course.toml: lesson 1: 'minute' is not known"),
        (toml(COURSE, [LESSON, {**LESSON, "number": 2}]), "course.toml: lesson 2: another lesson has the slug line"),
        (toml({**COURSE, "lesson": 5}, []), "course.toml: a lesson begins with [[lesson]]"),
        (toml({**COURSE, "lesson": [5]}, []), "course.toml: lesson 1: it must be a table"),
        (b"title = \"\xff\"", "course.toml: "),
        ("a = " + "[" * 100_000, "course.toml: "),
    ],
)  # fmt: skip
def test_a_file_that_does_not_fit_is_one_sentence(tmp_path, text, words):
    with pytest.raises(course.LessonError) as caught:
        read(tmp_path, text)
    assert str(caught.value).startswith(words)


# --- electives ---


def test_electives_stand_below_the_course_and_are_counted_apart(tmp_path):
    elective = {**LESSON, "number": 2, "slug": "more", "minutes": 130, "elective": True}
    book = read(tmp_path, toml(COURSE, [LESSON, elective]))
    scripts = [Script(lesson, "its file") for lesson in book.lessons]
    times = [minutes.of(script) for script in scripts]
    rows = [line.split("|")[1:3] for line in render.lesson_table(book, times).splitlines()[2:]]
    assert rows == [
        [" 1 ", " [A line](notebooks/01_line.ipynb) "],
        [" ", " *Electives, each by itself:* "],
        [" 2 ", " [A line](notebooks/02_more.ipynb) "],
    ]
    assert render.total(book, times).startswith("All of it: about 1 hours in class, or ")
    assert " The electives: about 2 hours in class, or " in render.total(book, times)
    said = [render.ELECTIVE in render.header(book, script, "notebooks") for script in scripts]
    assert said == [False, True]


def test_a_course_without_electives_says_nothing_of_them(tmp_path):
    book = read(tmp_path, toml(COURSE, [LESSON]))
    times = [minutes.of(Script(lesson, "its file")) for lesson in book.lessons]
    assert "lective" not in render.lesson_table(book, times) + render.total(book, times)


# --- fuzzing ---

#: What a hand or a program may write where something else is expected, as it stands in the file.
ODD = [*"ab/.-_@|'\"\\`$#[]{}=,:+ \t\n\r\0\x7f\x85", "é", "\u2028", "\ufeff", "\U0001f600", "..", "<!--", "-->"]
LETTERS = st.lists(st.sampled_from(ODD), max_size=8).map("".join)
WORDS = st.lists(st.sampled_from(["two", "words", "\n", "`", "[", "${}", '"']), min_size=1, max_size=4).map(" ".join)
GIVEN = st.sampled_from([*map(str, [*REPOSITORIES.values(), *REFS]), *COURSE.values(), "line"])
NUMBERS = st.sampled_from(["0", "-1", "1e400", "-0.0", "nan", "inf", "1_0", "0xff", "0b1", "1979-05-27", "07:32:00"])
FITTING = st.floats(0.1, 650).map(str) | st.integers(1, 650).map(str)
TEXTS = (WORDS | LETTERS | GIVEN).map(json.dumps)
SCALARS = NUMBERS | FITTING | TEXTS | st.integers().map(str) | st.sampled_from(["true", "false", "", "{}"])
LISTS = st.lists(TEXTS, max_size=3).map(lambda parts: f"[{', '.join(parts)}]")
VALUES = SCALARS | LISTS | LETTERS | st.lists(SCALARS, max_size=3).map(lambda parts: f"[{', '.join(parts)}]")


@st.composite
def courses(draw):
    """The bytes of a course.toml in which some values are others, some lines are gone, some twice, some damaged."""
    count = draw(st.integers(0, 2))
    lessons = [{**LESSON, "number": place, "slug": f"line_{place}"} for place in range(1, count + 1)]
    lines = toml(COURSE, lessons).split("\n")
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, len(lines) - 1))
        key, _, old = lines[place].partition(" = ")
        alike = {'"': TEXTS, "[": LISTS}.get(old[:1], FITTING if old[:1].isdigit() else VALUES)
        changed = f"{key} = {draw(alike)}"
        if draw(st.integers(0, 9)) == 9:
            value = draw(VALUES)
            changed = draw(st.sampled_from([f"{key} = {value}"] * 4 + [value, f"{value} = {old}", "", f"{old}\n{old}"]))
        lines[place] = changed
    text = "\n".join(lines).encode()
    if draw(st.integers(0, 9)) == 9:
        place = draw(st.integers(0, len(text)))
        text = text[:place] + draw(st.binary(max_size=3)) + text[place + draw(st.integers(0, 3)) :]
    return text


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("course")


@settings(max_examples=2000, derandomize=True, database=None, deadline=None)
@given(text=courses())
def test_whatever_stands_in_it_it_is_read_and_rendered_or_refused_in_one_sentence(folder, text):
    try:
        book = read(folder, text)
    except course.LessonError as error:
        assert str(error).startswith("course.toml: ") and "\n" not in str(error)
        return
    scripts = [Script(lesson, "its file") for lesson in book.lessons]
    table = render.readme(book, f"{render.BEGIN}\n{render.END}", [minutes.of(script) for script in scripts])
    assert len(table.splitlines()) == len(book.lessons) + 4 + any(lesson.elective for lesson in book.lessons)
    for script in scripts:
        ast.parse(render.setup(book, script.lesson))
        assert f"**Time:** {script.lesson.minutes:g} minutes" in render.header(book, script, "notebooks")
        assert render.footer(book, script.lesson, "notebooks")
        assert f"| **{script.lesson.minutes:g}** |" in render.time_plan(script)
