"""The activations of the guide: their arithmetic as JavaScript, and a list of them as JSON."""

import json
from dataclasses import asdict
from functools import cache

from fastapi import APIRouter, Request, Response

from fieldguide.activations import Activation, catalogue, javascript
from fieldguide.serve.caching import document
from fieldguide.serve.responses import CONTENT_TYPES, READ_METHODS

router = APIRouter()


@cache
def arithmetic() -> bytes:
    """The JavaScript of every activation, written once a process."""
    return javascript().encode()


@router.api_route("/activations.js", methods=READ_METHODS)
def _arithmetic(request: Request) -> Response:
    return document(request, arithmetic(), CONTENT_TYPES[".js"])


@router.api_route("/api/activations", methods=READ_METHODS)
def _list(request: Request) -> Response:
    body = json.dumps([_described(activation) for activation in catalogue()], ensure_ascii=False)
    return document(request, body.encode(), CONTENT_TYPES[".json"])


def _described(activation: Activation) -> dict[str, object]:
    return {
        "slug": activation.slug,
        "name": activation.name,
        "family": activation.family,
        "formula": activation.formula,
        "parameters": [asdict(parameter) for parameter in activation.parameters],
        "kinks": activation.kinks,
        "year": activation.year,
        "citation": activation.citation,
    }
