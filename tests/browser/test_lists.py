"""A recruiter checks 10,000 certificates at once; and what works without JavaScript."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from playwright.sync_api import Page, expect

from tests.browser.serving import Server

pytestmark = pytest.mark.browser
DESK = {"width": 1280, "height": 800}


@pytest.fixture(scope="module")
def numbers(server: Server) -> dict[str, str]:
    """A number of the sample for each state."""
    lines = [line.split() for line in server.nirapod("certificates", "list").splitlines()]
    return {state: number for number, state, _day in lines}


def paste(page: Page, lines: list[str]) -> None:
    """Put lines into the box at once; typing so many takes a driver far longer than a clipboard."""
    page.locator("#text").evaluate("(box, text) => { box.value = text; }", "\n".join(lines))


def rows(page: Page, folder: Path) -> list[list[str]]:
    """The lines of the file that comes back."""
    with page.expect_download() as download:
        page.locator("a[href$='answers.csv']").click()
    file = folder / "answers.csv"
    download.value.save_as(file)
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.reader(opened))


def test_a_recruiter_pastes_ten_thousand_lines_and_keeps_the_file(
    visitor: Callable[..., Page], numbers: dict[str, str], tmp_path: Path
) -> None:
    lines = [f"Worker {place}\t{place:013d}" for place in range(9_998)]
    lines.insert(7, f"=1+1\t{numbers['genuine']}")
    lines.insert(5_000, f"Rahima\t{numbers['cancelled']}")
    page = visitor(size=DESK, language="en")
    page.goto("/check/?lang=en")
    page.get_by_role("link", name="Check many certificates at once").click()
    paste(page, lines)
    page.get_by_role("button", name="Check the list").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    counts = page.locator(".counts")
    expect(counts).to_contain_text("Cancelled: 1", timeout=60_000)
    expect(counts).to_contain_text("No such number: 9998")
    # What is not good comes first, with the name to compare.
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody tr")).to_contain_text(numbers["cancelled"])
    found = rows(page, tmp_path)
    assert len(found) == 10_001
    assert [row[1] for row in found[1:]] == [line.split("\t")[1] for line in lines]
    assert found[8][:2] == ["'=1+1", numbers["genuine"]]
    assert found[8][3:5] == ["genuine", "genuine"]
    assert found[5_001][3:5] == ["cancelled", "cancelled"]
    page.get_by_role("button", name="Delete the list now").click()
    expect(page.get_by_text("The list and its answers are deleted.")).to_be_visible()


def test_without_javascript_a_spreadsheet_is_answered_at_once(
    visitor: Callable[..., Page], numbers: dict[str, str], tmp_path: Path
) -> None:
    book = Workbook()
    for row in (["নাম", "সনদ"], ["রহিমা", numbers["genuine"]], ["করিম", "হ্যালো"]):
        book.active.append(row)
    book.save(tmp_path / "list.xlsx")
    page = visitor(javascript=False, language="bn")
    page.goto("/check/list")
    page.set_input_files("#file", tmp_path / "list.xlsx")
    page.locator("main form button").click()
    expect(page.locator(".counts li")).to_have_count(2)
    assert [row[:2] for row in rows(page, tmp_path)] == [
        ["নাম", "সনদ"],
        ["রহিমা", numbers["genuine"]],
        ["করিম", "হ্যালো"],
    ]


def test_a_list_that_was_left_goes_on_where_it_was(visitor: Callable[..., Page]) -> None:
    page = visitor(language="en")
    page.goto("/check/list?lang=en")
    page.route("**/go-on", lambda route: route.abort())
    paste(page, ["x"] * 3_000)
    page.get_by_role("button", name="Check the list").click()
    expect(page.get_by_role("button", name="Check the rest")).to_be_visible(timeout=20_000)
    page.unroute("**/go-on")
    page.reload()
    expect(page.locator(".counts")).to_contain_text("Cannot be read: 3000", timeout=20_000)
