"""The installed packages are ours alone, and nothing private is shipped."""

import inspect
from collections.abc import Iterator
from importlib import metadata

import pytest

from klausul import __version__, errors

PACKAGES = ("klausul", "ingest", "index", "answer", "api", "evals")
PRIVATE = ("tests", "data", "docs", "training")


@pytest.mark.parametrize("name", PACKAGES)
def test_top_level_name_is_ours_alone(name: str) -> None:
    assert set(metadata.packages_distributions()[name]) == {"klausul"}


@pytest.mark.parametrize("name", PRIVATE)
def test_private_folder_is_not_shipped(name: str) -> None:
    assert "klausul" not in metadata.packages_distributions().get(name, [])


def test_installed_version_is_the_package_s() -> None:
    assert metadata.version("klausul") == __version__


def test_errors_docstring_is_the_tree() -> None:
    bullets = "*+-"

    def tree(cls: type[errors.KlausulError], depth: int) -> Iterator[str]:
        for subclass in cls.__subclasses__():
            if subclass.__module__ == errors.__name__:
                yield f"{'  ' * (depth + 1)}{bullets[depth]} {subclass.__name__}"
                yield from tree(subclass, depth + 1)

    drawn = "\n".join(["KlausulError", *tree(errors.KlausulError, 0)])
    assert drawn in inspect.cleandoc(errors.__doc__ or "").replace("\n    ", "\n")
