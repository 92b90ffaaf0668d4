"""`python -m tools.colab_list [--write]`: compare constraints-colab.txt with the versions that Colab has now.

Exit status 0: they are the same; 1: they differ, and the differences are printed, those of packages that the lessons
need first; 2: Colab's list cannot be fetched or read. `--write` writes the new list; run
`python3 start.py test --colab` with it before you commit it.
"""

import argparse
import json
import re
import sys
import urllib.request
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIST = "https://raw.githubusercontent.com/googlecolab/backend-info/{commit}/pip-freeze.gpu.txt"
COMMITS = "https://api.github.com/repos/googlecolab/backend-info/commits?path=pip-freeze.gpu.txt&per_page=1"
HEADER = re.compile(r"commit [0-9a-f]{40} of \d{4}-\d\d-\d\d")


class ListError(Exception):
    """Colab's list is not to be had; the message is the sentence to print."""


def versions(text: str) -> dict[str, str]:
    """Package names and versions of a list as pip freezes it; what only Google's machines can install is left out."""
    return dict(re.findall(r"^([\w.-]+)==([\w.]+)$", text, re.MULTILINE))


def newest(commits: str = COMMITS, address: str = LIST) -> tuple[str, str]:
    """Colab's list of today: "commit ... of ..." and the text. Raises ListError where it cannot be fetched."""
    try:
        with urllib.request.urlopen(commits, timeout=30) as answer:
            (commit, *_) = json.load(answer)
        sha, date = commit["sha"], commit["commit"]["committer"]["date"][:10]
        with urllib.request.urlopen(address.format(commit=sha), timeout=30) as answer:
            text = answer.read().decode("utf-8")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ListError(f"Colab's list cannot be fetched ({error}): try again later.") from error
    if not {"tensorflow", "keras", "numpy"} <= versions(text).keys():
        raise ListError("Colab's list does not name tensorflow, keras and numpy any more: look at it yourself.")
    return f"commit {sha} of {date}", text


def differences(ours: dict[str, str], theirs: dict[str, str], needed: set[str]) -> list[str]:
    """One line for each package whose version differs, the needed ones first."""
    changed = [name for name in sorted(ours | theirs) if ours.get(name) != theirs.get(name)]
    changed.sort(key=lambda name: name not in needed)
    return [f"{name}: {ours.get(name, 'not there')} -> {theirs.get(name, 'not there')}" for name in changed]


def main(arguments: Sequence[str] | None = None, root: Path = ROOT, **where: str) -> int:
    """The command line; returns the exit status. where: other addresses for `newest`."""
    parser = argparse.ArgumentParser(prog="python -m tools.colab_list", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write constraints-colab.txt anew")
    options = parser.parse_args(arguments)
    path = root / "constraints-colab.txt"
    ours = path.read_text(encoding="utf-8")
    needed = set(re.findall(r"^[\w-]+", (root / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE))
    try:
        commit, theirs = newest(**where)
    except ListError as error:
        print(error)
        return 2
    found = differences(versions(ours), versions(theirs), needed)
    print("\n".join([f"{len(found)} differences to Colab's list, {commit}", *found]))
    if options.write:
        header = HEADER.sub(commit, "".join(re.findall(r"^#.*\n", ours, re.MULTILINE)))
        lines = [f"{name}=={version}\n" for name, version in versions(theirs).items()]
        path.write_text(header + "".join(lines), encoding="utf-8")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
