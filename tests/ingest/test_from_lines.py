"""JSON Lines: the good lines are read, the bad ones named."""

import io
import json
from pathlib import Path

import pytest
from hypothesis import given as any_
from hypothesis import strategies as st

from lapwing.errors import SourceError
from lapwing.ingest.from_lines import documents_in_lines
from lapwing.ingest.material import Given
from lapwing.ingest.sources import open_source
from lapwing.model.report import Document
from lapwing.settings import Settings

TEXT = "The army moved into the valley on Monday, the ministry said."


def opened(lines: bytes, given: Given | None = None) -> list[Document | SourceError]:
    return list(documents_in_lines(io.BytesIO(lines), given or Given(), source="r.jsonl"))


def test_all_fields() -> None:
    record = {
        "id": "7",
        "title": "T",
        "publisher": "P",
        "published": "2015-09-14",
        "url": "https://x.org/7",
        "text": TEXT,
    }
    (found,) = opened(json.dumps(record).encode())
    assert isinstance(found, Document)
    report = found.report
    assert (report.id, report.title, report.publisher, report.published) == ("7", "T", "P", "2015-09-14")
    assert (found.url, found.published_by, found.source) == ("https://x.org/7", "metadata", "r.jsonl, line 1")


def test_text_alone_is_enough() -> None:
    (found,) = opened(json.dumps({"text": TEXT, "other": [1]}).encode())
    assert isinstance(found, Document)
    assert found.report.id.startswith("report_")


def test_a_number_is_an_id_and_a_time_gives_its_day() -> None:
    (found,) = opened(json.dumps({"id": 7, "published": "2015-09-14T10:00:00Z", "text": TEXT}).encode())
    assert isinstance(found, Document)
    assert (found.report.id, found.report.published) == ("7", "2015-09-14")


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (b'{"text": "cut', "not a report in JSON"),
        (b"nonsense", "not a report in JSON"),
        (b'["text"]', "not a report in JSON"),
        (b'{"title": "no text"}', "`text`"),
        (b'{"text": 5}', "not a report in JSON"),
        (b'{"text": " "}', "it holds no text"),
        (b'{"text": "caf\xe9"}', "not a report in JSON"),
        (b'{"text": "a \\ud800"}', "JSON"),
        (b'{"text": "a", "published": "tomorrow"}', "YYYY-MM-DD"),
        (b'{"text": "a", "published": "0025-01-01"}', "before 1900"),
        (b'{"text": "a", "published": "2999-01-01"}', "not come yet"),
    ],
)
def test_a_bad_line_in_the_middle_is_named_and_the_rest_is_read(bad: bytes, reason: str) -> None:
    good = json.dumps({"text": TEXT}).encode()
    before, middle, after = opened(b"\xef\xbb\xbf" + good + b"\n\n" + bad + b"\r\n" + good)
    assert isinstance(before, Document)
    assert isinstance(after, Document)
    assert isinstance(middle, SourceError)
    assert middle.source == "r.jsonl, line 3"
    assert reason in middle.message


def test_a_line_too_long_for_a_report_is_passed_over() -> None:
    good = json.dumps({"text": TEXT}).encode()
    given = Given(settings=Settings(max_characters=100))
    long, after = opened(b'{"text": "' + b"x" * 5000 + b'"}\n' + good, given)
    assert isinstance(long, SourceError)
    assert "longer than one report" in long.message
    assert isinstance(after, Document)


@any_(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"])).filter(str.strip), max_size=4))
def test_text_comes_out_as_it_went_in(texts: list[str]) -> None:
    found = opened("".join(json.dumps({"text": text}) + "\n" for text in texts).encode())
    assert [each.report.text for each in found if isinstance(each, Document)] == texts


def test_a_file_in_utf_16_is_refused_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_bytes("{}\n{}\n".encode("utf-16"))
    (found,) = open_source(str(path), Given())
    assert isinstance(found, SourceError)
    assert "save it as UTF-8" in found.message
