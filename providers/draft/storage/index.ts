import { PixoraError } from "../../../models/error.ts";
import { createAssetFolder, nameAsset } from "../../asset-folder.ts";
import type { Storage } from "../../types.ts";

export interface FolderStorageOptions {
  /** Folder that holds `assets/`. Made with the first file. */
  folder: string;
}

/** Files in a folder of this machine, where finished films stay as well. */
export function createFolderStorage(options: FolderStorageOptions): Storage {
  const folder = createAssetFolder(options.folder);
  return {
    vendor: "draft",

    // A folder that cannot be written is told by the first file.
    ready: async () => {},

    async put(bytes, mediaType, context) {
      const file = nameAsset(bytes, mediaType);
      await folder.write(file, bytes, context);
      return file;
    },

    async localPath(key, { signal }) {
      if (signal.aborted) throw new PixoraError("cancelled", "The file was not looked for: the task was cancelled.");
      const path = folder.pathOf(key);
      if ((await folder.sizeOf(key)) === null) throw new PixoraError("vendor_failed", `The asset ${path} is missing.`);
      return path;
    },

    publish: async ({ path }) => path,
    link: async () => null,
    unpublish: async () => {},
    remove: (keys, context) => folder.remove(keys, context),
  };
}
