"""The private page of a member and the page of the forum's secretariat, as a browser asks for them."""

import io
import re

import pytest
from forum_scene import ALMA, BO, attendee, called, first_meeting, token_of
from page_visitor import Visitor, words_of
from sample_people import FORUM

from agenda.access import actor_named
from agenda.forum.topic import TopicState
from agenda.meetings.attendance import Answered
from agenda.meetings.meeting import CUT_OFF, Meeting
from agenda.meetings.minutes import MinutesState
from notifications.occasion import Occasion
from service.database.meetings.minutes import minutes_of
from service.web.application import create_app
from service.workflow.forum.topics import topics_read
from service.workflow.meetings.minutes import begin_minutes, items_of

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@pytest.fixture
def forum(new_service):
    return called(new_service)


@pytest.fixture
def guest(forum):
    return Guest(create_app(forum.service).test_client(), f"/m/{token_of(forum)}")


@pytest.fixture
def office(forum):
    visitor = Visitor(create_app(forum.service).test_client())
    visitor.log_in("forum")
    return visitor


class Guest:
    """A member with a browser, who has never logged in."""

    def __init__(self, client, path):
        self.client, self.path = client, path

    def see(self, more=""):
        return self.client.get(self.path + more)

    def read(self):
        return words_of(self.see())

    def fill(self, what, **fields):
        token = TOKEN.search(self.see().text).group(1)
        return self.client.post(f"{self.path}/{what}", data={"csrf_token": token, **fields})


def topics(forum):
    with forum.service.unit(actor_named("forum")) as unit:
        return list(topics_read(unit, first_meeting(forum).id))


def test_the_link_opens_the_page_without_a_login(guest):
    page = guest.read()
    assert "Din side om mødet" in page
    assert "tor. 11. feb. 2027 kl. 17.00 – 19.00" in page
    assert "Log ud" not in page


def test_in_the_members_own_language(forum, guest):
    with forum.service.unit(actor_named("forum")) as unit:
        unit.session.get_one(type(attendee(forum)), attendee(forum).id).language = "en"
    page = guest.see()
    assert ('<html lang="en">' in page.text, "Your page about the meeting" in page.text) == (True, True)
    assert "emner" not in words_of(page)


def test_it_names_nobody(guest):
    page = guest.see().text
    assert not any(part in page.lower() for part in ("alma", "medlem", ALMA, BO))


def test_a_wrong_link_says_what_to_do_and_nothing_else(guest):
    guest.path = "/m/" + "b" * 48
    page = guest.see()
    assert (page.status_code, "Brug linket i den nyeste mail" in page.text) == (404, True)


def test_a_topic_is_proposed_and_answered_on_the_same_page(forum, guest, office):
    sent = guest.fill("topics", title="Unge i  foreningslivet", about="Hvad holder dem fast?")
    assert (sent.status_code, "du får svar på mail" in guest.read()) == (303, True)
    (topic,) = topics(forum)
    assert (topic.title, topic.member_id) == ("Unge i foreningslivet", attendee(forum).member_id)
    meeting = first_meeting(forum).id
    answer = {"decision": "accepted", "reply": "God idé.", "revision": topic.revision}
    office.fill(f"/forum/meetings/{meeting}/topics/{topic.id}", **answer)
    assert "Kommer på dagsordenen. Svar: God idé." in guest.read()
    assert [told.to for told in forum.told(Occasion.TOPIC_ANSWERED)] == []
    forum.tick()
    assert [told.to for told in forum.told(Occasion.TOPIC_ANSWERED)] == [ALMA]


def test_nobody_elses_topics_are_shown(forum, guest):
    guest.fill("topics", title="Unge i foreningslivet")
    other = Guest(guest.client, f"/m/{token_of(forum, BO)}")
    assert "Unge i foreningslivet" not in other.read()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"title": " "}, "Giv emnet en overskrift"),
        ({"title": "x" * 201}, "Skriv det kortere"),
        ({"title": "Om 010190-5001", "about": "noget"}, "må ikke indeholde"),
    ],
)
def test_what_cannot_be_taken_comes_back_as_it_was_typed(guest, fields, said):
    refused = guest.fill("topics", **fields)
    assert (refused.status_code, said in refused.text) == (422, True)
    assert fields.get("about", "") in refused.text


def test_a_citizens_name_is_not_told_from_any_other(forum, guest):
    """The forum's members learn nothing of who is in a case."""
    assert guest.fill("topics", title="Testa Prøvesen").status_code == 303


def test_after_the_deadline_the_form_is_gone_and_a_late_topic_is_refused(forum, guest):
    before = TOKEN.search(guest.see().text).group(1)
    forum.clock.now = first_meeting(forum).due_at(CUT_OFF)
    assert "Fristen for emner er passeret." in guest.read()
    late = guest.client.post(f"{guest.path}/topics", data={"csrf_token": before, "title": "For sent"})
    assert (late.status_code, topics(forum)) == (409, [])


def test_a_form_without_its_token_changes_nothing(forum, guest):
    refused = guest.client.post(f"{guest.path}/topics", data={"title": "Et emne"})
    assert (refused.status_code, "genindlæs siden" in refused.text) == (400, True)
    assert topics(forum) == []


def test_needs_are_kept_ticked_for_the_member_and_counted_for_the_secretariat(forum, guest, office):
    guest.fill("needs", needs=["vegan", "arabic"])
    assert re.findall(r'value="(\w+)" checked', guest.see().text) == ["vegan", "arabic"]
    page = office.read(f"/forum/meetings/{first_meeting(forum).id}")
    assert "Vegansk 1 Tolk: arabisk 1" in page


def test_a_material_is_read_over_the_link_of_its_own_meeting_alone(forum, guest, office):
    meeting, later = forum.meetings(FORUM)[:2]
    for one in (meeting, later):
        sent = add(office, one.id, "oplaeg.pdf", PDF)
        assert sent.status_code == 303
    (own,) = re.findall(r'href="/m/\w+(/materials/\w[\w-]*)"', guest.see().text)
    assert guest.see(own).data == PDF
    (foreign,) = re.findall(r"/forum/materials/([\w-]+)", office.see(f"/forum/meetings/{later.id}").text)
    assert guest.see(f"/materials/{foreign}").status_code == 404


@pytest.mark.parametrize(
    ("name", "said"),
    [("", "Vælg en fil."), ("oplaeg", "Giv filen et navn som oplæg.pdf"), ("x" * 300, "højst 200")],
)
def test_a_file_that_is_missing_or_named_wrongly_is_told_beside_the_field(forum, office, name, said):
    refused = add(office, first_meeting(forum).id, name, PDF)
    assert (refused.status_code, re.findall(r'href="#(f-\w+)"', refused.text)) == (422, ["f-file"])
    assert re.search(rf'id="e-file">.*{said}', refused.text)


def test_a_title_that_names_somebody_is_told_beside_the_title(forum, office):
    refused = add(office, first_meeting(forum).id, "oplaeg.pdf", PDF, "Om 010190-5001")
    assert (refused.status_code, 'id="e-file_title"' in refused.text) == (422, True)


def test_a_disguised_file_is_refused_beside_its_field(forum, office):
    meeting = first_meeting(forum).id
    refused = add(office, meeting, "oplaeg.pdf", b"MZ\x90\x00")
    assert (refused.status_code, "Filen er noget andet, end navnet siger" in refused.text) == (422, True)
    assert "Ingen materialer endnu" in office.read(f"/forum/meetings/{meeting}")


def test_a_file_that_is_far_too_large_is_not_read(forum, office):
    path = f"/forum/meetings/{first_meeting(forum).id}/materials"
    form = {"content_type": "multipart/form-data; boundary=x"}
    refused = office.client.post(path, data=bytes(11_000_000), **form)
    assert (refused.status_code, "fylder for meget" in refused.text) == (413, True)


def test_the_released_agenda_stands_on_the_page(forum, guest):
    assert "Dagsordenen kan læses her, når den er klar." in guest.read()
    forum.play_until(first_meeting(forum).due_at("agenda_due"))
    assert "17.00 Velkomst (10 minutter)" in guest.read()


def test_minutes_stand_there_once_they_are_approved_and_not_before(forum, guest):
    meeting = first_meeting(forum)
    forum.play_until(meeting.starts_at)
    with forum.service.unit(actor_named("forum")) as unit:
        minutes = begin_minutes(unit, unit.session.get_one(Meeting, meeting.id), forum.now)
        minutes.write("", "Vi talte om unge i foreningslivet.")
        item = items_of(unit, minutes)[0]
        minutes.write(item.id, "Formanden bød velkommen.")
    assert "Referatet kan læses her, når det er godkendt." in guest.read()
    with forum.service.unit(actor_named("forum")) as unit:
        minutes_of(unit.session, meeting.id).state = MinutesState.APPROVED
    assert "Vi talte om unge i foreningslivet. Velkomst Formanden bød velkommen." in guest.read()


def test_the_secretariat_of_the_cases_sees_none_of_it(forum):
    visitor = Visitor(create_app(forum.service).test_client())
    visitor.log_in("secretariat")
    assert visitor.see(f"/forum/meetings/{first_meeting(forum).id}").status_code == 403


def add(office, meeting_id, name, content, title=""):
    token = TOKEN.search(office.see("/login").text).group(1)
    given = {"csrf_token": token, "file": (io.BytesIO(content), name), "file_title": title}
    return office.client.post(f"/forum/meetings/{meeting_id}/materials", data=given)


def test_a_member_answers_whether_they_come_and_sees_the_answer(forum, guest):
    assert guest.fill("answer", answered="declined").status_code == 303
    assert attendee(forum).answered is Answered.DECLINED
    assert re.findall(r'name="answered" value="(\w+)" checked', guest.see().text) == ["declined"]


@pytest.mark.parametrize("answered", ["", "needs_action", "perhaps"])
def test_what_is_no_answer_is_refused_beside_its_field(forum, guest, answered):
    refused = guest.fill("answer", answered=answered)
    assert (refused.status_code, "Vælg en af mulighederne." in refused.text) == (422, True)
    assert attendee(forum).answered is Answered.NEEDS_ACTION


def test_a_fault_elsewhere_leaves_the_ticked_needs_as_they_are(guest):
    guest.fill("needs", needs=["vegan"])
    refused = guest.fill("topics", title="")
    assert re.findall(r'value="(\w+)" checked', refused.text) == ["vegan"]


def test_an_own_topic_is_reworded_on_the_page(forum, guest):
    guest.fill("topics", title="Unge")
    (topic,) = topics(forum)
    guest.fill(f"topics/{topic.id}", title="Unge i klubben", about="Mere", revision=topic.revision)
    assert [one.title for one in topics(forum)] == ["Unge i klubben"]
    refused = guest.fill(f"topics/{topic.id}", title="", about="Noget helt andet", revision=2)
    assert (refused.status_code, "Noget helt andet" in refused.text) == (422, True)


def test_a_topic_that_is_put_off_stands_there_with_its_meeting(forum, guest, office):
    guest.fill("topics", title="Unge i klubben")
    (topic,) = topics(forum)
    path = f"/forum/meetings/{first_meeting(forum).id}/topics/{topic.id}"
    office.fill(path, decision="put_off", reply="Der er fuldt.", revision=topic.revision)
    assert "Unge i klubben Udskudt til mødet tor. 13. maj 2027 kl. 17.00. Svar: Der er fuldt." in guest.read()


def test_the_secretariat_renews_a_members_link_and_the_old_one_opens_nothing(forum, guest, office):
    path = f"/forum/meetings/{first_meeting(forum).id}"
    office.fill(f"{path}/links", attendee_id=attendee(forum).id)
    assert "Linket er fornyet." in office.read(path)
    assert guest.see().status_code == 404
    assert Guest(guest.client, f"/m/{token_of(forum)}").see().status_code == 200


@pytest.fixture
def proposed(forum, guest):
    """A topic that a member has proposed, and where the secretariat answers it."""
    guest.fill("topics", title="Unge i klubben")
    (topic,) = topics(forum)
    return topic, f"/forum/meetings/{first_meeting(forum).id}/topics/{topic.id}"


def test_a_decision_without_its_reply_comes_back_as_it_was_made_with_the_fault_beside_it(office, proposed):
    topic, path = proposed
    refused = office.fill(path, decision="declined", reply="", minutes="45", revision=topic.revision)
    assert (refused.status_code, 'id="e-reply"' in refused.text) == (422, True)
    assert re.search(r'name="decision" value="declined" checked', refused.text)
    assert 'value="45"' in refused.text


@pytest.mark.parametrize("minutes", ["0", "241", "en halv time"])
def test_minutes_that_are_none_are_refused_and_not_left_out(forum, office, proposed, minutes):
    topic, path = proposed
    refused = office.fill(path, decision="accepted", minutes=minutes, revision=topic.revision)
    assert (refused.status_code, 'id="e-minutes"' in refused.text) == (422, True)
    assert topics(forum)[0].state is TopicState.PROPOSED


def test_a_topic_is_put_off_to_the_meeting_that_is_chosen(forum, office, proposed):
    topic, path = proposed
    last = forum.meetings(FORUM)[2]
    fields = {"decision": "put_off", "reply": "Der er fuldt.", "meeting_id": last.id}
    office.fill(path, **fields, revision=topic.revision)
    assert "Unge i klubben" in office.read(f"/forum/meetings/{last.id}")


def test_of_two_who_decide_at_once_the_second_is_told_and_keeps_what_was_typed(forum, office, proposed):
    topic, path = proposed
    office.fill(path, decision="accepted", revision=topic.revision)
    second = office.fill(path, decision="declined", reply="Ikke denne gang", revision=topic.revision)
    assert (second.status_code, "ændret" in words_of(second)) == (409, True)
    assert ("Ikke denne gang" in second.text, topics(forum)[0].state) == (True, TopicState.ACCEPTED)


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"title": "x" * 201}, "title"), ({"title": "Et emne", "minutes": "900"}, "minutes")],
)
def test_what_the_office_types_wrongly_is_told_beside_its_field(forum, office, fields, field):
    refused = office.fill(f"/forum/meetings/{first_meeting(forum).id}/topics", **fields)
    assert (refused.status_code, f'id="e-{field}"' in refused.text) == (422, True)
    assert topics(forum) == []


def test_a_topic_that_is_put_off_waits_at_its_later_meeting(forum, office, proposed):
    topic, path = proposed
    office.fill(path, decision="put_off", reply="Der er fuldt.", revision=topic.revision)
    rows = re.findall(r"<tr>.*?</tr>", office.see("/forum/meetings").text, re.DOTALL)[1:]
    assert [re.findall(r"<td>(\d+)</td>", row)[1] for row in rows] == ["0", "1", "0"]
    later = office.read(f"/forum/meetings/{forum.meetings(FORUM)[1].id}")
    assert ("Udskudt til dette møde" in later, "Besvar emnet" in later) == (True, True)
    assert "Udskyd det til et senere møde" in later


def test_what_was_typed_for_a_topic_that_is_answered_meanwhile_stays_readable(forum, guest, office, proposed):
    topic, path = proposed
    office.fill(path, decision="accepted", reply="God idé.", revision=topic.revision)
    typed = {"title": "Unge", "about": "Hvad holder <dem> fast?", "revision": topic.revision}
    refused = guest.fill(f"topics/{topic.id}", **typed)
    assert (refused.status_code, "Det, du skrev:" in refused.text) == (409, True)
    assert "Hvad holder &lt;dem&gt; fast?" in refused.text
    again = office.fill(path, decision="accepted", reply="Kom gerne med mere.", revision=topic.revision)
    assert (again.status_code, "Kom gerne med mere." in again.text) == (409, True)
