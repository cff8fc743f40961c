import { beingKind } from "./beings.ts";
import { hasFiniteVerb } from "./clauses.ts";
import { gerundOf, parseWords, presentOf, type Word } from "./grammar.ts";
import { findMentions } from "./mentions.ts";
import { isDrawable, type NounPhrase, nounPhrases, visiblePhrase } from "./noun-phrases.ts";
import { kindOfPlace } from "./places.ts";

/** What a short prompt asks for. */
export type Form =
  | { kind: "story" }
  | { kind: "promo" | "recipe" | "era" | "abstract" | "thing" | "scenic"; topic: string }
  | { kind: "explainer"; topic: string; question: string | null };

const COMMAND =
  /^(?:please )?(?:(?:can|could) you )?(?:(?:i (?:want|need|would like)(?: to (?:see|have|make))?|make|create|generate|produce|show|tell|film|write|give)(?: me| us)? )?(?:(?:an?|the|this) )?(?:(?:very |really )?(?:horror|romantic|action|comedy|scary|fantasy|sci-fi|science fiction|children's|animation|short|long|brief|little|quick|cinematic|animated|funny|nice|cool|epic|\d+[- ]?(?:second|minute|sec|s)) )*(?:videos?|films?|movies?|clips?|animations?|story|stories|documentary|reel)(?: (?:about|of|on|showing|where|in which|that shows|with|:))\s+/i;

/** Without "make a video about". */
export function withoutCommand(prompt: string): string {
  const bare = prompt
    .replace(/^(?:an? |the )?(?:trailer|teaser) (?:for|of) (?=.*\b(?:movie|film|story)\b)/i, "")
    .replace(COMMAND, "")
    .replace(/^(?:title|prompt|story|scene|video|film)\s*:\s*/i, "");
  return bare === "" ? prompt : bare;
}

/** The form of a prompt that has too few sentences to be told by itself. */
export function formOf(prompt: string): Form {
  const text = prompt.replace(/[.!?…]+$/u, "").trim();
  return promoOf(text) ?? recipeOf(text) ?? explainerOf(text) ?? eraOf(text) ?? stillFormOf(text);
}

function promoOf(text: string): Form | null {
  const asked =
    /\b(?:product|promo(?:tional)?|advert(?:isement|ising)?|ad|commercial|launch|marketing|teaser|trailer)(?: (?:video|film|clip|spot|movie))?,? (?:for|of|about) (?:the launch of )?(.+)$/i.exec(
      text,
    );
  const said = /^(?:introducing|presenting|meet|discover|announcing) (.+)$/i.exec(text);
  const topic = asked?.[1] ?? said?.[1];
  return topic ? { kind: "promo", topic: topic.replace(/^my /i, "our ") } : null;
}

function recipeOf(text: string): Form | null {
  const found =
    /^(?:how to|how do (?:i|you)|let's|learn to) (?:make|bake|cook|prepare|brew|grill|roast)(?: (?:a|an|the|some|perfect|your own))* (.+)$/i.exec(
      text,
    ) ??
    /^(?:an? |the )?(?:\w+ )?recipe (?:for|of) (?:an? |the )?(.+)$/i.exec(text) ??
    /^(?:an? |the |my )?(.+?) recipe$/i.exec(text) ??
    /^(?:cooking|baking|making) (.+)$/i.exec(text);
  const topic = found?.[1];
  return topic && !/\b(movie|film|money|friends|video|music|robot|paper plane)\b/i.test(topic)
    ? { kind: "recipe", topic: bareTopic(topic) }
    : null;
}

function explainerOf(text: string): Form | null {
  const asked = /^(how|why|what|where|when) (.+)$/i.exec(text);
  const told =
    /^(?:explain(?:ing)?|the (?:science|basics|story|secret|history) of|(?:an? )?(?:introduction|guide) to|facts about|explainer (?:video )?(?:about|on|for))\s+(.+)$/i.exec(
      text,
    );
  if (told?.[1]) {
    const inner = explainerOf(told[1]);
    return inner ?? { kind: "explainer", topic: bareTopic(told[1]), question: null };
  }
  if (!asked?.[1] || !asked[2]) return null;
  return question(asked[1].toLowerCase(), asked[2]);
}

/** `why is the sky blue` → why the sky is blue; `how to tie a tie` → tying a tie. */
function question(word: string, rest: string): Form | null {
  const doing = /^to (\S+)(.*)$/i.exec(rest);
  if (doing?.[1])
    return {
      kind: "explainer",
      topic: `${gerundOf(doing[1].toLowerCase())}${doing[2] ?? ""}`,
      question: `${word} to ${doing[1]}${doing[2] ?? ""}`,
    };
  const turned = /^(is|are|was|were|do|does|did|can) ((?:the |an? |our )?\S+(?: of \S+)?)(.*)$/i.exec(rest);
  if (!turned?.[1] || !turned[2]) return { kind: "explainer", topic: topicOf(rest), question: `${word} ${rest}` };
  const [, verb, subject, tail = ""] = turned;
  if (word === "what" && /^(is|are)$/i.test(verb)) {
    const topic = `${subject}${tail}`.replace(/^(?:the|an?) /i, "");
    return isDrawable(topic.split(" ").at(-1) ?? topic)
      ? {
          kind: "explainer",
          topic: `${subject}${tail}`,
          question: `what ${subject}${tail} really ${verb.toLowerCase()}`,
        }
      : { kind: "abstract", topic };
  }
  if (/^(do|does|did)$/i.test(verb)) {
    const [main = "", ...others] = tail.trim().split(" ");
    const told = verb.toLowerCase() === "does" ? presentOf(main) : main;
    return { kind: "explainer", topic: subject, question: [word, subject, told, ...others].join(" ") };
  }
  return { kind: "explainer", topic: subject, question: `${word} ${subject} ${verb.toLowerCase()}${tail}` };
}

function eraOf(text: string): Form | null {
  const dated =
    /\b\d{1,4} ?(?:AD|BC|BCE|CE)\b|^[\p{Lu}][\p{L} ]+,? (?:in (?:the year )?)?\d{3,4}$|\b1[0-9]th century\b/u.test(
      text,
    );
  const old =
    /^(?:life in |a day in )?(?:the )?(?:ancient|medieval|prehistoric|victorian|imperial) \p{L}+(?: life| times| city| town| village)*$/iu.test(
      text,
    );
  return dated || old ? { kind: "era", topic: text.replace(/^(?:life|a day) in /i, "") } : null;
}

/** A prompt that tells no question and asks for no thing: by whether somebody acts, is there, or nobody is. */
function stillFormOf(text: string): Form {
  const words = parseWords(text);
  if (findMentions(words).length > 0) return { kind: "story" };
  const phrases = nounPhrases(words);
  const head = words[phrases[0]?.head ?? 0]?.lower ?? "";
  if (speaksOfSomebody(words, head) && !SIGHTS.test(text)) return { kind: "story" };
  if (hasFiniteVerb(words) && words.length > 3 && phrases[0])
    return { kind: "scenic", topic: actorOf(words, phrases[0]) };
  const seen = phrases.some((phrase) => isDrawable(words[phrase.head]?.lower ?? ""));
  if (words.length <= 4 && !seen && !kindOfPlace(head)) return { kind: "abstract", topic: ideaOf(text) };
  const isPlace =
    kindOfPlace(head) !== null ||
    SIGHTS.test(text) ||
    phrases.some((phrase) => /^(in|over|at|by|on|above|under|across|through|along|near)$/.test(phrase.preposition));
  const first = phrases[0];
  if (!isPlace && first)
    return { kind: "thing", topic: words.length <= 5 ? bareTopic(text).toLowerCase() : visiblePhrase(words, first) };
  return { kind: "scenic", topic: text };
}

function ideaOf(text: string): string {
  const bare = text.replace(/^(?:the )?(?:meaning|power|idea|feeling|beauty) of /i, "");
  return bare.replace(/^(?:the|an?) /i, "").toLowerCase();
}

/** `she runs`, or `alien invasion`: what cannot be seen is done by beings that can. */
function speaksOfSomebody(words: readonly Word[], head: string): boolean {
  if (/^(she|he|they|i|we|someone|somebody)$/.test(words[0]?.lower ?? "")) return true;
  return !isDrawable(head) && words.some((word) => beingKind(word.lower) !== null);
}

/** `the old train` of "An old train crosses the mountains". */
function actorOf(words: readonly Word[], phrase: NounPhrase): string {
  const actor = words
    .slice(phrase.start, phrase.head + 1)
    .map((word) => word.text)
    .join(" ");
  return words[0]?.tags.has("ProperNoun") && phrase.start === 0 && phrase.determiner === ""
    ? actor
    : `the ${actor.toLowerCase()}`;
}

const SIGHTS =
  /\b(sunsets?|sunrises?|dawn|dusk|aurora|northern lights|rain|snow(?:fall)?|storm|thunderstorm|clouds?|stars?|night sky|rainbow|autumn|spring|winter|summer|landscape|nature|waves|fireworks|skyline|timelapse|time lapse|sky|weather|battles?|wedding|party|concert|festival|parade|carnival|market|race|skyscrapers?|flowers|blossoms?)\b/i;

function topicOf(clause: string): string {
  const named =
    /^((?:the |an? )?[\p{L} -]+?) (?:works?|is|are|was|were|forms?|happens?|grows?|moves?|fly|flies|functions?|can|gets?|became|becomes?|came|comes?|sleeps?|makes?|turns?|changed|changes?|began|begins?|started|survives?|hunts?|communicates?)\b/iu.exec(
      clause,
    );
  if (named?.[1]) return named[1];
  const words = parseWords(clause);
  const phrase = nounPhrases(words)[0];
  return phrase
    ? words
        .slice(phrase.start, phrase.head + 1)
        .map((word) => word.text)
        .join(" ")
    : clause;
}

function bareTopic(topic: string): string {
  return topic
    .replace(/^(?:the|an?|our|my|some) /i, "")
    .replace(/[.,;:!?]+$/, "")
    .trim();
}
