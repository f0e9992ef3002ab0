"""What is sealed in a case, put in and taken out: the citizen, the concern's words, the answers' statements."""

from dataclasses import asdict, dataclass
from datetime import date

from agenda.cases.action import AgreedAction
from agenda.cases.approved_case import Addition, AdditionGiven
from agenda.cases.case import Case
from agenda.cases.citizen import Citizen
from agenda.cases.concern import Concern, ConcernGiven
from agenda.cases.follow_up import FollowUp
from agenda.cases.likeness import words_of
from agenda.cases.lookup import Answer, AnswerGiven, AnswerKind, Lookup
from agenda.cases.not_treated import NotTreated
from agenda.cases.outcome import Dissent, Outcome, OutcomeGiven
from agenda.cases.taking_back import Redaction
from notifications.leaks import normalised
from service.database.cases.questions import case_key
from service.database.sealed import Place
from service.workflow.unit import Unit


@dataclass(frozen=True)
class ConcernContent:
    source: str
    theme: str
    words: str
    purpose: str
    necessity: str


@dataclass(frozen=True)
class AnswerContent:
    kind: AnswerKind
    risk_factors: tuple[str, ...]
    protective_factors: tuple[str, ...]

    def as_given(self) -> AnswerGiven:
        return AnswerGiven(self.kind, self.risk_factors, self.protective_factors)


@dataclass(frozen=True)
class OutcomeContent:
    grounds: str
    dissents: tuple[Dissent, ...]


@dataclass(frozen=True)
class ActionContent:
    """`reason` is empty where none was given."""

    what: str
    reason: str


@dataclass(frozen=True)
class AdditionContent:
    words: str
    reason: str


@dataclass(frozen=True)
class Fingerprints:
    """Keyed hashes by which a citizen is recognised: by CPR, by name with date of birth, and by each of these."""

    cpr: str | None
    person: str
    born: str
    name: str


def fingerprints(unit: Unit, citizen: Citizen) -> Fingerprints:
    """The name on its own is hashed as it is compared: however it is spelled, and in whatever order."""
    vault = unit.vault
    return Fingerprints(
        cpr=vault.fingerprint("cpr", citizen.cpr) if citizen.cpr else None,
        person=vault.fingerprint("person", f"{normalised(citizen.name)}|{citizen.born_on}"),
        born=vault.fingerprint("born", citizen.born_on.isoformat()),
        name=vault.fingerprint("called", " ".join(sorted(words_of(citizen.name)))),
    )


def put_citizen(unit: Unit, case: Case, citizen: Citizen) -> None:
    """Seal the citizen into the case, with the hashes by which they are recognised."""
    prints = fingerprints(unit, citizen)
    case.sealed_citizen = seal_citizen(unit, case.id, citizen)
    case.cpr_index, case.person_index = prints.cpr, prints.person
    case.born_index, case.name_index = prints.born, prints.name


def seal_citizen(unit: Unit, case_id: str, citizen: Citizen) -> bytes:
    key = case_key(unit.session, case_id)
    return unit.vault.seal(key, Place("case", case_id, "citizen"), asdict(citizen))


def open_citizen(unit: Unit, case: Case) -> Citizen:
    key = case_key(unit.session, case.id)
    opened = unit.vault.open(key, Place("case", case.id, "citizen"), case.sealed_citizen)
    born_on = date.fromisoformat(opened["born_on"])
    is_protected = opened.get("is_protected", False)  # cases sealed before there was the mark bear none
    return Citizen(opened["name"], opened["cpr"], born_on, opened["municipality"], is_protected)


def seal_concern(unit: Unit, case_id: str, concern_id: str, given: ConcernGiven) -> bytes:
    content = ConcernContent(given.source, given.theme, given.words, given.purpose, given.necessity)
    key = case_key(unit.session, case_id)
    return unit.vault.seal(key, Place("concern", concern_id, "content"), asdict(content))


def open_concern(unit: Unit, concern: Concern) -> ConcernContent:
    key = case_key(unit.session, concern.case_id)
    return ConcernContent(
        **unit.vault.open(key, Place("concern", concern.id, "content"), concern.sealed_content)
    )


def seal_answer(unit: Unit, case_id: str, answer_id: str, given: AnswerGiven) -> bytes:
    content = {
        "kind": str(given.kind),
        "risk_factors": given.risk_factors,
        "protective_factors": given.protective_factors,
    }
    return unit.vault.seal(case_key(unit.session, case_id), Place("answer", answer_id, "content"), content)


def open_answer(unit: Unit, case_id: str, answer: Answer) -> AnswerContent:
    """Of an answer that still says something."""
    assert answer.sealed_content is not None
    key = case_key(unit.session, case_id)
    opened = unit.vault.open(key, Place("answer", answer.id, "content"), answer.sealed_content)
    return AnswerContent(
        AnswerKind(opened["kind"]), tuple(opened["risk_factors"]), tuple(opened["protective_factors"])
    )


def seal_redaction(unit: Unit, case_id: str, redaction_id: str, reason: str) -> bytes:
    place = Place("redaction", redaction_id, "reason")
    return unit.vault.seal(case_key(unit.session, case_id), place, {"words": reason.strip()})


def open_redaction(unit: Unit, case_id: str, redaction: Redaction) -> str:
    place = Place("redaction", redaction.id, "reason")
    return str(unit.vault.open(case_key(unit.session, case_id), place, redaction.sealed_reason)["words"])


def seal_necessity(unit: Unit, lookup: Lookup, necessity: str) -> bytes:
    key = case_key(unit.session, lookup.case_id)
    return unit.vault.seal(key, Place("lookup", lookup.id, "necessity"), {"necessity": necessity})


def open_necessity(unit: Unit, lookup: Lookup) -> str:
    """Why this very request is necessary; empty where its concern says so for all."""
    if lookup.sealed_necessity is None:
        return ""
    key = case_key(unit.session, lookup.case_id)
    opened = unit.vault.open(key, Place("lookup", lookup.id, "necessity"), lookup.sealed_necessity)
    return str(opened["necessity"])


def seal_purpose(unit: Unit, case_id: str, follow_up_id: str, purpose: str) -> bytes:
    key = case_key(unit.session, case_id)
    return unit.vault.seal(key, Place("follow_up", follow_up_id, "purpose"), {"purpose": purpose.strip()})


def open_purpose(unit: Unit, follow_up: FollowUp) -> str:
    key = case_key(unit.session, follow_up.case_id)
    place = Place("follow_up", follow_up.id, "purpose")
    return str(unit.vault.open(key, place, follow_up.sealed_purpose)["purpose"])


def seal_action(unit: Unit, action: AgreedAction, column: str, words: str) -> bytes:
    """`column` is `what` or `reason`."""
    key = case_key(unit.session, action.case_id)
    return unit.vault.seal(key, Place("action", action.id, column), {"words": words.strip()})


def open_action(unit: Unit, action: AgreedAction) -> ActionContent:
    key = case_key(unit.session, action.case_id)
    sealed = {"what": action.sealed_what, "reason": action.sealed_reason}
    opened = {
        column: unit.vault.open(key, Place("action", action.id, column), value)["words"] if value else ""
        for column, value in sealed.items()
    }
    return ActionContent(**opened)


def seal_outcome(unit: Unit, case_id: str, outcome_id: str, given: OutcomeGiven) -> bytes:
    content = OutcomeContent(given.grounds.strip(), given.dissents)
    key = case_key(unit.session, case_id)
    return unit.vault.seal(key, Place("outcome", outcome_id, "content"), asdict(content))


def seal_not_treated(unit: Unit, case_id: str, said_id: str, reason: str) -> bytes:
    key = case_key(unit.session, case_id)
    return unit.vault.seal(key, Place("not_treated", said_id, "reason"), {"words": reason.strip()})


def open_not_treated(unit: Unit, said: NotTreated) -> str:
    key = case_key(unit.session, said.case_id)
    place = Place("not_treated", said.id, "reason")
    return str(unit.vault.open(key, place, said.sealed_reason)["words"])


def seal_addition(unit: Unit, case_id: str, addition_id: str, given: AdditionGiven) -> bytes:
    content = AdditionContent(given.words.strip(), given.reason.strip())
    key = case_key(unit.session, case_id)
    return unit.vault.seal(key, Place("addition", addition_id, "words"), asdict(content))


def open_addition(unit: Unit, addition: Addition) -> AdditionContent:
    key = case_key(unit.session, addition.case_id)
    return AdditionContent(
        **unit.vault.open(key, Place("addition", addition.id, "words"), addition.sealed_words)
    )


def seal_correction(unit: Unit, outcome: Outcome, reason: str) -> bytes:
    key = case_key(unit.session, outcome.case_id)
    return unit.vault.seal(key, Place("outcome", outcome.id, "correction"), {"words": reason.strip()})


def open_correction(unit: Unit, outcome: Outcome) -> str:
    """Why it was corrected; empty for one that stands."""
    if outcome.sealed_correction is None:
        return ""
    key = case_key(unit.session, outcome.case_id)
    place = Place("outcome", outcome.id, "correction")
    return str(unit.vault.open(key, place, outcome.sealed_correction)["words"])


def open_outcome(unit: Unit, outcome: Outcome) -> OutcomeContent:
    key = case_key(unit.session, outcome.case_id)
    opened = unit.vault.open(key, Place("outcome", outcome.id, "content"), outcome.sealed_content)
    return OutcomeContent(opened["grounds"], tuple(Dissent(**each) for each in opened["dissents"]))
