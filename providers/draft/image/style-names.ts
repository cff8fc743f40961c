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
