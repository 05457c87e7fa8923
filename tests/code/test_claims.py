"""The figures of tests/cases/claims.toml are claimed as the codebook asks; trees are frozen beside the cases."""

from datetime import date
from typing import Any

import pytest

from lapwing.code.claims.coder import code_claims
from lapwing.model.actor import Actor
from lapwing.model.claim import Claim
from lapwing.model.parse import Parse
from lapwing.model.span import Span, quote
from lapwing.model.statement import Attribution
from lapwing.resolve.counts import read_counts
from lapwing.resolve.dates import read_dates
from tests.resolve.frozen import cases, trees

PUBLISHED = date(2021, 5, 9)


class Nobody:
    """An actor index that knows no actors."""

    actors: tuple[Actor, ...] = ()

    def at(self, span: Span) -> str | None:  # noqa: ARG002
        return None


def claims_of(parse: Parse, attributions: tuple[Attribution, ...] = ()) -> tuple[Claim, ...]:
    dates = read_dates(parse, PUBLISHED)
    return code_claims(parse, read_counts(parse), (), attributions, dates, Nobody(), PUBLISHED, "report")


def line(claim: Claim) -> str:
    bounds = (claim.value.low, claim.value.best, claim.value.high)
    value = "/".join("-" if bound is None else str(bound) for bound in bounds)
    return f"{claim.measure} {value} {claim.victims} {claim.scope} | {claim.span.text}"


@pytest.mark.parametrize("case", cases("claims.toml"), ids=lambda case: case["text"][:60])
def test_case(case: dict[str, Any]) -> None:
    parse = trees("claims.toml")[case["text"]]
    claims = claims_of(parse)
    assert [line(claim) for claim in claims] == case["claims"]
    assert all(c.span.text == parse.text[c.span.start : c.span.end] for c in claims)
    assert all(c.event is None for c in claims)


def attribution(parse: Parse, speaker: str, content: str, *, hedge: bool = False) -> Attribution:
    first, second = parse.text.index(speaker), parse.text.index(content)
    return Attribution(
        cue=None,
        cue_token=None,
        speaker=quote(parse.text, first, first + len(speaker)),
        content=quote(parse.text, second, second + len(content)),
        kind="indirect",
        via=None,
        statement=True,
        hedge=hedge,
        rule="test",
    )


TOLD = "The army said it had killed 70 insurgents and captured 15."


def test_a_figure_is_credited_to_whoever_tells_it() -> None:
    parse = trees("claims.toml")[TOLD]
    said = attribution(parse, "The army", "it had killed 70 insurgents and captured 15")
    claims = claims_of(parse, (said,))
    assert [[party.span.text for party in claim.sources] for claim in claims] == [["The army"], ["The army"]]
    assert {claim.certainty for claim in claims} == {"attributed"}
    assert {claim.as_of for claim in claims} == {"2021-05-09"}


def test_a_hedged_report_makes_a_hedged_figure() -> None:
    parse = trees("claims.toml")[TOLD]
    said = attribution(parse, "The army", "it had killed 70 insurgents and captured 15", hedge=True)
    assert {claim.certainty for claim in claims_of(parse, (said,))} == {"hedged"}


def test_a_figure_in_the_own_voice_has_no_source() -> None:
    parse = trees("claims.toml")["The attack killed 13 U.S. troops and about 170 Afghan civilians."]
    claims = claims_of(parse)
    assert all(claim.sources == () and claim.certainty == "stated" for claim in claims)


def test_the_same_text_gives_the_same_claims_and_ids() -> None:
    parse = trees("claims.toml")[TOLD]
    first, second = (
        claims_of(parse),
        claims_of(Parse(parse.text, parse.tokens, parse.sentences, parse.mentions)),
    )
    assert first == second
    assert len({claim.id for claim in first}) == len(first)
