"""An explanation in the terminal: the words with their span marked, then each question with its answer and its rivals."""

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from lapwing.model.explanation import Answer, Explanation, Quoted, Rival
from lapwing.model.words import one_line

_LONGEST = 160
_INDENT = 3


def print_explanation(told: Explanation, console: Console) -> None:
    """Print what a value is, the words it stands on, and why it is so."""
    console.print()
    console.print(Text.assemble((f" {told.short} ", "bold reverse"), (f" {told.value}", "bold")))
    console.print(Text(f" {told.noun} {told.id} · {told.report}", style="dim"))
    for words in told.words:
        console.print()
        _put(console, _quoted(words), 1)
    for answer in told.answers:
        console.print()
        _print_answer(answer, console)
    if told.see:
        console.print()
        names = " · ".join(f"{short} {one_line(words, 30)}" for short, words in told.see)
        _put(console, Text(f"Ask on with --explain: {names}", style="dim"), 1)
    console.print()


def _put(console: Console, what: Text | Table, indent: int) -> None:
    console.print(Padding(what, (0, 0, 0, indent), expand=False))


def _quoted(words: Quoted) -> Text:
    """The words between » and « in their context, on one line where they are not long themselves."""
    span = one_line(words.span.text, _LONGEST)
    shown = Text.assemble(
        " ".join(words.before.split()), " " * words.before.endswith(tuple(" \t")), ("»", "dim"), (span, "bold underline"),
        ("«", "dim"), " " * words.after.startswith(tuple(" \t")), " ".join(words.after.split()),
    )  # fmt: skip
    if words.note:
        shown.append(f"  – {words.note}", style="dim")
    return shown


def _print_answer(answer: Answer, console: Console) -> None:
    _put(console, Text.assemble((f"{answer.question}: ", "cyan"), (answer.value, "bold")), 1)
    rule = f"[{answer.rule}] " if answer.rule else ""
    _put(console, Text.assemble((rule, "dim"), answer.why), _INDENT)
    for words in answer.words:
        _put(console, _quoted(words), _INDENT)
    if answer.rivals:
        _put(console, _rivals(answer.rivals), _INDENT)
    for sentence in answer.otherwise:
        _put(console, Text.assemble(("otherwise ", "yellow"), sentence), _INDENT)


def _rivals(rivals: tuple[Rival, ...]) -> Table:
    """The candidates under each other: a full dot for the chosen ones, the score, what speaks for and against."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False, show_edge=False)
    table.add_column(no_wrap=True)
    scored = any(r.score is not None for r in rivals)
    if scored:
        table.add_column(justify="right", no_wrap=True)
    table.add_column(ratio=5)
    table.add_column(ratio=6)
    for rival in rivals:
        score = ["" if rival.score is None else f"{rival.score:.2f}"] if scored else []
        style = "bold" if rival.chosen else ""
        table.add_row("●" if rival.chosen else "○", *score, Text(rival.name, style=style), Text(rival.why, style="dim"))  # fmt: skip
    return table
