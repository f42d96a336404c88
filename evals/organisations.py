"""Words of Danish that organisations are called by: what kind they are of and what they are for."""

import re

# What organisations are called, each group of words of one gender that mean much the same.
_KIND_GROUPS = (
    (("forening", "foreningen"), ("kreds", "kredsen"), ("klub", "klubben")),
    (("netværk", "netværket"), ("forbund", "forbundet"), ("fællesskab", "fællesskabet")),
    (("selskab", "selskabet"), ("samfund", "samfundet"), ("laug", "lauget")),
    (("center", "centret"), ("institut", "instituttet"), ("kontor", "kontoret"),
     ("forum", "forummet"), ("sekretariat", "sekretariatet")),
    (("akademi", "akademiet"), ("kollegium", "kollegiet"), ("seminarium", "seminariet")),
    (("database", "databasen"), ("statistik", "statistikken"), ("samling", "samlingen")),
)  # fmt: skip
KINDS = {
    word: tuple(other[form] for other in group if other is not pair)
    for group in _KIND_GROUPS
    for pair in group
    for form, word in enumerate(pair)
}
BODIES = ("styrelsen", "styrelse", "ministeriet", "ministerium", "direktoratet", "direktorat")
# What public bodies are for: alone, and as the first part of a compound.
AREAS = {
    "social": "social", "bolig": "bolig", "sundhed": "sundheds", "undervisning": "undervisnings",
    "indenrigs": "indenrigs", "ligestilling": "ligestillings", "integration": "integrations",
    "velfærd": "velfærds", "trivsel": "trivsels", "omsorg": "omsorgs", "kultur": "kultur",
    "erhverv": "erhvervs", "beskæftigelse": "beskæftigelses", "forebyggelse": "forebyggelses",
    "klima": "klima", "forsyning": "forsynings", "energi": "energi", "skat": "skatte",
}  # fmt: skip
_KIND = "|".join(sorted(KINDS, key=len, reverse=True))
# An organisation that is called by what it is for: 'Center for …', 'Ministeriet for A, B og C'.
PLAIN = re.compile(
    rf"\b(?P<kind>(?:[A-ZÆØÅ]\w*?)?(?i:{_KIND})) (?:for|af) [A-ZÆØÅ]\w+(?: [A-ZÆØÅ]\w+)*"
    r"|\b(?:Ministeriet|Styrelsen) for (?:[A-ZÆØÅ]\w+(?:,? | og )?)+"
)
