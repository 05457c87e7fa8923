"""Every kind of source: what its text is, what its metadata say, and one clear sentence where it cannot be read."""

import io
import json
import os
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given as any_
from hypothesis import strategies as st

from lapwing.errors import SettingError, SourceError
from lapwing.ingest.from_text import document_from_text
from lapwing.ingest.material import Given
from lapwing.ingest.sources import count_reports, open_source, open_sources
from lapwing.model.report import Document
from lapwing.settings import Settings
from tests.ingest import made

GIVEN = Given(today=date(2026, 11, 23))


def document(path: Path, given: Given = GIVEN) -> Document:
    (found,) = open_source(str(path), given)
    assert isinstance(found, Document), found
    return found


def sentence(path: Path | str, given: Given = GIVEN) -> str:
    (found,) = open_source(str(path), given)
    assert isinstance(found, SourceError), found
    assert found.source == str(path)
    assert "\n" not in found.message
    return found.message


def written(tmp_path: Path, name: str, data: bytes | str) -> Path:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_text_is_exactly_what_the_file_says(tmp_path: Path) -> None:
    text = "  Line one.\r\n\r\n\tDUSHANBE, Sept 14 (Reuters) -\u00a0The army e\u0301tape said so.\n\n "
    found = document(written(tmp_path, "r.txt", text))
    assert found.report.text == text
    assert found.source == str(tmp_path / "r.txt")


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    assert document(written(tmp_path, "r.txt", made.REPORT.encode("utf-8-sig"))).report.text == made.REPORT


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-16-le"])
def test_latin_1_and_utf_16_files(tmp_path: Path, encoding: str) -> None:
    text = made.REPORT + " The café stayed open."
    assert document(written(tmp_path, "r.txt", text.encode(encoding))).report.text == text


def test_right_to_left_and_combining_characters_stay_as_they_are(tmp_path: Path) -> None:
    text = (
        made.REPORT
        + " The slogan \u202b«ارحل»\u202c was on the wall; Ze\u0301 e\u0323\u0302 and 👩🏽‍🚒 stood by."
    )
    found = document(written(tmp_path, "r.txt", text))
    assert found.report.text == text
    assert found.report.language == "en"


def test_html(tmp_path: Path) -> None:
    found = document(written(tmp_path, "r.html", made.HTML))
    report = found.report
    assert report.title == "Army moves on the valley"
    assert report.publisher == "The Valley Times"
    assert (report.published, found.published_by) == ("2015-09-14", "metadata")
    assert made.REPORT in report.text
    assert "bread & tea" in report.text
    assert not any(words in report.text for words in ("Sport scores", "Cookie", "Another story"))
    captions = [z.span.text for z in found.zones if z.kind == "caption"]
    assert captions == ["Soldiers near the bridge on Sunday."]
    assert report.text.endswith(captions[0])


def test_html_in_its_declared_encoding(tmp_path: Path) -> None:
    page = made.HTML.replace("utf-8", "windows-1250").replace("café", "Łódź café")
    assert "Łódź café" in document(written(tmp_path, "r.html", page.encode("cp1250"))).report.text


def test_pdf_lines_are_joined(tmp_path: Path) -> None:
    found = document(written(tmp_path, "r.pdf", made.pdf(made.REPORT)))
    assert found.report.text == made.REPORT
    assert found.report.title == "A report"
    assert found.report.published is None, "a file's creation date is no publication date"


def test_docx(tmp_path: Path) -> None:
    data = made.docx(
        ("Army moves on the valley", "Title"),
        (made.REPORT, "Normal"),
        ("Soldiers near the bridge", "Caption"),
        table=("Killed", "8"),
    )
    found = document(written(tmp_path, "r.docx", data))
    assert found.report.title == "Army moves on the valley"
    assert (
        found.report.text == f"Army moves on the valley\n{made.REPORT}\nSoldiers near the bridge\nKilled\n8"
    )
    assert found.report.published is None, "a template's creation date is no publication date"
    assert ("caption", "Soldiers near the bridge") in [(z.kind, z.span.text) for z in found.zones]


def test_mail(tmp_path: Path) -> None:
    found = document(written(tmp_path, "r.eml", made.MAIL))
    assert found.report.text == made.REPORT + "\r\n"
    assert found.report.title == "Army moves on the valley"
    assert found.report.publisher == "The Valley Times"
    assert (found.report.published, found.published_by) == ("2015-09-14", "metadata")


def test_mail_in_html(tmp_path: Path) -> None:
    mail = made.MAIL.replace(b"text/plain", b"text/html").replace(made.REPORT.encode(), made.HTML.encode())
    assert made.REPORT in document(written(tmp_path, "r.eml", mail)).report.text


def test_a_folder_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden.txt", "notes.xyz"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        written(tmp_path, name, f"{made.REPORT} {name}")
    found = [each.report.text for each in open_source(str(tmp_path), GIVEN) if isinstance(each, Document)]
    assert [text.rsplit(" ", 1)[1] for text in found] == ["a.txt", "b.txt", "sub/c.txt"]
    assert count_reports([str(tmp_path), "one.txt"]) == 4
    assert count_reports(["many.jsonl"]) is None


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    for data in (
        made.REPORT.encode(),
        made.HTML.encode(),
        made.pdf(made.REPORT),
        b'{"text": "%s"}' % made.REPORT.encode(),
    ):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        (found,) = open_source("-", GIVEN)
        assert isinstance(found, Document)
        assert made.REPORT in found.report.text


def test_what_the_user_says_comes_first(tmp_path: Path) -> None:
    given = Given("2016-01-02", "A title", "A paper", "en", date(2026, 11, 23))
    found = document(written(tmp_path, "r.html", made.HTML), given)
    report = found.report
    assert (report.published, found.published_by) == ("2016-01-02", "given")
    assert (report.title, report.publisher, report.language) == ("A title", "A paper", "en")


def test_the_day_of_a_full_dateline_is_the_last_resort(tmp_path: Path) -> None:
    found = document(written(tmp_path, "r.txt", f"GENEVA, 3 March 2020 (AFP) – {made.REPORT}"))
    assert (found.report.published, found.published_by) == ("2020-03-03", "dateline")
    assert found.report.publisher == "AFP"
    unknown = document(written(tmp_path, "s.txt", f"GENEVA, 3 March (AFP) – {made.REPORT}"))
    assert (unknown.report.published, unknown.published_by) == (None, "unknown")


def test_the_id_hangs_on_text_and_day_alone(tmp_path: Path) -> None:
    one = document(written(tmp_path, "r.txt", made.REPORT)).report.id
    assert one == document(written(tmp_path, "s.txt", made.REPORT)).report.id
    assert one != document(tmp_path / "r.txt", Given("2016-01-02")).report.id


@any_(st.text())
def test_any_text_is_kept_or_refused_with_a_reason(text: str) -> None:
    try:
        found = document_from_text(text)
    except SourceError as error:
        assert not text.strip() or "surrogate" in error.message
    else:
        assert found.report.text == text


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(SourceError, match="character 4 is half of a surrogate pair"):
        document_from_text("abc\ud800")


def test_a_senseless_day_is_a_senseless_setting() -> None:
    with pytest.raises(SettingError):
        document_from_text(made.REPORT, published="0025-01-01")


BAD = {
    "empty.txt": (b"", "it is empty"),
    "blank.txt": (b" \r\n\t\n", "it holds no text"),
    "binary.txt": (b"\x7fELF\x02\x01\x01\0\0\0\xff\xfe", "binary data"),
    "picture.pdf": (made.pdf(None), "no text layer"),
    "broken.pdf": (b"%PDF-1.4 and then nothing", "no PDF that can be opened"),
    "broken.docx": (b"PK\x03\x04 cut off", "no Word file that can be opened"),
    "hollow.docx": (made.docx((made.REPORT, "Normal"))[:-300], "no Word file that can be opened"),
    "bare.html": (b"<html><body><script>go()</script></body></html>", "no running text"),
    "headless.eml": (b"\r\njust words", "no mail headers"),
    "empty.jsonl": (b"\n\n", "it holds no report"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_told_in_one_sentence(tmp_path: Path, name: str) -> None:
    data, reason = BAD[name]
    assert reason in sentence(written(tmp_path, name, data))


def test_a_missing_file() -> None:
    assert "no such file" in sentence("no/such/report.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = written(tmp_path, "r.txt", made.REPORT)
    path.chmod(0)
    assert "may not be read" in sentence(path)


def test_a_file_that_the_system_does_not_give(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    path = written(tmp_path, "r.txt", made.REPORT)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert "may not be read" in sentence(path)


def test_a_file_without_a_known_suffix_is_taken_for_what_it_looks_like(tmp_path: Path) -> None:
    assert document(written(tmp_path, "r.xyz", made.pdf(made.REPORT))).report.text == made.REPORT
    assert document(written(tmp_path, "r", made.REPORT)).report.text == made.REPORT
    assert document(written(tmp_path, "r.json", json.dumps({"text": made.REPORT}))).report.text == made.REPORT


def test_a_folder_without_reports(tmp_path: Path) -> None:
    assert "no file that Lapwing reads" in sentence(tmp_path)


def test_a_text_of_50_megabytes_is_refused_with_its_size(tmp_path: Path) -> None:
    path = written(tmp_path, "r.txt", (made.REPORT + "\n").encode() * (50_000_000 // (len(made.REPORT) + 1)))
    assert "more than the 2,000,000 of one report: split it" in sentence(path)


def test_a_file_over_the_limit_is_not_even_read(tmp_path: Path) -> None:
    given = Given(settings=Settings(max_bytes=100))
    assert "larger than 100 bytes" in sentence(written(tmp_path, "r.txt", made.REPORT), given)


def test_a_docx_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    given = Given(settings=Settings(max_bytes=60_000))
    path = written(tmp_path, "r.docx", made.docx(*[("x" * 10_000, "Normal")] * 100))
    assert "unpacks to more" in sentence(path, given)


def test_one_line_of_a_million_characters(tmp_path: Path) -> None:
    text = (made.REPORT + " ") * (1_000_000 // len(made.REPORT))
    assert document(written(tmp_path, "r.txt", text)).report.text == text


def test_one_bad_source_does_not_stop_the_others(tmp_path: Path) -> None:
    good = written(tmp_path, "r.txt", made.REPORT)
    found = list(open_sources(["missing.txt", str(good), str(written(tmp_path, "e.txt", b""))], GIVEN))
    assert [type(each) for each in found] == [SourceError, Document, SourceError]
