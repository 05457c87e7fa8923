"""Where lexicon and model disagree about an act, weigh() decides, and says so."""

import pytest
from msgspec.structs import replace

from lapwing.code.weigh import SCALES, weigh
from lapwing.model.event import Act
from lapwing.model.parse import Parse
from lapwing.model.seen import Arc, Seen, SeenAct
from tests.conllu import parse_conllu

TREE = """
1 Rebels rebel NOUN NNS _ 2 nsubj
2 attacked attack VERB VBD _ 0 root
3 police police NOUN NNS _ 4 compound
4 posts post NOUN NNS _ 2 obj
5 . . PUNCT . _ 2 punct
"""
REBELS, ATTACKED, POSTS = 0, 1, 3


def parsed(*acts: SeenAct) -> Parse:
    bare = parse_conllu(TREE)
    return Parse(bare.text, bare.tokens, bare.sentences, (), Seen(acts))


def seen(odds: float = 0.9, type_: str = "ASSAULT", **more: object) -> SeenAct:
    given = {
        "token": ATTACKED, "odds": odds, "types": ((type_, odds),), "modes": (), "status": (("actual", 0.9),),
        "certainty": (), "background": 0.0, "arcs": (Arc("actor", REBELS, 0.9), Arc("recipient", POSTS, 0.9)),
    }  # fmt: skip
    return SeenAct(**(given | more))  # type: ignore[arg-type]


def told(parse: Parse, **more: object) -> Act:
    span = parse.span
    act = Act(
        token=ATTACKED, trigger=span(ATTACKED, ATTACKED + 1), type="ASSAULT", mode=None,
        actors=(span(REBELS, REBELS + 1),), recipients=(span(2, 4),), means=(), status="actual", hedged=False,
        rule="ASSAULT.attack", confidence=0.85,
    )  # fmt: skip
    return replace(act, **more)


def test_rules_alone_are_left_as_they_are() -> None:
    parse = parsed(seen())
    assert weigh(parse, [told(parse)], "rules") == (told(parse),)


def test_without_a_model_the_lexicon_stands() -> None:
    parse = parse_conllu(TREE)
    assert weigh(parse, [told(parse)]) == (told(parse),)


def test_what_both_see_is_kept_and_says_so() -> None:
    parse = parsed(seen(0.97))
    (act,) = weigh(parse, [told(parse)])
    assert (act.rule, act.confidence, act.refused) == ("ASSAULT.attack + model", 0.97, "")
    assert [s.text for s in act.actors] == ["Rebels"]
    assert [s.text for s in act.recipients] == ["police posts"]


def test_what_the_model_denies_is_refused_with_its_odds() -> None:
    parse = parsed(seen(0.02))
    (act,) = weigh(parse, [told(parse)])
    assert "odds of 0.02" in act.refused


def test_another_type_stands_where_the_model_is_sure() -> None:
    parse = parsed(seen(0.95, "THREATEN"))
    (act,) = weigh(parse, [told(parse)])
    assert (act.type, act.rule) == ("THREATEN", "ASSAULT.attack, but model: THREATEN")


def test_the_model_alone_makes_an_act_with_its_parties() -> None:
    parse = parsed(seen(0.9))
    (act,) = weigh(parse, [])
    assert (act.rule, act.trigger.text, act.type) == ("model", "attacked", "ASSAULT")
    assert [s.text for s in (*act.actors, *act.recipients)] == ["Rebels", "police posts"]


def test_the_model_alone_needs_more_than_a_guess() -> None:
    parse = parsed(seen(SCALES.add - 0.01))
    assert weigh(parse, []) == ()


OTHER = Arc("actor", 2, 0.95)


@pytest.mark.parametrize(
    ("arcs", "actors"),
    [
        ((), ["Rebels"]),
        ((OTHER,), ["police"]),
        ((OTHER, Arc("actor", REBELS, SCALES.party_kept)), ["Rebels", "police"]),
    ],
)
def test_a_party_of_the_frame_gives_way_only_to_a_surer_one(arcs: tuple[Arc, ...], actors: list[str]) -> None:
    parse = parsed(seen(0.9, arcs=arcs))
    (act,) = weigh(parse, [told(parse)])
    assert [s.text for s in act.actors] == actors


def test_a_sure_status_of_the_model_stands() -> None:
    parse = parsed(seen(0.9, status=(("denied", 0.95),)))
    (act,) = weigh(parse, [told(parse)])
    assert act.status == "denied"


def test_a_refused_act_is_told_all_the_same_where_the_model_is_sure() -> None:
    parse = parsed(seen(0.99))
    (act,) = weigh(parse, [told(parse, refused="the text names nobody who does it")])
    assert act.refused == ""
