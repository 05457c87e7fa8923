"""Kit: everything the steps are handed that is not in the report: the model and the lexicon, loaded once."""

import os
from dataclasses import dataclass
from pathlib import Path

from lapwing.lexicon.actors import ActorLexicon, load_actors
from lapwing.lexicon.acts import ActLexicon, load_acts
from lapwing.lexicon.counts import CountLexicon, load_counts
from lapwing.lexicon.cues import CueLexicon, load_cues
from lapwing.lexicon.local.extras import load_extras
from lapwing.lexicon.places import Gazetteer, load_gazetteer
from lapwing.lexicon.version import lexicon_version
from lapwing.model.event import By
from lapwing.model.reading import MadeBy
from lapwing.reader.reader import Reader, load_reader
from lapwing.settings import home_folder
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


def load_kit(*, weights: Path | None = None, by: By = "both", home: Path | None = None) -> Kit:
    """Load everything a reading needs. Raises DataError where a file is missing or damaged.

    `by` lets one side alone find the acts, to measure it; the shipped program weighs both. `home` is the user's data
    folder (None: the one that LAPWING_HOME or the system names), whose places and actors stand beside the shipped ones.
    """
    reader = load_reader(weights)
    extras = load_extras(home or home_folder(os.environ))
    return Kit(
        reader=reader,
        acts=load_acts(),
        counts=load_counts(),
        cues=load_cues(),
        actors=load_actors(*extras.own, imported=extras.imported),
        gazetteer=load_gazetteer(extras.places),
        made_by=MadeBy(VERSION, reader.version, lexicon_version() + extras.version, CODEBOOK),
        by=by,
    )
