"""The stacks that can be compared, and whether their libraries are here."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import metadata


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One stack.

    ``path`` names its class (``module:Class``); ``packages`` the distributions that it needs, the
    one whose version is shown first; ``scoping`` how it keeps to one vendor, in Danish.
    """

    name: str
    title: str
    path: str
    packages: tuple[str, ...]
    scoping: str


_ADAPTERS = "evals.peers.adapters"

STACKS = (
    Entry(
        name="klausul",
        title="Klausul, søgningen alene",
        path=f"{_ADAPTERS}.klausul:Search",
        packages=(),
        scoping="filter før søgningen",
    ),
    Entry(
        name="klausul-ask",
        title="Klausul, hele svaret",
        path=f"{_ADAPTERS}.klausul:Ask",
        packages=(),
        scoping="filter før søgningen",
    ),
    Entry(
        name="faiss-tantivy",
        title="FAISS + tantivy, RRF",
        path=f"{_ADAPTERS}.faiss_tantivy:FaissTantivy",
        packages=("tantivy", "faiss-cpu", "sentence-transformers"),
        scoping="filter i begge",
    ),
    Entry(
        name="langchain",
        title="LangChain: FAISS + BM25, ensemble",
        path=f"{_ADAPTERS}.langchain:LangChain",
        packages=(
            "langchain-classic",
            "langchain-community",
            "langchain-huggingface",
            "rank-bm25",
            "faiss-cpu",
        ),
        scoping="FAISS: filter; BM25: efter søgningen",
    ),
    Entry(
        name="llamaindex",
        title="LlamaIndex: FAISS + BM25, fusion",
        path=f"{_ADAPTERS}.llamaindex:LlamaIndex",
        packages=(
            "llama-index-core",
            "llama-index-vector-stores-faiss",
            "llama-index-retrievers-bm25",
            "llama-index-embeddings-huggingface",
            "faiss-cpu",
        ),
        scoping="FAISS: efter søgningen; BM25: filter",
    ),
    Entry(
        name="haystack",
        title="Haystack: BM25 + vektorer, RRF",
        path=f"{_ADAPTERS}.haystack:Haystack",
        packages=("haystack-ai", "sentence-transformers-haystack"),
        scoping="filter i begge",
    ),
    Entry(
        name="txtai",
        title="txtai, hybrid",
        path=f"{_ADAPTERS}.txtai:Txtai",
        packages=("txtai",),
        scoping="SQL, efter kandidaterne",
    ),
    Entry(
        name="chroma",
        title="Chroma, kun vektorer",
        path=f"{_ADAPTERS}.chroma:Chroma",
        packages=("chromadb", "sentence-transformers"),
        scoping="filter",
    ),
)


def choose(names: str | None, entries: tuple[Entry, ...] = STACKS) -> tuple[Entry, ...]:
    """Return the entries that ``names``, joined by commas, asks for; all of them for ``None``.

    Raises:
        ValueError: There is no stack of that name.
    """
    if names is None:
        return entries
    known = {entry.name: entry for entry in entries}
    wanted = dict.fromkeys(name.strip() for name in names.split(","))
    if unknown := [name for name in wanted if name not in known]:
        raise ValueError(f"no stack {', '.join(unknown)}; there are {', '.join(known)}")
    return tuple(known[name] for name in wanted)


def missing_packages(entry: Entry) -> list[str]:
    """Return the distributions that ``entry`` needs and that are not installed."""
    return [name for name in entry.packages if _version(name) is None]


def version_of(entry: Entry) -> str:
    """Return the version of the stack's first package, Klausul's own for Klausul."""
    from klausul import __version__

    return (_version(entry.packages[0]) or "") if entry.packages else __version__


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
