"""Credits without a speech verb and its clause: "reportedly", "is believed to", "X's claim that", "X put the toll at 12".

They make no statements: they tell events and claims whom to credit, or that the report hedges.
"""

from collections.abc import Iterator
from typing import Final

from lapwing.lexicon.cues import CueLexicon
from lapwing.model.parse import Parse, Token
from lapwing.model.span import Span
from lapwing.model.statement import Attribution
from lapwing.resolve.attribution.cues import Cue
from lapwing.resolve.attribution.phrases import owner_of, phrase_of
from lapwing.resolve.attribution.runs import trimmed

_FIGURE_PARTS: Final = ("obj", "obl", "nmod", "xcomp", "ccomp")
_TOLL_VERBS: Final = frozenset(
    {
        "put",
        "raise",
        "lower",
        "revise",
        "update",
        "list",
        "give",
        "release",
        "count",
        "concede",
        "fear",
        "speak",
        "talk",
    }
)
_TOLLS: Final = frozenset({"toll", "number", "figure", "count", "estimate", "total"})
_NUMBER_WITHIN: Final = 4


def hedges(parse: Parse, lexicon: CueLexicon) -> Iterator[Attribution]:
    """ "Reportedly", "alleged", "is believed to", "it was learned that": nobody is named, no statement is made."""
    for token in parse.tokens:
        word = token.text.lower()
        if word in lexicon.hedge_adverbs and token.head >= 0 and token.upos == "ADV":
            yield _hedge(parse, token, token.head, "hedge-adverb", hedge=True)
        elif word in lexicon.hedge_adjectives and token.deprel == "amod":
            yield _hedge(parse, token, token.head, "hedge-adjective", hedge=True)
        elif token.xpos == "VBN":
            yield from _passive(parse, token, lexicon)


def _passive(parse: Parse, token: Token, lexicon: CueLexicon) -> Iterator[Attribution]:
    lemma = token.lemma.lower()
    open_, settled = lemma in lexicon.hedge_passives, lemma in lexicon.established
    passive = parse.child(token.index, "aux:pass") is not None or token.deprel == "acl"
    if not (open_ or settled) or not passive or parse.child(token.index, "obl:agent"):
        return
    governed = parse.child(token.index, "xcomp", "ccomp", "csubj")
    if governed is None or any(
        t.text.lower() == "as" for t in parse.children(governed.index, "mark", "case")
    ):
        return
    impersonal = parse.child(token.index, "expl") is not None or _it(parse, token)
    if impersonal or open_:
        target = governed.index if impersonal else token.index
        yield _hedge(parse, token, target, "passive", hedge=open_ and not (impersonal and settled))


def _it(parse: Parse, token: Token) -> bool:
    subject = parse.child(token.index, "nsubj")
    return subject is not None and subject.text.lower() == "it"


def _hedge(parse: Parse, token: Token, target: int, rule: str, *, hedge: bool) -> Attribution:
    tokens = parse.subtree(target, without=("parataxis",))
    run = trimmed(parse, target, tokens[0], tokens[-1] + 1)
    first, last = (run.first, run.last) if run is not None else (tokens[0], tokens[-1] + 1)
    return Attribution(
        cue=parse.span(token.index, token.index + 1),
        cue_token=token.index,
        speaker=None,
        content=parse.span(first, last),
        kind="indirect",
        via=None,
        statement=False,
        hedge=hedge,
        rule=rule,
    )


def noun_credits(parse: Parse, lexicon: CueLexicon) -> Iterator[Attribution]:
    """ "Kyiv's claim that ...", "reports by monitors that ...": a credit, hedged where the noun leaves it open."""
    for token in parse.tokens:
        lemma = token.lemma.lower()
        if token.upos != "NOUN" or lemma not in lexicon.content_nouns:
            continue
        clause = next((t for t in parse.children(token.index, "acl", "ccomp") if _that(parse, t)), None)
        if clause is None:
            continue
        tokens = parse.subtree(clause.index)
        owner = parse.child(token.index, "nmod:poss") or _by(parse, token)
        run = trimmed(parse, clause.index, tokens[0], tokens[-1] + 1)
        if run is None:
            continue
        yield Attribution(
            cue=parse.span(token.index, token.index + 1),
            cue_token=token.index,
            speaker=_owner_span(parse, owner),
            content=parse.span(run.first, run.last),
            kind="indirect",
            via=None,
            statement=False,
            hedge=lemma in lexicon.doubtful_nouns or owner is None,
            rule="noun",
        )


def _that(parse: Parse, token: Token) -> bool:
    return any(t.text.lower() == "that" for t in parse.children(token.index, "mark"))


def _by(parse: Parse, token: Token) -> Token | None:
    for nmod in parse.children(token.index, "nmod"):
        case = parse.child(nmod.index, "case")
        if case is not None and case.text.lower() in {"by", "from"}:
            return nmod
    return None


def _owner_span(parse: Parse, owner: Token | None) -> Span | None:
    if owner is None:
        return None
    possessor = owner.deprel == "nmod:poss"
    return owner_of(parse, owner.index) if possessor else phrase_of(parse, owner.index)


def figure_credits(parse: Parse, cues: tuple[Cue, ...], lexicon: CueLexicon) -> Iterator[Attribution]:
    """ "X put the toll at 12", "X confirmed three deaths", "X accused Y of killing Z": credits, no statements."""
    for cue in cues:
        accuses = cue.lemma in {"accuse", "suspect", "charge", "blame"}
        if not cue.real or cue.speaker is None or not (cue.lemma in lexicon.credit or accuses):
            continue
        parts = [t for t in parse.children(cue.token, *_FIGURE_PARTS, "advcl") if t.index > cue.token]
        if any(t.deprel == "ccomp" for t in parts) or not (
            any(t.deprel == "obj" for t in parts) or _bare_toll(parse, cue, parts)
        ):
            continue
        tokens = [i for t in parts if accuses or t.deprel != "advcl" for i in parse.subtree(t.index)]
        run = trimmed(parse, parts[0].index, min(tokens), max(tokens) + 1) if tokens else None
        if run is None or (cue.lemma in _TOLL_VERBS and not _tells_toll(parse.tokens[run.first : run.last])):
            continue
        yield Attribution(
            cue=parse.span(cue.token, cue.token + 1),
            cue_token=cue.token,
            speaker=phrase_of(parse, cue.speaker, stop=cue.token),
            content=parse.span(run.first, run.last),
            kind="indirect",
            via=None,
            statement=False,
            hedge=False,
            rule="accusation" if accuses else "object",
        )


def _bare_toll(parse: Parse, cue: Cue, parts: list[Token]) -> bool:
    """ "Admits to 200 dead", "speaks of a hundred", "reported three dead": a number where the object would stand."""
    at = cue.token + 1
    if at < len(parse.tokens) and parse.tokens[at].text.lower() in {"to", "of"}:
        at += 1
    near = parse.tokens[at : at + _NUMBER_WITHIN]
    return any(t.upos == "NUM" for t in near) and any(t.index < at + _NUMBER_WITHIN for t in parts)


def _tells_toll(tokens: tuple[Token, ...]) -> bool:
    """Whether a figure stands there, and not mere words ("raised fears")."""
    return any(t.upos == "NUM" or t.lemma.lower() in _TOLLS for t in tokens)
