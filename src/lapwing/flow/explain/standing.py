"""Whether an act happened: the words above it, and each word without which it would stand otherwise."""

from collections.abc import Iterator

from msgspec import structs

from lapwing.code.acts import find_acts
from lapwing.flow.explain.case import Case, said
from lapwing.model.event import Act, Event
from lapwing.model.explanation import Answer, Rival
from lapwing.model.parse import Parse


def status(case: Case, event: Event, acts: list[Act]) -> Answer:
    """Whether it happened: the words above the act that change what becomes of it."""
    parse, words = case.layers.parse, case.kit.acts.words
    governors = [parse.tokens[i] for a in acts[:1] for i in a.governors]
    rivals = []
    for token in governors:
        lemma = token.lemma.lower()
        effect = words.of_verb(lemma) if token.upos in ("VERB", "AUX") else words.of_noun(lemma)
        rivals.append(Rival(said(token.text), None, bool(effect), f"makes it {effect}" if effect else "leaves it as it is"))  # fmt: skip
    hedged = " A hedge stands over it." if acts and acts[0].hedged else ""
    why = "Modals, negation and conditions at the act decide, then every word that it hangs under, from the inside out."
    return Answer(
        "Did it happen",
        event.status,
        "status by grammar",
        why + hedged,
        tuple(rivals),
        _other_status(case, event, acts),
    )


def _other_status(case: Case, event: Event, acts: list[Act]) -> tuple[str, ...]:
    """What the words at and above the act do: each is blanked in turn and the act asked for again."""
    told = tuple(
        f"Without {said(word)}: {value}." for act in acts[:1] for word, value in without_each(case, act)
    )
    if not told and event.status == "actual":
        return (
            "By the same rules: with “will” or under “plan to”, future; under “fear” or “if”, possible; with “not”, denied.",
        )
    return told


def without_each(case: Case, act: Act) -> Iterator[tuple[str, str]]:
    """Each word near an act without which it would stand otherwise, and how it would stand."""
    at = case.layers
    before = find_acts(at.parse, case.kit.acts, at.attributions, at.place_mentions)
    now = next((a for a in before if a.token == act.token), None)
    if now is None:
        return
    for index in sorted(_around(at.parse, act)):
        told = find_acts(blanked(at.parse, index), case.kit.acts, at.attributions, at.place_mentions)
        same = next((a for a in told if a.token == act.token), None)
        if same is not None and (same.status, same.refused) != (now.status, now.refused):
            yield at.parse.tokens[index].text, "coded no more" if same.refused else same.status


def _around(parse: Parse, act: Act) -> set[int]:
    """The helpers, negations, marks and adjectives of an act and of the words it hangs under, and these words."""
    heads = (act.token, *act.governors)
    own = {t.index for i in heads for t in parse.children(i, "aux", "advmod", "mark", "det", "amod")}
    return own | set(act.governors)


def blanked(parse: Parse, index: int) -> Parse:
    """The same tree with one word that means nothing."""
    tokens = list(parse.tokens)
    tokens[index] = structs.replace(tokens[index], text="…", lemma="…")
    return Parse(parse.text, tuple(tokens), parse.sentences, parse.mentions, parse.seen)
