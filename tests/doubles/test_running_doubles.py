"""The doubles as processes: they start, say where they are, and end with whoever started them."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from tests.doubles.running import ROOT, SOON, ews_double, graph_double


def started(*arguments, **options):
    return subprocess.Popen(
        [sys.executable, "-m", *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True, **options
    )


def refuses(port):
    with socket.socket() as trying:
        return trying.connect_ex(("127.0.0.1", port)) != 0


@pytest.mark.parametrize("double", [ews_double, graph_double])
def test_a_double_is_gone_when_its_test_is_over(double, tmp_path):
    with double(tmp_path) as running:
        port = int(running.url.split(":")[2].split("/")[0])
        assert not refuses(port)
    assert refuses(port)


def test_a_double_ends_with_the_process_that_started_it(tmp_path):
    process = started("tests.doubles.ews", "--dir", str(tmp_path), "--while-read", stdin=subprocess.PIPE)
    with process:
        assert process.stdout.readline().startswith("http://127.0.0.1:")
        process.stdin.close()
        assert process.wait(SOON) == 0


def test_a_double_writes_the_port_it_was_given(tmp_path):
    with ews_double(tmp_path, "--port-file", str(tmp_path / "port")) as running:
        assert f":{(tmp_path / 'port').read_text()}/EWS/Exchange.asmx" in running.url


def test_make_doubles_starts_both_says_what_to_export_and_ends_on_an_interrupt(tmp_path):
    ports = ["--ews-port", "0", "--graph-port", "0", "--dir", str(tmp_path)]
    process = started("tests.doubles", *ports, start_new_session=True)
    with process:
        lines = []
        while not any("GRAPH_URL" in line for line in lines):
            lines.append(process.stdout.readline().rstrip("\n"))
        told = dict(line.removeprefix("export ").split("=", 1) for line in lines if "export" in line)
        assert list(told) == [
            "MOEDEKLAR_EWS_URL",
            "MOEDEKLAR_EWS_USER",
            "MOEDEKLAR_EWS_PASSWORD",
            "MOEDEKLAR_EWS_AUTH",
            "MOEDEKLAR_EWS_PLAIN_HTTP_ON_LOOPBACK",
            "MOEDEKLAR_ORGANISER",
            "MOEDEKLAR_GRAPH_URL",
        ]
        assert requests.get(told["MOEDEKLAR_EWS_URL"], timeout=SOON).status_code == 401
        os.kill(process.pid, signal.SIGINT)
        assert process.wait(SOON) == 0
    with pytest.raises(requests.ConnectionError):
        requests.get(told["MOEDEKLAR_GRAPH_URL"], timeout=SOON)


def test_make_doubles_says_in_one_line_that_a_port_is_taken(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ports = ["--ews-port", str(taken.getsockname()[1]), "--graph-port", "0", "--dir", str(tmp_path)]
        process = started("tests.doubles", *ports, stderr=subprocess.PIPE)
        _, error = process.communicate(timeout=SOON)
    assert process.returncode == 1
    assert "Address already in use" in error
    assert len(error.splitlines()) == 1


def test_the_target_is_in_the_makefile():
    assert "\ndoubles: setup  ## " in Path(ROOT, "Makefile").read_text("utf-8")
