"""Are these messages what mail should be?

	letters.py [--delivered] FILE...

--delivered: a mail server has put lines of its own above.

Fails unless every one is well-formed and whole: an edition as text and as HTML, one
field of each name, lines that may travel. Prints a line for each, apart by tabs: To,
Message-ID, In-Reply-To, Subject.
"""
import email
import email.policy
import email.utils
import re
import sys

ONCE = ('From', 'To', 'Subject', 'Date', 'Message-ID', 'List-Id', 'Auto-Submitted',
        'MIME-Version', 'Content-Type')
ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+"


def check(path, data, was_delivered):
    def must(what, holds):
        if not holds:
            sys.exit(f'{path}: {what}')

    # What travels: RFC 5321 and 5322. A program may have been given bare LF, but not a mixture.
    end = b'\r\n' if b'\r\n' in data else b'\n'
    lines = data.split(end)
    must('the last line does not end', lines.pop() == b'')
    must('line ends are mixed', not any(b'\r' in line or b'\n' in line for line in lines))
    must('not ASCII', data.isascii())
    must('a long line', all(len(line) <= 78 or b' ' not in line.strip()[12:] for line in lines))
    must('a line begins with a point', not any(line.startswith(b'.') for line in lines))
    must('a line looks like the next message', not any(l.startswith(b'From ') for l in lines))

    message = email.message_from_bytes(data, policy=email.policy.SMTP)
    names = [name.lower() for name in message.keys()]
    must('a field is there twice', was_delivered or len(names) == len(set(names)))
    for name in ONCE:
        must(f'no {name}', message[name])
    for part in message.walk():
        must(f'defects: {part.defects}', not part.defects)
        for name, value in part.items():
            must(f'defects in {name}', not value.defects)
    must('not sent by a program', message['Auto-Submitted'] == 'auto-generated')
    must('a Message-ID that is none', re.fullmatch(f'<{ATOM}@{ATOM}>', message['Message-ID']))
    must('a Date that is none', email.utils.parsedate_to_datetime(message['Date']).tzinfo)
    must('a List-Id that is none', re.search(r'<[a-z0-9.-]+>$', message['List-Id']))
    must('two parents', message['In-Reply-To'] == message['References'])

    must('no alternatives', message.get_content_type() == 'multipart/alternative')
    text, html = message.iter_parts()
    must('text is not first', text.get_content_type() == 'text/plain')
    must('HTML is not second', html.get_content_type() == 'text/html')
    must('the text is cut short', 'Granola by' in text.get_content())
    must('the HTML is cut short', html.get_content().rstrip().endswith('</html>'))
    must('a link to a file', not re.search(r'href="(?!https?://|#)', html.get_content()))
    print(message['To'], message['Message-ID'], message['In-Reply-To'] or '-',
          message['Subject'], sep='\t')


delivered = sys.argv[1:2] == ['--delivered']
for name in sys.argv[2 if delivered else 1:]:
    with open(name, 'rb') as file:
        check(name, file.read(), delivered)
