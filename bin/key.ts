/** `npm run key -- NAME`: makes a key of the service, and the pair that makes it known to the service. */
import { Command, CommanderError, Option } from "commander";
import { KEY_NAME, newApiKey, SCOPES } from "../server/auth/api-keys.ts";
import { EXIT } from "./exit-codes.ts";
import { plainText, quoted } from "./format.ts";
import { UsageError } from "./usage-error.ts";
import { createVoice } from "./voice.ts";

const voice = createVoice(process.stderr);

const EXPLANATION = `
The key is printed on stdout, once, and kept nowhere: hand it to whoever may use the service.
The pair on stderr holds only its hash. Add it to PIXORA_API_KEYS, separated by a comma,
or as a line of its own to the file in PIXORA_API_KEYS_FILE.
Keys of one name are one owner: to change a key, add a second one, and take the first away later.`;

function makeKey(words: readonly string[]): void {
  const command = describeCommand();
  command.parse([...words], { from: "user" });
  const [name = ""] = command.args;
  if (!KEY_NAME.test(name)) throw new UsageError(`${quoted(name)} is no name for a key: ${NAMES}.`);
  const { scope, json } = command.opts<{ scope: string; json?: true }>();
  const { secret, pair } = newApiKey(name, scope);
  if (json) {
    process.stdout.write(`${JSON.stringify({ name, scopes: SCOPES[scope], key: secret, pair })}\n`);
    return;
  }
  process.stdout.write(`${secret}\n`);
  voice.tell("stdout has the key, this once. The service needs only its hash:");
  voice.tell(`PIXORA_API_KEYS=${pair}`);
}

const NAMES = "it may have 1 to 64 letters, digits, dots, dashes and underscores";

function describeCommand(): Command {
  return (
    new Command("npm run key --")
      .description("Makes a key of the HTTP service.")
      .argument("<name>", `who the key is for; ${NAMES}`)
      .addOption(new Option("--scope <scope>", "what it may do").choices(Object.keys(SCOPES)).default("read+write"))
      .option("--json", "one JSON object on stdout, and nothing else")
      .addHelpText("after", EXPLANATION)
      .exitOverride()
      .allowExcessArguments(false)
      // Errors are thrown, and told in our own words.
      .configureOutput({ writeErr: () => {}, outputError: () => {} })
  );
}

function explain(error: unknown): number {
  if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done;
  if (!(error instanceof CommanderError || error instanceof UsageError)) throw error;
  voice.tell(plainText(error.message.replace(/^error: /, "")));
  return EXIT.usage;
}

try {
  makeKey(process.argv.slice(2));
} catch (error) {
  process.exitCode = explain(error);
}
