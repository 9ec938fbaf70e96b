"""Every state that a resident or a member of staff can meet, and how to get there.

One list: the accessibility checks, the statement and the screenshots all walk it. A state begins on an empty page of a
desktop's size; what each is called in Dutch stands in data/teksten/pagina.yml.
"""

import re
from collections.abc import Callable

import furniture
import widget
from playwright.sync_api import Page, expect

Reach = Callable[[Page, str], None]
SAY = "**/api/v1/gesprekken/*/berichten"
START = "**/api/v1/gesprekken"
STREAM = "**/api/v1/gesprekken/*/gebeurtenissen"
CLOSES_SOON = 'id: 1\nevent: sessie\ndata: {"seconden": 120}\n\n'
SCRIPT = "**/static/zelfcheck.js"
ALL_OUTCOMES = "alle uitkomsten"
FOLDED = "Nog 4 die misschien bij u passen"
LONG_STORY = (
    "Mijn moeder woont alleen en kan niet meer goed lopen. Ik doe de boodschappen en de was. Het wordt mij te veel."
)


def front_page(page: Page, url: str) -> None:
    page.goto(url)
    expect(widget.launcher(page)).to_be_visible()


def opening(page: Page, url: str) -> None:
    widget.open_panel(page, url)


def question(page: Page, url: str) -> None:
    widget.open_panel(page, url)
    widget.say(page, LONG_STORY)


def outcomes(page: Page, url: str) -> None:
    widget.open_panel(page, url)
    widget.say(page, "uitkomst graag")
    page.get_by_text("Waarom?").first.click()


def full_page_outcomes(page: Page, url: str) -> None:
    widget.open_page(page, url)
    widget.say(page, "uitkomst graag")


def many_outcomes(page: Page, url: str) -> None:
    """27 of them: a few of each group stand open, one group is unfolded, the others are still folded."""
    widget.open_panel(page, url)
    widget.say(page, ALL_OUTCOMES)
    _unfold(page)


def _unfold(page: Page) -> None:
    summary = page.locator("summary", has_text=FOLDED)
    summary.click()
    summary.evaluate("(element) => element.scrollIntoView({ block: 'center' })")


def danger(page: Page, url: str) -> None:
    widget.open_panel(page, url)
    widget.say(page, "hij slaat mij")


def bsn_warning(page: Page, url: str) -> None:
    widget.open_panel(page, url)
    widget.field(page).fill("mijn bsn is 123456782")
    widget.field(page).press("Enter")
    expect(page.get_by_role("alert")).not_to_be_empty()


def nothing_typed(page: Page, url: str) -> None:
    widget.open_panel(page, url)
    page.get_by_role("button", name=widget.SEND, exact=True).click()
    expect(page.get_by_role("alert")).not_to_be_empty()


def undelivered(page: Page, url: str) -> None:
    widget.open_panel(page, url)
    page.route(SAY, lambda route: route.abort())
    widget.field(page).fill("ik woon alleen")
    widget.field(page).press("Enter")
    expect(page.get_by_text("Nog niet verstuurd.")).to_be_visible()


def waiting(page: Page, url: str) -> None:
    """The answer never comes: the route is left open."""
    widget.open_panel(page, url)
    page.route(SAY, lambda route: None)
    widget.field(page).fill("ik woon alleen")
    widget.field(page).press("Enter")
    expect(page.get_by_text("Zelfcheck is aan het typen…")).to_be_visible()


def cannot_start(page: Page, url: str) -> None:
    page.route(START, lambda route: route.abort())
    page.goto(f"{url}/?gemeente=leiden")
    widget.launcher(page).click()
    expect(page.get_by_role("alert")).to_contain_text("De zelfcheck kan nu niet starten.")


def filled_in(page: Page, url: str) -> None:
    widget.open_panel(page, url)
    widget.open_menu(page)
    page.get_by_role("button", name="Wat heb ik ingevuld?").click()
    expect(page.get_by_text("U bent 45 jaar.")).to_be_visible()


def erase_question(page: Page, url: str) -> None:
    widget.open_panel(page, url)
    widget.open_menu(page)
    page.get_by_role("button", name="Wis mijn gesprek", exact=True).click()
    expect(page.get_by_role("button", name="Ja, wis mijn gesprek")).to_be_visible()


def later_code(page: Page, url: str) -> None:
    """The code with which the conversation goes on elsewhere."""
    widget.open_panel(page, url)
    widget.open_menu(page)
    page.get_by_role("button", name="Later verder").click()
    expect(page.get_by_role("dialog", name="Later verder, ook op een ander apparaat")).to_contain_text("/verder")


def farewell(page: Page, url: str) -> None:
    erase_question(page, url)
    page.get_by_role("button", name="Ja, wis mijn gesprek").click()
    expect(page.get_by_text("Uw gesprek is gewist.")).to_be_visible()


def handover_form(page: Page, url: str) -> None:
    """Up to the agreement: what is sent, to whom, for how long."""
    widget.open_panel(page, url)
    for said in ("een medewerker", "Contactverzoek", LONG_STORY, "Bellen", "06-12345678"):
        widget.say(page, said)
    expect(page.get_by_role("button", name="Ja, verstuur het")).to_be_visible()


def handed_over(page: Page, url: str) -> None:
    handover_form(page, url)
    widget.say(page, "Ja, verstuur het")
    expect(widget.messages(page).last).to_contain_text("Uw kenmerk is")


def person_speaks(page: Page, url: str) -> None:
    """A member of staff has taken the conversation over and written something."""
    staff = page.context.new_page()
    _take_over(page, staff, url)
    staff.close()


def staff_talk(page: Page, url: str) -> None:
    """The same, from the other side."""
    resident = page.context.new_page()
    _take_over(resident, page, url)
    resident.close()


def _take_over(resident: Page, staff: Page, url: str) -> None:
    handed_over(resident, url)
    _open_case(staff, url, reference(resident))
    staff.get_by_role("button", name="Ik pak dit op").click()
    staff.get_by_role("button", name="Neem het gesprek over").click()
    staff.get_by_label("Uw bericht aan de inwoner").fill("Ik ben Anna van het Servicepunt. Hoe kan ik u helpen?")
    staff.get_by_role("button", name="Verstuur").click()
    expect(widget.transcript(resident)).to_contain_text("Ik ben Anna van het Servicepunt.")
    expect(staff.locator("#overname")).to_contain_text("Ik ben Anna van het Servicepunt.")


def reference(page: Page) -> str:
    """The reference of the handover that was just sent."""
    found = re.search(r"ZC-\w{4}-\w{4}", widget.messages(page).last.inner_text())
    assert found is not None
    return found.group()


def paper(page: Page, url: str) -> None:
    """The summary, as the printer gets it."""
    outcomes(page, url)
    page.evaluate("window.print = () => {}")
    widget.open_menu(page)
    page.get_by_role("button", name="Afdrukken").click()
    expect(page.locator(".papier")).to_have_count(1)
    page.emulate_media(media="print")


def time_out_warning(page: Page, url: str) -> None:
    """The stream says that the conversation closes soon; whoever asks for the stream again hears nothing."""
    page.route(STREAM, lambda route: route.fulfill(body=CLOSES_SOON, content_type="text/event-stream"), times=1)
    widget.open_panel(page, url)
    page.route(STREAM, lambda route: None)
    expect(page.get_by_role("alertdialog", name="Bent u er nog?")).to_be_visible()


def without_script_begin(page: Page, url: str) -> None:
    """The plain forms, as a browser without JavaScript shows them: the widget's script never arrives."""
    page.route(SCRIPT, lambda route: route.abort())
    page.goto(f"{url}/gesprek?gemeente=leiden")
    expect(page.get_by_role("button", name="Begin de zelfcheck")).to_be_visible()


def without_script_question(page: Page, url: str) -> None:
    without_script_begin(page, url)
    page.get_by_role("button", name="Begin de zelfcheck").click()
    _send_plainly(page, LONG_STORY)
    expect(page.get_by_text("Vraag 1 van ongeveer 8")).to_be_visible()


def without_script_outcomes(page: Page, url: str) -> None:
    without_script_question(page, url)
    _send_plainly(page, "uitkomst graag")
    page.get_by_text("Waarom?").first.click()


def without_script_many_outcomes(page: Page, url: str) -> None:
    without_script_question(page, url)
    _send_plainly(page, ALL_OUTCOMES)
    _unfold(page)


def without_script_fault(page: Page, url: str) -> None:
    without_script_question(page, url)
    _send_plainly(page, "")
    expect(page.get_by_role("heading", name="Let op")).to_be_visible()


def without_script_overview(page: Page, url: str) -> None:
    without_script_question(page, url)
    page.get_by_role("link", name="Bekijk, wijzig of druk af wat u heeft ingevuld").click()
    expect(page.get_by_text("U bent 45 jaar.")).to_be_visible()


def _send_plainly(page: Page, text: str) -> None:
    page.get_by_role("textbox").fill(text)
    page.get_by_role("button", name="Verstuur", exact=True).click()


def enter_code(page: Page, url: str) -> None:
    page.goto(f"{url}/verder")
    expect(page.get_by_label("Uw code")).to_be_visible()


def enter_code_refused(page: Page, url: str) -> None:
    enter_code(page, url)
    page.get_by_label("Uw code").fill("7K3M-92QF")
    page.get_by_label("Uw code").press("Enter")
    expect(page.get_by_label("Uw code")).to_have_accessible_description(re.compile("Deze code werkt niet"))


def continue_here(page: Page, url: str) -> None:
    page.goto(f"{url}/verder/{furniture.LINK}")
    expect(page.get_by_role("button", name="Ga verder")).to_be_visible()


def continue_too_late(page: Page, url: str) -> None:
    page.goto(f"{url}/verder/een-link-die-al-gebruikt-is")
    expect(page.get_by_text("Deze link werkt niet meer.")).to_be_visible()


def privacy(page: Page, url: str) -> None:
    page.goto(f"{url}/privacy")
    expect(page.get_by_role("heading", level=1)).to_have_text("Privacy")


def statement(page: Page, url: str) -> None:
    page.goto(f"{url}/toegankelijkheid")
    expect(page.get_by_role("heading", level=1)).to_have_text("Toegankelijkheid")


def staff_sign_in(page: Page, url: str) -> None:
    page.goto(f"{url}/medewerker")
    expect(page.get_by_label("Wachtwoord", exact=True)).to_be_visible()


def staff_sign_in_refused(page: Page, url: str) -> None:
    _sign_in(page, url, "niemand@voorbeeld.nl")
    expect(page.get_by_role("alert")).to_be_visible()


def staff_password(page: Page, url: str) -> None:
    _sign_in(page, url, furniture.NEWCOMER)
    expect(page.get_by_label("Wachtwoord van nu")).to_be_visible()


def staff_list(page: Page, url: str) -> None:
    _sign_in(page, url, furniture.EMAIL)
    expect(page.get_by_role("link", name=furniture.NEW)).to_be_visible()


def staff_new_case(page: Page, url: str) -> None:
    _open_case(page, url, furniture.NEW)


def staff_urgent_case(page: Page, url: str) -> None:
    _open_case(page, url, furniture.URGENT)


def staff_own_case(page: Page, url: str) -> None:
    """With every form unfolded."""
    _open_case(page, url, furniture.CLAIMED)
    for summary in page.locator("main summary").all():
        summary.click()


def staff_fault(page: Page, url: str) -> None:
    staff_own_case(page, url)
    page.get_by_role("button", name="Bewaar de notitie").click()
    expect(page.get_by_role("alert")).to_be_visible()


def staff_closed_case(page: Page, url: str) -> None:
    _open_case(page, url, furniture.CLOSED)


def _open_case(page: Page, url: str, kenmerk: str) -> None:
    _sign_in(page, url, furniture.EMAIL)
    page.goto(f"{url}/medewerker/overdrachten/{kenmerk}")
    expect(page.get_by_role("heading", level=1)).to_contain_text(kenmerk)


def _sign_in(page: Page, url: str, email: str) -> None:
    page.goto(f"{url}/medewerker")
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_label("Wachtwoord", exact=True).fill(furniture.PASSWORD)
    page.get_by_role("button", name="Inloggen").click()


RESIDENT: list[Reach] = [
    front_page,
    opening,
    question,
    outcomes,
    full_page_outcomes,
    many_outcomes,
    danger,
    bsn_warning,
    nothing_typed,
    undelivered,
    waiting,
    cannot_start,
    filled_in,
    later_code,
    erase_question,
    farewell,
    handover_form,
    handed_over,
    person_speaks,
    time_out_warning,
    paper,
    enter_code,
    enter_code_refused,
    continue_here,
    continue_too_late,
    privacy,
    statement,
    without_script_begin,
    without_script_question,
    without_script_outcomes,
    without_script_many_outcomes,
    without_script_fault,
    without_script_overview,
]
STAFF: list[Reach] = [
    staff_sign_in,
    staff_sign_in_refused,
    staff_password,
    staff_list,
    staff_new_case,
    staff_urgent_case,
    staff_own_case,
    staff_talk,
    staff_fault,
    staff_closed_case,
]
STATES = {reach.__name__: reach for reach in [*RESIDENT, *STAFF]}
