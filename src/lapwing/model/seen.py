"""What the neural model saw in a report, with odds, before anything is decided: acts, their parties, figures, links.

Everything is told by the index of a token, the head word of its phrase; the tree gives the phrase. Odds are
probabilities from 0 to 1. Plain code weighs them against the lexicon (code/weigh.py).
"""

from msgspec import Struct

Odds = tuple[tuple[str, float], ...]
"""Labels with their probabilities, the likeliest first."""


class Arc(Struct, frozen=True):
    """A word in a role of another: who (`actor`), to whom (`recipient`), `place`, `time`, `means`, `source`, `figure`,

    `teller` of a figure, `speaker` of a statement, or `same` party.
    """

    role: str
    token: int
    odds: float


class SeenAct(Struct, frozen=True):
    """A word that may name an act: `odds` that it names any, the types, what is known of it if it does."""

    token: int
    odds: float
    types: Odds
    modes: Odds
    status: Odds
    certainty: Odds
    background: float
    arcs: tuple[Arc, ...] = ()

    def type_odds(self, type_: str) -> float:
        """The probability that the word names an act of this type."""
        return next((odds for label, odds in self.types if label == type_), 0.0)

    def of(self, role: str, least: float = 0.5) -> tuple[int, ...]:
        """The words in a role that are at least so likely, in text order."""
        return tuple(sorted(arc.token for arc in self.arcs if arc.role == role and arc.odds >= least))


class SeenFigure(Struct, frozen=True):
    """A word counted: the measure, the class of the victims, whether it is a total, who tells it."""

    token: int
    odds: float
    measures: Odds
    victims: Odds
    total: float
    arcs: tuple[Arc, ...] = ()


class SeenContent(Struct, frozen=True):
    """What somebody is reported to have said: tokens `first` to `last` (exclusive), and who may speak."""

    first: int
    last: int
    odds: float
    arcs: tuple[Arc, ...] = ()


class SeenFiller(Struct, frozen=True):
    """A phrase in one of MUC-4's roles (PerpInd, PerpOrg, Target, Victim, Weapon): tokens `first` to `last`, exclusive."""

    role: str
    first: int
    last: int
    odds: float


class Seen(Struct, frozen=True):
    """All of it, in text order. `links`: word, earlier word of the same party, odds."""

    acts: tuple[SeenAct, ...] = ()
    figures: tuple[SeenFigure, ...] = ()
    contents: tuple[SeenContent, ...] = ()
    fillers: tuple[SeenFiller, ...] = ()
    links: tuple[tuple[int, int, float], ...] = ()


NOTHING = Seen()
