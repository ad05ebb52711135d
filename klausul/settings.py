"""Settings, read from the environment (prefix ``KLAUSUL_``) by whoever builds the objects."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


def _project_folder() -> Path:
    """Return the checkout that holds this package, or the working folder for a plain wheel."""
    checkout = Path(__file__).resolve().parent.parent
    return checkout if (checkout / "data" / "encoder").is_dir() else Path.cwd()


def _bundled_reader() -> str:
    """Return the checkout's reader, or nothing for a plain wheel, which carries no models."""
    folder = _project_folder() / "data" / "reader"
    return str(folder) if folder.is_dir() else ""


class Settings(BaseSettings):
    """Where things are; each field is documented in README's table (a test compares them)."""

    model_config = SettingsConfigDict(env_prefix="KLAUSUL_", extra="ignore", frozen=True)

    data: Path = Field(
        default_factory=lambda: _project_folder() / "data" / "collection",
        description="Folder that ingest and build write and that ask and serve read.",
    )
    encoder: str = Field(
        default_factory=lambda: str(_project_folder() / "data" / "encoder"),
        description="Local folder or hub name of a sentence-transformers encoder.",
    )
    reader: str = Field(
        default_factory=_bundled_reader,
        description="Folder of the reader that judges what was found; empty for none.",
    )
    query_prefix: str | None = Field(
        default=None, description="Words the encoder wants before a question; default: its own."
    )
    passage_prefix: str | None = Field(
        default=None, description="Words the encoder wants before a passage; default: its own."
    )
