"""A mail server (RFC 5321) that takes messages, or does not, as it is told.

	mail_server.py PORT_FILE MODE_FILE SPOOL [CERTIFICATE KEY]

How it behaves is the last word in MODE_FILE, read at every connection and every
message. What it has accepted is in SPOOL: a file N.eml each, byte for byte, and a
line of JSON in SPOOL/accepted, written before the client is told. SPOOL/asked has a
line for each command, and "---" for each connection.
"""
import base64
import json
import os
import socketserver
import ssl
import sys
import threading
import time

port_file, mode_file, spool = sys.argv[1:4]
certificate = sys.argv[4:6]
lock = threading.Lock()
TAKEN = '250 2.0.0 queued'
LOGIN = base64.b64encode(b'\0jane\0se:same').decode()

# At which command each mode answers what.
ANSWERS = {
    'sender': ('MAIL', '550 5.7.1 not from you'),
    'busy': ('MAIL', '452 4.3.1 no room'),
    'login': ('MAIL', '530 5.7.0 Authentication required'),
    'nobody': ('RCPT', '550-5.1.1 there is\r\n550 5.1.1 no such reader'),
    'grey': ('RCPT', '451 4.7.1 come back later'),
    'leaving': ('RCPT', '421 4.3.2 going down'),
    'nodata': ('DATA', '554 5.5.1 no data please'),
    'spam': ('.', '554 5.7.1 this is spam'),
    'full': ('.', '452 4.3.1 disk full'),
    'nonsense': ('RCPT', 'hello there'),
}


def mode():
    with open(mode_file) as file:
        return file.read().split()[-1]


class Session(socketserver.StreamRequestHandler):
    def say(self, line):
        if mode() == 'leisurely' and line != TAKEN:
            time.sleep(0.05)
        self.wfile.write(line.encode() + b'\r\n')
        self.wfile.flush()

    def hear(self):
        line = self.rfile.readline().decode('latin-1')
        if not line.endswith('\r\n'):
            raise EOFError
        with lock, open(spool + '/asked', 'a') as out:
            print(line.strip(), file=out)
        return line.strip()

    def encrypt(self):
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(*certificate)
        self.request = context.wrap_socket(self.request, server_side=True)
        self.rfile, self.wfile = self.request.makefile('rb'), self.request.makefile('wb')

    def take(self, sender, recipients):
        self.say('354 go ahead')
        lines = []
        while True:
            line = self.rfile.readline()
            if not line.endswith(b'\n'):
                raise EOFError
            if line == b'.\r\n':
                break
            lines.append(line[1:] if line.startswith(b'.') else line)
        if ANSWERS.get(mode(), ('', ''))[0] == '.':
            return self.say(ANSWERS[mode()][1])
        if mode() == 'silent':
            time.sleep(60)
        if mode() == 'slow':
            time.sleep(0.3)
        with lock:
            number = len([name for name in os.listdir(spool) if name.endswith('.eml')])
            with open(f'{spool}/{number}.eml', 'wb') as out:
                out.write(b''.join(lines))
            with open(spool + '/accepted', 'a') as out:
                print(json.dumps({'number': number, 'from': sender, 'to': recipients,
                                  'peer': self.client_address[1]}), file=out)
        if mode() == 'mute':              # it is accepted, and nobody is told
            raise EOFError
        self.say(TAKEN)

    def talk(self):
        sender, recipients, secure = None, [], mode() == 'smtps'
        if secure:
            self.encrypt()
        if mode() == 'closed':
            return
        if mode() in ('away', 'banned'):
            return self.say('421 4.3.2 not now' if mode() == 'away' else '554 not you')
        self.say('220 mail.test ready')
        while True:
            line = self.hear()
            verb = line.split(' ')[0].split(':')[0].upper()
            if ANSWERS.get(mode(), ('', ''))[0] == verb:
                self.say(ANSWERS[mode()][1])
            elif verb == 'EHLO':
                extra = ['STARTTLS'] if mode() == 'starttls' and not secure else []
                extra += ['AUTH PLAIN'] if mode() in ('auth', 'badauth') else []
                for word in ['mail.test'] + extra:
                    self.say('250-' + word)
                self.say('250 SIZE 10000000')
            elif verb == 'STARTTLS':
                self.say('220 go on')
                self.encrypt()
                secure = True
            elif verb == 'AUTH':
                good = line.split(' ')[-1]
                if good == 'PLAIN':
                    self.say('334 ')
                    good = self.hear()
                self.say('235 welcome' if good == LOGIN and mode() == 'auth' else
                         '535 5.7.8 wrong password')
            elif verb == 'MAIL' and sender is None:
                sender = line[len('MAIL FROM:<'):-1]
                self.say('250 ok')
            elif verb == 'RCPT' and sender is not None:
                recipients.append(line[len('RCPT TO:<'):-1])
                self.say('250 ok')
            elif verb == 'DATA' and recipients:
                self.take(sender, recipients)
                sender, recipients = None, []
            elif verb == 'RSET':
                sender, recipients = None, []
                self.say('250 ok')
            elif verb == 'QUIT':
                return self.say('221 bye')
            else:
                self.say('503 not now')

    def handle(self):
        with lock, open(spool + '/asked', 'a') as out:
            print('---', file=out)
        try:
            self.talk()
        except (EOFError, OSError):       # gone in the middle: what was begun is nobody's
            pass


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


os.makedirs(spool, exist_ok=True)
server = Server(('127.0.0.1', 0), Session)
with open(port_file + '.new', 'w') as out:
    print(server.server_address[1], file=out)
os.rename(port_file + '.new', port_file)
server.serve_forever()
