"""What each thread of a watched program is about."""

try:
    from _thread import get_native_id
except ImportError:  # pragma: no cover

    def get_native_id():
        """None: this system has no numbers for threads."""


class Row:
    """Callbacks of one function of asyncio's that run one after the other and have no effect yet.

    They share one slot, at the byte `offset` of `buffer`: number `at`, whose cause is that of the last of
    them, of which `count` were run.  `left` callbacks were ready behind it.  `added` has how it goes on.
    """

    __slots__ = ("at", "buffer", "code", "count", "left", "offset")

    def __init__(self):
        self.code = None

    def begin(self, code, at, left, buffer, offset):
        """A first callback begins."""
        self.code, self.at, self.left = code, at, left
        self.buffer, self.offset, self.count = buffer, offset, 1


class State:
    """What one thread writes to, and what runs in it: the slot `cause`, and `loop`, None when none does.

    `cause` stays when a step is over, until the next one begins or the loop waits.  `steps` has weak
    references to the tasks whose steps are over and which go on; `gather` makes `waiting` of it, by identity;
    where steps are not recorded that is by the head of the task.  A task is in one of them at a time, but for
    those that were told meanwhile what they wait for.
    `head` is what slots about the loop begin with, but for their kind, and `idle` is what the one does that
    says that it waits.  `row` goes on while nothing else is written.
    `native` is the number that the system gave to the thread, None where it gives none.
    `kept`, when the file is a ring, is another one: what is written there is not written over.  `texts` has
    then the numbers of those that are on `page`.
    """

    __slots__ = (
        *("cause", "due", "head", "idle", "kept", "loop", "native", "number", "page", "row", "steps"),
        *("texts", "waiting"),
    )

    def __init__(self, number, page, native=None):
        self.number = number
        self.native = native
        self.page = page
        self.cause = 0
        self.due = 0
        self.head = self.idle = 0
        self.loop = self.kept = None
        self.row = Row()
        self.steps = []
        self.texts = {}
        self.waiting = {}

    def gather(self):
        """Take the tasks of `steps`, each once, among those that may be `waiting`."""
        # By identity, for a class of the program's may say what its tasks are equal to.
        self.waiting.update({id(each): each for each in self.steps})
        self.steps.clear()
