"""For every test of the project, the cells that nbval runs included."""

import functools
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent

#: A notebook for Colab alone, not for nbval here.
collect_ignore = ["tests/colab_gpu.ipynb"]


@functools.cache
def left_alone() -> dict[Path, str]:
    """The notebooks that somebody has worked in, and what is said of each."""
    try:
        from tools import course, fingerprint
    except ImportError:  # this file alone, in a folder of a test
        return {}
    try:
        return fingerprint.left_alone(ROOT)
    except course.LessonError:  # the tests of the course say it better
        return {}


def pytest_ignore_collect(collection_path):
    """Leave to their owner the notebooks that somebody has worked in."""
    if collection_path.suffix == ".ipynb" and collection_path in left_alone():
        return True
    return None


def pytest_terminal_summary(terminalreporter):
    """Say which notebooks were not tested."""
    for line in left_alone().values():
        terminalreporter.write_line(line)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Count "expected failures" as failures: nbval marks every cell so that follows a kernel's death."""
    report = yield
    if hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"expected to fail, so it failed: {report.wasxfail}"
        del report.wasxfail
    return report
