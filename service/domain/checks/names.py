"""When two names in the data mean the same body."""

from __future__ import annotations

from collections.abc import Set

from service.domain.bodies import Body
from service.domain.team import Member
from service.language.text import fold

_SHORT_FORMS = ((fold("Ủy ban nhân dân"), fold("UBND")), (fold("Hội đồng nhân dân"), fold("HĐND")))
_HEADS = tuple(f"{fold(head)} " for head in ("Chủ tịch", "Giám đốc", "Chánh"))


def body_key(name: str | None) -> str:
    """What the spellings of one body's name have in common: UBND, Ủy ban nhân dân, Uỷ ban nhân dân."""
    key = fold(name or "")
    for long, short in _SHORT_FORMS:
        key = key.replace(long, short)
    return key


def issuer_key(name: str | None) -> str:
    """The key of the body that issues; a head issues in the number series of the body."""
    key = body_key(name)
    return next((key.removeprefix(head) for head in _HEADS if key.startswith(head)), key)


def post_key(post: str) -> str:
    """What the spellings of a post have in common: with or without a comma before the body."""
    return " ".join(body_key(post.replace(",", " ")).split())


def is_named(name: str, body: Body) -> bool:
    """Whether `name` means `body`: in full or short, by its head, with or without the place at its end."""
    key = issuer_key(name)
    return any(
        f"{longer} ".startswith(f"{shorter} ")
        for own in (body_key(body.name), body_key(body.short))
        for longer, shorter in ((key, own), (own, key))
    )


class Origin:
    """Where a member of the team comes from."""

    def __init__(self, member: Member) -> None:
        self._body = body_key(member.body)
        self._post = body_key(member.post)

    def is_one_of(self, bodies: Set[str]) -> bool:
        """Whether the member comes from the body with one of these keys, by its name or at the post's end."""
        if self._body:
            return self._body in bodies
        return any(self._post.endswith(f" {key}") for key in bodies)
