"""Event loop policies are on their way out; loops remain.

A policy is the object behind set_event_loop() and get_event_loop() that keeps each thread's
loop. It still does, but since 3.14 every public name with "policy" in it warns (gh-127949);
set_event_loop() and new_event_loop() do not. To choose another kind of loop, pass
loop_factory= to asyncio.run() (3.12, gh-99388) or to asyncio.Runner (3.11).
"""
import asyncio
import warnings

ARTICLE = ("outdated", "Fall back to the policy-based approach")
FACTS = {
    "warnings": ("len(warnings)", {"<3.14": 0, ">=3.14": 1}),
    "it names get_event_loop_policy": ('"get_event_loop_policy" in warnings[0]', {">=3.14": True}),
    "loops made": ("len(loops)", 1),
    "the loop is": ("printed", ["set: True", "in the policy: True"]),
}

if __name__ == "__main__":
    warnings.simplefilter("always", DeprecationWarning)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    print("set:", asyncio.get_event_loop() is loop)
    print("in the policy:", asyncio.get_event_loop_policy().get_event_loop() is loop)
    loop.close()
