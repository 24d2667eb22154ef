"""The guide's pages: the front page, the species and their plates, the comparison."""

from collections.abc import Mapping
from contextlib import suppress

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from fieldguide import guide
from fieldguide.activations import Activation, Gate, UnknownActivation, catalogue
from fieldguide.activations import get as find
from fieldguide.serve.caching import document
from fieldguide.serve.responses import (
    CONTENT_TYPES,
    READ_METHODS,
    line_of_text,
    page_with_status,
)
from fieldguide.serve.static_files import NOT_BUILT, is_built

router = APIRouter()


@router.api_route("/", methods=READ_METHODS)
def _front_page(request: Request) -> Response:
    if not is_built():
        return line_of_text(503, NOT_BUILT)
    return _page(request, guide.front_page())


@router.api_route("/species/", methods=READ_METHODS)
def _species_index(request: Request) -> Response:
    return _page(request, guide.species_index())


@router.api_route("/species", methods=READ_METHODS)
def _species_index_without_slash() -> Response:
    return RedirectResponse("/species/", 308)


# After the route of /species/formula, which this path takes in too.
@router.api_route("/species/{slug}", methods=READ_METHODS)
def _plate(request: Request, slug: str) -> Response:
    try:
        record: Activation | Gate = find(slug)
    except UnknownActivation as error:
        line = str(error).partition(". ")[0]
        return page_with_status(404, guide.not_found(request.url.path, line))
    if isinstance(record, Gate):
        html = guide.gate_plate(record)
    else:
        html = guide.plate(_at(record, request.query_params))
    return _page(request, html)


@router.api_route("/compare", methods=READ_METHODS)
def _compare(request: Request) -> Response:
    asked = request.query_params.get("show", ",".join(guide.COMPARED_FIRST)).split(",")
    chosen = [
        _at(each, request.query_params, plain=False) for each in catalogue() if each.slug in asked
    ]
    if "formula" in asked:
        # The field above the chart reports what is wrong with a formula.
        with suppress(guide.FormulaQueryError):
            chosen.append(guide.read_formula(request.query_params.multi_items()))
    return _page(request, guide.comparison(chosen))


def _page(request: Request, html: str) -> Response:
    return document(request, html.encode(), CONTENT_TYPES[".html"])


def _at(activation: Activation, query: Mapping[str, str], *, plain: bool = True) -> Activation:
    """An activation at the parameters of a query: alpha=2 if plain, else elu.alpha=2.

    Those it cannot read are left out; the page reports them.
    """
    values = {}
    for parameter in activation.parameters:
        # Only leaky ReLU has negative_slope, which goes by its plain name everywhere.
        plainly = plain or activation.slug == "leaky_relu"
        key = parameter.name if plainly else f"{activation.slug}.{parameter.name}"
        with suppress(ValueError):
            values[parameter.name] = parameter.check(float(query.get(key, "")))
    return activation.at(**values)
