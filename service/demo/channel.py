"""Over which channel the demo tells people, as the environment names it; tried before anything else is touched."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

from notifications.address import Address, BadAddress
from service.channels import ConfiguredChannels
from service.settings.channels import Channel
from service.settings.faults import SettingsFaults
from service.settings.kinds import is_loopback
from service.settings.load import load_settings

FOLDER: Channel = "folder"
SMTP: Channel = "smtp"
NAMES: Mapping[str, str] = {"smtp": "SMTP", "exchange": "Exchange", "graph": "Graph"}
ORGANISER = "MOEDEKLAR_ORGANISER"
TRIAL_SECONDS = "5"
POLL_MINUTES = "720"  # of played time, in which nobody at a real server can have answered

_TAKEN = ("MOEDEKLAR_MAIL_REDIRECT_TO", "MOEDEKLAR_MAIL_TIMEOUT_SECONDS", "MOEDEKLAR_MAIL_MAILS_A_MINUTE")
_NEEDED: Mapping[str, Mapping[str, str]] = {
    "exchange": {
        "MOEDEKLAR_EWS_URL": "the address of the Exchange server, such as https://mail.example.dk/EWS/Exchange.asmx",
        "MOEDEKLAR_EWS_USER": "the account that logs in there",
        ORGANISER: "the mailbox that invites, such as koordinering@example.dk",
    },
    "smtp": {ORGANISER: "the mailbox that invites, such as koordinering@example.dk"},
    "graph": {
        "MOEDEKLAR_GRAPH_URL": "the address of Graph, such as https://graph.microsoft.com/v1.0",
        ORGANISER: "the mailbox that invites, such as koordinering@example.dk",
    },
}
_URL: Mapping[str, str] = {
    "smtp": "--smtp-host",
    "exchange": "MOEDEKLAR_EWS_URL",
    "graph": "MOEDEKLAR_GRAPH_URL",
}
_LOGIN: Mapping[str, str] = {
    "smtp": "MOEDEKLAR_SMTP_USER, MOEDEKLAR_SMTP_PASSWORD",
    "exchange": "MOEDEKLAR_EWS_USER, MOEDEKLAR_EWS_PASSWORD",
    "graph": "MOEDEKLAR_GRAPH_TENANT, MOEDEKLAR_GRAPH_CLIENT_ID, MOEDEKLAR_GRAPH_CERTIFICATE, MOEDEKLAR_GRAPH_KEY",
}
_WHERE = "# Where the channel's server is, and as whom to log in there, stands in the environment."
_TABLES: Mapping[str, str] = {
    "smtp": "MOEDEKLAR_SMTP_",
    "exchange": "MOEDEKLAR_EWS_",
    "graph": "MOEDEKLAR_GRAPH_",
}


class ChannelUnusable(Exception):
    """Nothing answers, or not as it should: names the variable and the remedy."""


@dataclass(frozen=True)
class DemoChannel:
    """`environ` is what the settings are read from, and `file` what a settings file says of the channel."""

    name: Channel = FOLDER
    organiser: str = ""
    environ: Mapping[str, str] = field(default_factory=dict)
    file: str = ""

    @property
    def url(self) -> str:
        settings = load_settings(None, self.environ)
        if self.name == "smtp":
            return f"{settings.smtp.host}:{settings.smtp.port}"
        return settings.ews.url if self.name == "exchange" else settings.graph.url

    @property
    def is_folder(self) -> bool:
        return self.name == FOLDER

    def try_out(self) -> None:
        """Nothing is sent or written. Raises ChannelUnusable."""
        if self.is_folder:
            return
        try:
            settings = load_settings(None, {"MOEDEKLAR_MAIL_TIMEOUT_SECONDS": TRIAL_SECONDS, **self.environ})
            carrier = ConfiguredChannels(settings, Path()).mails(self.name, self.organiser)
            ill = [finding.said for finding in carrier.check() if not finding.is_well]
        except SettingsFaults as faults:
            raise ChannelUnusable("; ".join(faults.faults)) from faults
        except ValueError as fault:  # what the channel's own package can't work with
            raise ChannelUnusable(f"{_URL[self.name]}: {fault}") from fault
        if ill:
            raise ChannelUnusable(_with_remedy(self.name, ill[0]))


def over_own_mail_server(at: str) -> DemoChannel:
    """`at` is the host and port of one that the demo has started, and that ends with it."""
    host, _, port = at.rpartition(":")
    environ = {
        "MOEDEKLAR_MAIL_CARRIER": "smtp",
        "MOEDEKLAR_SMTP_HOST": host,
        "MOEDEKLAR_SMTP_PORT": port,
        "MOEDEKLAR_SMTP_SECURITY": "plain",
    }
    return DemoChannel("smtp", environ=environ)


def channel_named(name: str, outside: Mapping[str, str], smtp_host: str = "") -> DemoChannel:
    """The folder takes nothing from outside: it shows the defaults. Raises ChannelUnusable."""
    if name == "smtp":
        return _through("smtp", outside, _smtp_ways(outside, smtp_host))
    if name == "exchange":
        return _through("exchange", outside, _ews_ways(outside))
    if name == "graph":
        return _through("graph", outside, {})
    return DemoChannel()


def _through(name: Channel, outside: Mapping[str, str], ways: Mapping[str, str]) -> DemoChannel:
    missing = [
        f"{variable}: give {what}" for variable, what in _NEEDED[name].items() if not _has(outside, variable)
    ]
    if missing:
        raise ChannelUnusable("; ".join(missing))
    taken = {key: text for key, text in outside.items() if key.startswith(_TABLES[name]) or key in _TAKEN}
    environ = {"MOEDEKLAR_MAIL_CARRIER": name, **taken, **ways}
    return DemoChannel(name, _organiser(outside), environ, _as_file(name, ways))


def _ews_ways(outside: Mapping[str, str]) -> dict[str, str]:
    """What goes without saying where the server is on this machine and speaks plain http."""
    url = urlsplit(outside.get("MOEDEKLAR_EWS_URL", ""))
    if url.scheme == "http" and is_loopback(url.hostname or ""):
        ways = {"MOEDEKLAR_EWS_AUTH": "basic", "MOEDEKLAR_EWS_PLAIN_HTTP_ON_LOOPBACK": "true"}
        return {variable: text for variable, text in ways.items() if not _has(outside, variable)}
    return {}


def _smtp_ways(outside: Mapping[str, str], smtp_host: str) -> dict[str, str]:
    """Where it is, and that mail goes plain to a server on this machine unless something else is said."""
    host, _, port = smtp_host.rpartition(":") if ":" in smtp_host else (smtp_host, "", "")
    ways = {"MOEDEKLAR_SMTP_HOST": host, **({"MOEDEKLAR_SMTP_PORT": port} if port else {})}
    if is_loopback(host) and not _has(outside, "MOEDEKLAR_SMTP_SECURITY"):
        ways["MOEDEKLAR_SMTP_SECURITY"] = "plain"
    return ways


def _has(outside: Mapping[str, str], variable: str) -> bool:
    return bool(outside.get(variable) or outside.get(f"{variable}_FILE"))


def _organiser(outside: Mapping[str, str]) -> str:
    file = outside.get(f"{ORGANISER}_FILE")
    try:
        given = Path(file).read_text("utf-8").strip() if file else outside[ORGANISER].strip()
        return Address("organiser", given).email.lower()
    except (OSError, UnicodeDecodeError) as fault:
        raise ChannelUnusable(f"{ORGANISER}_FILE: the file can't be read; name one that can") from fault
    except BadAddress as fault:
        raise ChannelUnusable(f"{ORGANISER}: {fault}") from fault


def _as_file(name: Channel, ways: Mapping[str, str]) -> str:
    """So that a later `moedeklar serve` has it too; where and as whom it leaves to the environment."""
    keys = {
        "MOEDEKLAR_EWS_AUTH": 'auth = "{}"',
        "MOEDEKLAR_EWS_PLAIN_HTTP_ON_LOOPBACK": "plain_http_on_loopback = {}",
        "MOEDEKLAR_SMTP_HOST": 'host = "{}"',
        "MOEDEKLAR_SMTP_PORT": "port = {}",
        "MOEDEKLAR_SMTP_SECURITY": 'security = "{}"',
    }
    said = [keys[variable].format(text) for variable, text in ways.items()]
    table = "[smtp]" if name == "smtp" else "[ews]"
    lines = chain([_WHERE, "[mail]", f'carrier = "{name}"'], ["", table, *said] if said else [])
    return "".join(f"{line}\n" for line in lines)


def _with_remedy(name: Channel, said: str) -> str:
    """By the words of the trial, which are ours."""
    if "login" in said or "token" in said:
        return f"{_LOGIN[name]}: {said}; give a login that the server takes"
    if any(word in said for word in ("reached", "certificate", "HTTP", "other than", "answer")):
        return f"{_URL[name]}: {said}; start the server there, or give the address of another"
    return f"{ORGANISER}: {said}; give a mailbox that this login may act for"
