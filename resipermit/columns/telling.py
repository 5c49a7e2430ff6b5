"""One question of the rule book about many holders, answered by columns and handed back person by person."""

from collections.abc import Iterator, Sequence
from datetime import date

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
    register = register_of(facts, book.place, book, gazetteer, day)
    asked = Reckoning.of(register, book, gazetteer, day)
    rule = next((one for one in book.exams if one.id == identifier), None)
    if rule is not None:
        return [told for one in sittings(asked, rule) for told in _told(asked, one.answered, one.days)]
    question = question_of(asked, identifier)
    return list(_told(asked, answers_about(asked, question), days_about(asked, question)))


def _told(asked: Reckoning, answered: Answered, days: Entitled) -> Iterator[Told]:
    household = asked.register.household[answered.group.people].tolist()
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
