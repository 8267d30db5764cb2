"""Everything that can be done in the editor, with its keys: one table for buttons, keys and the shortcut sheet."""

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True)
class EditorSpec:
    """One thing the user can do in the editor.

    Parameters
    ----------
    name : str
        How the code calls it.
    text : str
        How buttons and the shortcut sheet call it, in English.
    tip : str
        What it does, in English; empty where the text says it.
    keys : tuple of str
        Keys that do it while the editor has the focus, the one to show first.
    """

    name: str
    text: str
    tip: str = ""
    keys: tuple[str, ...] = ()


_T = QT_TRANSLATE_NOOP
SPECS = (
    EditorSpec("open", _T("Editor", "Open…"), _T("Editor", "Open a sound file"), ("Ctrl+O",)),
    EditorSpec("play", _T("Editor", "Play"), _T("Editor", "Play the selected part, or everything"), ("Space",)),
    EditorSpec("play_all", _T("Editor", "Play everything"), keys=("Shift+Space",)),
    EditorSpec(
        "compare",
        _T("Editor", "Compare with the source"),
        _T("Editor", "Show and play the sound as it was opened, and back"),
        ("B",),
    ),
    EditorSpec("undo", _T("Editor", "Undo"), keys=("Ctrl+Z",)),
    EditorSpec("redo", _T("Editor", "Redo"), keys=("Ctrl+Shift+Z", "Ctrl+Y")),
    EditorSpec("zoom_in", _T("Editor", "Zoom in"), keys=("+", "=")),
    EditorSpec("zoom_out", _T("Editor", "Zoom out"), keys=("-",)),
    EditorSpec("fit", _T("Editor", "Show everything"), keys=("0",)),
    EditorSpec("zoom_selection", _T("Editor", "Zoom to the selection"), keys=("Z",)),
    EditorSpec("select_all", _T("Editor", "Select everything"), keys=("Ctrl+A",)),
    EditorSpec("escape", _T("Editor", "Cancel, or select nothing"), keys=("Esc",)),
    EditorSpec("trim", _T("Editor", "Trim"), _T("Editor", "Cut everything but the selection away"), ("Ctrl+T",)),
    EditorSpec(
        "apply",
        _T("Editor", "Apply"),
        _T("Editor", "Make the trim and the fades of the handles part of the sound"),
        ("Return", "Enter"),
    ),
    EditorSpec(
        "redo_attack",
        _T("Editor", "Attack"),
        _T("Editor", "Make everything up to the selection's end, or up to the cursor, anew"),
        ("A",),
    ),
    EditorSpec("redo_part", _T("Editor", "Selection"), _T("Editor", "Make the selected part anew"), ("I",)),
    EditorSpec(
        "redo_tail",
        _T("Editor", "Tail"),
        _T("Editor", "Make everything from the selection's start, or from the cursor, anew"),
        ("T",),
    ),
    EditorSpec(
        "direction",
        _T("Editor", "Change direction"),
        _T("Editor", "Vary as strongly as before, but another way"),
        ("R",),
    ),
    EditorSpec(
        "resize",
        _T("Editor", "Change length"),
        _T("Editor", "Extend or shorten the sound to this length; what is added is made anew"),
    ),
    EditorSpec("keep", _T("Editor", "Keep"), _T("Editor", "Put the sound in the library"), ("K",)),
    EditorSpec("to_pad", _T("Editor", "To pad"), _T("Editor", "Put the sound on the selected pad"), ("P",)),
    EditorSpec("copy", _T("Editor", "Copy as file"), keys=("Ctrl+C",)),
    EditorSpec(
        "reveal", _T("Editor", "Show in folder"), _T("Editor", "Write the sound as a WAV file and show its folder")
    ),
    EditorSpec("cancel", _T("Editor", "Cancel"), _T("Editor", "Stop the work that runs"), ()),
)


def make_acts(owner: QWidget) -> dict[str, QAction]:
    """Make all actions; their keys are handled by `gui.editor.keys`, so they clash with nobody's shortcuts."""
    acts = {}
    for spec in SPECS:
        act = QAction(translated(spec.text), owner)
        plain = translated(spec.text).replace("…", "")
        tip = translated(spec.tip) if spec.tip else plain
        act.setToolTip(f"{tip} ({key_text(spec)})" if spec.keys else tip)
        acts[spec.name] = act
    acts["compare"].setCheckable(True)
    return acts


def editor_rows() -> list[tuple[str, str]]:
    """Return (what, key) of everything that has a key, for a shortcut sheet."""
    return [(translated(spec.tip or spec.text).replace("…", ""), key_text(spec)) for spec in SPECS if spec.keys]


def key_text(spec: EditorSpec) -> str:
    """Return the first key as this system writes it."""
    return QKeySequence(spec.keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if spec.keys else ""


def translated(text: str) -> str:
    """Return a text of the table in the user's language."""
    return QCoreApplication.translate("Editor", text)
