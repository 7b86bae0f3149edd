"""The template of a claim file: one claim of each kind of check, and each runs."""

TEMPLATE = """\
# Claims of a text, to be checked with: rapallo claims check FILE
# Columns: rapallo panel --list; for pairs also alignment, security, diplomacy, economy, hostility
# (the index and its dimensions, 0 to 100) and rung (of the ladder, 0 to 8).
# States: ISO3 codes, COW codes or names; world is all together, for columns that count.
title: An article to check
written: 2018                 # its year; a claim's own year, where it names one, goes before
claims:
  - id: C1
    claim: Russia's economy is smaller than two trillion dollars.
    kind: quantity            # quantity event driver obstacle advice trend prediction verdict
    states: [RUS]
    lasting: true             # is it meant to hold now as well?
    check:                    # several checks must all hold
      - {kind: figure, column: gdp, of: [RUS], year: 2017, is: below, value: 2.0e+12}
  - id: C2
    claim: China's economy is over five times Russia's.
    kind: quantity
    check:                    # over: the ratio to another's; also: columns that might say otherwise
      - {kind: figure, column: gdp, of: [CHN], over: [RUS], year: 2017, is: above, value: 5, also: [cinc]}
  - id: C3
    claim: Russia has sold China more arms from year to year.
    kind: trend
    check:                    # rises, falls, rises steadily, falls steadily, does not fall, closer, farther
      - {kind: trend, column: arms, of: [RUS, CHN], from: 2005, to: 2017, is: rises steadily}
  - id: C4
    claim: Ukraine parted Russia from America in 2014.
    kind: driver
    asks: whether their votes in the United Nations turned apart in that year   # if less than claimed
    check:                    # rises, falls, closer, farther, by over twice the usual yearly change
      - {kind: break, column: ideal_distance, of: [USA, RUS], at: 2014, is: farther, also: [alignment]}
  - id: C5
    claim: America is closer to China than to Russia.
    kind: verdict
    check:                    # by: largest, or closest (as the column counts it)
      - {kind: order, column: trade, of: [[USA, CHN], [USA, RUS]], year: 2017, by: closest, also: [un_agreement]}
  - id: C6
    claim: China is among the two strongest states.
    kind: verdict
    check:
      - {kind: rank, column: cinc, of: [CHN], year: 2017, at_most: 2}
  - id: C7
    claim: America and Russia are no friends.
    kind: verdict
    check:                    # the strategic triangle's coding of a tie
      - {kind: tie, of: [USA, RUS], year: 2018, is: not friendly}
  - id: C8
    claim: Whether China and Russia ally will stay unclear for years.
    kind: prediction
    deadline: 2025            # scored then; words: the nearest of Kent's scale, or chance: 0.75
    words: probable
    check:                    # the verdict of a brief
      - {kind: shade, of: [CHN, RUS], year: 2018, is: grey}
  - id: C9
    claim: A pact of China and Russia is unlikely.
    kind: verdict
    check:                    # the model's chance of a new defence pact
      - {kind: chance, of: [CHN, RUS], year: 2018, horizon: 5, is: below, value: 0.2}
  - id: C10
    claim: Trade of America and China was 650 billion dollars.
    kind: quantity
    year: 2016
    basis: goods and services # what the text counts, where that is not what the column counts
    check:
      - {kind: figure, column: trade, of: [USA, CHN], year: 2016, is: about, value: 650.0e+9, tolerance: 0.05}
  - id: C11
    claim: Trade of Russia and China was 84 billion dollars.
    kind: quantity
    check:
      - {kind: figure, column: trade, of: [RUS, CHN], year: 2017, is: about, value: 84.0e+9}
  - id: C12
    claim: The two figures can be set side by side.
    kind: quantity
    check:                    # are other claims' figures of one year and on one basis?
      - {kind: like, claims: [C10, C11]}
  - id: C13
    claim: Moscow and Beijing trust each other.
    kind: driver
    why_not: a statement about feelings   # say so, where no data can speak
"""
