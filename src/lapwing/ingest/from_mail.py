"""Mail (.eml): the plain text part, else the HTML part; Date, From and Subject are the metadata. Attachments stay out."""

from typing import TYPE_CHECKING

from lapwing.ingest.from_html import html_material
from lapwing.ingest.from_text import decoded
from lapwing.ingest.material import Material, Unreadable

if TYPE_CHECKING:
    from email.message import EmailMessage


def mail_material(data: bytes) -> Material:
    """The Material of a message. Raises Unreadable where it has no headers or no text part."""
    from email import policy
    from email.message import EmailMessage
    from email.parser import BytesParser
    from email.utils import parseaddr

    message = BytesParser(policy=policy.default).parsebytes(data)
    if not message.keys():
        raise Unreadable("it has no mail headers; save the message again as .eml, or its text as .txt")
    body = message.get_body(preferencelist=("plain", "html"))
    if not isinstance(body, EmailMessage):
        raise Unreadable(
            "the message has no text part; save the attachment that holds the report and give that"
        )
    name, address = parseaddr(_header(message, "From") or "")
    return Material(
        _text(body),
        title=_header(message, "Subject"),
        publisher=name or address or None,
        published=_header(message, "Date"),
    )


def _header(message: "EmailMessage", name: str) -> str | None:
    value = message.get(name)
    return str(value).strip() or None if value is not None else None


def _text(body: "EmailMessage") -> str:
    data = body.get_payload(decode=True)
    if not isinstance(data, bytes):
        raise Unreadable("its text part cannot be decoded; save the text as a .txt file")
    declared = body.get_content_charset()
    if body.get_content_subtype() == "html":
        return html_material(data, declared=declared).text
    return decoded(data, declared=declared)
