"""The event ontology: PLOVER types and modes with their definitions (data/ontologies/plover.toml)."""

from collections.abc import Mapping

from msgspec import Struct

from lapwing.lexicon.load import data_path, read_toml


class EventType(Struct, frozen=True):
    """One event type: its side (verbal or material, cooperation or conflict), definition and modes."""

    name: str
    side: str
    definition: str
    modes: Mapping[str, str]


def load_ontology() -> dict[str, EventType]:
    """Event types by name, in the order of the codebook; modes with a one-sentence definition each."""
    table = read_toml(data_path("ontologies", "plover.toml"))
    return {
        name: EventType(name, row["side"], row["definition"], row.get("modes", {}))
        for name, row in table["types"].items()
    }
