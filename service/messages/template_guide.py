"""The table of findings in docs/templates.vi.md: `python -m service.messages.template_guide` writes it."""

from __future__ import annotations

import sys

from service.messages.templates import TEMPLATE_FINDINGS
from service.messages.words import Words
from service.revisions.findings import severity_of


def write_table() -> str:
    """The table, in Markdown: what each finding means and what to do."""
    lines = ["| mã | mức | nghĩa là | cách sửa |", "| --- | --- | --- | --- |"]
    for code, text in TEMPLATE_FINDINGS.items():
        suggestion = text.suggestion.format_map(Words())
        cells = (f"`{code}`", severity_of(code).label, text.meaning, suggestion.replace("|", "\\|"))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(write_table())
