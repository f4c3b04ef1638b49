"""Many clients at the very same moment, each with a connection of its own, and how long each one waited."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

_PATIENCE_S = 120.0


@dataclass(frozen=True)
class Answer:
    """What one client got, and after how many seconds from the moment that its request was sent."""

    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float


def ask_at_once(address: str, requests: Sequence[tuple[str, bytes]]) -> list[Answer]:
    """The answers to POST requests, each a path and a body, all sent as soon as all are connected."""
    return asyncio.run(_ask_all(address, requests))


async def _ask_all(address: str, requests: Sequence[tuple[str, bytes]]) -> list[Answer]:
    place = urlsplit(address)
    gate = asyncio.Event()
    lines = [asyncio.open_connection(place.hostname, place.port, limit=1 << 24) for _ in requests]
    streams = await asyncio.gather(*lines)
    tasks = [
        asyncio.create_task(_ask(*stream, path, body, gate))
        for stream, (path, body) in zip(streams, requests, strict=True)
    ]
    await asyncio.sleep(0.1)
    gate.set()
    return await asyncio.wait_for(asyncio.gather(*tasks), _PATIENCE_S)


async def _ask(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str, body: bytes, gate: asyncio.Event
) -> Answer:
    head = (
        f"POST {path} HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    await gate.wait()
    begun = time.perf_counter()
    writer.write(head.encode() + body)
    await writer.drain()
    lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    seconds = time.perf_counter() - begun
    content = await reader.read()
    writer.close()
    headers = dict(line.lower().split(": ", 1) for line in lines[1:] if line)
    return Answer(int(lines[0].split()[1]), headers, content, seconds)
