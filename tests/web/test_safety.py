"""The guard, the bounded desk, and what an error gives away."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from rapallo.errors import RapalloError
from rapallo.web.app import create_app
from rapallo.web.desk import BusyError, Desk, Reader
from rapallo.web.finished import Finished
from rapallo.web.guard import HEADERS
from rapallo.web.kept import Kept
from rapallo.web.limits import Limits


@pytest.mark.parametrize(
    "address", ["/", "/api/v1/sources", "/nothing", "/static/site.js", "/api/v1/board?as_of=9"]
)
def test_every_answer_carries_the_headers(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    for name, value in HEADERS.items():
        assert headers[name] == value
    policy = headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


def test_nothing_can_be_changed(client: TestClient) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
        answer = client.request(method, "/api/v1/states")
        assert answer.status_code == 405, method
        assert answer.headers["allow"] == "GET, HEAD"


def test_head_is_get_without_a_body(client: TestClient) -> None:
    answer = client.head("/api/v1/states")
    assert answer.status_code == 200
    assert answer.content == b""


def test_large_requests_are_turned_away(client: TestClient) -> None:
    assert client.get("/?" + "a" * 5000).status_code == 414
    large = client.request("GET", "/", content=b"x" * 20_000)
    assert large.status_code == 413
    endless = client.request("GET", "/", content=iter([b"x"] * 3))
    assert endless.status_code == 413


def test_another_hosts_name_is_turned_away(client: TestClient) -> None:
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 421
    assert client.get("/", headers={"Host": "evil.example:80"}).status_code == 421
    assert client.get("/", headers={"Host": "testserver:8710"}).status_code == 200


@pytest.mark.parametrize(
    "evil",
    ["{{7*7}}", "<script>alert(1)</script>", "'\"><svg onload=x>", "{% include '/etc/passwd' %}"],
)
def test_what_is_typed_is_text(client: TestClient, evil: str) -> None:
    answer = client.get("/brief", params={"first": evil, "second": evil, "rival": evil})
    assert answer.status_code == 404
    assert "<script>alert" not in answer.text
    assert "<svg onload" not in answer.text
    assert "49" not in answer.text.split('role="alert"')[1].split("</p>")[0]
    ask = client.get("/", params={"first": evil})
    assert "<script>alert" not in ask.text
    assert "<svg onload" not in ask.text


def test_a_fault_of_ours_gives_nothing_away(home: object) -> None:
    app = create_app(hosts=None)

    @app.get("/api/broken")
    async def broken() -> None:
        raise ValueError("the secret of /home/someone")

    @app.get("/broken")
    async def broken_page() -> None:
        raise ValueError("the secret of /home/someone")

    with TestClient(app, raise_server_exceptions=False) as asked:
        for address in ("/api/broken", "/broken"):
            answer = asked.get(address)
            assert answer.status_code == 500
            assert "secret" not in answer.text
            assert "ValueError" not in answer.text
            assert "Traceback" not in answer.text
            assert answer.headers["x-content-type-options"] == "nosniff"


def asked(desk: Desk, *work: tuple[str, Callable[[Reader], Finished]]) -> list[object]:
    async def all_at_once() -> list[object]:
        return await asyncio.gather(
            *(desk.answer(key, make) for key, make in work), return_exceptions=True
        )

    return list(asyncio.run(all_at_once()))


def test_who_asks_the_same_waits_for_one_answer(home: object) -> None:
    desk = Desk(Limits(workers=2))
    made: list[int] = []

    def make(_: Reader) -> Finished:
        made.append(1)
        time.sleep(0.05)
        return Finished.of("yes", "csv")

    answers = asked(desk, *[("same", make)] * 20)
    assert made == [1]
    assert {getattr(a, "content", a) for a in answers} == {b"yes"}
    desk.close()


def test_too_many_at_once_are_told_to_come_back(home: object) -> None:
    desk = Desk(Limits(workers=1, waiting=3, retry=7))
    go = threading.Event()
    running: list[int] = []

    def make(_: Reader) -> Finished:
        running.append(1)
        go.wait(2)
        return Finished.of("yes", "csv")

    async def crowd() -> list[object]:
        tasks = [asyncio.create_task(desk.answer(f"key {n}", make)) for n in range(10)]
        await asyncio.sleep(0.05)
        assert len(running) <= 1
        go.set()
        return await asyncio.gather(*tasks, return_exceptions=True)

    answers = asyncio.run(crowd())
    busy = [a for a in answers if isinstance(a, BusyError)]
    assert len(busy) == 7
    assert {a.retry for a in busy} == {7}
    assert sum(isinstance(a, Finished) for a in answers) == 3
    desk.close()


def test_a_slow_answer_is_found_by_who_comes_back(home: object) -> None:
    desk = Desk(Limits(workers=1, seconds=0.05))

    def make(_: Reader) -> Finished:
        time.sleep(0.2)
        return Finished.of("at last", "csv")

    async def twice() -> Finished:
        with pytest.raises(BusyError, match="still being computed"):
            await desk.answer("slow", make)
        await asyncio.sleep(0.3)
        return await desk.answer("slow", make)

    assert asyncio.run(twice()).content == b"at last"
    desk.close()


def test_an_error_is_not_kept(home: object) -> None:
    desk = Desk(Limits())
    tries: list[int] = []

    def make(_: Reader) -> Finished:
        tries.append(1)
        if len(tries) == 1:
            raise RapalloError("not yet")
        return Finished.of("now", "csv")

    first, second = asked(desk, ("a", make)), asked(desk, ("a", make))
    assert isinstance(first[0], RapalloError)
    assert isinstance(second[0], Finished)
    desk.close()


def test_busy_is_503_with_retry_after(home: object) -> None:
    app = create_app(hosts=None, limits=Limits(waiting=0, retry=5))
    with TestClient(app) as client:
        for address in ("/board?as_of=1914", "/api/v1/board?as_of=1914"):
            answer = client.get(address)
            assert answer.status_code == 503
            assert answer.headers["retry-after"] == "5"
        assert "asks again in 5 seconds" in client.get("/board?as_of=1914").text


def test_requests_at_once_are_bounded(home: object) -> None:
    app = create_app(hosts=None, limits=Limits(at_once=0, retry=4))
    with TestClient(app) as client:
        answer = client.get("/")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "4"
    assert answer.headers["x-frame-options"] == "DENY"


def test_what_is_kept_is_bounded_and_the_oldest_goes() -> None:
    kept: Kept[bytes] = Kept(1000, len)
    for number in range(100):
        kept.put(number, b"x" * 90)
        kept.get(0)
        assert kept.total <= 1000
    assert kept.get(0) is not None
    assert kept.get(1) is None
    assert kept.get(99) is not None
    kept.put("large", b"x" * 2000)
    assert kept.get("large") is None
    kept.put(99, b"y" * 10)
    assert kept.total <= 1000


def test_an_answer_is_compressed_only_for_who_reads_that(client: TestClient) -> None:
    address = "/data?format=csv"
    plain = client.get(address, headers={"Accept-Encoding": "identity"})
    packed = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert plain.content == packed.content
    assert int(packed.headers["content-length"]) < len(plain.content) / 2
