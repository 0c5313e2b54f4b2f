"""Signed slash commands over so many kept-alive connections, from a process of its own: prints answers per second."""

from __future__ import annotations

import asyncio
import sys
import time

from benchmarks.signed import command, headers


def _request(number: int, text: str) -> bytes:
    body = command(f"US{number % 20}_{number % 30}", text)
    lines = [f"{name}: {value}" for name, value in {**headers(body), "Content-Length": str(len(body))}.items()]
    return ("POST /slack/events HTTP/1.1\r\nHost: bench\r\n" + "\r\n".join(lines) + "\r\n\r\n").encode() + body


async def _ask_again_and_again(port: int, requests: list[bytes], until: float) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    done = 0
    while time.monotonic() < until:
        writer.write(requests[done % len(requests)])
        head = await reader.readuntil(b"\r\n\r\n")
        if b" 200 " not in head.split(b"\r\n", 1)[0]:
            raise SystemExit(f"refused: {head!r}")
        length = next(int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:"))
        await reader.readexactly(length)
        done += 1
    writer.close()
    return done


async def _main(port: int, connections: int, seconds: float, text: str) -> None:
    requests = [_request(number, text) for number in range(200)]
    began = time.monotonic()
    runs = [_ask_again_and_again(port, requests, began + seconds) for _ in range(connections)]
    done = await asyncio.gather(*runs)
    print(sum(done) / (time.monotonic() - began))


if __name__ == "__main__":
    asyncio.run(_main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), " ".join(sys.argv[4:])))
