import { describeSaver } from "../../contract/checkpoints/saver.ts";
import { openFileStores } from "./stores.ts";

describeSaver("the file store", openFileStores);
