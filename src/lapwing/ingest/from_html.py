"""HTML: the report's own text through trafilatura, with picture captions set apart at its end."""

import re
from typing import Any

from lapwing.ingest.from_text import decoded
from lapwing.ingest.material import Material, Unreadable

_CAPTIONS = (
    "//figcaption|//*[self::p or self::div or self::span][contains(concat(' ',@class,' '),' caption ')"
    " or contains(@class,'wp-caption-text') or contains(@class,'media-caption') or contains(@class,'photo-caption')]"
)
_ELSEWHERE = "ancestor::nav|ancestor::aside|ancestor::footer"
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_HEAD = 4096


def html_material(data: bytes, *, url: str | None = None, declared: str | None = None) -> Material:
    """The Material of a page. Raises Unreadable where it has no running text."""
    markup = decoded(data, declared=declared or _declared(data))
    return markup_material(markup, url=url)


def markup_material(markup: str, *, url: str | None = None) -> Material:
    """As `html_material`, of markup that is decoded already."""
    import trafilatura

    tree: Any = trafilatura.load_html(_XML_DECLARATION.sub("", markup))
    captions = [] if tree is None else _take_captions(tree)
    page: Any = None if tree is None else _extracted(trafilatura, tree, url)
    body = (page.text or "").strip() if page is not None else ""
    if not body:
        raise Unreadable("no running text was found in the page; save its text as a .txt file")
    text, bounds = _with_captions(body, captions)
    return Material(text, page.title, page.sitename, page.date, url or page.url, captions=bounds)


def _extracted(trafilatura: Any, tree: Any, url: str | None) -> Any:
    return trafilatura.bare_extraction(
        tree,
        url=url,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data[:_HEAD])
    return match.group(1).decode("ascii", "replace") if match else None


def _take_captions(tree: Any) -> list[str]:
    """The captions of the report's own pictures, each once, taken out of the tree."""
    found: list[str] = []
    for element in tree.xpath(_CAPTIONS):
        words = " ".join(element.text_content().split())
        if words and words not in found and not element.xpath(_ELSEWHERE):
            found.append(words)
        if element.getparent() is not None:
            element.drop_tree()
    return found


def _with_captions(body: str, captions: list[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Body and captions, one paragraph a line, and the bounds of each caption."""
    text, bounds = body, []
    for caption in captions:
        start = len(text) + 1
        text += "\n" + caption
        bounds.append((start, len(text)))
    return text, tuple(bounds)
