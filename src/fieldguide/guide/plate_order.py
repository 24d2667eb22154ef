"""The order of the plates: every species, then every gate; a plate's number and its neighbors."""

from typing import NamedTuple

from fieldguide.activations import Activation, Gate, catalogue, gates


class Neighbors(NamedTuple):
    """A plate's number, how many there are, and the plates beside it."""

    number: int
    total: int
    before: Activation | Gate | None
    after: Activation | Gate | None


def plates() -> tuple[Activation | Gate, ...]:
    """What has a plate, in the order of the guide."""
    return (*catalogue(), *gates())


def neighbors(slug: str) -> Neighbors:
    """The place of a plate among all of them."""
    order = plates()
    place = [record.slug for record in order].index(slug)
    before = order[place - 1] if place else None
    after = order[place + 1] if place + 1 < len(order) else None
    return Neighbors(place + 1, len(order), before, after)
