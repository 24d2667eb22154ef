"""Runs the command line as `python -m fieldguide.cli`."""

import sys

from fieldguide.cli import main

sys.exit(main())
