"""A server on the loopback that speaks the chat completions protocol and misbehaves on request."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CONTENT = "content"


def completion(content: str, finish: str = "stop") -> dict:
    message = {"role": "assistant", "content": content}
    usage = {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110}
    return {"choices": [{"index": 0, "message": message, "finish_reason": finish}], "usage": usage}


class Reply:
    """What to answer: a status, headers and a body; `raw` is sent as it is, `delay` waits first."""

    def __init__(self, body: object = None, status: int = 200, headers: dict | None = None, raw: bytes | None = None,
                 delay: float = 0, hang_up: bool = False) -> None:  # fmt: skip
        self.body, self.status, self.headers, self.raw = body, status, headers or {}, raw
        self.delay, self.hang_up = delay, hang_up


@contextmanager
def serve(answer: Callable[[dict, int], Reply]):
    """Run a server; `answer` gets the request's body and its number. Yields the address and the list of bodies."""
    seen: list[dict] = []
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with lock:
                number = len(seen)
                seen.append({**body, "_path": self.path, "_key": self.headers.get("Authorization")})
            reply = answer(body, number)
            if reply.delay:
                time.sleep(reply.delay)
            if reply.hang_up:
                self.close_connection = True
                return
            raw = reply.raw if reply.raw is not None else json.dumps(reply.body).encode()
            try:
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(raw)))
                self.end_headers()
                self.wfile.write(raw)
            except OSError:
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", seen
    finally:
        server.shutdown()
        server.server_close()
