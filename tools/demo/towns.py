"""Municipalities of the fictional 碧州県 (Hekishu): every name here is made up."""

PREFECTURE = "碧州県"
PREFECTURE_EN = "Hekishu"
UTILITY = "碧州電力ネットワーク"

# name, name_en, (km east, km north) of its town from the extent's south-west corner, population
# fmt: off
TOWNS = (
    ("碧浜市", "Aohama", (23.6, 21.4), 412000),
    ("汐見ヶ浦市", "Shiomigaura", (33.4, 16.0), 118000),
    ("鶴ノ岬町", "Tsurunomisaki", (44.2, 4.6), 9800),
    ("朝凪市", "Asanagi", (50.0, 16.2), 64000),
    ("琴坂市", "Kotosaka", (15.4, 17.6), 87000),
    ("帆待町", "Homachi", (8.6, 8.6), 21000),
    ("葦ノ原市", "Ashinohara", (10.6, 22.6), 52000),
    ("緑台市", "Midoridai", (28.8, 25.0), 146000),
    ("藤ヶ瀬市", "Fujigase", (18.6, 25.4), 95000),
    ("白楡市", "Shiranire", (38.4, 22.0), 73000),
    ("小鳩町", "Kobato", (43.6, 15.6), 18500),
    ("茜野市", "Akaneno", (52.4, 23.4), 41000),
    ("杉ヶ原町", "Sugigahara", (20.2, 31.2), 16200),
    ("稲穂ヶ丘町", "Inahogaoka", (30.6, 30.4), 23800),
    ("栗ノ木町", "Kurinoki", (9.4, 31.2), 8700),
    ("水鏡町", "Mizukagami", (41.4, 29.8), 14300),
    ("月待町", "Tsukimachi", (56.2, 28.6), 11900),
    ("霧ヶ沢村", "Kirigasawa", (5.2, 37.0), 2300),
    ("雲居村", "Kumoi", (22.2, 36.8), 1900),
    ("星降村", "Hoshifuri", (34.2, 36.4), 2700),
    ("岩瀬戸町", "Iwaseto", (45.8, 36.0), 5100),
)
# fmt: on

# Seeds of the neighbouring prefectures, with a head start in kilometres of easy ground that they are denied.
NEIGHBOURS = (
    ((4, 49.5), 4),
    ((14, 49.5), 4),
    ((25, 50.5), 4),
    ((34, 48.5), 4),
    ((46, 50.5), 5),
    ((57, 50), 3),
    ((-0.8, 27), 3),
    ((-0.8, 14), 3),
    ((60.8, 36), 3),
    ((60.8, 22), 3),
)

# Municipalities whose hazards nobody has assessed yet.
UNASSESSED = ("雲居村", "星降村")
