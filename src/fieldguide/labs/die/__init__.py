"""The lab die: units whose slope is zero for every example, from birth or by training."""

from fieldguide.labs.die.experiment import run
from fieldguide.labs.die.frames import (
    DieBirthFrame,
    DieDivergence,
    DieSetup,
    DieSummary,
    DieTrainFrame,
)
from fieldguide.labs.die.params import DieParams
from fieldguide.labs.die.presets import PRESETS
from fieldguide.labs.lab import Lab

LAB = Lab(
    name="die",
    title="Die",
    purpose="Which units stop learning for good, from birth or by too large a step.",
    Params=DieParams,
    run=run,
    records=(DieSetup, DieBirthFrame, DieTrainFrame, DieDivergence, DieSummary),
    presets=PRESETS,
)
