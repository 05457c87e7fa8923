"""`lapwing read --explain ID`: one report in, why one value of its reading is what it is out."""

from lapwing.cli.tally import Tally
from lapwing.cli.writers import Format, console_on, one_stream
from lapwing.errors import SettingError
from lapwing.ingest.material import Given

_ONE_REPORT = "--explain is about one report: give one (a short name such as e1 is another value in each)"


def explain_one(sources: list[str], given: Given, wanted: str, *, format: Format, out: str | None) -> int:
    """Explain one value of the one report given; the exit code."""
    if format not in ("table", "json", "jsonl"):
        raise SettingError(f"--explain has no form {format}: give --format table or --format json")
    from lapwing.ingest.sources import open_sources

    tally = Tally()
    documents = [
        document for document, _ in zip(tally.good(open_sources(sources, given)), "ab", strict=False)
    ]
    if not documents:
        return tally.exit_code
    if len(documents) > 1:
        raise SettingError(_ONE_REPORT)
    from lapwing.flow.explain.ask import explain
    from lapwing.flow.kit import load_kit

    explanation = explain(load_kit(), documents[0], wanted.strip())
    tally.read += 1
    with one_stream(out) as stream:
        if format == "table":
            from lapwing.views.explanation import print_explanation

            print_explanation(explanation, console_on(stream))
        else:
            stream.write(explanation.to_json() + "\n")
    return tally.exit_code
