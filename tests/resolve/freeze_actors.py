"""Write the trees of the actor cases beside them: `python -m tests.resolve.freeze_actors` (needs the reader's weights)."""

from lapwing.reader.reader import load_reader
from tests.resolve.frozen import CASES, cases, freeze


def sentences() -> list[dict[str, str]]:
    """The rows of tests/cases/actors.csv by column."""
    lines = (CASES / "actors.csv").read_text(encoding="utf-8").splitlines()
    header, *rows = (line.split("|") for line in lines if line and not line.startswith("#"))
    return [dict(zip(header, row, strict=True)) for row in rows]


def main() -> None:
    """Freeze the sentences of actors.csv and the reports of actors_reports.toml."""
    reader = load_reader()
    for name, texts in (
        ("actors.csv", [row["sentence"] for row in sentences()]),
        ("actors_reports.toml", [str(row["text"]) for row in cases("actors_reports.toml")]),
    ):
        blocks = [freeze(reader.parse(text)).rstrip("\n") for text in dict.fromkeys(texts)]
        (CASES / name).with_suffix(".conllu").write_text("\n\n\n".join(blocks) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
