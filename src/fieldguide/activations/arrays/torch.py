"""Definitions computed for PyTorch tensors, with exact gradients."""

from collections.abc import Callable
from functools import cache
from typing import Any

import torch
from array_api_compat import torch as torch_api

from fieldguide.activations.arrays.namespace import Definition, Namespace, Pair

_FLOATS = (torch.float64, torch.float32, torch.float16, torch.bfloat16)


@cache
def _namespace() -> Namespace:
    return Namespace(torch_api, torch.special)


def evaluate(
    definition: Definition,
    x: torch.Tensor,
    parameters: dict[str, float],
    derivative: Definition | None,
) -> torch.Tensor:
    """``definition`` at x, in float64 on x's device, rounded once to x's dtype."""
    _check(x)
    if derivative is not None and x.requires_grad and torch.is_grad_enabled():
        apply: Callable[..., torch.Tensor] = _WithDerivative.apply
        return apply(x, definition, derivative, parameters)
    return _compute(definition, x, parameters)


def evaluate_pair(pair: Pair, a: torch.Tensor, b: torch.Tensor) -> tuple[torch.Tensor, ...]:
    """``pair`` at two tensors of one dtype, in float64, rounded once to that."""
    _check(a)
    dtype = a.dtype if a.is_floating_point() else torch.float64
    wide = torch_api.broadcast_arrays(a.to(torch.float64), b.to(torch.float64))
    return tuple(result.to(dtype) for result in pair(*wide))


def _check(x: torch.Tensor) -> None:
    if x.is_complex() or (x.is_floating_point() and x.dtype not in _FLOATS):
        raise TypeError(
            "x must hold float64, float32, float16, bfloat16, integers or booleans, "
            f"got {str(x.dtype).removeprefix('torch.')}"
        )


def _compute(definition: Definition, x: torch.Tensor, parameters: dict[str, float]) -> torch.Tensor:
    wide = x.to(torch.float64)
    result = definition(wide, _namespace(), **parameters)
    dtype = x.dtype if x.is_floating_point() else torch.float64
    narrow: torch.Tensor = result.to(dtype, copy=result is wide)
    return narrow


class _WithDerivative(torch.autograd.Function):
    """The value forwards, the derivative's own definition backwards.

    Differentiating through where() would multiply the zeros of the branch not
    taken by its infinities, and would lose the digits of the tails.
    """

    generate_vmap_rule = True

    @staticmethod
    def forward(
        x: torch.Tensor,
        definition: Definition,
        derivative: Definition,  # noqa: ARG004 - kept by setup_context
        parameters: dict[str, float],
    ) -> torch.Tensor:
        return _compute(definition, x, parameters)

    @staticmethod
    def setup_context(ctx: Any, inputs: tuple[Any, ...], _: torch.Tensor) -> None:
        x, _value, ctx.derivative, ctx.parameters = inputs
        ctx.save_for_backward(x)

    @staticmethod
    def backward(ctx: Any, gradient: torch.Tensor) -> tuple[torch.Tensor, None, None, None]:
        (x,) = ctx.saved_tensors
        return gradient * _compute(ctx.derivative, x, ctx.parameters), None, None, None
