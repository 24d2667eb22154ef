"""Machine code from LLVM's assembly language; imported only where llvmlite is installed."""

import ctypes
from collections.abc import Callable
from functools import cache
from itertools import count
from typing import Any, NamedTuple

import llvmlite.binding as llvm

if llvm.llvm_version_info < (16,):
    # Pointers have types there, which the loops here do not give.
    raise ImportError(f"LLVM 16 or later is needed, llvmlite has {llvm.llvm_version_info}")

# Keeps Python's lock: it is held for microseconds, and to let it go and take it would cost more.
_PROTOTYPE = ctypes.PYFUNCTYPE(None, ctypes.c_void_p)
_numbers = count()


class Kernel(NamedTuple):
    """A compiled function of one address, and what holds its code."""

    run: Callable[[int], None]
    code: Any


@cache
def _compiler() -> tuple[Any, Any]:
    """What makes code for this machine's processor, and what loads it."""
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    target = llvm.Target.from_default_triple()
    cpu, features = llvm.get_host_cpu_name(), llvm.get_host_cpu_features().flatten()
    # The loops are written as they are to run: optimizing takes four times as long for nothing.
    maker, loader = (
        target.create_target_machine(cpu=cpu, features=features, opt=0) for _ in range(2)
    )
    return maker, llvm.create_lljit_compiler(loader)


def kernel(assembly: str) -> Kernel:
    """The function called ``kernel`` in a text of LLVM's."""
    maker, loader = _compiler()
    code = (
        llvm.JITLibraryBuilder()
        .add_object_img(maker.emit_object(llvm.parse_assembly(assembly)))
        .export_symbol("kernel")
        .link(loader, f"kernel{next(_numbers)}")
    )
    return Kernel(_PROTOTYPE(code["kernel"]), code)
