"""CoNLL-U text into a Parse, so that tests can state a tree and need no model."""

from lapwing.model.parse import Mention, Parse, Sentence, Token


def parse_conllu(text: str, mentions: tuple[Mention, ...] = ()) -> Parse:
    """A Parse of the sentences in CoNLL-U form.

    The text is built from forms and SpaceAfter=No; sentences are joined by one space. Columns may be parted
    by tabs or runs of blanks, and those after the relation may be left out.
    """
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    body = ""
    for block in text.strip().split("\n\n"):
        rows = [line.split("\t") if "\t" in line else line.split() for line in block.splitlines()]
        rows = [r for r in rows if r and not r[0].startswith("#") and r[0].isdigit()]
        first = len(tokens)
        for row in rows:
            start = len(body)
            body += row[1]
            head = int(row[6])
            tokens.append(
                Token(
                    len(tokens),
                    start,
                    len(body),
                    row[1],
                    row[2],
                    row[3],
                    row[4],
                    first + head - 1 if head else -1,
                    row[7],
                    len(sentences),
                )
            )
            if not (len(row) > 9 and "SpaceAfter=No" in row[9]):
                body += " "
        sentences.append(Sentence(len(sentences), first, len(tokens), tokens[first].start, tokens[-1].end))
    return Parse(body.rstrip(), tuple(tokens), tuple(sentences), mentions)
