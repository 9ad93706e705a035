"""What is worked out once: properties of an object, and what functions say of one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Generic, TypeVar, overload

K = TypeVar("K")
T = TypeVar("T")
R = TypeVar("R")


class cached_property(Generic[T]):  # noqa: N801 (as functools has it)
    """`functools.cached_property` as it is since Python 3.12: without a lock, which takes longer than many a property
    of a segment, of which there are 300,000 on 830 pages."""

    def __init__(self, function: Callable[[Any], T]) -> None:
        self._function = function
        self._name = function.__name__
        self.__doc__ = function.__doc__

    @overload
    def __get__(self, instance: None, owner: type) -> cached_property[T]: ...
    @overload
    def __get__(self, instance: object, owner: type) -> T: ...
    def __get__(self, instance: object | None, owner: type) -> T | cached_property[T]:
        if instance is None:
            return self
        value = instance.__dict__[self._name] = self._function(instance)  # and is found there without this from now on
        return value


class Asked(dict[K, T]):
    """A table of what a function says of each key, once it is asked. known: what it says of some."""

    def __init__(self, function: Callable[[K], T], known: Mapping[K, T] | None = None) -> None:
        super().__init__(known or {})
        self._function = function

    def __missing__(self, key: K) -> T:
        found = self[key] = self._function(key)
        return found


class kept(Generic[T, R]):  # noqa: N801 (a decorator)
    """Keeps what a function says of one object with that object, which does not change: what is made of another is
    never mistaken for it, and goes when the object does."""

    def __init__(self, function: Callable[[T], R]) -> None:
        self._function = function
        self.__doc__ = function.__doc__

    def __call__(self, of: T) -> R:
        """The result of the function, which is called once for each object."""
        results: dict[object, R] = vars(of).setdefault("_kept", {})
        if self not in results:
            results[self] = self._function(of)
        return results[self]


def release(instance: Any) -> None:
    """Let go of what the cached properties of an object hold: they work it out again when they are asked."""
    for name in _cached_names(instance.__class__):
        vars(instance).pop(name, None)


@cache
def _cached_names(kind: Any) -> tuple[str, ...]:
    return tuple(name for each in kind.__mro__ for name, value in vars(each).items() if type(value) is cached_property)
