import pytest

from notifications.reason import WORDS, Reason, reason_in_words


@pytest.mark.parametrize("language", sorted(WORDS))
def test_no_two_reasons_are_told_alike(language):
    assert len(set(WORDS[language].values())) == len(Reason)


def test_a_reason_is_told_in_the_language_asked_for_and_else_in_danish():
    told = [reason_in_words(Reason.MEETING_MOVED, language) for language in ("da", "en", "fr")]
    assert told == ["mødet er flyttet", "the meeting has been moved", "mødet er flyttet"]


def test_what_is_no_reason_of_ours_is_its_own_words():
    assert reason_in_words("tir. 6. apr. 2027, samme dag", "da") == "tir. 6. apr. 2027, samme dag"
