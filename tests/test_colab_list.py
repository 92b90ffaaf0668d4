"""Colab's package versions: the list that the lane installs from, and how it is compared with the newest."""

import json
import re
import shutil
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tools import colab_list

ROOT = Path(__file__).resolve().parents[1]
SHA = "0123456789" * 4


def ours():
    return (ROOT / "constraints-colab.txt").read_text(encoding="utf-8")


def test_the_file_says_which_commit_of_which_day_it_was_read_from():
    header = ours().split("\nabsl-py==")[0]
    assert "googlecolab/backend-info" in header and colab_list.HEADER.search(header)
    assert re.search(r"Python 3\.\d+", header)


def test_each_line_pins_one_package():
    lines = [line for line in ours().splitlines() if not line.startswith("#")]
    assert len(colab_list.versions(ours())) == len(lines) > 500


def test_what_colab_carries_satisfies_requirements_txt():
    """Or a student in Colab would have to install something."""
    carried = colab_list.versions(ours())
    for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines():
        if ">=" in line and (wanted := Requirement(line)).name not in ("jupyterlab", "nbval"):
            assert carried[wanted.name] in wanted.specifier, line


@pytest.fixture
def colab(tmp_path):
    """A folder with our list, and what Colab publishes: a function (text) -> exit status of the comparison."""
    for name in ("constraints-colab.txt", "requirements.txt"):
        shutil.copy(ROOT / name, tmp_path)
    commits, published = tmp_path / "commits.json", tmp_path / f"{SHA}.txt"
    commits.write_text(json.dumps([{"sha": SHA, "commit": {"committer": {"date": "2026-12-24T08:00:00Z"}}}]))

    def compare(text, *arguments):
        if text is not None:
            published.write_text(text, encoding="utf-8")
        where = {"commits": commits.as_uri(), "address": tmp_path.as_uri() + "/{commit}.txt"}
        return colab_list.main(arguments, root=tmp_path, **where)

    return compare


def test_the_same_list_is_no_difference(colab, capsys):
    assert colab(ours() + "torch==9.9+cu999\n") == 0
    assert capsys.readouterr().out == f"0 differences to Colab's list, commit {SHA} of 2026-12-24\n"


def test_each_difference_is_named_the_ones_that_matter_first(colab, capsys):
    text = ours().replace("absl-py==1.4.0\n", "").replace("keras==3.13.2", "keras==3.99.0") + "zzz==1\n"
    assert colab(text) == 1
    assert capsys.readouterr().out.splitlines()[1:] == [
        "keras: 3.13.2 -> 3.99.0",
        "absl-py: 1.4.0 -> not there",
        "zzz: not there -> 1",
    ]


def test_the_new_list_can_be_written(colab, tmp_path):
    assert colab(ours().replace("keras==3.13.2", "keras==3.99.0"), "--write") == 1
    written = (tmp_path / "constraints-colab.txt").read_text(encoding="utf-8")
    assert f"commit {SHA} of 2026-12-24" in written and "keras==3.99.0" in written
    assert colab(None) == 0


@pytest.mark.parametrize("text", [None, "<html>Not found</html>", "numpy==2\n"], ids=["absent", "a page", "half"])
def test_a_list_that_is_not_to_be_had_is_one_sentence_and_no_pass(colab, capsys, text, tmp_path):
    assert colab(text, "--write") == 2
    out = capsys.readouterr().out
    assert re.fullmatch(r"Colab's list .*\.\n", out)
    assert (tmp_path / "constraints-colab.txt").read_text(encoding="utf-8") == ours()
