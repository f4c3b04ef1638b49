"""Typer's help and its complaints about a command line, in Vietnamese."""

from __future__ import annotations

from typing import Any

from typer import rich_utils
from typer.core import TyperCommand, TyperGroup, TyperOption

rich_utils.ARGUMENTS_PANEL_TITLE = "Đối số"
rich_utils.OPTIONS_PANEL_TITLE = "Tùy chọn"
rich_utils.COMMANDS_PANEL_TITLE = "Lệnh"
rich_utils.REQUIRED_LONG_STRING = "[bắt buộc]"


class Command(TyperCommand):
    """A command whose help is in Vietnamese throughout."""

    def get_usage(self, ctx: Any) -> str:
        """The usage line in Vietnamese."""
        return _translate_usage(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> TyperOption | None:
        """The option `--help`, explained in Vietnamese."""
        return _translate_help(super().get_help_option(ctx))


class Group(TyperGroup):
    """A group of commands whose help is in Vietnamese throughout."""

    def get_usage(self, ctx: Any) -> str:
        """The usage line in Vietnamese."""
        return _translate_usage(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> TyperOption | None:
        """The option `--help`, explained in Vietnamese."""
        return _translate_help(super().get_help_option(ctx))


def describe_usage(error: Any) -> str:
    """A wrong command line in Vietnamese; Typer's own classes for it, which are private, speak English."""
    name = type(error).__name__
    if name == "NoArgsIsHelpError":  # the help is on the screen already
        return ""
    param, context = getattr(error, "param", None), getattr(error, "ctx", None)
    place = (param.metavar if param.param_type_name == "argument" else param.opts[0]) if param else ""
    option = getattr(error, "option_name", "")
    sentence = {
        "MissingParameter": f"Câu lệnh thiếu {place}.",
        "BadParameter": f"Câu lệnh có giá trị không dùng được ở {place}.",
        "NoSuchOption": f"Câu lệnh không có tùy chọn {option}.",
        "BadOptionUsage": f"Tùy chọn {option} viết chưa đúng.",
    }.get(name, "Câu lệnh viết chưa đúng.")
    return f"{sentence} Hãy xem cách dùng: {context.command_path if context else 'vanban'} --help"


def _translate_usage(usage: str) -> str:
    return usage.replace("Usage:", "Cách dùng:", 1)


def _translate_help(option: TyperOption | None) -> TyperOption | None:
    if option is not None:
        option.help = "Xem hướng dẫn này."
    return option
