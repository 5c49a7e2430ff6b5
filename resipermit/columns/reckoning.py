"""The book of one place over its register: each condition is worked out once for everybody it is asked of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from resipermit.columns.answers import answers_of
from resipermit.columns.asking import Answers
from resipermit.columns.days import days_of_group
from resipermit.columns.held import Group, Held, Params, held
from resipermit.columns.layers import DayColumns
from resipermit.columns.one_by_one import NotInColumns
from resipermit.columns.register import Register
from resipermit.domain.conditions.case import Case
from resipermit.domain.conditions.records import RECORD_WORDS
from resipermit.domain.facts import Facts, PersonFacts
from resipermit.domain.places import Gazetteer
from resipermit.domain.rules import Node, RuleBook

T = TypeVar("T")
NOBODY = Facts(PersonFacts())


@dataclass
class Reckoning:
    """One question about everybody of a register. What does not depend on the day is kept in common with other days."""

    register: Register
    case: Case
    _kept: dict[Any, Any] = field(default_factory=dict)
    _common: dict[Any, Any] = field(default_factory=dict)

    @classmethod
    def of(
        cls, register: Register, book: RuleBook, gazetteer: Gazetteer, as_of: date, division: str = ""
    ) -> "Reckoning":
        """Return the question for *as_of*; *division* is the unit of the place where everybody lives, if one."""
        return cls(register, Case(NOBODY, book, gazetteer, register.place, as_of, division or register.place))

    def about(self, register: Register) -> "Reckoning":
        """Return the same question about another register of the place."""
        return Reckoning(register, self.case)

    @property
    def today(self) -> int:
        """The day asked as an ordinal."""
        return self.case.today

    def group(self, *relations: str) -> Group:
        """Return everybody in these relations; the holders are `group("holder")`."""
        return _keep(self._common, ("group", relations), lambda: self._group(relations))

    def _group(self, relations: tuple[str, ...]) -> Group:
        people = self.register.people(*relations)
        return Group(people, None) if relations == ("holder",) else Group.among(people, len(self.register))

    def held(self, group: Group, params: Params) -> Held:
        """Return the days covered by matching records; what several conditions ask of the same records is kept."""
        key = ("held", id(group), self.case.city, self._record_words(params))
        return _keep(self._common, key, lambda: (group, held(self.register, group, self.case, params)))[1]

    def _record_words(self, params: Params) -> Any:
        """Return what is asked of the records as something that can be a key; worked out once a book."""

        def words() -> Any:
            return params, _frozen({name: params[name] for name in (*RECORD_WORDS, "from") if name in params})

        return self.case.book.keep(("record words", id(params)), words)[1]

    def kept(self, key: Any, compute: Callable[[], T]) -> T:
        """Return what *compute* gave for *key* the first time."""
        return _keep(self._kept, key, compute)

    def answers(self, node: Node, group: Group) -> Answers:
        """Return yes, no or unknown for each person of *group* on the day asked."""
        return self.kept(("answers", id(node), id(group)), lambda: (node, group, answers_of(self, node, group)))[2]

    def days(self, node: Node, group: Group) -> DayColumns:
        """Return the days on and after the day asked on which the condition holds, for each person of *group*."""
        return self.kept(("days", id(node), id(group)), lambda: (node, group, days_of_group(self, node, group)))[2]

    def case_of(self, holder: int) -> Case:
        """Return the same question about one holder alone."""
        return self.kept(("case", holder), lambda: self._case_of(holder))

    def _case_of(self, holder: int) -> Case:
        facts = self.register.facts
        if facts is None:
            raise NotInColumns
        common: dict[Any, Any] = _keep(self._common, ("common", holder), dict)
        return replace(self.case, facts=facts[holder], _kept={}, common=common, _people={}, looked_at={})

    def beside(self, case: Case) -> "Reckoning":
        """Return the question of another day, exam year or city about the same register."""
        key = ("beside", case.as_of, case.exam and case.exam.id, case.exam_year, case.city)
        return self.kept(key, lambda: Reckoning(self.register, case, {}, self._common))


def _keep(kept: dict[Any, Any], key: Any, compute: Callable[[], T]) -> T:
    if key not in kept:
        kept[key] = compute()
    found: T = kept[key]
    return found


def _frozen(value: Any) -> Any:
    """Return nested parameters as something that can be a key."""
    if isinstance(value, Mapping):
        return tuple(sorted((name, _frozen(one)) for name, one in value.items()))
    return tuple(map(_frozen, value)) if isinstance(value, list | tuple) else value
