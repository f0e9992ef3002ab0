"""Who the caller is taken for."""

from flask import Response

from agenda.access import Action, Role
from service.shown.shape import Shape
from service.web.api.room import answer, room
from service.web.authentication import allows
from service.web.current import current_actor

api = room("me", "The caller")


class ActorShape(Shape):
    role: Role
    party: str | None


@api.get("/me", summary="Read who the token says you are", responses={200: ActorShape})
@allows(Action.SEE_SELF)
def read_me() -> Response:
    actor = current_actor()
    return answer(ActorShape(role=actor.role, party=actor.party_id))
