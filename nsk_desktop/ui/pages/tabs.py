"""A page that is made of tabs: each tab is a page of its own with a name that others can ask for."""

from PySide6.QtWidgets import QTabWidget, QToolButton

from nsk_desktop.ui.context import Context
from nsk_desktop.ui.pages.page import Page


def make_tabs(name: str) -> QTabWidget:
    """Tabs over one line, which the chosen one stands out from."""
    tabs = QTabWidget()
    tabs.setAccessibleName(name)
    for arrow in tabs.tabBar().findChildren(QToolButton):
        # They are there when the tabs do not fit, and have no words of their own.
        arrow.setToolTip(arrow.accessibleName())
    return tabs


class TabbedPage(Page):
    """Carries what is asked of the page to the tab that is shown. A subclass adds its tabs."""

    def __init__(self, context: Context, title: str) -> None:
        super().__init__(context, title)
        self.tabs = make_tabs(title)
        self.parts: dict[str, Page] = {}
        self.body.addWidget(self.tabs, 1)

    def add(self, name: str, page: Page, title: str) -> None:
        """Add a tab. The first one has the name of the page itself."""
        self.parts[name] = page
        page.place = name
        self.tabs.addTab(page, title)

    def shown(self) -> Page:
        """The tab that is in front."""
        page = self.tabs.currentWidget()
        assert isinstance(page, Page)
        return page

    def shown_name(self) -> str:
        """The name of the tab that is in front."""
        return next((name for name, page in self.parts.items() if page is self.tabs.currentWidget()), "")

    def shown_id(self) -> str:
        return self.shown().shown_id()

    def show_part(self, name: str) -> Page:
        """Bring a tab to the front, or a tab of a tab."""
        for part, within in self.parts.items():
            if part != name and isinstance(within, TabbedPage) and name in within.parts:
                self.tabs.setCurrentWidget(within)
                return within.show_part(name)
        page = self.parts[name]
        self.tabs.setCurrentWidget(page)
        return page

    def refresh(self) -> None:
        """Its tabs know for themselves when they are stale."""

    def open_in(self, name: str, id: str) -> None:
        """Bring a tab to the front and show a record on it."""
        page = self.show_part(name)
        if id:
            page.open_record(id)

    def open_record(self, id: str) -> None:
        self.open_in(next(iter(self.parts)), id)

    def show_history(self) -> None:
        """Show what happened to the record on the tab in front."""
        show = getattr(self.shown(), "show_history", None)
        if show is not None:
            show()

    def finish(self) -> None:
        for page in self.parts.values():
            page.finish()

    def search(self) -> None:
        """Put the focus on the search line of the tab in front."""
        search = getattr(self.shown(), "search", None)
        if search is not None:
            search()
