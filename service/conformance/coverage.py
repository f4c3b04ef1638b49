"""The table of what is measured on which kind of file: `python -m service.conformance.coverage` writes it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import fields

from service.conformance.check import functions_for
from service.conformance.document import Medium
from service.conformance.house import USUAL, House
from service.conformance.rules import Level, Rule, load_rules

_HEAD = """# Which rules are measured

The rules of Nghị định số 30/2020/NĐ-CP (rule set `nd30-2020`) and what `vanban conformance` makes of them
on each kind of file. `python -m service.conformance.coverage > docs/conformance.md` makes this page; a test
keeps it true.

- **đo** – measured. **không** – not, with the reason beside it. A rule that is not measured is reported as
  `not_evaluated` with that reason, never as passed.
- Levels: `MUST` is stated by the decree, and breaking it makes the command fail; `SHOULD` follows from a
  sample form; `HOUSE` is custom, and never reported as a breach.
- Each rule measured on a kind of file has a test on that kind which breaks one thing in a good document and
  sees that rule speak up and no other (`tests/conformance/proofs.py`, `tests/conformance/pdf/test_rules.py`).
- A rule with several places has the verdict of the worst of them; a rule that is kept wherever it could be
  measured passes, and still lists the places where the file does not tell.
- A PDF that is a scan, or whose letters are outlines or stand on end, is `not_evaluated` throughout; of one
  with such pages further on, nothing that may stand on them is said to be missing.
- A measured rule may still say `needs_review` where only a person can tell, as with names and facts outside
  the file.
"""


_CUSTOMS = """
## The customs of an office

What the decree leaves open, an office settles for itself. `vanban conformance --house FILE.toml`, or the
setting `VANBAN_HOUSE_RULES` for the service, names a file with those that differ; a custom under `off` is not
measured. These are the usual ones:

```toml
{values}
```
"""


def write_table() -> str:
    """The page, in Markdown."""
    lines = [
        _HEAD,
        *_summary(),
        "",
        "| Rule | Level | DOCX | PDF | What is asked | Clause |",
        "| --- " * 6 + "|",
    ]
    lines += [_row(rule) for rule in load_rules().values()]
    return "\n".join(lines) + "\n" + _CUSTOMS.format(values="\n".join(_write_customs()))


def _write_customs() -> Iterator[str]:
    """The usual customs as the TOML file that would set them."""
    for field in fields(House):
        setting = getattr(USUAL, field.name)
        yield f"{field.name} = {json.dumps(setting, ensure_ascii=False)}"


def _summary() -> Iterator[str]:
    yield "| Level | Rules | DOCX | PDF | No program can decide |"
    yield "| --- | --- | --- | --- | --- |"
    for level in Level:
        rules = [rule for rule in load_rules().values() if rule.level is level]
        counts = [sum(rule.id in functions_for(medium) for rule in rules) for medium in Medium]
        undecidable = sum(bool(rule.undecidable) for rule in rules)
        yield f"| {level.value} | {len(rules)} | {counts[0]} | {counts[1]} | {undecidable} |"


def _row(rule: Rule) -> str:
    cells = [_cell(rule, medium) for medium in Medium]
    return (
        f"| {rule.id} | {rule.level.value} | {cells[0]} | {cells[1]} | {rule.text} | {rule.citation or '–'} |"
    )


def _cell(rule: Rule, medium: Medium) -> str:
    if rule.id in functions_for(medium):
        return "đo"
    return f"không: {rule.reason_against(medium) or 'chưa đo'}"


if __name__ == "__main__":
    sys.stdout.write(write_table())
