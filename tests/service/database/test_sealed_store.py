"""What tells of a person lies sealed: the store itself gives nothing away, and notices what was moved about."""

from datetime import date

import pytest
from cryptography.exceptions import InvalidTag
from driven_service import local
from sample_people import KE, citizen, concern, confirmed, set_everybody
from sqlalchemy import select

from agenda.access import CLOCK
from agenda.cases.concern import SourceKind
from agenda.cases.lookup import AnswerGiven, AnswerKind
from service.database.cases.tables import answer as answers
from service.database.cases.tables import case as cases
from service.database.mapped import mapped
from service.database.sealed import CaseKey, KeyOfAnother, Place, Vault
from service.keys import MasterKey
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.contents import open_answer, open_citizen
from service.workflow.cases.intake import take_concern

NOVEMBER = local("2026-11-09")
CANARIES = (
    "Kanarie",
    "Prøvefugl",
    "040490",
    "5004",
    "1890-04-04",
    "gul-fjer-kilde",
    "gul-fjer-ord",
    "gul-fjer-formål",
    "gul-fjer-nødvendig",
    "gul-fjer-risiko",
    "gul-fjer-beskyttelse",
    "militant_islamism",
)


@pytest.fixture
def driven(start_on):
    """A whole life of a case, full of words that stand nowhere else."""
    driven = start_on(NOVEMBER)
    set_everybody(driven)
    driven.plan(KE, "2026-11-24", "2026-12-22")
    given = concern(
        citizen("Kanarie Prøvefugl", "040490-5004"),
        source="gul-fjer-kilde",
        source_kind=SourceKind.RELATIVE,
        theme="militant_islamism",
        words="gul-fjer-ord",
        purpose="gul-fjer-formål",
        necessity="gul-fjer-nødvendig",
    )
    reference = driven.do(take_concern, confirmed(given, parties=("ssp", "sof"))).reference
    told = AnswerGiven(AnswerKind.RELEVANT, ("gul-fjer-risiko",), ("gul-fjer-beskyttelse",))
    driven.do(answer_lookup, driven.lookup(reference, "ssp").id, told, as_="agency:ssp")
    driven.play_until(local("2026-11-25"))
    return driven


def stored_bytes(driven):
    """Every byte of the store: the SQLite files, or every column of every row of PostgreSQL."""
    service = driven.service
    if service.engine.dialect.name == "sqlite":
        return b"".join(path.read_bytes() for path in service.folder.glob("moedeklar.db*"))
    with service.engine.connect() as connection:
        rows = [row for table in mapped().sorted_tables for row in connection.execute(select(table))]
    return b"\n".join(c if isinstance(c, bytes) else str(c).encode() for row in rows for c in row)


def test_the_stored_bytes_hold_nothing_of_the_person_or_of_what_was_said(driven):
    stored = stored_bytes(driven).lower()
    kept = [word for word in CANARIES if word.lower().encode() in stored]
    assert kept == []
    assert b"ke-2026-0001" in stored


def test_the_mails_hold_nothing_of_the_person_or_of_what_was_said(driven):
    mails = b"".join(path.read_bytes() for path in (driven.service.folder / "outbox").iterdir()).lower()
    assert [word for word in CANARIES if word.lower().encode() in mails] == []
    assert b"ke-2026-0001" in mails


def test_two_citizens_whose_sealed_values_are_swapped_cannot_be_opened(driven):
    other = concern(citizen("Anden Prøvesen", "", date(1990, 2, 2)))
    second = driven.do(take_concern, confirmed(other, parties=("ssp",))).reference
    with driven.service.engine.begin() as connection:
        sealed = dict(connection.execute(select(cases.c.reference, cases.c.sealed_citizen)).all())
        for reference, of in (("KE-2026-0001", second), (second, "KE-2026-0001")):
            swap = cases.update().where(cases.c.reference == reference)
            connection.execute(swap.values(sealed_citizen=sealed[of]))
    with driven.service.unit(CLOCK) as unit, pytest.raises(InvalidTag):
        open_citizen(unit, driven.case(second))


def test_an_answer_moved_to_another_row_of_the_same_case_cannot_be_opened(driven):
    told = AnswerGiven(AnswerKind.NOTHING_REGISTERED)
    case = driven.case("KE-2026-0001")
    assert case.meeting_id == driven.meetings(KE)[1].id
    driven.do(answer_lookup, driven.lookup("KE-2026-0001", "sof").id, told, as_="agency:sof")
    with driven.service.engine.begin() as connection:
        sealed = connection.execute(select(answers.c.sealed_content)).scalars().first()
        connection.execute(answers.update().values(sealed_content=sealed))
    opened = 0
    with driven.service.unit(CLOCK) as unit:
        for lookup in driven.case("KE-2026-0001").lookups:
            try:
                open_answer(unit, case.id, lookup.answers[-1])
                opened += 1
            except InvalidTag:
                pass
    assert opened == 1


def test_the_same_words_are_never_sealed_to_the_same_bytes(driven):
    with driven.service.unit(CLOCK) as unit:
        case = driven.case("KE-2026-0001")
        key = unit.session.get_one(CaseKey, case.id)
        place = Place("case", case.id, "citizen")
        assert unit.vault.seal(key, place, {"a": 1}) != unit.vault.seal(key, place, {"a": 1})


def test_under_another_master_key_nothing_opens_and_it_says_so(driven):
    case = driven.case("KE-2026-0001")
    with driven.service.unit(CLOCK) as unit:
        unit.vault = Vault(MasterKey(b"x" * 32))
        with pytest.raises(KeyOfAnother):
            open_citizen(unit, case)
