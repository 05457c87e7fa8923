"""Values in the words that people use: dates with their precision, figures with their bounds, types with their modes."""

from lapwing.model.amount import Amount
from lapwing.model.event import Event
from lapwing.model.when import When

UNKNOWN = "?"
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def day_words(iso: str) -> str:
    """'2015-09-04' as '4 Sep 2015'."""
    year, month, day = iso.split("-")
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year}"


def when_words(when: When) -> str:
    """A date as it is known: a day, a month, a range, or '?'."""
    if when.start is None and when.end is None:
        return UNKNOWN
    if when.start is None:
        return f"by {day_words(when.end or '')}"
    if when.end is None:
        return f"from {day_words(when.start)}"
    return _closed_range(when, when.start, when.end)


def _closed_range(when: When, start: str, end: str) -> str:
    if start == end:
        return day_words(start)
    if when.precision == "month" and start[:7] == end[:7]:
        return f"{_MONTHS[int(start[5:7]) - 1]} {start[:4]}"
    if when.precision == "year" and start[:4] == end[:4]:
        return start[:4]
    return f"{day_words(start)} – {day_words(end)}"


def amount_words(value: Amount) -> str:
    """A figure with its bounds: '8', '63–70–77', 'at least 12', 'up to 30', 'some (2 or more)'."""
    low, best, high = value.low, value.best, value.high
    if best is None:
        if low is None and high is None:
            return UNKNOWN
        return f"{low} or more" if high is None else f"up to {high}"
    if low == high == best:
        return f"{best:,}"
    if high is None:
        return f"≥ {low:,}" if low == best else f"{best:,} (≥ {low or 0:,})"
    if low is None:
        return f"≤ {high:,}"
    return f"{best:,} ({low:,}–{high:,})"


def type_words(event: Event) -> str:
    """'ASSAULT firearms'."""
    return f"{event.type} {event.mode}" if event.mode else event.type


def one_line(text: str, width: int) -> str:
    """The text with runs of white space as one blank, cut at a word with '…' where it is longer than `width`."""
    words = " ".join(text.split())
    if len(words) <= width:
        return words
    return words[: width + 1].rsplit(" ", 1)[0][:width].rstrip(",;:") + " …"
