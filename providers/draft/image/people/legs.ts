/** Legs with trousers and shoes. */
import type { Body } from "./body.ts";
import { darken, lighten, mix } from "./colour.ts";
import { between, crossing, limb, type Point, point, turn } from "./geometry.ts";
import { ANKLE, type Limb } from "./pose.ts";

export function drawLeg(body: Body, leg: Limb): string {
  const { ink, build, costume } = body;
  const [hip, knee, ankle] = leg.joints;
  const breadth = build.legBreadth;
  const widths = { armour: [1.12, 0.9, 0.66], spacesuit: [1.3, 1.22, 1.12], suit: [1.1, 0.88, 0.74] }[
    costume.top as string
  ] ?? [1.1, 0.86, 0.68];
  const whole = (colour: string): string =>
    ink.ribbon(
      limb(
        [hip, knee, ankle],
        widths.map((width) => width * breadth),
        "start",
      ),
      colour,
    );
  const bare = ink.ribbon(
    limb([hip, knee, ankle], [breadth, breadth * 0.72, breadth * 0.46], "start"),
    stockingColour(body),
  );
  if (costume.bottom === "none" || costume.bottom === "skirt") return bare + drawFoot(body, leg);
  if (costume.bottom === "shorts") {
    const end = between(hip, knee, 0.86);
    return (
      bare +
      ink.ribbon(
        limb([hip, between(hip, end, 0.5), end], [breadth * 1.14, breadth * 1.12, breadth * 1.16], "start"),
        costume.palette.second,
      ) +
      drawFoot(body, leg)
    );
  }
  const cloth = whole(legColour(body));
  const guard =
    costume.top === "armour"
      ? ink.ribbon(
          limb(
            [between(knee, ankle, 0.02), between(knee, ankle, 0.4), ankle],
            [breadth * 0.92, breadth * 0.86, breadth * 0.68],
            "start",
          ),
          costume.palette.main,
        ) + ink.oval(knee, breadth * 0.36, breadth * 0.36, lighten(costume.palette.main, 0.1))
      : "";
  const patch =
    costume.top === "spacesuit"
      ? ink.line(
          [crossing(knee, ankle, 0.8, breadth * 0.56), crossing(knee, ankle, 0.8, -breadth * 0.56)],
          costume.palette.accent,
          breadth * 0.16,
        )
      : "";
  return cloth + guard + patch + drawFoot(body, leg);
}

function drawFoot(body: Body, leg: Limb): string {
  const { ink, build, costume, skeleton } = body;
  const [, knee, ankle] = leg.joints;
  const size = build.foot * (costume.footwear === "bare" ? 0.92 : costume.top === "spacesuit" ? 1.14 : 1);
  const turnOut = leg.side * 0.3 * Math.cos(skeleton.yaw);
  const look = Math.sin(skeleton.yaw) + turnOut;
  const forward = look < 0 ? -1 : 1;
  const half = size * 0.44;
  const front = Math.max(half * 1.06, size * Math.abs(look) * 1.02);
  const back = Math.max(half * 0.94, size * Math.abs(look) * 0.46);
  const depth = Math.cos(skeleton.yaw) * size * 0.12;
  const low = ankle.y + ANKLE + Math.max(0, depth);
  const high = size * 0.48;
  const spot = (x: number, y: number): Point => turn(point(ankle.x + forward * x, y), ankle, forward * leg.tip);
  const outline = [
    spot(-half * 0.8, ankle.y - high * 0.35),
    spot(-back, low - high * 0.7),
    spot(-back * 0.92, low - 1),
    spot(0, low),
    spot(front * 0.9, low - 1),
    spot(front * 1.03, low - high * 0.42),
    spot(front * 0.72, low - high * 0.86),
    spot(half * 0.86, ankle.y - high * 0.35),
  ];
  const colour = shoeColour(body);
  const shaft = costume.footwear === "boots" ? drawShaft(body, knee, ankle, colour) : "";
  const sole =
    costume.footwear === "bare"
      ? ""
      : ink.line(
          [spot(-back * 0.86, low - 2.2), spot(0, low - 1.2), spot(front * 0.9, low - 2.4)],
          costume.footwear === "sneakers" ? "#f7f4ee" : darken(colour, 0.4),
          size * 0.12,
        );
  const shine = ink.line(
    [spot(front * 0.4, low - high * 0.84), spot(front * 0.76, low - high * 0.66)],
    lighten(colour, 0.4),
    size * 0.07,
    0.55,
  );
  const strap =
    costume.footwear === "sandals"
      ? ink.line([spot(-half * 0.2, low - high * 0.9), spot(front * 0.66, low - 3)], costume.palette.shoes, size * 0.15)
      : "";
  return shaft + ink.blob(outline, colour) + sole + shine + strap;
}

function drawShaft(body: Body, knee: Point, ankle: Point, colour: string): string {
  const breadth = body.build.legBreadth;
  const top = between(knee, ankle, 0.4);
  const rim = body.ink.line(
    [crossing(knee, ankle, 0.42, breadth * 0.42), crossing(knee, ankle, 0.42, -breadth * 0.42)],
    lighten(colour, 0.16),
    breadth * 0.14,
  );
  return (
    body.ink.ribbon(
      limb(
        [top, between(top, ankle, 0.5), point(ankle.x, ankle.y + ANKLE * 0.4)],
        [breadth * 0.88, breadth * 0.82, breadth * 0.74],
        "none",
      ),
      colour,
    ) + rim
  );
}

function legColour({ costume }: Body): string {
  if (costume.top === "spacesuit") return costume.palette.main;
  if (costume.top === "armour") return darken(costume.palette.main, 0.34);
  return costume.palette.second;
}

function stockingColour({ costume }: Body): string {
  return costume.age !== "baby" && costume.footwear === "boots" && costume.hem < 0.7 && costume.bottom !== "shorts"
    ? mix(costume.palette.second, "#4a3d4d", 0.4)
    : costume.palette.skin;
}

function shoeColour({ costume }: Body): string {
  if (costume.footwear === "sneakers") return mix(costume.palette.shoes, costume.palette.accent, 0.62);
  if (costume.footwear === "bare" || costume.footwear === "sandals") return costume.palette.skin;
  if (costume.top === "armour") return costume.palette.main;
  return costume.palette.shoes;
}
