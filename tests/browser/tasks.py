"""Everything that a resident or a member of staff may want to do, done with the keyboard alone.

One list: the tests do each, and the accessibility statement names them. No task touches the mouse: what is not reached
with Tab cannot be pressed.
"""

import re
from collections.abc import Callable

import furniture
import states
import widget
from playwright.sync_api import Locator, Page, expect
from states import SAY

Task = Callable[[Page, str], None]
FORWARD = 80


def press(page: Page, target: Locator) -> None:
    """Goes to a control with Tab and presses it."""
    widget.tab_to(page, target, FORWARD)
    page.keyboard.press("Enter")


def write(page: Page, target: Locator, text: str) -> None:
    """Goes to a field with Tab and types in it, in place of what stands there."""
    widget.tab_to(page, target, FORWARD)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True).last


def begin(page: Page, url: str) -> None:
    """Opens the panel, in which the field has the focus."""
    page.goto(f"{url}/?gemeente=leiden")
    press(page, widget.launcher(page))
    expect(widget.field(page)).to_be_focused()
    expect(widget.offered(page).first).to_be_visible()


def answer_by_choice(page: Page, url: str) -> None:
    begin(page, url)
    page.keyboard.press("Escape")
    expect(widget.launcher(page)).to_be_focused()
    page.keyboard.press("Enter")
    asked, title = widget.messages(page).count(), widget.offered(page).first.inner_text()
    press(page, widget.offered(page).first)
    expect(widget.messages(page).nth(asked)).to_contain_text(title)
    expect(widget.messages(page).nth(asked + 1)).to_contain_text(widget.ASSISTANT)


def answer_in_own_words(page: Page, url: str) -> None:
    begin(page, url)
    say(page, "dat weet ik niet")
    expect(widget.field(page)).to_be_focused()
    expect(widget.field(page)).to_have_value("")


def say(page: Page, text: str) -> None:
    """Types a message, sends it with Enter, and waits for the answer."""
    answered = widget.messages(page).count()
    write(page, widget.field(page), text)
    page.keyboard.press("Enter")
    expect(widget.messages(page).nth(answered)).to_contain_text("U")
    expect(widget.messages(page).nth(answered + 1)).to_contain_text(widget.ASSISTANT)


def read_outcomes(page: Page, url: str) -> None:
    """Unfolds why an outcome stands there."""
    begin(page, url)
    say(page, "uitkomst graag")
    why = widget.transcript(page).get_by_text("Waarom?").first
    press(page, why)
    expect(widget.transcript(page).get_by_text("Uw inkomen telt mee.").first).to_be_visible()


def look_back(page: Page, url: str) -> None:
    """What was filled in, and back to where it was asked for."""
    begin(page, url)
    open_menu(page)
    overview = button(page, "Wat heb ik ingevuld?")
    press(page, overview)
    expect(page.get_by_text("U bent 45 jaar.")).to_be_visible()
    page.keyboard.press("Escape")
    expect(overview).to_be_focused()


def change_an_answer(page: Page, url: str) -> None:
    """Right where it is shown: its question is asked again."""
    begin(page, url)
    open_menu(page)
    press(page, button(page, "Wat heb ik ingevuld?"))
    line = page.get_by_role("dialog").get_by_role("listitem").filter(has_text="U bent 45 jaar.")
    press(page, line.get_by_role("button"))
    expect(widget.messages(page).last).to_contain_text("wij stellen de vraag opnieuw")
    expect(widget.field(page)).to_be_focused()


def go_on_after_the_warning(page: Page, url: str) -> None:
    """The warning takes the focus, and one press keeps the conversation open."""
    states.time_out_warning(page, url)
    warning = page.get_by_role("alertdialog")
    expect(warning.get_by_role("heading")).to_be_focused()
    with page.expect_response("**/verlengingen"):
        press(page, warning.get_by_role("button"))
    expect(warning).to_have_count(0)
    expect(widget.field(page)).to_be_focused()


def open_menu(page: Page) -> None:
    press(page, page.get_by_text(widget.MENU))


def print_it(page: Page, url: str) -> None:
    begin(page, url)
    page.evaluate("window.print = () => { window.printed = true; }")
    open_menu(page)
    press(page, button(page, "Afdrukken"))
    page.wait_for_function("window.printed")


def download(page: Page, url: str) -> None:
    begin(page, url)
    open_menu(page)
    with page.expect_download() as file:
        press(page, button(page, "Download"))
    assert file.value.suggested_filename == "mijn-zelfcheck.txt"


def take_out_a_bsn(page: Page, url: str) -> None:
    begin(page, url)
    write(page, widget.field(page), "mijn bsn is 123456782")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("burgerservicenummer")
    press(page, button(page, "Haal het nummer weg"))
    expect(widget.field(page)).to_be_focused()
    expect(widget.field(page)).to_have_value("mijn bsn is")


def send_again(page: Page, url: str) -> None:
    """A message that did not arrive."""
    begin(page, url)
    sent = widget.messages(page).count()
    page.route(SAY, lambda route: route.abort())
    write(page, widget.field(page), "ik woon alleen")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nog niet verstuurd.")).to_be_visible()
    page.unroute(SAY)
    press(page, button(page, "Probeer opnieuw"))
    expect(widget.messages(page).nth(sent + 1)).to_contain_text(widget.ASSISTANT)


def hand_over(page: Page, url: str) -> None:
    """From asking for a person to the reference."""
    begin(page, url)
    say(page, "een medewerker graag")
    choose(page, "Contactverzoek")
    say(page, "Het wordt mij te veel.")
    choose(page, "Bellen")
    say(page, "06-12345678")
    choose(page, "Ja, verstuur het")
    expect(widget.messages(page).last).to_contain_text("Uw kenmerk is")


def choose(page: Page, title: str) -> None:
    """Takes a choice, and waits for the answer."""
    answered = widget.messages(page).count()
    press(page, widget.offered(page).filter(has_text=title))
    expect(widget.messages(page).nth(answered + 1)).to_contain_text(widget.ASSISTANT)


def wipe(page: Page, url: str) -> None:
    begin(page, url)
    say(page, "dat weet ik niet")
    open_menu(page)
    press(page, button(page, "Wis mijn gesprek"))
    with page.expect_response(lambda response: response.request.method == "DELETE") as wiped:
        press(page, button(page, "Ja, wis mijn gesprek"))
    assert wiped.value.status == 204
    expect(page.get_by_text("Uw gesprek is gewist.")).to_be_focused()
    press(page, button(page, "Begin een nieuw gesprek"))
    expect(widget.offered(page).first).to_be_visible()
    expect(widget.transcript(page)).not_to_contain_text("dat weet ik niet")


def without_script(page: Page, url: str) -> None:
    """The whole of it in plain forms: begin, choose, type, wipe."""
    page.route("**/static/zelfcheck.js", lambda route: route.abort())
    page.goto(f"{url}/gesprek?gemeente=leiden")
    press(page, button(page, "Begin de zelfcheck"))
    press(page, page.get_by_role("group").get_by_role("button").first)
    expect(page.locator(".bericht.inwoner")).to_have_count(1)
    write(page, page.get_by_role("textbox"), "uitkomst graag")
    press(page, button(page, "Verstuur"))
    press(page, page.get_by_text("Waarom?").first)
    expect(page.get_by_text("Uw inkomen telt mee.").first).to_be_visible()
    press(page, button(page, "Wis mijn gesprek"))
    expect(page.get_by_text("Uw gesprek is gewist.")).to_be_visible()


def staff_sign_in(page: Page, url: str) -> None:
    page.goto(f"{url}/medewerker")
    write(page, page.get_by_label("E-mailadres"), furniture.EMAIL)
    write(page, page.get_by_label("Wachtwoord", exact=True), furniture.PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Overdrachten")


def staff_handles_a_case(page: Page, url: str) -> None:
    """Claims a case, sees whom to call, keeps a note, and closes it."""
    staff_sign_in(page, url)
    press(page, page.get_by_role("link", name=furniture.SPARE))
    press(page, button(page, "Ik pak dit op"))
    press(page, button(page, "Toon de contactgegevens"))
    expect(page.get_by_role("main")).to_contain_text("06-12345678")
    keep_a_note(page)
    close_the_case(page)


def keep_a_note(page: Page) -> None:
    press(page, page.locator("summary", has_text="Nieuwe notitie"))
    write(page, page.get_by_role("textbox", name="Nieuwe notitie"), "Morgen bellen.")
    press(page, button(page, "Bewaar de notitie"))
    expect(page.get_by_role("status")).to_contain_text("De notitie is bewaard.")


def close_the_case(page: Page) -> None:
    press(page, page.locator("summary", has_text="Sluit af"))
    widget.tab_to(page, page.get_by_role("radio").first, FORWARD)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio").nth(1)).to_be_checked()
    press(page, page.locator("form[action$=sluit] button"))
    expect(page.get_by_role("status")).to_contain_text("afgesloten")


def staff_writes_with_a_resident(page: Page, url: str) -> None:
    """Takes a conversation over, writes, and gives it back."""
    resident = page.context.new_page()
    states.handed_over(resident, url)
    staff_sign_in(page, url)
    press(page, page.get_by_role("link", name=states.reference(resident)))
    press(page, button(page, "Ik pak dit op"))
    press(page, button(page, "Neem het gesprek over"))
    write(page, page.get_by_label("Uw bericht aan de inwoner"), "Goedemorgen, ik lees mee.")
    press(page, button(page, "Verstuur"))
    expect(widget.transcript(resident)).to_contain_text("Goedemorgen, ik lees mee.")
    press(page, button(page, "Geef terug aan Zelfcheck"))
    expect(page.get_by_role("status").first).to_contain_text("Zelfcheck praat weer met de inwoner.")


def go_on_later(page: Page, url: str) -> None:
    """Asks for a code, and types it where it opens the conversation again."""
    answer_in_own_words(page, url)
    open_menu(page)
    press(page, button(page, "Later verder"))
    dialog = page.get_by_role("dialog", name="Later verder, ook op een ander apparaat")
    expect(dialog).to_contain_text("/verder")
    code = re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}", dialog.inner_text())
    assert code is not None
    page.goto(f"{url}/verder")
    write(page, page.get_by_label("Uw code"), code.group())
    page.keyboard.press("Enter")
    expect(widget.messages(page).filter(has_text="dat weet ik niet")).to_be_visible()


TASKS: dict[str, Task] = {
    task.__name__: task
    for task in (
        begin,
        answer_by_choice,
        answer_in_own_words,
        read_outcomes,
        look_back,
        change_an_answer,
        print_it,
        download,
        take_out_a_bsn,
        send_again,
        go_on_after_the_warning,
        go_on_later,
        hand_over,
        wipe,
        without_script,
        staff_sign_in,
        staff_handles_a_case,
        staff_writes_with_a_resident,
    )
}
