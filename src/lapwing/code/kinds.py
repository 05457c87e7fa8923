"""What kind of thing a phrase names: a party (person, body, state, group), a place, an object, nothing at all."""

from collections.abc import Iterable, Sequence

from lapwing.code.lists import CALENDAR, listed
from lapwing.model.parse import Mention, Parse, Token
from lapwing.model.place import PlaceMention

PARTY_LABELS = frozenset({"person", "organization", "place"})
_PERSONAL = listed("i we you he she they it me us him her them my our your his its their another others one")
_NO_PARTY = listed(
    "this that these those what which who whom whose there itself nobody none nothing everyone anyone himself herself themselves myself ourselves each other"
)
_QUANTITY = listed(
    "one two three four five six seven eight nine ten hundred thousand million dozen score number majority some many most "
    "several all both none any half group member part rest pair couple handful series wave crowd"
)
_DEMONYM_ENDINGS = ("an", "ish", "ese", "i", "nch", "tch", "ech", "eek", "wiss", "riot", "pino", "ite")


class Kinds:
    """Looks up the entity mention and the place name that a head word stands for. Built once for a text.

    `doers` are nouns for bodies and armed people, parties also where the reader marks no mention ("police raid");
    `fighters` are those of armed people alone, `persons` those of other people,
    `solid` are nouns for people, buildings and goods, which can suffer a deed whatever the reader calls them.
    """

    def __init__(
        self,
        parse: Parse,
        places: Iterable[PlaceMention],
        doers: frozenset[str] = frozenset(),
        solid: frozenset[str] = frozenset(),
        fighters: frozenset[str] = frozenset(),
        persons: frozenset[str] = frozenset(),
    ) -> None:
        self._persons = persons
        self._fighters = fighters
        self._doers = doers
        self._solid = solid | doers
        self._parse = parse
        self._mentions = {m.head: m for m in _widest_last(parse.mentions)}
        self._places = {p.head: p for p in places}

    def label(self, head: int) -> str:
        """The entity label of a head token, "" where the reader marked none."""
        mention = self._mentions.get(head)
        if mention is not None:
            return mention.label
        return "place" if head in self._places else ""

    def named(self, head: int) -> bool:
        """Whether the head belongs to a proper name."""
        mention = self._mentions.get(head)
        return mention.named if mention is not None else self._parse.tokens[head].upos == "PROPN"

    def located(self, head: int) -> bool:
        """Whether the head is a place name that locates (and does not act)."""
        place = self._places.get(head)
        return place is not None and not place.as_actor

    def locates_before(self, head: int) -> bool:
        """Whether a name before an act noun tells where it was ("Kabul attack"), not who did it ("U.S. strike")."""
        if head in self._places:
            return self.located(head)
        text = self._parse.tokens[head].text
        return self.label(head) == "place" and text.upper() != text and not self.demonym(head)

    def core(self, head: int) -> int:
        """The head word of what a quantity counts ("tens of thousands of people" → people), else the head."""
        for _ in range(3):
            token = self._parse.tokens[head]
            if token.lemma.lower() not in _QUANTITY and token.upos != "NUM":
                return head
            inner = [t for t in self._parse.children(head, "nmod") if _has_of(self._parse, t)]
            if not inner:
                return head
            head = inner[0].index
        return head

    def lemma(self, head: int) -> str:
        """The lemma of a phrase's core, in lower case."""
        return self._parse.tokens[self.core(head)].lemma.lower()

    def party(self, head: int) -> bool:
        """Whether the phrase can be a party of its own: a person, body, place or state, or a personal pronoun."""
        token = self._parse.tokens[head]
        word = token.text.lower()
        if word in _PERSONAL:
            return True
        if word in _NO_PARTY or word in CALENDAR:
            return False
        label = self.label(head) or self.label(self.core(head))
        if label == "other" and token.upos == "PROPN":
            return True
        if label == "place" and token.upos == "NOUN" and self._places.get(head) is None:
            return token.lemma.lower() in self._doers
        if label and not (label in ("object", "abstract") and self._mistaken(token)):
            return label in PARTY_LABELS
        return token.upos == "PROPN" or self._doer(token) or self._person(token) or self.demonym(head)

    def _person(self, token: Token) -> bool:
        return token.upos == "NOUN" and token.lemma.lower() in self._persons

    def _mistaken(self, token: Token) -> bool:
        """Whether the reader calls people or a body a thing ("gunman", "premier", "prison service")."""
        return (
            self._person(token)
            or token.lemma.lower() in self._fighters
            or self._two_words(token) in self._doers
        )

    def _doer(self, token: Token) -> bool:
        return token.lemma.lower() in self._doers or self._two_words(token) in self._doers

    def _two_words(self, token: Token) -> str:
        """A noun with the word before it that belongs to it, "" without one."""
        before = self._parse.tokens[token.index - 1] if token.index else token
        return f"{before.lemma.lower()} {token.lemma.lower()}" if before.head == token.index else ""

    def thing(self, head: int) -> bool:
        """Whether the phrase can suffer a deed: any party or concrete noun that the reader does not call abstract."""
        token = self._parse.tokens[head]
        if token.text.lower() in _NO_PARTY or token.upos not in (
            "NOUN",
            "PROPN",
            "PRON",
            "NUM",
            "ADJ",
            "DET",
        ):
            return False
        if self.lemma(head) in self._solid or self._parse.tokens[self.core(head)].text.lower() in _PERSONAL:
            return True
        label = self.label(head) or self.label(self.core(head))
        return label not in ("abstract", "time", "event")

    def demonym(self, head: int) -> bool:
        """Whether the word is an adjective of nationality or allegiance before a noun ("Turkish offensive")."""
        token = self._parse.tokens[head]
        if (
            token.upos not in ("ADJ", "PROPN")
            or (token.upos == "PROPN" and not token.text.endswith(_DEMONYM_ENDINGS))
            or not token.text[:1].isupper()
            or not token.text[1:].islower()
        ):
            return False
        if token.text.lower() in CALENDAR:
            return False
        return token.text.endswith(_DEMONYM_ENDINGS)


def _has_of(parse: Parse, token: Token) -> bool:
    return any(t.text.lower() in ("of", "among") for t in parse.children(token.index, "case"))


def _widest_last(mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions so ordered that of several with one head a nominal or wider one is kept last."""
    return sorted(mentions, key=lambda m: (m.last - m.first, m.first))
