"""place.py FOLDER: a clone of this repository, in FOLDER, with lessons 8, 9 and 10 in their places.

What drafts/README.md says under "To take a lesson into the course", done in a copy: there the lessons can be built,
handed in to, measured and read. The repository itself stays as it is. What is not committed here is not in the copy.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LEFT_HERE = {"README.md", "course.toml", "patches", "tools"}  # of drafts/: it has no place in the course
#: Lines of a table of the course's tools that the lessons need: file, the line that the table begins with, lines.
ENTRIES = [
    ("tools/harvest.py", "KEPT = {", ['    "8.8": {"mended_nats": 2.0, "best_entropy": 1.4},',
                                      '    "9.8": {"mended_iou": 0.8, "broken_iou": 0.3},']),
    ("tools/mutate.py", "TESTS = {", ['    "workshop/processes": ["tests/test_processes.py"],',
                                      '    "workshop/worker": ["tests/test_processes.py"],']),
    ("tools/glossary.py", "MORE = {", ['    "top-k": (0, 1),', '    "Amdahl\'s law": (2, 0),']),
    ("tools/glossary.py", "LEFT_OUT = {", ['    "batch times k, learning rate times k": "a rule, said where it is used",',
                                           '    "Hillish": "a name, of one lesson",']),
]  # fmt: skip


def place(folder: Path) -> None:
    """Make the copy. Raises CalledProcessError where git or patch refuses, SystemExit where a table has moved."""
    subprocess.run(["git", "clone", "-q", str(ROOT), str(folder)], check=True)
    drafts = folder / "drafts"
    for file in sorted(drafts.rglob("*")):
        parts = file.relative_to(drafts).parts
        if file.is_file() and not LEFT_HERE & {parts[0], *parts[1:2]}:
            goal = folder.joinpath(*parts)
            goal.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, goal)
    with open(folder / "course.toml", "a", encoding="utf-8") as toml:
        toml.write("\n" + (drafts / "course.toml").read_text(encoding="utf-8"))
    for patch in sorted((drafts / "patches").glob("*.patch")):
        subprocess.run(["patch", "-p1", "--silent", "--no-backup-if-mismatch", "-i", str(patch)], cwd=folder, check=True)
    for name, opening, lines in ENTRIES:
        path = folder / name
        text, found = re.subn(
            rf"^{re.escape(opening)}$",
            lambda match, lines=lines: "\n".join([match[0], *lines]),
            path.read_text(encoding="utf-8"),
            flags=re.MULTILINE,
        )
        if not found:
            raise SystemExit(f"{name} has no line {opening!r} any more: mend ENTRIES in {Path(__file__).name}.")
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2 or Path(sys.argv[1]).exists():
        raise SystemExit("Usage: python drafts/tools/place.py FOLDER (one that is not there yet)")
    place(Path(sys.argv[1]))
