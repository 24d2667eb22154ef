"""The lab vanish: signal propagation through deep networks, and what they learn."""

from fieldguide.labs.lab import Lab
from fieldguide.labs.vanish.experiment import run
from fieldguide.labs.vanish.frames import (
    VanishDivergence,
    VanishSetup,
    VanishStartFrame,
    VanishSummary,
    VanishTrainedFrame,
)
from fieldguide.labs.vanish.params import VanishParams
from fieldguide.labs.vanish.presets import PRESETS

LAB = Lab(
    name="vanish",
    title="Vanish",
    purpose="How depth shrinks or blows up a signal on its way up and a gradient on its way down.",
    Params=VanishParams,
    run=run,
    records=(
        VanishSetup,
        VanishStartFrame,
        VanishTrainedFrame,
        VanishDivergence,
        VanishSummary,
    ),
    presets=PRESETS,
)
