import pytest

from service.demo.cast import PARTS, cast_of
from service.settings.load import settings_of

NAMES = ("ane", "bo", "carl", "dot", "eva", "finn", "gro")


def town(parties, police="ane", never=()):
    cases = {"police_party": police, "not_asked_for_children_under_15": list(never)}
    return settings_of({"cases": cases, "parties": {party: party.title() for party in parties}}, {})


def test_the_default_parties_play_themselves():
    cast = cast_of(settings_of({}, {}))
    assert (dict(cast.parts), cast.others, cast.has_police) == ({part: part for part in PARTS}, (), True)


def test_the_police_and_those_never_asked_about_children_play_such_parts_and_who_is_left_is_another():
    cast = cast_of(town(NAMES, "carl", ["bo", "gro"]))
    assert dict(cast.parts) == {"ssp": "ane", "sof": "dot", "dks": "carl", "kf": "bo", "bif": "gro"}
    assert cast.others == ("eva", "finn")


def test_where_there_are_fewer_parties_somebody_else_does_what_is_to_be_done():
    cast = cast_of(town(NAMES[:2], "bo"))
    assert [cast.plays(part) for part in PARTS] == [True, False, True, False, False]
    assert [cast[part] for part in PARTS] == ["ane", "ane", "bo", "ane", "ane"]


@pytest.mark.parametrize(("police", "has_police"), [("ane", True), ("nobody", False)])
def test_police_that_are_no_party_clear_nothing(police, has_police):
    assert cast_of(town(NAMES, police)).has_police is has_police
