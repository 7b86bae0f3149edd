"""Load on `rapallo serve`: clients on loopback in a closed loop, cold briefs, and a burst.

The server runs in a process of its own; the clients in this one speak HTTP over plain sockets, so
that they take little of the two cores. Bars: the brief page's p95 at most 150 ms at 32 clients with
a warm cache and no error, its memory flat; a cold brief under 3 s; 500 distinct briefs at once
answered or turned away with 503, with memory bounded and the server up afterwards.

    python bench/serve.py [seconds of the steady load]
"""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
import time
from collections import Counter
from itertools import combinations
from pathlib import Path
from statistics import median

CLIENTS = 32
BRIEF = "/brief/CHN/RUS?rival=USA&as_of=2018"
STATES = (
    "USA", "CAN", "CUB", "MEX", "BRA", "ARG", "CHL", "GBR", "NLD", "BEL", "FRA", "CHE", "ESP",
    "PRT", "DEU", "POL", "AUT", "HUN", "ITA", "GRC", "RUS", "FIN", "SWE", "NOR", "DNK", "IRN",
    "TUR", "EGY", "CHN", "JPN", "IND", "THA", "AUS",
)  # fmt: skip
RUN = "import typer; from rapallo.cli.serve import serve; typer.run(serve)"


def main() -> int:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    server = subprocess.Popen(
        [sys.executable, "-c", RUN, "--port", "0"], stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    assert server.stdout is not None
    found = re.search(r":(\d+)/", server.stdout.readline())
    assert found is not None
    try:
        good = asyncio.run(measured(int(found[1]), server.pid, seconds))
    finally:
        server.terminate()
        server.wait(10)
    return 0 if good else 1


async def measured(port: int, pid: int, seconds: float) -> bool:
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"memory at the start {memory(pid):,.0f} MB")
    first, _ = await timed(port, BRIEF)
    colds = []
    for pair in (("IND", "USA", 2020), ("FRA", "RUS", 1890), ("POL", "DEU", 1938)):
        took, status = await timed(port, f"/brief/{pair[0]}/{pair[1]}?as_of={pair[2]}")
        assert status == 200, status
        colds.append(took)
    print(
        f"cold brief: asked for while the server starts {first:.2f} s, then "
        f"{', '.join(f'{t:.2f}' for t in colds)} s"
    )
    before = memory(pid)
    times, statuses = await steady(port, seconds)
    after = memory(pid)
    times.sort()
    p95 = times[int(0.95 * len(times))]
    print(
        f"{CLIENTS} clients for {seconds:.0f} s, warm: {len(times):,} pages, "
        f"{len(times) / seconds:,.0f} a second; p50 {1e3 * median(times):.0f} ms, "
        f"p95 {1e3 * p95:.0f} ms, slowest {1e3 * times[-1]:.0f} ms; statuses {dict(statuses)}; "
        f"memory {before:,.0f} to {after:,.0f} MB; load average {os.getloadavg()[0]:.1f}"
    )
    begun = time.perf_counter()
    burst = [f"/brief/{a}/{b}?as_of=2015" for a, b in list(combinations(STATES, 2))[:500]]
    answers = await asyncio.gather(*(timed(port, path) for path in burst), return_exceptions=True)
    told = Counter(str(a) if isinstance(a, BaseException) else a[1] for a in answers)
    took = time.perf_counter() - begun
    alive, status = await timed(port, BRIEF)
    print(
        f"burst of {len(burst)} distinct briefs: {dict(told)} in {took:.0f} s; memory "
        f"{memory(pid):,.0f} MB; a warm page afterwards {1e3 * alive:.0f} ms, status {status}"
    )
    through = await persistent(port, burst[:40])
    print(
        f"40 distinct briefs by clients that come back after 503: {through:.0f} s; "
        f"memory {memory(pid):,.0f} MB"
    )
    return (
        set(statuses) == {200}
        and p95 <= 0.150
        and max(first, *colds) < 3
        and set(told) <= {200, 503}
        and status == 200
    )


async def steady(port: int, seconds: float) -> tuple[list[float], Counter[int]]:
    """Ask for one page over and over from all clients, each on a connection kept open."""
    times: list[float] = []
    statuses: Counter[int] = Counter()
    end = time.perf_counter() + seconds

    async def client() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while time.perf_counter() < end:
            begun = time.perf_counter()
            statuses[await ask(reader, writer, port, BRIEF)] += 1
            times.append(time.perf_counter() - begun)
        writer.close()

    await asyncio.gather(*(client() for _ in range(CLIENTS)))
    return times, statuses


async def persistent(port: int, paths: list[str]) -> float:
    """Ask for every path until it is answered, eight at a time."""
    begun = time.perf_counter()
    queue = list(paths)

    async def client() -> None:
        while queue:
            path = queue.pop()
            while (await timed(port, path))[1] == 503:
                await asyncio.sleep(1)

    await asyncio.gather(*(client() for _ in range(8)))
    return time.perf_counter() - begun


async def timed(port: int, path: str) -> tuple[float, int]:
    begun = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    status = await ask(reader, writer, port, path)
    writer.close()
    return time.perf_counter() - begun, status


async def ask(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int, path: str
) -> int:
    lines = (f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Accept-Encoding: gzip", "", "")
    writer.write("\r\n".join(lines).encode())
    head = await reader.readuntil(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", head, re.I)
    if length is not None:
        await reader.readexactly(int(length[1]))
    return int(head.split(b" ", 2)[1])


def memory(pid: int) -> float:
    """Return a process's resident memory in MB."""
    said = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    found = re.search(r"VmRSS:\s+(\d+)", said)
    return int(found[1]) / 1e3 if found else float("nan")


if __name__ == "__main__":
    sys.exit(main())
