"""CSV files as layers of a scenario."""

from __future__ import annotations

import pytest
from wattbit.core.errors import InputError
from wattbit.core.sources.uri import parse_uri
from wattbit.core.sources.vector import VectorSource, read_vector
from wattbit.tests.core.layers import PLANE, spatial_reference

WKT = spatial_reference(PLANE).ExportToWkt()


def read(path, where=None, crs=f"EPSG:{PLANE}"):
    return read_vector(VectorSource(parse_uri(str(path)), where, crs), WKT, ["名称", "mw"])


@pytest.mark.parametrize("encoding", ["cp932", "utf-8", "utf-8-sig"])
@pytest.mark.parametrize("heads", ["x,y", "X,Y", "経度,緯度", "lon,lat"])
def test_rows_stand_where_their_columns_say_in_any_encoding(tmp_path, encoding, heads):
    path = tmp_path / "拠点.csv"
    path.write_bytes(f"名称,{heads},mw\n東京髙崎①,2500,7000,10\n大阪,5200,6100,20\n".encode(encoding))
    data = read(path, "mw > 5")
    assert data.shapes.points.tolist() == [[2500, 7000], [5200, 6100]]
    assert data.column("名称").tolist() == ["東京髙崎①", "大阪"]
    assert read(path, "mw > 15").column("mw").tolist() == [20]


def test_a_column_of_well_known_text_holds_any_geometry(tmp_path):
    path = tmp_path / "zones.csv"
    path.write_text('名称,mw,wkt\na,5,"POLYGON((0 0,1 0,1 1,0 0))"\n', encoding="utf-8")
    assert read(path).shapes.has_polygons


def test_a_table_without_places_is_refused_saying_so(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("名称,mw\na,5\nb,6\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"None of the 2 row\(s\) .* has a place"):
        read(path)
    path.write_text("名称,x,y,mw\na,1,2,5\n", encoding="utf-8")
    with pytest.raises(InputError, match="has no CRS"):
        read(path, crs=None)
