"""A refusal names what to mend and how, and has a code that stays."""

import pytest

from agenda.cases.citizen import CprOfTheLiving
from agenda.cases.lookup import NoAnswerToAmend
from agenda.errors import Absent, ChangedMeanwhile, Conflict, Invalid, NotAllowed, Refusal


@pytest.mark.parametrize(
    ("refusal", "kind"),
    [
        (Invalid, "invalid"),
        (Conflict, "conflict"),
        (Absent, "absent"),
        (NotAllowed, "forbidden"),
        (ChangedMeanwhile, "conflict"),
        (Refusal, "invalid"),
    ],
)
def test_each_refusal_is_of_a_kind(refusal, kind):
    assert refusal("mend it").kind == kind


@pytest.mark.parametrize(
    ("refusal", "code"),
    [
        (Invalid, "invalid"),
        (CprOfTheLiving, "cpr-of-the-living"),
        (NoAnswerToAmend, "no-answer-to-amend"),
    ],
)
def test_the_code_is_the_name_of_what_happened(refusal, code):
    assert refusal("mend it").code == code


def test_the_words_name_field_and_remedy():
    refusal = Invalid("choose another", "theme", {"state": "open"})
    assert (str(refusal), refusal.current) == ("theme: choose another", {"state": "open"})


def test_without_a_field_the_words_are_the_remedy_alone():
    assert (str(Invalid("choose another")), Invalid("choose another").current) == ("choose another", {})
