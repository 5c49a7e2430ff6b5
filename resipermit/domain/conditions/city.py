"""What the place is and says: its population band, its group of cities, what it has opened, what a value reads."""

from collections.abc import Callable, Mapping

from resipermit.domain.conditions.case import Case, Reading, Subject, Who
from resipermit.domain.conditions.leaf import Account, Kind, Maker, Params
from resipermit.domain.places import Band, Gazetteer
from resipermit.domain.rules import RuleBook
from resipermit.domain.spans import END, FIRST, NO, OPEN_QUESTION, YES, Days, known, piecewise


def _of_the_place(days: Callable[[Case, Params], Days]) -> Maker:
    """Return the maker of a word that asks of the place alone: it is looked up once for all who are asked about."""

    def make(_book: RuleBook, params: Params) -> Reading:
        found: dict[tuple[Gazetteer, str], Days] = {}

        def read(who: Who) -> Days:
            case = who.case
            place = case.gazetteer, case.place
            if place not in found:
                found[place] = days(case, params)
            return found[place]

        return read

    return make


def band(case: Case, params: Params) -> Days:
    """Return when the city is in one of these bands; before the first dated band every one is possible."""
    wanted = {Band(word) for word in params["is"]}
    if case.gazetteer.unit_type(case.place) in ("county", "county_city"):
        return YES if Band.LT500K in wanted else NO
    rows = [(row.since.toordinal(), row) for row in case.gazetteer.bands(case.place)]
    return piecewise([(FIRST, OPEN_QUESTION), *((since, YES if row.band in wanted else NO) for since, row in rows)])


def place_in_group(case: Case, params: Params) -> Days:
    """Return when the place asked about is one of the cities of the group."""
    if not case.place.endswith("00"):
        return NO
    codes = [row.code for row in case.gazetteer.divisions_under(case.place[:4]) if row.code[4:] != "00"]
    days = [since for code in codes if (since := case.gazetteer.member_since(code, [params["group"]]))]
    return known(((min(days).toordinal(), END),)) if days else NO


def opened(book: RuleBook, params: Params) -> Reading:
    """Return when the place has opened the service by a document; with no document on record nobody can say."""
    rows = book.openings.get(params["service"], ())
    days = piecewise([(FIRST, OPEN_QUESTION), *((row.since.toordinal(), YES if row.opened else NO) for row in rows)])
    return lambda _who: days


def value_is(book: RuleBook, params: Params) -> Reading:
    """Return when a value of the book reads one of these words; while it reads `open`, nobody can say."""
    answers = dict.fromkeys(map(str, params["is"]), YES)
    days = piecewise(
        [
            (since, OPEN_QUESTION if word == "open" else answers.get(str(word), NO))
            for since, word in book.through_time(params["value"])
        ]
    )
    return lambda _who: days


def _reading(case: Case, _subject: Subject, params: Params, _days: Days) -> Account:
    return Account((case.value(params["value"]), "word"))


def _size(case: Case, _subject: Subject, _params: Params, _days: Days) -> Account:
    if case.gazetteer.unit_type(case.place) in ("county", "county_city"):
        return Account((Band.LT500K.value, "band"))
    row = case.gazetteer.band_on(case.place, case.as_of)
    return Account((row.band.value, "band") if row else None)


def _document(case: Case, _subject: Subject, params: Params, _days: Days) -> Account:
    return Account(reason="not_opened" if case.book.openings.get(params["service"]) else "no_local_document")


KINDS: Mapping[str, Kind] = {
    "band": Kind(_of_the_place(band), _size),
    "place_in_group": Kind(_of_the_place(place_in_group)),
    "value_is": Kind(value_is, _reading),
    "opened": Kind(opened, _document),
}
