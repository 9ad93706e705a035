"""Which rules there are, and what one is about."""

from __future__ import annotations

from bitext.check.engine import UnknownRule
from bitext.finding import nearest
from bitext.rules import RULES


def listed() -> str:
    """A line for each rule: group, severity, on or off."""
    lines = (f"{rule.id:<26}{rule.group:<14}{rule.severity:<9}{'on' if rule.enabled else 'off'}" for rule in RULES)
    return "".join(f"{line}\n" for line in lines)


def explained(name: str) -> str:
    """What a rule is about, with a bad and a good example. Raises UnknownRule."""
    rules = {rule.id: rule for rule in RULES}
    if name not in rules:
        raise UnknownRule(f"'{name}' is no rule{nearest(name, rules)}")
    rule = rules[name]
    state = "on" if rule.enabled else f"off unless '--only {name}' names it"
    return f"{rule.id} ({rule.group}, {rule.severity}, {state})\n\n{rule.help}\n"
