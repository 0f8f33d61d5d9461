"""Writes src/colormap-tables.ts (from matplotlib) and src/font-widths.ts (from the fonts of the package dejavu-fonts-ttf).

Run from plugins/plot after the install:  python3 golden/make_tables.py
"""
import base64
import os

import matplotlib
import numpy as np
from fontTools.ttLib import TTFont

here = os.path.dirname(os.path.abspath(__file__))
source = os.path.join(here, "..", "src")
fonts = os.path.join(here, "..", "node_modules", "dejavu-fonts-ttf", "ttf")

with open(os.path.join(source, "colormap-tables.ts"), "w") as file:
    file.write(
        "// Written by golden/make_tables.py: 256 times red, green, blue in the bytes that matplotlib paints, as base64.\n"
        "// viridis, inferno, magma, plasma, cividis: CC0. coolwarm: K. Moreland, ISVC 2009, doi:10.1007/978-3-642-10520-3_9.\n\n"
        "/** Colormaps that no short formula gives. */\n"
        "export const colormapTables: Readonly<Record<string, string>> = {\n"
    )
    for name in ["viridis", "inferno", "magma", "plasma", "cividis", "coolwarm"]:
        colors = matplotlib.colormaps[name](np.arange(256))[:, :3]
        text = base64.b64encode((colors * 255).astype(np.uint8).tobytes()).decode()
        file.write(f'  {name}:\n    "{text}",\n')
    file.write("};\n")

ranges = [(0x20, 0x7E), (0xA0, 0x17F), (0x370, 0x3FF), (0x400, 0x45F), (0x2010, 0x2044), (0x2070, 0x209C), (0x2100, 0x214F), (0x2190, 0x21FF), (0x2200, 0x22FF)]
digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
with open(os.path.join(source, "font-widths.ts"), "w") as file:
    file.write(
        "// Written by golden/make_tables.py: advance widths of the fonts of dejavu-fonts-ttf in 1/2048 em, two base64url digits\n"
        '// for each character; "__" where the font has no such character.\n\n'
        "/** First and last code point of each run of characters in the width tables. */\n"
        "export const widthRanges: readonly (readonly [number, number])[] = [\n"
    )
    for first, last in ranges:
        file.write(f"  [0x{first:x}, 0x{last:x}],\n")
    file.write("];\n\n/** One table for each weight, the runs one after the other. */\nexport const widthTables: Readonly<Record<\"normal\" | \"bold\", string>> = {\n")
    for weight, name in [("normal", "DejaVuSans.ttf"), ("bold", "DejaVuSans-Bold.ttf")]:
        font = TTFont(os.path.join(fonts, name))
        assert font["head"].unitsPerEm == 2048
        cmap, metrics = font.getBestCmap(), font["hmtx"]
        text = ""
        for first, last in ranges:
            for code in range(first, last + 1):
                width = metrics[cmap[code]][0] if code in cmap else 4095
                text += digits[width >> 6] + digits[width & 63]
        file.write(f'  {weight}:\n    "{text}",\n')
    file.write("};\n")
