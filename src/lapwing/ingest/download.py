"""A file fetched whole, going on where an earlier try stopped. Used for a GeoNames dump that the user asked for."""

from collections.abc import Callable
from pathlib import Path

from lapwing.errors import DataError
from lapwing.settings import Settings
from lapwing.version import VERSION

_AGENT = f"lapwing/{VERSION} (fetches a gazetteer on a user's request)"
_REDIRECTS = 5
_PARTIAL, _OUT_OF_RANGE = 206, 416

Step = Callable[[str, int, int], None]


def download(url: str, target: Path, settings: Settings, *, step: Step = lambda *_: None) -> Path:
    """The file at a URL, as `target`; one that stands there whole already is taken as it is.

    What came before a stop is kept beside it (`.part`) and gone on with where the server still has the same file.
    Raises DataError where it does not come whole.
    """
    import httpx2

    if target.exists():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with httpx2.Client(
            timeout=settings.url_seconds, follow_redirects=True, max_redirects=_REDIRECTS,
            headers={"User-Agent": _AGENT, "Accept-Encoding": "identity"},
        ) as client:  # fmt: skip
            _fetch(client, url, target, settings.max_data_bytes, step)
    except httpx2.TimeoutException:
        raise DataError(
            f"{url}: nothing came for {settings.url_seconds} seconds; run again: it goes on where it stopped"
        ) from None
    except (httpx2.InvalidURL, httpx2.UnsupportedProtocol):
        raise DataError(f"{url}: is no web address; mend LAPWING_GEONAMES_URL, or give --file") from None
    except httpx2.HTTPError as error:
        raise DataError(
            f"{url}: could not be fetched whole ({str(error).strip() or type(error).__name__}); check the network and run"
            " again: it goes on where it stopped"
        ) from None
    return target


def _fetch(client: object, url: str, target: Path, most: int, step: Step) -> None:
    part, mark = target.with_name(target.name + ".part"), target.with_name(target.name + ".mark")
    have = part.stat().st_size if part.exists() and mark.exists() else 0
    headers = {"Range": f"bytes={have}-", "If-Range": mark.read_text(encoding="utf-8")} if have else {}
    with client.stream("GET", url, headers=headers) as answer:  # type: ignore[attr-defined]
        if answer.status_code == _OUT_OF_RANGE:
            part.unlink()
            raise DataError(f"{url}: has changed since the last try; run again to fetch it anew")
        if answer.status_code >= 400:
            reason = f"{answer.status_code} {answer.reason_phrase}".strip()
            raise DataError(
                f"{url}: the server answered {reason}; check the code of the country, or give --file"
            )
        goes_on = answer.status_code == _PARTIAL and _begins_at(answer.headers, have)
        if not goes_on:
            have = 0
        mark.write_text(
            answer.headers.get("etag") or answer.headers.get("last-modified") or "", encoding="utf-8"
        )
        total = have + int(answer.headers.get("content-length") or 0)
        with part.open("ab" if goes_on else "wb") as file:
            for data in answer.iter_bytes():
                have += len(data)
                if max(have, total) > most:
                    raise DataError(
                        f"{url}: more than the {most:,} bytes allowed; set LAPWING_MAX_DATA_BYTES"
                    )
                file.write(data)
                step("fetching", have, max(total, have))
    if have < total:
        raise DataError(f"{url}: {have:,} of {total:,} bytes came; run again: it goes on where it stopped")
    part.replace(target)
    mark.unlink(missing_ok=True)


def _begins_at(headers: object, have: int) -> bool:
    return str(headers.get("content-range", "")).startswith(f"bytes {have}-")  # type: ignore[attr-defined]
