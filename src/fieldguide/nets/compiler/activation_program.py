"""The compiler of an activation: from its definitions to a program of array operations."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from fieldguide.activations import Activation, Expression
from fieldguide.nets.compiler.algebraic_simplification import SimplifyingTrace, number
from fieldguide.nets.compiler.float32_definitions import FLOAT32_DEFINITIONS

Z, VALUE, SLOPE = range(3)
"""The first registers: the pre-activation, which a program reads, and its two results."""


class Operation(NamedTuple):
    """An operation on registers; see ``nets.backends.backend.ArrayOperation`` for the names.

    Attributes:
      name: of the operation.
      arguments: numbers of registers (int), or constants (float).
      out: the register that receives the result.
    """

    name: str
    arguments: tuple[int | float, ...]
    out: int


class Program(NamedTuple):
    """Operations to be computed in order. A register holds an array shaped as z.

    Attributes:
      operations: the operations.
      registers: how many registers they use.
      masks: the registers that hold truth values.
    """

    operations: tuple[Operation, ...]
    registers: int
    masks: frozenset[int]


def compile_activation(activation: Activation, *, narrow: bool, slope: bool) -> Program:
    """Compile the definitions of an activation.

    Args:
      activation: the activation.
      narrow: whether the program is for float32, and may omit steps that only
        the last digits of float64 need.
      slope: whether to compute the slope too.
    """
    trace, values = SimplifyingTrace(narrow=narrow), activation.values
    z = trace.name("z")
    full = activation.value_definition, activation.derivative_definition
    value_of, slope_of = FLOAT32_DEFINITIONS.get(full[0], full) if narrow else full
    roots = {VALUE: trace.as_expression(value_of(z, trace, **values))}
    if slope:
        roots[SLOPE] = trace.as_expression(slope_of(z, trace, **values))
    return _allocate(trace, z, roots)


class _RegisterAllocation:
    """Which register holds the result of which expression, while a program is compiled."""

    def __init__(self, z: Expression, uses: Counter[Expression]) -> None:
        self.register_of = {z: Z}
        self.count = SLOPE + 1
        self.masks: set[int] = set()
        self._remaining_uses = uses
        self._free: dict[bool, list[int]] = {True: [], False: []}

    def last_used_by(self, node: Expression) -> list[Expression]:
        """Count the node's uses of its arguments, and list those that no later node uses."""
        for argument in node.arguments:
            self._remaining_uses[argument] -= 1
        held = {*node.arguments} & self.register_of.keys()
        return [a for a in held if self.register_of[a] > SLOPE and not self._remaining_uses[a]]

    def free(self, nodes: Iterable[Expression]) -> None:
        """Release the registers of these expressions."""
        for node in nodes:
            register = self.register_of.pop(node)
            self._free[register in self.masks].append(register)

    def allocate(self, node: Expression, required: int | None) -> int:
        """A register for the result of the node: the required one, a free one or a new one."""
        is_mask = node.operation in (">", "not <=")
        if required is not None:
            register = required
        elif self._free[is_mask]:
            register = self._free[is_mask].pop()
        else:
            register, self.count = self.count, self.count + 1
            if is_mask:
                self.masks.add(register)
        self.register_of[node] = register
        return register


def _allocate(trace: SimplifyingTrace, z: Expression, roots: dict[int, Expression]) -> Program:
    """The program that computes each root in its register; other registers are reused."""
    needed = _dependencies(trace, roots.values())
    uses = Counter(argument for node in needed for argument in node.arguments)
    uses.update(roots.values())
    required = {root: register for register, root in roots.items()}
    allocation = _RegisterAllocation(z, uses)
    register_of = allocation.register_of
    operations: list[Operation] = []
    for node in needed:
        if node.arguments:
            arguments = tuple(
                register_of[a] if a in register_of else number(a) for a in node.arguments
            )
            done = allocation.last_used_by(node)
            # "where" becomes up to three in-place operations; only its first branch may share its
            # register with the result.
            reusable = [a for a in done if node.operation != "where" or a is node.arguments[1]]
            allocation.free(reusable)
            operations.append(
                Operation(node.operation, arguments, allocation.allocate(node, required.get(node)))
            )
            allocation.free(a for a in done if a not in reusable)
    for register, root in roots.items():
        source = register_of[root] if root in register_of else number(root)
        if source != register or isinstance(source, float):
            operations.append(Operation("copy", (source,), register))
    return Program(tuple(operations), allocation.count, frozenset(allocation.masks))


def _dependencies(trace: SimplifyingTrace, roots: Iterable[Expression]) -> list[Expression]:
    """The roots and all expressions they are computed from, arguments first."""
    seen = set(roots)
    pending = [*seen]
    while pending:
        for argument in pending.pop().arguments:
            if argument not in seen:
                seen.add(argument)
                pending.append(argument)
    return [node for node in trace.expressions() if node in seen]
