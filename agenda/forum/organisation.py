"""An organisation of civil society that may accede to the Charter, and where it is written to."""

from dataclasses import dataclass

from agenda.errors import ChangedMeanwhile


@dataclass
class Organisation:
    """`contact_name` and `email` are of whoever the Charter is sent to."""

    id: str
    name: str
    contact_name: str
    email: str
    language: str = "da"
    revision: int = 1

    def expect(self, revision: int) -> None:
        if revision != self.revision:
            raise ChangedMeanwhile(
                "somebody changed the organisation; read it again and repeat with its revision",
                "revision",
                {"revision": self.revision},
            )
