"""An activation's value and slope as a straight line of operations on registers."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from fieldguide.activations import Activation, Expression
from fieldguide.nets.compiler.float32_forms import SHORT
from fieldguide.nets.compiler.simplification import Algebra, number

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


def compile_activation(activation: Activation, *, narrow: bool, slope: bool) -> Program:
    """The definitions of an activation as a program.

    Args:
      activation: whose value, and slope where asked for, to compute.
      narrow: for float32, without what only float64's last digits need.
      slope: whether to fill SLOPE too.
    """
    algebra, values = Algebra(narrow=narrow), activation.values
    z = algebra.name("z")
    full = activation.value_definition, activation.derivative_definition
    value_of, slope_of = SHORT.get(full[0], full) if narrow else full
    roots = {VALUE: algebra.plain(value_of(z, algebra, **values))}
    if slope:
        roots[SLOPE] = algebra.plain(slope_of(z, algebra, **values))
    return _allocated(algebra, z, roots)


class _Registers:
    """Which register holds what, while a program is written."""

    def __init__(self, z: Expression, uses: Counter[Expression]) -> None:
        self.home = {z: Z}
        self.count = SLOPE + 1
        self.masks: set[int] = set()
        self._left = uses
        self._free: dict[bool, list[int]] = {True: [], False: []}

    def used(self, node: Expression) -> list[Expression]:
        """The arguments of a node that nothing after it needs."""
        for argument in node.arguments:
            self._left[argument] -= 1
        own = {*node.arguments} & self.home.keys()
        return [a for a in own if self.home[a] > SLOPE and not self._left[a]]

    def free(self, nodes: Iterable[Expression]) -> None:
        """Let others take the registers of these."""
        for node in nodes:
            register = self.home.pop(node)
            self._free[register in self.masks].append(register)

    def take(self, node: Expression, wanted: int | None) -> int:
        """A register for the node."""
        truth = node.operation in (">", "not <=")
        if wanted is not None:
            register = wanted
        elif self._free[truth]:
            register = self._free[truth].pop()
        else:
            register, self.count = self.count, self.count + 1
            if truth:
                self.masks.add(register)
        self.home[node] = register
        return register


def _allocated(algebra: Algebra, z: Expression, roots: dict[int, Expression]) -> Program:
    """Registers for what the roots need, each taken again when its number is used up."""
    needed = _needed(algebra, roots.values())
    uses = Counter(argument for node in needed for argument in node.arguments)
    uses.update(roots.values())
    wanted = {root: register for register, root in roots.items()}
    registers = _Registers(z, uses)
    operations: list[Operation] = []
    for node in needed:
        if node.arguments:
            home = registers.home
            arguments = tuple(home[a] if a in home else number(a) for a in node.arguments)
            over = registers.used(node)
            # A choice is made in three strokes, and needs all but its first branch to the end.
            early = [a for a in over if node.operation != "where" or a is node.arguments[1]]
            late = [a for a in over if a not in early]
            registers.free(early)
            operations.append(
                Operation(node.operation, arguments, registers.take(node, wanted.get(node)))
            )
            registers.free(late)
    for register, root in roots.items():
        at = registers.home[root] if root in registers.home else number(root)
        if at != register or isinstance(at, float):
            operations.append(Operation("copy", (at,), register))
    return Program(tuple(operations), registers.count, frozenset(registers.masks))


def _needed(algebra: Algebra, roots: Iterable[Expression]) -> list[Expression]:
    """What the roots are made of, in the order of making."""
    seen = set(roots)
    pending = [*seen]
    while pending:
        for argument in pending.pop().arguments:
            if argument not in seen:
                seen.add(argument)
                pending.append(argument)
    return [node for node in algebra.expressions() if node in seen]
