"""Rules for dates counted from the passage: "three days later", "two days after the raid", "the 10th anniversary", "on the 15th"."""

from lapwing.resolve.dates.calendar import Days, one_day, step_months
from lapwing.resolve.dates.context import NO_ANCHOR, NO_PUBLICATION, Context, Fix, resolved, unknown
from lapwing.resolve.dates.relative import NO_DATE, SHORT, moved

NO_DAY = "an hour without its day"


def units_from_passage(c: Context) -> Fix:
    """Three days later, a day earlier, the following month: from the passage's last date."""
    if c.groups.get("v"):
        return unknown("how many is not said")
    unit = c.unit()
    if unit in ("second", "minute"):
        return NO_DATE
    anchor = c.anchor(day=unit in ("day", "night", "hour", "minute", "second"))
    if anchor is None:
        return unknown(NO_ANCHOR)
    back = c.groups["b"] in (
        "earlier",
        "before",
        "previous",
        "preceding",
        "previously",
        "prior",
        "beforehand",
    )
    count = 0 if c.groups["b"] in ("same", "that", "very") else (-1 if back else 1) * c.number("n")
    day = anchor.first if back or count == 0 else anchor.last
    fix = moved(unit, day, count, "counted from the passage's last date")
    if fix.start and c.published and fix.start > c.published and c.direction() != "future":
        return unknown("would lie after the publication day")
    return fix


def units_after_event(c: Context) -> Fix:
    """ "Two days after the raid": dates the raid where the main clause is dated in the sentence, else the main clause."""
    if c.unit() in SHORT:
        return NO_DATE
    count = c.number("n") * (1 if c.groups["b"] in ("before", "prior") else -1)
    here = c.here()
    day = here.first if here else None
    if day is None and c.direction() == "near" and c.groups.get("come"):
        day = c.published
    if day is not None:
        return moved(c.unit(), day, count, "so far from the sentence's date")
    anchor = c.anchor(day=c.unit() in ("day", "night"))
    if anchor is not None and c.unit() in ("day", "night", "week"):
        return moved(c.unit(), anchor.first, -count, "so far from the passage's last date")
    if c.published is not None and c.unit() in ("month", "year") and c.direction() != "past":
        return moved(c.unit(), c.published, count, "so far from the publication day")
    return unknown(NO_ANCHOR)


def units_after_dated(c: Context, event: Days) -> Fix:
    """ "Three days after the attack, which took place on 3 May": counted from the day that the sentence gives the attack."""
    sign = -1 if c.groups["b"] in ("before", "prior") else 1
    return moved(c.unit(), event.first, sign * c.number("n"), "so far from the day of the event named")


def since_then(c: Context) -> Fix:
    """Since then: from the passage's last date on."""
    anchor = c.anchor()
    if anchor is None:
        return unknown(NO_ANCHOR)
    return Fix(anchor.first, None, "range", "resolved", "from the passage's last date on")


def anniversary(c: Context) -> Fix:
    """The 14th anniversary of: so many years before the sentence's day, else the publication day."""
    here = c.here()
    day = here.first if here else c.published
    if day is None:
        return unknown(NO_PUBLICATION)
    return resolved(
        one_day(step_months(day, -12 * c.number("n"))), "day", "so many years before the anniversary"
    )


def day_number(c: Context) -> Fix:
    """On the 15th: of the passage's month, else of the nearest month by tense."""
    if c.published is None:
        return unknown(NO_PUBLICATION)
    anchor, number = c.anchor(), c.number("d")
    months = [anchor.first] if anchor else []
    sign = 1 if c.direction() == "future" else -1
    months += [c.published, step_months(c.published.replace(day=1), sign)]
    for month in months:
        try:
            day = month.replace(day=number)
        except ValueError:
            continue
        if anchor or (day - c.published).days * sign >= 0:
            return resolved(
                one_day(day), "day", "day of the passage's month" if anchor else "nearest such day by tense"
            )
    return unknown("no such day in the calendar")


def clock(c: Context) -> Fix:
    """3 a.m.: on the sentence's or passage's day."""
    anchor = c.anchor(day=True)
    if anchor is None:
        return unknown(NO_ANCHOR)
    return resolved(anchor, "day", "hour of the passage's day")


def hour_of_day(_: Context) -> Fix:
    """Midnight, noon, dawn: a part of the day named beside it; alone it is no date (joins.py drops it)."""
    return unknown(NO_DAY)
