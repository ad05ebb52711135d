from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def bundled_encoder() -> Path:
    """The folder of the encoder in the checkout."""
    return Path(__file__).parents[2] / "data" / "encoder"
