"""Our numbers beside the published ones, to the last digit given."""

import pytest

from tests.analysis.published import rows


@pytest.mark.parametrize("row", list(rows()), ids=lambda row: row.quantity)
def test_published(row):
    assert abs(row.ours() - float(row.published)) <= 0.5 * row.last_digit
