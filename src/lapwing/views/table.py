"""A reading in the terminal: what an analyst wants to see first, in five tables."""

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from lapwing.model.claim import Claim
from lapwing.model.event import Event
from lapwing.model.reading import Reading
from lapwing.views.colours import TYPE_STYLES
from lapwing.views.words import (
    UNKNOWN,
    amount_words,
    day_words,
    one_line,
    party_word,
    party_words,
    place_words,
    type_words,
    when_words,
)

_STATUS_STYLES = {"actual": "", "future": "cyan", "possible": "yellow", "denied": "red"}
_QUOTE_WIDTH = 160
_NUMBER: tuple[str, dict[str, object]] = ("", {"no_wrap": True})
_ASK = (
    " Why is a value what it is? The same command with --explain e1; places are p1 …, actors a1 …, dates d1 …"
)


def print_reading(reading: Reading, console: Console) -> None:
    """Print the reading: head, events, figures, statements, outlook, and what was refused and why."""
    console.print()
    console.print(_head(reading))
    for title, table in (
        ("Events", _events(reading)),
        ("Figures: who says how many", _claims(reading)),
        ("Statements", _statements(reading)),
        ("Outlook", _outlook(reading)),
        ("Seen, not coded", _refusals(reading)),
    ):
        if table.row_count:
            console.print()
            console.print(Text(f" {title} ", style="bold reverse"), Text(f"{table.row_count}", style="dim"))
            console.print(Padding(table, (0, 0, 0, 1)))
    if not (reading.events or reading.claims or reading.statements or reading.outlook):
        console.print()
        console.print(Text(" Nothing to code in this report.", style="italic"))
    else:
        console.print()
        console.print(Text(_ASK, style="dim"))
    console.print()


def _head(reading: Reading) -> Text:
    report = reading.report
    title = report.title or one_line(report.text, 80)
    about = [
        report.publisher or "publisher unknown",
        f"published {day_words(report.published)}" if report.published else "day of publication unknown",
        f"{len(report.text.split()):,} words",
        report.id,
    ]
    return Text.assemble((f" {title}\n", "bold"), (" " + " · ".join(about), "dim"))


def _short(letter: str, number: int) -> Text:
    """The short name by which `--explain` knows a value (model/handles.py)."""
    return Text(f"{letter}{number}", style="dim")


def _table(*columns: tuple[str, dict[str, object]]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", show_edge=False)
    for name, options in columns:
        table.add_column(name, **options)  # type: ignore[arg-type]
    return table


def _events(reading: Reading) -> Table:
    table = _table(
        _NUMBER,
        ("when", {"min_width": 9, "ratio": 3}),
        ("where", {"ratio": 3}),
        ("who → whom", {"ratio": 7}),
        ("what", {"ratio": 3}),
        ("in the words", {"ratio": 4}),
        ("told as", {"ratio": 4}),
    )
    for number, event in enumerate(reading.events, 1):
        table.add_row(
            _short("e", number),
            when_words(event.when),
            place_words(reading, event),
            _who_to_whom(reading, event),
            Text(type_words(event), style=TYPE_STYLES[event.type]),
            Text(f"“{one_line(event.trigger.text, 40)}”", style="italic"),
            _told_as(reading, event),
            style="dim" if event.background else "",
        )
    return table


def _who_to_whom(reading: Reading, event: Event) -> Text:
    who = party_words(reading, event.actors) or UNKNOWN
    whom = party_words(reading, event.recipients)
    return Text.assemble(who, (" → ", "bold"), whom) if whom else Text(who)


def _told_as(reading: Reading, event: Event) -> Text:
    words = Text(event.status, style=_STATUS_STYLES[event.status])
    if event.background:
        words.append(", background")
    if event.certainty != "stated":
        words.append(f", {event.certainty}")
    if event.sources:
        words.append(f": {party_words(reading, event.sources)}", style="dim")
    return words


def _claims(reading: Reading) -> Table:
    table = _table(
        _NUMBER,
        ("figure", {"justify": "right", "no_wrap": True}),
        ("measure", {"no_wrap": True}),
        ("who was counted", {"ratio": 4}),
        ("scope", {"ratio": 2}),
        ("said by", {"ratio": 4}),
        ("of the event", {"ratio": 4}),
    )
    triggers = {event.id: event for event in reading.events}
    for number, claim in enumerate(reading.claims, 1):
        event = triggers.get(claim.event or "")
        table.add_row(
            _short("c", number),
            Text(amount_words(claim.value), style="bold"),
            claim.measure,
            _counted(claim),
            _scope(claim),
            party_words(reading, claim.sources) or Text(_unsourced(claim), style="dim"),
            f"{type_words(event)} “{one_line(event.trigger.text, 30)}”"
            if event
            else Text("none", style="dim"),
        )
    return table


def _counted(claim: Claim) -> Text:
    words = one_line(claim.who.text, 60) if claim.who else "not told"
    return Text.assemble(words, (f"  {claim.victims}", "dim"))


def _scope(claim: Claim) -> str:
    if claim.scope == "event":
        return "this event"
    return f"running total, as of {day_words(claim.as_of)}" if claim.as_of else "running total"


def _unsourced(claim: Claim) -> str:
    return "the report" if claim.certainty == "stated" else claim.certainty


def _statements(reading: Reading) -> Table:
    table = _table(
        _NUMBER,
        ("speaker", {"ratio": 3}),
        ("said", {"ratio": 10}),
        ("on", {"ratio": 2}),
        ("via", {"ratio": 2}),
    )
    for number, said in enumerate(reading.statements, 1):
        speaker = party_word(reading, said.speaker) if said.speaker else UNKNOWN
        quoted = one_line(said.content.text, _QUOTE_WIDTH)
        outlet = reading.actor(said.via)
        table.add_row(
            _short("s", number),
            Text(speaker, style="bold"),
            f"“{quoted}”" if said.kind == "direct" else Text(quoted, style="italic"),
            day_words(said.said_on) if said.said_on else "",
            outlet.name if outlet else "",
        )
    return table


def _outlook(reading: Reading) -> Table:
    table = _table(
        _NUMBER,
        ("due", {"ratio": 2}),
        ("kind", {"no_wrap": True}),
        ("by", {"ratio": 3}),
        ("what", {"ratio": 9}),
    )
    for number, ahead in enumerate(reading.outlook, 1):
        table.add_row(
            _short("o", number),
            day_words(ahead.due) if ahead.due else "no day given",
            Text(ahead.kind, style="cyan"),
            party_word(reading, ahead.by) if ahead.by else "the report",
            one_line(ahead.content.text, _QUOTE_WIDTH),
        )
    return table


def _refusals(reading: Reading) -> Table:
    table = _table(_NUMBER, ("what", {"no_wrap": True}), ("words", {"ratio": 4}), ("why not", {"ratio": 8}))
    for number, refusal in enumerate(reading.refusals, 1):
        words = f"“{one_line(refusal.span.text, 50)}”" if refusal.span else ""
        table.add_row(
            _short("r", number), refusal.what, Text(words, style="italic"), refusal.reason, style="dim"
        )
    return table
