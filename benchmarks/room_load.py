"""Phones that all send their answers within five seconds: how long until each is told.

    python benchmarks/room_load.py [--rounds 3]

Each simulated phone has a connection of its own and sends one sheet of the risk kit (12 harms on
3 scales) at a uniformly random moment within 5 s. It is answered only after its answer is on the
disk (SQLite, synchronous=FULL). Server and phones run on one core each. Beside the room run two
servers of the same job without its checks, seals, chain and journal: one that commits each request
in tornado's loop, and FastAPI with a commit for each request in its thread pool.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from urllib.parse import urlencode
from uuid import uuid4

HERE = Path(__file__).parent
SECONDS = 5.0
STEP = "rate-harms"
NAMES = ("room", "commit a request", "FastAPI, commit a request")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    os.sched_setaffinity(0, {0})
    cases = ((500, 0), (2000, 0), (500, 15))
    print(
        "| phones | sync | server | p50 ms | p99 ms | most ms | not 2xx | CPU ms a request | MB |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for phones, ms in cases:
        runs: dict[str, list[tuple[float, ...]]] = {name: [] for name in NAMES}
        for _ in range(given.rounds):
            for name in NAMES:
                runs[name].append(measure(name, phones, ms))
        for name in NAMES:
            told = [median(run[place] for run in runs[name]) for place in range(6)]
            cells = [f"{told[0]:.0f}", f"{told[1]:.0f}", f"{told[2]:.0f}", f"{told[3]:.0f}"]
            cells += [f"{told[4]:.2f}", f"{told[5]:.0f}"]
            sync = f"+{ms} ms" if ms else "as it is"
            print(f"| {phones} | {sync} | {name} | {' | '.join(cells)} |", flush=True)


def measure(name: str, phones: int, ms: int) -> tuple[float, ...]:
    """Return p50, p99 and the most in ms, answers that were refused, CPU ms, and MB (RSS)."""
    with tempfile.TemporaryDirectory() as folder, serving(name, Path(folder), phones, ms) as at:
        port, sheets, pid = at
        before = cpu_seconds(pid)
        waits, refused = asyncio.run(send_all(port, sheets))
        spent, size = cpu_seconds(pid) - before, memory_mb(pid)
    waits.sort()
    p50, p99 = waits[len(waits) // 2], waits[int(len(waits) * 0.99)]
    return p50 * 1e3, p99 * 1e3, waits[-1] * 1e3, refused, spent / phones * 1e3, size


async def send_all(port: int, sheets: list[bytes]) -> tuple[list[float], int]:
    rng = random.Random(1)
    tasks = [send(port, sheet, rng.uniform(0, SECONDS)) for sheet in sheets]
    told = await asyncio.gather(*tasks)
    return [wait for wait, _ in told], sum(not is_taken for _, is_taken in told)


async def send(port: int, sheet: bytes, pause: float) -> tuple[float, bool]:
    await asyncio.sleep(pause)
    start = time.perf_counter()
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(sheet)
        status = await reader.readline()
        wait = time.perf_counter() - start
        writer.close()
    except OSError:
        return time.perf_counter() - start, False
    return wait, status.split()[1][:1] == b"2"


@contextmanager
def serving(name: str, folder: Path, phones: int, ms: int):
    """Start a server on the other core; yield its port, a request for each phone, its process."""
    port = free_port()
    command, sheets = (room if name == "room" else plain)(name, folder, phones, port)
    environment = {**os.environ, "PE_HOME": str(folder)}
    if ms:
        environment |= {"LD_PRELOAD": str(slow_sync()), "PE_SYNC_MS": str(ms)}
    process = subprocess.Popen(["taskset", "-c", "1", *command], env=environment)
    try:
        wait_until_open(port)
        yield port, sheets, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def room(_name: str, folder: Path, phones: int, port: int) -> tuple[list[str], list[bytes]]:
    """Prepare a workshop with so many seats and an open round."""
    from pe_tools.kits import read_kit
    from pe_tools.record import open_record
    from pe_tools.room.addresses import own_addresses
    from pe_tools.workshop import Conductor, Follower, Host, create_workshop, visiting
    from pe_tools.workshop.arriving import Consented

    now = datetime.now(UTC)
    with open_record(folder) as record, record.hold():
        kit, text = read_kit("risk_assessment")
        create_workshop(record, "load", kit=kit, text=text, language="en", now=now)
        Host(record, "load").open_joining("open", now=now)
        Conductor(record, "load").open_round(STEP, 1, now=now)
        follower = Follower(record, "load")
        follower.refresh()
        notice = follower.state.arrivals.notice
        agreed = Consented(
            "report", "given on the phone", notice.version, notice.digest("en"), "en"
        )
        code, role = follower.join_code(), kit.roles[0].id
        seats = [
            visiting.admit(follower, code, role, agreed, press=uuid4().hex, now=now)
            for _ in range(phones)
        ]
        record.append(draft for seat in seats for draft in seat.drafts)
    step = kit.step(STEP)
    answers = {f"a:{item.id}:{scale}": "3" for item in kit.items_of(step) for scale in step.scales}
    host = own_addresses()[0]  # the room hears no other name
    sheets = [request(host, port, answers, seat.own_code) for seat in seats]
    command = [sys.executable, "-m", "pe_tools.room", "--home", str(folder)]
    return [*command, "--room-port", str(port)], sheets


def plain(name: str, folder: Path, phones: int, port: int) -> tuple[list[str], list[bytes]]:
    module = "server_fastapi.py" if name.startswith("FastAPI") else "server_tornado.py"
    answers = {f"a:harm-{item}:{scale}": "3" for item in range(12) for scale in "slc"}
    sheets = [request("127.0.0.1", port, answers, uuid4().hex[:16]) for _ in range(phones)]
    return [sys.executable, str(HERE / module), str(folder / "plain.db"), str(port)], sheets


def request(host: str, port: int, answers: dict[str, str], seat: str) -> bytes:
    fields = {"press": uuid4().hex, "step": STEP, "round": "1", **answers}
    body = urlencode(fields).encode()
    head = (
        f"POST /answer HTTP/1.1\r\nHost: {host}:{port}\r\nAccept: application/json\r\n"
        f"Authorization: Seat {seat}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + body


def slow_sync() -> Path:
    library = Path(tempfile.gettempdir()) / "pe_slow_sync.so"
    source = str(HERE / "slow_sync.c")
    subprocess.run(
        ["cc", "-shared", "-fPIC", "-O1", "-o", str(library), source, "-ldl"], check=True
    )
    return library


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_open(port: int) -> None:
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                time.sleep(0.5)
                return
        time.sleep(0.1)
    raise TimeoutError(f"no server on port {port}")


def cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


if __name__ == "__main__":
    main()
