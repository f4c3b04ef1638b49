"""Blocks are matched leniently: one fault does not make others of what follows."""

from __future__ import annotations

import pytest

from service.rendering import Reason
from service.rendering.blocks import match_blocks

IF, ELSE, ENDIF, FOR, ENDFOR = "{% if a %}", "{% else %}", "{% endif %}", "{%p for a in b %}", "{%p endfor %}"


@pytest.mark.parametrize(
    "tags",
    [
        [],
        [IF, ENDIF],
        [IF, ELSE, ENDIF],
        [FOR, IF, ENDIF, ENDFOR],
        [FOR, ELSE, ENDFOR],
        ["{{ a }}", "{# b #}"],
    ],
)
def test_whole_blocks_have_no_fault(tags: list[str]) -> None:
    assert match_blocks(tags).faults == []
    assert match_blocks(tags).loose == set()


@pytest.mark.parametrize(
    ("tags", "faults"),
    [
        ([IF], [(0, Reason.BLOCK_NOT_CLOSED)]),
        ([ENDIF], [(0, Reason.BLOCK_NOT_OPEN)]),
        ([ELSE], [(0, Reason.BLOCK_NOT_OPEN)]),
        ([FOR, IF, ENDFOR], [(1, Reason.BLOCK_NOT_CLOSED)]),
        ([IF, ENDIF, ENDIF, FOR, ENDFOR], [(2, Reason.BLOCK_NOT_OPEN)]),
        ([IF, FOR, ENDIF, ENDFOR], [(1, Reason.BLOCKS_CROSSED)]),
        ([FOR, IF, IF, ENDFOR], [(1, Reason.BLOCK_NOT_CLOSED), (2, Reason.BLOCK_NOT_CLOSED)]),
    ],
)
def test_each_fault_is_found_once(tags: list[str], faults: list[tuple[int, Reason]]) -> None:
    found = match_blocks(tags)
    assert [(fault.tag, fault.reason) for fault in found.faults] == faults
    assert {fault.tag for fault in found.faults} <= found.loose


def test_the_blocks_around_a_tag_are_known() -> None:
    assert match_blocks([FOR, IF, "{{ a }}", ENDIF, ENDFOR]).around[2] == (0, 1)
