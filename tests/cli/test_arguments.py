"""The command line's own complaints and manners."""

import subprocess
import sys

import pytest

import drumgen
from drumgen.__main__ import main


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["generate"], "LABEL"),
        (["generate", "kick", "--count", "four"], "'four' is not a whole number"),
        (["generate", "kick", "--count", "2.5"], "'2.5' is not a whole number"),
        (["generate", "kick", "--guidance", "much"], "'much' is not a number"),
        (["generate", "kick", "--format", "mp3"], "'mp3'"),
        (["generate", "kick", "--rate", "22050"], "22050"),
        (["generate", "kick", "--device", "abacus"], "'abacus'"),
        (["generate", "kick", "--cuont", "4"], "--cuont"),
        (["generate", "kick", "--seed"], "--seed"),
        (["inspect"], "FILE"),
        (["generate", "kick", "--candidates", "some"], "'some' is not a whole number"),
        (["vary"], "FILE"),
        (["vary", "a.wav", "--strength", "much"], "'much' is not a number"),
        (["morph", "a.wav"], "B"),
        (["morph", "a.wav", "b.wav", "--amount", "0.5", "--count", "3"], "--count"),
        (["inpaint", "a.wav", "--from", "here"], "'here' is not a number"),
        (["resize", "a.wav"], "--duration"),
        (["compose"], "'compose'"),
        (["models", "kick"], "kick"),
    ],
)
def test_a_wrong_argument_gets_one_sentence_and_exit_code_2(capsys, argv, words):
    assert main(argv) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("drumgen: ")
    assert err.endswith(" --help' lists what is possible.\n")
    assert err.count("\n") == 1
    assert words in err


def test_no_command_prints_the_help(capsys):
    assert main([]) == 0
    out = capsys.readouterr().out
    for command in ("generate", "demo", "vary", "morph", "inpaint", "resize", "inspect", "models", "devices"):
        assert f"\n    {command} " in out


@pytest.mark.parametrize("argv", [["--help"], ["generate", "--help"], ["demo", "--help"]])
def test_help_goes_to_stdout(capsys, argv):
    with pytest.raises(SystemExit) as left:
        main(argv)
    assert left.value.code == 0
    assert "usage: drumgen" in capsys.readouterr().out


def test_version(capsys):
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"drumgen {drumgen.__version__}\n"


def test_parsing_loads_no_library():
    """What makes `drumgen --help` slow would be an import at the top of some module."""
    heavy = ("numpy", "soundfile", "soxr", "onnxruntime", "rich", "sounddevice", "mido", "rtmidi")
    code = f"import sys, drumgen.__main__ as m; m.main([]); print('loaded', sorted(set({heavy!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "loaded []"
