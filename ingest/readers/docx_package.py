"""The package of a Word file: XML parts in a zip archive, opened within limits.

An element of WordprocessingML is named by its local name ("p", "tbl"), in the transitional and in
the strict dialect alike; those of markup compatibility and mathematics carry a prefix
("mc.Choice", "m.t"). Elements of other vocabularies are left out, and what they hold moves up.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from ingest.reasons import because, because_of
from klausul.errors import FileLimitError, UnreadableFileError, UnsupportedFormatError

_PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "",
        "http://purl.oclc.org/ooxml/wordprocessingml/main": "",
        "http://schemas.openxmlformats.org/package/2006/relationships": "",
        "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc.",
        "http://schemas.openxmlformats.org/officeDocument/2006/math": "m.",
        "http://purl.oclc.org/ooxml/officeDocument/math": "m.",
    }
)
_TEXT_ELEMENTS = frozenset({"t", "m.t", "instrText"})
_OLE_HEAD = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_MEGABYTE = 1024 * 1024
_CHUNK = 64 * 1024
# What zipfile raises about an archive that is damaged, locked or packed in another way.
_BAD_ARCHIVE = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, KeyError)
_PACKED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_SAVE_ANEW = "Åbn den i Word, gem den på ny, og indlæs den igen."
_UNLOCK = "Gem den uden adgangskode, og indlæs den igen."
_BAD_XML = (ParseError, ValueError, LookupError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a Word file may ask of the machine; no agreement comes near.

    ``total`` counts the unpacked bytes of all parts. ``ratio`` is how many times its packed size
    a part of more than ``ratio_from`` bytes may unpack to. The others hold for one part.
    """

    total: int = 200 * _MEGABYTE
    ratio: int = 200
    ratio_from: int = _MEGABYTE
    depth: int = 256
    elements: int = 2_000_000
    paragraphs: int = 200_000


LIMITS = Limits()


class Package:
    """The parts of one Word file and how they refer to one another."""

    def __init__(self, archive: zipfile.ZipFile, *, name: str, limits: Limits) -> None:
        self._archive = archive
        self._name = name
        self._limits = limits
        # Part names are told apart without regard to case.
        self._parts = {info.filename.lower(): info for info in archive.infolist()}
        total = sum(info.file_size for info in archive.infolist())
        if total > limits.total:
            raise because(
                FileLimitError(f"{name}: {total} bytes unpacked, at most {limits.total}"),
                f"Word-filen fylder mere end {limits.total // _MEGABYTE} MB, når den pakkes ud.",
            )
        self.main = self._find_main()
        self._related = self._relations(self.main)

    def related(self, kind: str) -> Element | None:
        """Return the part that the main document names as its ``kind``, such as "styles"."""
        path = self._related.get(kind)
        return None if path is None or path.lower() not in self._parts else self.parse(path)

    def parse(self, path: str) -> Element:
        """Return the root of a part.

        Raises:
            UnreadableFileError: The part is missing, damaged or no safe XML.
            FileLimitError: The part exceeds a limit.
        """
        info = self._parts.get(path.lower())
        if info is None:
            missing = UnreadableFileError(f"{self._name}: no part {path!r} in the package")
            raise because(missing, f"Word-filen er beskadiget: En del af den mangler. {_SAVE_ANEW}")
        if info.compress_type not in _PACKED:
            raise _damaged(self._name, f"{path}: packed by method {info.compress_type}")
        packed = max(info.compress_size, 1)
        if info.file_size > max(self._limits.ratio_from, self._limits.ratio * packed):
            raise because(
                FileLimitError(
                    f"{self._name}: {path} unpacks {packed} bytes to {info.file_size}, "
                    f"more than {self._limits.ratio} times as much"
                ),
                "Word-filen er pakket så tæt, at den ikke kan pakkes sikkert ud.",
            )
        parser = XMLParser(target=_Target(name=f"{self._name}: {path}", limits=self._limits))
        try:
            with self._archive.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    parser.feed(chunk)
            root: Element = parser.close()
        except (OSError, *_BAD_ARCHIVE, *_BAD_XML) as error:
            raise _damaged(self._name, f"{path}: {error}") from error
        return root

    def _find_main(self) -> str:
        main = self._relations("").get("officeDocument")
        if main is None:
            nothing = UnreadableFileError(f"{self._name}: the package names no main document")
            raise because(nothing, "Filen er ikke et Word-dokument.")
        return main

    def _relations(self, source: str) -> Mapping[str, str]:
        """Return the path of each kind of part that ``source`` refers to, the first of a kind."""
        folder, file = posixpath.split(source)
        path = posixpath.join(folder, "_rels", f"{file}.rels")
        if path.lower() not in self._parts:
            return {}
        found: dict[str, str] = {}
        for relation in self.parse(path).iter("Relationship"):
            if relation.get("TargetMode") == "External":
                continue
            kind = relation.get("Type", "").rpartition("/")[2]
            target = posixpath.join("/", folder, unquote(relation.get("Target", "")))
            found.setdefault(kind, posixpath.normpath(target).lstrip("/"))
        return found


@contextmanager
def open_package(path: Path, *, limits: Limits = LIMITS) -> Iterator[Package]:
    """Open a Word file.

    Raises:
        UnreadableFileError: The file is missing, damaged, locked or no Word file.
        UnsupportedFormatError: The file is in Word's binary format from before 2007.
        FileLimitError: The file exceeds a limit.
    """
    try:
        with path.open("rb") as stream:
            if stream.read(len(_OLE_HEAD)) == _OLE_HEAD:
                raise _refuse_compound(path, stream.read(limits.total))
        archive = zipfile.ZipFile(path)
    except OSError as error:
        unopened = UnreadableFileError(f"{path.name}: {error.strerror or error}")
        raise because_of(unopened, error) from error
    except _BAD_ARCHIVE as error:
        raise _damaged(path.name, str(error)) from error
    with archive:
        yield Package(archive, name=path.name, limits=limits)


def _refuse_compound(path: Path, rest: bytes) -> UnreadableFileError | UnsupportedFormatError:
    """Return why an OLE file is refused: a locked Word file is wrapped in one."""
    if _ENCRYPTED_STREAM in rest:
        locked = UnreadableFileError(f"{path.name}: the Word file is encrypted")
        return because(locked, f"Word-filen er låst med adgangskode. {_UNLOCK}")
    binary = UnsupportedFormatError(f"{path.name}: Word's binary format from before 2007")
    return because(binary, "Filen er i Words gamle format (.doc); gem den som .docx, og prøv igen.")


def _damaged(name: str, what: str) -> UnreadableFileError:
    return because(
        UnreadableFileError(f"{name}: the Word file is damaged: {what}"),
        f"Word-filen er beskadiget. {_SAVE_ANEW}",
    )


class _Target:
    """Builds the tree of a part, refusing entities and what exceeds a limit."""

    def __init__(self, *, name: str, limits: Limits) -> None:
        self._name = name
        self._limits = limits
        self._builder = TreeBuilder()
        self._open: list[str | None] = []
        self._elements = 0
        self._paragraphs = 0

    def doctype(self, name: str, public_id: str | None, system: str | None) -> None:
        """Refuse a document type: no Word file has one, and only entities need one."""
        del public_id, system
        raise _damaged(self._name, f"a document type {name!r} where none may be")

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Open an element."""
        name = _short_name(tag)
        self._open.append(name)
        self._elements += 1
        self._paragraphs += name == "p"
        self._check("depth", len(self._open), "Word-filen er indlejret i for mange lag.")
        self._check("elements", self._elements, "Word-filen har for mange elementer.")
        self._check("paragraphs", self._paragraphs, "Word-filen har for mange afsnit.")
        if name is not None:
            named = ((_short_name(key), value) for key, value in attributes.items())
            self._builder.start(name, {key: value for key, value in named if key})

    def end(self, tag: str) -> None:
        """Close an element."""
        del tag
        name = self._open.pop()
        if name is not None:
            self._builder.end(name)

    def data(self, text: str) -> None:
        """Take text where text is words, not layout."""
        if self._open and self._open[-1] in _TEXT_ELEMENTS:
            self._builder.data(text)

    def close(self) -> Element:
        """Return the root; a part of another vocabulary has one without a name."""
        root: Element | None = self._builder.close()
        return Element("") if root is None else root

    def _check(self, limit: str, count: int, reason: str) -> None:
        most: int = getattr(self._limits, limit)
        if count > most:
            raise because(FileLimitError(f"{self._name}: more than {most} {limit}"), reason)


def _short_name(tag: str) -> str | None:
    """Return "p" for "{…/wordprocessingml/…}p", or None for a name of another vocabulary."""
    if not tag.startswith("{"):
        return tag
    namespace, _, local = tag[1:].partition("}")
    prefix = _PREFIXES.get(namespace)
    return None if prefix is None else prefix + local
