"""The words about school and examinations."""

from collections.abc import Sequence
from typing import Any

from . import school
from .asking import NO, PERHAPS, YES, Asked, Who, day_of, open_on
from .records import Records


class Schooling(Records):
    """School years, grades, graduation, examinations sat, compulsory age."""

    def word_attends(self, asked: Asked, who: Who, day: int) -> int:
        rows = who.person.schooling
        if rows is None:
            return PERHAPS
        return max((self._open(row, day, row.stage, asked["stages"]) for row in rows), default=NO)

    def _open(self, row: Any, day: int, word: str | None, words: Sequence[str]) -> int:
        return min(open_on(row.since, row.until, day), PERHAPS if word is None else YES if word in words else NO)

    def _gap(self, day: int) -> int:
        return int(self.oracle.value("schooling.gap_days", day))

    def word_years_in_school(self, asked: Asked, who: Who, day: int) -> int:
        if who.person.schooling is None:
            return PERHAPS
        needed = int(self.oracle.value(asked["years"], day))
        sure, perhaps = (
            self.oracle.keep(
                ("years", id(asked), who.label, n, needed, day),
                lambda page=page: school.years_hold(page, needed, self._gap(day), day, dict(asked)),
            )
            for n, page in enumerate(self._pages(asked, who))
        )
        return YES if sure else PERHAPS if perhaps else NO

    def word_since_grade(self, asked: Asked, who: Who, day: int) -> int:
        if who.person.schooling is None:
            return PERHAPS
        of_stage = self._of_stage(asked)
        grade = int(self.oracle.value(asked["grade"], day))
        term = int(asked["from_term"]) if "from_term" in asked else None
        entries = []
        for row in who.person.schooling:
            surely, possibly = self._days_of(row, of_stage, "schooling")
            since = row.since.toordinal() if row.since else None
            for begins, _ in possibly:
                right = school.entered_rightly(row.grade, since, grade, term)
                entries.append(school.Entry(begins, any(low == begins for low, _ in surely), right))
        sure, possible = school.since_grade_holds(*self._pages(of_stage, who), entries, self._gap(day), day)
        return YES if sure else PERHAPS if possible else NO

    def _of_stage(self, asked: Asked) -> Asked:
        where = {"stage": [asked["stage"]], **asked.get("where", {})}
        kept: Asked = self.oracle.keep(
            ("of stage", id(asked)), lambda: {**asked, "list": ["schooling"], "where": where}
        )
        return kept

    def word_graduated(self, asked: Asked, who: Who, day: int) -> int:
        if who.person.schooling is None:
            return PERHAPS
        of_stage = self._of_stage(asked)
        answers = [NO]
        for row in who.person.schooling:
            surely, possibly = self._days_of(row, of_stage, "schooling")
            if row.grade is None or row.since is None:
                answers += [PERHAPS for low, _ in possibly if low <= day]
                continue
            last_day = school.graduated_on(row.grade, row.since.toordinal(), asked["stage"])
            if day > last_day:
                answers += [YES for low, high in surely if low <= last_day < high]
                answers += [PERHAPS for low, high in possibly if low <= last_day < high]
        return max(answers)

    def word_event(self, asked: Asked, who: Who, day: int) -> int:
        if who.person.exams is None:
            return PERHAPS
        answers = [NO]
        for sitting in who.person.exams:
            on = None if sitting.on is None else sitting.on.toordinal()
            if sitting.exam != asked["exam"] or (on is not None and on > day):
                continue
            if "before" in asked and on is not None and on >= day_of(asked["before"], 0):
                continue
            scope = asked.get("in", "place")
            if sitting.division is None or self.lies_in(sitting.division, scope, day if on is None else on):
                answers.append(PERHAPS if on is None or sitting.division is None else YES)
        return max(answers)

    def word_compulsory_age(self, asked: Asked, who: Who, day: int) -> int:
        if who.person.born_on is None:
            return PERHAPS
        enters, leaves = (int(self.oracle.value(asked[name], day)) for name in ("from", "until_age"))
        born = who.person.born_on.toordinal()
        return YES if school.compulsory(who.person.schooling or (), born, enters, leaves, day) else NO
