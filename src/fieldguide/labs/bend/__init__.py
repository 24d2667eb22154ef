"""The lab bend: one network, trained side by side with each activation."""

from fieldguide.labs.bend.experiment import run
from fieldguide.labs.bend.frames import BendDivergence, BendFrame, BendSetup, BendSummary
from fieldguide.labs.bend.params import BendParams
from fieldguide.labs.bend.presets import PRESETS
from fieldguide.labs.lab import Lab

LAB = Lab(
    name="bend",
    title="Bend",
    purpose="One network with each activation side by side: the same first weights, the same data "
    "in the same order, and the fields they draw as they train.",
    Params=BendParams,
    run=run,
    records=(BendSetup, BendFrame, BendDivergence, BendSummary),
    presets=PRESETS,
)
