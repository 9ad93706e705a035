"""Spanish: words of which there are few."""

from bitext.languages.closed_words import ClosedWords

WORDS = ClosedWords(
    months=(
        "enero ene",
        "febrero feb",
        "marzo",
        "abril abr",
        "mayo",
        "junio jun",
        "julio jul",
        "agosto ago",
        "septiembre setiembre sept",
        "octubre oct",
        "noviembre nov",
        "diciembre dic",
    ),
    units={
        "millisecond": "ms milisegundo milisegundos",
        "second": "s seg segundo segundos",
        "minute": "min minuto minutos",
        "hour": "h hora horas",
        "day": "día días",
        "week": "semana semanas",
        "month": "mes meses",
        "quarter": "trimestre trimestres",
        "year": "año años",
        "%": "%",
        "kilobyte": "kB KB KiB",
        "megabyte": "MB MiB",
        "gigabyte": "GB GiB",
        "terabyte": "TB TiB",
        "pixel": "px píxel píxeles",
        "dollar": "$ dólar dólares",
        "euro": "€ EUR euro euros",
        "pound": "£ GBP libra libras",
    },
    minus="menos negativo negativa bajo",
    acronyms={"AI": "IA", "EU": "UE", "UN": "ONU", "US": "EUA", "USA": "EUA", "VAT": "IVA", "SME": "PYME"},
    never_twice="el los las un una unos unas de del y o en con por para al su sus este esta estos estas es son",
    twice="muy",
)
