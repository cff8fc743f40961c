/** Common words of languages in Latin script, and letters that hardly any other of them has. */
export const LATIN_LANGUAGES: Readonly<Record<string, { words: string; letters: RegExp | null }>> = {
  en: {
    words:
      "a an the of in on at to and is are was with for from by how what who that this his her its their it he she they into over under about through one where when why make video not up out my your old little",
    letters: null,
  },
  de: {
    words:
      "der die das den dem des ein eine einen einem einer und ist im am vom zum zur mit auf für von nicht sich aus bei nach über unter durch wird war wie ich wir sie er es kleine kleiner großen alten findet macht lebt geht",
    letters: /[äöüß]/i,
  },
  fr: {
    words:
      "le la les un une des du de et est dans sur avec pour par au aux qui que ne pas se son sa ses ce cette il elle ils sous vers chez petit petite trouve vit fait sans où",
    letters: /[àâêèçîœû]/i,
  },
  es: {
    words:
      "el la los las un una unos de del y en es con por para que se su sus al no lo como más está entre sobre sin ella él cuando donde pequeño pequeña encuentra vive hace",
    letters: /[ñ¿¡]/i,
  },
  it: {
    words:
      "il lo la gli le un uno una di del della dei delle nel nella e è in con per che si su sul sulla da dal non suo sua come più tra una trova vive fa piccolo piccola sotto",
    letters: /[ìò]/i,
  },
  pt: {
    words:
      "o a os as um uma uns umas de do da dos das no na nos nas em e é com por para que se seu sua ao não como mais está ele ela quando sob pequeno pequena encontra vive faz",
    letters: /[ãõ]/i,
  },
  nl: {
    words:
      "de het een en van in is op met voor niet die dat zijn haar hij zij naar door uit aan bij onder over als wordt kleine vindt leeft maakt wij ik",
    letters: /ij(?=\b|[a-z])/i,
  },
  sv: {
    words: "en ett och i är på som med av för till den det de inte sin sitt han hon från under över när liten gammal",
    letters: /[å]/i,
  },
  da: {
    words: "en et og i er på som med af for til den det de ikke sin han hun fra under over når lille gammel",
    letters: /[æø]/i,
  },
  nb: {
    words: "en et og i er på som med av for til den det de ikke sin han hun fra under over når liten gammel",
    letters: /[æø]/i,
  },
  fi: { words: "ja on ei se hän oli joka että kun niin mutta vanha pieni löytää metsässä", letters: /ää|öö|yy/i },
  pl: {
    words: "i w z na do nie się jest to że o od za po przez dla jak mały mała stary znajduje lis las pod",
    letters: /[ąćęłńśźż]/i,
  },
  cs: { words: "a v na se je s z do že o k ale jako od pro po malý malá starý lesa lese", letters: /[ěřůčž]/i },
  hu: { words: "a az egy és nem hogy is van volt ban ben meg de kis öreg talál erdőben", letters: /[őű]/i },
  ro: { words: "un o și în de la cu pe din nu este care să se mai lui unei mic mică", letters: /[ăâîșț]/i },
  tr: { words: "bir ve bu da de için ile çok ne gibi daha olan küçük yaşlı", letters: /[ğışİ]/ },
  vi: {
    words: "một và của là có trong cho với không được những người trên",
    letters: /[ơưđạảấầẩậắằặẹẻẽếềểệịọỏốồổộớờởợụủứừửựỳỵ]/i,
  },
  id: {
    words: "dan yang di ke dari ini itu dengan untuk pada sebuah seekor seorang adalah tidak dalam",
    letters: null,
  },
} satisfies Record<string, { words: string; letters: RegExp | null }>;
