"""What the drawings of the course refuse: a number that is not whole, a knob that is turned beyond its ends."""

from numbers import Integral, Real


def whole(name: str, value: object, least: int) -> None:
    """Raise ValueError, with the argument's name, unless it is a whole number that is not below the least."""
    if not isinstance(value, Integral) or value < least:
        raise ValueError(f"{name} must be a whole number from {least} on; it is {value!r}.")


def turned(name: str, value: object, ends: str = "0 to 1") -> None:
    """Raise ValueError, with the knob's name, unless it is a number from 0 to 1. ends: as the sentence says them"""
    if not isinstance(value, Real) or not 0 <= value <= 1:
        raise ValueError(f"The knob {name} goes from {ends}; it is {value!r}.")
