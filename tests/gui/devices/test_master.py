import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from drumgen.playback.meter import SILENT, Level
from gui.devices.level_bars import LevelBars
from gui.devices.master import MasterMeter
from gui.look import palette


@pytest.fixture
def level() -> list[Level]:
    """What the meter sees: change the only entry."""
    return [SILENT]


@pytest.fixture
def meter(dressed: QApplication, qtbot: QtBot, level: list[Level]) -> MasterMeter:
    meter = MasterMeter(lambda: level[0])
    qtbot.addWidget(meter)
    meter.resize(270, 60)
    meter.show()
    return meter


def test_the_volume_in_steps_and_in_words(meter: MasterMeter) -> None:
    gains: list[float] = []
    meter.volume_changed.connect(gains.append)
    assert (meter.gain, meter.value.text()) == (1.0, "0.0\u00a0dB")
    QTest.keyClick(meter.slider, Qt.Key.Key_Left)
    assert meter.slider.accessibleDescription() == meter.value.text() == "−0.5\u00a0dB"
    assert gains == [pytest.approx(10 ** (-0.5 / 20))]
    QTest.keyClick(meter.slider, Qt.Key.Key_Home)
    assert (meter.gain, meter.value.text()) == (0.0, "Off")
    QTest.keyClick(meter.slider, Qt.Key.Key_End)
    assert meter.value.text() == "+6.0\u00a0dB"
    assert gains[-1] == pytest.approx(10 ** (6 / 20))


def test_the_clip_light_stays_until_it_is_put_out(meter: MasterMeter, level: list[Level], qtbot: QtBot) -> None:
    assert not meter.clipped
    level[0] = Level(1.5, 0.2, True)
    qtbot.waitUntil(lambda: meter.clipped)
    assert meter.clip.accessibleName() == "Clip light: on"
    level[0] = SILENT
    qtbot.waitUntil(lambda: meter.bars.at_rest)
    assert meter.clipped
    QTest.keyClick(meter.clip, Qt.Key.Key_Space)
    assert not meter.clipped
    assert meter.clip.accessibleName() == "Clip light: off"


def test_it_looks_only_while_it_is_seen(dressed: QApplication, qtbot: QtBot) -> None:
    looks: list[int] = []
    meter = MasterMeter(lambda: looks.append(1) or SILENT)  # type: ignore[func-returns-value]
    qtbot.addWidget(meter)
    meter.show()
    qtbot.waitUntil(lambda: bool(looks))
    meter.hide()
    count = len(looks)
    qtbot.wait(100)
    assert len(looks) == count


@pytest.mark.parametrize(("peak", "words"), [(0.0, "Silent"), (0.5, "Peak −6.0\u00a0dB"), (2.0, "Peak +6.0\u00a0dB")])
def test_bars_show_and_say_the_level(dressed: QApplication, qtbot: QtBot, peak: float, words: str) -> None:
    bars = LevelBars()
    qtbot.addWidget(bars)
    bars.resize(200, 15)
    bars.show_level(Level(peak, 0.0, peak > 1.0))
    assert bars.accessibleDescription() == words
    image = bars.grab().toImage()
    upper, lower = ([image.pixelColor(x, y).name() for x in range(0, 200, 4)] for y in (3, 12))
    assert (palette.ACCENT in upper) == (peak > 0.0)
    assert (palette.WARNING in upper) == (peak > 0.6)
    assert palette.ACCENT not in lower
