"""The widget as a resident meets it: by names and roles, never by its inner structure."""

import json

from playwright.sync_api import Locator, Page, expect

OPEN = "Doe de zelfcheck"
FIELD = "Uw antwoord of vraag"
SEND = "Verstuur"
MENU = "Bekijk, bewaar of wis uw gesprek"
ASSISTANT = "Zelfcheck (computer)"


def launcher(page: Page) -> Locator:
    return page.get_by_role("button", name=OPEN, exact=True)


def field(page: Page) -> Locator:
    return page.get_by_role("textbox", name=FIELD)


def transcript(page: Page) -> Locator:
    return page.get_by_role("region", name="Gesprek met de zelfcheck")


def messages(page: Page) -> Locator:
    return transcript(page).locator("li.bericht")


def offered(page: Page) -> Locator:
    """The choices that can be taken now."""
    return transcript(page).locator('fieldset button[aria-disabled="false"]')


def announcements(page: Page) -> None:
    """Starts to note what the live region says, in ``window.said``."""
    page.evaluate(
        """() => {
          window.said = [];
          const region = document.querySelector("zelfcheck-gesprek").shadowRoot.querySelector('[role="status"]');
          new MutationObserver((changes) => {
            for (const change of changes) for (const node of change.addedNodes) window.said.push(node.textContent);
          }).observe(region, { childList: true });
        }"""
    )


def open_panel(page: Page, url: str, gemeente: str = "leiden") -> None:
    page.goto(f"{url}/?gemeente={gemeente}")
    launcher(page).click()
    expect(offered(page).first).to_be_visible()


def open_page(page: Page, url: str, gemeente: str = "leiden") -> None:
    page.goto(f"{url}/gesprek?gemeente={gemeente}")
    expect(offered(page).first).to_be_visible()


def say(page: Page, text: str) -> None:
    """Types a message and waits until the assistant has answered it."""
    before = messages(page).count()
    field(page).fill(text)
    field(page).press("Enter")
    expect(messages(page).nth(before + 1)).to_contain_text(ASSISTANT)


def say_elsewhere(page: Page, text: str) -> None:
    """A message of another tab of the same conversation."""
    page.evaluate(
        """async (text) => {
          const { id, token } = JSON.parse(sessionStorage.getItem("zelfcheck:leiden"));
          const headers = { "Content-Type": "application/json", Authorization: `Bearer ${token}` };
          const body = JSON.stringify({ tekst: text });
          await fetch(`/api/v1/gesprekken/${id}/berichten`, { method: "POST", headers, body });
        }""",
        text,
    )


def tab_to(page: Page, target: Locator, limit: int = 60) -> None:
    """Presses Tab until the target has the focus, as somebody without a mouse does."""
    for _ in range(limit):
        if target.evaluate("(element) => element === element.getRootNode().activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"not reached in {limit} presses of Tab: {target}")


def open_menu(page: Page) -> None:
    page.get_by_text(MENU).click()


def open_menu_for_print(page: Page) -> None:
    """On paper there is no menu: its button is pressed by script."""
    page.locator("details.menu button", has_text="Afdrukken").evaluate("(button) => button.click()")


def same_conversation(page: Page, url: str, gemeente: str = "leiden") -> Page:
    """A second tab of the same conversation, as "duplicate tab" makes it."""
    kept = page.evaluate("({ ...sessionStorage })")
    other = page.context.new_page()
    other.add_init_script(f"Object.assign(sessionStorage, {json.dumps(kept)});")
    other.goto(f"{url}/?gemeente={gemeente}")
    expect(messages(other).first).to_be_visible()
    return other
