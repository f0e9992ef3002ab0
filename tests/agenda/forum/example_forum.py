"""An accession and an appointment of a plainly fictitious association, to be varied."""

from dataclasses import replace
from datetime import date

from agenda.forum.accession import Accession, AccessionState, Signature
from agenda.forum.appointment import Appointment, ForumRole

TODAY, MEETING_ON = date(2026, 12, 17), date(2027, 2, 11)
SENT = Accession("a", "2026", "prøveforeningen", None, state=AccessionState.SENT)
APPOINTED = Appointment(
    "p", "maja", "prøveforeningen", ForumRole.MEMBER, date(2026, 1, 1), date(2027, 12, 31)
)


def acceded(on=TODAY, **named):
    one = replace(SENT)
    one.accede(Signature("Frida Forperson", on, **named), TODAY)
    return one


def appointed(**named):
    return replace(APPOINTED, **named)
