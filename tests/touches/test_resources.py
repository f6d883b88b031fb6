"""The table of things outside the process: what a project adds, and what calls are seen to do."""

from pathlib import Path
from textwrap import dedent

import pytest

from codemods.errors import Refusal
from codemods.suite.read import read_suite
from codemods.touches.model import HOLE, Does, Use
from codemods.touches.resources import resource_table
from codemods.touches.sql import Named, database_in, named_in
from codemods.touches.trace import Traces


def uses_of(root: Path, code: str, **files: str) -> list[Use]:
    """What the one test of a module uses, in order."""
    for name, text in files.items():
        path = root / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".py").write_text(dedent(text))
    (root / "test_uses.py").write_text(dedent(code))
    suite = read_suite(root.resolve())
    (trace,) = Traces(suite).of(suite.tests)
    return list(trace.uses)


def shown(uses: list[Use]) -> list[tuple[str, str, str, str]]:
    return [(use.kind, use.name.replace(HOLE, "*"), use.does.value, use.part) for use in uses]


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"kind": "queue"}, "needs calls"),
        ({"calls": ["a.b"]}, "needs a kind"),
        ({"kind": "queue", "calls": ["a.b"], "does": "kills"}, "does must be one of"),
        ({"kind": "queue", "calls": ["a.b"], "in": "xml"}, "in must be one of"),
        ({"kind": "queue", "calls": ["a.b"], "argument": {"x": 1}}, "argument must be"),
        ({"kind": "queue", "calls": ["a.b"], "nmae": 0}, "no key 'nmae'"),
        ("queue", "must be a table"),
    ],
)
def test_an_entry_that_is_wrong_is_refused_in_one_sentence(entry: object, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        resource_table({"resources": [entry]})


def test_resources_must_be_an_array_of_tables() -> None:
    with pytest.raises(Refusal, match="array of tables"):
        resource_table({"resources": {"kind": "queue"}})


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("CREATE DATABASE a", [Named("database", "a", Does.MAKES)]),
        ('drop database if exists "a-b" with (force)', [Named("database", "a-b", Does.REMOVES)]),
        (
            "CREATE DATABASE a TEMPLATE b",
            [Named("database", "a", Does.MAKES), Named("database", "b", Does.READS)],
        ),
        ("SET search_path TO s", [Named("schema", "s", Does.OPENS)]),
        ("CREATE TABLE IF NOT EXISTS t (x int)", [Named("table", "t", Does.MAKES)]),
        ("create temp table t (x int)", []),
        ("TRUNCATE t", [Named("table", "t", Does.CLEARS)]),
        ("DELETE FROM t WHERE x", [Named("table", "t", Does.CLEARS)]),
        (
            "INSERT INTO s.t SELECT * FROM pg_class",
            [Named("schema", "s", Does.READS), Named("table", "t", Does.CHANGES)],
        ),
        ("SELECT 1", []),
    ],
)
def test_sql_is_read_for_the_names_in_it(text: str, named: list[Named]) -> None:
    assert list(named_in(text)) == named


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("postgresql+psycopg://u:p@h:1/shop?x=1", ("postgresql+psycopg", "shop")),
        ("redis://localhost:6379", ("redis", "")),
        ("dbname=shop user=me", ("", "shop")),
        ("host=h", None),
        ("shop", ("", "shop")),
        (f"{HOLE}/shop", ("", "shop")),
    ],
)
def test_the_database_of_a_connection_string(text: str, found: tuple[str, str] | None) -> None:
    assert database_in(text) == found


def test_clients_are_followed_through_fixtures_helpers_and_pipelines(tmp_path: Path) -> None:
    uses = uses_of(
        tmp_path,
        """
        import pytest, redis

        def connect():
            return redis.Redis(db=3)

        @pytest.fixture
        def client():
            client = connect()
            client.flushdb()
            return client

        def test_it(client):
            with client.pipeline() as pipe:
                pipe.set("a", 1).incr("a").execute()
            assert client.get("a") == b"2"
        """,
    )
    assert shown(uses) == [
        ("redis", "3", "opens", ""),
        ("redis", "3", "clears", ""),
        ("redis", "3", "changes", "a"),
        ("redis", "3", "changes", "a"),
        ("redis", "3", "reads", "a"),
    ]


def test_a_name_is_followed_into_sql_and_back_to_where_it_is_written(tmp_path: Path) -> None:
    uses = uses_of(
        tmp_path,
        """
        import psycopg
        from psycopg import sql
        from names import DB

        def test_it():
            with psycopg.connect("dbname=postgres") as server:
                server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DB)))
        """,
        names="DB = 'shop_test'",
    )
    (made,) = (use for use in uses if use.does is Does.MAKES)
    assert made.name == "shop_test"
    assert "names.py" in {one.module for one in made.literals}


def test_names_that_no_other_worker_has_are_none(tmp_path: Path) -> None:
    uses = uses_of(
        tmp_path,
        """
        import os, uuid
        from confluent_kafka import Producer

        def test_it(worker_id):
            producer = Producer({"bootstrap.servers": "localhost"})
            producer.produce(f"a-{uuid.uuid4()}", b"")
            producer.produce(f"b-{worker_id}", b"")
            producer.produce("c" + os.environ["PYTEST_XDIST_WORKER"], b"")
        """,
    )
    assert [use.name for use in uses] == ["", "", ""]


def test_a_project_names_calls_of_its_own_and_of_others(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        dedent(
            """
            [[tool.xdistify.resources]]
            kind = "mailbox"
            calls = ["post.office.send", "somewhere.Box.put"]
            argument = ["box", 0]
            does = "changes"

            [[tool.xdistify.resources]]
            kind = "mailbox"
            calls = ["somewhere.Box"]
            gives = "<box>"

            [[tool.xdistify.resources]]
            kind = "mailbox"
            calls = ["<box>.take"]
            argument = 0
            does = "reads"
            """
        )
    )
    uses = uses_of(
        tmp_path,
        """
        from post.office import send
        from somewhere import Box

        def test_it():
            send("letter", box="ann")
            Box().take("bob")
        """,
        post__office="def send(text, box):\n    ...\n",
    )
    assert shown(uses) == [("mailbox", "ann", "changes", ""), ("mailbox", "bob", "reads", "")]
