"""The Markdown of the guide's text, with numbers, citations and figures.

Beyond CommonMark the text has `{name arguments :format}` for a number (see numbers.py), `[@key]`
for a citation, `![caption](element)` alone in a paragraph for a figure, and `[Show me](?state)`
alone in a paragraph for the state of the page that a step sets. A block quote says what the
reader then sees. A heading starts a new part.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from markupsafe import Markup

from fieldguide.guide.numbers import evaluate, show
from fieldguide.guide.references import references
from fieldguide.refusals import close_matches


class TextError(ValueError):
    """A fault in the text; one line that starts with its file and line."""


class Figure(NamedTuple):
    """A custom element to draw, and its caption."""

    element: str
    caption: Markup


@dataclass
class Part:
    """A piece of the text, from one heading to the next."""

    title: Markup = field(default_factory=Markup)
    body: Markup = field(default_factory=Markup)
    see: Markup = field(default_factory=Markup)
    state: str = ""
    figure: Figure | None = None


def _span(state: StateInline, silent: bool, kind: str, opening: str, closing: str) -> bool:
    """Turn what stands between two marks into a token that knows its line in the paragraph."""
    if not state.src.startswith(opening, state.pos):
        return False
    start = state.pos + len(opening)
    end = state.src.find(closing, start)
    if not silent:
        token = state.push(kind, "", 0)
        token.content = state.src[start : end if end >= 0 else start + 20]
        token.meta = {"line": state.src.count("\n", 0, state.pos), "closed": end >= 0}
    state.pos = end + len(closing) if end >= 0 else state.posMax
    return True


def _number(state: StateInline, silent: bool) -> bool:
    return _span(state, silent, "number", "{", "}")


def _citation(state: StateInline, silent: bool) -> bool:
    return _span(state, silent, "citation", "[@", "]")


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"typographer": True}).enable("smartquotes")
    parser.inline.ruler.before("link", "number", _number)
    parser.inline.ruler.before("link", "citation", _citation)
    return parser


def _cite(key: str) -> Markup:
    known = references()
    if key not in known:
        near = ", ".join(close_matches(key, known, 2)) or "none"
        raise ValueError(f'no reference "{key}"; nearest: {near}. They are in references.toml')
    return Markup('<a class="cite" href="#ref-{}">{}</a>').format(key, known[key].label)


def _fill(tokens: Sequence[Token], file: str, line: int) -> None:
    """Replace numbers and citations by their HTML, in place."""
    for token in tokens:
        at = line + token.map[0] if token.map else line
        if token.children:
            _fill(token.children, file, at)
        if token.type not in {"number", "citation"}:
            continue
        try:
            if not token.meta["closed"]:
                raise ValueError(f'"{token.content}" is never closed; end it with }} or ]')
            if token.type == "citation":
                html = _cite(token.content)
            else:
                expression, _, spec = token.content.partition(":")
                html = show(evaluate(expression), spec.strip())
        except (ValueError, LookupError) as error:
            raise TextError(f"{file}:{at + token.meta['line']}: {error}") from None
        token.type, token.content = "html_inline", str(html)


def _render(nodes: Sequence[SyntaxTreeNode]) -> Markup:
    parser = _parser()
    tokens = [token for node in nodes for token in node.to_tokens()]
    # The text is the project's own: rendered Markdown is trusted HTML.
    return Markup(parser.renderer.render(tokens, parser.options, {}))  # noqa: S704


def _sole(node: SyntaxTreeNode) -> SyntaxTreeNode | None:
    """The one inline node of a paragraph that holds nothing else."""
    inline = node.children[0].children if node.type == "paragraph" else []
    return inline[0] if len(inline) == 1 else None


def parts(text: str, file: str) -> list[Part]:
    """Split Markdown into parts at its headings, every number and citation filled in.

    Args:
      text: the Markdown.
      file: its name, for errors.

    Returns:
      list of Part, at least one. What stands before the first heading is a part without a title.

    Raises:
      TextError: a number, citation or mark is wrong; one line with the file and line.
    """
    tokens = _parser().parse(text)
    _fill(tokens, file, 1)
    found = [Part()]
    for node in SyntaxTreeNode(tokens).children:
        part, sole = found[-1], _sole(node)
        if node.type == "heading":
            found.append(Part(title=_render(node.children)))
        elif node.type == "blockquote":
            part.see += _render(node.children)
        elif sole and sole.type == "image":
            part.figure = Figure(str(sole.attrs["src"]), _render(sole.children))
        elif sole and sole.type == "link" and str(sole.attrs["href"]).startswith("?"):
            part.state = str(sole.attrs["href"])[1:]
        else:
            part.body += _render([node])
    return found if found[0].body else found[1:]
