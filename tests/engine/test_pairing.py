import json

import pytest

from drumgen.engine.pairing import open_pair
from drumgen.errors import DeviceError, ModelError
from drumgen.inference.providers import available_providers
from drumgen.inference.store import ModelStore
from tests.support.models.tiny_models import write_tiny_models


@pytest.fixture
def folder(tmp_path):
    return write_tiny_models(tmp_path)


def change_card(folder, name, **changes):
    path = folder / f"{name}.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | changes), encoding="utf-8")


def test_models_that_fit_open_together(folder):
    pair = open_pair(ModelStore(folder), "drums", "auto")
    assert pair.n_samples == 8192
    assert pair.settings.sampler == "heun"
    assert pair.provider == available_providers()[0]


def test_another_codec_is_refused(folder):
    change_card(folder, "drums", codec="0" * 64)
    with pytest.raises(ModelError, match="drums was made for another codec than the one installed"):
        open_pair(ModelStore(folder), "drums", "cpu")


def test_another_rate_is_refused(folder):
    change_card(folder, "drums", sample_rate_hz=48000)
    with pytest.raises(ModelError, match="cards of drums and codec_decoder do not fit each other"):
        open_pair(ModelStore(folder), "drums", "cpu")


def test_a_missing_codec_is_named(folder):
    (folder / "codec_decoder.json").unlink()
    with pytest.raises(ModelError, match="no model called 'codec_decoder'"):
        open_pair(ModelStore(folder), "drums", "cpu")


def test_noise_and_audio_of_different_lengths_are_refused(folder):
    change_card(folder, "codec_decoder", inputs={"latents": ["B", 4, 3], "noise": ["B", 100]})
    with pytest.raises(ModelError, match=r"shape of its input noise is B x 8192, but the card says B x 100"):
        open_pair(ModelStore(folder), "drums", "cpu")


def test_a_device_that_does_not_run_is_refused(folder):
    for device in {"cuda", "directml", "coreml"} - set(available_providers()):
        with pytest.raises(DeviceError, match=f"compute device {device} does not work on this machine"):
            open_pair(ModelStore(folder), "drums", device)
