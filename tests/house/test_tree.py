"""The tree keeps its own rules: file lengths, what the documents promise, the import contracts."""

import ast
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from drumgen.cli.arguments import build_parser

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE = 350
CODE_FOLDERS = ("drumgen", "training", "export", "gui", "packaging", "tests")


def python_files(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def makefile_targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


def documents() -> list[Path]:
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def test_no_file_is_over_long() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in python_files(*CODE_FOLDERS)}
    assert len(lengths) > 10
    assert {str(path.relative_to(ROOT)): n for path, n in lengths.items() if n > LONGEST_FILE} == {}


def test_every_make_target_in_the_documents_exists() -> None:
    named = {name for page in documents() for name in re.findall(r"`make ([a-z-]+)", page.read_text(encoding="utf-8"))}
    assert {"run", "test"} <= named <= makefile_targets()


def test_ci_runs_the_command_the_readme_names() -> None:
    lines = (ROOT / ".ci" / "run").read_text().splitlines()
    assert lines[-1] == "make test"
    assert re.search(r"^make test$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("page", documents(), ids=lambda page: str(page.relative_to(ROOT)))
def test_links_to_files_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_commands_of_the_readme_are_understood() -> None:
    blocks = re.findall(
        r"^```sh\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    shown = re.findall(r"^drumgen (.+)$", "".join(blocks), re.MULTILINE)
    parsed = [build_parser().parse_args(shlex.split(command)) for command in shown]
    assert {"generate", "models", "devices"} <= {arguments.command for arguments in parsed}


def test_entry_points_exist() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    for target in (*project["scripts"].values(), *project["gui-scripts"].values()):
        module, function = target.split(":")
        tree = ast.parse((ROOT / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8"))
        defined = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
        defined += [alias.name for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names]
        assert function in defined


def test_diffusion_imports_numpy_alone() -> None:
    imported = {name for path in python_files("drumgen/diffusion") for name in imported_packages(path)}
    assert imported - sys.stdlib_module_names <= {"numpy", "drumgen.diffusion", "drumgen.errors"}
    assert "numpy" in imported


def imported_packages(path: Path) -> set[str]:
    """Return what a file imports: two levels of our own packages, the top level of others."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            names.add(node.module or "")
    return {".".join(name.split(".")[: 2 if name.startswith("drumgen") else 1]) for name in names}


def test_import_contracts_hold() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


def test_packaging_does_not_shadow_the_library_of_that_name() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists()
