"""The development login: whoever sits at this machine chooses a role."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from agenda.access import actor_named
from agenda.errors import Invalid
from service.web.authentication import log_in, log_out, public
from service.web.current import current_service
from service.web.pages.attempt import Faults
from service.web.pages.form import text
from service.web.pages.problem_words import problem_in_words

pages = Blueprint("login", __name__)


@pages.get("/login")
@public
def show() -> str:
    return _form({})


@pages.post("/login")
@public
def enter() -> ResponseReturnValue:
    try:
        actor = actor_named(text("role"))
    except Invalid:
        return _form({"role": problem_in_words("choice-missing")}), 422
    log_in(actor)
    return redirect(_wanted(), 303)


@pages.post("/logout")
@public
def leave() -> ResponseReturnValue:
    log_out()
    return redirect(url_for("login.show"), 303)


def _form(faults: Faults) -> str:
    agencies = [(f"agency:{i}", name) for i, name in current_service().settings.parties.items()]
    roles = [
        ("secretariat", "Sekretariatet"),
        *agencies,
        ("forum", "Medborgerforums sekretariat"),
        ("auditor", "Revisor"),
    ]
    return render_template("login.html", roles=roles, errors=faults, form=request.form)


def _wanted() -> str:
    """The page asked for before the login, if it is one of ours; browsers leave out tabs and line ends."""
    wanted = request.args.get("next", "")
    is_ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and wanted.isprintable()
    return wanted if is_ours else url_for("pages.desk.show")
