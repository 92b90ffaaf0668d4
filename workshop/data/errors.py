"""The errors of the data layer: one for the reader, the others between its modules."""

from workshop.errors import WorkshopError


class DataError(WorkshopError):
    """Data that cannot be had, in one sentence: what is wrong, then what to do about it.

    reason: what is wrong, without a full stop; remedy: what to do next, without a full stop
    """

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"{reason}: {remedy}.")
        self.reason = reason
        self.remedy = remedy


class Unfit(Exception):
    """One place cannot give a file, for the reason in the message; another place may."""


class Missing(Unfit):
    """One place answered, and has no such file to give."""
