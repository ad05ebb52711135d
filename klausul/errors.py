"""Every error that Klausul raises on purpose.

The tree (a test keeps it true)::

    KlausulError
      * InputError
        + EmptyQuestionError
        + QuestionTooLongError
        + UnknownVendorError
        + UnknownDocumentError
        + UnknownClauseError
      * IngestError
        + UnreadableFileError
        + UnsupportedFormatError
        + EmptyDocumentError
        + FileLimitError
        + DuplicateDocumentError
        + ManifestError
      * IndexFolderError
        + MissingIndexError
        + CorruptIndexError
        + IndexMismatchError
        + BuildInProgressError
      * EncoderError
      * ReaderError
      * UnprovenAnswerError
      * EvaluationFileError

Messages are English and name what was found and what was expected; the Danish words for a
customer live in ``api/errors.py``.
"""


class KlausulError(Exception):
    """Base of all errors raised on purpose."""


class InputError(KlausulError):
    """A request that cannot be served as it stands."""


class EmptyQuestionError(InputError):
    """The question holds no words."""


class QuestionTooLongError(InputError):
    """The question exceeds the limit of 2,000 characters."""


class UnknownVendorError(InputError):
    """No document belongs to the named vendor."""


class UnknownDocumentError(InputError):
    """No document has that id, or it lies outside the scope."""


class UnknownClauseError(InputError):
    """No clause has that id, or it lies outside the scope."""


class IngestError(KlausulError):
    """A file that cannot become a document; the others go on."""


class UnreadableFileError(IngestError):
    """The file is missing, damaged, encrypted or in an unknown encoding."""


class UnsupportedFormatError(IngestError):
    """No reader knows the file's format."""


class EmptyDocumentError(IngestError):
    """The file holds no text."""


class FileLimitError(IngestError):
    """The file exceeds a limit of size, pages, nesting, compression or time."""


class DuplicateDocumentError(IngestError):
    """Two files of one run would become the same document."""


class ManifestError(IngestError):
    """The manifest is not valid."""


class IndexFolderError(KlausulError):
    """The index on disk cannot be used."""


class MissingIndexError(IndexFolderError):
    """No index, or no ingested document to build one from."""


class CorruptIndexError(IndexFolderError):
    """A file of the index is missing, truncated or foreign; the message names it."""


class IndexMismatchError(IndexFolderError):
    """The index was built by another encoder or format version."""


class BuildInProgressError(IndexFolderError):
    """Another process is building the index."""


class EncoderError(KlausulError):
    """The encoder cannot be loaded or does not fit."""


class ReaderError(KlausulError):
    """The reader cannot be loaded."""


class UnprovenAnswerError(KlausulError):
    """A statement or answer without proof was about to be made."""


class EvaluationFileError(KlausulError):
    """The file of evaluation cases is not valid."""
