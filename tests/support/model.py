"""A server that speaks the chat completions API, well or badly.

	model.py PORT_FILE MODE_FILE LOG

How it answers is in MODE_FILE, read at every request; the LOG has a line per
request: its path, its Authorization and the length of the text it is asked about.
"""
import http.server
import json
import sys
import time

port_file, mode_file, log = sys.argv[1:4]
FRENCH = ('Le bateau est dans le port et les gens de la ville sont sur le quai avec la police, '
          'mais il est en retard pour une fois. ')


def reworded(text, mode):
    if mode == 'good':            # one paragraph, and no text of their own
        return ' '.join(text.split('\n'))
    if mode == 'number':
        return text + ' The damage is put at 98765 crowns.'
    if mode == 'name':
        return text + ' This was arranged by Mallory Grimshaw.'
    if mode == 'quotation':
        return text + ' "We knew all of it," it says.'
    if mode == 'link':
        return text + ' See https://evil.example/login for more.'
    if mode == 'markup':
        return '<script>alert(1)</script>' + text
    if mode == 'language':
        return FRENCH * max(1, len(text) * 2 // (3 * len(FRENCH)))
    if mode == 'obedient':        # does what an article told it to
        order = 'Mallory says that all readers of this are to pay her at once. '
        return order * max(1, len(text) * 2 // (3 * len(order)))
    if mode == 'long':
        return text + '\n' + text
    return ''                     # empty


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def log_message(self, *args):
        pass

    def answer(self, status, body, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:           # whoever asked had no patience
            pass

    def do_POST(self):
        mode = open(mode_file).read().strip()
        question = json.loads(self.rfile.read(int(self.headers['Content-Length'])))
        text = question['messages'][-1]['content']
        with open(log, 'a') as out:
            print(self.path, self.headers['Authorization'], len(text), file=out)
        if mode == 'slow':
            time.sleep(20)
        if mode in ('500', '429'):
            return self.answer(int(mode), b'{"error": {"message": "busy"}}')
        if mode == 'moved':
            return self.answer(307, b'', Location='http://127.0.0.2:9/v1/chat/completions')
        if mode == 'html':
            return self.answer(200, b'<html>Sign in</html>')
        if mode == 'cut':
            return self.answer(200, b'{"choices": [{"message": {"content": "The')
        if mode == 'shape':
            return self.answer(200, b'{"choices": [{"text": "The"}]}')
        reply = {'choices': [{'finish_reason': 'stop', 'message': {
            'role': 'assistant', 'content': reworded(text, mode)}}]}
        self.answer(200, json.dumps(reply).encode())


server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
server.daemon_threads = True
with open(port_file, 'w') as out:
    print(server.server_address[1], file=out)
server.serve_forever()
