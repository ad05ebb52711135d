from __future__ import annotations

import pytest

from ingest.numbering import Counter, PrintedInteger, Role


def heading(number: int) -> PrintedInteger:
    return PrintedInteger(number=number, reads_as_heading=True, opens_section=True)


def in_section(number: int, *, clause: int = 0) -> Counter:
    counter = Counter()
    counter.open_section(number)
    if clause:
        counter.open_clause(clause)
    return counter


def in_list(counter: Counter, *, items: int, lower: bool) -> Counter:
    for number in range(1, items + 1):
        counter.count_item(number, lower=lower)
    return counter


@pytest.mark.parametrize(
    ("counter", "printed", "role"),
    [
        pytest.param(Counter(), heading(1), Role.SECTION, id="the first section"),
        pytest.param(Counter(), heading(2), Role.SECTION, id="a first section that is not 1"),
        pytest.param(Counter(), heading(9), Role.TEXT, id="a heading far from the first"),
        pytest.param(in_section(3), heading(4), Role.SECTION, id="the next section"),
        pytest.param(in_section(3), heading(6), Role.SECTION, id="sections skipped"),
        pytest.param(in_section(3), heading(9), Role.TEXT, id="too many sections skipped"),
        pytest.param(Counter(), PrintedInteger(number=1), Role.CLAUSE, id="a flat first clause"),
        pytest.param(
            in_section(3), PrintedInteger(number=1, fresh=True), Role.CLAUSE, id="under a heading"
        ),
        pytest.param(in_section(3), PrintedInteger(number=1), Role.ITEM, id="inside a clause"),
        pytest.param(
            in_section(3, clause=4), PrintedInteger(number=5), Role.CLAUSE, id="the next clause"
        ),
        pytest.param(
            in_section(3, clause=4), PrintedInteger(number=7), Role.CLAUSE, id="clauses skipped"
        ),
        pytest.param(
            in_section(3, clause=4), PrintedInteger(number=2), Role.TEXT, id="a number gone by"
        ),
        pytest.param(
            in_list(in_section(3, clause=2), items=2, lower=True),
            PrintedInteger(number=3, lower=True),
            Role.ITEM,
            id="the next item",
        ),
        pytest.param(
            in_list(in_section(3, clause=2), items=2, lower=True),
            PrintedInteger(number=3),
            Role.CLAUSE,
            id="a clause after items in lower case",
        ),
        pytest.param(
            in_list(in_section(3, clause=2), items=2, lower=False),
            PrintedInteger(number=3),
            Role.ITEM,
            id="an item that begins as the others do",
        ),
        pytest.param(
            Counter(), PrintedInteger(number=1, listed=True), Role.ITEM, id="a list is led to"
        ),
        pytest.param(
            in_list(Counter(), items=1, lower=False), heading(2), Role.ITEM, id="a list of titles"
        ),
        pytest.param(
            Counter(chaptered=True, clause=1), heading(2), Role.CLAUSE, id="clauses under chapters"
        ),
        pytest.param(
            Counter(chaptered=True), heading(1), Role.SECTION, id="sections under chapters"
        ),
    ],
)
def test_role(counter: Counter, printed: PrintedInteger, role: Role) -> None:
    assert counter.role_of(printed, annex=False) is role


@pytest.mark.parametrize(
    ("counter", "printed", "role"),
    [
        pytest.param(Counter(), heading(1), Role.CLAUSE, id="the first"),
        pytest.param(Counter(clause=1), PrintedInteger(number=2), Role.CLAUSE, id="the next"),
        pytest.param(Counter(), PrintedInteger(number=1), Role.ITEM, id="a list"),
        pytest.param(Counter(item=1), PrintedInteger(number=2), Role.ITEM, id="the next item"),
        pytest.param(Counter(has_lettered=True), heading(1), Role.ITEM, id="inside C.1"),
        pytest.param(Counter(clause=1), PrintedInteger(number=7), Role.TEXT, id="far off"),
    ],
)
def test_role_in_an_annex(counter: Counter, printed: PrintedInteger, role: Role) -> None:
    assert counter.role_of(printed, annex=True) is role


def test_a_section_begins_clauses_and_items_anew() -> None:
    counter = in_list(in_section(3, clause=4), items=2, lower=True)
    counter.open_section(4)
    assert (counter.section, counter.clause, counter.item) == (4, 0, 0)


def test_a_decimal_clause_ends_a_list_and_keeps_the_integer() -> None:
    counter = in_list(in_section(3, clause=4), items=2, lower=True)
    counter.open_clause()
    assert (counter.clause, counter.item) == (4, 0)
