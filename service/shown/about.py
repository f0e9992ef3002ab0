"""What a deed is about, for people who do not know our ids."""

from agenda.meetings.body import Body
from agenda.meetings.meeting import Meeting
from agenda.meetings.party import Party
from agenda.meetings.plan import Plan
from notifications.dates import date_in_words
from service.database.meetings.questions import body_named
from service.workflow.unit import Unit

LANGUAGE = "da"
OF_CASES = "KE-"


def about_in_words(unit: Unit, about: str) -> str:
    """A meeting by its body and day, a plan by its body and years, a party or body by name, a case by reference.

    Empty for what has an id alone, such as an accession.
    """
    found = next(
        (one for kind in (Meeting, Plan, Party, Body) if (one := unit.session.get(kind, about))), None
    )
    match found:
        case Meeting():
            on = unit.calendar.local(found.starts_at).date()
            return f"{body_named(unit.session, found.body_id).name} {date_in_words(on, LANGUAGE)}"
        case Plan():
            years = sorted({found.first_on.year, found.last_on.year})
            return f"{body_named(unit.session, found.body_id).name} {'-'.join(map(str, years))}"
        case Party() | Body():
            return found.name
        case _:
            return about if about.startswith(OF_CASES) else ""
