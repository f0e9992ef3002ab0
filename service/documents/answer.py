"""The document of an agency's answer."""

from typing import Annotated

from pydantic import Field

from agenda.cases.lookup import MOST_STATEMENTS, AnswerGiven, AnswerKind
from service.documents.kinds import Document, Revision, Statement

Statements = Annotated[tuple[Statement, ...], Field(max_length=MOST_STATEMENTS)]


class AnswerDocument(Document):
    """`amends` is the version it replaces; left out, it is the first answer."""

    kind: AnswerKind
    risk_factors: Statements = ()
    protective_factors: Statements = ()
    amends: Revision | None = None

    def given(self) -> AnswerGiven:
        return AnswerGiven(self.kind, self.risk_factors, self.protective_factors, self.amends)
