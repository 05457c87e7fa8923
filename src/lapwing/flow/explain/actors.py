"""Why a party is that party: which mentions were joined and by what rule, and where country and sector come from."""

from typing import Final

from lapwing.flow.explain.case import Case, said
from lapwing.model.actor import Actor
from lapwing.model.explanation import Answer, Rival
from lapwing.resolve.actors.reasons import Joined

_MOST: Final = 5
_RULES: Final = {
    "first": "first named here",
    "apposition": "joined by apposition: it stands beside the name, or is said to be it",
    "same-name": "joined by name: the same name again",
    "known-name": "joined by name: the lexicon knows both names as one party's",
    "last-name": "joined by name: the same last name, and nothing that speaks against one person",
    "spelling": "joined by name: another spelling, or another part, of one person's name",
    "abbreviation": "joined by name: the first letters of the other name's words",
    "part-of-name": "joined by name: the end of the longer name",
    "take-up": "joined by take-up: a definite noun means the nearest earlier party of that noun, title or kind",
    "pronoun": "joined as a pronoun: the earlier party that fits best in gender, number and kind",
}


def explain_actor(case: Case, index: int) -> tuple[str, list[Answer]]:
    """The value and the answers for one party."""
    actor = case.reading.actors[index]
    joined = case.actors.mentions(actor)
    told = f"{actor.name} · {actor.kind} · {actor.country or 'no country told'} · {', '.join(actor.sectors)}"
    return told, [_who(case, actor, joined), _country(case, actor, joined), _sector(actor, joined)]


def _who(case: Case, actor: Actor, joined: list[Joined]) -> Answer:
    rules = list(dict.fromkeys(j.rule for j in joined))
    rivals = [r for j in joined for r in _pronoun(case, actor, j)]
    rivals += [
        Rival(f"{a.name} ({case.short(a.id)})", None, False, "another name; nothing in the report joins the two")
        for a in case.actors.namesakes(actor)[:_MOST]
    ]  # fmt: skip
    words = tuple(case.quoted(j.span, _RULES[j.rule]) for j in joined)
    why = f"{len(joined)} {'mention is' if len(joined) == 1 else 'mentions are'} held to be one party."
    return Answer(
        "Who", actor.name, ", ".join(rules), why, tuple(rivals), _without(joined), words,
    )  # fmt: skip


def _pronoun(case: Case, actor: Actor, joined: Joined) -> list[Rival]:
    """The parties that a pronoun was weighed between; one candidate alone is no choice."""
    return [
        Rival(
            f"{said(joined.span.text)}: {name}",
            score,
            name == actor.name,
            f"the best has to lead by {case.actors.margin}" if name == actor.name else "",
        )
        for name, score in joined.rivals[:_MOST]
    ]


def _without(joined: list[Joined]) -> tuple[str, ...]:
    """Which pronouns would mean somebody else, had the party not been named before them."""
    told = []
    for each in joined:
        if len(each.rivals) > 1:
            lead = each.rivals[0][1] - each.rivals[1][1]
            told.append(
                f"Were {each.rivals[0][0]} not named before it, {said(each.span.text)} might mean {each.rivals[1][0]}"
                f" (it is {lead:.2f} behind)."
            )
    return tuple(told)


def _country(case: Case, actor: Actor, joined: list[Joined]) -> Answer:
    counted = list(case.actors.countries().items())[:_MOST]
    words = [j for j in joined if j.traits.country and not j.traits.home]
    if actor.country is None:
        why = "Neither the words nor the lexicon give a country, and this sort of party takes none from the report."
        return Answer("Which country", "not told", "none", why)
    if words:
        told = ", ".join(dict.fromkeys(said(j.span.text) for j in words))
        why = f"Given by the words or by what the lexicon knows of the name: {told}."
        return Answer("Which country", actor.country, "modifier-country or known name", why)
    rivals = tuple(
        Rival(
            country,
            float(count),
            country == actor.country,
            "how often named with its people and capital; the first two sentences count twice",
        )
        for country, count in counted
    )
    why = "The words name no country; such a party belongs to the country that the report is about."
    return Answer("Which country", actor.country, "focus-country", why, rivals, _other_focus(counted))


def _other_focus(counted: list[tuple[str, int]]) -> tuple[str, ...]:
    if len(counted) < 2:
        return (
            "Were another country named more often in the report, or in its first two sentences: that one.",
        )
    return (f"Were {counted[1][0]} named more often than {counted[0][0]}: {counted[1][0]}.",)


def _sector(actor: Actor, joined: list[Joined]) -> Answer:
    known = [j for j in joined if j.traits.sectors and j.traits.key and j.traits.key[0] == "known"]
    titled = [j for j in joined if j.traits.sectors and j.traits.roles and j not in known]
    nouns = [j for j in joined if j.traits.sectors and j not in known and j not in titled]
    rivals = [
        Rival(f"{said(j.span.text)}: {', '.join(j.traits.sectors)}", None, j.traits.sectors[0] == actor.sectors[0], rule)
        for rule, listed in (("a known name", known), ("a title or office", titled), ("a noun", nouns))
        for j in listed
    ]  # fmt: skip
    if not rivals:
        return Answer("Which sector", ", ".join(actor.sectors), "none", "No word of the lexicon tells it.")
    why = "A known name tells more than a title, a title more than a noun; the most telling comes first."
    return Answer("Which sector", ", ".join(actor.sectors), rivals[0].why, why, tuple(rivals[:_MOST]))
