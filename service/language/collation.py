"""Alphabetical order of Vietnamese text, the same as ICU's for "vi", without a system locale.

Texts are compared by letters first (a ă â b ... d đ e ê ...), then by tones (ngang, huyền, hỏi, ngã,
sắc, nặng), then small letters before capitals. Code points would put Đặng, Ân and Ý last.
"""

from __future__ import annotations

import unicodedata

from service.language.text import clean

Key = tuple[tuple[int, ...], ...]

# As ICU 78 orders them. It takes curly quotes for straight ones and an ellipsis for three stops.
_ORDER = "\n _-–—,;:!?.'\"«»()[]{}§@*/\\&#%`^°+±×<=>|~$₫€0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PLACES = {character: place for place, character in enumerate(_ORDER)}
_TONES = {tone: place for place, tone in enumerate("\u0300\u0309\u0303\u0301\u0323", start=1)}
_SAME_AS = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "…": "..."})
_AFTER_TONES = len(_TONES) + 1


def collation_key(text: str) -> Key:
    """The key by which `sorted` puts texts in Vietnamese order.

    >>> sorted(["Ý", "Ẩn", "Đặng", "An", "Ân", "Dũng", "Ánh"], key=collation_key)
    ['An', 'Ánh', 'Ân', 'Ẩn', 'Dũng', 'Đặng', 'Ý']
    """
    letters: list[int] = []
    tones: list[int] = []
    capitals: list[int] = []
    for character in clean(text).translate(_SAME_AS):
        letter, tone = _letter_and_tone(character.lower())
        letters.append(letter)
        tones.append(tone)
        capitals.append(character.isupper())
    return tuple(letters), tuple(tones), tuple(capitals)


def person_key(name: str) -> Key:
    """The key that puts people in order by given name, then family name, then what stands between.

    Capitals make no difference, so a name in capitals keeps its place.

    >>> sorted(["Trần Thị Bình", "LÊ VĂN AN", "Nguyễn Thị Ân", "Đỗ Văn An"], key=person_key)
    ['Đỗ Văn An', 'LÊ VĂN AN', 'Nguyễn Thị Ân', 'Trần Thị Bình']
    """
    family, *others = clean(name).lower().split() or [""]
    given = others.pop() if others else family
    return tuple(level for part in (given, family, " ".join(others)) for level in collation_key(part)[:2])


def _letter_and_tone(character: str) -> tuple[int, int]:
    """The places of a small letter and of its tone; a foreign accent comes after all tones."""
    if character in _PLACES:
        return _PLACES[character], 0
    base, *marks = list(unicodedata.normalize("NFD", character))
    tone = next((_TONES[mark] for mark in marks if mark in _TONES), 0)
    plain = unicodedata.normalize("NFC", base + "".join(mark for mark in marks if mark not in _TONES))
    if plain in _PLACES:
        return _PLACES[plain], tone
    if base in _PLACES:
        return _PLACES[base], _AFTER_TONES
    return len(_PLACES) + ord(base), 0
