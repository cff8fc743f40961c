import { expect, it } from "vitest";
import { detectLanguage, mayBeIn } from "../../models/language.ts";

it.each([
  "robot",
  "die hard fan",
  "a cat in Paris",
  "sunset over the ocean",
  "café in Zürich",
  "Rome, 80 AD",
  "Knight fights dragon",
  "🦊🏮",
  "no man is an island",
  "Emily meets 狐",
  "www.der-und-die.de/das/ist/ein/haus",
])("%s is English", (prompt) => {
  expect(detectLanguage(prompt)).toBe("en");
});

it.each([
  ["एक लोमड़ी को लालटेन मिलती है", "hi"],
  ["وجد ثعلب فانوسًا", "ar"],
  ["یک روباه و چراغ پیدا کرد", "fa"],
  ["שועל מצא פנס", "he"],
  ["一只狐狸找到了灯笼", "zh"],
  ["狐が森でランタンを見つける", "ja"],
  ["여우가 등불을 찾는다", "ko"],
  ["Μια αλεπού βρίσκει ένα φανάρι", "el"],
  ["Лиса находит фонарь", "ru"],
  ["Лисиця знаходить ліхтар у лісі", "uk"],
  ["Ein kleiner Fuchs findet eine Laterne im Wald", "de"],
  ["Un renard trouve une lanterne dans la forêt", "fr"],
  ["Un zorro encuentra una linterna en el bosque", "es"],
  ["Una volpe trova una lanterna nella foresta", "it"],
  ["Uma raposa encontra uma lanterna na floresta", "pt"],
  ["Een vos vindt een lantaarn in het bos", "nl"],
  ["Der Fuchs und die Eule lesen https://example.com/the/story/of/the/fox/and/the/owl?with=the&and=of", "de"],
])("%s is %s", (prompt, language) => {
  expect(detectLanguage(prompt)).toBe(language);
});

it.each([
  ["de", "Fuchs sucht Licht"],
  ["pt-BR", "Uma raposa encontra uma lanterna"],
  ["mr", "एक कोल्हा"],
  ["fr", "🦊🏮"],
  ["tlh", "x"],
  ["ja", "https://www.example.com/a-fox"],
])("in %s may be: %s", (language, prompt) => {
  expect(mayBeIn(language, prompt)).toBe(true);
});

it.each([
  ["de", "The fox and the lantern in the forest"],
  ["en", "एक लोमड़ी को लालटेन मिलती है"],
  ["ja", "A fox finds a lantern"],
  ["en", "Un renard trouve une lanterne dans la forêt"],
])("in %s cannot be: %s", (language, prompt) => {
  expect(mayBeIn(language, prompt)).toBe(false);
});
