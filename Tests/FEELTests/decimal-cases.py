#!/usr/bin/env python3
"""Makes cases of FEEL arithmetic and reckons them by Python's own decimals.

usage: decimal-cases.py SEED COUNT
Prints COUNT lines: an expression, a tab, its value (`null` where it has none).
"""
import random
import sys
from decimal import (
    Context, Decimal, InvalidOperation, ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_EVEN,
    ROUND_HALF_UP, ROUND_UP, setcontext,
)

# IEEE 754 decimal128, and a context in which nothing is rounded before the end.
STANDARD = Context(prec=34, rounding=ROUND_HALF_EVEN, Emin=-6143, Emax=6144, clamp=1, traps=[])
WIDE = Context(prec=13000, rounding=ROUND_HALF_EVEN, Emin=-999999, Emax=999999, traps=[InvalidOperation])
FINE = Context(prec=90, rounding=ROUND_HALF_EVEN, Emin=-999999, Emax=999999, traps=[])

DIRECTIONS = {
    "decimal": ROUND_HALF_EVEN, "round up": ROUND_UP, "round down": ROUND_DOWN, "round half up": ROUND_HALF_UP,
    "round half down": ROUND_HALF_DOWN, "floor": ROUND_FLOOR, "ceiling": ROUND_CEILING,
}


def number(dice, kind=None):
    """A number of some kind: everyday, of full length, of any exponent, or one where something happens."""
    kind = kind or dice.choice(["money", "money", "long", "middle", "wide", "special"])
    if kind == "special":
        return Decimal(dice.choice([
            "0", "1", "-1", "2", "10", "0.5", "1E+6144", "9.999999999999999999999999999999999E+6144", "1E-6176",
            "1E-6143", "9999999999999999999999999999999999", "0.9999999999999999999999999999999999",
            "1.000000000000000000000000000000001", "5E-34", "1E+33", "1E+34", "4.5", "2.25", "1E-6000",
        ]))
    digits = {"money": dice.randint(1, 12), "long": 34}.get(kind, dice.randint(1, 34))
    low, high = {"money": (-4, 0), "long": (-34, 0), "middle": (-60, 40)}.get(kind, (-6176, 6111))
    coefficient = dice.randrange(10 ** (digits - 1), 10 ** digits)
    if dice.random() < 0.2:
        coefficient = int(str(coefficient)[: dice.randint(1, digits)].ljust(digits, dice.choice("059")))
    value = Decimal(coefficient).scaleb(dice.randint(low, high), WIDE)
    return STANDARD.plus(-value if dice.random() < 0.3 else value)


def square(value):
    product = STANDARD.multiply(value, value)
    return product if product.is_finite() else value


def floor_modulo(left, right):
    """left - right * floor(left / right), by whole numbers of any length."""
    place = min(left.as_tuple().exponent, right.as_tuple().exponent)
    rest = int(left.scaleb(-place, WIDE)) % int(right.scaleb(-place, WIDE))
    return Decimal(rest).scaleb(place, WIDE)


def case(dice):
    operation = dice.choice(["+", "-", "*", "/", "/", "**", "whole", "half", "modulo", "sqrt", "exp", "log", "round",
                             "read", "<", "tie"])
    left, right = number(dice), number(dice)
    if operation in "+-*/":
        if operation in "+-" and dice.random() < 0.5:
            right = right.scaleb(left.adjusted() - right.adjusted() + dice.randint(-36, 36), WIDE)
            right = STANDARD.plus(right)
            if not right.is_finite():
                right = Decimal(1)
        apply = {"+": STANDARD.add, "-": STANDARD.subtract, "*": STANDARD.multiply, "/": STANDARD.divide}
        return f"({left}) {operation} ({right})", apply[operation](left, right)
    if operation == "tie":
        # A sum whose last digits lie on the middle between two numbers, or right beside it.
        left = number(dice, "long")
        right = Decimal(5).scaleb(left.as_tuple().exponent - 1, WIDE)
        right += dice.choice([0, 0, 1, -1]) * Decimal(1).scaleb(right.as_tuple().exponent - dice.randint(1, 30), WIDE)
        return f"({left}) + ({right})", STANDARD.add(left, right)
    if operation == "whole":
        right = Decimal(dice.choice([2, 3, 5, 7, 12, 49, 50, 100, 365, 6000]) * dice.choice([1, 1, -1]))
        if dice.random() < 0.5:
            left = Decimal(dice.choice(["2", "5", "4", "25", "3", "1.5", "99999999999", "-2", "-0.5", "10", "1.0001"]))
        operation = "**"
    elif operation == "half":
        left = dice.choice([left, square(left)])
        right = Decimal(dice.choice(["0.5", "1.5", "-0.5", "2.5", "0.25"]))
        operation = "**"
    elif operation == "**":
        left = number(dice, dice.choice(["money", "long", "middle"]))
        right = number(dice, dice.choice(["money", "middle"]))
    if operation == "**":
        return f"({left}) ** ({right})", power(left, right)
    if operation == "modulo":
        if dice.random() < 0.7:
            left, right = number(dice, "middle"), number(dice, "money")
        return f"modulo({left}, {right})", None if right == 0 else STANDARD.plus(floor_modulo(left, right))
    if operation == "sqrt":
        left = dice.choice([left, abs(left), square(left)])
        return f"sqrt({left})", STANDARD.sqrt(left)
    if operation == "exp":
        left = number(dice, dice.choice(["money", "long", "middle", "special"]))
        return f"exp({left})", STANDARD.exp(left)
    if operation == "log":
        near = 1 + Decimal(dice.randint(-999, 999)).scaleb(-dice.randint(3, 33))
        left = dice.choice([left, abs(left), STANDARD.plus(near)])
        return f"log({left})", STANDARD.ln(left) if left > 0 else None
    if operation == "round":
        name = dice.choice(sorted(DIRECTIONS))
        scale = dice.randint(-6111, 6176) if dice.random() < 0.1 else dice.randint(-5, 40) - left.adjusted()
        scale = min(max(scale, -6111), 6176)
        if -left.as_tuple().exponent <= scale:
            return f"{name}({left}, {scale})", left
        rounded = left.quantize(Decimal(1).scaleb(-scale, WIDE), DIRECTIONS[name], WIDE)
        return f"{name}({left}, {scale})", STANDARD.plus(rounded)
    if operation == "<":
        return f"(if ({left}) < ({right}) then 1 else 0)", Decimal(int(left < right))
    text = str(dice.randrange(10 ** dice.randint(1, 70)))
    text += dice.choice(["", ".5", ".50000000000000000001", "e12", "E-30"])
    return text, STANDARD.create_decimal(text)


def power(left, right):
    if right == 0:
        return Decimal(1)
    if left == 0:
        return None if right < 0 else Decimal(0)
    if left < 0 and right != right.to_integral_value():
        return None
    # Whether it overflows at all is seen before it is reckoned to ninety digits.
    size = float(right) * float(FINE.log10(abs(left)))
    if size > 7000:
        return None
    if size < -7000:
        return Decimal(0)
    return STANDARD.plus(FINE.power(left, right))


def main():
    setcontext(WIDE)
    dice = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        expression, value = case(dice)
        known = value is not None and value.is_finite()
        print(f"{expression}\t{value if known else 'null'}")


main()
