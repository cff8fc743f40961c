/** The pen of the people rig: every shape gets its light, shade and outline here, and every point widens the box. */
import type { FigureLook } from "../figure.ts";
import { mix } from "./colour.ts";
import {
  at,
  closedCurve,
  number,
  openCurve,
  type Point,
  polygon,
  type Ribbon,
  ribbonPath,
  stripe,
} from "./geometry.ts";
import type { Manner } from "./manner.ts";

/** Draws shapes in colours as they are in daylight and returns their markup. */
export interface Pen {
  /** A shape with two edges: base, shaded side, lit rim, outline. `shaded` is the shaded share of its breadth. */
  ribbon(ribbon: Ribbon, colour: string, shaded?: number): string;
  /** A closed soft shape through the points. */
  blob(points: readonly Point[], colour: string): string;
  /** A closed shape with corners. */
  plate(points: readonly Point[], colour: string): string;
  /** A flat soft shape with neither outline nor shade. */
  patch(points: readonly Point[], colour: string, opacity?: number): string;
  oval(centre: Point, rx: number, ry: number, colour: string, angle?: number): string;
  /** An oval without outline. */
  spot(centre: Point, rx: number, ry: number, colour: string, opacity?: number, angle?: number): string;
  line(points: readonly Point[], colour: string, width: number, opacity?: number): string;
}

export interface Ink extends Pen {
  /** The same pen for what shines by itself: night does not darken its colours. */
  readonly bright: Pen;
  readonly manner: Manner;
  /** The side of the drawing that the light falls on, before any mirroring of the whole. */
  readonly lit: "left" | "right";
  /** A colour in the light of the frame. */
  tone(colour: string): string;
  /** The same colour where the light does not reach. */
  shade(colour: string): string;
  /** A soft round shine round what glows. */
  shine(centre: Point, radius: number, colour: string): string;
  /** Everything drawn so far lies in here. */
  bounds(): Readonly<Box>;
  /** The whole drawing in one group with its gradients and the outline's breadth. */
  wrap(markup: string, transform: string): string;
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export function createInk(look: FigureLook, manner: Manner): Ink {
  const { light } = look;
  const lit = (light.side === "left") !== look.mirrored ? "left" : "right";
  const prefix = `p${look.id.replace(/[^A-Za-z0-9-]/g, "").slice(0, 40)}`;
  const box: Box = { left: 0, right: 0, top: 0, bottom: 0 };
  const gradients: string[] = [];
  let ids = 0;
  const tone = (colour: string): string => mix(manner.soften(colour), light.tint, light.tintStrength);
  const dark = mix(light.shadow, "#2a1a3a", 0.25);
  const shade = (colour: string): string => mix(tone(colour), dark, manner.shade);
  const desk = { box, manner, lit, rim: rimOf(light, manner), nextId: () => `${prefix}-${ids++}` } as const;
  return {
    ...createPen({ ...desk, tone, shade }),
    bright: createPen({ ...desk, tone: (colour) => colour, shade: (colour) => mix(colour, "#c8642a", 0.16) }),
    manner,
    lit,
    tone,
    shade,
    shine(centre, radius, colour) {
      const id = desk.nextId();
      gradients.push(shineGradient(id, colour));
      return `<circle cx="${number(centre.x)}" cy="${number(centre.y)}" r="${number(radius)}" fill="url(#${id})"/>`;
    },
    bounds: () => box,
    wrap: (markup, transform) =>
      `<g stroke-width="${manner.outline}" stroke-linejoin="round" stroke-linecap="round">` +
      `${gradients.length > 0 ? `<defs>${gradients.join("")}</defs>` : ""}<g transform="${transform}">${markup}</g></g>`,
  };
}

/** Moon and lamps draw a stronger edge than the day. */
const rimOf = (light: FigureLook["light"], manner: Manner): Desk["rim"] => ({
  colour: light.rim,
  opacity: Math.min(0.85, manner.rim * (light.timeOfDay === "day" ? 1 : 1.4)),
});

interface Desk {
  box: Box;
  manner: Manner;
  lit: "left" | "right";
  rim: { colour: string; opacity: number };
  tone(colour: string): string;
  shade(colour: string): string;
  nextId(): string;
}

function createPen({ box, manner, lit, rim, tone, shade, nextId }: Desk): Pen {
  const outlined = manner.outline > 0;
  const contour = (colour: string): string =>
    outlined ? ` stroke="${manner.trim ?? mix(tone(colour), "#1d1226", 0.62)}"` : "";
  const path = (d: string, colour: string): string => `<path d="${d}" fill="${tone(colour)}"${contour(colour)}/>`;
  return {
    ribbon(shape, colour, shaded = manner.shadeBreadth) {
      widen(box, shape.left, 2);
      widen(box, shape.right, 2);
      const fromLeft = litEdge(shape, lit) === "left";
      const id = nextId();
      const inset = Math.min(0.045, RIM_BREADTH / 2 / breadthOf(shape));
      const edge = stripe(shape, fromLeft ? inset : 1 - inset, 1);
      return (
        `<g fill="${tone(colour)}"><path id="${id}" d="${ribbonPath(shape)}"/></g>` +
        `<path d="${ribbonPath(fromLeft ? stripe(shape, 1 - shaded, 1) : stripe(shape, 0, shaded))}" fill="${shade(colour)}"/>` +
        `<path d="${openCurve(edge.left)}" fill="none" stroke="${rim.colour}" stroke-width="${number(inset * 2 * breadthOf(shape))}" stroke-linecap="butt" opacity="${number(rim.opacity)}"/>` +
        (outlined ? `<use href="#${id}" fill="none"${contour(colour)}/>` : "")
      );
    },
    blob(points, colour) {
      widen(box, points, 2);
      return path(closedCurve(points), colour);
    },
    plate(points, colour) {
      widen(box, points, 2);
      return path(polygon(points), colour);
    },
    patch(points, colour, opacity = 1) {
      widen(box, points, 0);
      return `<path d="${closedCurve(points)}" fill="${tone(colour)}"${fade(opacity)}/>`;
    },
    oval(centre, rx, ry, colour, angle = 0) {
      widen(box, [centre], Math.max(rx, ry));
      return `<ellipse ${ellipse(centre, rx, ry, angle)} fill="${tone(colour)}"${contour(colour)}/>`;
    },
    spot(centre, rx, ry, colour, opacity = 1, angle = 0) {
      widen(box, [centre], Math.min(rx, ry));
      return `<ellipse ${ellipse(centre, rx, ry, angle)} fill="${tone(colour)}"${fade(opacity)}/>`;
    },
    line(points, colour, width, opacity = 1) {
      widen(box, points, width / 2);
      return `<path d="${openCurve(points)}" fill="none" stroke="${tone(colour)}" stroke-width="${number(width)}"${fade(opacity)}/>`;
    },
  };
}

/** The lit edge is never broader than this, however broad the shape. */
const RIM_BREADTH = 4.5;

const breadthOf = ({ left, right }: Ribbon): number =>
  Math.max(1, ...left.map((p, index) => Math.hypot(p.x - (right[index]?.x ?? p.x), p.y - (right[index]?.y ?? p.y))));

const fade = (opacity: number): string => (opacity < 1 ? ` opacity="${Math.round(opacity * 100) / 100}"` : "");

const shineGradient = (id: string, colour: string): string =>
  `<radialGradient id="${id}"><stop offset="0" stop-color="${colour}" stop-opacity=".85"/>` +
  `<stop offset=".35" stop-color="${colour}" stop-opacity=".3"/><stop offset="1" stop-color="${colour}" stop-opacity="0"/></radialGradient>`;

function widen(box: Box, points: readonly Point[], margin: number): void {
  for (const p of points) {
    box.left = Math.min(box.left, p.x - margin);
    box.right = Math.max(box.right, p.x + margin);
    box.top = Math.min(box.top, p.y - margin);
    box.bottom = Math.max(box.bottom, p.y + margin);
  }
}

function ellipse(centre: Point, rx: number, ry: number, angle: number): string {
  const base = `cx="${number(centre.x)}" cy="${number(centre.y)}" rx="${number(Math.max(rx, 0.1))}" ry="${number(Math.max(ry, 0.1))}"`;
  return angle ? `${base} transform="rotate(${number(angle)} ${at(centre)})"` : base;
}

function litEdge(shape: Ribbon, lit: "left" | "right"): "left" | "right" {
  const sideways = lit === "left" ? -0.8 : 0.8;
  const lean = (points: readonly Point[]): number => points.reduce((sum, p) => sum + p.x * sideways - p.y * 0.6, 0);
  return lean(shape.left) >= lean(shape.right) ? "left" : "right";
}
