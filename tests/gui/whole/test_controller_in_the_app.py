"""A MIDI controller on a real port works the whole app: kits, macros, learned controls, notes."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from drumgen.kits.kit import SUFFIX
from drumgen.midi.mapping import is_target
from gui.devices.learning import Learnable
from gui.shell.conductor import Conductor
from tests.gui.conftest import WAIT_MS
from tests.gui.whole.conftest import Generate, Hands, same
from tests.support.jack import JackServer, Keys
from tests.support.sounds import noise_burst

KNOB = 74


@pytest.fixture
def keys(jack: JackServer, app: Conductor, qtbot: QtBot) -> Iterator[Keys]:
    with Keys(jack) as keys:
        with qtbot.waitSignal(app.controller.opened, timeout=WAIT_MS):
            app.controller.open(keys.port_name)
        yield keys
        app.controller.close()


def turn(keys: Keys, value: int, knob: int = KNOB) -> None:
    keys.send(bytes([0xB0, knob, value]))


def learn(app: Conductor, keys: Keys, qtbot: QtBot, target: str, knob: int = KNOB) -> None:
    with qtbot.waitSignal(app.controller.learned, timeout=WAIT_MS):
        app.controller.learn(target)
        turn(keys, 1, knob)


def test_a_program_change_opens_the_kits_beside_the_present_one(
    app: Conductor, keys: Keys, hands: Hands, tmp_path: Path
) -> None:
    kits = app.house.pads.made.kits
    sounds = []
    for name in "AB":
        app.house.pads.made.controller.put(0, noise_burst(ord(name)))
        sounds.append(hands.pads_samples())
        path = tmp_path / f"{name}{SUFFIX}"
        kits.save(path)
        hands.wait(lambda path=path: kits.facts.path == path)
    for number in (0, 1):
        keys.send(bytes([0xC0, number]))
        name = "AB"[number]
        hands.wait(lambda name=name: kits.facts.path == tmp_path / f"{name}{SUFFIX}")
        hands.wait(lambda number=number: hands.pad_samples(0) is not None)
        assert abs(hands.pad_samples(0) - sounds[number][0]).max() < 1e-6
    before = hands.pads_samples()
    keys.send(bytes([0xC0, 7]))
    hands.wait(lambda: "kit 8" in hands.said)
    assert same(before, hands.pads_samples())


def test_macros_reach_all_pads_and_the_editor(
    app: Conductor, keys: Keys, hands: Hands, generate: Generate, qtbot: QtBot
) -> None:
    (item,) = generate("kick")
    hands.wait(lambda: item.on_pad)
    app.house.editor.open_sound(item.take.sound)
    strength = app.house.editor.controller.view.tools.strength.slider
    hands.wait(strength.isEnabled)
    for knob, macro in enumerate(("brightness", "decay", "variation")):
        learn(app, keys, qtbot, f"macro:{macro}", knob)
    bank = app.pads.bank
    app.house.pads.made.controller.toggle([1], "locked")
    app.window.undo_stack.clear()
    turn(keys, 127, 0)
    hands.wait(lambda: dict(bank.settings(0).attributes).get("brightness") == 1.0)
    turn(keys, 0, 1)
    hands.wait(lambda: bank.settings(0).decay_s == pytest.approx(0.03))
    assert [bank.settings(pad).decay_s for pad in range(16)] == [pytest.approx(0.03), None, *[pytest.approx(0.03)] * 14]
    assert [bool(bank.settings(pad).attributes) for pad in range(16)] == [True, False, *[True] * 14]
    hands.wait(lambda: app.house.pads.made.controller.is_settled and not bank.waits(0))
    assert bank.sound(0).provenance.choice is not None  # the one sound there is was made anew, as bright as can be
    assert [bank.sound(pad) for pad in range(1, 16)] == [None] * 15
    while app.window.undo_stack.canUndo():
        app.window.undo_stack.undo()
    assert {bank.settings(pad).decay_s for pad in range(16)} == {None}
    assert bank.settings(15).attributes == ()
    turn(keys, 64, 2)
    hands.wait(lambda: strength.value() == round(strength.maximum() * 64 / 127))


def test_what_waits_to_be_learned_is_said_where_one_looks(
    app: Conductor, keys: Keys, hands: Hands, qtbot: QtBot
) -> None:
    app.house.pads.made.do("learn", 4)
    assert hands.said.startswith("Play pad 5: hit a pad")
    with qtbot.waitSignal(app.controller.learned, timeout=WAIT_MS):
        keys.send(bytes([0x99, 70, 100]))
    assert hands.said == "Learned: Note A#3 (70), channel 10 → Play pad 5"
    app.controller.learn("macro:decay")
    assert hands.said.startswith("Decay of all pads: turn")
    app.controller.cancel_learning()
    assert hands.said == ""


def test_without_a_port_learning_says_what_is_missing(app: Conductor, hands: Hands) -> None:
    app.house.pads.made.do("learn", 0)
    assert "once a MIDI input is chosen" in hands.said


def test_every_control_can_be_learned_and_a_learned_one_moves(
    app: Conductor, keys: Keys, hands: Hands, qtbot: QtBot
) -> None:
    for view in app.window.views.names:
        app.window.views.show_view(view)
    targets = app.house.stage.learning.targets
    assert [each for each in targets if not is_target(each)] == []
    rooms = {"Request", "Output", "Devices", "Sounds", "Pads", "Kit", "Library", "Editor", "Training"}
    assert {each.removeprefix("control:").partition(": ")[0] for each in targets} == rooms
    known = {each.partition(": ")[2] for each in targets}
    learnable = [each for each in app.window.findChildren(QWidget) if isinstance(each, Learnable)]
    names = {each.accessibleName() for each in learnable if not isinstance(each, QScrollBar)}
    assert names - known == {"", "Scroll Left", "Scroll Right", "Details of the error"}
    count = app.window.request.count
    learn(app, keys, qtbot, f"control:Request: {count.accessibleName()}", 1)
    turn(keys, 127, 1)
    hands.wait(lambda: count.value() == count.maximum())
    turn(keys, 0, 1)
    hands.wait(lambda: count.value() == count.minimum())
    volume = app.house.stage.meter.slider
    learn(app, keys, qtbot, f"control:Output: {volume.accessibleName()}", 2)
    turn(keys, 127, 2)
    hands.wait(lambda: volume.value() == volume.maximum())


def test_a_learned_button_makes_a_pad_anew(app: Conductor, keys: Keys, hands: Hands, qtbot: QtBot) -> None:
    app.house.pads.made.controller.put(2, noise_burst(1))
    before = hands.pad_samples(2)
    learn(app, keys, qtbot, "regenerate:2", 3)
    looks = itertools.count()

    def is_new() -> bool:
        # Pressed again now and then: a server that does not wait for its clients may lose a message on a busy machine.
        if next(looks) % 200 == 0:
            turn(keys, 0, 3)
            turn(keys, 127, 3)
        return hands.pad_samples(2) is not before

    hands.wait(is_new)
    assert app.pads.bank.sound(2).provenance.label == "snare"
