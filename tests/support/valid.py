#!/usr/bin/env python3
"""Are our feeds what the specifications ask for?

    valid.py FILE ...               tells of every breach of RFC 4287 (.atom) or JSON Feed 1.1 (.json)
    valid.py --same FILE PARSED     whether PARSED, what a parser made of FILE as JSON Feed, has its
                                    entries, in order, with all that they say

Relative references are held to be allowed: our files do not know where they will be served from.
"""
import json
import re
import sys
import xml.etree.ElementTree as ElementTree

ATOM = "{http://www.w3.org/2005/Atom}"
DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
IRI = re.compile(r"(https?://[^\s<>\"{}|\\^`/]+(/[^\s<>\"{}|\\^`]*)?|tag:[^\s:,]+,\d{4}(-\d\d){0,2}:\S+)")
REFERENCE = re.compile(r"[^\s<>\"{}|\\^`:]+")
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")

# How often an element may stand in another: sections 4.1.1, 4.1.2 and 4.2.11.
ONCE, MAYBE, ANY = (1, 1), (0, 1), (0, 1000000)
PLACES = {
    "feed": {"id": ONCE, "title": ONCE, "updated": ONCE, "author": ANY, "subtitle": MAYBE, "generator": MAYBE,
             "link": ANY, "category": ANY, "icon": MAYBE, "logo": MAYBE, "rights": MAYBE, "contributor": ANY, "entry": ANY},
    "entry": {"id": ONCE, "title": ONCE, "updated": ONCE, "published": MAYBE, "author": ANY, "link": ANY, "category": ANY,
              "summary": MAYBE, "content": MAYBE, "source": MAYBE, "rights": MAYBE, "contributor": ANY},
    "source": {"id": ONCE, "title": ONCE, "updated": ONCE, "author": ANY, "link": ANY, "category": ANY,
               "subtitle": MAYBE, "generator": MAYBE},
    "author": {"name": ONCE, "uri": MAYBE, "email": MAYBE},
}
ATTRIBUTES = {"link": {"href", "rel", "type", "hreflang", "title", "length"}, "category": {"term", "scheme", "label"},
              "content": {"type", "src"}, "title": {"type"}, "subtitle": {"type"}, "summary": {"type"},
              "rights": {"type"}, "generator": {"uri", "version"}}


def check_value(tag, element):
    text = element.text or ""
    if tag == "id" and not IRI.fullmatch(text):
        yield f"id {text!r} is no absolute IRI"
    elif tag in ("updated", "published") and not DATE.fullmatch(text):
        yield f"{tag} {text!r} is no date of RFC 3339"
    elif tag == "title" and not text.strip():
        yield "an empty title"
    elif tag == "link" and not (IRI.fullmatch(element.get("href", "")) or REFERENCE.fullmatch(element.get("href", ""))):
        yield f"link to {element.get('href')!r}"
    elif tag == "category" and not element.get("term"):
        yield "a category without a term"
    elif tag == "content" and element.get("type") not in ("text", "html"):
        yield f"content of type {element.get('type')}"


def check_element(element):
    tag = element.tag.removeprefix(ATOM)
    for name in element.attrib:
        if name not in ATTRIBUTES.get(tag, set()):
            yield f"{tag} with {name}"
    yield from check_value(tag, element)
    if tag not in PLACES:
        if len(element):
            yield f"elements within {tag}"
        return
    counts = {}
    for child in element:
        name = child.tag.removeprefix(ATOM)
        counts[name] = counts.get(name, 0) + 1
        if name not in PLACES[tag]:
            yield f"{name} within {tag}"
        yield from check_element(child)
    for name, (least, most) in PLACES[tag].items():
        if not least <= counts.get(name, 0) <= most:
            yield f"{counts.get(name, 0)} times {name} within {tag}"


def links(element):
    return [(link.get("rel", "alternate"), link.get("type"), link.get("hreflang")) for link in element.findall(ATOM + "link")]


def check_atom(text):
    feed = ElementTree.fromstring(text)
    if feed.tag != ATOM + "feed":
        yield f"it is a {feed.tag}"
    yield from check_element(feed)
    entries = feed.findall(ATOM + "entry")
    ids = [entry.findtext(ATOM + "id") for entry in entries]
    if len(set(ids)) < len(ids):
        yield "an id that two entries have"
    if "self" not in [rel for rel, _, _ in links(feed)]:
        yield "no link to itself"
    for entry in [feed, *entries]:
        alternates = [link for link in links(entry) if link[0] == "alternate"]
        if len(set(alternates)) < len(alternates):
            yield "two alternate links of a kind"
    for entry in entries:
        if entry.find(ATOM + "content") is None and not links(entry):
            yield "an entry without content and link"
        if entry.find(ATOM + "author") is None and feed.find(ATOM + "author") is None:
            yield "an entry of no author"
    updated = [entry.findtext(ATOM + "updated") for entry in entries]
    if updated and feed.findtext(ATOM + "updated") != max(updated):
        yield "updated at another time than its newest entry"


def is_url(value):
    return isinstance(value, str) and re.match("https?://", value) and IRI.fullmatch(value)


def is_authors(value):
    return isinstance(value, list) and value and all(author.get("name") for author in value)


# The keys of JSON Feed 1.1 with what they may hold; "!" for those that must be there.
TOP = {"version!": lambda v: v == "https://jsonfeed.org/version/1.1", "title!": lambda v: isinstance(v, str) and v,
       "home_page_url": is_url, "feed_url": is_url, "description": lambda v: isinstance(v, str), "authors": is_authors,
       "language": lambda v: LANGUAGE.fullmatch(v), "expired": lambda v: isinstance(v, bool),
       "items!": lambda v: isinstance(v, list)}
ITEM = {"id!": lambda v: isinstance(v, str) and v, "url": is_url, "external_url": is_url,
        "title": lambda v: isinstance(v, str), "content_html": lambda v: isinstance(v, str),
        "content_text": lambda v: isinstance(v, str), "summary": lambda v: isinstance(v, str), "image": is_url,
        "date_published": DATE.fullmatch, "date_modified": DATE.fullmatch, "authors": is_authors,
        "tags": lambda v: all(isinstance(tag, str) for tag in v), "language": LANGUAGE.fullmatch}


def check_object(value, keys):
    for key, test in keys.items():
        if key.endswith("!") and key[:-1] not in value:
            yield f"no {key[:-1]}"
    for key, inner in value.items():
        test = keys.get(key) or keys.get(key + "!")
        if key.startswith("_"):
            if not isinstance(inner, dict):
                yield f"an extension {key} that is no object"
        elif test is None:
            yield f"an unknown key {key}"
        elif inner is not None and not test(inner):       # what is unknown is null with us
            yield f"{key} is {inner!r}"


def check_json(text):
    feed = json.loads(text)
    yield from check_object(feed, TOP)
    for item in feed["items"]:
        yield from check_object(item, ITEM)
        if not (item.get("content_html") or item.get("content_text")):
            yield f"no content of {item['id']}"
    ids = [item["id"] for item in feed["items"]]
    if len(set(ids)) < len(ids):
        yield "an id that two items have"


def check(path):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    for breach in (check_atom if path.endswith(".atom") else check_json)(text):
        yield f"{path}: {breach}"


def entry_of_atom(entry):
    def text(name):
        return entry.findtext(ATOM + name)
    link = entry.find(ATOM + "link")
    return {"id": text("id"), "title": text("title"), "url": link.get("href") if link is not None else None,
            "date_published": text("published"), "date_modified": text("updated"),
            "tags": [category.get("term") for category in entry.findall(ATOM + "category")],
            "words": re.findall(r"\w+", re.sub("<[^>]*>", " ", text("content"))),
            "source": entry.findtext(ATOM + "source/" + ATOM + "title")}


def entry_of_parsed(item):
    kept = {key: item.get(key) for key in ("id", "title", "url", "date_published", "date_modified", "tags")}
    return {**kept, "words": re.findall(r"\w+", re.sub("<[^>]*>", " ", item["content_html"])),
            "source": (item.get("_granola") or item).get("_source_title")}


def differences(original, parsed):
    written = [entry_of_atom(entry) for entry in ElementTree.parse(original).getroot().findall(ATOM + "entry")]
    with open(parsed, encoding="utf-8") as file:
        read = [entry_of_parsed(item) for item in json.load(file)["items"]]
    if len(written) != len(read) or not written:
        yield f"{len(written)} entries were written, {len(read)} read"
    for ours, theirs in zip(written, read):
        for key, value in ours.items():
            if theirs[key] != value:
                yield f"{key}: {value!r} was read as {theirs[key]!r}"


def main(arguments):
    if arguments[0] == "--same":
        found = list(differences(*arguments[1:]))
    else:
        found = [breach for path in arguments for breach in check(path)]
    for finding in found[:40]:
        print(finding)
    return 1 if found else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
