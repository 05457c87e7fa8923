"""A small reading made by hand, so that views are tested without a model."""

from lapwing.ids import content_id, digest
from lapwing.model.actor import Actor, Party
from lapwing.model.amount import Amount
from lapwing.model.claim import Claim
from lapwing.model.event import Event
from lapwing.model.outlook import Outlook
from lapwing.model.place import Place, Where
from lapwing.model.reading import MadeBy, Reading
from lapwing.model.refusal import Refusal
from lapwing.model.report import Report
from lapwing.model.span import Span, quote
from lapwing.model.statement import Statement
from lapwing.model.when import TimeExpression, When

TEXT = (
    "Gunmen attacked a police post in Kunduz on Friday, killing at least 12 officers. "
    '"We will find them," <b>Governor</b> Amiri said. The road will reopen on Sunday.'
)


def words(phrase: str) -> Span:
    """The span of a phrase's first occurrence in TEXT."""
    start = TEXT.index(phrase)
    return quote(TEXT, start, start + len(phrase))


def small_reading() -> Reading:
    """One event, one figure, one statement, one outlook, one refusal."""
    gunmen, governor = content_id("a", "gunmen"), content_id("a", "Amiri")
    kunduz = content_id("p", "Kunduz")
    friday = When("2021-06-11", "2021-06-11", "day", "resolved", words("on Friday"), "weekday")
    attack = Event(
        id="e_1", type="ASSAULT", mode="firearms", trigger=words("attacked"), mentions=(words("attacked"),),
        actors=(Party(gunmen, words("Gunmen")),), recipients=(Party(None, words("police post")),), when=friday,
        where=Where(kunduz, "in", words("Kunduz")), means=(), status="actual", background=False,
        certainty="stated", sources=(), confidence=0.8,
    )  # fmt: skip
    return Reading(
        report=Report("r_1", "Attack in <Kunduz>", "Example Wire", "2021-06-12", "en", digest(TEXT), TEXT),
        actors=(
            Actor(gunmen, "gunmen", "group", "AFG", ("UAF",), (), (words("Gunmen"),)),
            Actor(governor, "Amiri", "person", "AFG", ("GOV",), (), (words("Amiri"),)),
        ),
        places=(
            Place(
                kunduz, "Kunduz", "AFG", "Kunduz", 36.73, 68.86, 15.0, 1, "geonames:1135689", "gazetteer",
                (words("Kunduz"),),
            ),
        ),
        dates=(TimeExpression(words("on Friday"), "2021-06-11", "2021-06-11", "day", "resolved", "weekday"),),
        events=(attack,),
        claims=(
            Claim(
                "c_1", "e_1", "killed", Amount(12, 12, None, False), words("officers"), "police", "event", None,
                "stated", (), words("at least 12"), 0.9,
            ),
        ),
        statements=(
            Statement("s_1", Party(governor, words("Amiri")), words("said"), words("We will find them,"), "direct", None, None),
        ),
        outlook=(Outlook("o_1", "schedule", None, words("The road will reopen on Sunday"), "2021-06-13", None),),
        refusals=(Refusal("event", words("reopen"), "no event type covers it"),),
        made_by=MadeBy("0", "test", "test", "1"),
    )  # fmt: skip
