"""How to cite the curated record: an entry a kind of fact."""

from __future__ import annotations

from rapallo.record.facts import COMPILED, KINDS

BIBTEX = {
    f"record_{kind}": f"""@misc{{record_{kind},
  author = {{{{Rapallo contributors}}}},
  title  = {{Curated record: {kind}}},
  year   = {{{COMPILED.year}}},
  note   = {{Compiled to {COMPILED.isoformat()}; each fact names the page it was read at}}
}}"""
    for kind in KINDS
}
"""By the id under which a brief lists it."""
