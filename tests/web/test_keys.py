from __future__ import annotations

import pytest
from pydantic import SecretStr
from starlette.exceptions import HTTPException

from service.web.keys import KeyGuard

KEY = SecretStr("dung-khoa-nay-nhe")


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def refuse(guard: KeyGuard, given: str = "sai", client: str = "10.0.0.1") -> HTTPException:
    with pytest.raises(HTTPException) as caught:
        guard.check(given, client)
    return caught.value


def test_the_right_key_passes() -> None:
    KeyGuard(KEY).check("dung-khoa-nay-nhe", "10.0.0.1")


@pytest.mark.parametrize("given", ["", "dung-khoa-nay", "dung-khoa-nay-nhe ", "\ud800", "khóa"])
def test_any_other_key_is_401(given: str) -> None:
    error = refuse(KeyGuard(KEY), given)
    assert (error.status_code, (error.headers or {})["WWW-Authenticate"][:6]) == (401, "Bearer")


def test_without_a_key_nobody_passes() -> None:
    assert refuse(KeyGuard(None), "").status_code == 403


def test_too_many_wrong_keys_close_the_door_for_that_client_alone() -> None:
    guard = KeyGuard(KEY, Clock())
    assert {refuse(guard).status_code for _ in range(10)} == {401}
    closed = refuse(guard, KEY.get_secret_value())
    assert (closed.status_code, (closed.headers or {})["Retry-After"]) == (429, "600")
    guard.check(KEY.get_secret_value(), "10.0.0.2")


def test_the_door_opens_again_after_a_while() -> None:
    clock = Clock()
    guard = KeyGuard(KEY, clock)
    for _ in range(10):
        refuse(guard)
    clock.now = 601
    guard.check(KEY.get_secret_value(), "10.0.0.1")


def test_the_right_key_makes_up_for_wrong_ones() -> None:
    guard = KeyGuard(KEY, Clock())
    for _ in range(3):
        for _ in range(9):
            refuse(guard)
        guard.check(KEY.get_secret_value(), "10.0.0.1")


def test_many_clients_do_not_fill_the_memory() -> None:
    guard = KeyGuard(KEY, Clock())
    for number in range(3000):
        refuse(guard, client=str(number))
    assert len(guard._wrong) == 1000
