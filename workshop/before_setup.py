"""A cell that is run before the setup cell says so in one sentence.

IPython loads this at its start, by `workshop/ipython_config.py`, before a lesson has imported anything: so nothing but
the standard library here, and nothing of the package, whose import takes a second. `open_lesson` takes over.
"""

import ast
import json
import os
from pathlib import Path


class SetupFirst(Exception):
    """A cell of a lesson was run before its setup cell; IPython shows the message alone."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


def names_made(source: str) -> set[str]:
    """The names that the top level of a cell assigns, defines or imports."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return set()
    made = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            made.add(node.id)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            made.add(node.name)
        elif isinstance(node, ast.alias):
            made.add(node.asname or node.name)
    return made


def names_of(path: Path) -> set[str]:
    """The names that the cells of a lesson's notebook make; none for any other notebook."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        if all(cell.get("id") != "setup" for cell in cells):
            return set()
        return set().union(*(names_made("".join(cell["source"])) for cell in cells if cell["cell_type"] == "code"))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return set()


def load_ipython_extension(shell) -> None:
    """Let a NameError for a name of the lesson say that the setup cell comes first."""

    def show(shell, kind, error, traceback, tb_offset=None):
        # JupyterLab and Jupyter Notebook name the notebook in this variable, VS Code in the other.
        path = os.environ.get("JPY_SESSION_NAME") or shell.user_ns.get("__vsc_ipynb_file__")
        if path and error.name in names_of(Path(path)):
            error = SetupFirst(
                f"`{error.name}` is not there yet: run the setup cell, the first one of this notebook, "
                "then this cell again."
            )
            kind = SetupFirst
        shell.showtraceback((kind, error, traceback), tb_offset=tb_offset)

    shell.set_custom_exc((NameError,), show)
