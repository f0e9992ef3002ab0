"""What whoever starts the service is told of its settings: none of it keeps the service from starting."""

from collections.abc import Iterator
from datetime import datetime

from agenda.access import Room
from service.database.listing import count_in
from service.database.meetings import questions
from service.database.outbox import WAITING
from service.database.sending import count_due, sending_off
from service.settings.load import load_settings
from service.workflow.unit import Unit

ADD = "add it by `moedeklar people FILE` or PUT /api/v1/people, or name another"


def to_be_told(unit: Unit, now: datetime) -> list[str]:
    """Each begins with the key of the settings it is about, and names the remedy."""
    return [
        *_sending(unit, now),
        *_unknown_parties(unit, now),
        *_switched_off(unit, now),
        *_of_another_town(unit),
    ]


def _sending(unit: Unit, now: datetime) -> Iterator[str]:
    off = sending_off(unit.session)
    if off is not None:
        waiting = count_due(unit.session, now)
        yield (
            f"sending is off since the backup of {off.backed_up_at:%Y-%m-%d %H:%M} UTC was restored, and {waiting} "
            "messages wait: see `moedeklar upcoming` and `moedeklar outbox`, then `moedeklar sending on`"
        )


def _unknown_parties(unit: Unit, now: datetime) -> Iterator[str]:
    """They may come by `moedeklar people`, so that no file of settings can be refused for them."""
    if Room.CASES not in unit.settings.rooms:
        return
    today = unit.calendar.local(now).date()
    ended = {party.id: party.has_ended(today) for party in questions.parties(unit.session)}
    rules = unit.settings.cases
    if ended.get(rules.police_party, True):
        yield f"cases.police_party: {rules.police_party} is no party, or has ended; {ADD}"
    for party_id in rules.not_asked_for_children_under_15:
        if party_id not in ended:
            yield f"cases.not_asked_for_children_under_15: {party_id} is no party; {ADD}"


def _switched_off(unit: Unit, now: datetime) -> Iterator[str]:
    """Bodies that the store knows and the settings leave out, by a word or altogether: what was theirs stays."""
    for body in questions.bodies(unit.session):
        if body.id in unit.settings.bodies:
            continue
        ahead = len(questions.meetings_ahead(unit.session, {body.id}, now))
        waiting, _ = count_in(unit.session, WAITING, {body.id})
        if ahead or waiting:
            is_set = body.id in unit.settings.configured
            how, remedy = (
                ("is switched off", "switch it on") if is_set else ("is no longer set", "set it again")
            )
            yield (
                f"bodies.{body.id}: it {how}, and {ahead} of its meetings lie ahead, {waiting} of its"
                f" messages wait: nobody is invited, reminded or told; to call the meetings off, {remedy} first"
            )


def _of_another_town(unit: Unit) -> Iterator[str]:
    """What an installation elsewhere has left as the defaults have it, though it would be read as ours."""
    own, default = unit.settings, load_settings(None, {})
    town = default.cases.municipality
    if own.cases.municipality == town:
        return
    left = {
        "letters.sender": own.letters.sender == default.letters.sender,
        "cases.reference_prefix": own.cases.reference_prefix == default.cases.reference_prefix,
    }
    for key in (key for key, is_left in left.items() if is_left):
        yield f"{key}: still as {town} has it, and cases.municipality is another; set it too"
    names = {name for name in default.parties.values() if town.casefold() in name.casefold()}
    for party in questions.parties(unit.session):
        if party.name in names:
            yield f"parties.{party.id}: still called as in {town}; name it, or let it end, by `moedeklar people FILE`"
