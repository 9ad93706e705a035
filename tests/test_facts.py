"""Every fact of the source documents is on the page where a reader looks for it, in both languages."""

import re

import pytest
from bitext.compose.compose import compose
from bitext.site.site import Site
from conftest import ROOT

# What the products show or want, letter for letter, in the order in which a reader meets it. The same in both languages.
SAGE_200 = """
https://gb-kb.sage.com/portal/app/portlets/results/viewsolution.jsp?solutionid=201204115644533
https://sage.az1.qualtrics.com/jfe/form/SV_2fRebFy4s4PWLmC
*Sage 200 Standard API*
my.sage.co.uk
**My account > My accounts**
https://sage.az1.qualtrics.com/jfe/form/SV_bQ14AM1zXki0msm
90
**Desktop or Web Application**
*Web*
**Redirect URL(s)**
`https://sage200cloud.codat.io/oauth/callback`{ .copy }
**Client ID**
https://sage.co.uk/
**My Accounts**
https://developer.columbus.sage.com/products/
**Sign in**
**Products**
**Sage 200 Unlimited**
Sage 200 Extra/Professional
**Subscribe**
**By subscribing to Sage 200 Unlimited...**
**Confirm**
**Your Signing Keys**
**Get Keys**
**Show**
**Primary key**
**Your subscriptions**
https://app.codat.io/settings/integrations/accounting
**Sage 200 Standard**
**Set up**
**Integration settings**
**Client ID**
**Client secret**
**Subscription key**
**Save**
**Enable Sage 200 Standard**
**Manage**
/portal/companies.md#add-a-company
**Request data**
**Continue to Sage 200 Standard**
https://developer.sage.com/api/payments/test-in-sandbox.html#testing
`ValidationError`
/integrations/sage-200/limitations.md
"""
SAGE_ACCOUNTING = """
3.1
3.0
**Client ID, client secret, signing secret and subscription key (API v3 - UKI)**
https://developerselfservice.sageone.com/session/new
GitHub
**Create app**
**App Name**
**Email Address**
**Homepage URL**
**Callback URLs**
`https://sageone.codat.io/oauth/callback`{ .copy }
**Save**
**Client ID**
**Client Secret**
https://app.codat.io/settings/integrations/accounting
**Sage Accounting**
**Set up**
**Integration settings**
**What credentials do you have?**
**Client ID and client secret only (API v3.1 - UKI, US, CA, DE, ES, FR)**
**Client secret**
**Enable Sage Accounting**
**Manage**
"""
SAGE_INTACCT = """
*Sage Intacct Developer Partner*
*Entity Level access*
*Full admin*
https://marketplace.intacct.com/BecomeAPartner
https://app.codat.io
**Settings > Integrations > Accounting**
**Set up**
**Integration settings**
**Sender ID**
**Sender Password**
**Save**
https://app.codat.io/settings/integrations/accounting
**Manage**
/portal/companies.md#add-a-company
**Request data**
**Select your accounting software**
**Sage Intacct**
*Web Services*
"""
IN_WORDS = {
    ("sage-200", "en"): ["maximum", "each environment", "trial account", "equity", "bill credit notes"],
    ("sage-200", "fr"): ["maximum", "chaque environnement", "compte d’essai", "capitaux propres", "notes de crédit fournisseurs"],
    ("sage-accounting", "en"): [
        "October 19, 2020", "United Kingdom, Ireland, Germany, Spain, Portugal, France, United States, Canada",
        "United Arab Emirates", "Ireland, the United States, Canada, France, Germany and Spain", "flag", "company data file",
    ],
    ("sage-accounting", "fr"): [
        "19 octobre 2020", "Royaume-Uni, Irlande, Allemagne, Espagne, Portugal, France, États-Unis, Canada",
        "Émirats arabes unis", "à l’Irlande, aux États-Unis, au Canada, à la France, à l’Allemagne et à l’Espagne",
        "drapeau", "fichier d’entreprise",
    ],
    ("sage-intacct", "en"): ["Solutions Engineer", "continuous", "one-time", "probe", "privileges", "user role"],
    ("sage-intacct", "fr"): ["spécialiste des solutions", "continus", "ponctuelles", "arrière-plan", "privilèges", "rôle"],
}  # fmt: skip


def composed(name: str, code: str) -> str:
    site = Site.load(ROOT / "mkdocs.yml")
    text = compose(site.page(name, site.locales[code]), site).text
    return re.sub(r"\{ lang=en \}", "", text)


@pytest.mark.parametrize("code", ["en", "fr"])
@pytest.mark.parametrize(
    ("guide", "facts"),
    [("sage-200", SAGE_200), ("sage-accounting", SAGE_ACCOUNTING), ("sage-intacct", SAGE_INTACCT)],
)
def test_every_label_and_address_stands_in_the_guide(guide: str, facts: str, code: str) -> None:
    text = composed(f"integrations/{guide}/setup.md", code)
    assert [fact for fact in facts.strip().splitlines() if fact not in text] == []
    assert [fact for fact in IN_WORDS[guide, code] if fact not in text] == []


@pytest.mark.parametrize("code", ["en", "fr"])
def test_the_steps_of_sage_200_stand_in_their_order(code: str) -> None:
    text = composed("integrations/sage-200/setup.md", code)
    order = [
        "SV_2fRebFy4s4PWLmC", "my.sage.co.uk", "SV_bQ14AM1zXki0msm", "developer.columbus.sage.com", "**Sign in**",
        "**Subscribe**", "**Confirm**", "**Get Keys**", "**Integration settings**", "**Save**",
        "**Enable Sage 200 Standard**", "**Manage**", "**Request data**", "**Continue to Sage 200 Standard**",
    ]  # fmt: skip
    places = [text.index(mark) for mark in order]
    assert places == sorted(places)


@pytest.mark.parametrize("code", ["en", "fr"])
def test_former_names_are_given_where_a_reader_may_look_for_them_and_nowhere_else(code: str) -> None:
    site = Site.load(ROOT / "mkdocs.yml")
    locale = site.locales[code]
    former = re.compile(r"Sage ?200 ?cloud\b(?!\.codat)|Business Cloud Accounting", re.IGNORECASE)
    pages = [
        name
        for name in site.page_names(locale)
        if not name.startswith("writing/") and former.search(compose(site.page(name, locale), site).text)
    ]
    assert pages == [
        "integrations/index.md",
        "integrations/sage-200/index.md",
        "integrations/sage-200/setup.md",
        "integrations/sage-accounting/index.md",
        "integrations/sage-accounting/setup.md",
        "portal/accounting-integrations.md",
    ]


@pytest.mark.parametrize(
    ("name", "code", "facts"),
    [
        ("sage-200", "en", ["Sage 200 Standard (online) only", "Sage 200 Extra and Sage 200 Professional"]),
        ("sage-200", "fr", ["Sage 200 Standard (en ligne) uniquement", "Sage 200 Extra et Sage 200 Professional"]),
        ("sage-accounting", "en", ["Australia, New Zealand and South Africa", "Hong Kong, Singapore and Malaysia"]),
        (
            "sage-accounting",
            "fr",
            ["Australie, Nouvelle-Zélande et Afrique du Sud", "Hong Kong, Singapour et Malaisie"],
        ),
    ],
)
def test_the_overview_says_what_is_supported_and_what_is_not(name: str, code: str, facts: list[str]) -> None:
    text = composed(f"integrations/{name}/index.md", code)
    assert [fact for fact in facts if fact not in text] == []


@pytest.mark.parametrize(
    ("code", "dialog", "former", "listed", "environments"),
    [
        (
            "en",
            "when you saved its settings",
            "look for the former one",
            "If Link still shows",
            "For any other environment",
        ),
        (
            "fr",
            "au moment d’enregistrer",
            "cherchez l’ancien",
            "Si Link affiche encore",
            "Pour tout autre environnement",
        ),
    ],
)
def test_what_is_so_of_some_products_is_said_of_them_alone(
    code: str, dialog: str, former: str, listed: str, environments: str
) -> None:
    guides = {
        name: composed(f"integrations/{name}/setup.md", code)
        for name in ("sage-200", "sage-accounting", "sage-intacct")
    }
    for said, of in (
        (dialog, ["sage-200", "sage-accounting"]),
        (former, ["sage-200", "sage-accounting"]),
        (listed, ["sage-200", "sage-accounting"]),
        (environments, ["sage-200"]),
    ):
        assert [name for name, text in guides.items() if said in text] == of, said


# What the source documents do not say of the products, or no longer call them so.
UNSAID = {
    "en": r"secure keys?\b|approves each request|development portal|shows its interface in English|countries listed above"
    r"|[Nn]either Sage nor Codat",
    "fr": r"clés? (?:secrètes?|sécurisées?)|approuve chaque demande|portail de développement|L’interface du Portail s’affiche"
    r"|pays énumérés plus haut|[Nn]i Sage ni Codat|n’annonce",
}


@pytest.mark.parametrize("code", ["en", "fr"])
def test_no_page_says_what_no_source_says(code: str) -> None:
    site = Site.load(ROOT / "mkdocs.yml")
    locale = site.locales[code]
    said = re.compile(UNSAID[code])
    names = [name for name in site.page_names(locale) if not name.startswith("writing/")]
    assert [name for name in names if said.search(compose(site.page(name, locale), site).text)] == []


def test_the_faults_of_the_source_documents_did_not_survive() -> None:
    syntax = r":::|className|target=|<a |\u00c2\u00a0|\u00c2 |\u00c3|Sage ?200cloud(?!\.codat)"
    faults = {"docs": re.compile(syntax), "docs_fr": re.compile(syntax + r"|[Ee]-?mail(?! Address)")}
    for folder, fault in faults.items():
        for path in (ROOT / folder).rglob("*.md"):
            if "writing" not in path.relative_to(ROOT).parts:
                prose = re.sub(r"\{[{%].*?[%}]\}|mailto:", "", path.read_text(encoding="utf-8"))
                assert fault.findall(prose) == [], path
