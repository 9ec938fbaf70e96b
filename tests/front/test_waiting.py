"""No cancellation is lost, whenever it comes."""

import asyncio

import pytest

from bot.front import waiting
from bot.front.waiting import end, happens_within


async def turns_of_the_loop(count):
    for _ in range(count):
        await asyncio.sleep(0)


@pytest.mark.parametrize("is_set, happens", [(True, True), (False, False)])
async def test_says_whether_it_happened(is_set, happens):
    event = asyncio.Event()
    if is_set:
        event.set()
    assert await happens_within(event, 0.01) is happens


async def test_does_not_wait_longer_than_the_event():
    event = asyncio.Event()
    task = asyncio.create_task(happens_within(event, 3600))
    await turns_of_the_loop(2)
    event.set()
    assert await task is True


@pytest.mark.parametrize("between", range(5))
async def test_a_cancellation_that_comes_with_the_event_ends_a_loop(between):
    event = asyncio.Event()

    async def work_for_ever():
        while True:
            event.clear()
            await happens_within(event, 3600)

    task = asyncio.create_task(work_for_ever())
    await turns_of_the_loop(3)
    event.set()
    await turns_of_the_loop(between)
    task.cancel()
    await asyncio.wait({task}, timeout=2)
    assert task.cancelled()


async def test_leaves_no_task_behind():
    await happens_within(asyncio.Event(), 0.001)
    await turns_of_the_loop(2)
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_ends_what_loses_a_cancellation(monkeypatch):
    monkeypatch.setattr(waiting, "INSIST_SECONDS", 0.01)
    lost = []

    async def stubborn():
        while len(lost) < 2:
            try:
                await asyncio.sleep(3600)
            except asyncio.CancelledError:
                lost.append(1)
        await asyncio.sleep(3600)

    tasks = [asyncio.create_task(stubborn()), asyncio.create_task(asyncio.sleep(0))]
    await turns_of_the_loop(2)
    await asyncio.wait_for(end(tasks), 30)
    assert all(task.done() for task in tasks)


async def test_nothing_to_end():
    await end([])
