from datetime import date

import pytest

from agenda.forum.retention import forgotten_from


@pytest.mark.parametrize(
    ("last_on", "expected"),
    [
        (date(2026, 12, 31), date(2028, 1, 1)),
        (date(2026, 2, 28), date(2027, 3, 1)),
        (date(2028, 2, 29), date(2029, 3, 1)),
    ],
)
def test_what_is_over_is_kept_so_many_months_and_not_a_day_longer(last_on, expected):
    assert forgotten_from(last_on, 12) == expected
