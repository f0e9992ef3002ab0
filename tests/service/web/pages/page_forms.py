"""The forms of a page as a browser shows them, and how a person would fill them in."""

import io
from dataclasses import dataclass, field
from datetime import timedelta
from html.parser import HTMLParser

TICKED = {"is_confirmed", "parties", "is_whole"}
LEFT_EMPTY = {
    *(
        "cpr",
        "agency",
        "somebody",
        "said_on",
        "said_at",
        "reassess_on",
        "valid_until",
        "handed_to",
        "english",
        "reference",
    ),
    *("exemption", "close_reason", "born_on"),
    *("risk_factors", "protective_factors"),
}
BEGUN = ("lookup_", "dissent_", "reason-", "corrects-", "presence.", "place-")
TYPED = {
    "email": "proeve@moedeklar.invalid",
    "contact_email": "proeve@moedeklar.invalid",
    "deputy_email": "vikar@moedeklar.invalid",
    "link": "https://charter.example.dk/ny",
    "version": "2099",
    "minutes": "10",
    "municipality": "København",
    "drop": "Prøve",
}
DAYS_AHEAD = {
    **dict.fromkeys(("held_on", "given_on", "consent_on", "withdrawn_on", "ended_on", "acceded_on"), 0),
    **dict.fromkeys(("follow_up_on", "due_on", "status_on", "planned_on", "closes_on", "reply_by"), 14),
    **dict.fromkeys(("starts_on", "in_force_from"), 24),
    "first_on": 800,
    "last_on": 900,
    "on": 24,
}


@dataclass
class Form:
    action: str
    method: str = "post"
    controls: list = field(default_factory=list)
    buttons: list = field(default_factory=list)

    def presses(self):
        """Each button with where it sends the form, and what it says itself."""
        return [
            (
                one.get("formaction") or self.action,
                {one["name"]: one.get("value", "")} if "name" in one else {},
            )
            for one in self.buttons or [{}]
        ]

    def filled(self, today):
        """What a person would send: what is chosen or the first of each choice, and something in each field."""
        sent, names = {}, {one["name"] for one in self.controls}
        checked = {one["name"] for one in self.controls if one["kind"] == "radio" and one["is_checked"]}
        for control in self.controls:
            if control["kind"] == "radio" and control["name"] in checked and not control["is_checked"]:
                continue
            if control["name"] in (own := _own(names, today)):
                sent[control["name"]] = [own[control["name"]]]
                continue
            value = _value(control, today, sent)
            if value is not None:
                sent.setdefault(control["name"], []).append(value)
        return sent


def _own(names, today):
    """What a field holds that another form has too, for another use."""
    own = {}
    if "orientation" in names or "purpose_chosen" in names:
        own |= {"reason": "", "purpose": ""}
    if "on" in names and "reason" in names:  # when an accession ended
        own["on"] = today.isoformat()
    if names == {"csrf_token", "first_on", "last_on"}:  # an absence, which begins within a year
        own |= {name: today.isoformat() for name in ("first_on", "last_on")}
    if not names & {"kind", "outcome"}:
        own["close_reason"] = "unfounded"
    return own


def _value(control, today, sent):
    name, kind = control["name"], control["kind"]
    if kind == "hidden":
        return control["value"]
    if name in LEFT_EMPTY or name.startswith(BEGUN):
        return control["value"] if kind in {"text", "date", "time", "number"} else None
    if kind in {"radio", "checkbox"}:
        is_chosen = name not in sent if kind == "radio" else control["is_checked"] or name in TICKED
        return control["value"] if is_chosen else None
    return _entered(control, today)


def _entered(control, today):
    if control["kind"] == "file":
        return io.BytesIO(b"%PDF-1.7\n"), "oplaeg.pdf"
    if control["kind"] == "select":
        return control["value"] or next((one for one in control["options"] if one), "")
    return control["value"] or _typed(control["name"], control["kind"], today)


def _typed(name, kind, today):
    plain = name.partition("-")[0]
    if kind == "date":
        day = today + timedelta(days=DAYS_AHEAD.get(plain, 0))
        return (day + timedelta(days=(2 - day.weekday()) % 7 if day > today else 0)).isoformat()
    if kind == "time":
        return "00:30" if name == "held_at" else "10:00"
    return TYPED.get(plain, "Prøve")


class FormReader(HTMLParser):
    """Collects the forms of a page, less the one that logs out."""

    def __init__(self):
        super().__init__()
        self.forms, self.links = [], set()
        self._form = self._select = self._area = None

    @classmethod
    def read(cls, text):
        reader = cls()
        reader.feed(text)
        return reader

    def handle_starttag(self, tag, attributes):
        at = dict(attributes)
        if tag == "a" and at.get("href", "").startswith("/"):
            self.links.add(at["href"].partition("#")[0])
        if tag == "form":
            self._form = Form(at.get("action", ""), at.get("method", "get"))
        elif self._form is not None:
            self._within(tag, at)

    def _within(self, tag, at):
        if tag == "input" and "name" in at:
            kind, value = at.get("type", "text"), at.get("value", "")
            is_checked = "checked" in at
            self._form.controls.append(
                {"name": at["name"], "kind": kind, "value": value, "is_checked": is_checked}
            )
        elif tag == "select":
            self._select = {"name": at["name"], "kind": "select", "value": "", "options": []}
            self._form.controls.append(self._select)
        elif tag == "option" and self._select is not None:
            self._select["options"].append(at.get("value", ""))
            if "selected" in at:
                self._select["value"] = at.get("value", "")
        elif tag == "textarea":
            self._area = {"name": at["name"], "kind": "text", "value": ""}
            self._form.controls.append(self._area)
        elif tag == "button":
            self._form.buttons.append(at)

    def handle_data(self, data):
        if self._area is not None:
            self._area["value"] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self._area is not None:
            self._area["value"] = self._area["value"].strip()
            self._area = None
        elif tag == "select":
            self._select = None
        elif tag == "form" and self._form is not None:
            if self._form.action != "/logout":
                self.forms.append(self._form)
            self._form = None
