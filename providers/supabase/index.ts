import type { CallContext, Storage } from "../types.ts";
import { connectSupabase, type Patience, type SupabaseAccess } from "./client.ts";
import { createSupabaseRecords, type SupabaseRecords } from "./records.ts";
import { createSupabaseStorage } from "./storage.ts";

export interface SupabaseVendorOptions {
  access: SupabaseAccess;
  /** Folder of the copies on this machine, in `assets/`. */
  dataDir: string;
  patience?: Patience;
}

export interface SupabaseVendor {
  /** Its `ready` is `check`. */
  storage: Storage;
  records: SupabaseRecords;
  /** Cheap, for the start. Rejects with `account_refused`, and says what to do, when the key, the bucket or a table is not right. */
  check(context: CallContext): Promise<void>;
}

/** Files in a project's bucket, and records in its tables. */
export function createSupabaseVendor({ access, dataDir, patience }: SupabaseVendorOptions): SupabaseVendor {
  const connection = connectSupabase(access, patience);
  const storage = createSupabaseStorage({ connection, folder: dataDir });
  const records = createSupabaseRecords(connection);
  const check = async (context: CallContext) => {
    await storage.ready(context);
    await records.ready(context);
  };
  return { storage: { ...storage, ready: check }, records, check };
}
