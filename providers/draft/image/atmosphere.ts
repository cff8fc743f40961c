/** The light of a frame from time of day, weather and mood. Not here: anything that has a shape. */
import type { Mood, TimeOfDay, Weather } from "../../../models/vocabulary.ts";
import { luminance, mix, multiply, saturate } from "./drawing/color.ts";

export interface Atmosphere {
  timeOfDay: TimeOfDay;
  weather: Weather;
  mood: Mood;
  /** From the zenith down to the horizon. */
  sky: readonly [string, string, string, string];
  /** What the air does to far things. */
  haze: string;
  hazeStrength: number;
  /** The colour and strength of the light on near things. */
  ambient: string;
  ambientStrength: number;
  /** Sun or moon. */
  key: string;
  shadow: string;
  glow: string;
  /** 0 bright day, 1 deep night: how much lamps and windows shine. */
  darkness: number;
}

interface TimeLight {
  sky: readonly [string, string, string, string];
  haze: string;
  ambient: string;
  ambientStrength: number;
  key: string;
  shadow: string;
  darkness: number;
}

const TIMES: Record<TimeOfDay, TimeLight> = {
  dawn: {
    sky: ["#4a6fb0", "#93aad6", "#f4bfae", "#ffe6b8"],
    haze: "#efc9bd",
    ambient: "#f0c8c0",
    ambientStrength: 0.6,
    key: "#ffe0a6",
    shadow: "#463a63",
    darkness: 0.25,
  },
  day: {
    sky: ["#2b7fd4", "#5aa9ea", "#a2d6f5", "#e4f5fc"],
    haze: "#c3e1f2",
    ambient: "#ffffff",
    ambientStrength: 0,
    key: "#fff3c8",
    shadow: "#26364f",
    darkness: 0,
  },
  dusk: {
    sky: ["#2c2560", "#77468f", "#ea7a66", "#ffc977"],
    haze: "#dd8f86",
    ambient: "#dd9486",
    ambientStrength: 0.72,
    key: "#ffb866",
    shadow: "#271a40",
    darkness: 0.6,
  },
  night: {
    sky: ["#070d2a", "#10204d", "#21396f", "#456199"],
    haze: "#324c82",
    ambient: "#5c78bd",
    ambientStrength: 0.84,
    key: "#d6e4ff",
    shadow: "#040919",
    darkness: 1,
  },
};

interface WeatherLight {
  /** How grey, and how dark, the sky becomes. */
  grey: number;
  dim: number;
  haze: number;
}

const WEATHERS: Record<Weather, WeatherLight> = {
  clear: { grey: 0, dim: 0, haze: 0.72 },
  cloudy: { grey: 0.5, dim: 0.1, haze: 0.74 },
  rain: { grey: 0.6, dim: 0.22, haze: 0.82 },
  storm: { grey: 0.5, dim: 0.36, haze: 0.78 },
  snow: { grey: 0.45, dim: 0.04, haze: 0.82 },
  fog: { grey: 0.6, dim: 0.02, haze: 0.96 },
};

interface MoodLight {
  wash: string;
  strength: number;
  saturation: number;
}

const MOODS: Record<Mood, MoodLight> = {
  calm: { wash: "#9fd0d8", strength: 0.08, saturation: 0.96 },
  joyful: { wash: "#ffd98a", strength: 0.12, saturation: 1.14 },
  mysterious: { wash: "#3d4aa0", strength: 0.24, saturation: 0.95 },
  tense: { wash: "#6e1f2e", strength: 0.22, saturation: 1 },
  melancholic: { wash: "#5f7391", strength: 0.26, saturation: 0.74 },
  triumphant: { wash: "#ffbf5e", strength: 0.18, saturation: 1.12 },
};

/** `snowy` ground throws the sky's own light back, so that snow is never brown. */
export function createAtmosphere(timeOfDay: TimeOfDay, weather: Weather, mood: Mood, snowy: boolean): Atmosphere {
  const time = TIMES[timeOfDay];
  const air = WEATHERS[weather];
  const feeling = MOODS[mood];
  const tone = (color: string, share = 1): string => {
    const greyed = saturate(color, 1 - air.grey * share);
    // Night is dark already: clouds dim it less.
    const dimmed = multiply(greyed, mix("#ffffff", "#4c5566", air.dim * (1.5 - time.darkness * 0.7) * share));
    const washed = mix(dimmed, brightnessOf(feeling.wash, dimmed), feeling.strength * share);
    return saturate(washed, feeling.saturation);
  };
  const [zenith, upper, lower, horizon] = time.sky;
  return {
    timeOfDay,
    weather,
    mood,
    sky: [tone(zenith), tone(upper), tone(lower), tone(horizon)],
    haze: weather === "fog" ? mix(tone(time.haze), tone(horizon), 0.3) : tone(time.haze),
    hazeStrength: air.haze,
    ambient: mix(tone(time.ambient, 0.5), "#a4b2ea", snowy && time.darkness > 0 && time.darkness < 1 ? 0.6 : 0),
    ambientStrength: Math.min(0.9, time.ambientStrength + air.dim * 0.6 + feeling.strength * 0.5),
    key: time.key,
    shadow: time.shadow,
    glow: "#ffcf73",
    darkness: Math.min(1, time.darkness + (weather === "storm" ? 0.45 : air.dim * 0.6)),
  };
}

/** A wash must colour the sky, not lighten the night: it is brought to the brightness of what it covers. */
function brightnessOf(wash: string, covered: string): string {
  const target = luminance(covered);
  const own = luminance(wash);
  return own > target ? mix("#000000", wash, target / own) : mix(wash, "#ffffff", (target - own) / (1.001 - own) / 2);
}

/** The colour of a thing with this colour of its own: lit by the time of day, hazed by `depth` 0 (near) to 1 (far). */
export function shade(atmosphere: Atmosphere, color: string, depth: number): string {
  const lit = mix(color, multiply(color, atmosphere.ambient), atmosphere.ambientStrength);
  return mix(lit, atmosphere.haze, depth * atmosphere.hazeStrength);
}
