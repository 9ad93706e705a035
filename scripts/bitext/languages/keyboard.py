"""Names of the keys of a keyboard, the same key in any language."""

from __future__ import annotations

import re

_NAMES = {
    "alt": "option",
    "altgr": "alt gr",
    "backspace": "retour arrière|ret. arr.|rücktaste|retroceso",
    "capslock": "caps lock|verr. maj|verr maj|verrouillage majuscule|feststelltaste|bloq mayús",
    "ctrl": "control|contrôle|strg",
    "cmd": "command|commande|⌘",
    "delete": "del|suppr|supprimer|entf|supr",
    "down": "bas|flèche vers le bas|down arrow|↓",
    "end": "fin|ende",
    "enter": "return|entrée|retour|eingabe|intro|⏎|↵",
    "esc": "escape|échap|echap|échappement|esc.",
    "home": "début|origine|pos1|inicio",
    "insert": "ins|inser|insér|einfg|insertar",
    "left": "gauche|flèche gauche|left arrow|←",
    "pagedown": "page down|pgdn|pg.suiv|page suivante|page suiv|bild ab|av pág",
    "pageup": "page up|pgup|pg.préc|page précédente|page préc|bild auf|re pág",
    "printscreen": "print screen|prtsc|impr écran|impr. écran|druck|impr pant",
    "right": "droite|flèche droite|right arrow|→",
    "shift": "maj|majuscule|umschalt|mayús|⇧",
    "space": "spacebar|space bar|espace|barre d'espace|barre d’espace|leertaste|espacio",
    "tab": "tabulation|tabulator|tabulador|⇥",
    "up": "haut|flèche vers le haut|up arrow|↑",
    "win": "windows|super|meta",
}
_KEYS = {name: key for key, names in _NAMES.items() for name in (key, *names.split("|"))}
_ONE = re.compile(r"f\d{1,2}|[^\W_]|[^\w\s]", re.IGNORECASE)  # a function key, a letter, a digit, a sign


def keystroke(text: str) -> tuple[str, ...] | None:
    """The keys that `text` names, such as 'Ctrl+Maj+P' or 'Entrée', each under one name; None of any other text. A
    single letter or sign alone is no name of a key."""
    parts = [part.strip().casefold() for part in re.split(r"(?<=\S)\s*\+\s*(?=\S)", text.strip())]
    found = tuple(_KEYS.get(part) or (part if _ONE.fullmatch(part) else "") for part in parts)
    return found if all(found) and (len(found) > 1 or parts[0] in _KEYS) else None
