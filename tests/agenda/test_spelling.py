import pytest

from agenda.spelling import folded


@pytest.mark.parametrize(
    "written",
    [
        "Høje-Taastrup",
        "HØJE TÅSTRUP",
        "hoeje  tåstrup",
        "Hoje.Tastrup",
        "H\u00d8je Ta\u030astrup",
        " Hôje-Tàastrup ",
    ],
)
def test_one_name_in_many_spellings_is_one(written):
    assert folded(written) == "hoje tastrup"


def test_apostrophes_part_no_words_and_all_other_marks_do():
    assert (folded("O'Prøve"), folded("Prøve/Eksempel_Opdigt")) == ("oprove", "prove eksempel opdigt")


@pytest.mark.parametrize(("one", "other"), [("Vejle", "Vejen"), ("Samsø", "Morsø"), ("Anna", "Anne")])
def test_what_is_another_name_stays_another(one, other):
    assert folded(one) != folded(other)


def test_nothing_is_nothing():
    assert folded(" -.'") == ""
