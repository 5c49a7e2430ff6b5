"""A hall in memory with a clerk, a reviewer and an administrator, and the acts wired to it."""

from types import SimpleNamespace

import pytest
from builders import CHANGSHA, a_person, a_registration
from fakes import FakeAssess, FakeCardMaker, TickingClock, a_desk, a_hall_store

from resipermit.adapters.gazetteer_files import load_gazetteer

PHOTO = b"\xff\xd8 a portrait"


@pytest.fixture(scope="session")
def gazetteer():
    return load_gazetteer()


@pytest.fixture
def store():
    return a_hall_store()


@pytest.fixture
def clock():
    return TickingClock()


@pytest.fixture
def assess():
    return FakeAssess()


@pytest.fixture
def maker():
    return FakeCardMaker()


@pytest.fixture
def acts(store, clock, assess, maker):
    """Every act of the desk over the store in memory, under its short name."""
    desk = a_desk(store, clock.clock, assess, maker)
    short = {
        "register": desk.register_residence,
        "accept": desk.accept_application,
        "review": desk.review_application,
        "issue": desk.issue_permit,
        "endorse": desk.endorse_permit,
        "foresee": desk.foresee_endorsement,
        "replace": desk.replace_card,
        "end": desk.end_permit,
        "preview": desk.preview_card,
        "print": desk.print_card,
    }
    return SimpleNamespace(**vars(desk), **short)


@pytest.fixture
def on_record(store):
    """Return a function that puts a person, with a residence and a portrait, on record and gives the id."""

    def put(person=None, registration=None, photo=PHOTO):
        with store() as unit:
            kept = unit.people.add(person or a_person())
            if registration is not False:
                unit.people.add_registration(kept.id, registration or a_registration())
            if photo is not None:
                unit.people.keep_photo(kept.id, photo)
            unit.commit()
        return kept.id

    return put


@pytest.fixture
def permit_on_record(store, on_record):
    """Return a function that puts a holder with a permit on record and gives the holder's id."""
    from builders import a_line, a_permit, held

    def put(permit=None, person=None, place=CHANGSHA, **more):
        person_id = on_record(person, **more)
        permit = permit or a_permit()
        with store() as unit:
            unit.permits.add(held(person_id, permit, place), a_line(permit.acts[0]))
            for act in permit.acts[1:]:
                unit.permits.append(held(person_id, permit, place), a_line(act))
            unit.commit()
        return person_id

    return put
