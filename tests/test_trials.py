"""tools.trials: the trials use the lessons' own definitions, and run nothing else of a lesson."""

import ast
import inspect

import pytest

from tools import trials


def test_only_what_a_script_defines_is_taken():
    source = (
        '"""A lesson."""\n'
        "import math\n"
        "LARGE, SMALL = 3, 2\n"
        "x = LARGE = fit()\n"
        "fit()\n"
        "if LARGE: SMALL = 1\n"
        "def f():\n    return SMALL\n"
        "class A:\n    pass\n"
    )
    kept = trials.definitions(source.replace("x = LARGE = fit()", "table[0] = fit()"))
    assert [type(node).__name__ for node in kept] == ["Import", "Assign", "FunctionDef", "ClassDef"]


@pytest.mark.parametrize(
    "number, parts",
    [(4, [trials.speedrun]), (5, [trials.rate, trials.clip, trials._next_word]), (7, [trials.forger])],
)
def test_the_lesson_defines_all_that_its_trial_uses(number, parts):
    tree = ast.parse("".join(map(inspect.getsource, parts)))
    used = {
        node.slice.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "names"
    }
    assert len(used) > 4 and used <= trials.names_of(number).keys()
