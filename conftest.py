"""For every test of the project, the cells that nbval runs included."""

import functools
import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent

#: A notebook for Colab alone, not for nbval here.
collect_ignore = ["tests/colab_gpu.ipynb"]


def asked(question, nothing):
    """The answer of the course's own tools, course and fingerprint; `nothing` where there is none to be had."""
    try:
        from tools import course, fingerprint
    except ImportError:  # this file alone, in a folder of a test
        return nothing
    try:
        return question(course, fingerprint)
    except course.LessonError:  # the tests of the course say it better
        return nothing


@functools.cache
def left_alone() -> dict[Path, str]:
    """The notebooks that somebody has worked in, and what is said of each."""
    return asked(lambda course, fingerprint: fingerprint.left_alone(ROOT), {})


@functools.cache
def electives() -> set[Path]:
    """The solutions of the lessons beyond the course."""
    return asked(lambda course, _: {each.solution(ROOT) for each in course.read(ROOT).lessons if each.elective}, set())


def pytest_addoption(parser):
    """`python3 start.py test --full`."""
    parser.addoption("--full", action="store_true", help="run the electives on full data too, not on the sample alone")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item):
    """Run an elective on the sample, unless --full or WORKSHOP_DATA asks for more.

    On full data the three take ten minutes more, which is for those who change one of them. The kernel starts with the
    first cell's set-up and takes its variables from this process.
    """
    wanted = item.path in electives() and "WORKSHOP_DATA" not in os.environ and not item.config.getoption("--full")
    if wanted:
        os.environ["WORKSHOP_DATA"] = "sample"
    try:
        return (yield)
    finally:
        if wanted:
            del os.environ["WORKSHOP_DATA"]


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
