"""A statement of every turn, made ready once.

SQLAlchemy works out at each execution what to send and how to read what comes back, which takes ten times as long as
SQLite then takes to do it. Here that is worked out once, and the statement goes straight to SQLite's driver, within the
transaction of the connection. PostgreSQL is asked through SQLAlchemy: there the way to the server counts for more.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql import Select
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from bot.store.local_sqlite import LocalSqlite

DIALECT = LocalSqlite()
Values = Mapping[str, Any]
Convert = Callable[[Any], Any]


class Prepared:
    """One statement. ``columns`` are what an INSERT or UPDATE sets. Errors are SQLAlchemy's, on both databases."""

    def __init__(self, statement: Any, *columns: str) -> None:
        self.statement = statement
        self._columns = columns

    async def rows(self, connection: AsyncConnection, values: Values) -> Sequence[Sequence[Any]]:
        """What is selected."""
        if connection.dialect.name != DIALECT.name:
            return (await connection.execute(self.statement, values)).all()
        return [self._ready.read(row) for row in self._run(connection, values)]

    async def change(self, connection: AsyncConnection, values: Values) -> int:
        """The number of rows that were changed or added."""
        if connection.dialect.name != DIALECT.name:
            return (await connection.execute(self.statement, values)).rowcount
        return self._run(connection, values).rowcount

    async def change_each(self, connection: AsyncConnection, values: Sequence[Values]) -> None:
        """As ``change`` for each of the values, in one go; none is none."""
        if values and connection.dialect.name != DIALECT.name:
            await connection.execute(self.statement, values)
        else:
            for each in values:
                self._run(connection, each)

    def _run(self, connection: AsyncConnection, values: Values) -> sqlite3.Cursor:
        driver: Any = connection.sync_connection.connection.dbapi_connection  # type: ignore[union-attr]
        try:
            return driver.execute(self._ready.text, self._ready.write(values))  # type: ignore[no-any-return]
        except (sqlite3.Error, LookupError, ValueError) as error:
            raise DBAPIError.instance(self._ready.text, None, error, sqlite3.Error, hide_parameters=True) from error

    @cached_property
    def _ready(self) -> "Ready":
        return Ready.of(self.statement, self._columns)


@dataclass(frozen=True)
class Ready:
    """A statement for SQLite: its text, each value in order (``fixed``: of the statement itself), each column read."""

    text: str
    names: tuple[str, ...]
    fixed: Values
    writes: tuple[Convert, ...]
    reads: tuple[Convert, ...]

    @classmethod
    def of(cls, statement: Any, columns: Sequence[str]) -> "Ready":
        """By SQLAlchemy's own compiler and types."""
        compiled: SQLCompiler = statement.compile(dialect=DIALECT, column_keys=list(columns) or None)
        names = tuple(compiled.positiontup or ())
        selected = statement.selected_columns if isinstance(statement, Select) else ()
        return cls(
            text=compiled.string,
            names=names,
            fixed={name: compiled.binds[name].value for name in names if not compiled.binds[name].required},
            writes=tuple(_writes(compiled.binds[name].type) for name in names),
            reads=tuple(_reads(column.type) for column in selected),
        )

    def write(self, values: Values) -> list[Any]:
        """The values as SQLite keeps them, in the order of the text."""
        given = {**self.fixed, **values}
        return [convert(given[name]) for name, convert in zip(self.names, self.writes)]

    def read(self, row: Sequence[Any]) -> tuple[Any, ...]:
        """A row as the program sees it."""
        return tuple(convert(value) for convert, value in zip(self.reads, row))


def _writes(kind: TypeEngine[Any]) -> Convert:
    return kind.dialect_impl(DIALECT).bind_processor(DIALECT) or _as_it_is


def _reads(kind: TypeEngine[Any]) -> Convert:
    return kind.dialect_impl(DIALECT).result_processor(DIALECT, None) or _as_it_is


def _as_it_is(value: Any) -> Any:
    return value
