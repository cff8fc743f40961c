import { z } from "zod";

/** What a scene can feel like; the music, the light and the transitions follow it. */
export const Mood = z.enum(["calm", "joyful", "mysterious", "tense", "melancholic", "triumphant"]);
export type Mood = z.infer<typeof Mood>;

/** The light of a scene. */
export const TimeOfDay = z.enum(["dawn", "day", "dusk", "night"]);
export type TimeOfDay = z.infer<typeof TimeOfDay>;

/** What falls from, or hides, the sky. */
export const Weather = z.enum(["clear", "cloudy", "rain", "storm", "snow", "fog"]);
export type Weather = z.infer<typeof Weather>;

/** How near the camera stands to the subject. */
export const Shot = z.enum(["wide", "medium", "close"]);
export type Shot = z.infer<typeof Shot>;

/** How the camera moves over a still. */
export const CameraMove = z.enum(["zoom_in", "zoom_out", "pan_left", "pan_right"]);
export type CameraMove = z.infer<typeof CameraMove>;

/** How one scene gives way to the next. `fade` dips to black, `crossfade` blends. */
export const Transition = z.enum(["cut", "fade", "crossfade"]);
export type Transition = z.infer<typeof Transition>;

export const AspectRatio = z.enum(["16:9", "9:16", "1:1"]);
export type AspectRatio = z.infer<typeof AspectRatio>;

export const Resolution = z.enum(["720p", "1080p"]);
export type Resolution = z.infer<typeof Resolution>;

/**
 * How captions look that are drawn into the picture: in a box; over a shade at the picture's edge; or with a dark edge,
 * each word lit up while it is heard.
 */
export const CaptionStyle = z.enum(["box", "scrim", "highlight"]);
export type CaptionStyle = z.infer<typeof CaptionStyle>;

/** How a picture of another shape fills the frame: cut at its edges, or whole before a blurred copy of itself. */
export const Fit = z.enum(["cover", "contain"]);
export type Fit = z.infer<typeof Fit>;

/** Styles with a name; any other text is a style in the user's own words. */
export const NamedStyle = z.enum(["realistic", "cartoon", "anime", "cinematic", "artistic", "vintage", "futuristic"]);
export type NamedStyle = z.infer<typeof NamedStyle>;

/** What the outside world does for a film. */
export const Capability = z.enum(["language", "image", "video", "speech", "music", "storage"]);
export type Capability = z.infer<typeof Capability>;
