"""The labs over HTTP: live runs, recorded ones, and what there is to run."""

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
from fieldguide.serve.caching import CONTENT_TYPES, answer, text

MOST_RUNS = 16
"""Runs open at once, those included whose readers pause; each holds its networks in memory."""

_PATIENCE = 0.05  # seconds
_NDJSON = CONTENT_TYPES[".ndjson"]
_FAILED = "internal error; the server's log has the details"
_logger = logging.getLogger("uvicorn.error")


def routes() -> APIRouter:
    """/api/labs, /labs/{name} and /labs/{name}/{preset}.ndjson, for one application."""
    router = APIRouter()
    runs = _Runs()

    @router.api_route("/api/labs", methods=["GET", "HEAD"], response_model=None)
    def listed(request: Request) -> Response:
        body = json.dumps([described(lab) for lab in labs()], ensure_ascii=False)
        return answer(request, body.encode(), CONTENT_TYPES[".json"])

    @router.api_route("/labs/{name}", methods=["GET", "HEAD"], response_model=None)
    def live(request: Request, name: str) -> Response:
        try:
            lab = get(name)
        except LabError as error:
            return text(404, str(error))
        try:
            params = read(lab, request.query_params.multi_items())
        except LabError as error:
            return text(422, str(error))
        return _Run(lab, params, runs)

    @router.api_route("/labs/{name}/{preset}.ndjson", methods=["GET", "HEAD"], response_model=None)
    def recorded(request: Request, name: str, preset: str) -> Response:
        try:
            known = [each.slug for each in get(name).presets]
        except LabError as error:
            return text(404, str(error))
        packed = recording(name, preset) if preset in known else None
        if packed is None:
            return text(404, f"{name} has no recording {preset!a}; allowed: {', '.join(known)}")
        return answer(request, gzip.decompress(packed), _NDJSON, packed)

    return router


def warm() -> None:
    """Compute what the first run of each lab would else keep its reader waiting for."""
    for lab in labs():
        with closing(stream(lab, lab.Params())) as lines:
            # The header, the setup and a frame.
            deque(islice(lines, 3), 0)


class _Runs:
    """What the runs of one application share.

    A run holds no thread: it borrows one for each line. So those who wait take turns, a paused
    reader holds up nobody, and pages are answered in between.
    """

    def __init__(self) -> None:
        self.open = 0
        self.turn = anyio.Semaphore(1)
        self.threads = anyio.CapacityLimiter(max(4, os.cpu_count() or 1))


class _Run(Response):
    """A run as an answer: a line is computed when the one before it has been taken.

    uvicorn's send() waits while its buffer is full, so a reader who pauses pauses the work. A
    reader who leaves ends it after the line in hand.
    """

    def __init__(self, lab: Lab, params: Params, runs: _Runs) -> None:
        # As StreamingResponse does: Response's own would promise an empty body.
        self.status_code = 200
        self.background = None
        self.init_headers({"Cache-Control": "no-store", "Content-Type": _NDJSON})
        self._lab = lab
        self._params = params
        self._runs = runs

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] == "HEAD":
            await self._start(send)
            await send({"type": "http.response.body"})
            return
        if self._runs.open == MOST_RUNS:
            busy = text(503, f"{MOST_RUNS} runs are open, which is as many as there can be")
            await busy(scope, receive, send)
            return
        self._runs.open += 1
        try:
            with closing(stream(self._lab, self._params)) as lines:
                async with anyio.create_task_group() as both:

                    async def until_left() -> None:
                        while (await receive())["type"] != "http.disconnect":
                            pass
                        both.cancel_scope.cancel()

                    both.start_soon(until_left)
                    await self._answer(lines, scope, receive, send)
                    both.cancel_scope.cancel()
        finally:
            self._runs.open -= 1

    async def _answer(
        self, lines: Iterator[bytes], scope: Scope, receive: Receive, send: Send
    ) -> None:
        try:
            # What only running can refuse, it refuses before its first frame.
            line = await self._next(lines) + await self._next(lines)
        except LabError as error:
            await text(422, str(error))(scope, receive, send)
            return
        except Exception:
            _logger.exception("the lab %s failed at %r", self._lab.name, self._params)
            await text(500, _FAILED)(scope, receive, send)
            return
        await self._start(send)
        while line:
            await send({"type": "http.response.body", "body": line, "more_body": True})
            try:
                line = await self._next(lines)
            except Exception:
                _logger.exception("the lab %s failed at %r", self._lab.name, self._params)
                line = f"{json.dumps({'kind': 'error', 'reason': _FAILED})}\n".encode()
        await send({"type": "http.response.body"})

    async def _next(self, lines: Iterator[bytes]) -> bytes:
        """The next line, or nothing at the end. Cancelling waits for the line in hand.

        Two lines at once hold each other up, for NumPy lets go of the interpreter at every step:
        the line of a run just dropped and the first of the next would take twice as long. Only a
        long line is not waited for.
        """
        with anyio.move_on_after(_PATIENCE) as waiting:
            await self._runs.turn.acquire()
        try:
            return await anyio.to_thread.run_sync(next, lines, b"", limiter=self._runs.threads)
        finally:
            if not waiting.cancelled_caught:
                self._runs.turn.release()

    async def _start(self, send: Send) -> None:
        start = {"type": "http.response.start", "status": 200, "headers": self.raw_headers}
        await send(start)
