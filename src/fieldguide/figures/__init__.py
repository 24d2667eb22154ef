"""Figures as files: the curves of activations and the run of a lab, as SVG, PNG or PDF.

Raises:
  ModuleNotFoundError: Matplotlib is not installed; the message says how to get it.
"""

try:
    import matplotlib as _  # noqa: F401, ICN001
except ModuleNotFoundError as error:
    raise ModuleNotFoundError(
        "figures need Matplotlib; pip install 'fieldguide[figures]'", name="matplotlib"
    ) from error

from fieldguide.figures.curves import curves_figure as curves_figure
from fieldguide.figures.labs import lab_figure as lab_figure
from fieldguide.figures.saving import encoded as encoded
