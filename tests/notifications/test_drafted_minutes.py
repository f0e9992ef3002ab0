"""The draft of a case's minutes says what was recorded, in the language of who writes it."""

from datetime import date

import pytest

from notifications.case_minutes import SENTENCES, Recorded, draft

RECORDED = Recorded(
    outcome="conversation",
    authority="Socialforvaltningen",
    grounds="Der er grund til en samtale.",
    dissents=(("SSP København", "Det haster ikke."),),
    heard=("Kriminalforsorgen",),
    actions=(("Kontakt til skolen", "Socialforvaltningen", date(2026, 12, 8)),),
    follow_ups=(("Er samtalen holdt?", date(2026, 12, 22)),),
)


def test_it_is_worded_in_danish():
    assert draft(RECORDED, "da").splitlines() == [
        "Udfald: Samtale (med uenighed).",
        "Ansvarlig myndighed: Socialforvaltningen.",
        "Begrundelse: Der er grund til en samtale.",
        "Uenig, SSP København: Det haster ikke.",
        "Mundtlige oplysninger fra Kriminalforsorgen (læses i sagen).",
        "Aftalt: Kontakt til skolen (Socialforvaltningen, senest tir. 8. dec. 2026).",
        "Opfølgning tir. 22. dec. 2026: Er samtalen holdt?",
    ]


def test_it_is_worded_in_english_and_what_people_wrote_stands_as_they_wrote_it():
    assert draft(RECORDED, "en").splitlines() == [
        "Outcome: Conversation (with dissent).",
        "Responsible authority: Socialforvaltningen.",
        "Grounds: Der er grund til en samtale.",
        "Dissent, SSP København: Det haster ikke.",
        "Oral information from Kriminalforsorgen (read in the case).",
        "Agreed: Kontakt til skolen (Socialforvaltningen, by Tue 8 Dec 2026).",
        "Follow-up Tue 22 Dec 2026: Er samtalen holdt?",
    ]


def test_braces_that_somebody_wrote_are_no_pattern():
    assert "{outcome}" in draft(Recorded(outcome="closed", authority="SSP", grounds="Se {outcome}"), "da")


@pytest.mark.parametrize("language", sorted(SENTENCES))
def test_where_nothing_was_recorded_it_is_empty(language):
    assert draft(Recorded(), language) == ""


def test_a_language_it_does_not_speak_is_danish():
    assert draft(RECORDED, "sv") == draft(RECORDED, "da")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "da",
            [
                "Oplyst inden mødet af SSP København, borgeren (læses i sagen).",
                "Mundtlige oplysninger fra en anden person (læses i sagen).",
            ],
        ),
        (
            "en",
            [
                "Told before the meeting by SSP København, the citizen (read in the case).",
                "Oral information from another person (read in the case).",
            ],
        ),
    ],
)
def test_a_person_who_told_something_is_said_by_what_they_are_and_never_by_name(language, said):
    recorded = Recorded(told=("SSP København", "citizen"), heard=("somebody",))
    assert draft(recorded, language).splitlines() == said
