"""The glossary explains each term in the lesson's own words, or leaves it out."""

import re
from pathlib import Path

import pytest

from tools import course as course_toml
from tools import glossary

ROOT = Path(__file__).resolve().parents[1]
LINES = glossary.lines(ROOT)
TERMS = [term for term in glossary.terms(LINES) if term.name not in glossary.LEFT_OUT]
LESSON = course_toml.read(ROOT).lessons[0]


def explained(name, *text):
    """What the glossary says of a term that stands in these lines."""
    lines = [glossary.Line(LESSON, "Goal", "Goal", line) for line in text]
    [term] = [term for term in glossary.terms(lines) if term.name == name]
    return glossary.explanation(term, lines)


@pytest.mark.parametrize("term", [pytest.param(term, id=term.key) for term in TERMS])
def test_an_entry_is_sentences_that_stand_alone(term):
    words = glossary.explanation(term, LINES)
    assert len(re.sub(re.escape(term.name), "", words, flags=re.IGNORECASE).split()) >= 5, "nothing but the term"
    assert words.count("(") == words.count(")") and "**" not in words and "|" not in words
    assert re.search(r"[.?!][)*\"]*$", words), "the end of a sentence"
    assert term.name in glossary.MORE or not glossary.POINTS_BACK.match(words), "it points to what is not there"


def test_every_exception_is_for_a_term_of_the_course():
    assert {*glossary.MORE, *glossary.LEFT_OUT} <= {term.name for term in glossary.terms(LINES)}
    assert not {*glossary.MORE} & {*glossary.LEFT_OUT}
    page = (ROOT / "docs" / "GLOSSARY.md").read_text(encoding="utf-8")
    assert [name for name in glossary.LEFT_OUT if f"**{name}**" in page] == []


@pytest.mark.parametrize("line, sentences", [
    ("One. Two? Three!", ["One.", "Two?", "Three!"]),
    ("- An item. More of it.", ["An item.", "More of it."]),
    ("It holds. (Not always. Ask.) *Then* go on.", ["It holds.", "(Not always. Ask.)", "*Then* go on."]),
    ("Raise e (see 2. Above) to that.", ["Raise e (see 2. Above) to that."]),
    ("- x - y is short.", ["x - y is short."]),
])  # fmt: skip
def test_a_line_is_cut_into_its_sentences(line, sentences):
    assert glossary.sentences(line) == sentences


def test_what_stands_in_parentheses_is_left_out_unless_it_holds_the_term():
    line = "A **fox** is red. (So is a **brick**. It is heavy.) A **wolf** is grey."
    assert explained("fox", line) == "A fox is red."
    assert explained("brick", line) == "So is a brick. It is heavy."
    assert explained("wolf", line) == "A wolf is grey."


def test_what_points_back_brings_the_sentence_before_also_from_the_paragraph_above():
    assert (
        explained("den", "It digs. There it sleeps.", "", "That is its **den**.") == "There it sleeps. That is its den."
    )


def test_one_of_a_list_brings_the_sentence_that_announces_the_list():
    lines = "Some bark. There are two kinds:", "", "- the **red**: it lives here;", "- the **grey**: it does not."
    assert explained("red", *lines) == "There are two kinds: the red: it lives here."
    assert explained("grey", *lines) == "There are two kinds: the grey: it does not."


def test_a_row_of_a_table_says_what_its_columns_are_about():
    lines = "| task | what | in a wood |", "|---|---|---|", "| **count** | how many | six foxes |"
    assert explained("count", *lines) == "count: how many (in a wood: six foxes)."
    assert explained("count", *(line.rsplit("|", 2)[0] + "|" for line in lines)) == "count: how many."


def test_a_sentence_that_announces_a_formula_ends_with_a_full_stop():
    assert explained("sum", "The **sum** is what you get when you add:", "", "$$a + b$$") == (
        "The sum is what you get when you add."
    )
