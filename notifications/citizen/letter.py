"""Facts in, a paper out: the letter of invitation and the text of orientation, in the language of the citizen."""

import re
from dataclasses import asdict, dataclass
from datetime import datetime, tzinfo
from enum import StrEnum
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from agenda.municipality import municipality_given
from notifications.confidentiality import statement
from notifications.dates import moment_in_words
from notifications.paper.paper import Block, Heading, Paper, Paragraph

LANGUAGES = ("da", "en")
_GAP = re.compile(r"\n\s*\n")
_HEADING = "# "


class CitizenLetter(StrEnum):
    """To the citizen, or to one who has custody of a child."""

    CONVERSATION = "conversation"
    CONVERSATION_HOLDER = "conversation_holder"
    ORIENTATION = "orientation"
    ORIENTATION_HOLDER = "orientation_holder"


@dataclass(frozen=True)
class Sender:
    """Who writes, who is the controller (GDPR art. 4), and how both are reached; of which municipality, such as Odense.

    Without a controller of its own, the municipality is.
    """

    name: str
    controller: str
    contact: str
    data_protection: str
    municipality: str

    def in_words(self, language: str) -> dict[str, str]:
        municipality = municipality_given(self.municipality, "municipality")
        controller = self.controller or municipality.official_name
        return {**asdict(self), "controller": controller, "municipality": municipality.in_words(language)}


@dataclass(frozen=True)
class ConversationFacts:
    """Whom the citizen meets, for which authority, when and where; `zone` says by which clock.

    At home there is no place: an address is written in no letter. `addressee` is the holder of custody to whom a letter
    about a child goes; then `citizen` is empty where the child's name is protected.
    """

    citizen: str
    reference: str
    holder: str
    party: str
    place: str
    planned_at: datetime
    zone: tzinfo
    at_home: bool = False
    is_child: bool = False
    addressee: str = ""


@dataclass(frozen=True)
class OrientationFacts:
    """`parties` are the authorities that were asked, by name; `addressee` is as in an invitation.

    Of deletion the letter says what the program does.
    """

    citizen: str
    reference: str
    parties: tuple[str, ...]
    addressee: str = ""


def citizen_letter(
    which: CitizenLetter, facts: ConversationFacts | OrientationFacts, sender: Sender, language: str
) -> Paper:
    """Paragraphs stand apart by an empty line; a line that begins with # is a heading."""
    spoken = language if language in LANGUAGES else LANGUAGES[0]
    template = _ENVIRONMENT.get_template(f"{spoken}/{which}.txt")
    said = {**asdict(facts), "sender": sender.in_words(spoken)}
    if isinstance(facts, ConversationFacts):
        said["planned"] = moment_in_words(facts.planned_at, facts.zone, spoken)
    title, _, rest = template.render(said).strip().partition("\n")
    blocks = tuple(_block(part) for part in _GAP.split(rest.strip()))
    return Paper(title.strip(), facts.reference, spoken, sender.name, statement(spoken), blocks)


def _block(part: str) -> Block:
    text = "\n".join(line.strip() for line in part.splitlines())
    return Heading(text.removeprefix(_HEADING)) if text.startswith(_HEADING) else Paragraph(text)


_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    undefined=StrictUndefined,
    autoescape=False,  # noqa: S701 - the paper escapes its words for whatever file it becomes
    trim_blocks=True,
    lstrip_blocks=True,
)
