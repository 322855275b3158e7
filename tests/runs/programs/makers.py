"""Tasks made in every way there is; two each, of which one waits, and one ends in its first step."""

import asyncio

asked = []


async def waits(number):
    await asyncio.sleep(0.001)
    return number


async def ends(number):
    return number


class Mine(asyncio.Task):
    def __getattr__(self, name):
        asked.append(name)
        raise AttributeError(name)

    def __eq__(self, other):
        asked.append("__eq__")
        return self is other

    def __hash__(self):
        asked.append("__hash__")
        return object.__hash__(self)


def directly(kind):
    def factory(loop, coro, **named):
        named.pop("eager_start", None)
        return kind(coro, loop=loop, **named)

    return factory


def in_python(loop, coro, **named):
    named = {name: value for name, value in named.items() if name == "name"}
    return asyncio.tasks._PyTask(coro, loop=loop, **named)


async def through(factory):
    asyncio.get_running_loop().set_task_factory(factory)
    for make in waits, ends:
        print(await asyncio.create_task(make(1)))


async def main():
    loop = asyncio.get_running_loop()
    print(await asyncio.gather(waits(1), ends(2)))
    for kind in asyncio.Task, Mine:
        for make in waits, ends:
            print(await kind(make(3), loop=loop))
    factories = [directly(asyncio.Task), directly(Mine), in_python]
    if hasattr(asyncio, "eager_task_factory"):
        factories.append(asyncio.eager_task_factory)
        factories.append(asyncio.create_eager_task_factory(Mine))
    for factory in factories:
        await through(factory)
    loop.set_task_factory(None)
    print(await loop.create_task(waits(4)), asked)


loop = asyncio.new_event_loop()
loop.run_until_complete(loop.create_task(main()))
loop.close()
