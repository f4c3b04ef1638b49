"""XDOC-03 at the signature: whoever signs is somebody who may."""

from __future__ import annotations

from service.domain.checks.finding import Case, Details, Findings, Issued, Level
from service.domain.checks.names import post_key
from service.domain.checks.references import Path
from service.domain.issuance import Signatory, SigningMode
from service.domain.team import TeamRole
from service.language.text import fold

_AS_HEAD = frozenset({SigningMode.SELF, SigningMode.ON_BEHALF})
_INSTEAD = frozenset({SigningMode.DEPUTY, SigningMode.ON_BEHALF_DEPUTY})


def signed_by(case: Case) -> Findings:
    """One of the team signs for the team, and no head signs instead of himself."""
    for document in case.issued:
        signatory = document.issuance.signatory
        if signatory is None:
            continue
        path: Path = (*document.path, "signatory")
        if document.is_by_team:
            yield from _signed_for_team(case, document, signatory, path)
        elif document.head_name is not None:
            yield from _signed_for_body(case, document, signatory, path)


def _signed_for_team(case: Case, document: Issued, signatory: Signatory, path: Path) -> Findings:
    name = signatory.full_name
    roles = {fold(member.full_name or ""): (role, member) for role, member in case.inspection.team.everyone()}
    details: Details = {"name": name, "document": document.title}
    known = roles.get(fold(name))
    if known is None:
        yield case.find("XDOC-03", (*path, "full_name"), "xdoc-03-signer", level=Level.ERROR, **details)
        return
    role, member = known
    if signatory.mode in _INSTEAD and role is TeamRole.HEAD:
        yield case.find("XDOC-03", (*path, "mode"), "xdoc-03-instead", level=Level.ERROR, **details)
    if signatory.mode in _AS_HEAD and role is not TeamRole.HEAD and signatory.head_title is None:
        yield case.find("XDOC-03", (*path, "mode"), "xdoc-03-head", level=Level.ERROR, **details)
    if signatory.other_post is not None and post_key(signatory.other_post) != post_key(member.post):
        posts: Details = {"name": name, "post": signatory.other_post, "team_post": member.post}
        yield case.find("XDOC-03", (*path, "other_post"), "xdoc-03-signer-post", **posts)


def _signed_for_body(case: Case, document: Issued, signatory: Signatory, path: Path) -> Findings:
    is_head = fold(signatory.full_name) == fold(document.head_name or "")
    details: Details = {
        "name": signatory.full_name,
        "head": document.head_name,
        "document": document.title,
        "issuer": document.issuer,
    }
    if is_head and signatory.mode in _INSTEAD:
        yield case.find("XDOC-03", (*path, "mode"), "xdoc-03-instead", level=Level.ERROR, **details)
    if not is_head and signatory.mode in _AS_HEAD:  # the head may have changed since
        yield case.find("XDOC-03", (*path, "full_name"), "xdoc-03-other-head", **details)
