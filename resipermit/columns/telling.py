"""One question of the rule book about many holders, answered by columns and handed back person by person."""

from collections.abc import Iterator, Sequence
from datetime import date

from resipermit.columns.blocks import blocks
from resipermit.columns.entitled import WORDS, Answered, Entitled, answers_about, days_about, question_of, sittings
from resipermit.columns.of_facts import register_of
from resipermit.columns.one_by_one import subjects
from resipermit.columns.reckoning import Reckoning
from resipermit.domain.facts import Facts
from resipermit.domain.places import Gazetteer
from resipermit.domain.rules import RuleBook
from resipermit.domain.spans import END
from resipermit.usecases.simulate import Told


def ask_many(facts: Sequence[Facts], book: RuleBook, gazetteer: Gazetteer, day: date, identifier: str) -> list[Told]:
    """Return the answer of *day* about a row of the catalogue or an exam for everybody whom it is about."""
    whole = Reckoning.of(register_of(facts, book.place, book, gazetteer, day), book, gazetteer, day)
    rule = next((one for one in book.exams if one.id == identifier), None)
    found: list[Told] = []
    for block in blocks(whole.register):
        asked = whole.about(block.register)
        if rule is not None:
            parts = [(one.answered, one.days) for one in sittings(asked, rule)]
        else:
            question = question_of(asked, identifier)
            parts = [(answers_about(asked, question), days_about(asked, question))]
        for answered, days in parts:
            found += _told(asked, block.parts[0].start, answered, days)
    return found


def _told(asked: Reckoning, first: int, answered: Answered, days: Entitled) -> Iterator[Told]:
    """Return what is told of each person; *first* is the number of the first holder."""
    household = (asked.register.household[answered.group.people] + first).tolist()
    for place, (_, subject) in enumerate(subjects(asked, answered.group)):
        yield Told(
            household[place],
            subject.person.citizen_number or f"{household[place]}/{subject.label}",
            WORDS[answered.answers[place]],
            _day(int(days.first[place])),
            _day(int(days.possible[place])),
        )


def _day(ordinal: int) -> date | None:
    return None if ordinal >= END else date.fromordinal(ordinal)
