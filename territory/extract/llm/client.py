"""Asking an OpenAI-compatible endpoint: structured output, retries, a cache on disk, tokens and cost."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import Any

from territory.errors import ExtractError
from territory.tablefiles import write_text

Json = dict[str, Any]
FORMATS = ("json_schema", "json_object", "text")
TRANSIENT = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
REFUSED = frozenset({400, 415, 422})


@dataclass(frozen=True)
class Endpoint:
    """Where and how to ask.

    Parameters
    ----------
    url
        Base address of the server (``http://localhost:8000/v1``), or that of ``/chat/completions`` itself.
    model
        Name of the model there.
    key
        Bearer token, if the server wants one.
    timeout
        Seconds to wait for an answer.
    attempts
        How often a request is made before it is given up.
    backoff, longest
        Seconds before the second attempt, doubled each time, up to `longest`; a ``Retry-After`` is obeyed up to it.
    max_tokens
        Longest answer.
    prices
        Price of a million tokens in and out, in any currency.
    """

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    timeout: float = 120
    attempts: int = 6
    backoff: float = 1
    longest: float = 60
    max_tokens: int = 8192
    prices: tuple[float, float] | None = None

    @property
    def address(self) -> str:
        """Address of the chat completions."""
        base = self.url.rstrip("/")
        return base if base.endswith("/chat/completions") else f"{base}/chat/completions"


@dataclass
class Usage:
    """What asking has taken so far."""

    requests: int = 0
    cached: int = 0
    retries: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    unreadable: int = 0
    invented_quotes: int = 0
    invented_places: int = 0
    malformed: int = 0
    claims: int = 0

    def cost(self, prices: tuple[float, float] | None) -> float | None:
        """Cost of the tokens, None without prices."""
        return None if prices is None else (self.tokens_in * prices[0] + self.tokens_out * prices[1]) / 1e6

    def line(self, prices: tuple[float, float] | None = None) -> str:
        """All of it in one line."""
        cost = self.cost(prices)
        return (
            f"{self.claims} claims kept; dropped {self.invented_quotes} with a quote that is not in the report, "
            f"{self.invented_places} with a place that is not, {self.malformed} malformed; "
            f"{self.requests} requests ({self.retries} repeated, {self.cached} more from the cache, "
            f"{self.unreadable} passages unread), {self.tokens_in} tokens in, {self.tokens_out} out"
            + (f", cost {cost:.4f}" if cost is not None else "")
        )


@dataclass(frozen=True)
class Answer:
    """Text of an answer, and whether it broke off at the longest length."""

    text: str
    cut: bool


@dataclass(frozen=True)
class Manners:
    """What a server accepts in a request, learnt from its refusals: servers of one protocol differ."""

    format: int = 0
    length: str = "max_tokens"
    temperature: bool = True

    def body(self, endpoint: Endpoint, messages: list[Json], schema: Json) -> Json:
        """Request for an answer."""
        body: Json = {"model": endpoint.model, "messages": messages, self.length: endpoint.max_tokens}
        if self.temperature:
            body["temperature"] = 0
        if FORMATS[self.format] == "json_schema":
            wanted = {"name": "claims", "strict": True, "schema": schema}
            body["response_format"] = {"type": "json_schema", "json_schema": wanted}
        elif FORMATS[self.format] == "json_object":
            body["response_format"] = {"type": "json_object"}
        return body

    def after(self, refusal: str) -> Manners | None:
        """What to try after a refusal, None when there is nothing left."""
        if self.length == "max_tokens" and "max_completion_tokens" in refusal:
            return replace(self, length="max_completion_tokens")
        if self.temperature and "temperature" in refusal:
            return replace(self, temperature=False)
        return replace(self, format=self.format + 1) if self.format + 1 < len(FORMATS) else None


class Client:
    """Asks one endpoint; safe to share between threads. Use as a context manager.

    Parameters
    ----------
    endpoint
        Where to ask.
    cache
        Folder of answers by content, None for none: an interrupted run resumes from it.
    sleep
        Called with the seconds to wait between attempts.
    """

    def __init__(
        self, endpoint: Endpoint, cache: Path | None = None, sleep: Callable[[float], object] = time.sleep
    ) -> None:
        try:
            self._httpx = import_module("httpx")
        except ImportError:
            raise ExtractError("the llm extractor needs the extra `llm`: pip install 'territory[llm]'") from None
        self.endpoint = endpoint
        self.usage = Usage()
        self._cache = cache
        self._sleep = sleep
        self._manners = Manners()
        self._lock = threading.Lock()
        headers = {"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {}
        self._http = self._httpx.Client(timeout=endpoint.timeout, headers=headers)

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def count(self, **more: int) -> None:
        """Add to the usage."""
        with self._lock:
            for name, number in more.items():
                setattr(self.usage, name, getattr(self.usage, name) + number)

    def recall(self, messages: list[Json]) -> str | None:
        """A kept answer to the messages."""
        path = self._path(messages)
        if path is None or not path.is_file():
            return None
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))["answer"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        self.count(cached=1)
        return str(kept)

    def keep(self, messages: list[Json], answer: str) -> None:
        """Keep an answer that has been found readable."""
        if path := self._path(messages):
            write_text(path, json.dumps({"model": self.endpoint.model, "answer": answer}, ensure_ascii=False) + "\n")

    def _path(self, messages: list[Json]) -> Path | None:
        if self._cache is None:
            return None
        asked = json.dumps([self.endpoint.address, self.endpoint.model, messages], ensure_ascii=False, sort_keys=True)
        name = hashlib.sha256(asked.encode("utf-8")).hexdigest()
        return self._cache / name[:2] / f"{name}.json"

    def ask(self, messages: list[Json], schema: Json) -> Answer:
        """Ask once, repeating while the server is busy; fall back where it refuses structured output.

        Raises
        ------
        ExtractError
            If it refuses, or does not answer in the attempts there are.
        """
        said = ""
        failures = 0
        manners = self._manners
        while failures < self.endpoint.attempts:
            response, said, wait = self._post(manners.body(self.endpoint, messages, schema))
            if response is None:
                failures += 1
                if failures < self.endpoint.attempts:
                    self.count(retries=1)
                    self._sleep(self._pause(failures, wait))
            elif response.status_code in REFUSED and (other := manners.after(response.text)):
                manners = other
            else:
                if response.status_code == 200:
                    self._manners = manners
                return self._answer(response)
        raise ExtractError(
            f"{self.endpoint.address}: no answer in {self.endpoint.attempts} attempts (last: {said}); "
            "answers so far are kept, run the same command again to go on"
        )

    def _pause(self, failures: int, wanted: float | None) -> float:
        doubled = self.endpoint.backoff * 2.0 ** (failures - 1)
        return min(self.endpoint.longest, doubled if wanted is None else max(wanted, 0.0))

    def _post(self, body: Json) -> tuple[Any, str, float | None]:
        """(response, what went wrong, seconds the server asks to wait); no response where trying again may help."""
        self.count(requests=1)
        try:
            response = self._http.post(self.endpoint.address, json=body)
        except (self._httpx.InvalidURL, self._httpx.UnsupportedProtocol) as error:
            raise ExtractError(f"{self.endpoint.url!r} is no address of an endpoint ({error})") from None
        except (self._httpx.TransportError, self._httpx.DecodingError) as error:
            return None, type(error).__name__, None
        if response.status_code in TRANSIENT:
            return None, f"status {response.status_code}", _seconds(response.headers.get("retry-after"))
        return response, "", None

    def _answer(self, response: Any) -> Answer:
        if response.status_code != 200:
            hint = {401: "; set TERRITORY_LLM_KEY", 403: "; set TERRITORY_LLM_KEY", 404: "; is the model's name right?"}
            said = " ".join(response.text.split())[:200]
            raise ExtractError(
                f"{self.endpoint.address}: status {response.status_code} ({said}){hint.get(response.status_code, '')}"
            )
        try:
            answer = response.json()
            choice = answer["choices"][0]
            text = choice["message"].get("content") or ""
            cut = choice.get("finish_reason") == "length"
            used = answer.get("usage") or {}
            tokens_in, tokens_out = int(used.get("prompt_tokens") or 0), int(used.get("completion_tokens") or 0)
        except (ValueError, KeyError, IndexError, TypeError, AttributeError):
            # A body that breaks off is as good as no claims yet: the caller asks again.
            return Answer("", False)
        self.count(tokens_in=tokens_in, tokens_out=tokens_out)
        return Answer(str(text), cut)


def _seconds(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None
