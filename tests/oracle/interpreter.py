"""The oracle: whether a condition holds for somebody on one day, by the definitions of docs/rules.md, day by day.

Answers are 2 for yes, 1 for unknown, 0 for no: `all` is the least, `any` the most, `not` what is left to two.
"""

from collections.abc import Sequence
from datetime import date

from resipermit.domain.rules import Node

from . import diary
from .asking import NO, PERHAPS, RELATIONS, WITH_HOLDER, WORDS, YES, Asked, Family, Who
from .months import month_and_day
from .persons import Persons

NOWHERE = "000000"  # a city that no fact names
SELDOM = 97
EVERY_DAY = range(date(2006, 1, 1).toordinal(), date(2041, 1, 1).toordinal())  # all records begin and end here


class Oracle(Family):
    """One book, one place, one family: ask it about any condition, person and day."""

    def answer(self, node: Node, who: Who, day: int, year: int | None = None) -> str:
        """Return yes, no or unknown; *year* is the exam year asked about."""
        return WORDS[Question(self, year).ask(node, who, day)]


class Question(Persons):
    """How conditions are joined."""

    def ask(self, node: Node, who: Who, day: int) -> int:
        answer: int = self.oracle.keep(
            (id(node), who.label, day, self.year, self.city),
            lambda: min(self._whose(node, who, day), self._law(node, day)),
        )
        return answer

    def _whose(self, node: Node, who: Who, day: int) -> int:
        if node.of in ("subject", "holder"):
            return self._plain(node, self.oracle.holder if node.of == "holder" else who, day)
        people = [*([self.oracle.holder] if node.of in WITH_HOLDER else []), *self.oracle.family(*RELATIONS[node.of])]
        answers = [self._plain(node, one, day) for one in people]
        if node.of == "spouse":
            answers = [
                min(answer, self.word_living_together({}, one, day))
                for answer, one in zip(answers, people, strict=True)
            ]
        if self.oracle.facts.household is None:
            answers.append(PERHAPS)  # there may be another
        return min(answers) if node.of == "every_parent" else max(answers, default=NO)

    def _law(self, node: Node, day: int) -> int:
        """Say whether the condition is law on the day and for the class; without an exam year no class is known."""
        if node.since is not None and day < node.since.toordinal():
            return NO
        if node.until is not None and day >= node.until.toordinal():
            return NO
        if node.classes is None:
            return YES
        if self.year is None:
            return PERHAPS
        first, end = node.classes
        return YES if (first is None or self.year >= first) and (end is None or self.year < end) else NO

    def _unless_not_law(self, node: Node, who: Who, day: int) -> int:
        """A part that holds is fulfilled whether or not it is law for a class that nobody knows."""
        law = self._law(node, day)
        return YES if law == NO else max(self._whose(node, who, day), YES - law)

    def _plain(self, node: Node, who: Who, day: int) -> int:
        parts = node.children
        if node.op == "leaf":
            answer: int = getattr(self, f"word_{node.kind}")(node.params, who, day)
            return answer
        if node.op == "all":
            return min((self._unless_not_law(part, who, day) for part in parts), default=YES)
        if node.op in ("any", "dated"):
            return max((self.ask(part, who, day) for part in parts), default=NO)
        if node.op == "not":
            return YES - self.ask(parts[0], who, day)
        if node.op == "at_least":
            return sorted((self.ask(part, who, day) for part in parts), reverse=True)[node.least - 1]
        if node.op == "by_band":
            return self._by_band(parts, who, day)
        if node.op == "some_city":
            return self._some_city(parts[0], who, day)
        assert node.op == "measured"
        return self._measured(node, who, day)

    def _by_band(self, routes: Sequence[Node], who: Who, day: int) -> int:
        """All routes whose band is possible must agree; there is at least one."""
        answers = []
        for route in routes:
            band = [self.ask(part, who, day) for part in route.children if part.kind == "band"]
            if min([self._law(route, day), *band]) > NO:
                rest = [self._unless_not_law(part, who, day) for part in route.children if part.kind != "band"]
                answers.append(min(rest, default=YES))
        if not answers:
            return NO
        return answers[0] if len(set(answers)) == 1 else PERHAPS

    def _some_city(self, part: Node, who: Who, day: int) -> int:
        """One of the cities named in the facts; where a list is not known, there may be one that nobody named."""
        answers = [Question(self.oracle, self.year, city).ask(part, who, day) for city in self.oracle.cities()]
        unnamed = Question(self.oracle, self.year, NOWHERE).ask(part, who, day)
        return max([*answers, min(unnamed, PERHAPS)])

    def _measured(self, node: Node, who: Who, day: int) -> int:
        on = self._measured_on(node.params, day)
        if on is not None:
            return self._unless_not_law(node.children[0], who, on)
        part = node.children[0]
        key = ("whichever day", id(part), who.label, self.year, self.city)
        answer: int = self.oracle.keep(key, lambda: self._on_whichever_day(part, who))
        return answer

    def _on_whichever_day(self, part: Node, who: Who) -> int:
        """While nobody knows the day to be looked at: yes if the part holds on every day, no if on none."""
        first = self._unless_not_law(part, who, diary.FIRST)
        for days in (range(diary.FIRST, diary.LAST, SELDOM), EVERY_DAY):  # what changes for long is found soon
            if any(self._unless_not_law(part, who, day) != first for day in days):
                return PERHAPS
        return first

    def _measured_on(self, asked: Asked, day: int) -> int | None:
        on, year = asked["on"], asked.get("year")
        if on == "registration":
            entered = None if self.oracle.exam is None else self._entered()
            if entered is None and asked.get("without") == "day_asked":
                return day
            return entered or self._usual_registration()
        if year == "before":
            return date(date.fromordinal(day).year - 1, *month_and_day(on)).toordinal()
        if year == "exam_year":
            return None if self.year is None else date(self.year, *month_and_day(on)).toordinal()
        return date.fromisoformat(on).toordinal()

    def _entered(self) -> int | None:
        for period in self.oracle.book.exam_periods.get(self.oracle.exam.id, ()):
            if period.year == self.year:
                return period.closes_on.toordinal()
        return None

    def _usual_registration(self) -> int | None:
        if self.oracle.exam is None or self.year is None:
            return None
        month, day = self.oracle.exam.registers_on
        return date(self.year - 1 if month >= 9 else self.year, month, day).toordinal()
