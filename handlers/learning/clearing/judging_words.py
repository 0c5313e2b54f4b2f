"""Words that judge a person instead of saying what was seen or heard, by language (domain.md d.4). Add to them freely.

A star stands for any ending. English is always looked through; the others where the site writes in that language.
"""

from __future__ import annotations

from collections.abc import Mapping

JUDGING: Mapping[str, tuple[str, ...]] = {
    "en": (
        "rude", "rudely", "crazy", "insane", "mad woman", "mad man", "psycho*", "lunatic*", "typical", "typically",
        "as usual", "should have", "should've", "shouldn't have", "should not have", "could have known",
        "failed to", "fails to", "failure to", "overreact*", "over-react*", "hysterical*", "drama queen*",
        "nasty", "stupid*", "idiot*", "moron*", "dumb", "ignorant", "lazy", "incompetent*", "unprofessional*",
        "careless*", "negligent*", "sloppy", "clueless", "useless", "pathetic*", "ridiculous*", "entitled",
        "arrogant*", "obnoxious*", "horrible person", "horrible customer", "horrible woman", "horrible man",
        "awful person", "disgusting", "trash", "scum", "jerk*", "karen", "snowflake*", "liar*", "lied", "lying",
        "obviously", "clearly wanted", "wanted trouble", "asked for it", "had it coming", "his fault", "her fault",
        "their fault", "own fault", "to blame", "bad attitude", "attitude problem", "too sensitive", "too emotional",
        "those people", "people like that", "these people", "trouble maker*", "troublemaker*", "always complain*",
    ),
    "de": (
        "unverschämt*", "frech*", "verrückt*", "irre", "typisch*", "wie immer", "hätte * sollen", "hätte * müssen",
        "hat versagt", "versäumt*", "überreagiert", "hysterisch*", "dumm*", "blöd*", "idiot*", "faul*",
        "inkompetent*", "unprofessionell*", "fahrlässig*", "arrogant*", "lächerlich*", "selbst schuld", "ist schuld",
        "war schuld", "solche leute", "gelogen", "lügner*", "querulant*",
    ),
    "fr": (
        "impoli*", "grossier*", "fou", "folle", "typique*", "comme toujours", "aurait dû", "auraient dû", "n'a pas su",
        "hystérique*", "stupide*", "idiot*", "débile*", "paresseu*", "incompétent*", "ridicule*", "arrogant*",
        "sa faute", "leur faute", "ces gens", "menteu*",
    ),
    "es": (
        "maleducad*", "grosero*", "grosera*", "loco", "loca", "típico", "típica", "como siempre", "debería haber",
        "tendría que haber", "no supo", "histéric*", "estúpid*", "idiota*", "vago", "vaga", "incompetente*",
        "ridícul*", "arrogante*", "su culpa", "esa gente", "mentiros*",
    ),
    "it": (
        "maleducat*", "pazz*", "tipico", "tipica", "come sempre", "avrebbe dovuto", "isteric*", "stupid*", "idiota*",
        "pigr*", "incompetent*", "ridicol*", "arrogant*", "colpa sua", "quella gente", "bugiard*",
    ),
    "nl": (
        "onbeleefd*", "brutaal", "brutale", "gestoord*", "typisch*", "zoals altijd", "had moeten", "hadden moeten",
        "hysterisch*", "dom", "domme", "stom*", "idioot*", "lui", "incompetent*", "belachelijk*", "arrogant*",
        "eigen schuld", "dat soort mensen", "gelogen", "leugenaar*",
    ),
}  # fmt: skip
