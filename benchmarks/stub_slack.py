"""A Slack that costs next to nothing, in a process of its own: takes any call, waits as long as told, says yes.

The stand-in of the product (`bot/local_slack`) checks every block; a measurement must not pay for that.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from itertools import count
from typing import Any

_IDS = {"team_id": "T0LOCAL", "team": "Local", "user_id": "U0BOT", "bot_id": "B0LOCAL", "user": "stepin"}


@dataclass(frozen=True)
class Call:
    """One call: when it came in (monotonic seconds, the same in all processes), its method, target and page id."""

    at: float
    method: str
    target: str
    page_id: str


class StubSlack:
    """The stub as seen from the benchmark."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "benchmarks.stub_slack"]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self.origin = f"http://127.0.0.1:{int(self._process.stdout.readline())}"
        self.api_url = f"{self.origin}/api/"

    def reset(self, latency: float = 0.0) -> None:
        """Forget all calls; from now on each takes `latency` seconds."""
        self._ask(f"/control/reset?{latency}")

    def calls(self) -> list[Call]:
        """All calls since the last reset, oldest first."""
        return [Call(*call) for call in json.loads(self._ask("/control/calls"))]

    def posts(self) -> list[Call]:
        """Messages of the outbox that were posted."""
        return [call for call in self.calls() if call.method == "chat.postMessage" and call.page_id]

    def wait_for(self, posts: int, seconds: float) -> list[Call]:
        """The posts, once there are so many, or what there is after so long."""
        until = time.monotonic() + seconds
        while len(found := self.posts()) < posts and time.monotonic() < until:
            time.sleep(0.005)
        return found

    def _ask(self, path: str) -> bytes:
        with urllib.request.urlopen(self.origin + path, timeout=20) as answer:
            return bytes(answer.read())

    def close(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait()


class _Desk:
    """The stub's own side."""

    def __init__(self) -> None:
        self.calls: list[tuple[float, str, str, str]] = []
        self.posted: dict[str, list[dict[str, Any]]] = {}
        self.latency = 0.0
        self.stamps = count(1)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request, one answer."""
        at = time.monotonic()
        try:
            path, body = await _request(reader)
        except asyncio.IncompleteReadError:
            # Whoever called was killed in the middle of it.
            writer.close()
            return
        if path.startswith("/control/"):
            answer: Any = self._control(path)
        else:
            answer = self._answer(at, path, body)
            if self.latency:
                await asyncio.sleep(self.latency)
        text = json.dumps(answer).encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(text)}\r\n"
        writer.write(head.encode() + b"Connection: close\r\n\r\n" + text)
        writer.close()

    def _control(self, path: str) -> Any:
        if path.startswith("/control/calls"):
            return self.calls
        self.calls, self.posted, self.latency = [], {}, float(path.partition("?")[2])
        return "ok"

    def _answer(self, at: float, path: str, body: bytes) -> dict[str, Any]:
        method = path.removeprefix("/api/") if path.startswith("/api/") else "response_url"
        args = _arguments(body)
        target = str(args.get("channel") or args.get("user") or args.get("external_id") or "")
        metadata = args.get("metadata") or {}
        page_id = str(metadata.get("event_payload", {}).get("page_id", ""))
        self.calls.append((at, method, target, page_id))
        ts = f"1700000000.{next(self.stamps):06}"
        if page_id:
            self.posted.setdefault(target, []).insert(0, {"ts": ts, "metadata": metadata})
        more: dict[str, dict[str, Any]] = {
            "conversations.history": {"messages": self.posted.get(target, [])[:100]},
            "users.info": {"user": {"id": target}},
            "auth.test": _IDS,
        }
        return {"ok": True, "channel": target, "ts": ts, **more.get(method, {})}


async def _request(reader: asyncio.StreamReader) -> tuple[str, bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    lines = head.split("\r\n")
    length = next((int(line[15:]) for line in lines if line.lower().startswith("content-length:")), 0)
    return lines[0].split(" ")[1], await reader.readexactly(length)


def _arguments(body: bytes) -> dict[str, Any]:
    try:
        args = json.loads(body)
    except ValueError:
        return {}
    return args if isinstance(args, dict) else {}


async def _main() -> None:
    server = await asyncio.start_server(_Desk().serve, "127.0.0.1", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_main())
