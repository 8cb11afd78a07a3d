"""Files: what is refused as a whole, what by line, always with its reason."""

import io
import sys
import unicodedata
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook

from portal.ground.tables import BadFile, FileFault
from visa_check.columns import AGENCY_COLUMNS, VISA_COLUMNS, agency_rule, visa_rule
from visa_check.faults import LineFault
from visa_check.tables import UNSEEN, Line, open_table

HEAD = "rl_no,name,phone,status,valid_from,valid_to,source_date\n"


def read(content: str | bytes, **limits: Any) -> list[Line]:
    """The lines of a list of agencies."""
    file = io.BytesIO(content if isinstance(content, bytes) else content.encode())
    limits = {"largest": None, "most_rows": None} | limits
    return list(open_table(file, AGENCY_COLUMNS, **limits).lines(agency_rule))


def fault(content: str | bytes, **limits: Any) -> tuple[FileFault, int, str]:
    """Why a file is refused."""
    with pytest.raises(BadFile) as refused:
        read(content, **limits)
    return refused.value.fault, refused.value.line, refused.value.names


def spreadsheet(*rows: Sequence[object]) -> bytes:
    """A spreadsheet as offices save it."""
    book, file = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.create_sheet("Another").append(["rl_no", "nothing"])
    book.save(file)
    return file.getvalue()


def broken_spreadsheet() -> bytes:
    """The beginning of any XLSX file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", (FileFault.EMPTY, 0)),
        (b"rl_no,name\n", (FileFault.NO_ROWS, 0)),
        (broken_spreadsheet(), (FileFault.DAMAGED, 0)),
        (b"PK\x03\x04", (FileFault.DAMAGED, 0)),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, (FileFault.SPREADSHEET, 0)),
        (spreadsheet(), (FileFault.MISSING_HEADER, 1)),
        (spreadsheet(["rl_no", "name"]), (FileFault.NO_ROWS, 0)),
        (spreadsheet(["rl_no", "address"], [11, "A"]), (FileFault.MISSING_HEADER, 1)),
        ((HEAD + "11,A").encode("utf-16"), (FileFault.UTF16, 0)),
        ((HEAD + "11,A").encode("utf-16-le"), (FileFault.UTF16, 0)),
        (b"rl_no,name\n11,A\n12,Caf\xe9\n", (FileFault.NOT_UTF8, 3)),
        (b"rl_no,name\n11,A\n12,\x93Quoted\x94\n", (FileFault.NOT_UTF8, 3)),
        (b"rl_no,name\n11,A\x00B\n", (FileFault.NOT_TEXT, 2)),
        (b"%PDF-1.7\n", (FileFault.NOT_TEXT, 0)),
        (b'rl_no,name\n11,A\n12,"open\n13,B\n', (FileFault.DAMAGED, 3)),
        (b'rl_no,name\n11,"A"b\n', (FileFault.DAMAGED, 2)),
        (b"rl_no,name,Name\n11,A,B\n", (FileFault.DOUBLE_HEADER, 1)),
        ("rl_no,name,নাম\n11,A,B\n".encode(), (FileFault.DOUBLE_HEADER, 1)),
        (b"rl_no,address\n11,A\n", (FileFault.MISSING_HEADER, 1)),
        (b"11,Namuna Ltd\n12,Namuna\n", (FileFault.MISSING_HEADER, 1)),
    ],
)
def test_a_bad_file_is_refused_as_a_whole(content: bytes, reason: tuple[FileFault, int]) -> None:
    assert fault(content)[:2] == reason


def test_a_file_that_is_too_big_is_refused() -> None:
    assert fault("rl_no,name\n" + "11,A\n" * 50, largest=200)[0] is FileFault.TOO_BIG


def test_a_file_with_too_many_rows_is_refused() -> None:
    assert fault("rl_no,name\n11,A\n12,B\n13,C\n", most_rows=2)[:2] == (FileFault.TOO_MANY_ROWS, 4)


def test_a_spreadsheet_is_read_like_the_same_list_in_csv() -> None:
    sheet = spreadsheet(
        ["আরএল নম্বর", "name", "phone", "status", "valid_from", "valid_to"],
        [11, "Padma Ltd.", "01712345678", "active", date(2026, 1, 1), datetime(2028, 12, 31)],
        [],
        ["RL-0012", "মেঘনা", None, None, None, None],
    )
    text = (
        "আরএল নম্বর,name,phone,status,valid_from,valid_to\n"
        "11,Padma Ltd.,01712345678,active,2026-01-01,2028-12-31\n\n"
        "RL-0012,মেঘনা,,,,\n"
    )
    assert read(sheet) == read(text)
    assert [line.number for line in read(sheet)] == [2, 4]
    assert not any(line.faults for line in read(sheet))


def test_a_spreadsheet_has_the_same_caps() -> None:
    rows = [[number, f"Agency {number}"] for number in range(1, 5)]
    assert fault(spreadsheet(["rl_no", "name"], *rows), most_rows=3)[0] is FileFault.TOO_MANY_ROWS
    assert fault(spreadsheet(["rl_no", "name"], *rows), largest=1000)[0] is FileFault.TOO_BIG


def test_a_cell_too_many_in_a_spreadsheet_is_told_by_its_row() -> None:
    found = read(spreadsheet(["rl_no", "name"], [11, "A"], [12, "B", "more"]))
    assert [line.faults for line in found] == [(), ((LineFault.CELLS, ""),)]


def test_a_byte_order_mark_and_other_separators_do_no_harm() -> None:
    for text in ("\ufeffrl_no;name\r\n11;A\r\n", "rl_no\tname\n11\tA\n"):
        assert [line.values for line in read(text)] == [{"rl_no": 11, "name": "A"}]


@pytest.mark.parametrize(
    "head", ["NAME, RL No. ", "নাম,আরএল নম্বর", "Agency Name,Licence_No", "name,rl-no"]
)
def test_headers_come_in_any_order_case_and_script(head: str) -> None:
    assert read(f"{head}\nNamuna,আরএল ১১\n")[0].values == {"rl_no": 11, "name": "Namuna"}


def test_headers_that_nobody_reads_are_told() -> None:
    file = io.BytesIO(b"rl_no,name,owner\n11,A,B\n")
    assert open_table(file, AGENCY_COLUMNS, largest=None, most_rows=None).unread == ("owner",)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",A,,,,,", (LineFault.MISSING, "rl_no")),
        ("508:x,A,,,,,", (LineFault.LICENCE, "rl_no")),
        ("11,=1+1,,,,,", (LineFault.FORMULA, "name")),
        ("11,@sum(a1),,,,,", (LineFault.FORMULA, "name")),
        ("11,-1+1,,,,,", (LineFault.FORMULA, "name")),
        ("11,＝1+1,,,,,", (LineFault.FORMULA, "name")),
        ("11,+cmd|x,,,,,", (LineFault.FORMULA, "name")),
        ("11,A\x07,,,,,", (LineFault.CONTROL, "name")),
        (f"11,{'A' * 161},,,,,", (LineFault.TOO_LONG, "name")),
        ("11,A,,good,2026-01-01,,", (LineFault.STATUS, "status")),
        ("11,A,,active,,,", (LineFault.STATUS_DAY, "valid_from")),
        ("11,A,,expired,,,", (LineFault.STATUS_DAY, "valid_to")),
        ("11,A,,,2026-01-01,,", (LineFault.STATUS_DAY, "status")),
        ("11,A,,active,31/31/2026,,", (LineFault.DATE, "valid_from")),
        ("11,A,,active,2026-02-01,2026-01-01,", (LineFault.DAYS_CROSSED, "valid_to")),
        ("11,A", (LineFault.CELLS, "")),
    ],
)
def test_a_bad_line_is_refused_and_the_others_stay(row: str, reason: tuple[str, str]) -> None:
    good, bad = read(f"{HEAD}12,B,,,,,\n{row}\n")
    assert not good.faults
    assert bad.faults == (reason,)
    assert (bad.number, bad.values) == (3, {})


def test_a_phone_number_is_no_formula_and_a_dash_is_nothing() -> None:
    line = read(f"{HEAD}11,A,+880 1711-223344,-,,,\n")[0]
    assert line.values == {"rl_no": 11, "name": "A", "phone": "+880 1711-223344"}


def test_a_cell_may_have_lines_of_its_own() -> None:
    lines = read('rl_no,name,address\n11,A,"House 1\nDhaka"\n12,B,\n')
    assert lines[0].values["business_address"] == "House 1 Dhaka"
    assert lines[1].number == 4


def test_an_expired_licence_is_an_active_one_with_a_last_day() -> None:
    values = read(f"{HEAD}11,A,,মেয়াদোত্তীর্ণ,2020-01-01,২০২২-১২-৩১,\n")[0].values
    assert values["status"] == "active"
    assert values["valid_to"].isoformat() == "2022-12-31"


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ("XX,E123,A01234567,1998-04-12,", (LineFault.COUNTRY, "destination")),
        ("SA,abc,A01234567,1998-04-12,", (LineFault.VISA, "visa_number")),
        ("SA,E123,A,1998-04-12,", (LineFault.PASSPORT, "passport_number")),
        ("SA,E123,A01234567,,", (LineFault.MISSING, "date_of_birth")),
        ("SA,E123,A01234567,2026-04-12,2026-04-12", (LineFault.BIRTH, "date_of_birth")),
    ],
)
def test_a_bad_line_about_a_visa_is_refused(cells: str, reason: tuple[str, str]) -> None:
    head = "destination,visa_number,passport_number,date_of_birth,issue_date\n"
    file = io.BytesIO(f"{head}{cells}\n".encode())
    table = open_table(file, VISA_COLUMNS, largest=None, most_rows=None)
    assert next(table.lines(visa_rule)).faults == (reason,)


def test_what_nobody_sees_is_known_by_its_kind() -> None:
    turning = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    for mark in map(chr, range(sys.maxunicode + 1)):
        turns = unicodedata.bidirectional(mark) in turning
        hidden = turns or unicodedata.category(mark) in {"Cc", "Cs", "Co"}
        assert (UNSEEN.match(mark) is not None) is hidden, hex(ord(mark))


def test_a_value_that_comes_again_is_read_and_refused_again() -> None:
    text = f"{HEAD}11,One,,active,2026-01-01,,\n12,One,,bad,2026-01-01,,\n13,One,,bad,,,\n"
    first, *rest = read(text + "14,One,,active,2026-01-01,,\n")
    assert [line.faults for line in rest[:2]] == [((LineFault.STATUS, "status"),)] * 2
    assert first.values | {"rl_no": 14} == rest[2].values


def test_the_file_stays_open_for_whoever_sent_it() -> None:
    file = io.BytesIO(f"{HEAD}11,One,,,,,\n".encode())
    table = open_table(file, AGENCY_COLUMNS, largest=None, most_rows=None)
    for _ in range(2):
        assert len(list(table.lines(agency_rule))) == 1
        next(table.lines(agency_rule))
    assert not file.closed
