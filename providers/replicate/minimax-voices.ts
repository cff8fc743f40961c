/**
 * MiniMax's languages and a choice of its voices.
 * Languages: the values of `language_boost` in the vendor's schema of speech-2.8-turbo (43 with None, Automatic and a
 * second name for Cantonese; names from a public copy of the schema, 2026).
 * Voices: platform.minimax.io/docs/faq/system-voice-id, copy of 2026. That Replicate takes every one of them is said in
 * its schema ("any MiniMax system voice") and was not tried.
 */

/** The vendor's names by ISO 639 code. */
export const MINIMAX_LANGUAGES: Readonly<Record<string, string>> = {
  af: "Afrikaans",
  ar: "Arabic",
  bg: "Bulgarian",
  ca: "Catalan",
  cs: "Czech",
  da: "Danish",
  de: "German",
  el: "Greek",
  en: "English",
  es: "Spanish",
  fa: "Persian",
  fi: "Finnish",
  fil: "Filipino",
  fr: "French",
  he: "Hebrew",
  hi: "Hindi",
  hr: "Croatian",
  hu: "Hungarian",
  id: "Indonesian",
  it: "Italian",
  ja: "Japanese",
  ko: "Korean",
  ms: "Malay",
  nb: "Norwegian",
  nl: "Dutch",
  nn: "Nynorsk",
  no: "Norwegian",
  pl: "Polish",
  pt: "Portuguese",
  ro: "Romanian",
  ru: "Russian",
  sk: "Slovak",
  sl: "Slovenian",
  sv: "Swedish",
  ta: "Tamil",
  th: "Thai",
  tr: "Turkish",
  uk: "Ukrainian",
  vi: "Vietnamese",
  yue: "Chinese,Yue",
  zh: "Chinese",
};

/** Voices that speak every language; the first is the vendor's default. Listed in Replicate's schema of speech-2.6-hd. */
export const MINIMAX_VOICES = [
  "Wise_Woman",
  "Friendly_Person",
  "Inspirational_girl",
  "Deep_Voice_Man",
  "Calm_Woman",
  "Casual_Guy",
  "Lively_Girl",
  "Patient_Man",
  "Young_Knight",
  "Determined_Man",
  "Lovely_Girl",
  "Decent_Boy",
  "Imposing_Manner",
  "Elegant_Man",
  "Abbess",
  "Sweet_Girl_2",
  "Exuberant_Girl",
] as const;

/** Voices that were made for one language, good narrators first. */
export const MINIMAX_NATIVE_VOICES: Readonly<Record<string, readonly string[]>> = {
  ar: ["Arabic_CalmWoman", "Arabic_FriendlyGuy"],
  cs: ["czech_female_5_v7", "czech_male_1_v1"],
  de: ["German_FriendlyMan", "German_SweetLady"],
  el: ["Greek_female_1_sample1", "greek_male_1a_v1"],
  es: ["Spanish_Narrator", "Spanish_CaptivatingStoryteller"],
  fi: ["finnish_female_4_v1", "finnish_male_3_v1"],
  fr: ["French_MaleNarrator", "French_FemaleAnchor"],
  hi: ["hindi_female_1_v2", "hindi_male_1_v2"],
  id: ["Indonesian_CalmWoman", "Indonesian_CaringMan"],
  it: ["Italian_Narrator", "Italian_BraveHeroine"],
  ja: ["Japanese_CalmLady", "Japanese_IntellectualSenior"],
  ko: ["Korean_SoothingLady", "Korean_CalmGentleman"],
  nl: ["Dutch_kindhearted_girl", "Dutch_bossy_leader"],
  pl: ["Polish_female_1_sample1", "Polish_male_1_sample4"],
  pt: ["Portuguese_Narrator", "Portuguese_CaptivatingStoryteller"],
  ro: ["Romanian_female_1_sample4", "Romanian_male_1_sample2"],
  ru: ["Russian_ReliableMan", "Russian_BrightHeroine"],
  th: ["Thai_female_1_sample1", "Thai_male_1_sample8"],
  tr: ["Turkish_CalmWoman", "Turkish_Trustworthyman"],
  uk: ["Ukrainian_CalmWoman", "Ukrainian_WiseScholar"],
  vi: ["Vietnamese_kindhearted_girl"],
  yue: ["Cantonese_GentleLady", "Cantonese_ProfessionalHost (M)"],
  zh: ["Chinese (Mandarin)_Lyrical_Voice", "Chinese (Mandarin)_Male_Announcer"],
};

/**
 * Voices that are not listed here: one of MiniMax's 300 system voices, which begin with their language, or one that
 * minimax/voice-cloning made, such as `R8_FDU1SV5S` (that model's published example; its ids have no documented rule).
 */
export const MINIMAX_OTHER_VOICE =
  /^(R8_[A-Z0-9]{8}|(Arabic|Cantonese|Chinese \(Mandarin\)|Czech|Dutch|English|Finnish|French|German|Greek|Hindi|Indonesian|Italian|Japanese|Korean|Polish|Portuguese|Romanian|Russian|Spanish|Thai|Turkish|Ukrainian|Vietnamese)_[\w ()-]{1,40})$/i;
