"""The statement that stands on every page and document of a case."""

import pytest

from notifications.confidentiality import statement


def test_it_says_in_danish_that_nothing_may_be_used_for_investigation():
    assert statement("da") == (
        "Fortroligt. Oplysningerne må ikke bruges til eller videregives med henblik på efterforskning "
        "af straffesager (rpl. § 115, stk. 2)."
    )


def test_it_says_the_same_in_english():
    assert "may not be used for, or passed on for the purpose of, the investigation" in statement("en")


@pytest.mark.parametrize("language", ["", "de", "../da"])
def test_a_language_without_words_gets_the_danish_ones(language):
    assert statement(language) == statement("da")
