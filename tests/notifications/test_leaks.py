"""No number of a person and no known name leaves, and nothing harmless is held back for looking like one."""

from datetime import UTC, datetime, timedelta

import pytest

from notifications.address import Address
from notifications.invitation import Event, request
from notifications.leaks import PersonalDataFound, TooLongToCheck, check, normalised, readable_parts
from notifications.mail import Envelope, Letter, compose
from notifications.names import traces_kept

KNOWN = {*traces_kept("Testa Prøvesen"), *traces_kept("Testa Maria af Prøvegård"), "0202905002"}
known_among = KNOWN.intersection


def found(text):
    try:
        check({"text": text}, known_among)
    except PersonalDataFound as leak:
        return leak.kind
    return None


@pytest.mark.parametrize(
    "text",
    [
        "010190-5001",
        "Borger 0101905001.",
        "(010190 5001)",
        "010190–5001",
        "010190 - 5001",
        "010190\u20115001",
        "010190\u00a05001",
        "0101\u200b90-5001",
        "cpr:010190-5001,",
        "CPR010190-5001er",
        "０１０１９０-５００１",
        "290296-5001",
        "290200-5001",
        "https://example.dk/?cpr=010190-5001",
        "01 01 90 5001",
        "01-01-90-5001",
        "01.01.90-5001",
        "010190.5001",
        "01011990-5001",
        "01.01.1990-5001",
        "https://example.dk/?cpr=010190%2D5001",
        "https://example.dk/0202905002",
    ],
)
def test_a_number_that_could_be_a_persons_is_found(text):
    assert found(text) == "cpr"


@pytest.mark.parametrize(
    "text",
    [
        "KE-2026-0117",
        "320190-5001",
        "011390-5001",
        "290295-5001",
        "000190-5001",
        "20101905001",
        "010190500123",
        "2026-11-24 08:00",
        "24.11.2026 0900",
        "24.11.26 0900",
        "20 12 10 12 34",
        "100 % 24",
        "33 17 29 29",
        "6f1c6c1e-8d1c-4f0e-9a52-010190500112",
        "0101905001a0101905001b",
        "https://example.dk/svar/0101905001",
        "https://example.dk/svar/6f1c6c1e-8d1c-4f0e-9a52-5c0d0f9b7a11",
    ],
)
def test_what_is_no_number_of_a_person_passes(text):
    assert found(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Sagen om Testa Prøvesen er klar.",
        "TESTA   PRØVESEN",
        "Testa\nPrøvesen",
        "»Testa Prøvesen«",
        "Testa-Prøvesen",
        "Testa Prøvesens sag",
        "mødet med testa maria af prøvegård i morgen",
        "Om Prøvesen, Testa i morgen",
        "https://example.dk/Testa%20Pr%C3%B8vesen",
        "PRØVESEN,\nTESTAS sag",
        "Prøvesen，Testa",
        "sagen: af Prøvegård, Testa Maria",
    ],
)
def test_a_known_name_is_found_however_it_is_written(text):
    assert found(text) == "name"


@pytest.mark.parametrize(
    "text",
    [
        *("", "Testa", "Testarossa Prøvesen", "Testa Prøvelse", ",", "Prøvesen,", ",Testa", "T. P."),
        *("Mette Prøvesen, Testa Hansen", "Testa mødte i går den samme mand igen, hr. Prøvesen"),
    ],
)
def test_other_words_are_no_known_name(text):
    assert found(text) is None


def test_known_traces_are_asked_for_once_for_all_texts():
    asked = []
    check(
        {"subject": "Testa Eksempel", "text": "Testa Eksempel 010190"},
        lambda traces: asked.append(traces) or (),
    )
    assert [sorted(traces) for traces in asked] == [["=eksempel", "eksempel testa"]]


def test_a_text_is_read_to_its_end():
    text = "Et ord, og endnu et. " * 9_000
    assert found(text) is None
    assert found(f"{text}Testa Prøvesen") == "name"
    assert found(f"{text}010190-5001") == "cpr"


@pytest.mark.parametrize("text", ["a" * 200_001, "\ufdfa" * 20_000])
def test_a_text_too_long_to_be_read_to_its_end_is_refused_and_not_passed(text):
    with pytest.raises(TooLongToCheck) as refused:
        check({"reason": text}, known_among)
    assert refused.value.field == "reason"


def test_a_name_has_one_spelling():
    assert normalised("  Testa   MARIA-Louise, Prøvesen ") == "testa maria louise prøvesen"


def test_the_error_tells_where_and_what_kind():
    with pytest.raises(PersonalDataFound) as leak:
        check({"subject": "Møde", "calendar summary": "Om 010190-5001"}, known_among)
    assert (leak.value.field, leak.value.kind) == ("calendar summary", "cpr")


@pytest.mark.parametrize("text", ["010190-5001", "Testa Prøvesen"])
def test_the_error_never_repeats_the_datum(text):
    with pytest.raises(PersonalDataFound) as leak:
        check({"text": text}, known_among)
    assert text not in str(leak.value)
    assert text not in repr(leak.value)


def composed(letter=None, **event):
    sender = Address("VINK", "vink@example.dk")
    starts_at = datetime(2026, 12, 8, 8, tzinfo=UTC)
    facts = {"summary": "Møde, uge 50", "description": "Dagsorden; følger", "place": "Rådhuset", **event}
    meeting = Event(
        **facts,
        uid="1@example.dk",
        sequence=0,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        url="",
        organiser=sender,
        is_private=False,
    )
    envelope = Envelope("<1@example.dk>", sender, sender, starts_at, "da")
    html = '<p>Kære <b>Å</b>se</p><p>Se <a href="https://example.dk/1" title="Siden">her</a></p>'
    return compose(
        envelope, letter or Letter("Møde på Ærø", "Kære Åse", html), request(meeting, [sender], starts_at)
    )


def test_what_people_read_of_a_mail_is_named_by_field():
    parts = {field: " ".join(text.split()) for field, text in readable_parts(composed()).items()}
    assert parts == {
        "subject": "Møde på Ærø",
        "text": "Kære Åse",
        "html": "Kære Åse Se https://example.dk/1 Siden her",
        "calendar summary": "Møde, uge 50",
        "calendar location": "Rådhuset",
        "calendar description": "Dagsorden; følger",
    }


@pytest.mark.parametrize(
    ("mail", "field"),
    [
        (composed(Letter("Om 010190-5001", "x", "y")), "subject"),
        (composed(Letter("Møde", "x 010190-5001", "y")), "text"),
        (composed(Letter("Møde", "x", "<p>0101<b>90-50</b>01</p>")), "html"),
        (composed(description="x" * 70 + " 010190-5001"), "calendar description"),
        (composed(place="010190-5001"), "calendar location"),
    ],
)
def test_a_leak_is_found_wherever_people_read_it(mail, field):
    with pytest.raises(PersonalDataFound) as leak:
        check(readable_parts(mail), known_among)
    assert leak.value.field == field


def test_a_file_name_is_read_too_and_two_texts_are_both_read():
    mail = (
        b'Content-Type: multipart/mixed; boundary="b"\n\n'
        b"--b\nContent-Type: text/plain\n\nfirst\n"
        b"--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nsecond\n--b--\n"
    )
    assert readable_parts(mail) == {"subject": "", "text": "first\nsecond", "file name": "a.txt"}
