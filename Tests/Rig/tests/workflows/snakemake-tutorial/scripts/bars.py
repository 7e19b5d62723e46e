def drawing(counts):
    """Bars as SVG, one for each key."""
    bars = [f'<rect x="{key}" y="{-count}" width="20" height="{count}"><title>{key}: {count}</title></rect>'
            for key, count in sorted(counts.items())]
    return '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 -20 300 20">\n' + "\n".join(bars) + "\n</svg>\n"
