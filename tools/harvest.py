"""`python -m tools.harvest [--show] [LESSON | EXERCISE ...]`: hand in the answers of tests/harvest, count the verdicts.

One file a lesson, one cell an answer; the cell's title says the exercise, what the answer is, its name, and for a wrong
one the piece of the hint that names its mistake (without it, a refusal is enough):

    # %% 1.1 wrong: brackets -> after the multiplication
    # %% 1.1 right: as a loop
    # %% 1.1 before

The code of `before` runs before each of the exercise's answers that follow. An answer is what a student leaves in the
exercise's cells; what the notebook does with it afterwards runs by itself, and then the check, in the state that the
notebook has there (sample data, and trainings of one step). --show prints what each check said.
"""

import argparse
import ast
import collections
import contextlib
import functools
import io
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "tests" / "harvest"
TITLE = re.compile(r"# %% (\d+\.\d+) (?:(before)|(right|wrong): (.+?)(?: -> (.+))?)")
#: What the notebook keeps of a training of minutes. An answer may set the name itself.
KEPT = {
    "4.8": {"mended_accuracy": 0.9},
    "5.7": {"mended_perplexity": 4.3, "best_entropy": 1.4},
    "6.7": {"mended_accuracy": 0.75, "here_accuracy": 0.75},
    "7.7": {"mended_counts": [90] * 10, "broken_counts": [0] * 7 + [150] * 3},
}


@dataclass(frozen=True)
class Answer:
    """One answer; hint is the piece that must come with a refusal, "" where any refusal will do."""

    exercise: str
    right: bool
    name: str
    hint: str
    before: str
    code: str
    place: str

    @property
    def id(self) -> str:
        return f"{self.exercise} {'right' if self.right else 'wrong'}: {self.name}"


def read(path: Path) -> list[Answer]:
    """The answers of one file, in its order. Raises ValueError, with file and line, for a title of another form."""
    answers, before, title, row = [], collections.defaultdict(str), None, 0
    lines = path.read_text(encoding="utf-8").splitlines()

    def keep(end: int) -> None:
        if title is None:
            return
        exercise, is_before, kind, name, hint = title.groups()
        code = "\n" * row + "\n".join(lines[row:end])
        if is_before:
            before[exercise] = code
        else:
            place = f"{path.name}:{row}"
            answers.append(Answer(exercise, kind == "right", name, hint or "", before[exercise], code, place))

    for number, line in enumerate(lines):
        if line.startswith("# %%"):
            keep(number)
            title, row = TITLE.fullmatch(line.rstrip()), number + 1
            if title is None:
                raise ValueError(f"{path.name}:{row}: a title reads `# %% 1.1 wrong: name -> piece of the hint`")
    keep(len(lines))
    return answers


@dataclass(frozen=True)
class Exercise:
    """names: what the notebook knows before it; solution: the lesson's code; rest: what follows it; call: the check"""

    names: dict[str, Any]
    solution: str
    rest: str
    call: str


@functools.cache
def exercises(lesson: str) -> dict[str, Exercise]:
    """The exercises of a lesson, by number, from a run through its solution; lesson is a number, as text."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    from tools import course, cut, render
    from tools import lesson as lesson_file
    from workshop.notebook import open_lesson

    toml = course.read(ROOT)
    [chosen] = toml.pick([lesson])
    open_lesson(chosen.stem, toml.version)
    setup = ast.parse(render.setup(toml, chosen))
    imports = ast.unparse([node for node in setup.body if isinstance(node, ast.Import | ast.ImportFrom)])
    names = {"__name__": "__main__"}
    exec(imports, names)
    names["claim"] = lambda *sentence, **bounds: None  # one step has taught nothing
    found, number, kept, rest, solution = {}, "", None, "", ""
    with mock.patch.dict(os.environ, WORKSHOP_DATA="sample"), _one_step_an_epoch(names["keras"]), quiet():
        for cell in lesson_file.read(ROOT, chosen).cells:
            if cell.kind == "markdown":
                if heading := cut.exercise(cell.source):
                    match, kept, rest, solution = cut.EXERCISE.fullmatch(heading), None, "", ""
                    number = f"{match[1]}.{match[2]}"
                continue
            if check_call := re.search(r"^check\..*$", cell.source, re.MULTILINE):
                call = cell.source[: check_call.end()]
                found[number] = Exercise({**kept, **KEPT.get(number, {})}, solution, rest, call)
                continue
            solved = "### END SOLUTION" in cell.source
            if solved and number not in found:
                kept = kept or dict(names)
                head, mark, tail = cell.source.partition("\n### END SOLUTION")
                solution += head + "\n" if mark else cell.source + "\n"
                # What the notebook trains for minutes with an answer is not asked again for each of them.
                rest += "" if number in KEPT else tail
            try:
                exec(compile(cell.source, f"{chosen.stem}, {cell.id}", "exec"), names)
            except Exception:
                if solved:
                    raise
                # A figure or table of what was learnt, where one step has taught nothing.
            plt.close("all")
    return found


@contextlib.contextmanager
def _one_step_an_epoch(keras: Any) -> Iterator[None]:
    whole = keras.Model.fit

    def fit(model: Any, *arguments: Any, **named: Any) -> Any:
        return whole(model, *arguments, **{**named, "steps_per_epoch": 1, "verbose": 0})

    with mock.patch.object(keras.Model, "fit", fit):
        yield


@contextlib.contextmanager
def quiet() -> Iterator[io.StringIO]:
    with contextlib.redirect_stdout(io.StringIO()) as out:
        yield out


def hand_in(answer: Answer) -> str:
    """What the check says of an answer: "" if it passes, else its message."""
    import matplotlib.pyplot as plt

    from workshop.checks import CheckFailed

    exercise = exercises(answer.exercise.split(".")[0])[answer.exercise]
    names = dict(exercise.names)
    # The source must be found where the answer's own lines are shown, as in a notebook.
    file = str(FOLDER / answer.place.split(":")[0])
    with quiet():
        for source in (compile(answer.before, file, "exec"), compile(answer.code, file, "exec"), exercise.rest):
            with contextlib.suppress(Exception):  # a cell that stops; the check's own cell can be run all the same
                exec(source, names)
        try:
            exec(exercise.call, names)
        except CheckFailed as failure:
            return str(failure)
        except Exception as error:
            return f"{type(error).__name__}: {error}"
        finally:
            plt.close("all")  # what an answer draws, or the lesson with it, would pile up in this process
    return ""


def verdict(answer: Answer, said: str) -> str:
    """How a check judged: "right", "refused", "named", or one of BAD."""
    if answer.right:
        return "right refused" if said else "right"
    if not said:
        return "wrong accepted"
    if not answer.hint:
        return "refused"
    return "named" if answer.hint in said else "not named"


def chosen(names: list[str]) -> list[Answer]:
    """All answers of the lessons and exercises named; all if none is."""
    answers = [answer for path in sorted(FOLDER.glob("*.py")) for answer in read(path)]
    return [answer for answer in answers if not names or {answer.exercise, answer.exercise.split(".")[0]} & set(names)]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.harvest", description="Count how the checks judge answers.")
    parser.add_argument("names", nargs="*", metavar="LESSON | EXERCISE", help="for example 3 or 3.5; all if left out")
    parser.add_argument("--show", action="store_true", help="print what the checks said")
    options = parser.parse_args(arguments)
    table: dict[str, collections.Counter] = collections.defaultdict(collections.Counter)
    for answer in chosen(options.names):
        said = hand_in(answer)
        came = verdict(answer, said)
        table[answer.exercise][came] += 1
        if options.show or came in BAD:
            print(f"--- {answer.place} {answer.id}: {came}" + (f" ({answer.hint})" if answer.hint else ""))
            print(said or "✓")
    columns = ["right", "right refused", "named", "refused", "not named", "wrong accepted"]
    print("\n| exercise | " + " | ".join(columns) + " |\n|---|" + "---:|" * len(columns))
    rows = sorted(table.items(), key=lambda row: [int(number) for number in row[0].split(".")])
    for exercise, counts in [*rows, ("all", sum(table.values(), collections.Counter()))]:
        print(f"| {exercise} | " + " | ".join(str(counts[column] or "") for column in columns) + " |")
    return int(any(counts[came] for counts in table.values() for came in BAD))


BAD = ("right refused", "wrong accepted", "not named")

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
