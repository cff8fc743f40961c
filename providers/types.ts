/**
 * What the outside world does for a film, one contract for each capability.
 * Not here: what a film needs (tools), what a vendor's protocol looks like (one folder for each vendor).
 * Every call takes a signal, throws `PixoraError` only, and leaves nothing running when it throws.
 */
import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import type { UsageMetadata } from "@langchain/core/messages";
import type { PicturePlace, Provenance } from "../models/asset.ts";
import type { CharacterProfile, SheetView } from "../models/character.ts";
import type { Ledger } from "../models/ledger.ts";
import type { Operation } from "../models/operation.ts";
import type { Picture, WordTime } from "../models/scene.ts";
import type { Task } from "../models/task.ts";
import type { Degradation } from "../models/video.ts";
import type { Mood } from "../models/vocabulary.ts";

export interface CallContext {
  /** Aborts with the task. The call then rejects with code `cancelled`. */
  signal: AbortSignal;
}

/** A call that may cost money: reserved in the ledger before it is sent, booked when it ends. */
export interface PaidContext extends CallContext {
  ledger: Ledger;
  /** What is bought within the step, such as `still` or `sheet:mira:front`. The same for every attempt at it. */
  item: string;
  /** Hash of what is asked for, whichever model makes it. */
  fingerprint: string;
  /** Buys a second time what may have been bought already, instead of giving up with `in_doubt`. */
  retryInDoubt: boolean;
}

/**
 * What a call will cost in US dollars, before it is made: with the first model of the list that can take the request.
 * The two ends differ only where that model's own price is not fixed, such as one by the seconds of computing.
 * Models that may take its place when it fails are not in it: each is reserved against the budget when it comes to it.
 */
export interface PriceRange {
  minUsd: number;
  maxUsd: number;
}

/** A model that was to be used and was not. */
export interface PassedOver {
  model: string;
  reason: string;
}

/** A file as a vendor made it, before it is stored. */
export interface Produced {
  bytes: Uint8Array;
  /** `image/png`, `audio/wav`, … of the bytes themselves, not as a vendor announced it. */
  mediaType: string;
  provenance: Provenance;
  /** Where in a picture its subject is; absent when nobody knows. */
  subjectPlace?: PicturePlace;
  /** Models of the list that failed, or were too dear, before this one; absent when the first was good. */
  passedOver?: readonly PassedOver[];
}

/** A character's sheet picture that a still refers to. */
export interface CharacterReference {
  character: CharacterProfile;
  /** Absolute path of the sheet's picture; null where no sheet could be made. */
  path: string | null;
}

export interface ImageRequest {
  /** The whole prompt, style included, as a text-to-image model wants it. It may name `references` as image 1, image 2, … */
  prompt: string;
  /** Absolute paths of the pictures that the prompt refers to, in its order; none for a picture from words alone. */
  references: readonly string[];
  /** The facts behind the prompt, for vendors that draw by rule. */
  subject: StillSubject | SheetSubject;
  /** The film's style: a named one or the user's own words. */
  style: string;
  /** Size of the film in pixels. A picture may be larger, and has about the same aspect. */
  width: number;
  height: number;
  seed: number;
}

/** One scene's picture with the characters in it. */
export interface StillSubject {
  kind: "still";
  picture: Picture;
  mood: Mood;
  /** In order of importance. */
  cast: readonly CharacterReference[];
}

/** One view of one character on a plain ground. */
export interface SheetSubject {
  kind: "sheet";
  character: CharacterProfile;
  view: SheetView;
}

export interface ImageProvider {
  readonly vendor: string;
  /** The most pictures that it can refer to in one; 0 where it draws from words alone. */
  readonly maxReferences: number;
  /** `references` counts the pictures that are sent along. */
  price(request: Pick<ImageRequest, "width" | "height"> & { references: number }): PriceRange;
  generate(request: ImageRequest, context: PaidContext): Promise<Produced>;
}

export interface ClipRequest {
  /** What moves and how the camera does: the rest is in the picture. */
  prompt: string;
  /** Absolute path of the picture that the clip begins with. */
  picture: string;
  /** Wanted length. The clip is as long as the model's grid allows: rounded up, or its longest. */
  seconds: number;
  width: number;
  height: number;
  seed: number;
}

/** MP4 or WebM without its own sound, or with a sound to be dropped. */
export interface VideoProvider {
  readonly vendor: string;
  price(request: Pick<ClipRequest, "seconds" | "width" | "height">): PriceRange;
  generate(request: ClipRequest, context: PaidContext): Promise<Produced>;
}

export interface SpeechRequest {
  text: string;
  /** ISO 639 code with an optional region. */
  language: string;
  /** The vendor's name of a voice; null for its default. */
  voice: string | null;
  /** Absolute path of a recording whose voice is taken; null for none. */
  voiceSample: string | null;
}

/** Speech with little silence at both ends: PCM WAV or a compressed format that ffmpeg reads. */
export interface ProducedSpeech extends Produced {
  /** Times of the words of `text` in order, from the file's start; null where the vendor tells none. */
  words: WordTime[] | null;
}

export interface SpeechProvider {
  readonly vendor: string;
  /** Whether `voiceSample` is of use to a model of its list. */
  readonly takesVoiceSample: boolean;
  price(request: Pick<SpeechRequest, "text">): PriceRange;
  /** Rejects with `unsupported_language` or `invalid_request` (unknown voice) when this request can never be spoken. Cheap; buys nothing. */
  check(request: Pick<SpeechRequest, "language" | "voice">): Promise<void>;
  /** Rejects with `vendor_failed` for a text of which nothing can be said: the film goes on without that voice. */
  generate(request: SpeechRequest, context: PaidContext): Promise<ProducedSpeech>;
}

export interface MusicRequest {
  mood: Mood;
  /** What the music should be like, in words. */
  prompt: string;
  /** Wanted length. A vendor that can makes exactly this, with a beginning and an end; else at most this, to be repeated. */
  seconds: number;
  seed: number;
}

export interface MusicProvider {
  readonly vendor: string;
  price(request: Pick<MusicRequest, "seconds">): PriceRange;
  generate(request: MusicRequest, context: PaidContext): Promise<Produced>;
}

/** A stored file, named by its bytes. */
export interface StoredFile {
  /** `assets/<sha256>.<extension>` */
  key: string;
  sha256: string;
  bytes: number;
}

/** A finished file of a task, as it lies in the output folder. */
export interface FinishedFile {
  taskId: string;
  /** Whose task it is: `user:<id>`, `key:<name>`, or null for nobody's. */
  owner: string | null;
  /** Absolute path. */
  path: string;
  /** `video.mp4`, `poster.jpg`, … */
  name: string;
  mediaType: string;
}

/** A finished file where it was published. */
export type PublishedFile = Pick<FinishedFile, "taskId" | "owner" | "name">;

/** Where files are kept. The same bytes stored twice are one file. */
export interface Storage {
  readonly vendor: string;
  /** Rejects when nothing can be kept, and says what to do. Cheap; asked before a film is begun. */
  ready(context: CallContext): Promise<void>;
  put(bytes: Uint8Array, mediaType: string, context: CallContext): Promise<StoredFile>;
  /** Absolute path of a local copy, for ffmpeg. Rejects with `vendor_failed` when the key is unknown. */
  localPath(key: string, context: CallContext): Promise<string>;
  /** Puts a finished file where its user can get it, and tells how: a URL, or the path itself on this machine. */
  publish(file: FinishedFile, context: CallContext): Promise<string>;
  /** A URL that anybody can get a published file by for some minutes; null where the file is not elsewhere. */
  link(file: PublishedFile, context: CallContext): Promise<string | null>;
  /** Takes back what was published: the files elsewhere. Those on this machine stay. No error where there are none. */
  unpublish(files: readonly PublishedFile[], context: CallContext): Promise<void>;
  /** Removes stored files and their copies on this machine. No error where there are none. */
  remove(keys: readonly string[], context: CallContext): Promise<void>;
}

/** Where tasks and videos are recorded for their users, beside the files. */
export interface Records {
  readonly vendor: string;
  /**
   * Writes the task as it is now; the same task again replaces what was told before. A completed task is a video as well.
   * @param owner `user:<id>`, who can read it; nobody can where it is another's or nobody's
   */
  save(task: Task, owner: string | null, context: CallContext): Promise<void>;
  /** Removes the task, and its video. No error where there is none. */
  remove(taskId: string, context: CallContext): Promise<void>;
}

/** A file that was fetched from a URL of somebody else's. */
export interface Download {
  bytes: Uint8Array;
  /** As its bytes tell. */
  mediaType: string;
}

/**
 * Fetches from a URL that came from outside: https and public addresses only, bounded in size and time.
 * Rejects with `unsafe_url` for a URL we do not follow, `vendor_failed` for what is not there or not of that kind.
 */
export type FetchOutside = (url: string, kind: "image" | "audio" | "video", context: CallContext) => Promise<Download>;

/** A language model. Every vendor's answers with tool calls, so that one planner serves all. */
export interface LanguageProvider {
  readonly vendor: string;
  readonly model: string;
  readonly chat: BaseChatModel;
  /** Whether it can tell a story in another language than the prompt's. */
  readonly translates: boolean;
  /**
   * What the answer to a `scene_breakdown` question with this data lacks of what was asked, as losses of the film.
   * Absent where the model condenses a story that is too long, as it is told to: then nothing of it is left out.
   */
  losses?(asked: Record<string, unknown>): Degradation[];
  /** Price of one planning, writing or bible call with about this many characters of prompt. */
  price(promptCharacters: number): PriceRange;
  /** What a call cost in US dollars, by the tokens that the vendor counted. */
  cost(usage: UsageMetadata): number;
}

/** How a job ended that nobody waits for. */
export interface StoppedJob {
  state: "done" | "failed" | "cancelled";
  /** What it may have cost: the most, where nobody says. */
  costUsd: number;
}

/**
 * Stops a job at its vendor, whichever process ordered it. Never rejects: null where nobody tells what became of it.
 */
export type StopJob = (operation: Operation, maxUsd: number, context: CallContext) => Promise<StoppedJob | null>;

/** One vendor for each capability: what tools are given. */
export interface Providers {
  language: LanguageProvider;
  image: ImageProvider;
  /** Null where nobody makes clips: stills are moved instead. */
  video: VideoProvider | null;
  speech: SpeechProvider;
  music: MusicProvider;
  storage: Storage;
  /** Null where tasks are recorded nowhere but in the output folder. */
  records: Records | null;
  fetchOutside: FetchOutside;
  stopJob: StopJob;
}
