"""Is it the same person? What was written beside an open case, which part differs, and the ways to go on."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template, request, url_for

from agenda.cases.citizen import Citizen
from agenda.errors import Refusal
from service.documents.concern import SamePersonDocument
from service.web.current import change
from service.web.pages.form import text
from service.web.pages.problem_words import problem_in_words
from service.web.pages.typed import typed
from service.workflow.cases.recognising import Comparison, Said, compare

Fields = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Way:
    """One way on: its button, what it does, and what the form then says beside all that was typed."""

    words: str
    hint: str
    fields: Fields


@dataclass(frozen=True)
class Asked:
    """What was being done: where its form goes, and what was typed into it."""

    address: str
    kept: Fields
    given: Citizen


def said_of_others() -> Said:
    """What the hidden fields of this page say of cases that were in question."""
    same = same_person_typed()
    return Said(same.given() if same else None, tuple(request.form.getlist("another_person")))


def same_person_typed() -> SamePersonDocument | None:
    if not text("same_person"):
        return None
    return typed(SamePersonDocument, {"case": "same_person", "revision": "same_person_revision"})


def ask_of_concern(question: Refusal, asked: Asked) -> str:
    compared = _compared(question, asked)
    case = compared.case
    here = (("same_person", case.reference), ("same_person_revision", str(case.revision)))
    ways = [
        Way(
            "Det er samme person",
            f"Bekymringen lægges på {case.reference}, og det registreres, at du har sagt det.",
            (("step", "propose"), *here),
        )
    ]
    if not compared.recognition.has_same_cpr:
        ways.append(
            Way(
                "Det er en anden person",
                "Der oprettes en sag for sig, og det registreres, at du har sagt det.",
                (("step", "propose"), ("another_person", case.reference)),
            )
        )
    return _page(question, asked, compared, ways)


def ask_of_correction(question: Refusal, asked: Asked, reference: str) -> str:
    compared = _compared(question, asked)
    if compared.case.reference != reference:
        apart = Way(
            "Det er en anden person",
            f"{compared.case.reference} er en anden borgers sag. Det registreres, at du har sagt det.",
            (("another_person", compared.case.reference),),
        )
        return _page(question, asked, compared, [apart])
    ways = [
        Way(
            "Det er samme person, som før var skrevet forkert",
            "Er nummeret eller fødselsdatoen rettet, spørges de igen, der har svaret.",
            (("is_same", "yes"),),
        ),
        Way(
            "Det er en anden person end den, der blev spurgt om",
            "Alle myndigheder spørges igen. Det kan ikke gøres, når sagen er drøftet.",
            (("is_same", "no"),),
        ),
    ]
    return _page(question, asked, compared, ways)


def _compared(question: Refusal, asked: Asked) -> Comparison:
    with change() as (unit, now):
        return compare(unit, str(question.current["case"]), asked.given, now)


def _page(question: Refusal, asked: Asked, compared: Comparison, ways: list[Way]) -> str:
    return render_template(
        "cases/same_person.html",
        question=problem_in_words(question.code),
        compared=compared,
        asked=asked,
        ways=ways,
        differs={str(part) for part in compared.recognition.differs},
        case_address=url_for("pages.case.show", reference=compared.case.reference),
    )
