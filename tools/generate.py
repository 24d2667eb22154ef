"""Writes the committed files that are derived from the code: `make generated`.

A new one is a path and a function that gives its text.
"""

from collections.abc import Callable
from pathlib import Path

from tools import color_sheets, house, shared_constants, typescript

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "web"
FILES: dict[Path, Callable[[], str]] = {
    house.PICTURE: house.picture,
    WEB / "src" / "labs" / "frames.ts": typescript.lines_of_runs,
    WEB / "src" / "shared-constants.ts": shared_constants.constants,
    WEB / "style" / "ui" / "palette.css": color_sheets.page_colors,
    WEB / "style" / "labs" / "class-colors.css": color_sheets.class_colors,
}


def main() -> None:
    """Write the files."""
    for path, text in FILES.items():
        path.write_text(text(), "utf-8")
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
