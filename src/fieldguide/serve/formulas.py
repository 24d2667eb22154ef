"""Typed formulas: what one is, as JSON; its arithmetic, as JavaScript; its plate."""

from fastapi import APIRouter, Request, Response

from fieldguide import guide
from fieldguide.serve.caching import document
from fieldguide.serve.responses import (
    CONTENT_TYPES,
    READ_METHODS,
    line_of_text,
    page_with_status,
)

router = APIRouter()


@router.api_route("/api/formula", methods=READ_METHODS)
def _description(request: Request) -> Response:
    body = guide.formula_description(request.query_params.multi_items())
    return document(request, body.encode(), CONTENT_TYPES[".json"])


@router.api_route("/formula.js", methods=READ_METHODS)
def _arithmetic(request: Request) -> Response:
    try:
        module = guide.formula_module(request.query_params.multi_items())
    except guide.FormulaQueryError as error:
        return line_of_text(422, str(error))
    return document(request, module.encode(), CONTENT_TYPES[".js"])


@router.api_route("/species/formula", methods=READ_METHODS)
def _plate(request: Request) -> Response:
    query = request.query_params.multi_items()
    try:
        page = guide.formula_plate(query)
    except guide.FormulaQueryError as error:
        # Without a formula nothing is wrong: the page offers the field.
        status = 422 if request.query_params.get("formula") else 200
        return page_with_status(status, guide.formula_refusal(query, error))
    return document(request, page.encode(), CONTENT_TYPES[".html"])
