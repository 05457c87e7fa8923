"""What stands around a figure: whether it happened, which event it speaks of, who tells it, as of when, what it covers."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from lapwing.code.status import Standing, standing
from lapwing.lexicon.act_words import ActWords
from lapwing.lexicon.measures import MeasureLexicon
from lapwing.model.claim import Measure
from lapwing.model.event import Event
from lapwing.model.parse import Parse
from lapwing.model.span import Span, SpanIndex
from lapwing.model.statement import Attribution
from lapwing.model.when import TimeExpression

_TYPES: Mapping[Measure, tuple[str, ...]] = {
    "killed": ("ASSAULT", "COERCE"), "injured": ("ASSAULT", "COERCE", "PROTEST"), "captured": ("COERCE", "ASSAULT"), "abducted": ("ASSAULT", "COERCE"),
    "freed": ("RETREAT", "CONCEDE", "COOPERATE", "ASSAULT"), "deported": ("COERCE", "SANCTION"), "missing": ("ASSAULT", "COERCE"),
    "surrendered": ("RETREAT",), "displaced": ("ASSAULT", "COERCE"), "participants": ("PROTEST", "MOBILIZE", "ASSAULT", "COERCE", "RETREAT"),
}  # fmt: skip
_NEAR_TYPES: Mapping[Measure, tuple[str, ...]] = {
    "killed": ("ASSAULT",), "injured": ("ASSAULT",), "captured": ("COERCE",), "abducted": ("ASSAULT",), "freed": ("RETREAT", "CONCEDE"),
    "deported": ("COERCE",), "missing": ("ASSAULT",), "surrendered": ("RETREAT",), "displaced": ("ASSAULT",), "participants": ("PROTEST",),
}  # fmt: skip
"""Events that a figure may speak of where its own word and the words above it tell none."""
_REACH = 3  # sentences back over which a figure may speak of an event
_PRONOUNS = frozenset({"he", "she", "it", "they", "who", "which"})
_FIGHTING = frozenset({"fighting", "violence", "offensive", "campaign", "unrest", "hostilities"})
_UP_TO = re.compile(r"\b(?:as of|as at|by|until|up to)\s+(?:late\s+|early\s+)?$", re.IGNORECASE)
_UP_TO_START = re.compile(r"(?:as of|as at|by|until|up to)\b", re.IGNORECASE)
_UP_TO_REACH = 16  # code points before a date that can hold such words
_BRINGING = re.compile(
    r"\bbr(?:ing|ings|inging|ought)\b|\b(?:raising|taking|takes?|pushing) (?:the|its|their) (?:\w+ )?(?:toll|total|number|tally|count)\b"
)
_NEAR = 45  # code points around a figure in which "a total of", "overall" stand
_LONG = 27  # days from which a stretch of time makes a total


class Surroundings:
    """The passage around each figure of a text. Built once for a text."""

    def __init__(
        self,
        parse: Parse,
        events: Sequence[Event],
        attributions: Sequence[Attribution],
        dates: Sequence[TimeExpression],
        published: date | None,
        words: ActWords,
        lexicon: MeasureLexicon,
    ) -> None:
        self._parse = parse
        self._contents = SpanIndex((a.content, a) for a in attributions)
        self._dates: dict[int, list[TimeExpression]] = {}
        for when in dates:
            self._dates.setdefault(parse.tokens_in(when.span)[0].sentence, []).append(when)
        self._published = published
        self._words = words
        self._lexicon = lexicon
        self._events_at: dict[int, list[Event]] = {}
        self._events_in: dict[int, list[tuple[int, Event]]] = {}
        for event in events:
            for token in sorted(set(self._tokens(event))):
                self._events_at.setdefault(token, []).append(event)
                self._events_in.setdefault(parse.tokens[token].sentence, []).append((token, event))

    def _tokens(self, event: Event) -> list[int]:
        spans = (event.trigger, *event.mentions)
        return [t.index for span in spans for t in self._parse.tokens_in(span)]

    def standing(self, predicate: int) -> Standing:
        """Whether what the predicate tells happened, by the words above it."""
        above = self._parse.head(predicate)
        if above is not None and self._parse.tokens[predicate].deprel == "acl" and above.upos == "NOUN":
            marked = self._parse.child(predicate, "mark") is not None
            outer = self._parse.head(above.index)
            if marked and outer is not None and self._words.of_verb(outer.lemma.lower(), "") == "denied":
                return Standing("denied")
            if marked and self._words.of_noun(above.lemma.lower(), "of") not in (
                "",
                "actual",
                "attributed",
                "hedged",
            ):
                return Standing("possible")
        return standing(self._parse, predicate, self._words, lambda _: "")

    def event_of(self, measure: Measure, word: int) -> Event | None:
        """The event that the figure speaks of: the one told by its own word or above it, else the nearest before."""
        types = _TYPES[measure]
        chain = (word, *(t.index for t in self._parse.ancestors(word)))
        for at in chain:
            for event in self._events_at.get(at, ()):
                if event.type in types:
                    return event
        return self._nearest(_NEAR_TYPES[measure], word)

    def _nearest(self, types: tuple[str, ...], word: int) -> Event | None:
        """Of the sentence, the nearest; else of the sentences before it, but for accidents and disasters."""
        here = self._parse.tokens[word].sentence
        reach = 0 if self._is_accident(here) else _REACH
        ranked = [
            (back, types.index(event.type), abs(word - token), event.trigger.start, event)
            for back in range(reach + 1)
            for token, event in self._events_in.get(here - back, ())
            if event.type in types
        ]
        return min(ranked, key=lambda r: r[:4])[4] if ranked else None

    def _is_accident(self, sentence: int) -> bool:
        tokens = self._parse.sentence_tokens(self._parse.sentences[sentence])
        return any(t.lemma.lower() in self._lexicon.accidents for t in tokens)

    def tellers(self, span: Span) -> tuple[Attribution, ...]:
        """The attributions whose content holds the figure, the nearest (shortest) first."""
        found = self._contents.over(span)
        return tuple(sorted(found, key=lambda a: (a.content.end - a.content.start, a.content.start)))

    def nearest_teller(self, span: Span, word: int) -> tuple[Attribution, ...]:
        """The nearest attribution over a figure; one whose speaker is a pronoun gives way to the one around it."""
        found = tuple(a for a in self.tellers(span) if a.cue_token != word)
        if len(found) > 1 and found[0].speaker is not None and found[0].speaker.text.lower() in _PRONOUNS:
            return found[1:2]
        return found[:1]

    def is_total(self, measure: Measure, span: Span, word: int) -> bool:
        """Whether the figure runs over the crisis so far, and not over its event alone."""
        sentence = self._parse.sentence_of(word)
        text = self._parse.text[sentence.start : sentence.end].lower()
        near = self._parse.text[
            max(sentence.start, span.start - _NEAR) : min(sentence.end, span.end + 30)
        ].lower()
        words = {word.strip(".,;:()") for word in near.split()}
        if any(phrase in words or (" " in phrase and phrase in near) for phrase in self._lexicon.totals):
            return True
        if re.search(_BRINGING, text[: span.start - sentence.start]):
            return True
        if self._over_time(sentence.index, word):
            return True
        if measure == "killed" and self._of_war(word):
            return True
        return measure == "displaced" and self._of_crisis(sentence.index, word)

    def _of_war(self, word: int) -> bool:
        """ "The war has killed more than 40,000": a crisis as subject, in the perfect."""
        subject = self._parse.child(word, "nsubj")
        perfect = any(t.lemma == "have" for t in self._parse.children(word, "aux"))
        if not perfect or subject is None:
            return False
        inside = [self._parse.tokens[i] for i in self._parse.subtree(subject.index)]
        return any(t.lemma.lower() in self._lexicon.crises for t in inside)

    def _over_time(self, sentence: int, word: int) -> bool:
        """ "Have been killed since 2018", "since the war began", "over the past six months": a long stretch, not one attack."""
        for when in self._dates.get(sentence, ()):
            if when.start is None:
                continue
            if when.rule.startswith("since") and self._is_perfect(word) and self._is_long(when.start, None):
                return True
            year_so_far = when.rule.startswith("the running year") and self._is_perfect(word)
            if year_so_far and self._is_long(when.start, None):
                return True
            if (
                when.rule.startswith("so many")
                and when.precision == "range"
                and self._is_long(when.start, when.end)
            ):
                return True
        return self._since_a_crisis(sentence, word)

    def _is_perfect(self, word: int) -> bool:
        above = [word, *(t.index for t in self._parse.ancestors(word))][:4]
        return any(t.lemma == "have" for at in above for t in self._parse.children(at, "aux"))

    def _is_long(self, start: str, end: str | None) -> bool:
        last = date.fromisoformat(end) if end else self._published
        return last is not None and (last - date.fromisoformat(start)).days >= _LONG

    def _named_day(self, span: Span) -> str | None:
        """The day up to which a sentence counts, where it says so."""
        inside = self._parse.tokens_in(span)
        for when in self._dates.get(inside[0].sentence, ()) if inside else ():
            if when.end is None:
                continue
            before = self._parse.text[max(0, when.span.start - _UP_TO_REACH) : when.span.start]
            if _UP_TO.search(before) or _UP_TO_START.match(when.span.text):
                return when.end
        return None

    def _since_a_crisis(self, sentence: int, word: int) -> bool:
        """A perfect with "since" before a war, coup or invasion, whatever its date."""
        tokens = self._parse.sentence_tokens(self._parse.sentences[sentence])
        since = next((t.index for t in tokens if t.lemma.lower() == "since" and t.index > word), None)
        if since is None or not self._is_perfect(word):
            return False
        began = self._lexicon.crises | {"start", "beginning", "outbreak"}
        return any(t.lemma.lower() in began for t in tokens if since < t.index <= since + 8)

    def _of_crisis(self, sentence: int, word: int) -> bool:
        """A war, or fighting that "has" displaced them, where the sentence gives no day or week for it."""
        tokens = self._parse.sentence_tokens(self._parse.sentences[sentence])
        told = {w for t in tokens for w in (t.lemma.lower(), t.text.lower())} & self._lexicon.crises
        above = [word, *(t.index for t in self._parse.ancestors(word))][:3]
        perfect = any(t.lemma == "have" for at in above for t in self._parse.children(at, "aux"))
        if not told or (told <= _FIGHTING and not perfect):
            return False
        return not any(w.precision in ("day", "week") for w in self._dates.get(sentence, ()))

    def as_of(self, told: Attribution | None, span: Span, *, total: bool) -> str | None:
        """The day that the figure speaks for: "as of Sunday", "by September 9"; else of its telling, the publication
        day for a running total.
        """
        if (named := self._named_day(span)) is not None:
            return named
        if told is not None and told.cue_token is not None:
            sentence = self._parse.sentence_of(told.cue_token)
            for when in self._dates.get(sentence.index, ()):
                if when.precision == "day" and not told.content.covers(when.span) and when.start == when.end:
                    return when.start
        published = self._published.isoformat() if self._published else None
        return published if total or told is not None else None
