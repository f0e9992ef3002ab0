"""What is sealed of an outcome proposed in writing: its grounds, and what each party wrote with its answer."""

from agenda.cases.written import Proposal
from service.database.cases.questions import case_key
from service.database.sealed import Place
from service.workflow.unit import Unit


def seal_grounds(unit: Unit, case_id: str, proposal_id: str, grounds: str) -> bytes:
    place = Place("proposal", proposal_id, "content")
    return unit.vault.seal(case_key(unit.session, case_id), place, {"grounds": grounds.strip()})


def open_grounds(unit: Unit, proposed: Proposal) -> str:
    place = Place("proposal", proposed.id, "content")
    key = case_key(unit.session, proposed.case_id)
    return str(unit.vault.open(key, place, proposed.sealed_content)["grounds"])


def words_of(unit: Unit, proposed: Proposal) -> dict[str, str]:
    """By party, where it wrote something."""
    if proposed.sealed_words is None:
        return {}
    place = Place("proposal", proposed.id, "words")
    opened = unit.vault.open(case_key(unit.session, proposed.case_id), place, proposed.sealed_words)
    return {str(party): str(words) for party, words in opened.items()}


def with_words(unit: Unit, proposed: Proposal, party_id: str, words: str) -> bytes:
    """The words of all parties, with this one's as they now are."""
    place = Place("proposal", proposed.id, "words")
    said = {**words_of(unit, proposed), party_id: words.strip()}
    return unit.vault.seal(case_key(unit.session, proposed.case_id), place, said)
