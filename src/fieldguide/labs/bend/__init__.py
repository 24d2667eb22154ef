"""The lab bend."""

from fieldguide.labs.bend.experiment import LAB as LAB
