"""The readers of numbers, lists, people and places, by field."""

from bot.dialogue.readers.ages import read_age, read_partner_age
from bot.dialogue.readers.arrears import read_arrears, read_threats
from bot.dialogue.readers.benefits import read_benefits
from bot.dialogue.readers.cared_for import read_cared_for
from bot.dialogue.readers.children import read_children
from bot.dialogue.readers.destinations import read_destinations
from bot.dialogue.readers.duration import read_months
from bot.dialogue.readers.household import read_household
from bot.dialogue.readers.housemates import read_housemates
from bot.dialogue.readers.income import read_income
from bot.dialogue.readers.places import read_care_municipality, read_municipality
from bot.dialogue.readers.reading import Reader
from bot.dialogue.readers.rhythm import read_hours
from bot.dialogue.readers.savings import read_savings

QUANTITY_FIELDS: dict[str, Reader] = {
    "gemeente": read_municipality,
    "leeftijd": read_age,
    "partner_leeftijd": read_partner_age,
    "huishouden": read_household,
    "kinderen": read_children,
    "kostendelers": read_housemates,
    "inkomen": read_income,
    "uitkering": read_benefits,
    "vermogen_boven_grens": read_savings,
    "achterstanden": read_arrears,
    "dreiging": read_threats,
    "mantelzorg_uren": read_hours,
    "mantelzorg_maanden": read_months,
    "mantelzorg_voor": read_cared_for,
    "mantelzorg_gemeente": read_care_municipality,
    "vervoer_doel": read_destinations,
}
