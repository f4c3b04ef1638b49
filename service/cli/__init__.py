"""The command `vanban`: one module per group of commands; errors become sentences and an exit code."""

from __future__ import annotations

import logging

import structlog
import typer

from service.cli import batches, checking, conformance, documents, lists, serving, templates, workbook
from service.cli.console import EXIT_BUG, EXIT_CODES, EXIT_STOPPED, EXIT_WRONG_COMMAND, say, tell
from service.cli.translation import Group, describe_usage
from service.errors import ServiceError
from service.logs import configure_logs
from service.messages import describe_code

_log = structlog.get_logger(__name__)

app = typer.Typer(
    cls=Group,
    name="vanban",
    help="Lập văn bản kiểm tra theo thể thức của Nghị định 30/2020/NĐ-CP, từ một tệp dữ liệu JSON.",
    epilog="Ví dụ: vanban generate decision examples/minimal.json --format pdf --output out/",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode="rich",
    subcommand_metavar="LỆNH ...",
    options_metavar="",
)
for module in (documents, batches, checking, conformance, lists, serving, templates, workbook):
    app.add_typer(module.commands)


def main(arguments: list[str] | None = None) -> int:
    """Runs one command and gives its exit code; this is where every error becomes words."""
    configure_logs("console", logging.WARNING)
    try:
        return app(arguments, prog_name="vanban", standalone_mode=False) or 0
    except ServiceError as error:
        tell(error)
        return EXIT_CODES[error.fixer]
    except (KeyboardInterrupt, typer.Abort):
        say("Đã dừng theo yêu cầu.")
        return EXIT_STOPPED
    except typer.TyperException as error:
        say(describe_usage(error))
        return EXIT_WRONG_COMMAND
    except Exception as error:
        say(describe_code("unexpected").detail)
        _log.exception("unexpected", exc_info=error)
        return EXIT_BUG
