"""What the built app can do without."""

import re

EXCLUDED = [
    # Of other trades: training, tests, consoles, other windowing kits.
    "torch", "training", "export", "scipy", "matplotlib", "librosa", "PIL", "IPython", "tkinter", "pytest",
    "setuptools", "PyQt5", "PyQt6", "PySide2", "OpenGL", "h5py", "cupy", "numba", "pip", "lib2to3", "pydoc_data",
    # Parts of Qt, of pyqtgraph and of ONNX Runtime that the app never imports.
    "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtQuickWidgets", "PySide6.QtDesigner", "PySide6.QtSql",
    "PySide6.QtPrintSupport",
    "PySide6.QtTest", "PySide6.QtHelp", "PySide6.QtUiTools", "PySide6.QtXml", "PySide6.QtConcurrent",
    "pyqtgraph.examples", "pyqtgraph.opengl", "pyqtgraph.jupyter", "onnxruntime.quantization", "onnxruntime.tools",
    "onnxruntime.transformers", "onnxruntime.datasets", "onnxruntime.backend", "numpy.f2py", "numpy.distutils",
]  # fmt: skip
_UNWANTED = (
    # Qt: plug-ins for screens without a window system, for SQL, for QML, for pictures nobody opens
    r"PySide6/.*plugins/(egldeviceintegrations|generic|networkinformation|sqldrivers|qmltooling|qmllint|designer|tls"
    r"|printsupport|vectorimageformats|wayland-graphics-integration-server)/",
    r"PySide6/.*plugins/platforms/lib(qeglfs|qlinuxfb|qminimal|qminimalegl|qvkkhrdisplay|qvnc|qwayland.*egl.*brcm)",
    r"PySide6/.*plugins/imageformats/(lib)?q(gif|icns|tga|tiff|wbmp|webp|pdf|jpeg)",
    r"(^|/)(lib)?Qt6?(Qml|Quick|Pdf|VirtualKeyboard|EglFS|Sql|Designer|Labs|ShaderTools|Test)\w*[.\d]*\b",
    r"PySide6/.*(qml|metatypes|scripts|typesystems)/",
    # Qt's texts in languages that the app does not speak
    r"PySide6/.*translations/(?!qtbase_(de|en)\.qm$)",
    # GTK, whose version must be the desktop's own (Qt's file dialogs come through the portal instead), and all it needs
    r"platformthemes/libqgtk3",
    r"(^|/)lib(gtk-3|gdk-3|gdk_pixbuf-2\.0|cairo|cairo-gobject|pango\w*-1\.0|atk-1\.0|atk-bridge-2\.0|atspi|epoxy|pixman-1"
    r"|harfbuzz|graphite2|thai|datrie|fribidi|gio-2\.0|jpeg|mount|blkid|Xcomposite|Xdamage|Xinerama)\.so",
    # sound: these talk to servers and plug-ins of the system, so they must be the system's (Debian: libportaudio2)
    r"(^|/)lib(portaudio|jack|asound|db-5\.3)\.so",
    # pictures and tables of pyqtgraph's that only its examples and dialogs show
    r"pyqtgraph/(examples|icons/peegee|canvas|flowchart|console)/",
    # what hooks bring along though nobody asks: tests, headers, type stubs
    r"(^|/)(tests?|include)/",
    r"\.pyi$",
    r"\.dist-info/(RECORD|INSTALLER|REQUESTED|direct_url\.json)$",
)
_PATTERN = re.compile("|".join(_UNWANTED))


def is_wanted(place: str) -> bool:
    """Return whether a file belongs into the app; `place` is where it would lie in the folder."""
    return _PATTERN.search(place.replace("\\", "/")) is None
