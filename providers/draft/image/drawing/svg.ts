/** Writes SVG elements. Only numbers and colours of our own reach it: no text of a user's is ever drawn. */

export type Point = readonly [x: number, y: number];
export type Attributes = Readonly<Record<string, string | number>>;
/** Where a gradient changes: share of its length, colour, opacity (1 when left out). */
export type Stop = readonly [offset: number, color: string, opacity?: number];

export function element(name: string, attributes: Attributes, children = ""): string {
  const written = Object.entries(SHAPES.has(name) ? flattened(attributes) : attributes)
    .map(([key, value]) => ` ${key}="${typeof value === "number" ? round(value) : value}"`)
    .join("");
  return children === "" ? `<${name}${written}/>` : `<${name}${written}>${children}</${name}>`;
}

const SHAPES = new Set(["path", "rect", "ellipse", "circle"]);

/**
 * A shape's opacity as that of its filling and its line. With plain `opacity` resvg paints the shape on a layer of
 * its own, which is slow, and ends the process where such a layer lies far outside the frame.
 */
function flattened({ opacity, ...attributes }: Attributes): Attributes {
  if (opacity === undefined) return attributes;
  const { stroke: line = "none", fill = "none" } = attributes;
  return {
    ...attributes,
    ...(fill === "none" ? {} : { "fill-opacity": opacity }),
    ...(line === "none" ? {} : { "stroke-opacity": opacity }),
  };
}

export function group(children: string | readonly string[], attributes: Attributes = {}): string {
  const inner = typeof children === "string" ? children : children.join("");
  return inner === "" ? "" : element("g", attributes, inner);
}

export function path(d: string, fill: string, more: Attributes = {}): string {
  return element("path", { d, fill, ...more });
}

/** A line without a filling. */
export function stroke(d: string, color: string, width: number, more: Attributes = {}): string {
  return path(d, "none", { stroke: color, "stroke-width": width, "stroke-linecap": "round", ...more });
}

export function rectangle(x: number, y: number, width: number, height: number, fill: string, more: Attributes = {}) {
  return element("rect", { x, y, width: Math.max(0, width), height: Math.max(0, height), fill, ...more });
}

export function ellipse(cx: number, cy: number, rx: number, ry: number, fill: string, more: Attributes = {}): string {
  return element("ellipse", { cx, cy, rx: Math.max(0, rx), ry: Math.max(0, ry), fill, ...more });
}

export function circle(cx: number, cy: number, r: number, fill: string, more: Attributes = {}): string {
  return element("circle", { cx, cy, r: Math.max(0, r), fill, ...more });
}

export function polygon(points: readonly Point[], fill: string, more: Attributes = {}): string {
  return path(`${line(points)}Z`, fill, more);
}

/** Straight lines through the points, open. */
export function line(points: readonly Point[]): string {
  return points.map(([x, y], index) => `${index === 0 ? "M" : "L"}${round(x)} ${round(y)}`).join("");
}

/** A soft line through the points, open: each bend is rounded towards the middle between neighbours. */
export function curve(points: readonly Point[]): string {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return "";
  let d = `M${round(first[0])} ${round(first[1])}`;
  for (let index = 1; index < points.length - 1; index++) {
    const bend = points[index] ?? last;
    const next = points[index + 1] ?? last;
    const end: Point = index === points.length - 2 ? last : [(bend[0] + next[0]) / 2, (bend[1] + next[1]) / 2];
    d += `Q${round(bend[0])} ${round(bend[1])} ${round(end[0])} ${round(end[1])}`;
  }
  return points.length === 2 ? `${d}L${round(last[0])} ${round(last[1])}` : d;
}

/** A transform that puts what was drawn round 0, 0 at this place. */
export function place(x: number, y: number, scale = 1, mirrored = false): Attributes {
  return {
    transform: `translate(${round(x)} ${round(y)}) scale(${round(mirrored ? -scale : scale, 1000)} ${round(scale, 1000)})`,
  };
}

export function round(value: number, steps = 100): number {
  return Math.round(value * steps) / steps;
}

/** Gradients and filters of one picture. Each method gives a `url(#…)` to paint with. */
export interface Defs {
  /** From top to bottom of the painted shape. */
  vertical(stops: readonly Stop[]): string;
  /** From left to right of the painted shape. */
  horizontal(stops: readonly Stop[]): string;
  /** From the middle of the painted shape outwards. */
  radial(stops: readonly Stop[]): string;
  /** Anything else: `markup` is given the id to carry. */
  add(markup: (id: string) => string): string;
  markup(): string;
}

export function createDefs(prefix: string): Defs {
  const known = new Map<string, string>();
  const gradient = (name: string, attributes: Attributes, stops: readonly Stop[]): string => {
    const inner = stops
      .map(([offset, color, opacity = 1]) =>
        element("stop", { offset, "stop-color": color, "stop-opacity": round(opacity) }),
      )
      .join("");
    return add((id) => element(name, { id, ...attributes }, inner));
  };
  const add = (markup: (id: string) => string): string => {
    const shape = markup("");
    const id = known.get(shape) ?? `${prefix}${known.size}`;
    known.set(shape, id);
    written.set(id, markup(id));
    return `url(#${id})`;
  };
  const written = new Map<string, string>();
  return {
    vertical: (stops) => gradient("linearGradient", { x1: 0, y1: 0, x2: 0, y2: 1 }, stops),
    horizontal: (stops) => gradient("linearGradient", { x1: 0, y1: 0, x2: 1, y2: 0 }, stops),
    radial: (stops) => gradient("radialGradient", { cx: 0.5, cy: 0.5, r: 0.5 }, stops),
    add,
    markup: () => [...written.values()].join(""),
  };
}
