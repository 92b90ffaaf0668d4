"""What a lesson's page keeps to: each breach is told with its line."""

import pytest
from test_build import GOOD, NAME, PLAIN, make, unrun

from tools import build, course, lesson, render, rules

WIDE = "x = 1  # " + "-" * 79


def told(root, text):
    """The breaches of a lesson with this text: (line, sentence)."""
    make(root, text)
    return rules.breaches(lesson.split(root, course.read(root).lessons[0]).cells)


def code(*lines):
    """A lesson of one code cell, whose first line is line 2."""
    return "\n".join(["# %%", *lines, ""])


def short(count):
    return [f"x{place} = {place}" for place in range(count)]


def test_a_good_page_keeps_the_rules(tmp_path):
    assert told(tmp_path, GOOD) == [] == told(tmp_path, PLAIN)


BREACHES = {
    "a long line": (code("x = 1", WIDE + "-"), [(3, "a line of 89 characters; 88 fit on the page")]),
    "a long line in a string": (code('x = """', "-" * 89, '"""'), [(3, "a line of 89 characters")]),
    "a long line in a dropped cell": (
        code(WIDE + "-").replace("# %%", '# %% tags=["solution"]'),
        [(2, "a line of 89 characters")],
    ),
    "a long cell": (code(*short(26)), [(2, "a cell of 26 lines; at most 25")]),
    "a long cell with a model": (code("keras.Sequential([])", *short(45)), [(2, "a cell of 46 lines; at most 45")]),
    "set by hand": (code("x = 1", "y = [1,  2]  # fmt: skip"), [(3, "`# fmt: skip`: write it so")]),
    "a dictionary of the tiers": (
        code("x = 1", 'y = {"full": 1,', '     "sample": 2, "other": 3}'),
        [(3, "a dictionary of the tiers")],
    ),
    "the tier asked for twice": (
        code("a = 1", 'b = d.tier == "sample"') + code("a = 1", 'if "full" != d.tier:', "    b = 1"),
        [(6, "this cell asks for the tier, and the cell of line 3 does already")],
    ),
    "the tier looked up": (
        code('b = d.tier == "sample"') + code("c = bounds[d.tier]"),
        [(4, "this cell asks for the tier, and the cell of line 2 does already")],
    ),
    "text behind a summary": (
        "# %% [markdown]\n# Text\n# <details><summary>Hint 1</summary>\n# $x^2$\n# </details>\n",
        [(4, "a blank line belongs behind `<summary>`")],
    ),
}


@pytest.mark.parametrize("breach", BREACHES)
def test_a_breach_is_told_with_its_line(tmp_path, breach):
    text, expected = BREACHES[breach]
    found = told(tmp_path, text)
    assert [line for line, _ in found] == [line for line, _ in expected], found
    assert all(said.startswith(words) for (_, said), (_, words) in zip(found, expected, strict=True)), found


DOCSTRING = ['def f():\n    """One.', *["    more"] * 40, '    """', "    return 1"]
KEPT = {
    "88 characters": code(WIDE),
    "a long line of prose": f"# %% [markdown]\n# {'word ' * 100}\n",
    "25 lines": code(*short(25)),
    "blank lines": code(*[line for one in short(25) for line in (one, "")]),
    "a docstring": code(*DOCSTRING, *short(23)),
    "marks": code("### BEGIN SOLUTION", *short(25), "### END SOLUTION"),
    "a model": code("m = keras.Sequential([", *["    keras.layers.Dense(1),"] * 43, "])"),
    "a functional model": code("i = keras.Input((3,))", *short(44)),
    "a model of its own": code("class Mine(keras.Model):", *["    " + line for line in short(44)]),
    "a layer of its own": code("class Mine(keras.layers.Layer):", *["    " + line for line in short(44)]),
    "one key of the two": code('x = {"full": 1}', 'y = {"sample": 2}'),
    "the tier in one cell, twice": code('a = d.tier == "sample"', 'b = d.tier == "full"'),
    "the tier printed": code('a = d.tier == "sample"') + code("print(d.tier)"),
    "the words in a string": code('x = "# fmt: skip"'),
    "an empty line behind a summary": "# %% [markdown]\n# <details><summary>A</summary>\n#\n# $x^2$\n# </details>\n",
}


@pytest.mark.parametrize("kept", KEPT)
def test_what_keeps_the_rules_is_left_alone(tmp_path, kept):
    assert told(tmp_path, KEPT[kept]) == []


def test_words_of_a_model_in_a_comment_make_no_model(tmp_path):
    assert told(tmp_path, code("# keras.Sequential(", *short(26)))


def test_the_breaches_of_a_lesson_are_printed_by_line_and_then_what_else_is_wrong(tmp_path, capsys):
    make(tmp_path, code(WIDE + "-", *short(26)))
    assert rules.main([], tmp_path) == 1
    wide, long, minutes = capsys.readouterr().out.splitlines()
    assert long.startswith(f"{NAME}:2: a line of 89") and wide.startswith(f"{NAME}:2: a cell of 27")
    assert minutes.startswith(f"{NAME}:1: course.toml says 5 minutes")
    make(tmp_path, PLAIN, PLAIN)
    assert rules.main(["other"], tmp_path) == 0
    assert capsys.readouterr().out == "every page keeps the rules\n"


def test_a_lesson_that_breaks_a_rule_is_not_read(tmp_path):
    make(tmp_path, PLAIN + f"\n# %%\n{WIDE}-\n")
    with pytest.raises(course.LessonError, match=rf"^{NAME}:11: a line of 89 characters"):
        lesson.read(tmp_path, course.read(tmp_path).lessons[0])


def test_the_setup_cell_keeps_the_width_and_says_that_nobody_need_read_it(tmp_path):
    """It is longer than 25 lines, for it runs where nothing of the course is yet."""
    book = course.read(build.ROOT)
    for entry in book.lessons:
        lines = render.setup(book, entry).split("\n")
        assert max(map(len, lines)) <= rules.WIDEST
        assert len(lines) <= 36 and "you need not read it" in lines[0]
    assert unrun(make(tmp_path, PLAIN)).cells[2].source.split("\n")[0] == lines[0]
