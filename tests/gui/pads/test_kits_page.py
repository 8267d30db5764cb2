"""New kits, kit files, and all pads at once."""

from pathlib import Path

import numpy as np
from pytestqt.qtbot import QtBot

from drumgen.errors import KitError, OutputError
from drumgen.kits.reading import read_kit
from drumgen.pads.bank import PadBank
from drumgen.pads.layout import default_settings
from drumgen.pads.settings import PadMode
from tests.gui.pads.conftest import Page
from tests.support.disks import file_size_limit
from tests.support.sounds import noise_burst

PADS = range(16)


def is_complete(bank: PadBank) -> bool:
    return all(bank.sound(pad) is not None and not bank.waits(pad) for pad in PADS)


def samples(bank: PadBank) -> list[np.ndarray]:
    return [bank.sound(pad).clip.samples for pad in PADS]


def test_an_empty_page_tells_what_to_do_until_there_is_a_sound(page: Page, qtbot: QtBot) -> None:
    assert page.view.hint.isVisible()
    page.put(3)
    qtbot.waitUntil(lambda: not page.view.hint.isVisible())


def test_in_a_small_window_the_board_scrolls_and_nothing_is_squeezed(page: Page, qtbot: QtBot) -> None:
    page.view.resize(page.view.minimumSizeHint())
    least = page.view.grid.tiles[0].minimumSizeHint()
    bar = page.view.board.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert all(tile.height() >= least.height() and tile.width() >= least.width() for tile in page.view.grid.tiles)
    assert page.view.hint.height() >= page.view.hint.heightForWidth(page.view.hint.width())
    for pad in (12, 0):  # the selected pad comes into view
        page.view.grid.select(pad)
        tile = page.view.grid.tiles[pad]
        top = tile.mapTo(page.view.board.viewport(), tile.rect().topLeft()).y()
        assert 0 <= top <= page.view.board.viewport().height() - tile.height()


def test_one_seed_gives_one_kit_and_it_is_one_step(page: Page, qtbot: QtBot) -> None:
    page.view.bar.seed.setText("42")
    page.view.bar.seed.setModified(True)
    page.view.bar.new.click()
    assert page.view.bar.name.text() == "Kit 42"
    qtbot.waitUntil(lambda: is_complete(page.bank), timeout=20_000)
    first = samples(page.bank)
    page.undo.undo()
    qtbot.waitUntil(lambda: page.pads.is_empty)  # the news of the last sound may still be on its way
    assert page.undo.count() == 1
    assert page.view.kits.facts.name == ""
    page.view.kits.make(seed=42)
    qtbot.waitUntil(lambda: is_complete(page.bank), timeout=20_000)
    for before, after in zip(first, samples(page.bank), strict=True):
        np.testing.assert_allclose(before, after, atol=1e-4)
    assert page.errors == []


def test_a_new_kit_draws_a_seed_of_its_own_unless_one_is_entered(page: Page) -> None:
    for pad in PADS:
        page.bank.set_settings(pad, page.bank.settings(pad).changed(locked=pad != 0))
    page.view.bar.new.click()
    first = page.view.kits.facts.seed
    page.view.bar.new.click()
    assert first is not None
    assert page.view.kits.facts.seed != first


def test_a_kit_in_words(page: Page, qtbot: QtBot) -> None:
    sound = page.put(5)
    page.view.controller.toggle([5], "locked")
    page.view.bar.prompt.setText("dark and short")
    page.view.bar.new.click()
    qtbot.waitUntil(lambda: is_complete(page.bank), timeout=20_000)
    assert page.view.bar.name.text() == "dark and short"
    assert dict(page.bank.settings(0).attributes)["brightness"] < 0.0
    assert page.bank.sound(0).provenance.choice.attributes == page.bank.settings(0).attributes
    assert page.bank.sound(5) is sound


def test_words_that_mean_nothing_are_told(page: Page) -> None:
    page.view.kits.make(seed=1, prompt="dark and qwrtzp")
    assert page.told == ["Words without a meaning for sounds: qwrtzp."]


def test_with_all_pads_locked_there_is_no_new_kit(page: Page) -> None:
    page.view.controller.toggle(PADS, "locked")
    page.view.bar.new.click()
    assert page.told == ["All pads are locked; unlock those that the new kit may change."]


def test_regenerating_unlocked_pads_is_one_step(page: Page, qtbot: QtBot) -> None:
    before = [page.put(pad) for pad in PADS]
    page.view.controller.toggle([0, 1], "locked")
    steps = page.undo.count()
    page.view.bar.regenerate.click()
    qtbot.waitUntil(lambda: all(page.bank.sound(pad) is not before[pad] for pad in range(2, 16)), timeout=20_000)
    assert [page.bank.sound(pad) for pad in (0, 1)] == before[:2]
    page.undo.undo()
    qtbot.waitUntil(lambda: [page.bank.sound(pad) for pad in PADS] == before)
    assert page.undo.count() == steps + 1


def test_a_kit_taken_back_half_way_stays_away_and_comes_whole_when_done_again(page: Page, qtbot: QtBot) -> None:
    before = [page.put(pad) for pad in PADS]
    with qtbot.waitSignal(page.pads.remade):
        page.view.kits.make(seed=8)
    page.undo.undo()
    qtbot.waitUntil(lambda: [page.bank.sound(pad) for pad in PADS] == before)
    assert not any(page.bank.waits(pad) for pad in PADS)
    page.undo.redo()
    qtbot.waitUntil(lambda: all(page.bank.sound(pad) is not before[pad] for pad in PADS), timeout=20_000)
    assert page.bank.settings(0).attributes
    assert page.view.bar.name.text() == "Kit 8"


def test_randomising(page: Page, qtbot: QtBot) -> None:
    usual = [page.bank.settings(pad) for pad in PADS]
    page.view.controller.toggle([0], "locked")
    page.view.bar.randomise.click()
    qtbot.waitUntil(lambda: all(page.bank.sound(pad) is not None for pad in range(1, 16)), timeout=20_000)
    assert page.bank.sound(0) is None
    assert all(page.bank.settings(pad) != usual[pad] for pad in range(1, 16))


def test_all_keep_and_all_new(page: Page) -> None:
    page.view.bar.renew.click()
    assert {page.bank.settings(pad).mode for pad in PADS} == {PadMode.REGENERATE}
    page.view.bar.keep.click()
    assert {page.bank.settings(pad).mode for pad in PADS} == {PadMode.KEEP}
    page.undo.undo()
    assert {page.bank.settings(pad).mode for pad in PADS} == {PadMode.REGENERATE}
    page.undo.undo()


def test_a_kit_is_saved_and_opened_again(page: Page, qtbot: QtBot, tmp_path: Path) -> None:
    for pad in (0, 2):
        page.put(pad, seed=pad)
    page.bank.load(3, noise_burst(3))
    page.view.controller.change(0, page.bank.settings(0).changed(pan=0.5, name="Boom"))
    page.view.kits.save(tmp_path / "mine")
    path = tmp_path / "mine.drumkit"
    qtbot.waitUntil(lambda: page.told == [f"Saved {path}"])
    assert page.view.bar.name.text() == "mine"
    assert read_kit(path).pads[0].settings == page.bank.settings(0)
    saved = [page.bank.settings(pad) for pad in PADS]
    page.view.kits.make(seed=3)
    qtbot.waitUntil(lambda: is_complete(page.bank), timeout=20_000)
    page.view.kits.open(path)
    qtbot.waitUntil(lambda: page.told[-1] == f"Opened {path}")
    assert [page.bank.settings(pad) for pad in PADS] == saved
    assert [pad for pad in PADS if page.bank.sound(pad) is not None] == [0, 2, 3]
    assert page.view.kits.facts.path == path
    page.undo.undo()
    assert is_complete(page.bank)
    assert page.view.bar.name.text() == "Kit 3"
    page.view.save()  # that kit has no file yet, so it asks for one
    assert page.view.kits.facts.path is None


def test_a_bad_kit_changes_nothing(page: Page, qtbot: QtBot, tmp_path: Path) -> None:
    sound = page.put(0)
    path = tmp_path / "bad.drumkit"
    path.write_bytes(b"PK and then nothing")
    page.view.grid.files_dropped.emit([path], 4)
    qtbot.waitUntil(lambda: bool(page.errors))
    assert isinstance(page.errors[0], KitError)
    assert page.bank.sound(0) is sound
    assert page.undo.count() == 0


def test_a_full_disk_is_told(page: Page, qtbot: QtBot, tmp_path: Path) -> None:
    page.put(0)
    with file_size_limit(1000):
        page.view.kits.save(tmp_path / "kit.drumkit")
        qtbot.waitUntil(lambda: bool(page.errors))
    assert isinstance(page.errors[0], OutputError)
    assert not (tmp_path / "kit.drumkit").exists()
    assert page.view.kits.facts.path is None


def test_renaming_is_a_step(page: Page) -> None:
    page.view.bar.renamed.emit("Dusty")
    assert page.view.bar.name.text() == "Dusty"
    page.undo.undo()
    assert page.view.bar.name.text() == ""


def test_a_dry_pad_is_said(page: Page) -> None:
    page.pads.ran_dry.emit(2)
    assert page.told == ["Pad 3 (Snare) is played faster than new sounds are made; the last one repeats."]


def test_a_model_with_other_classes_lays_the_pads_out_anew(page: Page) -> None:
    page.bank.restore({pad: page.bank.prepared(each, None) for pad, each in enumerate(default_settings())})
    page.pads.set_labels(("gong", "bell"), "gongs")
    assert {page.bank.settings(pad).label for pad in PADS} == {"gong", "bell"}
    page.put(0)
    page.pads.set_labels(("kick",), "drums")
    assert page.bank.settings(0).model == "gongs"
