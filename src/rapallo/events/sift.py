"""From lines of a file to events between two actors with a country, every other line by reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from rapallo.events.forms import Form

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, DateValue, IntegerValue, StringValue, Table

REASONS = {
    "header": "names the columns",
    "fields": "has another number of fields than the form",
    "event": "gives the event no number",
    "date": "gives no day of the calendar",
    "early": "is dated after the day on which the event was found",
    "quad": "gives no class of act (verbal or material, cooperation or conflict)",
    "goldstein": "gives no score from -10 to 10",
    "no source": "names no country of the first actor",
    "no target": "names no country of the second actor",
    "several": "names several countries of one actor",
    "same": "has both actors from one country",
    "not a state": "has an actor from no member of the state system of that year",
    "duplicate": "repeats an event, with the same number, day, actors, class and score",
}
"""What a line does that counts for no pair of states, in the order in which it is asked."""

WHOLE = ("no source", "no target", "several", "same")
"""Reasons of lines that are well-formed events, though not between two countries."""

SCALE = 1000
"""Scores are kept as whole thousandths, so that their sums are exact in any order."""

NEVER = "9999"
"""After every date, where a line does not say when its event was found."""

QUADS = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
"""Classes of act, 1 to 4."""

LAST_ROOTS = (5, 9, 14, 20)
"""Last root code of CAMEO in each class, as GDELT classes them."""


def sift(lines: Table, form: Form) -> Table:
    """Sift lines: events between two countries one by one, other lines counted by reason.

    Parameters
    ----------
    lines : ibis.Table
        One column ``line``: the files' lines as they are.
    form : Form
        The lines' form.

    Returns
    -------
    ibis.Table
        ``reason`` (null for an event between two countries, else a key of `REASONS`), ``event``,
        ``date`` (of other lines the first of the month, or null), ``source`` and ``target`` (as
        the file names them), ``quad`` (1 to 4), ``goldstein`` (thousandths) and ``rows``, how many
        lines say this. The sum of ``rows`` is the number of lines.
    """
    read = _read(lines, form)
    judged = read.mutate(reason=_reason(read, form))
    event = judged.reason.isnull()
    first = ibis.ifelse(judged.reason.isin(WHOLE), month(judged.date), ibis.null("date"))
    kept = {
        name: ibis.ifelse(event, judged[name], None) for name in (*form.fields,) if name != "date"
    }
    told = judged.select("reason", **kept, date=ibis.ifelse(event, judged.date, first))
    return told.group_by(told.columns).agg(rows=told.count())


def month(day: DateValue) -> DateValue:
    """Return the first day of a day's month."""
    return ibis.date(day.year(), day.month(), 1)


def _read(lines: Table, form: Form) -> Table:
    """Read the needed fields of each line; null where one cannot be read."""
    split = lines.select(part=lines.line.split("\t"))
    width = split.part.length()
    text = split.select(
        width=width,
        added=ibis.cases(
            *((width == wide, split.part[place]) for wide, place in form.added.items()),
            (width == 0, NEVER),
            else_=NEVER,
        ),
        **{name: _clean(split.part[place], form) for name, place in form.fields.items()},
    )
    return text.select(
        "width",
        "event",
        "source",
        "target",
        date=_date(text.date, form),
        early=text.date > text.added,
        quad=_quad(text.quad, form),
        goldstein=_thousandths(text.goldstein),
    )


def _clean(text: StringValue, form: Form) -> StringValue:
    return text.replace('"', "").strip() if form.header else text


def _date(text: StringValue, form: Form) -> DateValue:
    if form.compact:
        shape, iso = "^[0-9]{8}$", text.left(4) + "-" + text.substr(4, 2) + "-" + text.substr(6, 2)
    else:
        shape, iso = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", text
    return text.re_search(shape).ifelse(iso.try_cast("date"), None)


def _thousandths(text: StringValue) -> IntegerValue:
    number = (text.try_cast("float64") * SCALE).round().cast("int64")
    return text.re_search(r"^-?[0-9]{1,2}(\.[0-9]+)?$").ifelse(number, None)


def _quad(text: StringValue, form: Form) -> IntegerValue:
    if form.quads == "cameo":
        root = text.re_search("^[0-9]{2,4}$").ifelse(text.left(2).try_cast("int16"), None)
        tests = [(root < 1, ibis.null("int8"))]
        tests += [(root <= last, ibis.literal(k, "int8")) for k, last in enumerate(LAST_ROOTS, 1)]
    else:
        names = [name.replace("_", " ") for name in QUADS]
        said = text.lower() if form.quads == "label" else text
        tests = [
            (said == (name if form.quads == "label" else str(k)), ibis.literal(k, "int8"))
            for k, name in enumerate(names, 1)
        ]
    return ibis.cases(*tests, else_=ibis.null("int8"))


def _reason(read: Table, form: Form) -> StringValue:
    header = read.event == form.header[0] if form.header else ibis.literal(False)
    tests: dict[str, BooleanValue] = {
        "header": header,
        "fields": ~read.width.isin(form.widths),
        "event": read.event == "",
        "date": read.date.isnull(),
        "early": read.early,
        "quad": read.quad.isnull(),
        "goldstein": read.goldstein.isnull() | (read.goldstein.abs() > 10 * SCALE),
        "no source": read.source.isin(form.absent),
        "no target": read.target.isin(form.absent),
        "several": read.source.contains(";") | read.target.contains(";"),
        "same": read.source == read.target,
    }
    return ibis.cases(*((test, reason) for reason, test in tests.items()), else_=None)
