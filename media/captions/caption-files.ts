/** Cues as the two caption files that players read. Text is text: nothing in it can end a cue or become a tag. */
import type { CaptionCue } from "./captions.ts";

/** SubRip: UTF-8, numbered, milliseconds after a comma. */
export function toSrt(cues: readonly CaptionCue[]): string {
  return cues
    .map(({ start, end, lines }, index) => {
      const text = lines.map((line) => disarmSrt(plainLine(line))).join("\n");
      return `${index + 1}\n${stamp(start, ",")} --> ${stamp(end, ",")}\n${text}\n\n`;
    })
    .join("");
}

/** WebVTT: the same with a head, and with the three signs escaped that begin tags and entities. */
export function toVtt(cues: readonly CaptionCue[]): string {
  const blocks = cues.map(({ start, end, lines }) => {
    const text = lines.map((line) => escapeVtt(plainLine(line))).join("\n");
    return `${stamp(start, ".")} --> ${stamp(end, ".")}\n${text}\n\n`;
  });
  return `WEBVTT\n\n${blocks.join("")}`;
}

/** One line that is not blank: an empty line would end the cue. */
function plainLine(line: string): string {
  return line.replace(/[\s\p{Cc}\u2028\u2029]+/gu, " ").trim() || "\u00a0";
}

/** SubRip has no escapes, and some players obey tags in it: an invisible joiner keeps them text. */
function disarmSrt(text: string): string {
  return text.replaceAll("-->", "→").replace(/([<{])(?=[\\/a-z])/giu, "$1\u2060");
}

function escapeVtt(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function stamp(seconds: number, separator: string): string {
  const total = Math.max(0, Math.round(seconds * 1000));
  const pad = (value: number, digits: number) => String(value).padStart(digits, "0");
  const whole = Math.floor(total / 1000);
  const clock = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60].map((part) => pad(part, 2));
  return `${clock.join(":")}${separator}${pad(total % 1000, 3)}`;
}
