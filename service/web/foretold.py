"""What will happen by itself, for a request: in the process that plays it beside the requests, none waits for it."""

from typing import cast

from flask import current_app

from service.foreseer import Foreseer
from service.web.current import FORESEER, current_actor, current_service
from service.workflow.foresight import Foretold


def foretold(days: int) -> Foretold | None:
    """For the actor's own bodies, as it was last played; None where that is still to come."""
    outlook, actor = current_service().outlook, current_actor()
    foreseer = cast("Foreseer | None", current_app.extensions.get(FORESEER))
    if foreseer is None:
        return outlook.told(days, actor)
    found = outlook.told_at_once(days, actor)
    if found is None:
        foreseer.ask(days)
    return found
