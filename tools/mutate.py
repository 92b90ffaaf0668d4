"""`python -m tools.mutate [--count N] [--seed N] [PATH ...]`: change single places of the code, see what the tests say.

Each mutant is one small change (another comparison, a number more, a condition turned round, a value not returned, a
statement left out) in a copy of the repository; the tests of that file run until the first failure. A mutant that
survives is a sentence of the contract that no test holds, or a change that makes no difference: that is for a person
to say. Prints one line a mutant and the share that was killed; nothing in the working tree is touched.
"""

import argparse
import ast
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
#: Which tests hold which code, by the beginning of its path; the first that fits.
TESTS = {
    "start.py": ["tests/test_start.py", "tests/test_doctor.py"],
    "workshop/data/shapes": ["tests/test_shapes.py"],
    "workshop/data/tiny_town": ["tests/test_tiny_town.py"],
    "workshop/data/photo": ["tests/test_photo.py", "tests/test_fuzz.py"],
    "workshop/data/clothing": ["tests/test_clothing.py", "tests/test_fuzz.py"],
    "workshop/data/knobs": ["tests/test_shapes.py", "tests/test_cells.py", "tests/test_phantom.py"],
    "workshop/data/hillish": ["tests/test_translation.py"],
    "workshop/data/nuclei": ["tests/test_nuclei.py"],
    "workshop/data/cells": ["tests/test_cells.py", "tests/test_nuclei.py"],
    "workshop/data/phantom": ["tests/test_phantom.py"],
    "workshop/data": ["tests/test_data.py", "tests/test_clothing.py", "tests/test_nuclei.py", "tests/test_fuzz.py"],
    "workshop/keeping": ["tests/test_keeping.py"],
    "workshop/line": ["tests/test_progress.py"],
    "workshop/progress": ["tests/test_progress.py"],
    "workshop/page": ["tests/test_page.py"],
    "workshop/plots": ["tests/test_plots.py", "tests/test_page.py"],
    "workshop/diagrams": ["tests/test_diagrams.py"],
    "workshop/classroom": ["tests/test_classroom.py"],
    "workshop": ["tests/test_opening.py", "tests/test_keras_settings.py", "tests/test_colab_cell.py"],
    "tools/evidence": ["tests/test_evidence.py"],
    "tools/classroom": ["tests/test_classroom.py"],
    "tools/colab_gpu": ["tests/test_colab_gpu.py"],
    "tools/colab_list": ["tests/test_colab_list.py"],
    "tools/files": ["tests/test_files.py"],
    "tools/glossary": ["tests/test_glossary.py", "tests/test_continuity.py"],
    "tools/handout": ["tests/test_handout.py"],
    "tools/hub": ["tests/test_hub.py"],
    "tools/minutes": ["tests/test_minutes.py"],
    "tools/render": ["tests/test_front_door.py", "tests/test_build.py", "tests/test_course.py"],
    "tools/rules": ["tests/test_rules.py"],
    "tools/site": ["tests/test_site.py"],
    "tools/slides": ["tests/test_slides.py"],
    "tools/teaching": ["tests/test_teaching.py"],
    "tools/trials": ["tests/test_trials.py"],
    "tools/update": ["tests/test_update.py"],
    "tools": ["tests/test_build.py", "tests/test_course.py", "tests/test_notebooks.py", "tests/test_colab_cell.py"],
}
#: Mutated only where they are named: the checks are held by the harvest too, which takes too long here; of the drawings
#: half of all places are measures of looks; the others look or train.
LEFT_OUT = (
    "workshop/checks",
    "workshop/plots",
    "workshop/diagrams",
    "tools/picture",
    "tools/onepage",
    "tools/backbone",
    "tools/mutate",
)
SECONDS = 240  # for the tests of one mutant; one that hangs counts as killed
SWAPPED = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult,
    ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip


def mutants(source: str) -> Iterator[tuple[ast.AST, ast.AST]]:
    """Every node of a module that can be changed, with what takes its place."""
    tree = ast.parse(source)
    # Before Python 3.12 what stands inside an f-string has no place of its own.
    inside = {part for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if node in inside:
            continue
        new = copy.deepcopy(node)
        if isinstance(node, ast.Compare):
            new.ops[0] = SWAPPED[type(node.ops[0])]()
        elif isinstance(node, ast.BinOp | ast.BoolOp) and type(node.op) in SWAPPED:
            new.op = SWAPPED[type(node.op)]()
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            new = node.operand
        elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
            new.value = not node.value
        elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
            new.value = node.value + 1
        elif isinstance(node, ast.IfExp):
            new.body, new.orelse = node.orelse, node.body
        elif isinstance(node, ast.Return) and node.value is not None:
            new.value = ast.Constant(None)
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            new = ast.Pass()
        else:
            continue
        yield node, new


def mutate(source: str, node: ast.AST, new: ast.AST) -> str:
    """The module with one node, wherever it begins and ends, written anew."""
    lines = source.encode().splitlines(keepends=True)  # ast counts bytes
    before = b"".join(lines[: node.lineno - 1]) + lines[node.lineno - 1][: node.col_offset]
    after = lines[node.end_lineno - 1][node.end_col_offset :] + b"".join(lines[node.end_lineno :])
    text = ast.unparse(new)
    return (before + (f"({text})" if isinstance(new, ast.expr) else text).encode() + after).decode()


def tests_of(name: str, root: Path) -> list[str]:
    """The test files that hold a file of the code; a check has its own."""
    if name.startswith("workshop/checks/"):
        return [f"tests/test_checks_{Path(name).stem}.py"]
    found = next(files for beginning, files in TESTS.items() if name.startswith(beginning))
    return [file for file in found if (root / file).exists()]


def survives(copied: Path, name: str, text: str) -> bool:
    """Whether the tests of a file pass with this text in its place; the file is put back."""
    path = copied / name
    before = path.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8", newline="\n")
    command = [sys.executable, "-B", "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-m", "not trains"]
    environment = {**os.environ, "PYTHONPATH": str(copied), "TF_CPP_MIN_LOG_LEVEL": "3"}
    try:
        done = subprocess.run(
            [*command, *tests_of(name, copied)], cwd=copied, env=environment, capture_output=True, timeout=SECONDS
        )
        return done.returncode == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        path.write_text(before, encoding="utf-8", newline="\n")


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """The command line; exit status 1 if less than 85 % were killed."""
    parser = argparse.ArgumentParser(prog="python -m tools.mutate", description=__doc__)
    parser.add_argument("path", nargs="*", help="files (default: start.py, workshop/, tools/)")
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    listed = subprocess.run(["git", "ls-files"], cwd=root, check=True, capture_output=True, text=True).stdout.split(
        "\n"
    )
    code = [name for name in listed if name.startswith(("start.py", "workshop/", "tools/")) and name.endswith(".py")]
    names = options.path or [name for name in code if not name.startswith(LEFT_OUT)]
    places = []
    for name in names:
        source = (root / name).read_text(encoding="utf-8")
        places += [(name, source, node, new) for node, new in mutants(source)]
    chosen = random.Random(options.seed).sample(places, min(options.count, len(places)))
    killed = 0
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(folder) / "course"
        for name in listed:
            if name and (root / name).is_file():
                (copied / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(root / name, copied / name)
        commit = ["-c", "user.name=course", "-c", "user.email=course@localhost", "commit", "--quiet", "--message=now"]
        for words in (["init", "--quiet"], ["add", "--all"], commit):  # some tests ask git
            subprocess.run(["git", *words], cwd=copied, check=True)
        for number, (name, source, node, new) in enumerate(chosen, start=1):
            began = time.monotonic()
            alive = survives(copied, name, mutate(source, node, new))
            killed += not alive
            before, after = (" ".join(ast.unparse(part).split())[:70] for part in (node, new))
            verdict = "SURVIVED" if alive else "killed  "
            print(f"{number:3} {verdict} {name}:{node.lineno}: {before}  ->  {after}  ", end="")
            print(f"({time.monotonic() - began:.0f} s)", flush=True)
    print(f"{killed} of {len(chosen)} killed, {killed / len(chosen):.0%}")
    return 0 if killed >= 0.85 * len(chosen) else 1


if __name__ == "__main__":
    sys.exit(main())
