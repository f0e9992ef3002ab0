import json
import subprocess
import sys
from datetime import date, datetime, timedelta

import pytest
from click.testing import CliRunner

from service.cli.main import main

YEAR = ("--from", "2026-12-01", "--to", "2027-12-31")


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch):
    monkeypatch.delenv("MOEDEKLAR_CONFIG", raising=False)


def run(*args):
    return CliRunner().invoke(main, ["plan", *args], prog_name="moedeklar")


def planned(*args):
    result = run(*args, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    return json.loads(result.stdout)


def refused(*args):
    result = run(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    return result.stderr


def test_a_meeting_of_the_unit_is_told_with_all_its_deadlines():
    assert planned("koordineringsenheden", "--from", "2027-01-05", "--to", "2027-01-05") == {
        "meetings": [
            {
                "body": "koordineringsenheden",
                "starts_at": "2027-01-05T09:00:00+01:00",
                "ends_at": "2027-01-05T11:00:00+01:00",
                "iso_week": 1,
                "cut_off_at": "2026-12-22T16:00:00+01:00",
                "answers_due_at": "2026-12-29T12:00:00+01:00",
                "agenda_due_at": "2026-12-30T12:00:00+01:00",
                "minutes_due_at": "2027-01-08T16:00:00+01:00",
                "moved_from": None,
                "reason": None,
                "derivation": {
                    "cut_off": (
                        "tir. 5. jan. 2027 minus 6 arbejdsdage = tir. 22. dec. 2026; sprunget over:"
                        " juleaftensdag, juledag, nytårsaftensdag, nytårsdag, 4 weekenddage"
                    ),
                    "answers_due": (
                        "tir. 5. jan. 2027 minus 3 arbejdsdage = tir. 29. dec. 2026;"
                        " sprunget over: nytårsaftensdag, nytårsdag, 2 weekenddage"
                    ),
                    "agenda_due": (
                        "tir. 5. jan. 2027 minus 2 arbejdsdage = ons. 30. dec. 2026;"
                        " sprunget over: nytårsaftensdag, nytårsdag, 2 weekenddage"
                    ),
                    "minutes_due": "tir. 5. jan. 2027 plus 3 arbejdsdage = fre. 8. jan.",
                },
            }
        ],
        "left_out": [],
    }


def test_the_forum_meets_three_times_and_expects_no_answers():
    meetings = planned("medborgerforum", *YEAR)["meetings"]
    assert [(one["starts_at"], one["answers_due_at"]) for one in meetings] == [
        ("2027-02-11T17:00:00+01:00", None),
        ("2027-05-13T17:00:00+02:00", None),
        ("2027-10-14T17:00:00+02:00", None),
    ]
    assert list(meetings[0]["derivation"]) == ["cut_off", "agenda_due", "minutes_due"]


def test_a_year_of_the_unit_leaves_out_the_closed_weeks():
    plan = planned("koordineringsenheden", *YEAR)
    assert len(plan["meetings"]) == 26
    assert plan["left_out"] == [
        {"on": "2027-07-20", "reason": "uge 29 er uden møder"},
        {"on": "2027-08-03", "reason": "uge 31 er uden møder"},
    ]
    assert {one["starts_at"][11:19] for one in plan["meetings"]} == {"09:00:00"}


def test_moved_meetings_stand_where_they_are_held_and_say_where_they_come_from(tmp_path):
    config = tmp_path / "settings.toml"
    config.write_text(
        '[calendar]\nextra_closed_dates = ["2027-02-01", "2027-02-02"]\n'
        '[bodies.koordineringsenheden.series]\nrule = "dates"\n'
        'dates = [2027-02-01, 2027-02-02, 2027-02-03]\nstarts = "09:00"\nends = "11:00"\n'
    )
    plan = planned("koordineringsenheden", *YEAR, "--config", str(config))
    assert [(one["starts_at"], one["moved_from"], one["reason"]) for one in plan["meetings"]] == [
        ("2027-02-03T09:00:00+01:00", None, None),
        (
            "2027-02-04T09:00:00+01:00",
            "2027-02-01",
            (
                "man. 1. feb. er lukket; flyttet til tor. 4. feb.,"
                " nærmeste ledige følgende arbejdsdag i samme uge"
            ),
        ),
        (
            "2027-02-05T09:00:00+01:00",
            "2027-02-02",
            (
                "tir. 2. feb. er lukket; flyttet til fre. 5. feb.,"
                " nærmeste ledige følgende arbejdsdag i samme uge"
            ),
        ),
    ]


def test_a_period_without_meetings_gives_empty_lists():
    assert planned("koordineringsenheden", "--from", "2026-12-09", "--to", "2026-12-21") == {
        "meetings": [],
        "left_out": [],
    }


def test_the_period_goes_to_the_end_of_the_next_year_unless_told_otherwise():
    first = date(datetime.now().astimezone().year + 3, 1, 1)
    meetings = planned("medborgerforum", "--from", first.isoformat())["meetings"]
    assert [one["starts_at"][:7] for one in meetings] == [
        f"{year}-{month}" for year in (first.year, first.year + 1) for month in ("02", "05", "10")
    ]


def test_without_a_period_nothing_of_the_past_is_planned():
    yesterday = (datetime.now().astimezone() - timedelta(days=1)).isoformat()
    assert all(one["starts_at"] > yesterday for one in planned("koordineringsenheden")["meetings"])


def test_the_table_tells_weekday_date_week_and_deadlines_and_explains_below():
    result = run("koordineringsenheden", "--from", "2027-06-29", "--to", "2027-08-17")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "Koordineringsenheden, kl. 9.00-11.00",
        "tir. 29. jun. 2027 til tir. 17. aug. 2027",
        "",
        "Møde                Uge Lukker        Svar          Dagsorden     Referat",
        "                        kl. 16.00     kl. 12.00     kl. 12.00     kl. 16.00",
        "tir. 6. jul. 2027    27 man. 28. jun. tor. 1. jul.  fre. 2. jul.  fre. 9. jul.",
        "tir. 17. aug. 2027   33 man. 9. aug.  tor. 12. aug. fre. 13. aug. fre. 20. aug.",
        "",
        "Udeladt:",
        "  tir. 20. jul. 2027: uge 29 er uden møder.",
        "  tir. 3. aug. 2027: uge 31 er uden møder.",
    ]


def test_the_table_fits_80_columns_and_marks_what_was_moved(tmp_path):
    config = tmp_path / "settings.toml"
    config.write_text("[calendar]\nextra_closed_dates = [2027-09-28]\n")
    lines = run("koordineringsenheden", *YEAR, "--config", str(config)).stdout.splitlines()
    assert max(len(line) for line in lines) <= 80
    assert [line for line in lines if "29. sep." in line] == [
        "ons. 29. sep. 2027*  39 man. 20. sep. tor. 23. sep. fre. 24. sep. man. 4. okt.",
        "  tir. 28. sep. 2027: tir. 28. sep. er lukket; flyttet til ons. 29. sep.,",
    ]


def test_an_empty_table_says_so():
    result = run("koordineringsenheden", "--from", "2026-12-09", "--to", "2026-12-21")
    assert result.stdout.splitlines()[-1] == "Ingen møder i perioden."


@pytest.mark.parametrize(
    ("args", "line"),
    [
        (
            ["nobody"],
            "moedeklar: BODY: 'nobody' is not a body; give one of: koordineringsenheden, medborgerforum.\n",
        ),
        ([], "moedeklar: Missing argument 'BODY'. See 'moedeklar plan --help'.\n"),
        (
            ["medborgerforum", "--from", "2027-02-30"],
            (
                "moedeklar: Invalid value for '--from': '2027-02-30' is no date;"
                " give one such as 2027-02-01. See 'moedeklar plan --help'.\n"
            ),
        ),
        (
            ["medborgerforum", "--to", "9999-12-31"],
            (
                "moedeklar: Invalid value for '--to': '9999-12-31' is out of reach;"
                " give a year from 2000 to 2099. See 'moedeklar plan --help'.\n"
            ),
        ),
        (
            ["medborgerforum", "--from", "2028-01-01", "--to", "2027-01-01"],
            (
                "moedeklar: --from: 2028-01-01 is after --to 2027-01-01;"
                " give an earlier --from or a later --to.\n"
            ),
        ),
        (
            ["medborgerforum", "--config", "no-such-file.toml"],
            (
                "moedeklar: no-such-file.toml: can't be read (No such file or directory);"
                " name a file by --config or MOEDEKLAR_CONFIG\n"
            ),
        ),
    ],
)
@pytest.mark.parametrize("as_json", [[], ["--json"]])
def test_a_refusal_is_one_line_on_standard_error(args, line, as_json):
    assert refused(*args, *as_json) == line


def test_each_fault_of_the_settings_is_a_line(tmp_path):
    config = tmp_path / "settings.toml"
    config.write_text('[web]\nprot = 1\n[reminders]\nat = "9"\n')
    assert refused("medborgerforum", "--config", str(config)) == (
        'moedeklar: reminders.at: give a time of day such as "09:00"\n'
        "moedeklar: web.prot: not a known key; did you mean web.port?\n"
    )


def test_a_plan_loads_neither_database_nor_web_nor_timer():
    program = (
        "import sys\nfrom service.cli.main import main\n"
        "main(['plan', 'medborgerforum', '--json'], standalone_mode=False)\n"
        "loaded = [name for name in ('sqlalchemy', 'flask', 'apscheduler') if name in sys.modules]\n"
        "print(loaded, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"


def test_the_forum_avoids_the_school_holidays_and_says_so():
    plan = planned("medborgerforum", "--from", "2026-02-01", "--to", "2026-02-28")
    assert [(one["starts_at"], one["moved_from"]) for one in plan["meetings"]] == [
        ("2026-02-19T17:00:00+01:00", "2026-02-12")
    ]


def test_an_observance_is_told_below_the_plan_and_moves_nothing(tmp_path):
    config = tmp_path / "settings.toml"
    config.write_text(
        '[calendar]\nobservances = [{ first = 2027-02-10, last = 2027-02-11, name = "en højtid" }]'
    )
    given = ("medborgerforum", "--from", "2027-02-01", "--to", "2027-02-28", "--config", str(config))
    plan = planned(*given)
    assert (plan["meetings"][0]["moved_from"], plan["warnings"]) == (
        None,
        [{"on": "2027-02-11", "reason": "tor. 11. feb. falder sammen med en højtid"}],
    )
    assert "Bemærk:" in run(*given).stdout
