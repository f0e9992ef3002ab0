"""What is wrong with a channel's settings is told at the start, and never when the first mail is due."""

import pytest

from service.settings.faults import SettingsFaults
from service.settings.load import load_settings

ADDRESS = 'give an address such as "https://mail.example.dk/…", without a name or password in it'


@pytest.fixture
def faults_of(tmp_path):
    def load(text):
        file = tmp_path / "settings.toml"
        file.write_text(text, encoding="utf-8")
        try:
            load_settings(file, {})
        except SettingsFaults as refused:
            return refused.faults
        return ()

    return load


@pytest.mark.parametrize("scheme", ["http", "HTTP"])
def test_plain_http_leads_to_this_machine_alone(faults_of, scheme):
    text = '[ews]\nurl = "{}://{}/EWS/Exchange.asmx"\nplain_http_on_loopback = true'
    assert faults_of(text.format(scheme, "mail.example.dk")) == (
        "ews.url: give an https address; plain http only on loopback, with plain_http_on_loopback",
    )
    assert faults_of(text.format(scheme, "127.0.0.1")) == ()


def test_exchange_online_is_refused_however_it_is_written(faults_of):
    (fault,) = faults_of('[ews]\nurl = "https://Outlook.Office365.com./EWS/Exchange.asmx"')
    assert fault.startswith("ews.url: Exchange Online has blocked EWS")


@pytest.mark.parametrize(
    "url", ["https://[::1/EWS", "https://mail.example.dk:99999/", "https://u:hush@mail.example.dk/", "mail"]
)
def test_what_is_no_address_of_a_server_is_told_and_not_repeated(faults_of, url):
    assert faults_of(f'[ews]\nurl = "{url}"') == (f"ews.url: {ADDRESS}",)


def test_microsofts_sign_in_is_asked_over_https(faults_of):
    assert faults_of('[graph]\nauthority = "http://login.example.dk"') == (
        "graph.authority: give an https address",
    )


def test_graph_needs_a_registered_app(faults_of):
    assert faults_of('[mail]\ncarrier = "graph"') == tuple(
        f"graph.{key}: the channel graph is used and needs it"
        for key in ("tenant", "client_id", "certificate", "key")
    )


def test_a_double_of_graph_on_this_machine_needs_no_app(faults_of):
    assert faults_of('[mail]\ncarrier = "graph"\n[graph]\nurl = "http://127.0.0.1:5001/v1.0"') == ()


@pytest.mark.parametrize("key", ["smtp.ca_file", "imap.ca_file", "ews.ca_file", "graph.certificate"])
def test_a_file_of_certificates_is_read_at_the_start(faults_of, tmp_path, key):
    table, name = key.split(".")
    no_pem, pem = tmp_path / "no.pem", tmp_path / "ca.pem"
    no_pem.write_text("hej", encoding="ascii")
    pem.write_text("-----BEGIN CERTIFICATE-----\n", encoding="ascii")
    assert faults_of(f'[{table}]\n{name} = "{tmp_path}/none.pem"') == (
        f"{key}: the file can't be read (No such file or directory); name one that can",
    )
    assert faults_of(f'[{table}]\n{name} = "{no_pem}"') == (
        f"{key}: the file isn't PEM (-----BEGIN …); convert it, or name another",
    )
    assert faults_of(f'[{table}]\n{name} = "{pem}"') == ()
