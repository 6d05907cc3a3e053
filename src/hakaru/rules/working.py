"""The working of a grade as parts: codes and values, worded only where it is shown."""

import msgspec


class Step(msgspec.Struct, frozen=True, gc=False):
    """One step of the working: what was done and the values it was done with.

    Texts stand as printed, percentages are decimals without the sign ("93.0"), exact rates are
    fractions in lowest terms ("227/244"), yes and no are "yes" and "no".
    """

    code: str
    values: tuple[tuple[str, str], ...] = ()

    def value(self, key: str) -> str:
        """Return the value called `key`, or nothing."""
        return dict(self.values).get(key, "")


def yes_or_no(answer: bool) -> str:  # noqa: FBT001 - the one argument is the thing itself
    """Return how a step says yes or no."""
    return "yes" if answer else "no"
