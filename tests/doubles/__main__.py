"""Both servers, to try the channels by hand: `make doubles`."""

import argparse
import contextlib
import signal
import sys
import tempfile
from pathlib import Path

from tests.doubles.ews.__main__ import PASSWORD, USER
from tests.doubles.running import ews_double, graph_double

ORGANISER = "koordinering@example.dk"


def main():
    options = _options()
    for ending in (
        signal.SIGTERM,
        signal.SIGINT,
    ):  # a shell that starts it in the background has SIGINT ignored
        signal.signal(ending, signal.default_int_handler)
    folder = options.dir or Path(tempfile.mkdtemp(prefix="moedeklar-doubles-"))
    try:
        with (
            ews_double(folder, "--port", str(options.ews_port)) as ews,
            graph_double(folder, "--port", str(options.graph_port)) as graph,
        ):
            print(_told(ews, graph), flush=True)  # noqa: T201 - this is the command's answer
            with contextlib.suppress(KeyboardInterrupt):
                ews.process.wait()
    except AssertionError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        pass


def _options():
    parser = argparse.ArgumentParser(description="Start the EWS double and the Graph double on loopback.")
    parser.add_argument("--ews-port", type=int, default=8025, help="0: one that is free")
    parser.add_argument("--graph-port", type=int, default=8026, help="0: one that is free")
    parser.add_argument("--dir", type=Path, help="for the logs; a temporary folder unless given")
    return parser.parse_args()


def _told(ews, graph):
    return f"""\
EWS:   {ews.url}
Graph: {graph.url}
What was mailed to whom: {ews.folder / "wire.jsonl"}
                         {graph.folder / "wire.jsonl"}
EWS takes Basic logins: the user below may act for every mailbox, and each address is one, with the same password.
Graph takes any token. What else can be arranged: POST /_double/... on both (tests/doubles/running.py).
Ctrl-C ends both. In the shell of the service:

export MOEDEKLAR_EWS_URL={ews.url}
export MOEDEKLAR_EWS_USER={USER}
export MOEDEKLAR_EWS_PASSWORD={PASSWORD}
export MOEDEKLAR_EWS_AUTH=basic
export MOEDEKLAR_EWS_PLAIN_HTTP_ON_LOOPBACK=true
export MOEDEKLAR_ORGANISER={ORGANISER}
export MOEDEKLAR_GRAPH_URL={graph.url}
"""


if __name__ == "__main__":
    main()
