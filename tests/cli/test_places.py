"""`lapwing places`: add from a file and from a server on this machine, find, and what the doctor says of it."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from lapwing.cli import progress as progress_module
from tests.cli.conftest import Lapwing
from tests.lexicon.dumps import VALLEY, many, packed, row


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    return packed(tmp_path / "TJ.zip", VALLEY)


def test_add_tells_what_was_taken_and_what_was_refused(lapwing: Lapwing, tmp_path: Path) -> None:
    packed(tmp_path / "TJ.zip", [*VALLEY, row(91_000_013, "Abroad", country="UZ"), "x"])
    done = lapwing("places", "add", "tjk", "--file", "TJ.zip")
    assert (done.code, done.err) == (0, "")
    first, second, *refused = done.out.splitlines()
    assert first.startswith("Tajikistan (TJK): 6 places under ") and first.endswith("from TJ.zip.")
    assert second.endswith("readings name it in made_by.lexicon.")
    assert refused == [
        "2 of 8 lines were refused:",
        "         1  a line that has not the 19 columns, parted by tabs, of a GeoNames dump",
        "         1  a line that belongs to another country",
    ]


TABLE = """\
   name     kind    country  admin1               lat     lon  radius  population  id
1  Obizarq  place   TJK      Zarqola Province  38.500  70.500    2 km         312  geonames:91000003
2  Obizarq  valley  TJK      Zarqola Province  38.600  70.600    8 km           ?  geonames:91000004
"""


def test_find_shows_a_table_and_a_map(lapwing: Lapwing, dump: Path) -> None:
    lapwing("places", "add", "TJK", "--file", str(dump))
    done = lapwing("places", "find", "Обизарқ")
    assert done.code == 0 and done.out.splitlines()[1].startswith("1  Obizarq  place")
    done = lapwing("places", "find", "Obizarq")
    table, _, chart = done.out.partition("\n\n")
    assert table + "\n" == TABLE
    lines = chart.splitlines()
    assert "39.1 N" in lines[0] and "70.0 E" in lines[-1] and "71.1 E" in lines[-1] and "38.0 N" in lines[-1]
    assert len({len(line) for line in lines}) == 1
    at = {mark: (x, y) for y, line in enumerate(lines[1:-1]) for x, mark in enumerate(line) if mark in "12"}
    assert at["2"][0] > at["1"][0] and at["2"][1] < at["1"][1], "north is up, east is right"


def test_find_for_machines(lapwing: Lapwing, dump: Path) -> None:
    lapwing("places", "add", "TJK", "--file", str(dump))
    (found,) = json.loads(lapwing("places", "find", "Tangi", "Zarq", "--format", "json").out)
    assert found == {
        "id": "geonames:91000005", "name": "Tangi Zarq", "main_name": True, "kind": "valley", "country": "TJK",
        "admin1": "geonames:91000001", "admin1_name": "Zarqola Province", "admin2": None, "admin2_name": None, "lat": 38.7,
        "lon": 70.7, "radius_km": 4.0, "where_prec": 5, "population": None,
    }  # fmt: skip


def test_find_without_an_added_country_asks_the_shipped_gazetteer(lapwing: Lapwing) -> None:
    done = lapwing("places", "find", "Springfield")
    assert done.code == 0 and "Massachusetts" in done.out
    assert "more of that name: --format json lists all." not in lapwing("places", "find", "Dushanbe").out


def test_find_by_sound_says_so(lapwing: Lapwing) -> None:
    assert "these sound alike" in lapwing("places", "find", "Istaravshon").out


def test_find_nothing(lapwing: Lapwing) -> None:
    done = lapwing("places", "find", "Qwxzy")
    assert (done.code, done.out) == (2, "") and "lapwing places add" in done.err
    assert lapwing("places", "find", "Qwxzy", "--format", "json").out == "[]\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("add", "TJK"), "--file PATH or --download"),
        (("add", "--download"), "give a country's code"),
        (("add", "TJK", "--download", "--file", "x"), "either --file PATH or --download"),
        (("add", "Tajikistan", "--file", "x"), "Tajikistan is TJK"),
        (("add", "TJK", "--file", "none.zip"), "there is no such file"),
        (("find",), "give a name"),
        (("drop", "TJK"), "only add and find"),
    ],
)
def test_a_slip_is_one_sentence(lapwing: Lapwing, arguments: tuple[str, ...], words: str) -> None:
    done = lapwing("places", *arguments)
    assert done.code == 2 and words in done.err and done.err.count("\n") == 1 and done.out == ""


def test_help_says_where_it_lies(lapwing: Lapwing, tmp_path: Path) -> None:
    done = lapwing("places", "--help")
    assert done.code == 0 and str(tmp_path / "home") in done.out and "LAPWING_HOME" in done.out
    assert lapwing("places").code == 2


def test_the_doctor_lists_added_countries_and_finds_damage(
    lapwing: Lapwing, dump: Path, tmp_path: Path
) -> None:
    def checks() -> dict[str, dict[str, object]]:
        return {c["name"]: c for c in json.loads(lapwing("doctor", "--format", "json").out)}

    assert "nothing was added" in str(checks()["data folder"]["found"])
    lapwing("places", "add", "TJK", "--file", str(dump))
    found = checks()
    version = str(found["places TJK"]["found"]).partition(",")[0]
    assert found["places TJK"]["ok"] and str(found["lexicon"]["found"]).endswith(f"+TJK:{version}")
    (rows,) = (tmp_path / "home" / "places").glob("TJK-*/rows.blk")
    rows.write_bytes(rows.read_bytes()[:-1] + b"x")
    assert checks()["places TJK"] == {"name": "places TJK", "ok": False, "found": "damaged: add TJK again"}


def test_a_reading_uses_the_added_country_and_names_it(lapwing: Lapwing, dump: Path) -> None:
    text = b"Gunmen killed three villagers in the village of Obizarq in eastern Tajikistan on Friday, police said."
    before = json.loads(lapwing("read", "-", "--published", "2024-05-06", "--format", "json", stdin=text).out)
    lapwing("places", "add", "TJK", "--file", str(dump))
    after = json.loads(lapwing("read", "-", "--published", "2024-05-06", "--format", "json", stdin=text).out)
    assert "geonames:91000003" not in {p["gazetteer_id"] for p in before["places"]}
    assert "geonames:91000003" in {p["gazetteer_id"] for p in after["places"]}
    added = after["made_by"]["lexicon"].removeprefix(before["made_by"]["lexicon"])
    assert added.startswith("+TJK:") and len(added) == len("+TJK:") + 12


@pytest.mark.parametrize(
    ("words", "entry_id"),
    [
        ("in the Obizarq valley in Tajikistan", "geonames:91000004"),
        ("in the village of Obizarq in Tajikistan", "geonames:91000003"),
        ("near Tangi Zarq in Tajikistan", "geonames:91000005"),
    ],
)
def test_the_text_tells_which_of_a_name_is_meant(
    lapwing: Lapwing, dump: Path, words: str, entry_id: str
) -> None:
    lapwing("places", "add", "TJK", "--file", str(dump))
    text = f"Troops clashed with rebels {words} on Friday.".encode()
    reading = json.loads(
        lapwing("read", "-", "--published", "2024-05-06", "--format", "json", stdin=text).out
    )
    assert {p["gazetteer_id"] for p in reading["places"]} & {f"geonames:9100000{n}" for n in range(9)} == {
        entry_id
    }


@dataclass
class Site:
    """A server on this machine that breaks off once, and what was asked of it."""

    url: str
    data: bytes
    breaks_at: int | None = None
    ranges: bool = True
    mark: str = '"one"'
    asked: list[str | None] = field(default_factory=list)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    data = packed(tmp_path / "served.zip", [*VALLEY, *many(3000)]).read_bytes()
    here = Site("", data)

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            wanted = self.headers.get("Range")
            here.asked.append(wanted)
            if self.path != "/TJ.zip":
                self.send_error(404)
                return
            whole = not (wanted and here.ranges and self.headers.get("If-Range") == here.mark)
            start = 0 if whole else int(str(wanted).removeprefix("bytes=").rstrip("-"))
            self.send_response(200 if whole else 206)
            self.send_header("ETag", here.mark)
            self.send_header("Content-Length", str(len(here.data) - start))
            if not whole:
                self.send_header("Content-Range", f"bytes {start}-{len(here.data) - 1}/{len(here.data)}")
            self.end_headers()
            end = here.breaks_at if here.breaks_at is not None else len(here.data)
            self.wfile.write(here.data[start:end])

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    here.url = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setenv("LAPWING_GEONAMES_URL", here.url + "/")
    yield here
    server.shutdown()
    server.server_close()


def test_download_fetches_adds_and_tidies_up(lapwing: Lapwing, site: Site, tmp_path: Path) -> None:
    done = lapwing("places", "add", "TJK", "--download")
    assert (done.code, done.err) == (0, "") and "3,006 places" in done.out and site.asked == [None]
    assert list((tmp_path / "home" / "downloads").iterdir()) == []


def test_a_download_that_breaks_off_goes_on(lapwing: Lapwing, site: Site) -> None:
    site.breaks_at = 20_000
    done = lapwing("places", "add", "TJK", "--download")
    assert done.code == 2 and "goes on where it stopped" in done.err and done.err.count("\n") == 1
    site.breaks_at = None
    assert lapwing("places", "add", "TJK", "--download").code == 0
    assert site.asked == [None, "bytes=20000-"]


@pytest.mark.parametrize("change", ["no ranges", "another file"])
def test_a_server_that_cannot_go_on_sends_it_anew(lapwing: Lapwing, site: Site, change: str) -> None:
    site.breaks_at = 20_000
    lapwing("places", "add", "TJK", "--download")
    site.breaks_at, site.ranges = None, change != "no ranges"
    site.mark = '"two"' if change == "another file" else site.mark
    assert "3,006 places" in lapwing("places", "add", "TJK", "--download").out


def test_a_country_that_the_server_has_not(lapwing: Lapwing, site: Site) -> None:
    done = lapwing("places", "add", "UZB", "--download")
    assert done.code == 2 and "404" in done.err and "--file" in done.err and site.asked == [None]


def test_a_download_that_is_damaged_is_fetched_anew(lapwing: Lapwing, site: Site) -> None:
    whole, site.data = site.data, site.data[: len(site.data) // 2]
    done = lapwing("places", "add", "TJK", "--download")
    assert done.code == 2 and done.err.count("\n") == 1
    site.data = whole
    assert lapwing("places", "add", "TJK", "--download").code == 0


def test_too_large_a_download_is_given_up(
    lapwing: Lapwing, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAPWING_MAX_DATA_BYTES", "1000")
    assert "LAPWING_MAX_DATA_BYTES" in lapwing("places", "add", "TJK", "--download").err
    assert len(site.data) > 1000


def test_no_server_at_all(lapwing: Lapwing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAPWING_GEONAMES_URL", "http://127.0.0.1:1")
    done = lapwing("places", "add", "TJK", "--download")
    assert done.code == 2 and "check the network" in done.err


def test_a_person_who_watches_sees_a_bar(
    lapwing: Lapwing, dump: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress_module.sys.stderr, "isatty", lambda: True, raising=False)
    done = lapwing("places", "add", "TJK", "--file", str(dump))
    assert done.code == 0 and "Tajikistan (TJK): 6 places" in done.out
