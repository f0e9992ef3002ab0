import pytest
from said_of_faults import phrases

from notifications.fault import fault_in_words
from notifications.fault_words import PHRASES

# Put together where nobody could find them, or said by no channel.
ELSEWHERE = (
    "Error",
    "Microsoft gave no token",
    "it was begun over the channel",
    "lease_ended",
    "no encrypted connection",
    "no longer true when its moment came",
    "the carrier ",
    "the server refuses the ",
    "the server's certificate does not hold",
)


@pytest.mark.parametrize("language", PHRASES)
def test_every_phrase_of_a_channel_has_words_in_each_language(language):
    known = PHRASES[language]
    assert [said for said in phrases() if not any(said.startswith(beginning) for beginning in known)] == []


def test_the_phrases_are_found_in_the_source():
    """Tables and what is put together are read too, so that the test above means something."""
    looked_for = {
        "the server is too slow",
        "no clear answer came (",
        "Graph does not take the token ({named})",
        "the app has been disabled in the tenant",
        "the server did not keep what was written: look at the entry, and adopt it, or put it back",
        "the entry was changed meanwhile (412)",
        "the entry was removed meanwhile",
        "somebody changed the entry in the calendar itself: adopt that, or put it back",
    }
    assert looked_for - set(phrases()) == set()


def test_no_words_are_left_of_phrases_that_nobody_says():
    said = phrases()
    left = [
        b for b in PHRASES["da"] if not b.startswith(ELSEWHERE) and not any(s.startswith(b) for s in said)
    ]
    assert left == []


def test_a_phrase_that_another_begins_stands_after_it():
    """The first one that fits is taken."""
    listed = list(PHRASES["da"])
    assert [(a, b) for n, a in enumerate(listed) for b in listed[n + 1 :] if b.startswith(a)] == []


def test_what_follows_a_colon_is_told_in_words_too():
    assert fault_in_words("the calendar can't be read: Graph asks to wait (429)", "da") == (
        "Kalenderen kan ikke læses: Microsoft Graph har travlt; det prøves igen"
    )
