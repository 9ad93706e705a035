"""Words, and what the common ones of set-up guides mean in the other language.

Steps are short, and many have neither a name nor a number in common with their translation ('Sign in.',
'Connectez-vous.'). A bilingual lexicon beside the lengths of texts tells them apart, as in hunalign (Varga et al.,
2005). It only helps to find which segment translates which; how a word should be translated is for `_glossary.yml` to
say. Words that are not here, and those of other languages, are compared by how they begin.
"""

from __future__ import annotations

import unicodedata
from functools import cache

#: Letters that tell the forms of a word, and words that both languages have: 'accounting', 'accountant'.
STEM = 5

#: With which a meaning begins, and no word.
MEANING = "="

_ENDINGS = ("s", "ed", "ing")  # of words that are shorter

#: On each line words of one meaning. A form that begins like one of them need not be here.
_SAME = """\
above: dessus
account: compte
add: ajoutez ajouter ajout
address: adresse
after: après
agree accept: acceptez acceptation
allow let: permettez permettre permet autorisez autoriser
amount: montant
another other: autre
answer reply: répondez répondre réponse
approve approval: approuvez approbation
ask request: demandez demander
attach: joignez joindre
back: retour revenez
bad wrong: mauvais mauvaise
balance: solde
bank: banque bancaire
before: avant
begin start: commencez commencer début démarrez
below under: dessous
box: boîte
browser: navigateur
build: construisez construire
business company: entreprise
button: bouton
buy purchase: achetez acheter achat
cancel: annulez annuler annulation
change edit: modifiez modifier changez changement
check verify: vérifiez vérifier
choose choice: choisissez choisir choix
click: cliquez cliquer
cloud: infonuagique
column: colonne
complete finish done: terminez terminer terminé
connect connection sign login: connectez connecter connexion session
cost price: coût prix
country: pays
currency: devise
customer: client
data: données
day: jour
deadline: échéance
default: défaut
delete remove: supprimez supprimer suppression retirez retirer
developer: développeur
disable: désactivez désactiver
discount: rabais escompte
download: téléchargez télécharger
draft: brouillon ébauche
email mail mailbox: courriel
enable activate turn: activez activer
end: fin
enter: entrez entrer saisissez saisir
error mistake: erreur
every each: chaque
example: exemple
expense: dépense
field: champ
file: fichier
fill: remplissez remplir
find: trouvez trouver repérez repérer
first: premier première
folder: dossier
follow: suivez suivre
form: formulaire
get obtain: obtenez obtenir
give provide: donnez donner fournissez fournir
go access: accédez accéder
good: bon bonne
half: moitié
heading title: titre
help: aide aidez
hide: masquez masquer
high top: haut élevé
home: accueil
hour time: heure temps
income revenue: revenu
invoice bill: facture
keep: conservez conserver gardez garder
key: clé
label: libellé
language: langue
last: dernier dernière
learn: apprenez apprendre
leave: laissez laisser quittez
left: gauche
lender: prêteur
line row: ligne rangée
link: lien
list: liste
loan: prêt
look see view: voir voyez consultez consulter
lose: perdez perdre
manage: gérez gérer gestion
month: mois
move: déplacez déplacer
name: nom nommez
need require: besoin nécessaire
new: nouveau nouvelle nouvel
next: suivant prochain
number: numéro nombre
open: ouvrez ouvrir ouvert
order: commande
own: propre
partner: partenaire
password: passe
paste: collez coller
payment pay: paiement payez payer
picture screenshot: image
print: imprimez imprimer
quick fast: rapide
read: lisez lire lecture
receive: recevez recevoir reçoit
refund: remboursement
repeat: répétez répéter
report: rapport signalez
right: droite droit
run launch: exécutez exécuter lancez lancer
safe secure: sécurisé sécuritaire
sale sell: vente vendez
same: même
save store: enregistrez enregistrer
screen: écran
search: recherche cherchez
send: envoyez envoyer envoie
settings: paramètres
set setup configure: configurez configurer
share: partagez partager
short: court
show display: affichez afficher affiche montrez montre
size: taille
small: petit
step: étape
stop: arrêtez arrêter
supplier vendor: fournisseur
table: tableau
tax: taxe
team: équipe
test try: essai essayez testez
thing: chose
tool: outil
transfer: virement
trial: évaluation
upload: téléversez téléverser
use: utilisez utiliser
user: utilisateur
value: valeur
wait: attendez attendre attente
warn: avertissez avertir avertissement
website: site
week: semaine
window: fenêtre
word: mot
write: écrivez écrire écriture rédigez
year: année
"""


@cache
def plain(word: str) -> str:
    """`word` in lower case, without accents."""
    return unicodedata.normalize("NFKD", word.casefold()).encode("ascii", "ignore").decode("ascii") or word


@cache
def meaning(word: str) -> str:
    """What a plain word has in common with its translation: its meaning, or its first letters; '' for a short one."""
    return _MEANINGS.get(word) or _MEANINGS.get(word[:STEM]) or (word[:STEM] if len(word) > 3 else "")


def _meanings() -> dict[str, str]:
    """By words, and by the first letters that no word of another meaning has."""
    words: dict[str, str] = {}
    stems: dict[str, str] = {}
    for line in _SAME.splitlines():
        same = [plain(word) for word in line.replace(":", "").split()]
        for word in same:
            words.update(dict.fromkeys((word, *(word + ending for ending in _ENDINGS)), f"{MEANING}{same[0]}"))
            stems[word[:STEM]] = "" if stems.get(word[:STEM], words[word]) != words[word] else words[word]
    return {**stems, **words}


_MEANINGS = _meanings()
