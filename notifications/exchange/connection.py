"""One mailbox at one EWS server: opened at the first request, and what its faults mean."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from exchangelib import (
    BASIC,
    DELEGATE,
    GSSAPI,
    IMPERSONATION,
    NTLM,
    Account,
    Build,
    Configuration,
    Credentials,
    EWSTimeZone,
    Version,
)
from exchangelib.errors import ErrorAccessDenied, ErrorFolderNotFound
from exchangelib.protocol import Protocol
from exchangelib.transport import AUTH_TYPE_MAP
from requests import Session

from notifications.carrier import InDoubt, NotSent, Refused
from notifications.deadline import BoundedSession
from notifications.exchange.properties import register
from notifications.exchange.server import EwsServer
from notifications.exchange.trouble import OneAttempt, meaning

_AUTH = {"ntlm": NTLM, "kerberos": GSSAPI, "basic": BASIC}
_EXCHANGE_2016 = Version(Build(15, 1))  # what 2016, 2019 and SE all speak
_CACHE = Lock()

register()


class KerberosIsMissing(ValueError):
    def __init__(self) -> None:
        super().__init__("Kerberos needs one package more: pip install 'exchangelib[kerberos]'")


class Connection:
    """Shared by no other mailbox, so that one that hangs holds up no other; made anew in each process."""

    def __init__(self, server: EwsServer, mailbox: str) -> None:
        if _AUTH[server.auth] not in AUTH_TYPE_MAP:
            raise KerberosIsMissing
        self.server = server
        self.mailbox = mailbox
        self.addresses: dict[str, str | None] = {}  # by what the server's directory calls somebody
        self._account: Account | None = None
        self._trash_id: str | None = None

    @property
    def account(self) -> Account:
        if self._account is None:
            self._account = _opened(self.server, self.mailbox)
        return self._account

    @property
    def trash_id(self) -> str:
        """The id of Deleted Items, empty where the server has no such folder."""
        if self._trash_id is None:
            try:
                self._trash_id = str(self.account.trash.id)
            except (ErrorFolderNotFound, ErrorAccessDenied):
                self._trash_id = ""
        return self._trash_id

    def close(self) -> None:
        """End the connections; the next request makes new ones."""
        if self._account is not None:
            self._account.protocol.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Within it, a fault becomes NotSent, InDoubt or Refused."""
        try:
            yield
        except (NotSent, InDoubt, Refused):
            self.close()
            raise
        except Exception as fault:
            self.close()  # what a broken answer left in a connection ends here
            raise meaning(fault) from fault
        except BaseException:
            self._account = None  # the library never gets back a session that was interrupted
            raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Within it nothing is written: what else would be in doubt is NotSent."""
        try:
            with self.writing():
                yield
        except InDoubt as fault:
            raise NotSent(fault.retry_after, str(fault)) from fault


class _OwnProtocol(Protocol):  # type: ignore[misc] # exchangelib ships no types
    USERAGENT = "Moedeklar"

    def __init__(self, config: Configuration, server: EwsServer) -> None:
        super().__init__(config=config)
        self.TIMEOUT = server.timeout_seconds
        self._authority = str(server.ca_file) if server.ca_file else True

    def create_session(self) -> Session:
        session: Session = super().create_session()
        session.trust_env = False  # the environment's authorities and proxies would go before ours
        session.verify = self._authority
        return session

    def raw_session(self, prefix: str) -> BoundedSession:
        session = BoundedSession(self.TIMEOUT)
        session.headers.update(super().raw_session(prefix).headers)
        return session


def _opened(server: EwsServer, mailbox: str) -> Account:
    config = Configuration(
        service_endpoint=server.url,
        credentials=None if server.auth == "kerberos" else Credentials(server.user, server.password),
        auth_type=_AUTH[server.auth],
        version=_EXCHANGE_2016.copy(),
        retry_policy=OneAttempt(),
        max_connections=1,  # with more, the library takes a lost answer for a busy server
    )
    with _CACHE:
        account = Account(
            mailbox,
            config=config,
            access_type=IMPERSONATION if server.impersonates(mailbox) else DELEGATE,
            locale="da_DK",
            default_timezone=EWSTimeZone(server.time_zone),
        )
        del Protocol[config]  # the library would lend its sessions to every mailbox of the same login
    account.protocol = type.__call__(_OwnProtocol, config, server)  # past the cache
    return account
