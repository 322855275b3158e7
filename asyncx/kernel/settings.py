"""Notices when an attribute of asyncio's own objects is set, without a call around any of its methods."""


class Setting:
    """A class attribute that is told when the instances' own attribute of that name is set.

    It has no `__get__`, so reading goes past it, to the instance's own value; and nothing of it is on the
    stack while asyncio's own code runs.  `told(thing, value)` is called when the value has been set.
    """

    __slots__ = ("_name", "_recorder", "_told")

    def __init__(self, recorder, name, told):
        self._recorder, self._name, self._told = recorder, name, told

    def __set__(self, thing, value):
        thing.__dict__[self._name] = value
        if self._recorder.live:
            self._recorder.guard(self._told, thing, value)

    def __delete__(self, thing):
        try:
            del thing.__dict__[self._name]
        except KeyError:
            raise AttributeError(self._name) from None


def notice(recorder, owner, name, told):
    """Call `told(thing, value)` whenever `name` is set in an instance of the class `owner`.

    Only for attributes that instances of `owner` have and their class has not.
    """
    if name not in vars(owner):
        recorder.replace(owner, name, Setting(recorder, name, told))
