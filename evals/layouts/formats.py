"""The formats that a layout is rendered to, by name."""

from __future__ import annotations

import importlib.util
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from evals.layouts.blocks import Layout
from evals.layouts.converting import find_soffice
from evals.layouts.hyphenating import hyphenate
from evals.layouts.rendering_docx import render_docx, render_docx_for_libreoffice
from evals.layouts.rendering_html import render_html
from evals.layouts.rendering_md import render_md
from evals.layouts.rendering_txt import render_lines, render_wrapped
from klausul.errors import EvaluationFileError


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """How files of one format are made.

    ``render`` makes them, or LibreOffice of what ``render`` makes: then ``by_libreoffice`` is the
    suffix of the latter. ``package`` must be installed.
    """

    suffix: str
    render: Callable[[Layout], bytes]
    by_libreoffice: str | None = None
    package: str | None = None


def _utf8(render: Callable[[Layout], str]) -> Callable[[Layout], bytes]:
    return lambda layout: render(layout).encode()


def _decomposed(layout: Layout) -> bytes:
    return unicodedata.normalize("NFD", render_lines(layout)).encode()


def _soft(layout: Layout) -> bytes:
    return hyphenate(render_lines(layout)).encode()


def _crlf(layout: Layout) -> bytes:
    return render_wrapped(layout).replace("\n", "\r\n").encode()


def _unbreakable(layout: Layout) -> bytes:
    """Blanks after short words do not break, as word processors put them after numbers."""
    lines = render_lines(layout).split("\n")
    return "\n".join(line.replace(" ", "\u00a0", 1) for line in lines).encode()


def _utf16(layout: Layout) -> bytes:
    return render_lines(layout).encode("utf-16")


def _cp1252(layout: Layout) -> bytes:
    return render_wrapped(layout).encode("cp1252", errors="replace")


def _pdf(layout: Layout) -> bytes:
    # Its package is there for development alone.
    from evals.layouts.rendering_pdf import render_pdf

    return render_pdf(layout)


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "txt-wrapped": Format(suffix=".txt", render=_utf8(render_wrapped)),
        "txt-lines": Format(suffix=".txt", render=_utf8(render_lines)),
        "txt-nfd": Format(suffix=".txt", render=_decomposed),
        "txt-crlf": Format(suffix=".txt", render=_crlf),
        "txt-nbsp": Format(suffix=".txt", render=_unbreakable),
        "txt-soft-hyphens": Format(suffix=".txt", render=_soft),
        "txt-utf16": Format(suffix=".txt", render=_utf16),
        "txt-cp1252": Format(suffix=".txt", render=_cp1252),
        "md": Format(suffix=".md", render=_utf8(render_md)),
        "html": Format(suffix=".html", render=_utf8(render_html)),
        "docx": Format(suffix=".docx", render=render_docx),
        "docx-libreoffice": Format(
            suffix=".docx", render=render_docx_for_libreoffice, by_libreoffice=".docx"
        ),
        "pdf-libreoffice": Format(
            suffix=".pdf", render=render_docx_for_libreoffice, by_libreoffice=".docx"
        ),
        "pdf-reportlab": Format(suffix=".pdf", render=_pdf, package="reportlab"),
    }
)


def choose_formats(names: Iterable[str]) -> tuple[str, ...]:
    """Return the formats that are named, or whose family is ("pdf"); all when none is.

    Raises:
        EvaluationFileError: A name is neither.
    """
    wanted = tuple(names)
    families = {name.partition("-")[0] for name in FORMATS}
    for name in wanted:
        if name not in FORMATS and name not in families:
            known = ", ".join((*sorted(families), *FORMATS))
            raise EvaluationFileError(f"format {name!r} is not one of {known}")
    return tuple(
        name for name in FORMATS if not wanted or {name, name.partition("-")[0]} & set(wanted)
    )


def missing_for(name: str) -> str | None:
    """Return what this machine lacks to make files of a format; None when it lacks nothing."""
    wanted = FORMATS[name]
    if wanted.by_libreoffice and find_soffice() is None:
        return "LibreOffice (soffice)"
    if wanted.package and importlib.util.find_spec(wanted.package) is None:
        return f"the package {wanted.package}"
    return None
