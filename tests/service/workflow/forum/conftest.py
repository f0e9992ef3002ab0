import pytest
from driven_service import local
from sample_people import FORUM, member, set_everybody


@pytest.fixture
def driven(start_on):
    """Two members of an association that has acceded; a meeting on 11 Feb 2027, invited to on 17 Dec."""
    driven = start_on(local("2026-11-02", "12:00"))
    set_everybody(driven, member("ssp", FORUM), member("sof", FORUM))
    driven.plan(FORUM, "2027-02-01", "2027-02-28")
    return driven


@pytest.fixture
def invited(driven):
    driven.play_until(local("2026-12-18"))
    return driven
