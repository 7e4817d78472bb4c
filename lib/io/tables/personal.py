"""Personal data is refused: columns named for it, and values that look like it.

The product holds wards, dates and decisions. Whatever is about a person has to stay out
of it, so a file that carries such a thing is refused as a whole, with the place told.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import numpy as np

from lib.errors import Fault, Message
from lib.io import faults as say
from lib.io.faults import said
from lib.io.tables.cells import Cells, Codes
from lib.io.tables.contracts import Table
from lib.io.tables.fault_lists import fault_of_each
from lib.io.tables.folding import bare

NAME = Message("the name of a person")
IDENTITY = Message("an identity card number")
BIRTH = Message("a date of birth")
PHONE = Message("a telephone number")
EMAIL = Message("an e-mail address")
HOME = Message("a home address")
TRAIT = Message("a personal characteristic")
ACCOUNT = Message("an account, card or vehicle number")
PORTRAIT = Message("a portrait, signature or fingerprint")

_HEADERS = (
    (NAME, r"ho(va)?ten.*|hovachuten.*|hotendem|tendem|hodem|"
     r"ten(canbo|nguoi|congan|chuho|khaisinh|thuonggoi|nhanvien|congdan|doituong|truong(?!hoc)).*|"
     r"ten(cha|me|vo|chong|con)|.*(full|first|last|given|family|sur|middle|person|officer|citizen|"
     r"contact|employee)name.*|nguoi(lienhe|phutrach|dungdau|khai|lap|dan).*|"
     r"canbo(phutrach|lienhe)?|chuho|nhanthan|officer|person"),
    (IDENTITY, r".*(cccd|cmnd|cmtnd|cancuoc|chungminhnhandan|dinhdanh|hochieu|passport|"
     r"identitycard|nationalid|idcard|idnumber|citizenid|personalid|socialsecurity).*|ssn|"
     r"so(bhxh|bhyt)|(bhxh|bhyt|masothue|mst)(canhan)?|sohieucongan"),
    (BIRTH, r".*(ngaysinh|namsinh|thangnamsinh|dateofbirth|birthdate|birthday|yearofbirth|"
     r"birthyear|noisinh|placeofbirth).*|dob|sinhngay|tuoi|age"),
    (PHONE, r".*(dienthoai|didong|phone|mobile|hotline|zalo|viber|whatsapp).*|"
     r"sdt.*|dtdd|sodt|tel|fax"),
    (EMAIL, r".*(email|thudientu|hopthu|facebook|telegram).*|mail"),
    (HOME, r".*(diachi(?!web|trang|url|nguon)|thuongtru|tamtru|noio|cutru|hokhau|nguyenquan|"
     r"quequan|homeaddress|residence|hometown|sonha).*|choo|address"),
    (TRAIT, r"gioitinh.*|gender|sex|dantoc|ethnicity|tongiao|religion|quoctich|nationality|"
     r"nghenghiep|occupation|honnhan.*|maritalstatus|tien(an|su).*|nhommau|bloodtype|"
     r"(tien|muc)luong|salary"),
    (ACCOUNT, r".*(sotaikhoan|taikhoannganhang|bankaccount|iban|sothe|biensoxe|bienkiemsoat|"
     r"licenseplate|giaypheplaixe|banglaixe).*|stk|gplx|bienso"),
    (PORTRAIT, r".*(chandung|anhthe|vantay|fingerprint|chuky|signature|portrait|photo|khuonmat|"
     r"sinhtrachoc|biometric).*"),
)  # fmt: skip
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _HEADERS)

# No part without an end: a cell of a hundred thousand letters would be read for minutes.
_ADDRESS = re.compile(r"\w{1,20}://\S*|www\.\S*")
_EDGE = r"(?<![\w.,/-]){}(?![\w/]|[.,-]\d)"
_CITIZEN = re.compile(
    _EDGE.format(r"0(?:0[1-9]|[1-8]\d|9[0-6])[ .]?\d[ .]?\d{2}[ .]?\d{3}[ .]?\d{3}")
)
_CARD = re.compile(r"\s*\d{9}\s*|\s*\d{3}[ .]\d{3}[ .]\d{3}\s*")
_CARD_NAMED = re.compile(
    r"\b(?:cccd|cmnd|cmtnd|căn cước|chứng minh|hộ chiếu|passport)\b\D{0,30}\d{6,}", re.IGNORECASE
)
_PHONE = re.compile(
    _EDGE.format(
        r"(?:(?:\(?\+?84\)?|0)[ .-]?(?:\(0\)[ .-]?)?"
        r"(?:[35789]\d(?:[ .-]?\d){7}|2\d(?:[ .-]?\d){8}))"
    )
)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_BIRTH = re.compile(
    r"\bsinh\s+(?:ngày|năm)\s*:?\s*\d|\bngày sinh\b|\b(?:sn|ns)\s*:?\s*(?:19|20)\d\d\b|"
    r"\bborn\s+(?:on|in)\b.{0,12}\d|\bdate of birth\b",
    re.IGNORECASE,
)
_HOME = re.compile(
    r"\b(?:thường trú|tạm trú|hộ khẩu)\s+(?:tại|ở|:)|\bsố nhà\s+\d|\bnhà riêng\s*:", re.IGNORECASE
)
_TEXTUAL = frozenset({"text", "code", "category", "date", "partial_date", "integer", "number"})


def personal_column(name: str) -> Message | None:
    """What about a person a column of this name holds; None when it does not look so."""
    # Without marks "chu kỳ", a cycle, would be "chữ ký", a signature.
    cycle = re.sub(r"chu k[ỳì]", "", unicodedata.normalize("NFC", name.lower()))
    letters = bare(cycle)
    return next((kind for kind, pattern in _PATTERNS if pattern.fullmatch(letters)), None)


def personal_value(text: str, *, is_key: bool = False) -> Message | None:
    """What about a person a cell's text looks like; None when it does not.

    Args:
        text: The cell; web addresses in it are left out, they hold long numbers of their own.
        is_key: The cell names its row or another; nine digits alone are then a number of the row.
    """
    if len(text) < 7 or text.isalpha():
        return None
    text = _ADDRESS.sub(" ", unicodedata.normalize("NFC", text))
    if "@" in text and _EMAIL.search(text):
        return EMAIL
    if _BIRTH.search(text):
        return BIRTH
    if _HOME.search(text):
        return HOME
    if not any(letter.isdigit() for letter in text):
        return None
    if _CITIZEN.search(text) or _CARD_NAMED.search(text):
        return IDENTITY
    if _PHONE.search(text):
        return PHONE
    if not is_key and _CARD.fullmatch(text):
        return IDENTITY
    return None


def personal_header(header: list[str], row: int, file: str, table: Table | None) -> list[Fault]:
    """A fault for each column of a file that is named for personal data.

    Args:
        header: Column names as written.
        row: Row of the header.
        file: How faults name the file.
        table: The contract; its own columns are never personal.
    """
    known = table.columns if table else ()
    faults = []
    for name in dict.fromkeys(header):
        kind = None if name in known else personal_column(name)
        if kind:
            found = said(say.PERSONAL_COLUMN, value=name, kind=kind)
            faults.append(Fault(file, row, say.quoted(name), found, say.NOTHING_PERSONAL))
    return faults


def personal_cells(cells: Cells, table: Table, file: str) -> Iterator[Fault]:
    """A fault for each cell that looks like personal data; the value itself is not repeated."""
    names = {*table.key, *(reference.column for reference in table.references)}
    for field in table.fields:
        coded = cells.columns.get(field.name)
        if coded is None or field.type not in _TEXTUAL:
            continue
        is_key = field.name in names or field.type in ("integer", "number")
        kinds = {
            code: kind
            for code, text in enumerate(coded.texts)
            if (kind := personal_value(text, is_key=is_key))
        }
        if not kinds:
            continue
        codes, name = coded.codes, field.name

        def fault(
            place: int, codes: Codes = codes, name: str = name, kinds: dict[int, Message] = kinds
        ) -> Fault:
            message = said(say.PERSONAL_VALUE, kind=kinds[int(codes[place])])
            return Fault(file, int(cells.rows[place]), name, message, say.NOTHING_PERSONAL)

        yield from fault_of_each(np.flatnonzero(np.isin(codes, list(kinds))), fault)
