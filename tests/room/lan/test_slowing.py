"""Wrong codes are answered late, right ones at once; nobody is locked out."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from pe_tools.errors import TooManyTriesError
from pe_tools.room import slowing
from pe_tools.room.slowing import LONGEST_SECONDS, MOST_HELD, MOST_HELD_OF_ONE, Slowing
from pe_tools.workshop.codes import JOIN_LENGTH, SYMBOLS


class Clock:
    """A clock that goes on while somebody waits."""

    def __init__(self):
        self.now = 0.0
        self.waits = []

    def __call__(self):
        return self.now

    async def sleep(self, seconds):
        self.waits.append(seconds)
        self.now += seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def slow(clock):
    return Slowing(clock, clock.sleep)


def fail(slow, times, address="10.0.0.1"):
    async def all_of_them():
        for _ in range(times):
            slow.check(address)
            await slow.fail(address)

    asyncio.run(all_of_them())


def test_a_room_that_mistypes_hardly_waits(slow, clock):
    fail(slow, 20)
    assert set(clock.waits) == {0.25}


def test_the_wait_grows_with_each_failure_and_has_an_end(slow, clock):
    fail(slow, 400)
    assert clock.waits == sorted(clock.waits)
    assert clock.waits[0] == 0.25
    assert clock.waits[-1] <= LONGEST_SECONDS


def test_failures_are_forgotten(slow, clock):
    fail(slow, 100)
    assert clock.waits[-1] > 1
    clock.now += 20 * 60
    fail(slow, 1)
    assert clock.waits[-1] == 0.25


def test_another_address_does_not_wait_for_them(slow, clock):
    fail(slow, 100)
    fail(slow, 1, "10.0.0.2")
    assert clock.waits[-1] == 0.25


def test_many_addresses_together_wait_too(slow, clock):
    """Whoever takes a new address for each guess waits for all of them."""
    slow.sleep = still(clock)
    for n in range(1000):
        fail(slow, 1, f"10.1.{n // 250}.{n % 250}")
    assert clock.waits[-1] == pytest.approx(0.25 + 0.01 * 800)


def still(clock):
    async def sleep(seconds):
        clock.waits.append(seconds)

    return sleep


def test_ten_thousand_guesses_take_hours_and_find_nothing(slow, clock):
    """One after the other they take this long; at most ``MOST_HELD`` go side by side.

    The code of a room has 19 letters in its first place and 27 signs in the others.
    """
    fail(slow, 10_000)
    seconds = clock.now
    rate = 10_000 / seconds
    assert rate < 0.7
    codes = 19 * len(SYMBOLS) ** (JOIN_LENGTH - 1)
    assert codes == 19 * 27**7
    four_hours = 4 * 3600
    one_by_one = rate * four_hours / codes
    most = MOST_HELD / slowing._FIRST_SECONDS * four_hours / codes  # even if nobody had to wait
    assert one_by_one < 1e-7
    assert most < 1e-4


def test_only_so_many_wrong_codes_wait_and_the_next_are_not_even_looked_at(slow):
    async def fill():
        waiting, release = [], asyncio.Event()
        slow.sleep = lambda _: release.wait()
        for _ in range(MOST_HELD_OF_ONE):
            slow.check("10.0.0.1")
            waiting.append(asyncio.create_task(slow.fail("10.0.0.1")))
            await asyncio.sleep(0)
        with pytest.raises(TooManyTriesError):
            slow.check("10.0.0.1")
        slow.check("10.0.0.2")
        release.set()
        await asyncio.gather(*waiting)
        slow.check("10.0.0.1")

    asyncio.run(fill())
    assert MOST_HELD_OF_ONE < MOST_HELD


def test_many_addresses_cannot_fill_the_memory(slow, clock):
    slow.sleep = still(clock)
    for n in range(6000):
        fail(slow, 1, f"10.{n // 62500}.{n // 250 % 250}.{n % 250}")
    assert len(slow._failures) <= 4097


@pytest.mark.slow
def test_five_hundred_honest_phones_behind_one_address_all_come_in(room):
    """Somebody guesses all the while from the same address."""
    with ThreadPoolExecutor(24) as pool:
        guesses = [pool.submit(room.post, "/enter", {"code": f"A{n:07}"}) for n in range(40)]
        joins = [*pool.map(lambda n: room.join(press=f"honest-phone-no-{n:04}"), range(500))]
    assert {one.result().status for one in guesses} == {404}
    assert len(set(joins)) == 500
    assert len({room.seat(own).number for own in joins}) == 500


def test_a_right_code_is_answered_at_once_while_wrong_ones_wait(room):
    release = asyncio.Event()
    room.house.slowing.sleep = lambda _: release.wait()
    with ThreadPoolExecutor(2) as pool:
        wrong = pool.submit(room.post, "/enter", {"code": "K7Q2M4XP"})
        assert room.post("/enter", {"code": room.code()}).status == 200
        assert not wrong.done()
        room.loop.call_soon_threadsafe(release.set)
        assert wrong.result().status == 404


def test_too_many_tries_are_told_to_come_again(room):
    room.house.slowing._held["elsewhere"] = MOST_HELD
    answer = room.post("/enter", {"code": room.code()}, json=True)
    assert (answer.status, answer.data["code"]) == (503, "too_many_tries")
    assert int(answer.headers["Retry-After"]) >= 1
