"""The people the demo plays with: made up, reachable nowhere, and at work for the parties of the settings."""

import json
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from itertools import count, cycle
from pathlib import Path
from typing import Any

from service.demo.cast import Cast
from service.settings.tables import Settings

FILE = "people.example.toml"
NEW_CONTACT = ("Bente Nyprøve", "bente")
OTHERS = (  # contact and deputy of a party beyond those of the file
    ("Ulla Opdigtet", "Uffe Opfundet"),
    ("Ragna Påfundet", "Rolf Udtænkt"),
    ("Tove Eksempelholt", "Torben Prøvelund"),
)
NOWHERE = "invalid"
DAY, YEAR = re.compile(r"\d{4}-\d{2}-\d{2}"), re.compile(r"\b20\d{2}\b")  # a version of the Charter is a year
PACKED = (Path(__file__).parents[1] / "config" / FILE, Path(__file__).parents[2] / "config" / FILE)

People = dict[str, Any]


def example_people(begins_on: date, settings: Settings, cast: Cast, organiser: str = "") -> People:
    """Where an organiser is given, every body invites from that mailbox.

    What the forum's people signed lies before the story begins, whole years earlier than in the file if need be.
    """
    text = next(path for path in PACKED if path.is_file()).read_text(encoding="utf-8")
    example: People = json.loads(json.dumps(tomllib.loads(text), default=str))  # JSON knows no dates
    parties = [*_cast(example["parties"], cast), *_others(cast)]
    return {
        "secretariat": {"name": settings.letters.sender, "email": _mailbox("sekretariatet")},
        "bodies": _bodies(example["bodies"], settings, organiser),
        "parties": parties,
        "members": [{"body": settings.cases.body, "party": one["id"], **one["contact"]} for one in parties],
        "forum": _signed_before(begins_on, example["forum"]),
    }


def new_contact(cast: Cast) -> dict[str, str]:
    """Who takes over in the midst of it."""
    name, short = NEW_CONTACT
    return {"name": name, "email": f"{short}@{_domain(cast['bif'])}"}


def member_of(people: People, party: str) -> str:
    """Who comes to the meetings for it."""
    return next(str(one["name"]) for one in people["members"] if one["party"] == party)


def _bodies(example: People, settings: Settings, organiser: str) -> People:
    """Each has a place and a room of its own; the file has two."""
    places = zip(settings.bodies.items(), cycle(example.values()))
    return {
        body_id: {
            **place,
            "organiser_name": body.name,
            "organiser_email": organiser or _mailbox(body_id),
        }
        for (body_id, body), place in places
    }


def _cast(example: list[People], cast: Cast) -> Iterator[People]:
    """The people of the file, in the parts they have there."""
    for part, party in cast.parts.items():
        people = next(one for one in example if one["id"] == part)
        text = json.dumps({**people, "id": party}, ensure_ascii=False)
        yield json.loads(text.replace(f"@{part}.{NOWHERE}", f"@{_domain(party)}"))


def _others(cast: Cast) -> Iterator[People]:
    for party, names in zip(cast.others, cycle(OTHERS)):
        contact, deputy = ({"name": name, "email": f"{_short(name)}@{_domain(party)}"} for name in names)
        yield {"id": party, "mailbox": f"opslag@{_domain(party)}", "contact": contact, "deputy": deputy}


def _short(name: str) -> str:
    return name.split(maxsplit=1)[0].lower()


def _domain(name: str) -> str:
    return f"{name.replace('_', '-')}.{NOWHERE}"


def _mailbox(name: str) -> str:
    return f"{name.replace('_', '-')}@moedeklar.{NOWHERE}"


def _signed_before(on: date, forum: Any) -> Any:
    text = json.dumps(forum)
    days = [date.fromisoformat(found) for found in DAY.findall(text)]
    earlier = next(
        years for years in count() if all(day.replace(year=day.year - years) <= on for day in days)
    )
    return json.loads(YEAR.sub(lambda found: str(int(found[0]) - earlier), text))


def names_by_address(people: People, cast: Cast) -> dict[str, str]:
    """Who is behind an address, as the timeline names them."""
    met = (people["secretariat"], new_contact(cast), *people["members"], *people["forum"]["members"])
    names = {person["email"]: person["name"] for person in met}
    names |= {one["contact"]["email"]: one["contact"]["name"] for one in people["forum"]["organisations"]}
    names |= {body["room"]["email"]: body["room"]["name"] for body in people["bodies"].values()}
    for party in people["parties"]:
        names[party["mailbox"]] = f"postkassen hos {party['id']}"
        names |= {party[role]["email"]: party[role]["name"] for role in ("contact", "deputy")}
    return names
