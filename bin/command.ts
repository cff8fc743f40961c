import { Command, CommanderError, Option } from "commander";
import { plainText } from "./format.ts";
import { defaultOf, REQUEST_OPTIONS, type RequestOption, type TypedOptions } from "./request-options.ts";
import { UsageError } from "./usage-error.ts";

/** A film that a command line asks for. */
export interface FilmInvocation {
  kind: "film";
  /** As typed: `-` stands for stdin. */
  prompt: string;
  typed: TypedOptions;
  estimate: boolean;
  json: boolean;
  out: string | null;
}

/** What a command line asks for: a text to print, such as the help, or a film. */
export type Invocation = { kind: "text"; text: string } | FilmInvocation;

const EXAMPLES = `
Examples:
  pixora "A fox finds a lantern in a snowy forest"
  pixora "Three wishes, told badly" --duration 60 --aspect 9:16 --style anime
  pixora - --json < story.txt
  pixora "A day on Mars" --estimate

A prompt that starts with a dash goes after --.

The folder receives video.mp4, poster.jpg, captions.srt, captions.vtt and manifest.json.
Exit codes: 0 done, 2 usage, 3 failed, 4 over budget, 5 needs attention, 130 cancelled.`;

const NO_PROMPT =
  'there is no prompt: give it in quotes, like pixora "A fox finds a lantern", or - to read it from stdin.';
const MANY_PROMPTS =
  'the prompt is one text: put it in quotes, like pixora "A fox finds a lantern"; with npm, options come after --, like npm run video -- "A fox" --duration 10.';
const NO_RESUME =
  "--resume is not in this version: tasks are kept in memory and end with the process. The same request with the same seed makes the same draft again.";

/**
 * Reads a command line (without node and script).
 * @throws UsageError with one sentence about what is wrong.
 */
export function readCommand(words: readonly string[], version: string): Invocation {
  let text = "";
  const command = describeCommand(version).configureOutput({
    writeOut: (part) => {
      text += part;
    },
    // Errors are thrown, and told in our own words.
    writeErr: () => {},
    outputError: () => {},
  });
  try {
    command.parse([...words], { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return { kind: "text", text };
    throw error instanceof CommanderError ? new UsageError(complaint(error)) : error;
  }
  return invocationOf(command);
}

function describeCommand(version: string): Command {
  const command = new Command("pixora")
    .description("Makes a finished, narrated video of one prompt.")
    .argument("[prompt]", "what the film is about; - reads it from stdin")
    .version(version)
    .exitOverride()
    .allowExcessArguments(false);
  for (const option of REQUEST_OPTIONS) command.addOption(describeOption(option));
  return command
    .option("--estimate", "tell the price and make nothing")
    .option("--out <dir>", "folder that receives the film (default: out/<task id>)")
    .option("--json", "one event a line on stdout, and nothing else")
    .addOption(new Option("--resume <task id>").hideHelp())
    .addHelpText("after", EXAMPLES);
}

function describeOption(option: RequestOption): Option {
  if (option.value === null) return new Option(option.flag, option.help);
  const standard = defaultOf(option);
  const help = `${option.help}: ${option.allowed}${standard === null ? "" : ` (default: ${standard})`}`;
  return new Option(`${option.flag} <${option.value}>`, help);
}

function invocationOf(command: Command): Invocation {
  const values: Record<string, unknown> = command.opts();
  const [prompt] = command.args;
  if (values.resume !== undefined) throw new UsageError(NO_RESUME);
  if (prompt === undefined) throw new UsageError(NO_PROMPT);
  if (values.out === "") throw new UsageError("--out is empty: give a folder.");
  return {
    kind: "film",
    prompt,
    typed: typedOptions(values),
    estimate: values.estimate === true,
    json: values.json === true,
    out: typeof values.out === "string" ? values.out : null,
  };
}

function typedOptions(values: Record<string, unknown>): TypedOptions {
  const typed: TypedOptions = {};
  for (const { flag, field } of REQUEST_OPTIONS) {
    const value = values[flag.replace(/^--(no-)?/, "")];
    if (typeof value === "string" || value === false) typed[field] = value;
  }
  return typed;
}

/** The parser's complaint as one sentence, with what is allowed where it knows no more than a name. */
function complaint(error: CommanderError): string {
  if (error.code === "commander.excessArguments") return MANY_PROMPTS;
  const sentence = plainText(error.message.replace(/^error: /, "")).replaceAll("'", "");
  const option = REQUEST_OPTIONS.find(({ flag }) => sentence.includes(`${flag} <`));
  if (error.code === "commander.optionMissingArgument" && option)
    return `${option.flag} needs a value: ${option.allowed}.`;
  return error.code === "commander.unknownOption" ? `${sentence}; --help lists them all.` : `${sentence}.`;
}
