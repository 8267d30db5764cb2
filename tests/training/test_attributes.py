"""Attributes of a pack's sounds: measured once, shifted for variants, told in standard units."""

from dataclasses import asdict

import numpy as np
import pytest
import torch

from drumgen.engine.finishing import finish
from drumgen.engine.seeds import NormalStream, Purpose
from drumgen.inference.store import PACKAGED_FOLDER, ModelStore
from drumgen.representations import layout
from drumgen.wishes.measuring import measure
from drumgen.wishes.units import UNITS
from tests.support.training.drum_folder import write_drum_folder
from training.data.attributes import attribute_from, fit_attributes, measure_pack, told
from training.data.latents import encode_pack
from training.data.pack import build_pack
from training.data.scan import scan
from training.denoiser_step import told_attributes
from training.share import BatchNoise

NAMES = list(UNITS)


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    folder = tmp_path_factory.mktemp("attributes")
    pack = build_pack(scan(write_drum_folder(folder / "data")).sounds, folder / "pack", variants=1, seed=0, workers=1)
    store = ModelStore(PACKAGED_FOLDER)
    latents = encode_pack(pack, store.codec_encoder(), folder)
    return folder, pack, latents, store, measure_pack(pack, latents, store.codec_decoder(), folder)


def test_an_original_has_what_its_decoded_sound_measures(case):
    _, pack, latents, store, values = case
    row = int(pack.originals()[0])
    noise = NormalStream(0, Purpose.DECODER_NOISE).draw((1, layout.SOUND_SAMPLES)).astype(np.float32)
    audio = store.codec_decoder().run({"latents": latents[row : row + 1], "noise": noise})["audio"][0]
    measured = list(measure(finish(audio, layout.RATE_HZ)).values())
    known = np.isfinite(values[row])
    np.testing.assert_allclose(values[row][known], np.array(measured)[known], atol=0.02)


def test_a_variant_has_its_sound_s_attributes_shifted(case):
    _, pack, _, _, values = case
    original = {pack.rows[row].file: row for row in pack.originals()}
    for row, sound in enumerate(pack.rows):
        octaves = sound.shift_semitones / 12.0
        moved = values[row] - values[original[sound.file]]
        assert moved[NAMES.index("brightness")] == pytest.approx(octaves)
        assert moved[NAMES.index("decay")] == pytest.approx(-octaves)
        assert np.isnan(values[row][NAMES.index("body")]) == (octaves != 0.0)


def test_hats_have_no_pitch(case):
    _, pack, _, _, values = case
    hats = [row.label == "closed_hat" for row in pack.rows]
    assert np.isnan(values[hats, NAMES.index("pitch")]).all()
    assert "closed_hat" not in fit_attributes(pack, values)[NAMES.index("pitch")].ranges


def test_what_a_network_is_told_has_the_spread_of_one(case):
    _, pack, _, _, values = case
    attributes = fit_attributes(pack, values)
    columns = told(attributes, values[pack.originals()])
    flags = columns[:, len(attributes) :]
    np.testing.assert_array_equal(flags, np.isfinite(values[pack.originals()]))
    for k in range(len(attributes)):
        assert columns[flags[:, k] == 1.0, k].std() == pytest.approx(1.0, abs=1e-3)
    assert [attribute_from(asdict(attribute)) for attribute in attributes] == list(attributes)


def test_measurements_are_kept_for_runs_that_go_on(case):
    folder, pack, latents, store, values = case
    again = measure_pack(pack, np.zeros_like(latents), store.codec_decoder(), folder)
    np.testing.assert_array_equal(again, values)


def test_attributes_are_told_of_some_sounds_and_not_all_at_once():
    noise = BatchNoise(torch.Generator().manual_seed(0))
    attributes = torch.cat([torch.full((2000, 3), 2.0), torch.ones(2000, 3)], dim=1)
    given = told_attributes(attributes, noise, 0.6)
    flags = given[:, 3:]
    assert 0.55 < float((flags.sum(dim=1) > 0).float().mean()) / (1.0 - 0.5**3) < 0.65
    assert torch.equal(given[:, :3], 2.0 * flags)
