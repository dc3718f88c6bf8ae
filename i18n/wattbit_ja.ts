<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja">
<context>
    <name>WattBitPlugin</name>
    <message>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run Scenario…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Processing plugin is off: switch it on under Plugins, Manage and Install.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scenario algorithm is not loaded: see the message log of Watt-Bit Siting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try the Demo…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watt-Bit Siting needs the Python library {library}, which this QGIS lacks: install it with "sudo apt install {package}" or through the installer of your QGIS, then start QGIS again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WattbitAlgorithm</name>
    <message>
        <source>1 where more of a criterion is better, 0 where less is, parted by commas; blank: all 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 where no other eligible cell is as good on every criterion and better on one, else 0; no weights and no method enter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A .csv, .txt, .dbf, .shp, .gpkg, .geojson or .zip file, a layer of a file as path|layername=name, or the id or name of a layer or table of the project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A .json, .geojson, .csv, .xlsx, .gpkg, .osm.pbf or .zip file, a folder of PeeringDB files, a layer of a file as path|layername=name, or the id or name of a layer of the project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A band a criterion, in the order of the scenario.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A band a criterion; the bands sum to the suitability.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A mask of bits: bit i is set where layer i (from 0, in their order) excludes the cell, so 0 means eligible. Polygons take the cells whose centre they cover, one too small for any centre the cell it lies in; lines and points take every cell they touch; a buffer adds the cells whose centre lies within it, measured to the feature itself, and for rasters from the edges of the cells taken. A cell that a raster does not know is nodata (4294967295) unless another layer excludes it: not assessed is not eligible. Features outside the extent count. The table tells for each layer the hectares it excludes, and those that it alone excludes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A steepness for large, small, gaussian and near: larger is narrower.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A utility's table or map of grid capacity becomes the standard capacity layer. CSV (UTF-8, CP932, EUC-JP: found from the bytes; a file of mixed encodings is refused with its line), Excel and OpenDocument sheets (.xlsx, .xls, .ods), GeoJSON, a zip of one table, or any vector layer. Title rows, one to five stacked header rows, footnotes and repeated headers are told from data; headers are matched by keywords, whatever their brackets, blanks and widths. Each row becomes a feature; a row without a name continues the substation above. Rows of one substation (banks) share a group, as their figures must neither be summed nor taken for two feeds. What is not published (blank, - － ー, 非公開, ※, see ...) is null, never 0; a real 0 stays 0; ▲ and － are minus. Units: MW (kW, GW and 万kW are converted; MVA is not, and stays null), kV (figures above 1,100 without a unit are volts), years. A class (31～100, 1001以上) fills capacity_min_mw and capacity_max_mw. spare_mw is 空容量(上位系等考慮), with the limits of the upper system, else 空容量(当該設備), of the equipment itself; the note keeps both. voltage_kv is the highest of primary and secondary voltage. as_of comes from the title row (2026年7月3日作成, 令和8年, 8月末時点) unless it is given. Places come from the layer, from columns of coordinates (緯度, 経度: JGD2011 unless CRS says otherwise), or from LOCATIONS by name, in its CRS: 変電所, blanks, widths, old kanji (澤 = 沢) and marks of banks make no difference. A name that several places have is not guessed. Rows without a place are kept without geometry, counted and listed; criteria skip and count them. Railway substations of OSM (substation=traction) are no places. SIDE is yours to say: a table for generators (空容量マッピング; with columns N-1電制, 出力制御, 上位系等考慮 or 予想潮流) is refused as demand, for it says nothing of what a load may draw. Profiles of ten utilities stand in resources/profiles/capacity, those of Tohoku, Hokuriku, Kansai and Okinawa tried on their tables of 2026; any other table goes through the generic one, with columns named by hand where keywords fail. Figures are a snapshot and reserve nothing; the utilities' tables are not open data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A zip as downloaded, a .shp, .geojson, .gml, .xml or .gpkg file, a layer of a file as path|layername=name, or the id or name of a layer of the project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Aggregation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alpha</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any CRS that covers Japan. The raster stays on the lattice of the codes, in degrees of their datum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Area to compute, snapped outward to whole multiples of the cell size. Features outside it count.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assessed area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assets (*.json *.geojson *.csv *.xlsx *.xls *.ods *.gpkg *.osm *.pbf *.zip);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Band</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Band 1 is the score of the worst severity over all hazard layers, band 2 that severity: 0 assessed and none there, 4 worst. Layers have a field severity, as the hazard importer writes. A polygon covers a cell when it covers its centre; one too small for any centre takes the cell it lies in. With a coverage layer, cells outside it and outside a layer's polygons are not assessed and stay nodata, unless another layer already reaches severity 4. An imported layer may bring its own assessed area. Without one, everything outside the polygons is taken as assessed, and a warning says so: no polygon does not mean safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Band of the raster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best to others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bit i is set where rule i excludes; 0 is eligible.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blank looks it up by demand and utility: Hokkaido from its clause, elsewhere an unverified default (under 2 MW 6 kV, under 10 MW 20 kV, else 60 kV; 110 or 154 kV may be asked). Classes are compared: 60 kV takes 66 and 77.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blank takes name, 変電所名, 設備名称 or the like.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blank uses every processor. The result does not depend on it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Buffers (m)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CRS of coordinates in the table; blank: latitude and longitude are JGD2011 (EPSG:6668).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CRS of the coordinates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CRS of the grid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CRS of the polygons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV with a row a layer: hectares excluded, and excluded by it alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV with the columns criterion, rank, weight.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV with the columns criterion, weight, and one an expert.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV with the columns criterion, weight, low, high, local_cr.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV with the columns criterion, weight.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV with the columns expert, share, lambda_max, ci, cr, consistent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV with the columns more_important, less_important, value, implied, cr_if_implied, contribution; the judgement that contributes most to inconsistency first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV with the columns {columns}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV, Excel (.xlsx, .xls), OpenDocument (.ods), GeoJSON, zip or vector file; path|layername=... picks a sheet, a member of a zip or a layer. Or the id or name of a layer of the project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calendar year. Blank: from the file's name, else unknown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cell size (m)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cells</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cells of this severity or worse get no score; 5 excludes none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cells or rows left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cells or rows used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cells where it is not 0, nodata included, are left out (rasters only).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cells where it is not 0, nodata included, are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check scenario</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column of names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column of spare capacity (MW)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column of the codes, for example CODE (J-SHIS) or メッシュ (L03-a); case, width and # do not count.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column of the largest capacity (MW)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column of the least capacity (MW)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column of the shared group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column of the year available</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column of voltage (kV)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column of x or longitude</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column of y or latitude</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns that are no criteria: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns to keep, parted by commas; the first one makes the raster. Blank: all, in their order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Combines rasters of scores x in [0, 1], all of one grid, into one suitability. A cell that any criterion does not know, or that the exclusion marks, has no score. Weights w count as their share of their sum.
wlc: sum w x. geometric: prod x^w. minimum, maximum, product, fuzzy_sum 1 - prod(1 - x), gamma fuzzy_sum^g product^(1 - g): without weights.
owa: scores in order, rank 1 the lowest, with an order weight o a rank. yager: sum o x, without criterion weights. malczewski: sum o w x / sum o w, w going along with its score. tradeoff: the same with weights 1/n + t (w - 1/n), t = 1 - sqrt(n sum (o - 1/n)^2 / (n - 1)). ALPHA a in place of order weights: from the best score down, each counts W^a less that of the scores above, W the sum of weights so far (yager and tradeoff: j/n); 0 is the maximum, 1 the average, large the minimum.
topsis: scores over the root of their sum of squares over all eligible cells, times w; the distance from the worst over the sum of the distances from worst and best. promethee: net flow of PROMETHEE II over all eligible cells, exact: a cell's advantage d on a criterion counts 0 up to q, 1 from p on and (d - q)/(p - q) between; the mean of what it has over the others less what they have over it, in [-1, 1].
Contributions sum to the suitability on every cell. wlc: w x. owa: weight at its rank times x. geometric and product: w less the criterion's share, by w ln x, of what lacks to 1. fuzzy_sum: shared by ln(1 - x). minimum, maximum: all to the one that sets it. gamma: between product and fuzzy_sum. topsis: shared by squared distance from the worst. promethee: w times the net flow on that criterion.
The limiting criterion, by its number in the list from 1, has the largest cost: wlc w (1 - x); owa weight at its rank times (1 - x); geometric -w ln x; fuzzy operators 1 - x; topsis squared distance from the best; promethee w times what lacks to the best flow. The first of equals counts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Consensus {value:.3f} of 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Consensus, 0 to 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Consistency index</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Consistency ratio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contract power at the receiving point in MW: IT load times PUE, not IT load.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contributions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Criteria</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Criterion scores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date of the figures, for example 2026-07-03, 2026年8月末 or 令和8年7月3日; blank takes the title row's.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Datum of the codes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Default shared_group; connections of one group share one capacity. Empty is a group of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Default side; only rows with demand (需要) count.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Default spare_mw, else capacity_min_mw.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Default voltage_kv; without it no voltage is asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Default year_available; empty is there already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delay (µs per km)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Demand (MW)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Density</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Density of features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distance in metres from each cell's centre to the nearest point of the nearest feature. Points, and lines and polygons up to 20,000 segments, are exact to rounding; denser outlines, whose vertices lie closer than the cells, are within 0.71 cells. Inside polygons it is 0. Features outside the extent count, so there is no edge effect. Cells beyond the maximum distance are nodata.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distance to features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each node's own equipment delay in microseconds; where it is empty the number above counts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Equipment (µs)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exclude from severity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exclusion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exclusion mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expert {number}:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Experts table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exponent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Extent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Features per km2 around each cell, each weighted by a kernel that integrates to 1 over the radius R. uniform: 1 / (pi R^2); quartic: 3 / (pi R^2) (1 - d^2 / R^2)^2 (Silverman 1986); gaussian: standard deviation R / 3, cut at R. Lines and polygons count at one point in them. Features outside the extent count. Use it to keep away from places that are crowded already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fibre</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field of spare MW</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field of the equipment delay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field of the location's name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field of the shared group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field of the side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field of the year available</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field of voltage (kV)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field with the classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field with the code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fields</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File of assets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Findings as JSON, or as CSV by the ending of the path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Five scores in [0, 1], for severity 0, 1, 2, 3 and 4, parted by commas.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flood scenario</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For a map of unknown schema. For water its values are read as depths in metres (0.5-1.0, 3m以上), for other kinds as severities 0 to 4, unless severity classes are given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For gamma: 0 is the product, 1 the fuzzy sum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For large, small, gaussian and near, in the raster's unit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For linear and power, in the raster's unit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For owa in place of order weights: 0 is the maximum, 1 the average, large the minimum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For owa: one weight of 0 or more a rank, that of the lowest score first, parted by commas; they count as their share of their sum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For piecewise and categories: rows of value and score, as x1,y1,x2,y2,... on the command line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For power; above 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For promethee: indifference q and preference p in units of score, a row a criterion, q at most p (q1,p1,q2,p2,... on the command line); blank is 0 and 0, so any advantage counts in full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For promethee: write (net flow + 1) / 2, and contributions that sum to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For raster layers, one a layer in order, parted by ; : values to exclude, as 5:12, :12, 15: or 3, several joined by commas, both ends included; a leading ! excludes all but these.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Formula</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GeoTIFF on the lattice of the codes: Float32, one band, nodata -9999, at most 10^9 cells. Needs codes of one size and a field of numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grid capacity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grid capacity within reach</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grid connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hazard layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hazard layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hazard map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hazard maps (*.zip *.shp *.geojson *.json *.gml *.xml *.gpkg *.kml);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hazard score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Header of the column, or its number from 1; blank finds it by keywords.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Header rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Headroom target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hectares by layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How a feature's weight falls with its distance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many times each criterion outweighs the worst, 1 for itself, in the same order: 1,5,8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many times the best criterion outweighs each, 1 for itself, parted by commas: 8,2,1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How owa joins order weights and criterion weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the scores of a cell become one; wlc is the weighted linear combination.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How weights come out of a matrix; see ahpweights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>IXs, landing stations, APN nodes or other points that traffic goes to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import grid capacity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import grid squares (mesh)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import hazard map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import network assets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In service by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Judgement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Judgements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Judgements table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind of hazard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind of owa</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind of the rows of a generic table that do not tell theirs. Blank: unknown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind where not told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer or CSV with a row a place and a column a criterion, in place of rasters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer with the standard fields: spare_mw, capacity_min_mw and capacity_max_mw in MW, voltage_kv in kV.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers with a field severity from 0 to 4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Least largest difference or deviation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Least round-trip time in milliseconds over the nodes: 2 x (path km x microseconds per km + equipment) / 1000. Without fibre the path is the straight line times the route factor. With fibre it is the straight line from the cell to the nearest place on the fibre times the route factor, the shortest way along the fibre, and the node's own straight line to the fibre times the route factor; where the direct way is shorter, that counts. Lines are joined where they share a vertex, and where an end comes within the snapping tolerance of another line; lines that merely cross are not, as cables cross without a splice. Where the nearest fibre leads to no node, the direct way counts, and the log tells of such fibre. The whole layer of fibre is read, so a way may leave the extent. Light in fibre of group index 1.468 takes 4.897 microseconds a km; the route factor is a property of the country's ducts, and other traffic and equipment add to what is computed. Features outside the extent count.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Least voltage (kV)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length of the fibre over the straight line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licence of the data, kept in every feature. Blank: from the metadata, or CC BY 4.0 for A31a and A31b from 2021; else unknown, as it differs by publisher.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licence or terms of the data; blank takes the profile's.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limiting criterion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines of fibre that the path may follow, all of them and not those of the extent alone; blank: straight paths.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looks a scenario over without running it: faults of the file with their place, layers that cannot be read or miss the grid, capacity of the wrong side, unknown capacities, hazards without an assessed area, figures that nobody verified. Each finding has a level (error, warning, info), a place, what is wrong and how to mend it. Errors would stop a run; warnings go into its report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Margin (%)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Maximum distance (m)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean, standard deviation and each criterion's share of the variance under uncertain weights (closed form; the scenario's uncertainty part says how uncertain).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metres around each cell that are looked at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metres around, one a layer in order, parted by commas and blank for 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metres to a connection at most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metres within which an end of a line of fibre joins another line, at its end or along it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metres; cells farther from every feature are nodata. Blank: no limit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metres; takes the place of the scenario's own, for a quick look.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Midpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More is better</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names of the criteria in the order of the lists, parted by commas.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names of the criteria in the order of the matrices, parted by commas; they also tell how many.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names of the criteria in the order of the matrix, parted by commas; they also tell how many.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names of the criteria in the order of the ranks, parted by commas.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names of the rasters in their order, or the columns of the table to use, parted by commas.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Net flow in [0, 1]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network nodes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No cell is assessed; the score is all nodata.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No cell is within the maximum distance of a feature; the raster is all nodata.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No connection can carry the demand; the score is 0 everywhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No feature of {name} passes its filter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of the criterion that costs the cell most, from 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number, from 1, of the criterion that costs the cell most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numeric field with the weight of each feature, for example MW; blank counts each as 1. Nulls are refused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OGR attribute filter, for example kind = 'ix'; blank takes every node.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OGR attribute filter, for example voltage_kv &gt;= 66; blank takes every feature.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OGR attribute filters, one a layer in order, parted by ; and blank for none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One expert a line, or parted by |: n x n values row by row, or the upper triangle without the diagonal, such as 3,5,2 | 2,4,2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One self-contained page, in QGIS's language.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One weight of 0 or more a criterion, in the same order, parted by commas; blank weighs all the same. Not looked at by minimum, maximum, product, fuzzy_sum, gamma and Yager's owa.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One-way microseconds a km of fibre.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One-way microseconds of equipment at a node.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Others to worst</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overlay criteria</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pareto front</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paths, hashes, versions, times, figures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points, lines or polygons in any CRS.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points, lines or polygons with names, to which rows without coordinates are joined.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polygons of the area that the map covers, for example the prefecture that published it. Blank: the first-order mesh (1 degree by 40 minutes) in the file's name, if there is one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polygons of the area where the hazards were assessed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polygons of the chosen regions with rank, score, contributions, connection and more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polygons with the code as text and the fields kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preference thresholds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prepare data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Principal eigenvalue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Principal eigenvalue of the joint matrix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Principal eigenvalue {value}, consistency index {ci}, consistency ratio {cr}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Product</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Projected CRS in metres, for example EPSG:6677 (JGD2011 plane zone IX). Degrees are refused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Radius (m)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rank of each criterion from 1, the most important, to n, parted by commas: 2,1,3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ranks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raster of a quantity, in any unit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raster of metres, one band.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raster of milliseconds, one band.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raster of scores in [0, 1], one band.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raster of six bands: score, metres, spare MW, groups, feature id, unknown connections.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raster of the first field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raster of the suitability in [0, 1]; of promethee's net flow in [-1, 1] unless rescaled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raster of two bands: score, worst severity.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raster of weight per km2, one band.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raster whose grid is taken as it is; extent, CRS and cell size may then be left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rasters of scores in [0, 1] on one grid; band 1 of each is read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rasters on one grid, in any unit; band 1 of each is read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rescale to scores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Robustness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Route factor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row of the header, or first and last of stacked ones, as 2 or 2-4; 0: none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows joined to a location</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows of data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows of unknown capacity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows whose name has no location</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows whose name has several locations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run scenario</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs a scenario file: criteria, value functions, exclusions and weights become a suitability raster, the best connected regions become candidate polygons with megawatts and reasons, and a report says how. With horizons every raster has a band a horizon and candidates a field horizon. Excluded and not assessed cells are nodata in the suitability; the exclusion raster tells which rule excludes (bit i for rule i). All results appear together at the end: a run that fails or is cancelled leaves earlier files as they were. Two runs of one scenario give the same bytes, whatever the number of threads.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scenario (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scenario file (JSON).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scenario file (JSON); paths in it start from its folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score in [0, 1], 1 best; nodata where excluded or not assessed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Severity (0 to 4) of each value of that field: value=severity, parted by semicolons.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Severity classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shape of the value function; each needs the parameters that its formula names.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Side of a cell in metres.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Snapping tolerance of fibre (m)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spare capacity asked for beyond the demand, per cent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spare over demand from which more spare scores no better.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard hazard layer of polygons.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard network layer: points, or lines where the source has nothing else, or both without LINES.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Substations (points), lines to tap, or zones (polygons), with their spare capacity for demand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suitability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table of grid squares</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table, map file or layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables (*.csv *.txt *.dbf *.shp *.gpkg *.geojson *.zip);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables and maps (*.csv *.txt *.tsv *.xlsx *.xlsm *.xls *.ods *.geojson *.json *.zip *.gpkg *.shp *.fgb)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes the lines (fibre, line), so that the network layer holds points only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes the place of the scenario's own extent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Template raster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The best is {best}, the worst {worst}; xi {xi:.4f}, consistency ratio {cr:.3f}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The comparisons of {name} fit the others least (local consistency ratio {cr:.3f}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The consistency ratio {cr} is above {limit:.2f}: the judgements contradict each other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The group:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The radius is not above 0; give metres above 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scenario has no "candidates" part, so no candidate regions are chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The value {value} of {name} ({what}) {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no assessed area, so all outside the polygons is taken as assessed and safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turns a hazard map into the standard hazard layer that the hazard criterion reads: hazard, severity 0 to 4, depth_min_m, depth_max_m (metres), probability, class_text, source, source_year, licence. Reads 国土数値情報 A31, A31a, A31b (flood), A33 (sediment disaster), A40 (tsunami), A46 (landslide prevention), A47 (steep slope), A48 (disaster danger area), A49 (storm surge) and A51 (inland flood) as zip, shapefile, GeoJSON or GML, and other maps by their field of classes.

The schema is told by field prefix and year; one that is not known is refused. Depths come from rank codes, or from words such as 0.3m以上0.5m未満; a depth without a unit is in metres, and a class that cannot be read keeps its words and gets no severity, which counts as not assessed. Severity by the upper depth of the class: up to 0.5 m 1, up to 3 m 2, up to 5 m 3, deeper or open 4 (storeys of a house in the legend of flood maps). Yellow zones 2, red zones 4, designated areas 3, duration 1 (under 1 day) to 4 (over 1 week): unverified defaults. Area where houses may collapse: 4, whatever the depth. The table with its sources is resources/parameters/hazard_severity.json.

No polygon does not mean safe. Where the assessed area is known (COVERAGE, or the mesh in the file's name), features of severity 0 cover it under the hazard polygons; the worst severity counts. Otherwise the log says that nothing tells it.

The CRS is that of the file; the Tokyo datum is moved to JGD2011 (EPSG:6668). A missing .prj is replaced by KS-META metadata, the name (-tky, -jgd) or the year (to 2012 JGD2000, then JGD2011), and the log says which. Invalid polygons are mended and counted; lines and points are left out and counted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turns a quantity x into a score in [0, 1] by a value function. linear: (x - low) / (high - low), cut to [0, 1]; low above high gives a falling line. power: linear to the exponent. large: 1 / (1 + (x/m)^-s). small: 1 / (1 + (x/m)^s). gaussian: exp(-s (x - m)^2). near: 1 / (1 + s (x - m)^2). piecewise: straight between the points, flat outside. categories: the score of each listed value; any other value is nodata. m is the midpoint, s the spread, larger is narrower. The same functions as QGIS's native fuzzify algorithms.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turns a table of grid-square codes (地域メッシュコード, JIS X 0410) into polygons with exact corners and, if wanted, a raster of its first field. Reads J-SHIS CSV (header behind a #, -9999 unknown), 国土数値情報 L03-a, L03-b (land use) and G04 (terrain; the word unknown), and any other table with a column of codes: CSV in UTF-8, CP932 or EUC-JP, DBF with or without its shapes, GeoPackage, GeoJSON, or a zip that holds one of them. The shapes of a file are not used: the codes say where a cell lies.

Codes of 4 (80 km), 6 (10 km), 7 (5 km), 8 (1 km), 9 (500 m, or 2 km when they end in 5), 10 (250 m, or 100 m of land use), 11 (125 m) and 12 digits (50 m of land use). Ten digits are told apart by PRODUCT, by the columns of J-SHIS, L03-b or G04, by the size of the file's own polygons, or by the whole table: a last digit outside 1 to 4 makes it 100 m, none in more than 16 codes makes it 250 m; otherwise the table is refused. Codes that a spreadsheet turned into numbers (5339454711.0) are read; rounded ones (5.33945E+09) are not.

Unknown values are null, never 0; land-use classes (土地利用種別) keep four digits (0100); a column with leading zeros stays text. Rows without a code of Japan are left out and counted; a table in which most rows are such is refused.

The same code is another place on the Tokyo datum, some 400 m away: the datum is taken from the file's name (-tky, -jgd, -jgd2011), its .prj or its KS-META metadata, else it is JGD2011, and the cells are reprojected. Cells are not square: a 1 km cell is 0.925 x 1.127 km at 36 degrees north, so areas must come from the ellipsoid or an equal-area CRS.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turns lists of network assets into the standard network layer that the latency, distance and density criteria read. Its fields are kind, name, operator, mw, area_m2, year_available, equipment_us (microseconds), source and licence; and status, subtype, voltage_kv, voltages_kv, accuracy_m (metres) and note. Coordinates are those of EPSG:4326. What the source does not tell is null.

peeringdb: facilities (fac) become data_centre, exchange points (ix) become ix, one at each facility that ixfac names, as they have no coordinates of their own. INPUT is one JSON with fac, ix and ixfac by these keys, a zip or folder with one file each, or one of several files side by side whose names differ in that word only (fac_jp.json, ix_jp.json, ixfac_jp.json). Facilities without coordinates are left out and listed.

landing_points: TeleGeography's landing-point GeoJSON (v2 and v3) becomes landing_station. Its positions are schematic, off by 15 to 20 km (two editions differ by that much), and its licence is CC BY-NC-SA 3.0. Points marked is_tbd get the status planned.

osm: Overpass JSON, GeoJSON, .osm, .osm.pbf or any layer with tags as columns or in other_tags. telecom or building data_center and data_centre become data_centre; telecom central_office and exchange become exchange; communication line and cable become fibre. Of the power grid, substation, plant (mw from plant:output:electricity) and line are kept as kinds of these names with voltage_kv (the highest of the list, tagged in volts) and voltages_kv; their spare capacity is not known, and they are no nodes of a data network. Substations that feed railways are left out: by the tag substation=traction or rail, by a voltage that only railways use (600, 650, 750 or 1500 V direct current, 25 kV), or by a railway in name or operator. Generators and what is disused are left out. All are counted.

generic: any CSV, Excel or layer; columns are found by keywords (name, kind, latitude, longitude, operator, mw, area, year and their Japanese words), and units are taken from the column's name.

Areas become a point inside them, with their area_m2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>UInt32 raster of bits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uncertainty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Utility</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value function</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value ranges</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value that scores 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value that scores 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vector and raster layers; each is one rule, at most 31.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights and overlay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights by pairwise comparison (AHP)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights by ranks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights by the best-worst method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights from data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights of a group (AHP)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights of criteria from how their values vary over the cells of rasters (INPUT, one grid) or the rows of a table (TABLE); give one of the two. They tell what sets places apart, not what matters.

entropy: shares p = x / sum x, e = -sum p ln p / ln m over m rows (0 ln 0 is 0), weights in proportion to 1 - e; values of 0 or more; BENEFIT makes no difference. critic: standard deviation of the min-max scores times the sum of 1 - r over the other criteria, r Pearson's correlation, so a criterion counts that varies and that others do not repeat. merec: n = min x / x (benefit) or x / max x (cost), S = ln(1 + sum |ln n| / k) over k criteria, weights in proportion to how much S changes in sum when the criterion is left out; values above 0.

Every cell or row is used, block by block, not a sample; each counts the same. A cell or row in which any criterion has no value is left out and counted (OMITTED). Cells where EXCLUSION is not 0, or unknown, are left out and not counted. A criterion that is constant gets the weight 0 and a note; where all are, or all rise and fall together exactly (critic), there are no weights and the algorithm says so.

Rasters of different grids are refused: align them with gdal:warpreproject. Of a table every column of numbers is a criterion, but for id and fid; NAMES may choose columns.

Sources: Hwang and Yoon, Multiple Attribute Decision Making (1981); Diakoulaki, Mavrotas and Papayannakis, Computers &amp; Operations Research 22 (1995); Keshavarz-Ghorabaee et al., Symmetry 13 (2021).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights of criteria from judgements of how many times each is more important than each other, by the analytic hierarchy process. Saaty's scale: 1 equal, 3 moderately, 5 strongly, 7 very strongly, 9 extremely more important; 1/3, 1/5, ... the other way round.

MATRIX is n x n row by row, or its upper triangle without the diagonal, row by row: for a, b, c the three values a over b, a over c, b over c. Fractions such as 1/3 may be written. A square must be reciprocal; a reciprocal rounded to two decimals (0.33 for 1/3) is taken as exact. Where a count fits both, as 36 does (a square of 6, a triangle of 9), NAMES decide; without them it is a square when its diagonal would be all 1.

eigenvector: the principal eigenvector, as Saaty defines the weights. geometric_mean: geometric means of the rows. column_mean: means of the columns' shares, which some tools print as the eigenvector.

LAMBDA_MAX is the principal eigenvalue of the matrix whatever the method, CI = (lambda - n) / (n - 1), CR = CI / RI with Saaty's random index RI (0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49 for 1 to 10 criteria, 1.51, 1.48, 1.56, 1.57, 1.59 for 11 to 15, and beyond (1.7699 n - 4.3513) / (n - 1)). With one or two criteria CR is 0. CONSISTENT is true when CR is at most 0.10.

JUDGEMENTS ranks the judgements by what they contribute to inconsistency, each with the value that the others imply (with it CR is as low as that one judgement can make it) and the CR that it leads to.

Sources: Saaty, The Analytic Hierarchy Process (1980); Crawford and Williams, J. Math. Psych. 29 (1985); Alonso and Lamata, IJUFKS 14 (2006); Bozóki, Fülöp and Rónyai, Math. Comput. Modelling 52 (2010).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights of criteria from the pairwise comparisons of several experts, by the analytic hierarchy process (see ahpweights for the scale and for LAMBDA_MAX, CI, CR and CONSISTENT).

judgements: the experts' matrices become one of the geometric means of their judgements, and its weights are the group's; for a group that decides as one. priorities: the geometric means of the experts' own weights, divided by their sum; for experts who each stand for themselves. Either way CR is that of the joint matrix.

CONSENSUS tells how far the experts' weights agree, from 0 to 1, each expert counting the same: (1/B - A/n) / (1 - A/n), where B is the exponential of Shannon's beta entropy (entropy of the mean weights less the mean of the experts' entropies), n the number of criteria, and A the exponential of the entropy of the sharpest weights that the scale to 9 allows. As its author reads it: below 0.5 very low, to 0.625 low, to 0.75 moderate, to 0.875 high, above very high.

Sources: Aczél and Saaty, J. Math. Psych. 27 (1983); Forman and Peniwati, Eur. J. Oper. Res. 108 (1998); Goepel, Proc. ISAHP (2013).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights of criteria from two lists of comparisons: how many times the most important criterion (the best, B) outweighs each, and how many times each outweighs the least important (the worst, W), from 1 (the same) to 9. A 1 in the first list marks the best, a 1 in the second the worst.

linear: the weights that make the largest of |w_B - a_Bj w_j| and |w_j - a_jW w_W| as small as can be, XI, by linear programming. nonlinear: those that make the largest of |w_B / w_j - a_Bj| and |w_j / w_W - a_jW| as small as can be, XI, exactly. With more than three criteria several weightings may attain the nonlinear XI; the table then gives the least and largest weight of each (low, high), and WEIGHTS are the middles, divided by their sum, which attain XI too. The linear model has one solution.

CR is XI of the nonlinear model over Rezaei's consistency index for the best against the worst (0, 0.44, 1, 1.63, 2.30, 3, 3.73, 4.47, 5.23 for 1 to 9), so it tells of the comparisons and is the same for both models: 0 is consistent, 1 as inconsistent as can be. The column local_cr tells which criterion does not fit: |a_Bj a_jW - a_BW| / (a_BW^2 - a_BW).

Sources: Rezaei, Omega 53 (2015) and 64 (2016); Liang, Brunelli and Rezaei, Omega 96 (2020).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights of n criteria from their order of importance alone. For the criterion at place k: roc (rank order centroid) (1/k + 1/(k+1) + ... + 1/n) / n, the mean of all weightings of that order; rank_sum 2 (n + 1 - k) / (n (n + 1)); rank_reciprocal (1/k) / (1 + 1/2 + ... + 1/n).

Only the order of RANKS counts. Criteria of equal rank share the mean of the places they take: 1,2,2,4 and 1,2,2,3 and 1,2.5,2.5,4 say the same.

Sources: Stillwell, Seaver and Edwards, Org. Behav. Hum. Perf. 28 (1981); Barron and Barrett, Management Science 42 (1996).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights of the experts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What each expert counts, parted by commas; blank: all the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is averaged: judgements or priorities.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What ten digits mean: jshis_250m and standard 250 m, landuse_100m 100 m (L03-b; 50 m with 12 digits). auto finds out, or refuses.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the rows are; auto takes it from the headers, the geometry or the names.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where a demand can be connected. A connection is feasible when it is of the demand side, its spare capacity is known and at least the demand with the margin, it is there by the year asked for, and its voltage class is high enough. A class of capacities counts with its minimum; an unknown capacity is never 0 and never unlimited, and is counted in band 6. Bands: 1 score, the largest (1 - distance / maximum distance) x min(1, spare / (headroom target x demand)), 0 where none is feasible; 2 metres to the nearest feasible connection; 3 largest spare MW in reach; 4 distinct groups in reach; 5 feature id of the connection that gives band 1, -1 where none; 6 connections in reach with unknown capacity. Distances are straight lines. A layer for generators (空容量) is refused: it says nothing of what a load may draw. Figures are a snapshot and reserve nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether the ratio is at most 0.10</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which of the flood maps in A31, A31a and A31b: planned (計画規模), maximum (想定最大規模), duration (浸水継続時間) or collapse (家屋倒壊等氾濫想定区域).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whose table it is. auto takes it from the file's name, the title or the headers, else generic.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Year by which the capacity must be there; blank takes any year.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Year of the data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>auto takes it from the file's name, .prj or metadata, else JGD2011.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>auto takes it from the schema of the file. A map of unknown schema needs it and the class field.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>auto tells it from the file; what is no other is generic.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot be used; correct it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>demand: what loads may draw (ウェルカムゾーンマップ, 供給余力マップ); generation: what generators may feed in (空容量マッピング). Generation never counts as demand headroom.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>eigenvector: Saaty's weights; the others approximate them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>entropy, critic or merec.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is no layer that can be read; check the path and the kind of the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is no number in its range; give a number from{bounds}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not known; choose one of {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>linear: differences of weights; nonlinear: deviations of their ratios.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>n x n values row by row, or the upper triangle without the diagonal row by row: 3,5,2 says a over b 3, a over c 5, b over c 2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>p</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>q</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>roc falls steeply, rank_sum evenly, rank_reciprocal between them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the order weights (ORDER_WEIGHTS)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the preference thresholds (PREFERENCE)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the weights (WEIGHTS)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{a} over {b} is {value}; the others imply {implied}, which lowers the ratio to {cr:.3f}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{km:,.1f} km of fibre in {n} connected parts; {gaps} gaps within the tolerance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n:,} features written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} ({what}) is missing; give it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} {ha:,.0f} ha eligible, {n} candidates.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: {ha:.1f} ha, alone {alone:.1f} ha</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} connections: {feasible} feasible, {unknown} of unknown capacity.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} parts of the fibre, {km:,.1f} km, lead to no node; cells nearest to them take the direct way. Close the gaps, or raise the snapping tolerance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} polygons are smaller than a cell and take the cell they lie in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{rows:,} cells or rows used, {omitted:,} left out as a criterion has no value there.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
