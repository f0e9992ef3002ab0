"""How many spellings of a number and a name are caught, and how seldom ordinary Danish is held back for one."""

from pathlib import Path

import pytest
from example_facts import EXAMPLES
from ordinary_danish import CITIZENS as COMMON_NAMES
from ordinary_danish import SENTENCES
from spelt_persons import BEYOND_NAMES, BEYOND_NUMBERS, CITIZENS, NAMES, NUMBERS, NUMBERS_KNOWN

from notifications.leaks import PersonalDataFound, check
from notifications.names import traces_kept
from notifications.wording import letter

GOLDEN = sorted((Path(__file__).parent / "golden").iterdir())
# The guard before this one caught 43 of the numbers and 35 of the names, and held back two of the sentences.
HELD_BACK = {"Mette I. skriver referat af punkt 4."}  # somebody shares first name and initial with a citizen


def known(names, numbers=()):
    return frozenset(numbers).union(*map(traces_kept, names))


def kind_of(text, traces):
    try:
        check({"text": text}, traces.intersection)
    except PersonalDataFound as found:
        return found.kind
    return None


SPELT = known(CITIZENS, NUMBERS_KNOWN)
COMMON = known(COMMON_NAMES)


def test_the_lists_say_nothing_twice():
    for listed in (NUMBERS, NAMES, SENTENCES):
        assert len(set(listed)) == len(listed)
    assert (len(NUMBERS), len(NAMES), len(SENTENCES)) == (109, 93, 401)


@pytest.mark.parametrize("text", NUMBERS)
def test_a_number_is_caught_however_it_is_spelt(text):
    assert kind_of(text, SPELT) == "cpr"


@pytest.mark.parametrize("text", NAMES)
def test_a_name_is_caught_however_it_is_spelt(text):
    assert kind_of(text, SPELT) == "name"


def test_what_is_beyond_the_guard_is_known():
    assert {text for text in (*BEYOND_NUMBERS, *BEYOND_NAMES) if kind_of(text, SPELT)} == set()


def test_of_ordinary_danish_hardly_a_sentence_is_held_back():
    assert {text for text in SENTENCES if kind_of(text, COMMON)} == HELD_BACK


def test_none_of_our_own_mails_is_held_back():
    mails = [
        letter(occasion, facts, language) for occasion, facts in EXAMPLES.items() for language in ("da", "en")
    ]
    assert [mail.subject for mail in mails if kind_of(f"{mail.subject}\n{mail.text}", COMMON | SPELT)] == []


def test_no_text_of_a_calendar_is_held_back():
    texts = [path.read_text(encoding="utf-8") for path in GOLDEN]
    assert [
        path.name for path, text in zip(GOLDEN, texts, strict=True) if kind_of(text, COMMON | SPELT)
    ] == []
