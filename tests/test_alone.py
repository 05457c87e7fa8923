"""The doors to one thing alone: the examples under "Alone" in the docs run and give what they say, and bad input gets a sentence."""

import re
from pathlib import Path

import pytest

import lapwing
from lapwing.errors import LapwingError, SettingError, SourceError

DOCS = Path(__file__).parent.parent / "docs"
DOORS = ("dates", "places", "actors", "figures", "attribution")


@pytest.mark.parametrize("door", DOORS)
def test_the_example_of_the_docs_gives_what_it_says(door: str) -> None:
    chapter = (DOCS / f"{door}.md").read_text(encoding="utf-8").partition("\n## Alone\n")[2]
    block = re.search(r"```python\n(.*?)```", chapter, re.DOTALL)
    assert block is not None
    names: dict[str, object] = {}
    told = 0
    for line in block[1].splitlines():
        code, _, value = line.partition("  # ")
        if value:
            assert repr(eval(code, names)) == value
            told += 1
        else:
            exec(code, names)
    assert f"lapwing.{door}.parse(" in block[1]
    assert told


@pytest.mark.parametrize("door", DOORS)
def test_an_empty_text_is_refused(door: str) -> None:
    with pytest.raises(SourceError):
        getattr(lapwing, door).parse("  ")


def test_a_senseless_day_is_refused() -> None:
    with pytest.raises(SettingError):
        lapwing.dates.parse("by Tuesday", published="soon")


def test_a_phrase_that_is_not_there_is_refused() -> None:
    with pytest.raises(SettingError, match="very words"):
        lapwing.actors.parse("Nobody came.", parties=["the army"])


def test_a_number_is_read_without_claims() -> None:
    [count] = lapwing.figures.numbers("About 70 people fled.")
    assert (count.span.text, count.value.low, count.value.best, count.value.high) == ("About 70", 63, 70, 77)
    assert issubclass(SettingError, LapwingError)


def test_an_unknown_name_is_no_door() -> None:
    with pytest.raises(AttributeError):
        lapwing.colours  # noqa: B018
