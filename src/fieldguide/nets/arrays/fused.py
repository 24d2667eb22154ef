"""NumPy's arrays, with runs of operations fused into loops that LLVM compiles.

NumPy goes through its arrays once an operation, a fused loop once for all of a
run, and calling it costs half as much. It does the same arithmetic in the same
order: the numbers are the same to the last bit.
"""

import ctypes
from collections.abc import Iterable, Sequence
from functools import lru_cache, partial
from itertools import groupby
from typing import Any

import numpy as np

from fieldguide.nets.arrays.llvm import Kernel, kernel
from fieldguide.nets.arrays.loops import CONSTANT, NUMBERS, OPERATIONS, TRUTHS, Loop, assembly
from fieldguide.nets.arrays.numpy import Call, Numpy, Step


class Fused(Numpy):
    """As ``Numpy``, with fewer passes over the arrays."""

    def program(self, steps: Iterable[Step], keep: Sequence[Any]) -> list[Call]:
        """What does the steps; of the arrays they fill, only those to ``keep`` need be.

        An array is known by its identity: two that are not one must not overlap.
        """
        parts = [part for step in steps for part in self.parts(*step)]
        calls: list[Call] = []
        done = 0
        for (known, shape), same in groupby(parts, _kind):
            run = list(same)
            done += len(run)
            later = [array for _, arguments, _ in parts[done:] for array in arguments]
            fused = _fused(run, shape, [*later, *keep]) if known else None
            calls += [fused] if fused else super().program(run, keep)
        return calls


def _kind(step: Step) -> tuple[bool, tuple[int, ...]]:
    """Whether a loop can do the step, and for which elements."""
    name, _, out = step
    return name in OPERATIONS, out.shape


def _fused(steps: list[Step], shape: tuple[int, ...], needed: list[Any]) -> Call | None:
    """A call that does all steps, and fills what is needed; None if no loop goes through them."""
    arrays = {id(array): array for _, arguments, out in steps for array in (*arguments, out)}
    slots = {one: slot for slot, one in enumerate(arrays)}
    walk = _walk([array for array in arrays.values() if array.ndim], shape)
    if walk is None:
        return None
    rows, length, strides = walk
    filled = {id(out) for _, _, out in steps} & {id(array) for array in needed}
    made = _kernel(
        Loop(
            held=tuple(map(_held, arrays.values())),
            steps=tuple(
                (name, tuple(slots[id(a)] for a in arguments), slots[id(out)])
                for name, arguments, out in steps
            ),
            stored=tuple(sorted(slots[one] for one in filled)),
            bits=8 * steps[0][2].itemsize,
        )
    )
    table = [rows, length]
    for array in arrays.values():
        table += [array.ctypes.data, strides.pop(0)] if array.ndim else [array.ctypes.data]
    entries = (ctypes.c_int64 * len(table))(*table)
    call = partial(made.run, ctypes.addressof(entries))
    # What the addresses stand for must live as long as the call.
    vars(call).update(held=(made, entries, *arrays.values()))
    return call


def _held(array: Any) -> str:
    if not array.ndim:
        return CONSTANT
    return NUMBERS if array.dtype.kind == "f" else TRUTHS


@lru_cache(maxsize=512)
def _kernel(loop: Loop) -> Kernel:
    return kernel(assembly(loop))


def _walk(arrays: list[Any], shape: tuple[int, ...]) -> tuple[int, int, list[int]] | None:
    """Rows, elements in a row, and of each array the bytes from row to row.

    None, if no rows are such that an array's elements lie one after the other in them.
    """
    strides = [np.broadcast_to(array, shape).strides for array in arrays]
    axes: list[tuple[int, list[int]]] = []
    for count, *steps in zip(shape, *strides, strict=True):
        if axes and axes[-1][1] == [count * step for step in steps]:
            axes[-1] = axes[-1][0] * count, steps
        elif count > 1:
            axes.append((count, steps))
    sizes = [array.itemsize for array in arrays]
    match axes:
        case []:
            return 1, 1, sizes
        case [(length, steps)] if steps == sizes:
            return 1, length, sizes
        case [(rows, apart), (length, steps)] if steps == sizes:
            return rows, length, apart
    return None
