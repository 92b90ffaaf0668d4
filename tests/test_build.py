"""The builder on tiny lessons: what it makes of a good one, and what it says of each broken one."""

import ast
import json
import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelspec import get_kernel_dict

from tools import build, course, cut, evidence, fingerprint, glossary, lesson, mutate, render, update
from workshop import keeping

ROOT = Path(__file__).resolve().parents[1]
COURSE = """\
title = "A tiny course"
version = "1.2.3"
repository = "https://github.com/somebody/tiny"
ref = "main"
"""
ENTRY = """
[[lesson]]
number = {number}
slug = "{slug}"
title = "Lesson about {slug}"
question = "What is {slug}?"
minutes = 5
needs = ["a need"]
goals = ["a goal", "another"]
datasets = ["line"]
weights = []
gpu = false
seconds = 7
memory_gb = 1.5
elective = false
"""
README = "# Tiny\n\n<!-- lessons: begin -->\n<!-- lessons: end -->\n\nThe end.\n"
# Written with its line numbers in mind: the tests replace parts of it and name the line that is then wrong.
GOOD = '''\
# %% [markdown]
# ## Goal
# Add things.

# %% [markdown] tags=["instructor"]
# **Minutes: 2.** Ask first.

# %% [markdown]
# ## Model
# ### Exercise 1.1: add two numbers
# Write it.

# %%
def add(a, b):
    """Return the sum.

    ### BEGIN SOLUTION
    """
    ### BEGIN SOLUTION
    total = a + b
    return total
    ### END SOLUTION

# %% tags=["nbval-check-output"]
print(add(1, 2))

# %% [markdown]
# ### Exercise 1.2: draw "it"
# Draw.

# %% tags=["nbval-ignore-output"] alt="a small square"
import sys
from IPython.display import Image, display
### BEGIN SOLUTION
size = add(1, 1)
### END SOLUTION
print("size", size)
print("noise", file=sys.stderr)
print("again")
display(Image(data=PIXEL))

# %% [markdown] tags=["instructor"]
# **Minutes: 3.** Pause here.

# %% tags=["solution"]
size + 40

# %%
size
'''
PLAIN = """\
# %% [markdown]
# ## Goal

# %% [markdown] tags=["instructor"]
# **Minutes: 5.** All of it.

# %% tags=["nbval-check-output"]
print("hello")
"""
PIXEL = "from pixel import PIXEL"
GOOD = GOOD.replace("import sys\n", f"import sys\n{PIXEL}\n")
NAME, STEM = "lessons/01_adding.py", "01_adding.ipynb"


def make(root: Path, *texts: str) -> Path:
    """A course of lessons with these texts: adding, then other."""
    slugs = ["adding", "other"][: len(texts)]
    (root / "lessons").mkdir(parents=True, exist_ok=True)
    entries = [ENTRY.format(number=number, slug=slug) for number, slug in enumerate(slugs, start=1)]
    (root / "course.toml").write_text(COURSE + "".join(entries), encoding="utf-8")
    (root / "README.md").write_text(README, encoding="utf-8")
    for number, (slug, text) in enumerate(zip(slugs, texts, strict=True), start=1):
        (root / "lessons" / f"{number:02d}_{slug}.py").write_text(text, encoding="utf-8")
    return root


def make_packages(root: Path) -> Path:
    """Stand-ins for what the setup cell imports, so that a run takes a second."""
    (root / "workshop" / "checks").mkdir(parents=True)
    (root / "workshop" / "__init__.py").write_text("SEED = 1\nclaim = data = diagrams = plots = predicted = None\n")
    (root / "workshop" / "progress.py").write_text("Progress = watch = None\n")
    (root / "workshop" / "notebook.py").write_text(
        "def open_lesson(stem, version):\n    assert stem[:3] in ('01_', '02_') and version == '1.2.3', stem\n"
    )
    for path in ("workshop/checks/__init__.py", "workshop/checks/adding.py", "workshop/checks/other.py", "keras.py"):
        (root / path).write_text("")
    png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    (root / "pixel.py").write_text(f"PIXEL = __import__('base64').b64decode({png!r})\n")
    (root / "matplotlib").mkdir()
    for path in ("matplotlib/__init__.py", "matplotlib/pyplot.py"):
        (root / path).write_text("")
    return root


def script(root: Path) -> lesson.Script:
    return lesson.read(root, course.read(root).lessons[0])


def unrun(root: Path, number: int = 1) -> nbformat.NotebookNode:
    """The solution as it is before it runs."""
    book = course.read(root)
    return build.solution(book, lesson.read(root, book.lessons[number - 1]))


def files(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture(scope="module", autouse=True)
def kernel(tmp_path_factory):
    packages = make_packages(tmp_path_factory.mktemp("packages"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(packages))
        patch.setenv("MPLBACKEND", "agg")
        patch.delenv("WORKSHOP_DATA", raising=False)
        patch.setenv("CI", "true")  # every letter counts; the tests of people's work switch it off
        yield


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    root = make(tmp_path_factory.mktemp("built"), GOOD, PLAIN)
    build.build(root)
    return root


@pytest.fixture
def course_copy(built, tmp_path):
    return Path(shutil.copytree(built, tmp_path / "copy"))


def read(path: Path) -> nbformat.NotebookNode:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    return notebook


def student(root: Path) -> nbformat.NotebookNode:
    return read(root / "notebooks" / "01_adding.ipynb")


def solution(root: Path) -> nbformat.NotebookNode:
    return read(root / "solutions" / "01_adding.ipynb")


def cell_with(notebook, words):
    (found,) = [cell for cell in notebook.cells if words in cell.source]
    return found


# --- what a good lesson becomes ---


def test_the_lesson_becomes_header_time_plan_setup_cells_footer(built):
    cells = solution(built).cells
    assert [cells[i].id for i in (0, 1, 2, -1)] == ["header", "time-plan", "setup", "footer"]
    assert cells[0].source.startswith("# Lesson 1. Lesson about adding\n")
    for words in (
        "*What is adding?*",
        "5 minutes in class; about 15 minutes alone.",
        "- a need",
        "- a goal\n- another",
    ):
        assert words in cells[0].source
    assert "| Goal | 2 |\n| Model | 3 |\n| **together** | **5** |" in cells[1].source
    assert "7 s" in cells[1].source and "1.5 GB" in cells[1].source and "line" in cells[1].source
    assert "(02_other.ipynb)" in cells[-1].source and "CC BY 4.0" in cells[-1].source


def test_it_says_how_to_switch_suggestions_off_and_that_hints_come_first(built):
    how = student(built).cells[0].source.split("\n\n")[-1]
    assert how.startswith("**How to work.**") and len(how.split()) < 130
    for editor in (
        "Colab: *Settings*, *AI Assistance*, *Hide generative AI features*",
        "VS Code: the setting `chat.disableAIFeatures`",
        "JupyterLab, where an extension",
        "*Settings Editor*, *Inline Completer*, no provider *Enabled*",
        "hints first",
    ):
        assert editor in how
    assert "The course's policy: an exercise is solved without them" in solution(built).cells[1].source
    assert "*How to work* at the top of the student's notebook says how" in solution(built).cells[1].source


def test_each_badge_opens_its_own_notebook(built):
    for folder in ("solutions", "notebooks"):
        for path in (built / folder).iterdir():
            address = f"https://colab.research.google.com/github/somebody/tiny/blob/main/{folder}/{path.name}"
            assert f"]({address})" in read(path).cells[0].source


def test_a_fork_changes_one_line_and_badges_and_setup_follow(tmp_path):
    root = make(tmp_path, PLAIN)
    text = (root / "course.toml").read_text().replace("somebody/tiny", "other/fork")
    (root / "course.toml").write_text(text.replace('ref = "main"', 'ref = "v2"'))
    text = build.text_of(unrun(root))
    assert "somebody" not in text and "tiny" not in text.replace("A tiny course", "")
    for words in ("github/other/fork/blob/v2/", "https://github.com/other/fork", "/content/fork", r"\"v2\""):
        assert words in text


def test_the_setup_cell_imports_this_lesson_and_has_its_tag(built):
    setup = student(built).cells[1]
    assert setup.id == "setup" and setup.metadata.tags == ["nbval-ignore-output"]
    assert "from workshop.checks import adding as check" in setup.source
    assert 'open_lesson("01_adding", version="1.2.3")' in setup.source
    assert len(setup.source.split("\n")) <= 37


def test_stored_outputs_have_no_stderr_merged_prints_and_counts_1_to_n(built):
    notebook = solution(built)
    codes = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in codes] == list(range(1, len(codes) + 1))
    outputs = cell_with(notebook, "noise").outputs
    assert [output.output_type for output in outputs] == ["stream", "display_data"]
    assert outputs[0].text == "size 2\nagain\n"
    assert codes[-1].outputs[0].execution_count == len(codes)


def test_metadata_tells_the_courses_version_and_that_of_python_and_no_time(built):
    for path in [*(built / "solutions").iterdir(), *(built / "notebooks").iterdir()]:
        notebook = read(path)
        mark = {"version": "1.2.3", "built": fingerprint.fingerprint(notebook)}
        assert notebook.metadata.pop("line_to_gan") == mark
        assert notebook.metadata.language_info.pop("version") == platform.python_version()
        assert notebook.metadata == build.METADATA and (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
        assert all(cell.metadata.keys() <= {"tags", "alt"} for cell in notebook.cells)


def test_metadata_is_what_the_kernel_would_say_of_itself():
    """So that opening and saving a notebook writes the same again; tests/test_browser.py sees it done."""
    assert build.METADATA["kernelspec"]["display_name"] == get_kernel_dict()["display_name"]
    said = {**build.METADATA["language_info"], "version": platform.python_version()}
    assert said == IPythonKernel.language_info


def test_a_region_becomes_one_line_that_stops_at_its_indentation(built):
    cell = cell_with(student(built), "def add")
    stop = '    raise NotImplementedError("Exercise 1.1: add two numbers. Replace this line with your code.")'
    assert cell.source.split("\n")[-1] == stop
    assert "total" not in cell.source


def test_the_words_of_a_mark_inside_a_string_stay(built):
    assert cell_with(student(built), "def add").source.count("### BEGIN SOLUTION") == 1


def test_solution_and_instructor_cells_are_dropped(built):
    text = (built / "notebooks" / "01_adding.ipynb").read_text(encoding="utf-8")
    assert "size + 40" not in text and "Pause here" not in text and "Time plan" not in text


def test_students_see_no_outputs_and_every_code_cell_parses(built):
    for path in (built / "notebooks").iterdir():
        for cell in read(path).cells:
            if cell.cell_type == "code":
                assert cell.outputs == [] and cell.execution_count is None
                ast.parse(cell.source)


def test_under_a_stub_stands_what_the_solution_showed(built):
    cells = student(built).cells
    place = next(i for i, cell in enumerate(cells) if "Image(data" in cell.source)
    target = cells[place + 1]
    assert target.id == cells[place].id + "-target"
    assert "**Target.**" in target.source and "~~~text\nsize 2\nagain\n~~~" in target.source
    stored = cell_with(solution(built), "Image(data").outputs[1].data["image/png"]
    assert f'<img alt="a small square" src="data:image/png;base64,{stored.strip()}">' in target.source
    assert "attachments" not in target
    assert sum(cell.id.endswith("-target") for cell in cells) == 1, "a stub without outputs has no target"


@pytest.mark.parametrize("tag, words", [("nbval-check-output", "shows:"), ("nbval-ignore-output", "like this:")])
def test_a_target_says_whether_the_students_numbers_will_be_the_same(tag, words):
    outputs = [nbformat.v4.new_output("stream", text="0.98")]
    cell = nbformat.v4.new_code_cell("score", id="score", metadata={"tags": [tag]}, outputs=outputs)
    assert cut.target(cell).source.splitlines()[0].endswith(words)


def test_quotes_in_an_exercise_title_make_no_broken_stub(built):
    assert 'raise NotImplementedError("Exercise 1.2: draw \\"it\\". ' in cell_with(student(built), "Image(").source


def test_the_tools_work_on_the_repository_that_they_stand_in():
    here = Path(__file__).resolve().parents[1]
    assert build.ROOT == evidence.ROOT == glossary.ROOT == update.ROOT == mutate.ROOT == here


def test_building_again_gives_the_same_bytes(built, course_copy):
    build.build(course_copy)
    assert files(course_copy) == files(built)


def test_one_lesson_can_be_built_and_the_readme_table_follows(tmp_path):
    root = make(tmp_path, GOOD.replace("add(1, 2)", "nonsense"), PLAIN)
    build.build(root, ["other"])
    assert (root / "notebooks" / "02_other.ipynb").exists() and not (root / "notebooks" / "01_adding.ipynb").exists()
    assert "| 1 | [Lesson about adding](notebooks/01_adding.ipynb) | What is adding? | 5 | 15 |" in (
        root / "README.md"
    ).read_text(encoding="utf-8")


def test_the_readme_around_the_table_stays(built):
    text = (built / "README.md").read_text(encoding="utf-8")
    assert text.startswith("# Tiny\n\n<!-- lessons: begin -->\n| ")
    assert text.endswith(" |\n<!-- lessons: end -->\n\nThe end.\n")
    assert "blob/main/notebooks/02_other.ipynb" in text and "(solutions/02_other.ipynb)" in text


def test_the_kernel_gets_the_full_data_and_runs_in_solutions(tmp_path):
    root = make(
        tmp_path, PLAIN + '\n# %%\nimport os\nprint(os.environ["WORKSHOP_DATA"], os.path.basename(os.getcwd()))\n'
    )
    build.build(root)
    assert "full solutions" in (root / "solutions" / "01_adding.ipynb").read_text(encoding="utf-8")


# --- what a class may skip ---

OPTIONAL = """\
# %% [markdown]
# ## Goal
# ### Exercise 1.1: needed
# Do it.

# %%
def needed(x):
    ### BEGIN SOLUTION
    return x
    ### END SOLUTION

# %% [markdown] tags=["instructor"]
# **Minutes: 5.** All of it.

# %% [markdown] tags=["optional"]
# ### Exercise 1.2: more
# Do this too.

# %% [markdown] tags=["instructor"]
# ## A note
# that ends nothing.

# %% [markdown] tags=["instructor"]
# **Minutes: 4.** For the fast.

# %%
import math
### BEGIN SOLUTION
more = needed(math.pi)
### END SOLUTION

# %% tags=["optional"]
for step in range(3):
    more = more + step

# %% [markdown]
# #### Below it
# Still a part of it.
#
# ## Test
# Needed again.

# %%
for step in range(2):
    print(needed(step))
"""


def test_what_is_optional_reaches_to_the_next_heading_of_its_level_or_above(tmp_path):
    made = script(make(tmp_path, OPTIONAL))
    parts = [(piece.line, piece.optional) for piece in lesson.pieces(made.cells)]
    assert [line for line, part in parts if part] == [16, 20, 24, 27, 33, 37]
    assert {part for _, part in parts} == {"", "Exercise 1.2: more"}
    assert parts[-2] == (40, "") and [piece.section for piece in lesson.pieces(made.cells)][-1] == "Test"


@pytest.mark.parametrize("heading, inside", [("# ## Test", False), ("# ### Test", False), ("# #### Test", True)])
def test_a_heading_of_a_lower_level_does_not_end_it(tmp_path, heading, inside):
    made = lesson.split(tmp_path, course.read(make(tmp_path, OPTIONAL.replace("# ## Test", heading))).lessons[0])
    assert bool(list(lesson.pieces(made.cells))[-1].optional) == inside


def test_a_box_under_the_heading_says_so_in_both_notebooks_and_no_id_changes(tmp_path):
    solved = unrun(make(tmp_path, OPTIONAL))
    book = course.read(tmp_path)
    cut_from_it = build.student(book, script(tmp_path), solved)
    for notebook in (solved, cut_from_it):
        (cell,) = [cell for cell in notebook.cells if "**Optional.**" in cell.source]
        assert cell.source == f"### Exercise 1.2: more\n\n{render.OPTIONAL}\n\nDo this too."
    tagged = [cell.id for cell in solved.cells]
    plain = OPTIONAL.replace(', "optional"', "").replace(' tags=["optional"]', "").replace("s: 5", "s: 1")
    assert [cell.id for cell in unrun(make(tmp_path, plain)).cells if "Minutes" not in cell.source] == [
        id for id, cell in zip(tagged, solved.cells, strict=True) if "Minutes" not in cell.source
    ]


def test_a_heading_alone_gets_its_box_too():
    assert render.optional("## More") == f"## More\n\n{render.OPTIONAL}"


def test_the_minutes_of_what_is_optional_stand_apart(tmp_path):
    made = script(make(tmp_path, OPTIONAL))
    assert made.sections == [("Goal", 5)] and made.optional == [("Exercise 1.2: more", 4)]
    plan = render.time_plan(made)
    assert "| Goal | 5 |\n| **together** | **5** |\n| optional: Exercise 1.2: more | 4 |" in plan


NEEDED = {
    "in a statement": ("    print(needed(step))", "    print(needed(more))", 44, "'more'"),
    "in a function": (
        "    print(needed(step))",
        "    print(needed(step))\n\n\ndef f():\n    return more",
        48,
        "'more'",
    ),
    "in a comprehension": ("    print(needed(step))", "    print([more for _ in range(2)])", 44, "'more'"),
    "to change it": ("    print(needed(step))", "    print(needed(step))\nmore += 1", 46, "'more'"),
    "an import": ("    print(needed(step))", "    print(math.e)", 44, "'math'"),
    "a loop's variable": ("for step in range(2):\n    print(needed(step))", "print(step)", 44, "'step'"),
    "what the core made before it made anew": (
        "for step in range(3):\n",
        "needed = abs\nfor step in range(3):\n",
        45,
        "'needed'",
    ),
}


@pytest.mark.parametrize("use", NEEDED)
def test_what_an_optional_part_makes_is_not_needed_behind_it(tmp_path, use):
    old, new, line, name = NEEDED[use]
    assert OPTIONAL.count(old) == 1
    with pytest.raises(course.LessonError) as caught:
        script(make(tmp_path, OPTIONAL.replace(old, new)))
    assert str(caught.value).startswith(
        f"{NAME}:{line}: {name} is what the optional part 'Exercise 1.2: more' has made"
    )


def test_what_is_made_again_behind_it_may_be_used(tmp_path):
    again = (
        "for step in range(2):\n    more, math = step, 1\n    print(more, math)\n\n\ndef f(more):\n    return more\n"
    )
    script(make(tmp_path, OPTIONAL[: OPTIONAL.rindex("for step")] + again))


@pytest.mark.parametrize(
    "kind", ["# %%\nx = 1", "# %% [markdown]\n# No heading.", "# %% [markdown]\n# Text\n# ## Late"]
)
def test_optional_begins_at_a_heading(tmp_path, kind):
    tagged = kind.replace("\n", ' tags=["optional"]\n', 1)
    with pytest.raises(course.LessonError, match=rf"^{NAME}:12: optional begins at a heading"):
        script(
            make(
                tmp_path,
                OPTIONAL.replace(
                    '# %% [markdown] tags=["instructor"]\n# **Minutes: 5',
                    tagged + '\n\n# %% [markdown] tags=["instructor"]\n# **Minutes: 5',
                ),
            )
        )


# --- ids ---


def ids(root):
    return {cell.source: cell.id for cell in unrun(root).cells}


@pytest.mark.parametrize(
    "old, new",
    [
        ('# %% tags=["nbval-check-output"]\nprint', "# %%\nprint"),  # a tag
        ('# %% tags=["solution"]\n', "# %%\n"),
        ("# %% [markdown]\n# ## Goal", '# %% [markdown] tags=["instructor"]\n# ## Goal'),
        ("    total = a + b\n", "    ### END SOLUTION\n    total = a + b\n    ### BEGIN SOLUTION\n"),  # marks
    ],
)
def test_tags_and_marks_change_no_id(tmp_path, old, new):
    before = unrun(make(tmp_path, GOOD))
    assert old in GOOD
    after = unrun(make(tmp_path, GOOD.replace(old, new)))
    assert [cell.id for cell in before.cells] == [cell.id for cell in after.cells]


def test_moving_and_adding_cells_changes_no_other_id(tmp_path):
    before = ids(make(tmp_path, GOOD))
    last = '# %% tags=["solution"]\nsize + 40\n\n'
    moved = "# %% [markdown]\n# A new cell.\n\n" + last + GOOD.replace(last, "")
    after = ids(make(tmp_path, moved))
    assert {source: after[source] for source in before} == before


def test_cells_that_say_the_same_get_different_ids(tmp_path):
    cells = unrun(make(tmp_path, PLAIN + "\n# %%\nx = 1\n\n# %%\nx = 1\n\n# %%\nx = 1\n")).cells
    first, second, third = [cell.id for cell in cells if cell.source == "x = 1"]
    assert (second, third) == (f"{first}-2", f"{first}-3")


def test_a_student_cell_has_the_id_of_the_solution_cell(built):
    known = {cell.id for cell in solution(built).cells}
    mine = [cell.id for cell in student(built).cells if not cell.id.endswith("-target")]
    assert set(mine) <= known and len(mine) == len(known) - 4


# --- what a broken lesson is told ---

ADD = "    total = a + b\n    return total\n"
BROKEN = {
    "a stray END mark": (ADD, ADD + "    ### END SOLUTION\n", 23, "stray END"),
    "a nested mark": (ADD, "    ### BEGIN SOLUTION\n" + ADD, 20, "inside the one that began in line 19"),
    "an unclosed mark": (ADD + "    ### END SOLUTION\n", ADD, 19, "`### END SOLUTION` is missing"),
    "a misspelt mark": (ADD, ADD + "    ### END SOLUTON\n", 22, "alone on its line"),
    "a mark in small letters": (ADD, "    ### Begin solution\n" + ADD, 20, "alone on its line"),
    "a mark with one hash": (ADD, "    # END SOLUTION\n" + ADD, 20, "alone on its line"),
    "a mark behind code": (ADD, ADD.replace("b\n", "b  ### END SOLUTION\n", 1), 20, "alone on its line"),
    "a mark in markdown": ("# Write it.", "# ### BEGIN SOLUTION", 11, "markdown"),
    "a region without an exercise": ("# ### Exercise 1.1: add two", "# Exercise, add two", 19, "no `### Exercise`"),
    "a region in a solution cell": ("# %%\ndef add", '# %% tags=["solution"]\ndef add', 19, "tagged solution"),
    "an unknown tag": ('["nbval-check-output"]', '["nbval-check-outputs"]', 24, "'nbval-check-outputs'"),
    "a code tag on markdown": (
        '["instructor"]\n# **Minutes: 2',
        '["nbval-check-output"]\n# **Minutes: 2',
        5,
        "unknown",
    ),
    "another metadata key": ("# %%\ndef", '# %% name="x"\ndef', 13, "'name'"),
    "metadata that cannot be read": ("# %%\ndef", '# %% tags=["x\ndef', 13, "metadata"),
    "tags that are no list": ("# %%\ndef", '# %% tags="solution"\ndef', 13, "list"),
    "tags that are no strings": ("# %%\ndef", "# %% tags=[1]\ndef", 13, "list"),
    "an alt that is no text": ('alt="a small square"', "alt=3", 31, "alt"),
    "both nbval tags": ('["nbval-check-output"]', '["nbval-check-output", "nbval-ignore-output"]', 24, "both nbval"),
    "an nbval comment": ("print(add(1, 2))", "# NBVAL_CHEK_OUTPUT\nprint(add(1, 2))", 25, "tag"),
    "code that is not Python": ("print(add(1, 2))", "x = 1\nprint(add(1, 2)", 26, "not Python"),
    "a cut that is not Python": (
        "### BEGIN SOLUTION\nsize = add(1, 1)\n### END SOLUTION",
        "size = (\n    ### BEGIN SOLUTION\n    add(1, 1)\n    ### END SOLUTION\n)",
        36,
        "cut out",
    ),
    "a line magic": ("print(add(1, 2))", "x = 1\n%matplotlib inline", 26, "magics"),
    "a cell magic": ("print(add(1, 2))", "%%time\nprint(1)", 25, "magics"),
    "a shell command": ("print(add(1, 2))", "!ls", 25, "magics"),
    "a duplicate exercise": ("Exercise 1.2", "Exercise 1.1", 28, "line 10 already"),
    "an exercise of another lesson": ("Exercise 1.2", "Exercise 2.2", 28, "in lesson 1"),
    "a gap in the numbers": ("Exercise 1.2", "Exercise 1.3", 28, "exercise 1.3, and there is none with the number 1.2"),
    "a heading of another form": ("### Exercise 1.2: draw", "#### Exercise 1.2 draw", 28, "announced as"),
    "an exercise in a dropped cell": (
        "# %% [markdown]\n# ### Exercise 1.2",
        '# %% [markdown] tags=["instructor"]\n# ### Exercise 1.2',
        28,
        "students do not get",
    ),
    "a misspelt minutes line": ("**Minutes: 3.**", "**Minutes: 4.5**", 44, "**Minutes: 8.**"),
    "minutes that do not add up": (
        "**Minutes: 3.**",
        "**Minutes: 4.**",
        44,
        "5 minutes, the sections add up to 6 (Goal 2, Model 4)",
    ),
    "minutes for students": (
        '["instructor"]\n# **Minutes: 3.**',
        "[]\n# **Minutes: 3.**",
        44,
        "tagged instructor",
    ),
    "minutes before any section": ("# ## Goal", "# Goal", 6, "before any"),
    "text before the first cell": ("# %% [markdown]\n# ## Goal", "x = 1\n# %% [markdown]\n# ## Goal", 1, "begins with"),
    "an empty cell": ("size\n", "size\n\n# %%\n", 52, "empty"),
    "code under markdown": ("# Write it.\n", "# Write it.\n\nx = 1\n", 8, "otherwise than it looks"),
    "a marker inside a string": ("print(add(1, 2))", 'text = """\n# %%\n"""', 24, "otherwise than it looks"),
    "a marker without a space": ("print(add(1, 2))", "print(add(1, 2))\n#%%\nx = 1", 24, "otherwise than it looks"),
    "a raw cell": ("# %% [markdown]\n# ### Exercise 1.2", "# %% [raw]\n# ### Exercise 1.2", 27, "otherwise"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_lesson_is_told_its_file_and_line(tmp_path, fault):
    old, new, line, words = BROKEN[fault]
    assert GOOD.count(old) >= 1
    at = GOOD.rindex(old) if fault == "an empty cell" else GOOD.index(old)
    root = make(tmp_path, GOOD[:at] + new + GOOD[at + len(old) :])
    with pytest.raises(course.LessonError) as caught:
        script(root)
    assert str(caught.value).startswith(f"{NAME}:{line}: "), caught.value
    assert words in str(caught.value)


def test_an_exercise_added_between_others_has_the_next_free_number(tmp_path):
    """The numbers that stand stay: answers, ideas and other lessons refer to them."""
    swapped = GOOD.replace("Exercise 1.1", "Exercise 1.0").replace("Exercise 1.2", "Exercise 1.1")
    root = make(tmp_path, swapped.replace("Exercise 1.0", "Exercise 1.2"))
    one, other = (cell.source for cell in script(root).cells if "### Exercise" in cell.source)
    assert "Exercise 1.2: add two" in one and "Exercise 1.1: draw" in other


def test_an_exercise_without_a_region_is_named(tmp_path):
    root = make(tmp_path, GOOD.replace("### BEGIN SOLUTION\nsize", "size").replace("1)\n### END SOLUTION", "1)"))
    with pytest.raises(course.LessonError, match=rf"^{NAME}:28: exercise 1\.2 has no marked region"):
        script(root)


def test_the_good_lesson_is_good(tmp_path):
    assert script(make(tmp_path, GOOD)).sections == [("Goal", 2), ("Model", 3)]


def test_one_broken_lesson_and_nothing_is_written(tmp_path, monkeypatch):
    root = make(tmp_path, PLAIN, PLAIN.replace("5.", "6."))
    monkeypatch.setattr(build, "run", lambda *_: pytest.fail("it ran"))
    before = files(root)
    with pytest.raises(course.LessonError, match=r"^lessons/02_other.py:5: "):
        build.build(root)
    assert files(root) == before


@pytest.mark.parametrize(
    "code, words",
    [
        ('x = 1\nraise ValueError("first\\nlast of it")', "last of it"),
        ('import os\nprint("/" + "home/someone/data/x")', "absolute path"),
        ("print(object())", "address in memory"),
    ],
)
def test_a_cell_that_fails_or_tells_its_machine_is_named_and_nothing_is_written(tmp_path, code, words):
    root = make(tmp_path, PLAIN, PLAIN + f"\n# %%\n{code}\n")
    before = files(root)
    with pytest.raises(course.LessonError, match=rf"^lessons/02_other.py:11: .*{words}"):
        build.build(root, [2])
    assert files(root) == before


@pytest.mark.parametrize(
    "text, refused",
    [
        ("/srv/course/data", True),
        ("/tmp/x.png", True),
        ("'/root/.keras'", True),
        (r"C:\Users\someone", True),
        ("<keras.Sequential at 0x7f12ab34cd>", True),
        ("https://example.org/a/b/c.html", False),
        ("3/4/5 and 1 / 2 / 3", False),
        ("<b>a</b><i>c</i>", False),
        ("data/line/x.csv", False),
        ("colour 0xff", False),
    ],
)
def test_what_counts_as_telling_the_machine(text, refused):
    output = nbformat.v4.new_output("display_data", {"text/html": text})
    if refused:
        with pytest.raises(ValueError):
            build.clean([output])
    else:
        assert build.clean([output]) == [output]


def test_pictures_are_not_searched_for_paths():
    output = nbformat.v4.new_output("display_data", {"image/png": "+/ab/cd/ef/", "text/html": "base64,+/ab/cd/ef/'"})
    assert build.clean([output]) == [output]


def test_the_sample_tier_is_never_stored(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKSHOP_DATA", "sample")
    with pytest.raises(course.LessonError, match="full data"):
        build.build(make(tmp_path, PLAIN))


def test_a_missing_lesson_file_is_named(tmp_path):
    root = make(tmp_path, PLAIN)
    (root / NAME).unlink()
    with pytest.raises(course.LessonError, match=f"^{NAME}: course.toml lists this lesson"):
        build.build(root)


def test_a_readme_without_its_markers_is_named(tmp_path):
    root = make(tmp_path, PLAIN)
    (root / "README.md").write_text(f"{render.BEGIN} but no end")
    with pytest.raises(course.LessonError, match=r"^README.md: "):
        build.build(root)


@pytest.mark.parametrize(
    "old, new, words",
    [
        ('ref = "main"\n', "", "ref"),
        ("minutes = 5\n", "minute = 5\n", "minute"),
        ("https://github.com/somebody/tiny", "https://example.org/tiny", "github.com/owner/name"),
        ("number = 1", "number = 2", "expected"),
        ('slug = "adding"', 'slug = "ad-ding"', "module"),
        ("minutes = 5", "minutes = ", "course.toml"),
    ],
)
def test_a_broken_course_file_is_named(tmp_path, old, new, words):
    root = make(tmp_path, PLAIN)
    text = (root / "course.toml").read_text()
    assert old in text
    (root / "course.toml").write_text(text.replace(old, new))
    with pytest.raises(course.LessonError, match=rf"^course.toml: .*{words}|^{words}: "):
        course.read(root)


def test_an_unknown_lesson_is_told_the_known_ones(tmp_path):
    with pytest.raises(course.LessonError, match="1, adding"):
        course.read(make(tmp_path, PLAIN)).pick(["subtracting"])


# --- check ---


def test_check_is_green_after_a_build_and_runs_and_writes_nothing(course_copy, monkeypatch, capsys):
    monkeypatch.setattr(build, "run", lambda *_: pytest.fail("it ran"))
    before = files(course_copy)
    assert build.main(["--check"], course_copy) == 0
    assert capsys.readouterr().out == "" and files(course_copy) == before


@pytest.mark.parametrize("folder", ["solutions", "notebooks"])
@pytest.mark.parametrize(
    "change",
    [
        lambda cells, code: code.update(source=[*code["source"][:-1], "x"]),
        lambda cells, code: code.update(id=code["id"] + "x"),
        lambda cells, code: code["metadata"].update(tags=[]),
        lambda cells, code: code["metadata"].update(collapsed=True),
        lambda cells, code: code.update(execution_count=77),
        lambda cells, code: code["outputs"].append({"name": "stderr", "output_type": "stream", "text": ["a line\n"]}),
        lambda cells, code: cells[0].update(source=["# Lesson 2"]),
        lambda cells, code: cells[-1].update(id="foot"),
        lambda cells, code: cells.pop(),
        lambda cells, code: cells.insert(3, cells[3]),
    ],
)
def test_one_change_in_a_cell_turns_check_red(course_copy, folder, change, capsys):
    path = course_copy / folder / "01_adding.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    (code,) = [cell for cell in notebook["cells"] if "print(add(1, 2))" in cell["source"]]
    change(notebook["cells"], code)
    path.write_text(json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
    assert build.main(["--check"], course_copy) == 1
    lines = capsys.readouterr().out.splitlines()
    assert re.fullmatch(rf"{folder}/01_adding.ipynb: cell \d+ differs: rebuild with python -m tools.build", lines[0])


@pytest.mark.parametrize("folder", ["solutions", "notebooks"])
def test_each_letter_of_a_notebook_is_watched(course_copy, folder):
    path = course_copy / folder / "02_other.ipynb"
    text = path.read_text(encoding="utf-8")
    # Python's own version is whatever it was.
    version = text.index(f'"{platform.python_version()}"')
    places = [place for place in range(0, len(text), 53) if not version <= place < version + 9]
    assert len(places) > 50
    for place in places:
        letter = "x" if text[place] != "x" else "y"
        path.write_text(text[:place] + letter + text[place + 1 :], encoding="utf-8")
        assert build.check(course_copy, ["other"]), text[place - 20 : place + 20]


def test_a_changed_output_of_a_stub_cell_turns_check_red(course_copy):
    path = course_copy / "solutions" / "01_adding.ipynb"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"again\\n"', '"agaim\\n"'), encoding="utf-8")
    own, target = build.check(course_copy)
    assert own.startswith("solutions/01_adding.ipynb: an output is not the one that was built: ")
    assert re.match(r"notebooks/01_adding.ipynb: cell \d+ differs", target)


@pytest.mark.parametrize("ci", ["true", ""])
def test_two_changed_cells_are_both_named(course_copy, monkeypatch, ci):
    monkeypatch.setenv("CI", ci)
    path = course_copy / NAME
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Add things", "Add them").replace("# Draw.", "# Paint."), encoding="utf-8")
    differences = build.check(course_copy)
    cells = [(line.split(":")[0], line.split("cell ")[1].split(" ")[0]) for line in differences]
    assert cells == [(f"solutions/{STEM}", "4"), (f"solutions/{STEM}", "9"),
                     (f"notebooks/{STEM}", "3"), (f"notebooks/{STEM}", "7")]  # fmt: skip


def test_a_changed_lesson_turns_check_red_for_solution_and_notebook(course_copy):
    path = course_copy / NAME
    path.write_text(path.read_text(encoding="utf-8").replace("Add things", "Add them"), encoding="utf-8")
    # The cell's text, and with it the id: one cell in each notebook.
    assert [line.split(":")[0] for line in build.check(course_copy)] == [
        "solutions/01_adding.ipynb",
        "notebooks/01_adding.ipynb",
    ]
    assert build.check(course_copy, ["other"]) == []


@pytest.mark.parametrize(
    "spoil, words",
    [
        (lambda root: (root / "notebooks" / "03_old.ipynb").write_text("{}"), "notebooks/03_old.ipynb: no lesson"),
        (lambda root: (root / "solutions" / "notes.txt").write_text(""), "solutions/notes.txt: no lesson"),
        (lambda root: (root / "notebooks" / "01_adding.ipynb").unlink(), "notebooks/01_adding.ipynb: missing"),
        (lambda root: (root / "solutions" / "01_adding.ipynb").unlink(), "solutions/01_adding.ipynb: missing"),
        (lambda root: (root / "notebooks" / "01_adding.ipynb").write_text("{"), "notebooks/01_adding.ipynb: not a"),
        (
            lambda root: (root / "solutions" / "01_adding.ipynb").write_text("{"),
            "solutions/01_adding.ipynb: missing or not a",
        ),
        (lambda root: (root / "README.md").write_text(README), "README.md: the lesson table differs"),
        (lambda root: (root / "README.md").write_text("# Tiny"), "README.md: the lesson table belongs"),
        (lambda root: (root / NAME).write_text("x = 1"), f"{NAME}:1: "),
    ],
)
def test_what_else_turns_check_red(course_copy, spoil, words, capsys):
    spoil(course_copy)
    assert build.main(["--check"], course_copy) == 1
    assert words in capsys.readouterr().out


def test_what_running_leaves_behind_is_no_difference(course_copy):
    (course_copy / "notebooks" / ".ipynb_checkpoints").mkdir()
    (course_copy / "solutions" / "digits.keras").write_text("")
    assert build.check(course_copy) == []


def test_a_change_of_prose_is_built_without_a_run(course_copy, monkeypatch):
    monkeypatch.setattr(build, "run", lambda *_: pytest.fail("it ran"))
    outputs = build._outputs(build._stored(course_copy / "solutions" / "01_adding.ipynb"))
    path = course_copy / NAME
    path.write_text(path.read_text(encoding="utf-8").replace("Add things", "Add them"), encoding="utf-8")
    assert build.main(["--text"], course_copy) == 0
    assert build.check(course_copy) == []
    assert "Add them" in (course_copy / "solutions" / "01_adding.ipynb").read_text(encoding="utf-8")
    assert build._outputs(build._stored(course_copy / "solutions" / "01_adding.ipynb")) == outputs


@pytest.mark.parametrize("spoil", [lambda text: text.replace("print(add(1, 2))", "print(add(1, 3))"), None])
def test_code_whose_outputs_are_not_there_is_not_built_without_a_run(course_copy, spoil, capsys):
    path = course_copy / (NAME if spoil else "solutions/01_adding.ipynb")
    path.write_text(spoil(path.read_text(encoding="utf-8")) if spoil else "{", encoding="utf-8")
    before = files(course_copy)
    assert build.main(["--text"], course_copy) == 1
    assert re.search(r"\.py:1: .*: build it without --text", capsys.readouterr().err)
    assert files(course_copy) == before


@pytest.mark.parametrize("heading, found", [
    ("### Exercise 2.3: Three", "Exercise 2.3: Three"), ("## Exercise 2.3: Three", None), ("### A section", None),
    ("### Exercise 2.3: Three\n### Exercise 2.4: Four", "Exercise 2.4: Four"),
    ("```\n### Exercise 2.3: Three\n```", None),
])  # fmt: skip
def test_an_exercise_is_announced_by_a_heading_of_the_third_level(heading, found):
    assert cut.exercise(heading) == found


def test_a_text_target_holds_whatever_was_printed():
    cell = nbformat.v4.new_code_cell("x", outputs=[nbformat.v4.new_output("stream", text="~~~~ and ```\n")])
    assert "~~~~~text\n~~~~ and ```\n~~~~~" in cut.target(cell).source


def test_prints_on_both_sides_of_a_log_line_become_one():
    made = [
        nbformat.v4.new_output("stream", name=name, text=text)
        for name, text in (("stdout", "a\n"), ("stderr", "log\n"), ("stdout", "b\n"))
    ]
    (kept,) = build.clean(made)
    assert (kept.name, kept.text) == ("stdout", "a\nb\n")


def test_a_result_carries_the_count_of_its_cell(tmp_path):
    book = course.read(make(tmp_path, PLAIN))
    read_script = lesson.read(tmp_path, book.lessons[0])
    result = nbformat.v4.new_output("execute_result", {"text/plain": "3"}, execution_count=99)
    ran = build.solution(book, read_script)
    ran.cells[-2].outputs = [result]
    solved = build.solution(book, read_script, ran)
    assert solved.cells[-2].execution_count == 2 == solved.cells[-2].outputs[0].execution_count


# --- what a person made ---


def edit(path: Path, change) -> None:
    """Change a notebook as an editor does: read, changed, saved."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    change(notebook)
    path.write_text(json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


def first_code(notebook: dict) -> dict:
    return next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")


STREAM = {"name": "stdout", "output_type": "stream", "text": ["mine\n"]}
WORK = {
    "an answer": lambda notebook: first_code(notebook)["source"].append("\nmine = 1"),
    "an output": lambda notebook: first_code(notebook)["outputs"].append(STREAM),
    "a new cell": lambda notebook: notebook["cells"].append({**first_code(notebook), "id": "mine"}),
    "a cell less": lambda notebook: notebook["cells"].pop(),
    "a tag": lambda notebook: first_code(notebook)["metadata"].update(tags=["mine"]),
    "a slide": lambda notebook: first_code(notebook)["metadata"].update(slideshow={"slide_type": "slide"}),
    "a title": lambda notebook: notebook["metadata"].update(title="My own"),
    "no fingerprint": lambda notebook: notebook["metadata"].pop("line_to_gan"),
}
SAVED = {
    "kernel": lambda notebook: notebook["metadata"].update(kernelspec={"display_name": ".venv", "name": "python3"}),
    "language": lambda notebook: notebook["metadata"].update(language_info={"name": "python", "version": "3.13.1"}),
    "widgets": lambda notebook: notebook["metadata"].update(widgets={"state": {}}),
    "count": lambda notebook: first_code(notebook).update(execution_count=41),
    "clock": lambda notebook: first_code(notebook)["metadata"].update(execution={"iopub.status.busy": "2026-01-01"}),
    "trust": lambda notebook: first_code(notebook)["metadata"].update(trusted=True),
    "folded": lambda notebook: first_code(notebook)["metadata"].update(collapsed=True, scrolled=True),
    "hidden": lambda notebook: first_code(notebook)["metadata"].update(jupyter={"outputs_hidden": True}),
}


@pytest.fixture
def at_home(course_copy, monkeypatch):
    """A course on a machine on which somebody works; its lessons need no kernel to be built again."""
    monkeypatch.delenv("CI")
    ran = {entry.stem: read(entry.solution(course_copy)) for entry in course.read(course_copy).lessons}
    monkeypatch.setattr(build, "run", lambda root, course, script: ran[script.lesson.stem])
    return course_copy


def set_aside(root: Path) -> list[Path]:
    return [
        path
        for folder in ("solutions", "notebooks")
        for path in (root / folder).iterdir()
        if keeping.is_set_aside(path)
    ]


@pytest.mark.parametrize("folder", ["solutions", "notebooks"])
@pytest.mark.parametrize("work", WORK)
def test_a_notebook_that_somebody_has_worked_in_is_set_aside_by_a_build_and_not_compared(at_home, folder, work, capsys):
    path, before = at_home / folder / STEM, files(at_home)
    edit(path, WORK[work])
    mine = path.read_bytes()
    assert build.main(["--check"], at_home) == 0
    assert f"{folder}/{STEM}: " in capsys.readouterr().out
    assert build.main([], at_home) == 0
    (kept,) = set_aside(at_home)
    assert kept.parent == path.parent and kept.read_bytes() == mine
    assert f"{folder}/{STEM}: somebody has worked in it: kept as {folder}/{kept.name}\n" in capsys.readouterr().out
    kept.unlink()
    assert files(at_home) == before


@pytest.mark.parametrize("spoil", [b"{", b"<<<<<<< mine", b"\xff", b""])
def test_a_damaged_notebook_is_set_aside_too(at_home, spoil):
    (at_home / "notebooks" / STEM).write_bytes(spoil)
    build.build(at_home)
    assert [path.read_bytes() for path in set_aside(at_home)] == [spoil]
    assert build.check(at_home) == []


def test_work_that_is_saved_while_the_lessons_run_is_set_aside(at_home, monkeypatch):
    path, run = at_home / "notebooks" / STEM, build.run

    def run_while_somebody_works(*arguments):
        edit(path, WORK["an answer"])
        return run(*arguments)

    monkeypatch.setattr(build, "run", run_while_somebody_works)
    build.build(at_home, [1])
    assert ["mine = 1" in kept.read_text(encoding="utf-8") for kept in set_aside(at_home)] == [True]


@pytest.mark.parametrize("folder", ["solutions", "notebooks"])
def test_a_notebook_that_was_opened_and_saved_is_as_built(at_home, folder, capsys):
    path, before = at_home / folder / STEM, files(at_home)
    for saved in SAVED.values():
        edit(path, saved)
        assert fingerprint.as_built(path) and build.check(at_home) == []
    assert fingerprint.left_alone(at_home) == {}
    build.build(at_home)
    assert files(at_home) == before and "kept" not in capsys.readouterr().out


@pytest.mark.parametrize("folder", ["solutions", "notebooks"])
def test_in_ci_a_notebook_that_somebody_has_worked_in_is_a_difference(at_home, folder, monkeypatch, capsys):
    for work in WORK.values():
        before = (at_home / folder / STEM).read_bytes()
        edit(at_home / folder / STEM, work)
        assert build.check(at_home) == []
        monkeypatch.setenv("CI", "true")
        assert any(line.startswith(f"{folder}/{STEM}: ") for line in build.check(at_home))
        assert fingerprint.left_alone(at_home) == {}
        monkeypatch.delenv("CI")
        (at_home / folder / STEM).write_bytes(before)


@pytest.mark.parametrize("name", ["Untitled.ipynb", "mine.png", "01_adding (kept 2026-11-26 14.03.59).ipynb"])
def test_what_no_lesson_makes_is_a_persons_and_only_in_ci_a_difference(at_home, name, monkeypatch, capsys):
    (at_home / "notebooks" / name).write_text("mine", encoding="utf-8")
    assert build.main(["--check"], at_home) == 0
    assert capsys.readouterr().out == f"notebooks/{name}: no lesson makes this file: it is left alone\n"
    build.build(at_home)
    assert (at_home / "notebooks" / name).read_text(encoding="utf-8") == "mine"
    monkeypatch.setenv("CI", "true")
    assert build.check(at_home) == [f"notebooks/{name}: no lesson makes this file: remove it"]


def test_a_notebook_of_an_older_text_is_to_be_rebuilt_and_no_persons(at_home):
    path = at_home / NAME
    path.write_text(path.read_text(encoding="utf-8").replace("Add things", "Add them"), encoding="utf-8")
    assert [line.split(" differs")[0] for line in build.check(at_home)] == [
        f"solutions/{STEM}: cell 4",
        f"notebooks/{STEM}: cell 3",
    ]
    assert build.main(["--text"], at_home) == 0
    assert set_aside(at_home) == [] and build.check(at_home) == []


def test_a_notebook_of_an_older_version_is_to_be_rebuilt(at_home):
    path = at_home / "course.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("1.2.3", "1.2.4"), encoding="utf-8")
    assert [line.split(" differs")[0] for line in build.check(at_home, [1])] == [
        f"{folder}/{STEM}: cell {cell}" for folder, cell in (("solutions", 3), ("notebooks", 2))
    ]


def test_with_a_solution_that_was_worked_in_the_notebook_cut_from_it_is_not_compared_either(at_home):
    edit(at_home / "solutions" / STEM, WORK["an output"])
    left = fingerprint.left_alone(at_home)
    assert [path.relative_to(at_home).as_posix() for path in left] == [f"solutions/{STEM}", f"notebooks/{STEM}"]
    assert build.check(at_home) == []
    (at_home / "notebooks" / STEM).unlink()
    assert build.check(at_home) == [f"notebooks/{STEM}: missing: {build.REBUILD}"]


def test_outputs_that_somebody_made_are_not_taken_for_the_courses(at_home, capsys):
    edit(at_home / "solutions" / STEM, WORK["an output"])
    before = files(at_home)
    assert build.main(["--text"], at_home) == 1
    assert f"somebody has worked in solutions/{STEM}, or run it: build it without" in capsys.readouterr().err
    assert files(at_home) == before


def test_what_stands_there_already_is_not_written_again(at_home):
    moments = {path: path.stat().st_mtime_ns for path in at_home.rglob("*.*") if path.is_file()}
    build.build(at_home)
    assert {path: path.stat().st_mtime_ns for path in at_home.rglob("*.*") if path.is_file()} == moments


def test_a_write_that_fails_is_one_sentence_and_leaves_what_was_there(at_home, monkeypatch, capsys):
    path = at_home / NAME
    path.write_text(path.read_text(encoding="utf-8").replace("Add things", "Add them"), encoding="utf-8")
    before = files(at_home)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert build.main([], at_home) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"solutions/{STEM}: it cannot be written ([Errno 28] No space left on device): ")
    assert files(at_home) == before


def test_what_somebody_writes_into_the_readme_while_the_lessons_run_stays(at_home, monkeypatch):
    path, run = at_home / "README.md", build.run

    def run_while_somebody_writes(*arguments):
        path.write_text(path.read_text(encoding="utf-8").replace("The end.", "Not yet."), encoding="utf-8")
        return run(*arguments)

    monkeypatch.setattr(build, "run", run_while_somebody_writes)
    build.build(at_home, [1])
    assert path.read_text(encoding="utf-8").endswith("Not yet.\n")


def test_the_pythons_version_is_that_of_the_run_whoever_builds_the_text(at_home):
    for folder in ("solutions", "notebooks"):
        edit(at_home / folder / STEM, lambda notebook: notebook["metadata"]["language_info"].update(version="3.9.9"))
    build.build(at_home, [1], text_only=True)
    assert solution(at_home).metadata.language_info.version == "3.9.9"
    assert student(at_home).metadata.language_info.version == "3.9.9"


@pytest.mark.parametrize("ci", ["", "true"])
def test_nbval_is_not_given_what_somebody_has_worked_in_and_it_is_said(at_home, ci):
    edit(at_home / "solutions" / STEM, WORK["an answer"])
    shutil.copy(at_home / "solutions" / STEM, at_home / "solutions" / "Untitled.ipynb")
    shutil.copy(ROOT / "conftest.py", at_home)
    shutil.copytree(ROOT / "tools", at_home / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    environment = {**os.environ, "CI": ci, "PYTHONPATH": "", "PYTEST_ADDOPTS": "-p no:cacheprovider"}

    def collected(*what):
        command = [sys.executable, "-m", "pytest", "--nbval-lax", "--collect-only", "--quiet", "--rootdir=.", *what]
        said = subprocess.run(command, cwd=at_home, env=environment, capture_output=True, text=True).stdout
        return set(re.findall(r"^(solutions/[^:]+)::", said, re.MULTILINE)), said

    found, said = collected("solutions")
    mine = {f"solutions/{STEM}", "solutions/Untitled.ipynb"}
    assert found == {"solutions/02_other.ipynb"} | (mine if ci else set()), said
    assert (f"solutions/{STEM}: somebody has worked in it; it is not compared" in said) == (not ci), said
    # Who asks for it by its name gets it.
    assert collected(f"solutions/{STEM}")[0] == {f"solutions/{STEM}"}
