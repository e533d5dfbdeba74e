#!/usr/bin/env python3
"""Publish news over time: feeds on 127.0.0.1 that grow while they are read.

    publisher.py PORT_FILE PUBLISHED SERVED FEEDS SECONDS

Serves /feed/0 to /feed/FEEDS-1, and about every SECONDS adds an entry to one of
them, unlike any other; those with odd numbers are never the same bytes twice. Each is noted in PUBLISHED as "PATH GUID" before it can be
read, each request in SERVED as "TIME PATH". SIGUSR1 ends the news.
"""
import http.server
import os
import random
import signal
import sys
import threading
import time

port_file, published_file, served_file = sys.argv[1:4]
feed_count, pause = int(sys.argv[4]), float(sys.argv[5])
SHOWN = 100                     # entries in a feed: the last ones
feeds = [[] for _ in range(feed_count)]
lock = threading.Lock()
is_over = threading.Event()
chance = random.Random(1)
signal.signal(signal.SIGUSR1, lambda *_: is_over.set())


def headline(number):
    def word():
        return "".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(3))
    return " ".join(word() for _ in range(6)) + f" {number}"


def publish():
    number = 0
    with open(published_file, "w") as published:
        while not is_over.is_set():
            feed = chance.randrange(feed_count)
            published.write(f"/feed/{feed} g{number}\n")
            published.flush()
            with lock:
                feeds[feed].append((f"g{number}", headline(number)))
            number += 1
            is_over.wait(pause * 2 * chance.random())


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *unused):
        pass

    def do_GET(self):
        name = self.path.rsplit("/", 1)[1]
        with lock:
            with open(served_file, "a") as served:
                served.write(f"{time.time():.3f} {self.path}\n")
            items = list(feeds[int(name)]) if name.isdigit() else None
        if items is None:
            self.send_error(404)
            return
        tag = f'"{len(items)}"'
        note = f"<!-- {time.time()} -->" if int(name) % 2 else ""
        is_known = not note and self.headers.get("If-None-Match") == tag
        body = "".join(
            f"<item><guid>{guid}</guid><title>{title}</title></item>" for guid, title in items[-SHOWN:])
        body = f"<rss version='2.0'><channel><title>News</title>{note}{body}</channel></rss>".encode()
        self.send_response(304 if is_known else 200)
        self.send_header("ETag", tag)
        if not is_known:
            self.send_header("Content-Type", "application/rss+xml")
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if not is_known:
            self.wfile.write(body)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, *unused):
        pass                    # clients that are killed hang up


servers = [Server(("127.0.0.1", 0), Handler)]
port = servers[0].server_address[1]
servers += [Server((f"127.0.0.{i + 1}", port), Handler) for i in range(1, feed_count)]
for server in servers:
    threading.Thread(target=server.serve_forever, daemon=True).start()
with open(port_file + ".new", "w") as opened:
    opened.write(str(port))
os.rename(port_file + ".new", port_file)
publish()
while True:
    time.sleep(60)
