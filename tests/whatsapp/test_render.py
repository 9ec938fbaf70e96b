"""Messages in WhatsApp's form: nothing is lost, nothing is over a limit, every way of answering is the same answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.whatsapp.render import LONGEST_BUTTON, LONGEST_ROW, chosen, marked, payloads, short_titles, split
from bot.whatsapp.words import Words
from tests.front.outcomes import CASES, MANY, names, outcomes
from tests.whatsapp.rules import refusal

WORDS = Words.load()
LONG = "Ik woon samen met mijn partner en met kinderen"


def choices(*titles):
    return [{"titel": title, "keuze": f"keuze-{number}"} for number, title in enumerate(titles)]


@pytest.mark.parametrize(
    ("markdown", "whatsapp"),
    [
        ("Bel **112** nu.", "Bel *112* nu."),
        ("**a** en **b**", "*a* en *b*"),
        ("- een\n- twee", "- een\n- twee"),
        ("Lees [de site](https://x.nl/a) maar.", "Lees de site: https://x.nl/a maar."),
        ("[https://x.nl](https://x.nl)", "https://x.nl"),
        ("[klik](javascript:alert(1))", "klik)"),
        ("2 * 3 * 4", "2 * 3 * 4"),
    ],
)
def test_marks(markdown, whatsapp):
    assert marked(markdown) == whatsapp


class TestSplitting:
    def test_at_the_end_of_a_sentence(self):
        assert split("Een zin. Nog een zin. En nog een.", 22) == ["Een zin. Nog een zin.", "En nog een."]

    def test_at_a_space_and_else_anywhere(self):
        assert split("woord " * 5, 11) == ["woord woord", "woord woord", "woord"]
        assert split("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]

    @given(st.text(max_size=300), st.integers(1, 40))
    def test_nothing_is_lost_and_nothing_is_too_long(self, text, longest):
        parts = split(text, longest)
        assert all(0 < len(part) <= longest for part in parts)
        assert "".join("".join(parts).split()) == "".join(text.split())


class TestTitles:
    @given(st.lists(st.text(max_size=40), max_size=10), st.sampled_from([LONGEST_BUTTON, LONGEST_ROW]))
    def test_short_unique_and_never_empty(self, titles, longest):
        short = short_titles(titles, longest)
        assert all(0 < len(title) <= longest and title.strip() for title in short)
        assert len({title.casefold() for title in short}) == len(titles)

    @pytest.mark.parametrize(
        ("titles", "short"),
        [
            ([LONG, f"{LONG} thuis"], ["Ik woon samen met m…", "…thuis"]),
            (
                ["Inkomen per maand: € 1.450,50.", "Inkomen per maand: € 1.650,50.", "Weet ik niet"],
                ["…1.450,50.", "…1.650,50.", "Weet ik niet"],
            ),
            (
                ["U woont in Leidschendam-Voorburg.", "U woont in Leiderdorp, niet daar."],
                ["…Leidschendam-Voorb…", "…Leiderdorp, niet d…"],
            ),
            (
                ["Blijf bij Leidschendam-Voorburg", "Ga naar Leiden"],
                ["Blijf bij Leidschen…", "Ga naar Leiden"],
            ),
            (
                ["U huurt een huis van een ander", "U leeft van een uitkering of pensioen"],
                ["U huurt een huis va…", "U leeft van een uit…"],
            ),
            ([LONG, LONG], ["Ik woon samen met m…", "Ik woon samen met… 2"]),
        ],
    )
    def test_what_makes_it_another_can_be_read(self, titles, short):
        assert short_titles(titles, 20) == short


class TestForms:
    def kind(self, count):
        found = payloads("Kies.", {"keuzes": choices(*(f"optie {n}" for n in range(count)))}, WORDS)
        return found[-1].get("interactive", {}).get("type", "text")

    @pytest.mark.parametrize(
        ("count", "kind"), [(0, "text"), (1, "button"), (3, "button"), (4, "list"), (10, "list"), (11, "text")]
    )
    def test_by_the_number_of_choices(self, count, kind):
        assert self.kind(count) == kind

    def test_what_is_cut_stands_in_full_in_the_body(self):
        body = payloads("Kies.", {"keuzes": choices(LONG, "Nee")}, WORDS)[-1]["interactive"]["body"]["text"]
        assert f"- {LONG}\n- Nee" in body

    @pytest.mark.parametrize(
        ("contact", "where"),
        [
            ({"naam": "Balie", "bereikbaar": "Elke dag."}, "\nHier kunt u terecht: Balie.\nElke dag."),
            ({"naam": "Balie", "bereikbaar": None}, "\nHier kunt u terecht: Balie."),
            (None, ""),
        ],
    )
    def test_cards_are_told_in_lines(self, contact, where):
        card = {"naam": "Ooievaarspas", "status": "misschien", "samenvatting": "Korting.", "stappen": ["Bel."]}
        card["contact"] = contact
        body = payloads("Dit past bij u.", {"kaarten": [card]}, WORDS)[0]["text"]["body"]
        assert body == f"Dit past bij u.\n\n*Ooievaarspas* (misschien voor u)\nKorting.\n1. Bel.{where}"

    def test_how_a_desk_is_reached_is_told_once(self):
        outcomes = [
            {"naam": name, "status": "misschien", "contact": {"naam": desk, "bereikbaar": f"Bel {desk}."}}
            for name, desk in (("Een", "A"), ("Twee", "B"), ("Drie", "A"))
        ]
        for _ in range(2):
            body = payloads("Dit past.", {"kaarten": outcomes}, WORDS)[0]["text"]["body"]
            assert [body.count(f"Hier kunt u terecht: {desk}.") for desk in "AB"] == [2, 1]
            assert [body.count(f"Bel {desk}.") for desk in "AB"] == [1, 1]

    @pytest.mark.parametrize("count", [2, 6])
    def test_a_question_says_how_far_it_is(self, count):
        extra = {"keuzes": choices(*(f"optie {n}" for n in range(count))), "voortgang": {"stap": 2, "van": 8}}
        [asked] = payloads("Huurt u?", extra, WORDS)
        assert asked["interactive"]["footer"] == {"text": "Vraag 2 van ongeveer 8"}
        assert refusal(asked) is None
        [bare] = payloads("Huurt u?", {"keuzes": extra["keuzes"]}, WORDS)
        assert "footer" not in bare["interactive"]

    @given(
        st.text(min_size=1, max_size=9000).filter(str.strip),
        st.lists(st.text(max_size=400), max_size=14),
    )
    def test_meta_refuses_nothing(self, text, titles):
        offered = [{"titel": title, "keuze": f"{number:043d}"} for number, title in enumerate(titles)]
        for payload in payloads(text, {"keuzes": offered}, WORDS):
            assert refusal(payload) is None


class TestManyOutcomes:
    READ_ON = WORDS.said["lees_meer"]

    def told(self, counts):
        parts = payloads("Dit past bij u.", {"kaarten": outcomes(counts)}, WORDS)
        assert [refusal(part) for part in parts if refusal(part)] == []
        return "\n\n".join(part["text"]["body"] for part in parts)

    @pytest.mark.parametrize(("counts", "expected"), CASES)
    def test_of_a_long_group_the_first_are_told_and_the_others_named(self, counts, expected):
        in_full = {name for status, shown, _ in expected for name in names(status, 1, shown)}
        lists = [
            "\n- ".join([WORDS.cards["nog"][status].format(aantal=more) + ":", *names(status, shown + 1, shown + more)])
            for status, shown, more in expected
            if more
        ]
        _, *found = self.told(counts).split("\n\n")
        told = [each["naam"] for each in outcomes(counts) if each["naam"] in in_full]
        assert [line.split("*")[1] for line in found[: len(told)]] == told, "in the order in which they came"
        assert found[len(told) :] == [*lists, *([self.READ_ON] if lists else [])]

    def test_27_take_one_or_two_messages_and_not_four(self):
        assert len(self.told(MANY)) < 2_000
        assert self.told(MANY).count("Hulp nummer") == 12

    def test_the_way_to_read_on_is_one_that_exists(self):
        assert "Typ LINK" in self.READ_ON
        assert "link" in WORDS.link

    def test_two_that_are_alike_in_every_word_are_both_there(self):
        alike = [outcome for _ in range(27) for outcome in outcomes({"misschien": 1})]
        body = "".join(part["text"]["body"] for part in payloads("Dit past.", {"kaarten": alike}, WORDS))
        assert body.count("misschien 1") == 27


class TestAnswering:
    OFFERED = choices("Ja", LONG, "Weet ik niet")
    MANY = choices(*(f"optie {number}" for number in range(1, 13)))

    def answer(self, typed, choices=OFFERED, **extra):
        return chosen(typed, {"keuzes": choices, **extra}, WORDS)

    @pytest.mark.parametrize("typed", ["Ja", "ja", " JA ", "j a"])
    def test_the_wording(self, typed):
        assert self.answer(typed) == (None if typed == "j a" else "keuze-0")

    def test_the_wording_as_it_was_cut(self):
        for longest in (LONGEST_BUTTON, LONGEST_ROW):
            assert self.answer(short_titles([each["titel"] for each in self.OFFERED], longest)[1]) == "keuze-1"

    @pytest.mark.parametrize(
        ("typed", "choice"),
        [("12", "keuze-11"), ("3.", "keuze-2"), ("optie 3", "keuze-2")]
        + [(typed, None) for typed in ("0", "13", "²", "1234", "-1", "3 4", "")],
    )
    def test_the_number(self, typed, choice):
        assert self.answer(typed, self.MANY) == choice

    @pytest.mark.parametrize("field", ["leeftijd", "kinderen", "inkomen", "kostendelers", "mantelzorg_uren"])
    def test_a_number_that_was_asked_for_is_an_answer_of_its_own(self, field):
        assert self.answer("2", vraag=field) is None
        assert self.answer("2", self.MANY, vraag=field) == "keuze-1"

    @pytest.mark.parametrize("field", ["huishouden", "schulden", "gemeente", None])
    def test_elsewhere_it_is_the_choice_with_that_number(self, field):
        assert self.answer("2", vraag=field) == "keuze-1"

    def test_anything_else_is_text(self):
        assert self.answer("ik weet het echt niet") is None
        assert self.answer("ja", []) is None
        assert chosen("ja", {}, WORDS) is None
