#!/usr/bin/env python3
"""Serve a directory of feeds on 127.0.0.1 to 127.0.0.16 for the scenarios.

    server.py DIRECTORY PORT_FILE LOG_FILE

Writes the port it got to PORT_FILE once it listens (the same on all addresses), and a line "STATUS PATH"
per answer to LOG_FILE. Files have ETags and Last-Modified and are answered 304
when the request names them. Some paths misbehave on purpose:

    /bad/404  /bad/500  /bad/gone  /bad/html  /bad/text  /bad/empty
    /bad/short    a body shorter than its Content-Length
    /bad/cut/F    the first half of file F, with a Content-Length that says so
    /bad/stall    no answer
    /bad/busy     429, come back in an hour
    /moved/F      308 to /F
"""
import hashlib
import http.server
import os
import sys
import threading
import time

directory, port_file, log_file = sys.argv[1:4]
log_lock = threading.Lock()

HTML = b"<!DOCTYPE html><html><head><title>Please wait</title></head><body>Checking.</body></html>"
FIXED = {
    "/bad/404": (404, "text/html", b"<h1>Not found</h1>"),
    "/bad/500": (500, "text/plain", b"oops"),
    "/bad/gone": (410, "text/plain", b"gone"),
    "/bad/html": (200, "text/html", HTML),
    "/bad/text": (200, "text/plain", b"this is not XML at all"),
    "/bad/empty": (200, "application/rss+xml", b""),
}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *unused):
        pass

    def answer(self, status, headers, body=b"", length=None):
        with log_lock, open(log_file, "a") as log:
            log.write(f"{status} {self.path}\n")
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def file(self, name):
        path = os.path.join(directory, name.lstrip("/"))
        try:
            with open(path, "rb") as opened:
                body = opened.read()
        except OSError:
            self.answer(404, [])
            return
        tag = '"' + hashlib.sha256(body).hexdigest()[:16] + '"'
        headers = [("ETag", tag), ("Last-Modified", self.date_time_string(int(os.path.getmtime(path))))]
        if self.headers.get("If-None-Match") == tag:
            self.answer(304, headers)
        else:
            self.answer(200, headers + [("Content-Type", "application/xml")], body)

    def do_GET(self):
        if self.path in FIXED:
            status, kind, body = FIXED[self.path]
            self.answer(status, [("Content-Type", kind)], body)
        elif self.path == "/bad/short":
            self.answer(200, [("Content-Type", "application/xml")], b"<rss><channel>", 5000)
            self.close_connection = True
        elif self.path == "/bad/busy":
            self.answer(429, [("Retry-After", "3600")])
        elif self.path.startswith("/bad/stall"):
            time.sleep(600)
        elif self.path.startswith("/bad/cut/"):
            with open(os.path.join(directory, self.path[9:]), "rb") as opened:
                body = opened.read()
            self.answer(200, [("ETag", '"cut"'), ("Content-Type", "application/xml")],
                        body[:len(body) // 2])
        elif self.path.startswith("/moved/"):
            self.answer(308, [("Location", self.path[6:])])
        else:
            self.file(self.path)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 512

    def handle_error(self, *unused):
        pass                    # clients that are killed hang up


first = Server(("127.0.0.1", 0), Handler)
port = first.server_address[1]
for last_byte in range(2, 17):
    another = Server((f"127.0.0.{last_byte}", port), Handler)
    threading.Thread(target=another.serve_forever, daemon=True).start()
with open(port_file + ".new", "w") as opened:
    opened.write(str(port))
os.rename(port_file + ".new", port_file)
first.serve_forever()
