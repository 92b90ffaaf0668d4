"""Repositories for tests."""

import subprocess
from pathlib import Path


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder, as somebody; returns what it printed. Raises CalledProcessError where it fails."""
    who = ["-c", "user.name=teacher", "-c", "user.email=teacher@example.org"]
    command = ["git", "-C", str(folder), *who, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
