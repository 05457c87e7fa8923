"""The second series of cases: how many are right, each kind by itself and together with the first series, which has to be right throughout."""

from lapwing.model.actor import Actor
from tests.resolve import news
from tests.resolve.frozen import cases
from tests.resolve.test_actors import coded
from tests.resolve.test_counts import GROUPS as COUNTS
from tests.resolve.test_dates import ROWS as DATES_BEFORE

DATES, FIGURES, ACTORS = news.dates(), news.figures(), news.actors()


def wrong(verdicts: list[news.Verdict]) -> str:
    return "\n".join(f"{v.text}\n  wanted {v.wanted}\n  found  {v.found}" for v in verdicts if not v.right)


def share(verdicts: list[news.Verdict], others: int = 0) -> float:
    """The share right, with so many cases of the first series, which other tests hold right."""
    return (sum(v.right for v in verdicts) + others) / (len(verdicts) + others)


def test_values_of_dates() -> None:
    first = len(DATES_BEFORE)
    assert len(DATES) + first >= 500
    assert share(DATES) >= 0.94, wrong(DATES)
    assert share(DATES, first) >= 0.88, wrong(DATES)


def test_extents_of_dates() -> None:
    wanted, found, same = news.extents()
    assert 2 * same / (wanted + found) >= 0.95


def test_figures() -> None:
    first = len(COUNTS) + len(cases("claims.toml"))
    assert len(FIGURES) + first >= 500
    assert share(FIGURES) >= 0.90, wrong(FIGURES)
    assert share(FIGURES, first) >= 0.95, wrong(FIGURES)


def test_actors() -> None:
    known: list[tuple[news.Row, Actor | None]] = [*coded(), *ACTORS]
    assert len(known) >= 250
    for column, floor, of_new in (("country", 0.95, 0.95), ("sector", 0.85, 0.90), ("kind", 0.95, 0.95)):
        for rows, least in ((known, floor), (ACTORS, of_new)):
            missed = [
                (r["phrase"], r[column], news.told(a, column))
                for r, a in rows
                if news.told(a, column) != r[column]
            ]
            assert 1 - len(missed) / len(rows) >= least, missed
