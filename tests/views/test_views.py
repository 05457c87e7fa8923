"""The three views of a reading, on one made by hand."""

import io
from html.parser import HTMLParser

from rich.console import Console

from lapwing.model.amount import Amount
from lapwing.model.reading import from_json
from lapwing.model.when import When
from lapwing.views import html, markdown
from lapwing.views.marks import segments_of
from lapwing.views.table import print_reading
from lapwing.views.words import amount_words, one_line, when_words
from tests.views.readings import TEXT, small_reading


def test_segments_joined_are_the_text() -> None:
    segments = segments_of(small_reading())
    assert "".join(s.text for s in segments) == TEXT
    trigger = next(s for s in segments if "e_1/trigger" in s.ids)
    assert trigger.text == "attacked"
    assert "material-conflict" in trigger.kinds


def test_table_shows_each_kind_of_finding() -> None:
    out = io.StringIO()
    print_reading(small_reading(), Console(file=out, width=160))
    shown = out.getvalue()
    for words in ("11 Jun 2021", "Kunduz, AFG", "ASSAULT firearms", "≥ 12", "police", "Amiri", "13 Jun 2021"):
        assert words in shown
    assert "no event type covers it" in shown


def test_markdown_escapes_what_could_break_the_table() -> None:
    page = markdown.render(small_reading())
    assert "# Attack in \\<Kunduz\\>" in page
    assert (
        "| 11 Jun 2021 | Kunduz, AFG | Gunmen | police post | ASSAULT firearms | attacked | actual, stated |"
        in page
    )


class _Text(HTMLParser):
    """Collects the words of the article and the tags that load something."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.words = ""
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = self.inside or tag == "article"
        self.loads += [f"{tag} {name}" for name, _ in attrs if name in ("src", "href")]

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "article"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.words += data


def test_html_keeps_the_text_escapes_it_and_loads_nothing() -> None:
    page = html.render(small_reading())
    parser = _Text()
    parser.feed(page)
    assert parser.words == TEXT
    assert parser.loads == []
    assert "<b>Governor" not in page
    assert "Attack in &lt;Kunduz&gt;" in page


def test_a_reading_survives_its_json() -> None:
    reading = small_reading()
    assert from_json(reading.to_json()) == reading


def test_values_in_words() -> None:
    assert amount_words(Amount(63, 70, 77, False)) == "70 (63–77)"
    assert amount_words(Amount(None, 30, 30, False)) == "≤ 30"
    assert amount_words(Amount(2, None, None, False)) == "2 or more"
    assert amount_words(Amount(0, 0, 0, True)) == "0"
    month = When("2015-02-01", "2015-02-28", "month", "resolved", None)
    assert when_words(month) == "Feb 2015"
    assert when_words(When(None, "2015-02-01", "range", "resolved", None)) == "by 1 Feb 2015"
    assert one_line("a  long\nline of words", 11) == "a long line …"
