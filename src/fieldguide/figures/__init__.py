"""Figures as files: standalone SVG, drawn from what a run has said."""

from fieldguide.figures._labs import lab_svg as lab_svg
