"""總期號: the total number of an issue, reckoned from a number known and the days on which the paper comes out."""

from __future__ import annotations

from datetime import date, timedelta

from compositor.records import dataclass


@dataclass(frozen=True, slots=True)
class Numbering:
    """A day whose number is known, the days of the week with an issue (Monday is 0), and days left out or added.

    ``days`` empty means every day.
    """

    start: date
    number: int
    days: tuple[int, ...] = ()
    without: tuple[date, ...] = ()
    extra: tuple[date, ...] = ()

    def comes_out(self, day: date) -> bool:
        """Tell whether the paper comes out on a day."""
        if day in self.extra:
            return True
        return day not in self.without and (not self.days or day.weekday() in self.days)

    def of(self, day: date) -> int | None:
        """Return the number of the issue of a day; None before the day known and on days without an issue."""
        if day < self.start or not self.comes_out(day):
            return None
        return self.number + self._issues(day) - (1 if self.comes_out(self.start) else 0)

    def _issues(self, day: date) -> int:
        """Count the issues from the start up to ``day``, both inside."""
        weeks, rest = divmod((day - self.start).days + 1, 7)
        count = weeks * (len(set(self.days)) or 7)
        tail = (day - timedelta(days=at) for at in range(rest))
        count += sum(not self.days or one.weekday() in self.days for one in tail)
        within = range(self.start.toordinal(), day.toordinal() + 1)
        for one in set(self.without) | set(self.extra):
            if one.toordinal() in within:
                usual = not self.days or one.weekday() in self.days
                count += int(self.comes_out(one)) - int(usual)
        return count
