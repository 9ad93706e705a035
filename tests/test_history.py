"""Which edits of an English page ask something of its translator, and how their places are found."""

import pytest
from bitext.history.changes import Change, Changes, changes, described
from bitext.pages.page import parse_page
from bitext.pages.segments import page_segments
from hypothesis import given
from hypothesis import strategies as st

SUBSTANTIVE = [
    ("You can wait.", "You must wait."),
    ("You can write a transfer.", "You can't write a transfer."),
    ("You cannot write a transfer.", "You can write a transfer."),
    ("Save the key now.", "Do not save the key now."),
    ("Increase the limit.", "Decrease the limit."),
    ("Enable the toggle.", "Disable the toggle."),
    ("It takes 60 days.", "It takes 90 days."),
    ("It costs 1,000.", "It costs 1,000.50."),
    ("Set it to -5.", "Set it to 5."),
    ("It costs $5.", "It costs €5."),
    ("More than 5 % of them.", "More than 5 of them."),
    ("Select the link.", "Select the links."),
    ("Use a local account.", "Use a locale account."),
    ("Start a trial.", "Start a trail."),
    ("Choose your country.", "Choose your county."),
    ("Take the later one.", "Take the latter one."),
    ("Reverse the payment.", "Reserve the payment."),
    ("As we expect.", "As we except."),
    ("Sign the contract.", "Sign the contact."),
    ("Wait for three e-mails.", "Wait for there e-mails."),
    ("See [the page](/a.md).", "See [the page](/b.md)."),
    ("![The order](a.svg)", "![The order](b.svg)"),
    ("![The order of events](a.svg)", "![The flow of data](a.svg)"),
    ("Enter `a-b`.", "Enter `a-B`."),
    ("{{ integration.name }} is here.", "{{ integration.former_name }} is here."),
    ('{% include "a.md" %}', '{% include "b.md" %}'),
    ("## Wait", "### Wait"),
    ('!!! note "Wait"\n    Here.', '!!! danger "Wait"\n    Here.'),
    ("```\na = 1\n```", "```\na = 2\n```"),
    ("| a | b |\n|---|---|\n| one | two |", "| a | b |\n|---|---|\n| one | three |"),
]
COSMETIC = [
    ("You can't wait.", "You cannot wait."),
    ("You can not wait.", "You can’t wait."),
    ("It's here, and you're there.", "It is here and you are there."),
    ("Don't wait.", "Do not wait."),
    ("Don't go: we won't wait.", "Do not go. We will not wait!"),
    ("Let's begin.", "Let us begin."),
    ("Copy it's keys.", "Copy its keys."),
    ("Recieve the key.", "Receive the key."),
    ("Open the acount.", "Open the account."),
    ("Open the custommer page.", "Open the customer page."),
    ("Synchronise the colours.", "Synchronize the colors."),
    ("Follow the the steps.", "Follow the steps."),
    ("Setup the integration.", "Set up the integration."),
    ("Your customers data.", "Your customer's data."),
    ("The Codat portal.", "The Codat Portal."),
    ("Wait – it takes a while", "Wait: it takes a while."),
    ("Select **Save**.", "Select *Save*."),
    ("Terms & conditions.", "Terms and conditions."),
    ("One line\nand another.", "One line and another."),
    ("{{integration.name}} is here.", "{{ integration.name }} is here."),
    ("```\na = 1\n```", "```\na  =  1  \n```"),
    ("* one\n* two", "- one\n- two"),
    ("Wait\n====", "# Wait"),
]


def since(before: str, after: str) -> Changes:
    page = parse_page(after, "docs/a.md", "a.md", "en")
    return changes(before, page, page_segments(page))


@pytest.mark.parametrize(("before", "after"), SUBSTANTIVE)
def test_what_asks_for_a_translator(before: str, after: str) -> None:
    assert len(since(before, after).segments) == len(since(after, before).segments) == 1
    assert since(before, after).cosmetic == ()


@pytest.mark.parametrize(("before", "after"), COSMETIC)
def test_what_asks_for_none(before: str, after: str) -> None:
    assert not since(before, after) and not since(after, before)


WORDS = st.lists(st.from_regex(r"[A-Za-z]{1,9}[0-9]{0,2}", fullmatch=True), min_size=1, max_size=30)


@given(WORDS, st.data())
def test_wrapping_and_case_never_count(words: list[str], data: st.DataObject) -> None:
    gaps = data.draw(st.lists(st.sampled_from([" ", "\n", "  "]), min_size=len(words), max_size=len(words)))
    cases = data.draw(
        st.lists(st.sampled_from([str.upper, str.lower, str.title]), min_size=len(words), max_size=len(words))
    )
    rewrapped = "".join(case(word) + gap for word, case, gap in zip(words, cases, gaps, strict=True))
    assert not since(" ".join(words), rewrapped.strip())


@given(st.text(), st.text())
def test_any_two_texts_can_be_compared_and_a_text_agrees_with_itself(before: str, after: str) -> None:
    body = after.replace("---", "").replace("\r", "\n")  # no front matter, and line ends as they are read
    since(before.replace("\r", "\n"), f"x\n\n{body}")
    assert since(body, body) == Changes()


@given(WORDS, st.integers(0, 29), st.integers(10, 99), st.integers(10, 99))
def test_another_number_always_counts(words: list[str], at: int, one: int, other: int) -> None:
    before, after = ([*words[:at], str(number), *words[at:]] for number in (one, other))
    assert bool(since(" ".join(before), " ".join(after))) == (one != other)


def test_new_and_removed_segments_are_told_from_changed_ones_by_their_places() -> None:
    before = "# Title\n\nFirst you open the page.\n\nThen you close the door behind you.\n\nThat is all there is.\n"
    after = (
        "# Title\n\nFirst you leave the page.\n\nA new thought comes in between.\n\nThat is all there is.\n\nBye now.\n"
    )
    found = since(before, after)
    assert {index: (change.before, change.line) for index, change in found.segments.items()} == {
        1: ("First you open the page.", 3),
        2: ("Then you close the door behind you.", 5),
        4: (None, 9),
    }
    found = since(before, "# Title\n\nFirst you open the page.\n\nThat is all there is.\n")
    assert [(change.then, change.before, change.after, change.line) for change in found.gone] == [
        (2, "Then you close the door behind you.", None, 5)
    ]
    assert not found.segments


def test_titles_and_descriptions_count_and_other_keys_do_not() -> None:
    before = "---\ntitle: Add a key\ndescription: How to add it.\nhide: [toc]\n---\n\nText.\n"
    after = "---\ntitle: Add a Key\nhide: [navigation]\ndescription: >-\n  How to\n  remove it.\n---\n\nText.\n"
    found = since(before, after)
    assert {key: (change.before, change.after, change.line) for key, change in found.front.items()} == {
        "description": ("How to add it.", "How to remove it.", 4)
    }
    assert [(change.before, change.after, change.line) for change in found.cosmetic] == [("Add a key", "Add a Key", 2)]


def test_an_old_front_matter_that_was_not_well_is_passed_over() -> None:
    assert not since("---\ntitle: a: b\n---\nText.\n", "---\ntitle: a b\n---\nText.\n")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("You can wait here.", "You must wait here.", "'You can wait' is now 'You must wait' in a.md:4"),
        ("One { #one }", "Two { #one }", "'One' is now 'Two' in a.md:4"),
        ("One { #one }", "One { #two }", "'{ #one }' is now '{ #two }' in a.md:4"),
        (
            "See [the list of connections](/portal/companies.md#connection-statuses).",
            "See [the list of connections](/portal/companies.md#manage-existing-companies).",
            "'#connection-statuses)' is now '#manage-existing-companies)' in a.md:4",
        ),
        (None, "One { #one }", "'One' and 2 more are new in a.md:4"),
        ("One", None, "'One' and 2 more were removed before a.md:4"),
    ],
)
def test_what_has_happened_is_said_in_a_few_words(before: str | None, after: str | None, said: str) -> None:
    assert described(Change(before, after, 4), "a.md", 0 if before and after else 2) == said


def test_what_was_edited_and_moved_at_once_is_one_change() -> None:
    find, ask, send = "On the page, find the company.", "Next to its name, select **Request data**.", "Send the URL."
    found = since(f"1. {find}\n2. {ask}\n3. {send}\n", f"1. {ask[:-1]} twice.\n2. {find}\n3. {send}\n")
    assert [(change.before, change.after) for change in found.segments.values()] == [(ask, f"{ask[:-1]} twice.")]
    assert (list(found.segments), found.moved, found.gone) == ([0], (0,), ())
