import { EventEmitter } from "node:events";
import { Readable, Writable } from "node:stream";
import { main, type Surroundings } from "../../bin/main.ts";
import type { Screen } from "../../bin/view.ts";
import { type Script, scriptedAgent } from "./scripted-agent.ts";

export interface MainRun {
  words: string[];
  folder: string;
  environment?: Record<string, string>;
  stdin?: string;
  script?: Script;
  /** Sees stdout as it grows. */
  onOutput?: (stdout: string, signals: EventEmitter) => void;
  terminal?: { columns: number; rows: number };
}

class Sink extends Writable {
  text = "";
  onText?: (text: string) => void;

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    this.onText?.(this.text);
    done();
  }
}

/** Runs the command line in this process with an agent that follows a script. */
export async function runMain({ words, folder, environment = {}, stdin = "", script, onOutput, terminal }: MainRun) {
  const stdout: Sink & Screen = Object.assign(new Sink(), terminal && { isTTY: true, ...terminal });
  const stderr = new Sink();
  const signals = new EventEmitter();
  stdout.onText = (text) => onOutput?.(text, signals);
  const left: number[] = [];
  const surroundings: Surroundings = {
    words,
    environment,
    folder,
    version: "1.2.3",
    stdin: Readable.from([Buffer.from(stdin)]),
    stdout,
    stderr,
    signals,
    leave: (code) => left.push(code),
    createAgent: async () => scriptedAgent(script),
  };
  const code = await main(surroundings);
  return { code, stdout: stdout.text, stderr: stderr.text, left, listeners: signals.eventNames() };
}
