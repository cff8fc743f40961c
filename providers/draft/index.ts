import type { Providers } from "../types.ts";

import { createDraftImages } from "./image/index.ts";
import { createDraftLanguage } from "./language/index.ts";
import { createDraftMusic } from "./music/index.ts";
import { createDraftSpeech } from "./speech/index.ts";
import { createFolderStorage } from "./storage/index.ts";

export interface DraftOptions {
  /** Folder that keeps the files, in `assets/` below it. */
  storageFolder: string;
  /** The espeak-ng program, as a name on the PATH or a path. */
  espeakPath?: string;
}

/** What can be made on this machine. */
type DraftProviders = Pick<Providers, "language" | "image" | "speech" | "music" | "storage">;

/** The vendor that needs no key, no network and no money: everything is made on this machine by rule. */
export function createDraftProviders({ storageFolder, espeakPath }: DraftOptions): DraftProviders {
  return {
    language: createDraftLanguage(),
    image: createDraftImages(),
    speech: createDraftSpeech({ espeakPath }),
    music: createDraftMusic(),
    storage: createFolderStorage({ folder: storageFolder }),
  };
}
