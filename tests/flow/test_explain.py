"""Explanations agree with the reading that they explain, whatever the value. All texts are invented."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from lapwing.errors import SettingError
from lapwing.flow.coder import Coder
from lapwing.flow.explain.ask import EXPLAINERS, explain, explain_in
from lapwing.flow.explain.case import Case
from lapwing.flow.explain.figures import bounds_words
from lapwing.flow.explain.voices import RULES
from lapwing.flow.kit import Kit, load_kit
from lapwing.flow.run import read_document, read_layers
from lapwing.ingest.from_text import document_from_text
from lapwing.model.explanation import Answer, Explanation
from lapwing.model.handles import NOUNS
from lapwing.model.parse import Parse
from lapwing.model.report import Document, Zone
from lapwing.model.seen import Arc, Seen, SeenAct
from lapwing.model.words import when_words

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "examples").rglob("*.txt"))


@pytest.fixture(scope="module")
def kit() -> Kit:
    return load_kit()


@pytest.fixture(scope="module")
def ruled(kit: Kit) -> Kit:
    """Without the model, which would say the same without the word left out."""
    return replace(kit, by="rules")


def document(text: str, published: str | None = "2021-06-14") -> Document:
    return document_from_text(text, published=published)


def answer(told: Explanation, question: str) -> Answer:
    """The answer to the first question that begins so."""
    return next(a for a in told.answers if a.question.startswith(question))


def asked(kit: Kit, text: str, short: str, published: str | None = "2021-06-14") -> Explanation:
    return explain(kit, document(text, published), short)


@pytest.fixture(scope="module", params=EXAMPLES, ids=lambda p: p.stem)
def case(request: pytest.FixtureRequest, kit: Kit) -> Case:
    given = document_from_text(request.param.read_text(encoding="utf-8"), published="2022-12-01")
    return Case(kit, read_layers(kit, given))


def test_every_value_of_every_example_is_explained_and_quoted(case: Case) -> None:
    text = case.reading.report.text
    assert case.handles
    for handle in case.handles:
        told = explain_in(case, handle.short)
        assert (told.short, told.id, told.noun) == (handle.short, handle.id, handle.noun)
        assert told.answers
        assert all(a.question and a.value and a.why for a in told.answers)
        for words in (*told.words, *(w for a in told.answers for w in a.words)):
            assert text[words.span.start : words.span.end] == words.span.text


def test_the_same_question_gives_the_same_bytes(case: Case) -> None:
    again = Case(case.kit, read_layers(case.kit, case.layers.document))
    for handle in case.handles:
        assert explain_in(again, handle.short).to_json() == explain_in(case, handle.id).to_json()


def test_asking_does_not_change_the_reading(case: Case) -> None:
    for handle in case.handles:
        explain_in(case, handle.short)
    assert case.reading.to_json() == read_document(case.kit, case.layers.document).to_json()


def test_the_chosen_candidates_are_those_of_the_reading(case: Case) -> None:
    for n, event in enumerate(case.reading.events, 1):
        told = explain_in(case, f"e{n}")
        assert answer(told, "When").value.startswith(when_words(event.when).replace("?", "unknown"))
        frames = [r for r in answer(told, "Which act").rivals if r.chosen and r.name.startswith("frame")]
        assert len(frames) <= 1
    for n, claim in enumerate(case.reading.claims, 1):
        assert answer(explain_in(case, f"c{n}"), "How many").value.startswith(bounds_words(claim.value))
    for n, place in enumerate(case.reading.places, 1):
        names = [a for a in explain_in(case, f"p{n}").answers if a.question.startswith("Which") and a.rivals]
        if place.method == "gazetteer":
            best = [r for a in names for r in a.rivals if r.chosen]
            assert best and all(r.name.startswith(place.name) for r in best)
            assert all(
                r.score == max(o.score or 0 for o in a.rivals) for a in names for r in a.rivals if r.chosen
            )
    for n, actor in enumerate(case.reading.actors, 1):
        spans = [w.span for w in answer(explain_in(case, f"a{n}"), "Who").words]
        assert all(any(s.covers(m) or m.covers(s) for s in spans) for m in actor.mentions)


def test_every_noun_has_its_explainer() -> None:
    assert set(EXPLAINERS) == set(NOUNS.values())


def test_every_rule_of_attribution_is_told_in_words() -> None:
    page = (ROOT / "docs" / "attribution.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `attribution/")]
    named = {rule for row in rows for rule in re.findall(r"`([a-z-]+)`", row.rsplit("|", 2)[1])}
    assert named <= set(RULES)
    assert len(named) > 10


def test_a_weekday_tells_its_tense_and_its_anchor(kit: Kit) -> None:
    told = asked(kit, "Gunmen attacked a police post in Kunduz on Friday.", "d1")
    assert told.value == "11 Jun 2021"
    assert "look back" in answer(told, "Which days").why
    assert any("18 Jun 2021" in o for o in answer(told, "Which days").otherwise)
    assert answer(told, "Counted from").value == "14 Jun 2021"
    assert any("a week later" in o and "18 Jun 2021" in o for o in answer(told, "Counted from").otherwise)


def test_a_stated_day_hangs_on_nothing(kit: Kit) -> None:
    told = asked(kit, "Gunmen attacked a police post in Kunduz on 4 June 2021.", "d1")
    assert answer(told, "Counted from").value == "nothing"
    assert answer(told, "Counted from").otherwise == ()


def test_a_day_of_the_passage_names_the_date_it_counts_from(kit: Kit) -> None:
    text = (
        "Gunmen attacked a police post in Kunduz on 4 June 2021. Two days later the army shelled their camp."
    )
    told = asked(kit, text, "d2")
    assert told.value == "6 Jun 2021"
    assert answer(told, "Counted from").value == "“4 June 2021” (d1)"


def test_an_unknown_day_says_what_is_lacking(kit: Kit) -> None:
    told = asked(kit, "Gunmen attacked a police post in Kunduz on Friday.", "d1", None)
    assert told.value == "unknown: no publication date to count from"


def test_a_place_shows_its_namesakes_and_what_would_turn_it(kit: Kit) -> None:
    told = asked(kit, "Protesters marched in Paris, Texas, on Friday.", "p1")
    which = answer(told, "Which “Paris”")
    assert which.value.startswith("Paris, Texas, USA")
    assert any("FRA" in r.name and not r.chosen for r in which.rivals)
    assert any(o.startswith("By itself") and "FRA" in o for o in which.otherwise)


def test_an_unknown_place_says_what_would_place_it(kit: Kit) -> None:
    told = asked(kit, "Rebels attacked the village of Qarzubolo on Friday.", "p1")
    which = answer(told, "Which “Qarzubolo”")
    assert told.value == "Qarzubolo · location unknown"
    assert (which.value, which.rule) == ("unknown", "refused")
    assert "right beside it" in which.otherwise[0]
    beside = asked(kit, "Rebels attacked the village of Qarzubolo, Kunduz province, on Friday.", "p1")
    assert answer(beside, "Which “Qarzubolo”").value.startswith("somewhere in Kunduz")


def test_words_that_decide_the_status_are_found_by_leaving_them_out(ruled: Kit) -> None:
    denied = answer(
        asked(ruled, "Rebels did not attack the town of Kunduz on Friday.", "e1"), "Did it happen"
    )
    assert (denied.value, denied.otherwise) == ("denied", ("Without “not”: actual.",))


def test_an_event_without_its_speaker_is_the_reports_own(ruled: Kit) -> None:
    told = asked(ruled, "Gunmen attacked a police post in Kunduz on Friday, the governor said.", "e1")
    who = answer(told, "Who says so")
    assert who.rule == "say"
    assert who.otherwise == ("Without “said” by governor: the report itself, stated.",)


def test_a_pronoun_tells_between_whom_it_was_weighed(kit: Kit) -> None:
    text = "President Adam Karo met General Idris Sand on Friday. He told reporters that the talks went well."
    case = Case(kit, read_layers(kit, document(text)))
    karo = next(h for h in case.handles if h.words == "Adam Karo")
    who = answer(explain_in(case, karo.short), "Who")
    weighed = [r for r in who.rivals if r.score is not None]
    assert "pronoun" in who.rule
    assert [r.chosen for r in weighed] == [True, False]
    assert weighed[1].name == "“He”: Idris Sand"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Selim Aktas met rebels in Kunduz on Friday. Aktas left the town.", "last-name"),
        ("The National Rescue Party (NRP) rejected the offer. NRP leaders left.", "abbreviation"),
        ("NATO condemned the raid. NATO urged talks.", "known-name"),
    ],
)
def test_a_name_says_by_what_it_was_joined(kit: Kit, text: str, rule: str) -> None:
    case = Case(kit, read_layers(kit, document(text)))
    rules = [answer(explain_in(case, h.short), "Who").rule for h in case.handles if h.noun == "actor"]
    assert any(rule in told.split(", ") for told in rules)


def test_the_model_is_heard_as_a_rival_of_the_lexicon(kit: Kit) -> None:
    text = "Gunmen attacked a police post in Kunduz on Friday."

    class Seeing:
        """The real reader, with odds for the second word as a trained model would give them."""

        def parse(self, text: str, zones: Sequence[Zone] = ()) -> Parse:
            read = kit.reader.parse(text, zones)
            odds = SeenAct(1, 0.9, (("ASSAULT", 0.8), ("COERCE", 0.1)), (), (("actual", 0.9),), (), 0.0,
                           (Arc("actor", 0, 0.7), Arc("recipient", 4, 0.6)))  # fmt: skip
            return Parse(read.text, read.tokens, read.sentences, read.mentions, Seen(acts=(odds,)))

    seeing = replace(kit, reader=Seeing())  # type: ignore[arg-type]
    told = explain(seeing, document(text), "e1")
    which = answer(told, "Which act")
    assert which.rule == "ASSAULT.attack + model"
    assert {(r.score, r.chosen) for r in which.rivals if r.score is not None} == {(0.8, True), (0.1, False)}
    assert which.otherwise == (
        "If the lexicon alone were heard: ASSAULT.",
        "If the model alone were heard: ASSAULT.",
    )
    assert [r.score for r in answer(told, "Who").rivals] == [0.7]


def test_the_coder_explains_as_well(kit: Kit) -> None:
    told = Coder(kit).explain(
        "Gunmen attacked a police post in Kunduz on Friday.", "d1", published="2021-06-14"
    )
    assert (told.noun, told.value) == ("date", "11 Jun 2021")


def test_other_words_before_a_figure_give_other_bounds(kit: Kit) -> None:
    told = asked(kit, "The blast killed at least 12 officers in Kunduz on Friday.", "c1")
    many = answer(told, "How many")
    assert (many.value, many.rule) == ("12 / 12 / – (low / best / high)", "at least")
    assert "“more than 12”: 13 / 13 / –." in many.otherwise


def test_an_unknown_value_raises_a_sentence(kit: Kit) -> None:
    with pytest.raises(SettingError, match=r"no value 'x1'.*e1 “attacked”"):
        asked(kit, "Gunmen attacked a police post in Kunduz on Friday.", "x1")
