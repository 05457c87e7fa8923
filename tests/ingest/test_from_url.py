"""URLs, against a server of our own on this machine."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from lapwing.errors import SourceError
from lapwing.ingest.material import Given
from lapwing.ingest.sources import open_source
from lapwing.model.report import Document
from lapwing.settings import Settings
from tests.ingest import made

PAGES = {
    "/page": ("text/html; charset=utf-8", made.HTML.encode()),
    "/old": (
        "text/html; charset=windows-1252",
        made.HTML.replace('<meta charset="utf-8">', "").encode("cp1252"),
    ),
    "/plain": ("text/plain", made.REPORT.encode()),
    "/file.pdf": ("application/pdf", made.pdf(made.REPORT)),
    "/lines.jsonl": ("application/octet-stream", b'{"text": "%s"}\n' % made.REPORT.encode() * 2),
}


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/slow":
            time.sleep(3)
        if self.path in ("/away", "/round"):
            self.send_response(302)
            self.send_header("Location", "/page" if self.path == "/away" else "/round")
            self.end_headers()
            return
        kind, body = PAGES.get(self.path, ("text/plain", b"nothing here"))
        self.send_response(200 if self.path in PAGES else 404)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def opened(url: str, **settings: int) -> list[Document | SourceError]:
    return list(open_source(url, Given(settings=Settings(**settings))))


@pytest.mark.parametrize("path", ["/page", "/old", "/plain", "/file.pdf", "/away"])
def test_a_page_of_every_kind(site: str, path: str) -> None:
    (found,) = opened(site + path)
    assert isinstance(found, Document), found
    assert made.REPORT in found.report.text
    assert found.url == site + ("/page" if path == "/away" else path)


def test_lines(site: str) -> None:
    assert [type(each) for each in opened(site + "/lines.jsonl")] == [Document, Document]


@pytest.mark.parametrize(
    ("path", "settings", "reason"),
    [
        ("/slow", {"url_seconds": 1}, "within 1 second (time-out)"),
        ("/none", {}, "404 Not Found"),
        ("/round", {}, "without end"),
        ("/page", {"max_bytes": 100}, "larger than 100 bytes"),
    ],
)
def test_a_page_that_does_not_come(site: str, path: str, settings: dict[str, int], reason: str) -> None:
    (found,) = opened(site + path, **settings)
    assert isinstance(found, SourceError)
    assert reason in found.message
    assert found.source == site + path


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://127.0.0.1:9/", "could not be fetched"),
        ("ftp://example.org/x", "no web address"),
        ("http://", "no web address"),
    ],
)
def test_an_address_that_leads_nowhere(url: str, reason: str) -> None:
    (found,) = opened(url, url_seconds=2)
    assert isinstance(found, SourceError)
    assert reason in found.message
