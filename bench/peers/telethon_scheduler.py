"""The plain program that people write instead: Telethon, a loop, a table. Measured beside the daemon."""

import asyncio
import json
import os
import sys
import time

import fastapi  # noqa: F401  what such programs usually import
import redis  # noqa: F401
from sqlalchemy import create_engine, text
from telethon import TelegramClient, events
from telethon.crypto import rsa


async def main():
    settings = json.loads(sys.argv[1])
    rsa.add_key(settings["publicKeyPem"], old=False)
    engine = create_engine("sqlite:///" + os.path.join(settings["directory"], "peer.db"))
    with engine.begin() as db:
        db.execute(text("create table if not exists sent (chat text, at real, text text)"))

    client = TelegramClient(os.path.join(settings["directory"], "peer"), 12345, "0" * 32)
    client.session.set_dc(settings["dcId"], settings["host"], settings["port"])
    await client.connect()
    if not await client.is_user_authorized():
        await client.send_code_request(settings["phone"])
        await client.sign_in(settings["phone"], settings["code"])

    @client.on(events.NewMessage)
    async def heard(_event):
        pass

    print("ready", flush=True)
    for number in range(settings["messages"]):
        began = time.time()
        await client.send_message(settings["chat"], f"peer {number}")
        with engine.begin() as db:
            db.execute(text("insert into sent values (:c, :a, :t)"), {"c": settings["chat"], "a": began, "t": str(number)})
    print(json.dumps({"sent": settings["messages"]}), flush=True)
    await client.run_until_disconnected()


asyncio.run(main())
