"""For every test of the project, the cells that nbval runs included."""

import pytest

#: A notebook for Colab alone, not for nbval here.
collect_ignore = ["tests/colab_gpu.ipynb"]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Count "expected failures" as failures: nbval marks every cell so that follows a kernel's death."""
    report = yield
    if hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"expected to fail, so it failed: {report.wasxfail}"
        del report.wasxfail
    return report
