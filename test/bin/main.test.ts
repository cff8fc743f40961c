import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PixoraError } from "../../models/error.ts";
import { TaskEvent } from "../../models/event.ts";
import { type MainRun, runMain } from "./run-main.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pixora-cli-test-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const run = (words: string[], more: Partial<MainRun> = {}) => runMain({ words, folder, ...more });

describe("bad input", () => {
  const cases: [string, string[], RegExp][] = [
    ["no prompt", [], /there is no prompt: .*in quotes/],
    ["an empty prompt", [" \n "], /the prompt is empty/],
    ["a prompt of 20,000 characters", ["a".repeat(20_000)], /the prompt has 20000 characters: at most 10000/],
    ["a prompt without quotes", ["a", "fox"], /put it in quotes/],
    [
      "a length that is too short",
      ["a fox", "--duration", "4"],
      /--duration "4" is not allowed: give a number from 5 to 600/,
    ],
    ["a length that is too long", ["a fox", "--duration", "601"], /--duration "601"/],
    ["a negative length", ["a fox", "--duration", "-5"], /--duration "-5"/],
    ["a length in words", ["a fox", "--duration", "30s"], /--duration "30s"/],
    ["an empty number", ["a fox", "--duration", ""], /--duration "" is not allowed/],
    ["half a scene", ["a fox", "--scenes", "1.5"], /--scenes "1.5" is not allowed: give a whole number from 1 to 60/],
    ["too many scenes", ["a fox", "--scenes", "61"], /whole number from 1 to 60/],
    [
      "more scenes than seconds",
      ["a fox", "--scenes", "20", "--duration", "10"],
      /20 scenes do not fit into 10 s: .*at most 10/,
    ],
    ["an unknown aspect", ["a fox", "--aspect", "4:3"], /give 16:9, 9:16 or 1:1/],
    ["an unknown resolution", ["a fox", "--resolution", "4k"], /give 720p or 1080p/],
    ["an endless style", ["a fox", "--style", "x".repeat(300)], /--style "x{39}…" .*at most 200 characters/],
    ["an unknown language code", ["a fox", "--language", "English!"], /such as en, de or pt-BR/],
    ["an unknown motion", ["a fox", "--motion", "jumps"], /give stills or clips/],
    ["unknown captions", ["a fox", "--captions", "yes"], /give burned, files or none/],
    ["an unknown transition", ["a fox", "--transition", "wipe"], /give cut, fade or crossfade/],
    ["a seed out of range", ["a fox", "--seed", "2147483648"], /whole number from 0 to 2147483647/],
    ["a negative budget", ["a fox", "--budget", "-1"], /--budget "-1".*0 or more/],
    ["a misspelt option", ["a fox", "--duratoin", "9"], /unknown option --duratoin \(Did you mean --duration\?\)/],
    ["an unknown option", ["a fox", "--xyz"], /unknown option --xyz; --help lists them all/],
    ["an option without its value", ["a fox", "--aspect"], /--aspect needs a value: 16:9, 9:16 or 1:1/],
    ["an empty folder name", ["a fox", "--out", ""], /--out is empty/],
    ["a task to resume that is not there", ["--resume", "t1"], /there is no task t1 here\. None can be gone on with/],
    ["a task to resume with a prompt", ["--resume", "t1", "a fox"], /goes on with a task as it was asked for/],
    ["a task to resume with another length", ["--resume", "t1", "--duration", "9"], /only --budget, --on-in-doubt/],
    ["no task to resume", ["--resume"], /^pixora: --resume needs the name of the task to go on with, like --resume 2/],
    ["an option in the place of a task to resume", ["--resume", "--json"], /--resume needs the name of the task/],
    [
      "no task for a variant",
      ["--from"],
      /^pixora: --from needs the name of a task with a finished film, like --from 2/,
    ],
    ["an option in the place of a task for a variant", ["--from", "--fit", "cover"], /--from needs the name of a task/],
    ["a task to resume by no name", ["--resume", "../t1"], /--resume "\.\.\/t1" is no task's name/],
    [
      "a task for a variant that is not there",
      ["--from", "t1", "--aspect", "1:1"],
      /no task t1 here\. None has a film\./,
    ],
    ["a task for a variant by no name", ["--from", "../t1", "--aspect", "1:1"], /--from "\.\.\/t1" is no task's name/],
    ["a variant without a change", ["--from", "t1"], /give one or more of --aspect, --resolution, .*--fit\./],
    ["a variant with a prompt", ["--from", "t1", "a fox", "--aspect", "1:1"], /from what was made for it: .*no prompt/],
    ["a variant in another style", ["--from", "t1", "--style", "anime"], /only --aspect, --resolution, --captions/],
    ["a variant with another voice", ["--from", "t1", "--voice", "slt", "--aspect", "1:1"], /only --aspect/],
    ["a variant of another length", ["--from", "t1", "--duration", "9"], /For anything else make a new film/],
    ["a variant with another seed", ["--from", "t1", "--seed", "2"], /beside it only --aspect/],
    ["a variant that is estimated", ["--from", "t1", "--fit", "cover", "--estimate"], /beside it only --aspect/],
    ["a variant that is resumed", ["--from", "t1", "--resume", "t2"], /--resume goes on with a task as it was asked/],
    ["a variant in an unknown shape", ["--from", "t1", "--aspect", "4:3"], /give 16:9, 9:16 or 1:1/],
    ["terminal codes in a value", ["a fox", "--aspect", "\u001b[31mred\n"], /--aspect "\[31mred" is not allowed/],
  ];

  it.each(cases)("%s is told in one line, with exit code 2", async (_title, words, message) => {
    const { code, stdout, stderr } = await run(words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^pixora: [^\n]+\n$/);
    expect(await readdir(folder)).toEqual([]);
  });

  it("in the environment is told in one line, with exit code 2", async () => {
    const { code, stderr } = await run(["a fox"], { environment: { PIXORA_LOG_LEVEL: "loud" } });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^pixora: PIXORA_LOG_LEVEL is set wrongly: [^\n]+\n$/);
  });

  it("an --out that is a file is told in one line", async () => {
    await writeFile(join(folder, "film"), "mine");
    const { code, stderr } = await run(["a fox", "--out", "film"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^pixora: [^\n]*film is, or lies in, a file and not a folder[^\n]*\n$/);
  });

  it.skipIf(process.getuid?.() === 0)("an --out that cannot be written is told in one line", async () => {
    await mkdir(join(folder, "locked"));
    await chmod(join(folder, "locked"), 0o500);
    const { code, stderr } = await run(["a fox", "--out", "locked/film"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^pixora: [^\n]*cannot be written[^\n]*\n$/);
  });

  it("an --out where not even root can write is told in one line", async () => {
    const { code, stderr } = await run(["a fox", "--out", "/proc/pixora"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^pixora: \/proc\/pixora [^\n]*choose another folder with --out\.\n$/);
  });
});

describe("the request", () => {
  it("holds what the options say, and the schema's defaults for the rest", async () => {
    const requests: unknown[] = [];
    const words =
      "--duration 12.5 --scenes 3 --aspect 9:16 --resolution 1080p --style noir --language pt-BR --voice slt";
    const more =
      "--motion clips --captions files --no-narration --no-music --transition fade --seed 7 --budget 0.5 --on-in-doubt retry";
    await run(["a fox", ...words.split(" "), ...more.split(" ")], {
      script: { onRequest: (request) => requests.push(request) },
    });
    expect(requests[0]).toMatchObject({
      prompt: "a fox",
      durationSeconds: 12.5,
      scenes: 3,
      aspectRatio: "9:16",
      resolution: "1080p",
      style: "noir",
      language: "pt-BR",
      voice: "slt",
      motion: "clips",
      captions: "files",
      narration: false,
      music: false,
      transition: "fade",
      seed: 7,
      onInDoubt: "retry",
      budgetUsd: 0.5,
    });
  });

  it.each(["एक लोमड़ी", "ثعلب", "一只狐狸 🦊", `"quotes" %{}':,\\ and\nlines`, "--dashes"])(
    "takes the prompt %j as it is",
    async (prompt) => {
      const prompts: unknown[] = [];
      const script = { onRequest: (request: { prompt: string }) => prompts.push(request.prompt) };
      expect((await run(["--", prompt], { script })).code).toBe(0);
      expect((await run(["-"], { stdin: prompt, script })).code).toBe(0);
      expect(prompts).toEqual([prompt, prompt]);
    },
  );

  it("is refused when stdin is empty or endless", async () => {
    expect((await run(["-"])).stderr).toContain("the prompt is empty");
    expect((await run(["-"], { stdin: "a".repeat(200_000) })).stderr).toContain("at most 10000 are allowed");
  });
});

describe("a film", () => {
  it("goes to out/<task id> by default, and to --out where that is given", async () => {
    const asked: { folder?: string; taskId?: string }[] = [];
    const script = {
      onRequest: (_request: unknown, options: { folder?: string; taskId?: string }) => asked.push(options),
    };
    await run(["a fox"], { script });
    await run(["a fox", "--out", "deep/film"], { script });
    expect(asked[0]?.folder).toBe(join(folder, "out", asked[0]?.taskId ?? ""));
    expect(asked[1]?.folder).toBe(join(folder, "deep", "film"));
  });

  it("is told in plain lines without a terminal, and its result at the end", async () => {
    const lost = { wanted: "a clip", got: "a moving still", reason: "no video vendor" };
    const mute = { scene: null, wanted: "music", got: "no music", reason: "broken" };
    const degraded = [{ ...lost, scene: 1 }, mute, { ...lost, scene: 2 }];
    const { code, stdout, stderr } = await run(["a fox", "--out", "film"], { script: { degraded } });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const lines = stdout.trimEnd().split("\n");
    expect(lines).toContainEqual(expect.stringMatching(/^0:00 +\d+ % {2}planning …$/));
    expect(lines).toContainEqual(expect.stringMatching(/3 scenes: 1 Part 1 · 2 Part 2 · 3 Part 3$/));
    expect(lines).toContainEqual(expect.stringMatching(/scene 2: done in 1\.5 s; a moving still instead of a clip/));
    expect(lines.slice(-6)).toEqual([
      join(folder, "film", "video.mp4"),
      expect.stringMatching(/^30\.0 s, 1280×720, 1\.5 MB; made in \d+\.\d s$/),
      "beside it: poster.jpg, captions.srt, captions.vtt, manifest.json; credits to show where you publish are in manifest.json",
      "not as asked:",
      "  scenes 2, 3: a moving still instead of a clip (no video vendor)",
      "  the film: no music instead of music (broken)",
    ]);
    expect(stdout).not.toContain("\u001b");
  });

  it("tells with each step what was spent so far, and in the end what it cost", async () => {
    const { stdout } = await run(["a fox"], { script: { spentUsd: 0.0123 } });
    expect(stdout).toMatch(/writing the scenes: done in \d+\.\d s; \$0\.0123 spent so far\n/);
    expect(stdout.match(/spent so far/g)).toHaveLength(1);
    expect(stdout).toMatch(/made in \d+\.\d s, for \$0\.0123\n/);
  });

  it("that fails tells what it cost all the same, and what may come to it", async () => {
    const problem = { code: "in_doubt", message: "Nobody knows.", retryable: false } as const;
    const { code, stderr } = await run(["a fox"], { script: { problem, spentUsd: 1.5, reservedUsd: 0.35 } });
    expect(code).toBe(5);
    const [problemLine, costLine] = stderr.trimEnd().split("\n");
    expect(problemLine).toBe("pixora: Nobody knows.");
    const cost = "At most $1.50 was spent, and $0.35 more may have been spent";
    expect(costLine).toMatch(new RegExp(`^pixora: ${cost.replaceAll("$", "\\$")}: .*bill\\.json says on what\\.$`));
  });

  it("is told as events and nothing else with --json, notices going to stderr", async () => {
    const { code, stdout, stderr } = await run(["a fox", "--json"], { script: { notices: ["image: draft"] } });
    expect(code).toBe(0);
    const events = stdout
      .trimEnd()
      .split("\n")
      .map((line) => TaskEvent.parse(JSON.parse(line)));
    expect(events.map((event) => event.id)).toEqual(events.map((_, position) => position + 1));
    expect(events[0]?.event).toBe("task-start");
    expect(events.at(-1)).toMatchObject({ event: "task-end", data: { status: "completed" } });
    expect(stderr).toBe("pixora: image: draft\n");
  });

  it("is shown live on a terminal, which is left clean with the result", async () => {
    const terminal = { columns: 60, rows: 24 };
    const { code, stdout } = await run(["a fox", "--out", "film"], { terminal, environment: { TERM: "xterm" } });
    expect(code).toBe(0);
    expect(stdout).toContain("█");
    expect(stdout).toContain("Part 2");
    expect(stdout.trimEnd().split("\n").at(-2)).toMatch(/^30\.0 s, 1280×720/);
  });

  it("is told in plain lines on a dumb terminal", async () => {
    const { stdout } = await run(["a fox"], { terminal: { columns: 60, rows: 24 }, environment: { TERM: "dumb" } });
    expect(stdout).not.toContain("\u001b");
    expect(stdout).toContain("scene 1: done");
  });

  it.each([
    ["vendor_failed", 3, "vendor_failed broke. It may succeed later.", ""],
    ["ffmpeg_failed", 3, "ffmpeg_failed broke. It may succeed later.", ""],
    ["output_unwritable", 3, "output_unwritable broke. It may succeed later.", ""],
    ["over_budget", 4, "over_budget broke. It may succeed later.", " --budget …"],
    ["in_doubt", 5, "in_doubt broke. It may succeed later.", ""],
    ["internal", 3, "this is a bug in Pixora: internal broke.", ""],
  ] as const)("that ends with %s has exit code %i and says why and how to go on", async (code, exitCode, why, more) => {
    const problem = { code, message: `${code}\nbroke.`, retryable: true };
    const result = await run(["a fox"], { script: { problem } });
    expect(result.code).toBe(exitCode);
    const [first, second] = result.stderr.trimEnd().split("\n");
    expect(first).toBe(`pixora: ${why}`);
    expect(second).toMatch(new RegExp(`^pixora: To go on with it: pixora --resume [0-9a-z-]+${more}$`));
    expect(await readdir(folder)).toEqual([]);
  });

  it("that cannot be written down any more says why, what it cost, and how to go on", async () => {
    const breaks = new PixoraError("store_failed", "The disk is full.");
    const { code, stderr } = await run(["a fox", "--out", "film"], { script: { breaks, spentUsd: 1.5 } });
    expect(code).toBe(3);
    const [why, cost, advice, ...more] = stderr.trimEnd().split("\n");
    expect([why, cost, more]).toEqual(["pixora: The disk is full.", "pixora: At most $1.50 was spent.", []]);
    expect(advice).toMatch(
      /^pixora: To go on with it, without paying again for what is paid: pixora --resume [0-9a-z-]+$/,
    );
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    ["invalid_request", 2],
    ["unsupported_language", 2],
    ["missing_program", 3],
    ["over_budget", 4],
  ] as const)("that is refused with %s has exit code %i and one line", async (code, exitCode) => {
    const result = await run(["a fox"], { script: { refusal: new PixoraError(code, "Refused.") } });
    expect(result).toMatchObject({ code: exitCode, stdout: "", stderr: "pixora: Refused.\n" });
    expect(await readdir(folder)).toEqual([]);
  });

  it("keeps what was in the folder when it fails", async () => {
    await mkdir(join(folder, "film"));
    await writeFile(join(folder, "film", "notes.txt"), "mine");
    const problem = { code: "vendor_failed" as const, message: "Broke.", retryable: false };
    await run(["a fox", "--out", "film"], { script: { problem } });
    expect(await readdir(join(folder, "film"))).toEqual(["notes.txt"]);
  });

  it.each([
    ["before the task", { onRequest: () => expect.fail("broken") }],
    ["in the task", { bug: new Error("broken") }],
  ])("shows the stack of a bug %s only when asked for it", async (_title, script) => {
    const quiet = await run(["a fox"], { script });
    expect(quiet.code).toBe(3);
    expect(quiet.stderr).toBe("pixora: this is a bug in Pixora: broken\npixora: PIXORA_LOG_LEVEL=debug shows where.\n");
    const told = await run(["a fox"], { script, environment: { PIXORA_LOG_LEVEL: "debug" } });
    expect(told.code).toBe(3);
    expect(told.stderr).toMatch(/pixora: at .*test\/bin\//);
  });
});

describe("an interrupt", () => {
  const afterScenes = (act: NonNullable<MainRun["onOutput"]>): NonNullable<MainRun["onOutput"]> => {
    let acted = false;
    return (stdout, signals) => {
      if (acted || !stdout.includes('"scene":2')) return;
      acted = true;
      act(stdout, signals);
    };
  };

  it.each(["SIGINT", "SIGTERM", "SIGHUP"])("by %s cancels, cleans up and has exit code 130", async (signal) => {
    const { code, stdout, stderr, listeners } = await run(["a fox", "--json", "--out", "a/b"], {
      script: { hangs: true },
      onOutput: afterScenes((_stdout, signals) => signals.emit(signal)),
    });
    expect(code).toBe(130);
    expect(JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "")).toMatchObject({ data: { status: "cancelled" } });
    expect(stderr).toMatch(
      /^pixora: cancelling …[^\n]*\npixora: cancelled; no half-made film is left[^\n]*\npixora: To go on with it: [^\n]*\n$/,
    );
    expect(await readdir(folder)).toEqual([]);
    expect(listeners).toEqual([]);
  });

  it("that arrives twice at once, as under npm, is one", async () => {
    const { code, left } = await run(["a fox", "--json"], {
      script: { hangs: true },
      onOutput: afterScenes((_stdout, signals) => {
        signals.emit("SIGINT");
        signals.emit("SIGINT");
      }),
    });
    expect({ code, left }).toEqual({ code: 130, left: [] });
  });
});

describe("the rest", () => {
  it("--estimate prints a table and makes nothing", async () => {
    const script = { onRequest: () => expect.fail("made a film") };
    const { code, stdout } = await run(["a fox", "--estimate"], { script });
    expect(code).toBe(0);
    expect(stdout).toBe(
      [
        "capability  vendor     calls  least   most",
        "image       draft          5  $0.00  $0.00",
        "speech      elsewhere      5  $0.00  $1.25",
        "total                         $0.00  $1.25",
        "",
      ].join("\n"),
    );
    expect(await readdir(folder)).toEqual([]);
  });

  it("--estimate --json prints one line", async () => {
    const { stdout } = await run(["a fox", "--estimate", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({ totalUsd: { min: 0, max: 1.25 } });
    expect(stdout.trimEnd()).not.toContain("\n");
  });

  it("--help names every option, what it may be and its default", async () => {
    const { code, stdout, stderr } = await run(["--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const help = stdout.replace(/\s+/g, " ");
    const flags =
      "duration scenes aspect resolution style language voice motion captions no-narration no-music transition";
    for (const flag of [...flags.split(" "), ..."seed budget estimate out resume from json help version".split(" ")]) {
      expect(help).toContain(` --${flag}`);
    }
    expect(help).toContain("a number from 5 to 600 (default: 30)");
    expect(help).toContain("16:9, 9:16 or 1:1 (default: 16:9)");
    expect(help).toContain("Exit codes: 0 done");
  });

  it("--version prints the version alone", async () => {
    expect(await run(["--version"])).toMatchObject({ code: 0, stdout: "1.2.3\n", stderr: "" });
  });

  it("tells no notices when only errors are wanted", async () => {
    const script = { notices: ["image: draft"] };
    expect((await run(["a fox"], { script, environment: { PIXORA_LOG_LEVEL: "error" } })).stderr).toBe("");
  });
});
