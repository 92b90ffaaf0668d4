"""What the tools write is there whole or not at all, and nothing that works goes before what follows it is there."""

import errno
import os
from pathlib import Path

import pytest

from tools import files


def test_a_text_takes_the_place_of_another_and_leaves_nothing_beside_it(tmp_path):
    files.write_whole(tmp_path / "a.md", "one\n")
    files.write_whole(tmp_path / "a.md", "two\n")
    assert (tmp_path / "a.md").read_bytes() == b"two\n" and os.listdir(tmp_path) == ["a.md"]


def test_on_a_full_disk_what_was_there_stays(tmp_path, monkeypatch):
    (tmp_path / "a.md").write_text("mine")

    def full(path, *_, **__):
        path.touch()
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(OSError):
        files.write_whole(tmp_path / "a.md", "new")
    assert (tmp_path / "a.md").read_bytes() == b"mine" and os.listdir(tmp_path) == ["a.md"]


def test_a_folder_takes_the_place_of_another_or_the_other_one_is_back(tmp_path):
    new, place, old = (tmp_path / name for name in ("new", "place", "old"))
    new.mkdir()
    (new / "1").touch()
    files.swap(new, place, old)
    assert os.listdir(place) == ["1"] and not old.exists()
    with pytest.raises(OSError):
        files.swap(tmp_path / "lost", place, old)
    assert os.listdir(place) == ["1"] and not old.exists()
