"""The HTTP application: puts middleware, routes, problems and the office pool together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path

import anyio.to_thread
from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from service.conversion import OfficePool, check_fonts
from service.generate import Generator
from service.kinds import load_catalog
from service.logs import configure_logs
from service.settings import Settings, load_settings
from service.web.context import Context
from service.web.middleware import BodyLimit, HeadAsGet, RequestFrame
from service.web.openapi import describe_with_schemas
from service.web.problems import HANDLERS
from service.web.routes import batches, conformance, documents, health, inspections, kinds, pages, schema

_DESCRIPTION = "Từ dữ liệu của một cuộc kiểm tra, lập các văn bản theo thể thức của Nghị định 30/2020/NĐ-CP."


def app_from_environment() -> FastAPI:
    """The application that the environment describes; raises for a wrong setting, font or template."""
    settings = load_settings()
    configure_logs(settings.log_format)
    font = check_fonts(settings.fonts_dir)
    office = OfficePool(settings.pool_of(settings.offices))
    catalog = load_catalog(settings.templates_dir)
    checker = settings.checker_of(catalog)
    generator = Generator(catalog, office, archival=settings.archival_pdf, checker=checker)
    return create_app(settings, generator, office, font)


def create_app(settings: Settings, generator: Generator, office: OfficePool, font: str) -> FastAPI:
    """The application over these parts; it starts `office` when it starts, and closes it at the end."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        office.start()
        try:
            yield
        finally:
            await anyio.to_thread.run_sync(office.close)

    app = FastAPI(
        title="vanban",
        version="1",
        description=_DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json" if settings.docs else None,
        redirect_slashes=False,
        generate_unique_id_function=lambda route: route.name,
        exception_handlers=HANDLERS,
        lifespan=lifespan,
        # An exporter would be given exceptions with their messages, which quote data.
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    app.state.context = Context(settings, generator, office, font)
    app.add_middleware(BodyLimit, limit_bytes=settings.max_body_bytes)
    app.add_middleware(RequestFrame)
    app.add_middleware(HeadAsGet)  # added last, so outermost
    for module in (documents, batches, inspections, conformance, kinds, schema, health, pages):
        app.include_router(module.router)
    if settings.docs:
        app.include_router(pages.docs_router)
        app.mount("/static/swagger", StaticFiles(directory=_swagger_folder()))
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"))
    describe_with_schemas(app)
    return app


def _swagger_folder() -> Path:
    """Where `fastapi_offline` keeps the files of Swagger UI; nothing else of it is used.

    Its own page holds a script, which our Content-Security-Policy forbids.
    """
    return Path(str(files("fastapi_offline"))) / "static"
