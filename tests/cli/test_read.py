"""`lapwing read` as a user meets it: what goes to which stream, and the exit code. The reader codes nothing here."""

import json
import socket
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Lapwing
from tests.ingest import made
from tests.ingest.test_sources import BAD

pytestmark = pytest.mark.usefixtures("idle_reader")

FRENCH = "L'armée est entrée dans la vallée lundi, et le ministère a dit que les soldats y resteraient avec les habitants."


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(made.REPORT, encoding="utf-8")
    return path


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    path = tmp_path / "lines.jsonl"
    good = [json.dumps({"id": str(number), "text": f"{made.REPORT} {number}"}) for number in range(4)]
    path.write_text("\n".join([*good[:2], '{"text": cut', *good[2:]]), encoding="utf-8")
    return path


def ids(out: str) -> list[str]:
    return [json.loads(line)["report"]["id"] for line in out.splitlines()]


def test_json_is_one_object_on_one_line(lapwing: Lapwing, report: Path) -> None:
    done = lapwing(
        "read",
        str(report),
        "--format",
        "json",
        "--published",
        "2015-09-14",
        "--publisher",
        "P",
        "--title",
        "T",
    )
    assert (done.code, done.err) == (0, "")
    found = json.loads(done.out)["report"]
    assert done.out.count("\n") == 1
    assert (found["text"], found["published"], found["publisher"], found["title"]) == (
        made.REPORT,
        "2015-09-14",
        "P",
        "T",
    )


def test_the_table_is_what_one_sees_first(lapwing: Lapwing, report: Path) -> None:
    done = lapwing("read", str(report))
    assert done.code == 0
    assert "Nothing to code" in done.out


@pytest.mark.parametrize(("format", "mark"), [("md", "#"), ("html", "<!doctype html>")])
def test_pages(lapwing: Lapwing, report: Path, format: str, mark: str) -> None:
    done = lapwing("read", str(report), "--format", format)
    assert (done.code, done.err) == (0, "")
    assert mark in done.out.lower()


def test_a_bad_line_in_the_middle_is_named_and_the_rest_is_read(lapwing: Lapwing, lines: Path) -> None:
    done = lapwing("read", str(lines), "--format", "json")
    assert done.code == 3
    assert ids(done.out) == ["0", "1", "2", "3"]
    assert done.err.count("\n") == 1
    assert "lines.jsonl, line 3: not a report in JSON" in done.err


def test_several_sources_keep_their_order(lapwing: Lapwing, lines: Path, report: Path) -> None:
    done = lapwing("read", str(report), str(lines), str(report), "--format", "jsonl", "--jobs", "2")
    found = ids(done.out)
    assert found[1:5] == ["0", "1", "2", "3"]
    assert found[0] == found[5]


def test_standard_input(lapwing: Lapwing) -> None:
    done = lapwing("read", "-", "--format", "json", stdin=made.REPORT.encode())
    assert json.loads(done.out)["report"]["text"] == made.REPORT


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_gives_one_sentence_and_exit_code_2(lapwing: Lapwing, tmp_path: Path, name: str) -> None:
    data, reason = BAD[name]
    (tmp_path / name).write_bytes(data)
    done = lapwing("read", name)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"lapwing: {name}: ")
    assert reason in done.err
    assert done.err.count("\n") == 1


def test_a_missing_file(lapwing: Lapwing) -> None:
    done = lapwing("read", "none.txt")
    assert (done.code, done.out) == (2, "")
    assert done.err == "lapwing: none.txt: there is no such file or folder; check the name\n"


def test_one_missing_file_among_others(lapwing: Lapwing, report: Path) -> None:
    done = lapwing("read", "none.txt", str(report), "--format", "json")
    assert done.code == 3
    assert json.loads(done.out)["report"]["text"] == made.REPORT


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("0025-01-01", "before 1900"),
        ((date.today() + timedelta(days=1)).isoformat(), "not come yet"),
        ("Monday", "YYYY-MM-DD"),
    ],
    ids=["year 0025", "tomorrow", "no day"],
)
def test_a_senseless_day(lapwing: Lapwing, report: Path, day: str, reason: str) -> None:
    done = lapwing("read", str(report), "--published", day)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("lapwing: --published is ")
    assert reason in done.err
    assert done.err.count("\n") == 1


def test_another_language_is_said_and_not_read_as_english(lapwing: Lapwing, tmp_path: Path) -> None:
    (tmp_path / "fr.txt").write_text(FRENCH, encoding="utf-8")
    done = lapwing("read", "fr.txt", "--format", "json")
    assert done.code == 2
    assert "fr.txt: the text is in French (fr) and was not read" in done.err
    found = json.loads(done.out)
    assert found["report"]["language"] == "fr"
    assert [refusal["what"] for refusal in found["refusals"]] == ["language"]
    assert lapwing("read", "fr.txt", "--format", "json", "--language", "en").code == 0


def test_a_report_that_fails_while_being_read(lapwing: Lapwing, report: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text(made.REPORT + " It cannot be read.", encoding="utf-8")
    done = lapwing("read", "bad.txt", str(report), "--format", "json")
    assert done.code == 3
    assert done.err == "lapwing: bad.txt: it is too large to read\n"


def test_out_to_a_file(lapwing: Lapwing, report: Path, tmp_path: Path) -> None:
    done = lapwing("read", str(report), "--format", "json", "--out", "reading.json")
    assert (done.code, done.out) == (0, "")
    assert (
        json.loads((tmp_path / "reading.json").read_text(encoding="utf-8"))["report"]["text"] == made.REPORT
    )
    assert sorted(p.name for p in tmp_path.iterdir()) == ["reading.json", "report.txt"]


def test_out_to_a_folder_is_a_file_for_each_report(lapwing: Lapwing, lines: Path, tmp_path: Path) -> None:
    lapwing("read", str(lines), "--format", "html", "--out", "pages/")
    assert sorted(p.name for p in (tmp_path / "pages").iterdir()) == ["0.html", "1.html", "2.html", "3.html"]


def test_reports_of_one_id_do_not_overwrite_each_other(
    lapwing: Lapwing, report: Path, tmp_path: Path
) -> None:
    lapwing("read", str(report), str(report), "--format", "md", "--out", "pages/")
    assert len(list((tmp_path / "pages").iterdir())) == 2


def test_html_of_several_reports_needs_a_folder(lapwing: Lapwing, lines: Path, tmp_path: Path) -> None:
    done = lapwing("read", str(lines), "--format", "html", "--out", "page.html")
    assert done.code == 2
    assert "--out FOLDER/" in done.err
    assert not (tmp_path / "page.html").exists()


def test_out_where_nothing_can_be_written(lapwing: Lapwing, report: Path) -> None:
    done = lapwing("read", str(report), "--out", "no/such/folder/reading.txt")
    assert done.code == 2
    assert "reading.txt" in done.err
    assert "Traceback" not in done.err


def test_a_limit_from_the_environment(
    lapwing: Lapwing, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAPWING_MAX_CHARACTERS", "20")
    assert "more than the 20 of one report" in lapwing("read", str(report)).err
    monkeypatch.setenv("LAPWING_MAX_CHARACTERS", "many")
    done = lapwing("read", str(report))
    assert (done.code, done.err) == (
        2,
        "lapwing: LAPWING_MAX_CHARACTERS is 'many': set it to a whole number of 1 or more\n",
    )


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-8-sig"])
def test_files_in_other_encodings(lapwing: Lapwing, tmp_path: Path, encoding: str) -> None:
    text = f"{made.REPORT} The café stayed open."
    (tmp_path / "r.txt").write_bytes(text.encode(encoding))
    done = lapwing("read", "r.txt", "--format", "json")
    assert (done.code, json.loads(done.out)["report"]["text"]) == (0, text)


def test_right_to_left_and_combining_characters(lapwing: Lapwing, tmp_path: Path) -> None:
    text = f"{made.REPORT} On the wall stood \u202b«ارحل»\u202c; Ze\u0301 e\u0323\u0302 saw it."
    (tmp_path / "r.txt").write_text(text, encoding="utf-8")
    done = lapwing("read", "r.txt", "--format", "json")
    assert (done.code, json.loads(done.out)["report"]["text"]) == (0, text)


def test_a_text_of_50_megabytes(lapwing: Lapwing, tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_bytes(b"The army moved on. " * 2_631_579)
    done = lapwing("read", "r.txt")
    assert done.code == 2
    assert done.err.startswith(
        "lapwing: r.txt: it has 50,000,001 characters, more than the 2,000,000 of one report"
    )


def test_a_url_that_times_out(lapwing: Lapwing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAPWING_URL_SECONDS", "1")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/report"
        done = lapwing("read", url)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"lapwing: {url}: no whole page came within 1 second (time-out)")
    assert done.err.count("\n") == 1
