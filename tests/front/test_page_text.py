"""Messages as HTML without JavaScript: the little Markdown that we write, and never markup that somebody else wrote."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.front.page_text import gives_number, html, plain

CASES = json.loads((Path(__file__).parent / "messages.json").read_text(encoding="utf-8"))
"""What the widget makes of the same texts is in ``widget/text.test.js``."""
TAGS = {"p", "br", "strong", "ul", "ol", "li", "a"}
ADDRESS = re.compile(r"(?:https?://|tel:)\S+", re.IGNORECASE)
MARKS = [
    "**",
    "*",
    "- ",
    "• ",
    "1. ",
    "2) ",
    "[",
    "](",
    ")",
    "https://a.nl",
    "javascript:x",
    "tel:112",
    "112",
    "\n",
    " ",
]
HOSTILE = ["<", ">", "&", '"', "'", "</p>", "<script>", "é", "😀", "ش", "\u202e", "{{ 1 }}", "{%"]


class Reader(HTMLParser):
    """What a browser would make of it."""

    def __init__(self, source):
        super().__init__()
        self.tags, self.links, self.text, self.attributes = [], [], "", set()
        self.feed(str(source))
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value for name, value in attrs if name == "href"]

    def handle_data(self, data):
        self.text += data


@pytest.mark.parametrize(("text", "becomes"), CASES["markup"])
def test_the_little_markdown(text, becomes):
    assert html(text) == becomes


@pytest.mark.parametrize("text", CASES["no_phone"])
def test_no_phone_number(text):
    assert "<a" not in html(f"het is {text} dus")
    assert not gives_number(f"het is {text} dus", ["112", "113"])


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "**<img src=x onerror=alert(1)>**",
        "- <b>x</b>",
        "[<i>x</i>](https://a.nl)",
        '[x](https://a.nl/"onmouseover="alert(1))',
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html,<script>)",
        "[x](//kwaad.example)",
        "[x](/gesprek)",
        "[x](vbscript:x)",
        "[x](tel:112;javascript:x)",
        "[x](xhttps://a.nl)",
        "&lt;script&gt; &amp; &#60;",
        "{{ 7 * 7 }} {% include 'x' %}",
        "</p></div><p>",
    ],
)
def test_what_is_hostile_stays_text(text):
    read = Reader(html(text))
    assert set(read.tags) <= TAGS
    assert read.attributes <= {"href", "class"}
    assert all(ADDRESS.fullmatch(link) and "javascript" not in link.lower() for link in read.links)
    if "[" in text and not read.links:
        assert read.text == text


@given(st.lists(st.sampled_from(MARKS + HOSTILE) | st.text(max_size=4), max_size=25).map("".join))
def test_whatever_a_text_is_only_our_own_markup_comes_out(text):
    read = Reader(html(text))
    assert set(read.tags) <= TAGS
    assert read.attributes <= {"href", "class"}
    assert all(ADDRESS.fullmatch(link) for link in read.links)


@given(
    st.lists(st.sampled_from(["een", "<twee>", "&", "\n", "\n\n", " ", '"drie"', "vier's"]), max_size=20).map("".join)
)
def test_no_word_is_lost(text):
    assert "".join(Reader(html(text)).text.split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ""),
        ("**Let op** nu", "Let op nu"),
        ("[hier](https://a.nl) en **daar**", "hier (https://a.nl) en daar"),
        ("[bel](tel:112)", "bel (tel:112)"),
        ("**half", "**half"),
        ("<b>x</b>", "<b>x</b>"),
    ],
)
def test_the_words_without_their_marks(text, words):
    assert plain(text) == words


@pytest.mark.parametrize(("text", "gives"), CASES["danger"])
def test_a_text_that_gives_a_number_of_danger(text, gives):
    assert gives_number(text, ["112", "0800-2000"]) is gives


def test_a_long_text_is_read_at_once():
    assert html("**a** [b](https://c) 112 - \n" * 2_000).count("<a") == 4_000
