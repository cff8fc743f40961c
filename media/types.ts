/**
 * Turning stored files into a film. Everything that runs ffmpeg is behind this contract.
 * Not here: where files come from (providers), what a scene is about (tools).
 * User text never enters a filter string, a command line or a path.
 */
import type { PicturePlace } from "../models/asset.ts";
import type { WordTime } from "../models/scene.ts";
import type { Timeline } from "../models/timeline.ts";
import type { VideoMetadata } from "../models/video.ts";
import type { CameraMove, CaptionStyle, Fit, Transition } from "../models/vocabulary.ts";

/** Properties of the whole film that every piece depends on. */
export interface FilmFormat {
  /** Pixels, both even. */
  width: number;
  height: number;
  /** How captions are drawn into the picture; null for none. */
  captions: CaptionStyle | null;
  /** How pictures of another shape fill the frame; null: cut where little is lost, else whole. */
  fit: Fit | null;
}

/** A film to come, as far as its size on the disk goes. */
export interface PlannedFilm {
  /** Pixels, both even. */
  width: number;
  height: number;
  frames: number;
  /** Absolute path of the folder that will receive it; it need not be there yet. */
  folder: string;
}

/** One scene as the cutting room needs it. */
export interface SceneCut {
  index: number;
  /** Final length in frames. */
  frames: number;
  /** Absolute path of the still, of any size. */
  picture: string;
  /**
   * Absolute path of a moving picture that the scene shows in the still's place: from its first frame, without its
   * sound, its last frame held (and slowly neared) where the scene is longer. Null for a moving still.
   */
  clip: string | null;
  /** Whether the still only says the scene's title, since nobody could draw it; absent means no. */
  isTitleCard?: boolean;
  /** Where the still's subject is; null when nobody knows. */
  subjectPlace: PicturePlace | null;
  move: CameraMove;
  /** Into the next scene. */
  transition: Transition;
  /** Whether a next scene exists, and the transition from the one before: they decide what the body leaves out. */
  transitionBefore: Transition;
  isLast: boolean;
  /** Spoken words with times in seconds from the scene's start; empty without narration or captions. */
  words: readonly WordTime[];
  /** Absolute path of what is spoken; null for a silent scene. */
  narration: string | null;
}

/** What is heard of a scene: known when its narration is, long before it can be seen. */
export type HeardScene = Pick<SceneCut, "index" | "frames" | "isLast" | "narration">;

export interface PieceReady {
  scene: number;
  piece: "body" | "transition";
  frames: number;
  /** Whether it was not rendered but taken from what earlier films left. */
  reused: boolean;
}

export interface MusicSound {
  /** Absolute path of the piece. */
  path: string;
  /** First and last scene it covers, both included. */
  firstScene: number;
  lastScene: number;
}

export interface FinishOptions {
  timeline: Timeline;
  music: readonly MusicSound[];
  /** `none` writes no caption files. */
  captions: "burned" | "files" | "none";
  /** Existing folder that receives the finished files, each whole or not at all. */
  folder: string;
  onProgress?: (fraction: number, message: string) => void;
}

/** The part of a film that can be watched already. */
export interface PartialFilm {
  /** Absolute path. */
  path: string;
  /** Indices of the scenes it shows, in the film's order. */
  scenes: number[];
  frames: number;
}

/** What a film consists of on disk: absolute paths. */
export interface FinishedFilm {
  video: string;
  poster: string;
  srt: string | null;
  vtt: string | null;
  metadata: VideoMetadata;
}

/**
 * The cutting room of one film. Scenes are handed in as they become ready, in any order;
 * each piece is rendered straight from its sources, once, as soon as these are there.
 */
export interface CuttingRoom {
  /**
   * Tells what is heard of a scene, before the scene can be added. The sound of the film is mixed in the background once
   * all its scenes and its music are told, from the first to the one that `isLast`, and anew when one is told otherwise.
   * Returns at once and never throws: a mix that fails is tried again by `finish`, and a closed room does nothing.
   */
  addSound(scene: HeardScene): void;
  /** Tells the film's music, like `addSound`. Empty for a film that has none. */
  addMusic(music: readonly MusicSound[]): void;
  /**
   * Renders the scene's body, and each transition whose other side is already here. Resolves when those are on disk.
   * Tells the scene's sound, too.
   */
  addScene(scene: SceneCut, onPiece: (piece: PieceReady) => void, signal: AbortSignal): Promise<void>;
  /**
   * Joins what is ready into `partial.mp4` of this existing folder, to be watched while the rest is made: without
   * rendering anything, with the narrations and no music. Null where that is not worth it: less than half as much again
   * has come since the last one, one is being made, or the film can be finished.
   */
  preview(folder: string, signal: AbortSignal): Promise<PartialFilm | null>;
  /**
   * Joins all scenes of the timeline with their sound, which is mixed now unless just that was mixed early; writes
   * captions and poster, and removes `partial.mp4`.
   */
  finish(options: FinishOptions, signal: AbortSignal): Promise<FinishedFilm>;
  /** Removes temporary files. Safe to call twice. */
  close(): Promise<void>;
}

/** Why captions cannot be burned; null when they can. */
export interface CaptionCheck {
  /** Characters that no shipped font has, as a sample of at most ten. */
  missingGlyphs: string[];
}

/** What a clip is when it plays in a film. */
export interface ClipInfo {
  /** Pixels, as it is seen: turned the right way up, with square pixels. */
  width: number;
  height: number;
  /** Its length: measured, or told by the clip where that was believed. */
  seconds: number;
  /** The same in frames of the film. */
  frames: number;
}

/** Where in a recording somebody speaks, in seconds from its start. */
export interface SpeechSpan {
  /** Length of the recording. */
  seconds: number;
  /** First and last moment that is louder than the silence around; the whole recording where nothing is. */
  start: number;
  end: number;
}

/** The room's front door. */
export interface Media {
  /**
   * Rejects with `missing_program` when no ffmpeg starts, or only one too old to be trusted with files of others, and
   * with `output_unwritable` when there is no room for work or, where a film is named, for all of that film.
   */
  ready(film?: PlannedFilm): Promise<void>;
  /** Opens a cutting room with its own temporary folder. */
  openCuttingRoom(format: FilmFormat): Promise<CuttingRoom>;
  /** Whether the shipped fonts can draw this text. */
  checkCaptions(text: string): Promise<CaptionCheck>;
  /** Length of an audio file in seconds, measured from its samples. */
  audioSeconds(path: string, signal: AbortSignal): Promise<number>;
  /** Width and height in pixels of a picture; rejects for what is not a whole picture. */
  pictureSize(path: string, signal: AbortSignal): Promise<{ width: number; height: number }>;
  /**
   * Tells what a clip is. Rejects with `vendor_failed` (worth another try) for what is not a whole video, or one of more
   * than 2 minutes or 4096 x 4096 pixels.
   * @param seenFrames how many of its first frames are seen at most: a clip that says it has as many is believed, since
   * its scene's pieces will find out. Any other is decoded whole. Absent: all of them.
   */
  clipInfo(path: string, signal: AbortSignal, seenFrames?: number): Promise<ClipInfo>;
  /** Where in a recording the voice is: word times belong between its ends. Rejects like `audioSeconds`. */
  speechSpan(path: string, signal: AbortSignal): Promise<SpeechSpan>;
}
