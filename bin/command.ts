import { Command, CommanderError, Option } from "commander";
import { VariantChanges } from "../models/request.ts";
import { TaskId } from "../models/task.ts";
import { listed, plainText, quoted } from "./format.ts";
import {
  defaultOf,
  REQUEST_OPTIONS,
  type RequestOption,
  type TypedOptions,
  VARIANT_OPTIONS,
} from "./request-options.ts";
import { UsageError } from "./usage-error.ts";

/** How a film is shown, and where it goes. */
interface Showing {
  json: boolean;
  out: string | null;
}

/** A film that a command line asks for. */
export interface FilmInvocation extends Showing {
  kind: "film";
  /** As typed: `-` stands for stdin. */
  prompt: string;
  typed: TypedOptions;
  estimate: boolean;
}

/** A task that a command line goes on with. */
export interface ResumeInvocation extends Showing {
  kind: "resume";
  taskId: string;
  typed: TypedOptions;
}

/** A finished task whose film a command line wants put together otherwise. */
export interface VariantInvocation extends Showing {
  kind: "variant";
  taskId: string;
  typed: TypedOptions;
}

/** What a command line wants a task for. */
export type TaskInvocation = FilmInvocation | ResumeInvocation | VariantInvocation;

/** What a command line asks for: a text to print, such as the help, or something that a task does. */
export type Invocation = { kind: "text"; text: string } | TaskInvocation;

const EXAMPLES = `
Examples:
  pixora "A fox finds a lantern in a snowy forest"
  pixora "Three wishes, told badly" --duration 60 --aspect 9:16 --style anime
  pixora - --json < story.txt
  pixora "A day on Mars" --estimate
  pixora --resume 20261122-174501-x7k2q9
  pixora --from 20261122-174501-x7k2q9 --aspect 9:16 --caption-style highlight

A prompt that starts with a dash goes after --.

The folder receives video.mp4, poster.jpg, captions.srt, captions.vtt and manifest.json.
Exit codes: 0 done, 2 usage, 3 failed, 4 over budget, 5 needs attention, 130 cancelled.`;

const NO_PROMPT =
  'there is no prompt: give it in quotes, like pixora "A fox finds a lantern", or - to read it from stdin.';
const MANY_PROMPTS =
  'the prompt is one text: put it in quotes, like pixora "A fox finds a lantern"; with npm, options come after --, like npm run video -- "A fox" --duration 10.';
const RESUME_AS_ASKED =
  "--resume goes on with a task as it was asked for: beside it only --budget, --on-in-doubt, --out and --json may be given, and no prompt.";
const VARIANT_FLAGS = VARIANT_OPTIONS.map(({ flag }) => flag);
const VARIANT_AS_MADE = `--from puts a finished film together otherwise, from what was made for it: beside it only ${VARIANT_FLAGS.join(", ")}, --out and --json may be given, and no prompt. For anything else make a new film.`;
const TASK_FLAGS = ["--resume", "--from"] as const;
type TaskFlag = (typeof TASK_FLAGS)[number];
const TASK_NEEDED: Record<TaskFlag, string> = {
  "--resume":
    "--resume needs the name of the task to go on with, like --resume 20261122-174501-x7k2q9; a film's first line tells it.",
  "--from":
    "--from needs the name of a task with a finished film, like --from 20261122-174501-x7k2q9; a film's first line tells it.",
};
const VARIANT_OF_WHAT = `--from needs to know what is to be different: give one or more of ${VARIANT_FLAGS.join(", ")}.`;

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
    .option("--resume <task id>", "go on with a task that failed, was cancelled or crashed; what is paid for is used")
    .option(
      "--from <task id>",
      `put a finished film together otherwise, for nothing, with ${listed(VARIANT_FLAGS).replace(" or ", " and ")}`,
    )
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
  if (values.out === "") throw new UsageError("--out is empty: give a folder.");
  const typed = typedOptions(values);
  const showing = { json: values.json === true, out: typeof values.out === "string" ? values.out : null };
  if (typeof values.resume === "string") return resumeOf(values.resume, { prompt, typed, showing, values });
  if (typeof values.from === "string") return variantOf(values.from, { prompt, typed, showing, values });
  if (prompt === undefined) throw new UsageError(NO_PROMPT);
  return { kind: "film", prompt, typed, estimate: values.estimate === true, ...showing };
}

interface Beside {
  prompt: string | undefined;
  typed: TypedOptions;
  showing: Showing;
  values: Readonly<Record<string, unknown>>;
}

const CHANGEABLE: readonly string[] = ["budgetUsd", "onInDoubt"];

function resumeOf(taskId: string, { prompt, typed, showing, values }: Beside): ResumeInvocation {
  refuseNoName("--resume", taskId);
  const isMore = Object.keys(typed).some((field) => !CHANGEABLE.includes(field));
  const isOther = values.estimate === true || values.from !== undefined;
  if (prompt !== undefined || isMore || isOther) throw new UsageError(RESUME_AS_ASKED);
  return { kind: "resume", taskId, typed, ...showing };
}

function variantOf(taskId: string, { prompt, typed, showing, values }: Beside): VariantInvocation {
  refuseNoName("--from", taskId);
  const isMore = Object.keys(typed).some((field) => !(field in VariantChanges.shape));
  if (prompt !== undefined || isMore || values.estimate === true) throw new UsageError(VARIANT_AS_MADE);
  if (Object.keys(typed).length === 0) throw new UsageError(VARIANT_OF_WHAT);
  return { kind: "variant", taskId, typed, ...showing };
}

/** The parser takes the next word for the name, also when that is an option. */
function refuseNoName(flag: TaskFlag, word: string): void {
  if (word.startsWith("-")) throw new UsageError(TASK_NEEDED[flag]);
  if (!TaskId.safeParse(word).success) throw new UsageError(`${flag} ${quoted(word)} is no task's name.`);
}

function typedOptions(values: Record<string, unknown>): TypedOptions {
  const typed: TypedOptions = {};
  for (const option of REQUEST_OPTIONS) {
    const { field } = option;
    const value = values[describeOption(option).attributeName()];
    if (typeof value === "string" || value === false) typed[field] = value;
  }
  return typed;
}

/** The parser's complaint as one sentence, with what is allowed where it knows no more than a name. */
function complaint(error: CommanderError): string {
  if (error.code === "commander.excessArguments") return MANY_PROMPTS;
  const sentence = plainText(error.message.replace(/^error: /, "")).replaceAll("'", "");
  const isNamed = ({ flag }: { flag: string }) => sentence.includes(`${flag} <`);
  const option = REQUEST_OPTIONS.find(isNamed);
  if (error.code === "commander.optionMissingArgument" && option)
    return `${option.flag} needs a value: ${option.allowed}.`;
  const taskFlag = TASK_FLAGS.find((flag) => isNamed({ flag }));
  if (error.code === "commander.optionMissingArgument" && taskFlag) return TASK_NEEDED[taskFlag];
  return error.code === "commander.unknownOption" ? `${sentence}; --help lists them all.` : `${sentence}.`;
}
