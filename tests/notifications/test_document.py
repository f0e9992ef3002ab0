"""What an agenda and minutes say, and what they leave to the page of the case."""

import json
from dataclasses import fields, replace

import pytest
from sample_document import AGENDA, CASE, DANISH, MINUTES, STARTS_AT

from agenda.meetings.agenda import AgendaState, ItemKind
from agenda.meetings.minutes import MinutesState
from agenda.meetings.presence import Presence
from notifications.document import paper_of
from notifications.document_words import LANGUAGES, words_in
from notifications.files import MEDIA_TYPES, Format, written
from notifications.paper.paper import Facts, Heading, Paragraph, Table

TABLES = {
    "agenda_states": set(AgendaState),
    "minutes_states": set(MinutesState),
    "kinds": set(ItemKind),
    "presences": set(Presence),
    "outcomes": {"no_conversation", "conversation", "more_information", "handed_over", "closed", "unchanged"},
}


def test_an_agenda_is_laid_out_whole():
    paper = paper_of(AGENDA, DANISH)
    assert (paper.title, paper.subtitle, paper.language, paper.author) == (
        "Dagsorden: Koordineringsenheden",
        "tir. 8. dec. 2026 kl. 9.00",
        "da",
        "VINK",
    )
    assert paper.blocks == (
        Facts(
            (
                ("Tid", "9.00-11.00"),
                ("Sted", "Prøvegade 1"),
                ("Tilstand", "Frigivet fre. 4. dec. 2026 kl. 9.00"),
            )
        ),
        Heading("Punkter"),
        Table(
            ("Nr.", "Punkt", "Kl.", "Min."),
            (
                ("1", "Velkomst", "9.00", "5"),
                ("2", "KE-2026-0042 (overført sag)", "9.05", "15"),
                (
                    "3",
                    "Ny vejledning\nTilføjet efter frigivelsen man. 7. dec. 2026 kl. 9.00: Kom først i går",
                    "9.20",
                    "10",
                ),
            ),
            (1, 9, 2, 2),
        ),
        Paragraph("Punkterne fylder 30 af mødets 120 minutter."),
    )


def test_minutes_are_laid_out_whole_and_leave_the_case_to_its_own_page():
    paper = paper_of(MINUTES, DANISH)
    assert paper.title == "Referat: Koordineringsenheden"
    assert paper.blocks[0].rows[-1] == ("Tilstand", "Godkendt fre. 11. dec. 2026 kl. 9.00")
    assert paper.blocks[1:] == (
        Heading("Fremmøde"),
        Table(
            ("Deltager", "Fremmøde", "Ved enkelte punkter"),
            (
                ("SSP København", "Til stede", "Punkt 2: Udeblevet"),
                ("Kriminalforsorgen (stedfortræder)", "Afbud, oplysninger indsendt", ""),
                ("Deltager uden myndighed", "", ""),
            ),
            (5, 4, 4),
        ),
        Heading("Generelt"),
        Paragraph("Mødet blev holdt på dansk."),
        Heading("1. Velkomst"),
        Paragraph("Erklæringen blev læst op."),
        Heading("2. KE-2026-0042 (overført sag)"),
        Facts((("Udfald", "Samtale (med uenighed)"), ("Ansvarlig myndighed", "SSP København"))),
        Paragraph("Referatet af sagen læses på sagens side i Mødeklar."),
        Heading("3. Ny vejledning\nTilføjet efter frigivelsen man. 7. dec. 2026 kl. 9.00: Kom først i går"),
        Paragraph("Intet at referere."),
    )


@pytest.mark.parametrize("facts", [AGENDA, MINUTES], ids=["agenda", "minutes"])
def test_what_is_confidential_says_so_at_the_foot_of_every_page(facts):
    assert "rpl. § 115, stk. 2" in paper_of(facts, DANISH).notice


def test_what_is_not_confidential_has_nothing_at_its_foot():
    of_the_forum = replace(AGENDA, meeting=replace(AGENDA.meeting, notice=""))
    assert paper_of(of_the_forum, DANISH).notice == ""


@pytest.mark.parametrize(
    ("state", "said"), [(AgendaState.DRAFT, "Udkast"), (AgendaState.IN_REVIEW, "Til gennemlæsning")]
)
def test_a_draft_says_that_it_is_one(state, said):
    head = paper_of(replace(AGENDA, state=state), DANISH).blocks[0]
    assert head.rows[-1] == ("Tilstand", said)


def test_a_new_version_says_its_reason():
    head = paper_of(replace(AGENDA, version=2, reason="En sag er trukket"), DANISH).blocks[0]
    assert head.rows[-1] == ("Begrundelse", "Version 2: En sag er trukket")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_a_word_for_every_state_kind_presence_and_outcome(language):
    words = words_in(language)
    assert {name: set(getattr(words, name)) for name in TABLES} == TABLES
    plain = [getattr(words, field.name) for field in fields(words) if field.name not in TABLES]
    assert [text for text in plain if not text] == []


def test_a_language_without_words_is_answered_in_danish():
    assert words_in("sv") == words_in("da")


def test_json_holds_the_facts_with_moments_as_the_clock_on_the_wall_says_them():
    tree = json.loads(written(AGENDA, Format.JSON, DANISH))
    assert (tree["kind"], tree["state"], tree["language"]) == ("agenda", "released", "da")
    assert tree["meeting"]["starts_at"] == "2026-12-08T09:00:00+01:00"
    assert tree["items"][1] == {
        "number": 2,
        "kind": "carried_over",
        "heading": CASE.heading,
        "starts_at": "2026-12-08T09:05:00+01:00",
        "minutes": 15,
        "added_at": None,
        "reason": "",
        "of_case": {"outcome": None, "was_left_out": False, "added_on": [], "is_destroyed": False},
        "note": None,
    }
    assert STARTS_AT.hour == 8


@pytest.mark.parametrize("wanted", Format)
def test_every_format_begins_as_such_a_file_does(wanted):
    begins = {Format.HTML: b"<!DOCTYPE html>", Format.PDF: b"%PDF-1.7", Format.DOCX: b"PK", Format.JSON: b"{"}
    assert written(MINUTES, wanted, DANISH).startswith(begins[wanted])
    assert set(MEDIA_TYPES) == set(begins) == set(Format)
