"""The lab die."""

from fieldguide.labs.die.experiment import LAB as LAB
