"""The scripts in packaging/, which are no package."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"


def script(name: str) -> ModuleType:
    """Load one script, such as ``environment`` or ``app/door``, with its own folder on the path."""
    path = PACKAGING / f"{name}.py"
    if str(path.parent) not in sys.path:
        sys.path.append(str(path.parent))
    name = path.stem
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules.setdefault(name, importlib.util.module_from_spec(spec))
    spec.loader.exec_module(module)
    return module
