#!/usr/bin/env python3
"""Does anything act in the files that granola wrote?

    inert.py DIRECTORY      tells of every file of digests in which something might; exits 1 if any
    inert.py --itself       whether it sees what acts: every acting vector of vectors.py

HTML is parsed as browsers parse it, by html5lib, as if scripts ran and as if not, and once more
after it was written out again. Only what granola writes is allowed: an element, an attribute or
a kind of link that is not known here is a finding. HTML within Atom and JSON is held to the same, and
so is what cmark makes of Markdown, with raw HTML let through. Exits 77 where html5lib or cmark is missing.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree
import xml.parsers.expat

try:
    import html5lib
except ImportError:
    print("skipped: there is no html5lib")
    sys.exit(77)

XHTML = "{http://www.w3.org/1999/xhtml}"
ATOM = "{http://www.w3.org/2005/Atom}"
ELEMENTS = set("""html head meta title style body a header h1 h2 h3 p time nav ol ul li main article section footer
    span div b i em strong code bdi cite hr br""".split())
ATTRIBUTES = {"lang": r"([a-zA-Z]{2,8})?", "dir": "ltr|rtl|auto", "class": "[a-z -]+", "datetime": "[0-9TZ:-]+",
              "id": "main-content|story-[0-9]+|[a-z]+-label", "role": "img", "aria-hidden": "true",
              "aria-label": None, "aria-labelledby": "[a-z]+-label", "title": None, "rel": "noopener noreferrer",
              "style": r"(left|height):\d{1,3}%", "charset": "utf-8", "content": None, "start": "[0-9]+",
              "name": "viewport|referrer|generator|description", "http-equiv": "Content-Security-Policy"}
ABROAD = re.compile(r"https?://[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")
AT_HOME = re.compile(r"#[a-z0-9-]+|(\.\./)?[a-z0-9][A-Za-z0-9/-]*\.(html|txt|md|json|atom|opml)")
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb"
                      "\ufdd0-\ufdef\ufffe\uffff]")
LOADING = re.compile(r"url\s*\(|@import|expression|src\s*:|[<\\]", re.I)


def check_link(target):
    if not (ABROAD.fullmatch(target) or AT_HOME.fullmatch(target)):
        yield f"a link to {target!r}"


def check_attribute(name, value):
    if not isinstance(name, str):
        yield f"an attribute of another namespace, {name}"
    elif name == "href":
        yield from check_link(value)
    elif name not in ATTRIBUTES:
        yield f"an attribute {name}={value!r}"
    elif ATTRIBUTES[name] is not None and not re.fullmatch(ATTRIBUTES[name], value):
        yield f"an odd {name}={value!r}"


def check_element(element):
    if not isinstance(element.tag, str):
        yield f"a comment or the like: {element.text!r}"
        return
    tag = element.tag.removeprefix(XHTML)
    if tag in ("DOCUMENT_ROOT", "DOCUMENT_FRAGMENT", "<!DOCTYPE>"):
        return
    if tag not in ELEMENTS:
        yield f"an element {tag}"
    for name, value in element.attrib.items():
        yield from check_attribute(name, value)
    if tag == "style" and LOADING.search(element.text or ""):
        yield "a style sheet that loads something"
    if tag != "style" and STEERING.search((element.text or "") + (element.tail or "")):
        yield f"a steering character in {element.text!r} {element.tail!r}"


def parse(text, is_whole, runs_scripts):
    parser = html5lib.HTMLParser(namespaceHTMLElements=True)
    if is_whole:
        return parser.parse(text, scripting=runs_scripts)
    return parser.parseFragment(text, scripting=runs_scripts)


def shape(tree):
    return [(element.tag, sorted(element.attrib.items(), key=str)) for element in tree.iter()]


def check_html(text, is_whole=True):
    for runs_scripts in (True, False):
        tree = parse(text, is_whole, runs_scripts)
        for element in tree.iter():
            yield from check_element(element)
        again = html5lib.serialize(tree, omit_optional_tags=False, quote_attr_values="always")
        if shape(parse(again, is_whole, runs_scripts)) != shape(tree):
            yield "HTML that is another once it is written out again"


STYLE = re.compile("(?<=<style>).*?(?=</style>)", re.S)
seen_styles = set()


def check_page(text):
    """A style sheet is looked at once, not in each page."""
    style = STYLE.search(text)
    if style and style[0] in seen_styles:
        text = text.replace(style[0], "", 1)
    elif style:
        seen_styles.add(style[0])
    yield from check_html(text)
    if "default-src 'none'; style-src 'unsafe-inline'" not in text:
        yield "no content security policy"


def check_plain(text):
    for found in STEERING.finditer(text):
        yield f"U+{ord(found[0]):04X} in {text[max(0, found.start() - 20):found.end() + 20]!r}"


def check_markdown(text):
    yield from check_plain(text)
    made = subprocess.run(["cmark", "--unsafe"], input=text.encode(), capture_output=True, check=True).stdout
    yield from check_html(made.decode(), is_whole=False)


def check_json_value(key, value):
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from check_json_value(name, inner)
    elif isinstance(value, list):
        for inner in value:
            yield from check_json_value(key, inner)
    elif isinstance(value, str):
        if key == "content_html":
            yield from check_html(value, is_whole=False)
        else:
            yield from check_plain(value)
        if key.endswith("url"):
            yield from check_link(value)


def check_json(text):
    yield from check_json_value("", json.loads(text))


def check_atom(text):
    odd = []
    parser = xml.parsers.expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *found: odd.append("a document type")
    parser.ProcessingInstructionHandler = lambda *found: odd.append("a processing instruction")
    parser.Parse(text.encode(), True)
    yield from odd
    for element in xml.etree.ElementTree.fromstring(text).iter():
        yield from check_plain(element.text or "")
        if element.tag == ATOM + "link":
            yield from check_link(element.get("href"))
        if element.get("type") == "html":
            yield from check_html(element.text or "", is_whole=False)
        for name, value in element.attrib.items():
            yield from check_plain(value)


def check_outlines(text):
    for element in xml.etree.ElementTree.fromstring(text).iter():
        for name, value in element.attrib.items():
            yield from check_plain(value)
            if name.endswith("Url"):
                yield from check_link(value)


CHECKS = {".html": check_page, ".txt": check_plain, ".md": check_markdown, ".json": check_json, ".atom": check_atom,
          ".opml": check_outlines}


def findings(directory):
    for folder, _, names in os.walk(directory):
        for name in sorted(names):
            path = os.path.join(folder, name)
            if not re.fullmatch(r"[A-Za-z0-9-]+\.[a-z]+", name):
                yield f"{path}: its name"
            with open(path, encoding="utf-8", newline="") as file:
                text = file.read()
            for finding in CHECKS[os.path.splitext(name)[1]](text):
                yield f"{path}: {finding}"


def unseen():
    """Of the vectors that act, those in which this finds nothing."""
    import vectors
    for vector in vectors.acting():
        if not list(check_html(f"<!DOCTYPE html><p>{vector}</p>")):
            yield f"not seen to act: {vector}"


def main(argument):
    if shutil.which("cmark") is None:
        print("skipped: there is no cmark")
        return 77
    found = list(unseen() if argument == "--itself" else findings(argument))
    for finding in found[:40]:
        print(finding.encode("ascii", "backslashreplace").decode())
    return 1 if found else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
