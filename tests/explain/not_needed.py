"""The messages of asyncio that need no page, each under the reason why."""

from __future__ import annotations

from collections.abc import Mapping

NOT_NEEDED: Mapping[str, tuple[str, ...]] = {
    "It names the argument that is wrong, and what is right; there is nothing to add.": (
        "TypeError: 2-tuple is expected",
        "TypeError: A callable object or None is expected, got {}",
        "TypeError: Socket cannot be of type SSLSocket",
        "TypeError: a contextvars.Context was expected, got {}",
        "TypeError: count must be a positive integer (got {})",
        "TypeError: data argument must be a bytes, bytearray, or memoryview object, not {}",
        "TypeError: data argument must be a bytes-like object, not {}",
        "TypeError: data argument must be bytes-like object (%r)",
        "TypeError: data: expecting a bytes-like instance, got {}",
        "TypeError: delay must not be None",
        "TypeError: loop must be an instance of AbstractEventLoop or None, not '{}'",
        "TypeError: offset must be a non-negative integer (got {})",
        "TypeError: policy must be an instance of AbstractEventLoopPolicy or None, not '{}'",
        "TypeError: sig must be an int, not {}",
        "TypeError: ssl argument must be an SSLContext or None",
        "TypeError: sslcontext is expected to be an instance of ssl.SSLContext, got {}",
        "TypeError: string is expected",
        "TypeError: task factory must be a callable or None",
        "TypeError: transport {} is not supported by start_tls()",
        "TypeError: when cannot be None",
        "TypeError: {} object does not appear to be compatible with asyncio.Future",
        "RuntimeError: sig {} cannot be caught",
        "ValueError: A Stream Socket was expected, got {}",
        "ValueError: A UDP Socket was expected, got {}",
        "ValueError: A UNIX Domain Stream Socket was expected, got {}",
        "ValueError: A datagram socket was expected, got {}",
        "ValueError: Invalid address: must be None or {}",
        "ValueError: Invalid delay: NaN (not a number)",
        "ValueError: Invalid file object: {}",
        "ValueError: Limit cannot be <= 0",
        "ValueError: Neither host/port nor sock were specified",
        "ValueError: Passing `reuse_address=True` is no longer supported, as the usage of SO_REUSEPORT in UDP"
        " poses a significant security concern.",
        "ValueError: Pipe transport is for pipes/sockets only.",
        "ValueError: Pipe transport is only for pipes, sockets and character devices",
        "ValueError: Semaphore initial value must be >= 0",
        "ValueError: Separator should be at least one-byte string",
        "ValueError: Separator should contain at least one element",
        "ValueError: Server side SSL needs a valid SSLContext",
        "ValueError: You must set server_hostname when using ssl without a host",
        "ValueError: bufsize must be 0",
        "ValueError: cmd must be a string",
        "ValueError: count must be a positive integer (got {})",
        "ValueError: encoding must be None",
        "ValueError: errors must be None",
        "ValueError: file should be opened in binary mode",
        "ValueError: high ({}) must be >= low ({}) must be >= 0",
        "ValueError: host and port was not specified and no sock specified",
        "ValueError: host/port and sock can not be specified at the same time",
        "ValueError: invalid signal number {}",
        "ValueError: no path and sock were specified",
        "ValueError: offset must be a non-negative integer (got {})",
        "ValueError: only SOCK_STREAM type sockets are supported",
        "ValueError: parties must be > 0",
        "ValueError: parties must be >= 1",
        "ValueError: path and sock can not be specified at the same time",
        "ValueError: path was not specified, and no sock specified",
        "ValueError: readexactly size can not be less than zero",
        "ValueError: reuse_port not supported by socket module",
        "ValueError: reuse_port not supported by socket module, SO_REUSEPORT defined but not implemented.",
        "ValueError: server_hostname is only meaningful with ssl",
        "ValueError: setblocking(): transport sockets cannot be blocking",
        "ValueError: settimeout(): only 0 timeout is allowed on transport sockets",
        "ValueError: shell must be False",
        "ValueError: shell must be True",
        "ValueError: socket modifier keyword arguments can not be used when sock is specified. ({})",
        "ValueError: ssl_handshake_timeout is only meaningful with ssl",
        "ValueError: ssl_handshake_timeout should be a positive number, got {}",
        "ValueError: ssl_shutdown_timeout is only meaningful with ssl",
        "ValueError: ssl_shutdown_timeout should be a positive number, got {}",
        "ValueError: text must be False",
        "ValueError: the socket must be non-blocking",
        "ValueError: unexpected address family",
        "ValueError: universal_newlines must be False",
        "ValueError: you have to pass server_hostname when using ssl",
        "ValueError: negative timeout",
        "ValueError: timeout too big",
        "AttributeError: module {} has no attribute {}",
    ),
    "It says which call came too late, twice, or without the other one, and that is all there is to it.": (
        "RuntimeError: Cannot call write() after write_eof()",
        "RuntimeError: Cannot call writelines() after write_eof()",
        "RuntimeError: write_eof() already called",
        "RuntimeError: File descriptor {} is used by transport {}",
        "RuntimeError: server {} is already being awaited on serve_forever()",
        "RuntimeError: server {} is closed",
        "RuntimeError: unable to write; sendfile is in progress",
        "RuntimeError: unable to writelines; sendfile is in progress",
        "TypeError: Cannot serialize asyncio.TransportSocket object",
        "ValueError: I/O operation on closed pipe",
        "ProcessLookupError",
    ),
    "It names what to write instead, and the old form is gone from every later Python.": (
        'DeprecationWarning: "@coroutine" decorator is deprecated since Python 3.8, use "async def" instead',
        "DeprecationWarning: Task.all_tasks() is deprecated since Python 3.7, use asyncio.all_tasks()"
        " instead",
        "DeprecationWarning: Task.current_task() is deprecated since Python 3.7, use asyncio.current_task()"
        " instead",
        "DeprecationWarning: Task.set_name() was added in Python 3.8, the method support will be mandatory"
        " for"
        " third-party task implementations since 3.13.",
        "DeprecationWarning: The *reuse_address* parameter has been deprecated as of 3.5.10 and is"
        " scheduled for"
        " removal in 3.11.",
        "DeprecationWarning: Using {} on sockets returned from get_extra_info('socket') will be prohibited in"
        " asyncio 3.9. Please report your use case to bugs.python.org.",
        "DeprecationWarning: {}; use inspect.iscoroutinefunction() instead",
    ),
    "The machine, the file or the build of Python cannot do it, and the message says what.": (
        "ImportError: win32 only",
        "RuntimeError: Python ssl module is not available",
        "RuntimeError: stdlib ssl module not available",
        "RuntimeError: fallback is disabled and native sendfile is not supported for transport {}",
        "RuntimeError: sendfile is not supported for transport {}",
        "SendfileNotAvailableError: not a regular file",
        "ConnectionError: socket is not connected",
        "SendfileNotAvailableError: os.sendfile call failed",
        "SendfileNotAvailableError: os.sendfile() is not available",
        "SendfileNotAvailableError: sendfile syscall is not supported",
        "SendfileNotAvailableError: syscall sendfile is not available for socket {} and file {} combination",
        "SendfileNotAvailableError: syscall sendfile is not available for socket {} and file {file!r}"
        " combination",
        "ValueError: can not get address information",
        "log: create_server() failed to create socket.socket({}, {}, {})",
        "log: getsockname() failed on {}",
    ),
    "A check of asyncio on itself: it would be a bug in asyncio, or in a transport that imitates its own.": (
        "RuntimeError: Creating _SSLProtocolTransport twice",
        "RuntimeError: Empty waiter is already set",
        "RuntimeError: Invalid state: connection should have been established already.",
        "RuntimeError: Invalid state: reading should be paused",
        "RuntimeError: SSL transport has not been initialized yet",
        "RuntimeError: _WaitCancelFuture must not be cancelled",
        "RuntimeError: cannot switch state from {} to {}",
        "RuntimeError: handshake in progress or completed",
        "RuntimeError: no security layer present",
        "RuntimeError: shutdown in progress",
        "TypeError: A future is required for destination argument",
        "TypeError: A future is required for source argument",
        "TypeError: transport should be _FlowControlMixin instance",
        "ValueError: _log_traceback can only be set to False",
        "ResourceWarning: Closing the loop {} on interpreter shutdown stage, skipping signal handlers"
        " removal",
    ),
    "A report of the Windows loop about the error below it, which is the one to read.": (
        "handle: Accept failed on a socket",
        "handle: Cancelling a future failed",
        "handle: Cancelling an overlapped future failed",
        "handle: Error on reading from the event loop self pipe",
        "handle: Failed to unregister the wait handle",
        "handle: GetQueuedCompletionStatus() returned an unexpected event",
        "handle: Pipe accept failed",
        "log: Accept pipe failed on pipe {}",
    ),
    "Passes on an error whose text comes from elsewhere: the system, a callback, or a message above.": (
        "log: = '\\n'.join(log_lines)",
        "ConnectionResetError: = *exc.args",
        "CycleFoundException: = cycles",
        "OSError: = err",
        "OSError: = err.errno",
        "OSError: = errno.EADDRINUSE",
        "RuntimeError: = str(exc)",
        "ValueError: = e.args[0]",
        "_convert_future_exc: = exception",
        "_make_cancelled_error",
        "exception",
        "pop",
        "with_traceback: = self._exception_tb",
    ),
    "Not an error: the protocol of Python itself, an abstract method, or Ctrl-C.": (
        "StopAsyncIteration",
        "StopIteration",
        "NotImplementedError",
        "KeyboardInterrupt",
    ),
}

FILLED: Mapping[str, str] = {
    "log: Executing {} took {} seconds": "Executing <Handle tick() at app.py:3> took 0.250 seconds",
    "InvalidStateError: {}: {}": (
        "asyncio.exceptions.InvalidStateError: FINISHED: <Future finished result=1>"
    ),
    "DeprecationWarning: {name!r} is deprecated as of Python 3.12 and will be removed in Python {remove}.": (
        "DeprecationWarning: 'get_child_watcher' is deprecated as of Python 3.12 and will be removed in"
        " Python 3.14."
    ),
    "DeprecationWarning: asyncio.get_event_loop_policy": (
        "DeprecationWarning: 'asyncio.get_event_loop_policy' is deprecated and slated for removal in"
        " Python 3.16"
    ),
    "DeprecationWarning: asyncio.set_event_loop_policy": (
        "DeprecationWarning: 'asyncio.set_event_loop_policy' is deprecated and slated for removal in"
        " Python 3.16"
    ),
    "DeprecationWarning: asyncio.{}": (
        "DeprecationWarning: 'asyncio.DefaultEventLoopPolicy' is deprecated and slated for removal in"
        " Python 3.16"
    ),
    "ResourceWarning: unclosed {}": (
        "ResourceWarning: unclosed <StreamWriter transport=<_SelectorSocketTransport fd=7> "
        "reader=<StreamReader transport=<_SelectorSocketTransport fd=7>>>"
    ),
}
"""Messages whose holes only something real fits into."""
