"""What the designer decides: which box is moved, what stands against it, what is undone, what is kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from resipermit.domain.actors import Actor
from resipermit.domain.card_design import (
    Arrangement,
    BoxChange,
    Changes,
    DesignBox,
    DesignName,
    DesignPicture,
    OpenedDesign,
    Specimen,
    changed,
)
from resipermit.domain.errors import InvalidInput, ResipermitError
from resipermit.usecases.desk import Desk
from ui.text import Text


@dataclass(frozen=True, slots=True)
class BoxRow:
    """A box as the list shows it."""

    key: str
    title: str
    objected: bool


class DesignerView(Protocol):
    """What the presenter needs of the page."""

    def show_designs(self, names: Sequence[tuple[str, str]]) -> None: ...
    def show_design(self, name: str) -> None: ...
    def show_boxes(self, rows: Sequence[BoxRow], boxes: Sequence[DesignBox], chosen: str) -> None: ...
    def show_pictures(self, pictures: Sequence[DesignPicture], sides: Sequence[tuple[float, float]]) -> None: ...
    def show_state(self, kept: str, lines: Sequence[tuple[str, str]], *, may_save: bool) -> None: ...
    def say(self, words: str, kind: str) -> None: ...


class DesignerPresenter:
    """Moves boxes one step at a time; every step is drawn by the code that prints, and can be undone."""

    def __init__(self, view: DesignerView, desk: Desk, actor: Actor, run: Callable[..., None], text: Text) -> None:
        self._view, self._designs, self._actor, self._run, self._text = view, desk.designs, actor, run, text
        self._opened: OpenedDesign | None = None
        self._changes: Changes = {}
        self._past: list[Changes] = []
        self._future: list[Changes] = []
        self._chosen = ""
        self._specimen = Specimen.USUAL
        self._asked = 0

    @property
    def unsaved(self) -> bool:
        """Whether something was changed and not kept."""
        return self._opened is not None and self._changes != self._opened.changes

    def refresh(self) -> None:
        """Fetch the designs; the one on the board stays as it is."""
        if self._opened is None:
            self._run(self._designs.names, done=self._show_names, failed=self._failed)

    def choose_design(self, name: str) -> None:
        """Put another design on the board, as the hall has it."""
        self._run(lambda: self._designs.open(self._actor, name), done=self._begin, failed=self._failed)

    def choose_box(self, key: str) -> None:
        """Take a box in hand."""
        if key != self._chosen:
            self._chosen = key
            self._draw()

    def choose_specimen(self, specimen: Specimen) -> None:
        """Draw another invented record."""
        self._specimen = specimen
        self._draw()

    def change(self, right: float = 0.0, down: float = 0.0, wider: float = 0.0, taller: float = 0.0) -> None:
        """Move or resize the box in hand by so many millimetres."""
        if self._opened is not None and self._chosen:
            self._step(changed(self._changes, self._chosen, BoxChange(right, down, wider, taller)))

    def undo(self) -> None:
        """Take the last step back."""
        if self._past:
            self._future.append(self._changes)
            self._changes = self._past.pop()
            self._draw()

    def redo(self) -> None:
        """Do again what was taken back."""
        if self._future:
            self._past.append(self._changes)
            self._changes = self._future.pop()
            self._draw()

    def as_shipped(self) -> None:
        """Put every box back where the program has it; this too can be undone."""
        if self._changes:
            self._step({})

    def save(self) -> None:
        """Keep the changes as the hall's next revision."""
        if self._opened is None or not self.unsaved:
            return
        name, changes = self._opened.name, dict(self._changes)
        self._run(lambda: self._designs.save(self._actor, name, changes), done=self._kept, failed=self._failed)

    def _step(self, changes: Changes) -> None:
        self._past.append(self._changes)
        self._future.clear()
        self._changes = changes
        self._draw()

    def _show_names(self, names: Sequence[DesignName]) -> None:
        language = "zh" if self._text.language == "zh_CN" else "en"
        self._view.show_designs([(one.name, one.title[language]) for one in names])
        self.choose_design(names[0].name)

    def _begin(self, opened: OpenedDesign) -> None:
        self._opened, self._changes, self._chosen = opened, opened.changes, ""
        self._past.clear()
        self._future.clear()
        self._view.show_design(opened.name)
        self._draw()

    def _kept(self, opened: OpenedDesign) -> None:
        self._opened, self._changes = opened, opened.changes
        self._draw()
        self._view.say(self._text.say("done.design_saved", revision=opened.revision), "good")

    def _draw(self) -> None:
        if self._opened is None:
            return
        self._asked += 1
        asked, name, changes, specimen = self._asked, self._opened.name, dict(self._changes), self._specimen

        def work() -> tuple[Arrangement, Sequence[DesignPicture], ResipermitError | None]:
            arrangement = self._designs.arrange(self._actor, name, changes)
            try:
                return arrangement, self._designs.pictures(self._actor, name, changes, specimen), None
            except InvalidInput as error:  # a text has no room in its box any more
                return arrangement, (), error

        def show(drawn: tuple[Arrangement, Sequence[DesignPicture], ResipermitError | None]) -> None:
            if asked == self._asked:  # a later step is already on its way
                self._show(*drawn)

        self._run(work, done=show, failed=self._failed)

    def _show(
        self, arrangement: Arrangement, pictures: Sequence[DesignPicture], refused: ResipermitError | None
    ) -> None:
        assert self._opened is not None
        if not self._chosen and arrangement.boxes:
            self._chosen = arrangement.boxes[0].key
        objected = {one.key for one in arrangement.objections}
        rows = [BoxRow(box.key, self._title(box), box.key in objected) for box in arrangement.boxes]
        self._view.show_boxes(rows, arrangement.boxes, self._chosen)
        if pictures:
            self._view.show_pictures(pictures, self._opened.sides)
        lines = [
            (
                "bad",
                self._text.say(
                    f"design.{one.code}",
                    item=one.key.partition(".")[2],
                    **{name: self._item(value) if name == "other" else value for name, value in one.facts.items()},
                ),
            )
            for one in arrangement.objections
        ]
        if refused is not None:
            lines.append(("bad", self._text.error(refused)))
        may_save = self.unsaved and not lines
        self._view.show_state(self._state(), lines, may_save=may_save)

    def _state(self) -> str:
        assert self._opened is not None
        if self._opened.outdated:
            return self._text.say("design.outdated")
        if self._opened.revision:
            return self._text.say("design.kept_revision", revision=self._opened.revision)
        return self._text.say("design.kept")

    def _title(self, box: DesignBox) -> str:
        numbers = {"x": box.x_mm, "y": box.y_mm, "width": box.width_mm, "height": box.height_mm}
        return self._text.say("design.box", item=box.item, **{name: f"{mm:.1f}" for name, mm in numbers.items()})

    def _item(self, item: object) -> str:
        return self._text.say(f"field.{item}")

    def _failed(self, error: Exception) -> None:
        self._view.say(self._text.error(error), "bad")
