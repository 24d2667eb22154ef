"""From a formula's text to its tree: a whitelist, read by precedence climbing."""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache
from math import isinf

from fieldguide.activations.formula.errors import FormulaError
from fieldguide.activations.formula.limits import DEEPEST
from fieldguide.activations.formula.tokenizer import Token, tokens
from fieldguide.activations.formula.vocabulary import ARGUMENTS, CONSTANTS
from fieldguide.refusals import nearest_hint

_BINDING = {"+": 1, "-": 1, "*": 2, "/": 2, "^": 4, "**": 4}
_UNARY_MINUS = 3  # -x^2 is -(x^2)
_COMPARISONS = ("<", "<=", ">", ">=")


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A number, a name, or an operation on other nodes.

    ``operation`` is "number", "name", "negative", an operator or a function;
    ``leaf`` the text of a number or name; ``position`` its place in the formula.
    """

    operation: str
    arguments: tuple["Node", ...] = ()
    leaf: str = ""
    position: int = 0
    depth: int = field(init=False)

    def __post_init__(self) -> None:
        depth = 1 + max((argument.depth for argument in self.arguments), default=0)
        object.__setattr__(self, "depth", depth)


_SLOW = {"erf", "erfc", "Phi"}


def cost(node: Node) -> int:
    """The operations of a tree, an erf, erfc or Phi counting as 10."""
    return (10 if node.operation in _SLOW else 1) + sum(map(cost, node.arguments))


@lru_cache(maxsize=256)
def parse(text: str, names: Collection[str]) -> Node:
    """The tree of a formula in the variables and parameters ``names``.

    ``^`` and ``**`` are powers, from the right; unary minus binds looser than
    they and tighter than a product. A comparison stands only as the first
    argument of where(). The work is bounded by 1,000 characters.

    Raises:
      FormulaError: the text is not in the language.
    """
    return _Parser(text, names).whole()


class _Parser:
    def __init__(self, text: str, names: Collection[str]) -> None:
        self._tokens = tokens(text)
        self._names = [*names, *CONSTANTS]
        self._token = next(self._tokens)
        self._nesting = 0

    def whole(self) -> Node:
        if self._token.kind == "end":
            raise FormulaError(f"the formula is empty. Allowed: {self._operands()}", 0)
        node = self._expression(0)
        if self._token.kind != "end":
            raise self._unexpected("an operator + - * / ^")
        return node

    def _node(self, operation: str, position: int, *arguments: Node) -> Node:
        node = Node(operation, arguments, position=position)
        if node.depth > DEEPEST:
            raise FormulaError(
                f"a formula has at most {DEEPEST} operations within operations", position
            )
        return node

    def _advance(self) -> Token:
        token, self._token = self._token, next(self._tokens, self._token)
        return token

    def _operands(self) -> str:
        return f"a number, {', '.join(self._names)}, a function, - or ("

    def _unexpected(self, allowed: str) -> FormulaError:
        token = self._token
        if token.text in _COMPARISONS:
            message = f"a comparison, {token}, stands only first in where(c, a, b)"
        elif token.kind in {"operator", "end"}:
            message = f"found {token}, where {allowed} is expected"
        else:
            message = f"found {token}, where {allowed} is expected; a product is written a * b"
        return FormulaError(message, token.position)

    def _expression(self, binding: int) -> Node:
        """An operand and the operators after it that bind tighter than ``binding``."""
        self._nesting += 1
        if self._nesting > DEEPEST:
            raise FormulaError(
                f"a formula is nested at most {DEEPEST} deep; here is one level more",
                self._token.position,
            )
        node = self._operand()
        while _BINDING.get(self._token.text, 0) > binding:
            token = self._advance()
            own = _BINDING[token.text]
            power = token.text in ("^", "**")
            right = self._expression(own - 1 if power else own)
            node = self._node("^" if power else token.text, token.position, node, right)
        self._nesting -= 1
        return node

    def _operand(self) -> Node:
        token = self._token
        if token.text == "-":
            self._advance()
            inner = self._expression(_UNARY_MINUS)
            return self._node("negative", token.position, inner)
        if token.text == "(":
            self._advance()
            node = self._expression(0)
            self._close("an operator or )")
            return node
        if token.kind == "number":
            return self._number(self._advance())
        if token.kind == "name":
            return self._name(self._advance())
        raise self._unexpected(self._operands())

    def _close(self, allowed: str) -> None:
        if self._token.text != ")":
            raise self._unexpected(allowed)
        self._advance()

    def _number(self, token: Token) -> Node:
        value = float(token.text)
        digits = token.text.lower().partition("e")[0]
        if isinf(value):
            raise FormulaError(f"{token} is too large; numbers end at 1.8e308", token.position)
        if value == 0 and digits.strip("0."):
            raise FormulaError(f"{token} is too small; numbers begin at 5e-324", token.position)
        return Node("number", leaf=token.text, position=token.position)

    def _name(self, token: Token) -> Node:
        called = self._token.text == "("
        if token.text in ARGUMENTS:
            if not called:
                raise FormulaError(
                    f"the function {token.text} needs parentheses: {token.text}(...)",
                    token.position,
                )
            return self._call(token)
        if token.text not in self._names:
            allowed = [*self._names, *ARGUMENTS]
            raise FormulaError(
                f"{token} is not known{nearest_hint(token.text, allowed)}. "
                f"Choose from {', '.join(allowed)}",
                token.position,
            )
        if called:
            raise FormulaError(
                f"{token.text} is not a function; a product is written {token.text} * (...)",
                self._token.position,
            )
        return Node("name", leaf=token.text, position=token.position)

    def _call(self, token: Token) -> Node:
        self._advance()
        count = ARGUMENTS[token.text]
        arguments = [self._condition() if token.text == "where" else self._expression(0)]
        while self._token.text == "," and len(arguments) < count:
            self._advance()
            arguments.append(self._expression(0))
        if len(arguments) < count or self._token.text == ",":
            if self._token.text not in (",", ")"):
                raise self._unexpected("an operator or ,")
            got = f"got {len(arguments)}" if len(arguments) < count else "here is one more"
            plural = "s" if count > 1 else ""
            raise FormulaError(
                f"{token.text} takes {count} argument{plural}, {got}", self._token.position
            )
        self._close("an operator or )")
        return self._node(token.text, token.position, *arguments)

    def _condition(self) -> Node:
        left = self._expression(0)
        token = self._token
        if token.text not in _COMPARISONS:
            raise FormulaError(
                f"found {token}, where a comparison is expected: where(a > b, ...) with "
                "one of < <= > >=",
                token.position,
            )
        self._advance()
        return self._node(token.text, token.position, left, self._expression(0))
