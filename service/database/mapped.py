"""All tables and mappings together: imported once, by the composition root and by the migrations."""

from functools import cache

from sqlalchemy import MetaData

from service.database.cases.addressee_tables import map_addressees
from service.database.cases.course_tables import map_courses
from service.database.cases.letter_tables import map_letters
from service.database.cases.minutes_tables import map_case_minutes
from service.database.cases.note_tables import map_notes
from service.database.cases.tables import map_cases
from service.database.cases.written_tables import map_written
from service.database.engine import metadata
from service.database.forum.tables import map_forum
from service.database.forum.topic_tables import map_topics
from service.database.inbox_memory import map_inbox_memory
from service.database.meetings.agenda_tables import map_agendas
from service.database.meetings.minutes_tables import map_minutes
from service.database.meetings.tables import map_meetings
from service.database.outages import map_outages
from service.database.outbox import map_outbox
from service.database.record import map_record
from service.database.sending import map_sending
from service.database.set_aside import map_set_aside


@cache
def mapped() -> MetaData:
    map_record()
    map_outbox()
    map_sending()
    map_set_aside()
    map_outages()
    map_inbox_memory()
    map_meetings()
    map_agendas()
    map_minutes()
    map_cases()
    map_notes()
    map_courses()
    map_addressees()
    map_letters()
    map_written()
    map_case_minutes()
    map_forum()
    map_topics()
    return metadata
