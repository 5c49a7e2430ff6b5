"""Designs of the card on the drawing board: an invented record drawn by the very code that prints, at screen size.

The code on such a picture is signed by a key that exists for no office and is kept nowhere: it verifies nowhere.
"""

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from resipermit.adapters.card_pdf import make_card
from resipermit.adapters.card_template import CardTemplate
from resipermit.adapters.page_pictures import page_pictures
from resipermit.adapters.photo import placeholder_portrait
from resipermit.adapters.signing_keys import signer_from_seed
from resipermit.adapters.template_changes import arrange, side_sizes, with_changes
from resipermit.adapters.template_files import card_template, designs
from resipermit.adapters.template_layers import layer_file, read_layer, save_layer
from resipermit.domain.card import CardFace
from resipermit.domain.card_design import Arrangement, Changes, DesignName, DesignPicture, OpenedDesign, Specimen
from resipermit.domain.card_keys import Signer
from resipermit.domain.errors import InvalidInput
from resipermit.domain.identity import Sex

OFFICE, ISSUED_ON = "430111", date(2026, 1, 5)
SCREEN_DPI = 180
NUMBER = "52010219840229997X"  # the check character is wrong on purpose


class DesignBoard:
    """The finished designs and a hall's own layer over each, which lies in *folder*."""

    def __init__(self, folder: Path, local_fonts: Path | None = None) -> None:
        self._folder, self._local_fonts = folder, local_fonts

    def names(self) -> Sequence[DesignName]:
        """Return the designs, in the order of their names."""
        return tuple(DesignName(one.name, one.form, one.title, one.bilingual) for one in designs())

    def opened(self, name: str) -> OpenedDesign:
        """Return the design with the hall's changes; a layer that cannot be read is an InvalidInput with its line."""
        template = _known(name)
        file = layer_file(name, self._folder)
        sides = side_sizes(template)
        if not file.is_file():
            return OpenedDesign(name, template.version, 0, sides, {})
        layer = read_layer(file)
        outdated = layer.version != template.version
        return OpenedDesign(
            name, template.version, layer.revision, sides, {} if outdated else layer.changes, outdated=outdated
        )

    def arrange(self, name: str, changes: Changes) -> Arrangement:
        """Return the boxes with *changes* and what stands against these."""
        return arrange(_known(name), changes)

    def pictures(self, name: str, changes: Changes, specimen: Specimen) -> Sequence[DesignPicture]:
        """Return both sides as they would be printed; raises InvalidInput when a text does not fit its box."""
        pages = self._drawn(name, changes, specimen)
        return tuple(DesignPicture(*page.size, page.tobytes()) for page in page_pictures(pages, SCREEN_DPI))

    def save(self, name: str, changes: Changes) -> OpenedDesign:
        """Keep *changes* as the hall's next revision.

        Raises:
            InvalidInput: a change may not be, or the longest texts have no room any more; nothing is kept.
        """
        self._drawn(name, changes, Specimen.LONG)
        save_layer(name, changes, self._folder)
        return self.opened(name)

    def _drawn(self, name: str, changes: Changes, specimen: Specimen) -> bytes:
        template = with_changes(_known(name), changes)
        assert isinstance(template, CardTemplate)
        return make_card(_face(specimen), _portrait(), _signer(), template=template, local_fonts=self._local_fonts).pdf


def _known(name: str) -> CardTemplate:
    if name not in {one.name for one in designs()}:
        raise InvalidInput("design_unknown", field="design", value=name)
    return card_template(name)


def _face(specimen: Specimen) -> CardFace:
    usual = specimen is Specimen.USUAL
    return CardFace(
        permit_number="4301110000002026000001",
        name="欧阳演示" if usual else "阿卜杜勒·演示·买买提艾力",
        sex=Sex.FEMALE,
        ethnic_group="汉" if usual else "维吾尔",
        born_on=date(1984, 2, 29) if usual else date(1984, 12, 29),
        citizen_number=NUMBER,
        registered_address=f"贵州省{'' if usual else '黔东南苗族侗族自治州凯里市'}演示街道演示路9号",
        residence_address="湖南省长沙市雨花区演示路18号"
        + ("3栋402室" if usual else "演示小区二期第12栋2单元1804室（演示社区居委会旁）"),
        residence_division=OFFICE,
        issuing_division=OFFICE,
        issuing_authority="长沙市公安局雨花分局",
        issued_on=ISSUED_ON,
        due_on=date(2027, 12, 5),
    )


@cache
def _portrait() -> bytes:
    return placeholder_portrait("design", long_hair=True)


@cache
def _signer() -> Signer:
    return signer_from_seed(bytes(32), OFFICE, ISSUED_ON)
