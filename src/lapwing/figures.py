"""Figures alone: how many were killed, wounded, captured … as a text states it (docs/figures.md).

lapwing.figures.parse("At least 12 soldiers were killed.")
"""

from datetime import date

from lapwing.code.claims.coder import code_claims
from lapwing.flow.alone import day_of, parsed
from lapwing.flow.layers import NoActors
from lapwing.lexicon.cues import load_cues
from lapwing.model.amount import Count
from lapwing.model.claim import Claim
from lapwing.resolve.attribution.read import read_attributions
from lapwing.resolve.counts import read_counts
from lapwing.resolve.dates import read_dates


def parse(text: str, *, published: date | str | None = None) -> tuple[Claim, ...]:
    """The claims of a text: measure, bounds, who is counted, and who says so. They are tied to no event and no actor.

    Raises SettingError for a day that makes no sense, SourceError for an empty text.
    """
    document, tree = parsed(text, published)
    said = read_attributions(tree, document.zones, None, load_cues())
    day = day_of(document)
    return code_claims(
        tree, read_counts(tree), (), said, read_dates(tree, day), NoActors(), day, document.report.sha256
    )


def numbers(text: str) -> tuple[Count, ...]:
    """Every number phrase that may count persons, with low, best and high. Raises SourceError for an empty text."""
    return read_counts(parsed(text)[1])
