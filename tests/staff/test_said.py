"""What was said, as staff read it: the assistant's marks are gone, and what a person typed is as it was typed."""

import pytest

from bot.staff.said import as_read


@pytest.mark.parametrize(
    "sender, said, read",
    [
        ("assistent", "Een medewerker van **het Wijkteam** is er.", "Een medewerker van het Wijkteam is er."),
        ("assistent", "Kijk op [de site](https://leiden.nl).", "Kijk op de site (https://leiden.nl)."),
        ("assistent", "5 * 3 ** 2", "5 * 3 ** 2"),
        ("assistent", "- een\n- **twee**", "- een\n- twee"),
        ("assistent", "<b>", "<b>"),
        ("inwoner", "Ik ben **boos** [hier](https://x.nl)", "Ik ben **boos** [hier](https://x.nl)"),
        ("medewerker", "Ik ben **geen** computer", "Ik ben **geen** computer"),
    ],
)
def test_marks_of_the_assistant_are_gone(sender: str, said: str, read: str) -> None:
    assert as_read(sender, said) == read
