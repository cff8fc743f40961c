/** What a style does to a finished picture: colour, lines, texture. Not here: what is in the picture. */
import { mix } from "./drawing/color.ts";
import { circle, ellipse, group, polygon, rectangle, round, stroke } from "./drawing/svg.ts";
import type { Stage } from "./stage.ts";

export type StyleName =
  | "realistic"
  | "cartoon"
  | "anime"
  | "cinematic"
  | "artistic"
  | "watercolor"
  | "vintage"
  | "futuristic"
  | "noir"
  | "comic"
  | "sketch"
  | "pixel";

/** Words of free styles, by the treatment that is nearest. The first style with a fitting word wins. */
const STYLE_WORDS: Record<StyleName, readonly string[]> = {
  pixel: ["pixel", "8-bit", "8 bit", "16-bit", "voxel", "minecraft", "retro game"],
  noir: ["noir", "black and white", "black-and-white", "monochrome", "silent film", "grayscale", "greyscale"],
  watercolor: [
    "watercolor",
    "watercolour",
    "aquarelle",
    "ink wash",
    "gouache",
    "pastel",
    "storybook",
    "picture book",
    "children",
  ],
  sketch: [
    "sketch",
    "pencil",
    "drawing",
    "charcoal",
    "line art",
    "doodle",
    "hand-drawn",
    "hand drawn",
    "engraving",
    "woodcut",
    "chalk",
    "crayon",
  ],
  comic: ["comic", "pop art", "graphic novel", "marvel", "superhero", "halftone"],
  anime: ["anime", "manga", "ghibli", "chibi", "japanese", "shinkai"],
  futuristic: [
    "futuristic",
    "cyberpunk",
    "sci-fi",
    "science fiction",
    "neon",
    "synthwave",
    "vaporwave",
    "tron",
    "hologram",
    "holographic",
    "space age",
    "cyber",
  ],
  vintage: [
    "vintage",
    "retro",
    "sepia",
    "old film",
    "1920",
    "1930",
    "1940",
    "1950",
    "1960",
    "1970",
    "antique",
    "nostalgic",
    "polaroid",
    "super 8",
    "film grain",
  ],
  artistic: [
    "artistic",
    "oil",
    "painting",
    "painterly",
    "impressionist",
    "impressionism",
    "van gogh",
    "monet",
    "expressionist",
    "acrylic",
    "brush",
    "surreal",
    "dreamy",
    "abstract",
    "art nouveau",
    "ukiyo",
    "canvas",
    "baroque",
    "fresco",
    "mosaic",
    "stained glass",
  ],
  cartoon: [
    "cartoon",
    "disney",
    "pixar",
    "3d",
    "clay",
    "claymation",
    "lego",
    "paper",
    "kids",
    "cute",
    "flat",
    "vector",
    "animated",
    "animation",
    "toon",
    "felt",
    "puppet",
    "stop motion",
    "muppet",
  ],
  realistic: [
    "realistic",
    "photo",
    "photorealistic",
    "real",
    "documentary",
    "natural",
    "live action",
    "hyperrealistic",
    "national geographic",
  ],
  cinematic: ["cinematic", "film", "movie", "epic", "dramatic", "blockbuster", "fantasy", "gothic", "steampunk"],
};

export function findStyle(text: string): StyleName {
  const plain = text.toLowerCase();
  const names = Object.keys(STYLE_WORDS) as StyleName[];
  return (
    names.find((name) => name === plain) ??
    names.find((name) => STYLE_WORDS[name].some((word) => plain.includes(word))) ??
    "cinematic"
  );
}

export interface Treatment {
  /** Filter for the whole scene, as a `url(#…)`; null for none. */
  scene: string | null;
  /** Filter for each figure. */
  figure: string | null;
  /** What lies over the finished picture. */
  overlay: string;
  /** Small picture cells, in units of the frame; null for a smooth picture. */
  cell: number | null;
}

export function treat(stage: Stage, style: StyleName): Treatment {
  return {
    scene: sceneFilter(stage, style),
    figure: figureFilter(stage, style),
    overlay: overlay(stage, style),
    cell: style === "pixel" ? 5 : null,
  };
}

/** A filter's region that is the frame, whatever hangs over its edges. */
export function wholeFrame({ width, height }: Stage): string {
  return `filterUnits="userSpaceOnUse" x="0" y="0" width="${width}" height="${height}" color-interpolation-filters="sRGB"`;
}

function curve(red: string, green: string, blue: string): string {
  return `<feComponentTransfer><feFuncR type="table" tableValues="${red}"/><feFuncG type="table" tableValues="${green}"/><feFuncB type="table" tableValues="${blue}"/></feComponentTransfer>`;
}

function saturation(value: number): string {
  return `<feColorMatrix type="saturate" values="${value}"/>`;
}

function matrix(values: string): string {
  return `<feColorMatrix type="matrix" values="${values}"/>`;
}

/** Edges shake as if a hand had drawn them. */
function wobble(frequency: number, scale: number): string {
  return `<feTurbulence type="fractalNoise" baseFrequency="${frequency}" numOctaves="2" seed="3" result="noise"/><feDisplacementMap in="SourceGraphic" in2="noise" scale="${scale}" xChannelSelector="R" yChannelSelector="G"/>`;
}

const SCENE_FILTERS: Record<StyleName, string> = {
  realistic: saturation(0.82) + curve("0.02 0.22 0.5 0.79 0.98", "0.02 0.22 0.5 0.79 0.98", "0.03 0.23 0.5 0.77 0.95"),
  cartoon: saturation(1.32) + curve("0 0.3 0.58 0.83 1", "0 0.3 0.58 0.83 1", "0 0.3 0.58 0.83 1"),
  anime: saturation(1.22) + curve("0.05 0.33 0.62 0.88 1", "0.05 0.32 0.6 0.86 1", "0.11 0.38 0.66 0.9 1"),
  cinematic: saturation(1.04) + curve("0 0.2 0.52 0.83 1", "0.015 0.22 0.5 0.77 0.97", "0.06 0.27 0.49 0.7 0.9"),
  artistic:
    wobble(0.02, 13) +
    saturation(1.25) +
    curve("0.04 0.26 0.54 0.8 0.98", "0.03 0.25 0.52 0.78 0.96", "0.05 0.26 0.5 0.74 0.92"),
  watercolor:
    wobble(0.012, 16) +
    saturation(0.92) +
    curve("0.22 0.48 0.72 0.89 1", "0.22 0.48 0.71 0.88 0.99", "0.24 0.49 0.7 0.86 0.96"),
  vintage:
    matrix("0.45 0.5 0.14 0 0.05 0.36 0.47 0.12 0 0.03 0.27 0.36 0.14 0 0.02 0 0 0 1 0") +
    curve("0.1 0.34 0.6 0.82 0.97", "0.08 0.3 0.55 0.77 0.92", "0.06 0.24 0.44 0.64 0.8"),
  futuristic:
    matrix("0.82 0.04 0.26 0 0.01 0.02 0.78 0.2 0 0.01 0.18 0.2 0.98 0 0.05 0 0 0 1 0") +
    saturation(1.35) +
    curve("0 0.17 0.5 0.83 1", "0 0.16 0.47 0.8 1", "0.05 0.26 0.58 0.88 1"),
  noir: saturation(0) + curve("0 0.12 0.44 0.82 1", "0 0.12 0.44 0.82 1", "0.01 0.13 0.44 0.81 0.98"),
  comic: saturation(1.5) + curve("0 0.2 0.6 0.88 1", "0 0.2 0.6 0.88 1", "0 0.2 0.6 0.88 1"),
  sketch: saturation(0.16) + curve("0.36 0.64 0.84 0.95 1", "0.35 0.63 0.83 0.94 0.99", "0.32 0.6 0.79 0.9 0.95"),
  pixel:
    saturation(1.3) +
    '<feComponentTransfer><feFuncR type="discrete" tableValues="0 0.14 0.29 0.43 0.57 0.71 0.86 1"/><feFuncG type="discrete" tableValues="0 0.14 0.29 0.43 0.57 0.71 0.86 1"/><feFuncB type="discrete" tableValues="0 0.14 0.29 0.43 0.57 0.71 0.86 1"/></feComponentTransfer>',
};

function sceneFilter(stage: Stage, style: StyleName): string | null {
  return stage.defs.add((id) => `<filter id="${id}" ${wholeFrame(stage)}>${SCENE_FILTERS[style]}</filter>`);
}

/** An outline or a glow round each figure. */
function figureFilter(stage: Stage, style: StyleName): string | null {
  const outlines: Partial<Record<StyleName, [color: string, radius: number]>> = {
    cartoon: ["#2a1b2e", 2.4],
    comic: ["#0d0a14", 3.4],
    sketch: ["#3a3638", 1.6],
    pixel: ["#1a1426", 3],
  };
  const line = outlines[style];
  if (line) {
    return stage.defs.add(
      (id) =>
        `<filter id="${id}" x="-0.1" y="-0.1" width="1.2" height="1.2" color-interpolation-filters="sRGB"><feMorphology in="SourceAlpha" operator="dilate" radius="${line[1]}" result="fat"/><feFlood flood-color="${line[0]}"/><feComposite in2="fat" operator="in" result="line"/><feMerge><feMergeNode in="line"/><feMergeNode in="SourceGraphic"/></feMerge></filter>`,
    );
  }
  if (style === "futuristic") {
    return stage.defs.add(
      (id) =>
        `<filter id="${id}" x="-0.2" y="-0.2" width="1.4" height="1.4" color-interpolation-filters="sRGB"><feMorphology in="SourceAlpha" operator="dilate" radius="2" result="fat"/><feGaussianBlur in="fat" stdDeviation="9" result="soft"/><feFlood flood-color="#38e1ff" flood-opacity="0.8"/><feComposite in2="soft" operator="in" result="glow"/><feMerge><feMergeNode in="glow"/><feMergeNode in="SourceGraphic"/></feMerge></filter>`,
    );
  }
  return null;
}

function overlay(stage: Stage, style: StyleName): string {
  switch (style) {
    case "realistic":
      return group([vignette(stage, "#0a0c12", 0.34), grain(stage, 0.05)]);
    case "cinematic":
      return group([leak(stage), vignette(stage, "#04070f", 0.55)]);
    case "anime":
      return group([flare(stage), sparkles(stage)]);
    case "artistic":
      return group([strokes(stage), paper(stage, 0.16), vignette(stage, "#2a1a12", 0.25)]);
    case "watercolor":
      return group([blooms(stage), paper(stage, 0.2), edge(stage)]);
    case "vintage":
      return group([grain(stage, 0.16), scratches(stage), vignette(stage, "#1c1006", 0.72)]);
    case "futuristic":
      return group([scanlines(stage), brackets(stage), vignette(stage, "#060018", 0.5)]);
    case "noir":
      return group([blinds(stage), grain(stage, 0.13), vignette(stage, "#000000", 0.78)]);
    case "comic":
      return group([dots(stage), border(stage)]);
    case "sketch":
      return group([hatching(stage), paper(stage, 0.24), edge(stage)]);
    default:
      return "";
  }
}

function vignette(stage: Stage, color: string, strength: number): string {
  const fill = stage.defs.radial([
    [0, color, 0],
    [0.62, color, 0],
    [0.85, color, strength * 0.4],
    [1, color, strength],
  ]);
  return (
    ellipse(stage.width / 2, stage.height / 2, stage.width * 0.78, stage.height * 0.82, fill) +
    frameOf(stage, color, strength)
  );
}

/** The corners outside the vignette's ellipse. */
function frameOf(stage: Stage, color: string, strength: number): string {
  const { width: w, height: h } = stage;
  const rx = w * 0.78;
  const ry = h * 0.82;
  return `<path fill-rule="evenodd" fill="${color}" opacity="${round(strength)}" d="M0 0H${w}V${h}H0ZM${round(w / 2 - rx)} ${h / 2}a${round(rx)} ${round(ry)} 0 1 0 ${round(2 * rx)} 0a${round(rx)} ${round(ry)} 0 1 0 ${round(-2 * rx)} 0Z"/>`;
}

function noiseTile(stage: Stage, frequency: string, octaves: number, color: string, contrast: number): string {
  const filter = stage.defs.add(
    (id) =>
      `<filter id="${id}" x="0" y="0" width="1" height="1" color-interpolation-filters="sRGB"><feTurbulence type="fractalNoise" baseFrequency="${frequency}" numOctaves="${octaves}" seed="7" stitchTiles="stitch"/><feColorMatrix type="matrix" values="0 0 0 0 ${color} 0 0 0 0 ${color} 0 0 0 0 ${color} ${contrast} 0 0 0 ${round(0.5 - contrast / 2)}"/></filter>`,
  );
  return stage.defs.add(
    (id) =>
      `<pattern id="${id}" width="240" height="240" patternUnits="userSpaceOnUse"><rect width="240" height="240" filter="${filter}"/></pattern>`,
  );
}

function grain(stage: Stage, opacity: number): string {
  return (
    rectangle(0, 0, stage.width, stage.height, noiseTile(stage, "0.8", 1, "0", 3), { opacity }) +
    rectangle(0, 0, stage.width, stage.height, noiseTile(stage, "0.71", 1, "1", 3), { opacity })
  );
}

function paper(stage: Stage, opacity: number): string {
  return (
    rectangle(0, 0, stage.width, stage.height, noiseTile(stage, "0.045", 4, "0.25", 2.4), { opacity }) +
    rectangle(0, 0, stage.width, stage.height, noiseTile(stage, "0.35", 2, "1", 3), { opacity: opacity * 0.8 })
  );
}

function leak(stage: Stage): string {
  const fill = stage.defs.radial([
    [0, "#ffb066", 0.22],
    [1, "#ffb066", 0],
  ]);
  return ellipse(stage.sun.x, stage.sun.y, stage.width * 0.6, stage.height * 0.6, fill);
}

function flare(stage: Stage): string {
  const { sun, width: w, height: h } = stage;
  const steps = [0.3, 0.55, 0.8, 1.15];
  const soft = stage.defs.radial([
    [0, "#ffffff", 0.5],
    [1, "#ffe6f4", 0],
  ]);
  const ghosts = steps.map((share, index) =>
    circle(
      sun.x + (w * 0.5 - sun.x) * share * 1.6,
      sun.y + (h * 0.6 - sun.y) * share * 1.6,
      18 + index * 16,
      ["#9fe8ff", "#ffd0ec", "#fff0a8", "#c4b8ff"][index] ?? "#ffffff",
      { opacity: 0.14 },
    ),
  );
  const rays = Array.from({ length: 12 }, (_, index) => {
    const angle = (index / 12) * Math.PI * 2;
    const reach = w * (index % 2 === 0 ? 0.5 : 0.34);
    const thin = 0.02;
    return polygon(
      [
        [sun.x, sun.y],
        [sun.x + Math.cos(angle - thin) * reach, sun.y + Math.sin(angle - thin) * reach],
        [sun.x + Math.cos(angle + thin) * reach, sun.y + Math.sin(angle + thin) * reach],
      ],
      "#ffffff",
      { opacity: 0.07 },
    );
  });
  return group([circle(sun.x, sun.y, w * 0.3, soft), ...rays, ...ghosts]);
}

function sparkles(stage: Stage): string {
  const random = stage.random.fork("sparkles");
  const petals = stage.atmosphere.darkness < 0.8;
  return group(
    Array.from({ length: 26 }, () => {
      const x = random.between(0, stage.width);
      const y = random.between(0, stage.height * 0.95);
      const size = random.between(4, 11);
      if (petals && random.chance(0.55))
        return ellipse(x, y, size, size * 0.5, "#ffb7d2", {
          opacity: round(random.between(0.5, 0.9)),
          transform: `rotate(${random.whole(0, 180)} ${round(x)} ${round(y)})`,
        });
      return polygon(
        [
          [x, y - size],
          [x + size * 0.2, y - size * 0.2],
          [x + size, y],
          [x + size * 0.2, y + size * 0.2],
          [x, y + size],
          [x - size * 0.2, y + size * 0.2],
          [x - size, y],
          [x - size * 0.2, y - size * 0.2],
        ],
        "#ffffff",
        { opacity: round(random.between(0.4, 0.85)) },
      );
    }),
  );
}

/** Long soft brush marks in the picture's own colours. */
function strokes(stage: Stage): string {
  const random = stage.random.fork("strokes");
  const { sky, key, haze, shadow } = stage.atmosphere;
  const colors = [sky[0], sky[1], sky[2], key, haze, shadow, "#fff4dc"] as const;
  return group(
    Array.from({ length: 190 }, () => {
      const x = random.between(-40, stage.width);
      const y = random.between(0, stage.height);
      const long = random.between(30, 110);
      const bend = random.between(-14, 14);
      return stroke(
        `M${round(x)} ${round(y)}q${round(long / 2)} ${round(bend)} ${round(long)} ${round(bend * 0.4)}`,
        random.pick(colors),
        random.between(3, 10),
        { opacity: round(random.between(0.06, 0.17)) },
      );
    }),
  );
}

function blooms(stage: Stage): string {
  const random = stage.random.fork("blooms");
  const { sky, key } = stage.atmosphere;
  return group(
    Array.from({ length: 13 }, () => {
      const color = random.pick([sky[1], sky[2], key, "#ffffff"]);
      const fill = stage.defs.radial([
        [0, color, 0.1],
        [0.82, color, 0.16],
        [0.93, mix(color, "#3a4a6a", 0.3), 0.2],
        [1, color, 0],
      ]);
      return ellipse(
        random.between(0, stage.width),
        random.between(0, stage.height),
        random.between(70, 210),
        random.between(50, 150),
        fill,
      );
    }),
  );
}

/** The unpainted rim of the paper. */
function edge(stage: Stage): string {
  const { width: w, height: h } = stage;
  const random = stage.random.fork("edge");
  const fill = stage.defs.radial([
    [0, "#fdf9ef", 1],
    [0.55, "#fdf9ef", 0.85],
    [1, "#fdf9ef", 0],
  ]);
  const spots = Array.from({ length: 64 }, (_, index) => {
    const share = (index % 16) / 16 + random.between(0, 0.06);
    const side = Math.floor(index / 16);
    const x = side === 0 ? share * w : side === 1 ? w : side === 2 ? share * w : 0;
    const y = side === 0 ? 0 : side === 1 ? share * h : side === 2 ? h : share * h;
    return ellipse(x, y, random.between(30, 90), random.between(16, 44), fill);
  });
  return group(spots);
}

function scratches(stage: Stage): string {
  const random = stage.random.fork("scratches");
  const lines = Array.from({ length: 7 }, () =>
    stroke(
      `M${round(random.between(0, stage.width))} -4v${stage.height + 8}`,
      random.chance(0.6) ? "#fff3d9" : "#1c1006",
      random.between(0.6, 1.6),
      { opacity: round(random.between(0.12, 0.32)) },
    ),
  );
  const dust = Array.from({ length: 46 }, () =>
    circle(
      random.between(0, stage.width),
      random.between(0, stage.height),
      random.between(0.8, 2.6),
      random.chance(0.6) ? "#fff3d9" : "#1c1006",
      { opacity: 0.45 },
    ),
  );
  return group([...lines, ...dust]);
}

function scanlines(stage: Stage): string {
  const lines = Array.from(
    { length: Math.floor(stage.height / 6) },
    (_, index) => `M0 ${index * 6}H${stage.width}`,
  ).join("");
  return stroke(lines, "#08001e", 1.6, { opacity: 0.2 });
}

function brackets(stage: Stage): string {
  const { width: w, height: h } = stage;
  const m = 26;
  const l = 46;
  const d = `M${m} ${m + l}V${m}H${m + l}M${w - m - l} ${m}H${w - m}V${m + l}M${m} ${h - m - l}V${h - m}H${m + l}M${w - m - l} ${h - m}H${w - m}V${h - m - l}`;
  return stroke(d, "#38e1ff", 3, { opacity: 0.55 });
}

/** Light through blinds, over one side. */
function blinds(stage: Stage): string {
  const { width: w, height: h } = stage;
  const left = stage.sun.x < w / 2;
  return group(
    Array.from({ length: 8 }, (_, index) => {
      const y = h * (0.06 + index * 0.085);
      const x = left ? 0 : w * 0.5;
      return polygon(
        [
          [x, y],
          [x + w * 0.5, y + (left ? 44 : -44)],
          [x + w * 0.5, y + (left ? 62 : -26)],
          [x, y + 18],
        ],
        "#ffffff",
        { opacity: 0.07 },
      );
    }),
  );
}

function dots(stage: Stage): string {
  const pattern = stage.defs.add(
    (id) =>
      `<pattern id="${id}" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(30)"><circle cx="4.5" cy="4.5" r="1.9" fill="#160c22"/></pattern>`,
  );
  return rectangle(0, 0, stage.width, stage.height, pattern, { opacity: 0.15 });
}

function border(stage: Stage): string {
  return rectangle(5, 5, stage.width - 10, stage.height - 10, "none", { stroke: "#0d0a14", "stroke-width": 10 });
}

function hatching(stage: Stage): string {
  const { width: w, height: h } = stage;
  const random = stage.random.fork("hatching");
  const lines = Array.from({ length: 210 }, () => {
    const x = random.between(-40, w);
    const y = random.between(0, h);
    const long = random.between(50, 150);
    return `M${round(x)} ${round(y)}l${round(long)} ${round(-long * 0.8)}`;
  }).join("");
  return stroke(lines, "#4a4648", 1.1, { opacity: 0.2 });
}
