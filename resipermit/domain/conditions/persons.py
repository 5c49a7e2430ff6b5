"""What a person is: age, household registration, kind of citizen number, place in the household, a stated word."""

from collections.abc import Mapping
from datetime import date
from math import inf

from resipermit.domain.calendar import add_years, full_years
from resipermit.domain.conditions.case import Case, Reading, Subject, Who
from resipermit.domain.conditions.leaf import Account, Kind, Params, plain, reason
from resipermit.domain.conditions.records import days_of, span_of
from resipermit.domain.identity import RESIDENTS_OF, Sex
from resipermit.domain.rules import RuleBook
from resipermit.domain.spans import (
    ALWAYS,
    END,
    FIRST,
    NEVER,
    NO,
    OPEN_QUESTION,
    YES,
    Days,
    any_of,
    both,
    known,
    piecewise,
    without,
)


def registered(case: Case, subject: Subject, params: Params) -> Days:
    """Return when the household registration lies in the scope asked."""
    person, scope = subject.person, params["in"]
    if person.registered_divisions:
        return any_of([days_of(case, row, {"in": scope}) for row in person.registered_divisions])
    if person.registered_division is None:
        return OPEN_QUESTION
    return known(case.frame(person.registered_division, scope))


def other_city_of_group(case: Case, subject: Subject, params: Params) -> Days:
    """Return when the registration lies in the group of cities, but in another of them than the one asked about."""
    inside = registered(case, subject, {"in": f"group:{params['group']}"})
    here = registered(case, subject, {"in": "place"})
    return Days(both(inside.certain, without(here.possible)), both(inside.possible, without(here.certain)))


def mainland_number(_case: Case, subject: Subject, _params: Params) -> Days:
    """Fail for the numbers of residents of Hong Kong, Macao, Taiwan and of foreigners."""
    return NO if referral(subject) else YES  # with no number nothing says otherwise


def referral(subject: Subject) -> str | None:
    """Return refer_hmt or refer_foreigner for the numbers to which other rules apply; they are checked elsewhere."""
    number = subject.person.citizen_number
    if number is None or not (number[:6] in RESIDENTS_OF or number.startswith("9")):
        return None
    return "refer_hmt" if number[0] == "8" else "refer_foreigner"


def age(case: Case, subject: Subject, params: Params) -> Days:
    """Return the days from one birthday to another; `until` is exclusive."""
    born_on = subject.person.born_on
    if born_on is None:
        return OPEN_QUESTION
    parts = []
    for since, (low, high) in case.book.steps(params.get("from", 0), params.get("until")):
        ends = add_years(born_on, int(high)).toordinal() if high is not None else END
        begins = add_years(born_on, int(low)).toordinal()
        parts.append((since, known(((begins, ends),) if begins < ends else NEVER)))
    return piecewise(parts)


def year_of_age(case: Case, subject: Subject, params: Params) -> Days:
    """Return the calendar year in which a man reaches the age asked."""
    person = subject.person
    if person.sex is Sex.FEMALE:
        return NO
    if person.born_on is None:
        return OPEN_QUESTION
    parts = []
    for since, years in case.book.through_time(params["age"]):
        year = person.born_on.year + int(years)
        spans = ((date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()),)
        parts.append((since, Days(spans if person.sex else NEVER, spans)))
    return piecewise(parts)


def living_together(_case: Case, subject: Subject, _params: Params) -> Days:
    """Return when the household member lives with the holder."""
    relative = subject.relative
    if relative is None or relative.living_together is True:
        return YES
    if relative.living_together is None:
        return OPEN_QUESTION
    if relative.living_together is False:
        return NO
    return any_of([span_of(spell.since, spell.until) for spell in relative.living_together])


def unmarried(case: Case, subject: Subject, params: Params) -> Days:
    """Hold for an unmarried child; of anybody who is no child it is not asked.

    Of whom nobody said it, it holds for sure up to the birthday *below*, the age from which the law lets people marry.
    """
    relative = subject.relative
    if relative is None or relative.relation != "child":
        return YES
    if relative.married is not None:
        return NO if relative.married else YES
    born_on = subject.person.born_on
    if born_on is None or "below" not in params:
        return OPEN_QUESTION
    return piecewise(
        [
            (since, Days(((FIRST, add_years(born_on, int(years)).toordinal()),), ALWAYS))
            for since, years in case.book.through_time(params["below"])
        ]
    )


def sex(_case: Case, subject: Subject, params: Params) -> Days:
    """Hold for persons of one of these sexes."""
    if subject.person.sex is None:
        return OPEN_QUESTION
    return YES if subject.person.sex.value in params["is"] else NO


def stated(_book: RuleBook, params: Params) -> Reading:
    """Hold while the word or number stated for an indicator is one of those asked; what is not stated is open."""
    indicator, words = params["indicator"], frozenset(map(str, params.get("is", ())))
    low, high = float(params.get("from", -inf)), float(params.get("until", inf))

    def read(who: Who) -> Days:
        stated = who.subject.person.points
        value = stated.get(indicator) if stated else None
        if value is None:
            return OPEN_QUESTION
        if "is" in params:
            return YES if _written(value) in words else NO
        return YES if not isinstance(value, str) and low <= value < high else NO

    return read


def _written(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:g}"


def _number(_case: Case, subject: Subject, _params: Params, _days: Days) -> Account:
    return Account(reason=referral(subject))


def _years(case: Case, subject: Subject, params: Params, _days: Days) -> Account:
    born_on = subject.person.born_on
    if born_on is None:
        return Account()
    asked = params.get("from", 0)
    since = int(case.value(asked) if isinstance(asked, str) else asked)
    years = full_years(born_on, case.as_of)
    return Account((years, "years"), (since, "years"), (max(0, since - years), "years"), "age")


def _year(case: Case, subject: Subject, params: Params, _days: Days) -> Account:
    if subject.person.sex is Sex.FEMALE:
        return Account(reason="men_only")
    if subject.person.born_on is None:
        return Account()
    years = int(case.value(params["age"]) if isinstance(params["age"], str) else params["age"])
    return Account((full_years(subject.person.born_on, case.as_of), "years"), (years, "years"), reason="age")


def _said(_case: Case, subject: Subject, params: Params, _days: Days) -> Account:
    value = (subject.person.points or {}).get(params["indicator"])
    return Account((value, "stated") if value is not None else None)


KINDS: Mapping[str, Kind] = {
    "registered": Kind(plain(registered)),
    "other_city_of_group": Kind(plain(other_city_of_group)),
    "mainland_number": Kind(plain(mainland_number), _number),
    "age": Kind(plain(age), _years),
    "year_of_age": Kind(plain(year_of_age), _year),
    "living_together": Kind(plain(living_together), reason("not_living_together")),
    "unmarried": Kind(plain(unmarried), reason("married")),
    "sex": Kind(plain(sex), reason("sex")),
    "stated": Kind(stated, _said),
}
