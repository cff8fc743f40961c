import { describeOperationDriver } from "../contract/operation-driver.ts";
import { createScriptedVendor } from "./scripted-vendor.ts";

// What the buyer is tested with keeps the contract that live vendors keep.
describeOperationDriver("the scripted vendor", async () => createScriptedVendor());
describeOperationDriver("the scripted vendor that can be searched", async () => createScriptedVendor({ finds: true }));
