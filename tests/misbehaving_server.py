"""A real web server on this machine that misbehaves: the first part of each address says how."""

import contextlib
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HTML = b"\n<!DOCTYPE html><html><body>Please sign in to this network.</body></html>"


class MisbehavingServer:
    """Serves `folder` as /good/NAME, /slow/NAME, /flaky/NAME, and wrongly as /html/NAME and the others below."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.requests: list[str] = []
        self.released = threading.Event()
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.requests.append(self.path)
                _, manner, name = self.path.split("/")
                getattr(server, manner)(self, name)

            def do_HEAD(self) -> None:
                server.requests.append(f"HEAD {self.path}")
                manner = self.path.split("/")[1]
                if manner == "dribbling_headers":
                    return server.dribbling_headers(self, "")
                self.send_response(200 if manner == "good" else 404)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self.released.set()
        self.http.shutdown()
        self.http.server_close()

    def downloads(self) -> int:
        """How many requests for a file came so far."""
        return sum(path.startswith("/") and not path.endswith("manifest.json") for path in self.requests)

    def answer(self, handler: BaseHTTPRequestHandler, body: bytes, status: int = 200, claimed: int = 0) -> None:
        handler.send_response(status)
        handler.send_header("Content-Length", str(claimed or len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    def good(self, handler: BaseHTTPRequestHandler, name: str) -> None:
        path = self.folder / name
        if path.is_file():
            self.answer(handler, path.read_bytes())
        else:
            self.missing(handler, name)

    def slow(self, handler: BaseHTTPRequestHandler, name: str) -> None:
        time.sleep(0.2)
        self.good(handler, name)

    def flaky(self, handler: BaseHTTPRequestHandler, name: str) -> None:
        if self.requests.count(handler.path) == 1:
            self.answer(handler, b"overloaded", status=500)
        else:
            self.good(handler, name)

    def html(self, handler: BaseHTTPRequestHandler, name: str) -> None:
        self.answer(handler, HTML)

    def truncated(self, handler: BaseHTTPRequestHandler, name: str) -> None:
        body = (self.folder / name).read_bytes()
        self.answer(handler, body[: len(body) // 2], claimed=len(body))

    def short(self, handler: BaseHTTPRequestHandler, name: str) -> None:
        body = (self.folder / name).read_bytes()
        self.answer(handler, body[: len(body) // 2])

    def wrong(self, handler: BaseHTTPRequestHandler, name: str) -> None:
        self.answer(handler, b"these are other bytes")

    def missing(self, handler: BaseHTTPRequestHandler, name: str) -> None:
        self.answer(handler, b"not here", status=404)

    def broken(self, handler: BaseHTTPRequestHandler, name: str) -> None:
        self.answer(handler, b"out of order", status=500)

    def hanging(self, handler: BaseHTTPRequestHandler, name: str) -> None:
        self.released.wait(10)

    def dribbling(self, handler: BaseHTTPRequestHandler, name: str) -> None:
        self.answer(handler, b"", claimed=10_000)
        self._dribble(handler)

    def dribbling_headers(self, handler: BaseHTTPRequestHandler, name: str) -> None:
        handler.send_response(200)
        handler.flush_headers()
        self._dribble(handler)

    def endless(self, handler: BaseHTTPRequestHandler, name: str) -> None:
        """No length announced, and far more than is wanted (it does end, for the sake of who breaks the course)."""
        handler.send_response(200)
        handler.end_headers()
        with contextlib.suppress(OSError):  # until the other side has had enough
            for _ in range(300):
                handler.wfile.write(bytes(2**16))

    def _dribble(self, handler: BaseHTTPRequestHandler) -> None:
        with contextlib.suppress(OSError):
            while not self.released.wait(0.02):
                handler.wfile.write(b"x")

    def closed(self, handler: BaseHTTPRequestHandler, name: str) -> None:
        handler.connection.close()
