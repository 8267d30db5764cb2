import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gui
from gui.look import palette
from gui.look.palette import CLASS_COLOURS, RING_PAIRS, TEXT_PAIRS, WINDOW, class_colour, contrast
from gui.look.stylesheet import style_sheet

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def test_contrast_of_known_pairs() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=1e-3)
    assert contrast("#ff0000", "#ffffff") == pytest.approx(3.998, abs=1e-3)


@given(COLOURS, COLOURS)
def test_contrast_is_symmetric_and_between_1_and_21(first: str, second: str) -> None:
    assert contrast(first, second) == contrast(second, first)
    assert 1.0 <= contrast(first, second) <= 21.0001


@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_is_legible(text: str, ground: str) -> None:
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize(("ring", "ground"), RING_PAIRS)
def test_the_focus_ring_stands_out(ring: str, ground: str) -> None:
    assert contrast(ring, ground) >= 3.0


@pytest.mark.parametrize("colour", CLASS_COLOURS.values())
def test_waveforms_stand_out(colour: str) -> None:
    assert contrast(colour, WINDOW) >= 4.5
    assert contrast(colour, palette.SELECTED) >= 4.5


def test_classes_differ_and_unknown_ones_keep_their_colour() -> None:
    assert len(set(CLASS_COLOURS.values())) == len(CLASS_COLOURS)
    assert class_colour("vibraphone") == class_colour("vibraphone")
    assert re.fullmatch("#[0-9a-f]{6}", class_colour("Glocke 鐘"))


def test_no_other_module_names_a_colour() -> None:
    folder = Path(gui.__file__).parent
    with_colours = [path for path in folder.rglob("*.py") if re.search(r"#[0-9a-fA-F]{6}\b", path.read_text())]
    assert [path.name for path in with_colours] == ["palette.py"]
    sheets = [path.name for path in folder.rglob("*.py") if "setStyleSheet(" in path.read_text()]
    assert sheets == ["stylesheet.py"]


def test_the_style_sheet_is_filled_in() -> None:
    sheet = style_sheet("C:\\icons")
    assert "$" not in sheet
    assert "url(C:/icons/up.svg)" in sheet
    assert palette.ACCENT in sheet
