"""Tables of organisations, the Charter, accessions and appointments, and how they map to the rules' classes."""

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table, Text

from agenda.forum.accession import Accession, AccessionState
from agenda.forum.appointment import Appointment, ForumRole
from agenda.forum.charter import Charter
from agenda.forum.organisation import Organisation
from service.database.columns import Word, identity
from service.database.engine import Moment, mapping, metadata

organisation = Table(
    "organisation",
    metadata,
    identity(),
    Column("name", String(200), nullable=False),
    Column("contact_name", String(200), nullable=False),
    Column("email", String(254), nullable=False),
    Column("language", String(5), nullable=False),
    Column("revision", Integer, nullable=False),
)

charter = Table(
    "charter",
    metadata,
    identity(),
    Column("in_force_from", Date, nullable=False),
    Column("link", String(1000), nullable=False),
    Column("published_at", Moment, nullable=False),
)

accession = Table(
    "accession",
    metadata,
    identity(),
    Column("charter_id", ForeignKey("charter.id"), nullable=False),
    Column("organisation_id", ForeignKey("organisation.id"), index=True),
    Column("member_id", ForeignKey("member.id"), index=True),
    Column("state", Word(AccessionState), nullable=False),
    Column("sent_at", Moment),
    Column("reply_by", Date),
    Column("acceded_on", Date),
    Column("acceded_by", String(200), nullable=False),
    Column("valid_until", Date),
    Column("reason", Text, nullable=False),
    Column("due_at", Moment, index=True),
    Column("alerted_at", Moment),
    Column("revision", Integer, nullable=False),
)

appointment = Table(
    "appointment",
    metadata,
    identity(),
    Column("member_id", ForeignKey("member.id"), nullable=False, index=True),
    Column("organisation_id", ForeignKey("organisation.id"), index=True),
    Column("role", Word(ForumRole), nullable=False),
    Column("first_on", Date, nullable=False),
    Column("last_on", Date),
    Column("due_at", Moment, index=True),
    Column("revision", Integer, nullable=False),
)


def map_forum() -> None:
    mapping.map_imperatively(Charter, charter)
    for counted, table in ((Organisation, organisation), (Accession, accession), (Appointment, appointment)):
        mapping.map_imperatively(counted, table, version_id_col=table.c.revision)
