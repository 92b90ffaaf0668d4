"""Nothing is used before it is introduced, and every idea of the plan is where the plan says."""

import re
from pathlib import Path

import pytest

from tools import course as course_toml
from tools import cut, glossary, render
from tools import lesson as lesson_file

ROOT = Path(__file__).resolve().parents[1]
COURSE = course_toml.read(ROOT)
LINES = glossary.lines(ROOT)
TERMS = glossary.terms(LINES)

#: Terms that are ordinary words as well: before their lesson they mean what they mean everywhere.
ORDINARY = {
    "prediction": "lesson 1 sets it against inference only later",
    "step": "rules are found step by step",
    "fit": "a rule that fits; in lesson 3 the method of that name",
    "scale": "pixels are scaled; in lesson 4 one of the seven difficulties",
    "state": "when somebody can state the rule",
    "window": "of a convolution; in lesson 5 of a text",
    "padding": "of a picture; in lesson 5 of a sentence",
    "temperature": "a temperature chart",
    "value": "the number that something has; in lesson 5 what attention mixes",
    "generator": "of random numbers; in lesson 7 a network",
    "noise": "of an instrument; in lesson 7 what a generator begins with",
}
#: Terms that an earlier lesson names on purpose, with the lesson that will explain them.
ANNOUNCED = {
    "layer": [
        "many small units in layers; you build the first layers in lesson 2",
        "In Keras a line is a `Dense` layer",
    ],
    "chain rule": ["the chain rule, more of it in lesson 2"],
    "pixel": ["In lesson 3 the inputs are pixels"],
}
#: How the course spells what Keras spells otherwise.
SPELT = {"Normalization": "Normalisation"}


def test_there_are_terms():
    assert len(TERMS) > 20 * len(COURSE.lessons) and {"loss", "gradient", "epoch"} <= {term.key for term in TERMS}


def test_the_glossary_is_up_to_date():
    page = (ROOT / "docs" / "GLOSSARY.md").read_text(encoding="utf-8")
    assert page == glossary.page(ROOT), "run python -m tools.glossary"


@pytest.mark.parametrize("term", [pytest.param(term, id=term.key) for term in TERMS if term.key not in ORDINARY])
def test_a_term_is_not_used_before_it_is_introduced(term):
    word = re.compile(rf"(?<![\w-]){re.escape(term.key)}(?:s|es)?(?![\w-])", re.IGNORECASE)
    before = [line.text for line in LINES[: term.place] if not line.text.startswith("#")]  # a heading may announce it
    before.append(re.sub(r"`.*?`", "", term.line.text.split(f"**{term.name}**")[0]))
    announced = ANNOUNCED.get(term.key, [])
    early = [text for text in before if word.search(text) and not any(words in text for words in announced)]
    assert early == [], f"{term.name} is introduced in lesson {term.line.lesson.number}, {term.line.heading}"


@pytest.mark.parametrize("word", [*ORDINARY, *ANNOUNCED])
def test_no_exception_is_made_for_what_needs_none(word):
    term = {term.key: term for term in TERMS}.get(word)
    if term is None:
        pytest.skip(f"{word}: its lesson is not in the course yet")
    before = "\n".join(line.text for line in LINES[: term.place]) + term.line.text.split(f"**{term.name}**")[0]
    assert re.search(rf"(?<![\w-]){re.escape(word)}", before, re.IGNORECASE), "nobody uses it early: remove it"
    assert all(words in before for words in ANNOUNCED.get(word, []))


def student_cells():
    """(lesson, kind, source) of every cell that a student sees, in the course's order."""
    for lesson in COURSE.lessons:
        script = lesson_file.read(ROOT, lesson)
        yield lesson, "markdown", render.header(COURSE, script, "notebooks")
        for cell in script.cells:
            if not cut.DROPPED & set(cell.tags):
                yield lesson, cell.kind, cell.source


CELLS = list(student_cells())


def words_of(name):
    """How a text may call a Keras class: BatchNormalization, batch normalisation; MaxPooling2D, max pooling."""
    names = {name, re.sub(r"\dD$", "", name)}
    names |= {one.replace(keras, ours) for one in names for keras, ours in SPELT.items()}
    return {
        separate.join(re.split(r"(?<=[a-z])(?=[A-Z])", one)).lower() for one in names for separate in ("", " ", "-")
    }


def test_no_keras_layer_is_used_before_the_text_names_it():
    """In the text above, in the text right below, or in a comment of the cell."""
    text, known, unnamed = "", set(), []
    for place, (lesson, kind, source) in enumerate(CELLS):
        if kind == "markdown":
            text += source.lower()
            continue
        below = CELLS[place + 1][2].lower() if place + 1 < len(CELLS) and CELLS[place + 1][1] == "markdown" else ""
        comments = "\n".join(re.findall(r"#.*|\"\"\".*?\"\"\"", source.lower(), re.DOTALL))
        for name in re.findall(r"keras\.layers\.(\w+)", source):
            if name not in known and not any(word in text + below + comments for word in words_of(name)):
                unnamed.append(f"lesson {lesson.number}: {name}")
            known.add(name)
    assert unnamed == []


def test_what_workshop_offers_is_introduced_before_it_is_used():
    text = ""
    for _, kind, source in CELLS:
        if kind == "markdown":
            text += source
            continue
        for use, words in [
            ("claim(", "**claim**"),
            ("check.", "check below it"),
            ("data.load(", "`data.load`"),
            ("plots.", "`plots`"),
        ]:
            assert use not in source or words in text, f"{use} is used before the text says {words}"


def exercises():
    return {match[1] for line in LINES if (match := re.match(r"### Exercise (\d+\.\d+): ", line.text))}


@pytest.mark.parametrize("lesson", [pytest.param(lesson, id=lesson.stem) for lesson in COURSE.lessons])
def test_what_a_lesson_points_to_is_there(lesson):
    known, numbers = exercises(), {str(other.number) for other in COURSE.lessons}
    for line in LINES:
        if line.lesson == lesson:
            for exercise in re.findall(r"[Ee]xercise (\d+\.\d+)", line.text):
                assert exercise in known, line.text[:120]
            for number in re.findall(r"lesson (\d)\b", line.text, re.IGNORECASE):
                assert number in numbers or int(number) <= 7, line.text[:120]
    for needed in lesson.needs:
        for number in re.findall(r"lesson (\d)", needed):
            assert int(number) < lesson.number, needed


ROWS = re.findall(
    r"^\| (.+?) \| (\d) \| (.+?) \| (.+?) \|$", (ROOT / "docs" / "IDEAS.md").read_text(encoding="utf-8"), re.M
)


def test_the_table_of_ideas_is_there():
    assert len(ROWS) > 60 and {row[1] for row in ROWS} == set("1234567")


@pytest.mark.parametrize("idea, number, section, words", ROWS)
def test_each_idea_of_the_plan_is_done_where_the_table_says(idea, number, section, words):
    text = [line.text for line in LINES if str(line.lesson.number) == number and section == line.heading]
    if number not in {str(lesson.number) for lesson in COURSE.lessons}:
        pytest.skip(f"lesson {number} is not in the course yet")
    code = [source for lesson, kind, source in CELLS if str(lesson.number) == number and kind == "code"]
    assert text, f"lesson {number} has no section {section!r}"
    assert words.lower() in "\n".join(text + code).lower()
