"""The command line: `fieldguide` serves the guide; its commands print, draw and run the labs."""

from fieldguide.cli.main import main as main
