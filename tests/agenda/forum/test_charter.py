from datetime import UTC, date, datetime

import pytest

from agenda.forum.charter import Charter, CharterInForceTooSoon, CharterKnown, check_new

TODAY = date(2026, 12, 17)
FIRST = Charter("2026", date(2026, 1, 1), "", datetime(2026, 1, 1, tzinfo=UTC))


def version(name, in_force_from):
    return Charter(name, in_force_from, "", FIRST.published_at)


def test_the_first_version_may_be_in_force_already():
    check_new(FIRST, [], TODAY)


def test_the_next_one_is_in_force_from_a_day_ahead_and_until_then_the_older_holds():
    new = version("2027", date(2027, 3, 1))
    check_new(new, [FIRST], TODAY)
    assert new.last_day_of_older == date(2027, 2, 28)


@pytest.mark.parametrize("on", [TODAY, date(2026, 12, 1)])
def test_a_new_version_leaves_time_to_accede_to_it(on):
    with pytest.raises(CharterInForceTooSoon):
        check_new(version("2027", on), [FIRST], TODAY)


def test_versions_come_into_force_in_their_order():
    with pytest.raises(CharterInForceTooSoon):
        check_new(version("2028", date(2027, 3, 1)), [FIRST, version("2027", date(2027, 3, 1))], TODAY)


def test_a_version_is_published_once():
    with pytest.raises(CharterKnown):
        check_new(version("2026", date(2027, 3, 1)), [FIRST], TODAY)
