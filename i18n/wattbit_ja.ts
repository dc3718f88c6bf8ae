<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja">
<context>
    <name>WattBitPlugin</name>
    <message>
        <source>Watt-Bit Siting needs the Python library {library}, which this QGIS lacks: install it with "sudo apt install {package}" or through the installer of your QGIS, then start QGIS again.</source>
        <translation>Watt-Bit Siting には Python ライブラリ {library} が必要ですが、この QGIS にはありません。「sudo apt install {package}」または QGIS のインストーラで導入し、QGIS を再起動してください。</translation>
    </message>
</context>
<context>
    <name>WattbitAlgorithm</name>
    <message>
        <source>(BOUND - TOTAL) / TOTAL</source>
        <translation>（BOUND－TOTAL）÷TOTAL</translation>
    </message>
    <message>
        <source>(BOUND - weighted MW) / weighted MW</source>
        <translation>（BOUND－評点加重 MW）÷評点加重 MW</translation>
    </message>
    <message>
        <source>0 asks for none. Blank looks it up by demand and utility: Hokkaido from its clause, elsewhere an unverified default (under 2 MW 6 kV, under 10 MW 20 kV, else 60 kV; 110 or 154 kV may be asked). Classes are compared: 60 kV takes 66 and 77.</source>
        <translation>0 なら電圧を問いません。空欄なら契約電力と事業者から引きます。北海道は託送供給等約款の条文、他は未検証の既定値です（2 MW 未満 6 kV、10 MW 未満 20 kV、以上は 60 kV。110 kV や 154 kV を求められることもあります）。電圧は階級で比べ、60 kV には 66 kV と 77 kV を含みます。</translation>
    </message>
    <message>
        <source>0 lets regions follow the score, 100 makes them as round as the ground allows. No part where all regions there are form the pool.</source>
        <translation>0 では評点に従い、100 では土地が許す限り丸くなります。すべての区域を候補とする小さなラスタでは関係しません。</translation>
    </message>
    <message>
        <source>1 is ordinary ground, other values multiply its cost; nodata cannot be crossed.</source>
        <translation>1 は通常の土地、他の値はその費用に掛ける倍率。nodata は通れません。</translation>
    </message>
    <message>
        <source>1 where more of a criterion is better, 0 where less is, parted by commas; blank: all 1.</source>
        <translation>大きいほど良い評価項目は 1、小さいほど良い評価項目は 0 をカンマ区切りで。空欄ならすべて 1。</translation>
    </message>
    <message>
        <source>1 where no other eligible cell is as good on every criterion and better on one, else 0; no weights and no method enter.</source>
        <translation>すべての評価項目で同等以上かつ1つ以上で勝る対象セルが他になければ 1、あれば 0。重みと統合方法は関係しません。</translation>
    </message>
    <message>
        <source>1, or 2 for N-1 from two groups.</source>
        <translation>1、または異なる2グループから受ける N-1 なら 2。</translation>
    </message>
    <message>
        <source>1, or 2 for N-1: two connections of two groups, each reserving the whole demand.</source>
        <translation>1、または N-1 に備える 2（異なる2グループの接続候補が、それぞれ契約電力の全量を確保）。</translation>
    </message>
    <message>
        <source>5th percentile, where looked for</source>
        <translation>5パーセンタイル（求めた場合）</translation>
    </message>
    <message>
        <source>95th percentile, where looked for</source>
        <translation>95パーセンタイル（求めた場合）</translation>
    </message>
    <message>
        <source>A .csv, .txt, .dbf, .shp, .gpkg, .geojson or .zip file, a layer of a file as path|layername=name, or the id or name of a layer or table of the project.</source>
        <translation>.csv、.txt、.dbf、.shp、.gpkg、.geojson、.zip のファイル、「パス|layername=名前」によるファイル内のレイヤ、またはプロジェクトのレイヤか表の ID か名前。</translation>
    </message>
    <message>
        <source>A .json, .geojson, .csv, .xlsx, .gpkg, .osm.pbf or .zip file, a folder of PeeringDB files, a layer of a file as path|layername=name, or the id or name of a layer of the project.</source>
        <translation>.json、.geojson、.csv、.xlsx、.gpkg、.osm.pbf、.zip のファイル、PeeringDB のファイルのフォルダ、「パス|layername=名前」によるファイル内のレイヤ、またはプロジェクトのレイヤの ID か名前。</translation>
    </message>
    <message>
        <source>A band a criterion, in the order of the scenario.</source>
        <translation>評価項目ごとに1バンド。シナリオの順です。</translation>
    </message>
    <message>
        <source>A band a criterion; the bands sum to the suitability.</source>
        <translation>評価項目ごとに1バンド。合計は適性に等しくなります。</translation>
    </message>
    <message>
        <source>A band a raster, parted by commas, for example the horizons of one run; blank takes band 1.</source>
        <translation>ラスタごとのバンド番号をカンマ区切りで（例：1回の実行の評価時点）。空欄ならバンド1です。</translation>
    </message>
    <message>
        <source>A horizon a candidate layer, parted by commas, where the layers have several.</source>
        <translation>候補地レイヤに複数の評価時点がある場合、レイヤごとの評価時点をカンマ区切りで指定します。</translation>
    </message>
    <message>
        <source>A line a feed: site, connection, mw, year (from when), length (m, straight).</source>
        <translation>受電1回線につき1本の線：site、connection、mw、year（開始年）、length（直線距離、m）。</translation>
    </message>
    <message>
        <source>A line from each candidate that is supplied to its connection, with megawatts and year; needs the scenario's allocation part. Each horizon is allocated for itself.</source>
        <translation>供給される候補地から接続候補への線で、MW と年を持ちます。シナリオに allocation の部分が必要です。評価時点ごとに別々に割り当てます。</translation>
    </message>
    <message>
        <source>A mask of bits: bit i is set where layer i (from 0, in their order) excludes the cell, so 0 means eligible. Polygons take the cells whose centre they cover, lines and points every cell they touch; a buffer adds the cells whose centre lies within it. COVERED_SHARE takes the place of the centre for setbacks smaller than a cell. A cell that a raster does not know is nodata unless another layer excludes it: not assessed is not eligible. Features outside the extent count. The table tells for each layer the hectares it excludes, and those that it alone excludes.</source>
        <translation>ビットで示すマスクです。レイヤ i（0から順に）で除外されるセルではビット i が立ち、0 は対象を意味します。ポリゴンは中心を覆うセル、線と点は触れるすべてのセルを除外し、バッファは中心がその距離内にあるセルを加えます。セルより小さい離隔には、中心の代わりに COVERED_SHARE（覆われた面積の割合）を使います。ラスタの値がないセルは、他のレイヤで除外されない限り nodata です。未評価は対象とはみなしません。範囲外の地物も計算に入ります。表には、レイヤごとの除外面積（ha）と、そのレイヤだけで除外される面積（ha）を示します。</translation>
    </message>
    <message>
        <source>A name a raster, parted by commas; blank takes the layers' names.</source>
        <translation>ラスタごとの名前をカンマ区切りで。空欄ならレイヤの名前。</translation>
    </message>
    <message>
        <source>A steepness for large, small, gaussian and near: larger is narrower.</source>
        <translation>large、small、gaussian、near で使う急峻さ。大きいほど幅が狭くなります。</translation>
    </message>
    <message>
        <source>A weight a criterion, parted by commas; blank weighs them alike.</source>
        <translation>評価項目ごとの重みをカンマ区切りで。空欄ならすべて同じ重み。</translation>
    </message>
    <message>
        <source>A zip as downloaded, a .shp, .geojson, .gml, .xml or .gpkg file, a layer of a file as path|layername=name, or the id or name of a layer of the project.</source>
        <translation>ダウンロードしたままの zip、.shp、.geojson、.gml、.xml、.gpkg のファイル、「パス|layername=名前」によるファイル内のレイヤ、またはプロジェクトのレイヤの ID か名前。</translation>
    </message>
    <message>
        <source>Adds to parcels, regions or points (closed schools, for example) every attribute of the candidates layer that the given inputs can tell; what was not computed is left out, never zero. Area in hectares on the ellipsoid, compactness 4 pi A / P^2, sides of the smallest rectangle; mean, least and largest suitability and rank by the mean; contribution of each criterion and the one that limits; nearest feasible connection with voltage, spare MW and feeds (distinct groups in reach); round trip to the nearest node in ms; worst severity, class and share of the site of each hazard, and the share that was not assessed; the municipality that holds most of the site.</source>
        <translation>区画、区域または点（廃校など）に、与えられた入力から分かる候補地レイヤの属性をすべて付けます。計算しなかったものは 0 とせず、付けません。楕円体上の面積（ha）、まとまり 4πA/P²、最小外接長方形の辺、適性の平均・最小・最大と平均による順位、評価項目ごとの寄与と制約要因、条件を満たす最も近い接続候補の電圧・供給余力（MW）・回線数（到達範囲内の異なるグループの数）、最も近い拠点までの往復遅延（ms）、災害ごとの最大の深刻度・区分・面積割合と未評価の割合、用地の最大部分を含む市区町村です。</translation>
    </message>
    <message>
        <source>Aggregation</source>
        <translation>集約方法</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Allocate grid capacity</source>
        <translation>供給余力の割り当て</translation>
    </message>
    <message>
        <source>Allocation</source>
        <translation>割当</translation>
    </message>
    <message>
        <source>Alpha</source>
        <translation>アルファ（α）</translation>
    </message>
    <message>
        <source>Any CRS that covers Japan. The raster stays on the lattice of the codes, in degrees of their datum.</source>
        <translation>日本を含む座標参照系。ラスタはコードの格子のまま、その測地系の度単位です。</translation>
    </message>
    <message>
        <source>Area to compute, snapped outward to whole multiples of the cell size. Features outside it count.</source>
        <translation>計算する範囲。セルサイズの整数倍まで外側に広げます。範囲外の地物も計算に入ります。</translation>
    </message>
    <message>
        <source>Area to look at, widened to whole cells. Features outside it count too.</source>
        <translation>計算する範囲。セルの整数倍まで広げます。範囲外の地物も計算に入ります。</translation>
    </message>
    <message>
        <source>As of</source>
        <translation>時点</translation>
    </message>
    <message>
        <source>Assessed area</source>
        <translation>評価対象範囲</translation>
    </message>
    <message>
        <source>Assets (*.json *.geojson *.csv *.xlsx *.xls *.ods *.gpkg *.osm *.pbf *.zip);;All files (*)</source>
        <translation>設備 (*.json *.geojson *.csv *.xlsx *.xls *.ods *.gpkg *.osm *.pbf *.zip);;すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Band</source>
        <translation>バンド</translation>
    </message>
    <message>
        <source>Band of the friction</source>
        <translation>通過費用のバンド</translation>
    </message>
    <message>
        <source>Band of the raster, for example that of a horizon.</source>
        <translation>ラスタのバンド。評価時点のバンドなど。</translation>
    </message>
    <message>
        <source>Band of the raster, from 1.</source>
        <translation>ラスタのバンド（1から）。</translation>
    </message>
    <message>
        <source>Band of the raster.</source>
        <translation>ラスタのバンド。</translation>
    </message>
    <message>
        <source>Bands</source>
        <translation>バンド</translation>
    </message>
    <message>
        <source>Best round trip (ms)</source>
        <translation>最良の往復遅延（ms）</translation>
    </message>
    <message>
        <source>Best share (%)</source>
        <translation>上位割合（%）</translation>
    </message>
    <message>
        <source>Best to others</source>
        <translation>最重要項目と各項目の比較</translation>
    </message>
    <message>
        <source>Bit i is set where rule i excludes; 0 is eligible.</source>
        <translation>除外条件 i で除外されるセルではビット i が立ちます。0 は対象です。</translation>
    </message>
    <message>
        <source>Blank looks it up by demand and utility, as gridcapacity does (outside Hokkaido an unverified default).</source>
        <translation>空欄なら gridcapacity と同じく契約電力と事業者から引きます（北海道以外は未検証の既定値）。</translation>
    </message>
    <message>
        <source>Blank sets no limit: zones are told only.</source>
        <translation>空欄なら上限はなく、区域を示すだけです。</translation>
    </message>
    <message>
        <source>Blank takes generation_mw, output_mw or mw.</source>
        <translation>空欄なら generation_mw、output_mw、mw のいずれか。</translation>
    </message>
    <message>
        <source>Blank takes name, 変電所名, 設備名称 or the like.</source>
        <translation>空欄なら name、変電所名、設備名称などを使います。</translation>
    </message>
    <message>
        <source>Blank takes the prefecture and municipality of N03, or a field called name.</source>
        <translation>空欄なら N03 の都道府県と市区町村、または属性 name を使います。</translation>
    </message>
    <message>
        <source>Blank takes year or year_available.</source>
        <translation>空欄なら year または year_available。</translation>
    </message>
    <message>
        <source>Blank uses every processor, up to four. The result does not depend on it.</source>
        <translation>空欄ならすべてのプロセッサ（4 個まで）を使います。結果は変わりません。</translation>
    </message>
    <message>
        <source>Blank: any connection with known spare capacity is feasible.</source>
        <translation>空欄なら、供給余力が分かる接続候補はすべて条件を満たすとみなします。</translation>
    </message>
    <message>
        <source>Blank: megawatts are not balanced, and HHI is that of area.</source>
        <translation>空欄なら MW は集計せず、HHI は面積で求めます。</translation>
    </message>
    <message>
        <source>Blank: name, site, rank or id, else the feature id.</source>
        <translation>空欄なら name、site、rank、id のいずれか、なければ地物ID。</translation>
    </message>
    <message>
        <source>Blank: polygons tell their own area, points none.</source>
        <translation>空欄ならポリゴンは自身の面積を使い、点は面積なしとします。</translation>
    </message>
    <message>
        <source>Buffers (m)</source>
        <translation>バッファ（m）</translation>
    </message>
    <message>
        <source>CRS (projected, metres)</source>
        <translation>座標参照系（投影、メートル）</translation>
    </message>
    <message>
        <source>CRS of coordinates in the table; blank: latitude and longitude are JGD2011 (EPSG:6668).</source>
        <translation>表の座標の座標参照系。空欄なら緯度・経度は JGD2011（EPSG:6668）とします。</translation>
    </message>
    <message>
        <source>CRS of the coordinates</source>
        <translation>座標の座標参照系</translation>
    </message>
    <message>
        <source>CRS of the grid</source>
        <translation>分析グリッドの座標参照系</translation>
    </message>
    <message>
        <source>CRS of the polygons</source>
        <translation>ポリゴンの座標参照系</translation>
    </message>
    <message>
        <source>CSV of the council's own floor area and buildings by region, in the same columns.</source>
        <translation>ワット・ビット連携官民懇談会の資料にある地域別の床面積と棟数を、同じ列で示す CSV。</translation>
    </message>
    <message>
        <source>CSV with a row a layer: hectares excluded, and excluded by it alone.</source>
        <translation>レイヤごとに1行の CSV：除外面積（ha）と、そのレイヤだけで除外される面積（ha）。</translation>
    </message>
    <message>
        <source>CSV with a row a place: rank and score in either scenario, places won, new or gone.</source>
        <translation>場所ごとに1行のCSV：各シナリオでの順位と評点、上がった順位、新規、消滅。</translation>
    </message>
    <message>
        <source>CSV with a row a scenario.</source>
        <translation>シナリオごとに1行の CSV。</translation>
    </message>
    <message>
        <source>CSV with the columns criterion, rank, weight.</source>
        <translation>criterion、rank、weight の列を持つ CSV。</translation>
    </message>
    <message>
        <source>CSV with the columns criterion, weight, and one an expert.</source>
        <translation>criterion、weight と専門家ごとの列を持つ CSV。</translation>
    </message>
    <message>
        <source>CSV with the columns criterion, weight, low, high, local_cr.</source>
        <translation>criterion、weight、low、high、local_cr の列を持つ CSV。</translation>
    </message>
    <message>
        <source>CSV with the columns criterion, weight.</source>
        <translation>criterion、weight の列を持つ CSV。</translation>
    </message>
    <message>
        <source>CSV with the columns expert, share, lambda_max, ci, cr, consistent.</source>
        <translation>expert、share、lambda_max、ci、cr、consistent の列を持つ CSV。</translation>
    </message>
    <message>
        <source>CSV with the columns more_important, less_important, value, implied, cr_if_implied, contribution; the judgement that contributes most to inconsistency first.</source>
        <translation>more_important、less_important、value、implied、cr_if_implied、contribution の列を持つ CSV。最も矛盾する判断が先頭です。</translation>
    </message>
    <message>
        <source>CSV with the columns {columns}.</source>
        <translation>次の列を持つ CSV：{columns}。</translation>
    </message>
    <message>
        <source>CSV, Excel (.xlsx, .xls), OpenDocument (.ods), GeoJSON, zip or vector file; path|layername=... picks a sheet, a member of a zip or a layer. Or the id or name of a layer of the project.</source>
        <translation>CSV、Excel（.xlsx、.xls）、OpenDocument（.ods）、GeoJSON、zip またはベクタのファイル。「パス|layername=...」でシート、zip 内のファイル、レイヤを選びます。プロジェクトのレイヤの ID か名前も使えます。</translation>
    </message>
    <message>
        <source>CSV, a row a connection: spare_mw, spent_mw, left_mw, by_whom, from_when, and its group's; unknown ones too.</source>
        <translation>接続候補ごとに1行の CSV：spare_mw、spent_mw、left_mw、by_whom（割当先）、from_when（開始年）とグループの値。非公開・不明のものも含みます。</translation>
    </message>
    <message>
        <source>CSV, a row a region.</source>
        <translation>地域ごとに1行の CSV。</translation>
    </message>
    <message>
        <source>CSV: year, planned_mw, served_mw, waiting_grid_mw, waiting_network_mw.</source>
        <translation>CSV：year、planned_mw、served_mw、waiting_grid_mw、waiting_network_mw。</translation>
    </message>
    <message>
        <source>Calendar year. Blank: from the file's name, else unknown.</source>
        <translation>西暦。空欄ならファイル名から読み取り、なければ不明とします。</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>候補地</translation>
    </message>
    <message>
        <source>Cell size (m)</source>
        <translation>セルサイズ（m）</translation>
    </message>
    <message>
        <source>Cells</source>
        <translation>セル</translation>
    </message>
    <message>
        <source>Cells below it are not eligible; blank: every cell with a value is.</source>
        <translation>これより低いセルは対象外です。空欄なら値のあるセルはすべて対象です。</translation>
    </message>
    <message>
        <source>Cells of this severity or worse get no score; 5 excludes none.</source>
        <translation>この深刻度以上のセルには評点を付けません。5 なら除外しません。</translation>
    </message>
    <message>
        <source>Cells or rows left out</source>
        <translation>除外したセル数または行数</translation>
    </message>
    <message>
        <source>Cells or rows used</source>
        <translation>使用したセル数または行数</translation>
    </message>
    <message>
        <source>Cells where it is not 0, nodata included, are left out (rasters only).</source>
        <translation>0 以外のセル（nodata を含む）は対象外です（ラスタの場合のみ）。</translation>
    </message>
    <message>
        <source>Cells where it is not 0, nodata included, are left out.</source>
        <translation>0 以外のセル（nodata を含む）は対象外です。</translation>
    </message>
    <message>
        <source>Check scenario</source>
        <translation>シナリオの入力チェック</translation>
    </message>
    <message>
        <source>Chooses candidate regions: edge-connected sets of eligible cells within the area limits, with their centroids apart and no more in a zone than allowed, so that the sum of their values is largest. OBJECTIVE says what a region is worth: the sum of its cells' scores, or their mean. exact takes the best set of a pool of grown regions by mixed-integer programming, and BOUND is a value that no set of the pool exceeds; greedy takes the best region, then the best that fits beside it. Where fewer regions than COUNT fit, MESSAGE names the limit that binds and how many fit without it; where none fits, the layer is empty and MESSAGE says why.</source>
        <translation>候補地を選びます。候補地は辺でつながった対象セルの集まりで、面積の制限内にあり、重心が互いに離れ、区域ごとの上限を超えず、価値の合計が最大になるように選びます。価値は OBJECTIVE に従い、セルの評点の合計または平均です。exact は、成長させた区域の集まりから混合整数計画法で最良の組み合わせを選び、BOUND はどの組み合わせも超えられない値です。greedy は最良のものから順に、並べられるものを選びます。COUNT に満たないときは、妨げとなる制限と、それがない場合の数を MESSAGE に示します。1つもなければレイヤは空で、理由を MESSAGE に示します。</translation>
    </message>
    <message>
        <source>Column of names</source>
        <translation>名称の列</translation>
    </message>
    <message>
        <source>Column of spare capacity (MW)</source>
        <translation>供給余力（MW）の列</translation>
    </message>
    <message>
        <source>Column of the codes, for example CODE (J-SHIS) or メッシュ (L03-a); case, width and # do not count.</source>
        <translation>コードの列。例：CODE（J-SHIS）、メッシュ（L03-a）。大文字・小文字、全角・半角、# は区別しません。</translation>
    </message>
    <message>
        <source>Column of the largest capacity (MW)</source>
        <translation>供給余力の上限（MW）の列</translation>
    </message>
    <message>
        <source>Column of the least capacity (MW)</source>
        <translation>供給余力の下限（MW）の列</translation>
    </message>
    <message>
        <source>Column of the shared group</source>
        <translation>共有グループの列</translation>
    </message>
    <message>
        <source>Column of the year available</source>
        <translation>供給可能年の列</translation>
    </message>
    <message>
        <source>Column of voltage (kV)</source>
        <translation>電圧（kV）の列</translation>
    </message>
    <message>
        <source>Column of x or longitude</source>
        <translation>x または経度の列</translation>
    </message>
    <message>
        <source>Column of y or latitude</source>
        <translation>y または緯度の列</translation>
    </message>
    <message>
        <source>Columns that are no criteria: {names}</source>
        <translation>評価項目として扱わない列：{names}</translation>
    </message>
    <message>
        <source>Columns to keep, parted by commas; the first one makes the raster. Blank: all, in their order.</source>
        <translation>残す列をカンマ区切りで。先頭の列がラスタになります。空欄ならすべてを元の順で。</translation>
    </message>
    <message>
        <source>Combines rasters of scores in [0, 1], all of one grid, into one suitability: weighted sum (wlc), geometric mean, ordered weighted averages (owa), fuzzy operators, TOPSIS or PROMETHEE II. Weights count as their share of their sum. A cell that any criterion does not know, or that the exclusion marks, has no score. If wanted: contributions that sum to the suitability on every cell, the criterion that costs the cell most, and the Pareto front, which needs no weights.</source>
        <translation>同じグリッドにある 0～1 の評点のラスタを1つの適性に統合します。加重和（wlc）、幾何平均、順序加重平均（owa）、ファジィ演算、TOPSIS、PROMETHEE II を選べます。重みは合計に対する構成比として扱います。評価項目の1つでも値がないセルと除外されたセルには評点を付けません。必要に応じて、合計が各セルの適性に等しい寄与、評点を最も下げる評価項目（制約要因）、重みを使わないパレートフロントを書き出します。</translation>
    </message>
    <message>
        <source>Compactness</source>
        <translation>まとまり</translation>
    </message>
    <message>
        <source>Compare scenarios</source>
        <translation>シナリオの比較</translation>
    </message>
    <message>
        <source>Compare two weightings: the same scores are combined under two sets of weights, and the comparison tells where the results differ and which of the best cells both agree on.</source>
        <translation>2通りの重みの比較：同じ評価項目を2組の重みで統合し、結果がどこで違い、上位のセルのうちどれが両方に共通するかを示します。</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>比較</translation>
    </message>
    <message>
        <source>Concentration (HHI), 0 to 1</source>
        <translation>集中度（HHI）、0～1</translation>
    </message>
    <message>
        <source>Concentration with the new sites</source>
        <translation>新規の用地を含む集中度</translation>
    </message>
    <message>
        <source>Connection routes</source>
        <translation>接続ルート</translation>
    </message>
    <message>
        <source>Connections with spare MW for demand and the year from which they are there.</source>
        <translation>需要側の供給余力（MW）と供給可能年を持つ接続候補。</translation>
    </message>
    <message>
        <source>Consensus {value:.3f} of 1.</source>
        <translation>合意度は {value:.3f} です（最大 1）。</translation>
    </message>
    <message>
        <source>Consensus, 0 to 1</source>
        <translation>合意度（0～1）</translation>
    </message>
    <message>
        <source>Consistency index</source>
        <translation>整合度（C.I.）</translation>
    </message>
    <message>
        <source>Consistency of plans</source>
        <translation>計画の整合性</translation>
    </message>
    <message>
        <source>Consistency ratio</source>
        <translation>整合比（C.R.）</translation>
    </message>
    <message>
        <source>Contract power at the receiving point in MW: IT load times PUE, not IT load.</source>
        <translation>受電点での契約電力（MW）。IT負荷そのものではなく、IT負荷×PUE です。</translation>
    </message>
    <message>
        <source>Contract power at the receiving point.</source>
        <translation>受電点での契約電力。</translation>
    </message>
    <message>
        <source>Contract power of each plan; blank takes demand_mw or mw.</source>
        <translation>各計画の契約電力。空欄なら demand_mw または mw。</translation>
    </message>
    <message>
        <source>Contract power of each site in MW; blank takes demand_mw or mw where the layer has it.</source>
        <translation>各用地の契約電力（MW）。空欄なら、レイヤにある demand_mw または mw を使います。</translation>
    </message>
    <message>
        <source>Contract power of every site whose field does not tell it, MW: IT load times PUE.</source>
        <translation>属性に値のない用地の契約電力（MW）。IT負荷×PUE です。</translation>
    </message>
    <message>
        <source>Contributions</source>
        <translation>寄与</translation>
    </message>
    <message>
        <source>Cost a km by voltage</source>
        <translation>電圧別の 1 km あたりの費用</translation>
    </message>
    <message>
        <source>Covered shares</source>
        <translation>覆われた面積の割合</translation>
    </message>
    <message>
        <source>Criteria</source>
        <translation>評価項目</translation>
    </message>
    <message>
        <source>Criteria (rasters of scores)</source>
        <translation>評価項目（評点のラスタ）</translation>
    </message>
    <message>
        <source>Criterion scores</source>
        <translation>評価項目別の評点</translation>
    </message>
    <message>
        <source>Data centres</source>
        <translation>データセンター</translation>
    </message>
    <message>
        <source>Data centres by region: sites, area (m2) and megawatts, each with its share of the whole in [0, 1]; with NEW_SITES the same again with _after, existing and new ones together. With GENERATION also the generation in each region and its gap, generation less demand. HHI is the sum of squared shares of MW, or of area where no MW field is given: 1 is all in one region, 1/n evenly spread over n. Sites in no region are not counted, and told. Unknown figures add nothing and are told.</source>
        <translation>地域別にデータセンターの用地数、面積（m²）、MW と、それぞれの全体に対する割合（0～1）を示します。NEW_SITES を指定すると、既存と新規を合わせた値を _after の列に示します。GENERATION を指定すると、地域の発電出力と差（発電－需要）も示します。HHI は MW（MW の属性がなければ面積）の割合の二乗和で、1 はすべてが1地域に集中、1/n は n 地域に均等です。どの地域にも入らない用地は数えず、その旨を示します。不明の値は加えず、その旨を示します。</translation>
    </message>
    <message>
        <source>Data-centre plans</source>
        <translation>データセンターの計画</translation>
    </message>
    <message>
        <source>Date of the figures, for example 2026-07-03, 2026年8月末 or 令和8年7月3日; blank takes the title row's.</source>
        <translation>値の時点。例：2026-07-03、2026年8月末、令和8年7月3日。空欄なら表題の行から読み取ります。</translation>
    </message>
    <message>
        <source>Datum of the codes</source>
        <translation>コードの測地系</translation>
    </message>
    <message>
        <source>Default shared_group; connections of one group share one capacity. Empty is a group of its own.</source>
        <translation>既定では shared_group。同じグループの接続候補は1つの供給余力を共有します。空欄は単独のグループです。</translation>
    </message>
    <message>
        <source>Default shared_group; one group shares one capacity.</source>
        <translation>既定では shared_group。同じグループは1つの供給余力を共有します。</translation>
    </message>
    <message>
        <source>Default side; only rows with demand (需要) count.</source>
        <translation>既定では side。demand（需要）の行だけを数えます。</translation>
    </message>
    <message>
        <source>Default spare_mw, else capacity_min_mw.</source>
        <translation>既定では spare_mw、なければ capacity_min_mw。</translation>
    </message>
    <message>
        <source>Default voltage_kv; where it is empty the line's own, or the least that its megawatts need.</source>
        <translation>既定では voltage_kv。空欄なら線自身の電圧、またはその MW に必要な最低の電圧。</translation>
    </message>
    <message>
        <source>Default voltage_kv; without it no voltage is asked.</source>
        <translation>既定では voltage_kv。なければ電圧を問いません。</translation>
    </message>
    <message>
        <source>Default year_available; empty is in service already.</source>
        <translation>既定では year_available。空欄は供用中とみなします。</translation>
    </message>
    <message>
        <source>Default year_available; empty is there already.</source>
        <translation>既定では year_available。空欄は供給可能とみなします。</translation>
    </message>
    <message>
        <source>Delay (µs per km)</source>
        <translation>遅延（µs/km）</translation>
    </message>
    <message>
        <source>Delay (µs/km)</source>
        <translation>遅延（µs/km）</translation>
    </message>
    <message>
        <source>Delay of the fibre (µs/km)</source>
        <translation>光ファイバの遅延（µs/km）</translation>
    </message>
    <message>
        <source>Demand (MW)</source>
        <translation>契約電力（MW）</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>密度</translation>
    </message>
    <message>
        <source>Density of features</source>
        <translation>地物の密度</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差分</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>距離</translation>
    </message>
    <message>
        <source>Distance in metres from each cell's centre to the nearest point of the nearest feature; 0 inside polygons. Points, and lines and polygons of up to 20,000 segments, are exact to rounding; denser outlines are within 0.71 cells. Features outside the extent count, so there is no edge effect. Cells beyond the maximum distance are nodata.</source>
        <translation>各セルの中心から最も近い地物の最も近い点までの距離（m）。ポリゴンの内側は 0 です。点と、2万線分までの線・ポリゴンは丸め誤差の範囲で正確で、それより密な形は 0.71 セル以内の誤差です。範囲外の地物も計算に入るため、端の影響はありません。最大距離より遠いセルは nodata です。</translation>
    </message>
    <message>
        <source>Distance to features</source>
        <translation>地物までの距離</translation>
    </message>
    <message>
        <source>Each node's own equipment delay in microseconds; where it is empty the number above counts.</source>
        <translation>拠点ごとの機器の遅延（µs）の属性。空欄の拠点には上の値を使います。</translation>
    </message>
    <message>
        <source>Equipment (µs)</source>
        <translation>機器の遅延（µs）</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>エラー</translation>
    </message>
    <message>
        <source>Every cell of a candidate scores this at least.</source>
        <translation>候補地のどのセルの評点もこれ以上です。</translation>
    </message>
    <message>
        <source>Examples that agree</source>
        <translation>一致した例題の数</translation>
    </message>
    <message>
        <source>Examples that do not agree</source>
        <translation>一致しない例題の数</translation>
    </message>
    <message>
        <source>Exclude from severity</source>
        <translation>除外する深刻度の下限</translation>
    </message>
    <message>
        <source>Exclusion</source>
        <translation>除外</translation>
    </message>
    <message>
        <source>Exclusion mask</source>
        <translation>除外マスク</translation>
    </message>
    <message>
        <source>Expert {number}:</source>
        <translation>専門家 {number}：</translation>
    </message>
    <message>
        <source>Experts table</source>
        <translation>専門家別の表</translation>
    </message>
    <message>
        <source>Explain places</source>
        <translation>地点の説明</translation>
    </message>
    <message>
        <source>Explained places</source>
        <translation>説明を付けた地点</translation>
    </message>
    <message>
        <source>Exponent</source>
        <translation>指数</translation>
    </message>
    <message>
        <source>Extent</source>
        <translation>範囲</translation>
    </message>
    <message>
        <source>FAILED: {example} ({source}): expected {expected}, got {got}</source>
        <translation>不合格：{example}（{source}）：期待値 {expected}、計算値 {got}</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>地物</translation>
    </message>
    <message>
        <source>Features of one name are one region; those without a name are left out.</source>
        <translation>同じ名前の地物は1つの地域とし、名前のないものは除きます。</translation>
    </message>
    <message>
        <source>Feeds</source>
        <translation>受電回線数</translation>
    </message>
    <message>
        <source>Fibre</source>
        <translation>光ファイバ</translation>
    </message>
    <message>
        <source>Field of MW</source>
        <translation>MW の属性</translation>
    </message>
    <message>
        <source>Field of spare MW</source>
        <translation>供給余力（MW）の属性</translation>
    </message>
    <message>
        <source>Field of the area (m2)</source>
        <translation>面積（m²）の属性</translation>
    </message>
    <message>
        <source>Field of the connection's year</source>
        <translation>接続候補の供給可能年の属性</translation>
    </message>
    <message>
        <source>Field of the count</source>
        <translation>件数の属性</translation>
    </message>
    <message>
        <source>Field of the demand</source>
        <translation>契約電力の属性</translation>
    </message>
    <message>
        <source>Field of the demand (MW)</source>
        <translation>契約電力（MW）の属性</translation>
    </message>
    <message>
        <source>Field of the equipment delay</source>
        <translation>機器の遅延の属性</translation>
    </message>
    <message>
        <source>Field of the generation (MW)</source>
        <translation>発電出力（MW）の属性</translation>
    </message>
    <message>
        <source>Field of the location's name</source>
        <translation>位置の名称の属性</translation>
    </message>
    <message>
        <source>Field of the most round trip (ms)</source>
        <translation>許容できる往復遅延（ms）の属性</translation>
    </message>
    <message>
        <source>Field of the name</source>
        <translation>名前の属性</translation>
    </message>
    <message>
        <source>Field of the node's year</source>
        <translation>拠点の供用年の属性</translation>
    </message>
    <message>
        <source>Field of the plan's year</source>
        <translation>計画の年の属性</translation>
    </message>
    <message>
        <source>Field of the region's name</source>
        <translation>地域の名前の属性</translation>
    </message>
    <message>
        <source>Field of the score</source>
        <translation>評点の属性</translation>
    </message>
    <message>
        <source>Field of the shared group</source>
        <translation>共有グループ（合算不可）の属性</translation>
    </message>
    <message>
        <source>Field of the side</source>
        <translation>需要側・発電側の属性</translation>
    </message>
    <message>
        <source>Field of the site's name</source>
        <translation>用地の名前の属性</translation>
    </message>
    <message>
        <source>Field of the site's year</source>
        <translation>用地の受電開始年の属性</translation>
    </message>
    <message>
        <source>Field of the year available</source>
        <translation>供給可能年の属性</translation>
    </message>
    <message>
        <source>Field of the zone</source>
        <translation>区域の属性</translation>
    </message>
    <message>
        <source>Field of voltage (kV)</source>
        <translation>電圧（kV）の属性</translation>
    </message>
    <message>
        <source>Field that names the zone; features with the same value are one zone. Needed with zones.</source>
        <translation>区域の名前の属性。同じ値の地物は1つの区域です。区域を指定したときは必須です。</translation>
    </message>
    <message>
        <source>Field with the classes</source>
        <translation>区分の属性</translation>
    </message>
    <message>
        <source>Field with the code</source>
        <translation>コードの属性</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>File of assets</source>
        <translation>設備のファイル</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>絞り込み</translation>
    </message>
    <message>
        <source>Filter of the nodes</source>
        <translation>拠点の絞り込み</translation>
    </message>
    <message>
        <source>Filter of the plants</source>
        <translation>発電所の絞り込み</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>条件式</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>指摘事項</translation>
    </message>
    <message>
        <source>Findings as JSON, or as CSV by the ending of the path.</source>
        <translation>指摘事項の JSON。拡張子が .csv なら CSV。</translation>
    </message>
    <message>
        <source>Five scores in [0, 1], for severity 0, 1, 2, 3 and 4, parted by commas.</source>
        <translation>深刻度 0、1、2、3、4 に対する 0～1 の評点5つをカンマ区切りで。</translation>
    </message>
    <message>
        <source>Flood scenario</source>
        <translation>洪水の想定</translation>
    </message>
    <message>
        <source>For a map of unknown schema. For water its values are read as depths in metres (0.5-1.0, 3m以上), for other kinds as severities 0 to 4, unless severity classes are given.</source>
        <translation>未知の形式の地図で使います。水害では値を浸水深（m。0.5-1.0、3m以上など）、他では深刻度（0～4）として読みます。深刻度の区分を指定した場合はそれに従います。</translation>
    </message>
    <message>
        <source>For each site and its connection the path over a friction raster that costs least, with its length, its cost and what it crosses. INPUT takes the lines or the sites of allocatecapacity, or any sites, which then go to the connection within MAX_DISTANCE that costs least. Friction 1 is ordinary ground, other values multiply the cost of a metre, and nodata cannot be crossed. The cost in million yen rests on unverified defaults unless COSTS are given: it compares routes and is no budget.</source>
        <translation>用地と接続候補ごとに、通過費用のラスタの上で費用が最小となる経路を求め、長さ、費用、横切るものを示します。INPUT には allocatecapacity の線または用地、あるいは任意の用地を指定します。任意の用地では、最大距離内で費用が最小の接続候補に向かいます。通過費用 1 は通常の土地、他の値は 1 m あたりの費用に掛ける倍率で、nodata は通れません。費用（百万円）は COSTS を指定しない限り未検証の既定値によるもので、ルートの比較に使い、予算とはしないでください。</translation>
    </message>
    <message>
        <source>For gamma: 0 is the product, 1 the fuzzy sum.</source>
        <translation>gamma で使います。0 は積、1 はファジィ和です。</translation>
    </message>
    <message>
        <source>For large, small, gaussian and near, in the raster's unit.</source>
        <translation>large、small、gaussian、near で使います。単位はラスタと同じです。</translation>
    </message>
    <message>
        <source>For linear and power, in the raster's unit; blank takes the 5th percentile of the cells.</source>
        <translation>linear と power で使います。単位はラスタと同じです。空欄ならセルの値の5パーセンタイル。</translation>
    </message>
    <message>
        <source>For linear and power, in the raster's unit; blank takes the 95th percentile. Low above high falls.</source>
        <translation>linear と power で使います。単位はラスタと同じです。空欄なら95パーセンタイル。最低値が最良値より大きければ右下がりです。</translation>
    </message>
    <message>
        <source>For owa in place of order weights: 0 is the maximum, 1 the average, large the minimum.</source>
        <translation>owa で順序重みの代わりに使います。0 は最大、1 は平均、大きいほど最小に近づきます。</translation>
    </message>
    <message>
        <source>For owa: one weight of 0 or more a rank, that of the lowest score first, parted by commas; they count as their share of their sum.</source>
        <translation>owa で使います。順位ごとに 0 以上の重みを1つ、最も低い評点から順にカンマ区切りで。合計に対する構成比として扱います。</translation>
    </message>
    <message>
        <source>For piecewise and categories: rows of value and score, as x1,y1,x2,y2,... on the command line.</source>
        <translation>piecewise と categories で使います。値と評点の行。コマンドラインでは x1,y1,x2,y2,... と書きます。</translation>
    </message>
    <message>
        <source>For power; above 0.</source>
        <translation>power で使います。0 より大きい値。</translation>
    </message>
    <message>
        <source>For promethee: indifference q and preference p in units of score, a row a criterion, q at most p (q1,p1,q2,p2,... on the command line); blank is 0 and 0, so any advantage counts in full.</source>
        <translation>promethee で使います。無差別しきい値 q と選好しきい値 p（単位は評点）を評価項目ごとに1行で。q は p 以下（コマンドラインでは q1,p1,q2,p2,...）。空欄は 0 と 0 で、わずかな優位も全面的に数えます。</translation>
    </message>
    <message>
        <source>For promethee: write (net flow + 1) / 2, and contributions that sum to it.</source>
        <translation>promethee で使います。（正味フロー＋1）÷2 と、合計がそれに等しい寄与を書き出します。</translation>
    </message>
    <message>
        <source>For raster layers, one a layer in order, parted by ; : values to exclude, as 5:12, :12, 15: or 3, several joined by commas, both ends included; a leading ! excludes all but these.</source>
        <translation>ラスタレイヤで除外する値。レイヤの順に ; 区切りで、5:12、:12、15:、3 のように書き、複数はカンマでつなぎます。両端を含みます。先頭の ! はそれ以外を除外します。</translation>
    </message>
    <message>
        <source>For vector layers, one a layer in order, parted by commas: share of a cell, above 0 and at most 1, that must be covered; blank lets the cell's centre decide.</source>
        <translation>ベクタレイヤで使います。除外に必要な、セルのうち覆われた面積の割合（0 より大きく 1 以下）。レイヤの順にカンマ区切りで、空欄ならセルの中心で決めます。</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>式</translation>
    </message>
    <message>
        <source>Friction</source>
        <translation>通過費用（フリクション）</translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation>γ</translation>
    </message>
    <message>
        <source>Generation</source>
        <translation>発電設備</translation>
    </message>
    <message>
        <source>GeoTIFF on the lattice of the codes: Float32, one band, nodata -9999, at most 10^9 cells. Needs codes of one size and a field of numbers.</source>
        <translation>コードの格子に沿う GeoTIFF：Float32、1バンド、nodata -9999、10^9 セルまで。同じ大きさのコードと数値の属性が必要です。</translation>
    </message>
    <message>
        <source>Gives sites their grid connections so that spare capacity is spent once. It serves the most megawatts by the last horizon, each weighted by the site's score, then earlier, then over shorter connections; BOUND is what no allocation can exceed, and GAP is 0 when the optimum is proven. A site is served whole by one connection or not at all (PARTIAL lifts that), or by two connections of two groups, each reserving the whole demand (FEEDS 2, N-1). Unknown capacity never serves: it is neither 0 nor unlimited. binding says what stops a site. Figures are a snapshot and reserve nothing with the utility.</source>
        <translation>供給余力を二重に使わないように、用地に接続候補を割り当てます。最後の評価時点までに充足する MW（用地の評点で加重）を最大にし、次に時期の早さ、次に接続の短さを優先します。BOUND はどの割り当ても超えられない値で、GAP が 0 なら最適と証明されています。用地は1つの接続候補から全量を受けるか、まったく受けないかのどちらかです（PARTIAL で緩められます）。FEEDS 2（N-1）では、異なる2グループの接続候補がそれぞれ全量を確保します。非公開・不明の供給余力は 0 でも無制限でもなく、割り当てには使いません。binding は用地の受電を妨げるものを示します。値はある時点のもので、容量を確保するものではありません。</translation>
    </message>
    <message>
        <source>Grid capacity</source>
        <translation>供給余力</translation>
    </message>
    <message>
        <source>Grid capacity within reach</source>
        <translation>到達範囲内の供給余力</translation>
    </message>
    <message>
        <source>Grid connections</source>
        <translation>接続候補</translation>
    </message>
    <message>
        <source>Grid plans</source>
        <translation>系統の計画</translation>
    </message>
    <message>
        <source>HHI with the new sites {after:.4f}.</source>
        <translation>新規の用地を含む HHI は {after:.4f} です。</translation>
    </message>
    <message>
        <source>HHI {before:.4f}.</source>
        <translation>HHI は {before:.4f} です。</translation>
    </message>
    <message>
        <source>Hazard and network to candidates: the score of the hazards (the worst counts, severity 4 excludes) and of the round trip to the nearest network node weigh the same. The best regions become candidates.</source>
        <translation>災害と通信網から候補地へ：災害の評点（最も悪いものを採り、深刻度 4 は除外）と、最寄りの通信拠点までの往復遅延の評価を、同じ重みで統合します。上位の区域が候補地になります。</translation>
    </message>
    <message>
        <source>Hazard layer</source>
        <translation>災害レイヤ</translation>
    </message>
    <message>
        <source>Hazard layers</source>
        <translation>災害レイヤ</translation>
    </message>
    <message>
        <source>Hazard map</source>
        <translation>ハザードマップ</translation>
    </message>
    <message>
        <source>Hazard maps (*.zip *.shp *.geojson *.json *.gml *.xml *.gpkg *.kml);;All files (*)</source>
        <translation>ハザードマップ (*.zip *.shp *.geojson *.json *.gml *.xml *.gpkg *.kml);;すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Hazard score</source>
        <translation>災害リスクの評点</translation>
    </message>
    <message>
        <source>Hazards</source>
        <translation>災害</translation>
    </message>
    <message>
        <source>Header of the column, or its number from 1; blank finds it by keywords.</source>
        <translation>列の見出し、または1からの列番号。空欄ならキーワードで探します。</translation>
    </message>
    <message>
        <source>Header rows</source>
        <translation>見出し行</translation>
    </message>
    <message>
        <source>Headroom target</source>
        <translation>余力の目標</translation>
    </message>
    <message>
        <source>Hectares by layer</source>
        <translation>レイヤ別の除外面積（ha）</translation>
    </message>
    <message>
        <source>Hectares of a region at least; blank: a single cell will do.</source>
        <translation>候補地の面積の下限（ha）。空欄なら1セルでもよいとします。</translation>
    </message>
    <message>
        <source>Hectares of a region at most; blank: for the sum, regions are whole connected areas.</source>
        <translation>候補地の面積の上限（ha）。空欄なら、sum ではつながった区域全体を候補地とします。</translation>
    </message>
    <message>
        <source>Horizon</source>
        <translation>評価時点</translation>
    </message>
    <message>
        <source>Horizons</source>
        <translation>評価時点</translation>
    </message>
    <message>
        <source>How a feature's weight falls with its distance.</source>
        <translation>距離に応じて地物の重みが減る形。</translation>
    </message>
    <message>
        <source>How good the choice is, and what binds</source>
        <translation>選定の良さと、妨げとなる制限</translation>
    </message>
    <message>
        <source>How many candidate regions at most.</source>
        <translation>候補地の数の上限。</translation>
    </message>
    <message>
        <source>How many regions are wanted, at most.</source>
        <translation>求める候補地の数の上限。</translation>
    </message>
    <message>
        <source>How many sites a feature stands for; blank: 1 each.</source>
        <translation>1つの地物が表す用地の数。空欄なら 1。</translation>
    </message>
    <message>
        <source>How many times each criterion outweighs the worst, 1 for itself, in the same order: 1,5,8.</source>
        <translation>各評価項目が最軽視の項目の何倍重要か。自身は 1。同じ順で：1,5,8。</translation>
    </message>
    <message>
        <source>How many times the best criterion outweighs each, 1 for itself, parted by commas: 8,2,1.</source>
        <translation>最重要の評価項目が各項目の何倍重要か。自身は 1。カンマ区切りで：8,2,1。</translation>
    </message>
    <message>
        <source>How much of the area counts as the best.</source>
        <translation>上位とみなす面積の割合。</translation>
    </message>
    <message>
        <source>How owa joins order weights and criterion weights.</source>
        <translation>順序重みと評価項目の重みを組み合わせる方法。</translation>
    </message>
    <message>
        <source>How the scores of a cell become one; wlc is the weighted linear combination.</source>
        <translation>セルの評点を1つにまとめる統合方法。wlc は加重和です。</translation>
    </message>
    <message>
        <source>How weights come out of a matrix; see ahpweights.</source>
        <translation>行列から重みを求める方法。ahpweights を参照してください。</translation>
    </message>
    <message>
        <source>IXs, landing stations, APN nodes or other points that traffic goes to.</source>
        <translation>IX（相互接続点）、陸揚局、APN拠点など、通信の行き先となる点。</translation>
    </message>
    <message>
        <source>Id of a horizon of the scenario; blank takes the first.</source>
        <translation>シナリオの評価時点の id。空欄なら最初のもの。</translation>
    </message>
    <message>
        <source>Import grid capacity</source>
        <translation>供給余力の取り込み</translation>
    </message>
    <message>
        <source>Import grid squares (mesh)</source>
        <translation>地域メッシュの取り込み</translation>
    </message>
    <message>
        <source>Import hazard map</source>
        <translation>ハザードマップの取り込み</translation>
    </message>
    <message>
        <source>Import network assets</source>
        <translation>通信・電力設備の取り込み</translation>
    </message>
    <message>
        <source>Imported grid capacity of the demand side: substations or lines with their spare MW.</source>
        <translation>取り込んだ需要側の供給余力。変電所または送電線と、その余力（MW）です。</translation>
    </message>
    <message>
        <source>Imported hazard layers</source>
        <translation>取り込んだ災害レイヤ</translation>
    </message>
    <message>
        <source>Imported hazard layers with a field severity.</source>
        <translation>取り込んだ、属性 severity を持つ災害レイヤ。</translation>
    </message>
    <message>
        <source>In service by</source>
        <translation>受電開始年</translation>
    </message>
    <message>
        <source>Judgement</source>
        <translation>判断</translation>
    </message>
    <message>
        <source>Judgements</source>
        <translation>一対比較の判断</translation>
    </message>
    <message>
        <source>Judgements table</source>
        <translation>判断の表</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>カーネル</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>種別</translation>
    </message>
    <message>
        <source>Kind of hazard</source>
        <translation>災害の種類</translation>
    </message>
    <message>
        <source>Kind of owa</source>
        <translation>OWAの種類</translation>
    </message>
    <message>
        <source>Kind of the rows of a generic table that do not tell theirs. Blank: unknown.</source>
        <translation>汎用の表で種別の記載がない行の種別。空欄なら不明。</translation>
    </message>
    <message>
        <source>Kind where not told</source>
        <translation>種別の記載がない行の種別</translation>
    </message>
    <message>
        <source>LOW {low:.7g} and HIGH {high:.7g} are used; what was blank is the percentile of the cells.</source>
        <translation>LOW {low:.7g} と HIGH {high:.7g} を使います。空欄だった値はセルの値のパーセンタイルです。</translation>
    </message>
    <message>
        <source>Largest area (ha)</source>
        <translation>最大面積（ha）</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>往復遅延</translation>
    </message>
    <message>
        <source>Layer or CSV with a row a place and a column a criterion, in place of rasters.</source>
        <translation>ラスタの代わりに使う、1行が1地点、1列が1評価項目のレイヤまたは CSV。</translation>
    </message>
    <message>
        <source>Layer with the standard fields: spare_mw, capacity_min_mw and capacity_max_mw in MW, voltage_kv in kV.</source>
        <translation>標準の属性を持つレイヤ：spare_mw、capacity_min_mw、capacity_max_mw（MW）、voltage_kv（kV）。</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>レイヤ</translation>
    </message>
    <message>
        <source>Layers made by the hazard importer, with their severity.</source>
        <translation>災害レイヤの取り込みで作った、深刻度を持つレイヤ。</translation>
    </message>
    <message>
        <source>Layers such as rivers, railways or protected areas, named in crosses where a route meets them.</source>
        <translation>河川、鉄道、保護区域などのレイヤ。ルートが横切れば crosses に示します。</translation>
    </message>
    <message>
        <source>Layers that exclude</source>
        <translation>除外に使うレイヤ</translation>
    </message>
    <message>
        <source>Layers with a field severity from 0 to 4.</source>
        <translation>深刻度（0～4）の属性 severity を持つレイヤ。</translation>
    </message>
    <message>
        <source>Lays suitability rasters of one grid side by side. Band 1 is the range of the scores (largest less smallest), band 2 their mean; both are nodata where a scenario does not know the cell. Band 3 tells in how many scenarios the cell is among the best of that scenario's own eligible cells. The table has a row a scenario: eligible cells, their area and mean, the threshold and area of the best cells, and with every scenario the overlap of the best cells (both over either) and Pearson's correlation of the scores. Of two scenarios the difference (second less first) and the rank changes of their candidates can be written too: regions that share at least half of the smaller one are one place, each has one partner at most, and the pairing with the largest sum of overlaps is taken.</source>
        <translation>同じグリッドの適性のラスタを比べます。バンド1は評点の幅（最大−最小）、バンド2は平均で、値のないシナリオがあるセルは nodata です。バンド3は、そのセルが各シナリオ自身の対象セルの上位に入るシナリオの数です。表はシナリオごとに1行で、対象セルの数・面積・平均、上位セルのしきい値と面積、各シナリオとの上位セルの重なり（両方÷どちらか）、評点の Pearson の相関係数を示します。2つのシナリオについては、差分（2番目−1番目）と候補地の順位変動も書き出せます。小さい方の面積の半分以上が重なる区域を同じ場所とみなし、相手は1つまで、重なりの合計が最大になる組合せを採ります。</translation>
    </message>
    <message>
        <source>Least area (ha)</source>
        <translation>最小面積（ha）</translation>
    </message>
    <message>
        <source>Least largest difference or deviation</source>
        <translation>最小化した最大の差または偏差</translation>
    </message>
    <message>
        <source>Least round-trip time in milliseconds over the nodes, along straight lines times a route factor or, with fibre, along its lines; where the direct way is shorter, it counts. The route factor is a property of the country's ducts. Lines are joined where they share a vertex, and where an end comes within the snapping tolerance of another line; lines that merely cross are not. Features outside the extent count. Other traffic and equipment add to what is computed.</source>
        <translation>最も近い拠点までの往復遅延（ms）。経路は直線距離×迂回係数、光ファイバを指定すればその線に沿い、直行のほうが短ければ直行とします。迂回係数は国ごとの管路の性質によります。線は、頂点を共有するところと、端点が別の線の接続許容距離内にあるところでつながります。交差するだけではつながりません。範囲外の地物も計算に入ります。他の通信や機器による遅延は、計算値に加わります。</translation>
    </message>
    <message>
        <source>Least score</source>
        <translation>最低評点</translation>
    </message>
    <message>
        <source>Least spacing (m)</source>
        <translation>離隔距離（m）</translation>
    </message>
    <message>
        <source>Least voltage (kV)</source>
        <translation>必要最低電圧（kV）</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>供給余力の配分表</translation>
    </message>
    <message>
        <source>Length of fibre over the straight line.</source>
        <translation>直線距離に対する光ファイバの長さの比。</translation>
    </message>
    <message>
        <source>Length of the fibre over the straight line.</source>
        <translation>直線距離に対する光ファイバの長さの比。</translation>
    </message>
    <message>
        <source>Length of the fibre over the straight line. {default}</source>
        <translation>直線距離に対する光ファイバの長さの比。{default}</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>利用条件</translation>
    </message>
    <message>
        <source>Licence of the data, kept in every feature. Blank: from the metadata, or CC BY 4.0 for A31a and A31b from 2021; else unknown, as it differs by publisher.</source>
        <translation>データの利用条件。すべての地物に付けます。空欄ならメタデータから、2021年以降の A31a と A31b は CC BY 4.0、その他は公開者により異なるため不明とします。</translation>
    </message>
    <message>
        <source>Licence or terms of the data; blank takes the profile's.</source>
        <translation>データの利用条件。空欄なら事業者別の設定を使います。</translation>
    </message>
    <message>
        <source>Limiting criterion</source>
        <translation>制約要因</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>線</translation>
    </message>
    <message>
        <source>Lines of fibre that the path may follow, all of them and not those of the extent alone; blank: straight paths.</source>
        <translation>経路に使える光ファイバの線。範囲内だけでなくすべてを指定します。空欄なら直線の経路とします。</translation>
    </message>
    <message>
        <source>Lines of the roads that a site must be near to.</source>
        <translation>用地が近くにあるべき道路の線。</translation>
    </message>
    <message>
        <source>Lines with length_m, cost and crosses.</source>
        <translation>length_m、cost、crosses を持つ線。</translation>
    </message>
    <message>
        <source>Locate regions</source>
        <translation>候補地の選定</translation>
    </message>
    <message>
        <source>Locations</source>
        <translation>位置レイヤ</translation>
    </message>
    <message>
        <source>Looks a scenario over without running it: faults of the file with their place, layers that cannot be read or miss the grid, capacity of the wrong side, unknown capacities, hazards without an assessed area, figures that nobody verified. Each finding has a level (error, warning, info), a place, what is wrong and how to mend it. Errors would stop a run; warnings go into its report.</source>
        <translation>シナリオを実行せずに点検します。ファイルの誤りとその位置、読めないレイヤや分析グリッドに届かないレイヤ、発電側の供給余力、非公開・不明の供給余力、評価対象範囲のない災害、検証されていない値などを見つけます。各指摘事項には、レベル（エラー、警告、参考）、場所、問題、直し方が付きます。エラーがあると実行は止まり、警告は報告書に載ります。</translation>
    </message>
    <message>
        <source>MAX_PER_ZONE is given without ZONES; give the layer of the zones, or leave it out.</source>
        <translation>MAX_PER_ZONE が ZONES なしで指定されています。区域のレイヤを指定するか、省いてください。</translation>
    </message>
    <message>
        <source>MW planned by the last horizon</source>
        <translation>最後の評価時点までに計画された MW</translation>
    </message>
    <message>
        <source>MW served by both in the last horizon</source>
        <translation>最後の評価時点で系統と通信網の両方が満たす MW</translation>
    </message>
    <message>
        <source>MW served by the last horizon</source>
        <translation>最後の評価時点までに充足する MW</translation>
    </message>
    <message>
        <source>MW served, each times its site's score</source>
        <translation>充足する MW に用地の評点を掛けた合計</translation>
    </message>
    <message>
        <source>Margin (%)</source>
        <translation>余裕率（%）</translation>
    </message>
    <message>
        <source>Maximum distance (m)</source>
        <translation>最大距離（m）</translation>
    </message>
    <message>
        <source>Mean, standard deviation and each criterion's share of the variance of the weighted sum under uncertain weights (closed form; the scenario's uncertainty part says how uncertain).</source>
        <translation>重みが不確実なときの加重和の平均、標準偏差、各評価項目が分散に占める割合（解析解。不確実さはシナリオの uncertainty の部分で指定）。</translation>
    </message>
    <message>
        <source>Megawatts by year</source>
        <translation>年別の MW</translation>
    </message>
    <message>
        <source>Megawatts of each site in place of the one demand.</source>
        <translation>一律の契約電力の代わりに使う、用地ごとの MW。</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Metres around each cell that are looked at.</source>
        <translation>各セルの周囲で調べる範囲（m）。</translation>
    </message>
    <message>
        <source>Metres around, one a layer in order, parted by commas and blank for 0. Standards name: {standards}.</source>
        <translation>周囲のバッファ（m）。レイヤの順にカンマ区切りで、空欄は 0。基準が挙げる距離：{standards}。</translation>
    </message>
    <message>
        <source>Metres between the centroids of the cells of two regions.</source>
        <translation>2つの候補地のセルの重心間の距離（m）。</translation>
    </message>
    <message>
        <source>Metres from a plan to its connection at most.</source>
        <translation>計画から接続候補までの距離の上限（m）。</translation>
    </message>
    <message>
        <source>Metres from a site to its connection at most.</source>
        <translation>用地から接続候補までの距離の上限（m）。</translation>
    </message>
    <message>
        <source>Metres from the site to a connection.</source>
        <translation>用地から接続候補までの距離（m）。</translation>
    </message>
    <message>
        <source>Metres of all routes</source>
        <translation>全ルートの長さ（m）</translation>
    </message>
    <message>
        <source>Metres to a connection at most, and how far a route may stray around both its ends.</source>
        <translation>接続候補までの距離の上限（m）。ルートが両端の周囲で離れてよい距離でもあります。</translation>
    </message>
    <message>
        <source>Metres to a connection at most.</source>
        <translation>接続候補までの距離の上限（m）。</translation>
    </message>
    <message>
        <source>Metres within which an end of a line of fibre joins another line, at its end or along it.</source>
        <translation>光ファイバの線の端点を、別の線の端点または途中に接続する許容距離（m）。</translation>
    </message>
    <message>
        <source>Metres; cells farther from every feature are nodata. Blank: no limit.</source>
        <translation>単位は m。どの地物からもこれより遠いセルは nodata です。空欄なら上限はありません。</translation>
    </message>
    <message>
        <source>Metres; takes the place of the scenario's own, for a quick look.</source>
        <translation>単位は m。シナリオの値の代わりに使い、手早く概要を見られます。</translation>
    </message>
    <message>
        <source>Microseconds a kilometre, one way.</source>
        <translation>片道、1 km あたりの µs。</translation>
    </message>
    <message>
        <source>Midpoint</source>
        <translation>中点</translation>
    </message>
    <message>
        <source>Million yen a km</source>
        <translation>百万円/km</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>More is better</source>
        <translation>大きいほど良い</translation>
    </message>
    <message>
        <source>Most regions in a zone</source>
        <translation>区域ごとの上限</translation>
    </message>
    <message>
        <source>Municipalities</source>
        <translation>市区町村</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Names of the criteria in the order of the lists, parted by commas.</source>
        <translation>評価項目の名前を、比較の順にカンマ区切りで。</translation>
    </message>
    <message>
        <source>Names of the criteria in the order of the matrices, parted by commas; they also tell how many.</source>
        <translation>評価項目の名前を行列の順にカンマ区切りで。項目数もこれで決まります。</translation>
    </message>
    <message>
        <source>Names of the criteria in the order of the matrix, parted by commas; they also tell how many.</source>
        <translation>評価項目の名前を行列の順にカンマ区切りで。項目数もこれで決まります。</translation>
    </message>
    <message>
        <source>Names of the criteria in the order of the ranks, parted by commas.</source>
        <translation>評価項目の名前を、順位の順にカンマ区切りで。</translation>
    </message>
    <message>
        <source>Names of the rasters in their order, or the columns of the table to use, parted by commas.</source>
        <translation>ラスタの名前を順に、または使う表の列名を、カンマ区切りで。</translation>
    </message>
    <message>
        <source>Net flow in [0, 1]</source>
        <translation>正味フローを 0～1 に換算</translation>
    </message>
    <message>
        <source>Network latency</source>
        <translation>通信の往復遅延</translation>
    </message>
    <message>
        <source>Network layer</source>
        <translation>通信網レイヤ</translation>
    </message>
    <message>
        <source>Network nodes</source>
        <translation>通信拠点</translation>
    </message>
    <message>
        <source>Network nodes (IX, landing stations)</source>
        <translation>通信拠点（IX、陸揚局）</translation>
    </message>
    <message>
        <source>Network plans</source>
        <translation>通信網の計画</translation>
    </message>
    <message>
        <source>New sites</source>
        <translation>新規の用地</translation>
    </message>
    <message>
        <source>No candidate is larger.</source>
        <translation>候補地はこれより大きくなりません。</translation>
    </message>
    <message>
        <source>No cell is assessed; the score is all nodata.</source>
        <translation>評価されたセルがなく、評点はすべて nodata です。</translation>
    </message>
    <message>
        <source>No cell is within the maximum distance of a feature; the raster is all nodata.</source>
        <translation>地物から最大距離以内のセルがなく、ラスタはすべて nodata です。</translation>
    </message>
    <message>
        <source>No connection can carry the demand; the score is 0 everywhere.</source>
        <translation>契約電力を供給できる接続候補がなく、評点はすべて 0 です。</translation>
    </message>
    <message>
        <source>No feature of {name} passes its filter.</source>
        <translation>{name} には条件式に合う地物がありません。</translation>
    </message>
    <message>
        <source>Nodes (exchanges, landing stations, APN nodes) and their years; blank: the network is not asked.</source>
        <translation>拠点（局舎、陸揚局、APN拠点）とその年。空欄なら通信網は問いません。</translation>
    </message>
    <message>
        <source>Nominal kV and cost a km of route on ordinary ground, row by row; blank takes the unverified default.</source>
        <translation>公称電圧（kV）と通常の土地での 1 km あたりの費用を行ごとに。空欄なら未検証の既定値。</translation>
    </message>
    <message>
        <source>Not run: {example} ({source}): {got}</source>
        <translation>未実行：{example}（{source}）：{got}</translation>
    </message>
    <message>
        <source>Number of regions</source>
        <translation>箇所数</translation>
    </message>
    <message>
        <source>Number of the criterion that costs the cell most, from 1.</source>
        <translation>評点を最も下げる評価項目の番号（1から）。</translation>
    </message>
    <message>
        <source>Number, from 1, of the criterion that costs the cell most.</source>
        <translation>評点を最も下げる評価項目の番号（1から）。</translation>
    </message>
    <message>
        <source>Numeric field with the weight of each feature, for example MW; blank counts each as 1. Nulls are refused.</source>
        <translation>各地物の重みとなる数値の属性。例：MW。空欄なら1件を1と数えます。NULL があると使えません。</translation>
    </message>
    <message>
        <source>OGR attribute filter, for example kind = 'ix'.</source>
        <translation>OGR の属性条件式。例：kind = 'ix'。</translation>
    </message>
    <message>
        <source>OGR attribute filter, for example kind = 'ix'; blank takes every node.</source>
        <translation>OGR の属性条件式。例：kind = 'ix'。空欄ならすべての拠点。</translation>
    </message>
    <message>
        <source>OGR attribute filter, for example voltage_kv &gt;= 66; blank takes every feature.</source>
        <translation>OGR の属性条件式。例：voltage_kv &gt;= 66。空欄ならすべての地物。</translation>
    </message>
    <message>
        <source>OGR attribute filter, such as source = 'wind'.</source>
        <translation>OGR の属性条件式。例：source = 'wind'。</translation>
    </message>
    <message>
        <source>OGR attribute filters, one a layer in order, parted by ; and blank for none.</source>
        <translation>OGR の属性条件式。レイヤの順に ; 区切りで、なければ空欄。</translation>
    </message>
    <message>
        <source>Objective</source>
        <translation>目的</translation>
    </message>
    <message>
        <source>Of {n:,} cells, 5 % are below {low:.7g} and 95 % below {high:.7g}.</source>
        <translation>{n:,} セルのうち、5 % が {low:.7g} 未満、95 % が {high:.7g} 未満です。</translation>
    </message>
    <message>
        <source>One expert a line, or parted by |: n x n values row by row, or the upper triangle without the diagonal, such as 3,5,2 | 2,4,2.</source>
        <translation>専門家ごとに1行、または | 区切り。n×n の値を行ごとに、または対角を除く上三角。例：3,5,2 | 2,4,2。</translation>
    </message>
    <message>
        <source>One self-contained page, in QGIS's language.</source>
        <translation>QGIS の言語で書かれた、単独で開ける1ページ。</translation>
    </message>
    <message>
        <source>One weight a criterion, in their order, separated by commas.</source>
        <translation>評価項目ごとの重みを、その順にカンマ区切りで。</translation>
    </message>
    <message>
        <source>One weight of 0 or more a criterion, in the same order, parted by commas; blank weighs all the same. Not looked at by minimum, maximum, product, fuzzy_sum, gamma and Yager's owa.</source>
        <translation>評価項目ごとに 0 以上の重みを、同じ順にカンマ区切りで。空欄ならすべて同じ重みとします。minimum、maximum、product、fuzzy_sum、gamma と Yager の owa では使いません。</translation>
    </message>
    <message>
        <source>One-way microseconds a km of fibre.</source>
        <translation>光ファイバ 1 km あたりの片道遅延（µs）。</translation>
    </message>
    <message>
        <source>One-way microseconds a km of fibre. {default}</source>
        <translation>光ファイバ 1 km あたりの片道遅延（µs）。{default}</translation>
    </message>
    <message>
        <source>One-way microseconds of equipment at a node. {default}</source>
        <translation>拠点の機器による片道遅延（µs）。{default}</translation>
    </message>
    <message>
        <source>Order weights</source>
        <translation>順序重み</translation>
    </message>
    <message>
        <source>Others to worst</source>
        <translation>各項目と最軽視項目の比較</translation>
    </message>
    <message>
        <source>Overlay criteria</source>
        <translation>評価項目の統合</translation>
    </message>
    <message>
        <source>Page with a table of contributions, rules and connections for each place.</source>
        <translation>地点ごとに寄与、除外条件、接続候補の表を示すページ。</translation>
    </message>
    <message>
        <source>Pareto front</source>
        <translation>パレートフロント</translation>
    </message>
    <message>
        <source>Passed: {example} ({source})</source>
        <translation>合格：{example}（{source}）</translation>
    </message>
    <message>
        <source>Paths, hashes, versions, times, figures.</source>
        <translation>パス、ハッシュ、版、時間、数値。</translation>
    </message>
    <message>
        <source>Per cent of a scenario's eligible cells that count as its best; cells of equal score go together.</source>
        <translation>シナリオの対象セルのうち上位とみなす割合（%）。同じ評点のセルはまとめて扱います。</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Plans</source>
        <translation>計画</translation>
    </message>
    <message>
        <source>Plants with their MW, points or polygons.</source>
        <translation>MW を持つ発電所の点またはポリゴン。</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>折れ点・区分</translation>
    </message>
    <message>
        <source>Points of the network; round trips are straight lines times 1.4.</source>
        <translation>通信網の点。往復遅延は直線距離の 1.4 倍で計算します。</translation>
    </message>
    <message>
        <source>Points or polygons in any CRS; their own fields are kept.</source>
        <translation>点またはポリゴン。座標参照系は問いません。元の属性は残します。</translation>
    </message>
    <message>
        <source>Points or polygons of what is there.</source>
        <translation>既存のデータセンターの点またはポリゴン。</translation>
    </message>
    <message>
        <source>Points or polygons with their megawatts and year.</source>
        <translation>MW と年を持つ点またはポリゴン。</translation>
    </message>
    <message>
        <source>Points, lines or polygons in any CRS.</source>
        <translation>点、線またはポリゴン。座標参照系は問いません。</translation>
    </message>
    <message>
        <source>Points, lines or polygons with names, to which rows without coordinates are joined.</source>
        <translation>名称を持つ点、線またはポリゴン。座標のない行を名称で結び付けます。</translation>
    </message>
    <message>
        <source>Polygons along cell edges with rank (1 is worth most), score_mean, score_min, score_max, area_ha, compactness (4 pi A / P^2 along cell edges, a square has 0.785), objective, and zone where zones are given.</source>
        <translation>セルの辺に沿うポリゴン。rank（1 が最高）、score_mean、score_min、score_max、area_ha、compactness（セルの辺に沿う 4πA/P²。正方形は 0.785）、objective と、区域を指定した場合は zone を持ちます。</translation>
    </message>
    <message>
        <source>Polygons of the area that the map covers, for example the prefecture that published it: of a layer of all prefectures (N03) the map's own is taken. Blank: the first-order mesh (1 degree by 40 minutes) in the file's name, if there is one.</source>
        <translation>地図が対象とする区域のポリゴン。例：公表した都道府県。全都道府県のレイヤ（N03）からは地図の都道府県だけを使います。空欄なら、ファイル名にある第1次地域区画（経度1度×緯度40分）を使います。</translation>
    </message>
    <message>
        <source>Polygons of the area where the hazards were assessed.</source>
        <translation>災害が評価された区域のポリゴン。</translation>
    </message>
    <message>
        <source>Polygons of the chosen regions with rank, score, contributions, connection and more.</source>
        <translation>選ばれた候補地のポリゴン。順位、評点、寄与、接続候補などの属性を持ちます。</translation>
    </message>
    <message>
        <source>Polygons such as prefectures, river basins, utility areas or seismic zones, in any CRS.</source>
        <translation>都道府県、流域、供給区域、地震の区域などのポリゴン。座標参照系は問いません。</translation>
    </message>
    <message>
        <source>Polygons with names.</source>
        <translation>名前を持つポリゴン。</translation>
    </message>
    <message>
        <source>Polygons with the code as text and the fields kept.</source>
        <translation>コード（文字列）と残した属性を持つポリゴン。</translation>
    </message>
    <message>
        <source>Polygons, lines or points on which nothing is built; a cell that one touches is excluded.</source>
        <translation>建設できない面・線・点。これに触れるセルは除外されます。</translation>
    </message>
    <message>
        <source>Polygons, or points such as closed schools. Their own fields are kept.</source>
        <translation>ポリゴン、または廃校などの点。元の属性は残します。</translation>
    </message>
    <message>
        <source>Polygons, such as prefectures.</source>
        <translation>都道府県などのポリゴン。</translation>
    </message>
    <message>
        <source>Power-first screening: spare grid capacity weighs 0.7, nearness to roads (1 at the road, 0 from 5 km) 0.3, and what the given layers cover is excluded. The best regions become candidates. Unknown capacity is no capacity of 0: its cells are not assessed.</source>
        <translation>電力優先の絞り込み：供給余力の重みを 0.7、道路への近さ（道路上で 1、5 km 以上で 0）を 0.3 とし、指定したレイヤの覆う所を除外します。上位の区域が候補地になります。評価項目の値が分からないセルは未評価です。不明な供給余力を 0 とはしません。</translation>
    </message>
    <message>
        <source>Preference thresholds</source>
        <translation>選好のしきい値</translation>
    </message>
    <message>
        <source>Prepare data</source>
        <translation>データ準備</translation>
    </message>
    <message>
        <source>Principal eigenvalue</source>
        <translation>最大固有値</translation>
    </message>
    <message>
        <source>Principal eigenvalue of the joint matrix</source>
        <translation>統合した行列の最大固有値</translation>
    </message>
    <message>
        <source>Principal eigenvalue {value}, consistency index {ci}, consistency ratio {cr}.</source>
        <translation>最大固有値 {value}、整合度（C.I.）{ci}、整合比（C.R.）{cr}。</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>製品</translation>
    </message>
    <message>
        <source>Profile sites</source>
        <translation>用地の特性調査</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>調査結果</translation>
    </message>
    <message>
        <source>Projected CRS in metres, for example EPSG:6677 (JGD2011 plane zone IX). Degrees are refused.</source>
        <translation>メートル単位の投影座標系。例：EPSG:6677（JGD2011 平面直角座標系第IX系）。度単位のものは使えません。</translation>
    </message>
    <message>
        <source>Projected CRS in metres, for example the zone of Japan's plane rectangular system.</source>
        <translation>メートル単位の投影座標系。例：平面直角座標系の該当する系。</translation>
    </message>
    <message>
        <source>Radius (m)</source>
        <translation>半径（m）</translation>
    </message>
    <message>
        <source>Rank changes</source>
        <translation>順位変動</translation>
    </message>
    <message>
        <source>Rank of each criterion from 1, the most important, to n, parted by commas: 2,1,3.</source>
        <translation>各評価項目の順位。最も重要なものを 1 とし、カンマ区切りで：2,1,3。</translation>
    </message>
    <message>
        <source>Ranks</source>
        <translation>順位法</translation>
    </message>
    <message>
        <source>Raster</source>
        <translation>ラスタ</translation>
    </message>
    <message>
        <source>Raster of a quantity, in any unit.</source>
        <translation>任意の単位の量のラスタ。</translation>
    </message>
    <message>
        <source>Raster of metres, one band.</source>
        <translation>距離（m）のラスタ。1バンド。</translation>
    </message>
    <message>
        <source>Raster of milliseconds, one band.</source>
        <translation>往復遅延（ms）のラスタ。1バンド。</translation>
    </message>
    <message>
        <source>Raster of scores in [0, 1], one band.</source>
        <translation>0～1 の評点のラスタ。1バンド。</translation>
    </message>
    <message>
        <source>Raster of scores in [0, 1]; a site's cells are those whose centre it covers, at least its own.</source>
        <translation>0～1 の評点のラスタ。用地のセルは中心を覆うもので、少なくとも用地があるセルを含みます。</translation>
    </message>
    <message>
        <source>Raster of scores in a projected CRS in metres; cells without a value are excluded. Any scale of scores.</source>
        <translation>メートル単位の投影座標系にある評点のラスタ。値のないセルは除外します。評点の尺度は問いません。</translation>
    </message>
    <message>
        <source>Raster of six bands: score, metres, spare MW, groups, feature id, unknown connections.</source>
        <translation>6バンドのラスタ：評点、距離（m）、供給余力（MW）、グループ数、地物ID、余力不明の接続候補数。</translation>
    </message>
    <message>
        <source>Raster of the first field</source>
        <translation>先頭の属性のラスタ</translation>
    </message>
    <message>
        <source>Raster of the suitability in [0, 1]; of promethee's net flow in [-1, 1] unless rescaled.</source>
        <translation>0～1 の適性のラスタ。promethee では換算しない限り -1～1 の正味フロー。</translation>
    </message>
    <message>
        <source>Raster of three bands: range, mean, scenarios in which the cell is among the best.</source>
        <translation>3バンドのラスタ：幅、平均、上位に入るシナリオの数。</translation>
    </message>
    <message>
        <source>Raster of two bands: score, worst severity.</source>
        <translation>2バンドのラスタ：評点、最大の深刻度。</translation>
    </message>
    <message>
        <source>Raster of weight per km2, one band.</source>
        <translation>1 km² あたりの重みのラスタ。1バンド。</translation>
    </message>
    <message>
        <source>Raster whose grid is taken as it is; extent, CRS and cell size may then be left out.</source>
        <translation>グリッドをそのまま使うラスタ。指定すれば範囲、座標参照系、セルサイズは省略できます。</translation>
    </message>
    <message>
        <source>Rasters of scores in [0, 1] on one grid; band 1 of each is read.</source>
        <translation>同じグリッドの 0～1 の評点のラスタ。各ラスタのバンド1を読みます。</translation>
    </message>
    <message>
        <source>Rasters of scores on the grid of the suitability.</source>
        <translation>適性と同じグリッドの評点のラスタ。</translation>
    </message>
    <message>
        <source>Rasters on one grid, in any unit; band 1 of each is read.</source>
        <translation>同じグリッドのラスタ。単位は問いません。各ラスタのバンド1を読みます。</translation>
    </message>
    <message>
        <source>Regional balance</source>
        <translation>地域バランス</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>地域</translation>
    </message>
    <message>
        <source>Regions found</source>
        <translation>見つかった候補地の数</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>報告書</translation>
    </message>
    <message>
        <source>Rescale to scores</source>
        <translation>評点への変換</translation>
    </message>
    <message>
        <source>Roads</source>
        <translation>道路</translation>
    </message>
    <message>
        <source>Robustness</source>
        <translation>頑健性</translation>
    </message>
    <message>
        <source>Round trip that scores 0.</source>
        <translation>評点が 0 になる往復遅延。</translation>
    </message>
    <message>
        <source>Round trip that scores 1.</source>
        <translation>評点が 1 になる往復遅延。</translation>
    </message>
    <message>
        <source>Route factor</source>
        <translation>迂回係数</translation>
    </message>
    <message>
        <source>Routes</source>
        <translation>接続ルート</translation>
    </message>
    <message>
        <source>Routes found</source>
        <translation>見つかったルートの数</translation>
    </message>
    <message>
        <source>Row of the header, or first and last of stacked ones, as 2 or 2-4; 0: none.</source>
        <translation>見出しの行番号。複数行なら最初と最後を 2-4 のように。0 は見出しなし。</translation>
    </message>
    <message>
        <source>Rows joined to a location</source>
        <translation>位置と結び付いた行数</translation>
    </message>
    <message>
        <source>Rows of data</source>
        <translation>データの行数</translation>
    </message>
    <message>
        <source>Rows of unknown capacity</source>
        <translation>供給余力が非公開・不明の行数</translation>
    </message>
    <message>
        <source>Rows whose name has no location</source>
        <translation>名称に合う位置がない行数</translation>
    </message>
    <message>
        <source>Rows whose name has several locations</source>
        <translation>名称に合う位置が複数ある行数</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>実行</translation>
    </message>
    <message>
        <source>Run log</source>
        <translation>実行記録</translation>
    </message>
    <message>
        <source>Run scenario</source>
        <translation>シナリオを実行</translation>
    </message>
    <message>
        <source>Runs a scenario file: criteria, value functions, exclusions and weights become a suitability raster, the best connected regions become candidate polygons with megawatts and reasons, and a report says how. With horizons every raster has a band a horizon and candidates a field horizon. Excluded and not assessed cells are nodata in the suitability; the exclusion raster tells which rule excludes (bit i for rule i). All results appear together at the end: a run that fails or is cancelled leaves earlier files as they were. Two runs of one scenario give the same bytes, whatever the number of threads. Candidates are chosen as locateregions does, from the written suitability; the report and the run log tell bound and gap, and a finding names the limit that binds where fewer fit than wanted.</source>
        <translation>シナリオファイルを実行します。評価項目、評価関数、除外条件、重みから適性のラスタを作り、最も良いひと続きの区域を、MW と理由を付けた候補地のポリゴンとし、根拠を報告書に示します。評価時点があれば、ラスタは評価時点ごとに1バンド、候補地には属性 horizon が付きます。除外または未評価のセルは適性では nodata で、除外のラスタはどの条件で除外されたかを示します（条件 i はビット i）。結果はすべて最後にまとめて現れ、失敗または中止した実行は以前のファイルを変えません。同じシナリオの結果は、スレッド数によらずバイト単位で同じです。候補地は、書き出した適性から locateregions と同じ方法で選びます。報告書と実行記録に上界と差を示し、求めた数に満たないときは、制約となった条件を指摘事項に示します。</translation>
    </message>
    <message>
        <source>Runs published examples with known answers through the very code that the other algorithms use, and compares value functions and the weighted sum with QGIS's own algorithms. The table has a row an example: topic, example, source, expected, got, passed. An example passes when every number agrees to half a unit of the last digit that the source prints. An example that fails means that a library on this machine computes otherwise: do not trust results of that topic.</source>
        <translation>答えが公表されている例題を、他のアルゴリズムと同じコードで計算し、評価関数と加重和は QGIS 自身のアルゴリズムとも比べます。表は例題ごとに1行で、topic、example、source、expected、got、passed の列を持ちます。すべての値が、出典に印刷された最後の桁の半単位以内で一致すれば合格です。不合格は、この環境のライブラリの計算が異なることを意味します。その分野の結果は信用しないでください。</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>シナリオ</translation>
    </message>
    <message>
        <source>Scenario (*.json)</source>
        <translation>シナリオ (*.json)</translation>
    </message>
    <message>
        <source>Scenario file (JSON).</source>
        <translation>シナリオファイル（JSON）。</translation>
    </message>
    <message>
        <source>Scenario file (JSON); paths in it start from its folder.</source>
        <translation>シナリオファイル（JSON）。中のパスはファイルのあるフォルダから数えます。</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>評点</translation>
    </message>
    <message>
        <source>Score in [0, 1], 1 best (net flows: [-1, 1]); nodata where excluded or not assessed.</source>
        <translation>0～1 の評点で、1 が最良（正味フローは -1～1）。除外または未評価のセルは nodata。</translation>
    </message>
    <message>
        <source>Score of the worst severity over all hazard layers (band 1), and that severity (band 2): 0 assessed and none there, 4 worst. Layers have a field severity, as the hazard importer writes. With an assessed area, cells outside it and outside a layer's polygons stay nodata, unless another layer already reaches severity 4. Without one, everything outside the polygons is taken as assessed, and a warning says so: no polygon does not mean safe.</source>
        <translation>バンド1は全災害レイヤで最大の深刻度に対する評点、バンド2はその深刻度です。0 は評価済みで該当なし、4 が最大です。レイヤには、ハザードマップの取り込みが書き出す属性 severity が必要です。評価対象範囲を指定すると、その外でレイヤのポリゴンにも入らないセルは、別のレイヤで深刻度 4 に達しない限り nodata のままです。指定がなければポリゴンの外はすべて評価済みとみなし、その旨を警告します。ポリゴンがないことは安全を意味しません。</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>評点</translation>
    </message>
    <message>
        <source>Scores from 0 to 1 on one grid.</source>
        <translation>同じグリッド上の 0 から 1 の評点。</translation>
    </message>
    <message>
        <source>Second score less the first, of two scenarios; above 0 the second is better.</source>
        <translation>2つのシナリオの評点の差（2番目−1番目）。0より大きければ2番目が良好です。</translation>
    </message>
    <message>
        <source>Seconds for the exact choice; the gap that is left is told. Blank: it stops after a fixed amount of work, so that every run gives the same.</source>
        <translation>厳密な選定に使う秒数。残った差を示します。空欄なら一定の計算量で止まり、何度実行しても同じ結果になります。</translation>
    </message>
    <message>
        <source>Seconds for the solver; when they are up, the best allocation so far is given with its proven gap.</source>
        <translation>ソルバーに与える秒数。過ぎたら、それまでの最良の割り当てを、証明された差とともに返します。</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>選び方</translation>
    </message>
    <message>
        <source>Serve in part</source>
        <translation>一部の供給を認める</translation>
    </message>
    <message>
        <source>Severity (0 to 4) of each value of that field: value=severity, parted by semicolons.</source>
        <translation>その属性の値ごとの深刻度（0～4）。「値=深刻度」をセミコロン区切りで。</translation>
    </message>
    <message>
        <source>Severity classes</source>
        <translation>深刻度の区分</translation>
    </message>
    <message>
        <source>Shape of the value function; each needs the parameters that its formula names.</source>
        <translation>評価関数の形。それぞれの式にあるパラメータが必要です。</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>区分（需要側・発電側）</translation>
    </message>
    <message>
        <source>Side of a cell in metres.</source>
        <translation>セルの一辺の長さ（m）。</translation>
    </message>
    <message>
        <source>Side of a cell. A half takes four times as long.</source>
        <translation>セルの一辺。半分にすると時間は4倍になります。</translation>
    </message>
    <message>
        <source>Sites</source>
        <translation>用地</translation>
    </message>
    <message>
        <source>Sites in no region</source>
        <translation>どの地域にも入らない用地の数</translation>
    </message>
    <message>
        <source>Sites not served, or not whole</source>
        <translation>充足しない、または一部だけの用地の数</translation>
    </message>
    <message>
        <source>Sites or allocation</source>
        <translation>用地または割り当て</translation>
    </message>
    <message>
        <source>Sites served</source>
        <translation>割り当て後の用地</translation>
    </message>
    <message>
        <source>Sites to come, such as candidates; the same fields are read where they have them.</source>
        <translation>候補地など、これからの用地。同じ属性があれば読みます。</translation>
    </message>
    <message>
        <source>Sites, or the lines that allocatecapacity made.</source>
        <translation>用地、または allocatecapacity が作った線。</translation>
    </message>
    <message>
        <source>Smaller regions are no candidates.</source>
        <translation>これより小さい区域は候補地になりません。</translation>
    </message>
    <message>
        <source>Smooth outlines</source>
        <translation>滑らかな輪郭</translation>
    </message>
    <message>
        <source>Snapping tolerance of fibre (m)</source>
        <translation>光ファイバの接続許容距離（m）</translation>
    </message>
    <message>
        <source>Spare capacity asked for beyond the demand, per cent.</source>
        <translation>契約電力を超えて求める供給余力（%）。</translation>
    </message>
    <message>
        <source>Spare over demand from which more spare scores no better.</source>
        <translation>供給余力が契約電力の何倍で頭打ちになるか。それ以上は評点が上がりません。</translation>
    </message>
    <message>
        <source>Spare, spent and left MW of each connection, and by whom.</source>
        <translation>接続候補ごとの供給余力、割当量、残余（MW）と割当先。</translation>
    </message>
    <message>
        <source>Spread</source>
        <translation>急峻さ</translation>
    </message>
    <message>
        <source>Standard capacity layer of the demand side. Unknown capacity serves nobody and is counted.</source>
        <translation>需要側の標準の供給余力レイヤ。非公開・不明のものは使わず、数えます。</translation>
    </message>
    <message>
        <source>Standard hazard layer of polygons.</source>
        <translation>標準の災害レイヤ（ポリゴン）。</translation>
    </message>
    <message>
        <source>Standard network layer: IX, landing stations, APN nodes and exchanges count; without a field kind all do.</source>
        <translation>標準の通信網レイヤ。IX、陸揚局、APN拠点、局舎を数えます。属性 kind がなければすべてを数えます。</translation>
    </message>
    <message>
        <source>Standard network layer: points, or lines where the source has nothing else, or both without LINES.</source>
        <translation>標準の通信網レイヤ。点。元データが線だけなら線、LINES を指定しなければ両方を含みます。</translation>
    </message>
    <message>
        <source>Substations (points), lines to tap, or zones (polygons), with their spare capacity for demand.</source>
        <translation>需要側の供給余力を持つ、変電所（点）、分岐できる送電線（線）またはゾーン（ポリゴン）。</translation>
    </message>
    <message>
        <source>Substations, lines to tap or zones; rows of the demand side.</source>
        <translation>変電所、分岐できる送電線またはゾーン。需要側の行を使います。</translation>
    </message>
    <message>
        <source>Suggest breakpoints</source>
        <translation>折れ点を提案する</translation>
    </message>
    <message>
        <source>Suitability</source>
        <translation>適性</translation>
    </message>
    <message>
        <source>Suitability A</source>
        <translation>適性 A</translation>
    </message>
    <message>
        <source>Suitability B</source>
        <translation>適性 B</translation>
    </message>
    <message>
        <source>Suitability rasters</source>
        <translation>適性のラスタ</translation>
    </message>
    <message>
        <source>Sum of the regions' values</source>
        <translation>候補地の価値の合計</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>Table of grid squares</source>
        <translation>地域メッシュの表</translation>
    </message>
    <message>
        <source>Table, map file or layer</source>
        <translation>表、地図ファイルまたはレイヤ</translation>
    </message>
    <message>
        <source>Tables (*.csv *.txt *.dbf *.shp *.gpkg *.geojson *.zip);;All files (*)</source>
        <translation>表 (*.csv *.txt *.dbf *.shp *.gpkg *.geojson *.zip);;すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Tables and maps (*.csv *.txt *.tsv *.xlsx *.xlsm *.xls *.ods *.geojson *.json *.zip *.gpkg *.shp *.fgb)</source>
        <translation>表と地図 (*.csv *.txt *.tsv *.xlsx *.xlsm *.xls *.ods *.geojson *.json *.zip *.gpkg *.shp *.fgb)</translation>
    </message>
    <message>
        <source>Takes the lines (fibre, line), so that the network layer holds points only.</source>
        <translation>線（fibre、line）をこちらに書き出し、通信網レイヤは点だけにします。</translation>
    </message>
    <message>
        <source>Takes the place of the scenario's own extent.</source>
        <translation>シナリオの範囲の代わりに使います。</translation>
    </message>
    <message>
        <source>Tell the 5th and the 95th percentile of the cells, whatever the function and its parameters.</source>
        <translation>関数とそのパラメータによらず、セルの値の5・95パーセンタイルを示します。</translation>
    </message>
    <message>
        <source>Tells of each point or polygon why a scenario rates it as it does: raw value with its unit, score and contribution of every criterion (they sum to the score for a weighted linear combination), the criterion that limits, every rule that excludes with the source features that hit, what is not assessed, the nearest connections and why each can serve or not, and the smallest single change of the scenario that would make the place eligible. A point is told of the cell it lies in, a polygon of the cells whose centre it covers: means over its eligible cells, or over all of them, without a score, where none is eligible.</source>
        <translation>点またはポリゴンごとに、シナリオの評価の理由を説明します。各評価項目の値と単位、評点、寄与（加重和では合計が評点に等しい）、制約要因、該当する除外条件と元の地物、未評価の項目、最も近い接続候補が条件を満たすかどうかとその理由、対象となるための最小の変更を示します。点はそれがあるセル、ポリゴンは中心を覆うセルについて説明します。ポリゴンの値は対象セルの平均で、対象セルがなければ評点なしで全セルの平均です。</translation>
    </message>
    <message>
        <source>Template raster</source>
        <translation>基準ラスタ</translation>
    </message>
    <message>
        <source>The best is {best}, the worst {worst}; xi {xi:.4f}, consistency ratio {cr:.3f}.</source>
        <translation>最重要は {best}、最軽視は {worst}。ξ {xi:.4f}、整合比 {cr:.3f}。</translation>
    </message>
    <message>
        <source>The best set of regions, or best first for comparison.</source>
        <translation>最良の組み合わせ（exact）、または比較のために良いものから順に（greedy）。</translation>
    </message>
    <message>
        <source>The candidate layers of two scenarios, in the order of their rasters, for the rank changes.</source>
        <translation>順位変動を求める2つのシナリオの候補地レイヤ（ラスタと同じ順）。</translation>
    </message>
    <message>
        <source>The comparisons of {name} fit the others least (local consistency ratio {cr:.3f}).</source>
        <translation>{name} の比較が他と最も合いません（個別の整合比 {cr:.3f}）。</translation>
    </message>
    <message>
        <source>The consistency ratio {cr} is above {limit:.2f}: the judgements contradict each other.</source>
        <translation>整合比 {cr} が {limit:.2f} を超えています。判断が互いに矛盾しています。</translation>
    </message>
    <message>
        <source>The council's table of 2023</source>
        <translation>官民懇談会の2023年の表</translation>
    </message>
    <message>
        <source>The group:</source>
        <translation>グループ全体：</translation>
    </message>
    <message>
        <source>The least-cost route of each allocation; needs the routes part of the scenario's allocation.</source>
        <translation>割り当てごとの費用最小のルート。シナリオの allocation に routes の部分が必要です。</translation>
    </message>
    <message>
        <source>The places with score, raw_, score_ and contrib_ of each criterion, rules, change and sentence.</source>
        <translation>評点、評価項目ごとの raw_・score_・contrib_、除外条件、最小の変更、説明文を付けた地点。</translation>
    </message>
    <message>
        <source>The plans with status, earliest_year, waits_for and connection.</source>
        <translation>status（状況）、earliest_year（最も早い年）、waits_for（待つ対象）、connection（接続候補）を付けた計画。</translation>
    </message>
    <message>
        <source>The radius is not above 0; give metres above 0.</source>
        <translation>半径が 0 以下です。0 より大きい値（m）を指定してください。</translation>
    </message>
    <message>
        <source>The same regions with smooth outlines of the same area, within 1 %.</source>
        <translation>同じ候補地を、面積の差 1 % 以内の滑らかな輪郭で示します。</translation>
    </message>
    <message>
        <source>The scenario has no "candidates" part, so no candidate regions are chosen.</source>
        <translation>シナリオに "candidates" の部分がないため、候補地は選ばれません。</translation>
    </message>
    <message>
        <source>The sites with served_mw, unmet_mw and binding.</source>
        <translation>served_mw（充足）、unmet_mw（不足）、binding（妨げ）を付けた用地。</translation>
    </message>
    <message>
        <source>The sites with what was found; hectares, metres, MW, kV, ms and per cent as the names say.</source>
        <translation>調べた結果を付けた用地。単位（ha、m、MW、kV、ms、%）は属性名のとおりです。</translation>
    </message>
    <message>
        <source>The table as CSV, JSON or HTML, by the ending of its path.</source>
        <translation>表。パスの拡張子により CSV、JSON または HTML。</translation>
    </message>
    <message>
        <source>The value {value} of {name} ({what}) {why}.</source>
        <translation>{name}（{what}）の値 {value} は{why}。</translation>
    </message>
    <message>
        <source>There is no assessed area, so all outside the polygons is taken as assessed and safe.</source>
        <translation>評価対象範囲がないため、ポリゴンの外はすべて評価済みで安全とみなします。</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>スレッド数</translation>
    </message>
    <message>
        <source>Time limit (s)</source>
        <translation>計算時間の上限（秒）</translation>
    </message>
    <message>
        <source>Turns a hazard map into the standard hazard layer, with a severity from 0 to 4 and depths in metres. Reads 国土数値情報 on floods (A31, A31a, A31b), sediment disasters (A33), tsunami (A40), landslide prevention (A46), steep slopes (A47), disaster danger areas (A48), storm surge (A49) and inland floods (A51), and other maps by their field of classes. The schema is told by field prefix and year; one that is not known is refused. No polygon does not mean safe: give the assessed area as COVERAGE, else the log says that nothing tells it. The Tokyo datum is moved to JGD2011, never relabelled.</source>
        <translation>ハザードマップを、深刻度（0～4）と浸水深（m）を持つ標準の災害レイヤに変換します。国土数値情報の洪水（A31、A31a、A31b）、土砂災害（A33）、津波（A40）、地すべり防止（A46）、急傾斜地（A47）、災害危険区域（A48）、高潮（A49）、内水（A51）と、区分の属性を持つその他の地図を読めます。形式は属性名の接頭辞と年で判別し、未知の形式は受け付けません。ポリゴンがないことは安全を意味しません。評価対象範囲を COVERAGE で指定してください。なければ、範囲が分からないことを記録に示します。日本測地系の座標は、名前だけ変えるのではなく JGD2011 に変換します。</translation>
    </message>
    <message>
        <source>Turns a quantity into a score in [0, 1] by a value function: linear, power, large, small, gaussian, near, piecewise or categories. A line falls where the value that scores 0 is above the value that scores 1. Up to near they are the functions of QGIS's native fuzzify algorithms. Cells without a value stay nodata, as do values that categories do not list. For linear and power the 5th and 95th percentile of the cells take the place of breakpoints that are left out; scores of two regions made so cannot be compared.</source>
        <translation>量を評価関数で 0～1 の評点に変換します。関数は linear（線形）、power（べき乗）、large（大きいほど良い）、small（小さいほど良い）、gaussian（ガウス）、near（近傍）、piecewise（折れ線）、categories（区分別）です。評点 0 になる値が評点 1 になる値より大きければ、右下がりの直線になります。near までの関数は QGIS 標準のファジィ化アルゴリズムと同じです。値のないセルと、categories に挙げられていない値は nodata です。linear と power で値を省くと、セルの値の5・95パーセンタイルを使います。そのような評点は、地域どうしで比べられません。</translation>
    </message>
    <message>
        <source>Turns a table of grid-square codes (地域メッシュコード, JIS X 0410) into polygons with exact corners and, if wanted, a raster of its first field. Reads J-SHIS, 国土数値情報 L03-a, L03-b and G04, and any other table with a column of codes of 4 to 12 digits. Ten digits mean 250 m or 100 m: the product or the table tells which, and where it does not, the table is refused. Unknown values are null, never 0. Codes on the Tokyo datum, some 400 m away, are moved to JGD2011.</source>
        <translation>地域メッシュコード（JIS X 0410）の表を、正確な四隅を持つポリゴンと、必要なら先頭の属性のラスタに変換します。J-SHIS、国土数値情報 L03-a、L03-b、G04 と、4～12桁のコードの列を持つその他の表を読めます。10桁のコードは 250 m または 100 m で、製品または表から判別し、できなければ受け付けません。不明の値は NULL（0 ではない）とします。約 400 m ずれた日本測地系のコードは JGD2011 に変換します。</translation>
    </message>
    <message>
        <source>Turns a utility's table or map of grid capacity into the standard capacity layer: CSV, Excel, OpenDocument, GeoJSON, a zip of one table, or any vector layer. Headers are found by keywords; what is not published is null, never 0; classes such as 31～100 MW fill a minimum and a maximum. SIDE is yours to say: a table for generators is refused as demand, as it says nothing of what a load may draw. Places come from the layer, from columns of coordinates, or by name from LOCATIONS; rows without a place are kept and listed, and a name that several places have is not guessed. Figures are a snapshot and reserve nothing.</source>
        <translation>一般送配電事業者の表や地図を、標準の供給余力レイヤに変換します。CSV、Excel、OpenDocument、GeoJSON、表を1つ含む zip、任意のベクタレイヤを読めます。見出しはキーワードで探し、非公開の値は NULL（0 ではない）とし、31～100 MW のような区分は下限と上限に分けます。需要側か発電側かは利用者が指定します。発電側の表は、需要が受電できる量を示さないため、需要側としては受け付けません。位置はレイヤ、座標の列、または位置レイヤの名称から求めます。位置のない行は残して一覧に示し、同じ名称の位置が複数あるときは推測しません。値はある時点のもので、容量を確保するものではありません。</translation>
    </message>
    <message>
        <source>Turns lists of network assets into the standard network layer that the latency, distance and density criteria read. Reads PeeringDB, TeleGeography's landing points, OpenStreetMap (Overpass, GeoJSON, .osm.pbf), and any CSV, Excel sheet or layer. Areas become a point inside them, with their area_m2; what the source does not tell is null. Railway substations, generators and what is disused are left out and counted. Mind each source's licence, and how exact its positions are: landing points are schematic, off by 15 to 20 km.</source>
        <translation>通信・電力設備の一覧を、往復遅延、距離、密度の評価項目が読む標準の通信網レイヤに変換します。PeeringDB、TeleGeography の陸揚地点、OpenStreetMap（Overpass、GeoJSON、.osm.pbf）と、任意の CSV、Excel、レイヤを読めます。面は内部の点とし、面積を area_m2 に残します。元データにない値は NULL とします。鉄道用の変電所、発電機、廃止された設備は除いて数えます。元データごとの利用条件と位置の正確さに注意してください。陸揚地点は模式的で、15～20 km ずれています。</translation>
    </message>
    <message>
        <source>Two or more rasters of scores on one grid; band 1 is compared, unless the bands say otherwise.</source>
        <translation>同じグリッドの評点ラスタを2つ以上。バンドの指定がなければバンド1を比べます。</translation>
    </message>
    <message>
        <source>UInt32 raster of bits.</source>
        <translation>ビットで示す UInt32 のラスタ。</translation>
    </message>
    <message>
        <source>Uncertainty</source>
        <translation>不確実性</translation>
    </message>
    <message>
        <source>Utility</source>
        <translation>一般送配電事業者</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>値</translation>
    </message>
    <message>
        <source>Value function</source>
        <translation>評価関数</translation>
    </message>
    <message>
        <source>Value ranges</source>
        <translation>値域</translation>
    </message>
    <message>
        <source>Value that no set of the pool exceeds</source>
        <translation>どの組み合わせも超えられない値</translation>
    </message>
    <message>
        <source>Value that scores 0</source>
        <translation>評点が0となる値</translation>
    </message>
    <message>
        <source>Value that scores 1</source>
        <translation>評点が1となる値</translation>
    </message>
    <message>
        <source>Vector and raster layers; each is one rule, at most 31.</source>
        <translation>ベクタまたはラスタのレイヤ。1レイヤが1つの除外条件で、31まで。</translation>
    </message>
    <message>
        <source>Verify installation</source>
        <translation>導入環境の検証</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Weight field</source>
        <translation>重みの属性</translation>
    </message>
    <message>
        <source>Weight of features per km2 around each cell, by a kernel over the radius: uniform, quartic or gaussian. Lines and polygons count at one point in them. Features outside the extent count. Use it to keep away from places that are crowded already.</source>
        <translation>各セルの周囲の 1 km² あたりの地物の重み。半径内のカーネルは一様（uniform）、四次（quartic）、ガウス（gaussian）から選びます。線とポリゴンは、その上の1点で数えます。範囲外の地物も計算に入ります。すでに集中している場所を避けるときに使います。</translation>
    </message>
    <message>
        <source>Weighted MW that no allocation can exceed</source>
        <translation>どの割り当ても超えられない評点加重 MW</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>重み</translation>
    </message>
    <message>
        <source>Weights A</source>
        <translation>重み A</translation>
    </message>
    <message>
        <source>Weights B</source>
        <translation>重み B</translation>
    </message>
    <message>
        <source>Weights and overlay</source>
        <translation>重みと統合</translation>
    </message>
    <message>
        <source>Weights by pairwise comparison (AHP)</source>
        <translation>一対比較による重み（AHP）</translation>
    </message>
    <message>
        <source>Weights by ranks</source>
        <translation>順位法による重み</translation>
    </message>
    <message>
        <source>Weights by the best-worst method</source>
        <translation>ベスト・ワースト法による重み</translation>
    </message>
    <message>
        <source>Weights from data</source>
        <translation>データによる重み</translation>
    </message>
    <message>
        <source>Weights of a group (AHP)</source>
        <translation>グループによる重み（AHP）</translation>
    </message>
    <message>
        <source>Weights of criteria from how their values vary over the cells of rasters (INPUT, one grid) or the rows of a table (TABLE); give one of the two. They tell what sets places apart, not what matters. Every cell or row is used, not a sample; one in which a criterion has no value is left out and counted. A criterion that is constant gets the weight 0 and a note. Rasters of different grids are refused: align them with gdal:warpreproject.</source>
        <translation>ラスタ（INPUT。同じグリッド）のセルまたは表（TABLE）の行で、値がどうばらつくかから評価項目の重みを求めます。どちらか一方を指定してください。この重みは場所の違いを際立たせる項目を示すもので、何が大切かを示すものではありません。標本ではなくすべてのセルまたは行を使い、値のない評価項目があるものは除いて数えます。値が一定の評価項目は重み 0 とし、その旨を示します。グリッドの異なるラスタは受け付けません。gdal:warpreproject でそろえてください。</translation>
    </message>
    <message>
        <source>Weights of criteria from judgements of how many times each is more important than each other, by the analytic hierarchy process. Saaty's scale: 1 equal, 3 moderately, 5 strongly, 7 very strongly, 9 extremely more important; 1/3, 1/5, ... the other way round. The consistency ratio CR tells how far the judgements contradict each other; at most 0.10 counts as consistent. The judgements table ranks them by what they contribute to inconsistency, each with the value that the others imply.</source>
        <translation>評価項目どうしを比べ、一方が他方の何倍重要かという判断から、階層分析法（AHP）で重みを求めます。Saaty の尺度：1 同じ、3 やや、5 かなり、7 非常に、9 極めて重要。逆は 1/3、1/5 などと書きます。整合比（C.R.）は判断がどれだけ矛盾するかを示し、0.10 以下なら整合しているとみなします。判断の表は、矛盾への寄与が大きい順に、他の判断から導かれる値を添えて並べます。</translation>
    </message>
    <message>
        <source>Weights of criteria from the pairwise comparisons of several experts, by the analytic hierarchy process. judgements averages their matrices, for a group that decides as one; priorities averages their weights, for experts who each stand for themselves. CONSENSUS tells how far the experts' weights agree, from 0 to 1. The log names the experts whose judgements contradict each other, and which of them to look at again.</source>
        <translation>複数の専門家の一対比較から、階層分析法（AHP）で評価項目の重みを求めます。judgements は専門家の行列を平均し、グループが一体で決める場合に使います。priorities は専門家の重みを平均し、各自が独立の立場で答える場合に使います。合意度は、専門家の重みがどれだけ一致するかを 0～1 で示します。判断が矛盾する専門家と見直すべき判断は、記録に示します。</translation>
    </message>
    <message>
        <source>Weights of criteria from their order of importance alone: rank order centroid (roc), rank sum or rank reciprocal. Only the order of RANKS counts. Criteria of equal rank share the mean of the places they take: 1,2,2,4 and 1,2,2,3 and 1,2.5,2.5,4 say the same.</source>
        <translation>重要さの順位だけから評価項目の重みを求めます。計算式は順位重心（roc）、順位和（rank_sum）、順位の逆数（rank_reciprocal）です。順位は大小だけが意味を持ちます。同順位の項目は、占める順位の重みの平均を分け合います。1,2,2,4 と 1,2,2,3 と 1,2.5,2.5,4 は同じ意味です。</translation>
    </message>
    <message>
        <source>Weights of criteria from two lists of comparisons: how many times the most important criterion (the best) outweighs each, and how many times each outweighs the least important (the worst), from 1 (the same) to 9. A 1 in the first list marks the best, a 1 in the second the worst. The weights are those that fit the comparisons best, by differences (linear) or by ratios (nonlinear). CR tells how consistent the comparisons are, 0 fully; the column local_cr tells which criterion does not fit.</source>
        <translation>2組の比較から評価項目の重みを求めます。最も重要な項目（ベスト）が各項目の何倍重要か、各項目が最も軽視する項目（ワースト）の何倍重要かを、1（同じ）から 9 で答えます。1組目の 1 がベスト、2組目の 1 がワーストを示します。比較に最もよく合う重みを、差（linear）または比（nonlinear）で求めます。整合比は比較の矛盾を示し、0 なら完全に整合しています。local_cr の列は、どの項目が合わないかを示します。</translation>
    </message>
    <message>
        <source>Weights of the experts</source>
        <translation>専門家の重み</translation>
    </message>
    <message>
        <source>Weights table</source>
        <translation>重みの表</translation>
    </message>
    <message>
        <source>What a region is worth: sum or mean of its cells' scores.</source>
        <translation>候補地の価値。セルの評点の合計（sum）または平均（mean）。</translation>
    </message>
    <message>
        <source>What each expert counts, parted by commas; blank: all the same.</source>
        <translation>各専門家の重みをカンマ区切りで。空欄ならすべて同じです。</translation>
    </message>
    <message>
        <source>What each plan stands; empty: any.</source>
        <translation>各計画が許容できる上限。空欄は制限なし。</translation>
    </message>
    <message>
        <source>What is averaged: judgements or priorities.</source>
        <translation>平均する対象。判断（judgements）または重み（priorities）。</translation>
    </message>
    <message>
        <source>What may be crossed</source>
        <translation>横切る対象</translation>
    </message>
    <message>
        <source>What ten digits mean: jshis_250m and standard 250 m, landuse_100m 100 m (L03-b; 50 m with 12 digits). auto finds out, or refuses.</source>
        <translation>10桁のコードの意味：jshis_250m と standard は 250 m、landuse_100m は 100 m（L03-b。12桁なら 50 m）。auto は判別し、できなければ止まります。</translation>
    </message>
    <message>
        <source>What the rows are; auto takes it from the headers, the geometry or the names.</source>
        <translation>行が表すもの。auto は見出し、形状、名称から判別します。</translation>
    </message>
    <message>
        <source>Where a demand can be connected: a score and five further bands. A connection is feasible when it is of the demand side, its spare capacity is known and at least the demand with the margin, it is there by the year asked for, and its voltage class is high enough. An unknown capacity is never 0 and never unlimited; it is counted in band 6. A layer for generators (空容量) is refused: it says nothing of what a load may draw. Distances are straight lines. Figures are a snapshot and reserve nothing.</source>
        <translation>契約電力をどこで受電できるかを、評点と他の5つのバンドで示します。接続候補は、需要側であること、供給余力が公表され契約電力と余裕率以上であること、受電開始年までに供給可能なこと、電圧階級が足りることを満たせば条件を満たします。非公開・不明の供給余力は 0 でも無制限でもなく、バンド6で数えます。発電側のレイヤ（空容量）は、需要が受電できる量を示さないため受け付けません。距離は直線距離です。値はある時点のもので、容量を確保するものではありません。</translation>
    </message>
    <message>
        <source>Where and when data-centre, grid and network plans agree. Every plan gets the earliest of the HORIZONS in which grid and network both serve it, its status in its own year (served, waits_grid, waits_network, waits_both, or unserved: never within HORIZONS), what it waits for, and its connection. The table sums the megawatts planned, served, and waiting for the grid or the network in each horizon. Grid capacity is spent once, plans of an earlier year first. Plans without MW are not assessed: their status is empty.</source>
        <translation>データセンター、系統、通信網の計画がどこでいつ整合するかを調べます。計画ごとに、系統と通信網の両方が満たす最も早い評価時点、その計画の年の状況（served 充足、waits_grid 系統待ち、waits_network 通信網待ち、waits_both 両方待ち、unserved 評価時点内では満たされない）、待つ対象、接続候補を示します。表は評価時点ごとに、計画された MW、充足する MW、系統または通信網を待つ MW を合計します。系統の供給余力は二重に使わず、年の早い計画を優先します。MW のない計画は未評価で、状況は空欄です。</translation>
    </message>
    <message>
        <source>Whether a site may take less than its demand of its connection, and more of it later.</source>
        <translation>用地が契約電力の一部だけを受電し、後で増やすことを認めるか。</translation>
    </message>
    <message>
        <source>Whether the ratio is at most 0.10</source>
        <translation>整合比が 0.10 以下か</translation>
    </message>
    <message>
        <source>Which of the flood maps in A31, A31a and A31b: auto (maximum, else the next that there is), planned (計画規模), maximum (想定最大規模), duration (浸水継続時間) or collapse (家屋倒壊等氾濫想定区域).</source>
        <translation>A31、A31a、A31b のどの洪水浸水想定図を使うか：auto（想定最大規模、なければ次にあるもの）、planned（計画規模）、maximum（想定最大規模）、duration（浸水継続時間）、collapse（家屋倒壊等氾濫想定区域）。</translation>
    </message>
    <message>
        <source>Who asks for power: candidate regions, parcels or points.</source>
        <translation>受電を希望する用地。候補地、区画または点。</translation>
    </message>
    <message>
        <source>Whose table it is. auto takes it from the file's name, the title or the headers, else generic.</source>
        <translation>表の発行元。auto はファイル名、表題、見出しから判別し、なければ generic とします。</translation>
    </message>
    <message>
        <source>Worst round trip (ms)</source>
        <translation>最低の往復遅延（ms）</translation>
    </message>
    <message>
        <source>Worth of a MW at each site, 0 or more; blank: 1 each.</source>
        <translation>各用地の 1 MW の価値（0 以上）。空欄ならすべて 1。</translation>
    </message>
    <message>
        <source>Year by which the capacity must be there; blank takes any year.</source>
        <translation>供給が必要な年。空欄なら年を問いません。</translation>
    </message>
    <message>
        <source>Year from which the site wants its power; blank: from the first horizon on.</source>
        <translation>用地が受電を希望する年。空欄なら最初の評価時点から。</translation>
    </message>
    <message>
        <source>Year in which the power must be there; capacity of a later year does not count.</source>
        <translation>受電を始める年。それより後に使える供給余力は数えません。</translation>
    </message>
    <message>
        <source>Year of the data</source>
        <translation>データの年</translation>
    </message>
    <message>
        <source>Year; connections and nodes of later years do not count.</source>
        <translation>西暦年。それより後の接続候補と拠点は数えません。</translation>
    </message>
    <message>
        <source>Years parted by commas, as 2028,2030,2035; blank takes connections of any year.</source>
        <translation>西暦年をカンマ区切りで。例：2028,2030,2035。空欄なら年を問わず接続候補を使います。</translation>
    </message>
    <message>
        <source>Years parted by commas; blank takes every year in which a plan is due or something comes.</source>
        <translation>西暦年をカンマ区切りで。空欄なら、計画の期日または何かが供用される年をすべて使います。</translation>
    </message>
    <message>
        <source>ZONE_FIELD is missing; name the field of the zones that tells one from another.</source>
        <translation>ZONE_FIELD がありません。区域を区別する属性を指定してください。</translation>
    </message>
    <message>
        <source>Zones</source>
        <translation>区域上限</translation>
    </message>
    <message>
        <source>auto takes it from the file's name, .prj or metadata, else JGD2011.</source>
        <translation>auto はファイル名、.prj、メタデータから判別し、なければ JGD2011 とします。</translation>
    </message>
    <message>
        <source>auto takes it from the schema of the file. A map of unknown schema needs it and the class field.</source>
        <translation>auto はファイルの形式から判別します。未知の形式では、これと区分の属性の指定が必要です。</translation>
    </message>
    <message>
        <source>auto tells it from the file; what is no other is generic.</source>
        <translation>auto はファイルから判別します。どれにも当たらなければ generic です。</translation>
    </message>
    <message>
        <source>cannot be used; correct it</source>
        <translation>使えません。修正してください</translation>
    </message>
    <message>
        <source>demand: what loads may draw (ウェルカムゾーンマップ, 供給余力マップ); generation: what generators may feed in (空容量マッピング). Generation never counts as demand headroom.</source>
        <translation>demand：需要側が受電できる量（ウェルカムゾーンマップ、供給余力マップ）。generation：発電側が送り出せる量（空容量マッピング）。発電側の値は需要側の余力として扱いません。</translation>
    </message>
    <message>
        <source>eigenvector: Saaty's weights; the others approximate them.</source>
        <translation>eigenvector は Saaty の重みで、他はその近似です。</translation>
    </message>
    <message>
        <source>entropy, critic or merec.</source>
        <translation>entropy（エントロピー法）、critic（CRITIC法）、merec（MEREC法）のいずれか。</translation>
    </message>
    <message>
        <source>is no layer that can be read; check the path and the kind of the file</source>
        <translation>読み込めるレイヤではありません。パスとファイルの種類を確認してください</translation>
    </message>
    <message>
        <source>is no number in its range; give a number from{bounds}</source>
        <translation>範囲内の数値ではありません。指定できる範囲（下限、または下限 - 上限）は{bounds} です</translation>
    </message>
    <message>
        <source>is not known; choose one of {words}</source>
        <translation>使えません。{words} のいずれかを選んでください</translation>
    </message>
    <message>
        <source>kV</source>
        <translation>kV</translation>
    </message>
    <message>
        <source>linear: differences of weights; nonlinear: deviations of their ratios.</source>
        <translation>linear は重みの差、nonlinear は重みの比の偏差を小さくします。</translation>
    </message>
    <message>
        <source>n x n values row by row, or the upper triangle without the diagonal row by row: 3,5,2 says a over b 3, a over c 5, b over c 2.</source>
        <translation>n×n の値を行ごとに、または対角を除く上三角を行ごとに。3,5,2 は a対b が 3、a対c が 5、b対c が 2 の意味です。</translation>
    </message>
    <message>
        <source>not assessed</source>
        <translation>未評価</translation>
    </message>
    <message>
        <source>p</source>
        <translation>p</translation>
    </message>
    <message>
        <source>q</source>
        <translation>q</translation>
    </message>
    <message>
        <source>roc falls steeply, rank_sum evenly, rank_reciprocal between them.</source>
        <translation>roc は急に、rank_sum は均等に減り、rank_reciprocal はその中間です。</translation>
    </message>
    <message>
        <source>the order weights (ORDER_WEIGHTS)</source>
        <translation>順序重み（ORDER_WEIGHTS）</translation>
    </message>
    <message>
        <source>the preference thresholds (PREFERENCE)</source>
        <translation>選好のしきい値（PREFERENCE）</translation>
    </message>
    <message>
        <source>the weights (WEIGHTS)</source>
        <translation>重み（WEIGHTS）</translation>
    </message>
    <message>
        <source>{a} over {b} is {value}; the others imply {implied}, which lowers the ratio to {cr:.3f}.</source>
        <translation>{b} に対する {a} の判断は {value} ですが、他の判断からは {implied} となり、そうすると整合比は {cr:.3f} に下がります。</translation>
    </message>
    <message>
        <source>{km:,.1f} km of fibre in {n} connected parts; {gaps} gaps within the tolerance.</source>
        <translation>光ファイバ {km:,.1f} km、つながった部分 {n} 個。許容距離内の隙間 {gaps} か所を接続。</translation>
    </message>
    <message>
        <source>{mw:g} MW allocated.</source>
        <translation>{mw:g} MW を割り当てました。</translation>
    </message>
    <message>
        <source>{n:,} features written</source>
        <translation>{n:,} 件の地物を書き出しました</translation>
    </message>
    <message>
        <source>{name} ({what}) is missing; give it.</source>
        <translation>{name}（{what}）がありません。指定してください。</translation>
    </message>
    <message>
        <source>{name} {ha:,.0f} ha eligible, {n} candidates.</source>
        <translation>{name} 対象 {ha:,.0f} ha、候補地 {n} か所。</translation>
    </message>
    <message>
        <source>{name}: best {top_ha} ha from a score of {threshold}</source>
        <translation>{name}：上位 {top_ha} ha、評点 {threshold} 以上</translation>
    </message>
    <message>
        <source>{name}: {ha:.1f} ha, alone {alone:.1f} ha</source>
        <translation>{name}：{ha:.1f} ha、本条件のみ {alone:.1f} ha</translation>
    </message>
    <message>
        <source>{n} connections: {feasible} feasible, {unknown} of unknown capacity.</source>
        <translation>接続候補 {n} 件：条件を満たす {feasible} 件、供給余力が非公開・不明 {unknown} 件。</translation>
    </message>
    <message>
        <source>{n} feature ids are above {most:,}, which Float32 holds to within a few units only: band 5 is not exact for them. Save the layer anew, as a GeoPackage whose ids count from 1.</source>
        <translation>{n} 個の地物IDが {most:,} を超えています。Float32 では数単位の誤差が生じ、バンド5は正確ではありません。IDが1から始まる GeoPackage としてレイヤを保存し直してください。</translation>
    </message>
    <message>
        <source>{n} parts of the fibre, {km:,.1f} km, lead to no node; cells nearest to them take the direct way. Close the gaps, or raise the snapping tolerance.</source>
        <translation>光ファイバの {n} 個の部分（{km:,.1f} km）はどの拠点にもつながらず、そこに最も近いセルは直行の経路とします。隙間を閉じるか、接続許容距離を大きくしてください。</translation>
    </message>
    <message>
        <source>{n} polygons are smaller than a cell and take the cell they lie in.</source>
        <translation>{n} 個のポリゴンはセルより小さいため、それがあるセル全体を占めるとみなします。</translation>
    </message>
    <message>
        <source>{n} routes, {km:,.1f} km.</source>
        <translation>ルート {n} 本、{km:,.1f} km。</translation>
    </message>
    <message>
        <source>{n} rows are not of the demand side, or tell no side, and are left out.</source>
        <translation>需要側ではない、または区分のない {n} 行を除きました。</translation>
    </message>
    <message>
        <source>{n} sites profiled.</source>
        <translation>{n} 件の用地を調べました。</translation>
    </message>
    <message>
        <source>{passed} passed, {failed} failed.</source>
        <translation>合格 {passed} 件、不合格 {failed} 件。</translation>
    </message>
    <message>
        <source>{rows:,} cells or rows used, {omitted:,} left out as a criterion has no value there.</source>
        <translation>{rows:,} 個のセルまたは行を使い、値のない評価項目がある {omitted:,} 個を除きました。</translation>
    </message>
    <message>
        <source>{served:g} of {asked:g} MW served, {n} of {all} sites; gap {gap:.4%}.</source>
        <translation>{asked:g} MW のうち {served:g} MW、{all} 用地のうち {n} 用地が充足。差 {gap:.4%}。</translation>
    </message>
</context>
<context>
    <name>WattbitWorkbench</name>
    <message>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <source> MW</source>
        <translation> MW</translation>
    </message>
    <message>
        <source> ha</source>
        <translation> ha</translation>
    </message>
    <message>
        <source> in a zone</source>
        <translation> 箇所／区域</translation>
    </message>
    <message>
        <source> m</source>
        <translation> m</translation>
    </message>
    <message>
        <source>%</source>
        <translation>%</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>追加(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Add File…</source>
        <translation>ファイルを追加(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>コピー(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Difference</source>
        <translation>差分(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;File…</source>
        <translation>ファイル(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Fill from Data</source>
        <translation>データから設定(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Fit to Data</source>
        <translation>データから(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>取り込み(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Keep sum 1</source>
        <translation>合計を1に保つ(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Mend</source>
        <translation>修正(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Off</source>
        <translation>なし(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Pin</source>
        <translation>固定(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Raster memory</source>
        <translation>ラスタ用メモリ(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>実行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Swipe</source>
        <translation>スワイプ(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Threads</source>
        <translation>スレッド数(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Try This Change</source>
        <translation>この変更を試す(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Use These Weights</source>
        <translation>この重みを使う(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Weights…</source>
        <translation>重み(&amp;W)…</translation>
    </message>
    <message>
        <source>&amp;Zoom To</source>
        <translation>拡大表示(&amp;Z)</translation>
    </message>
    <message>
        <source>/km²</source>
        <translation>/km²</translation>
    </message>
    <message>
        <source>0: regions follow the score; 100: as round as the ground allows</source>
        <translation>0：評点に沿った形、100：可能な限り丸い形</translation>
    </message>
    <message>
        <source>2: two feeds from different groups, each for the whole demand</source>
        <translation>2：異系統2回線受電（各回線で全量をまかなう）</translation>
    </message>
    <message>
        <source>A</source>
        <translation>A</translation>
    </message>
    <message>
        <source>A and B are the same: choose another run, horizon or file as B.</source>
        <translation>AとBが同じです。Bに別の実行結果・評価時点・ファイルを選んでください。</translation>
    </message>
    <message>
        <source>A layer needs a file; choose one, or remove the layer.</source>
        <translation>レイヤにはファイルが必要です。選択するか、レイヤを削除してください。</translation>
    </message>
    <message>
        <source>A left of a divider on the map, B right of it; drag it or use the arrow keys, Esc ends</source>
        <translation>地図の境界線の左にA、右にBを表示します。境界線はドラッグか矢印キーで動かし、Escで終わります</translation>
    </message>
    <message>
        <source>A remark for readers; it is not used</source>
        <translation>読む人のための注記。計算には使いません</translation>
    </message>
    <message>
        <source>A run is under way; wait for it or cancel it.</source>
        <translation>実行中です。終わるのを待つか、中止してください。</translation>
    </message>
    <message>
        <source>A scenario needs a criterion; add another before this one is removed</source>
        <translation>シナリオには評価項目が必要です。別の項目を追加してから削除してください</translation>
    </message>
    <message>
        <source>A suitability raster cannot be read; it may have been removed. Run the scenario again.</source>
        <translation>適性のラスタを読めません。削除された可能性があります。シナリオをもう一度実行してください。</translation>
    </message>
    <message>
        <source>Above 1 only values near the best score well</source>
        <translation>1より大きいと、最良値に近い値だけが高い評点になります</translation>
    </message>
    <message>
        <source>Add &amp;Group</source>
        <translation>グループを追加(&amp;G)</translation>
    </message>
    <message>
        <source>Add &amp;Layer</source>
        <translation>レイヤを追加(&amp;L)</translation>
    </message>
    <message>
        <source>Add &amp;Point</source>
        <translation>点を追加(&amp;P)</translation>
    </message>
    <message>
        <source>Add Kind</source>
        <translation>種別を追加</translation>
    </message>
    <message>
        <source>Add a copy of the chosen criterion, weighed alike</source>
        <translation>選んだ評価項目を同じ重みで複製します</translation>
    </message>
    <message>
        <source>Add a criterion</source>
        <translation>評価項目を追加</translation>
    </message>
    <message>
        <source>Add a criterion on a layer of the scenario that fits its type</source>
        <translation>種類に合うシナリオのレイヤで評価項目を追加します</translation>
    </message>
    <message>
        <source>Add a layer of the project</source>
        <translation>プロジェクトのレイヤを追加</translation>
    </message>
    <message>
        <source>Add a point</source>
        <translation>点を追加</translation>
    </message>
    <message>
        <source>Add a point; a double click on the plot adds one there</source>
        <translation>点を追加します。グラフをダブルクリックするとその位置に追加します</translation>
    </message>
    <message>
        <source>Add a rule</source>
        <translation>除外条件を追加</translation>
    </message>
    <message>
        <source>Add files</source>
        <translation>ファイルを追加</translation>
    </message>
    <message>
        <source>Add files as layers; files may also be dropped on the list</source>
        <translation>ファイルをレイヤとして追加（一覧へのドロップも可）</translation>
    </message>
    <message>
        <source>Add {n} layers</source>
        <translation>{n}件のレイヤを追加</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Allocation</source>
        <translation>割当</translation>
    </message>
    <message>
        <source>Alpha (0 maximum, 1 average)</source>
        <translation>α（0 最大、1 平均）</translation>
    </message>
    <message>
        <source>Any number in a zone</source>
        <translation>区域内の数は無制限</translation>
    </message>
    <message>
        <source>Area (ha)</source>
        <translation>面積（ha）</translation>
    </message>
    <message>
        <source>Area of both regions over area of either</source>
        <translation>両方の区域の共通面積÷どちらかの面積</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>そのまま</translation>
    </message>
    <message>
        <source>As of</source>
        <translation>時点</translation>
    </message>
    <message>
        <source>As published ({what}): Import… turns it into a standard layer.</source>
        <translation>公開時のままの形式（{what}）：「取り込み…」で標準レイヤに変換します。</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
    </message>
    <message>
        <source>Band</source>
        <translation>バンド</translation>
    </message>
    <message>
        <source>Band of the raster, from 1</source>
        <translation>ラスタのバンド（1から）</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>最良値</translation>
    </message>
    <message>
        <source>Best 5 %: {overlap} shared; mean score {a} → {b}; correlation {r}; orange is better in B, blue in A.</source>
        <translation>上位5%の重なり {overlap}、平均評点 {a} → {b}、相関係数 {r}。橙はB、青はAの方が良好です。</translation>
    </message>
    <message>
        <source>Best against it</source>
        <translation>最重要との比</translation>
    </message>
    <message>
        <source>Best at</source>
        <translation>最良値</translation>
    </message>
    <message>
        <source>Best criterion</source>
        <translation>最も重要な評価項目</translation>
    </message>
    <message>
        <source>Best first (fast)</source>
        <translation>良い順（高速）</translation>
    </message>
    <message>
        <source>Best score</source>
        <translation>最高評点</translation>
    </message>
    <message>
        <source>Best set (exact)</source>
        <translation>最良の組合せ（厳密）</translation>
    </message>
    <message>
        <source>Best-worst</source>
        <translation>ベスト・ワースト法</translation>
    </message>
    <message>
        <source>Bit i is set where rule i excludes; 0 is eligible, nodata is not assessed.</source>
        <translation>除外条件 i に該当するセルはビット i が立ちます。0 は適格、nodata は未評価です。</translation>
    </message>
    <message>
        <source>Bring the chosen candidates into the map</source>
        <translation>選んだ候補地を地図に表示します</translation>
    </message>
    <message>
        <source>Bring the net flow to 0 to 1</source>
        <translation>純フローを0～1に換算</translation>
    </message>
    <message>
        <source>Buffer</source>
        <translation>バッファ（m）</translation>
    </message>
    <message>
        <source>Build the filter from the layer's fields and values</source>
        <translation>レイヤのフィールドと値から条件式を作成</translation>
    </message>
    <message>
        <source>Build…</source>
        <translation>作成…</translation>
    </message>
    <message>
        <source>By demand and utility</source>
        <translation>契約電力と電力会社で決める</translation>
    </message>
    <message>
        <source>By kind</source>
        <translation>種別ごとの値</translation>
    </message>
    <message>
        <source>CRITIC</source>
        <translation>CRITIC</translation>
    </message>
    <message>
        <source>CRS</source>
        <translation>座標参照系</translation>
    </message>
    <message>
        <source>CRS of the grid, projected in metres</source>
        <translation>グリッドの座標参照系（メートル単位の投影座標系）</translation>
    </message>
    <message>
        <source>CRS to assume where the file has none</source>
        <translation>ファイルに座標参照系がない場合に用いるもの</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation>中止しています</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>候補地</translation>
    </message>
    <message>
        <source>Candidates in one zone at most</source>
        <translation>1区域あたりの候補地の最大数</translation>
    </message>
    <message>
        <source>Candidates; choosing a row chooses its region on the map</source>
        <translation>候補地。行を選ぶと地図上の区域も選択されます</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>区分別</translation>
    </message>
    <message>
        <source>Cell &amp;size</source>
        <translation>セルサイズ(&amp;S)</translation>
    </message>
    <message>
        <source>Cell size</source>
        <translation>セルサイズ</translation>
    </message>
    <message>
        <source>Cell size that a new scenario begins with</source>
        <translation>新規シナリオの初期セルサイズ</translation>
    </message>
    <message>
        <source>Cells farther away are not assessed</source>
        <translation>これより遠いセルは未評価になります</translation>
    </message>
    <message>
        <source>Cells of the &amp;preview</source>
        <translation>プレビューのセル数(&amp;P)</translation>
    </message>
    <message>
        <source>Centre of the cell decides</source>
        <translation>セル中心で判定</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>変動</translation>
    </message>
    <message>
        <source>Change a judgement</source>
        <translation>判断を変更</translation>
    </message>
    <message>
        <source>Change a rule</source>
        <translation>除外条件を変更</translation>
    </message>
    <message>
        <source>Change a rule of the result</source>
        <translation>結果の条件を変更</translation>
    </message>
    <message>
        <source>Change a title</source>
        <translation>名称を変更</translation>
    </message>
    <message>
        <source>Change a value function</source>
        <translation>評価関数を変更</translation>
    </message>
    <message>
        <source>Change a weight</source>
        <translation>重みを変更</translation>
    </message>
    <message>
        <source>Change the overlay method</source>
        <translation>統合方法を変更</translation>
    </message>
    <message>
        <source>Change the tree</source>
        <translation>階層を変更</translation>
    </message>
    <message>
        <source>Change the weights</source>
        <translation>重みを変更</translation>
    </message>
    <message>
        <source>Change the zones</source>
        <translation>区域上限を変更</translation>
    </message>
    <message>
        <source>Change {name}</source>
        <translation>「{name}」を変更</translation>
    </message>
    <message>
        <source>Chec&amp;k</source>
        <translation>入力チェック(&amp;K)</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>入力チェック</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>入力チェック中</translation>
    </message>
    <message>
        <source>Checking the scenario</source>
        <translation>シナリオの入力チェック</translation>
    </message>
    <message>
        <source>Choose a template raster</source>
        <translation>基準ラスタを選択</translation>
    </message>
    <message>
        <source>Choose a value function</source>
        <translation>評価関数を選択</translation>
    </message>
    <message>
        <source>Choose candidates</source>
        <translation>候補地を選ぶ</translation>
    </message>
    <message>
        <source>Choose how weights are found</source>
        <translation>重みの決め方を選択</translation>
    </message>
    <message>
        <source>Choose the best and the worst</source>
        <translation>最重要と最下位を選択</translation>
    </message>
    <message>
        <source>Choose the file of the layer</source>
        <translation>レイヤのファイルを選択</translation>
    </message>
    <message>
        <source>Chosen regions with rank, score, contributions and connection.</source>
        <translation>選ばれた候補地。順位、評点、寄与、接続先を持ちます。</translation>
    </message>
    <message>
        <source>Click a place on the map; Shift+click puts another beside it.</source>
        <translation>地図上の地点をクリックしてください。Shift+クリックで別の地点を並べます。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Column mean</source>
        <translation>列平均法</translation>
    </message>
    <message>
        <source>Compactness</source>
        <translation>まとまり</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比較</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>比較の相手</translation>
    </message>
    <message>
        <source>Compare with a scenario file, or with a raster of scores</source>
        <translation>シナリオファイルまたは評点のラスタと比べます</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>比較中…</translation>
    </message>
    <message>
        <source>Computing the difference…</source>
        <translation>差分を計算中…</translation>
    </message>
    <message>
        <source>Computing the preview</source>
        <translation>プレビューを計算しています</translation>
    </message>
    <message>
        <source>Computing the scores of every cell</source>
        <translation>全セルの評点を計算しています</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>接続先</translation>
    </message>
    <message>
        <source>Connections in reach</source>
        <translation>到達可能な接続先数</translation>
    </message>
    <message>
        <source>Connections of a lower voltage do not count</source>
        <translation>これより低い電圧の接続候補は数えません</translation>
    </message>
    <message>
        <source>Consistency ratio {cr}</source>
        <translation>整合比（C.R.）{cr}</translation>
    </message>
    <message>
        <source>Constants of nodes by their kind; a blank cell takes the number above</source>
        <translation>拠点の種別ごとの値。空欄は上の値を使います</translation>
    </message>
    <message>
        <source>Contract power at the receiving point; every figure of capacity depends on it</source>
        <translation>受電点での契約電力。供給余力の数値はすべてこれに基づきます</translation>
    </message>
    <message>
        <source>Contributions are told as if no rule took the place out.</source>
        <translation>寄与は、除外条件がないものとして示しています。</translation>
    </message>
    <message>
        <source>Copy what is told as text</source>
        <translation>説明をテキストとしてコピーします</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>箇所数</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>評価対象範囲</translation>
    </message>
    <message>
        <source>Coverage of {name}</source>
        <translation>{name}の評価対象範囲</translation>
    </message>
    <message>
        <source>Covered share</source>
        <translation>被覆率</translation>
    </message>
    <message>
        <source>Criteria</source>
        <translation>評価項目</translation>
    </message>
    <message>
        <source>Criteria; Space previews the chosen one alone</source>
        <translation>評価項目。スペースキーで選んだ項目だけをプレビューします</translation>
    </message>
    <message>
        <source>Criterion</source>
        <translation>評価項目</translation>
    </message>
    <message>
        <source>Criterion {name}</source>
        <translation>評価項目：{name}</translation>
    </message>
    <message>
        <source>D&amp;uplicate</source>
        <translation>複製(&amp;U)</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>データ</translation>
    </message>
    <message>
        <source>Date of the data, for example 2026-06; the report prints it</source>
        <translation>データの時点（例：2026-06）。報告書に記載されます</translation>
    </message>
    <message>
        <source>Demand</source>
        <translation>契約電力</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>密度</translation>
    </message>
    <message>
        <source>Derive</source>
        <translation>派生値</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>詳細</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差分</translation>
    </message>
    <message>
        <source>Difference: {b} − {a}</source>
        <translation>差分：{b} − {a}</translation>
    </message>
    <message>
        <source>Direct</source>
        <translation>直接指定</translation>
    </message>
    <message>
        <source>Dirichlet</source>
        <translation>ディリクレ</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>距離</translation>
    </message>
    <message>
        <source>Distance (m)</source>
        <translation>距離（m）</translation>
    </message>
    <message>
        <source>Divide the weights by their sum {total:.4g}, so that they sum to 1.</source>
        <translation>重みを合計{total:.4g}で割り、合計を1にします。</translation>
    </message>
    <message>
        <source>Double-click or F2 to change a title</source>
        <translation>ダブルクリックまたは F2 で名称を変更</translation>
    </message>
    <message>
        <source>Duplicate a criterion</source>
        <translation>評価項目を複製</translation>
    </message>
    <message>
        <source>Edited since the check.</source>
        <translation>入力チェック後に編集されています。</translation>
    </message>
    <message>
        <source>Edits of an earlier session were not saved.</source>
        <translation>前回保存されなかった編集があります。</translation>
    </message>
    <message>
        <source>Eigenvector</source>
        <translation>固有ベクトル法</translation>
    </message>
    <message>
        <source>Entropy</source>
        <translation>エントロピー法</translation>
    </message>
    <message>
        <source>Equipment</source>
        <translation>機器の遅延</translation>
    </message>
    <message>
        <source>Equipment field</source>
        <translation>機器の遅延の属性</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>エラー</translation>
    </message>
    <message>
        <source>Every feature counts once</source>
        <translation>すべて1として数える</translation>
    </message>
    <message>
        <source>Every processor</source>
        <translation>すべてのプロセッサ</translation>
    </message>
    <message>
        <source>Exclude from</source>
        <translation>除外する深刻度</translation>
    </message>
    <message>
        <source>Excluded</source>
        <translation>除外</translation>
    </message>
    <message>
        <source>Exclusion {name}</source>
        <translation>除外条件：{name}</translation>
    </message>
    <message>
        <source>Exclusions</source>
        <translation>除外条件</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>地点の説明</translation>
    </message>
    <message>
        <source>Explain a Place</source>
        <translation>地点の説明</translation>
    </message>
    <message>
        <source>Explaining places</source>
        <translation>地点を説明しています</translation>
    </message>
    <message>
        <source>Exponent</source>
        <translation>指数</translation>
    </message>
    <message>
        <source>Extent</source>
        <translation>範囲</translation>
    </message>
    <message>
        <source>Extent from</source>
        <translation>範囲の指定</translation>
    </message>
    <message>
        <source>Extent of the grid in its CRS</source>
        <translation>グリッドの範囲（その座標参照系で）</translation>
    </message>
    <message>
        <source>Facility</source>
        <translation>施設</translation>
    </message>
    <message>
        <source>Features so far around are counted</source>
        <translation>この距離までの地物を数えます</translation>
    </message>
    <message>
        <source>Feeds</source>
        <translation>受電回線数</translation>
    </message>
    <message>
        <source>Fibre</source>
        <translation>光ファイバ</translation>
    </message>
    <message>
        <source>Fibre delay</source>
        <translation>光ファイバの遅延</translation>
    </message>
    <message>
        <source>Field that tells demand from generation</source>
        <translation>需要側か発電側かの属性</translation>
    </message>
    <message>
        <source>Field that tells one zone from another</source>
        <translation>区域を区別するフィールド</translation>
    </message>
    <message>
        <source>Field with each node's own equipment delay in microseconds</source>
        <translation>拠点ごとの機器の遅延（µs）の属性</translation>
    </message>
    <message>
        <source>Field with the group that shares one capacity</source>
        <translation>供給余力を共有するグループの属性</translation>
    </message>
    <message>
        <source>Field with the spare MW</source>
        <translation>供給余力（MW）の属性</translation>
    </message>
    <message>
        <source>Field with the voltage in kV</source>
        <translation>電圧（kV）の属性</translation>
    </message>
    <message>
        <source>Field with the weight of each feature</source>
        <translation>地物ごとの重みの属性</translation>
    </message>
    <message>
        <source>Field with the year from which it is there</source>
        <translation>利用できる年の属性</translation>
    </message>
    <message>
        <source>File, with |layername=... where it holds several layers</source>
        <translation>ファイル（複数のレイヤを含む場合は |layername=... を付ける）</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>絞り込み</translation>
    </message>
    <message>
        <source>Filter the criteria</source>
        <translation>評価項目を絞り込み</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>指摘事項</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>指摘事項</translation>
    </message>
    <message>
        <source>Findings, the worst first</source>
        <translation>指摘事項（重大なものから）</translation>
    </message>
    <message>
        <source>Fit a value function to the data</source>
        <translation>評価関数をデータに合わせる</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>式</translation>
    </message>
    <message>
        <source>From File</source>
        <translation>ファイルの値</translation>
    </message>
    <message>
        <source>From year</source>
        <translation>供給可能年</translation>
    </message>
    <message>
        <source>From {cells:,} cells of {size:g} m that no rule excludes. They tell what sets places apart, not what matters.</source>
        <translation>除外されない {size:g} m セル {cells:,} 個から。場所ごとの差の大きさを示すもので、重要さではありません。</translation>
    </message>
    <message>
        <source>From {criterion}</source>
        <translation>寄与：{criterion}</translation>
    </message>
    <message>
        <source>Fuzzy gamma</source>
        <translation>ファジィガンマ</translation>
    </message>
    <message>
        <source>Fuzzy product</source>
        <translation>ファジィ積</translation>
    </message>
    <message>
        <source>Fuzzy sum</source>
        <translation>ファジィ和</translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation>γ</translation>
    </message>
    <message>
        <source>Gaussian</source>
        <translation>ガウス</translation>
    </message>
    <message>
        <source>Geometric mean</source>
        <translation>幾何平均法</translation>
    </message>
    <message>
        <source>Go to what the finding is about</source>
        <translation>指摘の対象を表示</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>グリッド</translation>
    </message>
    <message>
        <source>Grid supply</source>
        <translation>電力供給</translation>
    </message>
    <message>
        <source>Ground of routes</source>
        <translation>経路の地盤条件</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>Group field</source>
        <translation>グループの属性</translation>
    </message>
    <message>
        <source>Group or criterion</source>
        <translation>グループまたは評価項目</translation>
    </message>
    <message>
        <source>Groups of criteria; weights count among siblings</source>
        <translation>評価項目のグループ。重みは同じ階層の中で比べます</translation>
    </message>
    <message>
        <source>HTML page (*.html)</source>
        <translation>HTMLページ (*.html)</translation>
    </message>
    <message>
        <source>Hazard</source>
        <translation>災害リスク</translation>
    </message>
    <message>
        <source>Hazard layers; the worst severity of all counts</source>
        <translation>災害のレイヤ。最も高い深刻度で評価します</translation>
    </message>
    <message>
        <source>Headroom target</source>
        <translation>余力の目標</translation>
    </message>
    <message>
        <source>Hectares</source>
        <translation>除外面積（ha）</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>ヘルプ</translation>
    </message>
    <message>
        <source>Horizon</source>
        <translation>評価時点</translation>
    </message>
    <message>
        <source>Horizon that is shown; horizons are years with settings of their own</source>
        <translation>表示する評価時点（年ごとの設定）</translation>
    </message>
    <message>
        <source>How a feature's weight falls with distance</source>
        <translation>距離による重みの減り方</translation>
    </message>
    <message>
        <source>How many times the row's criterion outweighs the column's</source>
        <translation>行の評価項目が列の評価項目の何倍重要か</translation>
    </message>
    <message>
        <source>How the weights of the criteria are found</source>
        <translation>評価項目の重みの求め方</translation>
    </message>
    <message>
        <source>How the weights vary</source>
        <translation>重みの変動のしかた</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Id of the layer; a new one is written wherever the scenario names it</source>
        <translation>レイヤのID。変更するとシナリオ内の参照もすべて書き換えます</translation>
    </message>
    <message>
        <source>Import {id}</source>
        <translation>{id}を取り込み</translation>
    </message>
    <message>
        <source>In service by</source>
        <translation>受電開始年</translation>
    </message>
    <message>
        <source>Independent</source>
        <translation>独立</translation>
    </message>
    <message>
        <source>Indifference, all criteria</source>
        <translation>無差別しきい値（全評価項目）</translation>
    </message>
    <message>
        <source>It against worst</source>
        <translation>最下位との比</translation>
    </message>
    <message>
        <source>It lies in no file; export it first.</source>
        <translation>ファイルではありません。先にエクスポートしてください。</translation>
    </message>
    <message>
        <source>Keep the places that are shown, beside the next one that is clicked</source>
        <translation>表示中の地点を、次にクリックする地点と並べて残します</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>カーネル</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>種別</translation>
    </message>
    <message>
        <source>La&amp;yout…</source>
        <translation>印刷レイアウト(&amp;Y)…</translation>
    </message>
    <message>
        <source>Large is good</source>
        <translation>大きいほど良い</translation>
    </message>
    <message>
        <source>Larger is narrower</source>
        <translation>大きいほど狭くなります</translation>
    </message>
    <message>
        <source>Largest area</source>
        <translation>最大面積</translation>
    </message>
    <message>
        <source>Largest area of a region</source>
        <translation>候補地の最大面積</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>往復遅延</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>レイヤ</translation>
    </message>
    <message>
        <source>Layer of fibre lines that the path may follow</source>
        <translation>経路が通れる光ファイバのレイヤ</translation>
    </message>
    <message>
        <source>Layer of zones such as prefectures or utility areas</source>
        <translation>都道府県や供給区域などの区域レイヤ</translation>
    </message>
    <message>
        <source>Layer that the criterion reads</source>
        <translation>評価に使うレイヤ</translation>
    </message>
    <message>
        <source>Layer whose land is excluded</source>
        <translation>除外する土地のレイヤ</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>レイヤ</translation>
    </message>
    <message>
        <source>Layers of the scenario; drop files here to add them</source>
        <translation>シナリオのレイヤ（ここにファイルをドロップして追加）</translation>
    </message>
    <message>
        <source>Least area</source>
        <translation>最小面積</translation>
    </message>
    <message>
        <source>Least area of a region</source>
        <translation>候補地の最小面積</translation>
    </message>
    <message>
        <source>Least distance between two regions' centroids</source>
        <translation>候補地どうしの重心間の最小距離</translation>
    </message>
    <message>
        <source>Least score</source>
        <translation>最低評点</translation>
    </message>
    <message>
        <source>Least score of every cell in a region</source>
        <translation>候補地の各セルの最低評点</translation>
    </message>
    <message>
        <source>Least voltage</source>
        <translation>必要最低電圧</translation>
    </message>
    <message>
        <source>Least-cost routes from candidates to their connections.</source>
        <translation>候補地から接続先までの最小コスト経路です。</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>供給余力の配分表</translation>
    </message>
    <message>
        <source>Left (MW)</source>
        <translation>残余（MW）</translation>
    </message>
    <message>
        <source>Left in group (MW)</source>
        <translation>グループ残余（MW）</translation>
    </message>
    <message>
        <source>Length of the fibre over the straight line</source>
        <translation>直線距離に対する光ファイバの長さの比</translation>
    </message>
    <message>
        <source>Let the data propose weights: what sets the eligible places apart</source>
        <translation>適地の候補を分ける度合いから、データに重みを提案させます</translation>
    </message>
    <message>
        <source>Let the scores run from the 5th to the 95th percentile of the data</source>
        <translation>データの5～95パーセンタイルの範囲を評点の範囲にします</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>利用条件</translation>
    </message>
    <message>
        <source>Licence of the data; the report prints it</source>
        <translation>データの利用条件。報告書に記載されます</translation>
    </message>
    <message>
        <source>Limiting</source>
        <translation>制約要因</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>線形</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>ライブ表示</translation>
    </message>
    <message>
        <source>Longest way from a candidate to its connection</source>
        <translation>候補地から接続先までの最大距離</translation>
    </message>
    <message>
        <source>Look the scenario and every layer over before a run</source>
        <translation>実行前にシナリオと全レイヤを点検</translation>
    </message>
    <message>
        <source>Looking at layers</source>
        <translation>レイヤを確認中</translation>
    </message>
    <message>
        <source>MEREC</source>
        <translation>MEREC</translation>
    </message>
    <message>
        <source>Make the smallest change in the scenario; undo takes it back</source>
        <translation>シナリオに最小の変更を加えます。「元に戻す」で取り消せます</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>余裕率</translation>
    </message>
    <message>
        <source>Max. distance</source>
        <translation>最大距離</translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation>最大値</translation>
    </message>
    <message>
        <source>Mean and standard deviation of the score under uncertain weights, and shares of variance.</source>
        <translation>重みの不確実性のもとでの評点の平均・標準偏差と、分散の内訳です。</translation>
    </message>
    <message>
        <source>Mean score</source>
        <translation>評点の平均</translation>
    </message>
    <message>
        <source>Mean score in A and in B</source>
        <translation>AとBでの平均評点</translation>
    </message>
    <message>
        <source>Megawatts of each connection: spare, taken by whom, and left</source>
        <translation>接続先ごとの供給余力・割当先・残余（MW）</translation>
    </message>
    <message>
        <source>Mend: {what}</source>
        <translation>修正：{what}</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Method that turns data into weights</source>
        <translation>データから重みを求める方法</translation>
    </message>
    <message>
        <source>Metres around that are excluded too</source>
        <translation>周囲も除外する距離（m）</translation>
    </message>
    <message>
        <source>Metres to a connection at most</source>
        <translation>接続候補までの最大距離</translation>
    </message>
    <message>
        <source>Metres within which an end of fibre joins another line</source>
        <translation>光ファイバの端がほかの線とつながる距離</translation>
    </message>
    <message>
        <source>Midpoint</source>
        <translation>中点</translation>
    </message>
    <message>
        <source>Minimum</source>
        <translation>最小値</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>Most cells of the live preview; more are finer and slower</source>
        <translation>ライブ表示の最大セル数。多いほど細かく遅くなります</translation>
    </message>
    <message>
        <source>Move &amp;Down</source>
        <translation>下へ(&amp;D)</translation>
    </message>
    <message>
        <source>Move &amp;Up</source>
        <translation>上へ(&amp;U)</translation>
    </message>
    <message>
        <source>Move a rule</source>
        <translation>除外条件を移動</translation>
    </message>
    <message>
        <source>Move the chosen entry into this group</source>
        <translation>選んだ項目をこのグループへ移動</translation>
    </message>
    <message>
        <source>Move to the top</source>
        <translation>最上位へ移動</translation>
    </message>
    <message>
        <source>Move to {group}</source>
        <translation>{group}へ移動</translation>
    </message>
    <message>
        <source>Names of places</source>
        <translation>地名</translation>
    </message>
    <message>
        <source>Near</source>
        <translation>近傍</translation>
    </message>
    <message>
        <source>Neither side has candidates.</source>
        <translation>どちらにも候補地がありません。</translation>
    </message>
    <message>
        <source>New rule</source>
        <translation>新しい条件</translation>
    </message>
    <message>
        <source>New scenario</source>
        <translation>新規シナリオ</translation>
    </message>
    <message>
        <source>No feature passes the filter; check it against the values of its field.</source>
        <translation>条件に合う地物がありません。フィールドの値と照らして条件式を確認してください。</translation>
    </message>
    <message>
        <source>No layer of the scenario fits a criterion of the type {type}; add one on the page Data.</source>
        <translation>「{type}」の評価項目に合うレイヤがシナリオにありません。「データ」ページで追加してください。</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>制限なし</translation>
    </message>
    <message>
        <source>No preview</source>
        <translation>プレビューなし</translation>
    </message>
    <message>
        <source>No recent scenario</source>
        <translation>最近のシナリオはありません</translation>
    </message>
    <message>
        <source>No region fits the rules; lower the least area or the least score.</source>
        <translation>条件に合う区域がありません。最小面積か最低評点を下げてください。</translation>
    </message>
    <message>
        <source>No scenario is open. Begin a new one, open a file, or look at the demo, which is fictional.</source>
        <translation>シナリオが開かれていません。新規に作成するか、ファイルを開くか、架空のデモをご覧ください。</translation>
    </message>
    <message>
        <source>No scenario is open: open one in the workbench, then click a place on the map.</source>
        <translation>シナリオが開かれていません。ワークベンチでシナリオを開いてから、地図上の地点をクリックしてください。</translation>
    </message>
    <message>
        <source>No scenario is open; open one or begin a new one, then run it.</source>
        <translation>シナリオが開かれていません。開くか新規に作成してから実行してください。</translation>
    </message>
    <message>
        <source>No zones</source>
        <translation>区域なし</translation>
    </message>
    <message>
        <source>None.</source>
        <translation>ありません。</translation>
    </message>
    <message>
        <source>Nonlinear</source>
        <translation>非線形</translation>
    </message>
    <message>
        <source>Not assessed</source>
        <translation>未評価</translation>
    </message>
    <message>
        <source>Not assessed (%)</source>
        <translation>未評価（%）</translation>
    </message>
    <message>
        <source>Not checked yet.</source>
        <translation>入力チェックは未実施です。</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>非公開・不明</translation>
    </message>
    <message>
        <source>Not limited</source>
        <translation>制限なし</translation>
    </message>
    <message>
        <source>Not told</source>
        <translation>指定なし</translation>
    </message>
    <message>
        <source>Not used</source>
        <translation>未使用</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>注記</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数値</translation>
    </message>
    <message>
        <source>Numbers of the criteria</source>
        <translation>評価項目の数値</translation>
    </message>
    <message>
        <source>OGR filter of a vector layer, such as severity &gt;= 3</source>
        <translation>ベクタレイヤのOGR条件式（例：severity &gt;= 3）</translation>
    </message>
    <message>
        <source>OGR filter on the layer's fields; blank takes every feature</source>
        <translation>レイヤのフィールドに対するOGR条件式。空欄はすべての地物</translation>
    </message>
    <message>
        <source>Objective</source>
        <translation>目的</translation>
    </message>
    <message>
        <source>One side has no candidates.</source>
        <translation>片方に候補地がありません。</translation>
    </message>
    <message>
        <source>One side has no suitability raster, so the map cannot show them.</source>
        <translation>片方に適性のラスタがないため、地図には表示できません。</translation>
    </message>
    <message>
        <source>One-way microseconds a km of fibre</source>
        <translation>光ファイバ1kmあたりの片道遅延（µs）</translation>
    </message>
    <message>
        <source>One-way microseconds of equipment a node</source>
        <translation>拠点あたりの機器の片道遅延（µs）</translation>
    </message>
    <message>
        <source>Only this rule</source>
        <translation>本条件のみ</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>Open &amp;Demo</source>
        <translation>デモを開く(&amp;D)</translation>
    </message>
    <message>
        <source>Open Demo</source>
        <translation>デモを開く</translation>
    </message>
    <message>
        <source>Open a print layout of this run</source>
        <translation>この実行の印刷レイアウトを開きます</translation>
    </message>
    <message>
        <source>Open scenario</source>
        <translation>シナリオを開く</translation>
    </message>
    <message>
        <source>Open scenario…</source>
        <translation>シナリオを開く…</translation>
    </message>
    <message>
        <source>Open the report of this run in the browser</source>
        <translation>この実行の報告書をブラウザで開きます</translation>
    </message>
    <message>
        <source>Ordered weighted average</source>
        <translation>順序加重平均（OWA）</translation>
    </message>
    <message>
        <source>Outside the extent</source>
        <translation>範囲外</translation>
    </message>
    <message>
        <source>Overlap</source>
        <translation>重なり</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>重ね合わせ</translation>
    </message>
    <message>
        <source>Overlay method</source>
        <translation>統合方法</translation>
    </message>
    <message>
        <source>P top</source>
        <translation>上位確率</translation>
    </message>
    <message>
        <source>PROMETHEE II</source>
        <translation>PROMETHEE II</translation>
    </message>
    <message>
        <source>Pairwise</source>
        <translation>一対比較（AHP）</translation>
    </message>
    <message>
        <source>Piecewise</source>
        <translation>折れ線</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>所在地</translation>
    </message>
    <message>
        <source>Place of the divider on the map</source>
        <translation>地図上の境界線の位置</translation>
    </message>
    <message>
        <source>Places won or lost from A to B, new or gone</source>
        <translation>AからBへの順位の上下、新規、消滅</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>点</translation>
    </message>
    <message>
        <source>Point {n}</source>
        <translation>点 {n}</translation>
    </message>
    <message>
        <source>Polygons where this layer was assessed; elsewhere nothing is known</source>
        <translation>このレイヤが評価された範囲のポリゴン。範囲外は不明</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>べき乗</translation>
    </message>
    <message>
        <source>Preference, all criteria</source>
        <translation>選好しきい値（全評価項目）</translation>
    </message>
    <message>
        <source>Preview old</source>
        <translation>プレビュー（要更新）</translation>
    </message>
    <message>
        <source>Preview this criterion alone</source>
        <translation>この評価項目だけをプレビュー</translation>
    </message>
    <message>
        <source>Preview {size} m</source>
        <translation>プレビュー {size} m</translation>
    </message>
    <message>
        <source>Preview {size} m, {time} ms</source>
        <translation>プレビュー {size} m、{time} ms</translation>
    </message>
    <message>
        <source>Priorities</source>
        <translation>優先度の求め方</translation>
    </message>
    <message>
        <source>Put the chosen entry into a group of its own</source>
        <translation>選んだ項目を独立したグループに入れる</translation>
    </message>
    <message>
        <source>Put the layers of this run into the project again</source>
        <translation>この実行のレイヤを再びプロジェクトに加えます</translation>
    </message>
    <message>
        <source>Quartic</source>
        <translation>四次</translation>
    </message>
    <message>
        <source>R&amp;un</source>
        <translation>実行(&amp;U)</translation>
    </message>
    <message>
        <source>Radius</source>
        <translation>半径</translation>
    </message>
    <message>
        <source>Ranges</source>
        <translation>値域</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>順位</translation>
    </message>
    <message>
        <source>Rank change</source>
        <translation>順位変動</translation>
    </message>
    <message>
        <source>Rank changes; Enter or a double click shows the place on the map</source>
        <translation>順位変動。Enterまたはダブルクリックで地図に表示します</translation>
    </message>
    <message>
        <source>Rank in A</source>
        <translation>Aでの順位</translation>
    </message>
    <message>
        <source>Rank in B</source>
        <translation>Bでの順位</translation>
    </message>
    <message>
        <source>Rank order centroid</source>
        <translation>順位重心（ROC）</translation>
    </message>
    <message>
        <source>Rank sum</source>
        <translation>順位和</translation>
    </message>
    <message>
        <source>Ranks</source>
        <translation>順位法</translation>
    </message>
    <message>
        <source>Ranks alone</source>
        <translation>順位の重みのみ</translation>
    </message>
    <message>
        <source>Ranks and criteria</source>
        <translation>順位と評価項目の重み</translation>
    </message>
    <message>
        <source>Raster</source>
        <translation>ラスタ</translation>
    </message>
    <message>
        <source>Raster that is kept in memory while a run reads and writes</source>
        <translation>実行中に読み書きのため保持するラスタの量</translation>
    </message>
    <message>
        <source>Raster whose grid is taken instead</source>
        <translation>代わりにそのグリッドを用いるラスタ</translation>
    </message>
    <message>
        <source>Re&amp;port…</source>
        <translation>報告書(&amp;P)…</translation>
    </message>
    <message>
        <source>Reach</source>
        <translation>接続可能距離</translation>
    </message>
    <message>
        <source>Reciprocal of the rank</source>
        <translation>順位の逆数</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>やり直す</translation>
    </message>
    <message>
        <source>Regions at most</source>
        <translation>候補地の最大数</translation>
    </message>
    <message>
        <source>Remo&amp;ve</source>
        <translation>削除(&amp;V)</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Remove Kind</source>
        <translation>種別を削除</translation>
    </message>
    <message>
        <source>Remove P&amp;oint</source>
        <translation>点を削除(&amp;O)</translation>
    </message>
    <message>
        <source>Remove a criterion</source>
        <translation>評価項目を削除</translation>
    </message>
    <message>
        <source>Remove a point</source>
        <translation>点を削除</translation>
    </message>
    <message>
        <source>Remove a rule</source>
        <translation>除外条件を削除</translation>
    </message>
    <message>
        <source>Remove the chosen criterion</source>
        <translation>選んだ評価項目を削除します</translation>
    </message>
    <message>
        <source>Remove the chosen layers from the scenario</source>
        <translation>選択したレイヤをシナリオから削除</translation>
    </message>
    <message>
        <source>Remove the criterion {id}, which weighs nothing.</source>
        <translation>重みが0の評価項目{id}を削除します。</translation>
    </message>
    <message>
        <source>Remove the criterion {id}: {layer} tells what generators may feed in, nothing of what a load may draw.</source>
        <translation>評価項目{id}を削除します。{layer}は発電側の空容量であり、需要側の供給余力を示しません。</translation>
    </message>
    <message>
        <source>Remove the layer {id}, which nothing uses.</source>
        <translation>使われていないレイヤ{id}を削除します。</translation>
    </message>
    <message>
        <source>Remove the point chosen in the table; Delete removes the one with the focus</source>
        <translation>表で選んだ点を削除します。Delete キーはフォーカスのある点を削除します</translation>
    </message>
    <message>
        <source>Remove the weight of {id}, which the weighting method does not use.</source>
        <translation>重み付け方法が用いない{id}の重みを削除します。</translation>
    </message>
    <message>
        <source>Remove {n} layers</source>
        <translation>{n}件のレイヤを削除</translation>
    </message>
    <message>
        <source>Rename the layer {id}</source>
        <translation>レイヤ{id}のIDを変更</translation>
    </message>
    <message>
        <source>Rep&amp;ort…</source>
        <translation>報告書(&amp;O)…</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>報告書…</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>復元</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>Result of run {n}</source>
        <translation>実行 {n} の結果</translation>
    </message>
    <message>
        <source>Result old</source>
        <translation>要再実行</translation>
    </message>
    <message>
        <source>Result: the scenario was edited since it was run</source>
        <translation>結果：実行後にシナリオが編集されています</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Round trip (ms)</source>
        <translation>往復遅延（ms）</translation>
    </message>
    <message>
        <source>Route factor</source>
        <translation>迂回係数</translation>
    </message>
    <message>
        <source>Routes</source>
        <translation>接続ルート</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>除外条件</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Rules that take land out; a rule without its check mark is not applied</source>
        <translation>土地を除外する条件です。チェックを外した条件は適用されません</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>実行</translation>
    </message>
    <message>
        <source>Run that is shown; the latest stands first</source>
        <translation>表示する実行（新しい順）</translation>
    </message>
    <message>
        <source>Run the scenario as it stands</source>
        <translation>シナリオを今のまま実行します</translation>
    </message>
    <message>
        <source>Run {n}</source>
        <translation>実行 {n}</translation>
    </message>
    <message>
        <source>Run {n}, {time}</source>
        <translation>実行 {n}、{time}</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>標本数</translation>
    </message>
    <message>
        <source>Save &amp;As…</source>
        <translation>名前を付けて保存(&amp;A)…</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>報告書を保存</translation>
    </message>
    <message>
        <source>Save scenario</source>
        <translation>シナリオを保存</translation>
    </message>
    <message>
        <source>Scale the other weights so that all sum to 1</source>
        <translation>重みの合計が1になるよう、ほかの重みを調整します</translation>
    </message>
    <message>
        <source>Scale the weights to sum 1</source>
        <translation>重みの合計を1に調整</translation>
    </message>
    <message>
        <source>Scenario (*.json)</source>
        <translation>シナリオ (*.json)</translation>
    </message>
    <message>
        <source>Scenario: {title}</source>
        <translation>シナリオ：{title}</translation>
    </message>
    <message>
        <source>Scenarios and rasters of scores (*.json *.tif *.tiff *.vrt);;All files (*)</source>
        <translation>シナリオと評点のラスタ (*.json *.tif *.tiff *.vrt);;すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>評点</translation>
    </message>
    <message>
        <source>Score of B less score of A as a layer: orange is better in B, blue in A</source>
        <translation>Bの評点−Aの評点をレイヤにします。橙はB、青はAの方が良好です</translation>
    </message>
    <message>
        <source>Score of cells where the criterion is not assessed</source>
        <translation>未評価のセルに付ける評点</translation>
    </message>
    <message>
        <source>Score of every cell; nodata where excluded or not assessed.</source>
        <translation>各セルの評点です。除外・未評価のセルは nodata です。</translation>
    </message>
    <message>
        <source>Score of {b} less the score of {a}; nodata where either has none. Made by wattbit:comparescenarios.</source>
        <translation>{b} の評点から {a} の評点を引いた値。どちらかに値がないセルは nodata です。wattbit:comparescenarios で作成。</translation>
    </message>
    <message>
        <source>Score {score}</source>
        <translation>評点 {score}</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>評点</translation>
    </message>
    <message>
        <source>Scores of the severities 0 to 4</source>
        <translation>深刻度0～4の評点</translation>
    </message>
    <message>
        <source>Scores over values; drag the points, or Tab to one and use the arrow keys</source>
        <translation>値に対する評点。点をドラッグするか、Tab キーで選んで矢印キーで動かします</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>選び方</translation>
    </message>
    <message>
        <source>Served (MW)</source>
        <translation>充足（MW）</translation>
    </message>
    <message>
        <source>Set the CRS of the grid</source>
        <translation>グリッドの座標参照系を設定</translation>
    </message>
    <message>
        <source>Set the CRS of {id}</source>
        <translation>{id}の座標参照系を設定</translation>
    </message>
    <message>
        <source>Set the band</source>
        <translation>バンドを設定</translation>
    </message>
    <message>
        <source>Set the cell size</source>
        <translation>セルサイズを設定</translation>
    </message>
    <message>
        <source>Set the cell size to {size} m, that of the data.</source>
        <translation>セルサイズをデータに合わせて{size} mにします。</translation>
    </message>
    <message>
        <source>Set the coverage</source>
        <translation>評価対象範囲を設定</translation>
    </message>
    <message>
        <source>Set the date</source>
        <translation>時点を設定</translation>
    </message>
    <message>
        <source>Set the demand</source>
        <translation>契約電力の変更</translation>
    </message>
    <message>
        <source>Set the extent of the grid</source>
        <translation>グリッドの範囲を設定</translation>
    </message>
    <message>
        <source>Set the filter of {id}</source>
        <translation>{id}の条件式を設定</translation>
    </message>
    <message>
        <source>Set the licence</source>
        <translation>利用条件を設定</translation>
    </message>
    <message>
        <source>Set the source of {id}</source>
        <translation>{id}の出典ファイルを設定</translation>
    </message>
    <message>
        <source>Set the template of the grid</source>
        <translation>基準ラスタを設定</translation>
    </message>
    <message>
        <source>Set the year of service</source>
        <translation>受電開始年の変更</translation>
    </message>
    <message>
        <source>Set them as direct weights, in one step that can be undone</source>
        <translation>直接指定の重みとして設定します（1回の操作で元に戻せます）</translation>
    </message>
    <message>
        <source>Set what is derived</source>
        <translation>派生値を設定</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Settings hold for the dock, the toolbox, models and qgis_process alike.</source>
        <translation>この設定はドック、ツールボックス、モデル、qgis_process に共通です。</translation>
    </message>
    <message>
        <source>Settings that differ</source>
        <translation>異なる設定</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>深刻度</translation>
    </message>
    <message>
        <source>Severity from which cells are excluded; 5 excludes none</source>
        <translation>この深刻度以上のセルを除外します。5 なら除外しません</translation>
    </message>
    <message>
        <source>Shape of the value function</source>
        <translation>評価関数の形</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>構成比</translation>
    </message>
    <message>
        <source>Share of a cell that must be covered</source>
        <translation>除外とするセルの被覆率</translation>
    </message>
    <message>
        <source>Share of the eligible cells that counts as the top</source>
        <translation>上位とみなす適格セルの割合</translation>
    </message>
    <message>
        <source>Shared group</source>
        <translation>共有グループ</translation>
    </message>
    <message>
        <source>Sho&amp;w</source>
        <translation>表示(&amp;W)</translation>
    </message>
    <message>
        <source>Show &amp;Layers</source>
        <translation>レイヤを表示(&amp;L)</translation>
    </message>
    <message>
        <source>Show criteria whose title or type holds this text</source>
        <translation>名称または種類にこの文字列を含む評価項目を表示します</translation>
    </message>
    <message>
        <source>Show on the map what the scenario comes to while it is edited</source>
        <translation>編集中のシナリオの結果を地図に表示します</translation>
    </message>
    <message>
        <source>Show the layers whose name, role or source holds this text</source>
        <translation>名前・用途・出典にこの文字を含むレイヤを表示</translation>
    </message>
    <message>
        <source>Show the page on which these weights are judged</source>
        <translation>重みを判断するページを表示します</translation>
    </message>
    <message>
        <source>Shown alone</source>
        <translation>単独で表示</translation>
    </message>
    <message>
        <source>Shown with the others</source>
        <translation>ほかとともに表示</translation>
    </message>
    <message>
        <source>Side field</source>
        <translation>需給区分の属性</translation>
    </message>
    <message>
        <source>Side of a cell; a run takes four times as long with half of it</source>
        <translation>セルの一辺。半分にすると実行時間は約4倍</translation>
    </message>
    <message>
        <source>Siting Workbench</source>
        <translation>適地選定ワークベンチ</translation>
    </message>
    <message>
        <source>Slope in degrees</source>
        <translation>傾斜（度）</translation>
    </message>
    <message>
        <source>Small is good</source>
        <translation>小さいほど良い</translation>
    </message>
    <message>
        <source>Snap tolerance</source>
        <translation>接続の許容差</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>出典</translation>
    </message>
    <message>
        <source>Source and parameters</source>
        <translation>データとパラメータ</translation>
    </message>
    <message>
        <source>Spacing</source>
        <translation>離隔距離</translation>
    </message>
    <message>
        <source>Spare (MW)</source>
        <translation>供給余力（MW）</translation>
    </message>
    <message>
        <source>Spare capacity beyond the demand</source>
        <translation>契約電力を超えて必要な供給余力</translation>
    </message>
    <message>
        <source>Spare field</source>
        <translation>供給余力の属性</translation>
    </message>
    <message>
        <source>Spare over demand from which more scores no better</source>
        <translation>契約電力に対する供給余力の比。これを超えても評点は上がりません</translation>
    </message>
    <message>
        <source>Spend spare capacity</source>
        <translation>供給余力を配分する</translation>
    </message>
    <message>
        <source>Spent (MW)</source>
        <translation>割当済（MW）</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Steepness</source>
        <translation>急峻さ</translation>
    </message>
    <message>
        <source>Straight lines</source>
        <translation>直線</translation>
    </message>
    <message>
        <source>Straight lines from candidates to the connections that supply them.</source>
        <translation>候補地と受電する接続先を結ぶ直線です。</translation>
    </message>
    <message>
        <source>Such cells drop out</source>
        <translation>評価対象から外す</translation>
    </message>
    <message>
        <source>Suitability</source>
        <translation>適性</translation>
    </message>
    <message>
        <source>Sum of scores</source>
        <translation>評点の合計</translation>
    </message>
    <message>
        <source>Sum {n}</source>
        <translation>合計 {n}</translation>
    </message>
    <message>
        <source>Switch a rule off</source>
        <translation>除外条件を無効にする</translation>
    </message>
    <message>
        <source>Switch a rule on</source>
        <translation>除外条件を有効にする</translation>
    </message>
    <message>
        <source>TOPSIS</source>
        <translation>TOPSIS</translation>
    </message>
    <message>
        <source>Take the CRS from the file</source>
        <translation>座標参照系をファイルから取得</translation>
    </message>
    <message>
        <source>Take the CRS from the file again</source>
        <translation>座標参照系をファイルの値に戻す</translation>
    </message>
    <message>
        <source>Taken by</source>
        <translation>割当先</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>基準ラスタ</translation>
    </message>
    <message>
        <source>The Processing plugin is off: switch it on under Plugins, Manage and Install.</source>
        <translation>プロセシングプラグインが無効です。「プラグイン」の「プラグインの管理とインストール」で有効にしてください。</translation>
    </message>
    <message>
        <source>The best set, or best first</source>
        <translation>最良の組合せか、良い順か</translation>
    </message>
    <message>
        <source>The check failed.</source>
        <translation>入力チェックに失敗しました。</translation>
    </message>
    <message>
        <source>The comparison failed: {why}</source>
        <translation>比較できませんでした：{why}</translation>
    </message>
    <message>
        <source>The comparisons with the best and the worst were adapted; see the page Weights.</source>
        <translation>最良・最低の項目との比較を調整しました。「重み」ページで確認してください。</translation>
    </message>
    <message>
        <source>The explanation is on the clipboard.</source>
        <translation>説明をクリップボードにコピーしました。</translation>
    </message>
    <message>
        <source>The judgements contradict each other</source>
        <translation>判断が互いに矛盾しています</translation>
    </message>
    <message>
        <source>The judgements could not be carried over and begin afresh; see the page Weights.</source>
        <translation>判断を引き継げなかったため、初めからにしました。「重み」ページで確認してください。</translation>
    </message>
    <message>
        <source>The layer cannot be read, so its fields are not known.</source>
        <translation>レイヤを読み込めないため、フィールドがわかりません。</translation>
    </message>
    <message>
        <source>The layer {id} must be imported before it can be used.</source>
        <translation>レイヤ{id}は、使う前に取り込みが必要です。</translation>
    </message>
    <message>
        <source>The layer {id} stays, as it is used: {roles}. Change that first.</source>
        <translation>レイヤ{id}は使用中のため削除できません（{roles}）。先にそちらを変更してください。</translation>
    </message>
    <message>
        <source>The layers could not be looked at: {why}</source>
        <translation>レイヤを確認できませんでした：{why}</translation>
    </message>
    <message>
        <source>The layers of {name} are not in the project; show them first, then ask for the layout.</source>
        <translation>{name} のレイヤがプロジェクトにありません。レイヤを表示してから印刷レイアウトを開いてください。</translation>
    </message>
    <message>
        <source>The layout {name} stands in the project's layouts.</source>
        <translation>印刷レイアウト {name} をプロジェクトのレイアウトに加えました。</translation>
    </message>
    <message>
        <source>The map as it is</source>
        <translation>地図をそのまま表示します</translation>
    </message>
    <message>
        <source>The number above</source>
        <translation>上の値</translation>
    </message>
    <message>
        <source>The pairwise judgements were adapted; see the page Weights.</source>
        <translation>一対比較の判断を調整しました。「重み」ページで確認してください。</translation>
    </message>
    <message>
        <source>The preview cannot be computed: {why}</source>
        <translation>プレビューを計算できません: {why}</translation>
    </message>
    <message>
        <source>The project has no layer</source>
        <translation>プロジェクトにレイヤがありません</translation>
    </message>
    <message>
        <source>The ranks were adapted; see the page Weights.</source>
        <translation>順位を調整しました。「重み」ページで確認してください。</translation>
    </message>
    <message>
        <source>The recovery copy cannot be read: {why}</source>
        <translation>復元用の控えを読めません：{why}</translation>
    </message>
    <message>
        <source>The recovery copy cannot be written to {file}: {why}</source>
        <translation>復元用の控えを {file} に書けません：{why}</translation>
    </message>
    <message>
        <source>The report is written to {file}.</source>
        <translation>報告書を{file}に書き出しました。</translation>
    </message>
    <message>
        <source>The report of {name} is gone; run the scenario again.</source>
        <translation>{name} の報告書が見つかりません。シナリオを再実行してください。</translation>
    </message>
    <message>
        <source>The rules choose no candidates; switch them on under Rules.</source>
        <translation>候補地を選ばない設定です。「条件」で有効にしてください。</translation>
    </message>
    <message>
        <source>The run cannot begin: {why}</source>
        <translation>実行を始められません：{why}</translation>
    </message>
    <message>
        <source>The run ended without a result.</source>
        <translation>実行は結果を残さずに終わりました。</translation>
    </message>
    <message>
        <source>The run was cancelled, as its layer {name} was removed; earlier results are as they were.</source>
        <translation>使用中のレイヤ {name} が取り除かれたため、実行を中止しました。以前の結果はそのまま残っています。</translation>
    </message>
    <message>
        <source>The run was cancelled, as the plugin was closed; earlier results are as they were.</source>
        <translation>プラグインが終了したため、実行を中止しました。以前の結果はそのまま残っています。</translation>
    </message>
    <message>
        <source>The run was cancelled, as the project was closed; earlier results are as they were.</source>
        <translation>プロジェクトが閉じられたため、実行を中止しました。以前の結果はそのまま残っています。</translation>
    </message>
    <message>
        <source>The run was cancelled; earlier results are as they were.</source>
        <translation>実行を中止しました。以前の結果はそのまま残っています。</translation>
    </message>
    <message>
        <source>The scenario could not be checked: {why}</source>
        <translation>入力チェックができませんでした：{why}</translation>
    </message>
    <message>
        <source>The scenario of one side is not known.</source>
        <translation>片方のシナリオがわかりません。</translation>
    </message>
    <message>
        <source>The scenario was edited since the check; check again before mending.</source>
        <translation>入力チェック後にシナリオが編集されています。再チェックしてから修正してください。</translation>
    </message>
    <message>
        <source>The scenario {title} has unsaved edits. Save them?</source>
        <translation>シナリオ「{title}」に保存していない変更があります。保存しますか？</translation>
    </message>
    <message>
        <source>The settings of the overlay were adapted.</source>
        <translation>統合方法の設定を調整しました。</translation>
    </message>
    <message>
        <source>The tree of weights was adapted; see the page Weights.</source>
        <translation>重みの階層を調整しました。「重み」ページで確認してください。</translation>
    </message>
    <message>
        <source>The values are scores already and are taken as they are.</source>
        <translation>値はすでに評点なので、そのまま使います。</translation>
    </message>
    <message>
        <source>The weights do not fit the criteria</source>
        <translation>重みが評価項目と合っていません</translation>
    </message>
    <message>
        <source>The weights do not fit the criteria; choose the method again to begin afresh.</source>
        <translation>重みが評価項目と合いません。方法を選び直してください。</translation>
    </message>
    <message>
        <source>The weights that are left were all 0; they are equal now.</source>
        <translation>残った重みがすべて0だったため、等しくしました。</translation>
    </message>
    <message>
        <source>There is no criterion yet; add one to rate the land.</source>
        <translation>評価項目がありません。土地を評価するには追加してください。</translation>
    </message>
    <message>
        <source>There is no result yet; run the scenario to rate and choose land.</source>
        <translation>まだ結果がありません。シナリオを実行すると土地を評価して候補地を選びます。</translation>
    </message>
    <message>
        <source>There is no rule, so no land is excluded; add one.</source>
        <translation>除外条件がないため、除外される土地はありません。条件を追加してください。</translation>
    </message>
    <message>
        <source>There is no single way to mend this.</source>
        <translation>自動で修正できる方法が一つに定まりません。</translation>
    </message>
    <message>
        <source>There is nothing to compare yet: run the scenario, change it, and run it again.</source>
        <translation>まだ比べるものがありません。シナリオを実行し、変更してもう一度実行してください。</translation>
    </message>
    <message>
        <source>There is one result: change the scenario and run it again, or choose a file as B.</source>
        <translation>結果は1つだけです。シナリオを変更してもう一度実行するか、Bにファイルを選んでください。</translation>
    </message>
    <message>
        <source>This result is of the scenario as it stands.</source>
        <translation>現在のシナリオの結果です。</translation>
    </message>
    <message>
        <source>This result is old: the scenario has been edited since, or differs from this run.</source>
        <translation>要再実行：実行後にシナリオが編集されたか、この実行とは異なります。</translation>
    </message>
    <message>
        <source>Threads of a run; the result does not depend on them</source>
        <translation>実行に使うスレッド数。結果には影響しません</translation>
    </message>
    <message>
        <source>Three places are pinned; let go of them by Pin to ask about another.</source>
        <translation>3地点が固定されています。「固定」を解除すると別の地点を調べられます。</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Title of the rule</source>
        <translation>除外条件の名称</translation>
    </message>
    <message>
        <source>Top percent</source>
        <translation>上位割合（%）</translation>
    </message>
    <message>
        <source>Trade-off</source>
        <translation>トレードオフ</translation>
    </message>
    <message>
        <source>Tree</source>
        <translation>階層</translation>
    </message>
    <message>
        <source>Try the smallest change</source>
        <translation>最小の変更を試す</translation>
    </message>
    <message>
        <source>Turn the file as published into a standard layer</source>
        <translation>公開時のファイルを標準レイヤに変換</translation>
    </message>
    <message>
        <source>Uncertain weights</source>
        <translation>重みの不確実性</translation>
    </message>
    <message>
        <source>Uncertainty</source>
        <translation>不確実性</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Uniform</source>
        <translation>一様</translation>
    </message>
    <message>
        <source>Unmet (MW)</source>
        <translation>不足（MW）</translation>
    </message>
    <message>
        <source>Untitled scenario</source>
        <translation>無題のシナリオ</translation>
    </message>
    <message>
        <source>Updating…</source>
        <translation>更新中…</translation>
    </message>
    <message>
        <source>Usable (MW)</source>
        <translation>利用可能（MW）</translation>
    </message>
    <message>
        <source>Use {value}</source>
        <translation>{value} にする</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>値</translation>
    </message>
    <message>
        <source>Value function</source>
        <translation>評価関数</translation>
    </message>
    <message>
        <source>Value in A</source>
        <translation>Aの値</translation>
    </message>
    <message>
        <source>Value in B</source>
        <translation>Bの値</translation>
    </message>
    <message>
        <source>Value in the middle of the curve</source>
        <translation>曲線の中央の値</translation>
    </message>
    <message>
        <source>Value that scores 0</source>
        <translation>評点が0となる値</translation>
    </message>
    <message>
        <source>Value that scores 1</source>
        <translation>評点が1となる値</translation>
    </message>
    <message>
        <source>Values and their scores</source>
        <translation>値と評点</translation>
    </message>
    <message>
        <source>Values of a raster that are excluded: 15: or 5:12, 20:</source>
        <translation>除外するラスタの値（例：15: や 5:12, 20:）</translation>
    </message>
    <message>
        <source>Variant</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>Voltage (kV)</source>
        <translation>電圧（kV）</translation>
    </message>
    <message>
        <source>Voltage field</source>
        <translation>電圧の属性</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Weighing by the data</source>
        <translation>データから重みを計算中</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>重み</translation>
    </message>
    <message>
        <source>Weight field</source>
        <translation>重みの属性</translation>
    </message>
    <message>
        <source>Weight over the sum of all weights</source>
        <translation>重みの合計に対する割合</translation>
    </message>
    <message>
        <source>Weighted geometric mean</source>
        <translation>加重幾何平均</translation>
    </message>
    <message>
        <source>Weighted sum</source>
        <translation>加重和</translation>
    </message>
    <message>
        <source>Weighting</source>
        <translation>重み付け</translation>
    </message>
    <message>
        <source>Weightings that are tried</source>
        <translation>試す重みの組の数</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>重み</translation>
    </message>
    <message>
        <source>Weights by {method}</source>
        <translation>重みの決め方：{method}</translation>
    </message>
    <message>
        <source>Weights from data by {method}</source>
        <translation>データから重みを設定（{method}）</translation>
    </message>
    <message>
        <source>Weights need not sum to 1; the share tells what counts</source>
        <translation>重みの合計は1でなくてもかまいません。実際に効くのは構成比です</translation>
    </message>
    <message>
        <source>Weights, rules and other settings that differ</source>
        <translation>異なる重み・除外条件・その他の設定</translation>
    </message>
    <message>
        <source>What a region is worth</source>
        <translation>候補地の価値の測り方</translation>
    </message>
    <message>
        <source>What each criterion says of the place; contributions sum to its score</source>
        <translation>地点の評価項目ごとの値です。寄与の合計が評点になります</translation>
    </message>
    <message>
        <source>What horizons set of the criterion was adapted.</source>
        <translation>評価時点ごとの設定を調整しました。</translation>
    </message>
    <message>
        <source>What is compared: a run, or one of its horizons</source>
        <translation>比べるもの：実行結果、またはその評価時点</translation>
    </message>
    <message>
        <source>What is computed: x is the value, and clip cuts off below 0 and above 1</source>
        <translation>計算式。x は値、clip は0未満と1超を切り捨てます</translation>
    </message>
    <message>
        <source>What it is compared with: another run, a horizon, or a file</source>
        <translation>比べる相手：別の実行結果、評価時点、またはファイル</translation>
    </message>
    <message>
        <source>What the rules cost is not known yet.</source>
        <translation>除外面積はまだ計算されていません。</translation>
    </message>
    <message>
        <source>What to derive from an elevation raster</source>
        <translation>標高ラスタから派生させる値</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>条件式</translation>
    </message>
    <message>
        <source>Where the extent comes from: its own numbers, or a layer</source>
        <translation>範囲の指定方法：数値またはレイヤ</translation>
    </message>
    <message>
        <source>Whether candidates take megawatts from connections</source>
        <translation>候補地に接続先の供給余力を割り当てるかどうか</translation>
    </message>
    <message>
        <source>Whether connected regions are chosen</source>
        <translation>連続した区域を候補地として選ぶかどうか</translation>
    </message>
    <message>
        <source>Whether the weights are taken to vary</source>
        <translation>重みを変動させて確かめるかどうか</translation>
    </message>
    <message>
        <source>Workbench</source>
        <translation>ワークベンチ</translation>
    </message>
    <message>
        <source>Worst</source>
        <translation>最低値</translation>
    </message>
    <message>
        <source>Worst at</source>
        <translation>最低値</translation>
    </message>
    <message>
        <source>Worst criterion</source>
        <translation>最も重要でない評価項目</translation>
    </message>
    <message>
        <source>Worst hazard</source>
        <translation>最大の深刻度</translation>
    </message>
    <message>
        <source>Write what is told as an HTML page</source>
        <translation>説明をHTMLページに書き出します</translation>
    </message>
    <message>
        <source>Year field</source>
        <translation>年の属性</translation>
    </message>
    <message>
        <source>Year in which the power must be there</source>
        <translation>電力が必要になる年</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Zones</source>
        <translation>区域上限</translation>
    </message>
    <message>
        <source>a table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>as of</source>
        <translation>時点</translation>
    </message>
    <message>
        <source>buffer (m)</source>
        <translation>バッファ（m）</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>読込不可</translation>
    </message>
    <message>
        <source>cell size (m)</source>
        <translation>セルサイズ（m）</translation>
    </message>
    <message>
        <source>condition</source>
        <translation>条件式</translation>
    </message>
    <message>
        <source>count</source>
        <translation>箇所数</translation>
    </message>
    <message>
        <source>covered share</source>
        <translation>被覆率</translation>
    </message>
    <message>
        <source>demand (MW)</source>
        <translation>契約電力（MW）</translation>
    </message>
    <message>
        <source>extent</source>
        <translation>範囲</translation>
    </message>
    <message>
        <source>in service by</source>
        <translation>受電開始年</translation>
    </message>
    <message>
        <source>kV</source>
        <translation>kV</translation>
    </message>
    <message>
        <source>largest area (ha)</source>
        <translation>最大面積（ha）</translation>
    </message>
    <message>
        <source>largest distance (m)</source>
        <translation>最大距離（m）</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>レイヤ</translation>
    </message>
    <message>
        <source>least area (ha)</source>
        <translation>最小面積（ha）</translation>
    </message>
    <message>
        <source>least score</source>
        <translation>最低評点</translation>
    </message>
    <message>
        <source>m</source>
        <translation>m</translation>
    </message>
    <message>
        <source>margin (%)</source>
        <translation>余裕率（%）</translation>
    </message>
    <message>
        <source>method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>missing file</source>
        <translation>ファイルなし</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>no</source>
        <translation>いいえ</translation>
    </message>
    <message>
        <source>no features</source>
        <translation>地物なし</translation>
    </message>
    <message>
        <source>not assessed</source>
        <translation>未評価</translation>
    </message>
    <message>
        <source>ranges</source>
        <translation>値域</translation>
    </message>
    <message>
        <source>raster</source>
        <translation>ラスタ</translation>
    </message>
    <message>
        <source>raw, import it</source>
        <translation>要取り込み</translation>
    </message>
    <message>
        <source>same</source>
        <translation>同じ</translation>
    </message>
    <message>
        <source>source</source>
        <translation>出典</translation>
    </message>
    <message>
        <source>spacing (m)</source>
        <translation>離隔距離（m）</translation>
    </message>
    <message>
        <source>there</source>
        <translation>あり</translation>
    </message>
    <message>
        <source>times</source>
        <translation>倍</translation>
    </message>
    <message>
        <source>updating</source>
        <translation>更新中</translation>
    </message>
    <message>
        <source>value function</source>
        <translation>評価関数</translation>
    </message>
    <message>
        <source>value that scores 0</source>
        <translation>評点0の値</translation>
    </message>
    <message>
        <source>value that scores 1</source>
        <translation>評点1の値</translation>
    </message>
    <message>
        <source>voltage not published</source>
        <translation>電圧は非公開・不明</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>重み</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>はい</translation>
    </message>
    <message>
        <source>{a} : {b} is {value}, the others imply {implied}</source>
        <translation>{a}：{b} は {value}、他の判断からは {implied}</translation>
    </message>
    <message>
        <source>{a} against {b}: {value}</source>
        <translation>{b}に対する{a}：{value}</translation>
    </message>
    <message>
        <source>{errors} errors, {warnings} warnings, {notes} notes</source>
        <translation>エラー{errors}件、警告{warnings}件、参考{notes}件</translation>
    </message>
    <message>
        <source>{excluded} % excluded, {unknown} % not assessed</source>
        <translation>除外 {excluded} %、未評価 {unknown} %</translation>
    </message>
    <message>
        <source>{file} is no raster and no scenario; choose a GeoTIFF or a scenario.</source>
        <translation>{file} はラスタでもシナリオでもありません。GeoTIFF かシナリオを選んでください。</translation>
    </message>
    <message>
        <source>{file}, not run yet</source>
        <translation>{file}（未実行）</translation>
    </message>
    <message>
        <source>{id} (missing)</source>
        <translation>{id}（なし）</translation>
    </message>
    <message>
        <source>{n:,} ({unknown:,} ?)</source>
        <translation>{n:,}（不明{unknown:,}）</translation>
    </message>
    <message>
        <source>{name} at {x} {unit}, score {y}</source>
        <translation>{name}：{x} {unit}、評点 {y}</translation>
    </message>
    <message>
        <source>{name} is ready.</source>
        <translation>{name} の結果ができました。</translation>
    </message>
    <message>
        <source>{n} %</source>
        <translation>{n} %</translation>
    </message>
    <message>
        <source>{n} errors</source>
        <translation>エラー {n} 件</translation>
    </message>
    <message>
        <source>{n} ha are not assessed</source>
        <translation>{n} haは未評価です</translation>
    </message>
    <message>
        <source>{n} of its connections have a capacity that is not published; it counts as unknown, never as 0.</source>
        <translation>うち{n}件の接続点は供給余力が非公開・不明です。不明として扱い、0とはみなしません。</translation>
    </message>
    <message>
        <source>{n} warnings</source>
        <translation>警告 {n} 件</translation>
    </message>
    <message>
        <source>{title} ({type}, {id})</source>
        <translation>{title}（{type}、{id}）</translation>
    </message>
    <message>
        <source>{title}, run {n}</source>
        <translation>{title}、実行 {n}</translation>
    </message>
    <message>
        <source>{type}, id {id}</source>
        <translation>{type}（ID：{id}）</translation>
    </message>
    <message>
        <source>{what}; blank takes the standard field</source>
        <translation>{what}。空欄なら標準の属性を使います</translation>
    </message>
    <message>
        <source>°</source>
        <translation>°</translation>
    </message>
    <message>
        <source>µs</source>
        <translation>µs</translation>
    </message>
    <message>
        <source>µs a node</source>
        <translation>µs/拠点</translation>
    </message>
    <message>
        <source>µs/km</source>
        <translation>µs/km</translation>
    </message>
    <message>
        <source>− gone</source>
        <translation>− 消滅</translation>
    </message>
    <message>
        <source>⚠ over 0.10</source>
        <translation>⚠ 0.10超</translation>
    </message>
    <message>
        <source>＋ new</source>
        <translation>＋ 新規</translation>
    </message>
</context>
</TS>
