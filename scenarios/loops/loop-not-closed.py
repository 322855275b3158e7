"""A loop dropped without close() closes itself, with a hidden warning.

Each loop holds a selector and a pair of sockets, and they refer back to the loop:
only the garbage collector finds it, some time later. Then it warns and closes itself,
but a ResourceWarning is not shown unless you ask for it, as simplefilter() does here.
A loop kept alive somewhere, in a thread or a global, keeps its sockets as long.
"""
import asyncio
import gc
import warnings

ARTICLE = ("right", "Always call loop.close() when finished to prevent resource leaks.")
FACTS = {
    "loops made": ("len(loops)", 2),
    "warnings of them": ("len(warnings)", 1),
    "it names the unclosed loop": ("'ResourceWarning: unclosed event loop' in warnings[0]", True),
    "printed": ("printed", ["the closed one is gone", "the other one is gone"]),
}

if __name__ == "__main__":
    warnings.simplefilter("always", ResourceWarning)
    loop = asyncio.new_event_loop()
    loop.close()
    del loop
    print("the closed one is gone")
    loop = asyncio.new_event_loop()
    del loop
    gc.collect()
    print("the other one is gone")
