"""A page from the web, for a URL the user gave. Besides this only download.py uses the network."""

import time
from dataclasses import dataclass

from lapwing.ingest.material import Unreadable
from lapwing.settings import Settings
from lapwing.version import VERSION

_AGENT = f"lapwing/{VERSION} (reads news reports on a user's request)"
_REDIRECTS = 5
_KINDS = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/jsonl": ".jsonl",
    "application/x-ndjson": ".jsonl",
    "message/rfc822": ".eml",
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
}


@dataclass(frozen=True)
class Page:
    """What came: the bytes, the format as a file suffix, the encoding the server declares, the address at last."""

    data: bytes
    suffix: str
    declared: str | None
    url: str


def fetch(url: str, settings: Settings) -> Page:
    """The page at a URL. Raises Unreadable where it does not come whole, in time and within the size allowed."""
    import httpx2

    try:
        with (
            httpx2.Client(
                timeout=settings.url_seconds,
                follow_redirects=True,
                max_redirects=_REDIRECTS,
                headers={"User-Agent": _AGENT},
            ) as client,
            client.stream("GET", url) as answer,
        ):
            if answer.status_code >= 400:
                reason = f"{answer.status_code} {answer.reason_phrase}".strip()
                raise Unreadable(
                    f"the server answered {reason}; check the address, or save the page and give the file"
                )
            kind, _, _ = answer.headers.get("content-type", "text/html").partition(";")
            data = _body(answer, settings)
            return Page(data, _suffix(kind.strip().lower(), url), answer.charset_encoding, str(answer.url))
    except httpx2.TimeoutException:
        raise Unreadable(_too_slow(settings)) from None
    except httpx2.TooManyRedirects:
        raise Unreadable(
            "the server sends from one address to the next without end; save the page and give the file"
        ) from None
    except (httpx2.InvalidURL, httpx2.UnsupportedProtocol):
        raise Unreadable("this is no web address that can be opened; write it as https://host/page") from None
    except httpx2.HTTPError as error:
        raise Unreadable(
            f"the page could not be fetched ({_reason(error)}); check address and network"
        ) from None


def _body(answer: object, settings: Settings) -> bytes:
    """The body, read until the size or the time allowed is spent."""
    deadline = time.monotonic() + settings.url_seconds
    parts = bytearray()
    for part in answer.iter_bytes():  # type: ignore[attr-defined]
        parts += part
        if len(parts) > settings.max_bytes:
            raise Unreadable(
                f"the page is larger than {settings.max_bytes:,} bytes; save the part you need as a file"
            )
        if time.monotonic() > deadline:
            raise Unreadable(_too_slow(settings))
    return bytes(parts)


def _too_slow(settings: Settings) -> str:
    seconds = f"{settings.url_seconds} second{'s' if settings.url_seconds > 1 else ''}"
    return (
        f"no whole page came within {seconds} (time-out); try again later, or save the page and give the file"
    )


def _suffix(kind: str, url: str) -> str:
    if kind in _KINDS:
        return _KINDS[kind]
    tail = url.partition("?")[0].rpartition(".")[2].lower()
    return f".{tail}" if f".{tail}" in _KINDS.values() else ".html"


def _reason(error: Exception) -> str:
    return str(error).strip() or type(error).__name__
