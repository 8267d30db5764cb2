"""Sounds go from one view to another."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from drumgen.audio.files import read_clip
from drumgen.engine.generator import GeneratedSound
from drumgen.errors import DeviceError, MidiError
from drumgen.pads.settings import PadMode
from gui.devices.audio_dialog import AudioDialog
from gui.devices.midi_dialog import MidiDialog
from gui.shell.conductor import Conductor
from tests.gui.conftest import WAIT_MS
from tests.gui.whole.conftest import CTRL, Generate, Hands, open_library
from tests.support.library import generated, hit

MakeApp = Callable[[Path], Conductor]


def test_a_sound_of_the_list_is_edited_and_kept(app: Conductor, generate: Generate, hands: Hands, qtbot: QtBot) -> None:
    (item,) = generate("snare", seed=70)
    hands.press(app.window.results, Qt.Key.Key_E)
    assert app.window.views.current == "editor"
    editor = app.house.editor.controller
    hands.wait(lambda: editor.document is not None)
    np.testing.assert_array_equal(editor.document.version.clip.samples, item.take.sound.clip.samples)
    with qtbot.waitSignal(app.house.library.library.kept, timeout=WAIT_MS) as kept:
        editor.view.acts["keep"].trigger()
    (entry,) = kept.args
    assert (entry.label, entry.provenance.seed) == ("snare", 70)
    np.testing.assert_allclose(read_clip(entry.path).samples, item.take.sound.clip.samples, atol=2e-7)
    hands.press(app.window, Qt.Key.Key_3, CTRL)
    hands.wait(lambda: hands.library_view.table.select(entry.id))


def test_a_favourite_of_the_list_is_one_of_the_library(
    app: Conductor, generate: Generate, hands: Hands, qtbot: QtBot
) -> None:
    generate("clap", seed=5)
    with qtbot.waitSignal(app.house.library.library.kept, timeout=WAIT_MS) as kept:
        hands.press(app.window.results, Qt.Key.Key_F)
    library = app.house.library.library.library
    assert [each.id for each in library.search(favourites=True).entries] == [kept.args[0].id]


def test_an_entry_of_the_library_goes_on_a_pad_and_into_the_editor(app: Conductor, hands: Hands) -> None:
    (entry,) = hands.keep(generated(3, label="clap", clip=hit(seed=3)))
    clap = next(pad for pad in range(16) if app.pads.bank.settings(pad).label == "clap")
    hands.choose("Put on a pad")
    hands.wait(lambda: app.pads.bank.sound(clap) is not None)
    sound = app.pads.bank.sound(clap)
    assert isinstance(sound, GeneratedSound)
    assert (sound.provenance.seed, app.pads.bank.settings(clap).seed) == (3, 3)
    assert f"pad {clap + 1};" in hands.said
    app.window.undo_group.undo()
    assert app.pads.bank.sound(clap) is None
    hands.choose("Open in the editor")
    hands.wait(lambda: app.window.views.current == "editor")
    editor = app.house.editor.controller
    hands.wait(lambda: editor.document is not None)
    assert editor.document.known_label == "clap"
    assert editor.view.header.title.text() == entry.title


def test_a_sound_is_put_on_its_pad_and_ctrl_z_brings_back_the_other(
    app: Conductor, generate: Generate, hands: Hands
) -> None:
    first, second = generate("kick", 2)
    hands.wait(lambda: first.on_pad)
    app.window.results.show_item(second)
    hands.press(app.window.results, Qt.Key.Key_P)
    hands.wait(lambda: second.on_pad and not first.on_pad)
    assert hands.pad_samples(0) is second.take.sound.clip.samples
    hands.undo()
    hands.wait(lambda: first.on_pad and not second.on_pad)
    assert hands.pad_samples(0) is first.take.sound.clip.samples


def test_views_have_keys(app: Conductor, generate: Generate, hands: Hands) -> None:
    generate()
    for place, name in ((1, "pads"), (2, "library"), (3, "editor"), (4, "training"), (0, "sounds")):
        hands.press(app.window, Qt.Key(Qt.Key.Key_1 + place), CTRL)
        assert app.window.views.current == name
        focused = app.window.focusWidget()
        assert focused is not None and focused.isVisible(), name
        assert name == "training" or focused is not app.window


def test_pads_play_and_remake_by_keys_in_their_view(app: Conductor, generate: Generate, hands: Hands) -> None:
    (item,) = generate("kick")
    hands.wait(lambda: item.on_pad)
    hands.press(app.window, Qt.Key.Key_2, CTRL)
    struck: list[int] = []
    app.pads.struck.connect(lambda pad, _: struck.append(pad))
    hands.press(app.window.focusWidget(), Qt.Key.Key_Space)
    hands.wait(lambda: struck == [0])
    hands.press(app.window.focusWidget(), Qt.Key.Key_G)
    hands.wait(lambda: hands.pad_samples(0) is not item.take.sound.clip.samples)
    hands.wait(lambda: len(app.window.sounds.items) == 2)  # the new one is in the list as well
    hands.undo()
    hands.wait(lambda: hands.pad_samples(0) is item.take.sound.clip.samples)


def test_what_is_on_the_pads_is_there_at_the_next_start(
    app: Conductor, generate: Generate, hands: Hands, make_app: MakeApp, models: Path, qtbot: QtBot
) -> None:
    (item,) = generate("kick")
    hands.wait(lambda: item.on_pad)
    app.house.pads.made.kits.rename("Tin roof")
    app.close()
    hurried = make_app(models)
    hurried.start(devices=False)
    hurried.close()  # before the pads were read
    again = make_app(models)
    again.start(devices=False)
    qtbot.waitUntil(lambda: again.pads.bank.sound(0) is not None, timeout=WAIT_MS)
    np.testing.assert_allclose(Hands(again, qtbot).pad_samples(0), item.take.sound.clip.samples, atol=2e-7)
    assert again.house.pads.made.bar.name.text() == "Tin roof"


def test_the_panel_shows_which_mode_the_pads_have(app: Conductor, hands: Hands) -> None:
    panel, pads = app.window.devices, app.house.pads.made
    panel.regenerate.click()
    assert {app.pads.bank.settings(pad).mode for pad in range(16)} == {PadMode.REGENERATE}
    pads.controller.set_mode(PadMode.KEEP, [3])
    hands.wait(lambda: panel.mode is None)
    pads.bar.keep.click()
    hands.wait(lambda: panel.mode is PadMode.KEEP)
    hands.undo()
    hands.undo()
    hands.wait(lambda: panel.mode is PadMode.REGENERATE)


def test_program_changes_choose_kits_at_the_next_start_too(
    app: Conductor, generate: Generate, hands: Hands, make_app: MakeApp, models: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    (item,) = generate("kick")
    hands.wait(lambda: item.on_pad)
    for name in ("A", "B"):
        app.house.pads.made.kits.rename(name)
        app.house.pads.made.kits.save(tmp_path / name)
        hands.wait(lambda name=name: app.house.pads.made.kits.facts.path == tmp_path / f"{name}.drumkit")
    app.close()
    again = make_app(models)
    again.start(devices=False)
    qtbot.waitUntil(lambda: again.pads.bank.sound(0) is not None, timeout=WAIT_MS)
    facts = again.house.pads.made.kits.facts
    assert (facts.name, facts.path) == ("B", tmp_path / "B.drumkit")
    again.controller.program.emit(0)
    qtbot.waitUntil(lambda: again.house.pads.made.kits.facts.name == "A", timeout=WAIT_MS)


def test_dialogs_of_devices_go_when_they_are_closed(app: Conductor, qtbot: QtBot) -> None:
    for kind, act in ((MidiDialog, "midi"), (AudioDialog, "audio")):
        app.window.acts[act].trigger()
        dialog = app.window.findChild(kind)
        assert dialog is not None and dialog.isVisible()
        dialog.close()
        qtbot.waitUntil(lambda kind=kind: app.window.findChild(kind) is None, timeout=WAIT_MS)
    app.controller.failed.emit(MidiError("The port has gone."))  # nobody who has gone is told
    app.speakers.failed.emit(DeviceError("The output has gone."))
    app.speakers.retrying.emit(2)
    app.controller.closed.emit()


def test_a_library_that_is_looked_at_late_shows_what_is_in_it(
    app: Conductor, hands: Hands, make_app: MakeApp, models: Path, qtbot: QtBot
) -> None:
    (entry,) = hands.keep(generated(3))
    hands.look("sounds")
    app.close()
    again = make_app(models)
    again.start(devices=False)
    open_library(again, qtbot)
    qtbot.waitUntil(lambda: again.jobs.is_idle, timeout=WAIT_MS)
    qtbot.wait(300)  # all that is told at the start has been told
    view = Hands(again, qtbot).library_view
    again.window.views.show_view("library")
    qtbot.waitUntil(lambda: view.table.select(entry.id), timeout=3000)
    assert view.table.isVisible()
