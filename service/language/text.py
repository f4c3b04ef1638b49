"""Vietnamese text: what may stand in it, how it is cleaned, its capitals, and names of files.

Text that comes from outside goes through `looks_legacy`, `clean` and `find_forbidden`, in this order:
cleaning removes the traces that a legacy encoding leaves and the marks that a paste leaves.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

ForbiddenReason = Literal[
    "newline", "control", "surrogate", "noncharacter", "private-use", "unassigned", "bidi", "tag", "invisible"
]


@dataclass(frozen=True)
class Forbidden:
    """A character that no document may hold, and why.

    `position` counts from 0; `code_point` is written `U+202E`.
    """

    position: int
    code_point: str
    reason: ForbiddenReason


_BY_CATEGORY: dict[str, ForbiddenReason] = {
    "Cc": "control",
    "Cs": "surrogate",
    "Co": "private-use",
    "Cn": "unassigned",
    "Cf": "invisible",
}
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Unicode files these under letters and marks, yet they draw nothing.
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0") | {
    chr(code) for block in (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0)) for code in block
}
_TAGS = range(0xE0000, 0xE0080)

_LINE_ENDS = "\n\r\u2028\u2029"
_FOREIGN_LINE_END = re.compile("\r\n|[\r\u2028\u2029]")
_SPACES = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
# Nearly all text is made of these alone: in normal form already, and nothing in it is forbidden.
_VIETNAMESE = "aàảãáạăằẳẵắặâầẩẫấậđeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ"
_PLAIN = re.compile(f"[ -~{_VIETNAMESE}{_VIETNAMESE.upper()}–—‘’“”«»…₫°×]*")
_FALSE_D = {"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ"}

# Signs of TCVN3 read as Latin-1: a mark inside a word, or a toned capital after a small letter (nghÜa).
# «words in quotes», Office®, 25µg, kW·h and footnote marks such as Nam¹ are none.
_TCVN3_WORD = re.compile(
    r"(?:[a-z]|\b[A-Z])[µ¶·¸©¨¬]|[A-Za-z][¹ª«»¼½¾®][A-Za-zÀ-ÿ]|(?<!\w)[®§][A-Za-zÀ-ÿ«¬ª¸·]|[a-z][À-ÏÑ-ÖØ-Þ]"
)
# Signs of VNI read as Latin-1: the tone stands as a letter of its own after its vowel; "giùm" is Vietnamese.
_VNI_WORD = re.compile(r"(?<![Gg](?=[Ii]))[AEIOUYaeiouy][øùûõïØÙÛÕÏ]|[AEae][âáàåãäÂÁÀÅÃÄ]|[Oo][âåäÂÅÄ]")
_LEGACY_WORDS_NEEDED = 2  # one may be a foreign name

_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_LETTERS = re.compile(r"[^\W\d_]+")

_FILE_NAME_LIMIT = 120  # bytes; file systems stop at 255, and the caller adds an ending or a folder
_RESERVED_ON_WINDOWS = re.compile(
    r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\s*(?:\.|$))", re.IGNORECASE
)


def normalise(text: str) -> str:
    r"""The text in Unicode normal form NFC, the one that documents and searches use.

    >>> normalise("Ho\u0300a") == "H\u00f2a"
    True
    """
    return unicodedata.normalize("NFC", text)


def clean(text: str) -> str:
    r"""The text as it is stored: NFC, line feeds only, single plain spaces, none at the ends, true Đ.

    Every kind of space, no-break and tab too, becomes a plain one. An Icelandic Ð or African Ɖ is what
    converted files hold for Đ; only a small ð after a small letter (Guðrún) stays.

    >>> clean("  Ðặng\u00a0Văn  Ðạt \r\n Sơn La ")
    'Đặng Văn Đạt\nSơn La'
    """
    if _PLAIN.fullmatch(text):
        return _SPACES.sub(" ", text).strip(" ") if "  " in text else text.strip(" ")
    text = _FOREIGN_LINE_END.sub("\n", normalise(text))
    lines = (_SPACES.sub(" ", line).strip(" ") for line in text.split("\n"))
    return _with_true_d("\n".join(lines).strip("\n"))


def find_forbidden(text: str, *, allow_newline: bool = False) -> Forbidden | None:
    r"""The first character that may not stand in a document, or None.

    Forbidden is what LibreOffice or a reader would drop, reorder or not see: controls, lone surrogates,
    noncharacters, private and unassigned code points, bidi marks, tags, zero-width and soft hyphens.
    With `allow_newline`, line feeds pass, and the other line ends, which `clean` turns into line feeds.

    >>> find_forbidden("Sở Nội\u200bvụ")
    Forbidden(position=6, code_point='U+200B', reason='invisible')
    >>> find_forbidden("Điều 1.\nĐiều 2.", allow_newline=True)
    """
    if _PLAIN.fullmatch(text):
        return None
    for position, character in enumerate(text):
        reason = _reason_against(character)
        if reason and not (allow_newline and reason == "newline"):
            return Forbidden(position, f"U+{ord(character):04X}", reason)
    return None


def looks_legacy(text: str) -> bool:
    """Whether two different words at least look like TCVN3 or VNI taken for Unicode.

    Such text cannot be converted safely without knowing its font, so it is refused, never guessed at.

    >>> looks_legacy("Céng hßa x· héi chñ nghÜa ViÖt Nam"), looks_legacy("Coäng hoøa xaõ hoäi")
    (True, True)
    >>> looks_legacy("Cộng hòa xã hội chủ nghĩa Việt Nam")
    False
    """
    text = normalise(text)
    for sign in (_TCVN3_WORD, _VNI_WORD):
        if sign.search(text):
            words = set(text.split())
            if sum(1 for word in words if sign.search(word)) >= _LEGACY_WORDS_NEEDED:
                return True
    return False


def upper(text: str) -> str:
    """The text in capitals, in NFC.

    >>> upper("Ủy ban nhân dân tỉnh Sơn La")
    'ỦY BAN NHÂN DÂN TỈNH SƠN LA'
    """
    return normalise(normalise(text).upper())


def upper_first(text: str) -> str:
    """The text with a capital at the start of its first word, the rest as it is.

    >>> upper_first("ủy ban nhân dân"), upper_first("“ban chỉ đạo” tỉnh"), upper_first("UBND tỉnh")
    ('Ủy ban nhân dân', '“Ban chỉ đạo” tỉnh', 'UBND tỉnh')
    """
    return re.sub(r"\w", lambda first: first[0].upper(), normalise(text), count=1)


def lower_first(text: str) -> str:
    """The text with a small letter at the start of its first word, unless that word is an abbreviation.

    An abbreviation has a capital after its first letter: UBND, TTr, QyĐ.

    >>> lower_first("Quyết định số 12"), lower_first("UBND tỉnh Sơn La")
    ('quyết định số 12', 'UBND tỉnh Sơn La')
    """
    return re.sub(r"\w+", lambda first: _lower_word(first[0]), normalise(text), count=1)


def fold(text: str) -> str:
    """What two spellings of the same words have in common, for comparing and searching, not for reading.

    Capitals, spaces, normal forms and the place of the tone (hòa, hoà; thủy, thuỷ) make no difference.

    >>> fold("Ủy ban  NHÂN DÂN xã Hoà Bình") == fold("Uỷ ban nhân dân xã Hòa Bình")
    True
    >>> fold("Hòa") == fold("Hóa")
    False
    """
    words = " ".join(clean(text).casefold().split())
    return _LETTERS.sub(lambda word: _tone_last(word[0]), normalise(words))


def slug(text: str) -> str:
    """An ASCII name for a file, without ending: letters, digits, "_", "-", "." and brackets, 120 at most.

    A path separator becomes "_" like any other character, since symbols such as 12/TB-ĐKT contain it.

    >>> slug("Thông báo số 12"), slug("Quyết định 372/QĐ-UBND"), slug("../../CON"), slug("?")
    ('Thong_bao_so_12', 'Quyet_dinh_372_QD-UBND', '_CON', 'van_ban')
    """
    plain = unicodedata.normalize("NFD", clean(text)).replace("Đ", "D").replace("đ", "d")
    plain = re.sub(r"[\u0300-\u036f]", "", plain)
    return _file_name(re.sub(r"[^A-Za-z0-9.()-]+", "_", plain)) or "van_ban"


def display_name(text: str) -> str:
    """A UTF-8 name for a file, without ending, that keeps Vietnamese letters; 120 bytes at most.

    >>> display_name("Thông báo số 12/TB-ĐKT"), display_name("../../Kết luận?")
    ('Thông báo số 12-TB-ĐKT', 'Kết luận')
    """
    name = re.sub(r"[/\\]+", "-", clean(text))
    name = "".join(" " if _reason_against(character) else character for character in name)
    return _file_name(_SPACES.sub(" ", re.sub(r"[^\w .,&()–-]+", " ", name))) or "văn bản"


def _with_true_d(text: str) -> str:
    if not any(false in text for false in _FALSE_D):
        return text
    pairs = zip(" " + text, text, strict=False)
    return "".join(
        character if character.islower() and before.islower() else _FALSE_D.get(character, character)
        for before, character in pairs
    )


def _reason_against(character: str) -> ForbiddenReason | None:
    code = ord(character)
    if character in _LINE_ENDS:
        return "newline"
    if code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return "noncharacter"
    if character in _BIDI:
        return "bidi"
    if code in _TAGS:
        return "tag"
    if character in _INVISIBLE:
        return "invisible"
    return _BY_CATEGORY.get(unicodedata.category(character))


def _lower_word(word: str) -> str:
    return word if any(letter.isupper() for letter in word[1:]) else word[0].lower() + word[1:]


def _tone_last(word: str) -> str:
    marked = unicodedata.normalize("NFD", word)
    return _TONES.sub("", marked) + "".join(_TONES.findall(marked))


def _file_name(name: str) -> str:
    """The name cut to the limit, without marks at its ends that a file system drops or hides."""
    name = re.sub(r"\.{2,}", ".", name).strip(" ._-")
    name = name.encode()[:_FILE_NAME_LIMIT].decode(errors="ignore").rstrip(" ._-")
    return f"_{name}" if _RESERVED_ON_WINDOWS.match(name) else name
