"""An invitation is the same bytes each time, and two strangers read in it what we meant."""

import ctypes
import ctypes.util
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import icalendar
import pytest
import vobject
from hypothesis import example, given
from hypothesis import strategies as st

from notifications.address import Address
from notifications.invitation import BadEvent, Event, cancellation, request

GOLDEN = Path(__file__).parent / "golden"
STAMP = datetime(2026, 10, 13, 7, 0, tzinfo=UTC)
STARTS_AT = datetime(2027, 2, 11, 16, 0, tzinfo=UTC)
SECRETARIAT = Address("VINK, sekretariatet", "moeder@vink.example.dk")
LONG_NAME = Address(("Ærlig, 'Åge' Øster-Prøve; " * 9)[:200].strip(), "aerlig@forening.example.dk")
LONG_PLACE = ('Værelse "Ø": øverst, ' * 25)[:500]
MEMBERS = [
    Address("Åse Ærlig Øster-Prøve, suppleant", "aase@forening.example.dk"),
    Address('Testa "Tes" Testesen', "testa@forening.example.dk"),
]
ROOM = Address("Mødelokale 4, Rådhuset", "lokale4@vink.example.dk")
LONG_TEXT = "Æbler, pærer; og \\ blåbær:\n" + "Rødgrød med fløde på Ærø. " * 20


def event(**changes):
    facts = {
        "uid": "medborgerforum-2027-02-11@moedeklar.example.dk",
        "sequence": 0,
        "starts_at": STARTS_AT,
        "ends_at": STARTS_AT + timedelta(hours=2),
        "summary": "Møde i Medborgerforum, uge 6",
        "description": LONG_TEXT,
        "place": "Københavns Rådhus, værelse 4; gården",
        "url": "https://moedeklar.example.dk/forum/2027-02-11",
        "organiser": SECRETARIAT,
        "is_private": False,
    }
    return Event(**(facts | changes))


REVISIONS = {
    "request.ics": lambda: request(event(), MEMBERS, STAMP),
    "update.ics": lambda: request(
        event(sequence=1, starts_at=STARTS_AT + timedelta(hours=1), ends_at=STARTS_AT + timedelta(hours=3)),
        MEMBERS,
        STAMP + timedelta(days=1),
    ),
    "cancel.ics": lambda: cancellation(event(sequence=2), MEMBERS, STAMP + timedelta(days=2)),
    "private.ics": lambda: request(event(is_private=True), MEMBERS[:1], STAMP),
    "room.ics": lambda: request(event(place=ROOM.name), MEMBERS, STAMP, [ROOM]),
    "room_cancel.ics": lambda: cancellation(event(sequence=1, place=ROOM.name), [], STAMP, [ROOM]),
    "long.ics": lambda: request(event(place=LONG_PLACE), [LONG_NAME], STAMP),
}


@pytest.mark.parametrize("name", REVISIONS)
def test_a_revision_is_the_bytes_of_its_golden_file(name):
    assert REVISIONS[name]() == (GOLDEN / name).read_bytes()


@pytest.mark.parametrize("name", REVISIONS)
def test_no_line_is_longer_than_75_octets_and_each_is_whole_characters(name):
    lines = (GOLDEN / name).read_bytes().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert [line.decode() for line in lines][-1] == ""
    assert b"\n" not in b"".join(lines)


@pytest.mark.parametrize(
    ("name", "method", "status", "busy", "sequence"),
    [
        ("request.ics", "REQUEST", "CONFIRMED", "BUSY", 0),
        ("update.ics", "REQUEST", "CONFIRMED", "BUSY", 1),
        ("cancel.ics", "CANCEL", "CANCELLED", "FREE", 2),
    ],
)
def test_icalendar_reads_what_we_meant(name, method, status, busy, sequence):
    calendar = icalendar.Calendar.from_ical((GOLDEN / name).read_bytes())
    (meeting,) = calendar.events
    assert (calendar["METHOD"], meeting["STATUS"], meeting["SEQUENCE"]) == (method, status, sequence)
    assert meeting["X-MICROSOFT-CDO-BUSYSTATUS"] == busy
    assert meeting["SUMMARY"] == "Møde i Medborgerforum, uge 6"
    assert meeting["DESCRIPTION"] == LONG_TEXT
    assert meeting["LOCATION"] == "Københavns Rådhus, værelse 4; gården"
    assert meeting["ORGANIZER"].params["CN"] == "VINK, sekretariatet"
    assert [attendee.params["CN"] for attendee in meeting["ATTENDEE"]] == [
        "Åse Ærlig Øster-Prøve, suppleant",
        "Testa 'Tes' Testesen",
    ]
    assert meeting.end - meeting.start == timedelta(hours=2)


@pytest.mark.parametrize("name", REVISIONS)
def test_vobject_finds_nothing_wrong(name):
    calendar = vobject.readOne((GOLDEN / name).read_text(encoding="utf-8"))
    calendar.vevent.validate(raiseException=True)
    assert calendar.vevent.organizer.value == "mailto:moeder@vink.example.dk"
    assert calendar.vevent.summary.value == "Møde i Medborgerforum, uge 6"
    assert calendar.vevent.dtstamp.value.tzinfo is not None


LIBICAL = ctypes.util.find_library("ical")
CHECKED_BY_LIBICAL = pytest.mark.skipif(
    LIBICAL is None, reason="libical, which knows what each METHOD asks for, is not installed (libical3)"
)


@contextmanager
def read_by_libical(content):
    """Give the library and the tree it made of the stream."""
    libical = ctypes.CDLL(LIBICAL)
    for name in ("parser_parse_string", "component_get_first_component", "component_get_first_property"):
        getattr(libical, f"ical{name}").restype = ctypes.c_void_p
    for name in (
        "component_as_ical_string",
        "property_get_parameter_as_string",
        "property_get_value_as_string",
    ):
        getattr(libical, f"ical{name}").restype = ctypes.c_char_p
    libical.icalcomponent_get_next_property.restype = ctypes.c_void_p
    tree = ctypes.c_void_p(libical.icalparser_parse_string(content))
    yield libical, tree
    libical.icalcomponent_free(tree)


def faults_by_libical(content):
    """What libical finds wrong, by its error properties, after checking the restrictions of the METHOD."""
    with read_by_libical(content) as (libical, tree):
        is_right = libical.icalrestriction_check(tree)
        written = libical.icalcomponent_as_ical_string(tree).decode()
    faults = [line for line in written.split("\r\n") if line.startswith("X-LIC-ERROR")]
    return faults if is_right else [*faults, "restrictions not kept"]


def attendees_by_libical(content):
    with read_by_libical(content) as (libical, tree):
        event_kind = libical.icalcomponent_string_to_kind(b"VEVENT")
        kind = libical.icalproperty_string_to_kind(b"ATTENDEE")
        event = ctypes.c_void_p(libical.icalcomponent_get_first_component(tree, event_kind))
        found = []
        line = ctypes.c_void_p(libical.icalcomponent_get_first_property(event, kind))
        while line:
            told = [
                libical.icalproperty_get_parameter_as_string(line, p) for p in (b"CUTYPE", b"ROLE", b"CN")
            ]
            found.append(
                tuple(each.decode() for each in [*told, libical.icalproperty_get_value_as_string(line)])
            )
            line = ctypes.c_void_p(libical.icalcomponent_get_next_property(event, kind))
    return found


@CHECKED_BY_LIBICAL
@pytest.mark.parametrize("name", REVISIONS)
def test_libical_finds_nothing_wrong(name):
    assert faults_by_libical((GOLDEN / name).read_bytes()) == []


@CHECKED_BY_LIBICAL
@pytest.mark.parametrize("name", REVISIONS)
def test_libical_and_vobject_read_the_same_attendees(name):
    content = (GOLDEN / name).read_bytes()
    theirs = vobject.readOne(content.decode()).vevent.attendee_list
    assert attendees_by_libical(content) == [
        (each.params["CUTYPE"][0], each.params["ROLE"][0], each.params["CN"][0], each.value)
        for each in theirs
    ]


@CHECKED_BY_LIBICAL
@pytest.mark.parametrize("gone", [b"DTSTAMP:", b"ORGANIZER;", b"ATTENDEE;", b"UID:"])
def test_libical_would_find_what_is_missing(gone):
    whole = (GOLDEN / "request.ics").read_bytes().replace(b"\r\n ", b"")
    lines = [line for line in whole.split(b"\r\n") if not line.startswith(gone)]
    assert faults_by_libical(b"\r\n".join(lines)) != []


def test_vobject_and_icalendar_read_the_same_moments():
    content = request(event(), MEMBERS, STAMP)
    (ours,) = icalendar.Calendar.from_ical(content).events
    theirs = vobject.readOne(content.decode()).vevent
    assert (ours.start, ours.end) == (theirs.dtstart.value, theirs.dtend.value)
    assert ours.start == STARTS_AT


def test_an_attendee_is_asked_for_an_answer():
    (meeting,) = icalendar.Calendar.from_ical(request(event(), MEMBERS[:1], STAMP)).events
    assert dict(meeting["ATTENDEE"].params) == {
        "CUTYPE": "INDIVIDUAL",
        "ROLE": "REQ-PARTICIPANT",
        "PARTSTAT": "NEEDS-ACTION",
        "RSVP": "TRUE",
        "CN": "Åse Ærlig Øster-Prøve, suppleant",
    }


def attendees_of(content):
    (meeting,) = icalendar.Calendar.from_ical(content).events
    found = meeting["ATTENDEE"]
    return [(str(each), dict(each.params)) for each in (found if isinstance(found, list) else [found])]


def test_a_room_is_booked_beside_the_attendees():
    invited = attendees_of(request(event(), MEMBERS, STAMP))
    assert attendees_of((GOLDEN / "room.ics").read_bytes()) == [
        *invited,
        (
            "mailto:lokale4@vink.example.dk",
            {
                "CUTYPE": "ROOM",
                "ROLE": "NON-PARTICIPANT",
                "PARTSTAT": "NEEDS-ACTION",
                "RSVP": "TRUE",
                "CN": "Mødelokale 4, Rådhuset",
            },
        ),
    ]


def test_a_room_alone_is_given_back_and_asked_nothing():
    room = {"CUTYPE": "ROOM", "ROLE": "NON-PARTICIPANT", "CN": "Mødelokale 4, Rådhuset"}
    assert attendees_of((GOLDEN / "room_cancel.ics").read_bytes()) == [
        ("mailto:lokale4@vink.example.dk", room)
    ]


def test_long_texts_and_names_are_read_whole():
    (meeting,) = icalendar.Calendar.from_ical((GOLDEN / "long.ics").read_bytes()).events
    theirs = vobject.readOne((GOLDEN / "long.ics").read_text(encoding="utf-8")).vevent
    assert len(LONG_PLACE) == 500
    assert [meeting["LOCATION"], theirs.location.value] == [LONG_PLACE] * 2
    assert [meeting["DESCRIPTION"], theirs.description.value] == [LONG_TEXT] * 2
    assert [meeting["ATTENDEE"].params["CN"], theirs.attendee.params["CN"][0]] == [LONG_NAME.name] * 2


def test_nobody_is_asked_to_answer_a_cancellation():
    (meeting,) = icalendar.Calendar.from_ical(cancellation(event(sequence=1), MEMBERS[:1], STAMP)).events
    assert set(meeting["ATTENDEE"].params) == {"CUTYPE", "ROLE", "CN"}


def test_a_private_meeting_shows_summary_and_place():
    (meeting,) = icalendar.Calendar.from_ical(request(event(is_private=True), MEMBERS, STAMP)).events
    assert (meeting["CLASS"], meeting["SUMMARY"]) == ("PRIVATE", "Møde i Medborgerforum, uge 6")
    assert meeting["LOCATION"] == "Københavns Rådhus, værelse 4; gården"


def test_a_private_meeting_shows_nothing_else_and_empty_properties_are_left_out():
    details = {"DESCRIPTION", "URL", "LOCATION", "COMMENT"}
    private = event(is_private=True, place="")
    bare = event(description="", url="", place="")
    for content in (
        request(private, MEMBERS, STAMP),
        cancellation(private, MEMBERS, STAMP),
        request(bare, MEMBERS, STAMP),
    ):
        (meeting,) = icalendar.Calendar.from_ical(content).events
        assert details & set(meeting) == set()


def test_local_moments_are_written_in_utc():
    summer = timezone(timedelta(hours=2))
    moved = event(
        starts_at=datetime(2027, 5, 13, 17, tzinfo=summer), ends_at=datetime(2027, 5, 13, 19, tzinfo=summer)
    )
    content = request(moved, MEMBERS, STAMP)
    assert b"\r\nDTSTART:20270513T150000Z\r\nDTEND:20270513T170000Z\r\n" in content
    assert b"VTIMEZONE" not in content


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("uid", "two words"),
        ("uid", "a\r\nATTENDEE:mailto:x@example.dk"),
        ("uid", ""),
        ("url", "https://example.dk/\r\nX:1"),
        ("sequence", -1),
        ("starts_at", datetime(2027, 2, 11, 16)),  # noqa: DTZ001 - naive on purpose
        ("ends_at", STARTS_AT),
        ("summary", " "),
    ],
)
def test_an_event_that_makes_no_invitation_is_refused(field, value):
    with pytest.raises(BadEvent) as refusal:
        event(**{field: value})
    assert refusal.value.field == field


def test_an_invitation_to_nobody_is_refused():
    with pytest.raises(BadEvent) as refusal:
        request(event(), [], STAMP)
    assert refusal.value.field == "attendees"


NAMES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=60)


@given(name=NAMES)
@example("Test ^n ^' ^^ Prøve")
@example("A: B; C, D")
def test_any_name_is_read_as_it_was_but_for_quotes_and_backslashes(name):
    (meeting,) = icalendar.Calendar.from_ical(request(event(), [Address(name, "a@example.dk")], STAMP)).events
    assert meeting["ATTENDEE"].params["CN"] == name.replace('"', "'").replace("\\", "/")


@given(name=NAMES)
def test_no_name_breaks_out_of_its_parameter(name):
    theirs = vobject.readOne(request(event(), [Address(name, "a@example.dk")], STAMP).decode()).vevent
    assert theirs.attendee.value == "mailto:a@example.dk"
    assert sorted(theirs.attendee.params) == ["CN", "CUTYPE", "PARTSTAT", "ROLE", "RSVP"]


@pytest.mark.parametrize("text", ["\x00", "\x0b\x1f", "\ud800", "a\rb", "\u2028\x85"])
def test_an_odd_character_leaves_a_stream_that_can_be_read(text):
    content = request(event(description=text, place=text, summary=f"Møde {text}"), MEMBERS, STAMP)
    (meeting,) = icalendar.Calendar.from_ical(content).events
    assert (meeting["UID"], meeting.errors) == (event().uid, [])


@given(text=st.text(max_size=600))
def test_no_text_breaks_out_of_its_line(text):
    content = request(event(description=text, place=text), MEMBERS, STAMP)
    calendar = icalendar.Calendar.from_ical(content)
    assert len(calendar.walk("VEVENT")) == 1
    assert calendar["METHOD"] == "REQUEST"
    assert max(map(len, content.split(b"\r\n"))) <= 75
