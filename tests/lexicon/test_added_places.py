"""A country's GeoNames dump in the local gazetteer: what is found in it, what is refused, and what a stopped run leaves."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest

from lapwing.errors import DataError, SettingError
from lapwing.lexicon.local import pieces as pieces_module
from lapwing.lexicon.local.country import add_country, known_country
from lapwing.lexicon.local.extras import Extras, load_extras
from lapwing.lexicon.local.shelf import About, added, digest_of, folder_of, writing
from lapwing.lexicon.places import KINDS, MINOR, Gazetteer
from tests.lexicon.dumps import VALLEY, many, packed, row

TJK = known_country("TJK")
DAY = date(2026, 11, 23)


def add(home: Path, dump: Path, *, most: int = 10**9) -> About:
    return add_country(home, TJK, dump, most=most, today=DAY)


def gazetteer_of(home: Path) -> Gazetteer:
    return Gazetteer(added=load_extras(home).places)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("valley")
    add(folder / "home", packed(folder / "TJ.zip", VALLEY))
    return folder / "home"


@pytest.mark.parametrize(
    ("name", "entry_id", "primary"),
    [
        ("Obizarq", "geonames:91000003", True),
        ("Обизарк", "geonames:91000003", False),
        ("آبزرق", "geonames:91000003", False),
        ("Obi-Zarq", "geonames:91000003", False),
        ("Tangi Zarq", "geonames:91000005", True),
        ("Zarq Gorge", "geonames:91000005", False),
    ],
)
def test_a_place_is_found_by_its_names_in_any_script(
    home: Path, name: str, entry_id: str, primary: bool
) -> None:
    found = gazetteer_of(home).find(name)
    assert [(c.entry.id, c.primary) for c in found][:1] == [(entry_id, primary)]


def test_the_village_comes_before_the_valley_and_both_know_their_divisions(home: Path) -> None:
    village, valley = (c.entry for c in gazetteer_of(home).find("Obizarq"))
    assert (village.kind, village.country, village.population, village.radius_km) == (
        "place",
        "TJK",
        312,
        2.0,
    )
    assert (village.admin1, village.admin2) == ("geonames:91000001", "geonames:91000002")
    assert (valley.kind, valley.where_prec, valley.lat) == ("valley", 5, 38.6)


def test_words_that_are_no_names_are_left_out(home: Path) -> None:
    gazetteer = gazetteer_of(home)
    assert gazetteer.find("kishlak") == () and gazetteer.find("TJQ") == ()


def test_a_name_spelt_wrong_is_found_by_its_sound(home: Path) -> None:
    assert {c.entry.id for c in gazetteer_of(home).find_alike("Obizark")} >= {"geonames:91000003"}


def test_what_is_shipped_counts_and_gains_names(home: Path) -> None:
    shipped, both = Gazetteer(), gazetteer_of(home)
    assert both.find("Dushanbe") == shipped.find("Dushanbe")
    (found,) = both.find("Zarqanabad")
    assert found.entry == shipped.get("geonames:1221874") and found.entry.population > 100_000
    assert both.find("Springfield") == shipped.find("Springfield")
    assert both.get("geonames:91000003") is not None and shipped.get("geonames:91000003") is None


def test_the_account_tells_each_refused_line(tmp_path: Path) -> None:
    bad = [
        "one\ttwo", row("x1", "Idless"), row(91_000_009, ""), row(91_000_010, "Nowhere", at=(98, 70)), row(91_000_011, "Odd", people="many"),
        row(91_000_012, "Zed", "Z.ZZZ"), row(91_000_013, "Abroad", country="UZ"), VALLEY[2],
    ]  # fmt: skip
    about = add(
        tmp_path / "home", packed(tmp_path / "TJ.zip", [*VALLEY, *bad, b"\xff\xfe".join([b"a", b"b"])])
    )
    assert about.counts == {
        "lines": 15, "columns": 1, "encoding": 1, "id": 1, "name": 1, "coordinates": 1, "population": 1, "feature": 1, "country": 1,
        "double": 1, "rows": 6, "names": about.counts["names"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([row(n, "Elsewhere", country="UZ") for n in range(1, 40)], "belongs to another country"),
        (["some,comma,separated,file"] * 30, "19 columns"),
        (["Обизарқ".encode("utf-16")] * 30, "line 1 is not UTF-8"),
        ([*many(90), *many(90)], "an earlier line has"),
    ],
)
def test_a_file_that_is_something_else_is_refused_whole(
    tmp_path: Path, lines: list[str | bytes], words: str
) -> None:
    with pytest.raises(DataError, match=words):
        add(tmp_path / "home", packed(tmp_path / "TJ.zip", lines))
    assert added(tmp_path / "home", "places") == ()


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("TJ.txt", b"\0" * 30_000_000)


def lying(path: Path) -> None:
    """An archive whose directory says that its file is smaller than it is."""
    packed(path, many(400))
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x01\x02") + 24
    data[at : at + 4] = (100).to_bytes(4, "little")
    path.write_bytes(bytes(data))


def cut(path: Path) -> None:
    packed(path, many(400))
    path.write_bytes(path.read_bytes()[:-400])


def flipped(path: Path) -> None:
    packed(path, many(4000))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 255
    path.write_bytes(bytes(data))


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (bomb, "zip bomb"),
        (lying, "damaged"),
        (cut, "TJ.zip"),
        (flipped, "damaged"),
        (lambda path: packed(path, VALLEY, member="UZ.txt"), "holds readme.txt, UZ.txt, not TJ.txt"),
        (lambda path: path.write_bytes(b""), "holds nothing"),
        (lambda path: path.write_bytes(b"x" * 300_000), "a line of more than 200,000 bytes"),
        (lambda path: path.mkdir(), "is a folder"),
        (lambda path: path.with_name("x").mkdir(), "no such file"),
    ],
)
def test_a_bad_file_is_one_sentence_and_changes_nothing(tmp_path: Path, make: object, words: str) -> None:
    home = tmp_path / "home"
    before = add(home, packed(tmp_path / "old.zip", VALLEY))
    make(tmp_path / "TJ.zip")  # type: ignore[operator]
    with pytest.raises(DataError, match=words):
        add(home, tmp_path / "TJ.zip")
    assert added(home, "places") == (before,) and gazetteer_of(home).find("Tangi Zarq")


def test_a_dump_larger_than_allowed_is_refused_unread(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="LAPWING_MAX_DATA_BYTES"):
        add(tmp_path / "home", packed(tmp_path / "TJ.zip", VALLEY), most=100)


def test_the_text_file_out_of_the_archive_will_do(tmp_path: Path) -> None:
    (tmp_path / "TJ.txt").write_text("\n".join(VALLEY), encoding="utf-8")
    assert add(tmp_path / "home", tmp_path / "TJ.txt").counts["rows"] == len(VALLEY)


def test_a_newer_dump_takes_the_place_of_the_older(tmp_path: Path) -> None:
    home = tmp_path / "home"
    first = add(home, packed(tmp_path / "TJ.zip", VALLEY))
    again = add(home, tmp_path / "TJ.zip")
    assert again == first and digest_of(folder_of(home, "places", first)) == first.version
    newer = add(home, packed(tmp_path / "TJ.zip", [*VALLEY[:2], row(91_000_077, "Navzarq")]))
    assert newer.version != first.version
    assert [p.name for p in (home / "places").iterdir() if p.is_dir()] == [newer.folder]
    assert gazetteer_of(home).find("Navzarq") and not gazetteer_of(home).find("Tangi Zarq")


def test_the_same_dump_gives_the_same_version_anywhere(tmp_path: Path) -> None:
    dump = packed(tmp_path / "TJ.zip", [*VALLEY, *many(500)])
    assert add(tmp_path / "one", dump).version == add(tmp_path / "two", dump).version


class Stop(Exception):
    """What stands for a power cut."""


def test_a_stopped_run_goes_on_where_it_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, dump = tmp_path / "home", packed(tmp_path / "TJ.zip", [*VALLEY, *many(494)])
    whole = add(tmp_path / "other", dump)
    monkeypatch.setattr(pieces_module, "LINES", 100)
    made: list[int] = []
    taken = pieces_module._taken
    monkeypatch.setattr(
        pieces_module,
        "_taken",
        lambda some, before, *a, **k: (made.append(before), taken(some, before, *a, **k))[1],
    )

    def until(what: str, done: int, size: int) -> None:
        if what == "reading" and done > 0.5 * size:
            raise Stop

    with pytest.raises(Stop):
        add_country(home, TJK, dump, most=10**9, today=DAY, step=until)
    assert made == [0, 100, 200] and added(home, "places") == ()
    (home / "places" / ".TJK.work" / "00001.piece").write_text("cut short", encoding="utf-8")
    assert add(home, dump).version == whole.version
    assert made == [0, 100, 200, 100, 300, 400]
    assert not (home / "places" / ".TJK.work").exists()


def test_pieces_of_another_dump_are_not_used(tmp_path: Path) -> None:
    home = tmp_path / "home"

    def stop(what: str, *_: int) -> None:
        raise Stop(what)

    with pytest.raises(Stop):
        add_country(home, TJK, packed(tmp_path / "TJ.zip", many(50)), most=10**9, today=DAY, step=stop)
    assert add(home, packed(tmp_path / "TJ.zip", VALLEY)).counts["rows"] == len(VALLEY)


def test_a_killed_run_leaves_the_old_one_whole(tmp_path: Path) -> None:
    home = tmp_path / "home"
    before = add(home, packed(tmp_path / "old.zip", VALLEY))
    dump = packed(tmp_path / "TJ.zip", [*VALLEY, *many(60_000)])
    command = [
        sys.executable,
        "-c",
        "from lapwing.cli.main import run; run()",
        "places",
        "add",
        "TJK",
        "--file",
        str(dump),
    ]
    process = subprocess.Popen(
        command, env=os.environ | {"LAPWING_HOME": str(home)}, stdout=subprocess.DEVNULL
    )
    first = home / "places" / ".TJK.work" / "00000.piece"
    for _ in range(600):
        if first.exists() or process.poll() is not None:
            break
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert process.returncode == -signal.SIGKILL and first.exists()
    assert added(home, "places") == (before,) and gazetteer_of(home).find("Tangi Zarq")
    pieces = first.stat().st_mtime_ns
    steps: list[str] = []
    after = add_country(home, TJK, dump, most=10**9, today=DAY, step=lambda what, *_: steps.append(what))
    assert after.counts["rows"] == 60_006 and after.version != before.version
    assert steps.count("reading") == 4 and pieces > 0


def test_two_runs_at_once_are_told_apart(tmp_path: Path) -> None:
    with writing(tmp_path, "places", "TJK"), pytest.raises(DataError, match="another run is adding TJK"):
        add(tmp_path, packed(tmp_path / "TJ.zip", VALLEY))


def test_a_disk_without_room_is_told_before_the_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**6, 10**6, 100))  # type: ignore[attr-defined]
    with pytest.raises(DataError, match="make room, or set LAPWING_HOME"):
        add(tmp_path / "home", packed(tmp_path / "TJ.zip", VALLEY))


def test_a_disk_that_fills_up_keeps_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    before = add(home, packed(tmp_path / "old.zip", VALLEY))

    def full(*_: object, **__: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr("lapwing.lexicon.local.country.write_blocks", full)
        with pytest.raises(DataError, match="the disk is full"):
            add(home, packed(tmp_path / "TJ.zip", many(40)))
    assert added(home, "places") == (before,)
    assert add(home, tmp_path / "TJ.zip").counts["rows"] == 40


def test_a_description_that_is_damaged_or_old_says_what_to_do(tmp_path: Path) -> None:
    home = tmp_path / "home"
    about = add(home, packed(tmp_path / "TJ.zip", VALLEY))
    pointer = home / "places" / "TJK.json"
    whole = pointer.read_text()
    pointer.write_text("{")
    with pytest.raises(DataError, match="add TJK again"):
        load_extras(home)
    pointer.write_text(whole.replace('"format": 1', '"format": 0'))
    with pytest.raises(DataError, match="another version of Lapwing"):
        load_extras(home)
    pointer.write_text(whole)
    shutil.rmtree(folder_of(home, "places", about))
    with pytest.raises(DataError, match="missing; add TJK again"):
        load_extras(home)


def test_without_a_folder_nothing_is_opened(tmp_path: Path) -> None:
    assert load_extras(tmp_path / "none") == Extras()


@pytest.mark.parametrize(("written", "code"), [("TJK", "TJK"), ("tj", "TJK"), ("XKX", "XKX")])
def test_codes_of_countries(written: str, code: str) -> None:
    assert known_country(written).iso3 == code


def test_a_country_by_its_name_is_told_its_code() -> None:
    with pytest.raises(SettingError, match="Tajikistan is TJK"):
        known_country("Tajikistan")


def test_minor_kinds_are_kinds() -> None:
    assert set(KINDS) > MINOR
