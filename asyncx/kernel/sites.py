"""Which line of the program called, found with as few looks at frames as will do."""

_LOOP_ITSELF, _ASYNCIO, _PROGRAM, _OTHER = range(1, 5)


class Place:
    """Where a task was made, which is number `number`: at the offset `at` of `code`, by a function of `via`.

    `via` is a module.  Two functions of it that are called by turns at one offset are taken for one.  A place
    never changes, so that another thread sees all of it or nothing.
    """

    __slots__ = ("at", "code", "number", "via")
    wait = None
    """A task that is known by its place alone has not waited; see `entries.Entry`."""

    def __init__(self, number, code=None, at=-1, via=None):
        self.number, self.code, self.at, self.via = number, code, at, via


class Sites:
    """Numbers of places: the line of the program, and the function of asyncio that it called.

    `latest` is where the program itself has made a task last, if not for the first time.
    """

    __slots__ = ("_codes", "_known", "_recorder", "latest")

    def __init__(self, recorder):
        self.latest = Place(0)
        self._recorder = recorder
        self._codes = {}
        self._known = {}

    def of_task(self, frame, via):
        """The `Place` that a function which makes tasks was called from; the module `via` has called it."""
        below = frame.f_back
        maker = below and below.f_back
        if maker is not None:
            number = self._known.get((id(maker.f_code), maker.f_lasti, id(below.f_code)))
            if number is not None:
                self.latest = place = Place(number, maker.f_code, maker.f_lasti, via)
                return place
        return Place(self.of(frame))

    def of(self, frame):
        """The number of the place that `frame` was called from; `frame` belongs to asyncio."""
        codes = self._codes
        below = None
        while frame is not None:
            code = frame.f_code
            known = codes.get(id(code))
            kind = self._classify(code) if known is None else known[0]
            if kind == _PROGRAM:
                key = id(code), frame.f_lasti, below
                number = self._known.get(key)
                return self._new(key, frame) if number is None else number
            if kind == _LOOP_ITSELF:
                break
            if kind == _ASYNCIO:
                below = id(code)
            frame = frame.f_back
        number = self._known.get(below)
        return self._new(below, None) if number is None else number

    def _new(self, key, frame):
        rec = self._recorder
        if frame is None:
            where, below = [None, 0, ""], key
        else:
            where, below = rec.places.at(frame.f_code, frame.f_lineno), key[2]
        via = [] if below is None else [rec.places.function(self._codes[below][1])]
        number = self._known[key] = rec.site([*where, via])
        return number

    def _classify(self, code):
        places = self._recorder.places
        if code is places.boundary:
            kind = _LOOP_ITSELF
        elif places.is_asyncio(code):
            kind = _LOOP_ITSELF if places.is_loop(code) else _ASYNCIO
        else:
            kind = _OTHER if places.is_library(code) else _PROGRAM
        self._codes[id(code)] = kind, code  # kept, for its id must stay its own
        return kind
