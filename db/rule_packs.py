"""The rule packs ever proposed, with the raw bytes of every layer, and who put which in force."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables import LayerRecord, PackRecord, PackStepRecord
from resipermit.domain.errors import Refused
from resipermit.domain.rule_packs import Pack, PackStep, Step


class SqlPacks:
    """`ports.Packs` over the store."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def keep(self, pack: Pack) -> None:
        if self._session.get(PackRecord, pack.sha256) is not None:
            return
        self._session.add(PackRecord(sha256=pack.sha256))
        self._session.flush()
        self._session.add_all(LayerRecord(pack=pack.sha256, name=name, raw=raw) for name, raw in pack.layers)
        self._session.flush()

    def get(self, sha256: str) -> Pack:
        rows = self._session.scalars(select(LayerRecord).where(LayerRecord.pack == sha256).order_by(LayerRecord.id))
        pack = Pack(tuple((row.name, row.raw) for row in rows))
        if not pack.layers:
            raise Refused("rules_unknown", sha256=sha256)
        return pack

    def note(self, step: PackStep) -> None:
        self._session.add(
            PackStepRecord(
                pack=step.sha256, step=str(step.step), taken_by=step.by, taken_at=step.at, reason=step.reason
            )
        )
        self._session.flush()

    def steps(self) -> tuple[PackStep, ...]:
        rows = self._session.scalars(select(PackStepRecord).order_by(PackStepRecord.id))
        return tuple(PackStep(row.pack, Step(row.step), row.taken_by, row.taken_at, row.reason) for row in rows)
