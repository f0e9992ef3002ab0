"""How Graph is reached and as whom: what an administrator has registered, as it stands in the settings."""

from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

URL = "https://graph.microsoft.com/v1.0"
AUTHORITY = "https://login.microsoftonline.com"


class PlainHttpRefused(ValueError):
    def __init__(self, url: str) -> None:
        super().__init__(f"{url}: a token may cross a network by https only; http is for this machine itself")
        self.url = url


class TenantMissing(ValueError):
    def __init__(self) -> None:
        super().__init__("Graph needs tenant, client_id, certificate and key, but on this machine itself")


@dataclass(frozen=True)
class GraphApp:
    """One registered app. Without a tenant it speaks to a double on this machine, by a fixed token."""

    url: str = URL
    authority: str = AUTHORITY
    tenant: str = ""
    client_id: str = ""
    certificate_file: Path | None = None
    key_file: Path | None = field(default=None, repr=False)
    timeout_seconds: float = 60
    ca_file: Path | None = None
    token: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        for url in (self.url, self.authority):
            if not (url.startswith("https://") or _is_on_this_machine(url)):
                raise PlainHttpRefused(url)
        is_registered = self.client_id and self.certificate_file and self.key_file
        if not (is_registered if self.tenant else _is_on_this_machine(self.url)):
            raise TenantMissing

    @property
    def verify(self) -> str | bool:
        """As requests and msal take it."""
        return str(self.ca_file) if self.ca_file else True


def _is_on_this_machine(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
