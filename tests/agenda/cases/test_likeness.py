"""The written rule of when two names can be one person's, and when they are entirely different."""

import pytest

from agenda.cases.likeness import Likeness, likeness

EQUAL, VARIED, GIVEN_NAME, NONE = Likeness

SAME_WORDS = [
    ("Testa Prøvesen", "TESTA  prøvesen"),
    ("Testa Prøvesen", "Testa Proevesen"),
    ("Søren Prøvesen", "Soren Provesen"),
    ("Åse Prøvesen", "Aase Prøvesen"),
    ("Anne-Marie Prøvesen", "Anne Marie Prøvesen"),
    ("René Prøvesen", "Rene Prøvesen"),
    ("Testa Prøvesen", "Prøvesen, Testa"),
    ("Testa Prøvesen", "Prøvesen Testa"),
]
SAME_NAME = [
    ("Testa Maria Prøvesen", "Testa Prøvesen"),
    ("Testa Prøvesen-Berg", "Testa Prøvesen"),
    ("T. Prøvesen", "Testa Prøvesen"),
    ("Testa P.", "Testa Prøvesen"),
    ("Testa M. Prøvesen", "Testa Maria Prøvesen"),
    ("Mohammed Ali Prøvesen", "Muhammed Prøvesen"),
    ("Kristoffer Prøvesen", "Christoffer Prøvesen"),
    ("Testa Prøvesen", "Tetsa Prøvesen"),
    ("Testa Prøvesen", "Testa Prøvsen"),
    ("Anna Prøvesen", "Anne Prøvesen"),
]
SAME_GIVEN_NAME = [
    ("Testa Berg", "Testa Prøvesen"),
    ("Testa", "Testa Prøvesen"),
    ("Testa Maria Prøvesen", "Testa Sofie Prøvesen"),
    ("Tetsa Berg", "Testa Prøvesen"),
    ("Prøve Nummer1", "Prøve Nummer2"),
]
ANOTHER_NAME = [
    ("Anden Prøvesen", "Testa Prøvesen"),
    ("Prøvesen", "Testa Prøvesen"),
    ("T.P.", "Testa Prøvesen"),
    ("T. Berg", "Testa Prøvesen"),
    ("A. Prøvesen", "Testa Prøvesen"),
    ("Ali Prøvesen", "Eli Berg"),
    ("Jens Hansen", "Hans Jensen"),
]


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        *((*pair, EQUAL) for pair in SAME_WORDS),
        *((*pair, VARIED) for pair in SAME_NAME),
        *((*pair, GIVEN_NAME) for pair in SAME_GIVEN_NAME),
        *((*pair, NONE) for pair in ANOTHER_NAME),
    ],
)
def test_two_names_are_as_alike_as_the_rule_says_whichever_comes_first(one, other, how):
    assert (likeness(one, other), likeness(other, one)) == (how, how)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Testa Prøvesen", "Tesxy Prøvesen"),
        ("Ida Prøvesen", "Ada Prøvesen"),
        ("Kim Prøvesen", "Tim Prøvesen"),
    ],
)
def test_two_slips_in_a_short_word_or_one_in_a_very_short_one_make_another_name(one, other):
    assert likeness(one, other) is NONE


def test_one_word_of_a_name_is_used_once():
    assert likeness("Testa Testa", "Testa Prøvesen") is GIVEN_NAME
