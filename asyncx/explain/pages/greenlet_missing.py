"""SQLAlchemy: I/O outside its bridge."""

from __future__ import annotations

from ..page import Page, Says, Wrong

PAGE = Page(
    title="SQLAlchemy had to ask the database where it may not await",
    says=(
        Says("greenlet_spawn has not been called; can't call await_only() here", "MissingGreenlet"),
        Says("greenlet_spawn has not been called", "MissingGreenlet"),
    ),
    by="SQLAlchemy",
    happened=(
        "An attribute was read that is not loaded: a lazy relationship, or one that commit() has expired. "
        "Its query would have to wait, and reading an attribute cannot await. Only code that the async "
        "session runs for you may do that. A synchronous engine's driver under an async session says the "
        "same.",
    ),
    wrong=(
        Wrong("pip install greenlet", "cures the other message, that the library is missing"),
        Wrong("session.run_sync() around everything", "works, and hides from you where you wait"),
    ),
    fixes=(
        "Load what you need with the query: select(...).options(selectinload(Order.lines)).",
        "async_sessionmaker(engine, expire_on_commit=False), so that objects stay readable after commit().",
        "await session.refresh(order, ['lines']), or await order.awaitable_attrs.lines.",
        "The URL names an async driver: postgresql+asyncpg, sqlite+aiosqlite.",
    ),
    related=("async-to-sync", "connection-shared"),
)
