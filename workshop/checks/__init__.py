"""Checks of exercises, one module a lesson, and `claim`."""

from workshop.checks.core import CheckFailed, claim

__all__ = ["CheckFailed", "claim"]
