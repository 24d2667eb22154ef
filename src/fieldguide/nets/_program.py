"""An activation's value and slope as a straight line of operations on registers."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from fieldguide.activations import Activation
from fieldguide.activations._trace import Expression
from fieldguide.nets._algebra import Algebra, number

Z, VALUE, SLOPE = range(3)
"""The registers that a program is given: the pre-activation, and what it is to fill."""


class Operation(NamedTuple):
    """``out`` becomes ``name`` of the arguments: registers, or floats for constants."""

    name: str
    arguments: tuple[int | float, ...]
    out: int


class Program(NamedTuple):
    """Operations in order.

    Attributes:
      operations: what is done.
      registers: how many there are; each holds one number an element.
      masks: those of them that hold truth values.
    """

    operations: tuple[Operation, ...]
    registers: int
    masks: frozenset[int]


def compile_activation(
    activation: Activation, parameters: dict[str, float], *, narrow: bool, slope: bool
) -> Program:
    """The definitions of an activation as a program.

    Args:
      activation: whose value, and slope where asked for, to compute.
      parameters: every parameter's value.
      narrow: for float32, without what only float64's last digits need.
      slope: whether to fill SLOPE too.
    """
    algebra = Algebra(narrow=narrow)
    z = algebra.record("z")
    roots = [(algebra.plain(activation.value_definition(z, algebra, **parameters)), VALUE)]
    if slope:
        roots.append(
            (algebra.plain(activation.derivative_definition(z, algebra, **parameters)), SLOPE)
        )
    return _allocated(algebra, z, roots)


def _allocated(algebra: Algebra, z: Expression, roots: Sequence[tuple[Expression, int]]) -> Program:
    """Registers for what the roots need, each taken again when its number is used up."""
    needed = _needed(algebra, [root for root, _ in roots])
    left = Counter(argument for node in needed for argument in node.arguments)
    left.update(root for root, _ in roots)
    home = {z: Z}
    wanted: dict[Expression, int] = {}
    for root, register in reversed(roots):
        node = root
        # The other branch of a choice is computed where the choice is to stand.
        while node.arguments and node not in wanted:
            wanted[node] = register
            if node.operation != "?" or left[node.arguments[2]] > 1:
                break
            node = node.arguments[2]
    operations: list[Operation] = []
    masks: set[int] = set()
    free: dict[bool, list[int]] = {True: [], False: []}
    count = SLOPE + 1
    for node in needed:
        if not node.arguments:
            continue
        truth = node.operation in _TRUTHS
        arguments = tuple(home[a] if a in home else number(a) for a in node.arguments)
        dying = []
        for argument in set(node.arguments):
            left[argument] -= node.arguments.count(argument)
            if home.get(argument, Z) > SLOPE and not left[argument]:
                dying.append(argument)
        # An operation may write over its own argument, but a choice only over its last.
        own = [a for a in dying if node.operation != "?" or a is node.arguments[2]]
        early = [a for a in own if (home[a] in masks) == truth and node.operation != "cast"]
        for argument in early:
            free[truth].append(home[argument])
        if node in wanted:
            register = wanted[node]
        elif free[truth]:
            register = free[truth].pop()
        else:
            register, count = count, count + 1
            if truth:
                masks.add(register)
        for argument in dying:
            if argument not in early:
                free[home[argument] in masks].append(home[argument])
        home[node] = register
        operations.append(Operation(node.operation, arguments, register))
    for root, register in roots:
        if root not in home or home[root] != register:
            operations.append(Operation("copy", (home.get(root, _constant(root)),), register))
    return Program(tuple(operations), count, frozenset(masks))


_TRUTHS = ("<", "<=", ">", ">=", "isnan")


def _constant(node: Expression) -> float:
    return number(node) if not node.arguments and node.operation != "z" else 0.0


def _needed(algebra: Algebra, roots: list[Expression]) -> Iterator[Expression]:
    """What the roots are made of, in the order of making."""
    seen = set(roots)
    pending = list(roots)
    while pending:
        for argument in pending.pop().arguments:
            if argument not in seen:
                seen.add(argument)
                pending.append(argument)
    return [node for node in algebra.expressions() if node in seen]
