"""Over the API too, whoever is in doubt is asked: a stable code for each part, and nothing of either person."""

import pytest
from api_samples import CONCERN

CITIZEN = CONCERN["citizen"]
A = "/api/v1"


def concern(said=None, **citizen):
    about = {name: value for name, value in {**CITIZEN, **citizen}.items() if value}
    return {**CONCERN, "citizen": about, **(said or {})}


@pytest.mark.parametrize(
    ("changes", "code", "differs"),
    [
        ({"name": "Anden Eksempelborg"}, "name-differs", ["name"]),
        ({"cpr": "010190-5002"}, "cpr-differs", ["cpr"]),
        ({"cpr": "", "born_on": "1890-01-01"}, "cpr-differs", ["cpr"]),
        ({"cpr": "", "born_on": "1890-11-01"}, "birth-date-differs", ["born_on", "cpr"]),
    ],
)
def test_the_code_names_the_part_and_the_answer_repeats_nothing(planned, asked, changes, code, differs):
    refused = planned.post(f"{A}/concerns", concern(**changes))
    problem = refused.get_json()
    case = planned.get(f"{A}/cases/{asked}?purpose=se").get_json()
    assert (refused.status_code, problem["type"]) == (409, f"urn:moedeklar:problem:{code}")
    assert problem["field"] == f"citizen.{differs[0]}"
    assert problem["current"] == {"case": asked, "revision": case["revision"], "differs": differs}
    names = ("Testa", "Prøvesen", "Anden", "5001", "5002", "1890")
    assert [word for word in names if word in refused.text] == []


def test_that_somebody_learned_of_the_case_is_recorded_though_nothing_was_kept(planned, asked):
    planned.post(f"{A}/concerns", concern(name="Anden Eksempelborg"))
    entries = planned.get(f"{A}/record?about={asked}", "auditor").get_json()["entries"]
    found = [one for one in entries if one["action"] == "find_case"]
    assert [(one["actor"], one["purpose"]) for one in found] == [
        ("secretariat", "open case on the same citizen?")
    ]


def test_it_goes_on_by_what_was_said(planned, asked):
    refused = planned.post(f"{A}/concerns", concern(name="Anden Eksempelborg")).get_json()
    current = refused["current"]
    same = {"same_person": {"case": current["case"], "revision": current["revision"]}}
    taken = planned.post(f"{A}/concerns", concern(same, name="Anden Eksempelborg"))
    assert (taken.status_code, taken.get_json()["gate"], taken.get_json()["reference"]) == (
        200,
        "attached",
        asked,
    )
    other = planned.post(f"{A}/concerns", concern({"another_person": [asked]}, cpr="010190-5002"))
    assert (other.status_code, other.get_json()["gate"]) == (201, "taken")


def test_a_statement_of_nothing_in_question_is_refused(planned, asked):
    for said in ({"same_person": {"case": asked, "revision": 1}}, {"another_person": [asked]}):
        refused = planned.post(f"{A}/concerns", concern(said, name="Ny Opdigtet", cpr="020290-5002"))
        assert (refused.status_code, refused.get_json()["type"]) == (
            409,
            "urn:moedeklar:problem:nothing-in-doubt",
        )


def test_a_correction_onto_somebody_else_is_asked_about(planned, asked):
    path = f"{A}/cases/{asked}"
    revision = planned.get(f"{path}?purpose=se").get_json()["revision"]
    wrong = {"citizen": {**CITIZEN, "name": "Anden Eksempelborg"}, "revision": revision}
    refused = planned.post(f"{path}/correction", wrong)
    assert (refused.status_code, refused.get_json()["current"]["differs"]) == (409, ["name"])
    assert planned.post(f"{path}/correction", {**wrong, "same_person": True}).status_code == 200
