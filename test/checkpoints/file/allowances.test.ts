import { describeAllowances } from "../../contract/checkpoints/allowances.ts";
import { openFileStores } from "./stores.ts";

describeAllowances("the file store", openFileStores);
