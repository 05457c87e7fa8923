"""Scores of the heads for acts become what was seen: words counted through the report, arcs, phrases, links."""

import numpy as np

from lapwing.model.seen import Arc
from lapwing.reader.acts import Sight
from lapwing.reader.encoder import ActScores
from lapwing.reader.weights import ActLabels

LABELS = ActLabels(
    columns={
        "act": ("-", "AID", "ASSAULT"), "mode": ("AID/-", "ASSAULT/-", "ASSAULT/beat"), "status": ("actual", "denied"),
        "certainty": ("stated", "hedged"), "background": ("no", "yes"), "measure": ("-", "killed"),
        "victims": ("police", "rebels"), "scope": ("event", "total"), "content": ("O", "B", "I"), "cue": ("O", "cue"),
        "muc": ("O", "B-Victim", "I-Victim"),
    },
    roles=("actor", "recipient", "place", "time", "means", "source", "figure", "teller", "speaker", "same"),
    apart=tuple((0.0, 0.0, 0.0) for _ in range(10)),
)  # fmt: skip
SIZES = [len(v) for v in LABELS.columns.values()]
WORDS, FIRST = 4, 10
ROLES = LABELS.roles


def scores(**chosen: dict[int, str]) -> ActScores:
    """Scores in which the chosen label of a column wins by far at a word, and the first label everywhere else."""
    columns = np.zeros((WORDS, sum(SIZES)), dtype=np.float32)
    at = 0
    for column, labels in LABELS.columns.items():
        columns[:, at] = 5
        for word, label in chosen.get(column, {}).items():
            columns[word, at + labels.index(label)] = 12
        at += len(labels)
    ends = np.full((WORDS, len(ROLES), 1), -6.0, dtype=np.float32)
    return ActScores(columns, np.ones((WORDS, len(ROLES), 1), dtype=np.float32), ends)


def tie(given: ActScores, role: str, word: int) -> ActScores:
    given.ends[word, ROLES.index(role), 0] = 6
    return given


def sight(given: ActScores, parties: tuple[int, ...] = ()) -> Sight:
    found = Sight(LABELS)
    found.add(given, FIRST, np.array([False, False, False, True]), parties)
    return found


def test_an_act_with_its_type_mode_and_parties() -> None:
    given = tie(tie(scores(act={1: "ASSAULT"}, mode={1: "ASSAULT/beat"}), "actor", 0), "recipient", 3)
    (act,) = sight(given).acts
    assert act.token == FIRST + 1
    assert (act.types[0][0], act.modes[0][0], act.status[0][0]) == ("ASSAULT", "ASSAULT/beat", "actual")
    assert (act.of("actor"), act.of("recipient")) == ((FIRST,), (FIRST + 3,))
    assert act.odds > 0.99


def test_nothing_is_seen_where_nothing_is() -> None:
    found = sight(scores())
    assert (found.acts, found.figures, found.contents, found.fillers, found.links) == ([], [], [], [], [])


def test_a_figure_with_its_teller() -> None:
    (figure,) = sight(tie(scores(measure={2: "killed"}, victims={2: "rebels"}), "teller", 0)).figures
    assert (figure.token, figure.measures[0][0], figure.victims[0][0]) == (FIRST + 2, "killed", "rebels")
    assert figure.arcs == (Arc("teller", FIRST, 0.998),)


def test_content_and_fillers_are_runs_of_words() -> None:
    found = sight(scores(content={1: "B", 2: "I"}, muc={0: "B-Victim", 1: "I-Victim"}))
    assert [(c.first, c.last) for c in found.contents] == [(FIRST + 1, FIRST + 3)]
    assert [(f.role, f.first, f.last) for f in found.fillers] == [("Victim", FIRST, FIRST + 2)]


def test_links_go_from_a_party_to_an_earlier_one_only() -> None:
    given = tie(tie(tie(scores(), "same", 0), "same", 1), "same", 3)
    assert sight(given, (FIRST, FIRST + 3)).links == [(FIRST + 3, FIRST, 0.998)]


def test_odds_sum_to_one_over_the_types() -> None:
    (act,) = sight(scores(act={1: "AID"})).acts
    assert 0.99 < sum(odds for _, odds in act.types) <= 1.001
