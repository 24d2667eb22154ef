"""The lab vanish."""

from fieldguide.labs.vanish.experiment import LAB as LAB
