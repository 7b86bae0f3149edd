"""A tile for every state: the world laid out as a grid, one square a state, by hand.

Drawn for this package: each state stands near its neighbours, north is up, and Europe and the
islands take more room than they have. The tests compare tiles with distances on the ground.
"""

from __future__ import annotations

from functools import cache

# fmt: off
GRID = """
... ... ... ... ... ... ... ... ... ... ... ... ISL ... ... NOR SWE FIN EST ... ... ... ... ... ... ... ... ... ... ... ... ... ... ... ...
... ... CAN ... ... ... ... ... ... ... ... IRL GBR ... HAN DNK DDR ... LVA ... ... ... ... ... ... ... ... ... ... ... ... ... ... ... ...
... ... ... ... ... ... ... ... ... ... ... ... ... ... NLD DEU POL LTU BLR ... ... RUS ... ... ... ... ... ... ... ... ... ... ... ... ...
... ... USA ... ... ... ... ... ... ... ... ... ... BEL LUX HSG CZE SVK MDA UKR ... ... ... ... ... ... ... ... ... ... ... ... ... ... ...
... ... ... ... ... ... ... ... ... ... ... ... ... FRA CHE LIE AUT HUN ROU ... ... ... ... KAZ ... ... MNG ... ... ... ... ... ... ... ...
... MEX ... ... BHS ... ... ... ... ... ... PRT ESP AND MCO ITA SVN HRV SRB BGR ... GEO ... UZB KGZ ... ... ... PRK ... JPN ... ... ... ...
... GTM BLZ ... CUB HTI DOM KNA ATG ... ... ... ... ... ... SMR BIH MNE XKX MKD TUR ARM AZE TKM TJK ... CHN ... KOR ... ... ... ... ... ...
... SLV HND ... JAM ... ... DMA ... ... ... ... ... ... ... MLT SIC ... ALB GRC CYP SYR IRQ IRN AFG ... ... ... ... TWN ... ... ... ... ...
... ... NIC ... ... ... LCA BRB ... ... ... MRT ... MAR DZA TUN LBY EGY ... ... LBN JOR KWT ... PAK NPL BTN MMR LAO VNM ... ... ... ... ...
... ... CRI PAN ... GRD VCT ... CPV GMB SEN MLI BFA ... NER ... TCD SDN ERI ... ISR SAU BHR QAT ... IND BGD THA KHM RVN PHL PLW FSM MHL ...
... ... ... COL VEN TTO ... ... ... GNB GIN CIV GHA TGO BEN NGA CAF SSD ETH DJI YAR YEM OMN ARE ... LKA ... ... MYS BRN ... ... NRU KIR ...
... ... ... ECU ... GUY SUR ... ... ... SLE LBR ... STP GNQ CMR COD UGA KEN SOM ... YMD ... ... MDV ... ... ... SGP IDN ... PNG SLB TUV WSM
... ... ... PER ... BRA ... ... ... ... ... ... ... ... GAB COG RWA BDI TZA ZAN ... SYC ... ... ... ... ... ... ... ... TLS ... VUT FJI TON
... ... ... ... BOL PRY ... ... ... ... ... ... ... ... ... AGO ZMB MWI MOZ COM ... ... ... ... ... ... ... ... ... ... AUS ... ... ... ...
... ... ... CHL ARG URY ... ... ... ... ... ... ... ... ... NAM BWA ZWE SWZ ... MDG MUS ... ... ... ... ... ... ... ... ... ... NZL ... ...
... ... ... ... ... ... ... ... ... ... ... ... ... ... ... ... ZAF LSO ... ... ... ... ... ... ... ... ... ... ... ... ... ... ... ... ...
"""  # noqa: E501
"""Codes of states from west to east and north to south; dots where there is none."""
# fmt: on

PLACE_OF = {
    "AUH": "AUT",
    "BAD": "LUX",
    "BAV": "CZE",
    "CSK": "CZE",
    "GFR": "HSG",
    "HSE": "POL",
    "JOS": "KOR",
    "MEC": "DDR",
    "MOD": "SVN",
    "PAP": "BIH",
    "PMA": "MCO",
    "SAX": "LTU",
    "TUS": "SMR",
    "WRT": "LIE",
}
"""States of the past that take the tile of one that was none in their time."""


@cache
def tiles() -> dict[str, tuple[int, int]]:
    """Return each state's column from the west and row from the north, by its code.

    Examples
    --------
    >>> tiles()["CAN"][1] < tiles()["USA"][1] < tiles()["MEX"][1]
    True
    """
    found = {
        code: (column, row)
        for row, line in enumerate(GRID.strip("\n").splitlines())
        for column, code in enumerate(line.split())
        if code != "..."
    }
    return found | {past: found[place] for past, place in PLACE_OF.items()}


@cache
def extent() -> tuple[int, int]:
    """Return how many columns and rows the grid has."""
    places = tiles().values()
    return 1 + max(column for column, _ in places), 1 + max(row for _, row in places)
