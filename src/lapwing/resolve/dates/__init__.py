"""Time expressions: found by a grammar of our own and fixed in the calendar."""

from lapwing.resolve.dates.read import read_dates

__all__ = ["read_dates"]
