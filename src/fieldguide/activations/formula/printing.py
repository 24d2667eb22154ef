"""A formula as it is set in print: LaTeX and MathML."""

from html import escape
from typing import Protocol

from fieldguide.activations.formula.parser import Node, parse
from fieldguide.activations.parameter import Parameter

_LETTERS = (
    "alpha beta gamma delta epsilon zeta eta theta kappa lambda mu nu xi rho sigma tau chi psi "
    "omega pi"
)
_GREEK = dict(zip(_LETTERS.split(), "αβγδεζηθκλμνξρστχψωπ", strict=True))
# Functions whose printed name is not that of the language.
_PRINTED = {"log": "ln", "atan": "arctan", "relu": "ReLU", "sigmoid": "σ", "Phi": "Φ", "phi": "φ"}
_SYMBOLS = {"<": "<", "<=": "≤", ">": ">", ">=": "≥", "+": "+", "-": "−", "·": "·"}
_LATEX = {"≤": r"\le", "≥": r"\ge", "−": "-", "·": r"\cdot", "σ": r"\sigma", "Φ": r"\Phi"}
_LATEX |= {"φ": r"\varphi"}
_LATEX_FUNCTIONS = {"ln", "sin", "cos", "tan", "tanh", "sinh", "cosh", "min", "max", "arctan"}

# How tightly a printed piece binds. A product that begins with a minus (_MINUS) needs no
# parentheses, but may not follow an operator.
_SUM, _MINUS, _PRODUCT, _POWER, _ATOM = range(5)
_Piece = tuple[str, int]


class HasFormula(Protocol):
    """A record with a formula, such as an Activation."""

    @property
    def formula(self) -> str:
        """In the formula language."""


class _Latex:
    def symbol(self, text: str) -> str:
        return f" {_LATEX.get(text, text)} "

    def number(self, text: str) -> str:
        return text

    def name(self, text: str) -> str:
        if text in _GREEK:
            return rf"\{text} "
        escaped = text.replace("_", r"\_")
        return text if len(text) == 1 else rf"\mathrm{{{escaped}}}"

    def function(self, text: str) -> str:
        if text in _LATEX:
            return _LATEX[text]
        return rf"\{text}" if text in _LATEX_FUNCTIONS else rf"\operatorname{{{text}}}"

    def row(self, *parts: str) -> str:
        return "".join(parts)

    def product(self, first: str, second: str) -> str:
        return rf"{first} \, {second}"

    def fraction(self, top: str, bottom: str) -> str:
        return rf"\frac{{{top}}}{{{bottom}}}"

    def power(self, base: str, exponent: str) -> str:
        return f"{{{base}}}^{{{exponent}}}"

    def root(self, inner: str) -> str:
        return rf"\sqrt{{{inner}}}"

    def fenced(self, inner: str, left: str = "(", right: str = ")") -> str:
        return rf"\left{left}{inner}\right{right}"

    def cases(self, first: str, condition: str, second: str) -> str:
        rows = rf"{first} & \text{{if }} {condition} \\ {second} & \text{{otherwise}}"
        return rf"\begin{{cases}} {rows} \end{{cases}}"


class _MathML:
    def symbol(self, text: str) -> str:
        return f"<mo>{escape(text)}</mo>"

    def number(self, text: str) -> str:
        return f"<mn>{text}</mn>"

    def name(self, text: str) -> str:
        return f"<mi>{escape(_GREEK.get(text, text))}</mi>"

    def function(self, text: str) -> str:
        # The invisible operator says that what follows is the argument.
        return f"<mi>{escape(text)}</mi><mo>\u2061</mo>"

    def row(self, *parts: str) -> str:
        return f"<mrow>{''.join(parts)}</mrow>"

    def product(self, first: str, second: str) -> str:
        return self.row(first, "<mo>\u2062</mo>", second)

    def fraction(self, top: str, bottom: str) -> str:
        return f"<mfrac>{top}{bottom}</mfrac>"

    def power(self, base: str, exponent: str) -> str:
        return f"<msup>{base}{exponent}</msup>"

    def root(self, inner: str) -> str:
        return f"<msqrt>{inner}</msqrt>"

    def fenced(self, inner: str, left: str = "(", right: str = ")") -> str:
        return self.row(f"<mo>{left}</mo>", inner, f"<mo>{right}</mo>")

    def cases(self, first: str, condition: str, second: str) -> str:
        def line(value: str, words: str, when: str) -> str:
            return f"<mtr><mtd>{value}</mtd><mtd><mtext>{words}</mtext>{when}</mtd></mtr>"

        rows = line(first, "if\u00a0", condition) + line(second, "otherwise", "")
        return self.row("<mo>{</mo>", f'<mtable columnalign="left left">{rows}</mtable>')


_Style = _Latex | _MathML


def latex(record: HasFormula) -> str:
    r"""The record's formula in LaTeX's math mode, such as ``x \, \tanh\left(x\right)``."""
    return _set(_tree(record), _Latex())[0].strip()


def mathml(record: HasFormula) -> str:
    """The record's formula as a MathML element, well-formed and escaped, for display."""
    return f'<math display="block">{_set(_tree(record), _MathML())[0]}</math>'


def _tree(record: HasFormula) -> Node:
    parameters: tuple[Parameter, ...] = getattr(record, "parameters", ())
    # A gate is a function of a and b.
    return parse(record.formula, ("x", "a", "b", *(parameter.name for parameter in parameters)))


def _set(node: Node, style: _Style) -> _Piece:  # noqa: C901, PLR0911, PLR0912 - a case each
    """The node in print, and how tightly it binds."""

    def tight(argument: Node, least: int) -> str:
        text, own = _set(argument, style)
        return text if own >= least else style.fenced(text)

    arguments = node.arguments
    match node.operation:
        case "number":
            return _number(node.leaf, style)
        case "name":
            return style.name(node.leaf), _ATOM
        case "negative":
            return style.row(style.symbol("−"), tight(arguments[0], _PRODUCT)), _MINUS
        case "+":
            pieces = tight(arguments[0], _SUM), style.symbol("+"), tight(arguments[1], _PRODUCT)
            return style.row(*pieces), _SUM
        case "-":
            pieces = tight(arguments[0], _SUM), style.symbol("−"), tight(arguments[1], _PRODUCT)
            return style.row(*pieces), _SUM
        case "*":
            left, own = _set(arguments[0], style)
            left, holds = (left, own) if own >= _MINUS else (style.fenced(left), _PRODUCT)
            holds, right = min(holds, _PRODUCT), tight(arguments[1], _PRODUCT)
            if _begins_with_number(arguments[1]):
                return style.row(left, style.symbol("·"), right), holds
            return style.product(left, right), holds
        case "/":
            return style.fraction(*(_set(argument, style)[0] for argument in arguments)), _POWER
        case "^":
            return style.power(tight(arguments[0], _ATOM), _set(arguments[1], style)[0]), _POWER
        case "<" | "<=" | ">" | ">=":
            first, second = (_set(argument, style)[0] for argument in arguments)
            return style.row(first, style.symbol(_SYMBOLS[node.operation]), second), _SUM
        case "where":
            condition, first, second = (_set(argument, style)[0] for argument in arguments)
            return style.cases(first, condition, second), _SUM
    printed = [_set(argument, style)[0] for argument in arguments]
    match node.operation:
        case "exp":
            return style.power(style.name("e"), printed[0]), _POWER
        case "sqrt":
            return style.root(printed[0]), _POWER
        case "abs":
            return style.fenced(printed[0], "|", "|"), _ATOM
    listed = printed[0]
    for text in printed[1:]:
        listed = style.row(listed, style.symbol(","), text)
    name = style.function(_PRINTED.get(node.operation, node.operation))
    return style.row(name, style.fenced(listed)), _ATOM


def _number(text: str, style: _Style) -> _Piece:
    digits, _, exponent = text.lower().partition("e")
    if not exponent:
        return style.number(text), _ATOM
    size = str(int(exponent.lstrip("+-")))
    power = style.number(size)
    if exponent.startswith("-"):
        power = style.row(style.symbol("−"), power)
    ten = style.power(style.number("10"), power)
    return style.row(style.number(digits), style.symbol("·"), ten), _PRODUCT


def _begins_with_number(node: Node) -> bool:
    while node.operation in ("*", "^"):
        node = node.arguments[0]
    return node.operation in ("number", "/")
