"""The labs over HTTP: live runs, recorded ones, and the list of labs."""

import gzip
import json
import logging
import os
from collections import deque
from collections.abc import Iterator
from contextlib import closing
from itertools import islice

import anyio
from fastapi import APIRouter, Request, Response
from starlette.types import Receive, Scope, Send

from fieldguide.labs import Lab, LabError, Params, described, get, labs, read, stream
from fieldguide.labs.recordings import recording
from fieldguide.serve.caching import document
from fieldguide.serve.responses import CONTENT_TYPES, FAILED, READ_METHODS, line_of_text

MOST_RUNS = 16
"""Runs open at once, those included whose readers pause; each holds its networks in memory."""

_PATIENCE = 0.05  # seconds
_NDJSON = CONTENT_TYPES[".ndjson"]
_logger = logging.getLogger("uvicorn.error")


def new_router() -> APIRouter:
    """/api/labs, /labs/{name} and /labs/{name}/{preset}.ndjson, for one application.

    The runs of one application share its limits, so each application has a router of its own.
    """
    router = APIRouter()
    open_runs = _OpenRuns()

    @router.api_route("/api/labs", methods=READ_METHODS)
    def listed(request: Request) -> Response:
        body = json.dumps([described(lab) for lab in labs()], ensure_ascii=False)
        return document(request, body.encode(), CONTENT_TYPES[".json"])

    @router.api_route("/labs/{name}", methods=READ_METHODS)
    def live(request: Request, name: str) -> Response:
        try:
            lab = get(name)
        except LabError as error:
            return line_of_text(404, str(error))
        try:
            params = read(lab, request.query_params.multi_items())
        except LabError as error:
            return line_of_text(422, str(error))
        return _LiveRun(lab, params, open_runs)

    @router.api_route("/labs/{name}/{preset}.ndjson", methods=READ_METHODS)
    def recorded(request: Request, name: str, preset: str) -> Response:
        try:
            presets = [each.slug for each in get(name).presets]
        except LabError as error:
            return line_of_text(404, str(error))
        packed = recording(name, preset) if preset in presets else None
        if packed is None:
            allowed = ", ".join(presets)
            return line_of_text(404, f"{name} has no recording {preset!a}; allowed: {allowed}")
        return document(request, gzip.decompress(packed), _NDJSON, packed)

    return router


def warm_up() -> None:
    """Compute what the first run of each lab takes longest for, at its default parameters."""
    for lab in labs():
        with closing(stream(lab, lab.Params())) as lines:
            # The header, the setup and a frame.
            deque(islice(lines, 3), 0)


class _OpenRuns:
    """What the live runs of one application share.

    A run holds no thread: it borrows one for each line. So waiting runs take turns, a paused
    reader holds up nobody, and pages are answered in between.
    """

    def __init__(self) -> None:
        self.count = 0
        self.turn = anyio.Semaphore(1)
        self.threads = anyio.CapacityLimiter(max(4, os.cpu_count() or 1))


class _LiveRun(Response):
    """A run as an answer: each line is computed once the one before it has been sent.

    uvicorn's send() waits while its buffer is full, so a reader who pauses pauses the run. When
    the reader disconnects, the run ends after the line being computed.
    """

    def __init__(self, lab: Lab, params: Params, open_runs: _OpenRuns) -> None:
        # As StreamingResponse does: Response.__init__ would set Content-Length to 0.
        self.status_code = 200
        self.background = None
        self.init_headers({"Cache-Control": "no-store", "Content-Type": _NDJSON})
        self._lab = lab
        self._params = params
        self._open_runs = open_runs

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] == "HEAD":
            await self._start(send)
            await send({"type": "http.response.body"})
            return
        if self._open_runs.count == MOST_RUNS:
            busy = f"{MOST_RUNS} runs are open, which is as many as there can be"
            await line_of_text(503, busy)(scope, receive, send)
            return
        self._open_runs.count += 1
        try:
            with closing(stream(self._lab, self._params)) as lines:
                async with anyio.create_task_group() as tasks:

                    async def cancel_at_disconnect() -> None:
                        while (await receive())["type"] != "http.disconnect":
                            pass
                        tasks.cancel_scope.cancel()

                    tasks.start_soon(cancel_at_disconnect)
                    await self._send_lines(lines, scope, receive, send)
                    tasks.cancel_scope.cancel()
        finally:
            self._open_runs.count -= 1

    async def _send_lines(
        self, lines: Iterator[bytes], scope: Scope, receive: Receive, send: Send
    ) -> None:
        try:
            # The header and the setup: a run refuses its parameters before its first frame, while
            # the status can still say so.
            line = await self._next(lines) + await self._next(lines)
        except LabError as error:
            await line_of_text(422, str(error))(scope, receive, send)
            return
        except Exception:
            _logger.exception("the lab %s failed at %r", self._lab.name, self._params)
            await line_of_text(500, FAILED)(scope, receive, send)
            return
        await self._start(send)
        while line:
            await send({"type": "http.response.body", "body": line, "more_body": True})
            try:
                line = await self._next(lines)
            except Exception:
                _logger.exception("the lab %s failed at %r", self._lab.name, self._params)
                line = f"{json.dumps({'kind': 'error', 'reason': FAILED})}\n".encode()
        await send({"type": "http.response.body"})

    async def _next(self, lines: Iterator[bytes]) -> bytes:
        """The next line, or nothing at the end; cancelling waits until it is computed.

        Runs take turns, line by line: NumPy releases the interpreter at every operation, so two
        lines computed at once take twice as long each. A run waits for its turn only so long, lest
        one long line hold up all others.
        """
        with anyio.move_on_after(_PATIENCE) as waiting:
            await self._open_runs.turn.acquire()
        try:
            threads = self._open_runs.threads
            return await anyio.to_thread.run_sync(next, lines, b"", limiter=threads)
        finally:
            if not waiting.cancelled_caught:
                self._open_runs.turn.release()

    async def _start(self, send: Send) -> None:
        start = {"type": "http.response.start", "status": 200, "headers": self.raw_headers}
        await send(start)
