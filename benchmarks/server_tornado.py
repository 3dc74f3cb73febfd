"""For comparison: tornado that commits each request in its loop. Arguments: database, port."""

import asyncio
import sys

import apsw
from tornado.web import Application, RequestHandler

database, port = sys.argv[1], int(sys.argv[2])
connection = apsw.Connection(database)
connection.execute("PRAGMA journal_mode=WAL")
connection.execute("PRAGMA synchronous=FULL")
connection.execute("CREATE TABLE sheet (id TEXT PRIMARY KEY, seat TEXT, body TEXT) STRICT")


class Answer(RequestHandler):
    def post(self) -> None:
        row = (self.get_body_argument("press"), self.request.headers["Authorization"])
        with connection:
            body = self.request.body.decode()
            connection.execute("INSERT OR IGNORE INTO sheet VALUES (?, ?, ?)", (*row, body))
        self.set_status(201)
        self.finish({"receipt": row[0]})


async def run() -> None:
    Application([("/answer", Answer)], log_function=lambda _: None).listen(
        port, "127.0.0.1", backlog=4096
    )
    await asyncio.Event().wait()


asyncio.run(run())
