"""How event data are cited: BibTeX by the name of their form, as a brief's sources name them."""

from __future__ import annotations

_GDELT = """@inproceedings{%s,
  author    = {Leetaru, Kalev and Schrodt, Philip A.},
  title     = {{GDELT}: Global Data on Events, Location and Tone, 1979--2012},
  booktitle = {International Studies Association Annual Convention},
  address   = {San Francisco},
  year      = {2013},
  note      = {%s}
}"""

BIBTEX = {
    "gdelt_1": _GDELT % ("gdelt_1", "GDELT 1.0 events"),
    "gdelt_2": _GDELT % ("gdelt_2", "GDELT 2.0 events"),
    "icews": """@dataset{icews,
  author    = {Boschee, Elizabeth and Lautenschlager, Jennifer and O'Brien, Sean and
               Shellman, Steve and Starz, James and Ward, Michael},
  title     = {{ICEWS} Coded Event Data},
  publisher = {Harvard Dataverse},
  year      = {2015},
  doi       = {10.7910/DVN/28075}
}""",
    "polecat": """@misc{polecat,
  author = {Halterman, Andrew and Bagozzi, Benjamin E. and Beger, Andreas and
            Schrodt, Philip A. and Scarborough, Grace I.},
  title  = {{PLOVER} and {POLECAT}: A New Political Event Ontology and Dataset},
  year   = {2023},
  note   = {Paper presented at the International Studies Association. Data:
            doi:10.7910/DVN/AJGVIT}
}""",
}
"""BibTeX of each form of `rapallo.events.forms.FORMS`; its key is the form's name."""
