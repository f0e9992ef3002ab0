"""What is logged during a walk, as a running service would write it."""

import logging
import threading
from contextlib import contextmanager

import structlog

from service.logs import QUIET, set_up_logs


@contextmanager
def logged_into(stream):
    """Everything that is logged goes there, as a running service would write it."""
    root, hook = logging.getLogger(), threading.excepthook
    handlers, level = list(root.handlers), root.level
    set_up_logs(stream)
    logging.captureWarnings(capture=False)
    try:
        yield stream
    finally:
        root.handlers[:], root.level, threading.excepthook = handlers, level, hook
        for name in QUIET:
            logging.getLogger(name).setLevel(logging.NOTSET)
        structlog.reset_defaults()
