"""Everything that can be done in the editor, with its keys: one table for buttons, keys and the shortcut sheet."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from gui.translations import QT_TRANSLATE_NOOP


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


SPECS = (
    EditorSpec(
        "open", QT_TRANSLATE_NOOP("Editor", "Open…"), QT_TRANSLATE_NOOP("Editor", "Open a sound file"), ("Ctrl+O",)
    ),
    EditorSpec(
        "play",
        QT_TRANSLATE_NOOP("Editor", "Play"),
        QT_TRANSLATE_NOOP("Editor", "Play the selected part, or everything"),
        ("Space",),
    ),
    EditorSpec("play_all", QT_TRANSLATE_NOOP("Editor", "Play everything"), keys=("Shift+Space",)),
    EditorSpec(
        "compare",
        QT_TRANSLATE_NOOP("Editor", "Compare with the source"),
        QT_TRANSLATE_NOOP("Editor", "Show and play the sound as it was opened, and back"),
        ("B",),
    ),
    EditorSpec("undo", QT_TRANSLATE_NOOP("Editor", "Undo"), keys=("Ctrl+Z",)),
    EditorSpec("redo", QT_TRANSLATE_NOOP("Editor", "Redo"), keys=("Ctrl+Shift+Z", "Ctrl+Y")),
    EditorSpec("zoom_in", QT_TRANSLATE_NOOP("Editor", "Zoom in"), keys=("+", "=")),
    EditorSpec("zoom_out", QT_TRANSLATE_NOOP("Editor", "Zoom out"), keys=("-",)),
    EditorSpec("fit", QT_TRANSLATE_NOOP("Editor", "Show everything"), keys=("0",)),
    EditorSpec("zoom_selection", QT_TRANSLATE_NOOP("Editor", "Zoom to the selection"), keys=("Z",)),
    EditorSpec("select_all", QT_TRANSLATE_NOOP("Editor", "Select everything"), keys=("Ctrl+A",)),
    EditorSpec("escape", QT_TRANSLATE_NOOP("Editor", "Cancel, or select nothing"), keys=("Esc",)),
    EditorSpec(
        "trim",
        QT_TRANSLATE_NOOP("Editor", "Trim"),
        QT_TRANSLATE_NOOP("Editor", "Cut everything but the selection away"),
        ("Ctrl+T",),
    ),
    EditorSpec(
        "apply",
        QT_TRANSLATE_NOOP("Editor", "Apply"),
        QT_TRANSLATE_NOOP("Editor", "Make the trim and the fades of the handles part of the sound"),
        ("Return", "Enter"),
    ),
    EditorSpec(
        "redo_attack",
        QT_TRANSLATE_NOOP("Editor", "Attack"),
        QT_TRANSLATE_NOOP("Editor", "Make everything up to the selection's end, or up to the cursor, anew"),
        ("A",),
    ),
    EditorSpec(
        "redo_part",
        QT_TRANSLATE_NOOP("Editor", "Selection"),
        QT_TRANSLATE_NOOP("Editor", "Make the selected part anew"),
        ("I",),
    ),
    EditorSpec(
        "redo_tail",
        QT_TRANSLATE_NOOP("Editor", "Tail"),
        QT_TRANSLATE_NOOP("Editor", "Make everything from the selection's start, or from the cursor, anew"),
        ("T",),
    ),
    EditorSpec(
        "direction",
        QT_TRANSLATE_NOOP("Editor", "Change direction"),
        QT_TRANSLATE_NOOP("Editor", "Vary as strongly as before, but another way"),
        ("R",),
    ),
    EditorSpec(
        "resize",
        QT_TRANSLATE_NOOP("Editor", "Change length"),
        QT_TRANSLATE_NOOP("Editor", "Extend or shorten the sound to this length; what is added is made anew"),
    ),
    EditorSpec(
        "keep", QT_TRANSLATE_NOOP("Editor", "Keep"), QT_TRANSLATE_NOOP("Editor", "Put the sound in the library"), ("K",)
    ),
    EditorSpec(
        "to_pad",
        QT_TRANSLATE_NOOP("Editor", "To pad"),
        QT_TRANSLATE_NOOP("Editor", "Put the sound on the selected pad"),
        ("P",),
    ),
    EditorSpec("copy", QT_TRANSLATE_NOOP("Editor", "Copy as file"), keys=("Ctrl+C",)),
    EditorSpec(
        "reveal",
        QT_TRANSLATE_NOOP("Editor", "Show in folder"),
        QT_TRANSLATE_NOOP("Editor", "Write the sound as a WAV file and show its folder"),
    ),
    EditorSpec(
        "cancel", QT_TRANSLATE_NOOP("Editor", "Cancel"), QT_TRANSLATE_NOOP("Editor", "Stop the work that runs"), ()
    ),
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
