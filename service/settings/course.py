"""The settings of a kind of course: on what basis it is given to whom, and whose consent it takes."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from service.settings.faults import TableFaults
from service.settings.kinds import Table, Words


class CourseKind(Table):
    """A kind of course: its line of effort, the name people read, its bases in law, and whose consent it takes.

    Without a basis for an age it is not given to people of that age.
    """

    line: Literal["civil_society", "anticipatory", "intervening"]
    name: Words
    basis: Annotated[str, Field(max_length=200)]
    basis_under_18: Annotated[str, Field(max_length=200)]
    consent_under_18: Literal["every_holder", "one_holder", "young_person_alone"] = "every_holder"
    consent_reason: Annotated[str, Field(max_length=500)] = ""

    def basis_for(self, *, is_child: bool) -> str:
        return self.basis_under_18 if is_child else self.basis

    @model_validator(mode="after")
    def _says_on_what_it_rests(self) -> Self:
        faults = []
        if not self.basis.strip() and not self.basis_under_18.strip():
            faults.append(
                ("basis", "say on what basis it is given: to adults here, to children in basis_under_18")
            )
        if self.consent_under_18 != "every_holder" and not self.consent_reason.strip():
            faults.append(("consent_reason", "say why another rule holds than every holder's consent"))
        if faults:
            raise TableFaults(faults)
        return self
