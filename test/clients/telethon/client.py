"""The unmodified Telethon, led by JSON lines.

Reads one command a line: {"id": 1, "client": "a", "do": "send", ...}, answers {"id": 1, "result": ...} or
{"id": 1, "error": "ClassName: text"}, and tells of what is heard by {"client": "a", "heard": {...}}.
Ends with its input.
"""

import asyncio
import json
import sys

from telethon import TelegramClient, errors, events
from telethon.crypto import rsa
from telethon.sessions import StringSession

clients = {}


def tell(message):
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


async def connect(name, host, port, dc, key):
    rsa.add_key(key, old=False)
    session = StringSession()
    session.set_dc(dc, host, port)
    client = TelegramClient(session, 1, "hash", retry_delay=0.1, connection_retries=50)
    client.flood_sleep_threshold = 0
    clients[name] = client

    async def heard(event):
        tell({"client": name, "heard": {"text": event.raw_text, "out": event.out, "chat": event.chat_id}})

    client.add_event_handler(heard, events.NewMessage())
    await client.connect()


async def log_in(name, phone, code, password=None):
    client = clients[name]
    await client.send_code_request(phone)
    try:
        await client.sign_in(phone, code)
    except errors.SessionPasswordNeededError:
        await client.sign_in(password=password)
    return (await client.get_me()).first_name


async def resolve(name, username):
    entity = await clients[name].get_entity(username)
    return getattr(entity, "title", None) or entity.first_name


async def send(name, chat, text):
    return (await clients[name].send_message(chat, text)).id


async def send_photo(name, chat, path, caption):
    return (await clients[name].send_file(chat, path, caption=caption)).id


async def edit(name, chat, message, text):
    await clients[name].edit_message(chat, message, text)


async def delete(name, chat, message):
    await clients[name].delete_messages(chat, [message])


async def forward(name, chat, message, to):
    return (await clients[name].forward_messages(to, message, chat)).id


async def history(name, chat):
    messages = await clients[name].get_messages(chat, limit=5)
    return [{"id": one.id, "text": one.raw_text} for one in messages if not one.action]


async def dialogs(name):
    return [dialog.name async for dialog in clients[name].iter_dialogs()]


async def disconnect(name):
    await clients.pop(name).disconnect()


COMMANDS = (connect, log_in, resolve, send, send_photo, edit, delete, forward, history, dialogs, disconnect)


async def obey(line):
    command = json.loads(line)
    number, name, what = (command.pop(key) for key in ("id", "client", "do"))
    work = {command.__name__: command for command in COMMANDS}[what]
    try:
        tell({"id": number, "result": await work(name, **command)})
    except Exception as error:
        tell({"id": number, "error": f"{type(error).__name__}: {error}"})


async def main():
    reader = asyncio.StreamReader(limit=2**20)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    tell({"ready": True})
    tasks = set()
    while line := await reader.readline():
        task = asyncio.ensure_future(obey(line))
        tasks.add(task)
        task.add_done_callback(tasks.discard)
    for client in clients.values():
        await client.disconnect()


asyncio.run(main())
