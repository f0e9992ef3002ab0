"""What is deleted is gone from the file, and not only from the tables."""

from driven_service import local
from sample_people import KE, confirmed, set_everybody
from sqlalchemy import delete, text

from service.database.sealed import CaseKey
from service.workflow.cases.intake import take_concern


def test_a_destroyed_key_lies_nowhere_in_the_file_of_the_database(new_service):
    driven = new_service(local("2026-11-09"))
    set_everybody(driven)
    driven.plan(KE, "2026-11-24", "2026-12-22")
    driven.do(take_concern, confirmed())
    with driven.service.sessions() as session, session.begin():
        key = session.query(CaseKey).one().wrapped
        assert session.execute(text("PRAGMA secure_delete")).scalar() == 1
        session.execute(delete(CaseKey))
    driven.hold_alone()
    driven.service.engine.dispose()
    assert [
        file.name for file in driven.service.folder.glob("moedeklar.db*") if key in file.read_bytes()
    ] == []
