import pytest

from notifications.possessive import possessive


@pytest.mark.parametrize(
    ("name", "whose"),
    [
        ("Medborgerforum", "Medborgerforums"),
        ("Dialogråd Syd", "Dialogråd Syds"),
        ("Borgerhus", "Borgerhus'"),
        ("Enhed X", "Enhed X'"),
        ("Forum Allianz", "Forum Allianz'"),
    ],
)
def test_whose_it_is_ends_as_danish_writes_it(name, whose):
    assert possessive(name) == whose
