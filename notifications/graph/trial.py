"""A trial of the channel in plain words: reached or not, as whom, with which rights, and until when."""

from cryptography import x509

from notifications.carrier import Finding, InDoubt, NotSent, Refused
from notifications.graph.access import Access, roles_in
from notifications.graph.app import GraphApp
from notifications.graph.items import in_mailbox
from notifications.graph.line import Line

NEEDED = ("Calendars.ReadWrite", "Mail.ReadWrite", "Mail.Send")
_SOON = 30  # days


class Trial:
    """Asks only what changes nothing."""

    def __init__(self, app: GraphApp, access: Access, line: Line, mailbox: str) -> None:
        self._app, self._access, self._line, self._mailbox = app, access, line, mailbox

    def findings(self) -> list[Finding]:
        try:
            token = self._access.token()
        except NotSent as fault:
            return [_ill(f"no token for app {self._app.client_id}: {fault}"), *self._certificate()]
        probes = [
            self._probe("the calendar", "events"),
            self._probe("the drafts", "mailFolders", "drafts", "messages"),
        ]
        return [self._as_whom(), *self._certificate(), *self._rights(token), *probes]

    def _as_whom(self) -> Finding:
        if not self._app.tenant:
            return _well(f"a fixed token is sent to {self._app.url}, a double on this machine")
        return _well(f"Microsoft gave a token for app {self._app.client_id} in tenant {self._app.tenant}")

    def _probe(self, said: str, *steps: str) -> Finding:
        try:
            self._line.get(in_mailbox(self._mailbox, *steps), {"$top": "1", "$select": "id"})
        except (NotSent, InDoubt, Refused) as fault:
            return _ill(f"{said} of {self._mailbox} can't be read: {fault}")
        return _well(f"{said} of {self._mailbox} can be read")

    def _rights(self, token: str) -> list[Finding]:
        """An app that Exchange itself has let in (RBAC for Applications) has rights that no token shows."""
        roles = roles_in(token) if self._app.tenant else None
        if roles is None:
            return []
        missing = [role for role in NEEDED if role not in roles]
        if not missing:
            return [_well(f"the token has {', '.join(NEEDED)}")]
        if not roles & set(NEEDED):
            return [
                _well("the token shows no rights to mail or calendars: Exchange itself must have given them")
            ]
        return [_ill(f"the token lacks {', '.join(missing)}, unless Exchange itself has given them")]

    def _certificate(self) -> list[Finding]:
        if not self._app.tenant or not self._app.certificate_file:
            return []
        try:
            certificate = x509.load_pem_x509_certificate(self._app.certificate_file.read_bytes())
        except (OSError, ValueError):
            return [_ill("the certificate file can't be read")]
        ends_at = certificate.not_valid_after_utc
        if self._line.served_at is None:
            return [_well(f"the certificate ends on {ends_at:%Y-%m-%d}")]
        days = (ends_at - self._line.served_at).days
        said = f"the certificate ends on {ends_at:%Y-%m-%d}, {days} days from now"
        return [_well(said) if days > _SOON else _ill(f"{said}: register a new one")]


def _well(said: str) -> Finding:
    return Finding(is_well=True, said=said)


def _ill(said: str) -> Finding:
    return Finding(is_well=False, said=said)
