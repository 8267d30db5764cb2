"""The translations hold every text of the app, and say the same as the original."""

import re
import shutil
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.scripts import script

pytest.importorskip("PySide6")

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from gui.translations import FOLDER, LANGUAGES, install, resolve

Message = tuple[str, str, str, bool, tuple[str, ...]]
PLACEHOLDER = re.compile(r"\{\w+\}|%n|%\d")


def messages(path: Path) -> list[Message]:
    """Return (context, source, comment, plural, translations) of a .ts file; an unfinished one has none."""
    found = []
    for context in ElementTree.parse(path).iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            done = translation.get("type") is None
            source, comment = message.findtext("source", ""), message.findtext("comment", "")
            plural = message.get("numerus") == "yes"
            found.append((context.findtext("name", ""), source, comment, plural, tuple(forms) if done else ()))
    return found


def keys(path: Path) -> set[tuple[str, str, str, bool]]:
    return {message[:4] for message in messages(path)}


@pytest.fixture(scope="module")
def german() -> list[Message]:
    return messages(FOLDER / "drumgen_de.ts")


@pytest.fixture
def english_after(qapp: QApplication) -> Iterator[QApplication]:
    yield qapp
    install(qapp, "en")


def test_make_translations_finds_nothing_new(tmp_path: Path) -> None:
    folder = tmp_path / "translations"
    shutil.copytree(FOLDER, folder)
    script("translations").update(folder)
    for language in LANGUAGES:
        name = f"drumgen_{language}.ts"
        assert keys(folder / name) == keys(FOLDER / name), "run 'make translations' and translate what is new"


def test_every_text_is_in_german(german: list[Message]) -> None:
    assert len(german) > 150
    assert [message[:2] for message in german if not all(message[4]) or not message[4]] == []


def test_placeholders_agree(german: list[Message]) -> None:
    differing = [
        (source, form)
        for _, source, _, _, forms in german
        for form in forms
        if sorted(set(PLACEHOLDER.findall(form))) != sorted(set(PLACEHOLDER.findall(source)))
    ]
    assert differing == []


def test_mnemonics_and_ellipses_agree(german: list[Message]) -> None:
    for _, source, _, _, forms in german:
        for form in forms:
            assert form.count("&") == source.count("&"), source
            assert form.endswith("…") == source.endswith("…"), source


def test_plurals_have_both_forms(german: list[Message]) -> None:
    for _, source, _, plural, forms in german:
        assert len(forms) == (2 if plural else 1), source
        assert plural == ("%n" in source), source


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_file_says_what_the_source_says(language: str) -> None:
    translator = QTranslator()
    assert translator.load(f"drumgen_{language}", str(FOLDER))
    for context, source, comment, plural, forms in messages(FOLDER / f"drumgen_{language}.ts"):
        numbers = (1, 2) if plural else (-1,)
        said = tuple(translator.translate(context, source, comment or None, number) for number in numbers)
        assert said == forms, source


@pytest.mark.parametrize(
    ("language", "one", "many"), [("en", "1 step", "24 steps"), ("de", "1 Schritt", "24 Schritte")]
)
def test_numbers_are_spoken_of_rightly(english_after: QApplication, language: str, one: str, many: str) -> None:
    assert install(english_after, language) == language
    said = [QCoreApplication.translate("Detail", "%n step(s)", "", number) for number in (1, 24)]
    assert said == [one, many]


def test_qt_speaks_german_too(english_after: QApplication) -> None:
    install(english_after, "de")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    install(english_after, "en")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_a_language_nobody_speaks_follows_the_system() -> None:
    system = [name.partition("-")[0] for name in QLocale.system().uiLanguages()]
    expected = next((name for name in system if name in LANGUAGES), "en")
    assert resolve("system") == resolve("tlh") == expected
    assert resolve("de") == "de"


def test_no_text_is_shown_that_cannot_be_translated() -> None:
    translations = script("translations")
    bare = [place for path in sorted(translations.CODE.rglob("*.py")) for place in translations.bare_texts(path)]
    assert bare == []


def test_the_finder_of_texts_knows_every_way_to_write_one(tmp_path: Path) -> None:
    source = tmp_path / "view.py"
    source.write_text(
        """class View(QWidget):
    def show(self):
        self.tr("plain")
        self.tr("%n file(s)", "", n)
        translate("Undo", "by alias")
        QCoreApplication.translate("Undo", "%n step(s)", "", len(x))
        QCoreApplication.translate("Undo", self.text)
        label(f"{self.tr('inside')} · {x}")
        TABLE = QT_TRANSLATE_NOOP("Actions", "&Go")
        self.tr("quoted \\"text\\"\\nnext", "a comment")
"""
    )
    translations = script("translations")
    found = {(t.context, t.source, t.comment, t.plural) for t in translations.texts([source])}
    assert found == {
        ("View", "plain", "", False),
        ("View", "%n file(s)", "", True),
        ("Undo", "by alias", "", False),
        ("Undo", "%n step(s)", "", True),
        ("View", "inside", "", False),
        ("Actions", "&Go", "", False),
        ("View", 'quoted "text"\nnext', "a comment", False),
    }
    assert '"quoted \\"text\\"\\nnext"' in translations.as_cpp(translations.texts([source]))


@pytest.mark.parametrize("text", ['self.tr(f"{n} sounds")', "self.tr(text)", 'translate("Undo", f"{n} steps")'])
def test_texts_with_values_inside_are_refused(tmp_path: Path, text: str) -> None:
    source = tmp_path / "view.py"
    source.write_text(f"class View(QWidget):\n    def show(self):\n        {text}\n")
    translations = script("translations")
    with pytest.raises(translations.TranslationError, match=r"view\.py:3"):
        translations.texts([source])


def test_bare_texts_are_found(tmp_path: Path) -> None:
    source = tmp_path / "view.py"
    source.write_text(
        'label("Hello there", "title")\nbutton.setToolTip(f"{n} sounds")\nlabel(self.tr("Fine"), "title")\n'
        'named(box, "Count", self.tr("How many"))\nlabel(f"{x:.1f} dBFS", "caption")\nw.setWindowTitle("drumgen")\n'
    )
    assert [place.split(": ")[0] for place in script("translations").bare_texts(source)] == [
        "view.py:1",
        "view.py:2",
        "view.py:4",
    ]
