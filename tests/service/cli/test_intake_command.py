import json
from contextlib import contextmanager

import pytest
from sqlalchemy import func, select

from agenda.cases.case import Case
from service.app import Service
from service.cli.concern_rows import rows
from service.database.record import Entry
from service.documents.concern import ConcernDocument
from service.workflow.cases.intake import take_concern

CONCERN = {
    "citizen": {"name": "Testa Prøvesen", "cpr": "010190-5001", "municipality": "København"},
    "source_kind": "hotline",
    "theme": "other",
    "words": "Ord fra den, der ringede",
    "urgency": "normal",
    "basis": "1",
    "purpose": "Forebyggelse",
    "necessity": "Alle parter kan kende personen",
    "confirmed_necessary": True,
}
HEADER = (
    "citizen.name,citizen.cpr,citizen.municipality,source_kind,theme,urgency,basis,purpose,necessity,"
    "parties,confirmed_necessary"
)
ROW = "{name},{cpr},København,hotline,other,normal,1,Forebyggelse,Nødvendig,{parties},{confirmed}"


def row(name="Testa Prøvesen", cpr="010190-5001", parties="ssp sof", confirmed="yes"):
    return ROW.format(name=name, cpr=cpr, parties=parties, confirmed=confirmed)


def kept(store):
    with store.sessions() as session:
        return session.scalar(select(func.count()).select_from(Case))


def told(result):
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout.splitlines()


def refused(result):
    assert (result.exit_code, result.stdout) == (2, "")
    return result.stderr.splitlines()


def test_a_concern_in_json_is_told_with_its_meeting_and_whom_was_asked(moedeklar, store):
    (line,) = told(moedeklar("intake", "-", stdin=json.dumps(CONCERN)))
    reference, meeting, asked = line.replace(": ", "; ", 1).split("; ")
    assert reference == f"KE-{store.settings.calendar.as_calendar().local(store.clock()).year}-0001"
    assert meeting.startswith("møde ")
    assert asked == "spurgt: bif, dks, kf, sof, ssp"


def test_rows_of_csv_are_taken_in_order(moedeklar, store):
    rows = [
        HEADER,
        row(),
        row("Anden Opdigtet", "020285-5002", "ssp;dks"),
        row("Tredje Tænkt", "030380-5003", "", "no"),
    ]
    lines = told(moedeklar("intake", "-", stdin="\n".join(rows)))
    assert [line.rpartition("; ")[2] for line in lines] == [
        "spurgt: sof, ssp",
        "spurgt: dks, ssp",
        "ingen er spurgt endnu",
    ]


def test_a_danish_spreadsheet_parts_its_cells_by_semicolons(moedeklar, store):
    rows = "\r\n".join(line.replace(",", ";") for line in (HEADER, row()))
    assert len(told(moedeklar("intake", "-", stdin="\ufeff" + rows))) == 1


def test_one_bad_row_and_nothing_is_kept(moedeklar, store):
    rows = [HEADER, row(), row("Anden Opdigtet", "310299-5001")]
    assert refused(moedeklar("intake", "-", stdin="\n".join(rows))) == [
        "moedeklar: row 3: citizen.cpr: its first six digits are no date; check the number"
    ]
    assert kept(store) == 0


def test_every_row_with_a_fault_is_named_and_nothing_of_it_repeated(moedeklar, store):
    rows = [HEADER, row(confirmed="hemmelig"), row(), row(parties="HEMMELIG")]
    lines = refused(moedeklar("intake", "-", stdin="\n".join(rows)))
    assert [line.split(": ")[:3] for line in lines] == [
        ["moedeklar", "row 2", "confirmed_necessary"],
        ["moedeklar", "row 4", "parties.0"],
    ]
    assert "hemmelig" not in "".join(lines).lower()


def test_a_column_nobody_knows_is_refused_by_its_number(moedeklar, store):
    assert refused(moedeklar("intake", "-", stdin="citizen.name,010190-5001\n"))[0].startswith(
        "moedeklar: row 1, column 2: no known column; give one of citizen.name, "
    )


def test_a_cpr_of_somebody_who_may_live_is_refused(moedeklar, store):
    concern = CONCERN | {"citizen": CONCERN["citizen"] | {"cpr": "010190-1000"}}
    (line,) = refused(moedeklar("intake", "-", stdin=json.dumps([concern])))
    assert line.startswith("moedeklar: concern 1: citizen.cpr: this version takes no number")
    assert kept(store) == 0


def test_an_acute_concern_is_given_back_and_not_kept(moedeklar, store):
    (line,) = told(moedeklar("intake", "-", stdin=json.dumps(CONCERN | {"urgency": "acute"})))
    assert line == (
        "akut: ring 112, eller 114 til politiet; intet er gemt her. Teksten tilbage: Ord fra den, der ringede"
    )
    assert kept(store) == 0


def test_a_concern_for_another_municipality_is_given_back(moedeklar, store):
    citizen = CONCERN["citizen"] | {"municipality": "Odense"}
    (line,) = told(moedeklar("intake", "-", stdin=json.dumps(CONCERN | {"citizen": citizen})))
    assert line.partition(": ")[2] == (
        "hører til Odense; kun det er gemt. Teksten tilbage: Ord fra den, der ringede"
    )
    assert kept(store) == 0


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"municipality": "Malmö"},
            "citizen.municipality: write one of the 98 municipalities by name or code",
        ),
        (
            {"name": "Jens Jensen", "cpr": "", "born_on": "2013-05-06"},
            "citizen.born_on: this version takes nobody",
        ),
    ],
)
def test_a_row_is_refused_by_field_and_nothing_is_kept(moedeklar, store, changes, said):
    citizen = CONCERN["citizen"] | changes
    (line,) = refused(moedeklar("intake", "-", stdin=json.dumps([CONCERN | {"citizen": citizen}])))
    assert line.startswith(f"moedeklar: concern 1: {said}")
    assert kept(store) == 0


def test_a_row_about_a_case_in_doubt_stops_the_file_and_says_how_to_go_on(moedeklar, store):
    told(moedeklar("intake", "-", stdin=f"{HEADER}\n{row()}\n"))
    other = row(name="Anden Eksempelborg")
    (line,) = refused(
        moedeklar("intake", "-", stdin=f"{HEADER}\n{row('Ny Opdigtet', '020290-5002')}\n{other}\n")
    )
    assert line.startswith("moedeklar: row 3: citizen.name: KE-2026-0001 may be on the same person")
    assert [word for word in ("Anden", "Testa", "010190") if word in line] == []
    assert kept(store) == 1


def test_a_row_says_that_it_is_the_same_person_or_another(moedeklar, store):
    told(moedeklar("intake", "-", stdin=f"{HEADER}\n{row()}\n"))
    with store.sessions() as session:
        revision = session.scalars(select(Case)).one().revision
    same = f"{HEADER},same_person.case,same_person.revision\n{row(name='Anden Eksempelborg')},KE-2026-0001,{revision}\n"
    (line,) = told(moedeklar("intake", "-", stdin=same))
    assert line.endswith("; føjet til den åbne sag")
    other = f"{HEADER},another_person\n{row(cpr='010190-5002')},KE-2026-0001\n"
    (line,) = told(moedeklar("intake", "-", stdin=other))
    assert (line.partition(":")[0], kept(store)) == ("KE-2026-0002", 2)


def test_without_any_meeting_ahead_nothing_is_taken(moedeklar):
    (line,) = refused(moedeklar("intake", "-", stdin=json.dumps(CONCERN)))
    assert line.startswith("moedeklar: ")


OPEN = "Allerede Sagsholm", "010190-5101"
UNLIKE = row(name="Ganske Andersborg", cpr=OPEN[1])  # with the number of the open case


def many(*ends):
    """Twelve rows about twelve persons, which come in four pieces, and what comes after them."""
    names = ("Aba", "Ebe", "Ibi", "Obo", "Ubu", "Yby", "Aka", "Eke", "Iki", "Oko", "Uku", "Yky")
    people = [
        row(f"{name} Prøve{name.lower()}", f"0{n % 9 + 1}0190-50{n:02}") for n, name in enumerate(names)
    ]
    return "\n".join([HEADER, *people, *ends])


def actions(store):
    with store.sessions() as session:
        return [*session.scalars(select(Entry.action))]


def test_the_last_of_many_rows_that_is_refused_stops_them_all(moedeklar, store):
    told(moedeklar("intake", "-", stdin=f"{HEADER}\n{row(*OPEN)}\n"))
    (line,) = refused(moedeklar("intake", "-", stdin=many(UNLIKE)))
    assert line.startswith("moedeklar: row 14: citizen.name: KE-2026-0001 may be on the same person")
    assert (kept(store), actions(store).count("find_case")) == (1, 1)


def test_many_rows_are_taken_in_order_and_told_once_each(moedeklar, store):
    lines = told(moedeklar("intake", "-", stdin=many()))
    assert [line[:12] for line in lines] == [f"KE-2026-{n:04}" for n in range(1, 13)]
    assert kept(store) == 12


def test_of_two_rows_that_may_be_one_person_none_is_taken_and_no_case_is_named(moedeklar, store):
    """The first has no case yet: there is nothing to compare with, and nobody has learned of anything."""
    (line,) = refused(moedeklar("intake", "-", stdin=many(row(*OPEN), UNLIKE)))
    assert line == (
        "moedeklar: row 15: citizen: may be the same person as row 14; leave one of the two out, and give it afterwards"
    )
    assert (kept(store), actions(store).count("find_case")) == (0, 0)


def test_what_somebody_does_meanwhile_stops_the_rest_and_what_is_kept_is_told(moedeklar, store, monkeypatch):
    rehearsal = Service.rehearsal

    @contextmanager
    def overtaken(service, actor):
        with rehearsal(service, actor) as unit_apart:
            yield unit_apart
        (other,) = rows(f"{HEADER}\n{row(*OPEN)}\n")
        with service.unit(actor) as unit:
            take_concern(unit, ConcernDocument.model_validate(other.content).given(), service.clock())

    monkeypatch.setattr(Service, "rehearsal", overtaken)
    result = moedeklar("intake", "-", stdin=many(UNLIKE))
    assert (result.exit_code, len(result.stdout.splitlines()), kept(store)) == (2, 12, 13)
    doubt, rest = result.stderr.splitlines()
    assert doubt.startswith("moedeklar: row 14: citizen.name: KE-2026-0001 may be on the same person")
    assert rest == ("moedeklar: the 12 before row 14 are kept and told above; give the others by themselves")


@pytest.mark.usefixtures("store")
def test_whoever_waits_at_a_terminal_sees_how_far_it_is(moedeklar, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    result = moedeklar("intake", "-", stdin=many())
    assert [word in result.stderr for word in ("Efterses", "Modtages", "100%")] == [True] * 3
