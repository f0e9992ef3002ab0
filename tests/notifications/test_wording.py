"""Every occasion has words that ask and never order, and that say nothing of a person."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from example_facts import DUE_AT, EXAMPLES, ITEM, LINK, MEETING_AT, MEETING_LINK, OTHER_ITEM, ZONE
from jinja2 import Environment, UndefinedError, nodes

import notifications.wording
from notifications.leaks import check
from notifications.occasion import Occasion
from notifications.wording import letter
from scheduler.milestones import AFTER_THE_MEETING, BEFORE_THE_MEETING

TEMPLATES = Path(notifications.wording.__file__).parent / "templates"
LANGUAGES = ("da", "en")
EVERY = [(language, occasion) for language in LANGUAGES for occasion in Occasion]
ASKING = {
    Occasion.LOOKUP_REQUEST,
    Occasion.LOOKUP_CHANGED,
    Occasion.LOOKUP_TO_DEPUTY,
    Occasion.LOOKUP_CORRECTED,
    Occasion.LOOKUP_HANDED_OVER,
    Occasion.REMINDER,
    Occasion.ESCALATION,
}
ABOUT_A_CASE = ASKING | {
    Occasion.ACTION_REMINDER,
    Occasion.LOOKUP_WITHDRAWN,
    Occasion.LOOKUP_WRONG_PERSON,
    Occasion.CLEARANCE_WANTED,
    Occasion.AGENDA_FOR_REVIEW,
    Occasion.AGENDA_RELEASED,
    Occasion.EXTRAORDINARY_MEETING_WANTED,
    Occasion.MINUTES_FOR_COMMENT,
    Occasion.MINUTES_APPROVED,
    Occasion.CASE_ROLLED_OVER,
    Occasion.CASE_WITH_GAPS,
    Occasion.CONSENT_WANTED,
    Occasion.OUTAGE,
    Occasion.CONSENT_REMINDER,
    Occasion.CLOSED_IN_WRITING,
    Occasion.ORIENTATION_REMINDER,
    Occasion.PARTY_ENDED,
}
NOT_FOR_INVESTIGATION = {
    "da": (
        "Oplysninger om sagen må ikke videregives med henblik på efterforskning af straffesager "
        "(rpl. § 115, stk. 2)."
    ),
    "en": (
        "Information about the case may not be passed on for the investigation of criminal cases "
        "(section 115(2) of the Danish Administration of Justice Act)."
    ),
}
INVESTIGATION = {"da": "efterforskning", "en": "investigation"}
DECLINING = {
    "da": "I afstår fra at videregive oplysninger (rpl. § 115, stk. 4)",
    "en": "you decline to share information (section 115(4) of the Danish Administration of Justice Act)",
}
GREETINGS = {"da": ("Kære ", "Hej "), "en": ("Dear ", "Hello ")}
SIGNED = {
    "da": "Venlig hilsen\nPrøvestedet, Eksempel Kommune\n",
    "en": "Kind regards\nPrøvestedet, Eksempel Kommune\n",
}
ORDERING = {
    "da": re.compile(
        r"\b(skal|bør|kræve\w*|krav\w*|pligt\w*|forpligt\w*|påkræv\w*|tvung\w*)\b", re.IGNORECASE
    ),
    "en": re.compile(
        r"\b(must|shall|should|have to|has to|need to|require\w*|demand\w*|oblig\w*|mandat\w*|duty)\b",
        re.IGNORECASE,
    ),
}
DANISH = re.compile(r"[æøåÆØÅ]|\b(og|er|til|ikke|fra|sag|møde|frist|uge|kl)\b")
NAMES = re.compile(
    r"Koordineringsenheden|Medborgerforum|Mødeklar|SSP København|Rådhuset, værelse 4|Prøve Prøvesen"
)
OF_A_PERSON = re.compile(
    r"name|navn|cpr|citizen|borger|theme|tema|birth|born|source|address|note", re.IGNORECASE
)


def worded(occasion, language="da", **changes):
    return letter(occasion, EXAMPLES[occasion] | changes, language)


@pytest.mark.parametrize(("language", "occasion"), EVERY)
def test_every_occasion_renders_in_each_language_and_is_signed(language, occasion):
    words = worded(occasion, language)
    assert words.text.endswith(f"\n\n{SIGNED[language]}")
    assert words.text.startswith(GREETINGS[language])
    assert 10 < len(words.subject) <= 110
    assert "\n\n\n" not in words.text
    assert f'<html lang="{language}">' in words.html


@pytest.mark.parametrize(("language", "occasion"), EVERY)
def test_no_wording_orders_anybody(language, occasion):
    sources = (TEMPLATES / language / f"{occasion}.txt").read_text(encoding="utf-8")
    assert ORDERING[language].findall(sources + worded(occasion, language).text) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("occasion", sorted(ASKING))
def test_who_is_asked_is_told_that_declining_is_an_answer(language, occasion):
    assert DECLINING[language] in worded(occasion, language).text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("occasion", sorted(ABOUT_A_CASE))
def test_every_text_about_a_case_says_what_it_is_not_for(language, occasion):
    assert worded(occasion, language).text.count(NOT_FOR_INVESTIGATION[language]) == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("occasion", sorted(set(Occasion) - ABOUT_A_CASE))
def test_a_text_about_no_case_does_not_speak_of_investigation(language, occasion):
    text = worded(occasion, language).text
    assert INVESTIGATION[language] not in text
    assert "KE-" not in text


@pytest.mark.parametrize(
    "path", sorted(TEMPLATES.glob("*/*.txt")), ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_no_template_has_room_for_a_person(path):
    assert [name for name in names_in(path) if OF_A_PERSON.search(name)] == []


@pytest.mark.parametrize("occasion", Occasion)
def test_an_occasion_says_the_same_in_each_language(occasion):
    """Of the same facts; what they are said with may differ."""
    told = [names_in(TEMPLATES / language / f"{occasion}.txt") for language in LANGUAGES]
    assert told[0] == told[1]


@pytest.mark.parametrize("occasion", Occasion)
def test_an_english_text_has_no_danish_word_but_names(occasion):
    sources = (TEMPLATES / "en" / f"{occasion}.txt").read_text(encoding="utf-8")
    assert DANISH.findall(NAMES.sub("", sources)) == []


@pytest.mark.parametrize(("language", "occasion"), EVERY)
def test_no_wording_of_the_examples_is_a_leak(language, occasion):
    words = worded(occasion, language)
    check({"subject": words.subject, "text": words.text, "html": words.html}, lambda _: set())


def names_in(path):
    """The facts and fields that a template speaks of."""
    tree = Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
    fields = {node.attr for node in tree.find_all(nodes.Getattr)}
    return fields | {node.name for node in tree.find_all(nodes.Name)}


@pytest.mark.parametrize("name", sorted(EXAMPLES[Occasion.LOOKUP_REQUEST].keys() - ZONE.keys()))
def test_a_missing_fact_is_an_error_and_never_a_blank(name):
    facts = {key: value for key, value in EXAMPLES[Occasion.LOOKUP_REQUEST].items() if key != name}
    with pytest.raises(UndefinedError):
        letter(Occasion.LOOKUP_REQUEST, facts, "da")


def test_a_request_is_worded_whole():
    words = worded(Occasion.LOOKUP_REQUEST)
    assert words.subject == "Ny anmodning KE-2026-0117 - svar senest tor. 3. dec. kl. 12.00"
    assert words.text == (
        "Kære SSP København\n\n"
        "Der er en ny anmodning om registeropslag, KE-2026-0117.\n\n"
        "Vi beder om jeres svar senest tor. 3. dec. 2026 kl. 12.00, så det kan indgå, når sagen drøftes på mødet "
        "tir. 8. dec. 2026 kl. 9.00.\n\n"
        f"Se anmodningen, og svar her: {LINK}\n\n"
        "Det er også et svar, at intet er registreret, eller at I afstår fra at videregive oplysninger "
        "(rpl. § 115, stk. 4).\n\n"
        f"{NOT_FOR_INVESTIGATION['da']}\n\n"
        "Venlig hilsen\nPrøvestedet, Eksempel Kommune\n"
    )


def test_an_urgent_request_says_so_first():
    assert worded(Occasion.LOOKUP_REQUEST, is_urgent=True).subject == (
        "Haster: ny anmodning KE-2026-0117 - svar senest tor. 3. dec. kl. 12.00"
    )


def test_a_changed_deadline_says_what_it_was_and_why():
    items = [ITEM | {"was_due_at": DUE_AT - timedelta(days=7), "why": "mødet er flyttet"}]
    words = worded(Occasion.LOOKUP_CHANGED, items=items)
    assert words.subject == "Ny svarfrist for KE-2026-0117 - tor. 3. dec. kl. 12.00"
    assert words.text.split("\n\n")[2] == (
        "- KE-2026-0117: senest tor. 3. dec. 2026 kl. 12.00 (før tor. 26. nov. 2026 kl. 12.00). "
        "Årsag: mødet er flyttet"
    )


@pytest.mark.parametrize(
    ("items", "subject"),
    [
        ([ITEM | {"is_overdue": False}], "Påmindelse: KE-2026-0117 - svar senest tor. 3. dec. kl. 12.00"),
        ([ITEM | {"is_overdue": True}], "Påmindelse: KE-2026-0117 venter stadig på svar"),
        (
            [ITEM | {"is_overdue": True}, OTHER_ITEM | {"is_overdue": True}],
            "Påmindelse: 2 anmodninger venter på svar",
        ),
    ],
)
def test_a_reminder_is_one_digest(items, subject):
    assert worded(Occasion.REMINDER, items=items).subject == subject


def test_an_escalation_to_the_secretariat_names_the_party_and_asks_it_for_nothing():
    words = worded(Occasion.ESCALATION, items=[ITEM], to_secretariat=True)
    assert words.subject == "Svarfristen er udløbet: KE-2026-0117 hos SSP København"
    assert "Vi har endnu ikke modtaget svar fra SSP København på:\n\n- KE-2026-0117" in words.text
    assert "stk. 4" not in words.text


def test_a_deadline_in_summer_is_read_on_the_summer_clock():
    words = worded(Occasion.LOOKUP_REQUEST, due_at=DUE_AT.replace(month=7))
    assert words.subject.endswith("svar senest fre. 3. jul. kl. 13.00")


def test_an_update_says_when_the_meeting_was_and_only_if_it_moved():
    moved = worded(Occasion.INVITATION_UPDATE)
    stayed = worded(Occasion.INVITATION_UPDATE, was_starts_at=MEETING_AT)
    assert "Mødet i Koordineringsenheden man. 7. dec. 2026 kl. 9.00 er flyttet." in moved.text
    assert "Mødet i Koordineringsenheden er ændret." in stayed.text
    assert "flyttet" not in stayed.text


def test_what_an_invitation_does_not_know_takes_no_line():
    nothing = {"place": None, "online": None, "link": None, "topics_due_at": None}
    assert worded(Occasion.INVITATION, **nothing).text == (
        "Kære mødedeltager\n\n"
        "Du indkaldes til møde i Koordineringsenheden.\n\n"
        "Tid: tir. 8. dec. 2026 kl. 9.00-11.00 (uge 50)\n\n"
        "Venlig hilsen\nPrøvestedet, Eksempel Kommune\n"
    )


@pytest.mark.parametrize(
    ("language", "own"), [("da", "På jeres egen side om mødet"), ("en", "On your own page about the meeting")]
)
def test_an_own_page_is_spoken_of_only_where_there_is_one(language, own):
    facts = EXAMPLES[Occasion.INVITATION]
    there, none = (
        letter(Occasion.INVITATION, {**facts, "has_own_page": has}, language).text for has in (True, False)
    )
    assert (own in there, own in none, facts["link"] in none) == (True, False, True)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("occasion", [Occasion.AGENDA_RELEASED, Occasion.AGENDA_CHANGED])
def test_an_agenda_that_no_page_shows_its_reader_is_linked_to_by_none(occasion, language):
    linked, without = (
        letter(occasion, {**EXAMPLES[occasion], "link": link}, language).text for link in (MEETING_LINK, None)
    )
    assert (MEETING_LINK in linked, "http" in without, "None" in without) == (True, False, False)


def test_an_agenda_without_cases_does_not_speak_of_any():
    words = worded(Occasion.AGENDA_RELEASED, cases=0)
    assert "sag" not in words.text
    assert "efterforskning" not in words.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("milestone", BEFORE_THE_MEETING + AFTER_THE_MEETING)
def test_every_deadline_that_can_change_has_words(language, milestone):
    (item,) = EXAMPLES[Occasion.MEETING_CHANGED]["items"]
    assert worded(Occasion.MEETING_CHANGED, language, items=[item | {"milestone": milestone}]).text


def test_a_language_without_words_is_answered_in_danish():
    facts = EXAMPLES[Occasion.REMINDER]
    assert letter(Occasion.REMINDER, facts, "fr") == letter(Occasion.REMINDER, facts, "da")
    assert letter(Occasion.REMINDER, facts, "../da") == letter(Occasion.REMINDER, facts, "da")


def test_a_request_is_worded_whole_in_english():
    words = worded(Occasion.LOOKUP_REQUEST, "en")
    assert words.subject == "New request KE-2026-0117 - please answer by Thu 3 Dec at 12:00"
    assert words.text == (
        "Dear SSP København\n\n"
        "There is a new request to look something up, KE-2026-0117.\n\n"
        "We ask for your answer by Thu 3 Dec 2026 at 12:00, so that it can be heard when the case is discussed at "
        "the meeting Tue 8 Dec 2026 at 9:00.\n\n"
        f"See the request, and answer here: {LINK}\n\n"
        "It is an answer too that nothing is registered, or that you decline to share information "
        "(section 115(4) of the Danish Administration of Justice Act).\n\n"
        f"{NOT_FOR_INVESTIGATION['en']}\n\n"
        "Kind regards\nPrøvestedet, Eksempel Kommune\n"
    )


def test_what_several_read_stands_there_in_each_of_their_languages():
    facts = EXAMPLES[Occasion.INVITATION]
    danish, english = (letter(Occasion.INVITATION, facts, language) for language in LANGUAGES)
    both = letter(Occasion.INVITATION, facts, "da", "en")
    assert both.subject == danish.subject
    assert both.text == f"{danish.text}\n---\n\n{english.text}"
    assert both.html.index("Kære") < both.html.index('<div lang="en">') < both.html.index("Dear")


def test_no_language_is_said_twice():
    facts = EXAMPLES[Occasion.INVITATION]
    assert letter(Occasion.INVITATION, facts, "da", "fr", "da") == letter(Occasion.INVITATION, facts, "da")


def test_the_html_has_paragraphs_lists_and_links():
    html = worded(Occasion.LOOKUP_HANDED_OVER).html
    assert "<ul>\n<li>KE-2026-0117: svar ønskes senest tor. 3. dec. 2026 kl. 12.00</li>" in html
    assert f'<a href="{LINK}" rel="noopener">{LINK}</a>' in html
    assert "<p>Venlig hilsen<br>Prøvestedet, Eksempel Kommune</p>" in html


def test_a_fact_is_text_and_never_markup_nor_template():
    words = worded(Occasion.PLAN_PROPOSED, body="<b>{{ zone }}</b>")
    assert words.subject == "Forslag til mødeplan for <b>{{ zone }}</b> 2027"
    assert "<b>" not in words.html
