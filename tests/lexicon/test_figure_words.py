"""The word lists behind dates and figures: what they give, and that a bad entry is refused by file and key."""

from pathlib import Path

import pytest

from lapwing.errors import DataError
from lapwing.lexicon import counts, dates, measures
from lapwing.lexicon.counts import load_counts
from lapwing.lexicon.dates import date_words
from lapwing.lexicon.measures import load_measures
from lapwing.lexicon.peoples import load_peoples

FILE = Path("measures.toml")


def test_vague_amounts_are_those_of_the_codebook() -> None:
    vague = load_counts().vague
    assert vague["dozens"] == vague["a few dozen"] == (24, 36, 99)
    assert vague["scores"] == (40, 60, 199)
    assert vague["hundreds"] == (200, 300, 999)
    assert vague["several"] == (3, 4, 9)
    assert vague["tens of thousands"] == (20_000, 30_000, 99_999)
    assert vague["hundreds of thousands"] == (200_000, 300_000, 999_999)


def test_every_measure_has_a_verb_or_noun() -> None:
    lexicon = load_measures()
    told = {*lexicon.verbs.values(), *lexicon.doers.values(), *lexicon.crowds.values()}
    assert told == {
        "killed", "injured", "captured", "abducted", "freed", "deported", "missing", "surrendered", "displaced", "participants",
    }  # fmt: skip


def test_words_of_time_of_one_kind() -> None:
    words = date_words()
    assert (words.months["sept"], words.weekdays["sunday"], words.seasons["fall"]) == (9, 6, 9)


def test_peoples_belong_to_countries() -> None:
    peoples = load_peoples()
    assert (peoples.people["americans"], peoples.people["kenyan"], peoples.places["kenya"]) == (
        "USA",
        "KEN",
        "KEN",
    )


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda: measures._by_word(FILE, {"verbs": {"slain": "kill"}}, "verbs"), "slain"),
        (lambda: measures._by_word(FILE, {"verbs": {"killed": "hit", "injured": "hit"}}, "verbs"), "hit"),
        (lambda: measures._by_word(FILE, {}, "verbs"), "verbs"),
        (lambda: measures._phrases(FILE, {"phrases_object": {"killed": "shoot"}}, "phrases_object"), "shoot"),
        (lambda: measures._classes(FILE, {"classes": {"people": "man"}}), "people"),
        (lambda: counts._bounds(FILE, "dozens", "24 many"), "dozens"),
        (lambda: counts._fraction(FILE, "half", "1 0"), "half"),
        (lambda: counts._forces(FILE, {"before": {"roughly": ["about"]}}, "before"), "roughly"),
        (
            lambda: dates._table(FILE, {"months": {"smarch": 13}}, "months", lambda v: v in range(1, 13)),
            "smarch",
        ),
    ],
)
def test_a_bad_entry_is_refused_by_name(call: object, named: str) -> None:
    with pytest.raises(DataError, match=named) as refused:
        call()  # type: ignore[operator]
    assert "measures.toml" in str(refused.value)
