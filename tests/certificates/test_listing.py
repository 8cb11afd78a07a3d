"""Lists as people send them: CSV, spreadsheets, pasted lines; nothing lost, and clear faults."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook

from certificates import listing
from certificates.listing import Sent
from portal.ground.tables import BadFile, FileFault
from tests.make import cases

NUMBER = cases.NUMBER
CODE = cases.good()


def csv(text: str | bytes) -> Sent:
    return listing.of_file(io.BytesIO(text if isinstance(text, bytes) else text.encode()))


def workbook(*rows: list[Any]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def texts(sent: Sent) -> list[str]:
    return [sent.text(row) for row in sent.rows]


def refusal(content: bytes) -> FileFault:
    with pytest.raises(BadFile) as refused:
        listing.of_file(io.BytesIO(content))
    return refused.value.fault


def test_pasted_lines_are_lines() -> None:
    sent = listing.of_text(f"{NUMBER}\r\n\n  0r15 jdk8-507s1 \nhello\n")
    assert texts(sent) == [NUMBER, "0r15 jdk8-507s1", "hello"]
    assert [row.line for row in sent.rows] == [1, 3, 4]


def test_one_pasted_word_is_no_head() -> None:
    assert texts(listing.of_text("hello")) == ["hello"]
    assert texts(listing.of_text("hello\nworld")) == ["hello", "world"]


def test_lines_from_a_spreadsheet_come_with_their_columns() -> None:
    sent = listing.of_text(f"Name\tNumber\nRahima\t{NUMBER}\nKarim\t\n")
    assert (sent.heads, sent.column, texts(sent)) == (["Name", "Number"], 1, [NUMBER, ""])


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "BOM"])
def test_the_column_of_a_csv_is_found_by_itself(sign: str, mark: str) -> None:
    lines = [["নাম", "সনদ", "তারিখ"], ["রহিমা", NUMBER, "2026-01-01"], ["করিম", CODE, ""]]
    sent = csv(mark + "\n".join(sign.join(line) for line in lines))
    assert (sent.heads, sent.column, texts(sent)) == (lines[0], 1, [NUMBER, CODE])


def test_a_qr_counts_more_than_the_number_beside_it() -> None:
    assert csv(f"number,qr\n{NUMBER},{CODE}\n").column == 1


def test_without_heads_the_first_line_is_a_line() -> None:
    sent = csv(f"Rahima,{NUMBER}\nKarim,{NUMBER}\n")
    assert (len(sent.rows), sent.heads) == (2, ["", ""])


def test_a_first_line_with_a_wrong_number_is_no_head() -> None:
    assert texts(csv(f"x,{NUMBER[:-1]}\ny,{NUMBER}\n")) == [NUMBER[:-1], NUMBER]


def test_what_nobody_sees_does_no_harm() -> None:
    sent = listing.of_text(
        f'\u202e\u200d{NUMBER[:4]}\u200b{NUMBER[4:]}\u202c\n\'{NUMBER}\n"{NUMBER}"'
    )
    assert texts(sent) == [NUMBER] * 3


def test_a_cell_over_two_lines_and_lines_of_any_width_are_kept() -> None:
    sent = csv(f'number,note\n{NUMBER},"two\nlines"\n{NUMBER}\n{NUMBER},a,b,c\n')
    assert [row.cells for row in sent.rows][0] == [NUMBER, "two\nlines"]
    assert (len(sent.heads), len(sent.rows)) == (4, 3)


def test_a_spreadsheet_is_read_as_people_see_it() -> None:
    sent = listing.of_file(
        io.BytesIO(
            workbook(
                ["Name", "Born", "Count", "Number"],
                ["রহিমা", date(1999, 12, 31), 7.0, NUMBER],
                [],
                ["=1+1", None, True, CODE],
            )
        )
    )
    assert sent.heads == ["Name", "Born", "Count", "Number"]
    assert sent.rows[0].cells == ["রহিমা", "1999-12-31", "7", NUMBER]
    assert (sent.rows[1].line, texts(sent)) == (4, [NUMBER, CODE])


def test_ten_thousand_lines_and_a_head_are_taken_and_one_more_is_not() -> None:
    most = "number\n" + f"{NUMBER}\n" * listing.MOST_ROWS
    assert len(csv(most).rows) == listing.MOST_ROWS
    assert refusal(f"{most}{NUMBER}\n".encode()) is FileFault.TOO_MANY_ROWS


def test_ten_thousand_and_one_lines_without_a_head_are_too_many() -> None:
    assert refusal(f"{NUMBER}\n".encode() * 10_001) is FileFault.TOO_MANY_ROWS


def bomb(kind: str) -> bytes:
    """A workbook whose sheet is hostile."""
    book = zipfile.ZipFile(io.BytesIO(workbook([NUMBER])))
    file = io.BytesIO()
    rows = {
        "huge": b"<row/>" * 5_000_000,
        "blank": b"<row/>" * 30_000,
        "entities": b"",
        "wide": b'<row r="1"><c r="XFD1" t="inlineStr"><is><t>x</t></is></c></row>',
    }[kind]
    head = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    )
    sheet = head + rows + b"</sheetData></worksheet>"
    if kind == "entities":
        sheet = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + sheet
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name in book.namelist():
            made.writestr(name, sheet if name.endswith("sheet1.xml") else book.read(name))
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", FileFault.EMPTY),
        (b"\n \n", FileFault.EMPTY),
        (workbook([]), FileFault.EMPTY),
        (b"PK\x03\x04 no archive", FileFault.DAMAGED),
        (workbook([NUMBER])[:1000], FileFault.DAMAGED),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, FileFault.SPREADSHEET),
        (b"%PDF-1.7", FileFault.NOT_TEXT),
        (NUMBER.encode("utf-16"), FileFault.UTF16),
        (b"name\xe9," + NUMBER.encode(), FileFault.NOT_UTF8),
        (f'"{NUMBER}\n'.encode(), FileFault.DAMAGED),
        (b"name,place\nRahima,Cumilla\n", FileFault.MISSING_HEADER),
        (b"x," * 100 + NUMBER.encode(), FileFault.TOO_BIG),
        (b"1" * (listing.LARGEST + 1), FileFault.TOO_BIG),
        (bomb("huge"), FileFault.TOO_BIG),
        (bomb("blank"), FileFault.TOO_BIG),
        (bomb("wide"), FileFault.TOO_BIG),
        (bomb("entities"), FileFault.DAMAGED),
    ],
    ids=lambda value: value.name if isinstance(value, FileFault) else "",
)
def test_each_bad_file_is_refused_with_its_reason(content: bytes, fault: FileFault) -> None:
    assert refusal(content) is fault
