"""The letters to a citizen: all they are told, in their language, and nothing of why anybody was worried."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from notifications.citizen import letter
from notifications.citizen.letter import (
    CitizenLetter,
    ConversationFacts,
    OrientationFacts,
    Sender,
    citizen_letter,
)
from notifications.paper.paper import Heading
from notifications.paper.pdf import as_pdf

SENDER = Sender("Prøvestedet", "Prøve Kommune", "tlf. 00 00 00 00", "dpo@moedeklar.invalid", "Odense")
CONVERSATION = ConversationFacts(
    "Testa Prøvesen",
    "KE-2026-0001",
    "Rådgiver Prøve Holdersen",
    "SSP København",
    "Prøvegade 1, lokale 2",
    datetime(2026, 12, 10, 13, tzinfo=UTC),
    ZoneInfo("Europe/Copenhagen"),
)
ORIENTATION = OrientationFacts("Testa Prøvesen", "KE-2026-0001", ("SSP København", "Kriminalforsorgen"))

TO_HOLDER = {"addressee": "Mor Eksempelsen"}
LETTERS = [
    (CitizenLetter.CONVERSATION, CONVERSATION),
    (CitizenLetter.CONVERSATION_HOLDER, replace(CONVERSATION, **TO_HOLDER)),
    (CitizenLetter.ORIENTATION, ORIENTATION),
    (CitizenLetter.ORIENTATION_HOLDER, replace(ORIENTATION, **TO_HOLDER)),
]


def read(which, facts, language="da"):
    return " ".join(" ".join(citizen_letter(which, facts, SENDER, language).texts()).split())


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "da",
            ("Kære Testa Prøvesen", "tor. 10. dec. 2026 kl. 14.00", "Samtalen er frivillig", "tlf. 00 00"),
        ),
        ("en", ("Dear Testa Prøvesen", "14", "The conversation is voluntary", "withdraw your consent")),
    ],
)
def test_the_invitation_says_when_where_whom_and_that_it_is_voluntary(language, said):
    text = read(CitizenLetter.CONVERSATION, CONVERSATION, language)
    wanted = (*said, "Rådgiver Prøve Holdersen", "SSP København", "Prøvegade 1, lokale 2", "KE-2026-0001")
    assert [words for words in wanted if words not in text] == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("da", ("artikel 14", "§ 115", "Datatilsynet", "Dine rettigheder", "ikke fastsat en bestemt dag")),
        (
            "en",
            ("article 14", "§ 115", "Data Protection Agency", "Your rights", "No certain day has been set"),
        ),
    ],
)
def test_the_orientation_says_who_is_responsible_why_from_whom_and_what_can_be_asked(language, said):
    text = read(CitizenLetter.ORIENTATION, ORIENTATION, language)
    wanted = (*said, "Prøve Kommune", "dpo@moedeklar.invalid", "SSP København, Kriminalforsorgen")
    assert [words for words in wanted if words not in text] == []


@pytest.mark.parametrize(
    ("language", "said"), [("da", "ikke fastsat en bestemt dag"), ("en", "No certain day has been set")]
)
@pytest.mark.parametrize(("which", "facts"), LETTERS[2:])
def test_no_letter_promises_a_day_of_deletion(which, facts, language, said):
    assert said in read(which, facts, language)


@pytest.mark.parametrize(
    ("language", "said"), [("da", "Kære Mor Eksempelsen"), ("en", "Dear Mor Eksempelsen")]
)
@pytest.mark.parametrize(("which", "facts"), [LETTERS[1], LETTERS[3]])
def test_to_a_holder_of_custody_it_is_about_the_child_and_bears_no_protected_name(
    which, facts, language, said
):
    text, protected = read(which, facts, language), read(which, replace(facts, citizen=""), language)
    assert (said in text, "Testa Prøvesen" in text) == (True, True)
    assert (said in protected, "Testa" in protected) == (True, False)


@pytest.mark.parametrize(
    ("language", "own", "everybodys"),
    [
        ("da", "hvis du siger ja", "når de, der skal, har sagt ja"),
        ("en", "if you say yes", "everybody whose consent"),
    ],
)
def test_a_child_is_not_told_that_a_course_begins_by_their_yes_alone(language, own, everybodys):
    adult, child = (
        read(CitizenLetter.CONVERSATION, replace(CONVERSATION, is_child=each), language)
        for each in (False, True)
    )
    assert (own in adult, everybodys in adult, own in child, everybodys in child) == (
        True,
        False,
        False,
        True,
    )


@pytest.mark.parametrize(("language", "said"), [("da", "Hjemme hos dig"), ("en", "At your home")])
def test_at_home_no_address_is_written(language, said):
    text = read(CitizenLetter.CONVERSATION, replace(CONVERSATION, at_home=True, place=""), language)
    assert said in text


@pytest.mark.parametrize(
    ("language", "municipality"), [("da", "Odense Kommune"), ("en", "Odense Municipality")]
)
def test_the_invitation_says_of_which_municipality_it_is_and_who_signs(language, municipality):
    text = read(CitizenLetter.CONVERSATION, CONVERSATION, language)
    assert (f"{municipality} " in text, text.endswith("Prøvestedet")) == (True, True)


@pytest.mark.parametrize(("language", "said"), [("da", "Den dataansvarlige er"), ("en", "The controller is")])
def test_without_a_controller_of_its_own_the_municipality_is(language, said):
    sender = replace(SENDER, controller="")
    text = " ".join(citizen_letter(CitizenLetter.ORIENTATION, ORIENTATION, sender, language).texts())
    assert f"{said} Odense Kommune." in text


def test_where_nobody_was_asked_it_says_so():
    text = read(CitizenLetter.ORIENTATION, replace(ORIENTATION, parties=()))
    assert "Ingen andre myndigheder er spurgt" in text


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize(("which", "facts"), LETTERS)
def test_every_page_says_what_may_not_be_done_and_the_letter_has_headings(which, facts, language):
    paper = citizen_letter(which, facts, SENDER, language)
    assert ("§ 115" in paper.notice, paper.language) == (True, language)
    assert len([block for block in paper.blocks if isinstance(block, Heading)]) > 2


def test_a_language_without_letters_is_written_to_in_danish():
    assert citizen_letter(CitizenLetter.CONVERSATION, CONVERSATION, SENDER, "so").language == "da"


def test_names_that_look_like_markup_stay_names():
    text = read(CitizenLetter.CONVERSATION, replace(CONVERSATION, citizen="<b>{{ 7 * 7 }}</b> # Prøve"))
    assert "Kære <b>{{ 7 * 7 }}</b> # Prøve" in text


@pytest.mark.parametrize(("which", "facts"), LETTERS)
def test_a_letter_becomes_a_pdf(which, facts):
    assert as_pdf(citizen_letter(which, facts, SENDER, "da")).startswith(b"%PDF-")


def test_every_letter_has_its_words_in_every_language():
    folder = Path(letter.__file__).parent
    found = {
        language: {path.stem for path in (folder / language).glob("*.txt")} for language in letter.LANGUAGES
    }
    assert found == {language: set(CitizenLetter) for language in letter.LANGUAGES}
