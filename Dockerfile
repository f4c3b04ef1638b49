# The service as an image: LibreOffice 25.2 and Python 3.13 of Debian 13, hash-pinned libraries, no root at run time.
#   docker build -t vanban .
#   docker run --rm --read-only --tmpfs /tmp --cap-drop ALL -p 127.0.0.1:8000:8000 vanban

FROM debian:trixie-slim AS builder

RUN apt-get update \
    && apt-get install --yes --no-install-recommends python3-venv \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /app
COPY requirements-build.lock requirements.lock ./
# docopt alone comes as source only; it is built with the pinned setuptools, never with one fetched on the side.
RUN python3 -m venv .venv \
    && .venv/bin/pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements-build.lock \
    && .venv/bin/pip install --no-cache-dir --require-hashes --only-binary :all: --no-binary docopt \
        --no-build-isolation --use-pep517 -r requirements.lock

COPY pyproject.toml README.md ./
COPY service ./service
# The image never changes its own code, so the bytecode need not look at the source's date again.
RUN .venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation --editable . \
    && .venv/bin/pip uninstall --yes setuptools pip \
    && .venv/bin/python -m compileall -q --invalidation-mode unchecked-hash service \
    && rm -rf vanban.egg-info requirements-build.lock


FROM debian:trixie-slim

# tini reaps what a killed LibreOffice leaves behind; the service itself is not made to be process 1.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        fontconfig libreoffice-writer-nogui python3 python3-uno tini \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --user-group --no-create-home --home-dir /nonexistent \
        --shell /usr/sbin/nologin vanban

WORKDIR /app
COPY --from=builder /app ./
COPY templates ./templates
COPY registers ./registers
COPY fonts ./fonts
COPY examples ./examples

# Only /tmp is ever written to: with --read-only give it a tmpfs.
ENV PATH="/app/.venv/bin:$PATH" \
    HOME=/tmp \
    LANG=C.UTF-8 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    VANBAN_HOST=0.0.0.0 \
    VANBAN_PORT=8000

USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import http.client, os, sys; c = http.client.HTTPConnection('127.0.0.1', int(os.environ['VANBAN_PORT']), timeout=4); c.request('GET', '/health/live'); sys.exit(c.getresponse().status != 200)"]

ENTRYPOINT ["tini", "--"]
CMD ["vanban", "serve"]
