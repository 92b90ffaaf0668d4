"""What a person made is renamed, never lost, whatever else stands beside it."""

import datetime
import os

import pytest

from workshop import keeping
from workshop.keeping import is_set_aside, set_aside


def test_what_is_set_aside_keeps_its_content_its_folder_and_its_kind(tmp_path):
    (tmp_path / "answers.ipynb").write_text("mine")
    kept = set_aside(tmp_path / "answers.ipynb")
    assert kept.parent == tmp_path and kept.name.startswith("answers (kept 2") and kept.name.endswith(").ipynb")
    assert [path.name for path in tmp_path.iterdir()] == [kept.name] and kept.read_text() == "mine"
    assert not set(kept.name) & set(':*?"<>|')  # Windows


def test_what_is_set_aside_in_the_same_second_is_numbered(tmp_path):
    kept = []
    for number in range(5):
        (tmp_path / "a.npy").write_text(str(number))
        kept.append(set_aside(tmp_path / "a.npy"))
    assert [path.read_text() for path in kept] == list("01234") and len(set(kept)) == 5


def test_a_link_to_nothing_keeps_its_name(tmp_path, monkeypatch):
    class Noon(datetime.datetime):
        @classmethod
        def now(cls):
            return cls(2026, 11, 26, 12)

    monkeypatch.setattr(keeping.datetime, "datetime", Noon)
    taken = tmp_path / "a (kept 2026-11-26 12.00.00).npy"
    try:
        taken.symlink_to(tmp_path / "nothing")
    except OSError:
        pytest.skip("this system makes no links for everybody")
    (tmp_path / "a.npy").write_text("mine")
    assert set_aside(tmp_path / "a.npy").name == "a (kept 2026-11-26 12.00.00, 2).npy" and taken.is_symlink()


@pytest.mark.parametrize("kind", ["folder", "link to nothing", "link"])
def test_folders_and_links_are_set_aside_as_they_are(tmp_path, kind):
    place, target = tmp_path / "place", tmp_path / "target"
    if kind == "folder":
        place.mkdir()
        (place / "a").write_text("mine")
    else:
        try:
            place.symlink_to(target)
        except OSError:
            pytest.skip("this system makes no links for everybody")
    if kind == "link":
        target.write_text("mine")
    kept = set_aside(place)
    assert not os.path.lexists(place) and os.path.lexists(kept)
    assert kept.is_symlink() == (kind != "folder")
    if kind != "link to nothing":
        assert ((kept / "a") if kind == "folder" else target).read_text() == "mine"


def test_where_nothing_can_be_renamed_nothing_changes(tmp_path):
    with pytest.raises(OSError):
        set_aside(tmp_path / "not there")
    assert list(tmp_path.iterdir()) == []


def test_the_name_tells_what_was_set_aside(tmp_path):
    (tmp_path / "a (1).tgz").touch()
    assert not is_set_aside(tmp_path / "a (1).tgz")
    again = set_aside(tmp_path / "a (1).tgz")
    assert is_set_aside(again)
    assert is_set_aside(set_aside(again))
    for name in ("kept.txt", "b (kept).txt", "b (kept 2026-11-26 14.03.59) copy.txt", "a.tgz"):
        assert not is_set_aside(tmp_path / name)
