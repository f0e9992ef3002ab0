"""Which authorities can be responsible in a case, dissent, say something, own an action, talk with the citizen."""

from dataclasses import dataclass

from agenda.errors import Invalid


class UnknownAuthority(Invalid):
    """Who is responsible, dissents, says something or owns an action is one of the parties."""


class TakesNoPart(Invalid):
    """Who is kept out of a case for a conflict of interest takes no part in it (fvl. § 3), nor holds anything of it."""


@dataclass(frozen=True)
class Authorities:
    """The parties there are, and those of them that are kept out of the case."""

    known: frozenset[str]
    kept_out: frozenset[str] = frozenset()

    @property
    def taking_part(self) -> frozenset[str]:
        return self.known - self.kept_out

    def check(self, party_id: str, field: str) -> None:
        self.check_known(party_id, field)
        if party_id in self.kept_out:
            raise TakesNoPart(
                f"they are kept out of the case; name one of: {', '.join(sorted(self.taking_part))}", field
            )

    def check_known(self, party_id: str, field: str) -> None:
        """For what is asked of the authority itself, and not of whoever is kept out."""
        if party_id not in self.known:
            raise UnknownAuthority(f"name one of: {', '.join(sorted(self.known))}", field)
