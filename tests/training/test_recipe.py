from __future__ import annotations

from pathlib import Path

import pytest

from training.recipe import DEFAULT, load_recipe


def test_shipped_recipe_can_be_read() -> None:
    assert load_recipe().finetune.passes >= 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("seed = ", "seeds = ", id="unknown-name"),
        pytest.param("english_share = 0.2", "english_share = 2.0", id="out-of-range"),
    ],
)
def test_fault_in_a_recipe_is_told(tmp_path: Path, old: str, new: str) -> None:
    text = DEFAULT.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "recipe.toml").write_text(text.replace(old, new), encoding="utf-8")

    with pytest.raises(ValueError, match="not a recipe"):
        load_recipe(tmp_path / "recipe.toml")
