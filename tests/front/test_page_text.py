"""Messages as HTML without JavaScript: the little Markdown that we write, and never markup that somebody else wrote."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.front.page_text import gives_number, html

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


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("", ""),
        ("   \n\n ", ""),
        ("Dag.", "<p>Dag.</p>"),
        ("een\ntwee", "<p>een<br>twee</p>"),
        ("een\n\ntwee", "<p>een</p>\n<p>twee</p>"),
        ("**let op** nu", "<p><strong>let op</strong> nu</p>"),
        ("**half", "<p>**half</p>"),
        ("** **", "<p><strong> </strong></p>"),
        ("2 * 3 * 4", "<p>2 * 3 * 4</p>"),
        ("- een\n- twee", "<ul><li>een</li><li>twee</li></ul>"),
        ("• een\n* twee", "<ul><li>een</li><li>twee</li></ul>"),
        ("1. een\n2) twee", "<ol><li>een</li><li>twee</li></ol>"),
        ("Kies:\n- een\n1. twee", "<p>Kies:</p>\n<ul><li>een</li></ul>\n<ol><li>twee</li></ol>"),
        ("-5 graden", "<p>-5 graden</p>"),
        ("1.845,30 euro", "<p>1.845,30 euro</p>"),
        ("2026. was een jaar", "<p>2026. was een jaar</p>"),
        ("- **vet** in een lijst", "<ul><li><strong>vet</strong> in een lijst</li></ul>"),
        ("[hier](https://a.nl/b?c=d&e=f)", '<p><a href="https://a.nl/b?c=d&amp;e=f">hier</a></p>'),
        ("[bel](tel:071-516)", '<p><a href="tel:071-516">bel</a></p>'),
        ("[hier]( https://a.nl)", "<p>[hier]( https://a.nl)</p>"),
        ("bel 112!", '<p>bel <a href="tel:112">112</a>!</p>'),
        ("**113**", '<p><strong><a href="tel:113">113</a></strong></p>'),
        ("0800-0113 of 071-5165165", '<p><a href="tel:08000113">0800-0113</a> of <a href="tel:0715165165">'
         "071-5165165</a></p>"),
    ],
)  # fmt: skip
def test_the_little_markdown(text, becomes):
    assert html(text) == becomes


@pytest.mark.parametrize(
    "text",
    [
        "€ 112",
        "€112",
        "112,50",
        "112.000",
        "1112",
        "1120",
        "112%",
        "112 euro",
        "112-113",
        "-112",
        "3.112",
        "0800",
        "06",
    ],
)
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
    assert read.attributes <= {"href"}
    assert all(ADDRESS.fullmatch(link) and "javascript" not in link.lower() for link in read.links)
    if "[" in text and not read.links:
        assert read.text == text


@given(st.lists(st.sampled_from(MARKS + HOSTILE) | st.text(max_size=4), max_size=25).map("".join))
def test_whatever_a_text_is_only_our_own_markup_comes_out(text):
    read = Reader(html(text))
    assert set(read.tags) <= TAGS
    assert read.attributes <= {"href"}
    assert all(ADDRESS.fullmatch(link) for link in read.links)


@given(
    st.lists(st.sampled_from(["een", "<twee>", "&", "\n", "\n\n", " ", '"drie"', "vier's"]), max_size=20).map("".join)
)
def test_no_word_is_lost(text):
    assert "".join(Reader(html(text)).text.split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "gives"),
    [
        ("Bel 112.", True),
        ("Bel **112**", True),
        ("[112](tel:112)", True),
        ("0800-2000", True),
        ("113", False),
        ("112 euro", False),
        ("[website](https://a.nl/112)", False),
        ("", False),
    ],
)
def test_a_text_that_gives_a_number_of_danger(text, gives):
    assert gives_number(text, ["112", "0800-2000"]) is gives


def test_a_long_text_is_read_at_once():
    assert html("**a** [b](https://c) 112 - \n" * 2_000).count("<a") == 4_000
