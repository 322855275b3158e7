"""except* takes the errors of a type out of a group and raises the rest.

A TaskGroup raises all errors together. "except ValueError" matches none of that; "except*
ValueError" (3.11, PEP 654) runs once, with a group of all the ValueErrors, and what is left goes on
as a smaller group. Up to 3.10 it is a SyntaxError for the whole file, which is why the code
stands in a text here.
"""
import asyncio

FACTS = {
    "the program": ("outcome", {"<3.11": "raised SyntaxError", ">=3.11": "returned"}),
    "printed": ("printed", {"<3.11": [], ">=3.11": [
        "except* got ExceptionGroup of 2", "left: ExceptionGroup of OSError"]}),
    "tasks that failed": ('[task("fails", n).error for n in (1, 2, 3)]', {
        ">=3.11": ["ValueError", "OSError", "ValueError"]}),
}
SEVERITY = {"3.11": "new"}
CODE = """
async def fails(error):
    raise error

async def main():
    try:
        try:
            async with asyncio.TaskGroup() as group:
                for error in (ValueError(1), OSError(2), ValueError(3)):
                    group.create_task(fails(error))
        except* ValueError as group:
            print("except* got", type(group).__name__, "of", len(group.exceptions))
    except Exception as error:
        print("left:", type(error).__name__, "of", type(error.exceptions[0]).__name__)
"""

if __name__ == "__main__":
    exec(CODE)
    asyncio.run(main())
