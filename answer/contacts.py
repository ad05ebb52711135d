"""Whose address, e-mail or company number a clause gives."""

from __future__ import annotations

import re

from klausul.danish.companies import names_company, without_legal_form
from klausul.danish.tokens import terms
from klausul.types import Clause, ClauseKind, Document

# Not an abbreviation such as "CVR-nummer", and not the first word, which may be any.
_NAME = re.compile(r"(?<=[\w,;] )[A-ZÆØÅ][a-zæøå][\w&.-]*\w")


def is_of_another(clause: Clause, document: Document, *, question: str) -> bool:
    """Tell whether the contact details in ``clause`` are not those that were asked for.

    A sub-processor's address is no answer to where the vendor is found, nor the vendor's to where
    a company is found that the question names.
    """
    vendor = _terms(" ".join([document.vendor, *document.vendor_names]))
    asked = [name for name in map(_terms, _NAME.findall(question)) if name.isdisjoint(vendor)]
    if any(asked):
        printed = _terms(f"{clause.heading or ''} {clause.text}")
        return not any(name and name <= printed for name in asked)
    company = clause.heading or ""
    if clause.kind is not ClauseKind.ROW or not names_company(company):
        return False
    return _terms(without_legal_form(company)).isdisjoint(vendor | _terms(question))


def _terms(text: str) -> frozenset[str]:
    return frozenset(terms(text))
