"""A loop that does several operations on each element, in LLVM's assembly language.

Its function takes the address of a table of 64-bit integers: how many rows
there are, how many elements a row has, then what each slot needs. An array
needs its address and the bytes from row to row, a constant its address. In a
row the elements lie one after the other.
"""

from collections.abc import Iterator
from typing import NamedTuple

NUMBERS, TRUTHS, CONSTANT = "numbers", "truths", "constant"
"""What a slot holds. A truth is an integer as large as a number, negative for true."""

_WIDTH = 16
"""Elements taken at a time, while so many are left: today's widest registers hold 16 float32."""
_ARITHMETIC = {"+": "fadd", "-": "fsub", "*": "fmul", "/": "fdiv"}
_FUNCTIONS = {"abs": "fabs", "floor": "floor", "sqrt": "sqrt"}
OPERATIONS = {
    *(*_ARITHMETIC, *_FUNCTIONS),
    *("negative", "-abs", "max", "min", "sign", ">", "not <=", "where", "copy"),
}
"""What a loop can do: operations that have one right result, whoever computes it."""


class Loop(NamedTuple):
    """What is done to each element.

    Attributes:
      held: what each slot holds.
      steps: an operation, the slots of its operands and that of its result; in order.
      stored: the slots whose arrays are filled in the end.
      bits: of a number, 32 or 64.
    """

    held: tuple[str, ...]
    steps: tuple[tuple[str, tuple[int, ...], int], ...]
    stored: tuple[int, ...]
    bits: int

    @property
    def number(self) -> str:
        """The type of a number."""
        return {32: "float", 64: "double"}[self.bits]


class _Body:
    """The lines that take ``width`` elements from the arrays, and put back what becomes of them."""

    def __init__(self, loop: Loop, width: int) -> None:
        self.lines: list[str] = []
        self._loop = loop
        self._width = width
        self._suffix = _suffix(loop, width)
        self._numbers = _several(loop.number, width)
        self._truths = _several("i1", width)
        self._words = _several(f"i{loop.bits}", width)
        values: dict[int, str] = {}
        for name, operands, out in loop.steps:
            for slot in operands:
                if slot not in values:
                    values[slot] = self._loaded(slot)
            values[out] = self._result(name, *(values[slot] for slot in operands))
        for slot in loop.stored:
            self._store(values[slot], slot)

    def _line(self, text: str) -> str:
        name = f"%x{self._width}.{len(self.lines)}"
        self.lines.append(f"{name} = {text}")
        return name

    def _place(self, slot: int) -> str:
        """Where the elements are, for a load or a store."""
        at = self._line(f"getelementptr {self._loop.number}, ptr %row{slot}, i64 %i{self._width}")
        return f"ptr {at}, align {self._loop.bits // 8}"

    def _loaded(self, slot: int) -> str:
        held = self._loop.held[slot]
        if held == CONSTANT:
            return f"%constant{slot}.{self._width}"
        if held == NUMBERS:
            return self._line(f"load {self._numbers}, {self._place(slot)}")
        words = self._line(f"load {self._words}, {self._place(slot)}")
        return self._line(f"icmp slt {self._words} {words}, zeroinitializer")

    def _store(self, value: str, slot: int) -> None:
        kind = self._numbers
        if self._loop.held[slot] == TRUTHS:
            kind, value = self._words, self._line(f"sext {self._truths} {value} to {self._words}")
        self.lines.append(f"store {kind} {value}, {self._place(slot)}")

    def _result(self, name: str, *operands: str) -> str:
        numbers = self._numbers
        match name, operands:
            case "copy", (x,):
                result = x
            case "negative", (x,):
                result = self._line(f"fneg {numbers} {x}")
            case "-abs", (x,):
                result = self._result("negative", self._result("abs", x))
            case "sign", (x,):
                result = self._sign(x)
            case "where", (test, a, b):
                result = self._chosen(test, a, b)
            case ((">" | "not <="), (a, b)):
                result = self._compared("ogt" if name == ">" else "ugt", a, b)
            case (("max" | "min"), (a, b)):
                result = self._extreme("ogt" if name == "max" else "olt", a, b)
            case _, (a, b):
                result = self._line(f"{_ARITHMETIC[name]} {numbers} {a}, {b}")
            case _, (x,):
                function = f"@llvm.{_FUNCTIONS[name]}.{self._suffix}"
                result = self._line(f"call {numbers} {function}({numbers} {x})")
        return result

    def _compared(self, order: str, a: str, b: str) -> str:
        return self._line(f"fcmp {order} {self._numbers} {a}, {b}")

    def _chosen(self, test: str, a: str, b: str) -> str:
        return self._line(f"select {self._truths} {test}, {self._numbers} {a}, {self._numbers} {b}")

    def _extreme(self, order: str, a: str, b: str) -> str:
        """``a`` where it is the one sought, or NaN; else ``b``, which may be NaN too."""
        sought, nan = self._compared(order, a, b), self._compared("uno", a, a)
        return self._chosen(self._line(f"or {self._truths} {sought}, {nan}"), a, b)

    def _sign(self, x: str) -> str:
        """(x > 0) - (x < 0), or NaN."""
        above, below = (
            self._line(
                f"uitofp {self._truths} {self._compared(order, x, 'zeroinitializer')} "
                f"to {self._numbers}"
            )
            for order in ("ogt", "olt")
        )
        return self._chosen(self._compared("uno", x, x), x, self._result("-", above, below))


def _several(kind: str, width: int) -> str:
    return kind if width == 1 else f"<{width} x {kind}>"


def _suffix(loop: Loop, width: int) -> str:
    """What the names of LLVM's functions of these numbers end in."""
    return f"{'' if width == 1 else f'v{width}'}f{loop.bits}"


def _declarations(loop: Loop) -> Iterator[str]:
    for width in (1, _WIDTH):
        kind = _several(loop.number, width)
        for name in _FUNCTIONS.values():
            yield f"declare {kind} @llvm.{name}.{_suffix(loop, width)}({kind})"


def _table(loop: Loop) -> Iterator[str]:
    """The lines that read the table."""
    entries = [("i64", "rows"), ("i64", "length")]
    for slot, held in enumerate(loop.held):
        entries.append(("ptr", f"array{slot}"))
        if held != CONSTANT:
            entries.append(("i64", f"step{slot}"))
    for entry, (kind, name) in enumerate(entries):
        yield f"%at.{name} = getelementptr i64, ptr %table, i64 {entry}"
        yield f"%{name} = load {kind}, ptr %at.{name}"


def _constants(loop: Loop) -> Iterator[str]:
    """The lines that read the constants."""
    many = _several(loop.number, _WIDTH)
    for slot, held in enumerate(loop.held):
        if held == CONSTANT:
            one = f"%constant{slot}.1"
            yield f"{one} = load {loop.number}, ptr %array{slot}"
            yield f"%first{slot} = insertelement {many} poison, {loop.number} {one}, i64 0"
            yield (
                f"%constant{slot}.{_WIDTH} = shufflevector {many} %first{slot}, {many} poison, "
                f"<{_WIDTH} x i32> zeroinitializer"
            )


def _row(loop: Loop) -> Iterator[str]:
    """The lines that find where a row begins."""
    for slot, held in enumerate(loop.held):
        if held != CONSTANT:
            yield f"%before{slot} = mul i64 %row, %step{slot}"
            yield f"%row{slot} = getelementptr i8, ptr %array{slot}, i64 %before{slot}"


def _blocks(loop: Loop, width: int, first: str, end: str, then: str) -> Iterator[str]:
    """Two blocks, which take ``width`` elements at a time from ``first`` on, up to ``end``."""
    yield f"enter{width}:"
    yield f"%any{width} = icmp ult i64 {first}, {end}"
    yield f"br i1 %any{width}, label %by{width}, label %{then}"
    yield f"by{width}:"
    yield f"%i{width} = phi i64 [{first}, %enter{width}], [%next{width}, %by{width}]"
    yield from _Body(loop, width).lines
    yield f"%next{width} = add i64 %i{width}, {width}"
    yield f"%more{width} = icmp ult i64 %next{width}, {end}"
    yield f"br i1 %more{width}, label %by{width}, label %{then}"


def assembly(loop: Loop) -> str:
    """The function ``kernel``, which runs the loop."""
    return "\n".join(
        [
            *_declarations(loop),
            "define void @kernel(ptr %table) {",
            *_table(loop),
            *_constants(loop),
            f"%whole = and i64 %length, -{_WIDTH}",
            "br label %start",
            "start:",
            "%row = phi i64 [0, %0], [%next, %end]",
            *_row(loop),
            f"br label %enter{_WIDTH}",
            *_blocks(loop, _WIDTH, "0", "%whole", "enter1"),
            *_blocks(loop, 1, "%whole", "%length", "end"),
            "end:",
            "%next = add i64 %row, 1",
            "%more = icmp ult i64 %next, %rows",
            "br i1 %more, label %start, label %done",
            "done:",
            "ret void",
            "}",
        ]
    )
