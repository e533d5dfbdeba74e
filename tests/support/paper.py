#!/usr/bin/env python3
"""A newspaper on 127.0.0.1 to 127.0.0.8, whose feeds and pages the scenarios ask for.

    paper.py PORT_FILE LOG_FILE

Writes the port it got to PORT_FILE once it listens (the same on all addresses), and a
line "STATUS ADDRESS PATH" per request to LOG_FILE. Feeds are at /teasers.xml (of
entries that say little), /whole.xml (of whole articles), /walled.xml (whose pages ask
for money), /shut.xml (whose pages robots.txt closes), /busy.xml (whose page is a 503
the first time), /slow.xml (whose page never comes) and /moved.xml (whose page has
moved); their pages are beside them.
"""
import http.server
import os
import random
import sys
import threading
import time

port_file, log_file = sys.argv[1:3]
lock = threading.Lock()
asked = {}

TOPICS = ["lighthouse", "ferry", "orchard", "tramway", "foundry"]


def words_of(topic):
    """Words that no other topic has, so that no two articles tell one story."""
    chance = random.Random(topic)
    return ["".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(3))
            for _ in range(40)]


def headline(topic):
    return " ".join([topic] + words_of(topic)[:3]).title()


def teaser(topic):
    return "Of the " + " ".join([topic] + words_of(topic)[:5]) + "."


def article(topic):
    """Four paragraphs."""
    chance = random.Random(topic)
    words = words_of(topic)
    sentences = [f"The {topic} {' '.join(chance.sample(words, 6))} went with the "
                 f"{chance.choice(words)} of its {' and '.join(chance.sample(words, 3))}. "
                 for _ in range(12)]
    sentences[0] = f"Nobody expected the {topic} to open before the {words[0]} {words[1]}. "
    return ["".join(sentences[part * 3:part * 3 + 3]) for part in range(4)]


def page(topic, walled=False):
    parts = article(topic)
    shown = parts[:1] if walled else parts
    body = "".join(f"<p>{part}</p>" for part in shown)
    body += "<p>Our evening letter brings you the news of the town.</p>"
    wall = "<div class='paywall'><p>Subscribe to continue reading.</p></div>" if walled else ""
    return (f"<html lang='en'><head><title>{headline(topic)}</title>"
            "<meta name='news_source' content='Harbour Wire'></head><body>"
            f"<nav><a href='/'>Home</a></nav><article><h1>{headline(topic)}</h1>"
            f"{body}</article>{wall}</body></html>").encode()


def item(path, topic, text):
    return (f"<item><guid>{path}</guid><title>{headline(topic)}</title>"
            f"<link>{path}</link><description>{text}</description></item>")


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *unused):
        pass

    def answer(self, status, kind, body, headers=()):
        with lock, open(log_file, "a") as log:
            log.write(f"{status} {self.server.server_address[0]} {self.path}\n")
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def feed(self, name):
        base = f"http://{self.server.server_address[0]}:{port}/{name}/"
        if name == "whole":
            items = item(base + "granary", "granary", "</p><p>".join(article("granary")))
            items = items.replace("</p><p>", "\n\n")
        else:
            topics = TOPICS if name == "teasers" else [name + " market"]
            items = "".join(item(base + topic.replace(" ", "-"), topic,
                                 teaser(topic)) for topic in topics)
        self.answer(200, "application/rss+xml",
                    f"<rss version='2.0'><channel><title>{name.title()} Post</title>{items}"
                    f"</channel></rss>".encode())

    def article(self, name, topic):
        with lock:
            asked[self.path] = asked.get(self.path, 0) + 1
        if name == "busy" and asked[self.path] == 1:
            self.answer(500, "text/plain", b"busy")
        elif name == "slow":
            with lock, open(log_file, "a") as log:
                log.write(f"000 {self.server.server_address[0]} {self.path}\n")
            time.sleep(600)
        elif name == "moved":
            self.answer(301, "text/plain", b"", [("Location", "/now/" + topic)])
        else:
            self.answer(200, "text/html; charset=utf-8",
                        page(topic.replace("-", " "), name == "walled"))

    def do_GET(self):
        parts = self.path.strip("/").split("/")
        if self.path == "/robots.txt":
            self.answer(200, "text/plain", b"User-agent: *\nDisallow: /shut/\n")
        elif len(parts) == 1 and parts[0].endswith(".xml"):
            self.feed(parts[0][:-4])
        elif len(parts) == 2:
            self.article(*parts)
        else:
            self.answer(404, "text/plain", b"nothing")


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *unused):
        pass                    # clients that are killed hang up


first = Server(("127.0.0.1", 0), Handler)
port = first.server_address[1]
for last_byte in range(2, 9):
    another = Server((f"127.0.0.{last_byte}", port), Handler)
    threading.Thread(target=another.serve_forever, daemon=True).start()
with open(port_file + ".new", "w") as opened:
    opened.write(str(port))
os.rename(port_file + ".new", port_file)
first.serve_forever()
