"""Handshakes and shutdowns of TLS."""

from __future__ import annotations

from ..page import COURSE, Page, Says, Wrong

PAGE = Page(
    title="The TLS layer of a connection failed, at its start or at its end",
    says=(
        Says("SSL handshake failed on verifying the certificate", "log"),
        Says("SSL handshake failed", "log"),
        Says("SSL handshake is taking longer than {60.0} seconds: aborting the connection",
             "ConnectionAbortedError"),
        Says("SSL shutdown timed out", "TimeoutError"),
        Says("SSL error in data received", "log"),
        Says("Fatal error on SSL protocol", "log"),
        Says("returning true from eof_received() has no effect when using ssl", "log"),
    ),
    weight=COURSE,
    happened=(
        "Before the first byte of your own, both sides agree on keys and certificates. It fails when one "
        "of them does not speak TLS on that port, does not trust the other's certificate, or is too slow. "
        "At the end each side says goodbye; a peer that closes without it makes the shutdown fail, and "
        "nothing is lost by that.",
    ),
    wrong=(
        Wrong("ssl=False, or no verification", "then anybody in between can read and answer"),
        Wrong("a longer handshake timeout",
              "helps a slow machine; a loop that is held needs its fault mended"),
    ),
    fixes=(
        "Read the last part of the message: CERTIFICATE_VERIFY_FAILED, WRONG_VERSION_NUMBER (no TLS "
        "there), or a timeout.",
        "A private certificate: ssl.create_default_context(cafile=...), and server_hostname as it is in "
        "there.",
        "Errors at the end, after all data has come, can be caught around wait_closed().",
    ),
    related=("connection-lost", "connection-failed", "loop-blocked"),
)
