"""What people say without detours, in every combination of who, what and when: none of it may be missed.

The words are the most ordinary ones there are. A combination that goes wrong is named, so that a rule can be widened.
"""

from itertools import product

import pytest

from bot.dialogue.safety import detect

WHO = ["mijn man", "me vriend", "mn vrouw", "hij", "mijn ex", "mijn zoon", "mijn partner", "mijn stiefvader"]
OTHER = ["ik", "mijn zoon", "mijn moeder", "zij", "opa"]
ILL = ["mijn man", "mijn moeder", "mijn kind", "opa", "de buurvrouw", "mijn baby", "me vriend"]
HOW = ["", "help", "en ik ben alleen", "wat moet ik doen"]
SAYS = {
    "geweld": (
        WHO,
        ["slaat", "schopt", "mishandelt", "bedreigt", "wurgt", "stompt", "sloeg", "bijt", "steekt"],
        ["mij", "mijn moeder", "mijn zus", "de kinderen"],
        ["", "vandaag", "elke dag", "als hij dronken is"],
    ),
    "geweld in het verleden": (
        WHO,
        ["heeft", "heb"],
        ["mij", "mijn moeder", "haar", "de kinderen"],
        ["geslagen", "gewurgd", "bedreigd", "neergestoken", "in elkaar geslagen"],
        ["", "vannacht"],
    ),
    "met de dood bedreigd": (
        WHO,
        ["gaat", "wil", "zegt dat hij", "dreigt"],
        ["mij", "mijn zus", "de kinderen"],
        ["doodmaken", "vermoorden", "neersteken", "te vermoorden", "in elkaar slaan"],
    ),
    "dood willen": (
        OTHER,
        ["wil", "wil nu", "wil gewoon", "wil vannacht"],
        ["dood", "sterven", "niet meer leven", "er niet meer zijn", "zichzelf killen", "zichzelf ophangen"],
    ),
    "dood willen, volgens een ander": (
        ["zegt dat ze", "zei dat hij", "heeft gezegd dat ze", "appt dat ie"],
        ["dood wil", "niet meer wil leven", "er niet meer wil zijn", "zelfmoord gaat plegen", "zichzelf wil ophangen"],
    ),
    "nood": (
        ILL,
        ["ademt niet", "is bewusteloos", "reageert niet meer", "heeft een hartaanval", "krijgt geen lucht", "stikt"],
        HOW,
    ),
    "brand": (
        ["mijn huis", "de keuken", "de flat", "het huis van de buren"],
        ["staat in brand", "brandt", "staat in de fik"],
        HOW,
    ),
    "onveilig": (
        ["ik ben bang voor", "ik ben doodsbang voor", "ik voel me onveilig door"],
        ["mijn man", "mijn zoon", "hem", "me vriend"],
        ["", "thuis"],
    ),
    "een kind zegt het zelf": (
        ["papa", "mama", "mijn stiefvader", "opa", "mijn oom"],
        ["slaat mij", "zit aan mij", "schopt mij", "doet mij pijn"],
        ["", "en ik ben 11"],
    ),
    "een oudere": (
        ["mijn vader van 86", "oma", "mijn demente moeder"],
        ["wordt geslagen", "wordt mishandeld", "wordt opgesloten"],
        ["", "door zijn zoon", "door de verzorger"],
    ),
    "geen dak": (
        ["ik heb", "wij hebben", "mijn zoon heeft"],
        ["geen slaapplek", "geen onderdak", "nergens om te slapen"],
        ["vannacht", "vanavond"],
    ),
    "geen eten": (
        ["ik heb", "wij hebben", "mijn kinderen hebben"],
        ["geen eten", "niks te eten", "honger"],
        ["en geen geld"],
    ),
    "uit huis": (["ik word", "wij worden"], ["morgen", "volgende week"], ["uit huis gezet", "ontruimd"]),
    "afgesloten": (["de stroom", "het gas", "mijn water"], ["is", "wordt morgen", "wordt vrijdag"], ["afgesloten"]),
}


def hears(text: str) -> bool:
    return any(signal.sure for signal in detect(text))


@pytest.mark.parametrize("parts", SAYS.values(), ids=SAYS.keys())
def test_what_is_said_without_detours_is_always_heard(parts: tuple[list[str], ...]) -> None:
    said = [" ".join(filter(None, words)) for words in product(*parts)]
    assert [text for text in said if not hears(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "mijn man steekt de kaarsen aan",
        "mijn man steekt de draak met mij",
        "mijn broer doet niets voor pa en dat steekt me",
        "mama slaat een dekentje om",
        "mijn vriend reageert niet op mijn mail",
        "mijn oom is lang geleden van het dak gevallen",
    ],
)
def test_the_same_words_in_an_innocent_sentence_are_not(text: str) -> None:
    assert not hears(text)
