"""What may stand in a text, its cleaning, its capitals and names of files."""

from __future__ import annotations

import itertools
import sys
import unicodedata
from collections.abc import Iterator
from typing import Literal, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.language.text import (
    ForbiddenReason,
    clean,
    display_name,
    find_forbidden,
    fold,
    looks_legacy,
    lower_first,
    normalise,
    slug,
    upper,
    upper_first,
)

Form = Literal["NFC", "NFD"]
FORMS = pytest.mark.parametrize("form", ["NFC", "NFD"])
PARAGRAPH = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025; theo đề nghị của Giám đốc Sở Nội "
    "vụ tại Tờ trình số 15/TTr-SNV, Ủy ban nhân dân tỉnh quyết định kiểm tra công tác cải cách hành chính."
)
INITIALS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
RHYMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et
ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oan oang
oanh oat oay oăc oăn oăng oăt oc oe oen oeo oet oi om on ong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp
ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ up ut uy uya uych uyên uyêt uyn uynh uyt uôc uôi uôm
uôn uông uôt ư ưa ưc ưi ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu
"""


def tone_places(rhyme: str) -> list[int]:
    """Where the tone of a rhyme may be written; in "oa", "oe" and "uy" both places are in use."""
    vowels = [place for place, letter in enumerate(rhyme) if letter in "aăâeêioôơuưy"]
    marked = [place for place in vowels if rhyme[place] in "ăâêôơư"]
    if marked:
        return marked[-1:]
    if rhyme in ("oa", "oe", "uy"):
        return vowels
    is_closed = vowels[-1] < len(rhyme) - 1
    return [vowels[1]] if len(vowels) > 1 and (is_closed or len(vowels) > 2) else vowels[:1]


def syllables() -> Iterator[str]:
    """Every initial with every rhyme and tone, in small letters, with a capital and in capitals."""
    tones = ["", *"\u0300\u0301\u0303\u0309\u0323"]
    for initial, rhyme, tone in itertools.product(["", *INITIALS.split()], RHYMES.split(), tones):
        if initial == "qu" and rhyme[0] in "ou":
            continue
        for place in tone_places(rhyme):
            toned = normalise(initial + rhyme[: place + 1] + tone + rhyme[place + 1 :])
            yield from (toned, toned.capitalize(), toned.upper())


def test_decomposed_text_becomes_composed() -> None:
    composed = unicodedata.normalize("NFC", PARAGRAPH)
    assert normalise(unicodedata.normalize("NFD", PARAGRAPH)) == composed
    orders = ["e\u0302\u0323", "e\u0323\u0302", "\u00ea\u0323", "\u1eb9\u0302"]
    assert {normalise(text) for text in orders} == {"ệ"}


@pytest.mark.parametrize(
    ("text", "cleaned"),
    {
        "Sở\u00a0Nội\u202fvụ\u3000tỉnh\tSơn La": "Sở Nội vụ tỉnh Sơn La",
        "  hai   dấu  cách ": "hai dấu cách",
        "một \r\n hai\rba\u2028bốn\u2029năm": "một\nhai\nba\nbốn\nnăm",
        "\n\n một\n\nhai \n\u00a0\n": "một\n\nhai",
        "Ðặng Văn Ɖạt": "Đặng Văn Đạt",
        "QÐ-UBND, HÐND, QyÐ": "QĐ-UBND, HĐND, QyĐ",
        "điểm ð, ngày ðã ɖịnh": "điểm đ, ngày đã định",
        "Guðrún Sigurðardóttir": "Guðrún Sigurðardóttir",
        "\u00a0\t\r\n": "",
        "A & B <TNHH> {{ 7*7 }}": "A & B <TNHH> {{ 7*7 }}",
    }.items(),
)
def test_text_is_cleaned(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@FORMS
def test_clean_text_is_composed_and_otherwise_untouched(form: Form) -> None:
    assert clean(unicodedata.normalize(form, PARAGRAPH)) == unicodedata.normalize("NFC", PARAGRAPH)


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not cleaned.startswith((" ", "\n")) and not cleaned.endswith((" ", "\n")) and "  " not in cleaned


FORBIDDEN = [
    ("\x00", "control"),
    ("\x07", "control"),
    ("\t", "control"),
    ("\n", "newline"),
    ("\r", "newline"),
    ("\x0b", "control"),
    ("\x0c", "control"),
    ("\x1b", "control"),
    ("\x7f", "control"),
    ("\x85", "control"),
    ("\u2028", "newline"),
    ("\u2029", "newline"),
    ("\ud800", "surrogate"),
    ("\udfff", "surrogate"),
    ("\ufffe", "noncharacter"),
    ("\ufdd0", "noncharacter"),
    ("\U0010ffff", "noncharacter"),
    ("\ue000", "private-use"),
    ("\uf0b7", "private-use"),
    ("\u0378", "unassigned"),
    ("\u061c", "bidi"),
    ("\u200e", "bidi"),
    ("\u200f", "bidi"),
    ("\u202a", "bidi"),
    ("\u202e", "bidi"),
    ("\u2066", "bidi"),
    ("\u2069", "bidi"),
    ("\U000e0041", "tag"),
    ("\u00ad", "invisible"),
    ("\u034f", "invisible"),
    ("\u200b", "invisible"),
    ("\u200d", "invisible"),
    ("\u2060", "invisible"),
    ("\u3164", "invisible"),
    ("\ufe0f", "invisible"),
    ("\ufeff", "invisible"),
]


@pytest.mark.parametrize(("character", "reason"), FORBIDDEN, ids=ascii)
def test_forbidden_character_is_named_with_place_and_reason(character: str, reason: str) -> None:
    found = find_forbidden(f"Sở{character}Nội vụ{character}")
    assert found is not None
    assert (found.position, found.code_point, found.reason) == (2, f"U+{ord(character):04X}", reason)


def test_every_reason_has_an_example() -> None:
    assert {reason for _, reason in FORBIDDEN} == set(get_args(ForbiddenReason))


@FORMS
@pytest.mark.parametrize(
    "text", [PARAGRAPH, "“Ban Mai” – 25 °C, 3 m², ≥ 95,6% … ₫ §", "Nậm Păm; H’Mông; Müller", ""]
)
def test_ordinary_text_has_nothing_forbidden(text: str, form: Form) -> None:
    assert find_forbidden(unicodedata.normalize(form, text)) is None


def test_line_ends_pass_only_where_they_are_allowed() -> None:
    assert find_forbidden("một\r\nhai\rba\u2028bốn\u2029", allow_newline=True) is None
    found = find_forbidden("một\nhai")
    assert found is not None and found.reason == "newline"
    tab = find_forbidden("một\n\thai", allow_newline=True)
    assert tab is not None and tab.position == 4


def test_every_syllable_in_every_capitalisation_is_allowed() -> None:
    assert find_forbidden(" ".join(syllables())) is None


def test_whatever_passes_can_be_written_and_has_no_invisible_part() -> None:
    passing = [
        character for character in map(chr, range(sys.maxunicode + 1)) if not find_forbidden(character)
    ]
    categories = {unicodedata.category(character) for character in passing}
    assert categories.isdisjoint({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
    "".join(passing).encode()


TCVN3 = "Céng hßa x· héi chñ nghÜa ViÖt Nam §éc lËp - Tù do - H¹nh phóc"
VNI = "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam Ñoäc laäp - Töï do - Haïnh phuùc"


@FORMS
@pytest.mark.parametrize(
    "text",
    [
        TCVN3,
        VNI,
        VNI.upper(),
        "Së Néi vô tØnh S¬n La kiÓm tra c«ng t¸c",
        "ñy ban nh©n d©n x·",
        "Uyû ban nhaân daân",
    ],
)
def test_legacy_encoding_is_noticed(text: str, form: Form) -> None:
    assert looks_legacy(unicodedata.normalize(form, text))


@FORMS
@pytest.mark.parametrize(
    "text",
    [
        PARAGRAPH,
        "",
        "«Người ký», «Nơi nhận» và «ông Nam» «A»",
        "Microsoft® Windows, Office®, AutoCAD®, ®",
        "bụi 25µg/m3, 3µm, 4µs; 5 kW·h, 2 N·m; 20½ ngày",
        "Công ty TNHH Müller Straße, François Noël, Citroën, São Tomé, Malmö, Møller, Guðrún",
        "Nam¹, Sơn La², vụ¹ và xã³",
        "Điều 5 § 3, §4",
        "giùm giùi Giùm GIÙM, xe goòng",
        "x· héi",
        "µ ¶ · ¸ ¹ ® © ª « ¬ ¨",
    ],
)
def test_unicode_text_is_not_taken_for_legacy(text: str, form: Form) -> None:
    assert not looks_legacy(unicodedata.normalize(form, text))


def test_no_syllable_is_taken_for_legacy() -> None:
    assert [word for word in syllables() if looks_legacy(f"{word} {word}.")] == []


@FORMS
def test_capitals_are_right_in_both_normal_forms(form: Form) -> None:
    text = unicodedata.normalize(form, "Ủy ban nhân dân thị xã Đắk Ước, đường Ỷ Lan")
    assert upper(text) == "ỦY BAN NHÂN DÂN THỊ XÃ ĐẮK ƯỚC, ĐƯỜNG Ỷ LAN"


@given(st.text())
def test_capitals_are_composed(text: str) -> None:
    assert unicodedata.is_normalized("NFC", upper(text))


@FORMS
@pytest.mark.parametrize(
    ("text", "expected"),
    {
        "ủy ban nhân dân": "Ủy ban nhân dân",
        "đoàn kiểm tra": "Đoàn kiểm tra",
        "UBND tỉnh": "UBND tỉnh",
        "“ấn phẩm” mới": "“Ấn phẩm” mới",
        "05 ngày": "05 ngày",
        "- ": "- ",
        "": "",
    }.items(),
)
def test_only_the_first_letter_becomes_a_capital(text: str, expected: str, form: Form) -> None:
    assert upper_first(unicodedata.normalize(form, text)) == expected


@FORMS
@pytest.mark.parametrize(
    ("text", "expected"),
    {
        "Ủy ban nhân dân": "ủy ban nhân dân",
        "Đoàn kiểm tra": "đoàn kiểm tra",
        "Ý kiến": "ý kiến",
        "UBND tỉnh": "UBND tỉnh",
        "QĐ-UBND": "QĐ-UBND",
        "TTr của Sở": "TTr của Sở",
        "QyĐ": "QyĐ",
        "HĐND xã": "HĐND xã",
        "“Ban Mai”": "“ban Mai”",
        "": "",
    }.items(),
)
def test_abbreviations_keep_their_capitals(text: str, expected: str, form: Form) -> None:
    assert lower_first(unicodedata.normalize(form, text)) == expected


@FORMS
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hòa", "hoà"),
        ("Hòa Bình", "HOÀ BÌNH"),
        ("thủy lợi", "thuỷ lợi"),
        ("Ủy ban", "uỷ  ban"),
        ("xã Mường\u00a0Khoa", "Xã Mường Khoa"),
        ("khỏe", "khoẻ"),
        ("túy", "tuý"),
        ("Ðặng", "đặng"),
        ("Hòa-Bình (cũ)", "Hoà-Bình (cũ)"),
    ],
)
def test_spellings_of_the_same_words_fold_alike(one: str, other: str, form: Form) -> None:
    assert fold(unicodedata.normalize(form, one)) == fold(other)


def test_different_words_fold_differently() -> None:
    words = [
        "hoa",
        "hòa",
        "hóa",
        "họa",
        "hỏa",
        "hõa",
        "ho à",
        "hoă",
        "hoâ",
        "dan",
        "đan",
        "dân",
        "don",
        "dơn",
        "dôn",
    ]
    assert len({fold(word) for word in words}) == len(words)


@given(st.sampled_from(list(itertools.islice(syllables(), 0, None, 97))))
def test_folding_twice_changes_nothing_more(word: str) -> None:
    assert fold(fold(word)) == fold(word)


@FORMS
@pytest.mark.parametrize(
    ("text", "ascii_name", "name"),
    [
        ("Thông báo số 12", "Thong_bao_so_12", "Thông báo số 12"),
        ("Quyết định 372/QĐ-UBND", "Quyet_dinh_372_QD-UBND", "Quyết định 372-QĐ-UBND"),
        ("05/SNV-CCHC&VTLT", "05_SNV-CCHC_VTLT", "05-SNV-CCHC&VTLT"),
        ("../../etc/passwd", "etc_passwd", "etc-passwd"),
        ("..\\..\\x", "x", "x"),
        ("/etc/passwd", "etc_passwd", "etc-passwd"),
        ('a<b>:"|?*c', "a_b_c", "a b c"),
        ("Kết luận. ", "Ket_luan", "Kết luận"),
        ("CON", "_CON", "_CON"),
        ("nul.txt", "_nul.txt", "_nul.txt"),
        ("com1", "_com1", "_com1"),
        ("LPT¹", "LPT", "_LPT¹"),
        ("console", "console", "console"),
        ("ƯỚC đường ỷ", "UOC_duong_y", "ƯỚC đường ỷ"),
        ("Công ty (TNHH)", "Cong_ty_(TNHH)", "Công ty (TNHH)"),
        ("một\r\nhai\u202eba\u200b\u3164", "mot_hai_ba", "một hai ba"),
        ("x\ud800y", "x_y", "x y"),
        ("東京", "van_ban", "東京"),
        ("???", "van_ban", "văn bản"),
        ("", "van_ban", "văn bản"),
        (".", "van_ban", "văn bản"),
    ],
)
def test_names_of_files_are_safe_and_legible(text: str, ascii_name: str, name: str, form: Form) -> None:
    given_text = unicodedata.normalize(form, text)
    assert slug(given_text) == ascii_name
    assert display_name(given_text) == name


def test_long_names_are_cut_between_letters() -> None:
    assert slug("Thông báo " * 40) == ("Thong_bao_" * 12).rstrip("_")
    assert len(display_name("ế" * 100).encode()) == 120
    assert display_name("aế" + "ế" * 100) == "a" + "ế" * 39


@given(st.text())
def test_any_text_gives_a_usable_name(text: str) -> None:
    for name in (slug(text), display_name(text)):
        assert 0 < len(name.encode()) <= 121
        assert not set(name) & set('/\\<>:"|?*\0\n')
        assert not name.startswith((".", " ", "-")) and not name.endswith((".", " "))
        assert find_forbidden(name) is None
    assert slug(text).isascii()
    assert slug(slug(text)) == slug(text)
    assert display_name(display_name(text)) == display_name(text)
