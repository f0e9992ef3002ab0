"""The token for Graph, had from Microsoft's sign-in for a certificate; the sign-in here is a table of answers."""

import base64
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID
from sample_meeting import MAILBOX, SSP, entry

from notifications.carrier import NotSent
from notifications.entry import Known
from notifications.graph.access import Access, roles_in
from notifications.graph.app import GraphApp
from notifications.graph.carrier import GraphCarrier

SIGN_IN = "https://login.example.dk"
NOW = datetime.now(UTC)  # the double's own clock is the real one
ALL_ROLES = ["Calendars.ReadWrite", "Mail.ReadWrite", "Mail.Send"]
QUARTER = timedelta(minutes=15)


@dataclass
class Answered:
    content: dict
    status_code: int = 200
    headers: dict = field(default_factory=dict)

    @property
    def text(self):
        return json.dumps(self.content)

    def raise_for_status(self):
        assert self.status_code == 200


@dataclass
class SignIn:
    """`answers` are given one after the other, the last again and again; `asked` are the wishes for a token."""

    answers: list
    asked: list = field(default_factory=list)

    def get(self, _url, **_more):
        endpoints = {name: f"{SIGN_IN}/{name}" for name in ("authorization_endpoint", "token_endpoint")}
        return Answered({**endpoints, "issuer": f"{SIGN_IN}/proeve/v2.0"})

    def post(self, _url, data=None, **_more):
        self.asked.append(data)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def close(self):
        pass


def token(roles=ALL_ROLES, number=1):
    claims = base64.urlsafe_b64encode(json.dumps({"roles": roles, "n": number}).encode()).decode().rstrip("=")
    return f"e30.{claims}.underskrift"


def given(said):
    return Answered({"access_token": said, "expires_in": 3599, "token_type": "Bearer"})


def refused(description):
    return Answered({"error": "invalid_client", "error_description": description}, status_code=400)


def write_certificate(folder, *, days, key=None, password=None):
    key = key or rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Mødeklar, prøve")])
    ends_at = NOW + timedelta(days=days, hours=12)
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1).not_valid_after(ends_at)
    made = builder.not_valid_before(NOW - timedelta(days=1)).sign(key, hashes.SHA256())
    (folder / "cert.pem").write_bytes(made.public_bytes(Encoding.PEM))
    sealed = BestAvailableEncryption(password) if password else NoEncryption()
    (folder / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, sealed))
    return f"the certificate ends on {ends_at:%Y-%m-%d}"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    folder = tmp_path_factory.mktemp("certificate")
    write_certificate(folder, days=400)
    return folder


def registered(folder, url="https://graph.example.dk/v1.0", **more):
    files = {"certificate_file": folder / "cert.pem", "key_file": folder / "key.pem"}
    return GraphApp(url, SIGN_IN, "proeve", "app-1", timeout_seconds=1, **{**files, **more})


def test_a_token_is_had_for_the_certificate_and_kept(certificate):
    sign_in = SignIn([given(token())])
    access = Access(registered(certificate), sign_in)
    assert [access.token(), access.token()] == [token()] * 2
    [asked] = sign_in.asked
    assert (asked["grant_type"], asked["scope"]) == (
        "client_credentials",
        "https://graph.microsoft.com/.default",
    )
    assert asked["client_assertion"].count(b".") == 2


def test_a_token_that_graph_does_not_take_is_renewed_once(certificate, double):
    sign_in = SignIn([given(token(number=1)), given(token(number=2))])
    double.faults(script=[{"operation": "POST events", "kind": "401", "when": "before"}])
    carrier = GraphCarrier(registered(certificate, double.url), MAILBOX, sign_in)
    carrier.keep(entry(SSP), Known())
    assert (len(sign_in.asked), [mail["kind"] for mail in double.wire()]) == (2, ["request"])


def test_a_renewed_token_that_is_not_taken_either_sends_nothing(certificate, double):
    sign_in = SignIn([given(token(number=1)), given(token(number=2))])
    double.faults(script=[{"operation": "POST events", "kind": "401", "when": "before", "times": 9}])
    carrier = GraphCarrier(registered(certificate, double.url), MAILBOX, sign_in)
    with pytest.raises(NotSent, match="does not take the token") as found:
        carrier.keep(entry(SSP), Known())
    assert (len(sign_in.asked), found.value.retry_after, double.wire()) == (2, QUARTER, [])


@pytest.mark.parametrize(
    ("answer", "said", "retry_after"),
    [
        (refused("AADSTS700016: ..."), r"not registered in this tenant.*AADSTS700016", QUARTER),
        (
            refused("AADSTS700027: ..."),
            r"the certificate is not registered with the app.*AADSTS700027",
            QUARTER,
        ),
        (refused("AADSTS90002: ..."), r"the tenant is not known", QUARTER),
        (refused("AADSTS99999: for vink@example.dk"), r"^Microsoft gave no token \(AADSTS99999\)$", QUARTER),
        (refused("vink@example.dk"), "^Microsoft gave no token$", QUARTER),
        (requests.ConnectionError("vink@example.dk"), "^Microsoft's sign-in can't be reached$", None),
        (requests.ReadTimeout(), "^Microsoft's sign-in can't be reached$", None),
    ],
)
def test_no_token_is_said_in_plain_words_and_without_addresses(certificate, answer, said, retry_after):
    with pytest.raises(NotSent, match=said) as found:
        Access(registered(certificate), SignIn([answer])).token()
    assert found.value.retry_after == retry_after


@pytest.mark.parametrize("content", [b"", b"ikke en noegle", b"\xff\xfe"])
def test_a_key_that_is_none_sends_nothing(certificate, tmp_path, content):
    (tmp_path / "key.pem").write_bytes(content)
    with pytest.raises(NotSent, match="key"):
        Access(registered(certificate, key_file=tmp_path / "key.pem"), SignIn([given(token())])).token()


def test_a_key_under_a_password_or_of_another_kind_sends_nothing(tmp_path):
    sealed, curved = tmp_path / "sealed", tmp_path / "curved"
    for folder in (sealed, curved):
        folder.mkdir()
    write_certificate(sealed, days=400, password=b"hemmelig")
    write_certificate(curved, days=400, key=ec.generate_private_key(ec.SECP256R1()))
    for folder in (sealed, curved):
        with pytest.raises(NotSent, match="the certificate, its key or the tenant"):
            Access(registered(folder), SignIn([given(token())])).token()


def test_a_file_that_is_missing_sends_nothing(certificate, tmp_path):
    with pytest.raises(NotSent, match="can't be read"):
        Access(registered(certificate, certificate_file=tmp_path / "x"), SignIn([given(token())])).token()


def test_the_roles_are_read_out_of_a_token_and_what_is_no_token_has_none_to_read():
    assert roles_in(token(["Mail.Send"])) == {"Mail.Send"}
    assert [roles_in(said) for said in ("development", "a.b.c", "", "e30.W10.x", "a.Æ.c")] == [None] * 5


def said_by(certificate, double, *answers, **more):
    carrier = GraphCarrier(registered(certificate, double.url, **more), MAILBOX, SignIn([*answers]))
    return [(finding.is_well, finding.said) for finding in carrier.check()]


def test_a_trial_says_as_whom_with_which_rights_and_until_when(certificate, double):
    findings = said_by(certificate, double, given(token()))
    assert [well for well, _ in findings] == [True] * 5
    as_whom, ends, rights, calendar, drafts = (said for _, said in findings)
    assert as_whom == "Microsoft gave a token for app app-1 in tenant proeve"
    assert (
        ends == f"the certificate ends on {NOW + timedelta(days=400, hours=12):%Y-%m-%d}, 400 days from now"
    )
    assert rights == "the token has Calendars.ReadWrite, Mail.ReadWrite, Mail.Send"
    assert (calendar, drafts) == (
        "the calendar of vink@example.dk can be read",
        "the drafts of vink@example.dk can be read",
    )
    assert (double.wire(), double.items()) == ([], [])


def test_a_trial_warns_of_a_certificate_that_ends_within_a_month(double, tmp_path):
    ends = write_certificate(tmp_path, days=10)
    said = f"{ends}, 10 days from now: register a new one"
    assert said_by(tmp_path, double, given(token()))[1] == (False, said)


def test_a_trial_names_the_rights_that_are_missing(certificate, double):
    findings = said_by(certificate, double, given(token(["Calendars.ReadWrite"])))
    said = "the token lacks Mail.ReadWrite, Mail.Send, unless Exchange itself has given them"
    assert (False, said) in findings


def test_a_trial_says_that_a_mailbox_is_out_of_reach(certificate, double):
    double.deny(MAILBOX)
    assert [well for well, _ in said_by(certificate, double, given(token()))] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_a_trial_without_a_token_says_why_and_when_the_certificate_ends(certificate, double):
    assert said_by(certificate, double, refused("AADSTS700027: x")) == [
        (
            False,
            "no token for app app-1: the certificate is not registered with the app, or has ended (AADSTS700027)",
        ),
        (True, f"the certificate ends on {NOW + timedelta(days=400, hours=12):%Y-%m-%d}"),
    ]


def test_a_trial_against_a_double_says_so(double, carrier):
    assert carrier.check()[0].said == f"a fixed token is sent to {double.url}, a double on this machine"
