"""Words: every message has its Vietnamese, numbers and dates as each language writes them."""

from __future__ import annotations

import html
import re
import string
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from lib.errors import Fault, Message
from lib.io import faults as say
from lib.io.faults import Unfit, said
from lib.io.geo import boundary_faults
from lib.io.geo.layers import read_layers
from lib.io.tables import personal, system_errors
from lib.io.tables.cell_types import integer
from lib.io.tables.contracts import Field
from lib.io.tables.dates import full_date
from lib.ui.frame.notices import fault_line
from lib.words import wording
from tools.words import CATALOGUE, messages_in_code

_MARKDOWN = MarkdownIt("commonmark").enable(["strikethrough", "table"])


@pytest.fixture(autouse=True)
def _vietnamese_again() -> Iterator[None]:
    wording.use("vi")
    yield
    wording.use("vi")


@pytest.fixture(scope="module")
def vietnamese() -> Catalog:
    with CATALOGUE.open("rb") as source:
        return read_po(source, locale="vi")


@pytest.fixture(scope="module")
def in_code() -> Catalog:
    return messages_in_code()


def texts(words: str | Sequence[str] | None) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words or ())


def placeholders(text: str) -> set[str]:
    return {name for _literal, name, _spec, _conversion in string.Formatter().parse(text) if name}


def test_every_message_of_the_code_is_in_vietnamese(in_code: Catalog, vietnamese: Catalog) -> None:
    messages = [message.id for message in in_code if message.id]
    assert len(messages) > 100
    missing = []
    for id_ in messages:
        known = vietnamese.get(id_)
        found = texts(known.string) if known else ()
        if not found or not all(text.strip() for text in found):
            missing.append(id_)
    assert missing == []


def test_no_translation_is_left_of_a_message_that_is_gone(
    in_code: Catalog, vietnamese: Catalog
) -> None:
    gone = [m.id for m in vietnamese if m.id and in_code.get(m.id) is None]
    assert gone == []
    assert not vietnamese.obsolete


def test_a_translation_fills_in_the_same_names_as_its_message(vietnamese: Catalog) -> None:
    differing = []
    for message in vietnamese:
        if message.id:
            wanted = set[str]().union(*map(placeholders, texts(message.id)))
            for text in texts(message.string):
                if text and placeholders(text) != wanted:  # an empty one is named above
                    differing.append((message.id, text))
    assert differing == []


MESSAGES = {
    f"{module.__name__}.{name}": message
    for module in (say, boundary_faults, personal)
    for name, message in vars(module).items()
    if isinstance(message, Message)
}


@pytest.mark.parametrize("name", sorted(MESSAGES))
def test_every_message_of_files_is_said_in_both_languages_with_the_same_values(
    name: str, vietnamese: Catalog
) -> None:
    message = MESSAGES[name]
    values = {
        gap: f"a-{place}.b" for place, gap in enumerate(sorted(placeholders(message.template)))
    }
    filled = said(message, **values)
    translated = vietnamese.get(message.template)
    assert translated is not None
    assert wording.message(filled) == str(translated.string).format(**values)
    wording.use("en")
    assert wording.message(filled) == str(filled) == message.template.format(**values)


def test_a_fault_of_a_bad_date_reads_in_vietnamese() -> None:
    with pytest.raises(Unfit) as unfit:
        full_date("2025-02-30")
    fault = Fault("x/targets.csv", 7, "as_of", *unfit.value.finding)
    assert fault_line(fault) == (
        "x/targets.csv: dòng 7, cột as_of: “2025-02-30” không phải ngày hợp lệ (2025-02 có 28 ngày)"
    )


@pytest.mark.parametrize(("row", "column"), [(0, ""), (7, ""), (0, "as_of"), (7, "as_of")])
def test_a_fault_in_english_reads_as_the_fault_itself(row: int, column: str) -> None:
    fault = Fault("x.csv", row, column, said(say.NOT_DATE, value="{x} 30 %"), say.A_FULL_DATE)
    wording.use("en")
    assert fault_line(fault) == str(fault)


@pytest.mark.parametrize(
    ("language", "told", "written"),
    [
        ("vi", "2026-09-05", "05/09/2026"),
        ("vi", "2026-09", "9/2026"),
        ("vi", "2026-13", "2026-13"),
        ("vi", "cuối tháng 9", "cuối tháng 9"),
        ("en", "2026-09-05", "2026-09-05"),
        ("en", "2026-09", "2026-09"),
    ],
)
def test_days_that_a_message_tells_are_written_as_pages_write_them(
    language: str, told: str, written: str
) -> None:
    wording.use(language)
    for gap in ("day", "before", "after", "meant"):
        assert wording.message(Message(f"{{{gap}}}").filled(**{gap: told})) == written
    assert wording.message(Message("“{value}”").filled(value=told)) == f"“{told}”"


@pytest.mark.parametrize("text", ["", "Sources", "the cell is empty", "{value}", "a\nb"])
def test_a_text_of_a_file_stays_as_it_is(text: str) -> None:
    assert wording.message(text) == text


def test_a_value_from_a_file_is_never_translated() -> None:
    with pytest.raises(Unfit) as unfit:
        integer(Field("value", "integer", "", ""), "the cell is empty")
    assert wording.message(unfit.value.finding.found) == "“the cell is empty” không phải số nguyên"


def test_words_of_the_program_inside_a_fault_are_translated_too(tmp_path: Path) -> None:
    message = said(say.PERSONAL_VALUE, kind=personal.PHONE)
    assert wording.message(message) == "ô chứa nội dung giống như số điện thoại"
    assert wording.message(say.PROPERTY.filled(kind=say.A_TEXT)) == "ghi dạng chữ (text)"
    (tmp_path / "provinces.geojson").write_text("{", encoding="utf-8")
    (fault,) = read_layers(tmp_path).faults
    assert wording.message(fault.found) == "nội dung JSON bị ngắt ở dòng 1, cột 2"
    assert wording.message(said(system_errors.REASON, value=system_errors.NO_PERMISSION)) == (
        "hệ thống báo: không có quyền truy cập"
    )


def test_messages_of_the_code_are_looked_up_in_both_languages() -> None:
    wording.use("vi")
    assert wording._("Sources") == "Nguồn"
    wording.use("en")
    assert wording._("Sources") == "Sources"
    wording.use("fr")  # not a language of the product: Vietnamese
    assert wording.language() == "vi"


def test_work_in_another_thread_speaks_the_language_of_its_session() -> None:
    wording.use("en")
    made = wording.speaking(lambda: wording.number(1234.5, 1))
    with ThreadPoolExecutor(1) as elsewhere:
        assert elsewhere.submit(made).result() == "1,234.5"
        assert elsewhere.submit(wording.language).result() == "vi"  # that thread's own


def test_a_count_chooses_its_form_and_is_written_in_the_language() -> None:
    wording.use("en")
    assert wording.ngettext("{n} row", "{n} rows", 1) == "1 row"
    assert wording.ngettext("{n} row", "{n} rows", 1716) == "1,716 rows"
    wording.use("vi")
    assert wording.ngettext("{n} row", "{n} rows", 1716) == "1.716 dòng"


@pytest.mark.parametrize(
    ("language", "value", "digits", "written"),
    [
        ("vi", 1716, 0, "1.716"),
        ("en", 1716, 0, "1,716"),
        ("vi", 12.5, 1, "12,5"),
        ("en", 12.5, 1, "12.5"),
        ("vi", -3, 0, "-3"),
        ("vi", None, 0, "–"),
        ("vi", float("nan"), 0, "–"),
        ("en", float("inf"), 0, "–"),
    ],
)
def test_numbers_are_written_as_the_language_writes_them(
    language: str, value: float | None, digits: int, written: str
) -> None:
    wording.use(language)
    assert wording.number(value, digits) == written


@pytest.mark.parametrize(
    ("language", "value", "digits", "written"),
    [
        ("vi", 0.3, 0, "30%"),
        ("en", 0.3, 0, "30%"),
        ("vi", 0.125, 1, "12,5%"),
        ("en", None, 0, "–"),
        ("en", float("nan"), 0, "–"),
    ],
)
def test_shares_are_written_as_percent(
    language: str, value: float | None, digits: int, written: str
) -> None:
    wording.use(language)
    assert wording.percent(value, digits) == written


@pytest.mark.parametrize(
    ("language", "precision", "written"),
    [
        ("vi", "day", "20/09/2022"),
        ("vi", "month", "9/2022"),
        ("vi", "year", "2022"),
        ("en", "day", "20 Sep 2022"),
        ("en", "month", "Sep 2022"),
        ("en", "year", "2022"),
    ],
)
def test_a_date_is_written_with_its_precision_and_no_more(
    language: str, precision: str, written: str
) -> None:
    wording.use(language)
    assert wording.day(date(2022, 9, 20), precision) == written
    assert wording.day(pd.Timestamp(2022, 9, 20), precision) == written


@pytest.mark.parametrize("nothing", [None, pd.NaT])
def test_no_date_is_a_dash(nothing: pd.Timestamp | None) -> None:
    assert wording.day(nothing) == "–"


def test_a_row_in_two_languages_falls_back_to_the_other() -> None:
    assert wording.in_language("chữ", "words") == "chữ"
    assert wording.in_language("", "words") == "words"
    wording.use("en")
    assert wording.in_language("chữ", "words") == "words"
    assert wording.in_language("chữ", "") == "chữ"


@given(st.text(alphabet="\\`*_[]()#+-=.!|<>:$~@&ax1;/ ", max_size=12).map(str.strip))
def test_no_signs_together_are_read_as_markup(text: str) -> None:
    text = " ".join(text.split())
    made = _MARKDOWN.render(wording.plain_markdown(text))
    assert made == (f"<p>{html.escape(text, quote=False)}</p>\n" if text else "")


@given(st.text(alphabet="\\`*_{}[]()#+-.!|<>:$~@&ax 1;/") | st.text())
def test_text_keeps_every_letter_under_its_escapes(text: str) -> None:
    assert re.sub(r"\\([^\w\s]|_)", r"\1", wording.plain_markdown(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "[x](javascript:alert(1))",
        "<img src=x onerror=alert(1)>",
        "**bold** _it_ `code` $x$",
        ":red[x] :material/home: :smile:",
        "# Title",
        "1. one",
        "- one",
        "AT&amp;T",
        "~~gone~~ https://example.vn a@b.vn",
    ],
)
def test_no_sign_is_read_as_markup(text: str) -> None:
    made = _MARKDOWN.render(wording.plain_markdown(text))
    assert made == f"<p>{html.escape(text, quote=False)}</p>\n"


def test_no_refusal_with_values_of_a_file_is_read_as_markup() -> None:
    told = re.compile(r"\bst\.\w+\(\s*wording\.message\(")
    assert told.search("st.error(wording.message(refusal.message))")
    modules = (Path(__file__).parents[2] / "lib").rglob("*.py")
    assert [path.name for path in modules if told.search(path.read_text(encoding="utf-8"))] == []


def test_a_file_is_made_in_the_language_of_the_session_wherever_it_is_handed_over() -> None:
    """Streamlit makes it in a thread of its own; `layout.file_button` takes the language along."""
    modules = (Path(__file__).parents[2] / "lib").rglob("*.py")
    hands_over = "st.download_button("
    found = {path.name for path in modules if hands_over in path.read_text(encoding="utf-8")}
    assert found == {"layout.py", "making.py"}  # the second one hands over what is made already


@pytest.mark.parametrize(
    "label",
    [
        "Xác nhận: Ngày sau hôm nay: 1 dòng",
        "TP. Hồ Chí Minh (Quận 12) – Phường A-B, 1/7; R&D!",
        "Observations: -3 ~2 +1".replace("~", ""),
    ],
)
def test_a_name_that_a_screen_reader_says_has_no_backslashes(label: str) -> None:
    assert wording.plain_markdown(label) == label
