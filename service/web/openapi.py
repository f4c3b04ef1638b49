"""The description of the HTTP interface: FastAPI's own, with the schemas of the data and of problems."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from service.domain.loading import inspection_schema
from service.web.problems import Problem
from service.workbook import XLSX_TYPE

_COMPONENTS = "#/components/schemas/"

INSPECTION_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "Dữ liệu của cuộc kiểm tra.",
        "content": {
            "application/json": {"schema": {"$ref": f"{_COMPONENTS}Inspection"}},
            XLSX_TYPE: {"schema": {"type": "string", "format": "binary"}},
        },
    }
}


def describe_with_schemas(app: FastAPI) -> None:
    """Makes the OpenAPI of `app` hold the schemas that its routes refer to by name."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            document = get_openapi(
                title=app.title, version=app.version, description=app.description, routes=app.routes
            )
            _drop_default_answers(document)
            document["components"]["schemas"] |= _schemas()
            app.openapi_schema = document
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's documented way


def _drop_default_answers(document: dict[str, Any]) -> None:
    """Takes out the validation answers that FastAPI adds by itself: ours are problems."""
    for name in ("HTTPValidationError", "ValidationError"):
        document["components"]["schemas"].pop(name, None)
    for path in document["paths"].values():
        for operation in path.values():
            answers = operation["responses"]
            if "HTTPValidationError" in str(answers.get("422")):
                del answers["422"]


def _schemas() -> dict[str, Any]:
    problem = Problem.model_json_schema(ref_template=_COMPONENTS + "{model}")
    inspection = _point_to_components(inspection_schema())
    inspection.pop("$schema", None)
    return {
        **problem.pop("$defs"),
        **inspection.pop("$defs"),
        "Problem": problem,
        "Inspection": inspection,
    }


def _point_to_components(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _point_to_components(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_point_to_components(value) for value in node]
    if isinstance(node, str) and node.startswith("#/$defs/"):
        return _COMPONENTS + node.removeprefix("#/$defs/")
    return node
