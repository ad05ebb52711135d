"""A comparison is searched by what is compared."""

from __future__ import annotations

import pytest

from answer.framing import without_frame


@pytest.mark.parametrize(
    ("question", "bare"),
    [
        pytest.param(
            "Er der forskel på, hvor længe sikkerhedskopier gemmes hos Alfa og Beta?",
            "hvor længe sikkerhedskopier gemmes hos Alfa og Beta?",
            id="a difference",
        ),
        pytest.param(
            "Er der uoverensstemmelse mellem de to aftaler om prisen for bistand?",
            "prisen for bistand?",
            id="two agreements",
        ),
        pytest.param(
            "Er der nogen af leverandørerne, der må sende data til Indien?",
            "må sende data til Indien?",
            id="some of them",
        ),
        pytest.param(
            "Hvem af leverandørerne sletter hurtigst?", "sletter hurtigst?", id="which of them"
        ),
        pytest.param(
            "Er der forskel på tilsynet hos og?", "tilsynet?", id="the names are gone already"
        ),
        pytest.param("Er der forskel?", "Er der forskel?", id="nothing is compared"),
        pytest.param("Hvor længe gemmes loggen?", "Hvor længe gemmes loggen?", id="no comparison"),
    ],
)
def test_the_frame_is_left_out(question: str, bare: str) -> None:
    assert without_frame(question) == bare
