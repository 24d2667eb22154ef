"""The error of the formula language."""


class FormulaError(ValueError):
    """A formula outside the language.

    Attributes:
      position: the offending character's place in the text, from 0; the
        message counts columns from 1.
    """

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message, position)
        self.position = position

    def __str__(self) -> str:
        return f"column {self.position + 1}: {self.args[0]}"
