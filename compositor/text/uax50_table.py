"""Vertical orientation of Unicode 15.0.0 (UAX #50), derived by tools/vertical_table.py: don't edit.

Runs over the whole code space in order, each as its length (hexadecimal) and its value: U upright, R rotated,
Tu and Tr transformed by the face, else upright or rotated. Under the Unicode License V3, which is in
UNICODE-LICENSE.txt.
"""

RUNS = """
a7R 1U 1R 1U 4R 1U 2R 1U aR 3U 18R 1U 1fR 1U 1f2R 2U e14R 100U 201R 27fU 230R 50U 716R 1U 9R 2U eR 2U 9R 2U 5R 1U 4R 3U
7R 1U 13R 1U 77R 4U 1R 3U 1bR 2U 1R 7U 5R 1U 3R 2U 1R 2U 6R 6U 1R 1U 1R 1U 1R 1U 4R 1U 6R bU 5R 6U 1R 2U 1R 3bU 2R 4U
8eR 1U 15R 2U caR 8U 4R 14U 4R 5U 2Tr 1U 51R 1eU 23R 10U 1R 1U 1R bU 6R 41U 1R dcU a0R 7aU 6R 148U eR 1eU 37eR 1eU 20R
aU 3dR 1U 20R 1aU 1R 19U 4R 10U 250R 2U 2eR 181U 2Tu 5U aTr 2U cTr 10U 1Tr 10U 1Tu 1U 1Tu 1U 1Tu 1U 1Tu 1U 1Tu 19U 1Tu
1fU 1Tu 1U 1Tu 1U 1Tu 6U 1Tu 6U 2Tu 4U 2Tu 3U 1Tr 1Tu 1U 1Tu 1U 1Tu 1U 1Tu 1U 1Tu 19U 1Tu 1fU 1Tu 1U 1Tu 1U 1Tu 6U 1Tu
6U 2Tu 5U 1Tr 2aU 1Tu c8U 10Tu ffU 59Tu 23U 5Tu 7150U 490R 20U 280R 2c00U 800R 1b00U 310R 10U 10R 19U 7R 3Tu 5U 1R 6Tr
4U 4R 9U 91R 1Tu 6U 2Tr 2U 1Tu 1R 1Tu bU 2Tr 3R 1Tu 1bU 1Tr 1U 1Tr 1U 1Tr 1bU 6Tr 7fR 3U 1Tr 4U 8R 9U 3R 2U 982R 20U
be0R 80U 400R c0U 1540R 460U fa0R 280U 2960R 1da0U 2270R 310U 1c00R d0U 30R 200U e0R a0U 480R 2b0U 1550R 200U 2Tu 5feU
100R 200U 500R fffeU 2R fffeU b0002R fffeU 2R fffeU 2R
"""
