"""The committed files that are derived from the code are what the code gives."""

import pytest

from tools import generate


@pytest.mark.parametrize("path", generate.FILES, ids=lambda path: path.name)
def test_the_committed_file_is_what_the_code_gives(path):
    assert path.read_text("utf-8") == generate.FILES[path](), "run: make generated"
