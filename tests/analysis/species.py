"""Records for the tests, from the definitions of the papers and of PyTorch."""

from fieldguide import Activation, Parameter

SCALE, ALPHA = 1.0507009873554804934193349852946, 1.6732632423543772848170429916717


def record(slug, value, derivative, kinks=(), **parameters):
    return Activation(
        slug=slug,
        name=slug,
        family="test",
        formula=slug,
        parameters=tuple(
            Parameter(name, default, -100.0, 100.0, "for a test")
            for name, default in parameters.items()
        ),
        year=None,
        citation="a test",
        habitats=(),
        value_definition=value,
        derivative_definition=derivative,
        kink_definition=kinks,
    )


def _sigmoid(x, xp):
    e = xp.exp(-xp.abs(x))
    return xp.where(x < 0, e, 1.0) / (1.0 + e)


def _sigmoid_slope(x, xp):
    e = xp.exp(-xp.abs(x))
    return e / (1.0 + e) ** 2


def _silu_slope(x, xp):
    return _sigmoid(x, xp) + xp.where(xp.isinf(x), 0.0, x) * _sigmoid_slope(x, xp)


def _softplus(x, xp):
    return xp.maximum(x, 0.0 * x) + xp.log1p(xp.exp(-xp.abs(x)))


def _mish_slope(x, xp):
    t = xp.tanh(_softplus(x, xp))
    return t + x * (1 - t * t) * _sigmoid(x, xp)


elu = record(
    "elu",
    lambda x, xp, alpha: xp.where(x > 0, x, alpha * xp.expm1(xp.minimum(x, 0.0 * x))),
    lambda x, xp, alpha: xp.where(x > 0, 1.0, alpha * xp.exp(xp.minimum(x, 0.0 * x))),
    alpha=1.0,
)
selu = record(
    "selu",
    lambda x, xp: SCALE * elu.value_definition(x, xp, ALPHA),
    lambda x, xp: SCALE * elu.derivative_definition(x, xp, ALPHA),
    (0.0,),
)
softplus = record(
    "softplus",
    lambda x, xp, beta: _softplus(beta * x, xp) / beta,
    lambda x, xp, beta: _sigmoid(beta * x, xp),
    beta=1.0,
)
# As written, NaN at -inf, where the limit is 0.
silu = record("silu", lambda x, xp: x * _sigmoid(x, xp), _silu_slope)
mish = record("mish", lambda x, xp: x * xp.tanh(_softplus(x, xp)), _mish_slope)
hardswish = record(
    "hardswish",
    lambda x, xp: xp.where(x <= -3, 0.0, xp.where(x >= 3, x, x * (x + 3) / 6)),
    lambda x, xp: xp.where(x <= -3, 0.0, xp.where(x > 3, 1.0, (2 * x + 3) / 6)),
    (-3.0, 3.0),
)
step = record(
    "step",
    lambda x, xp: xp.where(x > 0, 1.0, 0.0),
    lambda x, xp: xp.where(x > 0, 0.0, 0.0),
)
sine = record(
    "sine",
    lambda x, xp, omega: xp.sin(omega * x),
    lambda x, xp, omega: omega * xp.cos(omega * x),
    omega=1.0,
)
snake = record(
    "snake",
    lambda x, xp, alpha: x + xp.sin(alpha * x) ** 2 / alpha,
    lambda x, xp, alpha: 1 + xp.sin(2 * alpha * x),
    alpha=1.0,
)
squared_relu = record(
    "squared_relu",
    lambda x, xp: xp.where(x <= 0, 0.0, x * x),
    lambda x, xp: xp.where(x <= 0, 0.0, 2 * x),
)
hardtanh = record(
    "hardtanh",
    lambda x, xp: xp.clip(x, -1.0, 1.0),
    lambda x, xp: xp.where(x <= -1, 0.0, xp.where(x <= 1, 1.0, 0.0)),
    (-1.0, 1.0),
)
arctan = record("arctan", lambda x, xp: xp.atan(x), lambda x, _: 1 / (1 + x * x))
softsign = record(
    "softsign", lambda x, xp: x / (1 + xp.abs(x)), lambda x, xp: 1 / (1 + xp.abs(x)) ** 2
)
exponential = record("exponential", lambda x, xp: xp.exp(x), lambda x, xp: xp.exp(x))
logarithm = record("logarithm", lambda x, xp: xp.log(x), lambda x, _: 1 / x)
gaussian_growth = record(
    "gaussian_growth",
    lambda x, xp: xp.exp(x * x / 4),
    lambda x, xp: x / 2 * xp.exp(x * x / 4),
)
bump = record("bump", lambda x, xp: xp.exp(-x * x), lambda x, xp: -2 * x * xp.exp(-x * x))
zero = record(
    "zero",
    lambda x, xp: 0.0 * xp.where(xp.isinf(x), 0.0, x),
    lambda x, xp: 0.0 * xp.where(xp.isinf(x), 0.0, x),
)
