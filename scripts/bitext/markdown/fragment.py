"""What the fragment of an address names (HTML standard, "Scroll to a fragment")."""


def element_named(fragment: str) -> str:
    """The id that a decoded fragment asks for; '' when it needs none: nothing, the top of the page, a text on it."""
    name = fragment.partition(":~:")[0]
    return "" if name.lower() == "top" else name
