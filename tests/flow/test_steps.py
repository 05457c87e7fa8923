"""The order of steps is checked when the flow is assembled."""

import pytest

from lapwing.errors import LapwingError
from lapwing.flow.layers import Layers
from lapwing.flow.steps import STEPS, Step, assemble


def test_every_step_finds_what_it_needs() -> None:
    assert assemble() == STEPS


def test_a_step_out_of_order_is_named() -> None:
    with pytest.raises(LapwingError, match=r"step 'claims' needs .*events.*mend STEPS"):
        assemble([s for s in STEPS if s.name != "events"])


def test_steps_declare_real_layers() -> None:
    layers = set(Layers.__dataclass_fields__)
    for step in STEPS:
        assert set(step.needs) | set(step.gives) <= layers, step.name


def test_a_step_of_ones_own_can_be_added() -> None:
    extra = Step("mine", ("events",), ("outlook",), lambda _kit, _layers: {"outlook": ()})
    assert assemble([*STEPS, extra])[-1] is extra
