"""Small place names, all made up or too common to mean one place, for substations and schools."""

PLACES = tuple(
    pair.split(":")
    for pair in (
        "青葉野:Aobano 赤松台:Akamatsudai 石蔵:Ishikura 泉ヶ谷:Izumigaya 梅ヶ瀬:Umegase "
        "追分原:Oiwakehara 大楠:Okusu 柏木野:Kashiwagino 霞台:Kasumidai 北浜辺:Kitahamabe "
        "楠見:Kusumi 小松川原:Komatsugawara 桜堤:Sakurazutsumi 笹ヶ峰:Sasagamine 汐風:Shiokaze "
        "白砂:Shirasuna 杉戸口:Sugitoguchi 千鳥浜:Chidorihama 月影:Tsukikage 土筆野:Tsukushino "
        "椿山:Tsubakiyama 鶴間原:Tsurumahara 常盤野:Tokiwano 戸部沢:Tobesawa 中洲:Nakasu "
        "波切台:Namikiridai 新田前:Shindenmae 野分:Nowaki 萩ヶ丘:Hagigaoka 花見沢:Hanamizawa "
        "浜木綿:Hamayu 一ツ橋原:Hitotsubashihara 雲雀野:Hibarino 藤見:Fujimi 星ヶ窪:Hoshigakubo "
        "松ヶ枝:Matsugae 水無瀬川:Minasegawa 峰岸:Minegishi 宮ノ前:Miyanomae 椋ノ木:Mukunoki "
        "八重原:Yaehara 山吹台:Yamabukidai 夕凪:Yunagi 若草野:Wakakusano 渡瀬口:Watasekuchi "
        "朝霧:Asagiri 糸繰:Itokuri 鵜ノ瀬:Unose 榎戸:Enokido 小倉沢:Ogurasawa "
        "風早:Kazahaya 桐畑:Kiribata 草笛:Kusabue 紅葉谷:Momijidani 小夜原:Sayohara "
        "鈴懸:Suzukake 蝉丘:Semioka 空木:Utsugi 竹ノ内:Takenouchi 茶屋場:Chayaba "
        "綱掛:Tsunakake 虎杖:Itadori 長手:Nagate 西ノ脇:Nishinowaki 沼尻口:Numajiriguchi "
        "根小屋:Negoya 登戸原:Noboritohara 灰ヶ峰口:Haigamineguchi 蛍沢:Hotarusawa 真鍋原:Manabehara "
        "目白沢:Mejirosawa 森ノ下:Morinoshita 弥生台:Yayoidai 湯ノ口:Yunokuchi 吉祥原:Kisshohara"
    ).split()
)
