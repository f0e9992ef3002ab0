"""Run pymap, a real IMAP server, on a port of the system's choice; say on stdout which."""

import asyncio
import ssl
import sys
from functools import partial
from pathlib import Path

from pymap.config import IMAPConfig
from pymap.main import main
from pysasl.hashing import BuiltinHash

ENCRYPTED, WITHOUT_MOVE = "--encrypted", "--without-move"
start_server = asyncio.start_server
offered = IMAPConfig.login_capability.fget


async def telling(*arguments, **settings):
    server = await start_server(*arguments, **settings)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    return server


def run(arguments):
    asyncio.start_server = telling
    cheap = BuiltinHash(rounds=1)  # a password's usual hundred thousand would be most of a test's time
    IMAPConfig._get_hash_context = classmethod(lambda _class, _file: cheap)  # noqa: SLF001 - it has no argument for it
    if WITHOUT_MOVE in arguments:
        IMAPConfig.login_capability = property(
            lambda self: [each for each in offered(self) if each != b"MOVE"]
        )
    if ENCRYPTED in arguments:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*(Path(arguments[arguments.index(each) + 1]) for each in ("--cert", "--key")))
        asyncio.start_server = partial(telling, ssl=context)
    sys.argv = ["pymap", *(each for each in arguments if each not in {ENCRYPTED, WITHOUT_MOVE})]
    main()


if __name__ == "__main__":
    run(sys.argv[1:])
