"""What the wire log alone says of a campaign: who was told too often, too little, or what was not so."""

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass, field

MEETING = ("request", "update", "cancel")


@dataclass
class Verdict:
    """`told` mails reached somebody. What is listed under the other names should not have been."""

    told: int = 0
    twice: list = field(default_factory=list)
    lost: list = field(default_factory=list)
    untrue: list = field(default_factory=list)
    repeats: int = 0


def of_calendar(wire, secretariat, done):
    """`done`: key and Message-ID of what the outbox calls sent."""
    verdict = Verdict(told=len(wire))
    stays = _Stays(verdict, secretariat)
    for mail in wire:
        if mail["kind"] in MEETING:
            stays.take(mail)
    _check_true(verdict, wire, secretariat)
    last = {stay: None if mail["kind"] == "cancel" else _state(mail) for stay, mail in stays.last.items()}
    check_last_words(verdict, last, secretariat)
    _check_updates_reach_all(verdict, wire)
    _check_mails(verdict, wire, done)
    return verdict


class _Stays:
    """Each person at each meeting: invited, told of each revision once, told that it is off, perhaps invited again."""

    def __init__(self, verdict, secretariat):
        self._verdict = verdict
        self._meetings = _by_state(secretariat)
        self.last = {}  # (meeting, person): the last mail

    def take(self, mail):
        stay = self._meetings.get(_state(mail)), mail["to"]
        before = self.last.get(stay)
        is_in = before is not None and before["kind"] != "cancel"
        is_known = is_in and before["revision"] == mail["revision"]
        wrong = {"request": is_in, "update": not is_in or is_known, "cancel": not is_in}
        if wrong[mail["kind"]]:
            self._verdict.twice.append((before, mail))
        self.last[stay] = mail


def _check_true(verdict, wire, secretariat):
    """Nobody was told of a state in which no meeting ever was."""
    states = _by_state(secretariat)
    verdict.untrue += [m for m in wire if m["kind"] in MEETING and _state(m) not in states]


def check_last_words(verdict, last, secretariat):
    """What everybody heard last of each meeting is how it stands; `last` is its state, or None where it is off."""
    for meeting in secretariat.meetings.values():
        wanted = secretariat.invited(meeting)
        heard = {person: state for (of, person), state in last.items() if of == meeting.id and state}
        now = secretariat.state_of(meeting)
        verdict.lost += [(meeting.id, person, "not told of it") for person in wanted - set(heard)]
        verdict.lost += [(meeting.id, person, "not told that it is off") for person in set(heard) - wanted]
        late = (person for person in wanted & set(heard) if heard[person] != now)
        verdict.lost += [(meeting.id, person, "not told of the last change") for person in late]


def _check_updates_reach_all(verdict, wire):
    """A revision that one has heard of, everybody on the entry hears of."""
    on = defaultdict(set)
    updates = defaultdict(list)
    for mail in wire:
        if mail["kind"] == "update":
            updates[mail["request"]].append(mail)
    for mail in wire:
        entry = mail["operation_id"]
        if mail["kind"] == "update" and mail is updates[mail["request"]][0]:
            reached = {each["to"] for each in updates[mail["request"]]}
            verdict.lost += [(entry, person, mail["revision"]) for person in on[entry] - reached]
        if mail["kind"] in MEETING:
            (on[entry].discard if mail["kind"] == "cancel" else on[entry].add)(mail["to"])


def _check_mails(verdict, wire, done):
    arrived = Counter(mail["operation_id"] for mail in wire if mail["kind"] == "mail")
    verdict.twice += [(mark, number) for mark, number in arrived.items() if number > 1]
    marks = {mark_of(key) for key, _ in done}
    verdict.untrue += sorted(set(arrived) - marks)
    wanted = {mark_of(key) for key, _ in done if not key.startswith("invitation")}
    verdict.lost += sorted(wanted - set(arrived))


def _by_state(secretariat):
    return {state: meeting.id for meeting in secretariat.meetings.values() for state in meeting.states}


def _state(mail):
    return mail["revision"].rpartition(":")[2]


def mark_of(key):
    return hashlib.sha256(key.encode()).hexdigest()
