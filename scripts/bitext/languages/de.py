"""German: words of which there are few."""

from bitext.languages.closed_words import ClosedWords

WORDS = ClosedWords(
    months=(
        "Januar Jänner Jan",
        "Februar Feb",
        "März",
        "April Apr",
        "Mai",
        "Juni",
        "Juli",
        "August Aug",
        "September Sept",
        "Oktober Okt",
        "November Nov",
        "Dezember Dez",
    ),
    has_capitals=True,
    units={
        "millisecond": "ms Millisekunde Millisekunden",
        "second": "s Sek Sekunde Sekunden",
        "minute": "min Min Minute Minuten",
        "hour": "h Std Stunde Stunden",
        "day": "Tag Tage Tagen",
        "week": "Woche Wochen",
        "month": "Monat Monate Monaten",
        "quarter": "Quartal Quartale Quartalen",
        "year": "Jahr Jahre Jahren",
        "%": "% Prozent",
        "kilobyte": "kB KB KiB",
        "megabyte": "MB MiB",
        "gigabyte": "GB GiB",
        "terabyte": "TB TiB",
        "pixel": "px Pixel",
        "dollar": "$ Dollar",
        "euro": "€ EUR Euro",
        "pound": "£ GBP Pfund",
    },
    minus="minus negativ unter",
    acronyms={"AI": "KI", "EU": "EU", "GDPR": "DSGVO", "SME": "KMU", "VAT": "USt"},
)
