"""Random formulas, each with the same function in mpmath: one grammar, two languages."""

import random
from typing import NamedTuple

from mpmath import mp

UNARY = {
    "exp": mp.exp,
    "expm1": mp.expm1,
    "sin": mp.sin,
    "cos": mp.cos,
    "tanh": mp.tanh,
    "sinh": mp.sinh,
    "cosh": mp.cosh,
    "atan": mp.atan,
    "erf": mp.erf,
    "erfc": mp.erfc,
    "Phi": mp.ncdf,
    "phi": mp.npdf,
    "abs": abs,
    "sign": mp.sign,
    "sigmoid": lambda u: 1 / (1 + mp.exp(-u)),
    "softplus": lambda u: mp.log(1 + mp.exp(u)),
    "relu": lambda u: max(u, mp.mpf(0)),
}
# Functions defined only for some u, behind something that is never outside.
POSITIVE = {"log": mp.log, "sqrt": mp.sqrt, "log1p": mp.log1p, "tan": mp.tan}


class Both(NamedTuple):
    text: str
    function: object


def formulas(count, seed):
    chance = random.Random(seed)
    return [_formula(chance, 4) for _ in range(count)]


def _leaf(chance):
    number = chance.choice(["1", "2", "0.5", ".25", "3e-1", "1.7", "pi", "e"])
    values = {"pi": mp.mpf(3.141592653589793), "e": mp.mpf(2.718281828459045)}
    value = values[number] if number in values else mp.mpf(float(number))
    return chance.choice([Both("x", lambda x: x)] * 2 + [Both(number, lambda _: value)])


def _formula(chance, depth):  # noqa: PLR0911 - a kind of formula each
    if depth == 0:
        return _leaf(chance)

    def part():
        return _formula(chance, chance.randrange(depth))

    kind = chance.choice(["unary", "positive", "infix", "infix", "two", "minus", "power", "where"])
    if kind == "unary":
        (name, f), u = chance.choice(list(UNARY.items())), part()
        return Both(f"{name}({u.text})", lambda x: f(u.function(x)))
    if kind == "positive":
        (name, f), u = chance.choice(list(POSITIVE.items())), part()
        return Both(f"{name}(1.2+sin({u.text}))", lambda x: f(mp.mpf(1.2) + mp.sin(u.function(x))))
    if kind == "minus":
        u = part()
        return Both(f"-({u.text})", lambda x: -u.function(x))
    if kind == "power":
        u, n = part(), chance.choice([0, 1, 2, 3, -1])
        sign = chance.choice(["^", "**"])
        return Both(
            f"(1.5+tanh({u.text})){sign}{n}",
            lambda x: (mp.mpf(1.5) + mp.tanh(u.function(x))) ** n,
        )
    u, v = part(), part()
    if kind == "two":
        name = chance.choice(["max", "min"])
        f = {"max": max, "min": min}[name]
        return Both(f"{name}({u.text}, {v.text})", lambda x: f(u.function(x), v.function(x)))
    if kind == "where":
        a, b, sign = part(), part(), chance.choice(["<", "<=", ">", ">="])

        def choose(x):
            left, right = u.function(x), v.function(x)
            holds = left > right if ">" in sign else left < right
            return a.function(x) if holds or (left == right and "=" in sign) else b.function(x)

        return Both(f"where({u.text} {sign} {v.text}, {a.text}, {b.text})", choose)
    f = {
        "+": lambda p, q: p + q,
        "-": lambda p, q: p - q,
        "*": lambda p, q: p * q,
        "/": lambda p, q: p / (1 + q * q),
    }
    sign = chance.choice("+-*/")
    right = f"(1+({v.text})^2)" if sign == "/" else f"({v.text})"
    return Both(f"({u.text}){sign}{right}", lambda x: f[sign](u.function(x), v.function(x)))
