"""Checks of exercises, one module a lesson, `claim` and `predicted`."""

from workshop.checks.core import CheckFailed, claim, predicted

__all__ = ["CheckFailed", "claim", "predicted"]
