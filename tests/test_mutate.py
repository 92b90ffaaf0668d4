"""The tool that changes the code to see whether a test falls."""

import ast

import pytest
from repository import git

from tools import mutate


@pytest.mark.parametrize("before, after", [
    ("a == b", "(a != b)"), ("a <= b", "(a < b)"), ("a not in b", "(a in b)"), ("a + b", "(a - b)"),
    ("a // b", "(a * b)"), ("a and b", "(a or b)"), ("f(not a)", "f((a))"), ("True", "(False)"), ("7", "(8)"),
    ("a if b else c", "(c if b else a)"), ("f(a)", "pass"), ("def f():\n    return a", "def f():\n    return None"),
    ("'ä' == b", "('ä' != b)"),
])  # fmt: skip
def test_each_kind_of_change(before, after):
    assert after in [mutate.mutate(before, node, new) for node, new in mutate.mutants(before)]


def test_what_stands_in_an_f_string_and_what_has_no_twin_is_left_alone():
    assert list(mutate.mutants('x = f"{a + 1}"\ny = b % c\nz = "text"')) == []


def test_a_change_leaves_the_rest_as_it_is():
    source = "# é\na = [1,\n     2]  # two\nb = 3\n"
    texts = [mutate.mutate(source, node, new) for node, new in mutate.mutants(source)]
    assert "# é\na = [1,\n     (3)]  # two\nb = 3\n" in texts
    assert all(ast.parse(text) for text in texts)


@pytest.mark.parametrize("test, status, words", [
    ("assert larger(2, 1) and not larger(1, 1)", 0, "2 of 2 killed"),
    ("larger(2, 1)", 1, "0 of 2 killed"),
])  # fmt: skip
def test_a_mutant_that_no_test_sees_is_named_and_the_tree_stays_as_it_is(tmp_path, capsys, test, status, words):
    source = "def larger(a, b):\n    return a > b\n"
    (tmp_path / "tools").mkdir()
    (tmp_path / "tests").mkdir()
    (tmp_path / "tools" / "small.py").write_text(source)
    (tmp_path / "tests" / "test_build.py").write_text(f"from tools.small import larger\ndef test_it():\n    {test}\n")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    assert mutate.main(["--count", "9"], tmp_path) == status
    said = capsys.readouterr().out
    assert words in said
    assert ("SURVIVED tools/small.py:2: return a > b  ->  return None" in said) == bool(status)
    assert (tmp_path / "tools" / "small.py").read_text() == source


@pytest.mark.parametrize("name, test", [
    ("workshop/plots.py", "test_plots"), ("workshop/diagrams.py", "test_diagrams"),
    ("workshop/checks/gan.py", "test_checks_gan"), ("workshop/checks/cases.py", "test_checks_cases"),
])  # fmt: skip
def test_what_is_left_out_has_tests_of_its_own_for_when_it_is_named(name, test):
    assert name.startswith(mutate.LEFT_OUT)
    assert f"tests/{test}.py" in mutate.tests_of(name, mutate.ROOT) and (mutate.ROOT / f"tests/{test}.py").exists()


def test_a_file_is_mutated_where_it_is_named_though_it_is_left_out(tmp_path, capsys):
    (tmp_path / "workshop").mkdir()
    (tmp_path / "tests").mkdir()
    (tmp_path / "workshop" / "plots.py").write_text("WIDTH = 3\n")
    (tmp_path / "tests" / "test_plots.py").write_text(
        "def test_it():\n    assert open('workshop/plots.py').read() == 'WIDTH = 3\\n'\n"
    )
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    assert mutate.main(["workshop/plots.py"], tmp_path) == 0
    assert "1 of 1 killed" in capsys.readouterr().out
