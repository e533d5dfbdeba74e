#!/usr/bin/env python3
"""Servers that no feed reader should meet, and what it should make of them.

    hostile.py cases N [KIND...]      a line of a config for each of N good feeds and the others
    hostile.py serve READY_FILE [CERTIFICATES]
                                      serves it all, until killed; READY_FILE is there once it can
    hostile.py judge STATUS_JSON N [KIND...]
                                      compares `granola status --json` with what is expected

A KIND is bad, slow, or names, which are hosts that only its own name server at
127.0.0.53 knows, or tls, which needs these names as well, and a directory CERTIFICATES with
key.pem and NAME.pem for each NAME.example. It belongs into a network namespace of its own: it takes up the loopback interface there
and gives it addresses that elsewhere are the world's. Each case has a host of its
own. What is expected of a case is "ok N", for N entries, or "error TEXT", where TEXT is
part of what the reader says of the feed, or "any" where that is a matter of limits, not
of right. A connection to a canary is one that should not have been made.
"""
import fcntl
import gzip
import json
import os
import socket
import ssl
import struct
import sys
import threading
import time
import zlib

PORT, CANARY_PORT = 8099, 8098
WORLD = "203.0.113."        # documentation's addresses, which the guard takes for the world's
CANARIES = ["127.0.0.1", "10.0.0.1", "169.254.169.254", "192.168.0.1", "100.64.0.1", "::1"]
MIB = 1 << 20


def feed(items=1, inside="", title="News", start=0):
    body = "".join(
        f"<item><title>Item {i}</title><link>https://news.example/{i}</link>"
        f"<guid>g{i}</guid></item>" for i in range(start, start + items))
    return (f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>'
            f"{inside}{body}</channel></rss>").encode()


def entities(declared, text):
    return (f'<?xml version="1.0"?><!DOCTYPE rss [{declared}]><rss version="2.0"><channel>'
            f"<title>News</title><item><title>{text}</title><guid>g</guid></item>"
            "</channel></rss>").encode()


def http(body, status="200 OK", headers=(), length=None):
    lines = [f"HTTP/1.1 {status}", "Content-Type: application/rss+xml", "Connection: close"]
    if not any(h.lower().startswith(("content-length", "transfer-encoding")) for h in headers):
        lines.append(f"Content-Length: {len(body) if length is None else length}")
    return "\r\n".join([*lines, *headers, "", ""]).encode() + body


def coded(body, *codings):
    return http(body, headers=["Content-Encoding: " + ", ".join(codings)])


def redirect(target, status="302 Found"):
    return http(b"", status, [f"Location: {target}"])


def zeros(length):
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = b" " * MIB
    head = b'<?xml version="1.0"?><rss version="2.0"><channel><title>'
    return b"".join([packer.compress(head), *(packer.compress(block) for _ in range(length)),
                     packer.flush()])


def gibibyte():
    """A block that decodes to a mebibyte, 1024 times over; nobody gets to the checksum."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    head = packer.compress(b"<rss>") + packer.flush(zlib.Z_FULL_FLUSH)
    return head + (packer.compress(b" " * MIB) + packer.flush(zlib.Z_FULL_FLUSH)) * 1024


def zstd_bomb(blocks):
    """RFC 8878: a frame of a window of 1 MiB, and blocks of one byte 128 KiB long."""
    block = struct.pack("<I", (1 << 17) << 3 | 1 << 1)[:3] + b" "
    return struct.pack("<I", 0xFD2FB528) + b"\x00\x50" + block * blocks


# 100 MiB of "<rss>" and blanks, as brotli -q 11 -w 24 packs them.
BROTLI_BOMB = bytes.fromhex(
    "cfffff7ff88dd4614d3c32ca391f9e02918bdb0201b4f7ff65fcffff875f02200e0b0074effff9ffff0fbf04"
    "401c1601e8defff3ffff1f7e0980382c00d0bdffe7ffff3ffc1200715800a07bffcfffff7ff82500e2b00040"
    "f7fe3f090080f04b00c46101c0effd0f")


def endless(head, block):
    """Sends a block for ever; who is served hangs up."""
    def send(connection):
        connection.sendall(head)
        for _ in range(64 * MIB // len(block)):
            connection.sendall(block)
    return send


def trickle(head, block, pause=0.5, times=400):
    def send(connection):
        connection.sendall(head)
        for _ in range(times):
            time.sleep(pause)
            connection.sendall(block)
    return send


def reset(sent):
    def send(connection):
        connection.sendall(sent)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    return send


def alive(connection):
    """Slow, but it gets there."""
    body = feed(3)
    connection.sendall(http(b"", length=len(body)))
    for at in range(0, len(body), 40):
        connection.sendall(body[at:at + 40])
        time.sleep(0.2)


CHUNKED = ["Transfer-Encoding: chunked"]
LAUGHS = '<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
CANARY = f"http://10.0.0.1:{CANARY_PORT}/"
SCHEMES = ["file:///etc/passwd", "ftp://10.0.0.1/", "gopher://10.0.0.1:8098/_x",
           "dict://10.0.0.1:8098/x", "smb://10.0.0.1/x", "ldap://10.0.0.1/", "tftp://10.0.0.1/x",
           "telnet://10.0.0.1:8098/", "imap://10.0.0.1/", "sftp://10.0.0.1/x",
           "data:application/rss+xml,x", "javascript:alert(1)", "about:blank", "ws://10.0.0.1/"]
PRIVATE = {"loopback": "127.0.0.1", "short": "127.1", "decimal": "2130706433", "hex": "0x7f000001",
           "octal": "0177.0.0.1", "zero": "0", "ipv6": "[::1]", "mapped": "[::ffff:127.0.0.1]",
           "nat64": "[64:ff9b::7f00:1]", "6to4": "[2002:7f00:1::1]", "private": "10.0.0.1",
           "metadata": "169.254.169.254", "home": "192.168.0.1", "carrier": "100.64.0.1",
           "name": "localhost", "subname": "a.localhost", "userinfo": "news.example@127.0.0.1",
           "wide": "%EF%BC%91%EF%BC%92%EF%BC%97.0.0.1"}
GOOD_GZIP = gzip.compress(feed(3))

# NAME: (EXPECTED, what is sent: bytes, or a function of the connection)
CASES = {
    "billion-laughs": ("ok 1", http(entities(LAUGHS, "&j;"))),
    "billion-laughs-param": ("ok 1", http(entities(
        '<!ENTITY % a "x"><!ENTITY % b "%a;%a;"> %b;', "t"))),
    "quadratic-blowup": ("ok 1", http(entities(
        f'<!ENTITY a "{"x" * 15000}">', "&a;" * 1000))),
    "entity-recursive": ("ok 1", http(entities('<!ENTITY a "&b;"><!ENTITY b "&a;">',
                                                         "&a;"))),
    "xxe-file": ("ok 1", http(entities('<!ENTITY a SYSTEM "file:///etc/passwd">', "&a;"))),
    "xxe-http": ("ok 1", http(entities(f'<!ENTITY a SYSTEM "{CANARY}">', "&a;"))),
    "xxe-param-oob": ("ok 1", http(entities(f'<!ENTITY % a SYSTEM "{CANARY}"> %a;', "t"))),
    "xxe-doctype": ("ok 2", http(feed(2).replace(
        b"<rss", f'<!DOCTYPE rss SYSTEM "{CANARY}"><rss'.encode(), 1))),
    "xinclude": ("ok 1", http(feed(1, '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" '
                                      'href="file:///etc/passwd" parse="text"/>'))),
    "netscape-dtd": ("ok 2", http(feed(2).replace(
        b"<rss", b'<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" '
        b'"http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss', 1))),
    "deep-nesting": ("any", http(feed(1, "<a>" * 50000 + "</a>" * 50000))),
    "many-attrs": ("any", http(feed(1, "<a " + " ".join(f'a{i}="1"' for i in range(50000)) + "/>"))),
    "many-ns": ("any", http(feed(1, "<a " + " ".join(
        f'xmlns:a{i}="u:{i}"' for i in range(5000)) + "/>"))),
    "huge-title": ("any", http(feed(1, title="x" * (5 * MIB)))),
    "long-name": ("any", http(feed(1, f"<{'n' * 100000}/>"))),
    "guid-1mb": ("any", http(feed(1).replace(b"g0", b"g" * MIB))),
    "many-entries": ("any", http(feed(40000))),
    "gzip-bomb": ("error a decompression bomb", coded(zeros(200), "gzip")),
    "deflate-bomb": ("error a decompression bomb", coded(zlib.compress(b" " * (100 * MIB), 9), "deflate")),
    "nested-bomb": ("error a decompression bomb", coded(gzip.compress(zeros(200)), "gzip", "gzip")),
    "gzip-bomb-1g": ("error a decompression bomb", coded(gibibyte(), "gzip")),
    "br-bomb": ("error a decompression bomb", coded(BROTLI_BOMB, "br")),
    "zstd-bomb": ("error a decompression bomb", coded(zstd_bomb(800), "zstd")),
    "gzip-chain-100": ("error decompressed", coded(GOOD_GZIP, *["gzip"] * 100)),
    "gzip-truncated": ("error ends in the middle", coded(GOOD_GZIP[:-20], "gzip")),
    "gzip-corrupt": ("error decompressed", coded(GOOD_GZIP[:30] + b"\xff" * 40 + GOOD_GZIP[70:], "gzip")),
    "gzip-lie": ("error decompressed", coded(feed(3), "gzip")),
    "ce-unknown": ("error decompressed", coded(feed(3), "wonder")),
    "body-endless": ("error sends more than", endless(http(b"<rss>", length=10 ** 12), b"x" * 65536)),
    "chunk-endless": ("error sends more than", endless(http(b"", headers=CHUNKED),
                                                   b"10000\r\n" + b"x" * 65536 + b"\r\n")),
    "headers-endless": ("error of headers", endless(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n" * 500)),
    "header-giant": ("error header line", http(feed(1), headers=["X-Giant: " + "x" * MIB])),
    "headers-many": ("error of headers", http(feed(1), headers=["X-A: b"] * 60000)),
    "continue-flood": ("error of headers", endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100)),
    "status-garbage": ("error does not answer in HTTP", b"HTTP/1.1 two hundred\r\n\r\n" + feed(1)),
    "http09": ("error does not answer in HTTP", feed(1)),
    "ssh-banner": ("error does not answer in HTTP", b"SSH-2.0-OpenSSH_9.2\r\n"),
    "cl-short": ("error ends in the middle", http(feed(3), length=100)),
    "cl-long": ("error ended the transfer early", http(feed(3), length=10000)),
    "cl-negative": ("error does not answer in HTTP", http(feed(3), length=-5)),
    "cl-twice": ("error not a feed", http(feed(3), headers=[
        "Content-Length: 100", "Content-Length: 10"])),
    "te-and-cl": ("ok 3", http(b"%x\r\n" % len(feed(3)) + feed(3) + b"\r\n0\r\n\r\n",
                               headers=[*CHUNKED, "Content-Length: 5"])),
    "header-weird": ("ok 3", http(feed(3), headers=[
        "X-Nothing:", ": nothing", "X-\xe9: \x01\x7f".encode("latin-1").decode("latin-1"),
        "Set-Cookie: a=b; Domain=other.example", "Refresh: 0; url=" + CANARY])),
    "cl-huge": ("error sends more than", http(feed(3), length=2 ** 62)),
    "chunk-bad": ("error broke the connection off", http(b"ZZ\r\nnonsense\r\n", headers=CHUNKED)),
    "chunk-cut": ("error ended the transfer early", http(b"ffff\r\n" + feed(3), headers=CHUNKED)),
    "rst-at-once": ("error", reset(b"")),
    "rst-in-body": ("error", reset(http(feed(3)[:200], length=5000))),
    "close-at-once": ("error without an answer", b""),
    "redir-loop": ("error redirects more than 5 times", lambda c: c.sendall(redirect("/redir-loop"))),
    "redir-loop2": ("error redirects more than 5 times", redirect("/redir-loop3")),
    "redir-loop3": ("error redirects more than 5 times", redirect("/redir-loop2")),
    "redir-crlf": ("error without an answer", redirect("/absent%0d%0aX-Forged:%20yes")),
    "redir-fragment": ("ok 3", redirect("/good#fragment")),
    "redir-userinfo": ("ok 3", redirect(f"http://user:secret@{WORLD}250:{PORT}/good")),
    "redir-none": ("error but not where", http(b"", "302 Found")),
    "redir-empty": ("error redirects more than 5 times", redirect("")),
    "redir-giant": ("error header line", redirect("/" + "a" * 200000)),
    "utf16": ("ok 2", http(feed(2).decode().replace('"1.0"', '"1.0" encoding="utf-16"')
                           .encode("utf-16"))),
    "utf8-bad": ("ok 2", http(feed(2).replace(b"News", b"caf\xe9"))),
    "utf16-lone-surrogate": ("ok 2", http(feed(2).decode().replace('"1.0"', '"1.0" encoding="utf-16"')
                                      .encode("utf-16").replace(b"N\0e\0", b"\0\xd8e\0"))),
    "utf32": ("ok 2", http(feed(2).decode().replace('"1.0"', '"1.0" encoding="utf-32"')
                            .encode("utf-32"))),
    "utf8-overlong": ("ok 2", http(feed(2).replace(b"News", b"\xc0\xbcb\xc0\xbe"))),
    "utf7": ("ok 2", http(feed(2).replace(b'"1.0"', b'"1.0" encoding="utf-7"')
                          .replace(b"News", b"+ADw-script+AD4-"))),
    "bom-space": ("ok 2", http(b"\xef\xbb\xbf \n" + feed(2))),
    "charset-unknown": ("ok 2", http(feed(2).replace(b'"1.0"', b'"1.0" encoding="klingon"'))),
    "same-item-100": ("ok 1", http(feed(0, "<item><title>Same</title><guid>s</guid></item>" * 100))),
    "guid-blank": ("ok 2", http(feed(0, "<item><title>A</title><guid> </guid></item>"
                                       "<item><title>B</title><guid/></item>"))),
    "item-empty": ("ok 1", http(feed(1, "<item/><item>  </item>"))),
    "two-documents": ("ok 3", http(feed(3) + feed(3, start=3))),
    "no-guid-no-link": ("ok 1", http(feed(0, "<item><title>Bare</title></item>"))),
    "future-date": ("ok 1", http(feed(0, "<item><title>F</title><guid>f</guid>"
                                         "<pubDate>Fri, 01 Jan 2100 00:00:00 GMT</pubDate></item>"))),
    "zero-entries": ("ok 0", http(feed(0))),
    "truncated-xml": ("error ends in the middle", http(feed(3)[:-60])),
    "html-page": ("error an HTML page", http(b"<!DOCTYPE html><html><head><title>Hi</title></head></html>")),
    "wrong-type": ("ok 3", http(feed(3)).replace(b"application/rss+xml", b"image/png")),
    "error-with-feed": ("error answered 500", http(feed(3), "500 Oops")),
    "not-modified": ("error answered 304", http(b"", "304 Not Modified")),
}
for scheme in SCHEMES:
    CASES["redir-" + scheme.split(":")[0]] = ("error redirected to", redirect(scheme))
for name, host in PRIVATE.items():
    CASES["ssrf-" + name] = ("error leads to a private address", redirect(f"http://{host}:{CANARY_PORT}/"))

SLOW = {
    "stall-headers": ("error did not answer within", trickle(b"", b"")),
    "stall-body": ("error sends too slowly", trickle(http(b"<rss>", length=5000), b"")),
    "trickle-header": ("error sends too slowly", trickle(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n", 1)),
    "trickle-body": ("error sends too slowly", trickle(http(b"<rss>", length=5000), b" ", 1)),
    "slow-but-alive": ("ok 3", alive),
}


# NAME.example: (EXPECTED, what its end of TLS is like; None: it speaks none)
TLS = {
    "trusted": ("ok 3", {}),
    "own-word": ("error certificate", {}),          # signed by itself
    "expired": ("error certificate", {}),
    "elsewhere": ("error no alternative certificate", {}),     # is for another host
    "old": ("error old.example", {"maximum_version": ssl.TLSVersion.TLSv1_1}),
    "plain": ("error wrong version", None),
    "junk": ("error wrong version", None),
    "cut": ("error ended the transfer early", {}),
}
TLS_PORT = 8100             # and those after it


def tls_server(name, certificates):
    """What serves a connection to NAME.example."""
    def junk(connection):
        connection.recv(65536)
        connection.sendall(http(feed(3)) if name == "plain" else bytes(range(256)) * 4)
        connection.close()

    if TLS[name][1] is None:
        return junk
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    for key, value in TLS[name][1].items():
        setattr(context, key, value)
    context.load_cert_chain(f"{certificates}/{name}.pem", f"{certificates}/key.pem")

    def serve_tls(connection):
        try:
            with context.wrap_socket(connection, server_side=True) as secured:
                secured.recv(65536)
                sent = http(feed(3))
                secured.sendall(sent[:-50] if name == "cut" else sent)
        except OSError:
            connection.close()
    return serve_tls


def feeds(arguments):
    """What is expected, the URL, and options: each at an address of its own, for a gap is
    kept between requests to one."""
    for number in range(int(arguments[0])):
        yield "ok 3", f"http://127.1.{number // 250}.{number % 250 + 1}:{PORT}/good", \
            "allow-private=yes"
    if "names" in arguments:
        yield "error cannot be reached", f"http://mixed.example:{CANARY_PORT}/", ""
        yield "ok 3", f"http://rebind.example:{PORT}/good", ""
    for number, (name, (expected, _)) in enumerate(TLS.items() if "tls" in arguments else ()):
        yield expected, f"https://{name}.example:{TLS_PORT + number}/", ""
    bad = {**(CASES if "bad" in arguments else {}), **(SLOW if "slow" in arguments else {})}
    for number, (name, (expected, _)) in enumerate(bad.items()):
        yield expected, f"http://{WORLD}{number + 1}:{PORT}/{name}", ""


def take_up(address, number):
    """Gives the loopback interface of this namespace another address."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        if number > 0:
            name = f"lo:{number}".encode()
            fcntl.ioctl(any_socket, 0x8916, struct.pack(            # SIOCSIFADDR
                "16sHH4s8x", name, socket.AF_INET, 0, socket.inet_aton(address)))
        else:
            fcntl.ioctl(any_socket, 0x8914, struct.pack("16sh", b"lo", 0x49))  # SIOCSIFFLAGS: up


def answer(connection):
    with connection:
        try:
            request = b""
            while b"\r\n\r\n" not in request:
                part = connection.recv(65536)
                if not part:
                    return
                request += part
            name = request.split(b" ")[1].decode().lstrip("/")
            sent = http(feed(3)) if name == "good" else {**CASES, **SLOW}[name][1]
            if callable(sent):
                sent(connection)
            else:
                connection.sendall(sent)
        except (OSError, KeyError):
            pass


def accept(listener, serve):
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=serve, args=(connection,), daemon=True).start()


def names(listener):
    """A name server: mixed.example is in the world and at home, and rebind.example moves
    there once it was asked for."""
    asked = set()
    while True:
        query, client = listener.recvfrom(512)
        labels, at = [], 12
        while query[at] > 0:
            labels.append(query[at + 1:at + 1 + query[at]].decode())
            at += query[at] + 1
        name, kind = ".".join(labels), struct.unpack("!H", query[at + 1:at + 3])[0]
        addresses = {"mixed.example": [WORLD + "251", "10.0.0.1"],
                     "rebind.example": ["10.0.0.1" if name in asked else WORLD + "250"]}
        addresses.update({f"{host}.example": [f"{WORLD}{240 + number}"]
                          for number, host in enumerate(TLS)})
        found = addresses.get(name, []) if kind == 1 else []
        if kind == 1:
            asked.add(name)
        listener.sendto(
            query[:2] + struct.pack("!5H", 0x8180, 1, len(found), 0, 0) + query[12:at + 5] +
            b"".join(b"\xc0\x0c" + struct.pack("!HHIH", 1, 1, 0, 4) + socket.inet_aton(address)
                     for address in found), client)


def caught(connection):
    print("canary", connection.getsockname()[0], flush=True)
    connection.close()


def listen(address, port, serve):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((address, port))
    listener.listen(1000)
    threading.Thread(target=accept, args=(listener, serve), daemon=True).start()


def serve(ready_file, certificates=None):
    take_up("127.0.0.1", 0)
    for number, _ in enumerate({**CASES, **SLOW}):
        take_up(f"{WORLD}{number + 1}", number + 1)
    for number, address in enumerate(CANARIES[1:5]):
        take_up(address, 500 + number)
    for last in range(240, 252):
        take_up(f"{WORLD}{last}", 600 + last)
    for number, name in enumerate(TLS if certificates else ()):
        listen(f"{WORLD}{240 + number}", TLS_PORT + number, tls_server(name, certificates))
    listen("0.0.0.0", PORT, answer)
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("127.0.0.53", 53))
    threading.Thread(target=names, args=(server,), daemon=True).start()
    for address in CANARIES:
        try:
            listen(address, CANARY_PORT, caught)
        except OSError:
            print(f"no {address} here", file=sys.stderr)
    open(ready_file, "w").close()
    while True:
        time.sleep(60)


def is_as_expected(expected, state):
    if expected == "any":
        return state["last_result"] is not None
    kind, _, rest = expected.partition(" ")
    if kind == "ok":
        return state["failures"] == 0 and state["entries"] == int(rest)
    return state["failures"] > 0 and rest in (state["error"] or "")


def judge(status_file, arguments):
    with open(status_file) as opened:
        states = {state["url"]: state for state in json.load(opened)["feeds"]}
    wrong = [(expected, states[url]) for expected, url, _ in feeds(arguments)
             if not is_as_expected(expected, states[url])]
    for expected, state in wrong:
        print(f"{state['url']}: expected '{expected}', got {state['entries']} entries, "
              f"'{state['last_result']}', '{state['error']}'")
    return len(wrong) > 0


def main():
    if sys.argv[1] == "serve":
        serve(*sys.argv[2:])
    elif sys.argv[1] == "judge":
        sys.exit(judge(sys.argv[2], sys.argv[3:]))
    else:
        for _, url, options in feeds(sys.argv[2:]):
            print(url, options)


main()
