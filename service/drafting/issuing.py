"""Who issues a document, under which number and symbol, and who signs it."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from service.domain.bodies import Body, BodyKind, is_abbreviation
from service.domain.checks.names import body_key
from service.domain.inspection import Inspection
from service.domain.issuance import (
    BLANK_NUMBER,
    BLANK_YEAR,
    IssuerRole,
    Signatory,
    SigningMode,
    make_symbol,
    print_day,
    print_number,
)
from service.domain.loading import label_of, pointer_to
from service.domain.team import Seal
from service.drafting.data import Signature
from service.drafting.subject import Subject
from service.errors import DataFault
from service.kinds import Form
from service.language.text import upper


@dataclass(frozen=True)
class IssuingBody:
    """What a header, a symbol and a signature block need to know of whoever issues."""

    name: str
    head_post: str
    head_title: str
    collective: str
    superior: str | None
    header_lines: tuple[str, ...]
    abbreviation: str | None
    place: str | None
    authority_line: str
    signatory: Signatory | None
    path: tuple[str, ...]
    is_collective: bool

    @property
    def is_team(self) -> bool:
        """Whether it is the inspection team."""
        return self.path == ("team",)


def issuing_body(subject: Subject) -> IssuingBody:
    """The body that issues the document, by its role in the inspection."""
    inspection = subject.inspection
    if subject.issuer_role is IssuerRole.TEAM:
        return _team(inspection)
    if subject.issuer_role is IssuerRole.AUTHORITY:
        return _body(inspection.authority, "authority")
    return _body(inspection.lead_agency, "lead_agency")


def sealing_body(inspection: Inspection) -> Body | None:
    """The body whose seal the team uses."""
    if inspection.team.seal is None:
        return None
    return inspection.authority if inspection.team.seal is Seal.AUTHORITY else inspection.lead_agency


def find_missing_for_issue(subject: Subject, body: IssuingBody) -> tuple[DataFault, ...]:
    """A fault for each fact that number, place and signature need and nobody gave."""
    issuance = subject.issuance
    paths: list[tuple[str | int, ...]] = []
    if issuance.symbol is None:
        if body.abbreviation is None:
            paths.append((*body.path, "abbreviation"))
        if subject.is_letter and issuance.archive.unit is None:
            paths.append((*subject.path, "archive", "unit"))
    has_place = subject.kind.form is not Form.MINUTES  # ND30-DAT-05
    if has_place and issuance.place is None and body.place is None:
        paths.append(("authority" if body.is_team else body.path[0], "place"))
    if issuance.signatory is None and body.signatory is None:
        paths.append((*body.path, "head_name"))
    faults = [needed(subject, path) for path in paths]
    unit = issuance.archive.unit
    if subject.is_letter and issuance.symbol is None and unit is not None and not is_abbreviation(unit):
        path = (*subject.path, "archive", "unit")
        faults.append(DataFault(pointer_to(path), "unit-not-in-symbol", label_of(path), {"unit": unit}))
    return (*faults, *_find_wrong_signing(subject, body))


def _find_wrong_signing(subject: Subject, body: IssuingBody) -> list[DataFault]:
    """What no signature of this document may look like (ND30-SIG-05, 11, 12; XDOC-07)."""
    signatory, team = subject.issuance.signatory, subject.inspection.team
    found: list[tuple[tuple[str | int, ...], str, dict[str, str]]] = []
    mode = (*subject.path, "signatory", "mode")
    if signatory is not None:
        if subject.kind.form is Form.DECISION and signatory.mode not in _DECIDING:
            found.append((mode, "mode-not-for-decision", {"mode": signatory.mode.value}))
        if signatory.is_for_body and not body.is_collective and signatory.collective is None:
            found.append((mode, "mode-not-for-body", {"mode": signatory.mode.value, "body": body.name}))
    if body.is_team and team.seal is None and subject.kind.form is not Form.MINUTES:
        found.append(((*subject.path, "issuer"), "team-without-seal", {"kind": subject.kind.title}))
    sealing = sealing_body(subject.inspection)
    if (
        body.is_team
        and sealing is not None
        and signatory is None
        and not _has_post_in(team.head.post, sealing)
    ):
        found.append(
            (("team", "head", "post"), "post-not-of-seal", {"body": sealing.name, "post": team.head.post})
        )
    return [DataFault(pointer_to(path), code, label_of(path), facts) for path, code, facts in found]


_DECIDING = frozenset(
    {
        SigningMode.SELF,
        SigningMode.DEPUTY,
        SigningMode.ACTING,
        SigningMode.ON_BEHALF,
        SigningMode.ON_BEHALF_DEPUTY,
    }
)


def _has_post_in(post: str, body: Body) -> bool:
    """Whether a post names the body; a committee may go without the name of its place."""
    if not body.kind.is_committee:
        return any(body_key(name) in body_key(post) for name in (body.name, body.short))
    named = _COMMITTEE.search(post)
    if named is None:
        return False
    place = _leading_place(re.split(r"[,;()]", named["rest"])[0].split())
    return place == _COMMITTEE.sub(r"\g<rest>", body.name).split()[: len(place)]


_COMMITTEE = re.compile(r"^.*?(?:UBND|[ỦU][yỷ] ban nhân dân)(?P<rest>.*)$", re.IGNORECASE)


def _leading_place(words: list[str]) -> list[str]:
    """The level and the proper name at the start of `words`: `tỉnh Sơn La` of `tỉnh Sơn La phụ trách`."""
    level = 1 if words and words[0] in _LEVEL_WORDS else 2 if words[:2] in _LEVEL_PAIRS else 0
    names = itertools.takewhile(lambda word: word[:1].isupper(), words[level:])
    return [*words[:level], *names]


_LEVEL_WORDS = frozenset({"tỉnh", "huyện", "quận", "xã", "phường"})
_LEVEL_PAIRS = (["thành", "phố"], ["thị", "xã"], ["thị", "trấn"], ["đặc", "khu"])


def print_issue(subject: Subject, body: IssuingBody) -> tuple[str, str, str]:
    """Number with symbol, place, and day, as cells 3 and 4 print them."""
    issuance = subject.issuance
    symbol = issuance.symbol or make_symbol(
        type_abbreviation=None if subject.is_letter else subject.kind.abbreviation,
        issuer=body.abbreviation or "",
        unit=issuance.archive.unit,
    )
    place = issuance.place or body.place or ""
    return print_number(issuance.number, symbol), place, print_day(issuance.date, issuance.month)


def print_signature(subject: Subject, body: IssuingBody) -> Signature:
    """The signature block; the head of the issuing body signs unless the data say otherwise."""
    signatory = _signatory(subject, body)
    if signatory is None:
        return Signature(lines=(), other_post=None, name="")
    return Signature(
        lines=signatory.block(head_title=body.head_title, collective=body.collective),
        other_post=upper(signatory.other_post) if signatory.other_post else None,
        name=signatory.full_name,
    )


def signs_for_body(subject: Subject, body: IssuingBody) -> bool:
    """Whether the signature is `TM.`, so that the authority line names the body itself (ND30-SIG-12)."""
    signatory = _signatory(subject, body)
    return signatory is not None and signatory.is_for_body


def print_attached(number: str, day: str, *, is_electronic: bool) -> tuple[str, str]:
    """Number and day of the `Kèm theo` line: filled in on paper, blank when electronic (ND30-APP-06)."""
    if not is_electronic:
        return number, day
    return f"{BLANK_NUMBER}/{number.split('/', 1)[1]}", print_day(None, None) + BLANK_YEAR


def _body(body: Body, role: str) -> IssuingBody:
    return IssuingBody(
        name=body.name,
        head_post=body.head_post,
        head_title=body.head_title,
        collective=_collective(body),
        superior=upper(body.superior) if body.superior else None,
        header_lines=body.header_lines,
        abbreviation=body.abbreviation,
        place=body.place,
        authority_line=body.authority_line,
        signatory=Signatory(full_name=body.head_name) if body.head_name else None,
        path=(role,),
        is_collective=body.kind.is_committee or body.kind is BodyKind.COUNCIL,
    )


def _collective(body: Body) -> str:
    """What `TM.` is followed by: a committee without its place, any other body in full."""
    return body.header_lines[0] if len(body.header_lines) > 1 else body.name


def _team(inspection: Inspection) -> IssuingBody:
    """The team as issuer, with the post that goes with the seal it uses (ND30-SIG-11)."""
    team = inspection.team
    return IssuingBody(
        name=inspection.team_name,
        head_post=f"Trưởng {inspection.team_short_name}",
        head_title="Trưởng đoàn",
        collective=inspection.team_short_name,
        superior=upper(inspection.authority.short),
        header_lines=_team_header(inspection),
        abbreviation=inspection.team_abbreviation,
        place=inspection.authority.place,
        authority_line=upper(inspection.team_short_name),
        signatory=Signatory(
            mode=SigningMode.ON_BEHALF,
            full_name=team.head.full_name,
            other_post=team.head.post if team.seal is not None else None,
        ),
        path=("team",),
        is_collective=True,
    )


def _team_header(inspection: Inspection) -> tuple[str, ...]:
    """The team's official name without its year, its short name on a line of its own (ND30-HDR-10)."""
    name = inspection.team_name.removesuffix(f" năm {inspection.year}")
    rest = name.removeprefix(inspection.team_short_name).strip()
    return (upper(inspection.team_short_name), upper(rest)) if rest != name and rest else (upper(name),)


def _signatory(subject: Subject, body: IssuingBody) -> Signatory | None:
    return subject.issuance.signatory or body.signatory


def needed(subject: Subject, path: tuple[str | int, ...]) -> DataFault:
    """The fault that the fact at `path` is absent though the kind needs it."""
    return DataFault(pointer_to(path), "needed-by-kind", label_of(path), {"kind": subject.kind.title})
