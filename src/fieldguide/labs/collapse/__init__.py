"""The lab collapse."""

from fieldguide.labs.collapse.experiment import LAB as LAB
