"""docs/TEACHING.md: its tables are what its plans give, and add up; the pages to print keep to the lessons."""

import functools
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from test_build import make

from tools import course, cut, lesson, minutes, teaching

ROOT = Path(__file__).resolve().parents[1]
COURSE = course.read(ROOT)
TEXT = (ROOT / teaching.PAGE).read_text(encoding="utf-8")
PLANS = {
    "One hour: a talk": 60,
    "90 minutes: the workshop": 90,
    "Half a day": 210,
    "A day": 195,
    "Two days": 195,
    "Ten weeks": 90,
}
SESSIONS = {"A day": 2, "Two days": 4, "Ten weeks": 10}
WHOLE = ("Two days", "Ten weeks")


def chapter(title: str) -> str:
    """What stands under a heading of the page."""
    return TEXT.split(f"\n## {title}\n")[1].split("\n## ")[0]


def rows(table: str) -> list[list[str]]:
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if line[:1] == "|"]
    return cells[2:]  # below its head


def minute(clock: str) -> int:
    hours, rest = clock.split(":")
    return 60 * int(hours) + int(rest)


# --- the page as it stands ---


def test_the_tables_are_what_the_plans_give():
    assert teaching.page(ROOT) == TEXT, "render them with python -m tools.teaching"


def test_the_page_has_the_six_plans_and_no_other():
    with_table = [title for title in re.findall(r"^## (.*)$", TEXT, re.MULTILINE) if teaching.BEGIN in chapter(title)]
    assert with_table == list(PLANS)


@pytest.mark.parametrize("title", PLANS)
def test_the_minutes_of_a_plan_add_up_as_they_are_read(title):
    """Read from the page alone: what a teacher would add up with a pencil."""
    sessions, count, begins, now = 0, 0.0, 0, None
    for clock, said, what in rows(
        chapter(title).split("-->\n")[1].split("\n\nLeft out")[0].split("Nothing is left")[0]
    ):
        if not clock:  # the name of a session
            continue
        if now is None:
            begins = now = minute(clock)
        assert minute(clock) == now, f"{what} begins at {clock}"
        if what == "the end":
            assert said == f"**{PLANS[title]}**" and count == now - begins == PLANS[title]
            sessions, count, now = sessions + 1, 0.0, None
            continue
        if "lesson" in what.lower() and "](../notebooks/" in what:
            parts = [float(number) for number in re.findall(r" (\d+(?:\.\d+)?)(?: \(optional\))?(?:;|$)", what)]
            assert sum(parts) == float(said), what
        assert float(said) > 0
        count, now = count + float(said), now + round(float(said))
    assert sessions == SESSIONS.get(title, 1)


@pytest.mark.parametrize("title", PLANS)
def test_each_session_keeps_a_reserve_and_says_what_to_prepare_where_to_pause_and_what_goes_wrong(title):
    text = chapter(title)
    plan = teaching.PLAN.search(text)
    rest = re.findall(r"\{what = ", plan["text"])
    assert len(rest) == SESSIONS.get(title, 1)
    for word in ("**Prepare.**", "**Pause", "**Trouble.**"):
        assert word in text[plan.end() :], word


@pytest.mark.parametrize("title", WHOLE)
def test_the_long_plans_leave_nothing_out_that_is_needed(title):
    """What may be skipped is named behind "optional:", what is needed before it."""
    for left in re.findall(r"lesson \d \((.*?)\)(?:[;.])", chapter(title)):
        assert left.startswith("optional: "), left
    assert all(f"[Lesson {entry.number}](" in chapter(title) for entry in COURSE.lessons)


def test_a_plan_that_is_led_takes_the_minutes_that_the_lesson_gives():
    known = teaching.sections(lesson.read(ROOT, COURSE.lessons[2]))
    assert sum(section.led for section in known.values()) == COURSE.lessons[2].minutes
    assert "Exercise 3.9: the challenge" not in known  # it has no minutes: it is homework


# --- plans that do not fit ---

LESSON = """\
# %% [markdown]
# ## First
# Ten words are said here, and then one more. **Predict.** Why?

# %%
one = 1

# %% [markdown] tags=["instructor"]
# **Minutes: 2.** Many words that are never told in a class, whoever may count them.

# %% [markdown]
# ## Second

# %%
two = one + 1

# %% [markdown] tags=["instructor"]
# **Minutes: 3.** All of it.

# %% [markdown] tags=["optional"]
# ### More
# Nobody needs this.

# %%
three = two + 1

# %% [markdown] tags=["instructor"]
# **Minutes: 4.** If there is time.

# %% [markdown]
# ## Quiz
# Twenty questions.
"""


@pytest.fixture
def small(tmp_path):
    """A function that renders a page with one plan, of these parts and minutes, for a lesson of two sections."""
    make(tmp_path, LESSON)
    (tmp_path / "docs").mkdir()

    def render(parts: str, count: int = 10, before: str = "# Plans\n\n") -> str:
        text = f"{before}{teaching.BEGIN}minutes = {count}\nparts = [{parts}]\n-->\n{teaching.END}\n"
        (tmp_path / teaching.PAGE).write_text(text, encoding="utf-8")
        return teaching.page(tmp_path)

    render.root = tmp_path
    return render


def test_a_lesson_that_is_led_and_one_that_is_shown_by_hand(small):
    text = small('{lesson = 1, until = "First"}, {what = "Rest"}')
    assert "| 0:00 | 2 | **[Lesson 1](../notebooks/01_adding.ipynb)**: First 2 |" in text
    assert "| 0:02 | 8 | Rest |\n| 0:10 | **10** | the end |" in text
    assert "Left out: lesson 1 (*Second*; optional: *More*)." in text
    words = minutes.words("## First Ten words are said here, and then one more. **Predict.** Why?")
    assert words == 12 < minutes.TOLD  # so one minute, and one for the question
    assert "| 0:00 | 3 | **[Lesson 1](../notebooks/01_adding.ipynb)**, shown: First 2; Second 1 |" in small(
        "{lesson = 1, shown = true}, {what = 'Rest'}"
    )


def test_what_is_optional_is_led_when_it_is_asked_for(small):
    assert "| 0:00 | 9 | " in small('{lesson = 1, also = ["More"]}, {what = "Rest"}')
    assert "Nothing is left out." in small('{lesson = 1, also = ["More"]}, {what = "Rest"}')
    assert ": First 2; Second 3 |" in small('{lesson = 1}, {lesson = 1, only = ["More"]}, {minutes = 1, what = "x"}')


def test_sessions_have_their_minutes_each_and_their_own_clock(small):
    parts = (
        '{session = "A", begins = "9:00"}, {lesson = 1}, {what = "x"}, {session = "B", begins = "13:30"}, {what = "y"}'
    )
    text = small(parts)
    assert "| | | **A** |\n| 9:00 | 5 | " in text and "| | | **B** |\n| 13:30 | 10 | y |\n| 13:40 | **10** |" in text


WRONG = {
    "a section that is none": ('{lesson = 1, skip = ["Third"]}', "no section 'Third' with minutes; it has First"),
    "an optional part that is none": ('{lesson = 1, also = ["Less"]}', "no optional part 'Less' with minutes; it has"),
    "a lesson that is none": ("{lesson = 9}", "course.toml: no lesson '9'"),
    "too full": ('{lesson = 1}, {minutes = 5, what = "x"}, {what = "y"}', "10 minutes of 10, and nothing is left"),
    "too short": ("{lesson = 1}", "the parts add up to 5 minutes of 10"),
    "too long": ('{lesson = 1}, {minutes = 6, what = "x"}', "the parts add up to 11 minutes of 10"),
    "of one session": ('{session = "A"}, {what = "x"}, {session = "B"}, {lesson = 1}', "the parts of B add up to 5"),
    "two reserves": ('{what = "x"}, {what = "y"}', "two parts have no minutes"),
    "twice": ('{lesson = 1}, {lesson = 1, until = "First"}', "lesson 1: 'First' stands twice in one plan"),
    "what is needed": ('{lesson = 1, skip = ["First"]}, {what = "x"}', "'Second' needs 'one', which 'First' makes"),
    "what is needed, shown": (
        '{lesson = 1, shown = true, until = "First"}, {lesson = 1, from = "Second"}, {what = "x"}',
        "lesson 1: 'Second' needs 'one', which 'First' makes, and that is skipped",
    ),
    "an unknown key": ('{lesson = 1, skipp = ["First"]}', "a part is a session, a lesson, or what it is and its min"),
    "no part": ("{}", "a part is a session, a lesson, or what it is and its minutes"),
    "words for minutes": ('{minutes = "five", what = "x"}', "`minutes` is a number above 0, and this is 'five'"),
    "no minutes": ('{minutes = 0, what = "x"}', "`minutes` is a number above 0, and this is 0"),
    "a clock that is none": ('{session = "A", begins = "nine"}, {what = "x"}', "`begins` is a time such as"),
    "sections in the wrong order": ('{lesson = 1, from = "Second", until = "First"}', "'Second' comes behind 'First'"),
    "not TOML": ("{lesson = }", "this plan is not TOML: "),
}  # fmt: skip


@pytest.mark.parametrize("parts, words", WRONG.values(), ids=WRONG)
def test_a_plan_that_does_not_fit_is_one_sentence_with_its_line(small, parts, words, capsys):
    with pytest.raises(course.LessonError) as caught:
        small(parts)
    assert str(caught.value).startswith(f"{teaching.PAGE}:3: ") and words in str(caught.value)
    before = (small.root / teaching.PAGE).read_bytes()
    assert teaching.main([], small.root) == 1
    assert capsys.readouterr().err.count("\n") == 1 and (small.root / teaching.PAGE).read_bytes() == before


def test_a_plan_without_its_end_and_one_with_other_keys_are_said(small):
    with pytest.raises(course.LessonError, match="a plan is `<!-- plan`"):
        small('{what = "x"}', before=f"{teaching.BEGIN}minutes = 1\n-->\n")
    (small.root / teaching.PAGE).write_text(f"{teaching.BEGIN}minutes = 1\n-->\n{teaching.END}\n", encoding="utf-8")
    with pytest.raises(course.LessonError, match=":1: a plan has `minutes` and `parts`, and nothing else"):
        teaching.page(small.root)


def test_check_says_whether_the_page_is_up_to_date_and_writes_nothing(small, capsys):
    small("{lesson = 1}, {what = 'x'}")
    before = (small.root / teaching.PAGE).read_bytes()
    assert teaching.main(["--check"], small.root) == 1
    assert "render them with python -m tools.teaching" in capsys.readouterr().out
    assert (small.root / teaching.PAGE).read_bytes() == before
    assert teaching.main([], small.root) == 0
    assert teaching.main(["--check"], small.root) == 0 and capsys.readouterr().out == ""


# --- the pages to print ---


def page(entry: course.Lesson) -> str:
    return (ROOT / "docs" / "pages" / f"{entry.stem}.md").read_text(encoding="utf-8")


def learnt(entry: course.Lesson) -> str:
    """The lesson as its solution shows it: what is written, and what is printed."""
    cells = json.loads(entry.solution(ROOT).read_text(encoding="utf-8"))["cells"]
    printed = ["".join(output.get("text", [])) for cell in cells for output in cell.get("outputs", [])]
    return "\n".join(["".join(cell["source"]) for cell in cells] + printed)


@functools.cache
def cells(number: int) -> list[lesson.Cell]:
    """What a student gets of a lesson's text and code."""
    found = lesson.split(ROOT, COURSE.lessons[number - 1]).cells
    return [cell for cell in found if not cut.DROPPED & set(cell.tags)]


def sums(text: str) -> set[str]:
    """The results of the sums that a text writes out (`784 × 512 + 512 = 401,920`), which are to be right."""
    found = set()
    for left, right in re.findall(r"((?:\d[\d,.]*|[×+()]| )+) = (\d[\d,]*\d)", text):
        wanted = right.replace(",", "")
        assert eval(left.replace("×", "*").replace(",", "")) == int(wanted), left
        found.add(wanted)
    return found


def numbers(text: str) -> set[str]:
    """The numbers of two digits and more, as they are written but for the comma of thousands."""
    text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text)
    return {found for found in re.findall(r"(?<![\w.])\d[\d.]*(?:e-?\d+)?(?![\w])", text) if len(found.rstrip(".")) > 1}


LESSONS = [pytest.param(entry, id=entry.stem) for entry in COURSE.lessons]


@pytest.mark.parametrize("entry", LESSONS)
def test_a_page_bears_its_lessons_title_and_question_and_fits_a_sheet(entry):
    text = page(entry)
    assert text.startswith(f"# Lesson {entry.number}. {entry.title}\n\n*{entry.question}*\n\n## Ideas\n")
    assert "## Formulas\n" in text and "## Shapes\n" in text
    assert len(text.split()) <= 480, "more does not fit one sheet: python -m tools.onepage says so"


@pytest.mark.parametrize("entry", LESSONS)
def test_each_number_of_a_page_stands_in_its_lesson(entry):
    there = {number.rstrip(".") for number in numbers(learnt(entry))} | sums(page(entry))
    missing = {number.rstrip(".") for number in numbers(page(entry))} - there
    assert not missing


@pytest.mark.parametrize("entry", LESSONS)
def test_each_term_of_a_page_is_one_that_this_lesson_or_an_earlier_one_introduces(entry):
    known = set()
    for number in range(1, entry.number + 1):
        for cell in cells(number):
            if cell.kind == "markdown":
                known |= {term.lower().rstrip("s.") for term in re.findall(r"\*\*([^*\n]+)\*\*", cell.source)}
    for term in re.findall(r"\*\*([^*\n]+)\*\*", page(entry)):
        assert term.lower().rstrip("s.") in known, term


@pytest.mark.parametrize("entry", LESSONS)
def test_each_function_of_a_page_has_these_arguments_in_its_lesson(entry):
    defined = {}
    for cell in cells(entry.number):
        if cell.kind == "code":
            for name, arguments in re.findall(r"^def (\w+)\(([^)]*)\)", cell.source, re.MULTILINE):
                defined[name] = [one.split("=")[0].strip() for one in arguments.split(",")]
    found = re.findall(r"`(\w+)\(([\w, ]+)\)`", page(entry))
    assert len(found) >= 2
    for name, arguments in found:
        wanted = [one.strip() for one in arguments.split(",")]
        assert defined[name][: len(wanted)] == wanted, name


def test_the_pages_are_those_of_the_lessons():
    there = {path.name for path in (ROOT / "docs" / "pages").iterdir()}
    assert there == {f"{entry.stem}.md" for entry in COURSE.lessons}


# --- what it says to do ---


def test_the_commands_of_the_page_are_there():
    said = subprocess.run([sys.executable, "start.py", "--help"], cwd=ROOT, capture_output=True, text=True).stdout
    for command in set(re.findall(r"`python3 start\.py (\w+)", TEXT)):
        assert f"python3 start.py {command} " in said, command
    for module in set(re.findall(r"`python -m (tools\.\w+)", TEXT)):
        assert (ROOT / (module.replace(".", "/") + ".py")).is_file(), module
