"""Over the API an end that is left out stays, and one given as null is taken back."""

import pytest
from api_samples import FORUM as CHARTER_LIST

PEOPLE, LIST = "/api/v1/people", "/api/v1/forum/charter-list"
UNTIL, LATER = "2027-06-30", "2027-12-31"
MEMBER = {
    "body": "koordineringsenheden",
    "party": "ssp",
    "name": "Medlem ssp",
    "email": "medlem.ssp@moedeklar.invalid",
}


def set_end(planned, name, given):
    """The end that the member or the party has after a document that names it."""
    key = "email" if name == "members" else "id"
    listed = planned.call("PUT", PEOPLE, {name: [given]}).get_json()[name]
    return next(one["valid_until"] for one in listed if one[key] == given[key])


@pytest.mark.parametrize(("name", "own"), [("members", MEMBER), ("parties", {"id": "ssp"})])
def test_of_members_and_parties(planned, name, own):
    assert set_end(planned, name, {**own, "valid_until": UNTIL}) == UNTIL
    assert set_end(planned, name, own) == UNTIL
    assert set_end(planned, name, {**own, "valid_until": LATER}) == LATER
    assert set_end(planned, name, {**own, "valid_until": None}) is None


def test_of_appointments_to_the_forum(planned):
    (organisation, *_) = CHARTER_LIST["organisations"]
    seat = {
        "name": "Ny Opdigtet",
        "email": "ny@moedeklar.invalid",
        "organisation": organisation["id"],
        "first_on": "2026-11-01",
    }
    planned.call("PUT", LIST, CHARTER_LIST, "forum")
    for end, stands in (({"last_on": UNTIL}, UNTIL), ({}, UNTIL), ({"last_on": None}, None)):
        answer = planned.call("PUT", LIST, {"members": [{**seat, **end}]}, "forum").get_json()
        appointed = [a for one in answer["organisations"] for a in one["appointed"]]
        assert [one["last_on"] for one in appointed if one["email"] == seat["email"]] == [stands]
        assert answer["left"] == []
