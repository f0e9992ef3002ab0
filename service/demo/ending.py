"""What the demo tells at its end: where things lie, and what to try."""

from collections.abc import Iterator

from agenda.access import actor_named
from notifications.dates import moment_in_words
from service.app import Service
from service.demo.play import Played
from service.demo.summary import OpenLookup, open_lookups
from service.web.authentication import token_for

LANGUAGE = "da"


def ending(played: Played, *, serves: bool) -> Iterator[str]:
    """Line by line; the command holds a token that is valid from the service's own moment on."""
    service = played.service
    url = service.settings.web.base_url
    yield from _outbox(service)
    if not serves:
        named = f" --config {played.config}" if played.config else ""
        yield f"Start den:    moedeklar serve --dir {service.folder}{named}"
    yield f"Log ind:      {url}/login (udviklingslogin: vælg sekretariatet eller en myndighed)"
    yield f"Klarhed:      {url}/readiness/{played.coming}"
    for lookup in open_lookups(service)[:1]:
        yield from _answering(service, lookup, url)
    yield f"Adressen:     {url}"


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
