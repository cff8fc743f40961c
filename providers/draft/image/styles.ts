import type { Stage } from "./stage.ts";
import type { StyleName } from "./style-names.ts";
import { overlay } from "./style-overlays.ts";

export interface Treatment {
  /** Filter for the whole scene, as a `url(#…)`; null for none. */
  scene: string | null;
  /** Filter for each figure. */
  figure: string | null;
  /** What lies over the finished picture. */
  overlay: string;
  /** How far the backdrop is out of focus: a blur's deviation; 0 for none. */
  blur: number;
  /** Whether the scene's filter moves its parts, and so needs more than the frame. */
  wobbles: boolean;
  /** Small picture cells, in units of the frame; null for a smooth picture. */
  cell: number | null;
}

export function treat(stage: Stage, style: StyleName): Treatment {
  return {
    scene: sceneFilter(stage, style),
    figure: figureFilter(stage, style),
    overlay: overlay(stage, style),
    blur: style === "realistic" ? 1.8 : 0,
    wobbles: style === "artistic" || style === "watercolor",
    cell: style === "pixel" ? 5 : null,
  };
}

/** A filter's region: the frame and a little more, whatever hangs over its edges. */
export function wholeFrame({ width, height }: Stage): string {
  return `filterUnits="userSpaceOnUse" x="-20" y="-20" width="${width + 40}" height="${height + 40}" color-interpolation-filters="sRGB"`;
}

function curve(red: string, green: string, blue: string): string {
  return `<feComponentTransfer><feFuncR type="table" tableValues="${red}"/><feFuncG type="table" tableValues="${green}"/><feFuncB type="table" tableValues="${blue}"/></feComponentTransfer>`;
}

function saturation(value: number): string {
  return `<feColorMatrix type="saturate" values="${value}"/>`;
}

export function matrix(values: string): string {
  return `<feColorMatrix type="matrix" values="${values}"/>`;
}

/** Edges shake as if a hand had drawn them. */
function wobble(frequency: number, scale: number): string {
  return `<feTurbulence type="fractalNoise" baseFrequency="${frequency}" numOctaves="1" seed="3" result="noise"/><feDisplacementMap in="SourceGraphic" in2="noise" scale="${scale}" xChannelSelector="R" yChannelSelector="G"/>`;
}

const SCENE_FILTERS: Record<StyleName, string> = {
  realistic:
    saturation(0.72) + curve("0.02 0.24 0.51 0.77 0.95", "0.02 0.24 0.51 0.77 0.95", "0.02 0.23 0.49 0.74 0.92"),
  cartoon: saturation(1.32) + curve("0 0.3 0.58 0.83 1", "0 0.3 0.58 0.83 1", "0 0.3 0.58 0.83 1"),
  anime: saturation(1.22) + curve("0.05 0.33 0.62 0.88 1", "0.05 0.32 0.6 0.86 1", "0.11 0.38 0.66 0.9 1"),
  cinematic: saturation(1.14) + curve("0 0.17 0.5 0.85 1", "0.005 0.18 0.49 0.81 0.98", "0.045 0.24 0.48 0.73 0.91"),
  artistic:
    wobble(0.02, 13) +
    saturation(1.25) +
    curve("0.04 0.26 0.54 0.8 0.98", "0.03 0.25 0.52 0.78 0.96", "0.05 0.26 0.5 0.74 0.92"),
  watercolor:
    wobble(0.012, 16) +
    saturation(0.92) +
    curve("0.08 0.36 0.64 0.86 0.99", "0.08 0.36 0.63 0.85 0.98", "0.11 0.38 0.63 0.83 0.95"),
  vintage:
    matrix("0.45 0.5 0.14 0 0.05 0.36 0.47 0.12 0 0.03 0.27 0.36 0.14 0 0.02 0 0 0 1 0") +
    curve("0.07 0.3 0.64 0.9 1", "0.05 0.26 0.58 0.84 0.95", "0.04 0.2 0.46 0.7 0.82"),
  futuristic:
    matrix("0.82 0.04 0.26 0 0.01 0.02 0.78 0.2 0 0.01 0.18 0.2 0.98 0 0.05 0 0 0 1 0") +
    saturation(1.35) +
    curve("0 0.17 0.5 0.83 1", "0 0.16 0.47 0.8 1", "0.05 0.26 0.58 0.88 1"),
  noir: saturation(0) + curve("0 0.12 0.44 0.82 1", "0 0.12 0.44 0.82 1", "0.01 0.13 0.44 0.81 0.98"),
  comic: saturation(1.5) + curve("0 0.2 0.6 0.88 1", "0 0.2 0.6 0.88 1", "0 0.2 0.6 0.88 1"),
  sketch: saturation(0.18) + curve("0.2 0.55 0.82 0.95 1", "0.19 0.54 0.81 0.94 0.99", "0.17 0.51 0.77 0.9 0.95"),
  pixel:
    saturation(1.3) +
    '<feComponentTransfer><feFuncR type="discrete" tableValues="0 0.09 0.18 0.27 0.36 0.45 0.55 0.64 0.73 0.82 0.91 1"/><feFuncG type="discrete" tableValues="0 0.09 0.18 0.27 0.36 0.45 0.55 0.64 0.73 0.82 0.91 1"/><feFuncB type="discrete" tableValues="0 0.09 0.18 0.27 0.36 0.45 0.55 0.64 0.73 0.82 0.91 1"/></feComponentTransfer>',
};

function sceneFilter(stage: Stage, style: StyleName): string | null {
  return stage.defs.add((id) => `<filter id="${id}" ${wholeFrame(stage)}>${SCENE_FILTERS[style]}</filter>`);
}

const PIGMENT = ["R", "G", "B"]
  .map((channel) => `<feFunc${channel} type="table" tableValues="0 0.14 0.38 0.69 1"/>`)
  .join("");

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
  if (style === "watercolor") {
    // The paper lightens all colours: figures are painted with more pigment, and drawn round in ink.
    return stage.defs.add(
      (id) =>
        `<filter id="${id}" x="-0.1" y="-0.1" width="1.2" height="1.2" color-interpolation-filters="sRGB"><feMorphology in="SourceAlpha" operator="dilate" radius="1.2" result="fat"/><feFlood flood-color="#2f2638" flood-opacity="0.75"/><feComposite in2="fat" operator="in" result="line"/><feColorMatrix in="SourceGraphic" type="saturate" values="1.35" result="vivid"/><feComponentTransfer in="vivid" result="deep">${PIGMENT}</feComponentTransfer><feMerge><feMergeNode in="line"/><feMergeNode in="deep"/></feMerge></filter>`,
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
