from datetime import date, time
from pathlib import Path
from zoneinfo import ZoneInfo

import another_town
import pytest

from agenda.access import Role, Room
from scheduler.milestones import LeadTime
from scheduler.series import Dates, Interval, IsoWeeks, NthWeekday, Series
from scheduler.working_days import Calendar
from service.settings.faults import SettingsFaults
from service.settings.load import load_settings

THIRD = (
    '[bodies.nabonetvaerk]\nname = "Nabonetværk"\n'
    'series = { rule = "dates", dates = [2027-02-01], starts = "10:00", ends = "11:00" }\n'
    'lead_times.cut_off = { working_days = -5, at = "12:00" }\n'
    'lead_times.agenda_due = { working_days = -1, at = "12:00" }\n'
    'lead_times.minutes_due = { working_days = 5, at = "12:00" }\n'
)


@pytest.fixture
def settings_of(tmp_path):
    def load(text, **environ):
        file = tmp_path / "settings.toml"
        file.write_text(text, encoding="utf-8")
        return load_settings(file, environ)

    return load


@pytest.fixture
def faults_of(settings_of):
    def load(text, **environ):
        with pytest.raises(SettingsFaults) as refused:
            settings_of(text, **environ)
        return refused.value.faults

    return load


def test_the_defaults_hold_both_bodies():
    bodies = load_settings(None, {}).bodies
    assert list(bodies) == ["koordineringsenheden", "medborgerforum"]
    assert bodies["koordineringsenheden"].series == Series(
        Interval(date(2026, 11, 24), 14), time(9), time(11)
    )
    assert bodies["medborgerforum"].series == Series(NthWeekday(3, 2, (2, 5, 10)), time(17), time(19))
    assert bodies["medborgerforum"].lead_times == {
        "cut_off": LeadTime(-20, time(16)),
        "agenda_due": LeadTime(-10, time(12)),
        "minutes_due": LeadTime(10, time(16)),
    }


def test_the_defaults_hold_the_danish_calendar():
    assert load_settings(None, {}).calendar.as_calendar() == Calendar(
        ZoneInfo("Europe/Copenhagen"), ((6, 5), (12, 24), (12, 31)), {}, frozenset({29, 30, 31})
    )


def test_a_file_needs_to_hold_only_what_differs(settings_of):
    settings = settings_of('[web]\nport = 8080\n[calendar]\nextra_closed_dates = [2027-05-07, "2027-05-08"]')
    assert settings.web.port == 8080
    assert settings.web.host == "127.0.0.1"
    assert settings.calendar.extra_closed_dates == (date(2027, 5, 7), date(2027, 5, 8))
    assert settings.calendar.closed_weeks == (29, 30, 31)


@pytest.mark.parametrize(
    ("table", "rule"),
    [
        ('rule = "even_weeks"\nweekday = "tuesday"', IsoWeeks(1, "even")),
        ('rule = "odd_weeks"\nweekday = "friday"', IsoWeeks(4, "odd")),
        ('rule = "nth_weekday"\nweekday = "monday"\nnth = -1\nmonths = [3]', NthWeekday(0, -1, (3,))),
        ('rule = "dates"\ndates = [2027-02-01, "2027-02-02"]', Dates((date(2027, 2, 1), date(2027, 2, 2)))),
        ('rule = "interval"\nanchor = "2027-02-01"\ndays = 7', Interval(date(2027, 2, 1), 7)),
    ],
)
def test_a_series_replaces_the_default_one_whole(settings_of, table, rule):
    settings = settings_of(f'[bodies.koordineringsenheden.series]\n{table}\nstarts = "13:00"\nends = "14:30"')
    body = settings.bodies["koordineringsenheden"]
    assert body.series == Series(rule, time(13), time(14, 30))
    assert body.lead_times["cut_off"] == LeadTime(-6, time(16))


def test_half_a_series_does_not_borrow_the_rest_from_the_default(faults_of):
    assert faults_of('[bodies.koordineringsenheden.series]\nrule = "interval"\ndays = 7') == (
        "bodies.koordineringsenheden.series.starts: missing; add it",
        "bodies.koordineringsenheden.series.ends: missing; add it",
        "bodies.koordineringsenheden.series.anchor: missing; add it",
    )


def test_themes_and_parties_replace_the_default_ones_whole(settings_of):
    settings = settings_of(
        '[cases]\npolice_party = "one"\nnot_asked_for_children_under_15 = []\n'
        '[cases.themes]\nonly = "Et tema"\n[parties]\none = "En part"'
    )
    assert settings.cases.themes == {"only": "Et tema"}
    assert settings.parties == {"one": "En part"}
    assert settings.cases.municipality == "København"


@pytest.mark.parametrize("written", ["Aarhus", "751", "århus kommune"])
def test_the_own_municipality_is_known_by_the_list_at_every_door(settings_of, written):
    assert settings_of(f'[cases]\nmunicipality = "{written}"').cases.municipality == "Aarhus"


def test_a_municipality_there_is_not_is_told_at_start(faults_of):
    assert faults_of('[cases]\nmunicipality = "Christiansø"') == (
        'cases.municipality: give one of the 98 municipalities by name or code, such as "Aarhus" or "751"',
    )


COURSE = '[cases.courses.mentor]\nline = "anticipatory"\nname = "Mentor"\n'


def test_every_kind_of_course_says_on_what_basis_it_is_given_and_whose_consent_it_takes():
    kinds = load_settings(None, {}).cases.courses
    assert {kind.consent_under_18 for kind in kinds.values()} == {"every_holder"}
    assert [kind_id for kind_id, kind in kinds.items() if not kind.basis_for(is_child=False)] == []
    assert [kind_id for kind_id, kind in kinds.items() if not kind.basis_for(is_child=True)] == [
        "counselling"
    ]


@pytest.mark.parametrize(
    ("keys", "faults"),
    [
        (
            "",
            (
                "cases.courses.mentor.basis: missing; add it",
                "cases.courses.mentor.basis_under_18: missing; add it",
            ),
        ),
        (
            'basis = ""\nbasis_under_18 = " "',
            (
                (
                    "cases.courses.mentor.basis: say on what basis it is given: to adults here, to children in"
                    " basis_under_18"
                ),
            ),
        ),
        (
            'basis = "A"\nbasis_under_18 = "B"\nconsent_under_18 = "one_holder"',
            ("cases.courses.mentor.consent_reason: say why another rule holds than every holder's consent",),
        ),
        (
            'basis = "A"\nbasis_under_18 = "B"\nconsent_under_18 = "nobody"',
            (
                (
                    "cases.courses.mentor.consent_under_18: give one of: 'every_holder', 'one_holder' or"
                    " 'young_person_alone'"
                ),
            ),
        ),
    ],
)
def test_a_kind_of_course_that_does_not_say_so_is_told_at_start(faults_of, keys, faults):
    assert faults_of(COURSE + keys) == faults


@pytest.mark.parametrize("written", ["OD", "OD-"])
def test_the_dash_of_a_prefix_may_be_written_along(settings_of, written):
    assert settings_of(f'[cases]\nreference_prefix = "{written}"').cases.reference_prefix == "OD"


def test_a_third_body_joins(settings_of):
    settings = settings_of(THIRD)
    assert list(settings.bodies) == ["koordineringsenheden", "medborgerforum", "nabonetvaerk"]


def test_a_default_body_that_is_switched_off_is_none_of_the_bodies(settings_of):
    settings = settings_of("[bodies.medborgerforum]\nactive = false")
    assert (list(settings.bodies), settings.rooms) == (["koordineringsenheden"], {Room.CASES})


def test_so_can_the_environment_switch_it_off(settings_of):
    settings = settings_of("", MOEDEKLAR_BODIES_KOORDINERINGSENHEDEN_ACTIVE="false")
    assert (list(settings.bodies), settings.rooms) == (["medborgerforum"], {Room.FORUM})


def test_a_plain_body_can_be_the_only_one(settings_of):
    off = "[bodies.koordineringsenheden]\nactive = false\n[bodies.medborgerforum]\nactive = false\n"
    settings = settings_of(off + THIRD)
    assert (list(settings.bodies), settings.rooms) == (["nabonetvaerk"], frozenset())
    assert settings.office_of("nabonetvaerk") is Role.SECRETARIAT


def test_another_body_treats_the_cases_and_another_is_the_forum(settings_of):
    settings = settings_of(another_town.SETTINGS)
    assert list(settings.bodies) == ["borgerenheden", "dialograad"]
    assert settings.rooms == {Room.CASES, Room.FORUM}
    assert [str(settings.office_of(body)) for body in settings.bodies] == ["secretariat", "forum"]


def test_a_party_of_people_alone_may_be_named_by_the_settings(settings_of):
    rules = settings_of('[cases]\npolice_party = "new"\nnot_asked_for_children_under_15 = ["newer"]').cases
    assert (rules.police_party, rules.not_asked_for_children_under_15) == ("new", ("newer",))


def test_the_environment_wins_over_the_file(settings_of):
    settings = settings_of(
        "[web]\nport = 8080",
        MOEDEKLAR_WEB_PORT="9090",
        MOEDEKLAR_CASES_POLICE_CLEARANCE="true",
        MOEDEKLAR_BODIES_KOORDINERINGSENHEDEN_SERIES_STARTS="08:30",
    )
    assert settings.web.port == 9090
    assert settings.cases.police_clearance is True
    assert settings.bodies["koordineringsenheden"].series.starts == time(8, 30)


def test_the_file_is_named_by_the_environment_but_the_caller_wins(tmp_path):
    named, given = tmp_path / "named.toml", tmp_path / "given.toml"
    named.write_text("[web]\nport = 1111")
    given.write_text("[web]\nport = 2222")
    assert load_settings(None, {"MOEDEKLAR_CONFIG": str(named)}).web.port == 1111
    assert load_settings(given, {"MOEDEKLAR_CONFIG": str(named)}).web.port == 2222


@pytest.mark.parametrize(
    ("told", "links"),
    [
        ({}, "http://127.0.0.1:8000"),
        ({"MOEDEKLAR_WEB_PORT": "8001"}, "http://127.0.0.1:8001"),
        ({"MOEDEKLAR_WEB_HOST": "::1"}, "http://[::1]:8000"),
        ({"MOEDEKLAR_WEB_BASE_URL": "https://moedeklar.example"}, "https://moedeklar.example"),
    ],
)
def test_links_lead_to_where_it_is_served_unless_they_are_told_elsewhere(told, links):
    assert load_settings(None, told).web.base_url == links


def test_secrets_come_from_the_environment_or_a_file_it_names(tmp_path):
    secret = tmp_path / "master_key"
    secret.write_text("not-a-real-key\n")
    settings = load_settings(
        None, {"MOEDEKLAR_MASTER_KEY_FILE": str(secret), "MOEDEKLAR_DATABASE_URL": "sqlite:///x.db"}
    )
    assert (settings.master_key, settings.database_url) == ("not-a-real-key", "sqlite:///x.db")
    assert "not-a-real-key" not in repr(settings)


def test_without_them_there_are_none():
    settings = load_settings(None, {"MOEDEKLAR_DATABASE_URL": ""})
    assert (settings.master_key, settings.database_url) == (None, None)


def test_secrets_have_no_place_in_a_file(faults_of):
    assert faults_of('master_key = "not-a-real-key"') == (
        "master_key: doesn't belong in a file; set MOEDEKLAR_MASTER_KEY instead",
    )


def test_all_faults_are_told_at_once(faults_of):
    assert faults_of(
        """
        [calendar]
        time_zone = "Europe/Copenhaven"
        closed_weeks = [54]
        [bodies.koordineringsenheden.series]
        rule = "interval"
        anchor = 2026-11-24
        days = 0
        starts = "09:00"
        ends = "11:00"
        [bodies.medborgerforum.lead_times]
        agenda_due = { working_days = 1, at = "12:00" }
        minutes_due = { working_days = 0, at = "19:00" }
        [reminders]
        at = "9"
        [web]
        prot = 8080
        """,
        MOEDEKLAR_MAIL_LEASE_SECONDS="long",
    ) == (
        'calendar.time_zone: give the name of a time zone such as "Europe/Copenhagen"',
        "calendar.closed_weeks: give a whole number, 53 or less",
        (
            "bodies.koordineringsenheden.series.days: this series would never meet;"
            " give the number of days from one meeting to the next, 1 or more"
        ),
        "bodies.medborgerforum.series.starts: agenda_due must come before starts; move one of them",
        "bodies.medborgerforum.lead_times.minutes_due: ends must come before minutes_due; move one of them",
        'reminders.at: give a time of day such as "09:00"',
        "web.prot: not a known key; did you mean web.port?",
        "mail.lease_seconds (from MOEDEKLAR_MAIL_LEASE_SECONDS): give a whole number",
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("calender = 1", "calender: not a known key; did you mean calendar?"),
        (
            "[bodies.koordineringsenheden.lead_times]\ncutoff = 1",
            (
                "bodies.koordineringsenheden.lead_times.cutoff: not a known key;"
                " did you mean bodies.koordineringsenheden.lead_times.cut_off?"
            ),
        ),
        (
            '[web]\nhost = "0.0.0.0"',
            (
                "web.host: give 127.0.0.1, ::1 or localhost:"
                " until real login has landed, only this machine may ask"
            ),
        ),
        ("[web]\nport = true", "web.port: give a whole number"),
        ('[web]\nport = "80"', "web.port: give a whole number"),
        ("web = 1", "web: give a table"),
        ("[planning]\npropose_on = 1", 'planning.propose_on: give a month and a day such as "06-05"'),
        (
            '[reminders]\nopens = "16:00"',
            "reminders.closes: must be later than opens; move one of them",
        ),
        (
            '[cases]\nbody = "nobody"',
            "cases.body: give one of the bodies: koordineringsenheden, medborgerforum",
        ),
        (
            "[bodies.koordineringsenheden]\nactive = false\n[bodies.medborgerforum]\nactive = false",
            "bodies: let at least one be active",
        ),
        ("[bodies.medborgerforum]\nactive = 0", "bodies.medborgerforum.active: give true or false"),
        (
            f'[cases]\nbody = "nabonetvaerk"\n{THIRD}',
            "bodies.nabonetvaerk.lead_times.answers_due: missing; add it, since this body treats cases",
        ),
        (
            '[cases]\nreference_prefix = "Od"',
            'cases.reference_prefix: give 1 to 10 capital letters from A to Z, such as "KE"',
        ),
        (
            '[cases]\nreference_prefix = "KE10"',
            'cases.reference_prefix: give 1 to 10 capital letters from A to Z, such as "KE"',
        ),
        ("[cases.themes]", "cases.themes: name at least 1"),
        ("[bodies.x.series]\nrule = 'never'", "bodies.x.name: missing; add it"),
    ],
)
def test_a_fault_names_its_key_and_the_remedy(faults_of, text, fault):
    assert faults_of(text)[0] == fault


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        (
            'rule = "dates"\ndates = []',
            "dates: this series would never meet; list at least one date, such as 2027-02-01",
        ),
        (
            'rule = "nth_weekday"\nweekday = "monday"\nnth = 1\nmonths = []',
            "months: this series would never meet; name at least one month, such as [2, 5, 10]",
        ),
        (
            'rule = "nth_weekday"\nweekday = "monday"\nnth = 5\nmonths = [2]',
            "nth: give one of: 1, 2, 3, 4 or -1",
        ),
        (
            'rule = "weekly"',
            "rule: give one of: 'interval', 'even_weeks', 'odd_weeks', 'nth_weekday', 'dates'",
        ),
        ("", "rule: missing; give one of: interval, even_weeks, odd_weeks, nth_weekday, dates"),
        ('rule = "dates"\ndates = [2027-02-01]\ndats = 1', "dats: not a known key; did you mean"),
    ],
)
def test_a_series_that_can_not_be_is_refused(faults_of, table, fault):
    head = "bodies.koordineringsenheden.series"
    found = faults_of(f'[{head}]\nstarts = "09:00"\nends = "10:00"\n{table}')
    assert len(found) == 1
    assert found[0].startswith(f"{head}.{fault}")


def test_a_meeting_that_ends_before_it_starts_is_refused(faults_of):
    assert faults_of(
        "[bodies.koordineringsenheden.series]\n"
        'rule = "even_weeks"\nweekday = "tuesday"\nstarts = "11:00"\nends = "09:00"'
    ) == (
        (
            "bodies.koordineringsenheden.series.ends:"
            " must be later on the same day than starts; move one of them"
        ),
    )


def test_an_unknown_variable_of_a_known_table_is_a_fault(faults_of):
    assert faults_of("", MOEDEKLAR_WEB_PROT="1", MOEDEKLAR_CALENDAR_CLOSED_WEEKS="29") == (
        (
            "MOEDEKLAR_CALENDAR_CLOSED_WEEKS: not a setting the environment can give;"
            " unset it, or set it in the file"
        ),
        "MOEDEKLAR_WEB_PROT: not a known setting; did you mean MOEDEKLAR_WEB_PORT?",
    )


def test_a_variable_of_the_tests_is_none(settings_of):
    assert settings_of("", MOEDEKLAR_TESTS_MAY_NOT_SKIP="browser").web.port == 8000


def test_a_value_given_twice_or_in_a_missing_file_is_a_fault(faults_of):
    found = faults_of(
        "", MOEDEKLAR_WEB_PORT="1", MOEDEKLAR_WEB_PORT_FILE="x", MOEDEKLAR_MASTER_KEY_FILE="none"
    )
    assert found == (
        "MOEDEKLAR_MASTER_KEY_FILE: the file can't be read (No such file or directory); name one that can",
        "MOEDEKLAR_WEB_PORT: also given by MOEDEKLAR_WEB_PORT_FILE; leave one of them out",
    )


def test_a_refused_value_is_not_repeated(faults_of):
    assert "hush" not in "".join(faults_of("", MOEDEKLAR_WEB_PORT="hush", MOEDEKLAR_WEB_HOST="hush"))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"[web", "isn't TOML: "),
        (b"web = '\xff'", "isn't UTF-8 text; save it as UTF-8"),
    ],
)
def test_a_broken_file_is_told_with_the_faults_of_the_environment(tmp_path, content, words):
    file = tmp_path / "broken.toml"
    file.write_bytes(content)
    with pytest.raises(SettingsFaults) as refused:
        load_settings(file, {"MOEDEKLAR_WEB_PORT": "x"})
    first, second = refused.value.faults
    assert first.startswith(f"{file}: {words}")
    assert second == "web.port (from MOEDEKLAR_WEB_PORT): give a whole number"


def test_a_missing_file_is_a_fault_and_not_the_defaults():
    with pytest.raises(SettingsFaults) as refused:
        load_settings(Path("no-such-file.toml"), {})
    assert refused.value.faults == (
        (
            "no-such-file.toml: can't be read (No such file or directory);"
            " name a file by --config or MOEDEKLAR_CONFIG"
        ),
    )
