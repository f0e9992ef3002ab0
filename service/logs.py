"""What the program says of itself: one line an event on standard error, with nobody's number and no private link."""

import logging
import re
import sys
import threading
from traceback import format_tb
from typing import TextIO

import structlog
from structlog.typing import Processor, WrappedLogger

QUIET = ("apscheduler", "alembic", "asyncio", "sqlalchemy", "waitress")
SILENT = ("waitress.queue",)  # it tells of each request that waits for a thread
HIDDEN, HIDDEN_LINK = "[number hidden]", "[link hidden]"
# Two digits for day and month, two or four for the year, then four, however they are held apart or escaped on the way.
_BETWEEN = (
    r"(?:[\s./_+\-\u00ad\u200b-\u2015\u2060-\u2064\u2212\ufeff]"
    r"|%[0-9A-Fa-f]{2}|\\+(?:[nrt]|x[0-9a-f]{2}|u[0-9a-f]{4})){0,3}"
)
_LINK = re.compile(r"[bcdfghjkmnpqrstv]{32,}")  # the token of a private link: whoever knows it is let in
_CPR = re.compile(rf"(?<!\d)\d{{2}}{_BETWEEN}\d{{2}}{_BETWEEN}\d{{2}}(?:\d{{2}})?{_BETWEEN}\d{{4}}(?!\d)")


def set_up_logs(stream: TextIO | None = None) -> None:
    """Route structlog, the standard library and warnings into one stream: JSON lines, or key=value to a terminal."""
    out = stream or sys.stderr
    told = logging.StreamHandler(out)
    told.setFormatter(
        structlog.stdlib.ProcessorFormatter(processors=_rendering(out.isatty()), foreign_pre_chain=SHARED)
    )
    logging.basicConfig(handlers=[told], level=logging.INFO, force=True)
    logging.captureWarnings(capture=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in SILENT:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    threading.excepthook = _tell_of_thread
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )


SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def told(fault: BaseException) -> dict[str, str]:
    """What a fault was and where in the program, for an event: none of its words, which may repeat what was read."""
    return {"error": type(fault).__name__, "place": "".join(format_tb(fault.__traceback__))}


def without_secrets(_logger: WrappedLogger, _method: str, line: str) -> str:
    """Hide what looks like a CPR number, or opens a private page.

    It reads the finished line, so nothing can come in behind it.

    Of identifiers that look like one it hides a part as well: rather that than a number told.
    """
    return _LINK.sub(HIDDEN_LINK, _CPR.sub(HIDDEN, line))


def is_told_whole(identifier: str) -> bool:
    """Whether the log tells it as it is, so that who reads it on a page finds it there."""
    return without_secrets(None, "", identifier) == identifier


def _rendering(is_terminal: bool) -> list[Processor]:  # noqa: FBT001 - the stream's own answer
    rendering: list[Processor] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if is_terminal:
        plain = structlog.dev.ConsoleRenderer(
            colors=False, pad_event_to=0, exception_formatter=structlog.dev.plain_traceback
        )
        rendering.append(plain)
    else:
        # A traceback without the frames' variables: those may hold anything.
        rendering += [
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
        ]
    return [*rendering, without_secrets]  # type: ignore[list-item]  # the last one reads text


def _tell_of_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        logging.getLogger("threading").error("thread_failed", exc_info=args.exc_value)
