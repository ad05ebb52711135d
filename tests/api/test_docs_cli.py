"""``docs/cli.md`` is what the commands say of themselves."""

from __future__ import annotations

from api.reference import REFERENCE_PATH, render_reference


def test_reference_is_up_to_date() -> None:
    written = REFERENCE_PATH.read_text(encoding="utf-8")
    assert written == render_reference(), "run: python -m api.reference"


def test_reference_is_danish_throughout() -> None:
    english = ("Usage", "Options", "Arguments", "Commands", "Show this", "required", "default")
    assert [word for word in english if word in render_reference()] == []
