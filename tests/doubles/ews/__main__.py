"""Starts an EWS server: `python -m tests.doubles.ews --port 0 --dir FOLDER`."""

import argparse
import os
from pathlib import Path
from types import SimpleNamespace

from tests.doubles.ews.schema import Schema
from tests.doubles.ews.server import EwsServer
from tests.doubles.ews.ways import ALL, OTHER_MAKE
from tests.doubles.serving import serve
from tests.doubles.wire_log import Journal

USER, PASSWORD = "svc-moedeklar", "kun-til-proeve"


def make(options, folder, wire):
    place = os.environ.get("MOEDEKLAR_TESTS_EWS_SCHEMA")
    journals = SimpleNamespace(
        invalid=Journal(folder / "invalid.jsonl").append, refused=Journal(folder / "refused.jsonl").append
    )
    schema = Schema(Path(place) if place else None)
    ways = frozenset((*options.way, *(OTHER_MAKE if options.make == "other" else ())))
    return EwsServer((options.user, options.password), wire, schema, journals, ways)


def main():
    parser = argparse.ArgumentParser(description="An EWS server with the ways of Exchange, in memory.")
    parser.add_argument("--user", default=USER, help="the service account, which may act for every mailbox")
    parser.add_argument("--password", default=PASSWORD, help="of the service account and of all mailboxes")
    parser.add_argument("--make", choices=("exchange", "other"), default="exchange")
    parser.add_argument(
        "--way", choices=ALL, action="append", default=[], help="of another make; may be repeated"
    )
    serve(make, "/EWS/Exchange.asmx", parser)


if __name__ == "__main__":
    main()
