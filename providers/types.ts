/**
 * What the outside world does for a film, one contract for each capability.
 * Not here: what a film needs (tools), what a vendor's protocol looks like (one folder for each vendor).
 * Every call takes a signal, throws `PixoraError` only, and leaves nothing running when it throws.
 */
import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import type { Provenance } from "../models/asset.ts";
import type { CharacterProfile, SheetView } from "../models/character.ts";
import type { Picture, WordTime } from "../models/scene.ts";
import type { Mood } from "../models/vocabulary.ts";

export interface CallContext {
  /** Aborts with the task. The call then rejects with code `cancelled`. */
  signal: AbortSignal;
}

/** What a call will cost in US dollars, before it is made. */
export interface PriceRange {
  minUsd: number;
  maxUsd: number;
}

/** A file as a vendor made it, before it is stored. */
export interface Produced {
  bytes: Uint8Array;
  /** `image/png`, `audio/wav`, … of the bytes themselves, not as a vendor announced it. */
  mediaType: string;
  provenance: Provenance;
}

/** A character's sheet picture that a still refers to. */
export interface CharacterReference {
  character: CharacterProfile;
  /** Absolute path of the sheet's picture; null where no sheet could be made. */
  path: string | null;
}

export interface ImageRequest {
  /** The whole prompt, style included, as a text-to-image model wants it. */
  prompt: string;
  /** The facts behind the prompt, for vendors that draw by rule. */
  subject: StillSubject | SheetSubject;
  /** The film's style: a named one or the user's own words. */
  style: string;
  /** Size of the film in pixels. A picture may be larger, and has the same aspect. */
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
  price(request: Pick<ImageRequest, "subject" | "width" | "height">): PriceRange;
  generate(request: ImageRequest, context: CallContext): Promise<Produced>;
}

export interface SpeechRequest {
  text: string;
  /** ISO 639 code with an optional region. */
  language: string;
  /** The vendor's name of a voice; null for its default. */
  voice: string | null;
}

/** Speech with silence trimmed at both ends: PCM WAV or a compressed format that ffmpeg reads. */
export interface ProducedSpeech extends Produced {
  /** Times of the words of `text` in order, from the file's start; null where the vendor tells none. */
  words: WordTime[] | null;
}

export interface SpeechProvider {
  readonly vendor: string;
  price(request: SpeechRequest): PriceRange;
  /** Rejects with `unsupported_language` or `invalid_request` (unknown voice) when this request can never be spoken. Cheap; buys nothing. */
  check(request: Pick<SpeechRequest, "language" | "voice">): Promise<void>;
  /** Rejects with `vendor_failed` for a text of which nothing can be said: the film goes on without that voice. */
  generate(request: SpeechRequest, context: CallContext): Promise<ProducedSpeech>;
}

export interface MusicRequest {
  mood: Mood;
  /** What the music should be like, in words. */
  prompt: string;
  /** Wanted length. A vendor that can makes exactly this, with a beginning and an end. */
  seconds: number;
  seed: number;
}

export interface MusicProvider {
  readonly vendor: string;
  price(request: Pick<MusicRequest, "seconds">): PriceRange;
  generate(request: MusicRequest, context: CallContext): Promise<Produced>;
}

/** A stored file, named by its bytes. */
export interface StoredFile {
  /** `assets/<sha256>.<extension>` */
  key: string;
  sha256: string;
  bytes: number;
}

/** Where files are kept. The same bytes stored twice are one file. */
export interface Storage {
  readonly vendor: string;
  put(bytes: Uint8Array, mediaType: string, context: CallContext): Promise<StoredFile>;
  /** Absolute path of a local copy, for ffmpeg. Rejects with `vendor_failed` when the key is unknown. */
  localPath(key: string, context: CallContext): Promise<string>;
}

/** A language model. Every vendor's answers with tool calls, so that one planner serves all. */
export interface LanguageProvider {
  readonly vendor: string;
  readonly chat: BaseChatModel;
  /** Whether it can tell a story in another language than the prompt's. */
  readonly translates: boolean;
  /** Price of one planning, writing or bible call with about this many characters of prompt. */
  price(promptCharacters: number): PriceRange;
}

/** One vendor for each capability: what tools are given. */
export interface Providers {
  language: LanguageProvider;
  image: ImageProvider;
  speech: SpeechProvider;
  music: MusicProvider;
  storage: Storage;
}
