import { describeBook } from "../../contract/checkpoints/book.ts";
import { openFileStores } from "./stores.ts";

describeBook("the file store", openFileStores);
