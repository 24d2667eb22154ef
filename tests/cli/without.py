"""An installation without the extra `figures`."""

import sys

import fieldguide


def hide_matplotlib(monkeypatch):
    """Make every import of Matplotlib fail, and that of the figures happen anew."""
    for name in [*sys.modules]:
        if name.startswith("fieldguide.figures"):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr(fieldguide, "figures", raising=False)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
