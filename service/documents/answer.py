"""The documents of an agency's answer, and of taking it back."""

from typing import Annotated

from pydantic import Field

from agenda.cases.lookup import MOST_STATEMENTS, AnswerGiven, AnswerKind
from agenda.cases.taking_back import RedactionGiven, WithdrawalGiven, WithdrawalWhy
from service.documents.kinds import Document, Revision, Sentence, Statement, Yes

Statements = Annotated[tuple[Statement, ...], Field(max_length=MOST_STATEMENTS)]
Number = Annotated[int, Field(strict=True, ge=1, le=MOST_STATEMENTS)]
Numbers = Annotated[tuple[Number, ...], Field(max_length=MOST_STATEMENTS)]


class AnswerDocument(Document):
    """`amends` is the version it replaces; left out, it is the first answer."""

    kind: AnswerKind
    risk_factors: Statements = ()
    protective_factors: Statements = ()
    amends: Revision | None = None

    def given(self) -> AnswerGiven:
        return AnswerGiven(self.kind, self.risk_factors, self.protective_factors, self.amends)


class AnswerWithdrawalDocument(Document):
    """`version` is the answer that stands, before its release."""

    version: Revision
    why: WithdrawalWhy

    def given(self) -> WithdrawalGiven:
        return WithdrawalGiven(self.version, self.why)


class RedactionDocument(Document):
    """After the release: the answer whole, or statements by their numbers, from 1; `revision` is the answer's."""

    version: Revision
    revision: Revision
    reason: Sentence
    is_whole: Yes = False
    risk_factors: Numbers = ()
    protective_factors: Numbers = ()

    def given(self) -> RedactionGiven:
        return RedactionGiven(
            self.version,
            self.revision,
            self.reason,
            self.is_whole,
            self.risk_factors,
            self.protective_factors,
        )
