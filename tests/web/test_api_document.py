"""What docs/api.md promises, tried against the service as its own process."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from service.web.problems import STATUS_BY_CODE
from tests.processes import serving
from tests.samples import EXAMPLES

API = (EXAMPLES.parent / "docs" / "api.md").read_text(encoding="utf-8")
COMMANDS = [
    command
    for block in re.findall(r"```sh\n(.*?)```", API, re.DOTALL)
    for command in re.split(r"\n+(?=curl )", block.strip())
]


@pytest.mark.office
def test_every_command_of_the_document_works(tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(EXAMPLES)
    with serving() as (_, address):
        for command in COMMANDS:
            here = command.replace("http://localhost:8000", address)
            done = subprocess.run(["bash", "-c", here], cwd=tmp_path, capture_output=True, check=False)
            assert done.returncode == 0, (command, done.stderr)
    assert (tmp_path / "notice.pdf").read_bytes()[:5] == b"%PDF-"
    assert (tmp_path / "minutes.zip").read_bytes()[:2] == b"PK"


def test_commands_were_found() -> None:
    assert len(COMMANDS) >= 8


def test_every_problem_of_the_document_exists_with_its_status() -> None:
    rows = re.findall(r"^\| (\d{3}) \| (.*?) \| ", API, re.MULTILINE)
    told = {code: int(status) for status, codes in rows for code in re.findall(r"`([a-z-]+)`", codes)}
    assert told and told.items() <= STATUS_BY_CODE.items()


def test_the_examples_of_answers_are_json() -> None:
    examples = [json.loads(example) for example in re.findall(r"```json\n(.*?)```", API, re.DOTALL)]
    assert "/problems/data-invalid" in [example.get("type") for example in examples]
