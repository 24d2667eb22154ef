"""The lab collapse: what depth is worth without an activation, and with one."""

from fieldguide.labs.collapse.experiment import run
from fieldguide.labs.collapse.frames import (
    CollapsePushDivergence,
    CollapsePushFrame,
    CollapseSetup,
    CollapseSummary,
    CollapseTrainDivergence,
    CollapseTrainFrame,
)
from fieldguide.labs.collapse.params import CollapseParams
from fieldguide.labs.collapse.presets import PRESETS
from fieldguide.labs.lab import Lab

LAB = Lab(
    name="collapse",
    title="Collapse",
    purpose="A grid pushed through random layers, with no activation and with one; then two "
    "networks as deep, trained on circles.",
    Params=CollapseParams,
    run=run,
    records=(
        CollapseSetup,
        CollapsePushFrame,
        CollapseTrainFrame,
        CollapsePushDivergence,
        CollapseTrainDivergence,
        CollapseSummary,
    ),
    presets=PRESETS,
)
