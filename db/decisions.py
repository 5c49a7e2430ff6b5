"""The records of decisions."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables import DecisionRecord
from resipermit.domain.decisions import Decision, DecisionKind
from resipermit.domain.errors import Refused


class SqlDecisions:
    """`ports.Decisions` over the store."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, decision: Decision) -> Decision:
        record = DecisionRecord(
            kind=str(decision.kind),
            person_id=decision.person_id,
            about=decision.about,
            decided_by=decision.by,
            decided_at=decision.at,
            pack=decision.pack,
            sha256=decision.sha256,
            document=decision.document,
        )
        self._session.add(record)
        self._session.flush()
        return _to_decision(record)

    def get(self, decision_id: int) -> Decision:
        record = self._session.get(DecisionRecord, decision_id)
        if record is None:
            raise Refused("decision_unknown", number=decision_id)
        return _to_decision(record)

    def of_person(self, person_id: int) -> tuple[Decision, ...]:
        own = select(DecisionRecord).where(DecisionRecord.person_id == person_id).order_by(DecisionRecord.id.desc())
        return tuple(map(_to_decision, self._session.scalars(own)))


def _to_decision(record: DecisionRecord) -> Decision:
    return Decision(
        record.id,
        DecisionKind(record.kind),
        record.person_id,
        record.about,
        record.decided_by,
        record.decided_at,
        record.pack,
        record.document,
    )
