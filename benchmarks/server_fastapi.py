"""For comparison: FastAPI that commits each request in its threads. Arguments: database, port."""

import sqlite3
import sys
import threading

import uvicorn
from fastapi import FastAPI, Form, Header

database, port = sys.argv[1], int(sys.argv[2])
local = threading.local()
app = FastAPI()


def connection() -> sqlite3.Connection:
    if not hasattr(local, "connection"):
        local.connection = sqlite3.connect(database, timeout=30, isolation_level=None)
        local.connection.execute("PRAGMA journal_mode=WAL")
        local.connection.execute("PRAGMA synchronous=FULL")
    return local.connection


connection().execute("CREATE TABLE sheet (id TEXT PRIMARY KEY, seat TEXT, body TEXT)")


@app.post("/answer", status_code=201)
def answer(press: str = Form(), authorization: str = Header()) -> dict[str, str]:
    own = connection()
    own.execute("BEGIN IMMEDIATE")
    own.execute("INSERT OR IGNORE INTO sheet VALUES (?, ?, ?)", (press, authorization, press * 20))
    own.execute("COMMIT")
    return {"receipt": press}


uvicorn.run(app, host="127.0.0.1", port=port, log_level="error", backlog=4096)
