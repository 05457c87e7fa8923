"""Kit: everything the steps are handed that is not in the report: the model and the lexicon, loaded once."""

from dataclasses import dataclass
from pathlib import Path

from lapwing.lexicon.actors import ActorLexicon, load_actors
from lapwing.lexicon.acts import ActLexicon, load_acts
from lapwing.lexicon.counts import CountLexicon, load_counts
from lapwing.lexicon.cues import CueLexicon, load_cues
from lapwing.lexicon.places import Gazetteer, load_gazetteer
from lapwing.lexicon.version import lexicon_version
from lapwing.model.event import By
from lapwing.model.reading import MadeBy
from lapwing.reader.reader import Reader, load_reader
from lapwing.version import VERSION

CODEBOOK = "1"


@dataclass(frozen=True)
class Kit:
    """The model, the lexica and the gazetteer, with the versions that a reading names."""

    reader: Reader
    acts: ActLexicon
    counts: CountLexicon
    cues: CueLexicon
    actors: ActorLexicon
    gazetteer: Gazetteer
    made_by: MadeBy
    by: By = "both"
    """Who finds the acts: the lexicon's rules, the model, or both weighed against each other."""


def load_kit(*, weights: Path | None = None, by: By = "both") -> Kit:
    """Load everything a reading needs. Raises DataError where a file is missing or damaged.

    `by` lets one side alone find the acts, to measure it; the shipped program weighs both.
    """
    reader = load_reader(weights)
    return Kit(
        reader=reader,
        acts=load_acts(),
        counts=load_counts(),
        cues=load_cues(),
        actors=load_actors(),
        gazetteer=load_gazetteer(),
        made_by=MadeBy(VERSION, reader.version, lexicon_version(), CODEBOOK),
        by=by,
    )
