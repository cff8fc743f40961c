import type { CharacterBible, CharacterProfile } from "../../../models/character.ts";
import { beingKind, pronounOfNoun } from "./beings.ts";
import { parseWords, singularOf, type Word } from "./grammar.ts";
import { nounPhrases } from "./noun-phrases.ts";
import type { BibleData } from "./protocol.ts";
import { type Chooser, chooser } from "./random.ts";
import { plainEnglish, tellable } from "./sentences.ts";
import {
  COATS,
  EYES,
  HAIR_COLOURS,
  LONG_HAIR,
  OUTFITS,
  OWN_COLOURS,
  PLAIN_COAT,
  PLAIN_OUTFIT,
  SHORT_HAIR,
  SKIN,
  TOKENS,
  WORN,
} from "./words/looks.ts";

type CastEntry = BibleData["cast"][number];

/** Fixes what each character looks like: as the prompt says, and where it is silent, by seed. */
export function writeBible(data: BibleData): CharacterBible {
  const text = plainEnglish(tellable([data.prompt, ...data.scenes.map((scene) => scene.description)].join(" ")));
  const words = parseWords(text);
  const first = chooser(data.seed, "colours").index(OWN_COLOURS.length);
  return { characters: data.cast.map((entry, at) => profile(entry, words, data, (first + at) % OWN_COLOURS.length)) };
}

function profile(entry: CastEntry, words: readonly Word[], data: BibleData, turn: number): CharacterProfile {
  const choose = chooser(data.seed, entry.id, "looks");
  const kind = entry.kind.toLowerCase();
  const colour = teamColour(entry.name) ?? colourIn(kind) ?? OWN_COLOURS[turn] ?? "red";
  const said = saidLooks(entry, words);
  const head = singularOf(kind.split(" ").at(-1) ?? kind);
  const sort = beingKind(head) ?? "person";
  const invented =
    sort === "person" ? personLooks(entry, kind, colour, data, choose) : creatureLooks(kind, colour, sort, choose);
  // What the prompt says comes first, and an invented detail about the same thing goes.
  const rest = invented.filter((detail) => !said.some((words) => sharesNoun(words, detail)));
  return { ...entry, appearance: sentence([...said, ...rest]).slice(0, 600) };
}

function personLooks(entry: CastEntry, kind: string, colour: string, data: BibleData, choose: Chooser): string[] {
  const outfit = (OUTFITS.find(([pattern]) => pattern.test(kind))?.[1] ?? PLAIN_OUTFIT).replaceAll("{colour}", colour);
  const isOld = /\b(old|elderly|grand(ma|pa|mother|father)|hermit)\b/.test(kind);
  const hair = isOld ? "silver-grey" : choose.pick(HAIR_COLOURS);
  const style = isFemale(entry, kind, data) ? choose.pick(LONG_HAIR) : choose.pick(SHORT_HAIR);
  if (kind.split(" ").some((word) => singularOf(word) !== word))
    return [`a group of different people, all with ${outfit}`];
  return [style.replace("{hair}", hair), choose.pick(SKIN), choose.pick(EYES), ...outfit.split(", ")];
}

function creatureLooks(kind: string, colour: string, sort: string, choose: Chooser): string[] {
  const coat = COATS.find(([pattern]) => pattern.test(kind))?.[1] ?? PLAIN_COAT;
  const own = colourIn(kind);
  const tinted = own
    ? coat.replace(
        /^(?:(?:soft|thick|shaggy|glossy|bright|smooth) )?[\p{L}-]+ (fur|feathers|skin|scales|coat|down)/u,
        `${own} $1`,
      )
    : coat;
  const token = sort === "machine" ? `${colour} shoulder plates` : choose.pick(TOKENS).replace("{colour}", colour);
  return sort === "fantastic" && !/snowman/.test(kind) ? tinted.split(", ") : [...tinted.split(", "), token];
}

/** Words of the prompt right behind the character: `in a red coat`, `with long black hair`. */
function saidLooks(entry: CastEntry, words: readonly Word[]): string[] {
  const heads = new Set([...entry.name.toLowerCase().split(" "), ...entry.kind.toLowerCase().split(" ").slice(-1)]);
  const found = nounPhrases(words).flatMap((phrase) => {
    const head = words[phrase.head];
    if (!head || !WORN.test(head.lower)) return [];
    const before = words.slice(Math.max(0, phrase.start - 8), phrase.start);
    const at = before.findLastIndex((word) => heads.has(word.lower));
    const link = before.slice(at + 1);
    const fits =
      at >= 0 &&
      link.some((word) => /^(in|with|wearing|wears|wore|has|had|and)$/.test(word.lower)) &&
      !link.some((word) => word.after.includes("."));
    const text = words
      .slice(phrase.start, phrase.head + 1)
      .map((word) => word.text.toLowerCase())
      .join(" ");
    return fits ? [/s$/.test(head.lower) || head.lower === "hair" ? text : `a ${text}`] : [];
  });
  return [...new Set(found)];
}

function isFemale(entry: CastEntry, kind: string, data: BibleData): boolean {
  const told = pronounOfNoun(kind.split(" ").at(-1) ?? kind);
  if (told === "he" || told === "she") return told === "she";
  const scenes = data.scenes.filter((scene) => scene.characters.includes(entry.id)).map((scene) => scene.narration);
  const text = `${data.prompt} ${scenes.join(" ")}`;
  return (text.match(/\b(she|her)\b/gi)?.length ?? 0) > (text.match(/\b(he|his|him)\b/gi)?.length ?? 0);
}

function colourIn(text: string): string | null {
  return (
    /\b(red|blue|green|yellow|golden|silver|black|white|grey|gray|brown|purple|pink|orange|crimson|violet)\b/.exec(
      text,
    )?.[1] ?? null
  );
}

/** Teams are known by the colour of their shirts. */
function teamColour(name: string): string | null {
  const letter = /^Team ([A-Z])$/.exec(name)?.[1];
  return letter ? (OWN_COLOURS[(letter.charCodeAt(0) - 65) % OWN_COLOURS.length] ?? null) : null;
}

function sharesNoun(a: string, b: string): boolean {
  const nouns = (text: string) => text.split(" ").filter((word) => WORN.test(word));
  return nouns(a).some((noun) => nouns(b).includes(noun));
}

function sentence(details: readonly string[]): string {
  const text = details.join(", ").replace(/\ba (?=[aeio])/g, "an ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
