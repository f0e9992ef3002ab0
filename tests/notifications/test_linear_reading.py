"""Reading what anybody may have written takes as long as it is long: never the square of it."""

import time
from contextlib import suppress

import pytest
from spelt_persons import CITIZENS

from notifications.address import Address
from notifications.bounce import read_bounces
from notifications.fault import fault_in_words
from notifications.leaks import check, normalised
from notifications.names import traces_kept
from notifications.reply import read_replies
from service.access_log import TOKEN
from service.logs import without_secrets

SHORT, TIMES = 1_000, 8
AT_MOST = 3 * TIMES  # eight times the text may take eight times as long, and thrice that on a busy machine
TOO_SHORT_TO_MEASURE = 0.004
UNITS = (
    *(
        "a",
        "a+",
        "://",
        "a://",
        "http://a ",
        "1",
        "01 ",
        "010190-",
        "01 01 90 12 ",
        "A ",
        "A B.",
        "A B.C D",
        "aA",
    ),
    *(
        "a\u0301\u0323",
        "\u200b0",
        "Testa ",
        "Testa,",
        "a1",
        "a1-",
        "a a ",
        "a-b ",
        "cpr",
        "person",
        "%25",
        "\n",
        " ",
    ),
    *(
        " -",
        ". ",
        "O0",
        "1.1.",
        "http://x/01-01-",
        "01/",
        "Тест ",
        "_",
        "(",
        "Te5 ",
        "x\n ",
        "?",
        "/m/",
        "\\u0000",
    ),
    *("bcd", "<a@", "UID:", "5.1.", "a;", "\t", "\r", "01%2d", '"', "Error", "@a.", "b."),
)
TRACES = frozenset().union(*map(traces_kept, CITIZENS))


def guard(text):
    check({"text": text}, TRACES.intersection)


def mail(read, head):
    return lambda text: read(f"{head}{text}".encode())


TO_A_CALENDAR = "To: a@b\nMIME-Version: 1.0\nContent-Type: text/calendar\n\n"
READERS = {
    "guard": guard,
    "name": normalised,
    "bounce": mail(read_bounces, ""),
    "reply, sender": mail(read_replies, "From: "),
    "reply, calendar": mail(read_replies, TO_A_CALENDAR),
    "address": lambda text: Address("A", f"{text}@example.dk"),
    "domain": lambda text: Address("A", f"a@{text}"),
    "fault": lambda text: fault_in_words(text, "da"),
    "log": lambda text: without_secrets(None, "", text),
    "access log": lambda text: TOKEN.sub("", text),
}


def seconds(read, text):
    """Of the quickest of two readings."""
    taken = []
    for _ in range(2):
        started = time.process_time()
        with suppress(ValueError):
            read(text)
        taken.append(time.process_time() - started)
    return min(taken)


def grows(read, unit):
    """How many times longer it takes for a text so many times as long."""
    few = SHORT // len(unit)
    long = seconds(read, unit * (few * TIMES))
    if long < TOO_SHORT_TO_MEASURE:
        return 0
    return long / max(seconds(read, unit * few), TOO_SHORT_TO_MEASURE / TIMES)


@pytest.mark.parametrize("reader", READERS)
def test_reading_takes_as_long_as_a_text_is_long(reader):
    read = READERS[reader]
    assert {unit: ratio for unit in UNITS if (ratio := grows(read, unit)) > AT_MOST} == {}


@pytest.mark.parametrize("unit", ["a", "a+"])
def test_a_long_text_that_could_begin_a_link_is_read_as_quickly_as_digits_and_blanks(unit):
    """It took 211 seconds, in the midst of a transaction that writes; a text that begins none took 2."""
    length = 200_000
    assert seconds(guard, unit * (length // len(unit))) < AT_MOST * seconds(guard, "1 " * (length // 2))


def test_the_square_would_be_noticed():
    def squared(text):
        return [text.count(letter) for letter in text]

    assert grows(squared, "a+b") > AT_MOST
