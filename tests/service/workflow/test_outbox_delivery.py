from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from driven_service import local
from sample_people import KE, confirmed, contact_of, everybody, party, set_everybody

from agenda.access import CLOCK
from agenda.meetings.party import ContactRole
from notifications.carrier import InDoubt, NotSent, Refused
from notifications.folder import FolderCarrier
from notifications.message import State
from service.database.meetings.tables import party as party_table
from service.database.outbox import mailboxes, message
from service.workflow import delivery
from service.workflow.cases.intake import take_concern
from service.workflow.people import PersonGiven, replace_contact, set_people

NOVEMBER = local("2026-11-09")
SUCCESSOR = PersonGiven("Ny Kontakt", "ny.kontakt@moedeklar.invalid")


@dataclass
class Faulty:
    """The folder's carrier behind a line that fails as the test says, one fault for each sending."""

    carrier: FolderCarrier
    faults: list = field(default_factory=list)
    looked_up: int = 0

    def find(self, key):
        self.looked_up += 1
        return self.carrier.find(key)

    def send(self, parcel):
        fault = self.faults.pop(0) if self.faults else None
        if isinstance(fault, tuple):  # it went out, and the answer was lost
            self.carrier.send(parcel)
            fault = fault[0]
        if fault is not None:
            raise fault
        self.carrier.send(parcel)


@pytest.fixture
def driven(start_on):
    driven = start_on(NOVEMBER)
    set_everybody(driven)
    driven.plan(KE, "2026-11-24", "2026-11-24")
    return driven


def with_faults(driven, *faults):
    carrier = Faulty(driven.carrier, list(faults))
    driven.send_by(carrier)
    return carrier


def ask(driven, *parties):
    return driven.do(take_concern, confirmed(parties=parties)).reference


def files(driven):
    return sorted(path.name for path in (driven.service.folder / "outbox").glob("*.eml"))


def states(driven):
    return sorted(str(m.state) for m in driven.messages())


def test_a_message_that_was_not_sent_is_tried_again_and_goes_out_once(driven):
    with_faults(driven, NotSent())
    ask(driven, "ssp")
    due = driven.tick()
    assert (states(driven), NOVEMBER < due <= NOVEMBER + timedelta(seconds=30)) == (["pending"], True)
    driven.at(due)
    assert (states(driven), len(files(driven))) == (["sent"], 1)


def test_the_carriers_own_wish_to_wait_is_kept(driven):
    with_faults(driven, NotSent(timedelta(minutes=20)))
    ask(driven, "ssp")
    assert driven.tick() == NOVEMBER + timedelta(minutes=20)


def test_a_message_in_doubt_is_looked_up_first_and_not_sent_again(driven):
    carrier = with_faults(driven, (InDoubt(),))
    ask(driven, "ssp")
    driven.at(driven.tick())
    assert (states(driven), carrier.looked_up, len(files(driven))) == (["sent"], 1, 1)


def test_a_message_in_doubt_that_did_not_go_out_is_sent(driven):
    with_faults(driven, InDoubt())
    ask(driven, "ssp")
    due = driven.tick()
    assert (states(driven), files(driven)) == (["in_doubt"], [])
    driven.at(due)
    assert (states(driven), len(files(driven))) == (["sent"], 1)


@pytest.mark.parametrize(
    ("fault", "went_to"),
    [(NotSent(), SUCCESSOR.email), (InDoubt(), SUCCESSOR.email), ((InDoubt(),), contact_of("ssp"))],
    ids=["not sent", "in doubt and not gone out", "in doubt and gone out"],
)
def test_a_request_that_was_held_up_goes_to_who_is_the_contact_by_then(driven, fault, went_to):
    """It went to who had been the contact when it was first tried, in the words of then."""
    with_faults(driven, fault)
    ask(driven, "ssp")
    driven.tick()
    driven.do(replace_contact, "ssp", ContactRole.CONTACT, (SUCCESSOR, driven.now.date()))
    driven.play_until(NOVEMBER + timedelta(minutes=30))
    requests = [m for m in driven.messages() if m.occasion == "lookup_request"]
    assert [(m.recipient_email, m.state) for m in requests] == [(went_to, State.SENT)]
    assert len([name for name in files(driven) if "lookup-request" in name]) == 1


FORMER, MAILBOX = "sof.postkasse@moedeklar.invalid", "ny.postkasse@moedeklar.invalid"


@pytest.mark.parametrize(
    ("fault", "went_to"),
    [(NotSent(), MAILBOX), (InDoubt(), MAILBOX), ((InDoubt(),), FORMER)],
    ids=["not sent", "in doubt and not gone out", "in doubt and gone out"],
)
def test_and_to_what_is_the_mailbox_by_then(driven, fault, went_to):
    only = party("ssp", mailbox=FORMER)
    driven.do(set_people, everybody(parties=(only,)))
    with_faults(driven, fault, fault)
    ask(driven, "ssp")
    driven.tick()
    driven.do(set_people, everybody(parties=(replace(only, mailbox=MAILBOX),)))
    driven.play_until(NOVEMBER + timedelta(minutes=30))
    requests = {m.recipient_email: m.state for m in driven.messages() if m.occasion == "lookup_request"}
    assert requests == {went_to: State.SENT, contact_of("ssp"): State.SENT}


def test_a_refused_message_is_dead_and_keeps_no_other_back(driven):
    with_faults(driven, Refused("no such mailbox"))
    ask(driven, "ssp", "sof")
    driven.tick()
    assert states(driven) == ["dead", "sent"]


def test_a_carrier_that_breaks_leaves_the_message_in_doubt_and_keeps_no_other_back(driven):
    with_faults(driven, RuntimeError("nobody foresaw this"))
    ask(driven, "ssp", "sof")
    due = driven.tick()
    assert states(driven) == ["in_doubt", "sent"]
    driven.at(due)
    assert states(driven) == ["sent", "sent"]


def test_one_message_that_cannot_be_put_into_words_keeps_no_other_back(driven):
    ask(driven, "ssp", "sof")
    poisoned = driven.messages()[0].id
    with driven.service.engine.begin() as connection:
        connection.execute(message.update().where(message.c.id == poisoned).values(facts={}))
    driven.tick()
    assert {m.id == poisoned: m.state for m in driven.messages()} == {True: State.DEAD, False: State.SENT}
    assert [m.fault for m in driven.messages() if m.id == poisoned] == [
        "it cannot be put into words: KeyError"
    ]


def test_a_worker_that_died_after_sending_leads_to_no_second_mail(driven):
    ask(driven, "ssp")
    turn, claimed = driven.claim()
    delivery.hand_over(driven.service.channels, turn.mailbox, claimed)
    due = driven.tick()
    assert (states(driven), due) == (["claimed"], NOVEMBER + timedelta(seconds=120))
    driven.play_until(due + timedelta(seconds=1))
    assert (states(driven), len(files(driven))) == (["sent"], 1)


def test_a_worker_that_died_before_sending_loses_no_mail(driven):
    ask(driven, "ssp")
    driven.claim()
    driven.play_until(NOVEMBER + timedelta(seconds=121))
    assert (states(driven), len(files(driven))) == (["sent"], 1)


def test_a_worker_that_was_slow_changes_nothing_any_more(driven):
    ask(driven, "ssp")
    turn, slow = driven.claim()
    driven.play_until(NOVEMBER + timedelta(seconds=121))
    with driven.service.unit(CLOCK) as unit:
        turn.settle(unit, slow, delivery.Outcome(Refused("too late")), driven.now)
    assert states(driven) == ["sent"]


def test_a_message_that_would_bear_a_citizens_name_never_leaves(driven):
    ask(driven, "ssp")
    with driven.service.engine.begin() as connection:
        connection.execute(message.update().values(recipient_name="x"))
        connection.execute(
            party_table.update().where(party_table.c.id == "ssp").values(name="Kontoret for Testa Prøvesen")
        )
    driven.tick()
    (kept,) = driven.messages()
    assert (kept.state, kept.content, files(driven)) == (State.DEAD, None, [])
    assert kept.fault.startswith("it would have borne personal data: name in ")


def test_every_mail_goes_to_one_recipient_from_the_bodys_own_mailbox(driven):
    ask(driven, "ssp")
    driven.tick()
    (kept,) = driven.messages()
    lines = kept.content.decode().split("\r\n")
    assert [line for line in lines if line.startswith(("From:", "To:"))] == [
        "From: VINK <ke@moedeklar.invalid>",
        f"To: Kontakt ssp <{contact_of('ssp')}>",
    ]


PARTIES = ("ssp", "sof", "dks", "kf", "bif")
GREYLISTED = "450 4.2.0: the server refuses the recipient"


def paced(driven, *faults):
    """A server at the other end, whose mailbox rests after five failures in a row."""
    carrier = with_faults(driven, *faults)
    driven.send_by(carrier, "smtp")
    return carrier


def rests_until(driven):
    with driven.service.unit(CLOCK) as unit:
        return [box.rests_until for box in mailboxes(unit.session) if box.rests_until]


def test_what_concerns_one_recipient_makes_no_mailbox_rest_be_it_five_times_in_a_row(driven):
    wish = timedelta(minutes=5)
    paced(driven, *(NotSent(wish, GREYLISTED, of_recipient=True) for _ in PARTIES))
    ask(driven, *PARTIES)
    driven.tick()
    assert (states(driven), rests_until(driven)) == (["pending"] * len(PARTIES), [])


def test_what_concerns_the_server_makes_its_mailbox_rest_at_once_where_it_asks_for_that(driven):
    paced(driven, NotSent(timedelta(minutes=5), "421: the server refuses the mail"))
    ask(driven, *PARTIES)
    driven.tick()
    assert (states(driven), rests_until(driven)) == (
        ["pending"] * len(PARTIES),
        [driven.now + timedelta(minutes=5)],
    )
