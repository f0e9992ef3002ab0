"""A browser window in somebody's role, at the width of a desk or of a phone."""

from dataclasses import dataclass

from playwright.sync_api import Browser

DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 320, "height": 640}


@dataclass(frozen=True)
class House:
    """Where the pages are, and a way to a browser window in somebody's role."""

    address: str
    browser: Browser

    def window(self, role, size=DESKTOP):
        page = self.browser.new_context(viewport=size, locale="da-DK").new_page()
        page.goto(f"{self.address}/login")
        page.check(f'input[value="{role}"]')
        page.get_by_role("button", name="Log ind").click()
        page.get_by_role("button", name="Log ud").wait_for()
        return page
