"""An application in whose process what comes is played beside the requests."""

from service.foreseer import Foreseer
from service.web.current import FORESEER


def beside(caller):
    """A foreseer that plays when it is told to, and not by itself."""
    foreseer = Foreseer(caller.service)
    caller.client.application.extensions[FORESEER] = foreseer
    return foreseer
