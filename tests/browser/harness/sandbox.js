// A sandbox of its own: free port, database of its own, fixed date.
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { dist, program, root, today } from './settings.js';

const run = promisify(execFile);

export class Sandbox {
  /** Starts one with an empty database, under a province's overlay where one is given. */
  static async start(overlay) {
    const folder = await mkdtemp(join(tmpdir(), 'motcua-browser-'));
    const sandbox = new Sandbox(folder, await freePort(), overlay);
    await sandbox.#up();
    return sandbox;
  }

  constructor(folder, port, overlay) {
    this.folder = folder;
    this.port = port;
    this.url = `http://localhost:${port}`;
    this.database = join(folder, 'sandbox.sqlite');
    this.overlay = overlay ? ['--overlay', overlay] : [];
    /** Everything the server has printed: its request log. */
    this.log = '';
  }

  async #up() {
    const options = ['--port', this.port, '--dist', dist, '--db', this.database, '--root', root, '--today', today, ...this.overlay];
    this.process = spawn(program, ['serve', ...options.map(String)]);
    this.ended = new Promise((done) => this.process.once('exit', done));
    await new Promise((ready, failed) => {
      const note = (text) => {
        this.log += text;
        if (/^ready /m.test(this.log.slice(this.started ?? 0))) ready();
      };
      this.started = this.log.length;
      this.process.stdout.on('data', note);
      this.process.stderr.on('data', note);
      this.process.once('error', failed);
      this.ended.then((code) => failed(new Error(`the sandbox ended with ${code}:\n${this.log}`)));
    });
  }

  async #down() {
    this.process.kill();
    await this.ended;
  }

  /** Ends the server, does something, and starts it again on the same database. */
  async restart(meanwhile = () => {}) {
    await this.#down();
    await meanwhile();
    await this.#up();
  }

  async stop() {
    await this.#down();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** What an officer does: `accept`, `issue`, `refuse` a dossier, `list` them. */
  async officer(...act) {
    const { stdout } = await run(program, ['officer', ...act, '--db', this.database, '--root', root, '--today', today, ...this.overlay]);
    return stdout;
  }

  /** Puts a source into a state: `up`, `slow`, `down`, perhaps `--until` an instant. */
  async source(id, state, ...more) {
    await run(program, ['source', id, state, ...more, '--db', this.database, '--root', root, '--today', today]);
  }

  /** Refuses a dossier that was taken: while it is open the same is not taken again. */
  async makeRoom(code) {
    await this.officer('refuse', code, '--reason', 'the same is sent again');
  }

  /** Codes of all dossiers, latest first. */
  async dossiers() {
    const lines = (await this.officer('list')).trim().split('\n').filter(Boolean);
    return lines.map((line) => line.split(/\s+/)[0]);
  }
}

/** A port that is free together with the next, which the identity provider takes. */
async function freePort() {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if ((await isFree(port)) && (await isFree(port + 1))) return port;
  }
  throw new Error('no free port found');
}

function isFree(port) {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(false));
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });
}
