"""Who is who: kind, country and sector of phrases, one actor per party, references, ids, hand-made trees."""

from functools import cache
from typing import Any

import pytest

from lapwing.lexicon.actors import load_actors
from lapwing.model.actor import Actor
from lapwing.model.parse import Mention, Parse
from lapwing.model.span import Span, quote
from lapwing.resolve.actors.people import same_person, short_name_fit
from lapwing.resolve.actors.read import ActorsRead, read_actors
from tests.conllu import parse_conllu
from tests.resolve.freeze_actors import sentences
from tests.resolve.frozen import cases, trees

LEXICON = load_actors()
SENTENCES = sentences()
REPORTS = cases("actors_reports.toml")


def spans(text: str, phrases: list[str]) -> list[Span]:
    """Each phrase at its first place behind the one before it."""
    found: list[Span] = []
    at = 0
    for phrase in phrases:
        start = text.index(phrase, at)
        found.append(quote(text, start, start + len(phrase)))
        at = start + 1
    return found


def at(read: ActorsRead, span: Span) -> Actor | None:
    return next((actor for actor in read.actors if actor.id == read.at(span)), None)


@cache
def coded() -> list[tuple[dict[str, str], Actor | None]]:
    found = []
    for row in SENTENCES:
        parse = trees("actors.csv")[row["sentence"]]
        [span] = spans(parse.text, [row["phrase"]])
        found.append((row, at(read_actors(parse, [span], (), LEXICON), span)))
    return found


@pytest.mark.parametrize(("column", "floor"), [("country", 0.97), ("sector", 0.95), ("kind", 0.95)])
def test_kind_country_and_sector_of_phrases(column: str, floor: float) -> None:
    def told(actor: Actor | None) -> str | None:
        if actor is None:
            return None
        return {"country": actor.country or "", "sector": actor.sectors[0], "kind": actor.kind}[column]

    wrong = [
        (row["phrase"], row[column], told(actor)) for row, actor in coded() if told(actor) != row[column]
    ]
    assert len(coded()) >= 150
    assert 1 - len(wrong) / len(coded()) >= floor, wrong


@pytest.mark.parametrize("case", REPORTS, ids=lambda c: f"{c['id']}-{c['text'][:40]}")
def test_one_actor_for_each_party(case: dict[str, Any]) -> None:
    parse = trees("actors_reports.toml")[case["text"]]
    read = read_actors(parse, spans(parse.text, case["parties"]), (), LEXICON)
    shown = [
        f"{a.name} | {a.kind} | {a.country or '-'} | {a.sectors[0]} | {'; '.join(m.text for m in a.mentions)}"
        for a in read.actors
    ]
    assert [row for row in case["actors"] if row not in shown] == [], shown


def test_ids_depend_on_content_alone() -> None:
    parse = trees("actors_reports.toml")[REPORTS[0]["text"]]
    parties = spans(parse.text, REPORTS[0]["parties"])
    once = read_actors(parse, parties, (), LEXICON)
    again = read_actors(parse, list(reversed(parties)), (), LEXICON)
    assert once.actors == again.actors
    assert len({actor.id for actor in once.actors}) == len(once.actors)
    assert all(actor.id.startswith("a_") for actor in once.actors)


def test_every_mention_quotes_the_text() -> None:
    for case in REPORTS:
        parse = trees("actors_reports.toml")[case["text"]]
        for actor in read_actors(parse, spans(parse.text, case["parties"]), (), LEXICON).actors:
            assert actor.mentions == tuple(sorted(actor.mentions))
            assert all(parse.text[m.start : m.end] == m.text for m in actor.mentions)


SHE_SAID = """
1 Minister Minister PROPN NNP _ 2 nmod:desc
2 Anna Anna PROPN NNP _ 4 nsubj
3 Berg Berg PROPN NNP _ 2 flat
4 met meet VERB VBD _ 0 root
5 Paul Paul PROPN NNP _ 4 obj
6 Lind Lind PROPN NNP _ 5 flat
7 . . PUNCT . _ 4 punct

1 She she PRON PRP _ 2 nsubj
2 thanked thank VERB VBD _ 0 root
3 him he PRON PRP _ 2 obj
4 . . PUNCT . _ 2 punct
"""


def persons(parse: Parse, *names: tuple[int, int]) -> Parse:
    marked = tuple(Mention(first, last, first, "person", True, 0.9) for first, last in names)
    return Parse(parse.text, parse.tokens, parse.sentences, marked)


def test_gender_decides_between_two_people() -> None:
    parse = persons(parse_conllu(SHE_SAID), (1, 3), (4, 6))
    she, him = spans(parse.text, ["She", "him"])
    read = read_actors(parse, [she, him], (), LEXICON)
    assert [a.name if (a := at(read, span)) else None for span in (she, him)] == ["Anna Berg", "Paul Lind"]


def test_a_pronoun_that_nobody_fits_has_no_actor() -> None:
    parse = parse_conllu(SHE_SAID.strip().split("\n\n")[1])
    [she] = spans(parse.text, ["She"])
    read = read_actors(parse, [she], (), LEXICON)
    assert read.at(she) is None
    assert read.actors == ()


def test_nothing_asked_and_nothing_marked_gives_nothing() -> None:
    assert read_actors(Parse("", (), ()), [], (), LEXICON).actors == ()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Vladimir Putin", "Vladimir Vladimirovich Putin", True),
        ("Emomali Rahmon", "Imomali Rakhmon", True),
        ("Donald J. Trump", "Donald Trump", True),
        ("Kim Jong Un", "Kim Jong Il", False),
        ("Donald Trump", "Donald Trump Jr.", False),
        ("Bill Clinton", "Hillary Clinton", False),
        ("Hassan Darwish", "Hussein Darwish", False),
        ("Mohammed bin Salman", "Mohammed bin Zayed", False),
        ("Maria Consuelo Porras", "Consuelo Porras", True),
    ],
)
def test_full_names_of_one_person(one: str, other: str, same: bool) -> None:
    assert same_person(tuple(one.split()), tuple(other.split())) is same


@pytest.mark.parametrize(
    ("word", "full", "fit"),
    [("Putin", "Vladimir Putin", 4), ("Rakhmon", "Emomali Rahmon", 3), ("Xi", "Xi Jinping", 2), ("Blair", "Olaf Scholz", 0)],
)  # fmt: skip
def test_a_last_name_fits_a_full_name(word: str, full: str, fit: int) -> None:
    assert short_name_fit((word,), tuple(full.split())) == fit
