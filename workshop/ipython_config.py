"""For IPython: `start.py` copies this file to `.venv/etc/ipython/`, where each kernel of the course reads it."""

import sys
from pathlib import Path

extension = Path(sys.prefix).parent / "workshop" / "before_setup.py"
if extension.is_file():
    # By its path: to import it from the package would load Keras's neighbours first.
    load = f"__import__('runpy').run_path({str(extension)!r})['load_ipython_extension'](get_ipython())"
    get_config().InteractiveShellApp.exec_lines = [load]  # noqa: F821
