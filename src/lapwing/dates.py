"""Dates alone: every time expression of a text, fixed in the calendar (docs/dates.md).

lapwing.dates.parse("The talks are to end by Tuesday.", published="2021-06-14")
"""

from datetime import date

from lapwing.flow.alone import day_of, parsed
from lapwing.model.when import TimeExpression
from lapwing.resolve.dates import read_dates


def parse(
    text: str, *, published: date | str | None = None, country: str | None = None
) -> tuple[TimeExpression, ...]:
    """Every time expression in text order, with first and last day, precision, and the rule that gave them.

    `published` is the day that relative words count from; without it they are unknown and say so. `country` (ISO 3166 alpha-3)
    decides 04/09/2015. Raises SettingError for a day that makes no sense, SourceError for an empty text.
    """
    document, tree = parsed(text, published)
    return read_dates(tree, day_of(document), country)
