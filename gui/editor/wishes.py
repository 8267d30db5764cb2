"""What the user wants changed: each wish becomes an edit off the GUI thread and then one step of the history."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from drumgen.editing.editor import SoundEditor
from gui.editor.canvas.edges import Edges, Grip
from gui.editor.document import Document, Morph, Second, Variation
from gui.editor.history import History
from gui.editor.view import EditorView
from gui.editor.work import edits
from gui.editor.work.bench import Bench
from gui.studio import draw_seed

Edit = Callable[[Document, edits.Watch], Document]


class Wishes(QObject):
    """Carries out edits.

    Parameters
    ----------
    view : EditorView
        Where wishes come from.
    history : History
        Gets the steps.
    bench : Bench
        Runs the edits.
    editor : SoundEditor
        Edits.
    hear : callable
        Plays a new sound.
    """

    def __init__(
        self,
        view: EditorView,
        history: History,
        bench: Bench,
        editor: SoundEditor,
        hear: Callable[[], object],
    ) -> None:
        super().__init__()
        self._view = view
        self._history = history
        self._bench = bench
        self._editor = editor
        self._hear = hear
        self._selection = view.timeline.selection
        does: dict[str, Callable[[], object]] = {
            "trim": self.trim,
            "apply": self.apply,
            "redo_attack": lambda: self.redo(0, self._selection.end),
            "redo_part": lambda: self.redo(self._selection.start, self._selection.end),
            "redo_tail": lambda: self.redo(self._selection.start, None),
            "direction": self.change_direction,
            "resize": lambda: self.resize(view.tools.length.value() / 1000.0),
        }
        for name, do in does.items():
            # triggered brings a bool that nobody here wants
            view.acts[name].triggered.connect(lambda _=False, do=do: do())
        view.tools.strength.chosen.connect(self.vary)
        view.tools.amount.chosen.connect(self.morph)
        view.tools.fade_in.entered.connect(lambda ms: self._fade(Grip.FADE_IN, ms))
        view.tools.fade_out.entered.connect(lambda ms: self._fade(Grip.FADE_OUT, ms))
        view.timeline.edges_moved.connect(self._move_edges)
        view.header.label_chosen.connect(self._choose_label)

    def vary(self, strength: float, seed: int | None = None) -> None:
        """Vary, in the direction of before unless a seed gives another."""
        came = None if self._history.document is None else self._history.document.came
        known = came.seed if isinstance(came, Variation) else draw_seed()
        chosen = known if seed is None else seed
        self._run(
            self.tr("Varying …"),
            self.tr("vary"),
            lambda document, watch: edits.varied(self._editor, document, strength, chosen, watch),
        )

    def change_direction(self) -> None:
        """Vary as strongly as before, but another way."""
        came = None if self._history.document is None else self._history.document.came
        if isinstance(came, Variation):
            self.vary(came.strength, draw_seed())

    def morph(self, amount: float) -> None:
        """Go a part of the way to the second sound."""
        second = None if self._history.document is None else self._history.document.second
        if second is not None:
            self._run(
                self.tr("Morphing …"),
                self.tr("morph"),
                lambda document, watch: edits.morphed(self._editor, document, second, amount, watch),
            )

    def redo(self, start: int, end: int | None) -> None:
        """Make the part between two samples anew; None is the end."""
        seed = draw_seed()
        self._run(
            self.tr("Making the part anew …"),
            self.tr("redo a part"),
            lambda document, watch: edits.redone(
                self._editor, document, start, document.n_samples if end is None else end, seed, watch
            ),
        )

    def resize(self, duration_s: float) -> None:
        """Let the sound last longer or shorter."""
        seed = draw_seed()
        self._run(
            self.tr("Changing the length …"),
            self.tr("change the length"),
            lambda document, watch: edits.resized(self._editor, document, duration_s, seed, watch),
        )

    def trim(self) -> None:
        """Cut everything but the selection away."""
        start, end = self._selection.start, self._selection.end
        self._run(
            self.tr("Trimming …"),
            self.tr("trim"),
            lambda document, watch: edits.trimmed(self._editor, document, start, end),
            keeps_selection=False,
            heard=False,
        )

    def apply(self) -> None:
        """Make trim and fades part of the sound."""
        self._run(
            self.tr("Trimming …"),
            self.tr("apply trim and fades"),
            lambda document, watch: edits.burnt_in(self._editor, document),
            heard=False,
        )

    def set_second(self, second: Second) -> None:
        """Take a sound as the second one of a morph, which then begins from what there is now."""
        document = self._history.document
        if document is not None:
            came = None if isinstance(document.came, Morph) else document.came
            self._history.push(self.tr("choose the second sound"), replace(document, second=second, came=came))

    def _run(self, what: str, text: str, edit: Edit, *, keeps_selection: bool = True, heard: bool = True) -> None:
        """Run an edit of the present state.

        Parameters
        ----------
        what, text : str
            What is being done, for the progress and for the history.
        edit : callable
            From this state to the next.
        keeps_selection : bool
            Whether what was selected stays so, where it is now.
        heard : bool
            Whether the result is played.
        """
        document = self._history.document
        if document is None:
            return

        def finish(after: Document) -> None:
            goes_on = after.came is not None and document.came is not None and after.came.base is document.came.base
            offset = 0 if goes_on else document.edges.head
            start, end = self._selection.start - offset, self._selection.end - offset
            self._history.push(text, after)
            self._selection.select(start, end) if keeps_selection else self._selection.place(0)
            if heard:
                self._hear()

        self._bench.run(what, lambda watch: edit(document, watch), finish)

    def _move_edges(self, edges: Edges, grip: Grip, by_key: bool) -> None:
        if self._history.document is not None:
            texts = {
                Grip.START: self.tr("trim the start"),
                Grip.END: self.tr("trim the end"),
                Grip.FADE_IN: self.tr("fade in"),
                Grip.FADE_OUT: self.tr("fade out"),
            }
            after = replace(self._history.document, edges=edges)
            self._history.push(texts[grip], after, grip=grip if by_key else None)

    def _fade(self, grip: Grip, length_ms: float) -> None:
        document = self._history.document
        if document is None:
            return
        length = round(length_ms * document.version.scene.rate_hz / 1000.0)
        end = document.n_samples - document.edges.tail
        target = document.edges.head + length if grip is Grip.FADE_IN else end - length
        self._move_edges(document.edges.moved(grip, target, document.n_samples), grip, True)

    def _choose_label(self, label: str | None) -> None:
        if self._history.document is not None and label != self._history.document.label:
            self._history.push(self.tr("choose the class"), replace(self._history.document, label=label))
