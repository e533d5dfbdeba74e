#!/usr/bin/env python3
"""Stand in for systemd: append every message sent to a notify socket to a file.

    notified.py SOCKET FILE
"""
import socket
import sys

listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
listener.bind(sys.argv[1])
with open(sys.argv[2], "a") as messages:
    while True:
        messages.write(listener.recv(4096).decode() + "\n")
        messages.flush()
