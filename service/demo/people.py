"""The example people the demo plays with: made up, all of them, and reachable nowhere."""

import json
import re
import tomllib
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

NEW_CONTACT = {"name": "Bente Nyprøve", "email": "bente@bif.invalid"}
FILE = "people.example.toml"
DAY, YEAR = re.compile(r"\d{4}-\d{2}-\d{2}"), re.compile(r"\b20\d{2}\b")  # a version of the Charter is a year
PACKED = (Path(__file__).parents[1] / "config" / FILE, Path(__file__).parents[2] / "config" / FILE)


def example_people(begins_on: date, organiser: str = "") -> dict[str, Any]:
    """Where an organiser is given, every body invites from that mailbox.

    What the forum's people signed lies before the story begins, whole years earlier than in the file if need be.
    """
    text = next(path for path in PACKED if path.is_file()).read_text(encoding="utf-8")
    people: dict[str, Any] = json.loads(json.dumps(tomllib.loads(text), default=str))  # JSON knows no dates
    for body in people["bodies"].values():
        body["organiser_email"] = organiser or body["organiser_email"]
    return {**people, "forum": _signed_before(begins_on, people["forum"])}


def _signed_before(on: date, forum: Any) -> Any:
    text = json.dumps(forum)
    days = [date.fromisoformat(found) for found in DAY.findall(text)]
    earlier = next(
        years for years in count() if all(day.replace(year=day.year - years) <= on for day in days)
    )
    return json.loads(YEAR.sub(lambda found: str(int(found[0]) - earlier), text))


def names_by_address(people: dict[str, Any]) -> dict[str, str]:
    """Who is behind an address, as the timeline names them."""
    names = {
        person["email"]: person["name"]
        for person in (people["secretariat"], NEW_CONTACT, *people["members"], *people["forum"]["members"])
    }
    names |= {one["contact"]["email"]: one["contact"]["name"] for one in people["forum"]["organisations"]}
    names |= {body["room"]["email"]: body["room"]["name"] for body in people["bodies"].values()}
    for party in people["parties"]:
        names[party["mailbox"]] = f"postkassen hos {party['id']}"
        names |= {party[role]["email"]: party[role]["name"] for role in ("contact", "deputy")}
    return names
