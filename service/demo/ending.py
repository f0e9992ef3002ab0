"""What the demo tells at its end: where things lie, and what to try."""

from collections.abc import Iterator
from datetime import datetime

from agenda.access import actor_named
from notifications.dates import moment_in_words
from notifications.message import State
from service.app import Service
from service.database.listing import count_by_state, count_waiting
from service.demo.channel import NAMES, DemoChannel
from service.demo.folder import RECEIVED
from service.demo.play import Played
from service.demo.summary import OpenLookup, open_lookups
from service.web.authentication import token_for

LANGUAGE = "da"


def ending(played: Played, *, serves: bool) -> Iterator[str]:
    """Line by line; the command holds a token that is valid from the service's own moment on."""
    service = played.service
    url = service.settings.web.base_url
    where = f"--dir {service.folder}{f' --config {played.config}' if played.config else ''}"
    yield from _outbox(service) if played.channel.is_folder else _channel(service, played.channel, where)
    if not serves:
        yield f"Start den:    moedeklar serve {where}"
    yield f"Log ind:      {url}/login (udviklingslogin: vælg sekretariatet eller en myndighed)"
    yield f"Klarhed:      {url}/readiness/{played.coming}"
    yield f"Dagsorden:    moedeklar agenda {where} --format pdf --output dagsorden.pdf"
    for lookup in open_lookups(service)[:1]:
        yield from _answering(service, lookup, url)
    yield f"Adressen:     {url}"


def not_sent(played: Played, until: datetime) -> Iterator[str]:
    """What the server refused for good, and what it has not taken yet."""
    if played.channel.is_folder:
        return
    attempts = 0 if played.patience.is_over else 1  # then what came after was not even tried
    with played.service.sessions() as session:
        states, waiting = count_by_state(session), count_waiting(session, until, attempts)
    refused = states.get(State.DEAD, 0)
    tried = refused + states.get(State.SENT, 0) + states.get(State.BOUNCED, 0)
    if waiting:
        yield f"{waiting} messages still wait, since the server did not take them: moedeklar outbox"
    if refused:
        yield f"{refused} of {tried} messages were refused by the server: moedeklar outbox"


def _channel(service: Service, channel: DemoChannel, where: str) -> Iterator[str]:
    with service.sessions() as session:
        sent = count_by_state(session).get(State.SENT, 0)
    by = f" fra {channel.organiser}" if channel.organiser else ""
    yield f"Kanal:        {NAMES[channel.name]}{by}: {sent} beskeder afleveret"
    if not channel.organiser:
        mails = len(list((service.folder / RECEIVED).glob("*.eml")))
        yield f"Modtaget:     {service.folder / RECEIVED} med {mails} mails, hver en .eml-fil"
    yield f"Se dem:       moedeklar outbox {where}"


def _outbox(service: Service) -> Iterator[str]:
    outbox = service.folder / service.settings.mail.outbox
    mails = sorted(outbox.glob("*.eml"))
    yield f"Udbakken:     {outbox} med {len(mails)} mails, hver en .eml-fil"
    yield "Åbn en mail:  dobbeltklik på filen, eller træk den ind i Outlook eller Thunderbird, fx indkaldelsen"
    for path in [path for path in mails if "_invitation-" in path.name][:1]:
        yield f"              {path}"


def _answering(service: Service, lookup: OpenLookup, url: str) -> Iterator[str]:
    due = moment_in_words(lookup.due_at, service.settings.calendar.time_zone, LANGUAGE)
    token = token_for(service, actor_named(f"agency:{lookup.party}"))
    yield f"Svar selv:    {lookup.party} mangler at svare i {lookup.reference}, frist {due}; klarheden ændrer sig:"
    yield ""
    yield f"curl {url}/api/v1/lookups/{lookup.id}/answers \\"
    yield f"  -H 'Authorization: Bearer {token}' \\"
    yield "  -H 'Content-Type: application/json' -d '{\"kind\": \"nothing_registered\"}'"
    yield ""
