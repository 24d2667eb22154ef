"""The options of a command: their parser, with errors of one line, and readers of numbers."""

import argparse
import math
import sys
from collections.abc import Iterable
from typing import NoReturn

from fieldguide.refusals import nearest


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one line that says what is allowed.

    An abbreviated option is an error, not a guess.
    """

    def __init__(
        self, prog: str, description: str, epilog: str | None = None, stray: str = "it takes none"
    ) -> None:
        super().__init__(prog, description=description, epilog=epilog, allow_abbrev=False)
        self._stray = stray

    def parse(self, words: list[str]) -> argparse.Namespace:
        """The options and words of a command; the first that is wrong ends it."""
        valued = {
            o for action in self._actions if action.nargs is None for o in action.option_strings
        }
        rest, joined = iter(words), []
        for word in rest:
            # argparse reads a value such as -1e-3 as an option, unless "=" joins it to its name.
            value = next(rest, None) if word in valued else None
            joined.append(word if value is None else f"{word}={value}")
        options, unknown = self.parse_known_intermixed_args(joined)
        if unknown:
            allowed = [o for action in self._actions for o in action.option_strings if o[1] == "-"]
            wrong = next((word for word in unknown if word.startswith("-")), None)
            if wrong is None:
                fail(f"unexpected {unknown[0]!r}; {self._stray}")
            wrong = wrong.partition("=")[0]
            fail(f"there is no option {wrong!r}; allowed: {', '.join(allowed)}", wrong, allowed)
        return options

    def error(self, message: str) -> NoReturn:
        """End with the one line of a fault that argparse found."""
        fail(message.removeprefix("argument "))


def fail(line: str, wrong: str = "", choices: Iterable[str] = ()) -> NoReturn:
    """End with one line and status 2, naming the choice nearest to the wrong word."""
    parts = [f"fieldguide: {line}"]
    if allowed := list(choices):
        parts.append(f"nearest: {nearest(wrong, allowed)}")
    # A word from the command line may hold line breaks.
    shown = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in "; ".join(parts))
    print(shown, file=sys.stderr)
    raise SystemExit(2)


def port(text: str) -> int:
    """A port from 0, which means any free one, to 65535."""
    try:
        number = int(text)
    except ValueError:
        number = -1
    if not 0 <= number <= 65535:
        closest = 65535 if number > 65535 else 0 if text.lstrip().startswith("-") else 8000
        raise argparse.ArgumentTypeError(
            f"must be a whole number from 0 to 65535, got {text!r}; nearest: {closest}"
        )
    return number


def finite_number(text: str) -> float:
    """A number that is neither infinite nor NaN."""
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise argparse.ArgumentTypeError(f"must be a finite number such as -0.5, got {text!r}")
    return number
