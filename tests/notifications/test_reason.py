import pytest

from notifications.reason import WORDS, Reason, reason_in_words


@pytest.mark.parametrize("language", sorted(WORDS))
def test_every_reason_has_words_in_each_language(language):
    assert set(WORDS[language]) == set(Reason)


def test_what_is_no_reason_of_ours_is_its_own_words():
    assert reason_in_words("tir. 6. apr. 2027, samme dag", "da") == "tir. 6. apr. 2027, samme dag"
