"""What the course draws from a seed has the same bytes everywhere: drawn again without this processor's extras."""

import os
import subprocess
import sys

import numpy as np
import pytest


def printed(script: str) -> list[str]:
    """The words that a script prints where NumPy uses nothing of this processor that another could lack."""
    extensions = np.show_config("dicts")["SIMD Extensions"].get("found", [])
    if not extensions:
        pytest.skip("NumPy uses nothing of this processor that could be switched off")
    simple = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"NPY_DISABLE_CPU_FEATURES": " ".join(extensions)},
        capture_output=True,
        text=True,
        check=True,
    )
    return simple.stdout.split()
