/** What a concept is for a picture. */
export type ConceptKind = "being" | "place" | "thing" | "time" | "weather";

/** An English noun with the beginnings of its words in other languages. */
export interface Concept {
  noun: string;
  kind: ConceptKind;
  pattern: RegExp;
}

const concept = (noun: string, kind: ConceptKind, words: string): Concept => ({
  noun,
  kind,
  // Scripts without spaces or with prefixes are searched anywhere, Latin and Cyrillic words from their start.
  pattern: new RegExp(
    words
      .split(" ")
      .map((word) => (/^[\p{Script=Latin}\p{Script=Cyrillic}]/u.test(word) ? `(?<!\\p{L})${word}` : word))
      .join("|"),
    "iu",
  ),
});

/** Common nouns of stories in Hindi, Arabic, Chinese, Japanese, Korean, German, French, Spanish, Italian, Portuguese and Russian. */
export const CONCEPTS: readonly Concept[] = [
  concept("fox", "being", "लोमड़ी ثعلب 狐 キツネ きつね 여우 fuchs renard zorro volpe raposa лис"),
  concept("wolf", "being", "भेड़िया ذئب 狼 オオカミ 늑대 wolf wölf loup lobo lupo волк"),
  concept("cat", "being", "बिल्ली قطة قط 猫 ネコ 고양이 katze kater chat(?!eau) gato gata gatto кош кот(?!ор)"),
  concept("dog", "being", "कुत्त كلب 狗 犬 개가 강아지 hund chien perr cane cachorro собак пёс"),
  concept("bird", "being", "पक्षी चिड़िया طائر عصفور 鸟 鳥 새가 vogel vögel oiseau pájaro uccell pássaro птиц"),
  concept("horse", "being", "घोड़ा حصان 马 馬 말이 pferd cheval caballo cavallo cavalo лошад конь"),
  concept("bear", "being", "भालू دب 熊 クマ 곰 bär ours oso orso urso медвед"),
  concept("elephant", "being", "हाथी فيل 大象 象 코끼리 elefant éléphant слон"),
  concept("lion", "being", "शेर سिंह أسد 狮 獅 사자 löwe lion(?=\\b|ne) león leone leão лев(?=\\b)"),
  concept("dragon", "being", "अजगर تنين 龙 龍 ドラゴン 용이 drache dragon drag[óoã] drago дракон"),
  concept("robot", "being", "रोबोट روبوت 机器人 ロボット 로봇 robot robô робот"),
  concept(
    "girl",
    "being",
    "लड़की बच्ची فتاة بنت 女孩 少女 소녀 mädchen fille niña chica ragazza bambina menina девоч девуш",
  ),
  concept(
    "boy",
    "being",
    "लड़का बच्चा ولد صبي فتى 男孩 少年 소년 junge(?=\\b) garçon niño chico ragazzo bambino menino мальчик",
  ),
  concept("woman", "being", "औरत महिला امرأة 女人 여자 frau femme mujer donna mulher женщин"),
  concept("old man", "being", "बूढ़ा عجوز 老人 노인 alter\\smann vieil\\shomme viejo vecchio velho старик"),
  concept("man", "being", "आदमी رجل 男人 남자 mann(?=\\b) homme hombre uomo homem мужчин"),
  concept("princess", "being", "राजकुमारी أميرة 公主 姫 공주 prinzessin princesse princesa principessa принцесс"),
  concept(
    "king",
    "being",
    "राजा ملك 国王 王様 왕이 könig(?!in) roi(?=\\b) rey(?=\\b) re(?=\\b\\s\\p{L}) rei(?=\\b) король",
  ),
  concept("knight", "being", "योद्धा فارس 骑士 騎士 기사 ritter chevalier caballero cavaliere cavaleiro рыцар"),
  concept("astronaut", "being", "अंतरिक्ष\\sयात्री رائد 宇航员 宇宙飛行士 우주비행사 astronaut cosmonaut космонавт"),
  concept(
    "forest",
    "place",
    "जंगल वन\\s غابة الغابة 森林 林里 树林 森 숲 wald wälder forêt bosque foresta bosco floresta лес(?!т)",
  ),
  concept(
    "sea",
    "place",
    "समुद्र सागर البحر بحر 大海 海 바다 meer ozean mer(?=\\b) océan mar(?=\\b) mare(?=\\b) море мор(?=[яею])",
  ),
  concept("city", "place", "शहर नगर مدينة المدينة 城市 都市 街 도시 stadt städt ville ciudad città cidade город"),
  concept("village", "place", "गाँव गांव قرية القرية 村 마을 dorf village pueblo aldea villaggio aldeia дерев(?=н)"),
  concept("mountain", "place", "पहाड़ पर्वत جبل الجبل 山 산에 berg montagne montaña montagna montanha гор(?=[аыуе]\\b)"),
  concept("desert", "place", "रेगिस्तान मरुस्थल صحراء الصحراء 沙漠 砂漠 사막 wüste désert desierto deserto пустын"),
  concept("lake", "place", "झील بحيرة 湖 호수 see(?=\\b) lac(?=\\b) lago(?=\\b) озер"),
  concept("river", "place", "नदी نهر 河 川 강가 fluss rivière fleuve río fiume рек(?=[аиуе]\\b)"),
  concept(
    "castle",
    "place",
    "किला महल قلعة قصر 城堡 お城 성에 schloss burg(?=\\b) château castillo castello castelo замок",
  ),
  concept("garden", "place", "बगीचा बाग़ حديقة 花园 庭 정원 garten jardin jardín giardino jardim сад(?=\\b|у)"),
  concept("house", "place", "घर बيت منزل 房子 家 집 haus(?=\\b) maison casa(?=\\b) дом(?=\\b|е)"),
  concept(
    "outer space",
    "place",
    "अंतरिक्ष الفضاء 太空 宇宙 우주 weltraum weltall espace(?=\\b) espacio spazio espaço космос",
  ),
  concept(
    "lantern",
    "thing",
    "लालटेन दीपक فانوس مصباح 灯笼 提灯 ランタン 등불 laterne lanterne linterna farol lanterna фонар",
  ),
  concept("treasure", "thing", "खज़ाना ख़ज़ाना كنز 宝藏 宝物 보물 schatz trésor tesoro tesouro сокровищ"),
  concept("star", "thing", "तारा सितारा نجمة نجوم 星 별 stern(?=e?n?\\b) étoile estrella stella estrela звезд звёзд"),
  concept("moon", "thing", "चाँद चांद القمر قمر 月亮 月 달이 mond(?=\\b) lune luna(?=\\b) lua(?=\\b) лун"),
  concept("flower", "thing", "फूल زهرة وردة 花 꽃 blume fleur flor(?=\\b|es) fiore цвет(?=о?к)"),
  concept("tree", "thing", "पेड़ شجرة 树 木 나무 baum bäum arbre árbol albero árvore дерево"),
  concept("book", "thing", "किताब पुस्तक كتاب 书 本を 책 buch(?=\\b) livre libro livro книг"),
  concept("boat", "thing", "नाव قارب سفينة 船 배를 boot(?=\\b) schiff bateau barco barca лодк кораб"),
  concept("night", "time", "रात ليل الليل 夜 밤 nacht nuit noche notte noite ноч"),
  concept("dawn", "time", "सुबह भोर فجر 黎明 清晨 朝 새벽 morgen(?=\\b) aube alba amanecer amanhecer рассвет"),
  concept("dusk", "time", "शाम غروب 黄昏 夕 저녁 abend soir(?=\\b) atardecer tramonto entardecer закат вечер"),
  concept(
    "snow",
    "weather",
    "बर्फ ثلج الثلج ثلجية 雪 눈 schnee verschneit neige enneigé nieve nevado neve innevat снег заснеж снежн",
  ),
  concept("rain", "weather", "बारिश वर्षा مطر 雨 비가 regen(?=\\b) pluie lluvia pioggia chuva дожд"),
  concept("storm", "weather", "तूफान عاصفة 风暴 嵐 폭풍 sturm tempête tormenta tempesta tempestade бур(?=[яюеи]\\b)"),
];
