import pytest

from notifications.municipality import municipality_in_words


@pytest.mark.parametrize(
    ("name", "danish", "english"),
    [
        ("København", "Københavns Kommune", "The City of Copenhagen"),
        ("københavn", "Københavns Kommune", "The City of Copenhagen"),
        ("Odense", "Odense Kommune", "Odense Municipality"),
        ("Høje-Taastrup", "Høje-Taastrup Kommune", "Høje-Taastrup Municipality"),
        ("Bornholm", "Bornholms Regionskommune", "The Regional Municipality of Bornholm"),
        ("Nordfyns", "Nordfyns Kommune", "Nordfyns Municipality"),
        ("Vesthimmerland", "Vesthimmerlands Kommune", "Vesthimmerland Municipality"),
        ("Odense Kommune", "Odense Kommune", "Odense Municipality"),
    ],
)
def test_a_municipality_is_called_as_it_calls_itself(name, danish, english):
    assert (municipality_in_words(name, "da"), municipality_in_words(name, "en")) == (danish, english)
