"""Grid-square codes: the published examples, every level there and back, and positions on edges."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from wattbit.core.errors import InputError
from wattbit.core.prepare.mesh.codes import LEVELS, decode, encode
from wattbit.core.prepare.mesh.products import Product, decode_levels, levels_of

# Sides in arc seconds, north-south and east-west, as JIS X 0410 and the land-use data define them.
SIDES = {
    "first": (4, 2400, 3600),
    "second": (6, 300, 450),
    "fivefold": (7, 150, 225),
    "twofold": (9, 60, 90),
    "third": (8, 30, 45),
    "half": (9, 15, 22.5),
    "quarter": (10, 7.5, 11.25),
    "eighth": (11, 3.75, 5.625),
    "tenth": (10, 3, 4.5),
    "twentieth": (12, 1.5, 2.25),
}


def bounds(code, level):
    cells, is_code = decode(np.array([code]), LEVELS[level])
    assert is_code.all()
    return cells.bounds()[0].tolist()


@pytest.mark.parametrize(
    ("latitude", "longitude", "code"),
    [
        (35.658581, 139.745433, "53393599"),
        (34.987574, 135.759363, "52353680"),
        (35.70078, 139.71475, "53394547"),
    ],
)
def test_published_examples(latitude, longitude, code):
    assert encode(latitude, longitude, LEVELS["third"]).tolist() == [code]


def test_published_bounds():
    # 35.7 to 35.708333... N, 139.7125 to 139.725 E: the doubles nearest to the fractions themselves.
    assert bounds("53394547", "third") == [139.7125, 35.7, 139.725, float(Fraction(42850, 1200))]


@pytest.mark.parametrize("level", SIDES)
def test_sizes_and_digits_are_those_of_the_standard(level):
    digits, height, width = SIDES[level]
    assert (LEVELS[level].digits, LEVELS[level].height / 8, LEVELS[level].width / 8) == (
        digits,
        height,
        width,
    )


@pytest.mark.parametrize(
    ("code", "level", "south_west"),
    [
        # Worked out by hand from the south-west corner of 5339 (35 1/3 N, 139 E), in arc seconds north and east.
        ("5339", "first", (0, 0)),
        ("533945", "second", (4 * 300, 5 * 450)),
        ("5339452", "fivefold", (4 * 300, 5 * 450 + 225)),
        ("5339453", "fivefold", (4 * 300 + 150, 5 * 450)),
        ("533945465", "twofold", (4 * 300 + 2 * 60, 5 * 450 + 3 * 90)),
        ("53394547", "third", (4 * 300 + 4 * 30, 5 * 450 + 7 * 45)),
        ("533945474", "half", (1320 + 15, 2565 + 22.5)),
        ("5339454711", "quarter", (1320, 2565)),
        ("5339454743", "quarter", (1320 + 15 + 7.5, 2565 + 22.5)),
        ("53394547432", "eighth", (1320 + 15 + 7.5, 2565 + 22.5 + 5.625)),
        ("5339454711", "tenth", (1320 + 3, 2565 + 4.5)),
        ("5339454790", "tenth", (1320 + 27, 2565)),
        ("533945479010", "twentieth", (1320 + 27 + 1.5, 2565)),
    ],
)
def test_codes_worked_out_by_hand(code, level, south_west):
    north, east = (Fraction(x) / 3600 for x in south_west)
    west, south, *_ = bounds(code, level)
    assert (south, west) == (float(Fraction(106, 3) + north), float(139 + east))


@pytest.mark.parametrize("level", LEVELS)
def test_every_corner_belongs_to_the_cell_north_east_of_it(level):
    # The last cells of a row and a column of the first order, where floating point drifts most.
    rng = np.random.default_rng(3)
    latitude, longitude = rng.uniform(20.1, 45.9, 5000), rng.uniform(122.1, 153.9, 5000)
    codes = encode(latitude, longitude, LEVELS[level])
    cells, is_code = decode(codes, LEVELS[level])
    west, south, east, north = cells.bounds().T
    assert is_code.all()
    assert ((west <= longitude) & (longitude < east) & (south <= latitude) & (latitude < north)).all()
    assert (encode(south, west, LEVELS[level]) == codes).all()
    inside = encode(np.nextafter(north, 0), np.nextafter(east, 0), LEVELS[level])
    assert (inside == codes).all()
    assert (encode(north, west, LEVELS[level]) != codes).all()
    assert (encode(south, east, LEVELS[level]) != codes).all()


def test_neighbours_share_their_edges_to_the_last_bit():
    codes = np.array([f"533945{r}{c}" for r in range(10) for c in range(10)])
    cells, _ = decode(codes, LEVELS["third"])
    west, south, east, north = (a.reshape(10, 10) for a in cells.bounds().T)
    assert (north[:-1] == south[1:]).all() and (east[:, :-1] == west[:, 1:]).all()


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("53398547", "third"),  # second-order digits end at 7
        ("5339454", "third"),  # too short
        ("533945475", "half"),  # quadrants are 1 to 4
        ("533945455", "twofold"),  # an odd row
        ("533945464", "twofold"),  # does not end in 5
        ("5339454705", "quarter"),
        ("99999999", "third"),  # not in Japan
        ("5339454x", "third"),
        ("５３３９４５４７", "third"),  # full width: to be cleaned before
        ("", "third"),
    ],
)
def test_what_is_no_code_is_told(code, level):
    assert decode(np.array([code]), LEVELS[level])[1].tolist() == [False]


def test_a_place_without_codes_is_refused():
    with pytest.raises(InputError, match="no grid-square code"):
        encode([35.0, 35.0], [139.0, 99.9], LEVELS["third"])


def names(codes, product=Product.AUTO, cell_height=None):
    return sorted(set(levels_of(np.array(codes), product, "t.csv", cell_height).tolist()))


def quarters(count):
    every = [
        f"533945{r}{c}{p}{q}" for r in range(2) for c in range(10) for p in range(1, 5) for q in range(1, 5)
    ]
    return every[:count]


def test_ten_digits_are_told_by_the_whole_table():
    assert names(quarters(17)) == ["quarter"]
    assert names([*quarters(17), "5339454705"]) == ["tenth"]


def test_few_ten_digit_codes_are_refused_without_a_product():
    # All of a third-order cell at 250 m, or the same digits of 100 m cells.
    with pytest.raises(InputError, match="PRODUCT"):
        names(quarters(16))
    assert names(quarters(16), Product.JSHIS_250M) == ["quarter"]
    assert names(quarters(16), Product.STANDARD) == ["quarter"]
    assert names(quarters(16), Product.LANDUSE_100M) == ["tenth"]


def test_the_size_of_the_polygons_tells_ten_digits():
    assert names(quarters(3), cell_height=60) == ["quarter"]
    assert names(quarters(3), cell_height=24) == ["tenth"]


@pytest.mark.parametrize("product", [Product.JSHIS_250M, Product.STANDARD])
def test_a_code_that_its_product_cannot_have_is_named(product):
    with pytest.raises(InputError, match="5339454705"):
        names([*quarters(3), "5339454705"], product)


def test_nine_digits_are_500_m_or_end_in_5_and_are_2_km():
    assert names(["533945471", "533945474"]) == ["half"]
    assert names(["533945465"]) == ["twofold"]
    with pytest.raises(InputError, match="nine digits"):
        names(["533945471", "533945465"])
    assert names(["533945471", "533945465"], Product.STANDARD) == ["half", "twofold"]


@pytest.mark.parametrize("upper", ["1", "5"])
def test_twelve_digits_number_halves_0_and_1_or_0_and_5(upper):
    codes = np.array([f"5339454790{r}{c}" for r in ("0", upper) for c in ("0", upper)])
    parts, is_code = decode_levels(codes, levels_of(codes, Product.AUTO, "t"), "t")
    assert is_code.all()
    assert (parts[0][1].south - parts[0][1].south[0]).tolist() == [0, 0, 12, 12]
    assert (parts[0][1].west - parts[0][1].west[0]).tolist() == [0, 18, 0, 18]


def test_twelve_digits_of_another_numbering_are_refused():
    codes = np.array(["533945479001", "533945479002", "533945479003"])
    with pytest.raises(InputError, match="twelve-digit"):
        decode_levels(codes, levels_of(codes, Product.AUTO, "t"), "t")
