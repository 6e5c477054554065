"""The names of all Danish municipalities, as since 1 January 2007, sorted as Danish sorts."""

from __future__ import annotations

from collections.abc import Mapping

from portal.danish.letters import slug

_NAMES = """
Albertslund Allerød Assens Ballerup Billund Bornholm Brøndby Brønderslev Dragør Egedal Esbjerg Fanø Favrskov
Faxe Fredensborg Fredericia Frederiksberg Frederikshavn Frederikssund Furesø Faaborg-Midtfyn Gentofte
Gladsaxe Glostrup Greve Gribskov Guldborgsund Haderslev Halsnæs Hedensted Helsingør Herlev Herning Hillerød
Hjørring Holbæk Holstebro Horsens Hvidovre Høje-Taastrup Hørsholm Ikast-Brande Ishøj Jammerbugt Kalundborg
Kerteminde Kolding København Køge Langeland Lejre Lemvig Lolland Lyngby-Taarbæk Læsø Mariagerfjord
Middelfart Morsø Norddjurs Nordfyns Nyborg Næstved Odder Odense Odsherred Randers Rebild Ringkøbing-Skjern
Ringsted Roskilde Rudersdal Rødovre Samsø Silkeborg Skanderborg Skive Slagelse Solrød Sorø Stevns Struer
Svendborg Syddjurs Sønderborg Thisted Tønder Tårnby Vallensbæk Varde Vejen Vejle Vesthimmerlands Viborg
Vordingborg Ærø Aabenraa Aalborg Aarhus
"""


def bare_name(name: str) -> str:
    """A municipality's name as a key, without the word "Kommune": "Allerød Kommune" → "alleroed"."""
    return slug(name).removesuffix("-kommune")


MUNICIPALITY_NAMES: Mapping[str, str] = {bare_name(name): name for name in _NAMES.split()}
"""Every name by its key, in that order."""
