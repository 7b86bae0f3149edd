"""The backtest as a page that anyone can read."""

from __future__ import annotations

from jinja2 import Environment

from rapallo.forecast.backtest import CHOSEN, MODEL, TUNED_FROM, Backtest
from rapallo.forecast.outcomes import OUTCOMES
from rapallo.forecast.scores import Interval

TEMPLATE = """{% macro scores(rows, name) %}<table><tr>
<th>{{ name }}</th><th>pair-years</th><th>came</th><th>treaties</th><th>AUC</th>
<th>precision</th><th>Brier skill</th><th>log skill</th></tr>
{% for s in rows %}<tr><td>{{ s[name] }}</td><td>{{ "{:,}".format(s.pairs) }}</td>
<td>{{ "{:,}".format(s.hits) }}</td><td>{{ s.events }}</td><td>{{ said(s.auc, 3) }}</td>
<td>{{ said(s.precision_over_base, 1) }}</td><td>{{ said(s.brier_skill, 3) }}</td>
<td>{{ said(s.log_skill, 3) }}</td></tr>
{% endfor %}</table>{% endmacro %}<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>How good are the forecasts?</title>
<style>
body{font:16px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#222}
table{border-collapse:collapse;margin:1rem 0;font-size:.85rem;width:100%}
th,td{padding:.25rem .5rem;border-bottom:1px solid #ddd;text-align:right}
th:first-child,td:first-child,td.text,th.text{text-align:left}
small{color:#666}.missed{color:#a03}.seen{color:#060}
</style></head><body>
<h1>How good are the forecasts?</h1>
<p>As of every year of {{ main }} the model gave every pair of states at risk
a chance of {{ label }} within {{ b.horizon }} year{{ "s" if b.horizon > 1 }}, knowing nothing
dated later. Here is what came of it: {{ "{:,}".format(all.hits) }} of
{{ "{:,}".format(all.pairs) }} pair-years saw it ({{ percent(all.base_rate) }}), through
{{ all.events }} treaties and accessions. Intervals (90 %) resample these, since one treaty makes
many pairs at once.</p>
<h2>Against other forecasts</h2>
<p><b>AUC</b>: the chance that a pair that allied was ranked above one that did not (0.5 is a coin
toss). <b>Precision</b>: average precision over the base rate. <b>Skill</b>: the share of
climatology's error that is saved (above 0 is better than the base rate so far).</p>
<p>The model's few settings were fixed with the origins from {{ tuned_from }} on in view, so its
first row flatters it. <b>{{ chosen | capitalize }}</b> is what it is worth without that: at every
origin the settings are those that did best at origins whose windows had ended.</p>
{{ scores(of(main), "forecast") }}
{% if earlier %}<h2>Held out: origins of {{ earlier }}</h2>
<p>No setting was chosen with these in view.
{{ b.held_out | selectattr("inside") | list | length }} of the {{ b.held_out | length }} bins of
risk hold what came, against {{ b.bins | selectattr("inside") | list | length }} of
{{ b.bins | length }} in {{ main }}.</p>
{{ scores(of(earlier), "forecast") }}{% endif %}
<h2>Where and when</h2>
{{ scores(b.scores | rejectattr("cases", "in", b.windows), "cases") }}
<h2>When it said 5 %, did it happen in 5 %?</h2>
<svg viewBox="0 0 420 330" role="img" aria-label="Reliability diagram" style="max-width:32rem">
<line x1="50" y1="290" x2="400" y2="20" stroke="#bbb"/>
{% for x in (0.0001, 0.001, 0.01, 0.1) %}
<text x="{{ across(x) }}" y="306" font-size="10" text-anchor="middle">{{ percent(x) }}</text>
<text x="46" y="{{ up(x) + 3 }}" font-size="10" text-anchor="end">{{ percent(x) }}</text>
{% endfor %}
{% for x in b.bins %}
<line x1="{{ across(x.predicted) }}" x2="{{ across(x.predicted) }}" y1="{{ up(x.low) }}"
 y2="{{ up(x.high) }}" stroke="#888" stroke-width="2"/>
<circle cx="{{ across(x.predicted) }}" cy="{{ up(x.observed) }}" r="4" fill="#06c"/>
{% endfor %}
<text x="225" y="324" font-size="11" text-anchor="middle">forecast</text>
<text x="12" y="155" font-size="11" transform="rotate(-90 12 155)" text-anchor="middle">came</text>
</svg>
<table><tr><th>Risk</th><th>pairs</th><th>treaties</th><th>forecast</th><th>came</th><th>90 %</th>
<th>inside</th></tr>
{% for x in b.bins %}<tr><td>{{ percent(x.least) }} to {{ percent(x.most) }}</td>
<td>{{ "{:,}".format(x.pairs) }}</td><td>{{ x.events }}</td><td>{{ percent(x.predicted) }}</td>
<td>{{ percent(x.observed) }}</td><td>{{ percent(x.low) }} to {{ percent(x.high) }}</td>
<td>{{ "yes" if x.inside else "no" }}</td></tr>
{% endfor %}</table>
{% if b.events %}<h2>Seen coming, and missed</h2>
<p>Each treaty or accession, with where its pairs stood among all pairs at risk as of the last
origin before it. Seen: in the top 5 %; missed: not even in the top 20 %.</p>
<table><tr><th>Year</th><th class="text">Who</th><th>pairs</th><th>chance</th>
<th>x average</th><th>percentile</th><th class="text">verdict</th></tr>
{% for e in b.events %}<tr><td>{{ e.year }}</td><td class="text">{{ e.who | join(", ") }}</td>
<td>{{ e.pairs }}</td><td>{{ percent(e.probability) }}</td><td>{{ "%.1f" % e.times_base }}</td>
<td>{{ "%.1f" % e.percentile }}</td><td class="text {{ e.seen }}">{{ e.seen }}</td></tr>
{% endfor %}</table>{% endif %}
<p><small>Treaties: ATOP 5.1 (to 2018). Run time
{{ "%.0f" % b.seconds }} s, peak memory {{ "{:,.0f}".format(b.peak_mb) }} MB.</small></p>
</body></html>
"""
LEFT, RIGHT, BOTTOM, TOP = 50.0, 400.0, 290.0, 20.0
LEAST, MOST = -5.0, 0.0
"""Powers of ten at the ends of the diagram's axes."""


def page(made: Backtest) -> str:
    """Return the backtest as an HTML page that needs nothing else."""
    environment = Environment(autoescape=True)
    main, earlier = made.windows
    return environment.from_string(TEMPLATE).render(
        b=made,
        all=made.score(MODEL, main),
        main=main,
        earlier=earlier,
        of=lambda window: [s for s in made.scores if s.cases == window],
        chosen=CHOSEN,
        tuned_from=TUNED_FROM,
        label=OUTCOMES[made.outcome].label,
        percent=percent,
        said=said,
        across=lambda x: round(LEFT + (RIGHT - LEFT) * _along(x), 1),
        up=lambda x: round(BOTTOM - (BOTTOM - TOP) * _along(x), 1),
    )


def percent(share: float) -> str:
    """Return a share as a percentage with two significant digits.

    Examples
    --------
    >>> percent(0.00862), percent(0.1234), percent(0.0)
    ('0.86 %', '12 %', '0 %')
    """
    return f"{100 * share:.2g} %"


def said(figure: Interval, digits: int) -> str:
    """Return a figure with its interval."""
    return f"{figure.value:.{digits}f} ({figure.low:.{digits}f} to {figure.high:.{digits}f})"


def _along(share: float) -> float:
    from math import log10

    power = log10(share) if share > 0 else LEAST
    return (min(max(power, LEAST), MOST) - LEAST) / (MOST - LEAST)
