#!/usr/bin/env python3
"""Writes feeds of invented publishers: feeds.py [--feeds N] [--seed S] DIRECTORY

DIRECTORY/new holds every feed, DIRECTORY/changed the one in twenty that has news
an hour later. The same arguments give the same bytes. Half of all feeds are
shorter than 25 KB, the longest are near 1 MB; seven in ten are RSS, the others
Atom; four in ten bring whole articles as HTML, the others a summary or bare text.
"""
import argparse
import html
import pathlib
import random
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime

NOON = datetime(2026, 11, 22, 12, tzinfo=timezone.utc)
SYLLABLES = "ba cor del fen gar hol im jun kel lor mer nis oth pra quil ros sen tal ur ven wes yar".split()
SHORT = "the of and to in a is that for it as was with on by at from".split()


def invent_words(rng, count):
    return ["".join(rng.choices(SYLLABLES, k=rng.randint(1, 4))) for _ in range(count)]


class Writer:
    """Text in which a few words are frequent and most are rare, as in any language."""

    def __init__(self, rng):
        self.rng = rng
        self.words = invent_words(rng, 4000)

    def word(self):
        if self.rng.random() < 0.45:
            return self.rng.choice(SHORT)
        return self.words[int(len(self.words) * self.rng.random() ** 3)]

    def sentence(self):
        words = [self.word() for _ in range(self.rng.randint(5, 24))]
        return " ".join(words).capitalize() + self.rng.choice([".", ".", ".", "?", "!"])

    def paragraph(self):
        return " ".join(self.sentence() for _ in range(self.rng.randint(2, 5)))

    def title(self):
        return " ".join(self.word() for _ in range(self.rng.randint(4, 11))).capitalize()

    def article(self, url, length):
        """HTML of about that length, with links, images and what trackers leave behind."""
        parts = [f'<img src="{url}/lead.jpg" width="640" height="360" alt="{self.title()}">']
        size = 0
        while size < length:
            text = self.paragraph()
            link = f'<a href="{url}/{self.word()}?utm_source=feed">{self.word()}</a>'
            parts.append(f"<p>{text} <em>{self.word()}</em> &amp; {link}.</p>")
            size += len(parts[-1])
        parts.append('<img src="https://pixel.example/1.gif" width="1" height="1">')
        return "\n".join(parts)


class Feed:
    def __init__(self, seed, index):
        self.rng = random.Random(f"{seed}/{index}")
        self.writer = Writer(self.rng)
        self.site = f"https://publisher-{index}.example"
        self.title = self.writer.title()
        self.is_atom = self.rng.random() < 0.3
        self.style = self.rng.choices(["article", "summary", "text"], [4, 4, 2])[0]
        length = self.rng.lognormvariate(10.1, 1.3)
        self.entry_length = self.rng.choice([300, 800, 2500]) if self.style == "article" else 250
        count = max(5, min(150, int(length / (self.entry_length + 450))))
        self.entries = [self.entry(i, NOON - timedelta(minutes=self.rng.randint(60, 20000)))
                        for i in range(count)]

    def entry(self, number, time):
        url = f"{self.site}/{time:%Y/%m}/{number}-{self.writer.word()}"
        body = {
            "article": lambda: self.writer.article(url, self.entry_length),
            "summary": lambda: f"<p>{self.writer.sentence()}</p>",
            "text": self.writer.sentence,
        }[self.style]()
        return {"url": url, "title": self.writer.title(), "time": time, "body": body}

    def add_news(self):
        for i in range(self.rng.randint(1, 3)):
            self.entries.insert(0, self.entry(len(self.entries), NOON + timedelta(minutes=40 + i)))

    def rss(self):
        items = "".join(
            f"<item><title>{html.escape(e['title'])}</title><link>{e['url']}</link>"
            f'<guid isPermaLink="true">{e["url"]}</guid>'
            f"<pubDate>{format_datetime(e['time'])}</pubDate>"
            f"<description>{html.escape(e['body'])}</description></item>\n"
            for e in self.entries)
        return (f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>'
                f"<title>{self.title}</title><link>{self.site}/</link>"
                f"<description>{self.title}</description>\n{items}</channel></rss>\n")

    def atom(self):
        entries = "".join(
            f"<entry><title>{html.escape(e['title'])}</title><id>{e['url']}</id>"
            f'<link rel="alternate" href="{e["url"]}"/><updated>{e["time"].isoformat()}</updated>'
            f'<content type="html">{html.escape(e["body"])}</content></entry>\n'
            for e in self.entries)
        return (f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
                f"<title>{self.title}</title><id>{self.site}/</id>"
                f"<updated>{NOON.isoformat()}</updated>\n{entries}</feed>\n")

    def write(self, path):
        path.write_text(self.atom() if self.is_atom else self.rss(), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--feeds", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("directory", type=pathlib.Path)
    arguments = parser.parse_args()

    new, changed = arguments.directory / "new", arguments.directory / "changed"
    for directory in (new, changed):
        directory.mkdir(parents=True, exist_ok=True)
        for old in directory.glob("*.xml"):
            old.unlink()
    for index in range(arguments.feeds):
        feed = Feed(arguments.seed, index)
        feed.write(new / f"{index}.xml")
        if index % 20 == 7:
            feed.add_news()
            feed.write(changed / f"{index}.xml")


if __name__ == "__main__":
    main()
