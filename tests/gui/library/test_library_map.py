import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QSizeF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from drumgen.library.entry import Entry, MapPoints
from gui.library.map.camera import CLOSEST, Camera
from gui.library.map.canvas import MapCanvas
from gui.library.map.plot import disc_radius, mixed, paint_discs
from gui.look import palette
from tests.gui.library.conftest import Bench

PLACES = np.asarray([(0.1, 0.1), (0.9, 0.1), (0.5, 0.5), (0.1, 0.9), (0.9, 0.9)], dtype=np.float32)
POINTS = MapPoints(np.asarray([11, 12, 13, 14, 15]), PLACES, ("kick", "snare"), np.asarray([0, 1, 0, 1, 0]), False)


@pytest.fixture
def canvas(dressed: object, qtbot: object) -> MapCanvas:
    made = MapCanvas()
    qtbot.addWidget(made)
    made.resize(400, 400)
    made.set_points(POINTS)
    made.show()
    qtbot.waitExposed(made)
    return made


def _spot(canvas: MapCanvas, number: int) -> QPointF:
    (spot,) = canvas.camera.to_screen(PLACES[number - 11][None])
    return QPointF(*spot)


@given(
    width=st.floats(50, 2000),
    height=st.floats(50, 2000),
    steps=st.lists(st.tuples(st.floats(0.2, 5.0), st.floats(-500, 500), st.floats(-500, 500)), max_size=6),
    place=st.tuples(st.floats(0, 1, width=32), st.floats(0, 1, width=32)),
)
def test_looking_around_leads_there_and_back(
    width: float, height: float, steps: list[tuple[float, float, float]], place: tuple[float, float]
) -> None:
    camera = Camera(QSizeF(width, height))
    for factor, across, down in steps:
        camera = camera.zoomed(factor, QPointF(width / 3, height / 2)).panned(across, down)
        assert 1.0 <= camera.zoom <= CLOSEST
        assert all(0.0 <= each <= 1.0 for each in camera.middle)
    (point,) = camera.to_screen(np.asarray([place], dtype=np.float32))
    assert camera.to_place(QPointF(*point)) == pytest.approx(place, abs=1e-3)
    (seen,) = camera.showing(place).to_screen(np.asarray([place], dtype=np.float32))
    if min(width, height) > 200:
        assert -1.0 <= seen[0] <= width + 1.0 and -1.0 <= seen[1] <= height + 1.0


def test_zooming_keeps_what_is_under_the_pointer() -> None:
    camera = Camera(QSizeF(400, 300)).zoomed(3.0, QPointF(200, 150))
    at = QPointF(210, 160)
    assert camera.zoomed(2.0, at).to_place(at) == pytest.approx(camera.to_place(at))


@settings(max_examples=30)
@given(
    points=st.lists(st.tuples(st.floats(-50, 150), st.floats(-50, 150)), max_size=20),
    radius=st.floats(0.6, 8.0),
)
def test_discs_are_painted_where_they_are_and_never_outside(points: list[tuple[float, float]], radius: float) -> None:
    ground, colour = QColor("#101010"), 0xFFF0917E
    spots = np.asarray(points, dtype=np.float64).reshape(-1, 2)
    image = paint_discs(100, 80, [(spots, np.full(len(spots), colour, np.uint32))], radius=radius, ground=ground)
    assert (image.width(), image.height()) == (100, 80)
    for x, y in points:
        if 0 <= x < 100 and 0 <= y < 80:
            assert image.pixelColor(int(x), int(y)).rgb() == colour
    if not points:
        assert image.pixelColor(50, 40) == ground


def test_mixing_and_sizes() -> None:
    ground = QColor("#000000")
    assert mixed(np.asarray([0xFFFF8040], np.uint32), ground, 0.5).tolist() == [0xFF804020]
    assert disc_radius(50_000, 800, 600, 1.0) < disc_radius(100, 800, 600, 1.0) <= 6.0
    assert disc_radius(50_000, 800, 600, 1.0) < disc_radius(50_000, 800, 600, 8.0)


def test_points_have_the_colours_of_their_classes(canvas: MapCanvas) -> None:
    image = canvas.grab().toImage()
    ratio = image.devicePixelRatio()
    for number, label in ((11, "kick"), (12, "snare"), (13, "kick")):
        spot = _spot(canvas, number) * ratio
        assert image.pixelColor(spot.toPoint()).name() == palette.class_colour(label)
    canvas.set_shown(np.asarray([12]))
    image = canvas.grab().toImage()
    assert image.pixelColor((_spot(canvas, 12) * ratio).toPoint()).name() == palette.class_colour("snare")
    assert image.pixelColor((_spot(canvas, 11) * ratio).toPoint()).name() != palette.class_colour("kick")


def test_arrows_go_to_the_nearest_sound_in_a_direction(canvas: MapCanvas) -> None:
    canvas.setFocus()
    heard: list[int] = []
    canvas.hovered.connect(heard.append)
    key = Qt.Key
    for pressed, expected in (
        (key.Key_Right, 13),  # nothing selected: the one in the middle
        (key.Key_Up, 12),
        (key.Key_Left, 11),
        (key.Key_Down, 14),
        (key.Key_Down, 14),
        (key.Key_Right, 15),
    ):
        QTest.keyClick(canvas, pressed)
        if canvas.selection[-1] != expected:
            assert {canvas.selection[-1], expected} == {11, 12}, "both lie equally far up"
            QTest.keyClick(canvas, key.Key_Right)
    assert canvas.selection == (15,) and heard[-1] == 15
    QTest.keyClick(canvas, key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert len(canvas.selection) == 2 and canvas.selection[0] == 15


def test_every_sound_is_reached_by_arrows(canvas: MapCanvas) -> None:
    random = np.random.default_rng(5)
    places = random.random((40, 2)).astype(np.float32)
    canvas.set_points(MapPoints(np.arange(40), places, ("kick",), np.zeros(40, dtype=np.int64), False))
    reached, edge = set(), {int(canvas.near((0.5, 0.5), 1)[0])}
    while edge:
        reached |= edge
        found = set()
        for sound in edge:
            for direction in ((1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0)):
                canvas.select([sound])
                canvas.step(direction)
                found |= set(canvas.selection)
        edge = found - reached
    assert len(reached) == 40


def test_clicks_select_and_a_second_one_with_ctrl_makes_a_line(canvas: MapCanvas) -> None:
    played: list[int] = []
    canvas.play_wished.connect(played.append)
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(canvas, left, pos=_spot(canvas, 11).toPoint())
    QTest.mouseClick(canvas, left, Qt.KeyboardModifier.ControlModifier, _spot(canvas, 15).toPoint())
    assert canvas.selection == (11, 15) and played == [11, 15]
    middle = QPointF(200, 90)
    assert canvas.nearest(middle) is None
    QTest.mouseClick(canvas, left, pos=middle.toPoint())
    assert canvas.selection == (11, 15)


def test_the_pointer_at_rest_is_told_once(canvas: MapCanvas, qtbot: object) -> None:
    heard: list[int] = []
    canvas.hovered.connect(heard.append)
    QTest.mouseMove(canvas, QPointF(200, 90).toPoint())
    with qtbot.waitSignal(canvas.hovered):
        QTest.mouseMove(canvas, _spot(canvas, 13).toPoint())
    assert heard == [13]


def test_points_that_are_gone_are_no_longer_selected(canvas: MapCanvas) -> None:
    canvas.select([11, 15])
    canvas.set_points(MapPoints(POINTS.ids[1:], PLACES[1:], POINTS.classes, POINTS.class_of[1:], False))
    assert canvas.selection == (15,)
    canvas.set_points(MapPoints(POINTS.ids[:0], PLACES[:0], (), POINTS.class_of[:0], False))
    assert canvas.selection == () and canvas.nearest(QPointF(1, 1)) is None
    canvas.step((1.0, 0.0))
    canvas.zoom(2.0)
    canvas.grab()


def test_the_map_and_the_table_point_at_the_same_sound_and_say_it(bench: Bench) -> None:
    view = bench.view
    bench.select("Snare 1")
    entry = view.table.current_entry
    assert view.map.canvas.selection == (entry.id,)
    words = f"Snare 1, Snare, {entry.duration_s:.2f} seconds, tagged odd"
    assert view.map.spoken.text() == view.map.canvas.accessibleDescription() == words
    view.map.canvas.setFocus()
    QTest.keyClick(view.map.canvas, Qt.Key.Key_Right)
    QTest.keyClick(view.map.canvas, Qt.Key.Key_Left)
    bench.settle()
    assert view.table.current_entry.id == view.map.canvas.selection[-1]
    assert bench.heard, "arrows let sounds be heard"
    before = len(bench.heard)
    view.map.hover.click()
    QTest.keyClick(view.map.canvas, Qt.Key.Key_Left)
    QTest.keyClick(view.map.canvas, Qt.Key.Key_Right)
    bench.settle()
    assert len(bench.heard) == before
    QTest.keyClick(view.map.canvas, Qt.Key.Key_Space)
    bench.settle()
    assert len(bench.heard) == before + 1


def test_wishes_from_the_map(bench: Bench) -> None:
    view, wished = bench.view, []
    view.near_wished.connect(lambda entries, place: wished.append((entries, place)))
    view.morph_wished.connect(lambda first, second: wished.append((first, second)))
    assert not view.map.near.isEnabled() and not view.map.morph.isEnabled()
    bench.select("Kick 0")
    view.map.near.click()
    bench.settle()
    entries, place = wished.pop()
    assert entries[0].title == "Kick 0" and len(entries) == 8 and all(isinstance(each, Entry) for each in entries)
    assert all(0.0 <= each <= 1.0 for each in place)
    assert not view.map.morph.isEnabled()
    canvas = view.map.canvas
    canvas.setFocus()
    ids = [int(each) for each in canvas.points.ids[:2]]
    canvas.select(ids)
    canvas.selected.emit(canvas.selection)
    bench.settle()
    assert view.map.morph.isEnabled() and view.map.spoken.text().startswith("From ")
    view.map.morph.click()
    bench.settle()
    assert [each.id for each in wished.pop()] == ids


def test_the_legend_names_the_classes_there_are(bench: Bench) -> None:
    legend = bench.view.map.legend.text().replace("\N{NO-BREAK SPACE}", " ")
    for name in ("Kick", "Snare", "Clap", "Closed hat"):
        assert name in legend
    assert "Cowbell" not in legend
