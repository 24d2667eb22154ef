"""The answer to an address that holds no page."""

from fieldguide.guide.rendering import render


def not_found(path: str, hint: str = "") -> str:
    """Assemble the page that says that a path holds none.

    Args:
      path: the path asked for; it is shown escaped.
      hint: a line that says what is there instead.

    Returns:
      str, an HTML document that links back to the guide.
    """
    return render("not_found.html", path=path, hint=hint)
