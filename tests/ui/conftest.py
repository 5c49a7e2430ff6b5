"""A small demo hall in a folder of its own, on a day that stands still, and the window on it."""

import shutil
from datetime import UTC, date, datetime, time

import pytest
from builders import TODAY

from resipermit.commands.demo_hall import PASSWORD, set_up, sign_in
from resipermit.commands.demo_story import DemoStory
from resipermit.wiring.demo import PASSPHRASE, DemoParts

PEOPLE = 14  # each story of a holder once, and one more


class StillHall(DemoParts):
    """A demo hall where it is always the same day, unless the demo asks for another."""

    _day = TODAY

    def __init__(self, folder):
        named = {"RESIPERMIT_HOME": str(folder), "RESIPERMIT_PASSPHRASE_FILE": str(folder / PASSPHRASE)}
        super().__init__("zh_CN", named)
        self.set_day(None)

    def set_day(self, day: date | None) -> None:
        self._day = day or TODAY

    def now(self) -> datetime:
        return datetime.combine(self._day, time(4, tzinfo=UTC))  # noon at the office, whatever the hour of the test


@pytest.fixture(scope="session")
def hall_template(tmp_path_factory):
    """A hall with its people and the demo family, whose permit waits for its endorsement; made once."""
    folder = tmp_path_factory.mktemp("hall")
    folder.chmod(0o700)
    (folder / PASSPHRASE).write_text("a passphrase of the tests\n", encoding="ascii")
    (folder / PASSPHRASE).chmod(0o600)
    hall = StillHall(folder)
    actors = set_up(hall, PEOPLE)
    DemoStory(hall, actors, lambda *_code, **_facts: None).from_registration_to_permit()
    hall.close()
    return hall


@pytest.fixture
def hall(hall_template, tmp_path):
    """A hall of the test's own; its passphrase was turned into its key once, which is slow on purpose."""
    folder = tmp_path / "hall"
    shutil.copytree(hall_template.home_folder, folder)
    opened = StillHall(folder)
    opened.secrets, opened.gazetteer = hall_template.secrets, hall_template.gazetteer
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def actors(hall_template):
    """Who may sign in: clerk, reviewer, administrator."""
    signed_in = sign_in(hall_template)
    hall_template.close()
    return signed_in


@pytest.fixture
def desk(hall):
    return hall.desk


@pytest.fixture
def password():
    return PASSWORD


@pytest.fixture
def somebody(hall, actors):
    """Return a function that gives the person, as kept, of whom a story is told; see `synthetic_people.STORIES`."""

    def of(story):
        from resipermit.domain.demo_family import holder

        people = {one.story: one.person for one in hall.people(PEOPLE, TODAY)} | {"demo": holder()}
        (found,) = hall.desk.find_holder(actors.clerk, people[story].citizen_number).hits
        return found.person

    return of


@pytest.fixture(scope="session")
def app(qapp):
    """The application in Chinese, with its fonts."""
    from ui.app import prepare

    return prepare("zh_CN")


@pytest.fixture
def text(hall):
    from ui.text import Text

    return Text("zh_CN", hall.words, hall.log_defect)


@pytest.fixture
def open_window(app, hall, actors, text, qtbot):
    """Return a function that opens the window of a role, clerk unless said otherwise."""
    from keyboard import show

    from ui.main_window import MainWindow
    from ui.tasks import run_now

    def open_(role="clerk", run=run_now):
        window = MainWindow(hall.desk, getattr(actors, role), run, text)
        qtbot.addWidget(window)
        show(window, qtbot)
        return window

    return open_


@pytest.fixture
def window(open_window):
    return open_window()
