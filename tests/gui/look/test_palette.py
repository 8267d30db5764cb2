import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gui
from gui.look import palette
from gui.look.palette import CLASS_COLOURS, RING_PAIRS, TEXT_PAIRS, class_colour, contrast
from gui.look.stylesheet import style_sheet
from gui.look.themes import CLASSES, DARK, LIGHT, THEMES

EACH_THEME = pytest.mark.parametrize("theme", THEMES)
COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def test_contrast_of_known_pairs() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=1e-3)
    assert contrast("#ff0000", "#ffffff") == pytest.approx(3.998, abs=1e-3)


@given(COLOURS, COLOURS)
def test_contrast_is_symmetric_and_between_1_and_21(first: str, second: str) -> None:
    assert contrast(first, second) == contrast(second, first)
    assert 1.0 <= contrast(first, second) <= 21.0001


@pytest.fixture
def restored() -> Iterator[None]:
    yield
    palette.use("dark")


@EACH_THEME
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_is_legible(theme: str, text: str, ground: str) -> None:
    assert contrast(THEMES[theme][text], THEMES[theme][ground]) >= 4.5


@EACH_THEME
@pytest.mark.parametrize(("ring", "ground"), RING_PAIRS)
def test_the_focus_ring_stands_out(theme: str, ring: str, ground: str) -> None:
    assert contrast(THEMES[theme][ring], THEMES[theme][ground]) >= 3.0


@EACH_THEME
def test_waveforms_stand_out(theme: str) -> None:
    grounds = (THEMES[theme]["WINDOW"], THEMES[theme]["SELECTED"])
    weak = [(label, g) for label, colour in CLASSES[theme].items() for g in grounds if contrast(colour, g) < 4.5]
    assert weak == []


def test_both_themes_name_the_same_colours() -> None:
    assert list(DARK) == list(LIGHT)
    assert list(CLASSES["dark"]) == list(CLASSES["light"])
    assert set(DARK) == {name for name in palette.__annotations__ if name.isupper()} - {"CLASS_COLOURS"} - {
        "TEXT_PAIRS",
        "RING_PAIRS",
    }


def test_a_colour_with_two_names_has_them_in_both_themes() -> None:
    """An icon remembers one name of its colour, and is drawn in that one's colour in the other theme."""
    for first, second in ((DARK, LIGHT), (LIGHT, DARK)):
        for name, colour in first.items():
            same = [other for other in first if first[other] == colour]
            assert {second[other] for other in same} == {second[name]}


@pytest.mark.usefixtures("restored")
def test_a_theme_is_switched_at_once() -> None:
    before = class_colour("vibraphone")
    palette.use("light")
    assert LIGHT["TEXT"] == palette.TEXT
    assert class_colour("kick") == CLASSES["light"]["kick"]
    assert class_colour("vibraphone") != before
    assert f"color: {LIGHT['TEXT']}" in style_sheet("icons")
    assert DARK["TEXT"] not in style_sheet("icons")


def test_classes_differ_and_unknown_ones_keep_their_colour() -> None:
    assert len(set(CLASS_COLOURS.values())) == len(CLASS_COLOURS)
    assert class_colour("vibraphone") == class_colour("vibraphone")
    assert re.fullmatch("#[0-9a-f]{6}", class_colour("Glocke 鐘"))


def test_no_other_module_names_a_colour() -> None:
    folder = Path(gui.__file__).parent
    with_colours = [path for path in folder.rglob("*.py") if re.search(r"#[0-9a-fA-F]{6}\b", path.read_text())]
    assert [path.name for path in with_colours] == ["themes.py"]
    sheets = [path.name for path in folder.rglob("*.py") if "setStyleSheet(" in path.read_text()]
    assert sheets == ["application.py"]


def test_the_style_sheet_is_filled_in() -> None:
    sheet = style_sheet("C:\\icons")
    assert "$" not in sheet
    assert "url(C:/icons/up-dark.svg)" in sheet
    assert palette.ACCENT in sheet


def test_what_holds_text_grows_with_it() -> None:
    plain, large = style_sheet("icons"), style_sheet("icons", 2.0)
    assert "font-size: 13px" in plain
    assert "font-size: 26px" in large
    assert "min-height: 60px" in large
    assert "font-size: 13px" not in large
