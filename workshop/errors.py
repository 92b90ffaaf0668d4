"""The course's own exceptions: shown in a notebook as one line, without a traceback."""


def hint_of(message: str) -> str:
    """The hint in the message of a check, or "" if it has none."""
    return message.partition("\n  hint ")[2].strip()


class WorkshopError(Exception):
    """An error whose message says what to do next; IPython shows the message alone.

    IPython asks an exception for `_render_traceback_` before it formats a traceback (JupyterLab, Colab and
    VS Code alike), so the reader sees one line and Run All still stops.
    """

    def _render_traceback_(self) -> list[str]:
        return [str(self)]
