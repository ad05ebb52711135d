"""From a file to a document with its clauses and cross-references."""
