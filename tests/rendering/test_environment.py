"""Each wall of the sandbox by itself, with expressions that the gate would refuse first."""

from __future__ import annotations

from typing import Any

import pytest
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError, TemplateAssertionError
from pydantic import BaseModel

from service.rendering.environment import NullValueError, TemplateEnvironment, environment


class Model(BaseModel):
    name: str = "Sở Tài chính"


def render(source: str, **data: Any) -> str:
    return environment().from_string(source).render(data)


def test_key_wins_over_method_of_the_same_name() -> None:
    names = ("items", "copy", "keys", "values", "get", "pop")
    assert [render(f"{{{{ unit.{name} }}}}", unit={name: "giá trị"}) for name in names] == ["giá trị"] * 6


@pytest.mark.parametrize("name", ["items", "copy", "keys", "__class__", "__init__"])
def test_missing_key_is_undefined_though_a_method_has_its_name(name: str) -> None:
    with pytest.raises(UndefinedError):
        render(f"{{{{ unit.{name} }}}}", unit={})


@pytest.mark.parametrize(
    "value", ["chữ", 1, ["một"], Model(), object()], ids=["text", "number", "list", "model", "object"]
)
@pytest.mark.parametrize("access", [".__class__", '["__class__"]', ".name", ".upper"])
def test_no_attribute_of_an_object_is_reachable(value: object, access: str) -> None:
    with pytest.raises(SecurityError):
        render(f"{{{{ value{access} }}}}", value=value)


def test_attribute_of_an_undefined_value_is_undefined() -> None:
    with pytest.raises(UndefinedError):
        render("{{ unit.body.__class__ }}", unit={})


def test_key_of_null_is_reported_as_null() -> None:
    with pytest.raises(NullValueError):
        render("{{ unit.name }}", unit=None)


@pytest.mark.parametrize(
    "source", ["{{ f() }}", "{{ names.append(1) }}", "{% macro f() %}{% endmacro %}{{ f() }}"]
)
def test_nothing_is_called(source: str) -> None:
    with pytest.raises((SecurityError, UndefinedError)):
        render(source, f=lambda: "gọi được", names=[])


@pytest.mark.parametrize("operator", ["+", "-", "*", "/", "//", "%", "**"])
@pytest.mark.parametrize("operands", ["{{ a OP b }}", "{{ 2 OP 2 }}", '{{ "a" OP 2 }}'])
def test_nothing_is_computed(operator: str, operands: str) -> None:
    with pytest.raises(SecurityError):
        render(operands.replace("OP", operator), a=2, b=2)


@pytest.mark.parametrize("operator", ["+", "-"])
def test_no_sign_is_applied(operator: str) -> None:
    with pytest.raises(SecurityError):
        render(f"{{{{ {operator}a }}}}", a=1)


@pytest.mark.parametrize("name", ["range", "dict", "lipsum", "cycler", "joiner", "namespace"])
def test_jinjas_globals_are_gone(name: str) -> None:
    assert not environment().globals
    with pytest.raises(UndefinedError):
        render(f"{{{{ {name} }}}}")


@pytest.mark.parametrize(
    "name", ["attr", "center", "format", "map", "safe", "tojson", "xmlattr", "pprint", "indent"]
)
def test_jinjas_other_filters_are_gone(name: str) -> None:
    with pytest.raises(TemplateAssertionError):
        render(f'{{{{ "a"|{name} }}}}')


def test_only_two_tests_are_left() -> None:
    assert set(environment().tests) == {"defined", "none"}


def test_text_cannot_become_markup() -> None:
    assert render("{{ value }}", value="<w:p/> & \"'") == "&lt;w:p/&gt; &amp; &#34;&#39;"


@pytest.mark.parametrize(
    "value", [True, 0.5, ["một"], {"a": 1}, object()], ids=["truth", "float", "list", "mapping", "object"]
)
def test_value_that_python_would_spell_is_not_printed(value: object) -> None:
    with pytest.raises(TypeError):
        render("{{ value }}", value=value)


def test_null_is_not_printed() -> None:
    with pytest.raises(NullValueError):
        render("{{ value }}", value=None)


@pytest.mark.parametrize(
    "source", ["{{ missing }}", "{% if missing %}{% endif %}", "{% for a in missing %}{% endfor %}"]
)
def test_undefined_name_is_an_error(source: str) -> None:
    with pytest.raises(UndefinedError):
        render(source)


def test_data_named_like_jinjas_globals_are_data() -> None:
    assert render("{{ range }}", range="khoảng") == "khoảng"


def test_environment_is_shared() -> None:
    assert environment() is environment()
    assert isinstance(environment(), TemplateEnvironment)
