"""What a code list is: stable codes with labels, where what is not in the list is still shown."""

from dataclasses import dataclass

from nsk_desktop.i18n import _


@dataclass(frozen=True, slots=True)
class CodeList:
    """An ordered list of codes with their English labels (message ids)."""

    name: str
    labels: dict[str, str]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(self.labels)

    def label(self, code: str | None) -> str:
        """The label of *code* in the user's language; the code itself when it is unknown."""
        if not code:
            return ""
        return _(self.labels[code]) if code in self.labels else code

    def find(self, text: str) -> str | None:
        """The code meant by *text* (code or label, whatever the case), or None."""
        wanted = " ".join(text.casefold().split())
        for code, english in self.labels.items():
            if wanted in (code.casefold(), english.casefold(), _(english).casefold()):
                return code
        return None
