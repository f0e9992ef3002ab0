"""The example people the demo plays with: made up, all of them, and reachable nowhere."""

import json
import tomllib
from pathlib import Path
from typing import Any

NEW_CONTACT = {"name": "Bente Nyprøve", "email": "bente@bif.invalid"}
FILE = "people.example.toml"
PACKED = (Path(__file__).parents[1] / "config" / FILE, Path(__file__).parents[2] / "config" / FILE)


def example_people(organiser: str = "") -> dict[str, Any]:
    """Where an organiser is given, every body invites from that mailbox."""
    text = next(path for path in PACKED if path.is_file()).read_text(encoding="utf-8")
    people: dict[str, Any] = json.loads(json.dumps(tomllib.loads(text), default=str))  # JSON knows no dates
    for body in people["bodies"].values():
        body["organiser_email"] = organiser or body["organiser_email"]
    return people


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
