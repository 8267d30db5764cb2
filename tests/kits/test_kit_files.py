import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drumgen.audio.clip import Clip
from drumgen.audio.identity import clip_id
from drumgen.engine.generator import GeneratedSound
from drumgen.engine.request import GenerationRequest
from drumgen.errors import KitError, OutputError
from drumgen.kits.kit import SUFFIX, Kit, KitPad
from drumgen.kits.reading import read_kit
from drumgen.kits.writing import write_kit
from drumgen.pads.layout import default_settings
from drumgen.pads.settings import LAST_SEED, PadMode, PadSettings
from tests.support.disks import file_size_limit
from tests.support.pad_parts import sound_of
from tests.support.sounds import noise_burst

names = st.text(min_size=1, max_size=40).filter(lambda text: text.strip() and "\ud800" not in text)
pad_settings = st.builds(
    PadSettings,
    name=st.text(st.characters(codec="utf-8"), min_size=1, max_size=40).filter(str.strip),
    note=st.integers(0, 127),
    label=st.sampled_from(["kick", "snare", "Glöckchen"]),
    prompt=st.text(st.characters(codec="utf-8"), max_size=60),
    attributes=st.dictionaries(st.sampled_from(["brightness", "body", "pitch"]), st.floats(-1, 1)).map(
        lambda pairs: tuple(pairs.items())
    ),
    seed=st.integers(0, LAST_SEED),
    seed_locked=st.booleans(),
    steps=st.none() | st.integers(1, 1000),
    guidance=st.none() | st.floats(0, 20),
    gain_db=st.floats(-60, 12),
    pan=st.floats(-1, 1),
    width=st.floats(0, 1),
    tune_semitones=st.floats(-24, 24),
    decay_s=st.none() | st.floats(0.01, 10),
    fade_in_s=st.floats(0, 1),
    fade_out_s=st.floats(0, 2),
    velocity_to_tone=st.floats(0, 1),
    choke_group=st.none() | st.sampled_from(["hats", "Gruppe 1"]),
    mode=st.sampled_from(PadMode),
    locked=st.booleans(),
    muted=st.booleans(),
    soloed=st.booleans(),
)


def a_kit() -> Kit:
    """A kit with a sound of every kind: generated, the user's own in stereo and too loud for whole numbers, none."""
    pads = [KitPad(each) for each in default_settings()]
    pads[0] = KitPad(pads[0].settings, sound_of(GenerationRequest("kick", seed=5)))
    pads[2] = KitPad(pads[2].settings, noise_burst(3, channels=2, rate_hz=48000, frames=500))
    pads[3] = KitPad(pads[3].settings, noise_burst(4, peak=1.5, frames=500))
    return Kit("Dusty", tuple(pads), 77, "dusty kit")


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    return write_kit(tmp_path / f"dusty{SUFFIX}", a_kit())


def edited(path: Path, change: Callable[[dict], object]) -> Path:
    """Change the kit.json of a kit as somebody with an editor would."""

    def edit(text: bytes) -> bytes:
        content = json.loads(text)
        change(content)
        return json.dumps(content).encode()

    return repacked(path, edit)


def repacked(path: Path, edit: Callable[[bytes], bytes], **more: bytes) -> Path:
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    entries["kit.json"] = edit(entries["kit.json"])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (entries | more).items():
            archive.writestr(name, data)
    return path


def refused(path: Path) -> str:
    """Return the sentence with which a kit is refused."""
    with pytest.raises(KitError) as caught:
        read_kit(path)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert sentence.count("\n") == 0
    assert str(path) in sentence
    return sentence


def test_a_kit_comes_back_whole(saved: Path) -> None:
    kit, wanted = read_kit(saved), a_kit()
    assert (kit.name, kit.seed, kit.prompt) == ("Dusty", 77, "dusty kit")
    assert [pad.settings for pad in kit.pads] == [pad.settings for pad in wanted.pads]
    kick, snare, clap = (kit.pads[place].sound for place in (0, 2, 3))
    assert isinstance(kick, GeneratedSound)
    assert kick.provenance == wanted.pads[0].sound.provenance
    assert clip_id(kick.clip) == clip_id(wanted.pads[0].sound.clip)
    assert isinstance(snare, Clip)
    assert (snare.rate_hz, snare.samples.shape) == (48000, (2, 500))
    assert isinstance(clap, Clip)
    np.testing.assert_array_equal(clap.samples, wanted.pads[3].sound.samples)
    assert [pad.sound for pad in kit.pads[4:]] == [None] * 12


def test_the_same_kit_gives_the_same_bytes(saved: Path, tmp_path: Path) -> None:
    other = write_kit(tmp_path / "other.drumkit", read_kit(saved))
    assert other.read_bytes() == saved.read_bytes()


def test_it_is_a_zip_that_others_can_open(saved: Path) -> None:
    with zipfile.ZipFile(saved) as archive:
        assert archive.namelist() == [
            "kit.json",
            "sounds/01_Kick_s5_v01.wav",
            "sounds/03_Snare.wav",
            "sounds/04_Clap.wav",
        ]
        assert archive.testzip() is None


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    st.lists(pad_settings, min_size=16, max_size=16),
    st.text(st.characters(codec="utf-8"), max_size=40),
    st.none() | st.integers(0, LAST_SEED),
    st.sets(st.integers(0, 15), max_size=3),
)
def test_all_settings_survive(
    tmp_path: Path, pads: list[PadSettings], name: str, seed: int | None, sounding: set[int]
) -> None:
    kit = Kit(
        name,
        tuple(
            KitPad(pad, noise_burst(place, frames=8) if place in sounding else None) for place, pad in enumerate(pads)
        ),
        seed,
    )
    back = read_kit(write_kit(tmp_path / "kit.drumkit", kit))
    assert [pad.settings for pad in back.pads] == pads
    assert (back.name, back.seed) == (name, seed)
    assert {place for place, pad in enumerate(back.pads) if pad.sound is not None} == sounding


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda kit: kit.update(version=2), "newer drumgen .*version 2.* up to 1.*update drumgen"),
        (lambda kit: kit.update(version="1"), "unknown kit version '1'"),
        (lambda kit: kit.pop("version"), "unknown kit version None"),
        (lambda kit: kit.update(format="other"), "is not a drumgen kit"),
        (lambda kit: kit["pads"].pop(), "has 15 pads, but a kit has 16"),
        (lambda kit: kit.update(pads="all"), "wrong value for 'pads'"),
        (lambda kit: kit.update(name=3), "wrong value for 'name'"),
        (lambda kit: kit.update(seed=-1), "seed -1"),
        (lambda kit: kit["pads"][4].update(gain_db="loud"), "pad 5 .*'gain_db'"),
        (lambda kit: kit["pads"][4].update(gain_db=400), "pad 5 .*between -60 and 12"),
        (lambda kit: kit["pads"][4].update(gain_db=float("nan")), "pad 5 .*between -60 and 12"),
        (lambda kit: kit["pads"][4].update(note=True), "pad 5 .*'note'"),
        (lambda kit: kit["pads"][4].update(note=10**30), "pad 5 .*between 0 and 127"),
        (lambda kit: kit["pads"][4].update(gian_db=3), "pad 5 .*'gian_db', which is unknown"),
        (lambda kit: kit["pads"][4].update(mode="sometimes"), "pad 5 .*sometimes"),
        (lambda kit: kit["pads"][4].update(attributes={"body": "big"}), "pad 5 .*attribute"),
        (lambda kit: kit["pads"][4].update(attributes=[1]), "pad 5 .*'attributes'"),
        (lambda kit: kit["pads"][4].pop("label"), "pad 5 .*lacks 'label'"),
        (lambda kit: kit["pads"].__setitem__(4, None), "no settings for pad 5"),
        (lambda kit: kit["pads"][4].update(sound="sounds/lost.wav"), "lacks the sound sounds/lost.wav"),
        (lambda kit: kit["pads"][4].update(sound="../../etc/passwd"), "outside its folder"),
        (lambda kit: kit["pads"][4].update(sound="sounds/../kit.wav"), "outside its folder"),
        (lambda kit: kit["pads"][4].update(sound="/etc/passwd.wav"), "outside its folder"),
        (lambda kit: kit["pads"][4].update(sound="sounds\\..\\x.wav"), "outside its folder"),
        (lambda kit: kit["pads"][4].update(sound="sounds/c:x.wav"), "outside its folder"),
    ],
)
def test_an_edited_kit_is_refused_with_what_is_wrong(
    saved: Path, change: Callable[[dict], object], message: str
) -> None:
    edited(saved, change)
    with pytest.raises(KitError, match=message):
        read_kit(saved)
    refused(saved)


def test_settings_that_are_left_out_are_the_usual_ones(saved: Path) -> None:
    edited(saved, lambda kit: [kit["pads"][0].pop(name) for name in ("gain_db", "prompt", "mode", "attributes")])
    assert read_kit(saved).pads[0].settings == a_kit().pads[0].settings


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.floats(0, 1, exclude_max=True))
def test_a_truncated_kit_is_refused(saved: Path, part: float) -> None:
    whole = saved.read_bytes()
    cut = saved.with_name("cut.drumkit")
    cut.write_bytes(whole[: int(part * len(whole))])
    refused(cut)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_kit_is_refused_or_read_whole(saved: Path, data: st.DataObject) -> None:
    content = bytearray(saved.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    damaged = saved.with_name("damaged.drumkit")
    damaged.write_bytes(content)
    try:
        kit = read_kit(damaged)
    except KitError as error:
        assert str(error).endswith(".")
    else:
        assert len(kit.pads) == 16


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"", "is not a drumgen kit"), (b"Dear diary", "is not a drumgen kit"), (b"PK\3\4 and then", "damaged")],
)
def test_what_is_no_kit(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "x.drumkit"
    path.write_bytes(content)
    assert message in refused(path)


def test_other_zips_and_odd_contents(saved: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert "is not a drumgen kit" in refused(other)
    assert "no JSON" in refused(repacked(saved, lambda text: text[:100]))
    assert "no JSON" in refused(repacked(saved, lambda text: b"[" * 100_000))
    refused(repacked(saved, lambda text: b"\xff\xfe not unicode"))


def test_missing_files_and_folders(tmp_path: Path) -> None:
    assert "There is no kit" in refused(tmp_path / "lost.drumkit")
    assert "is not a file" in refused(tmp_path)


def test_what_unpacks_to_too_much_is_refused_before_it_does(saved: Path) -> None:
    bomb = b"\0" * (2**26 + 10)
    edited(saved, lambda kit: kit["pads"][4].update(sound="sounds/bomb.wav"))
    repacked(saved, lambda text: text, **{"sounds/bomb.wav": bomb})
    assert saved.stat().st_size < 2**20
    assert "too large" in refused(saved)
    assert "too large" in refused(repacked(saved, lambda text: text + b" " * 2**21))


def test_a_broken_sound_is_named(saved: Path) -> None:
    with zipfile.ZipFile(saved) as archive:
        wav = archive.read("sounds/03_Snare.wav")
    for broken in (wav[: len(wav) // 2], b"", b"no sound at all"):
        repacked(saved, lambda text: text, **{"sounds/03_Snare.wav": broken})
        assert "damaged sound (sounds/03_Snare.wav)" in refused(saved)


def test_a_sound_put_in_by_hand_is_taken_as_it_is(saved: Path) -> None:
    with zipfile.ZipFile(saved) as archive:
        wav = archive.read("sounds/03_Snare.wav")
    repacked(saved, lambda text: text, **{"sounds/01_Kick_s5_v01.wav": wav})
    assert isinstance(read_kit(saved).pads[0].sound, Clip)


def test_a_full_disk_leaves_the_old_kit(saved: Path) -> None:
    before = saved.read_bytes()
    with file_size_limit(4096), pytest.raises(OutputError):
        write_kit(saved, Kit("New", tuple(KitPad(pad) for pad in default_settings())))
    assert saved.read_bytes() == before
    assert list(saved.parent.iterdir()) == [saved]
