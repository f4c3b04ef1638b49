"""The HTTP application: puts middleware, routes, problems and the office pool together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from importlib.resources import files
from pathlib import Path

import anyio.to_thread
from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from service.conversion import OfficePool, check_fonts
from service.generate import Generator
from service.kinds import load_catalog
from service.logs import configure_logs
from service.revisions.apart import RevisionChecker
from service.revisions.samples import load_inspections
from service.revisions.store import TemplateStore
from service.revisions.watch import watching
from service.settings import Settings, load_settings
from service.web.context import Context
from service.web.doorkeeper import Doorkeeper
from service.web.middleware import BodyLimit, HeadAsGet, RequestFrame
from service.web.openapi import describe_with_schemas
from service.web.problems import HANDLERS
from service.web.routes import (
    batches,
    clerk,
    conformance,
    documents,
    health,
    inspections,
    kinds,
    legal,
    metrics,
    pages,
    revisions,
    schema,
)
from service.web.routes import templates as template_routes

_DESCRIPTION = "Từ dữ liệu của một cuộc kiểm tra, lập các văn bản theo thể thức của Nghị định 30/2020/NĐ-CP."


def app_from_environment() -> FastAPI:
    """The application that the environment describes; raises for a wrong setting, font or template."""
    settings = load_settings()
    configure_logs(settings.log_format)
    return app_from_settings(settings)


def app_from_settings(settings: Settings) -> FastAPI:
    """The application that `settings` describe; raises for a wrong font or template."""
    font = check_fonts(settings.fonts_dir)
    office = OfficePool(settings.pool_of(settings.offices))
    catalog = load_catalog(settings.templates_dir)
    checker = settings.checker_of(catalog)
    generator = Generator(catalog, office, archival=settings.archival_pdf, checker=checker)
    return create_app(settings, generator, office, font)


def create_app(settings: Settings, generator: Generator, office: OfficePool, font: str) -> FastAPI:
    """The application over these parts; it starts `office` when it starts, and closes it at the end."""
    checker = RevisionChecker(settings.registers_dir, settings.examples_dir, strict=settings.strict_checks)
    samples = load_inspections(settings.examples_dir)
    templates = TemplateStore(generator, settings.templates_dir, samples, checker.check)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        office.start()
        try:
            with watching(templates, timedelta(seconds=settings.template_watch_s)):
                yield
        finally:
            app.state.context.measurer.close()
            checker.close()
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
    app.state.context = Context(settings, generator, office, font, templates)
    app.add_middleware(BodyLimit, limit_bytes=settings.max_body_bytes)
    app.add_middleware(Doorkeeper, check=app.state.context.check_pdf_slot)
    app.add_middleware(RequestFrame, observe=app.state.context.metrics.observe_request)
    app.add_middleware(HeadAsGet)  # added last, so outermost
    modules = (
        documents,
        batches,
        inspections,
        conformance,
        kinds,
        revisions,
        template_routes,
        schema,
        health,
        metrics,
        clerk,
        legal,
        pages,
    )
    for module in modules:
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
