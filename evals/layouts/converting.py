"""Files of other formats by LibreOffice, in one call for all of them."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from klausul.errors import EvaluationFileError

_SECONDS_A_FILE = 20
_SECONDS_TO_START = 60


def find_soffice() -> str | None:
    """Return the path of LibreOffice's command; None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert(paths: Sequence[Path], *, to: str, folder: Path, soffice: str) -> list[Path]:
    """Convert ``paths`` into ``folder`` and return the files made, in the same order.

    Args:
        paths: The files, each of another name.
        to: What LibreOffice calls the target: a suffix, and a filter where one must be named
            ("txt:Text").
        folder: Where the files are made; it must exist.
        soffice: LibreOffice's command.

    Raises:
        EvaluationFileError: LibreOffice failed, took too long or left a file out.
    """
    with tempfile.TemporaryDirectory(prefix="klausul-soffice-") as profile:
        command = [
            soffice,
            # A profile of its own: one that runs already would take the call and not answer.
            f"-env:UserInstallation={Path(profile).as_uri()}",
            "--headless",
            *("--convert-to", to),
            *("--outdir", str(folder)),
            *(str(path) for path in paths),
        ]
        limit = _SECONDS_TO_START + _SECONDS_A_FILE * len(paths)
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, timeout=limit, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise EvaluationFileError(f"LibreOffice took more than {limit} seconds") from error
    made = [folder / f"{path.stem}.{to.partition(':')[0]}" for path in paths]
    if missing := [path.name for path in made if not path.exists()]:
        said = " ".join(done.stderr.split())[-300:]
        raise EvaluationFileError(f"LibreOffice did not make {', '.join(missing)}: {said}")
    return made
