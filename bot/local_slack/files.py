"""The page's files, served as they lie in its folder, and nothing outside it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from bot.local_slack.server import HttpReply, HttpRequest

PAGE = Path(__file__).parent / "page"
KINDS = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".json": "application/json; charset=utf-8",
    ".woff2": "font/woff2",
}


def page_file(request: HttpRequest) -> HttpReply:
    """Give index.html for /, a file for /static/NAME, 404 for anything else; nothing is to be cached."""
    wanted = _wanted(request.path) if request.verb == "GET" else None
    if wanted is None:
        return HttpReply(404, b"not found", {"Content-Type": "text/plain; charset=utf-8"})
    kind = KINDS.get(wanted.suffix, "application/octet-stream")
    headers = {"Content-Type": kind, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return HttpReply(200, wanted.read_bytes(), headers)


def _wanted(path: str) -> Path | None:
    """Give the file that an address means, if it is one of the page's."""
    if path != "/" and not path.startswith("/static/"):
        return None
    name = "index.html" if path == "/" else unquote(path.removeprefix("/static/"))
    root = PAGE.resolve()
    try:
        wanted = (root / name).resolve()
        return wanted if root in wanted.parents and wanted.is_file() else None
    except (OSError, ValueError):
        # A NUL or an endless name in the address is no file of ours.
        return None
