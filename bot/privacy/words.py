"""The words by which names and addresses are told from ordinary sentences."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LETTER_PAIRS = _words(
    """
    aa af al am as at au bc bv ca cm co ct da de di dm do dr ds eh ei el en er et eu ex fl ga ge gr ha he hm ho hz ie
    if ik in is ja je jo jr ka kg ki km ko kw la lo lt ma me mg mi ml mm mn mr ms mw my na ne ni no nr nu of og oh ok
    om op or ov pc pf pj pm pp ps pw qa re sa sd so ss st ta te ti tm to tv ui ul up uu uw va ve vm wa wc we wo ze zn
    zo zz
    """
)
"""Pairs of letters that follow a number in ordinary sentences ("1350 en", "1500 pm")."""

STREET_ENDINGS = _words(
    """
    akker allee boulevard brink dijk donk dreef duin gaarde gracht hage hof horst kade kamp kwartier laan markt pad
    park plaats plantsoen plein singel steeg straat tuin vaart veld weg werf wijk zijde zoom
    """
)
"""How names of streets end."""

BEFORE_STREETS = _words(
    """
    1e 2e 3e burg burgemeester de den der derde dr eerste grote het kleine koning koningin korte lange mr nieuwe oude
    prins prinses prof sint st ten ter tweede van
    """
)
"""Words that stand before the last word of a street's name."""

NO_STREETS = _words(
    """
    arbeidsmarkt bedrijfsplaats berg bos buurtwijk fietspad geboorteplaats halverwege hof kamp kleinbedrijf kwartier
    laatstgenoemde markt moestuin onderweg opzij pad park parkeerplaats plaats snelweg speelplaats sportveld
    standplaats supermarkt tuin veld voetbalveld voetpad volkstuin weg werkplaats wijk woningmarkt woonplaats zorgpad
    """
)
"""Words that end like a street and are none."""

COUNTED = _words(
    """
    a dag dagen en eur euro honden huizen jaar jr kamers katten keer kids kilometer kind kinderen km m2 maand maanden
    man mensen meter min minuten minuut of per personen procent stuks tot trappen uren uur vrouw week weken x à
    """
)
"""What a number counts when it is no house number."""

DUTCH_BANKS = _words(
    """
    abna asnb bitv bofa bunq chas citi cobs deut fbhl fval fvlb hand haye hsbc ingb intb isbk knab mhcb nnba ntsb nwab
    rabo rbrb revo sbos snsb subi trio ugbi vowa zwlb
    """
)
"""The four letters of Dutch banks in an account number."""

PARTICLES = _words(
    """
    't ait al ben bin bint da de den der di dos el het in la le op te ten ter van von zu
    """
)
"""Small words within names."""

ENDS_NAME = _words(
    """
    aan al alleen alvast anders bedankt bekend belangrijk ben bij daar dan dank dat deze die dit door dus en er geen
    geheim gescheiden getrouwd gewijzigd graag haar had heb hem het hetzelfde hier hij hoe hulp iedereen iemand ik is
    jaar je jij jou jullie kan kom maar met mijn mn naar niemand niet nog nu of om omdat onbekend ook oud over prive
    privé tot u uit uw veranderd voor waar waarom want was wat we wel welkom wie wij wil wilde wonen woon ze zij zijn
    zit zo zoek
    """
)
"""Words that are no part of a name: the sentence goes on."""


TITLES = _words(
    """
    arts begeleider begeleidster buurman buurvrouw coach collega consulent dhr docent dokter dominee dr drs heer imam
    ing ir juf juffrouw leraar mantelzorger meester meneer mevr mevrouw mr mw pastoor prof professor tandarts therapeut
    wijkverpleegkundige zuster
    """
)
"""Words before a person's name that say what somebody is."""

OTHERS = _words(
    """
    baby bf bro broer broertje dochter dochters dochtertje echtgenoot echtgenote ex gf grootmoeder grootvader hubby kids
    kind kinderen kleindochter kleinkind kleinkinderen kleinzoon ma maat mam mama man moeder neef neefje nicht nichtje
    oma oom opa pa pap papa partner pleegkind pleegzoon pleegdochter schoondochter schoonmoeder schoonvader schoonzoon
    schoonzus stiefvader stiefmoeder stiefzoon stiefdochter tante tweeling vader verloofde vriend vriendin vrienden
    vrouw zoon zoons zoontje zus zusje zussen zuster zwager cliënt cliënte client leerling
    """
)
"""Words for the people around a resident."""

NO_NAMES = _words(
    """
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli augustus
    september oktober november december kerst pasen pinksteren ramadan god allah nederland nederlander nederlanders
    nederlands nederlandse turks turkse arabisch arabische pools poolse engels engelse duits duitse frans franse spaans
    marokkaans marokkaanse surinaams surinaamse oekraïens oekraïense syrisch syrische afrikaans belgië turkije marokko
    polen suriname syrië oekraïne duitsland europa parkinson alzheimer crohn down asperger korsakov corona covid
    whatsapp facebook google digid wmo jeugdwet wlz aow bijstand euro mevrouw meneer u uw dag hallo goedemorgen
    goedemiddag weet alvast veel vandaag morgen gisteren vroeger soms verder daarna daarom toen nee ja
    """
)
"""Words with a capital that may follow such a word and name nobody."""


UNITS = ["een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"]
TEENS = ["tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien"]
TENS = ["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]


def _number_words() -> dict[str, str]:
    """Each word below a hundred with its digits, also in the spellings with an accent or a trema left out or put on."""
    words = {word: str(number) for number, word in enumerate(["nul", *UNITS, *TEENS])}
    for ten, tens in enumerate(TENS, 2):
        words[tens] = f"{ten}0"
        words |= {f"{unit}{joint}{tens}": f"{ten}{one}" for one, unit in enumerate(UNITS, 1) for joint in ("en", "ën")}
    return words | dict.fromkeys(("één", "eén", "éen"), words["een"])


NUMBER_WORDS = _number_words()
"""The words for 0 to 99, with their digits."""


def any_of(words: frozenset[str]) -> str:
    """A pattern for one of the words, the longest first."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))
