"""Facts of a place as lines of text, for the dock and for the clipboard."""

from __future__ import annotations

from ..text import tr

TICK, CROSS, UNKNOWN = "✓", "✗", "?"


def rule_lines(told, words):
    """A line for each rule that excludes the place or does not know it."""
    out = []
    for rule in told.rules:
        if rule.excluded > 0:
            text = f"{CROSS} {words.rule(rule)}"
            out.append(f"{text} — {words('alone')}" if rule.alone > 0 else text)
        if rule.unknown > 0:
            out.append(f"{UNKNOWN} {rule.label} — {tr('not assessed')}")
    return out


def connection_lines(told, words):
    """A line for each connection near the place, with what keeps it from serving."""
    return [_connection(c, words) for c in told.connections]


def _connection(c, words):
    volts = tr("voltage not published") if c.voltage_kv is None else f"{c.voltage_kv:g} kV"
    megawatts = words("not_published") if c.spare_mw is None else f"{c.spare_mw:g} MW"
    facts = words("and").join((volts, megawatts, f"{c.metres / 1000:.1f} km"))
    if not c.obstacles:
        return f"{TICK} {c.name} — {facts}"
    mark = UNKNOWN if c.obstacles == ("unknown",) else CROSS
    # That the capacity is not published stands among the facts already.
    others = [word for word in c.obstacles if word != "unknown"]
    why = words("and").join(words(word, year=c.year) for word in others)
    return f"{mark} {c.name} — {facts}{': ' if why else ''}{why}"


def plain_text(places, words):
    """All that the dock shows, for the clipboard: sentences, and tables with tabs between their columns."""
    blocks = []
    for title, told in places:
        lines = [title, words.verdict(told)]
        if told.change is not None:
            lines.append(words.change(told.change))
        if told.criteria:
            lines += ["", *_table(told, words)]
        for head, rows in (
            (words("rules"), rule_lines(told, words)),
            (words("connections"), connection_lines(told, words)),
        ):
            if rows:
                lines += ["", head, *rows]
        blocks.append("\n".join(lines))
    return "\n\n".join([*blocks, words("caution")]) + "\n"


def _table(told, words):
    heads = ("criterion", "value", "score", "weight", "contribution")
    rows = ["\t".join(words(head) for head in heads)]
    for fact in told.criteria:
        value = tr("not assessed") if fact.raw is None else words.quantity(fact)
        cells = (fact.label, value, _number(fact.score), _number(fact.weight), _number(fact.contribution))
        rows.append("\t".join(cells))
    rows.append("\t".join((words("sum"), "", "", "", _number(told.score))))
    return rows


def _number(value):
    return "–" if value is None else f"{value:.3f}"
