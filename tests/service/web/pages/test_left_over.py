"""What of a form is taken for typed, so that it is kept where the form is gone."""

import re
from pathlib import Path

from flask import Flask

from service.web.pages.attempt import NotRepeated, OfWhatWasTyped
from service.web.pages.left_over import CHOSEN, GONE, summary_of

TEMPLATES = Path("service/web/templates")
CHOICES = re.compile(r'\b(?:radios|select|ticks|tick)\(\s*"([a-z_]+)"')
TEXTS = re.compile(r'\b(?:text|area|suggested)\(\s*"([a-z_]+)"|<textarea[^>]* name="([a-z_]+)"')
LONG = {"reason": "Teksten er for lang."}


def summary(errors, content, **sent):
    with Flask("forms").test_request_context(method="POST", data=sent):
        return summary_of(errors, content)


def written():
    return [path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html")]


def test_every_choice_of_a_template_is_known_as_one_and_no_text_is():
    choices = {name for page in written() for name in CHOICES.findall(page)}
    texts = {name for page in written() for found in TEXTS.findall(page) for name in found if name}
    assert (choices - texts - CHOSEN, texts & CHOSEN, len(texts) > 50) == (set(), set(), True)


def test_a_fault_leads_to_its_field_where_that_is_and_nothing_is_repeated():
    content = '<input id="f-reason" name="reason" value="alt for &lt;langt&gt;">'
    told = summary(OfWhatWasTyped(LONG), content, reason="alt  for <langt>", csrf_token="abc")
    assert (told.faults, told.kept) == ((("reason", "Teksten er for lang."),), ())


def test_a_fault_of_no_field_is_words_alone():
    told = summary({"meeting_id": "Mødet er aflyst."}, "<p>En side</p>")
    assert (told.faults, told.kept) == ((("", "Mødet er aflyst."),), ())


def test_where_the_form_is_gone_that_is_said_in_the_stead_of_what_typing_would_mend():
    told = summary(OfWhatWasTyped(LONG), "<p>En side</p>", reason="sygdom", kind="whole", revision="3")
    assert (told.faults, told.kept) == ((("", GONE),), ("sygdom",))


def test_what_has_become_of_it_is_said_as_well():
    told = summary({"reason": "En anden har svaret."}, "<p>En side</p>", reason="sygdom")
    assert told.faults == (("", GONE), ("", "En anden har svaret."))


def test_what_may_be_a_person_is_not_repeated():
    told = summary(
        NotRepeated({"about": "Skriv et sagsnummer."}), '<input id="f-about" name="about">', about="Testa"
    )
    assert (told.faults, told.kept) == ((("about", "Skriv et sagsnummer."),), ())
