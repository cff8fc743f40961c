/**
 * From any noun phrase to a drawn figure. Words choose among our own drawings and colours; none is ever written out.
 * Not here: people and what looks like them, where a figure stands, the stage's light.
 */
import { countOf } from "../counts.ts";
import { createDefs, element, group, round } from "../drawing/svg.ts";
import type { Figure, FigureLook } from "../figure.ts";
import { find, type Quality } from "./find.ts";
import { drawFlock } from "./flock.ts";
import { colorArt, GAME_ICONS_CREDIT, NOTO_CREDIT, silhouette } from "./icon-art.ts";
import { type Box, measure } from "./icon-sets.ts";
import type { Entry } from "./lexicon/entry.ts";
import { BEASTS } from "./own/beasts.ts";
import { BIRDS } from "./own/birds.ts";
import { DRAWINGS } from "./own/index.ts";
import { orb } from "./own/wonders.ts";
import { type Art, relight } from "./relight.ts";
import { readTraits, type Traits } from "./traits.ts";

interface Source {
  art: Art;
  box: Box;
  credit: string | null;
}

/** Always draws something: the thing itself, what is nearest to it, an emblem, or at last a shining orb. */
export function drawFigure(phrase: string, look: FigureLook): Figure {
  const { entry, beside, many } = find(phrase, look.seed);
  const draw = (own: FigureLook): Figure => drawEntry(entry, beside, own);
  return many ? drawFlock(countOf(phrase), look, draw) : draw(look);
}

/** How well the phrase can be shown, so that a writer can prefer nouns that can. */
export function figureQuality(phrase: string): Quality {
  return find(phrase, 0).quality;
}

/** Of two phrases with the same name only one needs to be drawn; null where an emblem or an orb stands in. */
export function figureName(phrase: string): string | null {
  const { entry, quality } = find(phrase, 0);
  return quality === "fallback" ? null : `${entry.source}/${entry.art}`;
}

function drawEntry(entry: Entry, beside: readonly string[], look: FigureLook): Figure {
  const traits = readTraits(beside, look.appearance);
  const { art, box, credit } = sourceOf(entry, traits, look);
  const glows = entry.glows || traits.glows;
  // The light keeps its side of the frame, so the art is turned inside it.
  const turned = entry.faces === "front" || look.mirrored === (entry.faces === "left") ? art : mirror(art, box);
  const lit = relight(turned, box, look.light, `${look.id}light`, glows ? 0.45 : 1);
  return {
    markup: group(group(lit, { transform: `translate(${round(-box.x)} ${round(-box.y)})` })),
    width: round(box.width),
    height: round(box.height),
    metres: round(entry.metres * traits.size),
    habitat: entry.habitat,
    rails: RAILWAY.has(entry.art) && entry.habitat === "ground",
    beast: entry.source === "own" && (Object.hasOwn(BEASTS, entry.art) || Object.hasOwn(BIRDS, entry.art)),
    glows,
    credit,
  };
}

const RAILWAY = new Set(["train", "bullet-train", "metro", "tram"]);

function sourceOf(entry: Entry, traits: Traits, look: FigureLook): Source {
  const color = traits.color ?? entry.color;
  if (entry.source === "noto") {
    const icon = colorArt(entry.art, look.id, traits.color);
    if (icon) return { ...icon, credit: NOTO_CREDIT };
  }
  if (entry.source === "game") {
    const icon = silhouette(entry.art, look.id, color, entry.open);
    if (icon) return { ...icon, credit: GAME_ICONS_CREDIT };
  }
  const art = drawOwn(entry.source === "own" ? entry.art : "orb", color, traits, look);
  return { art, box: measure(art.body + (art.flame ?? "")), credit: null };
}

function drawOwn(name: string, color: string | null, traits: Traits, look: FigureLook): Art {
  const defs = createDefs(`${look.id}own`);
  const { timeOfDay, glow } = look.light;
  const night = timeOfDay !== "day";
  const draw = DRAWINGS[name] ?? orb;
  const art = draw({
    defs,
    color,
    pose: look.pose ?? traits.pose ?? "standing",
    seed: look.seed,
    wears: traits.wears,
    glow,
    night,
  });
  return { ...art, body: element("defs", {}, defs.markup()) + art.body };
}

function mirror(art: Art, box: Box): Art {
  const turn = { transform: `translate(${round(2 * box.x + box.width)} 0) scale(-1 1)` };
  return { body: group(art.body, turn), shine: group(art.shine, turn), flame: group(art.flame ?? "", turn) };
}
