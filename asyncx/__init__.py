"""See what Python's asyncio really does: run it, record every cause, and say what happened."""

__version__ = "0.1.0"
