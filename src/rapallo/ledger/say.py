"""Numbers in words."""

from __future__ import annotations


def money(usd: float) -> str:
    """Return an amount of US dollars in words.

    Examples
    --------
    >>> money(84.2e9), money(19.6e12)
    ('84.2 bn USD', '19.6 trn USD')
    >>> money(658.8e9)
    '659 bn USD'
    """
    for size, word in ((1e12, "trn"), (1e9, "bn"), (1e6, "m")):
        if abs(usd) >= size:
            return f"{usd / size:.3g} {word} USD"
    return f"{usd:,.0f} USD"


def percent(share: float) -> str:
    """Return a share as a percentage.

    Examples
    --------
    >>> percent(0.153), percent(0.0021)
    ('15 %', '0.21 %')
    """
    return f"{100 * share:.2g} %" if abs(share) < 0.1 else f"{100 * share:.0f} %"


def ordinal(value: float) -> str:
    """Return the ordinal number nearest to a value.

    Examples
    --------
    >>> ordinal(1), ordinal(12), ordinal(92.7)
    ('1st', '12th', '93rd')
    """
    number = round(value)
    teens = 10 <= number % 100 <= 20
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def ratio(value: float) -> str:
    """Return a ratio of at least 1 to 1.

    Examples
    --------
    >>> ratio(6.21), ratio(0.5)
    ('6.2 to 1', '2.0 to 1')
    """
    return f"{max(value, 1 / value):,.1f} to 1"


def plural(count: float, one: str, many: str | None = None) -> str:
    """Return a count with its noun.

    Examples
    --------
    >>> plural(1, "case"), plural(3, "case"), plural(0, "veto", "vetoes")
    ('1 case', '3 cases', 'no vetoes')
    """
    noun = one if count == 1 else (many or f"{one}s")
    return f"{'no' if count == 0 else f'{count:,.0f}'} {noun}"


def said_spells(years: list[int]) -> str:
    """Return runs of consecutive years in words.

    Examples
    --------
    >>> said_spells([1896, 1897, 1950, 1951, 1952, 1969])
    '1896-1897, 1950-1952, 1969'
    """
    spells: list[list[int]] = []
    for year in years:
        if spells and year == spells[-1][1] + 1:
            spells[-1][1] = year
        else:
            spells.append([year, year])
    return ", ".join(f"{a}-{b}" if b > a else str(a) for a, b in spells)


WITH_ARTICLE = frozenset(
    {
        "Bahamas", "Central African Republic", "Comoros", "Czech Republic", "Dominican Republic",
        "Gambia", "Maldives", "Marshall Islands", "Netherlands", "Ottoman Empire", "Papal States",
        "Philippines", "Solomon Islands", "Soviet Union", "Two Sicilies", "United Arab Emirates",
        "United Arab Republic", "United Kingdom", "United States",
    }
)  # fmt: skip


def the(name: str) -> str:
    """Return a state's name as it stands inside a sentence.

    Examples
    --------
    >>> the("United States"), the("China")
    ('the United States', 'China')
    """
    return f"the {name}" if name in WITH_ARTICLE else name


def of(name: str) -> str:
    """Return a name's possessive.

    Examples
    --------
    >>> of("China"), of("the United States")
    ("China's", "the United States'")
    """
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def signed(value: float) -> str:
    """Return a number with its sign and one decimal.

    Examples
    --------
    >>> signed(11.72), signed(-0.04)
    ('+11.7', '+0.0')
    """
    return f"{round(value, 1) + 0.0:+.1f}"


def inside(label: str) -> str:
    """Return a label as it stands inside a sentence, its abbreviations kept.

    Examples
    --------
    >>> inside("Agreement in the UN"), inside("GDP")
    ('agreement in the UN', 'GDP')
    """
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def sentence(text: str) -> str:
    """Return a text with a capital at its start.

    Examples
    --------
    >>> sentence("the United States is far")
    'The United States is far'
    """
    return text[:1].upper() + text[1:]
