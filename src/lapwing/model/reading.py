"""Reading: everything Lapwing codes out of one report. Its JSON form is the contract of codebook section 7."""

from typing import Any, Final, Literal

import msgspec
from msgspec import Struct, field

from lapwing.model.actor import Actor
from lapwing.model.claim import Claim
from lapwing.model.event import Event
from lapwing.model.outlook import Outlook
from lapwing.model.place import Place
from lapwing.model.refusal import Refusal
from lapwing.model.report import Report
from lapwing.model.statement import Statement
from lapwing.model.when import TimeExpression

SCHEMA: Final = "lapwing/reading/1"


class MadeBy(Struct, frozen=True):
    """The versions that made a reading: the same text, date and versions give the same bytes."""

    lapwing: str
    model: str
    lexicon: str
    codebook: str


class Reading(Struct, frozen=True, kw_only=True):
    """One report, read. All lists are in text order; ids are content ids."""

    schema_name: Literal["lapwing/reading/1"] = field(default=SCHEMA, name="schema")
    report: Report
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    dates: tuple[TimeExpression, ...]
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
    statements: tuple[Statement, ...]
    outlook: tuple[Outlook, ...]
    refusals: tuple[Refusal, ...]
    made_by: MadeBy

    def actor(self, actor_id: str | None) -> Actor | None:
        """The actor of that id, or None."""
        return next((a for a in self.actors if a.id == actor_id), None)

    def place(self, place_id: str | None) -> Place | None:
        """The place of that id, or None."""
        return next((p for p in self.places if p.id == place_id), None)

    def to_json(self) -> str:
        """The reading as one line of JSON, key order and number form fixed."""
        return msgspec.json.encode(self).decode("utf-8")


def from_json(data: str | bytes) -> Reading:
    """A reading out of its JSON. Raises msgspec.ValidationError where the contract is broken."""
    return msgspec.json.decode(data, type=Reading)


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a reading."""
    schema = msgspec.json.schema(Reading)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
