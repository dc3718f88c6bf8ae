"""What stands where: substations with their states, network assets, plants and estates."""

# name, name_en, km east, km north, spare MW, class minimum, class maximum, year, lead years, shared group, note.
# The states are chosen by hand so that each that a real map has occurs: known, 0, unknown, class, later year, shared.
# fmt: off
BULK_275 = (
    ("西碧変電所", "Nishiheki", 12.2, 28.0, 380, None, None, None, 5, None, ""),
    ("中碧変電所", "Chuheki", 31.4, 27.4, 240, None, None, None, 5, None, ""),
    ("東碧変電所", "Toheki", 47.6, 26.2, 550, None, None, 2034, 8, None, "2034年度の増強後の値"),
    ("北碧変電所", "Hokuheki", 22.9, 34.4, 620, None, None, None, 5, None, "災害リスク未調査の村に立地"),
    ("碧浜火力開閉所", "Aohama Power Switchyard", 19.2, 19.0, None, None, None, None, None, None, "空容量は非公表"),
    ("岩瀬戸変電所", "Iwaseto", 45.2, 32.6, None, 301, None, None, 10, None, "301MW以上（上限は非公表）"),
)
LOCAL_154 = (
    ("琴坂変電所", "Kotosaka", 13.2, 18.6, 120, None, None, None, 3, "琴坂系統", "同じ系統の空容量は合算できない"),
    ("碧浜港変電所", "Aohama Port", 22.2, 18.9, 0, None, None, None, None, "碧浜系統", "空容量なし"),
    ("碧浜北変電所", "Aohama North", 25.0, 24.2, 90, None, None, 2031, 5, "碧浜系統", "2031年度の増強後の値"),
    ("緑台変電所", "Midoridai", 31.0, 23.4, 160, None, None, None, 3, None, ""),
    ("汐見ヶ浦変電所", "Shiomigaura", 35.2, 17.8, 140, None, None, None, 3, None, ""),
    ("白楡変電所", "Shiranire", 37.4, 23.8, 210, None, None, None, 2.5, "白楡系統", "同じ系統の空容量は合算できない"),
    ("小鳩変電所", "Kobato", 44.6, 17.0, None, None, None, None, None, None, "空容量は非公表"),
    ("朝凪変電所", "Asanagi", 51.8, 18.2, None, 101, 200, None, 3, "朝凪系統", "101〜200MWの区分のみ公表"),
    ("茜野変電所", "Akaneno", 50.4, 23.8, 180, None, None, None, 2.5, None, ""),
    ("葦ノ原変電所", "Ashinohara", 9.0, 24.2, 150, None, None, None, 2.5, None, ""),
    ("藤ヶ瀬変電所", "Fujigase", 17.0, 26.6, 85, None, None, None, 3, None, ""),
    ("稲穂ヶ丘変電所", "Inahogaoka", 28.4, 30.2, None, None, None, None, None, None, "空容量は非公表"),
    ("月待変電所", "Tsukimachi", 55.0, 28.0, 260, None, None, 2034, 8, None, "2034年度の新設後の値"),
    ("帆待変電所", "Homachi", 8.4, 10.2, 100, None, None, None, 3, None, ""),
    # Just outside the extent: a run must count it as a run on a larger extent would.
    ("東隣変電所", "Higashitonari (neighbour)", 62.2, 24.6, 200, None, None, None, 3, None, "隣県・範囲外"),
)
# fmt: on
PER_TOWN_66 = (5, 3, 1, 3, 3, 1, 3, 3, 3, 3, 2, 2, 2, 2, 1, 2, 1, 1, 1, 1, 1)
# spare, class minimum, class maximum, year, lead years, note; dealt out to the 66 kV substations in turn
# fmt: off
STATES_66 = (
    (72, None, None, None, 2.5, ""), (18, None, None, None, 2, ""), (None, None, None, None, None, "空容量は非公表"),
    (64, None, None, None, 2.5, ""), (0, None, None, None, None, "空容量なし"), (35, None, None, None, 2, ""),
    (None, 51, 100, None, 2.5, "51〜100MWの区分のみ公表"), (88, None, None, None, 2.5, ""),
    (70, None, None, 2031, 5, "2031年度の増強後の値"), (12, None, None, None, 2, ""), (55, None, None, None, 2.5, ""),
    (None, None, None, None, None, "空容量は非公表"), (0, None, None, None, None, "空容量なし"),
    (None, 11, 50, None, 2, "11〜50MWの区分のみ公表"), (46, None, None, None, 2, ""), (60, None, None, None, 3, ""),
    (95, None, None, 2034, 8, "2034年度の増強後の値"), (27, None, None, None, 2, ""),
)
# fmt: on
SHARED_66 = {"琴坂市": "琴坂系統", "碧浜市": "碧浜系統", "朝凪市": "朝凪系統", "白楡市": "白楡系統"}

# kind, name, name_en, km east, km north, operator, MW, m2, year, equipment microseconds
# fmt: off
NETWORK = (
    ("ix", "碧浜IX", "Aohama IX", 22.9, 20.6, "碧州インターネット協会", None, None, None, 20),
    ("ix", "東隣IX", "Higashitonari IX (outside)", 66.0, 22.0, "東隣ネット", None, None, None, 20),
    ("landing_station", "鶴ノ岬陸揚局", "Misaki Landing Station", 43.3, 3.0, "環洋ケーブル", None, None, None, 15),
    ("apn_node", "碧浜APN拠点", "Aohama APN node", 24.2, 21.9, "碧州フォトニクス", None, None, None, 5),
    ("apn_node", "白楡APN拠点", "Shiranire APN node", 38.6, 22.5, "碧州フォトニクス", None, None, 2027, 5),
    ("apn_node", "葦ノ原APN拠点", "Ashinohara APN node", 10.9, 23.2, "碧州フォトニクス", None, None, 2032, 5),
    ("data_centre", "碧浜第1データセンター", "Aohama DC 1", 23.3, 20.2, "碧州データ", 18, 14200, None, None),
    ("data_centre", "碧浜第2データセンター", "Aohama DC 2", 23.8, 20.9, "碧州データ", 24, 17800, None, None),
    ("data_centre", "碧浜港データセンター", "Aohama Port DC", 24.9, 19.4, "湾岸クラウド", 32, 26500, None, None),
    ("data_centre", "碧浜北データセンター", "Aohama North DC", 25.3, 23.0, "湾岸クラウド", 12, 9800, None, None),
    ("data_centre", "汐見ヶ浦データセンター", "Shiomigaura DC", 33.0, 17.2, "汐見計算", 10, 8300, None, None),
    ("data_centre", "緑台データセンター", "Midoridai DC", 29.6, 25.4, "緑台システム", 8, 6100, None, None),
    ("data_centre", "琴坂データセンター", "Kotosaka DC", 15.0, 18.9, "碧州データ", 6, 4900, None, None),
    ("data_centre", "藤ヶ瀬データセンター", "Fujigase DC", 19.3, 25.0, "緑台システム", 4, 3600, None, None),
    ("data_centre", "朝凪データセンター", "Asanagi DC", 50.6, 17.6, "汐見計算", 5, 4200, None, None),
    ("data_centre", "白楡キャンパス", "Shiranire Campus", 37.2, 23.0, "湾岸クラウド", 60, 41000, 2029, None),
)
# fmt: on
# name, name_en, km east, km north, fuel, MW, decarbonised, year
# fmt: off
PLANTS = (
    ("碧浜火力発電所", "Aohama Thermal", 20.2, 18.0, "lng", 1140, 0, None),
    ("汐見ヶ浦バイオマス発電所", "Shiomigaura Biomass", 29.8, 15.8, "biomass", 75, 1, None),
    ("岩瀬戸水力発電所", "Iwaseto Hydro", 46.8, 37.6, "hydro", 48, 1, None),
    ("霧ヶ沢水力発電所", "Kirigasawa Hydro", 3.4, 38.4, "hydro", 32, 1, None),
    ("星降水力発電所", "Hoshifuri Hydro", 35.8, 38.6, "hydro", 21, 1, None),
    ("雲居揚水発電所", "Kumoi Pumped Storage", 23.0, 40.0, "pumped_hydro", 300, 1, None),
    ("帆待沖洋上風力", "Homachi Offshore Wind", 6.0, 2.6, "wind_offshore", 480, 1, 2032),
    ("鶴ノ岬風力発電所", "Tsurunomisaki Wind", 42.6, 7.4, "wind_onshore", 36, 1, None),
    ("茜野太陽光発電所", "Akaneno Solar", 54.4, 25.0, "solar", 62, 1, None),
    ("葦ノ原太陽光発電所", "Ashinohara Solar", 7.2, 26.2, "solar", 40, 1, None),
    ("月待地熱発電所", "Tsukimachi Geothermal", 54.6, 33.6, "geothermal", 28, 1, 2029),
)
# fmt: on
# name, name_en, km east, km north, half length and half width (m), bearing, kind, share unused
# fmt: off
INDUSTRIAL = (
    ("碧浜臨海工業団地", "Aohama Waterfront", 20.3, 17.9, 1000, 430, 25, "臨海", 0.05),
    ("碧浜南港工業団地", "Aohama South Port", 24.4, 18.3, 800, 420, -5, "臨海", 0.1),
    ("汐見ヶ浦臨海工業団地", "Shiomigaura Waterfront", 29.9, 15.8, 900, 380, -52, "臨海", 0.2),
    ("琴坂北工業団地", "Kotosaka North", 13.0, 20.4, 520, 330, 30, "内陸", 0.3),
    ("藤ヶ瀬工業団地", "Fujigase", 16.4, 27.6, 480, 300, -20, "内陸", 0.35),
    ("緑台テクノパーク", "Midoridai Technopark", 31.9, 24.6, 560, 380, 12, "内陸", 0.5),
    ("白楡インター工業団地", "Shiranire Interchange", 36.2, 25.6, 620, 400, 8, "内陸", 0.6),
    ("茜野高原工業団地", "Akaneno Plateau", 50.0, 25.0, 640, 420, -15, "内陸", 0.7),
    ("葦ノ原西工業団地", "Ashinohara West", 7.6, 24.4, 560, 380, 35, "内陸", 0.55),
    ("稲穂ヶ丘工業団地", "Inahogaoka", 27.6, 28.6, 440, 280, -30, "内陸", 0.4),
    ("朝凪東工業団地", "Asanagi East", 53.6, 18.8, 500, 320, 20, "内陸", 0.25),
    ("水鏡工業団地", "Mizukagami", 43.2, 28.2, 380, 260, 0, "内陸", 0.8),
    ("雲居工業用地", "Kumoi", 22.4, 34.0, 360, 240, 40, "内陸", 0.9),
)
# fmt: on
