"""The Jinja environment of templates: sandboxed, strict, and able to read plain data only.

It is the second wall. The first, `gate.py`, refuses a template with an explanation; this one holds even
for an expression that the gate should have let through.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NoReturn

from jinja2 import StrictUndefined, Undefined
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from service.rendering.filters import FILTERS

TESTS = ("defined", "none")
"""The tests a template may use after `is`."""

LOOP_PARTS = frozenset({"index", "index0", "revindex", "revindex0", "first", "last", "length"})
"""What a template may ask of `loop`."""


class NullValueError(TypeError):
    """A value that is null was to be printed, or asked for something that it would hold."""


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """Reads mappings and lists, and nothing else of any object; calls and computes nothing."""

    intercepted_binops = frozenset(ImmutableSandboxedEnvironment.default_binop_table)
    intercepted_unops = frozenset(ImmutableSandboxedEnvironment.default_unop_table)

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=_check_printable, cache_size=0)
        tests = {name: self.tests[name] for name in TESTS}
        self.globals.clear()
        self.tests.clear()
        self.tests.update(tests)
        self.filters.clear()
        self.filters.update(FILTERS)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The key `attribute` of a mapping, or a part of `loop`; never a method or field of an object."""
        if isinstance(obj, dict):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        if isinstance(obj, LoopContext) and attribute in LOOP_PARTS:
            return getattr(obj, attribute)
        if isinstance(obj, Undefined):
            raise UndefinedError(attribute)
        if obj is None:
            raise NullValueError
        return self.unsafe_undefined(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """The key of a mapping or the element of a list."""
        if isinstance(argument, str):
            return self.getattr(obj, argument)
        if isinstance(obj, list) and isinstance(argument, int):
            return (
                obj[argument]
                if -len(obj) <= argument < len(obj)
                else self.undefined(obj=obj, name=str(argument))
            )
        return self.unsafe_undefined(obj, str(argument))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """No attribute of any object is safe."""
        return False

    def is_safe_callable(self, obj: Any) -> bool:
        """Nothing may be called."""
        return False

    def call(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuses; `is_safe_callable` would too, but only if Jinja asks it."""
        raise SecurityError("templates call nothing")

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> NoReturn:
        """Refuses: one `*` can fill the memory."""
        raise SecurityError(f"templates do not compute: {operator}")

    def call_unop(self, context: Context, operator: str, arg: Any) -> NoReturn:
        """Refuses."""
        raise SecurityError(f"templates do not compute: {operator}")


@cache
def environment() -> TemplateEnvironment:
    """The one environment, which nothing changes after it was made, so threads share it."""
    return TemplateEnvironment()


def _check_printable(value: Any) -> Any:
    """The value, if a document may show it: text or a whole number.

    None, True, [..] and 0.1 would come out as Python writes them, which no reader of a document expects.
    """
    if isinstance(value, str | Undefined) or type(value) is int:
        return value
    if value is None:
        raise NullValueError
    raise TypeError(f"cannot be printed: {type(value)}")
