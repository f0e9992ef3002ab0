"""The settings as the program reads them, one class per table of config/default.toml."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from agenda.access import OFFICES, Belonging, Role, Room
from scheduler.milestones import LeadTime, crossings
from scheduler.named_days import NamedDays
from scheduler.working_days import Calendar
from service.settings.body import Body, LeadTimeSettings
from service.settings.calendar import CalendarSettings
from service.settings.channels import (
    EwsSettings,
    GraphSettings,
    ImapSettings,
    MailAddress,
    MailSettings,
    SmtpSettings,
)
from service.settings.course import CourseKind
from service.settings.faults import TableFaults
from service.settings.kinds import (
    Id,
    Loopback,
    MonthDay,
    MunicipalityName,
    ProxyAddress,
    ReferencePrefix,
    Table,
    Time,
    WebAddress,
    Words,
    Yes,
)
from service.settings.watch import WatchSettings


class InvitationSettings(Table):
    weeks_ahead: Annotated[int, Field(strict=True, ge=1, le=52)]
    edit_pause_minutes: Annotated[int, Field(strict=True, ge=0, le=1440)]


class AttendanceSettings(Table):
    quorum_parties: Annotated[int, Field(strict=True, ge=0, le=50)]


class MinutesSettings(Table):
    review_working_days: Annotated[int, Field(strict=True, ge=0, le=60)]


class ExtraordinarySettings(Table):
    earliest: Time
    latest: Time
    days: Annotated[int, Field(strict=True, ge=1, le=60)]

    @model_validator(mode="after")
    def _hours_hold_a_meeting(self) -> Self:
        if self.latest <= self.earliest:
            raise TableFaults([("latest", "must be later than earliest; move one of them")])
        return self


class PlanningSettings(Table):
    propose_on: MonthDay


class CaseSettings(Table):
    body: Id
    municipality: MunicipalityName
    reference_prefix: ReferencePrefix
    urgent_within_working_days: Annotated[int, Field(strict=True, ge=1, le=60)]
    police_party: Id
    police_clearance: Yes
    unfounded_kept_days: Annotated[int, Field(strict=True, ge=0, le=3650)]
    reassessment_reminded_each_working_days: Annotated[int, Field(strict=True, ge=1, le=60)]
    answers_hidden_after_days: Annotated[int, Field(strict=True, ge=0, le=3650)]
    consent_ahead_days: Annotated[int, Field(strict=True, ge=0, le=365)]
    not_asked_for_children_under_15: Annotated[tuple[Id, ...], Field(max_length=50)]
    themes: Annotated[dict[Id, Words], Field(min_length=1, max_length=100)]
    courses: Annotated[dict[Id, CourseKind], Field(min_length=1, max_length=100)]


class LetterSettings(Table):
    sender: Words
    controller: Annotated[str, Field(max_length=200)]
    contact: Annotated[str, Field(max_length=200)]
    data_protection: Annotated[str, Field(max_length=200)]


class NeedSettings(Table):
    """Something somebody may need at a meeting, in the words of either language."""

    kind: Literal["food", "access", "interpreter"]
    da: Words
    en: Words

    def words(self, language: str) -> str:
        return self.en if language == "en" else self.da


class ForumSettings(Table):
    body: Id
    office: MailAddress
    reply_working_days: Annotated[int, Field(strict=True, ge=1, le=250)]
    remind_every_working_days: Annotated[int, Field(strict=True, ge=1, le=250)]
    alert_days_before: Annotated[int, Field(strict=True, ge=1, le=730)]
    warn_working_days_before: Annotated[int, Field(strict=True, ge=1, le=250)]
    topics_called: LeadTimeSettings
    link_days_after: Annotated[int, Field(strict=True, ge=1, le=3650)]
    contacts_kept_months: Annotated[int, Field(strict=True, ge=1, le=120)]
    largest_material_mb: Annotated[int, Field(strict=True, ge=1, le=50)]
    material_types: Annotated[
        tuple[Literal["pdf", "docx", "xlsx", "pptx", "odt", "png", "jpg", "txt"], ...], Field(min_length=1)
    ]
    needs: Annotated[dict[Id, NeedSettings], Field(max_length=60)]

    @property
    def largest_material(self) -> int:
        """In bytes."""
        return self.largest_material_mb * 1_000_000


class ReminderSettings(Table):
    at: Time
    working_days_before: Annotated[
        tuple[Annotated[int, Field(strict=True, ge=0, le=60)], ...], Field(max_length=20)
    ]
    opens: Time
    closes: Time

    @model_validator(mode="after")
    def _hours_hold_the_reminder(self) -> Self:
        if self.closes <= self.opens:
            raise TableFaults([("closes", "must be later than opens; move one of them")])
        if not self.opens <= self.at < self.closes:
            raise TableFaults([("at", "must lie between opens and closes; move one of them")])
        return self


class ActionSettings(Table):
    remind_working_days_before: Annotated[
        tuple[Annotated[int, Field(strict=True, ge=0, le=60)], ...], Field(max_length=20)
    ]
    remind_each_working_days_after: Annotated[int, Field(strict=True, ge=1, le=60)]


class WebSettings(Table):
    base_url: WebAddress
    host: Loopback
    port: Annotated[int, Field(strict=True, ge=1, le=65535)]
    trusted_proxy: ProxyAddress

    @model_validator(mode="before")
    @classmethod
    def _links_lead_here_unless_told(cls, table: object) -> object:
        if not isinstance(table, dict) or table.get("base_url") != "":
            return table
        host = f"[{table.get('host')}]" if ":" in str(table.get("host")) else table.get("host")
        return {**table, "base_url": f"http://{host}:{table.get('port')}"}


class Settings(Table):
    """`database_url`, `master_key` and `backup_key` come from the environment alone."""

    calendar: CalendarSettings
    configured: Annotated[dict[Id, Body], Field(alias="bodies", min_length=1, max_length=50)]
    invitations: InvitationSettings
    attendance: AttendanceSettings
    minutes: MinutesSettings
    extraordinary: ExtraordinarySettings
    planning: PlanningSettings
    cases: CaseSettings
    letters: LetterSettings
    forum: ForumSettings
    reminders: ReminderSettings
    actions: ActionSettings
    parties: Annotated[dict[Id, Words], Field(min_length=1, max_length=50)]
    web: WebSettings
    mail: MailSettings
    watch: WatchSettings
    smtp: SmtpSettings
    imap: ImapSettings
    ews: EwsSettings
    graph: GraphSettings
    database_url: str | None = Field(default=None, repr=False)
    master_key: str | None = Field(default=None, repr=False)
    backup_key: str | None = Field(default=None, repr=False)

    @property
    def bodies(self) -> Mapping[str, Body]:
        """Those that are active: a body that is switched off is none."""
        return {body_id: body for body_id, body in self.configured.items() if body.active}

    @property
    def rooms(self) -> frozenset[Room]:
        """Those whose body is active."""
        bodies = {Room.CASES: self.cases.body, Room.FORUM: self.forum.body}
        return frozenset(room for room, body_id in bodies.items() if body_id in self.bodies)

    def office_of(self, body_id: str) -> Role:
        """Who sees to what a body treats, and is told of it: the forum has an office of its own."""
        return Role.FORUM if body_id == self.forum.body else Role.SECRETARIAT

    @property
    def offices(self) -> tuple[Role, ...]:
        """Those that have a body to see to."""
        return tuple(office for office in OFFICES if self.bodies_of(office))

    def bodies_of(self, office: Role) -> frozenset[str]:
        """The active ones an office sees to."""
        return frozenset(body_id for body_id in self.bodies if self.office_of(body_id) is office)

    def belonging_of(self, body_id: str) -> Belonging:
        return Belonging(self.office_of(body_id), body_id == self.cases.body)

    def body_of(self, office: Role) -> str:
        """The body for whose sake an office is there, and in whose name it is told things."""
        return self.forum.body if office is Role.FORUM else self.cases.body

    def office_mailbox_of(self, body_id: str) -> str:
        """Where an office of a body's own reads; empty: in the mailbox from which the body invites."""
        return self.forum.office if body_id == self.forum.body else ""

    def to_plan_by(self, body_id: str, calendar: Calendar) -> Calendar:
        """The calendar as a body's series goes by it: with the school holidays where it avoids them."""
        if self.bodies[body_id].school_holidays != "avoid":
            return calendar
        return calendar.avoiding(self.calendar.days_off_school)

    def lead_times_of(self, body_id: str) -> Mapping[str, LeadTime]:
        """A body's own, and the forum's call for topics among them."""
        own = self.bodies[body_id].lead_times
        if body_id != self.forum.body:
            return own
        return {**own, "topics_called": self.forum.topics_called.as_lead_time()}

    def warned_of(self, body_id: str) -> tuple[NamedDays, ...]:
        """The days a person who plans the body's meetings is told of; none of them is ever in the way."""
        body = self.bodies[body_id]
        known, unknown = self.calendar.days_off_school, self.calendar.off_school_unknown
        off_school = (*known, unknown) if body.school_holidays != "ignore" else ()
        return (*off_school, *(self.calendar.observed if body.observances == "warn" else ()))

    @model_validator(mode="after")
    def _names_name_something(self) -> Self:
        faults = []
        if not self.bodies:
            faults.append(("bodies", "let at least one be active"))
        if self.cases.body not in self.configured:
            faults.append(("cases.body", f"give one of the bodies: {', '.join(self.configured)}"))
        elif Room.CASES in self.rooms and "answers_due" not in self.bodies[self.cases.body].lead_times:
            key = f"bodies.{self.cases.body}.lead_times.answers_due"
            faults.append((key, "missing; add it, since this body treats cases"))
        if self.forum.body not in set(self.configured) - {self.cases.body}:
            faults.append(("forum.body", "give one of the bodies, and not the one that treats cases"))
        elif Room.FORUM in self.rooms and self._topics_are_called_too_late():
            faults.append(
                ("forum.topics_called", "must come before the cut_off of the body; move one of them")
            )
        faults += self._channels_without_a_server()
        if faults:
            raise TableFaults(faults)
        return self

    def _topics_are_called_too_late(self) -> bool:
        series = self.bodies[self.forum.body].series
        found = crossings(self.lead_times_of(self.forum.body), series.starts, series.ends)
        return any(crossing.earlier == "topics_called" for crossing in found)

    def _channels_without_a_server(self) -> list[tuple[str, str]]:
        missing = {
            "smtp": [] if self.smtp.host else ["smtp.host"],
            "exchange": [] if self.ews.url else ["ews.url"],
            "graph": [f"graph.{key}" for key in self.graph.missing] if self.graph.url else ["graph.url"],
        }
        used = {self.mail.carrier, *self.mail.channels.values()}
        return [
            (key, f"the channel {channel} is used and needs it")
            for channel, keys in missing.items()
            for key in keys
            if channel in used
        ]
