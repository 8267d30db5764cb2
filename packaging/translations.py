"""Bring the translations up to date: `make translations`.

Finds every text of the app with Python's own parser (lupdate's reader of Python misses plurals and some calls), hands
them to Qt's lupdate, which keeps the translations that are there, and has lrelease compile the result. To be found, a
text is written as one of

    self.tr("...")                                                  in a QObject
    self.tr("%n sound(s)", "", count)                               with a number
    QCoreApplication.translate("Context", "...", "", count)         elsewhere; the last two only with a number
    QT_TRANSLATE_NOOP("Context", "...")                             in a table, translated where it is used

Texts with values in them say ``.format(name=value)`` after the translation.
"""

import ast
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CODE = ROOT / "gui"
FOLDER = CODE / "translations"
LANGUAGES = ("de", "en")
ENGLISH = "en"  # needs its plurals only, and those follow from the texts: "%n sound(s)" is 1 sound or 2 sounds


# Where texts are shown: which arguments of which functions.
_SHOWN = {
    **dict.fromkeys(("setText", "setToolTip", "setAccessibleName", "setAccessibleDescription", "setWindowTitle"), (0,)),
    **dict.fromkeys(("setPlaceholderText", "setStatusTip", "setWhatsThis", "setTitle", "setSuffix", "setPrefix"), (0,)),
    **dict.fromkeys(("label", "heading", "push_button", "show_message", "show_state", "QLabel", "QPushButton"), (0,)),
    **dict.fromkeys(("icon_button", "named"), (1, 2)),
}
_WORD = re.compile(r"[A-Za-z]{3,}")
_UNTRANSLATED = {"drumgen", "dBFS", "kHz", "WAV", "FLAC", "MIDI", "CPU", "wav"}


@dataclass(frozen=True)
class Text:
    """One text of the code: where lupdate files it (context), the text, a comment, and whether it has a number."""

    context: str
    source: str
    comment: str
    plural: bool


class TranslationError(Exception):
    """A text cannot be found by translators as it is written; the message says where and why."""


def texts(paths: Iterable[Path]) -> list[Text]:
    """Return the texts of Python files, each once.

    Raises
    ------
    TranslationError
        If a text is an f-string or computed, which nobody can translate.
    """
    found: dict[Text, None] = {}
    for path in sorted(paths):
        for text in _texts_of(ast.parse(path.read_text(encoding="utf-8")), "", path):
            found[text] = None
    return list(found)


def as_cpp(found: Iterable[Text]) -> str:
    """Return texts as a source file that lupdate reads without doubt."""
    lines = [
        f"QCoreApplication::translate({_quoted(text.context)}, {_quoted(text.source)}, {_quoted(text.comment)}"
        + (", n);" if text.plural else ");")
        for text in found
    ]
    return "void all(int n) {\n" + "\n".join(lines) + "\n}\n"


def update(folder: Path = FOLDER) -> None:
    """Write the .ts and .qm files of every language in `folder`."""
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "texts.cpp"
        source.write_text(as_cpp(texts(CODE.rglob("*.py"))), encoding="utf-8")
        for language in LANGUAGES:
            target = folder / f"drumgen_{language}.ts"
            options = ["-no-obsolete", "-locations", "none", "-source-language", "en", "-target-language", language]
            if language == ENGLISH:
                options.append("-pluralonly")
            _qt_tool("lupdate", str(source), *options, "-ts", str(target))
            if language == ENGLISH:
                _fill_english(target)
            _qt_tool("lrelease", "-silent", str(target), "-qm", str(target.with_suffix(".qm")))


def bare_texts(path: Path) -> list[str]:
    """Return the places of a Python file where a text is shown that nobody can translate, as ``file:line: text``."""
    places = []
    for call in (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)):
        function = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        for place in _SHOWN.get(function, ()):
            argument = call.args[place] if len(call.args) > place else None
            words = set(_WORD.findall(_plain_text(argument)))
            if words - _UNTRANSLATED:
                places.append(f"{path.name}:{call.lineno}: {_plain_text(argument)}")
    return places


def main() -> int:
    try:
        update()
    except TranslationError as error:
        print(error, file=sys.stderr)
        return 2
    unfinished = [path.name for path in sorted(FOLDER.glob("*.ts")) if 'type="unfinished"' in path.read_text("utf-8")]
    if unfinished:
        print(f"To translate: {', '.join(unfinished)} (in Qt Linguist, or where they say unfinished), then once more.")
    return 1 if unfinished else 0


def _texts_of(node: ast.AST, context: str, path: Path) -> Iterator[Text]:
    for child in ast.iter_child_nodes(node):
        inner = child.name if isinstance(child, ast.ClassDef) else context
        if isinstance(child, ast.Call):
            text = _text_of(child, inner, path)
            if text is not None:
                yield text
        yield from _texts_of(child, inner, path)


def _text_of(call: ast.Call, context: str, path: Path) -> Text | None:
    function = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if function == "tr" and isinstance(call.func, ast.Attribute) and call.args:
        words = [context, _literal(call.args[0], path)]
        rest = call.args[1:]
    elif function in ("translate", "QT_TRANSLATE_NOOP") and len(call.args) >= 2:
        if function == "translate" and not isinstance(call.args[1], ast.Constant | ast.JoinedStr):
            return None  # a text from a table, found where the table stands
        words = [_literal(argument, path) for argument in call.args[:2]]
        rest = call.args[2:]
    else:
        return None
    comment = rest[0].value if rest and isinstance(rest[0], ast.Constant) else None
    return Text(words[0], words[1], str(comment or ""), plural=len(rest) > 1)


def _plain_text(argument: ast.expr | None) -> str:
    """Return what of an argument is a text as it stands, without the values of an f-string."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    if isinstance(argument, ast.JoinedStr):
        return " ".join(_plain_text(part) for part in argument.values)
    if isinstance(argument, ast.IfExp):
        return f"{_plain_text(argument.body)} {_plain_text(argument.orelse)}"
    return ""


def _literal(argument: ast.expr, path: Path) -> str:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    raise TranslationError(f"{path}:{argument.lineno}: only a plain text can be translated; put values in by .format.")


def _fill_english(path: Path) -> None:
    tree = ElementTree.parse(path)
    for message in tree.iter("message"):
        translation = message.find("translation")
        assert translation is not None
        translation.attrib.pop("type", None)
        for form, ending in zip(translation, ("", "s"), strict=True):
            form.text = message.findtext("source", "").replace("(s)", ending)
    tree.write(path, encoding="utf-8", xml_declaration=True)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _qt_tool(name: str, *arguments: str) -> None:
    tool = Path(sys.executable).with_name(f"pyside6-{name}")
    subprocess.run([str(tool), *arguments], check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
