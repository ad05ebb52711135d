"""House rules that no linter knows."""

import ast
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("klausul", "ingest", "index", "answer", "api", "evals")
SOURCES = sorted(path for name in PACKAGES for path in (ROOT / name).rglob("*.py"))
HEAVY = {"torch", "sentence_transformers", "transformers", "faiss", "bm25s", "onnxruntime",
         "onnx", "simplemma", "langchain_text_splitters", "pypdf"}  # fmt: skip

source_files = pytest.mark.parametrize(
    "path", [pytest.param(path, id=str(path.relative_to(ROOT))) for path in SOURCES]
)


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@source_files
def test_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(_tree(path)), "a module begins with one line that says what it is"


@source_files
def test_module_is_one_room(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@source_files
def test_heavy_import_stands_inside_a_function(path: Path) -> None:
    for node in _tree(path).body:
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        assert not {name.split(".")[0] for name in names} & HEAVY


@source_files
def test_no_salted_hash(path: Path) -> None:
    """The built-in hash differs from process to process; kept state needs hashlib."""
    calls = [node for node in ast.walk(_tree(path)) if isinstance(node, ast.Call)]
    assert not [c for c in calls if isinstance(c.func, ast.Name) and c.func.id == "hash"]


@source_files
def test_no_settings_at_import(path: Path) -> None:
    for node in _tree(path).body:
        value = getattr(node, "value", None)
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
            assert value.func.id != "Settings"


def test_no_tests_package() -> None:
    """A package under tests would shadow the product's of the same name."""
    assert not list((ROOT / "tests").rglob("__init__.py"))


def test_no_rule_knows_a_vendor() -> None:
    """No module may name a vendor of the shipped documents but in an example of a docstring."""
    manifest = (ROOT / "data" / "documents" / "manifest.json").read_text(encoding="utf-8")
    names = {
        name.casefold()
        for entry in json.loads(manifest)["documents"]
        for name in [entry["vendor"], *entry["vendor_names"]]
    }
    examples = ROOT / "api" / "schemas.py"  # of the HTTP contract, shown in OpenAPI
    for path in [path for path in SOURCES if path != examples]:
        tree = _tree(path)
        docstrings = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                if id(node) in docstrings:
                    continue
                words = node.value.casefold()
                found = [name for name in names if name in words]
                assert not found, f"{path.relative_to(ROOT)}:{node.lineno} names {found}"
