"""The minutes of a lesson by the one rule of tools/minutes.py: by hand for a small lesson, and in every header."""

import dataclasses

import pytest
from test_build import make

from tools import build, course, lesson, minutes, render

ROOT = build.ROOT
COURSE = course.read(ROOT)
LESSONS = [pytest.param(entry, id=entry.stem) for entry in COURSE.lessons]
TEXT = '''\
# %% [markdown]
# ## Two words
# **Predict.** [Five words](https://example.org) are here.
#
# ### Exercise 1.1: add
# <details><summary>Hint 1</summary>
#
# Two more.
# </details>
# <details><summary>Answer</summary></details>

# %% tags=["nbval-ignore-output"] alt="a figure"
def add_up(a, b):
    """Return a + b.

    It is easy.
    """
    ### BEGIN SOLUTION
    total = a + b

    # the end
    return total
    ### END SOLUTION


print(add_up(1, 2))

# %% [markdown] tags=["instructor"]
# **Minutes: 5.** Many words that no student reads.

# %% tags=["solution"]
print("code that no student reads")
'''
SKIPPED = """
# %% [markdown] tags=["optional"]
# ## Three words more
# **Diagnose.** One?

# %% alt="another"
print(10)

# %% [markdown]
# ## The end
"""


def times(root, text):
    make(root, text)
    return minutes.of(lesson.split(root, course.read(root).lessons[0]))


def test_what_a_small_lesson_asks_by_hand(tmp_path):
    found = times(tmp_path, TEXT)
    code = 17 + 16 + 11 + 3 + 19
    expected = minutes.Work(words=10, folded=5, code=code, figures=1, questions=2, exercises=1, lines=2)
    assert found.core == expected
    assert found.optional == minutes.Work() and found.waits == 7 / 60


def test_the_minutes_of_a_small_lesson_by_hand(tmp_path):
    found = times(tmp_path, TEXT)
    assert found.alone == pytest.approx((10 + 5 / 2) / 110 + 66 / 600 + 0.75 + 2 * 1 + 8 + 2 * 0.75 + 7 / 60)
    assert found.in_class == pytest.approx(10 / 150 + (8 + 2 * 0.75) / 2 + 7 / 60)


def test_what_is_optional_counts_by_itself(tmp_path):
    plain, found = times(tmp_path, TEXT), times(tmp_path, TEXT + SKIPPED)
    assert found.optional == minutes.Work(words=5, code=9, figures=1, questions=1)
    assert found.core == dataclasses.replace(plain.core, words=12)  # The end


@pytest.mark.parametrize(
    "text, count",
    [
        ("one two-fold word's", 3),
        ("| a | 1 |\n|---|---|", 2),
        ("$$x + y$$ -- !", 2),
        ("[a b](c d) <b>e</b>", 3),
        ("", 0),
    ],
)
def test_what_counts_as_a_word(text, count):
    assert minutes.words(text) == count


@pytest.mark.parametrize(
    "count, step, words",
    [
        (3, 15, "15 minutes"),
        (52, 15, "45 minutes"),
        (55, 15, "1 hour"),
        (68, 15, "1 hour 15 minutes"),
        (119, 15, "2 hours"),
        (127.6, 15, "2 hours 15 minutes"),
        (12, 5, "10 minutes"),
        (1, 5, "5 minutes"),
    ],
)
def test_minutes_are_said_as_one_says_them(count, step, words):
    assert minutes.spoken(count, step) == words


def test_the_header_says_the_minutes_in_class_alone_and_of_what_is_optional(tmp_path):
    make(tmp_path, TEXT + SKIPPED)
    book = course.read(tmp_path)
    header = render.header(book, lesson.read(tmp_path, book.lessons[0]), "notebooks")
    said = "**Time:** 5 minutes in class; about 15 minutes alone. What is marked *optional* adds about 5 minutes alone."
    assert f"\n{said}\n" in header
    row = render.readme(book, f"{render.BEGIN}{render.END}", [minutes.of(lesson.split(tmp_path, book.lessons[0]))])
    assert "| What is adding? | 5 | 15 | [![" in row
    make(tmp_path, TEXT)
    assert "optional" not in render.header(book, lesson.read(tmp_path, book.lessons[0]), "notebooks")


@pytest.mark.parametrize("entry", LESSONS)
def test_a_lessons_header_says_what_the_rule_gives(entry):
    found = minutes.of(lesson.split(ROOT, entry))
    script = lesson.read(ROOT, entry)
    solved = build.solution(COURSE, script)
    said = f"**Time:** {entry.minutes:g} minutes in class; about {minutes.spoken(found.alone)} alone."
    for notebook in (solved, build.student(COURSE, script, solved)):
        assert said in notebook.cells[0].source


@pytest.mark.parametrize("entry", LESSONS)
def test_the_core_of_a_lesson_fits_its_minutes_in_class(entry):
    found = minutes.of(lesson.split(ROOT, entry))
    assert found.in_class <= entry.minutes, "mark something optional, or give the lesson more minutes in course.toml"


def test_the_table_has_a_line_for_each_lesson_and_says_which_does_not_fit(tmp_path):
    make(tmp_path, TEXT, TEXT.replace("1.1", "2.1") + "\n# %% [markdown]\n# " + "word " * 900)
    first, one, two = minutes.table(tmp_path).splitlines()
    assert two.endswith(" 5  too long")
    assert first.split() == ["lesson", "words", "exercises", "waits", "alone", "optional", "told", "class"]
    assert one.split() == ["01_adding", "10", "1", "0.1", "13", "0", "5", "5"]
    assert minutes.table(tmp_path, [1]).splitlines() == [first, one]
