#!/usr/bin/env python3
"""Hosts that are as good as dead: trickle.py PORT, their addresses a line each on stdin.

Each takes every connection and answers it with a byte a second, for two minutes.
"""
import asyncio
import sys


async def trickle(reader, writer):
    try:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        for _ in range(120):
            writer.write(b" ")
            await writer.drain()
            await asyncio.sleep(1)
    except OSError:
        pass
    writer.close()


async def main():
    port = int(sys.argv[1])
    servers = [await asyncio.start_server(trickle, address.strip(), port) for address in sys.stdin]
    await asyncio.gather(*(server.serve_forever() for server in servers))


asyncio.run(main())
