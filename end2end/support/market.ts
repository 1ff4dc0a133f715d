/** A market of one's own for each worker: the real program, the demo goods, a fresh database. */

import { test as base, expect } from "@playwright/test";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export { expect };

export const PASSWORD = "demo-cho-lang";

export class Market {
  private constructor(
    readonly url: string,
    /** DATA_DIR: the database, keys, and mail under `mail/`. */
    readonly folder: string,
    private readonly environment: NodeJS.ProcessEnv,
    private readonly server: ChildProcess,
  ) {}

  static async open(): Promise<Market> {
    const folder = mkdtempSync(join(tmpdir(), "cho-lang-"));
    const address = `127.0.0.1:${await freePort()}`;
    const environment = {
      PATH: process.env.PATH,
      LISTEN_ADDR: address,
      PUBLIC_URL: `http://${address}`,
      DATA_DIR: folder,
      DATABASE_URL: `sqlite://${join(folder, "cho-lang.db")}?mode=rwc`,
      RATE_LIMITS: "off",
      LOG: process.env.LOG ?? "warn",
    };
    try {
      command(folder, environment, "migrate");
      command(folder, environment, "demo");
    } catch (failure) {
      rmSync(folder, { recursive: true, force: true });
      throw failure;
    }
    const log = openSync(join(folder, "server.log"), "w");
    const server = spawn(program(), ["serve"], { cwd: folder, env: environment, stdio: ["ignore", log, log] });
    closeSync(log);
    const market = new Market(`http://${address}`, folder, environment, server);
    try {
      await market.ready();
    } catch (failure) {
      const log = market.log();
      await market.close();
      throw new Error(`${failure instanceof Error ? failure.message : failure}\n${log}`);
    }
    return market;
  }

  /** One of cho-lang's own commands on this market, such as `stock gom-bat-trang --json`. Returns what it prints. */
  command(...words: string[]): string {
    return command(this.folder, this.environment, ...words);
  }

  /** What the server has logged so far. */
  log(): string {
    return readFileSync(join(this.folder, "server.log"), "utf8");
  }

  /** The mails sent so far, the oldest first, as they went out. */
  mails(): string[] {
    const folder = join(this.folder, "mail");
    try {
      const names = readdirSync(folder).filter((name) => name.endsWith(".eml")).sort();
      return names.map((name) => readFileSync(join(folder, name), "utf8"));
    } catch {
      return [];
    }
  }

  async close(): Promise<void> {
    if (this.running()) {
      const ended = once(this.server, "exit");
      this.server.kill("SIGINT");
      const polite = await Promise.race([ended.then(() => true), sleep(3_000, false, { ref: false })]);
      if (!polite) {
        this.server.kill("SIGKILL");
        await ended;
      }
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private running(): boolean {
    return this.server.pid !== undefined && this.server.exitCode === null && this.server.signalCode === null;
  }

  private async ready(): Promise<void> {
    this.server.on("error", () => {});
    for (const limit = Date.now() + 20_000; Date.now() < limit; await sleep(50)) {
      if (!this.running()) throw new Error("The market ended before it was open.");
      const answer = await fetch(`${this.url}/health/ready`).catch(() => undefined);
      if (answer?.ok) return;
    }
    throw new Error("The market was not open after 20 s.");
  }
}

function program(): string {
  return process.env.CHO_LANG ?? resolve(import.meta.dirname, "../../target/debug/cho-lang");
}

function command(folder: string, environment: NodeJS.ProcessEnv, ...words: string[]): string {
  const run = spawnSync(program(), words, { cwd: folder, env: environment, encoding: "utf8", timeout: 120_000 });
  if (run.error) throw new Error(`${program()} does not start: ${run.error.message}`);
  if (run.status !== 0) throw new Error(`cho-lang ${words.join(" ")} failed (${run.status ?? run.signal}):\n${run.stderr}`);
  return run.stdout;
}

async function freePort(): Promise<number> {
  const listener = createServer().listen(0, "127.0.0.1");
  await once(listener, "listening");
  const { port } = listener.address() as AddressInfo;
  listener.close();
  await once(listener, "close");
  return port;
}

/** `test` with a `market` for the worker; `page.goto("/gio-hang")` goes to it. */
export const test = base.extend<{ baseURL: string }, { market: Market }>({
  market: [
    async ({}, use) => {
      const market = await Market.open();
      await use(market);
      await market.close();
    },
    { scope: "worker", timeout: 180_000 },
  ],
  baseURL: async ({ market }, use) => use(market.url),
});
