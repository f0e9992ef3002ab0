"""The development login: whoever sits at this machine chooses a role."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from agenda.access import actor_named, is_open_to
from service.web.authentication import log_in, log_out, public
from service.web.current import current_service
from service.web.pages.attempt import Faults
from service.web.pages.form import text
from service.web.pages.names import forum_office, names
from service.web.pages.problem_words import problem_in_words

pages = Blueprint("login", __name__)


@pages.get("/login")
@public
def show() -> str:
    return _form({})


@pages.post("/login")
@public
def enter() -> ResponseReturnValue:
    role = text("role")
    if role not in dict(_roles()):
        return _form({"role": problem_in_words("choice-missing")}), 422
    log_in(actor_named(role))
    return redirect(_wanted(), 303)


@pages.post("/logout")
@public
def leave() -> ResponseReturnValue:
    log_out()
    return redirect(url_for("login.show"), 303)


def _form(faults: Faults) -> str:
    return render_template("login.html", roles=_roles(), errors=faults, form=request.form)


def _roles() -> list[tuple[str, str]]:
    """Whoever takes part on this day."""
    agencies = [(f"agency:{party_id}", name) for party_id, name in names().choices()]
    roles = [
        ("secretariat", "Sekretariatet"),
        *agencies,
        ("forum", forum_office()),
        ("auditor", "Revisor"),
    ]
    rooms = current_service().settings.rooms
    return [(role, said) for role, said in roles if is_open_to(actor_named(role).role, rooms)]


def _wanted() -> str:
    """The page asked for before the login, if it is one of ours; browsers leave out tabs and line ends."""
    wanted = request.args.get("next", "")
    is_ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and wanted.isprintable()
    return wanted if is_ours else url_for("pages.desk.show")
