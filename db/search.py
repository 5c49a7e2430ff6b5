"""How a holder is found: ranges over sorted columns for beginnings, an index of characters and pairs for the middle.

The index of names holds each character of a name and each pair of neighbours as hex code points; a text of n characters
is looked up as its pairs. It keeps no positions, so that longer texts are compared with the name itself as well.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from sqlalchemy import ColumnElement, Select, String, column, func, select, table, text
from sqlalchemy.orm import InstrumentedAttribute, Session

from db.tables import NumberRecord, PermitRecord, PersonRecord, SoundRecord
from resipermit.domain.search_terms import Term, TermKind

PersonIds = Select[int]
Text = InstrumentedAttribute[str] | InstrumentedAttribute[str | None]

CREATE_NAME_INDEX = (
    "CREATE VIRTUAL TABLE name_gram USING fts5(grams, content='', contentless_delete=1, detail=none, tokenize='ascii')"
)
NAME_INDEX_TABLES = frozenset({"name_gram", *(f"name_gram_{part}" for part in ("data", "idx", "docsize", "config"))})
_LAST = "\U0010ffff"  # no character sorts after it, and none is ever assigned to it
_name_gram = table("name_gram", column("rowid"), column("name_gram", String))


def grams(name: str) -> str:
    """Return what the index keeps of a normalised name: ``738b 5c0f 738bz5c0f``."""
    codes = [f"{ord(char):x}" for char in name]
    return " ".join(dict.fromkeys([*codes, *_pairs(codes)]))


def index_name(session: Session, person_id: int, name_normalised: str) -> None:
    """Put the name of a person into the index, in the place of what was there."""
    session.execute(text("DELETE FROM name_gram WHERE rowid = :id"), {"id": person_id})
    session.execute(
        text("INSERT INTO name_gram (rowid, grams) VALUES (:id, :grams)"),
        {"id": person_id, "grams": grams(name_normalised)},
    )


def find_ids(session: Session, term: Term, limit: int) -> list[int]:
    """Return the ids of at most *limit* persons, best first: exact, then beginning, then inside."""
    found: dict[int, None] = {}
    for statement in statements(term):
        for person_id in _distinct(session, statement, limit + len(found)):
            found.setdefault(person_id)
        if len(found) >= limit:
            break
    return list(found)[:limit]


def statements(term: Term) -> Iterator[PersonIds]:
    """Yield the questions that *term* stands for, best hits first; each reads an index only as far as it is asked."""
    if term.kind is TermKind.CITIZEN_NUMBER:
        yield _beginning(NumberRecord.person_id, NumberRecord.number, term.text)
    elif term.kind is TermKind.PERMIT_NUMBER:
        yield _beginning(PermitRecord.person_id, PermitRecord.number, term.text)
    elif term.kind is TermKind.PHONE:
        yield _beginning(PersonRecord.id, PersonRecord.phone, term.text)
    elif term.kind is TermKind.NAME:
        yield _beginning(PersonRecord.id, PersonRecord.name_normalised, term.text)
        yield _inside(term.text)
    elif term.kind is TermKind.LATIN:
        for question in (_exactly, _beginning):
            yield question(PersonRecord.id, PersonRecord.name_normalised, term.text)
            yield question(SoundRecord.person_id, SoundRecord.pinyin, term.text)
            yield question(SoundRecord.person_id, SoundRecord.initials, term.text)


def _exactly(person: InstrumentedAttribute[int], where: Text, sought: str) -> PersonIds:
    return select(person).where(where == sought)


def _beginning(person: InstrumentedAttribute[int], where: Text, sought: str) -> PersonIds:
    # a range, not LIKE, which ignores the index; the exact text sorts before all that it begins
    return select(person).where(where >= sought, where < sought + _LAST).order_by(where)


def _inside(sought: str) -> PersonIds:
    codes = [f"{ord(char):x}" for char in sought]
    wanted = " AND ".join(dict.fromkeys(_pairs(codes) or codes))
    matches: ColumnElement[bool] = _name_gram.c.name_gram.op("MATCH")(wanted)
    ids = select(_name_gram.c.rowid).where(matches).order_by(_name_gram.c.rowid)
    if len(codes) < 3:
        return ids
    here = PersonRecord.id == _name_gram.c.rowid
    return ids.join(PersonRecord, here).where(func.instr(PersonRecord.name_normalised, sought) > 0)


def _pairs(codes: list[str]) -> list[str]:
    return [f"{first}z{second}" for first, second in pairwise(codes)]


def _distinct(session: Session, statement: PersonIds, wanted: int) -> Iterable[int]:
    """Return the first *wanted* different persons; one person may have several rows."""
    rows = wanted
    while True:
        ids = session.scalars(statement.limit(rows)).all()
        persons = dict.fromkeys(ids)
        if len(persons) >= wanted or len(ids) < rows:
            return list(persons)[:wanted]
        rows *= 4
